#include "extract/form_chain.h"

#include <string.h>

enum {
    NAME_CHARS = 48,  /* of one name at most; longer runs of nouns are no names */
    ORDINAL_CHARS = 3 /* 第十二 */
};

bool gx_is_head_end(const gx_scan *scan, uint32_t at)
{
    return (scan->head_to[at] && scan->head_to[at]->code[2] != GX_HEAD_WEAK) || scan->body_to[at];
}

bool gx_is_verb_pos(uint8_t pos)
{
    return pos == GX_POS_V || pos == GX_POS_VD;
}

/* 工作室, 班组, 服务队: kinds of body that bear a person's name. */
static bool bears_person(uint8_t kind)
{
    return kind == GX_KIND_TEAM;
}

/* May 和 stand inside this name: 劳动和经济工作部, but not 市总工会和妇联? */
static bool joins_inside(const gx_scan *scan, const gx_unit *and, const gx_chain *chain)
{
    gx_unit left = gx_unit_before(scan, and->start);
    gx_unit further = left.class == GX_UNIT_NOUN ? gx_unit_before(scan, left.start) : left;
    for (int more = 0; more < 4 && further.class == GX_UNIT_NOUN; more++)
        further = gx_unit_before(scan, further.start);
    bool anchored =
        further.class == GX_UNIT_BODY || further.class == GX_UNIT_PLACE || further.class == GX_UNIT_LEVEL;
    uint32_t mark = left.start ? left.start - 1 : 0; /* 集团工会、|劳动和人事部 */
    anchored = anchored || (chain->n && scan->a->text[mark] == 0x3001 && mark && gx_is_head_end(scan, mark) &&
                            gx_text_before(scan->a, chain->end, "部"));
    static const char *const rooms[] = {"教室", "楼", "厅", "校区", "广场", "门"};
    if (gx_any_before(scan->a, left.end, rooms, GX_COUNT(rooms)))
        return false;                              /* 某某楼204教室|和|图书馆 */
    const gx_word *head = scan->head_to[left.end]; /* 公安局|反诈中心|和|边防检查站 */
    return left.class == GX_UNIT_NOUN && anchored && !gx_is_head_end(scan, left.end) &&
           !(head && head->n >= 2) && !scan->title_to[left.end];
}

bool gx_is_numeral(uint32_t c)
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
    return gx_is_numeral(c) || c == 0x4E00 /* 一 */ || c == 0x4E8C /* 二 */ || (c >= '0' && c <= '9');
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

/* 区总工会|第二期|工会干部培训班: the round of a course, no part of a name. */
static bool is_round(const gx_scan *scan, const gx_unit *u)
{
    return gx_text_at(scan->a, u->start, "第") && gx_text_before(scan->a, u->end, "期");
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
            gx_is_head_end(scan, i - title->n))
            return true;
    }
    return false;
}

/* 来我区考察|某商圈工会: what visitors do stands in the names of their parties only. */
static bool goes_there(const gx_scan *scan, const gx_unit *u, uint8_t kind)
{
    static const char *const words[] = {"考察", "调研", "慰问", "走访", "参观",
                                        "观摩", "视察", "看望", "拜访", "评议"};
    static const char *const of_unions[] = {"督导", "督查", "检查", "指导", "巡视", "巡察",
                                            "验收", "考核", "推进", "推动", "支持", "帮助"};
    if (kind == GX_KIND_UNION && scan->head_at[u->end] && gx_text_at(scan->a, u->end, "工会") &&
        u->end - u->start == 2 && gx_any_at(scan->a, u->start, of_unions, GX_COUNT(of_unions)))
        return true; /* 到株洲督导|工会改革工作 */
    bool party = kind == GX_KIND_TEAM || kind == GX_KIND_ASSOCIATION || kind == GX_KIND_COMMITTEE;
    return !party && u->end - u->start == 2 && gx_any_at(scan->a, u->start, words, GX_COUNT(words));
}

