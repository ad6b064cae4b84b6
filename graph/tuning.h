/**
 * @file graph/tuning.h
 * The constants of the network, with unit and origin.
 */
#ifndef GX_GRAPH_TUNING_H
#define GX_GRAPH_TUNING_H

/* Least strength of a fact: a strength of 0 would be an infinite length, which igraph refuses. */
#define GX_STRENGTH_FLOOR 0.01

/* Where nobody gives a seed: any number would do, but always the same. */
#define GX_DEFAULT_SEED 20191231u

/* Betweenness and harmonic centrality are exact while V (V + E) stays below this, and draw so many sources
 * that sources (V + E) comes to it beyond: about half a minute of one core (25 ns a step, measured on 58,000
 * vertices and 200,000 edges). */
#define GX_EXACT_COST 1.2e9
/* The same where edges have no length (graph/hops.h): 5 ns a step, for harmonic centrality below 1 ns. */
#define GX_EXACT_COST_BETWEENNESS 6e9
#define GX_EXACT_COST_HARMONIC 3e10
#define GX_SAMPLE_MIN 512u
/* Where sampling is asked for: at most one source in so many, so that it takes less than a tenth of the exact
 * time, although sources that are further apart take longer. */
#define GX_SAMPLE_SHARE 16u

/* Sources that one call of igraph takes.  Each call sets up its adjacency lists anew, which costs as much as
 * two or three sources; the sum is in the order of the shares, so that it is the same on any number of
 * processes. */
#define GX_SOURCES_A_SHARE 128u
/* Sampled sources come in at least so many shares: their spread is what the error is worked out from. */
#define GX_SHARES_MIN 16u

/* The diameter is exact while V (V + E) stays below this, else a lower bound by the double sweep. */
#define GX_DIAMETER_COST 4e9

/* PageRank's usual damping (Brin & Page 1998). */
#define GX_PAGERANK_DAMPING 0.85

/* Randomness of Leiden's refinement, and its rounds (negative: until nothing changes): Traag et al. 2019. */
#define GX_LEIDEN_BETA 0.01
#define GX_LEIDEN_ROUNDS 10

/* How sure an inferred place in the chain of unions is: of a federation of a place (by the union's statutes,
 * but for places that answer to two), of another union that only bears the place in its name. */
#define GX_CHAIN_FEDERATION 0.9
#define GX_CHAIN_MEMBER 0.6

/* Decimal digits that scores keep: the rest is rounding noise, and would part vertices that are equal. */
#define GX_SCORE_DIGITS 12

#endif
