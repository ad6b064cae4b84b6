#include "extract/awards.h"

#include "base/utf8.h"
#include "extract/awarder.h"
#include "extract/forms.h"
#include "extract/ranks.h"
#include "extract/roles.h"

#include <string.h>
#include <wchar.h>

/* Precision on the annotated pages, November 2026. */
static const double sure_told = 0.81, sure_before = 0.83;

bool gx_is_amount_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c && wcschr(L"一二三四五六七八九十百", (wchar_t)c));
}

/* ---- The words of an award ---- */

/* The longest word of honours.tsv that ends at `end` and begins at or behind `start`. */
const gx_word *gx_honour_ending(const gx_analysis *a, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++) {
        const gx_word *word = gx_word_at(a, i, end, GX_TABLE_HONOURS);
        if (word)
            return word;
    }
    return NULL;
}

static const char *const award_ends[] = {
    "奖",     "奖章",     "奖状",     "奖杯",   "杯",     "称号",   "第一名", "第二名", "第三名", "冠军",
    "亚军",   "季军",     "金牌",     "银牌",   "铜牌",   "标兵",   "能手",   "模范",   "劳模",   "工匠",
    "先锋号", "先锋岗",   "文明岗",   "文明号", "示范岗", "红旗手", "单位",   "集体",   "个人",   "班组",
    "工作者", "职工之家", "家庭",     "状元",   "楷模",   "之星",   "人物",   "名匠",   "旗手",   "奖牌",
    "证书",   "荣誉",     "积极分子", "党员",   "团队",   "组织者", "教师",   "员工",   "干部",   "先锋",
    "英雄",   "标杆",     "企业",     "工会",   "岗",     "号"};

/* Awards hold no words of praise: 获得好评, 获得支持. */
bool gx_is_award(const gx_analysis *a, gx_range range)
{
    if (range.end <= range.start + 1 || range.end - range.start > GX_AWARD_CHARS)
        return false;
    return gx_honour_ending(a, range.start, range.end) || a->text[range.end - 1] == U'”' ||
           gx_any_before(a, range.end, award_ends, GX_COUNT(award_ends));
}

/* 等15名同志|“优秀护士”, 等4个集体|某市工人先锋号: behind the amount and what is counted; else `at`. */
uint32_t gx_counted_end(const gx_analysis *a, uint32_t at, uint32_t end)
{
    static const char *const counted[] = {"同志", "单位", "集体", "个人", "职工", "教师", "护士", "班组",
                                          "企业", "家庭", "团队", "组织", "选手", "代表", "人员", "党员",
                                          "学生", "医生", "员工", "工人", "干部", "部门", "村",   "社区"};
    uint32_t i = at + gx_text_at(a, at, "等"), number = i;
    while (i < end && (gx_is_amount_digit(a->text[i]) || gx_text_at(a, i, "两") || gx_text_at(a, i, "余")))
        i++;
    if (i == number || i >= end ||
        !(gx_text_at(a, i, "名") || gx_text_at(a, i, "个") || gx_text_at(a, i, "位") ||
          gx_text_at(a, i, "家") || gx_text_at(a, i, "户") || gx_text_at(a, i, "支") ||
          gx_text_at(a, i, "人")))
        return at;
    i++;
    for (size_t k = 0; k < GX_COUNT(counted); k++)
        if (gx_text_at(a, i, counted[k]) && i + gx_utf8_count(counted[k]) < end)
            return i + (uint32_t)gx_utf8_count(counted[k]);
    return i;
}

/* “优秀护士”: the words inside, where the marks enclose all of them. */
const char *gx_award_name(const gx_analysis *a, gx_range range)
{
    uint32_t close = range.start;
    while (close < range.end && a->text[close] != U'”')
        close++;
    bool whole = a->text[range.start] == U'“' && close + 1 == range.end && close > range.start + 1;
    return gx_text_of(a, whole ? (gx_range){range.start + 1, close} : range);
}

