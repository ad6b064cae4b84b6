/* The lines of a page of columns, and what each is by itself and its neighbours. */
#include "text/columns.h"

enum {
    NARROW_ROWS = 3, /* so many lines with narrower gaps make a table */
    SIGNATURE_CHARS = 30
};

/* …。（甲）, …。甲 摄 */
bool gx_ends_signed(gx_run run)
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

static size_t pair_slot(const gx_columns *c, uint64_t pair)
{
    size_t slot = (size_t)((pair * 0x9E3779B97F4A7C15u) >> 20) & (c->n_slots - 1);
    while (c->pairs[slot] && c->pairs[slot] != pair)
        slot = (slot + 1) & (c->n_slots - 1);
    return slot;
}

/* The pairs of neighbours within lines. */
static void collect_pairs(gx_columns *c)
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

bool gx_seen_together(const gx_columns *c, uint32_t a, uint32_t b)
{
    uint64_t pair = (uint64_t)a << 32 | b;
    return c->pairs[pair_slot(c, pair)] == pair;
}

static void push_line(gx_columns *c, gx_line line, bool furniture)
{
    gx_run run = gx_line_run(c->sheet, &line);
    if (run.n)
        *GX_PUSH(c->sheet->arena, &c->lines) =
            (gx_column_line){.line = line,
                             .width = run.n,
                             .ends = gx_ends_sentence(run) || gx_ends_signed(run),
                             .furniture = furniture};
}

/* A dateline glued to what stands before it begins a line of its own: only the unmistakable 本报讯（记者. */
static void push_split(gx_columns *c, gx_line line, bool furniture)
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

static bool has_cells(const gx_columns *c, size_t i)
{
    const gx_column_line *line = &c->lines.at[i];
    return line->line.cells && !line->furniture && !line->ends && !gx_dateline(gx_column_run(c, i)) &&
           gx_finds(gx_column_run(c, i), "。", line->width) == SIZE_MAX;
}

/* 优秀组织单位：某公司, right under a table. */
static bool is_label_row(const gx_columns *c, size_t i)
{
    enum { LABEL_CHARS = 10 };
    const gx_column_line *line = &c->lines.at[i];
    gx_run run = gx_column_run(c, i);
    return !line->line.blanks && !line->furniture && !line->ends && !gx_dateline(run) &&
           gx_finds(run, "：", LABEL_CHARS) != SIZE_MAX && gx_finds(run, "，", run.n) == SIZE_MAX &&
           gx_finds(run, "。", run.n) == SIZE_MAX;
}

/* Lines with wide gaps, one under the other: no sentence goes over their ends. */
static void find_rows(gx_columns *c)
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
bool gx_is_rubric(gx_run run)
{
    return is_alone(gx_run_from(run, gx_contains_char("◎●■◆□★▲", run.at[0].cp)), gx_words_rubric);
}

/* ——记某某: a subtitle. */
static bool is_dashed(gx_run run)
{
    return run.n > GX_HEADLINE_LEAST + 2 && run.n <= GX_HEADLINE_MOST &&
           gx_contains_char("—－", run.at[0].cp) && gx_contains_char("—－", run.at[1].cp) &&
           !gx_ends_sentence(run) && gx_finds(run, "，", run.n) == SIZE_MAX;
}

/* …的工作。　◎本刊记者, and the name on the next line. */
static bool ends_signature(const gx_columns *c, size_t i)
{
    enum { REST_CHARS = 8 };
    static const char *const labels[] = {"记者", "通讯员", NULL};
    if (!i || c->lines.at[i].line.blanks || c->lines.at[i].width > REST_CHARS)
        return false;
    gx_run above = gx_column_run(c, i - 1);
    size_t label = gx_ends_any(above, labels);
    size_t end = label ? above.n - label : 0;
    end -= end > 1 && gx_contains_char("本", above.at[end - 2].cp) ? 2 : 0;
    bool begins = end && gx_contains_char("□■◎●○◆（(。", above.at[end - 1].cp);
    return begins && gx_is_names(gx_column_run(c, i));
}

/* ▲4月9日，… and ●近日，… under 简讯 are news, one by one. */
static bool is_item(gx_run run)
{
    return run.n > GX_STORY_CHARS / 4 && gx_contains_char("▲△●○◆◇■□★☆▶►", run.at[0].cp) &&
           gx_is_han(run.at[run.n / 2].cp);
}

