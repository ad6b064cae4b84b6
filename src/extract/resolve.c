#include "extract/resolver.h"

#include "extract/frames.h"
#include "extract/traits.h"

#include <string.h>

/* Reliability of the ways to a meaning, as measured on the annotated pages. */
static const double CONFIDENCE_TABLE = 0.85;    /* a national body */
static const double CONFIDENCE_OFFICIAL = 0.97; /* a known place and a full head: 昌平区总工会 */
static const double CONFIDENCE_LEGAL = 0.96;    /* …有限公司 */
static const double CONFIDENCE_LEVELED = 0.92;  /* 区总工会, its place from context */
static const double CONFIDENCE_HEADED = 0.92;   /* a full head behind something proper */
static const double CONFIDENCE_PART = 0.86;     /* a department, union or team of a body named before it */
static const double CONFIDENCE_WEAK = 0.72;     /* a weak head, or the tagger alone */

size_t gx_form_ending(const gx_resolver *r, uint32_t end)
{
    size_t best = GX_NONE;
    for (size_t i = 0; i < r->forms->n; i++)
        if (r->forms->at[i].range.end == end &&
            (best == GX_NONE || r->forms->at[i].range.start < r->forms->at[best].range.start))
            best = i;
    return best;
}

static size_t form_of(const gx_resolver *r, uint32_t start, uint32_t end)
{
    for (size_t i = 0; i < r->forms->n; i++)
        if (r->forms->at[i].range.start == start && r->forms->at[i].range.end == end)
            return i;
    return GX_NONE;
}

static bool is_subordinate(const gx_resolver *r, const gx_form *f)
{
    static const char *const youth[] = {"团委", "团总支", "团支部"};
    if (gx_any_at(r->a, f->head, youth, GX_COUNT(youth)))
        return true;
    return f->use == GX_HEAD_DEPARTMENT || f->kind == GX_KIND_UNION || f->kind == GX_KIND_PARTY;
}

/* The text of a name; a bracket that introduces a short form is no part of it: 某公司（以下简称“某”）工会. */
static const char *name_text(const gx_resolver *r, gx_range range)
{
    gx_analysis *a = r->a;
    for (uint32_t i = range.start; i + 1 < range.end; i++) {
        if (a->text[i] != '(' || !(gx_text_at(a, i + 1, "以下") || gx_text_at(a, i + 1, "简称")))
            continue;
        uint32_t close = i;
        while (close < range.end && a->text[close] != ')')
            close++;
        if (close < range.end)
            return gx_arena_printf(a->arena, "%s%s", gx_text_of(a, (gx_range){range.start, i}),
                                   gx_text_of(a, (gx_range){close + 1, range.end}));
    }
    return gx_text_of(a, range);
}

/* 县人大|副主任: of its standing committee, where the place has one. */
static bool is_standing(const gx_analysis *a, uint32_t end)
{
    static const char *const chairs[] = {"主任", "副主任", "党组书记", "党组副书记", "党组成员", "秘书长"};
    static const char *const small[] = {"镇人大", "乡人大", "全国人大", "街道人大"};
    return gx_text_before(a, end, "人大") && gx_any_at(a, end, chairs, GX_COUNT(chairs)) &&
           !gx_any_before(a, end, small, GX_COUNT(small));
}

/* The printed text with 市总 as 市总工会, and the national bodies by their full names. */
static const char *printed_name(const gx_resolver *r, const gx_form *f)
{
    gx_analysis *a = r->a;
    const char *text = name_text(r, f->range);
    if (f->body && f->body->table == GX_TABLE_ORGANIZATIONS && f->body->n == f->range.end - f->range.start)
        return f->body->cell[1];
    if (f->body && f->body->table == GX_TABLE_ABBREVIATIONS && gx_ends_with(f->body->cell[0], "总") &&
        gx_ends_with(f->body->cell[1], "总工会"))
        return gx_arena_printf(a->arena, "%s工会", text);
    return is_standing(a, f->range.end) ? gx_arena_printf(a->arena, "%s常委会", text) : text;
}

/* 区总工会: the bare level's word and the place that it means, put in front of the rest. */
static const char *leveled_name(const gx_resolver *r, const gx_form *f)
{
    gx_analysis *a = r->a;
    const char *level = gx_level_word(r->scan, f->range.start), *printed = printed_name(r, f), *before = "";
    if (!level && gx_starts_with(printed, "团")) { /* 团市委 */
        level = gx_level_word(r->scan, f->range.start + 1);
        printed += strlen("团");
        before = "共青团";
    }
    if (!level) { /* 该区总工会 */
        level = gx_level_word(r->scan, f->range.start + 1);
        printed += strlen("该");
    }
    const char *place = level ? gx_place_meant(a, r->places, r->home, f->range.start, level) : NULL;
    static const char *const whose[] = {"我", "本", "该"};
    bool own = gx_any_at(a, f->range.start, whose, GX_COUNT(whose)); /* 我|县总工会 */
    if (!place)
        return gx_text_of(a, (gx_range){f->range.start + own, f->range.end});
    return gx_arena_printf(a->arena, "%s%s%s", before, place, printed + strlen(level));
}