/* Cut what is not the award's own: 本次竞赛的第一名, “…”荣誉称号, 奖项; 以136分卫冕|总冠军. */
gx_range gx_trim_award(const gx_analysis *a, gx_range range)
{
    static const char *const tails[] = {"国家荣誉称号", "荣誉称号", "称号", "荣誉", "奖项",
                                        "牌匾",         "等",       "殊荣", "的"};
    static const char *const heads[] = {"了", "为", "过", "得", "到", "记", ":", "：", "“第", "荣誉"};
    bool again = true;
    while (again && range.start < range.end) {
        again = false;
        for (size_t i = 0; i < GX_COUNT(tails) && !again; i++)
            if (gx_text_before(a, range.end, tails[i]) && range.end - range.start > gx_utf8_count(tails[i])) {
                range.end -= (uint32_t)gx_utf8_count(tails[i]);
                again = true;
            }
        for (size_t i = 0; i < GX_COUNT(heads) - 2 && !again; i++)
            if (gx_text_at(a, range.start, heads[i])) {
                range.start += (uint32_t)gx_utf8_count(heads[i]);
                again = true;
            }
    }
    static const char *const wins[] = {"卫冕", "蝉联", "摘得", "夺得", "荣获", "获得"};
    uint32_t counted = range.start; /* 等15名同志“优秀护士” */
    while (gx_text_at(a, range.start, "等") && counted < range.end && a->text[counted] != U'“')
        counted++;
    range.start = counted < range.end ? counted : gx_counted_end(a, range.start, range.end);
    bool quote = false;
    for (uint32_t i = range.start; i + 1 < range.end; i++) {
        quote = quote || a->text[i] == U'“';
        for (size_t k = 0; k < GX_COUNT(wins) && !quote; k++)
            if (gx_text_at(a, i, wins[k]))
                range.start = i + 2;
        if (a->text[i] == U'的' && !quote)
            range.start = i + 1;
    }
    return range;
}

/* 2022年新河“最美护士” says more of the award than 最美护士 does. */
static bool says_more(const gx_analysis *a, const char *brief, const char *award)
{
    static const char *const plain[][2] = {{"劳模", "劳模"},         {"劳模", "劳动模范"},
                                           {"劳动模范", "劳动模范"}, {"先进工作者", "先进工作者"},
                                           {"工匠", "工匠"},         {"技术能手", "技术能手"}};
    if (strlen(award) <= strlen(brief))
        return false;
    for (size_t i = 0; i < GX_COUNT(plain); i++) /* 全国劳模, where 30名劳模 are counted behind */
        if (strcmp(brief, plain[i][0]) == 0 && gx_ends_with(award, plain[i][1]))
            return true;
    return strstr(award, gx_arena_printf(a->arena, "“%s”", brief)) != NULL;
}

void gx_add_award(gx_awarder *w, const gx_mention *m, const char *award, uint32_t event, gx_range evidence,
                  double sure)
{
    gx_analysis *a = w->a;
    for (size_t i = 0; i < a->awards.n; i++) {
        gx_award *other = &a->awards.at[i];
        if (other->type == m->type && other->entity == m->entity && says_more(a, other->award, award))
            other->award = award;
        if (other->type == m->type && other->entity == m->entity &&
            (strcmp(other->award, award) == 0 || says_more(a, award, other->award))) {
            if (other->event == GX_NONE)
                other->event = event;
            return;
        }
    }
    *GX_PUSH(a->arena, &a->awards) = (gx_award){.type = m->type,
                                                .entity = m->entity,
                                                .event = event,
                                                .award = award,
                                                .evidence = evidence,
                                                .confidence = sure};
}

/* ---- Told by a verb ---- */

/* Each of the awards joined by 、 和 in a range goes to each recipient, or, with 分别, one to each in turn.
 */
