#include "graph/scoring.h"

#include "graph/adjacency.h"

#include <math.h>
#include <stdlib.h>

/* ---- straight from igraph ---- */

/* Run a call that fills `result`, and move the result into the scores. */
#define FROM_IGRAPH(TASK, WHAT, CALL, ERR)                                                                   \
    do {                                                                                                     \
        igraph_vector_t result;                                                                              \
        igraph_error_t answer = igraph_vector_init(&result, 0);                                              \
        if (answer != IGRAPH_SUCCESS)                                                                        \
            return gx_engine_status(answer, WHAT, ERR);                                                      \
        answer = CALL;                                                                                       \
        for (size_t i = 0; answer == IGRAPH_SUCCESS && i < (TASK)->n; i++)                                   \
            (TASK)->scores->values[i] = VECTOR(result)[i];                                                   \
        igraph_vector_destroy(&result);                                                                      \
        return gx_engine_status(answer, WHAT, ERR);                                                          \
    } while (0)

static gx_status degree(gx_scoring *task, gx_error *err)
{
    FROM_IGRAPH(
        task, "degree",
        igraph_strength(&task->simple->graph, &result, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS, NULL),
        err);
}

static gx_status strength(gx_scoring *task, gx_error *err)
{
    FROM_IGRAPH(task, "strength",
                igraph_strength(&task->simple->graph, &result, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS,
                                &task->simple->strengths),
                err);
}

static gx_status pagerank(gx_scoring *task, gx_error *err)
{
    FROM_IGRAPH(task, "PageRank",
                igraph_pagerank(&task->simple->graph, IGRAPH_PAGERANK_ALGO_PRPACK, &result, NULL,
                                igraph_vss_all(), IGRAPH_UNDIRECTED, GX_PAGERANK_DAMPING,
                                &task->simple->strengths, NULL),
                err);
}

static gx_status clustering(gx_scoring *task, gx_error *err)
{
    FROM_IGRAPH(task, "clustering",
                igraph_transitivity_local_undirected(&task->simple->graph, &result, igraph_vss_all(),
                                                     IGRAPH_TRANSITIVITY_NAN),
                err);
}

static gx_status constraint(gx_scoring *task, gx_error *err)
{
    FROM_IGRAPH(task, "constraint",
                igraph_constraint(&task->simple->graph, &result, igraph_vss_all(), &task->simple->strengths),
                err);
}

static gx_status core(gx_scoring *task, gx_error *err)
{
    igraph_vector_int_t cores;
    igraph_error_t answer = igraph_vector_int_init(&cores, 0);
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, "k-cores", err);
    answer = igraph_coreness(&task->simple->graph, &cores, IGRAPH_ALL);
    for (size_t i = 0; answer == IGRAPH_SUCCESS && i < task->n; i++)
        task->scores->values[i] = (double)VECTOR(cores)[i];
    igraph_vector_int_destroy(&cores);
    return gx_engine_status(answer, "k-cores", err);
}

static gx_status articulation(gx_scoring *task, gx_error *err)
{
    igraph_vector_int_t points;
    igraph_error_t answer = igraph_vector_int_init(&points, 0);
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, "articulation points", err);
    answer = igraph_articulation_points(&task->simple->graph, &points);
    for (size_t i = 0; i < task->n; i++)
        task->scores->values[i] = 0;
    for (igraph_integer_t i = 0; answer == IGRAPH_SUCCESS && i < igraph_vector_int_size(&points); i++)
        task->scores->values[VECTOR(points)[i]] = 1;
    igraph_vector_int_destroy(&points);
    return gx_engine_status(answer, "articulation points", err);
}

/* ---- eigenvector: the largest component only ---- */

/* The largest component, of equal ones that of the lowest vertex, whose number is the lower. */
static igraph_integer_t largest_component(const igraph_vector_int_t *sizes)
{
    igraph_integer_t best = 0;
    for (igraph_integer_t c = 1; c < igraph_vector_int_size(sizes); c++)
        if (VECTOR(*sizes)[c] > VECTOR(*sizes)[best])
            best = c;
    return best;
}

/* The component as a graph of its own, vertices and edges in their old order: with strengths of 0 outside of
 * it the mathematics would be the same, but ARPACK would converge badly. */