/* From a headline the whole article is in view, else what stands before. */
static uint32_t view_from(const gx_resolver *r, const gx_form *f)
{
    return gx_is_headline(r->a, f->range.start) ? (uint32_t)r->a->n : f->range.start;
}

/* 该公司, 我院, and what hangs on them: 该公司工会. */
static uint32_t resolve_deictic(gx_resolver *r, const gx_form *f, uint32_t inner)
{
    gx_analysis *a = r->a;
    if (inner != GX_NONE)
        return inner;
    gx_unit deictic = gx_unit_at(r->scan, f->range.start);
    if (deictic.class != GX_UNIT_DEICTIC || deictic.end >= f->range.end)
        deictic.end = f->range.start + 1; /* 本|局 of 本局讯 */
    const char *core = gx_text_of(a, (gx_range){deictic.end, f->range.end});
    bool own = gx_text_at(a, f->range.start, "我") || gx_text_at(a, f->range.start, "本");
    uint32_t found = gx_pointed_to(r, core, view_from(r, f), !own);
    if (found != GX_NONE || !own)
        return found;
    uint32_t host = gx_main_host(r);
    bool fits = host != GX_NONE &&
                (gx_ends_with(r->organizations.at[host].name, core) || strlen(core) > 2 * strlen("院"));
    return fits ? host : GX_NONE;
}

/* The body that the article is about; 儿科 and 教务处 want a hospital or a school. */
static uint32_t host_for(gx_resolver *r, const gx_form *f)
{
    uint32_t host = gx_host_in_view(r, view_from(r, f));
    bool wants = f->kind == GX_KIND_INSTITUTION && f->use == GX_HEAD_DEPARTMENT;
    if (!wants || (host != GX_NONE && r->organizations.at[host].kind == GX_KIND_INSTITUTION))
        return host;
    uint32_t institution =
        gx_pointed_to(r, gx_text_before(r->a, f->range.end, "科") ? "医院" : "院", view_from(r, f), false);
    return institution != GX_NONE ? institution : host;
}

bool gx_begins_with_term(const gx_analysis *a, uint32_t at)
{
    enum { TERM_CHARS = 6 };
    if (!gx_text_at(a, at, "第"))
        return false;
    for (uint32_t k = at + 2; k < at + TERM_CHARS; k++)
        if (gx_text_at(a, k, "届"))
            return true;
    return false;
}

/* 女职工委员会 belongs to a union, 护理部 to the hospital that the article is about, 宣传部 to who was named
 * last. */
static uint32_t owner_in_view(gx_resolver *r, const gx_form *f)
{
    uint32_t owner = GX_NONE;
    if (gx_text_before(r->a, f->range.end, "工会") || gx_text_before(r->a, f->range.end, "团委"))
        owner = gx_company_before(r, f->range.start);
    else if (f->kind == GX_KIND_UNION || f->kind == GX_KIND_COMMITTEE ||
             gx_begins_with_term(r->a, f->range.start))
        owner = gx_host_of(r, gx_electing_organization(r, f->range.start));
    else if (f->kind != GX_KIND_PARTY)
        owner = host_for(r, f);
    return owner != GX_NONE ? owner : gx_host_of(r, gx_organization_before(r, f->range.start));
}

/* 某集团党委、|工会: who the body before a mark belongs to, or GX_NONE. */
static uint32_t owner_of_neighbour(const gx_resolver *r, const gx_form *f)
{
    uint32_t start = f->range.start;
    if (!start || (r->a->text[start - 1] != 0x3001 && !gx_text_before(r->a, start, "和")))
        return GX_NONE;
    for (size_t i = 0; i < r->forms->n; i++) {
        bool beside = r->forms->at[i].range.end + 1 == start && r->done[i] && r->meaning[i] != GX_NONE;
        uint32_t parent = beside && is_subordinate(r, &r->forms->at[i])
                              ? r->organizations.at[r->meaning[i]].parent
                              : GX_NONE;
        if (parent == GX_NONE)
            continue;
        /* 机械学院工会、|后勤部|工会: the department is the faculty's peer */
        bool peer = gx_text_before(r->a, start - 1, "工会") && !gx_text_before(r->a, f->range.end, "工会") &&
                    r->organizations.at[parent].parent != GX_NONE;
        return peer ? r->organizations.at[parent].parent : parent;
    }
    return GX_NONE;
}

