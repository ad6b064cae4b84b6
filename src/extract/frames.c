#include "extract/frame_builder.h"

#include "base/utf8.h"

#include <string.h>
#include <wchar.h>

enum {
    SENTENCE_CHARS = 2000, /* longer sentences are read in parts */
    DELIVERED_CHARS = 48,  /* 作…报告 */
    SPEECH_CHARS = 24,     /* what stands in quotes longer than this and has a comma is speech */
    BRACKET_CHARS = 40,    /* commas inside longer brackets part clauses all the same */
    NEGATION_CHARS = 5,    /* 未派人参加 */
    RELATIVE_CHARS = 24,   /* 和捐出二十台学习平板的某公司工会主席B */
};

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* 3,000: a comma between the digits of one number. */
static bool parts_thousands(const gx_analysis *a, uint32_t at)
{
    return at > 0 && at + 3 < a->n && a->text[at] == ',' && is_digit(a->text[at - 1]) &&
           is_digit(a->text[at + 1]) && is_digit(a->text[at + 2]) && is_digit(a->text[at + 3]);
}

bool gx_breaks_clause(const gx_analysis *a, uint32_t at)
{
    uint32_t c = a->text[at];
    return (c == ',' && !parts_thousands(a, at)) || c == ';' || c == ':' || c == '?' || c == '!' ||
           c == U'。' || c == U'…';
}

gx_range gx_clause_at(const gx_analysis *a, const gx_frames *frames, gx_range sentence, uint32_t at)
{
    gx_range clause = {at, at};
    while (clause.start > sentence.start &&
           (frames->quoted[clause.start - 1] || !gx_breaks_clause(a, clause.start - 1)))
        clause.start--;
    while (clause.end < sentence.end && (frames->quoted[clause.end] || !gx_breaks_clause(a, clause.end)))
        clause.end++;
    return clause;
}

const gx_block *gx_block_at(const gx_analysis *a, uint32_t at)
{
    size_t low = 0, high = a->article->n_blocks;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->article->blocks[middle].range.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < a->article->n_blocks && a->article->blocks[low].range.start <= at ? &a->article->blocks[low]
                                                                                   : NULL;
}

/* ---- Quotation ---- */

static bool is_speech(const gx_analysis *a, uint32_t open, uint32_t close)
{
    bool comma = false;
    for (uint32_t i = open + 1; i < close; i++) {
        uint32_t c = a->text[i];
        if (c == U'。' || c == '?' || c == ';')
            return true;
        comma = comma || c == ',';
    }
    bool colon = open > 0 && a->text[open - 1] == ':';
    return (colon && close - open > 4) || (comma && close - open > SPEECH_CHARS);
}

/* 记者:…? 何秀云:…。: the colon behind who speaks at the head of an interview's paragraph, or the paragraph's
 * end. */
static uint32_t speaker_colon(const gx_analysis *a, gx_range block)
{
    enum { SPEAKER_CHARS = 8 };
    uint32_t i = block.start;
    while (i < block.end && i < block.start + SPEAKER_CHARS && a->text[i] != ':')
        i++;
    return i < block.end && a->text[i] == ':' ? i : block.end;
}

/* What is said in an interview, paragraph by paragraph, is speech. */
static void find_interview(const gx_analysis *a, gx_frames *out)
{
    static const char *const asking[] = {"记者:", "问:"};
    bool asked = false;
    for (size_t b = 0; b < a->article->n_blocks; b++) {
        gx_range block = a->article->blocks[b].range;
        asked = asked || gx_any_at(a, block.start, asking, GX_COUNT(asking));
        uint32_t colon = asked ? speaker_colon(a, block) : block.end;
        memset(out->speech + colon, 1, block.end - colon);
    }
}

void gx_find_quotes(const gx_analysis *a, gx_frames *out)
{
    static const struct {
        uint32_t open, close;
        bool title;
    } marks[] = {{U'“', U'”', false},
                 {U'「', U'」', false},
                 {U'《', U'》', true},
                 {U'‘', U'’', false},
                 {'(', ')', true}};
    out->speech = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    out->quoted = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    for (size_t b = 0; b < a->article->n_blocks; b++) {
        gx_range block = a->article->blocks[b].range;
        for (uint32_t i = block.start; i < block.end; i++) {
            for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
                uint32_t close = i;
                if (a->text[i] != marks[m].open)
                    continue;
                while (close < block.end && a->text[close] != marks[m].close)
                    close++;
                bool line = i == block.start && close + 1 == block.end; /* a picture's line in brackets */
                if (close == block.end || (marks[m].open == '(' && (close - i > BRACKET_CHARS || line)))
                    continue;
                memset(out->quoted + i, 1, close + 1 - i);
                if (!marks[m].title && is_speech(a, i, close))
                    memset(out->speech + i, 1, close + 1 - i);
            }
        }
    }
    find_interview(a, out);
}

