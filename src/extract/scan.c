#include "extract/scan.h"

#include "base/utf8.h"

#include <string.h>

enum {
    BRACKET_CHARS = 24, /* a bracket inside a name is short: （国防）, （北京段） */
    QUOTE_CHARS = 20,   /* so is a quoted part: “毛泽东号”机车组 */
    VERSUS = 2,         /* characters of vs */
    GLUED_CHARS = 64    /* of a word of the tagger that are looked at: no name is longer */
};

bool gx_whole_text_before(const gx_analysis *a, uint32_t end, const char *utf8)
{
    size_t n = strlen(utf8);
    if (n && end > a->n)
        return false;
    while (n) { /* from the end: most texts differ there */
        uint32_t character = 0;
        unsigned shift = 0;
        for (n--; n && ((unsigned char)utf8[n] & 0xC0) == 0x80; n--, shift += 6)
            character |= ((unsigned char)utf8[n] & 0x3Fu) << shift;
        unsigned char first = (unsigned char)utf8[n];
        character |= (shift ? first & (0x3Fu >> shift / 6) : first) << shift;
        if (!end || a->text[--end] != character)
            return false;
    }
    return true;
}

bool gx_any_at(const gx_analysis *a, uint32_t at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (gx_text_at(a, at, words[i]))
            return true;
    return false;
}

bool gx_has_any(const gx_analysis *a, gx_range range, const char *const *words, size_t n)
{
    return gx_next_of(a, range, words, n) < range.end;
}

uint32_t gx_next_of(const gx_analysis *a, gx_range range, const char *const *words, size_t n)
{
    gx_firsts firsts = {0};
    for (size_t w = 0; w < n && range.start < range.end; w++)
        gx_firsts_add_word(&firsts, words[w]);
    uint32_t i = range.start, end = range.end < a->n ? range.end : (uint32_t)a->n;
    while (i < end && !(gx_may_begin(&firsts, a->text[i]) && gx_any_at(a, i, words, n)))
        i++;
    return i < end ? i : range.end;
}

bool gx_any_before(const gx_analysis *a, uint32_t end, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (gx_text_before(a, end, words[i]))
            return true;
    return false;
}

const char *gx_text_of(const gx_analysis *a, gx_range range)
{
    return gx_utf8_from_chars(a->arena, a->article->text + range.start,
                              range.end > range.start ? range.end - range.start : 0);
}

/* Words that stand for a place of their level when nothing names it; the longer first. */
static const char *const LEVEL_WORDS[] = {"自治区", "自治州", "自治县", "自治旗", "街道", "地区",
                                          "社区",   "省",     "市",     "区",     "县",   "旗",
                                          "盟",     "州",     "镇",     "乡",     "村"};

/* What the tagger glues to the front of an organization or place: 由市总工会, 联合江北区教体局, 向联合会. */
static const char *const GLUE[] = {"由",   "向",   "在",   "与",   "经",   "和",   "对",   "为",   "原",
                                   "联合", "委托", "邀请", "携手", "前任", "时任", "现任", "会同", "代表",
                                   "就",   "慰问", "看望", "走访", "走进", "来到", "前往", "旗下", "下属",
                                   "主办", "承办", "协办", "举办", "参加", "出席", "年初", "年底", "以来",
                                   "深入", "分赴", "奔赴", "赶赴", "莅临", "走近", "亲临"};

/* Of each position 1 + index of the first of the words that begins there, or 0. @param out  [a->n], zeroed */
static void mark_words(const gx_analysis *a, uint8_t *out, const char *const *words, size_t n)
{
    gx_firsts firsts = {0};
    for (size_t w = 0; w < n; w++)
        gx_firsts_add_word(&firsts, words[w]);
    for (uint32_t i = 0; i < a->n; i++)
        if (gx_may_begin(&firsts, a->text[i]))
            for (size_t w = 0; w < n && !out[i]; w++)
                out[i] = gx_text_at(a, i, words[w]) ? (uint8_t)(w + 1) : 0;
}

const char *gx_level_word(const gx_scan *scan, uint32_t at)
{
    uint8_t level = at < scan->a->n ? scan->level[at] : 0;
    return level ? LEVEL_WORDS[level - 1] : NULL;
}

uint32_t gx_level_chars(const gx_scan *scan, uint32_t at)
{
    const char *word = gx_level_word(scan, at);
    return word ? (uint32_t)gx_utf8_count(word) : 0;
}

/* 原县, 该市: what the tagger takes for a place but only points to one. */
static bool points(uint32_t c)
{
    static const uint32_t words[] = {0x539F, 0x73B0, 0x8BE5, 0x672C, 0x6211, 0x5168, 0x5404, 0x524D};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i] == c)
            return true;
    return false;
}

/* Length of the level word that ends at `end` and stands alone, or 0. */
static uint32_t level_before(const gx_scan *scan, uint32_t end, uint32_t word_start)
{
    for (size_t i = 0; i < sizeof LEVEL_WORDS / sizeof *LEVEL_WORDS; i++) {
        if (!gx_text_before(scan->a, end, LEVEL_WORDS[i]))
            continue;
        uint32_t n = (uint32_t)gx_utf8_count(LEVEL_WORDS[i]);
        bool alone =
            end - word_start <= n || (end - word_start == n + 1 && points(scan->a->text[word_start]));
        if (alone)
            return n;
    }
    return 0;
}