/* 政协, 工商联: bodies of a place that need not say which. */
static bool is_place_body(const char *text)
{
    static const char *const bodies[] = {"总工会", "政协", "人大", "人大常委会", "工商联",  "妇联",
                                         "残联",   "文联", "科协", "侨联",       "红十字会"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (strcmp(bodies[i], text) == 0)
            return true;
    return false;
}

/* The last of the places that a name begins with, 远安县 of 湖北省远安县委; NULL = none. */
static const char *innermost_place(const gx_resolver *r, const char *name)
{
    const char *last = NULL;
    for (size_t n; (n = gx_place_prefix(r, name, &last)) > 0;)
        name += n;
    return last;
}

/* The place in the name of the organization in view, else the page's own city. */
static const char *place_in_view(const gx_resolver *r, uint32_t owner)
{
    static const char *const levels[] = {"自治区", "省", "市", "州", "县", "区", "旗"};
    const char *name = owner != GX_NONE ? r->organizations.at[owner].name : "";
    const char *place = innermost_place(r, name);
    for (size_t i = 0; i < sizeof levels / sizeof *levels && !place; i++)
        if (gx_starts_with(name,
                           levels[i])) /* 自治区人大常委会副主任、总工会主席: the page does not say which */
            place = levels[i];
    return place ? place : r->home->city;
}

/* The place that the unions and offices of the article belong to, most of them; else the page's own city. */
static const char *place_of_offices(const gx_resolver *r)
{
    const char *best = r->home->city;
    uint32_t most = 0;
    for (size_t i = 0; i < r->organizations.n; i++) {
        const struct organization *o = &r->organizations.at[i];
        bool office = o->kind == GX_KIND_UNION || o->kind == GX_KIND_GOVERNMENT || o->kind == GX_KIND_PARTY ||
                      o->kind == GX_KIND_COMMITTEE;
        const char *place = office && o->count > most ? innermost_place(r, o->name) : NULL;
        if (place) {
            most = o->count;
            best = place;
        }
    }
    return best;
}

/* Where the body ends that this one is joined to: 市总工会|、人社局, 市总工会|联合人社局,
 * 市总工会|积极会同教育局; 0 = none. */
static uint32_t mate_end(const gx_analysis *a, uint32_t at)
{
    static const char *const joins[] = {"联合", "会同", "携手", "联手", "协同", "协调", "邀请", "联动"};
    static const char *const ways[] = {"积极", "主动", "再次", "继续", "首次", "牵头", "共同", "专门"};
    static const char *const marks[] = {"、", "和", "与", "同", "及"};
    if (at > 2 && gx_any_before(a, at, joins, GX_COUNT(joins)))
        return at > 4 && gx_any_before(a, at - 2, ways, GX_COUNT(ways)) ? at - 4 : at - 2;
    return at > 1 && gx_any_before(a, at, marks, GX_COUNT(marks)) ? at - 1 : 0;
}

const char *gx_place_of_mate(const gx_resolver *r, const gx_form *f)
{
    const gx_analysis *a = r->a;
    const char *text = gx_text_of(a, f->range);
    uint32_t at = f->range.start;
    bool office = f->type == GX_BARE && at == f->head && f->use == GX_HEAD_FULL &&
                  (f->kind == GX_KIND_GOVERNMENT || is_place_body(text) || strcmp(text, "团委") == 0);
    uint32_t end = office ? mate_end(a, at) : 0;
    size_t before = end ? gx_form_ending(r, end) : GX_NONE;
    if (before == GX_NONE || !r->done[before] || r->meaning[before] == GX_NONE)
        return NULL;
    const struct organization *mate = &r->organizations.at[r->meaning[before]];
    bool official = mate->kind == GX_KIND_UNION || mate->kind == GX_KIND_GOVERNMENT ||
                    mate->kind == GX_KIND_ASSOCIATION || mate->kind == GX_KIND_COMMITTEE;
    if (!official || mate->use != GX_HEAD_FULL || mate->parent != GX_NONE)
        return NULL;
    const char *rest = mate->name, *last;
    for (size_t n; (n = gx_place_prefix(r, rest, &last)) > 0;)
        rest += n;
    return rest > mate->name ? gx_arena_text(r->a->arena, mate->name, (size_t)(rest - mate->name)) : NULL;
}

/* The school of a school's library. */
static uint32_t outermost(const gx_resolver *r, uint32_t entity)
{
    for (int depth = 0; depth < 8; depth++) {
        uint32_t parent = r->organizations.at[entity].parent;
        if (parent == GX_NONE || r->organizations.at[parent].kind != GX_KIND_INSTITUTION)
            break;
        entity = parent;
    }
    return entity;
}

/* The plant or company of a shop or shift: 化肥厂 of 化肥厂一车间一班. */
static uint32_t above_units(const gx_resolver *r, uint32_t entity)
{
    static const char *const units[] = {"车间", "班", "组", "队", "工区", "工段", "站区", "支部"};
    for (int depth = 0; entity != GX_NONE && depth < 8; depth++) {
        const struct organization *o = &r->organizations.at[entity];
        if (!gx_ends_with_any(o->name, units, GX_COUNT(units)) || o->parent == GX_NONE)
            break;
        entity = o->parent;
    }
    return entity;
}

/* 图书馆 of a school, 培训中心 of a company: may the bare institution be a part of the organization? */
static bool has_inside(const struct organization *o, const char *text)
{
    static const char *const units[] = {"中心", "研究所", "研究院", "实验室", "检测站", "监测站"};
    static const char *const of_unions[] = {"帮扶中心", "职工服务中心", "干部学校", "职工学校"};
    if (o->kind == GX_KIND_UNION)
        return gx_ends_with_any(text, of_unions, GX_COUNT(of_unions));
    if (o->kind == GX_KIND_COMPANY)
        return gx_ends_with_any(text, units, GX_COUNT(units));
    return o->kind == GX_KIND_INSTITUTION;
}

/* 某县柳堤街道 of the body named last before `at` that has one in its name, or NULL. */
static const char *street_in_view(const gx_resolver *r, uint32_t at)
{
    static const char street[] = "街道";
    uint32_t last = gx_organization_before(r, at);
    const char *name = last != GX_NONE ? r->organizations.at[last].name : "", *found = strstr(name, street);
    return found ? gx_arena_text(r->a->arena, name, (size_t)(found - name) + strlen(street)) : NULL;
}

/* The university or college that the article is about, or GX_NONE. */
static uint32_t school_in_view(gx_resolver *r, const gx_form *f)
{
    uint32_t host = gx_host_in_view(r, f->range.start);
    const char *name = host != GX_NONE ? r->organizations.at[host].name : "";
    return (gx_ends_with(name, "大学") || gx_ends_with(name, "学院")) && !gx_is_faculty(r, name) ? host
                                                                                                 : GX_NONE;
}

/* The only 总工会 that was named so far, where its name ends so: 石桥县总工会 for 总工会, 临海市总工会 for
 * 市总工会; GX_NONE where there is none or another one. */
static uint32_t only_union(const gx_resolver *r, const char *text)
{
    uint32_t found = GX_NONE;
    for (uint32_t i = 0; i < r->organizations.n; i++) {
        const struct organization *o = &r->organizations.at[i];
        if (!o->count || o->parent != GX_NONE || !gx_ends_with(o->name, "总工会"))
            continue;
        if (found != GX_NONE)
            return GX_NONE;
        found = i;
    }
    return found != GX_NONE && gx_ends_with(r->organizations.at[found].name, text) ? found : GX_NONE;
}

/* 校工会 of a school that nothing names: the page's own union all the same. */
static bool is_own_union(const char *text)
{
    static const char *const unions[] = {"校工会", "院工会",   "厂工会",   "矿工会", "局工会",
                                         "段工会", "公司工会", "集团工会", "所工会", "集团公司工会"};
    for (size_t i = 0; i < GX_COUNT(unions); i++)
        if (strcmp(unions[i], text) == 0)
            return true;
    return false;
}

/* 院党委, 厂团委, 炼钢车间: of a hospital, a plant; no union and no office has one. */
static bool is_of_works(const char *text)
{
    static const char *const works[] = {"院", "厂", "矿", "校", "店", "场", "馆", "公司", "集团"};
    static const char *const units[] = {"事业部", "车间",   "分厂", "作业区",
                                        "项目部", "经理部", "工段", "分公司"};
    for (size_t i = 0; i < GX_COUNT(works); i++)
        if (gx_starts_with(text, works[i]) && strlen(text) > strlen(works[i]))
            return true;
    return gx_ends_with_any(text, units, GX_COUNT(units));
}

static bool is_works(const struct organization *o)
{
    return o->kind != GX_KIND_UNION && o->kind != GX_KIND_GOVERNMENT && o->kind != GX_KIND_ASSOCIATION &&
           o->kind != GX_KIND_COMMITTEE && o->kind != GX_KIND_PARTY;
}

/* The place of the office `base` where the form is the union of the office's trade; else NULL. */
static const char *place_of_trade(const gx_resolver *r, const gx_form *f, uint32_t base)
{
    static const char *const trades[] = {"教育工会", "卫生工会", "交通工会", "建设工会",
                                         "财贸工会", "农林工会", "卫健工会", "体育工会"};
    const struct organization *o = &r->organizations.at[base];
    bool trade = o->kind == GX_KIND_GOVERNMENT && o->parent == GX_NONE &&
                 gx_any_at(r->a, f->range.start, trades, GX_COUNT(trades)) && f->kind == GX_KIND_UNION;
    return trade ? place_in_view(r, base) : NULL;
}

/* The body in view, its company or GX_NONE: what a union, a faculty, an office has none of is not theirs. */
static uint32_t fitting_owner(const gx_resolver *r, const gx_form *f, const char *text, uint32_t owner)
{
    const struct organization *o = &r->organizations.at[owner];
    bool of_union = f->kind == GX_KIND_UNION || f->kind == GX_KIND_COMMITTEE;
    if (!of_union && is_own_union(o->name))
        return GX_NONE; /* 公司工会, of a company that nothing names, has no workshops */
    if (gx_text_at(r->a, f->range.start, "校") && gx_is_faculty(r, o->name))
        return GX_NONE; /* 校工会 is no faculty's */
    if (!is_of_works(text))
        return owner;
    uint32_t company = gx_company_of(r, owner);
    return is_works(&r->organizations.at[company]) ? company : GX_NONE;
}

/* A bare head: the same as one named before, else a part of the organization in view. */
static uint32_t resolve_bare(gx_resolver *r, const gx_form *f, uint32_t base)
{
    gx_analysis *a = r->a;
    const char *text = gx_text_of(a, f->range);
    uint32_t only = strcmp(text, "总工会") == 0 ? only_union(r, text) : GX_NONE;
    if (only != GX_NONE)
        return only;
    if (f->range.end - f->range.start > gx_utf8_count("分工会") && gx_text_before(a, f->range.end, "分工会"))
        return gx_organization_named(r, text, f->kind, GX_NONE); /* 机关二|分工会: by what it is called */
    if (strcmp(text, "工会委员会") == 0)
        text = "工会"; /* of the body in view: the union itself */
    /* 集团工会, 院党委, 段团委: the word before the inner head points back; 企业安全部 is one head. */
    bool one = f->range.start == f->head && f->use == GX_HEAD_DEPARTMENT && gx_starts_with(text, "企业");
    for (uint32_t cut = f->range.end - 1; cut > f->range.start && !one; cut--) {
        const char *prefix = gx_text_of(a, (gx_range){f->range.start, cut});
        const char *rest = gx_text_of(a, (gx_range){cut, f->range.end});
        if (!gx_word_at(a, cut, f->range.end, GX_TABLE_ORGANIZATION_HEADS))
            continue;
        uint32_t owner = gx_pointed_to(r, prefix, view_from(r, f), false);
        if (owner != GX_NONE && is_subordinate(r, f))
            return gx_organization_named(
                r, gx_arena_printf(a->arena, "%s%s", r->organizations.at[owner].name, rest), f->kind, owner);
    }
    if (base == GX_NONE && is_subordinate(r, f))
        base = owner_of_neighbour(r, f);
    uint32_t owner = base == GX_NONE                  ? owner_in_view(r, f)
                     : f->kind == GX_KIND_ASSOCIATION ? gx_company_of(r, base)
                                                      : base;
    const char *district = base != GX_NONE ? place_of_trade(r, f, base) : NULL;
    if (district) /* 区教育局党组成员、|教育工会|主席 */
        return gx_organization_named(r, gx_arena_printf(a->arena, "%s%s", district, text), f->kind, GX_NONE);
    bool shift = gx_is_numbered(a, f); /* 三班 belongs to the shop before it */
    if (base == GX_NONE && !shift)
        owner = above_units(r, owner);
    if (base == GX_NONE && owner != GX_NONE)
        owner = fitting_owner(r, f, text, owner);
    if (base == GX_NONE && f->kind == GX_KIND_PARTY && owner != GX_NONE)
        owner = gx_company_of(r, owner);
    uint32_t same = f->use == GX_HEAD_DEPARTMENT && base != GX_NONE
                        ? GX_NONE
                        : gx_pointed_to(r, text, view_from(r, f), false);
    if (same != GX_NONE && base == GX_NONE)
        return same;
    bool office = f->kind == GX_KIND_GOVERNMENT && f->use == GX_HEAD_FULL && r->trusting &&
                  !gx_starts_with(text, "铁路") && /* a railway's police is no city's */
                  !gx_ends_with(text, "居委会") && !gx_ends_with(text, "村委会");
    const char *street = strcmp(text, "办事处") == 0 ? street_in_view(r, f->range.start) : NULL;
    const char *mate = street ? street : gx_place_of_mate(r, f);
    if (mate)
        return gx_organization_named(r, gx_arena_printf(a->arena, "%s%s", mate, text), f->kind, GX_NONE);
    const char *place = is_place_body(text) || office ? place_in_view(r, owner)
                        : gx_is_civic(text)           ? place_of_offices(r)
                                                      : NULL;
    if (place)
        return gx_organization_named(r, gx_arena_printf(a->arena, "%s%s", place, text), f->kind, GX_NONE);
    bool term = f->kind != GX_KIND_TEAM && gx_begins_with_term(a, f->range.start);
    bool numbered = gx_is_numbered(a, f) || term;
    bool unit = numbered || (r->trusting && f->range.end - f->range.start >= 3 &&
                             (f->kind == GX_KIND_TEAM || f->use == GX_HEAD_DEPARTMENT ||
                              (f->kind == GX_KIND_COMPANY && f->use == GX_HEAD_WEAK)));
    bool inside = r->trusting && f->kind == GX_KIND_INSTITUTION && f->range.start == f->head &&
                  owner != GX_NONE && has_inside(&r->organizations.at[owner], text) &&
                  f->range.end - f->range.start >= 3;
    unit = unit || inside; /* 图书馆馆长 of a school */
    bool unknown = !gx_level_word(r->scan, f->range.start);
    bool itself = ((r->trusting && unknown) || gx_stands_as_name(r, f)) && f->use == GX_HEAD_FULL &&
                  f->kind != GX_KIND_TEAM && !is_subordinate(r, f) && f->range.end - f->range.start >= 4 &&
                  f->range.start < f->head;
    bool trade =
        f->kind == GX_KIND_UNION && f->range.start < f->head && gx_text_before(a, f->range.end, "联合会");
    itself = !term && (itself || trade); /* 装卸行业工会联合会 */
    uint32_t school = itself && gx_is_faculty(r, text) ? school_in_view(r, f) : GX_NONE;
    if (school != GX_NONE && same == GX_NONE) /* 材料学院教授 */
        return gx_organization_named(
            r, gx_arena_printf(a->arena, "%s%s", r->organizations.at[school].name, text), f->kind, school);
    if (itself && same == GX_NONE) /* 柳园工务段线路工 */
        return gx_organization_named(r, text, f->kind, GX_NONE);
    if (unit && same == GX_NONE && !term && f->kind != GX_KIND_UNION) /* 装卸班班长: a unit of the company */
        owner = inside  ? outermost(r, owner)
                : shift ? gx_company_before(r, f->range.start)
                        : above_units(r, gx_company_before(r, f->range.start));
    bool union_of_union = owner != GX_NONE && r->organizations.at[owner].kind == GX_KIND_UNION &&
                          gx_text_before(a, f->range.end, "工会"); /* 校工会 of no school that is named */
    bool whole = gx_unit_before(r->scan, f->range.start).class == GX_UNIT_STOP;
    if (same == GX_NONE && (owner == GX_NONE || union_of_union) && whole && is_own_union(text))
        return gx_organization_named(r, text, f->kind, GX_NONE);
    if (owner == GX_NONE || union_of_union || (!is_subordinate(r, f) && !unit))
        return union_of_union && gx_ends_with(r->organizations.at[owner].name, text) ? owner : same;
    if (gx_ends_with(r->organizations.at[owner].name, text))
        return owner;
    return gx_organization_named(r, gx_arena_printf(a->arena, "%s%s", r->organizations.at[owner].name, text),
                                 f->kind, owner);
}

/* 社区服务站, 街道总工会 of no place that the page tells: one that was named, or none; a city's and a
 * county's bodies keep their short names. */
static uint32_t resolve_leveled(gx_resolver *r, const gx_form *f)
{
    static const char *const small[] = {"社区", "街道", "镇", "乡", "村", "地区"};
    static const char *const plain[] = {"局", "分公司", "公司", "行", "分行", "支行", "院", "医院"};
    const char *name = leveled_name(r, f), *text = gx_text_of(r->a, f->range);
    const char *level = gx_level_word(r->scan, f->range.start);
    for (size_t i = 0; level && i < sizeof plain / sizeof *plain; i++) {
        if (!gx_starts_with(text, level) || strcmp(text + strlen(level), plain[i]) != 0)
            continue; /* 县局, 市分公司: the one of that place that was named */
        const char *place = gx_place_meant(r->a, r->places, r->home, f->range.start, level);
        uint32_t found = gx_pointed_to(r, plain[i], view_from(r, f), true);
        const char *stem =
            place && gx_ends_with(place, level) /* 工行宝鸡分行 names no 宝鸡市 */
                ? gx_arena_printf(r->a->arena, "%.*s", (int)(strlen(place) - strlen(level)), place)
                : place;
        if (stem && found != GX_NONE && strstr(r->organizations.at[found].name, stem))
            return found;
    }
    for (size_t i = 0; i < sizeof small / sizeof *small && strcmp(name, text) == 0 && !r->trusting; i++)
        if (gx_starts_with(text, small[i]))
            return gx_pointed_to(r, text, view_from(r, f), false);
    return gx_organization_named(r, name, f->kind, GX_NONE);
}

/* 公司文体协会, 集团合唱团: a body of the company that was named, or GX_NONE. */
static uint32_t resolve_own(gx_resolver *r, const gx_form *f)
{
    static const char *const owners[] = {"集团公司", "公司", "集团"};
    const char *text = gx_text_of(r->a, f->range);
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
        if (!gx_starts_with(text, owners[i]))
            continue;
        const char *rest = text + strlen(owners[i]);
        uint32_t owner =
            gx_utf8_count(rest) >= 2 ? gx_pointed_to(r, owners[i], view_from(r, f), false) : GX_NONE;
        return owner == GX_NONE
                   ? owner
                   : gx_organization_named(
                         r, gx_arena_printf(r->a->arena, "%s%s", r->organizations.at[owner].name, rest),
                         f->kind, owner);
    }
    return GX_NONE;
}

