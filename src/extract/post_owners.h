/**
 * @file src/extract/post_owners.h
 * Whose a title is: the organization, government or department that each group of titles means, and the posts
 * that follow from it, each with its confidence. Internal to src/extract, for posts.c.
 */
#ifndef GX_EXTRACT_POST_OWNERS_H
#define GX_EXTRACT_POST_OWNERS_H

#include "extract/title_groups.h"

/** For an organization: a body that the page never names (集团党委书记). */
enum { GX_UNTOLD = GX_NONE - 1 };

/** How the page gives a post. */
typedef enum gx_post_basis {
    GX_POST_BEFORE_NAME, /**< 市总工会主席张某, and what stands like it */
    GX_POST_PREDICATE,   /**< 当选, 任 */
} gx_post_basis;

/** Resolve the forms that begin before `at` and are not resolved yet, in their order. */
void gx_resolve_forms_before(gx_post_reader *r, uint32_t at);

/**
 * All groups of one phrase (the last one first), for one person.
 * @param base  the organization of who stands before, shared by a group without its own; or GX_NONE
 * @return the last organization, for who follows, GX_UNTOLD too; `base` where there is none
 */
uint32_t gx_hold_posts(gx_post_reader *r, gx_title_group *groups, size_t n, uint32_t person,
                       gx_range evidence, uint32_t base, gx_post_basis basis);

/** `person` holds `post` as well. */
void gx_share_post(gx_post_reader *r, gx_post post, uint32_t person, gx_range evidence);

#endif
