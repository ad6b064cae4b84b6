#include "store/inside.h"

#include "base/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

gx_status gx_no_memory(gx_error *err)
{
    return gx_fail(err, GX_ENOMEM, "out of memory");
}

void gx_content_hash(char out[GX_HASH_BYTES], const void *bytes, size_t n, const char *salt)
{
    uint64_t hash = gx_hash(bytes, n), mixed = salt ? gx_hash(salt, strlen(salt)) : 0;
    snprintf(out, GX_HASH_BYTES, "%016llx-%zx", (unsigned long long)(hash ^ mixed), n);
}

gx_status gx_need_step(const gx_store *store, gx_error *err)
{
    if (!store->writable)
        return gx_fail_at(err, GX_EINVAL, store->path, 0, 0, "opened for reading only");
    return store->in_step ? GX_OK : gx_fail_at(err, GX_EINVAL, store->path, 0, 0, "no step has been begun");
}

gx_status gx_store_begin(gx_store *store, gx_error *err)
{
    if (!store->writable)
        return gx_fail_at(err, GX_EINVAL, store->path, 0, 0, "opened for reading only");
    if (store->in_step)
        return gx_fail_at(err, GX_EINVAL, store->path, 0, 0, "a step has been begun already");
    gx_status status = gx_sql_script(store, "BEGIN IMMEDIATE", err);
    store->in_step = status == GX_OK;
    return status;
}

void gx_store_rollback(gx_store *store)
{
    if (!store->in_step)
        return;
    gx_sql_reset(store);
    if (!sqlite3_get_autocommit(store->db)) /* a full disk has rolled back already */
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    gx_map_clear(&store->dirty);
    gx_page_forget(store);
    gx_pairs_keep(store, 0);
    store->in_step = false;
}

gx_status gx_store_commit(gx_store *store, gx_error *err)
{
    gx_status status = gx_need_step(store, err);
    if (status != GX_OK)
        return status;
    status = gx_relink(store, err);
    if (status == GX_OK)
        status = gx_pairs_write(store, err);
    if (status == GX_OK)
        status = gx_sql_script(store, "COMMIT", err);
    if (status != GX_OK) {
        gx_store_rollback(store);
        return status;
    }
    gx_map_clear(&store->dirty);
    store->in_step = false;
    return GX_OK;
}

/* ---- documents go ---- */

static gx_status forget_aliases(gx_store *store, const char *block, const char *features, gx_error *err)
{
    gx_status status = GX_OK;
    size_t n = strcspn(features, "\t");
    while (status == GX_OK && n) {
        size_t length = strcspn(features, GX_FEATURE_BREAK "\t");
        char *alias = gx_alloc(length + 1);
        if (!alias)
            return gx_no_memory(err);
        memcpy(alias, features, length);
        alias[length] = '\0';
        status = gx_sql_run(store, err, "UPDATE alias SET n = n - 1 WHERE alias = ? AND block = ?", "tt",
                            alias, block);
        if (status == GX_OK)
            status = gx_sql_run(store, err, "DELETE FROM alias WHERE alias = ? AND block = ? AND n <= 0",
                                "tt", alias, block);
        if (status == GX_OK && sqlite3_changes(store->db))
            status = gx_mark_alias_dirty(store, alias, err);
        gx_free(alias);
        features += length;
        n -= length;
        if (n) {
            features++;
            n--;
        }
    }
    return status;
}

gx_status gx_document_remove(gx_store *store, int64_t document, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_status status = gx_pairs_remove(store, document, err);
    if (status == GX_OK)
        status = gx_sql_take(&row, store,
                             "SELECT type, block, features, entity FROM profile WHERE document = ?", err);
    if (status == GX_OK)
        gx_sql_bind(row, "i", document);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        gx_kb_type type = gx_sql_kb_type(row, 0);
        const char *block = gx_sql_kept(row, 1);
        status = gx_mark_dirty(store, type, block, err);
        if (status == GX_OK)
            status = forget_aliases(store, block, gx_sql_kept(row, 2), err);
        if (status == GX_OK) /* relinking deletes those that no profile has any more */
            status = gx_sql_run(store, err, "INSERT OR IGNORE INTO orphan VALUES(?)", "i",
                                sqlite3_column_int64(row, 3));
    }
    gx_page_forget(store); /* its number may be given again */
    return status == GX_OK ? gx_sql_run(store, err, "DELETE FROM document WHERE id = ?", "i", document)
                           : status;
}

gx_status gx_store_remove(gx_store *store, const char *name, gx_error *err)
{
    int64_t id = 0;
    gx_status status = gx_need_step(store, err);
    if (status == GX_OK)
        status = gx_sql_number(&id, 0, store, err, "SELECT id FROM document WHERE name = ?", "t", name);
    if (status == GX_OK && !id)
        status = gx_fail_at(err, GX_ENOTFOUND, store->path, 0, 0, "no document is called \"%.200s\"", name);
    return status == GX_OK ? gx_document_remove(store, id, err) : status;
}

