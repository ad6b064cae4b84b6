#include "extract/ranks.h"

#include "base/utf8.h"
#include "extract/event_finder.h"

#include <pthread.h>
#include <string.h>

enum {
    DISCIPLINE_CHARS = 16, /* 男子100米, 采掘、通风、电焊工种: before a place */
    HONOUR_RANK = 4        /* the code of `rank` in honours.tsv */
};

static int numeral(uint32_t c)
{
    static const uint32_t numerals[] = {U'一', U'二', U'三', U'四', U'五', U'六', U'七', U'八'};
    for (int i = 0; i < 8; i++)
        if (c == numerals[i])
            return i + 1;
    return 0;
}

static const char *const ordinals[] = {"", "一", "二", "三", "四", "五", "六", "七", "八"};

/* 二、三名; 一、二、三等奖; 第一、二名 */
static bool read_series(const gx_analysis *a, uint32_t at, uint32_t end, gx_rank *out)
{
    uint32_t i = at + (a->text[at] == U'第');
    int numbers[GX_RANKS_AT_MOST];
    size_t n = 0;
    while (i < end && n < GX_RANKS_AT_MOST && numeral(a->text[i])) {
        numbers[n++] = numeral(a->text[i++]);
        if (i + 1 < end && (a->text[i] == U'、' || a->text[i] == U'和') && numeral(a->text[i + 1]))
            i++;
        else
            break;
    }
    const char *tail = gx_text_at(a, i, "等奖")                                      ? "等奖"
                       : gx_text_at(a, i, "名") || (n > 1 && gx_text_at(a, i, "位")) ? "名"
                                                                                     : NULL;
    bool prize = tail && strcmp(tail, "等奖") == 0;
    /* 三名 alone is an amount. */
    if (!n || !tail || (n == 1 && !prize && a->text[at] != U'第'))
        return false;
    for (size_t k = 0; k < n; k++)
        out->names[k] = gx_arena_printf(a->arena, "%s%s%s", prize ? "" : "第", ordinals[numbers[k]], tail);
    out->n = n;
    out->range = (gx_range){at, i + (prize ? 2 : 1)};
    return true;
}

/* Words for places that no table of honours holds. */
static const struct {
    const char *word;
    const char *names[3];
} rank_words[] = {
    {"头三名", {"第一名", "第二名", "第三名"}},
    {"由高到低", {"第一名", "第二名", "第三名"}},
    {"前三名", {"第一名", "第二名", "第三名"}},
    {"前三", {"第一名", "第二名", "第三名"}},
    {"冠亚季军", {"冠军", "亚军", "季军"}},
    {"冠、亚、季军", {"冠军", "亚军", "季军"}},
    {"冠、亚军", {"冠军", "亚军"}},
    {"冠亚军", {"冠军", "亚军"}},
    {"亚、季军", {"亚军", "季军"}},
    {"亚季军", {"亚军", "季军"}},
    {"亚军季军", {"亚军", "季军"}},
    {"金、银、铜奖", {"金奖", "银奖", "铜奖"}},
    {"金银铜奖", {"金奖", "银奖", "铜奖"}},
    {"银、铜奖", {"银奖", "铜奖"}},
    {"金、银奖", {"金奖", "银奖"}},
    {"金、银、铜牌", {"金牌", "银牌", "铜牌"}},
    {"金银铜牌", {"金牌", "银牌", "铜牌"}},
    {"银、铜牌", {"银牌", "铜牌"}},
    {"一二三等奖", {"一等奖", "二等奖", "三等奖"}},
    {"二三等奖", {"二等奖", "三等奖"}},
    {"一二三名", {"第一名", "第二名", "第三名"}},
    {"二三名", {"第二名", "第三名"}},
    {"夺冠", {"冠军"}},
    {"夺魁", {"冠军"}},
    {"折桂", {"冠军"}},
    {"登顶", {"冠军"}},
    {"桂冠", {"桂冠"}},
    {"摘金", {"金牌"}},
    {"夺金", {"金牌"}},
};

