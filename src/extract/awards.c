#include "extract/awards.h"

#include "base/utf8.h"
#include "extract/event_finder.h"
#include "extract/forms.h"
#include "extract/ranks.h"
#include "extract/roles.h"

#include <string.h>
#include <wchar.h>

/* Precision on the annotated pages, November 2026. */
static const double sure_told = 0.81, sure_before = 0.83, sure_listed = 0.85;

enum {
    AWARD_CHARS = 32,     /* an award's words are at most this long */
    LABEL_LINE_CHARS = 30 /* a line that heads a roll: 二、劳动模范（4名） */
};

typedef struct awarder {
    gx_analysis *a;
    gx_news *news;
} awarder;

static bool any_before(const gx_analysis *a, uint32_t end, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (gx_text_before(a, end, words[i]))
            return true;
    return false;
}

static bool is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c && wcschr(L"一二三四五六七八九十百", (wchar_t)c));
}

/* ---- The words of an award ---- */

/* The longest word of honours.tsv that ends at `end` and begins at or behind `start`. */
static const gx_word *honour_ending(const gx_analysis *a, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++) {
        const gx_word *word = gx_lexicon_exact(a->lexicon, a->text + i, end - i, GX_TABLE_HONOURS);
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
static bool is_award(const gx_analysis *a, gx_range range)
{
    if (range.end <= range.start + 1 || range.end - range.start > AWARD_CHARS)
        return false;
    return honour_ending(a, range.start, range.end) || a->text[range.end - 1] == U'”' ||
           any_before(a, range.end, award_ends, GX_COUNT(award_ends));
}

/* 等15名同志|“优秀护士”, 等4个集体|某市工人先锋号: behind the amount and what is counted; else `at`. */
static uint32_t counted_end(const gx_analysis *a, uint32_t at, uint32_t end)
{
    static const char *const counted[] = {"同志", "单位", "集体", "个人", "职工", "教师", "护士", "班组",
                                          "企业", "家庭", "团队", "组织", "选手", "代表", "人员", "党员",
                                          "学生", "医生", "员工", "工人", "干部", "部门", "村",   "社区"};
    uint32_t i = at + gx_text_at(a, at, "等"), number = i;
    while (i < end && (is_digit(a->text[i]) || gx_text_at(a, i, "两") || gx_text_at(a, i, "余")))
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
static const char *award_name(const gx_analysis *a, gx_range range)
{
    uint32_t close = range.start;
    while (close < range.end && a->text[close] != U'”')
        close++;
    bool whole = a->text[range.start] == U'“' && close + 1 == range.end && close > range.start + 1;
    return gx_text_of(a, whole ? (gx_range){range.start + 1, close} : range);
}

/* Cut what is not the award's own: 本次竞赛的第一名, “…”荣誉称号, 奖项; 以136分卫冕|总冠军. */
static gx_range trim(const gx_analysis *a, gx_range range)
{
    static const char *const tails[] = {"荣誉称号", "称号", "荣誉", "奖项", "牌匾", "等", "殊荣", "的"};
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
    range.start = counted < range.end ? counted : counted_end(a, range.start, range.end);
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

static void add_award(awarder *w, const gx_mention *m, const char *award, uint32_t event, gx_range evidence,
                      double sure)
{
    gx_analysis *a = w->a;
    for (size_t i = 0; i < a->awards.n; i++) {
        gx_award *other = &a->awards.at[i];
        if (other->type == m->type && other->entity == m->entity && strcmp(other->award, award) == 0) {
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
static void award_group(awarder *w, uint32_t group, gx_range words, uint32_t event, gx_range evidence,
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
        gx_range part = trim(a, (gx_range){start, i});
        if ((is_award(a, part) || (n && part.end > part.start)) && !gx_has_rank(a, part)) {
            parts[n++] = part;
            start = i + !next;
        }
    }
    for (size_t p = 0; p < n; p++)
        for (uint32_t i = 0; i < g->n; i++)
            if (!in_turn || n != g->n || i == p)
                add_award(w, &a->mentions.at[w->news->frames.tops.at[g->first + i]], award_name(a, parts[p]),
                          event, evidence, sure_told);
}

/* The event at which the frame's subject is honoured, by what roles.c found. */
static uint32_t event_of(const awarder *w, uint32_t group)
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
static gx_range honoured_before(const awarder *w, const gx_frame *frame)
{
    const gx_analysis *a = w->a;
    gx_range none = {frame->range.end, frame->range.end};
    if (!gx_text_before(a, frame->range.end, "表彰"))
        return none;
    for (uint32_t i = frame->clause.start; i > frame->sentence.start; i--) {
        if (!gx_text_at(a, i - 1, "表彰"))
            continue;
        gx_range words = {i + 1 + gx_text_at(a, i + 1, "了"), i + 1};
        while (words.end < frame->clause.start && !gx_is_clause_break(a->text[words.end]))
            words.end++;
        return words.end > words.start && is_award(a, words) ? words : none;
    }
    return none;
}

static void read_frame(awarder *w, const gx_frame *frame)
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
static gx_range quoted_before(const gx_analysis *a, uint32_t least, uint32_t end)
{
    for (uint32_t i = end; i > least && a->text[end - 1] == U'”'; i--)
        if (a->text[i - 1] == U'“')
            return (gx_range){i, end - 1};
    return (gx_range){end, end};
}

/* 等3个|先进职工之家、张三: so many others'. */
static bool is_counted(const gx_analysis *a, uint32_t start)
{
    return start >= 2 && is_digit(a->text[start - 2]) &&
           (gx_text_before(a, start, "个") || gx_text_before(a, start, "名") ||
            gx_text_before(a, start, "家"));
}

/* 全国劳动模范、首席技师张三: honours among the titles, and in front of them. */
static void read_phrase(awarder *w, const gx_mention *m)
{
    gx_analysis *a = w->a;
    uint32_t start = m->phrase.start < m->range.start ? m->phrase.start : m->range.start;
    uint32_t end = m->range.start;
    for (uint32_t i = end; i > start;) {
        const gx_word *word = honour_ending(a, start, i);
        if (word && word->code[1] != 4) {
            uint32_t from = with_place(a, i - word->n, start);
            add_award(w, m, gx_text_of(a, (gx_range){from, i}), GX_NONE, (gx_range){from, m->range.end},
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
        uint32_t least = at > AWARD_CHARS ? at - AWARD_CHARS : 0;
        gx_range quoted = quoted_before(a, least, at);
        if (quoted.start < quoted.end && is_award(a, quoted)) {
            add_award(w, m, gx_text_of(a, quoted), GX_NONE, (gx_range){quoted.start, m->range.end},
                      sure_before);
            start = quoted.start - 1;
            continue;
        }
        word = honour_ending(a, least, at);
        if (!word || word->code[1] == 4 || is_counted(a, at - word->n))
            break;
        start = with_place(a, at - word->n, least);
        add_award(w, m, gx_text_of(a, (gx_range){start, at}), GX_NONE, (gx_range){start, m->range.end},
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

/* 李某,男,某公司维修班班长,|省劳动模范|、|市五一劳动奖章|获得者: honours among the commas of a profile, which
 * begins its paragraph or has posts behind the name. */
static void read_profile(awarder *w, const gx_mention *m)
{
    gx_analysis *a = w->a;
    const gx_block *block = gx_block_at(a, m->range.start);
    bool posts = m->phrase.end > m->range.end;
    uint32_t to = posts ? m->phrase.end : m->range.end;
    if (!block || (!posts && block->range.start != m->range.start))
        return;
    while (to < block->range.end && (a->text[to] == ',' || a->text[to] == 0x3001)) {
        uint32_t at = to + 1;
        for (to = at; to < block->range.end && !gx_is_punctuation(a->text[to]);)
            to++;
        uint32_t end = to - at <= AWARD_CHARS ? without_winner(a, at, to) : at;
        const gx_word *word = end > at ? honour_ending(a, at, end) : NULL;
        if (word && word->code[1] != 4 && with_place(a, end - word->n, at) == at)
            add_award(w, m, gx_text_of(a, (gx_range){at, end}), GX_NONE, (gx_range){m->range.start, to},
                      sure_before);
    }
}

/* 省劳动模范A、|B: the next name of a list, which has no title of its own. */
static bool goes_on(const gx_analysis *a, const gx_mention *before, const gx_mention *m)
{
    bool joined = m->range.start == before->range.end + 1 &&
                  (a->text[before->range.end] == U'、' || gx_text_at(a, before->range.end, "和"));
    return joined && m->form == GX_FORM_NAME && m->phrase.start == m->range.start &&
           m->phrase.end == m->range.end;
}

static void share_awards(awarder *w, size_t first, size_t end, const gx_mention *m)
{
    for (size_t i = first; i < end; i++) {
        const gx_award award = w->a->awards.at[i];
        add_award(w, m, award.award, GX_NONE, (gx_range){award.evidence.start, m->range.end},
                  award.confidence);
    }
}

/* ---- Rolls ---- */

static bool is_bullet(uint32_t c)
{
    static const uint32_t bullets[] = {U'▌', U'●', U'★', U'■', U'◆', U'▲', U'○',
                                       U'△', U'▶', U'►', U'※', U'☆', U'·', U'|'};
    for (size_t i = 0; i < GX_COUNT(bullets); i++)
        if (bullets[i] == c)
            return true;
    return false;
}

/* (一), 12.: what a line of a list is numbered with. */
static bool is_numbering(uint32_t c)
{
    return is_digit(c) || (c && wcschr(L"().、", (wchar_t)c));
}

/* 市五一劳动奖状|单位, 先进个人|名单: an honour before a word for those who get it. */
static uint32_t without_holders(const gx_analysis *a, gx_range label)
{
    static const char *const holders[] = {"名单", "建议名单", "获得者", "单位",
                                          "个人", "集体",     "人员",   "称号"};
    for (size_t i = 0; i < GX_COUNT(holders); i++) {
        uint32_t n = (uint32_t)gx_utf8_count(holders[i]);
        if (label.end - label.start > n + 1 && gx_text_before(a, label.end, holders[i]) &&
            honour_ending(a, label.start, label.end - n))
            return label.end - n;
    }
    return label.end;
}

/* The award that a line names, up to a colon or bracket: 二、劳动模范（4名）, ▌拟授予五一劳动奖章个人; empty
 * = none. */
static gx_range label_of(const gx_analysis *a, gx_range line)
{
    static const char *const before[] = {"拟授予", "拟命名", "拟表彰", "拟推荐", "授予",
                                         "命名",   "荣获",   "获得",   "获"};
    gx_range label = line;
    while (label.start < label.end &&
           (is_numbering(a->text[label.start]) || is_bullet(a->text[label.start])) &&
           !gx_lexicon_longest(a->lexicon, a->text + label.start, label.end - label.start, GX_TABLE_HONOURS))
        label.start++;
    for (size_t i = 0; i < GX_COUNT(before); i++)
        if (gx_text_at(a, label.start, before[i])) {
            label.start += (uint32_t)gx_utf8_count(before[i]);
            break;
        }
    uint32_t end = label.start;
    while (end < label.end && a->text[end] != ':' && a->text[end] != '(')
        end++;
    bool ends = end == line.end || a->text[end] == ':' || a->text[end] == '(';
    label.end = end;
    if (!ends || label.end - label.start > LABEL_LINE_CHARS || label.end <= label.start + 1)
        return (gx_range){0, 0};
    label.end = without_holders(a, label);
    return is_award(a, label) ? label : (gx_range){0, 0};
}

static bool has_mention(const gx_analysis *a, gx_range range, gx_entity_type type)
{
    for (size_t i = 0; i < a->mentions.n; i++)
        if (a->mentions.at[i].type == type && a->mentions.at[i].range.start >= range.start &&
            a->mentions.at[i].range.end <= range.end)
            return true;
    return false;
}

static void honour_at(awarder *w, const gx_mention *m, uint32_t event, const char *role, gx_range evidence)
{
    gx_analysis *a = w->a;
    if (event == GX_NONE)
        return;
    for (size_t i = 0; i < a->participations.n; i++) {
        const gx_participation *p = &a->participations.at[i];
        if (p->type == m->type && p->entity == m->entity && p->event == event && strcmp(p->role, role) == 0)
            return;
    }
    *GX_PUSH(a->arena, &a->participations) = (gx_participation){.type = m->type,
                                                                .entity = m->entity,
                                                                .event = event,
                                                                .role = role,
                                                                .evidence = evidence,
                                                                .confidence = sure_listed};
}

/* The contest that a page of ranks is about: the main event, else the only one. */
static uint32_t contest(const awarder *w)
{
    const gx_analysis *a = w->a;
    if (w->news->main != GX_NONE && strcmp(a->events.at[w->news->main].type, "competition") == 0)
        return w->news->main;
    for (uint32_t e = 0; e < a->events.n; e++)
        if (strcmp(a->events.at[e].type, "competition") == 0)
            return e;
    return w->news->main;
}

/* 营业部、|西关支行分获前三名: the items of the list before `at` that name nobody we know; each has its
 * place. */
static uint32_t items_before(const gx_analysis *a, uint32_t at, uint32_t least)
{
    enum { ITEM_CHARS = 12 };
    uint32_t n = 0;
    while (at > least && a->text[at - 1] == U'、') {
        uint32_t start = at - 1;
        while (start > least && a->text[start - 1] != U'、' && !gx_is_clause_break(a->text[start - 1]))
            start--;
        if (start == at - 1 || at - 1 - start > ITEM_CHARS)
            break;
        n++;
        at = start;
    }
    return n;
}

/* 张三(指导教师:李四): who taught the winner won nothing. */
static bool only_guides(const gx_analysis *a, gx_range line, uint32_t at)
{
    static const char *const guides[] = {"指导", "辅导", "教练", "领队"};
    uint32_t open = at;
    while (open > line.start && a->text[open - 1] != '(' && a->text[open - 1] != ')')
        open--;
    if (open == line.start || a->text[open - 1] != '(')
        return false;
    for (uint32_t i = open; i < at; i++)
        for (size_t k = 0; k < GX_COUNT(guides); k++)
            if (gx_text_at(a, i, guides[k]))
                return true;
    return false;
}

/* The people of a line, else its organizations. */
static void award_line(awarder *w, gx_range line, gx_range label, bool ranked)
{
    gx_analysis *a = w->a;
    gx_entity_type type = has_mention(a, line, GX_ENTITY_PERSON) ? GX_ENTITY_PERSON : GX_ENTITY_ORGANIZATION;
    uint32_t event = ranked ? contest(w) : w->news->main;
    bool competition = event != GX_NONE && strcmp(a->events.at[event].type, "competition") == 0;
    for (size_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        bool inside = m->range.start >= line.start && m->range.end <= line.end;
        if (!inside || m->type != type || m->modifier || only_guides(a, line, m->range.start))
            continue;
        add_award(w, m, award_name(a, label), event, line, sure_listed);
        honour_at(w, m, event, "awardee", line);
        if (ranked && competition)
            honour_at(w, m, event, "performer", line);
    }
}

static void rank_group(awarder *w, const gx_group *g, const gx_rank *r, gx_range evidence)
{
    gx_analysis *a = w->a;
    uint32_t event = contest(w);
    bool competition = event != GX_NONE && strcmp(a->events.at[event].type, "competition") == 0;
    uint32_t first = items_before(a, g->range.start, evidence.start);
    if (first + g->n > r->n)
        first = 0;
    for (uint32_t i = 0; i < g->n; i++) {
        const gx_mention *m = &a->mentions.at[w->news->frames.tops.at[g->first + i]];
        const char *name = r->names[r->n == 1 ? 0 : first + i < r->n ? first + i : r->n - 1];
        add_award(w, m, name, event, evidence, sure_told);
        honour_at(w, m, event, "awardee", evidence);
        if (competition)
            honour_at(w, m, event, "performer", evidence);
    }
}

/* 第一名由A夺得, not 第一名由A颁发. */
static bool wins_behind(const gx_analysis *a, uint32_t at)
{
    static const char *const verbs[] = {"获", "夺", "摘", "包揽", "分享", "依次", "分别", "斩获", "拿", "捧"};
    return gx_any_at(a, at, verbs, GX_COUNT(verbs));
}

/* 云南|选手A, 来自湖北的|B, 本地|选手C: where somebody is from, by places alone. */
static bool is_whence(const gx_analysis *a, uint32_t from, uint32_t to)
{
    static const char *const words[] = {"来自", "本地", "本市", "本县", "东道主"};
    static const char *const who[] = {"选手", "队员", "运动员", "跑者", "棋手", "骑手"};
    for (size_t i = 0; i < GX_COUNT(words); i++)
        if (gx_text_at(a, from, words[i]))
            from += (uint32_t)gx_utf8_count(words[i]);
    for (size_t i = 0; i < GX_COUNT(who); i++)
        if (gx_text_before(a, to, who[i]))
            to -= (uint32_t)gx_utf8_count(who[i]);
    if (to > from && a->text[to - 1] == U'的')
        to--;
    return to <= from || gx_is_only_place(a->scan, from, to);
}

/* The group that begins where a gx_rank's words go over to it: …第一名是A, 前三名依次为A、B、C. */
static const gx_group *group_behind(const awarder *w, const gx_rank *r, gx_range sentence)
{
    static const char *const links[] = {"分别是", "分别为", "分别由", "依次为", "依次是", "依次由",   "归了",
                                        "归于",   "花落",   "是",     "为",     "由",     "归",       "均为",
                                        "被",     "得主",   "获得者", "的是",   "得主是", "获得者是", ":"};
    enum { FROM_CHARS = 8 };
    const gx_analysis *a = w->a;
    uint32_t at = r->range.end;
    if (at < sentence.end && a->text[at] == '(')
        while (at < sentence.end && a->text[at++] != ')')
            ;
    for (size_t i = 0; i < GX_COUNT(links); i++) {
        if (!gx_text_at(a, at, links[i]))
            continue;
        uint32_t start = at + (uint32_t)gx_utf8_count(links[i]);
        for (size_t g = gx_first_group(&w->news->frames, start); g < w->news->frames.groups.n; g++) {
            const gx_group *group = &w->news->frames.groups.at[g];
            if (group->range.start > start + FROM_CHARS ||
                (group->range.start > start && !is_whence(a, start, group->range.start)))
                break;
            if (strcmp(links[i], "由") != 0 || wins_behind(a, group->range.end))
                return group;
        }
    }
    return NULL;
}

/* A击败|B|夺得冠军: the other side, by a verb of the clause. */
static bool is_opponent(const awarder *w, size_t group, gx_range clause)
{
    const gx_frames *frames = &w->news->frames;
    uint32_t start = frames->groups.at[group].range.start;
    for (size_t i = gx_first_frame(frames, clause.start); i < frames->frames.n; i++) {
        const gx_frame *frame = &frames->frames.at[i];
        if (frame->range.start >= start)
            return false;
        if (frame->object == group && gx_same_word(frame->verb->cell[GX_VERB_OBJECT], "performer"))
            return true;
    }
    return false;
}

/* The nearest group before a gx_rank in its clause. */
static const gx_group *group_before(const awarder *w, const gx_rank *r, gx_range clause,
                                    uint32_t sentence_start)
{
    const gx_group *groups = w->news->frames.groups.at;
    size_t found = GX_NONE, earlier = GX_NONE; /* the last two */
    for (size_t g = gx_first_group(&w->news->frames, sentence_start); g < w->news->frames.groups.n; g++) {
        const gx_group *group = &groups[g];
        if (group->range.start >= r->range.start)
            break;
        bool free = group->marker == GX_MARK_NONE || group->marker == GX_MARK_BY;
        if (group->range.end > r->range.start || group->range.end <= clause.start || !free)
            continue;
        earlier = found;
        found = g;
    }
    if (found != GX_NONE && is_opponent(w, found, clause))
        found = earlier;
    return found != GX_NONE ? &groups[found] : NULL;
}

/* A掀翻B,捧走|冠军|奖杯: whom the verb of the rank's clause takes over from the clauses before; or NULL. */
static const gx_group *subject_of(const awarder *w, const gx_rank *r, gx_range clause)
{
    const gx_frames *frames = &w->news->frames;
    for (size_t i = gx_first_frame(frames, clause.start); i < frames->frames.n; i++) {
        const gx_frame *frame = &frames->frames.at[i];
        if (frame->range.start >= r->range.start)
            break;
        if (frame->verb->code[GX_VERB_USE] == GX_VERB_WIN && frame->subject != GX_NONE)
            return &frames->groups.at[frame->subject];
    }
    return NULL;
}

static bool is_past(const gx_analysis *a, gx_range clause, const gx_rank *r)
{
    static const char *const editions[] = {"上届", "往届"}; /* 上届冠军: of that rank alone */
    for (size_t k = 0; k < GX_COUNT(editions); k++)
        if (gx_text_before(a, r->range.start, editions[k]))
            return true;
    const uint8_t *covered = a->news->frames.covered; /* 曾 of 曾某 */
    static const char *const words[] = {"去年", "曾",   "前年", "历届", "将获", "空缺", "奖励", "各工种",
                                        "各组", "每组", "评出", "决出", "设",   "将授", "拟授"};
    for (uint32_t i = clause.start; i < clause.end; i++)
        for (size_t k = 0; k < GX_COUNT(words); k++)
            if (!covered[i] && gx_text_at(a, i, words[k]))
                return true;
    return false;
}

/* A给B颁发|冠军|奖杯, A为|冠军|队颁奖: whoever stands first gives it away. */
static bool is_given(const gx_analysis *a, uint32_t from, const gx_rank *r)
{
    static const char *const gives[] = {"颁", "授予", "递上", "奖给"}, *const to[] = {"为", "给", "向"},
                             *const winners[] = {"队", "选手", "得主", "获得者", "团队", "的", "班组"};
    bool whom = false;
    for (size_t i = 0; i < GX_COUNT(winners); i++)
        whom = whom || gx_text_at(a, r->range.end, winners[i]);
    for (uint32_t k = from; k < r->range.start; k++) {
        for (size_t i = 0; i < GX_COUNT(gives); i++)
            if (gx_text_at(a, k, gives[i]))
                return true;
        for (size_t i = 0; i < GX_COUNT(to) && whom; i++)
            if (gx_text_at(a, k, to[i]))
                return true;
    }
    return false;
}

static void read_ranks(awarder *w, gx_range sentence)
{
    gx_analysis *a = w->a;
    for (uint32_t i = sentence.start; i < sentence.end; i++) {
        gx_rank r;
        if (w->news->frames.speech[i] || w->news->frames.quoted[i] || w->news->frames.covered[i] ||
            !gx_read_rank(a, i, sentence.end, &r))
            continue;
        gx_read_more_ranks(a, sentence.end, &r);
        gx_range clause = gx_clause_at(a, &w->news->frames, sentence, i);
        const gx_group *g = group_behind(w, &r, sentence);
        if (!g)
            g = group_before(w, &r, clause, sentence.start);
        if (!g)
            g = subject_of(w, &r, clause);
        if (!g && clause.start > sentence.start && a->tags[clause.start].pos == GX_POS_V)
            g = group_before(w, &r, (gx_range){sentence.start, clause.end},
                             sentence.start); /* A跳了200个,拿走一等奖 */
        gx_range before = gx_discipline_before(a, &r, clause);
        if (g && before.start < before.end)
            gx_spread_disciplines(a, before, g->n, &r);
        bool given = g && g->range.end <= r.range.start && is_given(a, g->range.end, &r);
        if (g && !given && !is_past(a, clause, &r))
            rank_group(w, g, &r, clause);
        i = r.range.end - 1;
    }
}

/* 先进集体:…, “自治区工人先锋号”:… inside running text. */
static void read_labels(awarder *w, gx_range sentence)
{
    gx_analysis *a = w->a;
    for (uint32_t i = sentence.start; i + 1 < sentence.end; i++) {
        if (a->text[i] != ':' || w->news->frames.speech[i])
            continue;
        gx_range clause = gx_clause_at(a, &w->news->frames, sentence, i > sentence.start ? i - 1 : i);
        gx_range label = label_of(a, (gx_range){clause.start, i});
        gx_rank r;
        if (!label.end || label.end - label.start > AWARD_CHARS)
            continue;
        gx_range list = {i + 1, i + 1};
        while (list.end < sentence.end && a->text[list.end] != ':')
            list.end++;
        bool ranked = gx_read_rank(a, label.start, label.end, &r) && r.n == 1;
        award_line(w, list, label, ranked);
    }
}

/* 对A等3个|先进职工之家|、B等5名|优秀工会工作者|予以表彰: what each of them stands for. */
static void read_counted(awarder *w, gx_range sentence)
{
    static const char *const ends[] = {"予以", "给予", "进行", "授予"}, *const honours[] = {"表彰", "表扬",
                                                                                            "命名"};
    gx_analysis *a = w->a;
    if (!gx_has_any(a, sentence, honours, GX_COUNT(honours)))
        return;
    for (size_t g = gx_first_group(&w->news->frames, sentence.start); g < w->news->frames.groups.n; g++) {
        const gx_group *group = &w->news->frames.groups.at[g];
        if (group->range.start >= sentence.end)
            break;
        for (uint32_t i = 0; i < group->n; i++) {
            const gx_mention *m = &a->mentions.at[w->news->frames.tops.at[group->first + i]];
            uint32_t at = m->range.end,
                     start = gx_text_at(a, at, "等") ? counted_end(a, at, sentence.end) : at;
            gx_range words = {start, start};
            while (words.end < sentence.end && a->text[words.end] != U'、' && a->text[words.end] != U'和' &&
                   !gx_is_clause_break(a->text[words.end]) && !gx_any_at(a, words.end, ends, GX_COUNT(ends)))
                words.end++;
            words = trim(a, words);
            if (start == at || !is_award(a, words) || a->text[words.start] == U'获' ||
                w->news->frames.speech[at])
                continue;
            add_award(w, m, award_name(a, words), w->news->main, sentence, sure_told);
            honour_at(w, m, w->news->main, "awardee", sentence);
        }
    }
}

/* The place or honour that fills a cell from `at`, with a gap behind it; empty = none. */
static gx_range cell_award(const gx_analysis *a, uint32_t at, uint32_t end, bool *ranked)
{
    gx_rank r;
    *ranked = gx_read_rank(a, at, end, &r) && r.n == 1;
    const gx_word *honour = gx_lexicon_longest(a->lexicon, a->text + at, end - at, GX_TABLE_HONOURS);
    uint32_t behind = *ranked ? r.range.end : honour ? at + honour->n : at;
    bool parted = behind > at && behind < end && a->article->gap[behind] == GX_GAP_SPACE;
    return parted ? (gx_range){at, behind} : (gx_range){at, at};
}

/* Does a cell begin at `i`: with the line, behind a gap, 循迹:|一等奖, ;|二等奖? */
static bool begins_cell(const gx_analysis *a, gx_range line, uint32_t i)
{
    uint32_t before = i > line.start ? a->text[i - 1] : ':';
    return before == ':' || before == ';' || before == ',' || a->article->gap[i] == GX_GAP_SPACE;
}

/* 第一名　某车辆段　　第二名　某动车所; 小学组:一等奖　张三;二等奖　李四: pairs of cells. */
static void read_cells(awarder *w, gx_range line)
{
    gx_analysis *a = w->a;
    for (uint32_t i = line.start; i < line.end; i++) {
        bool ranked, next_ranked;
        gx_range label = begins_cell(a, line, i) ? cell_award(a, i, line.end, &ranked) : (gx_range){i, i};
        if (label.start == label.end)
            continue;
        gx_range cell = {label.end, label.end + 1};
        while (cell.end < line.end && a->text[cell.end] != ';' &&
               (!begins_cell(a, line, cell.end) ||
                cell_award(a, cell.end, line.end, &next_ranked).end == cell.end))
            cell.end++;
        award_line(w, cell, label, ranked);
        i = cell.end - 1;
    }
}

/* 某县人民医院工会, 司徒英　某小学教师: a line for one who is honoured, whatever it ends in. */
static bool names_holder(const gx_analysis *a, gx_range label)
{
    for (size_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        bool inside = m->range.start >= label.start && m->range.end <= label.end;
        bool all = m->range.start == label.start && m->range.end == label.end;
        if (inside && (m->type == GX_ENTITY_PERSON || all))
            return true;
    }
    return false;
}

/* …“最美娘家人”推选结果揭晓。名单如下: the award that a paragraph before a list names. */
static gx_range introduced_award(const gx_analysis *a, gx_range paragraph)
{
    static const char *const behind[] = {"推选", "评选", "名单", "称号", "获得者", "荣誉", "入选", "拟"};
    enum { ROLL_CHARS = 24 };
    gx_range none = {0, 0};
    uint32_t last = paragraph.end > paragraph.start ? paragraph.end - 1 : paragraph.start;
    bool roll = false;
    for (uint32_t i = last > paragraph.start + ROLL_CHARS ? last - ROLL_CHARS : paragraph.start; i < last;
         i++)
        roll |= gx_text_at(a, i, "名单");
    if (!roll || a->text[last] != ':')
        return none;
    for (uint32_t i = last; i > paragraph.start; i--)
        for (size_t k = 0; a->text[i - 1] == U'”' && k < GX_COUNT(behind); k++)
            if (gx_text_at(a, i, behind[k])) {
                gx_range quoted = quoted_before(a, paragraph.start, i);
                return quoted.end > quoted.start ? (gx_range){quoted.start - 1, i} : none;
            }
    return none;
}

/* Lines of a list below a line that names an award. */
static void read_rolls(awarder *w)
{
    gx_analysis *a = w->a;
    gx_range label = {0, 0};
    for (size_t b = 0; b < a->article->n_blocks; b++) {
        const gx_block *block = &a->article->blocks[b];
        if (block->kind != GX_BLOCK_LIST && block->kind != GX_BLOCK_HEADING) {
            label = introduced_award(a, block->range);
            if (block->kind == GX_BLOCK_PARAGRAPH)
                read_cells(w, block->range);
            continue;
        }
        read_cells(w, block->range);
        gx_range line = block->range, own = label_of(a, line);
        if (own.end && !names_holder(a, own)) {
            label = own;
            line.start = own.end;
        }
        gx_rank r;
        if (label.end && line.end > line.start)
            award_line(w, line, label, gx_read_rank(a, label.start, label.end, &r) && r.n == 1);
    }
}

void gx_find_awards(gx_analysis *a)
{
    awarder w = {a, a->news};
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
        told = i;
    }
    for (size_t s = 0; s < a->article->n_sentences; s++) {
        const gx_block *block = gx_block_at(a, a->article->sentences[s].start);
        if (!block || block->kind == GX_BLOCK_META)
            continue;
        read_ranks(&w, a->article->sentences[s]);
        read_counted(&w, a->article->sentences[s]);
        if (block->kind != GX_BLOCK_LIST)
            read_labels(&w, a->article->sentences[s]);
    }
    read_rolls(&w);
    gx_settle_roles(a);
}