/* 公交集团, 水务集团: what many a city has, so that 云江公交集团 is meant where it was named. */
static bool is_citys_group(const gx_resolver *r, const gx_form *f)
{
    return f->body && f->body->table == GX_TABLE_ORGANIZATIONS && f->kind == GX_KIND_COMPANY &&
           f->range.end - f->range.start == f->body->n && gx_text_before(r->a, f->range.end, "集团");
}

static uint32_t meaning_of(gx_resolver *r, const gx_form *f, uint32_t base)
{
    gx_analysis *a = r->a;
    size_t inner_form = f->inner ? form_of(r, f->range.start, f->inner) : GX_NONE;
    uint32_t inner = inner_form != GX_NONE ? gx_resolve_form(r, inner_form, base) : GX_NONE;
    if (f->known)
        return gx_organization_named(r, f->known->name, f->known->kind, GX_NONE);
    if (inner != GX_NONE) {
        const char *rest = name_text(r, (gx_range){f->inner, f->range.end}),
                   *party = r->organizations.at[inner].name;
        if (strcmp(rest, "政府") == 0 && gx_ends_with(party, "委")) /* 石泉县委|政府 */
            return gx_organization_named(
                r, gx_arena_printf(a->arena, "%.*s政府", (int)(strlen(party) - strlen("委")), party),
                GX_KIND_GOVERNMENT, GX_NONE);
        bool firm = f->use == GX_HEAD_FULL &&
                    (f->kind == GX_KIND_COMPANY || f->kind == GX_KIND_INSTITUTION) &&
                    r->forms->at[inner_form].type == GX_NAMED && !is_subordinate(r, f);
        const char *owner =
            firm ? gx_text_of(a, r->forms->at[inner_form].range) : r->organizations.at[inner].name;
        const char *name = gx_arena_printf(a->arena, "%s%s", owner, rest);
        return gx_organization_named(r, name, f->kind ? f->kind : r->organizations.at[inner].kind, inner);
    }
    if (gx_is_contestant(r, f) || (f->type == GX_BARE && gx_is_mine(r, f)))
        return gx_organization_named(r, gx_text_of(a, f->range), f->kind, GX_NONE);
    uint32_t own = f->type == GX_NAMED ? resolve_own(r, f) : GX_NONE;
    if (own != GX_NONE)
        return own;
    switch (f->type) {
    case GX_NAMED:
        if (is_citys_group(r, f)) {
            uint32_t named = gx_pointed_to(r, printed_name(r, f), view_from(r, f), false);
            if (named != GX_NONE)
                return named;
        }
        return gx_organization_named(r, printed_name(r, f), f->kind, GX_NONE);
    case GX_LEVELED:
        return resolve_leveled(r, f);
    case GX_DEICTIC:
        return resolve_deictic(r, f, GX_NONE);
    default:
        return resolve_bare(r, f, base);
    }
}

