#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "graph/layers.h"
#include "graph/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A page on which a district's union meets, with all types of facts that join two, and two that do not. */
static const char *const lines[] = {
    "{\"fact\":\"document\",\"document\":\"d.txt\",\"published\":\"2020-01-11\",\"published_basis\":\"made\","
    "\"encoding\":\"utf-8\",\"bytes\":100}",
    "{\"fact\":\"article\",\"document\":\"d.txt\",\"article\":1,\"title\":null,\"subtitles\":[],\"start\":0,"
    "\"end\":100,\"continued\":false}",
    "{\"fact\":\"person\",\"document\":\"d.txt\",\"article\":1,\"name\":\"赵一\",\"surfaces\":[\"赵一\"],"
    "\"mentions\":[[0,6]]}",
    "{\"fact\":\"organization\",\"document\":\"d.txt\",\"article\":1,\"name\":\"济南市历下区总工会\","
    "\"surfaces\":[],"
    "\"mentions\":[[6,30]],\"kind\":\"union\"}",
    "{\"fact\":\"organization\",\"document\":\"d.txt\",\"article\":1,\"name\":\"济南市总工会\",\"surfaces\":["
    "],"
    "\"mentions\":[[30,48]],\"kind\":\"union\"}",
    "{\"fact\":\"organization\",\"document\":\"d.txt\",\"article\":1,\"name\":\"红光机械有限公司\","
    "\"surfaces\":[],"
    "\"mentions\":[[50,70]],\"kind\":\"company\"}",
    "{\"fact\":\"event\",\"document\":\"d.txt\",\"article\":1,\"event\":\"e1\",\"name\":\"春送岗位招聘会\","
    "\"surfaces\":[],"
    "\"type\":\"campaign\",\"date\":\"2020-01-08/"
    "2020-01-10\",\"date_text\":null,\"place\":\"广场\",\"mentions\":[[70,90]]}",
    "{\"fact\":\"post\",\"document\":\"d.txt\",\"article\":1,\"person\":\"赵一\",\"title\":\"主席\","
    "\"organization\":\"济南市历下区总工会\",\"evidence\":{\"start\":0,\"end\":6,\"text\":\"赵一\"},"
    "\"confidence\":0.9}",
    "{\"fact\":\"post\",\"document\":\"d.txt\",\"article\":1,\"person\":\"赵一\",\"title\":\"教授\","
    "\"organization\":null,"
    "\"evidence\":{\"start\":0,\"end\":6,\"text\":\"赵一\"},\"confidence\":0.9}",
    "{\"fact\":\"participation\",\"document\":\"d.txt\",\"article\":1,\"entity\":\"赵一\",\"entity_kind\":"
    "\"person\","
    "\"event\":\"e1\",\"role\":\"speaker\",\"evidence\":{\"start\":0,\"end\":6,\"text\":\"赵一\"},"
    "\"confidence\":0.8}",
    "{\"fact\":\"organization_relation\",\"document\":\"d.txt\",\"article\":1,\"subject\":"
    "\"济南市历下区总工会\","
    "\"relation\":\"partner\",\"object\":\"红光机械有限公司\",\"evidence\":{\"start\":0,\"end\":6,\"text\":"
    "\"赵一\"},"
    "\"confidence\":0.7,\"inferred\":false}",
    "{\"fact\":\"award\",\"document\":\"d.txt\",\"article\":1,\"recipient\":\"赵一\",\"recipient_kind\":"
    "\"person\","
    "\"award\":\"劳动模范\",\"event\":\"e1\",\"evidence\":{\"start\":0,\"end\":6,\"text\":\"赵一\"},"
    "\"confidence\":0.9}",
};

static char path[] = "/tmp/test_graph_load_XXXXXX";

static int make_base(void **state)
{
    gx_facts facts = {0};
    gx_error err = {0};
    gx_store *store = NULL;
    int file = mkstemp(path);
    if (file < 0 || close(file) != 0 || unlink(path) != 0)
        return -1;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (gx_fact_read(&facts, lines[i], strlen(lines[i]), "test", (uint32_t)i + 1, &err) != GX_OK)
            goto failed;
    if (gx_store_open(&store, path, GX_STORE_CREATE, &err) != GX_OK || gx_store_begin(store, &err) != GX_OK ||
        gx_store_add(store, &(gx_document){.name = "d.txt"}, facts.at, facts.n, NULL, &err) != GX_OK ||
        gx_store_commit(store, &err) != GX_OK)
        goto failed;
    gx_facts_clear(&facts);
    *state = store;
    return 0;
failed:
    fprintf(stderr, "%s\n", err.text);
    gx_facts_clear(&facts);
    gx_store_close(store);
    return -1;
}

