#include "link/inside.h"

#include <stdlib.h>
#include <string.h>

/* Clusters while they grow: members in a circle, so that two are joined by exchanging two links. */
typedef struct growing {
    const gx_profile *profiles;
    uint32_t *root; /* [n] union-find (Tarjan 1975), path halving; the smaller index is the root */
    uint32_t *next; /* [n] circle of members */
    uint32_t *size; /* [n] at roots */
    const gx_constraint *constraints;
    size_t n_constraints;
    const gx_pair *against; /* pairs that speak against each other, each in both directions, sorted by a */
    size_t n_against;
    const uint32_t *beside; /* [n] circle of profiles of one document */
} growing;

static uint32_t find(growing *g, uint32_t i)
{
    while (g->root[i] != i) {
        g->root[i] = g->root[g->root[i]];
        i = g->root[i];
    }
    return i;
}

static void unite(growing *g, uint32_t a, uint32_t b)
{
    uint32_t low = a < b ? a : b, high = a < b ? b : a, next = g->next[a];
    g->next[a] = g->next[b];
    g->next[b] = next;
    g->root[high] = low;
    g->size[low] += g->size[high];
}

/* A judgement that keeps a member of one cluster from a member of the other: 1 + its index; 0 = none. */
static size_t forbidden(growing *g, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < g->n_constraints; i++) {
        const gx_constraint *c = &g->constraints[i];
        if (c->same)
            continue;
        uint32_t x = find(g, c->a), y = find(g, c->b);
        if ((x == a && y == b) || (x == b && y == a))
            return i + 1;
    }
    return 0;
}

static bool stands_on(const gx_strings *articles, const gx_strings *others)
{
    for (size_t i = 0; i < articles->n; i++)
        if (gx_strings_have(others, articles->at[i]))
            return true;
    return false;
}

/* Two of one name that a page tells apart: people and organizations by document, events by article. */
static bool told_apart(const gx_profile *a, const gx_profile *b)
{
    if (!*a->document || strcmp(a->document, b->document) != 0)
        return false;
    return a->type != GX_PROFILE_EVENT || stands_on(&a->articles, &b->articles);
}

static bool kinds_differ(const gx_profile *a, const gx_profile *b)
{
    return a->type == GX_PROFILE_PERSON && a->kind && b->kind && strcmp(a->kind, b->kind) != 0;
}

static int by_document(const void *a, const void *b)
{
    return strcmp((*(const gx_profile *const *)a)->document, (*(const gx_profile *const *)b)->document);
}

/* Profiles of one document in a circle; those of no document stand alone. */
static const uint32_t *circle_documents(gx_arena *arena, const gx_profile *profiles, size_t n)
{
    const gx_profile **sorted = GX_ARENA_ARRAY(arena, const gx_profile *, n);
    uint32_t *beside = GX_ARENA_ARRAY(arena, uint32_t, n);
    for (size_t i = 0; i < n; i++)
        sorted[i] = &profiles[i];
    if (n)
        qsort(sorted, n, sizeof *sorted, by_document);
    for (size_t i = 0, first = 0; i < n; i++) {
        bool last = i + 1 == n || !*sorted[i]->document || by_document(&sorted[i], &sorted[i + 1]) != 0;
        beside[sorted[i] - profiles] = (uint32_t)(sorted[last ? first : i + 1] - profiles);
        if (last)
            first = i + 1;
    }
    return beside;
}

/* Are there a member of one and a member of the other that a page tells apart? Time by the smaller cluster
 * and what else its documents have. */
static bool are_told_apart(growing *g, uint32_t a, uint32_t b)
{
    uint32_t small = g->size[a] <= g->size[b] ? a : b, large = small == a ? b : a, at = small;
    for (size_t i = 0; i < g->size[small]; i++, at = g->next[at])
        for (uint32_t other = g->beside[at]; other != at; other = g->beside[other])
            if (find(g, other) == large && told_apart(&g->profiles[at], &g->profiles[other]))
                return true;
    return false;
}

/* The first in the larger cluster's circle that a page tells apart from a member of the smaller, or NULL. */
static const gx_profile *page_apart(growing *g, uint32_t a, uint32_t b)
{
    if (!are_told_apart(g, a, b))
        return NULL;
    uint32_t small = g->size[a] > g->size[b] ? b : a, large = small == a ? b : a, at = large;
    for (size_t i = 0; i < g->size[large]; i++, at = g->next[at])
        for (uint32_t other = g->beside[at]; other != at; other = g->beside[other])
            if (find(g, other) == small && told_apart(&g->profiles[other], &g->profiles[at]))
                return &g->profiles[at];
    return NULL;
}

