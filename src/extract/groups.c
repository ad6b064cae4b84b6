#include "extract/frame_builder.h"

#include "base/utf8.h"

#include <string.h>
#include <wchar.h>

enum {
    NESTED_MENTIONS = 8,      /* a mention lies inside one of at most this many before it */
    AFFILIATION_MENTIONS = 4, /* a person's phrase begins at most this many mentions before the name */
    PEOPLE_CHARS = 14,        /* 的86名一线职工参加 */
    QUOTED_CHARS = 8,         /* a name begins at most this far behind its opening quotation mark */
    TITLES_CHARS = 25,        /* titles between a comma and a name */
    JOIN_CHARS = 20, /* 某市税务局有关部门、…: at most this much between two members of a list */
    RELATIVE_CHARS = 24, /* 和捐出二十台学习平板的某公司工会主席B */
    MARKER_GAP_CHARS = 12, /* 向困难职工张三…: at most this much between a preposition and its mention */
    DESCRIPTION_CHARS = 36, /* 为获得全国五一劳动奖章的张三: at most this much between 为 and 张三 */
    HONOUR_GAP_CHARS = 16 /* … and where an honour stands between: 为全国某某奖章获得者张三 */
};

static const struct {
    const char *word;
    gx_marker marker;
} markers[] = {
    {"陪同", GX_MARK_NONE},    {"会同", GX_MARK_WITH}, {"作为", GX_MARK_NONE}, {"成为", GX_MARK_OUT},
    {"因为", GX_MARK_OUT},     {"名为", GX_MARK_OUT},  {"根据", GX_MARK_OUT},  {"按照", GX_MARK_OUT},
    {"通过", GX_MARK_OUT},     {"围绕", GX_MARK_OUT},  {"关于", GX_MARK_OUT},  {"依托", GX_MARK_OUT},
    {"受到", GX_MARK_OUT},     {"图为", GX_MARK_NONE}, {"接受", GX_MARK_NONE}, {"代表", GX_MARK_FOR},
    {"代", GX_MARK_FOR},       {"携手", GX_MARK_WITH}, {"联合", GX_MARK_WITH}, {"联手", GX_MARK_WITH},
    {"连同", GX_MARK_WITH},    {"改由", GX_MARK_BY},   {"来自", GX_MARK_NONE}, {"位于", GX_MARK_AT},
    {"由", GX_MARK_BY},        {"被", GX_MARK_BY},     {"向", GX_MARK_TO},     {"给", GX_MARK_TO},
    {"为", GX_MARK_TO},        {"对", GX_MARK_TO},     {"与", GX_MARK_WITH},   {"和", GX_MARK_WITH},
    {"同", GX_MARK_WITH},      {"跟", GX_MARK_WITH},   {"在", GX_MARK_AT},     {"于", GX_MARK_AT},
    {"从", GX_MARK_AT},        {"经", GX_MARK_OUT},    {"受", GX_MARK_OUT},    {"据", GX_MARK_SAYS},
    {"按", GX_MARK_OUT},       {"把", GX_MARK_TAKE},   {"将", GX_MARK_TAKE},   {"因", GX_MARK_OUT},
    {"随", GX_MARK_OUT},       {"比", GX_MARK_OUT},    {"牢记", GX_MARK_OUT},  {"贯彻", GX_MARK_OUT},
    {"贯彻落实", GX_MARK_OUT}, {"落实", GX_MARK_OUT},  {"学习", GX_MARK_OUT},  {"传达", GX_MARK_OUT},
    {"重温", GX_MARK_OUT},     {"领会", GX_MARK_OUT},
};

/* 学员代表A: a noun before 代表 makes a title of it; A代表B does not. */
static bool titles_delegate(const gx_frame_builder *b, uint32_t start)
{
    const gx_analysis *a = b->a;
    uint32_t at = start - 2; /* of 代表 */
    return gx_text_before(a, start, "代表") && at > b->sentence.start && !b->covered[at - 1] &&
           (a->tags[at - 1].pos == GX_POS_N || a->tags[at - 1].pos == GX_POS_VN);
}

/* Where the quotation opens in which `start` stands near its beginning: 为|“云山·匠心学院”揭牌; else `start`.
 */
