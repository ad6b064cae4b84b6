/* build, extract, load, status: from pages to facts and into a knowledge base. */
#include "cli/commands.h"

#include "base/message.h"
#include "base/map.h"
#include "lib/locate.h"
#include "cli/page_date.h"
#include "cli/pages.h"
#include "lib/version.h"
#include "text/page.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

static uint32_t threads_of(const gx_options *options)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return options->threads ? options->threads : cores > 0 ? (uint32_t)cores : 1;
}

static gx_status open_extractor(gx_extractor **out, const gx_locations *places, const gx_options *options,
                                gx_error *err)
{
    for (size_t i = 0; i < options->n_seeds; i++)
        if (!gx_path_is_folder(options->seeds[i]))
            return gx_fail_at(err, GX_EIO, options->seeds[i], 0, 0, "--seeds: expected a folder of tables");
    return gx_extractor_new(out, places->seeds, options->seeds, options->n_seeds, places->weights, err);
}

/* The longest page that a knowledge base keeps: fifty pages of a paper. */
enum { KEPT_BYTES = 1024 * 1024 };

/* Say what was wrong with a page; a page without facts is a fault of the call. */
static void report_page(gx_call *call, const gx_page_done *page)
{
    for (size_t i = 0; i < page->n_problems; i++)
        gx_say_error(&page->problems[i]);
    if (page->status != GX_OK) {
        gx_say_error(&page->error);
        call->n_faults++;
    }
}

/* ---- extract ---- */

struct extracting {
    gx_call *call;
    FILE *out;
    gx_buffer lines; /* of one page */
};

static gx_status write_page(void *context, const gx_page_done *page, gx_error *err)
{
    struct extracting *to = context;
    report_page(to->call, page);
    to->lines.n = 0;
    gx_status status = GX_OK;
    for (size_t i = 0; i < page->facts->n && status == GX_OK; i++)
        status = gx_fact_write(&to->lines, &page->facts->at[i], err);
    if (status == GX_OK && to->lines.failed)
        status = gx_fail(err, GX_ENOMEM, "out of memory writing facts");
    if (status == GX_OK && to->lines.n && fwrite(to->lines.at, 1, to->lines.n, to->out) != to->lines.n)
        status = gx_fail_at(err, GX_EIO,
                            to->call->options.output ? to->call->options.output : _("standard output"), 0, 0,
                            "cannot write: %s", strerror(errno));
    return status;
}

gx_status gx_cmd_extract(gx_call *call, gx_error *err)
{
    gx_paths paths = {0};
    gx_locations places = {0};
    gx_extractor *extractor = NULL;
    gx_output output = {0};
    struct extracting to = {.call = call};
    gx_status status = gx_pages_collect(&paths, call->arguments, call->n_arguments, err);
    if (status == GX_OK)
        status = gx_locate(&places, NULL, err);
    if (status == GX_OK)
        status = open_extractor(&extractor, &places, &call->options, err);
    if (status == GX_OK)
        status = gx_output_open(&output, call->options.output ? call->options.output : "-", err);
    if (status != GX_OK)
        goto done;
    to.out = output.stream;
    gx_pages_use use = {
        .context = &to, .take = write_page, .progress = !call->options.quiet && !isatty(STDOUT_FILENO)};
    status = gx_pages_run(extractor, &paths, call->options.date, threads_of(&call->options), &use, err);
    if (status == GX_OK)
        status = gx_output_close(&output, err);
    else
        gx_output_abandon(&output);
done:
    gx_buffer_clear(&to.lines);
    gx_extractor_free(extractor);
    gx_locations_clear(&places);
    gx_paths_clear(&paths);
    return status;
}

/* ---- build ---- */

struct building {
    gx_call *call;
    gx_store *store;
    gx_buffer salt;             /* what besides its bytes decides what a page's facts are */
    gx_document_rows documents; /* what the knowledge base has */
    gx_map known;               /* document name -> index into `documents` */
    gx_map contents;            /* content hash -> the same, of pages whose name is not among the inputs */
    gx_map inputs;              /* paths given */
    gx_facts parts;             /* of a long page, until its last part is there */
    size_t n_new, n_changed, n_same, n_renamed, n_gone;
};

