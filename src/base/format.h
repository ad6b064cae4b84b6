/**
 * @file src/base/format.h
 * vsnprintf() for the formats that this program's own texts need.  The C library's takes a slow way through
 * every format once a library of the process has registered a conversion of its own (libquadmath does, which
 * comes with igraph), and texts are made for every fact.
 */
#ifndef GX_BASE_FORMAT_H
#define GX_BASE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/**
 * As vsnprintf(): %s, %.*s, %c, %%, and %d, %u, %x with l, ll, z and a width with zeros are written here, a
 * format with anything else by the C library.  `args` is used up.
 * @return bytes of the whole text without its NUL, or < 0
 */
int gx_format(char *out, size_t room, const char *format, va_list args);

#endif
