#include "extract/events.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    LOOK_CANDIDATES = 200, /* how many words for events apart two words for one can stand */
    DATED_CHARS = 30,      /* a date at most this far before a name in its sentence dates it */
    PLACE_CHARS = 30,
    OWN_CHARS = 5,          /* a name of at least this many characters before its head is particular */
    NAME_CHARS = 64,        /* a name of an event is at most this long */
    CLAUSE_NAME_CHARS = 44, /* a name built from a clause */
    DAY_CHARS = 10,         /* 2021-03-05 */
    LEAD_SENTENCES = 2      /* of the body: where the article says what it is about */
};

/* How sure each way of finding an event is: precision on the annotated pages, November 2026. */
static const double sure_lead = 0.97, sure_verb = 0.93, sure_later = 0.94, sure_title_only = 0.9;

/* Columns and codes of event_heads.tsv. */
enum { HEAD_WORD, HEAD_TYPE, HEAD_USE };
typedef enum head_use { HEAD_NAME = 1, HEAD_LOOSE, HEAD_NEVER } head_use;

typedef struct candidate {
    gx_range range; /* determiner excluded */
    gx_range head;
    gx_range sentence, clause;
    const char *type;
    uint8_t use;
    bool bare;       /* no word of its own: 会议 */
    bool determined; /* 本次, 此次, 该 */
    bool headline;
    bool held;      /* somebody holds it, in the same clause */
    bool joined_in; /* 参加, 出席, 主持 stand before it; …上 behind it */
    bool acts;      /* 选举, 由, 审议 follow: it is told as happening */
    bool dated;
    bool lead;
    bool background;
    uint32_t event; /* or GX_NONE */
} candidate;

typedef struct finder {
    gx_analysis *a;
    gx_news *news;
    uint8_t *named;
    GX_LIST(candidate) candidates;
    const gx_mention *
        *organization_to; /* [n + 1] the organization whose mention ends at a position, or NULL */
    uint8_t *date_to;     /* [n + 1] 1 where a date ends that is no bare year */
    uint8_t *mentioned;   /* [n] 1 inside a mention */
    gx_range lead;        /* characters of the body's first sentences */
    gx_range title;
} finder;

