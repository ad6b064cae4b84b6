#include "extract/event_finder.h"

#include <string.h>

enum { DAY_CHARS = 10 /* 2021-03-05 */ };

static const double sure_later = 0.88; /* precision on annotated pages not seen before, November 2026 */
static const double same_name = 0.7;   /* least share of one telling's characters in another's */

static const char *const turns[] = {
    "会后",     "会前",       "随后",       "次日",       "当天",       "同日",   "当日",   "之后",
    "会前一天", "其间",       "期间",       "前一天",     "当晚",       "翌日",   "接着",   "赛后",
    "赛前",     "此后",       "签约前",     "仪式后",     "签约后",     "稍后",   "紧接着", "隔天",
    "签约之后", "会议结束后", "活动结束后", "仪式结束后", "大会结束后", "上午",   "下午",   "晚上",
    "傍晚",     "深夜",       "中午",       "清晨",       "凌晨",       "又来到", "又到",   "又前往",
    "又赶到",   "又走访",     "又看望"};

static bool is_dated(const gx_event_finder *f, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i <= to; i++)
        if (f->date_to[i])
            return true;
    return false;
}

static bool dated_clause(const gx_event_finder *f, const gx_frame *frame)
{
    return is_dated(f, frame->sentence.start, frame->range.start);
}

/* 会后, 次日: the frame's sentence turns to something else. */
static bool turns_away(const gx_event_finder *f, const gx_frame *frame)
{
    return gx_has_any(f->a, (gx_range){frame->sentence.start, frame->range.start}, turns, GX_COUNT(turns));
}

