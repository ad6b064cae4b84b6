/**
 * @file src/text/encoding.h
 * Bytes to characters, in whatever encoding, with the byte at which each character begins.
 * Knows encodings.  Knows nothing of lines, articles or Chinese grammar.
 */
#ifndef GX_TEXT_ENCODING_H
#define GX_TEXT_ENCODING_H

#include "text/page.h"

typedef enum gx_encoding { GX_UTF8, GX_GB18030, GX_UTF16LE, GX_UTF16BE, GX_ENCODINGS } gx_encoding;

/** "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"; static. */
const char *gx_encoding_name(gx_encoding encoding);

/**
 * Tell the encoding, unless course->encoding says it, by the byte order mark, else by which reading of the
 * first quarter megabyte has the fewest invalid sequences and the most of the characters that Chinese prose
 * is made of; then fill name of encoding, n_bytes, chars, byte_at and the problems of `page` from `bytes`.
 * CRLF and CR become one \n; a NUL stays U+0000 and is a problem; an invalid sequence is U+FFFD and a
 * problem. Everything is in the arena, whose guard must be set.
 * @param bytes   [n] the file from course->byte on
 * @param most    bytes to read; where there are more, the page is cut as gx_page_read_part() says
 * @param course  moved on behind what was read
 * @return GX_OK, GX_EDATA (more than a tenth is not text), GX_EIO (the system's iconv knows no GB18030)
 *
 * Time O(n).
 */
GX_MUST_USE gx_status gx_encoding_read(gx_page *page, gx_arena *arena, const char *bytes, size_t n,
                                       size_t most, gx_page_course *course, gx_error *err);

#endif
