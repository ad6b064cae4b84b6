#include "extract/names.h"

#include "extract/traits.h"

#include "base/utf8.h"
#include "extract/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Every stretch of two to four characters that begins with a surname or comes near to a name for the tagger,
 * every word that it takes for a person, and every foreign name with dots is a candidate. Its traits
 * (traits.c) give log-odds, the article adds what it knows; the best of overlapping ones wins.
 */
static const double ACCEPT = 0.45; /* above even odds: annotated pages have more names than news at large */
static const double FOR_DOT = 14.0;
static const double FOR_LIST = 3.0;      /* stands in a list beside a name */
static const double FOR_ROLL_LIST = 3.0; /* … in a roll of winners or of the elected */
static const double FOR_WHOLE_ITEM = 2.0;
static const double AGAINST_LONE_ITEM = -3.0;
static const double FOR_REPEATED = 3.0;               /* accepted elsewhere in the article */
static const double FOR_TRANSCRIBED = 12.0;           /* 才让拉姆: parts of names in a row */
static const double FOR_USER = 40.0;                  /* the user's own people.tsv */
static const double AGAINST_RARER_THAN_PREFIX = -3.0; /* 方正数 where 方正 stands twice */
static const double AGAINST_ALWAYS_LONGER = -8.0;     /* 聂长 where every one is 聂长平 */
static const double CERTAIN = 8.0;

enum {
    FOREIGN_PART_AT_MOST = 6,
    NAME_AT_MOST = 20,
    NEAR = 60, /* tenths that the tagger may lose for a candidate without a surname */
    NEAR_BARRED = 30,
    NEARER = 20,
    MUCH_NEARER = 50,
    NEAR_PARTICLE = 10 /* … for one that begins with 代, 来, 和, where a clause begins */
};

struct candidate {
    gx_range range;
    double score;
    double pooled; /* … with what its rivals say for the place */
    uint32_t name; /* number of the string */
    bool accepted;
    bool repeated;   /* accepted elsewhere in the article, and weighed */
    bool shortened;  /* its last character begins a verb, and weighed */
    bool whole_item; /* all of an item of a list, and weighed */
    int neighbours;  /* names beside it in a list, and weighed: 0 to 2 */
};

struct finder {
    const gx_scan *scan;
    const gx_analysis *a;
    gx_arena *arena;
    uint8_t *taken; /* [n] 1 where no name can stand */
    uint8_t *roll;  /* [n_sentences] tells of winners and the like */
    GX_LIST(struct candidate) candidates;

    uint32_t parts_end; /* end of the last name made of given_names */
    gx_tally strings;   /* characters of a candidate -> number */
    uint32_t *counts;   /* [strings.n] */
    uint32_t *follower; /* [strings.n] the character behind each of a string's occurrences, … */
    uint8_t *varied;    /* [strings.n] … unless there are several */
};

static bool is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool is_name_tag(uint8_t pos)
{
    return gx_is_person_tag(pos) || pos == GX_POS_ORG || pos == GX_POS_NT || pos == GX_POS_LOC ||
           pos == GX_POS_NS;
}

/* ---- candidates ---- */

static void consider(struct finder *f, gx_range r, double prior)
{
    const gx_analysis *a = f->a;
    if (gx_is_manager(a, r.start, gx_surname_chars(a, r.start)))
        return; /* 张总: who, the surname tells */
    for (uint32_t i = r.start; i < r.end; i++)
        if (f->taken[i])
            return;
    for (size_t i = f->candidates.n; i-- > 0 && f->candidates.at[i].range.start == r.start;)
        if (f->candidates.at[i].range.end == r.end) {
            f->candidates.at[i].score += prior;
            return;
        }
    struct candidate *c = GX_PUSH(f->arena, &f->candidates);
    *c = (struct candidate){.range = r, .score = gx_name_odds(f->scan, f->roll, r, prior)};
    uint32_t bytes = (r.end - r.start) * (uint32_t)sizeof *a->text;
    const char *key = (const char *)(a->text + r.start);
    c->name = gx_tally_number(f->arena, &f->strings, key, bytes);
}

static bool all_han(const gx_analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (!is_han(a->text[i]) || gx_is_barred(a->text[i]))
            return false;
    return to > from;
}

static bool starts_clause(const struct finder *f, uint32_t at)
{
    return at == gx_sentence_start(f->scan, at) || gx_is_punctuation(f->a->text[at - 1]);
}

/* One word for the tagger, and a person. */
static bool is_tagged_person(const gx_scan *scan, gx_range r)
{
    return gx_is_person_tag(scan->a->tags[r.start].pos) && scan->word_start[r.start] == r.start &&
           scan->word_end[r.start] == r.end;
}

/* 王丽, 王丽梅, 欧阳修; and what the tagger nearly takes for a name. */
static void consider_short(struct finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    uint32_t most = gx_sentence_end(f->scan, at), surname = gx_surname_chars(a, at);
    for (uint32_t n = GX_NAME_LEAST; n < GX_NAME_LEAST + GX_NAME_LENGTHS && at + n <= most; n++) {
        if (!is_han(a->text[at + n - 1]))
            return;
        uint8_t loss = a->losses[at].tenths[n - GX_NAME_LEAST];
        bool clean = all_han(a, at, at + n);
        bool announced = at > 0 && (gx_is_office(f->scan->title_to[at]) || a->text[at - 1] == 0x3001);
        bool regular = clean && surname && n > surname && n <= surname + 2;
        const gx_word *place = at + 1 < a->n ? f->scan->place_at[at + 1] : NULL; /* 和|法国 */
        bool expected = starts_clause(f, at) || (is_tagged_person(f->scan, (gx_range){at, at + n}) && !place);
        if (gx_is_particle(a->text[at]) && !announced && !(expected && loss <= NEAR_PARTICLE))
            continue;
        if (regular || loss <= (clean ? NEAR : NEAR_BARRED))
            consider(f, (gx_range){at, at + n}, 0);
    }
}

