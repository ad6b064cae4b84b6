/**
 * @file src/extract/event_finder.h
 * What the steps of finding events share: events.c (their parts, words and times), event_choice.c (which
 * candidates are events, and which are one), main_event.c (what the article is about), event_names.c
 * (candidates by the grammar of names), event_verbs.c (events told by verbs), later_events.c (those told
 * behind the lead), event_time.c (date and place).  Internal to src/extract.
 */
#ifndef GX_EXTRACT_EVENT_FINDER_H
#define GX_EXTRACT_EVENT_FINDER_H

#include "extract/events.h"

enum {
    GX_EVENT_NAME_CHARS = 64, /* a name of an event is at most this long */
    GX_LOOK_CANDIDATES = 200  /* how many words for events apart two words for one can stand */
};

/* How sure these ways of finding an event are: precision on the annotated pages, November 2026. */
static const double gx_sure_lead = 0.97, gx_sure_later = 0.88;

/** Columns and codes of event_heads.tsv. */
enum { GX_EVENT_HEAD_WORD, GX_EVENT_HEAD_TYPE, GX_EVENT_HEAD_USE };
typedef enum gx_event_head_use {
    GX_EVENT_HEAD_NAME = 1,
    GX_EVENT_HEAD_LOOSE,
    GX_EVENT_HEAD_NEVER
} gx_event_head_use;

/** An expression that may name an event or stand for one. */
typedef struct gx_event_candidate {
    gx_range range; /* determiner excluded */
    gx_range head;
    gx_range sentence, clause;
    const char *type;
    uint8_t use;
    bool bare;       /* no word of its own: 会议 */
    bool determined; /* 本次, 此次, 该 */
    bool headline;
    bool held;      /* somebody holds it, in the same clause */
    bool joined_in; /* 参加, 出席, 主持 stand before it; …上 behind it */
    bool acts;      /* 选举, 由, 审议 follow: it is told as happening */
    bool dated;
    bool lead;
    bool background;
    uint32_t event; /* or GX_NONE */
} gx_event_candidate;

typedef struct gx_event_finder {
    gx_analysis *a;
    gx_news *news;
    uint8_t *named;
    GX_LIST(gx_event_candidate) candidates;
    const gx_mention *
        *organization_to; /* [n + 1] the organization whose mention ends at a position, or NULL */
    uint8_t *date_to;     /* [n + 1] 1 where a date ends that is no bare year */
    uint8_t *mentioned;   /* [n] 1 inside a mention */
    gx_range lead;        /* characters of the body's first sentences */
    gx_range title;
    bool parties; /* several parties visit, each told apart: 分别带队 */
    bool roundup; /* paragraphs that each begin with a day and another body */
} gx_event_finder;

/** The article's sentence that covers `at`. */
gx_range gx_sentence_range(const gx_analysis *a, uint32_t at);

/** Does `whole` hold the characters of `part`? */
bool gx_contains_chars(const uint32_t *text, gx_range whole, gx_range part);

/** Share of the pairs of characters of `part` that occur in `whole`. */
double gx_overlap(const uint32_t *text, gx_range part, gx_range whole);

/** The same characters? */
bool gx_same_chars(const uint32_t *text, gx_range x, gx_range y);

/** The first candidate that may mean the same as the one with this index: words for one event stand near each
 * other. */
size_t gx_look_from(size_t i);

/** What is held, without the word for how: 表彰|会, 表彰|大会, 颁奖|典礼. */
gx_range gx_stem_of(const gx_analysis *a, gx_range head);

/** Do numbers tell events of one series apart: 第一次, 第二次; 首轮, 第二轮; but not 第八届 and 第一次? */
bool gx_other_number(const gx_analysis *a, gx_range x, gx_range y);

/** Do two candidates name one event? */
bool gx_same_event(const gx_analysis *a, const gx_event_candidate *x, const gx_event_candidate *y);

/** Make events of the candidates that are some, one of those that mean the same. */
void gx_make_events(gx_event_finder *f);

/** Find the event that the article is about, or make it of a verb or of the title: f->news->main. */
void gx_find_main_event(gx_event_finder *f);

/** Does a word make background of the range: 近年来, 每年? */
bool gx_tells_background(const gx_analysis *a, gx_range range);

/** Where organizations and dates end, and what lies inside a mention: first. */
void gx_find_event_ends(gx_event_finder *f);

/** All candidates, in order; marks f->named. */
void gx_find_event_candidates(gx_event_finder *f);

/** Is the head 决赛, 预赛, …: a part of a contest? */
bool gx_is_contest_round(const gx_analysis *a, const gx_event_candidate *c);

/** What the clauses say of the candidates, once the frames are known. */
void gx_weigh_event_candidates(gx_event_finder *f);

/** Visits and inspections are akin. */
bool gx_akin_events(const char *x, const char *y);

/** A new event of the article; the pointer holds until the next one. */
gx_event *gx_add_event(gx_event_finder *f, gx_range name, const char *type, double confidence);

/** An expression for an event; `surface` where it names it. */
void gx_add_event_word(gx_event_finder *f, gx_range range, uint32_t event, bool surface);

/** Does a verb tell what happened, where no noun does: 到…慰问; does it go to somebody: 来到…,送去…? */
bool gx_tells_event(const gx_event_finder *f, const gx_frame *frame);
bool gx_goes_visiting(const gx_event_finder *f, const gx_frame *frame);

/** Meetings, performances, campaigns: what a verb tells only with a day of its own. */
bool gx_is_session_verb(const char *type);

/** The first verb inside `within` that tells an event, or NULL. */
gx_frame *gx_first_telling(gx_event_finder *f, gx_range within);

/** The clause of a verb as a name. */
gx_range gx_clause_name(const gx_event_finder *f, const gx_frame *frame);

/** The event that a verb tells: 到…慰问. */
void gx_add_verb_event(gx_event_finder *f, gx_frame *frame, double salience, double confidence);

/** Further events told by verbs behind the lead. */
void gx_find_later_events(gx_event_finder *f);

/** Date and place of an event. */
void gx_set_event_date(gx_event_finder *f, uint32_t event);
void gx_set_event_place(gx_event_finder *f, uint32_t event);

#endif
