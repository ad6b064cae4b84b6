/* The tables packed and the tables read must be one lexicon; the user's rows win in both. */
#include "base/checksum.h"
#include "base/file.h"
#include "base/utf8.h"
#include "extract/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/gx-lexicon-XXXXXX";

static const char *at(const char *name)
{
    static char paths[4][256];
    static size_t turn;
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void write_file(const char *path, const void *bytes, size_t n)
{
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, n, out), n);
    assert_int_equal(fclose(out), 0);
}

/* A folder with links to our tables, so that a file of packed tables may or may not stand beside it. */
static int start(void **state)
{
    (void)state;
    char here[200], target[512];
    if (!mkdtemp(folder) || !getcwd(here, sizeof here))
        return 1;
    snprintf(target, sizeof target, "%s/seeds", here);
    if (symlink(target, at("seeds")) != 0 || mkdir(at("mine"), 0700) != 0)
        return 1;
    write_file(at("mine/titles.tsv"), "word\tclass\tbody\n码头长\tpost\t-\n主席\tjob\t-\n", 46);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    unlink(at("seeds"));
    unlink(at("seeds.gxl"));
    unlink(at("mine/titles.tsv"));
    rmdir(at("mine"));
    return rmdir(folder);
}

static gx_lexicon *open_lexicon(bool own)
{
    gx_lexicon *lexicon = NULL;
    gx_error err = {0};
    char seeds[256], mine[256];
    snprintf(seeds, sizeof seeds, "%s", at("seeds"));
    snprintf(mine, sizeof mine, "%s", at("mine"));
    const char *folders[] = {mine};
    if (gx_lexicon_new(&lexicon, seeds, folders, own, &err) != GX_OK)
        fail_msg("%s:%u: %s", err.file, err.line, err.text);
    return lexicon;
}

static void put_packed(size_t damaged_byte)
{
    gx_file packed = {0};
    assert_int_equal(gx_file_read(&packed, GX_TEST_PACKED, NULL), GX_OK);
    if (damaged_byte < packed.n)
        packed.bytes[damaged_byte] ^= 1;
    write_file(at("seeds.gxl"), packed.bytes, damaged_byte == SIZE_MAX - 1 ? packed.n - 1 : packed.n);
    gx_file_clear(&packed);
}

/* At each character of a text, the same words with the same cells and codes. */
static void assert_same(const gx_lexicon *one, const gx_lexicon *other, const char *text)
{
    gx_arena arena = {0};
    size_t n, found = 0;
    uint32_t *chars = gx_utf8_to_chars(&arena, text, &n);
    for (size_t i = 0; i < n; i++) {
        const gx_word *a[GX_WORDS_AT_MOST], *b[GX_WORDS_AT_MOST];
        size_t n_a = gx_lexicon_match(one, chars + i, n - i, UINT32_MAX, a);
        assert_int_equal(gx_lexicon_match(other, chars + i, n - i, UINT32_MAX, b), n_a);
        for (size_t w = 0; w < n_a; w++, found++) {
            assert_int_equal(a[w]->table, b[w]->table);
            assert_int_equal(a[w]->n, b[w]->n);
            assert_int_equal(a[w]->user, b[w]->user);
            size_t columns = 1;
            for (const char *c = gx_table_columns(a[w]->table); *c; c++)
                columns += *c == '\t';
            for (size_t c = 0; c < columns; c++)
                assert_string_equal(a[w]->cell[c], b[w]->cell[c]);
            assert_memory_equal(a[w]->code, b[w]->code, columns);
        }
    }
    assert_true(found > 0);
    gx_arena_clear(&arena);
}

/* Every row of every table is looked up where it stands. */
static void test_packed_is_read(void **state)
{
    (void)state;
    for (int own = 0; own < 2; own++) {
        unlink(at("seeds.gxl"));
        gx_lexicon *read = open_lexicon(own);
        put_packed(SIZE_MAX);
        gx_lexicon *packed = open_lexicon(own);
        static const char *const names[] = {"places",  "titles",        "verbs",
                                            "honours", "organizations", "surnames"};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            char path[64];
            gx_file table = {0};
            snprintf(path, sizeof path, "seeds/%s.tsv", names[i]);
            assert_int_equal(gx_file_read(&table, path, NULL), GX_OK);
            assert_same(read, packed, table.bytes);
            gx_file_clear(&table);
        }
        assert_string_equal(gx_lexicon_place(packed, "11")->cell[0], "北京市");
        assert_string_equal(gx_lexicon_place(read, "11")->cell[0], "北京市");
        assert_null(gx_lexicon_place(packed, "00"));
        gx_lexicon_free(read);
        gx_lexicon_free(packed);
    }
}

static const gx_word *title(const gx_lexicon *lexicon, const char *text)
{
    gx_arena arena = {0};
    size_t n;
    uint32_t *chars = gx_utf8_to_chars(&arena, text, &n);
    const gx_word *word = gx_lexicon_exact(lexicon, chars, n, GX_TABLE_TITLES);
    gx_arena_clear(&arena);
    return word;
}

