#include "extract/resolver.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "extract/fold.h"

#include <string.h>
#include <wchar.h>

static const char *const KIND_NAMES[GX_KINDS] = {"",     "union",       "party", "government",  "company",
                                                 "team", "institution", "media", "association", "committee"};

const char *gx_kind_name(uint8_t kind)
{
    return KIND_NAMES[kind < GX_KINDS && kind ? kind : GX_KIND_COMPANY];
}

/* How many bytes of a place begin a name; *last gets its full name. */
size_t gx_place_prefix(const gx_resolver *r, const char *name, const char **last)
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
        if (!r->places->at[i].word && gx_starts_with(name, r->places->at[i].full)) {
            *last = r->places->at[i].full;
            return strlen(*last);
        }
    return 0;
}

/* 怀柔区 and 怀柔 to the same; 北京市昌平区 to 昌平. */
static void add_place_key(gx_buffer *key, const char *full)
{
    static const char *const levels[] = {"自治区", "自治州", "自治县", "自治旗", "省",
                                         "市",     "区",     "县",     "旗",     "盟"};
    size_t n = strlen(full);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (gx_ends_with(full, levels[i]) && n > strlen(levels[i]) + 3) {
            n -= strlen(levels[i]);
            break;
        }
    gx_buffer_add(key, full, n);
}

/* 经开区, 高新区: what a zone's short form stands for, or NULL. */
static const char *zone_at(const uint32_t *chars, size_t n)
{
    static const struct {
        uint32_t written[3];
        const char *full;
    } zones[] = {{{U'经', U'开', U'区'}, "经济技术开发区"}, {{U'高', U'新', U'区'}, "高新技术产业开发区"}};
    for (size_t i = 0; i < GX_COUNT(zones); i++)
        if (n >= GX_COUNT(zones[i].written) && memcmp(chars, zones[i].written, sizeof zones[i].written) == 0)
            return zones[i].full;
    return NULL;
}

/* 人民|法院: is the short form at `i` the end of its own full form? */
static bool is_written_out(const gx_resolver *r, const uint32_t *chars, size_t i, const gx_word *abbreviation)
{
    const char *full = abbreviation->cell[1];
    size_t n, most = gx_utf8_count(full);
    if (!gx_ends_with(full, abbreviation->cell[0]) || most - abbreviation->n > i)
        return false;
    size_t before = most - abbreviation->n;
    const uint32_t *front = gx_utf8_to_chars(r->a->arena, full, &n);
    return before && memcmp(chars + i - before, front, before * sizeof *front) == 0;
}

/* Abbreviations written out, brackets and quotation marks dropped, 总工会 as 工会. */
static void add_rest_key(const gx_resolver *r, gx_buffer *key, const char *rest)
{
    size_t n;
    uint32_t *chars = gx_utf8_to_chars(r->a->arena, rest, &n);
    for (size_t i = 0; i < n;) {
        const gx_word *abbreviation =
            gx_lexicon_longest(r->a->lexicon, chars + i, n - i, GX_TABLE_ABBREVIATIONS);
        bool union_of = abbreviation && strstr(abbreviation->cell[1], "总工会");
        size_t behind = abbreviation ? i + abbreviation->n : i;
        if (union_of && behind + 2 <= n && chars[behind] == U'工' && chars[behind + 1] == U'会')
            abbreviation = NULL; /* 开发区|总工会 */
        if (abbreviation && is_written_out(r, chars, i, abbreviation))
            abbreviation = NULL;
        const char *zone = zone_at(chars + i, n - i);
        if (zone) {
            gx_buffer_puts(key, zone);
            i += 3;
        } else if (abbreviation) {
            gx_buffer_puts(key, union_of ? "工会" : abbreviation->cell[1]);
            i = behind;
        } else if (n - i >= 3 && chars[i] == 0x603B && chars[i + 1] == 0x5DE5 && chars[i + 2] == 0x4F1A)
            i++; /* 总|工会 */
        else {
            if (!gx_is_punctuation(chars[i]) || chars[i] == 0xB7)
                gx_buffer_utf8(key, gx_fold(chars[i]));
            i++;
        }
    }
}

/* 省|十四届|人大常委会, 市|第五届|政协: behind the term of a congress, which stands for the one body. */
static const char *behind_term(const char *rest)
{
    enum { TERM_CHARS = 5 };
    static const char *const congresses[] = {"人大", "人民代表大会", "政协"};
    const char *end = strstr(rest, "届"), *at = rest;
    size_t chars = 0;
    for (uint32_t c = 0; end && at < end && chars <= TERM_CHARS; chars++) {
        c = gx_utf8_next(&at);
        if (!(c == U'第' && chars == 0) && !wcschr(L"一二三四五六七八九十", (wchar_t)c))
            return rest;
    }
    if (!end || end == rest || chars > TERM_CHARS)
        return rest;
    end += strlen("届");
    for (size_t i = 0; i < GX_COUNT(congresses); i++)
        if (gx_starts_with(end, congresses[i]))
            return end;
    return rest;
}

const char *gx_key_of(const gx_resolver *r, const char *name)
{
    gx_buffer key = {0};
    const char *last = NULL, *rest = name;
    for (size_t n; (n = gx_place_prefix(r, rest, &last)) > 0;)
        rest += n;
    if (last)
        add_place_key(&key, last);
    add_rest_key(r, &key, last ? behind_term(rest) : rest);
    const char *text = key.failed ? NULL : gx_arena_text(r->a->arena, key.at ? key.at : "", key.n);
    gx_buffer_clear(&key);
    if (!text)
        longjmp(*r->a->arena->guard, 1);
    return text;
}

static bool names_term(const char *name)
{
    return strstr(name, "届人大") || strstr(name, "届人民代表大会") || strstr(name, "届政协");
}

uint32_t gx_organization_named(gx_resolver *r, const char *name, uint8_t kind, uint32_t parent)
{
    const char *key = gx_key_of(r, name);
    for (uint32_t i = 0; i < r->organizations.n; i++) {
        struct organization *o = &r->organizations.at[i];
        if (strcmp(o->key, key) != 0)
            continue;
        bool term = names_term(name), old = names_term(o->name);
        if (term == old ? strlen(name) > strlen(o->name) : old)
            o->name = name; /* 省人大常委会 sooner than 省十四届人大常委会 */
        if (o->parent == GX_NONE && parent != i)
            o->parent = parent;
        return i;
    }
    struct organization *o = GX_PUSH(r->a->arena, &r->organizations);
    *o = (struct organization){.name = name,
                               .key = key,
                               .kind = kind,
                               .parent = parent,
                               .same_as = GX_NONE,
                               .first = GX_NONE,
                               .confidence = CONFIDENCE_BARE};
    return (uint32_t)r->organizations.n - 1;
}

void gx_note_mention(gx_resolver *r, uint32_t entity, uint32_t at)
{
    struct organization *o = &r->organizations.at[entity];
    if (o->first == GX_NONE)
        o->first = at;
    o->last = at;
    o->count++;
}

uint32_t gx_final_of(const gx_resolver *r, uint32_t entity)
{
    for (int depth = 0; entity != GX_NONE && r->organizations.at[entity].same_as != GX_NONE && depth < 8;
         depth++)
        entity = r->organizations.at[entity].same_as;
    return entity;
}
