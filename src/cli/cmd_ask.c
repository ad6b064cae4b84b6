/* who, attended, posts, timeline, awards, relations, with, orgs, find, show: questions to the knowledge base.
 */
#include "cli/commands.h"

#include "base/message.h"

#include <string.h>

/* ---- tables of links ---- */

typedef enum link_column {
    FACT,
    FROM,
    FROM_TYPE,
    TO,
    TO_TYPE,
    WHAT_ROLE,
    WHAT_TITLE,
    WHAT_HONOUR,
    WHAT_RELATION,
    WHAT,
    POST,
    DATE,
    FIRST,
    LAST,
    PLACE,
    KIND,
    TIMES,
    CONFIDENCE,
    INFERRED,
    FROM_ID,
    TO_ID,
    LINK_COLUMNS
} link_column;

static const gx_column link_columns[LINK_COLUMNS] = {
    [FACT] = {"fact", N_("fact"), false},
    [FROM] = {"name", N_("name"), false},
    [FROM_TYPE] = {"type", N_("type"), false},
    [TO] = {"to", N_("to"), false},
    [TO_TYPE] = {"to_type", N_("type"), false},
    [WHAT_ROLE] = {"role", N_("role"), false},
    [WHAT_TITLE] = {"title", N_("post"), false},
    [WHAT_HONOUR] = {"award", N_("award"), false},
    [WHAT_RELATION] = {"relation", N_("relation"), false},
    [WHAT] = {"what", N_("what"), false},
    [POST] = {"post", N_("post"), false},
    [DATE] = {"date", N_("date"), false},
    [FIRST] = {"first_seen", N_("first seen"), false},
    [LAST] = {"last_seen", N_("last seen"), false},
    [PLACE] = {"place", N_("place"), false},
    [KIND] = {"kind", N_("kind"), false},
    [TIMES] = {"n", N_("times"), false},
    [CONFIDENCE] = {"confidence", N_("confidence"), true},
    [INFERRED] = {"inferred", N_("inferred"), true},
    [FROM_ID] = {"id", N_("id"), true},
    [TO_ID] = {"to_id", N_("id"), true},
};

enum { COLUMNS_AT_MOST = 18 };

static void link_cell(gx_answer *answer, const gx_link_row *row, link_column column)
{
    const gx_entity *from = row->from, *to = row->to;
    switch (column) {
    case FACT:
        gx_answer_text(answer, gx_link_type_name(row->type));
        break;
    case FROM:
        gx_answer_text(answer, from ? from->name : NULL);
        break;
    case FROM_TYPE:
        gx_answer_text(answer, from ? gx_kb_type_name(from->type) : NULL);
        break;
    case FROM_ID:
        gx_answer_text(answer, from ? from->public_id : NULL);
        break;
    case TO:
        gx_answer_text(answer, to ? to->name : NULL);
        break;
    case TO_TYPE:
        gx_answer_text(answer, to ? gx_kb_type_name(to->type) : NULL);
        break;
    case TO_ID:
        gx_answer_text(answer, to ? to->public_id : NULL);
        break;
    case WHAT_ROLE:
    case WHAT_TITLE:
    case WHAT_HONOUR:
    case WHAT_RELATION:
    case WHAT:
        gx_answer_text(answer, row->what);
        break;
    case POST:
        gx_answer_text(answer, row->post);
        break;
    case DATE:
        gx_answer_text(answer, row->date);
        break;
    case FIRST:
        gx_answer_text(answer, row->first);
        break;
    case LAST:
        gx_answer_text(answer, row->last);
        break;
    case PLACE:
        gx_answer_text(answer, to ? to->place : NULL);
        break;
    case KIND:
        gx_answer_text(answer, to ? to->kind : NULL);
        break;
    case TIMES:
        gx_answer_integer(answer, row->n);
        break;
    case CONFIDENCE:
        gx_answer_number(answer, row->confidence);
        break;
    case INFERRED:
        gx_answer_bool(answer, row->inferred);
        break;
    case LINK_COLUMNS:
        break;
    }
}

/* A table of links: what it is called, and its columns, ended by LINK_COLUMNS. */
typedef struct link_table {
    const char *key, *title, *none;
    link_column columns[COLUMNS_AT_MOST];
    const char *to_heading; /* what stands in the column TO */
} link_table;