/* ---- what is kept of a document ---- */

/* A packed column and the length of what is in it: "SELECT packed, length FROM …" with one parameter. */
static gx_status read_packed(char **out, size_t *n, gx_store *store, const char *sql, int64_t id,
                             gx_error *err)
{
    sqlite3_stmt *row;
    bool there = false;
    *out = NULL;
    *n = 0;
    gx_status status = gx_sql_take(&row, store, sql, err);
    if (status != GX_OK)
        return status;
    gx_sql_bind(row, "i", id);
    status = gx_sql_step(store, row, &there, err);
    if (status == GX_OK && there && sqlite3_column_type(row, 0) == SQLITE_BLOB) {
        int64_t length = sqlite3_column_int64(row, 1);
        *n = length > 0 ? (size_t)length : 0;
        const void *packed = sqlite3_column_blob(row, 0);
        status = gx_unpack(out, *n, packed, (size_t)sqlite3_column_bytes(row, 0), err);
    }
    if (there)
        sqlite3_reset(row);
    return status;
}

gx_status gx_document_facts(gx_facts *out, gx_store *store, int64_t document, gx_error *err)
{
    char *lines;
    size_t n;
    gx_status status =
        read_packed(&lines, &n, store, "SELECT facts, facts_bytes FROM document WHERE id = ?", document, err);
    uint32_t number = 1;
    for (size_t i = 0; status == GX_OK && i < n; number++) {
        const char *end = memchr(lines + i, '\n', n - i);
        size_t length = end ? (size_t)(end - (lines + i)) : n - i;
        status = gx_fact_read(out, lines + i, length, store->path, number, err);
        i += length + 1;
    }
    gx_free(lines);
    return status;
}

gx_status gx_store_text(gx_store *store, const char *document, char **bytes, size_t *n, gx_error *err)
{
    int64_t id = 0;
    *bytes = NULL;
    gx_status status =
        gx_sql_number(&id, 0, store, err, "SELECT id FROM document WHERE name = ?", "t", document);
    if (status == GX_OK && id)
        status = read_packed(bytes, n, store, "SELECT text, text_bytes FROM document WHERE id = ?", id, err);
    if (status == GX_OK && !*bytes)
        status = gx_fail_at(err, GX_ENOTFOUND, store->path, 0, 0,
                            id ? N_("the text of \"%.200s\" is not kept: only its facts were loaded")
                               : N_("no document is called \"%.200s\""),
                            document);
    return status;
}

void gx_page_forget(gx_store *store)
{
    gx_free(store->page_bytes);
    store->page_bytes = NULL;
    store->page = 0;
}

/* Articles of one page are read one after the other: unpack it once. */
static gx_status hold_page(gx_store *store, int64_t document, gx_error *err)
{
    if (store->page == document)
        return GX_OK;
    gx_page_forget(store);
    gx_status status = read_packed(&store->page_bytes, &store->n_page_bytes, store,
                                   "SELECT text, text_bytes FROM document WHERE id = ?", document, err);
    store->page = status == GX_OK ? document : 0;
    return status;
}

gx_status gx_article_text(gx_buffer *out, gx_store *store, int64_t article, gx_error *err)
{
    sqlite3_stmt *row;
    bool there = false;
    gx_status status =
        gx_sql_take(&row, store,
                    "SELECT a.title, a.subtitles, a.start, a.end, d.id, d.encoding FROM article a"
                    " JOIN document d ON d.id = a.document WHERE a.id = ?",
                    err);
    if (status != GX_OK)
        return status;
    gx_sql_bind(row, "i", article);
    status = gx_sql_step(store, row, &there, err);
    if (status != GX_OK || !there)
        return status;
    const char *title = (const char *)sqlite3_column_text(row, 0),
               *subtitles = (const char *)sqlite3_column_text(row, 1);
    if (title)
        gx_buffer_printf(out, "%s\n", title);
    gx_buffer_printf(out, "%s\n", subtitles ? subtitles : "");
    size_t start = (size_t)sqlite3_column_int64(row, 2), end = (size_t)sqlite3_column_int64(row, 3);
    status = hold_page(store, sqlite3_column_int64(row, 4), err);
    if (status == GX_OK && store->page_bytes && start <= end && end <= store->n_page_bytes)
        gx_page_text(out, store->page_bytes + start, end - start, (const char *)sqlite3_column_text(row, 5));
    sqlite3_reset(row);
    return status;
}

/* ---- the same document in another way ---- */

