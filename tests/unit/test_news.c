/* Dates, events, roles, awards and partners on sentences of our own: page in, facts out. */
#include "extract/extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static gx_extractor *extractor;
static gx_worker *worker;

static int start(void **state)
{
    (void)state;
    gx_error err = {0};
    if (gx_extractor_new(&extractor, "seeds", NULL, 0, GX_TEST_WEIGHTS, &err) != GX_OK ||
        gx_worker_new(&worker, extractor, &err) != GX_OK) {
        fprintf(stderr, "%s:%u: %s\n", err.file, err.line, err.text);
        return 1;
    }
    return 0;
}

static int stop(void **state)
{
    (void)state;
    gx_worker_free(worker);
    gx_extractor_free(extractor);
    return 0;
}

static gx_facts read_page(const char *text)
{
    gx_facts facts = {0};
    gx_error err = {0};
    gx_page_input page = {.name = "p.txt", .bytes = text, .n = strlen(text)};
    if (gx_extract_page(&facts, worker, &page, NULL, NULL, &err) != GX_OK)
        fail_msg("%s", err.text);
    return facts;
}

static bool took_part(const gx_facts *facts, const char *entity, const char *role)
{
    for (size_t i = 0; i < facts->n; i++) {
        const gx_fact *f = &facts->at[i];
        if (f->type == GX_FACT_PARTICIPATION && strcmp(f->as.participation.entity, entity) == 0 &&
            (!role || strcmp(f->as.participation.role, role) == 0))
            return true;
    }
    return false;
}

static const gx_fact *event_like(const gx_facts *facts, const char *words)
{
    for (size_t i = 0; i < facts->n; i++)
        if (facts->at[i].type == GX_FACT_EVENT && strstr(facts->at[i].as.event.name, words))
            return &facts->at[i];
    return NULL;
}

static bool awarded(const gx_facts *facts, const char *recipient, const char *award)
{
    for (size_t i = 0; i < facts->n; i++) {
        const gx_fact *f = &facts->at[i];
        if (f->type == GX_FACT_AWARD && strcmp(f->as.award.recipient, recipient) == 0 &&
            strcmp(f->as.award.award, award) == 0)
            return true;
    }
    return false;
}

/* A page whose date is known, with one article. */
#define PAGE(date, title, body) "发布时间：" date "\n\n# " title "\n\n本报讯（记者 刘方）" body "\n"

static void assert_event(const char *page, const char *name, const char *date)
{
    gx_facts facts = read_page(page);
    const gx_fact *event = event_like(&facts, name);
    if (!event)
        fail_msg("no event %s", name);
    if (!date)
        assert_null(event->as.event.date);
    else
        assert_string_equal(event->as.event.date ? event->as.event.date : "(none)", date);
    gx_facts_clear(&facts);
}

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *words, *date;
    } cases[] = {
        {"昨天", "2023-03-15"},
        {"今天上午", "2023-03-16"},
        {"3月2日至4日", "2023-03-02/2023-03-04"},
        {"12月30日", "2022-12-30"},
        {"9日下午", "2023-03-09"},
        {"28日", "2023-02-28"},
        {"上周五", "2023-03-10"},
        {"本周二", "2023-03-14"},
        {"去年10月", "2022-10"},
        {"上月", "2023-02"},
        {"近日", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char page[1024];
        snprintf(page, sizeof page,
                 PAGE("2023-03-16", "云山市总工会召开财务工作会议", "%s，云山市总工会召开财务工作会议。"),
                 cases[i].words);
        assert_event(page, "财务工作会议", cases[i].date);
    }
}

static void test_put_off(void **state)
{
    (void)state;
    assert_event(PAGE("2023-03-16", "云山市职工篮球赛改期",
                      "原定3月18日举行的云山市第三届职工篮球赛因降雨推迟到3月25日。"),
                 "篮球赛", "2023-03-25");
}

static void test_page_date(void **state)
{
    (void)state;
    gx_facts facts = read_page("# 云山市总工会召开财务工作会议\n\n本报讯（记者 "
                               "刘方）昨天（5月8日），云山市总工会召开2021年财务工作会议。\n");
    assert_string_equal(facts.at[0].as.document.published, "2021-05-09");
    gx_facts_clear(&facts);
    facts = read_page(
        "# 云山市总工会召开财务工作会议\n\n本报讯（记者 刘方）近日，云山市总工会召开财务工作会议。\n");
    assert_null(facts.at[0].as.document.published);
    gx_facts_clear(&facts);
}

static void test_who_was_there(void **state)
{
    (void)state;
    gx_facts facts = read_page(PAGE(
        "2023-03-16", "云山市职工诗歌大会举行",
        "3月15日，云山市第二届职工诗歌大会在市工人文化宫举行。活动由云山市总工会主办，云山市作家协会承办。"
        "云山市总工会主席陈国强出席并致辞，副主席李秀兰主持活动。云山市文化馆馆长周明亮因病请假，没有出席"
        "。"));
    assert_true(took_part(&facts, "云山市总工会", "organizer"));
    assert_true(took_part(&facts, "云山市作家协会", "co_organizer"));
    assert_true(took_part(&facts, "陈国强", "speaker"));
    assert_false(took_part(&facts, "陈国强", "attendee"));
    assert_true(took_part(&facts, "李秀兰", "host"));
    assert_false(took_part(&facts, "周明亮", NULL));
    gx_facts_clear(&facts);
}

static void test_delegated(void **state)
{
    (void)state;
    gx_facts facts = read_page(PAGE("2023-03-16", "云山市总工会召开财务工作会议",
                                    "昨天，云山市总工会召开财务工作会议。市总工会主席陈国强在外地出差，未能到"
                                    "会，委托副主席李秀兰宣读讲话稿。"));
    assert_false(took_part(&facts, "陈国强", NULL));
    assert_true(took_part(&facts, "李秀兰", "speaker"));
    gx_facts_clear(&facts);
}

