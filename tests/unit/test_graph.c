#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "graph/brokers.h"
#include "graph/chain.h"
#include "graph/communities.h"
#include "graph/compare.h"
#include "graph/engine.h"
#include "graph/figures.h"
#include "graph/paths.h"
#include "graph/random.h"
#include "graph/shares.h"
#include "graph/uncertainty.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

#define P GX_VERTEX_PERSON
#define O GX_VERTEX_ORGANIZATION
#define E GX_VERTEX_EVENT
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Three people at a meeting, two of them also at an earlier visit; two bodies; one who stands alone.
 * 0 a  1 b  2 c  3 alone  4 union  5 company  6 meeting  7 visit */
static const gx_vertex town_vertices[] = {
    {.entity = 11, .type = P, .name = "a"},
    {.entity = 12, .type = P, .name = "b"},
    {.entity = 13, .type = P, .name = "c"},
    {.entity = 14, .type = P, .name = "alone"},
    {.entity = 21, .type = O, .name = "union", .kind = "union", .level = "city", .place = "east"},
    {.entity = 22, .type = O, .name = "company", .kind = "company", .level = "works", .place = "west"},
    {.entity = 31, .type = E, .name = "meeting", .kind = "meeting", .date = "2020-01-10"},
    {.entity = 32, .type = E, .name = "visit", .kind = "visit", .date = "2019-12"},
};
static const gx_tie town_edges[] = {
    {.source = 0,
     .target = 6,
     .type = GX_TIE_PARTICIPATION,
     .title = "speaker",
     .confidence = 0.9,
     .document = "d1",
     .document_fact = 7,
     .line = 3,
     .evidence = "a spoke"},
    {.source = 1,
     .target = 6,
     .type = GX_TIE_PARTICIPATION,
     .title = "attendee",
     .confidence = 0.8,
     .document = "d1"},
    {.source = 2,
     .target = 6,
     .type = GX_TIE_PARTICIPATION,
     .title = "attendee",
     .confidence = 0.5,
     .document = "d1"},
    {.source = 0,
     .target = 7,
     .type = GX_TIE_PARTICIPATION,
     .title = "visitor",
     .confidence = 1,
     .document = "d0"},
    {.source = 1,
     .target = 7,
     .type = GX_TIE_PARTICIPATION,
     .title = "visitor",
     .confidence = 0.6,
     .document = "d0"},
    {.source = 0,
     .target = 4,
     .type = GX_TIE_POST,
     .title = "chair",
     .from = "2018",
     .to = "2019-06",
     .confidence = 0.9},
    {.source = 0, .target = 4, .type = GX_TIE_POST, .title = "member", .confidence = 0.7},
    {.source = 2, .target = 5, .type = GX_TIE_POST, .title = "worker", .from = "2020", .confidence = 0.9},
    {.source = 5, .target = 4, .type = GX_TIE_PART_OF, .confidence = 0.5, .inferred = true},
    {.source = 4, .target = 4, .type = GX_TIE_PARTNER, .confidence = 0.5},
    {.source = 4, .target = 5, .type = GX_TIE_PARTNER, .confidence = 0},
};
static const gx_network_input town = {town_vertices, COUNT(town_vertices), town_edges, COUNT(town_edges)};

static gx_network *make(const gx_network_input *input)
{
    gx_network *net = NULL;
    gx_error err = {0};
    if (gx_network_new(&net, input, &err) != GX_OK)
        fail_msg("%s", err.text);
    return net;
}

/* A layer of a network that is no longer needed: the layer outlives it. */
static gx_network *layer_of(const gx_network_input *input, gx_layer layer, const gx_layer_filter *filter)
{
    gx_network *net = make(input), *drawn = NULL;
    gx_error err = {0};
    if (gx_layer_new(&drawn, net, layer, filter, NULL, &err) != GX_OK)
        fail_msg("%s", err.text);
    gx_network_free(net);
    return drawn;
}

static const gx_tie *edge_between(const gx_network *net, const char *source, const char *target)
{
    for (uint32_t e = 0; e < gx_network_edge_count(net); e++) {
        const gx_tie *edge = gx_network_edge(net, e);
        if (strcmp(gx_network_vertex(net, edge->source)->name, source) == 0 &&
            strcmp(gx_network_vertex(net, edge->target)->name, target) == 0)
            return edge;
    }
    return NULL;
}

