#include "text/words.h"

/* What speaks for one layout or the other. */
typedef struct signs {
    size_t headings, datelines, signatures, doubled, tails, fields, lines, unfinished;
    size_t mastheads, editors; /* a newspaper's head, and lines of it that a website has, too */
} signs;

enum {
    FEW_BROKEN = 3,      /* lines broken off, under a newspaper's head */
    FEW_LINES = 10,      /* fewer long lines say nothing about wrapping */
    LONG_LINE_CHARS = 9, /* a headline's or list's line is shorter */
    WRAPPED_CHARS = 40,  /* the lines of a column are shorter */
    FIELD_LINES = 14     /* a website's fields stand so near the top */
};

static bool is_unfinished(const gx_sheet *sheet, size_t i)
{
    gx_run run = gx_line_run(sheet, &sheet->lines.at[i]);
    return run.n >= LONG_LINE_CHARS && run.n <= WRAPPED_CHARS && !gx_ends_sentence(run);
}

/* Does a line break off at the edge of its column: no indented one follows, and neither the next line nor the
 * broken one before is longer? The lines of a list end anywhere. */
static bool breaks_off(const gx_sheet *sheet, size_t i)
{
    enum { RAGGED_CHARS = 2 };
    if (!is_unfinished(sheet, i) || i + 1 == sheet->lines.n || sheet->lines.at[i + 1].indent)
        return false;
    size_t n = gx_line_run(sheet, &sheet->lines.at[i]).n + RAGGED_CHARS;
    bool below = gx_line_run(sheet, &sheet->lines.at[i + 1]).n <= n;
    return below &&
           (!i || !is_unfinished(sheet, i - 1) || gx_line_run(sheet, &sheet->lines.at[i - 1]).n <= n);
}

static signs count_signs(const gx_sheet *sheet)
{
    signs s = {0};
    bool signed_off = false, titled = false; /* titled: …电　题：…, the line above */
    for (size_t i = 0; i < sheet->lines.n; i++) {
        const gx_line *line = &sheet->lines.at[i];
        gx_run run = gx_line_run(sheet, line);
        s.headings += line->level > 0;
        s.datelines += gx_dateline(run) != 0;
        bool signature = gx_is_signature(run, false) && !gx_is_fields(run);
        s.signatures += signed_off && run.n > WRAPPED_CHARS; /* and another text follows */
        signed_off = (signature && !titled) || (signed_off && run.n <= WRAPPED_CHARS);
        titled = run.n <= WRAPPED_CHARS && gx_dateline(run);
        s.doubled += line->doubled;
        s.tails += gx_is_tail(run);
        s.mastheads += i < FIELD_LINES && gx_is_masthead(run);
        s.editors += i < FIELD_LINES && gx_is_fields(run) && gx_is_printer(run);
        s.fields += i < FIELD_LINES && (gx_is_fields(run) || gx_is_minutes(run));
        if (run.n >= LONG_LINE_CHARS) {
            s.lines++;
            s.unfinished += breaks_off(sheet, i);
        }
    }
    if (s.mastheads)
        s.fields -= s.editors;
    return s;
}

void gx_layout(const gx_sheet *sheet, gx_drafts *out)
{
    signs s = count_signs(sheet);
    bool wrapped = s.lines >= FEW_LINES && s.unfinished * 2 > s.lines;
    wrapped |= s.mastheads && s.unfinished >= FEW_BROKEN && s.unfinished * 4 > s.lines;
    if (s.headings > 1 || (s.headings && !s.fields))
        gx_layout_markdown(sheet, out);
    else if (s.datelines > 1 || s.doubled || s.tails ||
             (!s.fields && (wrapped || s.datelines + s.signatures > 1)))
        gx_layout_columns(sheet, out);
    else
        gx_layout_item(sheet, out);
}
