#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/format.h"
#include "base/map.h"
#include "base/tsv.h"
#include "base/utf8.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void utf8_round_trip(void **state)
{
    (void)state;
    gx_arena arena = {0};
    const char *text = "关a\xF0\x9F\x98\x80é";
    size_t n;
    uint32_t *chars = gx_utf8_to_chars(&arena, text, &n);
    assert_int_equal(n, 4);
    assert_int_equal(chars[2], 0x1F600);
    assert_string_equal(gx_utf8_from_chars(&arena, chars, n), text);
    assert_int_equal(gx_utf8_width(text), 6);
    gx_arena_clear(&arena);
}

static void utf8_refuses_what_is_not(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE5\x85"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t cp;
        bool valid = true;
        assert_int_equal(gx_utf8_decode(bad[i], strlen(bad[i]), &cp, &valid), 1);
        assert_int_equal(cp, GX_REPLACEMENT);
        assert_false(valid);
    }
}

static GX_PRINTF(1, 2) void writes_as_printf(const char *format, ...)
{
    char ours[32], theirs[32];
    for (size_t room = 0; room <= sizeof ours; room++) {
        va_list args, again;
        memset(ours, 'x', sizeof ours);
        memset(theirs, 'x', sizeof theirs);
        va_start(args, format);
        va_copy(again, args);
        assert_int_equal(gx_format(ours, room, format, args), vsnprintf(theirs, room, format, again));
        va_end(again);
        va_end(args);
        assert_memory_equal(ours, theirs, sizeof ours);
    }
}

static void formats_as_the_c_library(void **state)
{
    (void)state;
    writes_as_printf("plain");
    writes_as_printf("%s|%.*s|%c%%", "关系", 3, "关系", 'x');
    writes_as_printf("%d %d %ld %lld", 0, -17, LONG_MIN, LLONG_MAX);
    writes_as_printf("%u %zu %llu", UINT32_MAX, SIZE_MAX, 7ull);
    writes_as_printf("%05u %06zu %04x %016llx", 42u, (size_t)1234567, 0xABu, 0xFEDCBA98ull);
    writes_as_printf("%03d %02d", -5, 123);
    writes_as_printf("%s %.2f %5d %-5s| %X", "the C library's:", 1.005, 42, "ab", 0xABu);
}

static void map_interns(void **state)
{
    (void)state;
    gx_map map = {0};
    for (uint32_t i = 0; i < 1000; i++) {
        char key[16];
        snprintf(key, sizeof key, "k%u", i);
        uint32_t id;
        assert_true(gx_map_intern(&map, key, &id));
        assert_int_equal(id, i);
    }
    uint32_t id;
    assert_true(gx_map_intern(&map, "k500", &id));
    assert_int_equal(id, 500);
    assert_string_equal(gx_map_key(&map, 999), "k999");
    assert_false(gx_map_get(&map, "absent", 6, &id));
    gx_map_clear(&map);
}

static void tsv_says_where(void **state)
{
    (void)state;
    char path[] = "/tmp/gx_test_XXXXXX";
    int fd = mkstemp(path);
    const char *text = "# words\nword\tkind\n工会\tunion\n局\n";
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    gx_error err = {0};
    gx_tsv tsv = {0};
    assert_int_equal(gx_tsv_read(&tsv, path, "word\tkind", &err), GX_EDATA);
    assert_int_equal(err.line, 4);
    assert_int_equal(err.column, 2);
    assert_string_equal(err.text, "expected 2 columns, found 1");
    err = (gx_error){0};
    assert_int_equal(gx_tsv_read(&tsv, path, "name\tkind", &err), GX_EDATA);
    assert_int_equal(err.line, 2);
    unlink(path);
}

static void arena_survives_no_memory(void **state)
{
    (void)state;
    gx_arena arena = {0};
    gx_alloc_fail_after(0);
    assert_null(gx_arena_alloc(&arena, 10));
    gx_alloc_fail_after(-1);
    assert_non_null(gx_arena_alloc(&arena, 10));
    gx_arena_clear(&arena);
}

static void output_is_whole_or_absent(void **state)
{
    (void)state;
    gx_error err = {0};
    gx_output out;
    assert_int_equal(gx_output_open(&out, "/tmp", &err), GX_EIO);
    err = (gx_error){0};
    assert_int_equal(gx_output_open(&out, "/tmp/gx_test_output", &err), GX_OK);
    fputs("half", out.stream);
    gx_output_abandon(&out);
    assert_int_equal(access("/tmp/gx_test_output", F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_round_trip),
        cmocka_unit_test(utf8_refuses_what_is_not),
        cmocka_unit_test(formats_as_the_c_library),
        cmocka_unit_test(map_interns),
        cmocka_unit_test(tsv_says_where),
        cmocka_unit_test(arena_survives_no_memory),
        cmocka_unit_test(output_is_whole_or_absent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
