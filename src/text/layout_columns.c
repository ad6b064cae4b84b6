#include "text/words.h"

/*
 * Hard-wrapped columns, as they come out of a PDF: lines of one width, headlines before, behind and within
 * bodies, empty lines where a column broke.
 *
 * 1. Each line gets a class; a line is a headline where it cannot be text: it ends no sentence, and either
 *    what follows begins something new, or its width is not that of the lines around it.
 * 2. Lines of text make bodies: a dateline begins one, a signature ends one; text under a headline that it
 *    shares words with, with no dateline, is one too (a photo story, a feature).
 * 3. Headlines are assigned to bodies (headlines.c).
 */

typedef enum line_class {
    LINE_TEXT,
    LINE_START, /* begins with a dateline */
    LINE_TAIL,  /* （上接第1版） */
    LINE_HEAD,
    LINE_CAPTION,
    LINE_SIGNATURE, /* 本报记者 甲 摄 */
    LINE_DROPPED    /* mastheads, printer's lines, advertisements */
} line_class;

enum {
    WIDTH_SLACK = 3,     /* characters by which lines of one column differ */
    WIDTH_LINES = 5,     /* so many lines tell a column's width */
    HEADLINE_CHARS = 42, /* no headline's line is longer */
    SHORT_BY = 4,        /* a line that is shorter by so much than the column ends a paragraph, or is none */
    INDENT_CHARS = 2,
    LEAST_HEADLINE = 3,
    SCRAP_CHARS = 6,
    NARROW_ROWS = 3, /* so many lines with narrower gaps make a table */
    SIGNATURE_CHARS = 30,
    STORY_CHARS = 40 /* a story has more text than that */
};

static const double STORY_OVERLAP =
    0.4; /* so much of its word pairs a headline shares with the story under it */
static const double CAPTION_OVERLAP = 0.3; /* a caption of the story above shares more with it */
static const double REPEATED_BEHIND = 0.3; /* the same behind a signed story */
static const double REPEATED_BELOW = 0.4;  /* a headline's word pairs that its lead has */
static const double STORY_LEAD = 0.15;     /* and so much more than with the body before */

typedef struct column_line {
    gx_line line;
    line_class class;
    size_t width; /* characters */
    bool ends;    /* ends_text() */
    bool caption_goes_on;
    bool furniture;
    bool row; /* of a table or a roll */
} column_line;

typedef struct column_lines {
    column_line *at;
    size_t n, cap;
} column_lines;

/* A body in the making: its lines by index. */
typedef struct story {
    struct {
        size_t *at;
        size_t n, cap;
    } lines;
    bool marked;     /* it began with a dateline */
    bool photo;      /* a caption is its text */
    bool continued;  /* a tail */
    bool closed;     /* a signature ended it */
    bool signed_off; /* its last line ends in names in brackets */
    bool credited;   /* that signature says who wrote it, too */
    size_t merged;   /* 1 + the story that it was found to be a part of; 0 = none */
} story;

typedef struct stories {
    story *at;
    size_t n, cap;
} stories;

typedef struct columns {
    const gx_sheet *sheet;
    uint64_t *pairs; /* [n_slots] the word pairs of the page, an open-addressing set; 0 = empty */
    size_t n_slots;
    column_lines lines;
    stories stories;
    bool unbroken; /* paragraphs are lines */
} columns;

static gx_run run_of(const columns *c, size_t i)
{
    return gx_line_run(c->sheet, &c->lines.at[i].line);
}

/* …。（甲）, …。甲 摄 */
static bool ends_signed(gx_run run)
{
    uint32_t last = run.at[run.n - 1].cp;
    if (last != 0xFF09 && last != ')') {
        size_t stop = run.n > SIGNATURE_CHARS ? run.n - SIGNATURE_CHARS : 0, from = SIZE_MAX;
        for (size_t i = stop; i < run.n; i++)
            if (gx_is_end_mark(run.at[i].cp) || (from == i && gx_is_closer(run.at[i].cp)))
                from = i + 1;
        return from < run.n && gx_is_signature(gx_run_from(run, from), false);
    }
    size_t open = run.n - 1;
    while (open && run.at[open].cp != 0xFF08 && run.at[open].cp != '(')
        open--;
    return open && (gx_is_end_mark(run.at[open - 1].cp) || gx_is_closer(run.at[open - 1].cp)) &&
           gx_is_names(gx_run_from(run, open));
}

/* The line ends a sentence, perhaps with a signature behind. */
static bool ends_text(const columns *c, size_t i)
{
    return c->lines.at[i].ends;
}

/* ---- 1. lines ---- */

static size_t pair_slot(const columns *c, uint64_t pair)
{
    size_t slot = (size_t)((pair * 0x9E3779B97F4A7C15u) >> 20) & (c->n_slots - 1);
    while (c->pairs[slot] && c->pairs[slot] != pair)
        slot = (slot + 1) & (c->n_slots - 1);
    return slot;
}

