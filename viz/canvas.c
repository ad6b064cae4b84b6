#include "viz/canvas.h"

#include "base/message.h"
#include "viz/days.h"
#include "viz/label.h"

#include <stdio.h>
#include <string.h>

/* What is written at a line, in terminal columns. */
enum { EDGE_COLUMNS = 30 };

void gx_canvas_begin(gx_canvas *canvas, const char *engine, const char *attributes, const char *font)
{
    canvas->engine = engine;
    gx_buffer_printf(
        &canvas->dot,
        "digraph guanxi {\n"
        "graph [layout=%s charset=\"UTF-8\" fontname=\"%s\" fontsize=11 pad=\"0.3\" labelloc=t labeljust=l "
        "start=1 bgcolor=white "
        "outputorder=edgesfirst %s];\n"
        "node [shape=box fontname=\"%s\" fontsize=11 margin=\"0.09,0.05\" style=filled penwidth=1];\n"
        "edge [fontname=\"%s\" fontsize=9 arrowsize=0.6 penwidth=1];\n",
        engine, font, attributes, font, font);
}

void gx_canvas_clear(gx_canvas *canvas)
{
    gx_buffer_clear(&canvas->dot);
    gx_buffer_clear(&canvas->title);
    for (size_t i = 0; i < GX_CANVAS_NOTES; i++)
        gx_buffer_clear(&canvas->notes[i]);
    *canvas = (gx_canvas){0};
}

const char *gx_canvas_word(const char *name)
{
    return gx_palette_word(name, gx_palette_language());
}

const char *gx_canvas_either(const char *chinese, const char *english)
{
    return gx_palette_language() == GX_CHINESE ? chinese : english;
}

void gx_canvas_note(gx_canvas *canvas, const char *format, ...)
{
    char text[400];
    va_list args;
    if (canvas->n_notes == GX_CANVAS_NOTES)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    gx_buffer_puts(&canvas->notes[canvas->n_notes++], text);
}

void gx_canvas_dates(gx_canvas *canvas, const char *from, const char *to)
{
    gx_days days;
    if (!gx_days_of(&days, from, to))
        return;
    if (!canvas->earliest[0] || strcmp(days.first, canvas->earliest) < 0)
        memcpy(canvas->earliest, days.first, sizeof canvas->earliest);
    if (!canvas->latest[0] || strcmp(days.last, canvas->latest) > 0)
        memcpy(canvas->latest, days.last, sizeof canvas->latest);
}

const gx_node_look *gx_canvas_look(gx_canvas *canvas, gx_vertex_type type, const char *kind)
{
    const gx_node_look *look = gx_palette_node(type, kind);
    size_t i = 0;
    while (i < canvas->n_looks && canvas->looks[i] != look)
        i++;
    if (i == canvas->n_looks && i < GX_CANVAS_MAX_LOOKS)
        canvas->looks[canvas->n_looks++] = look;
    return look;
}

/** Lines of a cell: in its middle, or at its left, where blanks must not push them. */
static void add_lines(gx_buffer *out, const char *text, gx_wrap wrap, double points, bool bold, bool left)
{
    gx_buffer lines = {0};
    gx_label_wrap(&lines, text, wrap);
    int size = points > 0 ? (int)points : 9;
    const char *at = lines.at && lines.n ? lines.at : " "; /* an empty element would be an ill-formed label */
    /* Graphviz leaves 1.2 of the size for a line, Chinese glyphs want more: blanks of a larger size at the ends. */
    char blank[64];
    snprintf(blank, sizeof blank, "<FONT POINT-SIZE=\"%d\">&#160;</FONT>", size + 1 + size / 8);
    while (at) {
        const char *end = strchr(at, '\n');
        gx_buffer line = {0};
        gx_buffer_add(&line, at, end ? (size_t)(end - at) : strlen(at));
        gx_buffer_printf(out, "%s<FONT POINT-SIZE=\"%d\">%s", left ? "" : blank, size, bold ? "<B>" : "");
        gx_label_html(out, line.at ? line.at : " ", "<BR/>");
        gx_buffer_printf(out, "%s</FONT>%s%s", bold ? "</B>" : "", blank, left ? "<BR ALIGN=\"LEFT\"/>" : end ? "<BR/>" : "");
        out->failed = out->failed || line.failed;
        gx_buffer_clear(&line);
        at = end ? end + 1 : NULL;
    }
    out->failed = out->failed || lines.failed;
    gx_buffer_clear(&lines);
}

void gx_canvas_text(gx_buffer *out, const char *text, size_t columns, size_t max_lines, double points, bool bold)
{
    add_lines(out, text, (gx_wrap){columns, max_lines}, points, bold, false);
}

