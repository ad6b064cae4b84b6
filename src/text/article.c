#include "text/words.h"

/* A page of a newspaper holds some 10,000 characters. What is far longer is read in parts, each as an article
 * that goes on: time and memory of what follows then grow with the page, not with its square. */
enum { ARTICLE_CHARS = 30000 };

typedef struct blocks {
    gx_block *at;
    size_t n, cap;
} blocks;

void gx_draft_add(gx_arena *arena, gx_draft *draft, gx_block_kind kind, uint32_t start, uint32_t end)
{
    gx_draft_block *block = GX_PUSH(arena, &draft->blocks);
    block->kind = kind;
    *GX_PUSH(arena, &block->pieces) = (gx_range){start, end};
}

void gx_draft_append(gx_arena *arena, gx_draft *draft, uint32_t start, uint32_t end)
{
    gx_draft_block *block = &draft->blocks.at[draft->blocks.n - 1];
    *GX_PUSH(arena, &block->pieces) = (gx_range){start, end};
}

static bool is_headline(gx_block_kind kind)
{
    return kind == GX_BLOCK_TITLE || kind == GX_BLOCK_SUBTITLE;
}

/* Copy a block's pieces to the end of the article's text. */
static void copy_block(gx_article *article, const gx_sheet *sheet, const gx_page *page,
                       const gx_draft_block *block)
{
    size_t begin = article->n;
    for (size_t p = 0; p < block->pieces.n; p++)
        for (uint32_t g = block->pieces.at[p].start; g < block->pieces.at[p].end; g++) {
            const gx_glyph *glyph = &sheet->glyphs[g];
            bool first = g == block->pieces.at[p].start;
            article->gap[article->n] = article->n == begin ? GX_GAP_PARAGRAPH
                                       : first             ? GX_GAP_LINE
                                                           : glyph->gap;
            article->text[article->n] = glyph->cp;
            article->byte_at[article->n] = page->byte_at[glyph->at];
            article->byte_end[article->n] = page->byte_at[glyph->end];
            article->n++;
        }
}

static void copy_kind(gx_article *article, blocks *out, const gx_sheet *sheet, const gx_page *page,
                      const gx_draft *draft, bool headlines, gx_block_kind kind)
{
    for (size_t b = 0; b < draft->blocks.n; b++) {
        const gx_draft_block *block = &draft->blocks.at[b];
        if (headlines ? block->kind != kind : is_headline(block->kind))
            continue;
        uint32_t start = (uint32_t)article->n;
        copy_block(article, sheet, page, block);
        if (article->n > start)
            *GX_PUSH(sheet->arena, out) = (gx_block){block->kind, {start, (uint32_t)article->n}};
    }
}

static size_t count_glyphs(const gx_draft *draft)
{
    size_t n = 0;
    for (size_t b = 0; b < draft->blocks.n; b++)
        for (size_t p = 0; p < draft->blocks.at[b].pieces.n; p++)
            n += draft->blocks.at[b].pieces.at[p].end - draft->blocks.at[b].pieces.at[p].start;
    return n;
}

/* The bytes that the body covers: of paragraphs and what belongs to them, or of whatever there is. */
static bool set_span(gx_article *article)
{
    bool found = false;
    for (int pass = 0; pass < 2 && !found; pass++)
        for (size_t b = 0; b < article->n_blocks; b++) {
            const gx_block *block = &article->blocks[b];
            bool body = !is_headline(block->kind) && (pass || block->kind != GX_BLOCK_META);
            if (!body)
                continue;
            uint32_t start = article->byte_at[block->range.start],
                     end = article->byte_end[block->range.end - 1];
            article->start = !found || start < article->start ? start : article->start;
            article->end = !found || end > article->end ? end : article->end;
            found = true;
        }
    return found;
}

