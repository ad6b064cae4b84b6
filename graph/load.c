#include "graph/load.h"

#include "graph/chain.h"
#include "graph/engine.h"

#include <stdlib.h>
#include <string.h>

enum { ASK_EVERY = 4096 };

/* What is read, until the network has it. */
typedef struct loading {
    gx_network_parts parts; /* vertices by entity id, as the store gives them */
    size_t cap_vertices, cap_edges;
    uint32_t
        *from; /* [buckets + 1] first vertex whose id >> shift is at least so much: ids are even hashes */
    size_t buckets;
    unsigned shift;
    const gx_work *work;
} loading;

static const gx_vertex_type vertex_types[] = {[GX_KB_PERSON] = GX_VERTEX_PERSON,
                                              [GX_KB_ORGANIZATION] = GX_VERTEX_ORGANIZATION,
                                              [GX_KB_EVENT] = GX_VERTEX_EVENT};

/* Awards have no edge type of their own. */
static bool edge_type(gx_link_type from, gx_tie_type *to)
{
    switch (from) {
    case GX_LINK_POST:
        *to = GX_TIE_POST;
        return true;
    case GX_LINK_PARTICIPATION:
        *to = GX_TIE_PARTICIPATION;
        return true;
    case GX_LINK_PART_OF:
        *to = GX_TIE_PART_OF;
        return true;
    case GX_LINK_PARTNER:
        *to = GX_TIE_PARTNER;
        return true;
    default:
        return false;
    }
}

/* A copy in the arena; the text of the row before serves again where it is the same. */
static const char *keep(loading *into, const char *text, const char *before, bool *failed)
{
    if (!text || (before && strcmp(text, before) == 0))
        return text ? before : NULL;
    const char *kept = gx_arena_text(&into->parts.arena, text, strlen(text));
    *failed |= !kept;
    return kept;
}

static gx_status add_vertex(void *context, const gx_entity *entity, gx_error *err)
{
    loading *into = context;
    bool failed = false;
    if (entity->id < 1 || entity->type == GX_KB_ANY || (unsigned)entity->type > GX_KB_EVENT)
        return gx_fail(err, GX_EDATA, "entity %lld is none: expected a number from 1 and a type",
                       (long long)entity->id);
    if (!gx_grow((void **)&into->parts.vertices, &into->cap_vertices, into->parts.n_vertices,
                 sizeof *into->parts.vertices))
        return gx_fail(err, GX_ENOMEM, "out of memory for the network's vertices");
    static const gx_vertex none = {0};
    gx_vertex *vertex = &into->parts.vertices[into->parts.n_vertices];
    const gx_vertex *before = into->parts.n_vertices ? vertex - 1 : &none;
    *vertex = (gx_vertex){
        .entity = entity->id,
        .type = vertex_types[entity->type],
        .name = keep(into, entity->name, NULL, &failed),
        .kind = entity->type == GX_KB_PERSON ? NULL : keep(into, entity->kind, before->kind, &failed),
        .date = keep(into, entity->date, before->date, &failed),
        .place = keep(into, entity->place, before->place, &failed)};
    if (failed)
        return gx_fail(err, GX_ENOMEM, "out of memory for the network's vertices");
    into->parts.n_vertices++;
    return into->parts.n_vertices % ASK_EVERY == 0 && gx_work_stopped(into->work) ? gx_work_interrupted(err)
                                                                                  : GX_OK;
}

static size_t bucket_of(const loading *into, gx_entity_id entity)
{
    size_t bucket = (size_t)((uint64_t)entity >> into->shift);
    return bucket < into->buckets ? bucket : into->buckets;
}

/* As many buckets as vertices, or fewer: a look-up then sees few of these. */
static gx_status index_vertices(loading *into, gx_error *err)
{
    size_t n = into->parts.n_vertices;
    uint64_t largest = n ? (uint64_t)into->parts.vertices[n - 1].entity : 0;
    while (largest >> into->shift > n && into->shift < 63)
        into->shift++;
    into->buckets = (size_t)(largest >> into->shift) + 1;
    if (into->buckets > n + 1) /* an id that nobody should have */
        into->buckets = n + 1;
    into->from = gx_alloc((into->buckets + 1) * sizeof *into->from);
    if (!into->from)
        return gx_fail(err, GX_ENOMEM, "out of memory for the network's vertices");
    for (size_t b = 0, v = 0; b <= into->buckets; b++) {
        while (v < n && bucket_of(into, into->parts.vertices[v].entity) < b)
            v++;
        into->from[b] = (uint32_t)v;
    }
    return GX_OK;
}