static void test_own_rows_win(void **state)
{
    (void)state;
    put_packed(SIZE_MAX);
    gx_lexicon *lexicon = open_lexicon(true);
    assert_true(title(lexicon, "主席")->user);
    assert_int_equal(title(lexicon, "主席")->code[1], GX_TITLE_JOB);
    assert_true(title(lexicon, "码头长")->user);
    assert_false(title(lexicon, "副主席")->user);
    gx_lexicon_free(lexicon);
    lexicon = open_lexicon(false);
    assert_false(title(lexicon, "主席")->user);
    assert_null(title(lexicon, "码头长"));
    gx_lexicon_free(lexicon);
}

/* What is damaged, cut short or made from other tables is not used; the tables are read, and nothing is said.
 */
static void test_unfit_files_are_left(void **state)
{
    (void)state;
    gx_file packed = {0};
    assert_int_equal(gx_file_read(&packed, GX_TEST_PACKED, NULL), GX_OK);
    const size_t damages[] = {0, 9, 20, 40, 200, packed.n / 3, packed.n / 2, packed.n - 1, SIZE_MAX - 1};
    gx_file_clear(&packed);
    unlink(at("seeds.gxl"));
    gx_lexicon *read = open_lexicon(false);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        put_packed(damages[i]);
        gx_lexicon *lexicon = open_lexicon(false);
        assert_same(read, lexicon, "云南省总工会副主席出席劳动模范表彰大会");
        gx_lexicon_free(lexicon);
    }
    gx_lexicon_free(read);
}

/* Cut at any length, it is left. */
static void test_cut_files_are_left(void **state)
{
    (void)state;
    gx_file packed = {0};
    assert_int_equal(gx_file_read(&packed, GX_TEST_PACKED, NULL), GX_OK);
    const size_t lengths[] = {0, 1, 8, 31, 32, 199, 200, 4096, packed.n / 2, packed.n - 8};
    unlink(at("seeds.gxl"));
    gx_lexicon *read = open_lexicon(false);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        write_file(at("seeds.gxl"), packed.bytes, lengths[i]);
        gx_lexicon *lexicon = open_lexicon(false);
        assert_same(read, lexicon, "云南省总工会副主席出席劳动模范表彰大会");
        gx_lexicon_free(lexicon);
    }
    gx_lexicon_free(read);
    gx_file_clear(&packed);
}

/* A checksum that somebody put right does not lead out of the file, nor words out of the text. */
static void test_a_checksum_is_not_believed(void **state)
{
    (void)state;
    enum { PLACES = 60, CHECKSUM_AT = 24, SUMMED_FROM = 32 };
    gx_file packed = {0};
    gx_arena arena = {0};
    size_t n;
    const uint32_t *chars = gx_utf8_to_chars(&arena, "云南省总工会副主席出席劳动模范表彰大会", &n);
    assert_int_equal(gx_file_read(&packed, GX_TEST_PACKED, NULL), GX_OK);
    for (size_t i = 0; i < PLACES; i++) {
        char *byte = &packed.bytes[SUMMED_FROM + (packed.n - SUMMED_FROM) / PLACES * i];
        char was = *byte;
        *byte = (char)~was;
        uint64_t sum = gx_checksum_of(packed.bytes + SUMMED_FROM, packed.n - SUMMED_FROM);
        memcpy(packed.bytes + CHECKSUM_AT, &sum, sizeof sum);
        write_file(at("seeds.gxl"), packed.bytes, packed.n);
        gx_lexicon *lexicon = open_lexicon(false);
        for (size_t k = 0; k < n; k++) {
            const gx_word *words[GX_WORDS_AT_MOST];
            size_t found = gx_lexicon_match(lexicon, chars + k, n - k, UINT32_MAX, words);
            for (size_t w = 0; w < found; w++)
                assert_true(words[w]->n && words[w]->n <= n - k &&
                            words[w]->n == gx_utf8_count(words[w]->cell[0]));
        }
        gx_lexicon_free(lexicon);
        *byte = was;
    }
    gx_arena_clear(&arena);
    gx_file_clear(&packed);
}

static void test_folder_of_other_tables(void **state)
{
    (void)state;
    put_packed(SIZE_MAX);
    unlink(at("seeds"));
    assert_int_equal(mkdir(at("seeds"), 0700), 0);
    gx_lexicon *lexicon = NULL;
    gx_error err = {0};
    assert_int_equal(gx_lexicon_new(&lexicon, at("seeds"), NULL, 0, &err), GX_EIO);
    assert_null(lexicon);
    assert_non_null(strstr(err.file, "places.tsv"));
    rmdir(at("seeds"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_packed_is_read),
        cmocka_unit_test(test_own_rows_win),
        cmocka_unit_test(test_unfit_files_are_left),
        cmocka_unit_test(test_cut_files_are_left),
        cmocka_unit_test(test_a_checksum_is_not_believed),
        cmocka_unit_test(test_folder_of_other_tables), /* last: it takes the link away */
    };
    return cmocka_run_group_tests(tests, start, stop);
}
