#include "extract/partners.h"

#include <string.h>

/* Precision on the annotated pages, November 2026. */
static const double sure_joint = 0.85, sure_signed = 0.85, sure_given = 0.6;

enum { PARTNERS_AT_MOST = 40 };

typedef struct bodies {
    uint32_t at[PARTNERS_AT_MOST];
    size_t n;
} bodies;

static void add_body(bodies *list, uint32_t organization)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i] == organization)
            return;
    if (organization != GX_NONE && list->n < PARTNERS_AT_MOST)
        list->at[list->n++] = organization;
}

/* The organization that a person's first post is in; of 县委副书记、县长 the government, which does business.
 */
static uint32_t body_of(const gx_analysis *a, const gx_mention *m)
{
    if (m->type == GX_ENTITY_ORGANIZATION)
        return m->entity;
    uint32_t party = GX_NONE;
    for (size_t i = 0; i < a->posts.n; i++) {
        uint32_t body = a->posts.at[i].organization;
        if (a->posts.at[i].person != m->entity || body == GX_NONE)
            continue;
        if (strcmp(a->organizations.at[body].kind, "party") != 0)
            return body;
        party = party == GX_NONE ? body : party;
    }
    return party;
}

static void bodies_of(const gx_analysis *a, uint32_t group, bool of_people, bodies *out)
{
    if (group == GX_NONE)
        return;
    const gx_group *g = &a->news->frames.groups.at[group];
    for (uint32_t i = 0; i < g->n; i++) {
        const gx_mention *m = &a->mentions.at[a->news->frames.tops.at[g->first + i]];
        if (m->type == GX_ENTITY_ORGANIZATION || of_people)
            add_body(out, body_of(a, m));
    }
}

static void add_partner(gx_analysis *a, uint32_t x, uint32_t y, gx_range evidence, double sure)
{
    if (x == y)
        return;
    for (size_t i = 0; i < a->relations.n; i++) {
        const gx_relation *r = &a->relations.at[i];
        if (r->partner && ((r->subject == x && r->object == y) || (r->subject == y && r->object == x)))
            return;
    }
    *GX_PUSH(a->arena, &a->relations) =
        (gx_relation){.subject = x, .object = y, .partner = true, .evidence = evidence, .confidence = sure};
}

static void within(gx_analysis *a, const bodies *list, gx_range evidence, double sure)
{
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = i + 1; k < list->n; k++)
            add_partner(a, list->at[i], list->at[k], evidence, sure);
}

static void across(gx_analysis *a, const bodies *x, const bodies *y, gx_range evidence, double sure)
{
    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < y->n; k++)
            add_partner(a, x->at[i], y->at[k], evidence, sure);
}

/* A与B、C与D分别签约: who stands on either side of each 与. */
static bool add_pairs(gx_analysis *a, uint32_t group, gx_range evidence)
{
    const gx_group *g = &a->news->frames.groups.at[group];
    uint32_t with = 0, commas = 0;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i + 1 < g->n; i++) {
            const gx_mention *m = &a->mentions.at[a->news->frames.tops.at[g->first + i]];
            const gx_mention *next = &a->mentions.at[a->news->frames.tops.at[g->first + i + 1]];
            bool joined = gx_text_at(a, m->phrase.end, "与") || gx_text_at(a, m->phrase.end, "和");
            uint32_t x = body_of(a, m), y = body_of(a, next);
            if (pass == 0)
                joined ? with++ : commas++;
            else if (joined && with >= 2 && commas && x != GX_NONE && y != GX_NONE)
                add_partner(a, x, y, evidence, sure_signed);
        }
    return with >= 2 && commas;
}

/* A、B与C、D签约: the sides of the one 与 in the group. @return false if it has none, or more */
static bool add_sides(gx_analysis *a, uint32_t group, gx_range evidence)
{
    const gx_group *g = &a->news->frames.groups.at[group];
    bodies sides[2] = {0};
    uint32_t side = 0;
    for (uint32_t i = 0; i < g->n; i++) {
        const gx_mention *m = &a->mentions.at[a->news->frames.tops.at[g->first + i]];
        add_body(&sides[side], body_of(a, m));
        if (i + 1 < g->n && gx_text_at(a, m->phrase.end, "与") && ++side > 1)
            return false;
    }
    across(a, &sides[0], &sides[1], evidence, sure_signed);
    return side == 1;
}

static const char *const TOGETHER[] = {"联合", "携手", "联手"};
enum { TOGETHER_CHARS = 2 };

static bool says_together(const gx_analysis *a, uint32_t at)
{
    for (size_t k = 0; k < sizeof TOGETHER / sizeof *TOGETHER; k++)
        if (gx_text_at(a, at, TOGETHER[k]))
            return true;
    return false;
}

