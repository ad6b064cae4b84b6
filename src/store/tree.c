#include "store/rowsql.h"

#include <stdlib.h>
#include <string.h>

/* The relations as edges from the larger body to the smaller, sorted by the larger, then by the smaller's
 * name. */
typedef struct growing {
    gx_tree_rows *out;
    gx_link_rows links;
    gx_map first; /* id of the larger body -> index of its first edge */
    gx_map shown; /* ids of bodies whose children stand in the tree */
    gx_map child; /* ids of bodies that are part of something */
} growing;

static int by_parent(const void *a, const void *b)
{
    const gx_link_row *x = a, *y = b;
    if (x->to->id != y->to->id)
        return x->to->id < y->to->id ? -1 : 1;
    int order = strcmp(x->from->name, y->from->name);
    return order ? order : (x->from->id > y->from->id) - (x->from->id < y->from->id);
}

static bool mark(gx_map *map, const gx_entity *entity, uint32_t value)
{
    return gx_map_set(map, (const char *)&entity->id, sizeof entity->id, value);
}

static bool is_marked(const gx_map *map, const gx_entity *entity, uint32_t *value)
{
    return gx_map_get(map, (const char *)&entity->id, sizeof entity->id, value);
}

enum { DEPTH_AT_MOST = 64 };

/* Add a body and what is below it. The stack is the program's: depth is bounded, and no body's children come
 * twice. */
static gx_status add_below(growing *g, const gx_entity *body, const gx_link_row *edge, uint32_t depth,
                           gx_error *err)
{
    gx_tree_row *row = GX_PUSH(&g->out->arena, g->out);
    if (!row)
        return gx_no_memory(err);
    uint32_t at;
    bool has_children = is_marked(&g->first, body, &at);
    *row = (gx_tree_row){
        .organization = body, .depth = depth, .repeated = has_children && is_marked(&g->shown, body, NULL)};
    if (edge) {
        row->inferred = edge->inferred;
        row->proof = edge->proof;
    }
    if (!has_children || row->repeated || depth >= DEPTH_AT_MOST)
        return GX_OK;
    if (!mark(&g->shown, body, 1))
        return gx_no_memory(err);
    gx_status status = GX_OK;
    for (; status == GX_OK && at < g->links.n && g->links.at[at].to->id == body->id; at++)
        status = add_below(g, g->links.at[at].from, &g->links.at[at], depth + 1, err);
    return status;
}

static int by_entity_name(const void *a, const void *b)
{
    const gx_entity *x = *(const gx_entity *const *)a, *y = *(const gx_entity *const *)b;
    int order = strcmp(x->name, y->name);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* Bodies that are part of nothing; then, for circles, bodies that no root has reached. */
static gx_status add_roots(growing *g, gx_error *err)
{
    gx_status status = GX_OK;
    const gx_entity **parents = GX_ARENA_ARRAY(&g->out->arena, const gx_entity *, g->links.n);
    size_t n = 0;
    if (!parents)
        return gx_no_memory(err);
    for (size_t i = 0; i < g->links.n; i++)
        if (!i || g->links.at[i].to->id != g->links.at[i - 1].to->id)
            parents[n++] = g->links.at[i].to;
    if (n)
        qsort(parents, n, sizeof *parents, by_entity_name);
    for (int circles = 0; circles < 2; circles++)
        for (size_t i = 0; status == GX_OK && i < n; i++)
            if (circles ? !is_marked(&g->shown, parents[i], NULL) : !is_marked(&g->child, parents[i], NULL))
                status = add_below(g, parents[i], NULL, 0, err);
    return status;
}

static gx_status add_root(growing *g, gx_store *store, gx_entity_id root, gx_error *err)
{
    gx_entities found = {0};
    gx_status status = gx_store_entity(store, root, &found, err);
    const gx_entity *body = NULL;
    for (size_t i = 0; i < g->links.n && !body; i++)
        body = g->links.at[i].to->id == root     ? g->links.at[i].to
               : g->links.at[i].from->id == root ? g->links.at[i].from
                                                 : NULL;
    if (status == GX_OK && body)
        status = add_below(g, body, NULL, 0, err);
    gx_entities_clear(&found);
    return status;
}

gx_status gx_store_tree(gx_store *store, gx_entity_id root, const gx_filter *filter, gx_tree_rows *out,
                        gx_error *err)
{
    growing g = {.out = out};
    gx_filter all = filter ? *filter : (gx_filter){0};
    all.limit = 0;
    gx_tree_rows_clear(out);
    gx_status status = gx_store_relations(store, 0, &all, &g.links, err);
    out->arena = g.links.arena; /* the rows of the tree point to the entities of the links */
    size_t kept = 0;
    for (size_t i = 0; i < g.links.n; i++) {
        const gx_link_row *row = &g.links.at[i];
        if (row->type == GX_LINK_PART_OF && row->to && row->to->id != row->from->id)
            g.links.at[kept++] = *row;
    }
    g.links.n = kept;
    if (kept)
        qsort(g.links.at, kept, sizeof *g.links.at, by_parent);
    bool marked = true;
    for (size_t i = 0; status == GX_OK && marked && i < kept; i++) {
        if (!i || g.links.at[i].to->id != g.links.at[i - 1].to->id)
            marked = mark(&g.first, g.links.at[i].to, (uint32_t)i);
        marked = marked && mark(&g.child, g.links.at[i].from, 1);
    }
    if (status == GX_OK && !marked)
        status = gx_no_memory(err);
    if (status == GX_OK)
        status = root ? add_root(&g, store, root, err) : add_roots(&g, err);
    if (filter && filter->limit && out->n > filter->limit)
        out->n = filter->limit;
    gx_map_clear(&g.first);
    gx_map_clear(&g.shown);
    gx_map_clear(&g.child);
    return status;
}
