#include "extract/traits.h"

#include "extract/dotted.h"
#include "extract/places.h"
#include "extract/trait_weights.h"

#include "base/utf8.h"

#include <string.h>
#include <wchar.h>

#define NAMED(trait, weight) trait,
enum trait { GX_TRAITS(NAMED) TRAITS };

_Static_assert(TRAITS <= 64, "a set of traits is one word");

#define BIT(trait) ((gx_traits)1 << (trait))

/* In log-odds too, by hand: each is nearly certain. */
static const double AGAINST_WORD = -5.0, AGAINST_PLACE = -4.0, AGAINST_LEVEL = -9.0;
static const double AGAINST_USER = -60.0; /* the user's own word wins */

#define WEIGHED(trait, weight) [trait] = (weight),
static const double WEIGHTS[TRAITS] = {GX_TRAITS(WEIGHED)};

bool gx_is_verb_like(uint8_t pos)
{
    return pos == GX_POS_V || pos == GX_POS_VD || pos == GX_POS_P || pos == GX_POS_D || pos == GX_POS_C ||
           pos == GX_POS_AD || pos == GX_POS_U || pos == GX_POS_TIME || pos == GX_POS_T;
}

static bool is_among(const char *utf8, uint32_t c)
{
    while (*utf8)
        if (gx_utf8_next(&utf8) == c)
            return true;
    return false;
}

static bool is_one_of(uint32_t c, const uint32_t *chars, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (chars[i] == c)
            return true;
    return false;
}

static bool is_joint(uint32_t c)
{
    return c == 0x3001 || c == 0x548C; /* 、和 */
}

/* ---- before ---- */

bool gx_is_office(const gx_word *title)
{
    return title && title->n >= 2 &&
           (title->code[1] == GX_TITLE_POST || title->code[1] == GX_TITLE_PLACE_POST ||
            title->code[1] == GX_TITLE_JOB);
}

bool gx_is_group(const gx_word *title)
{
    static const char *const groups[] = {"职工", "员工",     "女职工",  "工人",     "产业工人", "农民工",
                                         "干部", "教师",     "学生",    "学员",     "会员",     "居民",
                                         "村民", "老职工",   "青工",    "青年职工", "退休职工", "困难职工",
                                         "骨干", "工作人员", "医护人员"};
    for (size_t i = 0; title && i < sizeof groups / sizeof *groups; i++)
        if (strcmp(title->cell[0], groups[i]) == 0)
            return true;
    return false;
}

/* Does the title that ends at `end` follow its organization, or another title? */
static bool is_office_of(const gx_scan *scan, uint32_t end)
{
    const gx_analysis *a = scan->a;
    uint32_t least = gx_sentence_start(scan, end - 1), start = end - scan->title_to[end]->n;
    while (start > least && scan->title_to[start] && scan->title_to[start]->code[1] == GX_TITLE_MODIFIER &&
           start - scan->title_to[start]->n >= least)
        start -= scan->title_to[start]->n;
    if (gx_text_before(a, end, "成员") || gx_text_before(a, end, "代表"))
        return false;
    if (start <= least || a->text[start - 1] == ',') /* ，副主席牟平 */
        return scan->title_to[end]->code[1] == GX_TITLE_POST;
    return scan->head_to[start] || scan->body_to[start] || scan->known_to[start] ||
           a->tags[start - 1].pos == GX_POS_ORG || a->text[start - 1] == 0x3001 ||
           a->text[start - 1] == 0x517C;
}

