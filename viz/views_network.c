/*
 * Views of the network: the whole or its core, surroundings, paths, brokers.
 */
#include "viz/views.h"

#include "base/file.h"
#include "base/map.h"
#include "base/message.h"
#include "graph/brokers.h"
#include "graph/paths.h"
#include "viz/label.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NETWORK_USUAL = 80, EGO_USUAL = 60, BROKERS_USUAL = 12, BROKER_GROUPS = 4, NAME_COLUMNS = 16, NAME_LINES = 5 };

/* Points of the smallest and the largest name where names are sized by a measure. */
enum { POINTS_LEAST = 9, POINTS_MOST = 20, POINTS_PLAIN = 11 };

/*
 * What lays out a network: names do not overlap (Gansner & Hu 2010), `start` keeps it the same each time, and lines go
 * around the boxes that they do not end at (Dobkin, Gansner, Koutsofios & North 1997), which takes some seconds a hundred.
 */
enum { ROUTED_MOST = 120 };
static const char spring[] = "overlap=prism overlap_scaling=4 sep=\"+14\" esep=\"+6\" splines=true K=0.9 repulsiveforce=1.4";
static const char spring_straight[] = "overlap=prism overlap_scaling=3 sep=\"+8\" splines=line K=0.9 repulsiveforce=1.4";

/** How many names one sheet of A4 can hold in a size that is read. PDF has as many sheets as it takes. */
static size_t network_usual(const gx_draw_request *request)
{
    return request->paper == GX_PAPER_A4 && request->format != GX_DRAW_PDF ? NETWORK_USUAL / 2 : NETWORK_USUAL;
}

static const char *spring_of(size_t shown)
{
    return shown <= ROUTED_MOST ? spring : spring_straight;
}

static gx_vertex_type vertex_type(gx_kb_type type)
{
    return type == GX_KB_PERSON ? GX_VERTEX_PERSON : type == GX_KB_EVENT ? GX_VERTEX_EVENT : GX_VERTEX_ORGANIZATION;
}

static void vertex_id(char out[24], uint32_t vertex)
{
    snprintf(out, 24, "v%" PRIu32, vertex);
}

/** PageRank where the caller has no measure of his own; `own` is cleared by the caller. */
static gx_status sizes_of(const gx_scores **out, gx_scores *own, const gx_draw_request *request, gx_error *err)
{
    *out = request->sizes;
    if (*out)
        return GX_OK;
    *out = own;
    return gx_scores_init(own, request->network, GX_MEASURE_PAGERANK, NULL, err);
}

typedef struct ranked {
    double score;
    uint32_t vertex;
} ranked;

static int by_score(const void *a, const void *b)
{
    const ranked *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return left->vertex < right->vertex ? -1 : left->vertex > right->vertex;
}

/** The vertices, highest score first: new, n of them; NULL without memory. */
static ranked *rank_vertices(size_t n, const gx_scores *scores)
{
    bool low_first = gx_measure_describe(scores->measure)->low_is_strong;
    ranked *list = gx_alloc_zero(n + 1, sizeof *list);
    for (size_t v = 0; list && v < n; v++)
        list[v] = (ranked){low_first ? -scores->values[v] : scores->values[v], (uint32_t)v};
    if (list)
        qsort(list, n, sizeof *list, by_score);
    return list;
}

/** `tied[v]`: does an edge join v to another that is kept? */
static void mark_tied(bool *tied, const gx_network *net, const bool *kept)
{
    memset(tied, 0, gx_network_vertex_count(net) * sizeof *tied);
    for (uint32_t e = 0; e < gx_network_edge_count(net); e++) {
        const gx_tie *tie = gx_network_edge(net, e);
        if (tie->source == tie->target)
            continue;
        tied[tie->source] = tied[tie->source] || kept[tie->target];
        tied[tie->target] = tied[tie->target] || kept[tie->source];
    }
}

/**
 * The core: the `most` highest vertices, but for those that nothing would join to the others; their room goes to the next
 * highest that are tied to the core. @return how many stay, or SIZE_MAX without memory
 */