static void classify(gx_columns *c)
{
    bool advertisement = false, rubric = false;
    for (size_t i = 0; i < c->lines.n; i++) {
        gx_column_line *line = &c->lines.at[i];
        gx_run run = gx_column_run(c, i);
        bool tail = gx_is_tail(run), start = !tail && gx_dateline(run) != 0;
        rubric = gx_is_rubric(run) || (rubric && !start && !tail);
        start |= rubric && is_item(run) && !gx_is_signature(run, false);
        if (is_alone(run, gx_words_advertisement))
            advertisement = true;
        else if (tail || start)
            advertisement = false;
        if (tail)
            line->class = GX_LINE_TAIL;
        else if (start)
            line->class = GX_LINE_START;
        else if (i && c->lines.at[i - 1].line.doubled && !line->line.doubled)
            line->class = GX_LINE_TEXT; /* the story under a doubled headline */
        else if (advertisement || line->furniture || gx_is_masthead(run) || gx_is_date(run) ||
                 gx_is_fields(run) || (gx_is_printer(run) && !c->lines.at[i].ends))
            line->class = GX_LINE_DROPPED;
        else if (line->line.doubled || gx_is_rubric(run) || is_dashed(run))
            line->class = GX_LINE_HEAD;
        else if (gx_is_signature(run, false) || ends_signature(c, i))
            line->class = GX_LINE_SIGNATURE;
        else if (gx_begins_any(run, gx_words_caption) &&
                 (line->line.blanks || (i && c->lines.at[i - 1].ends)))
            line->class = GX_LINE_CAPTION;
    }
}

/* Headlines between advertisements and the next article: the lines right above its dateline. */
static void rescue_headlines(gx_columns *c)
{
    for (size_t i = 1; i < c->lines.n; i++) {
        if (c->lines.at[i].class != GX_LINE_START)
            continue;
        for (size_t j = i; j-- > 0 && c->lines.at[j].class == GX_LINE_DROPPED &&
                           !gx_is_printer(gx_column_run(c, j)) && !gx_is_masthead(gx_column_run(c, j)) &&
                           !gx_is_date(gx_column_run(c, j)) &&
                           !is_alone(gx_column_run(c, j), gx_words_advertisement) &&
                           c->lines.at[j].width <= GX_HEADLINE_MOST;) {
            c->lines.at[j].class = GX_LINE_TEXT;
            if (c->lines.at[j].line.blanks)
                break;
        }
    }
}

/* A caption goes on over wrapped lines to its full stop or 摄. */
static void extend_captions(gx_columns *c)
{
    for (size_t i = 0; i + 1 < c->lines.n; i++) {
        gx_column_line *line = &c->lines.at[i], *next = line + 1;
        gx_run run = gx_column_run(c, i);
        bool ends = c->lines.at[i].ends || gx_ends(run, "摄") || gx_ends(run, "供图");
        if (line->class != GX_LINE_CAPTION || ends || next->line.blanks || next->class > GX_LINE_TEXT)
            continue;
        next->class = GX_LINE_CAPTION;
        line->caption_goes_on = true;
    }
}

bool gx_writes_too(gx_run run)
{
    static const char *const both[] = {"摄影报道", "文/图",    "图/文",  "文图",   "图文",
                                       "文并摄",   "摄影撰文", "文／图", "图／文", NULL};
    size_t length;
    if (gx_finds_any(run, both, run.n, &length) != SIZE_MAX)
        return true;
    return !gx_ends(run, "摄") && !gx_ends(run, "摄影") && !gx_ends(run, "供图");
}

/* Lines that no column is as wide as hold most of the text. */
static bool is_unbroken(const gx_columns *c)
{
    size_t all = 0, wide = 0;
    for (size_t i = 0; i < c->lines.n; i++) {
        all += c->lines.at[i].width;
        wide += c->lines.at[i].width > GX_HEADLINE_MOST ? c->lines.at[i].width : 0;
    }
    return wide * 4 > all * 3;
}

void gx_columns_read(gx_columns *c, const gx_sheet *sheet)
{
    bool *furniture = GX_ARENA_ARRAY(sheet->arena, bool, sheet->lines.n);
    *c = (gx_columns){.sheet = sheet};
    gx_furniture_find(sheet, furniture);
    for (size_t i = 0; i < sheet->lines.n; i++)
        push_split(c, sheet->lines.at[i], furniture[i]);
    c->unbroken = is_unbroken(c);
    find_rows(c);
    collect_pairs(c);
    classify(c);
    rescue_headlines(c);
    extend_captions(c);
}
