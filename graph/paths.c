#include "graph/paths.h"

#include "graph/adjacency.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Shares of a path's length that are rounding noise, when paths are put in order. */
#define LENGTH_NOISE 1e-9

static void path_clear(gx_path *path)
{
    gx_free(path->vertices);
    gx_free(path->edges);
    *path = (gx_path){0};
}

static int compare_paths(const void *a, const void *b)
{
    const gx_path *x = a, *y = b;
    if (fabs(x->length - y->length) > LENGTH_NOISE * fmax(x->length, y->length))
        return x->length < y->length ? -1 : 1;
    if (x->steps != y->steps)
        return x->steps < y->steps ? -1 : 1;
    for (size_t i = 0; i <= x->steps; i++)
        if (x->vertices[i] != y->vertices[i])
            return x->vertices[i] < y->vertices[i] ? -1 : 1;
    return 0;
}

static gx_status path_from(gx_path *out, const igraph_vector_int_t *vertices,
                           const igraph_vector_int_t *edges, const gx_simple *simple,
                           const igraph_vector_t *lengths, gx_error *err)
{
    size_t steps = (size_t)igraph_vector_int_size(edges);
    gx_path path = {.vertices = gx_alloc((steps + 1) * sizeof *path.vertices),
                    .edges = gx_alloc(steps * sizeof *path.edges),
                    .steps = steps};
    if (!path.vertices || !path.edges) {
        path_clear(&path);
        return gx_fail(err, GX_ENOMEM, "out of memory for a path of %zu steps", steps);
    }
    for (size_t i = 0; i <= steps; i++)
        path.vertices[i] = (uint32_t)VECTOR(*vertices)[i];
    for (size_t i = 0; i < steps; i++) {
        igraph_integer_t edge = VECTOR(*edges)[i];
        path.edges[i] = simple->strongest[edge];
        path.length += lengths ? VECTOR(*lengths)[edge] : 1;
    }
    *out = path;
    return GX_OK;
}

static gx_status find_paths(gx_path_list *out, const gx_simple *simple, const igraph_vector_t *lengths,
                            uint32_t from, uint32_t to, size_t k, gx_error *err)
{
    igraph_vector_int_list_t vertices, edges;
    gx_status status = GX_OK;
    igraph_error_t answer = igraph_vector_int_list_init(&vertices, 0);
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, "paths", err);
    if ((answer = igraph_vector_int_list_init(&edges, 0)) != IGRAPH_SUCCESS) {
        igraph_vector_int_list_destroy(&vertices);
        return gx_engine_status(answer, "paths", err);
    }
    answer = igraph_get_k_shortest_paths(&simple->graph, lengths, &vertices, &edges, (igraph_integer_t)k,
                                         from, to, IGRAPH_ALL);
    if ((status = gx_engine_status(answer, "paths", err)) != GX_OK)
        goto done;
    size_t n = (size_t)igraph_vector_int_list_size(&edges);
    if (!(out->at = gx_alloc_zero(n, sizeof *out->at))) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for %zu paths", n);
        goto done;
    }
    for (; status == GX_OK && out->n < n; out->n += status == GX_OK)
        status =
            path_from(&out->at[out->n], igraph_vector_int_list_get_ptr(&vertices, (igraph_integer_t)out->n),
                      igraph_vector_int_list_get_ptr(&edges, (igraph_integer_t)out->n), simple, lengths, err);
    if (status == GX_OK)
        qsort(out->at, out->n, sizeof *out->at, compare_paths);
done:
    igraph_vector_int_list_destroy(&vertices);
    igraph_vector_int_list_destroy(&edges);
    return status;
}

static gx_status stay(gx_path_list *out, uint32_t vertex, gx_error *err)
{
    gx_path path = {.vertices = gx_alloc(sizeof *path.vertices), .edges = gx_alloc(0)};
    out->at = gx_alloc_zero(1, sizeof *out->at);
    if (!path.vertices || !path.edges || !out->at) {
        path_clear(&path);
        return gx_fail(err, GX_ENOMEM, "out of memory for a path");
    }
    path.vertices[0] = vertex;
    out->at[out->n++] = path;
    return GX_OK;
}

