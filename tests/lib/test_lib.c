#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h" /* gx_alloc_fail_after(); all else is the public header's */
#include "lib/guanxi.h"

#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char news[] = "发布时间：2023-03-16\n\n# 云山市总工会召开财务工作会议\n\n"
                           "本报讯（记者 刘方）3月15日，云山市总工会召开财务工作会议。云山市总工会主席丁玉峰出席会议并讲话，"
                           "云山市总工会副主席柳春兰主持会议。会上，青禾纺织有限公司获得“五一劳动奖状”。\n";
static const char other_news[] = "发布时间：2023-04-02\n\n# 云山市举办职工歌咏比赛\n\n"
                                 "本报讯（记者 刘方）4月1日，由云山市总工会主办的云山市职工歌咏比赛举行。云山市总工会主席丁玉峰致辞。\n";

static guanxi_page page_of(const char *name, const char *text)
{
    return (guanxi_page){.name = name, .bytes = text, .n = strlen(text)};
}

static guanxi_reader *new_reader(void)
{
    guanxi_reader *reader = NULL;
    guanxi_error error = {0};
    if (guanxi_reader_new(&reader, GX_TEST_DATA, NULL, &error) != GUANXI_OK)
        fail_msg("%s: %s", error.file, error.text);
    return reader;
}

/* Lines that a callback was given. */
struct lines {
    char text[64 * 1024];
    size_t n, n_lines, stop_at;
};

static int take_line(void *context, const char *line, size_t n)
{
    struct lines *lines = context;
    assert_int_equal(strlen(line), n);
    assert_null(strchr(line, '\n'));
    lines->n += (size_t)snprintf(lines->text + lines->n, sizeof lines->text - lines->n, "%s\n", line);
    assert_true(lines->n < sizeof lines->text);
    return ++lines->n_lines == lines->stop_at;
}

static void pages_become_facts(void **state)
{
    (void)state;
    guanxi_reader *reader = new_reader();
    guanxi_page page = page_of("a.txt", news);
    static struct lines lines, first;
    guanxi_error error = {0};
    assert_int_equal(guanxi_read(reader, &page, take_line, &lines, &error), GUANXI_OK);
    assert_int_equal(error.status, GUANXI_OK);
    assert_ptr_equal(strstr(lines.text, "{\"fact\": \"document\", \"document\": \"a.txt\""), lines.text);
    assert_non_null(strstr(lines.text, "\"person\": \"丁玉峰\", \"title\": \"主席\", \"organization\": \"云山市总工会\""));
    assert_non_null(strstr(lines.text, "\"published\": \"2023-03-16\""));

    first.stop_at = 2;
    assert_int_equal(guanxi_read(reader, &page, take_line, &first, &error), GUANXI_EINTERRUPT);
    assert_int_equal(first.n_lines, 2);
    assert_memory_equal(first.text, lines.text, first.n);

    char bytes[3000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i % 7 ? 0 : 1);
    page = (guanxi_page){.name = "binary", .bytes = bytes, .n = sizeof bytes};
    error = (guanxi_error){0};
    assert_int_equal(guanxi_read(reader, &page, take_line, &lines, &error), GUANXI_EDATA);
    assert_int_equal(error.status, GUANXI_EDATA);
    assert_string_equal(error.file, "binary");
    assert_true(guanxi_reader_weights(reader) != 0);
    guanxi_reader_free(reader);
}

