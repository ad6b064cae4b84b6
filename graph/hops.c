/*
 * Betweenness is summed up from dependencies (Brandes, Journal of Mathematical Sociology 25, 2001), several
 * sources in one breadth-first search (Then et al., Proceedings of the VLDB Endowment 8, 2014): where the
 * searches meet in a vertex at the same depth, its neighbours are read once for all of them. In small worlds
 * eight searches from near sources meet a vertex at two depths, not at eight.
 */
#include "graph/hops.h"

#include "graph/adjacency.h"

#include <stdlib.h>
#include <string.h>

enum { LANES = 8, MASKS = 1 << LANES, LINE_BYTES = 64 };

/* One number a source, in one line of the cache. */
typedef double lanes __attribute__((vector_size(LANES * sizeof(double))));
typedef int64_t lane_bits __attribute__((vector_size(LANES * sizeof(int64_t))));

struct gx_hops {
    size_t n;
    uint32_t *order;     /* [n] vertices, breadth first from the one of most neighbours */
    uint32_t *number;    /* [n] where a vertex stands in `order`: all below goes by that number */
    uint32_t *from;      /* [n + 1] where a vertex's neighbours begin */
    uint32_t *neighbour; /* [2 edges] */
    double *sums;        /* [n] */
    uint32_t *sources;   /* [n] */
    void *memory;        /* of the next two */
    lane_bits *only;     /* [MASKS] all ones in the lanes of a mask */
    lanes *paths;        /* [n] shortest paths from each source; on the way back (end + dependency) / paths */
    uint8_t *seen;       /* [n] mask of the sources that have reached a vertex */
    uint8_t *next;       /* [n] mask of those that reach it in the level below */
    uint32_t *reached;   /* [LANES n] vertices level by level, in each once ... */
    uint8_t *by;         /* [LANES n] ... and by which sources */
    size_t *level;       /* [n + 2] where a level begins in `reached` */
};

/* The values of the lanes in a mask, 0 in the others. No function: vectors are passed otherwise by each kind
 * of processor. */
#define PICK(hops, values, mask) ((lanes)((lane_bits)(values) & (hops)->only[mask]))

/* ---- numbering ---- */

static uint32_t busiest(const gx_adjacency *net)
{
    uint32_t best = 0;
    for (uint32_t v = 1; v < net->n; v++)
        if (net->from[v + 1] - net->from[v] > net->from[best + 1] - net->from[best])
            best = v;
    return best;
}

/* `seen` must be zero. */
static void order_from(gx_hops *hops, size_t *n, const gx_adjacency *net, uint32_t start)
{
    if (hops->seen[start])
        return;
    size_t at = *n;
    hops->seen[start] = 1;
    hops->order[(*n)++] = start;
    for (; at < *n; at++)
        for (uint32_t a = net->from[hops->order[at]]; a < net->from[hops->order[at] + 1]; a++) {
            uint32_t other = net->neighbour[a];
            if (!hops->seen[other]) {
                hops->seen[other] = 1;
                hops->order[(*n)++] = other;
            }
        }
}

static void number_anew(gx_hops *hops, const gx_adjacency *net)
{
    size_t n = 0;
    if (net->n > 0)
        order_from(hops, &n, net, busiest(net));
    for (uint32_t v = 0; v < net->n; v++)
        order_from(hops, &n, net, v);
    for (uint32_t i = 0; i < net->n; i++)
        hops->number[hops->order[i]] = i;
    uint32_t end = 0;
    for (size_t i = 0; i < net->n; i++) {
        uint32_t vertex = hops->order[i];
        hops->from[i] = end;
        for (uint32_t a = net->from[vertex]; a < net->from[vertex + 1]; a++)
            hops->neighbour[end++] = hops->number[net->neighbour[a]];
    }
    hops->from[net->n] = end;
}

