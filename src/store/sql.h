/**
 * @file src/store/sql.h
 * SQLite with this project's errors: cached statements, binding by letters, messages that name the file.
 * Internal to src/store.
 */
#ifndef GX_STORE_SQL_H
#define GX_STORE_SQL_H

#include "base/map.h"
#include "store/store.h"

#include <sqlite3.h>

/** A document whose text is not in the index for finding yet. */
typedef struct gx_waiting {
    int64_t document;
    size_t start; /* in `waiting_texts`, NUL-terminated */
} gx_waiting;

struct gx_store {
    sqlite3 *db;
    char *path;
    bool writable, in_step;
    bool made;         /* the file, by gx_store_open() */
    gx_map statements; /* SQL text -> index into `prepared` */
    sqlite3_stmt **prepared;
    size_t n_prepared, cap_prepared;
    int64_t page; /* the document whose text is in `page_bytes`; 0 = none */
    char *page_bytes;
    size_t n_page_bytes;
    gx_waiting *waiting; /* see gx_pairs_put() */
    size_t n_waiting, cap_waiting;
    gx_buffer waiting_texts;
    gx_map dirty; /* "type block" of names whose entities must be worked out anew; value 1 = done */
};

/** What the database said last, as an error of ours. Full disk, lock, damage and the like in plain words. */
gx_status gx_sql_fail(gx_store *store, gx_error *err);

/** A statement ready to bind; borrowed until it is taken again. */
GX_MUST_USE gx_status gx_sql_take(sqlite3_stmt **out, gx_store *store, const char *sql, gx_error *err);

/**
 * Bind parameters 1, 2, … by letters: i int64_t, u uint32_t, t const char * or NULL, d double, b (const void
 * *, size_t), f bool. Texts and blobs are borrowed until the statement is reset.
 */
void gx_sql_bind(sqlite3_stmt *statement, const char *types, ...);

/** Of all statements, where something failed while they ran. */
void gx_sql_reset(gx_store *store);

/** Next row. @return GX_OK with *row true, or false at the end (the statement is then reset) */
GX_MUST_USE gx_status gx_sql_step(gx_store *store, sqlite3_stmt *statement, bool *row, gx_error *err);

/** Take, bind, run to the end. */
GX_MUST_USE gx_status gx_sql_run(gx_store *store, gx_error *err, const char *sql, const char *types, ...);
/** The same, and the first column of the first row; `none` where there is no row. */
GX_MUST_USE gx_status gx_sql_number(int64_t *out, int64_t none, gx_store *store, gx_error *err,
                                    const char *sql, const char *types, ...);
/** Several statements in one text, without parameters. */
GX_MUST_USE gx_status gx_sql_script(gx_store *store, const char *sql, gx_error *err);

/** A column as text in the arena, NULL for NULL. Out of memory gives NULL too: check the arena's guard or the
 * result. */
const char *gx_sql_text(gx_arena *arena, sqlite3_stmt *statement, int column);

/** A column as a kind of entity; GX_KB_ANY for a number that is none, which only a damaged file holds. */
gx_kb_type gx_sql_kb_type(sqlite3_stmt *statement, int column);

/** A column's text, borrowed until the next step; "" for NULL, where only a damaged file has none. */
const char *gx_sql_kept(sqlite3_stmt *statement, int column);

#endif
