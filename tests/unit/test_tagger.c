#include "base/file.h"
#include "base/utf8.h"
#include "tag/kernels.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Sentences of our own, of many lengths, with what pages hold: both widths, unknown and missing characters.
 */
static const char *const lines[] = {
    "市总工会副主席王建国出席会议并讲话。",
    "、",
    "",
    "9月1日上午，由江宁区东山街道总工会主办的“安全生产知识竞赛”在工人文化宫举行，来自30家企业的120名职工参加"
    "。",
    "“比赛办得很好！”选手李晓红对记者说，“明年我还要参加。”",
    "ＡＢＣ123（甲）(乙)；“丙”\"丁\"",
    "\U0001F600\U00020BB7野家\uE000在\uFFFD",
    "春节前夕，工会干部走访慰问困难职工，把米面油等慰问品送到他们手中，叮嘱他们注意身体，有困难就找工会。",
    "张伟、刘志强、陈静等获奖",
    "长江航运集团工会主席赵立新说：“我们要把服务送到船上。”随后他登上货轮，与船员们一起包饺子、贴春联、看晚会"
    "。",
    "近日",
    "本报讯 记者周敏　昨天，中国海员建设工会在武汉召开座谈会，讨论集体合同。",
};
enum { LINES = sizeof lines / sizeof *lines };

/* The lines as jobs. */
typedef struct gx_fixture {
    gx_arena arena;
    gx_tag_job jobs[LINES];
    size_t chars;
} gx_fixture;

static void fixture_init(gx_fixture *fixture)
{
    gx_arena_init(&fixture->arena);
    fixture->chars = 0;
    for (size_t i = 0; i < LINES; i++) {
        gx_tag_job *job = &fixture->jobs[i];
        job->chars = gx_utf8_to_chars(&fixture->arena, lines[i], &job->n);
        job->tags = GX_ARENA_ARRAY(&fixture->arena, gx_tag, job->n + 1);
        job->fixed = NULL;
        job->names = NULL;
        assert_non_null(job->chars);
        fixture->chars += job->n;
    }
}

static gx_tagger *tagger_with(const gx_kernel *kernel)
{
    gx_error err = {0};
    gx_tagger *tagger = NULL;
    if (gx_tagger_new_with(&tagger, GX_TEST_WEIGHTS, kernel, &err) != GX_OK)
        fail_msg("%s: %s", err.file, err.text);
    return tagger;
}

static void tag(const gx_tagger *tagger, gx_tag_job *jobs, size_t n)
{
    gx_tag_scratch *scratch = NULL;
    gx_error err = {0};
    assert_int_equal(gx_tag_scratch_new(&scratch, &err), GX_OK);
    assert_int_equal(gx_tagger_tag(tagger, scratch, jobs, n, &err), GX_OK);
    gx_tag_scratch_free(scratch);
}

static size_t count_equal(const gx_tag_job *a, const gx_tag_job *b)
{
    size_t same = 0;
    for (size_t i = 0; i < a->n; i++)
        same += a->tags[i].pos == b->tags[i].pos && a->tags[i].begins == b->tags[i].begins;
    return same;
}

static void test_words_and_classes(void **state)
{
    (void)state;
    static const struct {
        size_t at, n;
        gx_pos pos;
    } words[] = {
        {0, 4, GX_POS_ORG}, {4, 3, GX_POS_N}, {7, 3, GX_POS_PER}, {10, 4, GX_POS_V}, {14, 1, GX_POS_C}};
    gx_fixture fixture;
    fixture_init(&fixture);
    gx_tagger *tagger = tagger_with(NULL);
    tag(tagger, fixture.jobs, 1);
    const gx_tag *tags = fixture.jobs[0].tags;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (size_t j = 0; j < words[i].n; j++) {
            assert_int_equal(tags[words[i].at + j].begins, j == 0);
            assert_int_equal(tags[words[i].at + j].pos, words[i].pos);
        }
    gx_tagger_free(tagger);
    gx_arena_clear(&fixture.arena);
}

