/**
 * @file src/extract/partners.h
 * Which organizations work together: joint organizers, signatories, givers and receivers.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_PARTNERS_H
#define GX_EXTRACT_PARTNERS_H

#include "extract/events.h"

/** Fills a->relations with partner relations; runs after events and roles. */
void gx_find_partners(gx_analysis *a);

#endif
