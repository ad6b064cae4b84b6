#include "graph/engine.h"

#include <stdlib.h>
#include <string.h>

static const char *const vertex_type_names[GX_VERTEX_TYPES] = {"person", "organization", "event"};
static const char *const tie_type_names[GX_TIE_TYPES] = {"participation", "post",          "part_of",
                                                         "partner",       "co_attendance", "co_affiliation"};

#define BIT(type) (1u << (type))
/* Which types of vertices a fact joins. */
static const struct {
    unsigned sources, targets;
} tie_ends[GX_TIE_TYPES] = {
    [GX_TIE_PARTICIPATION] = {BIT(GX_VERTEX_PERSON) | BIT(GX_VERTEX_ORGANIZATION), BIT(GX_VERTEX_EVENT)},
    [GX_TIE_POST] = {BIT(GX_VERTEX_PERSON), BIT(GX_VERTEX_ORGANIZATION)},
    [GX_TIE_PART_OF] = {BIT(GX_VERTEX_ORGANIZATION), BIT(GX_VERTEX_ORGANIZATION)},
    [GX_TIE_PARTNER] = {BIT(GX_VERTEX_ORGANIZATION), BIT(GX_VERTEX_ORGANIZATION)},
};

const char *gx_vertex_type_name(gx_vertex_type type)
{
    return (unsigned)type < GX_VERTEX_TYPES ? vertex_type_names[type] : "unknown";
}

const char *gx_tie_type_name(gx_tie_type type)
{
    return (unsigned)type < GX_TIE_TYPES ? tie_type_names[type] : "unknown";
}

double gx_fact_strength(double confidence)
{
    return confidence > GX_STRENGTH_FLOOR ? confidence : GX_STRENGTH_FLOOR;
}

int gx_vertex_compare(const gx_vertex *a, const gx_vertex *b)
{
    if (a->type != b->type)
        return a->type < b->type ? -1 : 1;
    return a->entity < b->entity ? -1 : a->entity > b->entity;
}

/* ---- the source: checked parts, the network's own ---- */

/* A copy in the arena; rows come sorted, so that the text of the row before often serves again. */
static const char *copy(gx_arena *arena, const char *text, const char *before, bool *failed)
{
    if (!text)
        return NULL;
    if (before && strcmp(text, before) == 0)
        return before;
    const char *made = gx_arena_text(arena, text, strlen(text));
    if (!made)
        *failed = true;
    return made;
}

static bool copy_vertices(gx_network_parts *into, const gx_network_input *input)
{
    static const gx_vertex none = {0};
    bool failed = false;
    for (size_t i = 0; i < input->n_vertices; i++) {
        const gx_vertex *from = &input->vertices[i];
        const gx_vertex *before = i ? &into->vertices[i - 1] : &none;
        into->vertices[i] = (gx_vertex){
            .entity = from->entity,
            .type = from->type,
            .name = copy(&into->arena, from->name, NULL, &failed),
            .kind = copy(&into->arena, from->kind, before->kind, &failed),
            .date = copy(&into->arena, from->date, before->date, &failed),
            .place = copy(&into->arena, from->place, before->place, &failed),
            .level = copy(&into->arena, from->level, before->level, &failed),
        };
    }
    into->n_vertices = input->n_vertices;
    return !failed;
}

static bool copy_edges(gx_network_parts *into, const gx_network_input *input)
{
    static const gx_tie none = {0};
    bool failed = false;
    for (size_t i = 0; i < input->n_edges; i++) {
        const gx_tie *from = &input->edges[i];
        const gx_tie *before = i ? &into->edges[i - 1] : &none;
        gx_tie *to = &into->edges[i];
        *to = *from;
        to->title = copy(&into->arena, from->title, before->title, &failed);
        to->from = copy(&into->arena, from->from, before->from, &failed);
        to->to = copy(&into->arena, from->to, to->from, &failed);
        to->document = copy(&into->arena, from->document, before->document, &failed);
        to->evidence = copy(&into->arena, from->evidence, before->evidence, &failed);
    }
    into->n_edges = input->n_edges;
    return !failed;
}

