#include "text/encoding.h"

#include "base/message.h"
#include "base/utf8.h"

#include <iconv.h>
#include <string.h>

enum {
    SAMPLE_BYTES = 256 * 1024, /* what is looked at to tell the encoding; a page is some 10 KB */
    CHARACTER_BYTES = 4,       /* at most; a line break of two characters, too */
    PROBLEMS_KEPT = 100,       /* page.h */
    BINARY_PART = 10,          /* a file is binary where more than 1/10 of it is not text */
    GB_LEADS = 126,            /* 0x81..0xFE */
    GB_TRAILS = 191            /* 0x40..0xFE */
};

/* The characters that make up a third of Chinese news, with its punctuation (own count over public news). */
static const char common_chars[] =
    "的一是在了不和有大这主中人上为们地个用工时要动国产以我到他会作来分生对于学下级就年"
    "阶义发成部民可出能方进同行面说种过命度革而多子后自社加小机也经力线本电高量长党得实"
    "家定深法表着水理化争现所二起政三好十战无农使性前等反体合斗路图把结第里正新开论之物"
    "从当两些还天资事队批如应形想制心样干都向变关点育重其思与间内去因件日利相由压员气业"
    "代全组数果期导平各基或月毛然问比展那它最及外没看治提五解系林者米群头意只明四道马认"
    "次文通但条较克又公孔领军流入接席位情运器并飞原油放立题质指建区验活众很教决特此常石"
    "强极土少已根共直团统式转别造切九你取西持总料连任志观调七么山程百报更见必真保热委手"
    "改管处己将修支识病象几先老光专什六型具示复安带每东增则完风回南广劳轮科北打积车计给"
    "节做务被整联步类集号列温装即毫知轴研单色坚据速防史拉世设达尔场织历花受求传口断况采"
    "精金界品判参层止边清至万确究书术状厂须离再目海交权且儿青才证低越际八试规斯近注办布"
    "门铁需走议县兵固除般引齿千胜细影济白格效置推空配刀叶率述今选养德话查差半敌始片施响"
    "，。、；：？！“”‘’（）《》【】—…　·";

const char *gx_encoding_name(gx_encoding encoding)
{
    static const char *const names[GX_ENCODINGS] = {"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"};
    return names[encoding];
}

/* GB18030 through the system's tables; the two-byte characters, nearly all, are asked for once each. */
typedef struct gb_tables {
    iconv_t iconv;
    uint32_t *memo; /* [GB_LEADS][GB_TRAILS] code point, 0 = not asked yet */
} gb_tables;

static uint32_t gb_ask(iconv_t iconv_handle, const unsigned char *bytes, size_t n)
{
    char in[4], out[8];
    memcpy(in, bytes, n);
    char *from = in, *to = out;
    size_t in_left = n, out_left = sizeof out;
    size_t result = iconv(iconv_handle, &from, &in_left, &to, &out_left);
    if (result == (size_t)-1 || in_left || out_left != sizeof out - 4) {
        iconv(iconv_handle, NULL, NULL, NULL, NULL);
        return GX_REPLACEMENT;
    }
    const unsigned char *o = (const unsigned char *)out;
    return (uint32_t)o[0] | (uint32_t)o[1] << 8 | (uint32_t)o[2] << 16 | (uint32_t)o[3] << 24;
}

