/**
 * @file src/link/inside.h
 * What the files of src/link share.  Internal: everything lies in a guarded arena, so that no call here can
 * fail.
 */
#ifndef GX_LINK_INSIDE_H
#define GX_LINK_INSIDE_H

#include "base/utf8.h"
#include "link/link.h"

bool gx_is_one_of(const char *text, const char *const *words);
bool gx_strings_have(const gx_strings *sorted, const char *text);
/** Sort by bytes and drop doubles. */
void gx_strings_settle(gx_strings *strings);

/** Taken apart; the arena is guarded. */
gx_organization_name gx_name_take_apart(gx_arena *arena, const char *name);
/** What a name is filed under: the core without levels, legal forms and punctuation. */
const char *gx_name_block(gx_arena *arena, const gx_organization_name *name);
/** The province (short) that a name opens with, or NULL. */
const char *gx_name_region(const char *name);
bool gx_name_is_generic(const char *name);

/** A text out of a head and lists, equal for profiles that say the same. */
const char *gx_signature(gx_arena *arena, const char *head, const gx_strings *const *lists, size_t n_lists);
/** For each of `n` texts the first index that has the same text. */
uint32_t *gx_first_of_each(gx_arena *arena, const char *const *texts, size_t n);

/** A scored pair of profiles, before clustering. */
typedef struct gx_pair {
    uint32_t a, b; /* a < b */
    double score;  /* 0 to 1; from GX_LINK_AT on they are one */
    const char *why;
} gx_pair;
typedef struct gx_pairs {
    gx_pair *at;
    size_t n, cap;
} gx_pairs;

/* Scores are set by hand on the annotated pages (tests/link): joined from LINK on, below SURE only where
 * the name does not mean somebody better known; listed for review from REVIEW on; up to AGAINST they keep
 * apart, through third parties too. */
#define GX_LINK_AT 0.5
#define GX_SURE_AT 0.6
#define GX_REVIEW_AT 0.35
#define GX_AGAINST_AT 0.15

/** A post there says whose it is in the whole country: 国务院, 外交部; such posts are held together. */
bool gx_is_state_body(const char *block);
/** The office of the whole country that a body and a title in one, 越南国家主席, end with; NULL = none. */
const char *gx_single_office(const char *post);
/** Is one of them a title that only posts of the state have, whatever body the page gives with it? */
bool gx_has_state_title(const gx_strings *titles);
/** Everything that comparing people looks at: equal for profiles that say the same. */
const char *gx_person_signature(gx_arena *arena, const gx_profile *p);

/** Pages that say the same count no more than so often in gx_pair_bearers(). */
enum { GX_ALIKE_AT_MOST = 3 };

/**
 * Clusters of one name that nothing keeps apart from the one that most pages mean: more pairs.
 * @param[out] settled  what the block is, if all its newsmakers are one in the end
 * @return whether every name of the block has one whom it means where nothing else is told
 */
bool gx_pair_bearers(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n,
                     const gx_clusters *clusters, gx_settled *settled);
/** Pairs by what pages tell of people. */
void gx_pair_told(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n);
/** The same, and by what else the pages of those without a post mention. */
void gx_pair_people(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n);
void gx_pair_organizations(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n);
/** `judged`: judgements may keep some of them apart. */
void gx_pair_events(gx_pairs *out, gx_arena *arena, const gx_profile *profiles, size_t n, bool judged);

/** Join pairs, best first, unless that would put together what must stay apart. */
void gx_join(gx_clusters *out, gx_arena *arena, const gx_profile *profiles, size_t n, gx_pairs *pairs,
             const gx_constraint *constraints, size_t n_constraints);

/** A score for two appearances of one person's name; 0 = nothing speaks for it. `same_page`: in one document.
 */
double gx_compare_people(gx_arena *arena, const gx_profile *a, const gx_profile *b, bool same_page,
                         const char **why);

#endif