/* 阿依夏木古丽: a long word that the tagger takes for a person. */
static void consider_tagged(struct finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    uint32_t end = f->scan->word_end[at];
    bool longer = end - at >= GX_NAME_LEAST + GX_NAME_LENGTHS && end - at <= NAME_AT_MOST;
    if (longer && gx_is_person_tag(a->tags[at].pos) && all_han(a, at, end))
        consider(f, (gx_range){at, end}, 0);
}

/* 座谈会, 办公室, 职务: words that follow a title as often as names do. */
static bool ends_in_a_word(const struct finder *f, uint32_t start, uint32_t end)
{
    const gx_scan *scan = f->scan;
    const gx_word *words[] = {scan->head_to[end], scan->event_to[end], scan->title_to[end],
                              scan->part_to[end], scan->verb_to[end]};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i] && words[i]->n >= 2 && words[i]->n <= end - start)
            return true;
    return gx_is_verb_like(f->a->tags[start].pos) && scan->word_end[start] - start > 1;
}

/* 才让|卓玛, 图门|乌力吉: two parts or more, or one of three characters; and the user's own people. */
static void consider_known_parts(struct finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    uint32_t most = gx_sentence_end(f->scan, at), end = at;
    const gx_word *mine = gx_lexicon_longest(a->lexicon, a->text + at, most - at, GX_TABLE_PEOPLE);
    if (mine)
        consider(f, (gx_range){at, at + mine->n}, FOR_USER);
    int parts = 0;
    for (const gx_word *part; parts < 4 && (part = gx_lexicon_longest(a->lexicon, a->text + end, most - end,
                                                                      GX_TABLE_GIVEN_NAMES)) != NULL;
         parts++)
        end += part->n;
    if (parts && end - at >= 3 && at >= f->parts_end) {
        consider(f, (gx_range){at, end}, FOR_TRANSCRIBED * parts);
        f->parts_end = end;
    }
}

/* Behind a title, up to a mark or a verb: 副主席才让拉姆、 */
static void consider_titled(struct finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    if (!at || !gx_is_office(f->scan->title_to[at]) ||
        (f->scan->word_start[at] != at && !gx_is_person_tag(a->tags[at].pos)))
        return;
    if (gx_is_particle(a->text[at]))
        return;
    uint32_t most = gx_sentence_end(f->scan, at);
    for (uint32_t end = at + 1;
         end <= most && end - at <= 5 && is_han(a->text[end - 1]) && !gx_is_barred(a->text[end - 1]); end++) {
        uint32_t word = f->scan->word_start[end - 1];
        if (word >= at && f->scan->word_end[word] - word > 1 && !is_name_tag(a->tags[word].pos) &&
            a->tags[word].pos != GX_POS_NZ)
            return;
        if (end - at < 2)
            continue;
        if (ends_in_a_word(f, at, end))
            return;
        if (end == most || gx_is_punctuation(a->text[end]) ||
            (f->scan->word_start[end] == end &&
             (gx_is_verb_like(a->tags[end].pos) ||
              gx_lexicon_longest(a->lexicon, a->text + end, a->n - end, GX_TABLE_VERBS))))
            consider(f, (gx_range){at, end}, 0);
    }
}

/* Where the part before a dot begins: behind a title or mark at most five characters back; else `fallback`.
 */
static uint32_t part_before_dot(const struct finder *f, uint32_t dot, uint32_t fallback)
{
    uint32_t least = gx_sentence_start(f->scan, dot);
    for (uint32_t at = dot - 1; at > least && dot - at < FOREIGN_PART_AT_MOST; at--)
        if (gx_is_office(f->scan->title_to[at]) || gx_is_punctuation(f->a->text[at - 1]))
            return at;
    return fallback;
}

/* Where the part behind a dot ends: a known part of names, up to a verb of speech right behind it, else
 * `fallback`. */
static uint32_t part_behind_dot(const struct finder *f, uint32_t dot, uint32_t fallback)
{
    const gx_analysis *a = f->a;
    enum { REST_CHARS = 2 }; /* 努尔|提|说 */
    const gx_word *part =
        gx_lexicon_longest(a->lexicon, a->text + dot + 1, a->n - dot - 1, GX_TABLE_GIVEN_NAMES);
    uint32_t end = part ? dot + 1 + part->n : fallback, most = gx_sentence_end(f->scan, dot);
    for (uint32_t i = end;
         i <= end + REST_CHARS && i < most && is_han(a->text[i]) && !gx_is_barred(a->text[i]); i++) {
        const gx_word *verb = gx_lexicon_longest(a->lexicon, a->text + i, most - i, GX_TABLE_VERBS);
        if (verb && strcmp(verb->cell[4], "say") == 0)
            return i;
    }
    return end;
}

