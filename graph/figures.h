/**
 * @file graph/figures.h
 * Figures of a whole network; its components, articulation points and bridges.
 */
#ifndef GX_GRAPH_FIGURES_H
#define GX_GRAPH_FIGURES_H

#include "graph/network.h"

/** Start with {0}, free with gx_figures_clear(). Shares and coefficients that are not defined are NaN: test
 * with isnan(). */
typedef struct gx_figures {
    size_t vertices, edges; /* edges of the simple graph */
    size_t by_type[GX_VERTEX_TYPES];
    size_t isolates, self_loops, parallel; /* the last two: edges of the network that measures do not see */
    size_t components, largest;            /* how many; how large the largest */
    double density;  /* edges out of those possible; in a two-mode network out of those between the modes */
    double diameter; /* longest shortest path in hops, within components; NaN without edges */
    bool diameter_exact; /* false: a lower bound by the double sweep, in large networks */
    double mean_degree;
    double transitivity;                           /* triangles out of connected triples */
    double degree_centralization;                  /* Freeman 1979, 0 to 1 */
    double assortativity_type, assortativity_kind; /* Newman 2003; kind: type and kind together */
    double assortativity_degree;
    size_t *degrees; /* [max_degree + 1] how many vertices have that degree */
    size_t max_degree;
    size_t articulation_points, bridges;
} gx_figures;

GX_MUST_USE gx_status gx_figures_init(gx_figures *out, const gx_network *net, const gx_work *work,
                                      gx_error *err);
void gx_figures_clear(gx_figures *figures);

/** A list of vertex or edge numbers, ascending; start with {0}, free with gx_numbers_clear(). */
typedef struct gx_numbers {
    uint32_t *at;
    size_t n;
} gx_numbers;
void gx_numbers_clear(gx_numbers *numbers);

/** Vertices whose loss parts their component. */
GX_MUST_USE gx_status gx_articulation_points(gx_numbers *out, const gx_network *net, gx_error *err);
/** Edges of the network whose loss parts their component (a pair with parallel edges is told by its first).
 */
GX_MUST_USE gx_status gx_bridges(gx_numbers *out, const gx_network *net, gx_error *err);
/** Component of each vertex, largest first (`at` has one entry a vertex). */
GX_MUST_USE gx_status gx_components(gx_numbers *out, const gx_network *net, size_t *n_components,
                                    gx_error *err);

#endif
