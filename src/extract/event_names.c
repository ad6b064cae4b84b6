#include "extract/event_finder.h"

#include "base/utf8.h"

#include <string.h>

enum {
    DATED_CHARS = 30,   /* a date at most this far before a name in its sentence dates it */
    QUALIFIER_CHARS = 6 /* of a name, in brackets: (扩大) */
};

/* ---- Names: from the head to the left ---- */

static const char *const determiners[] = {"本次", "此次", "这次", "该次", "本届", "这场", "这一",
                                          "此项", "本场", "该项", "此",   "该",   "本"};

static uint32_t word_start(const gx_analysis *a, gx_range sentence, uint32_t end)
{
    uint32_t start = end - 1;
    while (start > sentence.start && !a->tags[start].begins)
        start--;
    return start;
}

static uint32_t opening_of(const gx_analysis *a, gx_range sentence, uint32_t close)
{
    static const uint32_t pairs[][2] = {
        {U'”', U'“'}, {U'》', U'《'}, {')', '('}, {U'’', U'‘'}, {U'」', U'「'}};
    for (size_t p = 0; p < GX_COUNT(pairs); p++) {
        if (a->text[close] != pairs[p][0])
            continue;
        for (uint32_t i = close; i > sentence.start; i--)
            if (a->text[i - 1] == pairs[p][1])
                return i - 1;
    }
    return GX_NONE;
}

/* Where organizations and dates end. A date before an event's name is no part of it, a bare year is:
 * 2019年度…大会. */
void gx_find_event_ends(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    f->organization_to = GX_ARENA_ARRAY(a->arena, const gx_mention *, a->n + 1);
    f->date_to = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    f->mentioned = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    for (size_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        memset(f->mentioned + m->range.start, 1, m->range.end - m->range.start);
        if (m->type == GX_ENTITY_ORGANIZATION && m->form == GX_FORM_NAME && !f->organization_to[m->range.end])
            f->organization_to[m->range.end] = m;
    }
    for (size_t i = 0; i < a->dates.n; i++) {
        const gx_date *d = &a->dates.at[i];
        bool year_only = d->iso && strlen(d->iso) == 4 && a->text[d->range.start] < 128;
        bool festival = gx_text_before(a, d->range.end, "节"); /* 护士节表彰大会: part of the name */
        f->date_to[d->range.end] = !year_only && !festival;
    }
}

/* A verb may stand inside a name (学习贯彻…座谈会) unless it is one that takes events or speech. */
static bool verb_stops(const gx_analysis *a, uint32_t start, uint32_t end)
{
    static const char *const short_verbs[] = {"迎", "送", "庆", "展", "学", "促",
                                              "赛", "比", "讲", "颂", "读"};
    const gx_word *verb = gx_word_at(a, start, end, GX_TABLE_VERBS);
    if (end - start == 1 && gx_text_at(a, start, "进"))
        return false; /* 法律知识进企业活动 */
    if (!verb)
        return end - start == 1 && !gx_any_at(a, start, short_verbs, GX_COUNT(short_verbs));
    switch (verb->code[GX_VERB_USE]) {
    case GX_VERB_HOLD:
    case GX_VERB_SAY:
    case GX_VERB_GO:
    case GX_VERB_SEND:
    case GX_VERB_WIN:
    case GX_VERB_ABSENT:
    case GX_VERB_PLAN:
        return true;
    case GX_VERB_MASK:
        return false;
    default:
        return strcmp(verb->cell[GX_VERB_SUBJECT], "attendee") == 0 ||
               strcmp(verb->cell[GX_VERB_SUBJECT], "host") == 0 ||
               strcmp(verb->cell[GX_VERB_SUBJECT], "leader") == 0;
    }
}

/* 九届一次全委会, 某会一次会议: a session's number; 召开一次会议: an amount. */
static bool counts(const gx_analysis *a, uint32_t start)
{
    gx_pos before = start ? a->tags[start - 1].pos : GX_POS_W;
    return gx_text_before(a, start, "届") ||
           (start && (before == GX_POS_N || before == GX_POS_ORG || before == GX_POS_NT));
}

/* 第二|期|新任主席培训班, 一|届|三次职工代表大会: the unit of an edition's number. */
static bool counts_edition(const gx_analysis *a, uint32_t unit)
{
    static const char *const units[] = {"届", "期", "次", "批", "轮", "季", "站"};
    static const char *const numbers[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "首"};
    return gx_any_at(a, unit, units, GX_COUNT(units)) && gx_any_before(a, unit, numbers, GX_COUNT(numbers));
}

