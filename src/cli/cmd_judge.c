/* merge, keep, split, rename, kind, drop, undo, why, review, judgements, dump, remove, check: corrections. */
#include "cli/commands.h"

#include "base/message.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DATE_BYTES = 11 };

/* Who judges, and when: kept with a judgement so that others can ask. */
static const char *user_name(void)
{
    const char *name = getenv("GUANXI_USER");
    if (!name || !*name)
        name = getenv("USER");
    return name ? name : "";
}

static const char *judged_on(char out[DATE_BYTES], const gx_options *options)
{
    if (options->date)
        return options->date;
    time_t now = time(NULL);
    struct tm day;
    if (!gmtime_r(&now, &day) || !strftime(out, DATE_BYTES, "%Y-%m-%d", &day))
        return "";
    return out;
}

static gx_status open_to_write(gx_store **out, const gx_call *call, gx_error *err)
{
    return gx_store_open(out, gx_base_path(&call->options), GX_STORE_WRITE, err);
}

static gx_status write_reasons(const gx_call *call, const char *key, const char *none,
                               const gx_reason_rows *rows, gx_error *err)
{
    static const gx_column columns[] = {{"left", N_("one"), false},
                                        {"right", N_("the other"), false},
                                        {"same", N_("same"), false},
                                        {"score", N_("score"), false},
                                        {"why", N_("why"), false}};
    gx_answer answer;
    gx_answer_begin(&answer, stdout, &call->options);
    gx_answer_table(&answer, key, NULL, columns, sizeof columns / sizeof *columns, false);
    for (size_t i = 0; i < rows->n; i++) {
        gx_answer_text(&answer, rows->at[i].left);
        gx_answer_text(&answer, rows->at[i].right);
        gx_answer_bool(&answer, rows->at[i].same);
        gx_answer_number(&answer, rows->at[i].score);
        gx_answer_text(&answer, rows->at[i].why);
        gx_answer_row(&answer, NULL);
    }
    gx_answer_table_end(&answer, none);
    return gx_answer_end(&answer, GX_OK, err);
}

/* Record a judgement on the first, and for two names on the second, of the arguments. */
static gx_status judge(gx_call *call, gx_judgement *judgement, size_t n_names, gx_error *err)
{
    gx_store *store = NULL;
    gx_entities entities = {0};
    gx_reason_rows moved = {0};
    char today[DATE_BYTES];
    judgement->who = user_name();
    judgement->when = judged_on(today, &call->options);
    judgement->why = call->options.why;
    gx_status status = open_to_write(&store, call, err);
    if (status == GX_OK && n_names > 0) {
        status = gx_name_one(&entities, store, call->arguments[0], GX_NAME_OF_ANY, err);
        judgement->a = status == GX_OK ? entities.at[0].id : 0;
    }
    if (status == GX_OK && n_names > 1) {
        status = gx_name_one(&entities, store, call->arguments[1], GX_NAME_OF_ANY, err);
        judgement->b = status == GX_OK ? entities.at[0].id : 0;
    }
    if (status == GX_OK)
        status = gx_store_judge(store, judgement, call->options.dry_run, &moved, err);
    if (status == GX_OK)
        status = write_reasons(call, "moved", N_("nothing moves"), &moved, err);
    judgement->when = NULL; /* it lies in this frame */
    gx_reason_rows_clear(&moved);
    gx_entities_clear(&entities);
    gx_store_close(store);
    return status;
}

gx_status gx_cmd_merge(gx_call *call, gx_error *err)
{
    gx_judgement judgement = {.type = GX_JUDGE_MERGE};
    return judge(call, &judgement, 2, err);
}

gx_status gx_cmd_keep(gx_call *call, gx_error *err)
{
    gx_judgement judgement = {.type = GX_JUDGE_KEEP};
    return judge(call, &judgement, 2, err);
}

gx_status gx_cmd_split(gx_call *call, gx_error *err)
{
    gx_judgement judgement = {
        .type = GX_JUDGE_SPLIT, .mentions = call->arguments + 1, .n_mentions = call->n_arguments - 1};
    return judge(call, &judgement, 1, err);
}

gx_status gx_cmd_rename(gx_call *call, gx_error *err)
{
    gx_judgement judgement = {.type = GX_JUDGE_RENAME, .value = call->arguments[1]};
    return judge(call, &judgement, 1, err);
}

