/**
 * @file src/link/link.h
 * One entity out of many mentions: what a document says about each of its people, organizations and events is
 * made into a profile, and profiles of a block (names that could mean the same) are put together or kept
 * apart, with reasons. Pure functions of what they are given: no state, no order of arrival. Knows how people
 * and bodies are named, and identity.  Knows nothing of SQL or JSON.
 */
#ifndef GX_LINK_LINK_H
#define GX_LINK_LINK_H

#include "facts/facts.h"

typedef enum gx_profile_type { GX_PROFILE_PERSON, GX_PROFILE_ORGANIZATION, GX_PROFILE_EVENT } gx_profile_type;

/** One entity as one document shows it. Strings lie in the arena that made it. */
typedef struct gx_profile {
    gx_profile_type type;
    const char *name;   /* fullest form in the document */
    const char *block;  /* profiles of different blocks are compared only where an alias joins the blocks */
    const char *kind;   /* organization or event: its kind; person: newsmaker, byline */
    const char *date;   /* event: its date or NULL; else the document's date or NULL */
    const char *place;  /* event: as printed or NULL; organization: places dropped from its name, or NULL */
    const char *region; /* province that the document points to for it, or NULL */
    gx_strings aliases; /* organization: blocks of its other forms, where these are specific enough; sorted */
    gx_strings
        bodies; /* person: blocks of organizations of its posts and their parents; event: participants */
    gx_strings titles;    /* person: titles held, "title@organization" and "title" */
    gx_strings context;   /* person: other organizations of its articles */
    gx_strings articles;  /* "1", "2": in which it stands; two events of one article are never one */
    const char *mark;     /* gx_split.mark, or "" */
    const char *document; /* name */
    const char *order;    /* sorts profiles in a way that does not depend on arrival */
} gx_profile;

/** Which facts of a document belong to which profile. */
typedef struct gx_document_profiles {
    struct gx_profile_list {
        gx_profile *at;
        size_t n, cap;
    } profiles;
    uint32_t *of_fact; /* [n_facts] profile of a byline, person, organization or event fact; UINT32_MAX for
                          others */
} gx_document_profiles;

/** A mention that a judgement takes out of its profile. */
typedef struct gx_split {
    gx_profile_type type;
    const char *name;
    uint32_t article; /* 0 = all of the document */
    const char *mark; /* profiles with different marks stay apart unless a judgement merges them */
} gx_split;

/**
 * Group one document's facts into profiles.
 * @param arena    guarded or not; all of the result lies in it
 * @param content  what the page is, whatever it is called: names that say nothing alone are told apart by it
 * @return GX_OK, GX_ENOMEM
 */
GX_MUST_USE gx_status gx_link_document(gx_document_profiles *out, gx_arena *arena, const gx_fact *facts,
                                       size_t n_facts, const char *content, const gx_split *splits,
                                       size_t n_splits, gx_error *err);

/** A judgement on two profiles: one (same) or two. */
typedef struct gx_constraint {
    uint32_t a, b; /* indices into the profiles */
    bool same;
    uint32_t judgement; /* its number */
} gx_constraint;

/** Why two profiles are in one entity or not. */
typedef struct gx_decision {
    uint32_t a, b; /* indices into the profiles, a < b */
    bool same;
    double score; /* 0 to 1 */
    const char *why;
} gx_decision;

/** Of a block of people who are all one, whom everyone knows: what one more page may say of the name and be
 * sure to mean the same person, without anything else in the block changing. */
typedef enum gx_settled {
    GX_UNSETTLED,
    GX_SETTLED_BARE, /* nothing but the name */
    GX_SETTLED_STATE /* a post of the state too */
} gx_settled;

typedef struct gx_clusters {
    uint32_t *of_profile; /* [n] cluster of each profile, numbered by first member */
    size_t n;             /* clusters */
    gx_settled settled;
    struct gx_decision_list {
        gx_decision *at;
        size_t n, cap;
    } decisions; /* those that joined, and those that were near (review) */
} gx_clusters;

/**
 * Cluster the profiles of one block, or of blocks that aliases or judgements join.
 * @param profiles  [n] sorted by `order`
 * @return GX_OK, GX_ENOMEM
 * Time O(n log n) for n profiles that agree, O(n²) of those that differ, n bounded by documents.
 */
GX_MUST_USE gx_status gx_link_block(gx_clusters *out, gx_arena *arena, const gx_profile *profiles, size_t n,
                                    const gx_constraint *constraints, size_t n_constraints, gx_error *err);

/**
 * How many profiles that say the same as `p` a block must hold already for one more, later in order and on a
 * page of its own, to be one with them and to change nothing else in its block.  0 = that cannot be told
 * without linking it.
 */
uint32_t gx_link_quick(const gx_profile *p);

/** What of gx_settled a block must be for this one more profile, on a page that has no other of the name.
 * @return GX_UNSETTLED where no block is enough */
gx_settled gx_link_settles(const gx_profile *p);

/* ---- names
 * --------------------------------------------------------------------------------------------------- */

/** An organization's name taken apart. */
typedef struct gx_organization_name {
    const char *core; /* without higher places and generic openings: 北京市怀柔区总工会 -> 怀柔区总工会 */
    const char *place;  /* places dropped before it: 北京市; or NULL */
    const char *region; /* province, short: 北京; or NULL */
    bool generic;       /* does not say whose it is: 市总工会, 集团, 工会 */
} gx_organization_name;

/** @return GX_OK, GX_ENOMEM */
GX_MUST_USE gx_status gx_organization_name_parse(gx_organization_name *out, gx_arena *arena, const char *name,
                                                 gx_error *err);

/** What a name is filed under: equal for 怀柔区总工会, 怀柔总工会 and 北京市怀柔区总工会. In the arena. */
GX_MUST_USE gx_status gx_organization_block(const char **out, gx_arena *arena, const char *name,
                                            gx_error *err);

/** Whether `query` is `name` with place and level characters left out: 怀柔总工会 for 怀柔区总工会. */
bool gx_name_shortens(const char *query, const char *name);

/** The smallest and largest day that an ISO date can mean, as text of 10 bytes for comparing only ("2020-01"
 * -> 2020-01-01, 2020-01-31); @return false where it is no ISO date (day, month, year, a/b) */
bool gx_date_bounds(const char *iso, char first[11], char last[11]);

#endif
