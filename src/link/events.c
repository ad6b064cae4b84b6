#include "link/inside.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A name as its sorted bigrams of characters (Dice 1945). */
typedef struct bigrams {
    uint64_t *at;
    size_t n;
} bigrams;

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bigrams bigrams_of(gx_arena *arena, const char *name)
{
    size_t n;
    uint32_t *chars = gx_utf8_to_chars(arena, name, &n);
    bigrams out = {GX_ARENA_ARRAY(arena, uint64_t, n), n ? n - 1 : 0};
    for (size_t i = 0; i + 1 < n; i++)
        out.at[i] = (uint64_t)chars[i] << 32 | chars[i + 1];
    if (out.n)
        qsort(out.at, out.n, sizeof *out.at, by_value);
    return out;
}

static size_t shared_bigrams(const bigrams *a, const bigrams *b)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
        if (a->at[i] == b->at[j]) {
            shared++;
            i++;
            j++;
        } else if (a->at[i] < b->at[j])
            i++;
        else
            j++;
    }
    return shared;
}

static size_t shared_strings(const gx_strings *a, const gx_strings *b)
{
    size_t shared = 0;
    for (size_t i = 0; i < a->n; i++)
        shared += gx_strings_have(b, a->at[i]);
    return shared;
}

/* What two events have in common. */
typedef struct likeness {
    double name;  /* 0 to 1 */
    bool telling; /* the name has some length */
    size_t who;   /* participants */
    bool same_place, same_type;
    bool any; /* a pair of characters or a participant */
} likeness;

static likeness liken(const gx_profile *a, const gx_profile *b, const bigrams *an, const bigrams *bn)
{
    size_t shared_name = shared_bigrams(an, bn), least = an->n < bn->n ? an->n : bn->n;
    double dice = (an->n + bn->n) ? 2.0 * (double)shared_name / (double)(an->n + bn->n) : 0;
    double contained = least >= 5 ? (double)shared_name / (double)least : 0;
    size_t who = shared_strings(&a->bodies, &b->bodies);
    return (likeness){.name = contained > 0.9 && dice < 0.8 ? 0.8 : dice,
                      .telling = an->n >= 7,
                      .who = who,
                      .same_place = a->place && b->place && strcmp(a->place, b->place) == 0,
                      .same_type = a->kind && b->kind && strcmp(a->kind, b->kind) == 0,
                      .any = shared_name || who};
}

/* Two events of one day. Name, place, participants and type each say something; the weights are ours. */
static double score_of(const likeness *of, bool same_page)
{
    size_t who = of->who < 3 ? of->who : 3;
    double score =
        0.45 * of->name + 0.12 * (double)who + (of->same_place ? 0.1 : 0) + (of->same_type ? 0.05 : -0.1);
    if (of->name >= 0.99 && of->telling)
        score += 0.2;
    if (same_page)
        score += 0.05;
    if (!of->who && !of->same_place && !same_page && of->name < 0.99)
        score = score < 0.3 ? score : 0.3;
    return score < 1 ? score : 1;
}

static const char *reason(gx_arena *arena, const likeness *of)
{
    return gx_arena_printf(arena, "names agree to %d of 100%s%s; %zu participants in common",
                           (int)(of->name * 100 + 0.5), of->same_place ? ", the same place" : "",
                           of->same_type ? ", the same type" : "", of->who);
}

/* Undated events of one name: the same only on one page, or by their participants. */
static bool may_be_one(const gx_profile *a, const likeness *like, bool same_page)
{
    return a->block[0] == 'd' || same_page || like->who > 0;
}

/* ---- classes: profiles that say the same, as copies of a page do ---- */

typedef struct pairing {
    gx_pairs *out;
    gx_arena *arena;
    const gx_profile *profiles;
    size_t n;
    uint32_t *page;  /* [n] the first profile of the same document */
    uint32_t *class; /* [n] number of the class */
    uint32_t *first; /* [n_classes] its first profile */
    bigrams *names;  /* [n_classes] */
    size_t n_classes;
} pairing;

