#include "base/format.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct writing {
    char *out;
    size_t room, n; /* n goes on where there is no room */
} writing;

static void put(writing *w, const char *bytes, size_t n)
{
    if (w->n < w->room) {
        size_t fits = w->room - w->n < n ? w->room - w->n : n;
        memcpy(w->out + w->n, bytes, fits);
    }
    w->n += n;
}

static void put_number(writing *w, uint64_t value, bool negative, unsigned base, size_t width)
{
    char digits[64 / 3 + 2];
    size_t at = sizeof digits;
    do
        digits[--at] = "0123456789abcdef"[value % base];
    while (value /= base);
    size_t n = sizeof digits - at;
    if (negative)
        put(w, "-", 1);
    for (size_t i = n + negative; i < width; i++)
        put(w, "0", 1);
    put(w, digits + at, n);
}

/* What stands behind a percent sign. */
typedef struct conversion {
    char type;      /* 0 = none of those that are known */
    unsigned longs; /* how many times l; z counts as one */
    bool bounded;   /* .* */
    size_t width;   /* with zeros */
} conversion;

static const char *read_conversion(conversion *out, const char *at)
{
    *out = (conversion){0};
    if (at[0] == '.' && at[1] == '*' && at[2] == 's') {
        *out = (conversion){.type = 's', .bounded = true};
        return at + 3;
    }
    if (at[0] == '0' && at[1] >= '1' && at[1] <= '9') {
        out->width = (size_t)(at[1] - '0');
        at += 2;
    }
    bool plain = !out->width;
    for (; *at == 'l' || *at == 'z'; at++, plain = false)
        out->longs++;
    if (strchr("dux", *at) || (plain && strchr("sc%", *at)))
        out->type = *at; /* NUL where the format ends */
    return *at ? at + 1 : at;
}

static void put_integer(writing *w, const conversion *c, va_list *args)
{
    if (c->type == 'd') {
        int64_t value =
            c->longs ? c->longs > 1 ? va_arg(*args, long long) : va_arg(*args, long) : va_arg(*args, int);
        put_number(w, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, value < 0, 10, c->width);
        return;
    }
    uint64_t value = c->longs
                         ? c->longs > 1 ? va_arg(*args, unsigned long long) : va_arg(*args, unsigned long)
                         : va_arg(*args, unsigned);
    put_number(w, value, false, c->type == 'x' ? 16 : 10, c->width);
}

static void put_text(writing *w, const conversion *c, va_list *args)
{
    int most = c->bounded ? va_arg(*args, int) : -1;
    const char *text = va_arg(*args, const char *);
    if (!text)
        text = "(null)";
    put(w, text, most < 0 ? strlen(text) : strnlen(text, (size_t)most));
}

/* @return false where the format has what is not known here */
static bool write_all(writing *w, const char *format, va_list *args)
{
    while (*format) {
        size_t n = strcspn(format, "%");
        put(w, format, n);
        format += n;
        if (!*format)
            break;
        conversion c;
        format = read_conversion(&c, format + 1);
        char character;
        switch (c.type) {
        case 's':
            put_text(w, &c, args);
            break;
        case 'c':
            character = (char)va_arg(*args, int);
            put(w, &character, 1);
            break;
        case '%':
            put(w, "%", 1);
            break;
        case 'd':
        case 'u':
        case 'x':
            put_integer(w, &c, args);
            break;
        default:
            return false;
        }
    }
    return true;
}

int gx_format(char *out, size_t room, const char *format, va_list args)
{
    writing w = {out, room, 0};
    va_list again, ours;
    va_copy(again, args);
    va_copy(ours, args);
    bool known = write_all(&w, format, &ours);
    int n = !known ? vsnprintf(out, room, format, again) : w.n > INT_MAX ? -1 : (int)w.n;
    va_end(ours);
    va_end(again);
    if (known && room)
        out[w.n < room ? w.n : room - 1] = '\0';
    return n;
}