bool gx_is_punctuation(uint32_t c)
{
    return c < '0' || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || (c > 'z' && c < 0x80) ||
           (c >= 0x2010 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3020) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF00 && c <= 0xFF0F) || c == GX_REPLACEMENT || (c >= 0x25A0 && c <= 0x25FF);
}

static void keep_longest(const gx_word **at, const gx_word *word)
{
    if (!*at || (*at)->n < word->n)
        *at = word;
}

/* What may stand glued to the front of a place or body inside one word of the tagger. */
static bool ends_in_glue(const gx_scan *scan, uint32_t end)
{
    static const uint32_t glue[] = {0x7531 /* 由 */, 0x5411 /* 向 */, 0x5728 /* 在 */, 0x4E0E /* 与 */,
                                    0x7ECF /* 经 */, 0x548C /* 和 */, 0x5BF9 /* 对 */, 0x4E3A /* 为 */,
                                    0x539F /* 原 */, 0x4ECE /* 从 */, 0x5230 /* 到 */, 0x8D74 /* 赴 */,
                                    0x6765 /* 来 */, 0x81F3 /* 至 */, 0x53CA /* 及 */, 0x8868 /* 表 */};
    for (size_t i = 0; i < sizeof glue / sizeof *glue; i++)
        if (glue[i] == scan->a->text[end - 1])
            return true;
    return false;
}

/* 库伦 in 白音库伦, 流镇 in 往流镇: the tail of a longer name that no table knows. */
static bool cuts_name(const gx_scan *scan, uint32_t start, uint32_t end)
{
    uint32_t word = scan->word_start[start];
    if (word == start || end - start > 3 || scan->place_to[start] || scan->head_to[start] ||
        scan->body_to[start])
        return false;
    bool sent = gx_text_before(scan->a, start, "驻") || gx_text_before(scan->a, start, "援");
    return !ends_in_glue(scan, start) && !sent && start - word <= 2;
}

/* 和|县总工会 is not the county 和县: a place does not begin in one of the tagger's words and end inside
 * another, unless the tagger, too, sees names there. */
static bool crosses_words(const gx_scan *scan, uint32_t start, uint32_t end)
{
    const gx_tag *tags = scan->a->tags;
    const uint32_t AND = 0x548C; /* 和 */
    if (scan->a->text[start] == AND && end - start == 2 && gx_text_at(scan->a, start, "和县") &&
        !(scan->word_start[start] == start && scan->word_end[start] == end))
        return true; /* 县医保局|和|县人社局 */
    if (scan->word_end[start] >= end)
        return cuts_name(scan, start, end);
    if (end - start >= 4)
        return false;
    bool function_word = tags[start].pos == GX_POS_C || tags[start].pos == GX_POS_P ||
                         tags[start].pos == GX_POS_V || tags[start].pos == GX_POS_D ||
                         tags[start].pos == GX_POS_U;
    bool official =
        end - start == 3 && gx_level_chars(scan, end - 1) == 1; /* 临|夏州 is 临夏州 all the same */
    return scan->word_start[start] != start || (function_word && !official);
}

/* 市总工会|会同|县人社局: the preposition, not 会同县, unless a place or 在 stands before it. */
static bool joins_here(const gx_scan *scan, uint32_t at)
{
    static const char *const before[] = {"省", "市", "州", "区",   "在",  "到",
                                         "赴", "于", "、", "湖南", "怀化"};
    const gx_analysis *a = scan->a;
    if (!gx_text_at(a, at, "会同") || at == gx_sentence_start(scan, at))
        return false;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (gx_text_before(a, at, before[i]))
            return false;
    return true;
}

static bool is_latin(const gx_analysis *a, uint32_t at)
{
    return at < a->n &&
           ((a->text[at] >= 'A' && a->text[at] <= 'Z') || (a->text[at] >= 'a' && a->text[at] <= 'z'));
}

/* CIA in ASSOCIATION, LG in ALGOL: a word in Latin letters that a longer one holds. */
static bool cuts_latin(const gx_analysis *a, uint32_t start, uint32_t end)
{
    return (is_latin(a, start) && start > 0 && is_latin(a, start - 1)) ||
           (is_latin(a, end - 1) && is_latin(a, end));
}

