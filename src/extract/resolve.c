#include "extract/resolve.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "extract/fold.h"
#include "extract/frames.h"
#include "extract/tally.h"

#include <string.h>

/* Reliability of the ways to a meaning, as measured on the annotated pages. */
static const double CONFIDENCE_TABLE = 0.93;    /* a national body */
static const double CONFIDENCE_OFFICIAL = 0.97; /* a known place and a full head: 昌平区总工会 */
static const double CONFIDENCE_LEGAL = 0.96;    /* …有限公司 */
static const double CONFIDENCE_LEVELED = 0.89;  /* 区总工会, its place from context */
static const double CONFIDENCE_HEADED = 0.87;   /* a full head behind something proper */
static const double CONFIDENCE_PART = 0.86;     /* a department, union or team of a body named before it */
static const double CONFIDENCE_BARE = 0.57;     /* the owner comes from context */
static const double CONFIDENCE_WEAK = 0.72;     /* a weak head, or the tagger alone */

struct organization {
    const char *name;
    const char *key;   /* what two forms of one name share */
    uint8_t kind, use; /* of the first form that named it */
    uint32_t parent;
    uint32_t first, last; /* positions of mentions */
    uint32_t count;
    double confidence;
    uint32_t same_as; /* after joining: the index that stands for it */
    bool mentioned;
};

/* One of several organizations that share a head. */
struct shared {
    uint32_t entity;
    gx_range range;
    gx_mention_form form;
};

struct gx_resolver {
    const gx_scan *scan;
    gx_analysis *a;
    const gx_forms *forms;
    const gx_places *places;
    const gx_home *home;
    uint32_t *meaning; /* [forms->n] */
    uint8_t *done;     /* [forms->n] */
    uint8_t *meets;    /* [forms->n] a session or an election follows */
    GX_LIST(struct organization) organizations;
    GX_LIST(struct shared) shared;
    uint32_t host; /* see gx_main_host() */
    bool host_known;
    bool trusting; /* the grammar around the form vouches for it */
};

static const char *const KIND_NAMES[GX_KINDS] = {"",     "union",       "party", "government",  "company",
                                                 "team", "institution", "media", "association", "committee"};

const char *gx_kind_name(uint8_t kind)
{
    return KIND_NAMES[kind < GX_KINDS && kind ? kind : GX_KIND_COMPANY];
}

static bool ends_with(const char *text, const char *ending)
{
    size_t n = strlen(text), m = strlen(ending);
    return n >= m && memcmp(text + n - m, ending, m) == 0;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* ---- keys: what two forms of one name share ---- */

/* How many bytes of a place begin a name; *last gets its full name. */
static size_t place_prefix(const gx_resolver *r, const char *name, const char **last)
{
    gx_analysis *a = r->a;
    size_t n;
    uint32_t *chars = gx_utf8_to_chars(a->arena, name, &n);
    const gx_word *place = n ? gx_lexicon_longest(a->lexicon, chars, n, GX_TABLE_PLACES) : NULL;
    if (place && place->n < n) {
        *last = place->cell[1];
        return strlen(place->cell[0]);
    }
    for (size_t i = 0; i < r->places->n; i++)
        if (!r->places->at[i].word && starts_with(name, r->places->at[i].full)) {
            *last = r->places->at[i].full;
            return strlen(*last);
        }
    return 0;
}

/* 怀柔区 and 怀柔 to the same; 北京市昌平区 to 昌平. */
static void add_place_key(gx_buffer *key, const char *full)
{
    static const char *const levels[] = {"自治区", "自治州", "自治县", "自治旗", "省", "市", "区", "县", "旗", "盟"};
    size_t n = strlen(full);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (ends_with(full, levels[i]) && n > strlen(levels[i]) + 3) {
            n -= strlen(levels[i]);
            break;
        }
    gx_buffer_add(key, full, n);
}

/* Abbreviations written out, brackets and quotation marks dropped, 总工会 as 工会. */
static void add_rest_key(const gx_resolver *r, gx_buffer *key, const char *rest)
{
    size_t n;
    uint32_t *chars = gx_utf8_to_chars(r->a->arena, rest, &n);
    for (size_t i = 0; i < n;) {
        const gx_word *abbreviation = gx_lexicon_longest(r->a->lexicon, chars + i, n - i, GX_TABLE_ABBREVIATIONS);
        if (abbreviation) {
            gx_buffer_puts(key, strstr(abbreviation->cell[1], "总工会") ? "工会" : abbreviation->cell[1]);
            i += abbreviation->n;
        } else if (n - i >= 3 && chars[i] == 0x603B && chars[i + 1] == 0x5DE5 && chars[i + 2] == 0x4F1A)
            i++; /* 总|工会 */
        else {
            if (!gx_is_punctuation(chars[i]) || chars[i] == 0xB7)
                gx_buffer_utf8(key, gx_fold(chars[i]));
            i++;
        }
    }
}

static const char *key_of(const gx_resolver *r, const char *name)
{
    gx_buffer key = {0};
    const char *last = NULL, *rest = name;
    for (size_t n; (n = place_prefix(r, rest, &last)) > 0;)
        rest += n;
    if (last)
        add_place_key(&key, last);
    add_rest_key(r, &key, rest);
    const char *text = key.failed ? NULL : gx_arena_text(r->a->arena, key.at ? key.at : "", key.n);
    gx_buffer_clear(&key);
    if (!text)
        longjmp(*r->a->arena->guard, 1);
    return text;
}

/* ---- organizations ---- */

uint32_t gx_organization_named(gx_resolver *r, const char *name, uint8_t kind, uint32_t parent)
{
    const char *key = key_of(r, name);
    for (uint32_t i = 0; i < r->organizations.n; i++) {
        struct organization *o = &r->organizations.at[i];
        if (strcmp(o->key, key) != 0)
            continue;
        if (strlen(name) > strlen(o->name))
            o->name = name;
        if (o->parent == GX_NONE && parent != i)
            o->parent = parent;
        return i;
    }
    struct organization *o = GX_PUSH(r->a->arena, &r->organizations);
    *o = (struct organization){.name = name, .key = key, .kind = kind, .parent = parent, .same_as = GX_NONE,
                               .first = GX_NONE, .confidence = CONFIDENCE_BARE};
    return (uint32_t)r->organizations.n - 1;
}

static void mention(gx_resolver *r, uint32_t entity, uint32_t at)
{
    struct organization *o = &r->organizations.at[entity];
    if (o->first == GX_NONE)
        o->first = at;
    o->last = at;
    o->count++;
}

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
    return o->kind == GX_KIND_UNION && o->parent != GX_NONE ? o->parent : entity;
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
    return gx_tally_number(r->a->arena, texts, r->a->text + range.start, (range.end - range.start) * sizeof *r->a->text);
}

