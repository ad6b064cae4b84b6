#include "base/message.h"
#include "graph/dates.h"
#include "graph/engine.h"

#include <stdlib.h>
#include <string.h>

#define BIT(type) (1u << (type))
enum {
    PEOPLE = BIT(GX_VERTEX_PERSON),
    ORGANIZATIONS = BIT(GX_VERTEX_ORGANIZATION),
    EVENTS = BIT(GX_VERTEX_EVENT)
};

/* Which end of its facts a projection joins two of: those that share the other end. */
typedef enum side { NO_PROJECTION, JOIN_SOURCES, JOIN_TARGETS } side;

#define FACT_WEIGHT N_("the sum of the confidences of the facts that state it")

static const struct layer_row {
    gx_layer_info info;
    unsigned vertices; /* types */
    unsigned facts;    /* types */
    side projection;
    gx_tie_type tie; /* of a projection */
} layers[GX_LAYERS] = {
    [GX_LAYER_WHOLE] =
        {
            .info =
                {
                    .name = "whole",
                    .vertices = N_("people, organizations and events"),
                    .edge = N_("any fact that joins the two"),
                    .weight = FACT_WEIGHT,
                    .length = GX_LENGTH_HOPS,
                },
            .vertices = PEOPLE | ORGANIZATIONS | EVENTS,
            .facts = BIT(GX_TIE_PARTICIPATION) | BIT(GX_TIE_POST) | BIT(GX_TIE_PART_OF) | BIT(GX_TIE_PARTNER),
        },
    [GX_LAYER_AFFILIATION] =
        {
            .info =
                {
                    .name = "affiliation",
                    .vertices = N_("people and organizations"),
                    .edge = N_("the person holds a post in the organization"),
                    .weight = FACT_WEIGHT,
                    .two_mode = true,
                    .length = GX_LENGTH_HOPS,
                },
            .vertices = PEOPLE | ORGANIZATIONS,
            .facts = BIT(GX_TIE_POST),
        },
    [GX_LAYER_ATTENDANCE] =
        {
            .info =
                {
                    .name = "attendance",
                    .vertices = N_("people and organizations on one side, events on the other"),
                    .edge = N_("the person or organization took part in the event, in whatever role"),
                    .weight = FACT_WEIGHT,
                    .two_mode = true,
                    .length = GX_LENGTH_HOPS,
                },
            .vertices = PEOPLE | ORGANIZATIONS | EVENTS,
            .facts = BIT(GX_TIE_PARTICIPATION),
        },
    [GX_LAYER_HIERARCHY] =
        {
            .info =
                {
                    .name = "hierarchy",
                    .vertices = N_("organizations"),
                    .edge = N_("the source is part of the target, or directly under it; inferred where only "
                               "the names of two unions and the places they bear tell it"),
                    .weight = FACT_WEIGHT,
                    .directed = true,
                    .chained = true,
                    .length = GX_LENGTH_HOPS,
                },
            .vertices = ORGANIZATIONS,
            .facts = BIT(GX_TIE_PART_OF),
        },
    [GX_LAYER_PARTNERSHIP] =
        {
            .info =
                {
                    .name = "partnership",
                    .vertices = N_("organizations"),
                    .edge = N_("the two signed, joined, co-hosted or gave to each other"),
                    .weight = FACT_WEIGHT,
                    .length = GX_LENGTH_HOPS,
                },
            .vertices = ORGANIZATIONS,
            .facts = BIT(GX_TIE_PARTNER),
        },
    [GX_LAYER_CO_ATTENDANCE] =
        {
            .info =
                {
                    .name = "co-attendance",
                    .vertices = N_("people"),
                    .edge = N_("the two took part in the same event"),
                    .weight =
                        N_("over their common events, the sum of 1 / (people at the event - 1), times the "
                           "less sure of the two participations (Newman 2001)"),
                    .length = GX_LENGTH_STRENGTH,
                },
            .vertices = PEOPLE,
            .facts = BIT(GX_TIE_PARTICIPATION),
            .projection = JOIN_SOURCES,
            .tie = GX_TIE_CO_ATTENDANCE,
        },
    [GX_LAYER_CO_ATTENDANCE_ORGANIZATIONS] =
        {
            .info =
                {
                    .name = "co-attendance-organizations",
                    .vertices = N_("organizations"),
                    .edge = N_("the two took part in the same event"),
                    .weight = N_("over their common events, the sum of 1 / (organizations at the event - 1), "
                                 "times the less sure of the two participations (Newman 2001)"),
                    .length = GX_LENGTH_STRENGTH,
                },
            .vertices = ORGANIZATIONS,
            .facts = BIT(GX_TIE_PARTICIPATION),
            .projection = JOIN_SOURCES,
            .tie = GX_TIE_CO_ATTENDANCE,
        },
    [GX_LAYER_CO_AFFILIATION] =
        {
            .info =
                {
                    .name = "co-affiliation",
                    .vertices = N_("people"),
                    .edge = N_("the two hold posts in the same organization"),
                    .weight =
                        N_("over their common organizations, the sum of 1 / (people with a post there - "
                           "1), times the less sure of the two posts"),
                    .length = GX_LENGTH_STRENGTH,
                },
            .vertices = PEOPLE,
            .facts = BIT(GX_TIE_POST),
            .projection = JOIN_SOURCES,
            .tie = GX_TIE_CO_AFFILIATION,
        },
    [GX_LAYER_CO_AFFILIATION_ORGANIZATIONS] =
        {
            .info =
                {
                    .name = "co-affiliation-organizations",
                    .vertices = N_("organizations"),
                    .edge = N_("one person holds posts in both"),
                    .weight = N_("over the people they share, the sum of 1 / (organizations where the person "
                                 "holds a post - 1), times the less sure of the two posts"),
                    .length = GX_LENGTH_STRENGTH,
                },
            .vertices = ORGANIZATIONS,
            .facts = BIT(GX_TIE_POST),
            .projection = JOIN_TARGETS,
            .tie = GX_TIE_CO_AFFILIATION,
        },
};

