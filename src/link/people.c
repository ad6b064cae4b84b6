#include "link/inside.h"
#include "link/words.h"

#include <string.h>

/* What speaks for and against two appearances of one name being one person, strongest first. The scores are
 * ours, set on the annotated pages: of 40 pairs of equal names on one page none is joined wrongly. */
typedef struct findings {
    const char *shared_body;      /* both have a post in it */
    const char *shared_title;     /* in that body */
    const char *common_body;      /* one has a post in it, the other in a part of it */
    const char *office;           /* an office of the state that one person holds at a time */
    const char *bare_title;       /* the same title, where one of the two names no body */
    const char *mentioned;        /* one's body stands in the other's article */
    const char *parent_mentioned; /* a body that contains one's body stands in the other's article */
    const char *longer_body;      /* both have a post in it, told more fully on one side */
    const char *place;            /* each has an office there: of its party, government, union, … */
    const char *companion;        /* a third person stands in both articles */
    size_t shared_context;        /* bodies, not national ones, that both articles mention */
    bool same_region;             /* and it is told */
    bool of_state;                /* each has a post in a body of the state */
    bool a_has_body, b_has_body, a_has_title, b_has_title, side_title, passing, high_office, regions_differ;
} findings;

/* 筹备工作领导小组 and the like: bodies for a while, of people who have their posts elsewhere. */
static bool is_passing(const char *body)
{
    static const char *const words[] = {"领导小组", "筹备",       "组委会",   "组织委员会", "指挥部",
                                        "专班",     "评审委员会", "代表大会", NULL};
    for (const char *const *word = words; *word; word++)
        if (strstr(body, *word))
            return true;
    return false;
}

static bool is_national(const char *body)
{
    for (const char *const *opening = gx_national_openings; *opening; opening++)
        if (gx_starts_with(body, *opening))
            return true;
    return false;
}

enum { TELLING_OFFICE_BYTES = 12 }; /* four characters: 总理 alone is the end of 副总理 */

bool gx_is_state_body(const char *block)
{
    return is_national(block) || strstr(block, "全国") || gx_starts_with(block, "国务委员") ||
           strstr(block, "中央委员会") || gx_is_one_of(block, gx_ministries);
}

const char *gx_single_office(const char *post)
{
    for (const char *const *office = gx_single_offices; *office; office++)
        if (strlen(*office) >= TELLING_OFFICE_BYTES && gx_ends_with(post, *office))
            return *office;
    return NULL;
}

bool gx_has_state_title(const gx_strings *titles)
{
    for (const char *const *title = gx_state_titles; *title; title++)
        if (gx_strings_have(titles, *title))
            return true;
    return false;
}

static bool only_passing(const gx_profile *p)
{
    bool any = false;
    for (size_t i = 0; i < p->bodies.n; i++) {
        if (p->bodies.at[i][0] != '=')
            continue;
        if (!is_passing(p->bodies.at[i]))
            return false;
        any = true;
    }
    return any;
}

static bool has_own_body(const gx_profile *p)
{
    for (size_t i = 0; i < p->bodies.n; i++)
        if (p->bodies.at[i][0] == '=')
            return true;
    return false;
}

static bool has_state_body(const gx_profile *p)
{
    for (size_t i = 0; i < p->bodies.n; i++)
        if (p->bodies.at[i][0] == '=' && gx_is_state_body(p->bodies.at[i] + 1))
            return true;
    return gx_has_state_title(&p->titles);
}

enum { PLACE_BYTES = 6 };         /* two characters */
enum { TELLING_BODY_BYTES = 12 }; /* four characters: 焊工班 alone could be anyone's */

/* 远航重工集团南湾船厂焊工班 for 南湾船厂焊工班, 远航重工南湾船厂 for 远航南湾船厂: the same body, told more
 * fully. */
static bool is_longer_form(const char *longer, const char *body)
{
    return strlen(body) >= TELLING_BODY_BYTES && strlen(longer) > strlen(body) &&
           (gx_ends_with(longer, body) || gx_name_shortens(body, longer));
}

