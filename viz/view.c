#include "viz/view.h"

#include "graph/figures.h"
#include "viz/days.h"
#include "viz/label.h"
#include "viz/palette.h"
#include "viz/render.h"
#include "viz/source.h"
#include "viz/viewer_file.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool gx_view_available(void)
{
    return gx_viewer_file_bytes > 0;
}

typedef struct point {
    double x, y;
} point;

/* ---- layout ------------------------------------------------------------------------------------------------------- */

enum { LAYOUT_SECONDS = 120 };

/** The network as points without names, for the layout alone. spread() puts components in their places: to pack them is lost time. */
static void add_layout_dot(gx_buffer *out, const gx_network *net)
{
    gx_buffer_puts(out, "graph g {graph [start=1 overlap=true splines=none K=1 packmode=array outputorder=nodesfirst]; "
                        "node [shape=point width=0.05 label=\"\"];\n");
    for (uint32_t v = 0; v < gx_network_vertex_count(net); v++)
        gx_buffer_printf(out, "%" PRIu32 ";\n", v);
    for (uint32_t e = 0; e < gx_network_edge_count(net); e++) {
        const gx_tie *tie = gx_network_edge(net, e);
        if (tie->source != tie->target)
            gx_buffer_printf(out, "%" PRIu32 "--%" PRIu32 ";\n", tie->source, tie->target);
    }
    gx_buffer_puts(out, "}\n");
}

/** Read the nodes of Graphviz's plain format. @return how many were read */
static size_t read_plain(point *points, size_t n, const char *text)
{
    size_t read = 0;
    for (gx_plain_node node; gx_plain_next(&text, &node);) {
        unsigned long v = strtoul(node.name, NULL, 10);
        if (v >= n)
            continue;
        points[v] = (point){node.x, node.y};
        read++;
    }
    return read;
}

/** Where there is no layout in time: a sunflower of communities (Vogel 1979), so that the viewer opens all the same. */
static void sunflower(point *points, size_t n, const gx_communities *communities)
{
    const double golden_angle = 2.399963229728653;
    for (size_t i = 0; i < n; i++) {
        uint32_t v = communities->members[i];
        points[v] = (point){sqrt((double)i) * cos((double)i * golden_angle), sqrt((double)i) * sin((double)i * golden_angle)};
    }
}

/** A component as a disc: what its layout spans, and how large it shall be. */
typedef struct disc {
    point middle;
    size_t n;
    double spans, radius; /* in the layout; wanted: in proportion to the root of its size */
    point place;          /* of its middle, in the end */
} disc;

/* Radius a root of the size: the main component is what people look at. */
static const double main_room = 1.7, other_room = 1.1;
/* What stands beyond what a component spans is drawn in, so far at most: a few strays must not make all others small. */
static const double stray_room = 1.35;

/** What a layout spans: the radius of a disc of the same mean square distance from its middle. */
static void measure_discs(disc *discs, const gx_numbers *component, size_t n_components, const point *points)
{
    for (size_t v = 0; v < component->n; v++) {
        disc *d = &discs[component->at[v]];
        d->middle.x += points[v].x;
        d->middle.y += points[v].y;
        d->n++;
    }
    for (size_t k = 0; k < n_components; k++) {
        discs[k].middle.x /= (double)discs[k].n;
        discs[k].middle.y /= (double)discs[k].n;
        discs[k].radius = (k == 0 ? main_room : other_room) * sqrt((double)discs[k].n);
    }
    for (size_t v = 0; v < component->n; v++) {
        disc *d = &discs[component->at[v]];
        double x = points[v].x - d->middle.x, y = points[v].y - d->middle.y;
        d->spans += 2 * (x * x + y * y) / (double)d->n;
    }
    for (size_t k = 0; k < n_components; k++)
        discs[k].spans = sqrt(discs[k].spans);
}

/** A point of a component where its disc stands. */
static point place_point(point at, const disc *d)
{
    double x = at.x - d->middle.x, y = at.y - d->middle.y, far = d->spans > 0 ? hypot(x, y) / d->spans : 0;
    double drawn = far > 1 ? 1 + (stray_room - 1) * (1 - 1 / far) : far;
    double scale = far > 0 ? d->radius * drawn / (stray_room * far * d->spans) : 0;
    return (point){d->place.x + x * scale, d->place.y + y * scale};
}

