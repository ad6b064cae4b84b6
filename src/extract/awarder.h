/**
 * @file src/extract/awarder.h
 * Inside awards.c and award_rolls.c: the words of an award, and who reads them where.
 */
#ifndef GX_EXTRACT_AWARDER_H
#define GX_EXTRACT_AWARDER_H

#include "extract/event_finder.h"

enum { GX_AWARD_CHARS = 32 /* an award's words are at most this long */ };

typedef struct gx_awarder {
    gx_analysis *a;
    gx_news *news;
} gx_awarder;

/** 0 to 9 and the Chinese ones, of an amount. */
bool gx_is_amount_digit(uint32_t c);
/** The longest word of honours.tsv that ends at `end` and begins at or behind `start`, or NULL. */
const gx_word *gx_honour_ending(const gx_analysis *a, uint32_t start, uint32_t end);
/** Awards hold no words of praise: 获得好评, 获得支持. */
bool gx_is_award(const gx_analysis *a, gx_range range);
/** The words of an award, without marks that enclose all of them; and cut to what is its own. */
const char *gx_award_name(const gx_analysis *a, gx_range range);
gx_range gx_trim_award(const gx_analysis *a, gx_range range);
/** 等15名同志|“优秀护士”: behind the amount and what is counted; else `at`. */
uint32_t gx_counted_end(const gx_analysis *a, uint32_t at, uint32_t end);
/** The words inside the quotation marks that close before `end`, empty where there are none. */
gx_range gx_quoted_before(const gx_analysis *a, uint32_t least, uint32_t end);
/** Note that somebody has an award, once. */
void gx_add_award(gx_awarder *w, const gx_mention *m, const char *award, uint32_t event, gx_range evidence,
                  double sure);

/** award_rolls.c: 甲获一等奖; 等3人获…; 一等奖:甲; lists and tables of the whole article. */
void gx_read_ranks(gx_awarder *w, gx_range sentence);
void gx_read_counted(gx_awarder *w, gx_range sentence);
void gx_read_labels(gx_awarder *w, gx_range sentence);
void gx_read_rolls(gx_awarder *w);

#endif
