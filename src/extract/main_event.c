/* The event that the article is about: by its title, its lead, or the first verb that tells one. */
#include "extract/event_finder.h"

#include "base/utf8.h"

#include <string.h>

enum { CLAUSE_NAME_CHARS = 44 /* a name built from a clause */ };

static const double sure_verb = 0.87, sure_title_only = 0.85;

static void add_title(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    for (uint32_t e = 0; e < a->events.n; e++) {
        double of_name = gx_overlap(a->text, a->events.at[e].head, f->title);
        double of_title = gx_overlap(a->text, f->title, a->events.at[e].head);
        if (gx_other_number(a, a->events.at[e].head, f->title))
            of_name = of_title = 0; /* 第二十次会议, in the minutes of the nineteenth */
        a->events.at[e].salience +=
            4 * (of_name > of_title ? of_name : of_title) + 0.001 * (double)(a->events.n - e);
    }
    f->news->main = GX_NONE;
    for (uint32_t e = 0; e < a->events.n; e++)
        if (f->news->main == GX_NONE || a->events.at[e].salience > a->events.at[f->news->main].salience)
            f->news->main = e;
}

/* 走进东港镇的果园: a lead that only says where somebody went. */
static bool goes_in_lead(const gx_event_finder *f)
{
    const gx_frames *frames = &f->news->frames;
    for (size_t i = gx_first_frame(frames, f->lead.start); i < frames->frames.n; i++) {
        const gx_frame *frame = &frames->frames.at[i];
        if (frame->range.start >= f->lead.end)
            break;
        if (frame->verb->code[GX_VERB_USE] == GX_VERB_GO && !frame->blocked)
            return true;
    }
    return false;
}

/* 此次调研, 参加慰问, where no name for it stands in the article (the head is on another page): A调研. */
static void add_unnamed(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    const gx_frames *frames = &f->news->frames;
    const gx_mention *who = NULL;
    const gx_frame *told = gx_first_telling(f, f->lead);
    if (told && gx_akin_events("visit", told->verb->cell[GX_VERB_EVENT]))
        return; /* 到某支队走访慰问…。B参加慰问 */
    for (size_t e = 0; e < a->events.n; e++)
        if (gx_akin_events("visit", a->events.at[e].type))
            return; /* 开展送温暖慰问活动,B陪同慰问 */
    for (size_t i = 0; i < frames->tops.n && !who; i++)
        if (a->mentions.at[frames->tops.at[i]].type == GX_ENTITY_PERSON)
            who = &a->mentions.at[frames->tops.at[i]];
    for (size_t i = 0; i < f->candidates.n && who; i++) {
        gx_event_candidate *c = &f->candidates.at[i];
        bool visit = strcmp(c->type, "visit") == 0 || strcmp(c->type, "inspection") == 0;
        if (!visit || !c->bare || c->background || !(c->determined || c->joined_in) || c->event != GX_NONE)
            continue;
        c->event = (uint32_t)a->events.n;
        gx_event *event = gx_add_event(f, c->range, c->type, gx_sure_later);
        event->name = gx_arena_printf(a->arena, "%s%s", a->people.at[who->entity].name, event->name);
        event->salience = 2.2;
        return;
    }
}

/* …医院到石桥镇开展义诊活动: a lead whose event has no other name than the whole clause. */
static bool add_plain(gx_event_finder *f)
{
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_event_candidate *c = &f->candidates.at[i];
        if (!c->lead || !c->held || !c->bare || c->background || c->headline)
            continue;
        gx_range name = {c->range.start, c->range.end};
        while (name.start > c->clause.start && !f->date_to[name.start] &&
               name.end - name.start < CLAUSE_NAME_CHARS)
            name.start--;
        c->event = (uint32_t)f->a->events.n;
        gx_add_event(f, name, c->type, gx_sure_lead)->salience = 2;
        gx_add_event_word(f, name, c->event, true);
        f->news->main = c->event;
        return true;
    }
    return false;
}