gx_status gx_cmd_kind(gx_call *call, gx_error *err)
{
    gx_judgement judgement = {.type = GX_JUDGE_KIND, .value = call->arguments[1]};
    return judge(call, &judgement, 1, err);
}

gx_status gx_cmd_drop(gx_call *call, gx_error *err)
{
    gx_judgement judgement = {.type = GX_JUDGE_DROP, .value = call->arguments[0]};
    return judge(call, &judgement, 0, err);
}

gx_status gx_cmd_undo(gx_call *call, gx_error *err)
{
    gx_store *store = NULL;
    char today[DATE_BYTES];
    unsigned long number = 0;
    if (call->n_arguments) {
        char *end;
        number = strtoul(call->arguments[0], &end, 10);
        if (*end || !number || number > UINT32_MAX)
            return gx_fail(err, GX_EINVAL, "expected the number of a judgement, found \"%s\"",
                           call->arguments[0]);
    }
    gx_status status = open_to_write(&store, call, err);
    if (status == GX_OK)
        status = gx_store_undo(store, (uint32_t)number, user_name(), judged_on(today, &call->options), err);
    gx_store_close(store);
    return status;
}

gx_status gx_cmd_why(gx_call *call, gx_error *err)
{
    gx_store *store = NULL;
    gx_entities about = {0};
    gx_reason_rows rows = {0};
    gx_status status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status = gx_name_one(&about, store, call->arguments[0], GX_NAME_OF_ANY, err);
    if (status == GX_OK)
        status = gx_store_why(store, about.at[0].id, &rows, err);
    if (status == GX_OK)
        status = write_reasons(call, "decisions", N_("one appearance, nothing to decide"), &rows, err);
    gx_reason_rows_clear(&rows);
    gx_entities_clear(&about);
    gx_store_close(store);
    return status;
}

gx_status gx_cmd_review(gx_call *call, gx_error *err)
{
    enum { LISTED_USUALLY = 50 };
    gx_store *store = NULL;
    gx_reason_rows rows = {0};
    gx_status status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status =
            gx_store_review(store, call->options.limit ? call->options.limit : LISTED_USUALLY, &rows, err);
    if (status == GX_OK)
        status = write_reasons(call, "pairs", N_("nothing is in doubt"), &rows, err);
    gx_reason_rows_clear(&rows);
    gx_store_close(store);
    return status;
}

/* ---- judgements: listed, written, read ---- */

/* One field of a line of the export, up to the next tab. */
static size_t take_field(const char **at, const char **field)
{
    size_t n = strcspn(*at, "\t");
    *field = *at;
    *at += n + ((*at)[n] == '\t');
    return n;
}

/* A line of the export as people read it: "merge 郑长林, 柳依依", "rename 云江造船厂: 云江市造船厂". */
static void judgement_words(gx_buffer *out, const char *line)
{
    enum { VALUE = 1, HEAD_FIELDS = 5, SIDE = 0, NAME = 4, GROUP_FIELDS = 6 };
    const char *at = line, *field, *value = "", *name = "";
    size_t n, n_value = 0, n_name = 0, number = 0;
    char side = '\0', named = '\0';
    for (; *at; number++) {
        n = take_field(&at, &field);
        size_t of_group = number < HEAD_FIELDS ? GROUP_FIELDS : (number - HEAD_FIELDS) % GROUP_FIELDS;
        if (number == 0) {
            gx_buffer_add(out, field, n);
        } else if (number == VALUE) {
            value = field;
            n_value = n;
        } else if (of_group == SIDE) {
            side = *field;
        } else if (of_group == NAME && n && (side != named || n != n_name || memcmp(name, field, n) != 0)) {
            gx_buffer_printf(out, "%s %.*s", named ? "," : "", (int)n, field);
            name = field;
            n_name = n;
            named = side;
        }
    }
    if (n_value)
        gx_buffer_printf(out, "%s %.*s", named ? ":" : "", (int)n_value, value);
}

