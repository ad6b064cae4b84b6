/* Networks: what goes in comes out, networks that hardly are one, igraph's traps, no memory. */
#include "town.h"

#include "graph/brokers.h"
#include "graph/centrality.h"
#include "graph/chain.h"
#include "graph/communities.h"
#include "graph/compare.h"
#include "graph/engine.h"
#include "graph/figures.h"
#include "graph/paths.h"
#include "graph/uncertainty.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>

/* ---- building and reading ---- */

static void network_gives_back_what_was_put_in(void **state)
{
    (void)state;
    gx_network *net = make(&town);
    assert_int_equal(gx_network_vertex_count(net), 8);
    assert_int_equal(gx_network_edge_count(net), 11);
    assert_string_equal(gx_network_vertex(net, 6)->date, "2020-01-10");
    const gx_tie *edge = gx_network_edge(net, 0);
    assert_string_equal(edge->evidence, "a spoke");
    assert_ptr_not_equal(edge->evidence, town.edges[0].evidence);
    assert_int_equal(edge->line, 3);
    assert_int_equal(edge->document_fact, 7);
    assert_int_equal(edge->n_facts, 1);
    assert_near(gx_network_edge(net, 10)->strength, GX_STRENGTH_FLOOR);
    assert_int_equal(gx_network_find(net, O, 22), 5);
    assert_int_equal(gx_network_find(net, P, 22), GX_NO_VERTEX);
    assert_int_equal(gx_network_find(net, E, 99), GX_NO_VERTEX);
    size_t n;
    assert_int_equal(gx_network_facts(net, 4, &n)[0], 4);
    assert_int_equal(n, 1);
    gx_network_free(net);
}

