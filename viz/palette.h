/**
 * @file viz/palette.h
 * Colours, shapes and line styles for types, kinds, roles and communities; words for them in Chinese and English.
 * Fills come from the palette of Okabe & Ito (2008), lightened until black text reads on them (contrast over 7);
 * whatever a colour says, a shape, a border or a word says too, so that greyscale loses nothing.
 */
#ifndef GX_VIZ_PALETTE_H
#define GX_VIZ_PALETTE_H

#include "graph/network.h"

#include <stddef.h>

typedef struct gx_node_look {
    const char *type, *kind;     /* the kind is NULL for what the type has without one */
    const char *chinese, *english;
    const char *fill, *border;   /* #rrggbb */
    const char *style;           /* Graphviz style of a box, without "filled" */
} gx_node_look;

/** The look of a vertex of this type and kind (NULL, unknown: the type's own); static. */
const gx_node_look *gx_palette_node(gx_vertex_type type, const char *kind);
/** All of them, for legends. */
const gx_node_look *gx_palette_nodes(size_t *n);

typedef struct gx_edge_look {
    gx_tie_type type;
    const char *chinese, *english;
    const char *colour, *style; /* Graphviz edge style: solid, dashed, dotted, bold */
} gx_edge_look;

const gx_edge_look *gx_palette_edge(gx_tie_type type);

/** The fill of community `n`; they come round again after twelve. Static. */
const char *gx_palette_community(size_t n);
/** The same colour, dark enough for a line on white (contrast over 3). Static. */
const char *gx_palette_community_line(size_t n);

/** What pictures are labelled in. Names and posts are words of the pages and stay as they are. */
typedef enum gx_language { GX_ENGLISH, GX_CHINESE } gx_language;

/** That of the messages (base/message.h). */
gx_language gx_palette_language(void);

/** The word for a role, a type of event, a relation or a measure ("organizer": 主办); the name itself where there is none. */
const char *gx_palette_word(const char *name, gx_language language);
/** All names that there are words for; static. */
const char *const *gx_palette_word_names(size_t *n);

#endif
