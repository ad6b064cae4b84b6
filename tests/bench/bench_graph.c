/*
 * bench_graph [-s SCALE] [-x] [-o EDGES] [KNOWLEDGE-BASE]: what graph/ costs over bare igraph, on a seeded
 * synthetic network of 20,000 people, 8,000 organizations, 30,000 events and 200,000 edges, each divided by
 * SCALE.
 *
 *   -x        exact betweenness too, on one core and on all, and how near the sampled one comes (minutes at
 * scale 1) -o EDGES  write the network as `source target strength` for bench_graph_others.py KNOWLEDGE-BASE
 * time loading it against reading its rows
 *
 * Prints ratios and asserts nothing: the machine may be busy.
 */
#include "base/file.h"
#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/engine.h"
#include "graph/figures.h"
#include "graph/load.h"
#include "graph/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PEOPLE = 20000, ORGANIZATIONS = 8000, EVENTS = 30000, EDGES = 200000, TOP = 100 };

/* Parts of the edges, in percent; the rest are participations. */
enum { POSTS = 20, PART_OF = 8, PARTNERS = 3 };

typedef struct synthetic {
    gx_vertex *vertices;
    gx_tie *edges;
    size_t people, organizations, events, n_edges;
} synthetic;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void demand(gx_status status, const gx_error *err)
{
    if (status == GX_OK)
        return;
    fprintf(stderr, "bench_graph: %s\n", err->text);
    exit(1);
}

static void demand_igraph(igraph_error_t answer)
{
    if (answer == IGRAPH_SUCCESS)
        return;
    fprintf(stderr, "bench_graph: igraph: %s\n", igraph_strerror(answer));
    exit(1);
}

/* A few are named everywhere, most once or twice: the square of an even draw. */
static uint32_t draw(gx_random *random, size_t from, size_t n)
{
    double u = gx_random_unit(random);
    return (uint32_t)(from + (size_t)(u * u * (double)n));
}

static synthetic synthesize(size_t scale)
{
    synthetic net = {.people = PEOPLE / scale,
                     .organizations = ORGANIZATIONS / scale,
                     .events = EVENTS / scale,
                     .n_edges = EDGES / scale};
    size_t n = net.people + net.organizations + net.events, first_event = net.people + net.organizations;
    gx_random random = {1};
    net.vertices = calloc(n, sizeof *net.vertices);
    net.edges = calloc(net.n_edges, sizeof *net.edges);
    if (!net.vertices || !net.edges)
        abort();
    for (size_t v = 0; v < n; v++)
        net.vertices[v] = (gx_vertex){.entity = (gx_entity_id)v + 1,
                                      .type = v < net.people    ? GX_VERTEX_PERSON
                                              : v < first_event ? GX_VERTEX_ORGANIZATION
                                                                : GX_VERTEX_EVENT,
                                      .name = "name"};
    for (size_t e = 0; e < net.n_edges; e++) {
        gx_tie *edge = &net.edges[e];
        uint64_t percent = gx_random_below(&random, 100);
        edge->confidence = 0.5 + gx_random_unit(&random) / 2;
        edge->document = "document";
        if (percent < POSTS) {
            edge->type = GX_TIE_POST;
            edge->source = draw(&random, 0, net.people);
            edge->target = draw(&random, net.people, net.organizations);
        } else if (percent < POSTS + PART_OF + PARTNERS) {
            edge->type = percent < POSTS + PART_OF ? GX_TIE_PART_OF : GX_TIE_PARTNER;
            edge->source = draw(&random, net.people, net.organizations);
            edge->target = draw(&random, net.people, net.organizations);
        } else {
            edge->type = GX_TIE_PARTICIPATION;
            edge->source = draw(&random, 0, first_event);
            edge->target = (uint32_t)(first_event + gx_random_below(&random, net.events));
        }
    }
    return net;
}

/* ---- ours against bare igraph ---- */

static double time_ours(const gx_network *net)
{
    static const gx_measure measures[] = {GX_MEASURE_PAGERANK, GX_MEASURE_CORE, GX_MEASURE_CONSTRAINT};
    double from = seconds();
    gx_error err = {0};
    for (size_t m = 0; m < sizeof measures / sizeof *measures; m++) {
        gx_scores scores = {0};
        demand(gx_scores_init(&scores, net, measures[m], NULL, &err), &err);
        gx_scores_clear(&scores);
    }
    gx_numbers components = {0};
    size_t n;
    demand(gx_components(&components, net, &n, &err), &err);
    gx_numbers_clear(&components);
    gx_communities *communities = NULL;
    demand(gx_communities_new(&communities, net, 1, 1, NULL, &err), &err);
    gx_communities_free(communities);
    return seconds() - from;
}

