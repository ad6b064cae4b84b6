#include "extract/event_finder.h"

#include <string.h>

enum { PLACE_CHARS = 30 };

static bool is_day(const gx_date *d)
{
    return !d->iso || strlen(d->iso) != 4;
}

/* The date nearest before `at` in a range, one that could be worked out first; else the first behind it. */
static const gx_date *date_near(const gx_analysis *a, gx_range range, uint32_t at)
{
    const gx_date *before = NULL, *behind = NULL;
    for (size_t i = 0; i < a->dates.n; i++) {
        const gx_date *d = &a->dates.at[i];
        if (d->range.start < range.start || d->range.end > range.end || !is_day(d))
            continue;
        if (d->range.end <= at && (!before || d->iso || !before->iso))
            before = d;
        if (d->range.start >= at && !behind)
            behind = d;
    }
    return before ? before : behind;
}

/* 推迟到8月26日, 改在15日举行: the new day of what was put off. */
static const gx_date *new_date(const gx_analysis *a, gx_range range)
{
    static const char *const signs[] = {"推迟到", "推迟至", "改到",   "改在",   "改为",   "改于",
                                        "延期至", "延期到", "延至",   "顺延至", "顺延到", "提前到",
                                        "提前至", "调整到", "调整至", "调整为"};
    for (size_t i = 0; i < a->dates.n; i++) {
        const gx_date *d = &a->dates.at[i];
        if (d->range.start < range.start || d->range.end > range.end)
            continue;
        for (size_t k = 0; k < GX_COUNT(signs); k++)
            if (gx_text_before(a, d->range.start, signs[k]))
                return d;
    }
    return NULL;
}

/* 自5月1日…持续至6月2日 */
static const char *span_iso(const gx_analysis *a, gx_range sentence, const gx_date *first)
{
    if (!first->iso || strchr(first->iso, '/') ||
        !(gx_text_before(a, first->range.start, "自") || gx_text_before(a, first->range.start, "从")))
        return first->iso;
    for (const gx_date *d = first + 1; d < a->dates.at + a->dates.n && d->range.end <= sentence.end; d++)
        if (d->iso && strlen(d->iso) >= 7 && !strchr(d->iso, '/') && strcmp(d->iso, first->iso) > 0 &&
            (gx_text_before(a, d->range.start, "至") || gx_text_before(a, d->range.start, "到")))
            return gx_arena_printf(a->arena, "%s/%s", first->iso, d->iso);
    return first->iso;
}

/* The date of the sentence that tells the event best. */
static const gx_date *told_date(const gx_event_finder *f, uint32_t e, gx_range *sentence)
{
    const gx_analysis *a = f->a;
    const gx_event *event = &a->events.at[e];
    const gx_date *date = NULL;
    size_t tried = 0;
    for (size_t m = 0; m < event->mentions.n && !date && tried < 3; m++) {
        gx_range at = event->mentions.at[m];
        if (at.start < f->title.end && f->title.end > f->title.start)
            continue;
        *sentence = gx_sentence_range(a, at.start);
        date = new_date(a, *sentence);
        if (!date)
            date = date_near(a, gx_clause_at(a, &f->news->frames, *sentence, at.start), at.start);
        if (!date)
            date = date_near(a, (gx_range){sentence->start, e == f->news->main ? sentence->end : at.end},
                             at.start);
        tried++;
    }
    return date;
}

/* 会后, 随后, 同日: a session's day is that of what was told before it. */
static const gx_date *last_date(const gx_analysis *a, uint32_t before)
{
    const gx_date *found = NULL;
    for (size_t i = 0; i < a->dates.n && a->dates.at[i].range.end <= before; i++)
        if (a->dates.at[i].iso && strlen(a->dates.at[i].iso) >= 10)
            found = &a->dates.at[i];
    return found;
}

void gx_set_event_date(gx_event_finder *f, uint32_t e)
{
    gx_analysis *a = f->a;
    gx_event *event = &a->events.at[e];
    gx_range sentence = {0, 0};
    const gx_date *date = told_date(f, e, &sentence);
    if (!date && e == f->news->main) {
        sentence = (gx_range){f->title.end, f->lead.end};
        date = date_near(a, sentence, sentence.end);
    }
    if (date) {
        event->date = span_iso(a, sentence, date);
        event->date_text = gx_text_of(a, date->range);
    } else if (e != f->news->main && event->mentions.n) {
        const gx_date *last = last_date(a, event->mentions.at[0].start);
        event->date = last ? last->iso : NULL;
        if (event->date && strchr(event->date, '/'))
            event->date = strchr(event->date, '/') + 1; /* a session at the end of a span of days */
    }
}

static bool is_place_end(const gx_analysis *a, uint32_t at)
{
    return gx_is_clause_break(a->text[at]) || a->text[at] == U'《' ||
           (a->text[at] == U'“' && a->tags[at].begins);
}

/* What stands behind 在 and is no place: 在随后召开的…, 在会上, 在此基础上. */
static const char *const no_places[] = {"随后",   "同时",   "当天", "会",   "此",   "这",   "活动", "今后",
                                        "下一步", "接下来", "全",   "座谈", "贯彻", "学习", "仪式", "大会",
                                        "比赛",   "竞赛",   "推进", "工作", "疫情", "春节", "国庆", "五一"};

/* 在…举行, 走进… */
void gx_set_event_place(gx_event_finder *f, uint32_t e)
{
    gx_analysis *a = f->a;
    gx_event *event = &a->events.at[e];
    gx_frames *frames = &f->news->frames;
    for (size_t m = 0; m < event->mentions.n; m++) {
        gx_range sentence = gx_sentence_range(a, event->mentions.at[m].start);
        if (sentence.start < f->title.end && f->title.end > f->title.start)
            continue;
        for (size_t k = gx_first_frame(frames, sentence.start); k < frames->frames.n; k++) {
            gx_frame *frame = &frames->frames.at[k];
            if (frame->range.start >= sentence.end)
                break;
            gx_range place = {GX_NONE, frame->range.start};
            if (frame->verb->code[GX_VERB_USE] == GX_VERB_GO) {
                place = (gx_range){frame->range.end, frame->range.end};
                while (place.end < frame->clause.end && !is_place_end(a, place.end) &&
                       !(k + 1 < frames->frames.n && place.end == frames->frames.at[k + 1].range.start))
                    place.end++;
            } else {
                for (uint32_t i = frame->range.start; i > frame->clause.start && place.start == GX_NONE; i--)
                    if (a->text[i - 1] == U'在' && !frames->quoted[i - 1])
                        place.start = i;
            }
            if (place.start == GX_NONE || place.end <= place.start + 1 ||
                place.end - place.start > PLACE_CHARS ||
                gx_any_at(a, place.start, no_places, GX_COUNT(no_places)))
                continue;
            while (place.end > place.start + 2 &&
                   (a->tags[place.end - 1].pos == GX_POS_D || a->text[place.end - 1] == U'了'))
                place.end--;
            event->place = gx_text_of(a, place);
            return;
        }
        if (m > 1)
            return;
    }
}
