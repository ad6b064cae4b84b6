/* Measures that are sums over sources: betweenness, harmonic centrality, two-mode closeness. */
#include "graph/hops.h"
#include "graph/random.h"
#include "graph/scoring.h"
#include "graph/shares.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

struct share_context;

/* What some sources give: to every vertex (`result` [n]), or, of a measure where each source scores itself,
 * to themselves (`result` [sources]). */
typedef igraph_error_t score_fn(igraph_vector_t *result, const struct share_context *with,
                                const igraph_vector_int_t *sources);

/* The same for edges of length 1, without igraph. */
typedef void hops_fn(double *sums, gx_hops *hops, const uint32_t *sources, size_t n_sources);

/* What the shares of one measure need. */
typedef struct share_context {
    const gx_scoring *task;
    const igraph_vector_t *lengths; /* NULL = hops */
    score_fn *score;
    bool selves;
    const char *what, *sampled; /* what the user reads of it; NULL = never sampled */
    gx_hops *hops;              /* NULL where a measure is never sampled */
    /* For edges without length, in the place of `score`: from all sources, from some (NULL = the same). */
    hops_fn *by_hops, *by_hops_sampled;
    double exact_cost_by_hops; /* in the place of GX_EXACT_COST */
} share_context;

/* The sources of a share as igraph wants them; `list` is to be destroyed. */
static gx_status select_sources(igraph_vector_int_t *list, const uint32_t *sources, size_t n, gx_error *err)
{
    igraph_error_t answer = igraph_vector_int_init(list, (igraph_integer_t)n);
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, "a list of sources", err);
    for (size_t i = 0; i < n; i++)
        VECTOR(*list)[i] = sources[i];
    return GX_OK;
}

static gx_status all_vertices(uint32_t **out, size_t n, const gx_hops *hops, gx_error *err)
{
    uint32_t *vertices = gx_alloc(n * sizeof *vertices);
    if (!vertices)
        return gx_fail(err, GX_ENOMEM, "out of memory for %zu sources", n);
    for (uint32_t v = 0; v < n; v++)
        vertices[v] = hops ? gx_hops_order(hops)[v] : v;
    *out = vertices;
    return GX_OK;
}

static gx_status share_of(double *sums, const uint32_t *sources, size_t n_sources, void *context,
                          gx_error *err)
{
    const share_context *with = context;
    if (with->by_hops) {
        with->by_hops(sums, with->hops, sources, n_sources);
        return GX_OK;
    }
    igraph_vector_int_t list;
    igraph_vector_t result;
    gx_status status = select_sources(&list, sources, n_sources, err);
    if (status != GX_OK)
        return status;
    igraph_error_t answer = igraph_vector_init(&result, 0);
    if (answer == IGRAPH_SUCCESS) {
        answer = with->score(&result, with, &list);
        size_t n = with->selves ? n_sources : with->task->n;
        for (size_t i = 0; answer == IGRAPH_SUCCESS && i < n; i++)
            sums[with->selves ? sources[i] : i] = VECTOR(result)[i];
        igraph_vector_destroy(&result);
    }
    igraph_vector_int_destroy(&list);
    return gx_engine_status(answer, with->what, err);
}

/* ---- some of the sources for all ---- */

/* How many sources a measure takes: all, or as many as the cost allows. */
static size_t source_count(const gx_scoring *task, double exact_cost)
{
    gx_exactness exactness = task->work ? task->work->exactness : GX_EXACTNESS_AUTO;
    double step = (double)(task->n + task->edges);
    if (exactness == GX_EXACT || (exactness == GX_EXACTNESS_AUTO && (double)task->n * step <= exact_cost))
        return task->n;
    size_t sources = (size_t)(exact_cost / step);
    if (exactness == GX_SAMPLED && sources > task->n / GX_SAMPLE_SHARE)
        sources = task->n / GX_SAMPLE_SHARE;
    if (sources < GX_SAMPLE_MIN)
        sources = GX_SAMPLE_MIN;
    return sources < task->n ? sources : task->n;
}

