#include "link/inside.h"

#include "base/map.h"

#include <stdlib.h>
#include <stdlib.h>
#include <string.h>

/* What is known while one document's facts are grouped. Maps from names to numbers live outside of the arena.
 */
typedef struct grouping {
    gx_arena *arena; /* guarded */
    const gx_fact *facts;
    size_t n;
    const gx_split *splits;
    size_t n_splits;
    gx_document_profiles *out;
    gx_map map; /* "type article name" -> index of the fact's entry, and "body" -> count */
    const char *document, *content, *date, *region;
    struct names {
        struct body {
            const char *name;                  /* as the fact says */
            const char *core, *block, *region; /* of the fullest form that the page has for it */
            const char *key;                   /* its own block without 集团; NULL = generic */
            uint32_t article;
        } * at;
        size_t n, cap;
    } bodies; /* organization facts */
} grouping;

static void add_string(gx_arena *arena, gx_strings *list, const char *text)
{
    const char **at = GX_PUSH(arena, list);
    *at = text;
}

static const char *mark_of(const grouping *g, gx_profile_type type, const char *name, uint32_t article)
{
    for (size_t i = 0; i < g->n_splits; i++) {
        const gx_split *s = &g->splits[i];
        if (s->type == type && strcmp(s->name, name) == 0 && (!s->article || s->article == article))
            return s->mark;
    }
    return "";
}

static gx_profile *new_profile(grouping *g, gx_profile_type type, size_t fact, const char *name,
                               const char *mark)
{
    gx_profile *p = GX_PUSH(g->arena, &g->out->profiles);
    *p = (gx_profile){.type = type, .name = name, .mark = mark, .document = g->document, .date = g->date};
    p->order = gx_arena_printf(g->arena, "%s %s %05u %06zu", g->date ? g->date : "~", g->document,
                               (unsigned)g->facts[fact].article, fact);
    g->out->of_fact[fact] = (uint32_t)(g->out->profiles.n - 1);
    return p;
}

static void add_article(gx_arena *arena, gx_profile *p, uint32_t article)
{
    add_string(arena, &p->articles, gx_arena_printf(arena, "%u", (unsigned)article));
}

/* ---- organizations ---- */

enum {
    PARENT_BYTES = 9, /* three characters: what stays of a name without 集团, what is dropped before one */
    SHORT_BYTES = 12  /* four characters: what stays of a name without its parent or province */
};

/* 远航重工 and 远航重工集团 have one key. */
static const char *without_group_word(gx_arena *arena, const char *block)
{
    static const char word[] = "集团";
    const char *at = strstr(block, word);
    if (!at || at - block < PARENT_BYTES)
        return block;
    return gx_arena_printf(arena, "%.*s%s", (int)(at - block), block, at + sizeof word - 1);
}

/* May a page leave this beginning of a name out: a province, or another body's whole name? */
static bool is_droppable(const grouping *g, const char *opening, size_t n)
{
    const char *region = gx_name_region(opening);
    if (region && strlen(region) == n)
        return true;
    for (size_t i = 0; n >= PARENT_BYTES && i < g->bodies.n; i++) {
        const char *key = g->bodies.at[i].key;
        if (key && strlen(key) == n && memcmp(key, opening, n) == 0)
            return true;
    }
    return false;
}

/* The one body of the page of which this one's name is the end; itself where there is none or several. */
static const struct body *fuller_form(const grouping *g, const struct body *body)
{
    const struct body *found = NULL;
    size_t n = body->key && !gx_is_state_body(body->key) ? strlen(body->key) : 0;
    for (size_t i = 0; n >= SHORT_BYTES && i < g->bodies.n; i++) {
        const struct body *other = &g->bodies.at[i];
        size_t m = other->key ? strlen(other->key) : 0;
        if (m <= n || !gx_ends_with(other->key, body->key) || !is_droppable(g, other->key, m - n))
            continue;
        if (found && strcmp(found->key, other->key) != 0)
            return body;
        found = other;
    }
    return found ? found : body;
}

