#include "store/rowsql.h"

/* From an id to what is kept of it: open addressing, a power of two of places, at most half of them taken.
 * Each end of 100,000 facts is looked up, which costs less here than in a join.  Profiles are numbered one
 * after the other, and those of one document are looked up together: they stand together, each at its number.
 * Ids of entities are hashes already. */
typedef struct place {
    int64_t id; /* 0 = free */
    union {
        int64_t entity;
        const char *date;
    } is;
} place;
typedef struct table {
    place *at;
    size_t mask, n;
} table;

typedef struct ends {
    gx_arena arena;
    table profiles; /* -> entity */
    table events;   /* -> date */
} ends;

static place *place_of(const table *in, int64_t id)
{
    size_t at = (size_t)(uint64_t)id & in->mask;
    while (in->at[at].id && in->at[at].id != id)
        at = (at + 1) & in->mask;
    return &in->at[at];
}

static bool grow(table *in, gx_arena *arena)
{
    enum { PLACES_AT_FIRST = 1024 };
    size_t places = in->at ? 2 * (in->mask + 1) : PLACES_AT_FIRST;
    table larger = {GX_ARENA_ARRAY(arena, place, places), places - 1, in->n};
    for (size_t i = 0; larger.at && i < places; i++)
        larger.at[i] = (place){0};
    for (size_t i = 0; larger.at && in->at && i <= in->mask; i++)
        if (in->at[i].id)
            *place_of(&larger, in->at[i].id) = in->at[i];
    if (larger.at)
        *in = larger;
    return larger.at != NULL;
}

static bool put(table *in, gx_arena *arena, place made)
{
    if ((!in->at || 2 * in->n > in->mask) && !grow(in, arena))
        return false;
    place *at = place_of(in, made.id);
    in->n += !at->id;
    *at = made;
    return true;
}

static gx_status read_profiles(ends *out, gx_store *store, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true, kept = true;
    gx_status status =
        gx_sql_take(&row, store, "SELECT id, entity FROM profile WHERE entity IS NOT NULL", err);
    while (status == GX_OK && kept && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        place made = {sqlite3_column_int64(row, 0), {.entity = sqlite3_column_int64(row, 1)}};
        kept = put(&out->profiles, &out->arena, made);
    }
    if (!kept)
        sqlite3_reset(row);
    return kept ? status : gx_no_memory(err);
}

static gx_status read_events(ends *out, gx_store *store, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true, kept = true;
    gx_status status =
        gx_sql_take(&row, store, "SELECT id, date FROM entity WHERE type = 3 AND date IS NOT NULL", err);
    while (status == GX_OK && kept && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        place made = {sqlite3_column_int64(row, 0), {.date = gx_sql_text(&out->arena, row, 1)}};
        kept = made.is.date && put(&out->events, &out->arena, made);
    }
    if (!kept)
        sqlite3_reset(row);
    return kept ? status : gx_no_memory(err);
}

/* 0 = none */
static int64_t entity_of(const ends *in, int64_t profile)
{
    return profile && in->profiles.at ? place_of(&in->profiles, profile)->is.entity : 0;
}

static const char *date_of(const ends *in, int64_t entity)
{
    return entity && in->events.at ? place_of(&in->events, entity)->is.date : NULL;
}

static gx_status read_edges(const ends *in, gx_store *store, gx_edge_fn *each, void *context, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_status status = gx_sql_take(
        &row, store,
        "SELECT l.source, l.target, l.type, l.what, d.published, l.confidence, l.inferred, d.name,"
        " l.fact, l.line FROM document d CROSS JOIN link l ON l.document = d.id WHERE NOT l.dropped"
        " ORDER BY d.name, l.fact",
        err);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        gx_edge edge = {
            .from = entity_of(in, sqlite3_column_int64(row, 0)),
            .to = entity_of(in, sqlite3_column_int64(row, 1)),
            .type = (gx_link_type)sqlite3_column_int(row, 2),
            .what = (const char *)sqlite3_column_text(row, 3),
            .confidence = sqlite3_column_double(row, 5),
            .inferred = sqlite3_column_int(row, 6) != 0,
            .document = (const char *)sqlite3_column_text(row, 7),
            .fact = (uint32_t)sqlite3_column_int64(row, 8),
            .line = (uint32_t)sqlite3_column_int64(row, 9),
        };
        edge.date = date_of(in, edge.to);
        if (!edge.date)
            edge.date = (const char *)sqlite3_column_text(row, 4);
        if (edge.type >= GX_LINK_TYPES)
            status = gx_fail_at(err, GX_EDATA, store->path, 0, 0,
                                "the knowledge base is damaged: a fact of no known type");
        else
            status = edge.what && edge.document ? each(context, &edge, err) : gx_no_memory(err);
        if (status != GX_OK)
            sqlite3_reset(row);
    }
    return status;
}

gx_status gx_store_each_edge(gx_store *store, gx_edge_fn *each, void *context, gx_error *err)
{
    ends in = {0};
    gx_status status = gx_sql_script(store, "SAVEPOINT edges", err); /* all of it as of one moment */
    if (status != GX_OK)
        return status;
    status = read_profiles(&in, store, err);
    if (status == GX_OK)
        status = read_events(&in, store, err);
    if (status == GX_OK)
        status = read_edges(&in, store, each, context, err);
    gx_arena_clear(&in.arena);
    gx_status at_end = gx_sql_script(store, "RELEASE edges", err);
    return status == GX_OK ? at_end : status;
}
