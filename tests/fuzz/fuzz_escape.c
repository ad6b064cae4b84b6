/* Any text as a name in DOT, JSON, HTML, XML and CSV: another program's reader takes it, and reads back one
 * value. */
#include "base/utf8.h"
#include "cli/json.h"
#include "fuzz.h"
#include "viz/label.h"

#include <graphviz/cgraph.h>
#include <jansson.h>

static void check_utf8(const gx_buffer *text)
{
    for (size_t i = 0; i < text->n;) {
        uint32_t character;
        bool valid;
        i += gx_utf8_decode(text->at + i, text->n - i, &character, &valid);
        HOLDS(valid);
    }
}

static void check_json(const char *text)
{
    gx_buffer out = {0};
    gx_label_json(&out, text);
    json_error_t error;
    json_t *value = json_loadb(out.at, out.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    HOLDS(json_is_string(value));
    HOLDS(!strpbrk(out.at, "<>&\n"));
    json_decref(value);
    gx_buffer_clear(&out);

    char *written = NULL;
    size_t n = 0;
    FILE *stream = open_memstream(&written, &n);
    HOLDS(stream);
    gx_json json = {.out = stream};
    gx_json_put_open(&json, NULL, '{');
    gx_json_put_text(&json, "name", text);
    gx_json_put_close(&json, '}');
    HOLDS(fclose(stream) == 0);
    json_t *object = json_loadb(written, n, 0, &error);
    HOLDS(json_is_string(json_object_get(object, "name")));
    json_decref(object);
    free(written);
}

/* Between quotes, cgraph reads the attribute back: all of it but for the backslash that was before a quote.
 */
static void check_dot(const char *text, void (*escape)(gx_buffer *, const char *))
{
    gx_buffer label = {0}, clean = {0}, dot = {0}, expected = {0};
    gx_label_clean(&clean, text);
    escape(&label, clean.at);
    check_utf8(&label);
    gx_buffer_printf(&dot, "digraph {node [label=\"\"]; n [label=\"%s\"]}", label.at);
    gx_buffer_puts(&expected, "");
    for (const char *at = label.at; *at; at++) {
        bool pair = *at == '\\' && at[1];
        if (!pair || at[1] != '"')
            gx_buffer_add(&expected, at, 1);
        if (pair)
            gx_buffer_add(&expected, ++at, 1);
    }
    Agraph_t *read = agmemread(dot.at);
    HOLDS(read && agnnodes(read) == 1);
    const char *back = agget(agfstnode(read), "label"); /* NULL: the default, "" */
    HOLDS(strcmp(back ? back : "", expected.at) == 0);
    agclose(read);
    gx_buffer_clear(&label);
    gx_buffer_clear(&clean);
    gx_buffer_clear(&dot);
    gx_buffer_clear(&expected);
}

static void label_as_html(gx_buffer *out, const char *text)
{
    gx_label_html(out, text, "<BR/>");
}

/* Markup of one kind at most, and no quote that would end an attribute. */
static void check_markup(const char *text, void (*escape)(gx_buffer *, const char *))
{
    gx_buffer out = {0};
    escape(&out, text);
    check_utf8(&out);
    for (const char *at = out.at; at && (at = strpbrk(at, "<>\"")) != NULL; at += 5)
        HOLDS(strncmp(at, "<BR/>", 5) == 0);
    gx_buffer_clear(&out);
}

/* A field is bare or wholly in quotes, and those inside it are doubled. */
static void check_csv(const char *text, void (*escape)(gx_buffer *, const char *))
{
    gx_buffer out = {0};
    escape(&out, text);
    if (out.n && out.at[0] == '"') {
        size_t i = 1;
        while (i < out.n && (out.at[i] != '"' || (i + 1 < out.n && out.at[i + 1] == '"')))
            i += out.at[i] == '"' ? 2 : 1;
        HOLDS(i + 1 == out.n);
    } else if (out.n) {
        HOLDS(!strpbrk(out.at, "\",\r\n"));
    }
    gx_buffer_clear(&out);
}

static void check_wrap(const char *text, size_t columns)
{
    gx_buffer out = {0};
    gx_label_wrap(&out, text, (gx_wrap){.columns = columns, .max_lines = 3});
    check_utf8(&out);
    size_t breaks = 0;
    for (size_t i = 0; i < out.n; i++)
        breaks += out.at[i] == '\n';
    HOLDS(breaks < 3);
    gx_buffer_clear(&out);
}

static void check_url(const char *text)
{
    gx_buffer out = {0};
    if (gx_label_url(&out, text))
        HOLDS(strncmp(out.at, "http", 4) == 0 || strncmp(out.at, "mailto:", 7) == 0);
    else
        HOLDS(out.n == 0);
    if (out.n)
        HOLDS(!strpbrk(out.at, "<>\"\\ \n"));
    gx_buffer_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    check_json(text);
    check_dot(text, gx_label_dot);
    check_dot(text, gx_label_dot_data);
    check_markup(text, label_as_html);
    check_markup(text, gx_label_xml);
    check_csv(text, gx_label_csv);
    check_csv(text, gx_label_spreadsheet);
    check_wrap(text, size % 40 + 2);
    check_url(text);
    free(text);
    return 0;
}
