/**
 * @file src/tag/tagger.h
 * The neural tagger: for each character of a sentence a word boundary and a tag (57 of them: n, v, nr, …,
 * and PER, LOC, ORG, TIME, each -B or -I).
 * Model: LAC "small" (Jiao, Sun & Sun 2018, arXiv:1807.01882) as published with jieba's paddle mode.
 * Knows matrices.  Knows nothing of the grammar of news.
 */
#ifndef GX_TAG_TAGGER_H
#define GX_TAG_TAGGER_H

#include "base/memory.h"

enum { GX_TAGS = 57 };

typedef struct gx_tagger gx_tagger;

/** Part of speech or entity class, without -B/-I. */
typedef enum gx_pos {
    GX_POS_OTHER, /* punctuation, non-words: w, xc, and what has no name below */
    GX_POS_N,
    GX_POS_NR,
    GX_POS_NS,
    GX_POS_NT,
    GX_POS_NW,
    GX_POS_NZ,
    GX_POS_V,
    GX_POS_VD,
    GX_POS_VN,
    GX_POS_A,
    GX_POS_AD,
    GX_POS_AN,
    GX_POS_D,
    GX_POS_F,
    GX_POS_M,
    GX_POS_Q,
    GX_POS_R,
    GX_POS_P,
    GX_POS_C,
    GX_POS_U,
    GX_POS_S,
    GX_POS_T,
    GX_POS_W,
    GX_POS_XC,
    GX_POS_PER,
    GX_POS_LOC,
    GX_POS_ORG,
    GX_POS_TIME
} gx_pos;

typedef struct gx_tag {
    uint8_t pos;    /* gx_pos */
    uint8_t begins; /* 1 where a word begins at this character */
} gx_tag;

/** Knowledge that the best path must respect (the model glues punctuation to words: 成功，柳树湾煤业公司). */
typedef enum gx_tag_fixed {
    GX_FIXED_NOT = 0,
    GX_FIXED_BEGINS = 1, /* a word begins here */
    GX_FIXED_MARK = 2,   /* punctuation, a word of its own */
    GX_FIXED_PERSON = 3  /* a word begins here, and a person's name is likely: 主席|聂长平 */
} gx_tag_fixed;

enum {
    GX_NAME_LENGTHS = 3, /* names of 2, 3 and 4 characters */
    GX_NAME_LEAST = 2,
    GX_LOSS_MOST = 255
};

/**
 * What the best path would lose, in tenths of the unit of its scores, if it had to read a person's name of
 * 2, 3 or 4 characters here: 0 where it does so anyway, GX_LOSS_MOST where that is out of question.
 */
typedef struct gx_name_loss {
    uint8_t tenths[GX_NAME_LENGTHS];
} gx_name_loss;

/** Sentences to tag in one batch. Characters are code points as printed; folding is the tagger's business. */
typedef struct gx_tag_job {
    const uint32_t *chars; /* [n] borrowed */
    size_t n;
    gx_tag *tags; /* [n] filled */
    const uint8_t
        *fixed;          /* [n] what the caller knows better, gx_tag_fixed; NULL = nothing: the model alone */
    gx_name_loss *names; /* [n] filled, or NULL */
} gx_tag_job;

/**
 * Map the packed weights. One tagger serves any number of threads, each with its own scratch.
 * @param[out] out  new; free with gx_tagger_free()
 * @return GX_OK, GX_EIO, GX_ENOMEM, GX_EDATA (not such a file, or damaged), GX_EVERSION
 */
GX_MUST_USE gx_status gx_tagger_new(gx_tagger **out, const char *path, gx_error *err);
void gx_tagger_free(gx_tagger *tagger);

typedef struct gx_tag_scratch gx_tag_scratch;
GX_MUST_USE gx_status gx_tag_scratch_new(gx_tag_scratch **out, gx_error *err);
void gx_tag_scratch_free(gx_tag_scratch *scratch);

/**
 * Tag sentences; the result does not depend on how they are batched.
 * Sentences of any length; very long ones are tagged in overlapping windows.
 * @return GX_OK, GX_ENOMEM
 */
GX_MUST_USE gx_status gx_tagger_tag(const gx_tagger *tagger, gx_tag_scratch *scratch, gx_tag_job *jobs,
                                    size_t n_jobs, gx_error *err);

/** FNV-1a of the packed weights, for --version. */
uint64_t gx_tagger_checksum(const gx_tagger *tagger);

#endif
