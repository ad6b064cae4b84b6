#include "base/buffer.h"

#include "base/format.h"
#include "base/utf8.h"

#include <stdio.h>

void gx_buffer_clear(gx_buffer *buffer)
{
    gx_free(buffer->at);
    *buffer = (gx_buffer){0};
}

bool gx_buffer_room(gx_buffer *buffer, size_t n)
{
    if (buffer->failed)
        return false;
    if (buffer->at && buffer->cap - buffer->n > n)
        return true;
    size_t cap = buffer->cap ? buffer->cap : 64;
    while (cap - buffer->n <= n) {
        if (cap > SIZE_MAX / 2) {
            buffer->failed = true;
            return false;
        }
        cap *= 2;
    }
    char *bigger = gx_realloc(buffer->at, cap);
    if (!bigger) {
        buffer->failed = true;
        return false;
    }
    buffer->at = bigger;
    buffer->cap = cap;
    return true;
}

void gx_buffer_printf(gx_buffer *buffer, const char *format, ...)
{
    enum { USUAL = 128 };
    va_list args, again;
    if (!gx_buffer_room(buffer, USUAL))
        return;
    size_t space = buffer->cap - buffer->n;
    va_start(args, format);
    va_copy(again, args);
    int n = gx_format(buffer->at + buffer->n, space, format, args);
    va_end(args);
    if (n < 0)
        buffer->failed = true;
    else if ((size_t)n >= space && gx_buffer_room(buffer, (size_t)n))
        gx_format(buffer->at + buffer->n, (size_t)n + 1, format, again);
    va_end(again);
    if (buffer->failed)
        buffer->at[buffer->n] = '\0';
    else
        buffer->n += (size_t)n;
}

void gx_buffer_utf8(gx_buffer *buffer, uint32_t code_point)
{
    char bytes[4];
    gx_buffer_add(buffer, bytes, gx_utf8_encode(code_point, bytes));
}
