#include "store/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A short form that more bodies than this share says nothing, and does not join them. */
enum { OWNERS_AT_MOST = 8 };

gx_status gx_mark_dirty(gx_store *store, gx_kb_type type, const char *block, gx_error *err)
{
    gx_buffer key = {0};
    gx_buffer_printf(&key, "%d %s", (int)type, block);
    bool kept = !key.failed && gx_map_set(&store->dirty, key.at, key.n, 0);
    gx_buffer_clear(&key);
    return kept ? GX_OK : gx_no_memory(err);
}

bool gx_is_dirty(const gx_store *store, gx_kb_type type, const char *block)
{
    gx_buffer key = {0};
    gx_buffer_printf(&key, "%d %s", (int)type, block);
    bool dirty = key.failed || gx_map_get(&store->dirty, key.at, key.n, NULL);
    gx_buffer_clear(&key);
    return dirty;
}

static gx_status count_owners(gx_store *store, const char *alias, int64_t *n, gx_error *err)
{
    return gx_sql_number(n, 0, store, err, "SELECT count(*) FROM alias WHERE alias = ?", "t", alias);
}

gx_status gx_mark_alias_dirty(gx_store *store, const char *alias, gx_error *err)
{
    int64_t owners = 0;
    gx_status status = gx_mark_dirty(store, GX_KB_ORGANIZATION, alias, err);
    if (status == GX_OK)
        status = count_owners(store, alias, &owners, err);
    if (status != GX_OK || owners < OWNERS_AT_MOST || owners > OWNERS_AT_MOST + 1)
        return status;
    sqlite3_stmt *row; /* it begins or ceases to join its owners */
    bool more = true;
    status = gx_sql_take(&row, store, "SELECT block FROM alias WHERE alias = ? /* crossing */", err);
    if (status == GX_OK)
        gx_sql_bind(row, "t", alias);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more)
        status = gx_mark_dirty(store, GX_KB_ORGANIZATION, gx_sql_kept(row, 0), err);
    return status;
}

/* ---- the component of a name ---- */

typedef struct searching {
    gx_store *store;
    gx_arena *arena;
    gx_kb_type type;
    bool judged; /* there are judgements to follow */
    gx_map seen; /* blocks, in the order in which they were found */
    gx_error *err;
} searching;

static gx_status found(searching *s, const char *block)
{
    uint32_t number;
    return gx_map_intern(&s->seen, block, &number) ? GX_OK : gx_no_memory(s->err);
}

/* All texts that a query of one parameter gives, copied: the statement is free for the next. */
static gx_status texts_of(searching *s, gx_strings *out, const char *sql, const char *types, const char *text)
{
    sqlite3_stmt *row;
    bool more = true;
    *out = (gx_strings){0};
    gx_status status = gx_sql_take(&row, s->store, sql, s->err);
    if (status == GX_OK && types[0] == 'u')
        gx_sql_bind(row, types, (uint32_t)s->type, text);
    else if (status == GX_OK)
        gx_sql_bind(row, types, text);
    while (status == GX_OK && (status = gx_sql_step(s->store, row, &more, s->err)) == GX_OK && more) {
        const char **at = GX_PUSH(s->arena, out);
        if (!at || !(*at = gx_sql_text(s->arena, row, 0)))
            return gx_no_memory(s->err);
    }
    return status;
}

static gx_status found_all(searching *s, const gx_strings *blocks)
{
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < blocks->n; i++)
        status = found(s, blocks->at[i]);
    return status;
}

/* Names that a short form joins with this one, in both directions. */
static gx_status follow_aliases(searching *s, const char *block)
{
    gx_strings owners, aliases;
    gx_status status = texts_of(s, &owners, "SELECT block FROM alias WHERE alias = ?", "t", block);
    if (status == GX_OK && owners.n <= OWNERS_AT_MOST)
        status = found_all(s, &owners);
    if (status == GX_OK)
        status = texts_of(s, &aliases, "SELECT alias FROM alias WHERE block = ?", "t", block);
    for (size_t i = 0; status == GX_OK && i < aliases.n; i++) {
        int64_t n = 0;
        status = count_owners(s->store, aliases.at[i], &n, s->err);
        if (status == GX_OK && n <= OWNERS_AT_MOST)
            status = found(s, aliases.at[i]);
    }
    return status;
}