static bool any_at(const gx_analysis *a, uint32_t at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (gx_text_at(a, at, words[i]))
            return true;
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool has_any(const gx_analysis *a, gx_range range, const char *const *words, size_t n)
{
    for (uint32_t i = range.start; i < range.end; i++)
        if (any_at(a, i, words, n))
            return true;
    return false;
}

static gx_range sentence_at(const gx_analysis *a, uint32_t at)
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

/* ---- Names: from the head to the left ---- */

static const char *const determiners[] = {"本次", "此次", "这次", "该次", "本届", "这场", "这一",
                                          "此项", "本场", "该项", "此",   "该",   "本"};

static uint32_t word_start(const gx_analysis *a, gx_range sentence, uint32_t end)
{
    uint32_t start = end - 1;
    while (start > sentence.start && !a->tags[start].begins)
        start--;
    return start;
}

static uint32_t opening_of(const gx_analysis *a, gx_range sentence, uint32_t close)
{
    static const uint32_t pairs[][2] = {
        {U'”', U'“'}, {U'》', U'《'}, {')', '('}, {U'’', U'‘'}, {U'」', U'「'}};
    for (size_t p = 0; p < COUNT(pairs); p++) {
        if (a->text[close] != pairs[p][0])
            continue;
        for (uint32_t i = close; i > sentence.start; i--)
            if (a->text[i - 1] == pairs[p][1])
                return i - 1;
    }
    return GX_NONE;
}

/* Where organizations and dates end. A date before an event's name is no part of it, a bare year is:
 * 2019年度…大会. */
static void find_ends(finder *f)
{
    gx_analysis *a = f->a;
    f->organization_to = GX_ARENA_ARRAY(a->arena, const gx_mention *, a->n + 1);
    f->date_to = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    f->mentioned = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    for (size_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        memset(f->mentioned + m->range.start, 1, m->range.end - m->range.start);
        if (m->type == GX_ENTITY_ORGANIZATION && m->form == GX_FORM_NAME && !f->organization_to[m->range.end])
            f->organization_to[m->range.end] = m;
    }
    for (size_t i = 0; i < a->dates.n; i++) {
        const gx_date *d = &a->dates.at[i];
        bool year_only = d->iso && strlen(d->iso) == 4 && a->text[d->range.start] < 128;
        f->date_to[d->range.end] = !year_only;
    }
}

/* A verb may stand inside a name (学习贯彻…座谈会) unless it is one that takes events or speech. */
static bool verb_stops(const gx_analysis *a, uint32_t start, uint32_t end)
{
    static const char *const short_verbs[] = {"迎", "送", "庆", "展", "学", "促",
                                              "赛", "比", "讲", "颂", "读"};
    const gx_word *verb = gx_lexicon_exact(a->lexicon, a->text + start, end - start, GX_TABLE_VERBS);
    if (!verb)
        return end - start == 1 && !any_at(a, start, short_verbs, COUNT(short_verbs));
    switch (verb->code[GX_VERB_USE]) {
    case GX_VERB_HOLD:
    case GX_VERB_SAY:
    case GX_VERB_GO:
    case GX_VERB_SEND:
    case GX_VERB_WIN:
    case GX_VERB_ABSENT:
    case GX_VERB_PLAN:
        return true;
    case GX_VERB_MASK:
        return false;
    default:
        return strcmp(verb->cell[GX_VERB_SUBJECT], "attendee") == 0 ||
               strcmp(verb->cell[GX_VERB_SUBJECT], "host") == 0 ||
               strcmp(verb->cell[GX_VERB_SUBJECT], "leader") == 0;
    }
}

/* 九届一次全委会, 某会一次会议: a session's number; 召开一次会议: an amount. */
static bool counts(const gx_analysis *a, uint32_t start)
{
    gx_pos before = start ? a->tags[start - 1].pos : GX_POS_W;
    return gx_text_before(a, start, "届") ||
           (start && (before == GX_POS_N || before == GX_POS_ORG || before == GX_POS_NT));
}

static bool word_stops(const gx_analysis *a, uint32_t start, uint32_t end)
{
    switch ((gx_pos)a->tags[start].pos) {
    case GX_POS_P:
        return !gx_text_at(a, start, "沿") && !gx_text_at(a, start, "环");
    case GX_POS_U:
    case GX_POS_D:
    case GX_POS_R:
    case GX_POS_AD:
    case GX_POS_W:
    case GX_POS_XC:
    case GX_POS_Q:
        return true;
    case GX_POS_C:
        return !gx_text_at(a, start, "暨");
    case GX_POS_F:
        return end - start == 1;
    case GX_POS_V:
    case GX_POS_VD:
    case GX_POS_VN:
        return verb_stops(a, start, end);
    case GX_POS_M:
        return gx_text_at(a, start, "一") && end - start <= 2 && !gx_text_before(a, start, "第") &&
               !counts(a, start);
    default:
        return gx_is_punctuation(a->text[start]) && a->text[start] != U'·' && a->text[start] != '+' &&
               a->text[start] != '-';
    }
}

/* 举行, 召开了, 开展: what follows is wholly the name, verbs included (学习贯彻…座谈会). */
static bool hold_before(const gx_analysis *a, gx_range sentence, uint32_t at)
{
    if (at > sentence.start && a->text[at - 1] == U'了')
        at--;
    for (uint32_t n = 2; n <= 4 && at >= sentence.start + n; n++) {
        const gx_word *verb = gx_lexicon_exact(a->lexicon, a->text + at - n, n, GX_TABLE_VERBS);
        if (verb &&
            (verb->code[GX_VERB_USE] == GX_VERB_HOLD || strcmp(verb->cell[GX_VERB_SUBJECT], "attendee") == 0))
            return true;
    }
    return false;
}

/* Length of a head of at least three characters that ends at `end`; 0 = none. */
static uint32_t head_before(const gx_analysis *a, gx_range sentence, uint32_t end)
{
    for (uint32_t n = 6; n >= 3; n--) {
        if (end < sentence.start + n)
            continue;
        const gx_word *head = gx_lexicon_exact(a->lexicon, a->text + end - n, n, GX_TABLE_EVENT_HEADS);
        if (head && head->code[HEAD_USE] == HEAD_NAME)
            return n;
    }
    return 0;
}

/* 周立民宣布运动会开幕: a verb right behind a person is what that person does, no part of the name. */
static bool person_does(const gx_analysis *a, uint32_t start)
{
    gx_pos pos = a->tags[start].pos, before = start ? a->tags[start - 1].pos : GX_POS_W;
    return pos == GX_POS_V && (before == GX_POS_PER || before == GX_POS_NR);
}

/* (记者…) before a name is the lead's. */
static const char *const bylines[] = {"记者", "通讯员", "本报", "特约"};

/* Where the name that ends at `end` begins. */
static uint32_t name_start(const finder *f, gx_range sentence, uint32_t head)
{
    const gx_analysis *a = f->a;
    uint32_t at = head, behind_verb = head;
    bool verbs = false;
    while (at > sentence.start && head - at < NAME_CHARS) {
        uint32_t c = a->text[at - 1], open = opening_of(a, sentence, at - 1);
        const gx_mention *m = f->organization_to[at];
        if (open != GX_NONE && has_any(a, (gx_range){open, at}, bylines, COUNT(bylines)))
            break;
        if (open != GX_NONE) {
            at = open;
            continue;
        }
        if (m && m->range.start >= sentence.start) {
            at = m->range.start;
            if (gx_text_before(a, at, "届") || gx_text_before(a, at, "暨") || gx_text_before(a, at, "次"))
                continue;
            while (at > sentence.start + 1 && (gx_text_before(a, at, "与") || gx_text_before(a, at, "和")) &&
                   f->organization_to[at - 1] && f->organization_to[at - 1]->range.start >= sentence.start)
                at = f->organization_to[at - 1]->range.start; /* 临江大学与东海集团…签约仪式 */
            break;
        }
        if (f->date_to[at] || gx_is_clause_break(c) || c == U'、' || c == U'的' || c == U'了')
            break;
        uint32_t start = word_start(a, sentence, at);
        uint32_t inner = head_before(a, sentence, at);
        if (inner) {
            at -= inner; /* 成立大会暨… */
            continue;
        }
        if ((word_stops(a, start, at) && !gx_text_at(a, start, "第")) || person_does(a, start))
            break;
        if (a->tags[start].pos == GX_POS_V && !verbs) {
            verbs = true;
            behind_verb = at;
        }
        at = start;
    }
    return verbs && at > sentence.start && !hold_before(a, sentence, at) ? behind_verb : at;
}

/* Determiners and small words at the left edge fall off. */
static uint32_t trim_left(const gx_analysis *a, uint32_t start, uint32_t head, bool *determined)
{
    static const char *const small[] = {"了",   "将",   "以",   "在",   "的",   "是",   "为",   "就",
                                        "等",   "及",   "并",   "又",   "还",   "首场", "一场", "一次",
                                        "有关", "相关", "全部", "整个", "开展", "近日", "日前", "据悉"};
    bool again = true;
    while (again && start < head) {
        again = false;
        for (size_t i = 0; i < COUNT(determiners) && !again; i++)
            if (gx_text_at(a, start, determiners[i])) {
                start += (uint32_t)gx_utf8_count(determiners[i]);
                *determined = again = true;
            }
        for (size_t i = 0; i < COUNT(small) && !again; i++)
            if (gx_text_at(a, start, small[i])) {
                start += (uint32_t)gx_utf8_count(small[i]);
                again = true;
            }
    }
    for (size_t i = 0; i < COUNT(determiners); i++)
        *determined = *determined || gx_text_before(a, start, determiners[i]);
    return start > head ? head : start;
}

/* ---- Candidates ---- */

static bool noun_follows(const gx_analysis *a, uint32_t end, gx_range sentence)
{
    static const char *const fine[] = {"现场", "期间", "上",   "中",   "前",   "后",
                                       "当天", "等",   "之际", "于",   "在",   "举行",
                                       "召开", "圆满", "顺利", "成功", "正式", "隆重"};
    if (end >= sentence.end || !a->tags[end].begins || any_at(a, end, fine, COUNT(fine)))
        return false;
    return a->tags[end].pos == GX_POS_N || a->tags[end].pos == GX_POS_NZ;
}

/* Words that follow a name and make background of it: 大会精神, 会议纪要. */
static const char *const echoes[] = {"精神",   "纪要",   "决议", "决定", "要求", "部署",   "报告",
                                     "主席团", "组委会", "代表", "制度", "机制", "办公室", "方案",
                                     "通知",   "品牌",   "平台", "模式", "成果", "等形式", "等方式",
                                     "等环节", "形式",   "方式", "环节", "先进", "经验"};

static const char *const background_words[] = {
    "近年来",   "多年来",   "一直以来", "每年",   "历届", "历次",   "各类", "各种",   "广泛开展", "深入开展",
    "积极开展", "定期",     "常态化",   "下一步", "今后", "将继续", "不断", "累计",   "每月",     "每周",
    "每季",     "大力开展", "持续开展", "推动",   "多次", "曾",     "去年", "等活动", "年前"};

static bool is_background(const finder *f, const candidate *c)
{
    const gx_analysis *a = f->a;
    if (f->news->frames.speech[c->head.start] || any_at(a, c->head.end, echoes, COUNT(echoes)))
        return true;
    return !c->headline && has_any(a, c->clause, background_words, COUNT(background_words));
}

static void mark(uint8_t *named, gx_range range, uint8_t value)
{
    memset(named + range.start, value, range.end - range.start);
}

/* 两天比赛, 三场活动: an amount, no name. */
static bool only_counts(const gx_analysis *a, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++)
        if (a->text[i] == U'届' ||
            (a->tags[i].pos != GX_POS_M && a->tags[i].pos != GX_POS_Q && a->tags[i].pos != GX_POS_T &&
             a->tags[i].pos != GX_POS_TIME && a->tags[i].pos != GX_POS_F))
            return false;
    return !(start < end && (gx_text_at(a, start, "第") || gx_text_at(a, start, "首") ||
                             (a->text[start] >= '0' && a->text[start] <= '9')));
}

