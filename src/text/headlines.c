#include "text/words.h"

#include <math.h>
#include <string.h>

/*
 * Which headline belongs to which body is an assignment problem. Each pair has a score, from where the line
 * stands and from the word pairs that it shares with the body; the best assignment of one line to each body
 * (Kuhn 1955, Munkres 1957, in the O(n^2 m) form with potentials) gives the titles. Lines left over are
 * subtitles. Where a body is left without a title, a line that is two headlines printed without a break is
 * looked for and cut.
 *
 * All weights below were set on the annotated pages of gold/seeds and gold/dev.
 */

enum {
    CHUNK_BODIES = 48,     /* the assignment is made for so many bodies at once */
    BODY_CHARS = 3000,     /* of a body are compared */
    LEAD_CHARS = 90,       /* the lead: what a headline repeats most */
    LEAST_HEADLINE = 4,    /* characters of a headline, glued ones too */
    NEAR_BODIES = 3        /* a headline stands at most so many bodies away from its own */
};

static const double LEXICAL_WEIGHT = 1.5;
static const double LEAD_WEIGHT = 0.3;       /* added for word pairs of the lead */
static const double BEFORE_BONUS = 0.5;      /* the line stands before the body */
static const double BEHIND_BONUS = 0.3;      /* the line stands behind the body's end */
static const double STEP_COST = 0.15;        /* for each body between the line and its own */
static const double NEXT_LINE_BONUS = 0.25;  /* the line right above the body; half of it for the one above that */
static const double INDENT_COST = 0.2;       /* kickers lose their dingbat and keep its space */
static const double DOUBLED_BONUS = 1.0;     /* doubled headlines stand above their own story */
static const double LEAST_SCORE = 0.2;       /* below, a line is no title of that body */
static const double CUT_LEAST_GAIN = 0.45;   /* below, a line is not cut in two */
static const double CUT_ENDING = 0.3;        /* a verb that headlines end in stands before the cut */
static const double CUT_QUOTE = 0.2;         /* a closing quote does */
static const double CUT_SPACE = -0.3;        /* headlines are glued without a space; within them there are spaces */
static const double CUT_CROSSING = -0.6;     /* the two characters at the cut occur together in a body */

/* The word pairs of some text: an open-addressing set. */
typedef struct pair_set {
    uint64_t *slots; /* [n_slots] 0 = empty */
    size_t n_slots;  /* a power of two */
} pair_set;

typedef struct matcher {
    const gx_sheet *sheet;
    const gx_bodies *bodies;
    pair_set *all;   /* [bodies] */
    pair_set *leads; /* [bodies] */
} matcher;

static uint64_t pair_at(const gx_sheet *sheet, uint32_t i)
{
    uint32_t a = sheet->glyphs[i].cp, b = sheet->glyphs[i + 1].cp;
    bool word = (gx_is_han(a) || gx_is_digit(a)) && (gx_is_han(b) || gx_is_digit(b));
    return word ? (uint64_t)a << 32 | b : 0;
}

static size_t slot_of(const pair_set *set, uint64_t pair)
{
    size_t slot = (size_t)((pair * 0x9E3779B97F4A7C15u) >> 20) & (set->n_slots - 1);
    while (set->slots[slot] && set->slots[slot] != pair)
        slot = (slot + 1) & (set->n_slots - 1);
    return slot;
}

static bool has_pair(const pair_set *set, uint64_t pair)
{
    return pair && set->slots[slot_of(set, pair)] == pair;
}

static void fill(pair_set *set, const gx_sheet *sheet, const gx_body *body, size_t most)
{
    size_t total = 0;
    for (size_t i = 0; i < body->n && total < most; i++)
        total += body->at[i].end - body->at[i].start;
    total = total < most ? total : most;
    for (set->n_slots = 16; set->n_slots < 2 * total; set->n_slots *= 2)
        ;
    set->slots = GX_ARENA_ARRAY(sheet->arena, uint64_t, set->n_slots);
    size_t left = most;
    for (size_t p = 0; p < body->n && left; p++)
        for (uint32_t i = body->at[p].start; i + 1 < body->at[p].end && left; i++, left--) {
            uint64_t pair = pair_at(sheet, i);
            if (pair)
                set->slots[slot_of(set, pair)] = pair;
        }
}

double gx_headline_overlap(const gx_sheet *sheet, uint32_t start, uint32_t end, const gx_body *body)
{
    pair_set set;
    fill(&set, sheet, body, BODY_CHARS);
    size_t shared = 0, n = 0;
    for (uint32_t i = start; i + 1 < end; i++) {
        uint64_t pair = pair_at(sheet, i);
        n += pair != 0;
        shared += has_pair(&set, pair);
    }
    return n ? (double)shared / (double)n : 0;
}

