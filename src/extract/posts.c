#include "extract/posts.h"

#include "base/utf8.h"
#include "extract/frames.h"
#include "extract/post_owners.h"

#include <string.h>

/* Verbs that give a post to who stands before them. */
static const char *const APPOINTS[] = {
    "分别当选为", "分别当选", "分别担任", "分别兼任", "分别任", "分别为", "分任",   "当选为",
    "当选",       "被任命为", "任命为",   "被选举为", "选举为", "被选为", "选为",   "推选为",
    "推举为",     "被推举为", "增补为",   "受聘担任", "被聘为", "聘为",   "受聘为", "担任",
    "出任",       "兼任",     "现任",     "曾任",     "历任",   "继任",   "改任",   "转任",
    "升任",       "就任",     "接任",     "已调任",   "调任",   "荣任",   "升任为", "连任",
    "留任",       "受任",     "任",       "为",       "是",     "系"};

static uint32_t appoints_at(const gx_post_reader *r, uint32_t at)
{
    static const char *const adverbs[] = {"还曾", "曾",   "又", "后来", "还",  "如今", "现在",
                                          "目前", "此前", "现", "也",   "已",  "同时", "全票",
                                          "再次", "被",   "则", "并",   "生前"};
    for (size_t i = 0; i < sizeof adverbs / sizeof *adverbs; i++)
        if (gx_text_at(r->a, at, adverbs[i])) {
            uint32_t after = at + (uint32_t)gx_utf8_count(adverbs[i]);
            for (size_t v = 0; v < sizeof APPOINTS / sizeof *APPOINTS; v++)
                if (gx_text_at(r->a, after, APPOINTS[v]))
                    return after + (uint32_t)gx_utf8_count(APPOINTS[v]);
        }
    for (size_t v = 0; v < sizeof APPOINTS / sizeof *APPOINTS; v++)
        if (gx_text_at(r->a, at, APPOINTS[v]))
            return at + (uint32_t)gx_utf8_count(APPOINTS[v]);
    return GX_NONE;
}

/* Behind a name and its bracket. */
static uint32_t after_bracket(const gx_post_reader *r, uint32_t at)
{
    if (at < r->a->n && r->a->text[at] == '(')
        for (uint32_t k = at; k < r->a->n && k - at < 30; k++)
            if (r->a->text[k] == ')')
                return k + 1;
    return at;
}

/* Before the count in a bracket: 理事|(17人):… */
static uint32_t before_note(const gx_post_reader *r, uint32_t end)
{
    gx_unit u = gx_unit_before(r->scan, end);
    return u.class == GX_UNIT_BRACKET ? u.start : end;
}

static bool joins_names(const gx_analysis *a, uint32_t from, uint32_t to)
{
    return to == from + 1 && (a->text[from] == 0x3001 || a->text[from] == 0x548C || a->text[from] == 0x4E0E);
}

/* Behind 等7人, 2名同志, 同志, or `at`. */
static uint32_t after_count(const gx_analysis *a, uint32_t at)
{
    uint32_t k = at + gx_text_at(a, at, "等"), digits = k;
    while (k < a->n && a->text[k] >= '0' && a->text[k] <= '9')
        k++;
    bool counted = k > digits && (gx_text_at(a, k, "人") || gx_text_at(a, k, "名") || gx_text_at(a, k, "位"));
    k = counted ? k + 1 : at;
    return gx_text_at(a, k, "同志") ? k + 2 : k; /* 等11名同志|当选, 刘某同志|为委员 */
}

/* 左光远|在女职工委员会会议上|当选主任: the form behind 在 and where the verb stands; GX_NONE =
 * none. */
static size_t elected_at(const gx_post_reader *r, uint32_t at, uint32_t *verb)
{
    const gx_analysis *a = r->a;
    if (!gx_text_at(a, at, "在"))
        return GX_NONE;
    size_t form = GX_NONE;
    uint32_t most = gx_sentence_end(r->scan, at);
    for (uint32_t k = at + 1; k < most && k - at < 40 && a->text[k] != ','; k++) {
        if (form == GX_NONE && gx_text_at(a, k, "第"))
            form = gx_form_to(r, k);
        if (gx_text_at(a, k, "上当选") || gx_text_at(a, k, "上被选")) {
            *verb = k + 1;
            return form;
        }
    }
    return GX_NONE;
}

/* A line of a roll: 撒明　青阳汽修公司设备部主任. @return where the titles behind the name end, or 0 */
static uint32_t read_roll(gx_post_reader *r, size_t name)
{
    uint32_t behind = after_bracket(r, r->names->at[name].range.end);
    if (behind >= r->a->n || !gx_is_parted(r->a, behind) ||
        !gx_is_parted(r->a, r->names->at[name].range.start))
        return 0;
    gx_title_group groups[GX_TITLE_GROUPS];
    size_t n = gx_title_groups_from(r, behind, groups);
    if (!n || groups[n - 1].form == GX_NONE)
        return 0;
    uint32_t end = after_bracket(r, groups[0].title.end);
    bool closed = end >= r->a->n || gx_is_parted(r->a, end) || gx_is_punctuation(r->a->text[end]);
    if (!closed || (end < r->a->n && r->a->text[end] == ':')) /* the label of the next roll */
        return 0;
    gx_resolve_forms_before(r, groups[n - 1].start);
    gx_range evidence = {r->names->at[name].range.start, end};
    gx_hold_posts(r, groups, n, r->person[name], evidence, GX_NONE, GX_POST_BEFORE_NAME);
    r->phrases[name].end = end;
    return end;
}

