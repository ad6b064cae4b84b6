#include "text/words.h"

#include <string.h>

/*
 * A single item as a website prints it: navigation, title (sometimes twice), a line of fields, text,
 * pictures' names, signatures, links to other items.
 */

typedef enum line_class {
    LINE_TEXT,
    LINE_CLUTTER,  /* navigation, buttons, rules */
    LINE_FIELDS,   /* 发布时间：… 来源：… */
    LINE_ORIGINAL, /* 原标题：… */
    LINE_NOTE,     /* 【编者按】… */
    LINE_PICTURE,  /* a picture's file name, perhaps with its caption */
    LINE_CAPTION,
    LINE_SIGNATURE, /* （供稿：甲 供图：乙） */
    LINE_END        /* 上一篇：…: no more of the item follows */
} line_class;

enum {
    MENU_TOKENS = 3, /* so many short words in a row are a menu */
    MENU_WORD_CHARS = 6,
    BREADCRUMB_CHARS = 60,
    STAMPED_CHARS = 70,
    LEAST_TITLE = 6,    /* a shorter line is not taken for another's beginning */
    TITLE_CHARS = 60,   /* no title is longer */
    BODY_CHARS = 46,    /* a line that is longer is text even if nothing ends in it */
    COLUMN_CHARS = 10,  /* a column's name is not longer */
    HEADING_CHARS = 22, /* nor a crosshead */
    LIST_CHARS = 80,
    COLUMN_CELL_CHARS = 4, /* 医院文化 */
    ANNEX_CHARS = 4        /* 附件1: */
};

static const char *const BARS = "|｜∣│┃丨";
static const double SUB_OVERLAP = 0.12; /* a first line that shares less with the body than this … */
static const double SUB_LEAD = 0.2;     /* … gives way to one that shares so much more */

typedef struct item {
    const gx_sheet *sheet;
    gx_draft *draft;
    line_class *classes; /* [lines] */
    size_t n;            /* lines */
    size_t body;         /* the first line of the text */
    bool wrapped;        /* paragraphs are broken over lines */
    bool minutes;        /* inside the labels at the head of minutes */
} item;

static gx_run line_run(const item *it, size_t i)
{
    return gx_line_run(it->sheet, &it->sheet->lines.at[i]);
}

/* 文字 | 甲　图片 | 乙: credits, with bars for colons. */
static bool opens_credits(gx_run run)
{
    for (const gx_label *label = gx_labels; label->word; label++) {
        size_t n = gx_begins(run, label->word);
        if (n && n < run.n && gx_contains_char("|｜∣│┃丨：:／/", run.at[n].cp))
            return true;
    }
    return false;
}

/* 首页 >> 新闻中心 >> 县市动态, or a menu of short words. */
static bool is_navigation(gx_run run)
{
    if (gx_begins_any(run, gx_words_navigation))
        return true;
    size_t arrows = 0, bars = 0, fields = 0, tokens = 1, longest = 0, length = 0;
    for (size_t i = 0; i < run.n && i < BREADCRUMB_CHARS; i++) {
        if (gx_contains_char("。，；！？", run.at[i].cp))
            return false;
        arrows += gx_contains_char(">＞»›", run.at[i].cp);
        bars += gx_contains_char(BARS, run.at[i].cp);
        fields += gx_contains_char("：:／/", run.at[i].cp);
        bool starts = run.at[i].gap == GX_GAP_SPACE || gx_contains_char(BARS, run.at[i].cp);
        tokens += starts;
        length = starts ? 1 : length + 1;
        longest = length > longest ? length : longest;
    }
    if (run.n > BREADCRUMB_CHARS)
        return false;
    size_t slash = gx_finds(run, "/", run.n);
    if (slash != SIZE_MAX && gx_begins(gx_run_from(run, slash + 1), "正文")) /* 园区动态 / 正文 */
        return true;
    bool barred = bars + 1 >= MENU_TOKENS && !fields && longest <= MENU_WORD_CHARS + 2 && !opens_credits(run);
    bool menu = longest <= MENU_WORD_CHARS && gx_finds(run, "首页", run.n) != SIZE_MAX;
    return arrows || (tokens >= MENU_TOKENS && (menu || barred));
}

