/**
 * @file src/extract/awards.h
 * Honours that people and organizations hold or are given: told by verbs, written before a name, listed in
 * rolls. Internal to src/extract.
 */
#ifndef GX_EXTRACT_AWARDS_H
#define GX_EXTRACT_AWARDS_H

#include "extract/events.h"

/** Fills a->awards, and adds the awardees of rolls to a->participations; runs last. */
void gx_find_awards(gx_analysis *a);

#endif
