#include "viz/source.h"

#include "viz/label.h"

#include <string.h>

enum { NODE_LABEL, NODE_TYPE, NODE_KIND, NODE_DATE, NODE_PLACE, NODE_LEVEL, NODE_FIXED };

static const gx_column node_fixed[NODE_FIXED] = {
    [NODE_LABEL] = {"label", GX_VALUE_TEXT}, [NODE_TYPE] = {"type", GX_VALUE_TEXT},
    [NODE_KIND] = {"kind", GX_VALUE_TEXT},   [NODE_DATE] = {"date", GX_VALUE_TEXT},
    [NODE_PLACE] = {"place", GX_VALUE_TEXT}, [NODE_LEVEL] = {"level", GX_VALUE_TEXT},
};

enum {
    EDGE_TYPE,
    EDGE_ROLE,
    EDGE_FROM,
    EDGE_TO,
    EDGE_CONFIDENCE,
    EDGE_WEIGHT,
    EDGE_INFERRED,
    EDGE_FACTS,
    EDGE_DOCUMENT,
    EDGE_LINE,
    EDGE_EVIDENCE,
    EDGE_COLUMNS
};
_Static_assert((int)EDGE_COLUMNS == (int)GX_EDGE_COLUMNS, "as many as source.h says");

static const gx_column edge_fixed[EDGE_COLUMNS] = {
    [EDGE_TYPE] = {"type", GX_VALUE_TEXT},
    [EDGE_ROLE] = {"role", GX_VALUE_TEXT},
    [EDGE_FROM] = {"from", GX_VALUE_TEXT},
    [EDGE_TO] = {"to", GX_VALUE_TEXT},
    [EDGE_CONFIDENCE] = {"confidence", GX_VALUE_REAL},
    [EDGE_WEIGHT] = {"weight", GX_VALUE_REAL},
    [EDGE_INFERRED] = {"inferred", GX_VALUE_BOOL},
    [EDGE_FACTS] = {"facts", GX_VALUE_INT},
    [EDGE_DOCUMENT] = {"document", GX_VALUE_TEXT},
    [EDGE_LINE] = {"line", GX_VALUE_INT},
    [EDGE_EVIDENCE] = {"evidence", GX_VALUE_TEXT},
};

static const gx_kb_type kb_types[GX_VERTEX_TYPES] = {
    [GX_VERTEX_PERSON] = GX_KB_PERSON,
    [GX_VERTEX_ORGANIZATION] = GX_KB_ORGANIZATION,
    [GX_VERTEX_EVENT] = GX_KB_EVENT,
};

static gx_status check_options(const gx_network *net, const gx_export_options *options, gx_error *err)
{
    size_t n = gx_network_vertex_count(net);
    for (size_t i = 0; i < options->n_scores; i++)
        if (options->scores[i].n != n)
            return gx_fail(err, GX_EINVAL, "scores of %zu vertices for a network of %zu", options->scores[i].n, n);
    if (options->communities && options->communities->n_vertices != n)
        return gx_fail(err, GX_EINVAL, "communities of %zu vertices for a network of %zu",
                       options->communities->n_vertices, n);
    return GX_OK;
}

static bool make_ids(gx_source *source)
{
    size_t n = gx_network_vertex_count(source->net);
    source->ids = gx_alloc_zero(n, sizeof *source->ids);
    for (uint32_t v = 0; source->ids && v < n; v++) {
        const gx_vertex *vertex = gx_network_vertex(source->net, v);
        gx_public_id(source->ids[v], kb_types[vertex->type], vertex->entity);
    }
    return source->ids;
}

gx_status gx_source_init(gx_source *source, const gx_network *net, const gx_export_options *options, gx_error *err)
{
    *source = (gx_source){.net = net, .options = options, .edge_columns = edge_fixed};
    gx_status status = check_options(net, options, err);
    if (status != GX_OK)
        return status;
    size_t n = NODE_FIXED + (options->communities ? 1u : 0u) + options->n_scores;
    source->node_columns = gx_alloc_zero(n, sizeof *source->node_columns);
    if (!source->node_columns || !make_ids(source))
        return gx_fail(err, GX_ENOMEM, "out of memory for the columns of an export");
    memcpy(source->node_columns, node_fixed, sizeof node_fixed);
    size_t at = NODE_FIXED;
    if (options->communities)
        source->node_columns[at++] = (gx_column){"community", GX_VALUE_INT};
    for (size_t i = 0; i < options->n_scores; i++)
        source->node_columns[at++] = (gx_column){gx_measure_describe(options->scores[i].measure)->name, GX_VALUE_REAL};
    source->n_node_columns = n;
    return GX_OK;
}

void gx_source_clear(gx_source *source)
{
    gx_free(source->ids);
    gx_free(source->node_columns);
    gx_free(source->node_marks);
    gx_buffer_clear(&source->marks);
    gx_link_rows_clear(&source->fact);
    *source = (gx_source){0};
}

