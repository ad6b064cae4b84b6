/**
 * @file src/text/layout.h
 * Inside src/text: a page as lines of characters without white space, and what a layout makes of it.
 *
 *     page -> sheet (glyphs, lines) -> drafts (which lines are which article's title, body, …) -> articles
 *
 * Everything is in the page's arena, whose guard is set: running out of memory jumps to gx_page_read().
 */
#ifndef GX_TEXT_LAYOUT_H
#define GX_TEXT_LAYOUT_H

#include "text/page.h"

/** One printed character; white space is in `gap`. */
typedef struct gx_glyph {
    uint32_t cp;
    uint32_t at,
        end;     /* characters of the page that it was read from: one, but two of a doubled headline, … */
    uint8_t gap; /* GX_GAP_NONE or GX_GAP_SPACE before it */
} gx_glyph;

/** A line with something on it. */
typedef struct gx_line {
    uint32_t start, end; /* glyphs */
    uint16_t indent;     /* in half-width columns; at most 999 */
    uint16_t blanks;     /* empty lines before it; at most 999 */
    uint8_t level;       /* of a Markdown or HTML heading, 1 to 6; 0 for other lines */
    uint8_t cells;       /* gaps part it, as the rows of a table: 1 = of a full-width space, 2 = of more */
    bool doubled;        /* each of its characters was printed twice */
} gx_line;

typedef struct gx_lines {
    gx_line *at;
    size_t n, cap;
} gx_lines;

typedef struct gx_sheet {
    gx_arena *arena;
    gx_glyph *glyphs;
    size_t n_glyphs;
    gx_lines lines;
} gx_sheet;

/** Drop white space, HTML tags and Markdown marks; cut into lines; undouble.  Time O(n). */
void gx_sheet_init(gx_sheet *sheet, gx_arena *arena, const uint32_t *chars, size_t n);

/** A run of glyphs, borrowed. */
typedef struct gx_run {
    const gx_glyph *at;
    size_t n;
} gx_run;

gx_run gx_sheet_run(const gx_sheet *sheet, uint32_t start, uint32_t end);
gx_run gx_line_run(const gx_sheet *sheet, const gx_line *line);

/* ---- what a layout makes ---- */

typedef struct gx_draft_block {
    gx_block_kind kind;
    struct {
        gx_range *at; /* glyphs, in reading order */
        size_t n, cap;
    } pieces;
} gx_draft_block;

typedef struct gx_draft {
    struct {
        gx_draft_block *at;
        size_t n, cap;
    } blocks; /* any order; gx_article_make() puts title and subtitles first */
    bool continued;
} gx_draft;

typedef struct gx_drafts {
    gx_draft *at;
    size_t n, cap;
} gx_drafts;

/** Add a block with one piece. */
void gx_draft_add(gx_arena *arena, gx_draft *draft, gx_block_kind kind, uint32_t start, uint32_t end);
/** Add a piece to the draft's last block. */
void gx_draft_append(gx_arena *arena, gx_draft *draft, uint32_t start, uint32_t end);

void gx_layout_markdown(const gx_sheet *sheet, gx_drafts *out);
void gx_layout_columns(const gx_sheet *sheet, gx_drafts *out);
void gx_layout_item(const gx_sheet *sheet, gx_drafts *out);

/** Choose the layout and apply it. */
void gx_layout(const gx_sheet *sheet, gx_drafts *out);

/* ---- furniture (furniture.c) ---- */

/** dropped[lines] becomes true for lines that belong to no article: mastheads, page numbers, notices. */
void gx_furniture_find(const gx_sheet *sheet, bool *dropped);
/** How much of a headline's word pairs the text right under it repeats: 0 to 1. */
double gx_repeated_below(const gx_sheet *sheet, uint32_t start, uint32_t end);
/** Numbers that count the lines at their beginnings are no text. */
void gx_line_numbers_drop(gx_sheet *sheet);

/* ---- headlines (headlines.c) ---- */

/** A headline line, and where it stands among the bodies. */
typedef struct gx_headline {
    uint32_t start, end; /* glyphs */
    size_t group;        /* lines with nothing between them have the same group */
    size_t before;       /* index of the body that begins next after it; n_bodies if none */
    size_t inside;       /* index of the body that goes on after it; SIZE_MAX if none */
    bool spaced;         /* an empty line stands between it and the line above */
    bool indented;       /* a kicker's dingbat left a space before it */
    bool doubled;
    bool attached; /* goes where the line above goes: the second line of a doubled headline */
    size_t body;   /* out: the body that it belongs to; SIZE_MAX none */
    size_t next;   /* out: the next line of the same body; SIZE_MAX = none */
    bool main;     /* out: it is that body's title, or a part of it */
} gx_headline;

typedef struct gx_headlines {
    gx_headline *at;
    size_t n, cap;
} gx_headlines;

/** A body's words, for the comparison with headlines. */
typedef struct gx_body {
    gx_range *at; /* glyphs; first the lead */
    size_t n, cap;
    size_t headline; /* out: its first headline line, by index; SIZE_MAX = none */
    bool photo;      /* a caption alone: it has no headline, mostly */
    bool takes_none; /* a tail: its headline is on another page */
} gx_body;

typedef struct gx_bodies {
    gx_body *at;
    size_t n, cap;
} gx_bodies;

/**
 * Give each headline line to a body, and each body its title; lines that are two headlines are cut in two.
 * Time O(bodies) for a bounded number of headlines near each.
 */
void gx_headlines_assign(const gx_sheet *sheet, gx_headlines *headlines, gx_bodies *bodies);

/** How much of a headline's word pairs occurs in a body: 0 to 1. */
double gx_headline_overlap(const gx_sheet *sheet, uint32_t start, uint32_t end, const gx_body *body);

/* ---- articles (article.c, sentence.c, byline.c) ---- */

/** Make the article of a draft.  @return false where it has no body */
bool gx_article_make(gx_article *out, const gx_sheet *sheet, const gx_page *page, const gx_draft *draft);

typedef struct gx_articles {
    gx_article *at;
    size_t n, cap;
} gx_articles;

/** Append an article to a page's; one that is far longer than a page is cut into several between sentences.
 */
void gx_article_push(gx_articles *out, gx_arena *arena, const gx_article *whole);
void gx_sentences_make(gx_article *article, gx_arena *arena);
void gx_bylines_make(gx_article *article, gx_arena *arena);

#endif
