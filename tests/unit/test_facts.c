/* Facts as NDJSON: every type there and back, and what a bad line is told. */
#include "facts/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const char *const lines[] = {
    "{\"fact\": \"document\", \"document\": \"a.txt\", \"published\": \"2021-05-02\", \"published_basis\": "
    "null, "
    "\"encoding\": \"UTF-8\", \"bytes\": 900}\n",
    "{\"fact\": \"article\", \"document\": \"a.txt\", \"article\": 1, \"title\": \"“巧手”\\\\大赛\\\"开幕\", "
    "\"subtitles\": "
    "[\"一\", \"二\"], \"start\": 3, \"end\": 800, \"continued\": true}\n",
    "{\"fact\": \"byline\", \"document\": \"a.txt\", \"article\": 1, \"name\": \"甘棠\", \"role\": "
    "\"reporter\"}\n",
    "{\"fact\": \"person\", \"document\": \"a.txt\", \"article\": 1, \"name\": \"阮小舟\", \"surfaces\": "
    "[\"阮小舟\", \"阮主席\"], "
    "\"mentions\": [[10, 19], [40, 49]]}\n",
    "{\"fact\": \"organization\", \"document\": \"a.txt\", \"article\": 1, \"name\": \"云溪区总工会\", "
    "\"surfaces\": [], "
    "\"mentions\": [], \"kind\": \"union\"}\n",
    "{\"fact\": \"post\", \"document\": \"a.txt\", \"article\": 1, \"person\": \"阮小舟\", \"title\": "
    "\"主席\", \"organization\": "
    "null, \"evidence\": {\"start\": 1, \"end\": 9, \"text\": \"主席阮小舟\"}, \"confidence\": 0.85}\n",
    "{\"fact\": \"event\", \"document\": \"a.txt\", \"article\": 1, \"event\": \"e1\", \"name\": "
    "\"巧手大赛\", \"surfaces\": "
    "[\"大赛\"], \"type\": \"competition\", \"date\": \"2021-05\", \"date_text\": \"本月\", \"place\": null, "
    "\"mentions\": [[4, 9]]}\n",
    "{\"fact\": \"participation\", \"document\": \"a.txt\", \"article\": 1, \"entity\": \"阮小舟\", "
    "\"entity_kind\": \"person\", "
    "\"event\": \"e1\", \"role\": \"host\", \"evidence\": {\"start\": 1, \"end\": 9, \"text\": \"主持\"}, "
    "\"confidence\": 1.0}\n",
    "{\"fact\": \"organization_relation\", \"document\": \"a.txt\", \"article\": 1, \"subject\": \"甲\", "
    "\"relation\": \"part_of\", "
    "\"object\": \"乙\", \"evidence\": {\"start\": 1, \"end\": 9, \"text\": \"甲乙\"}, \"confidence\": "
    "0.001, \"inferred\": true}\n",
    "{\"fact\": \"award\", \"document\": \"a.txt\", \"article\": 1, \"recipient\": \"阮小舟\", "
    "\"recipient_kind\": \"person\", "
    "\"award\": \"一等奖\", \"event\": \"e1\", \"evidence\": {\"start\": 1, \"end\": 9, \"text\": \"获奖\"}, "
    "\"confidence\": 0.5}\n",
};

static void every_type_comes_back_as_it_was(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        gx_facts facts = {0};
        gx_error err = {0};
        gx_buffer out = {0};
        assert_int_equal(gx_fact_read(&facts, lines[i], strlen(lines[i]), "f", 1, &err), GX_OK);
        assert_int_equal(facts.n, 1);
        assert_int_equal(facts.at[0].type, i);
        assert_int_equal(gx_fact_write(&out, &facts.at[0], &err), GX_OK);
        assert_string_equal(out.at, lines[i]);
        gx_buffer_clear(&out);
        gx_facts_clear(&facts);
    }
}

