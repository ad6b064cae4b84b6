#include "store/inside.h"
#include "store/rowsql.h"

#include "base/utf8.h"

#include <string.h>

enum { WORDS_AT_MOST = 16, AROUND_CHARS = 16 };

/* The words of a query, cut at white space. */
typedef struct words {
    char *at[WORDS_AT_MOST];
    size_t n;
} words;

static gx_status split(words *out, gx_arena *arena, const char *text, gx_error *err)
{
    *out = (words){0};
    char *copy = gx_arena_text(arena, text, strlen(text));
    if (!copy)
        return gx_no_memory(err);
    for (char *ideographic; (ideographic = strstr(copy, "\xE3\x80\x80"));)
        memset(ideographic, ' ', 3);
    char *state = NULL;
    for (char *word = strtok_r(copy, " \t\r\n", &state); word; word = strtok_r(NULL, " \t\r\n", &state)) {
        if (out->n == WORDS_AT_MOST)
            return gx_fail(err, GX_EINVAL, "more than %d words to find at once", WORDS_AT_MOST);
        out->at[out->n++] = word;
    }
    return out->n ? GX_OK : gx_fail(err, GX_EINVAL, "no word to find");
}

static bool has_all(const char *text, const words *w)
{
    for (size_t i = 0; i < w->n; i++)
        if (!strstr(text, w->at[i]))
            return false;
    return true;
}

/* holds(name, words): has it all words that are looked for? */
static void holds(sqlite3_context *context, int n, sqlite3_value **values)
{
    const char *name = n == 2 ? (const char *)sqlite3_value_text(values[0]) : NULL;
    const words *w = n == 2 ? sqlite3_value_pointer(values[1], "words") : NULL;
    sqlite3_result_int(context, name && w && has_all(name, w));
}

bool gx_find_prepare(gx_store *store)
{
    return sqlite3_create_function(store->db, "holds", 2, SQLITE_UTF8, NULL, holds, NULL, NULL) == SQLITE_OK;
}

#define FIND_ENTITIES                                                                                        \
    "SELECT " GX_ENTITY_COLUMNS                                                                              \
    " FROM entity e WHERE e.id IN (SELECT id FROM entity WHERE holds(name, :words)"                          \
    " UNION SELECT p.entity FROM surface f JOIN profile p ON p.id = f.profile WHERE holds(f.name, :words))"  \
    " AND (:type = 0 OR e.type = :type) AND (:kind IS NULL OR e.kind = :kind)"                               \
    " AND (:from IS NULL OR coalesce(e.date_hi, e.last_seen || '-99') >= :from)"                             \
    " AND (:to IS NULL OR coalesce(e.date_lo, e.first_seen) <= :to)"                                         \
    " AND (:place IS NULL OR instr(coalesce(e.place, '') || ' ' || e.name, :place) > 0)"                     \
    " AND (:document IS NULL OR EXISTS (SELECT 1 FROM profile p JOIN document d ON d.id = p.document"        \
    "      WHERE p.entity = e.id AND d.name = :document))"                                                   \
    " ORDER BY e.n_mentions DESC, e.name, e.id"

/* Where it is spoken of first. */
static gx_status first_mention(gx_proof *out, gx_store *store, gx_arena *arena, gx_entity_id id,
                               gx_error *err)
{
    sqlite3_stmt *row;
    bool there = false;
    gx_status status =
        gx_sql_take(&row, store,
                    "SELECT " GX_MENTION_COLUMNS " FROM mention m JOIN document d ON d.id = m.document"
                    " LEFT JOIN article a ON a.document = m.document AND a.n = m.article WHERE m.id ="
                    " (SELECT n.id FROM profile p JOIN mention n ON n.profile = p.id WHERE p.entity = ?"
                    " ORDER BY p.sequence, n.fact LIMIT 1)",
                    err);
    if (status != GX_OK)
        return status;
    gx_sql_bind(row, "i", id);
    status = gx_sql_step(store, row, &there, err);
    if (status == GX_OK && there && !gx_proof_read(out, arena, row, 0))
        status = gx_no_memory(err);
    sqlite3_reset(row);
    return status;
}

