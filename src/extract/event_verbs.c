#include "extract/event_finder.h"

#include <string.h>

enum { CLAUSE_NAME_CHARS = 44 /* a name built from a clause */ };

bool gx_is_session_verb(const char *type)
{
    return strcmp(type, "meeting") == 0 || strcmp(type, "performance") == 0 || strcmp(type, "campaign") == 0;
}

/* “春雨职工书屋”在住院部一楼|揭牌: what is set up has a name, whoever does it. */
static bool unveils_named(const gx_event_finder *f, const gx_frame *frame)
{
    enum { BEHIND_NAME_CHARS = 14 };
    bool founds = strcmp(frame->verb->cell[GX_VERB_EVENT], "founding") == 0;
    for (uint32_t i = frame->range.start; founds && i > frame->clause.start; i--)
        if (f->a->text[i - 1] == U'”')
            return frame->range.start - i <= BEHIND_NAME_CHARS;
    return false;
}

/* 发出为灾区捐款的倡议, 提出走访企业的建议: what is asked for has not happened. */
static bool is_appeal(const gx_event_finder *f, const gx_frame *frame)
{
    static const char *const puts[] = {"发出", "发起", "提出", "发布", "响应", "接到", "收到", "递交"};
    static const char *const asks[] = {"倡议", "号召", "呼吁", "建议", "申请",
                                       "请求", "诉求", "邀请", "通知"};
    return gx_has_any(f->a, (gx_range){frame->clause.start, frame->range.start}, puts, GX_COUNT(puts)) &&
           gx_any_before(f->a, frame->clause.end, asks, GX_COUNT(asks));
}

/* “某某模范”是某部、某局授予…的称号: what something is, no news. */
static bool is_definition(const gx_event_finder *f, const gx_frame *frame)
{
    const gx_frames *frames = &f->news->frames;
    if (frame->subject == GX_NONE || frames->groups.at[frame->subject].range.start < frame->clause.start)
        return false;
    static const char *const is[] = {"是", "是由"};
    return gx_any_before(f->a, frames->groups.at[frame->subject].range.start, is, GX_COUNT(is));
}

bool gx_tells_event(const gx_event_finder *f, const gx_frame *frame)
{
    if (strcmp(frame->verb->cell[GX_VERB_EVENT], "none") == 0 || frame->blocked)
        return false;
    static const char *const measures[] = {"项", "场", "种", "份", "批"};
    for (size_t i = 0; i < GX_COUNT(measures); i++)
        if (gx_text_before(f->a, frame->range.start, measures[i]) && frame->range.start > frame->clause.start)
            return false; /* 取消了七项|检查 */
    static const char *const points[] = {"后,", "前,", "时,", "之后,", "之前,", "当天,", "现场,"};
    if (gx_any_at(f->a, frame->range.end, points, GX_COUNT(points)))
        return false; /* 揭牌后,… */
    static const char *const means[] = {"通过", "以", "为", "按照", "围绕", "在"};
    if (f->news->frames.speech[frame->range.start] ||
        gx_any_at(f->a, frame->clause.start, means, GX_COUNT(means)))
        return false;
    static const char *const habits[] = {"每天", "每日", "每次", "每到", "每逢",
                                         "经常", "常常", "总是", "平时"};
    if (gx_has_any(f->a, (gx_range){frame->clause.start, frame->range.start}, habits, GX_COUNT(habits)))
        return false; /* 她每天走访企业 */
    static const char *const undergone[] = {"受到", "受过"};
    if (gx_has_any(f->a, (gx_range){frame->clause.start, frame->range.start}, undergone, GX_COUNT(undergone)))
        return false; /* 受到国家领导人接见: told by the way */
    static const char *const since[] = {"年来,", "以来,"}, *const sums[] = {"累计", "人次", "余次", "场次"};
    gx_range before = {frame->sentence.start, frame->range.start};
    if (gx_has_any(f->a, before, since, GX_COUNT(since)) &&
        gx_has_any(f->a, frame->sentence, sums, GX_COUNT(sums)))
        return false; /* 三年来,县总工会累计慰问300人次 */
    if (is_appeal(f, frame) || is_definition(f, frame))
        return false;
    static const char *const they[] = {"他们",   "她们",   "一行人", "大家",   "慰问组",
                                       "调研组", "考察团", "检查组", "督导组", "慰问团"};
    bool signs = frame->verb->code[GX_VERB_USE] == GX_VERB_SIGN && frame->with != GX_NONE;
    gx_pos behind = frame->range.end < f->a->n ? f->a->tags[frame->range.end].pos : GX_POS_OTHER;
    if (strcmp(frame->verb->cell[GX_VERB_WORD], "看了") == 0 && (behind == GX_POS_M || behind == GX_POS_TIME))
        return false; /* 看了|半小时 */
    bool again =
        gx_akin_events(frame->verb->cell[GX_VERB_EVENT], "visit") &&
        gx_has_any(f->a, (gx_range){frame->sentence.start, frame->range.start}, they, GX_COUNT(they));
    return again || unveils_named(f, frame) || frame->subject != GX_NONE || frame->agent != GX_NONE ||
           frame->clause.start < f->title.end || signs ||
           gx_is_session_verb(frame->verb->cell[GX_VERB_EVENT]);
}

