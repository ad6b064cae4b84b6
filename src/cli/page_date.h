/**
 * @file src/cli/page_date.h
 * When a page was printed, as far as it is known before the page is read: what the user says, a file beside
 * the page, the file's name.  Knows nothing of what stands on pages.
 */
#ifndef GX_CLI_PAGE_DATE_H
#define GX_CLI_PAGE_DATE_H

#include "base/status.h"

#include <stdbool.h>

enum { GX_PAGE_DATE_BYTES = 11 };

/** A year, month or day: 2020, 2020-01, 2020-01-10. */
bool gx_is_iso_date(const char *text);

/**
 * The date in the file beside the page that is called like it with .date behind: paper-3.txt.date.
 * @param[out] out  "" where there is no such file
 * @return GX_OK, GX_EDATA (it holds something else), GX_EIO, GX_ENOMEM
 */
GX_MUST_USE gx_status gx_date_beside(char out[GX_PAGE_DATE_BYTES], const char *path, gx_error *err);

/**
 * `given` where it is not NULL; else the date beside the page; else the day in the file's name, 2020-01-10 or
 * 20200110 with no digit beside it.
 * @param[out] out  "" where nobody says
 * @return as gx_date_beside()
 */
GX_MUST_USE gx_status gx_date_of_page(char out[GX_PAGE_DATE_BYTES], const char *path, const char *given,
                                      gx_error *err);

#endif
