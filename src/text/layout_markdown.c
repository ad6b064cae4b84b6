#include "text/words.h"

/*
 * Markdown: headings, paragraphs with empty lines between them; a paragraph may go on behind an empty line,
 * where the column broke.
 */

static const double KICKER_OVERLAP =
    0.25;                             /* a top heading that shares less with its body may be a slogan … */
static const double TITLE_LEAD = 0.2; /* … if the next one shares so much more */
static const double DANGLING_OVERLAP = 0.3;

typedef struct headings {
    const gx_line **at;
    size_t n, cap;
} headings;

typedef struct markdown {
    const gx_sheet *sheet;
    bool article_level[7]; /* headings of that level stand over texts with datelines */
    uint8_t title_level;   /* of the draft's title; 0 = none */
    gx_drafts *out;
    headings pending; /* headings since the last text */
    gx_draft *draft;  /* being filled; NULL = none; valid until the next one is added */
    bool open;        /* its last paragraph goes on */
    bool skipping;    /* advertisements, a list of contents */
} markdown;

static gx_body body_of(const gx_sheet *sheet, const gx_draft *draft)
{
    gx_body body = {.takes_none = draft->continued};
    for (size_t b = 0; b < draft->blocks.n; b++)
        for (size_t p = 0; p < draft->blocks.at[b].pieces.n; p++)
            if (draft->blocks.at[b].kind > GX_BLOCK_SUBTITLE)
                *GX_PUSH(sheet->arena, &body) = draft->blocks.at[b].pieces.at[p];
    return body;
}

/* Of the headings over a body: the highest, but not a slogan over the page. */
static size_t choose_title(const markdown *m, const headings *list, const gx_body *body)
{
    size_t best = 0;
    for (size_t i = 1; i < list->n; i++)
        if (list->at[i]->level < list->at[best]->level)
            best = i;
    double overlap = gx_headline_overlap(m->sheet, list->at[best]->start, list->at[best]->end, body);
    if (overlap >= KICKER_OVERLAP || list->at[best]->level > 1)
        return best;
    for (size_t i = 0; i < list->n; i++) {
        double other = gx_headline_overlap(m->sheet, list->at[i]->start, list->at[i]->end, body);
        if (other > overlap + TITLE_LEAD) {
            overlap = other;
            best = i;
        }
    }
    return best;
}

static void finish(markdown *m, const headings *list)
{
    if (!m->draft || !list->n)
        return;
    gx_body body = body_of(m->sheet, m->draft);
    size_t title = choose_title(m, list, &body);
    gx_run run = gx_line_run(m->sheet, list->at[title]);
    if (gx_begins_any(run, gx_words_rubric) == run.n)
        title = SIZE_MAX;
    for (size_t i = 0; i < list->n; i++)
        gx_draft_add(m->sheet->arena, m->draft, i == title ? GX_BLOCK_TITLE : GX_BLOCK_SUBTITLE,
                     list->at[i]->start, list->at[i]->end);
}

static void start(markdown *m, bool continued)
{
    m->draft = GX_PUSH(m->sheet->arena, m->out);
    m->draft->continued = continued;
    m->open = false;
}

static gx_block_kind kind_of(gx_run run)
{
    if (gx_is_signature(run, false))
        return GX_BLOCK_META;
    return gx_begins_any(run, gx_words_caption) ? GX_BLOCK_CAPTION : GX_BLOCK_PARAGRAPH;
}

static void add_text(markdown *m, const gx_line *line)
{
    gx_run run = gx_line_run(m->sheet, line);
    gx_block_kind kind = kind_of(run);
    if (m->open && kind == GX_BLOCK_PARAGRAPH)
        gx_draft_append(m->sheet->arena, m->draft, line->start, line->end);
    else
        gx_draft_add(m->sheet->arena, m->draft, kind, line->start, line->end);
    if (kind == GX_BLOCK_PARAGRAPH) {
        gx_run last = run.n > 24 ? gx_run_from(run, run.n - 24) : run;
        size_t stop = SIZE_MAX;
        for (size_t i = 0; i < last.n; i++)
            if (gx_is_end_mark(last.at[i].cp))
                stop = i;
        bool signed_off = stop != SIZE_MAX && gx_is_signature(gx_run_from(last, stop + 1), false);
        m->open = !gx_ends_sentence(run) && !signed_off;
    }
}

