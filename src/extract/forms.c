#include "extract/forms.h"

#include "base/utf8.h"
#include "extract/dotted.h"
#include "extract/form_chain.h"
#include "extract/form_nesting.h"
#include "extract/places.h"
#include "extract/traits.h"

#include <string.h>

/* 大冲|头|煤矿: a single character between the words of a name: no word that anybody knows. */
static bool is_name_piece(const gx_scan *scan, const gx_chain *chain, size_t i)
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
static bool is_common(const gx_scan *scan, const gx_chain *chain)
{
    for (size_t i = 0; i < chain->n; i++)
        if (gx_is_proper_unit(&chain->units[i]) || gx_is_head_end(scan, chain->units[i].end) ||
            chain->units[i].class != GX_UNIT_NOUN)
            return false;
    return true;
}

static gx_form_type type_of(const gx_scan *scan, const gx_chain *chain, uint32_t start, bool named_head,
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
        if (gx_is_proper_unit(&chain->units[i]) || is_name_piece(scan, chain, i))
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
    static const char *const things[] = {"业",     "车",     "力",   "者",     "带",   "会",     "一",
                                         "党",     "大",     "楼宇", "项目",   "行",   "地",     "系统",
                                         "届",     "资金",   "团",   "本部",   "大厅", "演播厅", "宴会厅",
                                         "会议厅", "报告厅", "礼堂", "会议室", "教室", "接待室", "阅览室"};
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
    if (gx_longest_at(a, start, a->n, GX_TABLE_SURNAMES) && end - start <= 3)
        return false; /* 亓梅: rather somebody */
    if (gx_text_before(a, end, "族"))
        return false; /* 鄂温克族: a people */
    if (gx_word_at(a, start, end, GX_TABLE_NOT_NAMES))
        return false; /* 贝尔格莱德 */
    if (a->tags[end - 1].pos != GX_POS_ORG || end - start < 2 || scan->title_to[end] || scan->place_to[end])
        return false;
    for (uint32_t i = start; i < end; i++)
        if (scan->in_name[i] || gx_text_at(a, i, "和") ||
            (i > start + 1 && scan->head_to[i] && scan->head_to[i]->code[2] != GX_HEAD_WEAK))
            return false; /* somebody's name, or a head with more behind it: 园林绿化局协办 */
    return !gx_is_verb_pos(a->tags[end - 1].pos) && !looks_common(scan, start, end);
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
    static const char *const committees[] = {"工会经费审查委员会", "工会女职工委员会", "工会办公室"};
    const gx_analysis *a = scan->a;
    uint32_t from = end - head->n;
    for (size_t i = 0; i < sizeof committees / sizeof *committees; i++)
        if (gx_text_at(a, from, committees[i]) && head->n == gx_utf8_count(committees[i]))
            return from + 2; /* the committee of a union */
    const gx_word *before = scan->head_to[from];
    if (gx_text_at(a, from, "联合") && head->n > 2 && before && before->code[2] == GX_HEAD_DEPARTMENT &&
        gx_word_at(a, from + 2, from + head->n, GX_TABLE_ORGANIZATION_HEADS))
        return from + 2; /* 安全环保部联合|工会: no department has a 联合工会 */
    for (uint32_t n = 1; n < head->n; n++)
        if (gx_is_belonging(a, end - n, end) &&
            gx_word_at(a, from, from + head->n - n, GX_TABLE_ORGANIZATION_HEADS))
            return end - n;
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

/* 河南省鹤壁市|河南某化工集团: behind where a company is, before a name that begins with the province
 * again. */
static uint32_t behind_repeated_place(const gx_scan *scan, uint32_t start, uint32_t end, uint8_t kind)
{
    enum { STEM_CHARS = 2 };
    const gx_analysis *a = scan->a;
    bool bears = kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION;
    const gx_word *place = bears ? scan->place_at[start] : NULL;
    for (uint32_t at = start; place && at + place->n + STEM_CHARS < end;) {
        at += place->n;
        place = scan->place_at[at];
        if (place && place->n == STEM_CHARS && !gx_level_chars(scan, at + STEM_CHARS) &&
            memcmp(a->text + at, a->text + start, STEM_CHARS * sizeof *a->text) == 0)
            return at;
    }
    return start;
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
        bool behind_list = p > least && gx_is_numeral(a->text[p]) && gx_text_at(a, p + 1, "家");
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
    bool ends =
        end >= a->n || scan->word_start[end] == end || scan->head_at[end] ||
        (scan->leagues == 2 && (gx_text_at(a, end, "战") || gx_text_at(a, end, "周"))) || /* 都灵|战成 */
        gx_longest_at(a, end, a->n, GX_TABLE_TITLES);
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
    for (uint32_t i = start + 2; i + 3 < from; i++)
        if (gx_text_at(a, i, "同志"))
            return i + 2; /* 免去|黄某同志|河湾学院党委书记职务 */
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
        bool inner = gx_is_head_end(scan, i + 1) && !gx_text_before(a, i + 1, "联合国");
        if (mark || inner || scan->in_name[i] || gx_is_numeral(a->text[i]) || scan->title_to[i + 1])
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
            (i + 1 < f->head && gx_is_head_end(scan, i + 1)))
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
    const gx_word *bar = end - start > 2 ? gx_word_at(a, start, end, GX_TABLE_NOT_NAMES) : NULL;
    return bar && scan->word_end[start] == end &&
           (a->tags[start].pos == GX_POS_LOC || a->tags[start].pos == GX_POS_NS);
}

