/* Layers and projections, filters and windows, the inferred chain of unions. */
#include "town.h"

#include "graph/centrality.h"
#include "graph/brokers.h"
#include "graph/chain.h"
#include "graph/engine.h"
#include "graph/figures.h"

#include <errno.h>
#include <stdlib.h>

/* ---- layers ---- */

static void layers_merge_parallel_edges_and_keep_loops_apart(void **state)
{
    (void)state;
    gx_network *net = layer_of(&town, GX_LAYER_WHOLE, NULL);
    const gx_tie *post = edge_between(net, "a", "union");
    assert_non_null(post);
    assert_int_equal(post->n_facts, 2);
    assert_near(post->strength, 0.9 + 0.7);
    assert_near(post->confidence, 1 - 0.1 * 0.3);
    assert_string_equal(post->title, "chair"); /* of the surest */
    assert_string_equal(post->from, "2018");
    assert_string_equal(post->to, "2019-06");
    const gx_tie *bodies = edge_between(net, "company", "union");
    assert_non_null(bodies); /* part_of and partner are one pair, in the direction of the surer */
    assert_int_equal(bodies->type, GX_TIE_PART_OF);
    assert_near(bodies->strength, 0.5 + GX_STRENGTH_FLOOR);
    assert_false(bodies->inferred);
    assert_non_null(edge_between(net, "union", "union"));
    gx_figures figures = {0};
    gx_error err = {0};
    assert_int_equal(gx_figures_init(&figures, net, NULL, &err), GX_OK);
    assert_int_equal(figures.self_loops, 1);
    assert_int_equal(figures.isolates, 1);
    assert_int_equal(figures.edges, gx_network_edge_count(net) - 1);
    gx_figures_clear(&figures);
    gx_network_free(net);
}

/* By role: parallel edges again, one for each type, title and direction, which add up to the merged one. */
static void layers_by_role_keep_what_pairs_are_to_each_other(void **state)
{
    (void)state;
    gx_network *merged = layer_of(&town, GX_LAYER_WHOLE, NULL);
    gx_network *net = layer_of(&town, GX_LAYER_WHOLE, &(gx_layer_filter){.by_role = true});
    assert_int_equal(gx_network_edge_count(merged), 9);
    assert_int_equal(gx_network_edge_count(net), 11);
    const gx_tie *chair = edge_between(net, "a", "union");
    assert_string_equal(chair->title, "chair");
    assert_string_equal(chair[1].title, "member");
    assert_int_equal(chair->source, chair[1].source);
    assert_int_equal(chair->target, chair[1].target);
    assert_int_equal(chair->n_facts, 1);
    assert_near(chair->confidence, 0.9);
    assert_near(chair->strength + chair[1].strength, edge_between(merged, "a", "union")->strength);
    assert_int_equal(edge_between(net, "company", "union")->type, GX_TIE_PART_OF);
    assert_int_equal(edge_between(net, "union", "company")->type, GX_TIE_PARTNER);
    for (gx_measure measure = GX_MEASURE_DEGREE; measure <= GX_MEASURE_PAGERANK; measure++) {
        gx_scores left = {0}, right = {0};
        gx_error err = {0};
        assert_int_equal(gx_scores_init(&left, merged, measure, NULL, &err), GX_OK);
        assert_int_equal(gx_scores_init(&right, net, measure, NULL, &err), GX_OK);
        for (size_t v = 0; v < left.n; v++)
            assert_near(left.values[v], right.values[v]);
        gx_scores_clear(&left);
        gx_scores_clear(&right);
    }
    gx_network_free(merged);
    gx_network_free(net);
}

static void hierarchy_keeps_its_direction(void **state)
{
    (void)state;
    gx_network *net = layer_of(&town, GX_LAYER_HIERARCHY, NULL);
    assert_true(gx_network_is_directed(net));
    assert_int_equal(gx_network_vertex_count(net), 2);
    assert_non_null(edge_between(net, "company", "union"));
    assert_null(edge_between(net, "union", "company"));
    assert_true(gx_network_edge(net, 0)->inferred);
    gx_network_free(net);
    net = layer_of(&town, GX_LAYER_HIERARCHY, &(gx_layer_filter){.no_inferred = true});
    assert_int_equal(gx_network_edge_count(net), 0);
    gx_network_free(net);
}

