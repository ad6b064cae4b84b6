#include "extract/form_nesting.h"

#include "base/utf8.h"
#include "extract/tally.h"

#include <stdlib.h>
#include <string.h>

/* 中建二局|工会: a union, committee or team of a body whose own name has no head that we know. */
bool gx_is_belonging(const gx_analysis *a, uint32_t start, uint32_t end)
{
    static const char *const parts[] = {"工会",   "工会委员会", "党委",   "党总支",       "党支部",
                                        "党组",   "纪委",       "团委",   "团支部",       "团总支",
                                        "代表队", "分公司",     "妇委会", "女职工委员会", "女工委"};
    for (size_t i = 0; i < GX_COUNT(parts); i++)
        if (gx_utf8_count(parts[i]) == end - start && gx_text_at(a, start, parts[i]))
            return true;
    return false;
}

static int by_start(const void *x, const void *y)
{
    const gx_form *f = x, *g = y;
    if (f->range.start != g->range.start)
        return f->range.start < g->range.start ? -1 : 1;
    return f->range.end == g->range.end ? 0 : f->range.end > g->range.end ? -1 : 1;
}

/* 有限公司 and the like carry the words before them in the name: 科技孵化器有限公司 has no part of itself. */
static bool is_legal(const gx_scan *scan, const gx_form *f)
{
    return f->kind == GX_KIND_COMPANY && f->use == GX_HEAD_FULL &&
           gx_text_before(scan->a, f->range.end, "公司") && !gx_text_before(scan->a, f->range.end, "分公司");
}

/* 共青团 and 中共 before the name of a body are a part of it, not its parent. */
static bool is_prefix(const gx_scan *scan, const gx_form *f)
{
    uint32_t n = f->range.end - f->range.start;
    return (n == 3 && gx_text_at(scan->a, f->range.start, "共青团")) ||
           (n == 2 &&
            (gx_text_at(scan->a, f->range.start, "中共") || gx_text_at(scan->a, f->range.start, "政协")));
}

/* 某省电力公司|某市供电公司: a company of a company; 某集团|有限公司 is one. */
static bool is_company_of(const gx_scan *scan, const gx_form *f)
{
    static const char *const legal[] = {"有限", "股份", "公司", "责任", "控股", "总公司"};
    const gx_analysis *a = scan->a;
    if (!gx_text_before(a, f->range.end, "公司") && !gx_text_before(a, f->range.end, "集团"))
        return false;
    for (size_t i = 0; i < sizeof legal / sizeof *legal; i++)
        if (gx_text_at(a, f->range.end, legal[i]))
            return false;
    return true;
}

/* 华为|公司, 复旦|大学: the short name of a body in its longer one; 伊利|诺伊大学: no part of it at all. */
static bool is_own_beginning(const gx_scan *scan, const gx_form *outer, const gx_form *f)
{
    static const char *const styles[] = {"公司", "集团", "集团公司", "总公司", "大学",
                                         "银行", "汽车", "队",       "俱乐部"};
    const gx_analysis *a = scan->a;
    uint32_t end = f->range.end, rest = outer->range.end - end;
    if (gx_text_at(a, end, "(集团)"))
        return true;
    bool listed = f->body && f->body->table == GX_TABLE_ORGANIZATIONS && f->body->n == end - f->range.start;
    if (listed && gx_text_at(a, end, "集团") && (rest == 2 || gx_text_before(a, outer->range.end, "公司")))
        return true; /* 中铁十一局|集团 */
    if (f->kind == GX_KIND_TEAM && rest == 2 && gx_text_at(a, end, "联盟"))
        return true; /* 劳模创新工作室|联盟 */
    if (gx_text_before(a, end, "科") && rest == 2 && gx_text_at(a, end, "医院"))
        return true; /* 某市骨科|医院 */
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (gx_utf8_count(styles[i]) == rest && gx_text_at(a, end, styles[i]) && !scan->head_to[end])
            return true;
    bool whole = f->range.end - f->range.start > 2 &&
                 (scan->head_to[end] || scan->place_at[end]); /* 中国移动|长沙分公司 */
    return f->body && !scan->head_at[end] && !whole && scan->word_start[end] != end &&
           scan->word_end[end] >= outer->range.end;
}