const gx_layer_info *gx_layer_describe(gx_layer layer)
{
    return &layers[(unsigned)layer < GX_LAYERS ? layer : GX_LAYER_WHOLE].info;
}

gx_status gx_layer_by_name(gx_layer *out, const char *name, gx_error *err)
{
    for (unsigned i = 0; i < GX_LAYERS; i++) {
        if (strcmp(layers[i].info.name, name) == 0) {
            *out = (gx_layer)i;
            return GX_OK;
        }
    }
    return gx_fail(
        err, GX_EINVAL,
        "there is no layer '%s'; expected whole, affiliation, attendance, hierarchy, partnership, "
        "co-attendance, co-attendance-organizations, co-affiliation or co-affiliation-organizations",
        name);
}

/* ---- the filter ---- */

typedef struct fact_sieve {
    const gx_layer_filter *filter;
    const gx_source *source;
    const bool *kept; /* [facts] or NULL */
    unsigned facts;   /* types */
    bool windowed;
    gx_days window;
    bool has_kind[GX_VERTEX_TYPES]; /* whether any vertex of the type is of a kind that is asked for */
} fact_sieve;

static gx_status read_window(fact_sieve *out, const gx_layer_filter *filter, gx_error *err)
{
    gx_days from, to;
    out->window = (gx_days){INT32_MIN, INT32_MAX};
    if (filter->from) {
        if (!gx_days_read(&from, filter->from))
            return gx_fail(err, GX_EINVAL, "expected a date like 2019, 2019-12 or 2019-12-31, found '%s'",
                           filter->from);
        out->window.first = from.first;
    }
    if (filter->to) {
        if (!gx_days_read(&to, filter->to))
            return gx_fail(err, GX_EINVAL, "expected a date like 2019, 2019-12 or 2019-12-31, found '%s'",
                           filter->to);
        out->window.last = to.last;
    }
    if (out->window.last < out->window.first)
        return gx_fail(err, GX_EINVAL, "the window ends on %s, before it begins on %s", filter->to,
                       filter->from);
    out->windowed = filter->from || filter->to;
    return GX_OK;
}

static bool overlaps(gx_days a, gx_days b)
{
    return a.first <= b.last && b.first <= a.last;
}

