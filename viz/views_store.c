/*
 * Views of the knowledge base: hierarchy, an event, a person, who was at what.
 */
#include "viz/views.h"

#include "base/map.h"
#include "base/message.h"
#include "viz/label.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Widths in terminal columns: 24 are twelve Chinese characters. */
enum { NAME_COLUMNS = 24, DETAIL_COLUMNS = 28, NAME_LINES = 5, HOLDERS_SHOWN = 8 };

static void begin_table(gx_buffer *out)
{
    gx_buffer_puts(out, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">");
}

static void add_table_row(gx_buffer *out, const char *text, size_t columns, size_t lines, double points, bool bold)
{
    gx_buffer_puts(out, "<TR><TD>");
    gx_canvas_text(out, text, columns, lines, points, bold);
    gx_buffer_puts(out, "</TD></TR>");
}

static gx_status out_of_memory(const gx_canvas *canvas, gx_error *err)
{
    return canvas->dot.failed ? gx_fail(err, GX_ENOMEM, "out of memory for a picture") : GX_OK;
}

static gx_entity_id id_of(const gx_entity *entity)
{
    return entity ? entity->id : 0;
}

/** Of rows that say the same of the same two (several pages, several sentences) the first stays. */
static void drop_repeated(gx_link_rows *rows)
{
    size_t n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        const gx_link_row *row = &rows->at[i];
        size_t k = 0;
        while (k < n && (rows->at[k].type != row->type || strcmp(rows->at[k].what, row->what) != 0 ||
                         id_of(rows->at[k].from) != id_of(row->from) || id_of(rows->at[k].to) != id_of(row->to)))
            k++;
        if (k == n)
            rows->at[n++] = *row;
    }
    rows->n = n;
}

/* ---- organizations ---------------------------------------------------------------------------------------------- */

enum { ORGS_USUAL = 400, FEW_ROOTS = 3 };

/** A row of the hierarchy, depth first: each organization once, and again without what is below it where it has two above. */
typedef struct org_row {
    uint32_t vertex;
    uint32_t depth; /* 0 = a root */
    uint32_t above; /* GX_NO_VERTEX for a root */
    bool inferred;  /* the link to the one above */
    bool repeated;
} org_row;

typedef struct org_tree {
    org_row *at;
    size_t n, cap;
    bool failed;
} org_tree;

/** Ties sorted by the one above: those of vertex v are at [first[v], first[v + 1]). */
typedef struct org_links {
    uint32_t *first; /* [vertices + 1] */
    uint32_t *edges; /* [n] */
    size_t n;
    bool *placed;    /* [vertices] has a row already */
    bool *below;     /* [vertices] has one above it */
} org_links;

static void org_links_clear(org_links *links)
{
    gx_free(links->first);
    gx_free(links->edges);
    gx_free(links->placed);
    gx_free(links->below);
}

/** From edges in any order to edges by the one above; `first` counts them two places further. @return false: no memory */
static bool sort_links(org_links *links, const gx_network *net)
{
    uint32_t *sorted = gx_alloc_zero(links->n + 1, sizeof *sorted);
    for (size_t i = 0; sorted && i < links->n; i++)
        sorted[links->first[gx_network_edge(net, links->edges[i])->target + 1]++] = links->edges[i];
    if (sorted) {
        gx_free(links->edges);
        links->edges = sorted;
    }
    return sorted;
}

/**
 * @param stated_first  leave inferred ties out where a page says what is above: a picture of everything would have each
 *                      union of an enterprise twice, below the enterprise and below the city's union
 */
static bool org_links_init(org_links *out, const gx_network *net, bool stated_first)
{
    size_t n = gx_network_vertex_count(net), n_edges = gx_network_edge_count(net);
    out->first = gx_alloc_zero(n + 2, sizeof *out->first);
    out->edges = gx_alloc_zero(n_edges + 1, sizeof *out->edges);
    out->placed = gx_alloc_zero(n + 1, sizeof *out->placed);
    out->below = gx_alloc_zero(n + 1, sizeof *out->below);
    if (!out->first || !out->edges || !out->placed || !out->below)
        return false;
    for (int inferred = 0; inferred < 2; inferred++)
        for (uint32_t e = 0; e < n_edges; e++) {
            const gx_tie *tie = gx_network_edge(net, e);
            if (tie->inferred != (inferred == 1) || tie->source == tie->target ||
                (inferred && stated_first && out->below[tie->source]))
                continue;
            out->first[tie->target + 2]++;
            out->below[tie->source] = true;
            out->edges[out->n++] = e;
        }
    for (size_t v = 0; v < n; v++)
        out->first[v + 2] += out->first[v + 1];
    return sort_links(out, net);
}

