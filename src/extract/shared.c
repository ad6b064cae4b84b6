#include "extract/resolver.h"

#include <string.h>

static void add_shared(gx_resolver *r, const char *name, const gx_form *f, gx_range mention_range,
                       gx_mention_form how)
{
    gx_analysis *a = r->a;
    uint32_t entity = gx_organization_named(r, name, f->kind, GX_NONE);
    gx_note_mention(r, entity, mention_range.start);
    struct shared *s = GX_PUSH(a->arena, &r->shared);
    *s = (struct shared){entity, mention_range, how, false};
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
        if (!end || !(r->a->text[end - 1] == 0x3001 || r->a->text[end - 1] == 0x548C ||
                      r->a->text[end - 1] == 0x4E0E))
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
    const gx_word *place = gx_word_at(a, part.start, part.end, GX_TABLE_PLACES);
    if (place)
        return place->cell[1];
    return !level || gx_ends_with(text, level) ? text : gx_arena_printf(a->arena, "%s%s", text, level);
}

static bool is_place_or_name(const gx_resolver *r, gx_range part)
{
    const gx_word *place = r->scan->place_to[part.end];
    return r->scan->in_name[part.start] || (place && place->n == part.end - part.start);
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
            body = body || (r->scan->head_to[k] && r->scan->head_to[k]->n >= 2 &&
                            r->scan->head_to[k]->code[2] != GX_HEAD_WEAK);
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
    gx_note_mention(r, entity, range.start);
    *GX_PUSH(r->a->arena, &r->shared) = (struct shared){entity, range, GX_FORM_NAME, false};
    return entity;
}

uint32_t gx_resolve_unit(gx_resolver *r, uint32_t organization, gx_range unit, uint8_t kind)
{
    const char *text = gx_text_of(r->a, unit),
               *owner = r->organizations.at[gx_company_of(r, organization)].name;
    uint32_t entity = gx_ends_with(owner, text)
                          ? organization
                          : gx_organization_named(r, gx_arena_printf(r->a->arena, "%s%s", owner, text), kind,
                                                  gx_company_of(r, organization));
    gx_note_mention(r, entity, unit.start);
    *GX_PUSH(r->a->arena, &r->shared) = (struct shared){entity, unit, GX_FORM_NAME, false};
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
        add_shared(r, gx_arena_printf(a->arena, "%s代表队", owner), f, r->forms->at[i].range,
                   GX_FORM_PRONOUN);
        struct organization *team = &r->organizations.at[r->shared.at[r->shared.n - 1].entity];
        if (team->parent == GX_NONE)
            team->parent = parent;
        start = r->forms->at[i].range.start;
    }
}

/* 思南、石阡|两县总工会 and 甲、乙|两家公司工会: one of each; of companies the company, too. */
static void expand_counted(gx_resolver *r, const gx_form *f)
{
    enum { MOST = 12 };
    gx_analysis *a = r->a;
    gx_range parts[MOST];
    size_t n = parts_before(r, f->counted, parts, MOST);
    bool companies = gx_text_at(a, f->counted + 1, "家");
    gx_range whole = {n ? parts[n - 1].start : 0, f->range.end};
    for (size_t k = n; n > 1 && k-- > 0;) {
        if (companies && is_place_or_name(r, parts[k]))
            continue;
        uint32_t owner = companies ? gx_resolve_range(r, parts[k]) : GX_NONE;
        if (f->shared_from >= f->range.end)
            continue;
        uint32_t from = f->shared_from; /* 三县(市)总工会 */
        if (gx_text_at(a, from, "(") && gx_text_at(a, from + 2, ")"))
            from += 3;
        const char *rest = gx_text_of(a, (gx_range){from, f->range.end});
        add_shared(r, gx_arena_printf(a->arena, "%s%s", shared_place(r, parts[k], f), rest), f, whole,
                   GX_FORM_NAME);
        struct shared *one = &r->shared.at[r->shared.n - 1];
        one->silent = true;
        if (r->organizations.at[one->entity].parent == GX_NONE && owner != one->entity)
            r->organizations.at[one->entity].parent = owner;
    }
}

/* 国网|荆门、宜昌、襄阳供电公司, 中国铁路|北京、太原局集团有限公司: where the company begins whose branches
 * stand at the places of a list that begins at `start`; `start` = none. */
static uint32_t parent_before(const gx_resolver *r, uint32_t start, const gx_form *f)
{
    static const char *const known[] = {"中国铁路", "国网", "中铁", "中建", "中交", "中石油", "中石化"};
    const gx_analysis *a = r->a;
    if (f->kind != GX_KIND_COMPANY || !start)
        return start;
    for (size_t i = 0; i < GX_COUNT(known); i++)
        if (gx_text_before(a, start, known[i]))
            return start - (uint32_t)gx_utf8_count(known[i]);
    const gx_word *body = r->scan->body_to[start];
    bool company = body && body->table == GX_TABLE_ORGANIZATIONS && body->code[2] == GX_KIND_COMPANY;
    return company ? start - body->n : start;
}

/* The last of the branches was taken for a company of its own place. */
static void rename_last(gx_resolver *r, size_t i, const char *parent)
{
    const gx_form *f = &r->forms->at[i];
    uint32_t old = r->meaning[i];
    const char *name = gx_arena_printf(r->a->arena, "%s%s", parent, gx_text_of(r->a, f->range));
    uint32_t entity = gx_organization_named(r, name, f->kind, GX_NONE);
    gx_note_mention(r, entity, f->range.start);
    if (r->organizations.at[old].count <= 1 && entity != old)
        r->organizations.at[old].same_as = entity;
    r->meaning[i] = entity;
}

/* 中国移动|荆门、宜昌分公司: the company itself does nothing there. */
static void silence(gx_resolver *r, gx_range range)
{
    for (size_t i = 0; i < r->forms->n; i++)
        if (r->forms->at[i].range.start == range.start && r->forms->at[i].range.end == range.end)
            r->meaning[i] = GX_NONE;
}

void gx_expand_shared_heads(gx_resolver *r)
{
    enum { MOST = 12 };
    gx_analysis *a = r->a;
    for (size_t i = 0; i < r->forms->n; i++) {
        const gx_form *f = &r->forms->at[i];
        const gx_place *places[MOST];
        if (f->counted) {
            expand_counted(r, f);
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
        bool official = f->kind == GX_KIND_UNION || f->kind == GX_KIND_GOVERNMENT ||
                        f->kind == GX_KIND_PARTY || f->kind == GX_KIND_COMMITTEE ||
                        f->kind == GX_KIND_ASSOCIATION;
        uint32_t from = n > 1 ? places[n - 1]->range.start : 0, outer = parent_before(r, from, f);
        const char *parent = gx_text_of(a, (gx_range){outer, from});
        if (outer < from) {
            rename_last(r, i, parent);
            silence(r, (gx_range){outer, from});
        }
        for (size_t k = 1; k < n; k++)
            add_shared(r,
                       gx_arena_printf(a->arena, "%s%s%s", parent,
                                       official ? places[k]->full : gx_text_of(a, places[k]->range),
                                       gx_text_of(a, (gx_range){first->range.end, f->range.end})),
                       f, places[k]->range, GX_FORM_PRONOUN);
    }
}
