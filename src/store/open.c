#include "store/schema.h"
#include "store/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT_FOR_LOCK_MS = 5000 };

/* Pages of the file that SQLite keeps, as it takes them: < 0 = KiB. A writer comes back to the pages that it
 * changes. A question reads most of its pages once, and the kernel holds them anyhow: memory that is only
 * filled costs more than reading some of them twice (a fourth of the time of 16 MB and more, on 1,423 pages).
 */
#define WRITER_CACHE "PRAGMA cache_size = -24576"
#define READER_CACHE "PRAGMA cache_size = -2048"

static gx_status pragma(gx_store *store, const char *sql, int64_t *out, gx_error *err)
{
    return gx_sql_number(out, 0, store, err, sql, "");
}

/* Is the file there and one of ours? An empty or missing one may be made. */
static gx_status check_file(const char *path, gx_store_mode mode, bool *exists, gx_error *err)
{
    struct stat s;
    *exists = false;
    if (stat(path, &s) != 0) {
        if (errno == ENOENT && mode == GX_STORE_CREATE)
            return GX_OK;
        return gx_fail_at(err, GX_EIO, path, 0, 0, "%s", strerror(errno));
    }
    if (S_ISDIR(s.st_mode))
        return gx_fail_at(err, GX_EIO, path, 0, 0, "a folder, expected the file of a knowledge base");
    *exists = s.st_size > 0;
    if (!*exists && mode != GX_STORE_CREATE)
        return gx_fail_at(err, GX_EDATA, path, 0, 0, "not a knowledge base of guanxi: it is empty");
    return GX_OK;
}

