/* Measures of a larger network: shares in processes, samples, stopping, rankings. */
#include "town.h"

#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/hops.h"
#include "graph/random.h"
#include "graph/shares.h"
#include "graph/uncertainty.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

/* ---- a larger network ---- */

typedef struct gathering {
    gx_vertex *vertices;
    gx_tie *edges;
    gx_network *whole;
    gx_network *base;
} gathering;

enum { CROWD_PEOPLE = 600, CROWD_EVENTS = 300, CROWD_EDGES = 2400 };

static gathering gather(void)
{
    gathering made = {.vertices = calloc(CROWD_PEOPLE + CROWD_EVENTS, sizeof *made.vertices),
                      .edges = calloc(CROWD_EDGES, sizeof *made.edges)};
    gx_random random = {1};
    gx_error err = {0};
    for (uint32_t v = 0; v < CROWD_PEOPLE + CROWD_EVENTS; v++)
        made.vertices[v] = (gx_vertex){.entity = v + 1, .type = v < CROWD_PEOPLE ? P : E, .name = "name"};
    for (size_t e = 0; e < CROWD_EDGES; e++) {
        uint32_t event = (uint32_t)gx_random_below(&random, CROWD_EVENTS);
        event = (uint32_t)gx_random_below(&random, event + 1); /* some events draw many, most few */
        made.edges[e] = (gx_tie){.source = (uint32_t)gx_random_below(&random, CROWD_PEOPLE),
                                 .target = CROWD_PEOPLE + event,
                                 .type = GX_TIE_PARTICIPATION,
                                 .confidence = 0.5 + gx_random_unit(&random) / 2};
    }
    made.base =
        make(&(gx_network_input){made.vertices, CROWD_PEOPLE + CROWD_EVENTS, made.edges, CROWD_EDGES});
    assert_int_equal(gx_layer_new(&made.whole, made.base, GX_LAYER_WHOLE, NULL, NULL, &err), GX_OK);
    return made;
}

static void disperse(gathering *made)
{
    gx_network_free(made->base);
    gx_network_free(made->whole);
    free(made->vertices);
    free(made->edges);
}

static gx_scores scores_of(const gx_network *net, gx_measure measure, const gx_work *work)
{
    gx_scores scores = {0};
    gx_error err = {0};
    if (gx_scores_init(&scores, net, measure, work, &err) != GX_OK)
        fail_msg("%s", err.text);
    return scores;
}

static gx_scores betweenness(const gx_network *net, const gx_work *work)
{
    return scores_of(net, GX_MEASURE_BETWEENNESS, work);
}

static void any_number_of_processes_gives_the_same_bits(void **state)
{
    (void)state;
    gathering crowd = gather();
    gx_scores one = betweenness(crowd.whole, &(gx_work){.processes = 1});
    for (unsigned processes = 2; processes <= 5; processes++) {
        gx_scores more = betweenness(crowd.whole, &(gx_work){.processes = processes});
        assert_memory_equal(one.values, more.values, one.n * sizeof *one.values);
        gx_scores_clear(&more);
    }
    assert_int_equal(one.sampled, 0);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child is left behind */
    assert_int_equal(errno, ECHILD);
    gx_scores_clear(&one);
    disperse(&crowd);
}

/* Deep, in two parts, and more sources than are taken at once: a path of 300, one of 100, one vertex alone.
 */
static void paths_have_the_scores_of_paths(void **state)
{
    (void)state;
    enum { LONG = 300, SHORT = 100, ALL = LONG + SHORT + 1 };
    gx_vertex vertices[ALL];
    gx_tie edges[ALL];
    size_t n_edges = 0;
    for (uint32_t v = 0; v < ALL; v++) {
        vertices[v] = (gx_vertex){.entity = v + 1, .type = O, .name = "name"};
        if (v + 1 != LONG && v + 1 < LONG + SHORT)
            edges[n_edges++] =
                (gx_tie){.source = v, .target = v + 1, .type = GX_TIE_PARTNER, .confidence = 1};
    }
    gx_network *net = make(&(gx_network_input){vertices, ALL, edges, n_edges});
    gx_scores between = scores_of(net, GX_MEASURE_BETWEENNESS, NULL);
    gx_scores harmonic = scores_of(net, GX_MEASURE_HARMONIC, NULL);
    for (size_t v = 0; v < ALL; v++) {
        size_t n = v < LONG ? LONG : v < LONG + SHORT ? SHORT : 1;
        size_t before = v < LONG ? v : v < LONG + SHORT ? v - LONG : 0, behind = n - 1 - before;
        double near = 0;
        for (size_t d = 1; d < n; d++)
            near += (double)((d <= before) + (d <= behind)) / (double)d;
        assert_near(between.values[v], (double)(before * behind));
        assert_near(harmonic.values[v], near / (ALL - 1));
    }
    gx_scores_clear(&between);
    gx_scores_clear(&harmonic);
    gx_network_free(net);
}

