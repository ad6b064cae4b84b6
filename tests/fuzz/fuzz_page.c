/* Any bytes as a page: whatever is read lies in the page and in order. */
#include "fuzz.h"
#include "text/page.h"

static void check_ranges(const gx_article *article)
{
    uint32_t at = 0;
    for (size_t s = 0; s < article->n_sentences; s++) {
        HOLDS(article->sentences[s].start >= at && article->sentences[s].start <= article->sentences[s].end);
        at = article->sentences[s].end;
    }
    HOLDS(at <= article->n);
    at = 0;
    for (size_t b = 0; b < article->n_blocks; b++) {
        HOLDS(article->blocks[b].range.start >= at && article->blocks[b].range.start <= article->blocks[b].range.end);
        at = article->blocks[b].range.end;
    }
    HOLDS(at <= article->n);
    for (size_t b = 0; b < article->n_bylines; b++)
        HOLDS(article->bylines[b].name && article->bylines[b].range.start <= article->bylines[b].range.end &&
              article->bylines[b].range.end <= article->n);
}

/* Index of the page's character that begins at a byte. */
static size_t char_at(const gx_page *page, uint32_t byte)
{
    size_t low = 0, high = page->n_chars;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (page->byte_at[middle] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    HOLDS(low < page->n_chars && page->byte_at[low] == byte);
    return low;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gx_arena arena = {0};
    gx_page page = {0};
    gx_error err = {0};
    gx_status status = gx_page_read(&page, &arena, "page", (const char *)data, size, &err);
    HOLDS(status == GX_OK || status == GX_EDATA);
    HOLDS((status == GX_OK) == (err.status == GX_OK));
    for (size_t i = 0; i < page.n_chars && status == GX_OK; i++)
        HOLDS(page.byte_at[i] < page.byte_at[i + 1] && page.byte_at[i + 1] <= size);
    for (size_t i = 0; i < page.n_articles && status == GX_OK; i++) {
        const gx_article *article = &page.articles[i];
        HOLDS(article->start <= article->end && article->end <= size);
        for (size_t c = 0; c < article->n; c++) {
            HOLDS(article->byte_at[c] < article->byte_end[c] && article->byte_end[c] <= size);
            uint32_t printed = page.chars[char_at(&page, article->byte_at[c])];
            HOLDS(printed == article->text[c] || printed == 0x26); /* 0x26: &amp; and the like */
        }
        check_ranges(article);
    }
    for (size_t i = 0; i < page.n_problems && status == GX_OK; i++)
        HOLDS(page.problems[i].line && page.problems[i].column && page.problems[i].text);
    gx_arena_clear(&arena);
    return 0;
}
