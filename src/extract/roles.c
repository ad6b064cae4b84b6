#include "extract/roles.h"

#include "base/utf8.h"
#include "extract/event_finder.h"

#include <string.h>

/* How often each kind of statement was right on the annotated pages, November 2026. */
static const double sure_said = 0.88, sure_carried = 0.84, sure_visit = 0.84,
                    of_bodies = 0.94; /* the last is a factor: names of bodies are harder */

bool gx_is_event_type(const gx_roler *r, uint32_t event, const char *type)
{
    return event != GX_NONE && strcmp(r->a->events.at[event].type, type) == 0;
}

bool gx_is_visit(const gx_roler *r, uint32_t event)
{
    return gx_is_event_type(r, event, "visit") || gx_is_event_type(r, event, "inspection");
}

void gx_add_role(gx_roler *r, const gx_mention *m, uint32_t event, const char *role, gx_range evidence,
                 double sure)
{
    gx_analysis *a = r->a;
    if (event == GX_NONE || gx_same_word(role, "none"))
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

/* 党中央、国务院多次提出…: the policy behind an event, not words said at it. */
static bool is_supreme(const char *name)
{
    static const char *const bodies[] = {"中共中央", "国务院", "中央军委", "全国人大"};
    for (size_t i = 0; i < GX_COUNT(bodies); i++)
        if (strcmp(name, bodies[i]) == 0)
            return true;
    return false;
}

static void add_group(gx_roler *r, uint32_t group, uint32_t event, const char *role, const gx_frame *frame,
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
        bool body = m->type == GX_ENTITY_ORGANIZATION;
        if (body && frame->verb->code[GX_VERB_USE] == GX_VERB_SAY &&
            is_supreme(r->a->organizations.at[m->entity].name))
            continue;
        if (body && g->n == 1 && !m->acting && frame->inherited && gx_same_word(role, "speaker"))
            continue; /* 市总工会召开会议,宣布…: the meeting's business, not the body's speech */
        gx_add_role(r, m, event, role, evidence, body ? sure * of_bodies : sure);
    }
}

/* 由A主办,B指导,C提供场地: what follows in the list of who holds an event is about it too. */
static bool in_holders_list(const gx_roler *r, const gx_frame *frame)
{
    const gx_frame *before = frame - 1;
    return frame > r->news->frames.frames.at && !frame->inherited &&
           before->sentence.start == frame->sentence.start &&
           before->verb->code[GX_VERB_USE] == GX_VERB_HOLD &&
           !gx_same_word(before->verb->cell[GX_VERB_SUBJECT], "none") &&
           gx_event_in_sentence(r, frame) != GX_NONE;
}

/* 由A指导,B主办的|仪式: the event stands at the end of the list. */
static bool event_behind(const gx_roler *r, const gx_frame *frame)
{
    for (size_t i = gx_first_event_word(r, frame->range.end); i < r->news->words.n; i++) {
        const gx_event_word *w = &r->news->words.at[i];
        if (w->range.start >= frame->sentence.end)
            break;
        if (w->event != GX_NONE && gx_text_before(r->a, w->range.start, "的"))
            return true;
    }
    return false;
}

static bool is_strong_verb(const gx_frame *frame)
{
    static const char *const strong[] = {"主办",     "承办",     "协办",     "联合主办", "共同主办",
                                         "联合承办", "承担",     "牵头组织", "联合举办", "共同承办",
                                         "具体承办", "联合协办", "牵头承办", "牵头主办"};
    for (size_t i = 0; i < sizeof strong / sizeof *strong; i++)
        if (strcmp(frame->verb->cell[GX_VERB_WORD], strong[i]) == 0)
            return true;
    return false;
}

/* 由A|指导|,B主办。: the list of who holds an event goes on. */
static bool leads_holders(const gx_roler *r, const gx_frame *frame)
{
    const gx_frames *frames = &r->news->frames;
    const gx_frame *next = frame + 1;
    return next < frames->frames.at + frames->frames.n && next->sentence.start == frame->sentence.start &&
           gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "supporter") && is_strong_verb(next);
}

