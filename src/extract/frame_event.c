/* Which event the verb of a frame is about. */
#include "extract/roles.h"

#include "extract/event_finder.h"

#include <string.h>

size_t gx_first_event_word(const gx_roler *r, uint32_t at)
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

/* 二、换届庆典: the event that the heading above a paragraph names, or GX_NONE. */
static uint32_t event_of_section(const gx_roler *r, const gx_block *block)
{
    const gx_block *first = r->a->article->blocks;
    for (const gx_block *above = block; above-- > first;) {
        if (above->kind != GX_BLOCK_HEADING)
            continue;
        size_t i = gx_first_event_word(r, above->range.start);
        bool names = i < r->news->words.n && r->news->words.at[i].range.start < above->range.end;
        return names ? r->news->words.at[i].event : GX_NONE;
    }
    return GX_NONE;
}

/* 29日上午,开幕式在学校田径场举行。: a paragraph that begins with an opening held is about it, not about the
 * whole. */
static bool opens_block(const gx_roler *r, const gx_block *block, uint32_t event)
{
    static const char *const ends[] = {"结业", "结班", "闭", "颁奖", "表彰", "总结"};
    static const char *const held[] = {"举行", "举办", "召开", "在"};
    const gx_event_word *first = &r->news->words.at[gx_first_event_word(r, block->range.start)];
    gx_range sentence = gx_sentence_range(r->a, first->range.start);
    if (first->event != event || sentence.start != block->range.start)
        return false;
    gx_range clause = gx_clause_at(r->a, &r->news->frames, sentence, first->range.start);
    if (clause.start == block->range.start && clause.end == first->range.end + 1 &&
        gx_text_at(r->a, first->range.end, "上") && gx_has_any(r->a, first->range, ends, GX_COUNT(ends)))
        return true;                                        /* 结业式上,… */
    return !gx_text_at(r->a, first->range.start, "颁奖") && /* prizes are of the contest */
           gx_has_any(r->a, (gx_range){first->range.end, sentence.end}, held, GX_COUNT(held));
}

uint32_t gx_event_told_at(const gx_roler *r, uint32_t at)
{
    const gx_block *block = gx_block_at(r->a, at);
    for (size_t i = gx_first_event_word(r, at); block && i-- > 0;) {
        const gx_event_word *w = &r->news->words.at[i];
        if (w->range.start < block->range.start || (r->news->past[at] && !r->news->past[w->range.start]))
            break;
        const gx_event *event = w->event != GX_NONE ? &r->a->events.at[w->event] : NULL;
        if (event && !event->aside)
            return event->whole == GX_NONE || w->event == r->news->main || opens_block(r, block, w->event)
                       ? w->event
                       : event->whole;
    }
    uint32_t of_section = block ? event_of_section(r, block) : GX_NONE;
    bool outside =
        r->news->past[at] || at < r->news->told_from || (r->news->told_to && at >= r->news->told_to);
    return of_section != GX_NONE ? of_section : outside ? GX_NONE : r->news->main;
}

/* Verbs whose object is the event: 参加…, 主持…, 举办…; others speak of it or give something at it. */
static bool takes_event(const gx_frame *frame)
{
    const char *role = frame->verb->cell[GX_VERB_SUBJECT];
    uint8_t use = frame->verb->code[GX_VERB_USE];
    return use == GX_VERB_HOLD || use == GX_VERB_WIN || use == GX_VERB_GO || gx_same_word(role, "attendee") ||
           gx_same_word(role, "host") || gx_same_word(role, "visitor") || gx_same_word(role, "leader") ||
           gx_same_word(role, "performer") || gx_same_word(role, "judge");
}

const gx_event_word *gx_word_beside(const gx_roler *r, const gx_frame *frame)
{
    const gx_event_word *before = NULL;
    for (size_t i = gx_first_event_word(r, frame->clause.start); i < r->news->words.n; i++) {
        const gx_event_word *w = &r->news->words.at[i];
        if (w->range.start >= frame->clause.end)
            break;
        if (w->range.start >= frame->range.start && w->range.start < frame->range.end)
            continue; /* the verb itself */
        if (frame->verb->code[GX_VERB_USE] == GX_VERB_WIN && w->event == GX_NONE)
            continue; /* 荣获|竞赛|标兵 */
        if (w->range.start >= frame->range.end && w->range.end <= frame->clause.end && takes_event(frame))
            return w;
        if (w->range.start >= frame->clause.start && w->range.end <= frame->range.start)
            before = w;
    }
    return before;
}

