#include "store/rowsql.h"

#include <stdlib.h>
#include <string.h>

const char *gx_link_type_name(gx_link_type type)
{
    static const char *const names[] = {"post", "participation", "part_of", "partner", "award"};
    return (size_t)type < sizeof names / sizeof *names ? names[type] : "unknown";
}

/* ---- filters ---- */

gx_status gx_bounds_of(gx_bounds *out, const gx_filter *filter, gx_error *err)
{
    static const gx_filter none = {0};
    *out = (gx_bounds){.filter = filter ? filter : &none};
    const gx_filter *f = out->filter;
    if (f->from && !gx_date_bounds(f->from, out->from, out->unused))
        return gx_fail(err, GX_EINVAL, "\"%.40s\" is no date: expected 2020, 2020-01 or 2020-01-09", f->from);
    if (f->to && !gx_date_bounds(f->to, out->unused, out->to))
        return gx_fail(err, GX_EINVAL, "\"%.40s\" is no date: expected 2020, 2020-01 or 2020-01-09", f->to);
    if (f->from && f->to && strcmp(out->from, out->to) > 0)
        return gx_fail(err, GX_EINVAL, "from %.40s is later than to %.40s", f->from, f->to);
    if (!(f->min_confidence >= 0 && f->min_confidence <= 1))
        return gx_fail(err, GX_EINVAL, "a confidence goes from 0 to 1, not %g", f->min_confidence);
    return GX_OK;
}

gx_status gx_filter_check(const gx_filter *filter, gx_error *err)
{
    gx_bounds bounds;
    return gx_bounds_of(&bounds, filter, err);
}

void gx_bind_id(sqlite3_stmt *statement, const char *name, int64_t value)
{
    int at = sqlite3_bind_parameter_index(statement, name);
    if (at)
        sqlite3_bind_int64(statement, at, value);
}

void gx_bind_text(sqlite3_stmt *statement, const char *name, const char *value)
{
    int at = sqlite3_bind_parameter_index(statement, name);
    if (at)
        sqlite3_bind_text(statement, at, value, -1, SQLITE_STATIC);
}

void gx_bounds_bind(sqlite3_stmt *statement, const gx_bounds *bounds)
{
    const gx_filter *f = bounds->filter;
    gx_bind_text(statement, ":from", f->from ? bounds->from : NULL);
    gx_bind_text(statement, ":to", f->to ? bounds->to : NULL);
    gx_bind_text(statement, ":role", f->role);
    gx_bind_text(statement, ":kind", f->kind);
    gx_bind_text(statement, ":place", f->place);
    gx_bind_text(statement, ":document", f->document);
    gx_bind_id(statement, ":type", (int64_t)f->type);
    int at = sqlite3_bind_parameter_index(statement, ":confidence");
    if (at)
        sqlite3_bind_double(statement, at, f->min_confidence);
}

/* ---- rows ---- */

bool gx_proof_read(gx_proof *out, gx_arena *arena, sqlite3_stmt *row, int column)
{
    *out = (gx_proof){
        .fact = (uint32_t)sqlite3_column_int64(row, column),
        .article = (uint32_t)sqlite3_column_int64(row, column + 1),
        .line = (uint32_t)sqlite3_column_int64(row, column + 2),
        .span = {(uint32_t)sqlite3_column_int64(row, column + 3),
                 (uint32_t)sqlite3_column_int64(row, column + 4)},
        .quotation = gx_sql_text(arena, row, column + 5),
        .document = gx_sql_text(arena, row, column + 6),
        .published = gx_sql_text(arena, row, column + 7),
        .title = gx_sql_text(arena, row, column + 8),
    };
    return out->quotation && out->document;
}

bool gx_entity_read(gx_entity *out, gx_arena *arena, sqlite3_stmt *row, int column)
{
    *out = (gx_entity){
        .id = sqlite3_column_int64(row, column),
        .type = gx_sql_kb_type(row, column + 1),
        .name = gx_sql_text(arena, row, column + 2),
        .kind = gx_sql_text(arena, row, column + 3),
        .date = gx_sql_text(arena, row, column + 4),
        .place = gx_sql_text(arena, row, column + 5),
        .first_seen = gx_sql_text(arena, row, column + 6),
        .last_seen = gx_sql_text(arena, row, column + 7),
        .n_documents = (uint32_t)sqlite3_column_int64(row, column + 8),
        .n_mentions = (uint32_t)sqlite3_column_int64(row, column + 9),
    };
    gx_public_id(out->public_id, out->type, out->id);
    return out->name != NULL;
}