/* 原创 某某工会 2024-07-12 18:30 江西: a date with its year in a line that is no sentence. */
static bool is_stamped(gx_run run)
{
    if (run.n > STAMPED_CHARS || gx_ends_sentence(run))
        return false;
    for (size_t i = 0; i < run.n; i++) {
        if (gx_contains_char("，。；", run.at[i].cp))
            return false;
        if ((i == 0 || run.at[i].gap == GX_GAP_SPACE || gx_contains_char("：:", run.at[i - 1].cp)) &&
            gx_date_stamp(gx_run_from(run, i)))
            return true;
    }
    return false;
}

/* 【项目快讯】百日会战…: how long the bracket is, 0 without one. */
static size_t leading_bracket(gx_run run)
{
    if (!run.n || run.at[0].cp != 0x3010)
        return 0;
    for (size_t i = 1; i < run.n && i <= COLUMN_CHARS + 2; i++)
        if (run.at[i].cp == 0x3011) {
            size_t end = i + 1;
            while (end < run.n && gx_contains_char("|｜-—·:：", run.at[end].cp))
                end++;
            return end + 3 < run.n ? end : 0;
        }
    return 0;
}

/* 〔2020〕7号, 某总字〔2020〕7号 */
static bool is_document_number(gx_run run)
{
    size_t bracket = gx_finds(run, "〔", run.n);
    return bracket != SIZE_MAX && run.n <= 2 * HEADING_CHARS && run.at[run.n - 1].cp == U'号';
}

static bool is_dash(uint32_t cp)
{
    return gx_contains_char("—－-–", cp);
}

static line_class classify(gx_run run)
{
    size_t length;
    size_t mark = 0;
    while (mark < run.n && gx_contains_char(">»·•*◆■|｜∣【[〔", run.at[mark].cp))
        mark++;
    if (mark && gx_begins_any(gx_run_from(run, mark), gx_words_end))
        return LINE_END;
    if (gx_is_rule(run) || gx_is_buttons(run) || is_navigation(run) || is_document_number(run))
        return LINE_CLUTTER;
    size_t original = gx_finds(run, "原标题", 12);
    if (original != SIZE_MAX && original + 3 < run.n && gx_contains_char("：:", run.at[original + 3].cp))
        return LINE_ORIGINAL;
    if (run.n > COLUMN_CHARS && is_dash(run.at[0].cp) && is_dash(run.at[1].cp))
        return LINE_TEXT; /* ——…: the second line of a title */
    if (gx_begins(run, "【编者按】") || gx_begins(run, "编者按"))
        return LINE_NOTE;
    if (gx_is_signature(run, false))
        return LINE_SIGNATURE;
    if (gx_is_image_name(run, &length))
        return LINE_PICTURE;
    if (gx_is_fields(run) || gx_is_date(run) || is_stamped(run))
        return LINE_FIELDS;
    bool caption = gx_begins_any(run, gx_words_caption) || gx_begins(run, "（配图");
    if (caption && !leading_bracket(run)) /* 【图片新闻】… is a title */
        return LINE_CAPTION;
    if (gx_begins_any(run, gx_words_end))
        return LINE_END;
    return LINE_TEXT;
}

/* 出席：…, 会议时间：…: a line at the head of minutes. */
static bool is_minute(gx_run run)
{
    static const char *const words[] = {"会议时间", "会议地点", "会议主题", "会议名称", "主持人",
                                        "出席人员", "出席",     "列席人员", "列席",     "参会人员",
                                        "缺席",     "请假",     "记录人",   "记录",     NULL};
    size_t n = gx_begins_any(run, words);
    return n && n + 1 < run.n && gx_contains_char("：:", run.at[n].cp);
}