/* Where the predicate behind a name begins: 肖某今年五十二岁,|是…; the name's own end where nothing stands
 * between. */
static uint32_t behind_asides(const gx_post_reader *r, uint32_t at)
{
    static const char *const verbs[] = {"是",     "现任", "曾任",   "担任", "现为",     "系",
                                        "历任",   "兼任", "此前任", "原任", "后来调任", "后调任",
                                        "后来任", "后任", "调任",   "升任"};
    enum { ASIDE_CHARS = 12 };
    const gx_analysis *a = r->a;
    uint32_t most = gx_sentence_end(r->scan, at < a->n ? at : at - 1);
    bool aged = false;
    for (uint32_t k = at; k < most && k < at + ASIDE_CHARS; k++) {
        if (a->text[k] == ',') {
            for (size_t v = 0; (aged || k == at) && v < sizeof verbs / sizeof *verbs; v++)
                if (gx_text_at(a, k + 1, verbs[v]))
                    return k + 1;
            if (!aged)
                return at;
        }
        aged = aged || gx_text_at(a, k, "岁") || gx_text_at(a, k, "年生") || gx_text_at(a, k, "男") ||
               gx_text_at(a, k, "女") || gx_text_at(a, k, "族");
    }
    return at;
}

enum { COMMITTEES = 2 /* that a union has beside its own */ };

/* Which of a union's committees the words before `end` name, and where the words begin; or NULL. */
static const char *committee_before(const gx_post_reader *r, uint32_t end, uint32_t *start)
{
    static const struct {
        const char *words[4], *name;
    } committees[COMMITTEES] = {{{"经费审查委员会", "经审委", "经审会", "经审委员会"}, "经费审查委员会"},
                                {{"女职工委员会", "女工委", "女职委", "女工委员会"}, "女职工委员会"}};
    for (size_t c = 0; c < COMMITTEES; c++)
        for (size_t w = 0; w < 4; w++)
            if (gx_text_before(r->a, end, committees[c].words[w])) {
                *start = end - (uint32_t)gx_utf8_count(committees[c].words[w]);
                return committees[c].name;
            }
    return NULL;
}

/* 经费审查委员会第一次会议|选举…, 经审委、女职委|分别推选…: the committees of a union that elect before `at`,
 * from right to left, and where the name of the last one ends. @return how many */
static size_t electing_committees(const gx_post_reader *r, uint32_t at, const char *names[COMMITTEES],
                                  uint32_t *end)
{
    static const char *const sessions[] = {"全体会议", "全会", "会议", "第一次", "一次",
                                           "首次",     "上",   ",",    "同日",   "分别"};
    const gx_analysis *a = r->a;
    enum { CLAUSE_CHARS = 60 };
    uint32_t least = gx_sentence_start(r->scan, at), k = at;
    if (at - least > CLAUSE_CHARS)
        least = at - CLAUSE_CHARS;
    while (k > least && !gx_text_at(a, k, "选举") && !gx_text_at(a, k, "推选"))
        k--;
    for (size_t i = 0; k > least && i < sizeof sessions / sizeof *sessions; i++)
        if (gx_text_before(a, k, sessions[i])) {
            k -= (uint32_t)gx_utf8_count(sessions[i]);
            i = SIZE_MAX; /* from the first one again */
        }
    size_t n = 0;
    *end = k;
    while (n < COMMITTEES && k > least && (names[n] = committee_before(r, k, &k))) {
        n++;
        if (k <= least || (a->text[k - 1] != 0x3001 && a->text[k - 1] != 0x548C))
            break; /* the words may begin in the sentence before: 女职工|委员会 over two lines */
        k--;
    }
    return n;
}

/* The posts from `first` on are those of a committee of the union. */
static void name_committee(gx_post_reader *r, size_t first, const char *committee)
{
    for (size_t i = first; i < r->a->posts.n; i++) {
        gx_post *post = &r->a->posts.at[i];
        if (!strstr(post->title, "委员会"))
            post->title = gx_arena_printf(r->a->arena, "%s%s", committee, post->title);
    }
}

/* 成立了临时党支部,|田某任书记: the body of form `i` is set up right here. */
static bool is_founded(const gx_post_reader *r, size_t i)
{
    static const char *const verbs[] = {"成立", "成立了", "组建", "组建了", "设立", "设立了"};
    uint32_t start = r->forms->at[i].range.start;
    for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++)
        if (gx_text_before(r->a, start, verbs[v]))
            return gx_form_meaning(r->resolver, i) != GX_NONE;
    return false;
}

/* The body that elects before `at`: one that is set up right there, a union, or 共青团某公司委员会 where
 * 共青团某公司第八次代表大会 met. */
static uint32_t elector_of(gx_post_reader *r, uint32_t at)
{
    static const char league[] = "共青团";
    uint32_t elector = gx_electing_organization(r->resolver, at);
    for (size_t i = r->forms->n; i-- > 0;) {
        gx_range range = r->forms->at[i].range;
        if (range.end < at && r->scan->sentence[range.start] == r->scan->sentence[at] && is_founded(r, i))
            return gx_form_meaning(r->resolver, i);
        bool meets = range.end < at && range.start > 0 && gx_text_before(r->a, range.start, league) &&
                     (gx_text_at(r->a, range.end, "第") || gx_text_at(r->a, range.end, "召开"));
        uint32_t company = meets ? gx_form_meaning(r->resolver, i) : GX_NONE;
        if (company == GX_NONE || (elector != GX_NONE && !gx_is_league(r->resolver, elector)))
            continue;
        const char *name = gx_arena_printf(r->a->arena, "%s%s委员会", league, gx_text_of(r->a, range));
        return gx_organization_named(r->resolver, name, GX_KIND_ASSOCIATION, company);
    }
    return elector;
}