static void bad_lines_are_told_where_and_what(void **state)
{
    (void)state;
    static const struct {
        const char *line, *message;
    } bad[] = {
        {"{", "not a line of JSON: string or '}' expected near end of file"},
        {"[]", "field \"(line)\": expected an object, found a list"},
        {"{\"document\": \"a\"}", "field \"fact\": expected the type of the fact, found nothing"},
        {"{\"fact\": \"rumour\", \"document\": \"a\"}", "\"rumour\" is no type of fact"},
        {"{\"fact\": \"byline\", \"document\": \"a\", \"article\": 0}",
         "field \"article\": articles are counted from 1"},
        {"{\"fact\": \"byline\", \"document\": \"a\", \"article\": 1, \"name\": 3}",
         "field \"name\": expected a string, found a whole number"},
        {"{\"fact\": \"byline\", \"document\": \"a\", \"article\": 1, \"name\": \"a\\u0000b\", \"role\": "
         "\"x\"}",
         "field \"name\": a NUL character in it"},
        {"{\"fact\": \"person\", \"document\": \"a\", \"article\": 1, \"name\": \"n\", \"surfaces\": [1], "
         "\"mentions\": []}",
         "field \"surfaces\": expected a string, found a whole number"},
        {"{\"fact\": \"person\", \"document\": \"a\", \"article\": 1, \"name\": \"n\", \"surfaces\": [], "
         "\"mentions\": [[9, 3]]}",
         "field \"mentions\": ends at 3, before its start 9"},
        {"{\"fact\": \"person\", \"document\": \"a\", \"article\": 1, \"name\": \"n\", \"surfaces\": [], "
         "\"mentions\": [[-1, 3]]}",
         "field \"mentions\": -1 is no position in a file"},
        {"{\"fact\": \"post\", \"document\": \"a\", \"article\": 1, \"person\": \"p\", \"title\": \"t\", "
         "\"evidence\": "
         "{\"start\": 1, \"end\": 2, \"text\": \"x\"}, \"confidence\": 1.5}",
         "field \"confidence\": expected 0 to 1, found 1.5"},
        {"{\"fact\": \"post\", \"document\": \"a\", \"article\": 1, \"person\": \"p\", \"title\": \"t\"}",
         "field \"evidence\": expected {\"start\", \"end\", \"text\"}, found nothing"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        gx_facts facts = {0};
        gx_error err = {0};
        assert_int_equal(gx_fact_read(&facts, bad[i].line, strlen(bad[i].line), "f.ndjson", 7, &err),
                         GX_EDATA);
        assert_string_equal(err.text, bad[i].message);
        assert_string_equal(err.file, "f.ndjson");
        assert_int_equal(err.line, 7);
        assert_int_equal(facts.n, 0);
        gx_facts_clear(&facts);
    }
}

static void unknown_fields_are_ignored(void **state)
{
    (void)state;
    gx_facts facts = {0};
    gx_error err = {0};
    const char *line = "{\"fact\": \"byline\", \"document\": \"a\", \"article\": 1, \"name\": \"n\", "
                       "\"role\": \"reporter\", \"x\": {}}";
    assert_int_equal(gx_fact_read(&facts, line, strlen(line), "f", 1, &err), GX_OK);
    assert_string_equal(facts.at[0].as.byline.role, "reporter");
    gx_facts_clear(&facts);
}

static void writing_refuses_what_is_not_utf8(void **state)
{
    (void)state;
    gx_error err = {0};
    gx_buffer out = {0};
    gx_buffer_puts(&out, "before");
    gx_fact fact = {.type = GX_FACT_BYLINE, .document = "a", .article = 1, .as.byline = {"\xff", "reporter"}};
    assert_int_equal(gx_fact_write(&out, &fact, &err), GX_EDATA);
    assert_string_equal(err.text, "field \"name\" of a fact is not UTF-8 at byte 1");
    assert_string_equal(out.at, "before");
    gx_buffer_clear(&out);
}

static void running_out_of_memory_is_an_error_like_any_other(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        for (long n = 0; n < 3; n++) {
            gx_facts facts = {0};
            gx_error err = {0};
            gx_alloc_fail_after(n);
            gx_status status = gx_fact_read(&facts, lines[i], strlen(lines[i]), "f", 1, &err);
            gx_alloc_fail_after(-1);
            assert_true(status == GX_OK || status == GX_ENOMEM);
            assert_int_equal(n == 0, status == GX_ENOMEM);
            gx_facts_clear(&facts);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_comes_back_as_it_was),
        cmocka_unit_test(bad_lines_are_told_where_and_what),
        cmocka_unit_test(unknown_fields_are_ignored),
        cmocka_unit_test(writing_refuses_what_is_not_utf8),
        cmocka_unit_test(running_out_of_memory_is_an_error_like_any_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
