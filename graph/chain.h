/**
 * @file graph/chain.h
 * Which trade union stands above which where no page says so: the chain from the national federation by
 * province, city, county and town to the unions of enterprises, worked out from names and the table of
 * places. Knows how unions are called.  Knows nothing of igraph.
 */
#ifndef GX_GRAPH_CHAIN_H
#define GX_GRAPH_CHAIN_H

#include "graph/network.h"

/** Edges to add, as GX_TIE_PART_OF and `inferred`, without document; start with {0}, free with
 * gx_chain_clear(). */
typedef struct gx_chain {
    gx_tie *at;
    size_t n, cap;
} gx_chain;

/**
 * For each organization of kind union that no edge of the input puts under another union:
 *   - a federation of a place (怀柔区总工会, 北京市怀柔区总工会): under that of the nearest larger place
 * which is a vertex, in the end under the national one;
 *   - another union whose name begins with a place (青岛港务集团工会): under the federation of that place, or
 * the nearest larger one. A place that may be several (朝阳区) counts where the name or the organization's
 * `place`, its province, decides it. How sure: GX_CHAIN_FEDERATION and GX_CHAIN_MEMBER (graph/tuning.h).
 *
 * @param places  path of places.tsv
 * @param input   borrowed for the call
 * @return GX_OK, GX_ENOMEM, GX_EIO, GX_EDATA (the table)
 */
GX_MUST_USE gx_status gx_chain_infer(gx_chain *out, const gx_network_input *input, const char *places,
                                     gx_error *err);
void gx_chain_clear(gx_chain *chain);

#endif