/* Forms of one body take over the fullest; ties by bytes. */
static void unite_forms(grouping *g)
{
    const char **keys = GX_ARENA_ARRAY(g->arena, const char *, g->bodies.n);
    for (size_t i = 0; i < g->bodies.n; i++) {
        const struct body *full = &g->bodies.at[i];
        for (const struct body *next; (next = fuller_form(g, full)) != full; full = next)
            ;
        keys[i] = full->key;
    }
    for (size_t i = 0; i < g->bodies.n; i++)
        g->bodies.at[i].key = keys[i];
    for (size_t i = 0; i < g->bodies.n; i++) {
        struct body *body = &g->bodies.at[i];
        for (size_t j = 0; body->key && j < g->bodies.n; j++) {
            const struct body *other = &g->bodies.at[j];
            size_t n = strlen(body->core), m = strlen(other->core);
            if (other->key && strcmp(other->key, body->key) == 0 && strcmp(other->block, body->block) != 0 &&
                (m > n || (m == n && strcmp(other->core, body->core) < 0))) {
                body->core = other->core;
                body->block = other->block;
                body->region = other->region;
            }
        }
    }
}

static void read_bodies(grouping *g)
{
    for (size_t i = 0; i < g->n; i++) {
        if (g->facts[i].type != GX_FACT_ORGANIZATION)
            continue;
        gx_organization_name name = gx_name_take_apart(g->arena, g->facts[i].as.organization.name);
        struct body *body = GX_PUSH(g->arena, &g->bodies);
        *body = (struct body){.name = g->facts[i].as.organization.name,
                              .core = name.core,
                              .region = name.region,
                              .block = gx_name_block(g->arena, &name),
                              .article = g->facts[i].article};
        body->key = name.generic ? NULL : without_group_word(g->arena, body->block);
    }
    unite_forms(g);
}

/* Shares of the bodies that name a province: of an article's, and of a page's for people of whose articles
 * none names one. */
static const double MOST = 0.5, NEARLY_ALL = 0.8;