void gx_network_parts_clear(gx_network_parts *parts)
{
    gx_arena_clear(&parts->arena);
    gx_free(parts->vertices);
    gx_free(parts->edges);
    *parts = (gx_network_parts){0};
}

static gx_status check_vertices(const gx_source *source, gx_error *err)
{
    for (size_t i = 0; i < source->n_vertices; i++) {
        const gx_vertex *vertex = &source->vertices[i];
        if ((unsigned)vertex->type >= GX_VERTEX_TYPES)
            return gx_fail(err, GX_EINVAL, "vertex %zu: there is no type %d", i, (int)vertex->type);
        if (!vertex->name || !*vertex->name)
            return gx_fail(err, GX_EINVAL, "vertex %zu has no name", i);
    }
    return GX_OK;
}

static gx_status check_fact(const gx_source *source, const gx_tie *fact, size_t number, gx_error *err)
{
    if ((unsigned)fact->type >= GX_TIE_TYPES || !tie_ends[fact->type].sources)
        return gx_fail(err, GX_EINVAL, "edge %zu: %s is no type of fact", number,
                       gx_tie_type_name(fact->type));
    if (fact->source >= source->n_vertices || fact->target >= source->n_vertices)
        return gx_fail(err, GX_EINVAL, "edge %zu joins vertices %u and %u of %zu", number,
                       (unsigned)fact->source, (unsigned)fact->target, source->n_vertices);
    gx_vertex_type from = source->vertices[fact->source].type, to = source->vertices[fact->target].type;
    if (!(tie_ends[fact->type].sources & BIT(from)) || !(tie_ends[fact->type].targets & BIT(to)))
        return gx_fail(err, GX_EINVAL, "edge %zu: %s cannot join %s and %s", number,
                       gx_tie_type_name(fact->type), gx_vertex_type_name(from), gx_vertex_type_name(to));
    if (!(fact->confidence >= 0 && fact->confidence <= 1)) /* so that NaN is caught */
        return gx_fail(err, GX_EINVAL, "edge %zu: expected a confidence from 0 to 1, found %g", number,
                       fact->confidence);
    return GX_OK;
}

static gx_status weigh_facts(gx_source *source, gx_error *err)
{
    for (size_t i = 0; i < source->n_facts; i++) {
        gx_tie *fact = &source->facts[i];
        gx_status status = check_fact(source, fact, i, err);
        if (status != GX_OK)
            return status;
        fact->strength = gx_fact_strength(fact->confidence);
        fact->n_facts = 1;
    }
    return GX_OK;
}

static void source_free(gx_source *source)
{
    if (!source || --source->references > 0)
        return;
    gx_arena_clear(&source->arena);
    gx_free(source->vertices);
    gx_free(source->facts);
    gx_free(source->by_entity);
    gx_free(source);
}

/* A vertex's key beside its number, because qsort() hands its comparison no table to look the key up in. */
typedef struct sort_key {
    gx_vertex_type type;
    gx_entity_id entity;
    uint32_t vertex;
} sort_key;

static int compare_keys(const void *a, const void *b)
{
    const sort_key *x = a, *y = b;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return x->entity < y->entity ? -1 : x->entity > y->entity;
}

static gx_status index_entities(gx_source *source, gx_error *err)
{
    sort_key *keys = gx_alloc(source->n_vertices * sizeof *keys);
    if (!keys)
        return gx_fail(err, GX_ENOMEM, "out of memory for %zu vertices", source->n_vertices);
    for (size_t i = 0; i < source->n_vertices; i++)
        keys[i] = (sort_key){source->vertices[i].type, source->vertices[i].entity, (uint32_t)i};
    qsort(keys, source->n_vertices, sizeof *keys, compare_keys);

    gx_status status = GX_OK;
    for (size_t i = 0; i < source->n_vertices && status == GX_OK; i++) {
        source->by_entity[i] = keys[i].vertex;
        if (i && compare_keys(&keys[i - 1], &keys[i]) == 0)
            status = gx_fail(err, GX_EINVAL, "two vertices are the %s %lld",
                             gx_vertex_type_name(keys[i].type), (long long)keys[i].entity);
    }
    gx_free(keys);
    return status;
}