static void push_row(org_tree *tree, org_row row)
{
    tree->failed = tree->failed || !gx_grow((void **)&tree->at, &tree->cap, tree->n, sizeof *tree->at);
    if (!tree->failed)
        tree->at[tree->n++] = row;
}

/** The rows of one root, depth first; `left` is the stack of rows that wait. */
static void add_rows(org_tree *tree, org_tree *left, org_links *links, const gx_network *net, uint32_t root)
{
    push_row(left, (org_row){root, 0, GX_NO_VERTEX, false, false});
    while (left->n && !left->failed && !tree->failed) {
        org_row row = left->at[--left->n];
        row.repeated = links->placed[row.vertex];
        push_row(tree, row);
        for (uint32_t i = links->first[row.vertex + 1]; !row.repeated && i-- > links->first[row.vertex];) {
            const gx_tie *tie = gx_network_edge(net, links->edges[i]);
            push_row(left, (org_row){tie->source, row.depth + 1, row.vertex, tie->inferred, false});
        }
        links->placed[row.vertex] = true;
    }
}

/** The hierarchy below `root`, or all of it: first what has nothing above it, then what goes round in circles. */
static bool build_tree(org_tree *tree, const gx_network *net, uint32_t root)
{
    org_links links = {0};
    org_tree left = {0};
    bool ok = org_links_init(&links, net, root == GX_NO_VERTEX);
    for (int circles = 0; ok && circles < 2; circles++)
        for (uint32_t v = 0; v < gx_network_vertex_count(net); v++)
            if (root == GX_NO_VERTEX ? !links.placed[v] && (circles || !links.below[v]) : v == root && !circles)
                add_rows(tree, &left, &links, net, v);
    org_links_clear(&links);
    gx_free(left.at);
    return ok && !tree->failed && !left.failed;
}

/** Posts seen last first, so that those in office now are not the ones left out. */
static void latest_first(gx_link_rows *posts)
{
    for (size_t i = 1; i < posts->n; i++) {
        gx_link_row row = posts->at[i];
        size_t at = i;
        for (; at > 0 && strcmp(posts->at[at - 1].last ? posts->at[at - 1].last : "", row.last ? row.last : "") < 0; at--)
            posts->at[at] = posts->at[at - 1];
        posts->at[at] = row;
    }
}

static void add_holders(gx_canvas *canvas, gx_buffer *label, const gx_link_rows *posts)
{
    for (size_t i = 0; i < posts->n && i < HOLDERS_SHOWN; i++) {
        const gx_link_row *post = &posts->at[i];
        gx_buffer line = {0};
        if (!post->from)
            continue;
        gx_buffer_printf(&line, "%s %s", post->what, post->from->name);
        if (post->last)
            gx_buffer_printf(&line, " (%s)", post->last);
        add_table_row(label, line.at ? line.at : "", DETAIL_COLUMNS + 8, 2, 9, false);
        gx_canvas_dates(canvas, post->first, post->last);
        gx_buffer_clear(&line);
    }
    if (posts->n > HOLDERS_SHOWN) {
        gx_buffer line = {0};
        gx_buffer_printf(&line, _("and %zu more"), posts->n - HOLDERS_SHOWN);
        add_table_row(label, line.at ? line.at : "", DETAIL_COLUMNS, 1, 9, false);
        gx_buffer_clear(&line);
    }
}

static void org_id(char out[24], uint32_t vertex)
{
    snprintf(out, 24, "v%" PRIu32, vertex);
}

static gx_status add_organization(gx_canvas *canvas, const gx_draw_request *request, uint32_t vertex, gx_error *err)
{
    const gx_vertex *org = gx_network_vertex(request->network, vertex);
    gx_link_rows posts = {0};
    gx_buffer label = {0};
    char id[24];
    gx_status status = gx_store_posts(request->store, org->entity, request->filter, &posts, err);
    if (status != GX_OK)
        goto done;
    latest_first(&posts);
    begin_table(&label);
    add_table_row(&label, org->name, NAME_COLUMNS, NAME_LINES, 11, true);
    add_holders(canvas, &label, &posts);
    gx_buffer_puts(&label, "</TABLE>");
    org_id(id, vertex);
    gx_canvas_node(canvas, id, gx_canvas_look(canvas, GX_VERTEX_ORGANIZATION, org->kind), NULL, label.at ? label.at : " ",
                   org->name, "");
done:
    gx_buffer_clear(&label);
    gx_link_rows_clear(&posts);
    return status;
}

/** Boxes of one depth stand in one column. */
static void align_levels(gx_canvas *canvas, const org_tree *tree)
{
    uint32_t deepest = 0;
    for (size_t i = 0; i < tree->n; i++)
        deepest = tree->at[i].depth > deepest ? tree->at[i].depth : deepest;
    for (uint32_t depth = 0; depth <= deepest; depth++) {
        gx_buffer_puts(&canvas->dot, "{rank=same;");
        for (size_t i = 0; i < tree->n; i++)
            if (tree->at[i].depth == depth && !tree->at[i].repeated)
                gx_buffer_printf(&canvas->dot, " \"v%" PRIu32 "\";", tree->at[i].vertex);
        gx_buffer_puts(&canvas->dot, "}\n");
    }
}

