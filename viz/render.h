/**
 * @file viz/render.h
 * DOT in, a picture out, through gvc in a child process that may be stopped.
 * Knows gvc and processes (in the .c only).
 */
#ifndef GX_VIZ_RENDER_H
#define GX_VIZ_RENDER_H

#include "base/buffer.h"

typedef struct gx_render_job {
    const char *dot;    /* borrowed */
    const char *engine; /* "dot", "neato", "sfdp", … */
    const char *format; /* "svg", "png:cairo", "pdf:cairo", "plain", "json0", … */
    unsigned time_limit_seconds; /* 0 = 60 */
    gx_buffer *layout;  /* borrowed; may be NULL: the same layout in the format "plain" is appended to it */
} gx_render_job;

/**
 * Lay out and draw.  Whatever Graphviz complains of as an error (an ill-formed HTML label above all) is a failure,
 * although its own calls report success.
 *
 * @param[out] out       appended to; unchanged after a failure
 * @param[out] too_slow  may be NULL: true where the time limit ended it
 * @return GX_OK, GX_ENOMEM, GX_EIO (no child process), GX_ERENDER (Graphviz's words, the signal or the time limit in err)
 */
GX_MUST_USE gx_status gx_render(gx_buffer *out, const gx_render_job *job, bool *too_slow, gx_error *err);

/** A node of a layout in the format "plain"; inches, from the lower left. */
typedef struct gx_plain_node {
    const char *name; /* borrowed from the layout; ends at a blank or a quote */
    double x, y, width, height;
} gx_plain_node;

/** The next node of a layout that `*at` stands in; `*at` then stands behind it. @return false: there is none */
bool gx_plain_next(const char **at, gx_plain_node *out);

#endif
