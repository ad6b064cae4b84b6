#include "graph/figures.h"

#include "graph/adjacency.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void gx_numbers_clear(gx_numbers *numbers)
{
    gx_free(numbers->at);
    *numbers = (gx_numbers){0};
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static gx_status numbers_from(gx_numbers *out, const igraph_vector_int_t *from, bool sorted, gx_error *err)
{
    size_t n = (size_t)igraph_vector_int_size(from);
    uint32_t *at = gx_alloc(n * sizeof *at);
    if (!at)
        return gx_fail(err, GX_ENOMEM, "out of memory for %zu numbers", n);
    for (size_t i = 0; i < n; i++)
        at[i] = (uint32_t)VECTOR(*from)[i];
    if (sorted)
        qsort(at, n, sizeof *at, compare_numbers);
    *out = (gx_numbers){at, n};
    return GX_OK;
}

typedef igraph_error_t list_fn(const igraph_t *graph, igraph_vector_int_t *out);

/* A list that igraph gives, with the simple graph that it speaks of. */
static gx_status list_of(gx_numbers *out, const gx_simple **simple, const gx_network *net, list_fn *list,
                         const char *what, gx_error *err)
{
    igraph_vector_int_t found;
    gx_status status = gx_network_simple(simple, net, err);
    if (status != GX_OK)
        return status;
    gx_engine_enter(NULL);
    igraph_error_t answer = igraph_vector_int_init(&found, 0);
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, what, err);
    answer = list(&(*simple)->graph, &found);
    status =
        answer == IGRAPH_SUCCESS ? numbers_from(out, &found, true, err) : gx_engine_status(answer, what, err);
    igraph_vector_int_destroy(&found);
    return status;
}

gx_status gx_articulation_points(gx_numbers *out, const gx_network *net, gx_error *err)
{
    const gx_simple *simple;
    return list_of(out, &simple, net, igraph_articulation_points, "articulation points", err);
}

gx_status gx_bridges(gx_numbers *out, const gx_network *net, gx_error *err)
{
    const gx_simple *simple;
    gx_status status = list_of(out, &simple, net, igraph_bridges, "bridges", err);
    if (status != GX_OK)
        return status;
    for (size_t i = 0; i < out->n; i++)
        out->at[i] = simple->strongest[out->at[i]];
    qsort(out->at, out->n, sizeof *out->at, compare_numbers);
    return GX_OK;
}

/* ---- components ---- */

typedef struct component {
    uint32_t size, number; /* igraph numbers them by their first vertices */
} component;

static int compare_components(const void *a, const void *b)
{
    const component *x = a, *y = b;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Number components anew, largest first. */
static gx_status order_components(gx_numbers *membership, size_t n, gx_error *err)
{
    component *order = gx_alloc_zero(n, sizeof *order);
    uint32_t *new_number = gx_alloc_zero(n, sizeof *new_number);
    gx_status status = GX_ENOMEM;
    if (!order || !new_number) {
        gx_fail(err, GX_ENOMEM, "out of memory for %zu components", n);
        goto done;
    }
    for (uint32_t c = 0; c < n; c++)
        order[c].number = c;
    for (size_t v = 0; v < membership->n; v++)
        order[membership->at[v]].size++;
    qsort(order, n, sizeof *order, compare_components);
    for (uint32_t c = 0; c < n; c++)
        new_number[order[c].number] = c;
    for (size_t v = 0; v < membership->n; v++)
        membership->at[v] = new_number[membership->at[v]];
    status = GX_OK;
done:
    gx_free(order);
    gx_free(new_number);
    return status;
}

gx_status gx_components(gx_numbers *out, const gx_network *net, size_t *n_components, gx_error *err)
{
    const gx_simple *simple;
    igraph_vector_int_t membership;
    igraph_integer_t n = 0;
    gx_numbers made = {0};
    gx_status status = gx_network_simple(&simple, net, err);
    if (status != GX_OK)
        return status;
    gx_engine_enter(NULL);
    igraph_error_t answer = igraph_vector_int_init(&membership, 0);
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, "components", err);
    answer = igraph_connected_components(&simple->graph, &membership, NULL, &n, IGRAPH_WEAK);
    status = gx_engine_status(answer, "components", err);
    if (status == GX_OK)
        status = numbers_from(&made, &membership, false, err);
    if (status == GX_OK)
        status = order_components(&made, (size_t)n, err);
    igraph_vector_int_destroy(&membership);
    if (status != GX_OK) {
        gx_numbers_clear(&made);
        return status;
    }
    *out = made;
    *n_components = (size_t)n;
    return GX_OK;
}

