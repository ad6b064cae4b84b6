#include "extract/event_finder.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    YEAR_CHARS = 5,     /* 1986年 */
    DAY_ISO_CHARS = 10, /* 2019-04-28 */
    LEAD_SENTENCES = 2  /* of the body: where the article says what it is about */
};

gx_range gx_sentence_range(const gx_analysis *a, uint32_t at)
{
    size_t low = 0, high = a->article->n_sentences;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->article->sentences[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < a->article->n_sentences ? a->article->sentences[low] : (gx_range){at, at};
}

/* ---- Parts ---- */

/* Openings, closings and prize-givings of what lasts longer. */
static const char *const parts[] = {"开幕", "闭幕", "开班",     "结业", "结班",     "开营",     "闭营",
                                    "开赛", "启动", "开展仪式", "颁奖", "总结表彰", "开讲仪式", "收官"};

/* A contest, a training: what has an opening of its own. A congress's opening is the congress. */
static bool has_parts(const gx_event *event)
{
    static const char *const types[] = {"competition", "training", "exhibition", "campaign", "performance"};
    for (size_t i = 0; i < GX_COUNT(types); i++)
        if (strcmp(event->type, types[i]) == 0)
            return true;
    return false;
}

/* The contest, training, … told last before a word for its opening; else the main one. */
static uint32_t whole_of(const gx_event_finder *f, size_t i)
{
    const gx_analysis *a = f->a;
    for (size_t k = i; k-- > gx_look_from(i);) {
        const gx_event_candidate *c = &f->candidates.at[k];
        if (c->event != GX_NONE && !c->headline && has_parts(&a->events.at[c->event]) &&
            !(gx_is_contest_round(a, c) && f->news->main != GX_NONE))
            return c->event;
    }
    bool fits = f->news->main != GX_NONE && has_parts(&a->events.at[f->news->main]);
    return fits ? f->news->main : GX_NONE;
}

/* 活动启动仪式在…举行。…启动仪式由A主持: a name told before that ends as the word `head` does. */
static bool names_part(const gx_analysis *a, const gx_event_candidate *before, gx_range head)
{
    uint32_t n = head.end - head.start;
    if (before->event == GX_NONE || before->bare || before->headline)
        return false;
    if (gx_same_chars(a->text, gx_stem_of(a, before->head), gx_stem_of(a, head)))
        return true; /* 开幕仪式, 开幕式 */
    if (before->head.end - before->head.start < n)
        return false;
    return gx_same_chars(a->text, (gx_range){before->head.end - n, before->head.end}, head);
}

/* 开幕式上, 颁奖仪式由A主持, of a contest named before: an event of its own, named after the whole. */
static void find_parts(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_event_candidate *c = &f->candidates.at[i];
        if (!c->bare || c->headline || c->background || c->use != GX_EVENT_HEAD_NAME ||
            !gx_any_at(a, c->head.start, parts, GX_COUNT(parts)))
            continue;
        uint32_t whole = whole_of(f, i);
        if (whole == GX_NONE || a->events.at[whole].whole != GX_NONE ||
            gx_contains_chars(a->text, a->events.at[whole].head, c->head))
            continue;
        if (gx_contains_chars(a->text, a->events.at[whole].head, gx_stem_of(a, c->head))) {
            c->event = whole; /* 启动仪式 of the 行动启动暨招聘活动 */
            continue;
        }
        bool named = false;
        for (size_t k = gx_look_from(i); k < i && c->event == GX_NONE; k++) {
            const gx_event_candidate *other = &f->candidates.at[k];
            bool told = other->event != GX_NONE && a->events.at[other->event].whole == whole;
            named = names_part(a, other, c->head);
            if (named || (told && gx_same_chars(a->text, gx_stem_of(a, c->head), gx_stem_of(a, other->head))))
                c->event = other->event;
        }
        if (named)
            continue;
        bool fresh = c->event == GX_NONE;
        if (fresh) {
            c->event = (uint32_t)a->events.n;
            gx_add_event(f, c->range, "ceremony", gx_sure_later);
        }
        gx_event *part = &a->events.at[c->event];
        part->whole = whole;
        part->name = gx_arena_printf(a->arena, "%s%s", a->events.at[whole].name, gx_text_of(a, c->head));
    }
}

