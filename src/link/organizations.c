#include "link/inside.h"

#include <string.h>

#define BECAUSE(score, ...) (*why = gx_arena_printf(arena, __VA_ARGS__), (score))

static const double BY_ALIAS = 0.8; /* a page that has both forms says that one stands for the other */

/* The level that the place at the beginning of a core has: 怀柔区总工会 -> 区; NULL where it opens with none.
 */
static const char *level_of(const char *core, const char *block)
{
    static const char *const levels[] = {"自治区", "自治州", "自治县", "自治旗", "省", "市",
                                         "州",     "盟",     "区",     "县",     "旗", NULL};
    size_t same = 0;
    while (core[same] && core[same] == block[same])
        same++;
    while (same && ((unsigned char)core[same] & 0xC0) == 0x80)
        same--;
    for (const char *const *level = levels; *level; level++)
        if (gx_starts_with(core + same, *level))
            return *level;
    return NULL;
}

/* 长阳县 and 长阳土家族自治县 are one level, 吉林省 and 吉林市 two. */
static bool levels_differ(const gx_profile *a, const gx_profile *b)
{
    const char *la = level_of(a->name, a->block), *lb = level_of(b->name, b->block);
    return la && lb && !gx_ends_with(la, lb) && !gx_ends_with(lb, la);
}

static bool regions_differ(const gx_profile *a, const gx_profile *b)
{
    return a->region && b->region && strcmp(a->region, b->region) != 0;
}

static double compare_organizations(gx_arena *arena, const gx_profile *a, const gx_profile *b,
                                    const char **why)
{
    if (regions_differ(a, b))
        return BECAUSE(0.05, "in different provinces, %s and %s", a->region, b->region);
    if (strcmp(a->name, b->name) == 0)
        return BECAUSE(0.98, "the same name");
    if (strcmp(a->block, b->block) == 0)
        return levels_differ(a, b) ? BECAUSE(0.05, "places of different level")
                                   : BECAUSE(0.85, "the same name but for level, people or legal form");
    if (gx_strings_have(&a->aliases, b->block))
        return BECAUSE(BY_ALIAS, "a page uses %s for %s", b->name, a->name);
    if (gx_strings_have(&b->aliases, a->block))
        return BECAUSE(BY_ALIAS, "a page uses %s for %s", a->name, b->name);
    return BECAUSE(0.1, "different names");
}

/* Names that one page tells apart are two; where a short form could mean several of them it means none. */
static bool is_ambiguous(const gx_profile *profiles, const uint32_t *of, size_t n, const gx_profile *alias)
{
    const char *owner = NULL;
    for (size_t i = 0; i < n; i++) {
        const gx_profile *p = &profiles[of[i]];
        if (!gx_strings_have(&p->aliases, alias->block) || strcmp(p->block, alias->block) == 0)
            continue;
        if (owner && strcmp(owner, p->block) != 0)
            return true;
        owner = p->block;
    }
    return false;
}

void gx_pair_organizations(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n)
{
    const char **texts = GX_ARENA_ARRAY(arena, const char *, n);
    uint32_t *distinct = GX_ARENA_ARRAY(arena, uint32_t, n);
    size_t n_distinct = 0;
    for (size_t i = 0; i < n; i++) {
        const gx_profile *p = &profiles[i];
        const gx_strings *lists[] = {&p->aliases};
        texts[i] = gx_signature(
            arena, gx_arena_printf(arena, "%s|%s|%s", p->name, p->mark, p->region ? p->region : ""), lists,
            1);
    }
    const uint32_t *first = gx_first_of_each(arena, texts, n);
    for (uint32_t i = 0; i < n; i++) {
        if (first[i] != i)
            *GX_PUSH(arena, out) = (gx_pair){first[i], i, 0.98, "the same name"};
        else
            distinct[n_distinct++] = i;
    }
    for (size_t i = 1; i < n_distinct; i++) {
        for (size_t j = 0; j < i; j++) {
            const gx_profile *a = &profiles[distinct[j]], *b = &profiles[distinct[i]];
            const char *why = "";
            double score = compare_organizations(arena, a, b, &why);
            if (score == BY_ALIAS && (is_ambiguous(profiles, distinct, n_distinct, a) ||
                                      is_ambiguous(profiles, distinct, n_distinct, b))) {
                score = 0.45;
                why = "a short form that several organizations share";
            }
            if (score >= GX_REVIEW_AT || score <= 0.05)
                *GX_PUSH(arena, out) = (gx_pair){distinct[j], distinct[i], score, why};
        }
    }
}
