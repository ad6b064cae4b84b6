#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* Documents that a judgement regroups; copied, because regrouping runs statements of its own. */
static gx_status regroup_all(gx_store *store, uint32_t number, gx_error *err)
{
    gx_arena arena = {0};
    gx_strings documents = {0};
    sqlite3_stmt *row;
    bool more = true;
    gx_status status = gx_sql_take(
        &row, store, "SELECT DISTINCT document FROM anchor WHERE judgement = ? ORDER BY document", err);
    if (status == GX_OK)
        gx_sql_bind(row, "u", number);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        const char **at = GX_PUSH(&arena, &documents);
        if (!at || !(*at = gx_sql_text(&arena, row, 0)))
            status = gx_no_memory(err);
    }
    for (size_t i = 0; status == GX_OK && i < documents.n; i++)
        status = gx_document_regroup(store, documents.at[i], err);
    gx_arena_clear(&arena);
    return status;
}

static gx_status mark_judged(gx_store *store, uint32_t number, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_status status = gx_sql_take(&row, store,
                                   "SELECT p.type, p.block FROM judged x JOIN profile p ON p.id = x.profile"
                                   " WHERE x.judgement = ?",
                                   err);
    if (status == GX_OK)
        gx_sql_bind(row, "u", number);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more)
        status = gx_mark_dirty(store, gx_sql_kb_type(row, 0), gx_sql_kept(row, 1), err);
    return status;
}

gx_status gx_judgement_apply(gx_store *store, uint32_t number, gx_error *err)
{
    int64_t regroups = 0, undone = 0;
    gx_status status =
        gx_sql_number(&regroups, 0, store, err,
                      "SELECT type IN ('split', 'drop') FROM judgement WHERE number = ?", "u", number);
    if (status == GX_OK)
        status = gx_sql_number(&undone, 0, store, err, "SELECT undone FROM judgement WHERE number = ?", "u",
                               number);
    if (status == GX_OK && regroups)
        return regroup_all(store, number, err);
    if (status == GX_OK && !undone)
        status = gx_document_judged(store, 0, err);
    if (status == GX_OK)
        status = mark_judged(store, number, err);
    if (status == GX_OK && undone)
        status = gx_sql_run(store, err, "DELETE FROM judged WHERE judgement = ?", "u", number);
    return status;
}

gx_status gx_store_undo(gx_store *store, uint32_t number, const char *who, const char *when, gx_error *err)
{
    int64_t found = 0;
    gx_status status = gx_store_begin(store, err);
    if (status != GX_OK)
        return status;
    status = gx_sql_number(&found, 0, store, err,
                           "SELECT number FROM judgement WHERE NOT undone AND (?1 = 0 OR number = ?1) ORDER "
                           "BY number DESC LIMIT 1",
                           "u", number);
    if (status == GX_OK && !found)
        status = number ? gx_fail_at(err, GX_ENOTFOUND, store->path, 0, 0,
                                     "there is no judgement %u that stands", (unsigned)number)
                        : gx_fail_at(err, GX_ENOTFOUND, store->path, 0, 0, "there is no judgement to undo");
    if (status == GX_OK)
        status = gx_sql_run(
            store, err,
            "UPDATE judgement SET undone = 1, why = why || CASE why WHEN '' THEN '' ELSE '; ' END || "
            "'undone' ||"
            " CASE ?2 WHEN '' THEN '' ELSE ' by ' || ?2 END || CASE ?3 WHEN '' THEN '' ELSE ' at ' || ?3 END"
            " WHERE number = ?1",
            "itt", found, who ? who : "", when ? when : "");
    if (status == GX_OK)
        status = gx_judgement_apply(store, (uint32_t)found, err);
    if (status == GX_OK)
        return gx_store_commit(store, err);
    gx_store_rollback(store);
    return status;
}

/* ---- as text: one judgement a line, fields by tabs; \t, \n and \\ stand for what would break a line ---- */

static const char first_line[] =
    "# guanxi judgements 1: type, value, who, when, why, then side, document, article, type, name, fact";

static void add_field(gx_buffer *out, const char *text)
{
    for (const char *c = text ? text : ""; *c; c++)
        gx_buffer_puts(out, *c == '\t'   ? "\\t"
                            : *c == '\n' ? "\\n"
                            : *c == '\\' ? "\\\\"
                                         : (char[]){*c, '\0'});
}