/* ---- Verbs ---- */

/* 作…报告, 做…分享: the noun of a speech that somebody gives. */
static bool delivered(const gx_frame_builder *b, uint32_t at)
{
    static const char *const giving[] = {"作", "做", "发", "代表"};
    for (uint32_t i = at; i > b->sentence.start && at - i < SPEECH_CHARS && !gx_breaks_clause(b->a, i - 1);
         i--)
        for (size_t k = 0; k < sizeof giving / sizeof *giving; k++)
            if (gx_text_at(b->a, i - 1, giving[k]) && b->a->tags[i - 1].begins)
                return true;
    return false;
}

/* 围绕…|进行了深入研讨, 就…|展开热烈讨论 */
static bool discusses(const gx_frame_builder *b, gx_range clause, uint32_t at)
{
    enum { WAY_CHARS = 10 }; /* 进行了热烈而深入的讨论 */
    static const char *const holds[] = {"进行", "展开", "开展"};
    static const char *const talks[] = {"讨论", "研讨", "交流", "探讨", "座谈"};
    static const char *const on[] = {"就", "围绕"};
    bool held = false, topic = false, talk = false;
    for (size_t i = 0; i < sizeof holds / sizeof *holds; i++)
        held = held || gx_text_at(b->a, at, holds[i]);
    for (size_t i = 0; held && i < sizeof talks / sizeof *talks; i++)
        talk = talk || (clause.end - at <= WAY_CHARS + 2 && gx_text_before(b->a, clause.end, talks[i]));
    for (uint32_t k = clause.start; talk && k < at; k++)
        for (size_t i = 0; i < sizeof on / sizeof *on; i++)
            topic = topic || (gx_text_at(b->a, k, on[i]) && b->a->tags[k].begins && !b->covered[k]);
    return topic;
}

/* 作《工会工作报告》, 做了题为…的发言, 带来主题为…的宣讲: a clause that ends in a speech; the row of 作报告,
 * or NULL. */
static const gx_word *delivers(const gx_frame_builder *b, uint32_t at)
{
    static const char *const giving[] = {"作", "做", "带来"};
    static const char *const speeches[] = {"报告", "说明", "发言", "讲话", "汇报", "宣讲",
                                           "讲座", "分享", "演讲", "点评", "总结", "致辞",
                                           "解读", "辅导", "述职", "介绍", "动员"};
    static const uint32_t row[] = {U'作', U'报', U'告'};
    const gx_analysis *a = b->a;
    if (!a->tags[at].begins || !wcschr(L"作做带进展开", (wchar_t)a->text[at]))
        return NULL;
    gx_range clause = gx_clause_at(a, b->out, b->sentence, at);
    uint32_t end = clause.end;
    if (end - at > DELIVERED_CHARS)
        return NULL;
    if (discusses(b, clause, at))
        return gx_lexicon_exact(a->lexicon, row, sizeof row / sizeof *row, GX_TABLE_VERBS);
    size_t verb = 0;
    while (verb < sizeof giving / sizeof *giving && !gx_text_at(a, at, giving[verb]))
        verb++;
    if (verb == sizeof giving / sizeof *giving)
        return NULL;
    if (end > at && (a->text[end - 1] == U'》' || a->text[end - 1] == U'”'))
        end--;
    for (size_t i = 0; i < sizeof speeches / sizeof *speeches; i++)
        if (gx_text_before(a, end, speeches[i]) && end - at > 4)
            return gx_lexicon_exact(a->lexicon, row, sizeof row / sizeof *row, GX_TABLE_VERBS);
    return NULL;
}

/* A noun made of a verb: 讲话精神, 调研成果; or the tagger sees a plain noun where speech would follow. */
static bool is_noun(const gx_frame_builder *b, uint32_t at, const gx_word *verb)
{
    const gx_analysis *a = b->a;
    uint32_t end = at + verb->n, sentence_end = b->sentence.end;
    gx_tag tag = a->tags[at];
    if (verb->code[GX_VERB_USE] == GX_VERB_SAY && at > b->sentence.start && b->covered[at - 1])
        return false; /* 陈国强要求: next to a name it speaks */
    if (verb->n == 2 && verb->code[GX_VERB_USE] == GX_VERB_SAY && tag.pos == GX_POS_N)
        return true;
    if (verb->n == 2 && tag.pos == GX_POS_N && strcmp(verb->cell[GX_VERB_SUBJECT], "speaker") == 0)
        return !delivered(b, at);
    if (end >= sentence_end || (tag.pos != GX_POS_VN && tag.pos != GX_POS_N))
        return false;
    gx_pos next = a->tags[end].pos;
    return verb->n == 2 && a->tags[end].begins && next == GX_POS_N &&
           verb->code[GX_VERB_OBJECT] == verb->code[GX_VERB_SUBJECT];
}