/* The first candidate whose head begins at or behind `at`: they lie in order. */
static size_t first_candidate(const gx_event_finder *f, uint32_t at)
{
    size_t low = 0, high = f->candidates.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->candidates.at[middle].head.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* 签约仪式前, 开幕式后: …to what came before or behind it. */
static bool beside_session(const gx_event_finder *f, const gx_frame *frame)
{
    static const char *const sides[] = {"前", "后", "之前", "之后", "结束后"};
    for (size_t i = first_candidate(f, frame->sentence.start); i < f->candidates.n; i++) {
        const gx_event_candidate *c = &f->candidates.at[i];
        if (c->head.start >= frame->range.start)
            break;
        if (c->range.start == frame->sentence.start && gx_any_at(f->a, c->head.end, sides, GX_COUNT(sides)))
            return true;
    }
    return false;
}

static bool own_day(const gx_event_finder *f, const gx_frame *frame)
{
    return dated_clause(f, frame) || turns_away(f, frame) || beside_session(f, frame);
}

static const char *const unveiling[] = {"揭牌", "揭幕"};

/* The main event's own words for what the verb tells: …揭牌仪式. */
static bool named_in_main(const gx_event_finder *f, const gx_frame *frame)
{
    static const char *const births[] = {"成立", "揭牌", "挂牌", "启用", "落成"};
    gx_range head = f->a->events.at[f->news->main].head;
    return gx_contains_chars(f->a->text, head, frame->range) ||
           gx_has_any(f->a, head, births, GX_COUNT(births)) || gx_has_any(f->a, f->title, births, 1);
}

/* 举办了结对仪式,同时给工作室挂牌: the lead tells the unveiling along with the main event. */
static bool unveils_besides(const gx_event_finder *f)
{
    static const char *const besides[] = {"同时给", "同时为", "并给", "并为"}, *const signs[] = {
                                                                                   "揭牌", "挂牌", "揭幕",
                                                                                   "授牌"};
    for (uint32_t i = f->lead.start; i < f->lead.end; i++)
        if (gx_any_at(f->a, i, besides, GX_COUNT(besides)))
            return gx_has_any(f->a, (gx_range){i, f->lead.end}, signs, GX_COUNT(signs));
    return false;
}

/* A signing is an event of its own unless the main event is named for it, or a session is where it happens.
 */
static bool signs_apart(const gx_event_finder *f, const gx_frame *frame)
{
    static const char *const papers[] = {"协议",   "备忘录", "合同",   "协作书", "协定",   "公约",
                                         "约定书", "责任书", "倡议书", "意向书", "责任状", "承诺书"};
    static const char *const named[] = {"签约", "签字", "签署", "签订", "结对", "续签"};
    gx_range head = f->a->events.at[f->news->main].head;
    bool apart = !gx_has_any(f->a, head, named, GX_COUNT(named)) &&
                 !gx_has_any(f->a, f->title, named, GX_COUNT(named));
    for (size_t i = 0; i < f->candidates.n && apart; i++) {
        const gx_event_candidate *c = &f->candidates.at[i];
        bool session = c->event != GX_NONE && c->event != f->news->main && c->joined_in;
        if (session && c->head.start >= frame->sentence.start && c->head.end <= frame->range.start)
            apart = false; /* 座谈会上,…签订 */
    }
    gx_range behind = {frame->range.start, frame->clause.end}; /* 合同续签准备工作 signs nothing */
    return apart && gx_has_any(f->a, behind, papers, GX_COUNT(papers));
}

/* The meeting or ceremony at which a signing is told, by its paragraph or as the main event, or GX_NONE:
 * whoever signs takes part in both. */
static uint32_t gathering_before(const gx_event_finder *f, const gx_frame *frame)
{
    static const char *const gatherings[] = {"meeting", "ceremony", "founding", "other"};
    const gx_block *block = gx_block_at(f->a, frame->range.start);
    uint32_t event = f->news->main;
    for (size_t i = 0; i < f->candidates.n && f->candidates.at[i].head.start < frame->range.start; i++) {
        const gx_event_candidate *c = &f->candidates.at[i];
        if (c->event != GX_NONE && block && c->head.start >= block->range.start)
            event = c->event;
    }
    for (size_t i = 0; i < GX_COUNT(gatherings); i++)
        if (strcmp(f->a->events.at[event].type, gatherings[i]) == 0)
            return event;
    return GX_NONE;
}

/* Later signatures are of the same signing. */
static void return_signing(gx_event_finder *f, const gx_frame *first)
{
    gx_frames *frames = &f->news->frames;
    for (size_t i = 0; i < frames->frames.n; i++) {
        gx_frame *frame = &frames->frames.at[i];
        if (frame > first && frame->verb->code[GX_VERB_USE] == GX_VERB_SIGN && frame->event == GX_NONE)
            frame->event = first->event;
    }
}

/* A day before the verb that neither the title nor the lead names. */
static bool new_day(const gx_event_finder *f, const gx_frame *frame)
{
    const gx_analysis *a = f->a;
    for (size_t i = 0; i < a->dates.n; i++) {
        const gx_date *d = &a->dates.at[i];
        if (d->range.start < frame->sentence.start || d->range.end > frame->range.start || !d->iso ||
            strlen(d->iso) != DAY_CHARS)
            continue;
        bool known = false;
        for (size_t k = 0; k < a->dates.n; k++) {
            const gx_date *other = &a->dates.at[k];
            known = known || (other->range.end <= f->lead.end && other->iso && strstr(other->iso, d->iso));
        }
        if (!known)
            return true;
    }
    return false;
}

static bool names_event(const gx_event_finder *f, gx_range within)
{
    for (size_t i = first_candidate(f, within.start); i < f->candidates.n; i++) {
        const gx_event_candidate *c = &f->candidates.at[i];
        if (c->head.start >= within.end)
            break;
        if (c->event != GX_NONE)
            return true;
    }
    return false;
}

/* Is the clause about an event with a name of its own? */
static bool beside_name(const gx_event_finder *f, const gx_frame *frame)
{
    return names_event(f, frame->clause);
}

/* 次日,…向…捐赠: a gift on another day or at another turn, by a verb that tells no more than that. */
static bool told_apart(const gx_event_finder *f, const gx_frame *frame, const gx_frame *last)
{
    static const char *const gifts[] = {"捐", "赠"};
    const char *type = frame->verb->cell[GX_VERB_EVENT];
    if (!gx_has_any(f->a, frame->range, gifts, GX_COUNT(gifts)) || beside_name(f, frame) ||
        gx_tells_background(f->a, frame->sentence))
        return false;
    if (last && last->sentence.start == frame->sentence.start &&
        gx_akin_events(last->verb->cell[GX_VERB_EVENT], type))
        return false;
    if (new_day(f, frame))
        return true;
    bool whom = frame->to != GX_NONE || frame->object != GX_NONE; /* to each new teacher is to nobody named */
    return !gx_akin_events(type, f->a->events.at[f->news->main].type) &&
           (turns_away(f, frame) || (whom && beside_session(f, frame)));
}

/* Is a person named as the subject of the very clause? */
static bool person_goes(const gx_event_finder *f, const gx_frame *frame)
{
    const gx_frames *frames = &f->news->frames;
    if (frame->subject == GX_NONE || frame->inherited)
        return false;
    return f->a->mentions.at[frames->tops.at[frames->groups.at[frame->subject].first]].type ==
           GX_ENTITY_PERSON;
}

/* Do two groups, both of people or both of bodies, name nobody in common? */
static bool others(const gx_event_finder *f, uint32_t one, uint32_t other)
{
    const gx_frames *frames = &f->news->frames;
    if (one == GX_NONE || other == GX_NONE)
        return false;
    const gx_group *g = &frames->groups.at[one], *h = &frames->groups.at[other];
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t k = 0; k < h->n; k++) {
            const gx_mention *m = &f->a->mentions.at[frames->tops.at[g->first + i]];
            const gx_mention *n = &f->a->mentions.at[frames->tops.at[h->first + k]];
            if (m->type != n->type || m->entity == n->entity)
                return false;
        }
    return true;
}