static gx_status salt_tables(gx_buffer *salt, const char *folder, gx_error *err)
{
    static const char *const endings[] = {".tsv", NULL};
    gx_paths tables = {0};
    gx_status status = gx_paths_collect(&tables, folder, endings, err);
    for (size_t i = 0; i < tables.n && status == GX_OK; i++) {
        gx_file table = {0};
        status = gx_file_read(&table, tables.at[i], err);
        if (status == GX_OK)
            gx_buffer_printf(salt, " %s %016" PRIx64, gx_path_name(tables.at[i]),
                             gx_hash(table.bytes, table.n));
        gx_file_clear(&table);
    }
    gx_paths_clear(&tables);
    return status;
}

/* The same page is read anew when the program, its tables, the user's tables or --date are others than
 * before. */
static gx_status make_salt(gx_buffer *salt, const gx_locations *places, const gx_options *options,
                           gx_error *err)
{
    gx_buffer_printf(salt, "%s %s", GX_VERSION, options->date ? options->date : "");
    gx_status status = salt_tables(salt, places->seeds, err);
    for (size_t i = 0; i < options->n_seeds && status == GX_OK; i++)
        status = salt_tables(salt, options->seeds[i], err);
    if (status == GX_OK && salt->failed)
        status = gx_fail(err, GX_ENOMEM, "out of memory reading the tables");
    return status;
}

/* What the file beside it says of a page is part of the page. */
static gx_status hash_page(char out[GX_HASH_BYTES], const char *path, const char *bytes, size_t n,
                           const char *salt, gx_error *err)
{
    char date[GX_PAGE_DATE_BYTES];
    gx_buffer all = {0};
    gx_status status = gx_date_beside(date, path, err);
    gx_buffer_printf(&all, *date ? "%s beside: %s" : "%s%s", salt, date);
    if (status == GX_OK && all.failed)
        status = gx_fail(err, GX_ENOMEM, "out of memory reading a page");
    if (status == GX_OK)
        gx_content_hash(out, bytes, n, all.at);
    gx_buffer_clear(&all);
    return status;
}

static gx_status remember_documents(struct building *to, const gx_paths *paths, gx_error *err)
{
    gx_status status = gx_store_documents(to->store, &to->documents, err);
    bool room = true;
    for (size_t i = 0; i < paths->n && room; i++)
        room = gx_map_set(&to->inputs, paths->at[i], strlen(paths->at[i]), (uint32_t)i);
    for (size_t i = 0; i < to->documents.n && room; i++) {
        const gx_document_row *row = &to->documents.at[i];
        room = gx_map_set(&to->known, row->name, strlen(row->name), (uint32_t)i);
        if (room && row->hash && !gx_map_get(&to->inputs, row->name, strlen(row->name), NULL))
            room = gx_map_set(&to->contents, row->hash, strlen(row->hash), (uint32_t)i);
    }
    return status == GX_OK && !room ? gx_fail(err, GX_ENOMEM, "out of memory listing documents") : status;
}

/* A page that is known needs no reading: under its name, or under a name that is no longer there. */
static gx_status want_page(void *context, const char *path, const char *bytes, size_t n, bool *wanted,
                           gx_error *err)
{
    struct building *to = context;
    char hash[GX_HASH_BYTES];
    uint32_t at;
    gx_status status = hash_page(hash, path, bytes, n, to->salt.at, err);
    if (status != GX_OK)
        return status;
    bool known = gx_map_get(&to->known, path, strlen(path), &at);
    *wanted = !known || !to->documents.at[at].hash || strcmp(to->documents.at[at].hash, hash) != 0;
    if (!*wanted)
        to->n_same++;
    if (known || !gx_map_get(&to->contents, hash, strlen(hash), &at) || to->documents.at[at].name == NULL)
        return GX_OK;
    *wanted = false;
    to->n_renamed++;
    const char *name = to->documents.at[at].name;
    to->documents.at[at].name = NULL; /* taken */
    return gx_store_rename_document(to->store, name, path, path, err);
}