const char *gx_canvas_cell(char out[GX_CANVAS_CELL_BYTES], const gx_node_look *look)
{
    bool drawn = strcmp(look->style, "rounded") == 0 || strcmp(look->style, "dashed") == 0 || strcmp(look->style, "dotted") == 0;
    snprintf(out, GX_CANVAS_CELL_BYTES, " BORDER=\"%d\" COLOR=\"%s\" BGCOLOR=\"%s\"%s%s%s",
             strcmp(look->style, "bold") == 0 ? 2 : 1, look->border, look->fill, drawn ? " STYLE=\"" : "",
             drawn ? look->style : "", drawn ? "\"" : "");
    return out;
}

/** A quoted attribute: `name="text"`, text as an escString. */
static void add_quoted(gx_buffer *out, const char *name, const char *text)
{
    gx_buffer clean = {0}, escaped = {0};
    gx_label_clean(&clean, text);
    gx_label_dot(&escaped, clean.at ? clean.at : "");
    gx_buffer_printf(out, " %s=\"%s\"", name, escaped.at ? escaped.at : "");
    out->failed = out->failed || clean.failed || escaped.failed;
    gx_buffer_clear(&clean);
    gx_buffer_clear(&escaped);
}

void gx_canvas_node(gx_canvas *canvas, const char *id, const gx_node_look *look, const char *fill, const char *label,
                    const char *tooltip, const char *more)
{
    /* "diagonals" cannot be drawn around an HTML label: events get a double line instead. */
    bool event = strcmp(look->style, "diagonals") == 0, bold = strcmp(look->style, "bold") == 0;
    gx_buffer_printf(&canvas->dot, "\"%s\" [label=<%s> style=\"filled%s%s\"%s fillcolor=\"%s\" color=\"%s\"", id, label,
                     event || bold ? "" : ",", event || bold ? "" : look->style,
                     event ? " peripheries=2" : bold ? " penwidth=2" : "", fill ? fill : look->fill, look->border);
    add_quoted(&canvas->dot, "tooltip", tooltip);
    gx_buffer_printf(&canvas->dot, " %s];\n", more);
    canvas->n_drawn++;
}

void gx_canvas_edge(gx_canvas *canvas, const char *from, const char *to, gx_tie_type type, bool inferred,
                    const char *text, const char *more)
{
    const gx_edge_look *look = gx_palette_edge(type);
    bool mutual = type == GX_TIE_PARTNER || type == GX_TIE_CO_ATTENDANCE || type == GX_TIE_CO_AFFILIATION;
    canvas->ties[type] = true;
    canvas->inferred = canvas->inferred || inferred;
    gx_buffer_printf(&canvas->dot, "\"%s\" -> \"%s\" [color=\"%s\" fontcolor=\"%s\" style=\"%s\"%s", from, to, look->colour,
                     look->colour, inferred ? "dashed" : look->style, mutual ? " dir=none" : "");
    if (text) {
        gx_buffer_puts(&canvas->dot, " label=<");
        gx_canvas_text(&canvas->dot, text, EDGE_COLUMNS, 3, 0, false);
        gx_buffer_puts(&canvas->dot, ">");
    }
    gx_buffer_printf(&canvas->dot, " %s];\n", more);
}

void gx_canvas_worded_edge(gx_canvas *canvas, const char *from, const char *to, gx_tie_type type, bool inferred,
                           const char *text, bool back, const char *more)
{
    const gx_edge_look *look = gx_palette_edge(type);
    char words[24], near[96], far[96];
    snprintf(words, sizeof words, "w%zu", canvas->n_words++);
    gx_buffer_printf(&canvas->dot, "\"%s\" [shape=plain style=\"\" fontcolor=\"%s\" tooltip=\" \" label=<", words, look->colour);
    gx_canvas_text(&canvas->dot, text, EDGE_COLUMNS, 3, 0, false);
    gx_buffer_puts(&canvas->dot, ">];\n");
    snprintf(near, sizeof near, "%s %s", back ? "dir=back" : "dir=none", more);
    snprintf(far, sizeof far, "%s %s", back ? "dir=none" : "", more);
    gx_canvas_edge(canvas, from, words, type, inferred, NULL, near);
    gx_canvas_edge(canvas, words, to, type, inferred, NULL, far);
}

/* ---- the title block ------------------------------------------------------------------------------------------- */

static void add_line(gx_buffer *out, const char *text, double points, bool bold)
{
    gx_buffer_puts(out, "<TR><TD ALIGN=\"LEFT\" COLSPAN=\"9\" BALIGN=\"LEFT\">");
    add_lines(out, text, (gx_wrap){90, 0}, points, bold, true);
    gx_buffer_puts(out, "</TD></TR>");
}