/* Verbs that are about an event wherever they stand; 由 makes one of any, where an event stands before. */
static bool strong_hold(const gx_roler *r, const gx_frame *frame)
{
    if (is_strong_verb(frame) || leads_holders(r, frame))
        return true;
    bool leads = gx_same_word(frame->verb->cell[GX_VERB_WORD], "牵头");
    bool about = gx_event_in_sentence(r, frame) != GX_NONE || event_behind(r, frame);
    return ((leads || frame->agent != GX_NONE) && about) || in_holders_list(r, frame);
}

static double sure_of(const gx_frame *frame)
{
    return frame->inherited ? sure_carried : sure_said;
}

/* Bodies hold events; of a person it is said with 由 only. */
static bool holds(const gx_roler *r, uint32_t group)
{
    if (group == GX_NONE)
        return false;
    const gx_group *g = &r->news->frames.groups.at[group];
    return r->a->mentions.at[r->news->frames.tops.at[g->first]].type == GX_ENTITY_ORGANIZATION;
}

/* A组织职工献血: the only event is one that the title alone names, and who stands first holds it. */
static bool holds_unnamed(const gx_roler *r, const gx_frame *frame, uint32_t event)
{
    return event == r->news->main && r->a->events.n == 1 && gx_is_event_type(r, event, "other") &&
           !frame->inherited;
}

static void add_people(gx_roler *r, uint32_t group, uint32_t event, const char *role, const gx_frame *frame)
{
    if (group == GX_NONE)
        return;
    const gx_group *g = &r->news->frames.groups.at[group];
    for (uint32_t i = 0; i < g->n; i++) {
        const gx_mention *m = &r->a->mentions.at[r->news->frames.tops.at[g->first + i]];
        if (m->type == GX_ENTITY_PERSON)
            gx_add_role(r, m, event, role, frame->clause, sure_carried);
    }
}

/* 律师A、B|开设了|专题讲座: people hold what they teach. */
static bool teaches(const gx_roler *r, const gx_frame *frame)
{
    static const char *const lessons[] = {"讲座", "课", "宣讲"};
    const gx_event_word *w = gx_word_beside(r, frame);
    return w && w->range.start >= frame->range.end && frame->subject != GX_NONE && !frame->inherited &&
           !holds(r, frame->subject) && gx_has_any(r->a, w->range, lessons, GX_COUNT(lessons));
}

/* A邀请|B走进某校|开展活动: the invitation that stands before in the sentence, or NULL. */
static const gx_frame *invitation_before(const gx_roler *r, const gx_frame *frame)
{
    const gx_frame *first = r->news->frames.frames.at;
    for (const gx_frame *before = frame; before-- > first && before->clause.start == frame->clause.start;)
        if (before->verb->code[GX_VERB_USE] == GX_VERB_SEND &&
            strstr(before->verb->cell[GX_VERB_WORD], "邀请"))
            return before;
    return NULL;
}

/* A召集|B、C|召开会议: who is called to it attends. */
static bool is_called(const gx_roler *r, const gx_frame *frame)
{
    static const char *const calls[] = {"召集", "邀请", "特邀", "约请"}, *const meets[] = {"召开", "举行"};
    return frame->subject != GX_NONE && !frame->inherited &&
           gx_any_at(r->a, frame->range.start, meets, GX_COUNT(meets)) &&
           gx_any_before(r->a, r->news->frames.groups.at[frame->subject].range.start, calls, GX_COUNT(calls));
}

