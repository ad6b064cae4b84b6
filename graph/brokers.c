#include "graph/brokers.h"

#include "base/map.h"
#include "graph/adjacency.h"
#include "graph/communities.h"
#include "graph/dates.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const role_names[GX_BROKER_ROLES] = {"coordinator", "gatekeeper", "representative",
                                                        "consultant", "liaison"};
static const char *const grouping_names[GX_GROUPINGS] = {"organization", "level", "district", "kind",
                                                         "community"};

const char *gx_broker_role_name(gx_broker_role role)
{
    return (unsigned)role < GX_BROKER_ROLES ? role_names[role] : "unknown";
}

const char *gx_group_by_name(gx_group_by by)
{
    return (unsigned)by < GX_GROUPINGS ? grouping_names[by] : "unknown";
}

gx_status gx_group_by_by_name(gx_group_by *out, const char *name, gx_error *err)
{
    for (unsigned i = 0; i < GX_GROUPINGS; i++) {
        if (strcmp(grouping_names[i], name) == 0) {
            *out = (gx_group_by)i;
            return GX_OK;
        }
    }
    return gx_fail(err, GX_EINVAL,
                   "there is no grouping '%s'; expected organization, level, district, kind or community",
                   name);
}

/* ---- groups ---- */

/* Last day of a post, 0 where it is not known. */
static int32_t last_day(const gx_tie *fact)
{
    gx_days days;
    if (gx_days_read(&days, fact->to) || gx_days_read(&days, fact->from))
        return days.last;
    return 0;
}

/* The organization of each person's latest post, of equal ones the surest, else the first told. [base
 * vertices] */
static uint32_t *organizations_of_people(const gx_source *source, gx_error *err)
{
    uint32_t *post = gx_alloc(source->n_vertices * sizeof *post);
    if (!post) {
        gx_fail(err, GX_ENOMEM, "out of memory for the posts of %zu people", source->n_vertices);
        return NULL;
    }
    for (size_t v = 0; v < source->n_vertices; v++)
        post[v] = GX_NO_VERTEX;
    for (uint32_t f = 0; f < source->n_facts; f++) {
        const gx_tie *fact = &source->facts[f];
        if (fact->type != GX_TIE_POST)
            continue;
        const gx_tie *known = post[fact->source] == GX_NO_VERTEX ? NULL : &source->facts[post[fact->source]];
        if (!known || last_day(fact) > last_day(known) ||
            (last_day(fact) == last_day(known) && fact->confidence > known->confidence))
            post[fact->source] = f;
    }
    for (size_t v = 0; v < source->n_vertices; v++)
        if (post[v] != GX_NO_VERTEX)
            post[v] = source->facts[post[v]].target;
    return post;
}

/* Steps up to the top of the hierarchy, as the level of organizations for which none is given. */
static const char *const depth_names[] = {"top",
                                          "1 below the top",
                                          "2 below the top",
                                          "3 below the top",
                                          "4 below the top",
                                          "5 below the top",
                                          "6 below the top"};
enum { DEPTHS = sizeof depth_names / sizeof *depth_names, NO_DEPTH = UINT8_MAX };

/* The depth of each organization, NO_DEPTH for those in no hierarchy, in a circle, or too deep. [base
 * vertices] */
static uint8_t *depths_of_organizations(const gx_source *source, gx_error *err)
{
    uint8_t *depth = gx_alloc(source->n_vertices);
    bool *has_parent = gx_alloc_zero(source->n_vertices, sizeof *has_parent);
    if (!depth || !has_parent) {
        gx_free(depth);
        gx_free(has_parent);
        gx_fail(err, GX_ENOMEM, "out of memory for the levels of %zu vertices", source->n_vertices);
        return NULL;
    }
    memset(depth, NO_DEPTH, source->n_vertices);
    for (size_t f = 0; f < source->n_facts; f++)
        if (source->facts[f].type == GX_TIE_PART_OF && source->facts[f].source != source->facts[f].target)
            has_parent[source->facts[f].source] = true;
    for (size_t f = 0; f < source->n_facts; f++)
        if (source->facts[f].type == GX_TIE_PART_OF && !has_parent[source->facts[f].target])
            depth[source->facts[f].target] = 0;
    for (uint8_t d = 0; d + 1 < DEPTHS; d++) {
        for (size_t f = 0; f < source->n_facts; f++) {
            const gx_tie *fact = &source->facts[f];
            if (fact->type == GX_TIE_PART_OF && depth[fact->target] == d && depth[fact->source] == NO_DEPTH)
                depth[fact->source] = (uint8_t)(d + 1);
        }
    }
    gx_free(has_parent);
    return depth;
}