/* --prune: forget what is not among the inputs. */
static gx_status forget_the_rest(struct building *to, gx_error *err)
{
    gx_status status = GX_OK;
    for (size_t i = 0; i < to->documents.n && status == GX_OK; i++) {
        const char *name = to->documents.at[i].name;
        if (!name || gx_map_get(&to->inputs, name, strlen(name), NULL))
            continue;
        status = gx_store_remove(to->store, name, err);
        to->n_gone++;
    }
    return status;
}

static gx_status add_page(void *context, const gx_page_done *page, gx_error *err)
{
    struct building *to = context;
    report_page(to->call, page);
    if (page->status != GX_OK) {
        gx_facts_clear(&to->parts);
        return GX_OK;
    }
    bool in_parts = to->parts.n || !page->last;
    if (in_parts && !gx_facts_join(&to->parts, page->facts))
        return gx_fail_at(err, GX_ENOMEM, page->path, 0, 0, "out of memory for the page's facts");
    if (!page->last)
        return GX_OK;
    char hash[GX_HASH_BYTES];
    gx_status status = hash_page(hash, page->path, page->bytes, page->n, to->salt.at, err);
    if (status != GX_OK)
        return status;
    bool known = gx_map_get(&to->known, page->path, strlen(page->path), NULL);
    to->n_new += !known;
    to->n_changed += known;
    gx_document document = {page->path, page->path, hash, page->bytes, page->n};
    const gx_facts *facts = in_parts ? &to->parts : page->facts;
    status = gx_store_add(to->store, &document, facts->at, facts->n, NULL, err);
    gx_facts_clear(&to->parts);
    return status;
}

static gx_status say_what_is_there(const gx_call *call, gx_store *store, const char *path, const char *news,
                                   gx_error *err)
{
    if (call->options.quiet)
        return GX_OK;
    gx_store_counts counts;
    gx_status status = gx_store_count(store, &counts, err);
    if (status == GX_OK)
        gx_say("%s: %s; now %" PRIu64 " pages, %" PRIu64 " articles, %" PRIu64 " people, %" PRIu64
               " organizations, %" PRIu64 " events",
               path, news, counts.documents, counts.articles, counts.people, counts.organizations,
               counts.events);
    return status;
}

static const char *base_to_write(const gx_options *options)
{
    return options->output ? options->output : gx_base_path(options);
}

/* After a failure: a knowledge base that this call began is not left behind. */
static void close_base(gx_store *store, const char *path, bool committed)
{
    bool made = gx_store_made(store);
    gx_store_close(store);
    if (made && !committed)
        unlink(path);
}

/* "5 new, 1 changed": what this build did. */
static void write_news(char *out, size_t n, const struct building *to)
{
    const struct {
        size_t count;
        const char *what;
    } parts[] = {{to->n_new, N_("new")},       {to->n_changed, N_("changed")},
                 {to->n_same, N_("the same")}, {to->n_renamed, N_("renamed")},
                 {to->n_gone, N_("removed")},  {to->call->n_faults, N_("unreadable")}};
    size_t used = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].count && used < n)
            used += (size_t)snprintf(out + used, n - used, "%s%zu %s", used ? ", " : "", parts[i].count,
                                     _(parts[i].what));
}