/* The days of a fact; those of its event where it has none. @return false: not known */
static bool fact_days(const gx_source *source, const gx_tie *fact, gx_days *out)
{
    gx_days to;
    bool has_from = gx_days_read(out, fact->from), has_to = gx_days_read(&to, fact->to);
    if (has_to) {
        if (!has_from || to.last < out->first)
            *out = to;
        else
            out->last = to.last > out->last ? to.last : out->last;
    }
    if (has_from || has_to)
        return true;
    return fact->type == GX_TIE_PARTICIPATION && gx_days_read(out, source->vertices[fact->target].date);
}

static bool listed(const char *text, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text && strcmp(text, list[i]) == 0)
            return true;
    return n == 0;
}

static bool fact_passes(const fact_sieve *sieve, uint32_t number)
{
    const gx_tie *fact = &sieve->source->facts[number];
    const gx_layer_filter *filter = sieve->filter;
    if ((sieve->kept && !sieve->kept[number]) || !(sieve->facts & BIT(fact->type)) ||
        fact->confidence < filter->min_confidence || (filter->no_inferred && fact->inferred))
        return false;
    if (fact->type == GX_TIE_PARTICIPATION && !listed(fact->title, filter->roles, filter->n_roles))
        return false;
    gx_days days;
    if (!sieve->windowed)
        return true;
    if (!fact_days(sieve->source, fact, &days))
        return filter->keep_undated || fact->type == GX_TIE_PART_OF;
    return overlaps(days, sieve->window);
}

/* Kinds of events say nothing of organizations, and the other way round; kinds that nobody is of let nothing
 * through. */
static void note_kinds(fact_sieve *sieve)
{
    const gx_layer_filter *filter = sieve->filter;
    for (size_t v = 0; filter->n_kinds && v < sieve->source->n_vertices; v++) {
        const gx_vertex *vertex = &sieve->source->vertices[v];
        if (!sieve->has_kind[vertex->type])
            sieve->has_kind[vertex->type] = listed(vertex->kind, filter->kinds, filter->n_kinds);
    }
    if (!sieve->has_kind[GX_VERTEX_ORGANIZATION] && !sieve->has_kind[GX_VERTEX_EVENT])
        sieve->has_kind[GX_VERTEX_ORGANIZATION] = sieve->has_kind[GX_VERTEX_EVENT] = filter->n_kinds > 0;
}

static bool vertex_passes(const fact_sieve *sieve, const gx_vertex *vertex)
{
    if (vertex->type == GX_VERTEX_PERSON)
        return true;
    gx_days days;
    if (vertex->type == GX_VERTEX_EVENT && sieve->windowed && gx_days_read(&days, vertex->date) &&
        !overlaps(days, sieve->window))
        return false;
    return !sieve->has_kind[vertex->type] ||
           listed(vertex->kind, sieve->filter->kinds, sieve->filter->n_kinds);
}

/* An undated event is in a window only by its facts. */
static bool needs_an_edge(const fact_sieve *sieve, const gx_vertex *vertex)
{
    gx_days days;
    return sieve->filter->no_isolates ||
           (sieve->windowed && !sieve->filter->keep_undated && vertex->type == GX_VERTEX_EVENT &&
            !gx_days_read(&days, vertex->date));
}

/* ---- what joins two vertices ---- */

/* One reason for an edge: a fact, or in a projection two facts of one centre. Vertices are base numbers. */
typedef struct reason {
    uint32_t source, target; /* where the layer has no direction: lower, higher */
    uint32_t fact, second;   /* second: GX_NO_FACT but in projections */
    uint32_t group;          /* reasons of one pair and one group are one edge */
    double strength, confidence;
} reason;

enum { GX_NO_FACT = UINT32_MAX };

typedef struct reasons {
    reason *at;
    size_t n, cap;
} reasons;

static bool add_reason(reasons *list, reason one)
{
    if (!gx_grow((void **)&list->at, &list->cap, list->n, sizeof *list->at))
        return false;
    list->at[list->n++] = one;
    return true;
}

static int compare_reasons(const void *a, const void *b)
{
    const reason *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    if (x->target != y->target)
        return x->target < y->target ? -1 : 1;
    if (x->fact != y->fact)
        return x->fact < y->fact ? -1 : 1;
    return (x->second > y->second) - (x->second < y->second);
}

static reason ordered(uint32_t a, uint32_t b, bool directed)
{
    bool keep = directed || a <= b;
    return (reason){.source = keep ? a : b, .target = keep ? b : a};
}