/** The largest in the middle, the others around it in rings; they come largest first. */
static void place_discs(disc *discs, size_t n)
{
    const double gap = 0.6, full = 6.283185307179586;
    double ring = 0, outer = n ? discs[0].radius : 0, angle = full;
    for (size_t k = 1; k < n; k++) {
        double wide = 2 * asin(fmin(1, (discs[k].radius + gap) / fmax(ring, 1e-9)));
        if (angle + wide > full) {
            ring = outer + discs[k].radius + 2 * gap;
            outer = ring + discs[k].radius;
            angle = 0;
            wide = 2 * asin(fmin(1, (discs[k].radius + gap) / ring));
        }
        discs[k].place = (point){ring * cos(angle + wide / 2), ring * sin(angle + wide / 2)};
        angle += wide;
    }
}

/**
 * sfdp draws small components as large as the main one, which then has no room: give each the room of its size.
 */
static gx_status spread(point *points, const gx_network *net, gx_error *err)
{
    gx_numbers component = {0};
    size_t n_components = 0;
    disc *discs = NULL;
    gx_status status = gx_components(&component, net, &n_components, err);
    if (status != GX_OK)
        goto done;
    discs = gx_alloc_zero(n_components + 1, sizeof *discs);
    if (!discs) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for a layout");
        goto done;
    }
    measure_discs(discs, &component, n_components, points);
    place_discs(discs, n_components);
    for (size_t v = 0; v < component.n; v++)
        points[v] = place_point(points[v], &discs[component.at[v]]);
done:
    gx_numbers_clear(&component);
    gx_free(discs);
    return status;
}

static gx_status lay_out(point *points, const gx_network *net, const gx_communities *communities, unsigned seconds,
                         gx_error *err)
{
    gx_buffer dot = {0}, plain = {0};
    size_t n = gx_network_vertex_count(net);
    add_layout_dot(&dot, net);
    gx_status status = GX_OK;
    if (dot.failed) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for a layout");
        goto done;
    }
    gx_render_job job = {.dot = dot.at, .engine = "sfdp", .format = "plain", .time_limit_seconds = seconds ? seconds : LAYOUT_SECONDS};
    gx_error own = {0};
    status = gx_render(&plain, &job, NULL, &own);
    if (status == GX_OK && read_plain(points, n, plain.at ? plain.at : "") == n) {
        status = spread(points, net, err);
        goto done;
    }
    if (status == GX_ENOMEM || status == GX_EIO) {
        gx_fail(err, status, "%s", own.text);
        goto done;
    }
    sunflower(points, n, communities);
    status = GX_OK;
done:
    gx_buffer_clear(&dot);
    gx_buffer_clear(&plain);
    return status;
}

/* ---- data ---------------------------------------------------------------------------------------------------------- */

/** A string as a reader sees it, or 0 for none: the data are read by a program. */
static void add_clean(gx_buffer *out, const char *text)
{
    gx_buffer clean = {0};
    if (!text) {
        gx_buffer_puts(out, "0");
        return;
    }
    gx_label_clean(&clean, text);
    gx_label_json(out, clean.at ? clean.at : "");
    out->failed = out->failed || clean.failed;
    gx_buffer_clear(&clean);
}

static void add_looks(gx_buffer *out)
{
    size_t n;
    const gx_node_look *looks = gx_palette_nodes(&n);
    gx_buffer_puts(out, "\"looks\":[");
    for (size_t i = 0; i < n; i++) {
        bool first = true;
        gx_buffer_puts(out, i ? ",{" : "{");
        gx_json_text(out, &first, "type", looks[i].type);
        gx_json_text(out, &first, "kind", looks[i].kind);
        gx_json_text(out, &first, "zh", looks[i].chinese);
        gx_json_text(out, &first, "en", looks[i].english);
        gx_json_text(out, &first, "fill", looks[i].fill);
        gx_json_text(out, &first, "border", looks[i].border);
        gx_buffer_puts(out, "}");
    }
    gx_buffer_puts(out, "],\n\"ties\":[");
    for (int t = 0; t < GX_TIE_TYPES; t++) {
        const gx_edge_look *look = gx_palette_edge((gx_tie_type)t);
        bool first = true;
        gx_buffer_puts(out, t ? ",{" : "{");
        gx_json_text(out, &first, "type", gx_tie_type_name(look->type));
        gx_json_text(out, &first, "zh", look->chinese);
        gx_json_text(out, &first, "en", look->english);
        gx_json_text(out, &first, "colour", look->colour);
        gx_buffer_puts(out, "}");
    }
    gx_buffer_puts(out, "],\n");
}