/* 次日, 下午: later than the visit that the article is about; 随后 is the same visit's next stop. */
static bool later_time(const gx_event_finder *f, const gx_frame *frame)
{
    static const char *const days[] = {"次日", "翌日", "第二天", "隔天"};
    static const char *const times[] = {"下午", "晚上", "傍晚", "深夜", "当晚", "清晨"};
    gx_range before = {frame->sentence.start, frame->range.start};
    bool dated = false; /* is the visit that the article is about? */
    for (uint32_t i = f->lead.start; i <= f->lead.end; i++)
        dated = dated || f->date_to[i];
    return gx_has_any(f->a, before, days, GX_COUNT(days)) ||
           (dated && (new_day(f, frame) || gx_has_any(f->a, before, times, GX_COUNT(times))));
}

/* 甲、乙、丙分别带队,看望慰问…: does the article tell of each party's visits one after another? */
static bool tells_parties(const gx_event_finder *f)
{
    static const char *const apart[] = {"分别带队", "分别看望", "分别走访", "分别慰问",
                                        "分别前往", "分别来到", "分别到",   "分别深入",
                                        "分别率",   "分头",     "分组",     "兵分"};
    return gx_has_any(f->a, f->lead, apart, GX_COUNT(apart));
}

/* [new paragraph] 石桥县总工会走访慰问…: does a body begin a paragraph, as in a round-up of several places?
 */
static bool body_begins_block(const gx_event_finder *f, const gx_frame *frame)
{
    enum { BEFORE_CHARS = 14 };
    const gx_frames *frames = &f->news->frames;
    const gx_block *block = gx_block_at(f->a, frame->range.start);
    if (frame->subject == GX_NONE || frame->inherited || !block ||
        block->range.start != frame->sentence.start)
        return false;
    const gx_group *who = &frames->groups.at[frame->subject];
    return who->range.start <= block->range.start + BEFORE_CHARS &&
           f->a->mentions.at[frames->tops.at[who->first]].type == GX_ENTITY_ORGANIZATION;
}