static bool word_stops(const gx_analysis *a, uint32_t start, uint32_t end)
{
    static const char *const ways[] = {"集中", "联合", "公开", "免费", "统一", "定向", "特别"};
    switch ((gx_pos)a->tags[start].pos) {
    case GX_POS_P:
        return !gx_text_at(a, start, "沿") && !gx_text_at(a, start, "环") && !gx_text_at(a, start, "经审");
    case GX_POS_D:
    case GX_POS_AD:
        return !gx_any_at(a, start, ways, GX_COUNT(ways)); /* 集中|入会仪式 */
    case GX_POS_U:
    case GX_POS_R:
    case GX_POS_W:
    case GX_POS_XC:
        return true;
    case GX_POS_Q:
        return !counts_edition(a, start);
    case GX_POS_C:
        return !gx_text_at(a, start, "暨") && !gx_text_at(a, start, "和美"); /* “某杯”和美乡村篮球赛 */
    case GX_POS_F:
        return end - start == 1;
    case GX_POS_V:
    case GX_POS_VD:
    case GX_POS_VN:
        return verb_stops(a, start, end);
    case GX_POS_M:
        return gx_text_at(a, start, "一") && end - start <= 2 && !gx_text_before(a, start, "第") &&
               !counts(a, start) && !gx_text_at(a, start, "一届");
    default:
        return gx_is_punctuation(a->text[start]) && a->text[start] != U'·' && a->text[start] != '+' &&
               a->text[start] != '-';
    }
}

/* 举行, 召开了, 开展: what follows is wholly the name, verbs included (学习贯彻…座谈会). */
static bool hold_before(const gx_analysis *a, gx_range sentence, uint32_t at)
{
    static const char *const times[] = {"春节前", "节前", "新春", "元旦春节", "两节", "年终",
                                        "年底",   "节日", "冬季", "夏季",     "高温"};
    for (size_t i = 0; i < GX_COUNT(times); i++)
        if (gx_text_before(a, at, times[i])) /* 开展|春节前|走访慰问活动 */
            at -= (uint32_t)gx_utf8_count(times[i]);
    if (at > sentence.start && a->text[at - 1] == U'了')
        at--;
    for (uint32_t n = 2; n <= 4 && at >= sentence.start + n; n++) {
        const gx_word *verb = gx_word_at(a, at - n, at, GX_TABLE_VERBS);
        if (verb &&
            (verb->code[GX_VERB_USE] == GX_VERB_HOLD || strcmp(verb->cell[GX_VERB_SUBJECT], "attendee") == 0))
            return true;
    }
    return false;
}

/* Length of a head of at least three characters that ends at `end`; 0 = none. */
static uint32_t head_before(const gx_analysis *a, gx_range sentence, uint32_t end)
{
    for (uint32_t n = 6; n >= 3; n--) {
        if (end < sentence.start + n)
            continue;
        const gx_word *head = gx_word_at(a, end - n, end, GX_TABLE_EVENT_HEADS);
        if (head && head->code[GX_EVENT_HEAD_USE] == GX_EVENT_HEAD_NAME)
            return n;
    }
    return 0;
}

/* 周立民宣布运动会开幕: a verb right behind a person is what that person does, no part of the name. */
static bool person_does(const gx_analysis *a, uint32_t start)
{
    gx_pos pos = a->tags[start].pos, before = start ? a->tags[start - 1].pos : GX_POS_W;
    return pos == GX_POS_V && (before == GX_POS_PER || before == GX_POS_NR);
}

/* (记者…) before a name is the lead's. */
static const char *const bylines[] = {"记者", "通讯员", "本报", "特约"};

/* (记者…), (副县长周立民致辞): brackets that are no part of a name; (扩大), (北京赛区) are. */
static bool is_aside(const gx_analysis *a, gx_range brackets)
{
    if (gx_has_any(a, brackets, bylines, GX_COUNT(bylines)))
        return true;
    bool clause = brackets.end - brackets.start > QUALIFIER_CHARS;
    for (uint32_t i = brackets.start; i < brackets.end && a->text[brackets.start] == '('; i++)
        if (a->tags[i].pos == GX_POS_PER || a->tags[i].pos == GX_POS_NR ||
            (clause && a->tags[i].begins && a->tags[i].pos == GX_POS_V))
            return true;
    return false;
}

/* May a name with verbs in it (某县工会干部素质提升培训班) begin at `start`: behind a date, a comma, 的, with
 * a noun; or with anything, where it is the subject of what happens: 弘扬劳模精神座谈会在…举行? */
static bool begins_name(const gx_event_finder *f, gx_range sentence, uint32_t start, uint32_t end)
{
    static const char *const happens[] = {"在",   "于",   "举行", "召开", "开幕", "闭幕", "落幕",
                                          "圆满", "顺利", "成功", "正式", "隆重", "如期", "拉开"};
    const gx_analysis *a = f->a;
    bool edge = start == sentence.start || gx_breaks_clause(a, start - 1) || f->date_to[start];
    gx_pos first = a->tags[start].pos;
    bool noun = first != GX_POS_V && first != GX_POS_VN && first != GX_POS_M && first != GX_POS_Q;
    return (noun && (edge || gx_text_before(a, start, "的"))) ||
           (edge && gx_any_at(a, end, happens, GX_COUNT(happens)));
}

/* A签订…合作协议: a verb that tells an event of its own. */
static bool tells_itself(const gx_analysis *a, uint32_t start, uint32_t end)
{
    const gx_word *verb = gx_word_at(a, start, end, GX_TABLE_VERBS);
    return verb && strcmp(verb->cell[GX_VERB_EVENT], "none") != 0;
}

