/**
 * @file src/extract/scan.h
 * What stands where in an article, by the tables and the tagger: words, places, heads of organizations,
 * titles.  The first pass; every rule reads it instead of the raw characters.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_SCAN_H
#define GX_EXTRACT_SCAN_H

#include "base/utf8.h"
#include "extract/analysis.h"

#include <string.h>

/** What the piece of text that ends at a position can be inside a name. */
typedef enum gx_unit_class {
    GX_UNIT_STOP,  /* nothing of a name: punctuation, a verb, a preposition, the sentence's edge */
    GX_UNIT_PLACE, /* 昌平区; of the table or by the tagger */
    GX_UNIT_BODY, /* a whole organization or abbreviation of the tables, or ORG by the tagger: 首钢, 人社局 */
    GX_UNIT_NOUN,   /* what names are made of */
    GX_UNIT_NUMBER, /* 第一, 1205 */
    GX_UNIT_PERSON,
    GX_UNIT_BRACKET, /* (国防) */
    GX_UNIT_QUOTE,   /* “毛泽东号”, 《中国工人》 */
    GX_UNIT_AND,     /* 和 与 及 */
    GX_UNIT_GENERIC, /* 各级, 相关: makes a group of what follows */
    GX_UNIT_DEICTIC, /* 该, 本, 我 */
    GX_UNIT_LEVEL    /* a bare 省 市 区 县 before a body: the place comes from context */
} gx_unit_class;

typedef struct gx_unit {
    uint32_t start, end;
    gx_unit_class class;
    uint8_t pos;         /* gx_pos of the tagger's word, where it is one */
    const gx_word *word; /* the table's row, or NULL */
} gx_unit;

/** A word of the tables and where it begins. */
struct gx_found {
    const gx_word *word;
    uint32_t start;
};

typedef struct gx_scan {
    gx_analysis *a;
    struct {
        struct gx_found *at;
        size_t n, cap;
    } names; /* places and bodies of the tables, by where they begin: the tagger has a say */
    uint32_t *word_start, *word_end; /* [n] of the tagger's word that covers the character */
    uint32_t *sentence;              /* [n] number of the sentence */
    /* [n + 1] the longest row of each table that ends at a position, or NULL */
    const gx_word **place_to, **body_to, **title_to, **part_to;
    const gx_word **head_to; /* of organization_heads, longest */
    const gx_word **event_to, **verb_to, **honour_to,
        **cue_to;            /* [n + 1] event heads, verbs, honours, cues of names that end here, longest */
    uint32_t *known_to;      /* [n + 1] 1 + number of the page's own short form that ends here, or 0 */
    const gx_word **head_at; /* [n] a head that begins here, longest, or NULL */
    uint32_t
        *name_to;     /* [n + 1] 1 + where the person's name that ends here begins, or 0; filled by names.c */
    uint8_t *in_name; /* [n] inside such a name */
    uint8_t *no_name; /* [n] 1 where no name of a person can stand; filled by names.c */
    uint8_t *roll;    /* [sentences] 1 where one tells of winners, of the elected and the like; the same */
    uint8_t *behind;  /* [n + 1] memory of traits.c: what stands behind a name that ends here */
    const gx_word **place_at, **title_at, **event_at, **honour_at,
        **surname_at; /* [n] the longest place, title, event head, honour, surname that begins here, or NULL
                       */
    uint16_t *tables; /* [n] bits 1 << gx_table of the tables that have a word that begins here */
    uint8_t *level,
        *glue; /* [n] 1 + number of the word for a level, of the glued word, that begins here, or 0 */
    uint8_t leagues, baskets; /* 2 where the article tells of clubs that play in leagues, of the NBA, 1 where
                                 not, 0 not looked */
} gx_scan;

/** A short form that the page introduces itself: （以下简称“岭轴公司”）. */
typedef struct gx_known {
    const uint32_t *chars; /* [n] */
    uint32_t n;
    const char *name; /* the full name */
    uint8_t kind;
} gx_known;

struct gx_known_list {
    gx_known *at;
    size_t n, cap;
};

/** Build it in the arena, before there are tags: what the tables have. */
gx_scan *gx_scan_new(gx_analysis *a);

/** Add what depends on the tags: words, places, bodies. */
void gx_scan_add_tags(gx_scan *scan);

