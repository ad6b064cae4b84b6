/**
 * @file src/base/buffer.h
 * A byte string that grows.  A failed append is remembered: check `failed` once, at the end.
 */
#ifndef GX_BASE_BUFFER_H
#define GX_BASE_BUFFER_H

#include "base/memory.h"

#include <string.h>

typedef struct gx_buffer {
    char *at;    /* NUL-terminated once anything was appended; NULL before */
    size_t n;    /* bytes, without the NUL */
    size_t cap;
    bool failed; /* an append ran out of memory; the content is then incomplete */
} gx_buffer;

void gx_buffer_clear(gx_buffer *buffer); /* frees; the buffer is then empty and usable */
/** Room for `n` bytes and a NUL behind what is there. @return false: no memory, now or before */
bool gx_buffer_room(gx_buffer *buffer, size_t n);

/* In line: files of a hundred megabytes are made of pieces of ten bytes. */
static inline void gx_buffer_add(gx_buffer *buffer, const void *bytes, size_t n)
{
    if ((buffer->failed || buffer->cap - buffer->n <= n) && !gx_buffer_room(buffer, n))
        return;
    if (n)
        memcpy(buffer->at + buffer->n, bytes, n);
    buffer->n += n;
    buffer->at[buffer->n] = '\0';
}

static inline void gx_buffer_puts(gx_buffer *buffer, const char *text)
{
    gx_buffer_add(buffer, text, strlen(text));
}

void gx_buffer_printf(gx_buffer *buffer, const char *format, ...) GX_PRINTF(2, 3);
void gx_buffer_utf8(gx_buffer *buffer, uint32_t code_point);

#endif
