/**
 * @file src/extract/posts.h
 * The noun phrase [organization][titles]([separator][organization][titles])*[person], titles behind a name
 * (当选主席, 任组长, brackets), and what they say: who holds which post where.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_POSTS_H
#define GX_EXTRACT_POSTS_H

#include "extract/names.h"
#include "extract/resolve.h"

/**
 * Read the phrases of all names in order, resolving forms on the way; fills a->posts (organizations as
 * numbers of the resolver until gx_resolve_all() has run) and writes each name's phrase into phrases[i].
 * @param person  [names->n] index of the person of each name
 */
void gx_find_posts(const gx_scan *scan, gx_resolver *resolver, const gx_forms *forms, const gx_places *places,
                   const gx_home *home, const gx_names *names, const uint32_t *person, gx_range *phrases);

/** Once all is resolved: a post between a sure person and a sure body is sure itself. */
void gx_weigh_posts(gx_analysis *a);

#endif
