#include "extract/resolver.h"

#include "extract/frames.h"
#include "extract/tally.h"

#include <string.h>

/* A department or party body stands for the organization that it belongs to. */
uint32_t gx_host_of(const gx_resolver *r, uint32_t entity)
{
    for (int depth = 0; entity != GX_NONE && depth < 8; depth++) {
        const struct organization *o = &r->organizations.at[entity];
        if (o->parent == GX_NONE ||
            (o->use != GX_HEAD_DEPARTMENT && o->kind != GX_KIND_PARTY && o->kind != GX_KIND_COMMITTEE))
            break;
        entity = o->parent;
    }
    return entity;
}

uint32_t gx_company_of(const gx_resolver *r, uint32_t entity)
{
    const struct organization *o = &r->organizations.at[entity];
    bool of_members = o->kind == GX_KIND_UNION || o->kind == GX_KIND_ASSOCIATION; /* 工会, 团委 */
    return of_members && o->parent != GX_NONE ? o->parent : entity;
}

bool gx_is_league(const gx_resolver *r, uint32_t entity)
{
    return strcmp(r->organizations.at[entity].name, "中国共产主义青年团") == 0;
}

bool gx_organization_ends(const gx_resolver *r, uint32_t entity, const char *ending)
{
    return gx_ends_with(r->organizations.at[entity].name, ending);
}

bool gx_is_media(const gx_resolver *r, uint32_t entity)
{
    return r->organizations.at[entity].kind == GX_KIND_MEDIA;
}

bool gx_is_employer(const gx_resolver *r, uint32_t entity)
{
    int kind = r->organizations.at[entity].kind;
    return kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION;
}

uint32_t gx_organization_before(const gx_resolver *r, uint32_t at)
{
    uint32_t best = GX_NONE, where = 0;
    for (size_t i = 0; i < r->forms->n; i++)
        if (r->done[i] && r->meaning[i] != GX_NONE && r->forms->at[i].range.end <= at &&
            (best == GX_NONE || r->forms->at[i].range.end >= where)) {
            best = r->meaning[i];
            where = r->forms->at[i].range.end;
        }
    return best;
}

static bool can_host(const gx_resolver *r, const gx_form *f)
{
    bool named = f->type == GX_NAMED || f->type == GX_LEVELED;
    bool kind = f->kind == GX_KIND_COMPANY || f->kind == GX_KIND_INSTITUTION || f->kind == GX_KIND_GOVERNMENT;
    return named && kind && !f->generic && f->use == GX_HEAD_FULL && !gx_is_meta(r->a, f->range.start);
}

static uint32_t number_of_text(const gx_resolver *r, gx_tally *texts, size_t form)
{
    gx_range range = r->forms->at[form].range;
    return gx_tally_number(r->a->arena, texts, r->a->text + range.start,
                           (range.end - range.start) * sizeof *r->a->text);
}

/* What a bare word may point back to: endings of names, best first. */
static const struct {
    const char *bare, *endings[5];
} POINTS_TO[] = {
    {"院", {"医院", "学院", "法院", "研究院", "院"}},
    {"校", {"学校", "大学", "学院", "小学", "中学"}},
    {"学校", {"学校", "大学", "学院", "小学", "中学"}},
    {"公司", {"公司", "集团"}},
    {"集团公司", {"集团有限公司", "集团公司", "集团"}},
    {"集团", {"集团有限公司", "集团公司", "集团", "集团有限责任公司", "集团股份有限公司"}},
    {"企业", {"公司", "集团", "厂"}},
    {"单位", {"公司", "局", "院", "厂", "中心"}},
    {"医院", {"医院"}},
    {"委", {"委员会", "委"}},
    {"厂", {"厂"}},
    {"矿", {"矿"}},
    {"段", {"段"}},
    {"局", {"局"}},
    {"站", {"站"}},
    {"所", {"所"}},
    {"处", {"处"}},
    {"馆", {"馆"}},
    {"园", {"园"}},
    {"园区", {"科技园", "产业园", "工业园", "园区", "开发区"}},
    {"行", {"银行"}},
    {"总行", {"银行"}},
    {"队", {"队"}},
    {"班", {"班"}},
    {"社", {"社"}},
    {"中心", {"中心"}},
    {"协会", {"协会"}},
    {"工会", {"工会"}},
    {"支队", {"支队"}},
    {"街道", {"街道"}},
    {"社区", {"社区"}},
    {"镇", {"镇"}},
    {"乡", {"乡"}},
    {"村", {"村"}},
    {"县", {"县"}},
    {"区", {"区"}},
    {"电厂", {"电厂", "发电厂"}},
};

