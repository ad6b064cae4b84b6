#include "text/words.h"

/*
 * What stands on a page and belongs to no article: the masthead, page numbers, editors' lines, the paper's
 * name in Latin letters, notices and small advertisements, the numbers of lines.
 */

enum {
    HEAD_LINES = 14, /* the masthead's date stands so near the top */
    NAME_CHARS = 8,  /* of a paper or a column */
    HEAD_DATE_CHARS = 40,
    NUMBER_CHARS = 6,  /* of a page: A05, -2-, Ｗ０３ */
    TOKEN_CHARS = 6,   /* 首席编辑/甲 */
    LATIN_LETTERS = 5, /* of a paper's name */
    LOST_LINES = 6,    /* of a notice that something is lost */
    NOTICE_LINE_CHARS = 60,
    BELOW_CHARS = 120,  /* of the text under a headline are compared with it */
    LEAST_REPEATED = 3, /* word pairs */
    UNPADDED_LINES = 20,
    NUMBERED_LINES = 5 /* so many in a row count themselves */
};

static const double REPEATED = 0.45; /* a headline's word pairs that its lead has */

static uint32_t narrow(uint32_t cp)
{
    return cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
}

static bool is_letter(uint32_t cp)
{
    return (narrow(cp) | 32) - 'a' < 26u;
}

static size_t count_han(gx_run run)
{
    size_t n = 0;
    for (size_t i = 0; i < run.n; i++)
        n += gx_is_han(run.at[i].cp);
    return n;
}

static size_t count_letters(gx_run run)
{
    size_t n = 0;
    for (size_t i = 0; i < run.n; i++)
        n += is_letter(run.at[i].cp);
    return n;
}

/* 甘陇工人报 GANLONG GONGREN BAO: where the Latin words behind the name begin, else the run's length. */
static size_t latin_tail(gx_run run)
{
    size_t i = run.n;
    while (i && !gx_is_han(run.at[i - 1].cp) && !gx_is_digit(run.at[i - 1].cp) &&
           !gx_contains_char("，。、；：！？“”（）", run.at[i - 1].cp))
        i--;
    return i < run.n && count_letters(gx_run_from(run, i)) >= LATIN_LETTERS ? i : run.n;
}

/* A05, 2, Ｗ０３: how long the page's number at the beginning is, with the bar behind it; 0 if there is none.
 */
static size_t page_number(gx_run run)
{
    size_t i = run.n && is_letter(run.at[0].cp), digits = 0;
    for (; i < run.n && gx_is_digit(run.at[i].cp); i++)
        digits++;
    if (!digits || digits > 2)
        return 0;
    if (i < run.n && gx_contains_char("|｜丨/／", run.at[i].cp))
        return i + 1;
    return i == run.n || run.at[i].gap == GX_GAP_SPACE ? i : 0;
}

/* 第 2 版 */
static bool is_page_line(gx_run run)
{
    return run.n >= 3 && run.n <= NUMBER_CHARS && gx_begins(run, "第") && gx_ends(run, "版");
}

/* No character of it is Chinese: a page's number, a rule, a paper's name in Latin letters. */
static bool is_foreign(gx_run run)
{
    if (count_han(run))
        return is_page_line(run);
    return !gx_ends_sentence(run) &&
           (run.n <= NUMBER_CHARS || gx_is_rule(run) || count_letters(run) >= LATIN_LETTERS);
}

/* 湘北晚报, 综合新闻, ２ 综合新闻, Ｗ０３ | 工会纵横, 川渝铁道 CHUANYU RAILWAY NEWS */
static bool is_nameplate(gx_run run)
{
    size_t number = page_number(run), tail = latin_tail(run);
    gx_run name = gx_run_from(gx_run_until(run, tail), number);
    if (!name.n || name.n > NAME_CHARS || count_han(name) < name.n)
        return false;
    return number || tail < run.n || gx_ends_any(name, gx_words_masthead_name);
}

