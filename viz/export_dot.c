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

/** Buffers that each attribute uses anew. */
typedef struct scratch {
    gx_buffer text, clean;
} scratch;

static void add_name(gx_buffer *out, bool *first, const char *name)
{
    gx_buffer_puts(out, *first ? " [" : ", ");
    gx_buffer_puts(out, name);
    gx_buffer_add(out, "=", 1);
    *first = false;
}

/** An attribute whose value is ours: a colour, a word. */
static void add_word(gx_buffer *out, bool *first, const char *name, const char *word)
{
    add_name(out, first, name);
    gx_buffer_add(out, "\"", 1);
    gx_buffer_puts(out, word);
    gx_buffer_add(out, "\"", 1);
}

/** A text of a page, which a reader sees (label) or a program reads (all else). */
static void add_text(gx_buffer *out, bool *first, const char *name, const char *text, scratch *with)
{
    add_name(out, first, name);
    gx_buffer_add(out, "\"", 1);
    with->clean.n = 0;
    gx_label_clean(&with->clean, text);
    (strcmp(name, "label") == 0 ? gx_label_dot : gx_label_dot_data)(out, with->clean.at ? with->clean.at : "");
    gx_buffer_add(out, "\"", 1);
    out->failed = out->failed || with->clean.failed;
}

static void add_value(gx_buffer *out, bool *first, const char *name, const gx_value *value, scratch *with)
{
    if (value->missing)
        return;
    if (value->type == GX_VALUE_TEXT) {
        add_text(out, first, name, value->text, with);
        return;
    }
    add_name(out, first, name);
    with->text.n = 0;
    gx_value_write(&with->text, value);
    /* 1e-17 is no number to DOT, which takes it between quotes only. */
    gx_buffer_add(out, "\"", 1);
    gx_buffer_puts(out, with->text.at ? with->text.at : "");
    gx_buffer_add(out, "\"", 1);
    out->failed = out->failed || with->text.failed;
}

static void add_node(gx_buffer *out, const gx_source *source, uint32_t vertex, scratch *with)
{
    const gx_vertex *v = gx_network_vertex(source->net, vertex);
    const gx_node_look *look = gx_palette_node(v->type, v->kind);
    char id[GX_PUBLIC_ID_BYTES];
    bool first = true;
    gx_source_id(source, id, vertex);
    gx_buffer_printf(out, "\t\"%s\"", id);
    for (size_t c = 0; c < source->n_node_columns; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        add_value(out, &first, source->node_columns[c].name, &value, with);
    }
    add_word(out, &first, "fillcolor", look->fill);
    add_word(out, &first, "color", look->border);
    gx_buffer_printf(out, ", style=\"filled,%s\"];\n", look->style);
}

static void add_edge(gx_buffer *out, const gx_source *source, const gx_tie *tie, const char *words,
                     scratch *with)
{
    const gx_edge_look *look = gx_palette_edge(tie->type);
    char from[GX_PUBLIC_ID_BYTES], to[GX_PUBLIC_ID_BYTES];
    bool first = true;
    gx_source_id(source, from, tie->source);
    gx_source_id(source, to, tie->target);
    gx_buffer_printf(out, "\t\"%s\" -> \"%s\"", from, to);
    add_text(out, &first, "label", tie->title ? tie->title : look->chinese, with);
    for (size_t c = 0; c < source->n_edge_columns; c++) {
        gx_value value = gx_source_edge_value(source, tie, words, c);
        add_value(out, &first, source->edge_columns[c].name, &value, with);
    }
    add_word(out, &first, "color", look->colour);
    const char *style = tie->inferred ? "dashed" : look->style;
    if (strcmp(style, "solid") != 0)
        add_word(out, &first, "style", style);
    if (gx_tie_is_mutual(tie))
        add_word(out, &first, "dir", "none");
    gx_buffer_puts(out, "];\n");
}

gx_status gx_export_dot(gx_writer *out, gx_source *source, gx_error *err)
{
    gx_status status = GX_OK;
    scratch with = {0};
    size_t n_nodes = gx_network_vertex_count(source->net), n_edges = gx_network_edge_count(source->net);
    gx_buffer_puts(&out->text, head);
    for (uint32_t v = 0; v < n_nodes; v++) {
        add_node(&out->text, source, v, &with);
        gx_writer_pass(out);
    }
    for (uint32_t e = 0; e < n_edges; e++) {
        const gx_tie *tie = gx_network_edge(source->net, e);
        const char *words;
        status = gx_source_evidence(source, tie, &words, err);
        if (status != GX_OK)
            break;
        add_edge(&out->text, source, tie, words, &with);
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "}\n");
    gx_buffer_clear(&with.text);
    gx_buffer_clear(&with.clean);
    return status;
}