static void wrong_arguments_are_refused(void **state)
{
    (void)state;
    guanxi_reader *reader = (guanxi_reader *)&state;
    guanxi_base *base = NULL;
    guanxi_page page = {.name = "a"};
    guanxi_error error = {0};
    static struct lines lines;
    assert_int_equal(guanxi_reader_new(NULL, NULL, NULL, NULL), GUANXI_EINVAL);
    assert_int_equal(guanxi_reader_new(&reader, "/nowhere", NULL, &error), GUANXI_EIO);
    assert_null(reader);
    assert_string_equal(error.file, "/nowhere");
    assert_string_equal(error.text, "expected a folder with seeds/ and tagger.gxw");
    const char *tables[] = {"/nowhere", NULL};
    assert_int_equal(guanxi_reader_new(&reader, GX_TEST_DATA, tables, &error), GUANXI_EIO);
    assert_int_equal(guanxi_reader_share(&reader, NULL, &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_read(NULL, &page, take_line, &lines, &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_read(NULL, &page, NULL, NULL, &error), GUANXI_EINVAL);
    assert_string_equal(error.text, "expected a function for facts, found NULL");
    assert_int_equal(guanxi_base_open(NULL, "x", GUANXI_READ, &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_base_open(&base, NULL, GUANXI_READ, &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_base_open(&base, "x", (guanxi_mode)7, &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_base_open(&base, "/nowhere/kb.db", GUANXI_READ, &error), GUANXI_EIO);
    assert_null(base);
    assert_int_equal(guanxi_base_begin(NULL, &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_base_commit(NULL, &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_base_add(NULL, NULL, &page, &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_base_remove(NULL, "a", &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_resolve(NULL, "a", NULL, NULL, &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_ask(NULL, GUANXI_WHO, "a", NULL, NULL, &error), GUANXI_EINVAL);
    guanxi_base_rollback(NULL);
    guanxi_base_close(NULL);
    guanxi_reader_free(NULL);
    assert_int_equal(guanxi_reader_weights(NULL), 0);
    assert_string_equal(guanxi_status_name(GUANXI_EAMBIGUOUS), "ambiguous");
    assert_string_equal(guanxi_status_name((guanxi_status)99), "unknown");
}

struct answers {
    char text[8 * 1024];
    size_t n, n_rows;
    int stop;
};

static const char *or_nothing(const char *text)
{
    return text ? text : "-";
}

static int take_row(void *context, const guanxi_row *row)
{
    struct answers *answers = context;
    answers->n += (size_t)snprintf(answers->text + answers->n, sizeof answers->text - answers->n, "%s|%s|%s|%s|%s:%u\n",
                                   or_nothing(row->relation), row->from ? row->from->name : "-", or_nothing(row->what),
                                   row->to ? row->to->name : "-", or_nothing(row->page), row->line);
    assert_true(row->confidence > 0 && row->confidence <= 1);
    answers->n_rows++;
    return answers->stop;
}

static int take_entity(void *context, const guanxi_entity *entity)
{
    struct answers *answers = context;
    answers->n += (size_t)snprintf(answers->text + answers->n, sizeof answers->text - answers->n, "%s|%s|%u\n", entity->type,
                                   entity->name, entity->pages);
    answers->n_rows++;
    return answers->stop;
}

static void assert_answer(guanxi_base *base, guanxi_question question, const char *name, const char *row)
{
    struct answers answers = {.n = 0};
    guanxi_error error = {0};
    if (guanxi_ask(base, question, name, take_row, &answers, &error) != GUANXI_OK)
        fail_msg("%s: %s", name ? name : "all", error.text);
    if (!strstr(answers.text, row))
        fail_msg("expected %s among\n%s", row, answers.text);
}

static guanxi_base *new_base(const char *path, guanxi_reader *reader)
{
    guanxi_base *base = NULL;
    guanxi_page pages[] = {page_of("a.txt", news), page_of("b.txt", other_news)};
    assert_int_equal(guanxi_base_open(&base, path, GUANXI_CREATE, NULL), GUANXI_OK);
    assert_int_equal(guanxi_base_begin(base, NULL), GUANXI_OK);
    assert_int_equal(guanxi_base_add(base, reader, &pages[0], NULL), GUANXI_OK);
    assert_int_equal(guanxi_base_add(base, reader, &pages[1], NULL), GUANXI_OK);
    assert_int_equal(guanxi_base_commit(base, NULL), GUANXI_OK);
    return base;
}

static void a_base_answers(void **state)
{
    (void)state;
    char folder[] = "/tmp/guanxi-lib-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/kb.db", folder);
    guanxi_reader *reader = new_reader();
    guanxi_base *base = new_base(path, reader);
    assert_answer(base, GUANXI_POSTS, "丁玉峰", "post|丁玉峰|主席|云山市总工会|a.txt:5\n");
    assert_answer(base, GUANXI_POSTS, "云山市总工会", "post|柳春兰|副主席|云山市总工会|a.txt:5\n");
    assert_answer(base, GUANXI_WHO, "歌咏比赛", "participation|云山市总工会|organizer|云山市职工歌咏比赛|b.txt:5\n");
    assert_answer(base, GUANXI_ATTENDED, "丁玉峰", "participation|丁玉峰|speaker|云山市职工歌咏比赛|b.txt:5\n");
    assert_answer(base, GUANXI_AWARDS, NULL, "award|青禾纺织有限公司|五一劳动奖状|财务工作会议|a.txt:5\n");
    assert_answer(base, GUANXI_TIMELINE, NULL, "|云山市职工歌咏比赛|b.txt:");
    assert_answer(base, GUANXI_FIND, "柳春兰", "-|柳春兰|-|-|a.txt:5\n");
    struct answers none = {.n = 0};
    assert_int_equal(guanxi_ask(base, GUANXI_RELATIONS, NULL, take_row, &none, NULL), GUANXI_OK);

    guanxi_error error = {0};
    struct answers answers = {.n = 0};
    assert_int_equal(guanxi_resolve(base, "丁玉", take_entity, &answers, &error), GUANXI_OK);
    assert_string_equal(answers.text, "person|丁玉峰|2\n");
    answers.n = 0;
    assert_int_equal(guanxi_resolve(base, "云山市", take_entity, &answers, &error), GUANXI_EAMBIGUOUS);
    assert_non_null(strstr(answers.text, "organization|云山市总工会|2\n"));
    answers = (struct answers){.stop = 1};
    error = (guanxi_error){0};
    assert_int_equal(guanxi_resolve(base, "云山市", take_entity, &answers, &error), GUANXI_EINTERRUPT);
    assert_int_equal(answers.n_rows, 1);
    assert_int_equal(guanxi_ask(base, GUANXI_POSTS, "云山市总工会", take_row, &answers, &error), GUANXI_EINTERRUPT);
    assert_int_equal(answers.n_rows, 2);
    assert_int_equal(guanxi_ask(base, GUANXI_WHO, "没有", take_row, &answers, &error), GUANXI_ENOTFOUND);
    assert_int_equal(guanxi_ask(base, GUANXI_WHO, NULL, take_row, &answers, &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_ask(base, (guanxi_question)70, "x", take_row, &answers, &error), GUANXI_EINVAL);
    assert_string_equal(error.text, "no such question: 70");

    /* What is rolled back was never there; what is removed is gone. */
    assert_int_equal(guanxi_base_remove(base, "a.txt", &error), GUANXI_EINVAL);
    assert_int_equal(guanxi_base_begin(base, NULL), GUANXI_OK);
    assert_int_equal(guanxi_base_remove(base, "a.txt", NULL), GUANXI_OK);
    guanxi_base_rollback(base);
    assert_answer(base, GUANXI_FIND, "柳春兰", "-|柳春兰|-|-|a.txt:5\n");
    assert_int_equal(guanxi_base_begin(base, NULL), GUANXI_OK);
    assert_int_equal(guanxi_base_remove(base, "a.txt", NULL), GUANXI_OK);
    assert_int_equal(guanxi_base_remove(base, "z.txt", &error), GUANXI_ENOTFOUND);
    assert_int_equal(guanxi_base_commit(base, NULL), GUANXI_OK);
    guanxi_base_close(base);
    assert_int_equal(guanxi_base_open(&base, path, GUANXI_READ, NULL), GUANXI_OK);
    assert_int_equal(guanxi_resolve(base, "柳春兰", take_entity, &answers, NULL), GUANXI_ENOTFOUND);
    guanxi_base_close(base);
    guanxi_reader_free(reader);
    unlink(path);
    rmdir(folder);
}

struct job {
    guanxi_reader *reader;
    struct lines lines;
    guanxi_status status;
};

static void *read_often(void *context)
{
    struct job *job = context;
    guanxi_page page = page_of("a.txt", news);
    for (int i = 0; i < 5 && job->status == GUANXI_OK; i++) {
        job->lines.n = 0;
        job->status = guanxi_read(job->reader, &page, take_line, &job->lines, NULL);
    }
    return NULL;
}

static void readers_share_their_tables(void **state)
{
    (void)state;
    enum { JOBS = 3 };
    static struct job jobs[JOBS];
    pthread_t threads[JOBS];
    guanxi_reader *reader = new_reader();
    for (int i = 0; i < JOBS; i++)
        assert_int_equal(guanxi_reader_share(&jobs[i].reader, reader, NULL), GUANXI_OK);
    guanxi_reader_free(reader);
    for (int i = 0; i < JOBS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, &jobs[i]), 0);
    for (int i = 0; i < JOBS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(jobs[i].status, GUANXI_OK);
        assert_true(jobs[i].lines.n > 0);
        assert_string_equal(jobs[i].lines.text, jobs[0].lines.text);
        guanxi_reader_free(jobs[i].reader);
    }
}

enum { AS_BEFORE = 40, NO_LOCALE, OTHER_FACTS, LOCALE_LOST };

/* In a process of its own, for glibc's setlocale() keeps memory when there is LOCPATH. */
static int read_in_german(const char *folder, guanxi_reader *reader, const char *expected)
{
    static struct lines german;
    guanxi_page page = page_of("a.txt", news);
    char half[16];
    setenv("LOCPATH", folder, 1);
    if (!setlocale(LC_ALL, "de_DE.UTF-8"))
        return NO_LOCALE;
    if (guanxi_read(reader, &page, take_line, &german, NULL) != GUANXI_OK || strcmp(german.text, expected) != 0)
        return OTHER_FACTS;
    snprintf(half, sizeof half, "%.1f", 0.5);
    return strcmp(half, "0,5") == 0 ? AS_BEFORE : LOCALE_LOST;
}

/* A program whose locale writes 0,5 gets the same facts, and keeps its locale. */
static void numbers_do_not_follow_the_locale(void **state)
{
    (void)state;
    char folder[] = "/tmp/guanxi-locale-XXXXXX", command[256];
    static struct lines plain;
    guanxi_page page = page_of("a.txt", news);
    guanxi_reader *reader = new_reader();
    assert_int_equal(guanxi_read(reader, &page, take_line, &plain, NULL), GUANXI_OK);
    assert_non_null(mkdtemp(folder));
    snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 >/dev/null 2>&1", folder);
    bool made = system(command) == 0;
    int how = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(read_in_german(folder, reader, plain.text));
    assert_int_equal(waitpid(child, &how, 0), child);
    guanxi_reader_free(reader);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
    if (!made && WEXITSTATUS(how) == NO_LOCALE)
        skip(); /* no `locales` package: nothing was tried */
    assert_int_equal(WEXITSTATUS(how), AS_BEFORE);
}

/* ---- each allocation fails in turn ---- */

/* A data folder with the first rows of each table, so that opening it is quick. */
static void small_data(char folder[])
{
    char command[1024];
    assert_non_null(mkdtemp(folder));
    snprintf(command, sizeof command,
             "mkdir %s/seeds && ln -s %s/tagger.gxw %s/ && for table in %s/seeds/*.tsv; do"
             " grep -v '^#' $table | head -n 12 >%s/seeds/${table##*/}; done",
             folder, GX_TEST_DATA, folder, GX_TEST_DATA, folder);
    assert_int_equal(system(command), 0);
}

static void remove_folder(const char *folder)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

static void assert_out_of_memory(guanxi_status status, const guanxi_error *error, long n)
{
    if (status != GUANXI_ENOMEM || error->status != GUANXI_ENOMEM || !*error->text)
        fail_msg("allocation %ld failed: status %s, text %s", n, guanxi_status_name(status), error->text);
}

static void opening_a_reader_outlives_every_failed_allocation(void **state)
{
    (void)state;
    char folder[] = "/tmp/guanxi-data-XXXXXX";
    small_data(folder);
    long n = 0;
    for (;; n++) {
        guanxi_reader *reader = NULL;
        guanxi_error error = {0};
        gx_alloc_fail_after(n);
        guanxi_status status = guanxi_reader_new(&reader, folder, NULL, &error);
        gx_alloc_fail_after(-1);
        if (status == GUANXI_OK) {
            guanxi_reader_free(reader);
            break;
        }
        assert_null(reader);
        assert_out_of_memory(status, &error, n);
    }
    assert_true(n > 20);
    remove_folder(folder);
}

static void reading_outlives_every_failed_allocation(void **state)
{
    (void)state;
    static struct lines whole, lines;
    guanxi_reader *reader = new_reader();
    guanxi_page page = page_of("a.txt", news);
    assert_int_equal(guanxi_read(reader, &page, take_line, &whole, NULL), GUANXI_OK);
    guanxi_reader_free(reader);
    reader = new_reader(); /* with no scratch yet */
    guanxi_status status = GUANXI_ENOMEM;
    long n = 0;
    for (; status != GUANXI_OK; n++) {
        guanxi_error error = {0};
        lines.n = 0;
        gx_alloc_fail_after(n);
        status = guanxi_read(reader, &page, take_line, &lines, &error);
        gx_alloc_fail_after(-1);
        if (status != GUANXI_OK)
            assert_out_of_memory(status, &error, n);
    }
    assert_true(n > 5);
    assert_string_equal(lines.text, whole.text);
    guanxi_reader_free(reader);
}

/* Build a base of a page and ask it, all in one, with memory for `n` allocations. */
static guanxi_status build_and_ask(const char *path, guanxi_reader *reader, long n, struct answers *answers,
                                   guanxi_error *error)
{
    guanxi_base *base = NULL;
    guanxi_page page = page_of("a.txt", news);
    gx_alloc_fail_after(n);
    guanxi_status status = guanxi_base_open(&base, path, GUANXI_CREATE, error);
    if (status == GUANXI_OK)
        status = guanxi_base_begin(base, error);
    if (status == GUANXI_OK)
        status = guanxi_base_add(base, reader, &page, error);
    if (status == GUANXI_OK)
        status = guanxi_base_commit(base, error);
    if (status == GUANXI_OK)
        status = guanxi_ask(base, GUANXI_POSTS, "云山市总工会", take_row, answers, error);
    if (status == GUANXI_OK)
        status = guanxi_ask(base, GUANXI_FIND, "会议", take_row, answers, error);
    gx_alloc_fail_after(-1);
    guanxi_base_close(base);
    return status;
}

static void building_outlives_failed_allocations(void **state)
{
    (void)state;
    char folder[] = "/tmp/guanxi-lib-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/kb.db", folder);
    guanxi_reader *reader = new_reader();
    guanxi_status status = GUANXI_ENOMEM;
    long n = 0, n_tried = 0;
    /* Each of the first hundred, then one in seven: the later ones are of the same few places. */
    for (; status != GUANXI_OK; n += n < 100 ? 1 : 7, n_tried++) {
        struct answers answers = {.n = 0};
        guanxi_error error = {0};
        status = build_and_ask(path, reader, n, &answers, &error);
        if (status != GUANXI_OK)
            assert_out_of_memory(status, &error, n);
        else
            assert_non_null(strstr(answers.text, "post|丁玉峰|主席|云山市总工会|a.txt:5\n"));
        unlink(path);
    }
    assert_true(n_tried > 20);
    guanxi_reader_free(reader);
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_become_facts),
        cmocka_unit_test(wrong_arguments_are_refused),
        cmocka_unit_test(a_base_answers),
        cmocka_unit_test(readers_share_their_tables),
        cmocka_unit_test(numbers_do_not_follow_the_locale),
        cmocka_unit_test(opening_a_reader_outlives_every_failed_allocation),
        cmocka_unit_test(reading_outlives_every_failed_allocation),
        cmocka_unit_test(building_outlives_failed_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
