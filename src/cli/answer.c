#include "cli/answer.h"

#include "base/message.h"
#include "base/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void gx_answer_begin(gx_answer *answer, FILE *out, const gx_options *options)
{
    const char *no_color = getenv("NO_COLOR");
    *answer = (gx_answer){.out = out, .options = options, .json = {.out = out}};
    answer->bold = isatty(fileno(out)) && !(no_color && *no_color);
    gx_arena_init(&answer->arena);
}

/* Nothing stands on a stream before there is something to say: a failure leaves it empty. */
static void begin_json(gx_answer *answer)
{
    if (!answer->written)
        gx_json_put_open(&answer->json, NULL, '{');
    answer->written = true;
}

const char *gx_answer_words(const gx_answer *answer, const char *english)
{
    return answer->options->json || answer->options->csv ? english : _(english);
}

/* Directions of writing (U+202A..202E, U+2066..2069) would let a name rearrange the line that it stands in.
 */
static bool is_control(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
           (code_point >= 0x202A && code_point <= 0x202E) || (code_point >= 0x2066 && code_point <= 0x2069);
}

/* How many bytes from here on are shown as they stand. */
static size_t plain_bytes(const char *text, size_t n)
{
    size_t i = 0;
    while (i < n) {
        uint32_t code_point;
        bool valid;
        size_t took = gx_utf8_decode(text + i, n - i, &code_point, &valid);
        if (!valid || is_control(code_point))
            break;
        i += took;
    }
    return i;
}

void gx_write_plain(FILE *out, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i < n;) {
        size_t plain = plain_bytes(text + i, n - i);
        fwrite(text + i, 1, plain, out);
        i += plain;
        if (i < n) {
            uint32_t hidden;
            i += gx_utf8_decode(text + i, n - i, &hidden, NULL);
            fputs("\uFFFD", out);
        }
    }
}

static char *plain_copy(gx_answer *answer, const char *text)
{
    gx_buffer copy = {0};
    size_t n = strlen(text);
    if (plain_bytes(text, n) == n)
        return gx_arena_text(&answer->arena, text, n);
    for (size_t i = 0; i < n;) {
        uint32_t code_point;
        i += gx_utf8_decode(text + i, n - i, &code_point, NULL);
        gx_buffer_utf8(&copy, is_control(code_point) ? GX_REPLACEMENT : code_point);
    }
    char *kept = copy.failed ? NULL : gx_arena_text(&answer->arena, copy.at, copy.n);
    gx_buffer_clear(&copy);
    return kept;
}

static void heading(gx_answer *answer, const char *text)
{
    fprintf(answer->out, "%s%s%s", answer->bold ? "\033[1m" : "", text, answer->bold ? "\033[0m" : "");
}

void gx_answer_field(gx_answer *answer, const char *key, const char *title, const char *text)
{
    if (answer->options->json) {
        begin_json(answer);
        gx_json_put_text(&answer->json, key, text);
    } else if (!answer->options->csv && text) {
        heading(answer, _(title));
        fputs(": ", answer->out);
        gx_write_plain(answer->out, text);
        fputc('\n', answer->out);
        answer->written = true;
    }
}

void gx_answer_field_integer(gx_answer *answer, const char *key, const char *title, int64_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%" PRId64, number);
    if (answer->options->json) {
        begin_json(answer);
        gx_json_put_integer(&answer->json, key, number);
    } else
        gx_answer_field(answer, key, title, text);
}

void gx_answer_field_number(gx_answer *answer, const char *key, const char *title, double number)
{
    char text[32];
    snprintf(text, sizeof text, "%.4g", number);
    if (answer->options->json) {
        begin_json(answer);
        gx_json_put_number(&answer->json, key, number);
    } else
        gx_answer_field(answer, key, title, isfinite(number) ? text : NULL);
}

void gx_answer_table(gx_answer *answer, const char *key, const char *title, const gx_column *columns,
                     size_t n, bool with_source)
{
    gx_arena_clear(&answer->arena);
    answer->key = key;
    answer->title = title;
    gx_column *kept = GX_ARENA_ARRAY(&answer->arena, gx_column, n);
    for (size_t c = 0; kept && c < n; c++)
        kept[c] = columns[c];
    answer->out_of_memory |= !kept;
    answer->columns = kept;
    answer->n_columns = n;
    answer->with_source = with_source;
    answer->cells = NULL;
    answer->n_cells = answer->cells_cap = 0;
    answer->proofs = NULL;
    answer->n_rows = answer->proofs_cap = 0;
}

static void add_cell(gx_answer *answer, gx_cell cell)
{
    if (answer->out_of_memory || (cell.type != GX_CELL_NONE && !cell.text) ||
        !gx_arena_grow(&answer->arena, (void **)&answer->cells, &answer->cells_cap, answer->n_cells,
                       sizeof *answer->cells))
        answer->out_of_memory = true;
    else
        answer->cells[answer->n_cells++] = cell;
}

