#include "extract/names.h"
#include "extract/posts.h"
#include "extract/resolve.h"
#include "extract/traits.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static uint32_t person_named(gx_analysis *a, const char *name, double confidence)
{
    for (uint32_t i = 0; i < a->people.n; i++)
        if (strcmp(a->people.at[i].name, name) == 0) {
            if (a->people.at[i].confidence < confidence)
                a->people.at[i].confidence = confidence;
            return i;
        }
    *GX_PUSH(a->arena, &a->people) = (gx_person){name, confidence};
    return (uint32_t)a->people.n - 1;
}

/* The person whom 刘主席 means: the only one of that surname, else the one who holds such a title. */
static uint32_t titled(const gx_analysis *a, uint32_t at, uint32_t surname, const char *title)
{
    uint32_t found = GX_NONE;
    const char *family = gx_utf8_from_chars(a->arena, a->text + at, surname);
    for (uint32_t i = 0; i < a->people.n; i++) {
        if (strncmp(a->people.at[i].name, family, strlen(family)) != 0)
            continue;
        bool holds = false;
        for (size_t k = 0; k < a->posts.n; k++)
            holds = holds || (a->posts.at[k].person == i && strstr(a->posts.at[k].title, title));
        if (holds)
            return i;
        found = found == GX_NONE ? i : GX_NONE - 1;
    }
    return found == GX_NONE - 1 ? GX_NONE : found;
}

static void add_mention(gx_analysis *a, gx_range range, gx_range phrase, uint32_t entity,
                        gx_mention_form form)
{
    *GX_PUSH(a->arena, &a->mentions) = (gx_mention){
        .range = range, .phrase = phrase, .type = GX_ENTITY_PERSON, .entity = entity, .form = form};
}

/* 刘主席, 阮院长: a surname and a title, where no name stands. */
static void find_titled(gx_analysis *a, const gx_scan *scan, const uint8_t *named)
{
    for (uint32_t i = 0; i + 2 < a->n; i++) {
        uint32_t surname = named[i] ? 0 : gx_surname_chars(a, i);
        if (!surname || i + surname >= a->n || scan->sentence[i] != scan->sentence[i + surname])
            continue;
        const gx_word *title = gx_longest_at(a, i + surname, a->n, GX_TABLE_TITLES);
        bool office = title && (title->code[1] == GX_TITLE_POST || title->code[1] == GX_TITLE_HONORIFIC) &&
                      title->n >= 2;
        bool manager = !office && gx_is_manager(a, i, surname);
        if (!office && !manager)
            continue;
        uint32_t entity = titled(a, i, surname, office ? title->cell[0] : "经理");
        gx_range range = {i, i + surname + (office ? title->n : 1)};
        if (entity != GX_NONE)
            add_mention(a, range, range, entity, GX_FORM_TITLED);
    }
}

static int by_position(const void *x, const void *y)
{
    const gx_mention *m = x, *n = y;
    if (m->range.start != n->range.start)
        return m->range.start < n->range.start ? -1 : 1;
    if (m->range.end != n->range.end)
        return m->range.end > n->range.end ? -1 : 1;
    return (int)m->type - (int)n->type;
}

/* Organizations inside a person's phrase take no role; those with 负责人 behind them act through somebody. */
static void mark_modifiers(gx_analysis *a)
{
    static const char *const agents[] = {
        "相关负责人", "有关负责人", "主要负责人", "分管负责人", "分管领导", "主要领导", "负责同志", "负责人",
        "工作人员",   "相关领导",   "有关领导",   "领导",       "相关人员", "有关人员", "干部",     "代表"};
    for (size_t i = 0; i < a->mentions.n; i++) {
        gx_mention *m = &a->mentions.at[i];
        if (m->type == GX_ENTITY_PERSON)
            continue;
        for (size_t k = 0; k < a->mentions.n; k++) {
            const gx_mention *p = &a->mentions.at[k];
            if (p->type == GX_ENTITY_PERSON && p->phrase.start <= m->range.start &&
                m->range.end <= p->phrase.end)
                m->modifier = true;
        }
        for (size_t k = 0; k < sizeof agents / sizeof *agents && !m->modifier && !m->acting; k++)
            if (gx_text_at(a, m->range.end, agents[k])) {
                m->acting = true;
                m->phrase.end = m->range.end + (uint32_t)gx_utf8_count(agents[k]);
            }
    }
}