/* The contest inside the name of its prize-giving: 某某征文大赛|颁奖典礼; an empty range where there is none.
 */
static gx_range whole_in(const gx_event_finder *f, const gx_event_candidate *c, const gx_word **head)
{
    enum { OWN_LEAST = 2 };
    const gx_analysis *a = f->a;
    gx_range none = {c->range.end, c->range.end};
    if (c->event == GX_NONE || c->bare || !gx_any_at(a, c->head.start, parts, GX_COUNT(parts)))
        return none;
    *head = a->scan->event_to[c->head.start];
    bool names = *head && (*head)->code[GX_EVENT_HEAD_USE] == GX_EVENT_HEAD_NAME &&
                 c->head.start >= c->range.start + (*head)->n + OWN_LEAST;
    return names ? (gx_range){c->range.start, c->head.start} : none;
}

/* 本次大赛由…, 此次培训班为期三天: a word behind the name of the part that speaks of the whole. */
static bool speaks_of_whole(const gx_event_finder *f, const gx_event_candidate *c, gx_range whole,
                            const gx_word *head)
{
    static const char *const goes_on[] = {"由",   "为期", "历时", "共",   "将",   "自",   "以",   "设",
                                          "分为", "旨在", "收到", "邀请", "吸引", "采取", "围绕", "面向"};
    const gx_analysis *a = f->a;
    bool same = c->head.end - c->head.start == head->n &&
                gx_same_chars(a->text, c->head, (gx_range){whole.end - head->n, whole.end});
    bool told = c->determined || c->held || gx_any_at(a, c->head.end, goes_on, GX_COUNT(goes_on));
    return same && told && !c->headline && !c->background && c->head.start > whole.end &&
           (c->bare || gx_contains_chars(a->text, whole, c->range));
}

/* …征文大赛颁奖典礼在…举行。本次大赛由A主办: the contest that only its prize-giving's name names is an event,
 * where the article speaks of it. */
static void find_wholes(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    size_t named = f->candidates.n;
    for (size_t i = 0; i < named; i++) {
        const gx_word *head = NULL;
        gx_range whole = whole_in(f, &f->candidates.at[i], &head);
        uint32_t part = f->candidates.at[i].event, event = GX_NONE;
        if (whole.start == whole.end || a->events.at[part].whole != GX_NONE)
            continue;
        for (size_t k = i + 1; k < named && k < i + GX_LOOK_CANDIDATES; k++) {
            gx_event_candidate *c = &f->candidates.at[k];
            if (c->event == part || (event != GX_NONE && c->event != GX_NONE) ||
                !speaks_of_whole(f, c, whole, head))
                continue;
            if (event == GX_NONE && c->event == GX_NONE) {
                event = (uint32_t)a->events.n;
                gx_add_event(f, whole, head->cell[GX_EVENT_HEAD_TYPE], gx_sure_later);
                *GX_PUSH(a->arena, &a->events.at[event].mentions) = whole;
            }
            event = event == GX_NONE ? c->event : event;
            c->event = event;
        }
        if (event == GX_NONE || a->events.at[event].whole != GX_NONE || event == part)
            continue;
        a->events.at[part].whole = event;
        a->events.at[event].head = whole;
        a->events.at[event].name = gx_text_of(a, whole);
        a->events.at[event].weak = false;
    }
}

/* ---- Plain words ---- */

static bool fits(const gx_event_finder *f, const gx_event_candidate *c, uint32_t e)
{
    const gx_analysis *a = f->a;
    const gx_event *event = &a->events.at[e];
    if (gx_contains_chars(a->text, event->head, c->head))
        return true;
    if (strcmp(c->type, event->type) == 0)
        return true;
    bool meeting = strcmp(c->type, "meeting") == 0 && strcmp(event->type, "ceremony") == 0;
    return meeting || gx_text_before(a, c->head.end, "活动");
}

/* 5月12日,某市知识竞赛在…举办。A参加|活动: the event that the paragraph has named, where it does not speak of
 * the main one; else the main one. */
