/* Which lines of a page of columns are headlines: those that cannot be text. */
#include "text/columns.h"

enum {
    WIDTH_LINES = 5, /* so many lines tell a column's width */
    SHORT_BY = 4,    /* a line that is shorter by so much than the column ends a paragraph, or is none */
    INDENT_CHARS = 2,
    SCRAP_CHARS = 6
};

static const double REPEATED_BEHIND = 0.3; /* of its word pairs a headline repeats behind a signed story */
static const double REPEATED_BELOW = 0.4;  /* … that its lead has */

/* What stands here begins something new, so that the text before it must have ended. */
bool gx_begins_anew(const gx_columns *c, size_t i)
{
    if (i >= c->lines.n)
        return true;
    gx_line_class class = c->lines.at[i].class;
    return class == GX_LINE_START || class == GX_LINE_TAIL || class == GX_LINE_HEAD ||
           class == GX_LINE_DROPPED;
}

/* The width of a column: the median of the unbroken lines around, beginning at `i` and going by `step`. */
static size_t width_from(const gx_columns *c, size_t i, int step)
{
    size_t widths[WIDTH_LINES], n = 0;
    for (size_t seen = 0; i < c->lines.n && n < WIDTH_LINES && seen < 4 * WIDTH_LINES;
         i += (size_t)step, seen++) {
        const gx_column_line *line = &c->lines.at[i];
        if (line->class == GX_LINE_HEAD || line->class == GX_LINE_DROPPED)
            break;
        bool broken = i + 1 < c->lines.n && !line[1].line.blanks; /* text goes on in the very next line */
        if ((line->class == GX_LINE_TEXT || line->class == GX_LINE_START) && broken && !c->lines.at[i].ends) {
            size_t at = n++;
            for (; at && widths[at - 1] > line->width; at--)
                widths[at] = widths[at - 1];
            widths[at] = line->width;
        }
    }
    return n >= 2 ? widths[n / 2] : 0;
}

static bool fits(size_t width, size_t column)
{
    return column && width + GX_COLUMN_SLACK > column && width < column + GX_COLUMN_SLACK;
}

/* As wide as the column, or as its first lines, whose indent of two characters is lost. */
static bool fits_closely(size_t width, size_t column)
{
    return column && width + INDENT_CHARS + 1 >= column && width <= column + 1;
}

/* A line that no column would break so: a space between two words, a verb of headlines at its end, a
 * question. */
static bool reads_as_headline(const gx_columns *c, size_t i)
{
    gx_run run = gx_column_run(c, i);
    for (size_t j = 1; j < run.n; j++)
        if (run.at[j].gap == GX_GAP_SPACE && gx_is_han(run.at[j].cp) && gx_is_han(run.at[j - 1].cp))
            return true;
    return gx_ends_sentence(run) || (run.n >= 6 && gx_ends_any(run, gx_words_headline_end));
}

/* The word that a line may end in the middle of: its last and the next line's first character occur together.
 */
static bool goes_on(const gx_columns *c, size_t i, size_t next)
{
    if (next >= c->lines.n || c->lines.at[next].class != GX_LINE_TEXT)
        return false;
    const gx_glyph *g = c->sheet->glyphs;
    uint32_t a = g[c->lines.at[i].line.end - 1].cp, b = g[c->lines.at[next].line.start].cp;
    return gx_contains_char("的了和与等、，。；：！？）”》", b) ||
           gx_contains_char("的和与在于为将对把从被", a) ||
           (gx_is_han(a) && gx_is_han(b) && gx_seen_together(c, a, b));
}

/* It could be printed as a headline: short enough, and no sentence. */
static bool may_be_headline(const gx_columns *c, size_t i)
{
    const gx_column_line *line = &c->lines.at[i];
    gx_run run = gx_column_run(c, i);
    if (line->class != GX_LINE_TEXT || line->row || run.n < GX_HEADLINE_LEAST || run.n > GX_HEADLINE_MOST)
        return false;
    uint32_t last = run.at[run.n - 1].cp;
    if (gx_contains_char("。，；、：,;:（(“《", last) || gx_finds(run, "。", run.n) != SIZE_MAX)
        return false;
    uint32_t first = run.at[0].cp;
    return !gx_contains_char("，。；、：！？）”》)", first);
}