void gx_answer_text(gx_answer *answer, const char *text)
{
    bool plain = !answer->options->json && !answer->options->csv;
    gx_cell cell = {.type = text ? GX_CELL_TEXT : GX_CELL_NONE};
    if (text)
        cell.text = plain ? plain_copy(answer, text) : gx_arena_text(&answer->arena, text, strlen(text));
    add_cell(answer, cell);
}

void gx_answer_integer(gx_answer *answer, int64_t number)
{
    add_cell(answer,
             (gx_cell){GX_CELL_INTEGER, gx_arena_printf(&answer->arena, "%" PRId64, number), (double)number});
}

void gx_answer_number(gx_answer *answer, double number)
{
    const char *format = answer->options->csv ? "%.15g" : "%.4f";
    char text[64];
    snprintf(text, sizeof text, format, number);
    if (isfinite(number))
        add_cell(answer,
                 (gx_cell){GX_CELL_NUMBER, gx_arena_text(&answer->arena, text, strlen(text)), number});
    else
        add_cell(answer, (gx_cell){0});
}

void gx_answer_bool(gx_answer *answer, bool value)
{
    add_cell(answer, (gx_cell){GX_CELL_BOOL, gx_answer_words(answer, value ? N_("yes") : N_("no")), value});
}

static const char *copy_text(gx_answer *answer, const char *text)
{
    const char *copy = text ? gx_arena_text(&answer->arena, text, strlen(text)) : NULL;
    answer->out_of_memory |= text && !copy;
    return copy;
}

void gx_answer_row(gx_answer *answer, const gx_proof *proof)
{
    gx_proof copy = proof ? *proof : (gx_proof){0};
    copy.document = copy_text(answer, copy.document);
    copy.title = copy_text(answer, copy.title);
    copy.published = copy_text(answer, copy.published);
    copy.quotation = copy_text(answer, copy.quotation);
    if (answer->out_of_memory || !gx_arena_grow(&answer->arena, (void **)&answer->proofs, &answer->proofs_cap,
                                                answer->n_rows, sizeof *answer->proofs))
        answer->out_of_memory = true;
    else
        answer->proofs[answer->n_rows++] = copy;
}

gx_status gx_answer_entity_row(gx_answer *answer, gx_store *store, gx_entity_id id, gx_error *err)
{
    gx_filter one = {.limit = 1};
    gx_hits hits = {0};
    gx_status status = gx_store_mentions(store, id, &one, &hits, err);
    if (status == GX_OK)
        gx_answer_row(answer, hits.n ? &hits.at[0].proof : NULL);
    gx_hits_clear(&hits);
    return status;
}

enum { SOURCE_BYTES = 512 }; /* of "document:line"; longer ones are cut */

/* Where it stands: document:line; where the text is not kept, the byte. */
static void source_text(char *out, size_t n, const gx_proof *proof)
{
    if (proof->line)
        snprintf(out, n, "%s:%" PRIu32, proof->document, proof->line);
    else
        snprintf(out, n, "%s@%" PRIu32, proof->document, proof->span.start);
}

static const gx_cell *cell_at(const gx_answer *answer, size_t row, size_t column)
{
    return &answer->cells[row * answer->n_columns + column];
}

/* A line of a table; spaces are written only when something follows them. */
struct line {
    FILE *out;
    size_t spaces;
};

/* printf() has to read a format for them. */
static void write_spaces(FILE *out, size_t n)
{
    static const char spaces[] = "                                                                ";
    for (size_t some; n; n -= some) {
        some = n < sizeof spaces - 1 ? n : sizeof spaces - 1;
        fwrite(spaces, 1, some, out);
    }
}

static void write_padded(struct line *line, const char *text, size_t width, bool right)
{
    size_t has = gx_utf8_width(text);
    size_t missing = width > has ? width - has : 0;
    line->spaces += right ? missing : 0;
    if (*text) {
        write_spaces(line->out, line->spaces);
        fputs(text, line->out);
        line->spaces = 0;
    }
    line->spaces += (right ? 0 : missing) + 2;
}

static void write_row(gx_answer *answer, size_t row, const size_t *width, const bool *right)
{
    struct line line = {.out = answer->out};
    for (size_t c = 0; c < answer->n_columns; c++) {
        const char *text = cell_at(answer, row, c)->text;
        if (!answer->columns[c].in_full)
            write_padded(&line, text ? text : "", width[c], right[c]);
    }
    const gx_proof *proof = &answer->proofs[row];
    if (proof->document) {
        char source[SOURCE_BYTES];
        source_text(source, sizeof source, proof);
        write_spaces(answer->out, line.spaces);
        gx_write_plain(answer->out, source);
    }
    fputc('\n', answer->out);
    if (answer->options->evidence && proof->quotation) {
        fputs("    “", answer->out);
        gx_write_plain(answer->out, proof->quotation);
        fputs("”\n", answer->out);
    }
}

static size_t column_width(const gx_answer *answer, size_t column, bool *right)
{
    size_t width = gx_utf8_width(_(answer->columns[column].heading));
    *right = answer->n_rows > 0;
    for (size_t r = 0; r < answer->n_rows; r++) {
        const gx_cell *cell = cell_at(answer, r, column);
        size_t has = cell->text ? gx_utf8_width(cell->text) : 0;
        width = has > width ? has : width;
        *right &= cell->type != GX_CELL_TEXT && cell->type != GX_CELL_BOOL;
    }
    return width;
}

