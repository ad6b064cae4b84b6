/* Brokers, paths, uncertainty and change. */
#include "town.h"

#include "graph/brokers.h"
#include "graph/centrality.h"
#include "graph/compare.h"
#include "graph/paths.h"
#include "graph/uncertainty.h"

#include <errno.h>
#include <stdlib.h>

/* ---- brokers ---- */

/* A chain of three bodies in a hierarchy, in all five arrangements of groups. */
static void brokers_play_the_five_roles(void **state)
{
    (void)state;
    static const gx_vertex bodies[] = {{.entity = 1, .type = O, .name = "a"},
                                       {.entity = 2, .type = O, .name = "b"},
                                       {.entity = 3, .type = O, .name = "c"}};
    static const gx_tie chain[] = {{.source = 0, .target = 1, .type = GX_TIE_PART_OF, .confidence = 1},
                                   {.source = 1, .target = 2, .type = GX_TIE_PART_OF, .confidence = 1},
                                   {.source = 0, .target = 2, .type = GX_TIE_PART_OF, .confidence = 1}};
    static const struct {
        uint32_t groups[3];
        gx_broker_role role;
    } cases[] = {
        {{0, 0, 0}, GX_BROKER_COORDINATOR},    {{0, 1, 1}, GX_BROKER_GATEKEEPER},
        {{0, 0, 1}, GX_BROKER_REPRESENTATIVE}, {{0, 1, 0}, GX_BROKER_CONSULTANT},
        {{0, 1, 2}, GX_BROKER_LIAISON},
    };
    gx_error err = {0};
    gx_brokers *brokers = NULL;
    gx_network *net = layer_of(&(gx_network_input){bodies, 3, chain, 2}, GX_LAYER_HIERARCHY, NULL);
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t of[3];
        memcpy(of, cases[i].groups, sizeof of);
        gx_groups groups = {.of = of, .n_vertices = 3, .n = 3};
        assert_int_equal(gx_brokers_new(&brokers, net, &groups, NULL, &err), GX_OK);
        assert_int_equal(brokers->n, 1);
        assert_int_equal(brokers->at[0].entity, 2);
        assert_int_equal(brokers->at[0].total, 1);
        assert_int_equal(brokers->at[0].counts[cases[i].role], 1);
        gx_brokers_free(brokers);
    }
    gx_network_free(net);

    uint32_t of[] = {0, 0, 0};
    gx_groups groups = {.of = of, .n_vertices = 3, .n = 1};
    net = layer_of(&(gx_network_input){bodies, 3, chain, 3}, GX_LAYER_HIERARCHY, NULL);
    assert_int_equal(gx_brokers_new(&brokers, net, &groups, NULL, &err), GX_OK);
    assert_int_equal(brokers->n, 0); /* who has a tie needs no broker */
    gx_brokers_free(brokers);
    groups.n_vertices = 2;
    assert_int_equal(gx_brokers_new(&brokers, net, &groups, NULL, &err), GX_EINVAL);
    gx_network_free(net);
}

