/* Documents come and go in any order; files that are none, facts that do not fit, no memory. */
#include "store_pages.h"

#include "base/file.h"

#include <unistd.h>

/* ---- any order of steps gives the same base ---- */

static uint32_t random_state;

static uint32_t dice(uint32_t n) /* xorshift (Marsaglia 2003) */
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % n;
}

/* Every page exists in two versions: its own, and that of the next page under its name. */
static plan version_of(size_t page, int version)
{
    plan p = pages[(page + (size_t)version) % N_PAGES];
    p.name = pages[page].name;
    return p;
}

/* Where the texts of the pages hold a word, and what they say there. */
static char *finds_of(gx_store *store, const char *word)
{
    gx_buffer out = {0};
    gx_hits hits = {0};
    OK(gx_store_find(store, word, NULL, &hits, &err));
    for (size_t i = 0; i < hits.n; i++)
        if (!hits.at[i].entity)
            gx_buffer_printf(&out, "%s %u %s\n", hits.at[i].proof.document,
                             (unsigned)hits.at[i].proof.article, hits.at[i].proof.quotation);
    gx_hits_clear(&hits);
    gx_buffer_puts(&out, ".");
    return out.at;
}

/* Both bases say the same; closes them. */
static void close_equal(gx_store *store, gx_store *scratch)
{
    static const char *const words[] = {"溪", "巧手", "开幕", "工会", "标兵"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char *here = finds_of(store, words[i]), *there = finds_of(scratch, words[i]);
        assert_string_equal(here, there);
        gx_free(here);
        gx_free(there);
    }
    char *left = dump_of(store), *right = dump_of(scratch);
    assert_string_equal(left, right);
    gx_free(left);
    gx_free(right);
    gx_store_close(store);
    gx_store_close(scratch);
}

static void random_step(gx_store *store, int *versions, size_t page)
{
    static const plan bad = {"bad.txt", "2021-05-02", {"巧手标兵|person:某", "题|post:无人,主席"}};
    OK(gx_store_begin(store, &err));
    for (uint32_t changes = 1 + dice(3); changes; changes--, page = dice(N_PAGES)) {
        int wanted = (int)dice(3) - 1;
        if (wanted >= 0) {
            plan p = version_of(page, wanted);
            add(store, &p);
        } else if (versions[page] >= 0)
            OK(gx_store_remove(store, pages[page].name, &err));
        versions[page] = wanted;
        gx_error told = {0};
        if (!dice(3)) /* what of it was taken in is out again */
            assert_int_equal(try_add(store, &bad, NULL, &told), GX_EDATA);
        if (!dice(3)) { /* within the step it is found already */
            char *now = finds_of(store, "溪");
            assert_null(strstr(now, "bad.txt"));
            gx_free(now);
        }
    }
    if (dice(8))
        OK(gx_store_commit(store, &err));
    else {
        gx_store_rollback(store);
        versions[0] = -2; /* told to the caller: undo */
    }
}

static void any_order_of_steps_gives_the_same_base(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 40; seed++) {
        random_state = seed * 2654435761u;
        gx_store *store = open_new("random.db");
        int versions[N_PAGES];
        for (size_t i = 0; i < N_PAGES; i++)
            versions[i] = -1;
        for (uint32_t steps = 4 + dice(8); steps; steps--) {
            int before[N_PAGES];
            memcpy(before, versions, sizeof before);
            random_step(store, versions, dice(N_PAGES));
            if (versions[0] == -2)
                memcpy(versions, before, sizeof before);
        }
        gx_store *scratch = open_new("scratch.db");
        OK(gx_store_begin(scratch, &err));
        for (size_t i = 0; i < N_PAGES; i++)
            if (versions[i] >= 0) {
                plan p = version_of(i, versions[i]);
                add(scratch, &p);
            }
        OK(gx_store_commit(scratch, &err));
        close_equal(store, scratch);
    }
}

/* A name on pages that do not say who that is, one that tells a post of the state, one that tells another. */
static const plan known[] = {
    {"k1.txt", "2022-03-01", {"一|person:余晚;org:国务院,government;post:余晚,国务委员,国务院"}},
    {"k2.txt", "2022-03-02", {"二|person:余晚;org:云溪区总工会,union"}},
    {"k3.txt", "2022-03-03", {"三|person:余晚;org:江门市总工会,union", "又|person:余晚"}},
    {"k4.txt", "2022-03-04", {"四|person:余晚"}},
    {"k5.txt", "2022-03-05", {"五|person:余晚;org:外交部,government;post:余晚,部长,外交部"}},
    {"k6.txt", "2022-03-06", {"六|person:余晚;org:怀柔区总工会,union"}},
    {"k7.txt", "2022-03-07", {"七|person:余晚;org:青禾纺织厂,company;post:余晚,挡车工,青禾纺织厂"}},
    {"k8.txt", "2022-03-08", {"八|person:余晚;by:余晚,reporter"}},
    {"k9.txt", NULL, {"九|person:余晚;org:湘川市医院,institution"}},
    {"l1.txt", "2022-04-01", {"十|person:余晚;org:全国人大常委会,government;post:余晚,委员,全国人大常委会"}},
};
enum { N_KNOWN = sizeof known / sizeof *known };