/* A short form of the page itself. */
static gx_form known_form(const gx_known *known, uint32_t end)
{
    return (gx_form){.range = {end - known->n, end},
                     .type = GX_NAMED,
                     .kind = known->kind,
                     .use = GX_HEAD_FULL,
                     .head = end - known->n,
                     .tagged = true,
                     .known = known};
}

/* Do the words that the tables see before `end` make no body there? */
static bool is_no_head(const gx_scan *scan, uint32_t end)
{
    const gx_analysis *a = scan->a;
    const gx_word *head = scan->head_to[end], *body = scan->body_to[end];
    static const char *const totals[] = {"工会", "裁",   "经理", "监", "工程师", "会计师", "人口", "面积",
                                         "产值", "投资", "收入", "数", "量",     "额",     "书记", "部"};
    if (body && gx_text_before(a, end, "总") && gx_any_at(a, end, totals, GX_COUNT(totals)))
        return true; /* 三镇总|工会, 中国区总|裁 */
    if (body && body->n == 2 && body->table == GX_TABLE_ORGANIZATIONS && cuts_name(scan, end - 2, end))
        return true; /* 安|全总|局, 高通|量 */
    if (body && body->n == 2 && cuts_word(scan, end - 2))
        return true; /* 安|全总|监 */
    if (is_something_else(scan, end, body ? body->n : head ? head->n : 0))
        return true;
    bool verb = gx_text_before(a, end, "会") && scan->word_start[end - 1] == end - 1 &&
                gx_is_verb_pos(a->tags[end - 1].pos); /* 建行|会|保持 */
    if (!body && head && head->n <= 2 && verb)
        return true;
    return !body && head && head->n == 1 && is_place_abroad(scan, end);
}

/* 《岭南报》: where the paper's name begins whose mark of a title ends it at `end`, or `end`. */
static uint32_t paper_from(const gx_scan *scan, uint32_t end)
{
    enum { PAPER_LEAST = 2, PAPER_MOST = 10 };
    static const char *const papers[] = {"报", "周刊", "月刊", "画刊", "学刊", "杂志"};
    static const char *const others[] = {"简报", "公报", "年报", "月报", "季报", "战报", "喜报",
                                         "捷报", "情报", "海报", "预报", "申报", "汇报", "举报",
                                         "通报", "警报", "小报", "墙报", "板报", "电报"};
    const gx_analysis *a = scan->a;
    if (end >= a->n || a->text[end] != 0x300B)
        return end;
    uint32_t start = end;
    while (start > 0 && end - start <= PAPER_MOST &&
           (!gx_is_punctuation(a->text[start - 1]) || a->text[start - 1] == ' '))
        start--;
    bool titled =
        start > 0 && a->text[start - 1] == 0x300A && end - start >= PAPER_LEAST && end - start <= PAPER_MOST;
    bool paper =
        gx_any_before(a, end, papers, GX_COUNT(papers)) && !gx_any_before(a, end, others, GX_COUNT(others));
    return titled && paper ? start : end;
}

static bool tags_a_name(uint8_t pos)
{
    return gx_is_person_tag(pos) || pos == GX_POS_LOC || pos == GX_POS_NS || pos == GX_POS_ORG ||
           pos == GX_POS_NT || pos == GX_POS_NZ;
}