/* 某法院驻区总工会|工作室: the room is the court's; 某法院驻区总工会 is nobody. */
static bool is_stationed(const gx_scan *scan, const gx_form *f)
{
    for (uint32_t i = f->range.start + 2; i < f->head; i++)
        if (gx_text_at(scan->a, i, "驻"))
            return true;
    return false;
}

/* Keep a form unless it crosses or is covered by one that begins earlier; link those that share a start. */
static void keep_nested(const gx_scan *scan, gx_forms *forms)
{
    size_t kept = 0;
    uint32_t cover = 0, cover_start = 0;
    for (size_t i = 0; i < forms->n; i++) {
        gx_form f = forms->at[i];
        if (kept && f.range.start == forms->at[kept - 1].range.start &&
            f.range.end == forms->at[kept - 1].range.end)
            continue;
        if (f.range.start < cover && f.range.start != cover_start)
            continue;
        gx_form *outer = kept ? &forms->at[kept - 1] : NULL;
        if (outer && f.range.start == outer->range.start) {
            if (f.range.end > outer->head || (is_legal(scan, outer) && !is_company_of(scan, &f)) ||
                is_prefix(scan, &f) || is_stationed(scan, &f) || is_own_beginning(scan, outer, &f))
                continue; /* 人大|常委会, 科技孵化器|有限公司: one name */
            outer->inner = f.range.end;
        }
        if (f.range.end > cover) {
            cover = f.range.end;
            cover_start = f.range.start;
        }
        forms->at[kept++] = f;
    }
    forms->n = kept;
}

/* Is the stretch nothing but places and levels, so that it names no body? */
bool gx_is_only_place(const gx_scan *scan, uint32_t start, uint32_t end)
{
    while (end > start) {
        gx_unit u = gx_unit_before(scan, end);
        bool level = gx_level_word(scan, end - 1) || (end - start >= 2 && gx_level_chars(scan, end - 2) == 2);
        bool place = u.class == GX_UNIT_PLACE && u.start >= start;
        if (!place && u.class != GX_UNIT_LEVEL)
            return level;
        end = u.start;
    }
    return true;
}

/* 海南省|教科文卫邮电|工会, 河北省|直|工会: behind a place by its full name a trade that no head makes a
 * body. */
static bool is_of_trade(const gx_scan *scan, const gx_form *f)
{
    const gx_word *place = scan->place_at[f->range.start];
    if (!place || strcmp(place->cell[0], place->cell[1]) != 0 || !gx_text_at(scan->a, f->head, "工会"))
        return false;
    for (uint32_t i = f->range.start + place->n + 1; i <= f->head; i++)
        if ((scan->head_to[i] && scan->head_to[i]->n >= 2) || scan->body_to[i] || scan->in_name[i - 1])
            return false;
    return true;
}