static uint32_t event_of_activity(const gx_event_finder *f, size_t i)
{
    const gx_event_candidate *c = &f->candidates.at[i];
    const gx_block *block = gx_block_at(f->a, c->head.start);
    uint32_t own = GX_NONE;
    for (size_t k = i;
         k-- > gx_look_from(i) && block && f->candidates.at[k].head.start >= block->range.start;) {
        const gx_event_candidate *other = &f->candidates.at[k];
        if (other->event == f->news->main)
            return f->news->main;
        if (other->event != GX_NONE && !other->bare && other->sentence.start == block->range.start)
            own = other->event;
    }
    return own != GX_NONE ? own : f->news->main;
}

static uint32_t event_of_word(gx_event_finder *f, size_t i)
{
    gx_event_candidate *c = &f->candidates.at[i];
    const gx_analysis *a = f->a;
    if (gx_text_at(a, c->head.start, "活动") && f->news->main != GX_NONE)
        return event_of_activity(f, i);
    for (size_t k = i; k-- > gx_look_from(i);) {
        const gx_event_candidate *other = &f->candidates.at[k];
        if (other->event != GX_NONE && !other->bare && gx_same_chars(a->text, c->head, other->head))
            return other->event;
    }
    for (size_t k = i + 1; k < f->candidates.n && k < i + GX_LOOK_CANDIDATES; k++) {
        const gx_event_candidate *later = &f->candidates.at[k];
        if (later->event != GX_NONE && later->bare && gx_same_chars(a->text, c->head, later->head) &&
            a->events.at[later->event].head.start == later->range.start)
            return later->event; /* the session is dated where it is told again */
    }
    for (int whole = 0; whole < 2; whole++) /* 论坛 is the 高峰论坛 sooner than the 论坛活动 */
        for (size_t k = i; k-- > gx_look_from(i);) {
            uint32_t e = f->candidates.at[k].event;
            if (e == GX_NONE || a->events.at[e].weak)
                continue;
            gx_range head = a->events.at[e].head, end = head;
            uint32_t n = c->head.end - c->head.start;
            end.start = head.end - head.start > n ? head.end - n : head.start;
            if (gx_contains_chars(a->text, whole ? head : end, c->head))
                return e; /* 大会 is the 代表大会, not the 全体会议 named since */
        }
    for (size_t k = i; k-- > gx_look_from(i);)
        if (f->candidates.at[k].event != GX_NONE && !a->events.at[f->candidates.at[k].event].weak &&
            fits(f, c, f->candidates.at[k].event))
            return f->candidates.at[k].event;
    if (f->news->main == GX_NONE)
        return GX_NONE;
    bool gathering = strcmp(c->type, "meeting") == 0 || strcmp(c->type, "ceremony") == 0;
    return gathering || fits(f, c, f->news->main) ? f->news->main : GX_NONE;
}

static int by_start(const void *x, const void *y)
{
    const gx_event_word *v = x, *w = y;
    if (v->range.start != w->range.start)
        return v->range.start < w->range.start ? -1 : 1;
    return v->range.end > w->range.end ? -1 : v->range.end < w->range.end;
}

/* 决赛 of a contest that is not called so: a part of it, no name for it. */
static bool is_round(const gx_event_finder *f, const gx_event_candidate *c)
{
    return gx_is_contest_round(f->a, c) &&
           !gx_contains_chars(f->a->text, f->a->events.at[c->event].head, c->head);
}

/* A、B参加座谈, on a visit: what is done there, no name for it. */
static bool is_session_of_visit(const gx_event_finder *f, const gx_event_candidate *c)
{
    return strcmp(c->type, "meeting") == 0 && gx_akin_events("visit", f->a->events.at[c->event].type);
}