/* 慰问一线职工: a verb with its object; 开展慰问, 此次调研: a noun. */
static bool is_verb_here(const gx_analysis *a, const candidate *c, const gx_word *head)
{
    static const char *const nouns_follow[] = {"进行", "开展", "组织", "此次", "本次", "参加",
                                               "举办", "实施", "启动", "陪同", "接受", "的"};
    static const char *const speaking[] = {"作", "做", "进行", "带来", "开讲"};
    const gx_word *verb = gx_lexicon_exact(a->lexicon, a->text + c->head.start, head->n, GX_TABLE_VERBS);
    if (verb && strcmp(verb->cell[GX_VERB_SUBJECT], "speaker") == 0)
        return has_any(a, (gx_range){c->clause.start, c->head.start}, speaking, COUNT(speaking));
    if (!verb || c->use != HEAD_LOOSE || c->determined)
        return false;
    uint32_t end = c->head.end;
    bool object = end < c->sentence.end && !gx_is_punctuation(a->text[end]) && a->tags[end].pos != GX_POS_F &&
                  a->tags[end].pos != GX_POS_V && a->tags[end].pos != GX_POS_D;
    for (uint32_t i = c->head.start; i > c->clause.start && !object; i--)
        if (any_at(a, i - 1, nouns_follow, COUNT(nouns_follow)))
            return false;
    return true;
}

static void add_candidate(finder *f, const gx_block *block, gx_range sentence, uint32_t at,
                          const gx_word *head)
{
    gx_analysis *a = f->a;
    candidate c = {.head = {at, at + head->n},
                   .sentence = sentence,
                   .type = head->cell[HEAD_TYPE],
                   .use = head->code[HEAD_USE],
                   .event = GX_NONE};
    uint32_t start = name_start(f, sentence, at);
    start = trim_left(a, start, at, &c.determined);
    if (only_counts(a, start, at))
        start = at;
    c.range = (gx_range){start, c.head.end};
    c.bare = start == at;
    c.clause = gx_clause_at(a, &f->news->frames, sentence, at);
    if (is_verb_here(a, &c, head))
        return;
    c.headline = block->kind == GX_BLOCK_TITLE || block->kind == GX_BLOCK_SUBTITLE;
    c.lead = at >= f->lead.start && at < f->lead.end;
    uint32_t near =
        c.range.start > sentence.start + DATED_CHARS ? c.range.start - DATED_CHARS : sentence.start;
    for (uint32_t i = near; i <= c.range.start; i++)
        c.dated = c.dated || f->date_to[i];
    if (f->candidates.n) {
        candidate *last = &f->candidates.at[f->candidates.n - 1];
        if (last->head.end > c.range.start && last->sentence.start == sentence.start) {
            if (!gx_text_at(a, last->head.end, "暨"))
                c.lead = c.lead || last->lead;
            mark(f->named, last->range, 0);
            f->candidates.n--;
        }
    }
    if (noun_follows(a, c.head.end, sentence) && !c.headline && !any_at(a, c.head.end, echoes, COUNT(echoes)))
        c.background = true;
    *GX_PUSH(a->arena, &f->candidates) = c;
    mark(f->named, c.range, c.bare ? 2 : 1);
}

/* 举办…节, 召开…会: how names of events end that the table does not know. */
static const char *const endings[][2] = {{"会", "meeting"},    {"赛", "competition"}, {"节", "campaign"},
                                         {"展", "exhibition"}, {"式", "ceremony"},    {"礼", "ceremony"},
                                         {"典", "ceremony"},   {"营", "training"},    {"班", "training"}};

static bool follows_any(const gx_analysis *a, uint32_t at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (gx_text_before(a, at, words[i]))
            return true;
    return false;
}