static void add_tree_edges(gx_canvas *canvas, const org_tree *tree)
{
    for (size_t i = 0; i < tree->n; i++) {
        const org_row *row = &tree->at[i];
        char above[24], id[24];
        if (row->above == GX_NO_VERTEX)
            continue;
        org_id(above, row->above);
        org_id(id, row->vertex);
        gx_canvas_edge(canvas, above, id, GX_TIE_PART_OF, row->inferred, NULL,
                       row->repeated ? "dir=none constraint=false" : "dir=none");
    }
}

static size_t count_roots(const org_tree *tree)
{
    size_t n = 0;
    for (size_t i = 0; i < tree->n; i++)
        n += tree->at[i].depth == 0;
    return n;
}

/** A root with all below it: rows [from, from + n). */
typedef struct tree_part {
    size_t from, n;
} tree_part;

static int larger_first(const void *a, const void *b)
{
    const tree_part *left = a, *right = b;
    if (left->n != right->n)
        return left->n > right->n ? -1 : 1;
    return left->from < right->from ? -1 : left->from > right->from;
}

/** A row again is the first one where the cut took the one before it. @return false: no memory */
static bool first_rows_first(org_tree *tree, size_t n_vertices)
{
    bool *placed = gx_alloc_zero(n_vertices + 1, sizeof *placed);
    for (size_t i = 0; placed && i < tree->n; i++)
        placed[tree->at[i].vertex] = placed[tree->at[i].vertex] || !tree->at[i].repeated;
    for (size_t i = 0; placed && i < tree->n; i++) {
        org_row *row = &tree->at[i];
        row->repeated = row->repeated && placed[row->vertex];
        placed[row->vertex] = true;
    }
    gx_free(placed);
    return placed;
}

/** Keep the largest trees, `most` rows in all, the largest last; of the smallest the upper part. @return false: no memory */
static bool keep_largest(org_tree *tree, size_t most)
{
    size_t n_parts = 0, n = 0;
    tree_part *parts = gx_alloc_zero(tree->n + 1, sizeof *parts);
    org_row *kept = gx_alloc_zero(tree->n + 1, sizeof *kept);
    for (size_t i = 0; parts && kept && i < tree->n; i++) {
        if (tree->at[i].depth == 0 || !n_parts)
            parts[n_parts++].from = i;
        parts[n_parts - 1].n++;
    }
    bool ok = parts && kept;
    if (ok) {
        qsort(parts, n_parts, sizeof *parts, larger_first);
        size_t last = 0;
        while (last < n_parts && n < most) {
            tree_part *part = &parts[last++];
            part->n = part->n < most - n ? part->n : most - n;
            n += part->n;
        }
        tree->n = 0;
        for (size_t p = last; p-- > 0;) {
            memcpy(kept + tree->n, tree->at + parts[p].from, parts[p].n * sizeof *kept);
            tree->n += parts[p].n;
        }
        memcpy(tree->at, kept, n * sizeof *kept);
    }
    gx_free(parts);
    gx_free(kept);
    return ok;
}

gx_status gx_view_orgs(gx_canvas *canvas, const gx_draw_request *request, const char *font, gx_error *err)
{
    org_tree tree = {0};
    gx_status status = GX_OK;
    uint32_t root = GX_NO_VERTEX;
    if (request->subject) {
        root = gx_network_find(request->network, GX_VERTEX_ORGANIZATION, request->subject);
        if (root == GX_NO_VERTEX)
            return gx_fail(err, GX_ENOTFOUND, "nothing is known to stand above or below this organization");
    }
    if (!build_tree(&tree, request->network, root)) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for a picture");
        goto done;
    }
    size_t most = request->max_nodes ? request->max_nodes : ORGS_USUAL, all = tree.n;
    if (!tree.n) {
        status = gx_fail(err, GX_ENOTFOUND, "no organization here has one above or below it");
        goto done;
    }
    if (!keep_largest(&tree, most) || !first_rows_first(&tree, gx_network_vertex_count(request->network))) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for a picture");
        goto done;
    }
    /* Several trees stand in columns, packed from the foot, so the largest come last; one tree has its levels in columns. */
    char attributes[200], pack[56] = "";
    size_t roots = count_roots(&tree);
    if (roots > FEW_ROOTS)
        snprintf(pack, sizeof pack, "sortv=0 pack=14 packmode=\"array_utc%d\"", (int)ceil(sqrt((double)roots) / 2));
    snprintf(attributes, sizeof attributes,
             "rankdir=LR nodesep=0.12 ranksep=0.6 splines=polyline mclimit=0.3 nslimit=2 searchsize=10 %s", pack);
    gx_canvas_begin(canvas, "dot", attributes, font);
    if (request->subject)
        gx_buffer_printf(&canvas->title, _("%s and what belongs to it"), gx_network_vertex(request->network, root)->name);
    else
        gx_buffer_puts(&canvas->title, _("Which organization belongs to which"));
    for (size_t i = 0; status == GX_OK && i < tree.n; i++)
        if (!tree.at[i].repeated)
            status = add_organization(canvas, request, tree.at[i].vertex, err);
    if (status != GX_OK)
        goto done;
    add_tree_edges(canvas, &tree);
    if (roots <= FEW_ROOTS)
        align_levels(canvas, &tree);
    canvas->n_left_out = all - tree.n;
    if (canvas->n_left_out)
        gx_canvas_note(canvas, _("The %zu with most below them are drawn; %zu more are not."), tree.n, canvas->n_left_out);
    gx_canvas_note(canvas, _("Above at the left, below at the right; behind a post the day of its last mention."));
    status = out_of_memory(canvas, err);
