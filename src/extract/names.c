#include "extract/names.h"

#include "base/map.h"

#include <stdlib.h>
#include <string.h>

/* Reliability of each kind of evidence, as measured on the annotated pages. */
static const double CONFIDENCE_TAGGED = 0.95;    /* the tagger sees a person and a surname fits */
static const double CONFIDENCE_TITLED = 0.93;    /* a title stands directly before */
static const double CONFIDENCE_FOREIGN = 0.90;   /* the tagger sees a person without a known surname */
static const double CONFIDENCE_LISTED = 0.85;    /* stands in a list of names */
static const double CONFIDENCE_REPEATED = 0.95;  /* accepted elsewhere in the article */

enum { NAME_CHARS_AT_MOST = 4, FOREIGN_CHARS_AT_MOST = 16 };

struct finder {
    const gx_scan *scan;
    const gx_analysis *a;
    gx_arena *arena;
    gx_names *names;
    uint8_t *taken; /* [n] 1 inside an organization, doctrine or title of a work; 2 inside an accepted name */
};

uint32_t gx_surname_chars(const gx_analysis *a, uint32_t at)
{
    const gx_word *surname = gx_lexicon_longest(a->lexicon, a->text + at, a->n - at, GX_TABLE_SURNAMES);
    return surname ? surname->n : 0;
}

static bool is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool all_han(const gx_analysis *a, gx_range r)
{
    for (uint32_t i = r.start; i < r.end; i++)
        if (!is_han(a->text[i]) && a->text[i] != 0xB7)
            return false;
    return r.end > r.start;
}

static bool is_free(const struct finder *f, gx_range r)
{
    for (uint32_t i = r.start; i < r.end; i++)
        if (f->taken[i])
            return false;
    return true;
}

static const gx_word *not_a_name(const struct finder *f, gx_range r)
{
    return gx_lexicon_exact(f->a->lexicon, f->a->text + r.start, r.end - r.start, GX_TABLE_NOT_NAMES);
}

static bool is_person_tag(uint8_t pos)
{
    return pos == GX_POS_PER || pos == GX_POS_NR;
}

static void accept(struct finder *f, gx_range r, double confidence)
{
    *GX_PUSH(f->arena, f->names) = (gx_name){r, confidence};
    memset(f->taken + r.start, 2, r.end - r.start);
}

/* Is the character before a name the end of a title, so that a name must follow? */
static bool after_title(const struct finder *f, uint32_t at)
{
    if (!at || f->scan->sentence[at] != f->scan->sentence[at - 1])
        return false;
    const gx_word *title = f->scan->title_to[at];
    return title && (title->code[1] == GX_TITLE_POST || title->code[1] == GX_TITLE_PLACE_POST ||
                     title->code[1] == GX_TITLE_JOB) && title->n >= 2;
}

/* May a name end here: before punctuation, a word of the tagger, a conjunction or verb glued to it? */
static bool may_end(const struct finder *f, uint32_t end)
{
    const gx_analysis *a = f->a;
    if (end >= a->n || f->scan->sentence[end] != f->scan->sentence[end - 1] || gx_is_punctuation(a->text[end]))
        return true;
    return f->scan->word_start[end] == end && a->tags[end].pos != GX_POS_NR;
}

/* Extend over the parts of a name written with a dot: 亚森·库尔班. */
static gx_range with_dots(const struct finder *f, gx_range r)
{
    const gx_analysis *a = f->a;
    uint32_t least = gx_sentence_start(f->scan, r.start), most = gx_sentence_end(f->scan, r.start);
    while (r.end + 1 < most && a->text[r.end] == 0xB7 && is_han(a->text[r.end + 1]))
        r.end = f->scan->word_end[r.end + 1] < most ? f->scan->word_end[r.end + 1] : most;
    while (r.start > least + 1 && a->text[r.start - 1] == 0xB7 && is_han(a->text[r.start - 2])) {
        uint32_t start = f->scan->word_start[r.start - 2];
        r.start = start < r.start ? start : r.start - 1;
    }
    while (r.start < r.end && a->text[r.start] == 0xB7)
        r.start++;
    return r;
}