/** `"organizer":["主办","organizer"]`: Chinese and English words for roles, types of events and measures. */
static void add_words(gx_buffer *out)
{
    size_t n;
    const char *const *names = gx_palette_word_names(&n);
    bool first = true;
    gx_buffer_puts(out, "\"words\":{");
    for (size_t i = 0; i < n; i++) {
        gx_json_name(out, &first, names[i]);
        gx_buffer_add(out, "[", 1);
        gx_label_json(out, gx_palette_word(names[i], GX_CHINESE));
        gx_buffer_add(out, ",", 1);
        gx_label_json(out, gx_palette_word(names[i], GX_ENGLISH));
        gx_buffer_add(out, "]", 1);
    }
    gx_buffer_puts(out, "},\n");
}

/** Days since 1970, first and last, or `0,0,0`: 0 for what has no date. */
static void add_days(gx_buffer *out, const char *from, const char *to)
{
    gx_days days;
    if (gx_days_of(&days, from, to))
        gx_buffer_printf(out, ",%ld,%ld", gx_days_since_1970(days.first), gx_days_since_1970(days.last));
    else
        gx_buffer_puts(out, ",null,null");
}

/** Other forms of a name, as the pages print them. */
static gx_status add_forms(gx_buffer *out, const gx_view_options *options, const gx_vertex *v, gx_error *err)
{
    gx_name_rows names = {0};
    gx_status status = GX_OK;
    gx_buffer_puts(out, ",[");
    if (options->store)
        status = gx_store_names(options->store, v->entity, &names, err);
    bool first = true;
    for (size_t i = 0; status == GX_OK && i < names.n; i++) {
        if (strcmp(names.at[i].name, v->name) == 0)
            continue;
        gx_buffer_puts(out, first ? "" : ",");
        add_clean(out, names.at[i].name);
        first = false;
    }
    gx_buffer_puts(out, "]");
    gx_name_rows_clear(&names);
    return status;
}

/** [id, type, name, kind, date, place, x, y, community, [forms], [measures]] */
static gx_status add_view_node(gx_buffer *out, const gx_source *source, const gx_view_options *options,
                               const gx_communities *communities, const point *at, uint32_t vertex, gx_error *err)
{
    const gx_vertex *v = gx_network_vertex(source->net, vertex);
    gx_buffer_puts(out, "[\"");
    gx_source_add_id(out, source, vertex);
    gx_buffer_printf(out, "\",%d,", (int)v->type);
    add_clean(out, v->name);
    const char *texts[] = {v->kind, v->date, v->place};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        gx_buffer_puts(out, ",");
        add_clean(out, texts[i]);
    }
    gx_buffer_puts(out, ",");
    gx_write_real(out, round(at->x * 1000) / 1000);
    gx_buffer_puts(out, ",");
    gx_write_real(out, round(at->y * 1000) / 1000);
    gx_buffer_printf(out, ",%" PRIu32, communities->of[vertex]);
    gx_status status = add_forms(out, options, v, err);
    gx_buffer_puts(out, ",[");
    for (size_t i = 0; i < source->options->n_scores; i++) {
        gx_buffer_puts(out, i ? "," : "");
        gx_write_real(out, source->options->scores[i].values[vertex]);
    }
    gx_buffer_puts(out, "]]");
    return status;
}

/** [source, target, type, role, from, to, first day, last day, confidence, inferred, facts, document, line, words] */
static gx_status add_view_edge(gx_buffer *out, gx_source *source, uint32_t e, gx_error *err)
{
    const gx_tie *tie = gx_network_edge(source->net, e);
    const char *words;
    gx_status status = gx_source_evidence(source, tie, &words, err);
    if (status != GX_OK)
        return status;
    gx_buffer_printf(out, "[%" PRIu32 ",%" PRIu32 ",%d,", tie->source, tie->target, (int)tie->type);
    add_clean(out, tie->title);
    gx_buffer_puts(out, ",");
    add_clean(out, tie->from);
    gx_buffer_puts(out, ",");
    add_clean(out, tie->to);
    add_days(out, tie->from, tie->to);
    gx_buffer_puts(out, ",");
    gx_write_real(out, round(tie->confidence * 1000) / 1000);
    gx_buffer_printf(out, ",%d,%" PRIu32 ",", tie->inferred ? 1 : 0, tie->n_facts);
    add_clean(out, tie->document);
    gx_buffer_printf(out, ",%" PRIu32 ",", tie->line);
    add_clean(out, words);
    gx_buffer_puts(out, "]");
    return GX_OK;
}

