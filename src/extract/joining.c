#include "extract/resolver.h"

#include <string.h>

/* What companies leave out of their names. */
static const char *const LEGAL[] = {"有限责任公司", "股份有限公司", "有限公司", "集团公司",
                                    "总公司",       "公司",         "集团"};

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

static bool is_national(const gx_resolver *r, const char *name)
{
    size_t n;
    const uint32_t *chars = gx_utf8_to_chars(r->a->arena, name, &n);
    return gx_lexicon_exact(r->a->lexicon, chars, n, GX_TABLE_ORGANIZATIONS) != NULL;
}

/* 柳园大队, 石桥派出所: a unit of the police, of the courts, against fire. */
static bool is_station(const struct organization *o)
{
    static const char *const ends[] = {"大队", "中队", "支队", "派出所", "法庭", "消防站", "救援站"};
    return gx_ends_with_any(o->key, ends, GX_COUNT(ends));
}

/* 西区车辆段 of 物流分公司西区车辆段: all that stands behind the parent's name. */
static bool is_behind_parent(const gx_resolver *r, const struct organization *shorter,
                             const struct organization *longer)
{
    enum { BYTES_LEAST = 9 };
    bool bears = shorter->kind == GX_KIND_COMPANY || shorter->kind == GX_KIND_INSTITUTION ||
                 shorter->kind == GX_KIND_TEAM || is_station(shorter);
    if (longer->parent == GX_NONE || !bears || strlen(shorter->key) < BYTES_LEAST)
        return false;
    const char *parent = r->organizations.at[longer->parent].key;
    return gx_starts_with(longer->key, parent) && strcmp(longer->key + strlen(parent), shorter->key) == 0;
}

/* What the comparison of every name with every other asks of one organization, found out once. */
struct compared {
    const char *core;   /* its key without what companies leave out */
    size_t place_bytes; /* a place's name that the core begins with; UNKNOWN until somebody asks */
    enum { UNASKED, NO, YES } national;
};

static const size_t UNKNOWN = SIZE_MAX;

static size_t place_bytes(const gx_resolver *r, struct compared *of)
{
    const char *place;
    if (of->place_bytes == UNKNOWN)
        of->place_bytes = gx_place_prefix(r, of->core, &place);
    return of->place_bytes;
}

/* 宏远公司, 天远重机 of 宏远机械装配公司, 天远重型机械有限公司: the name's own two characters, then some of
 * the rest in their order. */
static bool abbreviates(const gx_resolver *r, struct compared *compared, uint32_t short_one,
                        uint32_t long_one)
{
    enum { OWN = 6 }; /* bytes */
    const struct organization *shorter = &r->organizations.at[short_one],
                              *longer = &r->organizations.at[long_one];
    const char *a = compared[short_one].core, *b = compared[long_one].core;
    size_t n = strlen(a);
    bool companies = shorter->kind == GX_KIND_COMPANY && longer->kind == GX_KIND_COMPANY &&
                     longer->parent == GX_NONE && shorter->parent == GX_NONE &&
                     longer->first < shorter->first;
    if (!companies || n < OWN || n >= strlen(b))
        return false;
    size_t before = place_bytes(r, &compared[long_one]); /* 甘肃|驼铃乳业 */
    if (before + OWN > strlen(b) || memcmp(a, b + before, OWN) != 0 || place_bytes(r, &compared[short_one]))
        return false;
    b += before;
    if (n > OWN && gx_starts_with(b, a))
        return false; /* 中建七局 of 中建七局第四建筑公司 is its parent */
    a += OWN;
    b += OWN;
    while (*a) {
        uint32_t wanted = gx_utf8_next(&a), found = 0;
        while (*b && found != wanted)
            found = gx_utf8_next(&b);
        if (found != wanted)
            return false;
    }
    return true;
}

/* 云江市|经济技术|开发区总工会: bytes before `end` that say what a zone is for, and that its short forms
 * leave out. */
static size_t zone_bytes(const char *name, size_t end)
{
    static const char *const zones[] = {"开发区", "园区", "示范区", "度假区", "试验区", "合作区"};
    static const char *const qualities[] = {"经济技术", "高新技术产业", "经济", "高新技术",
                                            "旅游",     "工业",         "产业"};
    bool zone = false;
    for (size_t i = 0; i < GX_COUNT(zones); i++)
        zone = zone || gx_starts_with(name + end, zones[i]);
    for (size_t i = 0; i < GX_COUNT(qualities) && zone; i++) {
        size_t n = strlen(qualities[i]);
        if (n <= end && gx_starts_with(name + end - n, qualities[i]))
            return n;
    }
    return 0;
}

