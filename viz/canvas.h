/**
 * @file viz/canvas.h
 * Inside viz/: a picture as DOT text: boxes, lines, and the block with title, period, legend and source.
 * Labels are HTML labels made here, so that no text of a page is read as markup.
 */
#ifndef GX_VIZ_CANVAS_H
#define GX_VIZ_CANVAS_H

#include "viz/draw.h"
#include "viz/palette.h"

enum { GX_CANVAS_MAX_LOOKS = 16, GX_CANVAS_NOTES = 4, GX_CANVAS_CELL_BYTES = 120 };

typedef struct gx_canvas {
    gx_buffer dot;
    const char *engine;                         /* "dot", "sfdp", … */
    const gx_node_look *looks[GX_CANVAS_MAX_LOOKS]; /* drawn, for the legend */
    size_t n_looks;
    bool ties[GX_TIE_TYPES];                    /* drawn, for the legend */
    bool inferred;                              /* likewise */
    bool communities;                           /* colours mean communities: no colours of kinds in the legend */
    char earliest[11], latest[11];              /* days, "" = none: the period of what is drawn */
    gx_buffer title;
    gx_buffer notes[GX_CANVAS_NOTES];           /* lines below the title: what was left out, what sizes mean */
    size_t n_notes;
    size_t n_drawn, n_left_out;
    size_t n_words;                             /* boxes of words at lines */
} gx_canvas;

/** Begin: engine, graph attributes (DOT, may be ""), the font's names. */
void gx_canvas_begin(gx_canvas *canvas, const char *engine, const char *attributes, const char *font);
void gx_canvas_clear(gx_canvas *canvas);

/** A word for a role, a type, a measure (palette.h), and one of two, in the language of the picture. */
const char *gx_canvas_word(const char *name);
const char *gx_canvas_either(const char *chinese, const char *english);

/** A line of the title block; `format` is in the reader's language. */
void gx_canvas_note(gx_canvas *canvas, const char *format, ...) GX_PRINTF(2, 3);
/** What is drawn has to do with these dates (ISO of any precision, or NULL). */
void gx_canvas_dates(gx_canvas *canvas, const char *from, const char *to);

/** The look of a vertex, remembered for the legend. */
const gx_node_look *gx_canvas_look(gx_canvas *canvas, gx_vertex_type type, const char *kind);

/** Text of a page, wrapped, as the inside of a cell; size in points, 0 = as around it. */
void gx_canvas_text(gx_buffer *out, const char *text, size_t columns, size_t max_lines, double points, bool bold);

/** Border and colours of a cell of a table that looks as a box of this look would. @return `out` */
const char *gx_canvas_cell(char out[GX_CANVAS_CELL_BYTES], const gx_node_look *look);

/** A box; `label` is the inside of an HTML label. `more` is further attributes in DOT, or "". */
void gx_canvas_node(gx_canvas *canvas, const char *id, const gx_node_look *look, const char *fill, const char *label,
                    const char *tooltip, const char *more);
/** A line; `text` may be NULL. */
void gx_canvas_edge(gx_canvas *canvas, const char *from, const char *to, gx_tie_type type, bool inferred,
                    const char *text, const char *more);
/**
 * A line whose words interrupt it: they stand in a box of their own, which no other line may cross. `back`: it points from
 * `to` to `from`. For layouts in layers (dot).
 */
void gx_canvas_worded_edge(gx_canvas *canvas, const char *from, const char *to, gx_tie_type type, bool inferred,
                           const char *text, bool back, const char *more);

/** End: the title block and the closing brace. */
void gx_canvas_end(gx_canvas *canvas, const gx_draw_request *request);

#endif
