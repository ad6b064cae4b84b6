/*
 * viz: labels for every language, dates, numbers, rendering and its failures, pages of PDF.
 */
#include "base/utf8.h"
#include "viz/days.h"
#include "viz/export.h"
#include "viz/font.h"
#include "viz/label.h"
#include "viz/palette.h"
#include "viz/pdf.h"
#include "viz/render.h"
#include "viz/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef void text_fn(gx_buffer *out, const char *text);

static void expect_text(text_fn *call, const char *text, const char *expected)
{
    gx_buffer out = {0};
    call(&out, text);
    assert_false(out.failed);
    assert_string_equal(out.at ? out.at : "", expected);
    gx_buffer_clear(&out);
}

static void test_clean(void **state)
{
    (void)state;
    expect_text(gx_label_clean, " 工\t\n会\f ", "工 会");
    expect_text(gx_label_clean, "a\x01" "b\x7f", "ab");
    expect_text(gx_label_clean, "\xE2\x80\xAE倒\xE2\x80\xAC\xEF\xBB\xBF", "倒");
    expect_text(gx_label_clean, "坏\xFF\xC3", "坏\xEF\xBF\xBD\xEF\xBF\xBD");
    expect_text(gx_label_clean, "", "");
    expect_text(gx_label_clean, " \n ", "");
}

static void html(gx_buffer *out, const char *text)
{
    gx_label_html(out, text, "<BR/>");
}

static void url(gx_buffer *out, const char *text)
{
    gx_buffer_puts(out, gx_label_url(out, text) ? "|" : "no");
}

static void test_languages(void **state)
{
    (void)state;
    expect_text(gx_label_dot, "\\N&amp;\\", "\\\\N&amp;amp;\\\\");
    expect_text(gx_label_dot, "一\n二", "一\\n二");
    expect_text(gx_label_dot, "\"\\\"", "\\\"\\\\\\\"");
    expect_text(gx_label_dot_data, "a\\\"b&\n", "a\\\\\\\"b& ");
    expect_text(html, "<b>&\"'\\N\n", "&lt;b&gt;&amp;&quot;&#39;\\\\N<BR/>");
    expect_text(gx_label_xml, "a\f\x01]]>\t\xEF\xBF\xBE", "a\xEF\xBF\xBD\xEF\xBF\xBD]]&gt;&#9;\xEF\xBF\xBD");
    expect_text(gx_label_json, "</script>\"\\\n\x01&\xE2\x80\xA8工\xFF",
                "\"\\u003c/script\\u003e\\\"\\\\\\n\\u0001\\u0026\\u2028工\xEF\xBF\xBD\"");
    expect_text(gx_label_json, NULL, "null");
    expect_text(gx_label_csv, "a,\"b\"\n", "\"a,\"\"b\"\"\n\"");
    expect_text(gx_label_csv, "工会", "工会");
    expect_text(gx_label_spreadsheet, "=1+1", "'=1+1");
    expect_text(gx_label_spreadsheet, "-", "'-");
    expect_text(url, "javascript:alert(1)", "no");
    expect_text(url, "data:text/html,x", "no");
    expect_text(url, "https://a.cn/工?a=1&b", "https://a.cn/%E5%B7%A5?a=1%26b|");
    expect_text(gx_label_iri_part, "a 工", "a%20%E5%B7%A5");
}

/** One character between two others in a language, where the language has to write it as `special` or leave it. */
static void expect_character(text_fn *call, const char *quote, const char *text, const char *special)
{
    gx_buffer expected = {0};
    gx_buffer_printf(&expected, "%s工%s会%s", quote, special ? special : text, quote);
    gx_buffer whole = {0};
    gx_buffer_printf(&whole, "工%s会", text);
    expect_text(call, whole.at, expected.at);
    gx_buffer_clear(&whole);
    gx_buffer_clear(&expected);
}

static const char *find_special(uint32_t c, const char *const table[][2])
{
    for (; (*table)[0]; table++) {
        const char *at = (*table)[0];
        if (gx_utf8_next(&at) == c)
            return (*table)[1];
    }
    return NULL;
}