/* 召开|理事会会议, 主持|宣誓仪式: is the word for an event the object of a verb in its clause? */
static bool is_taken(const gx_roler *r, const gx_event_word *w)
{
    const gx_frames *frames = &r->news->frames;
    for (size_t i = gx_first_frame(frames, w->range.start); i-- > 0;) {
        const gx_frame *frame = &frames->frames.at[i];
        if (frame->clause.end <= w->range.start)
            return false;
        if (frame->range.end <= w->range.start && takes_event(frame))
            return true;
    }
    return false;
}

uint32_t gx_event_in_sentence(const gx_roler *r, const gx_frame *frame)
{
    static const char *const at_it[] = {"上", "中", "期间", "现场", "当天"};
    static const char *const over[] = {"后", "结束", "之后", "前", "之前"};
    uint32_t event = GX_NONE, at = GX_NONE;
    for (size_t i = gx_first_event_word(r, frame->sentence.start); i < r->news->words.n; i++) {
        const gx_event_word *w = &r->news->words.at[i];
        if (w->range.start >= frame->range.start)
            break;
        if (w->range.start < frame->sentence.start || w->range.end > frame->range.start ||
            w->event == GX_NONE)
            continue;
        if (at != GX_NONE && w->event != at && is_taken(r, w))
            at = GX_NONE; /* 年会期间,学会召开理事会会议,A主持 */
        event = w->event;
        uint32_t whole = r->a->events.at[event].whole;
        if (whole != GX_NONE && gx_any_at(r->a, w->range.end, over, GX_COUNT(over)))
            event = whole; /* 开班仪式后,A授课 */
        for (size_t k = 0; k < sizeof at_it / sizeof *at_it; k++)
            at = gx_text_at(r->a, w->range.end, at_it[k]) ? w->event : at;
    }
    return at != GX_NONE ? at : event;
}

/* Speeches and prizes at a contest whose opening or prize-giving has been told: they belong to that part. */
static uint32_t part_before(const gx_roler *r, const gx_frame *frame, uint32_t whole)
{
    static const char *const formal[] = {"致辞", "致词", "讲话", "致开幕", "宣布", "致贺", "动员"};
    const gx_analysis *a = r->a;
    bool gives = frame->verb->code[GX_VERB_USE] == GX_VERB_GIVE;
    bool speaks = false;
    for (size_t i = 0; i < sizeof formal / sizeof *formal; i++)
        speaks = speaks || strstr(frame->verb->cell[GX_VERB_WORD], formal[i]);
    for (size_t i = gx_first_event_word(r, frame->range.start); (speaks || gives) && i-- > 0;) {
        uint32_t e = r->news->words.at[i].event;
        if (e == GX_NONE || a->events.at[e].whole != whole)
            continue;
        bool prizes = strstr(a->events.at[e].name, "颁奖") || strstr(a->events.at[e].name, "表彰");
        const gx_block *block = gx_block_at(a, frame->range.start);
        bool here = block && r->news->words.at[i].range.start >= block->range.start &&
                    (strstr(a->events.at[e].name, "结业") || strstr(a->events.at[e].name, "闭幕"));
        if (prizes || !gives || here)
            return e;
    }
    return whole;
}

/* A颁发任命书,B主持|宣誓仪式: the event that the sentence, the first of its paragraph, names only later; or
 * GX_NONE. */
static uint32_t event_ahead(const gx_roler *r, const gx_frame *frame)
{
    const gx_block *block = gx_block_at(r->a, frame->range.start);
    size_t i = gx_first_event_word(r, frame->range.end);
    bool opens = block && (!i || r->news->words.at[i - 1].range.start < block->range.start);
    for (; opens && i < r->news->words.n; i++) {
        const gx_event_word *w = &r->news->words.at[i];
        if (w->range.start >= frame->sentence.end)
            break;
        if (w->event != GX_NONE && w->event != r->news->main && w->range.start >= frame->clause.end &&
            is_taken(r, w))
            return w->event;
    }
    return GX_NONE;
}

/* A在座谈会上…。[new paragraph] B说…: who speaks in the paragraph behind one that tells a session speaks
 * there, not on the visit that the article is about. */