static const gx_entity *read_end(gx_arena *arena, sqlite3_stmt *row, int column, bool *failed)
{
    if (sqlite3_column_type(row, column) == SQLITE_NULL)
        return NULL;
    gx_entity *entity = gx_arena_alloc(arena, sizeof *entity);
    if (!entity || !gx_entity_read(entity, arena, row, column))
        *failed = true;
    return entity;
}

/* Posts that the page gives the person, each once: "副主席, 怀柔区总工会; 党组成员, 怀柔区总工会". A
 * document's facts are put in in their order, so that the index gives them in it. */
static gx_status read_post(gx_store *store, gx_arena *arena, int64_t profile, const char **out, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_map seen = {0};
    gx_buffer text = {0}, post = {0};
    gx_status status = gx_sql_take(&row, store,
                                   "SELECT l.what, o.name FROM link l LEFT JOIN profile t ON t.id = l.target"
                                   " LEFT JOIN entity o ON o.id = t.entity WHERE l.source = ? AND l.type = 0"
                                   " AND NOT l.dropped ORDER BY l.id",
                                   err);
    if (status == GX_OK)
        gx_sql_bind(row, "i", profile);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        const char *body = (const char *)sqlite3_column_text(row, 1);
        post.n = 0;
        gx_buffer_printf(&post, "%s%s%s", gx_sql_kept(row, 0), body ? ", " : "", body ? body : "");
        if (post.failed || gx_map_get(&seen, post.at, post.n, NULL))
            continue;
        if (!gx_map_set(&seen, post.at, post.n, 1))
            post.failed = true;
        gx_buffer_printf(&text, "%s%s", text.n ? "; " : "", post.at);
    }
    *out = text.n ? gx_arena_text(arena, text.at, text.n) : NULL;
    if (status == GX_OK && (post.failed || text.failed || (text.n && !*out)))
        status = gx_no_memory(err);
    gx_buffer_clear(&post);
    gx_buffer_clear(&text);
    gx_map_clear(&seen);
    return status;
}

static gx_status read_link(gx_store *store, gx_arena *arena, gx_link_row *out, sqlite3_stmt *row,
                           gx_error *err)
{
    bool failed = false;
    *out = (gx_link_row){
        .type = (gx_link_type)sqlite3_column_int(row, 0),
        .what = gx_sql_text(arena, row, 1),
        .confidence = sqlite3_column_double(row, 2),
        .inferred = sqlite3_column_int(row, 3) != 0,
        .from = read_end(arena, row, 14, &failed),
        .to = read_end(arena, row, 24, &failed),
        .n = 1,
        .proof = {.fact = (uint32_t)sqlite3_column_int64(row, 4),
                  .article = (uint32_t)sqlite3_column_int64(row, 5),
                  .line = (uint32_t)sqlite3_column_int64(row, 6),
                  .span = {(uint32_t)sqlite3_column_int64(row, 7), (uint32_t)sqlite3_column_int64(row, 8)},
                  .quotation = gx_sql_text(arena, row, 9),
                  .document = gx_sql_text(arena, row, 10),
                  .published = gx_sql_text(arena, row, 11),
                  .title = gx_sql_text(arena, row, 12)},
    };
    out->first = out->last = out->proof.published;
    out->date = out->to && out->to->type == GX_KB_EVENT ? out->to->date : NULL;
    if (failed || !out->what || !out->proof.quotation || !out->proof.document)
        return gx_no_memory(err);
    bool alone = out->type == GX_LINK_POST || out->type == GX_LINK_AWARD;
    bool from_nobody = sqlite3_column_type(row, 13) == SQLITE_NULL; /* an event in a timeline, on its own */
    if (out->type >= GX_LINK_TYPES || (!out->from && !from_nobody) || (!out->to && !alone))
        return gx_fail_at(err, GX_EDATA, store->path, 0, 0,
                          "the knowledge base is damaged: a fact lacks an end");
    if (out->type == GX_LINK_PARTICIPATION && out->from && out->from->type == GX_KB_PERSON)
        return read_post(store, arena, sqlite3_column_int64(row, 13), &out->post, err);
    return GX_OK;
}