static size_t begin_links(gx_answer *answer, const link_table *table)
{
    gx_column columns[COLUMNS_AT_MOST];
    size_t n = 0;
    for (; table->columns[n] != LINK_COLUMNS; n++) {
        columns[n] = link_columns[table->columns[n]];
        if (table->columns[n] == TO)
            columns[n].key = columns[n].heading = table->to_heading;
    }
    gx_answer_table(answer, table->key, table->title, columns, n, true);
    return n;
}

static void add_links(gx_answer *answer, const link_table *table, size_t n_columns, const gx_link_rows *rows)
{
    for (size_t r = 0; r < rows->n; r++) {
        for (size_t c = 0; c < n_columns; c++)
            link_cell(answer, &rows->at[r], table->columns[c]);
        gx_answer_row(answer, &rows->at[r].proof);
    }
}

static void write_links(gx_answer *answer, const link_table *table, const gx_link_rows *rows)
{
    size_t n_columns = begin_links(answer, table);
    add_links(answer, table, n_columns, rows);
    gx_answer_table_end(answer, table->none);
}

static const link_table who_table = {"participants",
                                     NULL,
                                     N_("nobody is named"),
                                     {FROM, WHAT_ROLE, POST, FROM_TYPE, CONFIDENCE, FROM_ID, LINK_COLUMNS},
                                     NULL};
static const link_table attended_table = {
    "events",
    NULL,
    N_("no events"),
    {DATE, WHAT_ROLE, TO, KIND, PLACE, POST, CONFIDENCE, TO_ID, LINK_COLUMNS},
    N_("event")};
static const link_table career_table = {"posts",
                                        NULL,
                                        N_("no posts"),
                                        {FIRST, LAST, WHAT_TITLE, TO, TIMES, CONFIDENCE, TO_ID, LINK_COLUMNS},
                                        N_("organization")};
static const link_table holders_table = {
    "posts",
    NULL,
    N_("no posts"),
    {WHAT_TITLE, FROM, FIRST, LAST, TIMES, CONFIDENCE, FROM_ID, LINK_COLUMNS},
    NULL};
static const link_table title_table = {
    "posts",
    NULL,
    N_("no posts"),
    {WHAT_TITLE, FROM, TO, FIRST, LAST, TIMES, CONFIDENCE, FROM_ID, TO_ID, LINK_COLUMNS},
    N_("organization")};
static const link_table relations_table = {
    "relations",
    NULL,
    N_("no relations"),
    {FROM, WHAT_RELATION, TO, FIRST, LAST, TIMES, CONFIDENCE, INFERRED, FROM_ID, TO_ID, LINK_COLUMNS},
    N_("of")};
static const link_table awards_table = {
    "awards",
    NULL,
    N_("no awards"),
    {FROM, WHAT_HONOUR, FIRST, TO, CONFIDENCE, FROM_ID, TO_ID, LINK_COLUMNS},
    N_("event")};
static const link_table timeline_table = {
    "events",
    NULL,
    N_("no events"),
    {DATE, TO, KIND, PLACE, FROM, WHAT_ROLE, CONFIDENCE, TO_ID, LINK_COLUMNS},
    N_("event")};

/* Facts of every type in one table, for programs. */
static const link_table facts_table = {"facts",
                                       NULL,
                                       N_("no facts"),
                                       {FACT, FROM, FROM_TYPE, WHAT, TO, TO_TYPE, POST, DATE, FIRST, LAST,
                                        PLACE, TIMES, CONFIDENCE, INFERRED, FROM_ID, TO_ID, LINK_COLUMNS},
                                       N_("to")};

/* ---- one question: open, find out who is meant, answer, close ---- */

/* Rows of a table that can hold everything there is, where the user names no limit: an answer stays an
 * answer. Measured on 1,423 pages: so many come in under 0.2 s. */
enum { PAGE_ROWS = 1000 };

/* What a reply works with. */
typedef struct question {
    const gx_call *call;
    gx_store *store;
    gx_filter filter;
    const gx_entity *about; /* NULL where no name was given */
    size_t page;            /* rows that are written of a table, one more being asked for; 0 = all */
} question;

typedef gx_status reply_fn(gx_answer *answer, const question *asked, gx_error *err);

/* The frame of every question. `of`: what the first argument names, if there is one; GX_NAME_OF_NOTHING: the
 * arguments are for the reply to read. */