/* The ending at `at` of a clause that says 举办, 召开 before; the word is made for the article. */
static const gx_word *unknown_head(finder *f, gx_range sentence, uint32_t at)
{
    static const char *const holding[] = {"举办", "举行", "召开"};
    static const char *const following[] = {"在",   "于",   "开幕", "闭幕", "落幕",
                                            "举行", "圆满", "正式", "隆重"};
    static const char *const nobody[] = {"社",   "机",   "工",   "协",   "学",   "商",
                                         "委员", "理事", "监事", "基金", "联合", "总"};
    static const char *const edition[] = {"届"};
    static const uint8_t codes[] = {[HEAD_USE] = HEAD_NAME};
    gx_analysis *a = f->a;
    size_t e = 0;
    while (e < COUNT(endings) && !gx_text_at(a, at, endings[e][0]))
        e++;
    bool over = at + 1 >= sentence.end || gx_is_punctuation(a->text[at + 1]);
    bool goes_on = !over && any_at(a, at + 1, following, COUNT(following)); /* 第三届…节在…开幕 */
    if (e == COUNT(endings) || !(over || goes_on) || follows_any(a, at, nobody, COUNT(nobody)))
        return NULL;
    gx_range before = {gx_clause_at(a, &f->news->frames, sentence, at).start, at};
    if (over ? !has_any(a, before, holding, COUNT(holding)) : !has_any(a, before, edition, COUNT(edition)))
        return NULL;
    gx_word *made = gx_arena_alloc(a->arena, sizeof *made);
    *made = (gx_word){.table = GX_TABLE_EVENT_HEADS, .n = 1, .cell = endings[e], .code = codes};
    return made;
}

static void find_candidates(finder *f)
{
    gx_analysis *a = f->a;
    for (size_t s = 0; s < a->article->n_sentences; s++) {
        gx_range sentence = a->article->sentences[s];
        const gx_block *block = gx_block_at(a, sentence.start);
        if (!block || block->kind == GX_BLOCK_META)
            continue;
        for (uint32_t i = sentence.start; i < sentence.end; i++) {
            const gx_word *head =
                gx_lexicon_longest(a->lexicon, a->text + i, sentence.end - i, GX_TABLE_EVENT_HEADS);
            if (!head && !f->mentioned[i])
                head = unknown_head(f, sentence, i);
            bool inside = false;
            for (uint32_t k = i; head && k < i + head->n; k++)
                inside = inside || f->mentioned[k];
            if (!head || inside)
                continue;
            if (head->code[HEAD_USE] != HEAD_NEVER)
                add_candidate(f, block, sentence, i, head);
            i += head->n - 1;
        }
    }
}

/* ---- Evidence ---- */

static void weigh(finder *f)
{
    static const char *const at_it[] = {"上", "中", "期间", "现场", "间隙", "当天"};
    static const char *const acting[] = {"选举", "由",   "通过", "审议", "听取", "定于", "于",
                                         "补选", "替补", "增选", "推举", "推选", "选出"};
    gx_analysis *a = f->a;
    gx_frames *frames = &f->news->frames;
    for (size_t i = 0; i < f->candidates.n; i++) {
        candidate *c = &f->candidates.at[i];
        c->background = c->background || is_background(f, c);
        c->joined_in = any_at(a, c->head.end, at_it, COUNT(at_it));
        c->acts = any_at(a, c->head.end, acting, COUNT(acting));
        for (size_t k = gx_first_frame(frames, c->clause.start); k < frames->frames.n; k++) {
            gx_frame *frame = &frames->frames.at[k];
            uint8_t use = frame->verb->code[GX_VERB_USE];
            if (frame->range.start >= c->clause.end)
                break;
            if (frame->blocked && use != GX_VERB_HOLD)
                continue;
            const char *role = frame->verb->cell[GX_VERB_SUBJECT];
            if (use == GX_VERB_HOLD)
                c->held = true;
            if (frame->range.end <= c->range.start &&
                (strcmp(role, "attendee") == 0 || strcmp(role, "host") == 0))
                c->joined_in = true;
        }
        if (gx_text_before(a, c->range.start, "进行") || gx_text_before(a, c->range.start, "进行了"))
            c->held = true;
    }
}

/* ---- One event told several ways ---- */

/* Words for one event stand near each other. */
static size_t look_from(size_t i)
{
    return i > LOOK_CANDIDATES ? i - LOOK_CANDIDATES : 0;
}

static bool contains_chars(const uint32_t *text, gx_range whole, gx_range part)
{
    uint32_t n = part.end - part.start;
    for (uint32_t i = whole.start; i + n <= whole.end; i++)
        if (memcmp(text + i, text + part.start, n * sizeof *text) == 0)
            return true;
    return false;
}

/* Share of the pairs of characters of `part` that occur in `whole`. */
static double overlap(const uint32_t *text, gx_range part, gx_range whole)
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

/* Numbers tell events of one series apart: 第一次, 第二届. */
static bool other_number(const gx_analysis *a, gx_range x, gx_range y)
{
    for (uint32_t i = x.start; i + 2 < x.end; i++)
        for (uint32_t k = y.start; k + 2 < y.end; k++)
            if (a->text[i] == U'第' && a->text[k] == U'第') {
                uint32_t n = 1;
                while (i + n < x.end && k + n < y.end && a->text[i + n] == a->text[k + n] &&
                       a->text[i + n] != U'次' && a->text[i + n] != U'届')
                    n++;
                if (a->text[i + n] != a->text[k + n])
                    return true;
            }
    return false;
}

static bool same_event(const gx_analysis *a, const candidate *x, const candidate *y)
{
    if (x->range.start == y->range.start)
        return true;
    if (other_number(a, x->range, y->range))
        return false;
    bool same_head = same_chars(a->text, x->head, y->head);
    bool same_type = strcmp(x->type, y->type) == 0;
    if (contains_chars(a->text, x->range, y->range) || contains_chars(a->text, y->range, x->range))
        return same_head || same_type || x->headline || y->headline;
    double one = overlap(a->text, x->range, y->range), other = overlap(a->text, y->range, x->range);
    double most = one > other ? one : other, least = one > other ? other : one;
    if (x->headline || y->headline)
        return most >= 0.6 && (same_type || same_head);
    return (same_head || same_type) && most >= 0.75 && least >= 0.4;
}

/* 开展技能竞赛 may be any; a number, quotes, a year, a holder, or many words of its own make it one. */
static bool is_particular(const finder *f, const candidate *c)
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