/* What the tables know of a word that begins at `at`, whatever the tagger makes of it. */
static void note_word(gx_scan *scan, const gx_word *word, uint32_t at)
{
    const uint32_t to = at + word->n;
    scan->tables[at] |= (uint16_t)(1u << word->table);
    switch (word->table) {
    case GX_TABLE_ORGANIZATION_HEADS:
        keep_longest(&scan->head_to[to], word);
        scan->head_at[at] = word;
        break;
    case GX_TABLE_TITLES:
        keep_longest(&scan->title_to[to], word);
        keep_longest(&scan->title_at[at], word);
        break;
    case GX_TABLE_EVENT_HEADS:
        keep_longest(&scan->event_to[to], word);
        keep_longest(&scan->event_at[at], word);
        break;
    case GX_TABLE_HONOURS:
        keep_longest(&scan->honour_to[to], word);
        keep_longest(&scan->honour_at[at], word);
        break;
    case GX_TABLE_VERBS:
        keep_longest(&scan->verb_to[to], word);
        break;
    case GX_TABLE_NAME_CUES:
        keep_longest(&scan->cue_to[to], word);
        break;
    case GX_TABLE_NAME_PARTS:
        keep_longest(&scan->part_to[to], word);
        break;
    case GX_TABLE_SURNAMES:
        keep_longest(&scan->surname_at[at], word);
        break;
    case GX_TABLE_PLACES:
    case GX_TABLE_ORGANIZATIONS:
    case GX_TABLE_ABBREVIATIONS:
        *GX_PUSH(scan->a->arena, &scan->names) = (struct gx_found){word, at};
        break;
    default:
        break;
    }
}

/* 切尔西|vs|阿森纳, one word to the tagger. */
static bool is_versus(const gx_analysis *a, uint32_t at)
{
    bool here = gx_text_at(a, at, "vs") || gx_text_at(a, at, "VS");
    return here && at && !is_latin(a, at - 1) && !is_latin(a, at + VERSUS);
}

/* Does the article tell of clubs that play in leagues, or of bets on them? */
static bool tells_of_leagues(gx_scan *scan)
{
    static const char *const leagues[] = {
        "英超", "意甲",   "西甲", "德甲", "法甲",   "荷甲",     "葡超", "俄超",   "苏超", "土超", "比甲",
        "英冠", "意乙",   "西乙", "德乙", "法乙",   "中超",     "巴甲", "日职联", "欧冠", "欧联", "联盟杯",
        "欧战", "足总杯", "客胜", "主胜", "国王杯", "意大利杯", "赔率", "亚盘",   "vs",   "VS",   "欧赔",
        "平赔", "让球",   "受让", "盘口", "博彩",   "足彩",     "赔付", "上盘",   "下盘"};
    static const char *const matches[] = {"客场", "主场", "主队", "客队",   "战平", "战成", "做客",
                                          "作客", "连胜", "连败", "平局",   "赢球", "输球", "保级",
                                          "主帅", "首发", "对阵", "积分榜", "赛季", "德比", "球队",
                                          "交锋", "上轮", "本轮", "主教练", "后卫", "中场"};
    const gx_analysis *a = scan->a;
    gx_range all = {0, (uint32_t)a->n};
    if (!scan->leagues) {
        uint32_t first = gx_next_of(a, all, matches, GX_COUNT(matches));
        gx_range rest = {first + 1, all.end};
        bool played = first < all.end && gx_has_any(a, rest, matches, GX_COUNT(matches));
        scan->leagues = played || gx_has_any(a, all, leagues, GX_COUNT(leagues)) ? 2 : 1;
    }
    return scan->leagues == 2;
}

static bool tells_of_baskets(gx_scan *scan)
{
    static const char *const words[] = {"NBA", "nba", "季后赛", "常规赛", "湖人"};
    if (!scan->baskets)
        scan->baskets =
            gx_has_any(scan->a, (gx_range){0, (uint32_t)scan->a->n}, words, GX_COUNT(words)) ? 2 : 1;
    return scan->baskets == 2;
}

bool gx_plays_as_club(const gx_scan *scan, gx_range r)
{
    static const char *const behind[] = {"客场", "主场", "作客", "做客", "主胜", "客胜"};
    static const char *const before[] = {"主场迎战", "客场挑战", "主场对阵", "客场对阵",
                                         "主场战胜", "客场战平", "主场战平", "客场战胜",
                                         "不敌",     "负于",     "逼平"};
    static const char *const results[] = {"胜", "平", "负", "战"};
    const gx_analysis *a = scan->a;
    bool versus = r.start > VERSUS && is_versus(a, r.start - VERSUS) && scan->body_to[r.start - VERSUS];
    const gx_word *rival = r.end + VERSUS < a->n && is_versus(a, r.end)
                               ? gx_longest_at(a, r.end + VERSUS, a->n, GX_TABLE_ORGANIZATIONS)
                               : NULL;
    if (versus || (rival && rival->code[2] == GX_KIND_TEAM))
        return true;
    bool counted = r.end + 1 < a->n && a->text[r.end] >= '0' && a->text[r.end] <= '9' &&
                   gx_any_at(a, r.end + 1, results, GX_COUNT(results)); /* 莫斯巴|7胜 */
    bool plays = counted || gx_any_at(a, r.end, behind, GX_COUNT(behind)) ||
                 gx_any_before(a, r.start, before, GX_COUNT(before));
    return plays && tells_of_leagues(a->scan);
}