static int by_first(const void *a, const void *b)
{
    const gx_pair *x = a, *y = b;
    return x->a != y->a ? (x->a > y->a) - (x->a < y->a) : (x->b > y->b) - (x->b < y->b);
}

/* A pair of a member of one and a member of the other that speaks against their being one, or NULL. */
static const gx_pair *contradiction(growing *g, uint32_t a, uint32_t b)
{
    uint32_t small = g->size[a] <= g->size[b] ? a : b, large = small == a ? b : a, at = small;
    for (size_t i = 0; g->n_against && i < g->size[small]; i++, at = g->next[at]) {
        size_t low = 0, high = g->n_against;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (g->against[middle].a < at)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < g->n_against && g->against[low].a == at; low++)
            if (find(g, g->against[low].b) == large)
                return &g->against[low];
    }
    return NULL;
}

static void collect_against(growing *g, gx_arena *arena, const gx_pairs *pairs)
{
    gx_pairs list = {0};
    for (size_t i = 0; i < pairs->n; i++) {
        gx_pair pair = pairs->at[i];
        if (pair.score > GX_AGAINST_AT)
            continue;
        *GX_PUSH(arena, &list) = pair;
        *GX_PUSH(arena, &list) = (gx_pair){pair.b, pair.a, pair.score, pair.why};
    }
    if (list.n)
        qsort(list.at, list.n, sizeof *list.at, by_first);
    g->against = list.at;
    g->n_against = list.n;
}

static int by_score(const void *a, const void *b)
{
    const gx_pair *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static void decide(gx_clusters *out, gx_arena *arena, uint32_t a, uint32_t b, bool same, double score,
                   const char *why)
{
    gx_decision *d = GX_PUSH(arena, &out->decisions);
    *d = (gx_decision){a < b ? a : b, a < b ? b : a, same, score, why};
}

/* Judgements come first: what the user calls one is one, unless the user also keeps it apart. */
static void apply_judgements(growing *g, gx_clusters *out, gx_arena *arena)
{
    for (size_t i = 0; i < g->n_constraints; i++) {
        const gx_constraint *c = &g->constraints[i];
        uint32_t a = find(g, c->a), b = find(g, c->b);
        if (!c->same) {
            decide(out, arena, c->a, c->b, false, 0,
                   gx_arena_printf(arena, "judgement %u", (unsigned)c->judgement));
            continue;
        }
        if (a == b)
            continue;
        size_t against = forbidden(g, a, b);
        if (against) {
            decide(out, arena, c->a, c->b, false, 0,
                   gx_arena_printf(arena, "judgement %u, against judgement %u",
                                   (unsigned)g->constraints[against - 1].judgement, (unsigned)c->judgement));
            continue;
        }
        unite(g, a, b);
        decide(out, arena, c->a, c->b, true, 1,
               gx_arena_printf(arena, "judgement %u", (unsigned)c->judgement));
    }
}

static void try_pair(growing *g, gx_clusters *out, gx_arena *arena, const gx_pair *pair)
{
    uint32_t a = find(g, pair->a), b = find(g, pair->b);
    if (a == b)
        return;
    if (pair->score < GX_LINK_AT) {
        decide(out, arena, pair->a, pair->b, false, pair->score, pair->why);
        return;
    }
    const gx_pair *against = contradiction(g, a, b);
    size_t judgement = forbidden(g, a, b);
    const gx_profile *page = judgement ? NULL : page_apart(g, a, b);
    const char *why = pair->why;
    if (judgement)
        why = gx_arena_printf(arena, "%s; but judgement %u keeps them apart", why,
                              (unsigned)g->constraints[judgement - 1].judgement);
    else if (strcmp(g->profiles[a].mark, g->profiles[b].mark) != 0)
        why = gx_arena_printf(arena, "%s; but a judgement splits them", why);
    else if (page)
        why = gx_arena_printf(arena, "%s; but %s tells them apart", why, page->document);
    else if (against)
        why = gx_arena_printf(arena, "%s; but with others of that name: %s", why, against->why);
    else if (kinds_differ(&g->profiles[pair->a], &g->profiles[pair->b]))
        why = gx_arena_printf(arena, "%s; but one only signs articles", why);
    else {
        unite(g, a, b);
        decide(out, arena, pair->a, pair->b, true, pair->score, why);
        return;
    }
    decide(out, arena, pair->a, pair->b, false, 0, why);
}

void gx_join(gx_clusters *out, gx_arena *arena, const gx_profile *profiles, size_t n, gx_pairs *pairs,
             const gx_constraint *constraints, size_t n_constraints)
{
    growing g = {profiles,
                 GX_ARENA_ARRAY(arena, uint32_t, n),
                 GX_ARENA_ARRAY(arena, uint32_t, n),
                 GX_ARENA_ARRAY(arena, uint32_t, n),
                 constraints,
                 n_constraints,
                 NULL,
                 0,
                 pairs->n ? circle_documents(arena, profiles, n) : NULL};
    for (uint32_t i = 0; i < n; i++) {
        g.root[i] = g.next[i] = i;
        g.size[i] = 1;
    }
    out->decisions.cap = pairs->n < n ? pairs->n : n;
    out->decisions.at = GX_ARENA_ARRAY(arena, gx_decision, out->decisions.cap);
    collect_against(&g, arena, pairs);
    apply_judgements(&g, out, arena);
    if (pairs->n)
        qsort(pairs->at, pairs->n, sizeof *pairs->at, by_score);
    for (size_t i = 0; i < pairs->n; i++)
        try_pair(&g, out, arena, &pairs->at[i]);
    out->of_profile = GX_ARENA_ARRAY(arena, uint32_t, n);
    out->n = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t root = find(&g, i); /* the smallest member */
        out->of_profile[i] = root == i ? (uint32_t)out->n++ : out->of_profile[root];
    }
}

