/* Which candidates are events, and which of them are one event told several ways. */
#include "extract/event_finder.h"

#include "base/utf8.h"

#include <string.h>

enum {
    OWN_CHARS = 5,   /* a name of at least this many characters before its head is particular */
    NUMBER_CHARS = 7 /* 第二十三届 */
};

static const double sure_weak = 0.8;

/* Words for one event stand near each other. */
size_t gx_look_from(size_t i)
{
    return i > GX_LOOK_CANDIDATES ? i - GX_LOOK_CANDIDATES : 0;
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

bool gx_same_chars(const uint32_t *text, gx_range x, gx_range y)
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
    return gx_same_chars(a->text, x, y) || (first && other && n <= 2);
}

/* Numbers tell events of one series apart: 第一次, 第二次; 首轮, 第二轮; but not 第八届 and 第一次. */
bool gx_other_number(const gx_analysis *a, gx_range x, gx_range y)
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
            gx_same_chars(a->text, (gx_range){i - (part.end - part.start), i}, part))
            return true;
    return false;
}

bool gx_same_event(const gx_analysis *a, const gx_event_candidate *x, const gx_event_candidate *y)
{
    if (x->range.start == y->range.start)
        return true;
    if (gx_other_number(a, x->range, y->range) || other_body(a, x->range, y->range))
        return false;
    bool same_head = gx_same_chars(a->text, x->head, y->head);
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

/* 某市总工会2022年“送温暖”|行动, 5月4日,“某某”|宣讲在…举行: a loose head with a name of its own and a body
 * or a day before it. */
static bool has_own_name(const gx_event_finder *f, const gx_event_candidate *c)
{
    bool quote = false, body = false;
    for (uint32_t i = c->range.start; i < c->head.start; i++) {
        quote = quote || f->news->frames.quoted[i];
        body = body || f->mentioned[i];
    }
    return quote && (body || (c->dated && c->held && c->lead));
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
    for (size_t i = gx_look_from((size_t)(c - f->candidates.at)); &f->candidates.at[i] < c; i++) {
        uint32_t e = f->candidates.at[i].event;
        const char *type = e != GX_NONE ? f->a->events.at[e].type : "";
        if (strcmp(type, "meeting") == 0 || strcmp(type, "ceremony") == 0 || strcmp(type, "founding") == 0)
            return true;
    }
    return false;
}

/* What is held, without the word for how: 表彰|会, 表彰|大会, 颁奖|典礼. */
gx_range gx_stem_of(const gx_analysis *a, gx_range head)
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
    for (size_t i = gx_look_from((size_t)(c - f->candidates.at)); &f->candidates.at[i] < c; i++)
        if (f->candidates.at[i].event != GX_NONE &&
            gx_contains_chars(f->a->text, f->candidates.at[i].range, gx_stem_of(f->a, c->head)))
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
        !gx_same_chars(a->text, (gx_range){earlier->head.end - n, earlier->head.end}, c->head))
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
    return !other->bare && activities && !gx_other_number(a, c->range, other->range) &&
           !other_body(a, c->range, other->range) &&
           gx_overlap(a->text, c->range, other->range) >= in_its_words;
}

void gx_make_events(gx_event_finder *f)
{
    gx_analysis *a = f->a;
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_event_candidate *c = &f->candidates.at[i];
        bool session = opens_session(f, c);
        bool weak = !session && !accepted(f, c);
        if (weak && !maybe(f, c))
            continue;
        for (size_t k = gx_look_from(i); k < i && c->event == GX_NONE; k++)
            if (f->candidates.at[k].event != GX_NONE && !session &&
                (gx_same_event(a, c, &f->candidates.at[k]) ||
                 is_holders_session(f, &f->candidates.at[k], c) ||
                 (weak && echoes_name(f, c, &f->candidates.at[k]))))
                c->event = f->candidates.at[k].event;
        if (c->event == GX_NONE) {
            c->event = (uint32_t)a->events.n;
            gx_add_event(f, c->range, c->type,
                         weak      ? sure_weak
                         : c->lead ? gx_sure_lead
                                   : gx_sure_later)
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