/* Should the chain take this unit, given what it has? */
static bool takes(const gx_scan *scan, const gx_chain *chain, const gx_unit *u, uint8_t kind)
{
    switch (u->class) {
    case GX_UNIT_PLACE:
    case GX_UNIT_LEVEL:
        return true;
    case GX_UNIT_NUMBER:
        return !tells_score(scan, u) && !is_round(scan, u);
    case GX_UNIT_BODY:
        if (heads_league(scan, u) && kind != GX_KIND_ASSOCIATION && kind != GX_KIND_PARTY &&
            kind != GX_KIND_COMMITTEE)
            return false; /* 共青团|青石崖机务段|第八次代表大会 */
        if (!u->word && holds_title(scan, u))
            return false;
        if (gx_text_at(scan->a, u->start, "第") && u->end - u->start <= ORDINAL_CHARS)
            return true; /* 某大学|第一|附属医院, one word to the tagger */
        if (is_enterprise(u->word) && u->end == chain->from && chain->body && is_enterprise(chain->body))
            return false; /* 中国银行|交通银行 */
        return !scan->title_to[u->end] || scan->title_to[u->end]->n < u->end - u->start ||
               scan->title_to[u->end]->code[1] == GX_TITLE_JOB; /* 保安|局 */
    case GX_UNIT_NOUN: {
        const gx_word *title = scan->title_to[u->end];
        bool said = u->end - u->start == 2 && gx_text_at(scan->a, u->start, "代表");
        if (said && (scan->name_to[u->start] || scan->title_to[u->start]))
            return false; /* 张某院长|代表|院党委 */
        bool is_title = title && title->n >= u->end - u->start && title->code[1] != GX_TITLE_JOB;
        const gx_word *office = u->end < scan->a->n ? scan->head_at[u->end] : NULL;
        bool topic = is_title && title->code[1] == GX_TITLE_MODIFIER && title->n == 2 &&
                     ((office && office->code[2] == GX_HEAD_DEPARTMENT) || u->word ||
                      gx_text_at(scan->a, u->end, "公司")); /* 安全|管理部, 生产|技术科, 项目|公司 */
        if (is_title && !topic && !gx_text_at(scan->a, u->end, "办公室"))
            return false;
        if (goes_there(scan, u, kind))
            return false;
        bool numbered = (kind == GX_KIND_TEAM || kind == GX_KIND_COMPANY) && u->end < scan->a->n &&
                        numbers_unit(scan->a->text[u->end]);
        bool leads = gx_is_head_end(scan, u->start) || u->start == gx_sentence_start(scan, u->start);
        const gx_word *next = u->end < scan->a->n ? scan->head_at[u->end] : NULL;
        bool between = u->word && u->start && scan->head_to[u->start] && next &&
                       (next->code[1] == GX_KIND_COMPANY || next->code[1] == GX_KIND_INSTITUTION);
        bool held = u->end - u->start == 2 && !chain->weak && chain->end < scan->a->n &&
                    scan->title_at[chain->end] && u->start && gx_is_head_end(scan, u->start) && office &&
                    office->code[2] == GX_HEAD_DEPARTMENT; /* 国资委|统计|评价处|副处长 */
        return numbered || between || held || !(gx_is_verb_pos(u->pos) && leads); /* 某集团|运营|分公司 */
    }
    case GX_UNIT_PERSON: /* 李梅工作室; a title before says that the name stands for itself */
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
    case GX_UNIT_AND: /* not 工运事业|和|工会 */
        return (chain->n > 0 || kind != GX_KIND_UNION) && joins_inside(scan, u, chain);
    default:
        return false;
    }
}

/* 三县, 三个盟市, 两地: several places at once. Moves the unit's start to the numeral. */
bool gx_is_counted(const gx_scan *scan, gx_unit *u)
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
    if (at <= least || !gx_is_numeral(a->text[at - 1]) || gx_text_at(a, at - 1, "九州"))
        return false;
    u->start = at - 1;
    return true;
}

/* 港湾重装集团, 准北油田修井公司: what the tagger takes for a verb inside a name; 发展壮大集团 is none. */
static bool is_verbal_part(const gx_scan *scan, const gx_unit *u, uint8_t kind)
{
    const gx_analysis *a = scan->a;
    bool bears = kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION || kind == GX_KIND_TEAM;
    if (!bears || !gx_is_verb_pos(u->pos) || u->word || u->end - u->start != 2 || scan->verb_to[u->end] ||
        gx_longest_at(a, u->start, u->end, GX_TABLE_NAME_PARTS))
        return false;
    if ((kind == GX_KIND_TEAM || kind == GX_KIND_COMPANY) && u->end < a->n && numbers_unit(a->text[u->end]))
        return true; /* 综采|二队 */
    gx_unit before = gx_unit_before(scan, u->start);
    return before.class == GX_UNIT_PLACE || before.class == GX_UNIT_BODY || before.class == GX_UNIT_NOUN;
}

/* 渝北区|望|来|学校: a name behind a place of which the tagger knows no part. */
static bool is_split_name(const gx_scan *scan, const gx_chain *chain, const gx_unit *u, uint8_t kind)
{
    bool bears = kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION;
    if (!bears || !gx_is_verb_pos(u->pos) || u->word || u->end - u->start != 1)
        return false;
    gx_unit before = gx_unit_before(scan, u->start);
    const gx_unit *behind = chain->n ? &chain->units[chain->n - 1] : NULL;
    if (before.class == GX_UNIT_PLACE)
        return behind && gx_is_verb_pos(behind->pos) && behind->end - behind->start == 1;
    bool piece = (before.class == GX_UNIT_NOUN || gx_is_verb_pos(before.pos)) && !before.word &&
                 before.end - before.start == 1;
    return piece && gx_unit_before(scan, before.start).class == GX_UNIT_PLACE;
}