static void co_attendance_shares_events_out(void **state)
{
    (void)state;
    gx_network *net = layer_of(&town, GX_LAYER_CO_ATTENDANCE, NULL);
    assert_int_equal(gx_network_vertex_count(net), 4);
    assert_int_equal(gx_network_edge_count(net), 3);
    const gx_tie *edge = edge_between(net, "a", "b");
    assert_int_equal(edge->type, GX_TIE_CO_ATTENDANCE);
    assert_int_equal(edge->n_facts, 2);
    assert_near(edge->strength, 0.8 / 2 + 0.6 / 1); /* the meeting has three, the visit two */
    assert_null(edge->title);
    assert_string_equal(edge->from, "2019-12");
    assert_string_equal(edge->to, "2020-01-10");
    assert_near(edge_between(net, "b", "c")->strength, 0.5 / 2);
    size_t n;
    const uint32_t *facts = gx_network_facts(net, 0, &n);
    assert_int_equal(n, 4); /* two events, two participations each */
    assert_int_equal(gx_network_fact(net, facts[0])->target, gx_network_fact(net, facts[1])->target);
    assert_string_equal(gx_network_fact_vertex(net, gx_network_fact(net, facts[0])->target)->name, "meeting");
    gx_network_free(net);
    net =
        layer_of(&town, GX_LAYER_CO_ATTENDANCE, &(gx_layer_filter){.max_event_size = 2, .no_isolates = true});
    assert_int_equal(gx_network_vertex_count(net), 2);
    assert_near(gx_network_edge(net, 0)->strength, 0.6);
    gx_network_free(net);
}

/* Who is named twice at one event is there once. */
static void co_attendance_counts_a_participant_once(void **state)
{
    (void)state;
    static const gx_tie edges[] = {
        {.source = 0, .target = 6, .type = GX_TIE_PARTICIPATION, .title = "leader", .confidence = 0.4},
        {.source = 0, .target = 6, .type = GX_TIE_PARTICIPATION, .title = "visitor", .confidence = 0.9},
        {.source = 1, .target = 6, .type = GX_TIE_PARTICIPATION, .title = "recipient", .confidence = 0.7},
    };
    gx_network *net = layer_of(&(gx_network_input){town.vertices, 8, edges, 3}, GX_LAYER_CO_ATTENDANCE, NULL);
    assert_int_equal(gx_network_edge_count(net), 1);
    assert_near(gx_network_edge(net, 0)->strength, 0.7);
    gx_network_free(net);
}

static size_t edges_with(gx_layer layer, gx_layer_filter filter)
{
    gx_network *net = layer_of(&town, layer, &filter);
    size_t n = gx_network_edge_count(net);
    gx_network_free(net);
    return n;
}

static void filters_let_through_what_they_say(void **state)
{
    (void)state;
    static const char *const visits[] = {"visit"}, *const speakers[] = {"speaker"},
                             *const unions[] = {"union"}, *const none[] = {"unoin"};
    assert_int_equal(edges_with(GX_LAYER_ATTENDANCE, (gx_layer_filter){0}), 5);
    assert_int_equal(edges_with(GX_LAYER_ATTENDANCE, (gx_layer_filter){.kinds = visits, .n_kinds = 1}), 2);
    assert_int_equal(edges_with(GX_LAYER_WHOLE, (gx_layer_filter){.kinds = visits, .n_kinds = 1}),
                     edges_with(GX_LAYER_WHOLE, (gx_layer_filter){0}) - 3); /* the bodies stay */
    assert_int_equal(edges_with(GX_LAYER_ATTENDANCE, (gx_layer_filter){.roles = speakers, .n_roles = 1}), 1);
    assert_int_equal(edges_with(GX_LAYER_ATTENDANCE, (gx_layer_filter){.min_confidence = 0.8}), 3);
    assert_int_equal(edges_with(GX_LAYER_WHOLE, (gx_layer_filter){.kinds = none, .n_kinds = 1}), 0);
    assert_int_equal(edges_with(GX_LAYER_AFFILIATION, (gx_layer_filter){.kinds = unions, .n_kinds = 1}), 1);
    assert_int_equal(edges_with(GX_LAYER_AFFILIATION, (gx_layer_filter){.roles = speakers, .n_roles = 1}), 2);
}