static bool accepted(const finder *f, const candidate *c)
{
    if (c->background || c->bare || c->headline)
        return false;
    if (!c->lead && !c->dated && !c->acts && !is_particular(f, c))
        return false;
    return c->held || (c->joined_in && c->use == HEAD_NAME) || c->acts || (c->lead && c->use == HEAD_NAME);
}

/* Is there a meeting or ceremony before that a word for one can point to? */
static bool gathers(const finder *f, const candidate *c)
{
    for (size_t i = look_from((size_t)(c - f->candidates.at)); &f->candidates.at[i] < c; i++) {
        uint32_t e = f->candidates.at[i].event;
        const char *type = e != GX_NONE ? f->a->events.at[e].type : "";
        if (strcmp(type, "meeting") == 0 || strcmp(type, "ceremony") == 0 || strcmp(type, "founding") == 0)
            return true;
    }
    return false;
}

/* A bare word that names a session of its own: 3日上午举行的座谈会. */
static bool opens_session(const finder *f, const candidate *c)
{
    static const char *const parts[] = {"开幕", "闭幕", "开班", "结业", "开赛", "启动", "成立"};
    if (any_at(f->a, c->head.start, parts, COUNT(parts)))
        return false;
    if (c->background || !c->bare || c->determined || c->headline || c->use != HEAD_NAME ||
        c->head.end - c->head.start < 3)
        return false;
    const candidate *other = NULL;
    for (size_t i = look_from((size_t)(c - f->candidates.at)); &f->candidates.at[i] < c; i++)
        if (f->candidates.at[i].event != GX_NONE && same_chars(f->a->text, c->head, f->candidates.at[i].head))
            other = &f->candidates.at[i];
    /* 颁奖仪式上: the ceremony of a contest, an exhibition, a visit. */
    bool prizes = c->joined_in && strcmp(c->type, "ceremony") == 0 && c->head.end - c->head.start >= 3 &&
                  !gathers(f, c);
    return !other && (c->held || c->dated || c->acts || prizes);
}

static gx_event *add_event(finder *f, gx_range name, const char *type, double confidence)
{
    gx_analysis *a = f->a;
    gx_event *event = GX_PUSH(a->arena, &a->events);
    *event = (gx_event){.name = gx_text_of(a, name), .type = type, .head = name, .confidence = confidence};
    return event;
}

static void add_word(finder *f, gx_range range, uint32_t event, bool surface)
{
    *GX_PUSH(f->a->arena, &f->news->words) = (gx_event_word){range, event, surface};
    if (event != GX_NONE && surface)
        *GX_PUSH(f->a->arena, &f->a->events.at[event].mentions) = range;
}

static void make_events(finder *f)
{
    gx_analysis *a = f->a;
    for (size_t i = 0; i < f->candidates.n; i++) {
        candidate *c = &f->candidates.at[i];
        bool session = opens_session(f, c);
        if (!accepted(f, c) && !session)
            continue;
        for (size_t k = look_from(i); k < i && c->event == GX_NONE; k++)
            if (f->candidates.at[k].event != GX_NONE && !session && same_event(a, c, &f->candidates.at[k]))
                c->event = f->candidates.at[k].event;
        if (c->event == GX_NONE) {
            c->event = (uint32_t)a->events.n;
            add_event(f, c->range, c->type, c->lead ? sure_lead : sure_later);
        }
        gx_event *event = &a->events.at[c->event];
        event->salience += (c->lead ? 2 : 0) + (c->held ? 0.5 : 0);
        if (c->range.end - c->range.start > event->head.end - event->head.start) {
            event->head = c->range;
            event->name = gx_text_of(a, c->range);
        }
    }
}

/* ---- The main event ---- */

static void add_title(finder *f)
{
    gx_analysis *a = f->a;
    for (uint32_t e = 0; e < a->events.n; e++) {
        double of_name = overlap(a->text, a->events.at[e].head, f->title);
        double of_title = overlap(a->text, f->title, a->events.at[e].head);
        a->events.at[e].salience +=
            4 * (of_name > of_title ? of_name : of_title) + 0.001 * (double)(a->events.n - e);
    }
    f->news->main = GX_NONE;
    for (uint32_t e = 0; e < a->events.n; e++)
        if (f->news->main == GX_NONE || a->events.at[e].salience > a->events.at[f->news->main].salience)
            f->news->main = e;
}

/* 座谈, 演出, 义诊 with a day of their own. */
static bool is_session_verb(const char *type)
{
    return strcmp(type, "meeting") == 0 || strcmp(type, "performance") == 0 || strcmp(type, "campaign") == 0;
}

/* The verb that tells what happened, where no noun does: 到…慰问. */
static bool tells_event(const finder *f, const gx_frame *frame)
{
    if (strcmp(frame->verb->cell[GX_VERB_EVENT], "none") == 0 || frame->blocked)
        return false;
    static const char *const means[] = {"通过", "以", "为", "按照", "围绕", "在"};
    if (f->news->frames.speech[frame->range.start] || any_at(f->a, frame->clause.start, means, COUNT(means)))
        return false;
    bool signs = frame->verb->code[GX_VERB_USE] == GX_VERB_SIGN && frame->with != GX_NONE;
    return frame->subject != GX_NONE || frame->agent != GX_NONE || frame->clause.start < f->title.end ||
           signs || is_session_verb(frame->verb->cell[GX_VERB_EVENT]);
}

/* From the subject to the end of the clause, without adverbs of time before. */
static gx_range clause_name(const finder *f, const gx_frame *frame)
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

static const char *subject_name(const finder *f, const gx_frame *frame)
{
    const gx_frames *frames = &f->news->frames;
    const gx_mention *m = &f->a->mentions.at[frames->tops.at[frames->groups.at[frame->subject].first]];
    return m->type == GX_ENTITY_PERSON ? f->a->people.at[m->entity].name
                                       : f->a->organizations.at[m->entity].name;
}

