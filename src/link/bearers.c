#include "link/inside.h"
#include "link/words.h"

#include <string.h>

/* Pages that say the same count up to this many times: one more of them then changes nothing. */
enum { COUNTED_AT_MOST = GX_ALIKE_AT_MOST, WELL_KNOWN_AT = 5, UNTOLD_TIMES = 4 };

/* A cluster of people of one name: what its pages say together. */
typedef struct bearer {
    const gx_profile *first;
    uint32_t index; /* of `first` */
    size_t weight;  /* pages, those that say the same counted COUNTED_AT_MOST times */
    size_t telling; /* of those, the ones that tell a post */
    gx_strings bodies, titles, regions;
    bool told; /* a page names a body of a post */
} bearer;

typedef struct bearers {
    bearer *at; /* [n] by cluster */
    size_t n;
} bearers;

static void add_all(gx_arena *arena, gx_strings *to, const gx_strings *from)
{
    for (size_t i = 0; i < from->n; i++) {
        const char **at = GX_PUSH(arena, to);
        *at = from->at[i];
    }
}

static bearers describe(gx_arena *arena, const gx_profile *profiles, size_t n, const gx_clusters *clusters)
{
    bearers out = {GX_ARENA_ARRAY(arena, bearer, clusters->n), clusters->n};
    uint32_t *alike = GX_ARENA_ARRAY(arena, uint32_t, n);
    const char **texts = GX_ARENA_ARRAY(arena, const char *, n);
    for (size_t i = 0; i < n; i++)
        texts[i] = gx_person_signature(arena, &profiles[i]);
    const uint32_t *first = gx_first_of_each(arena, texts, n);
    for (uint32_t i = 0; i < n; i++)
        alike[i] = 0;
    for (uint32_t i = 0; i < n; i++) {
        const gx_profile *p = &profiles[i];
        bearer *b = &out.at[clusters->of_profile[i]];
        if (!b->first) {
            b->first = p;
            b->index = i;
        }
        if (++alike[first[i]] <= COUNTED_AT_MOST) {
            b->weight++;
            b->telling += p->bodies.n || p->titles.n;
        }
        b->told = b->told || p->bodies.n;
        add_all(arena, &b->bodies, &p->bodies);
        add_all(arena, &b->titles, &p->titles);
        if (p->region)
            add_all(arena, &b->regions, &(gx_strings){.at = (const char **)&p->region, .n = 1});
    }
    for (size_t c = 0; c < out.n; c++) {
        gx_strings_settle(&out.at[c].bodies);
        gx_strings_settle(&out.at[c].titles);
        gx_strings_settle(&out.at[c].regions);
    }
    return out;
}

/* Has a post in a body, `state`: in one of the state or of the whole country. */
static bool has_body(const bearer *b, bool state)
{
    for (size_t i = 0; i < b->bodies.n; i++)
        if (b->bodies.at[i][0] == '=' && (!state || gx_is_state_body(b->bodies.at[i] + 1)))
            return true;
    return state && gx_has_state_title(&b->titles);
}

static bool share_marked(const bearer *a, const bearer *b, char mark)
{
    for (size_t i = 0; i < a->bodies.n; i++)
        if (a->bodies.at[i][0] == mark && gx_strings_have(&b->bodies, a->bodies.at[i]))
            return true;
    return false;
}

static bool has_marked(const bearer *b, char mark)
{
    for (size_t i = 0; i < b->bodies.n; i++)
        if (b->bodies.at[i][0] == mark)
            return true;
    return false;
}

static bool share(const gx_strings *a, const gx_strings *b)
{
    for (size_t i = 0; i < a->n; i++)
        if (gx_strings_have(b, a->at[i]))
            return true;
    return false;
}

/* Only titles of those who lead: what a page calls the holder of an office of the state. */
static bool titles_lead(const bearer *b)
{
    for (size_t i = 0; i < b->titles.n; i++) {
        bool leads = strchr(b->titles.at[i], '@') != NULL;
        for (const char *const *ending = gx_leading_endings; !leads && *ending; ending++)
            leads = gx_ends_with(b->titles.at[i], *ending);
        if (!leads)
            return false;
    }
    return true;
}

/* Why `other` cannot be taken for `main` where nothing speaks for it; NULL = nothing against it. */
static const char *reason_against(const bearer *main, const bearer *other, bool well_known)
{
    bool both_of_state = has_body(main, true) && has_body(other, true);
    if (both_of_state)
        return NULL;
    if (has_marked(main, '@') && has_marked(other, '@') && !share_marked(main, other, '@'))
        return "posts in different places";
    if (has_body(main, false) && has_body(other, false))
        return "posts in different organizations";
    bool titles_fit = !main->titles.n || !other->titles.n || share(&main->titles, &other->titles) ||
                      (has_body(main, true) && titles_lead(other)) ||
                      (has_body(other, true) && titles_lead(main));
    if (!titles_fit)
        return "different posts";
    if (!well_known && !has_body(main, true) && main->regions.n && other->regions.n &&
        !share(&main->regions, &other->regions))
        return "pages about different provinces";
    return NULL;
}