/* Does a clause begin with the person? 师从A names A, and speaks of somebody else. */
static bool opens_clause(const gx_analysis *a, const gx_mention *m)
{
    uint32_t at = m->phrase.start < m->range.start ? m->phrase.start : m->range.start;
    bool opens = at == gx_sentence_start(a->scan, at) || gx_is_punctuation(a->text[at - 1]);
    return opens && !gx_text_at(a, m->range.end, "的"); /* A的徒弟B */
}

/* 他 and 她: who was spoken of last; where a clause begins with the word, sooner somebody with whom a clause
 * of that sentence or of the one before it began than somebody named by the way. */
static uint32_t antecedent(const gx_analysis *a, size_t n, uint32_t at)
{
    uint32_t nearest = GX_NONE, from = 0;
    bool opens = at == gx_sentence_start(a->scan, at) || gx_is_punctuation(a->text[at - 1]);
    for (size_t k = n; k-- > 0;) {
        const gx_mention *m = &a->mentions.at[k];
        if (m->type != GX_ENTITY_PERSON || m->range.start >= at)
            continue;
        if (nearest == GX_NONE) {
            nearest = m->entity;
            from = gx_sentence_start(a->scan, m->range.start);
        }
        if (m->range.start < from)
            break;
        if (!opens || opens_clause(a, m))
            return m->entity;
    }
    return nearest;
}

static void find_pronouns(gx_analysis *a, const uint8_t *named)
{
    size_t n = a->mentions.n;
    for (uint32_t i = 0; i < a->n; i++) {
        if (named[i] || (a->text[i] != 0x4ED6 && a->text[i] != 0x5979) || gx_text_at(a, i + 1, "们"))
            continue;
        if (i && gx_text_before(a, i, "其"))
            continue;
        uint32_t entity = antecedent(a, n, i);
        if (entity != GX_NONE)
            add_mention(a, (gx_range){i, i + 1}, (gx_range){i, i + 1}, entity, GX_FORM_PRONOUN);
    }
}

/* 濮阳林 is somebody, and speaks of no 濮阳市. */
static void drop_places_in_names(gx_analysis *a)
{
    gx_places *places = a->places;
    size_t kept = 0;
    for (size_t i = 0; i < places->n; i++)
        if (!a->scan->in_name[places->at[i].range.start])
            places->at[kept++] = places->at[i];
    places->n = kept;
}

/* Is the name already among the page's own? */
static bool is_known(const struct gx_known_list *known, const uint32_t *chars, uint32_t n)
{
    for (size_t i = 0; i < known->n; i++)
        if (known->at[i].n == n && memcmp(known->at[i].chars, chars, n * sizeof *chars) == 0)
            return true;
    return false;
}

/* How often the name stands on the page, and whether different characters follow it. */
static size_t count_on_page(const gx_analysis *articles, size_t n_articles, const uint32_t *chars, uint32_t n,
                            bool *varied)
{
    size_t count = 0;
    uint32_t follower = 0;
    *varied = false;
    for (size_t k = 0; k < n_articles; k++) {
        const gx_analysis *a = &articles[k];
        for (uint32_t i = 0; i + n <= a->n; i++) {
            if (a->text[i] != chars[0] || memcmp(a->text + i, chars, n * sizeof *chars) != 0)
                continue;
            uint32_t behind = i + n < a->n ? a->text[i + n] : 0;
            if (count++ && behind != follower)
                *varied = true;
            follower = behind;
        }
    }
    return count;
}

/* 飞燕配送: a name without a head that the tagger sees here but not there; twice on the page makes it one. */
static void find_repeated_names(gx_analysis *articles, size_t n_articles, size_t k, const gx_forms *forms)
{
    enum { NAME_CHARS_LEAST = 3 };
    gx_analysis *a = &articles[k];
    for (size_t i = 0; i < forms->n; i++) {
        const gx_form *f = &forms->at[i];
        uint32_t n = f->range.end - f->range.start;
        bool bare_name = f->type == GX_NAMED && !f->kind && !f->body && !f->known && !f->generic && !f->inner;
        bool varied;
        if (!bare_name || n < NAME_CHARS_LEAST || gx_is_only_place(a->scan, f->range.start, f->range.end) ||
            is_known(a->known, a->text + f->range.start, n))
            continue;
        if (count_on_page(articles, n_articles, a->text + f->range.start, n, &varied) >= 2 && varied)
            *GX_PUSH(a->arena, a->known) =
                (gx_known){a->text + f->range.start, n, gx_text_of(a, f->range), GX_KIND_COMPANY};
    }
}