/* 五一劳动奖和|工人先锋号表彰大会: the characters of an honour with its joint that end at `at`, or 0. */
static uint32_t honour_joined(const gx_analysis *a, gx_range sentence, uint32_t at)
{
    enum { HONOUR_LEAST = 3, HONOUR_MOST = 12 };
    if (at < sentence.start + HONOUR_LEAST + 1 ||
        (a->text[at - 1] != U'和' && a->text[at - 1] != U'、' && a->text[at - 1] != U'暨'))
        return 0;
    for (uint32_t n = HONOUR_MOST; n >= HONOUR_LEAST; n--)
        if (at >= sentence.start + n + 1 && gx_word_at(a, at - 1 - n, at - 1, GX_TABLE_HONOURS))
            return n + 1;
    return 0;
}

/* Does a joint end at `at` between bodies whose event it is: 甲与乙签约仪式, 甲、乙成立大会? */
static bool joins_holders(const gx_analysis *a, uint32_t at, gx_range head)
{
    static const char *const shared[] = {"成立", "揭牌", "挂牌", "签约", "联席", "共建", "结对", "合作"};
    return a->text[at - 1] == U'与' || a->text[at - 1] == U'和' ||
           (a->text[at - 1] == U'、' && gx_has_any(a, (gx_range){at, head.end}, shared, GX_COUNT(shared)));
}

/* Does the head begin inside one word of the tagger and end inside another: 济宁|市集|中? */
static bool crosses_words(const gx_analysis *a, gx_range head, gx_range sentence)
{
    bool cut = !a->tags[head.start].begins && head.end < sentence.end && !a->tags[head.end].begins;
    for (uint32_t i = head.start + 1; i < head.end && cut; i++)
        if (a->tags[i].begins)
            return true;
    return false;
}

/* 一届, 十一届; 一届|二次: the characters of a term or a session's number that end at `at`, or 0. */
static uint32_t term_before(const gx_analysis *a, gx_range sentence, uint32_t at)
{
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    uint32_t n = 1;
    while (at >= sentence.start + n + 1 && n < 4 && gx_any_at(a, at - n - 1, numerals, GX_COUNT(numerals)))
        n++;
    bool session = gx_text_before(a, at, "次") && at > sentence.start + n && gx_text_before(a, at - n, "届");
    return n > 1 && (session || gx_text_before(a, at, "届")) ? n : 0;
}

/* Where the name whose head is given begins. */
static uint32_t name_start(const gx_event_finder *f, gx_range sentence, gx_range head_range)
{
    static const char *const marking[] = {"庆祝", "纪念", "喜迎", "迎接"};
    const gx_analysis *a = f->a;
    uint32_t head = head_range.start;
    uint32_t at = head, behind_verb = head;
    bool verbs = false, tells = false, opened = false;
    while (at > sentence.start && head - at < GX_EVENT_NAME_CHARS) {
        uint32_t c = a->text[at - 1], open = opening_of(a, sentence, at - 1);
        const gx_mention *m = f->organization_to[at];
        if (open != GX_NONE && is_aside(a, (gx_range){open, at}))
            break;
        if (open != GX_NONE) {
            at = open;
            continue;
        }
        if (m && m->range.start >= sentence.start) {
            at = m->range.start;
            if (gx_text_before(a, at, "届") || gx_text_before(a, at, "暨") || gx_text_before(a, at, "次"))
                continue;
            while (at > sentence.start + 1 && joins_holders(a, at, head_range) &&
                   f->organization_to[at - 1] && f->organization_to[at - 1]->range.start >= sentence.start)
                at = f->organization_to[at - 1]->range.start; /* 临江大学与东海集团…签约仪式 */
            opened = gx_any_before(a, at, marking, GX_COUNT(marking));
            at -= opened ? 2 : 0; /* 庆祝|某某总工会成立30周年大会 */
            break;
        }
        uint32_t honour = honour_joined(a, sentence, at);
        if (honour) {
            at -= honour;
            continue;
        }
        if (f->date_to[at] || gx_breaks_clause(a, at - 1) || c == U'、' || c == U'的' || c == U'了')
            break;
        uint32_t start = word_start(a, sentence, at);
        uint32_t inner = head_before(a, sentence, at);
        if (inner) {
            at -= inner; /* 成立大会暨… */
            continue;
        }
        if (a->text[at - 1] == U'教' && (gx_text_at(a, at, "职工") || gx_text_at(a, at, "代会"))) {
            /* 全市教|职工演讲比赛, 三次教|代会 */
            at--;
            continue;
        }
        if (a->text[at] == U'暨') { /* “春风行动”启动|暨…招聘活动 */
            at = start;
            continue;
        }
        uint32_t term = term_before(a, sentence, at);
        if (term) {
            at -= term;
            continue;
        }
        bool session = gx_text_at(a, start, "一次") && f->organization_to[start]; /* 经审会|一次会议 */
        if ((word_stops(a, start, at) && !session && !gx_text_at(a, start, "第")) || person_does(a, start))
            break;
        tells = tells || tells_itself(a, start, at);
        if (a->tags[start].pos == GX_POS_V && !verbs) {
            verbs = true;
            behind_verb = at;
        }
        at = start;
    }
    bool whole = !verbs || opened || hold_before(a, sentence, at) ||
                 (!tells && begins_name(f, sentence, at, head_range.end));
    return whole || at == sentence.start ? at : behind_verb;
}