static size_t keep_core(bool *kept, const gx_draw_request *request, const gx_scores *scores, size_t most)
{
    size_t n = gx_network_vertex_count(request->network), count = 0, next = n < most ? n : most;
    ranked *list = rank_vertices(n, scores);
    bool *tied = gx_alloc_zero(n + 1, sizeof *tied);
    if (!list || !tied) {
        gx_free(list);
        gx_free(tied);
        return SIZE_MAX;
    }
    for (size_t i = 0; i < next; i++)
        kept[list[i].vertex] = true;
    mark_tied(tied, request->network, kept);
    for (size_t i = 0; n > most && i < next; i++)
        kept[list[i].vertex] = tied[list[i].vertex];
    mark_tied(tied, request->network, kept);
    for (size_t v = 0; v < n; v++)
        count += kept[v];
    for (size_t i = next; i < n && count < most; i++)
        if (tied[list[i].vertex]) {
            kept[list[i].vertex] = true;
            count++;
        }
    gx_free(list);
    gx_free(tied);
    return count;
}

/**
 * Around a centre: the `most` highest of those near it, each with those through which it is reached.
 * @param before  [vertices] the neighbour one step nearer to the centre; GX_NO_VERTEX where it is not near
 * @return how many stay besides the centre, or SIZE_MAX without memory
 */
static size_t keep_around(bool *kept, const gx_draw_request *request, const gx_scores *scores, const uint32_t *before,
                          uint32_t centre, size_t most)
{
    size_t n = gx_network_vertex_count(request->network), count = 0;
    ranked *list = rank_vertices(n, scores);
    if (!list)
        return SIZE_MAX;
    kept[centre] = true;
    for (size_t i = 0; i < n && count < most; i++) {
        if (before[list[i].vertex] == GX_NO_VERTEX)
            continue;
        for (uint32_t v = list[i].vertex; !kept[v]; v = before[v]) {
            kept[v] = true;
            count++;
        }
    }
    gx_free(list);
    return count;
}

/** The highest neighbour one step nearer to the centre of each vertex near it. @return false: no memory */
static bool find_before(uint32_t **out, const gx_network *net, const gx_surroundings *near, const gx_scores *scores)
{
    size_t n = gx_network_vertex_count(net);
    uint32_t *before = gx_alloc_zero(n + 1, sizeof *before);
    uint32_t *steps = gx_alloc_zero(n + 1, sizeof *steps);
    bool ok = before && steps;
    for (size_t v = 0; ok && v < n; v++)
        before[v] = steps[v] = GX_NO_VERTEX;
    for (size_t i = 0; ok && i < near->n; i++)
        steps[near->vertices[i]] = near->steps[i];
    for (uint32_t e = 0; ok && e < gx_network_edge_count(net); e++) {
        const gx_tie *tie = gx_network_edge(net, e);
        uint32_t far = tie->source, nigh = tie->target;
        if (steps[far] == GX_NO_VERTEX || steps[nigh] == GX_NO_VERTEX || steps[far] == steps[nigh])
            continue;
        if (steps[far] < steps[nigh]) {
            far = tie->target;
            nigh = tie->source;
        }
        if (before[far] == GX_NO_VERTEX || scores->values[nigh] > scores->values[before[far]])
            before[far] = nigh;
    }
    gx_free(steps);
    *out = before;
    return ok;
}

static const char *measure_word(const gx_scores *scores)
{
    return gx_canvas_word(gx_measure_describe(scores->measure)->name);
}

static double share_of(const gx_scores *scores, size_t n, uint32_t vertex)
{
    double most = 0;
    for (size_t v = 0; v < n; v++)
        most = fmax(most, scores->values[v]);
    return most > 0 && scores->values[vertex] > 0 ? sqrt(scores->values[vertex] / most) : 0;
}