static gx_status find_entities(gx_store *store, const words *w, const gx_filter *filter, gx_hits *out,
                               gx_error *err)
{
    gx_bounds bounds;
    sqlite3_stmt *row;
    bool more = true;
    size_t limit = filter && filter->limit ? filter->limit : SIZE_MAX;
    gx_status status = gx_bounds_of(&bounds, filter, err);
    if (status == GX_OK)
        status = gx_sql_take(&row, store, FIND_ENTITIES, err);
    if (status != GX_OK)
        return status;
    gx_bounds_bind(row, &bounds);
    sqlite3_bind_pointer(row, sqlite3_bind_parameter_index(row, ":words"), (void *)(uintptr_t)w, "words",
                         NULL);
    while (status == GX_OK && out->n < limit && (status = gx_sql_step(store, row, &more, err)) == GX_OK &&
           more) {
        gx_entity *entity = gx_arena_alloc(&out->arena, sizeof *entity);
        gx_hit *hit =
            entity && gx_entity_read(entity, &out->arena, row, 0) ? GX_PUSH(&out->arena, out) : NULL;
        if (!hit) {
            status = gx_no_memory(err);
            break;
        }
        *hit = (gx_hit){.entity = entity};
        status = first_mention(&hit->proof, store, &out->arena, entity->id, err);
    }
    sqlite3_reset(row);
    sqlite3_clear_bindings(row);
    return status;
}

/* The find with some characters before and behind it, within its line of the text. */
static const char *around(gx_arena *arena, const char *text, const char *word)
{
    const char *at = strstr(text, word);
    if (!at)
        return "";
    const char *start = at, *end = at + strlen(word);
    for (size_t i = 0; i < AROUND_CHARS && start > text && start[-1] != '\n'; i++) {
        start--;
        while (start > text && ((unsigned char)*start & 0xC0) == 0x80)
            start--;
    }
    for (size_t i = 0; i < AROUND_CHARS && *end && *end != '\n'; i++) {
        end++;
        while (((unsigned char)*end & 0xC0) == 0x80)
            end++;
    }
    return gx_arena_text(arena, start, (size_t)(end - start));
}

#define FIND_ARTICLES                                                                                        \
    "SELECT a.id, a.n, a.title, a.start, a.end, a.line, d.name, d.published FROM document_pairs p"           \
    " JOIN document d ON d.id = p.rowid JOIN article a ON a.document = d.id WHERE p.document_pairs MATCH "   \
    ":query"                                                                                                 \
    " AND (:from IS NULL OR d.published || '-99' >= :from) AND (:to IS NULL OR d.published <= :to)"          \
    " AND (:document IS NULL OR d.name = :document)"                                                         \
    " ORDER BY d.published DESC, d.name, a.n"

static gx_status check_article(gx_store *store, sqlite3_stmt *row, const words *w, gx_hits *out,
                               gx_error *err)
{
    gx_buffer text = {0};
    gx_arena *arena = &out->arena;
    gx_status status = gx_article_text(&text, store, sqlite3_column_int64(row, 0), err);
    if (status == GX_OK && text.failed)
        status = gx_no_memory(err);
    if (status == GX_OK && has_all(text.at, w)) {
        gx_hit *hit = GX_PUSH(arena, out);
        const char *quotation = around(arena, text.at, w->at[0]);
        if (hit)
            *hit = (gx_hit){.proof = {.article = (uint32_t)sqlite3_column_int64(row, 1),
                                      .title = gx_sql_text(arena, row, 2),
                                      .span = {(uint32_t)sqlite3_column_int64(row, 3),
                                               (uint32_t)sqlite3_column_int64(row, 4)},
                                      .line = (uint32_t)sqlite3_column_int64(row, 5),
                                      .document = gx_sql_text(arena, row, 6),
                                      .published = gx_sql_text(arena, row, 7),
                                      .quotation = quotation}};
        if (!hit || !quotation || !hit->proof.document)
            status = gx_no_memory(err);
    }
    gx_buffer_clear(&text);
    return status;
}

