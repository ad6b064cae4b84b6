/**
 * @file graph/adjacency.h
 * Neighbours of each vertex of the simple graph, as two flat arrays: for what igraph has no call for.
 */
#ifndef GX_GRAPH_ADJACENCY_H
#define GX_GRAPH_ADJACENCY_H

#include "graph/engine.h"

/** Start with {0}, free with gx_adjacency_clear(). */
typedef struct gx_adjacency {
    size_t n;            /* vertices */
    uint32_t *from;      /* [n + 1] where a vertex's neighbours begin */
    uint32_t *neighbour; /* [2 edges] ascending for each vertex */
    double *strength;    /* [2 edges] */
} gx_adjacency;

GX_MUST_USE gx_status gx_adjacency_init(gx_adjacency *out, const gx_simple *simple, gx_error *err);
/** Out-neighbours only, by the edges of a layer from source to target, loops left out. */
GX_MUST_USE gx_status gx_adjacency_init_directed(gx_adjacency *out, const gx_network *net, gx_error *err);
void gx_adjacency_clear(gx_adjacency *adjacency);

#endif