/* 李某是公司工会主席,|也是县总工会兼职副主席: what else the name holds. */
static void appoint_further(gx_post_reader *r, size_t name, uint32_t at)
{
    uint32_t object = appoints_at(r, at);
    gx_title_group groups[GX_TITLE_GROUPS];
    size_t n = object != GX_NONE ? gx_title_groups_from(r, object, groups) : 0;
    if (!n || groups[n - 1].form == GX_NONE)
        return;
    gx_resolve_forms_before(r, groups[n - 1].start);
    gx_range evidence = {r->names->at[name].range.start, groups[0].title.end};
    gx_hold_posts(r, groups, n, r->person[name], evidence, GX_NONE, GX_POST_PREDICATE);
}

/* 新一届|市快递行业协会会长, 第三届|理事会理事: behind the term of the office at `at`. */
static uint32_t behind_term(const gx_post_reader *r, uint32_t at)
{
    static const char *const terms[] = {"新一届", "首届", "首任", "新任", "本届", "该", "新的"};
    enum { TERM_CHARS = 5 };
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        if (gx_text_at(r->a, at, terms[i]))
            return at + (uint32_t)gx_utf8_count(terms[i]);
    for (uint32_t k = at + 1; gx_text_at(r->a, at, "第") && k <= at + TERM_CHARS; k++)
        if (gx_text_at(r->a, k, "届") || gx_text_at(r->a, k, "任"))
            return k + 1;
    return at;
}

/* 律师冯某|为职工上课, 解某|为司机、保安送去…: whom something is done for, no office that somebody gets. */
static bool is_for_whom(const gx_post_reader *r, uint32_t object, const gx_title_group *last)
{
    static const char *const gotten[] = {"选为", "选举为", "任命为", "聘为", "举为", "补为"};
    const gx_analysis *a = r->a;
    uint32_t end = last->title.end;
    if (gx_text_at(a, end, "方") || gx_text_at(a, end, "一方"))
        return true; /* 任|职工方首席代表: a side */
    if (!gx_text_before(a, object, "为"))
        return false;
    for (size_t i = 0; i < sizeof gotten / sizeof *gotten; i++)
        if (gx_text_before(a, object, gotten[i]))
            return false;
    bool goes_on = gx_sentence_end(r->scan, end - 1) > end && !gx_is_punctuation(a->text[end]) &&
                   a->text[end] != U'的' && a->text[end] != U'并' && a->text[end] != U'和';
    bool crowd = last->word && last->word->code[1] == GX_TITLE_JOB && end < a->n && a->text[end] == U'、';
    return goes_on || crowd;
}

/* The longest form that begins at `start`, or GX_NONE. */
static size_t form_from(const gx_post_reader *r, uint32_t start)
{
    enum { FORM_CHARS = 30 };
    size_t found = GX_NONE;
    for (uint32_t end = start + 1; end <= start + FORM_CHARS && end <= r->a->n; end++) {
        size_t form = gx_form_to(r, end);
        if (form != GX_NONE && r->forms->at[form].range.start == start)
            found = form;
    }
    return found;
}

/* A、B(挂职)、C为副主席: everyone in the list that ends with name `last`. */
static void appoint(gx_post_reader *r, size_t last)
{
    gx_analysis *a = r->a;
    uint32_t behind = after_count(a, after_bracket(r, r->names->at[last].range.end));
    size_t session = elected_at(r, behind, &behind);
    if (session == GX_NONE)
        behind = behind_asides(r, behind);
    uint32_t object = behind < a->n ? appoints_at(r, behind) : GX_NONE;
    if (object == GX_NONE)
        return;
    gx_title_group groups[GX_TITLE_GROUPS];
    size_t n = gx_title_groups_from(r, object, groups);
    if (!n)
        n = gx_title_groups_from(r, behind_term(r, object), groups);
    if (!n || is_for_whom(r, object, &groups[0]))
        return;
    uint32_t end = groups[0].title.end;
    /* 以李某|为团长的|某国工会代表团: the party's, or nobody's */
    bool leads = gx_text_before(a, object, "为") && gx_text_at(a, end, "的") && groups[n - 1].form == GX_NONE;
    if (leads)
        groups[n - 1].form = form_from(r, end + 1);
    gx_resolve_forms_before(r, groups[n - 1].form != GX_NONE && leads
                                   ? r->forms->at[groups[n - 1].form].range.end
                                   : groups[n - 1].start);
    uint32_t elector = session != GX_NONE ? gx_trust_form(r->resolver, session, GX_NONE) : GX_NONE;
    if (elector == GX_NONE && gx_text_before(a, object, "当选"))
        elector = r->elector; /* 甲当选县总工会主席。|乙、丙当选副主席 */
    if (elector == GX_NONE && !leads)
        elector = elector_of(r, r->names->at[last].range.start);
    size_t head = last;
    while (head > 0 &&
           joins_names(a, after_bracket(r, r->names->at[head - 1].range.end), r->phrases[head].start))
        head--; /* also 某公司经理|甲、某站站长|乙|当选副主席 */
    const char *committees[COMMITTEES];
    uint32_t named_to = 0;
    size_t elect = groups[n - 1].form == GX_NONE
                       ? electing_committees(r, r->names->at[last].range.start, committees, &named_to)
                       : 0;
    size_t own = elect ? gx_form_to(r, named_to) : GX_NONE;
    if (elect > 1 && elect != last + 1 - head)
        elect = 0;
    if (elect == 1 && own != GX_NONE && gx_form_meaning(r->resolver, own) == elector)
        elect = 0;                                                    /* the committee is the organization */
    bool apart = gx_text_at(a, behind, "分") && n == last + 1 - head; /* 甲、乙分任队长、教练 */
    for (size_t i = last + 1; i-- > head;) {
        gx_range evidence = {r->names->at[i].range.start, end};
        gx_title_group *own_groups = apart ? &groups[last - i] : groups;
        size_t first = a->posts.n;
        uint32_t holder =
            gx_hold_posts(r, own_groups, apart ? 1 : n, r->person[i], evidence, elector, GX_POST_PREDICATE);
        if (groups[n - 1].form != GX_NONE && holder != GX_UNTOLD && gx_text_before(a, object, "当选"))
            r->elector = holder;
        if (elect)
            name_committee(r, first, committees[elect == 1 ? 0 : last - i]);
    }
    if (end < a->n && a->text[end] == ',' && gx_sentence_end(r->scan, end - 1) > end)
        appoint_further(r, last, end + 1);
}