/* The pairs of neighbours within lines. */
static void collect_pairs(columns *c)
{
    for (c->n_slots = 16; c->n_slots < 2 * c->sheet->n_glyphs; c->n_slots *= 2)
        ;
    c->pairs = GX_ARENA_ARRAY(c->sheet->arena, uint64_t, c->n_slots);
    for (size_t i = 0; i < c->lines.n; i++)
        for (uint32_t g = c->lines.at[i].line.start; g + 1 < c->lines.at[i].line.end; g++) {
            uint64_t pair = (uint64_t)c->sheet->glyphs[g].cp << 32 | c->sheet->glyphs[g + 1].cp;
            c->pairs[pair_slot(c, pair)] = pair;
        }
}

static bool seen_together(const columns *c, uint32_t a, uint32_t b)
{
    uint64_t pair = (uint64_t)a << 32 | b;
    return c->pairs[pair_slot(c, pair)] == pair;
}

static void push_line(columns *c, gx_line line, bool furniture)
{
    gx_run run = gx_line_run(c->sheet, &line);
    if (run.n)
        *GX_PUSH(c->sheet->arena, &c->lines) =
            (column_line){.line = line,
                          .width = run.n,
                          .ends = gx_ends_sentence(run) || ends_signed(run),
                          .furniture = furniture};
}

/* A dateline glued to what stands before it begins a line of its own: only the unmistakable 本报讯（记者. */
static void push_split(columns *c, gx_line line, bool furniture)
{
    gx_run run = gx_line_run(c->sheet, &line);
    for (size_t i = 1; i + 4 < run.n; i++) {
        if (run.at[i].cp != 0x672C) /* 本 */
            continue;
        gx_run rest = gx_run_from(run, i);
        size_t n = gx_begins(rest, "本报讯");
        if (n && (rest.at[n].cp == 0xFF08 || rest.at[n].cp == '(')) {
            gx_line head = line;
            head.end = line.start + (uint32_t)i;
            push_line(c, head, furniture);
            line.start = head.end;
            line.blanks = 0;
            line.indent = 0;
            break;
        }
    }
    push_line(c, line, furniture);
}

static bool has_cells(const columns *c, size_t i)
{
    const column_line *line = &c->lines.at[i];
    return line->line.cells && !line->furniture && !line->ends && !gx_dateline(run_of(c, i)) &&
           gx_finds(run_of(c, i), "。", line->width) == SIZE_MAX;
}

/* 优秀组织单位：某公司, right under a table. */
static bool is_label_row(const columns *c, size_t i)
{
    enum { LABEL_CHARS = 10 };
    const column_line *line = &c->lines.at[i];
    gx_run run = run_of(c, i);
    return !line->line.blanks && !line->furniture && !line->ends && !gx_dateline(run) &&
           gx_finds(run, "：", LABEL_CHARS) != SIZE_MAX && gx_finds(run, "，", run.n) == SIZE_MAX &&
           gx_finds(run, "。", run.n) == SIZE_MAX;
}

/* Lines with wide gaps, one under the other: no sentence goes over their ends. */
static void find_rows(columns *c)
{
    for (size_t i = 0, next; i < c->lines.n; i = next) {
        bool wide = true;
        for (next = i;
             next < c->lines.n && has_cells(c, next) && (next == i || !c->lines.at[next].line.blanks); next++)
            wide &= c->lines.at[next].line.cells > 1;
        bool table = next - i >= (wide ? 2 : NARROW_ROWS);
        while (table && next < c->lines.n && is_label_row(c, next))
            next++;
        for (size_t j = i; table && j < next; j++)
            c->lines.at[j].row = c->lines.at[j].ends = true;
        next += next == i;
    }
}

static bool is_alone(gx_run run, const char *const *words)
{
    size_t n = gx_begins_any(run, words);
    return n && n == run.n;
}

/* 图片新闻, ◎短讯 */
static bool is_rubric(gx_run run)
{
    return is_alone(gx_run_from(run, gx_contains_char("◎●■◆□★▲", run.at[0].cp)), gx_words_rubric);
}

/* ——记某某: a subtitle. */
static bool is_dashed(gx_run run)
{
    return run.n > LEAST_HEADLINE + 2 && run.n <= HEADLINE_CHARS && gx_contains_char("—－", run.at[0].cp) &&
           gx_contains_char("—－", run.at[1].cp) && !gx_ends_sentence(run) &&
           gx_finds(run, "，", run.n) == SIZE_MAX;
}

/* …的工作。　◎本刊记者, and the name on the next line. */
static bool ends_signature(const columns *c, size_t i)
{
    enum { REST_CHARS = 8 };
    static const char *const labels[] = {"记者", "通讯员", NULL};
    if (!i || c->lines.at[i].line.blanks || c->lines.at[i].width > REST_CHARS)
        return false;
    gx_run above = run_of(c, i - 1);
    size_t label = gx_ends_any(above, labels);
    size_t end = label ? above.n - label : 0;
    end -= end > 1 && gx_contains_char("本", above.at[end - 2].cp) ? 2 : 0;
    bool begins = end && gx_contains_char("□■◎●○◆（(。", above.at[end - 1].cp);
    return begins && gx_is_names(run_of(c, i));
}