static gx_status make_tables(gx_store *store, gx_error *err)
{
    gx_buffer sql = {0};
    gx_buffer_printf(&sql,
                     "BEGIN IMMEDIATE; %s PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;",
                     gx_schema, (int)GX_APPLICATION_ID, (int)GX_SCHEMA_VERSION);
    gx_status status =
        sql.failed ? gx_fail(err, GX_ENOMEM, "out of memory") : gx_sql_script(store, sql.at, err);
    if (status != GX_OK && !sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    gx_buffer_clear(&sql);
    return status;
}

/* Write-ahead logging from the first byte on: a reader never meets a journal that it may not roll back. */
static gx_status start_new(gx_store *store, gx_error *err)
{
    gx_status status = gx_sql_script(store, "PRAGMA journal_mode = WAL", err);
    return status == GX_OK ? make_tables(store, err) : status;
}

/* What a writer needs of its own beside the file. */
static gx_status make_ready(gx_store *store, gx_error *err)
{
    return gx_sql_script(
        store,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TEMP TABLE IF NOT EXISTS orphan(id INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS before(document TEXT, fact INTEGER, entity INTEGER, name TEXT);",
        err);
}

/* Work out anew what is derived from the documents that are kept. */
static gx_status derive(gx_store *store, gx_error *err)
{
    gx_document_rows documents = {0};
    gx_status status = gx_store_documents(store, &documents, err);
    for (size_t i = 0; status == GX_OK && i < documents.n; i++)
        status = gx_document_regroup(store, documents.at[i].name, err);
    gx_document_rows_clear(&documents);
    return status;
}

static gx_status migrate(gx_store *store, int64_t version, gx_error *err)
{
    gx_buffer sql = {0};
    for (int64_t v = version; v < GX_SCHEMA_VERSION; v++)
        gx_buffer_puts(&sql, gx_migrations[v - 1]);
    gx_buffer_printf(&sql, "PRAGMA user_version = %d;", (int)GX_SCHEMA_VERSION);
    gx_error why = {0};
    gx_status status = sql.failed ? gx_fail(&why, GX_ENOMEM, "out of memory") : make_ready(store, &why);
    if (status == GX_OK)
        status = gx_store_begin(store, &why);
    if (status == GX_OK)
        status = gx_sql_script(store, sql.at, &why);
    if (status == GX_OK)
        status = gx_pairs_fill(store, &why);
    if (status == GX_OK)
        status = derive(store, &why);
    if (status == GX_OK)
        status = gx_store_commit(store, &why);
    if (store->in_step)
        gx_store_rollback(store);
    gx_buffer_clear(&sql);
    if (status != GX_OK)
        return gx_fail_at(err, status, store->path, 0, 0,
                          "made by an older guanxi (schema %lld), and not brought up to date: %s",
                          (long long)version, why.text);
    return GX_OK;
}

static gx_status check_version(gx_store *store, gx_error *err)
{
    int64_t application = 0, version = 0;
    gx_status status = pragma(store, "PRAGMA application_id", &application, err);
    if (status == GX_OK)
        status = pragma(store, "PRAGMA user_version", &version, err);
    if (status != GX_OK)
        return status;
    if (application != GX_APPLICATION_ID || version < 1)
        return gx_fail_at(err, GX_EDATA, store->path, 0, 0, "a database, but not a knowledge base of guanxi");
    if (version > GX_SCHEMA_VERSION)
        return gx_fail_at(err, GX_EVERSION, store->path, 0, 0,
                          "made by a newer guanxi (schema %lld; this one knows up to %d)", (long long)version,
                          (int)GX_SCHEMA_VERSION);
    if (version == GX_SCHEMA_VERSION)
        return GX_OK;
    if (!store->writable)
        return gx_fail_at(err, GX_EVERSION, store->path, 0, 0,
                          "made by an older guanxi (schema %lld); run `guanxi build` on it once",
                          (long long)version);
    return migrate(store, version, err);
}

static gx_status set_up(gx_store *store, gx_error *err)
{
    sqlite3_busy_timeout(store->db, WAIT_FOR_LOCK_MS);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (!gx_find_prepare(store))
        return gx_sql_fail(store, err);
    return gx_sql_script(store, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;", err);
}

static gx_status connect(gx_store *store, const char *path, gx_store_mode mode, gx_error *err)
{
    static const int flags[] = {
        [GX_STORE_READ] =
            SQLITE_OPEN_READWRITE, /* what a killed writer left must be put right before it can be read */
        [GX_STORE_WRITE] = SQLITE_OPEN_READWRITE,
        [GX_STORE_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    if (sqlite3_open_v2(path, &store->db,
                        flags[mode] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI,
                        NULL) != SQLITE_OK)
        return store->db ? gx_sql_fail(store, err) : gx_fail(err, GX_ENOMEM, "out of memory");
    gx_status status = set_up(store, err);
    if (status != GX_OK)
        return status;
    return gx_sql_script(store,
                         mode == GX_STORE_READ ? READER_CACHE "; PRAGMA query_only = ON" : WRITER_CACHE, err);
}

/* A WAL file in a folder that may not be written: nobody else can write it either, so that it is read as it
 * is. */
static gx_status connect_unchanging(gx_store *store, const char *path, gx_error *err)
{
    gx_buffer uri = {0};
    gx_buffer_puts(&uri, "file:");
    for (const char *c = path; *c; c++)
        gx_buffer_printf(&uri, strchr("%?#", *c) ? "%%%02X" : "%c", (unsigned char)*c);
    gx_buffer_puts(&uri, "?immutable=1");
    sqlite3_close(store->db);
    store->db = NULL;
    gx_status status =
        uri.failed ? gx_fail(err, GX_ENOMEM, "out of memory") : connect(store, uri.at, GX_STORE_READ, err);
    gx_buffer_clear(&uri);
    return status;
}

static void forget_statements(gx_store *store)
{
    for (size_t i = 0; i < store->n_prepared; i++)
        sqlite3_finalize(store->prepared[i]);
    store->n_prepared = 0;
    gx_map_clear(&store->statements);
}

/* A file without a table is a knowledge base of which nothing was written yet: what a killed first build
 * leaves. */
static gx_status is_blank(gx_store *store, bool *blank, gx_error *err)
{
    int64_t tables = 0, application = 0;
    gx_status status = pragma(store, "SELECT count(*) FROM sqlite_master", &tables, err);
    if (status == GX_OK)
        status = pragma(store, "PRAGMA application_id", &application, err);
    *blank = status == GX_OK && tables == 0 && (application == 0 || application == GX_APPLICATION_ID);
    return status;
}

static gx_status open_existing(gx_store *store, bool create, gx_error *err)
{
    bool blank = false;
    gx_status status = is_blank(store, &blank, err);
    if (status == GX_OK && blank)
        return create ? start_new(store, err)
                      : gx_fail_at(err, GX_EDATA, store->path, 0, 0,
                                   "not a knowledge base of guanxi: it is empty");
    return status == GX_OK ? check_version(store, err) : status;
}

static gx_status connect_and_check(gx_store *store, gx_store_mode mode, bool exists, gx_error *err)
{
    gx_error first = {0};
    gx_status status = connect(store, store->path, mode, &first);
    if (status == GX_OK)
        status = exists ? open_existing(store, mode == GX_STORE_CREATE, &first) : start_new(store, &first);
    int code = store->db ? sqlite3_errcode(store->db) & 0xFF : SQLITE_OK;
    if (status == GX_OK)
        return GX_OK;
    if (mode != GX_STORE_READ || (code != SQLITE_CANTOPEN && code != SQLITE_READONLY))
        return gx_fail_at(err, status, first.file, 0, 0, "%s", first.text);
    forget_statements(store);
    status = connect_unchanging(store, store->path, err);
    return status == GX_OK ? open_existing(store, false, err) : status;
}

/* Nothing half-made stays where a new file could not be finished. */
static void remove_files(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char name[PATH_MAX]; /* there may be no memory left */
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if ((size_t)snprintf(name, sizeof name, "%s%s", path, endings[i]) < sizeof name)
            remove(name);
}

/* Of two processes that begin the same knowledge base one makes the file, and only that one may remove it. */
static bool make_file(const char *path)
{
    int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
    return fd >= 0 && close(fd) == 0;
}

bool gx_store_made(const gx_store *store)
{
    return store && store->made;
}

gx_status gx_store_open(gx_store **out, const char *path, gx_store_mode mode, gx_error *err)
{
    *out = NULL;
    bool exists = false;
    gx_status status = check_file(path, mode, &exists, err);
    if (status != GX_OK)
        return status;
    gx_store *store = gx_alloc_zero(1, sizeof *store);
    if (!store || !(store->path = gx_strdup(path))) {
        gx_free(store);
        return gx_fail(err, GX_ENOMEM, "out of memory");
    }
    store->writable = mode != GX_STORE_READ;
    store->made = !exists && make_file(path);
    status = connect_and_check(store, mode, !store->made, err);
    if (status == GX_OK && store->writable)
        status = make_ready(store, err);
    if (status != GX_OK) {
        bool made = store->made;
        gx_store_close(store);
        if (made)
            remove_files(path);
        return status;
    }
    *out = store;
    return GX_OK;
}

void gx_store_close(gx_store *store)
{
    if (!store)
        return;
    if (store->in_step)
        gx_store_rollback(store);
    forget_statements(store);
    gx_free(store->waiting);
    gx_buffer_clear(&store->waiting_texts);
    sqlite3_close(store->db);
    gx_free(store->prepared);
    gx_map_clear(&store->dirty);
    gx_page_forget(store);
    gx_free(store->path);
    gx_free(store);
}

gx_status gx_store_count(gx_store *store, gx_store_counts *out, gx_error *err)
{
    static const char *const sql[] = {
        "SELECT count(*) FROM document",
        "SELECT count(*) FROM article",
        "SELECT coalesce(sum(n_facts), 0) FROM document",
        "SELECT count(*) FROM entity WHERE type = 1",
        "SELECT count(*) FROM entity WHERE type = 2",
        "SELECT count(*) FROM entity WHERE type = 3",
        "SELECT count(*) FROM judgement WHERE NOT undone",
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        "PRAGMA user_version",
    };
    int64_t n[sizeof sql / sizeof *sql] = {0};
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        gx_status status = gx_sql_number(&n[i], 0, store, err, sql[i], "");
        if (status != GX_OK)
            return status;
    }
    *out = (gx_store_counts){(uint64_t)n[0], (uint64_t)n[1], (uint64_t)n[2], (uint64_t)n[3], (uint64_t)n[4],
                             (uint64_t)n[5], (uint64_t)n[6], (uint64_t)n[7], (int)n[8]};
    return GX_OK;
}

gx_status gx_store_check(gx_store *store, gx_error *err)
{
    static const char *const sql[] = {
        "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 1",
        "SELECT 'a row of ' || \"table\" || ' points to nothing in ' || parent FROM pragma_foreign_key_check "
        "LIMIT 1",
    };
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        sqlite3_stmt *statement;
        bool row = false;
        gx_status status = gx_sql_take(&statement, store, sql[i], err);
        if (status == GX_OK)
            status = gx_sql_step(store, statement, &row, err);
        if (status != GX_OK)
            return status;
        if (row) {
            status = gx_fail_at(err, GX_EDATA, store->path, 0, 0, "damaged: %s",
                                sqlite3_column_text(statement, 0));
            sqlite3_reset(statement);
            return status;
        }
    }
    return GX_OK;
}
