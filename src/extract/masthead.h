/**
 * @file src/extract/masthead.h
 * Whose page it is: bodies and places named in what stands around the articles (breadcrumbs, addresses,
 * imprint). Internal to src/extract.
 */
#ifndef GX_EXTRACT_MASTHEAD_H
#define GX_EXTRACT_MASTHEAD_H

#include "extract/lexicon.h"
#include "text/page.h"

typedef struct gx_publisher {
    const char *name; /* UTF-8, as printed */
    uint8_t kind;     /* gx_kind */
} gx_publisher;

typedef struct gx_masthead {
    gx_publisher *at; /* in the order of the page; of 某学院工会委员会 the school, too */
    size_t n, cap;
    struct gx_masthead_places {
        const gx_word **at; /* the places in them, as often as they stand there */
        size_t n, cap;
    } places;
} gx_masthead;

/** Read what no article of the page covers; all in the arena, whose guard jumps out of memory. */
void gx_read_masthead(gx_masthead *out, gx_arena *arena, const gx_lexicon *lexicon, const gx_page *page);

#endif