static bool is_body(gx_run run)
{
    if (gx_dateline(run) || run.n > TITLE_CHARS || is_minute(run))
        return true;
    bool stop = gx_finds(run, "。", run.n) != SIZE_MAX;
    bool greeting = run.n > 2 && gx_contains_char("：:", run.at[run.n - 1].cp);
    return stop || greeting || (run.n > BODY_CHARS && gx_finds(run, "，", run.n) != SIZE_MAX);
}

static bool is_minutes(const item *it, size_t i)
{
    return i < it->n && gx_is_minutes(line_run(it, i));
}

/* Where the text begins: at the first line that is no headline; minutes begin with two labels or more. */
static size_t find_body(item *it)
{
    for (size_t i = 0; i + 1 < it->n; i++)
        if (is_minutes(it, i) && is_minutes(it, i + 1)) {
            while (is_minutes(it, i + 1) && it->classes[i] != LINE_TEXT)
                it->classes[i++] = LINE_TEXT;
            break;
        }
    for (size_t i = 0; i + 1 < it->n; i++)
        if (is_minutes(it, i) && is_minutes(it, i + 1))
            return i;
    for (size_t i = 0; i < it->n; i++)
        if ((it->classes[i] == LINE_TEXT || it->classes[i] == LINE_CAPTION) && is_body(line_run(it, i)))
            return i;
    if (it->n == 1 && it->classes[0] == LINE_TEXT)
        return 0;
    /* no line looks like text: whatever follows the first two lines */
    for (size_t i = 0, seen = 0; i < it->n; i++)
        if (it->classes[i] == LINE_TEXT && seen++)
            return i;
    return it->n;
}

static bool same_text(gx_run a, gx_run b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (a.at[i].cp != b.at[i].cp)
            return false;
    return true;
}

/* 晚报工会 | 巾帼风采, 县报在线　体育, 工会动态/基层传真: short cells of a path, the last of them a column's
 * name. */
static bool is_path(gx_run run)
{
    enum { PATH_CHARS = 18, CELL_CHARS = 6 };
    size_t cells = 1, length = 0, start = 0;
    bool barred = false;
    for (size_t i = 0; i < run.n && run.n <= PATH_CHARS; i++) {
        bool bar = gx_contains_char("|｜/／·-", run.at[i].cp);
        if (!bar && !(i && run.at[i].gap == GX_GAP_SPACE && length)) {
            length++;
        } else if (length) {
            cells++;
            length = !bar;
            start = i + bar;
        }
        barred |= gx_contains_char("|｜/／", run.at[i].cp);
        if (length > CELL_CHARS || gx_contains_char("，。！？：“”《》", run.at[i].cp))
            return false;
    }
    gx_run last = gx_run_from(run, start);
    return run.n <= PATH_CHARS && cells > 1 &&
           (barred || (last.n <= COLUMN_CELL_CHARS && gx_ends_any(last, gx_words_column_cell)));
}

/* 〔图片新闻〕, 【要闻】: a column's name in brackets, and nothing else on the line. */
static bool is_bracketed(gx_run run)
{
    return run.n > 2 && run.n <= COLUMN_CHARS + 2 && gx_contains_char("〔［【[", run.at[0].cp) &&
           gx_contains_char("〕］】]", run.at[run.n - 1].cp);
}

/* A column's or an office's name over the title. */
static bool is_label(gx_run run)
{
    if (run.n <= COLUMN_CELL_CHARS && gx_ends_any(run, gx_words_column_cell))
        return true;
    bool spaced = false; /* 某某电力 · 职工天地 is one name */
    for (size_t i = 1; i < run.n; i++)
        spaced |= run.at[i].gap == GX_GAP_SPACE && run.at[i].cp != 0xB7 && run.at[i - 1].cp != 0xB7;
    if (is_path(run) || is_bracketed(run))
        return true;
    return !spaced &&
           ((run.n <= COLUMN_CHARS && gx_ends_any(run, gx_words_column)) ||
            (run.n <= 2 * COLUMN_CHARS && gx_ends_any(run, gx_words_department) && run.at[0].cp != 0x201C));
}