/*
 * Choose sources: of the vertices breadth first, every n-th from a random start.  Vertices that stand
 * together in that order have neighbours in common and send their shortest paths the same way, so that a
 * choice spread evenly over it tells more than one at random: about half the squared error, measured on the
 * network of tests/bench.  The sources of one share are spread over all of the order too: what the shares
 * differ by then tells the error.
 */
static void choose_sources(uint32_t *sources, size_t a_share, size_t shares, const share_context *context)
{
    const uint32_t *order = gx_hops_order(context->hops);
    gx_random random = {gx_work_seed(context->task->work)};
    size_t n = context->task->n;
    double step = (double)n / (double)(a_share * shares), start = gx_random_unit(&random);
    for (size_t i = 0; i < a_share * shares; i++) {
        size_t at = (size_t)(((double)i + start) * step);
        sources[i % shares * a_share + i / shares] = order[at < n ? at : n - 1];
    }
}

static int compare_descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x > y ? -1 : x < y;
}

/* The error told in gx_scores: shares are samples of equal size, their spread gives the standard error of
 * their sum, made smaller for drawing without replacement.  The even spread of the sources makes the true
 * error smaller still. */
static gx_status state_error(gx_scores *scores, const double *squares, size_t shares, double drawn,
                             gx_error *err)
{
    enum { TOP = 100 };
    double *order = gx_alloc(scores->n * sizeof *order), top = 0, widest = 0, m = (double)shares;
    if (!order)
        return gx_fail(err, GX_ENOMEM, "out of memory for the error of %zu scores", scores->n);
    for (size_t v = 0; v < scores->n; v++)
        order[v] = scores->values[v];
    qsort(order, scores->n, sizeof *order, compare_descending);
    top = order[0];
    double least = order[scores->n < TOP ? scores->n - 1 : TOP - 1];
    for (size_t v = 0; v < scores->n; v++) {
        if (scores->values[v] < least || top <= 0)
            continue;
        double variance = (squares[v] - scores->values[v] * scores->values[v] / m) / (m - 1);
        double half = 1.96 * sqrt(fmax(variance, 0) * m * (1 - drawn));
        widest = half > widest ? half : widest;
    }
    scores->error = top > 0 ? widest / top : 0;
    gx_free(order);
    return GX_OK;
}

/* The measure from all sources, or from a sample of them with its error. */
static gx_status sum_up(share_context *context, gx_error *err)
{
    const gx_scoring *task = context->task;
    uint32_t *sources = NULL;
    double *squares = NULL;
    double exact_cost = context->by_hops ? context->exact_cost_by_hops : GX_EXACT_COST;
    size_t wanted = context->sampled ? source_count(task, exact_cost) : task->n;
    bool sampled = wanted < task->n;
    gx_status status = all_vertices(&sources, task->n, context->hops, err);
    if (status != GX_OK)
        return status;
    gx_share_work shares = {.share = share_of,
                            .context = context,
                            .task = sampled ? context->sampled : context->what,
                            .sources = sources,
                            .n_sources = wanted,
                            .a_share = GX_SOURCES_A_SHARE,
                            .n = task->n};
    if (sampled) {
        if (shares.a_share > wanted / GX_SHARES_MIN)
            shares.a_share = wanted / GX_SHARES_MIN;
        shares.n_sources = wanted / shares.a_share * shares.a_share; /* shares of one size */
        choose_sources(sources, shares.a_share, shares.n_sources / shares.a_share, context);
        if (context->by_hops_sampled)
            context->by_hops = context->by_hops_sampled;
        if (!(squares = gx_alloc_zero(task->n, sizeof *squares))) {
            status = gx_fail(err, GX_ENOMEM, "out of memory for %zu vertices", task->n);
            goto done;
        }
    }
    if ((status = gx_shares_sum(task->scores->values, squares, &shares, task->work, err)) != GX_OK ||
        !sampled)
        goto done;
    double drawn = (double)shares.n_sources / (double)task->n;
    status = state_error(task->scores, squares, shares.n_sources / shares.a_share, drawn, err);
    task->scores->sampled = shares.n_sources;
    for (size_t v = 0; v < task->n; v++)
        task->scores->values[v] /= drawn;
done:
    gx_free(squares);
    gx_free(sources);
    return status;
}