done:
    gx_free(tree.at);
    return status;
}

/* ---- an event ------------------------------------------------------------------------------------------------------ */

/* Who makes the event stands at its left, who comes to it at its right. */
static const char *const left_roles[] = {"organizer", "co_organizer", "supporter", "host", "leader", "presenter", "judge"};

static bool stands_left(const char *role)
{
    for (size_t i = 0; i < sizeof left_roles / sizeof *left_roles; i++)
        if (strcmp(left_roles[i], role) == 0)
            return true;
    return false;
}

static gx_vertex_type vertex_type(gx_kb_type type)
{
    return type == GX_KB_PERSON ? GX_VERTEX_PERSON : type == GX_KB_EVENT ? GX_VERTEX_EVENT : GX_VERTEX_ORGANIZATION;
}

/**
 * Posts as the store tells them ("title, organization; title, organization"), as Chinese reads: 总工会 主席.
 * Each stands on a line of its own, between `before` and `behind`.
 */
static void add_posts(gx_buffer *out, const char *posts, const char *before, const char *behind)
{
    enum { POSTS_SHOWN = 4 };
    for (size_t shown = 0; posts && *posts && shown < POSTS_SHOWN; shown++) {
        const char *end = strstr(posts, "; ");
        size_t n = end ? (size_t)(end - posts) : strlen(posts), title = 0;
        while (title + 1 < n && strncmp(posts + title, ", ", 2) != 0)
            title++;
        gx_buffer line = {0};
        if (title + 2 < n) {
            gx_buffer_add(&line, posts + title + 2, n - title - 2);
            gx_buffer_puts(&line, " ");
            n = title;
        }
        gx_buffer_add(&line, posts, n);
        gx_buffer_puts(out, before);
        gx_canvas_text(out, line.at ? line.at : "", DETAIL_COLUMNS + 4, 3, 9, false);
        gx_buffer_puts(out, behind);
        out->failed = out->failed || line.failed;
        gx_buffer_clear(&line);
        posts = end ? end + 2 : NULL;
    }
}

/** One participant: a box of the table of its role, with name and, for people, post that day. */
static void add_participant(gx_canvas *canvas, gx_buffer *out, const gx_link_row *row)
{
    const gx_node_look *look = gx_canvas_look(canvas, vertex_type(row->from->type), row->from->kind);
    char cell[GX_CANVAS_CELL_BYTES];
    gx_buffer_printf(out, "<TD%s CELLPADDING=\"4\">", gx_canvas_cell(cell, look));
    gx_canvas_text(out, row->from->name, NAME_COLUMNS, NAME_LINES, 11, true);
    add_posts(out, row->post, "<BR/>", "");
    gx_buffer_puts(out, "</TD>");
}

/** Those with a post, or those without, as a table of as many columns as keep it no taller than three times its width. */
static void add_participants(gx_canvas *canvas, gx_buffer *out, const gx_link_row *rows, size_t n, bool with_post)
{
    size_t count = 0, shown = 0;
    for (size_t i = 0; i < n; i++)
        count += (rows[i].post != NULL) == with_post;
    if (!count)
        return;
    size_t across = (size_t)ceil(sqrt((double)count / 4.0));
    gx_buffer_puts(out, "<TR><TD><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\" CELLPADDING=\"0\">");
    for (size_t i = 0; i < n; i++) {
        if ((rows[i].post != NULL) != with_post)
            continue;
        if (shown % across == 0)
            gx_buffer_puts(out, shown ? "</TR><TR>" : "<TR>");
        add_participant(canvas, out, &rows[i]);
        shown++;
    }
    gx_buffer_puts(out, "</TR></TABLE></TD></TR>");
}