/** Every character of the first plane: runs of plain ones are copied unread, and none that is special may be in one. */
static void test_every_character(void **state)
{
    static const char *const xml[][2] = {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"},
        {"\t", "&#9;"}, {"\n", "&#10;"}, {"\r", "&#13;"}, {NULL, NULL}};
    static const char *const json[][2] = {{"\"", "\\\""}, {"\\", "\\\\"}, {"\b", "\\b"}, {"\f", "\\f"}, {"\n", "\\n"},
        {"\r", "\\r"}, {"\t", "\\t"}, {"<", "\\u003c"}, {">", "\\u003e"}, {"&", "\\u0026"}, {"\x7F", "\\u007f"},
        {"\xE2\x80\xA8", "\\u2028"}, {"\xE2\x80\xA9", "\\u2029"}, {NULL, NULL}};
    static const char *const data[][2] = {{"\"", "\\\""}, {"\\", "\\\\"}, {"\n", " "}, {"\r", " "}, {NULL, NULL}};
    (void)state;
    for (uint32_t c = 1; c <= 0xFFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char text[5] = "", control[8];
        gx_utf8_encode(c, text);
        const char *as = find_special(c, xml);
        expect_character(gx_label_xml, "", text, as ? as : c < 0x20 || c >= 0xFFFE ? "\xEF\xBF\xBD" : NULL);
        snprintf(control, sizeof control, "\\u%04x", (unsigned)c);
        as = find_special(c, json);
        expect_character(gx_label_json, "\"", text, as ? as : c < 0x20 ? control : NULL);
        expect_character(gx_label_dot_data, "", text, find_special(c, data));
        expect_character(gx_label_csv, strpbrk(text, ",\"\n\r;") ? "\"" : "", text, c == '"' ? "\"\"" : NULL);
        if (gx_label_is_plain(text)) {
            expect_character(gx_label_clean, "", text, NULL);
            expect_character(gx_label_dot, "", text, NULL);
        }
    }
    assert_true(gx_label_is_plain("北京市总工会“十四五”规划（草案），A-1"));
    assert_false(gx_label_is_plain("工\xE4\xBC")); /* a character cut short, before the end of the text */
    assert_false(gx_label_is_plain("\xE4"));
}

static void expect_wrap(const char *text, size_t columns, size_t lines, const char *expected)
{
    gx_buffer out = {0};
    gx_label_wrap(&out, text, (gx_wrap){columns, lines});
    assert_string_equal(out.at, expected);
    gx_buffer_clear(&out);
}

static void test_wrap(void **state)
{
    (void)state;
    expect_wrap("怀柔区总工会", 24, 0, "怀柔区总工会");
    expect_wrap("北京市城市供热管理中心锅炉班", 16, 0, "北京市城市供热\n管理中心锅炉班");
    expect_wrap("国浩律师（上海）事务所", 12, 0, "国浩律师\n（上海）\n事务所");
    expect_wrap("工会“娘家人”", 8, 0, "工会\n“娘家人”");
    expect_wrap("labour union news", 8, 0, "labour\nunion\nnews");
    expect_wrap("一二三四五六七八九十", 6, 2, "一二三\n四五…");
    expect_wrap("", 10, 0, "");
    /* A word longer than a line is cut; nothing is lost. */
    expect_wrap("aaaaaaaaaa", 4, 0, "aaaa\naaa\naaa");
}

static void test_wrap_keeps_width(void **state)
{
    (void)state;
    char text[3 * 300 + 1] = "";
    for (size_t i = 0; i < 300; i++)
        memcpy(text + 3 * i, "长", 3);
    text[900] = '\0';
    gx_buffer out = {0};
    gx_label_wrap(&out, text, (gx_wrap){24, 0});
    size_t characters = 0;
    for (char *line = strtok(out.at, "\n"); line; line = strtok(NULL, "\n")) {
        assert_true(strlen(line) <= 36);
        characters += strlen(line) / 3;
    }
    assert_int_equal(characters, 300);
    gx_buffer_clear(&out);
}

