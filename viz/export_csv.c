/*
 * Tables: plain CSV for people and pandas, and the same with the headers of neo4j-admin import.
 */
#include "viz/source.h"

#include "viz/label.h"

#include <string.h>

typedef void field_fn(gx_buffer *out, const char *text);

static void add_cell(gx_buffer *out, const gx_value *value, field_fn *field)
{
    gx_buffer_add(out, ",", 1);
    if (value->missing)
        return;
    if (value->type == GX_VALUE_TEXT && !value->word)
        field(out, value->text);
    else
        gx_value_write(out, value);
}

/** neo4j-admin reads a field of several lines only when told to: a break is a blank. */
static void add_neo4j_field(gx_buffer *out, const char *text)
{
    if (!strpbrk(text, "\r\n")) {
        gx_label_csv(out, text);
        return;
    }
    gx_buffer line = {0};
    gx_buffer_puts(&line, text);
    for (char *at = line.at; at && *at; at++)
        *at = (char)(*at == '\r' || *at == '\n' ? ' ' : *at);
    gx_label_csv(out, line.at ? line.at : "");
    out->failed = out->failed || line.failed;
    gx_buffer_clear(&line);
}

static void add_row_of_node(gx_buffer *out, const gx_source *source, uint32_t vertex, field_fn *field)
{
    gx_source_add_id(out, source, vertex);
    for (size_t c = 0; c < source->n_node_columns; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        add_cell(out, &value, field);
    }
}

static gx_status add_row_of_edge(gx_buffer *out, gx_source *source, uint32_t e, field_fn *field, gx_error *err)
{
    const gx_tie *tie = gx_network_edge(source->net, e);
    gx_value row[GX_EDGE_COLUMNS];
    const char *words;
    gx_status status = gx_source_evidence(source, tie, &words, err);
    if (status != GX_OK)
        return status;
    gx_source_add_id(out, source, tie->source);
    gx_buffer_add(out, ",", 1);
    gx_source_add_id(out, source, tie->target);
    gx_source_edge_row(row, tie, words);
    for (size_t c = 0; c < GX_EDGE_COLUMNS; c++)
        add_cell(out, &row[c], field);
    return GX_OK;
}

static void add_names(gx_buffer *out, const gx_column *columns, size_t n, const char *const types[4])
{
    for (size_t c = 0; c < n; c++)
        gx_buffer_printf(out, ",%s%s", columns[c].name, types[columns[c].type]);
}

static const char *const plain_types[4] = {"", "", "", ""};
static const char *const neo4j_types[4] = {
    [GX_VALUE_TEXT] = "", [GX_VALUE_INT] = ":long", [GX_VALUE_REAL] = ":double", [GX_VALUE_BOOL] = ":boolean"};

gx_status gx_export_csv_nodes(gx_writer *out, gx_source *source, gx_error *err)
{
    (void)err;
    gx_buffer_puts(&out->text, "id");
    add_names(&out->text, source->node_columns, source->n_node_columns, plain_types);
    gx_buffer_puts(&out->text, "\n");
    for (uint32_t v = 0; v < gx_network_vertex_count(source->net); v++) {
        add_row_of_node(&out->text, source, v, gx_label_spreadsheet);
        gx_buffer_puts(&out->text, "\n");
        gx_writer_pass(out);
    }
    return GX_OK;
}

gx_status gx_export_csv_edges(gx_writer *out, gx_source *source, gx_error *err)
{
    gx_status status = GX_OK;
    gx_buffer_puts(&out->text, "source,target");
    add_names(&out->text, source->edge_columns, GX_EDGE_COLUMNS, plain_types);
    gx_buffer_puts(&out->text, "\n");
    for (uint32_t e = 0; status == GX_OK && e < gx_network_edge_count(source->net); e++) {
        status = add_row_of_edge(&out->text, source, e, gx_label_spreadsheet, err);
        gx_buffer_puts(&out->text, "\n");
        gx_writer_pass(out);
    }
    return status;
}

/* Labels and types of relationships as Neo4j's style guide writes them. */
static const char *const neo4j_labels[GX_VERTEX_TYPES] = {
    [GX_VERTEX_PERSON] = "Person", [GX_VERTEX_ORGANIZATION] = "Organization", [GX_VERTEX_EVENT] = "Event"};
static const char *const neo4j_ties[GX_TIE_TYPES] = {
    [GX_TIE_PARTICIPATION] = "TOOK_PART_IN",     [GX_TIE_POST] = "HOLDS_POST_IN",
    [GX_TIE_PART_OF] = "PART_OF",                [GX_TIE_PARTNER] = "PARTNER_OF",
    [GX_TIE_CO_ATTENDANCE] = "ATTENDED_WITH",    [GX_TIE_CO_AFFILIATION] = "AFFILIATED_WITH"};

static void add_last(gx_buffer *out, const char *word)
{
    gx_buffer_add(out, ",", 1);
    gx_buffer_puts(out, word);
    gx_buffer_add(out, "\n", 1);
}

gx_status gx_export_neo4j_nodes(gx_writer *out, gx_source *source, gx_error *err)
{
    (void)err;
    gx_buffer_puts(&out->text, "id:ID");
    add_names(&out->text, source->node_columns, source->n_node_columns, neo4j_types);
    gx_buffer_puts(&out->text, ",:LABEL\n");
    for (uint32_t v = 0; v < gx_network_vertex_count(source->net); v++) {
        add_row_of_node(&out->text, source, v, add_neo4j_field);
        add_last(&out->text, neo4j_labels[gx_network_vertex(source->net, v)->type]);
        gx_writer_pass(out);
    }
    return GX_OK;
}

gx_status gx_export_neo4j_edges(gx_writer *out, gx_source *source, gx_error *err)
{
    gx_status status = GX_OK;
    gx_buffer_puts(&out->text, ":START_ID,:END_ID");
    add_names(&out->text, source->edge_columns, GX_EDGE_COLUMNS, neo4j_types);
    gx_buffer_puts(&out->text, ",:TYPE\n");
    for (uint32_t e = 0; status == GX_OK && e < gx_network_edge_count(source->net); e++) {
        status = add_row_of_edge(&out->text, source, e, add_neo4j_field, err);
        add_last(&out->text, neo4j_ties[gx_network_edge(source->net, e)->type]);
        gx_writer_pass(out);
    }
    return status;
}