static void add_verb_event(finder *f, gx_frame *frame, double salience, double confidence)
{
    gx_analysis *a = f->a;
    gx_range name = clause_name(f, frame);
    gx_event *event = add_event(f, name, frame->verb->cell[GX_VERB_EVENT], confidence);
    frame->event = (uint32_t)a->events.n - 1;
    if (frame->subject != GX_NONE && f->news->frames.groups.at[frame->subject].range.end <= name.start)
        event->name = gx_arena_printf(a->arena, "%s%s", subject_name(f, frame),
                                      event->name); /* who stands clauses before */
    event->salience = salience;
    add_word(f, name, frame->event, true);
    add_word(f, (gx_range){frame->range.start, name.end > frame->range.end ? name.end : frame->range.end},
             frame->event, true);
    add_word(f, frame->range, frame->event, true);
}

static gx_frame *first_telling(finder *f, gx_range within)
{
    gx_frames *frames = &f->news->frames;
    for (size_t i = 0; i < frames->frames.n; i++) {
        gx_frame *frame = &frames->frames.at[i];
        if (frame->range.start >= within.start && frame->range.end <= within.end && tells_event(f, frame))
            return frame;
    }
    return NULL;
}

/* 走进东港镇的果园: a lead that only says where somebody went. */
static bool goes_in_lead(const finder *f)
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

static bool akin(const char *x, const char *y)
{
    bool visits = strcmp(x, "visit") == 0 || strcmp(x, "inspection") == 0;
    return strcmp(x, y) == 0 || (visits && (strcmp(y, "visit") == 0 || strcmp(y, "inspection") == 0));
}

/* 此次调研, 参加慰问, where no name for it stands in the article (the head is on another page): A调研. */
static void add_unnamed(finder *f)
{
    gx_analysis *a = f->a;
    const gx_frames *frames = &f->news->frames;
    const gx_mention *who = NULL;
    for (size_t i = 0; i < frames->tops.n && !who; i++)
        if (a->mentions.at[frames->tops.at[i]].type == GX_ENTITY_PERSON)
            who = &a->mentions.at[frames->tops.at[i]];
    for (size_t i = 0; i < f->candidates.n && who; i++) {
        candidate *c = &f->candidates.at[i];
        bool visit = strcmp(c->type, "visit") == 0 || strcmp(c->type, "inspection") == 0;
        if (!visit || !c->bare || c->background || !(c->determined || c->joined_in) || c->event != GX_NONE)
            continue;
        c->event = (uint32_t)a->events.n;
        gx_event *event = add_event(f, c->range, c->type, sure_later);
        event->name = gx_arena_printf(a->arena, "%s%s", a->people.at[who->entity].name, event->name);
        event->salience = 2.2;
        return;
    }
}

/* …医院到石桥镇开展义诊活动: a lead whose event has no other name than the whole clause. */
static bool add_plain(finder *f)
{
    for (size_t i = 0; i < f->candidates.n; i++) {
        candidate *c = &f->candidates.at[i];
        if (!c->lead || !c->held || !c->bare || c->background || c->headline)
            continue;
        gx_range name = {c->range.start, c->range.end};
        while (name.start > c->clause.start && !f->date_to[name.start] &&
               name.end - name.start < CLAUSE_NAME_CHARS)
            name.start--;
        c->event = (uint32_t)f->a->events.n;
        add_event(f, name, c->type, sure_lead)->salience = 2;
        add_word(f, name, c->event, true);
        f->news->main = c->event;
        return true;
    }
    return false;
}

/* 开展“冬送温暖”走访慰问活动: the title's name for what the lead tells by a verb. */
static candidate *title_name(finder *f, const gx_frame *frame)
{
    for (size_t i = 0; i < f->candidates.n; i++) {
        candidate *c = &f->candidates.at[i];
        bool fitting = akin(frame->verb->cell[GX_VERB_EVENT], c->type);
        if (c->headline && !c->bare && c->held && fitting && c->head.end <= f->title.end &&
            c->event == GX_NONE)
            return c;
    }
    return NULL;
}

static void find_main(finder *f)
{
    gx_analysis *a = f->a;
    if (f->title.end == f->title.start)
        add_unnamed(f);
    add_title(f);
    double best = f->news->main == GX_NONE ? 0 : a->events.at[f->news->main].salience;
    gx_frame *in_title = first_telling(f, f->title), *in_lead = first_telling(f, f->lead);
    bool title_visit = in_title && akin("visit", in_title->verb->cell[GX_VERB_EVENT]);
    if (best >= 2 && !(title_visit && best < 3.5))
        return;
    gx_frame *frame = in_lead ? in_lead : in_title;
    if (!frame && (best >= 1 || (best > 0 && strcmp(a->events.at[f->news->main].type, "ceremony") == 0)))
        return;
    for (size_t i = 0; i < f->candidates.n && !frame; i++) {
        candidate *c = &f->candidates.at[i];
        if (!c->headline || c->bare || c->range.start >= f->title.end || c->use == HEAD_NEVER)
            continue;
        c->event = (uint32_t)a->events.n;
        add_event(f, c->range, c->type, sure_title_only)->salience = 2;
        f->news->main = c->event;
        return;
    }
    if (!frame && best == 0 && add_plain(f))
        return;
    if (!frame && best == 0)
        frame = first_telling(f, (gx_range){0, (uint32_t)a->n});
    if (frame && best > 0 && akin(frame->verb->cell[GX_VERB_EVENT], a->events.at[f->news->main].type)) {
        frame->event = f->news->main;
        return;
    }
    candidate *named = frame ? title_name(f, frame) : NULL;
    if (named) {
        named->event = frame->event = (uint32_t)a->events.n;
        add_event(f, named->range, named->type, sure_lead)->salience = best + 2;
        add_word(f, clause_name(f, frame), frame->event, true);
    } else if (frame) {
        add_verb_event(f, frame, best + 2, sure_verb);
    } else {
        gx_range whole = f->title.end > f->title.start ? f->title : f->lead;
        if (whole.end == whole.start || (!a->mentions.n && !f->news->frames.frames.n))
            return; /* nobody does anything */
        if (whole.end - whole.start > NAME_CHARS)
            whole.end = whole.start + NAME_CHARS;
        add_event(f, whole, goes_in_lead(f) ? "visit" : "other", sure_title_only)->salience = 1;
    }
    f->news->main = (uint32_t)a->events.n - 1;
}

/* ---- Later events told by verbs ---- */

