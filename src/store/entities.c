#include "store/inside.h"

#include "base/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char id_letters[] =
    "0123456789abcdefghjkmnpqrstvwxyz"; /* without i l o u: Crockford's base 32 */

void gx_public_id(char out[GX_PUBLIC_ID_BYTES], gx_kb_type type, gx_entity_id id)
{
    static const char types[] = {'x', 'p', 'o', 'e'};
    out[0] = types[(unsigned)type < sizeof types ? type : 0];
    out[1] = '-';
    for (int i = 0; i < 12; i++)
        out[2 + i] = id_letters[(uint64_t)id >> (55 - 5 * i) & 31];
    out[14] = '\0';
}

const char *gx_kb_type_name(gx_kb_type type)
{
    static const char *const names[] = {"any", N_("person"), N_("organization"), N_("event")};
    return (size_t)type < sizeof names / sizeof *names ? names[type] : "unknown";
}

/* An entity that is being worked out: a cluster of the component's profiles. */
typedef struct making {
    gx_entity_id id;
    const gx_profile *best; /* whose name it bears */
    const char *origin;     /* the first of its pages by date and content, and the place there */
    const char *name, *kind, *date, *place, *first_seen, *last_seen;
    const char *key;
    uint32_t n_documents, n_mentions;
} making;

typedef struct working {
    gx_store *store;
    gx_arena arena;
    gx_kb_type type;
    gx_component component;
    gx_clusters clusters;
    making *entities; /* [clusters.n] */
    gx_error *err;
} working;

/* The fuller name; of names of equal length the smaller by bytes. Events do not take over whole sentences. */
static bool is_better_name(const gx_profile *a, const gx_profile *b)
{
    enum { NAME_BYTES_AT_MOST = 120 };
    size_t n = strlen(a->name), m = strlen(b->name);
    if ((n > NAME_BYTES_AT_MOST) != (m > NAME_BYTES_AT_MOST))
        return n < m;
    return n != m ? n > m : strcmp(a->name, b->name) < 0;
}

static void keep_first(const char **at, const char *value)
{
    if (!*at)
        *at = value;
}

/* How many profiles of a cluster have a kind. */
typedef struct kind_count {
    const char *kind;
    size_t n;
} kind_count;
typedef struct kind_counts {
    kind_count *at;
    size_t n, cap;
} kind_counts;

static bool count_kind(working *w, kind_counts *counts, const char *kind)
{
    size_t i = 0;
    while (i < counts->n && counts->at[i].kind != kind && strcmp(counts->at[i].kind, kind) != 0)
        i++;
    if (i == counts->n) {
        kind_count *made = GX_PUSH(&w->arena, counts);
        if (!made)
            return false;
        made->kind = kind;
    }
    counts->at[i].n++;
    return true;
}

/* To each entity the kind that most of its profiles have, ties by bytes. */
static bool choose_kinds(working *w)
{
    kind_counts *counts = GX_ARENA_ARRAY(&w->arena, kind_counts, w->clusters.n);
    bool done = counts != NULL;
    for (size_t i = 0; done && i < w->component.n; i++)
        if (w->component.profiles[i].kind)
            done = count_kind(w, &counts[w->clusters.of_profile[i]], w->component.profiles[i].kind);
    for (size_t c = 0; done && c < w->clusters.n; c++) {
        const kind_count *best = NULL;
        for (const kind_count *k = counts[c].at; k < counts[c].at + counts[c].n; k++)
            if (!best || k->n > best->n || (k->n == best->n && strcmp(k->kind, best->kind) < 0))
                best = k;
        w->entities[c].kind = best ? best->kind : NULL;
    }
    return done;
}

/* "2020-01-09 content 00003 000012": of what it is, wherever it lies. Kept where it is the cluster's first.
 */
static bool note_origin(working *w, gx_buffer *text, making *e, size_t profile)
{
    enum { PLACE_CHARS = 12 }; /* article and fact, at the end of an order */
    const char *order = w->component.profiles[profile].order, *published = w->component.published[profile];
    size_t n = strlen(order);
    text->n = 0;
    gx_buffer_printf(text, "%s %s %s", published ? published : "~", w->component.content[profile],
                     n > PLACE_CHARS ? order + n - PLACE_CHARS : order);
    if (text->failed)
        return false;
    if (!e->origin || strcmp(text->at, e->origin) < 0)
        e->origin = gx_arena_text(&w->arena, text->at, text->n);
    return e->origin != NULL;
}

