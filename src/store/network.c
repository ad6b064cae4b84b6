#include "store/rowsql.h"

gx_status gx_store_each_edge(gx_store *store, const gx_filter *filter, gx_edge_fn *each, void *context,
                             gx_error *err)
{
    gx_bounds bounds;
    sqlite3_stmt *row;
    bool more = true;
    gx_status status = gx_bounds_of(&bounds, filter, err);
    if (status == GX_OK)
        status = gx_sql_take(&row, store,
                             "SELECT s.entity, t.entity, l.type, l.what, coalesce(o.date, d.published), "
                             "l.confidence, l.inferred,"
                             " d.name, l.fact, l.line FROM document d CROSS JOIN link l ON l.document = d.id"
                             " JOIN profile s ON s.id = l.source JOIN entity w ON w.id = s.entity"
                             " LEFT JOIN profile t ON t.id = l.target LEFT JOIN entity o ON o.id = t.entity"
                             " WHERE NOT l.dropped" GX_LINK_FILTER " ORDER BY d.name, l.fact",
                             err);
    if (status == GX_OK)
        gx_bounds_bind(row, &bounds);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        gx_edge edge = {
            .from = sqlite3_column_int64(row, 0),
            .to = sqlite3_column_int64(row, 1),
            .type = (gx_link_type)sqlite3_column_int(row, 2),
            .what = (const char *)sqlite3_column_text(row, 3),
            .date = (const char *)sqlite3_column_text(row, 4),
            .confidence = sqlite3_column_double(row, 5),
            .inferred = sqlite3_column_int(row, 6) != 0,
            .document = (const char *)sqlite3_column_text(row, 7),
            .fact = (uint32_t)sqlite3_column_int64(row, 8),
            .line = (uint32_t)sqlite3_column_int64(row, 9),
        };
        status = edge.what && edge.document ? each(context, &edge, err) : gx_no_memory(err);
        if (status != GX_OK)
            sqlite3_reset(row);
    }
    return status;
}
