/*
 * GraphML and GEXF.
 */
#include "viz/source.h"

#include "base/map.h"
#include "viz/days.h"
#include "viz/label.h"
#include "viz/palette.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/** ` name="value"` */
static void add_attribute(gx_buffer *out, const char *name, const char *value)
{
    gx_buffer_printf(out, " %s=\"", name);
    gx_label_xml(out, value);
    gx_buffer_puts(out, "\"");
}

static void add_xml_value(gx_buffer *out, const gx_value *value)
{
    if (value->type == GX_VALUE_TEXT)
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

static void add_data(gx_buffer *out, char letter, size_t column, const gx_value *value)
{
    if (value->missing)
        return;
    gx_buffer_printf(out, "<data key=\"%c%zu\">", letter, column);
    add_xml_value(out, value);
    gx_buffer_puts(out, "</data>");
}

static void add_graphml_node(gx_buffer *out, const gx_source *source, uint32_t vertex, double most)
{
    const gx_vertex *v = gx_network_vertex(source->net, vertex);
    char id[GX_PUBLIC_ID_BYTES];
    gx_source_id(source, id, vertex);
    gx_buffer_printf(out, "  <node id=\"%s\">", id);
    for (size_t c = 0; c < source->n_node_columns; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        add_data(out, 'n', c, &value);
    }
    gx_buffer_printf(out, "<data key=\"color\">%s</data><data key=\"size\">", gx_palette_node(v->type, v->kind)->fill);
    gx_write_real(out, node_size(source, vertex, most));
    gx_buffer_puts(out, "</data></node>\n");
}

static gx_status add_graphml_edge(gx_buffer *out, gx_source *source, uint32_t e, gx_error *err)
{
    const gx_tie *tie = gx_network_edge(source->net, e);
    char from[GX_PUBLIC_ID_BYTES], to[GX_PUBLIC_ID_BYTES];
    const char *words;
    gx_status status = gx_source_evidence(source, tie, &words, err);
    if (status != GX_OK)
        return status;
    gx_source_id(source, from, tie->source);
    gx_source_id(source, to, tie->target);
    gx_buffer_printf(out, "  <edge id=\"f-%" PRIu32 "\" source=\"%s\" target=\"%s\"", e, from, to);
    /* Gephi takes the kind of an edge from here only. */
    add_attribute(out, "label", gx_tie_type_name(tie->type));
    gx_buffer_puts(out, ">");
    for (size_t c = 0; c < source->n_edge_columns; c++) {
        gx_value value = gx_source_edge_value(source, tie, words, c);
        add_data(out, 'e', c, &value);
    }
    gx_buffer_puts(out, "</edge>\n");
    return GX_OK;
}

gx_status gx_export_graphml(gx_writer *out, gx_source *source, gx_error *err)
{
    gx_status status = GX_OK;
    double most = most_score(source);
    gx_buffer_puts(&out->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    add_keys(&out->text, "node", 'n', source->node_columns, source->n_node_columns);
    gx_buffer_puts(&out->text, " <key id=\"color\" for=\"node\" attr.name=\"color\" attr.type=\"string\"/>\n"
                               " <key id=\"size\" for=\"node\" attr.name=\"size\" attr.type=\"double\"/>\n");
    add_keys(&out->text, "edge", 'e', source->edge_columns, source->n_edge_columns);
    gx_buffer_printf(&out->text, " <graph id=\"guanxi\" edgedefault=\"%s\">\n",
                     gx_network_is_directed(source->net) ? "directed" : "undirected");
    for (uint32_t v = 0; v < gx_network_vertex_count(source->net); v++) {
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

static void add_attvalue(gx_buffer *out, char letter, size_t column, const gx_value *value)
{
    if (value->missing)
        return;
    gx_buffer_printf(out, "<attvalue for=\"%c%zu\" value=\"", letter, column);
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
    gx_buffer_printf(out, "<spells><spell start=\"%s\" end=\"%s\"/></spells>", days.first, days.day_after);
}

static void add_gexf_node(gx_buffer *out, const gx_source *source, uint32_t vertex, double most)
{
    const gx_vertex *v = gx_network_vertex(source->net, vertex);
    const unsigned long rgb = strtoul(gx_palette_node(v->type, v->kind)->fill + 1, NULL, 16);
    char id[GX_PUBLIC_ID_BYTES];
    gx_source_id(source, id, vertex);
    gx_buffer_printf(out, "   <node id=\"%s\"", id);
    add_attribute(out, "label", v->name);
    gx_buffer_puts(out, "><attvalues>");
    for (size_t c = 1; c < source->n_node_columns; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        add_attvalue(out, 'n', c, &value);
    }
    gx_buffer_puts(out, "</attvalues>");
    add_spell(out, v->date, v->date);
    gx_buffer_puts(out, "<viz:size value=\"");
    gx_write_real(out, node_size(source, vertex, most));
    gx_buffer_printf(out, "\"/><viz:color r=\"%lu\" g=\"%lu\" b=\"%lu\"/></node>\n", rgb >> 16, rgb >> 8 & 255,
                     rgb & 255);
}

/**
 * Gephi sums parallel edges of one kind: type and title make the kind, and a number where that is not enough.
 */
static bool add_kind(gx_buffer *out, gx_map *seen, const gx_tie *tie)
{
    gx_buffer key = {0};
    uint32_t times = 0;
    gx_buffer_printf(&key, "%s%s%s", gx_tie_type_name(tie->type), tie->title ? ":" : "", tie->title ? tie->title : "");
    size_t kind_bytes = key.n;
    gx_buffer_printf(&key, "|%" PRIu32 "|%" PRIu32, tie->source, tie->target);
    bool ok = !key.failed;
    if (ok)
        gx_map_get(seen, key.at, key.n, &times);
    ok = ok && gx_map_set(seen, key.at, key.n, times + 1);
    if (ok) {
        key.at[kind_bytes] = '\0';
        key.n = kind_bytes;
        if (times)
            gx_buffer_printf(&key, " (%" PRIu32 ")", times + 1);
        add_attribute(out, "kind", key.at);
    }
    gx_buffer_clear(&key);
    return ok;
}

static gx_status add_gexf_edge(gx_buffer *out, gx_source *source, uint32_t e, gx_map *seen, gx_error *err)
{
    const gx_tie *tie = gx_network_edge(source->net, e);
    char from[GX_PUBLIC_ID_BYTES], to[GX_PUBLIC_ID_BYTES];
    const char *words;
    gx_status status = gx_source_evidence(source, tie, &words, err);
    if (status != GX_OK)
        return status;
    gx_source_id(source, from, tie->source);
    gx_source_id(source, to, tie->target);
    gx_buffer_printf(out, "   <edge id=\"f-%" PRIu32 "\" source=\"%s\" target=\"%s\" weight=\"", e, from, to);
    gx_write_real(out, tie->strength);
    gx_buffer_puts(out, "\"");
    if (!add_kind(out, seen, tie))
        return gx_fail(err, GX_ENOMEM, "out of memory for the kinds of edges");
    gx_buffer_puts(out, "><attvalues>");
    for (size_t c = 0; c < source->n_edge_columns; c++) {
        gx_value value = gx_source_edge_value(source, tie, words, c);
        add_attvalue(out, 'e', c, &value);
    }
    gx_buffer_puts(out, "</attvalues>");
    add_spell(out, tie->from, tie->to ? tie->to : tie->from);
    gx_buffer_puts(out, "</edge>\n");
    return GX_OK;
}

gx_status gx_export_gexf(gx_writer *out, gx_source *source, gx_error *err)
{
    gx_status status = GX_OK;
    gx_map seen = {0};
    double most = most_score(source);
    gx_buffer_printf(&out->text,
                     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n"
                     " <graph mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\" "
                     "defaultedgetype=\"%s\">\n",
                     gx_network_is_directed(source->net) ? "directed" : "undirected");
    add_gexf_attributes(&out->text, "node", source->node_columns, source->n_node_columns);
    add_gexf_attributes(&out->text, "edge", source->edge_columns, source->n_edge_columns);
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
    gx_map_clear(&seen);
    return status;
}
