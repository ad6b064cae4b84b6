#include "viz/label.h"

#include "base/utf8.h"

#include <string.h>

enum { WRAP_MAX_CHARS = 1000 };

typedef struct range {
    uint32_t first, last;
} range;

/* Characters that nobody sees but that change what is seen (Unicode 15: Cc, bidi controls, noncharacters). */
static const range invisible[] = {
    {0x0000, 0x0008}, {0x000E, 0x001F}, {0x007F, 0x0084}, {0x0086, 0x009F}, {0x00AD, 0x00AD}, {0x061C, 0x061C},
    {0x180E, 0x180E}, {0x200B, 0x200C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F}, {0xFDD0, 0xFDEF},
    {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xE0000, 0xE0FFF},
};

static const range spaces[] = {
    {0x0009, 0x000D}, {0x0020, 0x0020}, {0x0085, 0x0085}, {0x00A0, 0x00A0},
    {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
};

static bool in_ranges(const range *ranges, size_t n, uint32_t c)
{
    for (size_t i = 0; i < n; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}
#define IN(ranges, c) in_ranges((ranges), sizeof(ranges) / sizeof *(ranges), (c))

static bool noncharacter(uint32_t c)
{
    return (c & 0xFFFE) == 0xFFFE;
}

/** What most text is made of, known without a look at the ranges: ASCII that prints, and CJK. */
static bool ordinary(uint32_t c)
{
    return (c > ' ' && c < 0x7F) || (c > 0x3000 && c < 0xFB00);
}

/** The next character of a NUL-terminated text; broken bytes give U+FFFD. */
static uint32_t next_char(const char **at, const char *end)
{
    uint32_t c;
    *at += gx_utf8_decode(*at, (size_t)(end - *at), &c, NULL);
    return c;
}

void gx_label_clean(gx_buffer *out, const char *text)
{
    const char *end = text + strlen(text);
    bool space = false, any = false;
    while (text < end) {
        const char *run = text;
        uint32_t c = next_char(&text, end);
        if (ordinary(c)) {
            while (text < end) {
                const char *next = text;
                if (!ordinary(next_char(&next, end)))
                    break;
                text = next;
            }
            if (space)
                gx_buffer_add(out, " ", 1);
            space = false;
            any = true;
            gx_buffer_add(out, run, (size_t)(text - run));
        } else if (IN(spaces, c)) {
            space = any;
        } else if (!IN(invisible, c) && !noncharacter(c)) {
            if (space)
                gx_buffer_add(out, " ", 1);
            space = false;
            any = true;
            gx_buffer_utf8(out, c);
        }
    }
    if (!out->at)
        gx_buffer_add(out, "", 0);
}

/* ---- wrapping ---------------------------------------------------------------------------------------------- */

/* A line may well end behind these. */
static const char *const good_ends[] = {
    "省",   "市",   "区",   "县",   "镇",   "乡",     "街道",   "公司",   "集团",   "总工会", "工会",
    "学院", "学校", "医院", "大学", "中心", "委员会", "工作室", "办公室", "服务队", "研究院", "分局",
    "协会", "银行", "总局", "支队", "组织", "论坛",   "活动",   "会议",   "仪式",   "比赛",   "大会",
    "年",   "月",   "日",   "、",   "，",   "；",     "：",     "·",      "”",      "》",     "）",
    ")",    " ",    "-",    "/",    "之",   "的",     "暨",     "与",     "和",
};

static const char no_line_starts_with[] = "、，。；：？！·…—”’》〉」』】〕）),.;:?!%％～";
static const char no_line_ends_with[] = "“‘《〈「『【〔（(";

/* Costs of a break, in squared columns of slack, the unit of the raggedness that they are added to. */
enum { COST_GOOD = 0, COST_INSIDE_NAME = 30, COST_INSIDE_BRACKETS = 100, COST_INSIDE_WORD = 4000, COST_NEVER = 100000 };

typedef struct wrap_char {
    uint32_t c;
    uint32_t start, end; /* bytes of the cleaned text */
    uint32_t columns;
    bool bracketed; /* between an opening bracket and this character none has closed */
} wrap_char;

static bool one_of(const char *set, const char *bytes, size_t n)
{
    for (const char *at = set; *at;) {
        uint32_t c;
        size_t step = gx_utf8_decode(at, strlen(at), &c, NULL);
        if (step == n && memcmp(at, bytes, n) == 0)
            return true;
        at += step;
    }
    return false;
}

static bool latin(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250);
}

static bool ends_well(const char *text, size_t n)
{
    for (size_t i = 0; i < sizeof good_ends / sizeof *good_ends; i++) {
        size_t m = strlen(good_ends[i]);
        if (n >= m && memcmp(text + n - m, good_ends[i], m) == 0)
            return true;
    }
    return false;
}

/** What it costs to break before character `i` (0 < i < n). */
static uint32_t break_cost(const char *text, const wrap_char *chars, size_t i)
{
    const wrap_char *before = &chars[i - 1], *after = &chars[i];
    const uint32_t zero_width_joiner = 0x200D;
    if (after->columns == 0 || before->c == zero_width_joiner)
        return COST_NEVER;
    if (one_of(no_line_starts_with, text + after->start, after->end - after->start) || after->c == ' ' ||
        one_of(no_line_ends_with, text + before->start, before->end - before->start))
        return COST_NEVER;
    if (latin(before->c) && latin(after->c))
        return COST_INSIDE_WORD;
    if (after->bracketed)
        return COST_INSIDE_BRACKETS;
    if (ends_well(text, before->end) || one_of(no_line_ends_with, text + after->start, after->end - after->start))
        return COST_GOOD;
    return COST_INSIDE_NAME;
}

static size_t split_chars(wrap_char *chars, const char *text, size_t bytes)
{
    size_t n = 0;
    bool bracketed = false;
    const char *at = text, *end = text + bytes;
    while (at < end && n < WRAP_MAX_CHARS) {
        wrap_char *c = &chars[n++];
        c->bracketed = bracketed;
        c->start = (uint32_t)(at - text);
        c->c = next_char(&at, end);
        c->end = (uint32_t)(at - text);
        char one[5] = {0};
        memcpy(one, text + c->start, c->end - c->start);
        c->columns = (uint32_t)gx_utf8_width(one);
        if (c->c == '(' || c->c == 0xFF08) /* （ */
            bracketed = true;
        else if (c->c == ')' || c->c == 0xFF09) /* ） */
            bracketed = false;
    }
    return n;
}

/** Where lines begin so that raggedness is least (Knuth & Plass 1981, with squared slack). best[n + 1], from[n + 1]. */
static void best_breaks(const char *text, const wrap_char *chars, size_t n, size_t columns, uint64_t *best,
                        uint32_t *from)
{
    uint32_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += chars[i].columns;
    uint64_t lines = (total + columns - 1) / columns;
    uint64_t even = lines ? (total + lines - 1) / lines : columns;
    best[0] = 0;
    for (size_t end = 1; end <= n; end++) {
        best[end] = UINT64_MAX;
        size_t width = 0;
        for (size_t start = end; start-- > 0;) {
            width += chars[start].columns;
            if (width > columns && start + 1 < end)
                break;
            uint64_t slack = width < even ? even - width : (width - even);
            uint64_t cost = best[start] + slack * slack + (start ? break_cost(text, chars, start) : 0);
            if (cost < best[end]) {
                best[end] = cost;
                from[end] = (uint32_t)start;
            }
        }
    }
}

/** Cut a line so that … fits behind it. */
static void add_cut_line(gx_buffer *out, const char *text, const wrap_char *chars, size_t start, size_t end,
                         size_t columns)
{
    size_t width = 0, last = start;
    while (last < end && width + chars[last].columns + 2 <= columns)
        width += chars[last++].columns;
    gx_buffer_add(out, text + chars[start].start, (last > start ? chars[last - 1].end : chars[start].start) - chars[start].start);
    gx_buffer_puts(out, "…");
}

static void add_lines(gx_buffer *out, const char *text, const wrap_char *chars, size_t n, const uint32_t *from,
                      gx_wrap wrap, bool cut_before)
{
    uint32_t starts[WRAP_MAX_CHARS];
    size_t lines = 0;
    for (size_t end = n; end > 0; end = from[end])
        starts[lines++] = from[end];
    bool cut = cut_before || (wrap.max_lines && lines > wrap.max_lines);
    size_t shown = wrap.max_lines && lines > wrap.max_lines ? wrap.max_lines : lines;
    for (size_t i = 0; i < shown; i++) {
        size_t start = starts[lines - 1 - i], end = i + 1 < lines ? starts[lines - 2 - i] : n;
        if (i)
            gx_buffer_add(out, "\n", 1);
        if (i + 1 == shown && cut) {
            add_cut_line(out, text, chars, start, n, wrap.columns);
            break;
        }
        while (end > start + 1 && chars[end - 1].c == ' ')
            end--;
        gx_buffer_add(out, text + chars[start].start, chars[end - 1].end - chars[start].start);
    }
}

void gx_label_wrap(gx_buffer *out, const char *text, gx_wrap wrap)
{
    gx_buffer clean = {0};
    wrap_char *chars = gx_alloc_zero(WRAP_MAX_CHARS, sizeof *chars);
    uint64_t *best = gx_alloc_zero(WRAP_MAX_CHARS + 1, sizeof *best);
    uint32_t *from = gx_alloc_zero(WRAP_MAX_CHARS + 1, sizeof *from);
    gx_label_clean(&clean, text);
    if (!chars || !best || !from || clean.failed) {
        out->failed = true;
        goto done;
    }
    if (wrap.columns < 2)
        wrap.columns = 2;
    size_t n = split_chars(chars, clean.at, clean.n);
    best_breaks(clean.at, chars, n, wrap.columns, best, from);
    add_lines(out, clean.at, chars, n, from, wrap, n && chars[n - 1].end < clean.n);
    if (!n)
        gx_buffer_add(out, "", 0);
done:
    gx_buffer_clear(&clean);
    gx_free(chars);
    gx_free(best);
    gx_free(from);
}

/* ---- languages ----------------------------------------------------------------------------------------------- */

typedef struct escape {
    uint32_t c;
    const char *as;
} escape;

/** How a language writes characters that it cannot hold as they are. */
typedef struct language {
    const escape *table;  /* ends at `as` NULL */
    const char *controls; /* for controls: text, or a format for the number; NULL = as they are */
    const char *noncharacters; /* for U+FFFE and the like: text; NULL = as they are */
} language;

static const char *escape_of(const language *into, uint32_t c)
{
    for (const escape *e = into->table; e->as; e++)
        if (e->c == c)
            return e->as;
    return NULL;
}

/* Characters of ASCII that a language writes otherwise; controls always get a second look. */
typedef struct stops {
    bool at[128];
} stops;

/**
 * Does one of the three-byte characters of Chinese text stand here: valid, visible, plain in every language? From U+3001
 * to U+9FFF, dashes and quotation marks, and the full-width forms of ASCII. Reads no further than a NUL.
 */
static bool chinese_here(const unsigned char *at)
{
    if ((at[1] & 0xC0) != 0x80 || (at[2] & 0xC0) != 0x80)
        return false;
    if (at[0] > 0xE3)
        return at[0] <= 0xE9 || (at[0] == 0xEF && (at[1] == 0xBC || at[1] == 0xBD));
    if (at[0] == 0xE3)
        return at[1] != 0x80 || at[2] != 0x80;
    return at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0x90 && at[2] <= 0xA7;
}

/** How many bytes from here on need no second look; ends before a NUL. */
static size_t plain_run(const char *text, const stops *stop)
{
    const unsigned char *at = (const unsigned char *)text;
    for (;;)
        if (*at < 0x80 ? *at >= ' ' && !stop->at[*at] : false)
            at++;
        else if (*at >= 0xE2 && chinese_here(at))
            at += 3;
        else
            return (size_t)(at - (const unsigned char *)text);
}

/** One character that is not plain. @return how many bytes it took */
static size_t add_special(gx_buffer *out, const char *text, const language *into)
{
    uint32_t c;
    bool valid;
    size_t n = gx_utf8_decode(text, strnlen(text, 4), &c, &valid);
    const char *as = escape_of(into, c);
    if (valid && !as && into->noncharacters && noncharacter(c))
        as = into->noncharacters;
    if (as)
        gx_buffer_puts(out, as);
    else if (!valid)
        gx_buffer_utf8(out, c);
    else if (c < 0x20 && into->controls)
        gx_buffer_printf(out, into->controls, (unsigned)c);
    else
        gx_buffer_add(out, text, n);
    return n;
}

/** Append text, runs of plain characters at once. Broken bytes become U+FFFD. */
static void add_escaped(gx_buffer *out, const char *text, const language *into, const stops *stop)
{
    for (;;) {
        size_t n = plain_run(text, stop);
        gx_buffer_add(out, text, n);
        text += n;
        if (!*text)
            return;
        text += add_special(out, text, into);
    }
}

static const stops dot_stops = {{['\\'] = true, ['"'] = true, ['&'] = true}};

void gx_label_dot(gx_buffer *out, const char *text)
{
    static const escape table[] = {{'\\', "\\\\"}, {'"', "\\\""}, {'&', "&amp;"}, {'\n', "\\n"}, {0, NULL}};
    static const language dot = {.table = table};
    add_escaped(out, text, &dot, &dot_stops);
}

void gx_label_dot_data(gx_buffer *out, const char *text)
{
    static const escape table[] = {{'\\', "\\\\"}, {'"', "\\\""}, {'\n', " "}, {'\r', " "}, {0, NULL}};
    static const language data = {.table = table};
    add_escaped(out, text, &data, &dot_stops);
}

bool gx_label_is_plain(const char *text)
{
    static const stops stop = {{[' '] = true, ['"'] = true, ['&'] = true, ['\\'] = true, [0x7F] = true}};
    return !text[plain_run(text, &stop)];
}

void gx_label_html(gx_buffer *out, const char *text, const char *line_break)
{
    const escape table[] = {{'&', "&amp;"},  {'<', "&lt;"},    {'>', "&gt;"},      {'"', "&quot;"},
                            {'\'', "&#39;"}, {'\\', "\\\\"}, {'\n', line_break}, {0, NULL}};
    static const stops stop = {{['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true, ['\\'] = true}};
    add_escaped(out, text, &(language){.table = table}, &stop);
}

void gx_label_xml(gx_buffer *out, const char *text)
{
    static const escape table[] = {{'&', "&amp;"},  {'<', "&lt;"},   {'>', "&gt;"},   {'"', "&quot;"}, {'\'', "&#39;"},
                                   {'\t', "&#9;"},  {'\n', "&#10;"}, {'\r', "&#13;"}, {0, NULL}};
    static const char replacement[] = "\xEF\xBF\xBD";
    static const language xml = {table, replacement, replacement};
    static const stops stop = {{['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true}};
    add_escaped(out, text, &xml, &stop);
}

void gx_label_json_inside(gx_buffer *out, const char *text)
{
    static const escape table[] = {
        {'"', "\\\""},     {'\\', "\\\\"},    {'\b', "\\b"},     {'\f', "\\f"},       {'\n', "\\n"},       {'\r', "\\r"},
        {'\t', "\\t"},     {'<', "\\u003c"},  {'>', "\\u003e"},  {'&', "\\u0026"},    {0x2028, "\\u2028"}, {0x2029, "\\u2029"},
        {0x7F, "\\u007f"}, {0, NULL},
    };
    static const language json = {table, "\\u%04x", NULL};
    static const stops stop = {{['"'] = true, ['\\'] = true, ['<'] = true, ['>'] = true, ['&'] = true, [0x7F] = true}};
    add_escaped(out, text, &json, &stop);
}

void gx_label_json(gx_buffer *out, const char *text)
{
    if (!text) {
        gx_buffer_puts(out, "null");
        return;
    }
    gx_buffer_add(out, "\"", 1);
    gx_label_json_inside(out, text);
    gx_buffer_add(out, "\"", 1);
}

void gx_label_csv(gx_buffer *out, const char *text)
{
    static const escape table[] = {{'"', "\"\""}, {0, NULL}};
    static const language csv = {.table = table};
    static const stops quoted = {{[','] = true, ['"'] = true, [';'] = true}}, stop = {{['"'] = true}};
    if (!text)
        return;
    size_t n = plain_run(text, &quoted);
    bool quote = text[0] == ' ' || (n && text[n - 1] == ' ');
    if (!text[n] && !quote) {
        gx_buffer_add(out, text, n);
        return;
    }
    n = strlen(text);
    quote = strpbrk(text, ",\"\n\r;") || (n && (text[0] == ' ' || text[n - 1] == ' '));
    if (quote)
        gx_buffer_add(out, "\"", 1);
    add_escaped(out, text, &csv, &stop);
    if (quote)
        gx_buffer_add(out, "\"", 1);
}

void gx_label_spreadsheet(gx_buffer *out, const char *text)
{
    gx_buffer guarded = {0};
    if (!text || !text[0] || !strchr("=+-@\t\r", text[0])) {
        gx_label_csv(out, text);
        return;
    }
    gx_buffer_puts(&guarded, "'");
    gx_buffer_puts(&guarded, text);
    if (guarded.failed)
        out->failed = true;
    else
        gx_label_csv(out, guarded.at);
    gx_buffer_clear(&guarded);
}

static void add_percent(gx_buffer *out, const char *text, const char *kept)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool plain = (c < 0x80 && latin(c)) || (c < 0x80 && strchr(kept, c));
        if (plain)
            gx_buffer_add(out, text, 1);
        else
            gx_buffer_printf(out, "%%%02X", c);
    }
}

bool gx_label_url(gx_buffer *out, const char *address)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strncmp(address, schemes[i], strlen(schemes[i])) == 0) {
            add_percent(out, address, "-._~:/?#[]@!$()*+,;=%");
            return true;
        }
    return false;
}

void gx_label_iri_part(gx_buffer *out, const char *text)
{
    gx_buffer_add(out, "", 0);
    add_percent(out, text, "-._~");
}
