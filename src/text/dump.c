/*
 * gx_page_dump FILE...: what src/text makes of pages, as NDJSON facts (document, article, byline) on stdout,
 * for gold/score.py. A tool for those who work on layouts; with --blocks it prints the blocks for reading.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "text/page.h"

#include <stdio.h>
#include <string.h>

static void put_json(gx_buffer *out, const char *text)
{
    gx_buffer_puts(out, "\"");
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            gx_buffer_printf(out, "\\%c", c);
        else if (c < 0x20)
            gx_buffer_printf(out, "\\u%04x", c);
        else
            gx_buffer_add(out, text, 1);
    }
    gx_buffer_puts(out, "\"");
}

static char *block_text(gx_arena *arena, const gx_article *article, const gx_block *block)
{
    return gx_utf8_from_chars(arena, article->text + block->range.start,
                              block->range.end - block->range.start);
}

static void put_article(gx_buffer *out, gx_arena *arena, const gx_page *page, size_t number)
{
    static const char *const roles[] = {"reporter", "correspondent", "photographer"};
    const gx_article *article = &page->articles[number - 1];
    const char *title = NULL;
    gx_buffer_printf(out, "{\"fact\":\"article\",\"document\":");
    put_json(out, page->name);
    gx_buffer_printf(out, ",\"article\":%zu,\"subtitles\":[", number);
    bool first = true;
    for (size_t b = 0; b < article->n_blocks; b++)
        if (article->blocks[b].kind == GX_BLOCK_TITLE && !title) {
            title = block_text(arena, article, &article->blocks[b]);
        } else if (article->blocks[b].kind == GX_BLOCK_SUBTITLE) {
            gx_buffer_puts(out, first ? "" : ",");
            put_json(out, block_text(arena, article, &article->blocks[b]));
            first = false;
        }
    gx_buffer_puts(out, "],\"title\":");
    if (title)
        put_json(out, title);
    else
        gx_buffer_puts(out, "null");
    gx_buffer_printf(out, ",\"start\":%u,\"end\":%u,\"continued\":%s}\n", article->start, article->end,
                     article->continued ? "true" : "false");
    for (size_t b = 0; b < article->n_bylines; b++) {
        gx_buffer_puts(out, "{\"fact\":\"byline\",\"document\":");
        put_json(out, page->name);
        gx_buffer_printf(out, ",\"article\":%zu,\"name\":", number);
        put_json(out, article->bylines[b].name);
        gx_buffer_printf(out, ",\"role\":\"%s\"}\n", roles[article->bylines[b].role]);
    }
}

static void put_blocks(gx_buffer *out, gx_arena *arena, const gx_page *page, size_t number)
{
    static const char *const kinds[] = {"TITLE", "SUBTITLE", "PARAGRAPH", "HEADING",
                                        "LIST",  "CAPTION",  "META"};
    const gx_article *article = &page->articles[number - 1];
    gx_buffer_printf(out, "== %s article %zu%s\n", page->name, number,
                     article->continued ? " (continued)" : "");
    for (size_t b = 0; b < article->n_blocks; b++)
        gx_buffer_printf(out, "%s: %s\n", kinds[article->blocks[b].kind],
                         block_text(arena, article, &article->blocks[b]));
    for (size_t b = 0; b < article->n_bylines; b++)
        gx_buffer_printf(out, "BYLINE %d: %s\n", (int)article->bylines[b].role, article->bylines[b].name);
}

static gx_status dump(const char *path, bool blocks, gx_error *err)
{
    gx_file file = {0};
    gx_page page;
    gx_arena arena;
    gx_buffer out = {0};
    gx_arena_init(&arena);
    gx_status status = gx_file_read(&file, path, err);
    if (status == GX_OK)
        status = gx_page_read(&page, &arena, gx_path_name(path), file.bytes, file.n, err);
    if (status == GX_OK) {
        gx_buffer_puts(&out, "{\"fact\":\"document\",\"document\":");
        put_json(&out, page.name);
        gx_buffer_printf(&out, ",\"published\":null,\"encoding\":\"%s\",\"bytes\":%zu}\n", page.encoding,
                         file.n);
        for (size_t i = 1; i <= page.n_articles; i++)
            (blocks ? put_blocks : put_article)(&out, &arena, &page, i);
        for (size_t i = 0; i < page.n_problems; i++)
            fprintf(stderr, "%s:%u:%u: %s\n", path, page.problems[i].line, page.problems[i].column,
                    page.problems[i].text);
        if (out.failed)
            status = gx_fail(err, GX_ENOMEM, "out of memory");
        else
            fwrite(out.at, 1, out.n, stdout);
    }
    gx_buffer_clear(&out);
    gx_arena_clear(&arena);
    gx_file_clear(&file);
    return status;
}

int main(int argc, char **argv)
{
    bool blocks = argc > 1 && !strcmp(argv[1], "--blocks");
    int failed = 0;
    for (int i = 1 + blocks; i < argc; i++) {
        gx_error err = {0};
        if (dump(argv[i], blocks, &err) != GX_OK) {
            fprintf(stderr, "gx_page_dump: %s: %s\n", argv[i], err.text);
            failed = 1;
        }
    }
    return failed;
}