/* ---- the figures ---- */

static void count(gx_figures *figures, const gx_network *net, const gx_simple *simple)
{
    figures->vertices = net->n_vertices;
    figures->edges = (size_t)igraph_ecount(&simple->graph);
    for (uint32_t v = 0; v < net->n_vertices; v++)
        figures->by_type[gx_network_vertex(net, v)->type]++;
    for (uint32_t e = 0; e < net->n_edges; e++)
        figures->self_loops += net->edges[e].source == net->edges[e].target;
    figures->parallel = net->n_edges - figures->self_loops - figures->edges;
}

/* Pairs that an edge may join: in a two-mode layer only those between its sides. */
static double possible_edges(const gx_figures *figures, const gx_network *net)
{
    double all = (double)figures->vertices;
    if (!gx_network_is_two_mode(net))
        return all * (all - 1) / 2;
    double centres =
        (double)
            figures->by_type[net->layer == GX_LAYER_ATTENDANCE ? GX_VERTEX_EVENT : GX_VERTEX_ORGANIZATION];
    return centres * (all - centres);
}

static gx_status degrees(gx_figures *figures, const gx_adjacency *adjacency, gx_error *err)
{
    for (size_t v = 0; v < adjacency->n; v++) {
        size_t degree = adjacency->from[v + 1] - adjacency->from[v];
        figures->max_degree = degree > figures->max_degree ? degree : figures->max_degree;
    }
    figures->degrees = gx_alloc_zero(figures->max_degree + 1, sizeof *figures->degrees);
    if (!figures->degrees)
        return gx_fail(err, GX_ENOMEM, "out of memory for %zu degrees", figures->max_degree);
    double short_of_most = 0, n = (double)adjacency->n;
    for (size_t v = 0; v < adjacency->n; v++) {
        size_t degree = adjacency->from[v + 1] - adjacency->from[v];
        figures->degrees[degree]++;
        short_of_most += (double)(figures->max_degree - degree);
    }
    figures->isolates = figures->degrees[0];
    figures->mean_degree = n > 0 ? 2 * (double)figures->edges / n : NAN;
    /* Freeman 1979: against a star, where all but one are n - 2 short of the centre. */
    figures->degree_centralization = n > 2 ? short_of_most / ((n - 1) * (n - 2)) : NAN;
    return GX_OK;
}

/* A number for each vertex's type, or type and kind. */
static gx_status categories(igraph_vector_int_t *out, const gx_network *net, bool with_kind, gx_error *err)
{
    /* Kinds are few: the first vertex of a category stands for it. */
    uint32_t *first = gx_alloc(net->n_vertices * sizeof *first);
    size_t n = 0;
    if (!first)
        return gx_fail(err, GX_ENOMEM, "out of memory for the kinds of %zu vertices", net->n_vertices);
    for (uint32_t v = 0; v < net->n_vertices; v++) {
        const gx_vertex *vertex = gx_network_vertex(net, v);
        size_t c = 0;
        for (; c < n; c++) {
            const gx_vertex *other = gx_network_vertex(net, first[c]);
            const char *a = vertex->kind ? vertex->kind : "", *b = other->kind ? other->kind : "";
            if (vertex->type == other->type && (!with_kind || strcmp(a, b) == 0))
                break;
        }
        if (c == n)
            first[n++] = v;
        VECTOR(*out)[v] = (igraph_integer_t)c;
    }
    gx_free(first);
    return GX_OK;
}

static gx_status assortativity(double *out, const gx_network *net, const gx_simple *simple, bool with_kind,
                               gx_error *err)
{
    igraph_vector_int_t groups;
    igraph_error_t answer = igraph_vector_int_init(&groups, (igraph_integer_t)net->n_vertices);
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, "assortativity", err);
    gx_status status = categories(&groups, net, with_kind, err);
    if (status == GX_OK)
        status = gx_engine_status(igraph_assortativity_nominal(&simple->graph, &groups, out, false, true),
                                  "assortativity", err);
    igraph_vector_int_destroy(&groups);
    return status;
}