static uint32_t quote_before(const gx_frame_builder *b, uint32_t start)
{
    for (uint32_t i = start; i > b->sentence.start && start - i < QUOTED_CHARS && b->out->quoted[i - 1]; i--)
        if (b->a->text[i - 1] == U'“' || b->a->text[i - 1] == U'《' || b->a->text[i - 1] == U'「')
            return i - 1;
    return start;
}

static bool verb_between(const gx_frame_builder *b, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < b->verbs.n; i++)
        if (b->verbs.at[i].range.start >= from && b->verbs.at[i].range.end <= to)
            return true;
    return false;
}

static bool honour_between(const gx_frame_builder *b, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < b->verbs.n; i++)
        if (b->verbs.at[i].range.start >= from && b->verbs.at[i].range.end <= to &&
            b->verbs.at[i].verb->code[GX_VERB_USE] == GX_VERB_WIN)
            return true;
    return false;
}

/* 为|荣获“…”称号的A颁发证书: the preposition stands before what A has won. */
static bool described_receiver(const gx_frame_builder *b, uint32_t start)
{
    const gx_analysis *a = b->a;
    if (!gx_text_before(a, start, "的"))
        return false;
    for (uint32_t i = start - 1; i > b->sentence.start && start - i < DESCRIPTION_CHARS; i--) {
        uint32_t c = a->text[i - 1];
        if (gx_breaks_clause(a, i - 1) && !b->out->quoted[i - 1])
            return false;
        if ((c == U'向' || c == U'给' || c == U'为') && a->tags[i - 1].pos == GX_POS_P && !b->covered[i - 1])
            return honour_between(b, i, start);
    }
    return false;
}

/* The preposition before a group: next to it, or, for 向 为 给 对, a few nouns away. */
gx_marker gx_marker_before(const gx_frame_builder *b, uint32_t at)
{
    const gx_analysis *a = b->a;
    uint32_t start = quote_before(b, at);
    bool delegate = titles_delegate(b, start);
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++)
        if (!delegate && gx_text_before(a, start, markers[i].word) && start > b->sentence.start)
            return markers[i].marker;
    if (described_receiver(b, start))
        return GX_MARK_TO;
    for (uint32_t i = start; i > b->sentence.start && start - i < HONOUR_GAP_CHARS; i--) {
        uint32_t c = a->text[i - 1];
        if (gx_breaks_clause(a, i - 1) || b->covered[i - 1])
            break;
        bool named =
            i > b->sentence.start + 1 && b->covered[i - 2]; /* 王某|为劳模周某颁奖, however it is tagged */
        if ((c == U'向' || c == U'给' || c == U'为' || c == U'对') &&
            (a->tags[i - 1].pos == GX_POS_P || named))
            return GX_MARK_TO;
        if (start - i >= MARKER_GAP_CHARS)
            continue;
        bool comrade = gx_text_at(a, i - 1, "同志") || gx_text_at(a, i - 1, "同学");
        if ((c == U'与' || c == U'同') && named && !comrade)
            return GX_MARK_WITH; /* 周某|与徒弟何某签约 */
        bool speaks = !delegate && i >= 3 && gx_text_before(a, i, "代表") &&
                      (b->covered[i - 3] || gx_text_before(a, i - 2, "分别"));
        if (speaks)
            return GX_MARK_FOR; /* A代表两市总工会签字 */
        if (c == U'由' && a->tags[i - 1].pos == GX_POS_P)
            return GX_MARK_BY;
        if (c == U'在' && a->tags[i - 1].pos == GX_POS_P && !verb_between(b, i, start))
            return GX_MARK_AT;
    }
    return GX_MARK_NONE;
}

/* 甲、乙两区总工会: the same words name two organizations. */
static bool share_words(const gx_mention *x, const gx_mention *y)
{
    return x->range.start == y->range.start && x->range.end == y->range.end && x->form == GX_FORM_NAME &&
           y->form == GX_FORM_NAME && x->type == y->type && x->entity != y->entity;
}