/* Bodies stand in the order of their articles: the first of an article, or where it would stand. */
static size_t first_body(const grouping *g, unsigned long article)
{
    size_t low = 0, high = g->bodies.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (g->bodies.at[middle].article < article)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A vote on the region: who has more than half of all votes is left over (Boyer & Moore 1991). */
typedef struct vote {
    const char *region;
    size_t left, told, n; /* n: how often `region` itself was told, in the second round */
} vote;

static void count_regions(const grouping *g, const gx_strings *articles, bool second_round, vote *v)
{
    for (size_t k = 0; k < (articles ? articles->n : 1); k++) {
        unsigned long article = articles ? strtoul(articles->at[k], NULL, 10) : 0;
        size_t end = articles ? first_body(g, article + 1) : g->bodies.n;
        for (size_t i = articles ? first_body(g, article) : 0; i < end; i++) {
            const char *region = g->bodies.at[i].region;
            if (!region)
                continue;
            bool same = v->region && strcmp(v->region, region) == 0;
            if (second_round) {
                v->told++;
                v->n += same;
            } else if (same) {
                v->left++;
            } else if (v->left) {
                v->left--;
            } else {
                v->region = region;
                v->left = 1;
            }
        }
    }
}

/* The province that more than `share` (at least half) of the bodies that name one name, in some articles or
 * (NULL) on the whole page; NULL where there is none: news from everywhere says nothing of where its people
 * are. */
static const char *region_told(const grouping *g, const gx_strings *articles, double share)
{
    vote v = {0};
    count_regions(g, articles, false, &v);
    count_regions(g, articles, true, &v);
    return (double)v.n > share * (double)v.told ? v.region : NULL;
}

static const struct body *body_named(const grouping *g, uint32_t article, const char *name)
{
    for (size_t i = 0; i < g->bodies.n; i++)
        if (g->bodies.at[i].article == article && strcmp(g->bodies.at[i].name, name) == 0)
            return &g->bodies.at[i];
    return NULL;
}

static bool is_a_core(const grouping *g, const char *text)
{
    for (size_t i = 0; i < g->bodies.n; i++)
        if (strcmp(g->bodies.at[i].core, text) == 0)
            return true;
    return false;
}

enum {
    SHORT_ALIAS_BYTES = 9, /* three characters, where the short form keeps the order of the name's own */
    FREE_ALIAS_BYTES = 18  /* six characters, for forms of other characters */
};

/* A form that is specific enough to find the body again on another page. */
static void add_alias(grouping *g, gx_profile *p, const char *core, const char *surface)
{
    gx_organization_name form = gx_name_take_apart(g->arena, surface);
    if (form.generic || gx_name_is_generic(form.core) || is_a_core(g, form.core))
        return;
    const char *block = gx_name_block(g->arena, &form);
    size_t n = strlen(block);
    bool shortens = gx_name_shortens(block, core);
    if (strcmp(block, p->block) != 0 && n >= (shortens ? SHORT_ALIAS_BYTES : FREE_ALIAS_BYTES))
        add_string(g->arena, &p->aliases, block);
}

/* 朝阳区总工会 and the like mean different bodies in different provinces; 江门市总工会 does not. */
static bool needs_region(const char *core)
{
    static const char *const levels[] = {"区", "县", "旗", "镇", "乡", NULL};
    const char *first = core + 3;
    for (size_t i = 0; *core && i < 12 && first[0]; i++, first++)
        for (const char *const *level = levels; *level; level++)
            if (i >= 3 && gx_starts_with(first, *level))
                return true;
    return false;
}

static void group_organizations(grouping *g)
{
    size_t next_body = 0;
    for (size_t i = 0; i < g->n; i++) {
        const gx_fact *fact = &g->facts[i];
        if (fact->type != GX_FACT_ORGANIZATION)
            continue;
        const struct body *body = &g->bodies.at[next_body++];
        const char *mark = mark_of(g, GX_PROFILE_ORGANIZATION, body->name, fact->article);
        char *key = gx_arena_printf(g->arena, "o %s %s", body->core, mark);
        uint32_t index;
        if (gx_map_get(&g->map, key, strlen(key), &index))
            g->out->of_fact[i] = index;
        else {
            bool generic = gx_name_is_generic(body->core);
            gx_profile *made = new_profile(g, GX_PROFILE_ORGANIZATION, i, body->core, mark);
            made->block = generic ? gx_arena_printf(g->arena, "%s@%s", body->core, g->content) : body->block;
            made->kind = fact->as.organization.kind;
            made->region = body->region ? body->region : needs_region(body->core) ? g->region : NULL;
            index = g->out->of_fact[i];
            if (!gx_map_set(&g->map, key, strlen(key), index))
                longjmp(*g->arena->guard, 1);
        }
        gx_profile *p = &g->out->profiles.at[index];
        gx_organization_name name = gx_name_take_apart(g->arena, body->name);
        if (name.place && !p->place)
            p->place = name.place;
        if (name.region && !p->region)
            p->region = name.region;
        add_article(g->arena, p, fact->article);
        if (strcmp(name.core, body->core) != 0)
            add_alias(g, p, body->core, body->name);
        for (size_t s = 0; s < fact->as.organization.surfaces.n; s++)
            add_alias(g, p, body->core, fact->as.organization.surfaces.at[s]);
    }
}

/* ---- people ---- */

/* "=X": a post in X. "<X": X contains the body of a post. "~X": several provinces have an X.
 * "@X": a body of the province X. */
static void add_body(grouping *g, gx_profile *p, uint32_t article, const char *organization,
                     const char *title)
{
    const struct body *body = organization ? body_named(g, article, organization) : NULL;
    add_string(g->arena, &p->titles, title);
    if (!body)
        return;
    add_string(g->arena, &p->titles, gx_arena_printf(g->arena, "%s@%s", title, body->block));
    const char *office = gx_single_office(gx_arena_printf(g->arena, "%s%s", organization, title));
    if (office) /* 协议联合国 and 秘书长: what the body's name has too much says nothing of the office */
        add_string(g->arena, &p->titles, office);
    add_string(g->arena, &p->bodies, gx_arena_printf(g->arena, "=%s", body->block));
    if (needs_region(body->core))
        add_string(g->arena, &p->bodies, gx_arena_printf(g->arena, "~%s", body->block));
    if (body->region) {
        p->region = body->region;
        add_string(g->arena, &p->bodies, gx_arena_printf(g->arena, "@%s", body->region));
    }
    for (size_t i = 0; i < g->bodies.n; i++) {
        const struct body *other = &g->bodies.at[i];
        if (strlen(other->core) < strlen(body->core) && gx_starts_with(body->core, other->core) &&
            !gx_name_is_generic(other->core))
            add_string(g->arena, &p->bodies, gx_arena_printf(g->arena, "<%s", other->block));
    }
}

/* One appearance: a person in one article, with all that the article says.
 * @param alone  no other of that name is on the page: whom else the article names would not be asked */
static void describe_person(grouping *g, gx_profile *p, const char *name, uint32_t article, bool alone)
{
    for (size_t i = 0; i < g->n; i++) {
        const gx_fact *fact = &g->facts[i];
        if (fact->article != article)
            continue;
        if (fact->type == GX_FACT_POST && strcmp(fact->as.post.person, name) == 0)
            add_body(g, p, article, fact->as.post.organization, fact->as.post.title);
        else if (!alone && fact->type == GX_FACT_PERSON && strcmp(fact->as.person.name, name) != 0)
            add_string(g->arena, &p->context, gx_arena_printf(g->arena, "p:%s", fact->as.person.name));
    }
    for (size_t i = 0; i < g->bodies.n; i++)
        if (g->bodies.at[i].article == article && !gx_name_is_generic(g->bodies.at[i].core))
            add_string(g->arena, &p->context, g->bodies.at[i].block);
    add_article(g->arena, p, article);
    gx_strings_settle(&p->titles);
    gx_strings_settle(&p->bodies);
    gx_strings_settle(&p->context);
}

static void append_strings(gx_arena *arena, gx_strings *to, const gx_strings *from)
{
    for (size_t i = 0; i < from->n; i++)
        add_string(arena, to, from->at[i]);
    gx_strings_settle(to);
}

/* Put the appearances [0, n) of one name on this page together, as far as they agree. */
static void group_name(grouping *g, gx_profile *appearances, const size_t *facts, size_t n)
{
    gx_pairs pairs = {0};
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = a + 1; b < n; b++) {
            const char *why = "";
            double score = gx_compare_people(g->arena, &appearances[a], &appearances[b], true, &why);
            gx_pair *pair = GX_PUSH(g->arena, &pairs);
            *pair = (gx_pair){a, b, score, why};
        }
    gx_clusters clusters = {0};
    gx_join(&clusters, g->arena, appearances, n, &pairs, NULL, 0);
    size_t base = g->out->profiles.n;
    for (size_t a = 0; a < n; a++) {
        uint32_t cluster = clusters.of_profile[a];
        if (base + cluster == g->out->profiles.n) {
            gx_profile *made =
                new_profile(g, GX_PROFILE_PERSON, facts[a], appearances[a].name, appearances[a].mark);
            made->block = made->name;
            made->kind = "newsmaker";
            made->region = appearances[a].region;
        }
        g->out->of_fact[facts[a]] = (uint32_t)(base + cluster);
        gx_profile *p = &g->out->profiles.at[base + cluster];
        append_strings(g->arena, &p->articles, &appearances[a].articles);
        append_strings(g->arena, &p->bodies, &appearances[a].bodies);
        append_strings(g->arena, &p->titles, &appearances[a].titles);
        append_strings(g->arena, &p->context, &appearances[a].context);
    }
}