static void add_vertex(gx_canvas *canvas, const gx_draw_request *request, uint32_t vertex, double points, const char *more)
{
    const gx_vertex *v = gx_network_vertex(request->network, vertex);
    const gx_node_look *look = gx_canvas_look(canvas, v->type, v->kind);
    const char *fill = request->communities ? gx_palette_community(request->communities->of[vertex]) : NULL;
    char id[24];
    gx_buffer label = {0};
    vertex_id(id, vertex);
    gx_canvas_text(&label, v->name, NAME_COLUMNS, NAME_LINES, points, true);
    if (v->type == GX_VERTEX_EVENT && v->date) {
        gx_buffer_puts(&label, "<BR/>");
        gx_canvas_text(&label, v->date, NAME_COLUMNS, 2, POINTS_LEAST, false);
    }
    canvas->communities = fill != NULL;
    gx_canvas_node(canvas, id, look, fill, label.at ? label.at : " ", v->name, more);
    gx_canvas_dates(canvas, v->date, v->date);
    canvas->dot.failed = canvas->dot.failed || label.failed;
    gx_buffer_clear(&label);
}

/** Was this line drawn before: the same ends and type and, where roles are named, the same role? */
static bool drawn_before(gx_map *drawn, const gx_tie *tie, bool named, bool *no_memory)
{
    gx_buffer key = {0};
    uint32_t number;
    size_t before = drawn->n;
    gx_buffer_printf(&key, "%" PRIu32 " %" PRIu32 " %d %s", tie->source, tie->target, (int)tie->type,
                     named && tie->title ? tie->title : "");
    *no_memory = *no_memory || key.failed || !gx_map_intern(drawn, key.at, &number);
    gx_buffer_clear(&key);
    return drawn->n == before;
}

/** Is an arrow news? Who took part or holds a post is told by the boxes: an event, a person. */
static bool points_somewhere(gx_tie_type type)
{
    return type != GX_TIE_PARTICIPATION && type != GX_TIE_POST;
}

/** Parallel edges of one type are one line; where `named` one line for each role, which stands at it. */
static void add_edges(gx_canvas *canvas, const gx_draw_request *request, const bool *kept, bool named)
{
    const gx_network *net = request->network;
    gx_map drawn = {0};
    bool no_memory = false;
    for (uint32_t e = 0; e < gx_network_edge_count(net) && !no_memory; e++) {
        const gx_tie *tie = gx_network_edge(net, e);
        if (!kept[tie->source] || !kept[tie->target] || tie->source == tie->target ||
            drawn_before(&drawn, tie, named, &no_memory))
            continue;
        char from[24], to[24], more[96];
        vertex_id(from, tie->source);
        vertex_id(to, tie->target);
        double width = 0.6 + 2.2 * fmin(1, tie->strength / 5);
        /* printf() would write the locale's comma. */
        snprintf(more, sizeof more, "penwidth=%d.%d%s", (int)width, (int)(width * 10) % 10,
                 named || points_somewhere(tie->type) ? "" : " arrowhead=none");
        const char *text = tie->title ? gx_canvas_word(tie->title) : NULL;
        if (named && text)
            gx_canvas_worded_edge(canvas, from, to, tie->type, tie->inferred, text, false, more);
        else
            gx_canvas_edge(canvas, from, to, tie->type, tie->inferred, NULL, more);
        gx_canvas_dates(canvas, tie->from, tie->to);
    }
    canvas->dot.failed = canvas->dot.failed || no_memory;
    gx_map_clear(&drawn);
}

static gx_status finish(const gx_canvas *canvas, gx_error *err)
{
    return canvas->dot.failed ? gx_fail(err, GX_ENOMEM, "out of memory for a picture") : GX_OK;
}

static gx_status find_vertex(uint32_t *out, const gx_draw_request *request, gx_entity_id id, gx_kb_type type, gx_error *err)
{
    *out = gx_network_find(request->network, vertex_type(type), id);
    if (*out == GX_NO_VERTEX)
        return gx_fail(err, GX_ENOTFOUND, "not in this network: the layer or the filters leave it out");
    return GX_OK;
}

/** Draw the kept vertices and what is between them. */
static gx_status draw_kept(gx_canvas *canvas, const gx_draw_request *request, const bool *kept, const gx_scores *sizes,
                           bool sized, bool named, uint32_t centre, gx_error *err)
{
    size_t n = gx_network_vertex_count(request->network);
    for (uint32_t v = 0; v < n; v++) {
        if (!kept[v])
            continue;
        double points = sized ? POINTS_LEAST + (POINTS_MOST - POINTS_LEAST) * share_of(sizes, n, v) : POINTS_PLAIN;
        add_vertex(canvas, request, v, v == centre ? 16 : points, v == centre ? "penwidth=3" : "");
    }
    add_edges(canvas, request, kept, named);
    if (canvas->n_left_out)
        gx_canvas_note(canvas, _("Only the %zu most important are drawn (by %s); %zu more are not."), canvas->n_drawn,
                       measure_word(sizes), canvas->n_left_out);
    return finish(canvas, err);
}

