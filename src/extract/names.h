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

/**
 * First, before the forms are read: names by the tagger and behind titles, marked in `scan` so that the forms
 * stop at them or carry them (刘丽工作室).
 */
void gx_find_likely_names(gx_scan *scan, gx_names *out);

/**
 * Then, with the forms known: drop the names inside them, add those of lists and the repeated ones.
 * All occurrences in order; none inside an organization's form or a doctrine.
 */
void gx_find_names(const gx_scan *scan, const gx_forms *forms, gx_names *names);

#endif
