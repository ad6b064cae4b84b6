/**
 * @file src/extract/resolve.h
 * Which organization each form means: full names out of short ones, bare levels, heads and 该公司, in one
 * article with the help of its page.  Fills organizations and their mentions.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_RESOLVE_H
#define GX_EXTRACT_RESOLVE_H

#include "extract/forms.h"
#include "extract/places.h"

/** State of one article's resolution; lies in the arena. */
typedef struct gx_resolver gx_resolver;

gx_resolver *gx_resolver_new(const gx_scan *scan, const gx_forms *forms, const gx_places *places,
                             const gx_home *home);

/**
 * The organization that form `i` means, made if new; GX_NONE where it means none.
 * @param base  the organization that a bare department belongs to, or GX_NONE = the nearest before
 */
uint32_t gx_resolve_form(gx_resolver *resolver, size_t i, uint32_t base);

/** The same where the grammar vouches for the form: [form][title][name]. */
uint32_t gx_trust_form(gx_resolver *resolver, size_t i, uint32_t base);

/** An organization where no form was found, but the grammar shows one: (柳园工务段|线路工). */
uint32_t gx_resolve_range(gx_resolver *resolver, gx_range range);

/** A department that a title names, of the organization that the title is held in: 立案庭 of 立案庭庭长. */
uint32_t gx_resolve_unit(gx_resolver *resolver, uint32_t organization, gx_range unit, uint8_t kind);

/** The organization, not a union, that the article is mostly about, or GX_NONE. */
uint32_t gx_main_host(gx_resolver *resolver);

/** The main host where it, or a part of it, is named before `at` or in the headline, else GX_NONE. */
uint32_t gx_host_in_view(gx_resolver *resolver, uint32_t at);

/** The form means no organization of its own: 党组 in 党组成员. */
void gx_drop_form(gx_resolver *resolver, size_t i);

/** The union or society that elects or appoints before `at`, or GX_NONE. */
uint32_t gx_electing_organization(gx_resolver *resolver, uint32_t at);

/** The form that ends at `end` (longest), or that begins at `start`; GX_NONE. */
size_t gx_form_ending(const gx_resolver *resolver, uint32_t end);

/** The organization of this full name, made if new. */
uint32_t gx_organization_named(gx_resolver *resolver, const char *name, uint8_t kind, uint32_t parent);

/** The organization mentioned last before `at` that fits (see resolve.c), or GX_NONE. */
uint32_t gx_organization_before(const gx_resolver *resolver, uint32_t at);

/** The organization that a department or party body belongs to; any other itself. */
uint32_t gx_host_of(const gx_resolver *resolver, uint32_t entity);

/** The company or body that a union belongs to; any other itself. */
uint32_t gx_company_of(const gx_resolver *resolver, uint32_t entity);

/** The youth league as a whole. */
bool gx_is_league(const gx_resolver *resolver, uint32_t entity);

/** Does the organization's name end so? */
bool gx_organization_ends(const gx_resolver *resolver, uint32_t entity, const char *ending);

/** A newspaper, an agency, a station. */
bool gx_is_media(const gx_resolver *resolver, uint32_t entity);

/** A company or an institution: where somebody can be employed. */
bool gx_is_employer(const gx_resolver *resolver, uint32_t entity);

/**
 * The organization that a bare word (院, 公司, 支队) means at a position: the page's own body where the page
 * speaks of itself, else the one named nearest before, else one named anywhere; GX_NONE = none.
 * @param that  the word is 该院, 这家公司: what was named before, not the page's own body
 */
uint32_t gx_pointed_to(gx_resolver *resolver, const char *bare, uint32_t at, bool that);

/** Does the character stand in the title or a subtitle? In a byline or the like? */
bool gx_is_headline(const gx_analysis *a, uint32_t at);
bool gx_is_meta(const gx_analysis *a, uint32_t at);

/** 第六届, 第十二届: does the term of a committee begin here? */
bool gx_begins_with_term(const gx_analysis *a, uint32_t at);

/** Which organization form `i` was resolved to so far; GX_NONE = none or not yet. */
uint32_t gx_form_meaning(const gx_resolver *resolver, size_t i);

/** Short forms that the article introduces in brackets, for the whole page; appended to `out`. */
void gx_find_known(gx_resolver *resolver, struct gx_known_list *out);

/** Resolve what is left, join what turned out to be one, and write a->organizations and their mentions. */
void gx_resolve_all(gx_resolver *resolver);

const char *gx_kind_name(uint8_t kind);

#endif
