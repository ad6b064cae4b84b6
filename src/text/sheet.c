#include "text/words.h"

#include <string.h>

enum {
    TAG_CHARS = 400,  /* a longer "<...>" is no tag but text */
    LINK_CHARS = 600, /* as much for a Markdown link */
    MOST_INDENT = 999,
    CELL_GAP = 2,     /* half-width columns between the cells of a row */
    DOUBLED_PAIRS = 4 /* so many pairs in a row make a doubled headline; 开开心心 alone has two */
};

/* What HTML elements do to the text. */
typedef enum tag_effect {
    TAG_NOTHING,
    TAG_LINE,
    TAG_PARAGRAPH,
    TAG_HEADING,
    TAG_SPACE,
    TAG_HIDDEN
} tag_effect;

static const struct {
    const char *name;
    tag_effect effect;
} tags[] = {{"p", TAG_PARAGRAPH},
            {"br", TAG_LINE},
            {"div", TAG_PARAGRAPH},
            {"strong", TAG_NOTHING},
            {"b", TAG_NOTHING},
            {"i", TAG_NOTHING},
            {"em", TAG_NOTHING},
            {"u", TAG_NOTHING},
            {"span", TAG_NOTHING},
            {"font", TAG_NOTHING},
            {"a", TAG_NOTHING},
            {"img", TAG_NOTHING},
            {"h1", TAG_HEADING},
            {"h2", TAG_HEADING},
            {"h3", TAG_HEADING},
            {"h4", TAG_HEADING},
            {"h5", TAG_HEADING},
            {"h6", TAG_HEADING},
            {"li", TAG_PARAGRAPH},
            {"ul", TAG_PARAGRAPH},
            {"ol", TAG_PARAGRAPH},
            {"table", TAG_PARAGRAPH},
            {"tr", TAG_PARAGRAPH},
            {"td", TAG_SPACE},
            {"th", TAG_SPACE},
            {"tbody", TAG_NOTHING},
            {"section", TAG_PARAGRAPH},
            {"article", TAG_PARAGRAPH},
            {"blockquote", TAG_PARAGRAPH},
            {"center", TAG_PARAGRAPH},
            {"hr", TAG_PARAGRAPH},
            {"html", TAG_NOTHING},
            {"body", TAG_NOTHING},
            {"head", TAG_NOTHING},
            {"meta", TAG_NOTHING},
            {"link", TAG_NOTHING},
            {"title", TAG_HIDDEN},
            {"script", TAG_HIDDEN},
            {"style", TAG_HIDDEN},
            {"sup", TAG_NOTHING},
            {"sub", TAG_NOTHING},
            {"figure", TAG_PARAGRAPH},
            {"figcaption", TAG_PARAGRAPH},
            {"video", TAG_NOTHING},
            {"header", TAG_PARAGRAPH},
            {"footer", TAG_PARAGRAPH},
            {"nav", TAG_PARAGRAPH},
            {"o:p", TAG_NOTHING},
            {"!--", TAG_NOTHING},
            {"!doctype", TAG_NOTHING}};

static const struct {
    const char *name;
    uint32_t cp;
} entities[] = {{"&nbsp;", ' '},     {"&amp;", '&'},      {"&lt;", '<'},       {"&gt;", '>'},
                {"&quot;", '"'},     {"&ldquo;", 0x201C}, {"&rdquo;", 0x201D}, {"&lsquo;", 0x2018},
                {"&rsquo;", 0x2019}, {"&mdash;", 0x2014}, {"&middot;", 0xB7},  {"&hellip;", 0x2026},
                {"&ensp;", ' '},     {"&emsp;", 0x3000}};

/* The state of reading a sheet. */
typedef struct reader {
    gx_sheet *sheet;
    const uint32_t *chars;
    size_t n, i;
    gx_line line;    /* the line being read */
    bool space;      /* white space since the last glyph */
    unsigned wide;   /* half-width columns of it */
    unsigned blanks; /* empty lines since the last line */
    uint8_t level;   /* of an HTML heading that is open */
    bool unclosed;   /* a <script> or the like had no end: none is looked for again */
} reader;

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200A) ||
           cp == 0x202F || cp == 0x205F || cp == 0x1680;
}

