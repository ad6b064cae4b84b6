#include "graph/communities.h"

#include "graph/engine.h"

#include <math.h>
#include <stdlib.h>

/* Partitions by all seeds tried, the fixed one first. */
typedef struct trials {
    igraph_vector_int_t *at;
    double *modularity;
    size_t n;
} trials;

static void trials_clear(trials *tried)
{
    for (size_t i = 0; i < tried->n; i++)
        igraph_vector_int_destroy(&tried->at[i]);
    gx_free(tried->at);
    gx_free(tried->modularity);
}

/* Leiden on modularity: the vertices weigh their strengths, and the resolution is over twice the sum of all
 * strengths. */
static igraph_error_t leiden(igraph_vector_int_t *membership, double *modularity, const gx_simple *simple,
                             const igraph_vector_t *vertex_strengths, double resolution, uint64_t seed)
{
    double total = igraph_vector_sum(vertex_strengths);
    igraph_integer_t n;
    igraph_error_t answer = igraph_rng_seed(igraph_rng_default(), seed);
    if (answer == IGRAPH_SUCCESS)
        answer =
            igraph_community_leiden(&simple->graph, &simple->strengths, vertex_strengths, resolution / total,
                                    GX_LEIDEN_BETA, false, GX_LEIDEN_ROUNDS, membership, &n, NULL);
    if (answer == IGRAPH_SUCCESS)
        answer = igraph_modularity(&simple->graph, membership, &simple->strengths, resolution,
                                   IGRAPH_UNDIRECTED, modularity);
    return answer;
}

/* Without edges there is no modularity: everyone alone. */
static igraph_error_t alone(igraph_vector_int_t *membership, size_t n)
{
    igraph_error_t answer = igraph_vector_int_resize(membership, (igraph_integer_t)n);
    for (size_t v = 0; answer == IGRAPH_SUCCESS && v < n; v++)
        VECTOR(*membership)[v] = (igraph_integer_t)v;
    return answer;
}

static gx_status run_trials(trials *out, const gx_network *net, const gx_simple *simple, double resolution,
                            size_t seeds, const gx_work *work, gx_error *err)
{
    igraph_vector_t strengths;
    igraph_error_t answer = igraph_vector_init(&strengths, 0);
    if (answer != IGRAPH_SUCCESS)
        return gx_engine_status(answer, "communities", err);
    answer = igraph_strength(&simple->graph, &strengths, igraph_vss_all(), IGRAPH_ALL, IGRAPH_NO_LOOPS,
                             &simple->strengths);
    for (size_t i = 0; answer == IGRAPH_SUCCESS && i < seeds; i++) {
        if (gx_work_stopped(work)) {
            answer = IGRAPH_INTERRUPTED;
            break;
        }
        if ((answer = igraph_vector_int_init(&out->at[i], 0)) != IGRAPH_SUCCESS)
            break;
        out->n = i + 1;
        if (igraph_ecount(&simple->graph) == 0)
            answer = alone(&out->at[i], net->n_vertices);
        else
            answer = leiden(&out->at[i], &out->modularity[i], simple, &strengths, resolution,
                            gx_work_seed(work) + i);
        gx_work_progress(work, "communities", (double)(i + 1) / (double)seeds);
    }
    igraph_vector_destroy(&strengths);
    return gx_engine_status(answer, "communities", err);
}

/* ---- from a partition to communities ---- */

static int compare_communities(const void *a, const void *b)
{
    const gx_community *x = a, *y = b;
    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return x->members_from < y->members_from ? -1
                                             : x->members_from > y->members_from; /* here: its first vertex */
}

/* Number the communities: larger first, of equal ones that of the lower vertex. `central[0]` keeps the old
 * number meanwhile, `members_from` the first vertex. */
static void order_communities(gx_communities *out, const igraph_vector_int_t *membership,
                              uint32_t *new_number)
{
    for (size_t c = 0; c < out->n; c++)
        out->at[c] = (gx_community){.central = {(uint32_t)c}, .members_from = GX_NO_VERTEX, .stability = 1};
    for (uint32_t v = 0; v < out->n_vertices; v++) {
        gx_community *community = &out->at[VECTOR(*membership)[v]];
        community->size++;
        if (community->members_from == GX_NO_VERTEX)
            community->members_from = v;
    }
    qsort(out->at, out->n, sizeof *out->at, compare_communities);
    uint32_t next = 0;
    for (uint32_t c = 0; c < out->n; c++) {
        new_number[out->at[c].central[0]] = c;
        out->at[c].members_from = next;
        next += out->at[c].size;
    }
    for (uint32_t v = 0; v < out->n_vertices; v++)
        out->of[v] = new_number[VECTOR(*membership)[v]];
}

/* A member with its strength within its community. */
typedef struct member {
    uint32_t community, vertex;
    double strength;
} member;

static int compare_members(const void *a, const void *b)
{
    const member *x = a, *y = b;
    if (x->community != y->community)
        return x->community < y->community ? -1 : 1;
    if (x->strength != y->strength)
        return x->strength > y->strength ? -1 : 1;
    return x->vertex < y->vertex ? -1 : x->vertex > y->vertex;
}

