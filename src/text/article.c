#include "text/words.h"

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