/* Determiners and small words at the left edge fall off. */
static uint32_t trim_left(const gx_analysis *a, uint32_t start, uint32_t head, bool *determined)
{
    static const char *const small[] = {
        "了",   "将",   "以",   "在",   "的",   "是",   "为",   "就",   "等",   "及",     "并",
        "又",   "还",   "首场", "一场", "一次", "有关", "相关", "全部", "整个", "开展",   "近日",
        "日前", "据悉", "深入", "热烈", "充分", "广泛", "亲切", "友好", "坦诚", "面对面", "正式"};
    static const char *const own[] = {"该校", "该院", "该县", "该市", "该区",   "该公司", "该镇",
                                      "该局", "我院", "我校", "我局", "我公司", "我矿",   "我厂"};
    for (size_t i = 0; i < GX_COUNT(own); i++)
        if (gx_text_at(a, start, own[i])) /* 该校|第十四届运动会 */
            start += (uint32_t)gx_utf8_count(own[i]);
    static const char *const bodies[] = {"院", "校", "局", "厂", "矿"}, *const whose[] = {"我", "本"};
    if (gx_any_before(a, start, whose, GX_COUNT(whose)) && gx_any_at(a, start, bodies, GX_COUNT(bodies)) &&
        start + 1 < head)
        start++; /* 我|院第三届职工代表大会 */
    if (gx_text_before(a, start, "开") && gx_text_at(a, start, "展") && start + 1 < head)
        start++; /* 长白山开|展疗休养活动, as the tagger cuts it */
    bool again = true;
    while (again && start < head) {
        again = false;
        for (size_t i = 0; i < GX_COUNT(determiners) && !again; i++)
            if (gx_text_at(a, start, determiners[i])) {
                start += (uint32_t)gx_utf8_count(determiners[i]);
                *determined = again = true;
            }
        for (size_t i = 0; i < GX_COUNT(small) && !again; i++)
            if (gx_text_at(a, start, small[i])) {
                start += (uint32_t)gx_utf8_count(small[i]);
                again = true;
            }
    }
    static const char *const theirs[] = {"县", "市", "区", "省", "镇", "乡", "校", "院", "局", "厂", "公司"};
    for (size_t i = 0; i < GX_COUNT(determiners) && !gx_any_at(a, start, theirs, GX_COUNT(theirs)); i++)
        *determined = *determined || gx_text_before(a, start, determiners[i]); /* but 该|县职工技能竞赛 */
    return start > head ? head : start;
}

/* ---- Candidates ---- */

static bool noun_follows(const gx_analysis *a, uint32_t end, gx_range sentence)
{
    static const char *const fine[] = {"现场", "期间", "上",   "中",   "前",   "后",
                                       "当天", "等",   "之际", "于",   "在",   "举行",
                                       "召开", "圆满", "顺利", "成功", "正式", "隆重"};
    if (end >= sentence.end || !a->tags[end].begins || gx_any_at(a, end, fine, GX_COUNT(fine)))
        return false;
    return a->tags[end].pos == GX_POS_N || a->tags[end].pos == GX_POS_NZ;
}

/* 托管班40名孩子, 培训班的60余名学员: people of a class, no event. */
static bool counts_members(const gx_analysis *a, uint32_t end, gx_range sentence)
{
    static const char *const people[] = {"名", "位", "余名", "多名", "余位", "多位"};
    uint32_t at = end + gx_text_at(a, end, "的");
    uint32_t behind = at;
    while (behind < sentence.end && a->tags[behind].pos == GX_POS_M &&
           !gx_any_at(a, behind, people, GX_COUNT(people)))
        behind++;
    return behind > at && gx_any_at(a, behind, people, GX_COUNT(people));
}

/* Words that follow a name and make background of it: 大会精神, 会议纪要. */
static const char *const echoes[] = {"精神",   "纪要",     "决议",     "决定",   "要求",   "部署",   "报告",
                                     "主席团", "组委会",   "代表",     "议程",   "制度",   "机制",   "办公室",
                                     "方案",   "通知",     "品牌",     "平台",   "模式",   "成果",   "等形式",
                                     "等方式", "等环节",   "的形式",   "的方式", "的同时", "的平台", "的通知",
                                     "的机会", "相结合",   "形式",     "方式",   "环节",   "先进",   "经验",
                                     "安排",   "统一安排", "工作安排", "号召",   "意见",   "契机"};

static const char *const background_words[] = {
    "近年来",   "多年来",   "一直以来", "每年",   "历届",   "历次",   "各类",   "各种", "广泛开展",
    "深入开展", "积极开展", "定期",     "常态化", "下一步", "今后",   "将继续", "不断", "累计",
    "每月",     "每周",     "年来,",    "逐年",   "每季",   "正值",   "恰逢",   "适逢", "大力开展",
    "持续开展", "推动",     "多次",     "曾",     "去年",   "等活动", "年前"};

bool gx_tells_background(const gx_analysis *a, gx_range range)
{
    for (uint32_t i = range.start; i < range.end; i++)
        if (!a->news->frames.covered[i] && gx_any_at(a, i, background_words, GX_COUNT(background_words)))
            return true; /* not 曾 of 曾某 */
    return false;
}

/* 为发挥桥梁作用,扎实开展|“办实事”实践活动,某县总工会…: what the sentence names as its purpose, before
 * anybody does anything. */