static gx_status follow_judgements(searching *s, const char *block)
{
    gx_strings others;
    gx_status status = texts_of(
        s, &others,
        "SELECT DISTINCT q.block FROM profile p JOIN judged a ON a.profile = p.id"
        " JOIN judgement j ON j.number = a.judgement AND NOT j.undone AND j.type IN ('merge', 'keep')"
        " JOIN judged b ON b.judgement = a.judgement JOIN profile q ON q.id = b.profile"
        " WHERE p.type = ? AND p.block = ?",
        "ut", block);
    return status == GX_OK ? found_all(s, &others) : status;
}

static gx_status search(searching *s, const char *block)
{
    gx_status status = found(s, block);
    for (uint32_t i = 0; status == GX_OK && i < s->seen.n; i++) {
        const char *next = gx_map_key(&s->seen, i);
        if (s->type == GX_KB_ORGANIZATION)
            status = follow_aliases(s, next);
        if (status == GX_OK && s->judged)
            status = follow_judgements(s, next);
    }
    return status;
}

static bool read_list(gx_arena *arena, gx_strings *out, char **text)
{
    char *at = *text;
    while (*at && *at != '\t') {
        size_t n = strcspn(at, GX_FEATURE_BREAK "\t");
        const char **item = GX_PUSH(arena, out);
        if (!item)
            return false;
        *item = at;
        char end = at[n];
        at[n] = '\0';
        at += n;
        if (end == '\t' || !end) {
            *text = end ? at + 1 : at;
            return true;
        }
        at++;
    }
    *text = *at ? at + 1 : at;
    return true;
}

/* The profiles of a component while they are read. */
typedef struct reading {
    searching *search;
    gx_component *out;
    size_t most;     /* profiles there is room for */
    gx_map texts;    /* that many profiles share */
    gx_map features; /* texts of lists -> index into `lists` */
    struct {
        gx_profile *at; /* only the lists */
        size_t n, cap;
    } lists;
} reading;

/* A text that other rows have too, kept once; in the map's arena, which the component takes over. */
static bool shared_text(reading *r, const char **out, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    uint32_t number;
    *out = NULL;
    if (!text)
        return sqlite3_column_type(row, column) == SQLITE_NULL;
    if (!gx_map_intern(&r->texts, text, &number))
        return false;
    *out = gx_map_key(&r->texts, number);
    return true;
}

/* Copies of a page have the same lists. */
static bool read_lists(reading *r, gx_profile *p, sqlite3_stmt *row, int column)
{
    const char *kept = (const char *)sqlite3_column_text(row, column);
    gx_arena *arena = r->search->arena;
    uint32_t index;
    if (!kept || !gx_map_intern(&r->features, kept, &index))
        return false;
    if (index == r->lists.n) {
        gx_profile *made = GX_PUSH(arena, &r->lists);
        char *text = made ? gx_arena_text(arena, kept, strlen(kept)) : NULL;
        if (!text || !read_list(arena, &made->aliases, &text) || !read_list(arena, &made->bodies, &text) ||
            !read_list(arena, &made->titles, &text) || !read_list(arena, &made->context, &text) ||
            !read_list(arena, &made->articles, &text))
            return false;
    }
    const gx_profile *lists = &r->lists.at[index];
    p->aliases = lists->aliases;
    p->bodies = lists->bodies;
    p->titles = lists->titles;
    p->context = lists->context;
    p->articles = lists->articles;
    return true;
}

static bool read_profile(reading *r, sqlite3_stmt *row)
{
    gx_component *out = r->out;
    size_t i = out->n;
    gx_profile *p = &out->profiles[i];
    out->ids[i] = sqlite3_column_int64(row, 0);
    out->entities[i] = sqlite3_column_int64(row, 1);
    out->n_mentions[i] = (uint32_t)sqlite3_column_int64(row, 12);
    *p = (gx_profile){.type = (gx_profile_type)(sqlite3_column_int(row, 2) - 1),
                      .order = gx_sql_text(r->search->arena, row, 11)};
    const struct {
        const char **text;
        int column;
    } shared[] = {{&p->name, 3},         {&p->block, 4},     {&p->kind, 5},
                  {&p->date, 6},         {&p->place, 7},     {&p->region, 8},
                  {&p->mark, 9},         {&p->document, 14}, {&out->published[i], 13},
                  {&out->content[i], 15}};
    bool done = p->order != NULL;
    for (size_t c = 0; done && c < sizeof shared / sizeof *shared; c++)
        done = shared_text(r, shared[c].text, row, shared[c].column);
    if (!done || !out->content[i] || !p->name || !p->block || !p->mark || !p->document ||
        !read_lists(r, p, row, 10))
        return false;
    out->n++;
    return true;
}

