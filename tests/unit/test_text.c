/* Unit tests of src/text: encodings, problems with their places, gaps, sentences, layouts, hostile input. */
#include "base/file.h"
#include "base/utf8.h"
#include "text/page.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

typedef struct fixture {
    gx_arena arena;
    gx_page page;
    gx_error err;
} fixture;

static gx_status read_bytes(fixture *f, const char *bytes, size_t n)
{
    gx_arena_init(&f->arena);
    f->err = (gx_error){0};
    return gx_page_read(&f->page, &f->arena, "page.txt", bytes, n, &f->err);
}

static void read_text(fixture *f, const char *text)
{
    assert_int_equal(read_bytes(f, text, strlen(text)), GX_OK);
}

static char *text_of(fixture *f, const gx_article *article, gx_range range)
{
    return gx_utf8_from_chars(&f->arena, article->text + range.start, range.end - range.start);
}

/* ---- encodings ---- */

static const char sample[] =
    "海州市总工会召开全委会议\n\n本报讯（记者 蒋一鸣）6月15日，海州市总工会在市职工服务中心召开第十二届委员会"
    "第三次全体会议，𠮷先生出席。\n会议审议并通过了工作报告。\n";

/* `to` as iconv names it; `mark` goes before. */
static size_t encode(const char *text, const char *to, const char *mark, size_t mark_bytes, char *out,
                     size_t cap)
{
    iconv_t handle = iconv_open(to, "UTF-8");
    assert_true(handle != (iconv_t)-1);
    char *in = (char *)(uintptr_t)text, *at = out + mark_bytes;
    size_t in_left = strlen(text), left = cap - mark_bytes;
    memcpy(out, mark, mark_bytes);
    assert_int_equal(iconv(handle, &in, &in_left, &at, &left), 0);
    iconv_close(handle);
    return (size_t)(at - out);
}

