/*
 * GraphML and GEXF.
 */
#include "viz/source.h"

#include "base/map.h"
#include "viz/days.h"
#include "viz/label.h"
#include "viz/palette.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** ` name="value"` */
static void add_attribute(gx_buffer *out, const char *name, const char *value)
{
    gx_buffer_add(out, " ", 1);
    gx_buffer_puts(out, name);
    gx_buffer_puts(out, "=\"");
    gx_label_xml(out, value);
    gx_buffer_add(out, "\"", 1);
}

/** `edge id="f-7" source="…" target="…"`, after `indent`. */
static void add_ends(gx_buffer *out, const char *indent, const gx_source *source, const gx_tie *tie, uint32_t e)
{
    gx_buffer_puts(out, indent);
    gx_buffer_puts(out, "<edge id=\"f-");
    gx_write_int(out, e);
    gx_buffer_puts(out, "\" source=\"");
    gx_source_add_id(out, source, tie->source);
    gx_buffer_puts(out, "\" target=\"");
    gx_source_add_id(out, source, tie->target);
    gx_buffer_add(out, "\"", 1);
}

static void add_xml_value(gx_buffer *out, const gx_value *value)
{
    if (value->type == GX_VALUE_TEXT && !value->word)
        gx_label_xml(out, value->text);
    else
        gx_value_write(out, value);
}

/* Gephi draws nodes of 4 to 40; the first measure decides. */
enum { SIZE_LEAST = 4, SIZE_MOST = 40 };

static double node_size(const gx_source *source, uint32_t vertex, double most)
{
    if (!source->options->n_scores || most <= 0)
        return SIZE_LEAST;
    const gx_scores *scores = &source->options->scores[0];
    double share = scores->defined[vertex] && scores->values[vertex] > 0 ? scores->values[vertex] / most : 0;
    return SIZE_LEAST + (SIZE_MOST - SIZE_LEAST) * sqrt(share);
}

static double most_score(const gx_source *source)
{
    double most = 0;
    for (size_t v = 0; source->options->n_scores && v < source->options->scores[0].n; v++)
        most = fmax(most, source->options->scores[0].values[v]);
    return most;
}

/* ---- GraphML -------------------------------------------------------------------------------------------------- */

static const char *const graphml_types[] = {
    [GX_VALUE_TEXT] = "string", [GX_VALUE_INT] = "long", [GX_VALUE_REAL] = "double", [GX_VALUE_BOOL] = "boolean"};

static void add_keys(gx_buffer *out, const char *of, char letter, const gx_column *columns, size_t n)
{
    for (size_t c = 0; c < n; c++)
        gx_buffer_printf(out, " <key id=\"%c%zu\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", letter, c, of,
                         columns[c].name, graphml_types[columns[c].type]);
}

static void graphml_mark(gx_buffer *out, const gx_column *column, char of, size_t number)
{
    (void)column;
    gx_buffer_printf(out, "<data key=\"%c%zu\">", of, number);
}

static void add_data(gx_buffer *out, gx_mark mark, const gx_value *value)
{
    if (value->missing)
        return;
    gx_mark_add(out, mark);
    add_xml_value(out, value);
    gx_buffer_puts(out, "</data>");
}

static void add_graphml_node(gx_buffer *out, const gx_source *source, uint32_t vertex, double most)
{
    const gx_vertex *v = gx_network_vertex(source->net, vertex);
    gx_buffer_puts(out, "  <node id=\"");
    gx_source_add_id(out, source, vertex);
    gx_buffer_puts(out, "\">");
    for (size_t c = 0; c < source->n_node_columns; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        add_data(out, source->node_marks[c], &value);
    }
    gx_buffer_puts(out, "<data key=\"color\">");
    gx_buffer_puts(out, gx_palette_node(v->type, v->kind)->fill);
    gx_buffer_puts(out, "</data><data key=\"size\">");
    gx_write_real(out, node_size(source, vertex, most));
    gx_buffer_puts(out, "</data></node>\n");
}

static gx_status add_graphml_edge(gx_buffer *out, gx_source *source, uint32_t e, gx_error *err)
{
    const gx_tie *tie = gx_network_edge(source->net, e);
    gx_value row[GX_EDGE_COLUMNS];
    const char *words;
    gx_status status = gx_source_evidence(source, tie, &words, err);
    if (status != GX_OK)
        return status;
    add_ends(out, "  ", source, tie, e);
    /* Gephi takes the kind of an edge from here only. */
    gx_buffer_puts(out, " label=\"");
    gx_buffer_puts(out, gx_tie_type_name(tie->type));
    gx_buffer_puts(out, "\">");
    gx_source_edge_row(row, tie, words);
    for (size_t c = 0; c < GX_EDGE_COLUMNS; c++)
        add_data(out, source->edge_marks[c], &row[c]);
    gx_buffer_puts(out, "</edge>\n");
    return GX_OK;
}

