/**
 * @file graph/work.h
 * How long work is done: who is told of its progress, who may stop it, on how many processes it runs.
 */
#ifndef GX_GRAPH_WORK_H
#define GX_GRAPH_WORK_H

#include "base/memory.h"

typedef enum gx_exactness {
    GX_EXACTNESS_AUTO, /* exact while vertices x edges stay below GX_EXACT_COST... (graph/tuning.h), else
                          sampled */
    GX_EXACT,
    GX_SAMPLED
} gx_exactness;

typedef enum gx_length {
    GX_LENGTH_OF_LAYER, /* what gx_layer_describe() says for the network's layer */
    GX_LENGTH_HOPS,     /* every edge has length 1 */
    GX_LENGTH_STRENGTH  /* an edge's length is 1 / strength */
} gx_length;

/** Start with {0}: no callbacks, all cores, the fixed seed. Every function takes NULL for that. */
typedef struct gx_work {
    /** Asked often from the calling thread; true makes the call give up with GX_EINTERRUPT. May be NULL. */
    bool (*stopped)(void *context);
    /** Told from the calling thread; `share` runs from 0 to 1. May be NULL. */
    void (*progress)(void *context, const char *task, double share);
    void *context; /* borrowed; handed to both */
    unsigned
        processes; /* how many child processes share out sums over sources; 0 = one a core, 1 = no child */
    uint64_t seed; /* of whatever is drawn; 0 = GX_DEFAULT_SEED. Same seed, same answer */
    gx_exactness exactness; /* of betweenness */
    gx_length length;       /* of an edge, for betweenness and harmonic centrality */
} gx_work;

#endif