/* 男, 苗族, 1970年5月生, 中共党员: what a profile says of somebody before the post. */
static bool is_personal(const gx_analysis *a, uint32_t from, uint32_t to)
{
    static const char *const endings[] = {"男",   "女",   "族",   "生",   "岁",   "党员",   "团员", "群众",
                                          "学历", "学位", "文化", "入党", "职称", "获得者", "模范", "工匠"};
    enum { CHARS_AT_MOST = 12 };
    for (size_t i = 0; to > from && to - from <= CHARS_AT_MOST && i < sizeof endings / sizeof *endings; i++)
        if (gx_text_before(a, to, endings[i]))
            return true;
    return false;
}

/* 连续五届获得全国劳模称号, 毕业于某某大学: what a profile tells of somebody between the posts. */
static bool tells_merit(const gx_analysis *a, uint32_t from, uint32_t to)
{
    static const char *const words[] = {"获",     "称号",   "评为", "毕业", "从事", "参加工作",
                                        "年全国", "工作者", "劳模", "标兵", "入选", "入职"};
    return gx_has_any(a, (gx_range){from, to}, words, GX_COUNT(words));
}

/* 高级工程师: a title that says nothing of where. */
static bool is_bare_title(const gx_post_reader *r, uint32_t from, uint32_t to)
{
    const gx_word *title = r->scan->title_to[to];
    return title && from + title->n == to;
}

/* Where the profile of a name goes on, 李某|,女,…, 李某|:…, 【李某|】…, or GX_NONE. */
static uint32_t opens_profile(const gx_post_reader *r, gx_range own)
{
    const gx_analysis *a = r->a;
    const gx_block *block = gx_block_at(a, own.start);
    uint32_t at = after_bracket(r, own.end), before = own.start ? a->text[own.start - 1] : 0;
    bool first = !own.start || (block && block->range.start == own.start);
    at += gx_text_at(a, at, "先生") || gx_text_at(a, at, "女士") ? 2 : 0;
    if (at >= a->n)
        return GX_NONE;
    if (before == 0x3010) /* 【 */
        return a->text[at] == 0x3011 ? at : GX_NONE;
    bool opens = first || gx_is_parted(a, own.start) || (gx_is_punctuation(before) && before != 0x3001);
    return (opens && a->text[at] == ',') || (first && a->text[at] == ':') ? at : GX_NONE;
}

/* 李某,男,苗族,某公司焊工班班长,…; 李某女士,教授,1964年生,某学会副会长,某公司独立董事: a profile, its posts
 * between commas. */
static void read_profile(gx_post_reader *r, size_t name)
{
    const gx_analysis *a = r->a;
    gx_range own = r->names->at[name].range;
    uint32_t at = opens_profile(r, own);
    if (at == GX_NONE)
        return;
    uint32_t most = gx_sentence_end(r->scan, at), to, first = at;
    for (; at < most && (at == first || a->text[at] == ','); at = to) {
        for (to = ++at; to < most && !gx_is_punctuation(a->text[to]);)
            to++;
        if (is_personal(a, at, to) || is_bare_title(r, at, to))
            continue;
        gx_title_group groups[GX_TITLE_GROUPS];
        size_t n = gx_title_groups_from(r, at, groups);
        uint32_t end = n ? groups[0].title.end : 0;
        if (!n && tells_merit(a, at, to))
            continue;
        bool closed = n && (end >= a->n || gx_is_punctuation(a->text[end])) && a->text[end] != ':';
        if (!closed || groups[n - 1].form == GX_NONE)
            return;
        gx_resolve_forms_before(r, groups[n - 1].start);
        gx_hold_posts(r, groups, n, r->person[name], (gx_range){own.start, end}, GX_NONE, GX_POST_PREDICATE);
        r->phrases[name].end = to = end;
    }
}

/* 王立新,男,1965年2月生,…; 高志强:男,…; 李文慧女士,1972年…: does the paragraph tell the career of who begins
 * it?
 */
static bool opens_career(const gx_post_reader *r, gx_range own)
{
    static const char *const heads[] = {"男", "女", "先生", "女士", "汉族"};
    enum { BORN_CHARS = 12 };
    const gx_analysis *a = r->a;
    const gx_block *block = gx_block_at(a, own.start);
    uint32_t at = after_bracket(r, own.end);
    if (!block || block->range.start != own.start || at + 1 >= a->n)
        return false;
    at += a->text[at] == ',' || a->text[at] == ':';
    if (gx_any_at(a, at, heads, GX_COUNT(heads)))
        return true;
    for (uint32_t i = at; i < at + BORN_CHARS && i < block->range.end; i++) /* 1965年2月出生 */
        if (gx_text_at(a, i, "出生") || gx_text_at(a, i, "月生") || gx_text_at(a, i, "年生"))
            return true;
    return false;
}