static void test_encodings(void **state)
{
    (void)state;
    static const struct {
        const char *to, *mark;
        size_t mark_bytes;
        const char *name;
    } cases[] = {{"UTF-8", "", 0, "UTF-8"},       {"UTF-8", "\xEF\xBB\xBF", 3, "UTF-8"},
                 {"UTF-16LE", "", 0, "UTF-16LE"}, {"UTF-16LE", "\xFF\xFE", 2, "UTF-16LE"},
                 {"UTF-16BE", "", 0, "UTF-16BE"}, {"UTF-16BE", "\xFE\xFF", 2, "UTF-16BE"},
                 {"GB18030", "", 0, "GB18030"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bytes[2048];
        size_t n = encode(sample, cases[i].to, cases[i].mark, cases[i].mark_bytes, bytes, sizeof bytes);
        fixture f;
        assert_int_equal(read_bytes(&f, bytes, n), GX_OK);
        assert_string_equal(f.page.encoding, cases[i].name);
        assert_string_equal(gx_utf8_from_chars(&f.arena, f.page.chars, f.page.n_chars), sample);
        assert_int_equal(f.page.n_problems_in_all, 0);
        assert_int_equal(f.page.n_bytes, n);
        assert_int_equal(f.page.byte_at[0], cases[i].mark_bytes);
        assert_int_equal(f.page.byte_at[f.page.n_chars], n);
        assert_int_equal(f.page.n_articles, 1);
        const gx_article *article = &f.page.articles[0];
        assert_string_equal(text_of(&f, article, article->blocks[0].range), "海州市总工会召开全委会议");
        /* the bytes of each character, read back, are that character */
        for (size_t c = 0; c < article->n; c++) {
            char back[8];
            iconv_t handle = iconv_open("UTF-32LE", cases[i].to);
            char *in = bytes + article->byte_at[c], *out = back;
            size_t in_left = article->byte_end[c] - article->byte_at[c], left = sizeof back;
            assert_int_equal(iconv(handle, &in, &in_left, &out, &left), 0);
            iconv_close(handle);
            uint32_t cp;
            memcpy(&cp, back, sizeof cp);
            assert_int_equal(cp, article->text[c]);
        }
        gx_arena_clear(&f.arena);
    }
}

static void test_short_files_in_gb18030(void **state)
{
    (void)state;
    static const char *const texts[] = {"联通", "工会", "本报讯", "关于召开会议的通知"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char bytes[256];
        size_t n = encode(texts[i], "GB18030", "", 0, bytes, sizeof bytes);
        fixture f;
        assert_int_equal(read_bytes(&f, bytes, n), GX_OK);
        assert_string_equal(f.page.encoding, "GB18030");
        assert_string_equal(gx_utf8_from_chars(&f.arena, f.page.chars, f.page.n_chars), texts[i]);
        gx_arena_clear(&f.arena);
    }
}

static void test_line_breaks(void **state)
{
    (void)state;
    fixture f;
    read_text(&f, "一\r\n二\r三\n四\f五");
    assert_string_equal(gx_utf8_from_chars(&f.arena, f.page.chars, f.page.n_chars), "一\n二\n三\n四\f五");
    uint32_t line, column;
    gx_page_position(&f.page, 0, &line, &column);
    assert_int_equal(line, 1);
    assert_int_equal(column, 1);
    gx_page_position(&f.page, 9, &line, &column); /* 三, behind a lone CR */
    assert_int_equal(line, 3);
    assert_int_equal(column, 1);
    gx_page_position(&f.page, 17, &line, &column); /* 五 */
    assert_int_equal(line, 4);
    assert_int_equal(column, 3);
    gx_page_position(&f.page, 1000, &line, &column); /* behind the end */
    assert_int_equal(line, 4);
    gx_arena_clear(&f.arena);
}

static void test_problems(void **state)
{
    (void)state;
    static const char bytes[] = "区总工会召开会议。\n第\0二行有\xFF坏字节\xE6\xB1，但是正文仍然可以读出来。";
    fixture f;
    assert_int_equal(read_bytes(&f, bytes, sizeof bytes - 1), GX_OK);
    assert_int_equal(f.page.n_problems_in_all, 4);
    assert_int_equal(f.page.problems[0].line, 2);
    assert_int_equal(f.page.problems[0].column, 2);
    assert_string_equal(f.page.problems[0].text, "NUL byte, left out");
    assert_int_equal(f.page.problems[1].line, 2);
    assert_int_equal(f.page.problems[1].column, 6);
    assert_string_equal(f.page.problems[1].text, "invalid UTF-8, read as U+FFFD");
    assert_int_equal(f.page.problems[2].column, 10);
    assert_int_equal(f.page.chars[15], GX_REPLACEMENT);
    gx_arena_clear(&f.arena);
}

/* Read in parts, a page has the characters, the positions and the problems that it has as a whole. */
static void check_parts(const char *bytes, size_t n, const char *encoding, bool in_paragraphs)
{
    fixture whole;
    assert_int_equal(read_bytes(&whole, bytes, n), GX_OK);
    gx_page_course course = {.n_bytes = n};
    size_t at = 0, n_parts = 0, n_problems = 0;
    while (course.byte < n) {
        uint64_t before = course.byte;
        bool inside = course.inside;
        gx_arena arena = {0};
        gx_page part;
        gx_error err = {0};
        assert_int_equal(gx_page_read_part(&part, &arena, "page.txt", bytes + before, n - before, &course, &err),
                         GX_OK);
        assert_true(course.byte > before && course.byte - before <= GX_PART_BYTES);
        assert_int_equal(part.n_bytes, n);
        assert_string_equal(part.encoding, encoding);
        assert_true(at + part.n_chars <= whole.page.n_chars);
        assert_memory_equal(part.chars, whole.page.chars + at, part.n_chars * sizeof *part.chars);
        assert_memory_equal(part.byte_at, whole.page.byte_at + at, part.n_chars * sizeof *part.byte_at);
        for (size_t i = 0; i < part.n_problems; i++, n_problems++) {
            assert_int_equal(part.problems[i].line, whole.page.problems[n_problems].line);
            assert_int_equal(part.problems[i].column, whole.page.problems[n_problems].column);
        }
        assert_int_equal(inside, n_parts > 0 && !in_paragraphs);
        if (inside && part.n_articles)
            assert_true(part.articles[0].continued);
        at += part.n_chars;
        n_parts++;
        gx_arena_clear(&arena);
    }
    assert_int_equal(at, whole.page.n_chars);
    assert_int_equal(course.byte, n);
    assert_int_equal(n_problems, whole.page.n_problems);
    assert_true(n_parts > 1);
    gx_arena_clear(&whole.arena);
}

static void test_parts(void **state)
{
    (void)state;
    enum { CAP = 3 * 1024 * 1024 };
    static const char *const breaks[] = {"\n\n", "\r\n", "。", "，"};
    static const char *const encodings[] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};
    char *bytes = gx_alloc(CAP);
    for (size_t b = 0; b < 4; b++)
        for (size_t e = 0; e < 4; e++) {
            gx_buffer text = {0};
            for (int i = 0; text.n < (e < 2 ? 1000 : 600) * 1000; i++)
                gx_buffer_printf(&text, "第%d天海州市总工会召开会议𠮷先生出席%s", i, breaks[b]);
            size_t n = encode(text.at, encodings[e], "", 0, bytes, CAP);
            check_parts(bytes, n, encodings[e], b == 0);
            gx_buffer_clear(&text);
        }
    gx_buffer text = {0};
    for (int i = 0; i < 20000; i++)
        gx_buffer_printf(&text, "第%d天总工会召开会议%s，先生出席。\n", i, i % 300 ? "" : "\xFF");
    check_parts(text.at, text.n, "UTF-8", false);
    gx_buffer_clear(&text);
    gx_free(bytes);
}