/* 启动“送清凉”活动,先后慰问了…: a campaign that the sentence says is held, of which the visit is a part. */
static bool in_campaign(const gx_event_finder *f, const gx_frame *frame)
{
    for (size_t i = first_candidate(f, frame->sentence.start); i < f->candidates.n; i++) {
        const gx_event_candidate *c = &f->candidates.at[i];
        if (c->head.start >= frame->range.start)
            break;
        if (c->event != GX_NONE && c->held && !turns_away(f, frame) &&
            (strcmp(c->type, "campaign") == 0 || gx_akin_events(c->type, "visit")))
            return true;
    }
    return false;
}

/* A、B、C参加慰问活动。…B走访了…: is somebody of the group told to be at the main event? */
static bool told_at_main(const gx_event_finder *f, uint32_t group, const gx_frame *until)
{
    const gx_frames *frames = &f->news->frames;
    for (const gx_frame *frame = frames->frames.at; group != GX_NONE && frame < until; frame++) {
        bool attends = strcmp(frame->verb->cell[GX_VERB_SUBJECT], "attendee") == 0;
        if (!attends || frame->subject == GX_NONE || others(f, frame->subject, group))
            continue;
        for (size_t i = first_candidate(f, frame->range.end); i < f->candidates.n; i++) {
            const gx_event_candidate *c = &f->candidates.at[i];
            if (c->head.start >= frame->clause.end)
                break;
            if (c->event == f->news->main || (c->event == GX_NONE && c->bare))
                return true;
        }
    }
    return false;
}

/* 陪同|慰问: along with the visitors, on their visit. */
static bool goes_along(const gx_analysis *a, gx_range verb)
{
    static const char *const along[] = {"陪同", "随同", "一同", "随行", "参与", "参加"};
    return gx_any_at(a, verb.start, along, GX_COUNT(along)) ||
           gx_any_before(a, verb.start, along, GX_COUNT(along));
}

/* A visit of its own: at another time, or by others than the one told before. */
static bool visits_apart(const gx_event_finder *f, const gx_frame *frame, const gx_frame *last)
{
    bool party = frame->object == GX_NONE && later_time(f, frame); /* 次日,一行人赶到青石桥 */
    static const char *const there[] = {"到病房", "来到病房", "到家中",   "到医院",
                                        "到现场", "到一线",   "一行走进", "一行来到"};
    bool cares = turns_away(f, frame) && strcmp(frame->verb->cell[GX_VERB_EVENT], "visit") == 0 &&
                 frame->subject != GX_NONE; /* 仪式结束后,A一行到园区,看望了职工 */
    bool whom = frame->object != GX_NONE || frame->to != GX_NONE || new_day(f, frame) || party || cares ||
                body_begins_block(f, frame) ||
                gx_has_any(f->a, (gx_range){frame->clause.start, frame->range.end}, there, GX_COUNT(there));
    if (!whom || gx_tells_background(f->a, frame->sentence) || beside_name(f, frame) || in_campaign(f, frame))
        return false;
    bool visited = last && (gx_akin_events(last->verb->cell[GX_VERB_EVENT], "visit") ||
                            last->verb->code[GX_VERB_USE] == GX_VERB_GO);
    bool visiting = gx_akin_events(f->a->events.at[f->news->main].type, "visit");
    const gx_group *who = frame->subject != GX_NONE ? &f->news->frames.groups.at[frame->subject] : NULL;
    bool by_others = visited || visiting ? visited && who && who->range.start > last->range.end &&
                                               others(f, frame->subject, last->subject)
                                         : person_goes(f, frame);
    by_others =
        by_others && !goes_along(f->a, frame->range) && !(visiting && told_at_main(f, frame->subject, frame));
    bool same_breath = visited && last->sentence.start == frame->sentence.start;
    if (!same_breath && f->parties && frame->subject != GX_NONE)
        return true;
    return by_others || (!same_breath && (visiting ? later_time(f, frame) : own_day(f, frame)));
}