static uint32_t session_before(const gx_roler *r, const gx_frame *frame, uint32_t event)
{
    const gx_block *block = gx_block_at(r->a, frame->range.start);
    bool speaks = frame->verb->code[GX_VERB_USE] == GX_VERB_SAY ||
                  gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "speaker");
    if (!speaks || event != r->news->main || !gx_is_visit(r, event) || !block ||
        block == r->a->article->blocks)
        return event;
    size_t i = gx_first_event_word(r, block->range.start);
    const gx_event_word *last = i ? &r->news->words.at[i - 1] : NULL;
    bool told = last && last->event != GX_NONE && last->range.start >= block[-1].range.start &&
                (i == r->news->words.n || r->news->words.at[i].range.start >= frame->range.start);
    return told && (gx_is_event_type(r, last->event, "meeting") ||
                    gx_is_event_type(r, last->event, "ceremony"))
               ? last->event
               : event;
}

/* 随后,A为…揭牌。B发言…: an unveiling or a gift at a meeting is over in a sentence; who speaks then speaks at
 * the meeting. */
static bool is_aside_of_main(const gx_roler *r, const gx_frame *frame, uint32_t event)
{
    bool speaks = frame->verb->code[GX_VERB_USE] == GX_VERB_SAY ||
                  gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "speaker");
    uint32_t main = r->news->main;
    if (!speaks || event == main || main == GX_NONE ||
        (!gx_is_event_type(r, event, "founding") && !gx_is_event_type(r, event, "donation")) ||
        (!gx_is_event_type(r, main, "meeting") && !gx_is_event_type(r, main, "ceremony")))
        return false;
    for (size_t i = 0; i < r->news->frames.frames.n; i++)
        if (r->news->frames.frames.at[i].event == event)
            return true;
    return false;
}

/* A来某市调研。[new paragraph] 调研组一行|深入B、C,…召开座谈会: who goes somewhere is still on the visit told
 * before. */
static uint32_t visit_before(const gx_roler *r, const gx_frame *frame, uint32_t event)
{
    bool goes = frame->verb->code[GX_VERB_USE] == GX_VERB_GO && frame->object != GX_NONE;
    if (!goes || event == GX_NONE || !gx_is_event_type(r, event, "meeting"))
        return event;
    enum { WORDS_BACK = 40 };
    size_t first = gx_first_event_word(r, frame->range.start);
    for (size_t i = first; i-- > 0 && first - i <= WORDS_BACK;) {
        uint32_t before = r->news->words.at[i].event;
        if (before != GX_NONE && gx_is_visit(r, before))
            return before;
    }
    return event;
}

bool gx_begins_at_meeting(const gx_roler *r, const gx_block *block)
{
    static const char *const there[] = {"会上", "会议上", "大会上", "仪式上", "活动现场", "会议现场"};
    return gx_any_at(r->a, block->range.start, there, GX_COUNT(there));
}

/* 会上,某活动正式启动。A获评…: honours are given at the meeting, not at what was launched there. */
static bool is_honoured_at_main(const gx_roler *r, const gx_frame *frame, uint32_t event)
{
    static const char *const launches[] = {"启动", "上线", "发布", "推出"};
    const gx_block *block = gx_block_at(r->a, frame->range.start);
    uint32_t main = r->news->main;
    if (frame->verb->code[GX_VERB_USE] != GX_VERB_WIN || main == GX_NONE || event == main || !block ||
        (!gx_is_event_type(r, main, "meeting") && !gx_is_event_type(r, main, "ceremony")))
        return false;
    gx_range first = gx_sentence_range(r->a, block->range.start);
    return first.end <= frame->sentence.start && gx_begins_at_meeting(r, block) &&
           gx_has_any(r->a, first, launches, GX_COUNT(launches));
}

uint32_t gx_event_of_frame(gx_roler *r, const gx_frame *frame, bool *beside)
{
    *beside = false;
    if (frame->event != GX_NONE)
        return frame->event;
    const gx_event_word *w = gx_word_beside(r, frame);
    if (w && w->event != GX_NONE) {
        *beside = true;
        return w->event;
    }
    if (w && (w->range.start >= frame->range.end || gx_text_at(r->a, w->range.end, "上的")))
        return GX_NONE; /* 传达了A在某大会上的|讲话精神 */
    uint32_t event = gx_event_in_sentence(r, frame);
    if (event == GX_NONE)
        event = event_ahead(r, frame);
    if (event == GX_NONE)
        event = session_before(r, frame, gx_event_told_at(r, frame->range.start));
    if (event != GX_NONE && (is_aside_of_main(r, frame, event) || is_honoured_at_main(r, frame, event)))
        event = r->news->main;
    event = visit_before(r, frame, event);
    return event == GX_NONE ? event : part_before(r, frame, event);
}
