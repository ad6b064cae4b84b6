/**
 * @file graph/hops.h
 * For the .c files of this folder only: sums over shortest paths that count hops, from several sources at a
 * time. igraph goes from one source at a time over lists that outgrow the nearer caches; on the network of
 * tests/bench this takes an eighth to a quarter of its time. Paths by length stay with igraph.
 */
#ifndef GX_GRAPH_HOPS_H
#define GX_GRAPH_HOPS_H

#include "graph/engine.h"

/** The simple graph, its vertices numbered anew, and room to work in: for one thread at a time. */
typedef struct gx_hops gx_hops;

/** `*out` is new, free it with gx_hops_free(). `simple` is borrowed for this call. GX_OK or GX_ENOMEM.
 * Memory: some 140 bytes a vertex and 8 an edge. */
GX_MUST_USE gx_status gx_hops_new(gx_hops **out, const gx_simple *simple, gx_error *err);
void gx_hops_free(gx_hops *hops);

/** All vertices [n], near ones together: sources in this order are the quickest. Borrowed until freed. */
const uint32_t *gx_hops_order(const gx_hops *hops);

/**
 * Add to `sums` what `sources` give to the betweenness of each vertex: half their dependencies on it, so that
 * all sources together count each pair of vertices once.
 * @param sums     [n]
 * @param sources  [n_sources] each at most once
 */
void gx_hops_betweenness(double *sums, gx_hops *hops, const uint32_t *sources, size_t n_sources);

/**
 * The same sum over all sources, but of a path from source to end each vertex on it gets twice the share of
 * the way that lies behind it: what is near a source, and gets too much from that one, gets little. From some
 * of the sources this comes nearer to all (Geisberger, Sanders & Schultes, ALENEX 2008, "linear scaling").
 */
void gx_hops_betweenness_scaled(double *sums, gx_hops *hops, const uint32_t *sources, size_t n_sources);

/** Add to `sums` the inverse distance of each vertex from each source that can reach it; else as above. */
void gx_hops_harmonic(double *sums, gx_hops *hops, const uint32_t *sources, size_t n_sources);

#endif