/* Each fact is a reason of its own. */
static gx_status collect_facts(reasons *out, const fact_sieve *sieve, const bool *in, bool directed,
                               gx_error *err)
{
    for (uint32_t f = 0; f < sieve->source->n_facts; f++) {
        const gx_tie *fact = &sieve->source->facts[f];
        if (!in[fact->source] || !in[fact->target] || !fact_passes(sieve, f))
            continue;
        reason one = ordered(fact->source, fact->target, directed);
        one.fact = f;
        one.second = GX_NO_FACT;
        one.strength = fact->strength;
        one.confidence = fact->confidence;
        if (!add_reason(out, one))
            return gx_fail(err, GX_ENOMEM, "out of memory for the edges of a layer");
    }
    return GX_OK;
}

/* A member of a centre by its surest fact. */
typedef struct member {
    uint32_t centre, vertex, fact;
    double confidence;
} member;

static int compare_members(const void *a, const void *b)
{
    const member *x = a, *y = b;
    if (x->centre != y->centre)
        return x->centre < y->centre ? -1 : 1;
    if (x->vertex != y->vertex)
        return x->vertex < y->vertex ? -1 : 1;
    if (x->confidence != y->confidence)
        return x->confidence > y->confidence ? -1 : 1;
    return x->fact < y->fact ? -1 : x->fact > y->fact;
}

/* Members of all centres, those of a centre together, each once. The centre needs to pass the filter too. */
static gx_status collect_members(member **out, size_t *n, const fact_sieve *sieve, const bool *in,
                                 side projection, gx_error *err)
{
    const gx_source *source = sieve->source;
    member *members = gx_alloc(source->n_facts * sizeof *members);
    if (!members)
        return gx_fail(err, GX_ENOMEM, "out of memory for the members of a layer");
    size_t found = 0;
    for (uint32_t f = 0; f < source->n_facts; f++) {
        const gx_tie *fact = &source->facts[f];
        uint32_t vertex = projection == JOIN_SOURCES ? fact->source : fact->target;
        uint32_t centre = projection == JOIN_SOURCES ? fact->target : fact->source;
        if (in[vertex] && vertex_passes(sieve, &source->vertices[centre]) && fact_passes(sieve, f))
            members[found++] = (member){centre, vertex, f, fact->confidence};
    }
    qsort(members, found, sizeof *members, compare_members);
    *n = 0;
    for (size_t i = 0; i < found; i++)
        if (!*n || members[*n - 1].centre != members[i].centre || members[*n - 1].vertex != members[i].vertex)
            members[(*n)++] = members[i];
    *out = members;
    return GX_OK;
}

/* Each two of the members of one centre. */
static bool join_members(reasons *out, const member *members, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            double surely =
                members[i].confidence < members[j].confidence ? members[i].confidence : members[j].confidence;
            reason one = {.source = members[i].vertex,
                          .target = members[j].vertex,
                          .fact = members[i].fact,
                          .second = members[j].fact,
                          .strength = gx_fact_strength(surely) / (double)(n - 1),
                          .confidence = surely};
            if (!add_reason(out, one))
                return false;
        }
    }
    return true;
}

static gx_status collect_projection(reasons *out, const fact_sieve *sieve, const bool *in, side projection,
                                    const gx_work *work, gx_error *err)
{
    member *members = NULL;
    size_t n = 0, limit = sieve->filter->max_event_size;
    gx_status status = collect_members(&members, &n, sieve, in, projection, err);
    for (size_t from = 0, to; status == GX_OK && from < n; from = to) {
        for (to = from + 1; to < n && members[to].centre == members[from].centre; to++)
            ;
        if (gx_work_stopped(work))
            status = gx_work_interrupted(err);
        else if ((limit == 0 || to - from <= limit) && !join_members(out, members + from, to - from))
            status = gx_fail(err, GX_ENOMEM, "out of memory for the pairs of %zu participants", to - from);
    }
    gx_free(members);
    return status;
}

/* ---- from reasons to edges ---- */

static bool same_pair(const reason *a, const reason *b)
{
    return a->source == b->source && a->target == b->target;
}

static bool same_edge(const reason *a, const reason *b)
{
    return same_pair(a, b) && a->group == b->group;
}

