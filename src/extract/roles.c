#include "extract/roles.h"

#include "base/utf8.h"

#include <string.h>

/* How often each kind of statement was right on the annotated pages, November 2026. */
static const double sure_said = 0.88, sure_carried = 0.84, sure_visit = 0.84, sure_named = 0.82,
                    sure_caption = 0.7, sure_bystander = 0.62,
                    of_bodies = 0.94; /* the last is a factor: names of bodies are harder */

typedef struct roler {
    gx_analysis *a;
    gx_news *news;
    uint32_t current; /* event of the last sentence */
} roler;

static bool is_role(const char *role, const char *name)
{
    return strcmp(role, name) == 0;
}

static bool is_type(const roler *r, uint32_t event, const char *type)
{
    return event != GX_NONE && strcmp(r->a->events.at[event].type, type) == 0;
}

static bool is_visit(const roler *r, uint32_t event)
{
    return is_type(r, event, "visit") || is_type(r, event, "inspection");
}

static void add_role(roler *r, const gx_mention *m, uint32_t event, const char *role, gx_range evidence,
                     double sure)
{
    gx_analysis *a = r->a;
    if (event == GX_NONE || is_role(role, "none"))
        return;
    for (size_t i = 0; i < a->participations.n; i++) {
        gx_participation *p = &a->participations.at[i];
        if (p->type == m->type && p->entity == m->entity && p->event == event && strcmp(p->role, role) == 0) {
            p->confidence = p->confidence > sure ? p->confidence : sure;
            return;
        }
    }
    *GX_PUSH(a->arena, &a->participations) = (gx_participation){.type = m->type,
                                                                .entity = m->entity,
                                                                .event = event,
                                                                .role = role,
                                                                .evidence = evidence,
                                                                .confidence = sure};
}

static void add_group(roler *r, uint32_t group, uint32_t event, const char *role, const gx_frame *frame,
                      double sure)
{
    if (group == GX_NONE)
        return;
    const gx_group *g = &r->news->frames.groups.at[group];
    gx_range evidence = {g->range.start < frame->clause.start ? g->range.start : frame->clause.start,
                         frame->clause.end};
    if (g->range.end > evidence.end)
        evidence.end = g->range.end;
    for (uint32_t i = 0; i < g->n; i++) {
        const gx_mention *m = &r->a->mentions.at[r->news->frames.tops.at[g->first + i]];
        add_role(r, m, event, role, evidence, m->type == GX_ENTITY_PERSON ? sure : sure * of_bodies);
    }
}

/* ---- Which event a frame is about ---- */