/* From the subject to the end of the clause, without adverbs of time before. */
gx_range gx_clause_name(const gx_event_finder *f, const gx_frame *frame)
{
    const gx_frames *frames = &f->news->frames;
    gx_range name = {frame->range.start, frame->clause.end};
    uint32_t g = frame->subject != GX_NONE ? frame->subject : frame->agent;
    if (g != GX_NONE && frames->groups.at[g].range.start >= frame->clause.start &&
        frames->groups.at[g].range.end <= frame->range.start) {
        const gx_group *group = &frames->groups.at[g];
        name.start = f->a->mentions.at[frames->tops.at[group->first]].range.start;
    } else if (frame->previous != GX_NONE) {
        name.start = frames->frames.at[frame->previous].range.start;
    } else if (g == GX_NONE) {
        /* 7日上午,两地工会在…座谈: the clause, without its date */
        for (name.start = frame->range.start; name.start > frame->clause.start && !f->date_to[name.start];)
            name.start--;
    }
    if (name.end - name.start > CLAUSE_NAME_CHARS)
        name.end = name.start + CLAUSE_NAME_CHARS > frame->range.end ? name.start + CLAUSE_NAME_CHARS
                                                                     : frame->range.end;
    return name;
}

/* The name of the `i`th that a group names. */
static const char *name_in_group(const gx_event_finder *f, uint32_t group, uint32_t i)
{
    const gx_frames *frames = &f->news->frames;
    const gx_mention *m = &f->a->mentions.at[frames->tops.at[frames->groups.at[group].first + i]];
    return m->type == GX_ENTITY_PERSON ? f->a->people.at[m->entity].name
                                       : f->a->organizations.at[m->entity].name;
}

/* 王某昨日在…会见了以李某为团长的|某国工会代表团: who, what, whom, where the clause says more than that; else
 * NULL. */
static const char *concise_name(const gx_event_finder *f, const gx_frame *frame, gx_range name)
{
    enum { CONCISE_CHARS = 28 };
    if (name.end - name.start <= CONCISE_CHARS || frame->subject == GX_NONE || frame->object == GX_NONE)
        return NULL;
    const gx_frames *frames = &f->news->frames;
    uint32_t object = frame->object;
    while (object + 1 < frames->groups.n && frames->groups.at[object + 1].range.end <= frame->clause.end)
        object++;
    const gx_group *last = &frames->groups.at[object];
    if (last->range.end != frame->clause.end || last->range.start < frame->range.end)
        return NULL;
    const char *verb = frame->verb->cell[GX_VERB_WORD];
    size_t n = strlen(verb) - (gx_ends_with(verb, "了") ? strlen("了") : 0);
    return gx_arena_printf(f->a->arena, "%s%.*s%s", name_in_group(f, frame->subject, 0), (int)n, verb,
                           name_in_group(f, object, last->n - 1));
}

/* 先后赶赴…,|为职工送去清凉|: the clause behind that says what the visit was for; empty = none. */
static gx_range purpose_of(const gx_event_finder *f, const gx_frame *frame)
{
    static const char *const whom[] = {"为", "给", "向"};
    static const char *const brings[] = {"送去", "送上", "送来", "送到", "致以"};
    gx_range none = {frame->clause.end, frame->clause.end};
    if (frame->verb->code[GX_VERB_USE] != GX_VERB_GO || frame->clause.end + 1 >= frame->sentence.end)
        return none;
    gx_range next = gx_clause_at(f->a, &f->news->frames, frame->sentence, frame->clause.end + 1);
    bool fits =
        gx_any_at(f->a, next.start, whom, GX_COUNT(whom)) && gx_has_any(f->a, next, brings, GX_COUNT(brings));
    return fits ? next : none;
}