typedef struct titles {
    struct title {
        uint32_t start, end;
        size_t line;
        bool dropped;  /* the title with the site's name behind, as a browser's window shows it */
        bool sub;      /* ——…, a bracket, a column's name */
        bool repeated; /* printed twice */
    } * at;
    size_t n, cap;
} titles;

/* The title was broken over two lines: in brackets, behind 的 or 、, or with a short indented rest. */
static bool goes_on_above(const item *it, const titles *list, size_t line)
{
    const gx_line *lower = &it->sheet->lines.at[line];
    if (!list->n || list->at[list->n - 1].line + 1 != line || lower->blanks || list->at[list->n - 1].sub ||
        list->at[list->n - 1].end != lower->start)
        return false;
    const gx_line *upper = lower - 1;
    gx_run above = gx_line_run(it->sheet, upper), below = gx_line_run(it->sheet, lower);
    if (is_dash(below.at[0].cp))
        return false;
    int depth = 0;
    for (size_t i = 0; i < above.n; i++)
        depth += (gx_closer_of(above.at[i].cp) != 0) - gx_is_closer(above.at[i].cp);
    return depth > 0 || gx_contains_char("的、和与及暨", above.at[above.n - 1].cp) ||
           (lower->indent > upper->indent && below.n <= COLUMN_CHARS);
}

static void add_title(item *it, titles *list, size_t line)
{
    gx_run run = line_run(it, line);
    uint32_t start = it->sheet->lines.at[line].start, end = it->sheet->lines.at[line].end;
    size_t bracket = leading_bracket(run), named = gx_begins(run, "标题：");
    if (goes_on_above(it, list, line)) {
        list->at[list->n - 1].end = end; /* lines of one title; the sheet's glyphs are one row */
        return;
    }
    gx_run rest = gx_run_from(run, bracket + named);
    bool repeated = false;
    for (size_t i = 0; i < list->n; i++) {
        gx_run other = gx_sheet_run(it->sheet, list->at[i].start, list->at[i].end);
        if (same_text(other, rest)) {
            list->at[i].repeated = true;
            return;
        }
        if (other.n > rest.n + 2 && rest.n >= LEAST_TITLE && same_text(gx_run_until(other, rest.n), rest) &&
            gx_contains_char("-－—–_|｜", other.at[rest.n].cp))
            list->at[i].dropped = repeated = true;
    }
    if (bracket)
        *GX_PUSH(it->sheet->arena, list) =
            (struct title){.start = start, .end = start + (uint32_t)bracket, .line = line, .sub = true};
    *GX_PUSH(it->sheet->arena, list) = (struct title){.start = start + (uint32_t)(bracket + named),
                                                      .end = end,
                                                      .line = line,
                                                      .sub = is_dash(run.at[0].cp) || is_label(rest),
                                                      .repeated = repeated};
}

static gx_body text_of(const item *it)
{
    gx_body body = {0};
    for (size_t i = it->body; i < it->n; i++)
        if (it->classes[i] == LINE_TEXT)
            *GX_PUSH(it->sheet->arena, &body) =
                (gx_range){it->sheet->lines.at[i].start, it->sheet->lines.at[i].end};
    return body;
}

/* 开工啦！ right above a longer line: a call, and the title below it. */
static bool calls(const item *it, const titles *list, size_t i)
{
    enum { CALL_CHARS = 12 };
    gx_run run = gx_sheet_run(it->sheet, list->at[i].start, list->at[i].end);
    if (run.n > CALL_CHARS || !gx_contains_char("！!", run.at[run.n - 1].cp) || i + 1 >= list->n)
        return false;
    const struct title *next = &list->at[i + 1];
    return next->line == list->at[i].line + 1 && !next->sub && next->end - next->start > run.n;
}

