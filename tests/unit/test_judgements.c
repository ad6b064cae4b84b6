/* Judgements: kept, replayed, refused, tried; why. All people are invented. */
#include "store_pages.h"

#include <unistd.h>

/* ---- judgements ---- */

static gx_status judge(gx_store *store, gx_judgement j, gx_error *err)
{
    j.who = "tester";
    j.when = "2024-01-01";
    return gx_store_judge(store, &j, false, NULL, err);
}

/* The entity of a name that a document speaks of. */
static gx_entity_id in_document(gx_store *store, const char *name, gx_kb_type type, const char *kind,
                                const char *document)
{
    gx_entities found = {0};
    gx_entity_id id = 0;
    OK(gx_store_entities(store, &(gx_filter){.type = type, .document = document, .kind = kind}, &found,
                         &err));
    for (size_t i = 0; i < found.n; i++)
        if (strcmp(found.at[i].name, name) == 0)
            id = found.at[i].id;
    gx_entities_clear(&found);
    assert_int_not_equal(id, 0);
    return id;
}

static void judgements_are_kept_and_replayed(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("judge.db");
    char *before = dump_of(store);
    gx_entity_id chair = in_document(store, "阮小舟", GX_KB_PERSON, NULL, "a.txt");
    gx_entity_id nurse = in_document(store, "阮小舟", GX_KB_PERSON, "newsmaker", "c.txt");
    assert_int_not_equal(chair, nurse);
    OK(judge(store, (gx_judgement){.type = GX_JUDGE_MERGE, .a = chair, .b = nurse}, &err));
    assert_int_equal(in_document(store, "阮小舟", GX_KB_PERSON, "newsmaker", "c.txt"), chair);
    plan changed = pages[2];
    changed.published = "2023-09";
    OK(gx_store_begin(store, &err));
    add(store, &changed);
    OK(gx_store_commit(store, &err));
    assert_int_equal(in_document(store, "阮小舟", GX_KB_PERSON, "newsmaker", "c.txt"), chair);
    OK(gx_store_begin(store, &err));
    add(store, &pages[2]);
    OK(gx_store_commit(store, &err));
    OK(judge(store, (gx_judgement){.type = GX_JUDGE_RENAME, .a = chair, .value = "阮晓舟"}, &err));
    assert_int_equal(id_of(store, "阮晓舟", GX_KB_PERSON), chair);
    gx_buffer text = {0};
    OK(gx_store_judgements_write(store, &text, &err));
    char *judged = dump_of(store);

    gx_store *other = open_with_pages("judge2.db"); /* the text file carries them to another base */
    uint32_t added = 0;
    OK(gx_store_judgements_read(other, text.at, text.n, "j.tsv", &added, &err));
    assert_int_equal(added, 2);
    char *carried = dump_of(other);
    assert_string_equal(judged, carried);
    OK(gx_store_judgements_read(other, text.at, text.n, "j.tsv", &added, &err));
    assert_int_equal(added, 0);

    OK(gx_store_undo(store, 0, "tester", "2024-01-02", &err));
    OK(gx_store_undo(store, 1, "tester", "2024-01-02", &err));
    char *after = dump_of(store);
    *strstr(after, "judgement\t1") = '\0'; /* the history stays, all else is as before */
    assert_string_equal(before, after);
    gx_free(before);
    gx_free(after);
    gx_free(judged);
    gx_free(carried);
    gx_buffer_clear(&text);
    gx_store_close(store);
    gx_store_close(other);
}

static void keeping_apart_holds_through_third_parties(void **state)
{
    (void)state;
    gx_store *store = open_new("keep.db");
    OK(gx_store_begin(store, &err));
    add(store, &pages[0]);
    OK(gx_store_commit(store, &err));
    gx_entity_id first = id_of(store, "云溪区总工会", GX_KB_ORGANIZATION);
    plan second = pages[1], third = pages[1];
    second.name = "s.txt";
    third.name = "t.txt";
    OK(gx_store_begin(store, &err));
    add(store, &second);
    OK(gx_store_commit(store, &err));
    OK(judge(store,
             (gx_judgement){
                 .type = GX_JUDGE_SPLIT, .a = first, .mentions = (const char *[]){"s.txt"}, .n_mentions = 1},
             &err));
    gx_entity_id other = in_document(store, "云溪总工会", GX_KB_ORGANIZATION, NULL, "s.txt");
    assert_int_not_equal(first, other);
    OK(judge(store, (gx_judgement){.type = GX_JUDGE_KEEP, .a = first, .b = other}, &err));
    OK(gx_store_begin(store, &err));
    add(store, &third); /* would tie both together */
    OK(gx_store_commit(store, &err));
    assert_int_not_equal(in_document(store, "云溪区总工会", GX_KB_ORGANIZATION, NULL, "a.txt"),
                         in_document(store, "云溪总工会", GX_KB_ORGANIZATION, NULL, "s.txt"));
    gx_error told = {0};
    assert_int_equal(judge(store, (gx_judgement){.type = GX_JUDGE_MERGE, .a = first, .b = other}, &told),
                     GX_EINVAL);
    assert_non_null(strstr(told.text, "judgement 2 keeps"));
    gx_store_close(store);
}