/* 亚森·卡德尔: Chinese characters on both sides of a dot. */
static void consider_dotted(struct finder *f, uint32_t dot)
{
    const gx_analysis *a = f->a;
    uint32_t least = gx_sentence_start(f->scan, dot), most = gx_sentence_end(f->scan, dot);
    uint32_t start = dot, end = dot + 1;
    while (start > least && is_han(a->text[start - 1]) && dot - start < FOREIGN_PART_AT_MOST) {
        if (start < dot && (gx_is_office(f->scan->title_to[start]) || f->scan->head_to[start]))
            break;
        uint32_t word = f->scan->word_start[start - 1];
        bool ordinary = start < dot && !is_name_tag(a->tags[start - 1].pos) && start - word > 1;
        if (ordinary || (start < dot && gx_is_verb_like(a->tags[start - 1].pos)))
            break;
        start--;
    }
    while (end < most && (is_han(a->text[end]) || a->text[end] == 0xB7) &&
           end - dot <= 3 * FOREIGN_PART_AT_MOST) {
        bool word_begins = f->scan->word_start[end] == end && end > dot + 1 && a->text[end - 1] != 0xB7;
        if (word_begins && !is_name_tag(a->tags[end].pos) &&
            (gx_is_verb_like(a->tags[end].pos) || f->scan->word_end[end] - end > 1 || end - dot > 3))
            break;
        end++;
    }
    if (dot > least)
        start = part_before_dot(f, dot, start);
    if (start + 2 < dot && gx_is_particle(a->text[start]))
        start++; /* 由|热合曼·萨迪克 */
    if (end == dot + 1 || !gx_is_punctuation(a->text[end < a->n ? end : dot]))
        end = part_behind_dot(f, dot, end);
    bool slogan = start > 0 && a->text[start - 1] == 0x201C; /* “当好主人翁·建功新时代” */
    const gx_word *head = f->scan->head_to[dot];             /* of more than the 班 of 库尔班·… */
    bool event = f->scan->event_to[dot] || (head && head->n >= 2); /* 大会·上海 */
    if (start < dot && end > dot + 1 && !slogan && !event)
        consider(f, (gx_range){start, end}, FOR_DOT);
}

static int by_start(const void *x, const void *y)
{
    const struct candidate *c = x, *d = y;
    if (c->range.start != d->range.start)
        return c->range.start < d->range.start ? -1 : 1;
    return c->range.end < d->range.end ? -1 : c->range.end > d->range.end;
}

/* 方正, where the tagger nearly sees this and no longer name; not 危继 in 危继红. */
static bool stands_alone(const struct finder *f, gx_range r)
{
    const uint8_t *tenths = f->a->losses[r.start].tenths;
    uint32_t n = r.end - r.start;
    if (n >= GX_NAME_LEAST + GX_NAME_LENGTHS)
        return true;
    for (uint32_t k = n - GX_NAME_LEAST + 1; k < GX_NAME_LENGTHS; k++)
        if (tenths[k] + NEARER < tenths[n - GX_NAME_LEAST])
            return false;
    return true;
}

/* ---- rolls ---- */

/* Does a title or an honour end before the colon: 副会长|:, 理事|(17人):, 某县先进个人|:? */
static bool labels_roll(const struct finder *f, uint32_t colon)
{
    gx_unit u = colon ? gx_unit_before(f->scan, colon) : (gx_unit){.class = GX_UNIT_STOP};
    uint32_t end = u.class == GX_UNIT_BRACKET ? u.start : colon;
    return end && (f->scan->title_to[end] || f->scan->honour_to[end]);
}

/* One item of a roll from `at`: up to a mark or a gap, 庄　严 with the gap inside; a bracket behind it is
 * skipped.
 * @return where the next one begins */
static uint32_t roll_item(const gx_analysis *a, uint32_t at, uint32_t most, gx_range *item)
{
    *item = (gx_range){at, at};
    while (item->end < most && !gx_is_punctuation(a->text[item->end]) &&
           (item->end == at || a->article->gap[item->end] == GX_GAP_NONE))
        item->end++;
    bool halves = item->end == at + 1 && item->end < most && !gx_is_punctuation(a->text[item->end]) &&
                  (item->end + 1 == most || gx_is_punctuation(a->text[item->end + 1]) ||
                   a->article->gap[item->end + 1] != GX_GAP_NONE);
    item->end += halves;
    uint32_t next = item->end;
    while (next < most && a->text[next] == '(')
        for (next++; next < most && a->text[next - 1] != ')';)
            next++;
    bool mark = next < most && (a->text[next] == 0x3001 || a->text[next] == ',');
    return mark ? next + 1 : next;
}