static void lay_out_lanes(gx_hops *hops)
{
    uintptr_t at = ((uintptr_t)hops->memory + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
    hops->only = (lane_bits *)at;
    hops->paths = (lanes *)(at + MASKS * sizeof *hops->only);
    for (int mask = 0; mask < MASKS; mask++)
        for (int lane = 0; lane < LANES; lane++)
            hops->only[mask][lane] = -(int64_t)(mask >> lane & 1);
}

gx_status gx_hops_new(gx_hops **out, const gx_simple *simple, gx_error *err)
{
    gx_adjacency net = {0};
    gx_status status = gx_adjacency_init(&net, simple, err);
    if (status != GX_OK)
        return status;
    size_t n = net.n, edges = (size_t)igraph_ecount(&simple->graph);
    gx_hops *hops = gx_alloc_zero(1, sizeof *hops);
    if (!hops) {
        gx_adjacency_clear(&net);
        return gx_fail(err, GX_ENOMEM, "out of memory for the paths of %zu vertices", n);
    }
    *hops = (gx_hops){.n = n,
                      .order = gx_alloc(n * sizeof *hops->order),
                      .number = gx_alloc(n * sizeof *hops->number),
                      .from = gx_alloc((n + 1) * sizeof *hops->from),
                      .neighbour = gx_alloc(2 * edges * sizeof *hops->neighbour),
                      .sums = gx_alloc(n * sizeof *hops->sums),
                      .sources = gx_alloc(n * sizeof *hops->sources),
                      .memory = gx_alloc((n + MASKS) * sizeof(lanes) + LINE_BYTES),
                      .seen = gx_alloc_zero(n, sizeof *hops->seen),
                      .next = gx_alloc(n * sizeof *hops->next),
                      .reached = gx_alloc(LANES * n * sizeof *hops->reached),
                      .by = gx_alloc(LANES * n * sizeof *hops->by),
                      .level = gx_alloc((n + 2) * sizeof *hops->level)};
    if (hops->order && hops->number && hops->from && hops->neighbour && hops->sums && hops->sources &&
        hops->memory && hops->seen && hops->next && hops->reached && hops->by && hops->level) {
        number_anew(hops, &net);
        lay_out_lanes(hops);
        *out = hops;
    } else {
        status = gx_fail(err, GX_ENOMEM, "out of memory for the paths of %zu vertices", n);
        gx_hops_free(hops);
    }
    gx_adjacency_clear(&net);
    return status;
}

void gx_hops_free(gx_hops *hops)
{
    if (!hops)
        return;
    gx_free(hops->order);
    gx_free(hops->number);
    gx_free(hops->from);
    gx_free(hops->neighbour);
    gx_free(hops->sums);
    gx_free(hops->sources);
    gx_free(hops->memory);
    gx_free(hops->seen);
    gx_free(hops->next);
    gx_free(hops->reached);
    gx_free(hops->by);
    gx_free(hops->level);
    gx_free(hops);
}

const uint32_t *gx_hops_order(const gx_hops *hops)
{
    return hops->order;
}

/* ---- sums over sources ---- */

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Let `add` add to `hops->sums` what each `at_once` sources give, and those sums, times `factor`, to `sums`.
 */
static void add_up(double *sums, gx_hops *hops, const uint32_t *sources, size_t n_sources, size_t at_once,
                   void (*add)(gx_hops *hops, const uint32_t *sources, size_t n_sources), double factor)
{
    memset(hops->sums, 0, hops->n * sizeof *hops->sums);
    for (size_t i = 0; i < n_sources; i++)
        hops->sources[i] = hops->number[sources[i]];
    qsort(hops->sources, n_sources, sizeof *hops->sources, compare_numbers); /* near ones together */
    for (size_t i = 0; i < n_sources; i += at_once)
        add(hops, hops->sources + i, n_sources - i < at_once ? n_sources - i : at_once);
    for (size_t v = 0; v < hops->n; v++)
        sums[v] += factor * hops->sums[hops->number[v]];
}

/* ---- betweenness ---- */

/* From the vertex reached at `at` to those below it. @return where `reached` ends */
static size_t step_out(const gx_hops *hops, size_t at, size_t end)
{
    const uint32_t *restrict neighbour = hops->neighbour;
    const uint8_t *restrict seen = hops->seen;
    uint32_t *restrict reached = hops->reached, vertex = reached[at], last = hops->from[vertex + 1];
    uint8_t *restrict next = hops->next, by = hops->by[at];
    lanes *restrict all = hops->paths, paths = all[vertex];
    for (uint32_t a = hops->from[vertex]; a < last; a++) {
        uint32_t other = neighbour[a];
        uint8_t mask = (uint8_t)(by & ~seen[other]);
        if (!mask)
            continue;
        if (!next[other])
            reached[end++] = other;
        next[other] |= mask;
        all[other] += PICK(hops, paths, mask);
    }
    return end;
}

/* Count the shortest paths from up to LANES sources. @return the number of levels, sources first */
static size_t walk_out(gx_hops *hops, const uint32_t *sources, size_t n_sources)
{
    size_t levels = 0, at = 0, end = 0;
    memset(hops->seen, 0, hops->n);
    memset(hops->next, 0, hops->n);
    memset(hops->paths, 0, hops->n * sizeof *hops->paths);
    for (; end < n_sources; end++) {
        hops->seen[sources[end]] = hops->by[end] = (uint8_t)(1u << end);
        hops->reached[end] = sources[end];
        hops->paths[sources[end]][end] = 1;
    }
    hops->level[0] = 0;
    while (at < end) {
        size_t below = hops->level[++levels] = end;
        for (; at < below; at++)
            end = step_out(hops, at, end);
        for (size_t i = below; i < end; i++) {
            uint32_t vertex = hops->reached[i];
            hops->by[i] = hops->next[vertex];
            hops->seen[vertex] |= hops->by[i];
            hops->next[vertex] = 0;
        }
    }
    return levels;
}

/* Dependencies of a vertex: those of the vertices below it, shared out by the paths that lead there. A path
 * counts `end` where it ends, and `share` times that at the vertex. */
static void depend(gx_hops *hops, uint32_t vertex, uint8_t mask, double end, double share)
{
    const uint32_t *neighbour = hops->neighbour;
    const uint8_t *next = hops->next;
    const lanes *all = hops->paths;
    lanes below = {0}, paths = all[vertex];
    for (uint32_t a = hops->from[vertex], last = hops->from[vertex + 1]; a < last; a++) {
        uint8_t both = next[neighbour[a]] & mask;
        if (both)
            below += PICK(hops, all[neighbour[a]], both);
    }
    lanes dependency = PICK(hops, paths * below, mask);
    lane_bits keep = (lane_bits)paths & ~hops->only[mask];
    hops->paths[vertex] = (lanes)((lane_bits)PICK(hops, (end + dependency) / paths, mask) | keep);
    double sum = 0;
    for (int lane = 0; lane < LANES; lane++)
        sum += dependency[lane];
    hops->sums[vertex] += share * sum;
}

/* From the last level up; the sources themselves gain nothing. */
static void walk_back(gx_hops *hops, size_t levels, bool scaled)
{
    for (size_t l = levels; l-- > 1;) {
        double end = scaled ? 1 / (double)l : 1, share = scaled ? 2 * (double)l : 1;
        for (size_t i = hops->level[l]; i < hops->level[l + 1]; i++)
            depend(hops, hops->reached[i], hops->by[i], end, share);
        if (l + 1 < levels)
            for (size_t i = hops->level[l + 1]; i < hops->level[l + 2]; i++)
                hops->next[hops->reached[i]] = 0;
        for (size_t i = hops->level[l]; i < hops->level[l + 1]; i++)
            hops->next[hops->reached[i]] = hops->by[i];
    }
}

static void add_dependencies(gx_hops *hops, const uint32_t *sources, size_t n_sources)
{
    walk_back(hops, walk_out(hops, sources, n_sources), false);
}

static void add_scaled_dependencies(gx_hops *hops, const uint32_t *sources, size_t n_sources)
{
    walk_back(hops, walk_out(hops, sources, n_sources), true);
}

void gx_hops_betweenness(double *sums, gx_hops *hops, const uint32_t *sources, size_t n_sources)
{
    add_up(sums, hops, sources, n_sources, LANES, add_dependencies,
           0.5); /* each pair is seen from both ends */
}

void gx_hops_betweenness_scaled(double *sums, gx_hops *hops, const uint32_t *sources, size_t n_sources)
{
    add_up(sums, hops, sources, n_sources, LANES, add_scaled_dependencies, 0.5);
}

/* ---- harmonic centrality ---- */

enum { BITS = 64 };

/* A level's vertices, and which of BITS sources reach each: as many searches as a word has bits. */
typedef struct bit_level {
    uint32_t *vertices;
    size_t n;
    uint64_t *by; /* [hops->n] */
} bit_level;

/* From each vertex of `above` to what is not yet in `seen`. */
static void spread(bit_level *below, const bit_level *above, const gx_hops *hops, const uint64_t *seen)
{
    below->n = 0;
    for (size_t i = 0; i < above->n; i++) {
        uint32_t vertex = above->vertices[i];
        uint64_t by = above->by[vertex];
        for (uint32_t a = hops->from[vertex], last = hops->from[vertex + 1]; a < last; a++) {
            uint32_t other = hops->neighbour[a];
            uint64_t mask = by & ~seen[other];
            if (!mask)
                continue;
            if (!below->by[other])
                below->vertices[below->n++] = other;
            below->by[other] |= mask;
        }
    }
}

static void add_inverse_distances(gx_hops *hops, const uint32_t *sources, size_t n_sources)
{
    void *room = hops->paths; /* of eight words a vertex: three are needed */
    uint64_t *seen = room;
    bit_level a = {hops->reached, 0, seen + hops->n}, b = {hops->reached + hops->n, 0, seen + 2 * hops->n};
    bit_level *above = &a, *below = &b;
    memset(seen, 0, 3 * hops->n * sizeof *seen);
    for (; a.n < n_sources; a.n++) {
        a.vertices[a.n] = sources[a.n];
        seen[sources[a.n]] = a.by[sources[a.n]] = (uint64_t)1 << a.n;
    }
    for (int distance = 1; above->n > 0; distance++) {
        spread(below, above, hops, seen);
        for (size_t i = 0; i < above->n; i++)
            above->by[above->vertices[i]] = 0;
        for (size_t i = 0; i < below->n; i++) {
            uint32_t vertex = below->vertices[i];
            seen[vertex] |= below->by[vertex];
            hops->sums[vertex] += __builtin_popcountll(below->by[vertex]) / (double)distance;
        }
        bit_level *done = above;
        above = below;
        below = done;
    }
}

void gx_hops_harmonic(double *sums, gx_hops *hops, const uint32_t *sources, size_t n_sources)
{
    add_up(sums, hops, sources, n_sources, BITS, add_inverse_distances, 1);
}