static gx_status component_graph(igraph_t *out, double *weights, size_t *n_weights, const gx_scoring *task,
                                 const igraph_vector_int_t *membership, igraph_integer_t component,
                                 gx_error *err)
{
    const igraph_t *graph = &task->simple->graph;
    igraph_integer_t *number = gx_alloc(task->n * sizeof *number);
    igraph_integer_t *ends = gx_alloc(2 * task->edges * sizeof *ends);
    igraph_integer_t n = 0;
    gx_status status = GX_ENOMEM;
    if (!number || !ends) {
        gx_fail(err, GX_ENOMEM, "out of memory for the largest component");
        goto done;
    }
    for (size_t v = 0; v < task->n; v++)
        number[v] = VECTOR(*membership)[v] == component ? n++ : -1;
    *n_weights = 0;
    for (igraph_integer_t e = 0; e < (igraph_integer_t)task->edges; e++) {
        if (number[IGRAPH_FROM(graph, e)] < 0)
            continue;
        ends[2 * *n_weights] = number[IGRAPH_FROM(graph, e)];
        ends[2 * *n_weights + 1] = number[IGRAPH_TO(graph, e)];
        weights[(*n_weights)++] = VECTOR(task->simple->strengths)[e];
    }
    igraph_vector_int_t view;
    igraph_vector_int_view(&view, ends, (igraph_integer_t)(2 * *n_weights));
    status = gx_engine_status(igraph_create(out, &view, n, IGRAPH_UNDIRECTED), "the largest component", err);
done:
    gx_free(number);
    gx_free(ends);
    return status;
}

static gx_status eigenvector_within(const gx_scoring *task, const igraph_vector_int_t *membership,
                                    igraph_integer_t component, gx_error *err)
{
    igraph_t part;
    igraph_vector_t weights, result;
    size_t n_weights = 0;
    double *strengths = gx_alloc(task->edges * sizeof *strengths);
    if (!strengths)
        return gx_fail(err, GX_ENOMEM, "out of memory for the largest component");
    gx_status status = component_graph(&part, strengths, &n_weights, task, membership, component, err);
    if (status != GX_OK)
        goto done;
    igraph_vector_view(&weights, strengths, (igraph_integer_t)n_weights);
    igraph_error_t answer = igraph_vector_init(&result, 0);
    if (answer == IGRAPH_SUCCESS) {
        igraph_arpack_options_t options;
        igraph_arpack_options_init(&options);
        answer =
            igraph_eigenvector_centrality(&part, &result, NULL, IGRAPH_UNDIRECTED, true, &weights, &options);
        igraph_integer_t next = 0;
        for (size_t v = 0; answer == IGRAPH_SUCCESS && v < task->n; v++)
            if (VECTOR(*membership)[v] == component)
                task->scores->values[v] = VECTOR(result)[next++];
        igraph_vector_destroy(&result);
    }
    igraph_destroy(&part);
    status = gx_engine_status(answer, "eigenvector centrality", err);
done:
    gx_free(strengths);
    return status;
}

static gx_status eigenvector(gx_scoring *task, gx_error *err)
{
    igraph_vector_int_t membership, sizes;
    igraph_error_t answer = igraph_vector_int_init(&membership, 0);
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, "components", err);
    if ((answer = igraph_vector_int_init(&sizes, 0)) != IGRAPH_SUCCESS) {
        igraph_vector_int_destroy(&membership);
        return gx_engine_status(answer, "components", err);
    }
    for (size_t v = 0; v < task->n; v++)
        task->scores->values[v] = NAN;
    answer = igraph_connected_components(&task->simple->graph, &membership, &sizes, NULL, IGRAPH_WEAK);
    gx_status status = gx_engine_status(answer, "components", err);
    if (status == GX_OK && task->edges > 0)
        status = eigenvector_within(task, &membership, largest_component(&sizes), err);
    igraph_vector_int_destroy(&membership);
    igraph_vector_int_destroy(&sizes);
    return status;
}

/* ---- effective size: igraph has no call for it ---- */

/* Burt 1992: sum over contacts j of 1 - sum_q p_iq m_jq, where p_iq is q's part of i's strength, and m_jq is
 * the strength of j and q over j's strongest tie.  `part` holds p_iq while i is worked on, else 0. */
static double effective_size_of(const gx_adjacency *net, uint32_t i, const double *highest, double *part)
{
    double strength = 0, redundancy = 0;
    for (uint32_t a = net->from[i]; a < net->from[i + 1]; a++)
        strength += net->strength[a];
    for (uint32_t a = net->from[i]; a < net->from[i + 1]; a++)
        part[net->neighbour[a]] = net->strength[a] / strength;
    for (uint32_t a = net->from[i]; a < net->from[i + 1]; a++) {
        uint32_t j = net->neighbour[a];
        for (uint32_t b = net->from[j]; b < net->from[j + 1]; b++)
            redundancy += part[net->neighbour[b]] * net->strength[b] / highest[j];
    }
    for (uint32_t a = net->from[i]; a < net->from[i + 1]; a++)
        part[net->neighbour[a]] = 0;
    uint32_t contacts = net->from[i + 1] - net->from[i];
    return contacts ? contacts - redundancy : NAN;
}

