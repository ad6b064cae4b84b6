/**
 * @file graph/scoring.h
 * For the .c files of this folder only: what a measure needs to score all vertices.
 */
#ifndef GX_GRAPH_SCORING_H
#define GX_GRAPH_SCORING_H

#include "graph/centrality.h"
#include "graph/engine.h"

typedef struct gx_scoring {
    const gx_network *net;
    const gx_simple *simple;
    const gx_work *work;
    gx_scores *scores; /* `values` to be written: NaN where the measure is not defined */
    size_t n, edges;   /* of the simple graph; n > 0 */
} gx_scoring;

typedef gx_status gx_measure_fn(gx_scoring *task, gx_error *err);

gx_measure_fn gx_score_betweenness, gx_score_harmonic;
gx_measure_fn gx_score_two_mode_degree, gx_score_two_mode_closeness, gx_score_two_mode_betweenness;

#endif
