/**
 * @file src/extract/frames.h
 * Who does what: the verbs of an article, each with what stands before, after, and behind 由, 与, 向, 为, 对.
 * Knows the grammar of a clause.  Knows nothing of which event a clause is about.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_FRAMES_H
#define GX_EXTRACT_FRAMES_H

#include "extract/scan.h"

/** Codes of the column `use` of verbs.tsv. */
typedef enum gx_verb_use {
    GX_VERB_HOLD = 1,
    GX_VERB_ACT,
    GX_VERB_SAY,
    GX_VERB_GO,
    GX_VERB_GIVE,
    GX_VERB_WIN,
    GX_VERB_SIGN,
    GX_VERB_ELECT,
    GX_VERB_SEND,
    GX_VERB_ABSENT,
    GX_VERB_PLAN,
    GX_VERB_MASK
} gx_verb_use;

/** Columns of verbs.tsv. */
enum { GX_VERB_WORD, GX_VERB_SUBJECT, GX_VERB_OBJECT, GX_VERB_EVENT, GX_VERB_USE };

/** What stands before a group of mentions and says how it belongs to its verb. */
typedef enum gx_marker {
    GX_MARK_NONE,
    GX_MARK_BY,   /* 由, 被 */
    GX_MARK_TO,   /* 向, 为, 给, 对 */
    GX_MARK_WITH, /* 与, 同, 会同 */
    GX_MARK_AT,   /* 在, 于, 从 */
    GX_MARK_FOR,  /* 代表 */
    GX_MARK_TAKE, /* 把, 将 */
    GX_MARK_SAYS, /* 据…介绍 */
    GX_MARK_OUT   /* 受, 经, 据: takes no role */
} gx_marker;

/** Mentions joined by 、 和 与 及 or a comma. */
typedef struct gx_group {
    uint32_t first, n; /* of gx_frames.tops */
    gx_range range;    /* of their phrases */
    gx_marker marker;
    bool possessive; /* 的 follows */
} gx_group;

typedef struct gx_frame {
    const gx_word *verb;
    gx_range range; /* of the verb */
    gx_range clause, sentence;
    uint32_t subject; /* groups, or GX_NONE */
    uint32_t agent, object, to, with, behalf, at;
    uint32_t previous; /* the frame before it in the same clause, or GX_NONE */
    bool inherited;    /* the subject stands in an earlier clause */
    bool relative;     /**< 前来考察|的A: who does it stands behind 的, and it has no object */
    bool blocked;      /* it did not happen, or the subject was not there */
    uint32_t event;    /* the event that this frame itself tells, or GX_NONE; set by events.c */
} gx_frame;

typedef struct gx_frames {
    GX_LIST(gx_frame) frames; /* in order */
    GX_LIST(gx_group) groups; /* in order */
    GX_LIST(uint32_t) tops;   /* mentions that can take a role, in order */
    uint8_t *speech;          /* [n] 1 inside quoted or reported speech */
    uint8_t *covered;         /* [n] 1 inside a mention or a person's phrase */
    uint8_t *quoted;          /* [n] 1 inside any quotation marks or brackets */
} gx_frames;

/** Clause of a sentence that covers `at`: between , ; : ? and their like outside quotes and brackets. */
gx_range gx_clause_at(const gx_analysis *a, const gx_frames *frames, gx_range sentence, uint32_t at);

/** Does a clause end at `at`: at a comma and its like, but not inside a number? */
bool gx_breaks_clause(const gx_analysis *a, uint32_t at);

/** Is the block one of running text, title, or list (not a byline)? The block that covers `at`. */
const gx_block *gx_block_at(const gx_analysis *a, uint32_t at);

/** Quotation marks: which characters are speech, which stand in quotes at all. */
void gx_find_quotes(const gx_analysis *a, gx_frames *out);

/**
 * Build the frames.
 * @param named  [a->n] characters of events' names (1) and of plain words for events (2), where no verb is
 * read
 */
void gx_find_frames(gx_analysis *a, const uint8_t *named, gx_frames *out);

/** 当选“最受欢迎球员”, 当选最佳球员: is what somebody is elected to an honour? */
bool gx_wins_title(const gx_analysis *a, const gx_frame *frame);

/** The first frame, group whose range begins at or behind `at`: they lie in order. */
size_t gx_first_frame(const gx_frames *frames, uint32_t at);
size_t gx_first_group(const gx_frames *frames, uint32_t at);

#endif
