#include "text/columns.h"

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

static const double STORY_OVERLAP =
    0.4; /* so much of its word pairs a headline shares with the story under it */
static const double STORY_LEAD = 0.15;     /* and so much more than with the body before */
static const double CAPTION_OVERLAP = 0.3; /* a caption of the story above shares more with it */

static gx_story *open_story(gx_columns *c, bool marked, bool continued)
{
    gx_story *s = GX_PUSH(c->sheet->arena, &c->stories);
    s->marked = marked;
    s->continued = continued;
    return s;
}

/* □本报记者 甲, right under a headline, perhaps on two lines: text follows that is a story. */
static bool opens_story(const gx_columns *c, size_t i)
{
    enum { MOST_WRITERS = 4 };
    size_t first = i, next = i + 1;
    while (first && i - first < MOST_WRITERS && c->lines.at[first].class == GX_LINE_SIGNATURE &&
           !c->lines.at[first].line.blanks && c->lines.at[first - 1].class == GX_LINE_SIGNATURE)
        first--;
    while (next < c->lines.n && next - i < MOST_WRITERS && c->lines.at[next].class == GX_LINE_SIGNATURE &&
           !c->lines.at[next].line.blanks)
        next++;
    if (!first || next >= c->lines.n)
        return false;
    const gx_column_line *line = &c->lines.at[first], *text = &c->lines.at[next];
    if (text->class == GX_LINE_TEXT && line[-1].class == GX_LINE_HEAD)
        return true;
    return gx_contains_char("□■◎●○◆", gx_column_run(c, first).at[0].cp) && line->line.blanks &&
           !text->line.blanks && (text->class == GX_LINE_TEXT || text->class == GX_LINE_START);
}

static bool is_text(const gx_columns *c, size_t i)
{
    return c->lines.at[i].class == GX_LINE_TEXT || c->lines.at[i].class == GX_LINE_START ||
           c->lines.at[i].class == GX_LINE_TAIL;
}

static size_t last_text(const gx_columns *c, const gx_story *s)
{
    for (size_t i = s->lines.n; i-- > 0;)
        if (is_text(c, s->lines.at[i]))
            return s->lines.at[i];
    return SIZE_MAX;
}

static gx_body body_of(const gx_columns *c, const gx_story *s)
{
    gx_body body = {.takes_none = s->continued, .photo = s->photo};
    for (size_t i = 0; i < s->lines.n; i++) {
        const gx_line *line = &c->lines.at[s->lines.at[i]].line;
        *GX_PUSH(c->sheet->arena, &body) = (gx_range){line->start, line->end};
    }
    return body;
}

/* 图为1月10日，…, or a caption that shares little with the story above, which is signed: news of its own. */
static bool is_photo_news(const gx_columns *c, const gx_story *s, size_t i)
{
    enum { DATE_WITHIN = 12 };
    static const char *const days[] = {"日", "日前", "近日", "当天", "连日来", "昨天", NULL};
    const gx_line *line = &c->lines.at[i].line;
    gx_run run = gx_column_run(c, i);
    size_t next = i, length, last = last_text(c, s);
    while (next < c->lines.n &&
           (c->lines.at[next].class == GX_LINE_CAPTION || c->lines.at[next].class == GX_LINE_SIGNATURE))
        next++;
    bool signed_off = s->closed || s->signed_off;
    if (!line->blanks || last == SIZE_MAX || !c->lines.at[last].ends ||
        (!signed_off && !gx_begins_anew(c, next)))
        return false;
    if (gx_finds_any(run, days, DATE_WITHIN, &length) != SIZE_MAX)
        return true;
    gx_body body = body_of(c, s);
    return signed_off && gx_headline_overlap(c->sheet, line->start, line->end, &body) < CAPTION_OVERLAP;
}

static void collect_stories(gx_columns *c)
{
    gx_story *s = NULL;
    bool after_head = true, after_doubled = false;
    for (size_t i = 0; i < c->lines.n; i++) {
        gx_column_line *line = &c->lines.at[i];
        switch (line->class) {
        case GX_LINE_START:
        case GX_LINE_TAIL:
            if (!s || !i || c->lines.at[i - 1].class != GX_LINE_SIGNATURE || !opens_story(c, i - 1))
                s = open_story(c, true, line->class == GX_LINE_TAIL);
            *GX_PUSH(c->sheet->arena, &s->lines) = i;
            break;
        case GX_LINE_HEAD:
            after_head = true;
            after_doubled |= line->line.doubled;
            continue;
        case GX_LINE_DROPPED:
            continue;
        case GX_LINE_CAPTION:
        case GX_LINE_TEXT:
            /* a caption is another story's text only right under that story's doubled headline */
            if (s && line->class == GX_LINE_CAPTION && !(i && c->lines.at[i - 1].caption_goes_on) &&
                is_photo_news(c, s, i)) {
                s = open_story(c, true, false);
                s->photo = true;
            }
            if (!s || after_doubled || (line->class == GX_LINE_TEXT && (s->closed || after_head)))
                s = open_story(c, false, false);
            *GX_PUSH(c->sheet->arena, &s->lines) = i;
            if (line->class == GX_LINE_CAPTION && !after_doubled)
                continue;
            break;
        case GX_LINE_SIGNATURE:
            if (opens_story(c, i)) {
                if (!s || !i || c->lines.at[i - 1].class != GX_LINE_SIGNATURE || line->line.blanks)
                    s = open_story(c, true, false);
                *GX_PUSH(c->sheet->arena, &s->lines) = i;
                break;
            }
            if (!s)
                continue;
            *GX_PUSH(c->sheet->arena, &s->lines) = i;
            s->credited |= gx_writes_too(gx_column_run(c, i));
            s->closed = s->credited || !(i + 1 < c->lines.n && c->lines.at[i + 1].class == GX_LINE_TEXT &&
                                         !c->lines.at[i + 1].line.blanks);
            break;
        }
        after_head = after_doubled = false;
        if (s && line->class != GX_LINE_CAPTION)
            s->signed_off = gx_ends_signed(gx_column_run(c, i));
    }
}