static bool is_candidate(const bearer *b, const char *name)
{
    return b->first && strcmp(b->first->name, name) == 0 && strcmp(b->first->kind, "newsmaker") == 0 &&
           !*b->first->mark;
}

/* The best known of a name: one of whom a post is told before others, then by pages, then the first. */
static const bearer *best_known(const bearers *all, const char *name)
{
    const bearer *best = NULL;
    for (size_t c = 0; c < all->n; c++) {
        const bearer *b = &all->at[c];
        if (is_candidate(b, name) && (!best || (b->told != best->told ? b->told : b->weight > best->weight)))
            best = b;
    }
    return best;
}

/* Whom so many pages name without saying who that is that they take everyone to know: pages that tell a post
 * are none, of the state's, or few beside them. */
static bool is_well_known(const bearers *all, const bearer *main, const char *name)
{
    size_t pages = 0, telling = 0, untold = 0;
    for (size_t c = 0; c < all->n; c++) {
        const bearer *b = &all->at[c];
        if (!is_candidate(b, name))
            continue;
        telling += b->telling;
        untold += b->weight - b->telling;
        if (b == main || !b->told)
            pages += b->weight;
    }
    return pages >= WELL_KNOWN_AT &&
           (!main->told || has_body(main, true) || untold >= UNTOLD_TIMES * telling);
}

/* One more page that names nobody's post, or one of the state, changes nothing where all fits the one whom
 * everyone knows: whoever of those with a post of the state is taken for that one. */
static gx_settled settle(const bearers *all, const bearer *main, const char *name)
{
    bool of_state = has_body(main, true);
    for (size_t c = 0; c < all->n; c++) {
        const bearer *b = &all->at[c];
        if (!is_candidate(b, name) && b->first && strcmp(b->first->kind, "newsmaker") == 0)
            return GX_UNSETTLED;
        if (is_candidate(b, name) && b->titles.n && b != main && !(of_state && has_body(b, true)))
            return GX_UNSETTLED;
    }
    return of_state ? GX_SETTLED_STATE : GX_SETTLED_BARE;
}

static bool follow(gx_pairs *out, gx_arena *arena, const bearers *all, const char *name, gx_settled *settled)
{
    const bearer *main = best_known(all, name);
    if (!main)
        return false;
    bool well_known = is_well_known(all, main, name);
    size_t rivals = 0, weight = main->weight;
    for (size_t c = 0; c < all->n; c++) {
        const bearer *b = &all->at[c];
        if (b == main || !is_candidate(b, name))
            continue;
        if (reason_against(main, b, well_known))
            rivals += b->telling ? b->telling : b->weight;
        else if (has_body(b, true))
            weight += b->weight;
    }
    bool means_main = weight >= 2 * rivals && (well_known || weight > 1 || has_body(main, true));
    for (size_t c = 0; c < all->n; c++) {
        const bearer *b = &all->at[c];
        if (b == main || !is_candidate(b, name) || reason_against(main, b, well_known))
            continue;
        bool of_state = has_body(main, true) && has_body(b, true);
        if (!of_state && !means_main)
            continue; /* it could as well be one of the others */
        gx_pair *pair = GX_PUSH(arena, out);
        *pair = (gx_pair){main->index < b->index ? main->index : b->index,
                          main->index < b->index ? b->index : main->index, GX_LINK_AT,
                          of_state ? "posts of the state that one person holds"
                                   : "nothing against the one whom the name means on other pages"};
    }
    *settled = well_known && means_main && !rivals ? settle(all, main, name) : GX_UNSETTLED;
    return means_main;
}

bool gx_pair_bearers(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n,
                     const gx_clusters *clusters, gx_settled *settled)
{
    bool means_one = true;
    *settled = GX_UNSETTLED;
    bearers all = describe(arena, profiles, n, clusters);
    for (size_t c = 0; c < all.n; c++) {
        bool done = false; /* names differ within a block only where a judgement joins two */
        for (size_t d = 0; d < c && !done; d++)
            done = strcmp(all.at[d].first->name, all.at[c].first->name) == 0;
        if (!done)
            means_one &= follow(out, arena, &all, all.at[c].first->name, settled);
    }
    return means_one;
}
