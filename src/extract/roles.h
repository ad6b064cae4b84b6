/**
 * @file src/extract/roles.h
 * Who took part in which event, and as what: roles.c by verbs (about which event: frame_event.c), presence.c
 * where no verb says it. Internal to src/extract.
 */
#ifndef GX_EXTRACT_ROLES_H
#define GX_EXTRACT_ROLES_H

#include "extract/events.h"

#include <string.h>

typedef struct gx_roler {
    gx_analysis *a;
    gx_news *news;
    uint32_t current;                   /* event of the last sentence */
    const gx_block *honours_block;      /* where words of honouring were looked for last */
    uint32_t first_honour, last_honour; /* of them; GX_NONE = there are none */
} gx_roler;

static inline bool gx_same_word(const char *x, const char *y)
{
    return strcmp(x, y) == 0;
}

/** Is the event, which may be GX_NONE, of the type; a visit or inspection? */
bool gx_is_event_type(const gx_roler *r, uint32_t event, const char *type);
bool gx_is_visit(const gx_roler *r, uint32_t event);

/** The first expression for an event that begins at or behind `at`: they lie in order. */
size_t gx_first_event_word(const gx_roler *r, uint32_t at);

/** The event that the paragraph told last before `at`, else the main one. */
uint32_t gx_event_told_at(const gx_roler *r, uint32_t at);

/** frame_event.c: the event that a frame's verb is about; GX_NONE where it is none of the article's own.
 * @param beside  out: a word for it stands beside the verb */
uint32_t gx_event_of_frame(gx_roler *r, const gx_frame *frame, bool *beside);

/** The expression for an event that stands behind the verb in its clause, else before it; NULL = none. */
const gx_event_word *gx_word_beside(const gx_roler *r, const gx_frame *frame);

/** The event named last before the verb in its sentence, or GX_NONE. */
uint32_t gx_event_in_sentence(const gx_roler *r, const gx_frame *frame);

/** 会上,…: does the paragraph begin at the meeting? */
bool gx_begins_at_meeting(const gx_roler *r, const gx_block *block);

/** Who a mention names has a role in an event; said twice, the surer counts. "none" and GX_NONE add nothing.
 */
void gx_add_role(gx_roler *r, const gx_mention *m, uint32_t event, const char *role, gx_range evidence,
                 double sure);

/** presence.c: roles that no verb states: by labels, by the event's name, in pictures. */
void gx_find_silent_roles(gx_roler *r);

/** Once all else is known (awards too): who was merely present, and that whoever did more was not merely so.
 */
void gx_settle_roles(gx_analysis *a);

#endif