/* 中心医院（第二附属医院）: the name ends before its bracket. */
static const char *without_bracket(const gx_resolver *r, const char *name)
{
    const char *open = gx_ends_with(name, "）")  ? strstr(name, "（")
                       : gx_ends_with(name, ")") ? strchr(name, '(')
                                                 : NULL;
    return open && open > name ? gx_arena_text(r->a->arena, name, (size_t)(open - name)) : name;
}

/* 工会动态, 公司新闻: the head of a column, not a headline. */
static bool is_banner(const gx_analysis *a, uint32_t at)
{
    enum { BANNER_CHARS = 6 };
    const gx_block *block = gx_block_at(a, at);
    return block && block->range.end - block->range.start <= BANNER_CHARS;
}

/* 我院, 本局; a headline that begins with 公司 or 集团: the page speaks of its own body without naming it. */
static bool speaks_of_itself(gx_resolver *r)
{
    const gx_analysis *a = r->a;
    if (r->voice_known)
        return r->own_voice;
    r->voice_known = true;
    for (uint32_t i = 0; i + 1 < a->n && !r->own_voice; i++) {
        bool first = i == 0 || r->scan->sentence[i] != r->scan->sentence[i - 1];
        bool own = i > 0 && (a->text[i - 1] == 0x6211 /* 我 */ || a->text[i - 1] == 0x672C /* 本 */);
        if (!own && !(first && gx_is_headline(a, i) && !is_banner(a, i)))
            continue;
        for (size_t w = 0; w < sizeof POINTS_TO / sizeof *POINTS_TO && !r->own_voice; w++)
            r->own_voice = gx_text_at(a, i, POINTS_TO[w].bare) &&
                           (own || strlen(POINTS_TO[w].bare) > 3 || r->scan->head_at[i + 1]);
    }
    return r->own_voice;
}

static bool is_publisher(const char *name, uint8_t kind, const char *const *endings, size_t n_endings)
{
    bool ends =
        !endings && (kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION || kind == GX_KIND_GOVERNMENT);
    for (size_t e = 0; e < n_endings && !ends; e++)
        ends = gx_ends_with(name, endings[e]);
    return ends;
}

/* Whose page it is, by its sources, signatures and masthead; of names that end so, if `endings` is not NULL.
 */
static uint32_t own_body(gx_resolver *r, const char *const *endings, size_t n_endings)
{
    if (!speaks_of_itself(r))
        return GX_NONE;
    for (size_t i = r->forms->n; i-- > 0;) {
        const gx_form *f = &r->forms->at[i];
        bool named = (f->type == GX_NAMED || f->type == GX_LEVELED) && !f->generic && f->use == GX_HEAD_FULL;
        const gx_form *longer = i > 0 && f[-1].range.start == f->range.start ? f - 1 : NULL;
        if (longer && longer->use == GX_HEAD_FULL &&
            is_publisher(without_bracket(r, gx_text_of(r->a, longer->range)), longer->kind, endings,
                         n_endings))
            continue; /* 某集团 of 某集团三公司 */
        if (named && gx_is_meta(r->a, f->range.start) &&
            is_publisher(without_bracket(r, gx_text_of(r->a, f->range)), f->kind, endings, n_endings))
            return gx_mean_form(r, i, GX_NONE, false);
    }
    const gx_masthead *masthead = &r->home->masthead;
    for (size_t i = 0; i < masthead->n && r->a->page->n_articles == 1; i++)
        if (is_publisher(masthead->at[i].name, masthead->at[i].kind, endings, n_endings))
            return gx_organization_named(r, masthead->at[i].name, masthead->at[i].kind, GX_NONE);
    return GX_NONE;
}

/* A place to meet, as its name says. */
static bool is_venue(const gx_resolver *r, uint32_t entity)
{
    static const char *const venues[] = {"体育馆", "图书馆", "礼堂",     "报告厅",   "体育场",   "操场",
                                         "食堂",   "会议室", "活动中心", "实训基地", "体育中心", "校区"};
    for (size_t i = 0; i < sizeof venues / sizeof *venues; i++)
        if (gx_organization_ends(r, entity, venues[i]))
            return true;
    return false;
}

/* The school of a school's gymnasium: a place to meet speaks for who owns it. */
static uint32_t above_venue(const gx_resolver *r, uint32_t entity)
{
    bool owned = entity != GX_NONE && is_venue(r, entity) && r->organizations.at[entity].parent != GX_NONE;
    return owned ? r->organizations.at[entity].parent : entity;
}