static gx_status source_new(gx_source **out, gx_network_parts *parts, gx_error *err)
{
    gx_status status = GX_ENOMEM;
    gx_source *source = gx_alloc_zero(1, sizeof *source);
    if (!source) {
        gx_network_parts_clear(parts);
        return gx_fail(err, GX_ENOMEM, "out of memory for a network");
    }
    source->references = 1;
    source->arena = parts->arena;
    source->vertices = parts->vertices;
    source->n_vertices = parts->n_vertices;
    source->facts = parts->edges;
    source->n_facts = parts->n_edges;
    *parts = (gx_network_parts){0};
    source->by_entity = gx_alloc_zero(source->n_vertices, sizeof *source->by_entity);
    if (!source->by_entity) {
        gx_fail(err, GX_ENOMEM, "out of memory for a network");
        goto done;
    }
    if ((status = check_vertices(source, err)) != GX_OK || (status = weigh_facts(source, err)) != GX_OK ||
        (status = index_entities(source, err)) != GX_OK)
        goto done;
    *out = source;
    source = NULL;
done:
    source_free(source);
    return status;
}

/* ---- the network ---- */

gx_network *gx_network_start(gx_source *source, size_t n_vertices)
{
    gx_network *net = gx_alloc_zero(1, sizeof *net);
    if (!net)
        return NULL;
    net->source = source;
    source->references++;
    net->n_vertices = n_vertices;
    net->base_of = gx_alloc_zero(n_vertices, sizeof *net->base_of);
    net->of_base = gx_alloc_zero(source->n_vertices, sizeof *net->of_base);
    net->simple = gx_alloc_zero(1, sizeof *net->simple);
    if (!net->base_of || !net->of_base || !net->simple) {
        gx_network_free(net);
        return NULL;
    }
    return net;
}

static gx_status check_size(size_t n_vertices, size_t n_edges, gx_error *err)
{
    if (n_vertices < GX_NO_VERTEX && n_edges < GX_NO_VERTEX / 2)
        return GX_OK;
    return gx_fail(err, GX_EINVAL, "a network of %zu vertices and %zu edges is too large", n_vertices,
                   n_edges);
}

gx_status gx_network_new(gx_network **out, const gx_network_input *input, gx_error *err)
{
    *out = NULL;
    gx_status status = check_size(input->n_vertices, input->n_edges, err);
    if (status != GX_OK)
        return status;
    gx_network_parts parts = {.vertices = gx_alloc_zero(input->n_vertices, sizeof *parts.vertices),
                              .edges = gx_alloc_zero(input->n_edges, sizeof *parts.edges)};
    if (!parts.vertices || !parts.edges || !copy_vertices(&parts, input) || !copy_edges(&parts, input)) {
        gx_network_parts_clear(&parts);
        return gx_fail(err, GX_ENOMEM, "out of memory for a network of %zu vertices and %zu edges",
                       input->n_vertices, input->n_edges);
    }
    return gx_network_consume(out, &parts, err);
}

gx_status gx_network_consume(gx_network **out, gx_network_parts *parts, gx_error *err)
{
    *out = NULL;
    gx_source *source = NULL;
    gx_network *net = NULL;
    gx_status status = check_size(parts->n_vertices, parts->n_edges, err);
    if (status != GX_OK) {
        gx_network_parts_clear(parts);
        return status;
    }
    status = source_new(&source, parts, err);
    if (status != GX_OK)
        goto done;

    status = GX_ENOMEM;
    net = gx_network_start(source, source->n_vertices);
    if (!net || !(net->fact_from = gx_alloc((source->n_facts + 1) * sizeof *net->fact_from)) ||
        !(net->facts = gx_alloc(source->n_facts * sizeof *net->facts))) {
        gx_fail(err, GX_ENOMEM, "out of memory for a network");
        goto done;
    }
    net->is_base = true;
    net->layer = GX_LAYER_WHOLE;
    for (uint32_t v = 0; v < source->n_vertices; v++)
        net->base_of[v] = net->of_base[v] = v;
    net->edges = source->facts;
    net->n_edges = source->n_facts;
    for (uint32_t e = 0; e < source->n_facts; e++)
        net->fact_from[e] = net->facts[e] = e;
    net->fact_from[source->n_facts] = (uint32_t)source->n_facts;
    status = GX_OK;
    *out = net;
    net = NULL;
done:
    gx_network_free(net);
    source_free(source); /* the network holds a reference of its own */
    return status;
}