static gx_status find_articles(gx_store *store, const words *w, const gx_filter *filter, gx_hits *out,
                               gx_error *err)
{
    gx_bounds bounds;
    gx_buffer query = {0};
    sqlite3_stmt *row = NULL;
    bool more = true;
    size_t limit = filter && filter->limit ? out->n + filter->limit : SIZE_MAX;
    for (size_t i = 0; i < w->n; i++)
        gx_pairs_query(&query, w->at[i]);
    gx_status status = gx_bounds_of(&bounds, filter, err);
    if (status == GX_OK && query.failed)
        status = gx_no_memory(err);
    if (status == GX_OK && query.n) /* a word of marks alone is in no pair */
        status = gx_sql_take(&row, store, FIND_ARTICLES, err);
    if (row) {
        gx_bind_text(row, ":query", query.at);
        gx_bounds_bind(row, &bounds);
    }
    while (row && status == GX_OK && out->n < limit &&
           (status = gx_sql_step(store, row, &more, err)) == GX_OK && more)
        status = check_article(store, row, w, out, err);
    if (row) {
        sqlite3_reset(row);
        sqlite3_clear_bindings(row);
    }
    gx_buffer_clear(&query);
    return status;
}

gx_status gx_store_find(gx_store *store, const char *text, const gx_filter *filter, gx_hits *out,
                        gx_error *err)
{
    words w;
    gx_arena scratch = {0};
    gx_hits_clear(out);
    gx_status status = split(&w, &scratch, text, err);
    if (status == GX_OK)
        status = find_entities(store, &w, filter, out, err);
    bool any = !filter || (filter->type == GX_KB_ANY && !filter->kind && !filter->place && !filter->role);
    if (status == GX_OK && any && store->in_step)
        status = gx_pairs_write(store, err);
    if (status == GX_OK && any)
        status = find_articles(store, &w, filter, out, err);
    gx_arena_clear(&scratch);
    return status;
}

gx_status gx_store_mentions(gx_store *store, gx_entity_id id, const gx_filter *filter, gx_hits *out,
                            gx_error *err)
{
    gx_bounds bounds;
    sqlite3_stmt *row;
    bool more = true;
    gx_hits_clear(out);
    size_t limit = filter && filter->limit ? filter->limit : SIZE_MAX;
    gx_status status = gx_bounds_of(&bounds, filter, err);
    if (status == GX_OK)
        status = gx_sql_take(
            &row, store,
            "SELECT " GX_MENTION_COLUMNS
            " FROM profile p JOIN mention m ON m.profile = p.id JOIN document d ON d.id = m.document"
            " LEFT JOIN article a ON a.document = m.document AND a.n = m.article WHERE p.entity = :id"
            " AND (:from IS NULL OR d.published || '-99' >= :from) AND (:to IS NULL OR d.published <= :to)"
            " AND (:document IS NULL OR d.name = :document) ORDER BY d.published, d.name, m.fact",
            err);
    if (status == GX_OK) {
        gx_bind_id(row, ":id", id);
        gx_bounds_bind(row, &bounds);
    }
    while (status == GX_OK && out->n < limit && (status = gx_sql_step(store, row, &more, err)) == GX_OK &&
           more) {
        gx_arena *arena = &out->arena;
        gx_hit *hit = GX_PUSH(arena, out);
        if (!hit)
            return gx_no_memory(err);
        *hit = (gx_hit){0};
        if (!gx_proof_read(&hit->proof, arena, row, 0))
            return gx_no_memory(err);
    }
    return status;
}