static void test_days(void **state)
{
    (void)state;
    gx_days days;
    assert_true(gx_days_of(&days, "2019", NULL));
    assert_string_equal(days.first, "2019-01-01");
    assert_string_equal(days.day_after, "2020-01-01");
    assert_true(gx_days_of(&days, "2020-02", NULL));
    assert_string_equal(days.last, "2020-02-29");
    assert_true(gx_days_of(&days, "2019-12-30/2020-01-02", NULL));
    assert_string_equal(days.first, "2019-12-30");
    assert_string_equal(days.day_after, "2020-01-03");
    assert_false(gx_days_of(&days, NULL, NULL));
    assert_false(gx_days_of(&days, "2019-02-29", NULL));
    assert_false(gx_days_of(&days, "近日", NULL));
    assert_false(gx_days_of(&days, "2020", "2019"));
    assert_int_equal(gx_days_since_1970("1970-01-01"), 0);
    assert_int_equal(gx_days_since_1970("2020-03-01"), 18322);
}

static void expect_real(double number, const char *expected)
{
    gx_buffer out = {0};
    gx_write_real(&out, number);
    assert_string_equal(out.at, expected);
    assert_true(strtod(out.at, NULL) == number || expected[0] == '0');
    gx_buffer_clear(&out);
}

static void test_numbers(void **state)
{
    (void)state;
    expect_real(0.5, "0.5");
    expect_real(3, "3");
    expect_real(-0.9, "-0.9");
    expect_real(0.05, "0.05");
    expect_real(12.34567, "12.34567");
    expect_real(0.0001, "0.0001");
    expect_real(0.00001, "1e-05");
    expect_real(0.1 + 0.2, "0.30000000000000004");
    expect_real(1.0 / 3, "0.3333333333333333");
    expect_real(1e-17, "1e-17");
    expect_real((double)0x1p-1074, "4.94066e-324");
    const double zero = 0;
    expect_real(zero / zero, "0");
}

static void test_render(void **state)
{
    (void)state;
    gx_buffer out = {0};
    gx_render_job job = {.dot = "graph {a [label=\"工会\"]; b; a--b}", .engine = "dot", .format = "svg"};
    assert_int_equal(gx_render(&out, &job, NULL, NULL), GX_OK);
    assert_non_null(strstr(out.at, ">工会</text>"));
    gx_buffer_clear(&out);
}

static void expect_render_failure(const char *dot, const char *engine, const char *word)
{
    gx_buffer out = {0};
    gx_error err = {0};
    gx_render_job job = {.dot = dot, .engine = engine, .format = "svg"};
    assert_int_equal(gx_render(&out, &job, NULL, &err), GX_ERENDER);
    assert_non_null(strstr(err.text, word));
    assert_null(strchr(err.text, '\n'));
    assert_int_equal(out.n, 0);
    gx_buffer_clear(&out);
}

static void test_render_failures(void **state)
{
    (void)state;
    /* Graphviz itself reports success here and draws the node's internal name. */
    expect_render_failure("graph {a [label=<<b>x</i>>]}", "dot", "mismatched tag");
    expect_render_failure("graph {", "dot", "syntax error");
    expect_render_failure("graph {a}", "nosuch", "nosuch");
}

static void test_render_time_limit(void **state)
{
    (void)state;
    gx_buffer dot = {0}, out = {0};
    gx_error err = {0};
    bool too_slow = false;
    gx_buffer_puts(&dot, "graph {");
    for (int i = 0; i < 3000; i++)
        gx_buffer_printf(&dot, "%d--%d;%d--%d;", i, (i * 7 + 1) % 3000, i, (i * 13 + 5) % 3000);
    gx_buffer_puts(&dot, "}");
    gx_render_job job = {.dot = dot.at, .engine = "fdp", .format = "svg", .time_limit_seconds = 1};
    assert_int_equal(gx_render(&out, &job, &too_slow, &err), GX_ERENDER);
    assert_true(too_slow);
    assert_non_null(strstr(err.text, "more than 1 s"));
    gx_buffer_clear(&dot);
    gx_buffer_clear(&out);
}