/* A person with a post is known by it: what else the article mentions would only make profiles differ. */
static void keep_what_identifies(grouping *g, size_t first)
{
    const char *region = region_told(g, NULL, NEARLY_ALL);
    for (size_t i = first; i < g->out->profiles.n; i++) {
        gx_profile *p = &g->out->profiles.at[i];
        if (!p->region)
            p->region = region_told(g, &p->articles, MOST);
        if (!p->region)
            p->region = region;
        if (p->bodies.n)
            p->context.n = 0;
        size_t kept = 0;
        for (size_t c = 0; c < p->context.n; c++)
            if (!gx_starts_with(p->context.at[c], "p:"))
                p->context.at[kept++] = p->context.at[c];
        p->context.n = kept;
    }
}

static void group_people(grouping *g)
{
    size_t first = g->out->profiles.n;
    for (size_t i = 0; i < g->n; i++) {
        if (g->facts[i].type != GX_FACT_PERSON || g->out->of_fact[i] != UINT32_MAX)
            continue;
        const char *name = g->facts[i].as.person.name;
        const char *mark = mark_of(g, GX_PROFILE_PERSON, name, g->facts[i].article);
        struct {
            gx_profile *at;
            size_t n, cap;
        } appearances = {0};
        struct {
            size_t *at;
            size_t n, cap;
        } facts = {0};
        for (size_t j = i; j < g->n; j++) {
            const gx_fact *fact = &g->facts[j];
            if (fact->type != GX_FACT_PERSON || strcmp(fact->as.person.name, name) != 0 ||
                strcmp(mark_of(g, GX_PROFILE_PERSON, name, fact->article), mark) != 0)
                continue;
            gx_profile *p = GX_PUSH(g->arena, &appearances);
            *p = (gx_profile){.type = GX_PROFILE_PERSON, .name = name, .mark = mark, .document = ""};
            *GX_PUSH(g->arena, &facts) = j;
        }
        for (size_t k = 0; k < facts.n; k++)
            describe_person(g, &appearances.at[k], name, g->facts[facts.at[k]].article, facts.n == 1);
        group_name(g, appearances.at, facts.at, facts.n);
    }
    keep_what_identifies(g, first);
}

