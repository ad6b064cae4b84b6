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

/* Where a form of whole words ends that takes its characters from `full`, from its third on, in their order:
 * 锐通|轴承 of 锐通轴承制造有限公司; `at` if none does. */
static uint32_t brief_end(const gx_scan *scan, uint32_t at, gx_range full)
{
    enum { CHARS_LEAST = 4, CHARS_AT_MOST = 6 };
    const gx_analysis *a = scan->a;
    uint32_t end = at + 2, from = full.start + 2, most = gx_sentence_end(scan, at);
    while (end < most && end - at < CHARS_AT_MOST) {
        while (from < full.end && a->text[from] != a->text[end])
            from++;
        if (from++ >= full.end)
            break;
        end++;
    }
    bool whole = end == most || scan->word_start[end] == end || gx_is_punctuation(a->text[end]);
    bool begins = at == gx_sentence_start(scan, at) || scan->word_start[at] == at;
    return whole && begins && end - at >= CHARS_LEAST ? end : at;
}

/* Where a short form of the rest `full` of a company's name stands by itself: it is noted. */
static void find_rest(gx_resolver *r, size_t form, gx_range full, struct gx_known_list *out)
{
    gx_analysis *a = r->a;
    size_t next = 0; /* the first form that ends behind `i` */
    for (uint32_t i = 0; i + 4 <= a->n; i++) {
        while (next < r->forms->n && r->forms->at[next].range.end <= i)
            next++;
        bool covered = next < r->forms->n && r->forms->at[next].range.start <= i;
        if (covered || a->text[i] != a->text[full.start] || a->text[i + 1] != a->text[full.start + 1])
            continue;
        uint32_t end = brief_end(r->scan, i, full);
        if (end == i || (next < r->forms->n && r->forms->at[next].range.start < end))
            continue;
        uint32_t entity = gx_resolve_form(r, form, GX_NONE);
        if (entity != GX_NONE)
            *GX_PUSH(a->arena, out) =
                (gx_known){a->text + i, end - i, r->organizations.at[entity].name, GX_KIND_COMPANY};
        return;
    }
}

/* 锐通轴承 where the page tells of 滨州锐通轴承制造有限公司, 蚌埠液力 of 安徽合山蚌埠液力机械有限公司: what
 * no grammar of heads takes for a body. */
static void find_brief(gx_resolver *r, size_t form, struct gx_known_list *out)
{
    enum { FULL_LEAST = 7, BEHIND_PLACE = 2 };
    gx_range full = r->forms->at[form].range;
    const gx_word *place = r->scan->place_at[full.start];
    if (r->forms->at[form].kind != GX_KIND_COMPANY || !gx_text_before(r->a, full.end, "公司") ||
        r->forms->at[form].type != GX_NAMED || full.end - full.start < FULL_LEAST ||
        r->forms->at[form].generic)
        return;
    full.start += place ? place->n : 0;
    for (uint32_t i = full.start; i + FULL_LEAST <= full.end; i++)
        if (i > full.start + BEHIND_PLACE - 1 && r->scan->place_at[i] && r->scan->place_at[i]->n == 2)
            find_rest(r, form, (gx_range){i, full.end}, out);
    bool known = gx_unit_at(r->scan, full.start).word; /* 轨道|交通: a word that anybody knows is no name */
    if (!known && full.end - full.start >= FULL_LEAST)
        find_rest(r, form, full, out);
}

void gx_find_known(gx_resolver *r, struct gx_known_list *out)
{
    enum { BRIEF_FORMS = 40 }; /* of an article: the search costs its length each */
    for (size_t i = 0, n = 0; i < r->forms->n && n < BRIEF_FORMS;
         i++, n += r->forms->at[i - 1].kind == GX_KIND_COMPANY)
        find_brief(r, i, out);
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