/* Scaling moves betweenness from one end of a path to the other: over all sources nothing is lost. And it
 * does not matter how the sources are put together. */
static void scaled_shares_add_up_to_betweenness(void **state)
{
    (void)state;
    enum { ALL = CROWD_PEOPLE + CROWD_EVENTS, FIRST = 333 };
    gathering crowd = gather();
    const gx_simple *simple = NULL;
    gx_hops *hops = NULL;
    gx_error err = {0};
    static double plain[ALL], scaled[ALL];
    uint32_t sources[ALL];
    size_t n = gx_network_vertex_count(crowd.whole);
    assert_true(n <= ALL);
    for (uint32_t v = 0; v < n; v++)
        sources[v] = v;
    assert_int_equal(gx_network_simple(&simple, crowd.whole, &err), GX_OK);
    assert_int_equal(gx_hops_new(&hops, simple, &err), GX_OK);
    gx_hops_betweenness(plain, hops, sources, n);
    gx_hops_betweenness_scaled(scaled, hops, sources, FIRST);
    gx_hops_betweenness_scaled(scaled, hops, sources + FIRST, n - FIRST);
    for (size_t v = 0; v < n; v++)
        assert_near(scaled[v] / (1 + plain[v]), plain[v] / (1 + plain[v]));
    gx_hops_free(hops);
    disperse(&crowd);
}

static gx_status refuse_the_third(double *sums, const uint32_t *sources, size_t n_sources, void *context,
                                  gx_error *err)
{
    (void)context;
    for (size_t i = 0; i < n_sources; i++) {
        if (sources[i] == 3)
            return gx_fail(err, GX_EGRAPH, "source %u is not to be had", (unsigned)sources[i]);
        sums[0] += sources[i];
    }
    return GX_OK;
}

static gx_status die_at_the_third(double *sums, const uint32_t *sources, size_t n_sources, void *context,
                                  gx_error *err)
{
    (void)sums;
    (void)context;
    (void)err;
    for (size_t i = 0; i < n_sources; i++)
        if (sources[i] == 3)
            raise(SIGKILL);
    return GX_OK;
}