static void award_group(gx_awarder *w, uint32_t group, gx_range words, uint32_t event, gx_range evidence,
                        bool in_turn)
{
    gx_analysis *a = w->a;
    const gx_group *g = &w->news->frames.groups.at[group];
    gx_range parts[8];
    size_t n = 0;
    uint32_t start = words.start;
    bool quote = false;
    for (uint32_t i = words.start; i <= words.end && n < GX_COUNT(parts); i++) {
        bool next =
            i > start && i < words.end && a->text[i] == U'“' && a->text[i - 1] == U'”'; /* “甲”|“乙” */
        quote = i < words.end && (a->text[i] == U'“' || (quote && a->text[i] != U'”'));
        bool split = next || i == words.end || (!quote && (a->text[i] == U'、' || a->text[i] == U'和'));
        if (!split)
            continue;
        gx_range part = gx_trim_award(a, (gx_range){start, i});
        if ((gx_is_award(a, part) || (n && part.end > part.start)) && !gx_has_rank(a, part)) {
            parts[n++] = part;
            start = i + !next;
        }
    }
    if (in_turn && n > 1 && n != g->n)
        return; /* A等5人分别获一、二等奖: who got which, nobody can tell */
    for (size_t p = 0; p < n; p++)
        for (uint32_t i = 0; i < g->n; i++)
            if (!in_turn || n != g->n || i == p)
                gx_add_award(w, &a->mentions.at[w->news->frames.tops.at[g->first + i]],
                             gx_award_name(a, parts[p]), event, evidence, sure_told);
}

/* The event at which the frame's subject is honoured, by what roles.c found. */
static uint32_t event_of(const gx_awarder *w, uint32_t group)
{
    const gx_analysis *a = w->a;
    const gx_group *g = &w->news->frames.groups.at[group];
    const gx_mention *m = &a->mentions.at[w->news->frames.tops.at[g->first]];
    for (size_t i = 0; i < a->participations.n; i++) {
        const gx_participation *p = &a->participations.at[i];
        if (p->type == m->type && p->entity == m->entity && strcmp(p->role, "awardee") == 0)
            return p->event;
    }
    return GX_NONE;
}

/* A曾获…奖章: blocked for events, but an honour that A holds. */
static bool was_honoured(const gx_analysis *a, const gx_frame *frame)
{
    bool once = false;
    for (uint32_t i = frame->clause.start; i < frame->range.end; i++) {
        once = once || a->text[i] == U'曾';
        if (a->text[i] == U'未' || a->text[i] == U'没')
            return false;
    }
    return once;
}

/* 表彰了|2023年度先进单位,A等8家单位获表彰: what the sentence honours before the frame, or an empty range. */
static gx_range honoured_before(const gx_awarder *w, const gx_frame *frame)
{
    const gx_analysis *a = w->a;
    gx_range none = {frame->range.end, frame->range.end};
    if (!gx_text_before(a, frame->range.end, "表彰"))
        return none;
    for (uint32_t i = frame->clause.start; i > frame->sentence.start; i--) {
        if (!gx_text_at(a, i - 1, "表彰"))
            continue;
        gx_range words = {i + 1 + gx_text_at(a, i + 1, "了"), i + 1};
        while (words.end < frame->clause.start && !gx_breaks_clause(a, words.end))
            words.end++;
        return words.end > words.start && gx_is_award(a, words) ? words : none;
    }
    return none;
}