/* Is the body in a sorted list under a mark? */
static bool has_marked(const gx_strings *sorted, char mark, const char *body)
{
    size_t low = 0, high = sorted->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *at = sorted->at[middle];
        int order = at[0] == mark                                ? strcmp(at + 1, body)
                    : (unsigned char)at[0] < (unsigned char)mark ? -1
                                                                 : 1;
        if (!order)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* The bytes of the place whose organ this is: 怀柔 of 怀柔总工会; 0 = it is none. */
static size_t place_of_organ(const char *block)
{
    for (const char *const *organ = gx_organs; *organ; organ++)
        if (gx_ends_with(block, *organ) && strlen(block) >= strlen(*organ) + PLACE_BYTES &&
            !gx_is_state_body(block))
            return strlen(block) - strlen(*organ);
    return 0;
}

static void compare_places(findings *f, const gx_profile *a, const gx_profile *b)
{
    for (size_t i = 0; i < a->bodies.n; i++) {
        size_t n = a->bodies.at[i][0] == '=' ? place_of_organ(a->bodies.at[i] + 1) : 0;
        for (size_t j = 0; n && j < b->bodies.n; j++)
            if (b->bodies.at[j][0] == '=' && place_of_organ(b->bodies.at[j] + 1) == n &&
                memcmp(a->bodies.at[i], b->bodies.at[j], n + 1) == 0)
                f->place = a->bodies.at[i] + 1;
    }
}

static void compare_bodies(findings *f, const gx_profile *a, const gx_profile *b)
{
    for (size_t i = 0; i < a->bodies.n; i++) {
        if (a->bodies.at[i][0] != '=')
            continue;
        const char *body = a->bodies.at[i] + 1;
        if (gx_strings_have(&b->bodies, a->bodies.at[i]) && (!f->shared_body || is_national(f->shared_body)))
            f->shared_body = body;
        if (has_marked(&b->bodies, '<', body))
            f->common_body = body;
        if (gx_strings_have(&b->context, body) && !is_national(body))
            f->mentioned = body;
        for (size_t j = 0; j < b->bodies.n; j++)
            if (b->bodies.at[j][0] == '=' && is_longer_form(b->bodies.at[j] + 1, body))
                f->longer_body = b->bodies.at[j] + 1;
    }
    for (size_t i = 0; i < a->bodies.n; i++)
        if (a->bodies.at[i][0] == '<' && gx_strings_have(&b->context, a->bodies.at[i] + 1) &&
            !is_national(a->bodies.at[i] + 1))
            f->parent_mentioned = a->bodies.at[i] + 1;
}

static void compare_titles(findings *f, const gx_profile *a, const gx_profile *b)
{
    for (size_t i = 0; i < a->titles.n; i++) {
        const char *title = a->titles.at[i];
        bool with_body = strchr(title, '@') != NULL;
        if (!with_body) {
            f->a_has_title = true;
            f->side_title = f->side_title || gx_is_one_of(title, gx_side_titles);
        }
        if (!gx_strings_have(&b->titles, title))
            continue;
        if (with_body)
            f->shared_title = title;
        else if (gx_is_one_of(title, gx_single_offices))
            f->office = title;
        else
            f->bare_title = title;
    }
    for (size_t i = 0; i < b->titles.n; i++)
        if (!strchr(b->titles.at[i], '@')) {
            f->b_has_title = true;
            f->side_title = f->side_title || gx_is_one_of(b->titles.at[i], gx_side_titles);
        }
}

static bool has_single_office(const gx_profile *p)
{
    for (size_t t = 0; t < p->titles.n; t++)
        if (gx_is_one_of(p->titles.at[t], gx_single_offices))
            return true;
    return false;
}

static findings look(const gx_profile *a, const gx_profile *b)
{
    findings f = {.a_has_body = has_own_body(a), .b_has_body = has_own_body(b)};
    f.high_office = has_single_office(a) || has_single_office(b);
    f.passing = only_passing(a) || only_passing(b);
    f.regions_differ = a->region && b->region && strcmp(a->region, b->region) != 0;
    f.same_region = a->region && b->region && !f.regions_differ;
    f.of_state = has_state_body(a) && has_state_body(b);
    compare_bodies(&f, a, b);
    compare_bodies(&f, b, a);
    compare_places(&f, a, b);
    compare_titles(&f, a, b);
    for (size_t i = 0; i < a->context.n; i++) {
        if (!gx_strings_have(&b->context, a->context.at[i]))
            continue;
        if (gx_starts_with(a->context.at[i], "p:"))
            f.companion = a->context.at[i] + 2;
        else if (!is_national(a->context.at[i]))
            f.shared_context++;
    }
    return f;
}

#define BECAUSE(score, ...) (*why = gx_arena_printf(arena, __VA_ARGS__), (score))

static double compare_on_page(gx_arena *arena, const findings *f, const char **why)
{
    bool no_body = !f->a_has_body || !f->b_has_body;
    bool titles_differ = f->a_has_title && f->b_has_title && !f->bare_title;
    if (f->high_office)
        return BECAUSE(0.85, "one page, and the one holds a high office of the state");
    if (f->common_body)
        return BECAUSE(0.8, "posts in %s and in a part of it", f->common_body);
    if (no_body && f->bare_title)
        return BECAUSE(0.8, "the same title %s", f->bare_title);
    if (f->mentioned && no_body)
        return BECAUSE(0.75, "post in %s, which the other article mentions", f->mentioned);
    const char *tie = f->mentioned ? f->mentioned : f->companion ? f->companion : f->parent_mentioned;
    if (f->passing && (f->mentioned || f->parent_mentioned))
        return BECAUSE(0.7, "an office for a while, and both articles mention %s", tie);
    if (f->side_title && tie && !no_body)
        return BECAUSE(0.6, "a side office, and both articles mention %s", tie);
    if (f->of_state)
        return BECAUSE(0.6, "posts of the state that one person holds");
    if (f->side_title && f->same_region && !no_body)
        return BECAUSE(0.55, "a side office, in the same province");
    if (titles_differ)
        return BECAUSE(0.1, "different posts");
    return BECAUSE(no_body ? 0.55 : 0.1,
                   no_body ? "one page, nothing against it" : "posts in different organizations");
}

static double compare_across(gx_arena *arena, const findings *f, const char **why)
{
    bool no_body = !f->a_has_body || !f->b_has_body;
    if (f->common_body && !is_national(f->common_body))
        return BECAUSE(0.7, "posts in %s and in a part of it", f->common_body);
    if (f->regions_differ && !(no_body && f->bare_title && f->shared_context))
        return BECAUSE(0.2, "different provinces");
    if (f->mentioned && no_body)
        return BECAUSE(0.65, "post in %s, which the other page mentions", f->mentioned);
    if (!f->a_has_body && !f->b_has_body && f->shared_context >= 2)
        return BECAUSE(0.55, "both pages mention the same %zu organizations", f->shared_context);
    if (no_body && f->bare_title && (f->shared_context || f->same_region))
        return BECAUSE(0.6, "the same title %s, and %s", f->bare_title,
                       f->shared_context ? "both pages mention the same organization" : "the same province");
    if (no_body && f->shared_context)
        return BECAUSE(0.45, "both pages mention the same organization");
    if (no_body && f->bare_title)
        return BECAUSE(0.4, "the same title %s", f->bare_title);
    if (!no_body && f->side_title)
        return BECAUSE(0.36, "posts in different organizations, one of them a side office");
    return BECAUSE(0.2, no_body ? "nothing but the name" : "posts in different organizations");
}

/* The X of 主席@X in two provinces is two bodies, if it is one of those that many provinces have. */
static bool is_two_bodies(const findings *f, const gx_profile *a, const gx_profile *b)
{
    const char *body = f->shared_title ? strchr(f->shared_title, '@') + 1 : f->shared_body;
    return body && f->regions_differ &&
           (has_marked(&a->bodies, '~', body) || has_marked(&b->bodies, '~', body));
}

double gx_compare_people(gx_arena *arena, const gx_profile *a, const gx_profile *b, bool same_page,
                         const char **why)
{
    findings f = look(a, b);
    if (f.office)
        return BECAUSE(0.96, "the office %s", f.office);
    if (is_two_bodies(&f, a, b))
        return BECAUSE(0.2, "posts in bodies of one name in different provinces, %s and %s", a->region,
                       b->region);
    if (f.shared_title)
        return BECAUSE(0.97, "the same post %s", f.shared_title);
    if (f.longer_body && f.bare_title)
        return BECAUSE(0.85, "the same post %s@%s", f.bare_title, f.longer_body);
    if (f.shared_body && (same_page || !is_national(f.shared_body)))
        return BECAUSE(0.9, "posts in the same organization %s", f.shared_body);
    if (f.place && !f.regions_differ)
        return BECAUSE(0.6, "offices of one place, that of %s", f.place);
    return same_page ? compare_on_page(arena, &f, why) : compare_across(arena, &f, why);
}

static bool is_byline(const gx_profile *p)
{
    return strcmp(p->kind, "byline") == 0;
}

/* Those who sign pages of one province, or of no province at all, write for one paper. */
static double compare_bylines(gx_arena *arena, const gx_profile *a, const gx_profile *b, const char **why)
{
    if (a->region && b->region && strcmp(a->region, b->region) == 0)
        return BECAUSE(0.7, "signed pages about the same province %s", a->region);
    if (!a->region && !b->region)
        return BECAUSE(0.6, "signed pages that name no province");
    return BECAUSE(0.2, "signed pages about different provinces");
}

static double compare_profiles(gx_arena *arena, const gx_profile *a, const gx_profile *b, const char **why)
{
    return is_byline(a) ? compare_bylines(arena, a, b, why) : gx_compare_people(arena, a, b, false, why);
}

const char *gx_person_signature(gx_arena *arena, const gx_profile *p)
{
    const gx_strings *lists[] = {&p->bodies, &p->titles, &p->context};
    const char *head =
        gx_arena_printf(arena, "%s|%s|%s|%s", p->name, p->mark, p->kind, p->region ? p->region : "");
    return gx_signature(arena, head, lists, 3);
}

static void add_pair(gx_pairs *out, gx_arena *arena, uint32_t a, uint32_t b, double score, const char *why)
{
    if (score < GX_REVIEW_AT &&
        score > GX_AGAINST_AT) /* neither joins, nor keeps apart, nor is worth a look */
        return;
    gx_pair *pair = GX_PUSH(arena, out);
    *pair = (gx_pair){a < b ? a : b, a < b ? b : a, score, why};
}

enum {
    MANY = 400, /* distinct profiles of one name; from here on only those that share something are compared */
    MANY_UNTOLD = 40, /* of those before it that one without post or title is compared with */
    PROMINENT_AT = 5, /* documents that speak of one person, so that the bare name means that one */
};

static bool is_untold(const gx_profile *p)
{
    return !p->bodies.n && !p->titles.n && !is_byline(p);
}

/* Two distinct profiles of one name, on two pages. */
static void compare_two(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, uint32_t first,
                        uint32_t second)
{
    const gx_profile *a = &profiles[first], *b = &profiles[second];
    if (strcmp(a->kind, b->kind) != 0 || strcmp(a->name, b->name) != 0 ||
        strcmp(a->document, b->document) == 0)
        return;
    const char *why = "";
    double score = compare_profiles(arena, a, b, &why);
    add_pair(out, arena, first, second, score, why);
}

/* Compare each with those before it, in large blocks with the nearest ones. */
static void compare_all(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, const uint32_t *of,
                        size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = n > MANY && i > MANY ? i - MANY : 0; j < i; j++)
            if (i - j <= MANY_UNTOLD || !is_untold(&profiles[of[j]]) || !is_untold(&profiles[of[i]]))
                compare_two(out, arena, profiles, of[j], of[i]);
}