/* Is `short_one` a form of `long_one`: without its place, or a company without its legal words? */
static bool is_form_of(const gx_resolver *r, struct compared *compared, uint32_t short_one, uint32_t long_one)
{
    const struct organization *shorter = &r->organizations.at[short_one],
                              *longer = &r->organizations.at[long_one];
    size_t n = strlen(shorter->key), m = strlen(longer->key);
    if (n < 6 || n >= m || (shorter->kind && longer->kind && shorter->kind != longer->kind))
        return false;
    const char *place;
    if (!compared[short_one].national)
        compared[short_one].national = is_national(r, shorter->name) ? YES : NO;
    if (compared[short_one].national == YES)
        return false; /* 国务院 is none of 美国国务院 */
    if (is_behind_parent(r, shorter, longer))
        return true;
    if (gx_ends_with(longer->key, shorter->key)) {
        const char *prefix = gx_arena_text(r->a->arena, longer->key, m - n - zone_bytes(longer->key, m - n));
        const char *marked = gx_arena_printf(r->a->arena, "%s市", prefix);
        bool is_place =
            gx_place_prefix(r, gx_arena_printf(r->a->arena, "%s的", prefix), &place) == strlen(prefix) ||
            gx_place_prefix(r, gx_arena_printf(r->a->arena, "%s的", marked), &place) == strlen(marked);
        return is_place || strlen(prefix) <= 9;
    }
    const char *a = compared[short_one].core, *b = compared[long_one].core;
    return (strlen(a) >= 6 && gx_ends_with(b, a) && shorter->kind == GX_KIND_COMPANY) ||
           abbreviates(r, compared, short_one, long_one);
}

void gx_join_forms(gx_resolver *r)
{
    struct compared *compared = GX_ARENA_ARRAY(r->a->arena, struct compared, r->organizations.n + 1);
    for (uint32_t i = 0; i < r->organizations.n; i++)
        compared[i] = (struct compared){core_of(r, r->organizations.at[i].key), UNKNOWN, UNASKED};
    for (uint32_t i = 0; i < r->organizations.n; i++) {
        struct organization *o = &r->organizations.at[i];
        uint32_t best = GX_NONE;
        for (uint32_t k = 0; k < r->organizations.n; k++)
            if (k != i && r->organizations.at[k].same_as == GX_NONE && r->organizations.at[k].parent != i &&
                o->parent != k && is_form_of(r, compared, i, k) &&
                (best == GX_NONE ||
                 strlen(r->organizations.at[k].name) > strlen(r->organizations.at[best].name)))
                best = k;
        if (best != GX_NONE)
            o->same_as = best;
    }
    for (uint32_t i = 0; i < r->organizations.n;
         i++) /* one name is one body, whatever its parts were taken for */
        for (uint32_t k = 0; k < i && r->organizations.at[i].same_as == GX_NONE; k++)
            if (r->organizations.at[k].same_as == GX_NONE &&
                strcmp(r->organizations.at[i].name, r->organizations.at[k].name) == 0)
                r->organizations.at[i].same_as = k;
}

/* Names built on a short form of their parent follow it to its full form. */
void gx_rename_children(gx_resolver *r)
{
    for (uint32_t i = 0; i < r->organizations.n; i++) {
        struct organization *o = &r->organizations.at[i];
        if (o->parent == GX_NONE)
            continue;
        const struct organization *old = &r->organizations.at[o->parent];
        uint32_t full = gx_final_of(r, o->parent);
        if (full == o->parent || full == i || !gx_starts_with(o->name, old->name))
            continue;
        o->name =
            gx_arena_printf(r->a->arena, "%s%s", r->organizations.at[full].name, o->name + strlen(old->name));
        o->key = gx_key_of(r, o->name);
        o->parent = full;
        for (uint32_t k = 0; k < r->organizations.n; k++)
            if (k != i && strcmp(r->organizations.at[k].key, o->key) == 0 &&
                r->organizations.at[k].same_as == GX_NONE) {
                o->same_as = k;
                break;
            }
    }
}

