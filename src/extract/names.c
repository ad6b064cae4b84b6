#include "extract/names.h"

#include "extract/places.h"

#include "base/utf8.h"
#include "extract/tally.h"

#include <stdlib.h>
#include <string.h>

/*
 * Every stretch of two to four characters that begins with a surname, every word that the tagger takes for a
 * person, and every foreign name with dots is a candidate. Evidence adds up; the best of overlapping ones wins.
 * Weights in log-odds, set by hand on the annotated pages (tests/quality.md).
 */
static const double ACCEPT = 4.0;
static const double FOR_TAGGED = 5.0;          /* the tagger sees a person in exactly these characters */
static const double FOR_TAGGED_LONGER = 3.5;   /* … in these and what is glued to them */
static const double FOR_TAGGED_SHORTER = 2.0;  /* … in a part of them */
static const double FOR_TITLE_BEFORE = 6.0;
static const double FOR_OFFICE_BEFORE = 12.0;  /* … that stands behind its organization or another title */
static const double FOR_BODY_BEFORE = 4.0;
static const double FOR_ROLE_BEFORE = 6.0;     /* 冠军, 25岁的 */
static const double FOR_ELECTED_BEHIND = 8.0;  /* 当选, 任主席 */
static const double FOR_BODY_IN_ROLL = 8.0;    /* … in a roll of winners: 育才小学陶乐 */
static const double FOR_TITLE_BEHIND = 3.0;    /* 习近平总书记 */
static const double FOR_SURNAME_APART = 4.5;   /* the tagger cut the surname off: 任|慕云 */
static const double FOR_WORD_BEFORE = 2.5;     /* 选举, 由, 徒弟 */
static const double FOR_DOT = 8.0;
static const double FOR_LIST = 4.5;            /* stands in a list beside a name */
static const double FOR_ROLL_LIST = 3.0;       /* … in a roll of winners or of the elected */
static const double FOR_NOTE_BEHIND = 5.0;     /* (女), (右二), (挂职) */
static const double FOR_COURTESY_BEHIND = 4.0; /* 同志, 先生 */
static const double FOR_VERB_BEHIND = 2.0;
static const double FOR_MARK_BEHIND = 1.0;
static const double FOR_GAP = 2.0;             /* set off by spaces in a list */
static const double FOR_REPEATED = 3.0;        /* accepted elsewhere in the article */
static const double AGAINST_NO_SURNAME = -2.0;
static const double FOR_TRANSCRIBED = 10.0;     /* 才让拉姆: parts of names in a row */
static const double FOR_USER = 20.0;           /* the user's own people.tsv */
static const double AGAINST_PARTICLE = -6.0;   /* the tagger takes exactly this for an adverb or the like */
static const double AGAINST_UNKNOWN = -3.0;    /* the tagger's word alone, without surname, title or verb */
static const double AGAINST_QUOTED = -6.0;     /* “秋子服务”: part of a short quotation */
static const double AGAINST_RARE = -0.5;
static const double AGAINST_WORD = -5.0;       /* not_names says: a word */
static const double AGAINST_AMBIGUOUS = -2.0;
static const double AGAINST_TAGGED_WORD = -3.0; /* the tagger takes exactly this for an ordinary word */
static const double AGAINST_CUT = -3.0;        /* begins or ends inside an ordinary word */
static const double AGAINST_NOUN_BEHIND = -2.0;
static const double AGAINST_PLACE = -4.0;
static const double AGAINST_LEVEL = -6.0;
static const double AGAINST_NAME_BEHIND = -3.0; /* 敖登 of 敖登其木格 */
static const double AGAINST_RARER_THAN_PREFIX = -3.0; /* 方正数 where 方正 stands twice */
static const double AGAINST_ALWAYS_LONGER = -8.0;     /* 聂长 where every one is 聂长平 */
static const double AGAINST_FUNCTION_WORD = -3.0;     /* 常胜和: the tagger sees a conjunction or verb in the last */
static const double AGAINST_OVERLONG = -6.0;          /* 揭晓明分: a surname and three more */
static const double FOR_COUNT_BEHIND = 4.0;           /* 等7人 */

enum { GIVEN_AT_MOST = 2, FOREIGN_PART_AT_MOST = 6, NAME_AT_MOST = 20 };