/* The organization, not a union, named most often; in the headline it counts twice. */
uint32_t gx_main_host(gx_resolver *r)
{
    if (r->host_known)
        return r->host;
    r->host_known = true;
    r->host = own_body(r, NULL, 0);
    if (r->host != GX_NONE)
        return r->host;
    size_t best = GX_NONE;
    uint32_t most = 0;
    gx_tally texts = {0};
    for (size_t i = 0; i < r->forms->n; i++) {
        uint32_t text = number_of_text(r, &texts, i);
        bool covered = i > 0 && r->forms->at[i - 1].range.start == r->forms->at[i].range.start &&
                       r->forms->at[i - 1].kind == r->forms->at[i].kind;
        if (covered)
            continue; /* 某集团 of 某集团三公司 */
        texts.at[text].count += gx_is_headline(r->a, r->forms->at[i].range.start) ? 2 : 1;
    }
    for (size_t i = 0; i < r->forms->n; i++) {
        uint32_t count = can_host(r, &r->forms->at[i]) ? texts.at[number_of_text(r, &texts, i)].count : 0;
        if (count > most) {
            most = count;
            best = i;
        }
    }
    if (best != GX_NONE)
        r->host = above_venue(r, gx_resolve_form(r, best, GX_NONE));
    return r->host;
}

/* Is an organization or a part of it named before `at` or in the headline? A website's own body need not be.
 */
static bool is_in_view(const gx_resolver *r, uint32_t organization, uint32_t at)
{
    bool named = false;
    for (size_t i = 0; i < r->forms->n; i++) {
        if (!r->done[i] || r->meaning[i] == GX_NONE || gx_host_of(r, r->meaning[i]) != organization)
            continue;
        named = true;
        if (r->forms->at[i].range.start < at || gx_is_headline(r->a, r->forms->at[i].range.start))
            return true;
    }
    return !named;
}

/* 省总工会的办公室主任, long before a hospital is named, is not of the hospital. */
uint32_t gx_host_in_view(gx_resolver *r, uint32_t at)
{
    uint32_t host = gx_main_host(r);
    return host != GX_NONE && is_in_view(r, host, at) ? host : GX_NONE;
}

/* 临江大学文学院|院长: does the form, or a longer one from its start, stand before an office? */
static bool is_somebodys(const gx_resolver *r, const gx_form *f)
{
    const gx_form *longest = f;
    while (longest > r->forms->at && longest[-1].range.start == f->range.start)
        longest--;
    uint32_t end = longest->range.end;
    return end < r->a->n && r->scan->title_at[end];
}

/* Websites say 我院 and 集团 before they name it, or name it in their own heads and signatures only. */
static uint32_t named_anywhere(gx_resolver *r, const char *const *endings, size_t n_endings)
{
    for (size_t k = 0; k < 2 * n_endings; k++)
        for (size_t i = 0, e = k % n_endings; i < r->forms->n; i++) {
            const gx_form *f = &r->forms->at[i];
            bool named =
                (f->type == GX_NAMED || f->type == GX_LEVELED) && !f->generic && f->use == GX_HEAD_FULL;
            if (k < n_endings && is_somebodys(r, f))
                continue; /* 省大学文学院院长某教授 comes from elsewhere, where another is named */
            if (named && gx_ends_with(without_bracket(r, gx_text_of(r->a, f->range)), endings[e])) {
                uint32_t m = gx_mean_form(r, i, GX_NONE, false);
                if (m != GX_NONE)
                    return m;
            }
        }
    return GX_NONE;
}

/* Does the form, whose meaning is known, end between the two? */
static bool lies_between(const gx_resolver *r, size_t form, uint32_t from, uint32_t to)
{
    uint32_t end = r->forms->at[form].range.end;
    return r->done[form] && r->meaning[form] != GX_NONE && end >= from && end <= to;
}

bool gx_is_faculty(const gx_resolver *r, const char *name)
{
    enum { FACULTY_CHARS = 7, JOINED_CHARS = 14 /* 材料科学与工程学院 */ };
    static const char *const schools[] = {"理工学院", "职业学院", "技术学院", "师范学院",
                                          "技师学院", "工业学院", "科技学院"};
    const char *last = NULL;
    size_t n = gx_utf8_count(name);
    const char *university = strstr(name, "大学");
    if (university && gx_ends_with(name, "学院") && university > name)
        return true;                                              /* 临江大学|文学院 */
    for (size_t i = 0; i < sizeof schools / sizeof *schools; i++) /* 北湖|理工学院 is a college */
        if (gx_ends_with(name, schools[i]) && n >= gx_utf8_count(schools[i]) + 2 && !strstr(name, "与"))
            return false;
    return gx_ends_with(name, "学院") && n <= (strstr(name, "与") ? JOINED_CHARS : FACULTY_CHARS) &&
           gx_place_prefix(r, name, &last) == 0;
}

