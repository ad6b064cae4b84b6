/* The index for finding words in pages: every document's pairs of neighbouring characters, in FTS5. */
#include "base/utf8.h"
#include "store/inside.h"

#include <string.h>

/* Characters that FTS5's tokenizer keeps in a word: letters, digits, ideographs; the same for text and query.
 */
static bool in_word(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* The pairs of neighbouring characters of a text, each followed by a space; single ones at the end of a run.
 * What the index has of a page once need not come again: a pair whose place in a small table is still its
 * own is left out. */
static void add_pairs(gx_buffer *out, const char *text)
{
    enum { BITS = 13 };
    uint64_t written[1 << BITS] = {0}; /* two characters, the second 0 where a run ends, each in one place */
    size_t n = strlen(text), start = 0, i = 0;
    for (uint32_t before = 0; i <= n;) { /* text[start] is `before`, of a word, or before is 0 */
        uint32_t c = 0;
        size_t took = i < n ? gx_utf8_decode(text + i, n - i, &c, NULL) : 1;
        uint32_t after = i < n && in_word(c) ? c : 0;
        uint64_t pair = (uint64_t)before << 32 | after;
        uint64_t *place = &written[pair * 0x9E3779B97F4A7C15u >> (64 - BITS)]; /* Knuth 1973, 6.4 */
        if (before && *place != pair) {
            gx_buffer_add(out, text + start, after ? i + took - start : i - start);
            gx_buffer_puts(out, " ");
            *place = pair;
        }
        before = after;
        start = i;
        i += took;
    }
}

void gx_pairs_query(gx_buffer *out, const char *word)
{
    size_t n = strlen(word), run = 0,
           start = 0; /* run: characters since the last boundary; start: of the last */
    for (size_t i = 0; i <= n;) {
        uint32_t c = 0;
        size_t took = i < n ? gx_utf8_decode(word + i, n - i, &c, NULL) : 1;
        bool inside = i < n && in_word(c);
        if (inside && run)
            gx_buffer_printf(out, "%s\"%.*s\"", out->n ? " AND " : "", (int)(i + took - start), word + start);
        else if (!inside && run == 1) /* one character: any pair that begins with it */
            gx_buffer_printf(out, "%s\"%.*s\"*", out->n ? " AND " : "", (int)(i - start), word + start);
        run = inside ? run + 1 : 0;
        start = i;
        i += took;
    }
}

/* SQLite has FTS5 write out what it holds at every savepoint, and merge what it wrote again and again: texts
 * wait until there are enough of them. */
enum { WAITING_BYTES = 256 * 1024 };

gx_status gx_pairs_put(gx_store *store, int64_t document, const char *text, gx_error *err)
{
    if (!gx_grow((void **)&store->waiting, &store->cap_waiting, store->n_waiting, sizeof *store->waiting))
        return gx_no_memory(err);
    gx_waiting *one = &store->waiting[store->n_waiting];
    *one = (gx_waiting){document, store->waiting_texts.n};
    gx_buffer_add(&store->waiting_texts, text, strlen(text) + 1);
    if (store->waiting_texts.failed)
        return gx_no_memory(err);
    store->n_waiting++;
    return GX_OK;
}

bool gx_pairs_are_many(const gx_store *store)
{
    return store->waiting_texts.n > WAITING_BYTES;
}

void gx_pairs_keep(gx_store *store, size_t n)
{
    if (n < store->n_waiting)
        store->waiting_texts.n = store->waiting[n].start;
    store->waiting_texts.failed = false;
    store->n_waiting = n;
}

static const char INSERT[] = "INSERT INTO document_pairs(rowid, pairs) VALUES(?, ?)",
                  DELETE[] =
                      "INSERT INTO document_pairs(document_pairs, rowid, pairs) VALUES('delete', ?, ?)";

static gx_status write_pairs(gx_store *store, const char *sql, int64_t document, const char *text,
                             gx_error *err)
{
    gx_buffer pairs = {0};
    add_pairs(&pairs, text);
    gx_status status = pairs.failed ? gx_no_memory(err)
                                    : gx_sql_run(store, err, sql, "it", document, pairs.at ? pairs.at : "");
    gx_buffer_clear(&pairs);
    return status;
}

gx_status gx_pairs_write(gx_store *store, gx_error *err)
{
    gx_status status = GX_OK;
    size_t done = 0;
    while (done < store->n_waiting && status == GX_OK) {
        const gx_waiting *one = &store->waiting[done];
        status = write_pairs(store, INSERT, one->document, store->waiting_texts.at + one->start, err);
        done += status == GX_OK;
    }
    if (done < store->n_waiting) /* what failed is tried again with those behind it */
        memmove(store->waiting, store->waiting + done, (store->n_waiting - done) * sizeof *store->waiting);
    else
        store->waiting_texts.n = 0;
    store->n_waiting -= done;
    return status;
}

/* A document that is kept into the index or out of it. */
static gx_status write_kept(gx_store *store, const char *sql, int64_t document, gx_error *err)
{
    gx_buffer text = {0};
    gx_status status = GX_OK;
    for (int64_t article = 0; status == GX_OK;) {
        status = gx_sql_number(&article, 0, store, err,
                               "SELECT id FROM article WHERE document = ? AND id > ? ORDER BY id LIMIT 1",
                               "ii", document, article);
        if (status != GX_OK || !article)
            break;
        status = gx_article_text(&text, store, article, err);
        gx_buffer_puts(&text, "\n");
    }
    if (status == GX_OK)
        status =
            text.failed ? gx_no_memory(err) : write_pairs(store, sql, document, text.at ? text.at : "", err);
    gx_buffer_clear(&text);
    return status;
}

gx_status gx_pairs_remove(gx_store *store, int64_t document, gx_error *err)
{
    gx_status status = gx_pairs_write(store, err);
    return status == GX_OK ? write_kept(store, DELETE, document, err) : status;
}

gx_status gx_pairs_fill(gx_store *store, gx_error *err)
{
    gx_status status = GX_OK;
    for (int64_t document = 0; status == GX_OK;) {
        status = gx_sql_number(&document, 0, store, err,
                               "SELECT id FROM document WHERE id > ? ORDER BY id LIMIT 1", "i", document);
        if (status != GX_OK || !document)
            break;
        status = write_kept(store, INSERT, document, err);
    }
    return status;
}