/** Those who had one role: first those whose post is told, for their boxes are larger. */
static void add_role_group(gx_canvas *canvas, const gx_link_row *rows, size_t n, size_t group)
{
    char id[32];
    gx_buffer label = {0};
    const char *role = gx_canvas_word(rows[0].what);
    snprintf(id, sizeof id, "g%zu", group);
    begin_table(&label);
    add_participants(canvas, &label, rows, n, true);
    add_participants(canvas, &label, rows, n, false);
    gx_buffer_puts(&label, "</TABLE>");
    gx_buffer_printf(&canvas->dot, "\"%s\" [label=<%s> shape=plain style=\"\" tooltip=\"%s\"];\n", id,
                     label.at ? label.at : " ", role);
    char text[64];
    snprintf(text, sizeof text, n > 1 ? "%s (%zu)" : "%s", role, n);
    bool left = stands_left(rows[0].what);
    gx_canvas_worded_edge(canvas, left ? id : "event", left ? "event" : id, GX_TIE_PARTICIPATION, false, text, !left, "");
    canvas->n_drawn += n;
    gx_buffer_clear(&label);
}

static void add_event_box(gx_canvas *canvas, const gx_entity *event)
{
    gx_buffer label = {0}, line = {0};
    begin_table(&label);
    add_table_row(&label, event->name, 28, 6, 14, true);
    const char *kind = event->kind && strcmp(event->kind, "other") != 0 ? gx_canvas_word(event->kind) : NULL;
    const char *parts[] = {kind, event->date, event->place};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            gx_buffer_printf(&line, "%s%s", line.n ? " · " : "", parts[i]);
    if (line.n)
        add_table_row(&label, line.at, 36, 3, 10, false);
    gx_buffer_puts(&label, "</TABLE>");
    gx_canvas_node(canvas, "event", gx_canvas_look(canvas, GX_VERTEX_EVENT, NULL), NULL, label.at ? label.at : " ",
                   event->name, "");
    gx_buffer_clear(&label);
    gx_buffer_clear(&line);
}

gx_status gx_view_event(gx_canvas *canvas, const gx_draw_request *request, const char *font, gx_error *err)
{
    gx_link_rows rows = {0};
    gx_entities event = {0};
    gx_status status = gx_store_entity(request->store, request->subject, &event, err);
    if (status == GX_OK)
        status = gx_store_who(request->store, request->subject, request->filter, &rows, err);
    if (status != GX_OK)
        goto done;
    drop_repeated(&rows);
    gx_canvas_begin(canvas, "dot", "rankdir=LR nodesep=0.25 ranksep=0.4", font);
    gx_buffer_puts(&canvas->title, event.at[0].name);
    gx_canvas_dates(canvas, event.at[0].date, event.at[0].date);
    add_event_box(canvas, &event.at[0]);
    /* Rows come by role: one group a run. */
    for (size_t i = 0, group = 0; i < rows.n; group++) {
        size_t n = 1;
        while (i + n < rows.n && strcmp(rows.at[i + n].what, rows.at[i].what) == 0)
            n++;
        add_role_group(canvas, rows.at + i, n, group);
        i += n;
    }
    status = out_of_memory(canvas, err);
done:
    gx_link_rows_clear(&rows);
    gx_entities_clear(&event);
    return status;
}

/* ---- a person ------------------------------------------------------------------------------------------------------- */

enum { PERSON_USUAL = 60 };

/** A box at the left (post) or right (event) of the row of its date. */
static void add_dated_box(gx_canvas *canvas, const gx_link_row *row, size_t n)
{
    bool post = row->type == GX_LINK_POST;
    const gx_entity *to = row->to;
    gx_buffer label = {0};
    char id[32], more[64];
    snprintf(id, sizeof id, "b%zu", n);
    snprintf(more, sizeof more, "group=\"%s\"", post ? "posts" : "events");
    begin_table(&label);
    if (post)
        add_table_row(&label, row->what, NAME_COLUMNS, 3, 11, true);
    if (to)
        add_table_row(&label, to->name, 30, 4, post ? 10 : 11, !post);
    if (!post)
        add_posts(&label, row->post, "<TR><TD>", "</TD></TR>");
    gx_buffer_puts(&label, "</TABLE>");
    const gx_node_look *look =
        gx_canvas_look(canvas, to ? vertex_type(to->type) : GX_VERTEX_ORGANIZATION, to ? to->kind : NULL);
    gx_canvas_node(canvas, id, look, NULL, label.at ? label.at : " ", to ? to->name : row->what, more);
    gx_buffer_clear(&label);
}

static const char *row_date(const gx_link_row *row)
{
    const char *date = row->date ? row->date : row->first;
    return date ? date : row->proof.published ? row->proof.published : _("undated");
}