static bool at_word(const gx_analysis *a, uint32_t at, uint32_t n, uint32_t sentence_end)
{
    bool ends = at + n >= sentence_end || a->tags[at + n].begins;
    if (n == 1)
        return a->tags[at].begins && ends &&
               (a->tags[at].pos == GX_POS_V || a->tags[at].pos == GX_POS_VN || a->tags[at].pos == GX_POS_P);
    return a->tags[at].begins || n >= 3 || a->tags[at].pos == GX_POS_V || a->tags[at].pos == GX_POS_VN ||
           ends;
}

/* 郑某|率|调研组来到…, 某县总工会|走进|石桥纺织厂: what stands behind somebody, however it is tagged. */
static bool parts_names(const gx_frame_builder *b, uint32_t at, const gx_word *verb)
{
    uint32_t end = at + verb->n;
    if (at == b->sentence.start || !b->covered[at - 1])
        return false;
    return verb->n == 1 ? gx_text_at(b->a, at, "率") : end < b->sentence.end && b->covered[end];
}

/* A和|捐出平板的某公司工会主席B参加: the verb of a clause that belongs to the next member of a list. */
static bool is_relative_in_list(const gx_frame_builder *b, uint32_t at)
{
    const gx_analysis *a = b->a;
    bool joined = at >= b->sentence.start + 2 && b->covered[at - 2] &&
                  (gx_text_before(a, at, "和") || gx_text_before(a, at, "及") || gx_text_before(a, at, "、"));
    for (uint32_t i = at + 1; joined && i < b->sentence.end && i - at < RELATIVE_CHARS; i++) {
        if (gx_breaks_clause(a, i) || b->covered[i])
            return false;
        if (a->text[i] == U'的' && i + 1 < b->sentence.end && b->covered[i + 1])
            return true;
    }
    return false;
}

/* 了解原料采购、合同|签订和设备运行情况, 听取技能竞赛|举办情况: what somebody asks about, nobody does there.
 */
static bool is_asked_about(const gx_frame_builder *b, const gx_word *verb, uint32_t at)
{
    static const char *const asks[] = {"了解", "听取", "询问", "察看", "查看", "检查",
                                       "关心", "关注", "介绍", "汇报", "掌握"};
    static const char *const matters[] = {"情况", "进展", "成效", "做法", "事宜"};
    const gx_analysis *a = b->a;
    uint8_t use = verb->code[GX_VERB_USE];
    if (use != GX_VERB_SIGN && use != GX_VERB_GIVE && use != GX_VERB_HOLD)
        return false;
    gx_range clause = gx_clause_at(a, b->out, b->sentence, at);
    bool asked = false, matter = false;
    for (size_t i = 0; i < sizeof matters / sizeof *matters; i++)
        matter = matter || gx_text_before(a, clause.end, matters[i]);
    for (uint32_t k = clause.start; matter && k < at; k++)
        for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
            asked = asked || (gx_text_at(a, k, asks[i]) && !b->covered[k]);
    return asked;
}

/* 宣讲前,…; 授课结束后,…; 调研期间,…: a time of something that is told elsewhere. */
static bool is_time(const gx_frame_builder *b, uint32_t at, uint32_t end)
{
    static const char *const times[] = {"前", "后", "之前", "之后", "结束后", "完毕后", "间隙"};
    const gx_analysis *a = b->a;
    gx_range clause = gx_clause_at(a, b->out, b->sentence, at);
    if (clause.start != at || clause.end >= b->sentence.end || a->text[clause.end] != ',')
        return false;
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        if (gx_text_at(a, end, times[i]) && end + gx_utf8_count(times[i]) == clause.end)
            return true;
    return false;
}

/* 对某厂进行|专题调研, 进行了|检查: the verb that says what visitors do there, or NULL; `end` of it all. */
static const gx_word *carries_out(const gx_frame_builder *b, uint32_t at, uint32_t *end)
{
    enum { MANNER_CHARS = 4 };
    const gx_analysis *a = b->a;
    if (!gx_text_at(a, at, "进行"))
        return NULL;
    gx_range clause = gx_clause_at(a, b->out, b->sentence, at);
    uint32_t from = at + 2 + gx_text_at(a, at + 2, "了");
    for (uint32_t i = from; i < clause.end && i <= from + MANNER_CHARS; i++) {
        const gx_word *verb = gx_longest_at(a, i, clause.end, GX_TABLE_VERBS);
        if (verb && i + verb->n == clause.end && strcmp(verb->cell[GX_VERB_SUBJECT], "visitor") == 0) {
            *end = clause.end;
            return verb;
        }
    }
    return NULL;
}