void gx_add_verb_event(gx_event_finder *f, gx_frame *frame, double salience, double confidence)
{
    gx_analysis *a = f->a;
    gx_range name = gx_clause_name(f, frame);
    bool goes = frame->verb->code[GX_VERB_USE] == GX_VERB_GO;
    gx_event *event = gx_add_event(f, name, goes ? "visit" : frame->verb->cell[GX_VERB_EVENT], confidence);
    frame->event = (uint32_t)a->events.n - 1;
    const char *concise = concise_name(f, frame, name);
    if (concise)
        event->name = concise;
    else if (frame->subject != GX_NONE && f->news->frames.groups.at[frame->subject].range.end <= name.start)
        event->name = gx_arena_printf(a->arena, "%s%s", name_in_group(f, frame->subject, 0),
                                      event->name); /* who stands clauses before */
    event->salience = salience;
    gx_add_event_word(f, name, frame->event, true);
    gx_add_event_word(
        f, (gx_range){frame->range.start, name.end > frame->range.end ? name.end : frame->range.end},
        frame->event, true);
    gx_add_event_word(f, frame->range, frame->event, true);
    gx_range purpose = purpose_of(f, frame);
    if (purpose.end > purpose.start)
        gx_add_event_word(f, purpose, frame->event, true);
}

/* 来到东站车间,给换轨的职工送去绿豆汤: who goes to somebody and what is done there say that it is a visit. */
bool gx_goes_visiting(const gx_event_finder *f, const gx_frame *frame)
{
    static const char *const cares[] = {"送去",   "送上",   "送来",   "看望", "慰问", "嘘寒问暖", "围坐",
                                        "拉家常", "握手",   "叮嘱",   "察看", "查看", "实地了解", "详细了解",
                                        "参观",   "交到",   "了解",   "询问", "发放", "问候",     "慰问品",
                                        "慰问金", "送清凉", "送温暖", "送达", "送出", "带去",     "指导工作",
                                        "走访",   "听取",   "致以",   "赠送"};
    static const char *const parties[] = {
        "一行",   "慰问组", "慰问团", "调研组",   "考察团", "代表团", "检查组", "督导组", "宣讲团",
        "报告团", "小分队", "服务队", "医疗队",   "演出队", "参访团", "观摩团", "工作组", "考核组",
        "验收组", "评估组", "巡查组", "慰问小组", "走访组", "考评组", "交流团", "学习团", "志愿队"};
    gx_range before = {frame->clause.start, frame->range.start},
             behind = {frame->range.end, frame->sentence.end};
    if (frame->verb->code[GX_VERB_USE] != GX_VERB_GO || frame->blocked ||
        f->news->frames.speech[frame->range.start] || gx_text_at(f->a, frame->range.start, "回"))
        return false;
    return gx_has_any(f->a, before, parties, GX_COUNT(parties)) ||
           ((frame->object != GX_NONE || gx_text_at(f->a, frame->range.end, "“")) &&
            gx_has_any(f->a, behind, cares, GX_COUNT(cares)));
}

/* 1月9日,某工会先后到…,为职工送去棉衣: does the sentence begin with a day? */
static bool begins_with_day(const gx_event_finder *f, gx_range sentence)
{
    enum { DAY_CHARS = 12 };
    for (uint32_t i = sentence.start; i < sentence.end && i < sentence.start + DAY_CHARS; i++)
        if (f->date_to[i + 1])
            return true;
    return false;
}

gx_frame *gx_first_telling(gx_event_finder *f, gx_range within)
{
    gx_frames *frames = &f->news->frames;
    gx_frame *told = NULL, *visit = NULL;
    for (size_t i = gx_first_frame(frames, within.start); i < frames->frames.n; i++) {
        gx_frame *frame = &frames->frames.at[i];
        if (frame->range.end > within.end)
            break;
        if (!told && gx_tells_event(f, frame))
            told = frame;
        if (!visit && frame->subject != GX_NONE && gx_goes_visiting(f, frame))
            visit = frame;
    }
    bool first =
        told && visit && visit->sentence.start < told->sentence.start && begins_with_day(f, visit->sentence);
    return told && !first ? told : visit;
}

bool gx_akin_events(const char *x, const char *y)
{
    bool visits = strcmp(x, "visit") == 0 || strcmp(x, "inspection") == 0;
    return strcmp(x, y) == 0 || (visits && (strcmp(y, "visit") == 0 || strcmp(y, "inspection") == 0));
}