static void test_batching_changes_nothing(void **state)
{
    (void)state;
    size_t n_kernels;
    const gx_kernel *const *kernels = gx_kernels(&n_kernels);
    for (size_t k = 0; k < n_kernels; k++) {
        if (!kernels[k]->usable())
            continue;
        gx_fixture together, alone;
        fixture_init(&together);
        fixture_init(&alone);
        gx_tagger *tagger = tagger_with(kernels[k]);
        tag(tagger, together.jobs, LINES);
        for (size_t i = LINES; i-- > 0;)
            tag(tagger, &alone.jobs[i], 1);
        for (size_t i = 0; i < LINES; i++)
            assert_int_equal(count_equal(&together.jobs[i], &alone.jobs[i]), alone.jobs[i].n);
        gx_tagger_free(tagger);
        gx_arena_clear(&together.arena);
        gx_arena_clear(&alone.arena);
    }
}

/* The batch of a whole page holds enough lanes and steps that every path of the kernels is taken. */
static void test_kernels_agree(void **state)
{
    (void)state;
    size_t n_kernels;
    const gx_kernel *const *kernels = gx_kernels(&n_kernels);
    gx_fixture reference;
    fixture_init(&reference);
    gx_tagger *tagger = tagger_with(&gx_kernel_portable);
    tag(tagger, reference.jobs, LINES);
    gx_tagger_free(tagger);
    for (size_t k = 0; k < n_kernels; k++) {
        if (!kernels[k]->usable())
            continue;
        gx_fixture found;
        fixture_init(&found);
        tagger = tagger_with(kernels[k]);
        assert_ptr_equal(gx_tagger_kernel(tagger), kernels[k]);
        tag(tagger, found.jobs, LINES);
        size_t same = 0;
        for (size_t i = 0; i < LINES; i++)
            same += count_equal(&reference.jobs[i], &found.jobs[i]);
        if (same * 100 < found.chars * 98)
            fail_msg("kernel %s: %zu of %zu tags", kernels[k]->name, same, found.chars);
        gx_tagger_free(tagger);
        gx_arena_clear(&found.arena);
    }
    gx_arena_clear(&reference.arena);
}

static void test_long_sentence(void **state)
{
    (void)state;
    enum { N = 10000 };
    static uint32_t chars[N];
    static gx_tag tags[N];
    gx_fixture fixture;
    fixture_init(&fixture);
    const gx_tag_job *source = &fixture.jobs[7];
    for (size_t i = 0; i < N; i++)
        chars[i] = source->chars[i % (source->n - 1)];
    memset(tags, 0xff, sizeof tags);
    gx_tag_job job = {.chars = chars, .n = N, .tags = tags};
    gx_tagger *tagger = tagger_with(NULL);
    tag(tagger, &job, 1);
    for (size_t i = 0; i < N; i++) {
        assert_true(tags[i].pos <= GX_POS_TIME && tags[i].begins <= 1);
        /* far from both ends the text repeats, and so must the tags, over the seams of windows too */
        if (i >= 2000 && i < 8000) {
            assert_int_equal(tags[i].pos, tags[i - (source->n - 1)].pos);
            assert_int_equal(tags[i].begins, tags[i - (source->n - 1)].begins);
        }
    }
    assert_int_equal(tags[0].begins, 1);
    gx_tagger_free(tagger);
    gx_arena_clear(&fixture.arena);
}

static void test_folding_and_unknown_characters(void **state)
{
    (void)state;
    /* U+F9D1 is the compatibility form of 六; halfwidth ﾃ of テ; no code point is out of bounds */
    static const uint32_t first[] = {0x7B2C, 0xF9D1, 0x6279}, second[] = {0x7B2C, 0x516D, 0x6279};
    static const uint32_t strange[] = {0xD800, 0x10FFFF, 0xFFFFFFFF, 0xFFFF, 0, 0x110000};
    gx_tag tags[2][3], strange_tags[6];
    gx_tag_job jobs[] = {{.chars = first, .n = 3, .tags = tags[0]},
                         {.chars = second, .n = 3, .tags = tags[1]},
                         {.chars = strange, .n = 6, .tags = strange_tags}};
    gx_tagger *tagger = tagger_with(NULL);
    tag(tagger, jobs, 3);
    assert_memory_equal(tags[0], tags[1], sizeof tags[0]);
    assert_int_equal(strange_tags[0].begins, 1);
    tag(tagger, jobs, 0);
    gx_tagger_free(tagger);
}