static void read_frame(gx_awarder *w, const gx_frame *frame)
{
    static const char *const in_turn[] = {"分获", "分别", "分列"};
    gx_analysis *a = w->a;
    uint8_t use = frame->verb->code[GX_VERB_USE];
    bool turn = false;
    for (size_t i = 0; i < GX_COUNT(in_turn); i++)
        turn = turn || gx_text_at(a, frame->range.start, in_turn[i]) ||
               gx_text_before(a, frame->range.start, in_turn[i]);
    bool held = (use == GX_VERB_WIN || use == GX_VERB_GIVE) && frame->blocked && was_honoured(a, frame);
    if ((frame->blocked && !held) || w->news->frames.speech[frame->range.start])
        return;
    if (use == GX_VERB_WIN && frame->object != GX_NONE &&
        w->news->frames.groups.at[frame->object].marker == GX_MARK_TAKE)
        return; /* 市总工会将A评为… */
    if ((use == GX_VERB_WIN || gx_wins_title(a, frame)) && frame->subject != GX_NONE) {
        gx_range words = honoured_before(w, frame);
        if (words.start == words.end)
            words = (gx_range){frame->range.end, frame->clause.end};
        uint32_t behind = w->news->frames.groups.at[frame->subject].range.start;
        if (behind > words.start && behind < words.end)
            for (words.end = behind - 1; words.end > words.start && a->text[words.end] != U'的';)
                words.end--; /* 获得…称号的A, 获金奖的还有A */
        award_group(w, frame->subject, words,
                    held || w->news->past[frame->range.start] ? GX_NONE : event_of(w, frame->subject),
                    frame->clause, turn);
    }
    bool honours = use == GX_VERB_GIVE && strcmp(frame->verb->cell[GX_VERB_OBJECT], "awardee") == 0;
    bool merit = gx_text_before(a, frame->range.end, "功"); /* 被某公安局|记个人二等功 */
    gx_range behind = {merit ? frame->range.start : frame->range.end, frame->clause.end};
    if (honours && frame->agent != GX_NONE && frame->subject != GX_NONE) /* A被B授予… */
        award_group(w, frame->subject, behind, event_of(w, frame->subject), frame->clause, turn);
    else if (honours && merit && frame->to != GX_NONE) /* 给A记三等功 */
        award_group(w, frame->to, behind, event_of(w, frame->to), frame->clause, turn);
    else if (honours && frame->object != GX_NONE) {
        const gx_group *g = &w->news->frames.groups.at[frame->object];
        gx_range words = {g->range.end, frame->clause.end};
        if (words.end > words.start)
            award_group(w, frame->object, words, event_of(w, frame->object), frame->clause, turn);
    }
}

/* ---- Before a name ---- */

/* 省劳动模范, 某省五一劳动奖章: the place before belongs to it. */
static uint32_t with_place(const gx_analysis *a, uint32_t start, uint32_t least)
{
    while (start > least) {
        if (gx_text_before(a, start, "自治区") && start >= least + 3)
            start -= 2;
        const gx_tag tag = a->tags[start - 1];
        bool place = tag.pos == GX_POS_LOC || tag.pos == GX_POS_NS || gx_level_word(a->scan, start - 1) ||
                     gx_text_before(a, start, "级") || gx_text_before(a, start, "全国") ||
                     gx_text_before(a, start, "国");
        if (!place || gx_is_punctuation(a->text[start - 1]))
            break;
        start--;
    }
    return start;
}

/* The words in the quotation marks that close at `end`: “全国劳动模范”“云岭工匠”、某公司技师张三. */
gx_range gx_quoted_before(const gx_analysis *a, uint32_t least, uint32_t end)
{
    for (uint32_t i = end; i > least && a->text[end - 1] == U'”'; i--)
        if (a->text[i - 1] == U'“')
            return (gx_range){i, end - 1};
    return (gx_range){end, end};
}

/* 等3个|先进职工之家、张三: so many others'. */
static bool is_counted(const gx_analysis *a, uint32_t start)
{
    return start >= 2 && gx_is_amount_digit(a->text[start - 2]) &&
           (gx_text_before(a, start, "个") || gx_text_before(a, start, "名") ||
            gx_text_before(a, start, "家"));
}

/* 全国劳动模范、首席技师张三: honours among the titles, and in front of them. */
static void read_phrase(gx_awarder *w, const gx_mention *m)
{
    gx_analysis *a = w->a;
    uint32_t start = m->phrase.start < m->range.start ? m->phrase.start : m->range.start;
    uint32_t end = m->range.start;
    for (uint32_t i = end; i > start;) {
        const gx_word *word = gx_honour_ending(a, start, i);
        if (word && word->code[1] != 4) {
            uint32_t from = with_place(a, i - word->n, start);
            gx_add_award(w, m, gx_text_of(a, (gx_range){from, i}), GX_NONE, (gx_range){from, m->range.end},
                         sure_before);
            i = from;
        } else {
            i--;
        }
    }
    const gx_word *word;
    while (start > 0) {
        uint32_t at = start;
        static const char *const between[] = {"、", "获得者", "奖获得者", "称号获得者"};
        for (int twice = 0; twice < 2; twice++) /* …奖章获得者、 */
            for (size_t i = 0; i < GX_COUNT(between); i++)
                if (gx_text_before(a, at, between[i])) {
                    at -= (uint32_t)gx_utf8_count(between[i]);
                    break;
                }
        uint32_t least = at > GX_AWARD_CHARS ? at - GX_AWARD_CHARS : 0;
        gx_range quoted = gx_quoted_before(a, least, at);
        if (quoted.start < quoted.end && gx_is_award(a, quoted)) {
            gx_add_award(w, m, gx_text_of(a, quoted), GX_NONE, (gx_range){quoted.start, m->range.end},
                         sure_before);
            start = quoted.start - 1;
            continue;
        }
        word = gx_honour_ending(a, least, at);
        if (!word || word->code[1] == 4 || is_counted(a, at - word->n))
            break;
        start = with_place(a, at - word->n, least);
        gx_add_award(w, m, gx_text_of(a, (gx_range){start, at}), GX_NONE, (gx_range){start, m->range.end},
                     sure_before);
    }
}