gx_status gx_export_graphml(gx_writer *out, gx_source *source, gx_error *err)
{
    gx_status status = gx_source_marks(source, graphml_mark, err);
    double most = most_score(source);
    gx_buffer_puts(&out->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    add_keys(&out->text, "node", 'n', source->node_columns, source->n_node_columns);
    gx_buffer_puts(&out->text, " <key id=\"color\" for=\"node\" attr.name=\"color\" attr.type=\"string\"/>\n"
                               " <key id=\"size\" for=\"node\" attr.name=\"size\" attr.type=\"double\"/>\n");
    add_keys(&out->text, "edge", 'e', source->edge_columns, GX_EDGE_COLUMNS);
    gx_buffer_printf(&out->text, " <graph id=\"guanxi\" edgedefault=\"%s\">\n",
                     gx_network_is_directed(source->net) ? "directed" : "undirected");
    for (uint32_t v = 0; status == GX_OK && v < gx_network_vertex_count(source->net); v++) {
        add_graphml_node(&out->text, source, v, most);
        gx_writer_pass(out);
    }
    for (uint32_t e = 0; status == GX_OK && e < gx_network_edge_count(source->net); e++) {
        status = add_graphml_edge(&out->text, source, e, err);
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, " </graph>\n</graphml>\n");
    return status;
}

/* ---- GEXF ------------------------------------------------------------------------------------------------------- */

static const char *const gexf_types[] = {
    [GX_VALUE_TEXT] = "string", [GX_VALUE_INT] = "long", [GX_VALUE_REAL] = "double", [GX_VALUE_BOOL] = "boolean"};

static void add_gexf_attributes(gx_buffer *out, const char *class, const gx_column *columns, size_t n)
{
    gx_buffer_printf(out, "  <attributes class=\"%s\" mode=\"static\">\n", class);
    for (size_t c = 0; c < n; c++)
        gx_buffer_printf(out, "   <attribute id=\"%c%zu\" title=\"%s\" type=\"%s\"/>\n", class[0], c, columns[c].name,
                         gexf_types[columns[c].type]);
    gx_buffer_puts(out, "  </attributes>\n");
}

static void gexf_mark(gx_buffer *out, const gx_column *column, char of, size_t number)
{
    (void)column;
    gx_buffer_printf(out, "<attvalue for=\"%c%zu\" value=\"", of, number);
}

static void add_attvalue(gx_buffer *out, gx_mark mark, const gx_value *value)
{
    if (value->missing)
        return;
    gx_mark_add(out, mark);
    add_xml_value(out, value);
    gx_buffer_puts(out, "\"/>");
}

/**
 * When it was. A year is its first to its last day, never its first alone; the end is the day after, for Gephi shows
 * nothing where start and end are the same.
 */
static void add_spell(gx_buffer *out, const char *from, const char *to)
{
    gx_days days;
    if (!gx_days_of(&days, from, to))
        return;
    gx_buffer_puts(out, "<spells><spell start=\"");
    gx_buffer_add(out, days.first, GX_DAY_BYTES - 1);
    gx_buffer_puts(out, "\" end=\"");
    gx_buffer_add(out, days.day_after, GX_DAY_BYTES - 1);
    gx_buffer_puts(out, "\"/></spells>");
}

static void add_gexf_node(gx_buffer *out, const gx_source *source, uint32_t vertex, double most)
{
    const gx_vertex *v = gx_network_vertex(source->net, vertex);
    const unsigned long rgb = strtoul(gx_palette_node(v->type, v->kind)->fill + 1, NULL, 16);
    gx_buffer_puts(out, "   <node id=\"");
    gx_source_add_id(out, source, vertex);
    gx_buffer_add(out, "\"", 1);
    add_attribute(out, "label", v->name);
    gx_buffer_puts(out, "><attvalues>");
    for (size_t c = 1; c < source->n_node_columns; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        add_attvalue(out, source->node_marks[c], &value);
    }
    gx_buffer_puts(out, "</attvalues>");
    add_spell(out, v->date, v->date);
    gx_buffer_puts(out, "<viz:size value=\"");
    gx_write_real(out, node_size(source, vertex, most));
    gx_buffer_printf(out, "\"/><viz:color r=\"%lu\" g=\"%lu\" b=\"%lu\"/></node>\n", rgb >> 16, rgb >> 8 & 255,
                     rgb & 255);
}

/** What Gephi keys edges by, as a table of open addressing (Knuth 1973): the last edge of each key, and which it was. */
typedef struct kinds {
    struct kind {
        uint32_t edge, times; /* times 0 = empty */
    } *slots; /* [n_slots] */
    size_t n_slots; /* a power of two, twice the edges at least */
} kinds;

static bool same_kind(const gx_tie *a, const gx_tie *b)
{
    if (a->source != b->source || a->target != b->target || a->type != b->type)
        return false;
    return a->title == b->title || (a->title && b->title && strcmp(a->title, b->title) == 0);
}

static bool kinds_init(kinds *out, size_t n_edges)
{
    for (out->n_slots = 16; out->n_slots < 2 * n_edges; out->n_slots *= 2)
        ;
    out->slots = gx_alloc_zero(out->n_slots, sizeof *out->slots);
    return out->slots;
}

/** How often this kind of edge was between these two by now, this one included. */
static uint32_t count_kind(kinds *seen, const gx_network *net, const gx_tie *tie, uint32_t e)
{
    const uint64_t golden = 0x9E3779B97F4A7C15u; /* 2^64 / the golden ratio: Fibonacci hashing (Knuth 1973) */
    uint64_t key = ((uint64_t)tie->source << 32 | tie->target) * golden ^ (uint64_t)tie->type;
    key ^= tie->title ? gx_hash(tie->title, strlen(tie->title)) : 0;
    key = (key ^ key >> 29) * golden;
    struct kind *slot;
    for (size_t at = (size_t)(key >> 32) & (seen->n_slots - 1);; at = (at + 1) & (seen->n_slots - 1)) {
        slot = &seen->slots[at];
        if (!slot->times || same_kind(gx_network_edge(net, slot->edge), tie))
            break;
    }
    slot->edge = e;
    return ++slot->times;
}

/** Gephi sums parallel edges of one kind: type and title make the kind, and a number where that is not enough. */
static void add_kind(gx_buffer *out, const gx_tie *tie, uint32_t times)
{
    gx_buffer_puts(out, " kind=\"");
    gx_buffer_puts(out, gx_tie_type_name(tie->type));
    if (tie->title) {
        gx_buffer_add(out, ":", 1);
        gx_label_xml(out, tie->title);
    }
    if (times > 1) {
        gx_buffer_puts(out, " (");
        gx_write_int(out, times);
        gx_buffer_puts(out, ")");
    }
    gx_buffer_add(out, "\"", 1);
}

static gx_status add_gexf_edge(gx_buffer *out, gx_source *source, uint32_t e, kinds *seen, gx_error *err)
{
    const gx_tie *tie = gx_network_edge(source->net, e);
    gx_value row[GX_EDGE_COLUMNS];
    const char *words;
    gx_status status = gx_source_evidence(source, tie, &words, err);
    if (status != GX_OK)
        return status;
    add_ends(out, "   ", source, tie, e);
    gx_buffer_puts(out, " weight=\"");
    gx_write_real(out, tie->strength);
    gx_buffer_add(out, "\"", 1);
    add_kind(out, tie, count_kind(seen, source->net, tie, e));
    gx_buffer_puts(out, "><attvalues>");
    gx_source_edge_row(row, tie, words);
    for (size_t c = 0; c < GX_EDGE_COLUMNS; c++)
        add_attvalue(out, source->edge_marks[c], &row[c]);
    gx_buffer_puts(out, "</attvalues>");
    add_spell(out, tie->from, tie->to ? tie->to : tie->from);
    gx_buffer_puts(out, "</edge>\n");
    return GX_OK;
}

gx_status gx_export_gexf(gx_writer *out, gx_source *source, gx_error *err)
{
    kinds seen = {0};
    double most = most_score(source);
    gx_status status = gx_source_marks(source, gexf_mark, err);
    if (status == GX_OK && !kinds_init(&seen, gx_network_edge_count(source->net)))
        status = gx_fail(err, GX_ENOMEM, "out of memory for the kinds of edges");
    if (status != GX_OK)
        return status;
    gx_buffer_printf(&out->text,
                     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n"
                     " <graph mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\" "
                     "defaultedgetype=\"%s\">\n",
                     gx_network_is_directed(source->net) ? "directed" : "undirected");
    add_gexf_attributes(&out->text, "node", source->node_columns, source->n_node_columns);
    add_gexf_attributes(&out->text, "edge", source->edge_columns, GX_EDGE_COLUMNS);
    gx_buffer_puts(&out->text, "  <nodes>\n");
    for (uint32_t v = 0; v < gx_network_vertex_count(source->net); v++) {
        add_gexf_node(&out->text, source, v, most);
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "  </nodes>\n  <edges>\n");
    for (uint32_t e = 0; status == GX_OK && e < gx_network_edge_count(source->net); e++) {
        status = add_gexf_edge(&out->text, source, e, &seen, err);
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "  </edges>\n </graph>\n</gexf>\n");
    gx_free(seen.slots);
    return status;
}
