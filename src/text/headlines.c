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
    CHUNK_LINES = 96,    /* and for so many lines above or between them */
    MOST_TRIALS = 20000, /* cuts tried on a page; one of ten articles needs some hundred */
    CHUNK_BODIES = 24,   /* the assignment is made for so many bodies at once */
    BODY_CHARS = 3000,   /* of a body are compared */
    LEAD_CHARS = 90,     /* the lead: what a headline repeats most */
    LEAST_HEADLINE = 4,  /* characters of a headline, glued ones too */
    SHORT_HEADLINE = 6,
    LONG_HEADLINE = 19,
    NAME_CHARS = 8, /* of a paper's or a column's name */
    SURE_CHARS = 8, /* words shared by a shorter line say less */
    NEAR_LINES = 4, /* so many lines of a headline are looked at */
    NEAR_BODIES = 6 /* a headline stands at most so many bodies away from its own */
};

static const double LEXICAL_WEIGHT = 2.2;
static const double LEAD_WEIGHT = 0.3;  /* added for word pairs of the lead */
static const double BEFORE_BONUS = 0.5; /* the line stands before the body */
static const double BEHIND_BONUS = 0.3; /* the line stands behind the body's end */
static const double STEP_COST = 0.15;   /* for each body between the line and its own, above it */
static const double FORWARD_COST = 0.3; /* the same, below it */
static const double VERB_BONUS = 0.2;   /* it ends in a verb that headlines end in: 召开, 成立 */
static const double NAME_COST = 0.6;    /* it is the name of the paper or of a column: 矿区新闻 */
static const double BANNER_COST = 1.2;  /* it is a column's banner */
static const double DIGIT_COST = 0.25;  /* it begins with a number, as kickers do */
static const double NEXT_LINE_BONUS =
    0.25;                              /* the line right above the body; half of it for the one above that */
static const double INDENT_COST = 0.2; /* kickers lose their dingbat and keep its space */
static const double DOUBLED_BONUS = 1.0; /* doubled headlines stand above their own story */
static const double PARALLEL_COST = 3;   /* one of several sub-headlines over the body */
static const double PHOTO_COST = 0.6;    /* nor has a picture one, mostly */
static const double TAIL_COST = 0.4;     /* the headline of a tail is on another page, mostly */
static const double TAIL_OVERLAP =
    0.16; /* it shares so much with the tail, else it is that of the body before */
static const double LEAST_SCORE = 0.2; /* below, a line is no title of that body */
static const double NEAREST_OVERLAP =
    0.3; /* the nearest line is preferred to a kicker if it shares so much */
static const double UPPER_OVERLAP =
    0.5; /* of two full lines the upper one is the title if it shares so much */
static const double CUT_LEAST_GAIN = 0.5;   /* below, a line is not cut in two */
static const double CUT_NEED_GAIN = 0.2;    /* the same where a body has no title */
static const double CUT_LEAST_PRIOR = -1.2; /* a place that is not worth trying */
static const double CUT_COST = 0.6;
static const double CUT_LONG = 0.2;     /* the line is longer than LONG_HEADLINE */
static const double CUT_SHORT = -0.3;   /* a part is shorter than SHORT_HEADLINE */
static const double ONE_HEADLINE = 0.7; /* one body explains so much of a line that is one headline */
static const double CUT_ENDING = 0.3;   /* a verb that headlines end in stands before the cut */
static const double CUT_QUOTE = 0.2;    /* a closing quote does */
static const double CUT_SPACE = -0.3; /* headlines are glued without a space; within them there are spaces */
static const double CUT_CROSSING = -0.6; /* the two characters at the cut occur together in a body */

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

/* The weight of the headline's word pairs, and of those that the body has. */
static double lexical_mass(const matcher *m, const gx_headline *h, size_t body, double *total)
{
    size_t first, last;
    near(m, h, &first, &last);
    double shared = 0;
    *total = 0;
    for (uint32_t i = h->start; i + 1 < h->end; i++) {
        uint64_t pair = pair_at(m->sheet, i);
        if (!pair)
            continue;
        double weight = rarity(m, pair, first, last);
        *total += weight;
        if (has_pair(&m->all[body], pair))
            shared += weight * (1 - LEAD_WEIGHT + (has_pair(&m->leads[body], pair) ? LEAD_WEIGHT : 0));
    }
    return shared;
}