static void test_many_problems(void **state)
{
    (void)state;
    fixture f;
    gx_buffer text = {0};
    for (int i = 0; i < 150; i++)
        gx_buffer_puts(&text, "工会的会议在市里召开了\xFF，");
    assert_int_equal(read_bytes(&f, text.at, text.n), GX_OK);
    assert_int_equal(f.page.n_problems, 100);
    assert_int_equal(f.page.n_problems_in_all, 150);
    gx_arena_clear(&f.arena);
    gx_buffer_clear(&text);
}

static void test_binary(void **state)
{
    (void)state;
    char bytes[4096];
    uint32_t random = 12345;
    for (size_t i = 0; i < sizeof bytes; i++) {
        random = random * 1664525u + 1013904223u;
        bytes[i] = (char)(random >> 24);
    }
    fixture f;
    assert_int_equal(read_bytes(&f, bytes, sizeof bytes), GX_EDATA);
    assert_string_equal(f.err.file, "page.txt");
    assert_non_null(strstr(f.err.text, "binary"));
    gx_arena_clear(&f.arena);
    memset(bytes, 0, sizeof bytes);
    assert_int_equal(read_bytes(&f, bytes, sizeof bytes), GX_EDATA);
    gx_arena_clear(&f.arena);
}

static void test_empty(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n", "\xEF\xBB\xBF", "　 \n\n\t", "--------\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        fixture f;
        read_text(&f, texts[i]);
        assert_int_equal(f.page.n_articles, 0);
        gx_arena_clear(&f.arena);
    }
}

/* ---- text, gaps, sentences ---- */

static void test_gaps(void **state)
{
    (void)state;
    fixture f;
    read_text(&f, "# 工会送岗\n\n本报讯（记者　梁 晓）近日，区总\n\n工会送岗。");
    const gx_article *article = &f.page.articles[0];
    gx_range body = article->blocks[1].range;
    assert_string_equal(text_of(&f, article, body), "本报讯（记者梁晓）近日，区总工会送岗。");
    assert_int_equal(article->gap[body.start], GX_GAP_PARAGRAPH);
    assert_int_equal(article->gap[body.start + 1], GX_GAP_NONE);
    assert_int_equal(article->gap[body.start + 6], GX_GAP_SPACE); /* 梁 */
    assert_int_equal(article->gap[body.start + 7], GX_GAP_SPACE); /* 晓 */
    assert_int_equal(article->gap[body.start + 14], GX_GAP_LINE); /* 工 */
    assert_int_equal(article->n_bylines, 1);
    assert_string_equal(article->bylines[0].name, "梁晓");
    gx_arena_clear(&f.arena);
}

static void assert_sentences(const char *body, size_t n, const char *const *expected)
{
    fixture f;
    char text[8192];
    snprintf(text, sizeof text, "# 标题\n\n%s\n", body);
    read_text(&f, text);
    const gx_article *article = &f.page.articles[0];
    assert_int_equal(article->n_sentences, n + 1);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(text_of(&f, article, article->sentences[i + 1]), expected[i]);
    gx_arena_clear(&f.arena);
}

static void test_sentences(void **state)
{
    (void)state;
    static const char *const plain[] = {"第一句。", "第二句！", "第三句；", "末句没有句号"};
    assert_sentences("第一句。第二句！第三句；末句没有句号", 4, plain);
    static const char *const quoted[] = {"他说：“会开完了。”", "大家都走了。"};
    assert_sentences("他说：“会开完了。”大家都走了。", 2, quoted);
    static const char *const inside[] = {"协会（成立于1998年；会长：某某。）开会。"};
    assert_sentences("协会（成立于1998年；会长：某某。）开会。", 1, inside);
    static const char *const open[] = {"“他没有关上引号。", "后面还有一句。"};
    assert_sentences("“他没有关上引号。后面还有一句。", 2, open);
    static const char *const doubled[] = {"真的吗？！", "真的！"};
    assert_sentences("真的吗？！真的！", 2, doubled);
}

