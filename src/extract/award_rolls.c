/* Awards of rolls: ranks of a contest, labels with names behind them, counted lists, tables and lists of
 * names. */
#include "extract/awarder.h"

#include "base/utf8.h"
#include "extract/forms.h"
#include "extract/ranks.h"
#include "extract/roles.h"

#include <string.h>
#include <wchar.h>

/* Precision on the annotated pages, November 2026. */
static const double sure_told = 0.81, sure_listed = 0.85;

enum {
    LABEL_LINE_CHARS = 30 /* a line that heads a roll: 二、劳动模范（4名） */
};

static bool is_bullet(uint32_t c)
{
    static const uint32_t bullets[] = {U'▌', U'●', U'★', U'■', U'◆', U'▲', U'○',
                                       U'△', U'▶', U'►', U'※', U'☆', U'·', U'|'};
    for (size_t i = 0; i < GX_COUNT(bullets); i++)
        if (bullets[i] == c)
            return true;
    return false;
}

/* (一), 12.: what a line of a list is numbered with. */
static bool is_numbering(uint32_t c)
{
    return gx_is_amount_digit(c) || (c && wcschr(L"().、", (wchar_t)c));
}

/* 市五一劳动奖状|单位, 先进个人|名单: an honour before a word for those who get it. */
static uint32_t without_holders(const gx_analysis *a, gx_range label)
{
    static const char *const holders[] = {"名单", "建议名单", "获得者", "单位",
                                          "个人", "集体",     "人员",   "称号"};
    for (size_t i = 0; i < GX_COUNT(holders); i++) {
        uint32_t n = (uint32_t)gx_utf8_count(holders[i]);
        if (label.end - label.start > n + 1 && gx_text_before(a, label.end, holders[i]) &&
            gx_honour_ending(a, label.start, label.end - n))
            return label.end - n;
    }
    return label.end;
}

/* The award that a line names, up to a colon or bracket: 二、劳动模范（4名）, ▌拟授予五一劳动奖章个人; empty
 * = none. */
static gx_range label_of(const gx_analysis *a, gx_range line)
{
    static const char *const before[] = {"拟授予", "拟命名", "拟表彰", "拟推荐", "授予",
                                         "命名",   "荣获",   "获得",   "获"};
    gx_range label = line;
    while (label.start < label.end &&
           (is_numbering(a->text[label.start]) || is_bullet(a->text[label.start])) &&
           !gx_longest_at(a, label.start, label.end, GX_TABLE_HONOURS))
        label.start++;
    for (size_t i = 0; i < GX_COUNT(before); i++)
        if (gx_text_at(a, label.start, before[i])) {
            label.start += (uint32_t)gx_utf8_count(before[i]);
            break;
        }
    uint32_t end = label.start;
    while (end < label.end && a->text[end] != ':' && a->text[end] != '(')
        end++;
    bool ends = end == line.end || a->text[end] == ':' || a->text[end] == '(';
    label.end = end;
    if (!ends || label.end - label.start > LABEL_LINE_CHARS || label.end <= label.start + 1)
        return (gx_range){0, 0};
    label.end = without_holders(a, label);
    return gx_is_award(a, label) ? label : (gx_range){0, 0};
}

static bool has_mention(const gx_analysis *a, gx_range range, gx_entity_type type)
{
    for (size_t i = 0; i < a->mentions.n; i++)
        if (a->mentions.at[i].type == type && a->mentions.at[i].range.start >= range.start &&
            a->mentions.at[i].range.end <= range.end)
            return true;
    return false;
}

static void honour_at(gx_awarder *w, const gx_mention *m, uint32_t event, const char *role, gx_range evidence)
{
    gx_analysis *a = w->a;
    if (event == GX_NONE)
        return;
    for (size_t i = 0; i < a->participations.n; i++) {
        const gx_participation *p = &a->participations.at[i];
        if (p->type == m->type && p->entity == m->entity && p->event == event && strcmp(p->role, role) == 0)
            return;
    }
    *GX_PUSH(a->arena, &a->participations) = (gx_participation){.type = m->type,
                                                                .entity = m->entity,
                                                                .event = event,
                                                                .role = role,
                                                                .evidence = evidence,
                                                                .confidence = sure_listed};
}

/* The contest that a page of ranks is about: the main event, else the only one. */
static uint32_t contest(const gx_awarder *w)
{
    const gx_analysis *a = w->a;
    if (w->news->main != GX_NONE && strcmp(a->events.at[w->news->main].type, "competition") == 0)
        return w->news->main;
    for (uint32_t e = 0; e < a->events.n; e++)
        if (strcmp(a->events.at[e].type, "competition") == 0)
            return e;
    return w->news->main;
}

