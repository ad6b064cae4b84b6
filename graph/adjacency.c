#include "graph/adjacency.h"

gx_status gx_adjacency_init(gx_adjacency *out, const gx_simple *simple, gx_error *err)
{
    size_t n = (size_t)igraph_vcount(&simple->graph), edges = (size_t)igraph_ecount(&simple->graph);
    gx_adjacency made = {.n = n,
                         .from = gx_alloc_zero(n + 2, sizeof *made.from),
                         .neighbour = gx_alloc(2 * edges * sizeof *made.neighbour),
                         .strength = gx_alloc(2 * edges * sizeof *made.strength)};
    if (!made.from || !made.neighbour || !made.strength) {
        gx_adjacency_clear(&made);
        return gx_fail(err, GX_ENOMEM, "out of memory for the neighbours of %zu vertices", n);
    }
    /* Counting sort: from[v + 2] counts v, so that after the sums from[v + 1] is where v's next neighbour
     * goes. */
    for (igraph_integer_t e = 0; e < (igraph_integer_t)edges; e++) {
        made.from[IGRAPH_FROM(&simple->graph, e) + 2]++;
        made.from[IGRAPH_TO(&simple->graph, e) + 2]++;
    }
    for (size_t v = 2; v < n + 2; v++)
        made.from[v] += made.from[v - 1];
    /* Edges are in order of (lower, higher end): a vertex first meets its lower neighbours, then its higher
     * ones, each in ascending order. */
    for (int higher = 0; higher < 2; higher++) {
        for (igraph_integer_t e = 0; e < (igraph_integer_t)edges; e++) {
            igraph_integer_t a = IGRAPH_FROM(&simple->graph, e), b = IGRAPH_TO(&simple->graph, e);
            igraph_integer_t low = a < b ? a : b, high = a < b ? b : a;
            igraph_integer_t vertex = higher ? low : high;
            uint32_t at = made.from[vertex + 1]++;
            made.neighbour[at] = (uint32_t)(higher ? high : low);
            made.strength[at] = VECTOR(simple->strengths)[e];
        }
    }
    *out = made;
    return GX_OK;
}

gx_status gx_adjacency_init_directed(gx_adjacency *out, const gx_network *net, gx_error *err)
{
    gx_adjacency made = {.n = net->n_vertices,
                         .from = gx_alloc_zero(net->n_vertices + 2, sizeof *made.from),
                         .neighbour = gx_alloc(net->n_edges * sizeof *made.neighbour),
                         .strength = gx_alloc(net->n_edges * sizeof *made.strength)};
    if (!made.from || !made.neighbour || !made.strength) {
        gx_adjacency_clear(&made);
        return gx_fail(err, GX_ENOMEM, "out of memory for the neighbours of %zu vertices", net->n_vertices);
    }
    for (size_t e = 0; e < net->n_edges; e++)
        made.from[net->edges[e].source + 2] += net->edges[e].source != net->edges[e].target;
    for (size_t v = 2; v < made.n + 2; v++)
        made.from[v] += made.from[v - 1];
    for (size_t e = 0; e < net->n_edges; e++) { /* in order of (source, target) */
        const gx_tie *edge = &net->edges[e];
        if (edge->source == edge->target)
            continue;
        uint32_t at = made.from[edge->source + 1]++;
        made.neighbour[at] = edge->target;
        made.strength[at] = edge->strength;
    }
    *out = made;
    return GX_OK;
}

void gx_adjacency_clear(gx_adjacency *adjacency)
{
    gx_free(adjacency->from);
    gx_free(adjacency->neighbour);
    gx_free(adjacency->strength);
    *adjacency = (gx_adjacency){0};
}
