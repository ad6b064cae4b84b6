#include "extract/posts.h"

#include "base/utf8.h"

#include <string.h>

static const double CONFIDENCE_OWN = 0.92;    /* [organization][title][name]; see gx_weigh_posts() */
static const double CONFIDENCE_SHARED = 0.85; /* …、[title][name] behind an organization of the same person */
static const double CONFIDENCE_BEFORE =
    0.77; /* the organization is a bare word or shared with somebody else */
static const double CONFIDENCE_ALONE = 0.38;     /* a title without any organization */
static const double CONFIDENCE_CONTEXT = 0.45;   /* the organization comes from context */
static const double CONFIDENCE_PREDICATE = 0.81; /* 当选, 任 */

enum { GROUPS_AT_MOST = 8, TITLE_CHARS_AT_MOST = 14 };

struct group {
    gx_range title;
    size_t form;       /* the organization's form directly before the title, or GX_NONE */
    const char *place; /* of a place_post: the place before the title */
    const gx_word *word;
    uint32_t start;
    uint32_t owner; /* the organization that a word of the title points to (校党委书记), or GX_NONE */
    uint8_t department; /* kind of a department folded into the title, or 0 */
    gx_range unit;      /* the department's own words in the title, or empty */
    bool former;
};

struct reader {
    const gx_scan *scan;
    gx_analysis *a;
    gx_resolver *resolver;
    const gx_forms *forms;
    const gx_places *places;
    const gx_home *home;
    const gx_names *names;
    const uint32_t *person;
    gx_range *phrases;
    size_t resolved; /* forms resolved so far */
};

static bool holds(const gx_word *title)
{
    return title && (title->code[1] == GX_TITLE_POST || title->code[1] == GX_TITLE_PLACE_POST ||
                     title->code[1] == GX_TITLE_JOB);
}

static bool modifies(const gx_word *title)
{
    return title && (title->code[1] == GX_TITLE_MODIFIER || title->code[1] == GX_TITLE_FORMER);
}

/* Where a bracket that ends at `end` begins, if it is short; else `end`. */
static uint32_t before_bracket(const struct reader *r, uint32_t end)
{
    gx_unit u = gx_unit_before(r->scan, end);
    return u.class == GX_UNIT_BRACKET ? u.start : end;
}

static size_t form_to(const struct reader *r, uint32_t end)
{
    size_t form = gx_form_ending(r->resolver, end);
    return form != GX_NONE && !r->forms->at[form].generic ? form : GX_NONE;
}

/* Cut a table's title such as 组织部部长 where the grammar sees a body end in it. */
static uint32_t cut_at_form(const struct reader *r, uint32_t start, uint32_t end)
{
    for (uint32_t at = end - 1; at > start; at--)
        if (form_to(r, at) != GX_NONE &&
            gx_lexicon_exact(r->a->lexicon, r->a->text + at, end - at, GX_TABLE_TITLES) != NULL)
            return at;
    return start;
}

/* 8路驾驶员, 采煤机司机: nouns between the organization and the job belong to the title. */
static uint32_t widen_job(const struct reader *r, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (end - at < TITLE_CHARS_AT_MOST && form_to(r, at) == GX_NONE) {
        gx_unit u = gx_unit_before(r->scan, at);
        if (u.class != GX_UNIT_NOUN && u.class != GX_UNIT_NUMBER)
            break;
        if (r->scan->title_to[at] && r->scan->title_to[at]->code[1] == GX_TITLE_HONORIFIC)
            break;
        at = u.start;
    }
    return at;
}

/* The row that stands for every trade that no table knows. */
static const gx_word *any_job(const struct reader *r)
{
    static const uint32_t worker[] = {0x804C, 0x5DE5}; /* 职工 */
    return gx_lexicon_exact(r->a->lexicon, worker, sizeof worker / sizeof *worker, GX_TABLE_TITLES);
}

/* 桥隧工, 保洁工, 收费员 right behind an organization: where such a noun begins, or GX_NONE. */
static uint32_t trade_to(const struct reader *r, uint32_t end)
{
    static const char *const endings[] = {"工", "员", "师", "手"};
    enum { TRADE_CHARS_AT_MOST = 7 };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!gx_text_before(r->a, end, endings[i]))
            continue;
        uint32_t start = end;
        while (start > 0 && end - start <= TRADE_CHARS_AT_MOST &&
               (start == end || form_to(r, start) == GX_NONE)) {
            gx_unit u = gx_unit_before(r->scan, start);
            if (u.class != GX_UNIT_NOUN)
                return GX_NONE;
            start = u.start;
        }
        return start < end && end - start >= 2 && end - start <= TRADE_CHARS_AT_MOST &&
                       form_to(r, start) != GX_NONE
                   ? start
                   : GX_NONE;
    }
    return GX_NONE;
}

/* The group that ends at `end`: its title, and the organization or place before it. */
static bool group_to(const struct reader *r, uint32_t end, struct group *out)
{
    const gx_scan *scan = r->scan;
    uint32_t title_end = before_bracket(r, end);
    if (!title_end)
        return false;
    const gx_word *word = scan->title_to[title_end];
    uint32_t job = holds(word) ? GX_NONE : trade_to(r, title_end);
    if (job != GX_NONE)
        word = any_job(r);
    if (!holds(word) || title_end < word->n)
        return false;
    uint32_t start = job != GX_NONE ? job : cut_at_form(r, title_end - word->n, title_end);
    uint32_t least = gx_sentence_start(scan, title_end - 1);
    *out = (struct group){.title = {start, title_end}, .form = GX_NONE, .word = word, .owner = GX_NONE};
    while (start > least && modifies(scan->title_to[start]) && start - scan->title_to[start]->n >= least &&
           form_to(r, start) == GX_NONE) {
        if (scan->title_to[start]->code[1] == GX_TITLE_FORMER)
            out->former = true;
        start -= scan->title_to[start]->n;
        if (!out->former)
            out->title.start = start;
    }
    if (word->code[1] == GX_TITLE_JOB && !out->former)
        out->title.start = start = widen_job(r, start, title_end);
    out->form = form_to(r, start);
    if (out->form == GX_NONE && start > least + 1 && gx_text_before(r->a, start, "的"))
        out->form = form_to(r, start - 1); /* 三队的副队长 */
    if (out->form == GX_NONE && title_end - start == 2 && gx_text_at(r->a, start + 1, "长"))
        out->form = form_to(r, start + 1); /* 国防部长: the body and the title share a character */
    out->start = start;
    if (out->form != GX_NONE)
        out->start = r->forms->at[out->form].range.start;
    else if (word->code[1] == GX_TITLE_PLACE_POST)
        for (size_t i = 0; i < r->places->n; i++)
            if (r->places->at[i].range.end == start) {
                out->place = r->places->at[i].full;
                out->start = r->places->at[i].range.start;
            }
    /* 原 before the organization: 原县总工会主席 */
    if (out->start > least && scan->title_to[out->start] &&
        scan->title_to[out->start]->code[1] == GX_TITLE_FORMER) {
        out->former = true;
        out->start -= scan->title_to[out->start]->n;
    }
    return true;
}