gx_status gx_view_network(gx_canvas *canvas, const gx_draw_request *request, const char *font, gx_error *err)
{
    size_t n = gx_network_vertex_count(request->network);
    gx_scores own = {0};
    const gx_scores *sizes = NULL;
    bool *kept = gx_alloc_zero(n + 1, sizeof *kept);
    gx_status status = kept ? sizes_of(&sizes, &own, request, err) : gx_fail(err, GX_ENOMEM, "out of memory for a picture");
    if (status != GX_OK)
        goto done;
    if (!n) {
        status = gx_fail(err, GX_ENOTFOUND, "the network is empty");
        goto done;
    }
    size_t shown = keep_core(kept, request, sizes, request->max_nodes ? request->max_nodes : network_usual(request));
    if (shown == SIZE_MAX) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for a picture");
        goto done;
    }
    canvas->n_left_out = n - shown;
    gx_canvas_begin(canvas, "sfdp", spring_of(shown), font);
    gx_buffer_puts(&canvas->title, _("Network of relations"));
    gx_canvas_note(canvas, _("Size of the name: %s."), measure_word(sizes));
    status = draw_kept(canvas, request, kept, sizes, true, false, GX_NO_VERTEX, err);
done:
    gx_free(kept);
    gx_scores_clear(&own);
    return status;
}

gx_status gx_view_ego(gx_canvas *canvas, const gx_draw_request *request, const char *font, gx_error *err)
{
    enum { NAMED_MOST = 40 };
    size_t n = gx_network_vertex_count(request->network);
    gx_scores own = {0};
    const gx_scores *sizes = NULL;
    gx_surroundings near = {0};
    uint32_t centre, *before = NULL;
    bool *kept = gx_alloc_zero(n + 1, sizeof *kept);
    gx_status status = kept ? find_vertex(&centre, request, request->subject, request->subject_type, err)
                            : gx_fail(err, GX_ENOMEM, "out of memory for a picture");
    if (status == GX_OK)
        status = sizes_of(&sizes, &own, request, err);
    if (status == GX_OK)
        status = gx_surroundings_init(&near, request->network, centre, request->steps ? request->steps : 1, err);
    if (status != GX_OK)
        goto done;
    size_t shown = SIZE_MAX;
    if (find_before(&before, request->network, &near, sizes))
        shown = keep_around(kept, request, sizes, before, centre, request->max_nodes ? request->max_nodes : EGO_USUAL);
    if (shown == SIZE_MAX) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for a picture");
        goto done;
    }
    canvas->n_left_out = near.n - 1 - shown;
    /* Few enough for roles beside the lines: in layers, where labels get room of their own. */
    bool named = shown <= NAMED_MOST;
    gx_canvas_begin(canvas, named ? "dot" : "sfdp", named ? "rankdir=LR nodesep=0.15 ranksep=0.3" : spring_of(shown), font);
    gx_buffer_printf(&canvas->title, _("Around %s"), gx_network_vertex(request->network, centre)->name);
    unsigned steps = request->steps ? request->steps : 1;
    gx_canvas_note(canvas, gx_message_of("Within %u step.", "Within %u steps.", steps), steps);
    status = draw_kept(canvas, request, kept, sizes, false, named, centre, err);
done:
    gx_free(kept);
    gx_free(before);
    gx_surroundings_clear(&near);
    gx_scores_clear(&own);
    return status;
}

/* ---- paths ---------------------------------------------------------------------------------------------------------- */