/* Take a document out and put it in again under a name and path. */
static gx_status put_again(gx_store *store, int64_t id, const char *name, const char *path, gx_error *err)
{
    gx_facts facts = {0};
    char *bytes = NULL;
    size_t n = 0;
    sqlite3_stmt *row;
    bool there = false;
    gx_arena arena = {0};
    gx_document document = {0};
    gx_status status = gx_document_facts(&facts, store, id, err);
    if (status == GX_OK)
        status =
            read_packed(&bytes, &n, store, "SELECT text, text_bytes FROM document WHERE id = ?", id, err);
    if (status == GX_OK)
        status = gx_sql_take(&row, store, "SELECT name, path, hash FROM document WHERE id = ?", err);
    if (status == GX_OK) {
        gx_sql_bind(row, "i", id);
        status = gx_sql_step(store, row, &there, err);
    }
    if (status == GX_OK && there) {
        document = (gx_document){.name = name ? name : gx_sql_text(&arena, row, 0),
                                 .path = path ? path : gx_sql_text(&arena, row, 1),
                                 .hash = gx_sql_text(&arena, row, 2),
                                 .bytes = bytes,
                                 .n_bytes = n};
        sqlite3_reset(row);
        if (!document.name || !document.hash)
            status = gx_no_memory(err);
    }
    for (size_t i = 0; status == GX_OK && i < facts.n; i++)
        facts.at[i].document = document.name;
    if (status == GX_OK)
        status = gx_document_remove(store, id, err);
    if (status == GX_OK)
        status = gx_store_add(store, &document, facts.at, facts.n, NULL, err);
    gx_facts_clear(&facts);
    gx_arena_clear(&arena);
    gx_free(bytes);
    return status;
}

gx_status gx_document_regroup(gx_store *store, const char *name, gx_error *err)
{
    int64_t id = 0;
    gx_status status = gx_sql_number(&id, 0, store, err, "SELECT id FROM document WHERE name = ?", "t", name);
    return status == GX_OK && id ? put_again(store, id, NULL, NULL, err) : status;
}

gx_status gx_store_rename_document(gx_store *store, const char *name, const char *new_name,
                                   const char *new_path, gx_error *err)
{
    int64_t id = 0, taken = 0;
    gx_status status = gx_need_step(store, err);
    if (status == GX_OK)
        status = gx_sql_number(&id, 0, store, err, "SELECT id FROM document WHERE name = ?", "t", name);
    if (status == GX_OK)
        status =
            gx_sql_number(&taken, 0, store, err, "SELECT id FROM document WHERE name = ?", "t", new_name);
    if (status == GX_OK && !id)
        status = gx_fail_at(err, GX_ENOTFOUND, store->path, 0, 0, "no document is called \"%.200s\"", name);
    if (status == GX_OK && taken && taken != id)
        status = gx_fail_at(err, GX_EINVAL, store->path, 0, 0,
                            "a document called \"%.200s\" is there already", new_name);
    if (status == GX_OK)
        status = gx_sql_run(store, err, "UPDATE OR REPLACE anchor SET document = ? WHERE document = ?", "tt",
                            new_name, name);
    return status == GX_OK ? put_again(store, id, new_name, new_path, err) : status;
}

gx_status gx_document_judged(gx_store *store, int64_t document, gx_error *err)
{
    /* A range, and joins in this order, so that a document without judgements costs one look. */
    int64_t last = document ? document : INT64_MAX;
    gx_status status = gx_sql_run(
        store, err,
        "INSERT OR IGNORE INTO judged SELECT x.judgement, x.side, m.profile FROM document d"
        " CROSS JOIN anchor x ON x.document = d.name CROSS JOIN judgement j ON j.number = x.judgement"
        " CROSS JOIN mention m ON m.document = d.id AND m.name = x.name"
        " AND (x.article = 0 OR x.article = m.article) AND (m.role IS NOT NULL) = (x.link = 'byline')"
        " CROSS JOIN profile p ON p.id = m.profile AND p.type = x.type"
        " WHERE d.id BETWEEN ?1 AND ?2 AND j.type IN ('merge', 'keep', 'rename', 'kind') AND NOT j.undone",
        "ii", document, last);
    sqlite3_stmt *row;
    bool more = true, any = false;
    if (status == GX_OK)
        status = gx_any_judged(&any, store, err);
    if (!any)
        return status;
    if (status == GX_OK)
        status = gx_sql_take(&row, store,
                             "SELECT p.type, p.block FROM judged x JOIN profile p ON p.id = x.profile"
                             " WHERE p.document BETWEEN ?1 AND ?2",
                             err);
    if (status == GX_OK)
        gx_sql_bind(row, "ii", document, last);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more)
        status = gx_mark_dirty(store, gx_sql_kb_type(row, 0), gx_sql_kept(row, 1), err);
    return status;
}

/* ---- lists of documents ---- */

const char *gx_document_state_name(gx_document_state state)
{
    static const char *const names[] = {"same", "new", "changed", "renamed", "gone"};
    return (size_t)state < sizeof names / sizeof *names ? names[state] : "unknown";
}