/* 副会长:马一平　马　腾　王　道: every item of a roll whose items all look like names. */
static void consider_roll(struct finder *f, uint32_t colon)
{
    static const double FOR_ROLL = 9.0, FOR_SHORT_ROLL = 3.0;
    enum { ITEMS_AT_MOST = 200, SURE_ITEMS = 2, ITEM_CHARS = 4 };
    const gx_analysis *a = f->a;
    if (!labels_roll(f, colon))
        return;
    gx_range items[ITEMS_AT_MOST];
    size_t n = 0;
    uint32_t most = gx_sentence_end(f->scan, colon), at = colon + 1;
    while (at < most && n < ITEMS_AT_MOST) {
        gx_range item;
        uint32_t next = roll_item(a, at, most, &item);
        if (next <= at || (item.end < most && a->text[item.end] == ':'))
            break; /* the next label */
        uint32_t chars = item.end - item.start, surname = gx_surname_chars(a, item.start);
        if (chars < 2 || chars > ITEM_CHARS || !surname || surname >= chars ||
            !all_han(a, item.start, item.end))
            return;
        items[n++] = item;
        at = next;
    }
    bool closed = at >= most || a->article->gap[at] != GX_GAP_NONE;
    if (n == 1 && (!closed || items[0].end - items[0].start == ITEM_CHARS))
        return; /* 主任:张口就来。 */
    for (size_t i = 0; i < n; i++)
        consider(f, items[i], n >= SURE_ITEMS ? FOR_ROLL : FOR_SHORT_ROLL);
}

/* 队长　胸外科副主任医师　上官平, 第三名　赵　亮: a cell of its own behind a cell that ends in a title or an
 * honour. */
static void consider_cell(struct finder *f, uint32_t at)
{
    static const double FOR_CELL = 6.0;
    enum { CELL_CHARS = 3 };
    const gx_analysis *a = f->a;
    uint32_t most = gx_sentence_end(f->scan, at), surname = gx_surname_chars(a, at);
    gx_range cell;
    roll_item(a, at, most, &cell);
    uint32_t end = cell.end, chars = end - at;
    bool closed = end == most || a->text[end] == '(' || a->article->gap[end] != GX_GAP_NONE;
    if (closed && chars >= 2 && chars <= CELL_CHARS && surname && surname < chars && all_han(a, at, end))
        consider(f, cell, FOR_CELL);
}

/* 向前进(苗族)　某合作社技术员, 高　歌:某研究院院长: the first cell of a line that ends in a title. */
static void consider_line(struct finder *f, const gx_block *block)
{
    static const double FOR_LINE = 6.0;
    enum { CELL_CHARS = 3 };
    const gx_analysis *a = f->a;
    uint32_t at = block->range.start, most = block->range.end, surname = gx_surname_chars(a, at);
    gx_range cell;
    if (block->kind != GX_BLOCK_LIST || !gx_is_office(f->scan->title_to[most]))
        return;
    roll_item(a, at, most, &cell);
    uint32_t end = cell.end, chars = end - at;
    bool closed =
        end < most && (a->text[end] == '(' || a->text[end] == ':' || a->article->gap[end] != GX_GAP_NONE);
    if (closed && chars >= 2 && chars <= CELL_CHARS && surname && surname < chars && all_han(a, at, end))
        consider(f, cell, chars == 2 && a->article->gap[at + 1] != GX_GAP_NONE ? 2 * FOR_LINE : FOR_LINE);
}

static void gather(struct finder *f)
{
    const gx_analysis *a = f->a;
    for (uint32_t i = 0; i < a->n; i++) {
        if (a->text[i] == 0xB7) {
            consider_dotted(f, i);
            continue;
        }
        if (a->text[i] == ':')
            consider_roll(f, i);
        else if (i && a->article->gap[i] == GX_GAP_SPACE && (f->scan->title_to[i] || f->scan->honour_to[i]))
            consider_cell(f, i);
        if (!is_han(a->text[i]) || f->taken[i])
            continue;
        consider_short(f, i);
        consider_known_parts(f, i);
        if (f->scan->word_start[i] == i)
            consider_tagged(f, i);
        consider_titled(f, i);
    }
    for (size_t b = 0; b < a->article->n_blocks; b++)
        consider_line(f, &a->article->blocks[b]);
    if (f->candidates.n > 1)
        qsort(f->candidates.at, f->candidates.n, sizeof *f->candidates.at, by_start);
    f->counts = GX_ARENA_ARRAY(f->arena, uint32_t, f->strings.n + 1);
    f->follower = GX_ARENA_ARRAY(f->arena, uint32_t, f->strings.n + 1);
    f->varied = GX_ARENA_ARRAY(f->arena, uint8_t, f->strings.n + 1);
    for (size_t i = 0; i < f->candidates.n; i++) {
        const struct candidate *c = &f->candidates.at[i];
        uint32_t behind_it = c->range.end < a->n ? a->text[c->range.end] : 0;
        if (f->follower[c->name] && f->follower[c->name] != behind_it)
            f->varied[c->name] = 1;
        f->follower[c->name] = behind_it ? behind_it : f->follower[c->name];
        f->counts[c->name] += stands_alone(f, c->range);
    }
}

/* ---- decision ---- */

/* 选举容学成为常委: 成 belongs to the name. */
static bool elects_as(const struct finder *f, gx_range longer)
{
    const gx_analysis *a = f->a;
    if (!gx_text_before(a, longer.end, "成") || !gx_text_at(a, longer.end, "为"))
        return false;
    for (uint32_t i = gx_sentence_start(f->scan, longer.start); i < longer.start; i++)
        if (gx_text_at(a, i, "选举") || gx_text_at(a, i, "增补") || gx_text_at(a, i, "推选"))
            return true;
    return false;
}

/* One ordinary word for the tagger: 幸福感. */
static bool is_plain_word(const gx_scan *scan, gx_range r)
{
    return scan->word_start[r.start] == r.start && scan->word_end[r.start] == r.end &&
           !is_name_tag(scan->a->tags[r.start].pos);
}

