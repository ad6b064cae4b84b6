/**
 * @file graph/dates.h
 * ISO dates of any precision as the days that they may mean.
 */
#ifndef GX_GRAPH_DATES_H
#define GX_GRAPH_DATES_H

#include <stdbool.h>
#include <stdint.h>

/** First and last day as yyyymmdd; a month ends on "31", which is enough to compare. */
typedef struct gx_days {
    int32_t first, last;
} gx_days;

/** @return false: not YYYY, YYYY-MM, YYYY-MM-DD or two of these with a slash between, or NULL */
bool gx_days_read(gx_days *out, const char *text);

#endif