/* Brackets or quotes are opened and not closed, or the other way: a part of a sentence. */
static bool is_torn(gx_run run)
{
    int depth = 0;
    for (size_t i = 0; i < run.n; i++) {
        depth += gx_closer_of(run.at[i].cp) != 0;
        depth -= gx_is_closer(run.at[i].cp);
        if (depth < 0)
            return true;
    }
    return depth != 0;
}

/* The line above belongs to no sentence that could go on here. */
static bool is_free_above(const gx_columns *c, size_t i)
{
    for (size_t j = i; j-- > 0;) {
        gx_line_class class = c->lines.at[j].class;
        if (class == GX_LINE_CAPTION)
            continue;
        return class == GX_LINE_HEAD || class == GX_LINE_DROPPED || class == GX_LINE_SIGNATURE ||
               c->lines.at[j].ends;
    }
    return true;
}

static size_t next_line(const gx_columns *c, size_t i)
{
    do
        i++;
    while (i < c->lines.n &&
           (c->lines.at[i].class == GX_LINE_CAPTION || c->lines.at[i].class == GX_LINE_SIGNATURE ||
            c->lines.at[i].class == GX_LINE_DROPPED));
    return i;
}

/* A sentence that another article's headline stands in the middle of: it has commas and the column's width.
 */
static bool may_be_interrupted(const gx_columns *c, size_t i, size_t next)
{
    while (next < c->lines.n && c->lines.at[next].class == GX_LINE_HEAD && !c->lines.at[next].line.doubled)
        next++;
    if (next >= c->lines.n || c->lines.at[next].class != GX_LINE_TEXT || !i)
        return false;
    gx_run run = gx_column_run(c, i);
    bool comma = gx_finds(run, "，", run.n) != SIZE_MAX || gx_finds(run, "、", run.n) != SIZE_MAX;
    return comma && fits_closely(run.n, width_from(c, i - 1, -1));
}

/* From the bottom up: an unfinished line above something new is no text. */
static void find_heads_above(gx_columns *c)
{
    for (size_t i = c->lines.n; i-- > 0;) {
        size_t next = i + 1;
        while (next < c->lines.n && c->lines.at[next].class == GX_LINE_DROPPED)
            next++;
        bool anew =
            gx_begins_anew(c, next) ||
            (next < c->lines.n && c->lines.at[next].class == GX_LINE_SIGNATURE && !c->lines.at[i].ends);
        bool torn = is_torn(gx_column_run(c, i));
        if (!may_be_headline(c, i) || !anew || (torn && !c->lines.at[i].line.blanks))
            continue;
        if (may_be_interrupted(c, i, next))
            continue;
        bool question = c->lines.at[i].ends; /* …！ and …？ may end a text, too */
        bool alone = c->lines.at[i].line.blanks || (i && c->lines.at[i - 1].class == GX_LINE_HEAD);
        bool column = i && !c->lines.at[i].line.blanks && c->lines.at[i - 1].class == GX_LINE_TEXT &&
                      !c->lines.at[i - 1].ends;
        if (column && !may_be_headline(c, i - 1))
            continue;
        if (!question || (alone && is_free_above(c, i)))
            c->lines.at[i].class = GX_LINE_HEAD;
    }
}

static bool signed_above(const gx_columns *c, size_t i)
{
    if (!i)
        return false;
    bool notice = c->lines.at[i - 1].class == GX_LINE_DROPPED && c->lines.at[i].line.blanks;
    return notice || c->lines.at[i - 1].class == GX_LINE_SIGNATURE || gx_ends_signed(gx_column_run(c, i - 1));
}