static void hold(gx_roler *r, const gx_frame *frame, uint32_t event, bool beside)
{
    const gx_frame *invites = beside ? invitation_before(r, frame) : NULL;
    if (invites && holds(r, invites->subject)) { /* who invites holds it, whoever then does it */
        add_group(r, invites->subject, event, "organizer", invites, sure_of(invites));
        if (holds(r, invites->with))
            add_group(r, invites->with, event, "organizer", invites, sure_of(invites));
    }
    const char *role = frame->verb->cell[GX_VERB_SUBJECT];
    if (beside && teaches(r, frame)) {
        add_people(r, frame->subject, event, "speaker", frame);
        return;
    }
    if (!beside && !strong_hold(r, frame) && !holds_unnamed(r, frame, event))
        return;
    const gx_event_word *near = gx_word_beside(r, frame);
    if (frame->inherited && near && near->range.end <= frame->range.start && frame->agent == GX_NONE)
        return; /* A承办的比赛在…举行 */
    if (beside && frame->subject != GX_NONE && !frame->inherited) {
        /* 大会在…召开: what stands before the verb is the event, not its holder. */
        const gx_event_word *w = gx_word_beside(r, frame);
        const gx_group *g = &r->news->frames.groups.at[frame->subject];
        bool helped = gx_text_at(r->a, g->range.end, "为") || gx_text_at(r->a, g->range.end, "对");
        if (w && w->range.end <= frame->range.start && w->range.start >= g->range.end && !helped &&
            frame->agent == GX_NONE && !strong_hold(r, frame))
            return; /* but A为大会|提供支持 */
    }
    if (holds(r, frame->subject))
        add_group(r, frame->subject, event, is_called(r, frame) ? "attendee" : role, frame, sure_of(frame));
    add_group(r, frame->agent, event, role, frame, sure_of(frame));
    if (holds(r, frame->with))
        add_group(r, frame->with, event, role, frame, sure_of(frame));
}

/* 出席会议的有…, 带队的是…: who does it stands behind. */
static bool inverted(const gx_roler *r, const gx_frame *frame)
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

/* 据统计,…累计走访慰问700人次: what was done in a year, not on this visit. */
static bool is_total(const gx_roler *r, const gx_frame *frame)
{
    static const char *const totals[] = {"据统计", "累计", "历年", "人次"};
    return gx_has_any(r->a, frame->sentence, totals, GX_COUNT(totals));
}

static void visit(gx_roler *r, const gx_frame *frame, uint32_t event)
{
    if (is_total(r, frame))
        return;
    if (!gx_is_visit(r, event) && !gx_is_event_type(r, event, "campaign") &&
        !gx_is_event_type(r, event, "donation"))
        return;
    if (inverted(r, frame)) {
        add_group(r, frame->object, event, "visitor", frame, sure_visit);
        return;
    }
    if (gx_text_at(r->a, frame->range.start, "进行") && frame->inherited && frame->to == GX_NONE)
        return; /* 代表们深入三个工区,对用电情况进行检查 */
    add_group(r, frame->subject, event, "visitor", frame, sure_visit);
    add_group(r, frame->agent, event, "visitor", frame, sure_visit);
    if (holds(r, frame->with))
        add_group(r, frame->with, event, "visitor", frame, sure_visit); /* 联合区司法局走访… */
    add_group(r, frame->object, event, frame->verb->cell[GX_VERB_OBJECT], frame, sure_visit);
    add_group(r, frame->to, event, "recipient", frame, sure_visit);
}

static void go(gx_roler *r, const gx_frame *frame, uint32_t event)
{
    if (!gx_is_visit(r, event) && gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "attendee"))
        add_group(r, frame->subject, event, "attendee", frame, sure_of(frame)); /* 莅临会议 */
    if (!gx_is_visit(r, event) && !gx_is_event_type(r, event, "campaign") &&
        !gx_is_event_type(r, event, "donation"))
        return;
    if (gx_is_visit(r, event))
        add_group(r, frame->subject, event, "visitor", frame, sure_visit);
    add_group(r, frame->object, event, "recipient", frame, sure_visit);
}

