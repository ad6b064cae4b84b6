/*
 * The formats in JSON: our own, node-link, Cytoscape's elements.
 */
#include "viz/source.h"

#include "viz/label.h"

#include <inttypes.h>

static void add_nodes_columns(gx_buffer *out, bool *first, const gx_source *source, uint32_t vertex, size_t from)
{
    for (size_t c = from; c < source->n_node_columns; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        gx_value_json(out, first, source->node_columns[c].name, &value);
    }
}

static void add_edge_columns(gx_buffer *out, bool *first, const gx_source *source, const gx_tie *tie,
                             const char *evidence)
{
    for (size_t c = 0; c < source->n_edge_columns; c++) {
        gx_value value = gx_source_edge_value(source, tie, evidence, c);
        gx_value_json(out, first, source->edge_columns[c].name, &value);
    }
}

/* ---- our own ------------------------------------------------------------------------------------------------- */

static void add_measures(gx_buffer *out, const gx_source *source)
{
    gx_buffer_puts(out, "\"measures\":[");
    for (size_t i = 0; i < source->options->n_scores; i++) {
        const gx_scores *scores = &source->options->scores[i];
        const gx_measure_info *info = gx_measure_describe(scores->measure);
        bool first = true;
        gx_buffer_puts(out, i ? ",{" : "{");
        gx_json_text(out, &first, "name", info->name);
        gx_json_text(out, &first, "label", info->label);
        gx_json_text(out, &first, "unit", info->unit);
        gx_json_bool(out, &first, "exact", scores->sampled == 0);
        if (scores->sampled)
            gx_json_real(out, &first, "error", scores->error);
        gx_buffer_puts(out, "}");
    }
    gx_buffer_puts(out, "],\n");
}

static void add_head(gx_buffer *out, const gx_source *source)
{
    bool first = true;
    gx_buffer_puts(out, "{");
    gx_json_text(out, &first, "format", "guanxi-network");
    gx_json_int(out, &first, "version", 1);
    gx_json_text(out, &first, "title", source->options->title);
    gx_json_bool(out, &first, "directed", gx_network_is_directed(source->net));
    gx_json_bool(out, &first, "two_mode", gx_network_is_two_mode(source->net));
    if (source->options->communities) {
        gx_json_int(out, &first, "communities", (int64_t)source->options->communities->n);
        gx_json_real(out, &first, "modularity", source->options->communities->modularity);
    }
    gx_buffer_puts(out, ",\n");
    add_measures(out, source);
}

/** Measures are the last columns of a node. */
static void add_node(gx_buffer *out, const gx_source *source, uint32_t vertex)
{
    char id[GX_PUBLIC_ID_BYTES];
    bool first = true, first_measure = true;
    gx_source_id(source, id, vertex);
    gx_buffer_puts(out, "{");
    gx_json_text(out, &first, "id", id);
    gx_json_text(out, &first, "name", gx_network_vertex(source->net, vertex)->name);
    size_t measures = source->n_node_columns - source->options->n_scores;
    for (size_t c = 1; c < measures; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        gx_value_json(out, &first, source->node_columns[c].name, &value);
    }
    gx_buffer_puts(out, ",\"measures\":{");
    add_nodes_columns(out, &first_measure, source, vertex, measures);
    gx_buffer_puts(out, "}}");
}

static gx_status add_evidence(gx_buffer *out, gx_source *source, uint32_t edge, gx_error *err)
{
    size_t n;
    const uint32_t *facts = gx_network_facts(source->net, edge, &n);
    gx_buffer_puts(out, ",\"evidence\":[");
    for (size_t i = 0; i < n; i++) {
        const gx_tie *fact = gx_network_fact(source->net, facts[i]);
        const char *words;
        gx_status status = gx_source_evidence(source, fact, &words, err);
        if (status != GX_OK)
            return status;
        bool first = true;
        gx_buffer_puts(out, i ? ",{" : "{");
        gx_json_text(out, &first, "type", gx_tie_type_name(fact->type));
        gx_json_text(out, &first, "role", fact->title);
        gx_json_text(out, &first, "from", fact->from);
        gx_json_text(out, &first, "to", fact->to);
        gx_json_real(out, &first, "confidence", fact->confidence);
        gx_json_text(out, &first, "document", fact->document);
        if (fact->document_fact)
            gx_json_int(out, &first, "fact", fact->document_fact);
        if (fact->line)
            gx_json_int(out, &first, "line", fact->line);
        gx_json_text(out, &first, "text", words);
        gx_buffer_puts(out, "}");
    }
    gx_buffer_puts(out, "]");
    return GX_OK;
}

static gx_status add_edge(gx_buffer *out, gx_source *source, uint32_t edge, gx_error *err)
{
    const gx_tie *tie = gx_network_edge(source->net, edge);
    char from[GX_PUBLIC_ID_BYTES], to[GX_PUBLIC_ID_BYTES];
    bool first = true;
    gx_source_id(source, from, tie->source);
    gx_source_id(source, to, tie->target);
    gx_buffer_puts(out, "{");
    gx_json_text(out, &first, "source", from);
    gx_json_text(out, &first, "target", to);
    gx_json_text(out, &first, "type", gx_tie_type_name(tie->type));
    gx_json_text(out, &first, "role", tie->title);
    gx_json_text(out, &first, "from", tie->from);
    gx_json_text(out, &first, "to", tie->to);
    gx_json_real(out, &first, "confidence", tie->confidence);
    gx_json_real(out, &first, "strength", tie->strength);
    gx_json_bool(out, &first, "inferred", tie->inferred);
    gx_status status = add_evidence(out, source, edge, err);
    gx_buffer_puts(out, "}");
    return status;
}

