/* The knowledge base: documents come and go, questions, judgements, proofs, errors. All people are invented.
 */
#include "base/file.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char folder[] = "/tmp/gx-store-XXXXXX";

static char *path_of(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void forget(const char *name)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 4; i++) {
        char path[300];
        snprintf(path, sizeof path, "%s/%s%s", folder, name, endings[i]);
        remove(path);
    }
}

#define OK(call)                                                                                             \
    do {                                                                                                     \
        gx_error err = {0};                                                                                  \
        gx_status status_ = (call);                                                                          \
        if (status_ != GX_OK)                                                                                \
            print_error("%s: %s\n", err.file, err.text);                                                     \
        assert_int_equal(status_, GX_OK);                                                                    \
    } while (0)

/* ---- pages made of a plan: each line of an article is a fact, found again in the text ---- */

typedef struct plan {
    const char *name, *published;
    const char *articles[4]; /* "title|kind:fields;kind:fields;…", see add_facts() */
} plan;

static gx_span place_of(const gx_buffer *text, const char *words)
{
    const char *at = strstr(text->at, words);
    uint32_t start = at ? (uint32_t)(at - text->at) : 0;
    return (gx_span){start, at ? start + (uint32_t)strlen(words) : 0};
}

static const char *keep(gx_facts *facts, const char *text)
{
    return gx_arena_text(&facts->arena, text, strlen(text));
}

/* person:甲  org:名称,kind,surface  post:人,title,org  event:id,name,type,date,place  part:who,p|o,event,role
 * rel:a,part_of,b  award:who,honour,event  by:人,role */
static void add_fact(gx_facts *facts, const plan *p, uint32_t article, char *line, const gx_buffer *text)
{
    char *field[6] = {0}, *state = NULL;
    size_t n = 0;
    char *kind = strtok_r(line, ":", &state);
    for (char *f = strtok_r(NULL, ",", &state); f && n < 6; f = strtok_r(NULL, ",", &state))
        field[n++] = (char *)(uintptr_t)keep(facts, f);
    gx_fact fact = {.document = p->name, .article = article, .confidence = 0.9};
    gx_spans spans = {GX_ARENA_ARRAY(&facts->arena, gx_span, 1), 1, 1};
    spans.at[0] = place_of(text, field[0]);
    gx_strings none = {0}, surfaces = {GX_ARENA_ARRAY(&facts->arena, const char *, 1), 1, 1};
    if (strcmp(kind, "person") == 0) {
        fact.type = GX_FACT_PERSON;
        fact.as.person.name = surfaces.at[0] = field[0];
        fact.as.person.surfaces = surfaces;
        fact.as.person.mentions = spans;
        fact.confidence = 0;
    } else if (strcmp(kind, "org") == 0) {
        fact.type = GX_FACT_ORGANIZATION;
        fact.as.organization.name = field[0];
        fact.as.organization.kind = field[1];
        surfaces.at[0] = field[2] ? field[2] : field[0];
        fact.as.organization.surfaces = surfaces;
        fact.as.organization.mentions = spans;
        fact.confidence = 0;
    } else if (strcmp(kind, "by") == 0) {
        fact.type = GX_FACT_BYLINE;
        fact.as.byline.name = field[0];
        fact.as.byline.role = field[1];
        fact.confidence = 0;
    } else if (strcmp(kind, "event") == 0) {
        fact.type = GX_FACT_EVENT;
        fact.as.event.id = field[0];
        fact.as.event.name = field[1];
        fact.as.event.type = field[2];
        fact.as.event.date = field[3];
        fact.as.event.place = field[4];
        fact.as.event.surfaces = none;
        spans.at[0] = place_of(text, field[1]);
        fact.as.event.mentions = spans;
        fact.confidence = 0;
    } else {
        fact.evidence.span = place_of(text, field[0]);
        fact.evidence.text = field[0];
        if (strcmp(kind, "post") == 0) {
            fact.type = GX_FACT_POST;
            fact.as.post.person = field[0];
            fact.as.post.title = field[1];
            fact.as.post.organization = field[2];
        } else if (strcmp(kind, "part") == 0) {
            fact.type = GX_FACT_PARTICIPATION;
            fact.as.participation.entity = field[0];
            fact.as.participation.entity_kind = *field[1] == 'p' ? "person" : "organization";
            fact.as.participation.event = field[2];
            fact.as.participation.role = field[3];
        } else if (strcmp(kind, "rel") == 0) {
            fact.type = GX_FACT_ORGANIZATION_RELATION;
            fact.as.relation.subject = field[0];
            fact.as.relation.relation = field[1];
            fact.as.relation.object = field[2];
        } else {
            assert_string_equal(kind, "award");
            fact.type = GX_FACT_AWARD;
            fact.as.award.recipient = field[0];
            fact.as.award.recipient_kind = "person";
            fact.as.award.award = field[1];
            fact.as.award.event = field[2];
        }
    }
    *GX_PUSH(&facts->arena, facts) = fact;
}