static gx_status ask_for(gx_call *call, gx_name_of of, reply_fn *reply, size_t page, gx_error *err)
{
    question asked = {.call = call, .page = call->options.limit ? 0 : page};
    gx_entities about = {0};
    gx_status status = gx_filter_of(&asked.filter, &call->options, err);
    if (asked.page)
        asked.filter.limit = (uint32_t)asked.page + 1;
    if (status == GX_OK)
        status = gx_base_open(&asked.store, call, err);
    if (status == GX_OK && of != GX_NAME_OF_NOTHING && call->n_arguments)
        status = gx_name_one(&about, asked.store, call->arguments[0], of, err);
    if (status == GX_OK) {
        gx_answer answer;
        asked.about = about.n ? &about.at[0] : NULL;
        gx_answer_begin(&answer, stdout, &call->options);
        status = gx_answer_end(&answer, reply(&answer, &asked, err), err);
    }
    gx_entities_clear(&about);
    gx_store_close(asked.store);
    return status;
}

static gx_status ask(gx_call *call, gx_name_of of, reply_fn *reply, gx_error *err)
{
    return ask_for(call, of, reply, 0, err);
}

/* The rows of a table that has n to be written; that there are more is said. */
static size_t rows_of_page(const question *asked, size_t n, const char *what)
{
    if (!asked->page || n <= asked->page)
        return n;
    gx_say(_("the first %zu %s; --limit N shows more, filters show others"), asked->page, what);
    return asked->page;
}

static gx_entity_id id_asked(const question *asked)
{
    return asked->about ? asked->about->id : 0;
}

static void entity_fields(gx_answer *answer, const gx_entity *entity)
{
    if (!entity)
        return;
    gx_answer_field(answer, "name", gx_kb_type_name(entity->type), entity->name);
    gx_answer_field(answer, "id", "id", entity->public_id);
    if (answer->options->json)
        gx_answer_field(answer, "type", "type", gx_kb_type_name(entity->type));
    if (entity->type != GX_KB_PERSON)
        gx_answer_field(answer, "kind", "kind", entity->kind);
    if (entity->type == GX_KB_EVENT)
        gx_answer_field(answer, "date", "date", entity->date);
    gx_answer_field(answer, "place", "place", entity->place);
}

/* ---- answers that are one table of links ---- */

typedef gx_status links_fn(gx_store *store, gx_entity_id id, const gx_filter *filter, gx_link_rows *out,
                           gx_error *err);

static gx_status reply_links(gx_answer *answer, const question *asked, links_fn *links,
                             const link_table *table, gx_error *err)
{
    gx_link_rows rows = {0};
    gx_status status = links(asked->store, id_asked(asked), &asked->filter, &rows, err);
    if (status == GX_OK) {
        rows.n = rows_of_page(asked, rows.n, table->key);
        entity_fields(answer, asked->about);
        write_links(answer, table, &rows);
    }
    gx_link_rows_clear(&rows);
    return status;
}

static gx_status reply_who(gx_answer *answer, const question *asked, gx_error *err)
{
    return reply_links(answer, asked, gx_store_who, &who_table, err);
}

gx_status gx_cmd_who(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_EVENT, reply_who, err);
}

static gx_status reply_attended(gx_answer *answer, const question *asked, gx_error *err)
{
    return reply_links(answer, asked, gx_store_attended, &attended_table, err);
}

gx_status gx_cmd_attended(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_MEMBER, reply_attended, err);
}

static gx_status reply_timeline(gx_answer *answer, const question *asked, gx_error *err)
{
    return reply_links(answer, asked, gx_store_timeline, &timeline_table, err);
}

gx_status gx_cmd_timeline(gx_call *call, gx_error *err)
{
    return ask_for(call, GX_NAME_OF_MEMBER, reply_timeline, PAGE_ROWS, err);
}

static gx_status reply_awards(gx_answer *answer, const question *asked, gx_error *err)
{
    return reply_links(answer, asked, gx_store_awards, &awards_table, err);
}

gx_status gx_cmd_awards(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_MEMBER, reply_awards, err);
}

static gx_status reply_relations(gx_answer *answer, const question *asked, gx_error *err)
{
    return reply_links(answer, asked, gx_store_relations, &relations_table, err);
}

gx_status gx_cmd_relations(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_ORGANIZATION, reply_relations, err);
}

