/*
 * gx_graph_dump FILE [LAYER [hops|strength]]: reads a network from a simple list, or (FILE ends in .db) from
 * a knowledge base, and prints all that graph/ works out about it, as tab-separated lines, for
 * tests/graph/compare.py to hold against python3-igraph and python3-networkx.
 *
 * Lines of the list:   v TYPE ENTITY KIND     (vertices, numbered from 0)
 *                      e TYPE SOURCE TARGET CONFIDENCE
 * with TYPE as the headers name it.
 */
#include "base/file.h"
#include "graph/brokers.h"
#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/figures.h"
#include "graph/layers.h"
#include "graph/load.h"
#include "graph/paths.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct node_list {
    gx_vertex *vertices;
    gx_tie *edges;
    size_t n_vertices, cap_vertices, n_edges, cap_edges;
} node_list;

static unsigned number_of(const char *name, const char *(*name_of)(unsigned), unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (strcmp(name_of(i), name) == 0)
            return i;
    fprintf(stderr, "gx_graph_dump: there is no type '%s'\n", name);
    exit(2);
}

static const char *vertex_type(unsigned i)
{
    return gx_vertex_type_name((gx_vertex_type)i);
}

static const char *tie_type(unsigned i)
{
    return gx_tie_type_name((gx_tie_type)i);
}

static void read_line(node_list *list, const char *line)
{
    char type[32], kind[32];
    long long entity;
    gx_tie edge = {0};
    if (sscanf(line, "v %31s %lld %31s", type, &entity, kind) == 3) {
        if (!gx_grow((void **)&list->vertices, &list->cap_vertices, list->n_vertices, sizeof *list->vertices))
            abort();
        list->vertices[list->n_vertices++] =
            (gx_vertex){.entity = entity,
                        .type = (gx_vertex_type)number_of(type, vertex_type, GX_VERTEX_TYPES),
                        .name = "name",
                        .kind = gx_strdup(kind)};
    } else if (sscanf(line, "e %31s %" SCNu32 " %" SCNu32 " %lf", type, &edge.source, &edge.target,
                      &edge.confidence) == 4) {
        edge.type = (gx_tie_type)number_of(type, tie_type, GX_TIE_TYPES);
        if (!gx_grow((void **)&list->edges, &list->cap_edges, list->n_edges, sizeof *list->edges))
            abort();
        list->edges[list->n_edges++] = edge;
    }
}

static void print_measures(const gx_network *net, const gx_work *work)
{
    for (unsigned m = 0; m < GX_MEASURES; m++) {
        gx_error err = {0};
        gx_scores scores = {0};
        if (gx_measure_describe((gx_measure)m)->two_mode && !gx_network_is_two_mode(net))
            continue;
        if (gx_scores_init(&scores, net, (gx_measure)m, work, &err) != GX_OK) {
            printf("failed\t%s\t%s\n", gx_measure_describe((gx_measure)m)->name, err.text);
            continue;
        }
        for (size_t v = 0; v < scores.n; v++) {
            printf("score\t%s\t%zu\t", gx_measure_describe((gx_measure)m)->name, v);
            if (scores.defined[v])
                printf("%.17g\n", scores.values[v]);
            else
                printf("undefined\n");
        }
        gx_scores_clear(&scores);
    }
}

static void print_network(const gx_network *net)
{
    for (uint32_t v = 0; v < gx_network_vertex_count(net); v++)
        printf("vertex\t%" PRIu32 "\t%" PRIu32 "\t%s\t%s\n", v, gx_network_base_vertex(net, v),
               gx_vertex_type_name(gx_network_vertex(net, v)->type),
               gx_network_vertex(net, v)->kind ? gx_network_vertex(net, v)->kind : "-");
    for (uint32_t e = 0; e < gx_network_edge_count(net); e++) {
        const gx_tie *edge = gx_network_edge(net, e);
        printf("edge\t%" PRIu32 "\t%" PRIu32 "\t%.17g\t%" PRIu32 "\n", edge->source, edge->target,
               edge->strength, edge->n_facts);
    }
}

/* A defect of this program or of the library: there is nothing to compare then. */
static void demand(gx_status status, const gx_error *err)
{
    if (status == GX_OK)
        return;
    fprintf(stderr, "gx_graph_dump: %s\n", err->text);
    exit(1);
}

static void print_communities(const gx_network *net)
{
    enum { SEEDS = 5 };
    gx_error err = {0};
    gx_communities *communities = NULL;
    demand(gx_communities_new(&communities, net, 1, SEEDS, NULL, &err), &err);
    printf("quality\t%.17g\t%.17g\n", communities->modularity, communities->stability);
    for (size_t v = 0; v < communities->n_vertices; v++)
        printf("community\t%zu\t%" PRIu32 "\n", v, communities->of[v]);
    for (size_t c = 0; c < communities->n; c++)
        printf("inside\t%zu\t%" PRIu32 "\t%.17g\t%.17g\t%.17g\n", c, communities->at[c].size,
               communities->at[c].inside, communities->at[c].outside, communities->at[c].stability);
    gx_communities_free(communities);
}

