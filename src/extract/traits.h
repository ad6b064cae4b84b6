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

/** Surnames, but far more often words before a name: 和, 由, 向. */
bool gx_is_particle(uint32_t character);
/** Characters that hardly ever stand in a name: 的, 是. */
bool gx_is_barred(uint32_t character);

bool gx_is_person_tag(uint8_t pos);
bool gx_is_verb_like(uint8_t pos);

/** How many characters of a surname begin here: 2 for 欧阳, 1 for 王, 0 for none. */
uint32_t gx_surname_chars(const gx_analysis *a, uint32_t at);

/** 张总: a surname of one character and 总 for a manager, of no longer word. @param surname characters */
bool gx_is_manager(const gx_analysis *a, uint32_t at, uint32_t surname);

#endif