/* ▲4月9日，… and ●近日，… under 简讯 are news, one by one. */
static bool is_item(gx_run run)
{
    return run.n > STORY_CHARS / 4 && gx_contains_char("▲△●○◆◇■□★☆▶►", run.at[0].cp) &&
           gx_is_han(run.at[run.n / 2].cp);
}

static void classify(columns *c)
{
    bool advertisement = false, rubric = false;
    for (size_t i = 0; i < c->lines.n; i++) {
        column_line *line = &c->lines.at[i];
        gx_run run = run_of(c, i);
        bool tail = gx_is_tail(run), start = !tail && gx_dateline(run) != 0;
        rubric = is_rubric(run) || (rubric && !start && !tail);
        start |= rubric && is_item(run) && !gx_is_signature(run, false);
        if (is_alone(run, gx_words_advertisement))
            advertisement = true;
        else if (tail || start)
            advertisement = false;
        if (tail)
            line->class = LINE_TAIL;
        else if (start)
            line->class = LINE_START;
        else if (i && c->lines.at[i - 1].line.doubled && !line->line.doubled)
            line->class = LINE_TEXT; /* the story under a doubled headline */
        else if (advertisement || line->furniture || gx_is_masthead(run) || gx_is_date(run) ||
                 gx_is_fields(run) || (gx_is_printer(run) && !ends_text(c, i)))
            line->class = LINE_DROPPED;
        else if (line->line.doubled || is_rubric(run) || is_dashed(run))
            line->class = LINE_HEAD;
        else if (gx_is_signature(run, false) || ends_signature(c, i))
            line->class = LINE_SIGNATURE;
        else if (gx_begins_any(run, gx_words_caption) && (line->line.blanks || (i && ends_text(c, i - 1))))
            line->class = LINE_CAPTION;
    }
}

/* Headlines between advertisements and the next article: the lines right above its dateline. */
static void rescue_headlines(columns *c)
{
    for (size_t i = 1; i < c->lines.n; i++) {
        if (c->lines.at[i].class != LINE_START)
            continue;
        for (size_t j = i; j-- > 0 && c->lines.at[j].class == LINE_DROPPED && !gx_is_printer(run_of(c, j)) &&
                           !gx_is_masthead(run_of(c, j)) && !gx_is_date(run_of(c, j)) &&
                           !is_alone(run_of(c, j), gx_words_advertisement) &&
                           c->lines.at[j].width <= HEADLINE_CHARS;) {
            c->lines.at[j].class = LINE_TEXT;
            if (c->lines.at[j].line.blanks)
                break;
        }
    }
}

/* A caption goes on over wrapped lines to its full stop or 摄. */
static void extend_captions(columns *c)
{
    for (size_t i = 0; i + 1 < c->lines.n; i++) {
        column_line *line = &c->lines.at[i], *next = line + 1;
        gx_run run = run_of(c, i);
        bool ends = ends_text(c, i) || gx_ends(run, "摄") || gx_ends(run, "供图");
        if (line->class != LINE_CAPTION || ends || next->line.blanks || next->class > LINE_TEXT)
            continue;
        next->class = LINE_CAPTION;
        line->caption_goes_on = true;
    }
}

/* What stands here begins something new, so that the text before it must have ended. */
static bool begins_anew(const columns *c, size_t i)
{
    if (i >= c->lines.n)
        return true;
    line_class class = c->lines.at[i].class;
    return class == LINE_START || class == LINE_TAIL || class == LINE_HEAD || class == LINE_DROPPED;
}