static size_t choose_title(const item *it, const titles *list)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].repeated && !list->at[i].sub)
            return i;
    for (size_t i = 0; i < list->n && best == SIZE_MAX; i++)
        if (!list->at[i].sub && !list->at[i].dropped && !calls(it, list, i))
            best = i;
    if (best == SIZE_MAX) /* an office's name alone is better than nothing */
        return list->n ? list->n - 1 : SIZE_MAX;
    gx_body body = text_of(it);
    double overlap = gx_headline_overlap(it->sheet, list->at[best].start, list->at[best].end, &body);
    if (overlap < SUB_OVERLAP)
        for (size_t i = best + 1; i < list->n; i++) {
            bool far = list->at[i].line > list->at[best].line + 1;
            double other = gx_headline_overlap(it->sheet, list->at[i].start, list->at[i].end, &body);
            if (!list->at[i].sub && !list->at[i].dropped && far && other > overlap + SUB_LEAD) {
                overlap = other;
                best = i;
            }
        }
    return best;
}

/* 原标题：…, where no other headline stands: what follows the colon. */
static void add_original(item *it, size_t line)
{
    enum { LABEL_CHARS = 4 };
    gx_run run = line_run(it, line);
    size_t at = gx_finds(run, "原标题", 12) + LABEL_CHARS;
    const gx_line *whole = &it->sheet->lines.at[line];
    if (at < run.n)
        gx_draft_add(it->sheet->arena, it->draft, GX_BLOCK_TITLE, whole->start + (uint32_t)at, whole->end);
}

/* 柳姗姗 彭冰, between the title and a line with the day and the source: who wrote it. */
static bool is_name_line(const item *it, const titles *list, size_t i)
{
    enum { NAMES_CHARS = 12 };
    gx_run run = line_run(it, i);
    return list->n && i + 1 < it->body && it->classes[i + 1] == LINE_FIELDS && run.n <= NAMES_CHARS &&
           gx_is_surnamed(run);
}

/* Everything above the text. */
static void read_head(item *it)
{
    titles list = {0};
    size_t original = SIZE_MAX;
    for (size_t i = 0; i < it->body; i++) {
        if (it->classes[i] == LINE_TEXT)
            original = it->n;
        else if (it->classes[i] == LINE_ORIGINAL && original == SIZE_MAX)
            original = i;
    }
    if (original < it->n)
        add_original(it, original);
    for (size_t i = 0; i < it->body; i++) {
        const gx_line *line = &it->sheet->lines.at[i];
        bool name_line = it->classes[i] == LINE_TEXT && is_name_line(it, &list, i);
        if (it->classes[i] == LINE_TEXT && !name_line)
            add_title(it, &list, i);
        else if (it->classes[i] != LINE_CLUTTER && it->classes[i] != LINE_PICTURE &&
                 it->classes[i] != LINE_END && i != original)
            gx_draft_add(it->sheet->arena, it->draft, GX_BLOCK_META, line->start, line->end);
    }
    size_t title = choose_title(it, &list);
    for (size_t i = 0; i < list.n; i++)
        if (!list.at[i].dropped || i == title)
            gx_draft_add(it->sheet->arena, it->draft, i == title ? GX_BLOCK_TITLE : GX_BLOCK_SUBTITLE,
                         list.at[i].start, list.at[i].end);
}

static bool is_plain_date(gx_run run)
{
    size_t digits = 0;
    for (size_t i = 0; i < run.n; i++)
        digits += gx_contains_char("〇○零一二三四五六七八九十年月日0123456789", run.at[i].cp);
    return digits == run.n;
}

/* 某某局, 二〇二三年十一月六日: who signs at the end, and when. */
static bool is_sign_off(gx_run run)
{
    if (gx_ends_sentence(run) || run.n > 60)
        return false;
    if (is_plain_date(run) || gx_is_signature(run, true))
        return true;
    for (size_t i = 0; i < run.n; i++)
        if (gx_contains_char("，。：；、“（《", run.at[i].cp))
            return false;
    return gx_ends_any(run, gx_words_department) != 0;
}

/* A name and an office right below a line that ends no sentence, or below two more such: the last of a list,
 * no signature. */
