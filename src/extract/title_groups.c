#include "extract/title_groups.h"

#include "base/utf8.h"

#include <string.h>

enum { TITLE_CHARS_AT_MOST = 14 };

static bool holds(const gx_word *title)
{
    return title && (title->code[1] == GX_TITLE_POST || title->code[1] == GX_TITLE_PLACE_POST ||
                     title->code[1] == GX_TITLE_JOB);
}

bool gx_modifies_title(const gx_word *title)
{
    return title && (title->code[1] == GX_TITLE_MODIFIER || title->code[1] == GX_TITLE_FORMER);
}

/* Where a bracket that ends at `end` begins, if it is short; else `end`. */
static uint32_t before_bracket(const gx_post_reader *r, uint32_t end)
{
    gx_unit u = gx_unit_before(r->scan, end);
    return u.class == GX_UNIT_BRACKET ? u.start : end;
}

size_t gx_form_to(const gx_post_reader *r, uint32_t end)
{
    size_t form = gx_form_ending(r->resolver, end);
    return form != GX_NONE && !r->forms->at[form].generic ? form : GX_NONE;
}

/* Cut a table's title such as 组织部部长 where the grammar sees a body end in it. */
static uint32_t cut_at_form(const gx_post_reader *r, uint32_t start, uint32_t end)
{
    for (uint32_t at = end - 1; at > start; at--)
        if (gx_form_to(r, at) != GX_NONE && !gx_text_before(r->a, at, "项目") &&
            gx_word_at(r->a, at, end, GX_TABLE_TITLES) != NULL)
            return at;
    return start;
}

/* 电机司机, 吊车司机: nouns between the organization and the job belong to the title. */
static uint32_t widen_job(const gx_post_reader *r, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (end - at < TITLE_CHARS_AT_MOST && gx_form_to(r, at) == GX_NONE) {
        gx_unit u = gx_unit_before(r->scan, at);
        if (u.class != GX_UNIT_NOUN && u.class != GX_UNIT_NUMBER)
            break;
        if (r->scan->title_to[at] && r->scan->title_to[at]->code[1] == GX_TITLE_HONORIFIC)
            break;
        at = u.start;
    }
    return at;
}

/* 某集团|行政副总, 、现场副总: a field of duty between the organization or a mark and a manager's title. */
static uint32_t widen_post(const gx_post_reader *r, uint32_t start, uint32_t end)
{
    static const char *const managers[] = {"副总", "经理", "总监", "厂长", "矿长", "主管", "专员"};
    bool manages = false;
    for (size_t i = 0; i < sizeof managers / sizeof *managers && !manages; i++)
        manages = gx_text_before(r->a, end, managers[i]);
    gx_unit u = gx_unit_before(r->scan, start);
    if (!manages || u.class != GX_UNIT_NOUN || u.end - u.start != 2 || r->scan->title_to[u.end])
        return start;
    uint32_t before = u.start ? r->a->text[u.start - 1] : ',';
    bool marked = before == ',' || before == 0x3001;
    return marked || gx_form_to(r, u.start) != GX_NONE ? u.start : start;
}

/* The row that stands for every trade that no table knows. */
static const gx_word *any_job(const gx_post_reader *r)
{
    static const uint32_t worker[] = {0x804C, 0x5DE5}; /* 职工 */
    return gx_lexicon_exact(r->a->lexicon, worker, sizeof worker / sizeof *worker, GX_TABLE_TITLES);
}

/* 桥隧工, 保洁工, 收费员 right behind an organization: where such a noun begins, or GX_NONE. */
static uint32_t trade_to(const gx_post_reader *r, uint32_t end)
{
    static const char *const endings[] = {"工", "员", "师", "手"};
    enum { TRADE_CHARS_AT_MOST = 7 };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!gx_text_before(r->a, end, endings[i]))
            continue;
        uint32_t start = end;
        while (start > 0 && end - start <= TRADE_CHARS_AT_MOST &&
               (start == end || gx_form_to(r, start) == GX_NONE)) {
            gx_unit u = gx_unit_before(r->scan, start);
            if (u.class != GX_UNIT_NOUN)
                return GX_NONE;
            start = u.start;
        }
        return start < end && end - start >= 2 && end - start <= TRADE_CHARS_AT_MOST &&
                       gx_form_to(r, start) != GX_NONE
                   ? start
                   : GX_NONE;
    }
    return GX_NONE;
}