static void test_blocks_cover_the_text(void **state)
{
    (void)state;
    fixture f;
    read_text(&f, "# 标题\n\n第一段。\n\n图为会场。甲 摄\n\n第二段，");
    const gx_article *article = &f.page.articles[0];
    uint32_t at = 0;
    size_t s = 0;
    for (size_t b = 0; b < article->n_blocks; b++) {
        assert_int_equal(article->blocks[b].range.start, at);
        at = article->blocks[b].range.end;
        assert_true(s < article->n_sentences &&
                    article->sentences[s].start == article->blocks[b].range.start);
        while (s < article->n_sentences && article->sentences[s].end <= at)
            s++;
        assert_int_equal(article->sentences[s - 1].end, at);
    }
    assert_int_equal(at, article->n);
    assert_int_equal(s, article->n_sentences);
    gx_arena_clear(&f.arena);
}

/* ---- layouts: the pages of tests/text ---- */

static void put_article(gx_buffer *out, fixture *f, const gx_article *article)
{
    static const char *const roles[] = {"reporter", "correspondent", "photographer"};
    const char *title = "-", *opening = "";
    for (size_t b = 0; b < article->n_blocks; b++) {
        gx_range range = article->blocks[b].range;
        bool body = article->blocks[b].kind > GX_BLOCK_SUBTITLE && article->blocks[b].kind != GX_BLOCK_META;
        if (article->blocks[b].kind == GX_BLOCK_TITLE)
            title = text_of(f, article, range);
        if (body && !*opening) {
            range.end = range.end < range.start + 12 ? range.end : range.start + 12;
            opening = text_of(f, article, range);
        }
    }
    gx_buffer_printf(out, "%s | %s | %s\n", title, article->continued ? "continued" : "-", opening);
    for (size_t b = 0; b < article->n_blocks; b++)
        if (article->blocks[b].kind == GX_BLOCK_SUBTITLE)
            gx_buffer_printf(out, "    under: %s\n", text_of(f, article, article->blocks[b].range));
    for (size_t b = 0; b < article->n_bylines; b++) {
        assert_string_equal(article->bylines[b].name, text_of(f, article, article->bylines[b].range));
        gx_buffer_printf(out, "    by: %s, %s\n", article->bylines[b].name, roles[article->bylines[b].role]);
    }
}

static void test_pages(void **state)
{
    (void)state;
    gx_error err = {0};
    gx_paths paths = {0};
    static const char *const endings[] = {".txt", NULL};
    assert_int_equal(gx_paths_collect(&paths, "tests/text", endings, &err), GX_OK);
    assert_true(paths.n >= 12);
    int wrong = 0;
    for (size_t i = 0; i < paths.n; i++) {
        gx_file page = {0}, expected = {0};
        gx_buffer found = {0}, name = {0};
        fixture f;
        gx_buffer_printf(&name, "%.*s.expected", (int)strlen(paths.at[i]) - 4, paths.at[i]);
        assert_int_equal(gx_file_read(&page, paths.at[i], &err), GX_OK);
        assert_int_equal(gx_file_read(&expected, name.at, &err), GX_OK);
        assert_int_equal(read_bytes(&f, page.bytes, page.n), GX_OK);
        for (size_t a = 0; a < f.page.n_articles; a++)
            put_article(&found, &f, &f.page.articles[a]);
        if (strcmp(found.at ? found.at : "", expected.bytes)) {
            print_message("%s: found\n%s\nexpected\n%s\n", paths.at[i], found.at, expected.bytes);
            wrong++;
        }
        gx_buffer_clear(&found);
        gx_buffer_clear(&name);
        gx_file_clear(&page);
        gx_file_clear(&expected);
        gx_arena_clear(&f.arena);
    }
    gx_paths_clear(&paths);
    assert_int_equal(wrong, 0);
}

/* ---- bylines ---- */

static void assert_bylines(const char *page, const char *expected)
{
    fixture f;
    gx_buffer found = {0};
    read_text(&f, page);
    assert_int_equal(f.page.n_articles, 1);
    for (size_t i = 0; i < f.page.articles[0].n_bylines; i++)
        gx_buffer_printf(&found, "%s%c ", f.page.articles[0].bylines[i].name,
                         "rcp"[f.page.articles[0].bylines[i].role]);
    assert_string_equal(found.at ? found.at : "", expected);
    gx_buffer_clear(&found);
    gx_arena_clear(&f.arena);
}