/* Is the title before a comma a predicate (任主席，…), so that the comma ends it? */
static bool is_predicate(const struct reader *r, uint32_t start)
{
    static const char *const verbs[] = {"任", "为", "是", "当选", "选为", "系"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (gx_text_before(r->a, start, verbs[i]))
            return true;
    return false;
}

/* 慰问工人,市总工会主席张某: a job without a body in the middle of a clause belongs to that clause. */
static bool ends_clause(const struct reader *r, const struct group *g)
{
    const uint32_t *text = r->a->text;
    return g->form == GX_NONE && !g->place && g->start > gx_sentence_start(r->scan, g->title.start) &&
           text[g->start - 1] != ',' && text[g->start - 1] != 0x3001 && text[g->start - 1] != 0x517C &&
           text[g->start - 1] != ':' && text[g->start - 1] != ';';
}

/* 兼职副主席、云岭工匠李某: an honour among the titles. */
static uint32_t before_honour(const struct reader *r, uint32_t at)
{
    const gx_analysis *a = r->a;
    uint32_t least = gx_sentence_start(r->scan, at - 1);
    for (uint32_t n = 12; n >= 3; n--) {
        if (at < least + n || !gx_lexicon_exact(a->lexicon, a->text + at - n, n, GX_TABLE_HONOURS))
            continue;
        uint32_t start = at - n;
        return start > least && (a->text[start - 1] == 0x3001 || a->text[start - 1] == ',') ? start - 1
                                                                                            : start;
    }
    return at;
}

/* Groups before a name, from right to left. */
static size_t groups_before(const struct reader *r, uint32_t at, struct group groups[GROUPS_AT_MOST])
{
    const uint32_t *text = r->a->text;
    size_t n = 0;
    if (at < r->a->n && gx_sentence_start(r->scan, at) == at)
        return 0;
    while (n < GROUPS_AT_MOST && at > 0) {
        struct group g;
        if (!group_to(r, at, &g)) {
            uint32_t before = before_honour(r, at);
            if (before == at || !group_to(r, before, &g))
                break;
        }
        bool over_comma = n && text[groups[n - 1].start - 1] == ',';
        if (over_comma && (is_predicate(r, g.start) || ends_clause(r, &g)))
            break;
        if (gx_text_at(r->a, g.title.start, "相关") || gx_text_at(r->a, g.title.start, "有关"))
            break; /* 医院有关负责人、科室带头人陈某 */
        groups[n++] = g;
        uint32_t least = gx_sentence_start(r->scan, g.title.start);
        at = g.start;
        if (at > least && (text[at - 1] == 0x3001 || text[at - 1] == ',' || text[at - 1] == 0x517C)) {
            at--;
            if (at > least && text[at] == 0x517C && text[at - 1] == 0x3001)
                at--;
        } else if (g.form != GX_NONE || g.place)
            break;
    }
    return n;
}

/* 刚刚当选县总工会主席的|柳某, 作为县总工会主席,|柳某: the groups of an office that the clause before a name
 * tells. */
static size_t groups_told_before(const struct reader *r, uint32_t at, struct group groups[GROUPS_AT_MOST])
{
    static const char *const verbs[] = {"作为", "身为", "当选", "当选为", "担任", "出任", "曾任",
                                        "现任", "时任", "兼任", "当上",   "升任", "接任"};
    enum { VERBS_BEFORE_COMMA = 2 };
    bool clause = gx_text_before(r->a, at, "的");
    if (!clause && !gx_text_before(r->a, at, ","))
        return 0;
    size_t n = groups_before(r, at - 1, groups);
    for (size_t i = 0; n && i < (clause ? sizeof verbs / sizeof *verbs : VERBS_BEFORE_COMMA); i++)
        if (gx_text_before(r->a, groups[n - 1].start, verbs[i]))
            return n;
    return 0;
}

/* ---- which organization a group means ---- */

/* 党组成员, 党委书记: a party body stays in the title; so does a bare department: 宣传部部长. */
static void fold_into_title(const struct reader *r, struct group *g)
{
    if (g->form == GX_NONE)
        return;
    const gx_form *f = &r->forms->at[g->form];
    bool party = f->kind == GX_KIND_PARTY && (f->inner || f->type == GX_BARE) &&
                 (gx_text_at(r->a, f->head, "党") || gx_text_at(r->a, f->head, "纪") ||
                  gx_text_at(r->a, f->head, "机关党"));
    bool department = (f->type == GX_BARE || (f->type == GX_DEICTIC && !f->inner)) &&
                      f->kind != GX_KIND_UNION && f->kind != GX_KIND_TEAM &&
                      (f->use == GX_HEAD_DEPARTMENT || f->kind == GX_KIND_COMMITTEE);
    bool own_union = gx_text_before(r->a, f->range.end, "工会") || gx_begins_with_term(r->a, f->range.start);
    if ((!party && !department) || own_union)
        return;
    gx_drop_form(r->resolver, g->form);
    g->title.start = f->inner ? f->inner : f->range.start;
    if (gx_text_at(r->a, g->title.start, "("))
        g->title.start = f->head; /* 某公司（以下简称“某”）党委书记 */
    g->department = f->kind;
    if (department && !f->inner && f->type == GX_BARE &&
        (f->kind == GX_KIND_INSTITUTION || f->kind == GX_KIND_COMPANY || f->kind == GX_KIND_GOVERNMENT))
        g->unit = f->range;
    /* 校党委书记: the word before the head points to the owner */
    for (uint32_t cut = f->range.start + 1; !f->inner && cut < f->range.end; cut++) {
        if (!gx_lexicon_exact(r->a->lexicon, r->a->text + cut, f->range.end - cut,
                              GX_TABLE_ORGANIZATION_HEADS))
            continue;
        uint32_t from = f->range.start;
        if (gx_unit_at(r->scan, from).class == GX_UNIT_DEICTIC)
            from = gx_unit_at(r->scan, from).end; /* 该委综合处处长 */
        else if (gx_text_at(r->a, from, "在"))    /* 在校党委书记…带领下 */
            from++;
        if (from >= cut)
            continue;
        const char *bare = gx_text_of(r->a, (gx_range){from, cut});
        g->owner = gx_pointed_to(r->resolver, bare, f->range.start, false);
        if (g->owner == GX_NONE && strstr("院校厂矿段局站馆", bare))
            g->owner = gx_main_host(r->resolver);
        if (g->owner != GX_NONE) {
            g->title.start = cut;
            g->unit.start = g->unit.end ? cut : g->unit.start;
            break;
        }
    }
    size_t inner = GX_NONE;
    for (size_t i = 0; f->inner && i < r->forms->n; i++)
        if (r->forms->at[i].range.start == f->range.start && r->forms->at[i].range.end == f->inner)
            inner = i;
    g->form = inner;
}

/* Titles that somebody has at an event, not in an organization. */
static bool is_event_role(const struct reader *r, const struct group *g)
{
    static const char *const roles[] = {"裁判长", "裁判",   "评委",     "首席代表", "代表",
                                        "主讲人", "主持人", "主任委员", "成员"};
    if (gx_text_before(r->a, g->title.end, "党组成员") || gx_text_before(r->a, g->title.end, "班子成员"))
        return false;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (gx_text_before(r->a, g->title.end, roles[i]))
            return true;
    return false;
}

/* Offices that some organization must have; others (技师, 教授) may stand alone. */
static bool is_leading(const struct reader *r, const struct group *g)
{
    static const char *const endings[] = {"主席", "书记",   "主任", "部长", "经理", "总裁",
                                          "会长", "秘书长", "委员", "理事", "监事", "董事",
                                          "常委", "总监",   "科长", "处长", "庭长", "教导员"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (gx_text_before(r->a, g->title.end, endings[i]))
            return true;
    return false;
}

/* 省长, 副县长: the level in the title and the place that it means. */
static const char *place_of_title(const struct reader *r, const struct group *g)
{
    for (uint32_t i = g->title.start; i < g->title.end; i++) {
        const char *level = gx_level_word(r->scan, i);
        if (level)
            return gx_place_meant(r->a, r->places, r->home, g->title.start, level);
    }
    return NULL;
}

static uint32_t government_of(struct reader *r, const struct group *g, const char *place)
{
    if (!place)
        return GX_NONE;
    return gx_organization_named(r->resolver, gx_arena_printf(r->a->arena, "%s%s", place, g->word->cell[2]),
                                 GX_KIND_GOVERNMENT, GX_NONE);
}

/* A department in the title that is no union's and no party's. */
static bool belongs_to_host(const struct group *g)
{
    return g->department && g->department != GX_KIND_UNION && g->department != GX_KIND_COMMITTEE &&
           g->department != GX_KIND_PARTY;
}

/* Titles that the company gives, not its union. */
static bool runs_company(const struct reader *r, const struct group *g)
{
    static const char *const endings[] = {"院长助理", "校长助理", "经理助理", "总监",     "经理", "总裁",
                                          "工程师",   "董事长",   "指挥长",   "指挥",     "局长", "总会计师",
                                          "教导主任", "教务主任", "德育主任", "总务主任", "董事", "监事"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (gx_text_before(r->a, g->title.end, endings[i]))
            return true;
    return false;
}

/* 教师 and 护士 work where the article is: the school, the hospital in view. */
static uint32_t workplace_in_view(struct reader *r, const struct group *g)
{
    static const struct {
        const char *ending, *bare;
    } jobs[] = {{"教师", "校"}, {"老师", "校"}, {"班主任", "校"}, {"医生", "院"},
                {"医师", "院"}, {"护士", "院"}, {"护师", "院"}};
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
        if (gx_text_before(r->a, g->title.end, jobs[i].ending))
            return gx_pointed_to(r->resolver, jobs[i].bare, g->title.start, false);
    return GX_NONE;
}

/* 站长 without an organization: the 站 in view; any other office: the organization in view. */
static uint32_t organization_in_view(struct reader *r, const struct group *g)
{
    gx_analysis *a = r->a;
    if (g->word->code[1] == GX_TITLE_JOB && belongs_to_host(g)) /* 骨科|医生 */
        return gx_main_host(r->resolver);
    if (g->word->code[1] == GX_TITLE_JOB)
        return workplace_in_view(r, g);
    if (is_event_role(r, g))
        return GX_NONE;
    uint32_t last = g->title.end - 1;
    if (gx_text_before(a, g->title.end, "护士长"))
        return gx_pointed_to(r->resolver, "院", g->title.start, false);
    if (a->text[last] == 0x957F && last > g->title.start) { /* …长 */
        const char *bare = gx_text_of(a, (gx_range){last - 1, last});
        uint32_t found = gx_pointed_to(r->resolver, bare, g->title.start, false);
        if (found != GX_NONE)
            return found;
    }
    if (!is_leading(r, g))
        return GX_NONE;
    bool hosted = belongs_to_host(g) || g->department == GX_KIND_PARTY;
    if (hosted && gx_main_host(r->resolver) != GX_NONE)
        return gx_main_host(r->resolver);
    uint32_t host = gx_host_of(r->resolver, gx_organization_before(r->resolver, g->title.start));
    if (host != GX_NONE && runs_company(r, g))
        return gx_company_of(r->resolver, host);
    return host != GX_NONE && g->department == GX_KIND_PARTY ? gx_company_of(r->resolver, host) : host;
}

static void resolve_up_to(struct reader *r, uint32_t at)
{
    for (; r->resolved < r->forms->n && r->forms->at[r->resolved].range.start < at; r->resolved++)
        if (!gx_is_headline(r->a, r->forms->at[r->resolved].range.start))
            gx_resolve_form(r->resolver, r->resolved, GX_NONE);
}

/* 校长, 厂长: the school or plant in view, whatever union was named last. */
static uint32_t headed_by(struct reader *r, const struct group *g)
{
    static const char *const bodies[] = {"校", "院", "厂", "矿", "段", "站",
                                         "馆", "园", "行", "队", "班", "组"};
    uint32_t end = g->title.end;
    if (end < g->title.start + 2 || !gx_text_before(r->a, end, "长"))
        return GX_NONE;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (gx_text_before(r->a, end - 1, bodies[i]))
            return gx_pointed_to(r->resolver, bodies[i], g->title.start, false);
    return GX_NONE;
}

/* 校工会, 院党委, where no school or hospital is named: whose, nobody can tell. */
static bool points_outside(const struct reader *r, uint32_t at)
{
    static const char *const bodies[] = {"校工会", "校党",   "院工会", "院党",   "厂工会", "厂党",   "矿工会",
                                         "矿党",   "段工会", "段党",   "馆工会", "馆党",   "园工会", "园党"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (gx_text_at(r->a, at, bodies[i]))
            return true;
    return false;
}

/* The organization of each group, left to right: a group without one shares that of the group before it. */
static uint32_t organization_of(struct reader *r, const struct group *g, uint32_t base, bool *from_context)
{
    if (g->owner != GX_NONE)
        return g->owner;
    if (g->form != GX_NONE) {
        uint32_t entity = gx_trust_form(r->resolver, g->form, base);
        if (entity != GX_NONE)
            return entity;
        const gx_form *f = &r->forms->at[g->form];
        if (f->type == GX_BARE && points_outside(r, f->range.start))
            return GX_NONE;
    }
    if (g->department == GX_KIND_PARTY && points_outside(r, g->title.start))
        return GX_NONE;
    if (g->word->code[1] == GX_TITLE_PLACE_POST) {
        const char *place = g->place ? g->place : place_of_title(r, g);
        uint32_t government = government_of(r, g, place);
        if (government != GX_NONE)
            return government;
    }
    if (is_event_role(r, g))
        return GX_NONE;
    uint32_t headed = headed_by(r, g);
    if (headed != GX_NONE)
        return headed;
    if (base != GX_NONE) {
        bool group = gx_text_at(r->a, g->title.start, "党组"); /* a union has one as well */
        bool company = runs_company(r, g) || (g->department == GX_KIND_PARTY && !group) || belongs_to_host(g);
        if (g->department == GX_KIND_COMMITTEE)
            return gx_host_of(r->resolver, base);
        return company ? gx_company_of(r->resolver, base) : base;
    }
    *from_context = true;
    return organization_in_view(r, g);
}

static void add_post(struct reader *r, uint32_t person, uint32_t organization, const char *text,
                     gx_range evidence, double confidence)
{
    gx_analysis *a = r->a;
    for (size_t i = 0; i < a->posts.n; i++)
        if (a->posts.at[i].person == person && a->posts.at[i].organization == organization &&
            strcmp(a->posts.at[i].title, text) == 0)
            return;
    *GX_PUSH(a->arena, &a->posts) = (gx_post){person, organization, text, evidence, confidence};
}

/* All groups of one phrase, left to right, for one person. @return the last organization, for who follows */
static uint32_t hold(struct reader *r, struct group *groups, size_t n, uint32_t person, gx_range evidence,
                     uint32_t base, double confidence)
{
    for (size_t i = n; i-- > 0;) {
        fold_into_title(r, &groups[i]);
        bool from_context = false;
        const gx_form *form = groups[i].form != GX_NONE ? &r->forms->at[groups[i].form] : NULL;
        bool own = form && (form->type == GX_NAMED || form->type == GX_LEVELED);
        uint32_t organization = organization_of(r, &groups[i], base, &from_context);
        double sure = confidence;
        if (from_context)
            sure = organization == GX_NONE ? CONFIDENCE_ALONE : CONFIDENCE_CONTEXT;
        else if (confidence == CONFIDENCE_BEFORE && own)
            sure = CONFIDENCE_OWN;
        else if (confidence == CONFIDENCE_BEFORE && i + 1 < n && !form)
            sure = CONFIDENCE_SHARED;
        if (organization == GX_NONE) /* a bare job says too little */
            continue;
        add_post(r, person, organization, gx_text_of(r->a, groups[i].title), evidence, sure);
        if (groups[i].unit.end > groups[i].unit.start)
            gx_resolve_unit(r->resolver, gx_host_of(r->resolver, organization), groups[i].unit,
                            groups[i].department);
        base = gx_host_of(r->resolver, organization);
    }
    return base;
}

/* ---- behind the name ---- */

static const gx_word *title_at(const struct reader *r, uint32_t at)
{
    return gx_lexicon_longest(r->a->lexicon, r->a->text + at, r->a->n - at, GX_TABLE_TITLES);
}

/* The group that begins at `at`: [organization][modifiers][title]; false = none. */
static bool group_at(const struct reader *r, uint32_t at, struct group *out)
{
    if (at >= r->a->n)
        return false;
    uint32_t most = gx_sentence_end(r->scan, at);
    for (uint32_t end = at + 1; end <= most && end - at < 40; end++) {
        if (gx_is_punctuation(r->a->text[end - 1]) && r->a->text[end - 1] != '(' &&
            r->a->text[end - 1] != ')')
            return false;
        struct group g;
        if (!group_to(r, end, &g) || g.start != at)
            continue;
        struct group further;
        /* 主任 may still become 主任医师 */
        bool grows = false;
        for (uint32_t next = end + 1; next <= most && next <= end + 4 && !grows; next++)
            grows = group_to(r, next, &further) && further.start == at;
        if (grows)
            continue;
        *out = g;
        return true;
    }
    return false;
}

/* Verbs that give a post to who stands before them. */
static const char *const APPOINTS[] = {
    "分别当选为", "分别当选", "分别担任", "分别兼任", "分别任", "分别为", "分任", "当选为",
    "当选",       "被任命为", "任命为",   "被选举为", "选举为", "被选为", "选为", "推选为",
    "增补为",     "受聘担任", "被聘为",   "聘为",     "受聘为", "担任",   "出任", "兼任",
    "现任",       "曾任",     "历任",     "继任",     "改任",   "转任",   "升任", "就任",
    "接任",       "已调任",   "调任",     "任",       "为",     "是",     "系"};

static uint32_t appoints_at(const struct reader *r, uint32_t at)
{
    static const char *const adverbs[] = {"还曾", "曾", "又", "后来", "还",   "如今", "现在", "目前", "此前",
                                          "现",   "也", "已", "同时", "全票", "再次", "被",   "则",   "并"};
    for (size_t i = 0; i < sizeof adverbs / sizeof *adverbs; i++)
        if (gx_text_at(r->a, at, adverbs[i])) {
            uint32_t after = at + (uint32_t)gx_utf8_count(adverbs[i]);
            for (size_t v = 0; v < sizeof APPOINTS / sizeof *APPOINTS; v++)
                if (gx_text_at(r->a, after, APPOINTS[v]))
                    return after + (uint32_t)gx_utf8_count(APPOINTS[v]);
        }
    for (size_t v = 0; v < sizeof APPOINTS / sizeof *APPOINTS; v++)
        if (gx_text_at(r->a, at, APPOINTS[v]))
            return at + (uint32_t)gx_utf8_count(APPOINTS[v]);
    return GX_NONE;
}

/* Behind a name and its bracket. */
static uint32_t after_bracket(const struct reader *r, uint32_t at)
{
    if (at < r->a->n && r->a->text[at] == '(')
        for (uint32_t k = at; k < r->a->n && k - at < 30; k++)
            if (r->a->text[k] == ')')
                return k + 1;
    return at;
}

static bool joins_names(const gx_analysis *a, uint32_t from, uint32_t to)
{
    return to == from + 1 && (a->text[from] == 0x3001 || a->text[from] == 0x548C || a->text[from] == 0x4E0E);
}

/* Behind 等7人, or `at`. */
static uint32_t after_count(const gx_analysis *a, uint32_t at)
{
    if (!gx_text_at(a, at, "等"))
        return at;
    uint32_t k = at + 1;
    while (k < a->n && a->text[k] >= '0' && a->text[k] <= '9')
        k++;
    return k > at + 1 && (gx_text_at(a, k, "人") || gx_text_at(a, k, "名") || gx_text_at(a, k, "位")) ? k + 1
                                                                                                      : at;
}

/* 左光远|在女职工委员会会议上|当选主任: the form behind 在 and where the verb stands; GX_NONE =
 * none. */
static size_t elected_at(const struct reader *r, uint32_t at, uint32_t *verb)
{
    const gx_analysis *a = r->a;
    if (!gx_text_at(a, at, "在"))
        return GX_NONE;
    size_t form = GX_NONE;
    uint32_t most = gx_sentence_end(r->scan, at);
    for (uint32_t k = at + 1; k < most && k - at < 40 && a->text[k] != ','; k++) {
        if (form == GX_NONE && gx_text_at(a, k, "第"))
            form = form_to(r, k);
        if (gx_text_at(a, k, "上当选") || gx_text_at(a, k, "上被选")) {
            *verb = k + 1;
            return form;
        }
    }
    return GX_NONE;
}

/* Groups that begin at `at`, joined by marks; in the order of groups_before(): the last one first. */
static size_t groups_from(const struct reader *r, uint32_t at, struct group groups[GROUPS_AT_MOST])
{
    const gx_analysis *a = r->a;
    struct group found[GROUPS_AT_MOST];
    size_t n = 0;
    while (n < GROUPS_AT_MOST && group_at(r, at, &found[n])) {
        at = found[n++].title.end;
        if (at >= a->n || (a->text[at] != 0x3001 && a->text[at] != 0x517C))
            break;
        at++;
    }
    for (size_t i = 0; i < n; i++)
        groups[i] = found[n - 1 - i];
    return n;
}

/* A line of a roll: 撒明　青阳汽修公司设备部主任. @return where the titles behind the name end, or 0 */
static uint32_t read_roll(struct reader *r, size_t name)
{
    uint32_t behind = after_bracket(r, r->names->at[name].range.end);
    if (behind >= r->a->n || !gx_is_parted(r->a, behind) ||
        !gx_is_parted(r->a, r->names->at[name].range.start))
        return 0;
    struct group groups[GROUPS_AT_MOST];
    size_t n = groups_from(r, behind, groups);
    if (!n || groups[n - 1].form == GX_NONE)
        return 0;
    uint32_t end = after_bracket(r, groups[0].title.end);
    bool closed = end >= r->a->n || gx_is_parted(r->a, end) || gx_is_punctuation(r->a->text[end]);
    if (!closed)
        return 0;
    resolve_up_to(r, groups[n - 1].start);
    gx_range evidence = {r->names->at[name].range.start, end};
    hold(r, groups, n, r->person[name], evidence, GX_NONE, CONFIDENCE_BEFORE);
    r->phrases[name].end = end;
    return end;
}

/* Where the predicate behind a name begins: 肖某今年五十二岁,|是…; the name's own end where nothing stands
 * between. */
static uint32_t behind_asides(const struct reader *r, uint32_t at)
{
    static const char *const verbs[] = {"是", "现任", "曾任", "担任", "现为", "系", "历任", "兼任"};
    enum { ASIDE_CHARS = 12 };
    const gx_analysis *a = r->a;
    uint32_t most = gx_sentence_end(r->scan, at < a->n ? at : at - 1);
    bool aged = false;
    for (uint32_t k = at; k < most && k < at + ASIDE_CHARS; k++) {
        if (a->text[k] == ',') {
            for (size_t v = 0; (aged || k == at) && v < sizeof verbs / sizeof *verbs; v++)
                if (gx_text_at(a, k + 1, verbs[v]))
                    return k + 1;
            if (!aged)
                return at;
        }
        aged = aged || gx_text_at(a, k, "岁") || gx_text_at(a, k, "年生") || gx_text_at(a, k, "男") ||
               gx_text_at(a, k, "女") || gx_text_at(a, k, "族");
    }
    return at;
}

/* 经费审查委员会第一次会议|选举…: the committee of a union that elects before `at`, and where its name ends;
 * or NULL. */
static const char *electing_committee(const struct reader *r, uint32_t at, uint32_t *end)
{
    static const char *const sessions[] = {"全体会议", "全会", "会议", "第一次", "一次",
                                           "首次",     "上",   ",",    "同日"};
    static const struct {
        const char *words[4], *name;
    } committees[] = {{{"经费审查委员会", "经审委", "经审会", "经审委员会"}, "经费审查委员会"},
                      {{"女职工委员会", "女工委", "女职委", "女工委员会"}, "女职工委员会"}};
    const gx_analysis *a = r->a;
    enum { CLAUSE_CHARS = 60 };
    uint32_t least = gx_sentence_start(r->scan, at), k = at;
    if (at - least > CLAUSE_CHARS)
        least = at - CLAUSE_CHARS;
    while (k > least && !gx_text_at(a, k, "选举") && !gx_text_at(a, k, "推选"))
        k--;
    for (size_t i = 0; k > least && i < sizeof sessions / sizeof *sessions; i++)
        if (gx_text_before(a, k, sessions[i])) {
            k -= (uint32_t)gx_utf8_count(sessions[i]);
            i = SIZE_MAX; /* from the first one again */
        }
    for (size_t c = 0; c < sizeof committees / sizeof *committees; c++)
        for (size_t w = 0; k > least && w < 4; w++)
            if (gx_text_before(a, k, committees[c].words[w])) {
                *end = k;
                return committees[c].name;
            }
    return NULL;
}

/* The posts from `first` on are those of a committee of the union. */
static void name_committee(struct reader *r, size_t first, const char *committee)
{
    for (size_t i = first; i < r->a->posts.n; i++) {
        gx_post *post = &r->a->posts.at[i];
        if (!strstr(post->title, "委员会"))
            post->title = gx_arena_printf(r->a->arena, "%s%s", committee, post->title);
    }
}

/* 成立了临时党支部,|田某任书记: the body of form `i` is set up right here. */
static bool is_founded(const struct reader *r, size_t i)
{
    static const char *const verbs[] = {"成立", "成立了", "组建", "组建了", "设立", "设立了"};
    uint32_t start = r->forms->at[i].range.start;
    for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++)
        if (gx_text_before(r->a, start, verbs[v]))
            return gx_form_meaning(r->resolver, i) != GX_NONE;
    return false;
}

/* The body that elects before `at`: one that is set up right there, a union, or 共青团某公司委员会 where
 * 共青团某公司第八次代表大会 met. */
static uint32_t elector_of(struct reader *r, uint32_t at)
{
    static const char league[] = "共青团";
    uint32_t elector = gx_electing_organization(r->resolver, at);
    for (size_t i = r->forms->n; i-- > 0;) {
        gx_range range = r->forms->at[i].range;
        if (range.end < at && r->scan->sentence[range.start] == r->scan->sentence[at] && is_founded(r, i))
            return gx_form_meaning(r->resolver, i);
        bool meets = range.end < at && range.start > 0 && gx_text_before(r->a, range.start, league) &&
                     (gx_text_at(r->a, range.end, "第") || gx_text_at(r->a, range.end, "召开"));
        uint32_t company = meets ? gx_form_meaning(r->resolver, i) : GX_NONE;
        if (company == GX_NONE || (elector != GX_NONE && !gx_is_league(r->resolver, elector)))
            continue;
        const char *name = gx_arena_printf(r->a->arena, "%s%s委员会", league, gx_text_of(r->a, range));
        return gx_organization_named(r->resolver, name, GX_KIND_ASSOCIATION, company);
    }
    return elector;
}

/* 李某是公司工会主席,|也是县总工会兼职副主席: what else the name holds. */
static void appoint_further(struct reader *r, size_t name, uint32_t at)
{
    uint32_t object = appoints_at(r, at);
    struct group groups[GROUPS_AT_MOST];
    size_t n = object != GX_NONE ? groups_from(r, object, groups) : 0;
    if (!n || groups[n - 1].form == GX_NONE)
        return;
    resolve_up_to(r, groups[n - 1].start);
    gx_range evidence = {r->names->at[name].range.start, groups[0].title.end};
    hold(r, groups, n, r->person[name], evidence, GX_NONE, CONFIDENCE_PREDICATE);
}

/* A、B(挂职)、C为副主席: everyone in the list that ends with name `last`. */
static void appoint(struct reader *r, size_t last)
{
    gx_analysis *a = r->a;
    uint32_t behind = after_count(a, after_bracket(r, r->names->at[last].range.end));
    size_t session = elected_at(r, behind, &behind);
    if (session == GX_NONE)
        behind = behind_asides(r, behind);
    uint32_t object = behind < a->n ? appoints_at(r, behind) : GX_NONE;
    if (object == GX_NONE)
        return;
    struct group groups[GROUPS_AT_MOST];
    size_t n = groups_from(r, object, groups);
    if (!n)
        return;
    uint32_t end = groups[0].title.end;
    resolve_up_to(r, groups[n - 1].start);
    uint32_t elector = session != GX_NONE ? gx_trust_form(r->resolver, session, GX_NONE) : GX_NONE;
    if (elector == GX_NONE)
        elector = elector_of(r, r->names->at[last].range.start);
    uint32_t committee_end = 0;
    const char *committee = groups[n - 1].form == GX_NONE
                                ? electing_committee(r, r->names->at[last].range.start, &committee_end)
                                : NULL;
    size_t first = r->a->posts.n, own = committee ? form_to(r, committee_end) : GX_NONE;
    if (own != GX_NONE && gx_form_meaning(r->resolver, own) == elector)
        committee = NULL; /* the committee is the organization */
    size_t head = last;
    while (head > 0 &&
           joins_names(a, after_bracket(r, r->names->at[head - 1].range.end), r->names->at[head].range.start))
        head--;
    bool apart = gx_text_at(a, behind, "分") && n == last + 1 - head; /* 甲、乙分任队长、教练 */
    for (size_t i = last + 1; i-- > head;) {
        gx_range evidence = {r->names->at[i].range.start, end};
        struct group *own_groups = apart ? &groups[last - i] : groups;
        hold(r, own_groups, apart ? 1 : n, r->person[i], evidence, elector, CONFIDENCE_PREDICATE);
    }
    if (committee)
        name_committee(r, first, committee);
    if (end < a->n && a->text[end] == ',' && gx_sentence_end(r->scan, end - 1) > end)
        appoint_further(r, last, end + 1);
}

/* 男, 苗族, 1970年5月生, 中共党员: what a profile says of somebody before the post. */
static bool is_personal(const gx_analysis *a, uint32_t from, uint32_t to)
{
    static const char *const endings[] = {"男",   "女",   "族",   "生",   "岁",   "党员", "团员",
                                          "群众", "学历", "学位", "文化", "入党", "职称"};
    enum { CHARS_AT_MOST = 12 };
    for (size_t i = 0; to > from && to - from <= CHARS_AT_MOST && i < sizeof endings / sizeof *endings; i++)
        if (gx_text_before(a, to, endings[i]))
            return true;
    return false;
}

/* 李某,男,苗族,某公司焊工班班长,…: a profile, its post between marks. */
static void read_profile(struct reader *r, size_t name)
{
    const gx_analysis *a = r->a;
    gx_range own = r->names->at[name].range;
    uint32_t at = after_bracket(r, own.end);
    bool opens = own.start == 0 || gx_is_parted(a, own.start) ||
                 (gx_is_punctuation(a->text[own.start - 1]) && a->text[own.start - 1] != 0x3001);
    if (!opens || at >= a->n || a->text[at] != ',')
        return;
    uint32_t most = gx_sentence_end(r->scan, at), to;
    for (;;) {
        for (to = ++at; to < most && !gx_is_punctuation(a->text[to]);)
            to++;
        if (to >= most || a->text[to] != ',' || !is_personal(a, at, to))
            break;
        at = to;
    }
    struct group groups[GROUPS_AT_MOST];
    size_t n = groups_from(r, at, groups);
    uint32_t end = n ? groups[0].title.end : 0;
    bool closed = n && (end >= a->n || gx_is_punctuation(a->text[end])) && a->text[end] != ':';
    if (!closed || groups[n - 1].form == GX_NONE)
        return;
    resolve_up_to(r, groups[n - 1].start);
    hold(r, groups, n, r->person[name], (gx_range){own.start, end}, GX_NONE, CONFIDENCE_PREDICATE);
}

/* 龙小禾(兼职,西岭环卫站职工): a post in the bracket behind a name. */
static void read_bracket(struct reader *r, size_t name)
{
    uint32_t from = r->names->at[name].range.end, to = after_bracket(r, from);
    if (to == from)
        return;
    struct group g, several[GROUPS_AT_MOST];
    r->phrases[name].end = to;
    size_t n = groups_before(r, to - 1, several);
    if (n > 1 && several[n - 1].start > from && several[n - 1].form != GX_NONE) { /* (某中学教师、工会主席) */
        resolve_up_to(r, several[n - 1].start);
        hold(r, several, n, r->person[name], r->phrases[name], GX_NONE, CONFIDENCE_PREDICATE);
        return;
    }
    if (group_to(r, to - 1, &g) && g.start > from && g.form == GX_NONE &&
        g.word->code[1] != GX_TITLE_PLACE_POST) {
        /* 马木合(某省某县河口中学校长): all that stands before the title is the organization */
        uint32_t start = g.title.start;
        while (start > from + 1 && !gx_is_punctuation(r->a->text[start - 1]))
            start--;
        uint32_t end = r->scan->title_to[to - 1] ? to - 1 - r->scan->title_to[to - 1]->n : g.title.start;
        if (end >= start + 3) {
            g.title.start = end;
            g.owner = gx_resolve_range(r->resolver, (gx_range){start, end});
            hold(r, &g, 1, r->person[name], r->phrases[name], GX_NONE, CONFIDENCE_PREDICATE);
        }
        return;
    }
    if (group_to(r, to - 1, &g) && g.start > from &&
        (g.form != GX_NONE || g.word->code[1] == GX_TITLE_PLACE_POST)) {
        resolve_up_to(r, g.start);
        hold(r, &g, 1, r->person[name], r->phrases[name], GX_NONE, CONFIDENCE_PREDICATE);
    }
}

/* 县文旅局孙启明副局长, 周立新院长: an office right behind a name that has none before it. */
static bool read_title_behind(struct reader *r, size_t name, size_t form)
{
    gx_range own = r->names->at[name].range;
    const gx_word *title = own.end < r->a->n ? title_at(r, own.end) : NULL;
    bool modified = modifies(title);
    uint32_t at = own.end + (modified ? title->n : 0);
    if (modified)
        title = at < r->a->n ? title_at(r, at) : NULL;
    if (!title || title->code[1] != GX_TITLE_POST || title->n < 2)
        return false;
    /* 习近平总书记, 普京总统: whose, nothing near them says */
    static const char *const states[] = {"总书记", "主席", "总理", "总统", "首相"};
    for (size_t i = 0; form == GX_NONE && i < sizeof states / sizeof *states; i++)
        if (strcmp(title->cell[0], states[i]) == 0)
            return false;
    uint32_t end = at + title->n;
    bool next = name + 1 < r->names->n &&
                r->names->at[name + 1].range.start == end; /* 张三、局长李四 without its mark */
    if (next || r->scan->sentence[own.start] != r->scan->sentence[end - 1] ||
        r->scan->word_end[end - 1] != end)
        return false;
    const char *text = gx_text_of(r->a, (gx_range){own.end, end});
    for (size_t i = 0; form == GX_NONE && i < r->a->posts.n; i++)
        if (r->a->posts.at[i].person == r->person[name] && gx_ends_with(r->a->posts.at[i].title, text))
            return false; /* told before */
    struct group g = {
        .title = {own.end, end}, .form = form, .word = title, .start = own.start, .owner = GX_NONE};
    gx_range evidence = {form != GX_NONE ? r->forms->at[form].range.start : own.start, end};
    hold(r, &g, 1, r->person[name], evidence, GX_NONE, CONFIDENCE_BEFORE);
    r->phrases[name].end = end;
    return true;
}

/* 女职工委员会主任由石竹兼任, 副主席由司机甲和技术员乙担任: `last` is the last name of the list. */
static void hold_passively(struct reader *r, size_t last)
{
    uint32_t behind = after_bracket(r, r->names->at[last].range.end);
    if (appoints_at(r, behind) == GX_NONE)
        return;
    size_t first = last;
    while (first > 0 && r->phrases[first].start &&
           joins_names(r->a, after_bracket(r, r->names->at[first - 1].range.end), r->phrases[first].start))
        first--;
    uint32_t by = r->phrases[first].start;
    if (!by || !gx_text_before(r->a, by, "由"))
        return;
    for (size_t i = first; i <= last; i++) {
        struct group groups[GROUPS_AT_MOST];
        size_t n = groups_before(r, by - 1, groups);
        if (!n)
            return;
        gx_range evidence = {groups[n - 1].start, behind};
        hold(r, groups, n, r->person[i], evidence, elector_of(r, by), CONFIDENCE_PREDICATE);
    }
}

void gx_weigh_posts(gx_analysis *a)
{
    static const double SURE_PERSON = 0.95, SURE_BODY = 0.93, SURE = 0.95;
    for (size_t i = 0; i < a->posts.n; i++) {
        gx_post *post = &a->posts.at[i];
        bool sure = post->confidence >= CONFIDENCE_OWN &&
                    a->people.at[post->person].confidence >= SURE_PERSON && post->organization != GX_NONE &&
                    a->organizations.at[post->organization].confidence >= SURE_BODY;
        if (sure)
            post->confidence = SURE;
    }
}

/* Titles that several people hold at a time: 副校长甲、乙、丙, but not 校长甲、乙. */
static bool is_held_by_many(const char *title)
{
    static const char *const marks[] = {"副",   "委员", "常委",   "成员",   "代表", "理事",
                                        "董事", "监事", "巡视员", "调研员", "顾问"};
    static const char *const endings[] = {"工", "员", "师", "手", "生", "者", "人", "士"};
    size_t n = strlen(title), character = strlen(endings[0]);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strstr(title, marks[i]))
            return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (n >= character && strcmp(title + n - character, endings[i]) == 0)
            return true;
    return false;
}

/* The name `i` without a title stands in a list behind one with titles that many hold: it holds them too. */
static bool share_titles(struct reader *r, size_t i)
{
    gx_analysis *a = r->a;
    enum { NOTE_CHARS = 4 }; /* (女), (回族); a longer bracket tells of one person alone */
    if (!i)
        return false;
    uint32_t end = r->names->at[i - 1].range.end, behind = after_bracket(r, end),
             mine = r->names->at[i].range.end;
    bool own_note = behind > end + NOTE_CHARS || after_bracket(r, mine) > mine + NOTE_CHARS;
    if (own_note || !joins_names(a, behind, r->names->at[i].range.start))
        return false;
    uint32_t before = r->person[i - 1];
    gx_range evidence = r->phrases[i - 1];
    size_t n = a->posts.n;
    bool shared = false;
    for (size_t k = 0; k < n; k++) {
        const gx_post post = a->posts.at[k];
        bool same = post.person == before && post.evidence.start == evidence.start &&
                    post.evidence.end == evidence.end;
        if (!same || !is_held_by_many(post.title))
            continue;
        add_post(r, r->person[i], post.organization, post.title, r->phrases[i],
                 post.confidence < CONFIDENCE_BEFORE ? post.confidence : CONFIDENCE_BEFORE);
        shared = true;
    }
    return shared;
}

/* The organization that the title without one shares with the person before, who is of `before`; or GX_NONE.
 */
static uint32_t shared_base(const struct reader *r, const struct group *g, uint32_t before)
{
    bool bare = g->form == GX_NONE || r->forms->at[g->form].type == GX_BARE;
    if (bare && g->word->code[1] == GX_TITLE_POST)
        return before;
    if (g->form != GX_NONE || g->word->code[1] != GX_TITLE_JOB)
        return GX_NONE;
    uint32_t company = gx_company_of(r->resolver, before);
    return gx_is_employer(r->resolver, company) ? company : GX_NONE;
}

void gx_find_posts(const gx_scan *scan, gx_resolver *resolver, const gx_forms *forms, const gx_places *places,
                   const gx_home *home, const gx_names *names, const uint32_t *person, gx_range *phrases)
{
    struct reader r = {scan, scan->a, resolver, forms, places, home, names, person, phrases, 0};
    uint32_t base_before = GX_NONE, told = 0; /* titles before `told` were those of the name before them */
    for (size_t i = 0; i < names->n; i++) {
        struct group groups[GROUPS_AT_MOST];
        gx_range name = names->at[i].range;
        size_t n = told && told == name.start ? 0 : groups_before(&r, name.start, groups);
        if (!n && told != name.start)
            n = groups_told_before(&r, name.start, groups);
        uint32_t start = n ? groups[n - 1].start : name.start;
        size_t bare = n ? GX_NONE : form_to(&r, name.start);
        if (bare != GX_NONE)
            start = forms->at[bare].range.start;
        phrases[i] = (gx_range){start, name.end};
        resolve_up_to(&r, start);
        /* 主席张某、副主席李某: the second shares the first one's union, and 职工李某 its company */
        bool follows = i > 0 && start > 0 && phrases[i - 1].end + 1 == start &&
                       (scan->a->text[start - 1] == 0x3001 || scan->a->text[start - 1] == ',' ||
                        gx_text_before(scan->a, start, "和") || gx_text_before(scan->a, start, "与"));
        uint32_t base =
            follows && n && base_before != GX_NONE ? shared_base(&r, &groups[n - 1], base_before) : GX_NONE;
        bool bare_name = !n && bare == GX_NONE && told != name.start;
        if (!bare_name || !share_titles(&r, i))
            base_before = n ? hold(&r, groups, n, person[i], phrases[i], base, CONFIDENCE_BEFORE) : GX_NONE;
        if (!n && told != name.start)
            read_title_behind(&r, i, bare);
        hold_passively(&r, i);
        read_bracket(&r, i);
        appoint(&r, i);
        read_profile(&r, i);
        told = read_roll(&r, i);
    }
    resolve_up_to(&r, (uint32_t)scan->a->n);
}