/* 高远是土家族,…。2003年,他当上维修班班长: is the paragraph about who it begins with? */
static bool is_topic(const gx_post_reader *r, gx_range own)
{
    enum { BEFORE_CHARS = 8 }; /* 这些年, */
    const gx_block *block = gx_block_at(r->a, own.start);
    if (!block || block->kind != GX_BLOCK_PARAGRAPH || own.start > block->range.start + BEFORE_CHARS)
        return false;
    return own.start == block->range.start || r->a->text[own.start - 1] == ',';
}

/* Where the titles begin behind a verb of a career at `at`, or GX_NONE. */
static uint32_t career_at(const gx_analysis *a, uint32_t at)
{
    static const char *const verbs[] = {"历任",   "曾任", "现任",   "先后担任", "先后任", "曾担任",
                                        "担任",   "兼任", "出任",   "升任",     "转任",   "调任",
                                        "当选为", "当选", "当上了", "当上",     "当了",   "当",
                                        "任",     "后任", "改任",   "续任",     "先任"};
    for (size_t i = 0; a->tags[at].begins && i < sizeof verbs / sizeof *verbs; i++)
        if (gx_text_at(a, at, verbs[i]))
            return gx_text_before(a, at, "拟") ? GX_NONE : at + (uint32_t)gx_utf8_count(verbs[i]);
    return GX_NONE;
}

/* …,他|当选…, 2014年|任…, 进了某厂|当…: who does what the verb at `at` says stands earlier. */
static bool has_told_subject(const gx_post_reader *r, uint32_t at)
{
    static const char *const before[] = {",",  ";",  "。", "他", "她", "年",
                                         "月", "日", "后", "起", "曾", "又"};
    if (gx_text_before(r->a, at, "职务,"))
        return false; /* 免去乙…职务,|任…: not who read it out */
    if (gx_any_before(r->a, at, before, GX_COUNT(before)))
        return true;
    return gx_form_to(r, at) != GX_NONE;
}

/* 2004年加入某公司,|先后任…; 分配到某台,: the body that somebody joined in the sentence before `at`, or
 * GX_NONE. */
static size_t joined_before(const gx_post_reader *r, uint32_t at)
{
    static const char *const verbs[] = {"进入",   "加入", "分配到", "调到", "调入", "供职于",
                                        "就职于", "入职", "任教于", "到",   "在"};
    enum { FIRST_SURE = 8 /* 到 and 在 need 工作 or 任教 behind the body */, LOOK_CHARS = 60 };
    const gx_analysis *a = r->a;
    for (uint32_t i = at; i > gx_sentence_start(r->scan, at) && at - i < LOOK_CHARS; i--) {
        size_t form = gx_form_to(r, i);
        uint32_t start = form != GX_NONE ? r->forms->at[form].range.start : i;
        bool works = gx_text_at(a, i, "工作") || gx_text_at(a, i, "任教") || gx_text_at(a, i, "执教");
        for (size_t v = 0; form != GX_NONE && v < sizeof verbs / sizeof *verbs; v++)
            if (gx_text_before(a, start, verbs[v]) && (v <= FIRST_SURE || works))
                return form;
    }
    return GX_NONE;
}

/* 先后任|绣工、|车间主任: behind a word that no table knows, the next item; or `object`. */
static uint32_t next_item(const gx_analysis *a, uint32_t object, uint32_t end)
{
    enum { ITEM_CHARS = 6 };
    for (uint32_t i = object; i < end && i - object <= ITEM_CHARS; i++)
        if (a->text[i] == U'、')
            return i + 1;
    return object;
}

/* The posts behind a verb of a career at `at`, whose object begins at `object`.
 * @return where they end */
static uint32_t read_station(gx_post_reader *r, size_t name, uint32_t at, uint32_t object, bool bare)
{
    const gx_analysis *a = r->a;
    uint32_t end = gx_block_at(a, at)->range.end, stop = at;
    for (bool more = true; more && object < end;) {
        gx_title_group groups[GX_TITLE_GROUPS];
        size_t n = gx_title_groups_from(r, object, groups);
        if (!n)
            n = gx_title_groups_from(r, next_item(a, object, end), groups);
        if (!n)
            break;
        size_t in = gx_form_to(r, at); /* 在某分行|任科长 */
        if (in == GX_NONE && groups[n - 1].form == GX_NONE)
            in = joined_before(r, at);
        if (groups[n - 1].form == GX_NONE && in != GX_NONE)
            groups[n - 1].form = in;
        if (groups[n - 1].form == GX_NONE && !bare)
            break;
        stop = groups[0].title.end;
        gx_resolve_forms_before(r, groups[n - 1].form != GX_NONE ? r->forms->at[groups[n - 1].form].range.end
                                                                 : groups[n - 1].start);
        gx_hold_posts(r, groups, n, r->person[name], (gx_range){groups[n - 1].start, stop}, GX_NONE,
                      GX_POST_PREDICATE);
        more = stop + 1 < end && (a->text[stop] == ',' || a->text[stop] == ';') &&
               career_at(a, stop + 1) == GX_NONE;
        at = stop;
        object = stop + 1;
    }
    return stop;
}

/* 王立新,男,…。历任某局团委书记、某县委常委,某市民政局局长;在某分行任科长: what the paragraph of a career
 * tells; in any other paragraph about somebody, what he is said to have been. */
