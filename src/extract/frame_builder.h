/**
 * @file src/extract/frame_builder.h
 * What groups.c and frames.c share while the frames of an article are built.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_FRAME_BUILDER_H
#define GX_EXTRACT_FRAME_BUILDER_H

#include "extract/frames.h"

typedef struct gx_frame_builder {
    gx_analysis *a;
    gx_frames *out;
    const uint8_t *named;
    uint8_t *covered; /* [n] 1 inside a mention or a person's phrase: no verb there */
    gx_range sentence;
    GX_LIST(gx_frame) verbs; /* of the sentence */
    uint32_t first_group;    /* of the sentence */
    uint32_t next_top;       /* the first mention behind the sentences read so far */
} gx_frame_builder;

/** An organization next to a name belongs to the person's phrase. */
void gx_join_affiliations(gx_analysis *a);

/** The mentions that can take a role: those that lie in no other one. */
void gx_find_tops(gx_frame_builder *b);

/** The groups of the builder's sentence, behind those found so far. */
void gx_find_groups(gx_frame_builder *b);

/** The preposition right before `at`. */
gx_marker gx_marker_before(const gx_frame_builder *b, uint32_t at);

/** 等34所大陆高校: do the characters say who else is in a list, by number and noun alone? */
bool gx_counts_others(const gx_analysis *a, uint32_t from, uint32_t to);

#endif