/* What the caller knows holds on every path; where it knows nothing, nothing is asked of the tags. */
static void test_knowledge_of_the_caller(void **state)
{
    (void)state;
    enum { LIST_COMMA = 0x3001, STOP = 0x3002 };
    gx_fixture fixture;
    fixture_init(&fixture);
    uint8_t fixed[128] = {0};
    gx_tag_job *job = &fixture.jobs[9];
    assert_true(job->n < sizeof fixed);
    for (size_t i = 0; i < job->n; i++)
        if (job->chars[i] == LIST_COMMA || job->chars[i] == STOP)
            fixed[i] = GX_FIXED_MARK;
    fixed[10] = GX_FIXED_BEGINS;
    fixed[20] = GX_FIXED_PERSON;
    job->fixed = fixed;
    gx_tagger *tagger = tagger_with(NULL);
    tag(tagger, job, 1);
    for (size_t i = 0; i < job->n; i++) {
        if (fixed[i])
            assert_int_equal(job->tags[i].begins, 1);
        if (fixed[i] == GX_FIXED_MARK)
            assert_int_equal(job->tags[i].pos, GX_POS_W);
    }
    gx_tagger_free(tagger);
    gx_arena_clear(&fixture.arena);
}

static double path_score(const gx_transitions *transitions, const float *emissions, const uint8_t *path)
{
    double score = transitions->start[path[0]] + transitions->stop[path[2]];
    for (size_t i = 0; i < 3; i++)
        score += emissions[i * GX_TAG_COLUMNS + path[i]] + (i ? transitions->from[path[i - 1]][path[i]] : 0);
    return score;
}

/* Three rows of numbers drawn from `random`. @return what to draw from next */
static uint32_t fill(float emissions[3 * GX_TAG_COLUMNS], uint32_t random)
{
    for (size_t i = 0; i < 3 * GX_TAG_COLUMNS; i++) {
        random = random * 1664525u + 1013904223u;
        emissions[i] = (float)(random >> 16) / 4096.0f - 8.0f;
    }
    return random;
}

/* The path of three tags with number `i`. */
static void number_path(uint8_t path[3], uint32_t i)
{
    path[0] = (uint8_t)(i % GX_TAGS);
    path[1] = (uint8_t)(i / GX_TAGS % GX_TAGS);
    path[2] = (uint8_t)(i / GX_TAGS / GX_TAGS);
}

static void test_viterbi_finds_the_best_path(void **state)
{
    (void)state;
    gx_weights weights = {0};
    static gx_transitions transitions;
    static _Alignas(64) float emissions[3 * GX_TAG_COLUMNS], scores[3 * GX_TAG_COLUMNS];
    uint8_t path[3], tried[3];
    size_t n_kernels;
    const gx_kernel *const *kernels = gx_kernels(&n_kernels);
    assert_int_equal(gx_weights_map(&weights, GX_TEST_WEIGHTS, NULL), GX_OK);
    gx_transitions_init(&transitions, &weights);
    gx_weights_clear(&weights);
    uint32_t random = 1;
    for (int round = 0; round < 5; round++) {
        random = fill(emissions, random);
        double best = -1e9;
        for (uint32_t i = 0; i < GX_TAGS * GX_TAGS * GX_TAGS; i++) {
            number_path(tried, i);
            double score = path_score(&transitions, emissions, tried);
            best = score > best ? score : best;
        }
        for (size_t k = 0; k < n_kernels; k++)
            if (kernels[k]->usable()) {
                gx_viterbi(kernels[k], &transitions, emissions, GX_TAG_COLUMNS, 3, scores, path);
                assert_true(path_score(&transitions, emissions, path) > best - 1e-3);
            }
    }
    gx_viterbi(&gx_kernel_portable, &transitions, emissions, GX_TAG_COLUMNS, 0, scores, path);
}