static void test_another_time(void **state)
{
    (void)state;
    gx_facts facts = read_page(
        PAGE("2023-03-16", "云山市总工会调研云山第一纺织厂",
             "昨天，云山市总工会副主席李秀兰到云山第一纺织厂调研。据悉，市总工会主席陈国强也曾到该厂调研。"));
    assert_true(took_part(&facts, "李秀兰", "visitor"));
    assert_false(took_part(&facts, "陈国强", NULL));
    gx_facts_clear(&facts);
}

static void test_offices(void **state)
{
    (void)state;
    gx_facts facts = read_page(PAGE("2023-03-16", "云山市举办职工歌咏比赛",
                                    "昨天，云山市总工会举办第四届职工歌咏比赛。裁判长由音乐教师周明亮担任。经"
                                    "过两天比赛，云山第一纺织厂获得一等奖。"));
    assert_true(took_part(&facts, "周明亮", "judge"));
    assert_null(event_like(&facts, "两天"));
    gx_facts_clear(&facts);
}

static void test_visit(void **state)
{
    (void)state;
    gx_facts facts = read_page(PAGE("2023-03-16", "云山市总工会慰问一线职工",
                                    "昨天，云山市总工会副主席李秀兰到云山第一纺织厂慰问一线职工。"));
    assert_true(took_part(&facts, "李秀兰", "visitor"));
    assert_true(took_part(&facts, "云山第一纺织厂", "recipient"));
    gx_facts_clear(&facts);
}

static void test_ranks(void **state)
{
    (void)state;
    gx_facts facts = read_page(
        PAGE("2023-03-16", "云山市职工焊接技能竞赛落幕",
             "昨天，云山市第五届职工焊接技能竞赛落幕。陈国强夺得第一名，李秀兰、周明亮分获二、三名。"));
    assert_true(awarded(&facts, "陈国强", "第一名"));
    assert_true(awarded(&facts, "李秀兰", "第二名"));
    assert_true(awarded(&facts, "周明亮", "第三名"));
    assert_true(took_part(&facts, "周明亮", "performer"));
    assert_true(took_part(&facts, "周明亮", "awardee"));
    gx_facts_clear(&facts);
}

static void test_honour_before_name(void **state)
{
    (void)state;
    gx_facts facts = read_page(PAGE("2023-03-16", "云山市总工会召开座谈会",
                                    "昨天，云山市总工会召开青年职工座谈会。全国劳动模范陈国强发言。"));
    assert_true(awarded(&facts, "陈国强", "全国劳动模范"));
    gx_facts_clear(&facts);
}

static void test_partners(void **state)
{
    (void)state;
    gx_facts facts = read_page(PAGE("2023-03-16", "云山市举办职工读书活动",
                                    "昨天，云山市总工会、云山市图书馆联合举办第二届职工读书活动。"));
    bool partners = false;
    for (size_t i = 0; i < facts.n; i++)
        partners = partners || (facts.at[i].type == GX_FACT_ORGANIZATION_RELATION &&
                                strcmp(facts.at[i].as.relation.relation, "partner") == 0);
    assert_true(partners);
    gx_facts_clear(&facts);
}

/* A page of several parts: one document, articles numbered through, every quotation where it says it stands. */
static void test_long_page(void **state)
{
    (void)state;
    enum { BYTES = 700 * 1000, TWICE = 2 };
    gx_buffer text = {0};
    gx_buffer_puts(&text, "2023年03月16日\n\n");
    for (int i = 0; text.n < BYTES; i++)
        gx_buffer_printf(&text, "云山市第%d届职工代表大会召开\n\n　　本报讯（记者 郑小舟）昨天，云山市总工会主席陈国强"
                                "出席第%d届职工代表大会并讲话。\n\n", i, i);
    gx_facts facts = read_page(text.at);
    uint32_t article = 0;
    size_t quotations = 0;
    for (size_t i = 0; i < facts.n; i++) {
        const gx_fact *f = &facts.at[i];
        assert_int_equal(f->type == GX_FACT_DOCUMENT, i == 0);
        if (f->type == GX_FACT_ARTICLE)
            assert_int_equal(f->article, ++article);
        assert_int_equal(f->article, article);
        size_t n = f->evidence.text ? strlen(f->evidence.text) : 0;
        if (n && f->evidence.span.end - f->evidence.span.start == n) {
            assert_true(f->evidence.span.end <= text.n);
            assert_memory_equal(text.at + f->evidence.span.start, f->evidence.text, n);
            quotations++;
        }
    }
    assert_int_equal(facts.at[0].as.document.bytes, text.n);
    assert_string_equal(facts.at[0].as.document.published, "2023-03-16");
    assert_true(article > BYTES / 1000 && quotations > article * TWICE);
    const gx_fact *last = &facts.at[facts.n - 1];
    assert_true(last->evidence.text && last->evidence.span.end > text.n - 200);
    gx_facts_clear(&facts);
    gx_buffer_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates),     cmocka_unit_test(test_put_off),
        cmocka_unit_test(test_page_date), cmocka_unit_test(test_who_was_there),
        cmocka_unit_test(test_delegated), cmocka_unit_test(test_visit),
        cmocka_unit_test(test_ranks),     cmocka_unit_test(test_honour_before_name),
        cmocka_unit_test(test_partners),  cmocka_unit_test(test_another_time),
        cmocka_unit_test(test_offices),   cmocka_unit_test(test_long_page),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