/* Where the age before `at` begins (22岁的, 今年58岁); `at` where none stands there. */
static uint32_t before_age(const gx_post_reader *r, uint32_t at)
{
    const uint32_t *text = r->a->text;
    uint32_t least = at ? gx_sentence_start(r->scan, at - 1) : 0, k = at;
    k -= k > least && gx_text_before(r->a, k, "的");
    if (k < least + 3 || !gx_text_before(r->a, k, "岁"))
        return at;
    for (k--; k > least && text[k - 1] >= '0' && text[k - 1] <= '9';)
        k--;
    return gx_text_before(r->a, k, "今年") && k >= least + 2 ? k - 2 : k;
}

/* The form that ends at `end` inside a title and begins before it, at `start` or earlier; or GX_NONE. */
static size_t form_across(const gx_post_reader *r, uint32_t start, uint32_t end)
{
    size_t form = gx_form_to(r, end);
    return form != GX_NONE && r->forms->at[form].range.start < start ? form : GX_NONE;
}

/* 某商会|第四届|会长, 某商会|新一届|会长: where the term before the office at `at` begins; `at` where none
 * does. */
static uint32_t before_term(const gx_post_reader *r, uint32_t at)
{
    static const char *const terms[] = {"新一届", "首届", "首任", "新任", "本届", "现任"};
    enum { TERM_CHARS = 6 };
    for (size_t i = 0; i < GX_COUNT(terms); i++)
        if (gx_text_before(r->a, at, terms[i]))
            return at - (uint32_t)gx_utf8_count(terms[i]);
    bool term = gx_text_before(r->a, at, "届") || gx_text_before(r->a, at, "任");
    for (uint32_t k = at; term && k > 0 && at - k < TERM_CHARS; k--)
        if (gx_text_at(r->a, k - 1, "第"))
            return k - 1;
    return at;
}

uint32_t gx_paper_before(const gx_post_reader *r, gx_range title)
{
    static const char *const editors[] = {"主编", "总编", "总编辑", "编辑", "社长", "主笔"};
    const gx_unit u = gx_text_before(r->a, title.start, "》") ? gx_unit_before(r->scan, title.start)
                                                              : (gx_unit){.class = GX_UNIT_STOP};
    bool paper = u.class == GX_UNIT_QUOTE && gx_any_before(r->a, title.end, editors, GX_COUNT(editors));
    return paper ? u.start : title.start;
}

/* 某公司|的一名|骑手: where the words before the job at `at` begin; `at` where none stand there. */
static uint32_t before_one(const gx_post_reader *r, uint32_t at)
{
    static const char *const words[] = {"的一名", "的一位", "的一个", "一名", "一位"};
    for (size_t i = 0; i < GX_COUNT(words); i++)
        if (gx_text_before(r->a, at, words[i]))
            return at - (uint32_t)gx_utf8_count(words[i]);
    return at;
}

/* The group that ends at `end`: its title, and the organization or place before it. */
bool gx_title_group_to(const gx_post_reader *r, uint32_t end, gx_title_group *out)
{
    const gx_scan *scan = r->scan;
    uint32_t title_end = before_bracket(r, end);
    if (!title_end)
        return false;
    const gx_word *word = scan->title_to[title_end];
    uint32_t job = holds(word) ? GX_NONE : trade_to(r, title_end);
    if (job != GX_NONE)
        word = any_job(r);
    if (!holds(word) || title_end < word->n)
        return false;
    uint32_t start = job != GX_NONE ? job : cut_at_form(r, title_end - word->n, title_end);
    uint32_t least = gx_sentence_start(scan, title_end - 1);
    *out = (gx_title_group){.title = {start, title_end}, .form = GX_NONE, .word = word, .owner = GX_NONE};
    while (start > least && gx_modifies_title(scan->title_to[start]) &&
           start - scan->title_to[start]->n >= least && gx_form_to(r, start) == GX_NONE) {
        if (scan->title_to[start]->code[1] == GX_TITLE_FORMER)
            out->former = true;
        start -= scan->title_to[start]->n;
        if (!out->former)
            out->title.start = start;
    }
    if (word->code[1] == GX_TITLE_JOB && !out->former)
        out->title.start = start = widen_job(r, start, title_end);
    else if (word->code[1] == GX_TITLE_POST && !out->former && gx_form_to(r, start) == GX_NONE)
        out->title.start = start = widen_post(r, start, title_end);
    out->form = gx_form_to(r, start);
    if (out->form == GX_NONE && start > least + 1 && gx_text_before(r->a, start, "的"))
        out->form = gx_form_to(r, start - 1); /* 三队的副队长 */
    if (out->form == GX_NONE)
        out->form = gx_form_to(r, before_one(r, start));
    if (out->form == GX_NONE)
        out->form = gx_form_to(r, before_term(r, start));
    if (out->form == GX_NONE)
        out->form = gx_form_to(r, before_age(r, start)); /* 某公司58岁的电工 */
    if (out->form == GX_NONE && title_end - start <= 3 && title_end > start + 1 &&
        gx_text_at(r->a, title_end - 1, "长"))
        out->form = form_across(r, start, title_end - 1); /* 国防部长, 王某班组长 */
    out->start = start;
    if (out->form != GX_NONE)
        out->start = r->forms->at[out->form].range.start;
    else if (gx_paper_before(r, out->title) < start)
        out->start = gx_paper_before(r, out->title);
    else if (word->code[1] == GX_TITLE_PLACE_POST)
        for (size_t i = 0; i < r->places->n; i++)
            if (r->places->at[i].range.end == start) {
                out->place = r->places->at[i].full;
                out->start = r->places->at[i].range.start;
            }
    /* 原 before the organization: 原县总工会主席 */
    if (out->start > least && scan->title_to[out->start] &&
        scan->title_to[out->start]->code[1] == GX_TITLE_FORMER) {
        out->former = true;
        out->start -= scan->title_to[out->start]->n;
    }
    return true;
}

