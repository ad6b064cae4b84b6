#include "text/encoding.h"
#include "text/layout.h"

static gx_status read_page(gx_page *out, gx_arena *arena, const char *bytes, size_t n, size_t most,
                           gx_page_course *course, gx_error *err)
{
    bool inside = course->inside;
    gx_status status = gx_encoding_read(out, arena, bytes, n, most, course, err);
    if (status != GX_OK)
        return status;
    gx_sheet sheet;
    gx_drafts drafts = {0};
    gx_sheet_init(&sheet, arena, out->chars, out->n_chars);
    gx_layout(&sheet, &drafts);
    gx_articles articles = {0};
    for (size_t i = 0; i < drafts.n; i++) {
        gx_article article;
        if (gx_article_make(&article, &sheet, out, &drafts.at[i]))
            gx_article_push(&articles, arena, &article);
    }
    out->articles = articles.at;
    out->n_articles = articles.n;
    if (inside && articles.n)
        articles.at[0].continued = true;
    return GX_OK;
}

static gx_status read_guarded(gx_page *out, gx_arena *arena, const char *name, const char *bytes, size_t n,
                              size_t most, gx_page_course *course, gx_error *err)
{
    const gx_page_course before = *course;
    jmp_buf guard, *volatile outer = arena->guard;
    volatile gx_status status;
    if (setjmp(guard)) {
        arena->guard = outer;
        *out = (gx_page){0};
        *course = before;
        return gx_fail(err, GX_ENOMEM, "out of memory");
    }
    arena->guard = &guard;
    *out = (gx_page){.name = gx_arena_printf(arena, "%s", name)};
    status = read_page(out, arena, bytes, n, most, course, err);
    arena->guard = outer;
    return status;
}

gx_status gx_page_read(gx_page *out, gx_arena *arena, const char *name, const char *bytes, size_t n,
                       gx_error *err)
{
    gx_page_course course = {.n_bytes = n};
    return read_guarded(out, arena, name, bytes, n, n, &course, err);
}

gx_status gx_page_read_part(gx_page *out, gx_arena *arena, const char *name, const char *bytes, size_t n,
                            gx_page_course *course, gx_error *err)
{
    return read_guarded(out, arena, name, bytes, n, GX_PART_BYTES, course, err);
}

void gx_page_position(const gx_page *page, uint32_t byte, uint32_t *line, uint32_t *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < page->n_chars && page->byte_at[i + 1] <= byte; i++) {
        *column = page->chars[i] == '\n' ? 1 : *column + 1;
        *line += page->chars[i] == '\n';
    }
}