/* A name that is known takes a page in without looking at the others: that must not show. */
static void a_known_name_is_the_same_in_any_order(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 30; seed++) {
        random_state = seed * 2654435761u;
        gx_store *store = open_new("known.db"), *scratch = open_new("scratch.db");
        bool in[N_KNOWN] = {false};
        for (uint32_t steps = 2 * N_KNOWN; steps; steps--) {
            size_t page = dice(N_KNOWN);
            OK(gx_store_begin(store, &err));
            if (!in[page])
                add(store, &known[page]);
            else if (dice(3) == 0)
                OK(gx_store_remove(store, known[page].name, &err));
            else
                in[page] = !in[page]; /* it stays */
            in[page] = !in[page];
            OK(gx_store_commit(store, &err));
        }
        OK(gx_store_begin(scratch, &err));
        for (size_t i = 0; i < N_KNOWN; i++)
            if (in[i])
                add(scratch, &known[i]);
        OK(gx_store_commit(scratch, &err));
        close_equal(store, scratch);
    }
}

/* The public ids of all of one name, in their order, in a base of all pages whose names get something before.
 */
static void ids_of_name(char *out, size_t size, const char *before, bool backwards, const char *name)
{
    gx_store *store = open_new("ids.db");
    gx_entities found = {0};
    OK(gx_store_begin(store, &err));
    for (size_t i = 0; i < N_PAGES; i++) {
        char path[32];
        plan p = pages[backwards ? N_PAGES - 1 - i : i];
        snprintf(path, sizeof path, "%s%c%s", before, backwards ? 'z' - (int)i : 'a', p.name);
        p.name = path;
        add(store, &p);
    }
    OK(gx_store_commit(store, &err));
    OK(gx_store_entities(store, &(gx_filter){.type = GX_KB_PERSON}, &found, &err));
    char ids[8][GX_PUBLIC_ID_BYTES];
    size_t n = 0;
    for (size_t i = 0; i < found.n; i++)
        if (strcmp(found.at[i].name, name) == 0 && n < 8)
            memcpy(ids[n++], found.at[i].public_id, GX_PUBLIC_ID_BYTES);
    assert_true(n > 1);
    qsort(ids, n, sizeof *ids, (int (*)(const void *, const void *))strcmp);
    *out = '\0';
    for (size_t i = 0; i < n; i++)
        snprintf(out + strlen(out), size - strlen(out), "%s ", ids[i]);
    gx_entities_clear(&found);
    gx_store_close(store);
}

static void ids_do_not_tell_where_pages_lie(void **state)
{
    (void)state;
    char here[128], there[128];
    ids_of_name(here, sizeof here, "", false, "任和");
    ids_of_name(there, sizeof there, "elsewhere/", true, "任和");
    assert_string_equal(here, there);
    ids_of_name(here, sizeof here, "", false, "阮小舟");
    ids_of_name(there, sizeof there, "elsewhere/", true, "阮小舟");
    assert_string_equal(here, there);
}

static void a_renamed_document_is_the_same(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("rename.db"), *scratch = open_new("scratch.db");
    OK(gx_store_begin(store, &err));
    OK(gx_store_rename_document(store, "a.txt", "z.txt", NULL, &err));
    OK(gx_store_commit(store, &err));
    OK(gx_store_begin(scratch, &err));
    for (size_t i = 0; i < N_PAGES; i++) {
        plan p = pages[i];
        if (i == 0)
            p.name = "z.txt";
        add(scratch, &p);
    }
    OK(gx_store_commit(scratch, &err));
    close_equal(store, scratch);
}

/* ---- errors ---- */

static void files_that_are_no_knowledge_base(void **state)
{
    (void)state;
    gx_store *store = NULL;
    gx_error told = {0};
    forget("none.db");
    assert_int_equal(gx_store_open(&store, path_of("none.db"), GX_STORE_READ, &told), GX_EIO);
    assert_string_equal(told.text, "No such file or directory");
    told = (gx_error){0};
    assert_int_equal(gx_store_open(&store, path_of("."), GX_STORE_READ, &told), GX_EIO);
    told = (gx_error){0};
    FILE *file = fopen(path_of("text.db"), "w");
    for (int i = 0; i < 500; i++)
        fputs("no database, a text. ", file);
    fclose(file);
    assert_int_equal(gx_store_open(&store, path_of("text.db"), GX_STORE_CREATE, &told), GX_EDATA);
    assert_string_equal(told.text, "not a knowledge base of guanxi");
    assert_string_equal(told.file, path_of("text.db"));
    told = (gx_error){0};
    assert_int_equal(gx_store_open(&store, "/nowhere/x.db", GX_STORE_CREATE, &told), GX_EIO);
    forget("none.db");
    assert_null(store);
}

