#include "extract/post_owners.h"

#include "base/utf8.h"
#include "extract/frames.h"
#include "extract/posts.h"

#include <string.h>

static const double CONFIDENCE_OWN = 0.92;    /* [organization][title][name]; see gx_weigh_posts() */
static const double CONFIDENCE_SHARED = 0.85; /* …、[title][name] behind an organization of the same person */
static const double CONFIDENCE_BEFORE =
    0.77; /* the organization is a bare word or shared with somebody else */
static const double CONFIDENCE_CONTEXT = 0.45;   /* the organization comes from context */
static const double CONFIDENCE_PREDICATE = 0.81; /* 当选, 任 */

/* 党组成员, 党委书记: a party body stays in the title; so does a bare department: 宣传部部长. */
static void fold_into_title(const gx_post_reader *r, gx_title_group *g)
{
    if (g->form == GX_NONE)
        return;
    const gx_form *f = &r->forms->at[g->form];
    bool party = f->kind == GX_KIND_PARTY && (f->inner || f->type == GX_BARE) &&
                 (gx_text_at(r->a, f->head, "党") || gx_text_at(r->a, f->head, "纪") ||
                  gx_text_at(r->a, f->head, "机关党"));
    enum { WEAK_CHARS = 4 }; /* 运管中心 */
    bool unit = f->use == GX_HEAD_DEPARTMENT || f->kind == GX_KIND_COMMITTEE ||
                (f->use == GX_HEAD_WEAK && f->range.end - f->range.start >= WEAK_CHARS);
    bool department = unit && (f->type == GX_BARE || (f->type == GX_DEICTIC && !f->inner)) &&
                      f->kind != GX_KIND_UNION && f->kind != GX_KIND_TEAM &&
                      !gx_text_before(r->a, f->range.end, "学院"); /* a faculty is a body */
    static const char *const congresses[] = {"人大常委会", "人大", "政协"};
    if (gx_any_before(r->a, f->range.end, congresses, GX_COUNT(congresses)))
        return; /* a body of its own */
    bool own_union = gx_text_before(r->a, f->range.end, "工会") || gx_begins_with_term(r->a, f->range.start);
    if ((!party && !department) || own_union)
        return;
    gx_drop_form(r->resolver, g->form);
    g->title.start = f->inner ? f->inner : f->range.start;
    if (gx_text_at(r->a, g->title.start, "校党") || gx_text_at(r->a, g->title.start, "院党"))
        g->title.start++; /* 郑州大学|校党委常委 */
    if (gx_text_at(r->a, g->title.start, "("))
        g->title.start = f->head; /* 某公司（以下简称“某”）党委书记 */
    g->department = f->kind;
    if (department && !f->inner && f->type == GX_BARE &&
        (f->kind == GX_KIND_INSTITUTION || f->kind == GX_KIND_COMPANY || f->kind == GX_KIND_GOVERNMENT))
        g->unit = f->range;
    /* 校党委书记: the word before the head points to the owner */
    for (uint32_t cut = f->range.start + 1; !f->inner && cut < f->range.end; cut++) {
        if (!gx_word_at(r->a, cut, f->range.end, GX_TABLE_ORGANIZATION_HEADS))
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
static bool is_event_role(const gx_post_reader *r, const gx_title_group *g)
{
    static const char *const roles[] = {"裁判长", "裁判",   "评委",     "首席代表", "代表",
                                        "主讲人", "主持人", "主任委员", "成员",     "执行主席"};
    if (gx_text_before(r->a, g->title.end, "党组成员") || gx_text_before(r->a, g->title.end, "班子成员"))
        return false;
    return gx_any_before(r->a, g->title.end, roles, GX_COUNT(roles));
}

/* Offices that some organization must have; others (技师, 教授) may stand alone. */
static bool is_leading(const gx_post_reader *r, const gx_title_group *g)
{
    static const char *const endings[] = {"主席", "书记",   "主任", "部长", "经理", "总裁",
                                          "会长", "秘书长", "委员", "理事", "监事", "董事",
                                          "常委", "总监",   "科长", "处长", "庭长", "教导员"};
    return gx_any_before(r->a, g->title.end, endings, GX_COUNT(endings));
}

/* 省长, 副县长: the level in the title and the place that it means. */
static const char *place_of_title(const gx_post_reader *r, const gx_title_group *g)
{
    for (uint32_t i = g->title.start; i < g->title.end; i++) {
        const char *level = gx_level_word(r->scan, i);
        const char *place = level ? gx_place_meant(r->a, r->places, r->home, g->title.start, level) : NULL;
        if (level)
            return place ? place : level; /* 县长 on a page that names no county: of the 县人民政府 */
    }
    return NULL;
}

static uint32_t government_of(gx_post_reader *r, const gx_title_group *g, const char *place)
{
    if (!place)
        return GX_NONE;
    return gx_organization_named(r->resolver, gx_arena_printf(r->a->arena, "%s%s", place, g->word->cell[2]),
                                 GX_KIND_GOVERNMENT, GX_NONE);
}

/* A department in the title that is no union's and no party's. */
static bool belongs_to_host(const gx_title_group *g)
{
    return g->department && g->department != GX_KIND_UNION && g->department != GX_KIND_COMMITTEE &&
           g->department != GX_KIND_PARTY;
}

/* Titles that the company gives, not its union. */
static bool runs_company(const gx_post_reader *r, const gx_title_group *g)
{
    static const char *const endings[] = {"院长助理", "校长助理", "经理助理", "总监",     "经理", "总裁",
                                          "工程师",   "董事长",   "指挥长",   "指挥",     "局长", "总会计师",
                                          "教导主任", "教务主任", "德育主任", "总务主任", "董事", "监事"};
    return gx_any_before(r->a, g->title.end, endings, GX_COUNT(endings));
}

/* 教师 and 护士 work where the article is: the school, the hospital in view. */
static uint32_t workplace_in_view(gx_post_reader *r, const gx_title_group *g)
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

/* 董事长, 首席执行官: offices that only a company has; the company in view, or GX_NONE. */
static uint32_t company_in_view(gx_post_reader *r, const gx_title_group *g)
{
    static const char *const endings[] = {"董事长",     "首席执行官", "首席运营官",
                                          "首席技术官", "首席财务官", "董事会秘书"};
    if (!gx_any_before(r->a, g->title.end, endings, GX_COUNT(endings)))
        return GX_NONE;
    uint32_t company = gx_pointed_to(r->resolver, "公司", g->title.start, false);
    if (company == GX_NONE)
        company = gx_organization_before(r->resolver, g->title.start); /* 宏图科技 is called no 公司 */
    company = company != GX_NONE ? gx_company_of(r->resolver, gx_host_of(r->resolver, company)) : company;
    return company != GX_NONE && gx_is_employer(r->resolver, company) ? company : GX_NONE;
}

/* 站长 without an organization: the 站 in view; any other office: the organization in view. */
static uint32_t organization_in_view(gx_post_reader *r, const gx_title_group *g)
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
    const gx_block *block = gx_block_at(a, g->start);
    bool roll = block && block->kind == GX_BLOCK_LIST; /* of a team that comes from elsewhere */
    uint32_t workplace = roll || !belongs_to_host(g) ? GX_NONE : workplace_in_view(r, g); /* 骨科主治医师 */
    uint32_t company = workplace == GX_NONE ? company_in_view(r, g) : workplace;
    if (company != GX_NONE)
        return company;
    if (!is_leading(r, g))
        return GX_NONE;
    bool hosted = belongs_to_host(g) || g->department == GX_KIND_PARTY;
    uint32_t host = gx_host_in_view(r->resolver, g->start);
    if (hosted && host != GX_NONE)
        return host;
    host = gx_host_of(r->resolver, gx_organization_before(r->resolver, g->title.start));
    if (host != GX_NONE && gx_is_media(r->resolver, host) && gx_text_at(a, g->title.start, "国家"))
        return GX_NONE; /* 新华社北京3月4日电　国家副主席… */
    if (host != GX_NONE && runs_company(r, g))
        return gx_company_of(r->resolver, host);
    return host != GX_NONE && g->department == GX_KIND_PARTY ? gx_company_of(r->resolver, host) : host;
}

void gx_resolve_forms_before(gx_post_reader *r, uint32_t at)
{
    for (; r->resolved < r->forms->n && r->forms->at[r->resolved].range.start < at; r->resolved++)
        if (!gx_is_headline(r->a, r->forms->at[r->resolved].range.start))
            gx_resolve_form(r->resolver, r->resolved, GX_NONE);
}

/* 校长, 厂长: the school or plant in view, whatever union was named last; who stands before (`base`) first.
 */
static uint32_t headed_by(gx_post_reader *r, const gx_title_group *g, uint32_t base)
{
    static const char *const bodies[] = {"校", "院", "厂", "矿", "段", "站",
                                         "馆", "园", "行", "队", "班", "组"};
    uint32_t end = g->title.end - (gx_text_before(r->a, g->title.end, "助理") ? 2 : 0); /* 矿长|助理 */
    if (end < g->title.start + 2 || !gx_text_before(r->a, end, "长"))
        return GX_NONE;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (gx_text_before(r->a, end - 1, bodies[i]))
            return base != GX_NONE && gx_organization_ends(r->resolver, base, bodies[i])
                       ? base
                       : gx_pointed_to(r->resolver, bodies[i], g->title.start, false);
    return GX_NONE;
}

/* 校工会, 院党委, where no school or hospital is named: whose, nobody can tell. */
static bool points_outside(const gx_post_reader *r, uint32_t at)
{
    static const char *const bodies[] = {"校工会", "校党",   "院工会", "院党",   "厂工会", "厂党",   "矿工会",
                                         "矿党",   "段工会", "段党",   "馆工会", "馆党",   "园工会", "园党"};
    return gx_any_at(r->a, at, bodies, GX_COUNT(bodies));
}

/* 组织部部长甲、|副部长乙: the department of who stands before, where the deputy's title is of its kind. */
static uint32_t office_of_deputy(const gx_post_reader *r, const gx_title_group *g)
{
    static const char *const units[][2] = {{"副部长", "部"},     {"副处长", "处"},   {"副科长", "科"},
                                           {"副主任", "办公室"}, {"副主任", "中心"}, {"副主任", "办"},
                                           {"副主任", "室"},     {"副站长", "站"},   {"副所长", "所"}};
    for (size_t i = 0; r->office != GX_NONE && i < sizeof units / sizeof *units; i++)
        if (gx_text_at(r->a, g->title.start, units[i][0]) &&
            gx_organization_ends(r->resolver, r->office, units[i][1]))
            return r->office;
    return GX_NONE;
}

/* 与|集团|总经理, 我院|院长: the body that the word before the title points to, GX_UNTOLD where the page
 * names none; GX_NONE = no such word. */
static uint32_t own_body(gx_post_reader *r, const gx_title_group *g)
{
    static const char *const words[] = {"集团公司", "集团", "总公司", "公司", "企业", "医院", "学校", "学院",
                                        "商会",     "协会", "学会",   "我院", "我校", "我局", "我行", "我司"};
    bool named = g->form != GX_NONE && r->forms->at[g->form].type != GX_BARE;
    for (size_t i = 0; !named && i < sizeof words / sizeof *words; i++) {
        uint32_t n = (uint32_t)gx_utf8_count(words[i]);
        if (!gx_text_before(r->a, g->title.start, words[i]))
            continue;
        uint32_t start = g->title.start - n;
        if (g->form != GX_NONE ? r->forms->at[g->form].range.start != start
                               : gx_unit_before(r->scan, g->title.start).start != start)
            return GX_NONE; /* 机电公司 */
        const char *bare = gx_starts_with(words[i], "我") ? words[i] + strlen("我") : words[i];
        uint32_t found = gx_pointed_to(r->resolver, bare, g->title.start, false);
        if (found != GX_NONE)
            return found;
        return GX_UNTOLD;
    }
    return GX_NONE;
}

/* 国家主席: the title says of what, and it is no organization. */
static bool is_of_nation(const gx_post_reader *r, const gx_title_group *g)
{
    static const char *const titles[] = {"国家主席", "国家副主席"};
    return g->form == GX_NONE && gx_any_before(r->a, g->title.end, titles, GX_COUNT(titles));
}

/* 中共中央政治局委员、|书记处书记: the bureau and the secretariat are both the committee's. */
static uint32_t above_bureau(gx_post_reader *r, const gx_title_group *g, uint32_t base)
{
    static const char bureau[] = "中共中央政治局";
    bool secretary = g->form == GX_NONE && gx_text_at(r->a, g->title.start, "书记处");
    if (!secretary || base == GX_NONE || base == GX_UNTOLD ||
        !gx_organization_ends(r->resolver, base, bureau))
        return base;
    return gx_organization_named(r->resolver, "中共中央", GX_KIND_PARTY, GX_NONE);
}

/* The organization of each group, left to right: a group without one shares that of the group before it. */
static uint32_t organization_of(gx_post_reader *r, const gx_title_group *g, uint32_t base, bool *from_context)
{
    if (g->owner != GX_NONE)
        return g->owner;
    uint32_t paper = g->form == GX_NONE ? gx_paper_before(r, g->title) : g->title.start;
    if (paper < g->title.start)
        return gx_resolve_range(r->resolver, (gx_range){paper, g->title.start});
    if (base == GX_UNTOLD && g->form != GX_NONE && r->forms->at[g->form].type == GX_BARE &&
        r->forms->at[g->form].range.start == r->forms->at[g->form].head) {
        gx_drop_form(r->resolver, g->form);
        return base; /* 学院党委副书记、|工会|主席, of a college that the page does not name */
    }
    if (g->form != GX_NONE) {
        uint32_t entity = gx_trust_form(r->resolver, g->form, base == GX_UNTOLD ? GX_NONE : base);
        if (entity != GX_NONE)
            return entity;
        const gx_form *f = &r->forms->at[g->form];
        if (f->type == GX_BARE && points_outside(r, f->range.start))
            return GX_NONE;
    }
    if (g->department == GX_KIND_PARTY && points_outside(r, g->title.start))
        return GX_NONE;
    uint32_t own = own_body(r, g);
    if (own != GX_NONE)
        return own;
    if (g->word->code[1] == GX_TITLE_PLACE_POST) {
        const char *place = g->place ? g->place : place_of_title(r, g);
        uint32_t government = government_of(r, g, place);
        if (government != GX_NONE)
            return government;
    }
    if (is_event_role(r, g))
        return GX_NONE;
    if (base == GX_UNTOLD)
        return base;
    bool group = gx_text_at(r->a, g->title.start, "党组"); /* a union has one as well */
    if (base != GX_NONE && group && r->party != GX_NONE)
        return r->party; /* 外办|党组成员、友协副会长甲,|党组成员乙 */
    uint32_t headed = headed_by(r, g, base);
    if (headed != GX_NONE)
        return headed;
    if (base != GX_NONE) {
        uint32_t office = office_of_deputy(r, g);
        if (office != GX_NONE)
            return office;
        bool company = runs_company(r, g) || (g->department == GX_KIND_PARTY && !group) || belongs_to_host(g);
        if (g->department == GX_KIND_COMMITTEE)
            return gx_host_of(r->resolver, base);
        return company ? gx_company_of(r->resolver, base) : base;
    }
    *from_context = true;
    return organization_in_view(r, g);
}

static void add_post(gx_post_reader *r, uint32_t person, uint32_t organization, const char *text,
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
uint32_t gx_hold_posts(gx_post_reader *r, gx_title_group *groups, size_t n, uint32_t person,
                       gx_range evidence, uint32_t base, gx_post_basis basis)
{
    uint32_t office = GX_NONE, party = GX_NONE;
    for (size_t i = n; i-- > 0;) {
        fold_into_title(r, &groups[i]);
        bool from_context = false;
        const gx_form *form = groups[i].form != GX_NONE ? &r->forms->at[groups[i].form] : NULL;
        bool own = form && (form->type == GX_NAMED || form->type == GX_LEVELED);
        if (is_of_nation(r, &groups[i])) {
            add_post(r, person, GX_NONE, gx_text_of(r->a, groups[i].title), evidence, CONFIDENCE_OWN);
            continue;
        }
        uint32_t organization =
            organization_of(r, &groups[i], above_bureau(r, &groups[i], base), &from_context);
        if (organization == GX_UNTOLD)
            base = GX_UNTOLD;
        if (organization == GX_NONE || organization == GX_UNTOLD) /* a bare title says too little */
            continue;
        double sure = basis == GX_POST_PREDICATE ? CONFIDENCE_PREDICATE : CONFIDENCE_BEFORE;
        if (from_context)
            sure = CONFIDENCE_CONTEXT;
        else if (basis == GX_POST_BEFORE_NAME && own)
            sure = CONFIDENCE_OWN;
        else if (basis == GX_POST_BEFORE_NAME && i + 1 < n && !form)
            sure = CONFIDENCE_SHARED;
        if (groups[i].word->code[1] == GX_TITLE_PLACE_POST &&
            gx_text_at(r->a, groups[i].title.start, "自治区"))
            groups[i].title.start += (uint32_t)gx_utf8_count("自治区"); /* 自治区|副主席 */
        add_post(r, person, organization, gx_text_of(r->a, groups[i].title), evidence, sure);
        if (groups[i].unit.end > groups[i].unit.start)
            gx_resolve_unit(r->resolver, gx_host_of(r->resolver, organization), groups[i].unit,
                            groups[i].department);
        if (gx_text_at(r->a, groups[i].title.start, "党组"))
            party = organization;
        base = gx_host_of(r->resolver, organization);
        office = organization;
    }
    r->office = office;
    r->party = party;
    return base;
}

void gx_share_post(gx_post_reader *r, gx_post post, uint32_t person, gx_range evidence)
{
    add_post(r, person, post.organization, post.title, evidence,
             post.confidence < CONFIDENCE_BEFORE ? post.confidence : CONFIDENCE_BEFORE);
}

void gx_weigh_posts(gx_analysis *a)
{
    static const double SURE_PERSON = 0.95, SURE_BODY = 0.95, SURE = 0.95;
    for (size_t i = 0; i < a->posts.n; i++) {
        gx_post *post = &a->posts.at[i];
        bool sure = post->confidence >= CONFIDENCE_OWN &&
                    a->people.at[post->person].confidence >= SURE_PERSON && post->organization != GX_NONE &&
                    a->organizations.at[post->organization].confidence >= SURE_BODY;
        if (sure)
            post->confidence = SURE;
    }
}