/* 都灵, the full name of which is 都灵足球俱乐部: only where clubs play, and nobody goes there. */
static bool is_city_for_club(gx_scan *scan, const gx_word *body, uint32_t start)
{
    static const char *const goes[] = {"在",   "于",   "到", "从",   "抵达", "飞往",
                                       "前往", "飞抵", "赴", "来自", "本报"};
    static const char *const lands[] = {"省", "市",   "州",   "港", "机场", "大学",
                                        "岛", "大区", "地区", "县", "时报"};
    const char *full = body->cell[1], *club = "足球俱乐部", *other = "篮球俱乐部";
    size_t n = strlen(full), m = strlen(club);
    if (body->code[2] != GX_KIND_TEAM || n <= m || strcmp(full, body->cell[0]) == 0)
        return false;
    bool basket = strcmp(full + n - m, other) == 0;
    if (!basket && strcmp(full + n - m, club) != 0)
        return false;
    bool told = basket ? tells_of_baskets(scan) : tells_of_leagues(scan);
    return !told || gx_any_before(scan->a, start, goes, GX_COUNT(goes)) ||
           gx_any_at(scan->a, start + body->n, lands, GX_COUNT(lands));
}

/* 菲|尼克斯: the tail of a place is no team. */
static bool cuts_place(const gx_scan *scan, const gx_word *body, uint32_t start)
{
    uint8_t pos = scan->a->tags[start].pos;
    return body->code[2] == GX_KIND_TEAM && scan->word_start[start] < start &&
           (pos == GX_POS_LOC || pos == GX_POS_NS);
}

static void match_tables(gx_scan *scan)
{
    gx_analysis *a = scan->a;
    const uint32_t all = (1u << GX_TABLES) - 1;
    for (uint32_t i = 0; i < a->n; i++) {
        const gx_word *words[GX_WORDS_AT_MOST];
        uint32_t end = gx_sentence_end(scan, i);
        size_t found = gx_lexicon_match(a->lexicon, a->text + i, end - i, all, words);
        for (size_t w = 0; w < found; w++)
            note_word(scan, words[w], i);
    }
}

/* A name of the tables is one here if the tagger's words leave it whole. */
static void note_name(gx_scan *scan, const gx_word *word, uint32_t at)
{
    const uint32_t to = at + word->n;
    if (word->table == GX_TABLE_PLACES) {
        if (crosses_words(scan, at, to) || joins_here(scan, at))
            return;
        keep_longest(&scan->place_to[to], word);
        keep_longest(&scan->place_at[at], word);
        return;
    }
    if (cuts_latin(scan->a, at, to) || is_city_for_club(scan, word, at) || cuts_place(scan, word, at))
        return;
    /* 工行, 社科院: the nation's, where nothing of a place is in the same word */
    const gx_word *other = scan->body_to[to];
    if (word->table == GX_TABLE_ORGANIZATIONS && other && other->n == word->n && scan->word_start[at] == at)
        scan->body_to[to] = word;
    keep_longest(&scan->body_to[to], word);
}

void gx_scan_add_tags(gx_scan *scan)
{
    const gx_analysis *a = scan->a;
    for (uint32_t s = 0; s < a->article->n_sentences; s++)
        for (uint32_t i = a->article->sentences[s].start; i < a->article->sentences[s].end; i++) {
            bool first = i == a->article->sentences[s].start || a->tags[i].begins || is_versus(a, i) ||
                         (i >= VERSUS && is_versus(a, i - VERSUS));
            scan->word_start[i] = first ? i : scan->word_start[i - 1];
        }
    for (uint32_t i = (uint32_t)a->n; i-- > 0;) {
        bool last = i + 1 == a->n || scan->word_start[i + 1] == i + 1;
        scan->word_end[i] = last ? i + 1 : scan->word_end[i + 1];
    }
    for (size_t i = 0; i < scan->names.n; i++)
        note_name(scan, scan->names.at[i].word, scan->names.at[i].start);
}

const gx_word *gx_longest_at(const gx_analysis *a, uint32_t at, size_t end, gx_table table)
{
    if (at >= end || end > a->n || !(a->scan->tables[at] >> table & 1))
        return NULL;
    return gx_lexicon_longest(a->lexicon, a->text + at, end - at, table);
}

const gx_word *gx_word_at(const gx_analysis *a, uint32_t at, size_t end, gx_table table)
{
    if (at >= end || end > a->n || !(a->scan->tables[at] >> table & 1))
        return NULL;
    return gx_lexicon_exact(a->lexicon, a->text + at, end - at, table);
}