gx_status gx_paths_new(gx_path_list **out, const gx_network *net, uint32_t from, uint32_t to, size_t k,
                       const gx_work *work, gx_error *err)
{
    *out = NULL;
    if (from >= net->n_vertices || to >= net->n_vertices)
        return gx_fail(err, GX_EINVAL, "there is no path from vertex %u to %u in a network of %zu",
                       (unsigned)from, (unsigned)to, net->n_vertices);
    const gx_simple *simple = NULL;
    gx_status status = gx_network_simple(&simple, net, err);
    if (status != GX_OK)
        return status;
    gx_path_list *paths = gx_alloc_zero(1, sizeof *paths);
    if (!paths)
        return gx_fail(err, GX_ENOMEM, "out of memory for paths");
    gx_engine_enter(work);
    if (from == to && k > 0)
        status = stay(paths, from, err);
    else if (k > 0)
        status = find_paths(paths, simple, gx_network_lengths(net, simple, work, GX_LENGTH_STRENGTH), from,
                            to, k, err);
    gx_engine_leave();
    if (status == GX_OK)
        *out = paths;
    else
        gx_path_list_free(paths);
    return status;
}

void gx_path_list_free(gx_path_list *paths)
{
    if (!paths)
        return;
    for (size_t i = 0; i < paths->n; i++)
        path_clear(&paths->at[i]);
    gx_free(paths->at);
    gx_free(paths);
}

/* ---- surroundings ---- */

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Breadth first, each ring in ascending order. */
static void walk(gx_surroundings *out, const gx_adjacency *adjacency, bool *seen, uint32_t centre,
                 uint32_t steps)
{
    out->vertices[out->n++] = centre;
    seen[centre] = true;
    for (size_t ring = 0, end = 1; ring < end && out->steps[ring] < steps; ring = end, end = out->n) {
        for (size_t i = ring; i < end; i++) {
            uint32_t v = out->vertices[i];
            for (uint32_t a = adjacency->from[v]; a < adjacency->from[v + 1]; a++) {
                uint32_t next = adjacency->neighbour[a];
                if (seen[next])
                    continue;
                seen[next] = true;
                out->steps[out->n] = out->steps[ring] + 1;
                out->vertices[out->n++] = next;
            }
        }
        qsort(out->vertices + end, out->n - end, sizeof *out->vertices, compare_numbers);
    }
}

gx_status gx_surroundings_init(gx_surroundings *out, const gx_network *net, uint32_t centre, uint32_t steps,
                               gx_error *err)
{
    if (centre >= net->n_vertices)
        return gx_fail(err, GX_EINVAL, "there is no vertex %u in a network of %zu", (unsigned)centre,
                       net->n_vertices);
    const gx_simple *simple = NULL;
    gx_adjacency adjacency = {0};
    gx_surroundings made = {0};
    bool *seen = NULL;
    gx_status status = gx_network_simple(&simple, net, err);
    if (status != GX_OK || (status = gx_adjacency_init(&adjacency, simple, err)) != GX_OK)
        return status;
    made.vertices = gx_alloc(net->n_vertices * sizeof *made.vertices);
    made.steps = gx_alloc_zero(net->n_vertices, sizeof *made.steps);
    seen = gx_alloc_zero(net->n_vertices, sizeof *seen);
    if (!made.vertices || !made.steps || !seen) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for the surroundings");
        gx_surroundings_clear(&made);
    } else {
        walk(&made, &adjacency, seen, centre, steps);
        *out = made;
    }
    gx_free(seen);
    gx_adjacency_clear(&adjacency);
    return status;
}

void gx_surroundings_clear(gx_surroundings *surroundings)
{
    gx_free(surroundings->vertices);
    gx_free(surroundings->steps);
    *surroundings = (gx_surroundings){0};
}