static size_t gb_decode(const gb_tables *gb, const char *bytes, size_t n, uint32_t *cp, bool *valid)
{
    const unsigned char *b = (const unsigned char *)bytes;
    *valid = true;
    if (b[0] < 0x80) {
        *cp = b[0];
        return 1;
    }
    if (b[0] != 0x80 && b[0] != 0xFF && n > 1) {
        if (b[1] >= 0x40 && b[1] != 0x7F && b[1] != 0xFF) {
            uint32_t *memo = &gb->memo[(b[0] - 0x81) * GB_TRAILS + (b[1] - 0x40)];
            if (!*memo)
                *memo = gb_ask(gb->iconv, b, 2);
            *cp = *memo;
            *valid = *cp != GX_REPLACEMENT;
            return *valid ? 2 : 1;
        }
        if (b[1] >= 0x30 && b[1] <= 0x39 && n > 3 && b[2] >= 0x81 && b[2] != 0xFF && b[3] >= 0x30 &&
            b[3] <= 0x39) {
            *cp = gb_ask(gb->iconv, b, 4);
            *valid = *cp != GX_REPLACEMENT;
            return *valid ? 4 : 1;
        }
    }
    *cp = GX_REPLACEMENT;
    *valid = false;
    return 1;
}

static size_t utf16_decode(bool big, const char *bytes, size_t n, uint32_t *cp, bool *valid)
{
    const unsigned char *b = (const unsigned char *)bytes;
    *valid = true;
    if (n < 2) {
        *valid = false;
        *cp = GX_REPLACEMENT;
        return n;
    }
    uint32_t unit = big ? (uint32_t)b[0] << 8 | b[1] : (uint32_t)b[1] << 8 | b[0];
    if (unit >= 0xD800 && unit < 0xDC00 && n >= 4) {
        uint32_t low = big ? (uint32_t)b[2] << 8 | b[3] : (uint32_t)b[3] << 8 | b[2];
        if (low >= 0xDC00 && low < 0xE000) {
            *cp = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            return 4;
        }
    }
    *valid = unit < 0xD800 || unit >= 0xE000;
    *cp = *valid ? unit : GX_REPLACEMENT;
    return 2;
}

static size_t decode(gx_encoding encoding, const gb_tables *gb, const char *bytes, size_t n, uint32_t *cp,
                     bool *valid)
{
    switch (encoding) {
    case GX_GB18030:
        return gb_decode(gb, bytes, n, cp, valid);
    case GX_UTF16LE:
    case GX_UTF16BE:
        return utf16_decode(encoding == GX_UTF16BE, bytes, n, cp, valid);
    default:
        return gx_utf8_decode(bytes, n, cp, valid);
    }
}

static bool is_control(uint32_t cp)
{
    return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r' && cp != '\f' && cp != '\v') ||
           (cp >= 0x7F && cp < 0xA0 && cp != 0x85);
}

static bool is_odd(uint32_t cp)
{
    return is_control(cp) || (cp >= 0xE000 && cp < 0xF900) || (cp >= 0xFFF0 && cp < 0x10000) || cp >= 0x20000;
}

/* How much a reading looks like Chinese or ASCII prose: between -4 and 2 a character. */
static double likeness(gx_encoding encoding, const gb_tables *gb, const char *bytes, size_t n,
                       const uint8_t *common)
{
    double score = 0;
    size_t chars = 0;
    for (size_t i = 0; i < n; chars++) {
        uint32_t cp;
        bool valid;
        i += decode(encoding, gb, bytes + i, n - i, &cp, &valid);
        bool cut_off = !valid && n - i < 4; /* the sample may end within a character */
        if (cut_off)
            continue;
        score += !valid                                        ? -4
                 : is_odd(cp)                                  ? -3
                 : (cp < 0x80 || (cp < 0x10000 && common[cp])) ? 2
                 : cp < 0x10000                                ? 0.5
                                                               : 0;
    }
    return chars ? score / (double)chars : 0;
}

typedef struct byte_mark {
    const char *bytes;
    size_t n;
    gx_encoding encoding;
} byte_mark;

static const byte_mark marks[] = {
    {"\xEF\xBB\xBF", 3, GX_UTF8}, {"\xFF\xFE", 2, GX_UTF16LE}, {"\xFE\xFF", 2, GX_UTF16BE}};