static bool is_top(const gx_frame_builder *b, const gx_mention *m)
{
    const gx_analysis *a = b->a;
    const gx_block *block = gx_block_at(a, m->range.start);
    if (m->modifier || b->out->speech[m->range.start] || (block && block->kind == GX_BLOCK_META))
        return false;
    if (m->type == GX_ENTITY_ORGANIZATION && b->named[m->range.start] == 1 && b->named[m->range.end - 1] == 1)
        return false;
    for (size_t i = b->out->tops.n > NESTED_MENTIONS ? b->out->tops.n - NESTED_MENTIONS : 0;
         i < b->out->tops.n; i++) {
        const gx_mention *t = &a->mentions.at[b->out->tops.at[i]];
        if (t->range.start <= m->range.start && m->range.end <= t->range.end && !share_words(t, m))
            return false;
    }
    return true;
}

/* 东港造船厂陈国强, 东港造船厂的陈国强. */
void gx_join_affiliations(gx_analysis *a)
{
    for (size_t i = 0; i + 1 < a->mentions.n; i++) {
        gx_mention *m = &a->mentions.at[i];
        for (size_t k = i + 1; k < a->mentions.n && k < i + AFFILIATION_MENTIONS; k++) {
            gx_mention *next = &a->mentions.at[k];
            bool person = next->type == GX_ENTITY_PERSON && next->form != GX_FORM_PRONOUN;
            uint32_t start = next->phrase.start < next->range.start ? next->phrase.start : next->range.start;
            bool adjacent =
                start == m->range.end || (start == m->range.end + 1 && a->text[m->range.end] == U'的');
            if (m->type != GX_ENTITY_ORGANIZATION || m->modifier || m->acting || !person || !adjacent)
                continue;
            m->modifier = true;
            next->phrase.start = m->range.start;
            if (gx_text_before(a, m->range.start, "来自")) /* A公司的B和来自|C公司的D */
                next->phrase.start -= 2;
        }
    }
}

void gx_find_tops(gx_frame_builder *b)
{
    gx_analysis *a = b->a;
    for (uint32_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        gx_range cover = m->type == GX_ENTITY_PERSON ? m->phrase : m->range;
        memset(b->covered + cover.start, 1, cover.end - cover.start);
        if (is_top(b, m))
            *GX_PUSH(a->arena, &b->out->tops) = i;
    }
}

/* A comma and titles that the phrase of the person behind does not cover. */
static bool only_titles(const gx_analysis *a, uint32_t from, uint32_t to)
{
    if (to - from > TITLES_CHARS)
        return false;
    size_t commas = 0;
    for (uint32_t i = from; i < to; i++) {
        if (a->text[i] == ',') {
            commas++;
            continue;
        }
        const gx_word *honour = gx_longest_at(a, i, to, GX_TABLE_HONOURS);
        if (honour) {
            i += honour->n - 1;
            continue;
        }
        gx_pos pos = a->tags[i].pos;
        bool noun = pos == GX_POS_N || pos == GX_POS_A || pos == GX_POS_VN || pos == GX_POS_NS ||
                    pos == GX_POS_NZ || pos == GX_POS_LOC || pos == GX_POS_ORG || pos == GX_POS_NT ||
                    pos == GX_POS_M || pos == GX_POS_NR;
        if (!noun && a->text[i] != U'、' && a->text[i] != '(' && a->text[i] != ')')
            return false;
    }
    return commas == 1;
}

/* 某区图书馆有关负责人, 某县档案局副局长: an organization for which somebody unnamed stands in a list of
 * people. */
static bool stands_for_person(const gx_analysis *a, const gx_mention *m)
{
    return m->type == GX_ENTITY_ORGANIZATION && (m->acting || m->phrase.end > m->range.end ||
                                                 gx_longest_at(a, m->range.end, a->n, GX_TABLE_TITLES));
}

/* 代表市总工会|与|某公司经理李某签约: a body and a person joined by 与 are two sides. */
static bool meets(const gx_analysis *a, const gx_mention *m, const gx_mention *next, uint32_t between)
{
    return m->type == GX_ENTITY_ORGANIZATION && next->type == GX_ENTITY_PERSON && !stands_for_person(a, m) &&
           (gx_text_at(a, between, "与") || gx_text_at(a, between, "同"));
}

static bool has_break(const gx_analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (gx_breaks_clause(a, i))
            return true;
    return false;
}