static bool has_dot(const gx_analysis *a, gx_range r)
{
    for (uint32_t i = r.start; i < r.end; i++)
        if (a->text[i] == 0xB7)
            return true;
    return false;
}

/* Names that the tagger sees, with what it glued to them cut off. */
static void from_tagger(struct finder *f)
{
    const gx_analysis *a = f->a;
    for (uint32_t i = 0, end; i < a->n; i = end) {
        end = f->scan->word_end[i];
        if (!is_person_tag(a->tags[i].pos) || !is_han(a->text[i]))
            continue;
        gx_range r = with_dots(f, (gx_range){i, end});
        uint32_t surname = gx_surname_chars(a, r.start), n = r.end - r.start;
        bool dotted = has_dot(a, r);
        const gx_word *title = f->scan->title_to[r.end];
        if (!dotted && title && title->n < n && title->n >= 2 && n - title->n <= 2)
            continue; /* 刘主席: a surname with a title, found later */
        if (!dotted && surname && n > surname + 2) {
            /* Too long: something is glued to its end (江雪与, 王毅向). */
            if (n == surname + 3 && f->scan->word_end[i] == r.end)
                r.end = r.start + surname + 2;
            n = r.end - r.start;
        }
        const gx_word *bar = not_a_name(f, r);
        bool barred = bar && (bar->code[1] != GX_NOT_NAME_AMBIGUOUS);
        if (barred || !is_free(f, r) || !all_han(a, r) || n < 2 || n > FOREIGN_CHARS_AT_MOST)
            continue;
        accept(f, r, surname && n <= surname + 2 ? CONFIDENCE_TAGGED : CONFIDENCE_FOREIGN);
        if (r.end > end)
            end = r.end;
    }
}

/* The name that begins at `at`, by surname and by where it may end; empty when none. */
static gx_range guess_name(const struct finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    uint32_t surname = gx_surname_chars(a, at), most = gx_sentence_end(f->scan, at);
    gx_range none = {at, at};
    if (!surname)
        return none;
    for (uint32_t given = 2; given >= 1; given--) {
        gx_range r = {at, at + surname + given};
        if (r.end > most || !all_han(a, r) || !is_free(f, r) || !may_end(f, r.end))
            continue;
        const gx_word *bar = not_a_name(f, r);
        if (bar && bar->code[1] != GX_NOT_NAME_AMBIGUOUS)
            continue;
        return r;
    }
    return none;
}

static void from_titles(struct finder *f)
{
    for (uint32_t i = 1; i + 1 < f->a->n; i++) {
        if (f->taken[i] || !after_title(f, i))
            continue;
        gx_range r = guess_name(f, i);
        const gx_word *longer = f->scan->title_to[r.end];
        if (r.end > r.start && !(longer && longer->n > r.end - r.start) && !f->scan->head_to[r.end])
            accept(f, r, CONFIDENCE_TITLED);
    }
}

/* A、B、C: an item between two marks of a list one of whose neighbours is a name. */
static void from_lists(struct finder *f)
{
    const gx_analysis *a = f->a;
    for (uint32_t i = 1; i + 2 < a->n; i++) {
        if (a->text[i] != 0x3001 || f->scan->sentence[i - 1] != f->scan->sentence[i + 1])
            continue;
        if (f->taken[i - 1] == 2 && !f->taken[i + 1]) {
            gx_range r = guess_name(f, i + 1);
            bool closed = r.end >= a->n || gx_is_punctuation(a->text[r.end]) || gx_text_at(a, r.end, "等") ||
                          gx_text_at(a, r.end, "为") || gx_text_at(a, r.end, "和");
            const gx_word *bar = not_a_name(f, r);
            if (r.end > r.start && closed && !(bar && bar->code[1] == GX_NOT_NAME_WORD))
                accept(f, r, CONFIDENCE_LISTED);
        }
    }
}