struct candidate {
    gx_range range;
    double score;
    uint32_t name; /* number of the string */
    bool accepted;
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

uint32_t gx_surname_chars(const gx_analysis *a, uint32_t at)
{
    const gx_word *surname = gx_lexicon_longest(a->lexicon, a->text + at, a->n - at, GX_TABLE_SURNAMES);
    return surname ? surname->n : 0;
}

static bool is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool is_person_tag(uint8_t pos)
{
    return pos == GX_POS_PER || pos == GX_POS_NR;
}

static bool is_name_tag(uint8_t pos)
{
    return is_person_tag(pos) || pos == GX_POS_ORG || pos == GX_POS_NT || pos == GX_POS_LOC || pos == GX_POS_NS;
}

static bool is_verb_like(uint8_t pos)
{
    return pos == GX_POS_V || pos == GX_POS_VD || pos == GX_POS_P || pos == GX_POS_D || pos == GX_POS_C ||
           pos == GX_POS_AD || pos == GX_POS_U || pos == GX_POS_TIME || pos == GX_POS_T;
}

/* ---- evidence before, inside and behind a candidate ---- */

static bool is_office(const gx_word *title)
{
    return title && title->n >= 2 &&
           (title->code[1] == GX_TITLE_POST || title->code[1] == GX_TITLE_PLACE_POST || title->code[1] == GX_TITLE_JOB);
}

/* Does the title that ends at `end` follow its organization, or another title? */
static bool is_office_of(const struct finder *f, uint32_t end)
{
    const gx_analysis *a = f->a;
    uint32_t least = gx_sentence_start(f->scan, end - 1), start = end - f->scan->title_to[end]->n;
    while (start > least && f->scan->title_to[start] && f->scan->title_to[start]->code[1] == GX_TITLE_MODIFIER &&
           start - f->scan->title_to[start]->n >= least)
        start -= f->scan->title_to[start]->n;
    if (start <= least || gx_text_before(a, end, "成员") || gx_text_before(a, end, "代表"))
        return false;
    return f->scan->head_to[start] || f->scan->body_to[start] || f->scan->known_to[start] ||
           a->tags[start - 1].pos == GX_POS_ORG || a->text[start - 1] == 0x3001 || a->text[start - 1] == 0x517C;
}

static bool ends_in_one(const gx_analysis *a, uint32_t end, const char *const *words)
{
    for (; *words; words++)
        if (gx_text_before(a, end, *words))
            return true;
    return false;
}

static double before(const struct finder *f, gx_range r)
{
    static const char *const words[] = {"选举", "由", "增补", "增选", "替补", "推选", "任命", "同事", NULL};
    static const char *const roles[] = {"岁的", "冠军", "亚军", "季军", "得主", "获得者", "徒弟", "师傅", "儿子", "女儿",
                                        "妻子", "丈夫", "父亲", "母亲", "工友", "名叫", "主讲人", NULL};
    const gx_analysis *a = f->a;
    uint32_t least = gx_sentence_start(f->scan, r.start), at = r.start;
    if (at == least)
        return 0;
    if (a->text[at - 1] == ')') {
        gx_unit bracket = gx_unit_before(f->scan, at);
        if (bracket.class == GX_UNIT_BRACKET)
            at = bracket.start;
    }
    bool one_word = f->scan->word_start[r.start] < r.start && !is_person_tag(a->tags[r.start].pos);
    if (at > least && is_office(f->scan->title_to[at]) && !one_word)
        return is_office_of(f, at) ? FOR_OFFICE_BEFORE : FOR_TITLE_BEFORE;
    if (ends_in_one(a, r.start, roles) || f->scan->honour_to[r.start])
        return FOR_ROLE_BEFORE;
    if (ends_in_one(a, r.start, words))
        return FOR_WORD_BEFORE;
    const gx_word *head = f->scan->head_to[r.start];
    if (head && head->n >= 2 && head->code[2] != GX_HEAD_WEAK && f->scan->word_start[r.start] == r.start)
    {
        bool closed = r.end >= a->n || gx_is_punctuation(a->text[r.end]) || is_verb_like(a->tags[r.end].pos);
        return closed && f->roll[f->scan->sentence[r.start]] ? FOR_BODY_IN_ROLL : FOR_BODY_BEFORE;
    }
    return 0;
}

/* (女), (右二), (挂职), (回族) */
static bool note_behind(const gx_scan *scan, uint32_t at)
{
    const gx_analysis *a = scan->a;
    static const char *const notes[] = {"女", "男", "左", "右", "中)", "前排", "后排", "挂职", "兼职", "主持工作", "专职"};
    if (at >= a->n || a->text[at] != '(')
        return false;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (gx_text_at(a, at + 1, notes[i]))
            return true;
    for (uint32_t k = at + 1; k + 1 < a->n && k < at + 30; k++) {
        bool people = a->text[k] == 0x65CF && (a->text[k + 1] == ')' || a->text[k + 1] == ',') && k < at + 6;
        bool office = a->text[k + 1] == ')' && is_office(scan->title_to[k + 1]);
        if (people || office)
            return true;
        if (a->text[k] == ')')
            break;
    }
    return false;
}

/* 当选…, 任主席 */
static bool elected_behind(const struct finder *f, uint32_t at)
{
    static const char *const verbs[] = {"当选", "担任", "兼任", "出任", "被任命", "受聘", "再次当选", "全票当选"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (gx_text_at(f->a, at, verbs[i]))
            return true;
    return gx_text_at(f->a, at, "任") &&
           gx_lexicon_longest(f->a->lexicon, f->a->text + at + 1, f->a->n - at - 1, GX_TABLE_TITLES);
}

static double behind(const struct finder *f, gx_range r)
{
    const gx_analysis *a = f->a;
    uint32_t at = r.end;
    if (at >= a->n || f->scan->sentence[at] != f->scan->sentence[at - 1])
        return FOR_MARK_BEHIND;
    if (note_behind(f->scan, at))
        return FOR_NOTE_BEHIND;
    if (gx_is_punctuation(a->text[at]))
        return FOR_MARK_BEHIND;
    if (elected_behind(f, at))
        return FOR_ELECTED_BEHIND;
    if (is_person_tag(a->tags[at].pos))
        return AGAINST_NAME_BEHIND;
    if (gx_text_at(a, at, "等") && at + 1 < a->n && a->text[at + 1] >= '0' && a->text[at + 1] <= '9')
        return FOR_COUNT_BEHIND;
    if (gx_text_at(a, at, "等") || gx_text_at(a, at, "为"))
        return FOR_VERB_BEHIND;
    const gx_word *title = gx_lexicon_longest(a->lexicon, a->text + at, a->n - at, GX_TABLE_TITLES);
    if (title && title->code[1] == GX_TITLE_HONORIFIC && f->scan->word_start[at] == at)
        return FOR_COURTESY_BEHIND;
    if (is_office(title) && title->code[1] != GX_TITLE_JOB)
        return FOR_TITLE_BEHIND;
    if (f->scan->word_start[at] != at)
        return 0; /* cut: see inside() */
    if (gx_lexicon_longest(a->lexicon, a->text + at, a->n - at, GX_TABLE_VERBS) || is_verb_like(a->tags[at].pos))
        return FOR_VERB_BEHIND;
    uint8_t pos = a->tags[at].pos;
    bool noun = pos == GX_POS_N || pos == GX_POS_VN || pos == GX_POS_NZ || pos == GX_POS_AN;
    return noun ? AGAINST_NOUN_BEHIND : 0;
}

static double inside(const struct finder *f, gx_range r)
{
    const gx_analysis *a = f->a;
    const gx_scan *scan = f->scan;
    uint32_t start = scan->word_start[r.start], end = scan->word_end[r.end - 1];
    uint32_t first_end = scan->word_end[r.start], last_start = scan->word_start[r.end - 1];
    bool person_first = is_person_tag(a->tags[r.start].pos), person_last = is_person_tag(a->tags[r.end - 1].pos);
    if (person_first && person_last && start == last_start)
        return start == r.start && end == r.end ? FOR_TAGGED : FOR_TAGGED_LONGER;
    double score = 0;
    bool all_persons = start == r.start && end == r.end;
    for (uint32_t i = r.start; i < r.end; i++)
        all_persons = all_persons && is_person_tag(a->tags[i].pos);
    if (all_persons)
        return FOR_TAGGED;
    if (start < r.start && !person_first)
        score += AGAINST_CUT;
    if (end > r.end && !person_last)
        score += AGAINST_CUT;
    if (start == r.start && end == r.end && first_end == r.end)
        return score + (is_verb_like(a->tags[start].pos) && a->tags[start].pos != GX_POS_V ? AGAINST_PARTICLE
                                                                                           : AGAINST_TAGGED_WORD);
    if (start == r.start && first_end - start > 1 && first_end < r.end && !person_first)
        score += AGAINST_TAGGED_WORD; /* 黄河|正 */
    if (person_last && end == r.end && last_start == first_end && first_end - start < 3 && start == r.start &&
        first_end < r.end)
        score += FOR_SURNAME_APART - FOR_TAGGED_SHORTER;
    bool single = last_start + 1 == r.end && last_start > r.start;
    if (single && is_verb_like(a->tags[r.end - 1].pos))
        score += AGAINST_FUNCTION_WORD;
    if (first_end == r.start + 1 && start == r.start && is_verb_like(a->tags[r.start].pos) &&
        a->tags[r.start].pos != GX_POS_V)
        score += AGAINST_FUNCTION_WORD; /* 由石竹, 向入选 */
    if (person_first || person_last)
        score += FOR_TAGGED_SHORTER;
    return score;
}

static double table_evidence(const struct finder *f, gx_range r)
{
    const gx_analysis *a = f->a;
    double score = 0;
    if ((r.end < a->n && a->text[r.end] == 0xB7) || (r.start > 0 && a->text[r.start - 1] == 0xB7))
        score += 2 * AGAINST_WORD; /* half of a name with a dot */
    const gx_word *bar = gx_lexicon_exact(a->lexicon, a->text + r.start, r.end - r.start, GX_TABLE_NOT_NAMES);
    if (bar && bar->user)
        score -= FOR_USER * 2; /* the user's own word wins */
    else if (bar)
        score += bar->code[1] == GX_NOT_NAME_AMBIGUOUS ? AGAINST_AMBIGUOUS : AGAINST_WORD;
    const gx_word *place = f->scan->place_at[r.start];
    if (place && place->n >= r.end - r.start && place->code[2] < GX_PLACE_CITY_DOUBTFUL)
        score += AGAINST_PLACE;
    for (size_t i = 0; i < a->places->n; i++) {
        const gx_place *p = &a->places->at[i];
        uint32_t n = p->range.end - p->range.start;
        if (!p->word && n == r.end - r.start + 1 &&
            memcmp(a->text + p->range.start, a->text + r.start, (n - 1) * sizeof *a->text) == 0)
            score += 2 * AGAINST_PLACE; /* 袁川, where the article has a 袁川市 */
    }
    const gx_word *inner = f->scan->place_at[r.start + 1];
    bool exact = is_person_tag(a->tags[r.start].pos) && f->scan->word_start[r.start] == r.start &&
                 f->scan->word_end[r.start] == r.end && gx_surname_chars(a, r.start);
    if (inner && r.start + 1 + inner->n >= r.end && inner->n >= 2 && !exact)
        score += AGAINST_PLACE; /* 来双鸭山 */
    if (gx_level_chars(f->scan, r.end) || gx_level_chars(f->scan, r.end - 1))
        score += AGAINST_LEVEL; /* 袁川|市, 袁川市 */
    for (uint32_t at = r.start + 1; at < r.end; at++) {
        const gx_word *across = f->scan->title_to[at];
        if (across && across->n > at - r.start)
            score += AGAINST_WORD; /* 主|席来得 */
    }
    for (uint32_t at = r.start; at < r.end; at++) {
        bool doubled = at > 0 && a->text[at] == a->text[at - 1] && gx_text_at(a, at + 1, "长");
        if (doubled)
            score += AGAINST_WORD; /* 焊工班|班长 */
        const gx_word *event = gx_lexicon_longest(a->lexicon, a->text + at, a->n - at, GX_TABLE_EVENT_HEADS);
        if (event && at + event->n > r.end && event->n >= 2)
            score += AGAINST_WORD; /* 代表大|会 */
        const gx_word *body = at == r.start ? f->scan->head_at[at] : NULL;
        if (body && body->n >= 3 && at + body->n > r.end)
            score += AGAINST_WORD; /* 党总|支 */
        const gx_word *honour = gx_lexicon_longest(a->lexicon, a->text + at, a->n - at, GX_TABLE_HONOURS);
        if (honour && at + honour->n > r.end && honour->n >= 2)
            score += AGAINST_WORD; /* 普兰二|等奖 */
    }
    const gx_word *title = f->scan->title_to[r.end];
    if (title && title->n >= 2 && title->n <= r.end - r.start)
        score += AGAINST_WORD; /* 刘主席, 班班长 */
    const gx_word *head = f->scan->head_to[r.end];
    if (head && head->n >= 2)
        score += AGAINST_WORD;
    return score;
}

static double gaps(const struct finder *f, gx_range r)
{
    const uint8_t *gap = f->a->article->gap;
    bool before_gap = gap[r.start] == GX_GAP_SPACE, after_gap = r.end < f->a->n && gap[r.end] != GX_GAP_NONE;
    return before_gap && after_gap ? FOR_GAP : 0;
}

/* Inside a quotation that is a name of something, not a sentence. */
static double quoted(const struct finder *f, gx_range r)
{
    enum { SHORT_QUOTE = 10 };
    const gx_analysis *a = f->a;
    uint32_t least = gx_sentence_start(f->scan, r.start), most = gx_sentence_end(f->scan, r.start);
    uint32_t open = r.start, close = r.end;
    while (open > least && r.start - open < SHORT_QUOTE && !gx_is_punctuation(a->text[open - 1]))
        open--;
    while (close < most && close - r.end < SHORT_QUOTE && !gx_is_punctuation(a->text[close]))
        close++;
    bool inside_quotes = open > least && close < most && (a->text[open - 1] == 0x201C || a->text[open - 1] == 0x2018) &&
                         (a->text[close] == 0x201D || a->text[close] == 0x2019);
    return inside_quotes && close - open > r.end - r.start && close - open <= SHORT_QUOTE ? AGAINST_QUOTED : 0;
}

static double evidence(const struct finder *f, gx_range r)
{
    return quoted(f, r) + before(f, r) + inside(f, r) + behind(f, r) + table_evidence(f, r) + gaps(f, r);
}

/* ---- candidates ---- */

static void consider(struct finder *f, gx_range r, double prior)
{
    const gx_analysis *a = f->a;
    for (uint32_t i = r.start; i < r.end; i++)
        if (f->taken[i])
            return;
    struct candidate *c = GX_PUSH(f->arena, &f->candidates);
    *c = (struct candidate){.range = r, .score = prior + evidence(f, r)};
    uint32_t bytes = (r.end - r.start) * (uint32_t)sizeof *a->text;
    const char *key = (const char *)(a->text + r.start);
    c->name = gx_tally_number(f->arena, &f->strings, key, bytes);
}

/* Characters that stand in no given name. */
static bool is_barred(uint32_t c)
{
    static const uint32_t barred[] = {0x7684, 0x4E86, 0x6211, 0x4F60, 0x4ED6, 0x5979, 0x4EEC, 0x8FD9, 0x90A3, 0x54EA,
                                      0x4E5F, 0x90FD, 0x662F, 0x6CA1, 0x5728, 0x7740, 0x5417, 0x5462, 0x5427, 0x554A,
                                      0x628A, 0x88AB, 0x7ED9, 0x5F88, 0x6240, 0x4E0E, 0x53CA};
    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++)
        if (barred[i] == c)
            return true;
    return false;
}

/* Surnames, but far more often words before a name: 和, 由, 向. */
static bool is_particle(uint32_t c)
{
    static const uint32_t particles[] = {0x548C, 0x7531, 0x5411, 0x4ECE, 0x968F, 0x5E94, 0x56E0, 0x6765, 0x4EE3, 0x5E26};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (particles[i] == c)
            return true;
    return false;
}

static bool all_han(const gx_analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (!is_han(a->text[i]) || is_barred(a->text[i]))
            return false;
    return to > from;
}

/* 王丽, 王丽梅, 欧阳修; 刘陈知远 with two surnames. */
static void consider_surname(struct finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    const gx_word *words[GX_WORDS_AT_MOST];
    uint32_t most = gx_sentence_end(f->scan, at);
    size_t found = gx_lexicon_match(a->lexicon, a->text + at, most - at, 1u << GX_TABLE_SURNAMES, words);
    for (size_t w = 0; w < found; w++) {
        double prior = words[w]->code[1] == 3 ? AGAINST_RARE : 0;
        uint32_t given = at + words[w]->n;
        bool listed = at > 0 && (a->text[at - 1] == 0x3001 || gx_text_before(a, at, "选举") || gx_text_before(a, at, "推选"));
        bool office = at > 0 && is_office(f->scan->title_to[at]) && is_person_tag(a->tags[at].pos);
        bool behind_title = at > 0 && at + 1 < a->n && is_office(f->scan->title_to[at]) &&
                            is_person_tag(a->tags[at + 1].pos) && f->scan->word_start[at + 1] == at + 1 &&
                            !gx_surname_chars(a, at + 1); /* 主席|和|丽萍 */
        if (is_particle(a->text[at]) && words[w]->n == 1 &&
            (a->text[at] == 0x7531 || !(office || listed || behind_title)))
            continue;
        bool second = words[w]->n == 1 && given < most && gx_surname_chars(a, given) == 1;
        for (uint32_t n = 1; n <= (second ? GIVEN_AT_MOST + 1u : GIVEN_AT_MOST); n++)
            if (given + n <= most && all_han(a, at, given + n))
                consider(f, (gx_range){at, given + n}, n > GIVEN_AT_MOST ? AGAINST_UNKNOWN + AGAINST_NO_SURNAME : prior);
    }
}

/* 才让拉姆, 巴图: a word that the tagger takes for a person, without a surname that we know. */
static void consider_tagged(struct finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    uint32_t end = f->scan->word_end[at];
    if (!is_person_tag(a->tags[at].pos) || end - at < 2 || end - at > NAME_AT_MOST || !all_han(a, at, end))
        return;
    uint32_t surname = gx_surname_chars(a, at);
    if (!surname || end - at > surname + GIVEN_AT_MOST)
        consider(f, (gx_range){at, end}, surname ? AGAINST_OVERLONG : AGAINST_UNKNOWN);
}

/* 座谈会, 办公室, 职务: words that follow a title as often as names do. */
static bool ends_in_a_word(const struct finder *f, uint32_t start, uint32_t end)
{
    const gx_scan *scan = f->scan;
    const gx_word *words[] = {scan->head_to[end], scan->event_to[end], scan->title_to[end], scan->part_to[end],
                              scan->verb_to[end]};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i] && words[i]->n >= 2 && words[i]->n <= end - start)
            return true;
    return is_verb_like(f->a->tags[start].pos) && scan->word_end[start] - start > 1;
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
    if (!at || !is_office(f->scan->title_to[at]) || (f->scan->word_start[at] != at && !is_person_tag(a->tags[at].pos)))
        return;
    if (is_particle(a->text[at]))
        return;
    uint32_t most = gx_sentence_end(f->scan, at);
    for (uint32_t end = at + 1; end <= most && end - at <= 5 && is_han(a->text[end - 1]) && !is_barred(a->text[end - 1]);
         end++) {
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
             (is_verb_like(a->tags[end].pos) ||
              gx_lexicon_longest(a->lexicon, a->text + end, a->n - end, GX_TABLE_VERBS))))
            consider(f, (gx_range){at, end}, AGAINST_NO_SURNAME);
    }
}