static void simple_free(gx_simple *simple)
{
    if (simple && simple->ready) {
        igraph_destroy(&simple->graph);
        igraph_vector_destroy(&simple->strengths);
        igraph_vector_destroy(&simple->lengths);
        gx_free(simple->strongest);
    }
    gx_free(simple);
}

void gx_network_free(gx_network *net)
{
    if (!net)
        return;
    simple_free(net->simple);
    if (!net->is_base)
        gx_free(net->edges);
    gx_free(net->fact_from);
    gx_free(net->facts);
    gx_free(net->base_of);
    gx_free(net->of_base);
    source_free(net->source);
    gx_free(net);
}

size_t gx_network_vertex_count(const gx_network *net)
{
    return net->n_vertices;
}

size_t gx_network_edge_count(const gx_network *net)
{
    return net->n_edges;
}

const gx_vertex *gx_network_vertex(const gx_network *net, uint32_t vertex)
{
    return &net->source->vertices[net->base_of[vertex]];
}

const gx_tie *gx_network_edge(const gx_network *net, uint32_t edge)
{
    return &net->edges[edge];
}

uint32_t gx_network_find(const gx_network *net, gx_vertex_type type, gx_entity_id entity)
{
    const gx_source *source = net->source;
    gx_vertex wanted = {.type = type, .entity = entity};
    size_t low = 0, high = source->n_vertices;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (gx_vertex_compare(&source->vertices[source->by_entity[middle]], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == source->n_vertices ||
        gx_vertex_compare(&source->vertices[source->by_entity[low]], &wanted) != 0)
        return GX_NO_VERTEX;
    return net->of_base[source->by_entity[low]];
}

uint32_t gx_network_base_vertex(const gx_network *net, uint32_t vertex)
{
    return net->base_of[vertex];
}

uint32_t gx_network_of_base_vertex(const gx_network *net, uint32_t base_vertex)
{
    return net->of_base[base_vertex];
}

const uint32_t *gx_network_facts(const gx_network *net, uint32_t edge, size_t *n)
{
    *n = net->fact_from[edge + 1] - net->fact_from[edge];
    return net->facts + net->fact_from[edge];
}

const gx_tie *gx_network_fact(const gx_network *net, uint32_t fact)
{
    return &net->source->facts[fact];
}

const gx_vertex *gx_network_fact_vertex(const gx_network *net, uint32_t base_vertex)
{
    return &net->source->vertices[base_vertex];
}

bool gx_network_is_two_mode(const gx_network *net)
{
    return gx_layer_describe(net->layer)->two_mode;
}

bool gx_network_is_directed(const gx_network *net)
{
    return gx_layer_describe(net->layer)->directed;
}

/* ---- the simple graph ---- */

typedef struct pair {
    uint32_t low, high, edge;
} pair;

static int compare_pairs(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    if (x->high != y->high)
        return x->high < y->high ? -1 : 1;
    return x->edge < y->edge ? -1 : x->edge > y->edge;
}

/* All edges that are no loops, those of one pair together. */
static pair *sorted_pairs(const gx_network *net, size_t *n)
{
    pair *pairs = gx_alloc(net->n_edges * sizeof *pairs);
    if (!pairs)
        return NULL;
    *n = 0;
    for (uint32_t e = 0; e < net->n_edges; e++) {
        uint32_t a = net->edges[e].source, b = net->edges[e].target;
        if (a != b)
            pairs[(*n)++] = (pair){a < b ? a : b, a < b ? b : a, e};
    }
    qsort(pairs, *n, sizeof *pairs, compare_pairs);
    return pairs;
}

/* Pairs to edges: ends[2 e], ends[2 e + 1], strengths[e], strongest[e].  @return how many edges */
static size_t merge_pairs(const gx_network *net, const pair *pairs, size_t n, igraph_integer_t *ends,
                          double *strengths, uint32_t *strongest)
{
    size_t edges = 0;
    for (size_t i = 0; i < n; i++) {
        double strength = net->edges[pairs[i].edge].strength;
        if (i && pairs[i - 1].low == pairs[i].low && pairs[i - 1].high == pairs[i].high) {
            strengths[edges - 1] += strength;
            if (strength > net->edges[strongest[edges - 1]].strength)
                strongest[edges - 1] = pairs[i].edge;
            continue;
        }
        ends[2 * edges] = pairs[i].low;
        ends[2 * edges + 1] = pairs[i].high;
        strengths[edges] = strength;
        strongest[edges++] = pairs[i].edge;
    }
    return edges;
}

static gx_status fill_simple(gx_simple *simple, const gx_network *net, const pair *pairs, size_t n_pairs,
                             gx_error *err)
{
    igraph_vector_int_t ends;
    igraph_error_t answer = igraph_vector_int_init(&ends, (igraph_integer_t)(2 * n_pairs));
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, "a list of edges", err);
    if ((answer = igraph_vector_init(&simple->strengths, (igraph_integer_t)n_pairs)) != IGRAPH_SUCCESS)
        goto no_strengths;
    size_t n = merge_pairs(net, pairs, n_pairs, VECTOR(ends), VECTOR(simple->strengths), simple->strongest);
    igraph_vector_int_resize(&ends, (igraph_integer_t)(2 * n)); /* shrinks: cannot fail */
    igraph_vector_resize(&simple->strengths, (igraph_integer_t)n);
    if ((answer = igraph_vector_init(&simple->lengths, (igraph_integer_t)n)) != IGRAPH_SUCCESS)
        goto no_lengths;
    for (size_t e = 0; e < n; e++)
        VECTOR(simple->lengths)[e] = 1 / VECTOR(simple->strengths)[e];
    if ((answer = igraph_create(&simple->graph, &ends, (igraph_integer_t)net->n_vertices,
                                IGRAPH_UNDIRECTED)) == IGRAPH_SUCCESS) {
        igraph_vector_int_destroy(&ends);
        simple->ready = true;
        return GX_OK;
    }
    igraph_vector_destroy(&simple->lengths);
no_lengths:
    igraph_vector_destroy(&simple->strengths);
no_strengths:
    igraph_vector_int_destroy(&ends);
    return gx_engine_status(answer, "the graph", err);
}