static int compare_texts(const char *a, const char *b)
{
    return a == b ? 0 : !a || !b ? (a != NULL) - (b != NULL) : strcmp(a, b);
}

/* All that liken() looks at, and what keeps apart but the page: block and mark. */
static int compare_told(const gx_profile *a, const gx_profile *b)
{
    const char *const of_a[] = {a->name, a->block, a->kind, a->place, a->mark};
    const char *const of_b[] = {b->name, b->block, b->kind, b->place, b->mark};
    int order = (a->bodies.n > b->bodies.n) - (a->bodies.n < b->bodies.n);
    for (size_t i = 0; !order && i < sizeof of_a / sizeof *of_a; i++)
        order = compare_texts(of_a[i], of_b[i]);
    for (size_t i = 0; !order && a->bodies.at != b->bodies.at && i < a->bodies.n; i++)
        order = compare_texts(a->bodies.at[i], b->bodies.at[i]);
    return order;
}

static int compare_pages(const gx_profile *a, const gx_profile *b)
{
    return compare_texts(a->document, b->document);
}

/* Equal ones in the order of their places. */
static int by_told(const void *a, const void *b)
{
    const gx_profile *x = *(const gx_profile *const *)a, *y = *(const gx_profile *const *)b;
    int order = compare_told(x, y);
    return order ? order : (x > y) - (x < y);
}

static int by_page(const void *a, const void *b)
{
    const gx_profile *x = *(const gx_profile *const *)a, *y = *(const gx_profile *const *)b;
    int order = compare_pages(x, y);
    return order ? order : (x > y) - (x < y);
}

/* For each profile the first that is equal to it. */
static uint32_t *first_of_equals(const pairing *p, int (*by)(const void *, const void *),
                                 int (*compare)(const gx_profile *, const gx_profile *))
{
    uint32_t *first = GX_ARENA_ARRAY(p->arena, uint32_t, p->n);
    const gx_profile **sorted = GX_ARENA_ARRAY(p->arena, const gx_profile *, p->n);
    for (size_t i = 0; i < p->n; i++)
        sorted[i] = &p->profiles[i];
    qsort(sorted, p->n, sizeof *sorted, by);
    for (size_t i = 0, same = 0; i < p->n; i++) {
        if (compare(sorted[same], sorted[i]) != 0)
            same = i;
        first[sorted[i] - p->profiles] = (uint32_t)(sorted[same] - p->profiles);
    }
    return first;
}

static void classify(pairing *p)
{
    p->page = first_of_equals(p, by_page, compare_pages);
    p->class = first_of_equals(p, by_told, compare_told);
    p->first = GX_ARENA_ARRAY(p->arena, uint32_t, p->n);
    for (uint32_t i = 0; i < p->n; i++)
        if (p->class[i] == i) {
            p->class[i] = (uint32_t)p->n_classes;
            p->first[p->n_classes++] = i;
        } else { /* its first stands before it and is numbered */
            p->class[i] = p->class[p->class[i]];
        }
    p->names = GX_ARENA_ARRAY(p->arena, bigrams, p->n_classes);
    for (size_t c = 0; c < p->n_classes; c++)
        p->names[c] = bigrams_of(p->arena, p->profiles[p->first[c]].name);
}

static likeness liken_classes(const pairing *p, size_t a, size_t b)
{
    return liken(&p->profiles[p->first[a]], &p->profiles[p->first[b]], &p->names[a], &p->names[b]);
}

/* ---- units: classes that become one before they meet others ---- */

/* Classes of which a profile may be joined with one of the other's are one group. */
typedef struct groups {
    uint32_t *root; /* [n_classes] union-find */
    double *rival; /* [n_classes] the best score with a class that it may be joined with; 0 = there is none */
    bool *torn;    /* [n_classes] at its root: an article tells of two of the group */
    bool *apart;   /* [n_classes] an article tells of two of the class */
} groups;

static uint32_t group_of(const groups *in, uint32_t class)
{
    while (in->root[class] != class)
        class = in->root[class];
    return class;
}