/** Did a row before this one tell of the same event? */
static bool told_before(const gx_link_rows *events, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (id_of(events->at[k].to) == id_of(events->at[i].to))
            return true;
    return false;
}

/** All roles in an event: "host, speaker". */
static void add_roles_of(gx_buffer *out, const gx_link_rows *events, const gx_entity *event)
{
    for (size_t i = 0; i < events->n; i++)
        if (id_of(events->at[i].to) == id_of(event))
            gx_buffer_printf(out, "%s%s", out->n ? _(", ") : "", gx_canvas_word(events->at[i].what));
}

/**
 * Merge posts and events by date: `order` gets pointers to rows, one an event. Undated ones sort last (日 and u are above
 * digits). @return how many rows
 */
static size_t merge_by_date(const gx_link_row **order, const gx_link_rows *posts, const gx_link_rows *events)
{
    size_t n = 0;
    for (size_t i = 0; i < posts->n; i++)
        order[n++] = &posts->at[i];
    for (size_t i = 0; i < events->n; i++)
        if (!told_before(events, i))
            order[n++] = &events->at[i];
    for (size_t i = 1; i < n; i++) {
        const gx_link_row *row = order[i];
        size_t at = i;
        for (; at > 0 && strcmp(row_date(order[at - 1]), row_date(row)) > 0; at--)
            order[at] = order[at - 1];
        order[at] = row;
    }
    return n;
}

/** Of more rows than `most` the earliest events go; posts stay. @return how many went */
static size_t drop_early_events(const gx_link_row **order, size_t *n, size_t most)
{
    size_t kept = 0, drop = *n > most ? *n - most : 0, dropped = 0;
    for (size_t i = 0; i < *n; i++) {
        if (dropped < drop && order[i]->type != GX_LINK_POST)
            dropped++;
        else
            order[kept++] = order[i];
    }
    *n = kept;
    return dropped;
}

/**
 * The row of one date: posts - date - events, held in order by the lines between them.  Several of one side hang
 * below each other: a line each from the date.
 */
static size_t add_date_row(gx_canvas *canvas, const gx_link_row *const *order, size_t from, size_t n_all,
                           const gx_link_rows *events)
{
    size_t n = 1;
    const char *date = row_date(order[from]);
    while (from + n < n_all && strcmp(row_date(order[from + n]), date) == 0)
        n++;
    for (size_t i = from; i < from + n; i++) {
        char at[32], box[32];
        snprintf(at, sizeof at, "t%zu", i);
        snprintf(box, sizeof box, "b%zu", i);
        gx_buffer_printf(&canvas->dot,
                         "\"%s\" [label=\"%s\" shape=%s style=\"\" group=axis width=0.05 height=0.05 "
                         "margin=\"0.04,0.03\"];\n",
                         at, i == from ? date : "", i == from ? "plaintext" : "point");
        add_dated_box(canvas, order[i], i);
        bool post = order[i]->type == GX_LINK_POST;
        gx_buffer_printf(&canvas->dot, "{rank=same; \"%s\"; \"%s\";}\n", at, box);
        gx_buffer roles = {0};
        if (!post)
            add_roles_of(&roles, events, order[i]->to);
        gx_canvas_edge(canvas, post ? box : at, post ? at : box, post ? GX_TIE_POST : GX_TIE_PARTICIPATION, false, roles.at,
                       "arrowhead=none");
        canvas->dot.failed = canvas->dot.failed || roles.failed;
        gx_buffer_clear(&roles);
        gx_canvas_dates(canvas, order[i]->date ? order[i]->date : order[i]->first, order[i]->last);
        gx_buffer_printf(&canvas->dot, "\"%s%zu\" -> \"%s\" [weight=100 penwidth=2 arrowhead=none color=\"#999999\"];\n",
                         i ? "t" : "person", i ? i - 1 : 0, at);
    }
    return n;
}