bool gx_article_make(gx_article *out, const gx_sheet *sheet, const gx_page *page, const gx_draft *draft)
{
    size_t n = count_glyphs(draft);
    *out = (gx_article){.text = GX_ARENA_ARRAY(sheet->arena, uint32_t, n),
                        .gap = GX_ARENA_ARRAY(sheet->arena, uint8_t, n),
                        .byte_at = GX_ARENA_ARRAY(sheet->arena, uint32_t, n),
                        .byte_end = GX_ARENA_ARRAY(sheet->arena, uint32_t, n),
                        .continued = draft->continued};
    blocks list = {0};
    copy_kind(out, &list, sheet, page, draft, true, GX_BLOCK_TITLE);
    copy_kind(out, &list, sheet, page, draft, true, GX_BLOCK_SUBTITLE);
    copy_kind(out, &list, sheet, page, draft, false, GX_BLOCK_META);
    out->blocks = list.at;
    out->n_blocks = list.n;
    if (!set_span(out))
        return false;
    gx_sentences_make(out, sheet->arena);
    gx_bylines_make(out, sheet->arena);
    return true;
}

/* What of a range lies in a part of the article, counted from its beginning. */
static gx_range within(gx_range range, gx_range part)
{
    uint32_t start = range.start > part.start ? range.start : part.start,
             end = range.end < part.end ? range.end : part.end;
    return start < end ? (gx_range){start - part.start, end - part.start} : (gx_range){0, 0};
}

/* A part of an article as an article: it shares the texts, and has its own lists. Blocks and sentences that
 * may lie in it begin at *block and *sentence, which move on. */
static void cut_part(gx_article *out, gx_arena *arena, const gx_article *whole, gx_range part, size_t *block,
                     size_t *sentence)
{
    *out = (gx_article){.text = whole->text + part.start,
                        .gap = whole->gap + part.start,
                        .byte_at = whole->byte_at + part.start,
                        .byte_end = whole->byte_end + part.start,
                        .n = part.end - part.start,
                        .continued = whole->continued || part.start > 0,
                        .start = whole->byte_at[part.start],
                        .end = whole->byte_end[part.start]};
    blocks list = {0};
    for (; *block < whole->n_blocks && whole->blocks[*block].range.start < part.end; ++*block) {
        *GX_PUSH(arena, &list) =
            (gx_block){whole->blocks[*block].kind, within(whole->blocks[*block].range, part)};
        if (whole->blocks[*block].range.end > part.end)
            break; /* the next part has the rest of it */
    }
    out->blocks = list.at;
    out->n_blocks = list.n;
    size_t first = *sentence;
    while (*sentence < whole->n_sentences && whole->sentences[*sentence].start < part.end)
        ++*sentence;
    out->n_sentences = *sentence - first;
    out->sentences = GX_ARENA_ARRAY(arena, gx_range, out->n_sentences);
    for (size_t s = 0; s < out->n_sentences; s++)
        out->sentences[s] = within(whole->sentences[first + s], part);
    for (size_t i = 0; i < out->n; i++) {
        out->start = out->byte_at[i] < out->start ? out->byte_at[i] : out->start;
        out->end = out->byte_end[i] > out->end ? out->byte_end[i] : out->end;
    }
    size_t n_bylines = 0;
    out->bylines = GX_ARENA_ARRAY(arena, gx_byline, whole->n_bylines);
    for (size_t b = 0; b < whole->n_bylines; b++) {
        gx_range range = within(whole->bylines[b].range, part);
        if (range.start < range.end)
            out->bylines[n_bylines++] = (gx_byline){whole->bylines[b].name, whole->bylines[b].role, range};
    }
    out->n_bylines = n_bylines;
}

void gx_article_push(gx_articles *out, gx_arena *arena, const gx_article *whole)
{
    size_t block = 0, sentence = 0;
    gx_range part = {0, 0};
    for (size_t s = 0; s < whole->n_sentences && whole->n > ARTICLE_CHARS; s++) {
        if (whole->sentences[s].end - part.start > ARTICLE_CHARS) {
            part.end = whole->sentences[s].start;
            cut_part(GX_PUSH(arena, out), arena, whole, part, &block, &sentence);
            part.start = part.end;
        }
    }
    if (part.start == 0) {
        *GX_PUSH(arena, out) = *whole;
        return;
    }
    part.end = (uint32_t)whole->n;
    cut_part(GX_PUSH(arena, out), arena, whole, part, &block, &sentence);
}