uint32_t gx_resolve_form(gx_resolver *r, size_t i, uint32_t base)
{
    if (r->done[i])
        return r->meaning[i];
    if (gx_is_credible(r, &r->forms->at[i]))
        return gx_mean_form(r, i, base, false);
    r->done[i] = 1;
    r->meaning[i] = GX_NONE;
    return GX_NONE;
}

void gx_drop_form(gx_resolver *r, size_t i)
{
    if (r->done[i])
        return;
    r->done[i] = 1;
    r->meaning[i] = GX_NONE;
}

uint32_t gx_trust_form(gx_resolver *r, size_t i, uint32_t base)
{
    return gx_mean_form(r, i, base, true);
}

/* How far a form by itself can be trusted to name the organization rightly. */
static double confidence_of(const gx_resolver *r, const gx_form *f)
{
    const gx_word *place = r->scan->place_at[f->range.start];
    if (f->body && f->body->table == GX_TABLE_ORGANIZATIONS && !f->inner)
        return CONFIDENCE_TABLE;
    if (f->type == GX_BARE || f->type == GX_DEICTIC)
        return CONFIDENCE_BARE;
    if (f->inner)
        return CONFIDENCE_PART;
    if (f->type == GX_LEVELED)
        return CONFIDENCE_LEVELED;
    if (f->use == GX_HEAD_WEAK)
        return CONFIDENCE_WEAK;
    if (gx_text_before(r->a, f->range.end, "有限公司") || gx_text_before(r->a, f->range.end, "有限责任公司"))
        return CONFIDENCE_LEGAL;
    bool official = f->kind == GX_KIND_UNION || f->kind == GX_KIND_GOVERNMENT || f->kind == GX_KIND_PARTY ||
                    f->kind == GX_KIND_COMMITTEE;
    return official && place ? CONFIDENCE_OFFICIAL : CONFIDENCE_HEADED;
}