static void write_for_people(gx_answer *answer, const char *none)
{
    FILE *out = answer->out;
    if (answer->written)
        fputc('\n', out);
    answer->written = true;
    if (answer->title) {
        heading(answer, _(answer->title));
        fputc('\n', out);
    }
    if (!answer->n_rows) {
        fprintf(out, "%s\n", _(none));
        return;
    }
    size_t *width = GX_ARENA_ARRAY(&answer->arena, size_t, answer->n_columns);
    bool *right = GX_ARENA_ARRAY(&answer->arena, bool, answer->n_columns);
    if (!width || !right) {
        answer->out_of_memory = true;
        return;
    }
    struct line head = {.out = out};
    fputs(answer->bold ? "\033[1m" : "", out);
    for (size_t c = 0; c < answer->n_columns; c++) {
        width[c] = column_width(answer, c, &right[c]);
        if (!answer->columns[c].in_full)
            write_padded(&head, _(answer->columns[c].heading), width[c], right[c]);
    }
    if (answer->with_source)
        write_padded(&head, _("source"), 0, false);
    fprintf(out, "%s\n", answer->bold ? "\033[0m" : "");
    for (size_t r = 0; r < answer->n_rows; r++)
        write_row(answer, r, width, right);
}

static void write_json_proof(gx_json *json, const gx_proof *proof)
{
    gx_json_put_open(json, "source", '{');
    gx_json_put_text(json, "document", proof->document);
    if (proof->line)
        gx_json_put_integer(json, "line", proof->line);
    else
        gx_json_put_text(json, "line", NULL);
    gx_json_put_integer(json, "article", proof->article);
    gx_json_put_text(json, "title", proof->title);
    gx_json_put_text(json, "published", proof->published);
    gx_json_put_integer(json, "start", proof->span.start);
    gx_json_put_integer(json, "end", proof->span.end);
    gx_json_put_text(json, "quotation", proof->quotation);
    gx_json_put_close(json, '}');
}

static void write_json(gx_answer *answer)
{
    gx_json *json = &answer->json;
    begin_json(answer);
    gx_json_put_open(json, answer->key, '[');
    for (size_t r = 0; r < answer->n_rows; r++) {
        gx_json_put_open(json, NULL, '{');
        for (size_t c = 0; c < answer->n_columns; c++) {
            const gx_cell *cell = cell_at(answer, r, c);
            const char *key = answer->columns[c].key;
            if (cell->type == GX_CELL_INTEGER)
                gx_json_put_integer(json, key, (int64_t)cell->number);
            else if (cell->type == GX_CELL_NUMBER)
                gx_json_put_number(json, key, cell->number);
            else if (cell->type == GX_CELL_BOOL)
                gx_json_put_bool(json, key, cell->number != 0);
            else
                gx_json_put_text(json, key, cell->text);
        }
        if (answer->with_source && answer->proofs[r].document)
            write_json_proof(json, &answer->proofs[r]);
        gx_json_put_close(json, '}');
    }
    gx_json_put_close(json, ']');
}

static void write_csv_cell(FILE *out, const char *text, bool first)
{
    if (!first)
        fputc(',', out);
    if (!text)
        return;
    if (!*text || !strpbrk(text, ",\"\r\n")) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static void write_csv(gx_answer *answer)
{
    FILE *out = answer->out;
    for (size_t c = 0; c < answer->n_columns; c++)
        write_csv_cell(out, answer->columns[c].key, c == 0);
    fputs(answer->with_source ? ",document,line,quotation\r\n" : "\r\n", out);
    for (size_t r = 0; r < answer->n_rows; r++) {
        for (size_t c = 0; c < answer->n_columns; c++)
            write_csv_cell(out, cell_at(answer, r, c)->text, c == 0);
        if (answer->with_source) {
            const gx_proof *proof = &answer->proofs[r];
            char line[16] = "";
            if (proof->line)
                snprintf(line, sizeof line, "%" PRIu32, proof->line);
            write_csv_cell(out, proof->document, false);
            write_csv_cell(out, line, false);
            write_csv_cell(out, proof->quotation, false);
        }
        fputs("\r\n", out);
    }
}

void gx_answer_table_end(gx_answer *answer, const char *none)
{
    if (!answer->out_of_memory) {
        assert(answer->n_cells == answer->n_rows * answer->n_columns);
        if (answer->options->json)
            write_json(answer);
        else if (answer->options->csv)
            write_csv(answer);
        else
            write_for_people(answer, none);
    }
    gx_arena_clear(&answer->arena);
}

gx_status gx_answer_end(gx_answer *answer, gx_status status, gx_error *err)
{
    if (answer->options->json && (answer->written || status == GX_OK)) {
        begin_json(answer);
        gx_json_put_close(&answer->json, '}');
    }
    gx_arena_clear(&answer->arena);
    if (status != GX_OK)
        return status;
    return answer->out_of_memory ? gx_fail(err, GX_ENOMEM, "out of memory writing the answer") : GX_OK;
}