static void group_classes(groups *out, const pairing *p)
{
    for (uint32_t i = 0; i < p->n_classes; i++)
        out->root[i] = i;
    for (uint32_t i = 0; i < p->n_classes; i++)
        for (uint32_t j = i + 1; j < p->n_classes; j++) {
            likeness like = liken_classes(p, i, j);
            double score = score_of(&like, true);
            if (!like.any || score < GX_LINK_AT)
                continue;
            out->root[group_of(out, j)] = group_of(out, i);
            out->rival[i] = score > out->rival[i] ? score : out->rival[i];
            out->rival[j] = score > out->rival[j] ? score : out->rival[j];
        }
}

static bool share_an_article(const gx_profile *a, const gx_profile *b)
{
    for (size_t i = 0; i < a->articles.n; i++)
        for (size_t j = 0; j < b->articles.n; j++)
            if (strcmp(a->articles.at[i], b->articles.at[j]) == 0)
                return true;
    return false;
}

/* What one article tells of is not joined. */
static void find_torn(groups *out, const pairing *p, const uint64_t *places)
{
    for (size_t i = 0; i < p->n; i++)
        for (size_t j = i + 1; j < p->n && places[j] >> 32 == places[i] >> 32; j++) {
            uint32_t a = (uint32_t)places[i], b = (uint32_t)places[j];
            uint32_t root = group_of(out, p->class[a]);
            if (root != group_of(out, p->class[b]) || !share_an_article(&p->profiles[a], &p->profiles[b]))
                continue;
            out->torn[root] = true;
            if (p->class[a] == p->class[b])
                out->apart[p->class[a]] = true;
        }
}

/*
 * Two of a class that stand on two pages are joined, and so is all of it, whatever else there is: either
 * nothing in its group keeps two apart, so that whatever scores enough is joined; or nothing keeps two of the
 * class apart, and pairs within it come before all pairs that lead out of it.
 */
static bool becomes_one(const pairing *p, const groups *in, uint32_t class)
{
    likeness like = liken_classes(p, class, class);
    double score = score_of(&like, false);
    if (!like.any || score < GX_LINK_AT || !may_be_one(&p->profiles[p->first[class]], &like, false))
        return false;
    return !in->torn[group_of(in, class)] || (!in->apart[class] && in->rival[class] < score);
}

static bool *find_units(const pairing *p, const uint64_t *places)
{
    groups in = {GX_ARENA_ARRAY(p->arena, uint32_t, p->n_classes),
                 GX_ARENA_ARRAY(p->arena, double, p->n_classes), GX_ARENA_ARRAY(p->arena, bool, p->n_classes),
                 GX_ARENA_ARRAY(p->arena, bool, p->n_classes)};
    bool *out = GX_ARENA_ARRAY(p->arena, bool, p->n_classes);
    group_classes(&in, p);
    find_torn(&in, p, places);
    for (uint32_t c = 0; c < p->n_classes; c++)
        out[c] = becomes_one(p, &in, c);
    return out;
}

/* Profiles of which one pair stands for all: a class that becomes one, or a single profile. */
typedef struct units {
    uint64_t *members; /* [n] page << 32 | profile, by unit, then by itself */
    uint32_t *begin;   /* [n + 1] of a unit in `members` */
    size_t n;
} units;

static units make_units(const pairing *p, bool judged)
{
    units out = {GX_ARENA_ARRAY(p->arena, uint64_t, p->n), NULL, 0};
    uint64_t *places = GX_ARENA_ARRAY(p->arena, uint64_t, p->n);
    uint32_t *unit = GX_ARENA_ARRAY(p->arena, uint32_t, p->n);
    for (uint32_t i = 0; i < p->n; i++)
        places[i] = (uint64_t)p->page[i] << 32 | i;
    qsort(places, p->n, sizeof *places, by_value);
    /* Judgements may keep some of a class apart; and few copies are not worth the looking. */
    const bool *whole = judged || p->n_classes > p->n / 2 ? NULL : find_units(p, places);
    for (uint32_t i = 0; i < p->n; i++) {
        uint32_t first = p->first[p->class[i]];
        unit[i] = first != i && whole && whole[p->class[i]] ? unit[first] : (uint32_t)out.n++;
    }
    uint32_t *begin = out.begin = GX_ARENA_ARRAY(p->arena, uint32_t, out.n + 2);
    for (size_t i = 0; i < p->n; i++)
        begin[unit[i] + 2]++;
    for (size_t u = 0; u < out.n; u++)
        begin[u + 2] += begin[u + 1];
    for (size_t i = 0; i < p->n; i++)
        out.members[begin[unit[(uint32_t)places[i]] + 1]++] = places[i];
    return out;
}

