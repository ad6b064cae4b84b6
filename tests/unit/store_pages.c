#include "store_pages.h"

#include "base/file.h"

#include <unistd.h>

static char folder[] = "/tmp/gx-store-XXXXXX";

char *path_of(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

void forget(const char *name)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 4; i++) {
        char path[300];
        snprintf(path, sizeof path, "%s/%s%s", folder, name, endings[i]);
        remove(path);
    }
}

/* ---- pages made of a plan: each line of an article is a fact, found again in the text ---- */

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
void make_text(gx_buffer *text, const plan *p)
{
    for (size_t i = 0; i < 4 && p->articles[i]; i++) {
        gx_buffer_printf(text, "# %s\n\n", p->articles[i]);
        for (char *c = text->at; *c; c++)
            if (*c == ';' || *c == '|')
                *c = '\n';
    }
}

void make_facts(gx_facts *facts, const plan *p, const gx_buffer *text)
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

gx_status try_add(gx_store *store, const plan *p, bool *changed, gx_error *err)
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

void add(gx_store *store, const plan *p)
{
    OK(try_add(store, p, NULL, &err));
}

const plan pages[] = {
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
_Static_assert(sizeof pages / sizeof *pages == N_PAGES, "all pages");

gx_store *open_new(const char *name)
{
    gx_store *store = NULL;
    forget(name);
    OK(gx_store_open(&store, path_of(name), GX_STORE_CREATE, &err));
    return store;
}

gx_store *open_with_pages(const char *name)
{
    gx_store *store = open_new(name);
    OK(gx_store_begin(store, &err));
    for (size_t i = 0; i < N_PAGES; i++)
        add(store, &pages[i]);
    OK(gx_store_commit(store, &err));
    return store;
}

gx_entity_id id_of(gx_store *store, const char *name, gx_kb_type type)
{
    gx_entities found = {0};
    OK(gx_store_resolve(store, name, type, &found, &err));
    gx_entity_id id = found.at[0].id;
    gx_entities_clear(&found);
    return id;
}

char *dump_of(gx_store *store)
{
    gx_buffer out = {0};
    OK(gx_store_dump(store, &out, &err));
    OK(gx_store_check(store, &err));
    return out.at;
}

int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : 1;
}

int remove_folder(void **state)
{
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}