uint32_t gx_mean_form(gx_resolver *r, size_t i, uint32_t base, bool trusted)
{
    if (r->done[i] && r->meaning[i] != GX_NONE)
        return r->meaning[i];
    if (r->asked[i])
        return GX_NONE;
    const gx_form *f = &r->forms->at[i];
    r->asked[i] = 1;
    r->done[i] = 1;
    r->meaning[i] = GX_NONE;
    bool outer = r->trusting; /* of the form whose meaning asks for this one's */
    r->trusting = trusted;
    uint32_t entity = meaning_of(r, f, base);
    r->trusting = outer;
    r->asked[i] = 0;
    r->meaning[i] = entity;
    if (entity != GX_NONE) {
        struct organization *o = &r->organizations.at[entity];
        double sure = confidence_of(r, f);
        if (o->count == 0 || o->confidence < sure)
            o->confidence = sure;
        gx_note_mention(r, entity, f->range.start);
        if (r->organizations.at[entity].use == 0)
            r->organizations.at[entity].use = f->use;
    }
    return entity;
}

uint32_t gx_form_meaning(const gx_resolver *r, size_t i)
{
    return r->done[i] ? r->meaning[i] : GX_NONE;
}

/* Is it followed by a session, a congress or an election? */
static bool meets(const gx_analysis *a, uint32_t end)
{
    static const char *const sessions[] = {"第",   "会员代表大会", "代表大会", "全委",
                                           "换届", "召开",         "选举",     "成立"};
    for (size_t k = 0; k < sizeof sessions / sizeof *sessions; k++)
        if (gx_text_at(a, end, sessions[k]))
            return true;
    return false;
}