/*
 * Verbs of one character that the tagger takes for the end of the name before them. What tells them apart
 * stands right behind (NULL: anything but a mark), or later in the clause.
 */
static const struct light_verb {
    const char *verb;
    const char *const *behind, *const *later;
} LIGHT_VERBS[] = {
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})
    {"获", NULL, NULL},
    {"赴", NULL, NULL},
    {"夺", NULL, NULL},
    {"赠", NULL, NULL},
    {"率", NULL, NULL},
    {"等", NULL, NULL},
    {"还", NULL, NULL},
    {"对", NULL, NULL},
    {"给", NULL, NULL},
    {"被", NULL, NULL},
    {"把", NULL, NULL},
    {"并", NULL, NULL},
    {"讲", NULL, NULL},
    {"则", NULL, NULL},
    {"也", NULL, NULL},
    {"却", NULL, NULL},
    {"便", NULL, NULL},
    {"仍", NULL, NULL},
    {"代", WORDS("为", "表", "其", "领", "读", "交"), NULL},
    {"独", WORDS("得", "中", "揽", "自"), NULL},
    {"均", WORDS("表示", "参加", "出席", "在", "为", "获", "来自", "有", "作", "认为"), NULL},
    {"都", WORDS("表示", "在", "要", "会", "说", "参加", "有", "来自", "认为", "是"), NULL},
    {"已", WORDS("经", "在", "有", "为", "从", "成", "获", "累计", "连续"), NULL},
    {"称", WORDS(":", ",", "“", "他", "她", "这", "自", "其"), NULL},
    {"列", WORDS("第", "前", "全", "席"), NULL},
    {"居", WORDS("第", "首", "前", "全", "次"), NULL},
    {"带", WORDS("队", "领", "着", "头", "病", "伤", "来", "去", "上", "回", "动", "慰问", "徒"), NULL},
    {"送", WORDS("上", "来", "去", "给", "到", "别", "达", "出", "了", "慰问"), NULL},
    {"时", WORDS(",", "正", "说"), NULL},
    {"念", WORDS("完", "了", "着", "起", "到", "的"), NULL},
    {"一", WORDS("行", "同", "起", "致", "边", "直", "家", "路", "进"), NULL},
    {"原", WORDS("是", "为", "任", "来"), NULL},
    {"分", WORDS("任", "获", "列", "别", "居"), NULL},
    {"和", WORDS("来自", "同", "几", "全体", "广大", "各"), NULL},
    {"谈", WORDS("了", "到", "起", "及", "道", "心", "感", "话", "体"), NULL},
    {"作", WORDS("《", "“", "了", "为", "出", "题", "的关于", "的题为", "的《"),
     WORDS("发言", "报告", "讲话", "讲座", "辅导", "介绍", "动员", "总结", "说明", "宣讲", "表态", "点评",
           "授课", "交流", "述职", "分享", "致辞", "讲授")},
    {"就", WORDS("是", "把", "从", "在", "如何"),
     WORDS("作", "进行", "提出", "发表", "展开", "开展", "讲", "介绍", "交流", "回答", "提问")},
#undef WORDS
};

static bool begins_any(const gx_analysis *a, uint32_t at, const char *const *words)
{
    for (; words && *words; words++)
        if (gx_text_at(a, at, *words))
            return true;
    return false;
}

/* 秦兰|获二等奖, 周丽|作经验交流发言. */
static bool is_light_verb(const gx_scan *scan, uint32_t at)
{
    enum { CLAUSE_CHARS = 24 };
    const gx_analysis *a = scan->a;
    if (gx_elected_at(scan, at))
        return true;
    for (size_t i = 0; i < sizeof LIGHT_VERBS / sizeof *LIGHT_VERBS; i++) {
        const struct light_verb *v = &LIGHT_VERBS[i];
        if (!gx_text_at(a, at, v->verb) || at + 1 >= a->n)
            continue;
        if (!v->behind)
            return is_han(a->text[at + 1]) || a->text[at + 1] == 0x201C || a->text[at + 1] == 0x300A ||
                   (a->text[at + 1] >= '0' && a->text[at + 1] <= '9');
        bool found = begins_any(a, at + 1, v->behind);
        for (uint32_t k = at + 1; !found && k < a->n && k < at + CLAUSE_CHARS && a->text[k] != ',' &&
                                  a->text[k] != 0x3002 && a->text[k] != ';';
             k++)
            found = begins_any(a, k, v->later);
        return found;
    }
    return false;
}

/* 李嘉|和云岭工匠: a name is not followed by a place without a verb. */
static bool is_joint_before_place(const gx_scan *scan, uint32_t at)
{
    const gx_analysis *a = scan->a;
    return a->text[at] == 0x548C && at + 1 < a->n && scan->word_start[at + 1] == at + 1 &&
           scan->place_at[at + 1] && scan->place_at[at + 1]->n >= 2;
}