static bool same_role(const gx_tie *a, const gx_tie *b)
{
    return a->type == b->type && a->source == b->source &&
           strcmp(a->title ? a->title : "", b->title ? b->title : "") == 0;
}

/* Sorted reasons again, those of one pair in groups of one role, each numbered by its first. */
static void group_by_role(reasons *list, const gx_source *source)
{
    for (size_t from = 0, to; from < list->n; from = to) {
        for (to = from + 1; to < list->n && same_pair(&list->at[from], &list->at[to]); to++)
            ;
        for (size_t i = from; i < to; i++) {
            size_t first = from;
            while (!same_role(&source->facts[list->at[first].fact], &source->facts[list->at[i].fact]))
                first++;
            list->at[i].group = (uint32_t)(first - from);
        }
        qsort(list->at + from, to - from, sizeof *list->at, compare_reasons);
    }
}

/* The earlier beginning or the later end of two dates; what is not a date loses. */
static const char *outer(const char *a, const char *b, bool earlier)
{
    gx_days x, y;
    if (!gx_days_read(&x, a))
        return gx_days_read(&y, b) ? b : NULL;
    if (!gx_days_read(&y, b))
        return a;
    return earlier ? (y.first < x.first ? b : a) : (y.last > x.last ? b : a);
}

static void widen(gx_tie *edge, const gx_source *source, uint32_t number)
{
    const gx_tie *fact = &source->facts[number];
    const char *event = fact->type == GX_TIE_PARTICIPATION ? source->vertices[fact->target].date : NULL;
    const char *from = fact->from ? fact->from : fact->to ? fact->to : event;
    const char *to = fact->to ? fact->to : fact->from ? fact->from : event;
    edge->from = outer(edge->from, from, true);
    edge->to = outer(edge->to, to, false);
}

/* One edge out of its reasons. */
static void merge_reasons(gx_tie *edge, const gx_network *net, const struct layer_row *layer,
                          const reason *at, size_t n)
{
    const gx_source *source = net->source;
    const reason *surest = at;
    double doubt = 1, strength = 0;
    bool inferred = true;
    for (size_t i = 0; i < n; i++) {
        if (at[i].confidence > surest->confidence)
            surest = &at[i];
        doubt *= 1 - at[i].confidence;
        strength += at[i].strength;
        inferred &= source->facts[at[i].fact].inferred;
    }
    *edge = source->facts[surest->fact];
    bool swapped = layer->projection == NO_PROJECTION && edge->source != at->source;
    edge->source = net->of_base[swapped ? at->target : at->source];
    edge->target = net->of_base[swapped ? at->source : at->target];
    if (layer->projection != NO_PROJECTION) {
        edge->type = layer->tie;
        edge->title = NULL;
    }
    edge->from = edge->to = NULL;
    for (size_t i = 0; i < n; i++) {
        widen(edge, source, at[i].fact);
        if (at[i].second != GX_NO_FACT)
            widen(edge, source, at[i].second);
    }
    edge->confidence = 1 - doubt;
    edge->strength = strength;
    edge->inferred = inferred;
    edge->n_facts = (uint32_t)n;
}

static gx_status merge_all(gx_network *net, const struct layer_row *layer, const reasons *list, gx_error *err)
{
    size_t edges = 0, facts = 0;
    for (size_t i = 0; i < list->n; i++) {
        edges += i == 0 || !same_edge(&list->at[i - 1], &list->at[i]);
        facts += list->at[i].second == GX_NO_FACT ? 1 : 2;
    }
    net->edges = gx_alloc_zero(edges, sizeof *net->edges);
    net->fact_from = gx_alloc_zero(edges + 1, sizeof *net->fact_from);
    net->facts = gx_alloc_zero(facts, sizeof *net->facts);
    if (!net->edges || !net->fact_from || !net->facts)
        return gx_fail(err, GX_ENOMEM, "out of memory for %zu edges", edges);

    uint32_t next = 0;
    for (size_t from = 0, to; from < list->n; from = to) {
        for (to = from + 1; to < list->n && same_edge(&list->at[from], &list->at[to]); to++)
            ;
        merge_reasons(&net->edges[net->n_edges], net, layer, list->at + from, to - from);
        for (size_t i = from; i < to; i++) {
            net->facts[next++] = list->at[i].fact;
            if (list->at[i].second != GX_NO_FACT)
                net->facts[next++] = list->at[i].second;
        }
        net->fact_from[++net->n_edges] = next;
    }
    return GX_OK;
}