static void read_heading(markdown *m, const gx_line *line)
{
    gx_run run = gx_line_run(m->sheet, line);
    m->skipping = false;
    m->draft = NULL;
    size_t section = gx_begins_any(run, gx_words_section);
    if (section && section == run.n) {
        m->pending.n = 0;
        m->skipping = gx_begins(run, "详细新闻") == 0;
    } else {
        *GX_PUSH(m->sheet->arena, &m->pending) = line;
    }
}

/* Headings without a body behind them belong to the body without a title that they share most words with. */
static void give_dangling(markdown *m)
{
    for (size_t h = 0; h < m->pending.n; h++) {
        const gx_line *line = m->pending.at[h];
        double best = DANGLING_OVERLAP;
        gx_draft *owner = NULL;
        for (size_t d = m->out->n > 8 ? m->out->n - 8 : 0; d < m->out->n; d++) {
            gx_draft *draft = &m->out->at[d];
            bool titled = draft->continued;
            for (size_t b = 0; b < draft->blocks.n; b++)
                titled |= draft->blocks.at[b].kind == GX_BLOCK_TITLE;
            gx_body body = body_of(m->sheet, draft);
            double overlap = titled ? 0 : gx_headline_overlap(m->sheet, line->start, line->end, &body);
            if (overlap > best) {
                best = overlap;
                owner = draft;
            }
        }
        if (owner)
            gx_draft_add(m->sheet->arena, owner, GX_BLOCK_TITLE, line->start, line->end);
    }
}

static void find_article_levels(markdown *m)
{
    for (size_t i = 0; i + 1 < m->sheet->lines.n; i++) {
        const gx_line *line = &m->sheet->lines.at[i];
        if (line->level && gx_dateline(gx_line_run(m->sheet, line + 1)))
            m->article_level[line->level] = true;
    }
}

/* A heading within an article: deeper than its title, over text that begins nothing new. */
static bool is_crosshead(const markdown *m, size_t i)
{
    const gx_line *line = &m->sheet->lines.at[i];
    return m->draft && m->draft->blocks.n && m->title_level && line->level > m->title_level &&
           !m->article_level[line->level] && i + 1 < m->sheet->lines.n && !line[1].level &&
           !gx_dateline(gx_line_run(m->sheet, line + 1));
}

/* 江城工人报; 2021年3月5日 星期五 第2版: the paper's name and its line of dates. */
static bool is_page_head(gx_run run)
{
    enum { NAME_CHARS = 12 };
    return gx_is_masthead(run) || gx_is_date(run) ||
           (run.n <= NAME_CHARS && gx_ends_any(run, gx_words_masthead_name));
}

void gx_layout_markdown(const gx_sheet *sheet, gx_drafts *out)
{
    markdown m = {.sheet = sheet, .out = out};
    find_article_levels(&m);
    headings over = {0}; /* the headings of the draft that is being filled */
    for (size_t i = 0; i < sheet->lines.n; i++) {
        const gx_line *line = &sheet->lines.at[i];
        gx_run run = gx_line_run(sheet, line);
        if (line->level && is_crosshead(&m, i)) {
            gx_draft_add(sheet->arena, m.draft, GX_BLOCK_HEADING, line->start, line->end);
            m.open = false;
            continue;
        }
        if (line->level) {
            finish(&m, &over);
            over.n = 0;
            read_heading(&m, line);
            continue;
        }
        size_t advertisement = gx_begins_any(run, gx_words_advertisement);
        bool tail = gx_is_tail(run), dateline = gx_dateline(run) != 0;
        if (advertisement && advertisement == run.n) {
            m.skipping = true;
            finish(&m, &over);
            over.n = 0;
            m.draft = NULL;
        } else if (tail || dateline) {
            m.skipping = false;
        }
        bool above = !m.draft && !m.pending.n && !out->n; /* over the page's first heading */
        if (above && is_page_head(run))
            continue;
        if (m.skipping || gx_is_rule(run) || gx_is_buttons(run) || gx_is_printer(run))
            continue;
        bool has_body = m.draft && m.draft->blocks.n;
        if (!m.draft || (has_body && (tail || dateline))) {
            finish(&m, &over);
            over = (headings){0};
            for (size_t h = 0; h < m.pending.n; h++)
                *GX_PUSH(sheet->arena, &over) = m.pending.at[h];
            m.pending.n = 0;
            m.title_level = 0;
            for (size_t h = 0; h < over.n; h++)
                if (!m.title_level || over.at[h]->level < m.title_level)
                    m.title_level = over.at[h]->level;
            start(&m, tail);
        }
        add_text(&m, line);
    }
    finish(&m, &over);
    give_dangling(&m);
}
