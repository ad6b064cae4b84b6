#include "cli/json.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* What need not be escaped is written as it stands, as far as it goes. */
static void write_text(FILE *out, const char *text)
{
    size_t n = strlen(text), written = 0;
    fputc('"', out);
    for (size_t i = 0; i < n;) {
        uint32_t code_point;
        bool valid;
        size_t took = gx_utf8_decode(text + i, n - i, &code_point, &valid);
        if (valid && code_point >= 0x20 && code_point != 0x7F && code_point != '"' && code_point != '\\') {
            i += took;
            continue;
        }
        fwrite(text + written, 1, i - written, out);
        if (!valid)
            fputs("\uFFFD", out);
        else if (code_point == '"' || code_point == '\\')
            fprintf(out, "\\%c", (char)code_point);
        else if (code_point == '\n')
            fputs("\\n", out);
        else
            fprintf(out, "\\u%04x", code_point);
        written = i += took;
    }
    fwrite(text + written, 1, n - written, out);
    fputc('"', out);
}

static void new_line(gx_json *json)
{
    fputc('\n', json->out);
    for (uint32_t d = 0; d < json->depth; d++)
        fputs("  ", json->out);
}

static void begin(gx_json *json, const char *key)
{
    if (json->not_first)
        fputc(',', json->out);
    if (json->depth)
        new_line(json);
    json->not_first = true;
    if (key) {
        write_text(json->out, key);
        fputs(": ", json->out);
    }
}

void gx_json_put_open(gx_json *json, const char *key, char bracket)
{
    begin(json, key);
    fputc(bracket, json->out);
    json->depth++;
    json->not_first = false;
}

void gx_json_put_close(gx_json *json, char bracket)
{
    json->depth--;
    if (json->not_first)
        new_line(json);
    fputc(bracket, json->out);
    json->not_first = true;
    if (json->depth == 0)
        fputc('\n', json->out);
}

void gx_json_put_text(gx_json *json, const char *key, const char *text)
{
    begin(json, key);
    if (text)
        write_text(json->out, text);
    else
        fputs("null", json->out);
}

void gx_json_put_number(gx_json *json, const char *key, double number)
{
    begin(json, key);
    if (isfinite(number))
        fprintf(json->out, "%.15g", number);
    else
        fputs("null", json->out);
}

void gx_json_put_integer(gx_json *json, const char *key, int64_t number)
{
    begin(json, key);
    fprintf(json->out, "%" PRId64, number);
}

void gx_json_put_bool(gx_json *json, const char *key, bool value)
{
    begin(json, key);
    fputs(value ? "true" : "false", json->out);
}