/* Chinese news read rightly scores 1.3 to 1.6, English 2, any wrong reading as UTF-8 less than 0. */
static const double SURE_SCORE = 1.0;
/* Valid text of rare characters scores 0.5, random bytes 0.1: below, it is no other encoding but a damaged
 * file. */
static const double LEAST_SCORE = 0.45;

static gx_encoding detect(const gb_tables *gb, const uint8_t *common, const char *bytes, size_t n,
                          size_t *mark_bytes)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (n >= marks[i].n && !memcmp(bytes, marks[i].bytes, marks[i].n)) {
            *mark_bytes = marks[i].n;
            return marks[i].encoding;
        }
    *mark_bytes = 0;
    size_t sample = n < SAMPLE_BYTES ? n : SAMPLE_BYTES;
    gx_encoding best = GX_UTF8;
    double best_score = likeness(GX_UTF8, gb, bytes, sample, common);
    if (best_score > SURE_SCORE)
        return best;
    for (gx_encoding e = GX_GB18030; e < GX_ENCODINGS; e++) {
        double score = likeness(e, gb, bytes, sample, common);
        if (score > best_score) {
            best = e;
            best_score = score;
        }
    }
    return best_score > LEAST_SCORE ? best : GX_UTF8;
}

static uint8_t *common_table(gx_arena *arena)
{
    uint8_t *common = GX_ARENA_ARRAY(arena, uint8_t, 0x10000);
    for (const char *at = common_chars; *at;) {
        uint32_t cp;
        at += gx_utf8_decode(at, strlen(at), &cp, NULL);
        common[cp & 0xFFFF] = 1;
    }
    return common;
}

static void note(gx_page *page, size_t cap, uint32_t line, uint32_t column, const char *text)
{
    if (page->n_problems < cap)
        page->problems[page->n_problems++] = (gx_page_problem){line, column, text};
    page->n_problems_in_all++;
}

/* How good a place is to cut a page: the higher, the better. */
typedef enum cut_rank { CUT_ANYWHERE, CUT_SENTENCE, CUT_LINE, CUT_PARAGRAPH } cut_rank;

/* A page while it is being decoded, or what it was at the best place to cut it. */
typedef struct decoding {
    size_t i; /* byte */
    size_t n_chars, n_problems, n_problems_in_all, not_text_bytes;
    uint32_t line, column; /* from 0 */
    cut_rank rank;
} decoding;

static cut_rank rank_behind(const gx_page *page, size_t n_chars)
{
    uint32_t cp = page->chars[n_chars - 1];
    if (cp == '\n')
        return n_chars > 1 && page->chars[n_chars - 2] == '\n' ? CUT_PARAGRAPH : CUT_LINE;
    return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F ? CUT_SENTENCE : CUT_ANYWHERE; /* 。！？ */
}

/* Decode one character of bytes[n] at d->i. */
static void decode_next(gx_page *page, decoding *d, gx_encoding encoding, const gb_tables *gb,
                        const char *bytes, size_t n, uint64_t first_byte)
{
    static const char *const invalid_texts[GX_ENCODINGS] = {
        N_("invalid UTF-8, read as U+FFFD"), N_("invalid GB18030, read as U+FFFD"),
        N_("invalid UTF-16LE, read as U+FFFD"), N_("invalid UTF-16BE, read as U+FFFD")};
    size_t cap = PROBLEMS_KEPT, i = d->i;
    uint32_t cp;
    bool valid;
    size_t took = decode(encoding, gb, bytes + i, n - i, &cp, &valid);
    if (cp == '\r') {
        uint32_t next;
        bool next_valid;
        size_t more =
            i + took < n ? decode(encoding, gb, bytes + i + took, n - i - took, &next, &next_valid) : 0;
        if (more && next == '\n')
            took += more;
        cp = '\n';
    }
    if (!valid)
        note(page, cap, d->line + 1, d->column + 1, invalid_texts[encoding]);
    else if (!cp)
        note(page, cap, d->line + 1, d->column + 1, N_("NUL byte, left out"));
    if (!valid || is_control(cp))
        d->not_text_bytes += took;
    page->byte_at[d->n_chars] = (uint32_t)(first_byte + i);
    page->chars[d->n_chars++] = cp;
    d->column = cp == '\n' ? 0 : d->column + 1;
    d->line += cp == '\n';
    d->i += took;
}