static bool gather(working *w)
{
    gx_buffer origin = {0};
    bool done = true;
    for (size_t i = 0; done && i < w->component.n; i++) {
        const gx_profile *p = &w->component.profiles[i];
        making *e = &w->entities[w->clusters.of_profile[i]];
        const char *published = w->component.published[i];
        if (w->clusters.n > 1) /* to tell them apart */
            done = note_origin(w, &origin, e, i);
        else
            e->origin = "";
        if (!e->best || is_better_name(p, e->best))
            e->best = p;
        if (p->type == GX_PROFILE_EVENT)
            keep_first(&e->date, p->date);
        keep_first(&e->place, p->type == GX_PROFILE_EVENT          ? p->place
                              : p->type == GX_PROFILE_ORGANIZATION ? p->region
                                                                   : NULL);
        if (published && (!e->first_seen || strcmp(published, e->first_seen) < 0))
            e->first_seen = published;
        if (published && (!e->last_seen || strcmp(published, e->last_seen) > 0))
            e->last_seen = published;
        e->n_documents++;
        e->n_mentions += w->component.n_mentions[i];
    }
    gx_buffer_clear(&origin);
    return done;
}

/* An entity may have several profiles in one document: count documents, not profiles. Profiles stand in
 * order, so that those of one document and date are neighbours. */
static void count_documents(working *w)
{
    for (size_t i = 1; i < w->component.n; i++)
        for (size_t j = i; j-- > 0;) {
            if (strcmp(w->component.profiles[i].document, w->component.profiles[j].document) != 0)
                break;
            if (w->clusters.of_profile[i] == w->clusters.of_profile[j]) {
                w->entities[w->clusters.of_profile[i]].n_documents--;
                break;
            }
        }
}

/* A body whose name does not say whose it is has a block, and so an id, of its page's own. */
static bool is_of_one_page(const gx_profile *p)
{
    return p->type == GX_PROFILE_ORGANIZATION && strchr(p->block, '@') != NULL;
}

static bool name_entities(working *w)
{
    if (!choose_kinds(w))
        return false;
    for (uint32_t c = 0; c < w->clusters.n; c++) {
        making *e = &w->entities[c];
        e->name = e->best->name;
        const char *prefix = w->type == GX_KB_EVENT || is_of_one_page(e->best) ? e->best->block
                             : w->type == GX_KB_PERSON                         ? e->kind
                                                                               : "";
        e->key =
            gx_arena_printf(&w->arena, "%s %s %s", gx_kb_type_name(w->type), prefix ? prefix : "", e->name);
        if (!e->key)
            return false;
    }
    return true;
}

/* Bodies that share a name are called with their place. */
static bool add_place(working *w, making *e)
{
    if (w->type == GX_KB_ORGANIZATION && e->best->place && e->name == e->best->name)
        e->name = gx_arena_printf(&w->arena, "%s%s", e->best->place, e->best->name);
    return e->name != NULL;
}

/* Of entities of one name the first keeps the plain id; the ids of the others tell where they come from. */
static bool tell_apart(working *w)
{
    gx_map firsts = {0}, keys = {0};
    bool done = true;
    for (uint32_t c = 0; done && c < w->clusters.n; c++) {
        making *e = &w->entities[c];
        uint32_t first;
        bool taken = gx_map_get(&firsts, e->key, strlen(e->key), &first);
        if (taken)
            done = add_place(w, e) && add_place(w, &w->entities[first]);
        if (done && (!taken || strcmp(e->origin, w->entities[first].origin) < 0))
            done = gx_map_set(&firsts, e->key, strlen(e->key), c);
    }
    for (uint32_t c = 0; done && c < w->clusters.n; c++) {
        making *e = &w->entities[c];
        const char *key = e->key;
        uint32_t first = c;
        gx_map_get(&firsts, key, strlen(key), &first);
        if (first != c)
            key = gx_arena_printf(&w->arena, "%s %s", e->key, e->origin);
        while (key && gx_map_get(&keys, key, strlen(key), NULL)) /* two copies of one page */
            key = gx_arena_printf(&w->arena, "%s again", key);
        done = key && gx_map_set(&keys, key, strlen(key), c);
        if (done)
            e->id = (gx_entity_id)(gx_hash(key, strlen(key)) & (((uint64_t)1 << 60) - 1)) | 1;
    }
    gx_map_clear(&firsts);
    gx_map_clear(&keys);
    return done;
}