/* 开展“冬送温暖”走访慰问活动: the title's name for what the lead tells by a verb. */
static gx_event_candidate *title_name(gx_event_finder *f, const gx_frame *frame)
{
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_event_candidate *c = &f->candidates.at[i];
        bool fitting = gx_akin_events(frame->verb->cell[GX_VERB_EVENT], c->type);
        if (c->headline && !c->bare && c->held && fitting && c->head.end <= f->title.end &&
            c->event == GX_NONE)
            return c;
    }
    return NULL;
}

/* 座谈会, 汇报会: does the event have no name but the word for how it is held? */
static bool is_bare(const gx_event_finder *f, uint32_t event)
{
    for (size_t i = 0; i < f->candidates.n; i++)
        if (f->candidates.at[i].event == event && !f->candidates.at[i].bare)
            return false;
    return true;
}

/* …走访慰问某公司职工,并召开座谈会: the lead tells a visit first, and what was held in its course. */
static bool holds_in_course(const gx_event_finder *f, const gx_frame *visit)
{
    static const char *const holds[] = {"并召开", "并组织召开", "并主持召开", "并举行", "还召开", "随后召开"};
    const gx_analysis *a = f->a;
    if (!visit || f->news->main == GX_NONE || visit->subject == GX_NONE ||
        !gx_akin_events("visit", visit->verb->cell[GX_VERB_EVENT]))
        return false;
    const gx_event *held = &a->events.at[f->news->main];
    gx_range head = held->head;
    for (size_t i = 0; i < held->mentions.n; i++)
        if (held->mentions.at[i].start >= f->lead.start && held->mentions.at[i].start < head.start)
            return false;
    bool said = head.start < visit->sentence.end && head.start >= visit->range.end &&
                gx_has_any(a, (gx_range){visit->range.end, head.start}, holds, GX_COUNT(holds));
    bool behind = head.start >= visit->range.end && (said || is_bare(f, f->news->main));
    return behind && !gx_akin_events("visit", held->type) &&
           gx_overlap(a->text, head, f->title) < 0.5; /* the title tells of the visit */
}

/* 9月19日至20日,A到某县、某区,查看…: a visit with its day before the meeting that ends it, behind a lead that
 * only paints a picture. */
static gx_frame *dated_visit(gx_event_finder *f)
{
    const gx_event *main = f->news->main != GX_NONE ? &f->a->events.at[f->news->main] : NULL;
    if (!main || strcmp(main->type, "meeting") != 0 || main->head.start < f->lead.end)
        return NULL;
    gx_frame *frame = gx_first_telling(f, (gx_range){f->lead.end, main->head.start});
    if (!frame || !gx_akin_events("visit", frame->verb->cell[GX_VERB_EVENT]))
        return NULL;
    for (uint32_t i = frame->sentence.start; i <= frame->range.start; i++)
        if (f->date_to[i])
            return frame;
    return NULL;
}

/* …任前公示, …拟聘用人员名单, 会籍怎么转?: a title of what is made known or asked, not of what happened. */
static bool is_notice(const gx_event_finder *f)
{
    static const char *const ends[] = {"公示", "公告", "通告", "启事",   "名单", "简历",
                                       "简介", "讣告", "一览", "光荣榜", "名录", "?"};
    uint32_t end = f->title.end;
    if (end > f->title.start && f->a->text[end - 1] == ')') /* 光荣榜|（之三） */
        while (end > f->title.start && f->a->text[end - 1] != '(')
            end--;
    end -= end > f->title.start && f->a->text[end - 1] == '(';
    return gx_any_before(f->a, end, ends, GX_COUNT(ends));
}

/* 5月4日, 昨天下午, 上周四: a day that is told, not 近日, 每天, and no dateline's. */
static bool is_day(const gx_analysis *a, gx_range date)
{
    static const char *const days[] = {"日", "天", "昨", "今", "周", "号", "夜", "晚"};
    static const char *const vague[] = {"近日", "日前", "连日", "近期", "每",
                                        "往日", "今年", "今后", "至今", "年前的"};
    static const char *const datelines[] = {"电", "讯", "消息", "起施行", "起实施", "起执行", "起正式施行"};
    bool source = gx_text_before(a, date.start, "年前的") ||
                  (date.start && (a->text[date.start - 1] == '(' || a->text[date.start - 1] == U'据'));
    return gx_has_any(a, date, days, GX_COUNT(days)) && !gx_has_any(a, date, vague, GX_COUNT(vague)) &&
           !gx_any_at(a, date.end, datelines, GX_COUNT(datelines)) && !source;
}