gx_status gx_view_person(gx_canvas *canvas, const gx_draw_request *request, const char *font, gx_error *err)
{
    gx_link_rows posts = {0}, events = {0};
    gx_entities person = {0};
    const gx_link_row **order = NULL;
    gx_status status = gx_store_entity(request->store, request->subject, &person, err);
    if (status == GX_OK)
        status = gx_store_posts(request->store, request->subject, request->filter, &posts, err);
    if (status == GX_OK)
        status = gx_store_attended(request->store, request->subject, request->filter, &events, err);
    if (status != GX_OK)
        goto done;
    drop_repeated(&events);
    order = gx_alloc_zero(posts.n + events.n + 1, sizeof *order);
    if (!order) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for a picture");
        goto done;
    }
    gx_canvas_begin(canvas, "dot", "rankdir=TB nodesep=0.3 ranksep=0.25", font);
    gx_buffer_printf(&canvas->title, _("%s: posts and events"), person.at[0].name);
    gx_canvas_note(canvas, _("Time runs down; at the left posts (first mention), at the right events and the role in them."));
    gx_buffer label = {0};
    gx_canvas_text(&label, person.at[0].name, NAME_COLUMNS, 3, 14, true);
    gx_canvas_node(canvas, "person0", gx_canvas_look(canvas, GX_VERTEX_PERSON, NULL), NULL, label.at ? label.at : " ",
                   person.at[0].name, "group=axis");
    gx_buffer_clear(&label);
    size_t n = merge_by_date(order, &posts, &events), most = request->max_nodes ? request->max_nodes : PERSON_USUAL;
    canvas->n_left_out = drop_early_events(order, &n, most);
    if (canvas->n_left_out)
        gx_canvas_note(canvas, _("Posts and the latest events are drawn; %zu earlier events are not."), canvas->n_left_out);
    for (size_t i = 0; i < n;)
        i += add_date_row(canvas, order, i, n, &events);
    status = out_of_memory(canvas, err);
done:
    gx_free(order);
    gx_link_rows_clear(&posts);
    gx_link_rows_clear(&events);
    gx_entities_clear(&person);
    return status;
}

/* ---- attendance ------------------------------------------------------------------------------------------------------ */

enum { PEOPLE_USUAL = 40, EVENTS_MOST = 14 };

/** People (rows) and events (columns) by how many of the other each has. */
typedef struct axis {
    gx_map numbers; /* public id -> index */
    const gx_entity **at;
    size_t *count; /* [n] */
    size_t *order; /* [n] most first, then as they came */
    size_t n, cap_at, cap_count;
} axis;

static void axis_clear(axis *a)
{
    gx_map_clear(&a->numbers);
    gx_free(a->at);
    gx_free(a->count);
    gx_free(a->order);
}

static bool axis_add(axis *a, const gx_entity *entity)
{
    uint32_t i;
    if (!gx_map_intern(&a->numbers, entity->public_id, &i))
        return false;
    if (i == a->n) {
        if (!gx_grow((void **)&a->at, &a->cap_at, a->n, sizeof *a->at) ||
            !gx_grow((void **)&a->count, &a->cap_count, a->n, sizeof *a->count))
            return false;
        a->at[a->n] = entity;
        a->count[a->n++] = 0;
    }
    a->count[i]++;
    return true;
}

/** The `most` fullest first (the rest in any order); equal ones as they came. */
static bool axis_sort(axis *a, size_t most)
{
    a->order = gx_alloc_zero(a->n + 1, sizeof *a->order);
    if (!a->order)
        return false;
    for (size_t i = 0; i < a->n; i++)
        a->order[i] = i;
    for (size_t i = 0; i < a->n && i < most; i++) {
        size_t best = i;
        for (size_t j = i + 1; j < a->n; j++)
            if (a->count[a->order[j]] > a->count[a->order[best]])
                best = j;
        size_t moved = a->order[best];
        for (size_t j = best; j > i; j--)
            a->order[j] = a->order[j - 1];
        a->order[i] = moved;
    }
    return true;
}

static bool counts_here(const gx_link_row *row)
{
    return row->type == GX_LINK_PARTICIPATION && row->from && row->to && row->from->type == GX_KB_PERSON;
}

/** The roles of a person at an event, each once; nothing where there is none. */
static void add_roles(gx_buffer *out, const gx_link_rows *links, const gx_entity *person, const gx_entity *event)
{
    for (size_t i = 0; i < links->n; i++) {
        const gx_link_row *row = &links->at[i];
        if (!counts_here(row) || row->from->id != person->id || row->to->id != event->id)
            continue;
        const char *word = gx_canvas_word(row->what);
        if (!out->n || !strstr(out->at, word))
            gx_buffer_printf(out, "%s%s", out->n ? _(", ") : "", word);
    }
}

static void add_matrix_head(gx_canvas *canvas, gx_buffer *out, const axis *events, size_t shown)
{
    gx_buffer_puts(out, "<TR><TD BGCOLOR=\"#ffffff\"> </TD>");
    for (size_t e = 0; e < shown; e++) {
        const gx_entity *event = events->at[events->order[e]];
        gx_buffer_printf(out, "<TD BGCOLOR=\"%s\" VALIGN=\"BOTTOM\">", gx_canvas_look(canvas, GX_VERTEX_EVENT, NULL)->fill);
        gx_canvas_text(out, event->name, 12, 8, 10, true);
        if (event->date) {
            gx_buffer_puts(out, "<BR/>");
            gx_canvas_text(out, event->date, 12, 2, 8, false);
        }
        gx_buffer_puts(out, "</TD>");
        gx_canvas_dates(canvas, event->date, event->date);
    }
    gx_buffer_puts(out, "</TR>");
}

