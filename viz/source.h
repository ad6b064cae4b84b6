/**
 * @file viz/source.h
 * Inside viz/: a network as rows with columns, for every format that has nothing of its own to say about them.
 */
#ifndef GX_VIZ_SOURCE_H
#define GX_VIZ_SOURCE_H

#include "viz/export.h"
#include "viz/writer.h"

typedef enum gx_value_type { GX_VALUE_TEXT, GX_VALUE_INT, GX_VALUE_REAL, GX_VALUE_BOOL } gx_value_type;

/** One cell. Text is borrowed until the next row is begun. */
typedef struct gx_value {
    gx_value_type type;
    bool missing; /* the cell is empty */
    bool word;    /* a text of ours, which no format has to escape */
    union {
        const char *text;
        int64_t integer;
        double real;
        bool truth;
    };
} gx_value;

/** Names that readers keep for themselves (id, source, target, key) are none of ours. */
typedef struct gx_column {
    const char *name;
    gx_value_type type;
} gx_column;

/** What a format writes before the value of a column, made once for all rows. */
typedef struct gx_mark {
    const char *text;
    size_t n;
} gx_mark;

/** Append the mark of column `number` of nodes ('n') or edges ('e'). */
typedef void gx_mark_fn(gx_buffer *out, const gx_column *column, char of, size_t number);

enum { GX_EDGE_COLUMNS = 11 };

typedef struct gx_source {
    const gx_network *net;
    const gx_export_options *options;
    char (*ids)[GX_PUBLIC_ID_BYTES]; /* [vertices] each stands in its row and in those of all its edges */
    gx_column *node_columns; /* [n_node_columns] fixed ones, then community, then measures */
    size_t n_node_columns;
    const gx_column *edge_columns; /* [GX_EDGE_COLUMNS] */
    gx_mark *node_marks; /* [n_node_columns], then edge_marks [GX_EDGE_COLUMNS]; of gx_source_marks() */
    gx_mark *edge_marks;
    gx_buffer marks; /* their texts */
    gx_link_rows fact; /* the row that the words of the evidence came from last */
} gx_source;

GX_MUST_USE gx_status gx_source_init(gx_source *source, const gx_network *net, const gx_export_options *options,
                                     gx_error *err);
void gx_source_clear(gx_source *source);

/** Make the marks of a format; once an export. @return GX_OK, GX_ENOMEM */
GX_MUST_USE gx_status gx_source_marks(gx_source *source, gx_mark_fn *mark, gx_error *err);
static inline void gx_mark_add(gx_buffer *out, gx_mark mark)
{
    gx_buffer_add(out, mark.text, mark.n);
}

/** Append "p-…", "o-…" or "e-…", which no format has to escape. */
static inline void gx_source_add_id(gx_buffer *out, const gx_source *source, uint32_t vertex)
{
    gx_buffer_add(out, source->ids[vertex], sizeof "p-0123456789ab" - 1);
}
gx_value gx_source_node_value(const gx_source *source, uint32_t vertex, size_t column);
void gx_source_edge_row(gx_value out[GX_EDGE_COLUMNS], const gx_tie *tie, const char *evidence);
/** The words that prove a fact: the network's own, or the knowledge base's; `*out` NULL where neither has them. */
GX_MUST_USE gx_status gx_source_evidence(gx_source *source, const gx_tie *tie, const char **out, gx_error *err);

/** A value as bare text: numbers, true, false; nothing for what is missing. */
void gx_value_write(gx_buffer *out, const gx_value *value);
/** The mark of JSON: `,"name":` */
gx_mark_fn gx_json_mark;
/** `,"name":value`, or nothing. */
void gx_value_json(gx_buffer *out, gx_mark mark, const gx_value *value);

/** An edge that runs both ways whatever the network: partners, co-attendance, co-affiliation. */
bool gx_tie_is_mutual(const gx_tie *tie);

/* The formats; each writes the whole of its stream. */
gx_status gx_export_dot(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_json(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_node_link(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_cytoscape(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_graphml(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_gexf(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_csv_nodes(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_csv_edges(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_neo4j_nodes(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_neo4j_edges(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_jsonld(gx_writer *out, gx_source *source, gx_error *err);
gx_status gx_export_facts(gx_writer *out, gx_source *source, gx_error *err);

#endif