static void find_words(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    uint32_t title_event = f->news->main;
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_event_candidate *c = &f->candidates.at[i];
        bool surface = c->event != GX_NONE;
        if (c->event == GX_NONE && !c->background) {
            if (c->bare || c->determined)
                c->event = event_of_word(f, i);
            else
                for (size_t k = gx_look_from(i);
                     k < f->candidates.n && k < i + GX_LOOK_CANDIDATES && c->event == GX_NONE; k++)
                    if (f->candidates.at[k].event != GX_NONE && gx_same_event(a, c, &f->candidates.at[k]))
                        c->event = f->candidates.at[k].event;
            surface = c->event != GX_NONE;
        }
        if (c->bare && c->event != GX_NONE && (is_round(f, c) || is_session_of_visit(f, c)))
            surface = false;
        if (c->event == GX_NONE && c->headline && title_event != GX_NONE)
            continue;
        gx_add_event_word(f, c->range, c->event, surface);
    }
    if (f->title.end > f->title.start && title_event != GX_NONE)
        gx_add_event_word(f, f->title, title_event, true);
}

/* 会上, 会后, 赛前: the meeting or contest spoken of last. */
static void find_points(gx_event_finder *f)
{
    static const struct {
        const char *word, *type;
    } points[] = {{"会上", "meeting"},
                  {"会议上", "meeting"},
                  {"大会上", "meeting"},
                  {"赛场上", "competition"},
                  {"会场", "meeting"}};
    gx_analysis *a = f->a;
    size_t before = 0; /* candidates that begin before `i` */
    for (uint32_t i = 0; i < a->n; i++)
        for (size_t p = 0; p < GX_COUNT(points); p++) {
            while (before < f->candidates.n && f->candidates.at[before].head.start < i)
                before++;
            if (f->named[i] || !gx_text_at(a, i, points[p].word))
                continue;
            gx_event_candidate c = {
                .head = {i, i + 1}, .range = {i, i + 1}, .type = points[p].type, .bare = true};
            uint32_t event = GX_NONE;
            for (size_t k = before; k-- > gx_look_from(before) && event == GX_NONE;) {
                const gx_event_candidate *other = &f->candidates.at[k];
                if (other->event != GX_NONE && !other->background && fits(f, &c, other->event))
                    event = other->event;
            }
            gx_add_event_word(f, c.range, event != GX_NONE ? event : f->news->main, false);
        }
}

/* A sentence that names somebody or a day: leads may begin with questions. */
static bool tells(const gx_event_finder *f, gx_range sentence)
{
    const gx_analysis *a = f->a;
    for (uint32_t i = sentence.start; i <= sentence.end; i++)
        if (f->date_to[i])
            return true;
    for (size_t i = 0; i < a->mentions.n; i++)
        if (a->mentions.at[i].range.start >= sentence.start && a->mentions.at[i].range.end <= sentence.end)
            return true;
    return false;
}

static void find_layout(gx_event_finder *f)
{
    const gx_article *article = f->a->article;
    size_t body = 0;
    for (size_t i = 0; i < article->n_blocks; i++)
        if (article->blocks[i].kind == GX_BLOCK_TITLE)
            f->title = article->blocks[i].range;
    for (size_t s = 0; s < article->n_sentences && body < LEAD_SENTENCES; s++) {
        const gx_block *block = gx_block_at(f->a, article->sentences[s].start);
        if (!block || block->kind == GX_BLOCK_TITLE || block->kind == GX_BLOCK_SUBTITLE ||
            block->kind == GX_BLOCK_META)
            continue;
        if (!tells(f, article->sentences[s]))
            continue;
        if (!body)
            f->lead.start = article->sentences[s].start;
        f->lead.end = article->sentences[s].end;
        body++;
    }
}

/* 1986年,…: does a clause begin with a year before the main event's? */
static bool tells_past(const gx_analysis *a, const gx_event *main, const gx_date *d, uint32_t sentence_start)
{
    static const char *const before[] = {"去年", "前年"};
    uint32_t start = d->range.start, end = d->range.end;
    bool clause = start == sentence_start || gx_breaks_clause(a, start - 1);
    static const char *const says[] = {"说", "表示", "介绍"}; /* at the event */
    if (start == sentence_start && gx_any_at(a, start, before, GX_COUNT(before)))
        return !gx_has_any(a, gx_sentence_range(a, start), says, GX_COUNT(says)); /* 去年8月,A受了伤 */
    if (end - start < YEAR_CHARS || !d->iso || a->text[start] >= 128 ||
        a->text[start + YEAR_CHARS - 1] != U'年')
        return false;
    bool adverb = end < a->n && (a->text[end] == ',' || a->tags[end].pos != GX_POS_N);
    return clause && adverb && !(main->date && strncmp(main->date, d->iso, YEAR_CHARS - 1) <= 0);
}