/* Of all paths that read [from, 3) or [from, from + 2) as one word, the lattice knows the best score. */
static void test_lattice_scores_a_word(void **state)
{
    (void)state;
    enum { BEGIN = 4, INSIDE = 5 };
    gx_weights weights = {0};
    static gx_transitions transitions, reversed;
    static _Alignas(64) float emissions[3 * GX_TAG_COLUMNS], scores[3 * GX_TAG_COLUMNS],
        behind[3 * GX_TAG_COLUMNS];
    uint8_t path[3], tried[3];
    assert_int_equal(gx_weights_map(&weights, GX_TEST_WEIGHTS, NULL), GX_OK);
    gx_transitions_init(&transitions, &weights);
    gx_transitions_reverse(&reversed, &transitions);
    gx_weights_clear(&weights);
    fill(emissions, 7);
    double at_front = -1e9, at_end = -1e9, best = -1e9;
    for (uint32_t i = 0; i < GX_TAGS * GX_TAGS * GX_TAGS; i++) {
        number_path(tried, i);
        double score = path_score(&transitions, emissions, tried);
        best = score > best ? score : best;
        if (tried[0] == BEGIN && tried[1] == INSIDE && tried[2] != INSIDE && score > at_front)
            at_front = score;
        if (tried[1] == BEGIN && tried[2] == INSIDE && score > at_end)
            at_end = score;
    }
    size_t n_kernels;
    const gx_kernel *const *kernels = gx_kernels(&n_kernels);
    for (size_t k = 0; k < n_kernels; k++) {
        if (!kernels[k]->usable())
            continue;
        gx_viterbi(kernels[k], &transitions, emissions, GX_TAG_COLUMNS, 3, scores, path);
        gx_behind(kernels[k], &reversed, emissions, GX_TAG_COLUMNS, 3, behind);
        gx_lattice lattice = {kernels[k], &transitions, emissions, GX_TAG_COLUMNS, 3, scores, behind};
        gx_word_tags tags = {BEGIN, INSIDE};
        float after_two = gx_score_after(&lattice, 2, tags), after_three = gx_score_after(&lattice, 3, tags);
        assert_float_equal(gx_best_score(&lattice), best, 1e-3);
        assert_float_equal(gx_score_with(&lattice, 0, 2, tags, after_two), at_front, 1e-3);
        assert_float_equal(gx_score_with(&lattice, 1, 3, tags, after_three), at_end, 1e-3);
        assert_true(kernels[k]->largest_sum(scores, behind) ==
                    gx_kernel_portable.largest_sum(scores, behind));
    }
}

/* Where the tagger reads a person of two to four characters nothing is lost by it, elsewhere something is. */
static void test_losses_of_names(void **state)
{
    (void)state;
    gx_fixture fixture;
    fixture_init(&fixture);
    gx_tagger *tagger = tagger_with(NULL);
    size_t people = 0, others = 0;
    for (size_t l = 0; l < LINES; l++) {
        gx_tag_job *job = &fixture.jobs[l];
        gx_name_loss *losses = GX_ARENA_ARRAY(&fixture.arena, gx_name_loss, job->n + 1);
        job->names = losses;
        tag(tagger, job, 1);
        for (size_t i = 0; i < job->n; i++) {
            size_t end = i + 1;
            while (end < job->n && !job->tags[end].begins)
                end++;
            bool word =
                job->tags[i].begins && end - i >= GX_NAME_LEAST && end - i < GX_NAME_LEAST + GX_NAME_LENGTHS;
            if (!word)
                continue;
            bool person = job->tags[i].pos == GX_POS_PER || job->tags[i].pos == GX_POS_NR;
            uint8_t tenths = losses[i].tenths[end - i - GX_NAME_LEAST];
            people += person;
            others += !person;
            if (person)
                assert_int_equal(tenths, 0);
        }
    }
    assert_true(people > 0 && others > 0);
    gx_tagger_free(tagger);
    gx_arena_clear(&fixture.arena);
}