/* 营业部、|西关支行分获前三名: the items of the list before `at` that name nobody we know; each has its
 * place. */
static uint32_t items_before(const gx_analysis *a, uint32_t at, uint32_t least)
{
    enum { ITEM_CHARS = 12 };
    uint32_t n = 0;
    while (at > least && a->text[at - 1] == U'、') {
        uint32_t start = at - 1;
        while (start > least && a->text[start - 1] != U'、' && !gx_breaks_clause(a, start - 1))
            start--;
        if (start == at - 1 || at - 1 - start > ITEM_CHARS)
            break;
        n++;
        at = start;
    }
    return n;
}

/* 张三(指导教师:李四): who taught the winner won nothing. */
static bool only_guides(const gx_analysis *a, gx_range line, uint32_t at)
{
    static const char *const guides[] = {"指导", "辅导", "教练", "领队"};
    uint32_t open = at;
    while (open > line.start && a->text[open - 1] != '(' && a->text[open - 1] != ')')
        open--;
    if (open == line.start || a->text[open - 1] != '(')
        return false;
    for (uint32_t i = open; i < at; i++)
        for (size_t k = 0; k < GX_COUNT(guides); k++)
            if (gx_text_at(a, i, guides[k]))
                return true;
    return false;
}

/* The people of a line, else its organizations. */
static void award_line(gx_awarder *w, gx_range line, gx_range label, bool ranked)
{
    gx_analysis *a = w->a;
    gx_entity_type type = has_mention(a, line, GX_ENTITY_PERSON) ? GX_ENTITY_PERSON : GX_ENTITY_ORGANIZATION;
    uint32_t event = ranked ? contest(w) : w->news->main;
    bool competition = event != GX_NONE && strcmp(a->events.at[event].type, "competition") == 0;
    for (size_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        bool inside = m->range.start >= line.start && m->range.end <= line.end;
        if (!inside || m->type != type || m->modifier || only_guides(a, line, m->range.start))
            continue;
        gx_add_award(w, m, gx_award_name(a, label), event, line, sure_listed);
        honour_at(w, m, event, "awardee", line);
        if (ranked && competition)
            honour_at(w, m, event, "performer", line);
    }
}

static void rank_group(gx_awarder *w, const gx_group *g, const gx_rank *r, gx_range evidence)
{
    gx_analysis *a = w->a;
    uint32_t event = contest(w);
    bool competition = event != GX_NONE && strcmp(a->events.at[event].type, "competition") == 0;
    uint32_t first = items_before(a, g->range.start, evidence.start);
    if (first + g->n > r->n)
        first = 0;
    for (uint32_t i = 0; i < g->n; i++) {
        const gx_mention *m = &a->mentions.at[w->news->frames.tops.at[g->first + i]];
        const char *name = r->names[r->n == 1 ? 0 : first + i < r->n ? first + i : r->n - 1];
        gx_add_award(w, m, name, event, evidence, sure_told);
        honour_at(w, m, event, "awardee", evidence);
        if (competition)
            honour_at(w, m, event, "performer", evidence);
    }
}

/* 第一名由A夺得, not 第一名由A颁发. */
static bool wins_behind(const gx_analysis *a, uint32_t at)
{
    static const char *const verbs[] = {"获", "夺", "摘", "包揽", "分享", "依次", "分别", "斩获", "拿", "捧"};
    return gx_any_at(a, at, verbs, GX_COUNT(verbs));
}

/* 云南|选手A, 来自湖北的|B, 本地|选手C: where somebody is from, by places alone. */
static bool is_whence(const gx_analysis *a, uint32_t from, uint32_t to)
{
    static const char *const words[] = {"来自", "本地", "本市", "本县", "东道主"};
    static const char *const who[] = {"选手", "队员", "运动员", "跑者", "棋手", "骑手"};
    for (size_t i = 0; i < GX_COUNT(words); i++)
        if (gx_text_at(a, from, words[i]))
            from += (uint32_t)gx_utf8_count(words[i]);
    for (size_t i = 0; i < GX_COUNT(who); i++)
        if (gx_text_before(a, to, who[i]))
            to -= (uint32_t)gx_utf8_count(who[i]);
    if (to > from && a->text[to - 1] == U'的')
        to--;
    return to <= from || gx_is_only_place(a->scan, from, to);
}

