/**
 * @file graph/centrality.h
 * Scores the vertices of a network and orders them.
 * Knows igraph (in the .c only).  Knows nothing of Chinese text, DOT or JSON.
 */
#ifndef GX_GRAPH_CENTRALITY_H
#define GX_GRAPH_CENTRALITY_H

#include "graph/network.h"

typedef enum gx_measure {
    GX_MEASURE_DEGREE,
    GX_MEASURE_STRENGTH,
    GX_MEASURE_BETWEENNESS,
    GX_MEASURE_HARMONIC,
    GX_MEASURE_PAGERANK,
    GX_MEASURE_EIGENVECTOR,
    GX_MEASURE_CORE,
    GX_MEASURE_CLUSTERING,
    GX_MEASURE_CONSTRAINT,
    GX_MEASURE_EFFECTIVE_SIZE,
    GX_MEASURE_ARTICULATION,
    GX_MEASURE_TWO_MODE_DEGREE,
    GX_MEASURE_TWO_MODE_CLOSENESS,
    GX_MEASURE_TWO_MODE_BETWEENNESS,
    GX_MEASURES
} gx_measure;

typedef struct gx_measure_info {
    const char *name;     /* for options: "betweenness" */
    const char *label;    /* for a column's head */
    const char *unit;     /* what the number counts */
    const char *means;    /* what a high value means */
    const char *distrust; /* when not to trust it */
    const char *source;   /* author, year */
    bool low_is_strong;   /* ordered lowest first (constraint) */
    bool two_mode;        /* only for two-mode layers */
    bool integral;        /* a whole number */
} gx_measure_info;

/** Static. `means`, `distrust` and `source` are what `guanxi explain` tells. */
const gx_measure_info *gx_measure_describe(gx_measure measure);
/** @return GX_OK, GX_EINVAL with the names that there are */
GX_MUST_USE gx_status gx_measure_by_name(gx_measure *out, const char *name, gx_error *err);

/** One measure of every vertex; start with {0}, free with gx_scores_clear(). */
typedef struct gx_scores {
    gx_measure measure;
    size_t n;
    double *values; /* [n] finite; 0 where not defined */
    bool *defined;  /* [n] false: the measure says nothing here (constraint of an isolate, eigenvector outside
                       the  largest component) */
    size_t sampled; /* how many sources were drawn; 0 = exact */
    double error;   /* of sampled scores: half the width of a 95 % interval, as a share of the highest score;
                       the largest over the 100 highest vertices */
} gx_scores;

/**
 * Score every vertex.
 * @return GX_OK, GX_ENOMEM, GX_EINVAL (a two-mode measure on another layer), GX_EGRAPH (igraph's words in
 *         err), GX_EINTERRUPT, GX_EIO (a child process failed)
 *
 * Time O(V + E) for degree, strength, core, articulation; O(V E) for betweenness and harmonic (shared out
 * over processes; from sampled sources in large networks, see gx_exactness); O(sum of degree^2) for
 * clustering, constraint, effective size.
 */
GX_MUST_USE gx_status gx_scores_init(gx_scores *out, const gx_network *net, gx_measure measure,
                                     const gx_work *work, gx_error *err);
void gx_scores_clear(gx_scores *scores);

/** One row of a ranking: a plain value that owns nothing. */
typedef struct gx_rank_row {
    gx_entity_id entity; /* id in the knowledge base that the network was built from */
    uint32_t vertex;     /* in the network */
    uint32_t rank;       /* from 1; equal scores share the better rank */
    double score;        /* in the unit of the measure; finite, never NaN */
} gx_rank_row;

/** Which vertices a ranking lists. All of the network are scored in any case. */
typedef enum gx_rank_of { GX_RANK_PEOPLE, GX_RANK_ORGANIZATIONS, GX_RANK_EVENTS, GX_RANK_ALL } gx_rank_of;

/** Order scores that are there already: all rows that gx_ranking_new() would have. `*out` is new, gx_free()
 * it. */
GX_MUST_USE gx_status gx_rank_scores(gx_rank_row **out, size_t *n, const gx_network *net,
                                     const gx_scores *scores, gx_rank_of of, gx_error *err);

typedef struct gx_ranking {
    gx_measure measure;
    gx_rank_row *rows;
    size_t n;
    gx_scores
        *columns; /* [n_columns] all measures asked for, of all vertices: columns[c].values[row.vertex] */
    size_t n_columns;
} gx_ranking;

/**
 * Score every vertex of `net` by `measures`, and order by the first: highest first (lowest for constraint),
 * equal scores by ascending type and entity id. Vertices for which the first is not defined are left out. A
 * network without vertices gives an empty ranking, not an error.
 *
 * @param[out] out   new; free with gx_ranking_free(). NULL after any failure.
 * @param measures   [n_measures], at least one
 * @param top        how many rows; 0 = all
 */
GX_MUST_USE gx_status gx_ranking_new(gx_ranking **out, const gx_network *net, const gx_measure *measures,
                                     size_t n_measures, gx_rank_of of, size_t top, const gx_work *work,
                                     gx_error *err);
void gx_ranking_free(gx_ranking *ranking);

#endif