static bool is_purpose(const gx_event_finder *f, const gx_event_candidate *c)
{
    static const char *const openings[] = {"为", "按照", "根据", "围绕", "结合", "响应", "积极响应"};
    static const char *const serves[] = {"开展",   "推进",   "落实", "做好", "实施",   "迎接",
                                         "响应",   "配合",   "贯彻", "助力", "落实好", "开展好",
                                         "筹备好", "组织好", "根据", "按照", "结合"};
    const gx_analysis *a = f->a;
    uint32_t start = c->sentence.start;
    if (c->headline || !gx_any_at(a, start, openings, GX_COUNT(openings)) ||
        !gx_any_before(a, c->range.start, serves, GX_COUNT(serves)))
        return false;
    for (uint32_t i = start; i < c->range.start; i++) {
        bool opens = i == start || a->text[i - 1] == ',' || f->date_to[i];
        if (f->date_to[i] || (opens && f->mentioned[i]))
            return false;
    }
    return true;
}

/* 关于召开|教代会|的通知: what a paper is about. */
static bool is_of_paper(const gx_analysis *a, const gx_event_candidate *c)
{
    static const char *const about[] = {"关于召开", "关于举办", "关于举行", "关于开展", "关于组织"};
    static const char *const papers[] = {"通知", "方案", "意见", "请示", "批复", "决定", "函"};
    return gx_has_any(a, (gx_range){c->clause.start, c->range.start + 4}, about, GX_COUNT(about)) &&
           gx_has_any(a, (gx_range){c->head.end, c->clause.end}, papers, GX_COUNT(papers));
}

/* 全国干部教育培训|东海大学基地: the beginning of a body's name. */
static bool runs_into_body(const gx_event_finder *f, const gx_event_candidate *c)
{
    const gx_analysis *a = f->a;
    uint32_t end = c->head.end;
    return !c->headline && !c->bare && end < a->n && f->mentioned[end] && !f->mentioned[end - 1] &&
           a->article->gap[end] == GX_GAP_NONE && c->range.start > c->sentence.start &&
           a->text[c->range.start - 1] == 0x3001;
}

static bool is_background(const gx_event_finder *f, const gx_event_candidate *c)
{
    const gx_analysis *a = f->a;
    bool minutes = c->headline && gx_text_at(a, c->head.end, "纪要"); /* the article is the meeting's */
    if (f->news->frames.speech[c->head.start] ||
        (!minutes && gx_any_at(a, c->head.end, echoes, GX_COUNT(echoes))))
        return true;
    static const char *const studies[] = {"传达", "学习", "贯彻", "宣讲", "领会"}, *const spirit[] = {"精神"};
    bool studied =
        gx_has_any(a, (gx_range){c->clause.start, c->range.start}, studies, GX_COUNT(studies)) &&
        gx_has_any(a, (gx_range){c->head.end, c->clause.end}, spirit, 1); /* 传达了A大会和B全会精神 */
    static const char *const learned[] = {"得知", "了解到", "获悉"}; /* 得知两家合办“班前课堂” */
    bool heard = gx_has_any(a, (gx_range){c->clause.start, c->range.start}, learned, GX_COUNT(learned));
    static const char *const tasks[] = {"重点工作", "项工作", "重点任务", "项任务", "项举措", "各项工作"};
    bool planned = gx_has_any(a, (gx_range){c->head.end, c->clause.end}, tasks,
                              GX_COUNT(tasks)); /* 普法、帮扶等五项重点工作 */
    static const char *const since[] = {"年来,", "以来,"}, *const means[] = {"将通过", "要通过"};
    gx_range before = {c->sentence.start, c->range.start};
    bool lasting = gx_has_any(a, before, since, GX_COUNT(since)) ||
                   gx_has_any(a, before, means, GX_COUNT(means)); /* 三年来,…; 将通过作品展、宣讲活动等,… */
    static const char *const put[] = {"提请", "提交", "报请"}, *const business[] = {"选举", "审议", "审查",
                                                                                    "审定", "通过", "批准",
                                                                                    "讨论"};
    static const char *const fields[] = {"等方面", "等领域", "等内容"}, *const within[] = {"在", "围绕", "就",
                                                                                           "从", "将"};
    bool field = gx_has_any(a, (gx_range){c->head.end, c->clause.end}, fields, GX_COUNT(fields)) &&
                 gx_has_any(a, (gx_range){c->clause.start, c->range.start}, within,
                            GX_COUNT(within)); /* 将在劳动竞赛、困难帮扶等方面开展合作 */
    bool agenda = gx_has_any(a, (gx_range){c->clause.start, c->range.start}, put, GX_COUNT(put)) &&
                  gx_any_at(a, c->head.end, business, GX_COUNT(business)); /* 将提请四次会议审议 */
    return !c->headline && (studied || heard || planned || lasting || agenda || field || is_purpose(f, c) ||
                            is_of_paper(a, c) || runs_into_body(f, c) || gx_tells_background(a, c->clause));
}

static void mark(uint8_t *named, gx_range range, uint8_t value)
{
    memset(named + range.start, value, range.end - range.start);
}