static double lexical(const matcher *m, const gx_headline *h, size_t body)
{
    uint32_t length = h->end - h->start;
    double total, shared = lexical_mass(m, h, body, &total);
    return total > 0 ? shared / total * fmin(1, (double)length / SURE_CHARS) : 0;
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
        score = body > h->before ? -FORWARD_COST * (double)(body - h->before)
                                 : -STEP_COST * (double)(h->before - body);
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

static bool is_masthead_name(gx_run run)
{
    return run.n <= NAME_CHARS && gx_ends_any(run, gx_words_masthead_name);
}

/* 一线传真, 【职工之声】, ◆镇街风采: a column's banner. */
static bool is_banner(gx_run run)
{
    bool boxed =
        gx_contains_char("【〔[", run.at[0].cp) && gx_closer_of(run.at[0].cp) == run.at[run.n - 1].cp;
    bool bullet = gx_contains_char("◆◇■□●○★☆▲◎", run.at[0].cp);
    return run.n <= NAME_CHARS && (boxed || bullet || gx_ends_any(run, gx_words_banner_end));
}

/* How much the line itself reads like a main headline. */
static double form(const matcher *m, const gx_headline *h)
{
    gx_run run = gx_sheet_run(m->sheet, h->start, h->end);
    bool name = is_masthead_name(run);
    return (gx_ends_any(run, gx_words_headline_end) ? VERB_BONUS : 0) -
           (gx_is_digit(run.at[0].cp) ? DIGIT_COST : 0) - (name ? NAME_COST : 0) -
           (is_banner(run) ? BANNER_COST : 0);
}

/* ——a subtitle, 图片新闻 */
static bool is_never_main(gx_run run)
{
    return gx_contains_char("—－–", run.at[0].cp) || gx_begins_any(run, gx_words_rubric) == run.n;
}

static bool has_colon(const matcher *m, const gx_headline *h)
{
    gx_run run = gx_sheet_run(m->sheet, h->start, h->end);
    return gx_finds(run, "：", run.n) != SIZE_MAX;
}

/* 某厂：…, 某站：…, 某队：… one under the other beside another line: what a headline's sub-headlines say. */
static bool is_parallel(const matcher *m, const gx_headlines *lines, size_t i)
{
    size_t first = i, last = i + 1, colons = 0;
    while (first && lines->at[first - 1].group == lines->at[i].group && i - first < NEAR_LINES)
        first--;
    while (last < lines->n && lines->at[last].group == lines->at[i].group && last - i < NEAR_LINES)
        last++;
    for (size_t j = first; j < last; j++)
        colons += has_colon(m, &lines->at[j]);
    return colons > 1 && colons < last - first && has_colon(m, &lines->at[i]);
}

static double score(const matcher *m, const gx_headlines *lines, size_t i, size_t body)
{
    const gx_headline *h = &lines->at[i];
    size_t first, last;
    near(m, h, &first, &last);
    bool above = body == h->before && h->inside == SIZE_MAX && !lines_between(lines, i);
    if (body < first || body >= last || (m->bodies->at[body].takes_none && !above) || h->attached ||
        (h->doubled && body != h->before) || is_never_main(gx_sheet_run(m->sheet, h->start, h->end)))
        return -1;
    bool above_it = body == h->before && h->inside == SIZE_MAX;
    if (m->bodies->at[body].takes_none &&
        gx_headline_overlap(m->sheet, h->start, h->end, &m->bodies->at[body]) < TAIL_OVERLAP)
        return -1;
    return LEXICAL_WEIGHT * lexical(m, h, body) + position(h, body, lines_between(lines, i)) + form(m, h) -
           (m->bodies->at[body].takes_none ? TAIL_COST : 0) - (m->bodies->at[body].photo ? PHOTO_COST : 0) -
           (above_it && is_parallel(m, lines, i) ? PARALLEL_COST : 0);
}

/* What the assignment needs, for one chunk. */
typedef struct workspace {
    double *gain;          /* [rows][columns] */
    double *u, *v, *least; /* [rows + 1], [columns + 1], [columns + 1] */
    size_t *row_at, *way;  /* [columns + 1] */
    bool *used;            /* [columns + 1] */
} workspace;

static void workspace_init(workspace *w, gx_arena *arena, size_t rows, size_t columns)
{
    w->gain = GX_ARENA_ARRAY(arena, double, rows *columns);
    w->u = GX_ARENA_ARRAY(arena, double, rows + 1);
    w->v = GX_ARENA_ARRAY(arena, double, columns + 1);
    w->least = GX_ARENA_ARRAY(arena, double, columns + 1);
    w->row_at = GX_ARENA_ARRAY(arena, size_t, columns + 1);
    w->way = GX_ARENA_ARRAY(arena, size_t, columns + 1);
    w->used = GX_ARENA_ARRAY(arena, bool, columns + 1);
}

/*
 * The best assignment of one column to each row: gain[n_rows][n_columns], n_rows <= n_columns.
 * column_of[row] is the answer.
 */
static void assign(workspace *w, size_t n_rows, size_t n_columns, size_t *column_of)
{
    const double *gain = w->gain;
    double *u = w->u, *v = w->v, *least = w->least;
    size_t *row_at = w->row_at, *way = w->way;
    bool *used = w->used;
    memset(u, 0, (n_rows + 1) * sizeof *u);
    memset(v, 0, (n_columns + 1) * sizeof *v);
    memset(row_at, 0, (n_columns + 1) * sizeof *row_at);
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

/* ---- two headlines in one line ---- */

typedef struct cut {
    size_t line;
    uint32_t at; /* the second headline's first glyph */
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
    double place = g[at].gap == GX_GAP_SPACE ? CUT_SPACE : 0;
    if (gx_ends_any(gx_sheet_run(m->sheet, h->start, at), gx_words_headline_end))
        place += CUT_ENDING;
    if (gx_is_closer(g[at - 1].cp) || gx_contains_char("！？", g[at - 1].cp))
        place += CUT_QUOTE;
    if (attested(m, h, pair_at(m->sheet, at - 1)))
        place += CUT_CROSSING;
    return place;
}

/* What speaks for a cut before any body is looked at. */
static double cut_prior(const matcher *m, const gx_headline *h, uint32_t at)
{
    uint32_t length = h->end - h->start;
    double prior = cut_form(m, h, at) - CUT_COST + (length >= LONG_HEADLINE ? CUT_LONG : 0);
    if (at - h->start < SHORT_HEADLINE || h->end - at < SHORT_HEADLINE)
        prior += CUT_SHORT;
    return prior;
}

/* A line that one body explains well is one headline. */
static bool may_be_two(const matcher *m, const gx_headline *h, bool untitled)
{
    size_t first, last;
    double most = 0;
    if (h->doubled || h->attached || h->end - h->start < 2 * LEAST_HEADLINE)
        return false;
    if (untitled)
        return true;
    near(m, h, &first, &last);
    for (size_t b = first; b < last; b++)
        most = fmax(most, lexical(m, h, b));
    return h->end - h->start >= LONG_HEADLINE && most < ONE_HEADLINE;
}

/* The bodies [first, last) and the headlines [from, until) among which titles are given. */
typedef struct chunk {
    size_t first, last, from, until;
    double *scores;    /* [until - from][last - first] */
    size_t *column_of; /* [last - first] headline - from, or beyond all for none */
    double total;
    workspace work;
    size_t *trials; /* how many cuts may still be tried on this page */
} chunk;

static void score_line(const matcher *m, const gx_headlines *lines, const chunk *c, size_t i, double *row)
{
    for (size_t b = c->first; b < c->last; b++) {
        double s = score(m, lines, i, b);
        row[b - c->first] = s < LEAST_SCORE ? -1 : s;
    }
}

/* Rows of the scores are headlines; `extra` is one more or NULL, and stands in for row `skip` with `instead`.
 */
static double solve(chunk *c, size_t skip, const double *instead, const double *extra, size_t *column_of)
{
    size_t rows = c->last - c->first, n = c->until - c->from, columns = n + 1 + rows;
    double *gain = c->work.gain, total = 0;
    memset(gain, 0, rows * columns * sizeof *gain);
    for (size_t b = 0; b < rows; b++) {
        for (size_t i = 0; i < n; i++)
            gain[b * columns + i] = i == skip ? instead[b] : c->scores[i * rows + b];
        gain[b * columns + n] = extra ? extra[b] : -1;
    }
    assign(&c->work, rows, columns, column_of);
    for (size_t b = 0; b < rows; b++) {
        if (gain[b * columns + column_of[b]] < LEAST_SCORE)
            column_of[b] = columns;
        else
            total += gain[b * columns + column_of[b]];
    }
    return total;
}

static void score_all(const matcher *m, const gx_headlines *lines, chunk *c)
{
    size_t rows = c->last - c->first;
    workspace_init(&c->work, m->sheet->arena, rows, c->until - c->from + 1 + rows);
    c->scores = GX_ARENA_ARRAY(m->sheet->arena, double, (c->until - c->from) * rows);
    for (size_t i = c->from; i < c->until; i++)
        score_line(m, lines, c, i, c->scores + (i - c->from) * rows);
    c->total = solve(c, SIZE_MAX, NULL, NULL, c->column_of);
}

static bool has_untitled(const matcher *m, const chunk *c)
{
    for (size_t b = c->first; b < c->last; b++)
        if (!m->bodies->at[b].takes_none && c->column_of[b - c->first] >= c->until - c->from)
            return true;
    return false;
}

/* The cut that wins most; its gain is 0 where none is worth it. */
static cut best_cut(const matcher *m, gx_headlines *lines, chunk *c)
{
    cut best = {.gain = 0};
    size_t rows = c->last - c->first;
    double *left = GX_ARENA_ARRAY(m->sheet->arena, double, rows),
           *right = GX_ARENA_ARRAY(m->sheet->arena, double, rows);
    size_t *column_of = GX_ARENA_ARRAY(m->sheet->arena, size_t, rows);
    bool untitled = has_untitled(m, c);
    for (size_t i = c->from; i < c->until; i++) {
        gx_headline whole = lines->at[i];
        if (!may_be_two(m, &whole, untitled) || is_parallel(m, lines, i))
            continue;
        for (uint32_t at = whole.start + LEAST_HEADLINE; at + LEAST_HEADLINE <= whole.end; at++) {
            double prior = cut_prior(m, &whole, at);
            if (prior < CUT_LEAST_PRIOR || !*c->trials)
                continue;
            --*c->trials;
            lines->at[i].end = at;
            score_line(m, lines, c, i, left);
            lines->at[i] = whole;
            lines->at[i].start = at;
            score_line(m, lines, c, i, right);
            lines->at[i] = whole;
            double gain = prior + solve(c, i - c->from, left, right, column_of) - c->total;
            if (gain > best.gain)
                best = (cut){i, at, gain};
        }
    }
    if (best.gain < (untitled ? CUT_NEED_GAIN : CUT_LEAST_GAIN))
        best.gain = 0;
    return best;
}

static void apply_cut(const matcher *m, gx_headlines *lines, const cut *c)
{
    GX_PUSH(m->sheet->arena, lines);
    memmove(&lines->at[c->line + 1], &lines->at[c->line], (lines->n - 1 - c->line) * sizeof *lines->at);
    gx_headline *left = &lines->at[c->line], *right = left + 1;
    left->end = right->start = c->at;
    right->spaced = true;
    right->indented = false;
}

/* Titles for the bodies of a chunk; lines that are two headlines are cut. */
static void assign_titles(const matcher *m, gx_headlines *lines, chunk *c)
{
    size_t rows = c->last - c->first;
    c->column_of = GX_ARENA_ARRAY(m->sheet->arena, size_t, rows);
    score_all(m, lines, c);
    for (size_t n = 0; n < rows; n++) {
        cut best = best_cut(m, lines, c);
        if (best.gain <= 0)
            break;
        apply_cut(m, lines, &best);
        c->until++;
        score_all(m, lines, c);
    }
    for (size_t b = 0; b < rows; b++)
        if (c->column_of[b] < c->until - c->from) {
            lines->at[c->from + c->column_of[b]].body = c->first + b;
            lines->at[c->from + c->column_of[b]].main = true;
        }
}

/* ---- subtitles, and titles of two lines ---- */

static void give_subtitles(const matcher *m, gx_headlines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        gx_headline *h = &lines->at[i];
        if (h->main || h->attached || is_masthead_name(gx_sheet_run(m->sheet, h->start, h->end)))
            continue;
        size_t first, last;
        double best = 0;
        bool banner = is_banner(gx_sheet_run(m->sheet, h->start, h->end));
        near(m, h, &first, &last);
        for (size_t b = first; b < last; b++) {
            double s = score(m, lines, i, b);
            bool beside = (i && lines->at[i - 1].main && lines->at[i - 1].body == b &&
                           lines->at[i - 1].group == h->group) ||
                          (i + 1 < lines->n && lines->at[i + 1].main && lines->at[i + 1].body == b &&
                           lines->at[i + 1].group == h->group);
            s += beside ? BEHIND_BONUS : 0;
            s += banner ? BANNER_COST : 0;
            if (s > best) {
                best = s;
                h->body = b;
            }
        }
    }
}

static void give_attached(gx_headlines *lines)
{
    for (size_t i = 1; i < lines->n; i++)
        if (lines->at[i].attached) {
            lines->at[i].body = lines->at[i - 1].body;
            lines->at[i].main = lines->at[i - 1].main;
        }
}

/* Over a body the kicker comes first: the line right above the body is the title if it says as much. */
static void prefer_nearest(const matcher *m, gx_headlines *lines)
{
    for (size_t i = 0; i < lines->n; i++) {
        gx_headline *h = &lines->at[i];
        if (!h->main || h->body != h->before)
            continue;
        size_t nearest = i + lines_between(lines, i);
        gx_headline *other = &lines->at[nearest];
        bool kicker = h->indented || !other->indented;
        if (nearest > i && kicker && other->spaced && other->body == h->body &&
            !is_never_main(gx_sheet_run(m->sheet, other->start, other->end)) &&
            lexical(m, other, h->body) > NEAREST_OVERLAP) {
            h->main = false;
            other->main = true;
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
    for (size_t i = 0; i < run.n; i++)
        if (gx_begins_any(gx_run_from(run, i), gx_words_headline_end) ||
            gx_begins_any(gx_run_from(run, i), gx_words_headline_verb) > 1)
            return true;
    return false;
}

static bool has_space(const matcher *m, const gx_headline *h)
{
    for (uint32_t i = h->start + 1; i < h->end; i++)
        if (m->sheet->glyphs[i].gap == GX_GAP_SPACE)
            return true;
    return false;
}

/* Two lines, one under the other, are one headline where neither can stand alone. */
static bool is_one(const matcher *m, const gx_headline *upper, const gx_headline *lower)
{
    if (upper->group != lower->group || lower->spaced || upper->body != lower->body || upper->doubled ||
        lower->doubled)
        return false;
    if (upper->indented || lower->indented || is_banner(gx_sheet_run(m->sheet, upper->start, upper->end)) ||
        is_banner(gx_sheet_run(m->sheet, lower->start, lower->end)))
        return false;
    if (has_space(m, lower) || has_space(m, upper) || (has_colon(m, lower) && has_colon(m, upper)))
        return false; /* 结对共建 资源共享: complete in itself */
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
        } else if (lower->main && upper->body == lower->body && upper->group == lower->group &&
                   !lower->spaced && !upper->indented &&
                   ((lower->indented && upper->end - upper->start < LONG_HEADLINE) ||
                    lexical(m, upper, upper->body) > UPPER_OVERLAP)) {
            upper->main = true;
            lower->main = false;
        }
    }
}

/* The lines of each body as a list, in printed order. */
static void link_lines(gx_headlines *lines, gx_bodies *bodies)
{
    for (size_t b = 0; b < bodies->n; b++)
        bodies->at[b].headline = SIZE_MAX;
    for (size_t i = lines->n; i-- > 0;) {
        gx_headline *h = &lines->at[i];
        if (h->body == SIZE_MAX)
            continue;
        h->next = bodies->at[h->body].headline;
        bodies->at[h->body].headline = i;
    }
}

void gx_headlines_assign(const gx_sheet *sheet, gx_headlines *lines, gx_bodies *bodies)
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
    size_t from = 0, trials = MOST_TRIALS;
    for (size_t first = 0; first < bodies->n; first += CHUNK_BODIES) {
        size_t last = first + CHUNK_BODIES < bodies->n ? first + CHUNK_BODIES : bodies->n, until = from;
        while (until < lines->n && (lines->at[until].before < last || last == bodies->n))
            until++;
        if (until - from > CHUNK_LINES)
            from = until - CHUNK_LINES;
        chunk c = {.first = first, .last = last, .from = from, .until = until, .trials = &trials};
        assign_titles(&m, lines, &c);
        from = c.until;
    }
    give_subtitles(&m, lines);
    give_attached(lines);
    prefer_nearest(&m, lines);
    join_lines(&m, lines);
    link_lines(lines, bodies);
}
