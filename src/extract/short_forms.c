#include "extract/resolver.h"

/* The range of the short form in the bracket at `at`, or an empty one. */
static gx_range introduced_at(const gx_analysis *a, uint32_t at)
{
    if (!gx_text_at(a, at, "("))
        return (gx_range){at, at};
    at++;
    static const char *const words[] = {"以下简称", "简称", "以下称", "下称", "下简称", "又称"};
    size_t w = 0;
    while (w < sizeof words / sizeof *words && !gx_text_at(a, at, words[w]))
        w++;
    if (w == sizeof words / sizeof *words)
        return (gx_range){at, at};
    at += (uint32_t)gx_utf8_count(words[w]);
    while (at < a->n && (gx_text_at(a, at, "为") || gx_text_at(a, at, ":") || gx_text_at(a, at, "“") ||
                         gx_text_at(a, at, "\"")))
        at++;
    uint32_t end = at;
    while (end < a->n && !gx_is_punctuation(a->text[end]) && end - at < 20)
        end++;
    return (gx_range){at, end};
}

void gx_find_known(gx_resolver *r, struct gx_known_list *out)
{
    gx_analysis *a = r->a;
    for (size_t i = 0; i < r->forms->n; i++) {
        gx_range brief = introduced_at(a, r->forms->at[i].range.end);
        if (brief.end - brief.start < 2)
            continue;
        uint32_t entity = gx_resolve_form(r, i, GX_NONE);
        if (entity != GX_NONE)
            *GX_PUSH(a->arena, out) =
                (gx_known){a->text + brief.start, brief.end - brief.start, r->organizations.at[entity].name,
                           r->organizations.at[entity].kind};
    }
}
