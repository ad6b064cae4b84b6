#include "link/link.h"

#include <string.h>

/* One ISO date: 2020, 2020-01 or 2020-01-09. @return its length, 0 where it is none */
static size_t parse(const char *iso, int *year, int *month, int *day)
{
    static const int at[3] = {0, 5, 8}, digits[3] = {4, 2, 2};
    int *part[3] = {year, month, day};
    *year = *month = *day = 0;
    size_t length = 0;
    for (int i = 0; i < 3; i++) {
        if (i && iso[length] != '-')
            break;
        for (int d = 0; d < digits[i]; d++) {
            char c = iso[at[i] + d];
            if (c < '0' || c > '9')
                return 0;
            *part[i] = *part[i] * 10 + (c - '0');
        }
        length = (size_t)at[i] + (size_t)digits[i];
    }
    bool whole = (length == 4 || (*month >= 1 && *month <= 12)) && (length < 10 || (*day >= 1 && *day <= 31));
    return whole ? length : 0;
}

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static void put(char out[11], int year, int month, int day)
{
    int parts[3] = {year, month, day};
    static const int at[3] = {0, 5, 8}, digits[3] = {4, 2, 2};
    memcpy(out, "0000-00-00", 11);
    for (int i = 0; i < 3; i++)
        for (int d = digits[i] - 1; d >= 0; d--, parts[i] /= 10)
            out[at[i] + d] = (char)('0' + parts[i] % 10);
}

bool gx_date_bounds(const char *iso, char first[11], char last[11])
{
    int year, month, day;
    size_t n = parse(iso, &year, &month, &day);
    if (!n || (n == 10 && day > days_of(year, month)))
        return false;
    put(first, year, n > 4 ? month : 1, n > 7 ? day : 1);
    if (iso[n] == '/') {
        size_t rest = parse(iso + n + 1, &year, &month, &day);
        if (!rest || iso[n + 1 + rest] || (rest == 10 && day > days_of(year, month)))
            return false;
        n = rest;
    } else if (iso[n])
        return false;
    int end_month = n > 4 ? month : 12;
    put(last, year, end_month, n > 7 ? day : days_of(year, end_month));
    return strcmp(first, last) <= 0;
}
