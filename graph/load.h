/**
 * @file graph/load.h
 * The base network of a knowledge base.
 */
#ifndef GX_GRAPH_LOAD_H
#define GX_GRAPH_LOAD_H

#include "graph/network.h"
#include "store/store.h"

/**
 * Read all entities and the facts between them.  Posts without an organization, and awards, join nothing and
 * are left out; so are facts of an entity that the store no longer lists.  A post or relation without a date
 * has that of its document.  `place` of an organization is the store's (province); quotations stay in the
 * store: gx_store_fact() gives them for an edge's `document` and `document_fact`.
 *
 * @param[out] out  new; free with gx_network_free(). NULL after any failure.
 * @return GX_OK, GX_ENOMEM, GX_ESTORE, GX_EDATA, GX_EINTERRUPT, GX_EINVAL (contradictory rows; see
 * gx_network_new())
 */
GX_MUST_USE gx_status gx_network_load(gx_network **out, gx_store *store, const gx_work *work, gx_error *err);

/**
 * The same with the chain of unions (graph/chain.h) added where pages do not state it: part_of edges that are
 * `inferred` and have no document.
 * @param places  path of places.tsv
 * @return also GX_EIO, GX_EDATA for the table
 */
GX_MUST_USE gx_status gx_network_load_chained(gx_network **out, gx_store *store, const char *places,
                                              const gx_work *work, gx_error *err);

#endif
