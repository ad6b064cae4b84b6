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
    double name; /* 0 to 1 */
    size_t who;  /* participants */
    bool same_place, same_type;
} likeness;

/* Two events of one day. Name, place, participants and type each say something; the weights are ours. */
static double compare_events(const gx_profile *a, const gx_profile *b, const bigrams *an, const bigrams *bn,
                             bool same_page, likeness *out)
{
    size_t shared_name = shared_bigrams(an, bn), least = an->n < bn->n ? an->n : bn->n;
    double dice = (an->n + bn->n) ? 2.0 * (double)shared_name / (double)(an->n + bn->n) : 0;
    double contained = least >= 5 ? (double)shared_name / (double)least : 0;
    double name = contained > 0.9 && dice < 0.8 ? 0.8 : dice;
    size_t who = shared_strings(&a->bodies, &b->bodies);
    bool same_place = a->place && b->place && strcmp(a->place, b->place) == 0;
    bool same_type = a->kind && b->kind && strcmp(a->kind, b->kind) == 0;
    double score =
        0.45 * name + 0.12 * (double)(who < 3 ? who : 3) + (same_place ? 0.1 : 0) + (same_type ? 0.05 : -0.1);
    if (name >= 0.99 && an->n >= 7)
        score += 0.2;
    if (same_page)
        score += 0.05;
    if (!who && !same_place && !same_page && name < 0.99)
        score = score < 0.3 ? score : 0.3;
    *out = (likeness){name, who, same_place, same_type};
    return score < 1 ? score : 1;
}

static const char *reason(gx_arena *arena, const likeness *of)
{
    return gx_arena_printf(arena, "names agree to %d of 100%s%s; %zu participants in common",
                           (int)(of->name * 100 + 0.5), of->same_place ? ", the same place" : "",
                           of->same_type ? ", the same type" : "", of->who);
}

static bool same_article(const gx_profile *a, const gx_profile *b)
{
    return strcmp(a->document, b->document) == 0 && strcmp(a->articles.at[0], b->articles.at[0]) == 0;
}

/* Undated events of one name: the same only on one page, or by their participants. */
static bool may_be_one(const gx_profile *a, const gx_profile *b)
{
    if (same_article(a, b) || strcmp(a->block, b->block) != 0)
        return false;
    return a->block[0] == 'd' || strcmp(a->document, b->document) == 0 ||
           shared_strings(&a->bodies, &b->bodies) > 0;
}

/* ---- copies: many pages that tell of an event in the same words ---- */

/* Classes of profiles that say the same, and groups of classes that may be one event. */
typedef struct copies {
    const uint32_t *first; /* [n] the first profile of the class; NULL = there is nothing to gain */
    uint32_t *group;       /* [n] of a class, at its first profile: a first profile; union-find */
    bool *certain;         /* [n] of a group, at its profile: whatever scores enough is joined */
    bool *joins;           /* [n] one with the first of its class */
} copies;

#define NONE "\x1F" /* what no page says */

/* All that compare_events() looks at but the page; and what keeps apart, the mark. */
static const char *told(gx_arena *arena, const gx_profile *p)
{
    const gx_strings *lists[] = {&p->bodies};
    return gx_signature(arena,
                        gx_arena_printf(arena, "%s|%s|%s|%s|%s", p->name, p->block, p->kind ? p->kind : NONE,
                                        p->place ? p->place : NONE, p->mark),
                        lists, 1);
}

static uint32_t group_of(const copies *in, uint32_t profile)
{
    uint32_t at = in->first[profile];
    while (in->group[at] != at)
        at = in->group[at];
    return at;
}

/* Classes of which a profile may be joined with one of the other's are one group. */
static void group_classes(copies *in, const gx_profile *profiles, const bigrams *names, const uint32_t *of,
                          size_t n_classes)
{
    likeness unused;
    for (size_t i = 0; i < n_classes; i++)
        for (size_t j = i + 1; j < n_classes; j++)
            if (compare_events(&profiles[of[i]], &profiles[of[j]], &names[of[i]], &names[of[j]], true,
                               &unused) >= GX_LINK_AT)
                in->group[group_of(in, of[j])] = group_of(in, of[i]);
}