static void facts_that_do_not_belong_together(void **state)
{
    (void)state;
    static const struct {
        plan p;
        const char *text;
    } cases[] = {
        {{"x.txt", "2021-05-02", {"题|post:无人,主席"}},
         "fact 3 (post, article 1): no earlier fact of the article introduces \"无人\""},
        {{"x.txt", "2021-05-02", {"题|person:某;part:某,p,e9,speaker"}},
         "fact 4 (participation, article 1): no earlier fact of the article introduces \"e9\""},
        {{"x.txt", "02.05.2021", {"题|person:某"}},
         "fact 1 (document, article 0): not an ISO date: \"02.05.2021\""},
        {{"x.txt", "2021-05-02", {"题|person:某;person:某"}},
         "fact 4 (person, article 1): stands twice in the article: \"某\""},
    };
    gx_store *store = open_with_pages("wrong.db");
    char *before = dump_of(store);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gx_error told = {0};
        OK(gx_store_begin(store, &err));
        assert_int_equal(try_add(store, &cases[i].p, NULL, &told), GX_EDATA);
        assert_string_equal(told.text, cases[i].text);
        assert_string_equal(told.file, "x.txt");
        OK(gx_store_commit(store, &err)); /* one bad page does not stop a build */
    }
    char *after = dump_of(store);
    assert_string_equal(before, after);
    gx_free(before);
    gx_free(after);
    gx_store_close(store);
}

static void facts_come_back_as_they_were(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("facts.db"), *copy = open_new("copy.db");
    gx_buffer lines = {0}, again = {0};
    OK(gx_store_facts(store, NULL, &lines, &err));
    gx_facts facts = {0};
    uint32_t number = 1;
    for (char *line = lines.at, *end; (end = strchr(line, '\n')); line = end + 1, number++)
        OK(gx_fact_read(&facts, line, (size_t)(end - line), "facts", number, &err));
    OK(gx_store_begin(copy, &err));
    for (size_t i = 0, next; i < facts.n; i = next) {
        for (next = i + 1; next < facts.n && facts.at[next].type != GX_FACT_DOCUMENT; next++)
            ;
        OK(gx_store_add(copy, &(gx_document){.name = facts.at[i].document}, &facts.at[i], next - i, NULL,
                        &err));
    }
    OK(gx_store_commit(copy, &err));
    OK(gx_store_facts(copy, NULL, &again, &err));
    assert_string_equal(lines.at, again.at);
    char *text;
    size_t n;
    OK(gx_store_text(store, "a.txt", &text, &n, &err));
    assert_memory_equal(text, "# 云溪巧手大赛", sizeof "# 云溪巧手大赛" - 1);
    gx_free(text);
    gx_error told = {0};
    assert_int_equal(gx_store_text(copy, "a.txt", &text, &n, &told), GX_ENOTFOUND);
    gx_buffer_clear(&lines);
    gx_buffer_clear(&again);
    gx_facts_clear(&facts);
    gx_store_close(store);
    gx_store_close(copy);
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    gx_store *store = open_with_pages("memory.db");
    char *before = dump_of(store);
    gx_status status = GX_ENOMEM;
    plan changed = pages[1];
    changed.published = "2021-05-04";
    for (long n = 0; status == GX_ENOMEM; n += 1 + n / 50) {
        gx_error told = {0};
        OK(gx_store_begin(store, &err));
        gx_buffer text = {0};
        gx_facts facts = {0};
        make_text(&text, &changed);
        make_facts(&facts, &changed, &text);
        gx_document document = {changed.name, NULL, "other", text.at, text.n};
        gx_alloc_fail_after(n);
        status = gx_store_add(store, &document, facts.at, facts.n, NULL, &told);
        if (status == GX_OK)
            status = gx_store_commit(store, &told);
        gx_alloc_fail_after(-1);
        gx_store_rollback(store);
        gx_facts_clear(&facts);
        gx_buffer_clear(&text);
        if (status == GX_ENOMEM) {
            char *after = dump_of(store);
            assert_string_equal(before, after);
            gx_free(after);
        }
    }
    assert_int_equal(status, GX_OK);
    gx_free(before);
    gx_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_of_steps_gives_the_same_base),
        cmocka_unit_test(a_known_name_is_the_same_in_any_order),
        cmocka_unit_test(ids_do_not_tell_where_pages_lie),
        cmocka_unit_test(a_renamed_document_is_the_same),
        cmocka_unit_test(files_that_are_no_knowledge_base),
        cmocka_unit_test(facts_that_do_not_belong_together),
        cmocka_unit_test(facts_come_back_as_they_were),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