gx_status gx_link_rows_read(gx_store *store, sqlite3_stmt *statement, gx_link_rows *out, gx_error *err)
{
    gx_status status = GX_OK;
    bool more = true;
    while (status == GX_OK && (status = gx_sql_step(store, statement, &more, err)) == GX_OK && more) {
        gx_link_row *row = GX_PUSH(&out->arena, out);
        status = row ? read_link(store, &out->arena, row, statement, err) : gx_no_memory(err);
        out->n -= row && status != GX_OK;
    }
    return status;
}

gx_status gx_link_rows_ask(gx_store *store, const char *sql, int64_t id, const gx_filter *filter,
                           gx_link_rows *out, gx_error *err)
{
    gx_bounds bounds;
    sqlite3_stmt *statement;
    gx_status status = gx_bounds_of(&bounds, filter, err);
    if (status == GX_OK)
        status = gx_sql_take(&statement, store, sql, err);
    if (status != GX_OK)
        return status;
    gx_bind_id(statement, ":id", id);
    gx_bounds_bind(statement, &bounds);
    return gx_link_rows_read(store, statement, out, err);
}

/* ---- orders: each a chain of comparisons, the last ones so that no two rows are equal ---- */

static int compare_texts(const char *a, const char *b)
{
    if (!a || !b)
        return (a == NULL) - (b == NULL); /* the unknown last */
    return strcmp(a, b);
}

static int compare_proofs(const gx_proof *a, const gx_proof *b)
{
    int order = strcmp(a->document, b->document);
    return order ? order : (a->fact > b->fact) - (a->fact < b->fact);
}

static int role_rank(const char *role)
{
    static const char *const roles[] = {"organizer", "co_organizer", "supporter", "host",    "leader",
                                        "speaker",   "presenter",    "signatory", "visitor", "recipient",
                                        "judge",     "awardee",      "performer", "attendee"};
    int n = (int)(sizeof roles / sizeof *roles);
    for (int i = 0; i < n; i++)
        if (strcmp(roles[i], role) == 0)
            return i;
    return n;
}

static int by_role(const void *a, const void *b)
{
    const gx_link_row *x = a, *y = b;
    int order = role_rank(x->what) - role_rank(y->what);
    if (!order)
        order = (int)x->from->type - (int)y->from->type;
    if (!order)
        order = strcmp(x->from->name, y->from->name);
    if (!order)
        order = (x->from->id > y->from->id) - (x->from->id < y->from->id);
    if (!order)
        order = (x->confidence < y->confidence) - (x->confidence > y->confidence);
    return order ? order : compare_proofs(&x->proof, &y->proof);
}

static const char *when(const gx_link_row *row)
{
    return row->date ? row->date : row->first;
}

static int by_date(const void *a, const void *b)
{
    const gx_link_row *x = a, *y = b;
    int order = compare_texts(when(x), when(y));
    if (!order && x->to && y->to)
        order = (x->to->id > y->to->id) - (x->to->id < y->to->id);
    return order ? order : compare_proofs(&x->proof, &y->proof);
}

static int64_t id_of(const gx_entity *entity)
{
    return entity ? entity->id : 0;
}