gx_status gx_cmd_build(gx_call *call, gx_error *err)
{
    const gx_options *options = &call->options;
    const char *path = base_to_write(options);
    gx_paths paths = {0};
    gx_locations places = {0};
    gx_extractor *extractor = NULL;
    struct building to = {.call = call};
    bool committed = false;
    gx_status status = gx_pages_collect(&paths, call->arguments, call->n_arguments, err);
    if (status == GX_OK)
        status = gx_locate(&places, NULL, err);
    if (status == GX_OK)
        status = make_salt(&to.salt, &places, options, err);
    if (status == GX_OK)
        status = open_extractor(&extractor, &places, options, err);
    if (status == GX_OK)
        status = gx_store_open(&to.store, path, GX_STORE_CREATE, err);
    if (status == GX_OK)
        status = remember_documents(&to, &paths, err);
    if (status == GX_OK)
        status = gx_store_begin(to.store, err);
    if (status != GX_OK)
        goto done;
    gx_pages_use use = {.context = &to,
                        .whole_bytes = KEPT_BYTES,
                        .want = want_page,
                        .take = add_page,
                        .progress = !options->quiet};
    status = gx_pages_run(extractor, &paths, options->date, threads_of(options), &use, err);
    gx_extractor_free(extractor); /* its memory is for linking */
    extractor = NULL;
    if (status == GX_OK && options->prune)
        status = forget_the_rest(&to, err);
    if (status == GX_OK && (to.n_new > 0 || !gx_store_made(to.store))) {
        status = gx_store_commit(to.store, err);
        committed = status == GX_OK;
    }
    if (committed) {
        char news[160];
        write_news(news, sizeof news, &to);
        status = say_what_is_there(call, to.store, path, news, err);
    }
done:
    close_base(to.store, path, committed);
    gx_facts_clear(&to.parts);
    gx_document_rows_clear(&to.documents);
    gx_map_clear(&to.known);
    gx_map_clear(&to.contents);
    gx_map_clear(&to.inputs);
    gx_buffer_clear(&to.salt);
    gx_extractor_free(extractor);
    gx_locations_clear(&places);
    gx_paths_clear(&paths);
    return status;
}

/* ---- load ---- */

struct loading {
    gx_store *store;
    const char *pages; /* folder, or NULL */
    gx_facts facts;    /* of the document that is being read */
    const char *file;
    uint32_t line;
    size_t n_documents;
};

/* Would a name lead out of the folder that it is looked for in? Facts may come from anybody. */
static bool climbs(const char *name)
{
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (!part[2] || part[2] == '/'))
            return true;
    }
    return false;
}

/* The page of a document, below --pages by its whole name or by the last part of it. */
static gx_status read_page(gx_file *out, const char *folder, const gx_fact *document, gx_error *err)
{
    gx_buffer path = {0};
    gx_buffer_printf(&path, "%s/%s", folder, document->document);
    if (!path.failed && (climbs(document->document) || access(path.at, F_OK) != 0)) {
        path.n = 0;
        gx_buffer_printf(&path, "%s/%s", folder, gx_path_name(document->document));
    }
    gx_status status = path.failed ? gx_fail(err, GX_ENOMEM, "out of memory loading facts")
                                   : gx_file_read(out, path.at, err);
    if (status == GX_OK && out->n != document->as.document.bytes)
        status = gx_fail_at(err, GX_EDATA, path.at, 0, 0,
                            "expected the page of %" PRIu64 " bytes that the facts were read from, found %zu",
                            document->as.document.bytes, out->n);
    gx_buffer_clear(&path);
    return status;
}

static gx_status add_document(struct loading *to, gx_error *err)
{
    if (!to->facts.n)
        return GX_OK;
    gx_file page = {0};
    gx_status status = to->pages ? read_page(&page, to->pages, &to->facts.at[0], err) : GX_OK;
    if (status == GX_OK) {
        gx_document document = {.name = to->facts.at[0].document, .bytes = page.bytes, .n_bytes = page.n};
        status = gx_store_add(to->store, &document, to->facts.at, to->facts.n, NULL, err);
    }
    to->n_documents++;
    gx_file_clear(&page);
    gx_facts_clear(&to->facts);
    return status;
}

/* A line's fact belongs to the document before it, or begins the next. */
static gx_status take_line(struct loading *to, const gx_buffer *line, gx_error *err)
{
    gx_status status = gx_fact_read(&to->facts, line->at, line->n, to->file, to->line, err);
    if (status != GX_OK)
        return status;
    bool begins = to->facts.at[to->facts.n - 1].type == GX_FACT_DOCUMENT;
    if (!begins && to->facts.n == 1)
        return gx_fail_at(err, GX_EDATA, to->file, to->line, 1,
                          "expected a fact \"document\" first, found \"%s\"",
                          gx_fact_type_name(to->facts.at[0].type));
    if (!begins || to->facts.n == 1)
        return GX_OK;
    to->facts.n--;
    status = add_document(to, err);
    return status == GX_OK ? gx_fact_read(&to->facts, line->at, line->n, to->file, to->line, err) : status;
}