static gx_status sum_paths(share_context *context, gx_error *err)
{
    gx_status status = gx_hops_new(&context->hops, context->task->simple, err);
    if (context->lengths)
        context->by_hops = NULL;
    if (status == GX_OK)
        status = sum_up(context, err);
    gx_hops_free(context->hops);
    return status;
}

/* ---- betweenness ---- */

static igraph_error_t betweenness_from(igraph_vector_t *result, const share_context *with,
                                       const igraph_vector_int_t *sources)
{
    return igraph_betweenness_subset(&with->task->simple->graph, result, igraph_vss_all(), IGRAPH_UNDIRECTED,
                                     igraph_vss_vector(sources), igraph_vss_all(), with->lengths);
}

static gx_status betweenness(gx_scoring *task, const igraph_vector_t *lengths, gx_error *err)
{
    share_context context = {.task = task,
                             .lengths = lengths,
                             .score = betweenness_from,
                             .what = "betweenness",
                             .sampled = "betweenness (sampled)",
                             .by_hops = gx_hops_betweenness,
                             .by_hops_sampled = gx_hops_betweenness_scaled,
                             .exact_cost_by_hops = GX_EXACT_COST_BETWEENNESS};
    return sum_paths(&context, err);
}

gx_status gx_score_betweenness(gx_scoring *task, gx_error *err)
{
    return betweenness(task, gx_network_lengths(task->net, task->simple, task->work, GX_LENGTH_OF_LAYER),
                       err);
}

/* ---- harmonic centrality ---- */

/* As far as a vertex is from a source, so far is the source from it: each source gives 1/distance to all. */
static igraph_error_t harmonic_from(igraph_vector_t *result, const share_context *with,
                                    const igraph_vector_int_t *sources)
{
    enum { ROWS = 16 }; /* distances to all vertices that are held at once */
    igraph_integer_t n = (igraph_integer_t)with->task->n, n_sources = igraph_vector_int_size(sources);
    igraph_matrix_t distances;
    igraph_error_t answer = igraph_vector_resize(result, n);
    if (answer == IGRAPH_SUCCESS)
        answer = igraph_matrix_init(&distances, 0, 0);
    if (answer != IGRAPH_SUCCESS)
        return answer;
    igraph_vector_null(result);
    for (igraph_integer_t from = 0; answer == IGRAPH_SUCCESS && from < n_sources; from += ROWS) {
        igraph_vector_int_t some;
        igraph_integer_t rows = n_sources - from < ROWS ? n_sources - from : ROWS;
        igraph_vector_int_view(&some, VECTOR(*sources) + from, rows);
        answer = igraph_distances_dijkstra(&with->task->simple->graph, &distances, igraph_vss_vector(&some),
                                           igraph_vss_all(), with->lengths, IGRAPH_ALL);
        for (igraph_integer_t v = 0; answer == IGRAPH_SUCCESS && v < n; v++)
            for (igraph_integer_t i = 0; i < rows; i++)
                if (MATRIX(distances, i, v) > 0) /* 1 / infinity is 0 */
                    VECTOR(*result)[v] += 1 / MATRIX(distances, i, v);
    }
    igraph_matrix_destroy(&distances);
    return answer;
}

gx_status gx_score_harmonic(gx_scoring *task, gx_error *err)
{
    share_context context = {.task = task,
                             .lengths =
                                 gx_network_lengths(task->net, task->simple, task->work, GX_LENGTH_OF_LAYER),
                             .score = harmonic_from,
                             .what = "harmonic centrality",
                             .sampled = "harmonic centrality (sampled)",
                             .by_hops = gx_hops_harmonic,
                             .exact_cost_by_hops = GX_EXACT_COST_HARMONIC};
    gx_status status = sum_paths(&context, err);
    for (size_t v = 0; status == GX_OK && task->n > 1 && v < task->n; v++)
        task->scores->values[v] /= (double)(task->n - 1);
    return status;
}