/* ---- posts: of a person, of an organization, or the holders of a title ---- */

static gx_status reply_posts(gx_answer *answer, const question *asked, gx_error *err)
{
    const char *name = asked->call->arguments[0];
    gx_entities about = {0};
    gx_link_rows rows = {0};
    const link_table *table = &title_table;
    gx_status status = gx_store_holders(asked->store, name, &asked->filter, &rows, err);
    if (status == GX_OK && !rows.n) {
        status = gx_name_one(&about, asked->store, name, GX_NAME_OF_MEMBER, err);
        if (status == GX_OK) {
            table = about.at[0].type == GX_KB_PERSON ? &career_table : &holders_table;
            status = gx_store_posts(asked->store, about.at[0].id, &asked->filter, &rows, err);
        }
    }
    if (status == GX_OK) {
        entity_fields(answer, about.n ? &about.at[0] : NULL);
        write_links(answer, table, &rows);
    }
    gx_link_rows_clear(&rows);
    gx_entities_clear(&about);
    return status;
}

gx_status gx_cmd_posts(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_NOTHING, reply_posts, err);
}

/* ---- with ---- */

static void write_with(gx_answer *answer, const gx_with_rows *rows)
{
    static const gx_column columns[] = {{"name", N_("name"), false}, {"type", N_("type"), false},
                                        {"n", N_("events"), false},  {"latest", N_("the latest"), false},
                                        {"date", N_("date"), false}, {"id", N_("id"), true}};
    gx_answer_table(answer, "with", NULL, columns, sizeof columns / sizeof *columns, true);
    for (size_t i = 0; i < rows->n; i++) {
        const gx_with_row *row = &rows->at[i];
        const gx_entity *latest = row->events[row->n - 1];
        gx_answer_text(answer, row->other->name);
        gx_answer_text(answer, gx_kb_type_name(row->other->type));
        gx_answer_integer(answer, row->n);
        gx_answer_text(answer, latest->name);
        gx_answer_text(answer, latest->date);
        gx_answer_text(answer, row->other->public_id);
        gx_answer_row(answer, &row->proof);
    }
    gx_answer_table_end(answer, "nobody");
}

static gx_status reply_with(gx_answer *answer, const question *asked, gx_error *err)
{
    gx_with_rows rows = {0};
    gx_status status = gx_store_with(asked->store, id_asked(asked), &asked->filter, &rows, err);
    if (status == GX_OK) {
        entity_fields(answer, asked->about);
        write_with(answer, &rows);
    }
    gx_with_rows_clear(&rows);
    return status;
}

gx_status gx_cmd_with(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_MEMBER, reply_with, err);
}

/* ---- orgs ---- */

static void write_tree(gx_answer *answer, const gx_tree_rows *rows)
{
    static const gx_column columns[] = {
        {"name", N_("organization"), false}, {"kind", N_("kind"), false},        {"depth", N_("depth"), true},
        {"inferred", N_("inferred"), true},  {"repeated", N_("repeated"), true}, {"id", N_("id"), true}};
    bool plain = !answer->options->json && !answer->options->csv;
    gx_answer_table(answer, "organizations", NULL, columns, sizeof columns / sizeof *columns, true);
    for (size_t i = 0; i < rows->n; i++) {
        const gx_tree_row *row = &rows->at[i];
        gx_buffer name = {0};
        for (uint32_t d = 0; plain && d < row->depth; d++)
            gx_buffer_puts(&name, d + 1 == row->depth ? (row->inferred ? "·· " : "└─ ") : "   ");
        gx_buffer_puts(&name, row->organization->name);
        if (plain && row->repeated)
            gx_buffer_puts(&name, " (above)");
        answer->out_of_memory |= name.failed;
        gx_answer_text(answer, name.at);
        gx_buffer_clear(&name);
        gx_answer_text(answer, row->organization->kind);
        gx_answer_integer(answer, row->depth);
        gx_answer_bool(answer, row->inferred);
        gx_answer_bool(answer, row->repeated);
        gx_answer_text(answer, row->organization->public_id);
        gx_answer_row(answer, row->proof.document ? &row->proof : NULL);
    }
    gx_answer_table_end(answer, "no organization belongs to another");
}

