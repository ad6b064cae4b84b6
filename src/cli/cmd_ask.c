/* who, attended, posts, timeline, awards, relations, with, orgs, find, show: questions to the knowledge base.
 */
#include "cli/commands.h"

#include <string.h>

/* ---- tables of links ---- */

typedef enum link_column {
    FROM,
    FROM_TYPE,
    TO,
    TO_TYPE,
    WHAT_ROLE,
    WHAT_TITLE,
    WHAT_HONOUR,
    WHAT_RELATION,
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
    [FROM] = {"name", "name", false},
    [FROM_TYPE] = {"type", "type", false},
    [TO] = {"to", "to", false},
    [TO_TYPE] = {"to_type", "type", false},
    [WHAT_ROLE] = {"role", "role", false},
    [WHAT_TITLE] = {"title", "post", false},
    [WHAT_HONOUR] = {"award", "award", false},
    [WHAT_RELATION] = {"relation", "relation", false},
    [POST] = {"post", "post", false},
    [DATE] = {"date", "date", false},
    [FIRST] = {"first_seen", "first seen", false},
    [LAST] = {"last_seen", "last seen", false},
    [PLACE] = {"place", "place", false},
    [KIND] = {"kind", "kind", false},
    [TIMES] = {"n", "times", false},
    [CONFIDENCE] = {"confidence", "confidence", true},
    [INFERRED] = {"inferred", "inferred", true},
    [FROM_ID] = {"id", "id", true},
    [TO_ID] = {"to_id", "id", true},
};

enum { COLUMNS_AT_MOST = 12 };

static void link_cell(gx_answer *answer, const gx_link_row *row, link_column column)
{
    const gx_entity *from = row->from, *to = row->to;
    switch (column) {
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

static void write_links(gx_answer *answer, const link_table *table, const gx_link_rows *rows)
{
    gx_column columns[COLUMNS_AT_MOST];
    size_t n = 0;
    for (; table->columns[n] != LINK_COLUMNS; n++) {
        columns[n] = link_columns[table->columns[n]];
        if (table->columns[n] == TO)
            columns[n].key = columns[n].heading = table->to_heading;
    }
    gx_answer_table(answer, table->key, table->title, columns, n, true);
    for (size_t r = 0; r < rows->n; r++) {
        for (size_t c = 0; c < n; c++)
            link_cell(answer, &rows->at[r], table->columns[c]);
        gx_answer_row(answer, &rows->at[r].proof);
    }
    gx_answer_table_end(answer, table->none);
}

static const link_table who_table = {"participants",
                                     NULL,
                                     "nobody is named",
                                     {FROM, WHAT_ROLE, POST, FROM_TYPE, CONFIDENCE, FROM_ID, LINK_COLUMNS},
                                     NULL};
static const link_table attended_table = {
    "events",
    NULL,
    "no events",
    {DATE, WHAT_ROLE, TO, KIND, PLACE, POST, CONFIDENCE, TO_ID, LINK_COLUMNS},
    "event"};
static const link_table career_table = {"posts",
                                        NULL,
                                        "no posts",
                                        {FIRST, LAST, WHAT_TITLE, TO, TIMES, CONFIDENCE, TO_ID, LINK_COLUMNS},
                                        "organization"};
static const link_table holders_table = {
    "posts",
    NULL,
    "no posts",
    {WHAT_TITLE, FROM, FIRST, LAST, TIMES, CONFIDENCE, FROM_ID, LINK_COLUMNS},
    NULL};
static const link_table title_table = {
    "posts",
    NULL,
    "no posts",
    {WHAT_TITLE, FROM, TO, FIRST, LAST, TIMES, CONFIDENCE, FROM_ID, TO_ID, LINK_COLUMNS},
    "organization"};
static const link_table relations_table = {
    "relations",
    NULL,
    "no relations",
    {FROM, WHAT_RELATION, TO, FIRST, LAST, TIMES, CONFIDENCE, INFERRED, FROM_ID, TO_ID, LINK_COLUMNS},
    "of"};
static const link_table awards_table = {
    "awards",
    NULL,
    "no awards",
    {FROM, WHAT_HONOUR, FIRST, TO, CONFIDENCE, FROM_ID, TO_ID, LINK_COLUMNS},
    "event"};
static const link_table timeline_table = {
    "events",
    NULL,
    "no events",
    {DATE, TO, KIND, PLACE, FROM, WHAT_ROLE, CONFIDENCE, TO_ID, LINK_COLUMNS},
    "event"};

/* ---- one question about one name ---- */

typedef gx_status ask_fn(gx_store *store, gx_entity_id id, const gx_filter *filter, gx_link_rows *out,
                         gx_error *err);

static void entity_fields(gx_answer *answer, const gx_entity *entity)
{
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

/* Resolve the name, if there is one, ask, and write the table. */
static gx_status ask(gx_call *call, gx_name_of of, ask_fn *question, const link_table *table, gx_error *err)
{
    gx_filter filter;
    gx_store *store = NULL;
    gx_entities about = {0};
    gx_link_rows rows = {0};
    gx_status status = gx_filter_of(&filter, &call->options, err);
    if (status == GX_OK)
        status = gx_base_open(&store, call, err);
    if (status == GX_OK && call->n_arguments)
        status = gx_name_one(&about, store, call->arguments[0], of, err);
    if (status == GX_OK)
        status = question(store, about.n ? about.at[0].id : 0, &filter, &rows, err);
    if (status == GX_OK) {
        gx_answer answer;
        gx_answer_begin(&answer, stdout, &call->options);
        if (about.n)
            entity_fields(&answer, &about.at[0]);
        write_links(&answer, table, &rows);
        status = gx_answer_end(&answer, err);
    }
    gx_link_rows_clear(&rows);
    gx_entities_clear(&about);
    gx_store_close(store);
    return status;
}

gx_status gx_cmd_who(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_EVENT, gx_store_who, &who_table, err);
}

gx_status gx_cmd_attended(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_MEMBER, gx_store_attended, &attended_table, err);
}

gx_status gx_cmd_timeline(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_MEMBER, gx_store_timeline, &timeline_table, err);
}