/* 萨格勒|作客意大利, 拜仁|vs|布加勒: where a club that no table knows begins, or `end`. */
static uint32_t club_from(const gx_scan *scan, uint32_t end)
{
    enum { CLUB_LEAST = 3, CLUB_MOST = 6 };
    const gx_analysis *a = scan->a;
    if (!tags_a_name(a->tags[end - 1].pos) || (end < a->n && scan->word_start[end] != end) ||
        scan->place_to[end] || !gx_is_sound(a->text[end - 1]))
        return end;
    uint32_t start = end, least = gx_sentence_start(scan, end - 1);
    while (start > least && end - start <= CLUB_MOST && gx_is_sound(a->text[start - 1])) {
        if (!tags_a_name(a->tags[start - 1].pos))
            break;
        start--;
    }
    if (end - start < CLUB_LEAST || end - start > CLUB_MOST || scan->word_start[start] != start)
        return end;
    return gx_plays_as_club(scan, (gx_range){start, end}) ? start : end;
}

/* What names a body without a known head: a paper in its marks, a club among clubs. */
static uint32_t headless_from(const gx_scan *scan, uint32_t end, uint8_t *kind)
{
    if (scan->head_to[end] || scan->body_to[end])
        return end;
    *kind = GX_KIND_MEDIA;
    uint32_t paper = paper_from(scan, end);
    if (paper < end)
        return paper;
    *kind = GX_KIND_TEAM;
    return club_from(scan, end);
}

/* Where the last head before `end` begins, with its kind and use; `end` where there is none. */
static uint32_t find_head(const gx_scan *scan, uint32_t end, gx_form *out)
{
    const gx_word *head = scan->head_to[end], *body = scan->body_to[end];
    if (body && (!head || body->n >= head->n)) {
        out->kind = body->code[2];
        out->use = GX_HEAD_FULL;
        out->body = body;
        return end - body->n;
    }
    if (head) {
        out->kind = head->code[1];
        out->use = head->code[2];
        return split_head(scan, head, end);
    }
    if (is_office_of_title(scan, end)) {
        out->kind = GX_KIND_GOVERNMENT;
        out->use = GX_HEAD_DEPARTMENT;
        return end - 1;
    }
    out->use = GX_HEAD_WEAK;
    return names_itself(scan, end) ? scan->word_start[end - 1] : end;
}

/* 某村一|饭店, 某省某市一|煤矿: one that the text does not name; but 海滨市一|中学, 第一|煤矿. */
static bool is_any_one(const gx_scan *scan, uint32_t start, uint32_t from)
{
    static const char *const numbered[] = {"中", "小", "院", "医院", "幼", "建",
                                           "附", "棉", "轻", "机",   "职"};
    const gx_analysis *a = scan->a;
    if (from < start + 3 || !gx_text_before(a, from, "一") ||
        gx_any_at(a, from, numbered, GX_COUNT(numbered)))
        return false;
    const gx_word *place = scan->place_to[from - 1];
    return gx_level_word(scan, from - 2) || gx_text_before(a, from - 1, "村") || (place && place->n >= 2);
}

/* Several places or bodies at once make no name: notes where they are counted. */
static void note_counted(const gx_scan *scan, gx_chain *chain, gx_form *out, uint32_t from)
{
    const gx_analysis *a = scan->a;
    uint32_t start = out->range.start, end = out->range.end;
    for (uint32_t p = start; p < from; p++) { /* also where the tagger took 柳堤三镇 for one word */
        uint32_t each = gx_text_at(a, p + 1, "个");
        gx_unit level = {p, p + 1 + gx_level_chars(scan, p + 1 + each) + each, GX_UNIT_STOP, 0, NULL};
        bool ordinal = p > 0 && gx_text_at(a, p - 1, "第");
        if (gx_is_numeral(a->text[p]) && !ordinal && level.end > p + 1 && level.end <= from &&
            gx_is_counted(scan, &level) && level.start == p)
            chain->counted = p, chain->generic = true, out->shared_from = level.end;
    }
    bool several = start > gx_sentence_start(scan, end - 1) && gx_level_word(scan, start) &&
                   gx_is_numeral(a->text[start - 1]); /* 两县总 */
    if (!chain->counted)
        chain->counted = counted_bodies(scan, start, end, &out->shared_from);
    out->generic = chain->generic || several || chain->counted || is_any_one(scan, start, from);
    out->counted = chain->counted;
    if (!out->shared_from)
        out->shared_from = chain->shared_from;
}

/* 宏昌控股|监事, 恒川公司|副总裁: who has such officers is a company; 房地产公司|总经理 says only what kind.
 */
