#include "extract/forms.h"

#include "base/utf8.h"
#include "extract/tally.h"

#include <stdlib.h>
#include <string.h>

enum {
    UNITS_AT_MOST = 24, /* of one name; longer runs of nouns are no names */
    NAME_CHARS = 48
};

/* 中建二局|工会: a union, committee or team of a body whose own name has no head that we know. */
static const char *const BELONGING[] = {"工会",   "工会委员会", "党委",   "党总支",       "党支部",
                                        "党组",   "纪委",       "团委",   "团支部",       "团总支",
                                        "代表队", "分公司",     "妇委会", "女职工委员会", "女工委"};

/* The units of one candidate, from its head leftwards. */
struct chain {
    gx_unit units[UNITS_AT_MOST];
    size_t n;
    uint32_t end;
    uint32_t shared_from; /* where the head that they share begins */
    uint32_t counted;     /* where 三(个)县 begins, or 0 */
    uint32_t from;        /* where its head begins */
    bool weak;            /* its head is a weak one */
    const gx_word *body;  /* what it ends in, where a table has that whole */
    bool generic, deictic;
};

static bool is_head_end(const gx_scan *scan, uint32_t at)
{
    return (scan->head_to[at] && scan->head_to[at]->code[2] != GX_HEAD_WEAK) || scan->body_to[at];
}

static bool is_verb(uint8_t pos)
{
    return pos == GX_POS_V || pos == GX_POS_VD;
}

/* 工作室, 班组, 服务队: kinds of body that bear a person's name. */
static bool bears_person(uint8_t kind)
{
    return kind == GX_KIND_TEAM;
}

/* May 和 stand inside this name: 劳动和经济工作部, but not 市总工会和妇联? */
static bool joins_inside(const gx_scan *scan, const gx_unit *and, const struct chain *chain)
{
    gx_unit left = gx_unit_before(scan, and->start);
    gx_unit further = left.class == GX_UNIT_NOUN ? gx_unit_before(scan, left.start) : left;
    for (int more = 0; more < 4 && further.class == GX_UNIT_NOUN; more++)
        further = gx_unit_before(scan, further.start);
    bool anchored =
        further.class == GX_UNIT_BODY || further.class == GX_UNIT_PLACE || further.class == GX_UNIT_LEVEL;
    uint32_t mark = left.start ? left.start - 1 : 0; /* 集团工会、|劳动和人事部 */
    anchored = anchored || (chain->n && scan->a->text[mark] == 0x3001 && mark && is_head_end(scan, mark) &&
                            gx_text_before(scan->a, chain->end, "部"));
    const gx_word *head = scan->head_to[left.end]; /* 公安局|反诈中心|和|边防检查站 */
    return left.class == GX_UNIT_NOUN && anchored && !is_head_end(scan, left.end) &&
           !(head && head->n >= 2) && !scan->title_to[left.end];
}

static bool is_numeral(uint32_t c)
{
    static const uint32_t numerals[] = {0x4E24, 0x4E09, 0x56DB, 0x4E94, 0x516D,
                                        0x4E03, 0x516B, 0x4E5D, 0x5341};
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (numerals[i] == c)
            return true;
    return c >= '2' && c <= '9';
}

/* 检修|二班, 综采|1队 */
static bool numbers_unit(uint32_t c)
{
    return is_numeral(c) || c == 0x4E00 /* 一 */ || c == 0x4E8C /* 二 */ || (c >= '0' && c <= '9');
}

/* 共青团, 中共 stand before the place or company whose branch they are. */
static bool heads_league(const gx_scan *scan, const gx_unit *u)
{
    uint32_t n = u->end - u->start;
    return (n == 3 && gx_text_at(scan->a, u->start, "共青团")) ||
           (n == 2 && gx_text_at(scan->a, u->start, "中共"));
}

/* 甲队2:1胜乙队 */
static bool tells_score(const gx_scan *scan, const gx_unit *u)
{
    for (uint32_t i = u->start; i < u->end; i++)
        if (scan->a->text[i] == ':')
            return true;
    return false;
}

/* A company, a paper or a team known by its whole name. */
static bool is_enterprise(const gx_word *body)
{
    enum { NAME_LEAST = 3 };
    return body && body->table == GX_TABLE_ORGANIZATIONS && body->n >= NAME_LEAST &&
           (body->code[2] == GX_KIND_COMPANY || body->code[2] == GX_KIND_MEDIA ||
            body->code[2] == GX_KIND_TEAM);
}

/* 以色列工党|领导人|某某同利库德: the tagger's organization with somebody's office in the middle is none. */
static bool holds_title(const gx_scan *scan, const gx_unit *u)
{
    for (uint32_t i = u->start + 3; i < u->end; i++) {
        const gx_word *title = scan->title_to[i];
        if (title && title->n >= 2 && title->code[1] == GX_TITLE_POST && i - title->n > u->start &&
            is_head_end(scan, i - title->n))
            return true;
    }
    return false;
}