static void read_career(gx_post_reader *r, size_t name)
{
    const gx_analysis *a = r->a;
    gx_range own = r->names->at[name].range;
    const gx_block *block = gx_block_at(a, own.start);
    bool career = opens_career(r, own), topic = career || is_topic(r, own);
    bool sentence =
        block && block->kind == GX_BLOCK_PARAGRAPH && own.start == gx_sentence_start(r->scan, own.start);
    if (!topic && !sentence)
        return;
    uint32_t end = topic ? block->range.end : gx_sentence_end(r->scan, own.start);
    size_t next = name + 1;
    for (uint32_t i = own.end; i < end; i++) {
        while (next < r->names->n && r->names->at[next].range.start < i)
            next++;
        bool other = next < r->names->n && r->names->at[next].range.start == i &&
                     r->person[next] != r->person[name] && i == gx_sentence_start(r->scan, i);
        if (other)
            return; /* 另一人曾任… */
        uint32_t object = career_at(a, i);
        if (object != GX_NONE && (career || has_told_subject(r, i))) {
            uint32_t stop = read_station(r, name, i, object, career);
            i = stop > i ? stop : i;
        }
    }
}

/* 龙小禾(兼职,西岭环卫站职工): a post in the bracket behind a name. */
static void read_bracket(gx_post_reader *r, size_t name)
{
    uint32_t from = r->names->at[name].range.end, to = after_bracket(r, from);
    if (to == from)
        return;
    gx_title_group g, several[GX_TITLE_GROUPS];
    r->phrases[name].end = to;
    size_t n = gx_title_groups_before(r, to - 1, several);
    if (n > 1 && several[n - 1].start > from && several[n - 1].form != GX_NONE) { /* (某中学教师、工会主席) */
        gx_resolve_forms_before(r, several[n - 1].start);
        gx_hold_posts(r, several, n, r->person[name], r->phrases[name], GX_NONE, GX_POST_PREDICATE);
        return;
    }
    if (gx_title_group_to(r, to - 1, &g) && g.start > from && g.form == GX_NONE &&
        g.word->code[1] != GX_TITLE_PLACE_POST) {
        /* 马木合(某省某县河口中学校长): all that stands before the title is the organization */
        uint32_t start = g.title.start;
        while (start > from + 1 && !gx_is_punctuation(r->a->text[start - 1]))
            start--;
        uint32_t end = r->scan->title_to[to - 1] ? to - 1 - r->scan->title_to[to - 1]->n : g.title.start;
        if (end >= start + 3) {
            g.title.start = end;
            g.owner = gx_resolve_range(r->resolver, (gx_range){start, end});
            gx_hold_posts(r, &g, 1, r->person[name], r->phrases[name], GX_NONE, GX_POST_PREDICATE);
        }
        return;
    }
    if (gx_title_group_to(r, to - 1, &g) && g.start > from &&
        (g.form != GX_NONE || g.word->code[1] == GX_TITLE_PLACE_POST)) {
        gx_resolve_forms_before(r, g.start);
        gx_hold_posts(r, &g, 1, r->person[name], r->phrases[name], GX_NONE, GX_POST_PREDICATE);
    }
}

/* 米某|因任职年龄到限|辞去…: where the verb behind the reason at `at` begins; `at` where none is given. */
static uint32_t behind_reason(const gx_analysis *a, uint32_t at)
{
    static const char *const verbs[] = {"辞去", "不再担任", "不再兼任", "卸任"};
    enum { REASON_CHARS = 14 };
    if (!gx_text_at(a, at, "因"))
        return at;
    for (uint32_t k = at; k < a->n && k < at + REASON_CHARS && !gx_is_punctuation(a->text[k]); k++)
        if (gx_any_at(a, k, verbs, GX_COUNT(verbs)))
            return k;
    return at;
}

/* 免去|邓某的县教育局局长职务, 接受|米某辞去副县长职务的请求: an office that somebody leaves. */
static void read_removal(gx_post_reader *r, size_t name)
{
    static const char *const leaves[] = {"的", "辞去", "辞去了", "不再担任", "不再兼任", "卸任"};
    const gx_analysis *a = r->a;
    gx_range own = r->names->at[name].range;
    uint32_t at = after_count(a, after_bracket(r, own.end)); /* 邓某同志|的… */
    at = behind_reason(a, at);
    bool comrade = at > own.end && gx_text_before(a, own.start, "免去"); /* 免去|刘某同志|某院院长职务 */
    for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++) {
        gx_title_group groups[GX_TITLE_GROUPS];
        uint32_t behind = at + (uint32_t)gx_utf8_count(leaves[i]);
        bool left = gx_text_at(a, at, leaves[i]);
        size_t n = left ? gx_title_groups_from(r, behind, groups) : 0;
        if (i == 0 && !left && comrade)
            n = gx_title_groups_from(r, at, groups);
        if (!n || (i == 0 && !gx_text_at(a, groups[0].title.end, "职务")))
            continue;
        gx_resolve_forms_before(r, groups[n - 1].start);
        gx_hold_posts(r, groups, n, r->person[name], (gx_range){own.start, groups[0].title.end}, GX_NONE,
                      GX_POST_PREDICATE);
        return;
    }
}