gx_status gx_export_json(gx_writer *out, gx_source *source, gx_error *err)
{
    size_t n_nodes = gx_network_vertex_count(source->net), n_edges = gx_network_edge_count(source->net);
    add_head(&out->text, source);
    gx_buffer_puts(&out->text, "\"nodes\":[");
    for (uint32_t v = 0; v < n_nodes; v++) {
        gx_buffer_puts(&out->text, v ? ",\n" : "\n");
        add_node(&out->text, source, v);
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "\n],\n\"edges\":[");
    for (uint32_t e = 0; e < n_edges; e++) {
        gx_buffer_puts(&out->text, e ? ",\n" : "\n");
        gx_status status = add_edge(&out->text, source, e, err);
        if (status != GX_OK)
            return status;
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "\n]}\n");
    return GX_OK;
}

/* ---- node-link ----------------------------------------------------------------------------------------------- */

static gx_status add_links(gx_writer *out, gx_source *source, const char *name, gx_error *err)
{
    size_t n_edges = gx_network_edge_count(source->net);
    gx_buffer_printf(&out->text, "\"%s\":[", name);
    for (uint32_t e = 0; e < n_edges; e++) {
        const gx_tie *tie = gx_network_edge(source->net, e);
        char id[GX_PUBLIC_ID_BYTES];
        bool first = true;
        const char *words;
        gx_status status = gx_source_evidence(source, tie, &words, err);
        if (status != GX_OK)
            return status;
        gx_buffer_puts(&out->text, e ? ",\n{" : "\n{");
        gx_source_id(source, id, tie->source);
        gx_json_text(&out->text, &first, "source", id);
        gx_source_id(source, id, tie->target);
        gx_json_text(&out->text, &first, "target", id);
        gx_json_int(&out->text, &first, "key", e);
        add_edge_columns(&out->text, &first, source, tie, words);
        gx_buffer_puts(&out->text, "}");
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "\n]");
    return GX_OK;
}

gx_status gx_export_node_link(gx_writer *out, gx_source *source, gx_error *err)
{
    size_t n_nodes = gx_network_vertex_count(source->net);
    bool first_attribute = true;
    gx_buffer_printf(&out->text, "{\"directed\":%s,\"multigraph\":true,\"graph\":{",
                     gx_network_is_directed(source->net) ? "true" : "false");
    gx_json_text(&out->text, &first_attribute, "name", source->options->title);
    gx_buffer_puts(&out->text, "},\n\"nodes\":[");
    for (uint32_t v = 0; v < n_nodes; v++) {
        char id[GX_PUBLIC_ID_BYTES];
        bool first = true;
        gx_source_id(source, id, v);
        gx_buffer_puts(&out->text, v ? ",\n{" : "\n{");
        gx_json_text(&out->text, &first, "id", id);
        add_nodes_columns(&out->text, &first, source, v, 0);
        gx_buffer_puts(&out->text, "}");
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "\n],\n");
    /* NetworkX up to 3.3 and D3 read "links", later ones "edges". */
    gx_status status = add_links(out, source, "links", err);
    gx_buffer_puts(&out->text, ",\n");
    if (status == GX_OK)
        status = add_links(out, source, "edges", err);
    gx_buffer_puts(&out->text, "}\n");
    return status;
}

/* ---- Cytoscape ------------------------------------------------------------------------------------------------- */

static void add_classes(gx_buffer *out, const char *type, const char *kind)
{
    gx_buffer class = {0};
    gx_buffer_printf(&class, "%s%s%s", type, kind ? " " : "", kind ? kind : "");
    gx_buffer_puts(out, ",\"classes\":");
    gx_label_json(out, class.at ? class.at : "");
    out->failed = out->failed || class.failed;
    gx_buffer_clear(&class);
}

gx_status gx_export_cytoscape(gx_writer *out, gx_source *source, gx_error *err)
{
    size_t n_nodes = gx_network_vertex_count(source->net), n_edges = gx_network_edge_count(source->net);
    gx_buffer_puts(&out->text, "[");
    for (uint32_t v = 0; v < n_nodes; v++) {
        const gx_vertex *vertex = gx_network_vertex(source->net, v);
        char id[GX_PUBLIC_ID_BYTES];
        bool first = true;
        gx_source_id(source, id, v);
        gx_buffer_puts(&out->text, v ? ",\n{\"group\":\"nodes\",\"data\":{" : "\n{\"group\":\"nodes\",\"data\":{");
        gx_json_text(&out->text, &first, "id", id);
        add_nodes_columns(&out->text, &first, source, v, 0);
        gx_buffer_puts(&out->text, "}");
        add_classes(&out->text, gx_vertex_type_name(vertex->type), vertex->kind);
        gx_buffer_puts(&out->text, "}");
        gx_writer_pass(out);
    }
    for (uint32_t e = 0; e < n_edges; e++) {
        const gx_tie *tie = gx_network_edge(source->net, e);
        char id[GX_PUBLIC_ID_BYTES];
        bool first = false;
        const char *words;
        gx_status status = gx_source_evidence(source, tie, &words, err);
        if (status != GX_OK)
            return status;
        gx_buffer_printf(&out->text, "%s{\"group\":\"edges\",\"data\":{\"id\":\"f-%" PRIu32 "\"", n_nodes || e ? ",\n" : "\n",
                         e);
        gx_source_id(source, id, tie->source);
        gx_json_text(&out->text, &first, "source", id);
        gx_source_id(source, id, tie->target);
        gx_json_text(&out->text, &first, "target", id);
        add_edge_columns(&out->text, &first, source, tie, words);
        gx_buffer_puts(&out->text, "}");
        add_classes(&out->text, gx_tie_type_name(tie->type), NULL);
        gx_buffer_puts(&out->text, "}");
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "\n]\n");
    return GX_OK;
}