static gx_status add_data(gx_writer *out, gx_source *source, const gx_view_options *options,
                          const gx_communities *communities, const point *points, gx_error *err)
{
    gx_status status = GX_OK;
    gx_buffer *text = &out->text;
    gx_buffer_puts(text, "{\"title\":");
    add_clean(text, options->title ? options->title : "guanxi");
    gx_buffer_puts(text, ",\n");
    add_looks(text);
    add_words(text);
    gx_buffer_puts(text, "\"measures\":[");
    for (size_t i = 0; i < source->options->n_scores; i++) {
        gx_buffer_puts(text, i ? "," : "");
        gx_label_json(text, gx_measure_describe(source->options->scores[i].measure)->label);
    }
    gx_buffer_puts(text, "],\n\"nodes\":[");
    for (uint32_t v = 0; status == GX_OK && v < gx_network_vertex_count(source->net); v++) {
        gx_buffer_puts(text, v ? ",\n" : "\n");
        status = add_view_node(text, source, options, communities, &points[v], v, err);
        gx_writer_pass(out);
    }
    gx_buffer_puts(text, "],\n\"edges\":[");
    for (uint32_t e = 0; status == GX_OK && e < gx_network_edge_count(source->net); e++) {
        gx_buffer_puts(text, e ? ",\n" : "\n");
        status = add_view_edge(text, source, e, err);
        gx_writer_pass(out);
    }
    gx_buffer_puts(text, "]}\n");
    return status;
}

/* ---- the file --------------------------------------------------------------------------------------------------------- */

/* Where the built page takes the data. */
static const char data_mark[] = "@GUANXI_DATA@";

/** Degree and PageRank where the caller brings no measures. `own` has room for two. */
static gx_status usual_scores(gx_export_options *out, gx_scores own[2], const gx_network *net, gx_error *err)
{
    static const gx_measure usual[2] = {GX_MEASURE_PAGERANK, GX_MEASURE_DEGREE};
    for (size_t i = 0; i < 2; i++) {
        gx_status status = gx_scores_init(&own[i], net, usual[i], NULL, err);
        if (status != GX_OK)
            return status;
    }
    out->scores = own;
    out->n_scores = 2;
    return GX_OK;
}

static gx_status write_file(gx_writer *out, gx_source *source, const gx_view_options *options,
                            const gx_communities *communities, const point *points, gx_error *err)
{
    const char *page = (const char *)gx_viewer_file;
    const char *mark = strstr(page, data_mark);
    if (!mark)
        return gx_fail(err, GX_EINTERNAL, "the built viewer has no place for the data");
    gx_buffer_add(&out->text, page, (size_t)(mark - page));
    gx_status status = add_data(out, source, options, communities, points, err);
    gx_buffer_puts(&out->text, mark + strlen(data_mark));
    return status;
}

gx_status gx_view_write(FILE *stream, const gx_network *net, const gx_view_options *options, gx_error *err)
{
    static const gx_view_options none = {0};
    if (!gx_view_available())
        return gx_fail(err, GX_EINVAL, "this guanxi was built without the viewer: apt-get install nodejs npm, then build again");
    options = options ? options : &none;
    gx_writer out = {.stream = stream};
    gx_source source = {0};
    gx_scores own_scores[2] = {0};
    gx_communities *own_communities = NULL;
    gx_export_options columns = {.scores = options->scores, .n_scores = options->n_scores, .store = options->store};
    point *points = gx_alloc_zero(gx_network_vertex_count(net) + 1, sizeof *points);
    gx_status status = points ? GX_OK : gx_fail(err, GX_ENOMEM, "out of memory for a layout");
    if (status == GX_OK && !columns.n_scores)
        status = usual_scores(&columns, own_scores, net, err);
    if (status == GX_OK && !options->communities)
        status = gx_communities_new(&own_communities, net, 1, 1, NULL, err);
    const gx_communities *communities = options->communities ? options->communities : own_communities;
    if (status == GX_OK)
        status = gx_source_init(&source, net, &columns, err);
    if (status == GX_OK)
        status = lay_out(points, net, communities, options->time_limit_seconds, err);
    if (status == GX_OK)
        status = write_file(&out, &source, options, communities, points, err);
    gx_status ended = gx_writer_end(&out, status == GX_OK ? err : NULL);
    gx_source_clear(&source);
    gx_communities_free(own_communities);
    for (size_t i = 0; i < 2; i++)
        gx_scores_clear(&own_scores[i]);
    gx_free(points);
    return status != GX_OK ? status : ended;
}