/* Should the chain take this unit, given what it has? */
static bool takes(const gx_scan *scan, const struct chain *chain, const gx_unit *u, uint8_t kind)
{
    switch (u->class) {
    case GX_UNIT_PLACE:
    case GX_UNIT_LEVEL:
        return true;
    case GX_UNIT_NUMBER:
        return !tells_score(scan, u);
    case GX_UNIT_BODY:
        if (heads_league(scan, u) && kind != GX_KIND_ASSOCIATION && kind != GX_KIND_PARTY &&
            kind != GX_KIND_COMMITTEE)
            return false; /* 共青团|青石崖机务段|第八次代表大会 */
        if (!u->word && holds_title(scan, u))
            return false;
        if (is_enterprise(u->word) && u->end == chain->from && chain->body && is_enterprise(chain->body))
            return false; /* 中国银行|交通银行 */
        return !scan->title_to[u->end] || scan->title_to[u->end]->n < u->end - u->start ||
               scan->title_to[u->end]->code[1] == GX_TITLE_JOB; /* 保安|局 */
    case GX_UNIT_NOUN: {
        const gx_word *title = scan->title_to[u->end];
        bool is_title = title && title->n >= u->end - u->start && title->code[1] != GX_TITLE_JOB;
        const gx_word *office = u->end < scan->a->n ? scan->head_at[u->end] : NULL;
        bool topic = is_title && title->code[1] == GX_TITLE_MODIFIER && title->n == 2 &&
                     ((office && office->code[2] == GX_HEAD_DEPARTMENT) ||
                      u->word); /* 安全|管理部, 生产|技术科, 信息技术|有限公司 */
        if (is_title && !topic && !gx_text_at(scan->a, u->end, "办公室"))
            return false;
        bool numbered = (kind == GX_KIND_TEAM || kind == GX_KIND_COMPANY) && u->end < scan->a->n &&
                        numbers_unit(scan->a->text[u->end]);
        bool leads = is_head_end(scan, u->start) || u->start == gx_sentence_start(scan, u->start);
        const gx_word *next = u->end < scan->a->n ? scan->head_at[u->end] : NULL;
        bool between = u->word && u->start && scan->head_to[u->start] && next &&
                       (next->code[1] == GX_KIND_COMPANY || next->code[1] == GX_KIND_INSTITUTION);
        bool held = u->end - u->start == 2 && !chain->weak && chain->end < scan->a->n &&
                    scan->title_at[chain->end] && u->start && is_head_end(scan, u->start) && office &&
                    office->code[2] == GX_HEAD_DEPARTMENT; /* 国资委|统计|评价处|副处长 */
        return numbered || between || held || !(is_verb(u->pos) && leads); /* 某集团|运营|分公司 */
    }
    case GX_UNIT_PERSON: /* 刘丽工作室; a title before says that the name stands for itself */
        return (bears_person(kind) || chain->n == 0 || scan->word_start[u->end] < u->end) &&
               !scan->title_to[u->start]; /* 白音|库伦|机务段: one word to the tagger */
    case GX_UNIT_QUOTE:
        return chain->n > 0 || kind == GX_KIND_TEAM || kind == GX_KIND_INSTITUTION ||
               kind == GX_KIND_COMMITTEE || kind == GX_KIND_MEDIA;
    case GX_UNIT_BRACKET:
        if (chain->weak && u->end == chain->from && scan->head_to[u->start] &&
            !gx_text_at(scan->a, u->start, "(集团)公司"))
            return false; /* 某公司(某集团)|投资控股 */
        return gx_unit_before(scan, u->start).class != GX_UNIT_STOP;
    case GX_UNIT_AND:
        return joins_inside(scan, u, chain);
    default:
        return false;
    }
}

/* 三县, 三个盟市, 两地: several places at once. Moves the unit's start to the numeral. */
static bool is_counted(const gx_scan *scan, gx_unit *u)
{
    const gx_analysis *a = scan->a;
    if (!u->end || u->end > a->n)
        return false;
    uint32_t least = gx_sentence_start(scan, u->end - 1), at = u->end;
    for (uint32_t n = 3; n >= 2 && at == u->end; n--)
        if (u->end >= least + n && gx_level_chars(scan, u->end - n) == n)
            at = u->end - n;
    for (uint32_t most = 2; at == u->end - (2 - most) && most > 0 && at > least; most--)
        if (gx_level_word(scan, at - 1) || gx_text_at(a, at - 1, "地"))
            at--;
    if (at == u->end)
        return false;
    if (at > least && gx_text_at(a, at - 1, "个"))
        at--;
    if (at <= least || !is_numeral(a->text[at - 1]) || gx_text_at(a, at - 1, "九州"))
        return false;
    u->start = at - 1;
    return true;
}

/* 港湾重装集团, 准北油田修井公司: what the tagger takes for a verb inside a name; 发展壮大集团 is none. */
static bool is_verbal_part(const gx_scan *scan, const gx_unit *u, uint8_t kind)
{
    const gx_analysis *a = scan->a;
    bool bears = kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION || kind == GX_KIND_TEAM;
    if (!bears || !is_verb(u->pos) || u->word || u->end - u->start != 2 || scan->verb_to[u->end] ||
        gx_lexicon_longest(a->lexicon, a->text + u->start, u->end - u->start, GX_TABLE_NAME_PARTS))
        return false;
    if ((kind == GX_KIND_TEAM || kind == GX_KIND_COMPANY) && u->end < a->n && numbers_unit(a->text[u->end]))
        return true; /* 综采|二队 */
    gx_unit before = gx_unit_before(scan, u->start);
    return before.class == GX_UNIT_PLACE || before.class == GX_UNIT_BODY || before.class == GX_UNIT_NOUN;
}

/* 渝北区|望|来|学校: a name behind a place of which the tagger knows no part. */
static bool is_split_name(const gx_scan *scan, const struct chain *chain, const gx_unit *u, uint8_t kind)
{
    bool bears = kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION;
    if (!bears || !is_verb(u->pos) || u->word || u->end - u->start != 1)
        return false;
    gx_unit before = gx_unit_before(scan, u->start);
    const gx_unit *behind = chain->n ? &chain->units[chain->n - 1] : NULL;
    if (before.class == GX_UNIT_PLACE)
        return behind && is_verb(behind->pos) && behind->end - behind->start == 1;
    bool piece = (before.class == GX_UNIT_NOUN || is_verb(before.pos)) && !before.word &&
                 before.end - before.start == 1;
    return piece && gx_unit_before(scan, before.start).class == GX_UNIT_PLACE;
}

