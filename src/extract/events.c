#include "extract/event_finder.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    LOOK_CANDIDATES = 200,  /* how many words for events apart two words for one can stand */
    OWN_CHARS = 5,          /* a name of at least this many characters before its head is particular */
    CLAUSE_NAME_CHARS = 44, /* a name built from a clause */
    NUMBER_CHARS = 7,       /* 第二十三届 */
    YEAR_CHARS = 5,         /* 1986年 */
    DAY_ISO_CHARS = 10,     /* 2019-04-28 */
    LEAD_SENTENCES = 2      /* of the body: where the article says what it is about */
};

/* How sure each way of finding an event is: precision on the annotated pages, November 2026. */
static const double sure_lead = 0.97, sure_verb = 0.87, sure_later = 0.88, sure_title_only = 0.85,
                    sure_weak = 0.8;

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

/* ---- One event told several ways ---- */

/* Words for one event stand near each other. */
static size_t look_from(size_t i)
{
    return i > LOOK_CANDIDATES ? i - LOOK_CANDIDATES : 0;
}

bool gx_contains_chars(const uint32_t *text, gx_range whole, gx_range part)
{
    uint32_t n = part.end - part.start;
    for (uint32_t i = whole.start; i + n <= whole.end; i++)
        if (memcmp(text + i, text + part.start, n * sizeof *text) == 0)
            return true;
    return false;
}

double gx_overlap(const uint32_t *text, gx_range part, gx_range whole)
{
    uint32_t found = 0, n = 0;
    for (uint32_t i = part.start; i + 1 < part.end; i++, n++)
        for (uint32_t k = whole.start; k + 1 < whole.end; k++)
            if (text[i] == text[k] && text[i + 1] == text[k + 1]) {
                found++;
                break;
            }
    return n ? (double)found / n : 0;
}

static bool same_chars(const uint32_t *text, gx_range x, gx_range y)
{
    return x.end - x.start == y.end - y.start &&
           memcmp(text + x.start, text + y.start, (x.end - x.start) * sizeof *text) == 0;
}

/* 第二十三|届, 首|轮: the number in a series that begins at `at`, with its unit behind; or an empty range. */
static gx_range ordinal_at(const gx_analysis *a, uint32_t at, uint32_t end)
{
    static const char *const units[] = {"届", "次", "轮", "场", "期", "站"};
    gx_range number = {at, at + 1};
    if (a->text[at] != U'第' && a->text[at] != U'首')
        return (gx_range){at, at};
    while (number.end < end && number.end < at + NUMBER_CHARS) {
        if (gx_any_at(a, number.end, units, GX_COUNT(units)))
            return number;
        if (a->text[at] == U'首')
            break;
        number.end++;
    }
    return (gx_range){at, at};
}

/* 首 is 第一. */
static bool same_ordinal(const gx_analysis *a, gx_range x, gx_range y)
{
    bool first = a->text[x.start] == U'首' || gx_text_at(a, x.start, "第一") || gx_text_at(a, x.start, "第1");
    bool other = a->text[y.start] == U'首' || gx_text_at(a, y.start, "第一") || gx_text_at(a, y.start, "第1");
    uint32_t n = x.end - x.start > y.end - y.start ? x.end - x.start : y.end - y.start;
    return same_chars(a->text, x, y) || (first && other && n <= 2);
}

/* Numbers tell events of one series apart: 第一次, 第二次; 首轮, 第二轮; but not 第八届 and 第一次. */
static bool other_number(const gx_analysis *a, gx_range x, gx_range y)
{
    for (uint32_t i = x.start; i < x.end; i++) {
        gx_range one = ordinal_at(a, i, x.end);
        bool any = false, same = false;
        for (uint32_t k = y.start; k < y.end && one.end > one.start; k++) {
            gx_range other = ordinal_at(a, k, y.end);
            if (other.end == other.start || a->text[other.end] != a->text[one.end])
                continue;
            any = true;
            same = same || same_ordinal(a, one, other);
        }
        if (any && !same)
            return true;
    }
    return false;
}