/* The double sweep starts at the vertex of highest degree, which is in a large component if not in the
 * largest. */
static igraph_integer_t busiest(const gx_adjacency *adjacency)
{
    size_t best = 0;
    for (size_t v = 1; v < adjacency->n; v++)
        if (adjacency->from[v + 1] - adjacency->from[v] > adjacency->from[best + 1] - adjacency->from[best])
            best = v;
    return (igraph_integer_t)best;
}

static gx_status diameter(gx_figures *figures, const gx_simple *simple, const gx_adjacency *adjacency,
                          gx_error *err)
{
    double steps = (double)figures->vertices * (double)(figures->vertices + figures->edges);
    igraph_error_t answer;
    figures->diameter_exact = steps <= GX_DIAMETER_COST;
    if (figures->diameter_exact)
        answer = igraph_diameter(&simple->graph, &figures->diameter, NULL, NULL, NULL, NULL,
                                 IGRAPH_UNDIRECTED, true);
    else
        answer = igraph_pseudo_diameter(&simple->graph, &figures->diameter, busiest(adjacency), NULL, NULL,
                                        IGRAPH_UNDIRECTED, true);
    return gx_engine_status(answer, "the diameter", err);
}

static gx_status count_parts(gx_figures *figures, const gx_network *net, gx_error *err)
{
    gx_numbers list = {0};
    gx_status status = gx_components(&list, net, &figures->components, err);
    for (size_t v = 0; status == GX_OK && v < list.n; v++)
        figures->largest += list.at[v] == 0;
    gx_numbers_clear(&list);
    if (status == GX_OK && (status = gx_articulation_points(&list, net, err)) == GX_OK) {
        figures->articulation_points = list.n;
        gx_numbers_clear(&list);
        status = gx_bridges(&list, net, err);
        figures->bridges = list.n;
    }
    gx_numbers_clear(&list);
    return status;
}

static gx_status coefficients(gx_figures *figures, const gx_network *net, const gx_simple *simple,
                              const gx_adjacency *adjacency, gx_error *err)
{
    gx_status status;
    double possible = possible_edges(figures, net);
    figures->density = possible > 0 ? (double)figures->edges / possible : NAN;
    if (figures->edges == 0)
        return GX_OK;
    if ((status = gx_engine_status(
             igraph_transitivity_undirected(&simple->graph, &figures->transitivity, IGRAPH_TRANSITIVITY_NAN),
             "transitivity", err)) != GX_OK ||
        (status = gx_engine_status(
             igraph_assortativity_degree(&simple->graph, &figures->assortativity_degree, false),
             "assortativity", err)) != GX_OK ||
        (status = assortativity(&figures->assortativity_type, net, simple, false, err)) != GX_OK ||
        (status = assortativity(&figures->assortativity_kind, net, simple, true, err)) != GX_OK)
        return status;
    return diameter(figures, simple, adjacency, err);
}

gx_status gx_figures_init(gx_figures *out, const gx_network *net, const gx_work *work, gx_error *err)
{
    const gx_simple *simple = NULL;
    gx_adjacency adjacency = {0};
    gx_figures made = {.diameter = NAN,
                       .diameter_exact = true,
                       .transitivity = NAN,
                       .assortativity_type = NAN,
                       .assortativity_kind = NAN,
                       .assortativity_degree = NAN};
    gx_status status = gx_network_simple(&simple, net, err);
    if (status != GX_OK || (status = gx_adjacency_init(&adjacency, simple, err)) != GX_OK)
        goto done;
    count(&made, net, simple);
    if ((status = degrees(&made, &adjacency, err)) != GX_OK ||
        (status = count_parts(&made, net, err)) != GX_OK)
        goto done;
    gx_engine_enter(work);
    status = coefficients(&made, net, simple, &adjacency, err);
    gx_engine_leave();
    if (status != GX_OK)
        goto done;
    *out = made;
    made = (gx_figures){0};
done:
    gx_adjacency_clear(&adjacency);
    gx_figures_clear(&made);
    return status;
}

void gx_figures_clear(gx_figures *figures)
{
    gx_free(figures->degrees);
    *figures = (gx_figures){0};
}