static gx_status effective_size(gx_scoring *task, gx_error *err)
{
    gx_adjacency adjacency = {0};
    double *highest = gx_alloc_zero(task->n, sizeof *highest);
    double *part = gx_alloc_zero(task->n, sizeof *part);
    gx_status status = GX_ENOMEM;
    if (!highest || !part) {
        gx_fail(err, GX_ENOMEM, "out of memory for the effective size");
        goto done;
    }
    if ((status = gx_adjacency_init(&adjacency, task->simple, err)) != GX_OK)
        goto done;
    for (size_t v = 0; v < task->n; v++)
        for (uint32_t a = adjacency.from[v]; a < adjacency.from[v + 1]; a++)
            highest[v] = adjacency.strength[a] > highest[v] ? adjacency.strength[a] : highest[v];
    for (uint32_t v = 0; status == GX_OK && v < task->n; v++) {
        task->scores->values[v] = effective_size_of(&adjacency, v, highest, part);
        if (gx_work_stopped(task->work))
            status = gx_work_interrupted(err);
    }
done:
    gx_adjacency_clear(&adjacency);
    gx_free(highest);
    gx_free(part);
    return status;
}

/* ---- which measure is worked out how ---- */

static gx_measure_fn *const calls[GX_MEASURES] = {
    [GX_MEASURE_DEGREE] = degree,
    [GX_MEASURE_STRENGTH] = strength,
    [GX_MEASURE_BETWEENNESS] = gx_score_betweenness,
    [GX_MEASURE_HARMONIC] = gx_score_harmonic,
    [GX_MEASURE_PAGERANK] = pagerank,
    [GX_MEASURE_EIGENVECTOR] = eigenvector,
    [GX_MEASURE_CORE] = core,
    [GX_MEASURE_CLUSTERING] = clustering,
    [GX_MEASURE_CONSTRAINT] = constraint,
    [GX_MEASURE_EFFECTIVE_SIZE] = effective_size,
    [GX_MEASURE_ARTICULATION] = articulation,
    [GX_MEASURE_TWO_MODE_DEGREE] = gx_score_two_mode_degree,
    [GX_MEASURE_TWO_MODE_CLOSENESS] = gx_score_two_mode_closeness,
    [GX_MEASURE_TWO_MODE_BETWEENNESS] = gx_score_two_mode_betweenness,
};

/* Cut the noise of the last bits off, so that vertices in the same position have the same score. */
static double without_noise(double value)
{
    if (value == 0)
        return 0;
    double scale = pow(10, GX_SCORE_DIGITS - 1 - floor(log10(fabs(value))));
    return isfinite(scale) && scale > 0 ? nearbyint(value * scale) / scale : value;
}

static void tell_defined(gx_scores *scores)
{
    for (size_t v = 0; v < scores->n; v++) {
        scores->defined[v] = isfinite(scores->values[v]);
        scores->values[v] = scores->defined[v] ? without_noise(scores->values[v]) : 0;
    }
}

gx_status gx_scores_init(gx_scores *out, const gx_network *net, gx_measure measure, const gx_work *work,
                         gx_error *err)
{
    if ((unsigned)measure >= GX_MEASURES)
        return gx_fail(err, GX_EINVAL, "there is no measure %d", (int)measure);
    const gx_measure_info *info = gx_measure_describe(measure);
    if (info->two_mode && !gx_network_is_two_mode(net))
        return gx_fail(err, GX_EINVAL, "%s is for the layers affiliation and attendance, not for %s",
                       info->name, gx_layer_describe(net->layer)->name);
    gx_scores made = {.measure = measure, .n = net->n_vertices};
    gx_scoring task = {.net = net, .work = work, .scores = &made, .n = net->n_vertices};
    gx_status status = GX_ENOMEM;
    made.values = gx_alloc_zero(made.n, sizeof *made.values);
    made.defined = gx_alloc_zero(made.n, sizeof *made.defined);
    if (!made.values || !made.defined) {
        gx_fail(err, GX_ENOMEM, "out of memory for %zu scores", made.n);
        goto done;
    }
    if ((status = gx_network_simple(&task.simple, net, err)) != GX_OK)
        goto done;
    task.edges = (size_t)igraph_ecount(&task.simple->graph);
    if (made.n > 0) {
        gx_engine_enter(work);
        status = calls[measure](&task, err);
        gx_engine_leave();
    }
    if (status != GX_OK)
        goto done;
    tell_defined(&made);
    *out = made;
    made = (gx_scores){0};
done:
    gx_scores_clear(&made);
    return status;
}

void gx_scores_clear(gx_scores *scores)
{
    gx_free(scores->values);
    gx_free(scores->defined);
    *scores = (gx_scores){0};
}
