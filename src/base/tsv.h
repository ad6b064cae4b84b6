/**
 * @file src/base/tsv.h
 * Tables of tab-separated values: UTF-8, a header line, `#` comments, every row as many columns as the header.
 */
#ifndef GX_BASE_TSV_H
#define GX_BASE_TSV_H

#include "base/file.h"

/** A table in memory. Cells are borrowed until gx_tsv_clear(). */
typedef struct gx_tsv {
    gx_file file;
    char *name;         /* the path, for messages */
    char **cells;       /* [n_rows][n_columns] */
    uint32_t *lines;    /* [n_rows] line in the file, from 1 */
    size_t n_rows, n_columns;
} gx_tsv;

/**
 * Read a table whose header must equal `columns` (names separated by one tab).
 * @return GX_OK, GX_EIO, GX_ENOMEM, GX_EDATA with file:line:column: "expected 3 columns, found 2"
 */
GX_MUST_USE gx_status gx_tsv_read(gx_tsv *out, const char *path, const char *columns, gx_error *err);
void gx_tsv_clear(gx_tsv *tsv);

/** How many columns a line or a header has. */
size_t gx_tsv_columns(const char *line);

#define GX_TSV_CELL(tsv, row, column) ((tsv)->cells[(row) * (tsv)->n_columns + (column)])

#endif
