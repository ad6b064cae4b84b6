/**
 * @file src/cli/answer.h
 * What a command answers: fields and tables, written for people (aligned for wide characters), as JSON (one
 * object, its fields and tables by key) or as CSV (RFC 4180; one table with a header line).
 */
#ifndef GX_CLI_ANSWER_H
#define GX_CLI_ANSWER_H

#include "cli/json.h"
#include "cli/options.h"
#include "store/store.h"

/** A column: `key` for programs, `heading` for people. */
typedef struct gx_column {
    const char *key, *heading;
    bool in_full; /* only with --json and --csv */
} gx_column;

typedef struct gx_cell {
    enum { GX_CELL_NONE, GX_CELL_TEXT, GX_CELL_INTEGER, GX_CELL_NUMBER, GX_CELL_BOOL } type;
    const char *text; /* also of numbers, as people read them */
    double number;
} gx_cell;

/** Start with gx_answer_begin(); only gx_answer_end() writes tables to their stream's end and frees. */
typedef struct gx_answer {
    FILE *out;
    const gx_options *options;
    gx_json json;
    bool bold;    /* headings: stdout is a terminal and NO_COLOR is not set */
    bool written; /* something stands above */
    bool out_of_memory;
    gx_arena arena; /* of the open table */
    const char *key, *title;
    const gx_column *columns;
    size_t n_columns;
    bool with_source;
    gx_cell *cells; /* [n_rows * n_columns], then the row that is being filled */
    size_t n_cells, cells_cap;
    gx_proof *proofs; /* [n_rows] */
    size_t n_rows, proofs_cap;
} gx_answer;

void gx_answer_begin(gx_answer *answer, FILE *out, const gx_options *options);

/** Words of the program in an answer: for people in their language, for programs as they are. */
const char *gx_answer_words(const gx_answer *answer, const char *english);

/** One value by itself. NULL is left out for people, null for programs; no part of CSV. */
void gx_answer_field(gx_answer *answer, const char *key, const char *heading, const char *text);
void gx_answer_field_integer(gx_answer *answer, const char *key, const char *heading, int64_t number);
void gx_answer_field_number(gx_answer *answer, const char *key, const char *heading, double number);

/**
 * Open a table; then for each row one call a column, and gx_answer_row().
 * @param columns      copied; their texts are borrowed until gx_answer_table_end()
 * @param title        a line above it for people; NULL = none
 * @param with_source  rows have a proof: column `source` (document:line), and the words with --evidence
 */
void gx_answer_table(gx_answer *answer, const char *key, const char *title, const gx_column *columns,
                     size_t n, bool with_source);
void gx_answer_text(gx_answer *answer, const char *text); /* NULL = nothing known; copied */
void gx_answer_integer(gx_answer *answer, int64_t number);
void gx_answer_number(gx_answer *answer, double number); /* not finite = nothing known */
void gx_answer_bool(gx_answer *answer, bool value);
/** @param proof  NULL where the table has no sources, or this row none; its strings are copied */
void gx_answer_row(gx_answer *answer, const gx_proof *proof);
/** Close a row about an entity with the place where it is first spoken of. */
GX_MUST_USE gx_status gx_answer_entity_row(gx_answer *answer, gx_store *store, gx_entity_id id,
                                           gx_error *err);
/** Write the table. @param none  what people read where it has no rows */
void gx_answer_table_end(gx_answer *answer, const char *none);

/**
 * Close what is open and free.
 * @param status  how it went so far; handed on where it is not GX_OK
 * @return status, GX_ENOMEM
 */
GX_MUST_USE gx_status gx_answer_end(gx_answer *answer, gx_status status, gx_error *err);

/** Write text for a terminal: control characters, which a page may hold, become U+FFFD. */
void gx_write_plain(FILE *out, const char *text);

#endif
