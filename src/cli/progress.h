/**
 * @file src/cli/progress.h
 * How far a long command is, on stderr when that is a terminal.
 */
#ifndef GX_CLI_PROGRESS_H
#define GX_CLI_PROGRESS_H

#include "base/memory.h"

typedef struct gx_progress {
    bool shown;
    const char *what; /* of what there are `n_all`; borrowed */
    size_t n_all;
    double started, last; /* seconds */
} gx_progress;

void gx_progress_start(gx_progress *progress, bool wanted, size_t n_all, const char *what);
/** Show that `n_done` are done; a few times a second at most. */
void gx_progress_show(gx_progress *progress, size_t n_done);
/** Show that a share, 0 to 1, of a task is done. */
void gx_progress_share(gx_progress *progress, const char *task, double share);
/** Remove the line. */
void gx_progress_end(gx_progress *progress);

#endif
