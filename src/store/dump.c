#include "store/inside.h"

#include <string.h>

/* Lines that need no numbers of this file: names, public ids, positions. Sorted by what is dumped, not by
 * rowid. */
static const char *const dumps[] = {
    "SELECT 'document', name, hash, encoding, bytes, published, published_basis, n_articles, n_facts, "
    "text_bytes"
    " FROM document ORDER BY name",
    "SELECT 'article', d.name, a.n, a.title, a.subtitles, a.start, a.end, a.line, a.continued"
    " FROM article a JOIN document d ON d.id = a.document ORDER BY d.name, a.n",
    "SELECT 'entity', public_id, type, name, kind, date, date_lo, date_hi, place, first_seen, last_seen, "
    "n_documents, n_mentions"
    " FROM entity ORDER BY public_id",
    "SELECT 'name', e.public_id, f.name, sum(f.n) FROM entity e JOIN profile p ON p.entity = e.id JOIN "
    "surface f ON f.profile = p.id"
    " GROUP BY e.id, f.name ORDER BY e.public_id, f.name",
    "SELECT 'mention', d.name, m.fact, m.article, e.public_id, m.name, m.role, m.date_text, m.start, m.end, "
    "m.line"
    " FROM mention m JOIN document d ON d.id = m.document JOIN profile p ON p.id = m.profile LEFT JOIN "
    "entity e ON e.id = p.entity"
    " ORDER BY d.name, m.fact",
    "SELECT 'link', d.name, l.fact, l.article, l.type, w.public_id, l.what, o.public_id, l.confidence, "
    "l.inferred, l.start, l.end,"
    " l.line, l.quotation, l.dropped FROM link l JOIN document d ON d.id = l.document JOIN profile s ON s.id "
    "= l.source"
    " LEFT JOIN entity w ON w.id = s.entity LEFT JOIN profile t ON t.id = l.target LEFT JOIN entity o ON "
    "o.id = t.entity"
    " ORDER BY d.name, l.fact",
    "SELECT 'review', p.sequence, p.name, q.sequence, q.name, r.score, r.why FROM review r JOIN profile p ON "
    "p.id = r.a"
    " JOIN profile q ON q.id = r.b ORDER BY p.sequence, p.name, q.sequence, q.name",
    "SELECT 'judgement', number, type, value, who, at, why, undone FROM judgement ORDER BY number",
    "SELECT 'anchor', judgement, side, document, article, type, name, link FROM anchor"
    " ORDER BY judgement, side, document, article, type, name, link",
};

static void dump_row(gx_buffer *out, sqlite3_stmt *row)
{
    int n = sqlite3_column_count(row);
    for (int i = 0; i < n; i++) {
        const char *text = (const char *)sqlite3_column_text(row, i);
        gx_buffer_puts(out, i ? "\t" : "");
        for (const char *c = text ? text : "-"; *c; c++)
            gx_buffer_puts(out, *c == '\n' ? "\\n" : *c == '\t' ? "\\t" : (char[]){*c, '\0'});
    }
    gx_buffer_puts(out, "\n");
}

gx_status gx_store_dump(gx_store *store, gx_buffer *out, gx_error *err)
{
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < sizeof dumps / sizeof *dumps; i++) {
        sqlite3_stmt *row;
        bool more = true;
        status = gx_sql_take(&row, store, dumps[i], err);
        while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more)
            dump_row(out, row);
    }
    return status == GX_OK && out->failed ? gx_no_memory(err) : status;
}

gx_status gx_store_facts(gx_store *store, const gx_filter *filter, gx_buffer *out, gx_error *err)
{
    gx_document_rows documents = {0};
    gx_status status = gx_store_documents(store, &documents, err);
    for (size_t i = 0; status == GX_OK && i < documents.n; i++) {
        const char *name = documents.at[i].name;
        gx_facts facts = {0};
        int64_t id = 0;
        if (filter && filter->document && strcmp(filter->document, name) != 0)
            continue;
        status = gx_sql_number(&id, 0, store, err, "SELECT id FROM document WHERE name = ?", "t", name);
        if (status == GX_OK)
            status = gx_document_facts(&facts, store, id, err);
        for (size_t f = 0; status == GX_OK && f < facts.n; f++)
            if (!filter || facts.at[f].confidence >= filter->min_confidence || !facts.at[f].evidence.text)
                status = gx_fact_write(out, &facts.at[f], err);
        gx_facts_clear(&facts);
    }
    gx_document_rows_clear(&documents);
    return status;
}
