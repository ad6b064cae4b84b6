/**
 * @file src/base/buffer.h
 * A byte string that grows.  A failed append is remembered: check `failed` once, at the end.
 */
#ifndef GX_BASE_BUFFER_H
#define GX_BASE_BUFFER_H

#include "base/memory.h"

typedef struct gx_buffer {
    char *at;    /* NUL-terminated once anything was appended; NULL before */
    size_t n;    /* bytes, without the NUL */
    size_t cap;
    bool failed; /* an append ran out of memory; the content is then incomplete */
} gx_buffer;

void gx_buffer_clear(gx_buffer *buffer); /* frees; the buffer is then empty and usable */
void gx_buffer_add(gx_buffer *buffer, const void *bytes, size_t n);
void gx_buffer_puts(gx_buffer *buffer, const char *text);
void gx_buffer_printf(gx_buffer *buffer, const char *format, ...) GX_PRINTF(2, 3);
void gx_buffer_utf8(gx_buffer *buffer, uint32_t code_point);

#endif
