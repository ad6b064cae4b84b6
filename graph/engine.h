/**
 * @file graph/engine.h
 * For the .c files of this folder only: igraph behind own functions, and what a network is made of.
 * igraph is built without thread safety: one thread at a time is in here.
 */
#ifndef GX_GRAPH_ENGINE_H
#define GX_GRAPH_ENGINE_H

#include "graph/layers.h"
#include "graph/tuning.h"

#include <igraph/igraph.h>

/* ---- igraph ---- */

/** Install our handlers (the default one aborts the process) once, and say who may stop the next calls. */
void gx_engine_enter(const gx_work *work);
/** Nobody may, from here on. */
void gx_engine_leave(void);

/**
 * What an answer of igraph means: GX_OK, GX_ENOMEM, GX_EINTERRUPT, else GX_EGRAPH with igraph's words.
 * @param what  what was tried: "betweenness"
 */
gx_status gx_engine_status(igraph_error_t answer, const char *what, gx_error *err);

bool gx_work_stopped(const gx_work *work);
void gx_work_progress(const gx_work *work, const char *task, double share);
uint64_t gx_work_seed(const gx_work *work);
gx_status gx_work_interrupted(gx_error *err);

/* ---- a network ---- */

/** Vertices and facts as they were put in; shared by the base network and all its layers. */
typedef struct gx_source {
    size_t references;
    gx_arena arena; /* all strings */
    gx_vertex *vertices;
    size_t n_vertices;
    uint32_t *by_entity; /* [n_vertices] sorted by type and entity */
    gx_tie *facts;
    size_t n_facts;
} gx_source;

/** What a network is made of: arrays of gx_alloc(), whose strings lie in the arena or are static. */
typedef struct gx_network_parts {
    gx_arena arena;
    gx_vertex *vertices;
    size_t n_vertices;
    gx_tie *edges;
    size_t n_edges;
} gx_network_parts;

void gx_network_parts_clear(gx_network_parts *parts);

/** gx_network_new() without a copy. @param parts  consumed, on failure too: empty then */
GX_MUST_USE gx_status gx_network_consume(gx_network **out, gx_network_parts *parts, gx_error *err);

/** The simple graph beneath a network: no direction, no loops, one edge a pair, in order of (lower, higher
 * end). */
typedef struct gx_simple {
    bool ready;
    igraph_t graph;
    igraph_vector_t strengths; /* [edges] sum over parallel ones */
    igraph_vector_t lengths;   /* [edges] 1 / strength */
    uint32_t *strongest;       /* [edges] edge of the network; the first of equal ones */
} gx_simple;

struct gx_network {
    gx_source *source;
    bool is_base;
    gx_layer layer; /* of a base network GX_LAYER_WHOLE */
    size_t n_vertices, n_edges;
    uint32_t *base_of;   /* [n_vertices] */
    uint32_t *of_base;   /* [source->n_vertices] or GX_NO_VERTEX */
    gx_tie *edges;       /* [n_edges]; of the base network borrowed from the source */
    uint32_t *fact_from; /* [n_edges + 1] where an edge's facts begin in `facts` */
    uint32_t *facts;
    gx_simple *simple; /* made when it is first asked for */
};

/** Borrowed until the network is freed. */
GX_MUST_USE gx_status gx_network_simple(const gx_simple **out, const gx_network *net, gx_error *err);

/** New with one reference and the arrays of base vertices; edges are still to come. NULL: out of memory. */
gx_network *gx_network_start(gx_source *source, size_t n_vertices);

/** Lengths of the simple graph's edges for `work`, or NULL for hops. */
const igraph_vector_t *gx_network_lengths(const gx_network *net, const gx_simple *simple, const gx_work *work,
                                          gx_length fallback);

/**
 * gx_layer_new() from a part of the facts.
 * @param kept  [facts] which are in; NULL = all
 */
GX_MUST_USE gx_status gx_layer_draw(gx_network **out, const gx_network *net, gx_layer layer,
                                    const gx_layer_filter *filter, const bool *kept, const gx_work *work,
                                    gx_error *err);

/** Strength of a fact of this confidence. */
double gx_fact_strength(double confidence);

/** < 0, 0, > 0: order of two vertices by type, then entity. */
int gx_vertex_compare(const gx_vertex *a, const gx_vertex *b);

#endif
