/*
 * The formats in JSON: our own, node-link, Cytoscape's elements.
 */
#include "viz/source.h"

#include "viz/label.h"

/** Columns [from, to) of a node; `first`: the first of them is the first of its object. */
static void add_node_columns(gx_buffer *out, bool first, const gx_source *source, uint32_t vertex, size_t from, size_t to)
{
    for (size_t c = from; c < to; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        gx_mark mark = source->node_marks[c];
        if (first && !value.missing) {
            mark = (gx_mark){mark.text + 1, mark.n - 1};
            first = false;
        }
        gx_value_json(out, mark, &value);
    }
}

static void add_id(gx_buffer *out, const char *mark, const gx_source *source, uint32_t vertex)
{
    gx_buffer_puts(out, mark);
    gx_source_add_id(out, source, vertex);
    gx_buffer_add(out, "\"", 1);
}

/** `"source":"…","target":"…"` */
static void add_ends(gx_buffer *out, const gx_source *source, const gx_tie *tie)
{
    add_id(out, "\"source\":\"", source, tie->source);
    add_id(out, ",\"target\":\"", source, tie->target);
}

static void add_edge_columns(gx_buffer *out, const gx_source *source, const gx_tie *tie, const char *evidence)
{
    gx_value row[GX_EDGE_COLUMNS];
    gx_source_edge_row(row, tie, evidence);
    for (size_t c = 0; c < GX_EDGE_COLUMNS; c++)
        gx_value_json(out, source->edge_marks[c], &row[c]);
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
    bool first = false;
    size_t measures = source->n_node_columns - source->options->n_scores;
    add_id(out, "{\"id\":\"", source, vertex);
    gx_json_text(out, &first, "name", gx_network_vertex(source->net, vertex)->name);
    add_node_columns(out, false, source, vertex, 1, measures);
    gx_buffer_puts(out, ",\"measures\":{");
    add_node_columns(out, true, source, vertex, measures, source->n_node_columns);
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
        gx_json_word(out, &first, "type", gx_tie_type_name(fact->type));
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
    bool first = false;
    gx_buffer_puts(out, "{");
    add_ends(out, source, tie);
    gx_json_word(out, &first, "type", gx_tie_type_name(tie->type));
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
    gx_status status = gx_source_marks(source, gx_json_mark, err);
    if (status != GX_OK)
        return status;
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
        status = add_edge(&out->text, source, e, err);
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
        const char *words;
        gx_status status = gx_source_evidence(source, tie, &words, err);
        if (status != GX_OK)
            return status;
        gx_buffer_puts(&out->text, e ? ",\n{" : "\n{");
        add_ends(&out->text, source, tie);
        gx_buffer_puts(&out->text, ",\"key\":");
        gx_write_int(&out->text, e);
        add_edge_columns(&out->text, source, tie, words);
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
    gx_status status = gx_source_marks(source, gx_json_mark, err);
    if (status != GX_OK)
        return status;
    gx_buffer_printf(&out->text, "{\"directed\":%s,\"multigraph\":true,\"graph\":{",
                     gx_network_is_directed(source->net) ? "true" : "false");
    gx_json_text(&out->text, &first_attribute, "name", source->options->title);
    gx_buffer_puts(&out->text, "},\n\"nodes\":[");
    for (uint32_t v = 0; v < n_nodes; v++) {
        add_id(&out->text, v ? ",\n{\"id\":\"" : "\n{\"id\":\"", source, v);
        add_node_columns(&out->text, false, source, v, 0, source->n_node_columns);
        gx_buffer_puts(&out->text, "}");
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "\n],\n");
    /* NetworkX up to 3.3 and D3 read "links", later ones "edges". */
    status = add_links(out, source, "links", err);
    gx_buffer_puts(&out->text, ",\n");
    if (status == GX_OK)
        status = add_links(out, source, "edges", err);
    gx_buffer_puts(&out->text, "}\n");
    return status;
}

/* ---- Cytoscape ------------------------------------------------------------------------------------------------- */

/** `"classes":"type kind"`, and the end of the element. */
static void add_classes(gx_buffer *out, const char *type, const char *kind)
{
    gx_buffer_puts(out, "},\"classes\":\"");
    gx_buffer_puts(out, type);
    if (kind) {
        gx_buffer_add(out, " ", 1);
        gx_label_json_inside(out, kind);
    }
    gx_buffer_puts(out, "\"}");
}

gx_status gx_export_cytoscape(gx_writer *out, gx_source *source, gx_error *err)
{
    size_t n_nodes = gx_network_vertex_count(source->net), n_edges = gx_network_edge_count(source->net);
    gx_status status = gx_source_marks(source, gx_json_mark, err);
    if (status != GX_OK)
        return status;
    gx_buffer_puts(&out->text, "[");
    for (uint32_t v = 0; v < n_nodes; v++) {
        const gx_vertex *vertex = gx_network_vertex(source->net, v);
        gx_buffer_puts(&out->text, v ? ",\n" : "\n");
        add_id(&out->text, "{\"group\":\"nodes\",\"data\":{\"id\":\"", source, v);
        add_node_columns(&out->text, false, source, v, 0, source->n_node_columns);
        add_classes(&out->text, gx_vertex_type_name(vertex->type), vertex->kind);
        gx_writer_pass(out);
    }
    for (uint32_t e = 0; e < n_edges; e++) {
        const gx_tie *tie = gx_network_edge(source->net, e);
        const char *words;
        status = gx_source_evidence(source, tie, &words, err);
        if (status != GX_OK)
            return status;
        gx_buffer_puts(&out->text, n_nodes || e ? ",\n" : "\n");
        gx_buffer_puts(&out->text, "{\"group\":\"edges\",\"data\":{\"id\":\"f-");
        gx_write_int(&out->text, e);
        gx_buffer_puts(&out->text, "\",");
        add_ends(&out->text, source, tie);
        add_edge_columns(&out->text, source, tie, words);
        add_classes(&out->text, gx_tie_type_name(tie->type), NULL);
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "\n]\n");
    return GX_OK;
}