/* 县文旅局孙启明副局长, 郑文院长: an office right behind a name that has none before it. */
static bool read_title_behind(gx_post_reader *r, size_t name, size_t form)
{
    gx_range own = r->names->at[name].range;
    const gx_word *title = own.end < r->a->n ? gx_title_at(r, own.end) : NULL;
    bool modified = gx_modifies_title(title);
    uint32_t at = own.end + (modified ? title->n : 0);
    if (modified)
        title = at < r->a->n ? gx_title_at(r, at) : NULL;
    if (!title || title->code[1] != GX_TITLE_POST || title->n < 2)
        return false;
    /* 习近平总书记, 普京总统: whose, nothing near them says */
    static const char *const states[] = {"总书记", "主席", "总理", "总统", "首相"};
    for (size_t i = 0; form == GX_NONE && i < sizeof states / sizeof *states; i++)
        if (strcmp(title->cell[0], states[i]) == 0)
            return false;
    uint32_t end = at + title->n;
    bool next = name + 1 < r->names->n &&
                r->names->at[name + 1].range.start == end; /* 张三、局长李四 without its mark */
    bool label = end < r->a->n && r->a->text[end] == ':' && r->a->article->gap[own.end] != GX_GAP_NONE;
    if (next || label || r->scan->sentence[own.start] != r->scan->sentence[end - 1] ||
        r->scan->word_end[end - 1] != end)
        return false;
    const char *text = gx_text_of(r->a, (gx_range){own.end, end});
    for (size_t i = 0; form == GX_NONE && i < r->a->posts.n; i++)
        if (r->a->posts.at[i].person == r->person[name] && gx_ends_with(r->a->posts.at[i].title, text))
            return false; /* told before */
    gx_title_group g = {
        .title = {own.end, end}, .form = form, .word = title, .start = own.start, .owner = GX_NONE};
    gx_range evidence = {form != GX_NONE ? r->forms->at[form].range.start : own.start, end};
    gx_hold_posts(r, &g, 1, r->person[name], evidence, GX_NONE, GX_POST_BEFORE_NAME);
    r->phrases[name].end = end;
    return true;
}

/* 女职工委员会主任由石竹兼任, 副主席由司机甲和技术员乙担任: `last` is the last name of the list. */
static void hold_passively(gx_post_reader *r, size_t last)
{
    uint32_t behind = after_bracket(r, r->names->at[last].range.end);
    if (appoints_at(r, behind) == GX_NONE)
        return;
    size_t first = last;
    while (first > 0 && r->phrases[first].start &&
           joins_names(r->a, after_bracket(r, r->names->at[first - 1].range.end), r->phrases[first].start))
        first--;
    uint32_t by = r->phrases[first].start;
    if (!by || !gx_text_before(r->a, by, "由"))
        return;
    for (size_t i = first; i <= last; i++) {
        gx_title_group groups[GX_TITLE_GROUPS];
        size_t n = gx_title_groups_before(r, by - 1, groups);
        if (!n)
            return;
        gx_range evidence = {groups[n - 1].start, behind};
        gx_hold_posts(r, groups, n, r->person[i], evidence, elector_of(r, by), GX_POST_PREDICATE);
    }
}

/* Titles that several people hold at a time: 副校长甲、乙、丙, but not 校长甲、乙. */
static bool is_held_by_many(const char *title)
{
    static const char *const marks[] = {"副",   "委员", "常委",   "成员",   "代表", "理事",
                                        "董事", "监事", "巡视员", "调研员", "顾问"};
    static const char *const endings[] = {"工", "员", "师", "手", "生", "者", "人", "士"};
    size_t n = strlen(title), character = strlen(endings[0]);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strstr(title, marks[i]))
            return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (n >= character && strcmp(title + n - character, endings[i]) == 0)
            return true;
    return false;
}

/* The name `i` without a title stands in a list behind one with titles that many hold: it holds them too. */
static bool share_titles(gx_post_reader *r, size_t i)
{
    gx_analysis *a = r->a;
    enum { NOTE_CHARS = 4 }; /* (女), (回族); a longer bracket tells of one person alone */
    if (!i)
        return false;
    uint32_t end = r->names->at[i - 1].range.end, behind = after_bracket(r, end),
             mine = r->names->at[i].range.end;
    bool own_note = behind > end + NOTE_CHARS || after_bracket(r, mine) > mine + NOTE_CHARS;
    if (own_note || !joins_names(a, behind, r->names->at[i].range.start))
        return false;
    uint32_t before = r->person[i - 1];
    gx_range evidence = r->phrases[i - 1];
    size_t n = a->posts.n;
    bool shared = false;
    for (size_t k = 0; k < n; k++) {
        const gx_post post = a->posts.at[k];
        bool same = post.person == before && post.evidence.start == evidence.start &&
                    post.evidence.end == evidence.end;
        if (!same || !is_held_by_many(post.title))
            continue;
        gx_share_post(r, post, r->person[i], r->phrases[i]);
        shared = true;
    }
    return shared;
}

/* The organization that the title without one shares with the person before, who is of `before`; or GX_NONE.
 */
static uint32_t shared_base(const gx_post_reader *r, const gx_title_group *g, uint32_t before)
{
    bool bare = g->form == GX_NONE || r->forms->at[g->form].type == GX_BARE;
    static const char *const parts[] = {"图书馆", "校医院", "档案馆", "校史馆", "出版社"};
    bool peer = g->form != GX_NONE && bare && before != GX_UNTOLD &&
                gx_any_before(r->a, r->forms->at[g->form].range.end, parts, GX_COUNT(parts));
    if (peer && gx_company_of(r->resolver, before) != before) /* 校工会主席甲、|图书馆|馆长乙: the school's */
        return gx_company_of(r->resolver, before);
    if (bare && g->word->code[1] == GX_TITLE_POST)
        return before;
    if (g->form != GX_NONE || g->word->code[1] != GX_TITLE_JOB)
        return GX_NONE;
    if (before == GX_UNTOLD)
        return before;
    uint32_t company = gx_company_of(r->resolver, before);
    return gx_is_employer(r->resolver, company) ? company : GX_NONE;
}