/* What a vertex is grouped by: a key, and the text to show. @return NULL: no group */
static const char *group_text(char *key, size_t key_bytes, const gx_network *net, uint32_t vertex,
                              gx_group_by by, const uint32_t *organizations, const uint8_t *depths)
{
    const gx_vertex *at = gx_network_vertex(net, vertex);
    uint32_t base = gx_network_base_vertex(net, vertex);
    if (at->type == GX_VERTEX_PERSON) {
        base = organizations[base];
        at = base == GX_NO_VERTEX ? NULL : &net->source->vertices[base];
    }
    if (!at)
        return NULL;
    const char *level = at->level || depths[base] == NO_DEPTH ? at->level : depth_names[depths[base]];
    const char *text = by == GX_GROUP_BY_LEVEL              ? level
                       : by == GX_GROUP_BY_PLACE            ? at->place
                       : by == GX_GROUP_BY_KIND             ? at->kind
                       : at->type == GX_VERTEX_ORGANIZATION ? at->name
                                                            : NULL;
    if (text && by == GX_GROUP_BY_ORGANIZATION) /* several may bear one name */
        snprintf(key, key_bytes, "%u", (unsigned)base);
    else if (text)
        snprintf(key, key_bytes, "=%s", text);
    return text;
}

static gx_status group_by_text(gx_groups *out, const gx_network *net, gx_group_by by, gx_error *err)
{
    enum { KEY_BYTES = 512 };
    char key[KEY_BYTES];
    gx_map numbers = {0};
    gx_status status = GX_ENOMEM;
    uint32_t *organizations = organizations_of_people(net->source, err);
    uint8_t *depths = organizations ? depths_of_organizations(net->source, err) : NULL;
    if (!depths)
        goto done;
    for (uint32_t v = 0; v < net->n_vertices; v++) {
        const char *text = group_text(key, sizeof key, net, v, by, organizations, depths);
        out->of[v] = GX_NO_GROUP;
        if (!text)
            continue;
        if (!gx_map_intern(&numbers, key, &out->of[v])) {
            gx_fail(err, GX_ENOMEM, "out of memory for groups");
            goto done;
        }
        out->names[out->of[v]] = text;
        out->n = numbers.n;
    }
    status = GX_OK;
done:
    gx_map_clear(&numbers);
    gx_free(depths);
    gx_free(organizations);
    return status;
}

static gx_status group_by_community(gx_groups *out, const gx_network *net, const gx_work *work, gx_error *err)
{
    gx_communities *communities = NULL;
    gx_status status = gx_communities_new(&communities, net, 1, 1, work, err);
    if (status == GX_OK) {
        memcpy(out->of, communities->of, net->n_vertices * sizeof *out->of);
        out->n = communities->n;
    }
    gx_communities_free(communities);
    return status;
}

gx_status gx_groups_init(gx_groups *out, const gx_network *net, gx_group_by by, const gx_work *work,
                         gx_error *err)
{
    if ((unsigned)by >= GX_GROUPINGS)
        return gx_fail(err, GX_EINVAL, "there is no grouping %d", (int)by);
    gx_groups made = {.of = gx_alloc_zero(net->n_vertices, sizeof *made.of),
                      .n_vertices = net->n_vertices,
                      .names = gx_alloc_zero(net->n_vertices, sizeof *made.names)};
    gx_status status = GX_ENOMEM;
    if (!made.of || !made.names)
        gx_fail(err, GX_ENOMEM, "out of memory for groups");
    else if (by == GX_GROUP_BY_COMMUNITY)
        status = group_by_community(&made, net, work, err);
    else
        status = group_by_text(&made, net, by, err);
    if (status == GX_OK)
        *out = made;
    else
        gx_groups_clear(&made);
    return status;
}

void gx_groups_clear(gx_groups *groups)
{
    gx_free(groups->of);
    gx_free(groups->names);
    *groups = (gx_groups){0};
}

/* ---- brokers ---- */

static gx_broker_role role_of(uint32_t from, uint32_t broker, uint32_t to)
{
    if (from == to)
        return broker == from ? GX_BROKER_COORDINATOR : GX_BROKER_CONSULTANT;
    if (broker == to)
        return GX_BROKER_GATEKEEPER;
    return broker == from ? GX_BROKER_REPRESENTATIVE : GX_BROKER_LIAISON;
}

/* All a -> b -> c for one a; `near` is [vertices], true for those that a has a tie to while a is worked on.
 */
