#include "viz/days.h"

#include <stdio.h>
#include <string.h>

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

/** `n` digits. @return their number, or -1 */
static int digits(const char *text, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

typedef struct date {
    int year, month, day; /* month and day 0 where the date is less exact */
} date;

/** Parse YYYY, YYYY-MM or YYYY-MM-DD of `n` bytes. */
static bool parse(date *out, const char *text, size_t n)
{
    *out = (date){0};
    if (n != 4 && n != 7 && n != 10)
        return false;
    out->year = digits(text, 4);
    if (n >= 7)
        out->month = text[4] == '-' ? digits(text + 5, 2) : -1;
    if (n == 10)
        out->day = text[7] == '-' ? digits(text + 8, 2) : -1;
    if (out->year < 1 || (n >= 7 && (out->month < 1 || out->month > 12)))
        return false;
    return n != 10 || (out->day >= 1 && out->day <= month_days(out->year, out->month));
}

static void print(char out[GX_DAY_BYTES], date d)
{
    for (int i = 3, year = d.year; i >= 0; i--, year /= 10)
        out[i] = (char)('0' + year % 10);
    const int parts[] = {d.month, d.day};
    for (int i = 0; i < 2; i++) {
        char *at = out + 4 + 3 * i;
        at[0] = '-';
        at[1] = (char)('0' + parts[i] / 10);
        at[2] = (char)('0' + parts[i] % 10);
    }
    out[GX_DAY_BYTES - 1] = '\0';
}

static date day_after(date d)
{
    if (++d.day > month_days(d.year, d.month)) {
        d.day = 1;
        if (++d.month > 12) {
            d.month = 1;
            d.year++;
        }
    }
    return d;
}

bool gx_days_of(gx_days *out, const char *from, const char *to)
{
    from = from ? from : to;
    to = to ? to : from;
    if (!from)
        return false;
    date first, last;
    const char *slash = strchr(to, '/');
    const char *end = slash ? slash + 1 : to;
    if (!parse(&first, from, strcspn(from, "/")) || !parse(&last, end, strlen(end)))
        return false;
    first.month = first.month ? first.month : 1;
    first.day = first.day ? first.day : 1;
    last.month = last.month ? last.month : 12;
    last.day = last.day ? last.day : month_days(last.year, last.month);
    if (first.year > 9998 || last.year > 9998)
        return false;
    print(out->first, first);
    print(out->last, last);
    print(out->day_after, day_after(last));
    return strcmp(out->first, out->last) <= 0;
}

long gx_days_since_1970(const char *day)
{
    long year = digits(day, 4), month = digits(day + 5, 2), days = digits(day + 8, 2) - 1;
    for (int m = 1; m < month; m++)
        days += month_days((int)year, m);
    long before = year - 1;
    const long days_before_1970 = 719162;
    return before * 365 + before / 4 - before / 100 + before / 400 + days - days_before_1970;
}