static void groups_follow_the_latest_post(void **state)
{
    (void)state;
    static const gx_tie posts[] = {
        {.source = 0, .target = 4, .type = GX_TIE_POST, .from = "2018", .confidence = 1},
        {.source = 0, .target = 5, .type = GX_TIE_POST, .from = "2019", .confidence = 0.5},
        {.source = 1, .target = 4, .type = GX_TIE_POST, .confidence = 0.5},
        {.source = 1, .target = 5, .type = GX_TIE_POST, .confidence = 0.9},
    };
    gx_network *net = layer_of(&(gx_network_input){town.vertices, 8, posts, 4}, GX_LAYER_CO_ATTENDANCE, NULL);
    gx_groups groups = {0};
    gx_error err = {0};
    static const struct {
        gx_group_by by;
        const char *name;
    } cases[] = {{GX_GROUP_BY_ORGANIZATION, "company"},
                 {GX_GROUP_BY_LEVEL, "works"},
                 {GX_GROUP_BY_PLACE, "west"},
                 {GX_GROUP_BY_KIND, "company"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(gx_groups_init(&groups, net, cases[i].by, NULL, &err), GX_OK);
        assert_int_equal(groups.n, 1);
        assert_string_equal(groups.names[groups.of[0]], cases[i].name);
        assert_int_equal(groups.of[1], groups.of[0]);
        assert_int_equal(groups.of[3], GX_NO_GROUP);
        gx_groups_clear(&groups);
    }
    gx_network_free(net);
}

/* Without levels of their own, organizations have the hierarchy's; a circle has no top. */
static void levels_are_steps_up_the_hierarchy(void **state)
{
    (void)state;
    static const gx_vertex bodies[] = {
        {.entity = 1, .type = O, .name = "national"},   {.entity = 2, .type = O, .name = "city"},
        {.entity = 3, .type = O, .name = "district"},   {.entity = 4, .type = O, .name = "alone"},
        {.entity = 5, .type = O, .name = "one circle"}, {.entity = 6, .type = O, .name = "circle"}};
    static const gx_tie chain[] = {{.source = 2, .target = 1, .type = GX_TIE_PART_OF, .confidence = 1},
                                   {.source = 1, .target = 0, .type = GX_TIE_PART_OF, .confidence = 1},
                                   {.source = 4, .target = 5, .type = GX_TIE_PART_OF, .confidence = 1},
                                   {.source = 5, .target = 4, .type = GX_TIE_PART_OF, .confidence = 1}};
    gx_network *net = layer_of(&(gx_network_input){bodies, 6, chain, 4}, GX_LAYER_HIERARCHY, NULL);
    gx_groups groups = {0};
    gx_error err = {0};
    assert_int_equal(gx_groups_init(&groups, net, GX_GROUP_BY_LEVEL, NULL, &err), GX_OK);
    assert_int_equal(groups.n, 3);
    assert_string_equal(groups.names[groups.of[0]], "top");
    assert_string_equal(groups.names[groups.of[1]], "1 below the top");
    assert_string_equal(groups.names[groups.of[2]], "2 below the top");
    for (size_t v = 3; v < 6; v++)
        assert_int_equal(groups.of[v], GX_NO_GROUP);
    gx_groups_clear(&groups);
    gx_network_free(net);
}

/* ---- paths ---- */

static void paths_carry_their_proof(void **state)
{
    (void)state;
    gx_network *net = layer_of(&town, GX_LAYER_WHOLE, NULL);
    gx_path_list *paths = NULL;
    gx_error err = {0};
    gx_work hops = {.length = GX_LENGTH_HOPS};
    assert_int_equal(gx_paths_new(&paths, net, 0, 5, 10, &hops, &err), GX_OK);
    assert_true(paths->n >= 2);
    assert_int_equal(paths->at[0].steps, 2);
    assert_string_equal(gx_network_vertex(net, paths->at[0].vertices[1])->name, "union");
    for (size_t i = 0; i < paths->n; i++) {
        assert_true(i == 0 || paths->at[i].length >= paths->at[i - 1].length);
        for (size_t s = 0; s < paths->at[i].steps; s++) {
            size_t n;
            const gx_tie *edge = gx_network_edge(net, paths->at[i].edges[s]);
            uint32_t from = paths->at[i].vertices[s], to = paths->at[i].vertices[s + 1];
            assert_true((edge->source == from && edge->target == to) ||
                        (edge->source == to && edge->target == from));
            assert_non_null(gx_network_facts(net, paths->at[i].edges[s], &n));
            assert_true(n >= 1);
        }
    }
    gx_path_list_free(paths);
    assert_int_equal(gx_paths_new(&paths, net, 0, 3, 2, NULL, &err), GX_OK);
    assert_int_equal(paths->n, 0); /* not connected */
    gx_path_list_free(paths);
    assert_int_equal(gx_paths_new(&paths, net, 2, 2, 2, NULL, &err), GX_OK);
    assert_int_equal(paths->n, 1);
    assert_int_equal(paths->at[0].steps, 0);
    gx_path_list_free(paths);
    assert_int_equal(gx_paths_new(&paths, net, 0, 8, 2, NULL, &err), GX_EINVAL);
    assert_null(paths);
    gx_network_free(net);
}

static void surroundings_grow_ring_by_ring(void **state)
{
    (void)state;
    gx_network *net = layer_of(&town, GX_LAYER_WHOLE, NULL);
    gx_surroundings around = {0};
    gx_error err = {0};
    static const size_t expected[] = {1, 4, 7, 7}; /* itself; meeting, visit, union; b, c, company */
    for (uint32_t steps = 0; steps < COUNT(expected); steps++) {
        assert_int_equal(gx_surroundings_init(&around, net, 0, steps, &err), GX_OK);
        assert_int_equal(around.n, expected[steps]);
        assert_int_equal(around.vertices[0], 0);
        for (size_t i = 1; i < around.n; i++)
            assert_true(around.steps[i] > around.steps[i - 1] || around.vertices[i] > around.vertices[i - 1]);
        gx_surroundings_clear(&around);
    }
    assert_int_equal(gx_surroundings_init(&around, net, 8, 1, &err), GX_EINVAL);
    gx_network_free(net);
}

/* ---- uncertainty and change ---- */

static void intervals_are_as_wide_as_the_doubt(void **state)
{
    (void)state;
    static const gx_tie edges[] = {
        {.source = 0, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 1},
        {.source = 1, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 0.5},
        {.source = 2, .target = 6, .type = GX_TIE_PARTICIPATION, .confidence = 0},
        {.source = 0, .target = 7, .type = GX_TIE_PARTICIPATION, .confidence = 1}};
    gx_network *net = make(&(gx_network_input){town.vertices, 8, edges, 4});
    gx_intervals one = {0}, again = {0};
    gx_error err = {0};
    assert_int_equal(gx_intervals_init(&one, net, GX_LAYER_WHOLE, NULL, GX_MEASURE_DEGREE, GX_RANK_PEOPLE,
                                       200, NULL, &err),
                     GX_OK);
    assert_int_equal(gx_intervals_init(&again, net, GX_LAYER_WHOLE, NULL, GX_MEASURE_DEGREE, GX_RANK_PEOPLE,
                                       200, NULL, &err),
                     GX_OK);
    assert_memory_equal(one.at, again.at, one.n * sizeof *one.at);
    assert_near(one.at[0].score_low, 2);
    assert_near(one.at[0].score_high, 2);
    assert_near(one.at[0].rank_high, 1);
    assert_near(one.at[1].score, 1);
    assert_near(one.at[1].score_low, 0);
    assert_near(one.at[1].score_high, 1);
    assert_near(one.at[2].score, 1); /* as read; no draw believes it */
    assert_near(one.at[2].score_high, 0);
    assert_near(one.at[2].present, 1);
    assert_near(one.at[6].present, 0); /* an event is not ranked among people */
    gx_intervals_clear(&one);
    gx_intervals_clear(&again);
    assert_int_equal(
        gx_intervals_init(&one, net, GX_LAYER_WHOLE, NULL, GX_MEASURE_DEGREE, GX_RANK_ALL, 0, NULL, &err),
        GX_EINVAL);
    gx_network_free(net);
}

static void comparison_tells_who_came_and_went(void **state)
{
    (void)state;
    gx_network *net = make(&town);
    gx_comparison *comparison = NULL;
    gx_error err = {0};
    gx_layer_filter before = {.to = "2019"}, after = {.from = "2020"};
    assert_int_equal(gx_comparison_new(&comparison, net, GX_LAYER_ATTENDANCE, &before, &after,
                                       GX_MEASURE_STRENGTH, GX_RANK_ALL, NULL, &err),
                     GX_OK);
    /* before: a 1, b 0.6, visit 1.6; after: a 0.9, b 0.8, c 0.5, meeting 2.2 */
    static const struct {
        const char *name;
        gx_change change;
        uint32_t before, after;
    } expected[] = {{"meeting", GX_CAME, 0, 1},
                    {"c", GX_CAME, 0, 4},
                    {"visit", GX_WENT, 1, 0},
                    {"a", GX_STAYED, 2, 2},
                    {"b", GX_STAYED, 3, 3}};
    assert_int_equal(comparison->n, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_string_equal(gx_network_vertex(net, comparison->rows[i].vertex)->name, expected[i].name);
        assert_int_equal(comparison->rows[i].change, expected[i].change);
        assert_int_equal(comparison->rows[i].rank_before, expected[i].before);
        assert_int_equal(comparison->rows[i].rank_after, expected[i].after);
    }
    assert_int_equal(comparison->counts[GX_CAME], 2);
    assert_near(comparison->rank_correlation, 1);
    gx_comparison_free(comparison);
    gx_network_free(net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brokers_play_the_five_roles),
        cmocka_unit_test(groups_follow_the_latest_post),
        cmocka_unit_test(levels_are_steps_up_the_hierarchy),
        cmocka_unit_test(paths_carry_their_proof),
        cmocka_unit_test(surroundings_grow_ring_by_ring),
        cmocka_unit_test(intervals_are_as_wide_as_the_doubt),
        cmocka_unit_test(comparison_tells_who_came_and_went),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