/* A date without a day may be any of its days, and is never taken for the first of January. */
static void windows_honour_the_precision_of_dates(void **state)
{
    (void)state;
    assert_int_equal(edges_with(GX_LAYER_ATTENDANCE, (gx_layer_filter){.from = "2020"}), 3);
    assert_int_equal(edges_with(GX_LAYER_ATTENDANCE, (gx_layer_filter){.to = "2019-12-05"}), 2);
    assert_int_equal(
        edges_with(GX_LAYER_ATTENDANCE, (gx_layer_filter){.from = "2019-12-20", .to = "2019-12-31"}), 2);
    assert_int_equal(edges_with(GX_LAYER_ATTENDANCE, (gx_layer_filter){.from = "2020-01-11"}), 0);
    assert_int_equal(edges_with(GX_LAYER_AFFILIATION, (gx_layer_filter){.from = "2019-07"}), 1);
    assert_int_equal(edges_with(GX_LAYER_AFFILIATION, (gx_layer_filter){.from = "2019-06", .to = "2020-12"}),
                     2);
    assert_int_equal(
        edges_with(GX_LAYER_AFFILIATION, (gx_layer_filter){.from = "2021", .keep_undated = true}), 1);
    assert_int_equal(edges_with(GX_LAYER_HIERARCHY, (gx_layer_filter){.from = "2021"}),
                     1); /* undated structure */
}

static void windows_drop_events_outside(void **state)
{
    (void)state;
    gx_network *net = layer_of(&town, GX_LAYER_ATTENDANCE, &(gx_layer_filter){.from = "2020"});
    assert_int_equal(gx_network_find(net, E, 32), GX_NO_VERTEX);
    assert_int_not_equal(gx_network_find(net, E, 31), GX_NO_VERTEX);
    assert_int_equal(gx_network_of_base_vertex(net, 7), GX_NO_VERTEX);
    gx_network_free(net);
}

static void windows_that_are_none_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *message;
    } cases[] = {
        {"last year", NULL, "expected a date like 2019, 2019-12 or 2019-12-31, found 'last year'"},
        {NULL, "2019-13", "expected a date like 2019, 2019-12 or 2019-12-31, found '2019-13'"},
        {NULL, "2019-12-32", "expected a date like 2019, 2019-12 or 2019-12-31, found '2019-12-32'"},
        {"2019-1", NULL, "expected a date like 2019, 2019-12 or 2019-12-31, found '2019-1'"},
        {"2020", "2019-12-31", "the window ends on 2019-12-31, before it begins on 2020"},
    };
    gx_network *net = make(&town);
    for (size_t i = 0; i < COUNT(cases); i++) {
        gx_error err = {0};
        gx_network *layer = net;
        gx_layer_filter filter = {.from = cases[i].from, .to = cases[i].to};
        assert_int_equal(gx_layer_new(&layer, net, GX_LAYER_WHOLE, &filter, NULL, &err), GX_EINVAL);
        assert_null(layer);
        assert_string_equal(err.text, cases[i].message);
    }
    gx_network_free(net);
}

static void layers_are_drawn_from_the_base_only(void **state)
{
    (void)state;
    gx_error err = {0};
    gx_network *layer = layer_of(&town, GX_LAYER_ATTENDANCE, NULL), *again = NULL;
    assert_int_equal(gx_layer_new(&again, layer, GX_LAYER_WHOLE, NULL, NULL, &err), GX_EINVAL);
    gx_network_free(layer);
}

static void names_lead_to_layers_and_measures(void **state)
{
    (void)state;
    gx_error err = {0};
    for (unsigned i = 0; i < GX_LAYERS; i++) {
        gx_layer layer = GX_LAYERS;
        assert_int_equal(gx_layer_by_name(&layer, gx_layer_describe((gx_layer)i)->name, &err), GX_OK);
        assert_int_equal(layer, i);
    }
    for (unsigned i = 0; i < GX_MEASURES; i++) {
        const gx_measure_info *info = gx_measure_describe((gx_measure)i);
        gx_measure measure = GX_MEASURES;
        assert_int_equal(gx_measure_by_name(&measure, info->name, &err), GX_OK);
        assert_int_equal(measure, i);
        assert_true(strlen(info->means) > 20 && strlen(info->distrust) > 20 && strlen(info->source) > 5);
    }
    for (unsigned i = 0; i < GX_GROUPINGS; i++) {
        gx_group_by by = GX_GROUPINGS;
        assert_int_equal(gx_group_by_by_name(&by, gx_group_by_name((gx_group_by)i), &err), GX_OK);
        assert_int_equal(by, i);
    }
    gx_layer layer;
    gx_measure measure;
    assert_int_equal(gx_layer_by_name(&layer, "attendence", &err), GX_EINVAL);
    assert_non_null(strstr(err.text, "there is no layer 'attendence'; expected whole, affiliation"));
    err = (gx_error){0};
    assert_int_equal(gx_measure_by_name(&measure, "", &err), GX_EINVAL);
    assert_non_null(strstr(err.text, "or two-mode-betweenness"));
}