/* The text right under it says it again: behind a signature, or in a line that is no sentence's beginning. */
static bool is_repeated_below(const gx_columns *c, size_t i)
{
    const gx_line *line = &c->lines.at[i].line;
    gx_run run = gx_column_run(c, i);
    if (gx_finds(run, "、", run.n) != SIZE_MAX || gx_finds(run, ",", run.n) != SIZE_MAX)
        return false;
    bool marked = gx_finds(run, "：", run.n) != SIZE_MAX || gx_is_closer(run.at[run.n - 1].cp);
    double repeated = marked || signed_above(c, i) ? gx_repeated_below(c->sheet, line->start, line->end) : 0;
    return repeated >= (signed_above(c, i) ? REPEATED_BEHIND : REPEATED_BELOW);
}

/* Short lines between empty ones, of which none ends or parts a sentence: a headline of two to four lines. */
static void find_head_groups(gx_columns *c)
{
    enum { MOST_LINES = 4 };
    for (size_t i = 0, next; i < c->lines.n; i = next) {
        bool heads = c->lines.at[i].line.blanks && is_free_above(c, i);
        size_t above = heads && i ? width_from(c, i - 1, -1) : 0;
        for (next = i; next < c->lines.n && (next == i || !c->lines.at[next].line.blanks); next++)
            heads = heads && next < i + MOST_LINES && may_be_headline(c, next) && !c->lines.at[next].ends &&
                    c->lines.at[next].width + 1 < above &&
                    gx_finds(gx_column_run(c, next), "，", c->lines.at[next].width) == SIZE_MAX;
        for (size_t j = i; heads && next > i + 1 && j < next; j++)
            c->lines.at[j].class = GX_LINE_HEAD;
    }
}

/* A word of a column's name that was printed upright, LOOK: no paragraph ends so. */
static bool is_scrap(const gx_columns *c, size_t i)
{
    gx_run run = gx_column_run(c, i);
    size_t han = 0;
    for (size_t j = 0; j < run.n; j++)
        han += gx_is_han(run.at[j].cp);
    return c->lines.at[i].class == GX_LINE_TEXT && ((run.n < GX_HEADLINE_LEAST && han == run.n) || !han) &&
           run.n <= SCRAP_CHARS && !c->lines.at[i].ends && is_free_above(c, i);
}

/* From the top down: lines that stand alone, or whose width is not the column's. */
static void find_heads_between(gx_columns *c)
{
    for (size_t i = 0; i < c->lines.n; i++) {
        if (is_scrap(c, i))
            c->lines.at[i].class = GX_LINE_DROPPED;
        if (!may_be_headline(c, i) || is_torn(gx_column_run(c, i)))
            continue;
        size_t next = next_line(c, i);
        const gx_column_line *line = &c->lines.at[i];
        bool blank_above = line->line.blanks || i == 0 || c->lines.at[i - 1].class == GX_LINE_HEAD ||
                           c->lines.at[i - 1].class == GX_LINE_SIGNATURE ||
                           c->lines.at[i - 1].class == GX_LINE_DROPPED || c->lines.at[i - 1].row;
        bool blank_below = next >= c->lines.n || c->lines.at[next].line.blanks ||
                           c->lines.at[i + 1].class == GX_LINE_DROPPED;
        bool comma = gx_finds(gx_column_run(c, i), "，", line->width) != SIZE_MAX;
        size_t above = i ? width_from(c, i - 1, -1) : 0, below = width_from(c, i + 1, 1);
        bool fits_above = fits(line->width, above), fits_below = fits(line->width, below);
        bool free_above = is_free_above(c, i), question = c->lines.at[i].ends;
        if (question && !(blank_above && blank_below && free_above && line->width < above))
            continue;
        bool head;
        if (blank_above && blank_below && free_above)
            head = reads_as_headline(c, i) || !(goes_on(c, i, next) || fits_closely(line->width, above) ||
                                                fits_closely(line->width, below));
        else if (blank_above && blank_below)
            head = !(fits_above || comma);
        else if (blank_above && free_above)
            head = !comma &&
                   ((below && !fits_below && !fits_closely(line->width, below) && !goes_on(c, i, next)) ||
                    is_repeated_below(c, i));
        else if (blank_below && free_above)
            head = !comma && above && !fits_above && !goes_on(c, i, next);
        else /* within a column: a short line that ends nothing */
            head = free_above && !comma && line->width + SHORT_BY < above && line->width + SHORT_BY < below;
        bool kicker =
            i && c->lines.at[i - 1].class == GX_LINE_HEAD && line->line.indent == 1 && !comma && !question;
        if (head || kicker)
            c->lines.at[i].class = GX_LINE_HEAD;
    }
}