/* What may follow 第一, 前三 where it is a place in a contest. */
static bool ends_rank(const gx_analysis *a, uint32_t at)
{
    static const char *const behind[] = {",", "。", ";", "、", "是", "为", "依次", "分别", "由", ":", "的"};
    if (at >= a->n)
        return true;
    return gx_any_at(a, at, behind, GX_COUNT(behind));
}

/* 前两名, 前六名: the first so many places. */
static bool read_first(const gx_analysis *a, uint32_t at, gx_rank *out)
{
    int n =
        a->text[at] == U'前' && at + 2 < a->n ? (a->text[at + 1] == U'两' ? 2 : numeral(a->text[at + 1])) : 0;
    if (n < 2 || a->text[at + 2] != U'名')
        return false;
    out->range = (gx_range){at, at + 3};
    if (n > 3 && !gx_text_at(a, at + 3, "依次") && !gx_text_at(a, at + 3, "分别")) { /* 八家单位获得前八名 */
        out->names[0] = gx_text_of(a, out->range);
        out->n = 1;
        return true;
    }
    for (int k = 0; k < n; k++)
        out->names[k] = gx_arena_printf(a->arena, "第%s名", ordinals[k + 1]);
    out->n = (size_t)n;
    return true;
}

static gx_firsts rank_firsts; /* what places begin with, besides honours */

static void find_rank_firsts(void)
{
    for (size_t i = 0; i < GX_COUNT(rank_words); i++)
        gx_firsts_add_word(&rank_firsts, rank_words[i].word);
    for (size_t i = 1; i < GX_COUNT(ordinals); i++)
        gx_firsts_add_word(&rank_firsts, ordinals[i]);
    gx_firsts_add(&rank_firsts, U'第');
}

/* 前三名; 冠亚军; 一、二等奖: by the words, not by the table of honours. */
static bool read_words(const gx_analysis *a, uint32_t at, uint32_t end, gx_rank *out)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find_rank_firsts);
    if (!gx_may_begin(&rank_firsts, a->text[at]))
        return false;
    if (read_first(a, at, out))
        return true;
    for (size_t i = 0; i < GX_COUNT(rank_words); i++) {
        if (!gx_text_at(a, at, rank_words[i].word))
            continue;
        uint32_t behind = at + (uint32_t)gx_utf8_count(rank_words[i].word);
        if (numeral(a->text[behind - 1]) && !ends_rank(a, behind))
            continue;
        out->n = 0;
        for (size_t k = 0; k < 3 && rank_words[i].names[k]; k++)
            out->names[out->n++] = rank_words[i].names[k];
        out->range = (gx_range){at, behind};
        return true;
    }
    return read_series(a, at, end, out);
}

bool gx_read_rank(const gx_analysis *a, uint32_t at, uint32_t end, gx_rank *out)
{
    if (read_words(a, at, end, out))
        return true;
    const gx_word *word = gx_longest_at(a, at, end, GX_TABLE_HONOURS);
    if (!word || word->code[1] != HONOUR_RANK || gx_text_before(a, at, "卫冕") || gx_text_before(a, at, "前"))
        return false;
    uint32_t last = a->text[at + word->n - 1];
    if (numeral(last) && !ends_rank(a, at + word->n))
        return false; /* 第一次, 第一书记 */
    out->range = (gx_range){at, at + word->n};
    out->names[0] = gx_text_of(a, out->range);
    out->n = 1;
    return true;
}

bool gx_has_rank(const gx_analysis *a, gx_range range)
{
    gx_rank r;
    for (uint32_t i = range.start; i < range.end; i++)
        if (gx_read_rank(a, i, range.end, &r))
            return true;
    return false;
}

/* 亚军和季军 */
void gx_read_more_ranks(const gx_analysis *a, uint32_t end, gx_rank *r)
{
    gx_rank next;
    while (r->range.end + 1 < end && r->n < GX_RANKS_AT_MOST &&
           (gx_text_at(a, r->range.end, "和") || gx_text_at(a, r->range.end, "、")) &&
           gx_read_rank(a, r->range.end + 1, end, &next) && next.n == 1) {
        r->names[r->n++] = next.names[0];
        r->range.end = next.range.end;
    }
}

