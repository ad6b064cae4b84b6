/**
 * @file viz/days.h
 * The days that a date of any precision covers.
 */
#ifndef GX_VIZ_DAYS_H
#define GX_VIZ_DAYS_H

#include <stdbool.h>

enum { GX_DAY_BYTES = 11 };

typedef struct gx_days {
    char first[GX_DAY_BYTES], last[GX_DAY_BYTES]; /* ISO days, both inclusive */
    char day_after[GX_DAY_BYTES];                 /* the day after the last */
} gx_days;

/**
 * From the first day of `from` to the last day of `to`; each an ISO day, month, year or a span a/b, either NULL for the
 * same as the other.
 * @return false where there is no date, or none that makes sense
 */
bool gx_days_of(gx_days *out, const char *from, const char *to);

/** Days since 1970-01-01 of an ISO day in the Gregorian calendar. */
long gx_days_since_1970(const char *day);

#endif
