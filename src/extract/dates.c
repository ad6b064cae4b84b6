#include "extract/dates.h"

#include "base/utf8.h"
#include "extract/fold.h"
#include "extract/scan.h"

#include <string.h>

enum {
    FUTURE_DAYS =
        120, /* a day without a year lies at most this far ahead of the page, else it was last year */
    YEAR_LEAST = 1900,
    YEAR_MOST = 2099,
    PLAN_CHARS = 12,     /* 将 and the like stand at most this far from a day still to come */
    LEAD_CHARS = 90,     /* title and lead: the days told there are past */
    LABEL_CHARS = 14,    /* a label (发布时间：) stands at most this far before its date */
    DATE_LINE_CHARS = 44 /* a line of a date of publication is short */
};

/* A day, month or year; what is 0 is not known. */
typedef struct day {
    int year, month, day;
} day;

/* Howard Hinnant, "chrono-compatible low-level date algorithms" (2013). */
static int day_number(day d)
{
    int y = d.year - (d.month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

static day day_of(int number)
{
    int era = (number >= 0 ? number : number - 146096) / 146097;
    int doe = number - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    return (day){yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

/* Monday = 0. */
static int weekday(int number)
{
    return ((number - 5) % 7 + 7) % 7; /* day 0 of the count is Wednesday, 1 March 0000 */
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool real_day(day d)
{
    return d.year >= YEAR_LEAST && d.year <= YEAR_MOST && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= days_in_month(d.year, d.month);
}

static const char *iso_of(gx_arena *arena, day d)
{
    if (!d.year)
        return NULL;
    if (!d.month)
        return gx_arena_printf(arena, "%04d", d.year);
    if (!d.day)
        return gx_arena_printf(arena, "%04d-%02d", d.year, d.month);
    return real_day(d) ? gx_arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day) : NULL;
}

static day day_of_iso(const char *iso)
{
    day d = {0};
    if (!iso)
        return d;
    int *fields[] = {&d.year, &d.month, &d.day};
    for (size_t f = 0; f < 3 && *iso >= '0' && *iso <= '9'; f++) {
        while (*iso >= '0' && *iso <= '9')
            *fields[f] = *fields[f] * 10 + (*iso++ - '0');
        if (*iso == '-')
            iso++;
    }
    return d;
}

/* ---- Numbers ---- */

/* A digit, or a letter that printers put for one. */
static int sloppy_digit(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)c - '0';
    return c == 'O' || c == 'o' ? 0 : c == 'l' || c == 'I' ? 1 : -1;
}

static int han_digit(uint32_t c)
{
    static const uint32_t digits[] = {U'零', U'一', U'二', U'三', U'四', U'五', U'六', U'七', U'八', U'九'};
    for (int i = 0; i < 10; i++)
        if (c == digits[i])
            return i;
    return c == U'〇' || c == U'○' ? 0 : -1;
}

/* A number of at most 4 digits at `i`; -1 = none. */
static int number_at(const uint32_t *text, size_t n, size_t i, size_t *end)
{
    int value = 0;
    size_t j = i;
    bool real = false;
    while (j < n && j - i < 4 && sloppy_digit(text[j]) >= 0) {
        real = real || (text[j] >= '0' && text[j] <= '9');
        value = value * 10 + sloppy_digit(text[j++]);
    }
    if (j > i && real) {
        *end = j;
        return value;
    }
    /* 二〇二三; 三十一, 十二 */
    for (j = i, value = 0; j < n && j - i < 4; j++) {
        int digit = han_digit(text[j]);
        if (text[j] == U'十')
            value = value ? value * 10 : 10;
        else if (digit < 0)
            break;
        else
            value = j > i && text[j - 1] == U'十' ? value + digit : value * 10 + digit;
    }
    *end = j;
    return j > i ? value : -1;
}

/* ---- Words that stand for days ---- */

typedef enum unit { UNIT_DAY, UNIT_MONTH, UNIT_YEAR, UNIT_NONE } unit;

/* Counted from the page's date, or (anchored) from the day last told. */
static const struct relative {
    const char *word;
    unit unit;
    int offset;
    bool anchored;
} relatives[] = {
    {"昨天", UNIT_DAY, -1, false},     {"昨日", UNIT_DAY, -1, false},    {"昨晚", UNIT_DAY, -1, false},
    {"昨", UNIT_DAY, -1, false},       {"今天", UNIT_DAY, 0, false},     {"今日", UNIT_DAY, 0, false},
    {"今晚", UNIT_DAY, 0, false},      {"今晨", UNIT_DAY, 0, false},     {"明天", UNIT_DAY, 1, false},
    {"明日", UNIT_DAY, 1, false},      {"后天", UNIT_DAY, 2, false},     {"前天", UNIT_DAY, -2, false},
    {"前日", UNIT_DAY, -2, false},     {"当天", UNIT_DAY, 0, true},      {"当日", UNIT_DAY, 0, true},
    {"同日", UNIT_DAY, 0, true},       {"同一天", UNIT_DAY, 0, true},    {"当晚", UNIT_DAY, 0, true},
    {"次日", UNIT_DAY, 1, true},       {"翌日", UNIT_DAY, 1, true},      {"第二天", UNIT_DAY, 1, true},
    {"前一天", UNIT_DAY, -1, true},    {"两天后", UNIT_DAY, 2, true},    {"三天后", UNIT_DAY, 3, true},
    {"本月", UNIT_MONTH, 0, false},    {"上月", UNIT_MONTH, -1, false},  {"上个月", UNIT_MONTH, -1, false},
    {"下月", UNIT_MONTH, 1, false},    {"下个月", UNIT_MONTH, 1, false}, {"当月", UNIT_MONTH, 0, true},
    {"同月", UNIT_MONTH, 0, true},     {"今年", UNIT_YEAR, 0, false},    {"去年", UNIT_YEAR, -1, false},
    {"明年", UNIT_YEAR, 1, false},     {"前年", UNIT_YEAR, -2, false},   {"当年", UNIT_YEAR, 0, true},
    {"同年", UNIT_YEAR, 0, true},      {"次年", UNIT_YEAR, 1, true},     {"近日", UNIT_NONE, 0, false},
    {"日前", UNIT_NONE, 0, false},     {"近期", UNIT_NONE, 0, false},    {"连日来", UNIT_NONE, 0, false},
    {"近段时间", UNIT_NONE, 0, false}, {"不久前", UNIT_NONE, 0, false},  {"最近", UNIT_NONE, 0, false},
};

static const struct {
    const char *word;
    int weeks;
} weeks[] = {{"上周", -1},   {"本周", 0},   {"这周", 0}, {"下周", 1},
             {"上星期", -1}, {"本星期", 0}, {"周", 0},   {"星期", 0}};

/* What may stand behind a date and belongs to its words. */
static const char *const day_parts[] = {"上午", "下午", "晚上", "晚间",   "晚",   "中午",
                                        "凌晨", "清晨", "早上", "早晨",   "傍晚", "夜里",
                                        "夜间", "夜",   "一早", "一大早", "深夜", "午后"};
static const char *const month_parts[] = {"上旬", "中旬", "下旬", "底", "初", "末", "份"};

/* What a date says before it is resolved. */
typedef struct reading {
    uint32_t start, end;
    int year, month, day;        /* numbers, or 0 */
    const struct relative *word; /* or NULL */
    int weekday, week;           /* 1 to 7, or 0 */
    bool unknown;                /* 近日 */
    bool in_month;               /* 6月下旬: a month, no day */
} reading;

typedef struct place {
    const gx_analysis *a;
    day page;   /* year 0 = none */
    day anchor; /* the day last told in the article */
} place;

static uint32_t skip_words(const gx_analysis *a, uint32_t at, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (gx_text_at(a, at, words[i]))
            return at + (uint32_t)gx_utf8_count(words[i]);
    return at;
}

static bool read_relative(const gx_analysis *a, uint32_t at, reading *r)
{
    const struct relative *best = NULL;
    size_t best_n = 0;
    for (size_t i = 0; i < GX_COUNT(relatives); i++) {
        if (!gx_text_at(a, at, relatives[i].word))
            continue;
        size_t n = gx_utf8_count(relatives[i].word);
        if (n > best_n) {
            best = &relatives[i];
            best_n = n;
        }
    }
    if (!best)
        return false;
    r->word = best;
    r->unknown = best->unit == UNIT_NONE;
    r->end = at + (uint32_t)best_n;
    return true;
}

static bool read_weekday(const gx_analysis *a, uint32_t at, reading *r)
{
    for (size_t i = 0; i < GX_COUNT(weeks); i++) {
        if (!gx_text_at(a, at, weeks[i].word))
            continue;
        uint32_t j = at + (uint32_t)gx_utf8_count(weeks[i].word);
        if (j >= a->n)
            continue;
        int number = a->text[j] == U'日' || a->text[j] == U'天' ? 7 : han_digit(a->text[j]);
        if (number < 1 || number > 7 || (j + 1 < a->n && a->text[j + 1] == U'至'))
            continue;
        r->weekday = number;
        r->week = weeks[i].weeks;
        r->end = j + 1;
        return true;
    }
    return false;
}

/* 12月28日, 28日, 12月; the fields that are there, in order. */
static bool read_fields(const gx_analysis *a, uint32_t at, reading *r)
{
    uint32_t j = at;
    bool found = false;
    for (int last = 0; last < 3;) {
        size_t end;
        int value = j < a->n ? number_at(a->text, a->n, j, &end) : -1;
        if (value < 0 || end >= a->n)
            break;
        uint32_t mark = a->text[end];
        if (mark == U'年' && last == 0 && !r->year && !r->word && value >= YEAR_LEAST && value <= YEAR_MOST) {
            if (end + 1 < a->n && (a->text[end + 1] == U'度' || a->text[end + 1] == U'代'))
                break;
            r->year = value;
            last = 1;
        } else if (mark == U'月' && last <= 1 && value >= 1 && value <= 12) {
            r->month = value;
            last = 2;
        } else if ((mark == U'日' || mark == U'号') && last != 1 && value >= 1 && value <= 31) {
            bool month_known = r->month || (r->word && r->word->unit == UNIT_MONTH);
            if (mark == U'号' && !month_known)
                break;
            r->day = value;
            last = 3;
        } else {
            break;
        }
        found = true;
        j = (uint32_t)end + 1;
    }
    if (found)
        r->end = j;
    return found;
}

/* 2024-03-18, 2024/3/22, 2024.05.20 */
static bool read_numeric(const uint32_t *text, size_t n, size_t at, day *out, size_t *end)
{
    int fields[3];
    size_t j = at;
    for (int f = 0; f < 3; f++) {
        size_t to;
        if (f > 0) {
            if (j >= n || (text[j] != '-' && text[j] != '/' && text[j] != '.' && text[j] != text[at + 4]))
                return false;
            j++;
        }
        if (j >= n || sloppy_digit(text[j]) < 0)
            return false;
        fields[f] = number_at(text, n < j + 4 ? n : j + (f ? 2 : 4), j, &to);
        if (fields[f] < 0 || to - j > (f ? 2u : 4u) || (f == 0 && to - j != 4))
            return false;
        j = to;
    }
    *out = (day){fields[0], fields[1], fields[2]};
    *end = j;
    return real_day(*out);
}

static bool number_before(const gx_analysis *a, uint32_t at)
{
    return at > 0 && (sloppy_digit(a->text[at - 1]) >= 0 || han_digit(a->text[at - 1]) >= 0 ||
                      a->text[at - 1] == U'第' || a->text[at - 1] == U'.' || a->text[at - 1] == U'十');
}

/* The words of one date at `at`. */
static bool read_date(const gx_analysis *a, uint32_t at, reading *r)
{
    *r = (reading){.start = at};
    day numeric;
    size_t end;
    if (number_before(a, at))
        return false;
    if (read_numeric(a->text, a->n, at, &numeric, &end)) {
        r->year = numeric.year;
        r->month = numeric.month;
        r->day = numeric.day;
        r->end = (uint32_t)end;
        return true;
    }
    bool found = read_relative(a, at, r);
    uint32_t next = found ? r->end : at;
    if (!found || r->word->unit != UNIT_DAY)
        found = read_fields(a, next, r) || found;
    if (!found && !read_weekday(a, at, r))
        return false;
    if (!r->day && (r->month || (r->word && r->word->unit == UNIT_MONTH))) {
        uint32_t to = skip_words(a, r->end, month_parts, GX_COUNT(month_parts));
        r->in_month = to > r->end;
        r->end = to;
    }
    bool dated = r->day || r->weekday || (r->word && r->word->unit == UNIT_DAY);
    if (dated) {
        /* 昨 alone is a date only before 日, 晚, 上午. */
        uint32_t to = skip_words(a, r->end, day_parts, GX_COUNT(day_parts));
        if (r->word && strcmp(r->word->word, "昨") == 0 && to == r->end)
            return false;
        r->end = to;
    }
    return true;
}

/* ---- What a reading means ---- */

static day shift_month(day d, int months)
{
    int m = d.year * 12 + d.month - 1 + months;
    return (day){m / 12, m % 12 + 1, 0};
}

/* The year that brings month and day closest to the page without lying far ahead. */
static int year_of(const place *where, int month, int of_month)
{
    if (!where->page.year)
        return where->anchor.year;
    if (!where->page.month)
        return where->page.year;
    day page = where->page, d = {page.year + 1, month, of_month ? of_month : 15};
    if (!page.day)
        page.day = 15;
    while (day_number(d) > day_number(page) + FUTURE_DAYS)
        d.year--;
    return d.year;
}

static day resolve_relative(const place *where, const reading *r)
{
    day base = r->word->anchored && where->anchor.year ? where->anchor : where->page;
    switch (r->word->unit) {
    case UNIT_DAY:
        if (!base.day)
            return (day){0};
        return day_of(day_number(base) + r->word->offset);
    case UNIT_MONTH: {
        if (!base.month)
            return (day){0};
        day d = shift_month(base, r->word->offset);
        d.day = r->day;
        return d;
    }
    case UNIT_YEAR:
        if (!base.year)
            return (day){0};
        return (day){base.year + r->word->offset, r->month, r->month ? r->day : 0};
    default:
        return (day){0};
    }
}

/* 将于28日, 28日将: still to come. */
static bool planned(const gx_analysis *a, const reading *r)
{
    static const char *const signs[] = {"将",   "拟",   "定于",   "计划", "推迟", "改到",
                                        "改在", "延期", "举行到", "截至", "截止"};
    uint32_t from = r->start > PLAN_CHARS ? r->start - PLAN_CHARS : 0;
    for (uint32_t i = from; i < r->end + PLAN_CHARS && i < a->n && a->text[i] != U'。'; i++)
        if (skip_words(a, i, signs, GX_COUNT(signs)) > i)
            return true;
    return false;
}

static day resolve(const place *where, const reading *r)
{
    if (r->unknown)
        return (day){0};
    if (r->word)
        return resolve_relative(where, r);
    if (r->weekday) {
        if (!where->page.day)
            return (day){0};
        int today = day_number(where->page);
        return day_of(today - weekday(today) + 7 * r->week + r->weekday - 1);
    }
    if (r->year)
        return (day){r->year, r->month, r->day};
    if (r->month) {
        int year = year_of(where, r->month, r->day);
        return year ? (day){year, r->month, r->day} : (day){0};
    }
    day d = where->anchor.month ? where->anchor : where->page;
    if (!d.month)
        return (day){0};
    if (!where->anchor.month && d.day && r->day > d.day && !planned(where->a, r))
        d = shift_month(d, -1);
    d.day = r->day;
    return d;
}

static bool is_span_mark(uint32_t c)
{
    return c == U'至' || c == U'到' || c == U'—' || c == '-' || c == '~' || c == U'－' || c == U'～' ||
           c == U'、' || c == U'–';
}

/* The other end of a span that begins with `first`; 22日至23日, 5月1日到6月2日. */
static uint32_t read_span(place *where, const reading *first, day from, day *to)
{
    const gx_analysis *a = where->a;
    uint32_t at = first->end;
    reading r;
    if (at + 1 >= a->n || !from.day || !is_span_mark(a->text[at]))
        return 0;
    bool list = a->text[at] == U'、';
    if (!read_date(a, at + 1, &r) || !r.day)
        return 0;
    place here = *where;
    here.anchor = from;
    *to = resolve(&here, &r);
    if (!real_day(*to) || day_number(*to) <= day_number(from))
        return 0;
    return list && day_number(*to) != day_number(from) + 1 ? 0 : r.end;
}

/* 10日内, 30日游, 24小时: amounts, not dates. */
static bool is_amount(const gx_analysis *a, const reading *r)
{
    static const char *const behind[] = {"内", "游", "龄", "制", "以上", "以内", "时间", "谈", "报"};
    if (r->year || r->month || r->word || !r->day)
        return false;
    return skip_words(a, r->end, behind, GX_COUNT(behind)) > r->end;
}

/* Characters of people's names: 周明天. */
static uint8_t *find_names(const gx_analysis *a)
{
    uint8_t *named = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    for (size_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        if (m->type == GX_ENTITY_PERSON)
            memset(named + m->range.start, 1, m->range.end - m->range.start);
    }
    return named;
}

/* What the words of dates begin with. */
static gx_firsts date_firsts(void)
{
    gx_firsts firsts = {0};
    for (size_t i = 0; i < GX_COUNT(relatives); i++)
        gx_firsts_add_word(&firsts, relatives[i].word);
    for (size_t i = 0; i < GX_COUNT(weeks); i++)
        gx_firsts_add_word(&firsts, weeks[i].word);
    return firsts;
}

static bool may_begin_date(const gx_firsts *words, uint32_t c)
{
    return gx_may_begin(words, c) || sloppy_digit(c) >= 0 || han_digit(c) >= 0 || c == U'十';
}

/* A date of publication tells nothing about events. */
static void mask_meta(const gx_analysis *a, uint8_t *named)
{
    for (size_t i = 0; i < a->article->n_blocks; i++) {
        const gx_block *block = &a->article->blocks[i];
        if (block->kind == GX_BLOCK_META)
            memset(named + block->range.start, 1, block->range.end - block->range.start);
    }
}

/* …2月15日电(记者…) */
static bool is_dateline(const gx_analysis *a, const reading *r)
{
    return r->month && r->day && !r->word && (gx_text_at(a, r->end, "电") || gx_text_at(a, r->end, "讯")) &&
           r->end < LEAD_CHARS * 2;
}

/* 自2008年起, 早在1998年, 2015年以来: a year of the past that dates nothing near it. */
static bool tells_since(const gx_analysis *a, uint32_t start, uint32_t end)
{
    static const char *const before[] = {"自", "从", "早在", "始于", "始建于", "成立于", "生于"},
                             *const behind[] = {"起",   "以来",     "至今", "出生",    "生于", "生,",
                                                "毕业", "参加工作", "入党", "考入",    "入伍", "参军",
                                                "入学", "入职",     "退休", "参加革命"};
    for (size_t i = 0; i < GX_COUNT(before); i++)
        if (gx_text_before(a, start, before[i]) || gx_text_at(a, end, behind[i]))
            return true;
    return false;
}

void gx_find_dates(gx_analysis *a)
{
    place where = {a, day_of_iso(a->page_date), {0}};
    uint8_t *named = find_names(a);
    mask_meta(a, named);
    const gx_firsts firsts = date_firsts();
    for (uint32_t i = 0; i < a->n; i++) {
        reading r;
        if (!may_begin_date(&firsts, a->text[i]) || !read_date(a, i, &r) || is_amount(a, &r) || named[i])
            continue;
        day from = resolve(&where, &r), to;
        if (is_dateline(a, &r) && real_day(from)) {
            where.page = from; /* 某地3月1日电: 昨天 is counted from it */
            i = r.end - 1;
            continue;
        }
        uint32_t end = r.end, span_end = read_span(&where, &r, from, &to);
        gx_date *date = GX_PUSH(a->arena, &a->dates);
        date->iso = iso_of(a->arena, from);
        if (span_end) {
            date->iso = gx_arena_printf(a->arena, "%s/%s", date->iso, iso_of(a->arena, to));
            end = span_end;
        }
        date->range = (gx_range){i, end};
        if (real_day(from))
            where.anchor = from;
        else if (from.year && !where.page.year && !tells_since(a, i, end))
            where.anchor.year = from.year;
        i = end - 1;
    }
}

/* ---- The page's own date ---- */

/* A printed date on a short line without a sentence: 发布时间：2023-08-24 17:05;
 * ２０２４年４月２９日　星期一. */
static bool is_date_line(const gx_page *page, size_t from, size_t to, bool *labelled)
{
    static const uint32_t labels[] = {U'布', U'期', U'间', U'新'};
    size_t start = from, end = to;
    while (start > 0 && page->chars[start - 1] != U'\n' && from - start < DATE_LINE_CHARS * (size_t)3)
        start--;
    while (end < page->n_chars && page->chars[end] != U'\n' && end - to < DATE_LINE_CHARS * (size_t)3)
        end++;
    *labelled = false;
    for (size_t i = start; i < from; i++) {
        for (size_t l = 0; l < GX_COUNT(labels); l++)
            *labelled = *labelled || (from - i <= LABEL_CHARS && page->chars[i] == labels[l] &&
                                      i + 1 < from && (gx_fold(page->chars[i + 1]) == ':' || i + 1 == from));
    }
    if (*labelled)
        return true;
    size_t others = 0;
    for (size_t i = start; i < end; i++) {
        uint32_t c = gx_fold(page->chars[i]);
        if ((i < from || i >= to) && (c == U'。' || c == ',' || c == U'、'))
            return false;
        others += (i < from || i >= to) && c > ' ' && c != 0x3000;
    }
    return others <= DATE_LINE_CHARS;
}

/* 18.03.2024: the day first, as some websites' stamps have it. */
static bool read_day_first(const uint32_t *text, size_t n, size_t at, day *out, size_t *end)
{
    enum { PARTS = 3 };
    static const size_t most[PARTS] = {2, 2, 4};
    int fields[PARTS];
    size_t j = at, to;
    for (size_t f = 0; f < PARTS; f++) {
        if (f > 0 && (j >= n || text[j++] != '.'))
            return false;
        fields[f] = j < n ? number_at(text, n < j + most[f] ? n : j + most[f], j, &to) : -1;
        if (fields[f] < 0)
            return false;
        j = to;
    }
    *out = (day){fields[2], fields[1], fields[0]};
    *end = j;
    return fields[2] >= YEAR_LEAST && fields[2] <= YEAR_MOST && real_day(*out);
}

static bool read_printed(const uint32_t *text, size_t n, size_t at, day *out, size_t *end)
{
    size_t to;
    if (read_numeric(text, n, at, out, end) || read_day_first(text, n, at, out, end))
        return true;
    int year = number_at(text, n, at, &to);
    if (year < YEAR_LEAST || year > YEAR_MOST || to >= n || text[to] != U'年')
        return false;
    int month = to + 1 < n ? number_at(text, n, to + 1, &to) : -1;
    if (month < 0 || to >= n || text[to] != U'月')
        return false;
    int of_month = to + 1 < n ? number_at(text, n, to + 1, &to) : -1;
    *out = (day){year, month, of_month};
    *end = to + 1;
    return of_month > 0 && to < n && text[to] == U'日' && real_day(*out);
}

/* White space between the parts is dropped, so that 2024 年 3 月 18 日 reads as one. */
static const char *printed_date(gx_arena *arena, const gx_page *page, const char **basis)
{
    uint32_t *text = GX_ARENA_ARRAY(arena, uint32_t, page->n_chars + 1);
    size_t *at = GX_ARENA_ARRAY(arena, size_t, page->n_chars + 1);
    size_t n = 0;
    for (size_t i = 0; i < page->n_chars; i++) {
        uint32_t c = gx_fold(page->chars[i]);
        if (c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0)
            continue;
        text[n] = c;
        at[n++] = i;
    }
    day best = {0};
    for (size_t i = 0; i < n; i++) {
        day d;
        size_t end;
        bool labelled;
        if ((i > 0 && sloppy_digit(text[i - 1]) >= 0) || !read_printed(text, n, i, &d, &end) ||
            !is_date_line(page, at[i], at[end - 1] + 1, &labelled))
            continue;
        if (labelled) {
            *basis = "date of publication printed on the page";
            return iso_of(arena, d);
        }
        if (!best.year)
            best = d;
    }
    if (best.year)
        *basis = "date printed on a line of its own";
    return iso_of(arena, best);
}

/* Evidence of the running text: days told as past, and years. */
typedef struct evidence {
    gx_arena *arena;
    GX_LIST(day) years; /* what names a year; month and day where it does so too */
    day yesterday;      /* 昨天(7月13日) */
    day latest;         /* the latest day that a title or lead tells as past; year 0 */
    int bare;           /* 30日: the latest such day without a month */
    int month;          /* the last month named */
    day coming;         /* the first day that a title or lead tells as still to come */
} evidence;

static bool later(day x, day y)
{
    return x.month > y.month || (x.month == y.month && x.day > y.day);
}

/* 自5月1日, 将于6月2日: still to come. */
static bool to_come(const gx_analysis *a, uint32_t at)
{
    static const char *const signs[] = {"将",   "拟",   "自",   "从",   "至",  "到",
                                        "定于", "计划", "期至", "推迟", "改为"};
    uint32_t from = at > 8 ? at - 8 : 0;
    for (uint32_t i = from; i < at; i++)
        if (skip_words(a, i, signs, GX_COUNT(signs)) > i)
            return true;
    return false;
}

/* 昨天是学雷锋纪念日: feasts of the calendar that are always on one day. */
static const struct {
    const char *word;
    int month, day;
} feasts[] = {
    {"元旦", 1, 1},        {"学雷锋纪念日", 3, 5}, {"国际劳动妇女节", 3, 8}, {"“三八”", 3, 8},
    {"植树节", 3, 12},     {"国际劳动节", 5, 1},   {"青年节", 5, 4},         {"国际护士节", 5, 12},
    {"国际儿童节", 6, 1},  {"世界环境日", 6, 5},   {"建党节", 7, 1},         {"建军节", 8, 1},
    {"教师节", 9, 10},     {"国庆节", 10, 1},      {"全国消防日", 11, 9},    {"记者节", 11, 8},
    {"国家宪法日", 12, 4},
};

static void find_feast(const gx_analysis *a, uint32_t at, evidence *out)
{
    enum { FEAST_CHARS = 8 };
    int offset = gx_text_at(a, at, "昨天是") || gx_text_at(a, at, "昨日是") ? 0
                 : gx_text_at(a, at, "今天是")                              ? -1
                                                                            : 1;
    if (offset > 0)
        return;
    for (uint32_t i = at + 3; i < at + 3 + FEAST_CHARS; i++)
        for (size_t f = 0; f < GX_COUNT(feasts); f++)
            if (gx_text_at(a, i, feasts[f].word)) {
                day d = {2001, feasts[f].month, feasts[f].day};
                d = day_of(day_number(d) + offset);
                out->yesterday = (day){0, d.month, d.day};
                return;
            }
}

static void read_article(const gx_article *article, evidence *out)
{
    gx_analysis a = {.arena = out->arena, .n = article->n};
    uint32_t *text = GX_ARENA_ARRAY(out->arena, uint32_t, article->n + 1);
    for (size_t i = 0; i < article->n; i++)
        text[i] = gx_fold(article->text[i]);
    a.text = text;
    bool was_yesterday = false;
    for (uint32_t i = 0; i < a.n; i++) {
        reading r;
        find_feast(&a, i, out);
        if (!read_date(&a, i, &r) || is_amount(&a, &r)) {
            size_t end;
            int year = number_before(&a, i) ? -1 : number_at(a.text, a.n, i, &end);
            if (year >= YEAR_LEAST && year <= YEAR_MOST && gx_text_at(&a, (uint32_t)end, "年度"))
                *GX_PUSH(out->arena, &out->years) = (day){year, 0, 0};
            continue;
        }
        day d = {r.year, r.month, r.day};
        if (r.year && !tells_since(&a, i, r.end))
            *GX_PUSH(out->arena, &out->years) = d;
        if (r.month)
            out->month = r.month;
        if (r.month && r.day && was_yesterday && i > 0 && a.text[i - 1] == '(')
            out->yesterday = d;
        was_yesterday = r.word && r.word->unit == UNIT_DAY && r.word->offset == -1 && !r.word->anchored;
        bool past = i < LEAD_CHARS && !r.word && !to_come(&a, i);
        if (past && r.month && r.day && later(d, out->latest))
            out->latest = (day){0, r.month, r.day};
        bool of_year =
            r.word && r.word->unit == UNIT_YEAR && !r.word->anchored && r.word->offset == 0; /* 今年5月1日 */
        if (i < LEAD_CHARS && (of_year || !r.word) && to_come(&a, i) && r.month && r.day &&
            !out->coming.month)
            out->coming = (day){0, r.month, r.day};
        if (past && !r.month && r.day > out->bare)
            out->bare = r.day;
        i = r.end - 1;
    }
}

/* How well a year goes with the years that the page names: in January most are the last one's, in December
   some the next one's; full dates lie near the page's own. */
static double year_score(const evidence *seen, day page)
{
    double score = 0;
    for (size_t i = 0; i < seen->years.n; i++) {
        day d = seen->years.at[i];
        if (d.month && d.day && real_day(d) && real_day(page)) {
            int off = day_number(page) - day_number(d);
            score += off > -75 && off < 75 ? 2 : 0.3;
        } else if (d.year == page.year) {
            score += 2;
        } else if (d.year == page.year - 1) {
            score += page.month == 1 ? 2.05 : page.month == 2 ? 1.5 : 0.5;
        } else if (d.year == page.year + 1) {
            score += page.month == 12 ? 1.5 : 0.3;
        }
    }
    return score;
}

static day with_best_year(const evidence *seen, day d)
{
    enum { YEARS = 10000 };
    day best = {0};
    double most = 0;
    uint8_t *tried = GX_ARENA_ARRAY(seen->arena, uint8_t, YEARS);
    for (size_t i = 0; i < seen->years.n; i++)
        for (int shift = -1; shift <= 1; shift++) {
            day page = {seen->years.at[i].year + shift, d.month, d.day};
            if (page.year < 0 || page.year >= YEARS || tried[page.year])
                continue;
            tried[page.year] = 1;
            double score = real_day(page) ? year_score(seen, page) : 0;
            if (score > most) {
                most = score;
                best = page;
            }
        }
    return best;
}

/* The month of the latest full date, where no event's day is told. */
static const char *month_only(const evidence *seen, gx_arena *arena, const char **basis)
{
    day latest = {0};
    for (size_t i = 0; i < seen->years.n; i++) {
        day d = seen->years.at[i];
        if (d.day && real_day(d) && (!latest.year || day_number(d) > day_number(latest)))
            latest = d;
    }
    if (!latest.year)
        return NULL;
    *basis = "the latest full date in the text; the day is not known";
    return iso_of(arena, (day){latest.year, latest.month, 0});
}

const char *gx_page_date(gx_arena *arena, const gx_page *page, const char **basis)
{
    *basis = NULL;
    const char *printed = printed_date(arena, page, basis);
    if (printed)
        return printed;
    evidence *seen = gx_arena_alloc(arena, sizeof *seen);
    seen->arena = arena;
    for (size_t i = 0; i < page->n_articles; i++)
        read_article(&page->articles[i], seen);
    day d = seen->yesterday.month ? seen->yesterday : seen->latest;
    if (!seen->yesterday.month && seen->bare && seen->month) {
        day bare = {0, d.month ? d.month : seen->month, seen->bare};
        if (!d.month && seen->coming.month)
            bare.month =
                seen->coming.day >= seen->bare ? seen->coming.month : (seen->coming.month + 10) % 12 + 1;
        d = !d.month || later(bare, d) ? bare : d;
    }
    if (!d.month)
        return month_only(seen, arena, basis);
    if (!d.year)
        d = with_best_year(seen, d);
    if (!real_day(d))
        return NULL;
    *basis = seen->yesterday.month ? "昨天 with its date in the text, and the year named on the page"
                                   : "the day after the latest event, and the years named on the page";
    return iso_of(arena, day_of(day_number(d) + 1));
}