/* A damaged copy of the weights: `bytes` written at `at`; cut to `n` bytes where n > 0; the sum mended on
 * wish. */
static gx_status open_damaged(size_t at, const void *bytes, size_t n_bytes, size_t cut, bool mend,
                              gx_error *err)
{
    gx_file file = {0};
    char path[] = "/tmp/gx-weights-XXXXXX";
    gx_tagger *tagger = NULL;
    assert_int_equal(gx_file_read(&file, GX_TEST_WEIGHTS, NULL), GX_OK);
    memcpy(file.bytes + at, bytes, n_bytes);
    if (mend) {
        gx_checksum hash;
        gx_checksum_init(&hash);
        gx_checksum_add(&hash, file.bytes + GX_HASHED_FROM, file.n - GX_HASHED_FROM);
        uint64_t sum = gx_checksum_end(&hash);
        memcpy(file.bytes + offsetof(gx_weights_header, checksum), &sum, sizeof sum);
    }
    int fd = mkstemp(path);
    size_t n = cut ? cut : file.n;
    assert_true(fd >= 0 && write(fd, file.bytes, n) == (ssize_t)n);
    close(fd);
    gx_status status = gx_tagger_new(&tagger, path, err);
    assert_null(tagger);
    assert_string_equal(err->file, path);
    unlink(path);
    gx_file_clear(&file);
    return status;
}

#define HEADER(field) offsetof(gx_weights_header, field)