static size_t count_chars(const gx_columns *c, const gx_story *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->lines.n; i++)
        n += c->lines.at[s->lines.at[i]].width;
    return n;
}

/* Where paragraphs are lines: two headlines in a row, or one over a paragraph that a photographer signed. */
static bool begins_item(const gx_columns *c, const gx_story *s)
{
    size_t first = s->lines.at[0];
    if (!c->unbroken || !first || c->lines.at[first - 1].class != GX_LINE_HEAD)
        return false;
    bool two = first > 1 && c->lines.at[first - 2].class == GX_LINE_HEAD;
    return two || (s->lines.n <= 2 && (s->closed || s->signed_off));
}

/* The text `s`, without a dateline, behind the headline above it: a story of its own, or the rest of
 * `before`? */
static bool stands_alone(const gx_columns *c, const gx_story *before, const gx_story *s)
{
    size_t first = s->lines.at[0], last = last_text(c, before);
    if (first && c->lines.at[first - 1].class == GX_LINE_HEAD &&
        (c->lines.at[first - 1].line.doubled || gx_is_rubric(gx_column_run(c, first - 1))))
        return true;
    if (last != SIZE_MAX && !c->lines.at[last].ends && !before->closed)
        return false;
    if (before->closed || before->signed_off || s->credited || begins_item(c, s))
        return true;
    if (count_chars(c, s) < GX_STORY_CHARS || !first || c->lines.at[first - 1].class != GX_LINE_HEAD)
        return false;
    const gx_line *head = &c->lines.at[first - 1].line;
    gx_body here = body_of(c, s), there = body_of(c, before);
    double overlap = gx_headline_overlap(c->sheet, head->start, head->end, &here);
    return overlap >= STORY_OVERLAP &&
           overlap > gx_headline_overlap(c->sheet, head->start, head->end, &there) + STORY_LEAD;
}

static void merge_stories(gx_columns *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->stories.n; i++) {
        gx_story *s = &c->stories.at[i];
        if (kept && !s->marked) {
            gx_story *before = &c->stories.at[kept - 1];
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

static void add_headline(gx_columns *c, gx_headlines *out, size_t i, size_t before, size_t inside)
{
    const gx_column_line *line = &c->lines.at[i];
    bool next_to_last = i && c->lines.at[i - 1].class == GX_LINE_HEAD && out->n;
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

static void collect_headlines(gx_columns *c, gx_headlines *out)
{
    size_t begun = 0; /* stories that began above the line */
    for (size_t i = 0; i < c->lines.n; i++) {
        if (begun < c->stories.n && c->stories.at[begun].lines.at[0] == i)
            begun++;
        if (c->lines.at[i].class != GX_LINE_HEAD)
            continue;
        const gx_story *s = begun ? &c->stories.at[begun - 1] : NULL;
        bool goes_on = s && s->lines.at[s->lines.n - 1] > i;
        add_headline(c, out, i, begun, goes_on ? begun - 1 : SIZE_MAX);
    }
}

static void add_headlines(gx_columns *c, gx_draft *draft, const gx_headlines *lines, const gx_body *body)
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
static void add_body(gx_columns *c, gx_draft *draft, const gx_story *s)
{
    gx_arena *arena = c->sheet->arena;
    size_t paragraph = SIZE_MAX; /* the block that is open */
    for (size_t i = 0; i < s->lines.n; i++) {
        const gx_column_line *line = &c->lines.at[s->lines.at[i]];
        if ((line->class == GX_LINE_CAPTION && !s->photo) || line->class == GX_LINE_SIGNATURE) {
            bool caption = line->class == GX_LINE_CAPTION;
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
        bool short_line = next != SIZE_MAX && line->width + GX_COLUMN_SLACK < c->lines.at[next].width;
        if (c->lines.at[s->lines.at[i]].ends && (next == SIZE_MAX || c->lines.at[next].line.blanks ||
                                                 c->lines.at[next].line.indent > 1 || short_line))
            paragraph = SIZE_MAX;
    }
}

void gx_layout_columns(const gx_sheet *sheet, gx_drafts *out)
{
    gx_columns c;
    gx_columns_read(&c, sheet);
    gx_columns_find_heads(&c);
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