static void bad_judgements_are_refused(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("refuse.db");
    char *before = dump_of(store);
    gx_entity_id union_id = id_of(store, "云溪区总工会", GX_KB_ORGANIZATION),
                 person = id_of(store, "沈砚", GX_KB_PERSON);
    const struct {
        gx_judgement j;
        gx_status status;
        const char *text;
    } cases[] = {
        {{.type = GX_JUDGE_MERGE, .a = person, .b = person}, GX_EINVAL, "沈砚 cannot be merged with itself"},
        {{.type = GX_JUDGE_MERGE, .a = person, .b = union_id},
         GX_EINVAL,
         "沈砚 is a person and 云溪区总工会 is a organization"},
        {{.type = GX_JUDGE_MERGE, .a = person, .b = 77}, GX_ENOTFOUND, "there is no entity of that number"},
        {{.type = GX_JUDGE_KIND, .a = union_id, .value = "cheese"},
         GX_EINVAL,
         "\"cheese\" is not a kind of this type of entity"},
        {{.type = GX_JUDGE_RENAME, .a = union_id, .value = ""},
         GX_EINVAL,
         "云溪区总工会 needs a name that is not empty"},
        {{.type = GX_JUDGE_DROP, .value = "a.txt#999"},
         GX_ENOTFOUND,
         "there is no fact \"a.txt#999\" between entities; expected document#number"},
        {{.type = GX_JUDGE_SPLIT, .a = person, .mentions = (const char *[]){"a.txt"}, .n_mentions = 1},
         GX_ENOTFOUND,
         "沈砚 is not mentioned in \"a.txt\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gx_error told = {0};
        assert_int_equal(judge(store, cases[i].j, &told), cases[i].status);
        assert_string_equal(told.text, cases[i].text);
    }
    char *after = dump_of(store);
    assert_string_equal(before, after);
    gx_free(before);
    gx_free(after);
    gx_store_close(store);
}

static void a_dry_run_tells_and_changes_nothing(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("dry.db");
    char *before = dump_of(store);
    gx_reason_rows moved = {0};
    gx_judgement j = {.type = GX_JUDGE_MERGE,
                      .a = in_document(store, "任和", GX_KB_PERSON, NULL, "f.txt"),
                      .b = in_document(store, "任和", GX_KB_PERSON, NULL, "g.txt")};
    OK(gx_store_judge(store, &j, true, &moved, &err));
    assert_int_equal(moved.n, 1);
    assert_string_equal(moved.at[0].why, "1 mentions move");
    char *after = dump_of(store);
    assert_string_equal(before, after);
    gx_free(before);
    gx_free(after);
    gx_reason_rows_clear(&moved);
    gx_store_close(store);
}

static void a_dropped_fact_is_no_answer_but_stays_kept(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("drop.db");
    gx_entity_id event = id_of(store, "云溪区职工巧手大赛开幕式", GX_KB_EVENT);
    gx_link_rows rows = {0};
    OK(gx_store_who(store, event, &(gx_filter){.role = "awardee"}, &rows, &err));
    char value[64];
    snprintf(value, sizeof value, "%s#%u", rows.at[0].proof.document, (unsigned)rows.at[0].proof.fact);
    OK(judge(store, (gx_judgement){.type = GX_JUDGE_DROP, .value = value}, &err));
    OK(gx_store_who(store, event, &(gx_filter){.role = "awardee"}, &rows, &err));
    assert_int_equal(rows.n, 0);
    OK(gx_store_undo(store, 0, NULL, NULL, &err));
    OK(gx_store_who(store, event, &(gx_filter){.role = "awardee"}, &rows, &err));
    assert_int_equal(rows.n, 1);
    gx_link_rows_clear(&rows);
    gx_store_close(store);
}

static void why_gives_reasons(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("why.db");
    gx_reason_rows rows = {0};
    OK(gx_store_why(store, in_document(store, "阮小舟", GX_KB_PERSON, NULL, "a.txt"), &rows, &err));
    assert_int_equal(rows.n, 1);
    assert_true(rows.at[0].same);
    assert_string_equal(rows.at[0].why, "the same post 主席@云溪总工会");
    gx_reason_rows_clear(&rows);
    gx_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judgements_are_kept_and_replayed),
        cmocka_unit_test(keeping_apart_holds_through_third_parties),
        cmocka_unit_test(bad_judgements_are_refused),
        cmocka_unit_test(a_dry_run_tells_and_changes_nothing),
        cmocka_unit_test(a_dropped_fact_is_no_answer_but_stays_kept),
        cmocka_unit_test(why_gives_reasons),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
