/**
 * @file viz/label.h
 * Text from pages made safe for every language that a picture or an export is written in, and wrapped.
 * Page text is untrusted: quotes, backslashes, markup, controls, direction marks and broken UTF-8 come out as
 * plain text.  Knows nothing of graphs.
 *
 * All functions append to `out`; running out of memory is remembered there (gx_buffer.failed).
 */
#ifndef GX_VIZ_LABEL_H
#define GX_VIZ_LABEL_H

#include "base/buffer.h"

/**
 * What a reader sees: valid UTF-8 without controls, direction marks and other invisible characters; white space
 * is one space, none at the ends; broken bytes are U+FFFD.
 */
void gx_label_clean(gx_buffer *out, const char *text);

typedef struct gx_wrap {
    size_t columns;   /* a line's width as in a terminal: 2 for a Chinese character; at least 2 */
    size_t max_lines; /* what goes beyond is cut and ends in …; 0 = all lines */
} gx_wrap;

/**
 * The cleaned text in lines with `\n` between them, as even as they can be: rather after 区, 公司, 工会, a comma or a
 * space than in the middle of a name; never inside of a Latin word that fits a line, before closing or after
 * opening punctuation, or inside of a character with marks.
 * Time O(n columns); a text of more than 1,000 characters is cut first.
 */
void gx_label_wrap(gx_buffer *out, const char *text, gx_wrap wrap);

/**
 * Text as a Graphviz escString between quotes in DOT (labels, tooltips): backslashes doubled, `"` as `\"`, `&` as
 * `&amp;`, `\n` in the text as a line break.
 */
void gx_label_dot(gx_buffer *out, const char *text);

/**
 * Text as any other attribute between quotes in DOT: backslashes doubled, `"` as `\"`; line breaks, of which cgraph may
 * lose one, are blanks.
 */
void gx_label_dot_data(gx_buffer *out, const char *text);

/** Is it sure that gx_label_clean() and what DOT escapes would leave the text as it is? False where it is not sure. */
bool gx_label_is_plain(const char *text);

/**
 * Text inside a Graphviz HTML label: `& < > " '` as entities, `\n` as `line_break` ("<BR/>" …), and backslashes doubled,
 * for `\N` and `\G` are read there too.
 */
void gx_label_html(gx_buffer *out, const char *text, const char *line_break);

/** Text or attribute value of XML 1.0: characters that it cannot hold are U+FFFD, tabs and breaks references. */
void gx_label_xml(gx_buffer *out, const char *text);

/** A JSON string with its quotes, or `null` for NULL. `<`, `>`, `&`, U+2028 and U+2029 are escaped: safe inside <script>. */
void gx_label_json(gx_buffer *out, const char *text);

/** The same without the quotes; `text` is not NULL. */
void gx_label_json_inside(gx_buffer *out, const char *text);

/** One field of CSV (RFC 4180), quoted where needed; NULL is empty. */
void gx_label_csv(gx_buffer *out, const char *text);

/** A field for people's spreadsheets: what a spreadsheet would take for a formula (= + - @ first) gets a ' before it. */
void gx_label_spreadsheet(gx_buffer *out, const char *text);

/** An address percent-encoded (RFC 3986) where it must be; only http:, https: and mailto: pass. @return false: nothing added */
bool gx_label_url(gx_buffer *out, const char *address);

/** Part of an IRI: everything but letters, digits and `-._~` of ASCII percent-encoded. */
void gx_label_iri_part(gx_buffer *out, const char *text);

#endif