/* The page is what the plan says, a line a fact, so that every fact has a place of its own. */
static void make_text(gx_buffer *text, const plan *p)
{
    for (size_t i = 0; i < 4 && p->articles[i]; i++) {
        gx_buffer_printf(text, "# %s\n\n", p->articles[i]);
        for (char *c = text->at; *c; c++)
            if (*c == ';' || *c == '|')
                *c = '\n';
    }
}

static void make_facts(gx_facts *facts, const plan *p, const gx_buffer *text)
{
    gx_fact document = {.type = GX_FACT_DOCUMENT, .document = p->name};
    document.as.document.published = p->published;
    document.as.document.encoding = "UTF-8";
    document.as.document.bytes = text->n;
    *GX_PUSH(&facts->arena, facts) = document;
    uint32_t start = 0;
    for (uint32_t i = 0; i < 4 && p->articles[i]; i++) {
        char *copy = (char *)(uintptr_t)keep(facts, p->articles[i]), *state = NULL;
        gx_fact article = {.type = GX_FACT_ARTICLE, .document = p->name, .article = i + 1};
        uint32_t n = (uint32_t)strlen(copy) + 4;
        article.as.article.title = strtok_r(copy, "|", &state);
        article.as.article.span = (gx_span){start, start + n};
        start += n;
        *GX_PUSH(&facts->arena, facts) = article;
        char *lines = strtok_r(NULL, "|", &state), *inner = NULL;
        for (char *line = strtok_r(lines, ";", &inner); line; line = strtok_r(NULL, ";", &inner))
            add_fact(facts, p, i + 1, line, text);
    }
}

static gx_status try_add(gx_store *store, const plan *p, bool *changed, gx_error *err)
{
    gx_buffer text = {0};
    gx_facts facts = {0};
    char hash[GX_HASH_BYTES];
    make_text(&text, p);
    make_facts(&facts, p, &text);
    gx_content_hash(hash, text.at, text.n, p->published);
    gx_document document = {p->name, NULL, hash, text.at, text.n};
    gx_status status = gx_store_add(store, &document, facts.at, facts.n, changed, err);
    gx_facts_clear(&facts);
    gx_buffer_clear(&text);
    return status;
}

static void add(gx_store *store, const plan *p)
{
    OK(try_add(store, p, NULL, &err));
}