static void find_verbs(gx_frame_builder *b)
{
    gx_analysis *a = b->a;
    b->verbs.n = 0;
    for (uint32_t i = b->sentence.start; i < b->sentence.end; i++) {
        if (b->covered[i] || b->named[i] || b->out->speech[i] || b->out->quoted[i])
            continue;
        const gx_word *words[GX_WORDS_AT_MOST], *verb = NULL;
        bool any = a->scan->tables[i] >> GX_TABLE_VERBS & 1;
        size_t found = !any ? 0
                            : gx_lexicon_match(a->lexicon, a->text + i, b->sentence.end - i,
                                               1u << GX_TABLE_VERBS, words);
        for (size_t w = 0; w < found; w++)
            if (!b->covered[i + words[w]->n - 1] && !b->named[i + words[w]->n - 1] &&
                (at_word(a, i, words[w]->n, b->sentence.end) || parts_names(b, i, words[w])))
                verb = words[w];
        const gx_word *speech = delivers(b, i);
        uint32_t end = 0;
        speech = speech ? speech : carries_out(b, i, &end);
        verb = verb && !(speech && gx_text_at(a, i, "进行")) ? verb : speech;
        if (!verb)
            continue;
        const gx_frame *before = b->verbs.n ? &b->verbs.at[b->verbs.n - 1] : NULL;
        if (before && before->range.end == i && before->verb->code[GX_VERB_USE] == GX_VERB_WIN &&
            verb->code[GX_VERB_USE] == GX_VERB_GIVE)
            continue; /* 获|嘉奖 */
        if (is_relative_in_list(b, i) || is_asked_about(b, verb, i) || is_time(b, i, i + verb->n)) {
            i += verb->n - 1;
            continue;
        }
        bool goes = verb->code[GX_VERB_USE] == GX_VERB_GO;
        if (!end || verb != speech)
            end = i + (gx_text_at(a, i, verb->cell[GX_VERB_WORD]) ? verb->n : 1);
        bool verb_next =
            end < b->sentence.end && (a->tags[end].pos == GX_POS_V || a->tags[end].pos == GX_POS_VN);
        bool located = gx_text_at(a, end, "位于") || gx_text_at(a, end, "地处") || gx_text_at(a, end, "设在");
        bool nowhere = goes && (end >= b->sentence.end || (verb_next && !located));
        if (verb->code[GX_VERB_USE] != GX_VERB_MASK && !is_noun(b, i, verb) && !nowhere) {
            gx_frame *frame = GX_PUSH(a->arena, &b->verbs);
            *frame = (gx_frame){.verb = verb,
                                .range = {i, end},
                                .sentence = b->sentence,
                                .clause = gx_clause_at(a, b->out, b->sentence, i),
                                .subject = GX_NONE,
                                .agent = GX_NONE,
                                .object = GX_NONE,
                                .to = GX_NONE,
                                .with = GX_NONE,
                                .behalf = GX_NONE,
                                .at = GX_NONE,
                                .previous = GX_NONE,
                                .event = GX_NONE};
        }
        i = end - 1;
    }
}

/* ---- Frames ---- */

static bool takes_object(const gx_frame *frame)
{
    uint8_t use = frame->verb->code[GX_VERB_USE];
    return strcmp(frame->verb->cell[GX_VERB_OBJECT], "none") != 0 || use == GX_VERB_SIGN ||
           use == GX_VERB_ELECT;
}

static uint32_t *slot_of(gx_frame *frame, gx_marker marker)
{
    switch (marker) {
    case GX_MARK_BY:
        return &frame->agent;
    case GX_MARK_TO:
        return &frame->to;
    case GX_MARK_WITH:
        return &frame->with;
    case GX_MARK_FOR:
        return &frame->behalf;
    case GX_MARK_TAKE: /* 将他收藏的画捐赠给…: what is given, not to whom */
        return frame->verb->code[GX_VERB_USE] == GX_VERB_GIVE ? NULL : &frame->object;
    case GX_MARK_AT:
        return &frame->at;
    default:
        return NULL;
    }
}

