#include "store/rowsql.h"

#include "base/message.h"

#include <string.h>

enum { CANDIDATES_AT_MOST = 50 };

#define ENTITY_SELECT "SELECT " GX_ENTITY_COLUMNS " FROM entity e"
#define MOST_MENTIONED " ORDER BY e.n_mentions DESC, e.name, e.id"
#define OF_TYPE " (:type = 0 OR e.type = :type)"

static gx_status read_entities(gx_store *store, sqlite3_stmt *row, gx_entities *out, gx_error *err)
{
    gx_status status = GX_OK;
    bool more = true;
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        gx_entity *entity = GX_PUSH(&out->arena, out);
        if (!entity || !gx_entity_read(entity, &out->arena, row, 0))
            status = gx_no_memory(err);
    }
    return status;
}

gx_status gx_store_entity(gx_store *store, gx_entity_id id, gx_entities *out, gx_error *err)
{
    sqlite3_stmt *row;
    gx_entities_clear(out);
    gx_status status = gx_sql_take(&row, store, ENTITY_SELECT " WHERE e.id = :id", err);
    if (status != GX_OK)
        return status;
    gx_bind_id(row, ":id", id);
    status = read_entities(store, row, out, err);
    if (status == GX_OK && !out->n)
        status = gx_fail_at(err, GX_ENOTFOUND, store->path, 0, 0, "there is no entity of that number");
    return status;
}

#define ENTITY_FILTER                                                                                        \
    OF_TYPE                                                                                                  \
    " AND (:kind IS NULL OR e.kind = :kind)"                                                                 \
    " AND (:place IS NULL OR instr(coalesce(e.place, '') || ' ' || e.name, :place) > 0)"                     \
    " AND (:from IS NULL OR coalesce(e.date_hi, e.last_seen || '-99') >= :from)"                             \
    " AND (:to IS NULL OR coalesce(e.date_lo, e.first_seen) <= :to)"                                         \
    " AND (:document IS NULL OR EXISTS (SELECT 1 FROM profile p JOIN document d ON d.id = p.document"        \
    "      WHERE p.entity = e.id AND d.name = :document))"                                                   \
    " AND (:role IS NULL OR EXISTS (SELECT 1 FROM profile p JOIN link l ON l.source = p.id AND l.type "      \
    "= 1"                                                                                                    \
    "      AND NOT l.dropped WHERE p.entity = e.id AND l.what = :role))"

gx_status gx_store_entities(gx_store *store, const gx_filter *filter, gx_entities *out, gx_error *err)
{
    gx_bounds bounds;
    sqlite3_stmt *row;
    gx_entities_clear(out);
    gx_status status = gx_bounds_of(&bounds, filter, err);
    if (status == GX_OK)
        status = gx_sql_take(&row, store, ENTITY_SELECT " WHERE" ENTITY_FILTER MOST_MENTIONED " LIMIT :limit",
                             err);
    if (status != GX_OK)
        return status;
    gx_bounds_bind(row, &bounds);
    gx_bind_id(row, ":limit", filter && filter->limit ? (int64_t)filter->limit : -1);
    return read_entities(store, row, out, err);
}