/* 16日|介绍, 9日从…|获悉: on that day somebody only said something. */
static bool only_said(const gx_event_finder *f, gx_range date)
{
    static const char *const learned[] = {"获悉", "了解到", "得知", "消息"}, *const called[] = {"接到",
                                                                                                "接报"};
    const gx_frames *frames = &f->news->frames;
    gx_range sentence = gx_sentence_range(f->a, date.start);
    if (gx_has_any(f->a, sentence, called, GX_COUNT(called)))
        return false; /* 接到报警称,有人被困 */
    if (gx_has_any(f->a, gx_clause_at(f->a, frames, sentence, date.start), learned, GX_COUNT(learned)))
        return true;
    size_t i = gx_first_frame(frames, date.end);
    const gx_frame *next = i < frames->frames.n ? &frames->frames.at[i] : NULL;
    return next && next->range.start < sentence.end &&
           strcmp(next->verb->cell[GX_VERB_SUBJECT], "speaker") == 0;
}

/* 某市命名10名“某地工匠”: a headline that tells of honours given. */
static bool title_honours(const gx_event_finder *f)
{
    static const char *const words[] = {"命名", "揭晓", "出炉", "名单"};
    const gx_frames *frames = &f->news->frames;
    if (gx_has_any(f->a, f->title, words, GX_COUNT(words)))
        return true;
    for (size_t i = gx_first_frame(frames, f->title.start); i < frames->frames.n; i++) {
        const gx_frame *frame = &frames->frames.at[i];
        if (frame->range.end > f->title.end)
            return false;
        uint8_t use = frame->verb->code[GX_VERB_USE];
        if (use == GX_VERB_GIVE || use == GX_VERB_WIN || use == GX_VERB_ELECT)
            return true;
    }
    return false;
}

/* Does the article tell on which day the verb's clause was true? */
static bool on_a_day(const gx_event_finder *f, const gx_frame *frame)
{
    const gx_analysis *a = f->a;
    for (size_t i = 0; i < a->dates.n && a->dates.at[i].range.start < frame->range.start; i++)
        if (a->dates.at[i].range.start >= frame->sentence.start && is_day(a, a->dates.at[i].range))
            return true;
    return false;
}

/* 近日,有媒体报道…; 在笔者看来: a comment on what others have reported. */
static bool comments(const gx_event_finder *f)
{
    static const char *const reported[] = {"据报道", "媒体报道", "据媒体"}, *const writer[] = {"笔者"};
    return gx_has_any(f->a, f->lead, reported, GX_COUNT(reported)) ||
           gx_has_any(f->a, (gx_range){f->lead.start, (uint32_t)f->a->n}, writer, GX_COUNT(writer));
}

/* Does the lead tell what happened on a day, or the headline what was given?  A portrait, a comment, a rule,
 * figures tell of no event of their own. */
static bool reports(const gx_event_finder *f)
{
    const gx_analysis *a = f->a;
    static const char *const banners[] = {"图片新闻", "简讯", "短讯", "要闻", "快讯"};
    if (comments(f) || gx_any_before(a, f->title.end, banners, GX_COUNT(banners)))
        return false;
    if (a->article->continued)
        return true; /* its lead is on another page */
    for (size_t i = 0; i < a->dates.n; i++) {
        gx_range date = a->dates.at[i].range;
        if (date.start >= f->lead.start && date.end <= f->lead.end && is_day(a, date) && !only_said(f, date))
            return true;
    }
    return title_honours(f);
}

/* 某某,男,1975年2月生,…历任…: a text without a title that tells who somebody is. */
static bool tells_career(const gx_event_finder *f)
{
    static const char *const words[] = {"月生", "年生",   "出生",   "历任", "现任",
                                        "曾任", "先后任", "毕业于", "享年"};
    return f->title.end == f->title.start && gx_has_any(f->a, f->lead, words, GX_COUNT(words));
}