gx_scan *gx_scan_new(gx_analysis *a)
{
    gx_scan *scan = gx_arena_alloc(a->arena, sizeof *scan);
    scan->a = a;
    scan->word_start = GX_ARENA_ARRAY(a->arena, uint32_t, a->n + 1);
    scan->word_end = GX_ARENA_ARRAY(a->arena, uint32_t, a->n + 1);
    scan->sentence = GX_ARENA_ARRAY(a->arena, uint32_t, a->n + 1);
    scan->place_to = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->body_to = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->title_to = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->part_to = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->head_to = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->event_to = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->verb_to = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->honour_to = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->known_to = GX_ARENA_ARRAY(a->arena, uint32_t, a->n + 1);
    scan->head_at = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->name_to = GX_ARENA_ARRAY(a->arena, uint32_t, a->n + 1);
    scan->in_name = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    scan->no_name = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    scan->roll = GX_ARENA_ARRAY(a->arena, uint8_t, a->article->n_sentences + 1);
    scan->cue_to = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->behind = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    scan->place_at = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->title_at = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->event_at = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->honour_at = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->tables = GX_ARENA_ARRAY(a->arena, uint16_t, a->n + 1);
    scan->surname_at = GX_ARENA_ARRAY(a->arena, const gx_word *, a->n + 1);
    scan->level = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    scan->glue = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    mark_words(a, scan->level, LEVEL_WORDS, sizeof LEVEL_WORDS / sizeof *LEVEL_WORDS);
    mark_words(a, scan->glue, GLUE, sizeof GLUE / sizeof *GLUE);
    for (uint32_t s = 0; s < a->article->n_sentences; s++)
        for (uint32_t i = a->article->sentences[s].start; i < a->article->sentences[s].end; i++)
            scan->sentence[i] = s;
    match_tables(scan);
    return scan;
}

void gx_scan_mark_known(gx_scan *scan)
{
    const gx_analysis *a = scan->a;
    for (size_t k = 0; k < a->known->n; k++) {
        const gx_known *known = &a->known->at[k];
        for (uint32_t i = 0; i + known->n <= a->n; i++)
            if (a->text[i] == known->chars[0] &&
                memcmp(a->text + i, known->chars, known->n * sizeof *a->text) == 0 &&
                scan->sentence[i] == scan->sentence[i + known->n - 1])
                scan->known_to[i + known->n] = (uint32_t)k + 1;
    }
}

uint32_t gx_sentence_start(const gx_scan *scan, uint32_t at)
{
    return scan->a->article->sentences[scan->sentence[at]].start;
}

uint32_t gx_sentence_end(const gx_scan *scan, uint32_t at)
{
    return scan->a->article->sentences[scan->sentence[at]].end;
}

bool gx_is_parted(const gx_analysis *a, uint32_t at)
{
    if (at >= a->n || a->article->gap[at] == GX_GAP_NONE || !a->article->n_blocks)
        return false;
    size_t low = 0, high = a->article->n_blocks;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (a->article->blocks[middle].range.start <= at)
            low = middle;
        else
            high = middle;
    }
    gx_block_kind kind = a->article->blocks[low].kind;
    return kind != GX_BLOCK_PARAGRAPH && kind != GX_BLOCK_HEADING;
}

/* The opening mark that belongs to a closing one at `end` - 1, not further back than `most`; GX_NONE = none.
 */
static uint32_t opening(const gx_scan *scan, uint32_t end, uint32_t least, uint32_t most)
{
    static const struct {
        uint32_t close, open;
    } marks[] = {{')', '('}, {0x201D, 0x201C}, {0x300B, 0x300A}, {0x2019, 0x2018}, {0x300D, 0x300C}};
    const uint32_t *text = scan->a->text;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        if (text[end - 1] != marks[m].close)
            continue;
        for (uint32_t i = end - 1; i > least && end - i <= most; i--) {
            if (text[i - 1] == marks[m].open)
                return i - 1;
            if (text[i - 1] == marks[m].close || text[i - 1] == ',' || text[i - 1] == 0x3002)
                break;
        }
    }
    return GX_NONE;
}

/* 院党委, 矿工会, 段团委: one character that points back to an organization. */
static bool is_owner(uint32_t c)
{
    static const uint32_t owners[] = {0x9662, 0x6821, 0x5382, 0x77FF, 0x6BB5,
                                      0x5C40, 0x7AD9, 0x6240, 0x5904, 0x9986};
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        if (owners[i] == c)
            return true;
    return false;
}

/* What each part of speech can be inside a name. */
static const uint8_t class_of_pos[] = {
    [GX_POS_N] = GX_UNIT_NOUN,    [GX_POS_NS] = GX_UNIT_PLACE,  [GX_POS_LOC] = GX_UNIT_PLACE,
    [GX_POS_NT] = GX_UNIT_BODY,   [GX_POS_ORG] = GX_UNIT_BODY,  [GX_POS_NW] = GX_UNIT_NOUN,
    [GX_POS_NZ] = GX_UNIT_NOUN,   [GX_POS_VN] = GX_UNIT_NOUN,   [GX_POS_AN] = GX_UNIT_NOUN,
    [GX_POS_S] = GX_UNIT_NOUN,    [GX_POS_M] = GX_UNIT_NUMBER,  [GX_POS_PER] = GX_UNIT_PERSON,
    [GX_POS_NR] = GX_UNIT_PERSON, [GX_POS_TIME] = GX_UNIT_STOP,
};