static gx_status add_anchors(gx_store *store, gx_buffer *out, int64_t number, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_status status =
        gx_sql_take(&row, store,
                    "SELECT side, document, article, type, name, link FROM anchor WHERE judgement = ?"
                    " ORDER BY side, document, article, type, name, link",
                    err);
    if (status == GX_OK)
        gx_sql_bind(row, "i", number);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more)
        for (int i = 0; i < 6; i++) {
            gx_buffer_puts(out, "\t");
            add_field(out, (const char *)sqlite3_column_text(row, i));
        }
    return status;
}

/* A judgement as a line, without its line break. */
static gx_status add_line(gx_store *store, gx_buffer *out, int64_t number, gx_error *err)
{
    sqlite3_stmt *row;
    bool there = false;
    gx_status status =
        gx_sql_take(&row, store, "SELECT type, value, who, at, why FROM judgement WHERE number = ?", err);
    if (status != GX_OK)
        return status;
    gx_sql_bind(row, "i", number);
    status = gx_sql_step(store, row, &there, err);
    for (int i = 0; status == GX_OK && there && i < 5; i++) {
        gx_buffer_puts(out, i ? "\t" : "");
        add_field(out, (const char *)sqlite3_column_text(row, i));
    }
    sqlite3_reset(row);
    return status == GX_OK ? add_anchors(store, out, number, err) : status;
}

gx_status gx_store_judgements(gx_store *store, gx_judgement_rows *out, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_judgement_rows_clear(out);
    gx_status status = gx_sql_take(
        &row, store,
        "SELECT number, type, who, at, why, undone, EXISTS (SELECT 1 FROM anchor x JOIN document d ON d.name "
        "= x.document"
        " WHERE x.judgement = number AND x.side = 'a') AND (type NOT IN ('merge', 'keep') OR EXISTS"
        " (SELECT 1 FROM anchor x JOIN document d ON d.name = x.document WHERE x.judgement = number AND "
        "x.side = 'b'))"
        " FROM judgement ORDER BY number",
        err);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        gx_buffer text = {0};
        gx_judgement_row *made = GX_PUSH(&out->arena, out);
        if (!made)
            return gx_no_memory(err);
        *made = (gx_judgement_row){.number = (uint32_t)sqlite3_column_int64(row, 0),
                                   .who = gx_sql_text(&out->arena, row, 2),
                                   .when = gx_sql_text(&out->arena, row, 3),
                                   .why = gx_sql_text(&out->arena, row, 4),
                                   .undone = sqlite3_column_int(row, 5) != 0,
                                   .idle = sqlite3_column_int(row, 6) == 0};
        for (int t = 0; t < GX_JUDGE_TYPES; t++)
            if (strcmp(gx_judgement_type_name((gx_judgement_type)t), gx_sql_kept(row, 1)) == 0)
                made->type = (gx_judgement_type)t;
        status = add_line(store, &text, made->number, err);
        if (status == GX_OK && (text.failed || !(made->text = gx_arena_text(&out->arena, text.at, text.n)) ||
                                !made->who || !made->when || !made->why))
            status = gx_no_memory(err);
        gx_buffer_clear(&text);
    }
    return status;
}

gx_status gx_store_judgements_write(gx_store *store, gx_buffer *out, gx_error *err)
{
    gx_judgement_rows rows = {0};
    gx_status status = gx_store_judgements(store, &rows, err);
    gx_buffer_printf(out, "%s\n", first_line);
    for (size_t i = 0; i < rows.n; i++)
        if (!rows.at[i].undone)
            gx_buffer_printf(out, "%s\n", rows.at[i].text);
    gx_judgement_rows_clear(&rows);
    return status == GX_OK && out->failed ? gx_no_memory(err) : status;
}

/* ---- reading them back ---- */

enum { FIXED_FIELDS = 5, ANCHOR_FIELDS = 6 };

typedef struct fields {
    char **at;
    size_t n, cap;
} fields;

static gx_status split_line(fields *out, gx_arena *arena, const char *line, size_t n, gx_error *err)
{
    char *copy = gx_arena_text(arena, line, n);
    if (!copy)
        return gx_no_memory(err);
    char **field = GX_PUSH(arena, out);
    if (field)
        *field = copy;
    char *to = copy;
    for (const char *c = copy; field && *c; c++) {
        if (*c == '\t') {
            *to++ = '\0';
            if ((field = GX_PUSH(arena, out)))
                *field = to;
        } else if (*c == '\\' && c[1]) {
            c++;
            *to++ = (char)(*c == 't' ? '\t' : *c == 'n' ? '\n' : *c);
        } else
            *to++ = *c;
    }
    *to = '\0';
    return field ? GX_OK : gx_no_memory(err);
}

