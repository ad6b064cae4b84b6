/**
 * @file src/extract/places.h
 * Places named in an article, and which 市, 区, 县 a bare level means at a position.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_PLACES_H
#define GX_EXTRACT_PLACES_H

#include "extract/masthead.h"
#include "extract/scan.h"

typedef struct gx_place {
    gx_range range;
    const char *full;    /* 怀柔区 for 怀柔; as printed where no table knows it */
    const gx_word *word; /* the table's row, or NULL */
    bool sure;           /* printed in full, or the tagger, too, sees a place */
} gx_place;

typedef struct gx_places {
    gx_place *at;
    size_t n, cap;
} gx_places;

/** All places of the article in order, those inside names included. */
void gx_find_places(const gx_scan *scan, gx_places *out);

/** What the whole page is about: the fullest names by how often their level is named. */
typedef struct gx_home {
    const char *province, *city; /* or NULL */
    gx_masthead masthead;
} gx_home;

void gx_find_home(gx_home *out, const gx_analysis *articles, size_t n_articles);

/**
 * The full name of the place that a bare level word (省, 市, 区, 县, 旗, 自治区, 镇, 街道, …) means at `at`:
 * the last one before it in its sentence, else the one that the article and its page speak of most; NULL =
 * unknown.
 */
const char *gx_place_meant(const gx_analysis *a, const gx_places *places, const gx_home *home, uint32_t at,
                           const char *level);

/** The row of the place that contains a place (北京市 for 昌平区), or NULL. */
const gx_word *gx_place_parent(const gx_lexicon *lexicon, const gx_word *place);

#endif