gx_resolver *gx_resolver_new(const gx_scan *scan, const gx_forms *forms, const gx_places *places,
                             const gx_home *home)
{
    gx_analysis *a = scan->a;
    gx_resolver *r = gx_arena_alloc(a->arena, sizeof *r);
    *r = (gx_resolver){.scan = scan, .a = a, .forms = forms, .places = places, .home = home};
    r->meaning = GX_ARENA_ARRAY(a->arena, uint32_t, forms->n + 1);
    r->done = GX_ARENA_ARRAY(a->arena, uint8_t, forms->n + 1);
    r->asked = GX_ARENA_ARRAY(a->arena, uint8_t, forms->n + 1);
    r->meets = GX_ARENA_ARRAY(a->arena, uint8_t, forms->n + 1);
    for (size_t i = 0; i < forms->n; i++)
        r->meets[i] = meets(a, forms->at[i].range.end);
    return r;
}

static gx_block_kind block_of(const gx_analysis *a, uint32_t at)
{
    const gx_block *block = gx_block_at(a, at);
    return block ? block->kind : GX_BLOCK_PARAGRAPH;
}

bool gx_is_headline(const gx_analysis *a, uint32_t at)
{
    gx_block_kind kind = block_of(a, at);
    return kind == GX_BLOCK_TITLE || kind == GX_BLOCK_SUBTITLE;
}