/* Behind the title of a work that begins at `at`: A|《归队》|、B|的小说《秋收》; else `at`. */
static uint32_t work_end(const gx_analysis *a, uint32_t at, uint32_t to)
{
    enum { GENRE_CHARS = 8 };
    static const char *const sends[] = {"选送", "报送", "推荐", "表演", "创作", "带来", "演出", "申报"};
    uint32_t i = at + (gx_any_at(a, at, sends, GX_COUNT(sends)) ? 2 : 0); /* 某局|选送的《秋收》 */
    if (i < to && a->text[i] == U'的')
        while (i < to && i - at <= GENRE_CHARS && a->text[i] != U'《' && !gx_is_punctuation(a->text[i]))
            i++;
    for (uint32_t title = i; i < to && a->text[title] == U'《'; i++)
        if (a->text[i] == U'》')
            return i + 1;
    return at;
}

bool gx_counts_others(const gx_analysis *a, uint32_t from, uint32_t to)
{
    bool number = false;
    if (to - from > JOIN_CHARS)
        return false;
    for (uint32_t i = from + 1; i < to; i++) {
        gx_pos pos = a->tags[i].pos;
        number = number || pos == GX_POS_M || (a->text[i] >= '0' && a->text[i] <= '9');
        if (pos != GX_POS_M && pos != GX_POS_Q && pos != GX_POS_N && pos != GX_POS_LOC && pos != GX_POS_NS &&
            pos != GX_POS_A && pos != GX_POS_NZ && pos != GX_POS_S)
            return false;
    }
    return number;
}

/* Characters of the honour that begins at `at`, with the word for who has it; 0 = none. */
static uint32_t honour_at(const gx_analysis *a, uint32_t at, uint32_t end)
{
    static const char *const holders[] = {"获得者", "奖获得者", "称号获得者", "得主"};
    const gx_word *honour = gx_longest_at(a, at, end, GX_TABLE_HONOURS);
    uint32_t n = honour ? honour->n : 0;
    for (size_t i = 0; n && i < GX_COUNT(holders); i++)
        if (gx_text_at(a, at + n, holders[i]))
            return n + (uint32_t)gx_utf8_count(holders[i]);
    return n;
}

/* What may stand between two members of a list; 0 no, 1 yes, 2 a comma. */
static int joins(const gx_analysis *a, const gx_mention *m, const gx_mention *next)
{
    static const char *const connectors[] = {"、", "和", "与", "及", "以及", "暨", "", "等", "、和", "等和"};
    uint32_t from = m->phrase.end, to = next->phrase.start;
    if (share_words(m, next))
        return 1;
    if (from > to)
        return next->range.start > m->range.end;
    bool author = m->type == next->type;
    if (author && from < to)
        from = work_end(a, from, to);
    if (from < to && a->text[from] == U'的')
        return 0;
    if (from < to && a->text[from] == '(') {
        while (from < to && a->text[from] != ')')
            from++;
        from += from < to;
    }
    from += from + 1 < to && gx_text_at(a, from, ",以及"); /* A,|以及读者代表B */
    if (author && from < to)
        from = work_end(a, from, to);
    bool works = author && from + 1 < to && a->text[from] == U'、' && a->text[from + 1] == U'《';
    if (works)
        from = work_end(a, from + 1, to); /* 《春雨》作者A、|《秋收》|作者B */
    for (size_t i = 0; i < sizeof connectors / sizeof *connectors; i++)
        if (gx_utf8_count(connectors[i]) == to - from && gx_text_at(a, from, connectors[i]))
            return m->type == next->type || (*connectors[i] && !meets(a, m, next, from));
    bool titled = stands_for_person(a, m) || stands_for_person(a, next);
    uint32_t last = to > from ? a->text[to - 1] : 0;
    uint32_t first = to > from ? a->text[from] : 0; /* 李玉兰和退休老劳模赵德福 */
    bool opens = next->type == GX_ENTITY_PERSON &&
                 (works || gx_text_at(a, from, "以及") || first == U'、' || first == U'和' || first == U'及');
    if (opens && last == U'的' && to - from <= RELATIVE_CHARS && !has_break(a, from, to))
        return 1;                  /* A和捐出平板的某公司工会主席B */
    bool counted = first == U'等'; /* A|等3个先进职工之家、|B等5名优秀工会工作者 */
    if (to - from <= JOIN_CHARS &&
        (opens || (first != ',' && (last == U'、' || last == U'和' || last == U'及' || last == U'与')))) {
        for (uint32_t i = from; i < to; i++) {
            uint32_t honour = opens ? honour_at(a, i, to) : 0;
            if (honour) { /* A、省五一劳动奖章获得者B */
                i += honour - 1;
                continue;
            }
            gx_pos pos = a->tags[i].pos;
            bool noun = pos == GX_POS_N || pos == GX_POS_A || pos == GX_POS_VN || pos == GX_POS_C ||
                        pos == GX_POS_U || pos == GX_POS_LOC || pos == GX_POS_NS || pos == GX_POS_NZ ||
                        pos == GX_POS_S || pos == GX_POS_ORG || pos == GX_POS_NT || /* 某煤矿|机关、 */
                        (counted && (pos == GX_POS_M || pos == GX_POS_Q)) ||
                        gx_text_at(a, i - !a->tags[i].begins, "代表") || /* 读者代表B */
                        gx_text_at(a, i - !a->tags[i].begins, "本地");   /* 本地选手B */
            if (!noun && a->text[i] != U'、' && (opens || i + 1 < to))
                return 0;
        }
        return 1;
    }
    if (counted && last == ',' && gx_counts_others(a, from, to - 1))
        return 2; /* A、B等34所高校,|C等21所高校 */
    if (to - from == 1 && (a->text[from] == ',' || a->text[from] == ';') && (m->type == next->type || titled))
        return 2;
    bool people = (m->type == GX_ENTITY_PERSON || stands_for_person(a, m)) &&
                  (next->type == GX_ENTITY_PERSON || stands_for_person(a, next));
    if (people && only_titles(a, from, to))
        return 2;
    return 0;
}

