#include "extract/masthead.h"

#include "base/utf8.h"
#include "extract/fold.h"
#include "extract/scan.h"

#include <stdlib.h>
#include <string.h>

enum {
    SEGMENT_LEAST = 4, /* characters of a name that stands alone */
    SEGMENT_MOST = 30,
    PROPER_LEAST = 2,    /* characters before the head */
    SEGMENTS_MOST = 4000 /* a page of nothing but furniture is no page */
};

/* 某县医院网: what may stand behind the name. */
static const char *const BEHIND[] = {"官方网站", "门户网站", "新闻网", "校园网",   "信息网", "政务网",
                                     "官网",     "网站",     "主办",   "版权所有", "网",     "宣"};

/* 版权所有某县医院: what may stand before it. */
static const char *const BEFORE[] = {"版权所有", "主办单位", "主办", "欢迎访问", "欢迎来到"};

static size_t chars_of(const char *utf8, uint32_t out[8])
{
    size_t n = 0, bytes = strlen(utf8);
    for (size_t i = 0; i < bytes && n < 8; n++)
        i += gx_utf8_decode(utf8 + i, bytes - i, &out[n], NULL);
    return n;
}

static gx_range without_labels(const uint32_t *text, gx_range r)
{
    uint32_t word[8];
    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++) {
        size_t n = chars_of(BEFORE[i], word);
        if (r.end - r.start > n && memcmp(text + r.start, word, n * sizeof *word) == 0)
            r.start += (uint32_t)n;
    }
    for (size_t i = 0; i < sizeof BEHIND / sizeof *BEHIND; i++) {
        size_t n = chars_of(BEHIND[i], word);
        if (r.end - r.start > n && memcmp(text + r.end - n, word, n * sizeof *word) == 0)
            r.end -= (uint32_t)n;
    }
    return r;
}

/* The longest full head that ends at the segment's end, or NULL. */
static const gx_word *head_of(const gx_lexicon *lexicon, const uint32_t *text, gx_range r)
{
    for (uint32_t at = r.start; at < r.end; at++) {
        const gx_word *head = gx_lexicon_exact(lexicon, text + at, r.end - at, GX_TABLE_ORGANIZATION_HEADS);
        if (head && head->code[2] == GX_HEAD_FULL)
            return head;
    }
    return NULL;
}

static void add_name(gx_masthead *out, gx_arena *arena, const gx_lexicon *lexicon, const uint32_t *text,
                     gx_range r)
{
    const gx_word *head = head_of(lexicon, text, r);
    bool full = head && head->code[1] != GX_KIND_MEDIA && r.end - r.start >= SEGMENT_LEAST &&
                r.end - r.start >= head->n + PROPER_LEAST;
    if (!full)
        return;
    for (uint32_t i = r.start; i < r.end; i++)
        if (text[i] == 0x7684 /* 的 */ || text[i] < 0x80)
            return;
    *GX_PUSH(arena, out) =
        (gx_publisher){gx_utf8_from_chars(arena, text + r.start, r.end - r.start), head->code[1]};
    if (head->code[1] == GX_KIND_UNION && r.end - head->n > r.start)
        add_name(out, arena, lexicon, text, (gx_range){r.start, r.end - head->n});
}

static void read_segment(gx_masthead *out, gx_arena *arena, const gx_lexicon *lexicon, const uint32_t *text,
                         gx_range r)
{
    for (uint32_t i = r.start; i < r.end;) {
        const gx_word *place = gx_lexicon_longest(lexicon, text + i, r.end - i, GX_TABLE_PLACES);
        if (place && place->code[2] < GX_PLACE_CITY_DOUBTFUL && place->code[2] != GX_PLACE_TOWN)
            *GX_PUSH(arena, &out->places) = place;
        i += place ? place->n : 1;
    }
    if (r.end - r.start <= SEGMENT_MOST)
        add_name(out, arena, lexicon, text, without_labels(text, r));
}

static int by_number(const void *x, const void *y)
{
    const uint32_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

/* [n_chars] 1 where an article has the character. */
static uint8_t *covered_by_articles(gx_arena *arena, const gx_page *page)
{
    uint8_t *covered = GX_ARENA_ARRAY(arena, uint8_t, page->n_chars + 1);
    const uint32_t *end = page->byte_at + page->n_chars, *at = end;
    for (size_t k = 0; k < page->n_articles; k++)
        for (size_t i = 0; i < page->articles[k].n; i++) {
            const uint32_t byte = page->articles[k].byte_at[i];
            if (at + 1 < end && at[1] == byte) /* its neighbour, mostly */
                at++;
            else
                at = bsearch(&byte, page->byte_at, page->n_chars, sizeof *page->byte_at, by_number);
            if (at)
                covered[at - page->byte_at] = 1;
            else
                at = end;
        }
    return covered;
}

void gx_read_masthead(gx_masthead *out, gx_arena *arena, const gx_lexicon *lexicon, const gx_page *page)
{
    const uint8_t *covered = covered_by_articles(arena, page);
    uint32_t *text = GX_ARENA_ARRAY(arena, uint32_t, page->n_chars + 1);
    size_t segments = 0;
    for (uint32_t i = 0, start = 0; i <= page->n_chars; i++) {
        bool inside = i < page->n_chars && !covered[i];
        text[i] = inside ? gx_fold(page->chars[i]) : ' ';
        inside = inside && text[i] > ' ' && !gx_is_punctuation(text[i]);
        if (inside)
            continue;
        if (i - start >= PROPER_LEAST && segments++ < SEGMENTS_MOST)
            read_segment(out, arena, lexicon, text, (gx_range){start, i});
        start = i + 1;
    }
}