static double time_bare(const gx_simple *simple)
{
    const igraph_t *graph = &simple->graph;
    igraph_vector_t scores, strengths;
    igraph_vector_int_t numbers;
    igraph_integer_t n;
    double from = seconds();
    demand_igraph(igraph_vector_init(&scores, 0));
    demand_igraph(igraph_vector_init(&strengths, 0));
    demand_igraph(igraph_vector_int_init(&numbers, 0));
    demand_igraph(igraph_pagerank(graph, IGRAPH_PAGERANK_ALGO_PRPACK, &scores, NULL, igraph_vss_all(),
                                  IGRAPH_UNDIRECTED, GX_PAGERANK_DAMPING, &simple->strengths, NULL));
    demand_igraph(igraph_coreness(graph, &numbers, IGRAPH_ALL));
    demand_igraph(igraph_constraint(graph, &scores, igraph_vss_all(), &simple->strengths));
    demand_igraph(igraph_connected_components(graph, &numbers, NULL, &n, IGRAPH_WEAK));
    demand_igraph(igraph_strength(graph, &strengths, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS,
                                  &simple->strengths));
    demand_igraph(igraph_rng_seed(igraph_rng_default(), GX_DEFAULT_SEED));
    demand_igraph(igraph_community_leiden(graph, &simple->strengths, &strengths,
                                          1 / igraph_vector_sum(&strengths), GX_LEIDEN_BETA, false,
                                          GX_LEIDEN_ROUNDS, &numbers, &n, NULL));
    igraph_vector_destroy(&scores);
    igraph_vector_destroy(&strengths);
    igraph_vector_int_destroy(&numbers);
    return seconds() - from;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

static void compare_with_bare(const gx_network *net, const gx_simple *simple)
{
    enum { ROUNDS = 3 };
    double ours = INFINITY, bare = INFINITY;
    for (int i = 0; i < ROUNDS; i++) { /* in turn, so that a busy moment hits both */
        bare = least(bare, time_bare(simple));
        ours = least(ours, time_ours(net));
    }
    printf("PageRank, core, constraint, components, Leiden: ours %.3f s, bare igraph %.3f s, ratio %.2f\n",
           ours, bare, ours / bare);
}

/* ---- betweenness ---- */

static gx_scores betweenness(const gx_network *net, gx_exactness exactness, unsigned processes, double *time)
{
    gx_scores scores = {0};
    gx_error err = {0};
    gx_work work = {.exactness = exactness, .processes = processes};
    double from = seconds();
    demand(gx_scores_init(&scores, net, GX_MEASURE_BETWEENNESS, &work, &err), &err);
    *time = seconds() - from;
    return scores;
}

typedef struct item {
    double value;
    size_t index;
} item;

static int compare_items(const void *a, const void *b)
{
    const item *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Spearman's correlation of two orders of the vertices that stand highest in the first. */
static double agreement(const gx_scores *exact, const gx_scores *drawn)
{
    size_t top = exact->n < TOP ? exact->n : TOP;
    item *order = calloc(exact->n, sizeof *order), *again = calloc(top, sizeof *again);
    double squares = 0, n = (double)top;
    if (!order || !again)
        abort();
    for (size_t v = 0; v < exact->n; v++)
        order[v] = (item){exact->values[v], v};
    qsort(order, exact->n, sizeof *order, compare_items);
    for (size_t i = 0; i < top; i++)
        again[i] = (item){drawn->values[order[i].index], i};
    qsort(again, top, sizeof *again, compare_items);
    for (size_t i = 0; i < top; i++) {
        double step = (double)i - (double)again[i].index;
        squares += step * step;
    }
    free(order);
    free(again);
    return 1 - 6 * squares / (n * (n * n - 1));
}

static void compare_betweenness(const gx_network *net)
{
    double sampled_time, one, all;
    gx_scores drawn = betweenness(net, GX_SAMPLED, 1, &sampled_time);
    printf("betweenness from %zu of %zu sources: %.2f s, error said %.2f %% of the highest\n", drawn.sampled,
           drawn.n, sampled_time, 100 * drawn.error);
    fflush(stdout);
    gx_scores exact = betweenness(net, GX_EXACT, 1, &one);
    printf(
        "betweenness, exact, one process: %.2f s; sampled took %.3f of that; Spearman of the top %d: %.4f\n",
        one, sampled_time / one, TOP, agreement(&exact, &drawn));
    fflush(stdout);
    gx_scores shared = betweenness(net, GX_EXACT, 0, &all);
    printf("betweenness, exact, %ld processes: %.2f s, %.2f of one; same bits: %s\n",
           sysconf(_SC_NPROCESSORS_ONLN), all, all / one,
           memcmp(exact.values, shared.values, exact.n * sizeof *exact.values) == 0 ? "yes" : "NO");
    gx_scores_clear(&drawn);
    gx_scores_clear(&exact);
    gx_scores_clear(&shared);
}

static void price_a_source(const gx_simple *simple)
{
    enum { SOURCES = 64 };
    igraph_vector_t scores;
    demand_igraph(igraph_vector_init(&scores, 0));
    igraph_integer_t n = igraph_vcount(&simple->graph), last = n < SOURCES ? n : SOURCES;
    double from = seconds();
    demand_igraph(igraph_betweenness_subset(&simple->graph, &scores, igraph_vss_all(), IGRAPH_UNDIRECTED,
                                            igraph_vss_range(0, last), igraph_vss_all(), NULL));
    printf("betweenness, bare igraph: %.2f ms a source\n", 1000 * (seconds() - from) / (double)last);
    igraph_vector_destroy(&scores);
}

/* ---- the knowledge base ---- */

static gx_status count_entity(void *context, const gx_entity *entity, gx_error *err)
{
    (void)err;
    *(size_t *)context += strlen(entity->name);
    return GX_OK;
}

static gx_status count_edge(void *context, const gx_edge *edge, gx_error *err)
{
    (void)err;
    *(size_t *)context += strlen(edge->document);
    return GX_OK;
}

static void compare_loading(const char *path)
{
    enum { ROUNDS = 3 };
    gx_error err = {0};
    gx_store *store = NULL;
    double rows = INFINITY, loading = INFINITY;
    size_t bytes = 0, vertices = 0, edges = 0;
    demand(gx_store_open(&store, path, GX_STORE_READ, &err), &err);
    for (int i = 0; i < ROUNDS; i++) {
        double from = seconds();
        demand(gx_store_each_entity(store, NULL, count_entity, &bytes, &err), &err);
        demand(gx_store_each_edge(store, count_edge, &bytes, &err), &err);
        rows = least(rows, seconds() - from);
        gx_network *net = NULL;
        from = seconds();
        demand(gx_network_load(&net, store, NULL, &err), &err);
        loading = least(loading, seconds() - from);
        vertices = gx_network_vertex_count(net);
        edges = gx_network_edge_count(net);
        gx_network_free(net);
    }
    gx_store_close(store);
    printf("%s: %zu vertices, %zu edges; reading the rows %.3f s, loading the network %.3f s, ratio %.2f\n",
           path, vertices, edges, rows, loading, loading / rows);
}

static void write_edges(const char *path, const gx_simple *simple)
{
    gx_error err = {0};
    gx_output out = {0};
    demand(gx_output_open(&out, path, &err), &err);
    fprintf(out.stream, "%lld\n", (long long)igraph_vcount(&simple->graph));
    for (igraph_integer_t e = 0; e < igraph_ecount(&simple->graph); e++)
        fprintf(out.stream, "%lld %lld %.17g\n", (long long)IGRAPH_FROM(&simple->graph, e),
                (long long)IGRAPH_TO(&simple->graph, e), VECTOR(simple->strengths)[e]);
    demand(gx_output_close(&out, &err), &err);
}

int main(int argc, char **argv)
{
    size_t scale = 1;
    bool exact = false;
    const char *edges_path = NULL;
    for (int option; (option = getopt(argc, argv, "s:xo:")) != -1;) {
        if (option == 's')
            scale = strtoul(optarg, NULL, 10);
        else if (option == 'x')
            exact = true;
        else if (option == 'o')
            edges_path = optarg;
        else
            return 2;
    }
    if (scale == 0 || scale > 1000) {
        fprintf(stderr, "bench_graph: expected a scale from 1 to 1000\n");
        return 2;
    }
    synthetic made = synthesize(scale);
    gx_network_input input = {made.vertices, made.people + made.organizations + made.events, made.edges,
                              made.n_edges};
    gx_network *net = NULL, *layer = NULL;
    const gx_simple *simple = NULL;
    gx_error err = {0};
    double start = seconds();
    demand(gx_network_new(&net, &input, &err), &err);
    double built = seconds();
    demand(gx_layer_new(&layer, net, GX_LAYER_WHOLE, NULL, NULL, &err), &err);
    demand(gx_network_simple(&simple, layer, &err), &err);
    printf("%zu vertices, %zu edges: network %.3f s, whole layer and its graph %.3f s\n", input.n_vertices,
           input.n_edges, built - start, seconds() - built);
    if (edges_path)
        write_edges(edges_path, simple);
    compare_with_bare(layer, simple);
    price_a_source(simple);
    if (exact)
        compare_betweenness(layer);
    gx_network_free(layer);
    gx_network_free(net);
    free(made.vertices);
    free(made.edges);
    for (int i = optind; i < argc; i++)
        compare_loading(argv[i]);
    return 0;
}
