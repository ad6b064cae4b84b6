/**
 * @file graph/shares.h
 * Sums over sources, shared out over child processes (igraph is for one thread only).
 */
#ifndef GX_GRAPH_SHARES_H
#define GX_GRAPH_SHARES_H

#include "graph/engine.h"

/**
 * What `n_sources` sources add to each of the `n` sums.
 * @param sums  [n] zeroed before the call
 */
typedef gx_status gx_share_fn(double *sums, const uint32_t *sources, size_t n_sources, void *context,
                              gx_error *err);

typedef struct gx_share_work {
    gx_share_fn *share;
    void *context;
    const char *task;        /* for progress */
    const uint32_t *sources; /* [n_sources] */
    size_t n_sources;
    size_t a_share; /* sources that one call takes */
    size_t n;       /* sums */
} gx_share_work;

/**
 * Add up all shares, in their order: the same bits on any number of processes.
 * @param sums     [n] zeroed by the caller
 * @param squares  [n] sums of the squares of the shares' sums, for their spread; may be NULL
 * @return GX_OK, GX_ENOMEM, GX_EINTERRUPT, GX_EIO (fork, pipe, a child that died), or what `share` answered
 */
GX_MUST_USE gx_status gx_shares_sum(double *sums, double *squares, const gx_share_work *shares,
                                    const gx_work *work, gx_error *err);

#endif