/* 某集团某公司's 公司 is itself, also behind a mention of 某集团: the company of the group named last between
 * the two, else the group. */
static uint32_t company_of_group(const gx_resolver *r, uint32_t group, uint32_t at)
{
    const char *name = r->organizations.at[group].name;
    uint32_t best = group, where = 0;
    for (size_t i = 0; i < r->forms->n; i++) {
        uint32_t m = r->meaning[i];
        if (lies_between(r, i, where, at) && m != group &&
            gx_ends_with(r->organizations.at[m].name, "公司") &&
            gx_starts_with(r->organizations.at[m].name, name)) {
            best = m;
            where = r->forms->at[i].range.end;
        }
    }
    return best;
}

/* 宏图科技, 云川股份: the company named last before `at`, by a name that does not say so. */
static uint32_t unheaded_company(const gx_resolver *r, uint32_t at)
{
    uint32_t best = GX_NONE, where = 0;
    for (size_t i = 0; i < r->forms->n; i++) {
        uint32_t m = r->meaning[i];
        if (!lies_between(r, i, where, at) || r->organizations.at[m].kind != GX_KIND_COMPANY ||
            r->organizations.at[m].parent != GX_NONE)
            continue;
        best = m;
        where = r->forms->at[i].range.end;
    }
    return best;
}

/* 机械学院|分工会: a faculty, whatever its name. */
static bool has_branch_union(const gx_resolver *r, uint32_t organization)
{
    if (!gx_is_faculty(r, r->organizations.at[organization].name))
        return false;
    for (size_t i = 0; i < r->forms->n; i++)
        if (r->meaning[i] == organization && gx_text_at(r->a, r->forms->at[i].range.end, "分工会"))
            return true;
    return false;
}

/* The organization mentioned nearest before `at` whose name ends as the bare word demands. */
uint32_t gx_pointed_to(gx_resolver *r, const char *bare, uint32_t at, bool that)
{
    static const char *const parties[] = {"调研组", "慰问组", "慰问团", "考察团", "考察组", "检查组",
                                          "督导组", "工作组", "代表团", "宣讲团", "评审组"};
    const char *const *endings = NULL;
    size_t n_endings = 0;
    const char *own[1] = {bare};
    for (size_t i = 0; i < sizeof POINTS_TO / sizeof *POINTS_TO && !endings; i++)
        if (strcmp(POINTS_TO[i].bare, bare) == 0) {
            endings = POINTS_TO[i].endings;
            while (n_endings < 5 && endings[n_endings])
                n_endings++;
        }
    if (!endings) {
        endings = own;
        n_endings = 1;
    }
    bool school = strcmp(bare, "校") == 0 || strcmp(bare, "学校") == 0;
    uint32_t own_one = that || endings == own ? GX_NONE : own_body(r, endings, n_endings);
    if (own_one != GX_NONE && !(school && has_branch_union(r, own_one)))
        return own_one;
    uint32_t host = !that && endings != own && speaks_of_itself(r) ? gx_main_host(r) : GX_NONE;
    if (school && host != GX_NONE && has_branch_union(r, host))
        host = GX_NONE;
    uint32_t university = school && host != GX_NONE ? r->organizations.at[host].parent : GX_NONE;
    if (university != GX_NONE && gx_ends_with(r->organizations.at[university].name, "大学"))
        host = university; /* 校领导 in the news of a university's college */
    for (size_t e = 0; e < n_endings && host != GX_NONE; e++)
        if (gx_ends_with(without_bracket(r, r->organizations.at[host].name), endings[e]))
            return host;
    uint32_t best = GX_NONE, where = 0;
    for (int faculties = !school; faculties < 2 && best == GX_NONE; faculties++)
        for (size_t i = 0; i < r->forms->n; i++) {
            uint32_t m = r->meaning[i];
            if (!lies_between(r, i, where, at) ||
                (!faculties && gx_is_faculty(r, r->organizations.at[m].name)) ||
                (school && has_branch_union(r, m)))
                continue;
            for (size_t e = 0; e < n_endings; e++)
                if (gx_ends_with(without_bracket(r, r->organizations.at[m].name), endings[e]) &&
                    strcmp(r->organizations.at[m].name, bare) != 0) {
                    best = m;
                    where = r->forms->at[i].range.end;
                    break;
                }
        }
    if (best != GX_NONE && strcmp(bare, "公司") == 0 && gx_organization_ends(r, best, "集团"))
        best = company_of_group(r, best, at);
    bool party = false; /* 调研组, in full in the title alone */
    for (size_t i = 0; i < sizeof parties / sizeof *parties; i++)
        party = party || strcmp(bare, parties[i]) == 0;
    if (best == GX_NONE && (endings != own || party))
        best = named_anywhere(r, endings, n_endings);
    if (school && best != GX_NONE && has_branch_union(r, best))
        best = GX_NONE;
    return best == GX_NONE && strcmp(bare, "公司") == 0 ? unheaded_company(r, at) : best;
}