/* ---- pairs ---- */

static void add_pair(const pairing *p, uint64_t a, uint64_t b, double score, const char *why)
{
    uint32_t x = (uint32_t)a, y = (uint32_t)b;
    *GX_PUSH(p->arena, p->out) = (gx_pair){x < y ? x : y, x < y ? y : x, score, why};
}

static void pair_within(const pairing *p, const uint64_t *of, size_t n)
{
    if (n < 2)
        return;
    uint32_t class = p->class[(uint32_t)of[0]];
    likeness like = liken_classes(p, class, class);
    const char *why = reason(p->arena, &like);
    for (size_t i = 1; i < n; i++)
        add_pair(p, of[0], of[i], score_of(&like, of[i] >> 32 == of[0] >> 32), why);
}

/* The first two of two units on one page, or on two, that no article tells apart. */
static bool first_two(const pairing *p, const uint64_t *xs, size_t n_xs, const uint64_t *ys, size_t n_ys,
                      bool same_page, uint64_t *x, uint64_t *y)
{
    size_t from = 0; /* ys before it stand on pages before that of x */
    for (size_t i = 0; i < n_xs; i++) {
        while (same_page && from < n_ys && ys[from] >> 32 < xs[i] >> 32)
            from++;
        for (size_t j = from; j < n_ys; j++) {
            bool here = xs[i] >> 32 == ys[j] >> 32;
            if (same_page && !here)
                break;
            if (here != same_page || (here && strcmp(p->profiles[(uint32_t)xs[i]].articles.at[0],
                                                     p->profiles[(uint32_t)ys[j]].articles.at[0]) == 0))
                continue;
            *x = xs[i];
            *y = ys[j];
            return true;
        }
    }
    return false;
}

static void pair_units(const pairing *p, const uint64_t *xs, size_t n_xs, const uint64_t *ys, size_t n_ys)
{
    uint32_t a = p->class[(uint32_t)xs[0]], b = p->class[(uint32_t)ys[0]];
    const gx_profile *one = &p->profiles[p->first[a]], *other = &p->profiles[p->first[b]];
    if (compare_texts(one->block, other->block) != 0)
        return;
    likeness like = liken_classes(p, a, b);
    if (!like.any)
        return;
    const char *why = NULL;
    for (int same_page = 1; same_page >= 0; same_page--) {
        double score = score_of(&like, same_page);
        uint64_t x, y;
        if (score < GX_REVIEW_AT || !may_be_one(one, &like, same_page) ||
            !first_two(p, xs, n_xs, ys, n_ys, same_page, &x, &y))
            continue;
        if (!why)
            why = reason(p->arena, &like);
        add_pair(p, x, y, score, why);
    }
}

void gx_pair_events(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n, bool judged)
{
    pairing p = {.out = out, .arena = arena, .profiles = profiles, .n = n};
    classify(&p);
    units of = make_units(&p, judged);
    out->cap = n; /* about what copies give */
    out->at = GX_ARENA_ARRAY(arena, gx_pair, n);
    for (size_t x = 0; x < of.n; x++) {
        const uint64_t *xs = &of.members[of.begin[x]];
        size_t n_xs = of.begin[x + 1] - of.begin[x];
        pair_within(&p, xs, n_xs);
        for (size_t y = x + 1; y < of.n; y++)
            pair_units(&p, xs, n_xs, &of.members[of.begin[y]], of.begin[y + 1] - of.begin[y]);
    }
}