static const char *const turns[] = {"会后",   "会前",   "随后",     "次日", "当天",   "同日",
                                    "当日",   "之后",   "会前一天", "其间", "期间",   "前一天",
                                    "当晚",   "翌日",   "接着",     "赛后", "赛前",   "此后",
                                    "签约前", "仪式后", "签约后",   "稍后", "紧接着", "隔天"};

static bool own_day(const finder *f, const gx_frame *frame)
{
    const gx_analysis *a = f->a;
    gx_range before = {frame->sentence.start, frame->range.start};
    for (uint32_t i = before.start; i <= before.end; i++)
        if (f->date_to[i])
            return true;
    return has_any(a, before, turns, COUNT(turns));
}

static const char *const unveiling[] = {"揭牌", "揭幕"};

/* The main event's own words for what the verb tells: …揭牌仪式. */
static bool named_in_main(const finder *f, const gx_frame *frame)
{
    static const char *const births[] = {"成立", "揭牌", "挂牌", "启用", "落成"};
    gx_range head = f->a->events.at[f->news->main].head;
    return contains_chars(f->a->text, head, frame->range) || has_any(f->a, head, births, COUNT(births)) ||
           has_any(f->a, f->title, births, 1);
}

/* A signing within a visit, donation or founding is an event of its own; at a meeting it belongs to the
 * meeting. */
static bool signs_apart(const finder *f, const gx_frame *frame)
{
    static const char *const papers[] = {"协议",   "备忘录", "合同",   "协作书", "协定",
                                         "约定书", "责任书", "倡议书", "意向书"};
    static const char *const hosts[] = {"visit", "inspection", "donation", "founding", "campaign"};
    const char *main = f->a->events.at[f->news->main].type;
    bool apart = false;
    for (size_t i = 0; i < COUNT(hosts); i++)
        apart = apart || strcmp(main, hosts[i]) == 0;
    for (size_t i = 0; i < f->candidates.n && apart; i++) {
        const candidate *c = &f->candidates.at[i];
        bool session = c->event != GX_NONE && c->event != f->news->main && c->joined_in;
        if (session && c->head.start >= frame->sentence.start && c->head.end <= frame->range.start)
            apart = false; /* 座谈会上,…签订 */
    }
    return apart && has_any(f->a, frame->clause, papers, COUNT(papers));
}

/* Later signatures are of the same signing. */
static void return_signing(finder *f, const gx_frame *first)
{
    gx_frames *frames = &f->news->frames;
    for (size_t i = 0; i < frames->frames.n; i++) {
        gx_frame *frame = &frames->frames.at[i];
        if (frame > first && frame->verb->code[GX_VERB_USE] == GX_VERB_SIGN && frame->event == GX_NONE)
            frame->event = first->event;
    }
}

static bool dated_clause(const finder *f, const gx_frame *frame)
{
    for (uint32_t i = frame->sentence.start; i <= frame->range.start; i++)
        if (f->date_to[i])
            return true;
    return false;
}

/* A day before the verb that neither the title nor the lead names. */
static bool new_day(const finder *f, const gx_frame *frame)
{
    const gx_analysis *a = f->a;
    for (size_t i = 0; i < a->dates.n; i++) {
        const gx_date *d = &a->dates.at[i];
        if (d->range.start < frame->sentence.start || d->range.end > frame->range.start || !d->iso ||
            strlen(d->iso) != DAY_CHARS)
            continue;
        bool known = false;
        for (size_t k = 0; k < a->dates.n; k++) {
            const gx_date *other = &a->dates.at[k];
            known = known || (other->range.end <= f->lead.end && other->iso && strstr(other->iso, d->iso));
        }
        if (!known)
            return true;
    }
    return false;
}

/* Is the clause about an event with a name of its own? */
static bool beside_name(const finder *f, const gx_frame *frame)
{
    for (size_t i = 0; i < f->candidates.n; i++) {
        const candidate *c = &f->candidates.at[i];
        if (c->head.start >= frame->clause.end)
            break;
        if (c->event != GX_NONE && c->head.start >= frame->clause.start)
            return true;
    }
    return false;
}

/* 次日,…向…捐赠: a gift on another day or at another turn, by a verb that tells no more than that. */
static bool told_apart(const finder *f, const gx_frame *frame, const gx_frame *last)
{
    static const char *const gifts[] = {"捐", "赠"};
    const char *type = frame->verb->cell[GX_VERB_EVENT];
    if (!has_any(f->a, frame->range, gifts, COUNT(gifts)) || beside_name(f, frame) ||
        has_any(f->a, frame->sentence, background_words, COUNT(background_words)))
        return false;
    if (last && last->sentence.start == frame->sentence.start && akin(last->verb->cell[GX_VERB_EVENT], type))
        return false;
    if (new_day(f, frame))
        return true;
    gx_range before = {frame->sentence.start, frame->range.start};
    return !akin(type, f->a->events.at[f->news->main].type) && has_any(f->a, before, turns, COUNT(turns));
}

static const double by_the_way = 0.2;

/* How much a frame's own event weighs beside the main one; 0 = it tells none. */
static double later_weight(finder *f, const gx_frame *frame, const gx_frame *last)
{
    const gx_analysis *a = f->a;
    const char *type = frame->verb->cell[GX_VERB_EVENT], *main = a->events.at[f->news->main].type;
    if (frame->verb->code[GX_VERB_USE] == GX_VERB_SIGN && signs_apart(f, frame))
        return 0.5;
    bool unveils = strcmp(type, "founding") == 0 && has_any(a, frame->range, unveiling, COUNT(unveiling));
    if (unveils && strcmp(main, "founding") != 0 && !named_in_main(f, frame))
        return 0.4;
    if (is_session_verb(type) && dated_clause(f, frame) && !akin(type, main))
        return 0.3;
    if (akin(type, "visit")) {
        bool whom = frame->object != GX_NONE || frame->to != GX_NONE || new_day(f, frame);
        bool past = !has_any(a, frame->sentence, background_words, COUNT(background_words));
        return whom && past && own_day(f, frame) ? 0.2 : 0;
    }
    return told_apart(f, frame, last) ? by_the_way : 0;
}