/* 经费审查委员会第一次全体会议 is no session of the 第八届委员会. */
static bool other_body(const gx_analysis *a, gx_range x, gx_range y)
{
    static const char *const bodies[] = {"经费审查", "经审",   "女职工委", "女工委",
                                         "理事会",   "监事会", "执委会",   "常委会"};
    for (size_t i = 0; i < GX_COUNT(bodies); i++)
        if (gx_has_any(a, x, &bodies[i], 1) != gx_has_any(a, y, &bodies[i], 1))
            return true;
    return false;
}

/* 羽毛球比赛 of 第五届运动会羽毛球比赛暨体育节闭幕式. */
static bool is_first_of_two(const gx_analysis *a, gx_range whole, gx_range part)
{
    for (uint32_t i = whole.start; i < whole.end; i++)
        if (a->text[i] == U'暨' && i >= part.end - part.start + whole.start &&
            same_chars(a->text, (gx_range){i - (part.end - part.start), i}, part))
            return true;
    return false;
}

static bool same_event(const gx_analysis *a, const gx_event_candidate *x, const gx_event_candidate *y)
{
    if (x->range.start == y->range.start)
        return true;
    if (other_number(a, x->range, y->range) || other_body(a, x->range, y->range))
        return false;
    bool same_head = same_chars(a->text, x->head, y->head);
    bool same_type = strcmp(x->type, y->type) == 0;
    if (gx_contains_chars(a->text, x->range, y->range) || gx_contains_chars(a->text, y->range, x->range))
        return same_head || same_type || x->headline || y->headline ||
               is_first_of_two(a, x->range, y->range) || is_first_of_two(a, y->range, x->range);
    double one = gx_overlap(a->text, x->range, y->range), other = gx_overlap(a->text, y->range, x->range);
    double most = one > other ? one : other, least = one > other ? other : one;
    if (x->headline || y->headline)
        return most >= 0.6 && (same_type || same_head);
    const gx_event_candidate *shorter = one > other ? x : y; /* 第一届大赛 of 某省第一届职工技能大赛决赛 */
    if ((x->determined || y->determined) && same_type && most >= (same_head ? 0.6 : 0.75))
        return true; /* 本届省运会田径比赛 */
    bool edition = a->text[shorter->range.start] == U'第' && a->text[shorter->head.start - 1] == U'届';
    return (same_head || same_type) && most >= 0.75 && (least >= 0.4 || edition);
}

/* 开展技能竞赛 may be any; a number, quotes, a year, a holder, or many words of its own make it one. */
static bool is_particular(const gx_event_finder *f, const gx_event_candidate *c)
{
    const gx_analysis *a = f->a;
    if (c->head.start - c->range.start >= OWN_CHARS)
        return true;
    for (uint32_t i = c->range.start; i < c->head.start; i++)
        if (a->text[i] == U'第' || a->text[i] == U'届' || f->news->frames.quoted[i] || f->mentioned[i] ||
            (a->text[i] >= '0' && a->text[i] <= '9') || a->tags[i].pos == GX_POS_LOC ||
            a->tags[i].pos == GX_POS_NS)
            return true;
    return false;
}

/* 某市总工会2022年“送温暖”|行动: a loose head with a body's or its own name before it. */
static bool has_own_name(const gx_event_finder *f, const gx_event_candidate *c)
{
    bool quote = false, body = false;
    for (uint32_t i = c->range.start; i < c->head.start; i++) {
        quote = quote || f->news->frames.quoted[i];
        body = body || f->mentioned[i];
    }
    return quote && body;
}