/* 两天比赛, 三场活动: an amount, no name. */
static bool only_counts(const gx_analysis *a, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++)
        if (a->text[i] == U'届' ||
            (a->tags[i].pos != GX_POS_M && a->tags[i].pos != GX_POS_Q && a->tags[i].pos != GX_POS_T &&
             a->tags[i].pos != GX_POS_TIME && a->tags[i].pos != GX_POS_F))
            return false;
    return !(start < end && (gx_text_at(a, start, "第") || gx_text_at(a, start, "首") ||
                             (a->text[start] >= '0' && a->text[start] <= '9')));
}

/* 慰问一线职工: a verb with its object; 开展慰问, 此次调研: a noun. */
static bool is_verb_here(const gx_event_finder *f, const gx_event_candidate *c, const gx_word *head)
{
    const gx_analysis *a = f->a;
    static const char *const nouns_follow[] = {"进行", "开展", "组织", "此次", "本次", "参加",
                                               "举办", "实施", "启动", "陪同", "接受", "的"};
    static const char *const speaking[] = {"作", "做", "进行", "带来", "开讲"};
    const gx_word *verb = gx_word_at(a, c->head.start, c->head.start + head->n, GX_TABLE_VERBS);
    if (verb && strcmp(verb->cell[GX_VERB_SUBJECT], "speaker") == 0 &&
        gx_has_any(a, (gx_range){c->clause.start, c->head.start}, speaking, GX_COUNT(speaking)))
        return true;
    if (!verb || c->use != GX_EVENT_HEAD_LOOSE || c->determined)
        return false;
    uint32_t end = c->head.end;
    bool object = end < c->sentence.end && !gx_is_punctuation(a->text[end]) && a->tags[end].pos != GX_POS_F &&
                  a->tags[end].pos != GX_POS_V && a->tags[end].pos != GX_POS_D;
    bool gives = strcmp(verb->cell[GX_VERB_SUBJECT], "presenter") == 0; /* 参加了闭幕式并为获奖队|颁奖 */
    for (uint32_t i = c->head.start; i > c->clause.start && !object && !(gives && a->text[i - 1] == U'并');
         i--)
        if (!f->mentioned[i - 1] && gx_any_at(a, i - 1, nouns_follow, GX_COUNT(nouns_follow)))
            return false; /* not 组织 of 组织部 */
    return true;
}

/* “匠心筑梦——职工书法展”, 《永远跟党走——职工文艺晚会》: the quotation that ends in the head; empty if none.
 */
static gx_range quoted_name(const gx_analysis *a, gx_range sentence, const gx_event_candidate *c)
{
    static const char *const shown[] = {"exhibition", "performance"};
    uint32_t close = c->head.end;
    gx_range none = {close, close};
    if (c->use != GX_EVENT_HEAD_NAME || close >= sentence.end ||
        (a->text[close] != U'”' && a->text[close] != U'》'))
        return none;
    bool fits = a->text[close] == U'”';
    for (size_t i = 0; i < GX_COUNT(shown); i++)
        fits = fits || strcmp(c->type, shown[i]) == 0;
    uint32_t open = opening_of(a, sentence, close);
    return fits && open != GX_NONE && open + 1 < c->head.start ? (gx_range){open, close + 1} : none;
}

bool gx_is_contest_round(const gx_analysis *a, const gx_event_candidate *c)
{
    static const char *const rounds[] = {"决赛", "总决赛", "半决赛", "预赛", "初赛", "复赛"};
    return gx_any_at(a, c->head.start, rounds, GX_COUNT(rounds));
}

/* 男子甲组60米|决赛: a part of the contest, no name of one. */
static bool is_discipline(const gx_analysis *a, const gx_event_candidate *c)
{
    static const char *const who[] = {"男子", "女子", "男单", "女单", "男双", "女双", "混双", "混合"};
    static const char *const lengths[] = {"米", "公里", "公斤级", "局", "轮"};
    uint32_t at = c->range.start;
    while (at < c->head.start && a->text[at] >= '0' && a->text[at] <= '9')
        at++;
    if (at > c->range.start && gx_any_at(a, at, lengths, GX_COUNT(lengths)))
        return true; /* 400米|比赛 */
    return gx_is_contest_round(a, c) && gx_any_at(a, c->range.start, who, GX_COUNT(who));
}

/* “甲”“乙”|两个分论坛: several at once, each told elsewhere. */
static bool counts_several(const gx_analysis *a, uint32_t head)
{
    static const char *const numerals[] = {"两", "三", "四", "五", "六", "七", "八", "九", "十"};
    static const char *const units[] = {"个", "场", "项", "大"};
    head -= gx_text_before(a, head, "分");
    for (size_t i = 0; i < GX_COUNT(units) && head >= 2; i++)
        if (gx_text_before(a, head, units[i]))
            return gx_any_at(a, head - 2, numerals, GX_COUNT(numerals));
    return false;
}