/* Compare each with those of whom something is told, MANY of them at most. */
static void compare_with_told(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, const uint32_t *of,
                              size_t n)
{
    size_t told = 0;
    for (size_t i = 0; i < n && told < MANY; i++) {
        if (is_untold(&profiles[of[i]]))
            continue;
        told++;
        for (size_t j = 0; j < n; j++)
            if (j > i || (j < i && is_untold(&profiles[of[j]])))
                compare_two(out, arena, profiles, of[j < i ? j : i], of[j < i ? i : j]);
    }
}

/* A name that many pages know by a high office of the state means its holder on the other pages too. */
static bool follow_the_prominent(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n)
{
    uint32_t best = UINT32_MAX;
    size_t offices = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!has_single_office(&profiles[i]))
            continue;
        offices++;
        if (best == UINT32_MAX)
            best = i;
    }
    for (uint32_t i = 0; offices >= PROMINENT_AT && i < n; i++)
        if (i != best && !is_byline(&profiles[i]) && strcmp(profiles[i].name, profiles[best].name) == 0)
            add_pair(out, arena, best, i, 0.6, "the name of a holder of high office");
    return offices >= PROMINENT_AT;
}

typedef void compare_fn(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, const uint32_t *of,
                        size_t n);

static void pair(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n, compare_fn *compare)
{
    const char **texts = GX_ARENA_ARRAY(arena, const char *, n);
    uint32_t *distinct = GX_ARENA_ARRAY(arena, uint32_t, n);
    size_t n_distinct = 0;
    for (size_t i = 0; i < n; i++)
        texts[i] = gx_person_signature(arena, &profiles[i]);
    const uint32_t *first = gx_first_of_each(arena, texts, n);
    for (uint32_t i = 0; i < n; i++) {
        bool tells = has_own_body(&profiles[i]) || profiles[i].context.n || profiles[i].titles.n ||
                     is_byline(&profiles[i]);
        if (tells && first[i] != i) {
            const char *why = "";
            double score = compare_profiles(arena, &profiles[first[i]], &profiles[i], &why);
            bool joins = score >= GX_LINK_AT; /* pages that say the same mean the same one, whoever it is */
            add_pair(out, arena, first[i], i, joins && score < GX_SURE_AT ? GX_SURE_AT : score, why);
            if (joins)
                continue;
        }
        distinct[n_distinct++] = i;
    }
    if (!follow_the_prominent(out, arena, profiles, n))
        compare(out, arena, profiles, distinct, n_distinct);
}

