#include "extract/resolver.h"

#include <string.h>

static bool is_given_to(const gx_resolver *r, uint32_t start)
{
    static const char *const words[] = {"为", "向", "给", "走进", "慰问"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (gx_text_before(r->a, start, words[i]))
            return true;
    return false;
}

/* 社区, 村, 街道: places, and organizations only where they act. */
static bool is_place_head(const gx_resolver *r, const gx_form *f)
{
    static const char *const heads[] = {"社区",   "村",   "镇", "乡", "街道", "新区",
                                        "开发区", "小区", "县", "区", "市"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (gx_text_before(r->a, f->range.end, heads[i]))
            return true;
    return false;
}

static bool acts(const gx_resolver *r, uint32_t at)
{
    static const char *const verbs[] = {"召开",   "举办",     "组织", "开展", "举行",
                                        "负责人", "工作人员", "主办", "承办"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (gx_text_at(r->a, at, verbs[i]))
            return true;
    return false;
}

/* 朝阳工会, 全国工会: all the unions there, unless a headline shortens a name so. */
static bool is_collective(const gx_resolver *r, const gx_form *f)
{
    gx_analysis *a = r->a;
    if (f->kind != GX_KIND_UNION || !gx_text_before(a, f->range.end, "工会") ||
        gx_text_before(a, f->range.end, "总工会"))
        return false;
    static const char *const small[] = {"街道", "镇", "乡", "社区", "地区", "村"};
    uint32_t end = f->range.end - 2;
    bool place = f->range.start < end && gx_is_only_place(r->scan, f->range.start, end);
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        place = place && !gx_text_before(a, end, small[i]);
    const gx_word *broad = gx_lexicon_exact(a->lexicon, a->text + f->range.start,
                                            f->range.end - 2 - f->range.start, GX_TABLE_NAME_PARTS);
    return (broad && broad->code[1] == GX_PART_PLACE) || (place && !gx_is_headline(a, f->range.start));
}

/* Bare 工会 is a kind of thing; with a title or 负责人 behind it, it is one union. */
static bool is_held(const gx_resolver *r, uint32_t end)
{
    if (gx_text_at(r->a, end, "会员"))
        return false; /* 工会会员代表大会 */
    for (uint32_t k = 2; k <= 6 && end + k <= r->a->n; k++) {
        const gx_word *title = r->scan->title_to[end + k];
        if (title && title->n == k && title->code[1] != GX_TITLE_HONORIFIC && title->code[1] != GX_TITLE_JOB)
            return true;
    }
    const gx_word *title =
        gx_lexicon_longest(r->a->lexicon, r->a->text + end, r->a->n - end, GX_TABLE_TITLES);
    return (title && title->code[1] == GX_TITLE_MODIFIER) || gx_text_at(r->a, end, "负责人") ||
           gx_text_at(r->a, end, "相关负责人");
}

/* 评价组, 服务站: a bare word for something named before; 医院, 公司 are too common to say which. */
static bool points_back(gx_resolver *r, const gx_form *f)
{
    bool kind = f->kind == GX_KIND_TEAM || f->kind == GX_KIND_ASSOCIATION ||
                (f->kind == GX_KIND_INSTITUTION && f->range.end - f->range.start >= 3);
    bool group = gx_text_at(r->a, f->range.start, "集团") && f->range.end - f->range.start == 2;
    uint32_t at = gx_is_headline(r->a, f->range.start) ? (uint32_t)r->a->n : f->range.start;
    return (kind || group) && f->range.end - f->range.start >= 2 &&
           gx_pointed_to(r, gx_text_of(r->a, f->range), at, false) != GX_NONE;
}

/* 该集团办公室、党委组织部: a department in a list behind another body. */
static bool joins_list(const gx_resolver *r, const gx_form *f)
{
    uint32_t at = f->range.start;
    if (at < 2 || (r->a->text[at - 1] != 0x3001 && r->a->text[at - 1] != 0x548C))
        return false;
    for (size_t i = 0; i < r->forms->n; i++)
        if (r->forms->at[i].range.end == at - 1 && r->done[i] && r->meaning[i] != GX_NONE)
            return f->use == GX_HEAD_DEPARTMENT || f->kind == GX_KIND_UNION || f->kind == GX_KIND_PARTY ||
                   f->kind == GX_KIND_ASSOCIATION;
    return false;
}

/* A weak head makes a name only with something proper in it or the tagger's word for it. */
bool gx_is_credible(gx_resolver *r, const gx_form *f)
{
    if (f->generic || is_collective(r, f))
        return false;
    if (is_place_head(r, f))
        return f->type == GX_NAMED && (acts(r, f->range.end) || is_given_to(r, f->range.start));
    if (f->type == GX_NAMED && f->use == GX_HEAD_WEAK)
        return f->tagged || f->inner;
    if (f->type == GX_BARE && f->range.start == f->head)
        return is_held(r, f->range.end) || f->kind == GX_KIND_COMMITTEE || points_back(r, f) ||
               joins_list(r, f);
    return true;
}