static bool has_officer(const gx_scan *scan, const gx_form *f)
{
    static const char *const officers[] = {"董事",       "副董事长", "独立董事", "监事",
                                           "总经理",     "副总",     "总裁",     "首席执行官",
                                           "首席财务官", "财务总监", "总会计师", "创始人"};
    const gx_analysis *a = scan->a;
    uint32_t start = f->range.start, own = f->head - start;
    if (f->kind != GX_KIND_COMPANY || own < 2 || !gx_any_at(a, f->range.end, officers, GX_COUNT(officers)))
        return false;
    for (uint32_t at = start; at < f->head;) {
        gx_unit u = gx_unit_at(scan, at);
        if (!u.word && u.end > at)
            return u.end <= f->head && u.end - at >= 2;
        at = u.end > at ? u.end : f->head;
    }
    return false;
}

/* 远足公司|副总裁|赵某: a word that is no name to the tagger, before an officer who is named. */
static bool names_company(const gx_scan *scan, const gx_form *f)
{
    uint32_t end = f->range.end;
    const gx_word *title = end < scan->a->n ? scan->title_at[end] : NULL;
    if (f->type != GX_BARE || f->use != GX_HEAD_WEAK || !title || !has_officer(scan, f))
        return false;
    return end + title->n < scan->a->n && scan->in_name[end + title->n];
}

/* 外科队、机关|后勤队: where a side in a list begins, behind the mark of the list. */
static uint32_t with_whole_item(const gx_analysis *a, uint32_t start, uint32_t end)
{
    enum { CUT_MOST = 4 };
    if (!gx_text_before(a, end, "队"))
        return start;
    for (uint32_t at = start; at > 0 && start - at <= CUT_MOST && !a->scan->in_name[at - 1]; at--)
        if (a->text[at - 1] == 0x3001 /* 、 */)
            return at;
        else if (gx_is_punctuation(a->text[at - 1]))
            break;
    return start;
}

/* 发改委: any place's where the article tells of places, else the state's. */
static bool is_of_a_place(const gx_scan *scan, const gx_word *body, uint32_t start)
{
    static const char *const both[] = {"发改委"};
    return gx_any_at(scan->a, start, both, GX_COUNT(both)) && body->n == 3 && scan->a->places->n;
}

/* The candidate whose last head ends at `end`, if the grammar makes one of it. */
static bool form_to(const gx_scan *scan, uint32_t end, gx_form *out)
{
    const gx_analysis *a = scan->a;
    *out = (gx_form){0};
    if (scan->known_to[end]) {
        *out = known_form(&a->known->at[scan->known_to[end] - 1], end);
        return true;
    }
    uint8_t kind = 0;
    uint32_t headless = headless_from(scan, end, &kind);
    if (headless < end) {
        *out = (gx_form){.range = {headless, end},
                         .type = GX_NAMED,
                         .kind = kind,
                         .use = GX_HEAD_FULL,
                         .head = headless,
                         .tagged = true};
        return true;
    }
    uint32_t from = is_no_head(scan, end) ? end : find_head(scan, end, out);
    if (from == end || from < gx_sentence_start(scan, end - 1) || scan->in_name[from] ||
        (from > 0 && scan->in_name[from - 1] && !scan->name_to[from]))
        return false;
    bool headed = scan->head_to[end] || is_office_of_title(scan, end);
    bool named_head =
        out->body ? out->body->table == GX_TABLE_ORGANIZATIONS && !is_of_a_place(scan, out->body, from)
                  : !headed;
    gx_chain chain = {.end = end, .from = from, .weak = out->use == GX_HEAD_WEAK, .body = out->body};
    bool army = out->body && out->body->n == 2 && gx_text_before(a, end, "军"); /* 一架|美军 */
    bool club = out->kind == GX_KIND_TEAM;                                      /* 三场比赛|切尔西 */
    bool party = out->body && gx_text_at(a, from, "中共"); /* 袁鹏云|中共某旗委 */
    if (!named_head || (out->kind != GX_KIND_MEDIA && !army && !club && !party)) /* …救灾|央视网消息 */
        gx_grow_chain(scan, &chain, from, out->kind);
    gx_trim_chain(scan, &chain, out->kind);
    if (named_head && is_common(scan, &chain))
        chain.n = 0; /* 对标对表|全国总工会 */
    uint32_t start = behind_party(a, chain.n ? chain.units[chain.n - 1].start : from, from);
    start = with_cut_place(scan, start, end);
    uint32_t whole = with_whole_word(scan, start, end);
    bool extended = whole < start && !chain.deictic && !chain.generic;
    start = behind_repeated_place(scan, extended ? whole : start, end, out->kind);
    out->range = (gx_range){start, end};
    note_counted(scan, &chain, out, from);
    out->head = behind_term(scan, start, from, out->kind);
    out->type = extended ? GX_NAMED : type_of(scan, &chain, start, named_head, out->body);
    if (out->type == GX_LEVELED && start > gx_sentence_start(scan, start) &&
        (gx_text_before(a, start, "该") || gx_text_before(a, start, "本") || gx_text_before(a, start, "我")))
        out->range.start--;
    take_one_word(scan, out);
    if (out->type == GX_BARE && out->kind == GX_KIND_TEAM)
        out->range.start = with_whole_item(a, out->range.start, end);
    out->type = names_company(scan, out) ? GX_NAMED : out->type;
    out->tagged = tagged_as_name(scan, out->range) ||
                  (out->type == GX_NAMED && out->use == GX_HEAD_WEAK && has_officer(scan, out));
    if (scan->head_to[end] && out->use == GX_HEAD_WEAK && is_department_char(scan, from, end) &&
        from - start >= 2)
        out->use = GX_HEAD_DEPARTMENT;
    static const char *const forces[] = {"海军", "空军", "陆军", "火箭军", "武警"};
    if (out->use == GX_HEAD_WEAK && out->type == GX_NAMED && gx_any_at(a, start, forces, GX_COUNT(forces))) {
        out->use = GX_HEAD_FULL; /* 海军厦门基地 */
        out->kind = GX_KIND_GOVERNMENT;
    }
    if (gx_text_at(a, start, "政协") && out->kind == GX_KIND_UNION)
        out->kind = GX_KIND_COMMITTEE; /* 政协第十四届|全国委员会 */
    return true;
}