/* Is the title before a comma a predicate (任主席，…), so that the comma ends it? */
static bool is_predicate(const gx_post_reader *r, uint32_t start)
{
    static const char *const verbs[] = {"任", "为", "是", "当选", "选为", "系"};
    return gx_any_before(r->a, start, verbs, GX_COUNT(verbs));
}

/* 慰问工人,市总工会主席张某: a job without a body in the middle of a clause belongs to that clause. */
static bool ends_clause(const gx_post_reader *r, const gx_title_group *g)
{
    const uint32_t *text = r->a->text;
    return g->form == GX_NONE && !g->place && g->start > gx_sentence_start(r->scan, g->title.start) &&
           text[g->start - 1] != ',' && text[g->start - 1] != 0x3001 && text[g->start - 1] != 0x517C &&
           text[g->start - 1] != ':' && text[g->start - 1] != ';';
}

/* Where the honour that ends at `end` begins, with the place that gives it (自治区|先进工作者) or its
 * quotation marks; `end` where none does. */
static uint32_t honour_start(const gx_post_reader *r, uint32_t least, uint32_t end)
{
    const gx_analysis *a = r->a;
    uint32_t start = end;
    if (gx_text_before(a, end, "”")) {
        gx_unit u = gx_unit_before(r->scan, end);
        start = u.class == GX_UNIT_QUOTE && u.start > least ? u.start : end;
    }
    for (uint32_t n = 12; n >= 3 && start == end; n--)
        if (end >= least + n && gx_word_at(a, end - n, end, GX_TABLE_HONOURS))
            start = end - n;
    while (start < end && start > least) {
        const gx_word *place = r->scan->place_to[start];
        uint32_t level = gx_text_before(a, start, "自治区") ? 3 : gx_level_word(r->scan, start - 1) ? 1 : 0;
        if (place && place->n > level)
            level = place->n;
        if (!level || start - level < least)
            break;
        start -= level;
    }
    return start;
}

/* 委员长、|共产党员|林某: what party somebody is of, among the titles; how long the words before `end` are.
 */
static uint32_t membership_to(const gx_post_reader *r, uint32_t end)
{
    static const char *const words[] = {
        "优秀共产党员", "中国共产党党员", "共产党员", "中共党员",     "预备党员",   "老党员",      "民建会员",
        "民盟盟员",     "民革党员",       "民进会员", "九三学社社员", "无党派人士", "入党积极分子"};
    for (size_t i = 0; i < GX_COUNT(words); i++)
        if (gx_text_before(r->a, end, words[i]))
            return (uint32_t)gx_utf8_count(words[i]);
    return 0;
}

/* 兼职副主席、云岭工匠李某, 保洁员、全国五一劳动奖章获得者李某: honours among the titles. */
static uint32_t before_honour(const gx_post_reader *r, uint32_t at)
{
    static const char *const holders[] = {"称号获得者", "荣誉获得者", "奖获得者", "获得者", "得主"};
    const gx_analysis *a = r->a;
    uint32_t least = gx_sentence_start(r->scan, at - 1), end = at;
    for (size_t i = 0; i < sizeof holders / sizeof *holders && end == at; i++)
        if (gx_text_before(a, at, holders[i]))
            end = at - (uint32_t)gx_utf8_count(holders[i]);
    uint32_t start = honour_start(r, least, end);
    if (start == end && end > least + membership_to(r, end))
        start = end - membership_to(r, end);
    if (start == end || start == least)
        return at;
    return a->text[start - 1] == 0x3001 || a->text[start - 1] == ',' ? start - 1 : start;
}

