/**
 * @file graph/network.h
 * A network of people, organizations and events: vertices, edges, and the facts that each edge rests on.
 * Built from plain arrays; knows nothing of where they come from.  igraph stays in the .c files.
 *
 * A network is either the base network (one edge a fact) or a layer of it (graph/layers.h: one edge a
 * pair of vertices).  Both are read with the calls below.  Measures (graph/centrality.h and the others)
 * look at the *simple* graph beneath:
 *   - parallel edges count as one, their strengths added;
 *   - an edge from a vertex to itself is kept for reading, and left out of every measure;
 *   - isolates are kept (gx_layer_filter can drop them);
 *   - edges have no direction, but for brokers and the hierarchy.
 */
#ifndef GX_GRAPH_NETWORK_H
#define GX_GRAPH_NETWORK_H

#include "graph/work.h"

typedef int64_t gx_entity_id; /* in the knowledge base; unique within one gx_vertex_type */

typedef enum gx_vertex_type {
    GX_VERTEX_PERSON,
    GX_VERTEX_ORGANIZATION,
    GX_VERTEX_EVENT,
    GX_VERTEX_TYPES
} gx_vertex_type;

typedef enum gx_tie_type {
    GX_TIE_PARTICIPATION,  /* person or organization -> event */
    GX_TIE_POST,           /* person -> organization */
    GX_TIE_PART_OF,        /* organization -> the organization that it belongs to */
    GX_TIE_PARTNER,        /* organization - organization */
    GX_TIE_CO_ATTENDANCE,  /* in layers only: two that were at the same events */
    GX_TIE_CO_AFFILIATION, /* in layers only: two people of one organization, two organizations of one person
                            */
    GX_TIE_TYPES
} gx_tie_type;

/** "person", "organization", "event"; static. */
const char *gx_vertex_type_name(gx_vertex_type type);
/** "participation", "post", "part_of", "partner", "co_attendance", "co_affiliation"; static. */
const char *gx_tie_type_name(gx_tie_type type);

/** Strings may be NULL but for `name`; UTF-8. */
typedef struct gx_vertex {
    gx_entity_id entity;
    gx_vertex_type type;
    const char *name;
    const char *kind;  /* of an organization: union, party, …; of an event: its type; of a person NULL */
    const char *date;  /* of an event: ISO day, month or year, or a span a/b */
    const char *place; /* of an event: where; of an organization: its district or seat */
    const char *level; /* of an organization: national, provincial, district, … ; groups brokers */
} gx_vertex;

/**
 * An edge.  As input: one fact.  Read out of the base network: that fact again.  Read out of a layer: a pair
 * of vertices; `title`, `document` … `evidence` are then those of its surest fact (`title` NULL in a
 * projection), `from` and `to` the first and last day of all.
 */
typedef struct gx_tie {
    uint32_t source, target; /* vertex numbers: in the input's array, or in this network */
    gx_tie_type type;        /* of a merged edge: that of its surest fact */
    const char *title;       /* role at an event, title of a post, or NULL */
    const char *from, *to;   /* ISO day, month or year, or NULL */
    double confidence; /* 0 to 1; of a merged edge: that one of its facts at least holds, 1 - prod(1 - c) */
    bool inferred;     /* follows from general rules, not from a page (all facts of a merged edge do) */
    const char *document; /* where the words stand, or NULL */
    uint32_t
        document_fact; /* number of the fact in that document (gx_store_fact() has its words); 0 = unknown */
    uint32_t line;     /* from 1; 0 = unknown */
    const char *evidence; /* the words, or NULL */
    double strength;      /* output only: its weight in the layer; > 0 */
    uint32_t n_facts;     /* output only: how many facts state it; in a projection, how many events (or
                             organizations, or people) the two share. At least 1 */
} gx_tie;

/** Plain arrays, borrowed for the call. An edge type that stands in layers only is GX_EINVAL. */
typedef struct gx_network_input {
    const gx_vertex *vertices;
    size_t n_vertices;
    const gx_tie *edges;
    size_t n_edges;
} gx_network_input;

typedef struct gx_network gx_network;

enum { GX_NO_VERTEX = UINT32_MAX };

/**
 * Build the base network.  The strength of a fact is its confidence, but never below GX_STRENGTH_FLOOR
 * (graph/tuning.h): a strength of 0 would be an infinite length.
 *
 * @param[out] out  new; free with gx_network_free(). NULL after any failure.
 * @param input     borrowed for this call; all strings are copied.
 * @return GX_OK, GX_ENOMEM, GX_EGRAPH, GX_EINVAL (an edge points outside the vertices, a confidence is not in
 *         0..1, a nameless vertex, two vertices of one type and id, ends of types that the edge type does not
 * join)
 *
 * Time O(V log V + E log E); memory one copy of the input and about 100 bytes an edge.
 */
GX_MUST_USE gx_status gx_network_new(gx_network **out, const gx_network_input *input, gx_error *err);
void gx_network_free(gx_network *net);

/* Reading. Vertices and edges are numbered from 0, in the order of the input; what is pointed to is borrowed
 * until the network is freed. Out of range is a defect of the caller. */
size_t gx_network_vertex_count(const gx_network *net);
size_t gx_network_edge_count(const gx_network *net);
const gx_vertex *gx_network_vertex(const gx_network *net, uint32_t vertex);
const gx_tie *gx_network_edge(const gx_network *net, uint32_t edge);

/** The vertex of an entity, or GX_NO_VERTEX.  Time O(log V). */
uint32_t gx_network_find(const gx_network *net, gx_vertex_type type, gx_entity_id entity);

/** A vertex's number in the base network, the same in every layer drawn from it; and back (or GX_NO_VERTEX).
 */
uint32_t gx_network_base_vertex(const gx_network *net, uint32_t vertex);
uint32_t gx_network_of_base_vertex(const gx_network *net, uint32_t base_vertex);

/**
 * The facts that an edge rests on, as numbers for gx_network_fact(), in the order of the input; borrowed.
 * In a co-attendance they come in pairs: what the one did at the event, what the other did.
 */
const uint32_t *gx_network_facts(const gx_network *net, uint32_t edge, size_t *n);

/** A fact as it was put in: `source` and `target` are numbers of the base network. Borrowed. */
const gx_tie *gx_network_fact(const gx_network *net, uint32_t fact);
/** A vertex by its number in the base network, also where this layer leaves it out. Borrowed. */
const gx_vertex *gx_network_fact_vertex(const gx_network *net, uint32_t base_vertex);

/** Two-mode: every edge joins an event (or organization) on one side and a participant on the other. */
bool gx_network_is_two_mode(const gx_network *net);
/** Edges mean something from source to target only (hierarchy); else both ways. */
bool gx_network_is_directed(const gx_network *net);

/**
 * Keep igraph and the linear algebra beneath it to one thread; to be called when the program starts.  With
 * more (OpenMP in PageRank, OpenBLAS) the last digits of a sum depend on how the work fell to them; and
 * OpenBLAS starts a thread a core as soon as it is loaded, each of which waits busily for a tenth of a
 * second, longer than most questions take.  Where neither is linked nothing is done.
 */
void gx_network_one_thread(void);

/** Of the igraph that is linked; static. */
const char *gx_network_library_version(void);

#endif