/* 600余场宣讲活动, 县内13个工会联合会送清凉活动: a number of events or of bodies, no name. */
static bool counts_in_name(const gx_analysis *a, gx_range name)
{
    static const char *const units[] = {"场", "个", "家", "次", "余", "多", "支"};
    for (uint32_t i = name.start; i < name.end; i++) {
        uint32_t from = i;
        while (i < name.end && a->text[i] >= '0' && a->text[i] <= '9')
            i++;
        bool one = i == from + 1 && a->text[from] == '1';
        static const char *const items[] = {"个大项", "个小项", "个项目", "个分项", "个单项"};
        if (i > from && gx_any_at(a, i, items, GX_COUNT(items)))
            return true;                                                         /* 13个大项比赛 */
        bool objects = gx_text_at(a, i, "个") && !gx_text_before(a, from, "内"); /* 12个工作室授牌仪式 */
        if (i > from && !one && !objects && i < name.end && gx_any_at(a, i, units, GX_COUNT(units)) &&
            (from == name.start || !gx_is_punctuation(a->text[from - 1])))
            return true;
    }
    return false;
}

/* 宣布|竞赛|启动: what is said at a ceremony, no other event. */
static bool is_declared(const gx_analysis *a, const gx_event_candidate *c)
{
    static const char *const begins[] = {"启动", "开幕", "开始", "开赛", "开工", "开班", "闭幕", "正式启动"};
    static const char *const declares[] = {"宣布"};
    return gx_any_at(a, c->head.end, begins, GX_COUNT(begins)) &&
           gx_has_any(a, (gx_range){c->clause.start, c->head.start}, declares, 1);
}

/* 《…第一届工会会员大会|选举办法》: a word in the title of a document. */
static bool names_document(const gx_analysis *a, const gx_event_candidate *c)
{
    enum { TITLE_CHARS = 30 };
    for (uint32_t i = c->head.end; i < c->sentence.end && i < c->head.end + TITLE_CHARS; i++)
        if (a->text[i] == U'》' || a->text[i] == U'《')
            return a->text[i] == U'》' && i > c->head.end;
    return false;
}

static void add_candidate(gx_event_finder *f, const gx_block *block, gx_range sentence, uint32_t at,
                          const gx_word *head)
{
    gx_analysis *a = f->a;
    gx_event_candidate c = {.head = {at, at + head->n},
                            .sentence = sentence,
                            .type = head->cell[GX_EVENT_HEAD_TYPE],
                            .use = head->code[GX_EVENT_HEAD_USE],
                            .event = GX_NONE};
    gx_range quoted = quoted_name(a, sentence, &c);
    bool whole = quoted.end > quoted.start;
    uint32_t start = name_start(f, sentence, whole ? (gx_range){quoted.start, quoted.start} : c.head);
    start = trim_left(a, start, whole ? quoted.start : at, &c.determined);
    if (!whole && only_counts(a, start, at))
        start = at;
    c.range = (gx_range){start, whole ? quoted.end : c.head.end};
    c.bare = start == at || is_discipline(a, &c);
    c.clause = gx_clause_at(a, &f->news->frames, sentence, at);
    if (is_verb_here(f, &c, head))
        return;
    c.headline = block->kind == GX_BLOCK_TITLE || block->kind == GX_BLOCK_SUBTITLE;
    c.lead = at >= f->lead.start && at < f->lead.end;
    uint32_t near =
        c.range.start > sentence.start + DATED_CHARS ? c.range.start - DATED_CHARS : sentence.start;
    for (uint32_t i = near; i <= c.range.start; i++)
        c.dated = c.dated || f->date_to[i];
    if (f->candidates.n) {
        gx_event_candidate *last = &f->candidates.at[f->candidates.n - 1];
        if (last->head.end > c.range.start && last->sentence.start == sentence.start) {
            if (!gx_text_at(a, last->head.end, "暨"))
                c.lead = c.lead || last->lead;
            mark(f->named, last->range, 0);
            f->candidates.n--;
        }
    }
    if (noun_follows(a, c.head.end, sentence) && !c.headline &&
        !gx_any_at(a, c.head.end, echoes, GX_COUNT(echoes)))
        c.background = true;
    if (counts_several(a, at) || counts_in_name(a, (gx_range){c.range.start, at}) || is_declared(a, &c) ||
        names_document(a, &c) ||
        (gx_text_before(a, c.head.end, "班") && counts_members(a, c.head.end, sentence)))
        c.background = true;
    *GX_PUSH(a->arena, &f->candidates) = c;
    mark(f->named, c.range, c.bare ? 2 : 1);
}

/* 举办…节, 召开…会: how names of events end that the table does not know. */
static const char *const endings[][2] = {
    {"会", "meeting"},  {"赛", "competition"}, {"节", "campaign"}, {"课", "training"}, {"展", "exhibition"},
    {"式", "ceremony"}, {"礼", "ceremony"},    {"典", "ceremony"}, {"营", "training"}, {"班", "training"}};

static bool follows_any(const gx_analysis *a, uint32_t at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (gx_text_before(a, at, words[i]))
            return true;
    return false;
}

