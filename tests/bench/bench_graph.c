/*
 * bench_graph [-s SCALE] [-x ROUNDS] [-o EDGES] [-t TIMES] [KNOWLEDGE-BASE...]: what graph/ costs over bare
 * igraph, on a seeded synthetic network of 20,000 people, 8,000 organizations, 30,000 events and 200,000
 * edges, each divided by SCALE.
 *
 *   -x ROUNDS       exact betweenness and harmonic too, on one core and on all, and how near the sampled ones
 *                   come: so many times in turn, the least of each (two minutes each at scale 1)
 *   -o EDGES        write the network as `source target strength` for bench_graph_others.py
 *   -t TIMES        write our seconds for its table
 *   KNOWLEDGE-BASE  time loading it against reading its rows
 *
 * Prints ratios and asserts nothing: the machine may be busy. Seconds are the processor's, but for what is
 * compared by the clock: processes, and reading a knowledge base.
 */
#include "base/file.h"
#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/engine.h"
#include "graph/figures.h"
#include "graph/hops.h"
#include "graph/load.h"
#include "graph/random.h"
#include "graph/shares.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
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

/* Processor time of this process: where nothing runs beside it, what else the machine does disturbs least. */
static double own_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
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

static void score(const gx_network *net, gx_measure measure)
{
    gx_error err = {0};
    gx_scores scores = {0};
    demand(gx_scores_init(&scores, net, measure, NULL, &err), &err);
    gx_scores_clear(&scores);
}

static void rank_pages(const gx_network *net)
{
    score(net, GX_MEASURE_PAGERANK);
}

static void find_cores(const gx_network *net)
{
    score(net, GX_MEASURE_CORE);
}

static void find_constraint(const gx_network *net)
{
    score(net, GX_MEASURE_CONSTRAINT);
}

static void find_components(const gx_network *net)
{
    gx_error err = {0};
    gx_numbers components = {0};
    size_t n;
    demand(gx_components(&components, net, &n, &err), &err);
    gx_numbers_clear(&components);
}

static void find_communities(const gx_network *net)
{
    gx_error err = {0};
    gx_communities *communities = NULL;
    demand(gx_communities_new(&communities, net, 1, 1, NULL, &err), &err);
    gx_communities_free(communities);
}

/* The works that other libraries do too, by the names that bench_graph_others.py gives them. */
typedef struct work_row {
    const char *name;
    void (*run)(const gx_network *net); /* NULL: timed by compare_exactness() */
    double seconds;                     /* of the processor, the least */
} work_row;
static work_row works[] = {
    {"PageRank", rank_pages, INFINITY},
    {"core", find_cores, INFINITY},
    {"constraint", find_constraint, INFINITY},
    {"components", find_components, INFINITY},
    {"Leiden", find_communities, INFINITY},
    {"betweenness", NULL, INFINITY},
    {"harmonic", NULL, INFINITY},
};
enum { WORKS = sizeof works / sizeof *works };

/* One round of the cheap works. @return their seconds */
static double time_ours(const gx_network *net)
{
    double all = 0;
    for (size_t i = 0; i < WORKS; i++) {
        if (!works[i].run)
            continue;
        double from = own_seconds();
        works[i].run(net);
        double took = own_seconds() - from;
        all += took;
        works[i].seconds = took < works[i].seconds ? took : works[i].seconds;
    }
    return all;
}

static double time_bare(const gx_simple *simple)
{
    const igraph_t *graph = &simple->graph;
    igraph_vector_t scores, strengths;
    igraph_vector_int_t numbers;
    igraph_integer_t n;
    double from = own_seconds();
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
    return own_seconds() - from;
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

/* Processor time of this process and of those that it has waited for. */
static double processor_seconds(void)
{
    struct rusage own, children;
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &children);
    return (double)(own.ru_utime.tv_sec + children.ru_utime.tv_sec) +
           (double)(own.ru_utime.tv_usec + children.ru_utime.tv_usec) / 1e6;
}

typedef struct cost {
    double wall, processor; /* seconds */
} cost;