static void find_later(finder *f)
{
    gx_frames *frames = &f->news->frames;
    const gx_frame *last = NULL;
    if (f->news->main == GX_NONE)
        return;
    for (size_t i = 0; i < frames->frames.n; i++) {
        gx_frame *frame = &frames->frames.at[i];
        if (frame->event != GX_NONE || !tells_event(f, frame) || frame->range.start < f->lead.end)
            continue;
        double weight = later_weight(f, frame, last);
        if (weight <= 0)
            continue;
        add_verb_event(f, frame, weight, sure_later);
        const gx_block *block = gx_block_at(f->a, frame->range.start);
        bool entry = block && block->range.start == frame->sentence.start; /* of a chronicle */
        f->a->events.at[frame->event].aside =
            weight <= by_the_way && !akin(frame->verb->cell[GX_VERB_EVENT], "visit") && !entry;
        last = frame;
        if (frame->verb->code[GX_VERB_USE] == GX_VERB_SIGN)
            return_signing(f, frame);
    }
}

/* ---- Plain words ---- */

static bool fits(const finder *f, const candidate *c, uint32_t e)
{
    const gx_analysis *a = f->a;
    const gx_event *event = &a->events.at[e];
    if (contains_chars(a->text, event->head, c->head))
        return true;
    if (strcmp(c->type, event->type) == 0)
        return true;
    bool meeting = strcmp(c->type, "meeting") == 0 && strcmp(event->type, "ceremony") == 0;
    return meeting || gx_text_before(a, c->head.end, "活动");
}

static uint32_t event_of_word(finder *f, size_t i)
{
    candidate *c = &f->candidates.at[i];
    const gx_analysis *a = f->a;
    if (gx_text_at(a, c->head.start, "活动") && f->news->main != GX_NONE)
        return f->news->main;
    for (size_t k = i; k-- > look_from(i);) {
        const candidate *other = &f->candidates.at[k];
        if (other->event != GX_NONE && !other->bare && same_chars(a->text, c->head, other->head))
            return other->event;
    }
    for (size_t k = i + 1; k < f->candidates.n && k < i + LOOK_CANDIDATES; k++) {
        const candidate *later = &f->candidates.at[k];
        if (later->event != GX_NONE && later->bare && same_chars(a->text, c->head, later->head) &&
            a->events.at[later->event].head.start == later->range.start)
            return later->event; /* the session is dated where it is told again */
    }
    for (size_t k = i; k-- > look_from(i);) {
        uint32_t e = f->candidates.at[k].event;
        if (e != GX_NONE && contains_chars(a->text, a->events.at[e].head, c->head))
            return e; /* 大会 is the 代表大会, not the 全体会议 named since */
    }
    for (size_t k = i; k-- > look_from(i);)
        if (f->candidates.at[k].event != GX_NONE && fits(f, c, f->candidates.at[k].event))
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

static void find_words(finder *f)
{
    gx_analysis *a = f->a;
    uint32_t title_event = f->news->main;
    for (size_t i = 0; i < f->candidates.n; i++) {
        candidate *c = &f->candidates.at[i];
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
        if (c->event == GX_NONE && c->headline && title_event != GX_NONE)
            continue;
        add_word(f, c->range, c->event, surface);
    }
    if (f->title.end > f->title.start && title_event != GX_NONE)
        add_word(f, f->title, title_event, true);
}

/* 会上, 会后, 赛前: the meeting or contest spoken of last. */
static void find_points(finder *f)
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
        for (size_t p = 0; p < COUNT(points); p++) {
            while (before < f->candidates.n && f->candidates.at[before].head.start < i)
                before++;
            if (f->named[i] || !gx_text_at(a, i, points[p].word))
                continue;
            candidate c = {.head = {i, i + 1}, .range = {i, i + 1}, .type = points[p].type, .bare = true};
            uint32_t event = GX_NONE;
            for (size_t k = before; k-- > look_from(before) && event == GX_NONE;) {
                const candidate *other = &f->candidates.at[k];
                if (other->event != GX_NONE && !other->background && fits(f, &c, other->event))
                    event = other->event;
            }
            add_word(f, c.range, event != GX_NONE ? event : f->news->main, false);
        }
}

/* ---- Date and place ---- */

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
        for (size_t k = 0; k < COUNT(signs); k++)
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
static const gx_date *told_date(const finder *f, uint32_t e, gx_range *sentence)
{
    const gx_analysis *a = f->a;
    const gx_event *event = &a->events.at[e];
    const gx_date *date = NULL;
    size_t tried = 0;
    for (size_t m = 0; m < event->mentions.n && !date && tried < 3; m++) {
        gx_range at = event->mentions.at[m];
        if (at.start < f->title.end && f->title.end > f->title.start)
            continue;
        *sentence = sentence_at(a, at.start);
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

static void set_date(finder *f, uint32_t e)
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
static void set_place(finder *f, uint32_t e)
{
    gx_analysis *a = f->a;
    gx_event *event = &a->events.at[e];
    gx_frames *frames = &f->news->frames;
    for (size_t m = 0; m < event->mentions.n; m++) {
        gx_range sentence = sentence_at(a, event->mentions.at[m].start);
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
                place.end - place.start > PLACE_CHARS || any_at(a, place.start, no_places, COUNT(no_places)))
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

/* A sentence that names somebody or a day: leads may begin with questions. */
static bool tells(const finder *f, gx_range sentence)
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

static void find_layout(finder *f)
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

void gx_find_events(gx_analysis *a)
{
    finder f = {.a = a};
    f.news = gx_arena_alloc(a->arena, sizeof *f.news);
    f.named = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    f.news->main = GX_NONE;
    a->news = f.news;
    find_ends(&f);
    find_layout(&f);
    gx_find_quotes(a, &f.news->frames);
    find_candidates(&f);
    gx_find_frames(a, f.named, &f.news->frames);
    weigh(&f);
    make_events(&f);
    find_main(&f);
    find_later(&f);
    find_words(&f);
    find_points(&f);
    if (f.news->words.n > 1)
        qsort(f.news->words.at, f.news->words.n, sizeof *f.news->words.at, by_start);
    for (uint32_t e = 0; e < a->events.n; e++) {
        set_date(&f, e);
        set_place(&f, e);
    }
}