/* Note whom the name means, if it means one whatever one more page adds. */
static gx_status write_known(working *w)
{
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < w->component.blocks.n; i++)
        status =
            gx_sql_run(w->store, w->err, "DELETE FROM known WHERE block = ?", "t", w->component.blocks.at[i]);
    for (size_t i = 0; status == GX_OK && w->clusters.settled && i < w->component.n; i++)
        if (gx_link_settles(&w->component.profiles[i]))
            return gx_sql_run(w->store, w->err, "INSERT INTO known VALUES(?, ?, ?)", "tiu",
                              w->component.profiles[i].block, w->entities[w->clusters.of_profile[i]].id,
                              (uint32_t)w->clusters.settled);
    return status;
}

static uint32_t cluster_of(const working *w, int64_t profile)
{
    for (size_t i = 0; i < w->component.n; i++)
        if (w->component.ids[i] == profile)
            return w->clusters.of_profile[i];
    return UINT32_MAX;
}

/* What the user calls it wins; the latest judgement over the earlier. */
static gx_status apply_names(working *w)
{
    gx_status status = GX_OK;
    for (size_t b = 0; status == GX_OK && b < w->component.blocks.n; b++) {
        sqlite3_stmt *row;
        bool more = true;
        status = gx_sql_take(
            &row, w->store,
            "SELECT p.id, j.type = 'rename', j.value FROM profile p JOIN judged a ON a.profile = p.id"
            " JOIN judgement j ON j.number = a.judgement AND NOT j.undone AND j.type IN ('rename', 'kind')"
            " WHERE p.type = ? AND p.block = ? ORDER BY j.number",
            w->err);
        if (status == GX_OK)
            gx_sql_bind(row, "ut", (uint32_t)w->type, w->component.blocks.at[b]);
        while (status == GX_OK && (status = gx_sql_step(w->store, row, &more, w->err)) == GX_OK && more) {
            uint32_t cluster = cluster_of(w, sqlite3_column_int64(row, 0));
            const char *value = gx_sql_text(&w->arena, row, 2);
            if (!value)
                return gx_no_memory(w->err);
            if (cluster == UINT32_MAX)
                continue;
            if (sqlite3_column_int(row, 1))
                w->entities[cluster].name = value;
            else
                w->entities[cluster].kind = value;
        }
    }
    return status;
}

static gx_status write_entity(working *w, const making *e)
{
    char public_id[GX_PUBLIC_ID_BYTES], first[11], last[11];
    bool dated = e->date && gx_date_bounds(e->date, first, last);
    gx_public_id(public_id, w->type, e->id);
    return gx_sql_run(
        w->store, w->err,
        "INSERT INTO entity VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET name = "
        "excluded.name,"
        " kind = excluded.kind, date = excluded.date, date_lo = excluded.date_lo, date_hi = excluded.date_hi,"
        " place = excluded.place, first_seen = excluded.first_seen, last_seen = excluded.last_seen,"
        " n_documents = excluded.n_documents, n_mentions = excluded.n_mentions"
        " WHERE (name, kind, date, place, first_seen, last_seen, n_documents, n_mentions) IS NOT"
        " (excluded.name, excluded.kind, excluded.date, excluded.place, excluded.first_seen, "
        "excluded.last_seen,"
        " excluded.n_documents, excluded.n_mentions)",
        "ituttttttttuu", e->id, public_id, (uint32_t)w->type, e->name, e->kind, e->date, dated ? first : NULL,
        dated ? last : NULL, e->place, e->first_seen, e->last_seen, e->n_documents, e->n_mentions);
}

static gx_status write_profiles(working *w)
{
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < w->component.n; i++) {
        gx_entity_id id = w->entities[w->clusters.of_profile[i]].id;
        if (w->component.entities[i] == id)
            continue;
        status = gx_sql_run(w->store, w->err, "UPDATE profile SET entity = ? WHERE id = ?", "ii", id,
                            w->component.ids[i]);
        if (status == GX_OK && w->component.entities[i])
            status = gx_sql_run(w->store, w->err, "INSERT OR IGNORE INTO orphan VALUES(?)", "i",
                                w->component.entities[i]);
    }
    return status;
}