/** What a step says: the role or post, and where it stands. */
static void add_step(gx_canvas *canvas, const gx_draw_request *request, uint32_t edge, uint32_t from, uint32_t to)
{
    const gx_tie *tie = gx_network_edge(request->network, edge);
    char left[24], right[24];
    gx_buffer text = {0};
    vertex_id(left, from);
    vertex_id(right, to);
    const gx_edge_look *look = gx_palette_edge(tie->type);
    gx_buffer_puts(&text, tie->title ? gx_canvas_word(tie->title) : gx_canvas_either(look->chinese, look->english));
    if (tie->document && tie->line)
        gx_buffer_printf(&text, " %s:%" PRIu32, gx_path_name(tie->document), tie->line);
    /* The line runs along the path; its arrow shows the way of the tie. */
    gx_canvas_worded_edge(canvas, left, right, tie->type, tie->inferred, text.at ? text.at : "", tie->source != from, "");
    gx_canvas_dates(canvas, tie->from, tie->to);
    gx_buffer_clear(&text);
}

gx_status gx_view_path(gx_canvas *canvas, const gx_draw_request *request, const char *font, gx_error *err)
{
    size_t n = gx_network_vertex_count(request->network), n_edges = gx_network_edge_count(request->network);
    gx_path_list *paths = NULL;
    uint32_t from = 0, to = 0;
    bool *drawn = gx_alloc_zero(n + n_edges + 1, sizeof *drawn);
    gx_status status = drawn ? find_vertex(&from, request, request->subject, request->subject_type, err)
                             : gx_fail(err, GX_ENOMEM, "out of memory for a picture");
    if (status == GX_OK)
        status = find_vertex(&to, request, request->other, request->other_type, err);
    if (status == GX_OK)
        status = gx_paths_new(&paths, request->network, from, to, request->steps ? request->steps : 1, NULL, err);
    if (status == GX_OK && !paths->n)
        status = gx_fail(err, GX_ENOTFOUND, "nothing connects the two");
    if (status != GX_OK)
        goto done;
    gx_canvas_begin(canvas, "dot", "rankdir=LR nodesep=0.3 ranksep=0.3", font);
    gx_buffer_printf(&canvas->title, _("How %s and %s are connected"), gx_network_vertex(request->network, from)->name,
                     gx_network_vertex(request->network, to)->name);
    for (size_t p = 0; p < paths->n; p++) {
        const gx_path *path = &paths->at[p];
        for (size_t i = 0; i <= path->steps; i++) {
            uint32_t v = path->vertices[i];
            if (!drawn[v])
                add_vertex(canvas, request, v, v == from || v == to ? 14 : POINTS_PLAIN,
                           v == from || v == to ? "penwidth=3" : "");
            drawn[v] = true;
            if (i < path->steps && !drawn[n + path->edges[i]]) {
                drawn[n + path->edges[i]] = true;
                add_step(canvas, request, path->edges[i], v, path->vertices[i + 1]);
            }
        }
    }
    status = finish(canvas, err);
done:
    gx_path_list_free(paths);
    gx_free(drawn);
    return status;
}

/* ---- brokers --------------------------------------------------------------------------------------------------------- */

static const char *const broker_words[GX_BROKER_ROLES] = {
    [GX_BROKER_COORDINATOR] = N_("coordinator"),
    [GX_BROKER_GATEKEEPER] = N_("gatekeeper"),
    [GX_BROKER_REPRESENTATIVE] = N_("representative"),
    [GX_BROKER_CONSULTANT] = N_("consultant"),
    [GX_BROKER_LIAISON] = N_("liaison")};

/** Where a broker's line begins: how many of which group it is tied to. */
typedef struct broker_tie {
    uint32_t group, count;
} broker_tie;