static gx_status reply_orgs(gx_answer *answer, const question *asked, gx_error *err)
{
    gx_tree_rows rows = {0};
    gx_status status = gx_store_tree(asked->store, id_asked(asked), &asked->filter, &rows, err);
    if (status == GX_OK)
        write_tree(answer, &rows);
    gx_tree_rows_clear(&rows);
    return status;
}

gx_status gx_cmd_orgs(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_ORGANIZATION, reply_orgs, err);
}

/* ---- find ---- */

static void write_found_entities(gx_answer *answer, const gx_hit *hits, size_t n)
{
    static const gx_column columns[] = {{"name", N_("name"), false},         {"type", N_("type"), false},
                                        {"kind", N_("kind"), false},         {"date", N_("date"), false},
                                        {"n_documents", N_("pages"), false}, {"id", N_("id"), false}};
    gx_answer_table(answer, "entities", NULL, columns, sizeof columns / sizeof *columns, true);
    for (size_t i = 0; i < n; i++) {
        const gx_entity *entity = hits[i].entity;
        gx_answer_text(answer, entity->name);
        gx_answer_text(answer, gx_kb_type_name(entity->type));
        gx_answer_text(answer, entity->kind);
        gx_answer_text(answer, entity->date);
        gx_answer_integer(answer, entity->n_documents);
        gx_answer_text(answer, entity->public_id);
        gx_answer_row(answer, hits[i].proof.document ? &hits[i].proof : NULL);
    }
    gx_answer_table_end(answer, "no person, organization or event of that name");
}

static void write_articles(gx_answer *answer, const char *title, const gx_hit *hits, size_t n,
                           const char *none)
{
    static const gx_column columns[] = {{"article", N_("article"), false},
                                        {"published", N_("published"), false}};
    gx_answer_table(answer, "articles", title, columns, sizeof columns / sizeof *columns, true);
    for (size_t i = 0; i < n; i++) {
        const gx_proof *proof = &hits[i].proof;
        gx_answer_text(answer, proof->title ? proof->title : gx_answer_words(answer, N_("(no headline)")));
        gx_answer_text(answer, proof->published);
        gx_answer_row(answer, proof);
    }
    gx_answer_table_end(answer, none);
}

static gx_status reply_find(gx_answer *answer, const question *asked, gx_error *err)
{
    gx_hits hits = {0};
    gx_buffer words = {0};
    gx_status status = GX_OK;
    for (size_t i = 0; i < asked->call->n_arguments; i++)
        gx_buffer_printf(&words, "%s%s", i ? " " : "", asked->call->arguments[i]);
    if (words.failed)
        status = gx_fail(err, GX_ENOMEM, "out of memory reading the words");
    if (status == GX_OK)
        status = gx_store_find(asked->store, words.at, &asked->filter, &hits, err);
    if (status == GX_OK && !hits.n) {
        status = gx_fail(err, GX_ENOTFOUND, "%s: in no name and in no article", words.at);
    } else if (status == GX_OK) {
        size_t entities = 0; /* they come before the articles */
        while (entities < hits.n && hits.at[entities].entity)
            entities++;
        size_t articles = hits.n - entities;
        write_found_entities(answer, hits.at, rows_of_page(asked, entities, "entities"));
        write_articles(answer, NULL, hits.at + entities, rows_of_page(asked, articles, "articles"),
                       "in no article's text");
    }
    gx_buffer_clear(&words);
    gx_hits_clear(&hits);
    return status;
}

gx_status gx_cmd_find(gx_call *call, gx_error *err)
{
    return ask_for(call, GX_NAME_OF_NOTHING, reply_find, PAGE_ROWS, err);
}

/* ---- names: what a beginning may stand for, one a line, for completion in shells ---- */

static gx_status reply_names(gx_answer *answer, const question *asked, gx_error *err)
{
    gx_entities found = {0};
    gx_error why = {0};
    gx_status status = gx_store_resolve(asked->store, asked->call->arguments[0], GX_KB_ANY, &found, &why);
    if (status == GX_EAMBIGUOUS || status == GX_ENOTFOUND)
        status = GX_OK;
    else if (status != GX_OK)
        gx_fail_at(err, status, why.file, why.line, why.column, "%s", why.text);
    for (size_t i = 0; i < found.n && status == GX_OK; i++) {
        gx_write_plain(answer->out, found.at[i].name);
        fputc('\n', answer->out);
    }
    gx_entities_clear(&found);
    return status;
}