static int by_position(const void *x, const void *y)
{
    const gx_name *m = x, *n = y;
    return m->range.start < n->range.start ? -1 : m->range.start > n->range.start;
}

/* Every other place where an accepted name stands. */
static void repeat(struct finder *f)
{
    const gx_analysis *a = f->a;
    size_t n = f->names->n;
    gx_map firsts = {0}; /* two characters -> 1 + the first name that begins with them */
    uint32_t *next = GX_ARENA_ARRAY(f->arena, uint32_t, n + 1);
    for (size_t k = 0; k < n; k++) {
        uint32_t at = f->names->at[k].range.start, before = 0;
        gx_map_get(&firsts, (const char *)(a->text + at), 8, &before);
        next[k] = before;
        if (!gx_map_set(&firsts, (const char *)(a->text + at), 8, (uint32_t)k + 1)) {
            gx_map_clear(&firsts);
            longjmp(*f->arena->guard, 1);
        }
    }
    for (uint32_t i = 0; i + 1 < a->n; i++) {
        uint32_t k = 0;
        if (f->taken[i] || f->scan->sentence[i] != f->scan->sentence[i + 1] ||
            !gx_map_get(&firsts, (const char *)(a->text + i), 8, &k))
            continue;
        for (; k; k = next[k - 1]) {
            gx_range known = f->names->at[k - 1].range, here = {i, i + known.end - known.start};
            if (here.end > a->n || !is_free(f, here) ||
                memcmp(a->text + known.start, a->text + i, (known.end - known.start) * sizeof *a->text) != 0)
                continue;
            const gx_word *bar = not_a_name(f, here);
            if (bar && !is_person_tag(a->tags[i].pos) && !after_title(f, i) && !may_end(f, here.end))
                continue;
            accept(f, here, CONFIDENCE_REPEATED);
            break;
        }
    }
    gx_map_clear(&firsts);
}

static void take(struct finder *f, gx_range r)
{
    memset(f->taken + r.start, 1, r.end - r.start);
}

/* Doctrines, works in 《》, and blocks that are not searched. */
static void take_what_holds_no_names(struct finder *f)
{
    const gx_analysis *a = f->a;
    for (uint32_t i = 0; i < a->n; i++) {
        const gx_word *word = gx_lexicon_longest(a->lexicon, a->text + i, a->n - i, GX_TABLE_NOT_NAMES);
        if (word && word->code[1] == GX_NOT_NAME_DOCTRINE)
            take(f, (gx_range){i, i + word->n});
        if (a->text[i] == 0x300A)
            for (uint32_t k = i; k < gx_sentence_end(f->scan, i); k++)
                if (a->text[k] == 0x300B) {
                    take(f, (gx_range){i, k + 1});
                    break;
                }
    }
    for (size_t b = 0; b < a->article->n_blocks; b++)
        if (a->article->blocks[b].kind == GX_BLOCK_META)
            take(f, a->article->blocks[b].range);
    for (size_t b = 0; b < a->article->n_bylines; b++)
        take(f, a->article->bylines[b].range);
}

void gx_find_names(const gx_scan *scan, const gx_forms *forms, gx_names *out)
{
    const gx_analysis *a = scan->a;
    struct finder f = {scan, a, a->arena, out, GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1)};
    take_what_holds_no_names(&f);
    for (size_t i = 0; i < forms->n; i++)
        if (!forms->at[i].generic)
            take(&f, forms->at[i].range);
    from_tagger(&f);
    from_titles(&f);
    from_lists(&f);
    repeat(&f);
    if (out->n > 1)
        qsort(out->at, out->n, sizeof *out->at, by_position);
}
