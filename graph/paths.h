/**
 * @file graph/paths.h
 * How two vertices are connected: the shortest path and the next ones (Yen 1971).
 */
#ifndef GX_GRAPH_PATHS_H
#define GX_GRAPH_PATHS_H

#include "graph/network.h"

/** From vertices[i] to vertices[i + 1] by edges[i]; the edge's facts (gx_network_facts) are the proof of the
 * step. */
typedef struct gx_path {
    uint32_t *vertices; /* [steps + 1] */
    uint32_t *edges;    /* [steps] edges of the network; of parallel ones the strongest */
    size_t steps;
    double length; /* sum of 1 / strength, or hops */
} gx_path;

typedef struct gx_path_list {
    gx_path *at; /* shortest first; equal ones by their vertices */
    size_t n;
} gx_path_list;

/**
 * Up to `k` shortest paths without loops.  None: an empty list, not an error.  From a vertex to itself: one
 * path without steps.
 * Lengths are 1 / strength (well-attested ties are short) unless work->length says hops.
 * @param[out] out  new; free with gx_path_list_free()
 * @return GX_OK, GX_ENOMEM, GX_EINVAL (no such vertex), GX_EGRAPH, GX_EINTERRUPT
 * Time O(k V (E + V log V)) at worst.
 */
GX_MUST_USE gx_status gx_paths_new(gx_path_list **out, const gx_network *net, uint32_t from, uint32_t to,
                                   size_t k, const gx_work *work, gx_error *err);
void gx_path_list_free(gx_path_list *paths);

/** Vertices within `steps` of `centre`, in order of (steps, number); for pictures of one's surroundings. */
typedef struct gx_surroundings {
    uint32_t *vertices;
    uint32_t *steps; /* [n] how far */
    size_t n;
} gx_surroundings;

GX_MUST_USE gx_status gx_surroundings_init(gx_surroundings *out, const gx_network *net, uint32_t centre,
                                           uint32_t steps, gx_error *err);
void gx_surroundings_clear(gx_surroundings *surroundings);

#endif