static const plan pages[] = {
    {"a.txt",
     "2021-05-02",
     {"云溪巧手大赛|org:云溪区总工会,union,区总工会;person:阮小舟;post:阮小舟,主席,云溪区总工会;"
      "event:e1,云溪区职工巧手大赛开幕式,ceremony,2021-05-01,工人文化宫;part:云溪区总工会,o,e1,organizer;"
      "part:阮小舟,p,e1,speaker;by:甘棠,reporter",
      "慰问|person:阮小舟;org:青禾纺织有限公司,company,青禾纺织;event:e1,慰问青禾纺织,visit,2021-05-01;"
      "part:阮小舟,p,e1,visitor;part:青禾纺织有限公司,o,e1,recipient;org:青禾纺织有限公司工会,union;"
      "rel:青禾纺织有限公司工会,part_of,青禾纺织有限公司"}},
    {"b.txt",
     "2021-05-03",
     {"大赛闭幕|org:云溪总工会,union;person:阮小舟;post:阮小舟,主席,云溪总工会;person:沈砚;"
      "event:e1,云溪区职工巧手大赛开幕式,ceremony,2021-05-01,工人文化宫;part:阮小舟,p,e1,attendee;"
      "part:沈砚,p,e1,awardee;award:沈砚,巧手标兵,e1;org:青禾纺织有限公司,company"}},
    {"c.txt",
     "2023-08",
     {"别处|person:阮小舟;org:湖南省湘川市医院,institution;post:阮小舟,护士,湖南省湘川市医院;by:阮小舟,"
      "photographer"}},
    {"d.txt",
     "2022-01-05",
     {"订单|org:青禾纺织,company;person:沈砚;post:沈砚,班长,青禾纺织;org:青禾纺织工会,union;rel:青禾纺织工会,"
      "part_of,青禾纺织"}},
    {"e.txt",
     NULL,
     {"无日期|person:沈砚;org:青禾纺织有限公司,company;post:沈砚,副主席,青禾纺织有限公司;event:e1,座谈会,"
      "meeting;part:沈砚,p,e1,speaker",
      "又一篇|person:沈砚;event:e1,职工技能提升座谈会召开,meeting,2022-01;part:沈砚,p,e1,attendee"}},
    {"f.txt",
     "2022-02-01",
     {"朝阳|org:北京市朝阳区总工会,union;person:任和;post:任和,主席,北京市朝阳区总工会"}},
    {"g.txt",
     "2022-02-02",
     {"朝阳|org:吉林省朝阳区总工会,union;person:任和;post:任和,主席,吉林省朝阳区总工会"}},
    {"h.txt",
     "2022-02-03",
     {"朝阳|org:朝阳区总工会,union;org:北京市总工会,union;person:任和;post:任和,主席,朝阳区总工会"}},
};
enum { N_PAGES = sizeof pages / sizeof *pages };

static gx_store *open_new(const char *name)
{
    gx_store *store = NULL;
    forget(name);
    OK(gx_store_open(&store, path_of(name), GX_STORE_CREATE, &err));
    return store;
}

static gx_store *open_with_pages(const char *name)
{
    gx_store *store = open_new(name);
    OK(gx_store_begin(store, &err));
    for (size_t i = 0; i < N_PAGES; i++)
        add(store, &pages[i]);
    OK(gx_store_commit(store, &err));
    return store;
}

static gx_entity_id id_of(gx_store *store, const char *name, gx_kb_type type)
{
    gx_entities found = {0};
    OK(gx_store_resolve(store, name, type, &found, &err));
    gx_entity_id id = found.at[0].id;
    gx_entities_clear(&found);
    return id;
}

static char *dump_of(gx_store *store)
{
    gx_buffer out = {0};
    OK(gx_store_dump(store, &out, &err));
    OK(gx_store_check(store, &err));
    return out.at;
}

/* ---- tests ---- */

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

static void random_step(gx_store *store, int *versions, size_t page)
{
    OK(gx_store_begin(store, &err));
    for (uint32_t changes = 1 + dice(3); changes; changes--, page = dice(N_PAGES)) {
        int wanted = (int)dice(3) - 1;
        if (wanted >= 0) {
            plan p = version_of(page, wanted);
            add(store, &p);
        } else if (versions[page] >= 0)
            OK(gx_store_remove(store, pages[page].name, &err));
        versions[page] = wanted;
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
        char *left = dump_of(store), *right = dump_of(scratch);
        assert_string_equal(left, right);
        gx_free(left);
        gx_free(right);
        gx_store_close(store);
        gx_store_close(scratch);
    }
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
    char *left = dump_of(store), *right = dump_of(scratch);
    assert_string_equal(left, right);
    gx_free(left);
    gx_free(right);
    gx_store_close(store);
    gx_store_close(scratch);
}

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
    assert_int_equal(gx_store_open(&store, folder, GX_STORE_READ, &told), GX_EIO);
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

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : 1;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
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
        cmocka_unit_test(any_order_of_steps_gives_the_same_base),
        cmocka_unit_test(a_renamed_document_is_the_same),
        cmocka_unit_test(judgements_are_kept_and_replayed),
        cmocka_unit_test(keeping_apart_holds_through_third_parties),
        cmocka_unit_test(bad_judgements_are_refused),
        cmocka_unit_test(a_dry_run_tells_and_changes_nothing),
        cmocka_unit_test(a_dropped_fact_is_no_answer_but_stays_kept),
        cmocka_unit_test(why_gives_reasons),
        cmocka_unit_test(files_that_are_no_knowledge_base),
        cmocka_unit_test(facts_that_do_not_belong_together),
        cmocka_unit_test(facts_come_back_as_they_were),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
