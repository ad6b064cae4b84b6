/**
 * @file src/extract/traits.h
 * What speaks for and against a stretch of text being the name of a person: its surname, its neighbours, what
 * the tagger would lose by reading it so, what the tables know of it. Internal to src/extract.
 */
#ifndef GX_EXTRACT_TRAITS_H
#define GX_EXTRACT_TRAITS_H

#include "extract/scan.h"

/** A set of traits: bit 1 << trait. */
typedef uint64_t gx_traits;

/**
 * The traits of a stretch inside one sentence.
 */
gx_traits gx_name_traits(const gx_scan *scan, gx_range range);

/** Log-odds that a stretch with these traits is a name. */
double gx_weigh_traits(gx_traits traits);

/** What else the tables and the article's places say against it, in log-odds, 0 or less. */
double gx_name_doubts(const gx_scan *scan, gx_range range, gx_traits traits);

/**
 * All of it: log-odds that a candidate is a name, before its rivals and the rest of the article are heard.
 * @param prior  what made it a candidate, in log-odds
 */
double gx_name_odds(const gx_scan *scan, gx_range range, double prior);

/** Is this the title of an office, place or job? */
bool gx_is_office(const gx_word *title);

/** Is this a word for many people, which much else follows than names: 职工, 教师? May be NULL. */
bool gx_is_group(const gx_word *title);

/** Do 当选, 任主席 and the like stand here? */
bool gx_elected_at(const gx_scan *scan, uint32_t at);

/* Sets that are asked for each character of a page: a `switch` is no search. */
/* clang-format off */
/** Surnames, but far more often words before a name: 和, 由, 向. */
static inline bool gx_is_particle(uint32_t c)
{
    switch (c) {
    case L'和': case L'由': case L'向': case L'从': case L'随': case L'应': case L'因': case L'来': case L'代': case L'带':
        return true;
    default:
        return false;
    }
}

/** Characters that hardly ever stand in a name: 的, 是. */
static inline bool gx_is_barred(uint32_t c)
{
    switch (c) {
    case L'的': case L'了': case L'我': case L'你': case L'他': case L'她': case L'们': case L'这': case L'那': case L'哪':
    case L'也': case L'都': case L'是': case L'没': case L'在': case L'着': case L'吗': case L'呢': case L'吧': case L'啊':
    case L'把': case L'被': case L'给': case L'很': case L'所': case L'与': case L'及':
        return true;
    default:
        return false;
    }
}
/* clang-format on */

static inline bool gx_is_person_tag(uint8_t pos)
{
    return pos == GX_POS_PER || pos == GX_POS_NR;
}

bool gx_is_verb_like(uint8_t pos);

/** How many characters of a surname begin here: 2 for 欧阳, 1 for 王, 0 for none. */
uint32_t gx_surname_chars(const gx_analysis *a, uint32_t at);

/** 张总: a surname of one character and 总 for a manager, of no longer word. @param surname characters */
bool gx_is_manager(const gx_analysis *a, uint32_t at, uint32_t surname);

#endif