/* The group that begins where a gx_rank's words go over to it: …第一名是A, 前三名依次为A、B、C. */
static const gx_group *group_behind(const gx_awarder *w, const gx_rank *r, gx_range sentence)
{
    static const char *const links[] = {"分别是", "分别为", "分别由", "依次为", "依次是", "依次由",   "归了",
                                        "归于",   "花落",   "是",     "为",     "由",     "归",       "均为",
                                        "被",     "得主",   "获得者", "的是",   "得主是", "获得者是", ":"};
    enum { FROM_CHARS = 8 };
    const gx_analysis *a = w->a;
    uint32_t at = r->range.end;
    if (at < sentence.end && a->text[at] == '(')
        while (at < sentence.end && a->text[at++] != ')')
            ;
    for (size_t i = 0; i < GX_COUNT(links); i++) {
        if (!gx_text_at(a, at, links[i]))
            continue;
        uint32_t start = at + (uint32_t)gx_utf8_count(links[i]);
        for (size_t g = gx_first_group(&w->news->frames, start); g < w->news->frames.groups.n; g++) {
            const gx_group *group = &w->news->frames.groups.at[g];
            if (group->range.start > start + FROM_CHARS ||
                (group->range.start > start && !is_whence(a, start, group->range.start)))
                break;
            if (strcmp(links[i], "由") != 0 || wins_behind(a, group->range.end))
                return group;
        }
    }
    return NULL;
}

/* A击败|B|夺得冠军: the other side, by a verb of the clause. */
static bool is_opponent(const gx_awarder *w, size_t group, gx_range clause)
{
    const gx_frames *frames = &w->news->frames;
    uint32_t start = frames->groups.at[group].range.start;
    for (size_t i = gx_first_frame(frames, clause.start); i < frames->frames.n; i++) {
        const gx_frame *frame = &frames->frames.at[i];
        if (frame->range.start >= start)
            return false;
        if (frame->object == group && gx_same_word(frame->verb->cell[GX_VERB_OBJECT], "performer"))
            return true;
    }
    return false;
}

/* The nearest group before a gx_rank in its clause. */
static const gx_group *group_before(const gx_awarder *w, const gx_rank *r, gx_range clause,
                                    uint32_t sentence_start)
{
    const gx_group *groups = w->news->frames.groups.at;
    size_t found = GX_NONE, earlier = GX_NONE; /* the last two */
    for (size_t g = gx_first_group(&w->news->frames, sentence_start); g < w->news->frames.groups.n; g++) {
        const gx_group *group = &groups[g];
        if (group->range.start >= r->range.start)
            break;
        bool free = group->marker == GX_MARK_NONE || group->marker == GX_MARK_BY;
        if (group->range.end > r->range.start || group->range.end <= clause.start || !free)
            continue;
        earlier = found;
        found = g;
    }
    if (found != GX_NONE && is_opponent(w, found, clause))
        found = earlier;
    return found != GX_NONE ? &groups[found] : NULL;
}

/* A掀翻B,捧走|冠军|奖杯: whom the verb of the rank's clause takes over from the clauses before; or NULL. */
static const gx_group *subject_of(const gx_awarder *w, const gx_rank *r, gx_range clause)
{
    const gx_frames *frames = &w->news->frames;
    for (size_t i = gx_first_frame(frames, clause.start); i < frames->frames.n; i++) {
        const gx_frame *frame = &frames->frames.at[i];
        if (frame->range.start >= r->range.start)
            break;
        if (frame->verb->code[GX_VERB_USE] == GX_VERB_WIN && frame->subject != GX_NONE)
            return &frames->groups.at[frame->subject];
    }
    return NULL;
}

static bool is_past(const gx_analysis *a, gx_range clause, const gx_rank *r)
{
    static const char *const editions[] = {"上届", "往届"}; /* 上届冠军: of that rank alone */
    for (size_t k = 0; k < GX_COUNT(editions); k++)
        if (gx_text_before(a, r->range.start, editions[k]))
            return true;
    const uint8_t *covered = a->news->frames.covered; /* 曾 of 曾某 */
    static const char *const words[] = {"去年", "曾",   "前年", "历届", "将获", "空缺", "奖励", "各工种",
                                        "各组", "每组", "评出", "决出", "设",   "将授", "拟授"};
    static const char *const things[] = {"设计", "设备", "设施"}; /* 花艺设计|一等奖 */
    for (uint32_t i = clause.start; i < clause.end; i++)
        for (size_t k = 0; k < GX_COUNT(words); k++)
            if (!covered[i] && gx_text_at(a, i, words[k]) && !gx_any_at(a, i, things, GX_COUNT(things)))
                return true;
    return false;
}

