/**
 * @file viz/writer.h
 * Text to a stream in large pieces; numbers and JSON the same in every locale.
 */
#ifndef GX_VIZ_WRITER_H
#define GX_VIZ_WRITER_H

#include "base/buffer.h"

#include <stdio.h>

/** Append to `text`, then call gx_writer_pass() once a row. Start with {.stream = …}. */
typedef struct gx_writer {
    FILE *stream;   /* borrowed */
    gx_buffer text; /* not written yet */
    bool refused;   /* the stream took no more */
} gx_writer;

/** Hand the text on when there is much of it. */
void gx_writer_pass(gx_writer *writer);
/** Hand on the rest, free the text. @return GX_OK, GX_EIO, GX_ENOMEM */
GX_MUST_USE gx_status gx_writer_end(gx_writer *writer, gx_error *err);

/** A finite number in the fewest digits that read back as the same; what is not finite is 0. */
void gx_write_real(gx_buffer *out, double number);

/** Read a decimal as cairo and Graphviz write it, in any locale, after blanks. @return behind it */
const char *gx_read_decimal(const char *at, double *out);

void gx_write_int(gx_buffer *out, int64_t number);

/** `,"name":` or, first in its object, `"name":`; names are ours and need no escapes. */
static inline void gx_json_name(gx_buffer *out, bool *first, const char *name)
{
    gx_buffer_puts(out, *first ? "\"" : ",\"");
    gx_buffer_puts(out, name);
    gx_buffer_add(out, "\":", 2);
    *first = false;
}

/** A text that needs no escapes: an id, one of our own words. */
static inline void gx_json_word(gx_buffer *out, bool *first, const char *name, const char *word)
{
    gx_json_name(out, first, name);
    gx_buffer_add(out, "\"", 1);
    gx_buffer_puts(out, word);
    gx_buffer_add(out, "\"", 1);
}

void gx_json_text(gx_buffer *out, bool *first, const char *name, const char *text); /* NULL: left out */
void gx_json_real(gx_buffer *out, bool *first, const char *name, double number);
void gx_json_int(gx_buffer *out, bool *first, const char *name, int64_t number);
void gx_json_bool(gx_buffer *out, bool *first, const char *name, bool truth);

#endif
