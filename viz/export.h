/**
 * @file viz/export.h
 * A network as a file that another program reads.
 * Knows the formats (in the .c files only).  Knows nothing of how networks are made.
 *
 * Every format is written in one pass over the network; the ids of the vertices (16 bytes each) and, in GEXF, the kinds
 * of the edges (16 to 32 bytes each) are all that is kept.  The same network gives the same bytes.
 */
#ifndef GX_VIZ_EXPORT_H
#define GX_VIZ_EXPORT_H

#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/network.h"
#include "store/store.h"

#include <stdio.h>

typedef enum gx_export_format {
    GX_EXPORT_DOT,       /* Graphviz */
    GX_EXPORT_JSON,      /* viz/network.schema.json; everything that the network knows */
    GX_EXPORT_NODE_LINK, /* JSON of NetworkX and D3 */
    GX_EXPORT_CYTOSCAPE, /* JSON elements of Cytoscape.js and Cytoscape */
    GX_EXPORT_GRAPHML,   /* Gephi, igraph, NetworkX, yEd */
    GX_EXPORT_GEXF,      /* Gephi: kinds, spells, colours and sizes */
    GX_EXPORT_CSV,       /* two plain tables: nodes.csv and edges.csv */
    GX_EXPORT_NEO4J,     /* the same two with the headers of neo4j-admin import */
    GX_EXPORT_JSONLD,    /* Popolo and schema.org */
    GX_EXPORT_FACTS,     /* NDJSON of FACTS.md, out of the knowledge base */
    GX_EXPORT_FORMATS
} gx_export_format;

typedef struct gx_export_info {
    const char *name;        /* for options: "node-link" */
    const char *description; /* one line for help */
    const char *ending;      /* of a file: ".json" */
    const char *parts[3];    /* NULL-terminated names of the files of a folder; {NULL}: one stream */
} gx_export_info;

/** Static. */
const gx_export_info *gx_export_describe(gx_export_format format);
/** @return GX_OK, GX_EINVAL with the names that there are */
GX_MUST_USE gx_status gx_export_by_name(gx_export_format *out, const char *name, gx_error *err);

/** Start with {0}. Everything is borrowed for the call; NULL = without. */
typedef struct gx_export_options {
    const gx_scores *scores; /* [n_scores] measures of the vertices of this very network */
    size_t n_scores;
    const gx_communities *communities; /* of this very network */
    gx_store *store;         /* for the words of the evidence where the network has none, and for facts */
    const gx_filter *filter; /* facts only */
    const char *title;       /* what it is, in a few words */
} gx_export_options;

/**
 * Write a network, or one part of it, to a stream, which the caller opened, checks and closes.
 * @param part  which of the format's parts, from 0; 0 where there is one stream
 * @return GX_OK, GX_ENOMEM, GX_EIO (the stream refused), GX_EINVAL (no such part; scores of another network; facts
 *         without a store), GX_ESTORE
 * Time O(V + E).
 */
GX_MUST_USE gx_status gx_export_write(FILE *stream, const gx_network *net, gx_export_format format, size_t part,
                                      const gx_export_options *options, gx_error *err);

/**
 * The same to a path ("-" is stdout): a file, renamed to its place when whole; for formats with parts a folder,
 * made where it is missing.  stdout for a format with parts is GX_EINVAL.
 */
GX_MUST_USE gx_status gx_export_save(const char *path, const gx_network *net, gx_export_format format,
                                     const gx_export_options *options, gx_error *err);

#endif