/* Other verbs of the sentence by the same visitors are of the same visit: 带队|前往…,看望了… */
static void stay_with(gx_event_finder *f, gx_frame *first)
{
    gx_frames *frames = &f->news->frames;
    for (gx_frame *before = first; before-- > frames->frames.at;) {
        if (before->sentence.start != first->sentence.start || before->event != GX_NONE ||
            before->subject != first->subject)
            break;
        before->event = first->event;
    }
    for (gx_frame *next = first + 1; next < frames->frames.at + frames->frames.n; next++) {
        if (next->sentence.start != first->sentence.start)
            return;
        bool visit = gx_akin_events(next->verb->cell[GX_VERB_EVENT], "visit") ||
                     next->verb->code[GX_VERB_USE] == GX_VERB_GO;
        if (!visit || next->event != GX_NONE || others(f, next->subject, first->subject))
            continue;
        next->event = first->event;
        if (next->verb->code[GX_VERB_USE] != GX_VERB_GO) /* 赶到…,看望了…: another way to tell it */
            gx_add_event_word(f, (gx_range){next->range.start, next->clause.end}, first->event, true);
    }
}

/* 仪式上,A与B共同为…揭牌: a part of the ceremony that the article is about. */
static bool at_ceremony(const gx_event_finder *f, const gx_frame *frame)
{
    static const char *const points[] = {"仪式上,", "典礼上,", "庆典上,"};
    return strcmp(f->a->events.at[f->news->main].type, "ceremony") == 0 &&
           gx_any_at(f->a, frame->sentence.start, points, GX_COUNT(points));
}

static const double by_the_way = 0.2, of_entry = 0.3;

/* How much a frame's own event weighs beside the main one; 0 = it tells none. */
static double later_weight(const gx_event_finder *f, const gx_frame *frame, const gx_frame *last)
{
    const gx_analysis *a = f->a;
    const char *type = frame->verb->cell[GX_VERB_EVENT], *main = a->events.at[f->news->main].type;
    if (frame->verb->code[GX_VERB_USE] == GX_VERB_SIGN && signs_apart(f, frame))
        return 0.5;
    bool unveils = !at_ceremony(f, frame) && strcmp(type, "founding") == 0 &&
                   gx_has_any(a, frame->range, unveiling, GX_COUNT(unveiling));
    if (unveils && strcmp(main, "founding") != 0 && !named_in_main(f, frame) && !unveils_besides(f))
        return 0.4;
    bool goes_on = last && last->sentence.start == frame->sentence.start; /* 会后,A参观了某厂,并与B座谈 */
    bool apart = goes_on ? is_dated(f, last->range.end, frame->range.start) : own_day(f, frame);
    bool hears = strcmp(type, "other") == 0 && new_day(f, frame); /* a court, on the day of another hearing */
    if (hears || (gx_is_session_verb(type) && apart && !gx_akin_events(type, main)))
        return 0.3;
    if (gx_akin_events(type, "visit") || frame->verb->code[GX_VERB_USE] == GX_VERB_GO)
        return visits_apart(f, frame, last) ? 0.2 : 0;
    if (!told_apart(f, frame, last))
        return 0;
    bool alone = !names_event(f, (gx_range){frame->sentence.start, frame->range.start});
    return alone && new_day(f, frame) ? 0.3 : by_the_way;
}

/* A picture's line and the text tell one thing twice: the earlier event, named by the longer clause; or
 * GX_NONE. */
static uint32_t told_again(gx_event_finder *f, const gx_frame *frame)
{
    gx_analysis *a = f->a;
    const gx_range name = gx_clause_name(f, frame);
    for (const gx_frame *before = f->news->frames.frames.at; before < frame; before++) {
        gx_event *event = before->event != GX_NONE ? &a->events.at[before->event] : NULL;
        if (!event || before->verb != frame->verb || event->head.end <= before->range.start ||
            event->head.start > before->range.start || gx_overlap(a->text, event->head, name) < same_name)
            continue;
        if (name.end - name.start > event->head.end - event->head.start) {
            event->head = name;
            event->name = gx_text_of(a, name);
        }
        gx_add_event_word(f, name, before->event, true);
        return before->event;
    }
    return GX_NONE;
}

