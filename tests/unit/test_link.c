/* Linking: names taken apart, dates with their precision, profiles of a page, clusters and their reasons. */
#include "link/link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static void names_are_taken_apart(void **state)
{
    (void)state;
    static const struct {
        const char *name, *core, *place, *region, *block;
        bool generic;
    } cases[] = {
        {"怀柔区总工会", "怀柔区总工会", NULL, NULL, "怀柔总工会", false},
        {"北京市怀柔区总工会", "怀柔区总工会", "北京市", "北京", "怀柔总工会", false},
        {"北京市总工会", "北京市总工会", NULL, "北京", "北京总工会", false},
        {"全国总工会", "中华全国总工会", NULL, NULL, "中华全国总工会", false},
        {"全总", "中华全国总工会", NULL, NULL, "中华全国总工会", false},
        {"中共江门市委", "江门市委", NULL, NULL, "江门委", false},
        {"江门市政府", "江门市政府", NULL, NULL, "江门政府", false},
        {"宜昌市民政局", "宜昌市民政局", NULL, NULL, "宜昌民政局", false},
        {"长阳土家族自治县总工会", "长阳土家族自治县总工会", NULL, NULL, "长阳总工会", false},
        {"广西三江侗族自治县第三人民医院", "三江侗族自治县第三人民医院", "广西", "广西", "三江第三人民医院",
         false},
        {"西藏山南市雅江医院", "山南市雅江医院", "西藏", "西藏", "山南雅江医院", false},
        {"内蒙古自治区总工会", "内蒙古自治区总工会", NULL, "内蒙古", "内蒙古总工会", false},
        {"全国政协", "政协全国委员会", NULL, NULL, "政协全国委员会", false},
        {"全国人大常务委员会", "全国人大常务委员会", NULL, NULL, "全国人大常委会", false},
        {"上海市政工程集团", "上海市政工程集团", NULL, "上海", "上海市政工程集团", false},
        {"启辰微电子（江门）有限公司", "启辰微电子（江门）有限公司", NULL, NULL, "启辰微电子江门", false},
        {"岭川轴承有限责任公司工会", "岭川轴承有限责任公司工会", NULL, NULL, "岭川轴承工会", false},
        {"市总工会", "市总工会", NULL, NULL, "市总工会", true},
        {"集团工会", "集团工会", NULL, NULL, "集团工会", true},
        {"公交集团", "公交集团", NULL, NULL, "公交集团", true}, /* of which city? */
        {"宜昌市公交集团", "宜昌市公交集团", NULL, NULL, "宜昌公交集团", false},
        {"经开区总工会", "经开区总工会", NULL, NULL, "经开总工会", true},
        {"宜昌市高新区总工会", "宜昌市高新区总工会", NULL, NULL, "宜昌高新区总工会", false},
        {"工", "工", NULL, NULL, "工", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gx_arena arena = {0};
        gx_organization_name name;
        const char *block = NULL;
        assert_int_equal(gx_organization_name_parse(&name, &arena, cases[i].name, NULL), GX_OK);
        assert_int_equal(gx_organization_block(&block, &arena, cases[i].name, NULL), GX_OK);
        assert_string_equal(name.core, cases[i].core);
        assert_string_equal(name.place ? name.place : "-", cases[i].place ? cases[i].place : "-");
        assert_string_equal(name.region ? name.region : "-", cases[i].region ? cases[i].region : "-");
        assert_string_equal(block, cases[i].block);
        assert_int_equal(name.generic, cases[i].generic);
        gx_arena_clear(&arena);
    }
}

static void short_forms_keep_the_first_character_and_the_order(void **state)
{
    (void)state;
    assert_true(gx_name_shortens("怀柔总工会", "怀柔区总工会"));
    assert_true(gx_name_shortens("岭轴公司", "岭川轴承有限责任公司"));
    assert_false(gx_name_shortens("怀柔区总工会", "怀柔区总工会"));
    assert_false(gx_name_shortens("柔怀总工会", "怀柔区总工会"));
    assert_false(gx_name_shortens("总工会", "怀柔区总工会"));
    assert_false(gx_name_shortens("", "怀柔区总工会"));
}

static void dates_have_bounds_of_their_precision(void **state)
{
    (void)state;
    static const struct {
        const char *iso, *first, *last;
    } cases[] = {
        {"2020", "2020-01-01", "2020-12-31"},
        {"2020-02", "2020-02-01", "2020-02-29"},
        {"2021-02", "2021-02-01", "2021-02-28"},
        {"2020-01-09", "2020-01-09", "2020-01-09"},
        {"2020-01-08/2020-01-15", "2020-01-08", "2020-01-15"},
        {"2019-12/2020", "2019-12-01", "2020-12-31"},
    };
    static const char *const bad[] = {"",           "20",          "2020-13", "2020-00",         "2020-1-1",
                                      "2021-02-29", "2020-01-09x", "2020/",   "2020-02/2020-01", "一月"};
    char first[11], last[11];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(gx_date_bounds(cases[i].iso, first, last));
        assert_string_equal(first, cases[i].first);
        assert_string_equal(last, cases[i].last);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(gx_date_bounds(bad[i], first, last));
}

/* ---- one page ---- */

static gx_fact organization(uint32_t article, const char *name)
{
    gx_fact fact = {.type = GX_FACT_ORGANIZATION, .document = "d", .article = article};
    fact.as.organization.name = name;
    fact.as.organization.kind = "union";
    return fact;
}

static gx_fact person(uint32_t article, const char *name)
{
    gx_fact fact = {.type = GX_FACT_PERSON, .document = "d", .article = article};
    fact.as.person.name = name;
    return fact;
}

static gx_fact post(uint32_t article, const char *name, const char *title, const char *body)
{
    gx_fact fact = {.type = GX_FACT_POST, .document = "d", .article = article};
    fact.as.post.person = name;
    fact.as.post.title = title;
    fact.as.post.organization = body;
    return fact;
}

static void a_page_tells_people_of_one_name_apart(void **state)
{
    (void)state;
    const gx_fact facts[] = {
        {.type = GX_FACT_DOCUMENT, .document = "d"},
        organization(1, "云溪区总工会"),
        person(1, "任和"),
        post(1, "任和", "主席", "云溪区总工会"),
        organization(2, "青禾纺织有限公司"),
        person(2, "任和"),
        post(2, "任和", "挡车工", "青禾纺织有限公司"),
        organization(3, "云溪区总工会"),
        person(3, "任和"),
        {.type = GX_FACT_BYLINE, .document = "d", .article = 4, .as.byline = {"任和", "reporter"}},
    };
    enum { N = sizeof facts / sizeof *facts };
    gx_arena arena = {0};
    gx_document_profiles out;
    assert_int_equal(gx_link_document(&out, &arena, facts, N, "page", NULL, 0, NULL), GX_OK);
    assert_int_equal(out.of_fact[1], out.of_fact[7]);     /* one union */
    assert_int_equal(out.of_fact[2], out.of_fact[8]);     /* the union's chairman again, by the union */
    assert_int_not_equal(out.of_fact[2], out.of_fact[5]); /* the weaver is another */
    assert_int_not_equal(out.of_fact[2], out.of_fact[9]); /* and so is the reporter */
    assert_int_equal(out.of_fact[3], UINT32_MAX);
    assert_string_equal(out.profiles.at[out.of_fact[2]].kind, "newsmaker");
    gx_arena_clear(&arena);
}

static void a_page_drops_parents_and_provinces(void **state)
{
    (void)state;
    const gx_fact facts[] = {
        {.type = GX_FACT_DOCUMENT, .document = "d"},
        organization(1, "湖南凌湖机电集团有限公司"),
        organization(2, "凌湖机电集团"),
        organization(3, "凌湖机电"),
        organization(1, "凌湖机电集团青石电机厂"),
        organization(2, "青石电机厂"),
        organization(2, "湖南职业学院"),
        organization(2, "广东职业学院"),
        organization(3, "职业学院"), /* of which of the two? */
    };
    enum { N = sizeof facts / sizeof *facts };
    gx_arena arena = {0};
    gx_document_profiles out;
    assert_int_equal(gx_link_document(&out, &arena, facts, N, "page", NULL, 0, NULL), GX_OK);
    assert_int_equal(out.of_fact[1], out.of_fact[2]);
    assert_int_equal(out.of_fact[1], out.of_fact[3]);
    assert_int_equal(out.of_fact[4], out.of_fact[5]);
    assert_int_not_equal(out.of_fact[1], out.of_fact[4]);
    assert_int_not_equal(out.of_fact[6], out.of_fact[7]);
    assert_int_not_equal(out.of_fact[8], out.of_fact[6]);
    assert_int_not_equal(out.of_fact[8], out.of_fact[7]);
    assert_string_equal(out.profiles.at[out.of_fact[2]].name, "湖南凌湖机电集团有限公司");
    gx_arena_clear(&arena);
}

static void a_split_takes_a_mention_out(void **state)
{
    (void)state;
    const gx_fact facts[] = {{.type = GX_FACT_DOCUMENT, .document = "d"},
                             organization(1, "云溪区总工会"),
                             organization(2, "云溪区总工会")};
    const gx_split split = {GX_PROFILE_ORGANIZATION, "云溪区总工会", 2, "split 1"};
    gx_arena arena = {0};
    gx_document_profiles out;
    assert_int_equal(gx_link_document(&out, &arena, facts, 3, "page", &split, 1, NULL), GX_OK);
    assert_int_not_equal(out.of_fact[1], out.of_fact[2]);
    assert_string_equal(out.profiles.at[out.of_fact[2]].mark, "split 1");
    gx_arena_clear(&arena);
}

/* ---- several pages ---- */

static gx_profile body(const char *name, const char *document, const char *region)
{
    return (gx_profile){.type = GX_PROFILE_ORGANIZATION,
                        .name = name,
                        .block = "朝阳总工会",
                        .kind = "union",
                        .region = region,
                        .mark = "",
                        .document = document,
                        .order = document};
}

static void two_provinces_are_two_bodies_through_a_third_too(void **state)
{
    (void)state;
    const gx_profile profiles[] = {body("朝阳区总工会", "a", "北京"), body("朝阳区总工会", "b", NULL),
                                   body("朝阳区总工会", "c", "吉林"), body("朝阳总工会", "d", "吉林")};
    gx_arena arena = {0};
    gx_clusters out;
    assert_int_equal(gx_link_block(&out, &arena, profiles, 4, NULL, 0, NULL), GX_OK);
    assert_int_equal(out.n, 2);
    assert_int_equal(out.of_profile[0], 0);
    assert_int_equal(out.of_profile[2], out.of_profile[3]);
    assert_int_not_equal(out.of_profile[0], out.of_profile[2]);
    gx_arena_clear(&arena);
}

static void judgements_win(void **state)
{
    (void)state;
    const gx_profile profiles[] = {body("朝阳区总工会", "a", "北京"), body("朝阳区总工会", "b", "北京"),
                                   body("朝阳区总工会", "c", "吉林")};
    const gx_constraint constraints[] = {{0, 1, false, 7}, {0, 2, true, 8}};
    gx_arena arena = {0};
    gx_clusters out;
    assert_int_equal(gx_link_block(&out, &arena, profiles, 3, constraints, 2, NULL), GX_OK);
    assert_int_equal(out.of_profile[0], out.of_profile[2]);
    assert_int_not_equal(out.of_profile[0], out.of_profile[1]);
    bool told = false;
    for (size_t i = 0; i < out.decisions.n; i++)
        told =
            told || strcmp(out.decisions.at[i].why, "the same name; but judgement 7 keeps them apart") == 0;
    assert_true(told);
    gx_arena_clear(&arena);
}

static void levels_are_not_mixed_up(void **state)
{
    (void)state;
    gx_profile profiles[] = {body("朝阳市总工会", "a", NULL), body("朝阳区总工会", "b", NULL)};
    gx_arena arena = {0};
    gx_clusters out;
    assert_int_equal(gx_link_block(&out, &arena, profiles, 2, NULL, 0, NULL), GX_OK);
    assert_int_equal(out.n, 2);
    gx_arena_clear(&arena);
}

/* ---- whom a name means ---- */

enum { PAGES_AT_MOST = 8 };

static gx_profile someone(const char *document, const char *region, const char **bodies, size_t n_bodies,
                          const char **titles, size_t n_titles)
{
    return (gx_profile){.type = GX_PROFILE_PERSON,
                        .name = "任和",
                        .block = "任和",
                        .kind = "newsmaker",
                        .region = region,
                        .bodies = {bodies, n_bodies, n_bodies},
                        .titles = {titles, n_titles, n_titles},
                        .mark = "",
                        .document = document,
                        .order = document};
}

static const char *union_body[] = {"=云溪总工会"}, *union_titles[] = {"主席", "主席@云溪总工会"};
static const char *mill_body[] = {"=青禾纺织厂"}, *mill_titles[] = {"挡车工", "挡车工@青禾纺织厂"};
static const char *state_body[] = {"=国务院"}, *state_titles[] = {"国务委员", "国务委员@国务院"};
static const char *ministry[] = {"=外交部"}, *minister[] = {"部长", "部长@外交部"};

static size_t clusters_of(const gx_profile *profiles, size_t n, uint32_t *of)
{
    gx_arena arena = {0};
    gx_clusters out;
    assert_int_equal(gx_link_block(&out, &arena, profiles, n, NULL, 0, NULL), GX_OK);
    memcpy(of, out.of_profile, n * sizeof *of);
    size_t found = out.n;
    gx_arena_clear(&arena);
    return found;
}

static void a_bare_name_means_the_one_whom_most_pages_mean(void **state)
{
    (void)state;
    uint32_t of[PAGES_AT_MOST];
    const gx_profile chair[] = {someone("a", NULL, union_body, 1, union_titles, 2),
                                someone("b", NULL, union_body, 1, union_titles, 2),
                                someone("c", NULL, NULL, 0, NULL, 0)};
    assert_int_equal(clusters_of(chair, 3, of), 1);
    const gx_profile once[] = {chair[0], chair[2]}; /* one page makes nobody known */
    assert_int_equal(clusters_of(once, 2, of), 2);
    const gx_profile rival[] = {chair[0], chair[1], chair[2],
                                someone("d", NULL, mill_body, 1, mill_titles, 2),
                                someone("e", NULL, mill_body, 1, mill_titles, 2)};
    assert_int_equal(clusters_of(rival, 5, of), 3); /* the chair, the weaver, and one of the two */
    assert_int_equal(of[0], of[1]);
    assert_int_equal(of[3], of[4]);
    assert_int_not_equal(of[0], of[3]);
}

static void pages_about_another_province_mean_another(void **state)
{
    (void)state;
    uint32_t of[PAGES_AT_MOST];
    const gx_profile profiles[] = {someone("a", "陕西", union_body, 1, union_titles, 2),
                                   someone("b", "陕西", union_body, 1, union_titles, 2),
                                   someone("c", "北京", NULL, 0, NULL, 0),
                                   someone("d", "陕西", NULL, 0, NULL, 0)};
    assert_int_equal(clusters_of(profiles, 4, of), 2);
    assert_int_not_equal(of[0], of[2]);
    assert_int_equal(of[0], of[3]);
}

static void posts_of_the_state_are_held_together(void **state)
{
    (void)state;
    uint32_t of[PAGES_AT_MOST];
    const gx_profile profiles[] = {
        someone("a", "北京", state_body, 1, state_titles, 2), someone("b", "上海", ministry, 1, minister, 2),
        someone("c", "台湾", NULL, 0, NULL, 0), someone("d", NULL, mill_body, 1, mill_titles, 2)};
    assert_int_equal(clusters_of(profiles, 4, of), 2);
    assert_int_equal(of[0], of[1]);
    assert_int_not_equal(of[0], of[3]); /* no minister weaves */
}

static void a_name_on_many_pages_is_known_without_a_post(void **state)
{
    (void)state;
    uint32_t of[PAGES_AT_MOST];
    const gx_profile profiles[] = {
        someone("a", "北京", NULL, 0, NULL, 0), someone("b", "上海", NULL, 0, NULL, 0),
        someone("c", NULL, NULL, 0, NULL, 0), someone("d", "河南", NULL, 0, NULL, 0),
        someone("e", NULL, NULL, 0, NULL, 0)};
    assert_int_equal(clusters_of(profiles, 5, of), 1);
    assert_int_equal(clusters_of(profiles, 4, of), 4);
}

static void a_post_that_few_pages_tell_does_not_hide_whom_all_know(void **state)
{
    (void)state;
    uint32_t of[PAGES_AT_MOST];
    const gx_profile profiles[] = {
        someone("a", NULL, union_body, 1, union_titles, 2), someone("b", "河南", NULL, 0, NULL, 0),
        someone("c", "上海", NULL, 0, NULL, 0), someone("d", "广东", NULL, 0, NULL, 0),
        someone("e", NULL, NULL, 0, NULL, 0)};
    assert_int_equal(clusters_of(profiles, 5, of), 1);
    assert_int_not_equal(clusters_of(profiles, 4, of), 1); /* three pages are not yet everywhere */
}

static void titles_of_the_state_say_more_than_a_body_read_amiss(void **state)
{
    (void)state;
    uint32_t of[PAGES_AT_MOST];
    static const char *councillor[] = {"国务委员", "国务委员@云溪船厂"};
    static const char *again[] = {"国务委员", "国务委员@中央宣讲团"}, *lecturers[] = {"=中央宣讲团"};
    const gx_profile profiles[] = {someone("a", NULL, mill_body, 1, councillor, 2),
                                   someone("b", NULL, lecturers, 1, again, 2)};
    assert_int_equal(clusters_of(profiles, 2, of), 1);
}

static void an_office_is_seen_behind_a_body_cut_too_long(void **state)
{
    (void)state;
    const gx_fact facts[] = {organization(1, "决议联合国"), person(1, "何一帆"),
                             post(1, "何一帆", "秘书长", "决议联合国")};
    gx_document_profiles out;
    gx_arena arena = {0};
    assert_int_equal(gx_link_document(&out, &arena, facts, 3, "page", NULL, 0, NULL), GX_OK);
    const gx_profile *p = &out.profiles.at[out.of_fact[1]];
    assert_int_equal(p->titles.n, 3);
    assert_string_equal(p->titles.at[2], "联合国秘书长");
    gx_arena_clear(&arena);
}

static void offices_of_one_place_are_held_together(void **state)
{
    (void)state;
    uint32_t of[PAGES_AT_MOST];
    static const char *government[] = {"=云溪人民政府"}, *head[] = {"区长", "区长@云溪人民政府"};
    static const char *other[] = {"=怀柔人民政府"}, *other_head[] = {"区长", "区长@怀柔人民政府"};
    const gx_profile profiles[] = {someone("a", NULL, union_body, 1, union_titles, 2),
                                   someone("b", NULL, government, 1, head, 2),
                                   someone("c", NULL, other, 1, other_head, 2)};
    assert_int_equal(clusters_of(profiles, 3, of), 2);
    assert_int_equal(of[0], of[1]);
}

/* ---- events ---- */

static const char *mill_and_chair[] = {"o:青禾纺织厂", "p:任和"}, *first_article[] = {"1"},
                  *second_article[] = {"2"};

static gx_profile event(const char *name, const char *document, const char **article)
{
    return (gx_profile){.type = GX_PROFILE_EVENT,
                        .name = name,
                        .block = "d:2021-03-05",
                        .kind = "meeting",
                        .bodies = {mill_and_chair, 2, 2},
                        .articles = {article, 1, 1},
                        .mark = "",
                        .document = document,
                        .order = document};
}

static void copies_of_a_page_tell_of_one_event(void **state)
{
    (void)state;
    gx_arena arena = {0};
    gx_clusters out;
    gx_profile profiles[PAGES_AT_MOST];
    static const char *const documents[PAGES_AT_MOST] = {"a", "a", "b", "b", "c", "c", "d", "d"};
    for (size_t i = 0; i < PAGES_AT_MOST; i++)
        profiles[i] = event(i % 2 ? "职工运动会闭幕式" : "职工座谈会", documents[i],
                            i % 2 ? second_article : first_article);
    assert_int_equal(gx_link_block(&out, &arena, profiles, PAGES_AT_MOST, NULL, 0, NULL), GX_OK);
    assert_int_equal(out.n, 2);
    size_t joined = 0;
    for (size_t i = 0; i < out.decisions.n; i++)
        joined += out.decisions.at[i].same;
    assert_int_equal(joined, PAGES_AT_MOST - 2); /* each copy once */
    gx_arena_clear(&arena);
}

/* What an article tells apart stays so on all copies, though the names alone would join. */
static void two_events_of_an_article_are_two_on_its_copies(void **state)
{
    (void)state;
    uint32_t of[PAGES_AT_MOST];
    gx_profile profiles[PAGES_AT_MOST];
    static const char *const documents[PAGES_AT_MOST] = {"a", "a", "b", "b", "c", "c", "d", "d"};
    for (size_t i = 0; i < PAGES_AT_MOST; i++)
        profiles[i] = event(i % 2 ? "职工运动会闭幕式" : "职工运动会开幕式", documents[i], first_article);
    assert_int_equal(clusters_of(profiles, PAGES_AT_MOST, of), 2);
    for (size_t i = 0; i < PAGES_AT_MOST; i++)
        assert_int_equal(of[i], i % 2);
}

/* Pages drawn from a few events, some twice in an article: copies taken together, and pair by pair as beside
 * a judgement that says nothing, give the same events and the same pairs to look at. */
static void copies_taken_together_are_as_pair_by_pair(void **state)
{
    (void)state;
    enum { PAGES = 24, DRAWS = 300, ALL_AT_MOST = 3 * PAGES };
    static const char *const names[] = {"职工运动会", "云溪区职工运动会",     "云溪区第五届职工运动会",
                                        "座谈会",     "云溪区劳模先进座谈会", "云溪区劳模先进职工座谈会"};
    static const char *const kinds[] = {"meeting", "competition"}, *const places[] = {NULL, "青禾公司"};
    static const char *who[] = {"o:青禾纺织厂", "p:任和畅", "p:沈砚秋", "p:阮知远"};
    static const gx_constraint nothing = {0, 0, true, 1};
    uint32_t drawn = 1;
#define DRAW(n) ((drawn = drawn * 1664525u + 1013904223u) >> 16) % (n)
    for (size_t d = 0; d < DRAWS; d++) {
        gx_profile told[4], profiles[ALL_AT_MOST];
        char documents[PAGES][4];
        size_t n = 0, n_told = 1 + DRAW(4);
        for (size_t i = 0; i < n_told; i++) {
            size_t first = DRAW(4);
            told[i] = event(names[DRAW(6)], "", first_article);
            told[i].kind = kinds[DRAW(2)];
            told[i].place = places[DRAW(2)];
            told[i].bodies = (gx_strings){who + first, DRAW(5 - first), 4};
        }
        for (size_t page = 0; page < PAGES; page++) {
            snprintf(documents[page], sizeof documents[page], "%02zu", page);
            for (size_t i = DRAW(4); i < 3; i++) {
                profiles[n] = told[DRAW(n_told)];
                profiles[n].articles.at = DRAW(3) ? first_article : second_article;
                profiles[n].document = profiles[n].order = documents[page];
                n++;
            }
        }
        gx_arena arena = {0};
        gx_clusters together, singly;
        assert_int_equal(gx_link_block(&together, &arena, profiles, n, NULL, 0, NULL), GX_OK);
        assert_int_equal(gx_link_block(&singly, &arena, profiles, n, &nothing, n > 0, NULL), GX_OK);
        assert_int_equal(together.n, singly.n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(together.of_profile[i], singly.of_profile[i]);
        /* The first to look at of each two events */
        const gx_clusters *both[] = {&together, &singly};
        uint32_t look[2][ALL_AT_MOST][ALL_AT_MOST] = {0};
        for (size_t b = 0; b < 2; b++)
            for (size_t i = 0; i < both[b]->decisions.n; i++) {
                const gx_decision *made = &both[b]->decisions.at[i];
                uint32_t x = both[b]->of_profile[made->a], y = both[b]->of_profile[made->b];
                uint32_t *at = &look[b][x < y ? x : y][x < y ? y : x];
                if (!made->same && made->score >= 0.35 && x != y && !*at)
                    *at = made->a * ALL_AT_MOST + made->b + 1;
            }
        assert_memory_equal(look[0], look[1], sizeof look[0]);
        gx_arena_clear(&arena);
    }
#undef DRAW
}

static void running_out_of_memory_is_an_error_like_any_other(void **state)
{
    (void)state;
    const gx_profile profiles[] = {body("朝阳区总工会", "a", "北京"), body("朝阳总工会", "b", "北京")};
    gx_arena arena = {0};
    gx_clusters out;
    gx_error err = {0};
    gx_alloc_fail_after(0);
    assert_int_equal(gx_link_block(&out, &arena, profiles, 2, NULL, 0, &err), GX_ENOMEM);
    gx_alloc_fail_after(-1);
    assert_string_equal(err.text, "out of memory while linking");
    assert_null(arena.guard);
    gx_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_taken_apart),
        cmocka_unit_test(short_forms_keep_the_first_character_and_the_order),
        cmocka_unit_test(dates_have_bounds_of_their_precision),
        cmocka_unit_test(a_page_tells_people_of_one_name_apart),
        cmocka_unit_test(a_page_drops_parents_and_provinces),
        cmocka_unit_test(a_split_takes_a_mention_out),
        cmocka_unit_test(two_provinces_are_two_bodies_through_a_third_too),
        cmocka_unit_test(judgements_win),
        cmocka_unit_test(levels_are_not_mixed_up),
        cmocka_unit_test(a_bare_name_means_the_one_whom_most_pages_mean),
        cmocka_unit_test(pages_about_another_province_mean_another),
        cmocka_unit_test(posts_of_the_state_are_held_together),
        cmocka_unit_test(a_name_on_many_pages_is_known_without_a_post),
        cmocka_unit_test(a_post_that_few_pages_tell_does_not_hide_whom_all_know),
        cmocka_unit_test(titles_of_the_state_say_more_than_a_body_read_amiss),
        cmocka_unit_test(an_office_is_seen_behind_a_body_cut_too_long),
        cmocka_unit_test(offices_of_one_place_are_held_together),
        cmocka_unit_test(copies_of_a_page_tell_of_one_event),
        cmocka_unit_test(two_events_of_an_article_are_two_on_its_copies),
        cmocka_unit_test(copies_taken_together_are_as_pair_by_pair),
        cmocka_unit_test(running_out_of_memory_is_an_error_like_any_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