/* How rare a word pair is among the bodies from `first` to `last`. */
static double rarity(const matcher *m, uint64_t pair, size_t first, size_t last)
{
    size_t bodies = 0;
    for (size_t b = first; b < last; b++)
        bodies += has_pair(&m->all[b], pair);
    return bodies ? log((double)(last - first + 1) / (double)bodies) + 0.1 : 0.7;
}

static void near(const matcher *m, const gx_headline *h, size_t *first, size_t *last)
{
    *first = h->before > NEAR_BODIES ? h->before - NEAR_BODIES : 0;
    *last = h->before + NEAR_BODIES + 1;
    *last = *last < m->bodies->n ? *last : m->bodies->n;
}

static double lexical(const matcher *m, const gx_headline *h, size_t body)
{
    size_t first, last;
    near(m, h, &first, &last);
    double shared = 0, total = 0;
    for (uint32_t i = h->start; i + 1 < h->end; i++) {
        uint64_t pair = pair_at(m->sheet, i);
        if (!pair)
            continue;
        double weight = rarity(m, pair, first, last);
        total += weight;
        if (has_pair(&m->all[body], pair))
            shared += weight * (1 - LEAD_WEIGHT + (has_pair(&m->leads[body], pair) ? LEAD_WEIGHT : 0));
    }
    return total > 0 ? shared / total : 0;
}

/* `lines_between`: headline lines between this one and the body that begins after it. */
static double position(const gx_headline *h, size_t body, size_t lines_between)
{
    double score = 0;
    if (body == h->before) {
        score = BEFORE_BONUS;
        if (h->inside == SIZE_MAX)
            score += NEXT_LINE_BONUS / (double)(1 + lines_between);
        if (h->doubled)
            score += DOUBLED_BONUS;
    } else if (body + 1 == h->before) {
        score = h->inside == SIZE_MAX ? BEHIND_BONUS : BEHIND_BONUS / 2;
    } else {
        size_t steps = body > h->before ? body - h->before : h->before - body;
        score = -STEP_COST * (double)steps;
    }
    if (h->inside != SIZE_MAX)
        score -= STEP_COST; /* a line within a body is likely to be far from home */
    return score - (h->indented ? INDENT_COST : 0);
}

static size_t lines_between(const gx_headlines *lines, size_t i)
{
    size_t n = 0;
    for (size_t j = i + 1; j < lines->n && lines->at[j].group == lines->at[i].group && n < 4; j++)
        n++;
    return n;
}

static double score(const matcher *m, const gx_headlines *lines, size_t i, size_t body)
{
    const gx_headline *h = &lines->at[i];
    size_t first, last;
    near(m, h, &first, &last);
    if (body < first || body >= last || m->bodies->at[body].takes_none)
        return -1;
    return LEXICAL_WEIGHT * lexical(m, h, body) + position(h, body, lines_between(lines, i));
}

/*
 * The best assignment of one column to each row: gain[n_rows][n_columns], n_rows <= n_columns.
 * column_of[row] is the answer.
 */