/* The width of a column: the median of the unbroken lines around, beginning at `i` and going by `step`. */
static size_t width_from(const columns *c, size_t i, int step)
{
    size_t widths[WIDTH_LINES], n = 0;
    for (size_t seen = 0; i < c->lines.n && n < WIDTH_LINES && seen < 4 * WIDTH_LINES;
         i += (size_t)step, seen++) {
        const column_line *line = &c->lines.at[i];
        if (line->class == LINE_HEAD || line->class == LINE_DROPPED)
            break;
        bool broken = i + 1 < c->lines.n && !line[1].line.blanks; /* text goes on in the very next line */
        if ((line->class == LINE_TEXT || line->class == LINE_START) && broken && !ends_text(c, i)) {
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
    return column && width + WIDTH_SLACK > column && width < column + WIDTH_SLACK;
}

/* As wide as the column, or as its first lines, whose indent of two characters is lost. */
static bool fits_closely(size_t width, size_t column)
{
    return column && width + INDENT_CHARS + 1 >= column && width <= column + 1;
}

/* A line that no column would break so: a space between two words, a verb of headlines at its end, a
 * question. */
static bool reads_as_headline(const columns *c, size_t i)
{
    gx_run run = run_of(c, i);
    for (size_t j = 1; j < run.n; j++)
        if (run.at[j].gap == GX_GAP_SPACE && gx_is_han(run.at[j].cp) && gx_is_han(run.at[j - 1].cp))
            return true;
    return gx_ends_sentence(run) || (run.n >= 6 && gx_ends_any(run, gx_words_headline_end));
}

/* The word that a line may end in the middle of: its last and the next line's first character occur together.
 */
static bool goes_on(const columns *c, size_t i, size_t next)
{
    if (next >= c->lines.n || c->lines.at[next].class != LINE_TEXT)
        return false;
    const gx_glyph *g = c->sheet->glyphs;
    uint32_t a = g[c->lines.at[i].line.end - 1].cp, b = g[c->lines.at[next].line.start].cp;
    return gx_contains_char("的了和与等、，。；：！？）”》", b) ||
           gx_contains_char("的和与在于为将对把从被", a) ||
           (gx_is_han(a) && gx_is_han(b) && seen_together(c, a, b));
}

/* It could be printed as a headline: short enough, and no sentence. */
static bool may_be_headline(const columns *c, size_t i)
{
    const column_line *line = &c->lines.at[i];
    gx_run run = run_of(c, i);
    if (line->class != LINE_TEXT || line->row || run.n < LEAST_HEADLINE || run.n > HEADLINE_CHARS)
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
static bool is_free_above(const columns *c, size_t i)
{
    for (size_t j = i; j-- > 0;) {
        line_class class = c->lines.at[j].class;
        if (class == LINE_CAPTION)
            continue;
        return class == LINE_HEAD || class == LINE_DROPPED || class == LINE_SIGNATURE || ends_text(c, j);
    }
    return true;
}

static size_t next_line(const columns *c, size_t i)
{
    do
        i++;
    while (i < c->lines.n &&
           (c->lines.at[i].class == LINE_CAPTION || c->lines.at[i].class == LINE_SIGNATURE ||
            c->lines.at[i].class == LINE_DROPPED));
    return i;
}

/* A sentence that another article's headline stands in the middle of: it has commas and the column's width.
 */
static bool may_be_interrupted(const columns *c, size_t i, size_t next)
{
    while (next < c->lines.n && c->lines.at[next].class == LINE_HEAD && !c->lines.at[next].line.doubled)
        next++;
    if (next >= c->lines.n || c->lines.at[next].class != LINE_TEXT || !i)
        return false;
    gx_run run = run_of(c, i);
    bool comma = gx_finds(run, "，", run.n) != SIZE_MAX || gx_finds(run, "、", run.n) != SIZE_MAX;
    return comma && fits_closely(run.n, width_from(c, i - 1, -1));
}

/* From the bottom up: an unfinished line above something new is no text. */
static void find_heads_above(columns *c)
{
    for (size_t i = c->lines.n; i-- > 0;) {
        size_t next = i + 1;
        while (next < c->lines.n && c->lines.at[next].class == LINE_DROPPED)
            next++;
        bool anew = begins_anew(c, next) ||
                    (next < c->lines.n && c->lines.at[next].class == LINE_SIGNATURE && !ends_text(c, i));
        bool torn = is_torn(run_of(c, i));
        if (!may_be_headline(c, i) || !anew || (torn && !c->lines.at[i].line.blanks))
            continue;
        if (may_be_interrupted(c, i, next))
            continue;
        bool question = ends_text(c, i); /* …！ and …？ may end a text, too */
        bool alone = c->lines.at[i].line.blanks || (i && c->lines.at[i - 1].class == LINE_HEAD);
        bool column =
            i && !c->lines.at[i].line.blanks && c->lines.at[i - 1].class == LINE_TEXT && !ends_text(c, i - 1);
        if (column && !may_be_headline(c, i - 1))
            continue;
        if (!question || (alone && is_free_above(c, i)))
            c->lines.at[i].class = LINE_HEAD;
    }
}

static bool signed_above(const columns *c, size_t i)
{
    if (!i)
        return false;
    bool notice = c->lines.at[i - 1].class == LINE_DROPPED && c->lines.at[i].line.blanks;
    return notice || c->lines.at[i - 1].class == LINE_SIGNATURE || ends_signed(run_of(c, i - 1));
}

/* The text right under it says it again: behind a signature, or in a line that is no sentence's beginning. */
static bool is_repeated_below(const columns *c, size_t i)
{
    const gx_line *line = &c->lines.at[i].line;
    gx_run run = run_of(c, i);
    if (gx_finds(run, "、", run.n) != SIZE_MAX || gx_finds(run, ",", run.n) != SIZE_MAX)
        return false;
    bool marked = gx_finds(run, "：", run.n) != SIZE_MAX || gx_is_closer(run.at[run.n - 1].cp);
    double repeated = marked || signed_above(c, i) ? gx_repeated_below(c->sheet, line->start, line->end) : 0;
    return repeated >= (signed_above(c, i) ? REPEATED_BEHIND : REPEATED_BELOW);
}

/* Short lines between empty ones, of which none ends or parts a sentence: a headline of two to four lines. */
static void find_head_groups(columns *c)
{
    enum { MOST_LINES = 4 };
    for (size_t i = 0, next; i < c->lines.n; i = next) {
        bool heads = c->lines.at[i].line.blanks && is_free_above(c, i);
        size_t above = heads && i ? width_from(c, i - 1, -1) : 0;
        for (next = i; next < c->lines.n && (next == i || !c->lines.at[next].line.blanks); next++)
            heads = heads && next < i + MOST_LINES && may_be_headline(c, next) && !ends_text(c, next) &&
                    c->lines.at[next].width + 1 < above &&
                    gx_finds(run_of(c, next), "，", c->lines.at[next].width) == SIZE_MAX;
        for (size_t j = i; heads && next > i + 1 && j < next; j++)
            c->lines.at[j].class = LINE_HEAD;
    }
}

/* A word of a column's name that was printed upright, LOOK: no paragraph ends so. */
static bool is_scrap(const columns *c, size_t i)
{
    gx_run run = run_of(c, i);
    size_t han = 0;
    for (size_t j = 0; j < run.n; j++)
        han += gx_is_han(run.at[j].cp);
    return c->lines.at[i].class == LINE_TEXT && ((run.n < LEAST_HEADLINE && han == run.n) || !han) &&
           run.n <= SCRAP_CHARS && !ends_text(c, i) && is_free_above(c, i);
}

/* From the top down: lines that stand alone, or whose width is not the column's. */
static void find_heads_between(columns *c)
{
    for (size_t i = 0; i < c->lines.n; i++) {
        if (is_scrap(c, i))
            c->lines.at[i].class = LINE_DROPPED;
        if (!may_be_headline(c, i) || is_torn(run_of(c, i)))
            continue;
        size_t next = next_line(c, i);
        const column_line *line = &c->lines.at[i];
        bool blank_above = line->line.blanks || i == 0 || c->lines.at[i - 1].class == LINE_HEAD ||
                           c->lines.at[i - 1].class == LINE_SIGNATURE ||
                           c->lines.at[i - 1].class == LINE_DROPPED || c->lines.at[i - 1].row;
        bool blank_below =
            next >= c->lines.n || c->lines.at[next].line.blanks || c->lines.at[i + 1].class == LINE_DROPPED;
        bool comma = gx_finds(run_of(c, i), "，", line->width) != SIZE_MAX;
        size_t above = i ? width_from(c, i - 1, -1) : 0, below = width_from(c, i + 1, 1);
        bool fits_above = fits(line->width, above), fits_below = fits(line->width, below);
        bool free_above = is_free_above(c, i), question = ends_text(c, i);
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
            i && c->lines.at[i - 1].class == LINE_HEAD && line->line.indent == 1 && !comma && !question;
        if (head || kicker)
            c->lines.at[i].class = LINE_HEAD;
    }
}

/* …兑现情况。夜班费怎么涨: a headline glued to the end of a body, above something new. */
static void split_glued_ends(columns *c)
{
    column_lines old = c->lines;
    c->lines = (column_lines){0};
    for (size_t i = 0; i < old.n; i++) {
        *GX_PUSH(c->sheet->arena, &c->lines) = old.at[i];
        bool anew = i + 1 < old.n && (old.at[i + 1].class == LINE_START || old.at[i + 1].class == LINE_TAIL);
        gx_run run = gx_line_run(c->sheet, &old.at[i].line);
        if (old.at[i].class != LINE_TEXT || !anew || gx_ends_sentence(run))
            continue;
        size_t stop = 0;
        for (size_t j = 0; j < run.n; j++)
            if (run.at[j].cp == 0x3002) /* 。 */
                stop = j + 1;
        while (stop && stop < run.n && gx_is_closer(run.at[stop].cp))
            stop++;
        gx_run rest = gx_run_from(run, stop);
        if (!stop || rest.n < LEAST_HEADLINE + 2 || rest.n > HEADLINE_CHARS || is_torn(rest) ||
            gx_is_signature(rest, false))
            continue;
        column_line head = old.at[i];
        c->lines.at[c->lines.n - 1].line.end = head.line.start + (uint32_t)stop;
        c->lines.at[c->lines.n - 1].width = stop;
        c->lines.at[c->lines.n - 1].ends = true;
        head.line.start += (uint32_t)stop;
        head.line.blanks = 0;
        head.width = rest.n;
        head.ends = false;
        head.class = LINE_HEAD;
        *GX_PUSH(c->sheet->arena, &c->lines) = head;
    }
}

/* ---- 2. bodies ---- */

static story *open_story(columns *c, bool marked, bool continued)
{
    story *s = GX_PUSH(c->sheet->arena, &c->stories);
    s->marked = marked;
    s->continued = continued;
    return s;
}

static bool writes_too(gx_run run)
{
    static const char *const both[] = {"摄影报道", "文/图",    "图/文",  "文图",   "图文",
                                       "文并摄",   "摄影撰文", "文／图", "图／文", NULL};
    size_t length;
    if (gx_finds_any(run, both, run.n, &length) != SIZE_MAX)
        return true;
    return !gx_ends(run, "摄") && !gx_ends(run, "摄影") && !gx_ends(run, "供图");
}

/* With a role word, 本报记者 甲 文/图; names alone may sign an article whose dateline names them, too. */
static bool names_writer(gx_run run)
{
    return writes_too(run) && run.at[0].cp != 0xFF08 && run.at[0].cp != '(';
}

/* □本报记者 甲, right under a headline, perhaps on two lines: text follows that is a story. */
static bool opens_story(const columns *c, size_t i)
{
    enum { MOST_WRITERS = 4 };
    size_t first = i, next = i + 1;
    while (first && i - first < MOST_WRITERS && c->lines.at[first].class == LINE_SIGNATURE &&
           !c->lines.at[first].line.blanks && c->lines.at[first - 1].class == LINE_SIGNATURE)
        first--;
    while (next < c->lines.n && next - i < MOST_WRITERS && c->lines.at[next].class == LINE_SIGNATURE &&
           !c->lines.at[next].line.blanks)
        next++;
    if (!first || next >= c->lines.n)
        return false;
    const column_line *line = &c->lines.at[first], *text = &c->lines.at[next];
    if (text->class == LINE_TEXT && line[-1].class == LINE_HEAD)
        return true;
    return gx_contains_char("□■◎●○◆", run_of(c, first).at[0].cp) && line->line.blanks && !text->line.blanks &&
           (text->class == LINE_TEXT || text->class == LINE_START);
}

/*
 * A signature of a writer ends a story that began with a dateline, and so had its writer named: another story
 * must begin between, at the last line that could be its headline.
 */
static void find_hidden_heads(columns *c)
{
    for (size_t i = 0, found = SIZE_MAX; i < c->lines.n; i++) {
        column_line *line = &c->lines.at[i];
        if (line->class == LINE_START)
            found = SIZE_MAX - 1; /* a story with a dateline is open */
        else if (line->class != LINE_TEXT && line->class != LINE_CAPTION && line->class != LINE_SIGNATURE)
            found = SIZE_MAX;
        else if (line->class == LINE_SIGNATURE && found < SIZE_MAX - 1 && names_writer(run_of(c, i)))
            c->lines.at[found].class = LINE_HEAD;
        else if (found != SIZE_MAX && may_be_headline(c, i) &&
                 gx_finds(run_of(c, i), "，", line->width) == SIZE_MAX && !is_torn(run_of(c, i)) &&
                 is_free_above(c, i) && i + 1 < c->lines.n &&
                 (line->line.blanks || c->lines.at[i + 1].line.blanks) && !goes_on(c, i, i + 1))
            found = i;
    }
}

static bool is_text(const columns *c, size_t i)
{
    return c->lines.at[i].class == LINE_TEXT || c->lines.at[i].class == LINE_START ||
           c->lines.at[i].class == LINE_TAIL;
}

static size_t last_text(const columns *c, const story *s)
{
    for (size_t i = s->lines.n; i-- > 0;)
        if (is_text(c, s->lines.at[i]))
            return s->lines.at[i];
    return SIZE_MAX;
}

static gx_body body_of(const columns *c, const story *s)
{
    gx_body body = {.takes_none = s->continued, .photo = s->photo};
    for (size_t i = 0; i < s->lines.n; i++) {
        const gx_line *line = &c->lines.at[s->lines.at[i]].line;
        *GX_PUSH(c->sheet->arena, &body) = (gx_range){line->start, line->end};
    }
    return body;
}

/* 图为1月10日，…, or a caption that shares little with the story above, which is signed: news of its own. */
static bool is_photo_news(const columns *c, const story *s, size_t i)
{
    enum { DATE_WITHIN = 12 };
    static const char *const days[] = {"日", "日前", "近日", "当天", "连日来", "昨天", NULL};
    const gx_line *line = &c->lines.at[i].line;
    gx_run run = run_of(c, i);
    size_t next = i, length, last = last_text(c, s);
    while (next < c->lines.n &&
           (c->lines.at[next].class == LINE_CAPTION || c->lines.at[next].class == LINE_SIGNATURE))
        next++;
    bool signed_off = s->closed || s->signed_off;
    if (!line->blanks || last == SIZE_MAX || !ends_text(c, last) || (!signed_off && !begins_anew(c, next)))
        return false;
    if (gx_finds_any(run, days, DATE_WITHIN, &length) != SIZE_MAX)
        return true;
    gx_body body = body_of(c, s);
    return signed_off && gx_headline_overlap(c->sheet, line->start, line->end, &body) < CAPTION_OVERLAP;
}

static void collect_stories(columns *c)
{
    story *s = NULL;
    bool after_head = true, after_doubled = false;
    for (size_t i = 0; i < c->lines.n; i++) {
        column_line *line = &c->lines.at[i];
        switch (line->class) {
        case LINE_START:
        case LINE_TAIL:
            if (!s || !i || c->lines.at[i - 1].class != LINE_SIGNATURE || !opens_story(c, i - 1))
                s = open_story(c, true, line->class == LINE_TAIL);
            *GX_PUSH(c->sheet->arena, &s->lines) = i;
            break;
        case LINE_HEAD:
            after_head = true;
            after_doubled |= line->line.doubled;
            continue;
        case LINE_DROPPED:
            continue;
        case LINE_CAPTION:
        case LINE_TEXT:
            /* a caption is another story's text only right under that story's doubled headline */
            if (s && line->class == LINE_CAPTION && !(i && c->lines.at[i - 1].caption_goes_on) &&
                is_photo_news(c, s, i)) {
                s = open_story(c, true, false);
                s->photo = true;
            }
            if (!s || after_doubled || (line->class == LINE_TEXT && (s->closed || after_head)))
                s = open_story(c, false, false);
            *GX_PUSH(c->sheet->arena, &s->lines) = i;
            if (line->class == LINE_CAPTION && !after_doubled)
                continue;
            break;
        case LINE_SIGNATURE:
            if (opens_story(c, i)) {
                if (!s || !i || c->lines.at[i - 1].class != LINE_SIGNATURE || line->line.blanks)
                    s = open_story(c, true, false);
                *GX_PUSH(c->sheet->arena, &s->lines) = i;
                break;
            }
            if (!s)
                continue;
            *GX_PUSH(c->sheet->arena, &s->lines) = i;
            s->credited |= writes_too(run_of(c, i));
            s->closed = s->credited || !(i + 1 < c->lines.n && c->lines.at[i + 1].class == LINE_TEXT &&
                                         !c->lines.at[i + 1].line.blanks);
            break;
        }
        after_head = after_doubled = false;
        if (s && line->class != LINE_CAPTION)
            s->signed_off = ends_signed(run_of(c, i));
    }
}

static size_t count_chars(const columns *c, const story *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->lines.n; i++)
        n += c->lines.at[s->lines.at[i]].width;
    return n;
}

/* Lines that no column is as wide as hold most of the text. */
static bool is_unbroken(const columns *c)
{
    size_t all = 0, wide = 0;
    for (size_t i = 0; i < c->lines.n; i++) {
        all += c->lines.at[i].width;
        wide += c->lines.at[i].width > HEADLINE_CHARS ? c->lines.at[i].width : 0;
    }
    return wide * 4 > all * 3;
}

/* Where paragraphs are lines: two headlines in a row, or one over a paragraph that a photographer signed. */
static bool begins_item(const columns *c, const story *s)
{
    size_t first = s->lines.at[0];
    if (!c->unbroken || !first || c->lines.at[first - 1].class != LINE_HEAD)
        return false;
    bool two = first > 1 && c->lines.at[first - 2].class == LINE_HEAD;
    return two || (s->lines.n <= 2 && (s->closed || s->signed_off));
}

/* The text `s`, without a dateline, behind the headline above it: a story of its own, or the rest of
 * `before`? */
static bool stands_alone(const columns *c, const story *before, const story *s)
{
    size_t first = s->lines.at[0], last = last_text(c, before);
    if (first && c->lines.at[first - 1].class == LINE_HEAD &&
        (c->lines.at[first - 1].line.doubled || is_rubric(run_of(c, first - 1))))
        return true;
    if (last != SIZE_MAX && !ends_text(c, last) && !before->closed)
        return false;
    if (before->closed || before->signed_off || s->credited || begins_item(c, s))
        return true;
    if (count_chars(c, s) < STORY_CHARS || !first || c->lines.at[first - 1].class != LINE_HEAD)
        return false;
    const gx_line *head = &c->lines.at[first - 1].line;
    gx_body here = body_of(c, s), there = body_of(c, before);
    double overlap = gx_headline_overlap(c->sheet, head->start, head->end, &here);
    return overlap >= STORY_OVERLAP &&
           overlap > gx_headline_overlap(c->sheet, head->start, head->end, &there) + STORY_LEAD;
}

static void merge_stories(columns *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->stories.n; i++) {
        story *s = &c->stories.at[i];
        if (kept && !s->marked) {
            story *before = &c->stories.at[kept - 1];
            if (!stands_alone(c, before, s)) {
                for (size_t j = 0; j < s->lines.n; j++)
                    *GX_PUSH(c->sheet->arena, &before->lines) = s->lines.at[j];
                before->closed = s->closed;
                before->signed_off = s->signed_off;
                before->credited |= s->credited;
                continue;
            }
        }
        c->stories.at[kept++] = *s;
    }
    c->stories.n = kept;
}

/* ---- 3. drafts ---- */

static void add_headline(columns *c, gx_headlines *out, size_t i, size_t before, size_t inside)
{
    const column_line *line = &c->lines.at[i];
    bool next_to_last = i && c->lines.at[i - 1].class == LINE_HEAD && out->n;
    size_t group = next_to_last ? out->at[out->n - 1].group : out->n;
    *GX_PUSH(c->sheet->arena, out) =
        (gx_headline){.start = line->line.start,
                      .end = line->line.end,
                      .group = group,
                      .before = before,
                      .inside = inside,
                      .spaced = line->line.blanks > 0,
                      .indented = line->line.indent > 0,
                      .doubled = line->line.doubled,
                      .attached = next_to_last && line->line.doubled && !line->line.blanks &&
                                  c->lines.at[i - 1].line.doubled};
}

static void collect_headlines(columns *c, gx_headlines *out)
{
    size_t begun = 0; /* stories that began above the line */
    for (size_t i = 0; i < c->lines.n; i++) {
        if (begun < c->stories.n && c->stories.at[begun].lines.at[0] == i)
            begun++;
        if (c->lines.at[i].class != LINE_HEAD)
            continue;
        const story *s = begun ? &c->stories.at[begun - 1] : NULL;
        bool goes_on = s && s->lines.at[s->lines.n - 1] > i;
        add_headline(c, out, i, begun, goes_on ? begun - 1 : SIZE_MAX);
    }
}

static void add_headlines(columns *c, gx_draft *draft, const gx_headlines *lines, const gx_body *body)
{
    bool titled = false;
    for (size_t i = body->headline; i != SIZE_MAX; i = lines->at[i].next) {
        const gx_headline *h = &lines->at[i];
        if (!h->main)
            continue;
        if (titled)
            gx_draft_append(c->sheet->arena, draft, h->start, h->end);
        else
            gx_draft_add(c->sheet->arena, draft, GX_BLOCK_TITLE, h->start, h->end);
        titled = true;
    }
    for (size_t i = body->headline; i != SIZE_MAX; i = lines->at[i].next)
        if (!lines->at[i].main)
            gx_draft_add(c->sheet->arena, draft, GX_BLOCK_SUBTITLE, lines->at[i].start, lines->at[i].end);
}

/* Paragraphs: a full stop in a line that is shorter than the column, or above an empty line, ends one. */
static void add_body(columns *c, gx_draft *draft, const story *s)
{
    gx_arena *arena = c->sheet->arena;
    size_t paragraph = SIZE_MAX; /* the block that is open */
    for (size_t i = 0; i < s->lines.n; i++) {
        const column_line *line = &c->lines.at[s->lines.at[i]];
        if ((line->class == LINE_CAPTION && !s->photo) || line->class == LINE_SIGNATURE) {
            bool caption = line->class == LINE_CAPTION;
            if (caption && i && c->lines.at[s->lines.at[i - 1]].caption_goes_on)
                gx_draft_append(arena, draft, line->line.start, line->line.end);
            else
                gx_draft_add(arena, draft, caption ? GX_BLOCK_CAPTION : GX_BLOCK_META, line->line.start,
                             line->line.end);
            continue;
        }
        if (line->row) {
            gx_draft_add(arena, draft, GX_BLOCK_LIST, line->line.start, line->line.end);
            paragraph = SIZE_MAX;
            continue;
        }
        if (paragraph != SIZE_MAX) {
            *GX_PUSH(arena, &draft->blocks.at[paragraph].pieces) =
                (gx_range){line->line.start, line->line.end};
        } else {
            gx_draft_add(arena, draft, GX_BLOCK_PARAGRAPH, line->line.start, line->line.end);
            paragraph = draft->blocks.n - 1;
        }
        size_t next = i + 1 < s->lines.n ? s->lines.at[i + 1] : SIZE_MAX;
        bool short_line = next != SIZE_MAX && line->width + WIDTH_SLACK < c->lines.at[next].width;
        if (ends_text(c, s->lines.at[i]) && (next == SIZE_MAX || c->lines.at[next].line.blanks ||
                                             c->lines.at[next].line.indent > 1 || short_line))
            paragraph = SIZE_MAX;
    }
}

void gx_layout_columns(const gx_sheet *sheet, gx_drafts *out)
{
    columns c = {.sheet = sheet};
    bool *furniture = GX_ARENA_ARRAY(sheet->arena, bool, sheet->lines.n);
    gx_furniture_find(sheet, furniture);
    for (size_t i = 0; i < sheet->lines.n; i++)
        push_split(&c, sheet->lines.at[i], furniture[i]);
    c.unbroken = is_unbroken(&c);
    find_rows(&c);
    collect_pairs(&c);
    classify(&c);
    rescue_headlines(&c);
    extend_captions(&c);
    split_glued_ends(&c);
    find_heads_above(&c);
    find_heads_between(&c);
    find_head_groups(&c);
    find_hidden_heads(&c);
    find_heads_above(&c); /* now above those that were found between */
    collect_stories(&c);
    merge_stories(&c);
    gx_headlines headlines = {0};
    gx_bodies bodies = {0};
    collect_headlines(&c, &headlines);
    for (size_t i = 0; i < c.stories.n; i++)
        *GX_PUSH(sheet->arena, &bodies) = body_of(&c, &c.stories.at[i]);
    gx_headlines_assign(sheet, &headlines, &bodies);
    for (size_t i = 0; i < c.stories.n; i++) {
        gx_draft *draft = GX_PUSH(sheet->arena, out);
        draft->continued = c.stories.at[i].continued;
        add_headlines(&c, draft, &headlines, &bodies.at[i]);
        add_body(&c, draft, &c.stories.at[i]);
    }
}