gx_status gx_network_simple(const gx_simple **out, const gx_network *net, gx_error *err)
{
    gx_simple *simple = net->simple;
    if (!simple->ready) {
        gx_engine_enter(NULL);
        size_t n_pairs = 0;
        pair *pairs = sorted_pairs(net, &n_pairs);
        simple->strongest = pairs ? gx_alloc(n_pairs * sizeof *simple->strongest) : NULL;
        gx_status status = GX_ENOMEM;
        if (!simple->strongest)
            gx_fail(err, GX_ENOMEM, "out of memory for %zu edges", net->n_edges);
        else
            status = fill_simple(simple, net, pairs, n_pairs, err);
        gx_free(pairs);
        if (status != GX_OK) {
            gx_free(simple->strongest);
            simple->strongest = NULL;
            return status;
        }
    }
    *out = simple;
    return GX_OK;
}

const igraph_vector_t *gx_network_lengths(const gx_network *net, const gx_simple *simple, const gx_work *work,
                                          gx_length fallback)
{
    gx_length length = work ? work->length : GX_LENGTH_OF_LAYER;
    if (length == GX_LENGTH_OF_LAYER)
        length = fallback;
    if (length == GX_LENGTH_OF_LAYER)
        length = gx_layer_describe(net->layer)->length;
    return length == GX_LENGTH_STRENGTH ? &simple->lengths : NULL;
}