/* Is the event named neither in the title nor in the lead? */
static bool is_told_behind(const gx_event_finder *f, uint32_t event)
{
    for (size_t i = 0; i < f->candidates.n; i++) {
        const gx_event_candidate *c = &f->candidates.at[i];
        if (c->event == event && (c->headline || c->lead || c->head.start < f->lead.end))
            return false;
    }
    return true;
}

/* 3月3日|8时许,: where the hour behind a day ends. */
static uint32_t behind_hour(const gx_analysis *a, uint32_t at, uint32_t end)
{
    static const char *const parts[] = {"时",   "分",   "点",   "许",   "左右", "上午", "中午", "下午",
                                        "凌晨", "清晨", "傍晚", "晚上", "晚间", "夜间", "深夜", "早上"};
    for (uint32_t from = at + 1; from != at && at < end;) {
        from = at;
        while (at < end && ((a->text[at] >= '0' && a->text[at] <= '9') || a->text[at] == ':'))
            at++;
        for (size_t i = 0; i < GX_COUNT(parts) && from == at; i++)
            at += gx_text_at(a, at, parts[i]) ? (uint32_t)gx_utf8_count(parts[i]) : 0;
    }
    return at;
}

/* 3月5日,|某商会换届|,…: what the lead of a text without a title tells first, behind its day. */
static gx_range first_clause(const gx_event_finder *f)
{
    enum { CLAUSE_LEAST = 6 };
    const gx_analysis *a = f->a;
    gx_range first = gx_sentence_range(a, f->lead.start);
    for (uint32_t i = first.start; i < first.end && i < first.start + CLAUSE_NAME_CHARS; i++) {
        uint32_t end = f->date_to[i] ? behind_hour(a, i, first.end) : first.end;
        if (end < first.end && a->text[end] == ',')
            first.start = end + 1;
    }
    static const char *const by[] = {"据", "在"};
    if (gx_any_at(a, first.start, by, GX_COUNT(by))) /* 据某气象台首席预报员某某介绍,… */
        for (uint32_t i = first.start; i + CLAUSE_LEAST < first.end; i++)
            if (a->text[i] == ',') {
                first.start = i + 1;
                break;
            }
    static const char *const heard[] = {"获悉", "了解到"};
    for (uint32_t i = first.start; gx_text_at(a, first.start, "记者从") && i + 3 < first.end; i++)
        if (gx_any_at(a, i, heard, GX_COUNT(heard))) { /* 记者从某院获悉: */
            first.start = i + (gx_text_at(a, i, "获悉") ? 3 : 4);
            break;
        }
    for (uint32_t i = first.start + CLAUSE_LEAST; i < first.end; i++)
        if (gx_is_punctuation(a->text[i]) && gx_breaks_clause(a, i))
            first.end = i;
    return first;
}

/* 某局授予A等44人“最美护士”称号。…“最美护士”评选活动…: is what is given the end of the selection that the
 * article names? */
static bool ends_selection(const gx_event_finder *f, const gx_frame *frame)
{
    static const double in_its_words = 0.5;
    static const char *const selections[] = {"评选", "选树", "评比", "评审", "寻找", "推选", "征集"};
    const gx_event *main = &f->a->events.at[f->news->main];
    bool selects = gx_has_any(f->a, main->head, selections, GX_COUNT(selections)) &&
                   (strcmp(main->type, "campaign") == 0 || strcmp(main->type, "competition") == 0);
    return selects && frame->verb->code[GX_VERB_USE] == GX_VERB_GIVE &&
           gx_overlap(f->a->text, main->head, frame->sentence) >= in_its_words;
}

