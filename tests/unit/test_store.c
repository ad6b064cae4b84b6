/* The knowledge base: what it links, and its answers. All people are invented. */
#include "store_pages.h"

#include <unistd.h>

static void a_second_build_changes_nothing(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("twice.db");
    char *before = dump_of(store);
    OK(gx_store_begin(store, &err));
    for (size_t i = 0; i < N_PAGES; i++) {
        bool changed = true;
        OK(try_add(store, &pages[i], &changed, &err));
        assert_false(changed);
    }
    OK(gx_store_commit(store, &err));
    char *after = dump_of(store);
    assert_string_equal(before, after);
    gx_free(before);
    gx_free(after);
    gx_store_close(store);
}

static void people_and_bodies_are_linked_over_pages(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("linked.db");
    assert_int_equal(id_of(store, "云溪区总工会", GX_KB_ANY), id_of(store, "云溪总工会", GX_KB_ANY));
    assert_int_equal(id_of(store, "青禾纺织有限公司", GX_KB_ANY),
                     id_of(store, "青禾纺织", GX_KB_ORGANIZATION));
    gx_entities found = {0};
    gx_error told = {0};
    assert_int_equal(gx_store_resolve(store, "阮小舟", GX_KB_PERSON, &found, &told), GX_EAMBIGUOUS);
    assert_string_equal(
        told.text, "\"阮小舟\" fits 3 entities; say which by its id"); /* chairman, nurse, photographer */
    assert_int_equal(found.at[0].n_documents, 2);
    assert_int_equal(found.at[0].n_mentions, 3);
    assert_string_equal(found.at[0].first_seen, "2021-05-02");
    assert_string_equal(found.at[0].last_seen, "2021-05-03");
    told = (gx_error){0};
    assert_int_equal(gx_store_resolve(store, "任和", GX_KB_PERSON, &found, &told), GX_EAMBIGUOUS);
    assert_int_equal(found.n, 2); /* 北京 (two pages) and 吉林 */
    told = (gx_error){0};
    assert_int_equal(gx_store_resolve(store, "欧阳无名", GX_KB_ANY, &found, &told), GX_ENOTFOUND);
    assert_string_equal(told.text, "no entity is called \"欧阳无名\"");
    OK(gx_store_resolve(store, "沈砚", GX_KB_PERSON, &found, &err));
    assert_int_equal(found.at[0].n_documents, 3);
    gx_entities_clear(&found);
    gx_store_close(store);
}

static void an_event_told_twice_is_one(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("event.db");
    gx_entity_id event = id_of(store, "云溪区职工巧手大赛开幕式", GX_KB_EVENT);
    gx_link_rows rows = {0};
    OK(gx_store_who(store, event, NULL, &rows, &err));
    assert_int_equal(rows.n, 4);
    assert_string_equal(rows.at[0].what, "organizer");
    assert_string_equal(rows.at[0].from->name, "云溪区总工会");
    assert_string_equal(rows.at[1].what, "speaker");
    assert_string_equal(rows.at[1].post, "主席, 云溪区总工会");
    assert_string_equal(rows.at[1].date, "2021-05-01");
    assert_string_equal(rows.at[1].proof.document, "a.txt");
    assert_int_equal(rows.at[1].proof.line, 3); /* where 阮小舟 stands first */
    OK(gx_store_who(store, event, &(gx_filter){.role = "awardee"}, &rows, &err));
    assert_int_equal(rows.n, 1);
    OK(gx_store_who(store, event, &(gx_filter){.type = GX_KB_ORGANIZATION}, &rows, &err));
    assert_int_equal(rows.n, 1);
    OK(gx_store_who(store, event, &(gx_filter){.min_confidence = 0.95}, &rows, &err));
    assert_int_equal(rows.n, 0);
    OK(gx_store_who(store, event, &(gx_filter){.document = "b.txt"}, &rows, &err));
    assert_int_equal(rows.n, 2);
    gx_link_rows_clear(&rows);
    gx_store_close(store);
}

static void posts_have_first_and_last_seen(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("posts.db");
    gx_link_rows rows = {0};
    OK(gx_store_posts(store, id_of(store, "云溪区总工会", GX_KB_ANY), NULL, &rows, &err));
    assert_int_equal(rows.n, 1);
    assert_string_equal(rows.at[0].what, "主席");
    assert_string_equal(rows.at[0].first, "2021-05-02");
    assert_string_equal(rows.at[0].last, "2021-05-03");
    assert_int_equal(rows.at[0].n, 2);
    OK(gx_store_posts(store, id_of(store, "沈砚", GX_KB_PERSON), NULL, &rows, &err));
    assert_int_equal(rows.n, 2);
    assert_string_equal(rows.at[0].what, "班长");
    assert_null(rows.at[1].first); /* a page without a date: unknown, not the first of January */
    OK(gx_store_holders(store, "主席", NULL, &rows, &err));
    assert_int_equal(rows.n, 3);
    OK(gx_store_holders(store, "总工会主席", NULL, &rows, &err)); /* 主席 of 云溪区总工会 */
    assert_int_equal(rows.n, 3);
    OK(gx_store_holders(store, "没有的主席", NULL, &rows, &err));
    assert_int_equal(rows.n, 0);
    gx_link_rows_clear(&rows);
    gx_store_close(store);
}