static void add_period(gx_canvas *canvas, gx_buffer *out, const gx_draw_request *request)
{
    const char *from = request->filter && request->filter->from ? request->filter->from : canvas->earliest;
    const char *to = request->filter && request->filter->to ? request->filter->to : canvas->latest;
    gx_buffer line = {0};
    if (from[0] && strcmp(from, to) == 0)
        gx_buffer_printf(&line, _("Time: %s"), from);
    else if (from[0] || to[0])
        gx_buffer_printf(&line, _("Time: %s to %s"), from[0] ? from : "…", to[0] ? to : "…");
    if (line.n)
        add_line(out, line.at, 11, false);
    gx_buffer_clear(&line);
}

#define EMPTY "<TD> </TD><TD> </TD>"

/** A box as the picture draws it; events have a double line. */
static void add_swatch(gx_buffer *out, const gx_canvas *canvas, const gx_node_look *look)
{
    gx_node_look shown = *look;
    bool event = strcmp(look->style, "diagonals") == 0;
    char cell[GX_CANVAS_CELL_BYTES];
    if (canvas->communities)
        shown.fill = "#ffffff";
    gx_canvas_cell(cell, &shown);
    if (event)
        gx_buffer_printf(out, "<TD%s CELLPADDING=\"2\"><TABLE CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\"%s><TR><TD>", cell, cell);
    else
        gx_buffer_printf(out, "<TD%s CELLPADDING=\"3\">", cell);
    gx_buffer_printf(out, "<FONT POINT-SIZE=\"10\"> %s </FONT>", gx_canvas_either(look->chinese, look->english));
    gx_buffer_puts(out, event ? "</TD></TR></TABLE></TD>" : "</TD>");
}

/** A swatch for each look that is in the picture, a word in the line's own style for each kind of line. */
static void add_legend(const gx_canvas *canvas, gx_buffer *out)
{
    if (!canvas->n_looks)
        return;
    /* The empty cells take what a long title leaves, so that the swatches keep their size. */
    gx_buffer_printf(out,
                     "<TR><TD ALIGN=\"LEFT\"><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\" CELLPADDING=\"2\"><TR>"
                     "<TD><FONT POINT-SIZE=\"10\">%s</FONT></TD>",
                     _("Legend"));
    for (size_t i = 0; i < canvas->n_looks; i++)
        add_swatch(out, canvas, canvas->looks[i]);
    for (int t = 0; t < GX_TIE_TYPES; t++)
        if (canvas->ties[t]) {
            const gx_edge_look *look = gx_palette_edge((gx_tie_type)t);
            const char *line = strcmp(look->style, "dashed") == 0   ? "╌╌"
                               : strcmp(look->style, "dotted") == 0 ? "┈┈"
                               : strcmp(look->style, "bold") == 0   ? "━━"
                                                                    : "──";
            gx_buffer_printf(out, "<TD><FONT POINT-SIZE=\"10\" COLOR=\"%s\">%s %s</FONT></TD>", look->colour, line,
                             gx_canvas_either(look->chinese, look->english));
        }
    if (canvas->inferred)
        gx_buffer_printf(out, "<TD><FONT POINT-SIZE=\"10\">╌╌ %s</FONT></TD>", _("inferred (no page says it)"));
    if (canvas->communities)
        gx_buffer_printf(out, "<TD><FONT POINT-SIZE=\"10\">%s</FONT></TD>", _("colour: community"));
    gx_buffer_puts(out, "</TR></TABLE></TD>" EMPTY EMPTY EMPTY EMPTY "</TR>");
}

static void add_source(gx_buffer *out, const char *source)
{
    gx_buffer line = {0};
    gx_buffer_printf(&line, _("Source: %s"), source);
    add_line(out, line.at ? line.at : source, 9, false);
    out->failed = out->failed || line.failed;
    gx_buffer_clear(&line);
}

void gx_canvas_end(gx_canvas *canvas, const gx_draw_request *request)
{
    gx_buffer block = {0};
    gx_buffer_puts(&block, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"1\" CELLPADDING=\"1\">");
    add_line(&block, request->title ? request->title : canvas->title.at ? canvas->title.at : "", 20, true);
    add_period(canvas, &block, request);
    for (size_t i = 0; i < canvas->n_notes; i++)
        add_line(&block, canvas->notes[i].at, 10, false);
    add_legend(canvas, &block);
    if (request->source)
        add_source(&block, request->source);
    gx_buffer_puts(&block, "</TABLE>");
    gx_buffer_printf(&canvas->dot, "label=<%s>;\n}\n", block.at ? block.at : " ");
    canvas->dot.failed = canvas->dot.failed || block.failed || canvas->title.failed;
    gx_buffer_clear(&block);
}