static gx_status order_members(gx_communities *out, const gx_simple *simple, gx_error *err)
{
    member *members = gx_alloc(out->n_vertices * sizeof *members);
    if (!members)
        return gx_fail(err, GX_ENOMEM, "out of memory for communities");
    for (uint32_t v = 0; v < out->n_vertices; v++)
        members[v] = (member){out->of[v], v, 0};
    for (igraph_integer_t e = 0; e < igraph_ecount(&simple->graph); e++) {
        uint32_t a = (uint32_t)IGRAPH_FROM(&simple->graph, e), b = (uint32_t)IGRAPH_TO(&simple->graph, e);
        double strength = VECTOR(simple->strengths)[e];
        if (out->of[a] == out->of[b]) {
            members[a].strength += strength;
            members[b].strength += strength;
            out->at[out->of[a]].inside += strength;
        } else {
            out->at[out->of[a]].outside += strength;
            out->at[out->of[b]].outside += strength;
        }
    }
    qsort(members, out->n_vertices, sizeof *members, compare_members);
    for (size_t i = 0; i < out->n_vertices; i++) {
        gx_community *community = &out->at[members[i].community];
        out->members[i] = members[i].vertex;
        size_t place = i - community->members_from;
        if (place < GX_COMMUNITY_LABELS)
            community->central[community->n_central++] = members[i].vertex;
    }
    gx_free(members);
    return GX_OK;
}

/* ---- how stable ---- */

/* How many of a community's pairs another partition keeps together, summed by counting its members there.
 * `together` is [labels], all 0 before and after. */
static double pairs_kept(const gx_communities *communities, const gx_community *community,
                         const igraph_vector_int_t *other, uint32_t *together)
{
    const uint32_t *members = communities->members + community->members_from;
    double kept = 0;
    for (uint32_t i = 0; i < community->size; i++)
        kept += together[VECTOR(*other)[members[i]]]++;
    for (uint32_t i = 0; i < community->size; i++)
        together[VECTOR(*other)[members[i]]] = 0;
    return kept;
}

static gx_status measure_stability(gx_communities *out, const trials *tried, gx_error *err)
{
    uint32_t *together = gx_alloc_zero(out->n_vertices, sizeof *together);
    if (!together)
        return gx_fail(err, GX_ENOMEM, "out of memory for communities");
    igraph_error_t answer = IGRAPH_SUCCESS;
    double sum = 0, others = (double)(tried->n - 1);
    for (size_t i = 1; i < tried->n && answer == IGRAPH_SUCCESS; i++) {
        double information = 0;
        answer = igraph_compare_communities(&tried->at[0], &tried->at[i], &information, IGRAPH_COMMCMP_NMI);
        sum += isfinite(information) ? information : 1; /* both say: all together, or each alone */
    }
    for (size_t c = 0; c < out->n && tried->n > 1; c++) {
        double pairs = (double)out->at[c].size * (out->at[c].size - 1.0) / 2, kept = 0;
        for (size_t i = 1; i < tried->n && pairs > 0; i++)
            kept += pairs_kept(out, &out->at[c], &tried->at[i], together);
        out->at[c].stability = pairs > 0 ? kept / pairs / others : 1;
    }
    out->stability = tried->n > 1 ? sum / others : 1;
    gx_free(together);
    return gx_engine_status(answer, "the comparison of communities", err);
}

static void note_quality(gx_communities *out, const trials *tried)
{
    out->seeds = tried->n;
    out->modularity = out->modularity_low = out->modularity_high = tried->modularity[0];
    for (size_t i = 1; i < tried->n; i++) {
        out->modularity_low = fmin(out->modularity_low, tried->modularity[i]);
        out->modularity_high = fmax(out->modularity_high, tried->modularity[i]);
    }
}

static gx_status describe(gx_communities *out, const gx_simple *simple, const trials *tried, gx_error *err)
{
    const igraph_vector_int_t *membership = &tried->at[0];
    if (out->n_vertices > 0)
        out->n = (size_t)igraph_vector_int_max(membership) + 1;
    out->at = gx_alloc_zero(out->n, sizeof *out->at);
    out->of = gx_alloc_zero(out->n_vertices, sizeof *out->of);
    out->members = gx_alloc_zero(out->n_vertices, sizeof *out->members);
    uint32_t *new_number = gx_alloc_zero(out->n, sizeof *new_number);
    gx_status status = GX_ENOMEM;
    if (!out->at || !out->of || !out->members || !new_number) {
        gx_fail(err, GX_ENOMEM, "out of memory for communities");
        goto done;
    }
    note_quality(out, tried);
    order_communities(out, membership, new_number);
    if ((status = order_members(out, simple, err)) == GX_OK)
        status = measure_stability(out, tried, err);
done:
    gx_free(new_number);
    return status;
}

gx_status gx_communities_new(gx_communities **out, const gx_network *net, double resolution, size_t seeds,
                             const gx_work *work, gx_error *err)
{
    *out = NULL;
    if (!(resolution > 0 && isfinite(resolution)) || seeds == 0)
        return gx_fail(err, GX_EINVAL, "communities need a resolution above 0 and at least one seed");
    const gx_simple *simple = NULL;
    trials tried = {.at = gx_alloc_zero(seeds, sizeof *tried.at),
                    .modularity = gx_alloc_zero(seeds, sizeof *tried.modularity)};
    gx_communities *made = gx_alloc_zero(1, sizeof *made);
    gx_status status = GX_ENOMEM;
    if (!tried.at || !tried.modularity || !made) {
        gx_fail(err, GX_ENOMEM, "out of memory for communities");
        goto done;
    }
    made->n_vertices = net->n_vertices;
    if ((status = gx_network_simple(&simple, net, err)) != GX_OK)
        goto done;
    gx_engine_enter(work);
    status = run_trials(&tried, net, simple, resolution, seeds, work, err);
    if (status == GX_OK)
        status = describe(made, simple, &tried, err);
    gx_engine_leave();
    if (status != GX_OK)
        goto done;
    *out = made;
    made = NULL;
done:
    trials_clear(&tried);
    gx_communities_free(made);
    return status;
}

void gx_communities_free(gx_communities *communities)
{
    if (!communities)
        return;
    gx_free(communities->at);
    gx_free(communities->of);
    gx_free(communities->members);
    gx_free(communities);
}