static void questions_about_time_company_and_hierarchy(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("ask.db");
    gx_link_rows rows = {0};
    gx_with_rows with = {0};
    gx_tree_rows tree = {0};
    OK(gx_store_timeline(store, 0, NULL, &rows, &err));
    assert_int_equal(rows.n, 4);
    assert_null(rows.at[3].date); /* the undated meeting of an undated page */
    OK(gx_store_timeline(store, 0, &(gx_filter){.from = "2022", .to = "2022-01"}, &rows, &err));
    assert_int_equal(rows.n, 1);
    assert_string_equal(rows.at[0].date, "2022-01");
    OK(gx_store_awards(store, 0, NULL, &rows, &err));
    assert_int_equal(rows.n, 1);
    assert_string_equal(rows.at[0].from->name, "沈砚");
    OK(gx_store_with(store, id_of(store, "沈砚", GX_KB_PERSON), NULL, &with, &err));
    assert_int_equal(with.n, 2);
    assert_int_equal(with.at[0].n, 1);
    OK(gx_store_tree(store, 0, NULL, &tree, &err));
    assert_int_equal(tree.n, 2);
    assert_string_equal(tree.at[0].organization->name, "青禾纺织有限公司");
    assert_string_equal(tree.at[1].organization->name, "青禾纺织有限公司工会");
    assert_int_equal(tree.at[1].depth, 1);
    gx_error told = {0};
    assert_int_equal(gx_store_timeline(store, 0, &(gx_filter){.from = "2022-13"}, &rows, &told), GX_EINVAL);
    assert_string_equal(told.text, "\"2022-13\" is no date: expected 2020, 2020-01 or 2020-01-09");
    gx_link_rows_clear(&rows);
    gx_with_rows_clear(&with);
    gx_tree_rows_clear(&tree);
    gx_store_close(store);
}

static void finding_takes_one_character_and_more(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        size_t entities, articles;
    } cases[] = {{"巧手", 1, 2},     {"巧手 沈砚", 0, 1}, {"溪", 2, 2}, {"青禾纺织有限公司工会", 1, 1},
                 {"没有这个", 0, 0}, {"开幕 闭幕", 0, 1}};
    gx_store *store = open_with_pages("find.db");
    gx_hits hits = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t entities = 0;
        OK(gx_store_find(store, cases[i].words, NULL, &hits, &err));
        for (; entities < hits.n && hits.at[entities].entity; entities++) {
            assert_non_null(hits.at[entities].proof.document);
            assert_true(hits.at[entities].proof.line > 0);
        }
        assert_int_equal(entities, cases[i].entities);
        assert_int_equal(hits.n - entities, cases[i].articles);
    }
    gx_error told = {0};
    assert_int_equal(gx_store_find(store, "  ", NULL, &hits, &told), GX_EINVAL);
    gx_hits_clear(&hits);
    gx_store_close(store);
}

static void each_name_has_its_proof(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("names.db");
    gx_name_rows names = {0};
    OK(gx_store_names(store, id_of(store, "云溪区总工会", GX_KB_ANY), &names, &err));
    assert_true(names.n > 0);
    for (size_t i = 0; i < names.n; i++) {
        assert_non_null(names.at[i].proof.document);
        assert_true(names.at[i].proof.fact > 0 && names.at[i].proof.article > 0);
    }
    gx_name_rows_clear(&names);
    gx_store_close(store);
}

static void removed_words_are_not_found_again(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("gone.db");
    gx_hits hits = {0};
    gx_error told = {0};
    OK(gx_store_begin(store, &err));
    OK(gx_store_remove(store, "b.txt", &err));
    assert_int_equal(gx_store_remove(store, "b.txt", &told), GX_ENOTFOUND);
    OK(gx_store_commit(store, &err));
    OK(gx_store_find(store, "标兵", NULL, &hits, &err));
    assert_int_equal(hits.n, 0);
    gx_hits_clear(&hits);
    gx_store_close(store);
}

static void status_tells_new_changed_renamed_and_gone(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("status.db");
    gx_document_rows rows = {0};
    OK(gx_store_documents(store, &rows, &err));
    assert_int_equal(rows.n, N_PAGES);
    char a[GX_HASH_BYTES], c[GX_HASH_BYTES];
    snprintf(a, sizeof a, "%s", rows.at[0].hash);
    snprintf(c, sizeof c, "%s", rows.at[2].hash);
    gx_document inputs[] = {{.name = "a.txt", .hash = a},
                            {.name = "b.txt", .hash = "other"},
                            {.name = "moved.txt", .hash = c},
                            {.name = "z.txt", .hash = "new"}};
    OK(gx_store_compare(store, inputs, 4, &rows, &err));
    assert_int_equal(rows.n, N_PAGES + 1);
    static const gx_document_state expected[] = {GX_DOCUMENT_SAME, GX_DOCUMENT_CHANGED, GX_DOCUMENT_GONE};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(rows.at[i].state, expected[i]);
    assert_string_equal(rows.at[N_PAGES - 1].name, "moved.txt");
    assert_int_equal(rows.at[N_PAGES - 1].state, GX_DOCUMENT_RENAMED);
    assert_string_equal(rows.at[N_PAGES - 1].old_name, "c.txt");
    assert_int_equal(rows.at[N_PAGES].state, GX_DOCUMENT_NEW);
    gx_document_rows_clear(&rows);
    gx_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_build_changes_nothing),
        cmocka_unit_test(people_and_bodies_are_linked_over_pages),
        cmocka_unit_test(an_event_told_twice_is_one),
        cmocka_unit_test(posts_have_first_and_last_seen),
        cmocka_unit_test(questions_about_time_company_and_hierarchy),
        cmocka_unit_test(finding_takes_one_character_and_more),
        cmocka_unit_test(each_name_has_its_proof),
        cmocka_unit_test(removed_words_are_not_found_again),
        cmocka_unit_test(status_tells_new_changed_renamed_and_gone),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