void gx_find_main_event(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    if (f->title.end == f->title.start)
        add_unnamed(f);
    add_title(f);
    double best = f->news->main == GX_NONE ? 0 : a->events.at[f->news->main].salience;
    if (is_notice(f) && !a->article->n_bylines) {
        if (best < 1)
            f->news->main = GX_NONE;
        return;
    }
    gx_frame *in_title = gx_first_telling(f, f->title), *in_lead = gx_first_telling(f, f->lead);
    bool title_visit = in_title && gx_akin_events("visit", in_title->verb->cell[GX_VERB_EVENT]);
    const char *told = in_lead ? in_lead->verb->cell[GX_VERB_EVENT] : "none";
    bool session = strcmp(told, "meeting") == 0 || strcmp(told, "ceremony") == 0;
    bool led = session && best > 0 && is_told_behind(f, f->news->main) &&
               !ends_selection(f, in_lead); /* A会见B; a forum is spoken of */
    if (led || holds_in_course(f, in_lead)) {
        gx_add_verb_event(f, in_lead, best + 1, sure_verb);
        f->news->main = (uint32_t)a->events.n - 1;
        return;
    }
    if (best >= 2 && !(title_visit && best < 3.5))
        return;
    if (in_title && in_title->subject == GX_NONE && in_title->agent == GX_NONE && !reports(f))
        in_title = NULL; /* 寻访某某旧址: a headline of how the piece was written */
    gx_frame *frame = in_lead ? in_lead : in_title;
    if (!frame && (best >= 1 || (best > 0 && strcmp(a->events.at[f->news->main].type, "ceremony") == 0)))
        return;
    for (size_t i = 0; i < f->candidates.n && !frame; i++) {
        gx_event_candidate *c = &f->candidates.at[i];
        if (!c->headline || c->bare || c->range.start >= f->title.end || c->use == GX_EVENT_HEAD_NEVER ||
            (c->use == GX_EVENT_HEAD_LOOSE && comments(f)))
            continue;
        c->event = (uint32_t)a->events.n;
        gx_add_event(f, c->range, c->type, sure_title_only)->salience = 2;
        f->news->main = c->event;
        return;
    }
    if (!frame && best == 0 && add_plain(f))
        return;
    if (!frame && best == 0) {
        frame = gx_first_telling(f, (gx_range){0, (uint32_t)a->n});
        if (frame && !on_a_day(f, frame) && !reports(f))
            frame = NULL; /* 每到一站,她都巡视车厢 */
        const gx_block *block = frame ? gx_block_at(a, frame->range.start) : NULL;
        f->news->told_from = block ? block->range.start : 0;
    }
    if (!frame)
        frame = dated_visit(f);
    if (frame && best > 0 &&
        (gx_akin_events(frame->verb->cell[GX_VERB_EVENT], a->events.at[f->news->main].type) ||
         ends_selection(f, frame))) {
        frame->event = f->news->main;
        return;
    }
    gx_event_candidate *named = frame ? title_name(f, frame) : NULL;
    if (named) {
        named->event = frame->event = (uint32_t)a->events.n;
        gx_add_event(f, named->range, named->type, gx_sure_lead)->salience = best + 2;
        gx_add_event_word(f, gx_clause_name(f, frame), frame->event, true);
    } else if (frame) {
        gx_add_verb_event(f, frame, best + 2, sure_verb);
    } else if (best > 0 && gx_text_at(a, a->events.at[f->news->main].head.end, "现场")) {
        a->events.at[f->news->main].weak = false; /* …会员大会现场: a picture names what the lead tells */
        return;
    } else if (reports(f)) {
        gx_range whole = f->title.end > f->title.start ? f->title : first_clause(f);
        if (whole.end == whole.start || (!a->mentions.n && !f->news->frames.frames.n) || tells_career(f))
            return; /* nobody does anything */
        if (whole.end - whole.start > GX_EVENT_NAME_CHARS)
            whole.end = whole.start + GX_EVENT_NAME_CHARS;
        const gx_word *ends = a->scan->event_to[whole.end]; /* …商会|换届 */
        const char *type = goes_in_lead(f) ? "visit" : ends ? ends->cell[1] : "other";
        gx_add_event(f, whole, type, sure_title_only)->salience = 1;
    } else {
        return;
    }
    f->news->main = (uint32_t)a->events.n - 1;
}