/** A box with the groups at its right, each in its colour and with its number, where its line begins. */
static void add_broker(gx_canvas *canvas, const gx_draw_request *request, const gx_broker *broker, const broker_tie *ties,
                       size_t n_ties)
{
    const gx_vertex *v = gx_network_vertex(request->network, broker->vertex);
    gx_buffer label = {0}, counts = {0};
    char id[24];
    vertex_id(id, broker->vertex);
    for (int r = 0; r < GX_BROKER_ROLES; r++)
        if (broker->counts[r])
            gx_buffer_printf(&counts, "%s%s %" PRIu64, counts.n ? _(", ") : "", _(broker_words[r]), broker->counts[r]);
    gx_buffer_printf(&label,
                     "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"2\" CELLPADDING=\"3\"><TR><TD ROWSPAN=\"%zu\">",
                     n_ties ? n_ties : 1);
    gx_canvas_text(&label, v->name, 20, NAME_LINES, 12, true);
    gx_buffer_puts(&label, "<BR/>");
    gx_canvas_text(&label, counts.at ? counts.at : "", 32, NAME_LINES, 9, false);
    gx_buffer_puts(&label, "</TD>");
    for (size_t i = 0; i < n_ties; i++)
        gx_buffer_printf(&label,
                         "%s<TD PORT=\"p%" PRIu32 "\" BGCOLOR=\"%s\" ALIGN=\"RIGHT\"><FONT POINT-SIZE=\"10\"> %" PRIu32
                         " </FONT></TD></TR>",
                         i ? "<TR>" : "", ties[i].group, gx_palette_community(ties[i].group), ties[i].count);
    gx_buffer_puts(&label, n_ties ? "</TABLE>" : "</TR></TABLE>");
    gx_canvas_node(canvas, id, gx_canvas_look(canvas, v->type, v->kind), NULL, label.at ? label.at : " ", v->name, "");
    gx_buffer_clear(&label);
    gx_buffer_clear(&counts);
}

/** How many neighbours of the broker are in each group. */
static gx_status count_groups(uint32_t *count, const gx_draw_request *request, const gx_groups *groups, uint32_t vertex,
                              gx_error *err)
{
    gx_surroundings near = {0};
    gx_status status = gx_surroundings_init(&near, request->network, vertex, 1, err);
    memset(count, 0, groups->n * sizeof *count);
    for (size_t i = 0; status == GX_OK && i < near.n; i++) {
        uint32_t group = near.vertices[i] == vertex ? GX_NO_GROUP : groups->of[near.vertices[i]];
        if (group != GX_NO_GROUP)
            count[group]++;
    }
    gx_surroundings_clear(&near);
    return status;
}

/** A group's box: its most central members name it. */
static void add_group(gx_canvas *canvas, const gx_draw_request *request, const gx_groups *groups, const gx_scores *sizes,
                      uint32_t group)
{
    enum { NAMED = 3 };
    gx_buffer label = {0};
    size_t size = 0;
    uint32_t best[NAMED];
    size_t n_best = 0;
    for (uint32_t v = 0; v < groups->n_vertices; v++) {
        if (groups->of[v] != group)
            continue;
        size++;
        size_t at = n_best < NAMED ? n_best++ : NAMED;
        for (; at > 0 && sizes->values[best[at - 1]] < sizes->values[v]; at--)
            if (at < NAMED)
                best[at] = best[at - 1];
        if (at < NAMED)
            best[at] = v;
    }
    gx_buffer_puts(&label, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">"
                           "<TR><TD><FONT POINT-SIZE=\"9\">");
    gx_buffer_printf(&label, _("group %u (%zu)"), (unsigned)group + 1, size);
    gx_buffer_puts(&label, "</FONT></TD></TR>");
    for (size_t i = 0; i < n_best; i++) {
        gx_buffer_puts(&label, "<TR><TD>");
        gx_canvas_text(&label, gx_network_vertex(request->network, best[i])->name, 24, 2, 10, i == 0);
        gx_buffer_puts(&label, "</TD></TR>");
    }
    gx_buffer_puts(&label, "</TABLE>");
    gx_buffer_printf(&canvas->dot, "\"g%" PRIu32 "\" [label=<%s> style=\"filled,rounded\" fillcolor=\"%s\" tooltip=\" \"];\n", group,
                     label.at ? label.at : " ", gx_palette_community(group));
    canvas->n_drawn++;
    gx_buffer_clear(&label);
}

/** The groups that a broker is tied to most, at most BROKER_GROUPS; `count` [groups] is used up. @return how many */
static size_t largest_groups(broker_tie *out, uint32_t *count, const gx_groups *groups)
{
    size_t n = 0;
    for (; n < BROKER_GROUPS; n++) {
        uint32_t g = 0;
        for (uint32_t other = 1; other < groups->n; other++)
            if (count[other] > count[g])
                g = other;
        if (!count[g])
            break;
        out[n] = (broker_tie){g, count[g]};
        count[g] = 0;
    }
    return n;
}

