#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

size_t gx_utf8_decode(const char *bytes, size_t n, uint32_t *code_point, bool *valid)
{
    const unsigned char *b = (const unsigned char *)bytes;
    static const struct {
        unsigned char mask, lead;
        uint32_t least;
    } forms[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
    size_t more = 0;
    while (more < 4 && (b[0] & forms[more].mask) != forms[more].lead)
        more++;
    if (more < 4) {
        uint32_t cp = b[0] & (unsigned char)~forms[more].mask;
        size_t i = 1;
        while (i <= more && i < n && (b[i] & 0xC0) == 0x80)
            cp = cp << 6 | (b[i++] & 0x3F);
        if (i > more && cp >= forms[more].least && cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF)) {
            *code_point = cp;
            if (valid)
                *valid = true;
            return more + 1;
        }
    }
    *code_point = GX_REPLACEMENT;
    if (valid)
        *valid = false;
    return 1;
}

size_t gx_utf8_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = GX_REPLACEMENT;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t more = cp < 0x800 ? 1 : cp < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    for (size_t i = more; i > 0; i--, cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)(lead[more] | cp);
    return more + 1;
}

uint32_t *gx_utf8_to_chars(gx_arena *arena, const char *text, size_t *n)
{
    size_t bytes = strlen(text);
    uint32_t *chars = GX_ARENA_ARRAY(arena, uint32_t, bytes + 1);
    *n = 0;
    if (!chars)
        return NULL;
    for (size_t i = 0; i < bytes;)
        i += gx_utf8_decode(text + i, bytes - i, &chars[(*n)++], NULL);
    return chars;
}

char *gx_utf8_from_chars(gx_arena *arena, const uint32_t *chars, size_t n)
{
    size_t bytes = 0;
    char scratch[4];
    for (size_t i = 0; i < n; i++)
        bytes += gx_utf8_encode(chars[i], scratch);
    char *text = gx_arena_alloc(arena, bytes + 1);
    if (!text)
        return NULL;
    bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += gx_utf8_encode(chars[i], text + bytes);
    return text;
}

size_t gx_utf8_width(const char *text)
{
    size_t width = 0, n = strlen(text);
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        i += gx_utf8_decode(text + i, n - i, &cp, NULL);
        int w = utf8proc_charwidth((utf8proc_int32_t)cp);
        width += w > 0 ? (size_t)w : 0;
    }
    return width;
}

bool gx_ends_with_any(const char *text, const char *const *endings, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (gx_ends_with(text, endings[i]))
            return true;
    return false;
}

bool gx_ends_with(const char *text, const char *ending)
{
    size_t n = strlen(text), m = strlen(ending);
    return n >= m && memcmp(text + n - m, ending, m) == 0;
}

const char *gx_utf8_library_version(void)
{
    return utf8proc_version();
}