/* A给B颁发|冠军|奖杯, A为|冠军|队颁奖: whoever stands first gives it away. */
static bool is_given(const gx_analysis *a, uint32_t from, const gx_rank *r)
{
    static const char *const gives[] = {"颁", "授予", "递上", "奖给"}, *const to[] = {"为", "给", "向"},
                             *const winners[] = {"队", "选手", "得主", "获得者", "团队", "的", "班组"};
    bool whom = false;
    for (size_t i = 0; i < GX_COUNT(winners); i++)
        whom = whom || gx_text_at(a, r->range.end, winners[i]);
    for (uint32_t k = from; k < r->range.start; k++) {
        for (size_t i = 0; i < GX_COUNT(gives); i++)
            if (gx_text_at(a, k, gives[i]))
                return true;
        for (size_t i = 0; i < GX_COUNT(to) && whom; i++)
            if (gx_text_at(a, k, to[i]))
                return true;
    }
    return false;
}

void gx_read_ranks(gx_awarder *w, gx_range sentence)
{
    gx_analysis *a = w->a;
    for (uint32_t i = sentence.start; i < sentence.end; i++) {
        gx_rank r;
        if (w->news->frames.speech[i] || w->news->frames.quoted[i] || w->news->frames.covered[i] ||
            !gx_read_rank(a, i, sentence.end, &r))
            continue;
        gx_read_more_ranks(a, sentence.end, &r);
        gx_range clause = gx_clause_at(a, &w->news->frames, sentence, i);
        const gx_group *g = group_behind(w, &r, sentence);
        if (!g)
            g = group_before(w, &r, clause, sentence.start);
        if (!g)
            g = subject_of(w, &r, clause);
        if (!g && clause.start > sentence.start && a->tags[clause.start].pos == GX_POS_V)
            g = group_before(w, &r, (gx_range){sentence.start, clause.end},
                             sentence.start); /* A跳了200个,拿走一等奖 */
        gx_range before = gx_discipline_before(a, &r, clause);
        if (g && before.start < before.end)
            gx_spread_disciplines(a, before, g->n, &r);
        bool given = g && g->range.end <= r.range.start && is_given(a, g->range.end, &r);
        if (g && !given && !is_past(a, clause, &r))
            rank_group(w, g, &r, clause);
        i = r.range.end - 1;
    }
}

/* 先进集体:…, “自治区工人先锋号”:… inside running text. */
void gx_read_labels(gx_awarder *w, gx_range sentence)
{
    gx_analysis *a = w->a;
    for (uint32_t i = sentence.start; i + 1 < sentence.end; i++) {
        if (a->text[i] != ':' || w->news->frames.speech[i])
            continue;
        gx_range clause = gx_clause_at(a, &w->news->frames, sentence, i > sentence.start ? i - 1 : i);
        gx_range label = label_of(a, (gx_range){clause.start, i});
        gx_rank r;
        if (!label.end || label.end - label.start > GX_AWARD_CHARS)
            continue;
        gx_range list = {i + 1, i + 1};
        while (list.end < sentence.end && a->text[list.end] != ':')
            list.end++;
        bool ranked = gx_read_rank(a, label.start, label.end, &r) && r.n == 1;
        award_line(w, list, label, ranked);
    }
}

/* 对A等3个|先进职工之家|、B等5名|优秀工会工作者|予以表彰: what each of them stands for. */
void gx_read_counted(gx_awarder *w, gx_range sentence)
{
    static const char *const ends[] = {"予以", "给予", "进行", "授予"}, *const honours[] = {"表彰", "表扬",
                                                                                            "命名"};
    gx_analysis *a = w->a;
    if (!gx_has_any(a, sentence, honours, GX_COUNT(honours)))
        return;
    for (size_t g = gx_first_group(&w->news->frames, sentence.start); g < w->news->frames.groups.n; g++) {
        const gx_group *group = &w->news->frames.groups.at[g];
        if (group->range.start >= sentence.end)
            break;
        for (uint32_t i = 0; i < group->n; i++) {
            const gx_mention *m = &a->mentions.at[w->news->frames.tops.at[group->first + i]];
            uint32_t at = m->range.end,
                     start = gx_text_at(a, at, "等") ? gx_counted_end(a, at, sentence.end) : at;
            gx_range words = {start, start};
            while (words.end < sentence.end && a->text[words.end] != U'、' && a->text[words.end] != U'和' &&
                   !gx_breaks_clause(a, words.end) && !gx_any_at(a, words.end, ends, GX_COUNT(ends)))
                words.end++;
            words = gx_trim_award(a, words);
            if (start == at || !gx_is_award(a, words) || a->text[words.start] == U'获' ||
                w->news->frames.speech[at])
                continue;
            gx_add_award(w, m, gx_award_name(a, words), w->news->main, sentence, sure_told);
            honour_at(w, m, w->news->main, "awardee", sentence);
        }
    }
}

