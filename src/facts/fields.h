/**
 * @file src/facts/fields.h
 * The interchange format as a table: which fields each type of fact has, and where they lie in gx_fact.
 * Internal to src/facts; the order of the fields is the order in which they are written.
 */
#ifndef GX_FACTS_FIELDS_H
#define GX_FACTS_FIELDS_H

#include "facts/facts.h"

typedef enum gx_field_type {
    GX_FIELD_END,
    GX_FIELD_STRING,   /* const char *, never NULL */
    GX_FIELD_NULLABLE, /* const char *, NULL written as null; may be missing */
    GX_FIELD_STRINGS,  /* gx_strings */
    GX_FIELD_SPAN,     /* gx_span, written as two fields, start and end */
    GX_FIELD_SPANS,    /* gx_spans, written as [[start, end], …] */
    GX_FIELD_EVIDENCE, /* gx_evidence, written as an object */
    GX_FIELD_COUNT,    /* uint64_t */
    GX_FIELD_SHARE,    /* double, 0 to 1 */
    GX_FIELD_FLAG      /* bool */
} gx_field_type;

typedef struct gx_field {
    const char *name;
    gx_field_type type;
    size_t offset; /* in gx_fact */
    bool optional; /* may be missing when read; then zero or false */
} gx_field;

/** Fields of a type of fact without `fact`, `document` and `article`; ends with GX_FIELD_END. */
const gx_field *gx_fact_fields(gx_fact_type type);

#endif