/* Before 称号获得者, 奖获得者: where the honour's own words end. */
static uint32_t without_winner(const gx_analysis *a, uint32_t start, uint32_t end)
{
    static const char *const tails[] = {"获得者", "荣誉", "称号"};
    for (size_t i = 0; i < GX_COUNT(tails); i++)
        if (gx_text_before(a, end, tails[i]) && end - gx_utf8_count(tails[i]) > start)
            end -= (uint32_t)gx_utf8_count(tails[i]);
    return end;
}

/* 2000年|全国先进工作者: behind the year that an honour was given in. */
static uint32_t behind_year(const gx_analysis *a, uint32_t at, uint32_t end)
{
    uint32_t k = at;
    while (k < end && a->text[k] >= '0' && a->text[k] <= '9')
        k++;
    return k > at && gx_text_at(a, k, "年") ? k + 1 + gx_text_at(a, k + 1, "度") : at;
}

/* 李某,男,某公司维修班班长,|省劳动模范|、|市五一劳动奖章|获得者: honours among the commas of a profile, which
 * begins its paragraph or has posts behind the name. */
static void read_profile(gx_awarder *w, const gx_mention *m)
{
    gx_analysis *a = w->a;
    const gx_block *block = gx_block_at(a, m->range.start);
    bool posts = m->phrase.end > m->range.end;
    uint32_t to = posts ? m->phrase.end : m->range.end;
    bool boxed = gx_text_before(a, m->range.start, "】"); /* 【人物档案】李某,… */
    if (!block || (!posts && !boxed && block->range.start != m->range.start))
        return;
    while (to < block->range.end && (a->text[to] == ',' || a->text[to] == 0x3001)) {
        uint32_t at = to + 1;
        for (to = at; to < block->range.end && !gx_is_punctuation(a->text[to]);)
            to++;
        at = behind_year(a, at, to);
        uint32_t end = to - at <= GX_AWARD_CHARS ? without_winner(a, at, to) : at;
        const gx_word *word = end > at ? gx_honour_ending(a, at, end) : NULL;
        if (word && word->code[1] != 4 && with_place(a, end - word->n, at) == at)
            gx_add_award(w, m, gx_text_of(a, (gx_range){at, end}), GX_NONE, (gx_range){m->range.start, to},
                         sure_before);
    }
}

/* 李某|是全国劳动模范, 李某|系全国技术能手、省五一劳动奖章获得者: honours that a name's predicate tells. */
static void read_predicate(gx_awarder *w, const gx_mention *m)
{
    static const char *const verbs[] = {"是", "系", "曾是", "也是", "还是"};
    gx_analysis *a = w->a;
    gx_range sentence = gx_sentence_range(a, m->range.start);
    uint32_t to = 0;
    for (size_t i = 0; i < GX_COUNT(verbs) && !to; i++)
        to = gx_text_at(a, m->range.end, verbs[i]) ? m->range.end + (uint32_t)gx_utf8_count(verbs[i]) : 0;
    for (bool more = to > 0 && !w->news->frames.speech[m->range.start]; more;) {
        uint32_t at = to;
        while (to < sentence.end && !gx_is_punctuation(a->text[to]))
            to++;
        uint32_t end = to - at <= GX_AWARD_CHARS ? without_winner(a, at, to) : at;
        const gx_word *word = end > at ? gx_honour_ending(a, at, end) : NULL;
        if (!word || word->code[1] == 4 || with_place(a, end - word->n, at) != at)
            return;
        gx_add_award(w, m, gx_text_of(a, (gx_range){at, end}), GX_NONE, (gx_range){m->range.start, to},
                     sure_before);
        more = to < sentence.end && a->text[to] == 0x3001;
        to += more;
    }
}

