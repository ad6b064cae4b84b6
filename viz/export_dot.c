/*
 * DOT, written by cgraph, so that whatever reads DOT reads it.
 */
#include "viz/source.h"

#include "viz/label.h"
#include "viz/palette.h"

#include <graphviz/cgraph.h>
#include <string.h>

/* cgraph tells its troubles to a plain function. */
static char complaint[200];

static int keep_complaint(char *text)
{
    size_t used = strlen(complaint);
    if (used + 1 < sizeof complaint)
        strncat(complaint, text, sizeof complaint - used - 1);
    return 0;
}

/* Attributes of our own besides Graphviz's: what the other formats call the same. */
static const char *const node_attributes[][2] = {
    {"shape", "box"},     {"style", "filled"}, {"fillcolor", "#ffffff"}, {"color", "#333333"},
    {"fontname", "Noto Sans CJK SC"}, {"label", ""},
};
static const char *const edge_attributes[][2] = {
    {"label", ""}, {"style", "solid"}, {"color", "#333333"}, {"dir", "forward"}, {"weight", "1"},
};

/** The attribute of this name, found again without a search for each of a hundred thousand edges. */
typedef struct attributes {
    Agsym_t **columns; /* [columns of source] */
    Agsym_t *style, *fill, *colour, *label, *direction;
} attributes;

static bool find_attributes(attributes *out, Agraph_t *graph, int kind, const gx_column *columns, size_t n)
{
    out->columns = gx_alloc_zero(n + 1, sizeof *out->columns);
    if (!out->columns)
        return false;
    for (size_t c = 0; c < n; c++)
        out->columns[c] = agattr(graph, kind, (char *)columns[c].name, NULL);
    out->style = agattr(graph, kind, "style", NULL);
    out->fill = agattr(graph, kind, "fillcolor", NULL);
    out->colour = agattr(graph, kind, "color", NULL);
    out->label = agattr(graph, kind, "label", NULL);
    out->direction = agattr(graph, kind, "dir", NULL);
    return true;
}

/** Set an attribute unless that is its default already. */
static bool set_text(void *object, Agsym_t *attribute, const char *value)
{
    return strcmp(attribute->defval, value) == 0 || agxset(object, attribute, (char *)value) == 0;
}

static bool declare(Agraph_t *graph, const gx_source *source)
{
    bool ok = true;
    for (size_t i = 0; i < sizeof node_attributes / sizeof *node_attributes; i++)
        ok = ok && agattr(graph, AGNODE, (char *)node_attributes[i][0], (char *)node_attributes[i][1]);
    for (size_t i = 0; i < sizeof edge_attributes / sizeof *edge_attributes; i++)
        ok = ok && agattr(graph, AGEDGE, (char *)edge_attributes[i][0], (char *)edge_attributes[i][1]);
    for (size_t c = 1; c < source->n_node_columns; c++)
        ok = ok && agattr(graph, AGNODE, (char *)source->node_columns[c].name, "");
    for (size_t c = 0; c < source->n_edge_columns; c++)
        if (strcmp(source->edge_columns[c].name, "weight") != 0)
            ok = ok && agattr(graph, AGEDGE, (char *)source->edge_columns[c].name, "");
    ok = ok && agattr(graph, AGRAPH, "overlap", "prism") && agattr(graph, AGRAPH, "start", "1");
    return ok;
}

/** Set an attribute to a value; the label, which is drawn, to what a reader sees of it. */
static bool set_value(void *object, Agsym_t *attribute, const gx_value *value, gx_buffer *text, gx_buffer *escaped)
{
    if (value->missing)
        return true;
    text->n = escaped->n = 0;
    if (strcmp(attribute->name, "label") == 0) {
        gx_label_clean(text, value->text);
        gx_label_dot(escaped, text->at ? text->at : "");
    } else {
        gx_value_write(text, value);
        gx_label_dot_data(escaped, text->at ? text->at : "");
    }
    return !text->failed && !escaped->failed && set_text(object, attribute, escaped->at);
}