/* A comma joins two mentions unless one ends a clause with a verb before it and the other begins one. */
static bool comma_joins(const gx_frame_builder *b, const gx_group *open, const gx_mention *m,
                        const gx_mention *next)
{
    bool listed =
        gx_text_before(b->a, open->range.start, "是") || gx_text_before(b->a, open->range.start, "为");
    gx_range before = gx_clause_at(b->a, b->out, b->sentence, m->phrase.start);
    gx_range after = gx_clause_at(b->a, b->out, b->sentence, next->phrase.end - 1);
    return !((listed || verb_between(b, before.start, m->phrase.start)) &&
             verb_between(b, next->phrase.end, after.end));
}

/* 来自A、B的86名学员参加; A、B的主要领导出席: bodies whose people take part do so themselves. */
static bool sends_people(const gx_frame_builder *b, const gx_group *group)
{
    static const char *const people[] = {"职工",   "代表", "领导", "负责人", "学员", "选手",
                                         "干部",   "会员", "队员", "员工",   "教师", "骨干",
                                         "志愿者", "主席", "队伍", "同志",   "劳模"};
    const gx_analysis *a = b->a;
    const gx_mention *last = &a->mentions.at[b->out->tops.at[group->first + group->n - 1]];
    if (last->type != GX_ENTITY_ORGANIZATION)
        return false;
    for (size_t v = 0; v < b->verbs.n; v++) {
        const gx_frame *verb = &b->verbs.at[v];
        const char *role = verb->verb->cell[GX_VERB_SUBJECT];
        uint32_t at = verb->range.start;
        if (at <= group->range.end || at > group->range.end + PEOPLE_CHARS)
            continue;
        for (size_t i = 0; i < sizeof people / sizeof *people; i++)
            if (gx_text_before(a, at, people[i]) || gx_text_before(a, at, "分别"))
                return strcmp(role, "attendee") == 0 || strcmp(role, "performer") == 0;
    }
    return false;
}

/* A的《归队》、B的《秋收》|等5部作品获奖: whose works win something win it; the group ends behind the last
 * one. */
static void take_works(const gx_frame_builder *b, gx_group *group)
{
    enum { COUNT_CHARS = 14 }; /* 等12件优秀作品分别 */
    const gx_analysis *a = b->a;
    const gx_mention *last = &a->mentions.at[b->out->tops.at[group->first + group->n - 1]];
    uint32_t end = last->type == GX_ENTITY_PERSON ? work_end(a, group->range.end, b->sentence.end) : 0;
    if (end <= group->range.end)
        return;
    for (size_t v = 0; v < b->verbs.n; v++) {
        const gx_frame *verb = &b->verbs.at[v];
        if (verb->range.start < end)
            continue;
        bool won = verb->verb->code[GX_VERB_USE] == GX_VERB_WIN || gx_text_at(a, verb->range.start, "被") ||
                   gx_text_before(a, verb->range.start, "被");
        if (won && verb->range.start <= end + COUNT_CHARS && !has_break(a, end, verb->range.start))
            group->range.end = end;
        return;
    }
}

