/*
 * DOT, written as it goes: cgraph would hold a second network, and takes ten times as long.
 */
#include "viz/source.h"

#include "viz/label.h"
#include "viz/palette.h"

#include <string.h>

/* What Graphviz draws by; what most rows have stands here once. */
static const char head[] = "digraph guanxi {\n"
                           "\tgraph [charset=\"UTF-8\", overlap=prism, start=1];\n"
                           "\tnode [color=\"#333333\", fillcolor=\"#ffffff\", fontname=\"Noto Sans CJK SC\", "
                           "label=\"\", shape=box, style=filled];\n"
                           "\tedge [color=\"#333333\", dir=forward, label=\"\", style=solid];\n";

/** `, name="`, or ` [name="` for the first: the mark without its first byte. */
static void dot_mark(gx_buffer *out, const gx_column *column, char of, size_t number)
{
    gx_buffer_puts(out, of == 'n' && number == 0 ? " [" : ", ");
    gx_buffer_puts(out, column->name);
    gx_buffer_puts(out, "=\"");
}

/** A text of a page, which a reader sees (label) or a program reads (all else). */
static void add_text(gx_buffer *out, const char *text, bool seen, gx_buffer *clean)
{
    if (gx_label_is_plain(text)) {
        gx_buffer_puts(out, text);
        return;
    }
    clean->n = 0;
    gx_label_clean(clean, text);
    (seen ? gx_label_dot : gx_label_dot_data)(out, clean->at ? clean->at : "");
    out->failed = out->failed || clean->failed;
}

/** Numbers too stand between quotes: 1e-17 is none to DOT without them. */
static void add_value(gx_buffer *out, gx_mark mark, const gx_value *value, bool seen, gx_buffer *clean)
{
    if (value->missing)
        return;
    gx_mark_add(out, mark);
    if (value->type == GX_VALUE_TEXT && !value->word)
        add_text(out, value->text, seen, clean);
    else
        gx_value_write(out, value);
    gx_buffer_add(out, "\"", 1);
}

/** An attribute whose value is ours: a colour, a word. */
static void add_word(gx_buffer *out, const char *mark, const char *word)
{
    gx_buffer_puts(out, mark);
    gx_buffer_puts(out, word);
    gx_buffer_add(out, "\"", 1);
}

static void add_node(gx_buffer *out, const gx_source *source, uint32_t vertex, gx_buffer *clean)
{
    const gx_vertex *v = gx_network_vertex(source->net, vertex);
    const gx_node_look *look = gx_palette_node(v->type, v->kind);
    gx_buffer_puts(out, "\t\"");
    gx_source_add_id(out, source, vertex);
    gx_buffer_add(out, "\"", 1);
    for (size_t c = 0; c < source->n_node_columns; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        add_value(out, source->node_marks[c], &value, c == 0, clean);
    }
    add_word(out, ", fillcolor=\"", look->fill);
    add_word(out, ", color=\"", look->border);
    add_word(out, ", style=\"filled,", look->style);
    gx_buffer_puts(out, "];\n");
}

static void add_edge(gx_buffer *out, const gx_source *source, const gx_tie *tie, const char *words, gx_buffer *clean)
{
    const gx_edge_look *look = gx_palette_edge(tie->type);
    gx_value row[GX_EDGE_COLUMNS];
    gx_buffer_puts(out, "\t\"");
    gx_source_add_id(out, source, tie->source);
    gx_buffer_puts(out, "\" -> \"");
    gx_source_add_id(out, source, tie->target);
    gx_buffer_puts(out, "\" [label=\"");
    add_text(out, tie->title ? tie->title : look->chinese, true, clean);
    gx_buffer_add(out, "\"", 1);
    gx_source_edge_row(row, tie, words);
    for (size_t c = 0; c < GX_EDGE_COLUMNS; c++)
        add_value(out, source->edge_marks[c], &row[c], false, clean);
    add_word(out, ", color=\"", look->colour);
    const char *style = tie->inferred ? "dashed" : look->style;
    if (strcmp(style, "solid") != 0)
        add_word(out, ", style=\"", style);
    if (gx_tie_is_mutual(tie))
        add_word(out, ", dir=\"", "none");
    gx_buffer_puts(out, "];\n");
}

gx_status gx_export_dot(gx_writer *out, gx_source *source, gx_error *err)
{
    gx_buffer clean = {0};
    gx_status status = gx_source_marks(source, dot_mark, err);
    size_t n_nodes = gx_network_vertex_count(source->net), n_edges = gx_network_edge_count(source->net);
    gx_buffer_puts(&out->text, head);
    for (uint32_t v = 0; status == GX_OK && v < n_nodes; v++) {
        add_node(&out->text, source, v, &clean);
        gx_writer_pass(out);
    }
    for (uint32_t e = 0; status == GX_OK && e < n_edges; e++) {
        const gx_tie *tie = gx_network_edge(source->net, e);
        const char *words;
        status = gx_source_evidence(source, tie, &words, err);
        if (status != GX_OK)
            break;
        add_edge(&out->text, source, tie, words, &clean);
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "}\n");
    gx_buffer_clear(&clean);
    return status;
}
