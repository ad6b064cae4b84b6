#include "base/tsv.h"

#include "base/utf8.h"

#include <string.h>

void gx_tsv_clear(gx_tsv *tsv)
{
    gx_file_clear(&tsv->file);
    gx_free(tsv->name);
    gx_free(tsv->cells);
    gx_free(tsv->lines);
    *tsv = (gx_tsv){0};
}

size_t gx_tsv_columns(const char *line)
{
    size_t n = 1;
    for (; *line; line++)
        n += *line == '\t';
    return n;
}

static gx_status check_utf8(const char *path, const char *line, uint32_t number, gx_error *err)
{
    size_t n = strlen(line);
    uint32_t column = 1;
    for (size_t i = 0; i < n; column++) {
        uint32_t cp;
        bool valid;
        i += gx_utf8_decode(line + i, n - i, &cp, &valid);
        if (!valid)
            return gx_fail_at(err, GX_EDATA, path, number, column, "expected UTF-8, found a stray byte");
    }
    return GX_OK;
}

/* Cut one row into cells, in place. */
static gx_status add_row(gx_tsv *tsv, size_t *cap, char *line, uint32_t number, gx_error *err)
{
    size_t found = gx_tsv_columns(line);
    if (found != tsv->n_columns)
        return gx_fail_at(err, GX_EDATA, tsv->name, number, (uint32_t)gx_utf8_count(line) + 1,
                          "expected %zu columns, found %zu", tsv->n_columns, found);
    if (tsv->n_rows == *cap) {
        size_t more = *cap ? *cap * 2 : 64;
        char **cells = gx_realloc(tsv->cells, more * tsv->n_columns * sizeof *cells);
        if (cells)
            tsv->cells = cells;
        uint32_t *lines = cells ? gx_realloc(tsv->lines, more * sizeof *lines) : NULL;
        if (lines)
            tsv->lines = lines;
        if (!cells || !lines)
            return gx_fail_at(err, GX_ENOMEM, tsv->name, number, 0, "out of memory reading the table");
        *cap = more;
    }
    char **cells = tsv->cells + tsv->n_rows * tsv->n_columns;
    for (size_t c = 0; c < tsv->n_columns; c++) {
        cells[c] = line;
        line += strcspn(line, "\t");
        if (*line)
            *line++ = '\0';
    }
    tsv->lines[tsv->n_rows++] = number;
    return GX_OK;
}

gx_status gx_tsv_read(gx_tsv *out, const char *path, const char *columns, gx_error *err)
{
    gx_tsv tsv = {0};
    size_t cap = 0;
    tsv.name = gx_strdup(path);
    gx_status status = tsv.name ? gx_file_read(&tsv.file, path, err)
                                : gx_fail_at(err, GX_ENOMEM, path, 0, 0, "out of memory reading the table");
    if (status != GX_OK)
        goto done;
    if (strlen(tsv.file.bytes) != tsv.file.n) {
        status = gx_fail_at(err, GX_EDATA, path, 0, 0, "expected a text table, found a NUL byte");
        goto done;
    }
    tsv.n_columns = gx_tsv_columns(columns);
    uint32_t number = 0;
    bool header = false;
    for (char *line = tsv.file.bytes, *next; line && *line && status == GX_OK; line = next) {
        number++;
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        size_t n = strlen(line);
        if (n && line[n - 1] == '\r')
            line[n - 1] = '\0';
        if (!*line || *line == '#')
            continue;
        status = check_utf8(path, line, number, err);
        if (status != GX_OK)
            break;
        if (header)
            status = add_row(&tsv, &cap, line, number, err);
        else if (strcmp(line, columns) != 0)
            status = gx_fail_at(err, GX_EDATA, path, number, 1, "expected the header \"%s\", found \"%.120s\"",
                                columns, line);
        header = true;
    }
    if (status == GX_OK && !header)
        status = gx_fail_at(err, GX_EDATA, path, 1, 1, "expected the header \"%s\", found an empty file", columns);
done:
    if (status == GX_OK)
        *out = tsv;
    else
        gx_tsv_clear(&tsv);
    return status;
}