gx_status gx_cmd_names(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_NOTHING, reply_names, err);
}

/* ---- show ---- */

static gx_status show_names(gx_answer *answer, const question *asked, gx_error *err)
{
    static const gx_column columns[] = {{"name", N_("as printed"), false}, {"n", N_("articles"), false}};
    gx_name_rows names = {0};
    gx_status status = gx_store_names(asked->store, id_asked(asked), &names, err);
    if (status == GX_OK) {
        gx_answer_table(answer, "names", "Names", columns, sizeof columns / sizeof *columns, true);
        for (size_t i = 0; i < names.n; i++) {
            gx_answer_text(answer, names.at[i].name);
            gx_answer_integer(answer, names.at[i].n);
            gx_answer_row(answer, &names.at[i].proof);
        }
        gx_answer_table_end(answer, "none");
    }
    gx_name_rows_clear(&names);
    return status;
}

/* What `show` asks of each type of entity, in this order. */
static const struct section {
    unsigned types; /* 1 << gx_kb_type */
    links_fn *links;
    const link_table *table;
    const char *title;
} sections[] = {
    {1 << GX_KB_EVENT, gx_store_who, &who_table, N_("Who took part")},
    {1 << GX_KB_PERSON, gx_store_posts, &career_table, N_("Posts")},
    {1 << GX_KB_ORGANIZATION, gx_store_posts, &holders_table, N_("Posts")},
    {1 << GX_KB_PERSON | 1 << GX_KB_ORGANIZATION, gx_store_attended, &attended_table, N_("Events")},
    {1 << GX_KB_ORGANIZATION, gx_store_relations, &relations_table, N_("Relations")},
    {1 << GX_KB_PERSON | 1 << GX_KB_ORGANIZATION, gx_store_awards, &awards_table, N_("Awards")},
};

static gx_status show_section(gx_answer *answer, const question *asked, const struct section *section,
                              gx_error *err)
{
    gx_link_rows rows = {0};
    gx_status status = section->links(asked->store, id_asked(asked), &asked->filter, &rows, err);
    if (status == GX_OK && (rows.n || answer->options->json)) {
        link_table titled = *section->table;
        titled.title = section->title;
        write_links(answer, &titled, &rows);
    }
    gx_link_rows_clear(&rows);
    return status;
}

static gx_status show_articles(gx_answer *answer, const question *asked, gx_error *err)
{
    gx_hits hits = {0};
    gx_status status = gx_store_mentions(asked->store, id_asked(asked), &asked->filter, &hits, err);
    if (status == GX_OK)
        write_articles(answer, N_("Spoken of in"), hits.at, hits.n, N_("none"));
    gx_hits_clear(&hits);
    return status;
}

/* Everything about one entity: sections, each a table of its own. */
static gx_status show_sections(gx_answer *answer, const question *asked, gx_error *err)
{
    entity_fields(answer, asked->about);
    gx_answer_field(answer, "first_seen", "first seen", asked->about->first_seen);
    gx_answer_field(answer, "last_seen", "last seen", asked->about->last_seen);
    gx_status status = show_names(answer, asked, err);
    for (size_t i = 0; i < sizeof sections / sizeof *sections && status == GX_OK; i++)
        if (sections[i].types >> asked->about->type & 1)
            status = show_section(answer, asked, &sections[i], err);
    return status == GX_OK ? show_articles(answer, asked, err) : status;
}

/* CSV is one table: the facts of all sections. */
static gx_status show_facts(gx_answer *answer, const question *asked, gx_error *err)
{
    gx_link_rows rows = {0};
    gx_status status = GX_OK;
    size_t n_columns = begin_links(answer, &facts_table);
    for (size_t i = 0; i < sizeof sections / sizeof *sections && status == GX_OK; i++) {
        if (!(sections[i].types >> asked->about->type & 1))
            continue;
        status = sections[i].links(asked->store, id_asked(asked), &asked->filter, &rows, err);
        if (status == GX_OK)
            add_links(answer, &facts_table, n_columns, &rows);
    }
    gx_link_rows_clear(&rows);
    if (status == GX_OK)
        gx_answer_table_end(answer, facts_table.none);
    return status;
}

gx_status gx_cmd_show(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_ANY, call->options.csv ? show_facts : show_sections, err);
}