/* An article that tells of two of a group keeps these apart, and what would join them. */
static void find_certain(copies *in, gx_arena *arena, const gx_profile *profiles, size_t n)
{
    size_t n_texts = 0, all = 0;
    for (size_t i = 0; i < n; i++)
        all += profiles[i].articles.n;
    const char **texts = GX_ARENA_ARRAY(arena, const char *, all);
    uint32_t *of_text = GX_ARENA_ARRAY(arena, uint32_t, all);
    for (uint32_t i = 0; i < n; i++) {
        in->certain[i] = true;
        for (size_t t = 0; t < profiles[i].articles.n; t++, n_texts++) {
            of_text[n_texts] = group_of(in, i);
            texts[n_texts] = gx_arena_printf(arena, "%u %s#%s", (unsigned)of_text[n_texts],
                                             profiles[i].document, profiles[i].articles.at[t]);
        }
    }
    const uint32_t *first = gx_first_of_each(arena, texts, n_texts);
    for (uint32_t i = 0; i < n_texts; i++)
        if (first[i] != i)
            in->certain[of_text[i]] = false;
}

static copies find_copies(gx_arena *arena, const gx_profile *profiles, const bigrams *names, size_t n)
{
    const char **texts = GX_ARENA_ARRAY(arena, const char *, n);
    uint32_t *classes = GX_ARENA_ARRAY(arena, uint32_t, n);
    size_t n_classes = 0;
    for (size_t i = 0; i < n; i++)
        texts[i] = told(arena, &profiles[i]);
    copies out = {gx_first_of_each(arena, texts, n), GX_ARENA_ARRAY(arena, uint32_t, n),
                  GX_ARENA_ARRAY(arena, bool, n), GX_ARENA_ARRAY(arena, bool, n)};
    for (uint32_t i = 0; i < n; i++) {
        out.group[i] = i;
        if (out.first[i] == i)
            classes[n_classes++] = i;
    }
    if (n_classes > n / 2)
        return (copies){0};
    group_classes(&out, profiles, names, classes, n_classes);
    find_certain(&out, arena, profiles, n);
    return out;
}

/* Both are one with the first of their class: those two pairs score no less than this one and come before it,
 * so that this one changes nothing. */
static bool is_known(const copies *all, const gx_profile *profiles, uint32_t a, uint32_t b)
{
    return all->first && all->first[a] == all->first[b] && all->joins[a] && all->joins[b] &&
           strcmp(profiles[a].document, profiles[b].document) != 0;
}

void gx_pair_events(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n, bool judged)
{
    bigrams *names = GX_ARENA_ARRAY(arena, bigrams, n);
    for (size_t i = 0; i < n; i++)
        names[i] = bigrams_of(arena, profiles[i].name);
    copies all = judged ? (copies){0} : find_copies(arena, profiles, names, n);
    for (uint32_t a = 0; a < n; a++) {
        for (uint32_t b = a + 1; b < n; b++) {
            if (is_known(&all, profiles, a, b) || !may_be_one(&profiles[a], &profiles[b]))
                continue;
            if (!shared_bigrams(&names[a], &names[b]) &&
                !shared_strings(&profiles[a].bodies, &profiles[b].bodies))
                continue;
            likeness like;
            bool same_page = strcmp(profiles[a].document, profiles[b].document) == 0;
            double score = compare_events(&profiles[a], &profiles[b], &names[a], &names[b], same_page, &like);
            if (score >= GX_REVIEW_AT)
                *GX_PUSH(arena, out) = (gx_pair){a, b, score, reason(arena, &like)};
            if (all.first && all.first[b] == a)
                all.joins[b] = score >= GX_LINK_AT && all.certain[group_of(&all, a)];
        }
    }
}
