/**
 * @file src/base/utf8.h
 * UTF-8 to code points and back (RFC 3629: no surrogates, no overlong forms, up to U+10FFFF).
 */
#ifndef GX_BASE_UTF8_H
#define GX_BASE_UTF8_H

#include "base/memory.h"

enum { GX_REPLACEMENT = 0xFFFD };

/**
 * Decode one character at `bytes`, `n` > 0 bytes long.
 * @param[out] code_point  U+FFFD where the bytes are not UTF-8
 * @param[out] valid       may be NULL
 * @return how many bytes it took, at least 1
 */
size_t gx_utf8_decode(const char *bytes, size_t n, uint32_t *code_point, bool *valid);

/** Encode into `out`; U+FFFD for what is no scalar value.  @return how many bytes, 1 to 4 */
size_t gx_utf8_encode(uint32_t code_point, char out[4]);

/** The character at `*text`, which is not at its end; moves it on. For text that is known to be UTF-8: a
 * table's, our own. */
static inline uint32_t gx_utf8_next(const char **text)
{
    const unsigned char *b = (const unsigned char *)*text;
    if ((b[0] & 0xF0) == 0xE0 && b[1] && b[2]) { /* most of Chinese */
        *text += 3;
        return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
    }
    size_t more = b[0] < 0x80 ? 0 : b[0] < 0xE0 ? 1 : b[0] < 0xF0 ? 2 : 3;
    uint32_t character = more ? b[0] & (0x3Fu >> more) : b[0];
    size_t i = 1;
    for (; i <= more && b[i]; i++)
        character = character << 6 | (b[i] & 0x3Fu);
    *text += i;
    return character;
}

/** How many characters a valid UTF-8 text has. */
static inline size_t gx_utf8_count(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

/** Does a text begin or end with these bytes? */
static inline bool gx_starts_with(const char *text, const char *opening)
{
    while (*opening && *text == *opening)
        text++, opening++;
    return !*opening;
}
bool gx_ends_with(const char *text, const char *ending);
/** With one of `n` endings? */
bool gx_ends_with_any(const char *text, const char *const *endings, size_t n);

/** Code points of a UTF-8 text, in the arena.  @param[out] n how many */
uint32_t *gx_utf8_to_chars(gx_arena *arena, const char *text, size_t *n);

/** UTF-8 of `n` code points, in the arena, NUL-terminated. */
char *gx_utf8_from_chars(gx_arena *arena, const uint32_t *chars, size_t n);

/** Columns that a text takes in a terminal: 2 for wide and full-width characters, 0 for marks and controls.
 */
size_t gx_utf8_width(const char *text);

/** Of the utf8proc that is linked; static. */
const char *gx_utf8_library_version(void);

/** Characters that some words begin with, or others with the same lowest bits: a quick no for most. */
typedef struct gx_firsts {
    uint64_t bits[16];
} gx_firsts;

static inline void gx_firsts_add(gx_firsts *firsts, uint32_t character)
{
    firsts->bits[character >> 6 & 15] |= 1ull << (character & 63);
}
static inline bool gx_may_begin(const gx_firsts *firsts, uint32_t character)
{
    return firsts->bits[character >> 6 & 15] >> (character & 63) & 1;
}
/** Add the first character of a word. */
static inline void gx_firsts_add_word(gx_firsts *firsts, const char *word)
{
    gx_firsts_add(firsts, gx_utf8_next(&word));
}

#endif