void gx_pair_told(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n)
{
    pair(out, arena, profiles, n, compare_with_told);
}

void gx_pair_people(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n)
{
    pair(out, arena, profiles, n, compare_all);
}

static bool joins_its_like(gx_arena *arena, const gx_profile *p)
{
    const char *why = "";
    jmp_buf guard, *before = arena->guard;
    arena->guard = &guard;
    bool same = setjmp(guard) == 0 && compare_profiles(arena, p, p, &why) >= GX_LINK_AT;
    arena->guard = before;
    return same;
}

uint32_t gx_link_quick(const gx_profile *p)
{
    if (p->type == GX_PROFILE_EVENT || *p->mark)
        return 0;
    if (p->type == GX_PROFILE_ORGANIZATION)
        return 1;
    gx_arena arena = {0};
    bool joins =
        (has_own_body(p) || p->context.n || p->titles.n || is_byline(p)) && joins_its_like(&arena, p);
    gx_arena_clear(&arena);
    return !joins ? 0 : has_single_office(p) ? PROMINENT_AT : is_byline(p) ? 1 : GX_ALIKE_AT_MOST;
}

gx_settled gx_link_settles(const gx_profile *p)
{
    if (p->type != GX_PROFILE_PERSON || *p->mark || is_byline(p))
        return GX_UNSETTLED;
    if (is_untold(p))
        return GX_SETTLED_BARE;
    return has_state_body(p) ? GX_SETTLED_STATE : GX_UNSETTLED;
}