/* Which base vertices the layer has, before its edges are known. */
static void choose_vertices(bool *in, const fact_sieve *sieve, unsigned types)
{
    for (size_t v = 0; v < sieve->source->n_vertices; v++) {
        const gx_vertex *vertex = &sieve->source->vertices[v];
        in[v] = (types & BIT(vertex->type)) && vertex_passes(sieve, vertex);
    }
}

static gx_status drop_isolates(bool *in, const fact_sieve *sieve, const reasons *list, gx_error *err)
{
    bool *joined = gx_alloc_zero(sieve->source->n_vertices, sizeof *joined);
    if (!joined)
        return gx_fail(err, GX_ENOMEM, "out of memory for the vertices of a layer");
    for (size_t i = 0; i < list->n; i++)
        joined[list->at[i].source] = joined[list->at[i].target] = true;
    for (size_t v = 0; v < sieve->source->n_vertices; v++)
        in[v] = in[v] && (joined[v] || !needs_an_edge(sieve, &sieve->source->vertices[v]));
    gx_free(joined);
    return GX_OK;
}

static gx_status build(gx_network **out, gx_source *source, gx_layer layer, const bool *in,
                       const reasons *list, gx_error *err)
{
    size_t n = 0;
    for (size_t v = 0; v < source->n_vertices; v++)
        n += in[v];
    gx_network *net = gx_network_start(source, n);
    if (!net)
        return gx_fail(err, GX_ENOMEM, "out of memory for a layer of %zu vertices", n);
    net->layer = layer;
    uint32_t next = 0;
    for (uint32_t v = 0; v < source->n_vertices; v++) {
        net->of_base[v] = in[v] ? next : GX_NO_VERTEX;
        if (in[v])
            net->base_of[next++] = v;
    }
    gx_status status = merge_all(net, &layers[layer], list, err);
    if (status == GX_OK)
        *out = net;
    else
        gx_network_free(net);
    return status;
}

gx_status gx_layer_draw(gx_network **out, const gx_network *net, gx_layer layer,
                        const gx_layer_filter *filter, const bool *kept, const gx_work *work, gx_error *err)
{
    static const gx_layer_filter everything = {0};
    *out = NULL;
    if (!net->is_base)
        return gx_fail(err, GX_EINVAL, "a layer is drawn from the base network, not from another layer");
    if ((unsigned)layer >= GX_LAYERS)
        return gx_fail(err, GX_EINVAL, "there is no layer %d", (int)layer);
    const struct layer_row *row = &layers[layer];
    fact_sieve sieve = {
        .filter = filter ? filter : &everything, .source = net->source, .kept = kept, .facts = row->facts};
    gx_status status = read_window(&sieve, sieve.filter, err);
    if (status != GX_OK)
        return status;

    reasons list = {0};
    bool *in = gx_alloc_zero(net->source->n_vertices, sizeof *in);
    if (!in) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for the vertices of a layer");
        goto done;
    }
    note_kinds(&sieve);
    choose_vertices(in, &sieve, row->vertices);
    status = row->projection == NO_PROJECTION
                 ? collect_facts(&list, &sieve, in, row->info.directed, err)
                 : collect_projection(&list, &sieve, in, row->projection, work, err);
    if (status != GX_OK)
        goto done;
    if (list.n)
        qsort(list.at, list.n, sizeof *list.at, compare_reasons);
    if (sieve.filter->by_role && row->projection == NO_PROJECTION)
        group_by_role(&list, net->source);
    if ((status = drop_isolates(in, &sieve, &list, err)) == GX_OK)
        status = build(out, net->source, layer, in, &list, err);
done:
    gx_free(list.at);
    gx_free(in);
    return status;
}

gx_status gx_layer_new(gx_network **out, const gx_network *net, gx_layer layer, const gx_layer_filter *filter,
                       const gx_work *work, gx_error *err)
{
    return gx_layer_draw(out, net, layer, filter, NULL, work, err);
}