/* 快递|行业协会|党支部: a word for many that is the beginning of an inner head. */
static bool begins_head(const gx_scan *scan, const struct chain *chain, const gx_unit *u)
{
    uint32_t end = chain->n ? chain->units[chain->n - 1].end : 0;
    const gx_word *head = end ? scan->head_to[end] : NULL;
    return head && head->n <= end && end - head->n <= u->start;
}

/* 企业|安全部, 行业|管理处 behind a mark of a list, 总工会|基层|部: a department for that. */
static bool names_department(const gx_scan *scan, const struct chain *chain, const gx_unit *u)
{
    static const char *const topics[] = {"企业", "行业", "区域", "平台", "基层"};
    const gx_analysis *a = scan->a;
    bool office = gx_text_before(a, chain->end, "部") || gx_text_before(a, chain->end, "处") ||
                  gx_text_before(a, chain->end, "科");
    if (!office || !u->start || (a->text[u->start - 1] != 0x3001 && !is_head_end(scan, u->start)))
        return false;
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
        if (gx_text_at(a, u->start, topics[i]) && u->end - u->start == 2)
            return true;
    return false;
}

static void grow_left(const gx_scan *scan, struct chain *chain, uint32_t from, uint8_t kind)
{
    uint32_t at = from, least = chain->end ? gx_sentence_start(scan, chain->end - 1) : 0;
    while (chain->n < UNITS_AT_MOST && chain->end - at < NAME_CHARS && at > least) {
        gx_unit u = gx_unit_before(scan, at);
        bool quoted = u.class == GX_UNIT_GENERIC && chain->n &&
                      gx_unit_before(scan, u.start).class == GX_UNIT_QUOTE; /* “和谐同行”|企业|…工作组 */
        if (u.class == GX_UNIT_GENERIC &&
            (quoted || begins_head(scan, chain, &u) || names_department(scan, chain, &u)))
            u.class = GX_UNIT_NOUN;
        if (u.class == GX_UNIT_GENERIC)
            chain->generic = true;
        if (u.class == GX_UNIT_DEICTIC) {
            chain->deictic = true;
            chain->units[chain->n++] = u;
        }
        bool own_level = !chain->n && gx_level_word(scan, from) && is_head_end(scan, from);
        if (own_level)
            break; /* 云安县委|县政府 */
        if (is_counted(scan, &u)) {
            chain->counted = u.start;
            chain->generic = true;
            chain->shared_from = at;
            break;
        }
        if (!takes(scan, chain, &u, kind) && !is_verbal_part(scan, &u, kind) &&
            !is_split_name(scan, chain, &u, kind))
            break;
        chain->units[chain->n++] = u;
        at = u.start;
        /* A bare level begins a name unless the tagger cut it off its place. */
        if (u.class == GX_UNIT_LEVEL) {
            gx_unit before = gx_unit_before(scan, at);
            if (before.class != GX_UNIT_PLACE)
                break;
        }
    }
}

static bool is_proper(const gx_unit *u)
{
    bool brief =
        u->class == GX_UNIT_BODY && u->word && u->word->table == GX_TABLE_ABBREVIATIONS; /* 法院|工会 */
    return u->class == GX_UNIT_PLACE || (u->class == GX_UNIT_BODY && !brief) || u->class == GX_UNIT_LEVEL ||
           u->class == GX_UNIT_QUOTE || u->class == GX_UNIT_PERSON || u->pos == GX_POS_NZ ||
           u->pos == GX_POS_NW || u->pos == GX_POS_NT;
}

static bool is_figure(const gx_scan *scan, const gx_unit *u)
{
    uint32_t c = scan->a->text[u->start];
    return u->class == GX_UNIT_NUMBER && c >= '0' && c <= '9';
}

/* Drop what stands before the name: common nouns before an inner place or body (职工代表|北京市总工会), marks
 * of conjunction and brackets at the edge. */
static void trim(const gx_scan *scan, struct chain *chain, uint8_t kind)
{
    bool bears = kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION;
    if (chain->deictic)
        return;
    for (size_t i = chain->n; i-- > 1;) {
        bool common_before = true;
        for (size_t k = i; k < chain->n; k++)
            common_before =
                common_before && !is_proper(&chain->units[k]) && !is_head_end(scan, chain->units[k].end);
        const gx_unit *next = &chain->units[i - 1];
        bool whole = next->class == GX_UNIT_BODY && i == 1 && next->end == chain->end; /* 合作协议|乌江晚报 */
        bool anchor = next->class == GX_UNIT_PLACE || next->class == GX_UNIT_LEVEL ||
                      (next->class == GX_UNIT_BODY && (next->word || whole));
        if (common_before && anchor)
            chain->n = i;
    }
    for (size_t i = 1; i + 1 < chain->n && bears; i++) { /* 气排球比赛|城关第三小学 */
        const gx_word *event = scan->event_to[chain->units[i].end];
        if (event && strcmp(event->cell[2], "none") != 0 && chain->units[i].class == GX_UNIT_NOUN &&
            event->n >= 2)
            chain->n = i;
    }
    while (chain->n > 1 && is_figure(scan, &chain->units[chain->n - 1]) &&
           (chain->units[chain->n - 2].class == GX_UNIT_PLACE ||
            chain->units[chain->n - 2].class == GX_UNIT_BODY))
        chain->n--; /* 8.04万亿元|国家林草局 */
    while (chain->n) {
        const gx_unit *first = &chain->units[chain->n - 1];
        bool verbal = is_verb(first->pos) && first->class != GX_UNIT_BODY && first->class != GX_UNIT_PLACE;
        bool told = verbal && chain->n > 1 && scan->verb_to[first->end] &&
                    scan->verb_to[first->end]->n >= first->end - first->start;
        bool leads = first->end == first->start + 1 &&
                     gx_text_at(scan->a, first->start, "率"); /* 郑某率|省总工会调研组 */
        if (told || leads) {                                  /* 慰问|综采二队 */
            chain->n--;
            continue;
        }
        if (first->class != GX_UNIT_AND && first->class != GX_UNIT_BRACKET && !verbal)
            break;
        if (verbal && chain->n > 1 && first->class == GX_UNIT_NOUN && first->word)
            break;
        if (verbal && first->end < scan->a->n && numbers_unit(scan->a->text[first->end]))
            break; /* 综采|二队 */
        chain->n--;
    }
}