static bool in_roll(const item *it, size_t i)
{
    enum { ROLL_LINES = 3 };
    size_t names = 0;
    while (names < ROLL_LINES && i >= it->body + names && it->classes[i - names] == LINE_TEXT &&
           gx_is_signature(line_run(it, i - names), true))
        names++;
    if (names == ROLL_LINES)
        return true;
    return gx_is_signature(line_run(it, i), true) && !it->sheet->lines.at[i].blanks &&
           it->classes[i - 1] == LINE_TEXT && !gx_ends_sentence(line_run(it, i - 1)) &&
           !is_sign_off(line_run(it, i - 1));
}

/* A body's name that no date follows and no sentence stands before: the last of a list, no signature. */
static bool in_list(const item *it, size_t i)
{
    gx_run run = line_run(it, i);
    bool dated = i + 1 < it->n && gx_is_date(line_run(it, i + 1));
    bool behind_text = it->classes[i - 1] != LINE_TEXT || gx_ends_sentence(line_run(it, i - 1));
    return !is_plain_date(run) && !gx_is_signature(run, true) && !dated && !behind_text;
}

/* How many of the last lines of the text are such. */
static size_t find_sign_off(const item *it, size_t end)
{
    while (end > it->body + 1) {
        if (it->classes[end - 1] != LINE_TEXT || !is_sign_off(line_run(it, end - 1)) ||
            in_roll(it, end - 1) || in_list(it, end - 1))
            break;
        end--;
    }
    return end;
}

static gx_block_kind kind_of(gx_run run)
{
    if (gx_ends_sentence(run) || run.n > LIST_CHARS)
        return GX_BLOCK_PARAGRAPH;
    bool spaced = false, marked = false;
    for (size_t i = 1; i < run.n; i++) {
        spaced |= run.at[i].gap == GX_GAP_SPACE;
        marked |= gx_contains_char("：:，。；", run.at[i].cp);
    }
    return run.n <= HEADING_CHARS && !spaced && !marked ? GX_BLOCK_HEADING : GX_BLOCK_LIST;
}

static bool is_last_text(const item *it, size_t i, size_t end)
{
    for (size_t j = i + 1; j < end; j++)
        if (it->classes[j] == LINE_TEXT)
            return false;
    return true;
}

/* A line of the text; `*open` says that the last block goes on in the next line. */
static void add_text(item *it, size_t i, size_t end, bool *open)
{
    const gx_line *line = &it->sheet->lines.at[i];
    gx_run run = line_run(it, i);
    gx_arena *arena = it->sheet->arena;
    it->minutes =
        is_minutes(it, i) || (it->minutes && !gx_ends_sentence(run) && run.n <= LIST_CHARS && !line->blanks);
    if (it->minutes) { /* each line by itself, those that go on with a label too */
        gx_draft_add(arena, it->draft, GX_BLOCK_LIST, line->start, line->end);
        *open = false;
        return;
    }
    if (*open && !line->indent && !line->blanks) {
        gx_draft_append(arena, it->draft, line->start, line->end);
    } else {
        gx_block_kind kind = it->wrapped || it->n == 1 ? GX_BLOCK_PARAGRAPH : kind_of(run);
        if (kind == GX_BLOCK_HEADING && is_last_text(it, i, end))
            kind = GX_BLOCK_LIST;
        gx_draft_add(arena, it->draft, kind, line->start, line->end);
    }
    *open = it->wrapped && !gx_ends_sentence(run);
}

static void add_picture(item *it, size_t i)
{
    const gx_line *line = &it->sheet->lines.at[i];
    size_t length = 0;
    gx_is_image_name(line_run(it, i), &length);
    uint32_t start = line->start + (uint32_t)length;
    while (start < line->end && gx_contains_char("]】）)", it->sheet->glyphs[start].cp))
        start++;
    if (start < line->end)
        gx_draft_add(it->sheet->arena, it->draft, GX_BLOCK_CAPTION, start, line->end);
}

