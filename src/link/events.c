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

/* Two events of one day. Name, place, participants and type each say something; the weights are ours. */
static double compare_events(gx_arena *arena, const gx_profile *a, const gx_profile *b, const bigrams *an,
                             const bigrams *bn, const char **why)
{
    size_t shared_name = shared_bigrams(an, bn), least = an->n < bn->n ? an->n : bn->n;
    double dice = (an->n + bn->n) ? 2.0 * (double)shared_name / (double)(an->n + bn->n) : 0;
    double contained = least >= 5 ? (double)shared_name / (double)least : 0;
    double name = contained > 0.9 && dice < 0.8 ? 0.8 : dice;
    size_t who = shared_strings(&a->bodies, &b->bodies);
    bool same_place = a->place && b->place && strcmp(a->place, b->place) == 0;
    bool same_page = strcmp(a->document, b->document) == 0;
    bool same_type = a->kind && b->kind && strcmp(a->kind, b->kind) == 0;
    double score =
        0.45 * name + 0.12 * (double)(who < 3 ? who : 3) + (same_place ? 0.1 : 0) + (same_type ? 0.05 : -0.1);
    if (name >= 0.99 && an->n >= 7)
        score += 0.2;
    if (same_page)
        score += 0.05;
    if (!who && !same_place && !same_page && name < 0.99)
        score = score < 0.3 ? score : 0.3;
    *why = gx_arena_printf(arena, "names agree to %d of 100%s%s; %zu participants in common",
                           (int)(name * 100 + 0.5), same_place ? ", the same place" : "",
                           same_type ? ", the same type" : "", who);
    return score < 1 ? score : 1;
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

void gx_pair_events(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n)
{
    bigrams *names = GX_ARENA_ARRAY(arena, bigrams, n);
    for (size_t i = 0; i < n; i++)
        names[i] = bigrams_of(arena, profiles[i].name);
    for (uint32_t a = 0; a < n; a++) {
        for (uint32_t b = a + 1; b < n; b++) {
            if (!may_be_one(&profiles[a], &profiles[b]))
                continue;
            if (!shared_bigrams(&names[a], &names[b]) &&
                !shared_strings(&profiles[a].bodies, &profiles[b].bodies))
                continue;
            const char *why = "";
            double score = compare_events(arena, &profiles[a], &profiles[b], &names[a], &names[b], &why);
            if (score >= GX_REVIEW_AT)
                *GX_PUSH(arena, out) = (gx_pair){a, b, score, why};
        }
    }
}