/* 大冲|头|煤矿: a single character between the words of a name: no word that anybody knows. */
static bool is_name_piece(const gx_scan *scan, const struct chain *chain, size_t i)
{
    static const char *const common[] = {"校", "院", "厂", "矿", "段", "局", "站", "所", "处",
                                         "馆", "园", "行", "队", "班", "社", "车", "店", "线",
                                         "类", "岗", "家", "村", "区", "人", "会", "日"};
    const gx_unit *u = &chain->units[i];
    const gx_word *head = scan->head_to[chain->end];
    bool bears = head && head->code[2] == GX_HEAD_FULL &&
                 (head->code[1] == GX_KIND_COMPANY || head->code[1] == GX_KIND_INSTITUTION);
    if (!bears || u->class != GX_UNIT_NOUN || u->word || u->end - u->start != 1 || chain->n < 2)
        return false;
    for (size_t k = 0; k < sizeof common / sizeof *common; k++)
        if (gx_text_at(scan->a, u->start, common[k]))
            return false;
    return true;
}

/* Nothing proper in front of the head? */
static bool is_common(const gx_scan *scan, const struct chain *chain)
{
    for (size_t i = 0; i < chain->n; i++)
        if (is_proper(&chain->units[i]) || is_head_end(scan, chain->units[i].end) ||
            chain->units[i].class != GX_UNIT_NOUN)
            return false;
    return true;
}

static gx_form_type type_of(const gx_scan *scan, const struct chain *chain, uint32_t start, bool named_head,
                            const gx_word *body)
{
    if (chain->deictic)
        return GX_DEICTIC;
    /* 市总: an abbreviation that begins with a bare level */
    bool youth_league = gx_text_at(scan->a, start, "团") && gx_level_word(scan, start + 1);
    if (!chain->n && body && body->table == GX_TABLE_ABBREVIATIONS &&
        (gx_level_word(scan, start) || youth_league))
        return GX_LEVELED;
    if (!chain->n && !body && gx_level_word(scan, start) &&
        chain->end > start + gx_level_chars(scan, start) && !scan->place_at[start])
        return GX_LEVELED; /* 街道工会, one head in the table */
    if (!chain->n)
        return named_head ? GX_NAMED : GX_BARE;
    /* 市|轨道交通…公司, also where the tagger took it for one word */
    bool level_first = gx_level_word(scan, start) && !scan->place_at[start];
    if (chain->units[chain->n - 1].class == GX_UNIT_LEVEL || level_first)
        return GX_LEVELED;
    if (named_head)
        return GX_NAMED;
    const gx_word *head = scan->head_to[chain->end];
    bool ward = head && head->code[1] == GX_KIND_INSTITUTION && head->code[2] != GX_HEAD_FULL &&
                chain->end - start >= 3;
    for (size_t i = 0; i < chain->n && ward; i++) /* 普外二|科: a name to the tagger only */
        ward = chain->units[i].class == GX_UNIT_NOUN || chain->units[i].class == GX_UNIT_NUMBER ||
               (chain->units[i].class == GX_UNIT_BODY && !chain->units[i].word && chain->n == 1 &&
                !scan->place_at[start]);
    if (ward && gx_text_before(scan->a, chain->end, "科"))
        return GX_BARE;
    for (size_t i = 0; i < chain->n; i++)
        if (is_proper(&chain->units[i]) || is_name_piece(scan, chain, i))
            return GX_NAMED;
    return GX_BARE;
}

static bool tagged_as_name(const gx_scan *scan, gx_range range)
{
    uint32_t named = 0;
    for (uint32_t i = range.start; i < range.end; i++) {
        uint8_t pos = scan->a->tags[i].pos;
        named += pos == GX_POS_ORG || pos == GX_POS_NT || pos == GX_POS_LOC || pos == GX_POS_NS;
    }
    return named * 2 >= range.end - range.start;
}

/* 从一, 1.5万立方米, 新能源汽车, 邮政快递业: the tagger's organization is two characters, a number or a
 * thing. */
static bool looks_common(const gx_scan *scan, uint32_t start, uint32_t end)
{
    static const char *const things[] = {"业",   "车",   "力", "者", "带",   "会", "一",   "党", "大",
                                         "楼宇", "项目", "行", "地", "系统", "届", "资金", "团"};
    const gx_analysis *a = scan->a;
    if (end - start < 3 || (a->text[start] >= '0' && a->text[start] <= '9'))
        return true;
    bool maker = gx_text_before(a, end, "汽车") && end < a->n && scan->title_at[end];
    for (size_t i = 0; i < sizeof things / sizeof *things && !maker; i++)
        if (gx_text_before(a, end, things[i]))
            return true;
    gx_unit first = gx_unit_at(scan, start);
    return first.word && first.word->n >= 2 && first.class != GX_UNIT_NOUN && first.class != GX_UNIT_PLACE;
}

