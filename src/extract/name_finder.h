/**
 * @file src/extract/name_finder.h
 * What names.c (which stretches of text may be a person's name) and name_choice.c (which of them are) share.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_NAME_FINDER_H
#define GX_EXTRACT_NAME_FINDER_H

#include "extract/names.h"
#include "extract/tally.h"
#include "extract/traits.h"

typedef struct gx_name_candidate {
    gx_range range;
    double odds;   /* of its own */
    double score;  /* … with what its rivals and the article say */
    double pooled; /* … with what its rivals say for the place */
    uint32_t name; /* number of the string */
    bool accepted;
    bool repeated;   /* accepted elsewhere in the article, and weighed */
    bool shortened;  /* its last character begins a verb, and weighed */
    bool whole_item; /* all of an item of a list, and weighed */
    int neighbours;  /* names beside it in a list, and weighed: 0 to 2 */
} gx_name_candidate;

struct gx_name_finder {
    const gx_scan *scan;
    const gx_analysis *a;
    gx_arena *arena;
    uint8_t *taken; /* [n] 1 where no name can stand, 2 where one stands */
    GX_LIST(gx_name_candidate) candidates;

    uint32_t parts_end; /* end of the last name made of given_names */
    gx_tally strings;   /* characters of a candidate -> number */
    uint32_t *counts;   /* [strings.n] */
    uint32_t *follower; /* [strings.n] the character behind each of a string's occurrences, … */
    uint8_t *varied;    /* [strings.n] … unless there are several */
};

static inline bool gx_is_name_tag(uint8_t pos)
{
    return gx_is_person_tag(pos) || pos == GX_POS_ORG || pos == GX_POS_NT || pos == GX_POS_LOC ||
           pos == GX_POS_NS;
}

/** What a shorter candidate with the same start says: 方正 stands twice, 方正数 once. */
void gx_weigh_prefixes(gx_name_finder *f);

/** The best of overlapping candidates are accepted, the others not. */
void gx_accept_best_names(gx_name_finder *f);

/** What stands alone between the commas of a list of names and is no name. */
void gx_weigh_lone_items(gx_name_finder *f);

/** What is a name in one place is likely one in the next; all is to be decided anew. */
void gx_reconsider_names(gx_name_finder *f);

/** Every other place where an accepted name of three characters or more stands, or a foreign one. */
void gx_repeat_names(gx_name_finder *f);

/** Names accepted somewhere speak for the same name elsewhere, and for their neighbours in a list. */
void gx_spread_names(gx_name_finder *f);

#endif
