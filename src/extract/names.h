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

/** The stretches that may be names, with what speaks for each. */
typedef struct gx_name_finder gx_name_finder;

/**
 * First, before the forms are read: names by the tagger and behind titles, marked in `scan` so that the forms
 * stop at them or carry them (李梅工作室).
 * @return in the analysis's arena
 */
gx_name_finder *gx_find_likely_names(gx_scan *scan);

/**
 * Then, with the forms known: drop the names inside them, add those of lists and the repeated ones.
 * @param[out] out  empty; all occurrences in order, none inside an organization's form or a doctrine
 */
void gx_find_names(gx_name_finder *finder, const gx_forms *forms, gx_names *out);

#endif