/* Groups before a name, from right to left. */
size_t gx_title_groups_before(const gx_post_reader *r, uint32_t at, gx_title_group groups[GX_TITLE_GROUPS])
{
    const uint32_t *text = r->a->text;
    size_t n = 0;
    if (at < r->a->n && gx_sentence_start(r->scan, at) == at)
        return 0;
    while (n < GX_TITLE_GROUPS && at > 0) {
        gx_title_group g;
        uint32_t before = at;
        const gx_word *honour = r->scan->honour_to[at]; /* 先进|工作者 */
        bool titled = gx_title_group_to(r, at, &g) && !(honour && honour->n > g.title.end - g.title.start);
        while (!titled && before > 0) {
            uint32_t next = before_honour(r, before);
            if (next == before)
                break;
            before = next;
            titled = gx_title_group_to(r, before, &g);
        }
        if (!titled)
            break;
        bool over_comma = n && text[groups[n - 1].start - 1] == ',';
        if (over_comma && (is_predicate(r, g.start) || ends_clause(r, &g)))
            break;
        if (gx_text_at(r->a, g.title.start, "相关") || gx_text_at(r->a, g.title.start, "有关"))
            break; /* 医院有关负责人、科室带头人陈某 */
        groups[n++] = g;
        uint32_t least = gx_sentence_start(r->scan, g.title.start);
        at = g.start;
        if (at > least && (text[at - 1] == 0x3001 || text[at - 1] == ',' || text[at - 1] == 0x517C)) {
            at--;
            if (at > least && text[at] == 0x517C && text[at - 1] == 0x3001)
                at--;
        } else if (g.form != GX_NONE || g.place)
            break;
    }
    return n;
}

/* 刚刚当选县总工会主席的|柳某, 作为县总工会主席,|柳某: the groups of an office that the clause before a name
 * tells. */
size_t gx_title_groups_told_before(const gx_post_reader *r, uint32_t at,
                                   gx_title_group groups[GX_TITLE_GROUPS])
{
    static const char *const verbs[] = {"作为", "身为", "当选", "当选为", "担任", "出任", "曾任",
                                        "现任", "时任", "兼任", "当上",   "升任", "接任"};
    enum { VERBS_BEFORE_COMMA = 2 };
    bool clause = gx_text_before(r->a, at, "的");
    if (!clause && !gx_text_before(r->a, at, ","))
        return 0;
    size_t n = gx_title_groups_before(r, at - 1, groups);
    for (size_t i = 0; n && i < (clause ? sizeof verbs / sizeof *verbs : VERBS_BEFORE_COMMA); i++)
        if (gx_text_before(r->a, groups[n - 1].start, verbs[i]) ||
            gx_text_at(r->a, groups[n - 1].start, verbs[i])) /* 时任 is also read as a word of the title */
            return n;
    return 0;
}

const gx_word *gx_title_at(const gx_post_reader *r, uint32_t at)
{
    return gx_longest_at(r->a, at, r->a->n, GX_TABLE_TITLES);
}

/* The group that begins at `at`: [organization][modifiers][title]; false = none. */
static bool group_at(const gx_post_reader *r, uint32_t at, gx_title_group *out)
{
    if (at >= r->a->n)
        return false;
    uint32_t most = gx_sentence_end(r->scan, at);
    for (uint32_t end = at + 1; end <= most && end - at < 40; end++) {
        if (gx_is_punctuation(r->a->text[end - 1]) && r->a->text[end - 1] != '(' &&
            r->a->text[end - 1] != ')')
            return false;
        gx_title_group g;
        if (!gx_title_group_to(r, end, &g))
            continue;
        uint32_t named = g.form != GX_NONE ? r->forms->at[g.form].range.start : g.title.start;
        if (g.start != at && !(g.former && named == at)) /* 此前任|某大学副院长: 前任 begins no group here */
            continue;
        gx_title_group further;
        /* 主任 may still become 主任医师 */
        bool grows = false;
        for (uint32_t next = end + 1; next <= most && next <= end + 4 && !grows; next++)
            grows = gx_title_group_to(r, next, &further) && further.start == at;
        if (grows)
            continue;
        *out = g;
        return true;
    }
    return false;
}

/* Groups that begin at `at`, joined by marks; in the order of gx_title_groups_before(): the last one first.
 */
size_t gx_title_groups_from(const gx_post_reader *r, uint32_t at, gx_title_group groups[GX_TITLE_GROUPS])
{
    const gx_analysis *a = r->a;
    gx_title_group found[GX_TITLE_GROUPS];
    size_t n = 0;
    while (n < GX_TITLE_GROUPS && group_at(r, at, &found[n])) {
        at = found[n++].title.end;
        if (at >= a->n || (a->text[at] != 0x3001 && a->text[at] != 0x517C))
            break;
        at++;
    }
    for (size_t i = 0; i < n; i++)
        groups[i] = found[n - 1 - i];
    return n;
}