static void test_pdf_sheets(void **state)
{
    (void)state;
    gx_buffer pdf = {0};
    unsigned pages = 0;
    gx_render_job job = {.dot = "digraph {a [width=30 height=2]; a->b}", .engine = "dot", .format = "pdf:cairo"};
    assert_int_equal(gx_render(&pdf, &job, NULL, NULL), GX_OK);
    gx_pdf_fix_dates(&pdf);
    assert_int_equal(gx_pdf_sheets(&pdf, "", 595, 842, &pages, NULL), GX_OK);
    assert_int_equal(pages, 3);
    /* The marks tell which sheet it is; their font is among the resources. */
    const char *update = strstr(pdf.at + pdf.n - 3000, "/GxMark");
    assert_non_null(update);
    assert_non_null(strstr(update, "(3 / 3   row 1, column 3) Tj"));
    gx_buffer_clear(&pdf);
    gx_error err = {0};
    gx_buffer_puts(&pdf, "%PDF-1.5 nothing");
    assert_int_equal(gx_pdf_sheets(&pdf, "", 595, 842, &pages, &err), GX_ERENDER);
    gx_buffer_clear(&pdf);
}

/** Sheets end between boxes: what a sheet shows is the rectangle before "re W n" in its prefix. */
static void test_pdf_sheets_spare_boxes(void **state)
{
    (void)state;
    gx_buffer pdf = {0}, layout = {0};
    unsigned pages = 0;
    gx_render_job job = {.dot = "digraph {margin=0; pad=0.3; rankdir=LR; node [shape=box fixedsize=true width=5]; a->b->c->d->e}",
                         .engine = "dot", .format = "pdf:cairo", .layout = &layout};
    assert_int_equal(gx_render(&pdf, &job, NULL, NULL), GX_OK);
    assert_memory_equal(pdf.at, "%PDF", 4);
    size_t before = pdf.n;
    assert_int_equal(gx_pdf_sheets(&pdf, layout.at, 595, 842, &pages, NULL), GX_OK);
    assert_true(pages > 1);
    const char *at = pdf.at + before, *text = layout.at;
    gx_plain_node boxes[5];
    for (size_t i = 0; i < 5; i++)
        assert_true(gx_plain_next(&text, &boxes[i]));
    gx_plain_node none;
    assert_false(gx_plain_next(&text, &none));
    size_t ends = 0;
    for (unsigned page = 0; page < pages; page++) {
        const char *line = strstr(at, " Tj ET 0 g\n ");
        assert_non_null(line);
        double shown[4], scale;
        line += strlen(" Tj ET 0 g\n");
        for (size_t i = 0; i < 4; i++)
            line = gx_read_decimal(line, &shown[i]);
        line = strstr(line, "re W n\n");
        assert_non_null(line);
        at = gx_read_decimal(line + strlen("re W n\n"), &scale);
        double end = (shown[0] + shown[2]) / scale;
        for (size_t i = 0; i < 5; i++) {
            double middle = boxes[i].x * 72 + 21.6, half = boxes[i].width * 36;
            assert_false(middle - half < end - 0.5 && end + 0.5 < middle + half);
            ends += middle + half <= end + 0.5 && page + 1 == pages;
        }
    }
    assert_int_equal(ends, 5);
    gx_buffer_clear(&pdf);
    gx_buffer_clear(&layout);
}

/** Relative luminance of a colour (WCAG 2.1). */
static double luminance(const char *colour)
{
    unsigned long rgb = strtoul(colour + 1, NULL, 16);
    const double weights[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double c = (double)(rgb >> (16 - 8 * i) & 255) / 255;
        /* A square in place of the power 2.4: darker, so stricter. */
        sum += weights[i] * c * c;
    }
    return sum;
}

static void test_palette(void **state)
{
    (void)state;
    size_t n;
    const gx_node_look *looks = gx_palette_nodes(&n);
    for (size_t i = 0; i < n; i++)
        assert_true((luminance(looks[i].fill) + 0.05) / 0.05 > 7);
    for (size_t i = 0; i < 12; i++) {
        assert_true((luminance(gx_palette_community(i)) + 0.05) / 0.05 > 7);
        assert_true(1.05 / (luminance(gx_palette_community_line(i)) + 0.05) > 3);
    }
    assert_string_equal(gx_palette_node(GX_VERTEX_ORGANIZATION, "nosuch")->chinese, "组织");
    assert_string_equal(gx_palette_word("speaker", GX_CHINESE), "发言");
    assert_string_equal(gx_palette_word("nosuch", GX_CHINESE), "nosuch");
}

static void test_font(void **state)
{
    (void)state;
    gx_font font = gx_font_probe();
    assert_true(font.names[0]);
    assert_true(font.chinese == !font.warning[0]);
}