static gx_status add_brokers(gx_canvas *canvas, const gx_draw_request *request, const gx_brokers *brokers,
                             const gx_groups *groups, const gx_scores *sizes, size_t shown, gx_error *err)
{
    gx_status status = GX_OK;
    uint32_t *count = gx_alloc_zero(groups->n + 1, sizeof *count);
    bool *drawn = gx_alloc_zero(groups->n + 1, sizeof *drawn);
    if (!count || !drawn)
        status = gx_fail(err, GX_ENOMEM, "out of memory for a picture");
    for (size_t b = 0; status == GX_OK && b < shown; b++) {
        broker_tie ties[BROKER_GROUPS];
        uint32_t vertex = brokers->at[b].vertex;
        status = count_groups(count, request, groups, vertex, err);
        size_t n_ties = status == GX_OK ? largest_groups(ties, count, groups) : 0;
        add_broker(canvas, request, &brokers->at[b], ties, n_ties);
        for (size_t k = 0; k < n_ties; k++) {
            uint32_t g = ties[k].group, n = ties[k].count;
            if (!drawn[g])
                add_group(canvas, request, groups, sizes, g);
            drawn[g] = true;
            gx_buffer_printf(&canvas->dot,
                             "\"v%" PRIu32 "\":p%" PRIu32 ":e -> \"g%" PRIu32 "\":w [color=\"%s\" penwidth=%u dir=none];\n", vertex, g,
                             g, gx_palette_community_line(g), n < 10 ? 1 + n / 5 : 3);
        }
    }
    gx_free(count);
    gx_free(drawn);
    return status;
}

gx_status gx_view_brokers(gx_canvas *canvas, const gx_draw_request *request, const char *font, gx_error *err)
{
    gx_groups groups = {0};
    gx_brokers *brokers = NULL;
    gx_scores own = {0};
    const gx_scores *sizes = NULL;
    gx_status status = sizes_of(&sizes, &own, request, err);
    if (status == GX_OK)
        status = gx_groups_init(&groups, request->network, GX_GROUP_BY_COMMUNITY, NULL, err);
    if (status == GX_OK)
        status = gx_brokers_new(&brokers, request->network, &groups, NULL, err);
    if (status == GX_OK && !brokers->n)
        status = gx_fail(err, GX_ENOTFOUND, "nobody stands between two others here");
    if (status != GX_OK)
        goto done;
    /* Who mediates is somebody, not a happening. */
    size_t n = 0;
    for (size_t b = 0; b < brokers->n; b++)
        if (gx_network_vertex(request->network, brokers->at[b].vertex)->type != GX_VERTEX_EVENT)
            brokers->at[n++] = brokers->at[b];
    brokers->n = n;
    size_t most = request->max_nodes ? request->max_nodes : BROKERS_USUAL;
    size_t shown = brokers->n < most ? brokers->n : most;
    gx_canvas_begin(canvas, "dot", "rankdir=LR nodesep=0.2 ranksep=2.2", font);
    gx_buffer_puts(&canvas->title, _("Brokers: who ties the groups together"));
    gx_canvas_note(canvas, _("At the left brokers, at the right groups (Leiden); the number where a line begins tells how many in "
                             "that group the broker is tied to. Of each broker the %d largest are drawn."), BROKER_GROUPS);
    gx_canvas_note(canvas, _("Times between two others (Gould & Fernandez 1989): coordinator, both in the broker's group; gatekeeper, from "
                             "another group into it; representative, out of it; consultant, both in one other group; liaison, in two "
                             "others."));
    status = add_brokers(canvas, request, brokers, &groups, sizes, shown, err);
    canvas->n_left_out = brokers->n - shown;
    if (status == GX_OK && canvas->n_left_out)
        gx_canvas_note(canvas, _("The first %zu brokers are drawn; %zu more are not."), shown, canvas->n_left_out);
    if (status == GX_OK)
        status = finish(canvas, err);
done:
    gx_brokers_free(brokers);
    gx_groups_clear(&groups);
    gx_scores_clear(&own);
    return status;
}