/* Near decisions between entities: the best for each two. Decisions come best first. */
static gx_status write_review(working *w)
{
    gx_map pairs = {0};
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < w->component.blocks.n; i++)
        status = gx_sql_run(w->store, w->err, "DELETE FROM review WHERE type = ? AND block = ?", "ut",
                            (uint32_t)w->type, w->component.blocks.at[i]);
    for (size_t i = 0; status == GX_OK && i < w->clusters.decisions.n; i++) {
        const gx_decision *d = &w->clusters.decisions.at[i];
        uint32_t a = w->clusters.of_profile[d->a], b = w->clusters.of_profile[d->b];
        uint32_t key[2] = {a < b ? a : b, a < b ? b : a};
        if (d->same || a == b || d->score < 0.35 || gx_map_get(&pairs, (const char *)key, sizeof key, NULL))
            continue;
        if (!gx_map_set(&pairs, (const char *)key, sizeof key, 1))
            status = gx_no_memory(w->err);
        else
            status = gx_sql_run(w->store, w->err, "INSERT OR REPLACE INTO review VALUES(?,?,?,?,?,?)",
                                "utiidt", (uint32_t)w->type, w->component.profiles[d->a].block,
                                w->component.ids[d->a], w->component.ids[d->b], d->score, d->why);
    }
    gx_map_clear(&pairs);
    return status;
}

static gx_status work_out(working *w)
{
    if (!w->component.n)
        return w->type == GX_KB_PERSON ? write_known(w) : GX_OK;
    gx_status status = gx_link_block(&w->clusters, &w->arena, w->component.profiles, w->component.n,
                                     w->component.constraints, w->component.n_constraints, w->err);
    if (status != GX_OK)
        return status;
    w->entities = GX_ARENA_ARRAY(&w->arena, making, w->clusters.n);
    if (!w->entities)
        return gx_no_memory(w->err);
    if (!gather(w))
        return gx_no_memory(w->err);
    count_documents(w);
    if (!name_entities(w) || !tell_apart(w))
        return gx_no_memory(w->err);
    if (w->component.judged)
        status = apply_names(w);
    for (size_t c = 0; status == GX_OK && c < w->clusters.n; c++)
        status = write_entity(w, &w->entities[c]);
    if (status == GX_OK)
        status = write_profiles(w);
    if (status == GX_OK && w->type == GX_KB_PERSON)
        status = write_known(w);
    return status == GX_OK ? write_review(w) : status;
}

static gx_status relink_name(gx_store *store, gx_kb_type type, const char *block, gx_error *err)
{
    working w = {.store = store, .type = type, .err = err};
    gx_status status = gx_component_load(&w.component, &w.arena, store, type, block, err);
    if (status == GX_OK)
        status = work_out(&w);
    for (size_t i = 0; status == GX_OK && i < w.component.blocks.n; i++) {
        gx_buffer key = {0};
        gx_buffer_printf(&key, "%d %s", (int)type, w.component.blocks.at[i]);
        if (key.failed || !gx_map_set(&store->dirty, key.at, key.n, 1))
            status = gx_no_memory(err);
        gx_buffer_clear(&key);
    }
    gx_arena_clear(&w.arena);
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of the index of names, so that its pages are read once. */
static gx_status relink_all(gx_store *store, gx_error *err)
{
    size_t n = store->dirty.n; /* what relinking adds is done */
    const char **names = gx_alloc_zero(n ? n : 1, sizeof *names);
    gx_status status = names ? GX_OK : gx_no_memory(err);
    for (uint32_t i = 0; names && i < n; i++)
        names[i] = gx_map_key(&store->dirty, i);
    if (names)
        qsort(names, n, sizeof *names, by_name);
    for (size_t i = 0; status == GX_OK && i < n; i++) {
        uint32_t done = 0;
        if (gx_map_get(&store->dirty, names[i], strlen(names[i]), &done) && !done)
            status = relink_name(store, (gx_kb_type)(names[i][0] - '0'), names[i] + 2, err);
    }
    gx_free(names);
    return status;
}

gx_status gx_relink(gx_store *store, gx_error *err)
{
    gx_status status = relink_all(store, err);
    gx_map_clear(&store->dirty);
    if (status == GX_OK)
        status = gx_sql_run(store, err,
                            "DELETE FROM entity WHERE id IN (SELECT id FROM orphan)"
                            " AND NOT EXISTS (SELECT 1 FROM profile WHERE profile.entity = entity.id)",
                            "");
    return status == GX_OK ? gx_sql_run(store, err, "DELETE FROM orphan", "") : status;
}