/* 快递|行业协会|党支部: a word for many that is the beginning of an inner head. */
static bool begins_head(const gx_scan *scan, const gx_chain *chain, const gx_unit *u)
{
    uint32_t end = chain->n ? chain->units[chain->n - 1].end : 0;
    const gx_word *head = end ? scan->head_to[end] : NULL;
    return head && head->n <= end && end - head->n <= u->start;
}

/* 企业|安全部, 行业|管理处 behind a mark of a list, 总工会|基层|部: a department for that. */
static bool names_department(const gx_scan *scan, const gx_chain *chain, const gx_unit *u)
{
    static const char *const topics[] = {"企业", "行业", "区域", "平台", "基层"};
    const gx_analysis *a = scan->a;
    bool office = gx_text_before(a, chain->end, "部") || gx_text_before(a, chain->end, "处") ||
                  gx_text_before(a, chain->end, "科");
    if (!office || !u->start || (a->text[u->start - 1] != 0x3001 && !gx_is_head_end(scan, u->start)))
        return false;
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
        if (gx_text_at(a, u->start, topics[i]) && u->end - u->start == 2)
            return true;
    return false;
}

/* 市|城乡|规划局, 市|重点|工程处, 市|中小企业|局: what an office of a place sees to, no group of offices. */
static bool is_charge(const gx_scan *scan, const gx_unit *u, uint8_t kind)
{
    static const char *const charges[] = {"城乡",     "重点",     "重大", "民营", "中小",
                                          "中小企业", "小微企业", "非公", "村镇", "乡镇",
                                          "区域",     "行业",     "企业", "机关", "老"};

    const gx_analysis *a = scan->a;
    uint32_t n = u->end - u->start;
    bool office = kind == GX_KIND_GOVERNMENT || kind == GX_KIND_COMMITTEE || kind == GX_KIND_PARTY;
    if (kind == GX_KIND_TEAM && n == 2 && gx_text_at(a, u->start, "机关"))
        return true; /* 公司机关|代表队 */
    bool charge = false;
    for (size_t i = 0; i < GX_COUNT(charges) && office && !charge; i++)
        charge = gx_utf8_count(charges[i]) == n && gx_text_at(a, u->start, charges[i]);
    if (!charge)
        return false;
    gx_unit before = gx_unit_before(scan, u->start);
    return before.class == GX_UNIT_PLACE || before.class == GX_UNIT_LEVEL;
}

/* 爱心企业|骆驼集团|工会: the word before 企业 says what the company behind it is to others. */
static bool is_apposed(const gx_scan *scan, const gx_chain *chain, uint32_t at, uint8_t kind)
{
    static const char *const roles[] = {"爱心", "会员", "合作", "重点", "龙头", "骨干", "知名", "帮扶",
                                        "结对", "赞助", "捐赠", "非公", "民营", "国有", "上市", "辖区",
                                        "参赛", "获奖", "外资", "入驻", "施工", "共建", "优秀", "示范",
                                        "参建", "建筑", "规上", "链主", "受援", "支援", "试点", "对口",
                                        "招商", "成员", "理事", "参展", "用工", "用人", "物流"};
    bool company = kind == GX_KIND_COMPANY && chain->n;
    for (size_t i = 0; i < chain->n && !company; i++) {
        const gx_word *head = scan->head_to[chain->units[i].end];
        uint32_t n = chain->units[i].end - chain->units[i].start;
        company =
            head && head->code[1] == GX_KIND_COMPANY && (n > head->n || (n == head->n && i + 1 < chain->n));
    }
    return company && gx_text_before(scan->a, at, "企业") &&
           gx_any_before(scan->a, at - 2, roles, GX_COUNT(roles));
}

/* 合作单位|山东某律师事务所, 蹲点单位|某水泥有限公司: the chain so far is a name; 单位|职工代表队 is none. */
static bool bears_own_name(const gx_chain *chain, uint8_t kind)
{
    bool proper = chain->n && kind == GX_KIND_COMPANY;
    for (size_t i = 0; i < chain->n && !proper; i++)
        proper = chain->units[i].class == GX_UNIT_PLACE || chain->units[i].class == GX_UNIT_BODY;
    return proper;
}

/* 青岛|全国总工会|疗养院: no place stands before a name that says it is the nation's. */
static bool is_outside_nations(const gx_chain *chain, const gx_unit *u)
{
    static const char *const fronts[] = {"全国", "中共中央", "国务院", "中华全国"};
    const gx_word *body = chain->n ? chain->units[chain->n - 1].word : chain->body;
    bool behind = body && (!chain->n || chain->units[chain->n - 1].class == GX_UNIT_BODY);
    for (size_t i = 0; behind && u->class == GX_UNIT_PLACE && i < GX_COUNT(fronts); i++)
        if (gx_starts_with(body->cell[0], fronts[i]))
            return true;
    return false;
}