gx_status gx_source_marks(gx_source *source, gx_mark_fn *mark, gx_error *err)
{
    size_t n = source->n_node_columns + GX_EDGE_COLUMNS;
    source->node_marks = gx_alloc_zero(n, sizeof *source->node_marks);
    for (size_t i = 0; source->node_marks && i < n; i++) {
        bool node = i < source->n_node_columns;
        size_t number = node ? i : i - source->n_node_columns, before = source->marks.n;
        mark(&source->marks, node ? &source->node_columns[number] : &source->edge_columns[number], node ? 'n' : 'e', number);
        source->node_marks[i].n = source->marks.n - before;
    }
    if (!source->node_marks || source->marks.failed)
        return gx_fail(err, GX_ENOMEM, "out of memory for the columns of an export");
    const char *text = source->marks.at;
    for (size_t i = 0; i < n; i++) {
        source->node_marks[i].text = text;
        text += source->node_marks[i].n;
    }
    source->edge_marks = source->node_marks + source->n_node_columns;
    return GX_OK;
}

static gx_value text_value(const char *text)
{
    return (gx_value){.type = GX_VALUE_TEXT, .missing = !text || !*text, .text = text};
}

static gx_value word_value(const char *word)
{
    return (gx_value){.type = GX_VALUE_TEXT, .word = true, .text = word};
}

gx_value gx_source_node_value(const gx_source *source, uint32_t vertex, size_t column)
{
    const gx_vertex *v = gx_network_vertex(source->net, vertex);
    switch (column) {
    case NODE_LABEL:
        return text_value(v->name);
    case NODE_TYPE:
        return word_value(gx_vertex_type_name(v->type));
    case NODE_KIND:
        return text_value(v->kind);
    case NODE_DATE:
        return text_value(v->date);
    case NODE_PLACE:
        return text_value(v->place);
    case NODE_LEVEL:
        return text_value(v->level);
    default:
        break;
    }
    size_t score = column - NODE_FIXED;
    if (source->options->communities && score-- == 0)
        return (gx_value){.type = GX_VALUE_INT, .integer = source->options->communities->of[vertex]};
    const gx_scores *scores = &source->options->scores[score];
    return (gx_value){.type = GX_VALUE_REAL, .missing = !scores->defined[vertex], .real = scores->values[vertex]};
}

void gx_source_edge_row(gx_value out[GX_EDGE_COLUMNS], const gx_tie *tie, const char *evidence)
{
    out[EDGE_TYPE] = word_value(gx_tie_type_name(tie->type));
    out[EDGE_ROLE] = text_value(tie->title);
    out[EDGE_FROM] = text_value(tie->from);
    out[EDGE_TO] = text_value(tie->to);
    out[EDGE_CONFIDENCE] = (gx_value){.type = GX_VALUE_REAL, .real = tie->confidence};
    out[EDGE_WEIGHT] = (gx_value){.type = GX_VALUE_REAL, .real = tie->strength};
    out[EDGE_INFERRED] = (gx_value){.type = GX_VALUE_BOOL, .truth = tie->inferred};
    out[EDGE_FACTS] = (gx_value){.type = GX_VALUE_INT, .integer = tie->n_facts};
    out[EDGE_DOCUMENT] = text_value(tie->document);
    out[EDGE_LINE] = (gx_value){.type = GX_VALUE_INT, .missing = !tie->line, .integer = tie->line};
    out[EDGE_EVIDENCE] = text_value(evidence);
}

gx_status gx_source_evidence(gx_source *source, const gx_tie *tie, const char **out, gx_error *err)
{
    *out = tie->evidence;
    if (tie->evidence || !source->options->store || !tie->document || !tie->document_fact)
        return GX_OK;
    gx_error own = {0};
    gx_status status =
        gx_store_fact(source->options->store, tie->document, tie->document_fact, &source->fact, &own);
    if (status == GX_ENOTFOUND)
        return GX_OK;
    if (status != GX_OK)
        return gx_fail(err, status, "%s", own.text);
    if (source->fact.n)
        *out = source->fact.at[0].proof.quotation;
    return GX_OK;
}

void gx_value_write(gx_buffer *out, const gx_value *value)
{
    if (value->missing)
        return;
    switch (value->type) {
    case GX_VALUE_TEXT:
        gx_buffer_puts(out, value->text);
        break;
    case GX_VALUE_INT:
        gx_write_int(out, value->integer);
        break;
    case GX_VALUE_REAL:
        gx_write_real(out, value->real);
        break;
    case GX_VALUE_BOOL:
        gx_buffer_puts(out, value->truth ? "true" : "false");
        break;
    }
}

void gx_json_mark(gx_buffer *out, const gx_column *column, char of, size_t number)
{
    (void)of, (void)number;
    bool first = false;
    gx_json_name(out, &first, column->name);
}

void gx_value_json(gx_buffer *out, gx_mark mark, const gx_value *value)
{
    if (value->missing)
        return;
    gx_mark_add(out, mark);
    if (value->type != GX_VALUE_TEXT) {
        gx_value_write(out, value);
    } else if (value->word) {
        gx_buffer_add(out, "\"", 1);
        gx_buffer_puts(out, value->text);
        gx_buffer_add(out, "\"", 1);
    } else {
        gx_label_json(out, value->text);
    }
}

bool gx_tie_is_mutual(const gx_tie *tie)
{
    return tie->type == GX_TIE_PARTNER || tie->type == GX_TIE_CO_ATTENDANCE || tie->type == GX_TIE_CO_AFFILIATION;
}