static gx_status list_judgements(const gx_call *call, gx_store *store, gx_error *err)
{
    static const gx_column columns[] = {{"number", N_("no."), false}, {"judgement", N_("judgement"), false},
                                        {"who", N_("who"), false},    {"when", N_("when"), false},
                                        {"why", N_("why"), false},    {"undone", N_("undone"), false},
                                        {"idle", N_("idle"), false}};
    gx_judgement_rows rows = {0};
    gx_status status = gx_store_judgements(store, &rows, err);
    if (status == GX_OK) {
        gx_answer answer;
        gx_buffer words = {0};
        bool plain = !call->options.json && !call->options.csv;
        gx_answer_begin(&answer, stdout, &call->options);
        gx_answer_table(&answer, "judgements", NULL, columns, sizeof columns / sizeof *columns, false);
        for (size_t i = 0; i < rows.n; i++) {
            gx_answer_integer(&answer, rows.at[i].number);
            words.n = 0;
            if (plain)
                judgement_words(&words, rows.at[i].text);
            if (words.failed)
                status = gx_fail(err, GX_ENOMEM, "out of memory writing the answer");
            gx_answer_text(&answer, words.n ? words.at : rows.at[i].text);
            gx_answer_text(&answer, rows.at[i].who);
            gx_answer_text(&answer, rows.at[i].when);
            gx_answer_text(&answer, rows.at[i].why);
            gx_answer_bool(&answer, rows.at[i].undone);
            gx_answer_bool(&answer, rows.at[i].idle);
            gx_answer_row(&answer, NULL);
        }
        gx_answer_table_end(&answer, "no judgements");
        gx_buffer_clear(&words);
        status = gx_answer_end(&answer, status, err);
    }
    gx_judgement_rows_clear(&rows);
    return status;
}

static gx_status write_whole(const char *path, const gx_buffer *text, gx_error *err)
{
    gx_output output = {0};
    gx_status status = gx_output_open(&output, path, err);
    if (status != GX_OK)
        return status;
    if (text->n && fwrite(text->at, 1, text->n, output.stream) != text->n)
        status = gx_fail_at(err, GX_EIO, path, 0, 0, "cannot write");
    if (status == GX_OK)
        return gx_output_close(&output, err);
    gx_output_abandon(&output);
    return status;
}

gx_status gx_cmd_judgements(gx_call *call, gx_error *err)
{
    gx_store *store = NULL;
    gx_buffer text = {0};
    gx_file file = {0};
    gx_status status = GX_OK;
    if (call->n_arguments) {
        uint32_t added = 0;
        status = gx_file_read(&file, call->arguments[0], err);
        if (status == GX_OK)
            status = open_to_write(&store, call, err);
        if (status == GX_OK)
            status = gx_store_judgements_read(store, file.bytes, file.n, call->arguments[0], &added, err);
        if (status == GX_OK && !call->options.quiet)
            gx_say("%s: %u judgements added", gx_base_path(&call->options), added);
    } else {
        status = gx_base_open(&store, call, err);
        if (status == GX_OK && !call->options.output)
            status = list_judgements(call, store, err);
        else if (status == GX_OK)
            status = gx_store_judgements_write(store, &text, err);
        if (status == GX_OK && call->options.output)
            status = write_whole(call->options.output, &text, err);
    }
    gx_file_clear(&file);
    gx_buffer_clear(&text);
    gx_store_close(store);
    return status;
}

gx_status gx_cmd_dump(gx_call *call, gx_error *err)
{
    gx_store *store = NULL;
    gx_buffer text = {0};
    gx_status status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status = gx_store_dump(store, &text, err);
    if (status == GX_OK)
        status = write_whole(call->options.output ? call->options.output : "-", &text, err);
    gx_buffer_clear(&text);
    gx_store_close(store);
    return status;
}

gx_status gx_cmd_remove(gx_call *call, gx_error *err)
{
    gx_store *store = NULL;
    gx_status status = open_to_write(&store, call, err);
    if (status == GX_OK)
        status = gx_store_begin(store, err);
    for (size_t i = 0; i < call->n_arguments && status == GX_OK; i++)
        status = gx_store_remove(store, call->arguments[i], err);
    if (status == GX_OK)
        status = gx_store_commit(store, err);
    gx_store_close(store);
    return status;
}

gx_status gx_cmd_check(gx_call *call, gx_error *err)
{
    gx_store *store = NULL;
    gx_status status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status = gx_store_check(store, err);
    if (status == GX_OK && !call->options.quiet)
        gx_say("%s: whole", gx_base_path(&call->options));
    gx_store_close(store);
    return status;
}