static void what_goes_wrong_in_a_child_is_told(void **state)
{
    (void)state;
    static const uint32_t sources[] = {0, 1, 2, 3, 4, 5};
    gx_share_work shares = {.share = refuse_the_third,
                            .task = "a test",
                            .sources = sources,
                            .n_sources = COUNT(sources),
                            .a_share = 1,
                            .n = 1};
    for (unsigned processes = 1; processes <= 3; processes++) {
        double sum = 0;
        gx_error err = {0};
        gx_work work = {.processes = processes};
        assert_int_equal(gx_shares_sum(&sum, NULL, &shares, &work, &err), GX_EGRAPH);
        assert_string_equal(err.text, "source 3 is not to be had");
    }
    double sum = 0;
    gx_error err = {0};
    shares.share = die_at_the_third;
    assert_int_equal(gx_shares_sum(&sum, NULL, &shares, &(gx_work){.processes = 2}, &err), GX_EIO);
    assert_string_equal(err.text, "a child process ended before it had answered");
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

/* Of 95 % of the vertices, whatever the sample. */
static void keeps_to_its_error(const gx_network *net, gx_measure measure)
{
    gx_scores exact = scores_of(net, measure, &(gx_work){.exactness = GX_EXACT});
    gx_scores drawn = scores_of(net, measure, &(gx_work){.exactness = GX_SAMPLED});
    gx_scores again = scores_of(net, measure, &(gx_work){.exactness = GX_SAMPLED});
    gx_scores other = scores_of(net, measure, &(gx_work){.exactness = GX_SAMPLED, .seed = 2});
    double highest = 0;
    size_t outside = 0;
    for (size_t v = 0; v < exact.n; v++)
        highest = fmax(highest, drawn.values[v]);
    for (size_t v = 0; v < exact.n; v++)
        outside += fabs(exact.values[v] - drawn.values[v]) > drawn.error * highest;
    assert_true(drawn.sampled > 0 && drawn.sampled < exact.n);
    assert_true(drawn.error > 0 && drawn.error < 0.2);
    assert_true(outside <= exact.n / 20);
    assert_memory_equal(drawn.values, again.values, drawn.n * sizeof *drawn.values);
    assert_memory_not_equal(drawn.values, other.values, drawn.n * sizeof *drawn.values);
    gx_scores_clear(&exact);
    gx_scores_clear(&drawn);
    gx_scores_clear(&again);
    gx_scores_clear(&other);
}

static void samples_keep_to_their_error(void **state)
{
    (void)state;
    gathering crowd = gather();
    keeps_to_its_error(crowd.whole, GX_MEASURE_BETWEENNESS);
    keeps_to_its_error(crowd.whole, GX_MEASURE_HARMONIC);
    disperse(&crowd);
}

static void communities_repeat_with_the_seed(void **state)
{
    (void)state;
    gathering crowd = gather();
    gx_error err = {0};
    gx_communities *one = NULL, *again = NULL;
    assert_int_equal(gx_communities_new(&one, crowd.whole, 1, 5, NULL, &err), GX_OK);
    assert_int_equal(gx_communities_new(&again, crowd.whole, 1, 1, NULL, &err), GX_OK);
    assert_memory_equal(one->of, again->of, one->n_vertices * sizeof *one->of);
    assert_true(one->stability > 0 && one->stability <= 1);
    assert_true(one->modularity_low <= one->modularity && one->modularity <= one->modularity_high);
    uint32_t members = 0;
    for (size_t c = 0; c < one->n; c++) {
        assert_int_equal(one->at[c].members_from, members);
        members += one->at[c].size;
        assert_true(c == 0 || one->at[c].size <= one->at[c - 1].size);
        for (uint32_t i = 0; i < one->at[c].n_central; i++)
            assert_int_equal(one->of[one->at[c].central[i]], c);
    }
    assert_int_equal(members, one->n_vertices);
    gx_communities_free(one);
    gx_communities_free(again);
    disperse(&crowd);
}

/* Two cliques of three events, joined by nothing: there is no doubt, whatever the seed. */
static void clear_communities_are_stable(void **state)
{
    (void)state;
    static const gx_tie edges[] = {{.source = 0, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 1},
                                   {.source = 1, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 1},
                                   {.source = 2, .target = 7, .type = GX_TIE_PARTICIPATION, .confidence = 1},
                                   {.source = 3, .target = 7, .type = GX_TIE_PARTICIPATION, .confidence = 1}};
    gx_network *net = layer_of(&(gx_network_input){town.vertices, 8, edges, 4}, GX_LAYER_ATTENDANCE,
                               &(gx_layer_filter){.no_isolates = true});
    gx_communities *communities = NULL;
    gx_error err = {0};
    assert_int_equal(gx_communities_new(&communities, net, 1, 50, NULL, &err), GX_OK);
    assert_int_equal(communities->n, 2);
    assert_near(communities->modularity, 0.5);
    assert_near(communities->stability, 1);
    assert_near(communities->at[1].stability, 1);
    assert_string_equal(gx_network_vertex(net, communities->at[0].central[0])->name, "meeting");
    gx_communities_free(communities);
    gx_network_free(net);
}

/* ---- stopping ---- */

/* Says stop at the n-th question. */
static bool stop_at(void *context)
{
    long *left = context;
    return (*left)-- <= 0;
}

typedef struct heard {
    double last;
    size_t calls;
} heard;

static void hear(void *context, const char *task, double share)
{
    heard *so_far = context;
    assert_non_null(task);
    assert_true(share >= so_far->last && share <= 1);
    so_far->last = share;
    so_far->calls++;
}

static gx_status work_to_stop(unsigned which, const gathering *crowd, const gx_work *work, gx_error *err)
{
    gx_scores scores = {0};
    gx_communities *communities = NULL;
    gx_network *layer = NULL;
    gx_intervals intervals = {0};
    gx_status status = GX_OK;
    switch (which) {
    case 0:
        status = gx_scores_init(&scores, crowd->whole, GX_MEASURE_BETWEENNESS, work, err);
        break;
    case 1:
        status = gx_scores_init(&scores, crowd->whole, GX_MEASURE_HARMONIC, work, err);
        break;
    case 2:
        status = gx_communities_new(&communities, crowd->whole, 1, 5, work, err);
        break;
    case 3:
        status = gx_layer_new(&layer, crowd->base, GX_LAYER_CO_ATTENDANCE, NULL, work, err);
        break;
    default:
        status = gx_intervals_init(&intervals, crowd->base, GX_LAYER_WHOLE, NULL, GX_MEASURE_DEGREE,
                                   GX_RANK_ALL, 5, work, err);
    }
    gx_scores_clear(&scores);
    gx_communities_free(communities);
    gx_network_free(layer);
    gx_intervals_clear(&intervals);
    return status;
}

static void every_long_work_can_be_stopped(void **state)
{
    (void)state;
    gathering crowd = gather();
    for (unsigned which = 0; which < 5; which++) {
        for (unsigned processes = 1; processes <= 2; processes++) {
            for (long questions = 0; questions <= 2; questions++) {
                long left = questions;
                gx_error err = {0};
                gx_work work = {.stopped = stop_at, .context = &left, .processes = processes};
                assert_int_equal(work_to_stop(which, &crowd, &work, &err), GX_EINTERRUPT);
                assert_string_equal(err.text, "stopped on request");
            }
        }
        gx_error err = {0};
        assert_int_equal(work_to_stop(which, &crowd, NULL, &err),
                         GX_OK); /* and nobody asks the old context any more */
    }
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    disperse(&crowd);
}

static void progress_runs_from_nothing_to_all(void **state)
{
    (void)state;
    gathering crowd = gather();
    for (unsigned processes = 1; processes <= 2; processes++) {
        heard so_far = {0};
        gx_work work = {.progress = hear, .context = &so_far, .processes = processes};
        gx_scores scores = betweenness(crowd.whole, &work);
        assert_true(so_far.calls > 3);
        assert_near(so_far.last, 1);
        gx_scores_clear(&scores);
    }
    disperse(&crowd);
}

/* ---- ranking ---- */

static void rankings_order_ties_by_entity(void **state)
{
    (void)state;
    static const gx_measure measures[] = {GX_MEASURE_DEGREE, GX_MEASURE_CONSTRAINT};
    gx_network *net = layer_of(&town, GX_LAYER_CO_ATTENDANCE, NULL);
    gx_ranking *ranking = NULL;
    gx_error err = {0};
    assert_int_equal(gx_ranking_new(&ranking, net, measures, 2, GX_RANK_PEOPLE, 0, NULL, &err), GX_OK);
    static const struct {
        gx_entity_id entity;
        uint32_t rank;
    } expected[] = {{11, 1}, {12, 1}, {13, 1}, {14, 4}};
    assert_int_equal(ranking->n, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(ranking->rows[i].entity, expected[i].entity);
        assert_int_equal(ranking->rows[i].rank, expected[i].rank);
    }
    assert_int_equal(ranking->n_columns, 2);
    assert_false(ranking->columns[1].defined[ranking->rows[3].vertex]); /* an isolate has no constraint */
    gx_ranking_free(ranking);

    assert_int_equal(gx_ranking_new(&ranking, net, &measures[1], 1, GX_RANK_PEOPLE, 2, NULL, &err), GX_OK);
    assert_int_equal(ranking->n, 2);
    assert_true(ranking->rows[0].score <= ranking->rows[1].score); /* low constraint is the strong place */
    gx_ranking_free(ranking);

    assert_int_equal(gx_ranking_new(&ranking, net, measures, 1, GX_RANK_EVENTS, 0, NULL, &err), GX_OK);
    assert_int_equal(ranking->n, 0);
    gx_ranking_free(ranking);
    assert_int_equal(gx_ranking_new(&ranking, net, measures, 0, GX_RANK_ALL, 0, NULL, &err), GX_EINVAL);
    assert_null(ranking);
    gx_network_free(net);
}

static void two_mode_measures_are_for_two_modes(void **state)
{
    (void)state;
    gx_network *net = layer_of(&town, GX_LAYER_CO_ATTENDANCE, NULL);
    gx_scores scores = {0};
    gx_error err = {0};
    assert_int_equal(gx_scores_init(&scores, net, GX_MEASURE_TWO_MODE_DEGREE, NULL, &err), GX_EINVAL);
    assert_string_equal(
        err.text, "two-mode-degree is for the layers affiliation and attendance, not for co-attendance");
    gx_network_free(net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_processes_gives_the_same_bits),
        cmocka_unit_test(paths_have_the_scores_of_paths),
        cmocka_unit_test(scaled_shares_add_up_to_betweenness),
        cmocka_unit_test(what_goes_wrong_in_a_child_is_told),
        cmocka_unit_test(samples_keep_to_their_error),
        cmocka_unit_test(communities_repeat_with_the_seed),
        cmocka_unit_test(clear_communities_are_stable),
        cmocka_unit_test(every_long_work_can_be_stopped),
        cmocka_unit_test(progress_runs_from_nothing_to_all),
        cmocka_unit_test(rankings_order_ties_by_entity),
        cmocka_unit_test(two_mode_measures_are_for_two_modes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