gx_status gx_store_each_entity(gx_store *store, const gx_filter *filter, gx_entity_fn *each, void *context,
                               gx_error *err)
{
    gx_bounds bounds;
    sqlite3_stmt *row;
    bool more = true;
    gx_status status = gx_bounds_of(&bounds, filter, err);
    if (status == GX_OK)
        status = gx_sql_take(&row, store,
                             filter ? ENTITY_SELECT " WHERE" ENTITY_FILTER " ORDER BY e.id"
                                    : ENTITY_SELECT " ORDER BY e.id",
                             err);
    if (status == GX_OK)
        gx_bounds_bind(row, &bounds);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        gx_entity entity = {
            .id = sqlite3_column_int64(row, 0),
            .type = gx_sql_kb_type(row, 1),
            .name = (const char *)sqlite3_column_text(row, 2),
            .kind = (const char *)sqlite3_column_text(row, 3),
            .date = (const char *)sqlite3_column_text(row, 4),
            .place = (const char *)sqlite3_column_text(row, 5),
            .first_seen = (const char *)sqlite3_column_text(row, 6),
            .last_seen = (const char *)sqlite3_column_text(row, 7),
            .n_documents = (uint32_t)sqlite3_column_int64(row, 8),
            .n_mentions = (uint32_t)sqlite3_column_int64(row, 9),
        };
        gx_public_id(entity.public_id, entity.type, entity.id);
        status = entity.name ? each(context, &entity, err) : gx_no_memory(err);
        if (status != GX_OK)
            sqlite3_reset(row);
    }
    return status;
}

/* ---- which entity is meant ---- */

/* From the exact to the loose; the first that finds anything decides. Each has :text and :type. */
static const char *const ways[] = {
    ENTITY_SELECT " WHERE e.public_id = :text AND" OF_TYPE MOST_MENTIONED " LIMIT 50",
    ENTITY_SELECT " WHERE e.name = :text AND" OF_TYPE MOST_MENTIONED " LIMIT 50",
    ENTITY_SELECT " WHERE e.id IN (SELECT p.entity FROM surface f JOIN profile p ON p.id = f.profile WHERE "
                  "f.name = :text) AND" OF_TYPE MOST_MENTIONED " LIMIT 50",
    ENTITY_SELECT
    " WHERE e.id IN (SELECT p.entity FROM profile p WHERE p.type = 2 AND p.block = :block) AND" OF_TYPE
        MOST_MENTIONED " LIMIT 50",
    ENTITY_SELECT " WHERE e.name >= :text AND e.name < :behind AND" OF_TYPE MOST_MENTIONED " LIMIT 50",
    ENTITY_SELECT " WHERE instr(e.name, :text) > 0 AND" OF_TYPE MOST_MENTIONED " LIMIT 50",
};

/* What a name would be filed under, so that short forms meet the full ones. */
static const char *block_of(gx_arena *arena, const char *name)
{
    const char *block = NULL;
    return gx_organization_block(&block, arena, name, NULL) == GX_OK ? block : name;
}

static gx_status look_up(gx_store *store, const char *sql, const char *name, gx_kb_type type,
                         gx_entities *out, gx_error *err)
{
    sqlite3_stmt *row;
    gx_arena scratch = {0};
    gx_status status = gx_sql_take(&row, store, sql, err);
    if (status == GX_OK) {
        gx_bind_text(row, ":text", name);
        gx_bind_text(row, ":block", block_of(&scratch, name));
        const char *behind =
            gx_arena_printf(&scratch, "%s\xF4\x8F\xBF\xBF", name); /* U+10FFFF: behind all that begin so */
        gx_bind_text(row, ":behind", behind);
        gx_bind_id(row, ":type", (int64_t)type);
        status = behind ? read_entities(store, row, out, err) : gx_no_memory(err);
        sqlite3_reset(row);
        sqlite3_clear_bindings(row);
    }
    gx_arena_clear(&scratch);
    return status;
}

/* Names of which `name` leaves out places and levels (怀柔总工会 for 北京市怀柔区总工会): few letters in
 * order. */
