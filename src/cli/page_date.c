#include "cli/page_date.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool number_between(const char *text, size_t n, int low, int high)
{
    int number = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(text[i]))
            return false;
        number = number * 10 + (text[i] - '0');
    }
    return number >= low && number <= high;
}

bool gx_is_iso_date(const char *text)
{
    size_t n = strlen(text);
    return (n == 4 || n == 7 || n == 10) && number_between(text, 4, 1, 9999) &&
           (n < 7 || (text[4] == '-' && number_between(text + 5, 2, 1, 12))) &&
           (n < 10 || (text[7] == '-' && number_between(text + 8, 2, 1, 31)));
}

gx_status gx_date_beside(char out[GX_PAGE_DATE_BYTES], const char *path, gx_error *err)
{
    gx_buffer name = {0};
    gx_file beside = {0};
    gx_status status = GX_OK;
    *out = '\0';
    gx_buffer_printf(&name, "%s.date", path);
    if (name.failed)
        status = gx_fail(err, GX_ENOMEM, "out of memory for a path");
    else if (access(name.at, F_OK) == 0)
        status = gx_file_read(&beside, name.at, err);
    size_t n = beside.n;
    while (n && strchr(" \t\r\n", beside.bytes[n - 1]))
        n--;
    if (n && n < GX_PAGE_DATE_BYTES)
        snprintf(out, GX_PAGE_DATE_BYTES, "%.*s", (int)n, beside.bytes);
    if (status == GX_OK && beside.bytes && !gx_is_iso_date(out))
        status = gx_fail_at(err, GX_EDATA, name.at, 1, 1, "expected a date like 2020, 2020-01 or 2020-01-08");
    gx_file_clear(&beside);
    gx_buffer_clear(&name);
    return status;
}

/* The day in a file's name, 2020-01-10 or 20200110 with no digit beside it. */
static bool date_in_name(const char *path, char out[GX_PAGE_DATE_BYTES])
{
    const char *name = gx_path_name(path);
    for (const char *at = name; strlen(at) >= 8; at++) {
        bool dashes = strlen(at) >= 10 && at[4] == '-' && at[7] == '-';
        const char *month = at + 4 + dashes, *day = month + 2 + dashes;
        if ((at > name && is_digit(at[-1])) || !number_between(at, 4, 0, 9999) ||
            !number_between(month, 2, 1, 12) || !number_between(day, 2, 1, 31) || is_digit(day[2]))
            continue;
        snprintf(out, GX_PAGE_DATE_BYTES, "%.4s-%.2s-%.2s", at, month, day);
        if (strcmp(at, "1800") > 0 && strcmp(at, "2200") < 0)
            return true;
    }
    return false;
}

gx_status gx_date_of_page(char out[GX_PAGE_DATE_BYTES], const char *path, const char *given, gx_error *err)
{
    if (given) {
        snprintf(out, GX_PAGE_DATE_BYTES, "%s", given);
        return GX_OK;
    }
    gx_status status = gx_date_beside(out, path, err);
    if (status == GX_OK && !*out && !date_in_name(path, out))
        *out = '\0';
    return status;
}