static void drop_unsure(gx_pairs *pairs)
{
    size_t kept = 0;
    for (size_t i = 0; i < pairs->n; i++)
        if (pairs->at[i].score < GX_LINK_AT || pairs->at[i].score >= GX_SURE_AT)
            pairs->at[kept++] = pairs->at[i];
    pairs->n = kept;
}

/* All newsmakers in one cluster? */
static bool is_one(const gx_clusters *clusters, const gx_profile *profiles, size_t n)
{
    uint32_t one = UINT32_MAX;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(profiles[i].kind, "newsmaker") != 0)
            continue;
        if (one != UINT32_MAX && clusters->of_profile[i] != one)
            return false;
        one = clusters->of_profile[i];
    }
    return true;
}

/*
 * People are joined by what their pages tell of them; then what is left follows the one whom the name means.
 * Where it means nobody so clearly, pages that merely mention the same bodies join too, and what they make is
 * looked at once more.
 */
static void join_people(gx_clusters *out, gx_arena *arena, const gx_profile *profiles, size_t n,
                        const gx_constraint *constraints, size_t n_constraints)
{
    static void (*const pairing[])(gx_pairs *, gx_arena *, const gx_profile *, size_t) = {gx_pair_told,
                                                                                          gx_pair_people};
    bool means_one = false;
    for (size_t i = 0; i < sizeof pairing / sizeof *pairing && !means_one; i++) {
        gx_pairs pairs = {0}, joined = {0}; /* joining sorts the pairs: they are kept for the second time */
        gx_settled settled = GX_UNSETTLED;
        pairing[i](&pairs, arena, profiles, n);
        if (i == 0)
            drop_unsure(&pairs);
        for (size_t p = 0; p < pairs.n; p++)
            *GX_PUSH(arena, &joined) = pairs.at[p];
        *out = (gx_clusters){0};
        gx_join(out, arena, profiles, n, &joined, constraints, n_constraints);
        means_one = gx_pair_bearers(&pairs, arena, profiles, n, out, &settled);
        if (pairs.n > joined.n) {
            *out = (gx_clusters){0};
            gx_join(out, arena, profiles, n, &pairs, constraints, n_constraints);
        }
        out->settled = means_one && !n_constraints && is_one(out, profiles, n) ? settled : GX_UNSETTLED;
    }
}

static void link_block(gx_clusters *out, gx_arena *arena, const gx_profile *profiles, size_t n,
                       const gx_constraint *constraints, size_t n_constraints)
{
    if (n > 1 && profiles[0].type == GX_PROFILE_PERSON) {
        join_people(out, arena, profiles, n, constraints, n_constraints);
        return;
    }
    gx_pairs pairs = {0};
    if (n > 1 && profiles[0].type == GX_PROFILE_ORGANIZATION)
        gx_pair_organizations(&pairs, arena, profiles, n);
    else if (n > 1)
        gx_pair_events(&pairs, arena, profiles, n, n_constraints > 0);
    gx_join(out, arena, profiles, n, &pairs, constraints, n_constraints);
}

gx_status gx_link_block(gx_clusters *out, gx_arena *arena, const gx_profile *profiles, size_t n,
                        const gx_constraint *constraints, size_t n_constraints, gx_error *err)
{
    jmp_buf guard, *before = arena->guard;
    arena->guard = &guard;
    *out = (gx_clusters){0};
    bool done = setjmp(guard) == 0;
    if (done)
        link_block(out, arena, profiles, n, constraints, n_constraints);
    arena->guard = before;
    return done ? GX_OK : gx_fail(err, GX_ENOMEM, "out of memory while linking");
}
