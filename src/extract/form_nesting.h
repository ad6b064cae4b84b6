/**
 * @file src/extract/form_nesting.h
 * Inside forms.c: all candidates of an article together: which stay, which are parts of others, whose they
 * are.
 */
#ifndef GX_EXTRACT_FORM_NESTING_H
#define GX_EXTRACT_FORM_NESTING_H

#include "extract/forms.h"

/** 中建二局|工会: is it a union, committee or team of a body whose own name has no head that we know? */
bool gx_is_belonging(const gx_analysis *a, uint32_t start, uint32_t end);
/** Complete names by the longer ones of the article, add the bodies whose unions are named, sort by start
 * with the longer first, and drop what crosses or is covered. */
void gx_nest_forms(const gx_scan *scan, gx_forms *forms);

#endif