static bool set_node(Agnode_t *node, const attributes *of, const gx_source *source, uint32_t vertex, gx_buffer *text,
                     gx_buffer *escaped)
{
    const gx_vertex *v = gx_network_vertex(source->net, vertex);
    const gx_node_look *look = gx_palette_node(v->type, v->kind);
    char style[40];
    snprintf(style, sizeof style, "filled,%s", look->style);
    bool ok = set_text(node, of->fill, look->fill) && set_text(node, of->colour, look->border) &&
              set_text(node, of->style, style);
    for (size_t c = 0; c < source->n_node_columns; c++) {
        gx_value value = gx_source_node_value(source, vertex, c);
        ok = ok && set_value(node, of->columns[c], &value, text, escaped);
    }
    return ok;
}

static bool set_edge(Agedge_t *edge, const attributes *of, const gx_source *source, const gx_tie *tie, const char *words,
                     gx_buffer *text, gx_buffer *escaped)
{
    const gx_edge_look *look = gx_palette_edge(tie->type);
    gx_value label = {.type = GX_VALUE_TEXT, .text = tie->title ? tie->title : look->chinese};
    bool ok = set_text(edge, of->style, tie->inferred ? "dashed" : look->style) && set_text(edge, of->colour, look->colour) &&
              set_text(edge, of->direction, gx_tie_is_mutual(tie) ? "none" : "forward") &&
              set_value(edge, of->label, &label, text, escaped);
    for (size_t c = 0; c < source->n_edge_columns; c++) {
        gx_value value = gx_source_edge_value(source, tie, words, c);
        ok = ok && set_value(edge, of->columns[c], &value, text, escaped);
    }
    return ok;
}

static gx_status refuse(gx_error *err)
{
    complaint[strcspn(complaint, "\n")] = '\0';
    return gx_fail(err, GX_ERENDER, "cgraph: %s", complaint[0] ? complaint : "refused, or out of memory");
}

static gx_status fill(Agraph_t *graph, Agnode_t **nodes, gx_source *source, gx_error *err)
{
    gx_status status = GX_OK;
    gx_buffer text = {0}, escaped = {0};
    attributes node = {0}, line = {0};
    if (!declare(graph, source))
        return refuse(err);
    bool ok = find_attributes(&node, graph, AGNODE, source->node_columns, source->n_node_columns) &&
              find_attributes(&line, graph, AGEDGE, source->edge_columns, source->n_edge_columns);
    size_t n_nodes = gx_network_vertex_count(source->net), n_edges = gx_network_edge_count(source->net);
    for (uint32_t v = 0; ok && v < n_nodes; v++) {
        char id[GX_PUBLIC_ID_BYTES];
        gx_source_id(source, id, v);
        nodes[v] = agnode(graph, id, 1);
        ok = nodes[v] && set_node(nodes[v], &node, source, v, &text, &escaped);
    }
    for (uint32_t e = 0; ok && e < n_edges; e++) {
        const gx_tie *tie = gx_network_edge(source->net, e);
        const char *words;
        status = gx_source_evidence(source, tie, &words, err);
        if (status != GX_OK)
            goto done;
        Agedge_t *edge = agedge(graph, nodes[tie->source], nodes[tie->target], NULL, 1);
        ok = edge && set_edge(edge, &line, source, tie, words, &text, &escaped);
    }
    if (!ok)
        status = text.failed || escaped.failed || !node.columns || !line.columns
                     ? gx_fail(err, GX_ENOMEM, "out of memory for DOT")
                     : refuse(err);
done:
    gx_free(node.columns);
    gx_free(line.columns);
    gx_buffer_clear(&text);
    gx_buffer_clear(&escaped);
    return status;
}

gx_status gx_export_dot(gx_writer *out, gx_source *source, gx_error *err)
{
    gx_status status = GX_OK;
    complaint[0] = '\0';
    agusererrf old = agseterrf(keep_complaint);
    /* Not strict: that would merge two posts of one person in one union. */
    Agraph_t *graph = agopen("guanxi", Agdirected, NULL);
    Agnode_t **nodes = gx_alloc_zero(gx_network_vertex_count(source->net) + 1, sizeof *nodes);
    if (!graph || !nodes) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for DOT");
        goto done;
    }
    status = fill(graph, nodes, source, err);
    if (status == GX_OK && agwrite(graph, out->stream) != 0)
        status = gx_fail(err, GX_EIO, "cannot write DOT: %s", complaint);
done:
    gx_free(nodes);
    if (graph)
        agclose(graph);
    agseterrf(old);
    return status;
}