static void assign(gx_arena *arena, const double *gain, size_t n_rows, size_t n_columns, size_t *column_of)
{
    double *u = GX_ARENA_ARRAY(arena, double, n_rows + 1), *v = GX_ARENA_ARRAY(arena, double, n_columns + 1);
    double *least = GX_ARENA_ARRAY(arena, double, n_columns + 1);
    size_t *row_at = GX_ARENA_ARRAY(arena, size_t, n_columns + 1), *way = GX_ARENA_ARRAY(arena, size_t, n_columns + 1);
    bool *used = GX_ARENA_ARRAY(arena, bool, n_columns + 1);
    for (size_t row = 1; row <= n_rows; row++) {
        size_t at = 0;
        row_at[0] = row;
        for (size_t j = 0; j <= n_columns; j++) {
            least[j] = HUGE_VAL;
            used[j] = false;
        }
        do {
            used[at] = true;
            size_t i = row_at[at], next = 0;
            double delta = HUGE_VAL;
            for (size_t j = 1; j <= n_columns; j++) {
                if (used[j])
                    continue;
                double cost = -gain[(i - 1) * n_columns + j - 1] - u[i] - v[j];
                if (cost < least[j]) {
                    least[j] = cost;
                    way[j] = at;
                }
                if (least[j] < delta) {
                    delta = least[j];
                    next = j;
                }
            }
            for (size_t j = 0; j <= n_columns; j++)
                if (used[j]) {
                    u[row_at[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            at = next;
        } while (row_at[at]);
        for (; at; at = way[at])
            row_at[at] = row_at[way[at]];
    }
    for (size_t j = 1; j <= n_columns; j++)
        if (row_at[j])
            column_of[row_at[j] - 1] = j - 1;
}

/* Titles for the bodies of [first, last) out of the headlines of [from, until). */
static void assign_titles(const matcher *m, gx_headlines *lines, size_t first, size_t last, size_t from, size_t until)
{
    size_t rows = last - first, columns = until - from + rows; /* as many more columns as rows: no title */
    double *gain = GX_ARENA_ARRAY(m->sheet->arena, double, rows * columns);
    size_t *column_of = GX_ARENA_ARRAY(m->sheet->arena, size_t, rows);
    for (size_t b = 0; b < rows; b++)
        for (size_t i = from; i < until; i++) {
            double s = score(m, lines, i, first + b);
            gain[b * columns + i - from] = s < LEAST_SCORE ? -1 : s;
        }
    assign(m->sheet->arena, gain, rows, columns, column_of);
    for (size_t b = 0; b < rows; b++)
        if (column_of[b] < until - from && gain[b * columns + column_of[b]] >= LEAST_SCORE) {
            lines->at[from + column_of[b]].body = first + b;
            lines->at[from + column_of[b]].main = true;
        }
}

static size_t title_of(const gx_headlines *lines, size_t body)
{
    for (size_t i = 0; i < lines->n; i++)
        if (lines->at[i].main && lines->at[i].body == body)
            return i;
    return SIZE_MAX;
}

/* ---- two headlines in one line ---- */

typedef struct cut {
    size_t line;
    uint32_t at;       /* the second headline's first glyph */
    size_t left, right; /* bodies */
    double gain;
} cut;

static bool attested(const matcher *m, const gx_headline *h, uint64_t pair)
{
    size_t first, last;
    near(m, h, &first, &last);
    for (size_t b = first; b < last; b++)
        if (has_pair(&m->all[b], pair))
            return true;
    return false;
}

/* How much the place itself looks like the end of a headline; -9 within brackets. */
static double cut_form(const matcher *m, const gx_headline *h, uint32_t at)
{
    const gx_glyph *g = m->sheet->glyphs;
    uint32_t closer = 0;
    for (uint32_t i = h->start; i < at; i++)
        if (closer ? g[i].cp == closer : false)
            closer = 0;
        else if (!closer)
            closer = gx_closer_of(g[i].cp);
    if (closer || gx_is_closer(g[at].cp) || gx_contains_char("！？，、：", g[at].cp))
        return -9;
    double form = g[at].gap == GX_GAP_SPACE ? CUT_SPACE : 0;
    if (gx_ends_any(gx_sheet_run(m->sheet, h->start, at), gx_words_headline_end))
        form += CUT_ENDING;
    if (gx_is_closer(g[at - 1].cp) || gx_contains_char("！？", g[at - 1].cp))
        form += CUT_QUOTE;
    if (attested(m, h, pair_at(m->sheet, at - 1)))
        form += CUT_CROSSING;
    return form;
}

/* Try every cut of a line whose one part is to be the title of `body`, which has none. */
static void try_cuts(const matcher *m, gx_headlines *lines, size_t i, size_t body, cut *best)
{
    gx_headline whole = lines->at[i];
    size_t other = whole.body;
    double now = score(m, lines, i, other);
    for (uint32_t at = whole.start + LEAST_HEADLINE; at + LEAST_HEADLINE <= whole.end; at++) {
        double form = cut_form(m, &whole, at);
        if (form <= -9)
            continue;
        for (int order = 0; order < 2; order++) {
            size_t left = order ? other : body, right = order ? body : other;
            lines->at[i].end = at;
            double gain = form - now + score(m, lines, i, left);
            lines->at[i] = whole;
            lines->at[i].start = at;
            gain += score(m, lines, i, right) + (left < right ? 0.1 : 0);
            lines->at[i] = whole;
            if (gain > best->gain)
                *best = (cut){i, at, left, right, gain};
        }
    }
}

static void apply_cut(const matcher *m, gx_headlines *lines, const cut *c)
{
    GX_PUSH(m->sheet->arena, lines);
    memmove(&lines->at[c->line + 1], &lines->at[c->line], (lines->n - 1 - c->line) * sizeof *lines->at);
    gx_headline *left = &lines->at[c->line], *right = left + 1;
    left->end = right->start = c->at;
    left->body = c->left;
    right->body = c->right;
    right->spaced = true;
    right->indented = false;
}

static void cut_glued(const matcher *m, gx_headlines *lines)
{
    for (size_t body = 0; body < m->bodies->n; body++) {
        if (m->bodies->at[body].takes_none || title_of(lines, body) != SIZE_MAX)
            continue;
        cut best = {.gain = CUT_LEAST_GAIN};
        for (size_t i = 0; i < lines->n; i++) {
            const gx_headline *h = &lines->at[i];
            if (h->main && !h->doubled && h->before + NEAR_BODIES >= body && h->before <= body + NEAR_BODIES)
                try_cuts(m, lines, i, body, &best);
        }
        if (best.gain > CUT_LEAST_GAIN)
            apply_cut(m, lines, &best);
    }
}

/* ---- subtitles, and titles of two lines ---- */

static void give_subtitles(const matcher *m, gx_headlines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        gx_headline *h = &lines->at[i];
        if (h->main)
            continue;
        size_t first, last;
        double best = 0;
        near(m, h, &first, &last);
        for (size_t b = first; b < last; b++) {
            double s = score(m, lines, i, b);
            bool beside = (i && lines->at[i - 1].main && lines->at[i - 1].body == b && lines->at[i - 1].group == h->group) ||
                          (i + 1 < lines->n && lines->at[i + 1].main && lines->at[i + 1].body == b &&
                           lines->at[i + 1].group == h->group);
            s += beside ? BEHIND_BONUS : 0;
            if (s > best) {
                best = s;
                h->body = b;
            }
        }
    }
}

static bool begins_with_verb(const matcher *m, const gx_headline *h)
{
    return gx_begins_any(gx_sheet_run(m->sheet, h->start, h->end), gx_words_headline_verb) != 0;
}

static bool has_verb(const matcher *m, const gx_headline *h)
{
    gx_run run = gx_sheet_run(m->sheet, h->start, h->end);
    return gx_finds_any(run, gx_words_headline_end, run.n, NULL) != SIZE_MAX ||
           gx_finds_any(run, gx_words_headline_verb, run.n, NULL) != SIZE_MAX;
}

/* Two lines, one under the other, are one headline where neither can stand alone. */
static bool is_one(const matcher *m, const gx_headline *upper, const gx_headline *lower)
{
    if (upper->group != lower->group || lower->spaced || upper->body != lower->body)
        return false;
    if (upper->doubled && lower->doubled)
        return true;
    if (upper->doubled || lower->doubled || upper->indented || lower->indented)
        return false;
    return !has_verb(m, upper) || (begins_with_verb(m, lower) && !begins_with_verb(m, upper));
}

static void join_lines(const matcher *m, gx_headlines *lines)
{
    for (size_t i = 0; i + 1 < lines->n; i++) {
        gx_headline *upper = &lines->at[i], *lower = upper + 1;
        if (upper->main == lower->main || upper->body == SIZE_MAX)
            continue;
        if (is_one(m, upper, lower)) {
            upper->main = lower->main = true;
        } else if (lower->main && upper->body == lower->body && upper->group == lower->group && !lower->spaced &&
                   !upper->indented && lexical(m, upper, upper->body) > 0.5) {
            upper->main = true; /* of two full lines the upper one is the title */
            lower->main = false;
        }
    }
}

void gx_headlines_assign(const gx_sheet *sheet, gx_headlines *lines, const gx_bodies *bodies)
{
    matcher m = {.sheet = sheet,
                 .bodies = bodies,
                 .all = GX_ARENA_ARRAY(sheet->arena, pair_set, bodies->n),
                 .leads = GX_ARENA_ARRAY(sheet->arena, pair_set, bodies->n)};
    for (size_t b = 0; b < bodies->n; b++) {
        fill(&m.all[b], sheet, &bodies->at[b], BODY_CHARS);
        fill(&m.leads[b], sheet, &bodies->at[b], LEAD_CHARS);
    }
    for (size_t i = 0; i < lines->n; i++) {
        lines->at[i].body = SIZE_MAX;
        lines->at[i].main = false;
    }
    size_t from = 0;
    for (size_t first = 0; first < bodies->n; first += CHUNK_BODIES) {
        size_t last = first + CHUNK_BODIES < bodies->n ? first + CHUNK_BODIES : bodies->n, until = from;
        while (until < lines->n && (lines->at[until].before < last || last == bodies->n))
            until++;
        assign_titles(&m, lines, first, last, from, until);
        from = until;
    }
    cut_glued(&m, lines);
    give_subtitles(&m, lines);
    join_lines(&m, lines);
}