/* 董事会|秘书, 监事会|主席: a title in a company that has the name of a part of it inside. */
static bool begins_title(const gx_scan *scan, uint32_t end)
{
    static const char *const parts[] = {"董事会", "监事会", "董事局"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        uint32_t n = (uint32_t)gx_utf8_count(parts[i]);
        if (gx_text_before(scan->a, end, parts[i]) && scan->title_at[end - n] &&
            scan->title_at[end - n]->n > n)
            return true;
    }
    return false;
}

/* 贡献|工会|力量, 彰显|工会|担当: what unions have, no union. */
static bool is_quality(const gx_analysis *a, uint32_t end)
{
    static const char *const qualities[] = {"力量",       "担当",     "智慧",      "温度",       "元素",
                                            "样本",       "之力",     "特色",      "主席培训班", "主席论坛",
                                            "主席座谈会", "主席沙龙", "主席履职",  "主席素质",   "主席能力",
                                            "主席岗位",   "主席轮训", "主席示范班"};
    if (gx_text_before(a, end, "工会") && gx_text_at(a, end, "法》"))
        return true; /* 《中华人民共和国|工会|法》 */
    return gx_text_before(a, end, "工会") && !gx_text_before(a, end, "总工会") &&
           gx_any_at(a, end, qualities, GX_COUNT(qualities));
}

/* 总工会工作|部署, 女职|工会|员: with the next character, the head's last one is a word, to the tagger too.
 */