static void test_damaged_weights(void **state)
{
    (void)state;
    static const uint64_t wrong = 0x7fffffff7fffffff;
    static const float no_number = 0.0f / 1.0f;
    static const uint16_t far_row = GX_ROWS;
    static const uint8_t far_tag[2] = {200, 0};
    gx_section sections[GX_SECTIONS];
    gx_weights_layout(sections);
    const struct {
        size_t at;
        const void *bytes;
        size_t n_bytes, cut;
        bool mend;
        gx_status status;
        const char *words;
    } cases[] = {
        {HEADER(magic), "PK", 2, 0, false, GX_EDATA, "is no file of tagger weights"},
        {HEADER(byte_order), "\1\2\3\4", 4, 0, false, GX_EDATA, "another byte order: found 04030201"},
        {HEADER(version), "\2\0\0\0", 4, 0, false, GX_EVERSION, "version 2, expected version 1"},
        {HEADER(file_bytes), &wrong, 8, 0, false, GX_EDATA, "in the header, expected"},
        {HEADER(checksum), &wrong, 8, 0, false, GX_EDATA, "7fffffff7fffffff expected"},
        {HEADER(n_sections), "\3\0\0\0", 4, 0, true, GX_EDATA, "3 sections found"},
        {HEADER(projection_step), &no_number, 4, 0, true, GX_EDATA, "step of the projections is 0"},
        {HEADER(sections[2].element_bytes), "\4", 1, 0, true, GX_EDATA, "projections of characters are"},
        {HEADER(sections[4].shape[1]), "\1\0\0\0", 4, 0, true, GX_EDATA, "input weights are 2x1x384"},
        {HEADER(sections[8].offset), &wrong, 8, 0, true, GX_EDATA, "transitions at byte"},
        {HEADER(sections[8].bytes), &wrong, 8, 0, true, GX_EDATA, "transitions at byte"},
        {sections[GX_SECTION_CRF].offset, "damage", 6, 0, false, GX_EDATA, "checksum"},
        {sections[GX_SECTION_ROWS].offset, &far_row, 2, 0, true, GX_EDATA, "U+0000 has row 20941"},
        {sections[GX_SECTION_TAGS].offset, far_tag, 2, 0, true, GX_EDATA, "tag 0 is unknown"},
        {0, "", 0, 10, false, GX_EDATA, "too short"},
        {0, "", 0, sizeof(gx_weights_header), false, GX_EDATA, "expected"},
        {0, "", 0, 1000000, false, GX_EDATA, "1000000 bytes found"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gx_error err = {0};
        gx_status status =
            open_damaged(cases[i].at, cases[i].bytes, cases[i].n_bytes, cases[i].cut, cases[i].mend, &err);
        if (status != cases[i].status || !strstr(err.text, cases[i].words))
            fail_msg("case %zu: %s: %s; expected: %s", i, gx_status_name(status), err.text, cases[i].words);
    }
}

static void test_weights_that_are_no_file(void **state)
{
    (void)state;
    gx_error missing = {0}, folder = {0};
    gx_tagger *tagger = NULL;
    assert_int_equal(gx_tagger_new(&tagger, "/nonexistent/tagger.gxw", &missing), GX_EIO);
    assert_non_null(strstr(missing.text, "No such file"));
    assert_int_equal(gx_tagger_new(&tagger, "/tmp", &folder), GX_EDATA);
    assert_non_null(strstr(folder.text, "not a regular file"));
    assert_null(tagger);
}

static void test_unknown_kernel(void **state)
{
    (void)state;
    gx_error err = {0};
    gx_tagger *tagger = NULL;
    setenv("GX_TAG_KERNEL", "abacus", 1);
    assert_int_equal(gx_tagger_new(&tagger, GX_TEST_WEIGHTS, &err), GX_EINVAL);
    unsetenv("GX_TAG_KERNEL");
    assert_non_null(strstr(err.text, "abacus"));
    assert_null(tagger);
}

static void test_each_allocation_failing(void **state)
{
    (void)state;
    gx_fixture fixture;
    fixture_init(&fixture);
    bool done = false;
    for (long i = 0; !done; i++) {
        gx_error err = {0};
        gx_tagger *tagger = NULL;
        gx_tag_scratch *scratch = NULL;
        gx_alloc_fail_after(i);
        gx_status status = gx_tagger_new(&tagger, GX_TEST_WEIGHTS, &err);
        if (status == GX_OK)
            status = gx_tag_scratch_new(&scratch, &err);
        if (status == GX_OK)
            status = gx_tagger_tag(tagger, scratch, fixture.jobs, LINES, &err);
        gx_alloc_fail_after(-1);
        done = status == GX_OK;
        if (!done) {
            assert_int_equal(status, GX_ENOMEM);
            assert_int_equal(err.status, GX_ENOMEM);
            assert_true(i < 100);
        }
        gx_tag_scratch_free(scratch);
        gx_tagger_free(tagger);
    }
    gx_arena_clear(&fixture.arena);
}

static void test_checksum(void **state)
{
    (void)state;
    gx_tagger *tagger = tagger_with(NULL);
    gx_file file = {0};
    uint64_t expected;
    assert_int_equal(gx_file_read(&file, GX_TEST_WEIGHTS, NULL), GX_OK);
    memcpy(&expected, file.bytes + HEADER(checksum), sizeof expected);
    assert_true(gx_tagger_checksum(tagger) == expected);
    gx_file_clear(&file);
    gx_tagger_free(tagger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_and_classes),
        cmocka_unit_test(test_batching_changes_nothing),
        cmocka_unit_test(test_kernels_agree),
        cmocka_unit_test(test_long_sentence),
        cmocka_unit_test(test_folding_and_unknown_characters),
        cmocka_unit_test(test_knowledge_of_the_caller),
        cmocka_unit_test(test_viterbi_finds_the_best_path),
        cmocka_unit_test(test_lattice_scores_a_word),
        cmocka_unit_test(test_losses_of_names),
        cmocka_unit_test(test_damaged_weights),
        cmocka_unit_test(test_weights_that_are_no_file),
        cmocka_unit_test(test_unknown_kernel),
        cmocka_unit_test(test_each_allocation_failing),
        cmocka_unit_test(test_checksum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