static void add_owners(const gx_scan *scan, gx_forms *forms)
{
    const gx_analysis *a = scan->a;
    size_t n = forms->n;
    for (size_t i = 0; i < n; i++) {
        const gx_form f = forms->at[i];
        bool abbreviated = f.body && f.body->table == GX_TABLE_ABBREVIATIONS &&
                           f.body->n == f.range.end - f.head; /* 党支部 */
        bool named =
            f.type == GX_NAMED && !f.generic && (!f.body || abbreviated) && f.head >= f.range.start + 2;
        static const char *const sports[] = {"业",   "田径", "游泳", "球", "武术",
                                             "体操", "举重", "射击", "棋"};
        bool trade =
            gx_any_before(a, f.head, sports, GX_COUNT(sports)); /* 邮政快递业|工会联合会, 田径|代表队 */
        if (!named || trade || is_of_trade(scan, &f) || !gx_is_belonging(a, f.head, f.range.end) ||
            gx_is_only_place(scan, f.range.start, f.head))
            continue;
        uint32_t end = f.head;
        if (gx_text_at(a, f.head, "分公司")) { /* 顺达物流昌平|分公司: the place is the branch's */
            if (!scan->place_to[end] || end - scan->place_to[end]->n < f.range.start + 2)
                continue;
            end -= scan->place_to[end]->n;
        }
        if ((gx_text_before(a, end, "校") || gx_text_before(a, end, "院")) && scan->head_to[end - 1] &&
            scan->head_to[end - 1]->code[2] == GX_HEAD_FULL)
            end--; /* 郑州大学|校党委 */
        gx_unit bracket = gx_unit_before(scan, end);
        if (bracket.class == GX_UNIT_BRACKET && bracket.start > f.range.start)
            end = bracket.start; /* 某公司（以下简称“某”）|工会 */
        bool known = false;
        for (size_t k = 0; k < n; k++)
            if (forms->at[k].range.start == f.range.start && forms->at[k].range.end == end)
                known = forms->at[k].tagged = true; /* 潘三矿|工会: who has a union is a body */
        const gx_word *head = scan->head_to[end];
        if (!known)
            *GX_PUSH(a->arena, forms) =
                (gx_form){.range = {f.range.start, end},
                          .type = GX_NAMED,
                          .use = GX_HEAD_FULL,

                          .kind = head && head->n > 1 ? head->code[1] : GX_KIND_COMPANY,
                          .head = f.range.start,
                          .tagged = true};
    }
}

/* Where 大冲头煤矿 is a name once, 冲头煤矿 behind 大 is its tail. */
static void complete_tails(const gx_scan *scan, gx_forms *forms)
{
    enum { TAIL = 3, NAME_LEAST = 4, TRIED_MOST = 8 };
    const gx_analysis *a = scan->a;
    gx_tally tails = {0};
    uint32_t *last = GX_ARENA_ARRAY(a->arena, uint32_t,
                                    forms->n + 1); /* [tails.n] 1 + the last name so far of this tail */
    uint32_t *earlier =
        GX_ARENA_ARRAY(a->arena, uint32_t, forms->n + 1); /* [forms->n] 1 + the one before it, or 0 */
    for (size_t i = 0; i < forms->n; i++) {
        const gx_form *f = &forms->at[i];
        if (f->type != GX_NAMED || f->generic || f->range.end - f->range.start < NAME_LEAST)
            continue;
        uint32_t tail =
            gx_tally_number(a->arena, &tails, a->text + f->range.end - TAIL, TAIL * sizeof *a->text);
        earlier[i] = last[tail];
        last[tail] = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < forms->n; i++) {
        gx_form *f = &forms->at[i];
        if (f->generic || f->known || f->range.end < TAIL)
            continue;
        uint32_t tail =
            gx_tally_number(a->arena, &tails, a->text + f->range.end - TAIL, TAIL * sizeof *a->text);
        uint32_t tried = 0;
        for (uint32_t k = tail <= forms->n ? last[tail] : 0; k && tried < TRIED_MOST;
             k = earlier[k - 1], tried++) {
            const gx_form *name = &forms->at[k - 1];
            uint32_t n = name->range.end - name->range.start;
            if (n <= f->range.end - f->range.start || n > f->range.end || f->head < f->range.end - n ||
                scan->sentence[f->range.end - n] != scan->sentence[f->range.end - 1] ||
                memcmp(a->text + name->range.start, a->text + f->range.end - n, n * sizeof *a->text) != 0)
                continue;
            f->range.start = f->range.end - n;
            f->type = GX_NAMED;
            f->tagged = f->tagged || name->tagged;
            break;
        }
    }
}

void gx_nest_forms(const gx_scan *scan, gx_forms *forms)
{
    complete_tails(scan, forms);
    add_owners(scan, forms);
    if (forms->n > 1)
        qsort(forms->at, forms->n, sizeof *forms->at, by_start);
    keep_nested(scan, forms);
}