static gx_unit_class class_of_part(const gx_word *word)
{
    switch ((gx_part_use)word->code[1]) {
    case GX_PART_INSIDE:
    case GX_PART_COMMON:
        return GX_UNIT_NOUN;
    case GX_PART_GENERIC:
        return GX_UNIT_GENERIC;
    case GX_PART_DEICTIC:
        return GX_UNIT_DEICTIC;
    case GX_PART_AND:
        return GX_UNIT_AND;
    case GX_PART_PLACE:
        return GX_UNIT_PLACE;
    default:
        return GX_UNIT_STOP;
    }
}

/* 一个, 6支: a number with its measure counts things and names none. */
static bool is_measured(const gx_analysis *a, uint32_t start, uint32_t end)
{
    static const uint32_t measures[] = {0x4E2A, 0x540D, 0x5BB6, 0x652F, 0x6240, 0x5EA7, 0x6279,
                                        0x4F4D, 0x6761, 0x79CD, 0x6B21, 0x671F, 0x573A, 0x8F6E};
    bool behind_figure = end - start == 1 && start && a->text[start - 1] >= '0' && a->text[start - 1] <= '9';
    if (!behind_figure && (a->tags[start].pos != GX_POS_M || end - start < 2))
        return false;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        if (measures[i] == a->text[end - 1])
            return true;
    return false;
}

static bool ends_body(const gx_scan *scan, uint32_t at)
{
    const gx_word *head = scan->head_to[at];
    return (head && head->n >= 2 && head->code[2] != GX_HEAD_WEAK) || scan->body_to[at];
}

uint32_t gx_without_glue(const gx_scan *scan, uint32_t start, uint32_t end)
{
    const gx_analysis *a = scan->a;
    uint8_t pos = a->tags[start].pos;
    if (pos != GX_POS_ORG && pos != GX_POS_NT && pos != GX_POS_LOC && pos != GX_POS_NS)
        return start;
    const uint32_t from = end - start > GLUED_CHARS ? end - GLUED_CHARS : start;
    for (uint32_t k = from; k + 1 < end; k++) {
        if (!scan->glue[k])
            continue;
        uint32_t n = (uint32_t)gx_utf8_count(GLUE[scan->glue[k] - 1]);
        if (gx_text_at(a, k, "联合会"))
            continue; /* 航运联合会|引航委员会 */
        if (k + n < end && (scan->place_at[k + n] || gx_level_word(scan, k + n) || n > 1 ||
                            (k > start && ends_body(scan, k))))
            start = k + n;
    }
    for (uint32_t k = end - 1; k > start + 1 && k > from; k--) {
        const gx_word *part = scan->part_to[k];
        bool group = part && part->n >= 2 && part->code[1] == GX_PART_GENERIC && k - part->n > start &&
                     !gx_longest_at(a, k - 1, end, GX_TABLE_NAME_PARTS);
        if (ends_body(scan, k) || group)
            return k; /* 市委|市政府, 水利部有关|司局; not 中国有|色金属 */
    }
    return start;
}

/* 慰问|综采: a word that no name holds, taken together with what follows. */
static uint32_t without_stop(const gx_scan *scan, uint32_t start, uint32_t end)
{
    for (uint32_t k = start + 2; k + 1 < end; k++) {
        const gx_word *part = scan->part_to[k];
        if (part && part->code[1] == GX_PART_STOP && k - part->n == start)
            return k;
    }
    return start;
}

/* 北京亚运会|组委会: no team at the games, but the body that holds them. */
static bool holds_games(const gx_scan *scan, const gx_word *part, uint32_t end)
{
    static const char *const committees[] = {"组委", "组织委员会", "筹委会", "筹备委员会"};
    return part->table == GX_TABLE_NAME_PARTS && part->code[1] == GX_PART_STOP &&
           (gx_text_before(scan->a, end, "运会") || gx_text_before(scan->a, end, "杯") ||
            gx_text_before(scan->a, end, "博会")) &&
           gx_any_at(scan->a, end, committees, GX_COUNT(committees));
}

/* 曾|任正大会计师事务所…, 2011年|任制浆车间…: the verb, not a surname or a place (任丘). */
static bool gives_office(const gx_scan *scan, uint32_t start, uint32_t end)
{
    static const char *const before[] = {"曾", "现", "历", "后", "调", "升", "转", "改", "担", "出", "兼",
                                         "就", "继", "接", "年", "月", ",",  ";",  "并", "又", "荣"};
    const gx_analysis *a = scan->a;
    if (end - start < 3 || !gx_text_at(a, start, "任") || scan->place_at[start])
        return false;
    return start == gx_sentence_start(scan, start) || gx_any_before(a, start, before, GX_COUNT(before));
}

/* 裁判长由|, 某公司向|县慈善总会: what the tagger glued to the front of a name. */
static bool is_glued_front(const gx_scan *scan, uint32_t start, uint32_t end)
{
    bool cut = end < scan->a->n && scan->word_start[end] == scan->word_start[end - 1];
    bool surname = gx_longest_at(scan->a, start, end, GX_TABLE_SURNAMES) != NULL;
    if (cut && surname && end - start <= 5 && gx_text_before(scan->a, end, "任"))
        return true; /* 陶景行任|工会 */
    if (cut)
        return ends_in_glue(scan, end) && (end - start == 1 || ends_body(scan, end - 1) ||
                                           scan->place_at[end] || gx_level_word(scan, end));
    return end - start >= 3 && (gx_text_before(scan->a, end, "由") || gx_text_before(scan->a, end, "与"));
}