/* One line without its break into `line`; false at the end. */
static bool read_line(FILE *in, gx_buffer *line)
{
    line->n = 0;
    for (int c; (c = getc_unlocked(in)) != EOF;) {
        if (c == '\n')
            return true;
        char byte = (char)c;
        gx_buffer_add(line, &byte, 1);
        if (line->failed)
            return true;
    }
    return line->n > 0;
}

static gx_status load_file(struct loading *to, const char *path, gx_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *in = standard ? stdin : fopen(path, "rb");
    if (!in || (!standard && gx_path_is_folder(path))) {
        if (in)
            fclose(in);
        return gx_fail_at(err, GX_EIO, path, 0, 0,
                          in ? N_("is a folder, expected a file of facts") : N_("cannot open"));
    }
    gx_buffer line = {0};
    gx_status status = GX_OK;
    to->file = path;
    to->line = 0;
    while (status == GX_OK && read_line(in, &line)) {
        to->line++;
        if (line.failed)
            status = gx_fail_at(err, GX_ENOMEM, path, to->line, 0, "out of memory reading the line");
        else if (gx_stop_asked())
            status = gx_fail(err, GX_EINTERRUPT, "stopped");
        else if (line.n)
            status = take_line(to, &line, err);
    }
    if (status == GX_OK && ferror(in))
        status = gx_fail_at(err, GX_EIO, path, 0, 0, "cannot read");
    if (status == GX_OK)
        status = add_document(to, err);
    gx_buffer_clear(&line);
    if (!standard)
        fclose(in);
    return status;
}

gx_status gx_cmd_load(gx_call *call, gx_error *err)
{
    const char *path = base_to_write(&call->options);
    struct loading to = {.pages = call->options.pages};
    bool committed = false;
    gx_status status = GX_OK;
    for (size_t i = 0; i < call->n_arguments && status == GX_OK; i++)
        if (strcmp(call->arguments[i], "-") != 0 && access(call->arguments[i], R_OK) != 0)
            status = gx_fail_at(err, GX_EIO, call->arguments[i], 0, 0, "no such file");
    if (status == GX_OK)
        status = gx_store_open(&to.store, path, GX_STORE_CREATE, err);
    if (status == GX_OK)
        status = gx_store_begin(to.store, err);
    for (size_t i = 0; i < call->n_arguments && status == GX_OK; i++)
        status = load_file(&to, call->arguments[i], err);
    if (status == GX_OK && !to.n_documents)
        status = gx_fail_at(err, GX_EDATA, call->arguments[0], 0, 0, "no facts in it");
    if (status == GX_OK) {
        status = gx_store_commit(to.store, err);
        committed = status == GX_OK;
    }
    if (committed) {
        char news[64];
        snprintf(news, sizeof news, _("%zu documents loaded"), to.n_documents);
        status = say_what_is_there(call, to.store, path, news, err);
    }
    gx_facts_clear(&to.facts);
    close_base(to.store, path, committed);
    return status;
}

/* ---- status ---- */