/* ---- two-mode centralities (Borgatti & Everett, Social Networks 19, 1997) ---- */

enum { PARTICIPANTS, CENTRES };

static int side_of(const gx_network *net, uint32_t vertex)
{
    gx_vertex_type centre = net->layer == GX_LAYER_ATTENDANCE ? GX_VERTEX_EVENT : GX_VERTEX_ORGANIZATION;
    return gx_network_vertex(net, vertex)->type == centre ? CENTRES : PARTICIPANTS;
}

static void count_sides(double sides[2], const gx_scoring *task)
{
    sides[PARTICIPANTS] = sides[CENTRES] = 0;
    for (uint32_t v = 0; v < task->n; v++)
        sides[side_of(task->net, v)]++;
}

gx_status gx_score_two_mode_degree(gx_scoring *task, gx_error *err)
{
    double sides[2];
    count_sides(sides, task);
    igraph_vector_int_t degrees;
    igraph_error_t answer = igraph_vector_int_init(&degrees, 0);
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, "degree", err);
    answer = igraph_degree(&task->simple->graph, &degrees, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS);
    for (uint32_t v = 0; answer == IGRAPH_SUCCESS && v < task->n;
         v++) /* 0 / 0 where there is no other side */
        task->scores->values[v] = (double)VECTOR(degrees)[v] / sides[!side_of(task->net, v)];
    igraph_vector_int_destroy(&degrees);
    return gx_engine_status(answer, "degree", err);
}

/* The least sum of distances that a vertex can have (1 to the other side, 2 to its own) over the real one;
 * where not all are in reach, times the share that is. */
static igraph_error_t two_mode_closeness(igraph_vector_t *result, const share_context *with,
                                         const igraph_vector_int_t *sources)
{
    const gx_scoring *task = with->task;
    double sides[2];
    count_sides(sides, task);
    igraph_vector_int_t reached;
    igraph_error_t answer = igraph_vector_int_init(&reached, 0);
    if (answer != IGRAPH_SUCCESS)
        return answer;
    answer = igraph_closeness(&task->simple->graph, result, &reached, NULL, igraph_vss_vector(sources),
                              IGRAPH_ALL, NULL, false);
    for (igraph_integer_t i = 0; answer == IGRAPH_SUCCESS && i < igraph_vector_size(result); i++) {
        int side = side_of(task->net, (uint32_t)VECTOR(*sources)[i]);
        double others = (double)(VECTOR(reached)[i] > 0 ? VECTOR(reached)[i] : 0);
        double least = sides[!side] + 2 * (sides[side] - 1);
        VECTOR(*result)[i] = others > 0 ? VECTOR(*result)[i] * least * others / (double)(task->n - 1) : 0;
    }
    igraph_vector_int_destroy(&reached);
    return answer;
}

gx_status gx_score_two_mode_closeness(gx_scoring *task, gx_error *err)
{
    share_context context = {
        .task = task, .score = two_mode_closeness, .selves = true, .what = "two-mode closeness"};
    return sum_up(&context, err);
}

/* The highest betweenness that a vertex can have whose side has `own` vertices and the other `other`. */
static double highest_betweenness(double own, double other)
{
    double s = floor((own - 1) / other), t = fmod(own - 1, other);
    return (other * other * (s + 1) * (s + 1) + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2;
}

gx_status gx_score_two_mode_betweenness(gx_scoring *task, gx_error *err)
{
    double sides[2];
    count_sides(sides, task);
    gx_status status = betweenness(task, NULL, err);
    for (uint32_t v = 0; status == GX_OK && v < task->n; v++) {
        int side = side_of(task->net, v);
        double highest = highest_betweenness(sides[side], sides[!side]);
        task->scores->values[v] = sides[!side] == 0 ? NAN
                                  : highest > 0     ? task->scores->values[v] / highest
                                                    : 0;
    }
    return status;
}