/* 副会长:马一平　马　腾: where the title before the colon ends for name `i` of a roll, or 0; `label` is that
 * of the name before. */
static uint32_t roll_label(const gx_post_reader *r, size_t i, uint32_t label)
{
    const gx_analysis *a = r->a;
    uint32_t start = r->names->at[i].range.start;
    if (start > 0 && a->text[start - 1] == ':')
        return before_note(r, start - 1);
    if (!i || !label)
        return 0;
    uint32_t end = after_bracket(r, r->names->at[i - 1].range.end);
    bool next = end == start ? a->article->gap[start] != GX_GAP_NONE
                             : end + 1 == start && (a->text[end] == 0x3001 || a->text[end] == ',');
    return next && r->scan->sentence[end - 1] == r->scan->sentence[start] ? label : 0;
}

/* Name `i` of a roll holds the office that its label ends in; an honour (优秀教师:) is none. */
static void hold_label(gx_post_reader *r, size_t i, uint32_t label)
{
    gx_title_group groups[GX_TITLE_GROUPS];
    size_t n = gx_title_groups_before(r, label, groups);
    const gx_word *honour = r->scan->honour_to[label];
    if (!n || groups[0].word->code[1] != GX_TITLE_POST || (honour && honour->n > groups[0].word->n))
        return;
    gx_resolve_forms_before(r, groups[n - 1].start);
    gx_hold_posts(r, groups, n, r->person[i], (gx_range){groups[n - 1].start, r->names->at[i].range.end},
                  GX_NONE, GX_POST_PREDICATE);
}

/* 团长林某|带领的|某校友会庆贺团: the form of the party behind a name whose title stands without a body; or
 * GX_NONE. */
static size_t party_led(const gx_post_reader *r, const gx_title_group *g, uint32_t at)
{
    static const char *const heads[] = {"团长", "队长", "组长", "领队", "召集人"};
    static const char *const leads[] = {"带领的", "率领的", "所率领的", "率队的",
                                        "带队的", "为首的", "领衔的"};
    uint32_t start = 0;
    if (g->form != GX_NONE || g->place || !gx_any_before(r->a, g->title.end, heads, GX_COUNT(heads)))
        return GX_NONE;
    for (size_t i = 0; i < GX_COUNT(leads) && !start; i++)
        if (gx_text_at(r->a, at, leads[i]))
            start = at + (uint32_t)gx_utf8_count(leads[i]);
    return start ? form_from(r, start) : GX_NONE;
}

void gx_find_posts(const gx_scan *scan, gx_resolver *resolver, const gx_forms *forms, const gx_places *places,
                   const gx_home *home, const gx_names *names, const uint32_t *person, gx_range *phrases)
{
    gx_post_reader r = {scan,   scan->a, resolver, forms,   places,  home,   names,
                        person, phrases, 0,        GX_NONE, GX_NONE, GX_NONE};
    uint32_t label = 0, base_before = GX_NONE,
             told = 0; /* titles before `told` were those of the name before them */
    for (size_t i = 0; i < names->n; i++) {
        gx_title_group groups[GX_TITLE_GROUPS];
        gx_range name = names->at[i].range;
        size_t n = told && told == name.start ? 0 : gx_title_groups_before(&r, name.start, groups);
        if (!n && told != name.start)
            n = gx_title_groups_told_before(&r, name.start, groups);
        size_t posts = scan->a->posts.n;
        label = roll_label(&r, i, label);
        uint32_t start = n ? groups[n - 1].start : name.start;
        size_t bare = n ? GX_NONE : gx_form_to(&r, name.start);
        if (bare != GX_NONE)
            start = forms->at[bare].range.start;
        phrases[i] = (gx_range){start, name.end};
        size_t party = n == 1 ? party_led(&r, &groups[0], name.end) : GX_NONE;
        if (party != GX_NONE)
            groups[0].form = party;
        gx_resolve_forms_before(&r, party != GX_NONE ? forms->at[party].range.end : start);
        /* 主席张某、副主席李某: the second shares the first one's union, and 职工李某 its company */
        bool follows = i > 0 && start > 0 && phrases[i - 1].end + 1 == start &&
                       (scan->a->text[start - 1] == 0x3001 || scan->a->text[start - 1] == ',' ||
                        gx_text_before(scan->a, start, "和") || gx_text_before(scan->a, start, "与") ||
                        gx_text_before(scan->a, start, "及"));
        uint32_t base =
            follows && n && base_before != GX_NONE ? shared_base(&r, &groups[n - 1], base_before) : GX_NONE;
        bool bare_name = !n && bare == GX_NONE && told != name.start;
        if (!bare_name || !share_titles(&r, i))
            base_before =
                n ? gx_hold_posts(&r, groups, n, person[i], phrases[i], base, GX_POST_BEFORE_NAME) : GX_NONE;
        if (!n && told != name.start)
            read_title_behind(&r, i, bare);
        hold_passively(&r, i);
        read_bracket(&r, i);
        appoint(&r, i);
        read_profile(&r, i);
        read_career(&r, i);
        read_removal(&r, i);
        told = read_roll(&r, i);
        if (label && !n && scan->a->posts.n == posts)
            hold_label(&r, i, label);
    }
    gx_resolve_forms_before(&r, (uint32_t)scan->a->n);
}