void gx_find_short_forms(gx_analysis *articles, size_t n_articles)
{
    for (size_t k = 0; k < n_articles; k++) {
        gx_analysis *a = &articles[k];
        gx_forms forms = {0};
        gx_find_forms(a->scan, &forms);
        gx_find_known(gx_resolver_new(a->scan, &forms, a->places, a->home), a->known);
        find_repeated_names(articles, n_articles, k, &forms);
    }
}

/* 古丽扎 of 古丽扎·艾山, 贝尔扬 of 西尼沙·贝尔扬, 玉兰 of 和玉兰: a part of the name alone means the one who
 * has it; else `i`. */
static size_t fuller_name(const gx_analysis *a, const gx_names *names, size_t i)
{
    enum { DOT = 0xB7, NAMES_AT_MOST = 2000 };
    gx_range own = names->at[i].range;
    uint32_t n = own.end - own.start;
    const uint32_t *text = a->text + own.start;
    bool whole = gx_surname_chars(a, own.start) == 1 && n > 2; /* 马晓玲 is no part */
    for (size_t k = 0; k < names->n && k < NAMES_AT_MOST; k++) {
        gx_range other = names->at[k].range;
        if (other.end - other.start <= n)
            continue;
        bool last =
            a->text[other.end - n - 1] == DOT && memcmp(a->text + other.end - n, text, n * sizeof *text) == 0;
        bool first = !whole && a->text[other.start + n] == DOT &&
                     memcmp(a->text + other.start, text, n * sizeof *text) == 0;
        bool given = !whole && other.end - other.start == n + 1 && n == 2 &&
                     gx_surname_chars(a, other.start) == 1 && !gx_surname_chars(a, own.start) &&
                     memcmp(a->text + other.start + 1, text, n * sizeof *text) == 0;
        if (last || first || given)
            return k;
    }
    return i;
}

void gx_find_mentions(gx_analysis *a)
{
    gx_scan_mark_known(a->scan);
    gx_scan *scan = a->scan;
    gx_forms forms = {0};
    gx_names names = {0};
    gx_name_finder *finder = gx_find_likely_names(scan);
    drop_places_in_names(a);
    gx_find_forms(scan, &forms);
    gx_find_names(finder, &forms, &names);
    uint32_t *person = GX_ARENA_ARRAY(a->arena, uint32_t, names.n + 1);
    gx_range *phrases = GX_ARENA_ARRAY(a->arena, gx_range, names.n + 1);
    uint8_t *named = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    for (size_t i = 0; i < names.n; i++) {
        gx_range full = names.at[fuller_name(a, &names, i)].range;
        person[i] = person_named(a, gx_text_of(a, full), names.at[i].confidence);
        memset(named + names.at[i].range.start, 1, names.at[i].range.end - names.at[i].range.start);
    }
    for (size_t i = 0; i < forms.n; i++)
        memset(named + forms.at[i].range.start, 1, forms.at[i].range.end - forms.at[i].range.start);
    gx_resolver *resolver = gx_resolver_new(scan, &forms, a->places, a->home);
    gx_find_posts(scan, resolver, &forms, a->places, a->home, &names, person, phrases);
    gx_resolve_all(resolver);
    gx_weigh_posts(a);
    for (size_t i = 0; i < names.n; i++)
        add_mention(a, names.at[i].range, phrases[i], person[i], GX_FORM_NAME);
    find_titled(a, scan, named);
    if (a->mentions.n > 1)
        qsort(a->mentions.at, a->mentions.n, sizeof *a->mentions.at, by_position);
    mark_modifiers(a);
    find_pronouns(a, named);
    if (a->mentions.n > 1)
        qsort(a->mentions.at, a->mentions.n, sizeof *a->mentions.at, by_position);
}