static bool accepted(const gx_event_finder *f, const gx_event_candidate *c)
{
    if (c->headline && !c->bare && gx_text_at(f->a, c->head.end, "纪要"))
        return true; /* minutes are about what their title names */
    bool in_motto =
        f->news->frames.quoted[c->head.end] && f->a->text[c->head.end] == U'、'; /* “大走访、大调研” */
    if (c->background || c->bare || c->headline || in_motto)
        return false;
    if (!c->lead && !c->dated && !c->acts && !is_particular(f, c))
        return false;
    bool named = c->use == GX_EVENT_HEAD_NAME || has_own_name(f, c);
    return c->held || (c->joined_in && c->use == GX_EVENT_HEAD_NAME) || c->acts || (c->lead && named);
}

/* A name that little speaks for: an event where somebody turns out to take part in it. */
static bool maybe(const gx_event_finder *f, const gx_event_candidate *c)
{
    bool quoted = f->news->frames.quoted[c->head.start]; /* “工友夜校”: what is named so may be no event */
    gx_pos first = f->a->tags[c->range.start].pos;
    bool amount = first == GX_POS_M && !gx_text_at(f->a, c->range.start, "第") &&
                  !gx_text_at(f->a, c->range.start, "首");
    return !c->background && !c->bare && !c->headline && !c->determined && !quoted && !amount &&
           c->use == GX_EVENT_HEAD_NAME && (c->held || c->joined_in || c->dated || is_particular(f, c));
}

/* Is there a meeting or ceremony before that a word for one can point to? */
static bool gathers(const gx_event_finder *f, const gx_event_candidate *c)
{
    for (size_t i = look_from((size_t)(c - f->candidates.at)); &f->candidates.at[i] < c; i++) {
        uint32_t e = f->candidates.at[i].event;
        const char *type = e != GX_NONE ? f->a->events.at[e].type : "";
        if (strcmp(type, "meeting") == 0 || strcmp(type, "ceremony") == 0 || strcmp(type, "founding") == 0)
            return true;
    }
    return false;
}

/* What is held, without the word for how: 表彰|会, 表彰|大会, 颁奖|典礼. */
static gx_range stem_of(const gx_analysis *a, gx_range head)
{
    static const char *const ways[] = {"大会", "会议", "仪式", "典礼", "活动", "大赛", "竞赛",
                                       "比赛", "会",   "式",   "赛",   "班",   "营"};
    for (size_t i = 0; i < GX_COUNT(ways); i++)
        if (gx_text_before(a, head.end, ways[i]) && head.end - head.start > gx_utf8_count(ways[i]) + 1)
            return (gx_range){head.start, head.end - (uint32_t)gx_utf8_count(ways[i])};
    return head;
}

/* 主持|宣誓仪式, 拜师仪式上: a ceremony that no meeting is itself. */
static bool is_own_ceremony(const gx_event_finder *f, const gx_event_candidate *c)
{
    static const char *const rites[] = {"宣誓", "拜师", "授旗", "出征", "升旗",
                                        "点火", "剪彩", "入会", "入职", "收徒"};
    return (c->held || c->joined_in) && gx_any_at(f->a, c->head.start, rites, GX_COUNT(rites));
}

/* A bare word that names a session of its own: 当晚另开的座谈会. */
static bool opens_session(const gx_event_finder *f, const gx_event_candidate *c)
{
    static const char *const openings[] = {"开幕", "闭幕", "开班", "结业", "开赛", "启动", "成立"};
    if (gx_any_at(f->a, c->head.start, openings, GX_COUNT(openings)))
        return false;
    if (c->background || !c->bare || c->determined || c->headline || c->use != GX_EVENT_HEAD_NAME ||
        c->head.end - c->head.start < 3)
        return false;
    const gx_event_candidate *other = NULL;
    for (size_t i = look_from((size_t)(c - f->candidates.at)); &f->candidates.at[i] < c; i++)
        if (f->candidates.at[i].event != GX_NONE &&
            gx_contains_chars(f->a->text, f->candidates.at[i].range, stem_of(f->a, c->head)))
            other = &f->candidates.at[i];
    if (!other && is_own_ceremony(f, c))
        return true;
    /* 颁奖仪式上: the ceremony of a contest, an exhibition, a visit. */
    bool prizes = c->joined_in && strcmp(c->type, "ceremony") == 0 && c->head.end - c->head.start >= 3 &&
                  !gathers(f, c);
    return !other && (c->held || c->dated || c->acts || prizes);
}

