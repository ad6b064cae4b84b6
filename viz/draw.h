/**
 * @file viz/draw.h
 * Diagrams: views of the knowledge base and of the network as SVG, PNG, PDF or DOT.
 * Knows cgraph and gvc (in the .c files only).
 */
#ifndef GX_VIZ_DRAW_H
#define GX_VIZ_DRAW_H

#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/network.h"
#include "store/store.h"

typedef enum gx_draw_view {
    GX_VIEW_NETWORK,    /* the whole network or its core; needs `network` */
    GX_VIEW_ORGS,       /* hierarchy of organizations below `subject`, or all; needs `store` and, as
                           `network`, the layer hierarchy */
    GX_VIEW_EVENT,      /* who took part in `subject`; needs `store` */
    GX_VIEW_PERSON,     /* posts and events of `subject` along time; needs `store` */
    GX_VIEW_ATTENDANCE, /* people x events as a table; needs `store` */
    GX_VIEW_EGO,        /* the surroundings of `subject` in `network` */
    GX_VIEW_PATH,       /* how `subject` and `other` are connected in `network` */
    GX_VIEW_BROKERS,    /* who stands between the groups of `network` */
    GX_VIEWS
} gx_draw_view;

typedef struct gx_view_info {
    const char *name;        /* for options: "orgs" */
    const char *description; /* one line for help */
    unsigned names;          /* how many names the command needs: 0, 1 or 2 */
    bool optional_name;      /* one more may be given (root of orgs) */
    gx_kb_type name_type;    /* of what kind they must be; GX_KB_ANY = any */
    bool needs_network;
} gx_view_info;

/** Static. */
const gx_view_info *gx_view_describe(gx_draw_view view);
/** @return GX_OK, GX_EINVAL with the names that there are */
GX_MUST_USE gx_status gx_view_by_name(gx_draw_view *out, const char *name, gx_error *err);

typedef enum gx_draw_format { GX_DRAW_SVG, GX_DRAW_PNG, GX_DRAW_PDF, GX_DRAW_DOT, GX_DRAW_FORMATS } gx_draw_format;
/** By name ("svg") or by the ending of a path ("x.svg"). @return GX_OK, GX_EINVAL with the names that there are */
GX_MUST_USE gx_status gx_draw_format_by_name(gx_draw_format *out, const char *name_or_path, gx_error *err);

typedef enum gx_paper { GX_PAPER_FREE, GX_PAPER_A4, GX_PAPER_A3, GX_PAPER_A2, GX_PAPERS } gx_paper;
/** "A4", "a3", … @return GX_OK, GX_EINVAL with the names that there are */
GX_MUST_USE gx_status gx_paper_by_name(gx_paper *out, const char *name, gx_error *err);

/** What to draw. Start with {0}; everything is borrowed for the call; NULL or 0 = the usual. */
typedef struct gx_draw_request {
    gx_draw_view view;
    gx_draw_format format;
    gx_store *store;           /* also for the words and names of evidence in views of the network */
    const gx_network *network; /* a layer or the whole; may be NULL for views that need only the store */
    gx_entity_id subject, other; /* ids in the knowledge base; 0 = none */
    gx_kb_type subject_type, other_type; /* of the two; needed for views of the network */
    unsigned steps;            /* ego: how far; 0 = 1.  path: how many paths; 0 = 1 */
    const gx_filter *filter;   /* of views of the store; its from and to are the period named in the picture */
    const gx_scores *sizes;    /* of `network`: sizes, and who stays where it is cut; NULL = PageRank */
    const gx_communities *communities; /* of `network`: colours by community; NULL = by kind */
    size_t max_nodes;          /* beyond it only the most central are drawn, and the picture says so; 0 = the usual */
    gx_paper paper;
    bool landscape;
    const char *title;         /* instead of the view's own */
    const char *source;        /* the source line: name of the knowledge base, … */
    unsigned time_limit_seconds; /* of one layout; 0 = 60 */
} gx_draw_request;

/** What the user should be told. A plain value that owns nothing. */
typedef struct gx_draw_report {
    char warning[512]; /* "" = nothing: a font that is missing, a layout that took too long and was replaced */
    size_t n_drawn, n_left_out; /* nodes */
    unsigned pages;
} gx_draw_report;

/**
 * Draw.  Layout and rendering run in a child process with a time limit; a layout that exceeds it is replaced by
 * sfdp.  One thread at a time; the child is forked, so call it from a process without other threads.
 * The same input gives the same bytes (on one machine: fonts decide).
 *
 * @param[out] out     the picture's bytes, appended to an empty buffer; free with gx_buffer_clear()
 * @param[out] report  may be NULL
 * @return GX_OK, GX_ENOMEM, GX_EINVAL (a view without what it needs), GX_ENOTFOUND (no such entity in the network;
 *         nothing to draw), GX_ERENDER (Graphviz's words in err), GX_EIO (no child process), GX_ESTORE, GX_EGRAPH
 */
GX_MUST_USE gx_status gx_draw(gx_buffer *out, gx_draw_report *report, const gx_draw_request *request, gx_error *err);

/** Of the Graphviz that this was built with (asking the linked one would load its plugins); static. */
const char *gx_draw_graphviz_version(void);
/** Of the fontconfig that is linked, into `out`. */
enum { GX_LIBRARY_VERSION_BYTES = 32 };
void gx_draw_fontconfig_version(char out[GX_LIBRARY_VERSION_BYTES]);

#endif