static gx_status read_all(gx_page *page, gx_encoding encoding, const gb_tables *gb, const char *bytes,
                          size_t n, size_t most, size_t mark_bytes, gx_page_course *course, gx_error *err)
{
    bool cut = n > most;
    size_t limit = cut ? most - CHARACTER_BYTES : n;
    decoding d = {.i = mark_bytes, .line = course->line, .column = course->column}, best = {0};
    while (d.i < limit) {
        decode_next(page, &d, encoding, gb, bytes, n, course->byte);
        d.n_problems = page->n_problems;
        d.n_problems_in_all = page->n_problems_in_all;
        if (!cut || d.i < limit / 2)
            continue;
        d.rank = rank_behind(page, d.n_chars);
        if (d.rank >= best.rank)
            best = d;
    }
    if (cut)
        d = best;
    page->n_chars = d.n_chars;
    page->n_problems = d.n_problems;
    page->n_problems_in_all = d.n_problems_in_all;
    page->byte_at[d.n_chars] = (uint32_t)(course->byte + d.i);
    if (d.not_text_bytes > d.i / BINARY_PART)
        return gx_fail_at(err, GX_EDATA, page->name, 0, 0,
                          "expected text, found a binary file (%zu of %zu bytes are not text)",
                          d.not_text_bytes, d.i);
    *course = (gx_page_course){.n_bytes = course->n_bytes,
                               .byte = course->byte + d.i,
                               .line = d.line,
                               .column = d.column,
                               .encoding = gx_encoding_name(encoding),
                               .inside = cut && d.rank != CUT_PARAGRAPH};
    return GX_OK;
}

static gx_encoding encoding_named(const char *name)
{
    gx_encoding e = GX_UTF8;
    while (e + 1 < GX_ENCODINGS && strcmp(gx_encoding_name(e), name) != 0)
        e++;
    return e;
}

gx_status gx_encoding_read(gx_page *page, gx_arena *arena, const char *bytes, size_t n, size_t most,
                           gx_page_course *course, gx_error *err)
{
    size_t room = n < most ? n : most;
    if (course->n_bytes >= UINT32_MAX)
        return gx_fail_at(err, GX_EDATA, page->name, 0, 0, "expected less than 4 GiB, found %llu bytes",
                          (unsigned long long)course->n_bytes);
    /* All memory before iconv_open(): running out of it jumps away, and the handle would stay open. */
    page->problems = GX_ARENA_ARRAY(arena, gx_page_problem, PROBLEMS_KEPT);
    page->chars = GX_ARENA_ARRAY(arena, uint32_t, room + 1);
    page->byte_at = GX_ARENA_ARRAY(arena, uint32_t, room + 1);
    uint8_t *common = common_table(arena);
    gb_tables gb = {.memo = GX_ARENA_ARRAY(arena, uint32_t, GB_LEADS * GB_TRAILS)};
    gb.iconv = iconv_open("UTF-32LE", "GB18030");
    if (gb.iconv == (iconv_t)-1)
        return gx_fail_at(err, GX_EIO, page->name, 0, 0, "the system's iconv knows no GB18030");
    size_t mark_bytes = 0;
    gx_encoding encoding =
        course->encoding ? encoding_named(course->encoding) : detect(&gb, common, bytes, n, &mark_bytes);
    page->encoding = gx_encoding_name(encoding);
    page->n_bytes = course->n_bytes;
    gx_status status = read_all(page, encoding, &gb, bytes, n, most, mark_bytes, course, err);
    iconv_close(gb.iconv);
    return status;
}
