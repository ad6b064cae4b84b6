/**
 * @file src/store/page.h
 * The text of a page as it is kept: packed, its lines, its characters as UTF-8.
 * Internal to src/store.
 */
#ifndef GX_STORE_PAGE_H
#define GX_STORE_PAGE_H

#include "store/store.h"

/** zlib. New, free with gx_free(). */
GX_MUST_USE gx_status gx_pack(char **out, size_t *n_out, const char *bytes, size_t n, gx_error *err);
/** `n` is the length before packing. @return GX_EDATA where it does not unpack to that */
GX_MUST_USE gx_status gx_unpack(char **out, size_t n, const void *packed, size_t n_packed, gx_error *err);

/** Where each line of a page begins. Free with gx_lines_clear(). */
typedef struct gx_lines {
    uint32_t *at; /* [n] byte of the first character */
    size_t n, cap;
} gx_lines;
GX_MUST_USE gx_status gx_lines_find(gx_lines *out, const char *bytes, size_t n, const char *encoding,
                                    gx_error *err);
void gx_lines_clear(gx_lines *lines);
/** Line of a byte, from 1; 0 where there are no lines. */
uint32_t gx_lines_of(const gx_lines *lines, uint32_t byte);

/** Append a piece of a page as UTF-8 without white space; what is not in the encoding becomes U+FFFD. */
void gx_page_text(gx_buffer *out, const char *bytes, size_t n, const char *encoding);

#endif