static bool is_into_next(const gx_scan *scan, uint32_t end)
{
    static const char *const words[] = {
        "部署", "部分", "部队", "部件", "部委", "部位", "会员", "会议", "会计", "会场", "会战",
        "会见", "会谈", "组织", "组成", "组建", "组合", "组团", "委员", "委托", "委派", "处理",
        "处于", "处置", "处罚", "处在", "科学", "科技", "科研", "科普", "科室", "室内", "室外",
        "院士", "院落", "站点", "站台", "站位", "局面", "局势", "局部", "局域", "团结", "团员",
        "团购", "党员", "党建", "党性", "行业", "行动", "行为", "行政", "社会", "社区", "所有",
        "所以", "所在", "所属", "队伍", "队员", "队友", "台阶"};
    const gx_analysis *a = scan->a;
    const gx_word *head = scan->head_to[end];
    bool crosses = scan->word_start[end - 1] == end - 1 && scan->word_end[end - 1] > end;
    return crosses && head && head->n >= 2 && !scan->body_to[end] &&
           gx_any_at(a, end - 1, words, GX_COUNT(words));
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
        (gx_text_before(a, end, "部") && gx_text_at(a, end, "门")) ||
        (gx_text_before(a, end, "全部") && !gx_text_before(a, end, "安全部")) ||
        gx_text_before(a, end, "分子公司") || (gx_text_before(a, end, "委会") && gx_text_at(a, end, "议")) ||
        gx_text_before(a, end, "大学会") || (gx_text_before(a, end, "武装部") && gx_text_at(a, end, "队")) ||
        (gx_text_before(a, end, "中共") && gx_text_at(a, end, "党员")) ||
        (gx_text_before(a, end, "联") && gx_text_at(a, end, "合")) ||
        (gx_text_before(a, end, "政府") && gx_text_at(a, end, "特殊津贴")) ||
        (gx_text_before(a, end, "投资银行") && (gx_text_at(a, end, "部") || gx_text_at(a, end, "总部"))))
        return false; /* 大学|生, 大学|校工会, 医院|院工会, 人社|部门, 大学|会计学院, 大学联|合 */
    static const char *const all[] = {"全院", "全校", "全厂", "全矿", "全局", "全段",   "全社",
                                      "全行", "全所", "全站", "全处", "全馆", "全公司", "全集团"};
    static const char *const safe[] = {"安全局", "安全所", "安全站", "安全处", "安全馆"};
    bool whole = gx_any_before(a, end, all, GX_COUNT(all)) && !gx_any_before(a, end, safe, GX_COUNT(safe));
    if (is_quality(a, end) || is_into_next(scan, end) || whole)
        return false; /* 某医院|全院200余人 */
    static const char *const behind_section[] = {"技", "普", "研", "协", "创", "学院", "学研究", "学技术"};
    static const char *const behind_office[] = {"理", "置", "罚", "于", "分"};
    if ((gx_text_before(a, end, "科") && gx_any_at(a, end, behind_section, GX_COUNT(behind_section))) ||
        (gx_text_before(a, end, "处") && gx_any_at(a, end, behind_office, GX_COUNT(behind_office))))
        return false; /* 教育科|技体育局, 信访处|理 */
    static const char *const behind_shift[] = {"岗", "车", "次", "期", "列车", "飞机", "地铁", "公交"};
    if (gx_text_before(a, end, "一班") && gx_any_at(a, end, behind_shift, GX_COUNT(behind_shift)))
        return false; /* 最后一班|岗 */
    if (gx_text_at(a, end, "系统") && !scan->head_to[end] && !scan->body_to[end])
        return false; /* 某市卫健|系统工会 */
    static const char *const assists[] = {"办", "作", "助", "调", "商", "同", "力", "定", "议"};
    if (gx_text_before(a, end, "协") && gx_any_at(a, end, assists, GX_COUNT(assists)))
        return false; /* 某电视台|协办 */
    static const char *const congresses[] = {"一大", "二大", "三大", "四大", "五大",
                                             "六大", "七大", "八大", "九大", "十"};
    if (gx_text_before(a, end, "中共") && gx_any_at(a, end, congresses, GX_COUNT(congresses)))
        return false; /* 中共|四大 */
    static const char *const of_heads[] = {"长会议",   "长座谈会", "长联席会议", "长论坛",
                                           "长培训班", "校长论坛", "校长会议",   "校长联盟",
                                           "院长论坛", "院长会议", "馆长论坛",   "社长论坛"};
    if (gx_any_at(a, end, of_heads, GX_COUNT(of_heads)))
        return false; /* 全国税务局|长会议 */
    if ((gx_text_before(a, end, "少先队") && gx_text_at(a, end, "员")) ||
        (gx_text_before(a, end, "民主党") && gx_text_at(a, end, "派")))
        return false;
    static const char *const behind_paper[] = {"道", "告", "考", "批", "案", "价"};
    if (gx_text_before(a, end, "报") && gx_any_at(a, end, behind_paper, GX_COUNT(behind_paper)))
        return false; /* 联合报|道, 质量报|告 */
    if (begins_title(scan, end))
        return false;
    /* 小学|校长, not 小学校|长 */
    const gx_word *title = gx_longest_at(a, end - 1, a->n, GX_TABLE_TITLES);
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
        uint8_t kind = 0;
        if (!scan->head_to[end] && !scan->body_to[end] && !scan->known_to[end] && !tagged &&
            !is_office_of_title(scan, end) && headless_from(scan, end, &kind) == end)
            continue;
        gx_form form;
        if (ends_here(scan, end) && form_to(scan, end, &form))
            *GX_PUSH(a->arena, out) = form;
    }
    gx_nest_forms(scan, out);
}