/* Same fact, best proof first. */
static int by_fact(const void *a, const void *b)
{
    const gx_link_row *x = a, *y = b;
    int64_t keys[][2] = {
        {(int64_t)x->type, (int64_t)y->type}, {id_of(x->from), id_of(y->from)}, {id_of(x->to), id_of(y->to)}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    int order = strcmp(x->what, y->what);
    if (!order)
        order = x->inferred - y->inferred;
    if (!order)
        order = (x->confidence < y->confidence) - (x->confidence > y->confidence);
    return order ? order : compare_proofs(&x->proof, &y->proof);
}

static bool same_fact(const gx_link_row *x, const gx_link_row *y)
{
    return x->type == y->type && id_of(x->from) == id_of(y->from) && id_of(x->to) == id_of(y->to) &&
           strcmp(x->what, y->what) == 0;
}

static int by_title(const void *a, const void *b)
{
    const gx_link_row *x = a, *y = b;
    int order = strcmp(x->what, y->what);
    if (!order)
        order = compare_texts(x->first, y->first);
    if (!order)
        order = compare_texts(x->last, y->last);
    if (!order)
        order = strcmp(x->from->name, y->from->name);
    return order ? order : by_fact(a, b);
}

static int by_career(const void *a, const void *b)
{
    const gx_link_row *x = a, *y = b;
    int order = compare_texts(x->first, y->first);
    if (!order)
        order = compare_texts(x->last, y->last);
    return order ? order : by_fact(a, b);
}

static int by_relation(const void *a, const void *b)
{
    const gx_link_row *x = a, *y = b;
    int order = (int)x->type - (int)y->type;
    if (!order)
        order = strcmp(x->from->name, y->from->name);
    if (!order && x->to && y->to)
        order = strcmp(x->to->name, y->to->name);
    return order ? order : by_fact(a, b);
}

static void sort_rows(gx_link_rows *rows, int (*order)(const void *, const void *))
{
    if (rows->n)
        qsort(rows->at, rows->n, sizeof *rows->at, order);
}

/* Facts that state the same become one row: first and last seen, how often, the best proof. */
static void sum_up(gx_link_rows *rows)
{
    sort_rows(rows, by_fact);
    size_t kept = 0;
    for (size_t i = 0; i < rows->n; i++) {
        gx_link_row *row = &rows->at[i], *before = kept ? &rows->at[kept - 1] : NULL;
        if (!before || !same_fact(before, row)) {
            rows->at[kept++] = *row;
            continue;
        }
        before->n++;
        if (row->first && compare_texts(row->first, before->first) < 0)
            before->first = row->first;
        if (row->last && (!before->last || strcmp(row->last, before->last) > 0))
            before->last = row->last;
        before->inferred = before->inferred && row->inferred;
    }
    rows->n = kept;
}

static gx_status finish(gx_link_rows *rows, const gx_filter *filter, int (*order)(const void *, const void *),
                        gx_status status)
{
    sort_rows(rows, order);
    if (filter && filter->limit && rows->n > filter->limit)
        rows->n = filter->limit;
    return status;
}

/* ---- questions ---- */

gx_status gx_store_who(gx_store *store, gx_entity_id event, const gx_filter *filter, gx_link_rows *out,
                       gx_error *err)
{
    gx_link_rows_clear(out);
    gx_status status =
        gx_link_rows_ask(store, GX_LINK_SELECT_TARGET " AND t.entity = :id AND l.type = 1" GX_LINK_FILTER,
                         event, filter, out, err);
    return finish(out, filter, by_role, status);
}

gx_status gx_store_attended(gx_store *store, gx_entity_id who, const gx_filter *filter, gx_link_rows *out,
                            gx_error *err)
{
    gx_link_rows_clear(out);
    gx_status status = gx_link_rows_ask(
        store, GX_LINK_SELECT " AND s.entity = :id AND l.type = 1" GX_LINK_FILTER, who, filter, out, err);
    return finish(out, filter, by_date, status);
}

gx_status gx_store_posts(gx_store *store, gx_entity_id who, const gx_filter *filter, gx_link_rows *out,
                         gx_error *err)
{
    gx_link_rows_clear(out);
    gx_status status = gx_link_rows_ask(
        store, GX_LINK_SELECT " AND s.entity = :id AND l.type = 0" GX_LINK_FILTER, who, filter, out, err);
    bool person = out->n > 0;
    if (status == GX_OK && !person)
        status =
            gx_link_rows_ask(store, GX_LINK_SELECT_TARGET " AND t.entity = :id AND l.type = 0" GX_LINK_FILTER,
                             who, filter, out, err);
    sum_up(out);
    return finish(out, filter, person ? by_career : by_title, status);
}

/* 工会主席, 会主席, 主席, 席: a title may name the kind of body too, as in 主席 of a 总工会. */
#define TAILS_OF_TITLE                                                                                       \
    "WITH RECURSIVE tail(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM tail WHERE n < length(:what))"          \
    " SELECT substr(:what, n) FROM tail"

gx_status gx_store_holders(gx_store *store, const char *title, const gx_filter *filter, gx_link_rows *out,
                           gx_error *err)
{
    gx_bounds bounds;
    sqlite3_stmt *statement;
    gx_link_rows_clear(out);
    gx_status status = gx_bounds_of(&bounds, filter, err);
    if (status == GX_OK)
        status = gx_sql_take(&statement, store,
                             GX_LINK_SELECT
                             " AND l.type = 0 AND l.what IN (" TAILS_OF_TITLE ") AND (l.what = :what OR"
                             " substr(o.name || l.what, -length(:what)) = :what)" GX_LINK_FILTER,
                             err);
    if (status != GX_OK)
        return status;
    gx_bind_text(statement, ":what", title);
    gx_bounds_bind(statement, &bounds);
    status = gx_link_rows_read(store, statement, out, err);
    sum_up(out);
    return finish(out, filter, by_title, status);
}

gx_status gx_store_relations(gx_store *store, gx_entity_id id, const gx_filter *filter, gx_link_rows *out,
                             gx_error *err)
{
    gx_link_rows_clear(out);
    gx_status status = gx_link_rows_ask(
        store, GX_LINK_SELECT " AND (:id = 0 OR s.entity = :id) AND l.type IN (2, 3)" GX_LINK_FILTER, id,
        filter, out, err);
    if (status == GX_OK && id)
        status =
            gx_link_rows_ask(store,
                             GX_LINK_SELECT_TARGET
                             " AND t.entity = :id AND l.type IN (2, 3) AND s.entity <> :id" GX_LINK_FILTER,
                             id, filter, out, err);
    sum_up(out);
    return finish(out, filter, by_relation, status);
}

gx_status gx_store_awards(gx_store *store, gx_entity_id id, const gx_filter *filter, gx_link_rows *out,
                          gx_error *err)
{
    gx_link_rows_clear(out);
    gx_status status =
        id ? gx_link_rows_ask(store, GX_LINK_SELECT " AND s.entity = :id AND l.type = 4" GX_LINK_FILTER, id,
                              filter, out, err)
           : gx_link_rows_ask(store, GX_LINK_SELECT " AND l.type = 4" GX_LINK_FILTER, 0, filter, out, err);
    if (status == GX_OK && id)
        status =
            gx_link_rows_ask(store, GX_LINK_SELECT_TARGET " AND t.entity = :id AND l.type = 4" GX_LINK_FILTER,
                             id, filter, out, err);
    return finish(out, filter, by_date, status);
}

gx_status gx_store_links(gx_store *store, gx_entity_id id, const gx_filter *filter, gx_link_rows *out,
                         gx_error *err)
{
    gx_link_rows_clear(out);
    gx_status status = id ? gx_link_rows_ask(store, GX_LINK_SELECT " AND s.entity = :id" GX_LINK_FILTER, id,
                                             filter, out, err)
                          : gx_link_rows_ask(store, GX_LINK_SELECT GX_LINK_FILTER, 0, filter, out, err);
    if (status == GX_OK && id)
        status = gx_link_rows_ask(
            store, GX_LINK_SELECT_TARGET " AND t.entity = :id AND s.entity <> :id" GX_LINK_FILTER, id, filter,
            out, err);
    return finish(out, filter, by_date, status);
}

/* One row an event, in the order of the index entity_time, so that a limit reads no more than it gives: the
 * organizer who is named first, else who is named first; of an event without participants its own entry. The
 * columns are those of GX_LINK_SELECT. */
#define PARTICIPATION_OF_EVENT                                                                               \
    " FROM profile q JOIN link k ON k.target = q.id AND k.type = 1 AND NOT k.dropped WHERE q.entity = o.id"
#define TIMELINE                                                                                             \
    "SELECT 1, coalesce(l.what, ''), coalesce(l.confidence, 0), coalesce(l.inferred, 0),"                    \
    " coalesce(l.fact, m.fact), coalesce(l.article, m.article), coalesce(l.line, m.line),"                   \
    " coalesce(l.start, m.start), coalesce(l.end, m.end), coalesce(l.quotation, m.name), d.name,"            \
    " d.published, a.title, l.source, w.id, w.type, w.name, w.kind, w.date, w.place, w.first_seen,"          \
    " w.last_seen, w.n_documents, w.n_mentions, o.id, o.type, o.name, o.kind, o.date, o.place,"              \
    " o.first_seen, o.last_seen, o.n_documents, o.n_mentions FROM entity o"                                  \
    " LEFT JOIN link l ON l.id = (SELECT k.id" PARTICIPATION_OF_EVENT                                        \
    "   AND k.confidence >= :confidence AND (:role IS NULL OR k.what = :role) AND (:document IS NULL OR"     \
    "   k.document = (SELECT id FROM document WHERE name = :document))"                                      \
    "   ORDER BY k.what <> 'organizer', q.sequence, k.fact LIMIT 1)"                                         \
    " LEFT JOIN mention m ON l.id IS NULL AND m.id = (SELECT n.id FROM profile q JOIN mention n"             \
    "   ON n.profile = q.id WHERE q.entity = o.id ORDER BY q.sequence, n.fact LIMIT 1)"                      \
    " LEFT JOIN document d ON d.id = coalesce(l.document, m.document)"                                       \
    " LEFT JOIN profile s ON s.id = l.source LEFT JOIN entity w ON w.id = s.entity"                          \
    " LEFT JOIN article a ON a.document = d.id AND a.n = coalesce(l.article, m.article)"                     \
    " WHERE o.type = 3 AND (:from IS NULL OR coalesce(o.date_hi, o.last_seen || '-99') >= :from)"            \
    " AND (:to IS NULL OR coalesce(o.date_lo, o.first_seen) <= :to)"                                         \
    " AND (:place IS NULL OR instr(coalesce(o.place, '') || ' ' || o.name, :place) > 0)"                     \
    " AND (:kind IS NULL OR o.kind = :kind OR w.kind = :kind) AND (:type IN (0, 3) OR w.type = :type)"       \
    " AND (:document IS NULL OR d.name = :document)"                                                         \
    " AND (l.id IS NOT NULL OR (:role IS NULL AND :confidence <= 0"                                          \
    "   AND NOT EXISTS (SELECT 1" PARTICIPATION_OF_EVENT ")))"                                               \
    " ORDER BY coalesce(o.date, o.first_seen) IS NULL, coalesce(o.date, o.first_seen), o.id LIMIT :limit"

gx_status gx_store_timeline(gx_store *store, gx_entity_id id, const gx_filter *filter, gx_link_rows *out,
                            gx_error *err)
{
    if (id)
        return gx_store_attended(store, id, filter, out, err);
    gx_bounds bounds;
    sqlite3_stmt *statement;
    gx_link_rows_clear(out);
    gx_status status = gx_bounds_of(&bounds, filter, err);
    if (status == GX_OK)
        status = gx_sql_take(&statement, store, TIMELINE, err);
    if (status != GX_OK)
        return status;
    gx_bounds_bind(statement, &bounds);
    gx_bind_id(statement, ":limit", filter && filter->limit ? (int64_t)filter->limit : -1);
    return gx_link_rows_read(store, statement, out, err);
}

gx_status gx_store_fact(gx_store *store, const char *document, uint32_t fact, gx_link_rows *out,
                        gx_error *err)
{
    sqlite3_stmt *statement;
    gx_link_rows_clear(out);
    gx_status status =
        gx_sql_take(&statement, store, GX_LINK_SELECT " AND d.name = :name AND l.fact = :fact", err);
    if (status != GX_OK)
        return status;
    gx_bind_text(statement, ":name", document);
    gx_bind_id(statement, ":fact", fact);
    status = gx_link_rows_read(store, statement, out, err);
    if (status == GX_OK && !out->n)
        status = gx_fail_at(err, GX_ENOTFOUND, store->path, 0, 0, "there is no fact \"%.200s#%u\"", document,
                            (unsigned)fact);
    return status;
}

/* ---- who is at the same events ---- */

#define WITH_SELECT                                                                                          \
    "SELECT "                                                                                                \
    "w.id, w.type, w.name, w.kind, w.date, w.place, w.first_seen, w.last_seen, w.n_documents, w.n_mentions," \
    " o.id, o.type, o.name, o.kind, o.date, o.place, o.first_seen, o.last_seen, o.n_documents, "             \
    "o.n_mentions,"                                                                                          \
    " l.fact, l.article, l.line, l.start, l.end, l.quotation, d.name, d.published, a.title"                  \
    " FROM (SELECT DISTINCT t0.entity AS event FROM profile s0 JOIN link l0 ON l0.source = s0.id AND "       \
    "l0.type = 1"                                                                                            \
    "       AND NOT l0.dropped AND l0.confidence >= :confidence JOIN profile t0 ON t0.id = l0.target"        \
    "       WHERE s0.entity = :id) x"                                                                        \
    " JOIN entity o ON o.id = x.event JOIN profile t ON t.entity = o.id"                                     \
    " JOIN link l ON l.target = t.id AND l.type = 1 AND NOT l.dropped"                                       \
    " JOIN profile s ON s.id = l.source JOIN entity w ON w.id = s.entity JOIN document d ON d.id = "         \
    "l.document"                                                                                             \
    " LEFT JOIN article a ON a.document = l.document AND a.n = l.article"                                    \
    " WHERE w.id <> :id" GX_LINK_FILTER                                                                      \
    " ORDER BY w.id, o.date_lo IS NULL, o.date_lo, o.id, l.confidence DESC, d.name, l.fact"

typedef struct gx_entity_list {
    const gx_entity **at;
    size_t n, cap;
} gx_entity_list;

static int by_company(const void *a, const void *b)
{
    const gx_with_row *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    int order = strcmp(x->other->name, y->other->name);
    return order ? order : (x->other->id > y->other->id) - (x->other->id < y->other->id);
}

static gx_status read_with(gx_with_rows *out, gx_entity_list *events, sqlite3_stmt *row, gx_error *err)
{
    gx_arena *arena = &out->arena;
    bool failed = false;
    gx_with_row *last = out->n ? &out->at[out->n - 1] : NULL;
    if (!last || last->other->id != sqlite3_column_int64(row, 0)) {
        *events = (gx_entity_list){0};
        last = GX_PUSH(arena, out);
        if (!last)
            return gx_no_memory(err);
        *last = (gx_with_row){.other = read_end(arena, row, 0, &failed)};
    } else if (events->at[events->n - 1]->id == sqlite3_column_int64(row, 10))
        return GX_OK;
    const gx_entity **event = GX_PUSH(arena, events);
    if (!event || !(*event = read_end(arena, row, 10, &failed)) || failed)
        return gx_no_memory(err);
    last->events = events->at;
    last->n = (uint32_t)events->n;
    last->proof = (gx_proof){
        .fact = (uint32_t)sqlite3_column_int64(row, 20),
        .article = (uint32_t)sqlite3_column_int64(row, 21),
        .line = (uint32_t)sqlite3_column_int64(row, 22),
        .span = {(uint32_t)sqlite3_column_int64(row, 23), (uint32_t)sqlite3_column_int64(row, 24)},
        .quotation = gx_sql_text(arena, row, 25),
        .document = gx_sql_text(arena, row, 26),
        .published = gx_sql_text(arena, row, 27),
        .title = gx_sql_text(arena, row, 28),
    };
    return last->proof.quotation && last->proof.document ? GX_OK : gx_no_memory(err);
}

gx_status gx_store_with(gx_store *store, gx_entity_id who, const gx_filter *filter, gx_with_rows *out,
                        gx_error *err)
{
    gx_bounds bounds;
    sqlite3_stmt *row;
    bool more = true;
    gx_entity_list events = {0};
    gx_with_rows_clear(out);
    gx_status status = gx_bounds_of(&bounds, filter, err);
    if (status == GX_OK)
        status = gx_sql_take(&row, store, WITH_SELECT, err);
    if (status != GX_OK)
        return status;
    gx_bind_id(row, ":id", who);
    gx_bounds_bind(row, &bounds);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more)
        status = read_with(out, &events, row, err);
    if (out->n)
        qsort(out->at, out->n, sizeof *out->at, by_company);
    if (filter && filter->limit && out->n > filter->limit)
        out->n = filter->limit;
    return status;
}