/** Mark the page's short forms. */
void gx_scan_mark_known(gx_scan *scan);

/** First character of the sentence that covers `at`, and the position behind its last. */
uint32_t gx_sentence_start(const gx_scan *scan, uint32_t at);
uint32_t gx_sentence_end(const gx_scan *scan, uint32_t at);

/** 承办方|, 主办单位|, 新一届|: a body's name may begin behind these words. @param text [end] folded
 * characters */
bool gx_ends_party(const uint32_t *text, size_t end);

/** The unit that ends at `end` (exclusive), inside its sentence. */
gx_unit gx_unit_before(const gx_scan *scan, uint32_t end);

/** Does what stands there play as a club does: 萨格勒|作客意大利, 拜仁vs|布加勒? */
bool gx_plays_as_club(const gx_scan *scan, gx_range r);

/** Do two characters that point back end here: 该段, 我校, whose 段 and 校 are no heads by themselves? */
bool gx_points_back(const gx_scan *scan, uint32_t end);

/** The unit that begins at `start`: the longest part of name_parts, else the tagger's word. */
gx_unit gx_unit_at(const gx_scan *scan, uint32_t start);

/** Where the name in a word of the tagger begins, behind a glued preposition: 由|市总工会. */
uint32_t gx_without_glue(const gx_scan *scan, uint32_t start, uint32_t end);

/** The longest word of a table that begins at `at` and ends by `end`, or NULL; words do not go beyond a
 * sentence. */
const gx_word *gx_longest_at(const gx_analysis *a, uint32_t at, size_t end, gx_table table);

/** The word of a table that is exactly this stretch of a sentence, or NULL. */
const gx_word *gx_word_at(const gx_analysis *a, uint32_t at, size_t end, gx_table table);

/** The bare level word at a position (自治区, 街道, 市, …), or NULL; static. */
const char *gx_level_word(const gx_scan *scan, uint32_t at);

/** Its length in characters, 0 where there is none. */
uint32_t gx_level_chars(const gx_scan *scan, uint32_t at);

/** Is there this ASCII or Chinese text at a position? */
static inline bool gx_text_at(const gx_analysis *a, uint32_t at, const char *utf8)
{
    for (; *utf8; at++) {
        uint32_t character = gx_utf8_next(&utf8);
        if (at >= a->n || a->text[at] != character)
            return false;
    }
    return true;
}
/** As gx_text_before(), without its look at the last character. */
bool gx_whole_text_before(const gx_analysis *a, uint32_t end, const char *utf8);

/** Does the text before `end` end in this? */
static inline bool gx_text_before(const gx_analysis *a, uint32_t end, const char *utf8)
{
    size_t n = strlen(utf8);
    const unsigned char *last = (const unsigned char *)utf8 + (n < 3 ? 0 : n - 3);
    if (n >= 3 && (last[0] & 0xF0) == 0xE0) { /* most texts differ there */
        uint32_t character = (last[0] & 0x0Fu) << 12 | (last[1] & 0x3Fu) << 6 | (last[2] & 0x3Fu);
        if (!end || end > a->n || a->text[end - 1] != character)
            return false;
    }
    return gx_whole_text_before(a, end, utf8);
}

#define GX_COUNT(array) (sizeof(array) / sizeof *(array))

/** Does one of the words begin at `at`; somewhere in the range; does the text before `end` end in one? */
bool gx_any_at(const gx_analysis *a, uint32_t at, const char *const *words, size_t n);
bool gx_has_any(const gx_analysis *a, gx_range range, const char *const *words, size_t n);
/** Where one of them begins first in the range, which may go on behind the text, or its end. */
uint32_t gx_next_of(const gx_analysis *a, gx_range range, const char *const *words, size_t n);
bool gx_any_before(const gx_analysis *a, uint32_t end, const char *const *words, size_t n);

/** UTF-8 of a range as printed (not folded), in the arena. */
const char *gx_text_of(const gx_analysis *a, gx_range range);

/** Does white space part this character from the one before, where that means something (lists, headlines)?
 */
bool gx_is_parted(const gx_analysis *a, uint32_t at);

bool gx_is_punctuation(uint32_t character);

/** A Chinese character. */
static inline bool gx_is_ideograph(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF);
}

#endif
