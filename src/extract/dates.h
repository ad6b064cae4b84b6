/**
 * @file src/extract/dates.h
 * Dates in running text, and the page's own date.
 * Knows how Chinese newspapers write days.  Knows nothing of events.
 */
#ifndef GX_EXTRACT_DATES_H
#define GX_EXTRACT_DATES_H

#include "extract/analysis.h"

/**
 * The page's own date, worked out from what the page says: a printed date of publication, else
 * (昨天（7月13日）, datelines, the latest day that is told as past, the year named with it) an inference;
 * never invented.
 * @param[out] basis  why, in a few words; NULL where the page gives nothing; borrowed, in the arena or static
 * @return ISO day or month in the arena, or NULL
 */
const char *gx_page_date(gx_arena *arena, const gx_page *page, const char **basis);

#endif