static void print_figures(const gx_network *net)
{
    gx_error err = {0};
    gx_figures f = {0};
    gx_numbers bridges = {0};
    demand(gx_figures_init(&f, net, NULL, &err), &err);
    demand(gx_bridges(&bridges, net, &err), &err);
    const struct {
        const char *name;
        double value;
    } rows[] = {
        {"vertices", (double)f.vertices},
        {"edges", (double)f.edges},
        {"isolates", (double)f.isolates},
        {"self-loops", (double)f.self_loops},
        {"components", (double)f.components},
        {"largest", (double)f.largest},
        {"density", f.density},
        {"diameter", f.diameter},
        {"mean-degree", f.mean_degree},
        {"transitivity", f.transitivity},
        {"degree-centralization", f.degree_centralization},
        {"assortativity-type", f.assortativity_type},
        {"assortativity-kind", f.assortativity_kind},
        {"assortativity-degree", f.assortativity_degree},
        {"articulation-points", (double)f.articulation_points},
        {"bridges", (double)f.bridges},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        printf("figure\t%s\t%.17g\n", rows[i].name, rows[i].value);
    for (size_t d = 0; d <= f.max_degree; d++)
        printf("degree\t%zu\t%zu\n", d, f.degrees[d]);
    for (size_t i = 0; i < bridges.n; i++)
        printf("bridge\t%" PRIu32 "\n", bridges.at[i]);
    gx_numbers_clear(&bridges);
    gx_figures_clear(&f);
}

/* Groups that the other side can make too: the base vertex's number modulo 3, every seventh in none. */
static void print_brokers(const gx_network *net)
{
    enum { GROUPS = 3, NONE = 7 };
    gx_error err = {0};
    gx_brokers *brokers = NULL;
    size_t n = gx_network_vertex_count(net);
    gx_groups groups = {.of = gx_alloc(n * sizeof *groups.of), .n_vertices = n, .n = GROUPS};
    if (!groups.of)
        abort();
    for (uint32_t v = 0; v < n; v++) {
        uint32_t base = gx_network_base_vertex(net, v);
        groups.of[v] = base % NONE == NONE - 1 ? GX_NO_GROUP : base % GROUPS;
    }
    demand(gx_brokers_new(&brokers, net, &groups, NULL, &err), &err);
    for (size_t i = 0; i < brokers->n; i++) {
        printf("broker\t%" PRIu32, brokers->at[i].vertex);
        for (size_t role = 0; role < GX_BROKER_ROLES; role++)
            printf("\t%" PRIu64, brokers->at[i].counts[role]);
        printf("\n");
    }
    gx_brokers_free(brokers);
    gx_groups_clear(&groups);
}

/* The first paths from vertex 0 to each of the next few. */
static void print_paths(const gx_network *net, const gx_work *work)
{
    enum { TARGETS = 6, PATHS = 4 };
    gx_error err = {0};
    for (uint32_t to = 0; to < TARGETS && to < gx_network_vertex_count(net); to++) {
        gx_path_list *paths = NULL;
        demand(gx_paths_new(&paths, net, 0, to, PATHS, work, &err), &err);
        for (size_t i = 0; i < paths->n; i++) {
            printf("path\t%" PRIu32 "\t%.17g", to, paths->at[i].length);
            for (size_t step = 0; step <= paths->at[i].steps; step++)
                printf("\t%" PRIu32, paths->at[i].vertices[step]);
            printf("\n");
        }
        gx_path_list_free(paths);
    }
}

static gx_network *read_list(const char *path)
{
    gx_error err = {0};
    gx_file file = {0};
    node_list list = {0};
    gx_network *net = NULL;
    demand(gx_file_read(&file, path, &err), &err);
    for (char *line = strtok(file.bytes, "\n"); line; line = strtok(NULL, "\n"))
        read_line(&list, line);
    gx_network_input input = {list.vertices, list.n_vertices, list.edges, list.n_edges};
    demand(gx_network_new(&net, &input, &err), &err);
    for (size_t v = 0; v < list.n_vertices; v++)
        gx_free((char *)list.vertices[v].kind);
    gx_free(list.vertices);
    gx_free(list.edges);
    gx_file_clear(&file);
    return net;
}

static gx_network *read_base(const char *path)
{
    gx_error err = {0};
    gx_store *store = NULL;
    gx_network *net = NULL;
    demand(gx_store_open(&store, path, GX_STORE_READ, &err), &err);
    demand(gx_network_load(&net, store, NULL, &err), &err);
    gx_store_close(store);
    return net;
}

static bool is_base(const char *path)
{
    size_t n = strlen(path);
    return n > 3 && strcmp(path + n - 3, ".db") == 0;
}

int main(int argc, char **argv)
{
    gx_error err = {0};
    gx_network *layer = NULL;
    gx_layer which = GX_LAYER_WHOLE;
    gx_work work = {0};
    if (argc < 2 || argc > 4) {
        fprintf(stderr, "usage: gx_graph_dump FILE [LAYER [hops|strength]]\n");
        return 2;
    }
    if (argc > 2)
        demand(gx_layer_by_name(&which, argv[2], &err), &err);
    if (argc > 3)
        work.length = strcmp(argv[3], "hops") == 0 ? GX_LENGTH_HOPS : GX_LENGTH_STRENGTH;
    gx_network *net = is_base(argv[1]) ? read_base(argv[1]) : read_list(argv[1]);
    demand(gx_layer_new(&layer, net, which, NULL, NULL, &err), &err);
    print_network(layer);
    print_measures(layer, &work);
    print_communities(layer);
    print_figures(layer);
    print_brokers(layer);
    print_paths(layer, &work);
    gx_network_free(layer);
    gx_network_free(net);
    return 0;
}