/* 率代表团来到…, 带队参加…: to an event that is no visit; 带领职工奋斗 leads nowhere. */
static bool leads_there(const gx_roler *r, const gx_frame *frame)
{
    static const char *const teams[] = {"带队", "率队", "率团", "带团"}, *const in[] = {"参", "出征"};
    const gx_frames *frames = &r->news->frames;
    uint32_t behind = frame->range.start + 2;
    if (gx_any_at(r->a, frame->range.start, teams, GX_COUNT(teams)) &&
        (behind >= frame->clause.end || gx_any_at(r->a, behind, in, GX_COUNT(in))))
        return true; /* 带队参赛; 某某带队。 */
    for (const gx_frame *next = frame + 1; next < frames->frames.at + frames->frames.n; next++) {
        if (next->clause.start != frame->clause.start)
            break;
        if (next->verb->code[GX_VERB_USE] == GX_VERB_GO ||
            gx_same_word(next->verb->cell[GX_VERB_SUBJECT], "attendee"))
            return true;
    }
    return frame->verb->code[GX_VERB_USE] != GX_VERB_SEND && frame->agent != GX_NONE;
}

static void lead(gx_roler *r, const gx_frame *frame, uint32_t event)
{
    if (!gx_is_visit(r, event) && !leads_there(r, frame))
        return;
    uint32_t who = frame->subject != GX_NONE && !inverted(r, frame) ? frame->subject : frame->agent;
    if (who == GX_NONE && inverted(r, frame))
        who = frame->object;
    add_group(r, who, event, "leader", frame, sure_of(frame));
    if (!gx_is_visit(r, event))
        return;
    add_group(r, who, event, "visitor", frame, sure_of(frame));
    if (gx_same_word(frame->verb->cell[GX_VERB_OBJECT], "recipient") && !inverted(r, frame))
        add_group(r, frame->object, event, "recipient", frame, sure_visit); /* 率队到县医院 */
    if (frame->verb->code[GX_VERB_USE] == GX_VERB_SEND)
        add_group(r, frame->object, event, "visitor", frame, sure_of(frame));
}

static bool has_awardees(const gx_roler *r, uint32_t event)
{
    for (size_t i = 0; i < r->a->participations.n; i++)
        if (r->a->participations.at[i].event == event &&
            gx_same_word(r->a->participations.at[i].role, "awardee"))
            return true;
    return false;
}