static gx_status load_block(reading *r, const char *block)
{
    searching *s = r->search;
    sqlite3_stmt *row;
    bool more = true;
    gx_status status = gx_sql_take(
        &row, s->store,
        "SELECT p.id, p.entity, p.type, p.name, p.block, p.kind, p.date, p.place, p.region, p.mark,"
        " p.features, p.sequence, p.n_mentions, d.published, d.name, d.content"
        " FROM profile p JOIN document d ON d.id = p.document WHERE p.type = ? AND p.block = ?",
        s->err);
    if (status == GX_OK)
        gx_sql_bind(row, "ut", (uint32_t)s->type, block);
    while (status == GX_OK && (status = gx_sql_step(s->store, row, &more, s->err)) == GX_OK && more)
        if (r->out->n == r->most || !read_profile(r, row))
            return gx_no_memory(s->err);
    return status;
}

/* Room for all profiles of the blocks. */
static gx_status make_room(reading *r)
{
    searching *s = r->search;
    gx_component *out = r->out;
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < out->blocks.n; i++) {
        int64_t n = 0;
        status = gx_sql_number(&n, 0, s->store, s->err,
                               "SELECT count(*) FROM profile WHERE type = ? AND block = ?", "ut",
                               (uint32_t)s->type, out->blocks.at[i]);
        r->most += (size_t)n;
    }
    if (status != GX_OK)
        return status;
    out->profiles = GX_ARENA_ARRAY(s->arena, gx_profile, r->most);
    out->ids = GX_ARENA_ARRAY(s->arena, int64_t, r->most);
    out->entities = GX_ARENA_ARRAY(s->arena, int64_t, r->most);
    out->n_mentions = GX_ARENA_ARRAY(s->arena, uint32_t, r->most);
    out->published = GX_ARENA_ARRAY(s->arena, const char *, r->most);
    out->content = GX_ARENA_ARRAY(s->arena, const char *, r->most);
    return out->content && out->profiles && out->ids && out->entities && out->n_mentions && out->published
               ? GX_OK
               : gx_no_memory(s->err);
}

static int by_order(const void *a, const void *b)
{
    return strcmp((*(const gx_profile *const *)a)->order, (*(const gx_profile *const *)b)->order);
}

static void exchange(gx_component *c, size_t a, size_t b)
{
#define EXCHANGE(type, array)                                                                                \
    do {                                                                                                     \
        type kept = (array)[a];                                                                              \
        (array)[a] = (array)[b];                                                                             \
        (array)[b] = kept;                                                                                   \
    } while (0)
    EXCHANGE(gx_profile, c->profiles);
    EXCHANGE(int64_t, c->ids);
    EXCHANGE(int64_t, c->entities);
    EXCHANGE(uint32_t, c->n_mentions);
    EXCHANGE(const char *, c->published);
    EXCHANGE(const char *, c->content);
#undef EXCHANGE
}

/* Sorted as pointers, and the arrays after them, each row moved once. */
static gx_status put_in_order(searching *s, gx_component *c)
{
    const gx_profile **sorted = GX_ARENA_ARRAY(s->arena, const gx_profile *, c->n);
    uint32_t *from = GX_ARENA_ARRAY(s->arena, uint32_t, c->n);
    if (!sorted || !from)
        return gx_no_memory(s->err);
    for (size_t i = 0; i < c->n; i++)
        sorted[i] = &c->profiles[i];
    if (c->n)
        qsort(sorted, c->n, sizeof *sorted, by_order);
    for (size_t i = 0; i < c->n; i++)
        from[i] = (uint32_t)(sorted[i] - c->profiles);
    for (size_t i = 0; i < c->n; i++)
        for (size_t at = i;
             from[at] != at;) { /* once around the circle: what belongs here comes from there */
            size_t next = from[at];
            from[at] = (uint32_t)at;
            if (next == i)
                break;
            exchange(c, at, next);
            at = next;
        }
    return GX_OK;
}

/* ---- judgements on the component ---- */

typedef struct constraints {
    gx_constraint *at;
    size_t n, cap;
} constraints;

typedef struct side {
    uint32_t judgement, profile;
    bool same, b;
} side;
typedef struct sides {
    side *at;
    size_t n, cap;
} sides;

static int by_judgement(const void *a, const void *b)
{
    const side *x = a, *y = b;
    if (x->judgement != y->judgement)
        return x->judgement < y->judgement ? -1 : 1;
    if (x->b != y->b)
        return x->b ? 1 : -1;
    return (x->profile > y->profile) - (x->profile < y->profile);
}