/* Does a clause begin with a noun that is nobody's name: 志愿者们表示? */
static bool unnamed_subject(const gx_frame_builder *b, const gx_frame *frame)
{
    static const char *const many[] = {"来自", "吸引", "共有", "共计"}; /* 来自全区的78名选手参赛 */
    const gx_analysis *a = b->a;
    if (gx_any_at(a, frame->clause.start, many, GX_COUNT(many)))
        return true;
    for (uint32_t i = frame->clause.start; i < frame->range.start; i++) {
        if (b->named[i] == 2 && i == frame->clause.start)
            return true; /* 大会选举…: the event is the subject */
        if (!a->tags[i].begins)
            continue;
        gx_pos pos = a->tags[i].pos;
        if (pos == GX_POS_P || pos == GX_POS_C || pos == GX_POS_V || b->named[i])
            return false;
        if ((pos == GX_POS_N || pos == GX_POS_NR || pos == GX_POS_PER || pos == GX_POS_ORG) && !b->covered[i])
            return !(i + 1 < a->n && gx_text_at(a, i, "会"));
    }
    return false;
}

static bool negated(const gx_analysis *a, const gx_frame *frame)
{
    static const char *const words[] = {"未",   "没有", "没",   "不",   "未能",
                                        "无法", "不能", "并未", "不再", "没能"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (gx_text_before(a, frame->range.start, words[i]) && frame->range.start > frame->clause.start)
            return true;
    for (uint32_t i = frame->clause.start; i < frame->range.start; i++)
        if (a->text[i] == U'曾' && a->tags[i].begins && a->tags[i].pos == GX_POS_D)
            return true; /* 也曾到该校调研 */
    /* 未派人参加, 没有再到场 */
    for (uint32_t i = frame->range.start; i > frame->clause.start && frame->range.start - i < NEGATION_CHARS;
         i--) {
        if (a->text[i - 1] == U'未' && a->tags[i - 1].begins)
            return true;
        if (gx_text_before(a, i, "没有") || gx_text_before(a, i, "没能"))
            return true;
    }
    return false;
}

/* A就…、B就…作了发言: one subject in parts. */
static bool in_series(gx_frame_builder *b, uint32_t first, uint32_t next)
{
    static const char *const about[] = {"就", "围绕", "结合", "以"};
    if (first == GX_NONE)
        return false;
    gx_group *one = &b->out->groups.at[first], *other = &b->out->groups.at[next];
    bool parallel = false;
    for (size_t i = 0; i < sizeof about / sizeof *about; i++)
        parallel = parallel || (gx_text_at(b->a, one->range.end, about[i]) &&
                                gx_text_at(b->a, other->range.end, about[i]));
    if (!parallel || one->first + one->n != other->first)
        return false;
    one->n += other->n;
    return true;
}

/* Groups that stand before the verb, behind the verb before it in the same clause. */
static void attach_before(gx_frame_builder *b, gx_frame *frame, gx_frame *previous)
{
    uint32_t left = previous ? previous->range.end : frame->clause.start;
    for (uint32_t g = b->first_group; g < b->out->groups.n; g++) {
        gx_group *group = &b->out->groups.at[g];
        if (group->range.end > frame->range.start || group->range.end <= left)
            continue;
        bool object_of_previous =
            previous && !previous->relative && takes_object(previous) && group->marker == GX_MARK_NONE;
        if (object_of_previous && previous->object == GX_NONE && group->range.start >= left)
            previous->object = g;
        else if ((group->marker == GX_MARK_NONE && !group->possessive) ||
                 (group->marker == GX_MARK_SAYS && frame->verb->code[GX_VERB_USE] == GX_VERB_SAY))
            frame->subject = in_series(b, frame->subject, g) ? frame->subject : g;
        else if (slot_of(frame, group->marker))
            *slot_of(frame, group->marker) = g;
        if (previous && previous->verb->code[GX_VERB_USE] == GX_VERB_SEND && group->marker == GX_MARK_NONE) {
            previous->object = g;
            frame->subject = g;
        }
    }
}

/* 在A、B联合举办|的…比赛上: 在 governs the contest; A and B hold it. */
static void free_holders(const gx_frame_builder *b, gx_frame *frame)
{
    enum { ADVERB_CHARS = 6 };
    const gx_analysis *a = b->a;
    if (frame->verb->code[GX_VERB_USE] != GX_VERB_HOLD || frame->at == GX_NONE || frame->agent != GX_NONE ||
        frame->subject != GX_NONE || !gx_text_at(a, frame->range.end, "的") ||
        !b->named[frame->range.end + 1])
        return;
    uint32_t end = b->out->groups.at[frame->at].range.end;
    if (end > frame->range.start || frame->range.start - end > ADVERB_CHARS)
        return;
    frame->agent = frame->at;
    frame->at = GX_NONE;
}

/* Groups behind the last verb of a clause; lists go on over commas. */
static void attach_behind(gx_frame_builder *b, gx_frame *frame)
{
    if (frame->relative)
        return;
    for (uint32_t g = b->first_group; g < b->out->groups.n; g++) {
        gx_group *group = &b->out->groups.at[g];
        if (group->range.start < frame->range.end || group->range.start >= frame->clause.end)
            continue;
        if (group->marker == GX_MARK_NONE || group->marker == GX_MARK_TAKE) {
            if (frame->object == GX_NONE)
                frame->object = g;
        } else if (group->marker == GX_MARK_TO && frame->to == GX_NONE) {
            frame->to = g;
        } else if (group->marker == GX_MARK_WITH && frame->with == GX_NONE) {
            frame->with = g;
        }
    }
}

/* Prepositional groups of a clause serve all its verbs: 向A捐款并颁发. */
static void share_slots(gx_frame *frame, const gx_frame *previous)
{
    if (frame->to == GX_NONE)
        frame->to = previous->to;
    if (frame->with == GX_NONE)
        frame->with = previous->with;
    if (frame->agent == GX_NONE && frame->subject == GX_NONE)
        frame->agent = previous->agent;
}

/* A list in a clause of its own before the verb's: A、B作为示范点,当日分别与C签订… */
static uint32_t list_before(const gx_frame_builder *b, const gx_frame *frame, size_t from)
{
    const gx_frames *out = b->out;
    uint32_t left = b->sentence.start, found = GX_NONE;
    for (size_t i = from; i + 1 < out->frames.n; i++)
        left = out->frames.at[i].clause.end;
    for (uint32_t g = b->first_group; g < out->groups.n; g++) {
        const gx_group *group = &out->groups.at[g];
        if (group->range.start >= left && group->range.end <= frame->clause.start &&
            group->marker == GX_MARK_NONE && !group->possessive)
            found = g;
    }
    return found;
}

/* A、B|,随后与C签约; A、B等34所高校|,50多位校长出席: does the verb's clause stand right behind the list? */
static bool list_goes_on(const gx_frame_builder *b, const gx_frame *frame, uint32_t end)
{
    const gx_analysis *a = b->a;
    bool attends = strcmp(frame->verb->cell[GX_VERB_SUBJECT], "attendee") == 0;
    return end + 1 == frame->clause.start ||
           (attends && gx_text_at(a, end, "等") && end < frame->clause.start &&
            gx_counts_others(a, end, frame->clause.start - 1));
}

/* Who was not there did nothing else in the sentence either; 原定 takes its clause with it. */
static void block(gx_frame_builder *b, size_t from)
{
    gx_frames *out = b->out;
    for (size_t i = from; i < out->frames.n; i++) {
        gx_frame *f = &out->frames.at[i];
        uint8_t use = f->verb->code[GX_VERB_USE];
        bool relative = use == GX_VERB_WIN && gx_marker_before(b, f->range.start) == GX_MARK_TO &&
                        f->range.start > f->clause.start;
        f->blocked = f->blocked || negated(b->a, f) || use == GX_VERB_ABSENT || relative;
        for (size_t k = from; k < out->frames.n && use == GX_VERB_PLAN; k++) {
            gx_frame *other = &out->frames.at[k];
            other->blocked = other->blocked || (other->clause.start == f->clause.start && k >= i);
        }
        for (size_t k = from; k < out->frames.n && use == GX_VERB_ABSENT && f->subject != GX_NONE; k++)
            out->frames.at[k].blocked = out->frames.at[k].blocked || out->frames.at[k].subject == f->subject;
    }
}

/* 介绍课程安排, 通报考核结果: what is told is a thing, and whatever clause follows tells on. */
static bool tells_thing(const gx_frame_builder *b, const gx_frame *frame)
{
    static const char *const telling[] = {"介绍", "通报", "汇报", "说明", "讲解", "部署"};
    enum { THING_CHARS = 14 };
    const gx_analysis *a = b->a;
    bool tells = false;
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        tells = tells || gx_text_before(a, frame->range.end, telling[i]);
    uint32_t end = frame->clause.end;
    if (!tells || end == frame->range.end || end - frame->range.end > THING_CHARS || end >= a->n ||
        a->text[end] != ',')
        return false;
    for (uint32_t i = frame->range.end; i < end; i++) {
        bool last = i > frame->range.end && a->scan->word_end[i] == end; /* 课程|安排 */
        if (a->tags[i].begins && ((a->tags[i].pos == GX_POS_V && !last) || a->tags[i].pos == GX_POS_D))
            return false;
    }
    return true;
}

static bool speech_follows(const gx_frame_builder *b, const gx_frame *frame)
{
    const gx_analysis *a = b->a;
    if (frame->verb->code[GX_VERB_USE] != GX_VERB_SAY ||
        (frame->subject == GX_NONE && frame->agent == GX_NONE))
        return false;
    bool reported = frame->subject != GX_NONE && b->out->groups.at[frame->subject].marker == GX_MARK_SAYS;
    if (reported || tells_thing(b, frame))
        return false; /* 据…介绍: the article's own telling goes on */
    return frame->range.end < a->n && a->text[frame->range.end] != U'了' &&
           a->text[frame->range.end] != U'的';
}

/* 获得…称号的A: who is honoured stands behind 的; 向入选…的人: nobody named. */
static void attach_relative(gx_frame_builder *b, gx_frame *frame)
{
    static const char *const leads[] = {"的还有", "的有",     "的是",
                                        "的包括", "的分别是", "的依次是"}; /* 同获金奖的还有A */
    const gx_analysis *a = b->a;
    if (frame->verb->code[GX_VERB_USE] != GX_VERB_WIN || (frame->subject != GX_NONE && !frame->inherited))
        return;
    bool follows = false;
    for (uint32_t i = frame->range.end; i < frame->clause.end; i++)
        follows = follows || (a->text[i] == U'的' && !b->out->quoted[i]);
    if (!follows)
        return;
    frame->subject = GX_NONE;
    for (uint32_t g = b->first_group; g < b->out->groups.n; g++) {
        const gx_group *group = &b->out->groups.at[g];
        if (group->range.start <= frame->range.end || group->range.start >= frame->clause.end)
            continue;
        bool led = a->text[group->range.start - 1] == U'的';
        for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
            led = led || gx_text_before(a, group->range.start, leads[i]);
        if (led && frame->subject == GX_NONE) {
            frame->subject = g;
            frame->inherited = false;
        }
    }
}

/* 前来考察的|A|说, 应邀来访的|A: who visits stands behind 的; 看望慰问的|A is whom somebody visits. */
static void attach_visitor(gx_frame_builder *b, gx_frame *frame)
{
    static const char *const comings[] = {"前来", "来访", "应邀", "正在", "专程", "随团", "来此"};
    const gx_analysis *a = b->a;
    const char *type = frame->verb->cell[GX_VERB_EVENT];
    bool visits = frame->verb->code[GX_VERB_USE] == GX_VERB_GO || strcmp(type, "visit") == 0 ||
                  strcmp(type, "inspection") == 0;
    if (!visits || !gx_text_at(a, frame->range.end, "的"))
        return;
    bool comes = false;
    for (uint32_t i = frame->clause.start; i < frame->range.end && !comes; i++)
        comes = gx_any_at(a, i, comings, GX_COUNT(comings)) || /* 来黔|考察的 */
                (gx_text_at(a, i, "来") && a->tags[i].begins && a->tags[i].pos == GX_POS_V);
    for (uint32_t g = b->first_group; comes && g < b->out->groups.n; g++)
        if (b->out->groups.at[g].range.start == frame->range.end + 1) {
            frame->subject = g;
            frame->inherited = false;
            frame->relative = frame->blocked = true; /* it tells no event itself */
        }
}

/* A|对B与C签订协议表示祝贺: what B and C do, A only speaks of. */
static bool speaks_of(const gx_frame_builder *b, const gx_frame *frame)
{
    static const char *const words[] = {"表示"};
    const gx_group *to = frame->to != GX_NONE ? &b->out->groups.at[frame->to] : NULL;
    return to && to->range.end == frame->range.start && gx_text_before(b->a, to->range.start, "对") &&
           gx_has_any(b->a, (gx_range){frame->range.end, frame->clause.end}, words, 1);
}

/* 走进车间,陈国强和工友们聊起…: who does it is named in the next clause. */
static void look_ahead(gx_frame_builder *b, size_t from)
{
    gx_frames *out = b->out;
    for (size_t i = from; i < out->frames.n; i++) {
        gx_frame *frame = &out->frames.at[i];
        if (frame->subject != GX_NONE || frame->agent != GX_NONE || unnamed_subject(b, frame) ||
            frame->clause.start != out->frames.at[from].clause.start)
            return;
        bool shown = strcmp(frame->verb->cell[GX_VERB_WORD], "上演") == 0; /* 晚会上演,陈国强观看 */
        for (uint32_t g = b->first_group; g < out->groups.n && !shown; g++) {
            const gx_group *group = &out->groups.at[g];
            if (group->range.start == frame->clause.end + 1 && group->marker == GX_MARK_NONE &&
                !group->possessive) {
                frame->subject = g;
                frame->inherited = true;
            }
        }
    }
}

/* …,被某公安局记功: whom it was done to stands in an earlier clause. */
static bool is_passive(const gx_frame_builder *b, const gx_frame *frame)
{
    return frame->agent != GX_NONE && gx_text_before(b->a, b->out->groups.at[frame->agent].range.start, "被");
}

static void frames_of_sentence(gx_frame_builder *b)
{
    gx_analysis *a = b->a;
    gx_frames *out = b->out;
    size_t from = out->frames.n;
    uint32_t carried = GX_NONE, silent_to = 0;
    for (size_t v = 0; v < b->verbs.n; v++) {
        if (b->verbs.at[v].range.start < silent_to)
            continue;
        gx_frame *frame = GX_PUSH(a->arena, &out->frames);
        *frame = b->verbs.at[v];
        gx_frame *previous = out->frames.n > from + 1 ? frame - 1 : NULL;
        if (previous && previous->clause.start != frame->clause.start) {
            attach_behind(b, previous);
            previous = NULL;
        }
        frame->previous = previous ? (uint32_t)(out->frames.n - 2) : GX_NONE;
        attach_before(b, frame, previous);
        free_holders(b, frame);
        if (previous)
            share_slots(frame, previous);
        if (frame->subject != GX_NONE) {
            carried = frame->subject;
        } else if (frame->agent == GX_NONE || is_passive(b, frame)) {
            uint32_t list = list_before(b, frame, from);
            if (list != GX_NONE)
                carried = list;
            for (uint32_t g = list; g != GX_NONE && g + 1 < out->groups.n && frame->with == GX_NONE; g++)
                if (out->groups.at[g + 1].marker == GX_MARK_WITH &&
                    out->groups.at[g + 1].range.end <= frame->clause.start)
                    frame->with = g + 1;
            bool goes_on = list != GX_NONE && list_goes_on(b, frame, out->groups.at[list].range.end);
            if (!previous && !goes_on && unnamed_subject(b, frame))
                carried = GX_NONE;
            frame->subject = carried;
            frame->inherited = true;
        }
        attach_relative(b, frame);
        attach_visitor(b, frame);
        frame->blocked = frame->blocked || speaks_of(b, frame);
        if (speech_follows(b, frame)) {
            silent_to = frame->range.end;
            while (silent_to < b->sentence.end && a->text[silent_to] != ';')
                silent_to++;
            memset(out->speech + frame->range.end, 1, silent_to - frame->range.end);
        }
    }
    if (out->frames.n > from)
        attach_behind(b, &out->frames.at[out->frames.n - 1]);
    look_ahead(b, from);
    block(b, from);
}

/* The next part of a sentence: all of it unless it is monstrous. */
static gx_range part_of(const gx_analysis *a, gx_range whole, uint32_t start)
{
    gx_range part = {start, whole.end};
    if (part.end - part.start <= SENTENCE_CHARS)
        return part;
    part.end = part.start + SENTENCE_CHARS;
    while (part.end > part.start + SENTENCE_CHARS / 2 && !gx_breaks_clause(a, part.end - 1))
        part.end--;
    return part;
}

bool gx_wins_title(const gx_analysis *a, const gx_frame *frame)
{
    const gx_word *honour = a->scan->honour_to[frame->clause.end];
    return frame->verb->code[GX_VERB_USE] == GX_VERB_ELECT && frame->range.end < a->n &&
           (a->text[frame->range.end] == U'“' ||
            (honour && frame->clause.end - honour->n >= frame->range.end));
}

void gx_find_frames(gx_analysis *a, const uint8_t *named, gx_frames *out)
{
    gx_frame_builder b = {.a = a, .out = out, .named = named};
    b.covered = out->covered = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    gx_join_affiliations(a);
    gx_find_tops(&b);
    for (size_t s = 0; s < a->article->n_sentences; s++) {
        gx_range whole = a->article->sentences[s];
        const gx_block *block = gx_block_at(a, whole.start);
        if (whole.start == whole.end || !block || block->kind == GX_BLOCK_META)
            continue;
        for (b.sentence = part_of(a, whole, whole.start); b.sentence.start < whole.end;
             b.sentence = part_of(a, whole, b.sentence.end)) {
            find_verbs(&b);
            gx_find_groups(&b);
            frames_of_sentence(&b);
        }
    }
}

/* The first of `n` items, `size` bytes apart, whose position is not before `at`; `position` is in the first.
 */
static size_t lower_bound(const uint32_t *position, size_t n, size_t size, uint32_t at)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (*(const uint32_t *)(const void *)((const char *)position + middle * size) < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t gx_first_frame(const gx_frames *frames, uint32_t at)
{
    size_t n = frames->frames.n;
    return n ? lower_bound(&frames->frames.at->range.start, n, sizeof *frames->frames.at, at) : 0;
}

size_t gx_first_group(const gx_frames *frames, uint32_t at)
{
    size_t n = frames->groups.n;
    return n ? lower_bound(&frames->groups.at->range.start, n, sizeof *frames->groups.at, at) : 0;
}