/* Where the part before a dot begins: behind a title or mark at most five characters back; else `fallback`. */
static uint32_t part_before_dot(const struct finder *f, uint32_t dot, uint32_t fallback)
{
    uint32_t least = gx_sentence_start(f->scan, dot);
    for (uint32_t at = dot - 1; at > least && dot - at < FOREIGN_PART_AT_MOST; at--)
        if (is_office(f->scan->title_to[at]) || gx_is_punctuation(f->a->text[at - 1]))
            return at;
    return fallback;
}

/* Where the part behind a dot ends: a known part of names, else `fallback`. */
static uint32_t part_behind_dot(const struct finder *f, uint32_t dot, uint32_t fallback)
{
    const gx_analysis *a = f->a;
    const gx_word *part = gx_lexicon_longest(a->lexicon, a->text + dot + 1, a->n - dot - 1, GX_TABLE_GIVEN_NAMES);
    return part ? dot + 1 + part->n : fallback;
}

/* 亚森·卡德尔: Chinese characters on both sides of a dot. */
static void consider_dotted(struct finder *f, uint32_t dot)
{
    const gx_analysis *a = f->a;
    uint32_t least = gx_sentence_start(f->scan, dot), most = gx_sentence_end(f->scan, dot);
    uint32_t start = dot, end = dot + 1;
    while (start > least && is_han(a->text[start - 1]) && dot - start < FOREIGN_PART_AT_MOST) {
        if (start < dot && (is_office(f->scan->title_to[start]) || f->scan->head_to[start]))
            break;
        uint32_t word = f->scan->word_start[start - 1];
        bool ordinary = start < dot && !is_name_tag(a->tags[start - 1].pos) && start - word > 1;
        if (ordinary || (start < dot && is_verb_like(a->tags[start - 1].pos)))
            break;
        start--;
    }
    while (end < most && (is_han(a->text[end]) || a->text[end] == 0xB7) && end - dot <= 3 * FOREIGN_PART_AT_MOST) {
        bool word_begins = f->scan->word_start[end] == end && end > dot + 1 && a->text[end - 1] != 0xB7;
        if (word_begins && !is_name_tag(a->tags[end].pos) &&
            (is_verb_like(a->tags[end].pos) || f->scan->word_end[end] - end > 1 || end - dot > 3))
            break;
        end++;
    }
    if (dot > least)
        start = part_before_dot(f, dot, start);
    if (start + 2 < dot && is_particle(a->text[start]))
        start++; /* 由|热合曼·萨迪克 */
    if (end == dot + 1 || !gx_is_punctuation(a->text[end < a->n ? end : dot]))
        end = part_behind_dot(f, dot, end);
    bool slogan = start > 0 && end < a->n && a->text[start - 1] == 0x201C && a->text[end] == 0x201D;
    if (start < dot && end > dot + 1 && !slogan) /* not “当好主人翁·建功新时代” */
        consider(f, (gx_range){start, end}, FOR_DOT);
}

