#include "store/sql.h"

#include "base/message.h"

#include <string.h>

gx_status gx_sql_fail(gx_store *store, gx_error *err)
{
    static const struct {
        int code;
        gx_status status;
        const char *text; /* NULL = SQLite's own words */
    } known[] = {
        {SQLITE_NOMEM, GX_ENOMEM, "out of memory"},
        {SQLITE_FULL, GX_ESTORE, "no space left on the disk; nothing was changed"},
        {SQLITE_BUSY, GX_ESTORE,
         N_("locked by another process that writes to it; try again when it has finished")},
        {SQLITE_LOCKED, GX_ESTORE,
         N_("locked by another process that writes to it; try again when it has finished")},
        {SQLITE_READONLY, GX_ESTORE, N_("cannot be written: the file or its folder is read-only")},
        {SQLITE_CANTOPEN, GX_EIO, N_("cannot be opened; is its folder there and may you write in it?")},
        {SQLITE_CORRUPT, GX_EDATA,
         N_("damaged: it is no longer a sound database; restore a copy or build it again")},
        {SQLITE_NOTADB, GX_EDATA, N_("not a knowledge base of guanxi")},
        {SQLITE_IOERR, GX_ESTORE, NULL},
    };
    int code = sqlite3_extended_errcode(store->db);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].code == (code & 0xFF))
            return gx_fail_at(err, known[i].status, store->path, 0, 0, "%s",
                              known[i].text ? _(known[i].text) : sqlite3_errmsg(store->db));
    return gx_fail_at(err, GX_ESTORE, store->path, 0, 0, "the database says: %s", sqlite3_errmsg(store->db));
}

gx_status gx_sql_take(sqlite3_stmt **out, gx_store *store, const char *sql, gx_error *err)
{
    uint32_t index;
    size_t n = strlen(sql);
    if (gx_map_get(&store->statements, sql, n, &index)) {
        *out = store->prepared[index];
        sqlite3_reset(*out);
        sqlite3_clear_bindings(*out);
        return GX_OK;
    }
    sqlite3_stmt *made = NULL;
    if (sqlite3_prepare_v3(store->db, sql, (int)n + 1, SQLITE_PREPARE_PERSISTENT, &made, NULL) != SQLITE_OK)
        return gx_sql_fail(store, err);
    if (!gx_grow((void **)&store->prepared, &store->cap_prepared, store->n_prepared,
                 sizeof *store->prepared) ||
        !gx_map_set(&store->statements, sql, n, (uint32_t)store->n_prepared)) {
        sqlite3_finalize(made);
        return gx_fail(err, GX_ENOMEM, "out of memory");
    }
    store->prepared[store->n_prepared++] = made;
    *out = made;
    return GX_OK;
}

void gx_sql_reset(gx_store *store)
{
    for (size_t i = 0; i < store->n_prepared; i++)
        sqlite3_reset(store->prepared[i]);
}

static void bind(sqlite3_stmt *statement, const char *types, va_list args)
{
    for (int i = 1; *types; types++, i++) {
        switch (*types) {
        case 'i':
            sqlite3_bind_int64(statement, i, va_arg(args, int64_t));
            break;
        case 'u':
            sqlite3_bind_int64(statement, i, va_arg(args, uint32_t));
            break;
        case 'f':
            sqlite3_bind_int(statement, i, va_arg(args, int));
            break;
        case 'd':
            sqlite3_bind_double(statement, i, va_arg(args, double));
            break;
        case 't':
            sqlite3_bind_text(statement, i, va_arg(args, const char *), -1, SQLITE_STATIC);
            break;
        case 'b': {
            const void *bytes = va_arg(args, const void *);
            sqlite3_bind_blob64(statement, i, bytes, va_arg(args, size_t), SQLITE_STATIC);
            break;
        }
        default:
            break;
        }
    }
}

void gx_sql_bind(sqlite3_stmt *statement, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    bind(statement, types, args);
    va_end(args);
}

gx_status gx_sql_step(gx_store *store, sqlite3_stmt *statement, bool *row, gx_error *err)
{
    int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    if (*row)
        return GX_OK;
    gx_status status = code == SQLITE_DONE ? GX_OK : gx_sql_fail(store, err);
    sqlite3_reset(statement);
    return status;
}

gx_status gx_sql_run(gx_store *store, gx_error *err, const char *sql, const char *types, ...)
{
    sqlite3_stmt *statement;
    gx_status status = gx_sql_take(&statement, store, sql, err);
    va_list args;
    va_start(args, types);
    if (status == GX_OK)
        bind(statement, types, args);
    va_end(args);
    for (bool row = true; status == GX_OK && row;)
        status = gx_sql_step(store, statement, &row, err);
    return status;
}

gx_status gx_sql_number(int64_t *out, int64_t none, gx_store *store, gx_error *err, const char *sql,
                        const char *types, ...)
{
    sqlite3_stmt *statement;
    bool row = false;
    gx_status status = gx_sql_take(&statement, store, sql, err);
    va_list args;
    va_start(args, types);
    if (status == GX_OK) {
        bind(statement, types, args);
        status = gx_sql_step(store, statement, &row, err);
    }
    va_end(args);
    if (status != GX_OK)
        return status;
    *out = row ? sqlite3_column_int64(statement, 0) : none;
    sqlite3_reset(statement);
    return GX_OK;
}

gx_status gx_sql_script(gx_store *store, const char *sql, gx_error *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? GX_OK : gx_sql_fail(store, err);
}

const char *gx_sql_text(gx_arena *arena, sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? gx_arena_text(arena, text, (size_t)sqlite3_column_bytes(statement, column)) : NULL;
}

void gx_store_own_process(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

const char *gx_store_sqlite_version(void)
{
    return sqlite3_libversion();
}

gx_kb_type gx_sql_kb_type(sqlite3_stmt *statement, int column)
{
    int64_t number = sqlite3_column_int64(statement, column);
    return number >= GX_KB_PERSON && number <= GX_KB_EVENT ? (gx_kb_type)number : GX_KB_ANY;
}

const char *gx_sql_kept(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text ? text : "";
}
