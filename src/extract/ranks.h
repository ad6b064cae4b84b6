/**
 * @file src/extract/ranks.h
 * Places in a contest: 第一名, 二、三等奖, 冠亚军, and what they are in (男子100米冠军).
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_RANKS_H
#define GX_EXTRACT_RANKS_H

#include "extract/analysis.h"

enum { GX_RANKS_AT_MOST = 8 };

typedef struct gx_rank {
    gx_range range;
    const char *names[GX_RANKS_AT_MOST]; /* UTF-8: 第二名, 第三名 for 二、三名 */
    size_t n;
} gx_rank;

/** The place whose words begin at `at` and end before `end`; false = none. Names lie in the page's arena. */
bool gx_read_rank(const gx_analysis *a, uint32_t at, uint32_t end, gx_rank *out);

/** Does a place begin anywhere in the range? */
bool gx_has_rank(const gx_analysis *a, gx_range range);

/** 亚军和季军: the places that follow, into the same. */
void gx_read_more_ranks(const gx_analysis *a, uint32_t end, gx_rank *r);

/** What a place is in: 男子100米|冠军, 刨工组|第一名, 团体|一、二等奖; empty where nothing stands before it.
 */
gx_range gx_discipline_before(const gx_analysis *a, const gx_rank *r, gx_range clause);

/** Put the discipline before the names; one for each of the winners where as many stand there. */
void gx_spread_disciplines(const gx_analysis *a, gx_range before, uint32_t winners, gx_rank *r);

#endif
