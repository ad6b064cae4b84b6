/**
 * @file src/extract/tally.h
 * Numbers and counts for pieces of text, in an arena: looked up by content in constant time.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_TALLY_H
#define GX_EXTRACT_TALLY_H

#include "base/memory.h"

enum { GX_TALLY_CHAINS = 1024 };

/** Start with {0}; there is nothing to free. */
typedef struct gx_tally {
    struct gx_tally_entry {
        const void *key; /* borrowed */
        size_t bytes;
        uint32_t count; /* the caller's; 0 at first */
        uint32_t next;  /* 1 + index of the next one of its chain */
    } * at;             /* in the order of their first appearance */
    size_t n, cap;
    uint32_t *chains; /* [GX_TALLY_CHAINS] 1 + index into `at`, or 0 */
} gx_tally;

/** The number of these bytes, which must stay where they are: the one they got before, or the next free one.
 */
uint32_t gx_tally_number(gx_arena *arena, gx_tally *tally, const void *key, size_t bytes);

#endif