gx_status gx_store_documents(gx_store *store, gx_document_rows *out, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_document_rows_clear(out);
    gx_status status =
        gx_sql_take(&row, store,
                    "SELECT name, path, hash, encoding, published, published_basis, bytes, n_articles,"
                    " n_facts, text IS NOT NULL FROM document ORDER BY name",
                    err);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        gx_document_row *d = GX_PUSH(&out->arena, out);
        if (!d)
            return gx_no_memory(err);
        *d = (gx_document_row){
            .name = gx_sql_text(&out->arena, row, 0),
            .path = gx_sql_text(&out->arena, row, 1),
            .hash = gx_sql_text(&out->arena, row, 2),
            .encoding = gx_sql_text(&out->arena, row, 3),
            .published = gx_sql_text(&out->arena, row, 4),
            .published_basis = gx_sql_text(&out->arena, row, 5),
            .bytes = (uint64_t)sqlite3_column_int64(row, 6),
            .n_articles = (uint32_t)sqlite3_column_int64(row, 7),
            .n_facts = (uint32_t)sqlite3_column_int64(row, 8),
            .has_text = sqlite3_column_int(row, 9) != 0,
        };
        if (!d->name || !d->hash || !d->encoding)
            return gx_no_memory(err);
    }
    return status;
}

/* Inputs and kept documents side by side, by name and by content. */
typedef struct comparing {
    gx_document_rows *out;
    gx_map kept_names, kept_hashes, input_names; /* -> index */
    size_t n_kept;
} comparing;

static bool map_all(comparing *c, const gx_document *inputs, size_t n)
{
    for (size_t i = 0; i < c->n_kept; i++) {
        const gx_document_row *d = &c->out->at[i];
        if (!gx_map_set(&c->kept_names, d->name, strlen(d->name), (uint32_t)i) ||
            !gx_map_set(&c->kept_hashes, d->hash, strlen(d->hash), (uint32_t)i))
            return false;
    }
    for (size_t i = 0; i < n; i++)
        if (!gx_map_set(&c->input_names, inputs[i].name, strlen(inputs[i].name), (uint32_t)i))
            return false;
    return true;
}

static bool compare_input(comparing *c, const gx_document *input)
{
    uint32_t index;
    if (gx_map_get(&c->kept_names, input->name, strlen(input->name), &index)) {
        gx_document_row *d = &c->out->at[index];
        d->state = input->hash && strcmp(d->hash, input->hash) == 0 ? GX_DOCUMENT_SAME : GX_DOCUMENT_CHANGED;
        return true;
    }
    gx_arena *arena = &c->out->arena;
    gx_document_row made = {.state = GX_DOCUMENT_NEW};
    bool known = input->hash && gx_map_get(&c->kept_hashes, input->hash, strlen(input->hash), &index);
    if (known && c->out->at[index].state == GX_DOCUMENT_GONE &&
        !gx_map_get(&c->input_names, c->out->at[index].name, strlen(c->out->at[index].name), NULL)) {
        made = c->out->at[index];
        made.old_name = made.name;
        made.state = GX_DOCUMENT_RENAMED;
        c->out->at[index].name = NULL; /* taken out below */
    }
    made.name = gx_arena_text(arena, input->name, strlen(input->name));
    made.path = input->path ? gx_arena_text(arena, input->path, strlen(input->path)) : NULL;
    made.hash = input->hash ? gx_arena_text(arena, input->hash, strlen(input->hash)) : NULL;
    gx_document_row *d = GX_PUSH(arena, c->out);
    if (!d || !made.name)
        return false;
    *d = made;
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const gx_document_row *)a)->name, ((const gx_document_row *)b)->name);
}

gx_status gx_store_compare(gx_store *store, const gx_document *inputs, size_t n_inputs, gx_document_rows *out,
                           gx_error *err)
{
    comparing c = {.out = out};
    gx_status status = gx_store_documents(store, out, err);
    c.n_kept = out->n;
    for (size_t i = 0; i < c.n_kept; i++)
        out->at[i].state = GX_DOCUMENT_GONE;
    bool done = status != GX_OK || map_all(&c, inputs, n_inputs);
    for (size_t i = 0; done && status == GX_OK && i < n_inputs; i++)
        done = compare_input(&c, &inputs[i]);
    gx_map_clear(&c.kept_names);
    gx_map_clear(&c.kept_hashes);
    gx_map_clear(&c.input_names);
    if (status != GX_OK || !done)
        return status != GX_OK ? status : gx_no_memory(err);
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++)
        if (out->at[i].name)
            out->at[kept++] = out->at[i];
    out->n = kept;
    if (kept)
        qsort(out->at, kept, sizeof *out->at, by_name);
    return GX_OK;
}