static gx_scores scores_of(const gx_network *net, gx_measure measure, gx_exactness exactness,
                           unsigned processes, cost *spent)
{
    gx_scores scores = {0};
    gx_error err = {0};
    gx_work work = {.exactness = exactness, .processes = processes};
    double from = seconds(), processor = processor_seconds();
    demand(gx_scores_init(&scores, net, measure, &work, &err), &err);
    *spent = (cost){seconds() - from, processor_seconds() - processor};
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

static void keep_least(cost *best, cost spent)
{
    best->wall = least(best->wall, spent.wall);
    best->processor = least(best->processor, spent.processor);
}

/* Sampled against exact, and one process against one a core: `rounds` times in turn, and the least of each.
 */
static void compare_exactness(const gx_network *net, gx_measure measure, int rounds)
{
    const char *name = gx_measure_describe(measure)->name;
    cost none = {INFINITY, INFINITY}, sampled = none, one = none, all = none, spent;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    bool same = true;
    for (int round = 0; round < rounds; round++) {
        gx_scores drawn = scores_of(net, measure, GX_SAMPLED, 1, &spent);
        keep_least(&sampled, spent);
        gx_scores exact = scores_of(net, measure, GX_EXACT, 1, &spent);
        keep_least(&one, spent);
        gx_scores shared = scores_of(net, measure, GX_EXACT, 0, &spent);
        keep_least(&all, spent);
        same = same && memcmp(exact.values, shared.values, exact.n * sizeof *exact.values) == 0;
        if (round == rounds - 1)
            printf("%s from %zu of %zu sources: error said %.2f %% of the highest; Spearman of the top %d: "
                   "%.4f\n",
                   name, drawn.sampled, drawn.n, 100 * drawn.error, TOP, agreement(&exact, &drawn));
        gx_scores_clear(&drawn);
        gx_scores_clear(&exact);
        gx_scores_clear(&shared);
    }
    printf("  exact, one process: %.2f s; sampled: %.2f s, %.3f of that (processor time %.3f)\n", one.wall,
           sampled.wall, sampled.wall / one.wall, sampled.processor / one.processor);
    printf(
        "  exact, %ld processes: %.2f s, %.2f of one (processor time of each: %.2f of one); same bits: %s\n",
        cores, all.wall, all.wall / one.wall, all.processor / (double)cores / one.processor,
        same ? "yes" : "NO");
    fflush(stdout);
    for (size_t i = 0; i < WORKS; i++)
        if (strcmp(works[i].name, name) == 0)
            works[i].seconds = one.processor;
}

/* ---- one core and all ---- */

static gx_status some_betweenness(double *sums, const uint32_t *sources, size_t n_sources, void *hops,
                                  gx_error *err)
{
    (void)err;
    gx_hops_betweenness(sums, hops, sources, n_sources);
    return GX_OK;
}

static cost time_shares(const gx_share_work *shares, unsigned processes)
{
    gx_work work = {.processes = processes};
    gx_error err = {0};
    double *sums = calloc(shares->n, sizeof *sums);
    double from = seconds(), processor = processor_seconds();
    if (!sums)
        abort();
    demand(gx_shares_sum(sums, NULL, shares, &work, &err), &err);
    free(sums);
    return (cost){seconds() - from, processor_seconds() - processor};
}

/* So many processes at once, each of which does all of the work for itself: what the machine lets them do
 * side by side, with nothing shared out. */
static cost time_apart(const gx_share_work *shares, long processes)
{
    double from = seconds(), processor = processor_seconds();
    fflush(stdout);
    for (long i = 0; i < processes; i++) {
        pid_t child = fork();
        if (child < 0)
            abort();
        if (child == 0) {
            time_shares(shares, 1);
            _exit(0);
        }
    }
    for (int status; wait(&status) > 0;)
        if (status != 0)
            abort();
    return (cost){seconds() - from, processor_seconds() - processor};
}

/* Exact betweenness from every n-th share of the sources, on one core, shared out over all, and on all with
 * nothing shared: in short turns, and the least of each, so that a busy machine has its quiet moments. */
static void compare_cores(const gx_simple *simple)
{
    enum { SHARES = 24, TURNS = 10 };
    cost none = {INFINITY, INFINITY}, one = none, all = none, apart = none;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = (size_t)igraph_vcount(&simple->graph), n_shares = 0;
    uint32_t sources[SHARES * GX_SOURCES_A_SHARE];
    gx_hops *hops = NULL;
    gx_error err = {0};
    demand(gx_hops_new(&hops, simple, &err), &err);
    for (; n_shares < SHARES && (n_shares + 1) * GX_SOURCES_A_SHARE <= n; n_shares++)
        memcpy(sources + n_shares * GX_SOURCES_A_SHARE,
               gx_hops_order(hops) + n_shares * (n - GX_SOURCES_A_SHARE) / SHARES,
               GX_SOURCES_A_SHARE * sizeof *sources);
    gx_share_work shares = {.share = some_betweenness,
                            .context = hops,
                            .task = "betweenness",
                            .sources = sources,
                            .n_sources = n_shares * GX_SOURCES_A_SHARE,
                            .a_share = GX_SOURCES_A_SHARE,
                            .n = n};
    for (int turn = 0; turn < TURNS && n_shares > 0; turn++) {
        keep_least(&one, time_shares(&shares, 1));
        keep_least(&all, time_shares(&shares, (unsigned)cores));
        keep_least(&apart, time_apart(&shares, cores));
    }
    printf("betweenness, exact, from %zu sources: one process %.2f s, %ld processes %.2f of one (processor "
           "time of all: %.2f)\n",
           shares.n_sources, one.wall, cores, all.wall / one.wall, all.processor / one.processor);
    printf("  %ld processes at once that share nothing, each the whole: %.2f of one (processor time of each: "
           "%.2f): the machine allows %.2f\n",
           cores, apart.wall / one.wall, apart.processor / one.processor / (double)cores,
           apart.wall / one.wall / (double)cores);
    fflush(stdout);
    gx_hops_free(hops);
}

/* `name TAB seconds` a line: ours, for the table of bench_graph_others.py. */
static void write_times(const char *path)
{
    gx_error err = {0};
    gx_output out = {0};
    demand(gx_output_open(&out, path, &err), &err);
    for (size_t i = 0; i < WORKS; i++)
        if (works[i].seconds < INFINITY)
            fprintf(out.stream, "%s\t%.6f\n", works[i].name, works[i].seconds);
    demand(gx_output_close(&out, &err), &err);
}

/* A few sources of bare igraph, in turn with the same ones by graph/hops.h. */
static void price_a_source(const gx_simple *simple)
{
    enum { SOURCES = 64, ROUNDS = 3 };
    igraph_integer_t n = igraph_vcount(&simple->graph), last = n < SOURCES ? n : SOURCES;
    uint32_t sources[SOURCES];
    igraph_vector_t scores;
    gx_hops *hops = NULL;
    gx_error err = {0};
    double bare = INFINITY, ours = INFINITY, apart = 0, *sums = calloc((size_t)n + 1, sizeof *sums);
    demand_igraph(igraph_vector_init(&scores, 0));
    demand(gx_hops_new(&hops, simple, &err), &err);
    if (!sums)
        abort();
    for (uint32_t i = 0; i < SOURCES; i++)
        sources[i] = i;
    for (int i = 0; i < ROUNDS; i++) {
        double from = own_seconds();
        demand_igraph(igraph_betweenness_subset(&simple->graph, &scores, igraph_vss_all(), IGRAPH_UNDIRECTED,
                                                igraph_vss_range(0, last), igraph_vss_all(), NULL));
        bare = least(bare, own_seconds() - from);
        memset(sums, 0, (size_t)n * sizeof *sums);
        from = own_seconds();
        gx_hops_betweenness(sums, hops, sources, (size_t)last);
        ours = least(ours, own_seconds() - from);
    }
    for (igraph_integer_t v = 0; v < n; v++)
        apart = fmax(apart, fabs(sums[v] - VECTOR(scores)[v]) / (1 + VECTOR(scores)[v]));
    printf("betweenness, ms a source: ours %.2f, bare igraph %.2f, ratio %.2f; they differ by %.0e\n",
           1000 * ours / (double)last, 1000 * bare / (double)last, ours / bare, apart);
    free(sums);
    gx_hops_free(hops);
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
    unsigned long rounds = 0;
    const char *edges_path = NULL, *times_path = NULL;
    for (int option; (option = getopt(argc, argv, "s:x:o:t:")) != -1;) {
        if (option == 's')
            scale = strtoul(optarg, NULL, 10);
        else if (option == 'x')
            rounds = strtoul(optarg, NULL, 10);
        else if (option == 'o')
            edges_path = optarg;
        else if (option == 't')
            times_path = optarg;
        else
            return 2;
    }
    if (scale == 0 || scale > 1000 || rounds > 100) {
        fprintf(stderr, "bench_graph: expected a scale from 1 to 1000, at most 100 rounds\n");
        return 2;
    }
    gx_network_one_thread(); /* else the waiting threads of OpenBLAS count as ours */
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
    fflush(stdout);
    if (rounds > 0) {
        compare_cores(simple);
        compare_exactness(layer, GX_MEASURE_BETWEENNESS, (int)rounds);
        compare_exactness(layer, GX_MEASURE_HARMONIC, (int)rounds);
    }
    if (times_path)
        write_times(times_path);
    gx_network_free(layer);
    gx_network_free(net);
    free(made.vertices);
    free(made.edges);
    for (int i = optind; i < argc; i++)
        compare_loading(argv[i]);
    return 0;
}
