#include "cli/json.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static void write_text(FILE *out, const char *text)
{
    size_t n = strlen(text);
    fputc('"', out);
    for (size_t i = 0; i < n;) {
        uint32_t code_point;
        char bytes[4];
        i += gx_utf8_decode(text + i, n - i, &code_point, NULL);
        if (code_point == '"' || code_point == '\\')
            fprintf(out, "\\%c", (char)code_point);
        else if (code_point == '\n')
            fputs("\\n", out);
        else if (code_point < 0x20 || code_point == 0x7F)
            fprintf(out, "\\u%04x", code_point);
        else
            fwrite(bytes, 1, gx_utf8_encode(code_point, bytes), out);
    }
    fputc('"', out);
}

static void begin(gx_json *json, const char *key)
{
    if (json->not_first)
        fputc(',', json->out);
    if (json->depth)
        fprintf(json->out, "\n%*s", (int)(2 * json->depth), "");
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
        fprintf(json->out, "\n%*s", (int)(2 * json->depth), "");
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