/* Where the words of honouring in a paragraph begin. */
static void find_honours(gx_roler *r, const gx_block *block)
{
    static const char *const words[] = {"表彰", "宣读", "颁奖", "颁发", "授予",
                                        "评审", "评选", "评出", "投票", "打分"};
    r->honours_block = block;
    r->first_honour = r->last_honour = GX_NONE;
    for (uint32_t i = block->range.start; i < block->range.end; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (gx_text_at(r->a, i, words[k])) {
                r->first_honour = r->first_honour == GX_NONE ? i : r->first_honour;
                r->last_honour = i;
            }
}

/* 宣读了表彰决定,A被评为…,B为他们颁奖: honours are being given in this paragraph. */
static bool honours_around(gx_roler *r, const gx_frame *frame)
{
    const gx_block *block = gx_block_at(r->a, frame->range.start);
    if (block && block != r->honours_block)
        find_honours(r, block);
    return block && r->first_honour != GX_NONE &&
           (r->first_honour < frame->range.start || r->last_honour >= frame->range.end);
}

/* 去年汛期,A被授予…: an honour of another time. */
static bool long_ago(const gx_roler *r, const gx_frame *frame)
{
    static const char *const times[] = {"去年", "前年", "此前", "曾", "近年", "早年", "多年来", "上届"};
    for (uint32_t i = frame->sentence.start; i < frame->range.start; i++)
        for (size_t k = 0; !r->news->frames.covered[i] && k < sizeof times / sizeof *times; k++)
            if (gx_text_at(r->a, i, times[k]))
                return true;
    return false;
}

static void win(gx_roler *r, const gx_frame *frame, uint32_t event)
{
    if (long_ago(r, frame))
        return;
    if (!gx_is_event_type(r, event, "ceremony") && !gx_is_event_type(r, event, "competition") &&
        !gx_is_event_type(r, event, "campaign") && !gx_is_event_type(r, event, "meeting"))
        return;
    const gx_block *block = gx_block_at(r->a, frame->range.start);
    if (gx_is_event_type(r, event, "meeting") && gx_event_in_sentence(r, frame) == GX_NONE &&
        !(block && gx_begins_at_meeting(r, block)) && !honours_around(r, frame) && !has_awardees(r, event))
        return;
    bool elected = strstr(frame->verb->cell[GX_VERB_WORD], "选为") && gx_is_event_type(r, event, "meeting");
    add_group(r, frame->subject, event, elected ? "attendee" : "awardee", frame,
              sure_of(frame)); /* 当选为主席 */
}

/* 裁判员代表A、选手代表B|宣誓: each swears for whom the word before the name says. @return false = no oath */
static bool swear(gx_roler *r, const gx_frame *frame, uint32_t event)
{
    static const struct {
        const char *word, *role;
    } sworn[] = {{"裁判员代表", "judge"},   {"裁判代表", "judge"},     {"运动员代表", "performer"},
                 {"选手代表", "performer"}, {"参赛代表", "performer"}, {"队员代表", "performer"}};
    if (!strstr(frame->verb->cell[GX_VERB_WORD], "宣誓") || frame->subject == GX_NONE)
        return false;
    const gx_group *g = &r->news->frames.groups.at[frame->subject];
    bool any = false;
    for (uint32_t i = 0; i < g->n; i++) {
        const gx_mention *m = &r->a->mentions.at[r->news->frames.tops.at[g->first + i]];
        uint32_t start = m->phrase.start < m->range.start ? m->phrase.start : m->range.start;
        for (size_t k = 0; k < sizeof sworn / sizeof *sworn; k++)
            if (gx_text_before(r->a, start, sworn[k].word) ||
                gx_text_before(r->a, m->range.start, sworn[k].word)) {
                gx_add_role(r, m, event, sworn[k].role, frame->clause, sure_said);
                any = true;
            }
    }
    return any;
}

/* 从A手中|接过证书: A hands it over. */
static void hand_over(gx_roler *r, const gx_frame *frame, uint32_t event)
{
    uint32_t end = frame->at != GX_NONE ? r->news->frames.groups.at[frame->at].range.end : 0;
    if (end && (gx_text_at(r->a, end, "手中") || gx_text_at(r->a, end, "手里")) &&
        strstr(frame->verb->cell[GX_VERB_WORD], "接过"))
        add_people(r, frame->at, event, "presenter", frame);
}

/* 以及A的亲属: somebody whose people are there. */
static bool is_possessor(const gx_roler *r, uint32_t group)
{
    const gx_frames *frames = &r->news->frames;
    if (group == GX_NONE || !frames->groups.at[group].possessive)
        return false;
    return r->a->mentions.at[frames->tops.at[frames->groups.at[group].first]].type == GX_ENTITY_PERSON;
}

/* A宣读了表彰决定,|授予B称号: what is read out honours, not who reads. */
static bool reads_out(const gx_roler *r, const gx_frame *frame)
{
    static const char *const words[] = {"授予", "表彰", "命名", "表扬", "追授"};
    const gx_frame *first = r->news->frames.frames.at;
    if (!frame->inherited || !gx_any_at(r->a, frame->range.start, words, GX_COUNT(words)) ||
        gx_text_before(r->a, frame->range.start, "并"))
        return false;
    for (const gx_frame *before = frame; before-- > first && before->sentence.start == frame->sentence.start;)
        if (strstr(before->verb->cell[GX_VERB_WORD], "宣读"))
            return true;
    return false;
}

/* 项目由甲馆、乙馆组成, 宣讲团由劳模组成: the parts of a thing or a team; but 合议庭由某某组成. */
static bool tells_parts(const gx_roler *r, const gx_frame *frame)
{
    static const char *const by[] = {"由"};
    if (!strstr(frame->verb->cell[GX_VERB_WORD], "组成") || gx_text_at(r->a, frame->range.end, "的") ||
        !gx_has_any(r->a, (gx_range){frame->clause.start, frame->range.start}, by, GX_COUNT(by)))
        return false;
    const gx_group *g = frame->agent != GX_NONE ? &r->news->frames.groups.at[frame->agent] : NULL;
    for (uint32_t i = 0; g && i < g->n; i++) {
        const gx_mention *m = &r->a->mentions.at[r->news->frames.tops.at[g->first + i]];
        if (m->type != GX_ENTITY_ORGANIZATION ||
            !gx_same_word(r->a->organizations.at[m->entity].kind, "institution"))
            return false;
    }
    return true;
}

/* A被授予奖章,此前在某县|表彰劳模时: who was given something gives nothing in the next clause. */
static bool was_given_before(const gx_roler *r, const gx_frame *frame)
{
    const gx_frame *first = r->news->frames.frames.at;
    return frame->inherited && frame > first && frame[-1].sentence.start == frame->sentence.start &&
           frame[-1].verb->code[GX_VERB_USE] == GX_VERB_WIN &&
           gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "presenter") &&
           strstr(frame[-1].verb->cell[GX_VERB_WORD], "被");
}