static void add_matrix_row(gx_canvas *canvas, gx_buffer *out, const gx_link_rows *links, const gx_entity *person,
                           const axis *events, size_t shown)
{
    gx_buffer_printf(out, "<TR><TD ALIGN=\"LEFT\" BGCOLOR=\"%s\">", gx_canvas_look(canvas, GX_VERTEX_PERSON, NULL)->fill);
    gx_canvas_text(out, person->name, NAME_COLUMNS, 2, 11, true);
    gx_buffer_puts(out, "</TD>");
    for (size_t e = 0; e < shown; e++) {
        gx_buffer roles = {0};
        add_roles(&roles, links, person, events->at[events->order[e]]);
        gx_buffer_puts(out, roles.n ? "<TD BGCOLOR=\"#f6c77d\">" : "<TD>");
        gx_canvas_text(out, roles.n ? roles.at : " ", 12, 3, 10, false);
        gx_buffer_puts(out, "</TD>");
        out->failed = out->failed || roles.failed;
        gx_buffer_clear(&roles);
    }
    gx_buffer_puts(out, "</TR>");
}

static bool was_at(const gx_link_rows *links, int64_t person, int64_t event)
{
    for (size_t i = 0; i < links->n; i++)
        if (counts_here(&links->at[i]) && links->at[i].from->id == person && links->at[i].to->id == event)
            return true;
    return false;
}

/** Of the first `n` events those go at which none of the first `rows` people were. @return how many stay */
static size_t drop_empty_columns(axis *events, size_t n, const axis *people, size_t rows, const gx_link_rows *links)
{
    size_t kept = 0;
    for (size_t e = 0; e < n; e++) {
        size_t p = 0;
        while (p < rows && !was_at(links, people->at[people->order[p]]->id, events->at[events->order[e]]->id))
            p++;
        if (p < rows)
            events->order[kept++] = events->order[e];
    }
    return kept;
}

gx_status gx_view_attendance(gx_canvas *canvas, const gx_draw_request *request, const char *font, gx_error *err)
{
    gx_link_rows links = {0};
    axis people = {0}, events = {0};
    gx_buffer label = {0};
    bool ok = true;
    gx_status status = gx_store_links(request->store, 0, request->filter, &links, err);
    if (status != GX_OK)
        goto done;
    size_t most = request->max_nodes ? request->max_nodes : PEOPLE_USUAL;
    for (size_t i = 0; ok && i < links.n; i++)
        if (counts_here(&links.at[i]))
            ok = axis_add(&events, links.at[i].to);
    ok = ok && axis_sort(&events, EVENTS_MOST);
    /* Only those who were at an event that is drawn, event by event, so that who was together stands together. */
    for (size_t e = 0; ok && e < events.n && e < EVENTS_MOST; e++)
        for (size_t i = 0; ok && i < links.n; i++)
            if (counts_here(&links.at[i]) && links.at[i].to->id == events.at[events.order[e]]->id)
                ok = axis_add(&people, links.at[i].from);
    ok = ok && axis_sort(&people, people.n > most ? most : 0);
    if (!ok || !people.n) {
        status = ok ? gx_fail(err, GX_ENOTFOUND, "no person took part in any event here")
                    : gx_fail(err, GX_ENOMEM, "out of memory for a picture");
        goto done;
    }
    size_t rows = people.n < most ? people.n : most, columns = events.n < EVENTS_MOST ? events.n : EVENTS_MOST;
    columns = drop_empty_columns(&events, columns, &people, rows, &links);
    gx_canvas_begin(canvas, "dot", "", font);
    gx_buffer_puts(&canvas->title, _("Who attended what"));
    gx_buffer_puts(&label, "<TABLE BORDER=\"0\" CELLBORDER=\"1\" CELLSPACING=\"0\" CELLPADDING=\"4\" COLOR=\"#777777\">");
    add_matrix_head(canvas, &label, &events, columns);
    for (size_t p = 0; p < rows; p++)
        add_matrix_row(canvas, &label, &links, people.at[people.order[p]], &events, columns);
    gx_buffer_puts(&label, "</TABLE>");
    gx_buffer_printf(&canvas->dot, "matrix [label=<%s> shape=plain style=\"\" tooltip=\" \"];\n", label.at ? label.at : " ");
    canvas->n_drawn = rows + columns;
    canvas->n_left_out = people.n - rows + events.n - columns;
    if (canvas->n_left_out)
        gx_canvas_note(canvas, _("Of the %zu largest events %zu people are drawn; %zu events and %zu people more are not."), columns, rows,
                       events.n - columns, people.n - rows);
    canvas->dot.failed = canvas->dot.failed || label.failed;
    status = out_of_memory(canvas, err);
done:
    gx_buffer_clear(&label);
    axis_clear(&people);
    axis_clear(&events);
    gx_link_rows_clear(&links);
    return status;
}