gx_status gx_cmd_awards(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_MEMBER, gx_store_awards, &awards_table, err);
}

gx_status gx_cmd_relations(gx_call *call, gx_error *err)
{
    return ask(call, GX_NAME_OF_ORGANIZATION, gx_store_relations, &relations_table, err);
}

/* ---- posts: of a person, of an organization, or the holders of a title ---- */

gx_status gx_cmd_posts(gx_call *call, gx_error *err)
{
    gx_filter filter;
    gx_store *store = NULL;
    gx_entities about = {0};
    gx_link_rows rows = {0};
    const link_table *table = &title_table;
    gx_status status = gx_filter_of(&filter, &call->options, err);
    if (status == GX_OK)
        status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status = gx_store_holders(store, call->arguments[0], &filter, &rows, err);
    if (status == GX_OK && !rows.n) {
        status = gx_name_one(&about, store, call->arguments[0], GX_NAME_OF_MEMBER, err);
        if (status == GX_OK) {
            table = about.at[0].type == GX_KB_PERSON ? &career_table : &holders_table;
            status = gx_store_posts(store, about.at[0].id, &filter, &rows, err);
        }
    }
    if (status == GX_OK) {
        gx_answer answer;
        gx_answer_begin(&answer, stdout, &call->options);
        if (about.n)
            entity_fields(&answer, &about.at[0]);
        write_links(&answer, table, &rows);
        status = gx_answer_end(&answer, err);
    }
    gx_link_rows_clear(&rows);
    gx_entities_clear(&about);
    gx_store_close(store);
    return status;
}

/* ---- with ---- */

