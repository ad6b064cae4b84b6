/**
 * @file viz/view.h
 * The viewer: one HTML file with the network, its texts and a program to explore them, that works offline.
 * Knows HTML.  The program in it is built from viz/viewer/ with node and npm; without them the library is built
 * all the same, and gx_view_write() says what is missing.
 */
#ifndef GX_VIZ_VIEW_H
#define GX_VIZ_VIEW_H

#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/network.h"
#include "store/store.h"

#include <stdio.h>

/** Start with {0}. Everything is borrowed for the call; NULL = without. */
typedef struct gx_view_options {
    gx_store *store;         /* names, posts, quotations; without it only what the network knows */
    const gx_scores *scores; /* [n_scores] of this very network: sizes to choose from; none = degree and PageRank */
    size_t n_scores;
    const gx_communities *communities; /* NULL = computed */
    const char *title;       /* of the page; NULL = "guanxi" */
    unsigned time_limit_seconds; /* of the layout; 0 = 120 */
} gx_view_options;

/** Was the viewer built in? */
bool gx_view_available(void);

/**
 * Write the viewer with the network to a stream, which the caller opened, checks and closes.
 * @return GX_OK, GX_ENOMEM, GX_EIO, GX_ERENDER (no layout), GX_EGRAPH, GX_ESTORE, GX_EINVAL (built without node: what to
 *         install)
 */
GX_MUST_USE gx_status gx_view_write(FILE *stream, const gx_network *net, const gx_view_options *options, gx_error *err);

#endif