/* 该段, 我校: one character that is no head by itself, behind a word that points back. */
bool gx_points_back(const gx_scan *scan, uint32_t end)
{
    static const char *const bodies[] = {"段", "校", "社", "委", "行"};
    static const char *const others[] = {"时", "经", "历", "话", "文", "路", "道", "会",
                                         "员", "托", "为", "动", "程", "业", "区"};
    const gx_analysis *a = scan->a;
    if (end < gx_sentence_start(scan, end - 1) + 2 || scan->head_to[end])
        return false;
    bool points =
             gx_text_at(a, end - 2, "该") || gx_text_at(a, end - 2, "我") || gx_text_at(a, end - 2, "本"),
         body = false;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies && points && !body; i++)
        body = gx_text_at(a, end - 1, bodies[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others && body; i++)
        body = !gx_text_at(a, end, others[i]);
    return body;
}

bool gx_ends_party(const uint32_t *text, size_t end)
{
    static const uint32_t *const parties[] = {
        U"办方",     U"施工方",   U"监理方",   U"建设方",   U"设计方",   U"承建方",   U"投资方",
        U"合作方",   U"运营方",   U"办单位",   U"施工单位", U"监理单位", U"建设单位", U"设计单位",
        U"承建单位", U"责任单位", U"牵头单位", U"成员单位", U"指导单位", U"支持单位", U"联合单位",
        U"帮扶单位", U"结对单位", U"共建单位", U"业主单位", U"业主方",   U"总包单位", U"总承包单位",
        U"接受方",   U"接收方",   U"捐赠方",   U"受赠方",   U"参建单位", U"主管单位", U"对口单位",
        U"联建单位", U"新一届"};
    uint32_t last = end ? text[end - 1] : 0;
    if (last != U'方' && last != U'位' && last != U'届') /* it is asked at every character */
        return false;
    for (size_t i = 0; i < sizeof parties / sizeof *parties; i++) {
        size_t n = 0;
        while (parties[i][n])
            n++;
        if (end >= n && memcmp(text + end - n, parties[i], n * sizeof *text) == 0)
            return true;
    }
    return false;
}

/* 第五批, 第12期: where the ordinal that ends at `end` begins, whatever words the tagger made of it; or
 * `end`. */
static uint32_t ordinal_to(const gx_analysis *a, uint32_t end, uint32_t least)
{
    static const char *const units[] = {"批", "期", "届"}, *const numerals =
                                                               "一二三四五六七八九十〇0123456789";
    enum { NUMERALS_AT_MOST = 4 };
    bool counts = false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        counts = counts || gx_text_before(a, end, units[i]);
    for (uint32_t at = end - 1; counts && at > least && end - 1 - at <= NUMERALS_AT_MOST; at--) {
        if (gx_text_before(a, at, "第"))
            return at < end - 1 ? at - 1 : end;
        bool numeral = false;
        for (const char *c = numerals; *c && !numeral;)
            numeral = gx_utf8_next(&c) == a->text[at - 1];
        if (!numeral)
            break;
    }
    return end;
}

/* 那|本工会手册, 三|本: a measure word, not 本工会. */
static bool counts_books(const gx_analysis *a, uint32_t at)
{
    static const char *const before[] = {"那", "这", "一", "几", "两", "每", "三", "四", "五", "多", "哪"};
    if (!at || !gx_text_at(a, at, "本"))
        return false;
    if (gx_any_before(a, at, before, GX_COUNT(before)))
        return true;
    return a->text[at - 1] >= '0' && a->text[at - 1] <= '9';
}

