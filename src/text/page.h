/**
 * @file src/text/page.h
 * Bytes -> page -> articles -> blocks -> sentences, with the way back from every character to its byte.
 * Knows encodings and the layouts of newspapers.  Knows nothing of people or organizations.
 */
#ifndef GX_TEXT_PAGE_H
#define GX_TEXT_PAGE_H

#include "base/memory.h"

/** What stood before a character on the page, where white space was dropped. */
typedef enum gx_gap {
    GX_GAP_NONE,
    GX_GAP_SPACE,    /* spaces, ideographic spaces, tabs within a line */
    GX_GAP_LINE,     /* one line break */
    GX_GAP_PARAGRAPH /* a block begins here */
} gx_gap;

typedef enum gx_block_kind {
    GX_BLOCK_TITLE,     /* the main headline */
    GX_BLOCK_SUBTITLE,  /* kickers, sub-headlines, banners */
    GX_BLOCK_PARAGRAPH, /* running text */
    GX_BLOCK_HEADING,   /* a crosshead inside the body */
    GX_BLOCK_LIST,      /* a line of a list: 一等奖：重症医学科 单晓禾; its gaps mean something */
    GX_BLOCK_CAPTION,   /* 图为…, 图：… */
    GX_BLOCK_META       /* bylines, sources, dates of publication: not searched for people */
} gx_block_kind;

/** A half-open range of characters of an article's text. */
typedef struct gx_range {
    uint32_t start, end;
} gx_range;

typedef struct gx_block {
    gx_block_kind kind;
    gx_range range;
} gx_block;

typedef enum gx_byline_role {
    GX_BYLINE_REPORTER,
    GX_BYLINE_CORRESPONDENT,
    GX_BYLINE_PHOTOGRAPHER
} gx_byline_role;

typedef struct gx_byline {
    const char *name; /* UTF-8 */
    gx_byline_role role;
    gx_range range; /* of the name in the article's text */
} gx_byline;

typedef struct gx_article {
    uint32_t
        *text;    /* [n] characters as printed, white space dropped, doubled headline characters undoubled */
    uint8_t *gap; /* [n] gx_gap before the character */
    uint32_t *byte_at;  /* [n] where the character begins in the file */
    uint32_t *byte_end; /* [n] where it ends */
    size_t n;
    gx_block *blocks; /* title, subtitles, then the body in printed order */
    size_t n_blocks;
    gx_range *sentences; /* of all blocks; none crosses a block */
    size_t n_sentences;
    gx_byline *bylines;
    size_t n_bylines;
    uint32_t start, end; /* bytes in the file that the body covers (from 本报讯 or its like on) */
    bool continued;      /* the tail of an article of another page */
} gx_article;

typedef struct gx_page_problem {
    uint32_t line, column; /* from 1, in characters */
    const char *text;
} gx_page_problem;

/** All of it lies in the arena that was given. */
typedef struct gx_page {
    const char *name;     /* as given */
    const char *encoding; /* "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" */
    uint64_t n_bytes;     /* of the whole file */
    uint32_t *chars;      /* [n_chars] the page or the part, line breaks as \n */
    uint32_t *byte_at;    /* [n_chars + 1] */
    size_t n_chars;
    gx_article *articles; /* in printed order of their bodies */
    size_t n_articles;
    gx_page_problem *problems; /* invalid sequences, NUL bytes; the first 100 */
    size_t n_problems;
    size_t n_problems_in_all;
} gx_page;

enum { GX_PART_BYTES = 256 * 1024 }; /* ten times a page of a newspaper: what is longer is read in parts */

/** Where reading in parts has got to. Before the first part {0}, but for `n_bytes`. */
typedef struct gx_page_course {
    uint64_t n_bytes;      /* of the whole file */
    uint64_t byte;         /* where the next part begins; n_bytes when all is read */
    uint32_t line, column; /* of the first character of the next part, from 0 */
    const char *encoding;  /* as in gx_page; NULL = not known yet */
    bool inside;           /* the next part begins within a paragraph */
} gx_page_course;

/**
 * Read one part of a long page: at most GX_PART_BYTES, cut behind an empty line, else behind a line, else
 * behind a sentence of its second half. Positions count from the beginning of the file.
 * @param bytes   [n] the file from course->byte on, borrowed; more than GX_PART_BYTES, or all that is left
 * @param course  moved on to the next part; as it was on failure
 * @return as gx_page_read()
 */
GX_MUST_USE gx_status gx_page_read_part(gx_page *out, gx_arena *arena, const char *name, const char *bytes,
                                        size_t n, gx_page_course *course, gx_error *err);

/**
 * Read a whole page. `bytes` is borrowed for the call.
 * @return GX_OK, GX_ENOMEM, GX_EDATA (a binary file: more than a tenth of it is not text)
 */
GX_MUST_USE gx_status gx_page_read(gx_page *out, gx_arena *arena, const char *name, const char *bytes,
                                   size_t n, gx_error *err);

/** Line and column (from 1, in characters) of a byte of a file in any encoding that gx_page_read() reads. */
void gx_page_position(const gx_page *page, uint32_t byte, uint32_t *line, uint32_t *column);

#endif