static void write_with(gx_answer *answer, const gx_with_rows *rows)
{
    static const gx_column columns[] = {{"name", "name", false}, {"type", "type", false},
                                        {"n", "events", false},  {"latest", "the latest", false},
                                        {"date", "date", false}, {"id", "id", true}};
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

gx_status gx_cmd_with(gx_call *call, gx_error *err)
{
    gx_filter filter;
    gx_store *store = NULL;
    gx_entities about = {0};
    gx_with_rows rows = {0};
    gx_status status = gx_filter_of(&filter, &call->options, err);
    if (status == GX_OK)
        status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status = gx_name_one(&about, store, call->arguments[0], GX_NAME_OF_MEMBER, err);
    if (status == GX_OK)
        status = gx_store_with(store, about.at[0].id, &filter, &rows, err);
    if (status == GX_OK) {
        gx_answer answer;
        gx_answer_begin(&answer, stdout, &call->options);
        entity_fields(&answer, &about.at[0]);
        write_with(&answer, &rows);
        status = gx_answer_end(&answer, err);
    }
    gx_with_rows_clear(&rows);
    gx_entities_clear(&about);
    gx_store_close(store);
    return status;
}

/* ---- orgs ---- */

static void write_tree(gx_answer *answer, const gx_tree_rows *rows)
{
    static const gx_column columns[] = {{"name", "organization", false}, {"kind", "kind", false},
                                        {"depth", "depth", true},        {"inferred", "inferred", true},
                                        {"repeated", "repeated", true},  {"id", "id", true}};
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

gx_status gx_cmd_orgs(gx_call *call, gx_error *err)
{
    gx_filter filter;
    gx_store *store = NULL;
    gx_entities root = {0};
    gx_tree_rows rows = {0};
    gx_status status = gx_filter_of(&filter, &call->options, err);
    if (status == GX_OK)
        status = gx_base_open(&store, call, err);
    if (status == GX_OK && call->n_arguments)
        status = gx_name_one(&root, store, call->arguments[0], GX_NAME_OF_ORGANIZATION, err);
    if (status == GX_OK)
        status = gx_store_tree(store, root.n ? root.at[0].id : 0, &filter, &rows, err);
    if (status == GX_OK) {
        gx_answer answer;
        gx_answer_begin(&answer, stdout, &call->options);
        write_tree(&answer, &rows);
        status = gx_answer_end(&answer, err);
    }
    gx_tree_rows_clear(&rows);
    gx_entities_clear(&root);
    gx_store_close(store);
    return status;
}

/* ---- find ---- */

static gx_status write_found_entities(gx_answer *answer, gx_store *store, const gx_hits *hits, gx_error *err)
{
    static const gx_column columns[] = {{"name", "name", false},         {"type", "type", false},
                                        {"kind", "kind", false},         {"date", "date", false},
                                        {"n_documents", "pages", false}, {"id", "id", false}};
    gx_answer_table(answer, "entities", NULL, columns, sizeof columns / sizeof *columns, true);
    gx_status status = GX_OK;
    for (size_t i = 0; i < hits->n && status == GX_OK; i++) {
        const gx_entity *entity = hits->at[i].entity;
        if (!entity)
            continue;
        gx_answer_text(answer, entity->name);
        gx_answer_text(answer, gx_kb_type_name(entity->type));
        gx_answer_text(answer, entity->kind);
        gx_answer_text(answer, entity->date);
        gx_answer_integer(answer, entity->n_documents);
        gx_answer_text(answer, entity->public_id);
        status = gx_answer_entity_row(answer, store, entity->id, err);
    }
    gx_answer_table_end(answer, "no person, organization or event of that name");
    return status;
}

static void write_found_articles(gx_answer *answer, const gx_hits *hits, const char *none)
{
    static const gx_column columns[] = {{"article", "article", false}, {"published", "published", false}};
    gx_answer_table(answer, "articles", NULL, columns, sizeof columns / sizeof *columns, true);
    for (size_t i = 0; i < hits->n; i++) {
        const gx_proof *proof = &hits->at[i].proof;
        if (hits->at[i].entity)
            continue;
        gx_answer_text(answer, proof->title ? proof->title : "(no headline)");
        gx_answer_text(answer, proof->published);
        gx_answer_row(answer, proof);
    }
    gx_answer_table_end(answer, none);
}

gx_status gx_cmd_find(gx_call *call, gx_error *err)
{
    gx_filter filter;
    gx_store *store = NULL;
    gx_hits hits = {0};
    gx_buffer words = {0};
    gx_status status = gx_filter_of(&filter, &call->options, err);
    for (size_t i = 0; i < call->n_arguments; i++)
        gx_buffer_printf(&words, "%s%s", i ? " " : "", call->arguments[i]);
    if (status == GX_OK && words.failed)
        status = gx_fail(err, GX_ENOMEM, "out of memory reading the words");
    if (status == GX_OK)
        status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status = gx_store_find(store, words.at, &filter, &hits, err);
    if (status == GX_OK && !hits.n) {
        status = gx_fail(err, GX_ENOTFOUND, "%s: in no name and in no article", words.at);
    } else if (status == GX_OK) {
        gx_answer answer;
        gx_answer_begin(&answer, stdout, &call->options);
        status = write_found_entities(&answer, store, &hits, err);
        write_found_articles(&answer, &hits, "in no article's text");
        gx_status at_end = gx_answer_end(&answer, err);
        status = status == GX_OK ? at_end : status;
    }
    gx_buffer_clear(&words);
    gx_hits_clear(&hits);
    gx_store_close(store);
    return status;
}

/* ---- names: what a beginning may stand for, one a line, for completion in shells ---- */

gx_status gx_cmd_names(gx_call *call, gx_error *err)
{
    gx_store *store = NULL;
    gx_entities found = {0};
    gx_error why = {0};
    gx_status status = gx_base_open(&store, call, err);
    if (status == GX_OK) {
        status = gx_store_resolve(store, call->arguments[0], GX_KB_ANY, &found, &why);
        if (status == GX_EAMBIGUOUS || status == GX_ENOTFOUND)
            status = GX_OK;
        else if (status != GX_OK)
            gx_fail_at(err, status, why.file, why.line, why.column, "%s", why.text);
    }
    for (size_t i = 0; i < found.n && status == GX_OK; i++) {
        gx_write_plain(stdout, found.at[i].name);
        putchar('\n');
    }
    gx_entities_clear(&found);
    gx_store_close(store);
    return status;
}

/* ---- show ---- */

static gx_status show_names(gx_answer *answer, gx_store *store, const gx_entity *entity, gx_error *err)
{
    static const gx_column columns[] = {{"name", "as printed", false}, {"n", "articles", false}};
    gx_name_rows names = {0};
    gx_status status = gx_store_names(store, entity->id, &names, err);
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
    ask_fn *question;
    const link_table *table;
    const char *title;
} sections[] = {
    {1 << GX_KB_EVENT, gx_store_who, &who_table, "Who took part"},
    {1 << GX_KB_PERSON, gx_store_posts, &career_table, "Posts"},
    {1 << GX_KB_ORGANIZATION, gx_store_posts, &holders_table, "Posts"},
    {1 << GX_KB_PERSON | 1 << GX_KB_ORGANIZATION, gx_store_attended, &attended_table, "Events"},
    {1 << GX_KB_ORGANIZATION, gx_store_relations, &relations_table, "Relations"},
    {1 << GX_KB_PERSON | 1 << GX_KB_ORGANIZATION, gx_store_awards, &awards_table, "Awards"},
};

static gx_status show_section(gx_answer *answer, gx_store *store, const gx_entity *entity,
                              const gx_filter *filter, const struct section *section, gx_error *err)
{
    gx_link_rows rows = {0};
    gx_status status = section->question(store, entity->id, filter, &rows, err);
    if (status == GX_OK && (rows.n || answer->options->json)) {
        link_table titled = *section->table;
        titled.title = section->title;
        write_links(answer, &titled, &rows);
    }
    gx_link_rows_clear(&rows);
    return status;
}

static gx_status show_articles(gx_answer *answer, gx_store *store, const gx_entity *entity,
                               const gx_filter *filter, gx_error *err)
{
    static const gx_column columns[] = {{"article", "article", false}, {"published", "published", false}};
    gx_hits hits = {0};
    gx_status status = gx_store_mentions(store, entity->id, filter, &hits, err);
    if (status == GX_OK) {
        gx_answer_table(answer, "articles", "Spoken of in", columns, sizeof columns / sizeof *columns, true);
        for (size_t i = 0; i < hits.n; i++) {
            const gx_proof *proof = &hits.at[i].proof;
            gx_answer_text(answer, proof->title ? proof->title : "(no headline)");
            gx_answer_text(answer, proof->published);
            gx_answer_row(answer, proof);
        }
        gx_answer_table_end(answer, "none");
    }
    gx_hits_clear(&hits);
    return status;
}

gx_status gx_cmd_show(gx_call *call, gx_error *err)
{
    gx_filter filter;
    gx_store *store = NULL;
    gx_entities about = {0};
    gx_answer answer;
    gx_status status = gx_filter_of(&filter, &call->options, err);
    if (status == GX_OK)
        status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status = gx_name_one(&about, store, call->arguments[0], GX_NAME_OF_ANY, err);
    if (status != GX_OK)
        goto done;
    const gx_entity *entity = &about.at[0];
    gx_answer_begin(&answer, stdout, &call->options);
    entity_fields(&answer, entity);
    gx_answer_field(&answer, "first_seen", "first seen", entity->first_seen);
    gx_answer_field(&answer, "last_seen", "last seen", entity->last_seen);
    status = show_names(&answer, store, entity, err);
    for (size_t i = 0; i < sizeof sections / sizeof *sections && status == GX_OK; i++)
        if (sections[i].types >> entity->type & 1)
            status = show_section(&answer, store, entity, &filter, &sections[i], err);
    if (status == GX_OK)
        status = show_articles(&answer, store, entity, &filter, err);
    gx_status at_end = gx_answer_end(&answer, err);
    status = status == GX_OK ? at_end : status;
done:
    gx_entities_clear(&about);
    gx_store_close(store);
    return status;
}