static gx_status look_for_long_forms(gx_store *store, const char *name, gx_kb_type type, gx_entities *out,
                                     gx_error *err)
{
    gx_entities all = {0};
    sqlite3_stmt *row;
    char first[5] = {0};
    size_t n = strlen(name), took = 1;
    while (took < n && took < 4 && ((unsigned char)name[took] & 0xC0) == 0x80)
        took++;
    memcpy(first, name, took <= n ? took : n);
    gx_status status =
        gx_sql_take(&row, store,
                    ENTITY_SELECT " WHERE instr(e.name, :text) > 0 AND e.type <> 1 AND" OF_TYPE MOST_MENTIONED
                                  " /* long forms */",
                    err);
    if (status == GX_OK) {
        gx_bind_text(row, ":text", first);
        gx_bind_id(row, ":type", (int64_t)type);
        status = read_entities(store, row, &all, err);
        sqlite3_clear_bindings(row);
    }
    for (size_t i = 0; status == GX_OK && i < all.n && out->n < CANDIDATES_AT_MOST; i++) {
        const char *begins = strstr(all.at[i].name, first);
        if (n < 9 || !begins || !gx_name_shortens(name, begins)) /* two characters shorten too much */
            continue;
        gx_entity *entity = GX_PUSH(&out->arena, out);
        if (!entity || !(*entity = all.at[i],
                         entity->name = gx_arena_text(&out->arena, entity->name, strlen(entity->name))))
            status = gx_no_memory(err);
        const char **texts[] = {&entity->kind, &entity->date, &entity->place, &entity->first_seen,
                                &entity->last_seen};
        for (size_t t = 0; status == GX_OK && t < sizeof texts / sizeof *texts; t++)
            if (*texts[t] && !(*texts[t] = gx_arena_text(&out->arena, *texts[t], strlen(*texts[t]))))
                status = gx_no_memory(err);
    }
    gx_entities_clear(&all);
    return status;
}

gx_status gx_store_resolve(gx_store *store, const char *name, gx_kb_type type, gx_entities *out,
                           gx_error *err)
{
    gx_status status = GX_OK;
    gx_entities_clear(out);
    if (!*name)
        return gx_fail(err, GX_EINVAL, "an empty name names nothing");
    for (size_t i = 0; status == GX_OK && !out->n && i < sizeof ways / sizeof *ways; i++)
        status = look_up(store, ways[i], name, type, out, err);
    if (status == GX_OK && !out->n)
        status = look_for_long_forms(store, name, type, out, err);
    if (status != GX_OK || out->n == 1)
        return status;
    const char *what = type == GX_KB_ANY ? N_("entity") : gx_kb_type_name(type);
    if (!out->n)
        return gx_fail(err, GX_ENOTFOUND, "no %s is called \"%.200s\"", _(what), name);
    return gx_fail(err, GX_EAMBIGUOUS, "\"%.200s\" fits %zu%s entities; say which by its id", name, out->n,
                   out->n == CANDIDATES_AT_MOST ? _(" or more") : "");
}

gx_status gx_store_names(gx_store *store, gx_entity_id id, gx_name_rows *out, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_name_rows_clear(out);
    gx_status status = gx_sql_take(
        &row, store,
        "SELECT x.name, x.uses, " GX_MENTION_COLUMNS " FROM (SELECT f.name AS name, sum(f.n) AS uses"
        "   FROM profile p JOIN surface f ON f.profile = p.id WHERE p.entity = ?1 GROUP BY f.name) x"
        " JOIN mention m ON m.id = (SELECT n.id FROM profile q JOIN surface g ON g.profile = q.id"
        "   JOIN mention n ON n.profile = q.id WHERE q.entity = ?1 AND g.name = x.name"
        "   ORDER BY q.sequence, n.name <> g.name, n.fact LIMIT 1)"
        " JOIN document d ON d.id = m.document"
        " LEFT JOIN article a ON a.document = m.document AND a.n = m.article ORDER BY x.uses DESC, x.name",
        err);
    if (status == GX_OK)
        gx_sql_bind(row, "i", id);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        gx_name_row *name = GX_PUSH(&out->arena, out);
        if (!name)
            return gx_no_memory(err);
        *name = (gx_name_row){.name = gx_sql_text(&out->arena, row, 0),
                              .n = (uint32_t)sqlite3_column_int64(row, 1)};
        if (!name->name || !gx_proof_read(&name->proof, &out->arena, row, 2))
            return gx_no_memory(err);
    }
    return status;
}