/* The first expression that begins at or behind `at`. */
static size_t first_word(const roler *r, uint32_t at)
{
    size_t low = 0, high = r->news->words.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->news->words.at[middle].range.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Verbs whose object is the event: 参加…, 主持…, 举办…; others speak of it or give something at it. */
static bool takes_event(const gx_frame *frame)
{
    const char *role = frame->verb->cell[GX_VERB_SUBJECT];
    uint8_t use = frame->verb->code[GX_VERB_USE];
    return use == GX_VERB_HOLD || use == GX_VERB_WIN || use == GX_VERB_GO || is_role(role, "attendee") ||
           is_role(role, "host") || is_role(role, "visitor") || is_role(role, "leader") ||
           is_role(role, "performer") || is_role(role, "judge");
}

/* The expression for an event that stands behind the verb in its clause, else before it; NULL = none. */
static const gx_event_word *word_beside(const roler *r, const gx_frame *frame)
{
    const gx_event_word *before = NULL;
    for (size_t i = first_word(r, frame->clause.start); i < r->news->words.n; i++) {
        const gx_event_word *w = &r->news->words.at[i];
        if (w->range.start >= frame->clause.end)
            break;
        if (w->range.start >= frame->range.start && w->range.start < frame->range.end)
            continue; /* the verb itself */
        if (w->range.start >= frame->range.end && w->range.end <= frame->clause.end && takes_event(frame))
            return w;
        if (w->range.start >= frame->clause.start && w->range.end <= frame->range.start)
            before = w;
    }
    return before;
}

static uint32_t event_in_sentence(const roler *r, const gx_frame *frame)
{
    static const char *const at_it[] = {"上", "中", "期间", "现场", "当天"};
    uint32_t event = GX_NONE, at = GX_NONE;
    for (size_t i = first_word(r, frame->sentence.start); i < r->news->words.n; i++) {
        const gx_event_word *w = &r->news->words.at[i];
        if (w->range.start >= frame->range.start)
            break;
        if (w->range.start < frame->sentence.start || w->range.end > frame->range.start ||
            w->event == GX_NONE)
            continue;
        event = w->event;
        for (size_t k = 0; k < sizeof at_it / sizeof *at_it; k++)
            at = gx_text_at(r->a, w->range.end, at_it[k]) ? w->event : at;
    }
    return at != GX_NONE ? at : event;
}

/* GX_NONE where the verb is about an event that is none of the article's own. */
static uint32_t event_of(roler *r, const gx_frame *frame, bool *beside)
{
    *beside = false;
    if (frame->event != GX_NONE)
        return frame->event;
    const gx_event_word *w = word_beside(r, frame);
    if (w && w->event != GX_NONE) {
        *beside = true;
        return w->event;
    }
    if (w && w->range.start >= frame->range.end)
        return GX_NONE;
    uint32_t event = event_in_sentence(r, frame);
    return event != GX_NONE ? event : r->current;
}

/* ---- What each kind of verb says ---- */

static bool strong_hold(const gx_frame *frame)
{
    static const char *const strong[] = {"主办",     "承办",     "协办",     "联合主办", "共同主办",
                                         "联合承办", "承担",     "牵头组织", "牵头",     "联合举办",
                                         "共同承办", "具体承办", "联合协办"};
    for (size_t i = 0; i < sizeof strong / sizeof *strong; i++)
        if (strcmp(frame->verb->cell[GX_VERB_WORD], strong[i]) == 0)
            return true;
    return frame->agent != GX_NONE;
}

static double sure_of(const gx_frame *frame)
{
    return frame->inherited ? sure_carried : sure_said;
}

/* Bodies hold events; of a person it is said with 由 only. */
static bool holds(const roler *r, uint32_t group)
{
    if (group == GX_NONE)
        return false;
    const gx_group *g = &r->news->frames.groups.at[group];
    return r->a->mentions.at[r->news->frames.tops.at[g->first]].type == GX_ENTITY_ORGANIZATION;
}

/* A组织职工献血: the only event is one that the title alone names, and who stands first holds it. */
static bool holds_unnamed(const roler *r, const gx_frame *frame, uint32_t event)
{
    return event == r->news->main && r->a->events.n == 1 && is_type(r, event, "other") && !frame->inherited;
}

static void hold(roler *r, const gx_frame *frame, uint32_t event, bool beside)
{
    const char *role = frame->verb->cell[GX_VERB_SUBJECT];
    if (!beside && !strong_hold(frame) && !holds_unnamed(r, frame, event))
        return;
    const gx_event_word *near = word_beside(r, frame);
    if (frame->inherited && near && near->range.end <= frame->range.start && frame->agent == GX_NONE)
        return; /* A承办的比赛在…举行 */
    if (beside && frame->subject != GX_NONE && !frame->inherited) {
        /* 大会在…召开: what stands before the verb is the event, not its holder. */
        const gx_event_word *w = word_beside(r, frame);
        const gx_group *g = &r->news->frames.groups.at[frame->subject];
        if (w && w->range.end <= frame->range.start && w->range.start >= g->range.end &&
            frame->agent == GX_NONE && !strong_hold(frame))
            return;
    }
    if (holds(r, frame->subject))
        add_group(r, frame->subject, event, role, frame, sure_of(frame));
    add_group(r, frame->agent, event, role, frame, sure_of(frame));
    if (holds(r, frame->with))
        add_group(r, frame->with, event, role, frame, sure_of(frame));
}

/* 出席会议的有…, 带队的是…: who does it stands behind. */
static bool inverted(const roler *r, const gx_frame *frame)
{
    static const char *const signs[] = {"的有",   "的是",  "的还有", "的领导有", "的单位有",
                                        "的包括", "的,是", "的,有",  "的,还有"};
    if (frame->object == GX_NONE)
        return false;
    uint32_t to = r->news->frames.groups.at[frame->object].range.start;
    for (uint32_t i = frame->range.end; i < to; i++)
        for (size_t s = 0; s < sizeof signs / sizeof *signs; s++)
            if (gx_text_at(r->a, i, signs[s]))
                return true;
    return false;
}

static void visit(roler *r, const gx_frame *frame, uint32_t event)
{
    if (!is_visit(r, event) && !is_type(r, event, "campaign") && !is_type(r, event, "donation"))
        return;
    if (inverted(r, frame)) {
        add_group(r, frame->object, event, "visitor", frame, sure_visit);
        return;
    }
    add_group(r, frame->subject, event, "visitor", frame, sure_visit);
    add_group(r, frame->agent, event, "visitor", frame, sure_visit);
    add_group(r, frame->object, event, frame->verb->cell[GX_VERB_OBJECT], frame, sure_visit);
    add_group(r, frame->to, event, "recipient", frame, sure_visit);
}

static void go(roler *r, const gx_frame *frame, uint32_t event)
{
    if (!is_visit(r, event) && !is_type(r, event, "campaign") && !is_type(r, event, "donation"))
        return;
    if (is_visit(r, event))
        add_group(r, frame->subject, event, "visitor", frame, sure_visit);
    add_group(r, frame->object, event, "recipient", frame, sure_visit);
}

/* 率代表团来到…, 带队参加…: to an event that is no visit; 带领职工奋斗 leads nowhere. */
static bool leads_there(const roler *r, const gx_frame *frame)
{
    const gx_frames *frames = &r->news->frames;
    for (const gx_frame *next = frame + 1; next < frames->frames.at + frames->frames.n; next++) {
        if (next->clause.start != frame->clause.start)
            break;
        if (next->verb->code[GX_VERB_USE] == GX_VERB_GO ||
            is_role(next->verb->cell[GX_VERB_SUBJECT], "attendee"))
            return true;
    }
    return frame->verb->code[GX_VERB_USE] != GX_VERB_SEND && frame->agent != GX_NONE;
}

static void lead(roler *r, const gx_frame *frame, uint32_t event)
{
    if (!is_visit(r, event) && !leads_there(r, frame))
        return;
    uint32_t who = frame->subject != GX_NONE && !inverted(r, frame) ? frame->subject : frame->agent;
    if (who == GX_NONE && inverted(r, frame))
        who = frame->object;
    add_group(r, who, event, "leader", frame, sure_of(frame));
    if (!is_visit(r, event))
        return;
    add_group(r, who, event, "visitor", frame, sure_of(frame));
    if (frame->verb->code[GX_VERB_USE] == GX_VERB_SEND)
        add_group(r, frame->object, event, "visitor", frame, sure_of(frame));
}

static bool has_awardees(const roler *r, uint32_t event)
{
    for (size_t i = 0; i < r->a->participations.n; i++)
        if (r->a->participations.at[i].event == event && is_role(r->a->participations.at[i].role, "awardee"))
            return true;
    return false;
}

/* 宣读了表彰决定,A被评为…: honours are being given in this paragraph. */
static bool honours_before(const roler *r, const gx_frame *frame)
{
    static const char *const words[] = {"表彰", "宣读", "颁奖", "颁发", "授予"};
    const gx_block *block = gx_block_at(r->a, frame->range.start);
    for (uint32_t i = block ? block->range.start : frame->range.start; i < frame->range.start; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (gx_text_at(r->a, i, words[k]))
                return true;
    return false;
}

static void win(roler *r, const gx_frame *frame, uint32_t event)
{
    if (!is_type(r, event, "ceremony") && !is_type(r, event, "competition") &&
        !is_type(r, event, "campaign") && !is_type(r, event, "meeting"))
        return;
    if (is_type(r, event, "meeting") && event_in_sentence(r, frame) == GX_NONE && !honours_before(r, frame) &&
        !has_awardees(r, event))
        return;
    add_group(r, frame->subject, event, "awardee", frame, sure_of(frame));
}

static void act(roler *r, const gx_frame *frame, uint32_t event)
{
    const char *role = frame->verb->cell[GX_VERB_SUBJECT], *object = frame->verb->cell[GX_VERB_OBJECT];
    if (frame->verb->code[GX_VERB_USE] == GX_VERB_GIVE && frame->agent != GX_NONE) {
        /* A由B授予…: the receiver stands first. */
        add_group(r, frame->agent, event, role, frame, sure_said);
        add_group(r, frame->subject, event, object, frame, sure_said);
        return;
    }
    add_group(r, inverted(r, frame) ? frame->object : frame->subject, event, role, frame, sure_of(frame));
    add_group(r, frame->agent, event, role, frame, sure_of(frame));
    if (is_role(role, "signatory") || is_role(role, "attendee"))
        add_group(r, frame->with, event, role, frame, sure_carried);
    bool escorts = is_role(object, "visitor") && !is_visit(r, event); /* 陪同 at a meeting */
    if (!is_role(object, "none") && !inverted(r, frame) && !escorts) {
        add_group(r, frame->object, event, object, frame, sure_carried);
        add_group(r, frame->to, event, object, frame, sure_said);
    }
}

static void add_people(roler *r, uint32_t group, uint32_t event, const char *role, const gx_frame *frame)
{
    if (group == GX_NONE)
        return;
    const gx_group *g = &r->news->frames.groups.at[group];
    for (uint32_t i = 0; i < g->n; i++) {
        const gx_mention *m = &r->a->mentions.at[r->news->frames.tops.at[g->first + i]];
        if (m->type == GX_ENTITY_PERSON)
            add_role(r, m, event, role, frame->clause, sure_carried);
    }
}

/* 裁判长由A担任, 主持人由B担任: the role that the office gives, or NULL. */
static const char *office(const roler *r, const gx_frame *frame)
{
    static const struct {
        const char *word, *role;
    } offices[] = {
        {"裁判", "judge"}, {"评委", "judge"}, {"评审", "judge"}, {"主持", "host"}, {"领队", "leader"}};
    for (uint32_t i = frame->clause.start; i < frame->range.start && frame->agent != GX_NONE; i++)
        for (size_t k = 0; k < sizeof offices / sizeof *offices; k++)
            if (gx_text_at(r->a, i, offices[k].word))
                return offices[k].role;
    return NULL;
}

/* 选举A为主席, A当选: people who come into office were there; a body that is set up was not. */
static void elect(roler *r, const gx_frame *frame, uint32_t event)
{
    const char *by_office = office(r, frame);
    if (by_office) {
        add_people(r, frame->agent, event, by_office, frame);
        return;
    }
    if (!is_type(r, event, "meeting") && !is_type(r, event, "ceremony"))
        return;
    add_people(r, frame->subject, event, frame->verb->cell[GX_VERB_SUBJECT], frame);
    add_people(r, frame->object, event, frame->verb->cell[GX_VERB_OBJECT], frame);
}

/* Who performs does so in a contest, a show, a campaign; elsewhere 提供, 展示 say nothing. */
static bool has_performers(const roler *r, uint32_t event)
{
    return is_type(r, event, "competition") || is_type(r, event, "performance") ||
           is_type(r, event, "campaign") || is_type(r, event, "exhibition") || is_type(r, event, "other");
}

static void read_frame(roler *r, const gx_frame *frame)
{
    bool beside;
    uint32_t event = event_of(r, frame, &beside);
    const gx_block *block = gx_block_at(r->a, frame->range.start);
    bool headline = block && (block->kind == GX_BLOCK_TITLE || block->kind == GX_BLOCK_SUBTITLE);
    uint8_t use = frame->verb->code[GX_VERB_USE];
    if (event == GX_NONE || frame->blocked || r->news->frames.speech[frame->range.start])
        return;
    if (headline && use != GX_VERB_HOLD)
        return;
    switch ((gx_verb_use)use) {
    case GX_VERB_HOLD:
        hold(r, frame, event, beside);
        break;
    case GX_VERB_GO:
        go(r, frame, event);
        break;
    case GX_VERB_WIN:
        win(r, frame, event);
        break;
    case GX_VERB_SEND:
        if (is_role(frame->verb->cell[GX_VERB_SUBJECT], "leader"))
            lead(r, frame, event);
        break;
    case GX_VERB_ABSENT:
    case GX_VERB_PLAN:
    case GX_VERB_MASK:
        break;
    default:
        if (is_role(frame->verb->cell[GX_VERB_SUBJECT], "visitor"))
            visit(r, frame, event);
        else if (is_role(frame->verb->cell[GX_VERB_SUBJECT], "leader"))
            lead(r, frame, event);
        else if (use == GX_VERB_ELECT)
            elect(r, frame, event);
        else if (!is_role(frame->verb->cell[GX_VERB_SUBJECT], "performer") || has_performers(r, event))
            act(r, frame, event);
    }
    bool aside = frame->event != GX_NONE && r->a->events.at[event].aside;
    if ((beside || frame->event != GX_NONE) && !aside)
        r->current = event;
}

static bool told_by_verb(const roler *r, uint32_t event)
{
    for (size_t i = 0; i < r->news->frames.frames.n; i++)
        if (r->news->frames.frames.at[i].event == event)
            return true;
    return false;
}

/* ---- What stands without a verb ---- */

/* A与B…签约仪式: who stands in the name signs. */
static bool names_signing(const gx_analysis *a, gx_range name)
{
    for (uint32_t i = name.start; i < name.end; i++)
        if (gx_text_at(a, i, "签约") || gx_text_at(a, i, "签字") || gx_text_at(a, i, "签署"))
            return true;
    return false;
}

/* 某县总工会第十三次代表大会在…举行: whose name begins the event's holds it, where nobody else does. */
static void name_holders(roler *r)
{
    gx_analysis *a = r->a;
    for (uint32_t e = 0; e < a->events.n; e++) {
        bool held = is_type(r, e, "visit") || is_type(r, e, "donation") || told_by_verb(r, e);
        for (size_t i = 0; i < a->participations.n; i++)
            held = held ||
                   (a->participations.at[i].event == e && is_role(a->participations.at[i].role, "organizer"));
        gx_range head = a->events.at[e].head;
        const char *role = names_signing(a, head) ? "signatory" : "organizer";
        uint32_t at = head.start;
        for (size_t i = 0; i < a->mentions.n && !held; i++) {
            const gx_mention *m = &a->mentions.at[i];
            if (m->type != GX_ENTITY_ORGANIZATION || m->range.start != at || m->range.end >= head.end)
                continue;
            add_role(r, m, e, role, head, sure_named);
            bool more = gx_text_at(a, m->range.end, "与") || gx_text_at(a, m->range.end, "和");
            held = !more;
            at = m->range.end + 1;
        }
    }
}

/* 主持人:A, 出席:B、C: minutes say by a label at the head of a line who was there. */
static const struct {
    const char *label, *role;
} labels[] = {{"主持人", "host"},        {"主持", "host"},
              {"会议主持", "host"},      {"出席人员", "attendee"},
              {"出席", "attendee"},      {"出席会议", "attendee"},
              {"参加人员", "attendee"},  {"参加", "attendee"},
              {"参会人员", "attendee"},  {"与会人员", "attendee"},
              {"参会", "attendee"},      {"到会人员", "attendee"},
              {"列席人员", "attendee"},  {"列席", "attendee"},
              {"出席领导", "attendee"},  {"参会领导", "attendee"},
              {"出席嘉宾", "attendee"},  {"嘉宾", "attendee"},
              {"与会嘉宾", "attendee"},  {"特邀嘉宾", "attendee"},
              {"记录", "attendee"},      {"记录人", "attendee"},
              {"会议记录", "attendee"},  {"主讲人", "speaker"},
              {"主讲", "speaker"},       {"主讲嘉宾", "speaker"},
              {"发言人", "speaker"},     {"报告人", "speaker"},
              {"分享嘉宾", "speaker"},   {"分享人", "speaker"},
              {"授课人", "speaker"},     {"授课老师", "speaker"},
              {"主办", "organizer"},     {"主办单位", "organizer"},
              {"主办方", "organizer"},   {"组织单位", "organizer"},
              {"承办", "co_organizer"},  {"承办单位", "co_organizer"},
              {"协办", "supporter"},     {"协办单位", "supporter"},
              {"支持单位", "supporter"}, {"指导单位", "supporter"},
              {"评委", "judge"},         {"裁判", "judge"},
              {"裁判长", "judge"},       {"带队领导", "leader"},
              {"带队人", "leader"},      {"领队", "leader"},
              {"参赛选手", "performer"}, {"参赛人员", "performer"},
              {"表演者", "performer"}};

static const char *label_of(const gx_analysis *a, gx_range line)
{
    uint32_t colon = line.start;
    while (colon < line.end && a->text[colon] != ':')
        colon++;
    for (size_t i = 0; i < sizeof labels / sizeof *labels && colon < line.end; i++)
        if (colon - line.start == gx_utf8_count(labels[i].label) &&
            gx_text_at(a, line.start, labels[i].label))
            return labels[i].role;
    return NULL;
}

static void read_labels(roler *r)
{
    gx_analysis *a = r->a;
    for (size_t s = 0; s < a->article->n_sentences; s++) {
        gx_range line = a->article->sentences[s];
        const char *role = label_of(a, line);
        for (size_t i = 0; role && i < a->mentions.n; i++) {
            const gx_mention *m = &a->mentions.at[i];
            bool body =
                is_role(role, "organizer") || is_role(role, "co_organizer") || is_role(role, "supporter");
            if (m->range.start >= line.start && m->range.end <= line.end && !m->modifier &&
                (m->type == GX_ENTITY_ORGANIZATION) == body)
                add_role(r, m, r->news->main, role, line, sure_said);
        }
    }
}

/* 图为A(左二)…: who is in the picture was there. */
static void captions(roler *r)
{
    gx_analysis *a = r->a;
    for (size_t i = 0; i < r->news->frames.tops.n; i++) {
        const gx_mention *m = &a->mentions.at[r->news->frames.tops.at[i]];
        const gx_block *block = gx_block_at(a, m->range.start);
        if (m->type != GX_ENTITY_PERSON || !block || block->kind != GX_BLOCK_CAPTION)
            continue;
        bool known = false;
        for (size_t k = 0; k < a->participations.n; k++)
            known = known ||
                    (a->participations.at[k].type == m->type && a->participations.at[k].entity == m->entity);
        if (!known)
            add_role(r, m, r->news->main, "attendee", block->range, sure_caption);
    }
}

/* 次日,一行人赶到…: whoever is on the main visit goes on to the next one. */
static void go_on(roler *r)
{
    gx_analysis *a = r->a;
    if (!is_visit(r, r->news->main))
        return;
    for (uint32_t e = 0; e < a->events.n; e++) {
        bool visited = !is_visit(r, e) || e == r->news->main || !told_by_verb(r, e);
        for (size_t i = 0; i < a->participations.n; i++)
            visited = visited || (a->participations.at[i].event == e &&
                                  is_role(a->participations.at[i].role, "visitor"));
        size_t n = a->participations.n;
        for (size_t i = 0; i < n && !visited; i++) {
            gx_participation p = a->participations.at[i];
            gx_mention m = {.type = p.type, .entity = p.entity};
            if (p.event == r->news->main && is_role(p.role, "visitor"))
                add_role(r, &m, e, "visitor", a->events.at[e].head, sure_caption);
        }
    }
}

/* Words that take a sentence away from the event: who was absent, or another time. */
static const char *const elsewhere[] = {
    "委托",   "因病", "请假", "出差", "已故", "去世",   "生前",   "牺牲", "当年",   "曾",     "原定",
    "原计划", "原拟", "上届", "往届", "去年", "年前",   "前年",   "未能", "没有",   "没能",   "缺席",
    "代她",   "代他", "托人", "捎",   "电话", "远在",   "来不了", "没来", "没赶上", "退休前", "取消",
    "历届",   "前任", "时任", "病逝", "殉职", "未出席", "未参加", "未到", "不能",   "没到",   "听说",
    "据说",   "提到", "想起", "上月", "外出", "批示",   "贺信",   "批准", "牢记",   "贯彻",   "精神"};

static bool is_elsewhere(const gx_analysis *a, gx_range sentence)
{
    for (uint32_t i = sentence.start; i < sentence.end; i++)
        for (size_t k = 0; k < sizeof elsewhere / sizeof *elsewhere; k++)
            if (gx_text_at(a, i, elsewhere[k]))
                return true;
    return false;
}

/* Who is named in the article's own telling, in no other role and with nothing said against it, was there. */
static void bystanders(roler *r)
{
    gx_analysis *a = r->a;
    const gx_frames *frames = &r->news->frames;
    if (r->news->main == GX_NONE)
        return;
    size_t known = a->participations.n;
    uint8_t *away = GX_ARENA_ARRAY(a->arena, uint8_t, a->people.n + 1); /* [people] named where it was not */
    uint32_t *group = GX_ARENA_ARRAY(a->arena, uint32_t, a->people.n + 1); /* 1 + the group to take, or 0 */
    for (size_t i = 0; i < known; i++)
        if (a->participations.at[i].type == GX_ENTITY_PERSON)
            away[a->participations.at[i].entity] = 1;
    size_t s = 0;
    for (uint32_t g = 0; g < frames->groups.n; g++) {
        const gx_group *it = &frames->groups.at[g];
        const gx_block *block = gx_block_at(a, it->range.start);
        while (s + 1 < a->article->n_sentences && a->article->sentences[s].end <= it->range.start)
            s++;
        bool headline = block && (block->kind == GX_BLOCK_TITLE || block->kind == GX_BLOCK_SUBTITLE);
        bool bad = headline || it->possessive || it->marker == GX_MARK_AT || it->marker == GX_MARK_OUT ||
                   frames->speech[it->range.start] || is_elsewhere(a, a->article->sentences[s]);
        for (uint32_t i = 0; i < it->n; i++) {
            const gx_mention *m = &a->mentions.at[frames->tops.at[it->first + i]];
            if (m->type != GX_ENTITY_PERSON)
                continue;
            if (bad || m->former)
                away[m->entity] = away[m->entity] || !headline;
            else if (!group[m->entity])
                group[m->entity] = g + 1;
        }
    }
    for (size_t i = 0; i < frames->frames.n; i++) {
        const gx_frame *frame = &frames->frames.at[i];
        for (uint32_t k = 0; frame->verb->code[GX_VERB_USE] == GX_VERB_WIN && frame->subject != GX_NONE &&
                             k < frames->groups.at[frame->subject].n;
             k++) {
            const gx_mention *m =
                &a->mentions.at[frames->tops.at[frames->groups.at[frame->subject].first + k]];
            if (m->type == GX_ENTITY_PERSON)
                away[m->entity] = 1; /* 今年,A被评为…: honoured, but elsewhere */
        }
    }
    const char *role = is_visit(r, r->news->main) ? "recipient" : "attendee";
    for (uint32_t p = 0; p < a->people.n; p++) {
        gx_mention m = {.type = GX_ENTITY_PERSON, .entity = p};
        if (group[p] && !away[p])
            add_role(r, &m, r->news->main, role, frames->groups.at[group[p] - 1].range, sure_bystander);
    }
}

/* Who has a closer role is no mere attendee. */
static void drop_attendees(gx_analysis *a)
{
    size_t kept = 0;
    for (size_t i = 0; i < a->participations.n; i++) {
        const gx_participation *p = &a->participations.at[i];
        bool closer = false;
        for (size_t k = 0; k < a->participations.n; k++) {
            const gx_participation *other = &a->participations.at[k];
            closer = closer || (other->type == p->type && other->entity == p->entity &&
                                other->event == p->event && strcmp(other->role, "attendee") != 0);
        }
        if (!closer || strcmp(p->role, "attendee") != 0)
            a->participations.at[kept++] = *p;
    }
    a->participations.n = kept;
}

void gx_find_roles(gx_analysis *a)
{
    roler r = {.a = a, .news = a->news, .current = a->news->main};
    const gx_frames *frames = &a->news->frames;
    const gx_block *block = NULL;
    for (size_t i = 0; i < frames->frames.n; i++) {
        const gx_block *here = gx_block_at(a, frames->frames.at[i].range.start);
        if (here != block)
            r.current = a->news->main;
        block = here;
        read_frame(&r, &frames->frames.at[i]);
    }
    read_labels(&r);
    name_holders(&r);
    go_on(&r);
    captions(&r);
}

void gx_settle_roles(gx_analysis *a)
{
    roler r = {.a = a, .news = a->news, .current = a->news->main};
    bystanders(&r);
    drop_attendees(a);
}
