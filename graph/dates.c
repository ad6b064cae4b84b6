#include "graph/dates.h"

#include <stddef.h>

/* `digits` digits at *text, which moves on; false: something else stands there. */
static bool read_digits(const char **text, int digits, int32_t *out)
{
    int32_t value = 0;
    for (int i = 0; i < digits; i++, (*text)++) {
        if (**text < '0' || **text > '9')
            return false;
        value = value * 10 + (**text - '0');
    }
    *out = value;
    return true;
}

static bool read_one(gx_days *out, const char **text)
{
    int32_t year = 0, month = 0, day = 0;
    if (!read_digits(text, 4, &year))
        return false;
    if (**text == '-') {
        (*text)++;
        if (!read_digits(text, 2, &month) || month < 1 || month > 12)
            return false;
        if (**text == '-') {
            (*text)++;
            if (!read_digits(text, 2, &day) || day < 1 || day > 31)
                return false;
        }
    }
    out->first = year * 10000 + (month ? month : 1) * 100 + (day ? day : 1);
    out->last = year * 10000 + (month ? month : 12) * 100 + (day ? day : 31);
    return true;
}

bool gx_days_read(gx_days *out, const char *text)
{
    gx_days first, second;
    if (!text || !read_one(&first, &text))
        return false;
    second = first;
    if (*text == '/') {
        text++;
        if (!read_one(&second, &text))
            return false;
    }
    if (*text || second.last < first.first)
        return false;
    *out = (gx_days){first.first, second.last};
    return true;
}
