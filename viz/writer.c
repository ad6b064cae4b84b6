#include "viz/writer.h"

#include "viz/label.h"

#include <errno.h>
#include <inttypes.h>
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

/** Print with so many digits; the point is a point in every locale. */
static void print_real(char *out, size_t n, int digits, double number)
{
    snprintf(out, n, "%.*g", digits, number);
    for (; *out; out++)
        if (!strchr("0123456789+-e", *out))
            *out = '.';
}

void gx_write_real(gx_buffer *out, double number)
{
    char text[40], again[40];
    if (!isfinite(number))
        number = 0;
    for (int digits = 6; digits <= 17; digits = digits == 6 ? 15 : digits + 1) {
        print_real(text, sizeof text, digits, number);
        /* strtod() reads the locale's point: compare as it would have been printed there. */
        snprintf(again, sizeof again, "%.*g", digits, number);
        if (strtod(again, NULL) == number)
            break;
    }
    gx_buffer_puts(out, text);
}

void gx_json_name(gx_buffer *out, bool *first, const char *name)
{
    gx_buffer_puts(out, *first ? "\"" : ",\"");
    gx_buffer_puts(out, name);
    gx_buffer_add(out, "\":", 2);
    *first = false;
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
    gx_buffer_printf(out, "%" PRId64, number);
}

void gx_json_bool(gx_buffer *out, bool *first, const char *name, bool truth)
{
    gx_json_name(out, first, name);
    gx_buffer_puts(out, truth ? "true" : "false");
}