/* The company or institution mentioned last before `at`, else the one that the article is about. */
uint32_t gx_company_before(gx_resolver *r, uint32_t at)
{
    uint32_t best = GX_NONE, where = 0;
    for (size_t i = 0; i < r->forms->n; i++) {
        uint32_t m = r->meaning[i];
        if (!lies_between(r, i, where, at))
            continue;
        m = above_venue(r, gx_host_of(r, m));
        uint8_t kind = r->organizations.at[m].kind;
        if (is_venue(r, m))
            continue; /* 比赛在某体育馆举行。油建队… */
        if (kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION || kind == GX_KIND_GOVERNMENT) {
            best = m;
            where = r->forms->at[i].range.end;
        }
    }
    return best != GX_NONE ? best : gx_main_host(r);
}

/* 经费审查委员会|第一次会议, but not 第十三届委员会, which stands for its union */
static bool is_session(const gx_resolver *r, const gx_form *f)
{
    return f->kind == GX_KIND_COMMITTEE && gx_text_at(r->a, f->range.end, "第一次") &&
           !gx_text_before(r->a, f->range.end, "届委员会");
}

/* 某协会换届, 某工会第五次代表大会闭幕: the headline's body. */
static uint32_t electing_in_headline(gx_resolver *r)
{
    static const char *const sessions[] = {"第",       "换届",     "成立", "会员代表大会",
                                           "会员大会", "代表大会", "选举"};
    for (size_t i = 0; i < r->forms->n; i++) {
        const gx_form *f = &r->forms->at[i];
        if (!gx_is_headline(r->a, f->range.start) ||
            (f->kind != GX_KIND_UNION && f->kind != GX_KIND_ASSOCIATION))
            continue;
        for (size_t k = 0; k < sizeof sessions / sizeof *sessions; k++)
            if (gx_text_at(r->a, f->range.end, sessions[k]))
                return gx_mean_form(r, i, GX_NONE, false);
    }
    return GX_NONE;
}

/* Does the text below the headline name the organization? */
static bool is_told_of(const gx_resolver *r, uint32_t organization)
{
    for (size_t i = 0; i < r->forms->n; i++)
        if (r->done[i] && r->meaning[i] == organization && !gx_is_headline(r->a, r->forms->at[i].range.start))
            return true;
    return false;
}

/* The body that elects and appoints in this article: the one whose congress or session it is, else the first
 * of its title or lead that can elect. */
uint32_t gx_electing_organization(gx_resolver *r, uint32_t at)
{
    uint32_t found = GX_NONE, first = GX_NONE, here = GX_NONE;
    for (size_t i = 0; i < r->forms->n; i++) {
        const gx_form *f = &r->forms->at[i];
        uint32_t m = r->meaning[i];
        if (f->range.start >= at)
            break;
        if (!r->done[i] || m == GX_NONE || f->range.end > at ||
            (i && r->forms->at[i - 1].range.start == f->range.start && r->forms->at[i - 1].range.end <= at))
            continue;
        uint8_t kind = r->organizations.at[m].kind;
        if (first == GX_NONE && (kind == GX_KIND_UNION || kind == GX_KIND_ASSOCIATION))
            first = m;
        if (r->meets[i] && (kind == GX_KIND_UNION || kind == GX_KIND_ASSOCIATION || is_session(r, f))) {
            found = m;
            if (r->scan->sentence[f->range.start] == r->scan->sentence[at < r->a->n ? at : at - 1])
                here = m;
        }
    }
    if (here != GX_NONE)
        return here;
    uint32_t titled = electing_in_headline(r);
    if (titled != GX_NONE && found != GX_NONE && !is_told_of(r, titled))
        titled = GX_NONE; /* a loose name for whose congress it is */
    return titled != GX_NONE ? titled : found != GX_NONE ? found : first;
}