/* …落实情况。加班费怎么算: a headline glued to the end of a body, above something new. */
static void split_glued_ends(gx_columns *c)
{
    gx_column_lines old = c->lines;
    c->lines = (gx_column_lines){0};
    for (size_t i = 0; i < old.n; i++) {
        *GX_PUSH(c->sheet->arena, &c->lines) = old.at[i];
        bool anew =
            i + 1 < old.n && (old.at[i + 1].class == GX_LINE_START || old.at[i + 1].class == GX_LINE_TAIL);
        gx_run run = gx_line_run(c->sheet, &old.at[i].line);
        if (old.at[i].class != GX_LINE_TEXT || !anew || gx_ends_sentence(run))
            continue;
        size_t stop = 0;
        for (size_t j = 0; j < run.n; j++)
            if (run.at[j].cp == 0x3002) /* 。 */
                stop = j + 1;
        while (stop && stop < run.n && gx_is_closer(run.at[stop].cp))
            stop++;
        gx_run rest = gx_run_from(run, stop);
        if (!stop || rest.n < GX_HEADLINE_LEAST + 2 || rest.n > GX_HEADLINE_MOST || is_torn(rest) ||
            gx_is_signature(rest, false))
            continue;
        gx_column_line head = old.at[i];
        c->lines.at[c->lines.n - 1].line.end = head.line.start + (uint32_t)stop;
        c->lines.at[c->lines.n - 1].width = stop;
        c->lines.at[c->lines.n - 1].ends = true;
        head.line.start += (uint32_t)stop;
        head.line.blanks = 0;
        head.width = rest.n;
        head.ends = false;
        head.class = GX_LINE_HEAD;
        *GX_PUSH(c->sheet->arena, &c->lines) = head;
    }
}

/* With a role word, 本报记者 甲 文/图; names alone may sign an article whose dateline names them, too. */
static bool names_writer(gx_run run)
{
    return gx_writes_too(run) && run.at[0].cp != 0xFF08 && run.at[0].cp != '(';
}

/*
 * A signature of a writer ends a story that began with a dateline, and so had its writer named: another story
 * must begin between, at the last line that could be its headline.
 */
static void find_hidden_heads(gx_columns *c)
{
    for (size_t i = 0, found = SIZE_MAX; i < c->lines.n; i++) {
        gx_column_line *line = &c->lines.at[i];
        if (line->class == GX_LINE_START)
            found = SIZE_MAX - 1; /* a story with a dateline is open */
        else if (line->class != GX_LINE_TEXT && line->class != GX_LINE_CAPTION &&
                 line->class != GX_LINE_SIGNATURE)
            found = SIZE_MAX;
        else if (line->class == GX_LINE_SIGNATURE && found < SIZE_MAX - 1 &&
                 names_writer(gx_column_run(c, i)))
            c->lines.at[found].class = GX_LINE_HEAD;
        else if (found != SIZE_MAX && may_be_headline(c, i) &&
                 gx_finds(gx_column_run(c, i), "，", line->width) == SIZE_MAX &&
                 !is_torn(gx_column_run(c, i)) && is_free_above(c, i) && i + 1 < c->lines.n &&
                 (line->line.blanks || c->lines.at[i + 1].line.blanks) && !goes_on(c, i, i + 1))
            found = i;
    }
}

void gx_columns_find_heads(gx_columns *c)
{
    split_glued_ends(c);
    find_heads_above(c);
    find_heads_between(c);
    find_head_groups(c);
    find_hidden_heads(c);
    find_heads_above(c); /* now above those that were found between */
}