/* 张三的…; 东港集团广大职工: the group belongs to a noun that follows. */
static bool modifies(const gx_frame_builder *b, const gx_group *group)
{
    static const char *const fine[] = {"一行", "等",   "分别", "代表", "双方",     "两地",
                                       "相关", "有关", "负责", "领导", "工作人员", "志愿者",
                                       "自愿", "班子", "成员", "党员", "主场",     "客场"};
    const gx_analysis *a = b->a;
    uint32_t end = group->range.end;
    if (end >= b->sentence.end)
        return false;
    if (a->text[end] == U'的')
        return !sends_people(b, group);
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
        if (gx_text_at(a, end, fine[i]))
            return false;
    const gx_mention *last = &a->mentions.at[b->out->tops.at[group->first + group->n - 1]];
    return last->type == GX_ENTITY_ORGANIZATION && !stands_for_person(a, last) && a->tags[end].begins &&
           !b->named[end] && (a->tags[end].pos == GX_POS_N || gx_text_at(a, end, "广大"));
}

/* A、B与C的职工交流: 的 belongs to C alone, and C is whom A and B met. */
static bool part_last(gx_frame_builder *b, uint32_t g)
{
    gx_analysis *a = b->a;
    gx_group *group = &b->out->groups.at[g];
    const gx_mention *last = &a->mentions.at[b->out->tops.at[group->first + group->n - 1]];
    uint32_t start = last->phrase.start < last->range.start ? last->phrase.start : last->range.start;
    bool also = gx_text_before(a, start, "以及"); /* A、B,以及C的亲属 */
    if (group->n < 2 || !(also || gx_text_before(a, start, "与") || gx_text_before(a, start, "和") ||
                          gx_text_before(a, start, "同")))
        return false;
    gx_group apart = {.first = group->first + group->n - 1,
                      .n = 1,
                      .range = {start, group->range.end},
                      .marker = GX_MARK_WITH,
                      .possessive = true};
    group->n--;
    group->range.end = start - (also ? 2 : 1);
    group->possessive = false;
    *GX_PUSH(a->arena, &b->out->groups) = apart;
    gx_group *at = b->out->groups.at;
    memmove(at + g + 2, at + g + 1, (b->out->groups.n - g - 2) * sizeof *at);
    at[g + 1] = apart;
    return true;
}

void gx_find_groups(gx_frame_builder *b)
{
    gx_analysis *a = b->a;
    gx_frames *out = b->out;
    b->first_group = (uint32_t)out->groups.n;
    gx_group *open = NULL;
    for (uint32_t i = b->next_top; i < out->tops.n; i++) {
        const gx_mention *m = &a->mentions.at[out->tops.at[i]];
        if (m->range.start >= b->sentence.end)
            break;
        b->next_top = i + 1;
        if (m->range.start < b->sentence.start || m->range.end > b->sentence.end)
            continue;
        if (open) {
            const gx_mention *last = &a->mentions.at[out->tops.at[open->first + open->n - 1]];
            int join = joins(a, last, m);
            if (join == 1 || (join == 2 && comma_joins(b, open, last, m))) {
                open->n++;
                open->range.end = m->phrase.end > m->range.end ? m->phrase.end : m->range.end;
                continue;
            }
        }
        open = GX_PUSH(a->arena, &out->groups);
        uint32_t start = m->phrase.start < m->range.start ? m->phrase.start : m->range.start;
        *open = (gx_group){.first = i,
                           .n = 1,
                           .range = {start, m->phrase.end > m->range.end ? m->phrase.end : m->range.end}};
        open->marker = gx_marker_before(b, start);
    }
    for (uint32_t g = b->first_group; g < out->groups.n; g++) {
        take_works(b, &out->groups.at[g]);
        out->groups.at[g].possessive = modifies(b, &out->groups.at[g]);
        if (out->groups.at[g].possessive && part_last(b, g))
            g++;
    }
}