/* What a place is in: 男子100米|冠军, 刨工组|第一名, 团体|一、二等奖; empty where nothing stands before it.
 */
gx_range gx_discipline_before(const gx_analysis *a, const gx_rank *r, gx_range clause)
{
    static const char *const never[] = {"分别", "获得", "荣获", "夺得", "依次", "最终", "其中",
                                        "取得", "本次", "上述", "名次", "位列", "并列", "荣膺",
                                        "斩获", "喜获", "摘得", "勇夺", "包揽"};
    uint32_t at = r->range.start;
    while (at > clause.start && r->range.start - at < DISCIPLINE_CHARS && !a->news->frames.covered[at - 1] &&
           !a->news->frames.quoted[at - 1]) {
        uint32_t start = a->scan->word_start[at - 1];
        gx_pos pos = a->tags[start].pos;
        bool part = pos == GX_POS_N || pos == GX_POS_NZ || pos == GX_POS_VN || pos == GX_POS_M ||
                    pos == GX_POS_Q || pos == GX_POS_A || pos == GX_POS_AN ||
                    (pos == GX_POS_V && (at - start >= 2 || start == clause.start)) || pos == GX_POS_NW ||
                    a->text[start] == U'、' || (a->text[start] >= '0' && a->text[start] <= '9');
        bool event =
            gx_word_at(a, start, at, GX_TABLE_EVENT_HEADS) || gx_word_at(a, start, at, GX_TABLE_VERBS);
        bool stop = start < clause.start || !part || event;
        for (size_t i = 0; i < GX_COUNT(never) && !stop; i++)
            stop = gx_text_at(a, start, never[i]);
        if (stop)
            break;
        at = start;
    }
    while (at < r->range.start && a->text[at] == U'、')
        at++;
    static const char *const disciplines[] = {
        "组", "团体", "个人", "单",   "双",   "打",   "米",   "跑",   "跳",   "球",   "篮",
        "排", "足",   "项目", "工种", "赛项", "赛道", "专业", "类",   "总分", "全能", "级",
        "绳", "远",   "高",   "棋",   "牌",   "拔河", "接力", "泳",   "操",   "舞",   "唱",
        "子", "综合", "理论", "实操", "焊",   "钳工", "电工", "焊工", "床",   "修",   "护理"};
    for (size_t i = 0; i < GX_COUNT(disciplines); i++)
        if (gx_text_before(a, r->range.start, disciplines[i]))
            return (gx_range){at, r->range.start};
    return (gx_range){r->range.start, r->range.start};
}

/* 采掘、通风、电焊工种|第一名, three winners: each has the place in one of them, 工种 said for all. */
void gx_spread_disciplines(const gx_analysis *a, gx_range before, uint32_t winners, gx_rank *r)
{
    static const char *const kinds[] = {"工种", "项目", "赛项", "专业", "组别", "组", "类"};
    gx_range parts[GX_RANKS_AT_MOST];
    size_t n = 0;
    for (uint32_t i = before.start, start = i; i <= before.end && n < GX_RANKS_AT_MOST; i++)
        if (i == before.end || a->text[i] == U'、') {
            parts[n++] = (gx_range){start, i};
            start = i + 1;
        }
    const char *kind = "";
    for (size_t k = 0; k < GX_COUNT(kinds) && n && !*kind; k++)
        if (gx_text_before(a, before.end, kinds[k]))
            kind = kinds[k];
    if (n == 1) {
        for (size_t k = 0; k < r->n; k++)
            r->names[k] = gx_arena_printf(a->arena, "%s%s", gx_text_of(a, before), r->names[k]);
    } else if (r->n == 1 && n == winners) {
        const char *place = r->names[0];
        for (size_t k = 0; k < n; k++)
            r->names[k] = gx_arena_printf(a->arena, "%s%s%s", gx_text_of(a, parts[k]),
                                          gx_text_before(a, parts[k].end, kind) ? "" : kind, place);
        r->n = n;
    }
}