/* The name behind 共青团, 中共, which stand before the body that they are the branch of. */
static const char *behind_prefix(const char *name)
{
    static const char *const prefixes[] = {"共青团", "中共"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (gx_starts_with(name, prefixes[i]))
            return name + strlen(prefixes[i]);
    return name;
}

/* 红石岩矿综采二队 belongs to 红石岩矿, which the article names, too, though no grammar of heads told them
 * apart. */
void gx_adopt_by_name(gx_resolver *r)
{
    enum { NAME_BYTES = 12 }; /* four characters */
    for (uint32_t i = 0; i < r->organizations.n; i++) {
        struct organization *o = &r->organizations.at[i];
        const char *own = behind_prefix(o->name);
        uint32_t best = GX_NONE;
        for (uint32_t k = 0; k < r->organizations.n && o->parent == GX_NONE && o->same_as == GX_NONE; k++) {
            const struct organization *p = &r->organizations.at[k];
            size_t n = strlen(p->name);
            if (k != i && p->same_as == GX_NONE && n >= NAME_BYTES && strlen(own) >= n + 6 &&
                p->parent != i && gx_starts_with(own, p->name) && (own == o->name || gx_is_employer(r, k)) &&
                (best == GX_NONE || n > strlen(r->organizations.at[best].name)))
                best = k;
        }
        if (best != GX_NONE)
            o->parent = best;
    }
}

/* 总工会|办公室, 学院|财务处, 公安局|宣传科: a department, whose head says no kind of its own. */
static bool is_department(const gx_resolver *r, const struct organization *o)
{
    enum { DEPARTMENT_BYTES = 24 }; /* eight characters */
    static const char *const ends[] = {"部", "处", "科", "室"}, *const others[] = {"支部", "总部", "门诊部",
                                                                                   "俱乐部"};
    if (o->parent == GX_NONE || o->kind == GX_KIND_UNION || o->kind == GX_KIND_TEAM ||
        o->kind == GX_KIND_COMMITTEE)
        return false;
    const char *owner = r->organizations.at[o->parent].name;
    if (!gx_starts_with(o->name, owner) || strlen(o->name) - strlen(owner) > DEPARTMENT_BYTES)
        return false;
    return gx_ends_with_any(o->name, ends, GX_COUNT(ends)) &&
           !gx_ends_with_any(o->name, others, GX_COUNT(others));
}

/* A department is of its owner's kind; so is what has no head that says one. */
static uint8_t kind_of(const gx_resolver *r, const struct organization *o)
{
    if (gx_starts_with(o->name, "共青团") && o->kind != GX_KIND_TEAM)
        return GX_KIND_ASSOCIATION; /* 共青团某市委 */
    if (is_department(r, o) && r->organizations.at[o->parent].kind)
        return r->organizations.at[o->parent].kind;
    if (o->kind == GX_KIND_INSTITUTION && strstr(o->name, "检察院") && gx_ends_with(o->name, "分院"))
        return GX_KIND_GOVERNMENT;
    if (o->kind)
        return o->kind;
    if (o->parent != GX_NONE)
        return r->organizations.at[o->parent].kind;
    static const struct {
        const char *end;
        uint8_t kind;
    } ends[] = {{"》", GX_KIND_MEDIA},      {"报", GX_KIND_MEDIA},      {"网", GX_KIND_MEDIA},
                {"公司", GX_KIND_COMPANY},  {"司", GX_KIND_GOVERNMENT}, {"厅", GX_KIND_GOVERNMENT},
                {"署", GX_KIND_GOVERNMENT}, {"局", GX_KIND_GOVERNMENT}, {"协", GX_KIND_ASSOCIATION},
                {"队", GX_KIND_TEAM}};
    for (size_t i = 0; i < GX_COUNT(ends); i++)
        if (gx_ends_with(o->name, ends[i].end))
            return ends[i].kind;
    return GX_KIND_COMPANY;
}

void gx_write_organizations(gx_resolver *r, uint32_t *index)
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
        uint32_t final = gx_final_of(r, i), parent = gx_final_of(r, r->organizations.at[i].parent);
        index[i] = index[final];
        a->organizations.at[index[i]].place_only = false;
        if (parent != GX_NONE && final != parent && a->organizations.at[index[i]].parent == GX_NONE)
            a->organizations.at[index[i]].parent = index[parent];
    }
}