/* An organization by the tagger alone, without a head: 首钢, 飞燕配送. */
static bool names_itself(const gx_scan *scan, uint32_t end)
{
    enum { BODY_CHARS = 4 };
    const gx_analysis *a = scan->a;
    uint32_t start = scan->word_start[end - 1];
    for (uint32_t i = start + 1; i < end; i++) { /* 新华社|莫斯科, 欧洲央行|管委 */
        const gx_word *body = scan->body_to[i];
        if (body && body->table == GX_TABLE_ORGANIZATIONS && i - start == body->n &&
            (body->n >= BODY_CHARS || body->code[2] == GX_KIND_MEDIA))
            return false;
    }
    if (gx_lexicon_longest(a->lexicon, a->text + start, a->n - start, GX_TABLE_SURNAMES) && end - start <= 3)
        return false; /* 亓梅: rather somebody */
    if (gx_text_before(a, end, "族"))
        return false; /* 鄂温克族: a people */
    if (gx_lexicon_exact(a->lexicon, a->text + start, end - start, GX_TABLE_NOT_NAMES))
        return false; /* 贝尔格莱德 */
    if (a->tags[end - 1].pos != GX_POS_ORG || end - start < 2 || scan->title_to[end] || scan->place_to[end])
        return false;
    for (uint32_t i = start; i < end; i++)
        if (scan->in_name[i] || gx_text_at(a, i, "和") ||
            (i > start + 1 && scan->head_to[i] && scan->head_to[i]->code[2] != GX_HEAD_WEAK))
            return false; /* somebody's name, or a head with more behind it: 园林绿化局协办 */
    return !is_verb(a->tags[end - 1].pos) && !looks_common(scan, start, end);
}

/* A longer word of another table ends here: 书记, 职工代表大会, 协办. */
static bool is_something_else(const gx_scan *scan, uint32_t end, uint32_t n)
{
    const gx_word *event = scan->event_to[end];
    if (event && strcmp(event->cell[2], "none") == 0)
        event = NULL; /* 培训学院: the table of events says itself that it is none */
    const gx_word *others[] = {scan->title_to[end], event, scan->verb_to[end]};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i] && others[i]->n > n && (n || i > 0))
            return true;
    const gx_word *part = scan->part_to[end];
    if (part && part->n > n && part->code[1] == GX_PART_STOP)
        return true; /* 大局, 干部 */
    return false;
}

/* 公司工会 in the table is two heads to the grammar: 公司 and 工会. */
static uint32_t split_head(const gx_scan *scan, const gx_word *head, uint32_t end)
{
    static const char *const committees[] = {"工会经费审查委员会", "工会女职工委员会"};
    const gx_analysis *a = scan->a;
    uint32_t from = end - head->n;
    for (size_t i = 0; i < sizeof committees / sizeof *committees; i++)
        if (gx_text_at(a, from, committees[i]) && head->n == gx_utf8_count(committees[i]))
            return from + 2; /* the committee of a union */
    const gx_word *before = scan->head_to[from];
    if (gx_text_at(a, from, "联合") && head->n > 2 && before && before->code[2] == GX_HEAD_DEPARTMENT &&
        gx_lexicon_exact(a->lexicon, a->text + from + 2, head->n - 2, GX_TABLE_ORGANIZATION_HEADS))
        return from + 2; /* 安全环保部联合|工会: no department has a 联合工会 */
    for (size_t i = 0; i < sizeof BELONGING / sizeof *BELONGING; i++) {
        uint32_t n = (uint32_t)gx_utf8_count(BELONGING[i]);
        if (n < head->n && gx_text_before(a, end, BELONGING[i]) &&
            gx_lexicon_exact(a->lexicon, a->text + from, head->n - n, GX_TABLE_ORGANIZATION_HEADS))
            return end - n;
    }
    return from;
}

/* 滨|州锐通轴承公司: where the place begins that the tagger cut at the front of a company's name.
 */
static uint32_t with_cut_place(const gx_scan *scan, uint32_t start, uint32_t end)
{
    const gx_word *place = start > gx_sentence_start(scan, end - 1) ? scan->place_at[start - 1] : NULL;
    bool cut = place && place->n == 2 && place->code[2] < GX_PLACE_CITY_DOUBTFUL && start + 2 < end &&
               !scan->place_at[start] && !scan->in_name[start - 1];
    return cut && scan->word_start[start] == start && scan->word_start[start - 1] == start - 1 ? start - 1
                                                                                               : start;
}

/* Does the position lie inside an ordinary word of the tagger? */
static bool cuts_word(const gx_scan *scan, uint32_t at)
{
    uint8_t pos = scan->a->tags[at].pos;
    bool name = pos == GX_POS_ORG || pos == GX_POS_NT || pos == GX_POS_LOC || pos == GX_POS_NS;
    return scan->word_start[at] != at && !name;
}

/* 后勤保障|处, 神经内一|科: one character that makes a department of the words before it, itself a word to
 * the tagger. */
static bool is_department_char(const gx_scan *scan, uint32_t from, uint32_t end)
{
    static const char *const heads[] = {"处", "科", "股", "庭", "系"};
    bool word = scan->word_start[from] == from || end - scan->word_start[from] >= 4;
    for (size_t i = 0; i < sizeof heads / sizeof *heads && word && end - from == 1; i++)
        if (gx_text_at(scan->a, from, heads[i]))
            return true;
    return false;
}

/* 网络办|主任, 疾控室|副主任: what a title makes an office of that no table knows. */
static bool is_office_of_title(const gx_scan *scan, uint32_t end)
{
    const gx_analysis *a = scan->a;
    bool office = gx_text_before(a, end, "办") || gx_text_before(a, end, "室");
    return office && (gx_text_at(a, end, "主任") || gx_text_at(a, end, "副主任"));
}

