/**
 * @file src/extract/lexicon.h
 * The tables of `seeds/` in one trie over characters: which words of which tables begin here?
 * Matching is by folded characters (full-width letters and digits as half-width).
 */
#ifndef GX_EXTRACT_LEXICON_H
#define GX_EXTRACT_LEXICON_H

#include "base/memory.h"

/** One constant a file `seeds/<name>.tsv`; its columns stand in the table `tables` in lexicon.c. */
typedef enum gx_table {
    GX_TABLE_PLACES,             /* administrative divisions and their short forms */
    GX_TABLE_SURNAMES,
    GX_TABLE_ORGANIZATION_HEADS, /* how names of organizations end, and their kind */
    GX_TABLE_ORGANIZATIONS,      /* national bodies: full name and short forms */
    GX_TABLE_ABBREVIATIONS,      /* 人社局 = 人力资源和社会保障局 */
    GX_TABLE_TITLES,             /* posts and jobs */
    GX_TABLE_EVENT_HEADS,        /* how names of events end, and their type */
    GX_TABLE_VERBS,              /* and the roles that they give */
    GX_TABLE_HONOURS,
    GX_TABLE_NOT_NAMES,          /* words that are never names of people */
    GX_TABLE_PEOPLE,             /* of a user's folder: names that are people */
    GX_TABLES
} gx_table;

/** A row of a table, found by its first column. */
typedef struct gx_word {
    gx_table table;
    uint32_t n;              /* length in characters */
    const char *const *cell; /* the row's cells, cell[0] is the word itself (UTF-8) */
    const uint8_t *code;     /* [columns] cells of enumerated columns as numbers (see lexicon.c); else 0 */
} gx_word;

typedef struct gx_lexicon gx_lexicon;

GX_MUST_USE gx_status gx_lexicon_new(gx_lexicon **out, const char *seeds, const char *const *user_seeds,
                                     size_t n_user_seeds, gx_error *err);
void gx_lexicon_free(gx_lexicon *lexicon);

enum { GX_WORDS_AT_MOST = 24 };

/**
 * All words of the tables in `mask` (bit 1 << gx_table) that begin at `chars[0]`, shortest first.
 * @return how many, at most GX_WORDS_AT_MOST
 */
size_t gx_lexicon_match(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, uint32_t mask,
                        const gx_word *out[GX_WORDS_AT_MOST]);

/** The longest word of one table that begins here, or NULL. */
const gx_word *gx_lexicon_longest(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, gx_table table);

/** The word of one table that is exactly these characters, or NULL. */
const gx_word *gx_lexicon_exact(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, gx_table table);

#endif
