#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/answer.h"
#include "cli/command.h"

#include <stdlib.h>

enum { ARGUMENTS_AT_MOST = 8 };

/* Parse arguments (NULL-terminated); all options are allowed. */
static gx_status parse(gx_options *out, const char **arguments, size_t *n_rest, gx_error *err)
{
    size_t n = 0;
    while (arguments[n])
        n++;
    return gx_options_parse(out, arguments, n, (GX_HAS(HELP) << 1) - 1, n_rest, err);
}

static void options_are_taken_in_every_spelling(void **state)
{
    (void)state;
    const char *arguments[] = {"甲",      "--threads=3", "-eq",    "--role", "speaker",
                               "-bkb.db", "--",          "--json", NULL};
    gx_options options;
    size_t n;
    gx_error error = {0};
    assert_int_equal(parse(&options, arguments, &n, &error), GX_OK);
    assert_int_equal(options.threads, 3);
    assert_true(options.evidence && options.quiet && !options.json);
    assert_string_equal(options.role, "speaker");
    assert_string_equal(options.base, "kb.db");
    assert_int_equal(n, 2);
    assert_string_equal(arguments[0], "甲");
    assert_string_equal(arguments[1], "--json");
}

static void options_are_refused_with_a_reason(void **state)
{
    (void)state;
    static const struct {
        const char *arguments[ARGUMENTS_AT_MOST];
        const char *text;
    } cases[] = {
        {{"--frob", NULL}, "unknown option --frob"},
        {{"-Z", NULL}, "unknown option -Z"},
        {{"--role", NULL}, "--role: expected ROLE, found the end of the line"},
        {{"--json=1", NULL}, "--json takes no value"},
        {{"--top", "0", NULL}, "--top: expected a number from 1 to 1000000, found \"0\""},
        {{"--top", "9x", NULL}, "--top: expected a number from 1 to 1000000, found \"9x\""},
        {{"--from", "2021-13", NULL}, "--from: expected YYYY, YYYY-MM or YYYY-MM-DD, found \"2021-13\""},
        {{"--from", "yesterday", NULL}, "--from: expected YYYY, YYYY-MM or YYYY-MM-DD, found \"yesterday\""},
        {{"--min-confidence", "1.5", NULL}, "--min-confidence: expected a number from 0 to 1, found \"1.5\""},
        {{"--min-confidence", "nan", NULL}, "--min-confidence: expected a number from 0 to 1, found \"nan\""},
        {{"--json", "--csv", NULL}, "--json and --csv: expected one of them"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *arguments[ARGUMENTS_AT_MOST];
        memcpy(arguments, cases[i].arguments, sizeof arguments);
        gx_options options;
        size_t n;
        gx_error error = {0};
        assert_int_equal(parse(&options, arguments, &n, &error), GX_EINVAL);
        assert_string_equal(error.text, cases[i].text);
    }
}

/* A table of two rows, with what is hard to print in it. */
static char *written(const gx_options *options)
{
    static const gx_column columns[] = {
        {"name", "name", false}, {"n", "events", false}, {"share", "share", false}, {"id", "id", true}};
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    gx_answer answer;
    gx_proof proof = {.document = "a.txt", .line = 3, .article = 1, .quotation = "说“好”,\"是\""};
    gx_answer_begin(&answer, out, options);
    gx_answer_field(&answer, "about", "about", "王\x1b[31m芳");
    gx_answer_table(&answer, "rows", NULL, columns, 4, true);
    gx_answer_text(&answer, "总工会");
    gx_answer_integer(&answer, 12);
    gx_answer_number(&answer, 0.25);
    gx_answer_text(&answer, "o-1");
    gx_answer_row(&answer, &proof);
    gx_answer_text(&answer, "a\xFF\"b");
    gx_answer_integer(&answer, 3);
    gx_answer_number(&answer, 1.0 / 0.0);
    gx_answer_text(&answer, NULL);
    gx_answer_row(&answer, NULL);
    gx_answer_table_end(&answer, "none");
    assert_int_equal(gx_answer_end(&answer, GX_OK, NULL), GX_OK);
    fclose(out);
    return text;
}

static void answers_align_wide_characters(void **state)
{
    (void)state;
    gx_options options = {.evidence = true};
    char *text = written(&options);
    assert_string_equal(text, "about: 王\uFFFD[31m芳\n"
                              "\n"
                              "name    events   share  source\n"
                              "总工会      12  0.2500  a.txt:3\n"
                              "    “说“好”,\"是\"”\n"
                              "a\uFFFD\"b         3\n");
    free(text);
}

static void answers_as_json(void **state)
{
    (void)state;
    gx_options options = {.json = true};
    char *text = written(&options);
    assert_non_null(strstr(text, "\"about\": \"王\\u001b[31m芳\""));
    assert_non_null(strstr(
        text, "\"name\": \"a\uFFFD\\\"b\",\n      \"n\": 3,\n      \"share\": null,\n      \"id\": null"));
    assert_non_null(strstr(text, "\"quotation\": \"说“好”,\\\"是\\\"\""));
    free(text);
}

static void answers_as_csv(void **state)
{
    (void)state;
    gx_options options = {.csv = true};
    char *text = written(&options);
    assert_string_equal(text, "name,n,share,id,document,line,quotation\r\n"
                              "总工会,12,0.25,o-1,a.txt,3,\"说“好”,\"\"是\"\"\"\r\n"
                              "\"a\xFF\"\"b\",3,,,,,\r\n");
    free(text);
}

static void exit_codes_follow_the_status(void **state)
{
    (void)state;
    assert_int_equal(gx_exit_of(GX_OK), 0);
    assert_int_equal(gx_exit_of(GX_ENOTFOUND), 1);
    assert_int_equal(gx_exit_of(GX_EINVAL), 2);
    assert_int_equal(gx_exit_of(GX_ENOMEM), 3);
    assert_int_equal(gx_exit_of(GX_EINTERRUPT), 130);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_taken_in_every_spelling),
        cmocka_unit_test(options_are_refused_with_a_reason),
        cmocka_unit_test(answers_align_wide_characters),
        cmocka_unit_test(answers_as_json),
        cmocka_unit_test(answers_as_csv),
        cmocka_unit_test(exit_codes_follow_the_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