static gx_status compare_pages(gx_store *store, const gx_call *call, const char *salt, gx_document_rows *rows,
                               gx_error *err)
{
    gx_paths paths = {0};
    gx_document *inputs = NULL;
    char(*hashes)[GX_HASH_BYTES] = NULL;
    gx_status status = gx_pages_collect(&paths, call->arguments, call->n_arguments, err);
    if (status != GX_OK)
        return status;
    inputs = gx_alloc_zero(paths.n, sizeof *inputs);
    hashes = gx_alloc_zero(paths.n, sizeof *hashes);
    if (!inputs || !hashes)
        status = gx_fail(err, GX_ENOMEM, "out of memory listing pages");
    for (size_t i = 0; i < paths.n && status == GX_OK; i++) {
        gx_stretch page; /* of a page too long to be kept just enough to see that */
        status = gx_stretch_open(&page, paths.at[i], err);
        if (status == GX_OK)
            status = gx_stretch_fill(&page, paths.at[i], KEPT_BYTES + 1, err);
        if (status == GX_OK)
            status = hash_page(hashes[i], paths.at[i], page.bytes.at, page.bytes.n, salt, err);
        if (status == GX_EIO) { /* it is listed as what it is, like no content */
            if (err)
                *err = (gx_error){0};
            snprintf(hashes[i], GX_HASH_BYTES, "unreadable");
            status = GX_OK;
        }
        inputs[i] = (gx_document){.name = paths.at[i], .path = paths.at[i], .hash = hashes[i]};
        gx_stretch_close(&page);
    }
    if (status == GX_OK)
        status = gx_store_compare(store, inputs, paths.n, rows, err);
    gx_free(hashes);
    gx_free(inputs);
    gx_paths_clear(&paths);
    return status;
}

/* Would a build take facts from this page, or report it and leave it out? */
static bool is_readable(const char *path)
{
    gx_stretch file;
    gx_page page;
    gx_arena arena;
    gx_arena_init(&arena);
    gx_status status = gx_stretch_open(&file, path, NULL);
    if (status == GX_OK)
        status = gx_stretch_fill(&file, path, KEPT_BYTES + 1, NULL);
    if (status == GX_OK)
        status =
            file.bytes.n ? gx_page_read(&page, &arena, path, file.bytes.at, file.bytes.n, NULL) : GX_EDATA;
    gx_stretch_close(&file);
    gx_arena_clear(&arena);
    return status != GX_EIO && status != GX_EDATA;
}

/* What a build would do with a page, in a word. */
static const char *state_of(const gx_document_row *row, bool compared)
{
    bool to_read = compared && (row->state == GX_DOCUMENT_NEW || row->state == GX_DOCUMENT_CHANGED);
    return to_read && !is_readable(row->name) ? "unreadable" : gx_document_state_name(row->state);
}

gx_status gx_cmd_status(gx_call *call, gx_error *err)
{
    static const gx_column columns[] = {
        {"document", N_("document"), false},   {"state", N_("state"), false},
        {"published", N_("published"), false}, {"basis", N_("basis"), true},
        {"articles", N_("articles"), false},   {"facts", N_("facts"), false},
        {"bytes", N_("bytes"), false},         {"encoding", N_("encoding"), false}};
    gx_store *store = NULL;
    gx_document_rows rows = {0};
    gx_locations places = {0};
    gx_buffer salt = {0};
    gx_status status = gx_base_open(&store, call, err);
    if (status == GX_OK && call->n_arguments) {
        status = gx_locate(&places, NULL, err);
        if (status == GX_OK)
            status = make_salt(&salt, &places, &call->options, err);
        if (status == GX_OK)
            status = compare_pages(store, call, salt.at, &rows, err);
    } else if (status == GX_OK) {
        status = gx_store_documents(store, &rows, err);
    }
    if (status != GX_OK)
        goto done;
    gx_answer answer;
    gx_answer_begin(&answer, stdout, &call->options);
    gx_answer_table(&answer, "documents", NULL, columns, sizeof columns / sizeof *columns, false);
    for (size_t i = 0; i < rows.n; i++) {
        const gx_document_row *row = &rows.at[i];
        gx_answer_text(&answer, row->name);
        gx_answer_text(&answer, state_of(row, call->n_arguments > 0));
        gx_answer_text(&answer, row->published);
        gx_answer_text(&answer, row->published_basis);
        gx_answer_integer(&answer, row->n_articles);
        gx_answer_integer(&answer, row->n_facts);
        gx_answer_integer(&answer, (int64_t)row->bytes);
        gx_answer_text(&answer, row->encoding);
        gx_answer_row(&answer, NULL);
    }
    gx_answer_table_end(&answer, "no pages");
    status = gx_answer_end(&answer, status, err);
done:
    gx_document_rows_clear(&rows);
    gx_buffer_clear(&salt);
    gx_locations_clear(&places);
    gx_store_close(store);
    return status;
}
