/**
 * @file src/text/columns.h
 * Inside layout_columns.c and its parts: the lines of a page of columns, what each is, and the word pairs of
 * the page.
 */
#ifndef GX_TEXT_COLUMNS_H
#define GX_TEXT_COLUMNS_H

#include "text/words.h"

typedef enum gx_line_class {
    GX_LINE_TEXT,
    GX_LINE_START, /* begins with a dateline */
    GX_LINE_TAIL,  /* （上接第1版） */
    GX_LINE_HEAD,
    GX_LINE_CAPTION,
    GX_LINE_SIGNATURE, /* 本报记者 甲 摄 */
    GX_LINE_DROPPED    /* mastheads, printer's lines, advertisements */
} gx_line_class;

enum {
    GX_COLUMN_SLACK = 3,   /* characters by which lines of one column differ */
    GX_HEADLINE_MOST = 42, /* no headline's line is longer */
    GX_HEADLINE_LEAST = 3,
    GX_STORY_CHARS = 40 /* a story has more text than that */
};

typedef struct gx_column_line {
    gx_line line;
    gx_line_class class;
    size_t width; /* characters */
    bool ends;    /* a sentence, perhaps with a signature behind */
    bool caption_goes_on;
    bool furniture;
    bool row; /* of a table or a roll */
} gx_column_line;

typedef struct gx_column_lines {
    gx_column_line *at;
    size_t n, cap;
} gx_column_lines;

/* A body in the making: its lines by index. */
typedef struct gx_story {
    struct {
        size_t *at;
        size_t n, cap;
    } lines;
    bool marked;     /* it began with a dateline */
    bool photo;      /* a caption is its text */
    bool continued;  /* a tail */
    bool closed;     /* a signature ended it */
    bool signed_off; /* its last line ends in names in brackets */
    bool credited;   /* that signature says who wrote it, too */
    size_t merged;   /* 1 + the story that it was found to be a part of; 0 = none */
} gx_story;

typedef struct gx_stories {
    gx_story *at;
    size_t n, cap;
} gx_stories;

typedef struct gx_columns {
    const gx_sheet *sheet;
    uint64_t *pairs; /* [n_slots] the word pairs of the page, an open-addressing set; 0 = empty */
    size_t n_slots;
    gx_column_lines lines;
    gx_stories stories; /* of layout_columns.c */
    bool unbroken;      /* paragraphs are lines */
} gx_columns;

static inline gx_run gx_column_run(const gx_columns *c, size_t i)
{
    return gx_line_run(c->sheet, &c->lines.at[i].line);
}

/** column_lines.c: cut the lines of a sheet, and give each its class; none is a headline yet. */
void gx_columns_read(gx_columns *out, const gx_sheet *sheet);
/** Do two characters stand side by side within a line of the page? */
bool gx_seen_together(const gx_columns *c, uint32_t a, uint32_t b);
/** …。（甲）, …。甲 摄 */
bool gx_ends_signed(gx_run run);
/** A signature of somebody who wrote, not only one who took pictures. */
bool gx_writes_too(gx_run run);
/** 消息, 简讯: a line that is nothing but the kind of what follows. */
bool gx_is_rubric(gx_run run);

/** column_heads.c: find the lines that are headlines. */
void gx_columns_find_heads(gx_columns *c);
/** Does something new begin at this line? */
bool gx_begins_anew(const gx_columns *c, size_t i);

#endif