/* ---- the chain of unions ---- */

static void unions_are_put_under_the_nearest_federation(void **state)
{
    (void)state;
    static const gx_vertex bodies[] = {
        {.entity = 1, .type = O, .kind = "union", .name = "中华全国总工会"},
        {.entity = 2, .type = O, .kind = "union", .name = "山东省总工会"},
        {.entity = 3, .type = O, .kind = "union", .name = "青岛市总工会"},
        {.entity = 4, .type = O, .kind = "union", .name = "山东省青岛市市南区总工会"},
        {.entity = 5, .type = O, .kind = "union", .name = "青岛港集团工会"},
        {.entity = 6, .type = O, .kind = "union", .name = "济南市历下区总工会"}, /* its city's is no vertex */
        {.entity = 7, .type = O, .kind = "union", .name = "朝阳区总工会"},       /* in 北京 and in 长春 */
        {.entity = 8, .type = O, .kind = "union", .name = "朝阳区总工会", .place = "北京"},
        {.entity = 9, .type = O, .kind = "union", .name = "纺织工会"}, /* says no place */
        {.entity = 10, .type = O, .kind = "company", .name = "青岛港集团"},
        {.entity = 11, .type = O, .kind = "union", .name = "青岛市崂山区总工会"}, /* stated otherwise */
    };
    static const gx_tie said[] = {{.source = 10, .target = 1, .type = GX_TIE_PART_OF, .confidence = 0.8},
                                  {.source = 4, .target = 9, .type = GX_TIE_PART_OF, .confidence = 0.8}};
    static const struct {
        uint32_t source, target;
        double confidence;
    } expected[] = {{1, 0, 0.9}, {2, 1, 0.9}, {3, 2, 0.9}, {4, 2, 0.6}, {5, 1, 0.9}, {7, 0, 0.9}};
    gx_network_input input = {bodies, COUNT(bodies), said, COUNT(said)};
    gx_chain chain = {0};
    gx_error err = {0};
    assert_int_equal(gx_chain_infer(&chain, &input, "seeds/places.tsv", &err), GX_OK);
    assert_int_equal(chain.n, COUNT(expected));
    for (size_t i = 0; i < chain.n; i++) {
        assert_int_equal(chain.at[i].source, expected[i].source);
        assert_int_equal(chain.at[i].target, expected[i].target);
        assert_near(chain.at[i].confidence, expected[i].confidence);
        assert_true(chain.at[i].inferred);
        assert_null(chain.at[i].document);
    }
    gx_chain_clear(&chain);
    assert_int_equal(gx_chain_infer(&chain, &input, "seeds/none.tsv", &err), GX_EIO);
    assert_null(chain.at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layers_merge_parallel_edges_and_keep_loops_apart),
        cmocka_unit_test(layers_by_role_keep_what_pairs_are_to_each_other),
        cmocka_unit_test(hierarchy_keeps_its_direction),
        cmocka_unit_test(co_attendance_shares_events_out),
        cmocka_unit_test(co_attendance_counts_a_participant_once),
        cmocka_unit_test(filters_let_through_what_they_say),
        cmocka_unit_test(windows_honour_the_precision_of_dates),
        cmocka_unit_test(windows_drop_events_outside),
        cmocka_unit_test(windows_that_are_none_are_refused),
        cmocka_unit_test(layers_are_drawn_from_the_base_only),
        cmocka_unit_test(names_lead_to_layers_and_measures),
        cmocka_unit_test(unions_are_put_under_the_nearest_federation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