/* 甲、乙、丙|三家公司|工会: where the numeral stands, and behind the common word what they share; 0 = none.
 */
static uint32_t counted_bodies(const gx_scan *scan, uint32_t start, uint32_t end, uint32_t *shared_from)
{
    static const char *const words[] = {"公司", "企业", "单位"};
    const gx_analysis *a = scan->a;
    uint32_t least = gx_sentence_start(scan, end - 1), from = start >= least + 2 ? start - 2 : least;
    for (uint32_t p = from; p + 4 <= end; p++) {
        bool behind_list = p > least && is_numeral(a->text[p]) && gx_text_at(a, p + 1, "家");
        for (size_t i = 0; i < sizeof words / sizeof *words && behind_list; i++)
            if (gx_text_at(a, p + 2, words[i])) {
                *shared_from = p + 4;
                return p;
            }
    }
    return 0;
}

/* Two characters in the middle of a longer word are no body: neither its beginning nor behind a place or
 * body. */
static bool cuts_name(const gx_scan *scan, uint32_t start, uint32_t end)
{
    const gx_analysis *a = scan->a;
    bool begins = scan->word_start[start] == start || scan->place_to[start] || scan->body_to[start] ||
                  scan->head_to[start];
    bool name = a->tags[start].pos == GX_POS_ORG || a->tags[start].pos == GX_POS_NT;
    bool ends = end >= a->n || scan->word_start[end] == end || scan->head_at[end] ||
                gx_lexicon_longest(a->lexicon, a->text + end, a->n - end, GX_TABLE_TITLES);
    return !begins || (!ends && !name);
}

/* 市总工会|第六届女职工委员会: the term of a committee belongs to its head; where the head begins with it. */
static uint32_t behind_term(const gx_scan *scan, uint32_t start, uint32_t from, uint8_t kind)
{
    enum { TERM_CHARS = 6 };
    const gx_analysis *a = scan->a;
    bool elected = kind == GX_KIND_UNION || kind == GX_KIND_COMMITTEE || kind == GX_KIND_ASSOCIATION ||
                   kind == GX_KIND_PARTY;
    if (!elected || !gx_text_before(a, from, "届"))
        return from;
    for (uint32_t at = from - 1; at > start && from - at <= TERM_CHARS; at--)
        if (gx_text_at(a, at, "第"))
            return at;
    return from;
}

/* 施工方|宏远建工集团, where the tagger's words hide the joint: behind the party's word at `start`. */
static uint32_t behind_party(const gx_analysis *a, uint32_t start, uint32_t from)
{
    enum { PARTY_LEAST = 3, PARTY_MOST = 5 };
    for (uint32_t n = PARTY_MOST; n >= PARTY_LEAST; n--)
        if (start + n + 2 <= from && gx_ends_party(a->text + start, n))
            return start + n;
    return start;
}

/* 俄罗斯联邦|安全局, 上海某山钢铁(集团)公司: where the tagger's organization begins that ends with the form
 * and has a place or a body at its front; `start` where words in it say that it is more than a name. */
static uint32_t with_whole_word(const gx_scan *scan, uint32_t start, uint32_t end)
{
    enum { NAME_LEAST = 4 };
    const gx_analysis *a = scan->a;
    uint32_t first = scan->word_start[end - 1];
    if (a->tags[end - 1].pos != GX_POS_ORG || scan->word_end[end - 1] != end || first >= start ||
        end - first < NAME_LEAST || first < gx_sentence_start(scan, end - 1))
        return start;
    const gx_word *head = scan->head_to[end];
    gx_unit front = gx_unit_at(scan, first);
    bool placed = scan->place_at[first] || (front.word && front.class == GX_UNIT_PLACE);
    bool headed = head && head->code[1] == GX_KIND_COMPANY && head->code[2] == GX_HEAD_WEAK && end < a->n &&
                  scan->title_at[end] && first + head->n + 2 <= end; /* 腾远|科技|创始人 */
    if (!placed && !headed && !gx_text_at(a, first, "联合国"))
        return start;
    for (uint32_t i = first; i < start; i++) {
        bool mark = gx_is_punctuation(a->text[i]) && a->text[i] != '(' && a->text[i] != ')';
        bool inner = is_head_end(scan, i + 1) && !gx_text_before(a, i + 1, "联合国");
        if (mark || inner || scan->in_name[i] || is_numeral(a->text[i]) || scan->title_to[i + 1])
            return start;
    }
    return first;
}

/* 日中|友好协会: an organization to the tagger, all of it, with words before its head that no table knows.
 * Gives a bare form the whole word. */
static void take_one_word(const gx_scan *scan, gx_form *f)
{
    enum { FRONT_LEAST = 2, FRONT_MOST = 6 };
    const gx_analysis *a = scan->a;
    uint32_t end = f->range.end, start = scan->word_start[end - 1], behind = start + FRONT_LEAST;
    bool kind = f->kind == GX_KIND_INSTITUTION || f->kind == GX_KIND_ASSOCIATION ||
                f->kind == GX_KIND_PARTY || f->kind == GX_KIND_COMPANY;
    if (f->type != GX_BARE || !kind || f->use != GX_HEAD_FULL || a->tags[start].pos != GX_POS_ORG ||
        scan->word_end[start] != end || f->head < behind || f->head > start + FRONT_MOST ||
        start < gx_sentence_start(scan, end - 1) || gx_unit_at(scan, start).word)
        return;
    for (uint32_t i = start; i < f->head; i++)
        if (scan->in_name[i] || gx_is_punctuation(a->text[i]) || scan->title_to[i + 1] ||
            (i + 1 < f->head && is_head_end(scan, i + 1)))
            return;
    f->range.start = start;
    f->type = GX_NAMED;
    f->generic = f->counted; /* 友好 makes no group here */
}