/* The place or honour that fills a cell from `at`, with a gap behind it; empty = none. */
static gx_range cell_award(const gx_analysis *a, uint32_t at, uint32_t end, bool *ranked)
{
    gx_rank r;
    *ranked = gx_read_rank(a, at, end, &r) && r.n == 1;
    const gx_word *honour = gx_longest_at(a, at, end, GX_TABLE_HONOURS);
    uint32_t behind = *ranked ? r.range.end : honour ? at + honour->n : at;
    bool parted = behind > at && behind < end && a->article->gap[behind] == GX_GAP_SPACE;
    return parted ? (gx_range){at, behind} : (gx_range){at, at};
}

/* Does a cell begin at `i`: with the line, behind a gap, 循迹:|一等奖, ;|二等奖? */
static bool begins_cell(const gx_analysis *a, gx_range line, uint32_t i)
{
    uint32_t before = i > line.start ? a->text[i - 1] : ':';
    return before == ':' || before == ';' || before == ',' || a->article->gap[i] == GX_GAP_SPACE;
}

/* 第一名　某车辆段　　第二名　某动车所; 小学组:一等奖　张三;二等奖　李四: pairs of cells. */
static void read_cells(gx_awarder *w, gx_range line)
{
    gx_analysis *a = w->a;
    for (uint32_t i = line.start; i < line.end; i++) {
        bool ranked, next_ranked;
        gx_range label = begins_cell(a, line, i) ? cell_award(a, i, line.end, &ranked) : (gx_range){i, i};
        if (label.start == label.end)
            continue;
        gx_range cell = {label.end, label.end + 1};
        while (cell.end < line.end && a->text[cell.end] != ';' &&
               (!begins_cell(a, line, cell.end) ||
                cell_award(a, cell.end, line.end, &next_ranked).end == cell.end))
            cell.end++;
        award_line(w, cell, label, ranked);
        i = cell.end - 1;
    }
}

/* 某县人民医院工会, 司徒英　某小学教师: a line for one who is honoured, whatever it ends in. */
static bool names_holder(const gx_analysis *a, gx_range label)
{
    for (size_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        bool inside = m->range.start >= label.start && m->range.end <= label.end;
        bool all = m->range.start == label.start && m->range.end == label.end;
        if (inside && (m->type == GX_ENTITY_PERSON || all))
            return true;
    }
    return false;
}

/* …“最美娘家人”推选结果揭晓。名单如下: the award that a paragraph before a list names. */
static gx_range introduced_award(const gx_analysis *a, gx_range paragraph)
{
    static const char *const behind[] = {"推选", "评选", "名单", "称号", "获得者", "荣誉", "入选", "拟"};
    enum { ROLL_CHARS = 24 };
    gx_range none = {0, 0};
    uint32_t last = paragraph.end > paragraph.start ? paragraph.end - 1 : paragraph.start;
    bool roll = false;
    for (uint32_t i = last > paragraph.start + ROLL_CHARS ? last - ROLL_CHARS : paragraph.start; i < last;
         i++)
        roll |= gx_text_at(a, i, "名单");
    if (!roll || a->text[last] != ':')
        return none;
    for (uint32_t i = last; i > paragraph.start; i--)
        for (size_t k = 0; a->text[i - 1] == U'”' && k < GX_COUNT(behind); k++)
            if (gx_text_at(a, i, behind[k])) {
                gx_range quoted = gx_quoted_before(a, paragraph.start, i);
                return quoted.end > quoted.start ? (gx_range){quoted.start - 1, i} : none;
            }
    return none;
}

/* Lines of a list below a line that names an award. */
void gx_read_rolls(gx_awarder *w)
{
    gx_analysis *a = w->a;
    gx_range label = {0, 0};
    for (size_t b = 0; b < a->article->n_blocks; b++) {
        const gx_block *block = &a->article->blocks[b];
        if (block->kind != GX_BLOCK_LIST && block->kind != GX_BLOCK_HEADING) {
            label = introduced_award(a, block->range);
            if (block->kind == GX_BLOCK_PARAGRAPH)
                read_cells(w, block->range);
            continue;
        }
        read_cells(w, block->range);
        gx_range line = block->range, own = label_of(a, line);
        if (own.end && !names_holder(a, own)) {
            label = own;
            line.start = own.end;
        }
        gx_rank r;
        if (label.end && line.end > line.start)
            award_line(w, line, label, gx_read_rank(a, label.start, label.end, &r) && r.n == 1);
    }
}
