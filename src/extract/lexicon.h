/**
 * @file src/extract/lexicon.h
 * The tables of `seeds/` in one trie over characters: which words of which tables begin here?
 * Matching is by folded characters (full-width letters and digits as half-width).
 */
#ifndef GX_EXTRACT_LEXICON_H
#define GX_EXTRACT_LEXICON_H

#include "base/buffer.h"

/** One constant a file `seeds/<name>.tsv`; its columns stand in the table `tables` in lexicon.c. */
typedef enum gx_table {
    GX_TABLE_PLACES, /* administrative divisions and their short forms */
    GX_TABLE_SURNAMES,
    GX_TABLE_ORGANIZATION_HEADS, /* how names of organizations end, and their kind */
    GX_TABLE_ORGANIZATIONS,      /* national bodies: full name and short forms */
    GX_TABLE_ABBREVIATIONS,      /* 人社局 = 人力资源和社会保障局 */
    GX_TABLE_TITLES,             /* posts and jobs */
    GX_TABLE_EVENT_HEADS,        /* how names of events end, and their type */
    GX_TABLE_VERBS,              /* and the roles that they give */
    GX_TABLE_HONOURS,
    GX_TABLE_NOT_NAMES,   /* words that are never names of people */
    GX_TABLE_NAME_PARTS,  /* what may and may not stand inside the name of an organization */
    GX_TABLE_NAME_CUES,   /* before a name: what somebody is to another, what is done to somebody */
    GX_TABLE_GIVEN_NAMES, /* parts of names of peoples without Chinese surnames */
    GX_TABLE_PEOPLE,      /* of a user's folder: names that are people */
    GX_TABLES
} gx_table;

/** A row of a table, found by its first column. */
typedef struct gx_word {
    gx_table table;
    bool user;               /* a row of the user's own tables */
    uint32_t n;              /* length in characters */
    const char *const *cell; /* the row's cells, cell[0] is the word itself (UTF-8) */
    const uint8_t *code;     /* [columns] cells of enumerated columns as numbers (see lexicon.c); else 0 */
} gx_word;

/* Codes of enumerated columns: 1 + the place in the list of values. */
typedef enum gx_place_level {
    GX_PLACE_PROVINCE = 1,
    GX_PLACE_CITY,
    GX_PLACE_COUNTY,
    GX_PLACE_TOWN,
    GX_PLACE_CITY_DOUBTFUL,
    GX_PLACE_COUNTY_DOUBTFUL,
    GX_PLACE_PROVINCE_DOUBTFUL /* short forms that are also ordinary words */
} gx_place_level;
typedef enum gx_title_class {
    GX_TITLE_POST = 1,
    GX_TITLE_PLACE_POST,
    GX_TITLE_MODIFIER,
    GX_TITLE_FORMER,
    GX_TITLE_JOB,
    GX_TITLE_HONORIFIC
} gx_title_class;
typedef enum gx_head_use { GX_HEAD_FULL = 1, GX_HEAD_DEPARTMENT, GX_HEAD_WEAK } gx_head_use;
typedef enum gx_not_name { GX_NOT_NAME_WORD = 1, GX_NOT_NAME_AMBIGUOUS, GX_NOT_NAME_DOCTRINE } gx_not_name;
typedef enum gx_kind {
    GX_KIND_UNION = 1,
    GX_KIND_PARTY,
    GX_KIND_GOVERNMENT,
    GX_KIND_COMPANY,
    GX_KIND_TEAM,
    GX_KIND_INSTITUTION,
    GX_KIND_MEDIA,
    GX_KIND_ASSOCIATION,
    GX_KIND_COMMITTEE,
    GX_KINDS
} gx_kind;
typedef enum gx_part_use {
    GX_PART_INSIDE = 1,
    GX_PART_GENERIC,
    GX_PART_DEICTIC,
    GX_PART_AND,
    GX_PART_PLACE,
    GX_PART_STOP,
    GX_PART_COMMON
} gx_part_use;

typedef enum gx_cue { GX_CUE_ROLE = 1, GX_CUE_NAMED, GX_CUE_SIGNS } gx_cue;

typedef struct gx_lexicon gx_lexicon;

/** The header line that a table must have; static. */
const char *gx_table_columns(gx_table table);

/**
 * The tables of the folder `seeds`: mapped where `seeds.gxl` beside it was packed from these very tables,
 * else read.
 * @param user_seeds  [n_user_seeds] folders whose rows win over them
 * @return GX_OK, GX_EIO, GX_ENOMEM, GX_EDATA with file:line:column of the bad row
 */
GX_MUST_USE gx_status gx_lexicon_new(gx_lexicon **out, const char *seeds, const char *const *user_seeds,
                                     size_t n_user_seeds, gx_error *err);
void gx_lexicon_free(gx_lexicon *lexicon);

/** The bytes of `seeds.gxl` for this folder, appended to `out`.  @return as gx_lexicon_new() */
GX_MUST_USE gx_status gx_lexicon_pack(gx_buffer *out, const char *seeds, gx_error *err);

enum { GX_WORDS_AT_MOST = 24 };

/**
 * All words of the tables in `mask` (bit 1 << gx_table) that begin at `chars[0]`, shortest first.
 * @return how many, at most GX_WORDS_AT_MOST
 */
size_t gx_lexicon_match(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, uint32_t mask,
                        const gx_word *out[GX_WORDS_AT_MOST]);

/** The longest word of one table that begins here, or NULL. */
const gx_word *gx_lexicon_longest(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, gx_table table);

/** The place of this division code, by its full name, or NULL. */
const gx_word *gx_lexicon_place(const gx_lexicon *lexicon, const char *code);

/** The word of one table that is exactly these characters, or NULL. */
const gx_word *gx_lexicon_exact(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, gx_table table);

#endif