/* 发布A、B等10位|“最美职工”|的事迹: the honour right behind who is counted is theirs. */
static void read_counted_group(gx_awarder *w, const gx_group *group)
{
    gx_analysis *a = w->a;
    gx_range sentence = gx_sentence_range(a, group->range.start);
    uint32_t start = gx_text_at(a, group->range.end, "等") ? gx_counted_end(a, group->range.end, sentence.end)
                                                           : group->range.end;
    if (start == group->range.end || w->news->frames.speech[group->range.start])
        return;
    const gx_word *word = start < sentence.end ? a->scan->honour_at[start] : NULL;
    gx_range words = {start, start + (word ? word->n : 0)};
    if (gx_text_at(a, start, "“"))
        for (words.start = words.end = start + 1; words.end < sentence.end && a->text[words.end] != U'”';)
            words.end++;
    if (words.end >= sentence.end || words.end - words.start > GX_AWARD_CHARS || !gx_is_award(a, words) ||
        gx_has_rank(a, words))
        return;
    for (uint32_t i = 0; i < group->n; i++)
        gx_add_award(w, &a->mentions.at[w->news->frames.tops.at[group->first + i]], gx_award_name(a, words),
                     GX_NONE, (gx_range){group->range.start, words.end}, sure_before);
}

/* 省劳动模范A、|B: the next name of a list, which has no title of its own. */
static bool goes_on(const gx_analysis *a, const gx_mention *before, const gx_mention *m)
{
    bool joined = m->range.start == before->range.end + 1 &&
                  (a->text[before->range.end] == U'、' || gx_text_at(a, before->range.end, "和"));
    return joined && m->form == GX_FORM_NAME && m->phrase.start == m->range.start &&
           m->phrase.end == m->range.end;
}

static void share_awards(gx_awarder *w, size_t first, size_t end, const gx_mention *m)
{
    for (size_t i = first; i < end; i++) {
        const gx_award award = w->a->awards.at[i];
        gx_add_award(w, m, award.award, GX_NONE, (gx_range){award.evidence.start, m->range.end},
                     award.confidence);
    }
}

void gx_find_awards(gx_analysis *a)
{
    gx_awarder w = {a, a->news};
    for (size_t i = 0; i < a->news->frames.frames.n; i++)
        read_frame(&w, &a->news->frames.frames.at[i]);
    size_t told = 0, first = 0; /* the awards told before the mention `told`: from `first` on */
    for (size_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        if (m->type != GX_ENTITY_PERSON)
            continue;
        size_t n = a->awards.n;
        if (i && goes_on(a, &a->mentions.at[told], m))
            share_awards(&w, first, n, m);
        else
            first = n;
        read_phrase(&w, m);
        read_profile(&w, m);
        read_predicate(&w, m);
        told = i;
    }
    for (size_t g = 0; g < a->news->frames.groups.n; g++)
        read_counted_group(&w, &a->news->frames.groups.at[g]);
    for (size_t s = 0; s < a->article->n_sentences; s++) {
        const gx_block *block = gx_block_at(a, a->article->sentences[s].start);
        if (!block || block->kind == GX_BLOCK_META)
            continue;
        gx_read_ranks(&w, a->article->sentences[s]);
        gx_read_counted(&w, a->article->sentences[s]);
        if (block->kind != GX_BLOCK_LIST)
            gx_read_labels(&w, a->article->sentences[s]);
    }
    gx_read_rolls(&w);
    gx_settle_roles(a);
}