gx_unit gx_unit_before(const gx_scan *scan, uint32_t end)
{
    const gx_analysis *a = scan->a;
    if (!end || end > a->n)
        return (gx_unit){end, end, GX_UNIT_STOP, 0, NULL};
    uint32_t least = gx_sentence_start(scan, end - 1);
    if (gx_is_parted(a, end) || gx_ends_party(a->text, end))
        return (gx_unit){end, end, GX_UNIT_STOP, 0, NULL};
    uint32_t open = opening(scan, end, least, a->text[end - 1] == ')' ? BRACKET_CHARS : QUOTE_CHARS);
    bool introduces = open != GX_NONE && gx_text_before(a, end, ")") &&
                      (gx_text_at(a, open + 1, "以下") || gx_text_at(a, open + 1, "简称") ||
                       gx_text_at(a, open + 1, "下称") || gx_text_at(a, open + 1, "下简称"));
    bool signs = open != GX_NONE && (gx_text_at(a, open + 1, "记者") || gx_text_at(a, open + 1, "通讯员") ||
                                     gx_text_at(a, open + 1, "本报") || gx_text_at(a, open + 1, "全媒体"));
    if (signs) /* 本报讯（记者…）|云江市总工会 */
        return (gx_unit){end, end, GX_UNIT_STOP, 0, NULL};
    if (introduces && !scan->head_at[end]) /* 某公司（以下简称“某”）工会 goes on */
        return (gx_unit){end, end, GX_UNIT_STOP, 0, NULL};
    if (open != GX_NONE)
        return (gx_unit){open, end, a->text[end - 1] == ')' ? GX_UNIT_BRACKET : GX_UNIT_QUOTE, 0, NULL};
    if (gx_is_punctuation(a->text[end - 1]) && a->text[end - 1] != 0xB7)
        return (gx_unit){end, end, GX_UNIT_STOP, 0, NULL};
    uint8_t pos = a->tags[end - 1].pos;
    uint32_t ordinal = ordinal_to(a, end, least);
    if (ordinal < end)
        return (gx_unit){ordinal, end, GX_UNIT_NUMBER, GX_POS_M, NULL};
    uint32_t start = scan->word_start[end - 1];
    bool that_plant = scan->head_to[end] && end >= 2 && scan->word_start[end - 1] == end - 2 &&
                      gx_text_at(a, end - 2, "该") && !gx_level_word(scan, end - 1);
    if (that_plant || gx_points_back(scan, end)) /* 该厂, one word to the tagger; 该段 */
        return (gx_unit){end - 2, end, GX_UNIT_DEICTIC, pos, NULL};
    if (scan->name_to[end])
        return (gx_unit){scan->name_to[end] - 1, end, GX_UNIT_PERSON, pos, NULL};
    if (scan->in_name[end - 1])
        return (gx_unit){end, end, GX_UNIT_STOP, pos, NULL};
    while (start < end - 1 && scan->in_name[start])
        start++; /* the tagger's word begins with somebody's name */
    if (scan->known_to[end])
        return (gx_unit){end - a->known->at[scan->known_to[end] - 1].n, end, GX_UNIT_BODY, pos, NULL};
    const gx_word *body = scan->body_to[end], *place = scan->place_to[end], *part = scan->part_to[end];
    const gx_word *longest = body;
    if (place && (!longest || longest->n < place->n))
        longest = place;
    if (part && (!longest || longest->n < part->n))
        longest = part;
    /* A table's word counts where the tagger does not see a longer word that it would cut in the middle. */
    if (longest && scan->in_name[end - longest->n])
        longest = NULL; /* 聂长平|和市: the place 平和 is none */
    if (longest && (end - longest->n <= start || longest->n >= 2)) {
        gx_unit_class class = longest == body    ? GX_UNIT_BODY
                              : longest == place ? GX_UNIT_PLACE
                                                 : class_of_part(longest);
        if (class == GX_UNIT_DEICTIC && counts_books(a, end - longest->n))
            return (gx_unit){end, end, GX_UNIT_STOP, pos, NULL};
        if (holds_games(scan, longest, end))
            return (gx_unit){start < end - longest->n ? start : end - longest->n, end, GX_UNIT_NOUN, pos,
                             longest};
        return (gx_unit){end - longest->n, end, class, pos, longest};
    }
    if (is_glued_front(scan, start, end))
        return (gx_unit){end, end, GX_UNIT_STOP, pos, NULL};
    start += gives_office(scan, start, end);
    start = gx_without_glue(scan, start, end);
    start = without_stop(scan, start, end);
    if (end - start == 3 && gx_text_at(a, start, "代表") && is_owner(a->text[end - 1]) && scan->head_at[end])
        start = end - 1; /* 代表院|党委 */
    uint32_t level = level_before(scan, end, start);
    const gx_word *zone = scan->head_to[end]; /* 开发|区总工会 to the tagger: no district's */
    if (level && zone && zone->n > level && zone->code[2] == GX_HEAD_WEAK)
        return (gx_unit){end - zone->n, end, GX_UNIT_PLACE, pos, zone};
    if (level)
        return (gx_unit){end - level, end, GX_UNIT_LEVEL, pos, NULL};
    if (end - start == 1 && is_owner(a->text[start]) && scan->head_at[end])
        return (gx_unit){start, end, GX_UNIT_NOUN, pos, NULL};
    if (is_measured(a, start, end))
        return (gx_unit){start, end, GX_UNIT_GENERIC, pos, NULL};
    gx_unit_class class = pos < sizeof class_of_pos ? class_of_pos[pos] : GX_UNIT_STOP;
    uint32_t c = a->text[end - 1];
    if (class == GX_UNIT_STOP && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')))
        class = GX_UNIT_NUMBER;
    return (gx_unit){start, end, class, pos, NULL};
}

gx_unit gx_unit_at(const gx_scan *scan, uint32_t start)
{
    const gx_word *part = gx_longest_at(scan->a, start, scan->a->n, GX_TABLE_NAME_PARTS);
    if (part)
        return (gx_unit){start, start + part->n, class_of_part(part), scan->a->tags[start].pos, part};
    return (gx_unit){start, scan->word_end[start], GX_UNIT_NOUN, scan->a->tags[start].pos, NULL};
}