/* Running out of memory is remembered, whichever allocation fails. */
static void test_no_memory(void **state)
{
    (void)state;
    for (long n = 0; n < 8; n++) {
        gx_buffer out = {0};
        gx_alloc_fail_after(n);
        gx_label_wrap(&out, "北京市城市供热管理中心锅炉班", (gx_wrap){8, 0});
        gx_alloc_fail_after(-1);
        assert_true(out.failed || strstr(out.at, "班"));
        gx_buffer_clear(&out);
    }
}

/* Each allocation of each format fails in turn: an error, nothing leaked, and the next export is whole again. */
static void test_export_no_memory(void **state)
{
    (void)state;
    static const gx_vertex vertices[] = {{.entity = 1, .type = GX_VERTEX_PERSON, .name = "甲"},
                                         {.entity = 2, .type = GX_VERTEX_ORGANIZATION, .name = "乙", .kind = "union"}};
    static const gx_tie edges[] = {{.source = 0, .target = 1, .type = GX_TIE_POST, .title = "主席", .confidence = 0.9}};
    const gx_network_input input = {vertices, 2, edges, 1};
    gx_network *net = NULL;
    assert_int_equal(gx_network_new(&net, &input, NULL), GX_OK);
    for (int f = 0; f < GX_EXPORT_FACTS; f++) {
        gx_status status = GX_ENOMEM;
        for (long n = 0; status != GX_OK; n++) {
            FILE *stream = tmpfile();
            assert_non_null(stream);
            gx_error err = {0};
            gx_alloc_fail_after(n);
            status = gx_export_write(stream, net, (gx_export_format)f, 0, NULL, &err);
            gx_alloc_fail_after(-1);
            assert_true(status == GX_OK || (status == GX_ENOMEM && err.text[0]));
            assert_true(n < 1000);
            fclose(stream);
        }
    }
    gx_network_free(net);
}

static void test_export_refused(void **state)
{
    (void)state;
    const gx_network_input input = {NULL, 0, NULL, 0};
    gx_network *net = NULL;
    assert_int_equal(gx_network_new(&net, &input, NULL), GX_OK);
    gx_error err = {0};
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    assert_int_equal(gx_export_write(full, net, GX_EXPORT_JSON, 0, NULL, &err), GX_EIO);
    assert_non_null(strstr(err.text, "No space left"));
    fclose(full);
    err = (gx_error){0};
    assert_int_equal(gx_export_write(stdout, net, GX_EXPORT_FACTS, 0, NULL, &err), GX_EINVAL);
    assert_int_equal(gx_export_write(stdout, net, GX_EXPORT_JSON, 1, NULL, NULL), GX_EINVAL);
    assert_int_equal(gx_export_save("-", net, GX_EXPORT_CSV, NULL, NULL), GX_EINVAL);
    gx_scores wrong = {.n = 3};
    gx_export_options options = {.scores = &wrong, .n_scores = 1};
    assert_int_equal(gx_export_write(stdout, net, GX_EXPORT_JSON, 0, &options, NULL), GX_EINVAL);
    gx_export_format format;
    err = (gx_error){0};
    assert_int_equal(gx_export_by_name(&format, "gml", &err), GX_EINVAL);
    assert_string_equal(err.text, "no export format \"gml\"; there are: dot, json, node-link, cytoscape, graphml, gexf, csv, neo4j, "
                                  "jsonld, facts");
    gx_network_free(net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean),         cmocka_unit_test(test_languages),
        cmocka_unit_test(test_every_character),
        cmocka_unit_test(test_wrap),          cmocka_unit_test(test_wrap_keeps_width),
        cmocka_unit_test(test_days),          cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_render),        cmocka_unit_test(test_render_failures),
        cmocka_unit_test(test_render_time_limit), cmocka_unit_test(test_pdf_sheets), cmocka_unit_test(test_pdf_sheets_spare_boxes),
        cmocka_unit_test(test_palette),       cmocka_unit_test(test_font),
        cmocka_unit_test(test_no_memory),     cmocka_unit_test(test_export_no_memory),
        cmocka_unit_test(test_export_refused),
    };
    return cmocka_run_group_tests_name("viz", tests, NULL, NULL);
}