static void count_from(gx_broker *brokers, const gx_adjacency *adjacency, const gx_groups *groups, uint32_t a,
                       bool *near)
{
    const uint32_t *of = groups->of, *from = adjacency->from;
    if (of[a] == GX_NO_GROUP)
        return;
    for (uint32_t i = from[a]; i < from[a + 1]; i++)
        near[adjacency->neighbour[i]] = true;
    for (uint32_t i = from[a]; i < from[a + 1]; i++) {
        uint32_t b = adjacency->neighbour[i];
        if (of[b] == GX_NO_GROUP)
            continue;
        for (uint32_t j = from[b]; j < from[b + 1]; j++) {
            uint32_t c = adjacency->neighbour[j];
            if (c != a && !near[c] && of[c] != GX_NO_GROUP)
                brokers[b].counts[role_of(of[a], of[b], of[c])]++;
        }
    }
    for (uint32_t i = from[a]; i < from[a + 1]; i++)
        near[adjacency->neighbour[i]] = false;
}

/* A broker with its type, which the order needs and the row does not tell. */
typedef struct sortable {
    gx_broker broker;
    gx_vertex_type type;
} sortable;

static int compare_brokers(const void *a, const void *b)
{
    const sortable *x = a, *y = b;
    if (x->broker.total != y->broker.total)
        return x->broker.total > y->broker.total ? -1 : 1;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return x->broker.entity < y->broker.entity ? -1 : x->broker.entity > y->broker.entity;
}

/* Order in place, those that broker nothing left out. */
static gx_status order_brokers(gx_brokers *brokers, const gx_network *net, const gx_groups *groups,
                               gx_error *err)
{
    sortable *sorted = gx_alloc(brokers->n * sizeof *sorted);
    if (!sorted)
        return gx_fail(err, GX_ENOMEM, "out of memory for %zu brokers", brokers->n);
    size_t n = 0;
    for (uint32_t v = 0; v < brokers->n; v++) {
        gx_broker *broker = &brokers->at[v];
        const gx_vertex *vertex = gx_network_vertex(net, v);
        broker->vertex = v;
        broker->entity = vertex->entity;
        broker->group = groups->of[v];
        for (size_t role = 0; role < GX_BROKER_ROLES; role++)
            broker->total += broker->counts[role];
        if (broker->total > 0)
            sorted[n++] = (sortable){*broker, vertex->type};
    }
    qsort(sorted, n, sizeof *sorted, compare_brokers);
    for (size_t i = 0; i < n; i++)
        brokers->at[i] = sorted[i].broker;
    brokers->n = n;
    gx_free(sorted);
    return GX_OK;
}

static gx_status neighbours(gx_adjacency *out, const gx_network *net, gx_error *err)
{
    const gx_simple *simple;
    if (gx_network_is_directed(net))
        return gx_adjacency_init_directed(out, net, err);
    gx_status status = gx_network_simple(&simple, net, err);
    return status == GX_OK ? gx_adjacency_init(out, simple, err) : status;
}

gx_status gx_brokers_new(gx_brokers **out, const gx_network *net, const gx_groups *groups,
                         const gx_work *work, gx_error *err)
{
    *out = NULL;
    if (groups->n_vertices != net->n_vertices)
        return gx_fail(err, GX_EINVAL, "groups of %zu vertices do not fit a network of %zu",
                       groups->n_vertices, net->n_vertices);
    gx_adjacency adjacency = {0};
    bool *near = gx_alloc_zero(net->n_vertices, sizeof *near);
    gx_brokers *brokers = gx_alloc_zero(1, sizeof *brokers);
    gx_status status = GX_ENOMEM;
    if (!near || !brokers || !(brokers->at = gx_alloc_zero(net->n_vertices, sizeof *brokers->at))) {
        gx_fail(err, GX_ENOMEM, "out of memory for %zu brokers", net->n_vertices);
        goto done;
    }
    brokers->n = net->n_vertices;
    if ((status = neighbours(&adjacency, net, err)) != GX_OK)
        goto done;
    for (uint32_t a = 0; a < net->n_vertices; a++) {
        if (gx_work_stopped(work)) {
            status = gx_work_interrupted(err);
            goto done;
        }
        count_from(brokers->at, &adjacency, groups, a, near);
    }
    if ((status = order_brokers(brokers, net, groups, err)) != GX_OK)
        goto done;
    *out = brokers;
    brokers = NULL;
done:
    gx_adjacency_clear(&adjacency);
    gx_free(near);
    gx_brokers_free(brokers);
    return status;
}

void gx_brokers_free(gx_brokers *brokers)
{
    if (!brokers)
        return;
    gx_free(brokers->at);
    gx_free(brokers);
}