static bool is_break(uint32_t cp)
{
    return cp == '\n' || cp == '\f' || cp == '\v' || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* NUL, joiners, marks and controls that print nothing. */
static bool is_nothing(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 ||
           cp == 0xFEFF || cp == 0xAD;
}

static void put(reader *r, uint32_t cp, size_t at, size_t end)
{
    gx_sheet *sheet = r->sheet;
    bool first = sheet->n_glyphs == r->line.start;
    sheet->glyphs[sheet->n_glyphs++] =
        (gx_glyph){cp, (uint32_t)at, (uint32_t)end, r->space && !first ? GX_GAP_SPACE : GX_GAP_NONE};
    if (!first && r->wide >= CELL_GAP)
        r->line.cells = r->wide > CELL_GAP || r->line.cells > 1 ? 2 : 1;
    r->space = false;
    r->wide = 0;
}

static void put_space(reader *r, uint32_t cp)
{
    if (r->sheet->n_glyphs == r->line.start && r->line.indent < MOST_INDENT)
        r->line.indent = (uint16_t)(r->line.indent + (cp == 0x3000 || cp == '\t' ? 2 : 1));
    r->space = true;
    r->wide += cp == 0x3000 || cp == '\t' ? 2 : 1;
}

static void end_line(reader *r)
{
    gx_sheet *sheet = r->sheet;
    if (sheet->n_glyphs == r->line.start) {
        r->blanks += r->blanks < MOST_INDENT;
    } else {
        r->line.end = (uint32_t)sheet->n_glyphs;
        r->line.blanks = (uint16_t)r->blanks;
        if (r->level)
            r->line.level = r->level;
        *GX_PUSH(sheet->arena, &sheet->lines) = r->line;
        r->blanks = 0;
    }
    r->line = (gx_line){.start = (uint32_t)sheet->n_glyphs};
    r->space = false;
    r->wide = 0;
}

/* A paragraph of HTML ends: as if an empty line followed. */
static void end_paragraph(reader *r)
{
    if (r->sheet->n_glyphs > r->line.start)
        end_line(r);
    if (!r->blanks)
        r->blanks = 1;
}

static bool same_word(const reader *r, size_t at, const char *word)
{
    for (; *word; word++, at++) {
        uint32_t cp = at < r->n ? r->chars[at] : 0;
        if (cp >= 'A' && cp <= 'Z')
            cp += 'a' - 'A';
        if (cp != (unsigned char)*word)
            return false;
    }
    return true;
}

/* Where a tag at r->i ends (behind its '>'), or 0 where it is none. */
static size_t find_tag(const reader *r, size_t *which, bool *closing)
{
    size_t name = r->i + 1;
    *closing = name < r->n && r->chars[name] == '/';
    name += *closing;
    for (*which = 0; *which < sizeof tags / sizeof *tags; ++*which) {
        size_t length = strlen(tags[*which].name);
        if (!same_word(r, name, tags[*which].name))
            continue;
        uint32_t next = name + length < r->n ? r->chars[name + length] : 0;
        bool whole =
            next == '>' || next == '/' || is_space(next) || is_break(next) || tags[*which].name[0] == '!';
        for (size_t i = name + length; whole && i < r->n && i < name + TAG_CHARS; i++)
            if (r->chars[i] == '>')
                return i + 1;
    }
    return 0;
}

static void skip_hidden(reader *r, const char *name)
{
    for (size_t i = r->i; i + 2 < r->n; i++)
        if (r->chars[i] == '<' && r->chars[i + 1] == '/' && same_word(r, i + 2, name)) {
            r->i = i;
            return;
        }
    r->unclosed = true;
}

static bool read_tag(reader *r)
{
    size_t which;
    bool closing;
    size_t end = find_tag(r, &which, &closing);
    if (!end)
        return false;
    r->i = end;
    switch (tags[which].effect) {
    case TAG_LINE:
        end_line(r);
        break;
    case TAG_PARAGRAPH:
        end_paragraph(r);
        break;
    case TAG_HEADING:
        end_paragraph(r);
        r->level = closing ? 0 : (uint8_t)(tags[which].name[1] - '0');
        break;
    case TAG_SPACE:
        put_space(r, ' ');
        break;
    case TAG_HIDDEN: /* its content too; without an end it hides nothing */
        if (!closing && !r->unclosed)
            skip_hidden(r, tags[which].name);
        break;
    case TAG_NOTHING:
        break;
    }
    return true;
}

static bool read_entity(reader *r)
{
    for (size_t e = 0; e < sizeof entities / sizeof *entities; e++)
        if (same_word(r, r->i, entities[e].name)) {
            size_t end = r->i + strlen(entities[e].name);
            if (is_space(entities[e].cp))
                put_space(r, entities[e].cp);
            else
                put(r, entities[e].cp, r->i, end);
            r->i = end;
            return true;
        }
    return false;
}

/* "[words](address)" and "![picture](address)": where the closing bracket of the address is, or 0. */
static size_t find_link(const reader *r, size_t *words_end)
{
    size_t last = r->n - r->i > LINK_CHARS ? r->i + LINK_CHARS : r->n, i = r->i;
    while (i < last && r->chars[i] != ']' && !is_break(r->chars[i]))
        i++;
    *words_end = i;
    if (i + 1 >= last || r->chars[i] != ']' || r->chars[i + 1] != '(')
        return 0;
    while (i < last && r->chars[i] != ')' && !is_break(r->chars[i]) && r->chars[i] < 0x2000)
        i++;
    return i < last && r->chars[i] == ')' ? i + 1 : 0;
}

static bool read_mark(reader *r)
{
    uint32_t cp = r->chars[r->i], next = r->i + 1 < r->n ? r->chars[r->i + 1] : 0;
    size_t words_end, end;
    if (cp == '*' && next == '*') {
        r->i += 2;
        return true;
    }
    if (cp == '!' && next == '[' && (end = find_link(r, &words_end)) != 0) {
        r->i = end;
        return true;
    }
    if (cp == '[' && (end = find_link(r, &words_end)) != 0) {
        for (size_t i = r->i + 1; i < words_end; i++)
            if (is_space(r->chars[i]))
                put_space(r, r->chars[i]);
            else if (!is_nothing(r->chars[i]))
                put(r, r->chars[i], i, i + 1);
        r->i = end;
        return true;
    }
    if (cp == '#' && r->sheet->n_glyphs == r->line.start && !r->line.level) {
        size_t i = r->i;
        while (i < r->n && r->chars[i] == '#' && i - r->i < 7)
            i++;
        if (i - r->i <= 6 && i < r->n && is_space(r->chars[i])) {
            r->line.level = (uint8_t)(i - r->i);
            r->i = i;
            return true;
        }
    }
    return false;
}

/* 娘娘家家人人 -> 娘家人, where a headline's characters were each printed twice. */
static void undouble(gx_sheet *sheet, gx_line *line, bool after_doubled)
{
    gx_glyph *g = sheet->glyphs;
    uint32_t n = line->end - line->start, pairs = 0;
    while (2 * pairs + 1 < n && g[line->start + 2 * pairs].cp == g[line->start + 2 * pairs + 1].cp)
        pairs++;
    bool all = 2 * pairs == n && pairs > (after_doubled ? 0 : 2);
    if (!all && pairs < DOUBLED_PAIRS)
        return;
    uint32_t first = g[line->start].cp; /* ------ and ====== are rules, not headlines */
    if (n > 2 && g[line->start + 2].cp == first)
        return;
    for (uint32_t i = 0; i < pairs; i++) {
        gx_glyph *to = &g[line->start + i], *from = &g[line->start + 2 * i];
        *to = (gx_glyph){from[0].cp, from[0].at, from[1].end, from[0].gap};
    }
    memmove(&g[line->start + pairs], &g[line->start + 2 * pairs], (n - 2 * pairs) * sizeof *g);
    line->end -= pairs;
    line->doubled = true;
}

void gx_sheet_init(gx_sheet *sheet, gx_arena *arena, const uint32_t *chars, size_t n)
{
    *sheet = (gx_sheet){.arena = arena, .glyphs = GX_ARENA_ARRAY(arena, gx_glyph, n + 1)};
    reader r = {.sheet = sheet, .chars = chars, .n = n};
    while (r.i < n) {
        uint32_t cp = chars[r.i];
        if ((cp == '<' && read_tag(&r)) || (cp == '&' && read_entity(&r)) ||
            ((cp == '*' || cp == '!' || cp == '[' || cp == '#') && read_mark(&r)))
            continue;
        if (is_break(cp))
            end_line(&r);
        else if (is_space(cp))
            put_space(&r, cp);
        else if (!is_nothing(cp))
            put(&r, cp, r.i, r.i + 1);
        r.i++;
    }
    end_line(&r);
    gx_line_numbers_drop(sheet);
    for (size_t i = 0; i < sheet->lines.n; i++)
        undouble(sheet, &sheet->lines.at[i],
                 i && sheet->lines.at[i - 1].doubled && !sheet->lines.at[i].blanks);
}

gx_run gx_sheet_run(const gx_sheet *sheet, uint32_t start, uint32_t end)
{
    return (gx_run){sheet->glyphs + start, end - start};
}

gx_run gx_line_run(const gx_sheet *sheet, const gx_line *line)
{
    return gx_sheet_run(sheet, line->start, line->end);
}