static uint32_t index_of(const gx_component *c, int64_t id)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (c->ids[i] == id)
            return i;
    return UINT32_MAX;
}

static gx_status read_sides(searching *s, sides *out, const gx_component *c, const char *block)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_status status = gx_sql_take(
        &row, s->store,
        "SELECT j.number, p.id, j.type = 'merge', a.side = 'b' FROM profile p JOIN judged a ON a.profile = "
        "p.id"
        " JOIN judgement j ON j.number = a.judgement AND NOT j.undone AND j.type IN ('merge', 'keep')"
        " WHERE p.type = ? AND p.block = ?",
        s->err);
    if (status == GX_OK)
        gx_sql_bind(row, "ut", (uint32_t)s->type, block);
    while (status == GX_OK && (status = gx_sql_step(s->store, row, &more, s->err)) == GX_OK && more) {
        uint32_t index = index_of(c, sqlite3_column_int64(row, 1));
        side *made = index == UINT32_MAX ? NULL : GX_PUSH(s->arena, out);
        if (!made && index != UINT32_MAX)
            return gx_no_memory(s->err);
        if (made)
            *made = (side){(uint32_t)sqlite3_column_int64(row, 0), index, sqlite3_column_int(row, 2) != 0,
                           sqlite3_column_int(row, 3) != 0};
    }
    return status;
}

static bool add_constraint(searching *s, constraints *out, const side *x, const side *y)
{
    gx_constraint *made = GX_PUSH(s->arena, out);
    if (made)
        *made = (gx_constraint){x->profile, y->profile, x->same, x->judgement};
    return made != NULL;
}

/* Judgements that keep apart come first, so that they hold against those that merge. */
static gx_status make_constraints(searching *s, constraints *out, const sides *list)
{
    for (int same = 0; same < 2; same++)
        for (size_t i = 0; i < list->n; i++)
            for (size_t j = i + 1; j < list->n && list->at[j].judgement == list->at[i].judgement; j++) {
                const side *x = &list->at[i], *y = &list->at[j];
                bool first = i == 0 || list->at[i - 1].judgement != x->judgement;
                bool wanted = x->same == (same == 1) && (x->same ? first && y->b != x->b : x->b != y->b);
                bool own_side = x->same && same == 1 && first && y->b == x->b;
                if ((wanted || own_side) && !add_constraint(s, out, x, y))
                    return gx_no_memory(s->err);
            }
    return GX_OK;
}

static gx_status load_constraints(searching *s, gx_component *c)
{
    sides list = {0};
    constraints made = {0};
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < c->blocks.n; i++)
        status = read_sides(s, &list, c, c->blocks.at[i]);
    if (list.n)
        qsort(list.at, list.n, sizeof *list.at, by_judgement);
    if (status == GX_OK)
        status = make_constraints(s, &made, &list);
    c->constraints = made.at;
    c->n_constraints = made.n;
    return status;
}

static gx_status load_profiles(searching *s, gx_component *out)
{
    reading r = {.search = s, .out = out};
    gx_status status = make_room(&r);
    for (size_t i = 0; status == GX_OK && i < out->blocks.n; i++)
        status = load_block(&r, out->blocks.at[i]);
    gx_arena_join(s->arena, &r.texts.arena);
    gx_map_clear(&r.texts);
    gx_map_clear(&r.features);
    return status == GX_OK ? put_in_order(s, out) : status;
}

gx_status gx_any_judged(bool *out, gx_store *store, gx_error *err)
{
    int64_t any = 0;
    gx_status status = gx_sql_number(&any, 0, store, err, "SELECT 1 FROM judged LIMIT 1", "");
    *out = any != 0;
    return status;
}

gx_status gx_component_load(gx_component *out, gx_arena *arena, gx_store *store, gx_kb_type type,
                            const char *block, gx_error *err)
{
    searching s = {.store = store, .arena = arena, .type = type, .err = err};
    *out = (gx_component){0};
    gx_status status = gx_any_judged(&s.judged, store, err);
    out->judged = s.judged;
    if (status == GX_OK)
        status = search(&s, block);
    for (uint32_t i = 0; status == GX_OK && i < s.seen.n; i++) {
        const char *name = gx_map_key(&s.seen, i);
        const char **at = GX_PUSH(arena, &out->blocks);
        if (!at || !(*at = gx_arena_text(arena, name, strlen(name))))
            status = gx_no_memory(err);
    }
    gx_map_clear(&s.seen);
    if (status == GX_OK)
        status = load_profiles(&s, out);
    return status == GX_OK && s.judged ? load_constraints(&s, out) : status;
}