gx_event *gx_add_event(gx_event_finder *f, gx_range name, const char *type, double confidence)
{
    gx_analysis *a = f->a;
    gx_event *event = GX_PUSH(a->arena, &a->events);
    *event = (gx_event){
        .name = gx_text_of(a, name), .type = type, .head = name, .confidence = confidence, .whole = GX_NONE};
    return event;
}

void gx_add_event_word(gx_event_finder *f, gx_range range, uint32_t event, bool surface)
{
    *GX_PUSH(f->a->arena, &f->news->words) = (gx_event_word){range, event, surface};
    if (event != GX_NONE && surface)
        *GX_PUSH(f->a->arena, &f->a->events.at[event].mentions) = range;
}

/* 甲在北京举行新闻|发布会。…甲|发布会上: is the body before the head the one that held the earlier session?
 */
static bool is_holders_session(const gx_event_finder *f, const gx_event_candidate *earlier,
                               const gx_event_candidate *c)
{
    const gx_analysis *a = f->a;
    const gx_mention *body = f->organization_to[c->head.start];
    uint32_t n = c->head.end - c->head.start;
    if (!earlier->bare || !body || body->range.start != c->range.start ||
        earlier->head.end - earlier->head.start < n ||
        !same_chars(a->text, (gx_range){earlier->head.end - n, earlier->head.end}, c->head))
        return false;
    for (size_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        if (m->type == GX_ENTITY_ORGANIZATION && m->entity == body->entity &&
            m->range.start >= earlier->clause.start && m->range.end <= earlier->clause.end)
            return true;
    }
    return false;
}

/* 警营开放日活动, of the 第四届“警营开放日”活动: a name that little speaks for, in the words of another. */
static bool echoes_name(const gx_event_finder *f, const gx_event_candidate *c,
                        const gx_event_candidate *other)
{
    static const double in_its_words = 0.8;
    const gx_analysis *a = f->a;
    bool activities = gx_text_before(a, c->head.end, "活动") && gx_text_before(a, other->head.end, "活动");
    return !other->bare && activities && !other_number(a, c->range, other->range) &&
           !other_body(a, c->range, other->range) &&
           gx_overlap(a->text, c->range, other->range) >= in_its_words;
}

static void make_events(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_event_candidate *c = &f->candidates.at[i];
        bool session = opens_session(f, c);
        bool weak = !session && !accepted(f, c);
        if (weak && !maybe(f, c))
            continue;
        for (size_t k = look_from(i); k < i && c->event == GX_NONE; k++)
            if (f->candidates.at[k].event != GX_NONE && !session &&
                (same_event(a, c, &f->candidates.at[k]) || is_holders_session(f, &f->candidates.at[k], c) ||
                 (weak && echoes_name(f, c, &f->candidates.at[k]))))
                c->event = f->candidates.at[k].event;
        if (c->event == GX_NONE) {
            c->event = (uint32_t)a->events.n;
            gx_add_event(f, c->range, c->type,
                         weak      ? sure_weak
                         : c->lead ? sure_lead
                                   : sure_later)
                ->weak = weak;
        }
        gx_event *event = &a->events.at[c->event];
        event->weak = event->weak && weak;
        event->salience += (c->lead ? 2 : 0) + (c->held ? 0.5 : 0);
        if (c->range.end - c->range.start > event->head.end - event->head.start) {
            event->head = c->range;
            event->name = gx_text_of(a, c->range);
        }
    }
}

