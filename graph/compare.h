/**
 * @file graph/compare.h
 * Two windows of one network: who came, went, rose, fell.
 */
#ifndef GX_GRAPH_COMPARE_H
#define GX_GRAPH_COMPARE_H

#include "graph/centrality.h"
#include "graph/layers.h"

typedef enum gx_change { GX_CAME, GX_WENT, GX_ROSE, GX_FELL, GX_STAYED, GX_CHANGES } gx_change;

/** "came", "went", "rose", "fell", "stayed"; static. */
const char *gx_change_name(gx_change change);

typedef struct gx_compare_row {
    gx_entity_id entity;
    uint32_t vertex; /* in the base network */
    gx_change change;
    uint32_t rank_before, rank_after; /* from 1; 0 = not there */
    double score_before, score_after; /* 0 = not there */
} gx_compare_row;

typedef struct gx_comparison {
    gx_compare_row *rows; /* by change in the order above; within it the larger step in rank first, then the
                             better rank, then type and entity id */
    size_t n;
    size_t counts[GX_CHANGES];
    double rank_correlation; /* Spearman, over those there both times; 0 where fewer than two */
} gx_comparison;

/**
 * Came and went: those with an edge in one window only. Rose and fell: by rank.
 * @param before, after  filters with the two windows; isolates are left out in both
 */
GX_MUST_USE gx_status gx_comparison_new(gx_comparison **out, const gx_network *net, gx_layer layer,
                                        const gx_layer_filter *before, const gx_layer_filter *after,
                                        gx_measure measure, gx_rank_of of, const gx_work *work,
                                        gx_error *err);
void gx_comparison_free(gx_comparison *comparison);

#endif