/* The organization, not a union, named most often; in the headline it counts twice. */
uint32_t gx_main_host(gx_resolver *r)
{
    if (r->host_known)
        return r->host;
    r->host_known = true;
    r->host = GX_NONE;
    size_t best = GX_NONE;
    uint32_t most = 0;
    gx_tally texts = {0};
    for (size_t i = 0; i < r->forms->n; i++) {
        uint32_t text = number_of_text(r, &texts, i);
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
        r->host = gx_resolve_form(r, best, GX_NONE);
    return r->host;
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
    {"厂", {"厂"}}, {"矿", {"矿"}}, {"段", {"段"}}, {"局", {"局"}}, {"站", {"站"}}, {"所", {"所"}},
    {"处", {"处"}}, {"馆", {"馆"}}, {"园", {"园"}}, {"行", {"银行"}}, {"队", {"队"}}, {"班", {"班"}},
    {"社", {"社"}}, {"中心", {"中心"}}, {"协会", {"协会"}}, {"工会", {"工会"}}, {"支队", {"支队"}},
    {"街道", {"街道"}}, {"社区", {"社区"}}, {"镇", {"镇"}}, {"乡", {"乡"}}, {"村", {"村"}},
    {"县", {"县"}}, {"区", {"区"}}, {"电厂", {"电厂", "发电厂"}},
};

/* 中心医院（第二附属医院）: the name ends before its bracket. */
static const char *without_bracket(const gx_resolver *r, const char *name)
{
    const char *open = ends_with(name, "）") ? strstr(name, "（") : ends_with(name, ")") ? strchr(name, '(') : NULL;
    return open && open > name ? gx_arena_text(r->a->arena, name, (size_t)(open - name)) : name;
}

/* The organization mentioned nearest before `at` whose name ends as the bare word demands. */
static uint32_t mean_form(gx_resolver *r, size_t i, uint32_t base, bool trusted);

/* Websites say 我院 and 集团 before they name it, or name it in their own heads and signatures only. */
static uint32_t named_anywhere(gx_resolver *r, const char *const *endings, size_t n_endings)
{
    for (size_t e = 0; e < n_endings; e++)
        for (size_t i = 0; i < r->forms->n; i++) {
            const gx_form *f = &r->forms->at[i];
            bool named = (f->type == GX_NAMED || f->type == GX_LEVELED) && !f->generic && f->use == GX_HEAD_FULL;
            if (named && ends_with(without_bracket(r, gx_text_of(r->a, f->range)), endings[e])) {
                uint32_t m = mean_form(r, i, GX_NONE, false);
                if (m != GX_NONE)
                    return m;
            }
        }
    return GX_NONE;
}

uint32_t gx_pointed_to(gx_resolver *r, const char *bare, uint32_t at)
{
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
    uint32_t best = GX_NONE, where = 0;
    for (size_t i = 0; i < r->forms->n; i++) {
        uint32_t m = r->meaning[i];
        if (!r->done[i] || m == GX_NONE || r->forms->at[i].range.end > at || r->forms->at[i].range.end < where)
            continue;
        for (size_t e = 0; e < n_endings; e++)
            if (ends_with(without_bracket(r, r->organizations.at[m].name), endings[e]) && strcmp(r->organizations.at[m].name, bare) != 0) {
                best = m;
                where = r->forms->at[i].range.end;
                break;
            }
    }
    return best != GX_NONE || endings == own ? best : named_anywhere(r, endings, n_endings);
}

/* ---- forms ---- */

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

static bool is_subordinate(const gx_form *f)
{
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

/* The printed text with 市总 as 市总工会, and the national bodies by their full names. */
static const char *printed_name(const gx_resolver *r, const gx_form *f)
{
    gx_analysis *a = r->a;
    const char *text = name_text(r, f->range);
    if (f->body && f->body->table == GX_TABLE_ORGANIZATIONS && f->body->n == f->range.end - f->range.start)
        return f->body->cell[1];
    if (f->body && f->body->table == GX_TABLE_ABBREVIATIONS && ends_with(f->body->cell[0], "总") &&
        ends_with(f->body->cell[1], "总工会"))
        return gx_arena_printf(a->arena, "%s工会", text);
    return text;
}

/* 区总工会: the bare level's word and the place that it means, put in front of the rest. */
static const char *leveled_name(const gx_resolver *r, const gx_form *f)
{
    gx_analysis *a = r->a;
    const char *level = gx_level_word(r->scan, f->range.start), *printed = printed_name(r, f), *before = "";
    if (!level && starts_with(printed, "团")) { /* 团市委 */
        level = gx_level_word(r->scan, f->range.start + 1);
        printed += strlen("团");
        before = "共青团";
    }
    if (!level) { /* 该区总工会 */
        level = gx_level_word(r->scan, f->range.start + 1);
        printed += strlen("该");
    }
    const char *place = level ? gx_place_meant(a, r->places, r->home, f->range.start, level) : NULL;
    if (!place)
        return gx_text_of(a, f->range);
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
    uint32_t found = gx_pointed_to(r, core, view_from(r, f));
    bool own = gx_text_at(a, f->range.start, "我") || gx_text_at(a, f->range.start, "本");
    return found == GX_NONE && own ? gx_main_host(r) : found;
}

/* The company or institution mentioned last before `at`, else the one that the article is about. */
static uint32_t company_before(gx_resolver *r, uint32_t at)
{
    uint32_t best = GX_NONE, where = 0;
    for (size_t i = 0; i < r->forms->n; i++) {
        uint32_t m = r->meaning[i];
        if (!r->done[i] || m == GX_NONE || r->forms->at[i].range.end > at || r->forms->at[i].range.end < where)
            continue;
        m = gx_host_of(r, m);
        uint8_t kind = r->organizations.at[m].kind;
        if (kind == GX_KIND_COMPANY || kind == GX_KIND_INSTITUTION || kind == GX_KIND_GOVERNMENT) {
            best = m;
            where = r->forms->at[i].range.end;
        }
    }
    return best != GX_NONE ? best : gx_main_host(r);
}

/* 女职工委员会 belongs to a union, 护理部 to the hospital that the article is about, 宣传部 to who was named last. */
static uint32_t owner_in_view(gx_resolver *r, const gx_form *f)
{
    uint32_t owner = GX_NONE;
    if (gx_text_before(r->a, f->range.end, "工会"))
        owner = company_before(r, f->range.start);
    else if (f->kind == GX_KIND_UNION || f->kind == GX_KIND_COMMITTEE)
        owner = gx_host_of(r, gx_electing_organization(r, f->range.start));
    else if (f->kind != GX_KIND_PARTY)
        owner = gx_main_host(r);
    return owner != GX_NONE ? owner : gx_host_of(r, gx_organization_before(r, f->range.start));
}

/* A bare head: the same as one named before, else a part of the organization in view. */
/* 政协, 工商联: bodies of a place that need not say which. */
static bool is_place_body(const char *text)
{
    static const char *const bodies[] = {"总工会", "政协", "人大", "人大常委会", "工商联", "妇联", "残联", "文联", "科协", "侨联", "红十字会"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (strcmp(bodies[i], text) == 0)
            return true;
    return false;
}

/* The place in the name of the organization in view, else the page's own city. */
static const char *place_in_view(const gx_resolver *r, uint32_t owner)
{
    const char *last = NULL;
    if (owner != GX_NONE && place_prefix(r, r->organizations.at[owner].name, &last) > 0)
        return last;
    return r->home->city;
}

static uint32_t resolve_bare(gx_resolver *r, const gx_form *f, uint32_t base)
{
    gx_analysis *a = r->a;
    const char *text = gx_text_of(a, f->range);
    /* 集团工会, 院党委, 段团委: the word before the inner head points back. */
    for (uint32_t cut = f->range.end - 1; cut > f->range.start; cut--) {
        const char *prefix = gx_text_of(a, (gx_range){f->range.start, cut});
        const char *rest = gx_text_of(a, (gx_range){cut, f->range.end});
        if (!gx_lexicon_exact(a->lexicon, a->text + cut, f->range.end - cut, GX_TABLE_ORGANIZATION_HEADS))
            continue;
        uint32_t owner = gx_pointed_to(r, prefix, view_from(r, f));
        if (owner != GX_NONE && is_subordinate(f))
            return gx_organization_named(r, gx_arena_printf(a->arena, "%s%s", r->organizations.at[owner].name, rest),
                                         f->kind, owner);
    }
    uint32_t owner = base != GX_NONE ? base : owner_in_view(r, f);
    uint32_t same = f->use == GX_HEAD_DEPARTMENT && base != GX_NONE ? GX_NONE : gx_pointed_to(r, text, view_from(r, f));
    if (same != GX_NONE && base == GX_NONE)
        return same;
    bool office = f->kind == GX_KIND_GOVERNMENT && f->use == GX_HEAD_FULL && r->trusting;
    const char *place = is_place_body(text) || office ? place_in_view(r, owner) : NULL;
    if (place)
        return gx_organization_named(r, gx_arena_printf(a->arena, "%s%s", place, text), f->kind, GX_NONE);
    bool unit = r->trusting && (f->kind == GX_KIND_TEAM || f->use == GX_HEAD_DEPARTMENT || f->kind == GX_KIND_COMPANY) &&
                f->range.end - f->range.start >= 3;
    bool itself = r->trusting && f->use == GX_HEAD_FULL && f->kind != GX_KIND_TEAM && !is_subordinate(f) &&
                  f->range.end - f->range.start >= 4 && f->range.start < f->head;
    if (itself && same == GX_NONE) /* 柳园工务段线路工 */
        return gx_organization_named(r, text, f->kind, GX_NONE);
    if (unit && same == GX_NONE) /* 磨工班班长: a unit of the company in view */
        owner = company_before(r, f->range.start);
    if (owner == GX_NONE || (!is_subordinate(f) && !unit))
        return same;
    if (ends_with(r->organizations.at[owner].name, text))
        return owner;
    return gx_organization_named(r, gx_arena_printf(a->arena, "%s%s", r->organizations.at[owner].name, text), f->kind,
                                 owner);
}

static uint32_t meaning_of(gx_resolver *r, const gx_form *f, uint32_t base)
{
    gx_analysis *a = r->a;
    size_t inner_form = f->inner ? form_of(r, f->range.start, f->inner) : GX_NONE;
    uint32_t inner = inner_form != GX_NONE ? gx_resolve_form(r, inner_form, base) : GX_NONE;
    if (f->known)
        return gx_organization_named(r, f->known->name, f->known->kind, GX_NONE);
    if (inner != GX_NONE) {
        const char *rest = name_text(r, (gx_range){f->inner, f->range.end});
        const char *name = gx_arena_printf(a->arena, "%s%s", r->organizations.at[inner].name, rest);
        uint8_t kind = f->use == GX_HEAD_DEPARTMENT || f->use == GX_HEAD_WEAK ? f->kind : f->kind;
        return gx_organization_named(r, name, kind ? kind : r->organizations.at[inner].kind, inner);
    }
    switch (f->type) {
    case GX_NAMED:
        return gx_organization_named(r, printed_name(r, f), f->kind, GX_NONE);
    case GX_LEVELED:
        return gx_organization_named(r, leveled_name(r, f), f->kind, GX_NONE);
    case GX_DEICTIC:
        return resolve_deictic(r, f, GX_NONE);
    default:
        return resolve_bare(r, f, base);
    }
}

/* 社区, 村, 街道: places, and organizations only where they act. */
static bool is_given_to(const gx_resolver *r, uint32_t start)
{
    static const char *const words[] = {"为", "向", "给", "走进", "慰问"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (gx_text_before(r->a, start, words[i]))
            return true;
    return false;
}

static bool is_place_head(const gx_resolver *r, const gx_form *f)
{
    static const char *const heads[] = {"社区", "村", "镇", "乡", "街道", "新区", "开发区", "小区", "县", "区", "市"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (gx_text_before(r->a, f->range.end, heads[i]))
            return true;
    return false;
}

static bool acts(const gx_resolver *r, uint32_t at)
{
    static const char *const verbs[] = {"召开", "举办", "组织", "开展", "举行", "负责人", "工作人员", "主办", "承办"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (gx_text_at(r->a, at, verbs[i]))
            return true;
    return false;
}

/* 朝阳工会, 全国工会: all the unions there, unless a headline shortens a name so. */
static bool is_collective(const gx_resolver *r, const gx_form *f)
{
    gx_analysis *a = r->a;
    if (f->kind != GX_KIND_UNION || !gx_text_before(a, f->range.end, "工会") || gx_text_before(a, f->range.end, "总工会"))
        return false;
    static const char *const small[] = {"街道", "镇", "乡", "社区", "地区", "村"};
    uint32_t end = f->range.end - 2;
    bool place = f->range.start < end && gx_is_only_place(r->scan, f->range.start, end);
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        place = place && !gx_text_before(a, end, small[i]);
    const gx_word *broad = gx_lexicon_exact(a->lexicon, a->text + f->range.start, f->range.end - 2 - f->range.start,
                                            GX_TABLE_NAME_PARTS);
    return (broad && broad->code[1] == GX_PART_PLACE) || (place && !gx_is_headline(a, f->range.start));
}

/* Bare 工会 is a kind of thing; with a title or 负责人 behind it, it is one union. */
static bool is_held(const gx_resolver *r, uint32_t end)
{
    for (uint32_t k = 2; k <= 6 && end + k <= r->a->n; k++) {
        const gx_word *title = r->scan->title_to[end + k];
        if (title && title->n == k && title->code[1] != GX_TITLE_HONORIFIC && title->code[1] != GX_TITLE_JOB)
            return true;
    }
    const gx_word *title = gx_lexicon_longest(r->a->lexicon, r->a->text + end, r->a->n - end, GX_TABLE_TITLES);
    return (title && title->code[1] == GX_TITLE_MODIFIER) || gx_text_at(r->a, end, "负责人") ||
           gx_text_at(r->a, end, "相关负责人");
}

/* 评价组, 服务站: a bare word for something named before; 医院, 公司 are too common to say which. */
static bool points_back(gx_resolver *r, const gx_form *f)
{
    bool kind = f->kind == GX_KIND_TEAM || f->kind == GX_KIND_ASSOCIATION ||
                (f->kind == GX_KIND_INSTITUTION && f->range.end - f->range.start >= 3);
    bool group = gx_text_at(r->a, f->range.start, "集团") && f->range.end - f->range.start == 2;
    uint32_t at = gx_is_headline(r->a, f->range.start) ? (uint32_t)r->a->n : f->range.start;
    return (kind || group) && f->range.end - f->range.start >= 2 &&
           gx_pointed_to(r, gx_text_of(r->a, f->range), at) != GX_NONE;
}

/* 该集团办公室、党委组织部: a department in a list behind another body. */
static bool joins_list(const gx_resolver *r, const gx_form *f)
{
    uint32_t at = f->range.start;
    if (at < 2 || (r->a->text[at - 1] != 0x3001 && r->a->text[at - 1] != 0x548C))
        return false;
    for (size_t i = 0; i < r->forms->n; i++)
        if (r->forms->at[i].range.end == at - 1 && r->done[i] && r->meaning[i] != GX_NONE)
            return f->use == GX_HEAD_DEPARTMENT || f->kind == GX_KIND_UNION || f->kind == GX_KIND_PARTY ||
                   f->kind == GX_KIND_ASSOCIATION;
    return false;
}

/* A weak head makes a name only with something proper in it or the tagger's word for it. */
static bool is_credible(gx_resolver *r, const gx_form *f)
{
    if (f->generic || is_collective(r, f))
        return false;
    if (is_place_head(r, f))
        return f->type == GX_NAMED && (acts(r, f->range.end) || is_given_to(r, f->range.start));
    if (f->type == GX_NAMED && f->use == GX_HEAD_WEAK)
        return f->tagged || f->inner;
    if (f->type == GX_BARE && f->range.start == f->head)
        return is_held(r, f->range.end) || f->kind == GX_KIND_COMMITTEE || points_back(r, f) || joins_list(r, f);
    return true;
}

uint32_t gx_resolve_form(gx_resolver *r, size_t i, uint32_t base)
{
    if (r->done[i])
        return r->meaning[i];
    if (is_credible(r, &r->forms->at[i]))
        return mean_form(r, i, base, false);
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
    return mean_form(r, i, base, true);
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

static uint32_t mean_form(gx_resolver *r, size_t i, uint32_t base, bool trusted)
{
    if (r->done[i] && r->meaning[i] != GX_NONE)
        return r->meaning[i];
    const gx_form *f = &r->forms->at[i];
    r->done[i] = 1;
    r->meaning[i] = GX_NONE;
    r->trusting = trusted;
    uint32_t entity = meaning_of(r, f, base);
    r->trusting = false;
    r->meaning[i] = entity;
    if (entity != GX_NONE) {
        struct organization *o = &r->organizations.at[entity];
        double sure = confidence_of(r, f);
        if (o->count == 0 || o->confidence < sure)
            o->confidence = sure;
        mention(r, entity, f->range.start);
        if (r->organizations.at[entity].use == 0)
            r->organizations.at[entity].use = f->use;
    }
    return entity;
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
    static const char *const sessions[] = {"第", "换届", "成立", "会员代表大会", "会员大会", "代表大会", "选举"};
    for (size_t i = 0; i < r->forms->n; i++) {
        const gx_form *f = &r->forms->at[i];
        if (!gx_is_headline(r->a, f->range.start) || (f->kind != GX_KIND_UNION && f->kind != GX_KIND_ASSOCIATION))
            continue;
        for (size_t k = 0; k < sizeof sessions / sizeof *sessions; k++)
            if (gx_text_at(r->a, f->range.end, sessions[k]))
                return mean_form(r, i, GX_NONE, false);
    }
    return GX_NONE;
}

/* The body that elects and appoints in this article: the one whose congress or session it is, else the first of
 * its title or lead that can elect. */
uint32_t gx_electing_organization(gx_resolver *r, uint32_t at)
{
    uint32_t found = GX_NONE, first = GX_NONE, here = GX_NONE;
    for (size_t i = 0; i < r->forms->n; i++) {
        const gx_form *f = &r->forms->at[i];
        uint32_t m = r->meaning[i];
        if (f->range.start >= at)
            break;
        if (!r->done[i] || m == GX_NONE || f->range.end > at || (i && r->forms->at[i - 1].range.start == f->range.start &&
                                                                r->forms->at[i - 1].range.end <= at))
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
    return titled != GX_NONE ? titled : found != GX_NONE ? found : first;
}

uint32_t gx_form_meaning(const gx_resolver *r, size_t i)
{
    return r->done[i] ? r->meaning[i] : GX_NONE;
}

/* ---- short forms introduced in brackets: （以下简称“岭轴公司”） ---- */

/* The range of the short form in the bracket at `at`, or an empty one. */
static gx_range introduced_at(const gx_analysis *a, uint32_t at)
{
    if (!gx_text_at(a, at, "("))
        return (gx_range){at, at};
    at++;
    bool following = gx_text_at(a, at, "以下"), brief = gx_text_at(a, at + 2 * (uint32_t)following, "简称");
    if (!brief)
        return (gx_range){at, at};
    at += 2 + 2 * (uint32_t)following;
    while (at < a->n && (gx_text_at(a, at, "为") || gx_text_at(a, at, ":") || gx_text_at(a, at, "“") ||
                         gx_text_at(a, at, "\"")))
        at++;
    uint32_t end = at;
    while (end < a->n && !gx_is_punctuation(a->text[end]) && end - at < 20)
        end++;
    return (gx_range){at, end};
}

void gx_find_known(gx_resolver *r, struct gx_known_list *out)
{
    gx_analysis *a = r->a;
    for (size_t i = 0; i < r->forms->n; i++) {
        gx_range brief = introduced_at(a, r->forms->at[i].range.end);
        if (brief.end - brief.start < 2)
            continue;
        uint32_t entity = gx_resolve_form(r, i, GX_NONE);
        if (entity != GX_NONE)
            *GX_PUSH(a->arena, out) = (gx_known){a->text + brief.start, brief.end - brief.start,
                                                 r->organizations.at[entity].name, r->organizations.at[entity].kind};
    }
}

/* Is it followed by a session, a congress or an election? */
static bool meets(const gx_analysis *a, uint32_t end)
{
    static const char *const sessions[] = {"第", "会员代表大会", "代表大会", "全委", "换届", "召开", "选举", "成立"};
    for (size_t k = 0; k < sizeof sessions / sizeof *sessions; k++)
        if (gx_text_at(a, end, sessions[k]))
            return true;
    return false;
}

gx_resolver *gx_resolver_new(const gx_scan *scan, const gx_forms *forms, const gx_places *places, const gx_home *home)
{
    gx_analysis *a = scan->a;
    gx_resolver *r = gx_arena_alloc(a->arena, sizeof *r);
    *r = (gx_resolver){.scan = scan, .a = a, .forms = forms, .places = places, .home = home};
    r->meaning = GX_ARENA_ARRAY(a->arena, uint32_t, forms->n + 1);
    r->done = GX_ARENA_ARRAY(a->arena, uint8_t, forms->n + 1);
    r->meets = GX_ARENA_ARRAY(a->arena, uint8_t, forms->n + 1);
    for (size_t i = 0; i < forms->n; i++)
        r->meets[i] = meets(a, forms->at[i].range.end);
    return r;
}

/* ---- joining names that turn out to be one ---- */

/* What companies leave out of their names. */
static const char *const LEGAL[] = {"有限责任公司", "股份有限公司", "有限公司", "集团公司", "总公司", "公司", "集团"};

static const char *core_of(const gx_resolver *r, const char *key)
{
    size_t n = strlen(key);
    for (bool cut = true; cut;) {
        cut = false;
        for (size_t i = 0; i < sizeof LEGAL / sizeof *LEGAL; i++) {
            size_t m = strlen(LEGAL[i]);
            if (n > m + 3 && memcmp(key + n - m, LEGAL[i], m) == 0) {
                n -= m;
                cut = true;
                break;
            }
        }
    }
    return gx_arena_text(r->a->arena, key, n);
}

/* Is `shorter` a form of `longer`: without its place, or a company without its legal words? */
static bool is_form_of(const gx_resolver *r, const struct organization *shorter, const struct organization *longer)
{
    size_t n = strlen(shorter->key), m = strlen(longer->key);
    if (n < 6 || n >= m || (shorter->kind && longer->kind && shorter->kind != longer->kind))
        return false;
    const char *place;
    if (ends_with(longer->key, shorter->key)) {
        const char *prefix = gx_arena_text(r->a->arena, longer->key, m - n);
        const char *marked = gx_arena_printf(r->a->arena, "%s市", prefix);
        bool is_place = place_prefix(r, gx_arena_printf(r->a->arena, "%s的", prefix), &place) == strlen(prefix) ||
                        place_prefix(r, gx_arena_printf(r->a->arena, "%s的", marked), &place) == strlen(marked);
        return is_place || strlen(prefix) <= 9;
    }
    const char *a = core_of(r, shorter->key), *b = core_of(r, longer->key);
    return strlen(a) >= 6 && (strcmp(a, b) == 0 || ends_with(b, a)) && shorter->kind == GX_KIND_COMPANY;
}

static void join_forms(gx_resolver *r)
{
    for (uint32_t i = 0; i < r->organizations.n; i++) {
        struct organization *o = &r->organizations.at[i];
        uint32_t best = GX_NONE;
        for (uint32_t k = 0; k < r->organizations.n; k++)
            if (k != i && r->organizations.at[k].same_as == GX_NONE && r->organizations.at[k].parent != i &&
                o->parent != k && is_form_of(r, o, &r->organizations.at[k]) &&
                (best == GX_NONE || strlen(r->organizations.at[k].name) > strlen(r->organizations.at[best].name)))
                best = k;
        if (best != GX_NONE)
            o->same_as = best;
    }
}

static uint32_t final_of(const gx_resolver *r, uint32_t entity)
{
    for (int depth = 0; entity != GX_NONE && r->organizations.at[entity].same_as != GX_NONE && depth < 8; depth++)
        entity = r->organizations.at[entity].same_as;
    return entity;
}

/* Names built on a short form of their parent follow it to its full form. */
static void rename_children(gx_resolver *r)
{
    for (uint32_t i = 0; i < r->organizations.n; i++) {
        struct organization *o = &r->organizations.at[i];
        if (o->parent == GX_NONE)
            continue;
        const struct organization *old = &r->organizations.at[o->parent];
        uint32_t full = final_of(r, o->parent);
        if (full == o->parent || full == i || !starts_with(o->name, old->name))
            continue;
        o->name = gx_arena_printf(r->a->arena, "%s%s", r->organizations.at[full].name, o->name + strlen(old->name));
        o->key = key_of(r, o->name);
        o->parent = full;
        for (uint32_t k = 0; k < r->organizations.n; k++)
            if (k != i && strcmp(r->organizations.at[k].key, o->key) == 0 && r->organizations.at[k].same_as == GX_NONE) {
                o->same_as = k;
                break;
            }
    }
}

/* Places of kinds where the head does not say them. */
static uint8_t kind_of(const gx_resolver *r, const struct organization *o)
{
    if (o->kind)
        return o->kind;
    if (o->parent != GX_NONE)
        return r->organizations.at[o->parent].kind;
    if (ends_with(o->name, "报") || ends_with(o->name, "网"))
        return GX_KIND_MEDIA;
    return GX_KIND_COMPANY;
}

static void write_organizations(gx_resolver *r, uint32_t *index)
{
    gx_analysis *a = r->a;
    for (uint32_t i = 0; i < r->organizations.n; i++) {
        index[i] = GX_NONE;
        const struct organization *o = &r->organizations.at[i];
        if (o->same_as != GX_NONE)
            continue;
        index[i] = (uint32_t)a->organizations.n;
        *GX_PUSH(a->arena, &a->organizations) =
            (gx_organization){o->name, gx_kind_name(kind_of(r, o)), o->confidence, GX_NONE, false};
    }
    for (uint32_t i = 0; i < r->organizations.n; i++) {
        uint32_t final = final_of(r, i), parent = final_of(r, r->organizations.at[i].parent);
        index[i] = index[final];
        a->organizations.at[index[i]].place_only = false;
        if (parent != GX_NONE && final != parent && a->organizations.at[index[i]].parent == GX_NONE)
            a->organizations.at[index[i]].parent = index[parent];
    }
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

/* ---- several places, one head: 大同、张家口两市总工会; 江口县、石阡县、万山区总工会 ---- */

static void add_shared(gx_resolver *r, const char *name, const gx_form *f, gx_range mention_range, gx_mention_form how)
{
    gx_analysis *a = r->a;
    uint32_t entity = gx_organization_named(r, name, f->kind, GX_NONE);
    mention(r, entity, mention_range.start);
    struct shared *s = GX_PUSH(a->arena, &r->shared);
    *s = (struct shared){entity, mention_range, how};
}

/* The places of a list that ends at `end`, from right to left; each directly before a mark of the list. */
static size_t places_before(const gx_resolver *r, uint32_t end, const gx_place *out[], size_t most)
{
    size_t n = 0;
    for (size_t i = r->places->n; i-- > 0 && n < most;) {
        const gx_place *p = &r->places->at[i];
        if (p->range.end > end)
            continue;
        if (p->range.end != end)
            break;
        out[n++] = p;
        end = p->range.start;
        if (!end || !(r->a->text[end - 1] == 0x3001 || r->a->text[end - 1] == 0x548C || r->a->text[end - 1] == 0x4E0E))
            break;
        end--;
    }
    return n;
}

/* One of the places before 三县: a known one by its full name, else with the level that they share. */
static const char *shared_place(const gx_resolver *r, gx_range part, const gx_form *f)
{
    gx_analysis *a = r->a;
    uint32_t at = f->counted + 1 + (uint32_t)gx_text_at(a, f->counted + 1, "个");
    const char *level = gx_level_word(r->scan, at), *text = gx_text_of(a, part);
    const gx_word *place = gx_lexicon_exact(a->lexicon, a->text + part.start, part.end - part.start, GX_TABLE_PLACES);
    if (place)
        return place->cell[1];
    return !level || ends_with(text, level) ? text : gx_arena_printf(a->arena, "%s%s", text, level);
}

/* 甲、乙、丙|三县: the parts before the numeral, from right to left. */
static size_t parts_before(const gx_resolver *r, uint32_t end, gx_range parts[], size_t most)
{
    const gx_analysis *a = r->a;
    size_t n = 0;
    uint32_t least = end ? gx_sentence_start(r->scan, end - 1) : 0;
    while (n < most && end > least) {
        uint32_t start = end;
        while (start > least && !gx_is_punctuation(a->text[start - 1]) && end - start < 8 &&
               !(end - start >= 2 && (a->text[start - 1] == 0x548C || a->text[start - 1] == 0x4E0E)))
            start--;
        bool joined = start > least && (a->text[start - 1] == 0x3001 || a->text[start - 1] == 0x548C ||
                                        a->text[start - 1] == 0x4E0E);
        const gx_word *place = r->scan->place_to[end];
        if (!joined && place)
            start = end - place->n; /* the first one: what stands before it is no part of it */
        else if (!joined)
            start = r->scan->word_start[end - 1] > start ? r->scan->word_start[end - 1] : start;
        bool body = false;
        for (uint32_t k = start + 1; k <= end; k++)
            body = body || (r->scan->head_to[k] && r->scan->head_to[k]->n >= 2);
        if (end - start < 2 || body)
            break;
        parts[n++] = (gx_range){start, end};
        if (!joined)
            break;
        end = start - 1;
    }
    return n;
}

uint32_t gx_resolve_range(gx_resolver *r, gx_range range)
{
    uint32_t entity = gx_organization_named(r, gx_text_of(r->a, range), 0, GX_NONE);
    mention(r, entity, range.start);
    *GX_PUSH(r->a->arena, &r->shared) = (struct shared){entity, range, GX_FORM_NAME};
    return entity;
}

/* 城关医院、临江市第三人民医院代表队: a team of each. */
static void expand_teams(gx_resolver *r, const gx_form *f)
{
    gx_analysis *a = r->a;
    uint32_t start = f->range.start;
    while (start > 1 && a->text[start - 1] == 0x3001) {
        size_t i = gx_form_ending(r, start - 1);
        if (i == GX_NONE || !r->done[i] || r->meaning[i] == GX_NONE || r->forms->at[i].kind == GX_KIND_TEAM)
            break;
        const char *owner = r->organizations.at[r->meaning[i]].name;
        uint32_t parent = r->meaning[i];
        add_shared(r, gx_arena_printf(a->arena, "%s代表队", owner), f, r->forms->at[i].range, GX_FORM_PRONOUN);
        struct organization *team = &r->organizations.at[r->shared.at[r->shared.n - 1].entity];
        if (team->parent == GX_NONE)
            team->parent = parent;
        start = r->forms->at[i].range.start;
    }
}

static void expand_shared_heads(gx_resolver *r)
{
    enum { MOST = 12 };
    gx_analysis *a = r->a;
    for (size_t i = 0; i < r->forms->n; i++) {
        const gx_form *f = &r->forms->at[i];
        const gx_place *places[MOST];
        if (f->counted) {
            gx_range parts[MOST];
            size_t n = parts_before(r, f->counted, parts, MOST);
            gx_range whole = {n ? parts[n - 1].start : 0, f->range.end};
            for (size_t k = n; n > 1 && k-- > 0;)
                add_shared(r, gx_arena_printf(a->arena, "%s%s", shared_place(r, parts[k], f),
                                              gx_text_of(a, (gx_range){f->shared_from, f->range.end})),
                           f, whole, GX_FORM_NAME);
            continue;
        }
        if (f->inner && r->done[i] && r->meaning[i] != GX_NONE && gx_text_before(a, f->range.end, "代表队"))
            expand_teams(r, f);
        if (!r->done[i] || r->meaning[i] == GX_NONE || f->type != GX_NAMED || f->inner)
            continue;
        const gx_place *first = NULL;
        for (size_t p = 0; p < r->places->n && !first; p++)
            if (r->places->at[p].range.start == f->range.start && r->places->at[p].range.end < f->range.end)
                first = &r->places->at[p];
        size_t n = first ? places_before(r, first->range.end, places, MOST) : 0;
        bool official = f->kind == GX_KIND_UNION || f->kind == GX_KIND_GOVERNMENT || f->kind == GX_KIND_PARTY ||
                        f->kind == GX_KIND_COMMITTEE || f->kind == GX_KIND_ASSOCIATION;
        for (size_t k = 1; k < n; k++)
            add_shared(r, gx_arena_printf(a->arena, "%s%s",
                                          official ? places[k]->full : gx_text_of(a, places[k]->range),
                                          gx_text_of(a, (gx_range){first->range.end, f->range.end})),
                       f, places[k]->range, GX_FORM_PRONOUN);
    }
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
    expand_shared_heads(r);
    join_forms(r);
    rename_children(r);
    uint32_t *index = GX_ARENA_ARRAY(a->arena, uint32_t, r->organizations.n + 1);
    write_organizations(r, index);
    for (size_t i = 0; i < r->shared.n; i++)
        *GX_PUSH(a->arena, &a->mentions) = (gx_mention){
            .range = r->shared.at[i].range, .phrase = r->shared.at[i].range, .type = GX_ENTITY_ORGANIZATION,
            .entity = index[r->shared.at[i].entity], .form = r->shared.at[i].form};
    for (size_t i = 0; i < a->posts.n; i++)
        if (a->posts.at[i].organization != GX_NONE)
            a->posts.at[i].organization = index[a->posts.at[i].organization];
    for (size_t i = 0; i < r->forms->n; i++) {
        if (!r->done[i] || r->meaning[i] == GX_NONE)
            continue;
        r->meaning[i] = index[r->meaning[i]];
        const gx_form *f = &r->forms->at[i];
        bool covered = i > 0 && r->forms->at[i - 1].range.start == f->range.start;
        *GX_PUSH(a->arena, &a->mentions) = (gx_mention){
            .range = f->range, .phrase = f->range, .type = GX_ENTITY_ORGANIZATION, .entity = r->meaning[i],
            .form = GX_FORM_NAME, .modifier = covered};
    }
}