/* 联合, 携手, 共同 between two bodies and whatever they do. */
static bool jointly(const gx_analysis *a, const gx_frame *frame)
{
    if (frame->subject == GX_NONE || frame->inherited)
        return false;
    for (uint32_t i = a->news->frames.groups.at[frame->subject].range.end; i < frame->range.start; i++)
        if (says_together(a, i))
            return true;
    return false;
}

/* 市总工会|联合|市交通局、某公司|开行专列, 市总与市科委|联合|认定…: partners, whatever verb follows. */
static void join_neighbours(gx_analysis *a, uint32_t group)
{
    const gx_group *first = &a->news->frames.groups.at[group],
                   *second = group + 1 < a->news->frames.groups.n ? first + 1 : NULL;
    uint32_t at = first->range.end;
    if (!says_together(a, at) || a->news->frames.speech[at])
        return;
    bodies left = {0}, right = {0};
    bodies_of(a, group, false, &left);
    if (second && second->range.start == at + TOGETHER_CHARS)
        bodies_of(a, group + 1, false, &right);
    gx_range evidence = {first->range.start, right.n ? second->range.end : at + TOGETHER_CHARS};
    within(a, &left, evidence, sure_joint);
    across(a, &left, &right, evidence, sure_joint);
    if (left.n)
        within(a, &right, evidence, sure_joint);
}

static void read_frame(gx_analysis *a, const gx_frame *frame)
{
    uint8_t use = frame->verb->code[GX_VERB_USE];
    const char *role = frame->verb->cell[GX_VERB_SUBJECT];
    const char *verb = frame->verb->cell[GX_VERB_WORD];
    bool helps = strcmp(verb, "共同协办") == 0 || strcmp(verb, "联合协办") == 0;
    bool holds =
        use == GX_VERB_HOLD && (helps || strcmp(role, "organizer") == 0 || strcmp(role, "co_organizer") == 0);
    bool gives = use == GX_VERB_GIVE && strcmp(frame->verb->cell[GX_VERB_EVENT], "donation") == 0;
    bool signs = use == GX_VERB_SIGN;
    bool joint = jointly(a, frame);
    if (frame->blocked || a->news->frames.speech[frame->range.start] || !(holds || gives || signs || joint))
        return;
    bool sided = signs && frame->subject != GX_NONE && frame->with == GX_NONE;
    if (sided && (add_pairs(a, frame->subject, frame->clause) || add_sides(a, frame->subject, frame->clause)))
        return;
    bodies who = {0}, with = {0}, to = {0};
    bodies_of(a, frame->subject != GX_NONE ? frame->subject : frame->agent, signs, &who);
    bodies_of(a, frame->with, signs, &with);
    if (signs) {
        if (!with.n)
            within(a, &who, frame->clause, sure_signed);
        across(a, &who, &with, frame->clause, sure_signed);
    } else if (holds || joint) { /* all of them do it together */
        within(a, &who, frame->clause, sure_joint);
        within(a, &with, frame->clause, sure_joint);
        across(a, &who, &with, frame->clause, sure_joint);
    }
    if (gives) {
        bodies_of(a, frame->to != GX_NONE ? frame->to : frame->object, false, &to);
        across(a, &who, &to, frame->clause, sure_given);
    }
}

/* A、B等|县改革协调小组|成员单位: whoever is listed belongs to the body. */
static void read_members(gx_analysis *a, const gx_mention *body)
{
    static const double sure_member = 0.8;
    uint32_t start = body->range.start;
    if (body->type != GX_ENTITY_ORGANIZATION || !gx_text_at(a, body->range.end, "成员单位") || !start ||
        !gx_text_before(a, start, "等"))
        return;
    const gx_frames *frames = &a->news->frames;
    for (uint32_t g = 0; g < frames->groups.n; g++) {
        const gx_group *group = &frames->groups.at[g];
        bool listed = group->range.start < start && group->range.end + 1 >= start;
        for (uint32_t i = 0; listed && i < group->n; i++) {
            const gx_mention *m = &a->mentions.at[frames->tops.at[group->first + i]];
            if (m->type == GX_ENTITY_ORGANIZATION && m->entity != body->entity && m->range.end < start)
                *GX_PUSH(a->arena, &a->relations) =
                    (gx_relation){.subject = m->entity,
                                  .object = body->entity,
                                  .evidence = {m->range.start, body->range.end + 4},
                                  .confidence = sure_member};
        }
    }
}

void gx_find_partners(gx_analysis *a)
{
    for (size_t i = 0; i < a->mentions.n; i++)
        read_members(a, &a->mentions.at[i]);
    for (size_t i = 0; i < a->news->frames.frames.n; i++)
        read_frame(a, &a->news->frames.frames.at[i]);
    for (uint32_t i = 0; i < a->news->frames.groups.n; i++)
        join_neighbours(a, i);
}