/* Where what is told of a year before ends: with its sentence, or, where that opens a paragraph, before the
 * next day that the paragraph names. */
static uint32_t past_end(const gx_analysis *a, size_t date, gx_range sentence)
{
    const gx_block *block = gx_block_at(a, sentence.start);
    if (!block || block->range.start != sentence.start)
        return sentence.end;
    for (size_t i = date + 1; i < a->dates.n && a->dates.at[i].range.start < block->range.end; i++)
        if (a->dates.at[i].range.start >= sentence.end)
            return gx_sentence_range(a, a->dates.at[i].range.start).start;
    return block->range.end;
}

/* Sentences that tell of a year before, but for those that speak of the main event: each is marked once. */
static void find_past(gx_event_finder *f)
{
    const gx_analysis *a = f->a;
    const gx_event *main = f->news->main != GX_NONE ? &a->events.at[f->news->main] : NULL;
    uint8_t *past = f->news->past = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    for (size_t i = 0; main && i < a->dates.n; i++) {
        gx_range sentence = gx_sentence_range(a, a->dates.at[i].range.start);
        if (!past[sentence.start] && tells_past(a, main, &a->dates.at[i], sentence.start))
            memset(past + sentence.start, 1, past_end(a, i, sentence) - sentence.start);
    }
    for (size_t k = 0; main && k < main->mentions.n; k++) {
        gx_range sentence = gx_sentence_range(a, main->mentions.at[k].start);
        const gx_block *block = gx_block_at(a, sentence.start);
        if (past[sentence.start] && block)
            memset(past + sentence.start, 0, block->range.end - sentence.start);
    }
}

/* Which body does a paragraph that begins with a day tell of first: 2月3日,|某县总工会…; else GX_NONE. */
static uint32_t body_of_entry(const gx_event_finder *f, gx_range block)
{
    enum { DAY_CHARS = 12, GAP_CHARS = 4 };
    static const char *const lately[] = {"近日", "日前", "连日来", "近期"};
    const gx_analysis *a = f->a;
    bool digit = a->text[block.start] >= '0' && a->text[block.start] <= '9';
    uint32_t dated = block.start;
    while (dated < block.end && dated < block.start + DAY_CHARS && !f->date_to[dated])
        dated++;
    bool day = (digit || gx_any_at(a, block.start, lately, GX_COUNT(lately))) && f->date_to[dated];
    for (size_t i = 0; i < a->mentions.n && day; i++) {
        const gx_mention *m = &a->mentions.at[i];
        if (m->type == GX_ENTITY_ORGANIZATION && m->range.start >= dated &&
            m->range.start <= dated + GAP_CHARS && !m->modifier)
            return m->entity;
    }
    return GX_NONE;
}

/* A round-up: paragraphs that each begin with a day and another body tell of one event each, and what is the
 * first one's is not the others'. */
static bool is_roundup(const gx_event_finder *f)
{
    enum { ENTRIES = 3 };
    uint32_t bodies[ENTRIES];
    size_t n = 0;
    for (size_t b = 0; b < f->a->article->n_blocks && n < ENTRIES; b++) {
        const gx_block *block = &f->a->article->blocks[b];
        uint32_t body = block->kind == GX_BLOCK_PARAGRAPH ? body_of_entry(f, block->range) : GX_NONE;
        bool known = body == GX_NONE;
        for (size_t i = 0; i < n; i++)
            known = known || bodies[i] == body;
        if (!known)
            bodies[n++] = body;
    }
    return n == ENTRIES;
}

/* A portrait tells of a past congress by the way: whoever speaks in its other paragraphs is not there.  What
 * the headline or the lead names, and what has a day, is what the article is about. */