/* Vertices stand in the order of their ids. @return GX_NO_VERTEX where there is none */
static uint32_t vertex_of(const loading *into, gx_entity_id entity)
{
    size_t bucket = bucket_of(into, entity), low = into->from[bucket];
    size_t high = bucket < into->buckets ? into->from[bucket + 1] : into->parts.n_vertices;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (into->parts.vertices[middle].entity < entity)
            low = middle + 1;
        else
            high = middle;
    }
    return low < into->parts.n_vertices && into->parts.vertices[low].entity == entity ? (uint32_t)low
                                                                                      : GX_NO_VERTEX;
}

static gx_status add_edge(void *context, const gx_edge *row, gx_error *err)
{
    loading *into = context;
    gx_tie edge = {.source = vertex_of(into, row->from),
                   .target = vertex_of(into, row->to),
                   .confidence = row->confidence,
                   .inferred = row->inferred,
                   .document_fact = row->fact,
                   .line = row->line};
    if (!edge_type(row->type, &edge.type) || edge.source == GX_NO_VERTEX || edge.target == GX_NO_VERTEX)
        return GX_OK;
    if (!gx_grow((void **)&into->parts.edges, &into->cap_edges, into->parts.n_edges,
                 sizeof *into->parts.edges))
        return gx_fail(err, GX_ENOMEM, "out of memory for the network's edges");
    static const gx_tie none = {0};
    const gx_tie *before = into->parts.n_edges ? &into->parts.edges[into->parts.n_edges - 1] : &none;
    bool failed = false;
    const char *slash = row->date ? strchr(row->date, '/') : NULL;
    edge.title = keep(into, row->what, before->title, &failed);
    edge.document = keep(into, row->document, before->document, &failed);
    if (slash) { /* a span: its two ends */
        edge.from = gx_arena_text(&into->parts.arena, row->date, (size_t)(slash - row->date));
        edge.to = gx_arena_text(&into->parts.arena, slash + 1, strlen(slash + 1));
        failed |= !edge.from || !edge.to;
    } else {
        edge.from = edge.to = keep(into, row->date, before->from, &failed);
    }
    if (failed)
        return gx_fail(err, GX_ENOMEM, "out of memory for the network's edges");
    into->parts.edges[into->parts.n_edges++] = edge;
    return into->parts.n_edges % ASK_EVERY == 0 && gx_work_stopped(into->work) ? gx_work_interrupted(err)
                                                                               : GX_OK;
}

static int compare_ids(const void *a, const void *b)
{
    const gx_vertex *x = a, *y = b;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

static bool in_order(const loading *into)
{
    for (size_t v = 1; v < into->parts.n_vertices; v++)
        if (compare_ids(&into->parts.vertices[v - 1], &into->parts.vertices[v]) > 0)
            return false;
    return true;
}

/* Add the chain's edges behind those of the pages. */
static gx_status add_chain(loading *into, const char *places, gx_error *err)
{
    gx_chain chain = {0};
    gx_network_input input = {into->parts.vertices, into->parts.n_vertices, into->parts.edges,
                              into->parts.n_edges};
    gx_status status = gx_chain_infer(&chain, &input, places, err);
    for (size_t i = 0; status == GX_OK && i < chain.n; i++) {
        if (gx_grow((void **)&into->parts.edges, &into->cap_edges, into->parts.n_edges,
                    sizeof *into->parts.edges))
            into->parts.edges[into->parts.n_edges++] = chain.at[i];
        else
            status = gx_fail(err, GX_ENOMEM, "out of memory for the network's edges");
    }
    gx_chain_clear(&chain);
    return status;
}

gx_status gx_network_load_chained(gx_network **out, gx_store *store, const char *places, const gx_work *work,
                                  gx_error *err)
{
    *out = NULL;
    loading into = {.work = work};
    gx_arena_init(&into.parts.arena);
    gx_status status = gx_store_each_entity(store, NULL, add_vertex, &into, err);
    if (status != GX_OK)
        goto done;
    if (!in_order(&into)) /* they are, but a wrong order would lose edges silently */
        qsort(into.parts.vertices, into.parts.n_vertices, sizeof *into.parts.vertices, compare_ids);
    if ((status = index_vertices(&into, err)) != GX_OK)
        goto done;
    if ((status = gx_store_each_edge(store, add_edge, &into, err)) != GX_OK)
        goto done;
    if (places && (status = add_chain(&into, places, err)) != GX_OK)
        goto done;
    status = gx_network_consume(out, &into.parts, err);
done:
    gx_network_parts_clear(&into.parts);
    gx_free(into.from);
    return status;
}

gx_status gx_network_load(gx_network **out, gx_store *store, const gx_work *work, gx_error *err)
{
    return gx_network_load_chained(out, store, NULL, work, err);
}