static int drop_base(void **state)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    gx_store_close(*state);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char name[sizeof path + 8];
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
    return 0;
}

static const gx_tie *edge_of(const gx_network *net, gx_tie_type type)
{
    for (uint32_t e = 0; e < gx_network_edge_count(net); e++)
        if (gx_network_edge(net, e)->type == type)
            return gx_network_edge(net, e);
    return NULL;
}

static void facts_that_join_two_become_edges(void **state)
{
    gx_network *net = NULL;
    gx_error err = {0};
    assert_int_equal(gx_network_load(&net, *state, NULL, &err), GX_OK);
    assert_int_equal(gx_network_vertex_count(net), 5);
    assert_int_equal(gx_network_edge_count(net),
                     3); /* the post without organization and the award join nothing */

    const gx_tie *post = edge_of(net, GX_TIE_POST);
    assert_string_equal(gx_network_vertex(net, post->source)->name, "赵一");
    assert_string_equal(gx_network_vertex(net, post->target)->name,
                        "历下区总工会"); /* the store's name for it */
    assert_string_equal(gx_network_vertex(net, post->target)->kind, "union");
    assert_string_equal(post->title, "主席");
    assert_string_equal(post->document, "d.txt");
    assert_string_equal(post->from, "2020-01-11"); /* that of the document */
    assert_true(post->document_fact > 0);

    const gx_tie *part = edge_of(net, GX_TIE_PARTICIPATION);
    assert_string_equal(part->title, "speaker");
    assert_string_equal(part->from, "2020-01-08"); /* the event's span */
    assert_string_equal(part->to, "2020-01-10");
    assert_string_equal(gx_network_vertex(net, part->target)->place, "广场");
    assert_non_null(edge_of(net, GX_TIE_PARTNER));
    gx_network_free(net);
}

static void the_words_of_an_edge_can_be_fetched(void **state)
{
    gx_network *net = NULL;
    gx_link_rows rows = {0};
    gx_error err = {0};
    assert_int_equal(gx_network_load(&net, *state, NULL, &err), GX_OK);
    const gx_tie *post = edge_of(net, GX_TIE_POST);
    assert_int_equal(gx_store_fact(*state, post->document, post->document_fact, &rows, &err), GX_OK);
    assert_int_equal(rows.n, 1);
    assert_string_equal(rows.at[0].what, "主席");
    assert_string_equal(rows.at[0].proof.quotation, "赵一");
    gx_link_rows_clear(&rows);
    gx_network_free(net);
}

static void the_chain_is_added_and_marked(void **state)
{
    gx_network *net = NULL, *hierarchy = NULL;
    gx_error err = {0};
    assert_int_equal(gx_network_load_chained(&net, *state, "seeds/places.tsv", NULL, &err), GX_OK);
    assert_int_equal(gx_layer_new(&hierarchy, net, GX_LAYER_HIERARCHY, NULL, NULL, &err), GX_OK);
    assert_int_equal(gx_network_edge_count(hierarchy), 1);
    const gx_tie *edge = gx_network_edge(hierarchy, 0);
    assert_string_equal(gx_network_vertex(hierarchy, edge->source)->name, "历下区总工会");
    assert_string_equal(gx_network_vertex(hierarchy, edge->target)->name, "济南市总工会");
    assert_true(edge->inferred);
    gx_network_free(hierarchy);
    gx_network_free(net);
    assert_int_equal(gx_network_load_chained(&net, *state, "seeds", NULL, &err), GX_EIO);
    assert_null(net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_that_join_two_become_edges),
        cmocka_unit_test(the_words_of_an_edge_can_be_fetched),
        cmocka_unit_test(the_chain_is_added_and_marked),
    };
    return cmocka_run_group_tests_name("graph_load", tests, make_base, drop_base);
}
