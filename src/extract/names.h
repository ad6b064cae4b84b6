/**
 * @file src/extract/names.h
 * Where names of people stand: the tagger's evidence, surnames, titles before, verbs and brackets behind,
 * lists, and names seen elsewhere in the article.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_NAMES_H
#define GX_EXTRACT_NAMES_H

#include "extract/forms.h"

typedef struct gx_name {
    gx_range range;
    double confidence;
} gx_name;

typedef GX_LIST(gx_name) gx_names;

/** All occurrences in order; none inside an organization's form or a doctrine. */
void gx_find_names(const gx_scan *scan, const gx_forms *forms, gx_names *out);

/** How many characters of a surname begin here: 2 for 欧阳, 1 for 王, 0 for none. */
uint32_t gx_surname_chars(const gx_analysis *a, uint32_t at);

#endif