static bool is_number(uint32_t c)
{
    static const uint32_t numbers[] = {0x4E8C, 0x4E24, 0x4E09, 0x56DB, 0x4E94,
                                       0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    return is_one_of(c, numbers, sizeof numbers / sizeof *numbers);
}

/* 市八中|兰璐, where the tagger may read 中兰璐; not 三中全会. */
static bool is_numbered_school(const gx_scan *scan, uint32_t end)
{
    const gx_analysis *a = scan->a;
    if (end < 3 || !gx_text_before(a, end, "中") ||
        !(is_number(a->text[end - 2]) || gx_text_before(a, end - 1, "一")))
        return false;
    return scan->place_to[end - 2] || gx_level_chars(scan, end - 3) == 1;
}

/* 职工|家庭, 主席|任期|的: what belongs to many or has something itself. */
static bool is_thing_of(const gx_scan *scan, uint32_t title_end, gx_range r)
{
    const gx_analysis *a = scan->a;
    const gx_word *bar = gx_word_at(a, r.start, r.end, GX_TABLE_NOT_NAMES);
    return bar && bar->code[1] == GX_NOT_NAME_WORD &&
           (gx_is_group(scan->title_to[title_end]) || gx_text_at(a, r.end, "的"));
}

/* A word of one character, and no surname, that the tagger glues to a name behind it. */
static bool is_prefix(const gx_analysis *a, uint32_t at)
{
    static const char words[] = "有叫由与为对给是请让向同跟被把见找陪问替派邀劝";
    return is_among(words, a->text[at]) && !gx_surname_chars(a, at);
}

static enum trait before(const gx_scan *scan, gx_range r)
{
    const gx_analysis *a = scan->a;
    uint32_t least = gx_sentence_start(scan, r.start), at = r.start;
    if (at == least)
        return BEFORE_MARK;
    if (a->text[at - 1] == ')') {
        gx_unit bracket = gx_unit_before(scan, at);
        if (bracket.class == GX_UNIT_BRACKET)
            at = bracket.start;
    }
    const gx_word *head = scan->head_to[r.start];
    bool body = (head && head->n >= 3 && head->code[2] == GX_HEAD_FULL) || is_numbered_school(scan, r.start);
    bool glued = scan->word_start[r.start] + 1 == r.start && is_prefix(a, r.start - 1);
    bool cut = scan->word_start[r.start] < r.start && !body && !glued,
         in_name = gx_is_person_tag(a->tags[r.start].pos);
    if (at > least && gx_is_office(scan->title_to[at]) && (!cut || in_name))
        return is_office_of(scan, at) && !is_thing_of(scan, at, r) ? BEFORE_OFFICE : BEFORE_TITLE;
    bool done = gx_text_before(a, r.start, "了"); /* 会见了|李明 */
    const gx_word *cue = scan->cue_to[r.start - done];
    if (scan->honour_to[r.start] || (cue && cue->code[1] == GX_CUE_ROLE))
        return BEFORE_ROLE;
    if ((cue && cue->code[1] == GX_CUE_NAMED) || (glued && in_name && gx_surname_chars(a, r.start)))
        return BEFORE_WORD; /* 同|缪立新 */
    if (cut)
        return in_name ? BEFORE_NAME : BEFORE_CUT;
    if (body || (head && head->n >= 2 && head->code[2] != GX_HEAD_WEAK)) {
        bool closed =
            r.end >= a->n || gx_is_punctuation(a->text[r.end]) || gx_is_verb_like(a->tags[r.end].pos);
        return closed && scan->roll[scan->sentence[r.start]] ? BEFORE_BODY_IN_ROLL : BEFORE_BODY;
    }
    if (is_joint(a->text[r.start - 1]))
        return BEFORE_LIST;
    if (gx_is_punctuation(a->text[r.start - 1]))
        return BEFORE_MARK;
    return gx_text_before(a, r.start, "的") ? BEFORE_OF : BEFORE_NOTHING;
}

/* ---- behind ---- */

/* (女), (右二), (挂职), (回族) */
static bool note_behind(const gx_scan *scan, uint32_t at)
{
    const gx_analysis *a = scan->a;
    static const char *const notes[] = {"女",   "男",   "左",   "右",       "中)", "前排",
                                        "后排", "挂职", "兼职", "主持工作", "专职"};
    if (at >= a->n || a->text[at] != '(')
        return false;
    if (gx_any_at(a, at + 1, notes, GX_COUNT(notes)))
        return true;
    for (uint32_t k = at + 1; k + 1 < a->n && k < at + 30; k++) {
        bool people = a->text[k] == 0x65CF && (a->text[k + 1] == ')' || a->text[k + 1] == ',') && k < at + 6;
        bool office = a->text[k + 1] == ')' && gx_is_office(scan->title_to[k + 1]);
        if (people || office)
            return true;
        if (a->text[k] == ')')
            break;
    }
    return false;
}

bool gx_elected_at(const gx_scan *scan, uint32_t at)
{
    static const char *const verbs[] = {"当选",   "担任", "兼任",     "出任",
                                        "被任命", "受聘", "再次当选", "全票当选"};
    const gx_analysis *a = scan->a;
    if (gx_any_at(a, at, verbs, GX_COUNT(verbs)))
        return true;
    if (!gx_text_at(a, at, "任") || at + 1 >= a->n)
        return false;
    if (gx_longest_at(a, at + 1, a->n, GX_TABLE_TITLES))
        return true;
    enum { OBJECT_CHARS = 30 };
    uint32_t end = at + 1;
    while (end < a->n && end - at < OBJECT_CHARS && !gx_is_punctuation(a->text[end]))
        end++;
    return gx_is_office(scan->title_to[end]); /* 任省总工会办公室主任 */
}

/* 第一, 二等奖, 二、三名, 分列, 并列 */
static bool is_rank_at(const gx_analysis *a, uint32_t at)
{
    static const char *const words[] = {"第一",   "第二",   "第三",   "第四", "第五", "第六",
                                        "一、二", "二、三", "三、四", "列第", "分列", "并列",
                                        "分获",   "夺得",   "夺冠",   "摘得", "荣获", "依次"};
    if (gx_any_at(a, at, words, GX_COUNT(words)))
        return true;
    const gx_word *honour = a->scan->honour_at[at];
    return honour && strcmp(honour->cell[1], "rank") == 0;
}

/* By the title that begins behind it, or BEHIND_NOTHING. */
static enum trait title_behind(const gx_scan *scan, uint32_t at)
{
    const gx_word *title = scan->title_at[at];
    if (title && title->code[1] == GX_TITLE_HONORIFIC)
        return BEHIND_COURTESY;
    return gx_is_office(title) && title->code[1] != GX_TITLE_JOB ? BEHIND_TITLE : BEHIND_NOTHING;
}

/* By the word that begins behind it. */
static enum trait word_behind(const gx_scan *scan, uint32_t at)
{
    const gx_analysis *a = scan->a;
    uint8_t pos = a->tags[at].pos;
    const gx_word *verb = gx_longest_at(a, at, a->n, GX_TABLE_VERBS);
    if ((verb && strcmp(verb->cell[4], "say") == 0) || gx_text_at(a, at, "看来,"))
        return BEHIND_SAYS; /* 在某人|看来, */
    if (verb || gx_is_verb_like(pos))
        return BEHIND_VERB;
    bool noun = pos == GX_POS_N || pos == GX_POS_VN || pos == GX_POS_NZ || pos == GX_POS_AN;
    bool stray = scan->word_end[at] == at + 1; /* 杨通|武 */
    return stray ? BEHIND_STRAY : noun ? BEHIND_NOUN : BEHIND_NOTHING;
}

static enum trait find_behind(const gx_scan *scan, uint32_t at)
{
    const gx_analysis *a = scan->a;
    if (at >= a->n || scan->sentence[at] != scan->sentence[at - 1])
        return BEHIND_MARK;
    if (note_behind(scan, at))
        return BEHIND_NOTE;
    if (a->text[at] == 0x3001)
        return BEHIND_LIST;
    if (gx_is_punctuation(a->text[at]))
        return BEHIND_MARK;
    if (gx_elected_at(scan, at))
        return BEHIND_ELECTED;
    if (is_rank_at(a, at))
        return BEHIND_RANK;
    if (gx_is_person_tag(a->tags[at].pos))
        return BEHIND_NAME;
    if (gx_text_at(a, at, "等") && at + 1 < a->n && a->text[at + 1] >= '0' && a->text[at + 1] <= '9')
        return BEHIND_RANK;
    if (gx_text_at(a, at, "等") || gx_text_at(a, at, "为"))
        return BEHIND_OTHERS;
    if (gx_text_at(a, at, "时,"))
        return BEHIND_VERB;
    if (gx_text_at(a, at, "家庭") || gx_text_at(a, at, "一家"))
        return BEHIND_COURTESY;       /* 丁文家庭 */
    if (scan->word_start[at] != at) { /* 何继周|到会, where the tagger reads 周到 */
        const gx_word *verb = gx_longest_at(a, at, a->n, GX_TABLE_VERBS);
        return verb && verb->n >= 2 ? BEHIND_VERB : BEHIND_CUT;
    }
    enum trait title = title_behind(scan, at);
    return title != BEHIND_NOTHING ? title : word_behind(scan, at);
}

/* Three candidates and more end at most places. */
static enum trait behind(const gx_scan *scan, uint32_t at)
{
    if (!scan->behind[at])
        scan->behind[at] = (uint8_t)(find_behind(scan, at) + 1);
    return (enum trait)(scan->behind[at] - 1);
}

/* ---- inside ---- */

uint32_t gx_surname_chars(const gx_analysis *a, uint32_t at)
{
    const gx_word *surname = a->scan->surname_at[at];
    return surname ? surname->n : 0;
}

bool gx_is_manager(const gx_analysis *a, uint32_t at, uint32_t surname)
{
    static const char *const words[] = {"总工会", "总体", "总共", "总书记", "总理", "总统", "总裁", "总部",
                                        "总结",   "总是", "总计", "总量",   "总数", "总额", "总会", "总值"};
    uint32_t behind = at + surname;
    if (surname != 1 || !gx_text_at(a, behind, "总"))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (gx_text_at(a, behind, words[i]))
            return false;
    return a->tags[at].begins || gx_is_person_tag(a->tags[at].pos);
}

/* 拉夫罗夫, 米佐塔基斯: by what the Xinhua agency's tables of transcription use most; with a dot inside, or
 * in four characters and more, rarer ones count, too (dotted.c). */
static bool is_transcribed(const gx_scan *scan, gx_range r)
{
    enum { LONG_LEAST = 4 };
    static const char characters[] =
        "范阿埃艾安昂奥巴拜班邦保贝本比彼别波博伯布查茨达戴丹道德登邓迪蒂丁顿多厄恩尔法凡菲费芬弗夫"
        "福盖冈戈格根"
        "贡古瓜圭哈海汉豪赫亨胡华霍基吉加贾坚杰金喀卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷里利列林琳"
        "龙卢鲁伦罗洛吕马玛迈曼芒毛梅蒙米密缅明摩莫默姆穆纳娜南内尼涅宁纽农努诺欧帕潘庞佩彭皮平珀普奇齐恰"
        "切丘萨塞赛桑瑟森沙莎山尚舍申圣施什史舒思斯丝苏索所塔泰坦汤唐陶特腾提廷通图托瓦万旺威韦维魏温文翁"
        "沃乌武西希锡夏香谢辛欣休雅亚延扬耶叶伊依因英尤约扎泽詹珍芝佐祖茜妮蕾露莉丽妲黛娅娃廉鲍冯宾";

    static const char *const lands[] = {"州", "市", "省", "方向", "地区", "海",   "湖",   "河",
                                        "岛", "港", "峡", "机场", "核电", "战线", "前线", "热"};
    const gx_analysis *a = scan->a;
    uint32_t rare = 0, least = r.end - r.start >= LONG_LEAST && a->text[r.start] != U'于';
    for (uint32_t i = r.start; i < r.end; i++) {
        bool known = is_among(characters, a->text[i]);
        rare += !known;
        if (!gx_is_person_tag(a->tags[i].pos) || (!known && (rare > least || !gx_is_sound(a->text[i]))))
            return false;
    }
    if (rare && gx_any_at(a, r.end, lands, GX_COUNT(lands)))
        return false;
    return scan->word_start[r.start] == r.start && scan->word_end[r.end - 1] == r.end && r.end - r.start >= 2;
}

static gx_traits surname(const gx_scan *scan, gx_range r)
{
    enum { GIVEN_AT_MOST = 2 };
    const gx_analysis *a = scan->a;
    const gx_word *word = scan->surname_at[r.start];
    if (word && r.start + word->n > r.end)
        word = gx_longest_at(a, r.start, r.end, GX_TABLE_SURNAMES);
    bool none = !word || word->n == r.end - r.start,
         too_long = !none && r.end - r.start > word->n + GIVEN_AT_MOST;
    if (none || too_long)
        return BIT(is_transcribed(scan, r) ? FOREIGN : none ? NO_SURNAME : TOO_LONG);
    return BIT(word->n > 1          ? LONG_SURNAME
               : word->code[1] == 3 ? RARE_SURNAME
               : word->code[1] == 2 ? USUAL_SURNAME
                                    : COMMON_SURNAME);
}

static gx_traits characters(const gx_analysis *a, gx_range r)
{
    gx_traits traits = gx_is_particle(a->text[r.start]) ? BIT(PARTICLE_FIRST) : 0;
    for (uint32_t i = r.start; i < r.end; i++)
        if (gx_is_barred(a->text[i]))
            traits |= BIT(BARRED);
    return traits;
}

/* What the tagger would lose; a name that it sees made of several words counts as seen. */
static gx_traits loss(const gx_scan *scan, gx_range r)
{
    static const uint8_t bounds[] = {0, 10, 20, 35, 55, 80, 120}; /* tenths */
    const gx_analysis *a = scan->a;
    uint32_t n = r.end - r.start;
    uint8_t tenths = n >= GX_NAME_LEAST && n < GX_NAME_LEAST + GX_NAME_LENGTHS
                         ? a->losses[r.start].tenths[n - GX_NAME_LEAST]
                         : GX_LOSS_MOST;
    bool all = scan->word_start[r.start] == r.start && scan->word_end[r.end - 1] == r.end;
    for (uint32_t i = r.start; i < r.end; i++)
        all = all && gx_is_person_tag(a->tags[i].pos);
    size_t k = 0;
    while (!all && k < sizeof bounds / sizeof *bounds && tenths > bounds[k])
        k++;
    return BIT((n == GX_NAME_LEAST ? SHORT_NONE : LOSS_NONE) + k);
}

static enum trait word_trait(uint8_t pos)
{
    switch (pos) {
    case GX_POS_LOC:
    case GX_POS_NS:
    case GX_POS_ORG:
    case GX_POS_NT:
    case GX_POS_TIME:
    case GX_POS_T:
        return PLACE_ALL;
    case GX_POS_V:
        return VERB_ALL;
    default:
        return gx_is_verb_like(pos) ? PARTICLE_ALL : WORD_ALL;
    }
}

static gx_traits words(const gx_scan *scan, gx_range r)
{
    const gx_tag *tags = scan->a->tags;
    uint32_t start = scan->word_start[r.start], end = scan->word_end[r.end - 1];
    uint32_t first_end = scan->word_end[r.start], last_start = scan->word_start[r.end - 1];
    bool person_first = gx_is_person_tag(tags[r.start].pos);
    gx_traits traits = 0;
    if (start != r.start || person_first)
        return traits;
    bool particle = gx_is_verb_like(tags[start].pos) && tags[start].pos != GX_POS_V;
    if (first_end == r.end)
        traits |= BIT(word_trait(tags[start].pos));
    else if (first_end - start > 1 && first_end < r.end)
        traits |= BIT(WORD_FIRST);
    else if (first_end - start == 1 && particle)
        traits |= BIT(FUNCTION_FIRST);
    if (last_start + 1 == r.end && last_start > r.start && end == r.end &&
        gx_is_verb_like(tags[r.end - 1].pos))
        traits |= BIT(FUNCTION_LAST);
    return traits;
}

/* Does a list of short names go on at `at` and end in 三县, 两区? */
static bool is_counted_place(const gx_analysis *a, uint32_t at)
{
    static const char *const levels[] = {"省", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "地", "村"};
    enum { ITEM_CHARS = 4, ITEMS = 8 };
    for (uint32_t i = at, items = 0; i + 1 < a->n && items < ITEMS; items++) {
        for (size_t l = 0; is_number(a->text[i]) && l < sizeof levels / sizeof *levels; l++)
            if (gx_text_at(a, i + 1, levels[l]))
                return true;
        if (a->text[i] != 0x3001)
            return false;
        uint32_t item = ++i;
        while (i + 1 < a->n && i - item < ITEM_CHARS && a->text[i] != 0x3001 &&
               !(i - item >= 2 && is_number(a->text[i])))
            i++;
    }
    return false;
}

/* 责编何某, 编审丨吴某: who made the page is nobody of the article. */
static bool is_signed(const gx_scan *scan, uint32_t at)
{
    const gx_analysis *a = scan->a;
    uint32_t mark =
        at && (gx_is_punctuation(a->text[at - 1]) || a->text[at - 1] == U'丨' || a->text[at - 1] == '|');
    const gx_word *cue = scan->cue_to[at - mark];
    if (!cue || cue->code[1] != GX_CUE_SIGNS)
        return false;
    uint32_t start = at - mark - cue->n; /* not 某报社总|编辑李某 */
    return !start || a->article->gap[start] != GX_GAP_NONE || gx_is_punctuation(a->text[start - 1]);
}

/* 有|钱鸣英, 叫|王进: a word of one character that is no surname, and somebody with one. */
static bool is_word_and_name(const gx_analysis *a, gx_range r)
{
    uint32_t surname = gx_surname_chars(a, r.start + 1);
    return r.end - r.start >= 3 && is_prefix(a, r.start) && surname && surname < r.end - r.start - 1;
}

/* 韩方, 巴媒, 乌称: a country's short form, and what it does. */
static bool is_country_side(const gx_analysis *a, gx_range r)
{
    static const char countries[] =
        "韩法洪白伊吉巴黎乌英德厄秘缅印约智老柬泰菲以土阿叙加墨古委葡西意希波捷匈罗塞南埃利苏刚尼肯津赞"
        "莫俄美日中欧越朝蒙";
    static const char *const sides[] = {"方",   "媒",   "称",   "方称", "媒称", "军",   "军方",
                                        "警方", "官员", "议长", "外长", "总理", "政府", NULL};
    if (!is_among(countries, a->text[r.start]))
        return false;
    for (size_t i = 0; sides[i]; i++)
        if (gx_text_at(a, r.start + 1, sides[i]) && r.start + 1 + gx_utf8_count(sides[i]) == r.end)
            return true;
    return false;
}

/* 主办方|云安县, 双方|代表: who 方 belongs to stands before it. */
static bool is_party(const gx_analysis *a, uint32_t at)
{
    static const char *const sides[] = {"主办", "承办", "协办", "合作", "双", "各",
                                        "劳",   "资",   "甲",   "乙",   "对"};
    return gx_text_at(a, at, "方") && gx_any_before(a, at, sides, GX_COUNT(sides));
}

/* 赶到|文洛路: where somebody goes or lives. */
static bool is_street(const gx_analysis *a, gx_range r)
{
    static const char ends[] = "路街巷桥镇村庄";
    static const char *const before[] = {"赶到", "来到", "走到", "开到", "位于", "家住",
                                         "沿着", "途经", "驶入", "走进", "走在", "地处",
                                         "住在", "前往", "抵达", "回到", "赶往", "路过"};
    return is_among(ends, a->text[r.end - 1]) && gx_any_before(a, r.start, before, GX_COUNT(before));
}

/* 黄金|周刷卡, 长|江二桥: a word ends with what the tagger takes for the beginning of a name. */
static bool begins_in_a_word(const gx_scan *scan, gx_range r)
{
    const gx_analysis *a = scan->a;
    static const char *const weeks[] = {"黄金", "上", "下", "本", "每", "首", "隔",
                                        "双",   "两", "三", "数", "几", "整"};
    static const char *const rivers[] = {"长", "珠", "松花", "钱塘", "嘉陵", "黑龙", "金沙", "澜沧"};
    if (a->text[r.start] == U'周')
        return gx_any_before(a, r.start, weeks, GX_COUNT(weeks));
    static const char *const works[] = {"全部", "已", "长", "跨", "总", "将", "建设", "项目"};
    if (a->text[r.start] == U'程') /* 一体化工|程全部开工 */
        return gx_text_before(a, r.start, "工") && gx_any_at(a, r.start + 1, works, GX_COUNT(works));
    const gx_word *title = scan->title_to[r.start];
    bool held = title && title->code[1] != GX_TITLE_PLACE_POST; /* 护士长|江雪晴, not 万州长江 */
    return a->text[r.start] == U'江' && !held && gx_any_before(a, r.start, rivers, GX_COUNT(rivers));
}

/* 业务员|曾承诺: an adverb with what somebody did. */
static bool is_once_done(const gx_analysis *a, gx_range r)
{
    static const char *const deeds[] = {
        "承诺", "表示", "提出", "要求", "认为", "指出", "强调", "获得", "担任", "参加", "多次",
        "是",   "于",   "在",   "有",   "任",   "获",   "对",   "向",   "被",   "因",   "与",
        "为",   "到",   "说",   "写",   "参与", "带领", "率领", "出任", "就读", "留学", "打算",
        "试图", "希望", "公开", "先后", "一度", "遭到", "受到", "得到", "发生", "出现", "引起"};
    uint32_t rest = r.start + 1, n = r.end - rest;
    return a->text[r.start] == U'曾' && n && gx_any_at(a, rest, deeds, GX_COUNT(deeds)) &&
           !(n == 2 && gx_surname_chars(a, rest) == 2);
}

/* 孙某|刚满: the tagger's name ends with 某. */
static bool runs_past_someone(const gx_scan *scan, gx_range r)
{
    uint32_t word = scan->word_end[r.start];
    return word > r.start + 1 && word < r.end && gx_text_before(scan->a, word, "某");
}

double gx_name_doubts(const gx_scan *scan, gx_range r, gx_traits traits)
{
    const gx_analysis *a = scan->a;
    double score = 0;
    if ((r.end < a->n && a->text[r.end] == 0xB7) || (r.start > 0 && a->text[r.start - 1] == 0xB7))
        score += 2 * AGAINST_WORD; /* half of a name with a dot */
    const gx_word *bar = gx_word_at(a, r.start, r.end, GX_TABLE_NOT_NAMES);
    const gx_word *place = scan->place_at[r.start];
    bool announced = traits & (BIT(BEFORE_OFFICE) | BIT(BEFORE_TITLE)); /* 副主席|牟平 */
    if (bar && bar->user)
        score += AGAINST_USER;
    else if (bar && bar->code[1] == GX_NOT_NAME_WORD && r.end - r.start > 3)
        score += 2 * AGAINST_WORD; /* 萨格勒布 */
    else if (bar && bar->code[1] == GX_NOT_NAME_WORD && r.end - r.start == 3 && !announced)
        score += AGAINST_WORD; /* 天|高云淡 */
    else if (bar && bar->code[1] == GX_NOT_NAME_WORD && r.start > 0 &&
             gx_is_person_tag(a->tags[r.start - 1].pos))
        score += AGAINST_WORD; /* 李大山|家庭 */
    const gx_word *city = gx_longest_at(a, r.start, a->n, GX_TABLE_NOT_NAMES);
    if (city && city->n > 3 && city->n > r.end - r.start && city->code[1] == GX_NOT_NAME_WORD)
        score += AGAINST_WORD; /* 萨格勒|布 */
    if (place && !announced && place->n >= r.end - r.start && place->code[2] < GX_PLACE_CITY_DOUBTFUL)
        score += AGAINST_PLACE;
    for (size_t i = 0; i < a->places->n; i++) {
        const gx_place *p = &a->places->at[i];
        uint32_t n = p->range.end - p->range.start;
        if ((!p->word || !announced) && n == r.end - r.start + 1 &&
            memcmp(a->text + p->range.start, a->text + r.start, (n - 1) * sizeof *a->text) == 0)
            score += 2 * AGAINST_PLACE; /* 袁川, 越城, where the article has a 袁川市, a 越城区 */
    }
    const gx_word *inner = scan->place_at[r.start + 1];
    bool exact = gx_is_person_tag(a->tags[r.start].pos) && scan->word_start[r.start] == r.start &&
                 scan->word_end[r.start] == r.end && gx_surname_chars(a, r.start) &&
                 !gx_is_particle(a->text[r.start]);
    if (inner && !announced && r.start + 1 + inner->n >= r.end && inner->n >= 2 && !exact)
        score += AGAINST_PLACE;                                        /* 来双鸭山 */
    bool cell = r.end < a->n && a->article->gap[r.end] != GX_GAP_NONE; /* 雷　鸣　县总工会干事 */
    if ((!cell && gx_level_chars(scan, r.end)) || gx_level_chars(scan, r.end - 1))
        score += AGAINST_LEVEL; /* 袁川|市, 袁川市 */
    for (uint32_t at = r.start + 1; at < r.end; at++) {
        const gx_word *across = scan->title_to[at];
        if (across && across->n > at - r.start)
            score += AGAINST_WORD; /* 主|席来得 */
    }
    for (uint32_t at = r.start; at < r.end; at++) {
        bool doubled = at > 0 && a->text[at] == a->text[at - 1] && gx_text_at(a, at + 1, "长");
        if (doubled)
            score += AGAINST_WORD; /* 焊工班|班长 */
        const gx_word *over = scan->place_at[at];
        if (over && over->n >= 2 && at > r.start && at + over->n > r.end &&
            gx_word_at(a, r.start, at, GX_TABLE_NOT_NAMES))
            score += AGAINST_WORD; /* 齐聚|柳州 */
        const gx_word *event = scan->event_at[at];
        if (event && at + event->n > r.end && event->n >= 2)
            score += AGAINST_WORD; /* 代表大|会 */
        const gx_word *inside = scan->title_at[at];
        if (inside && at + inside->n > r.end && inside->n >= 2)
            score += AGAINST_WORD; /* 董事|长 */
        const gx_word *body = at == r.start ? scan->head_at[at] : NULL;
        if (body && body->n >= 3 && at + body->n > r.end)
            score += AGAINST_WORD; /* 党总|支 */
        const gx_word *honour = scan->honour_at[at];
        if (honour && at + honour->n > r.end && honour->n >= 2)
            score += AGAINST_WORD; /* 普兰二|等奖 */
    }
    const gx_word *title = scan->title_to[r.end], *honour = scan->honour_to[r.end];
    bool all = gx_word_at(a, r.start, r.end, GX_TABLE_TITLES) != NULL;
    if (honour && honour->n >= 3)
        score += AGAINST_WORD; /* 市劳动模范 */
    bool counted = r.start && gx_text_at(a, r.start, "支") &&
                   (is_number(a->text[r.start - 1]) || gx_text_before(a, r.start, "一")); /* 一支|山歌 */
    if (counted || is_word_and_name(a, r) || is_party(a, r.start) || begins_in_a_word(scan, r) ||
        runs_past_someone(scan, r))
        score += AGAINST_WORD;
    if (is_once_done(a, r))
        score += 2 * AGAINST_WORD;
    uint32_t sounds = r.start;
    while (sounds < r.end && gx_is_sound(a->text[sounds]))
        sounds++;
    const gx_word *club = scan->body_to[r.end];
    bool known_club = club && club->n == r.end - r.start && club->code[2] == GX_KIND_TEAM; /* 莱切 */
    if (sounds == r.end && (known_club || r.end - r.start > 2) && (known_club || gx_plays_as_club(scan, r)))
        score += 2 * AGAINST_WORD; /* 萨格勒|作客意大利 */
    gx_range behind_particle = {r.start + gx_is_particle(a->text[r.start]), r.end}; /* 向|乌军 */
    if (!announced && is_country_side(a, behind_particle))
        score += AGAINST_WORD;
    if (a->text[r.end - 1] == U'员' || a->text[r.end - 1] == U'舰' || a->text[r.end - 1] == U'艇')
        score += AGAINST_WORD; /* 安监员, 江城舰 */
    if (is_street(a, r))
        score += 2 * AGAINST_WORD;
    static const char result[] = "住成好了到起来开动清懂见多少快稳久高响准紧牢";
    if (r.end - r.start == 3 && (gx_text_at(a, r.start + 1, "得") || gx_text_at(a, r.start + 1, "不")) &&
        is_among(result, a->text[r.start + 2]) && !announced)
        score += AGAINST_WORD; /* 包得住, 应不了 */
    if (r.end - r.start == 4 && a->text[r.start] == a->text[r.start + 1] &&
        a->text[r.start + 2] == a->text[r.start + 3])
        score += AGAINST_WORD; /* 和和美美 */
    if (is_signed(scan, r.start))
        score += 2 * AGAINST_WORD;
    if (all || (title && title->n >= 2 && title->n <= r.end - r.start))
        score += 2 * AGAINST_WORD; /* 刘主席, 班班长 */
    const gx_word *head = scan->head_to[r.end], *verb = scan->verb_to[r.end];
    if (head && head->n >= 2)
        score += AGAINST_WORD;
    bool hosts = verb && (strcmp(verb->cell[1], "host") == 0 || strcmp(verb->cell[4], "say") == 0);
    if (verb && verb->n >= 2 && verb->n + 1 == r.end - r.start && (hosts || !announced))
        score += 2 * AGAINST_WORD; /* 站长|明主持 */
    if (a->text[r.end - 1] == U'某' || a->text[r.end - 1] == U'族')
        score += 2 * AGAINST_WORD; /* 孙某, 毛南族 */
    if (is_counted_place(a, r.end))
        score += 2 * AGAINST_PLACE; /* 石阡、思南、德江三县 */
    return score;
}

/* Inside a quotation that is a name of something, not a sentence. */
static bool is_quoted(const gx_scan *scan, gx_range r)
{
    enum { SHORT_QUOTE = 10 };
    const gx_analysis *a = scan->a;
    uint32_t least = gx_sentence_start(scan, r.start), most = gx_sentence_end(scan, r.start);
    uint32_t open = r.start, close = r.end;
    while (open > least && r.start - open < SHORT_QUOTE && !gx_is_punctuation(a->text[open - 1]))
        open--;
    while (close < most && close - r.end < SHORT_QUOTE && !gx_is_punctuation(a->text[close]))
        close++;
    bool inside_quotes = open > least && close < most &&
                         (a->text[open - 1] == 0x201C || a->text[open - 1] == 0x2018) &&
                         (a->text[close] == 0x201D || a->text[close] == 0x2019);
    return inside_quotes && close - open > r.end - r.start && close - open <= SHORT_QUOTE;
}

gx_traits gx_name_traits(const gx_scan *scan, gx_range r)
{
    const gx_traits framed = BIT(BEFORE_BODY) | BIT(BEHIND_TITLE); /* 教育局|何首|局长 */
    const gx_analysis *a = scan->a;
    const uint8_t *gap = a->article->gap;
    gx_traits traits = surname(scan, r) | characters(a, r) | loss(scan, r) | words(scan, r) |
                       BIT(before(scan, r)) | BIT(behind(scan, r.end));
    if ((traits & framed) == framed)
        traits ^= BIT(BEFORE_BODY) | BIT(BEFORE_BODY_IN_ROLL);
    if (traits & (BIT(BEFORE_OFFICE) | BIT(BEFORE_TITLE)) && traits & BIT(PLACE_ALL))
        traits ^= BIT(PLACE_ALL) | BIT(WORD_ALL);
    if (traits & BIT(BEFORE_OFFICE) && traits & BIT(WORD_ALL) && !(traits & BIT(BEHIND_NOUN)))
        traits ^= BIT(WORD_ALL) | BIT(OFFICE_WORD); /* not 女职工|周末|学校 */
    const gx_word *bar = gx_word_at(a, r.start, r.end, GX_TABLE_NOT_NAMES);
    if (bar && !(traits & BIT(OFFICE_WORD)))
        traits |= BIT(bar->code[1] == GX_NOT_NAME_AMBIGUOUS ? AMBIGUOUS : NOT_A_NAME);
    if (gap[r.start] == GX_GAP_SPACE && r.end < a->n && gap[r.end] != GX_GAP_NONE)
        traits |= BIT(SET_OFF);
    if (is_quoted(scan, r))
        traits |= BIT(QUOTED);
    return traits;
}

double gx_weigh_traits(gx_traits traits)
{
    double sum = 0;
    for (size_t i = 0; i < TRAITS; i++)
        if (traits & BIT(i))
            sum += WEIGHTS[i];
    return sum;
}

double gx_name_odds(const gx_scan *scan, gx_range range, double prior)
{
    gx_traits traits = gx_name_traits(scan, range);
    return prior + gx_weigh_traits(traits) + gx_name_doubts(scan, range, traits);
}