static void group_bylines(grouping *g)
{
    for (size_t i = 0; i < g->n; i++) {
        if (g->facts[i].type != GX_FACT_BYLINE)
            continue;
        const char *name = g->facts[i].as.byline.name;
        const char *mark = mark_of(g, GX_PROFILE_PERSON, name, g->facts[i].article);
        char *key = gx_arena_printf(g->arena, "b %s %s", name, mark);
        uint32_t index;
        if (gx_map_get(&g->map, key, strlen(key), &index))
            g->out->of_fact[i] = index;
        else {
            gx_profile *made = new_profile(g, GX_PROFILE_PERSON, i, name, mark);
            made->block = name;
            made->kind = "byline";
            made->region = g->region;
            index = g->out->of_fact[i];
            if (!gx_map_set(&g->map, key, strlen(key), index))
                longjmp(*g->arena->guard, 1);
        }
        add_article(g->arena, &g->out->profiles.at[index], g->facts[i].article);
    }
}

/* ---- events ---- */

enum { TELLING_NAME_BYTES = 21 }; /* seven characters: 职工羽毛球比赛; shorter names do not stand alone */

static const char *plain_name(grouping *g, const char *name)
{
    gx_organization_name whole = {.core = name};
    return gx_name_block(g->arena, &whole);
}

/* An event without a date takes that of another article's event of the same name on the page. */
static const char *date_of_event(const grouping *g, const gx_fact *event)
{
    if (event->as.event.date)
        return event->as.event.date;
    for (size_t i = 0; i < g->n; i++) {
        const gx_fact *other = &g->facts[i];
        if (other->type == GX_FACT_EVENT && other->as.event.date && other->article != event->article &&
            strlen(event->as.event.name) >= TELLING_NAME_BYTES &&
            strcmp(other->as.event.name, event->as.event.name) == 0)
            return other->as.event.date;
    }
    return NULL;
}