static void read_text(item *it)
{
    size_t end = it->body;
    while (end < it->n && it->classes[end] != LINE_END)
        end++;
    size_t last = end; /* the last line of text, behind which signatures may follow */
    while (last > it->body + 1 && it->classes[last - 1] != LINE_TEXT)
        last--;
    size_t sign_off = find_sign_off(it, last);
    bool open = false;
    for (size_t i = it->body; i < end; i++) {
        const gx_line *line = &it->sheet->lines.at[i];
        bool after_picture = i > it->body && it->classes[i - 1] == LINE_PICTURE && !line->blanks &&
                             kind_of(line_run(it, i)) != GX_BLOCK_PARAGRAPH;
        switch (it->classes[i]) {
        case LINE_CLUTTER:
        case LINE_END:
            break;
        case LINE_PICTURE:
            add_picture(it, i);
            break;
        case LINE_CAPTION:
            gx_draft_add(it->sheet->arena, it->draft, GX_BLOCK_CAPTION, line->start, line->end);
            break;
        case LINE_TEXT:
            if (i < sign_off || i >= last) {
                if (after_picture || (i > it->body && it->classes[i - 1] == LINE_PICTURE && !line->blanks &&
                                      line->indent == 0 && line_run(it, i).n <= HEADING_CHARS + 10))
                    gx_draft_add(it->sheet->arena, it->draft, GX_BLOCK_CAPTION, line->start, line->end);
                else
                    add_text(it, i, end, &open);
                break;
            }
            /* fall through */
        default:
            gx_draft_add(it->sheet->arena, it->draft, GX_BLOCK_META, line->start, line->end);
        }
    }
}

/* Does a line break off in the middle of a sentence that the next one takes up? */
static bool goes_on_below(const item *it, size_t i)
{
    gx_run run = line_run(it, i);
    return run.n < BODY_CHARS && !gx_ends_sentence(run) && i + 1 < it->n &&
           !it->sheet->lines.at[i + 1].blanks && !it->sheet->lines.at[i + 1].indent;
}

/* Most lines of the text break off at about one width: paragraphs are broken over lines; those of a list end
 * anywhere. */
static bool is_wrapped(const item *it)
{
    size_t lines = 0, unfinished = 0, width = 0;
    for (size_t i = it->body; i < it->n; i++)
        if (it->classes[i] == LINE_TEXT && goes_on_below(it, i) && line_run(it, i).n > width)
            width = line_run(it, i).n;
    for (size_t i = it->body; i < it->n; i++)
        if (it->classes[i] == LINE_TEXT && line_run(it, i).n > HEADING_CHARS / 2) {
            lines++;
            unfinished += goes_on_below(it, i) && line_run(it, i).n * 4 >= width * 3;
        }
    return lines > 5 && unfinished * 5 > lines * 3;
}

/* 附件:表彰名单, with the list below: no end. */
static bool lists_below(const item *it, size_t i)
{
    enum { LISTED = 2 };
    gx_run run = line_run(it, i);
    size_t lines = 0;
    if (!gx_begins(run, "附件") || (run.n > ANNEX_CHARS && gx_finds(run, "名单", run.n) == SIZE_MAX))
        return false;
    while (lines < LISTED && i + 1 < it->n && it->classes[i + 1] == LINE_TEXT) {
        i++;
        lines++;
    }
    return lines == LISTED;
}

void gx_layout_item(const gx_sheet *sheet, gx_drafts *out)
{
    item it = {.sheet = sheet,
               .n = sheet->lines.n,
               .classes = GX_ARENA_ARRAY(sheet->arena, line_class, sheet->lines.n)};
    if (!it.n)
        return;
    for (size_t i = 0; i < it.n; i++)
        it.classes[i] = classify(line_run(&it, i));
    for (size_t i = 0; i < it.n; i++)
        if (it.classes[i] == LINE_END && lists_below(&it, i))
            it.classes[i] = LINE_CLUTTER;
    if (it.n == 1 && !gx_is_rule(line_run(&it, 0))) /* a sentence, with or without a full stop */
        it.classes[0] = LINE_TEXT;
    it.body = find_body(&it);
    if (it.body == it.n)
        return;
    it.wrapped = is_wrapped(&it);
    it.draft = GX_PUSH(sheet->arena, out);
    read_head(&it);
    read_text(&it);
}