/* 首席编辑/甲, 编辑部电话：…, and …热线：0730-1234567 behind other words */
static bool is_office_line(gx_run run)
{
    if (run.n > NOTICE_LINE_CHARS || gx_ends_sentence(run))
        return false;
    for (size_t i = 2; i + 1 < run.n; i++) {
        bool spaced = i <= TOKEN_CHARS && run.at[i].gap == GX_GAP_SPACE && gx_is_digit(run.at[i].cp);
        if (spaced && gx_ends_any(gx_run_until(run, i), gx_words_printer))
            return true; /* 值班热线 023-… */
        if (!gx_contains_char("：:/／", run.at[i].cp) || !gx_ends_any(gx_run_until(run, i), gx_words_printer))
            continue;
        if (i <= TOKEN_CHARS || gx_is_digit(run.at[i + 1].cp))
            return true;
    }
    return false;
}

/* 【下转第4版】, and nothing else */
static bool is_turn(gx_run run)
{
    enum { TURN_CHARS = 12 };
    size_t skip = run.n && gx_contains_char("（(【[▼▶", run.at[0].cp);
    return run.n <= TURN_CHARS && gx_begins(gx_run_from(run, skip), "下转") &&
           gx_finds(run, "版", run.n) != SIZE_MAX;
}

/* 2021年3月5日 星期五 第2版, 二〇二〇年六月十二日 / 星期五 */
static bool is_head_date(gx_run run)
{
    if (gx_is_masthead(run))
        return true;
    size_t day = gx_finds(run, "星期", run.n);
    return run.n <= HEAD_DATE_CHARS && day != SIZE_MAX && day + 2 < run.n && !gx_ends_sentence(run) &&
           gx_contains_char("一二三四五六日天", run.at[day + 2].cp) &&
           gx_finds(run, "年", run.n) != SIZE_MAX && gx_finds(run, "，", run.n) == SIZE_MAX;
}

/* The lines of the masthead: those around its date, without an empty line between. */
static void find_masthead(const gx_sheet *sheet, bool *dropped)
{
    size_t date = 0, n = sheet->lines.n < HEAD_LINES ? sheet->lines.n : HEAD_LINES;
    bool page = false; /* 第2版 and a date without its weekday */
    for (; date < n; date++) {
        gx_run run = gx_line_run(sheet, &sheet->lines.at[date]);
        page |= is_page_line(run);
        if (is_head_date(run) || (page && gx_is_date(run)))
            break;
    }
    if (date == n)
        return;
    bool near = true;
    dropped[date] = true;
    for (size_t i = date; i-- > 0;) {
        gx_run run = gx_line_run(sheet, &sheet->lines.at[i]);
        near &= sheet->lines.at[i + 1].blanks == 0;
        bool long_name = run.n <= 2 * NAME_CHARS && gx_ends_any(run, gx_words_masthead_name);
        bool name = (near && (run.n <= NAME_CHARS || long_name)) || is_nameplate(run);
        if (gx_dateline(run) || gx_ends_sentence(run))
            return;
        dropped[i] |= name;
    }
    for (size_t i = date + 1; i < sheet->lines.n && !sheet->lines.at[i].blanks; i++) {
        gx_run run = gx_line_run(sheet, &sheet->lines.at[i]);
        if (!is_nameplate(run) && !is_foreign(run) && !is_office_line(run) && !gx_is_printer(run))
            break;
        dropped[i] = true;
    }
}

double gx_repeated_below(const gx_sheet *sheet, uint32_t start, uint32_t end)
{
    const gx_glyph *g = sheet->glyphs;
    uint32_t from = end,
             until = sheet->n_glyphs < from + BELOW_CHARS ? (uint32_t)sheet->n_glyphs : from + BELOW_CHARS;
    size_t pairs = 0, shared = 0;
    for (uint32_t i = start; i + 1 < end; i++) {
        if (!gx_is_han(g[i].cp) || !gx_is_han(g[i + 1].cp))
            continue;
        pairs++;
        for (uint32_t j = from; j + 1 < until; j++)
            if (g[j].cp == g[i].cp && g[j + 1].cp == g[i + 1].cp) {
                shared++;
                break;
            }
    }
    return shared >= LEAST_REPEATED ? (double)shared / (double)pairs : 0;
}