/* 选举产生|出席|省工会代表大会代表12名: who is chosen to go there. */
static bool is_chosen_for(const gx_roler *r, const gx_frame *frame)
{
    static const char *const choosing[] = {"选举产生", "推选", "选举", "选出", "推荐"};
    return gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "attendee") &&
           gx_has_any(r->a, (gx_range){frame->clause.start, frame->range.start}, choosing,
                      GX_COUNT(choosing)) &&
           gx_has_any(r->a, (gx_range){frame->range.end, frame->clause.end}, (const char *const[]){"代表"},
                      1);
}

/* A|联合B|向C捐赠: B gives as well. */
static bool gives_along(const gx_roler *r, const gx_frame *frame)
{
    static const char *const along[] = {"联合", "携手", "联手", "会同"};
    if (frame->with == GX_NONE || frame->verb->code[GX_VERB_USE] != GX_VERB_GIVE)
        return false;
    return gx_any_before(r->a, r->news->frames.groups.at[frame->with].range.start, along, GX_COUNT(along));
}

static void act(gx_roler *r, const gx_frame *frame, uint32_t event)
{
    const char *role = frame->verb->cell[GX_VERB_SUBJECT], *object = frame->verb->cell[GX_VERB_OBJECT];
    if (tells_parts(r, frame) || is_chosen_for(r, frame) || was_given_before(r, frame))
        return;
    hand_over(r, frame, event);
    if (swear(r, frame, event))
        return;
    if (frame->verb->code[GX_VERB_USE] == GX_VERB_GIVE && frame->agent != GX_NONE) {
        /* A由B授予…: the receiver stands first. */
        if (long_ago(r, frame))
            return;
        add_group(r, frame->agent, event, role, frame, sure_said);
        add_group(r, frame->subject, event, object, frame, sure_said);
        return;
    }
    if (!reads_out(r, frame))
        add_group(r, inverted(r, frame) ? frame->object : frame->subject, event, role, frame, sure_of(frame));
    add_group(r, frame->agent, event, role, frame, sure_of(frame));
    if ((gx_same_word(role, "signatory") || gx_same_word(role, "attendee")) && !is_possessor(r, frame->with))
        add_group(r, frame->with, event, role, frame, sure_carried);
    if (gives_along(r, frame))
        add_group(r, frame->with, event, role, frame, sure_carried);
    bool escorts = gx_same_word(object, "visitor") && !gx_is_visit(r, event); /* 陪同 at a meeting */
    if (!gx_same_word(object, "none") && !inverted(r, frame) && !escorts) {
        add_group(r, frame->object, event, object, frame, sure_carried);
        add_group(r, frame->to, event, object, frame, sure_said);
    }
}

