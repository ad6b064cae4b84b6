/**
 * @file graph/uncertainty.h
 * How sure ranks are: facts are drawn again and again, each with its confidence as probability.
 */
#ifndef GX_GRAPH_UNCERTAINTY_H
#define GX_GRAPH_UNCERTAINTY_H

#include "graph/centrality.h"
#include "graph/layers.h"

typedef struct gx_interval {
    double score, score_low, score_high;
    double rank, rank_low, rank_high; /* low = best */
    double present;                   /* share of the draws in which the measure was defined for it */
} gx_interval;

/** Intervals of every vertex of the layer; start with {0}, free with gx_intervals_clear(). */
typedef struct gx_intervals {
    gx_interval *at; /* [n] by vertex of the layer */
    size_t n;
    size_t draws;
    double level; /* 0.90 */
} gx_intervals;

/**
 * Each draw keeps each fact with probability = its confidence (independently; an inferred one too), builds
 * the layer anew, scores and ranks it; score and rank as read stand beside the 5th and 95th percentile
 * (nearest rank) of the draws.  Ranks are among the vertices that `of` lists.
 *
 * @param net    the base network
 * @param layer  what the ranking was made on: the same layer and filter
 * @param draws  200 is the usual
 * @param[out] out  by vertex of gx_layer_new(net, layer, filter)
 */
GX_MUST_USE gx_status gx_intervals_init(gx_intervals *out, const gx_network *net, gx_layer layer,
                                        const gx_layer_filter *filter, gx_measure measure, gx_rank_of of,
                                        size_t draws, const gx_work *work, gx_error *err);
void gx_intervals_clear(gx_intervals *intervals);

#endif