static void assert_near(double a, double b)
{
    if (fabs(a - b) > 1e-9)
        fail_msg("%.17g is not %.17g", a, b);
}

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
    assert_ptr_not_equal(edge->evidence, town_edges[0].evidence);
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
        {{town_vertices, 8, outside, 1}, "edge 0 joins vertices 0 and 8 of 8"},
        {{town_vertices, 8, backwards, 1}, "edge 0: post cannot join organization and person"},
        {{town_vertices, 8, derived, 1}, "edge 0: co_attendance is no type of fact"},
        {{town_vertices, 8, too_sure, 1}, "edge 0: expected a confidence from 0 to 1, found 1.5"},
        {{town_vertices, 8, not_a_number, 1}, "edge 0: expected a confidence from 0 to 1, found nan"},
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
    gx_network *net = layer_of(&(gx_network_input){town_vertices, 8, edges, 3}, GX_LAYER_CO_ATTENDANCE, NULL);
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
    ask_everything(&(gx_network_input){town_vertices, 1, NULL, 0});
    ask_everything(&(gx_network_input){town_vertices, 8, NULL, 0});
    ask_everything(&(gx_network_input){town_vertices, 8, twice, 2});
    ask_everything(&(gx_network_input){town_vertices, 8, apart, 2});
    ask_everything(&(gx_network_input){town_vertices, 8, nothing_sure, 2});
    ask_everything(&(gx_network_input){town_vertices, 8, loop, 1});
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
    gx_network *net = layer_of(&(gx_network_input){town_vertices, 8, edges, 3}, GX_LAYER_WHOLE, NULL);
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
    gx_network *net = layer_of(&(gx_network_input){town_vertices, 8, edges, 4}, GX_LAYER_WHOLE, NULL);
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

static gx_scores betweenness(const gx_network *net, const gx_work *work)
{
    gx_scores scores = {0};
    gx_error err = {0};
    if (gx_scores_init(&scores, net, GX_MEASURE_BETWEENNESS, work, &err) != GX_OK)
        fail_msg("%s", err.text);
    return scores;
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

static void sampled_betweenness_keeps_to_its_error(void **state)
{
    (void)state;
    gathering crowd = gather();
    gx_scores exact = betweenness(crowd.whole, &(gx_work){.exactness = GX_EXACT});
    gx_scores drawn = betweenness(crowd.whole, &(gx_work){.exactness = GX_SAMPLED});
    gx_scores again = betweenness(crowd.whole, &(gx_work){.exactness = GX_SAMPLED});
    gx_scores other = betweenness(crowd.whole, &(gx_work){.exactness = GX_SAMPLED, .seed = 2});
    double highest = 0;
    size_t outside = 0;
    for (size_t v = 0; v < exact.n; v++)
        highest = fmax(highest, drawn.values[v]);
    for (size_t v = 0; v < exact.n; v++)
        outside += fabs(exact.values[v] - drawn.values[v]) > drawn.error * highest;
    assert_true(drawn.sampled > 0 && drawn.sampled < exact.n);
    assert_true(drawn.error > 0 && drawn.error < 0.2);
    assert_true(outside <= exact.n / 20); /* 95 % */
    assert_memory_equal(drawn.values, again.values, drawn.n * sizeof *drawn.values);
    assert_memory_not_equal(drawn.values, other.values, drawn.n * sizeof *drawn.values);
    gx_scores_clear(&exact);
    gx_scores_clear(&drawn);
    gx_scores_clear(&again);
    gx_scores_clear(&other);
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
    gx_network *net = layer_of(&(gx_network_input){town_vertices, 8, edges, 4}, GX_LAYER_ATTENDANCE,
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
    gx_network *net = layer_of(&(gx_network_input){town_vertices, 8, posts, 4}, GX_LAYER_CO_ATTENDANCE, NULL);
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
    gx_network *net = make(&(gx_network_input){town_vertices, 8, edges, 4});
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(network_gives_back_what_was_put_in),
        cmocka_unit_test(network_refuses_contradictions),
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
        cmocka_unit_test(degenerate_networks_have_answers),
        cmocka_unit_test(igraph_errors_become_ours),
        cmocka_unit_test(harmonic_does_not_favour_small_components),
        cmocka_unit_test(eigenvector_says_nothing_outside_the_largest_component),
        cmocka_unit_test(strong_ties_are_short),
        cmocka_unit_test(any_number_of_processes_gives_the_same_bits),
        cmocka_unit_test(what_goes_wrong_in_a_child_is_told),
        cmocka_unit_test(sampled_betweenness_keeps_to_its_error),
        cmocka_unit_test(communities_repeat_with_the_seed),
        cmocka_unit_test(clear_communities_are_stable),
        cmocka_unit_test(every_long_work_can_be_stopped),
        cmocka_unit_test(progress_runs_from_nothing_to_all),
        cmocka_unit_test(rankings_order_ties_by_entity),
        cmocka_unit_test(two_mode_measures_are_for_two_modes),
        cmocka_unit_test(brokers_play_the_five_roles),
        cmocka_unit_test(groups_follow_the_latest_post),
        cmocka_unit_test(levels_are_steps_up_the_hierarchy),
        cmocka_unit_test(paths_carry_their_proof),
        cmocka_unit_test(surroundings_grow_ring_by_ring),
        cmocka_unit_test(intervals_are_as_wide_as_the_doubt),
        cmocka_unit_test(comparison_tells_who_came_and_went),
        cmocka_unit_test(unions_are_put_under_the_nearest_federation),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("graph", tests, NULL, NULL);
}