static void confine_main(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    gx_event *main = f->news->main != GX_NONE ? &a->events.at[f->news->main] : NULL;
    const gx_block *block = main ? gx_block_at(a, main->head.start) : NULL;
    if (block && f->roundup) {
        f->news->told_from = block->range.start;
        f->news->told_to = block->range.end;
        return;
    }
    if (!main || a->article->continued || main->head.start < f->lead.end || f->title.end == f->title.start)
        return;
    bool day = main->date && strlen(main->date) >= DAY_ISO_CHARS;
    if (!block || day || gx_overlap(a->text, main->head, f->title) >= 0.5)
        return;
    for (size_t i = 0; i < main->mentions.n; i++)
        if (main->mentions.at[i].start >= f->lead.start && main->mentions.at[i].start < f->lead.end)
            return;
    f->news->told_from = block->range.start;
    f->news->told_to = block->range.end;
}

/* Is the article about an accident, of which no meeting or exercise was held? */
static bool tells_accident(const gx_event_finder *f)
{
    static const char *const words[] = {
        "事故", "火灾", "爆炸", "爆燃", "坍塌",   "垮塌", "塌方", "滑坡", "地震", "泥石流",  "洪水", "洪灾",
        "被困", "落水", "溺水", "坠江", "透水",   "突水", "冒顶", "起火", "山火", "山洪",    "决堤", "溃口",
        "失联", "险情", "营救", "抢修", "燃气泄", "触礁", "沉船", "翻船", "脱轨", "停电故障"};
    static const char *const drills[] = {"演练", "演习", "培训", "竞赛", "比武", "宣传",
                                         "教育", "讲座", "会议", "案",   "仲裁", "事故调查报告"};
    const gx_analysis *a = f->a;
    if (f->news->main == GX_NONE)
        return false;
    const char *type = a->events.at[f->news->main].type;
    if (strcmp(type, "other") != 0 && !gx_akin_events(type, "visit"))
        return false;
    for (size_t i = 0; i < f->candidates.n; i++)
        if (f->candidates.at[i].event == f->news->main && !f->candidates.at[i].bare)
            return false;
    for (size_t i = 0; i < f->news->frames.frames.n; i++) {
        const gx_frame *frame = &f->news->frames.frames.at[i];
        if (frame->event == f->news->main && gx_akin_events(frame->verb->cell[GX_VERB_EVENT], "visit"))
            return false; /* 看望慰问了救人的司机 */
    }
    static const char *const help[] = {"救援", "营救", "抢险", "抢修", "搜救",
                                       "救出", "扑救", "灭火", "施救"};
    gx_range lead = gx_sentence_range(a, f->lead.start);
    if (gx_has_any(a, f->title, drills, GX_COUNT(drills)) || gx_has_any(a, lead, drills, GX_COUNT(drills)))
        return false;
    return gx_has_any(a, f->title, words, GX_COUNT(words)) ||
           (gx_has_any(a, lead, words, GX_COUNT(words)) &&
            (f->title.end == f->title.start || gx_has_any(a, f->title, help, GX_COUNT(help)) ||
             gx_has_any(a, f->lead, help, GX_COUNT(help))));
}

void gx_find_events(gx_analysis *a)
{
    gx_event_finder f = {.a = a};
    f.news = gx_arena_alloc(a->arena, sizeof *f.news);
    f.named = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    f.news->main = GX_NONE;
    a->news = f.news;
    gx_find_event_ends(&f);
    find_layout(&f);
    f.roundup = is_roundup(&f);
    gx_find_quotes(a, &f.news->frames);
    gx_find_event_candidates(&f);
    gx_find_frames(a, f.named, &f.news->frames);
    gx_weigh_event_candidates(&f);
    gx_make_events(&f);
    gx_find_main_event(&f);
    find_parts(&f);
    find_wholes(&f);
    f.news->accident = tells_accident(&f);
    if (f.news->accident) {
        a->events.at[f.news->main].type = "other";
        f.news->told_from = 0;
    }
    gx_find_later_events(&f);
    find_words(&f);
    find_points(&f);
    if (f.news->words.n > 1)
        qsort(f.news->words.at, f.news->words.n, sizeof *f.news->words.at, by_start);
    for (uint32_t e = 0; e < a->events.n; e++) {
        gx_set_event_date(&f, e);
        gx_set_event_place(&f, e);
    }
    find_past(&f);
    confine_main(&f);
}