/* 丰收|发言, 安全|就: the last character begins a verb, or the rest is a word that is also a name. */
static bool ends_in_verb(const struct finder *f, gx_range shorter, gx_range longer)
{
    static const uint32_t particles[] = {0x5C31, 0x521A, 0x539F, 0x53C8, 0x4E5F, 0x66FE, 0x5DF2,
                                         0x5C06, 0x7387, 0x8D74, 0x5230, 0x8BF4, 0x79F0, 0x5728,
                                         0x4E0E, 0x5411, 0x4E3A, 0x88AB, 0x628A, 0x4ECE, 0x5934,
                                         0x4EE3, 0x4E00, 0x5206, 0x4EBA};
    const gx_analysis *a = f->a;
    uint32_t last = longer.end - 1;
    if (longer.end != shorter.end + 1)
        return false;
    const gx_word *verb = gx_lexicon_longest(a->lexicon, a->text + last, a->n - last, GX_TABLE_VERBS);
    if (verb && verb->n >= 2)
        return true;
    bool word = gx_lexicon_exact(a->lexicon, a->text + shorter.start, shorter.end - shorter.start,
                                 GX_TABLE_NOT_NAMES);
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (particles[i] == a->text[last])
            return word;
    return false;
}

static uint8_t loss_of(const struct finder *f, gx_range r)
{
    uint32_t n = r.end - r.start;
    bool measured = n >= GX_NAME_LEAST && n < GX_NAME_LEAST + GX_NAME_LENGTHS;
    return measured ? f->a->losses[r.start].tenths[n - GX_NAME_LEAST] : GX_LOSS_MOST;
}

/* 、徐凯添、: all of an item of a list, where a shorter name would leave a character over. */
static bool fills_item(const struct finder *f, gx_range r)
{
    const gx_analysis *a = f->a;
    return r.start > 0 && r.end < a->n && a->text[r.start - 1] == 0x3001 && a->text[r.end] == 0x3001 &&
           !is_plain_word(f->scan, r);
}

/* 薄海平|等参加, where the tagger reads 平等. */
static bool is_behind_others(const gx_analysis *a, uint32_t at)
{
    static const char *const behind[] = {"参加", "出席", "陪同", "人", "同志", "领导", "共同", "分别",
                                         "先后", "一行", "在",   ",",  "。",   "、",   NULL};
    return gx_text_at(a, at, "等") && begins_any(a, at + 1, behind);
}

static void weigh_pair(const struct finder *f, struct candidate *shorter, struct candidate *longer)
{
    if (gx_lexicon_exact(f->a->lexicon, f->a->text + longer->range.start,
                         longer->range.end - longer->range.start, GX_TABLE_GIVEN_NAMES))
        return; /* 海米提|到会 */
    bool next = longer->range.end == shorter->range.end + 1;
    bool elected = next && elects_as(f, longer->range);
    uint32_t last = longer->range.end - 1,
             least = shorter->range.start + gx_surname_chars(f->a, shorter->range.start);
    if (next && least < last && least > shorter->range.start && !longer->shortened &&
        (is_light_verb(f->scan, last) || is_joint_before_place(f->scan, last))) {
        shorter->score = fmax(shorter->score, longer->score); /* somebody is named here, but for the verb */
        longer->score += AGAINST_ALWAYS_LONGER;
        longer->shortened = true;
        return;
    }
    if (!elected && ends_in_verb(f, shorter->range, longer->range) &&
        loss_of(f, longer->range) + MUCH_NEARER >= loss_of(f, shorter->range))
        longer->score += AGAINST_ALWAYS_LONGER;
    if (fills_item(f, longer->range) && !longer->whole_item) {
        longer->score += FOR_WHOLE_ITEM;
        longer->whole_item = true;
    }
    if (elected || (next && is_behind_others(f->a, longer->range.end)))
        shorter->score += AGAINST_ALWAYS_LONGER;
    uint32_t n_shorter = f->counts[shorter->name], n_longer = f->counts[longer->name];
    if (n_shorter > n_longer && longer->score < CERTAIN)
        longer->score += AGAINST_RARER_THAN_PREFIX;
    else if (n_shorter == n_longer && f->varied[longer->name])
        shorter->score += AGAINST_ALWAYS_LONGER;
}

/* What a shorter candidate with the same start says: 方正 stands twice, 方正数 once. */
static void weigh_prefixes(struct finder *f)
{
    for (size_t i = 1; i < f->candidates.n; i++) {
        struct candidate *c = &f->candidates.at[i];
        for (size_t k = i; k-- > 0 && f->candidates.at[k].range.start == c->range.start;)
            weigh_pair(f, &f->candidates.at[k], c);
    }
}

static int by_pooled(const void *x, const void *y)
{
    const struct candidate *c = *(struct candidate *const *)x, *d = *(struct candidate *const *)y;
    if (c->pooled != d->pooled)
        return c->pooled > d->pooled ? -1 : 1;
    if (c->range.end - c->range.start != d->range.end - d->range.start)
        return c->range.end - c->range.start > d->range.end - d->range.start ? -1 : 1;
    return c->range.start < d->range.start ? -1 : c->range.start > d->range.start;
}

/*
 * Names of different lengths that begin at one place share the evidence for that place: the best of them gets
 * the log-odds that any of them is right.
 */
static void pool_rivals(struct finder *f)
{
    for (size_t i = 0, end; i < f->candidates.n; i = end) {
        size_t best = i;
        double sum = 0;
        for (end = i;
             end < f->candidates.n && f->candidates.at[end].range.start == f->candidates.at[i].range.start;
             end++) {
            if (f->candidates.at[end].score > f->candidates.at[best].score)
                best = end;
            f->candidates.at[end].pooled = f->candidates.at[end].score;
        }
        for (size_t k = i; k < end; k++)
            sum += exp(f->candidates.at[k].score - f->candidates.at[best].score);
        f->candidates.at[best].pooled += log(sum);
    }
}