static void test_bylines(void **state)
{
    (void)state;
    static const struct {
        const char *body, *expected;
    } cases[] = {
        {"本报讯（记者 方圆 通讯员 米拉·沙吾提、钱多）会议召开。", "方圆r 米拉·沙吾提c 钱多c "},
        {"本报讯 记者 方圆 报道 会议召开。", "方圆r "},
        {"中工网西安3月4日电（全媒体记者方圆 通讯员陆海）会议召开。", "方圆r 陆海c "},
        {"会议召开。（方圆 陆海）", "方圆r 陆海r "},
        {"会议召开。（完）", ""},
        {"会议召开。陆海 摄", "陆海p "},
        {"会议召开。\n\n本报记者 陆海 摄影报道", "陆海r 陆海p "},
        {"会议召开。\n\n本报记者 陆海 摄", "陆海p "},
        {"会议召开。\n\n记者了解到，会议开得很好。", ""},
        {"会议召开。\n\n（文/方圆 图/陆海 审核/江河）", "方圆c 陆海p "},
        {"会议召开。\n\n（县融媒体中心记者 方圆 摄影 陆海）", "方圆r 陆海p "},
        {"会议召开。\n\n责任编辑：方圆", ""},
        {"会议召开。\n\n作者：宣传科", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char page[512];
        snprintf(page, sizeof page, "# 会议召开\n\n%s\n", cases[i].body);
        assert_bylines(page, cases[i].expected);
    }
}

/* ---- hostile input ---- */

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Enough for a sanitizer build on a busy machine; quadratic time would take hours. */
enum { MOST_SECONDS = 60 };

static void read_repeated(const char *unit, size_t times, size_t most_sentence)
{
    gx_buffer text = {0};
    for (size_t i = 0; i < times; i++)
        gx_buffer_puts(&text, unit);
    fixture f;
    double begin = seconds();
    assert_int_equal(read_bytes(&f, text.at, text.n), GX_OK);
    assert_true(seconds() - begin < MOST_SECONDS);
    for (size_t a = 0; a < f.page.n_articles; a++)
        for (size_t s = 0; s < f.page.articles[a].n_sentences; s++)
            assert_true(f.page.articles[a].sentences[s].end - f.page.articles[a].sentences[s].start <=
                        most_sentence);
    gx_arena_clear(&f.arena);
    gx_buffer_clear(&text);
}

static void test_pathological(void **state)
{
    (void)state;
    read_repeated("工会的会议，", 600000, 1000); /* 10 MB without a full stop */
    read_repeated("“", 25000, 1000);
    read_repeated("（工会", 25000, 1000);
    read_repeated("）", 25000, 1000);
    read_repeated("<script>", 25000, 1000);
    read_repeated("[工会](", 25000, 1000);
    read_repeated("本报讯（记者 方圆）会议召开。\n", 20000, 1000);
    read_repeated("工会召开会议\n\n本报讯（记者 方圆）会议召开。\n", 20000, 1000);
    read_repeated("## 工会召开会议\n\n", 20000, 1000);
    read_repeated("工会召开会议\n\n", 50000, 1000);
    read_repeated("((", 25000, 1000);
}

static void test_out_of_memory(void **state)
{
    (void)state;
    gx_error err = {0};
    gx_file page = {0};
    assert_int_equal(gx_file_read(&page, "tests/text/page01.txt", &err), GX_OK);
    gx_status status = GX_ENOMEM;
    for (long n = 0; status != GX_OK; n++) {
        fixture f;
        gx_arena_init(&f.arena);
        f.err = (gx_error){0};
        gx_alloc_fail_after(n);
        status = gx_page_read(&f.page, &f.arena, "page.txt", page.bytes, page.n, &f.err);
        gx_alloc_fail_after(-1);
        assert_true(status == GX_OK || (status == GX_ENOMEM && f.err.status == GX_ENOMEM));
        assert_null(f.arena.guard);
        gx_arena_clear(&f.arena);
        assert_true(n < 10000);
    }
    gx_file_clear(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings),     cmocka_unit_test(test_short_files_in_gb18030),
        cmocka_unit_test(test_line_breaks),   cmocka_unit_test(test_problems),
        cmocka_unit_test(test_many_problems), cmocka_unit_test(test_binary),
        cmocka_unit_test(test_empty),         cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_sentences),     cmocka_unit_test(test_blocks_cover_the_text),
        cmocka_unit_test(test_pages),         cmocka_unit_test(test_bylines),
        cmocka_unit_test(test_pathological),  cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_parts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