static void add_participants(grouping *g, gx_profile *p, const gx_fact *event)
{
    for (size_t i = 0; i < g->n; i++) {
        const gx_fact *fact = &g->facts[i];
        if (fact->type != GX_FACT_PARTICIPATION || fact->article != event->article ||
            strcmp(fact->as.participation.event, event->as.event.id) != 0)
            continue;
        const char *who = fact->as.participation.entity;
        const struct body *body = body_named(g, fact->article, who);
        bool person = strcmp(fact->as.participation.entity_kind, "person") == 0;
        add_string(g->arena, &p->bodies,
                   gx_arena_printf(g->arena, person ? "p:%s" : "o:%s", body && !person ? body->block : who));
    }
    gx_strings_settle(&p->bodies);
}

static void group_events(grouping *g)
{
    for (size_t i = 0; i < g->n; i++) {
        const gx_fact *event = &g->facts[i];
        if (event->type != GX_FACT_EVENT)
            continue;
        const char *mark = mark_of(g, GX_PROFILE_EVENT, event->as.event.name, event->article);
        gx_profile *p = new_profile(g, GX_PROFILE_EVENT, i, event->as.event.name, mark);
        const char *plain = plain_name(g, p->name), *date = date_of_event(g, event);
        if (date)
            p->block = gx_arena_printf(g->arena, "d:%s", date);
        else if (strlen(plain) >= TELLING_NAME_BYTES)
            p->block = gx_arena_printf(g->arena, "n:%s", plain);
        else
            p->block = gx_arena_printf(g->arena, "x:%s#%u#%s", g->content, (unsigned)event->article,
                                       event->as.event.id);
        p->date = event->as.event.date;
        p->kind = event->as.event.type;
        p->place = event->as.event.place;
        p->region = g->region;
        add_article(g->arena, p, event->article);
        add_participants(g, p, event);
    }
}

static void settle(gx_document_profiles *out)
{
    for (size_t i = 0; i < out->profiles.n; i++) {
        gx_strings_settle(&out->profiles.at[i].aliases);
        gx_strings_settle(&out->profiles.at[i].articles);
    }
}

static void group(grouping *g)
{
    g->out->of_fact = GX_ARENA_ARRAY(g->arena, uint32_t, g->n);
    for (size_t i = 0; i < g->n; i++)
        g->out->of_fact[i] = UINT32_MAX;
    if (!g->n)
        return;
    g->document = g->facts[0].document;
    if (g->facts[0].type == GX_FACT_DOCUMENT)
        g->date = g->facts[0].as.document.published;
    read_bodies(g);
    g->region = region_told(g, NULL, MOST);
    group_organizations(g);
    group_people(g);
    group_bylines(g);
    group_events(g);
    settle(g->out);
}

static bool grouped(grouping *g)
{
    jmp_buf guard, *before = g->arena->guard;
    g->arena->guard = &guard;
    bool done = setjmp(guard) == 0;
    if (done)
        group(g);
    g->arena->guard = before;
    return done;
}

gx_status gx_link_document(gx_document_profiles *out, gx_arena *arena, const gx_fact *facts, size_t n_facts,
                           const char *content, const gx_split *splits, size_t n_splits, gx_error *err)
{
    gx_document_profiles made = {0};
    grouping g = {.arena = arena,
                  .facts = facts,
                  .n = n_facts,
                  .content = content,
                  .splits = splits,
                  .n_splits = n_splits,
                  .out = &made};
    bool done = grouped(&g);
    gx_map_clear(&g.map);
    if (!done)
        return gx_fail(err, GX_ENOMEM, "out of memory while linking a document");
    *out = made;
    return GX_OK;
}