/* 莫斯科: one place to the tagger or the tables, whose last character is a head by chance. */
static bool is_place_abroad(const gx_scan *scan, uint32_t end)
{
    const gx_analysis *a = scan->a;
    uint32_t start = scan->word_start[end - 1];
    const gx_word *bar = end - start > 2
                             ? gx_lexicon_exact(a->lexicon, a->text + start, end - start, GX_TABLE_NOT_NAMES)
                             : NULL;
    return bar && scan->word_end[start] == end &&
           (a->tags[start].pos == GX_POS_LOC || a->tags[start].pos == GX_POS_NS);
}

/* The candidate whose last head ends at `end`, if the grammar makes one of it. */
static bool form_to(const gx_scan *scan, uint32_t end, gx_form *out)
{
    const gx_analysis *a = scan->a;
    const gx_word *head = scan->head_to[end], *body = scan->body_to[end];
    struct chain chain = {.end = end};
    uint32_t from;
    *out = (gx_form){0};
    bool named_head = false;
    if (scan->known_to[end]) {
        out->known = &a->known->at[scan->known_to[end] - 1];
        from = end - out->known->n;
        out->kind = out->known->kind;
        out->use = GX_HEAD_FULL;
        *out = (gx_form){.range = {from, end},
                         .type = GX_NAMED,
                         .kind = out->known->kind,
                         .use = GX_HEAD_FULL,
                         .head = from,
                         .tagged = true,
                         .known = out->known};
        return true;
    }
    if (body && gx_text_before(a, end, "总") && gx_text_at(a, end, "工会"))
        return false; /* 三镇总|工会 */
    if (body && body->n == 2 && body->table == GX_TABLE_ORGANIZATIONS && cuts_name(scan, end - 2, end))
        return false; /* 安|全总|局, 高通|量 */
    if (body && body->n == 2 && cuts_word(scan, end - 2))
        return false; /* 安|全总|监 */
    if (is_something_else(scan, end, body ? body->n : head ? head->n : 0))
        return false;
    if (!body && head && head->n == 1 && is_place_abroad(scan, end))
        return false;
    if (body && (!head || body->n >= head->n)) {
        from = end - body->n;
        out->kind = body->code[2];
        out->use = GX_HEAD_FULL;
        out->body = body;
        named_head = body->table == GX_TABLE_ORGANIZATIONS;
    } else if (head) {
        from = split_head(scan, head, end);
        out->kind = head->code[1];
        out->use = head->code[2];
    } else if (is_office_of_title(scan, end)) {
        from = end - 1;
        out->kind = GX_KIND_GOVERNMENT;
        out->use = GX_HEAD_DEPARTMENT;
    } else if (names_itself(scan, end)) {
        from = scan->word_start[end - 1];
        out->use = GX_HEAD_WEAK;
        named_head = true;
    } else
        return false;
    if (from < gx_sentence_start(scan, end - 1))
        return false;
    if (scan->in_name[from] || (from > 0 && scan->in_name[from - 1] && !scan->name_to[from]))
        return false;
    bool complete = named_head && out->kind == GX_KIND_MEDIA; /* …救灾|央视网消息 */
    chain.from = from;
    chain.weak = out->use == GX_HEAD_WEAK;
    chain.body = out->body;
    if (!complete)
        grow_left(scan, &chain, from, out->kind);
    trim(scan, &chain, out->kind);
    if (named_head && is_common(scan, &chain))
        chain.n = 0; /* 对标对表|全国总工会 */
    uint32_t start = behind_party(a, chain.n ? chain.units[chain.n - 1].start : from, from);
    start = with_cut_place(scan, start, end);
    uint32_t whole = with_whole_word(scan, start, end);
    bool extended = whole < start && !chain.deictic && !chain.generic;
    start = extended ? whole : start;
    out->range = (gx_range){start, end};
    for (uint32_t p = start; p < from && !out->counted;
         p++) { /* also where the tagger took 沙堆三镇 for one word */
        gx_unit level = {p, p, GX_UNIT_STOP, 0, NULL};
        level.end =
            p + 1 + gx_level_chars(scan, p + 1 + gx_text_at(a, p + 1, "个")) + gx_text_at(a, p + 1, "个");
        bool ordinal = p > 0 && gx_text_at(a, p - 1, "第");
        if (is_numeral(a->text[p]) && !ordinal && level.end > p + 1 && level.end <= from &&
            is_counted(scan, &level) && level.start == p)
            chain.counted = p, chain.generic = true, out->shared_from = level.end;
    }
    /* 两县总 */
    bool several = start > gx_sentence_start(scan, end - 1) && gx_level_word(scan, start) &&
                   is_numeral(a->text[start - 1]);
    if (!chain.counted)
        chain.counted = counted_bodies(scan, start, end, &out->shared_from);
    out->generic = chain.generic || several || chain.counted;
    out->counted = chain.counted;
    if (!out->shared_from)
        out->shared_from = chain.shared_from;
    out->head = behind_term(scan, start, from, out->kind);
    out->type = extended ? GX_NAMED : type_of(scan, &chain, start, named_head, out->body);
    if (out->type == GX_LEVELED && start > gx_sentence_start(scan, start) &&
        (gx_text_before(a, start, "该") || gx_text_before(a, start, "本") || gx_text_before(a, start, "我")))
        out->range.start--;
    take_one_word(scan, out);
    out->tagged = tagged_as_name(scan, out->range);
    if (head && out->use == GX_HEAD_WEAK && is_department_char(scan, from, end) && from - start >= 2)
        out->use = GX_HEAD_DEPARTMENT;
    if (gx_text_at(a, start, "政协") && out->kind == GX_KIND_UNION)
        out->kind = GX_KIND_COMMITTEE; /* 政协第十四届|全国委员会 */
    return true;
}