void gx_grow_chain(const gx_scan *scan, gx_chain *chain, uint32_t from, uint8_t kind)
{
    uint32_t at = from, least = chain->end ? gx_sentence_start(scan, chain->end - 1) : 0;
    while (chain->n < GX_CHAIN_UNITS && chain->end - at < NAME_CHARS && at > least) {
        gx_unit u = gx_unit_before(scan, at);
        if (is_outside_nations(chain, &u))
            break;
        bool quoted = u.class == GX_UNIT_GENERIC && chain->n &&
                      gx_unit_before(scan, u.start).class == GX_UNIT_QUOTE; /* “携手同行”|企业|…工作组 */
        const gx_word *head = scan->head_to[u.end]; /* 工业|园区|管理委员会 */
        if (u.class == GX_UNIT_BODY && head && head->code[1] == GX_KIND_COMMITTEE &&
            head->n > u.end - u.start && u.end >= least + head->n) { /* 人民代表大会|常务委员会 is one */
            u.start = u.end - head->n;
            u.word = head;
        }
        bool inside = head && u.class == GX_UNIT_GENERIC && head->n > u.end - u.start;
        if (u.class == GX_UNIT_GENERIC && (quoted || inside || begins_head(scan, chain, &u) ||
                                           names_department(scan, chain, &u) || is_charge(scan, &u, kind)))
            u.class = GX_UNIT_NOUN;
        bool unit_of = u.class == GX_UNIT_GENERIC &&
                       ((gx_text_before(scan->a, at, "单位") && bears_own_name(chain, kind)) ||
                        is_apposed(scan, chain, at, kind));
        if (unit_of)
            break; /* 合作单位|山东某律师事务所 */
        if (u.class == GX_UNIT_GENERIC)
            chain->generic = true;
        bool whose = u.end - u.start == 2 && gx_text_before(scan->a, u.end, "们"); /* 我们|林达集团 */
        if (u.class == GX_UNIT_DEICTIC && whose && chain->n && scan->a->tags[from].pos == GX_POS_ORG)
            break;
        if (u.class == GX_UNIT_DEICTIC) {
            chain->deictic = true;
            chain->units[chain->n++] = u;
        }
        bool own_level = !chain->n && gx_level_word(scan, from) && gx_is_head_end(scan, from) &&
                         !gx_text_at(scan->a, from + 1, "直机关工委"); /* but 市委|市直机关工委 */
        if (own_level)
            break; /* 云安县委|县政府 */
        if (gx_is_counted(scan, &u)) {
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

bool gx_is_proper_unit(const gx_unit *u)
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

/* 武警|安徽总队, 民航|云南监管局: a service's word before the place of its branch. */
static bool heads_service(const gx_scan *scan, const gx_unit *u)
{
    static const char *const services[] = {"武警", "海警", "民航",   "海军",
                                           "空军", "陆军", "火箭军", "解放军"};
    for (size_t i = 0; i < GX_COUNT(services); i++)
        if (u->end - u->start == gx_utf8_count(services[i]) && gx_text_at(scan->a, u->start, services[i]))
            return true;
    return false;
}

/* 2023|东风汽车: a year, of the event that bears the company's name. */
static bool is_year(const gx_analysis *a, const gx_unit *u)
{
    bool digits = u->end - u->start == 4 && (gx_text_at(a, u->start, "19") || gx_text_at(a, u->start, "20"));
    for (uint32_t i = u->start; digits && i < u->end; i++)
        digits = a->text[i] >= '0' && a->text[i] <= '9';
    return digits;
}

/* Drop what stands before the name: common nouns before an inner place or body (职工代表|北京市总工会), marks
 * of conjunction and brackets at the edge. */
void gx_trim_chain(const gx_scan *scan, gx_chain *chain, uint8_t kind)
{
    while (chain->n && is_year(scan->a, &chain->units[chain->n - 1]))
        chain->n--;
    bool bears = kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION;
    if (chain->deictic)
        return;
    for (size_t i = chain->n; i-- > 1;) {
        bool common_before = true;
        for (size_t k = i; k < chain->n; k++)
            common_before = common_before && !gx_is_proper_unit(&chain->units[k]) &&
                            !gx_is_head_end(scan, chain->units[k].end) &&
                            !heads_service(scan, &chain->units[k]);
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
        bool verbal =
            gx_is_verb_pos(first->pos) && first->class != GX_UNIT_BODY && first->class != GX_UNIT_PLACE;
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