bool gx_is_meta(const gx_analysis *a, uint32_t at)
{
    return block_of(a, at) == GX_BLOCK_META;
}

/* 中国科学院|植物研究所, 证监会|上海监管局: a public body's name at the head of another's says whose it is;
 * that of a department, a team or a union speaks of the owner too. */
static bool only_tells_whose(const gx_analysis *a, const gx_form *outer, const gx_form *inner)
{
    bool faculty =
        gx_text_before(a, inner->range.end, "大学") &&
        (gx_text_before(a, outer->range.end, "学院") || gx_text_before(a, outer->range.end, "分校"));
    bool owner = inner->kind == GX_KIND_GOVERNMENT || inner->kind == GX_KIND_INSTITUTION ||
                 inner->kind == GX_KIND_PARTY || inner->kind == GX_KIND_MEDIA ||
                 inner->kind == GX_KIND_COMMITTEE || inner->kind == GX_KIND_ASSOCIATION;
    bool owned = outer->kind == GX_KIND_GOVERNMENT || outer->kind == GX_KIND_INSTITUTION ||
                 outer->kind == GX_KIND_COMMITTEE || outer->kind == GX_KIND_MEDIA;
    bool branch = inner->kind == GX_KIND_COMPANY && outer->kind == GX_KIND_COMPANY &&
                  ((inner->body && gx_text_before(a, outer->range.end, "行")) ||
                   gx_text_before(a, outer->range.end, "分公司")); /* 中国银行|湖北省分行 */
    if (branch)
        return true;
    return owner && owned && (faculty || outer->use == GX_HEAD_FULL) && outer->inner == inner->range.end;
}

/* 历任某公司财务部|经理、|审计部|部长: in the stations of a career a department, a party committee or a union
 * belongs to the title behind it. */
static bool is_part_of_title(const gx_resolver *r, const gx_form *f)
{
    static const char *const verbs[] = {"历任", "曾任", "现任", "先后任", "担任", "曾就职于"};
    enum { LIST_CHARS = 120 };
    const gx_analysis *a = r->a;
    uint32_t end = f->range.end, least = gx_sentence_start(r->scan, f->range.start);
    bool small = is_subordinate(r, f) && (f->inner || f->type == GX_BARE) && !gx_text_before(a, end, "学院");
    if (!small || end >= a->n || !gx_is_office(r->scan->title_at[end]))
        return false;
    for (uint32_t at = f->range.start; at > least && f->range.start - at < LIST_CHARS; at--)
        for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
            if (gx_text_before(a, at, verbs[i]))
                return true;
    return false;
}

void gx_resolve_all(gx_resolver *r)
{
    gx_analysis *a = r->a;
    for (size_t i = 0; i < r->forms->n; i++)
        if (!gx_is_headline(a, r->forms->at[i].range.start) && !gx_is_meta(a, r->forms->at[i].range.start))
            gx_resolve_form(r, i, GX_NONE);
    for (size_t i = 0; i < r->forms->n; i++)
        if (!gx_is_meta(a, r->forms->at[i].range.start))
            gx_resolve_form(r, i, GX_NONE);
    gx_expand_shared_heads(r);
    gx_join_forms(r);
    gx_rename_children(r);
    gx_adopt_by_name(r);
    uint32_t *index = GX_ARENA_ARRAY(a->arena, uint32_t, r->organizations.n + 1);
    gx_write_organizations(r, index);
    for (size_t i = 0; i < r->shared.n; i++)
        *GX_PUSH(a->arena, &a->mentions) = (gx_mention){.range = r->shared.at[i].range,
                                                        .phrase = r->shared.at[i].range,
                                                        .type = GX_ENTITY_ORGANIZATION,
                                                        .entity = index[r->shared.at[i].entity],
                                                        .form = r->shared.at[i].form,
                                                        .silent = r->shared.at[i].silent};
    for (size_t i = 0; i < a->posts.n; i++)
        if (a->posts.at[i].organization != GX_NONE)
            a->posts.at[i].organization = index[a->posts.at[i].organization];
    for (size_t i = 0; i < r->forms->n; i++) {
        if (!r->done[i] || r->meaning[i] == GX_NONE)
            continue;
        r->meaning[i] = index[r->meaning[i]];
        const gx_form *f = &r->forms->at[i];
        const gx_form *outer = i > 0 ? &r->forms->at[i - 1] : NULL;
        bool covered = outer && outer->range.start == f->range.start;
        bool told = covered && r->done[i - 1] && r->meaning[i - 1] != GX_NONE;
        *GX_PUSH(a->arena, &a->mentions) =
            (gx_mention){.range = f->range,
                         .phrase = f->range,
                         .type = GX_ENTITY_ORGANIZATION,
                         .entity = r->meaning[i],
                         .form = GX_FORM_NAME,
                         .modifier = covered,
                         .silent = (told && only_tells_whose(a, outer, f)) || is_part_of_title(r, f)};
    }
}
