/**
 * @file src/text/words.h
 * Inside src/text: the words that layouts are told by, in static tables, and comparing runs of glyphs with
 * them.
 */
#ifndef GX_TEXT_WORDS_H
#define GX_TEXT_WORDS_H

#include "base/utf8.h"
#include "text/layout.h"

/** Tables end with NULL. */
extern const char *const gx_words_dateline[];      /* 本报讯: what an item begins with */
extern const char *const gx_words_dateline_end[];  /* 讯, 电: after a place and a date */
extern const char *const gx_words_tail[];          /* （上接: the tail of an article from another page */
extern const char *const gx_words_advertisement[]; /* a line that is only this begins advertisements */
extern const char *const gx_words_printer[];       /* printer's lines, a line begins with one */
extern const char *const gx_words_notice[];        /* what begins a notice, to which no news belongs */
extern const char *const gx_words_masthead[];      /* a line with a date and one of these is a page's head */
extern const char *const gx_words_masthead_name[]; /* how papers' and columns' names end */
extern const char *const gx_words_caption[];       /* 图为: a caption begins with one */
extern const char *const gx_words_clutter[];       /* a website's line that consists of these only */
extern const char *const gx_words_field[];         /* 发布时间: names of fields above or below the text */
extern const char *const gx_words_navigation[];    /* a line that begins with one is navigation */
extern const char *const gx_words_minutes[]; /* 会议时间：, 出席：: lines at the head of minutes */
extern const char *const gx_words_end[];     /* what follows is no longer the item: 相关阅读 */
extern const char *const gx_words_section[]; /* headings over lists of items, not over one */
extern const char *const gx_words_rubric[];  /* 图片新闻: over an item without a headline of its own */
extern const char *const gx_words_column[];  /* 要闻, 动态: a column's name ends so */
extern const char *const gx_words_column_cell[];
extern const char *const gx_words_banner_end[];   /* of columns' banners: 一线传真 */
extern const char *const gx_words_headline_end[]; /* 召开, 成立: verbs that headlines end in */
extern const char
    *const gx_words_headline_verb[];            /* verbs that a second line without a subject begins with */
extern const char *const gx_words_department[]; /* a name that ends so is an office, not a person */
extern const char *const gx_words_not_a_name[]; /* in brackets at the end, but nobody's name */
extern const char *const gx_words_image[];      /* .jpg, …: how file names of pictures end */

/** How byline labels are read. A label stands before its names (供稿：甲 乙) or after them (甲 摄). */
typedef struct gx_label {
    const char *word;
    bool writes, photographs; /* neither: editors and other fields, whose names are no bylines */
    bool reporter;            /* a writer is a reporter, else a correspondent */
    bool bare;                /* needs no colon before the names: 记者 甲 */
    bool after;               /* may stand after the names: 甲 摄 */
} gx_label;
extern const gx_label gx_labels[]; /* longest first; ends with a NULL word */

/** All single-character surnames, the most common of them, and all of two characters. */
extern const char gx_surnames[];
extern const char gx_common_surnames[];
extern const char *const gx_surnames_of_two[];

/** Length in characters of `word` where the run begins with it, else 0. */
static inline size_t gx_begins(gx_run run, const char *word)
{
    size_t n = 0;
    for (; *word; n++)
        if (n >= run.n || run.at[n].cp != gx_utf8_next(&word))
            return 0;
    return n;
}
size_t gx_ends(gx_run run, const char *word);
/** The longest word of a table that the run begins (ends) with: its length; 0 if none. */
size_t gx_begins_any(gx_run run, const char *const *words);

/** 会议时间：…, 出席：…: a line at the head of minutes. */
bool gx_is_minutes(gx_run run);
size_t gx_ends_any(gx_run run, const char *const *words);
/** Where a word first occurs in a run; SIZE_MAX if it does not.  Only the first `within` characters are
 * searched. */
size_t gx_finds(gx_run run, const char *word, size_t within);
size_t gx_finds_any(gx_run run, const char *const *words, size_t within, size_t *length);
bool gx_contains_char(const char *characters, uint32_t cp);
gx_run gx_run_from(gx_run run, size_t from);
gx_run gx_run_until(gx_run run, size_t until);

bool gx_is_han(uint32_t cp);
bool gx_is_digit(uint32_t cp);      /* ASCII and full-width */
bool gx_is_end_mark(uint32_t cp);   /* 。！？；!?; */
bool gx_is_closer(uint32_t cp);     /* closing quotes and brackets */
uint32_t gx_closer_of(uint32_t cp); /* the closing quote or bracket of an opening one, else 0 */

/** A line that ends a sentence: an end mark, perhaps with closing quotes or brackets behind. */
bool gx_ends_sentence(gx_run run);
/** An item begins here: 本报讯（, 中工网北京2月15日电, （全媒体记者 …: the dateline's length, 0 if none. */
size_t gx_dateline(gx_run run);
/**
 * A line that only says who wrote, photographed or edited (byline.c). A line without a role word, an office
 * and names, is one only where `last` says that it stands at the end of an item.
 */
bool gx_is_signature(gx_run run, bool last);
/** Names with or without role words, perhaps in brackets; of unknown surnames, too. */
bool gx_is_names(gx_run run);
/** Names only, each with a known surname. */
bool gx_is_surnamed(gx_run run);
bool gx_is_tail(gx_run run);     /* （上接第1版）… */
bool gx_is_printer(gx_run run);  /* 责任编辑 甲  美编 乙, 社址：… */
bool gx_is_masthead(gx_run run); /* 2021年3月5日 星期五 第2版 */
/** A website's line of fields: 发布时间：2024-03-18　来源：… */
bool gx_is_fields(gx_run run);
bool gx_is_date(gx_run run);      /* a line that is a date, perhaps with a time, a weekday, a source behind */
size_t gx_date_stamp(gx_run run); /* length of a date at the run's beginning, else 0 */
bool gx_is_rule(gx_run run);      /* ------: not a word, not a digit */
bool gx_is_buttons(gx_run run); /* nothing but buttons, digits and marks: 【字体：大 中 小】 [打印本页] */
bool gx_is_image_name(gx_run run, size_t *length);

#endif
