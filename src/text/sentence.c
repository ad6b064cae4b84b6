#include "text/words.h"

enum {
    SENTENCE_CHARS = 1000, /* a longer one is cut, at a comma if there is one in its second half */
    BRACKET_CHARS = 120    /* end marks within shorter brackets and quotes do not end a sentence */
};

typedef struct sentences {
    gx_range *at;
    size_t n, cap;
} sentences;

/* [n] for each opening bracket or quote of text[start, end) the index of its partner, else 0. */
static void match_brackets(uint32_t *partner, uint32_t *stack, const gx_article *article, gx_range range)
{
    size_t depth = 0;
    for (uint32_t i = range.start; i < range.end; i++) {
        uint32_t cp = article->text[i];
        partner[i] = 0;
        if (gx_closer_of(cp)) {
            stack[depth++] = i;
        } else if (gx_is_closer(cp)) {
            /* one opening mark that was never closed may be skipped, not the whole stack: linear time */
            for (size_t back = 0; back < 2 && back < depth; back++)
                if (gx_closer_of(article->text[stack[depth - 1 - back]]) == cp) {
                    depth -= back + 1;
                    partner[stack[depth]] = i;
                    break;
                }
        }
    }
}

static void push(sentences *out, gx_arena *arena, uint32_t start, uint32_t end)
{
    if (start < end)
        *GX_PUSH(arena, out) = (gx_range){start, end};
}

/* Where a sentence that is too long is cut. */
static uint32_t cut_at(const gx_article *article, uint32_t start)
{
    for (uint32_t i = start + SENTENCE_CHARS; i > start + SENTENCE_CHARS / 2; i--)
        if (gx_contains_char("，,、：", article->text[i - 1]))
            return i;
    return start + SENTENCE_CHARS;
}

static void split_block(sentences *out, gx_arena *arena, const gx_article *article, gx_range range,
                        const uint32_t *partner)
{
    uint32_t start = range.start, i = range.start;
    bool straight_open = false; /* within "…" */
    while (i < range.end) {
        uint32_t cp = article->text[i];
        bool ends = gx_is_end_mark(cp);
        straight_open ^= cp == '"';
        if (partner[i] && partner[i] - i <= BRACKET_CHARS) {
            i = partner[i];
            bool quote =
                article->text[i] == 0x201D || article->text[i] == 0x300D || article->text[i] == 0x300F;
            ends = quote && gx_is_end_mark(article->text[i - 1]) && article->text[i - 1] != 0xFF1B;
        }
        i++;
        if (ends) {
            while (i < range.end && (gx_is_end_mark(article->text[i]) || gx_is_closer(article->text[i]) ||
                                     (straight_open && article->text[i] == '"'))) {
                straight_open ^= article->text[i] == '"';
                i++;
            }
            push(out, arena, start, i);
            start = i;
        } else if (i - start >= SENTENCE_CHARS) {
            while (i - start >= SENTENCE_CHARS) {
                uint32_t cut = cut_at(article, start);
                push(out, arena, start, cut);
                start = cut;
            }
        }
    }
    push(out, arena, start, range.end);
}

void gx_sentences_make(gx_article *article, gx_arena *arena)
{
    sentences out = {0};
    uint32_t *partner = GX_ARENA_ARRAY(arena, uint32_t, article->n);
    uint32_t *stack = GX_ARENA_ARRAY(arena, uint32_t, article->n);
    for (size_t b = 0; b < article->n_blocks; b++) {
        match_brackets(partner, stack, article, article->blocks[b].range);
        split_block(&out, arena, article, article->blocks[b].range, partner);
    }
    article->sentences = out.at;
    article->n_sentences = out.n;
}
