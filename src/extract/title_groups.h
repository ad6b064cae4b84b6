/**
 * @file src/extract/title_groups.h
 * Titles as the page prints them: groups of [organization or place][modifiers][title] before and behind a
 * name. Internal to src/extract, for posts.c and post_owners.c.
 */
#ifndef GX_EXTRACT_TITLE_GROUPS_H
#define GX_EXTRACT_TITLE_GROUPS_H

#include "extract/names.h"
#include "extract/resolve.h"

enum { GX_TITLE_GROUPS = 8 /* at most, in one phrase */ };

/** What the readers of posts look at, and what they note. */
typedef struct gx_post_reader {
    const gx_scan *scan;
    gx_analysis *a;
    gx_resolver *resolver;
    const gx_forms *forms;
    const gx_places *places;
    const gx_home *home;
    const gx_names *names;
    const uint32_t *person; /**< [names->n] index of the person of each name */
    gx_range *phrases;      /**< [names->n] each name with its titles */
    size_t resolved;        /**< forms resolved so far */
    uint32_t office;        /**< the body, a department too, of the last title held; GX_NONE */
    uint32_t party;         /**< the body in whose party group somebody was named a member last; GX_NONE */
    uint32_t elector;       /**< the body whose office somebody was elected to last; GX_NONE */
} gx_post_reader;

/** One title with what stands before it. */
typedef struct gx_title_group {
    gx_range title;
    size_t form;       /**< the organization's form directly before the title, or GX_NONE */
    const char *place; /**< of a place_post: the place before the title */
    const gx_word *word;
    uint32_t start;
    uint32_t owner; /**< the organization that a word of the title points to (校党委书记), or GX_NONE */
    uint8_t department; /**< kind of a department folded into the title, or 0 */
    gx_range unit;      /**< the department's own words in the title, or empty */
    bool former;
} gx_title_group;

/** The form of an organization, no generic one, that ends at `end`, or GX_NONE. */
size_t gx_form_to(const gx_post_reader *r, uint32_t end);

/** The longest word of the titles' table that begins at `at`, or NULL. */
const gx_word *gx_title_at(const gx_post_reader *r, uint32_t at);

/** Is the word one that stands before titles (副, 原, 代理)? NULL is none. */
bool gx_modifies_title(const gx_word *title);

/** 《云山文艺》|主编: where the paper's name before an editor's title at `at` opens; `at` where none stands
 * there. */
uint32_t gx_paper_before(const gx_post_reader *r, gx_range title);

/** The group that ends at `end`. @return false if no title ends there */
bool gx_title_group_to(const gx_post_reader *r, uint32_t end, gx_title_group *out);

/** Groups before a name at `at`, from right to left. @return how many */
size_t gx_title_groups_before(const gx_post_reader *r, uint32_t at, gx_title_group groups[GX_TITLE_GROUPS]);

/** 刚刚当选县总工会主席的|柳某, 作为县总工会主席,|柳某: the groups of an office that the clause before a name
 * tells. */
size_t gx_title_groups_told_before(const gx_post_reader *r, uint32_t at,
                                   gx_title_group groups[GX_TITLE_GROUPS]);

/** Groups that begin at `at`, joined by marks; in the order of gx_title_groups_before(): the last one first.
 */
size_t gx_title_groups_from(const gx_post_reader *r, uint32_t at, gx_title_group groups[GX_TITLE_GROUPS]);

#endif
