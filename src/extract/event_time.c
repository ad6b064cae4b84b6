#include "extract/event_finder.h"

#include <string.h>

enum { PLACE_CHARS = 30 };

static bool is_day(const gx_date *d)
{
    return !d->iso || strlen(d->iso) != 4;
}

/* 5月底|前, 截至|9月底: by when something is to be done, or has been. */
static bool is_deadline(const gx_analysis *a, const gx_date *d)
{
    static const char *const behind[] = {"前", "之前", "以前", "底前", "止"}, *const before[] = {"截至",
                                                                                                 "截止"};
    bool ends = gx_any_at(a, d->range.end, behind, GX_COUNT(behind)) &&
                !gx_text_at(a, d->range.end, "前后") && !gx_text_at(a, d->range.end, "前夕") &&
                !gx_text_at(a, d->range.end, "前一");
    for (size_t i = 0; i < GX_COUNT(before); i++)
        ends = ends || gx_text_before(a, d->range.start, before[i]);
    return ends;
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
        if (a->dates.at[i].iso && strlen(a->dates.at[i].iso) >= 10 && !is_deadline(a, &a->dates.at[i]))
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

/* ---- Place ---- */

/* What stands behind 在 and is no place: 在随后召开的…, 在会上, 在此基础上. */
static const char *const no_places[] = {"随后",   "同时",   "当天", "会",   "此",   "这",   "活动", "今后",
                                        "下一步", "接下来", "全",   "座谈", "贯彻", "学习", "仪式", "大会",
                                        "比赛",   "竞赛",   "推进", "工作", "疫情", "春节", "国庆", "五一",
                                        "他",     "她",     "我市", "我县", "我区", "我省", "哪",   "一"};

/* How the names of places and rooms end. */
static const char place_ends[] =
    "室厅楼馆场院校园间站港店村镇乡道区县市省京层旁畔桥矿厂部堂剧台寨岛湖河江海山路街巷坪所宫";

/* Does a range name a place: by a known body or place in it, or by its last character? */
static bool names_place(const gx_event_finder *f, gx_range range)
{
    const gx_analysis *a = f->a;
    bool capital = range.end == range.start + 1 && gx_text_at(a, range.start, "京");
    if (range.end < range.start + 2)
        return capital;
    gx_pos first = a->tags[range.start].pos;
    if (first == GX_POS_TIME || first == GX_POS_T || first == GX_POS_V || first == GX_POS_P ||
        gx_any_at(a, range.start, no_places, GX_COUNT(no_places)) || gx_text_before(a, range.end, "人") ||
        gx_text_before(a, range.end, "职工") || gx_text_at(a, range.start, "我"))
        return false;
    for (uint32_t i = range.start; i < range.end; i++)
        if (a->tags[i].pos == GX_POS_LOC || a->tags[i].pos == GX_POS_NS || f->mentioned[i])
            return !gx_text_before(a, range.end, "上") || f->mentioned[range.start];
    for (const char *end = place_ends; *end; end += 3)
        if (gx_text_before(a, range.end, (char[]){end[0], end[1], end[2], 0}))
            return first != GX_POS_M;
    return false;
}

/* From `start` to the end of the noun phrase: a verb, a clause's end, the event's own name. */
static gx_range place_from(const gx_event_finder *f, uint32_t start, uint32_t end)
{
    const gx_analysis *a = f->a;
    gx_range place = {start, start};
    size_t next = gx_first_frame(&f->news->frames, start + 1); /* 到株洲|督导检查工会工作 */
    if (next < f->news->frames.frames.n && f->news->frames.frames.at[next].range.start < end)
        end = f->news->frames.frames.at[next].range.start;
    for (; place.end < end && place.end - start < PLACE_CHARS; place.end++) {
        uint32_t c = a->text[place.end];
        gx_pos pos = a->tags[place.end].pos;
        bool begins = a->tags[place.end].begins && !f->mentioned[place.end];
        bool verb = begins && (pos == GX_POS_V || pos == GX_POS_D || pos == GX_POS_P || pos == GX_POS_C ||
                               pos == GX_POS_AD);
        if (gx_breaks_clause(f->a, place.end) || c == U'《' || (c == U'“' && begins) || f->named[place.end] ||
            (verb && place.end > start))
            break;
    }
    while (place.end > start && gx_text_before(a, place.end, "的"))
        place.end--;
    return place;
}

/* Is something held where the range ends: 在院图书角|举办…, 在西海岸|正式|启动? */
static bool held_behind(const gx_event_finder *f, uint32_t at)
{
    enum { ADVERB_CHARS = 4 };
    const gx_frames *frames = &f->news->frames;
    for (size_t k = gx_first_frame(frames, at); k < frames->frames.n; k++)
        return frames->frames.at[k].range.start <= at + ADVERB_CHARS &&
               frames->frames.at[k].verb->code[GX_VERB_USE] == GX_VERB_HOLD;
    return false;
}

/* What is no place even there: a time, somebody, a number. */
static bool never_place(const gx_analysis *a, gx_range range)
{
    gx_pos first = a->tags[range.start].pos;
    for (uint32_t i = range.start; i < range.end; i++)
        if (a->text[i] >= '0' && a->text[i] <= '9' && gx_text_at(a, i + 1, "月"))
            return true;
    return range.end < range.start + 2 || first == GX_POS_TIME || first == GX_POS_T || first == GX_POS_R ||
           gx_any_at(a, range.start, no_places, GX_COUNT(no_places));
}

/* 在… in a range, the first that names a place. */
static gx_range place_in(const gx_event_finder *f, gx_range range)
{
    static const char *const company[] = {"陪同", "带领", "率领", "引导", "见证", "支持", "帮助", "指导",
                                          "领导", "组织", "推动", "协助", "主持", "配合", "关心", "努力"};
    static const char *const under[] = {"陪同下", "带领下", "率领下", "指导下", "领导下", "支持下", "帮助下",
                                        "见证下", "推动下", "协助下", "主持下", "努力下", "关心下", "关怀下"};
    const gx_analysis *a = f->a;
    for (uint32_t i = range.start; i < range.end; i++) {
        bool at = a->text[i] == U'在' && a->tags[i].begins && !f->mentioned[i];
        if (!at || f->news->frames.quoted[i] || f->news->frames.speech[i])
            continue;
        gx_range place = place_from(f, i + 1, range.end);
        if (gx_any_at(a, place.end, company, GX_COUNT(company)))
            continue; /* 在县总工会主席某某陪同下 */
        if (gx_any_before(a, place.end, under, GX_COUNT(under)))
            continue; /* 在市总工会的指导下 */
        if (names_place(f, place) || (!never_place(a, place) && held_behind(f, place.end)))
            return place;
    }
    return (gx_range){range.end, range.end};
}

static bool begins_body(const gx_analysis *a, uint32_t at)
{
    for (size_t i = 0; i < a->mentions.n && a->mentions.at[i].range.start <= at; i++)
        if (a->mentions.at[i].range.start == at && a->mentions.at[i].type == GX_ENTITY_ORGANIZATION)
            return true;
    return false;
}

/* 来到…, 走访…: where a verb of the event goes. */
static gx_range place_gone_to(const gx_event_finder *f, gx_range sentence, uint32_t event)
{
    const gx_frames *frames = &f->news->frames;
    for (size_t k = gx_first_frame(frames, sentence.start); k < frames->frames.n; k++) {
        const gx_frame *frame = &frames->frames.at[k];
        if (frame->range.start >= sentence.end)
            break;
        bool tells = frame->event == event && frame->object != GX_NONE;
        if (frame->blocked || !(frame->verb->code[GX_VERB_USE] == GX_VERB_GO || tells))
            continue;
        gx_range place =
            place_from(f, frame->range.end + gx_text_at(f->a, frame->range.end, "了"), frame->clause.end);
        bool body = begins_body(f->a, place.start);
        if (names_place(f, place) && (body || frame->verb->code[GX_VERB_USE] == GX_VERB_GO))
            return place;
    }
    return (gx_range){sentence.end, sentence.end};
}

/* 在…举行, 走进…; a part is where the whole is. */
void gx_set_event_place(gx_event_finder *f, uint32_t e)
{
    gx_analysis *a = f->a;
    gx_event *event = &a->events.at[e];
    bool visit = gx_akin_events(event->type, "visit");
    size_t tried = 0;
    for (size_t m = 0; m < event->mentions.n && tried < 3; m++) {
        gx_range sentence = gx_sentence_range(a, event->mentions.at[m].start), place;
        if (sentence.start < f->title.end && f->title.end > f->title.start)
            continue;
        tried++;
        gx_range clause = gx_clause_at(a, &f->news->frames, sentence, event->mentions.at[m].start);
        gx_range gone = place_gone_to(f, sentence, e), within = place_in(f, clause);
        if (within.start == within.end)
            within = place_in(f, (gx_range){sentence.start, clause.end});
        place = (visit && gone.start < gone.end) || within.start == within.end ? gone : within;
        if (place.start < place.end) {
            event->place = gx_text_of(a, place);
            return;
        }
    }
    gx_range place = place_in(f, f->title);
    if (place.start == place.end)
        place = place_in(f, f->lead);
    if (event->whole != GX_NONE)
        event->place = a->events.at[event->whole].place;
    else if (e == f->news->main && place.start < place.end)
        event->place = gx_text_of(a, place);
}
