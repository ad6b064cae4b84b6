/**
 * @file src/store/rowsql.h
 * The SELECT that all questions about facts share, and its rows.  Internal to src/store.
 */
#ifndef GX_STORE_ROWSQL_H
#define GX_STORE_ROWSQL_H

#include "store/inside.h"

/** A filter as parameters of a query; dates widened to the days that they can mean. */
typedef struct gx_bounds {
    const gx_filter *filter;
    char from[11], to[11], unused[11];
} gx_bounds;
GX_MUST_USE gx_status gx_bounds_of(gx_bounds *out, const gx_filter *filter, gx_error *err);

/** Bind :from :to :role :kind :type :place :document :confidence, where the statement has them. */
void gx_bounds_bind(sqlite3_stmt *statement, const gx_bounds *bounds);

/** Facts: l link, d document, s and t profiles, w and o their entities, a article. */
#define GX_LINK_SELECT                                                                                       \
    "SELECT l.type, l.what, l.confidence, l.inferred, l.fact, l.article, l.line, l.start, l.end, "           \
    "l.quotation, d.name,"                                                                                   \
    " d.published, a.title, l.source, w.id, w.type, w.name, w.kind, w.date, w.place, w.first_seen, "         \
    "w.last_seen,"                                                                                           \
    " w.n_documents, w.n_mentions, o.id, o.type, o.name, o.kind, o.date, o.place, o.first_seen, "            \
    "o.last_seen,"                                                                                           \
    " o.n_documents, o.n_mentions FROM link l JOIN document d ON d.id = l.document"                          \
    " JOIN profile s ON s.id = l.source JOIN entity w ON w.id = s.entity"                                    \
    " LEFT JOIN profile t ON t.id = l.target LEFT JOIN entity o ON o.id = t.entity"                          \
    " LEFT JOIN article a ON a.document = l.document AND a.n = l.article WHERE NOT l.dropped"
/** Only what has an entity as target: lets the planner begin there. */
#define GX_LINK_SELECT_TARGET                                                                                \
    "SELECT l.type, l.what, l.confidence, l.inferred, l.fact, l.article, l.line, l.start, l.end, "           \
    "l.quotation, d.name,"                                                                                   \
    " d.published, a.title, l.source, w.id, w.type, w.name, w.kind, w.date, w.place, w.first_seen, "         \
    "w.last_seen,"                                                                                           \
    " w.n_documents, w.n_mentions, o.id, o.type, o.name, o.kind, o.date, o.place, o.first_seen, "            \
    "o.last_seen,"                                                                                           \
    " o.n_documents, o.n_mentions FROM profile t JOIN link l ON l.target = t.id JOIN entity o ON o.id = "    \
    "t.entity"                                                                                               \
    " JOIN document d ON d.id = l.document JOIN profile s ON s.id = l.source JOIN entity w ON w.id = "       \
    "s.entity"                                                                                               \
    " LEFT JOIN article a ON a.document = l.document AND a.n = l.article WHERE NOT l.dropped"

/** Conditions of a filter on facts. */
#define GX_LINK_FILTER                                                                                       \
    " AND (:from IS NULL OR coalesce(o.date_hi, d.published || '-99') >= :from)"                             \
    " AND (:to IS NULL OR coalesce(o.date_lo, d.published) <= :to)"                                          \
    " AND (:role IS NULL OR (l.type = 1 AND l.what = :role))"                                                \
    " AND (:kind IS NULL OR w.kind = :kind OR o.kind = :kind)"                                               \
    " AND (:type = 0 OR w.type = :type OR o.type = :type)"                                                   \
    " AND (:place IS NULL OR instr(coalesce(o.place, '') || ' ' || coalesce(o.name, '') || ' ' ||"           \
    "      CASE w.type WHEN 2 THEN coalesce(w.place, '') || w.name ELSE '' END, :place) > 0)"                \
    " AND (:document IS NULL OR d.name = :document) AND l.confidence >= :confidence"

/** A mention as proof: m mention, d document, a article; and such columns from `column` on. */
#define GX_MENTION_COLUMNS "m.fact, m.article, m.line, m.start, m.end, m.name, d.name, d.published, a.title"
bool gx_proof_read(gx_proof *out, gx_arena *arena, sqlite3_stmt *row, int column);

/** Bind a named parameter, where the statement has it. */
void gx_bind_id(sqlite3_stmt *statement, const char *name, int64_t value);
void gx_bind_text(sqlite3_stmt *statement, const char *name, const char *value);

/** Append all rows of a bound statement made of GX_LINK_SELECT. */
GX_MUST_USE gx_status gx_link_rows_read(gx_store *store, sqlite3_stmt *statement, gx_link_rows *out,
                                        gx_error *err);

/** Take GX_LINK_SELECT… with :id, bind id and filter, append its rows. */
GX_MUST_USE gx_status gx_link_rows_ask(gx_store *store, const char *sql, int64_t id, const gx_filter *filter,
                                       gx_link_rows *out, gx_error *err);

#endif