/* 董事会|秘书, 监事会|主席: a title in a company that has the name of a part of it inside. */
static bool begins_title(const gx_scan *scan, uint32_t end)
{
    static const char *const parts[] = {"董事会", "监事会"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        uint32_t n = (uint32_t)gx_utf8_count(parts[i]);
        if (gx_text_before(scan->a, end, parts[i]) && scan->title_at[end - n] &&
            scan->title_at[end - n]->n > n)
            return true;
    }
    return false;
}

/* Heads that end in the middle of a longer head or word end nothing: 工会 in 工会主席 does, 会 in 会议 does
 * not. */
static bool ends_here(const gx_scan *scan, uint32_t end)
{
    const gx_analysis *a = scan->a;
    if (end >= a->n || scan->sentence[end] != scan->sentence[end - 1])
        return true;
    if ((gx_text_before(a, end, "学") && gx_text_at(a, end, "生")) || gx_text_before(a, end, "大学校") ||
        gx_text_before(a, end, "医院院") || gx_text_before(a, end, "学院院") ||
        (gx_text_before(a, end, "部") && gx_text_at(a, end, "门")) || gx_text_before(a, end, "分子公司") ||
        (gx_text_before(a, end, "委会") && gx_text_at(a, end, "议")) || gx_text_before(a, end, "大学会") ||
        (gx_text_before(a, end, "武装部") && gx_text_at(a, end, "队")) ||
        (gx_text_before(a, end, "中共") && gx_text_at(a, end, "党员")) ||
        (gx_text_before(a, end, "政府") && gx_text_at(a, end, "特殊津贴")) ||
        (gx_text_before(a, end, "投资银行") && (gx_text_at(a, end, "部") || gx_text_at(a, end, "总部"))))
        return false; /* 大学|生, 大学|校工会, 医院|院工会, 人社|部门, 大学|会计学院 */
    if (begins_title(scan, end))
        return false;
    /* 小学|校长, not 小学校|长 */
    const gx_word *title = gx_lexicon_longest(a->lexicon, a->text + end - 1, a->n - end + 1, GX_TABLE_TITLES);
    bool shares = gx_text_before(a, end, "局") || gx_text_before(a, end, "部") ||
                  gx_text_before(a, end, "厅") || gx_text_before(a, end, "班组");
    if (gx_text_before(a, end, "班") && gx_text_at(a, end, "组长"))
        return false; /* 李明班组|长 */
    bool crossed = title && title->code[1] == GX_TITLE_POST &&
                   ((title->n == 2 && gx_text_at(a, end, "长") && !shares) || title->n > 4);
    if (crossed) /* 育才小学|校外辅导员 */
        return false;
    const gx_word *head = scan->head_to[end];
    if (scan->known_to[end] || scan->word_start[end] == end)
        return true;
    if (head && head->n == 2 && gx_text_before(a, end, "公司") && gx_unit_at(scan, end).word)
        return true; /* 检修公司|变电检修中心 tagged as one */
    /* inside a word of the tagger: only longer heads may end there (总工会|主席 tagged as one) */
    return (head && head->n >= (head->code[2] == GX_HEAD_FULL ? 2 : 3) && head->code[2] != GX_HEAD_WEAK) ||
           scan->body_to[end];
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

static bool belongs(const gx_scan *scan, const gx_form *f)
{
    uint32_t n = f->range.end - f->head;
    for (size_t i = 0; i < sizeof BELONGING / sizeof *BELONGING; i++)
        if (gx_utf8_count(BELONGING[i]) == n && gx_text_at(scan->a, f->head, BELONGING[i]))
            return true;
    return false;
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

static void add_owners(const gx_scan *scan, gx_forms *forms)
{
    const gx_analysis *a = scan->a;
    size_t n = forms->n;
    for (size_t i = 0; i < n; i++) {
        const gx_form f = forms->at[i];
        bool named = f.type == GX_NAMED && !f.generic && !f.body && f.head >= f.range.start + 2;
        bool trade = gx_text_before(a, f.head, "业"); /* 某市邮政快递业|工会联合会 */
        if (!named || trade || !belongs(scan, &f) || gx_is_only_place(scan, f.range.start, f.head))
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

void gx_find_forms(const gx_scan *scan, gx_forms *out)
{
    const gx_analysis *a = scan->a;
    for (uint32_t end = 1; end <= a->n; end++) {
        bool tagged = scan->word_end[end - 1] == end && a->tags[end - 1].pos == GX_POS_ORG;
        if (scan->in_name[end - 1] ||
            (end < a->n && scan->in_name[end] && !scan->name_to[end] && scan->in_name[end - 1]))
            continue;
        if (gx_points_back(scan, end) && gx_text_at(a, end, "讯"))
            continue; /* 本矿讯 */
        if (gx_points_back(scan, end)) {
            *GX_PUSH(a->arena, out) =
                (gx_form){.range = {end - 2, end}, .type = GX_DEICTIC, .use = GX_HEAD_FULL, .head = end - 1};
            continue;
        }
        if (!scan->head_to[end] && !scan->body_to[end] && !scan->known_to[end] && !tagged &&
            !is_office_of_title(scan, end))
            continue;
        gx_form form;
        if (ends_here(scan, end) && form_to(scan, end, &form))
            *GX_PUSH(a->arena, out) = form;
    }
    complete_tails(scan, out);
    add_owners(scan, out);
    if (out->n > 1)
        qsort(out->at, out->n, sizeof *out->at, by_start);
    keep_nested(scan, out);
}