static gx_status insert_fields(gx_store *store, const fields *f, const char *file, uint32_t line,
                               uint32_t *number, gx_error *err)
{
    bool known = false;
    for (int t = 0; t < GX_JUDGE_TYPES; t++)
        known = known || strcmp(gx_judgement_type_name((gx_judgement_type)t), f->at[0]) == 0;
    if (!known)
        return gx_fail_at(err, GX_EDATA, file, line, 1, "\"%.40s\" is no judgement", f->at[0]);
    if (f->n <= FIXED_FIELDS || (f->n - FIXED_FIELDS) % ANCHOR_FIELDS != 0)
        return gx_fail_at(err, GX_EDATA, file, line, 0, "expected %d fields and then groups of %d, found %zu",
                          FIXED_FIELDS, ANCHOR_FIELDS, f->n);
    int64_t next = 0;
    gx_status status =
        gx_sql_number(&next, 0, store, err, "SELECT coalesce(max(number), 0) + 1 FROM judgement", "");
    *number = (uint32_t)next;
    if (status == GX_OK)
        status = gx_sql_run(store, err, "INSERT INTO judgement VALUES(?,?,?,?,?,?,0)", "uttttt", *number,
                            f->at[0], *f->at[1] ? f->at[1] : NULL, f->at[2], f->at[3], f->at[4]);
    for (size_t i = FIXED_FIELDS; status == GX_OK && i + ANCHOR_FIELDS <= f->n; i += ANCHOR_FIELDS) {
        char *end_article, *end_type;
        unsigned long article = strtoul(f->at[i + 2], &end_article, 10),
                      type = strtoul(f->at[i + 3], &end_type, 10);
        bool side = strcmp(f->at[i], "a") == 0 || strcmp(f->at[i], "b") == 0;
        if (!side || *end_article || article > UINT32_MAX || *end_type || type > GX_KB_EVENT)
            return gx_fail_at(err, GX_EDATA, file, line, 0,
                              "field %zu: expected side, document, article, type, name, fact", i + 1);
        status =
            gx_sql_run(store, err, "INSERT OR IGNORE INTO anchor VALUES(?,?,?,?,?,?,?)", "uttuutt", *number,
                       f->at[i], f->at[i + 1], (uint32_t)article, (uint32_t)type, f->at[i + 4], f->at[i + 5]);
    }
    return status;
}

static gx_status read_line(gx_store *store, gx_map *known, const char *text, size_t n, const char *file,
                           uint32_t line, uint32_t *added, gx_error *err)
{
    gx_arena arena = {0};
    fields f = {0};
    uint32_t number = 0;
    if (!n || *text == '#' || gx_map_get(known, text, n, NULL))
        return GX_OK;
    gx_status status = split_line(&f, &arena, text, n, err);
    if (status == GX_OK)
        status = insert_fields(store, &f, file, line, &number, err);
    if (status == GX_OK && !gx_map_set(known, text, n, 1))
        status = gx_no_memory(err);
    if (status == GX_OK)
        status = gx_judgement_apply(store, number, err);
    *added += status == GX_OK;
    gx_arena_clear(&arena);
    return status;
}

gx_status gx_store_judgements_read(gx_store *store, const char *text, size_t n, const char *file,
                                   uint32_t *added, gx_error *err)
{
    gx_judgement_rows rows = {0};
    gx_map known = {0};
    uint32_t line = 1;
    *added = 0;
    gx_status status = gx_store_begin(store, err);
    if (status != GX_OK)
        return status;
    status = gx_store_judgements(store, &rows, err);
    for (size_t i = 0; status == GX_OK && i < rows.n; i++)
        if (!rows.at[i].undone && !gx_map_set(&known, rows.at[i].text, strlen(rows.at[i].text), 1))
            status = gx_no_memory(err);
    for (size_t i = 0; status == GX_OK && i < n; line++) {
        const char *end = memchr(text + i, '\n', n - i);
        size_t length = end ? (size_t)(end - (text + i)) : n - i;
        status = read_line(store, &known, text + i, length, file, line, added, err);
        i += length + 1;
    }
    gx_judgement_rows_clear(&rows);
    gx_map_clear(&known);
    if (status == GX_OK)
        return gx_store_commit(store, err);
    gx_store_rollback(store);
    return status;
}