/* The ending at `at` of a clause that says 举办, 召开 before; the word is made for the article. */
static const gx_word *unknown_head(gx_event_finder *f, gx_range sentence, uint32_t at)
{
    static const char *const holding[] = {"举办", "举行", "召开", "办了", "开办", "打了"};
    static const char *const following[] = {"在",   "于",   "开幕", "闭幕", "落幕",
                                            "举行", "圆满", "正式", "隆重"};
    static const char *const nobody[] = {"社",   "机",   "工",   "协",   "学",   "商",
                                         "委员", "理事", "监事", "基金", "联合", "总"};
    static const char *const edition[] = {"届"};
    static const uint8_t codes[] = {[GX_EVENT_HEAD_USE] = GX_EVENT_HEAD_NAME};
    gx_analysis *a = f->a;
    size_t e = 0;
    while (e < GX_COUNT(endings) && !gx_text_at(a, at, endings[e][0]))
        e++;
    if (e == GX_COUNT(endings))
        return NULL;
    uint32_t behind = at + 1 < sentence.end && a->text[at + 1] == U'”' ? at + 2 : at + 1; /* “…展”在…开展 */
    bool over = behind >= sentence.end || (gx_is_punctuation(a->text[behind]) && a->text[behind] != U'”');
    bool goes_on = !over && gx_any_at(a, behind, following, GX_COUNT(following)); /* 第三届…节在…开幕 */
    if (!(over || goes_on) || follows_any(a, at, nobody, GX_COUNT(nobody)))
        return NULL;
    gx_range before = {gx_clause_at(a, &f->news->frames, sentence, at).start, at};
    bool quoted = behind > at + 1;
    bool named = over ? gx_has_any(a, before, holding, GX_COUNT(holding))
                      : quoted || gx_has_any(a, before, edition, GX_COUNT(edition));
    if (!named)
        return NULL;
    gx_word *made = gx_arena_alloc(a->arena, sizeof *made);
    *made = (gx_word){.table = GX_TABLE_EVENT_HEADS, .n = 1, .cell = endings[e], .code = codes};
    return made;
}

/* 专题培训|班: a head that ends inside another ends where that one does; the word is made for the article. */
static const gx_word *with_longer_end(gx_event_finder *f, uint32_t at, const gx_word *head)
{
    gx_analysis *a = f->a;
    for (uint32_t i = at + 1; head && i < at + head->n; i++) {
        const gx_word *inner = a->scan->event_at[i];
        if (!inner || i + inner->n <= at + head->n)
            continue;
        gx_word *made = gx_arena_alloc(a->arena, sizeof *made);
        *made = *inner;
        made->n = i + inner->n - at;
        head = made;
    }
    return head;
}

void gx_find_event_candidates(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    for (size_t s = 0; s < a->article->n_sentences; s++) {
        gx_range sentence = a->article->sentences[s];
        const gx_block *block = gx_block_at(a, sentence.start);
        if (!block || block->kind == GX_BLOCK_META)
            continue;
        for (uint32_t i = sentence.start; i < sentence.end; i++) {
            const gx_word *head = a->scan->event_at[i];
            if (!head && !f->mentioned[i])
                head = unknown_head(f, sentence, i);
            if (head && block->kind == GX_BLOCK_TITLE && gx_text_before(a, i + head->n, "纪要"))
                head = gx_word_at(a, i, i + head->n - 2, GX_TABLE_EVENT_HEADS);
            head = with_longer_end(f, i, head);
            bool inside = false;
            for (uint32_t k = i; head && k < i + head->n; k++)
                inside = inside || f->mentioned[k];
            if (!head || inside || crosses_words(a, (gx_range){i, i + head->n}, sentence))
                continue;
            if (head->code[GX_EVENT_HEAD_USE] != GX_EVENT_HEAD_NEVER)
                add_candidate(f, block, sentence, i, head);
            i += head->n - 1;
        }
    }
}

/* ---- Evidence ---- */

void gx_weigh_event_candidates(gx_event_finder *f)
{
    static const char *const at_it[] = {"上", "中", "期间", "现场", "间隙", "当天"};
    static const char *const acting[] = {"选举", "由",   "通过", "审议", "听取", "定于", "于",
                                         "补选", "替补", "增选", "推举", "推选", "选出"};
    gx_analysis *a = f->a;
    gx_frames *frames = &f->news->frames;
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_event_candidate *c = &f->candidates.at[i];
        c->background = c->background || is_background(f, c);
        c->joined_in = gx_any_at(a, c->head.end, at_it, GX_COUNT(at_it));
        c->acts = gx_any_at(a, c->head.end, acting, GX_COUNT(acting));
        for (size_t k = gx_first_frame(frames, c->clause.start); k < frames->frames.n; k++) {
            gx_frame *frame = &frames->frames.at[k];
            uint8_t use = frame->verb->code[GX_VERB_USE];
            if (frame->range.start >= c->clause.end)
                break;
            if (frame->blocked && use != GX_VERB_HOLD)
                continue;
            const char *role = frame->verb->cell[GX_VERB_SUBJECT];
            if (use == GX_VERB_HOLD || gx_ends_with(frame->verb->cell[GX_VERB_WORD], "召开"))
                c->held = true; /* also 主持召开 */
            if (frame->range.end <= c->range.start &&
                (strcmp(role, "attendee") == 0 || strcmp(role, "host") == 0))
                c->joined_in = true;
        }
        enum { OWN_CHARS = 5 };
        static const char *const going_on[] = {"进行", "进行了"};
        bool named = c->head.start >= c->range.start + OWN_CHARS; /* 在工地进行的|某工程技能比武 */
        if (gx_any_before(a, c->range.start, going_on, GX_COUNT(going_on)) ||
            (named && gx_text_before(a, c->range.start, "进行的")))
            c->held = true;
    }
}