/* Best first, none over another. */
static void accept_best(struct finder *f)
{
    pool_rivals(f);
    struct candidate **order = GX_ARENA_ARRAY(f->arena, struct candidate *, f->candidates.n + 1);
    for (size_t i = 0; i < f->candidates.n; i++)
        order[i] = &f->candidates.at[i];
    if (f->candidates.n > 1)
        qsort(order, f->candidates.n, sizeof *order, by_pooled);
    for (size_t i = 0; i < f->candidates.n && order[i]->pooled >= ACCEPT; i++) {
        gx_range r = order[i]->range;
        bool is_free = !order[i]->accepted;
        for (uint32_t k = r.start; k < r.end && is_free; k++)
            is_free = !f->taken[k];
        if (!is_free)
            continue;
        order[i]->accepted = true;
        memset(f->taken + r.start, 2, r.end - r.start);
    }
}

enum { CHAINS = 1024 };

/* Where characters stand: chains[c % CHAINS] is 1 + the first position of such a character, next[i] that of
 * the next. */
static uint32_t *chain_positions(const struct finder *f, uint32_t chains[CHAINS])
{
    const gx_analysis *a = f->a;
    uint32_t *next = GX_ARENA_ARRAY(f->arena, uint32_t, a->n + 1);
    memset(chains, 0, CHAINS * sizeof *chains);
    for (uint32_t i = (uint32_t)a->n; i-- > 0;) {
        uint32_t *chain = &chains[a->text[i] % CHAINS];
        next[i] = *chain;
        *chain = i + 1;
    }
    return next;
}

/* What is a name in one place is likely one in the next; then all is decided anew. */
static void reconsider(struct finder *f)
{
    uint32_t *accepted = GX_ARENA_ARRAY(f->arena, uint32_t, f->strings.n + 1);
    for (size_t i = 0; i < f->candidates.n; i++)
        accepted[f->candidates.at[i].name] += f->candidates.at[i].accepted;
    for (size_t i = 0; i < f->candidates.n; i++) {
        struct candidate *c = &f->candidates.at[i];
        c->repeated = accepted[c->name] > c->accepted;
        c->score += c->repeated ? FOR_REPEATED : 0;
        if (c->accepted)
            memset(f->taken + c->range.start, 0, c->range.end - c->range.start);
        c->accepted = false;
    }
}

/* Every other place where an accepted name of three characters or more stands, or a foreign one. */
static void repeat(struct finder *f)
{
    const gx_analysis *a = f->a;
    size_t n = f->candidates.n;
    uint32_t chains[CHAINS];
    const uint32_t *next = chain_positions(f, chains);
    uint8_t *seen = GX_ARENA_ARRAY(f->arena, uint8_t, f->strings.n + 1);
    for (size_t k = 0; k < n; k++) {
        gx_range known = f->candidates.at[k].range;
        uint32_t chars = known.end - known.start;
        uint32_t name = f->candidates.at[k].name;
        if (!f->candidates.at[k].accepted || seen[name] || (chars < 3 && gx_surname_chars(a, known.start)))
            continue;
        seen[name] = 1;
        for (uint32_t at = chains[a->text[known.start] % CHAINS], i; at && (i = at - 1) + chars <= a->n;
             at = next[i]) {
            if (a->text[i] != a->text[known.start] || f->taken[i] || f->taken[i + chars - 1] ||
                memcmp(a->text + i, a->text + known.start, chars * sizeof *a->text) != 0)
                continue;
            struct candidate *c = GX_PUSH(f->arena, &f->candidates);
            *c = (struct candidate){.range = {i, i + chars},
                                    .score = f->candidates.at[k].score,
                                    .pooled = f->candidates.at[k].pooled,
                                    .accepted = true,
                                    .name = f->candidates.at[k].name};
            memset(f->taken + i, 2, chars);
        }
    }
}

/* Behind the bracket that begins at `at`, or `at`. */
static uint32_t note_end(const gx_analysis *a, uint32_t at)
{
    for (uint32_t k = at; at < a->n && a->text[at] == '(' && k < a->n && k - at < 30; k++)
        if (a->text[k] == ')')
            return k + 1;
    return at;
}

/* Does a name stand before, behind the joint that ends, begins at the edge of a candidate? */
static bool name_on_left(const struct finder *f, uint32_t start)
{
    const gx_analysis *a = f->a;
    uint32_t at = start >= 2 ? start - 1 : 0;
    if (!at || (a->text[at] != 0x3001 && a->text[at] != 0x548C))
        return false;
    if (a->text[at - 1] == ')') { /* A(焊工)、B */
        gx_unit bracket = gx_unit_before(f->scan, at);
        at = bracket.class == GX_UNIT_BRACKET ? bracket.start : at;
    }
    return at > 0 && f->taken[at - 1] == 2;
}

static bool name_on_right(const struct finder *f, uint32_t end)
{
    const gx_analysis *a = f->a;
    uint32_t at = note_end(a, end);
    bool joined = at + 1 < a->n && (a->text[at] == 0x3001 || (at == end && a->text[at] == 0x548C));
    return joined && f->taken[at + 1] == 2;
}

