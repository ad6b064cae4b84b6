#include "viz/writer.h"

#include "viz/label.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PASS_BYTES = 1 << 16 };

static void pass(gx_writer *writer)
{
    if (writer->text.n && !writer->refused)
        writer->refused = fwrite(writer->text.at, 1, writer->text.n, writer->stream) != writer->text.n;
    writer->text.n = 0;
}

void gx_writer_pass(gx_writer *writer)
{
    if (writer->text.n >= PASS_BYTES)
        pass(writer);
}

gx_status gx_writer_end(gx_writer *writer, gx_error *err)
{
    bool no_memory = writer->text.failed;
    pass(writer);
    gx_buffer_clear(&writer->text);
    if (no_memory)
        return gx_fail(err, GX_ENOMEM, "out of memory while writing");
    if (writer->refused || fflush(writer->stream) != 0)
        return gx_fail(err, GX_EIO, "cannot write: %s", strerror(errno));
    return GX_OK;
}

const char *gx_read_decimal(const char *at, double *out)
{
    double value = 0, place = 0, sign = 1;
    int exponent = 0;
    while (*at == ' ')
        at++;
    if (*at == '-') {
        sign = -1;
        at++;
    }
    for (; (*at >= '0' && *at <= '9') || *at == '.'; at++) {
        if (*at == '.') {
            place = 1;
            continue;
        }
        value = value * 10 + (*at - '0');
        place *= 10;
    }
    if (*at == 'e')
        exponent = (int)strtol(at + 1, (char **)(uintptr_t)&at, 10);
    *out = sign * value / (place > 0 ? place : 1) * pow(10, exponent);
    return at;
}

void gx_write_int(gx_buffer *out, int64_t number)
{
    char text[24], *at = text + sizeof text;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (number < 0)
        *--at = '-';
    gx_buffer_add(out, at, (size_t)(text + sizeof text - at));
}

/**
 * A number of few decimals without printf(): whole / 10^n is rounded to the nearest double, as a reader would round it.
 * @return false: it has more decimals, or %g would write it with an exponent
 */
static bool write_short(gx_buffer *out, double number)
{
    const double least = 1e-4, most = 1e6;
    double size = fabs(number), power = 10;
    if (size < least || size >= most)
        return false;
    for (int decimals = 1; decimals <= 5; decimals++, power *= 10) {
        double whole = nearbyint(size * power);
        if (whole / power != size || whole >= most)
            continue;
        char text[16], *at = text + sizeof text;
        uint32_t left = (uint32_t)whole;
        for (int i = 0; left || i <= decimals; i++, left /= 10) {
            if (i == decimals)
                *--at = '.';
            *--at = (char)('0' + left % 10);
        }
        if (number < 0)
            *--at = '-';
        gx_buffer_add(out, at, (size_t)(text + sizeof text - at));
        return true;
    }
    return false;
}

void gx_write_real(gx_buffer *out, double number)
{
    enum { EXACT_INTEGERS = 1000000 };
    char text[40];
    if (!isfinite(number))
        number = 0;
    if (fabs(number) < EXACT_INTEGERS && number == (double)(int64_t)number) {
        gx_write_int(out, (int64_t)number);
        return;
    }
    if (write_short(out, number))
        return;
    for (int digits = 6; digits <= 17; digits = digits == 6 ? 15 : digits + 1) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    /* printf() and strtod() share the locale's point; readers want a point. */
    for (char *at = text; *at; at++)
        if (!strchr("0123456789+-e", *at))
            *at = '.';
    gx_buffer_puts(out, text);
}

void gx_json_text(gx_buffer *out, bool *first, const char *name, const char *text)
{
    if (!text)
        return;
    gx_json_name(out, first, name);
    gx_label_json(out, text);
}

void gx_json_real(gx_buffer *out, bool *first, const char *name, double number)
{
    gx_json_name(out, first, name);
    gx_write_real(out, number);
}

void gx_json_int(gx_buffer *out, bool *first, const char *name, int64_t number)
{
    gx_json_name(out, first, name);
    gx_write_int(out, number);
}

void gx_json_bool(gx_buffer *out, bool *first, const char *name, bool truth)
{
    gx_json_name(out, first, name);
    gx_buffer_puts(out, truth ? "true" : "false");
}
