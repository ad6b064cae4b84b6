#include "store/page.h"

#include "base/utf8.h"

#include <iconv.h>
#include <limits.h>
#include <string.h>
#include <zlib.h>

/* A window and tables of the page's size: clearing the largest ones costs more than packing a short page. */
static int start_packing(z_stream *z, size_t n)
{
    enum { LEVEL = 1, LEAST_BITS = 9, MOST_BITS = 15, BITS_OVER_MEMORY = 7 };
    int bits = LEAST_BITS;
    while (bits < MOST_BITS && (size_t)1 << bits < n)
        bits++;
    return deflateInit2(z, LEVEL, Z_DEFLATED, bits, bits - BITS_OVER_MEMORY, Z_DEFAULT_STRATEGY);
}

gx_status gx_pack(char **out, size_t *n_out, const char *bytes, size_t n, gx_error *err)
{
    z_stream z = {0};
    if (n > UINT_MAX || start_packing(&z, n) != Z_OK)
        return gx_fail(err, GX_ENOMEM, "out of memory while packing a page");
    size_t size = deflateBound(&z, (uLong)n);
    char *packed = gx_alloc(size);
    z.next_in = (z_const Bytef *)bytes;
    z.avail_in = (uInt)n;
    z.next_out = (Bytef *)packed;
    z.avail_out = (uInt)size;
    bool done = packed && deflate(&z, Z_FINISH) == Z_STREAM_END;
    *n_out = z.total_out;
    deflateEnd(&z);
    if (!done) {
        gx_free(packed);
        return gx_fail(err, GX_ENOMEM, "out of memory while packing a page");
    }
    *out = packed;
    return GX_OK;
}

gx_status gx_unpack(char **out, size_t n, const void *packed, size_t n_packed, gx_error *err)
{
    uLongf size = (uLongf)n;
    if (n / 1100 > n_packed) /* zlib packs at best some 1,030 to 1: a length beyond that is damage */
        return gx_fail(err, GX_EDATA, "damaged: a kept page has no sensible length");
    char *bytes = gx_alloc(n + 1);
    if (!bytes)
        return gx_fail(err, GX_ENOMEM, "out of memory while unpacking a page");
    int code = uncompress((Bytef *)bytes, &size, packed, (uLong)n_packed);
    if (code != Z_OK || size != n) {
        gx_free(bytes);
        return code == Z_MEM_ERROR ? gx_fail(err, GX_ENOMEM, "out of memory while unpacking a page")
                                   : gx_fail(err, GX_EDATA, "damaged: a kept page does not unpack");
    }
    bytes[n] = '\0';
    *out = bytes;
    return GX_OK;
}

void gx_lines_clear(gx_lines *lines)
{
    gx_free(lines->at);
    *lines = (gx_lines){0};
}

/* Byte order of a UTF-16 encoding: 0 = it is none, so that line breaks are single bytes. */
static int unit_order(const char *encoding)
{
    return strcmp(encoding, "UTF-16LE") == 0 ? 1 : strcmp(encoding, "UTF-16BE") == 0 ? 2 : 0;
}

static unsigned unit_at(const char *bytes, size_t i, int order)
{
    const unsigned char *b = (const unsigned char *)bytes + i;
    return order == 0 ? b[0] : order == 1 ? (unsigned)(b[0] | b[1] << 8) : (unsigned)(b[0] << 8 | b[1]);
}

gx_status gx_lines_find(gx_lines *out, const char *bytes, size_t n, const char *encoding, gx_error *err)
{
    int order = unit_order(encoding);
    size_t unit = order ? 2 : 1;
    bool grown = true;
    for (size_t i = 0, start = 0; grown && i <= n; i += unit) {
        bool at_end = i + unit > n;
        unsigned c = at_end ? '\n' : unit_at(bytes, i, order);
        bool pair = c == '\r' && i + 2 * unit <= n && unit_at(bytes, i + unit, order) == '\n';
        if ((c != '\n' && c != '\r') || pair)
            continue;
        grown = gx_grow((void **)&out->at, &out->cap, out->n, sizeof *out->at);
        if (grown)
            out->at[out->n++] = (uint32_t)start;
        start = i + unit;
        if (at_end)
            break;
    }
    return grown ? GX_OK : gx_fail(err, GX_ENOMEM, "out of memory while counting lines");
}

uint32_t gx_lines_of(const gx_lines *lines, uint32_t byte)
{
    size_t low = 0, high = lines->n; /* the line is in [low, high) */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->at[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    return lines->n ? (uint32_t)low + 1 : 0;
}

static bool is_space(uint32_t c)
{
    return c <= ' ' || c == 0x7F || c == 0xA0 || c == 0x3000 || c == 0xFEFF || c == 0x200B;
}

/* The bytes from here on that are ideographs (E4 to E9 begin only these) or letters of ASCII: most of a page,
 * copied as they are. */
static size_t plain_run(const char *text, size_t n)
{
    const unsigned char *b = (const unsigned char *)text;
    size_t i = 0;
    while (i < n) {
        if (b[i] > ' ' && b[i] < 0x7F)
            i++;
        else if (b[i] >= 0xE4 && b[i] <= 0xE9 && i + 2 < n && (b[i + 1] & 0xC0) == 0x80 &&
                 (b[i + 2] & 0xC0) == 0x80)
            i += 3;
        else
            break;
    }
    return i;
}

static void add_without_space(gx_buffer *out, const char *text, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t run = plain_run(text + i, n - i);
        gx_buffer_add(out, text + i, run);
        i += run;
        if (i == n)
            break;
        uint32_t c;
        size_t took = gx_utf8_decode(text + i, n - i, &c, NULL);
        if (!is_space(c))
            gx_buffer_utf8(out, c);
        i += took;
    }
}

void gx_page_text(gx_buffer *out, const char *bytes, size_t n, const char *encoding)
{
    if (strcmp(encoding, "UTF-8") == 0) {
        add_without_space(out, bytes, n);
        return;
    }
    iconv_t conversion = iconv_open("UTF-8", encoding);
    if (conversion == (iconv_t)-1)
        return;
    char *in = (char *)(uintptr_t)bytes; /* iconv's prototype lacks a const */
    size_t left = n;
    while (left) {
        char chunk[4096], *to = chunk;
        size_t room = sizeof chunk;
        size_t code = iconv(conversion, &in, &left, &to, &room);
        add_without_space(out, chunk, (size_t)(to - chunk));
        if (code == (size_t)-1 && to == chunk &&
            left) { /* an invalid byte, or the beginning of a character at the end */
            gx_buffer_utf8(out, GX_REPLACEMENT);
            in++;
            left--;
        }
    }
    iconv_close(conversion);
}

const char *gx_store_zlib_version(void)
{
    return zlibVersion();
}
