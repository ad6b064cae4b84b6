/**
 * @file src/extract/emit.h
 * What was found in an article -> facts, in the order of the interchange format.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_EMIT_H
#define GX_EXTRACT_EMIT_H

#include "extract/analysis.h"

/** The fact of the page itself. `out`'s arena is guarded. */
void gx_emit_document(gx_facts *out, const gx_page *page, const char *published, const char *basis);

/** All facts of one article. @param number  from 1 */
void gx_emit_article(gx_facts *out, const gx_analysis *a, uint32_t number);

#endif