/* 裁判长由A担任, 主持人由B担任: the role that the office gives, or NULL. */
static const char *office(const gx_roler *r, const gx_frame *frame)
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
static void elect(gx_roler *r, const gx_frame *frame, uint32_t event)
{
    const char *by_office = office(r, frame);
    if (by_office) {
        add_people(r, frame->agent, event, by_office, frame);
        return;
    }
    if (!gx_is_event_type(r, event, "meeting") && !gx_is_event_type(r, event, "ceremony") &&
        !gx_is_event_type(r, event, "founding"))
        return;
    add_people(r, frame->subject, event, frame->verb->cell[GX_VERB_SUBJECT], frame);
    add_people(r, frame->object, event, frame->verb->cell[GX_VERB_OBJECT], frame);
}

/* Who performs does so in a contest, a show, a campaign; elsewhere 提供, 展示 say nothing, 演唱, 朗诵 do. */
static bool has_performers(const gx_roler *r, const gx_frame *frame, uint32_t event)
{
    static const char *const arts[] = {"演", "唱", "诵", "奏", "舞", "弹", "宣誓"};
    for (size_t i = 0; i < sizeof arts / sizeof *arts; i++)
        if (strstr(frame->verb->cell[GX_VERB_WORD], arts[i]))
            return true;
    return gx_is_event_type(r, event, "competition") || gx_is_event_type(r, event, "performance") ||
           gx_is_event_type(r, event, "campaign") || gx_is_event_type(r, event, "exhibition") ||
           gx_is_event_type(r, event, "other");
}

static void read_frame(gx_roler *r, const gx_frame *frame)
{
    bool beside;
    uint32_t event = gx_event_of_frame(r, frame, &beside);
    const gx_block *block = gx_block_at(r->a, frame->range.start);
    bool headline = block && (block->kind == GX_BLOCK_TITLE || block->kind == GX_BLOCK_SUBTITLE);
    uint8_t use = frame->verb->code[GX_VERB_USE];
    if (event == GX_NONE || frame->blocked || r->news->frames.speech[frame->range.start])
        return;
    bool body_visits = gx_is_visit(r, event) && holds(r, frame->subject) &&
                       gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "visitor");
    if (headline && use != GX_VERB_HOLD && !body_visits)
        return; /* 市总工会慰问…: a body's headline tells what it does */
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
        if (gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "leader"))
            lead(r, frame, event);
        else if (gx_is_event_type(r, event, "donation") || gx_is_event_type(r, event, "ceremony"))
            add_group(r, frame->subject, event, frame->verb->cell[GX_VERB_SUBJECT], frame, sure_of(frame));
        break; /* A接受B捐赠 */
    case GX_VERB_ABSENT:
    case GX_VERB_PLAN:
    case GX_VERB_MASK:
        break;
    default:
        if (gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "visitor"))
            visit(r, frame, event);
        else if (gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "leader"))
            lead(r, frame, event);
        else if (use == GX_VERB_ELECT && gx_wins_title(r->a, frame))
            add_group(r, frame->subject, event, "awardee", frame, sure_of(frame));
        else if (use == GX_VERB_ELECT)
            elect(r, frame, event);
        else if (!gx_same_word(frame->verb->cell[GX_VERB_SUBJECT], "performer") ||
                 has_performers(r, frame, event))
            act(r, frame, event);
    }
}

void gx_find_roles(gx_analysis *a)
{
    gx_roler r = {.a = a, .news = a->news, .current = a->news->main};
    const gx_frames *frames = &a->news->frames;
    const gx_block *block = NULL;
    for (size_t i = 0; i < frames->frames.n; i++) {
        const gx_block *here = gx_block_at(a, frames->frames.at[i].range.start);
        if (here != block)
            r.current = a->news->main;
        block = here;
        read_frame(&r, &frames->frames.at[i]);
    }
    gx_find_silent_roles(&r);
}