/* 运检、安监、科技: an ordinary word behind an item that is neither a name nor a title. */
static void weigh_lone_items(struct finder *f)
{
    const gx_analysis *a = f->a;
    for (size_t i = 0; i < f->candidates.n; i++) {
        struct candidate *c = &f->candidates.at[i];
        uint32_t at = c->range.start;
        bool item =
            at >= 2 && a->text[at - 1] == 0x3001 && a->text[at - 2] != ')' && a->text[at - 2] != 0x201D;
        if (item && is_plain_word(f->scan, c->range) && !name_on_left(f, at) && !f->scan->title_to[at - 1])
            c->score += AGAINST_LONE_ITEM;
    }
}

/* Names accepted somewhere speak for the same name elsewhere, and for their neighbours in a list. */
static void spread(struct finder *f)
{
    const gx_analysis *a = f->a;
    uint8_t *known = GX_ARENA_ARRAY(f->arena, uint8_t, f->strings.n + 1);
    for (size_t i = 0; i < f->candidates.n; i++)
        if (f->candidates.at[i].accepted)
            known[f->candidates.at[i].name] = 1;
    for (size_t i = 0; i < f->candidates.n; i++) {
        struct candidate *c = &f->candidates.at[i];
        if (c->accepted)
            continue;
        if (known[c->name] && !c->repeated) {
            c->score += FOR_REPEATED;
            c->repeated = true;
        }
        uint32_t e = c->range.end;
        bool closed = e >= a->n || gx_is_punctuation(a->text[e]) || gx_text_at(a, e, "等") ||
                      gx_text_at(a, e, "和") || gx_text_at(a, e, "为") || gx_elected_at(f->scan, e);
        int neighbours = (closed && name_on_left(f, c->range.start)) + name_on_right(f, e);
        if (neighbours > c->neighbours) {
            c->score += FOR_LIST * (neighbours - c->neighbours);
            c->score += !c->neighbours && f->roll[f->scan->sentence[c->range.start]] ? FOR_ROLL_LIST : 0;
            c->neighbours = neighbours;
        }
    }
}

/* ---- what holds no names ---- */

static void take(struct finder *f, gx_range r)
{
    memset(f->taken + r.start, 1, r.end - r.start);
}

static void take_what_holds_no_names(struct finder *f)
{
    const gx_analysis *a = f->a;
    for (uint32_t i = 0; i < a->n; i++) {
        const gx_word *word = gx_lexicon_longest(a->lexicon, a->text + i, a->n - i, GX_TABLE_NOT_NAMES);
        if (word && word->code[1] == GX_NOT_NAME_DOCTRINE)
            take(f, (gx_range){i, i + word->n});
        if (a->text[i] == 0x300A)
            for (uint32_t k = i; k < gx_sentence_end(f->scan, i); k++)
                if (a->text[k] == 0x300B) {
                    take(f, (gx_range){i, k + 1});
                    break;
                }
    }
    for (size_t b = 0; b < a->article->n_blocks; b++)
        if (a->article->blocks[b].kind == GX_BLOCK_META)
            take(f, a->article->blocks[b].range);
    for (size_t b = 0; b < a->article->n_bylines; b++)
        take(f, a->article->bylines[b].range);
}

static void write_names(const struct finder *f, gx_names *out)
{
    for (size_t i = 0; i < f->candidates.n; i++) {
        const struct candidate *c = &f->candidates.at[i];
        double confidence = c->score >= 8 ? 0.98 : c->score >= 4 ? 0.95 : c->score >= 2 ? 0.85 : 0.78;
        if (c->accepted)
            *GX_PUSH(f->arena, out) = (gx_name){c->range, confidence};
    }
}

static void start(struct finder *f, const gx_scan *scan)
{
    *f = (struct finder){.scan = scan,
                         .a = scan->a,
                         .arena = scan->a->arena,
                         .taken = GX_ARENA_ARRAY(scan->a->arena, uint8_t, scan->a->n + 1)};
    take_what_holds_no_names(f);
    f->roll = GX_ARENA_ARRAY(f->arena, uint8_t, f->a->article->n_sentences + 1);
    static const char *const words[] = {"等奖",   "第一名", "二、三名", "冠军", "依次", "分列",
                                        "前三名", "先进",   "优秀",     "获奖", "选举", "当选",
                                        "增补",   "替补",   "推选",     "授予", "分获", "列前三"};
    for (uint32_t i = 0; i < f->a->n; i++)
        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            if (gx_text_at(f->a, i, words[w]))
                f->roll[scan->sentence[i]] = 1;
}

void gx_find_likely_names(gx_scan *scan, gx_names *out)
{
    struct finder f;
    start(&f, scan);
    gather(&f);
    weigh_prefixes(&f);
    accept_best(&f);
    write_names(&f, out);
    for (size_t i = 0; i < out->n; i++) {
        gx_range r = out->at[i].range;
        scan->name_to[r.end] = r.start + 1;
        memset(scan->in_name + r.start, 1, r.end - r.start);
    }
}

void gx_find_names(const gx_scan *scan, const gx_forms *forms, gx_names *names)
{
    struct finder f;
    start(&f, scan);
    for (size_t i = 0; i < forms->n; i++)
        if (!forms->at[i].generic)
            take(&f, forms->at[i].range);
    gather(&f);
    weigh_prefixes(&f);
    accept_best(&f);
    weigh_lone_items(&f);
    reconsider(&f);
    for (int round = 0; round < 3; round++) {
        accept_best(&f);
        repeat(&f);
        spread(&f);
    }
    accept_best(&f);
    names->n = 0;
    write_names(&f, names);
}
