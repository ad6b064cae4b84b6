/**
 * @file src/extract/events.h
 * The events that an article reports: found by name (第三届…论坛), by a plain word (会议, 此次活动), or told
 * by a verb (…到…慰问); joined where one is told several ways; with type, date and place. Knows the grammar
 * of names of events.  Knows nothing of who took part. Internal to src/extract.
 */
#ifndef GX_EXTRACT_EVENTS_H
#define GX_EXTRACT_EVENTS_H

#include "extract/frames.h"

/** One expression for an event. */
typedef struct gx_event_word {
    gx_range range;
    uint32_t event; /* GX_NONE while unknown, or for what turned out to be background */
    bool surface;   /* 会上, 会后 point to an event without being a name for it */
} gx_event_word;

/** What events.c knows beyond gx_event, for roles.c; hangs at gx_analysis.news. */
typedef struct gx_news {
    gx_frames frames;
    GX_LIST(gx_event_word) words; /* all expressions, in order */
    uint32_t main;                /* index of the article's main event, or GX_NONE */
    uint32_t told_from;           /* before it nothing is told of the main event */
    uint32_t told_to;             /* nor behind it, unless 0 */
    bool accident;                /* the main event is one, or how people were rescued from it */
    uint8_t *past;                /* [n + 1] 1 in a sentence that tells of a year before the main event's */
} gx_news;

#endif