static int by_start(const void *x, const void *y)
{
    const struct candidate *c = x, *d = y;
    if (c->range.start != d->range.start)
        return c->range.start < d->range.start ? -1 : 1;
    return c->range.end < d->range.end ? -1 : c->range.end > d->range.end;
}

static void gather(struct finder *f)
{
    const gx_analysis *a = f->a;
    for (uint32_t i = 0; i < a->n; i++) {
        if (a->text[i] == 0xB7) {
            consider_dotted(f, i);
            continue;
        }
        if (!is_han(a->text[i]) || f->taken[i])
            continue;
        consider_surname(f, i);
        consider_known_parts(f, i);
        if (f->scan->word_start[i] == i)
            consider_tagged(f, i);
        consider_titled(f, i);
    }
    if (f->candidates.n > 1)
        qsort(f->candidates.at, f->candidates.n, sizeof *f->candidates.at, by_start);
    f->counts = GX_ARENA_ARRAY(f->arena, uint32_t, f->strings.n + 1);
    f->follower = GX_ARENA_ARRAY(f->arena, uint32_t, f->strings.n + 1);
    f->varied = GX_ARENA_ARRAY(f->arena, uint8_t, f->strings.n + 1);
    for (size_t i = 0; i < f->candidates.n; i++) {
        const struct candidate *c = &f->candidates.at[i];
        uint32_t behind_it = c->range.end < a->n ? a->text[c->range.end] : 0;
        if (f->counts[c->name]++ && f->follower[c->name] != behind_it)
            f->varied[c->name] = 1;
        f->follower[c->name] = behind_it;
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

/* 丰收|发言, 安全|就: the last character begins a verb, or the rest is a word that is also a name. */
static bool ends_in_verb(const struct finder *f, gx_range shorter, gx_range longer)
{
    static const uint32_t particles[] = {0x5C31, 0x521A, 0x539F, 0x53C8, 0x4E5F, 0x66FE, 0x5DF2, 0x5C06, 0x7387, 0x8D74,
                                         0x5230, 0x8BF4, 0x79F0, 0x5728, 0x4E0E, 0x5411, 0x4E3A, 0x88AB, 0x628A, 0x4ECE,
                                         0x5934, 0x4EE3, 0x4E00, 0x5206, 0x4EBA};
    const gx_analysis *a = f->a;
    uint32_t last = longer.end - 1;
    if (longer.end != shorter.end + 1)
        return false;
    const gx_word *verb = gx_lexicon_longest(a->lexicon, a->text + last, a->n - last, GX_TABLE_VERBS);
    if (verb && verb->n >= 2)
        return true;
    bool word = gx_lexicon_exact(a->lexicon, a->text + shorter.start, shorter.end - shorter.start, GX_TABLE_NOT_NAMES);
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (particles[i] == a->text[last])
            return word;
    return false;
}

static void weigh_pair(const struct finder *f, struct candidate *shorter, struct candidate *longer)
{
    if (gx_lexicon_exact(f->a->lexicon, f->a->text + longer->range.start, longer->range.end - longer->range.start,
                         GX_TABLE_GIVEN_NAMES))
        return; /* 海米提|到会 */
    bool elected = longer->range.end == shorter->range.end + 1 && elects_as(f, longer->range);
    if (!elected && ends_in_verb(f, shorter->range, longer->range))
        longer->score += AGAINST_ALWAYS_LONGER;
    if (elected)
        shorter->score += AGAINST_ALWAYS_LONGER;
    uint32_t n_shorter = f->counts[shorter->name], n_longer = f->counts[longer->name];
    if (n_shorter > n_longer && longer->score < FOR_TAGGED + FOR_TITLE_BEFORE)
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

static int by_score(const void *x, const void *y)
{
    const struct candidate *c = *(struct candidate *const *)x, *d = *(struct candidate *const *)y;
    if (c->score != d->score)
        return c->score > d->score ? -1 : 1;
    if (c->range.end - c->range.start != d->range.end - d->range.start)
        return c->range.end - c->range.start > d->range.end - d->range.start ? -1 : 1;
    return c->range.start < d->range.start ? -1 : c->range.start > d->range.start;
}

/* Best first, none over another. */
static void accept_best(struct finder *f)
{
    struct candidate **order = GX_ARENA_ARRAY(f->arena, struct candidate *, f->candidates.n + 1);
    for (size_t i = 0; i < f->candidates.n; i++)
        order[i] = &f->candidates.at[i];
    if (f->candidates.n > 1)
        qsort(order, f->candidates.n, sizeof *order, by_score);
    for (size_t i = 0; i < f->candidates.n && order[i]->score >= ACCEPT; i++) {
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

/* Where characters stand: chains[c % CHAINS] is 1 + the first position of such a character, next[i] that of the next. */
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
        for (uint32_t at = chains[a->text[known.start] % CHAINS], i; at && (i = at - 1) + chars <= a->n; at = next[i]) {
            if (a->text[i] != a->text[known.start] || f->taken[i] || f->taken[i + chars - 1] ||
                memcmp(a->text + i, a->text + known.start, chars * sizeof *a->text) != 0)
                continue;
            struct candidate *c = GX_PUSH(f->arena, &f->candidates);
            *c = (struct candidate){.range = {i, i + chars}, .score = f->candidates.at[k].score, .accepted = true,
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
        if (known[c->name])
            c->score += FOR_REPEATED;
        uint32_t s = c->range.start, e = c->range.end;
        uint32_t l = s >= 2 ? s - 1 : 0;
        bool joined = l && (a->text[l] == 0x3001 || a->text[l] == 0x548C);
        if (joined && a->text[l - 1] == ')') { /* A(焊工)、B */
            gx_unit bracket = gx_unit_before(f->scan, l);
            l = bracket.class == GX_UNIT_BRACKET ? bracket.start : l;
        }
        bool left = joined && l > 0 && f->taken[l - 1] == 2;
        uint32_t behind_it = note_end(a, e);
        if (behind_it > e && behind_it + 1 < a->n && a->text[behind_it] == 0x3001 && f->taken[behind_it + 1] == 2)
            c->score += FOR_LIST; /* A(焊工)、B */
        bool right = e + 1 < a->n && (a->text[e] == 0x3001 || a->text[e] == 0x548C) && f->taken[e + 1] == 2;
        bool closed = e >= a->n || gx_is_punctuation(a->text[e]) || gx_text_at(a, e, "等") || gx_text_at(a, e, "和") ||
                      gx_text_at(a, e, "为") || elected_behind(f, e);
        c->score += FOR_LIST * ((left && closed) + right);
        if (((left && closed) || right) && f->roll[f->scan->sentence[s]])
            c->score += FOR_ROLL_LIST;
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
        double confidence = c->score >= 3 * ACCEPT ? 0.98 : c->score >= 2 * ACCEPT ? 0.95 : c->score >= ACCEPT + 2 ? 0.83 : 0.70;
        if (c->accepted)
            *GX_PUSH(f->arena, out) = (gx_name){c->range, confidence};
    }
}

static void start(struct finder *f, const gx_scan *scan)
{
    *f = (struct finder){.scan = scan, .a = scan->a, .arena = scan->a->arena,
                         .taken = GX_ARENA_ARRAY(scan->a->arena, uint8_t, scan->a->n + 1)};
    take_what_holds_no_names(f);
    f->roll = GX_ARENA_ARRAY(f->arena, uint8_t, f->a->article->n_sentences + 1);
    static const char *const words[] = {"等奖", "第一名", "二、三名", "冠军", "依次", "分列", "前三名", "先进", "优秀", "获奖",
                                        "选举",   "当选",   "增补",     "替补", "推选", "授予", "分获", "列前三"};
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
    for (int round = 0; round < 3; round++) {
        accept_best(&f);
        repeat(&f);
        spread(&f);
    }
    accept_best(&f);
    names->n = 0;
    write_names(&f, names);
}