static void network_refuses_contradictions(void **state)
{
    (void)state;
    static const gx_vertex nameless[] = {{.entity = 1, .type = P, .name = ""}};
    static const gx_vertex twins[] = {{.entity = 1, .type = P, .name = "a"},
                                      {.entity = 1, .type = P, .name = "b"}};
    static const gx_vertex same_id[] = {{.entity = 1, .type = P, .name = "a"},
                                        {.entity = 1, .type = O, .name = "b"}};
    static const gx_tie outside[] = {{.source = 0, .target = 8, .type = GX_TIE_POST, .confidence = 1}};
    static const gx_tie backwards[] = {{.source = 4, .target = 0, .type = GX_TIE_POST, .confidence = 1}};
    static const gx_tie derived[] = {
        {.source = 0, .target = 1, .type = GX_TIE_CO_ATTENDANCE, .confidence = 1}};
    static const gx_tie too_sure[] = {{.source = 0, .target = 4, .type = GX_TIE_POST, .confidence = 1.5}};
    static const gx_tie not_a_number[] = {{.source = 0, .target = 4, .type = GX_TIE_POST, .confidence = NAN}};
    const struct {
        gx_network_input input;
        const char *message;
    } cases[] = {
        {{nameless, 1, NULL, 0}, "vertex 0 has no name"},
        {{twins, 2, NULL, 0}, "two vertices are the person 1"},
        {{town.vertices, 8, outside, 1}, "edge 0 joins vertices 0 and 8 of 8"},
        {{town.vertices, 8, backwards, 1}, "edge 0: post cannot join organization and person"},
        {{town.vertices, 8, derived, 1}, "edge 0: co_attendance is no type of fact"},
        {{town.vertices, 8, too_sure, 1}, "edge 0: expected a confidence from 0 to 1, found 1.5"},
        {{town.vertices, 8, not_a_number, 1}, "edge 0: expected a confidence from 0 to 1, found nan"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        gx_error err = {0};
        gx_network *net = (gx_network *)&err;
        assert_int_equal(gx_network_new(&net, &cases[i].input, &err), GX_EINVAL);
        assert_null(net);
        assert_string_equal(err.text, cases[i].message);
    }
    gx_network_free(make(&(gx_network_input){same_id, 2, NULL, 0})); /* ids are unique within a type only */
}

/* ---- degenerate networks ---- */

/* All that can be asked, on a network of which nothing is expected but sound answers. */
static void ask_everything(const gx_network_input *input)
{
    gx_network *net = make(input);
    for (unsigned l = 0; l < GX_LAYERS; l++) {
        gx_error err = {0};
        gx_network *layer = NULL;
        assert_int_equal(gx_layer_new(&layer, net, (gx_layer)l, NULL, NULL, &err), GX_OK);
        size_t n = gx_network_vertex_count(layer);
        for (unsigned m = 0; m < GX_MEASURES; m++) {
            gx_scores scores = {0};
            bool fits = !gx_measure_describe((gx_measure)m)->two_mode || gx_network_is_two_mode(layer);
            gx_error refused = {0};
            assert_int_equal(gx_scores_init(&scores, layer, (gx_measure)m, NULL, &refused),
                             fits ? GX_OK : GX_EINVAL);
            assert_int_equal(scores.n, fits ? n : 0);
            for (size_t v = 0; v < scores.n; v++)
                assert_true(isfinite(scores.values[v]));
            gx_scores_clear(&scores);
        }
        gx_communities *communities = NULL;
        assert_int_equal(gx_communities_new(&communities, layer, 1, 3, NULL, &err), GX_OK);
        assert_true(isfinite(communities->modularity) && isfinite(communities->stability));
        assert_true(communities->n <= n && (n == 0 || communities->n > 0));
        gx_communities_free(communities);
        gx_figures figures = {0};
        assert_int_equal(gx_figures_init(&figures, layer, NULL, &err), GX_OK);
        assert_int_equal(figures.vertices, n);
        gx_figures_clear(&figures);
        for (unsigned by = 0; by < GX_GROUPINGS; by++) {
            gx_groups groups = {0};
            gx_brokers *brokers = NULL;
            assert_int_equal(gx_groups_init(&groups, layer, (gx_group_by)by, NULL, &err), GX_OK);
            assert_int_equal(gx_brokers_new(&brokers, layer, &groups, NULL, &err), GX_OK);
            gx_brokers_free(brokers);
            gx_groups_clear(&groups);
        }
        gx_intervals intervals = {0};
        assert_int_equal(gx_intervals_init(&intervals, net, (gx_layer)l, NULL, GX_MEASURE_PAGERANK,
                                           GX_RANK_ALL, 3, NULL, &err),
                         GX_OK);
        assert_int_equal(intervals.n, n);
        gx_intervals_clear(&intervals);
        gx_comparison *comparison = NULL;
        assert_int_equal(gx_comparison_new(&comparison, net, (gx_layer)l, &(gx_layer_filter){.to = "2019"},
                                           &(gx_layer_filter){.from = "2020"}, GX_MEASURE_DEGREE, GX_RANK_ALL,
                                           NULL, &err),
                         GX_OK);
        gx_comparison_free(comparison);
        gx_network_free(layer);
    }
    gx_network_free(net);
}

static void degenerate_networks_have_answers(void **state)
{
    (void)state;
    static const gx_tie twice[] = {
        {.source = 0, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 0.5},
        {.source = 0, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 0.5}};
    static const gx_tie apart[] = {{.source = 0, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 1},
                                   {.source = 1, .target = 7, .type = GX_TIE_PARTICIPATION, .confidence = 1}};
    static const gx_tie nothing_sure[] = {
        {.source = 0, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 0},
        {.source = 5, .target = 4, .type = GX_TIE_PART_OF, .confidence = 0}};
    static const gx_tie loop[] = {{.source = 4, .target = 4, .type = GX_TIE_PART_OF, .confidence = 1}};
    ask_everything(&(gx_network_input){NULL, 0, NULL, 0});
    ask_everything(&(gx_network_input){town.vertices, 1, NULL, 0});
    ask_everything(&(gx_network_input){town.vertices, 8, NULL, 0});
    ask_everything(&(gx_network_input){town.vertices, 8, twice, 2});
    ask_everything(&(gx_network_input){town.vertices, 8, apart, 2});
    ask_everything(&(gx_network_input){town.vertices, 8, nothing_sure, 2});
    ask_everything(&(gx_network_input){town.vertices, 8, loop, 1});
    ask_everything(&town);
}

/* ---- traps of igraph ---- */

/* The default handler would abort the process here. */
static void igraph_errors_become_ours(void **state)
{
    (void)state;
    gx_error err = {0};
    igraph_t graph;
    igraph_vector_int_t ends;
    gx_engine_enter(NULL);
    assert_int_equal(igraph_vector_int_init(&ends, 3), IGRAPH_SUCCESS);
    assert_int_equal(gx_engine_status(igraph_create(&graph, &ends, 1, IGRAPH_UNDIRECTED), "a test", &err),
                     GX_EGRAPH);
    assert_non_null(strstr(err.text, "igraph refused a test: "));
    assert_true(strlen(err.text) > strlen("igraph refused a test: "));
    igraph_vector_int_destroy(&ends);
    gx_engine_leave();
}

/* Closeness of an isolate would be NaN, and tiny components would score highest. */
static void harmonic_does_not_favour_small_components(void **state)
{
    (void)state;
    gx_network *net = layer_of(&town, GX_LAYER_WHOLE, NULL);
    gx_scores scores = {0};
    gx_error err = {0};
    assert_int_equal(gx_scores_init(&scores, net, GX_MEASURE_HARMONIC, NULL, &err), GX_OK);
    assert_true(scores.defined[3]);
    assert_near(scores.values[3], 0);
    assert_true(scores.values[0] > 0);
    gx_scores_clear(&scores);
    gx_network_free(net);
}

static void eigenvector_says_nothing_outside_the_largest_component(void **state)
{
    (void)state;
    static const gx_tie edges[] = {{.source = 0, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 1},
                                   {.source = 1, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 1},
                                   {.source = 2, .target = 7, .type = GX_TIE_PARTICIPATION, .confidence = 1}};
    gx_network *net = layer_of(&(gx_network_input){town.vertices, 8, edges, 3}, GX_LAYER_WHOLE, NULL);
    gx_scores scores = {0};
    gx_error err = {0};
    assert_int_equal(gx_scores_init(&scores, net, GX_MEASURE_EIGENVECTOR, NULL, &err), GX_OK);
    assert_true(scores.defined[0] && scores.defined[6]);
    assert_false(scores.defined[2] || scores.defined[7] || scores.defined[3]);
    assert_near(scores.values[6], 1);
    gx_scores_clear(&scores);
    gx_network_free(net);
}

/* Weights are lengths for betweenness and strengths for PageRank: the strong tie is the near one. */
static void strong_ties_are_short(void **state)
{
    (void)state;
    static const gx_tie edges[] = {
        {.source = 0, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 1},
        {.source = 1, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 1},
        {.source = 0, .target = 7, .type = GX_TIE_PARTICIPATION, .confidence = 0.2},
        {.source = 1, .target = 7, .type = GX_TIE_PARTICIPATION, .confidence = 0.2}};
    gx_network *net = layer_of(&(gx_network_input){town.vertices, 8, edges, 4}, GX_LAYER_WHOLE, NULL);
    gx_error err = {0};
    gx_scores by_strength = {0}, by_hops = {0}, pagerank = {0};
    gx_path_list *paths = NULL;
    gx_work strength = {.length = GX_LENGTH_STRENGTH};
    assert_int_equal(gx_scores_init(&by_strength, net, GX_MEASURE_BETWEENNESS, &strength, &err), GX_OK);
    assert_int_equal(gx_scores_init(&by_hops, net, GX_MEASURE_BETWEENNESS, NULL, &err), GX_OK);
    assert_int_equal(gx_scores_init(&pagerank, net, GX_MEASURE_PAGERANK, NULL, &err), GX_OK);
    assert_near(by_strength.values[6], 1);
    assert_near(by_strength.values[7], 0);
    assert_near(by_hops.values[6], 0.5);
    assert_near(by_hops.values[7], 0.5);
    assert_true(pagerank.values[6] > pagerank.values[7]);
    assert_int_equal(gx_paths_new(&paths, net, 0, 1, 5, NULL, &err), GX_OK);
    assert_int_equal(paths->n, 2);
    assert_int_equal(paths->at[0].vertices[1], 6);
    assert_near(paths->at[0].length, 2);
    assert_near(paths->at[1].length, 10);
    gx_path_list_free(paths);
    gx_scores_clear(&by_strength);
    gx_scores_clear(&by_hops);
    gx_scores_clear(&pagerank);
    gx_network_free(net);
}

/* ---- memory ---- */

static gx_status everything_once(gx_error *err)
{
    gx_network *net = NULL, *layer = NULL, *projection = NULL;
    gx_ranking *ranking = NULL;
    gx_communities *communities = NULL;
    gx_figures figures = {0};
    gx_groups groups = {0};
    gx_brokers *brokers = NULL;
    gx_path_list *paths = NULL;
    gx_surroundings around = {0};
    gx_intervals intervals = {0};
    gx_comparison *comparison = NULL;
    gx_numbers numbers = {0};
    gx_chain chain = {0};
    gx_layer_filter early = {.to = "2019"}, late = {.from = "2020"};
    gx_measure all[GX_MEASURES];
    for (unsigned m = 0; m < GX_MEASURES; m++)
        all[m] = (gx_measure)m;
    gx_status status = gx_network_new(&net, &town, err);
    if (status == GX_OK)
        status = gx_layer_new(&layer, net, GX_LAYER_ATTENDANCE, NULL, NULL, err);
    if (status == GX_OK)
        status = gx_layer_new(&projection, net, GX_LAYER_CO_ATTENDANCE, NULL, NULL, err);
    if (status == GX_OK)
        status = gx_ranking_new(&ranking, layer, all, GX_MEASURES, GX_RANK_ALL, 0, NULL, err);
    if (status == GX_OK)
        status = gx_communities_new(&communities, projection, 1, 2, NULL, err);
    if (status == GX_OK)
        status = gx_figures_init(&figures, layer, NULL, err);
    if (status == GX_OK)
        status = gx_groups_init(&groups, layer, GX_GROUP_BY_ORGANIZATION, NULL, err);
    if (status == GX_OK)
        status = gx_brokers_new(&brokers, layer, &groups, NULL, err);
    if (status == GX_OK)
        status = gx_paths_new(&paths, layer, 0, 1, 3, NULL, err);
    if (status == GX_OK)
        status = gx_surroundings_init(&around, layer, 0, 2, err);
    if (status == GX_OK)
        status = gx_bridges(&numbers, layer, err);
    if (status == GX_OK)
        status = gx_intervals_init(&intervals, net, GX_LAYER_ATTENDANCE, NULL, GX_MEASURE_EFFECTIVE_SIZE,
                                   GX_RANK_ALL, 2, NULL, err);
    if (status == GX_OK)
        status = gx_comparison_new(&comparison, net, GX_LAYER_ATTENDANCE, &early, &late, GX_MEASURE_DEGREE,
                                   GX_RANK_ALL, NULL, err);
    if (status == GX_OK)
        status = gx_chain_infer(&chain, &town, "seeds/places.tsv", err);
    gx_chain_clear(&chain);
    gx_comparison_free(comparison);
    gx_intervals_clear(&intervals);
    gx_numbers_clear(&numbers);
    gx_surroundings_clear(&around);
    gx_path_list_free(paths);
    gx_brokers_free(brokers);
    gx_groups_clear(&groups);
    gx_figures_clear(&figures);
    gx_communities_free(communities);
    gx_ranking_free(ranking);
    gx_network_free(projection);
    gx_network_free(layer);
    gx_network_free(net);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    long failed = 0;
    for (long n = 0;; n++) {
        gx_error err = {0};
        gx_alloc_fail_after(n);
        gx_status status = everything_once(&err);
        gx_alloc_fail_after(-1);
        if (status == GX_OK)
            break;
        failed++;
        assert_int_equal(status, GX_ENOMEM);
        assert_int_equal(err.status, GX_ENOMEM);
    }
    assert_true(failed > 100);
}

/* A BLAS that waits busily on other cores made each question cost a tenth of a second more. */
static void nobody_works_beside_us(void **state)
{
    (void)state;
    gx_network_one_thread();
    DIR *threads = opendir("/proc/self/task");
    assert_non_null(threads);
    int n = 0;
    for (const struct dirent *entry; (entry = readdir(threads));)
        n += entry->d_name[0] != '.';
    closedir(threads);
    assert_int_equal(n, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_works_beside_us),
        cmocka_unit_test(network_gives_back_what_was_put_in),
        cmocka_unit_test(network_refuses_contradictions),
        cmocka_unit_test(degenerate_networks_have_answers),
        cmocka_unit_test(igraph_errors_become_ours),
        cmocka_unit_test(harmonic_does_not_favour_small_components),
        cmocka_unit_test(eigenvector_says_nothing_outside_the_largest_component),
        cmocka_unit_test(strong_ties_are_short),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