/* 公 告 on a line of its own */
static bool begins_notice(gx_run run)
{
    size_t n = gx_begins_any(run, gx_words_notice);
    return n && n == run.n;
}

/* 遗失声明 ▲…, 寻人 7月10日走失…: up to the next empty line */
static bool is_short_notice(gx_run run)
{
    size_t n = gx_begins_any(run, gx_words_notice);
    return n && n < run.n && (run.at[n].gap == GX_GAP_SPACE || gx_contains_char("▲●■★", run.at[n].cp));
}

static bool ends_notice(const gx_sheet *sheet, size_t i)
{
    const gx_line *line = &sheet->lines.at[i];
    gx_run run = gx_line_run(sheet, line);
    return gx_dateline(run) || gx_is_tail(run) || line->doubled ||
           (line->blanks && !gx_ends_sentence(run) &&
            gx_repeated_below(sheet, line->start, line->end) >= REPEATED);
}

/* …遗失公章一枚，编号5001056，声明作废。: a short paragraph that says so. @return how many lines it has, else
 * 0 */
static size_t lost_property(const gx_sheet *sheet, size_t i)
{
    size_t n = 1;
    while (n < LOST_LINES && i + n < sheet->lines.n && !sheet->lines.at[i + n].blanks)
        n++;
    gx_run all = gx_sheet_run(sheet, sheet->lines.at[i].start, sheet->lines.at[i + n - 1].end);
    bool lost = gx_finds(all, "声明作废", all.n) != SIZE_MAX || gx_finds(all, "特此公告", all.n) != SIZE_MAX;
    return lost ? n : 0;
}

void gx_furniture_find(const gx_sheet *sheet, bool *dropped)
{
    size_t lost = 0;                                    /* lines left of a short notice */
    bool notice = false, small = false, stopped = true; /* the line above ends a sentence, or is none */
    find_masthead(sheet, dropped);
    for (size_t i = 0; i < sheet->lines.n; i++) {
        const gx_line *line = &sheet->lines.at[i];
        gx_run run = gx_line_run(sheet, line);
        notice = begins_notice(run) || (notice && !ends_notice(sheet, i));
        bool free = stopped || line->blanks;
        lost = is_short_notice(run) ? SIZE_MAX : line->blanks ? lost_property(sheet, i) : lost - (lost != 0);
        small = is_office_line(run) || (small && !line->blanks && line->cells && !gx_ends_sentence(run));
        dropped[i] |= notice || small || lost || is_turn(run) || (free && is_foreign(run)) ||
                      (free && latin_tail(run) < run.n && is_nameplate(run));
        stopped = dropped[i] || gx_ends_sentence(run);
    }
}

/* The number at the beginning of a line, with a space behind it; 0 if there is none. */
static uint32_t line_number(gx_run run, uint32_t *length)
{
    uint32_t number = 0;
    for (*length = 0; *length < run.n && *length < 3 && gx_is_digit(run.at[*length].cp); ++*length)
        number = number * 10 + narrow(run.at[*length].cp) - '0';
    return *length && *length < run.n && run.at[*length].gap == GX_GAP_SPACE ? number : 0;
}

void gx_line_numbers_drop(gx_sheet *sheet)
{
    uint32_t length;
    for (size_t i = 0, next; i < sheet->lines.n; i = next) {
        uint32_t first = line_number(gx_line_run(sheet, &sheet->lines.at[i]), &length);
        for (next = i + 1;
             first && next < sheet->lines.n &&
             line_number(gx_line_run(sheet, &sheet->lines.at[next]), &length) == first + next - i;)
            next++;
        bool padded =
            first && narrow(sheet->glyphs[sheet->lines.at[i].start].cp) == '0'; /* 01 02; no ranks */
        for (size_t j = i; next - i >= (padded ? NUMBERED_LINES : UNPADDED_LINES) && j < next; j++) {
            line_number(gx_line_run(sheet, &sheet->lines.at[j]), &length);
            sheet->lines.at[j].start += length;
        }
    }
}