/* ---- The main event ---- */

static void add_title(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    for (uint32_t e = 0; e < a->events.n; e++) {
        double of_name = gx_overlap(a->text, a->events.at[e].head, f->title);
        double of_title = gx_overlap(a->text, f->title, a->events.at[e].head);
        if (other_number(a, a->events.at[e].head, f->title))
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
    for (size_t i = 0; i < frames->tops.n && !who; i++)
        if (a->mentions.at[frames->tops.at[i]].type == GX_ENTITY_PERSON)
            who = &a->mentions.at[frames->tops.at[i]];
    for (size_t i = 0; i < f->candidates.n && who; i++) {
        gx_event_candidate *c = &f->candidates.at[i];
        bool visit = strcmp(c->type, "visit") == 0 || strcmp(c->type, "inspection") == 0;
        if (!visit || !c->bare || c->background || !(c->determined || c->joined_in) || c->event != GX_NONE)
            continue;
        c->event = (uint32_t)a->events.n;
        gx_event *event = gx_add_event(f, c->range, c->type, sure_later);
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
        gx_add_event(f, name, c->type, sure_lead)->salience = 2;
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

/* 3月5日,|某商会换届|,…: what the lead of a text without a title tells first, behind its day. */
static gx_range first_clause(const gx_event_finder *f)
{
    enum { CLAUSE_LEAST = 6 };
    const gx_analysis *a = f->a;
    gx_range first = gx_sentence_range(a, f->lead.start);
    for (uint32_t i = first.start; i < first.end && i < first.start + CLAUSE_NAME_CHARS; i++)
        if (f->date_to[i] && i < first.end && a->text[i] == ',')
            first.start = i + 1;
    static const char *const heard[] = {"获悉", "了解到"};
    for (uint32_t i = first.start; gx_text_at(a, first.start, "记者从") && i + 3 < first.end; i++)
        if (gx_any_at(a, i, heard, GX_COUNT(heard))) { /* 记者从某院获悉: */
            first.start = i + (gx_text_at(a, i, "获悉") ? 3 : 4);
            break;
        }
    for (uint32_t i = first.start + CLAUSE_LEAST; i < first.end; i++)
        if (gx_is_punctuation(a->text[i]) && gx_is_clause_break(a->text[i]))
            first.end = i;
    return first;
}

static void find_main(gx_event_finder *f)
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
    bool led = session && best > 0 && is_told_behind(f, f->news->main); /* A会见B; a forum is spoken of */
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
        gx_akin_events(frame->verb->cell[GX_VERB_EVENT], a->events.at[f->news->main].type)) {
        frame->event = f->news->main;
        return;
    }
    gx_event_candidate *named = frame ? title_name(f, frame) : NULL;
    if (named) {
        named->event = frame->event = (uint32_t)a->events.n;
        gx_add_event(f, named->range, named->type, sure_lead)->salience = best + 2;
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
    for (size_t k = i; k-- > look_from(i);) {
        const gx_event_candidate *c = &f->candidates.at[k];
        if (c->event != GX_NONE && !c->headline && has_parts(&a->events.at[c->event]))
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
    if (same_chars(a->text, stem_of(a, before->head), stem_of(a, head)))
        return true; /* 开幕仪式, 开幕式 */
    if (before->head.end - before->head.start < n)
        return false;
    return same_chars(a->text, (gx_range){before->head.end - n, before->head.end}, head);
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
        if (gx_contains_chars(a->text, a->events.at[whole].head, stem_of(a, c->head))) {
            c->event = whole; /* 启动仪式 of the 行动启动暨招聘活动 */
            continue;
        }
        bool named = false;
        for (size_t k = look_from(i); k < i && c->event == GX_NONE; k++) {
            const gx_event_candidate *other = &f->candidates.at[k];
            bool told = other->event != GX_NONE && a->events.at[other->event].whole == whole;
            named = names_part(a, other, c->head);
            if (named || (told && same_chars(a->text, stem_of(a, c->head), stem_of(a, other->head))))
                c->event = other->event;
        }
        if (named)
            continue;
        bool fresh = c->event == GX_NONE;
        if (fresh) {
            c->event = (uint32_t)a->events.n;
            gx_add_event(f, c->range, "ceremony", sure_later);
        }
        gx_event *part = &a->events.at[c->event];
        part->whole = whole;
        part->name = gx_arena_printf(a->arena, "%s%s", a->events.at[whole].name, gx_text_of(a, c->head));
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
    for (size_t k = i; k-- > look_from(i) && block && f->candidates.at[k].head.start >= block->range.start;) {
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
    for (size_t k = i; k-- > look_from(i);) {
        const gx_event_candidate *other = &f->candidates.at[k];
        if (other->event != GX_NONE && !other->bare && same_chars(a->text, c->head, other->head))
            return other->event;
    }
    for (size_t k = i + 1; k < f->candidates.n && k < i + LOOK_CANDIDATES; k++) {
        const gx_event_candidate *later = &f->candidates.at[k];
        if (later->event != GX_NONE && later->bare && same_chars(a->text, c->head, later->head) &&
            a->events.at[later->event].head.start == later->range.start)
            return later->event; /* the session is dated where it is told again */
    }
    for (int whole = 0; whole < 2; whole++) /* 论坛 is the 高峰论坛 sooner than the 论坛活动 */
        for (size_t k = i; k-- > look_from(i);) {
            uint32_t e = f->candidates.at[k].event;
            if (e == GX_NONE || a->events.at[e].weak)
                continue;
            gx_range head = a->events.at[e].head, end = head;
            uint32_t n = c->head.end - c->head.start;
            end.start = head.end - head.start > n ? head.end - n : head.start;
            if (gx_contains_chars(a->text, whole ? head : end, c->head))
                return e; /* 大会 is the 代表大会, not the 全体会议 named since */
        }
    for (size_t k = i; k-- > look_from(i);)
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
                for (size_t k = look_from(i);
                     k < f->candidates.n && k < i + LOOK_CANDIDATES && c->event == GX_NONE; k++)
                    if (f->candidates.at[k].event != GX_NONE && same_event(a, c, &f->candidates.at[k]))
                        c->event = f->candidates.at[k].event;
            surface = c->event != GX_NONE;
        }
        if (c->bare && c->event != GX_NONE && is_round(f, c))
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
            for (size_t k = before; k-- > look_from(before) && event == GX_NONE;) {
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
    bool clause = start == sentence_start || gx_is_clause_break(a->text[start - 1]);
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

/* A portrait tells of a past congress by the way: whoever speaks in its other paragraphs is not there.  What
 * the headline or the lead names, and what has a day, is what the article is about. */
static void confine_main(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    gx_event *main = f->news->main != GX_NONE ? &a->events.at[f->news->main] : NULL;
    if (!main || a->article->continued || main->head.start < f->lead.end || f->title.end == f->title.start)
        return;
    const gx_block *block = gx_block_at(a, main->head.start);
    bool day = main->date && strlen(main->date) >= DAY_ISO_CHARS;
    if (!block || day || gx_overlap(a->text, main->head, f->title) >= 0.5)
        return;
    for (size_t i = 0; i < main->mentions.n; i++)
        if (main->mentions.at[i].start >= f->lead.start && main->mentions.at[i].start < f->lead.end)
            return;
    f->news->told_from = block->range.start;
    f->news->told_to = block->range.end;
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
    gx_find_quotes(a, &f.news->frames);
    gx_find_event_candidates(&f);
    gx_find_frames(a, f.named, &f.news->frames);
    gx_weigh_event_candidates(&f);
    make_events(&f);
    find_main(&f);
    find_parts(&f);
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