/* …书屋揭牌。A、B共同揭牌: the founding that a verb of the same paragraph tells, or GX_NONE. */
static uint32_t founded_before(const gx_event_finder *f, const gx_frame *frame)
{
    const gx_block *block = gx_block_at(f->a, frame->range.start);
    const gx_frame *first = f->news->frames.frames.at;
    for (const gx_frame *before = frame;
         block && before-- > first && before->range.start >= block->range.start;)
        if (before->event != GX_NONE && before->event != f->news->main &&
            gx_has_any(f->a, before->range, unveiling, GX_COUNT(unveiling)) &&
            gx_has_any(f->a, frame->range, unveiling, GX_COUNT(unveiling)))
            return before->event;
    return GX_NONE;
}

/* Where the sentence begins that tells the main event first; what is told later may be another event. */
static uint32_t main_sentence(const gx_event_finder *f)
{
    const gx_event *main = &f->a->events.at[f->news->main];
    for (size_t i = 0; i < main->mentions.n; i++)
        if (main->mentions.at[i].start >= f->lead.start)
            return gx_sentence_range(f->a, main->mentions.at[i].start).start;
    return f->lead.start;
}

/* Does the frame stand in the paragraph that the lead begins in? */
static bool first_block(const gx_event_finder *f, const gx_frame *frame)
{
    return gx_block_at(f->a, frame->range.start) == gx_block_at(f->a, f->lead.start);
}

/* The first verb that tells an event in a paragraph of a round-up that names none. */
static bool tells_entry(const gx_event_finder *f, const gx_frame *frame)
{
    const gx_block *block = f->roundup ? gx_block_at(f->a, frame->range.start) : NULL;
    if (!block || block->kind != GX_BLOCK_PARAGRAPH || names_event(f, block->range))
        return false;
    const gx_frame *first = f->news->frames.frames.at;
    for (const gx_frame *before = frame; before-- > first && before->range.start >= block->range.start;)
        if (before->event != GX_NONE)
            return false;
    return true;
}

void gx_find_later_events(gx_event_finder *f)
{
    gx_frames *frames = &f->news->frames;
    const gx_frame *last = NULL; /* that told an event */
    if (f->news->main == GX_NONE)
        return;
    uint32_t told_in = main_sentence(f);
    f->parties = tells_parties(f);
    for (size_t i = 0; i < frames->frames.n; i++) {
        gx_frame *frame = &frames->frames.at[i];
        bool signs = frame->verb->code[GX_VERB_USE] == GX_VERB_SIGN;
        if (frame->event != GX_NONE)
            last = frame;
        bool told = gx_tells_event(f, frame) || gx_goes_visiting(f, frame);
        bool founds = strcmp(frame->verb->cell[GX_VERB_EVENT], "founding") == 0;
        bool apart = signs || founds || beside_session(f, frame);
        bool listed = (f->parties || body_begins_block(f, frame)) && !first_block(f, frame);
        bool inside = apart || listed ? frame->sentence.start <= told_in : frame->range.start < f->lead.end;
        bool entry = told && tells_entry(f, frame);
        if (frame->event != GX_NONE || !told || (inside && !entry))
            continue;
        double weight = entry ? of_entry : later_weight(f, frame, last);
        if (weight <= 0)
            continue;
        frame->event = founds ? founded_before(f, frame) : GX_NONE;
        if (frame->event == GX_NONE)
            frame->event = told_again(f, frame);
        if (frame->event != GX_NONE)
            continue;
        gx_add_verb_event(f, frame, weight, sure_later);
        gx_event *event = &f->a->events.at[frame->event];
        const gx_block *block = gx_block_at(f->a, frame->range.start);
        bool opens = block && block->range.start == frame->sentence.start; /* of a chronicle */
        event->aside = weight <= by_the_way && !gx_akin_events(event->type, "visit") && !opens;
        last = frame;
        if (gx_akin_events(event->type, "visit"))
            stay_with(f, frame);
        if (signs) {
            event->whole = new_day(f, frame) ? GX_NONE : gathering_before(f, frame);
            event->aside = event->whole != GX_NONE;
            return_signing(f, frame);
        }
    }
}
