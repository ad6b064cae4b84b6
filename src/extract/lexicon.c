#include "extract/lexicon.h"

#include "base/map.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "extract/fold.h"

#include <string.h>
#include <unistd.h>

enum { COLUMNS_AT_MOST = 8 };

#define EVENT_TYPES                                                                                          \
    "meeting|ceremony|competition|visit|inspection|training|campaign|founding|donation|exhibition|"           \
    "performance|other|none"
#define ROLES                                                                                                \
    "organizer|co_organizer|supporter|host|leader|visitor|signatory|speaker|presenter|awardee|recipient|"     \
    "judge|performer|attendee|none"

/* What each table must look like. An enumerated column names its values; code 1 is the first of them. */
static const struct table_spec {
    const char *name;
    const char *columns;
    const char *values[COLUMNS_AT_MOST]; /* NULL = free text */
    bool needed;                         /* the seeds folder must have it */
} specs[GX_TABLES] = {
    [GX_TABLE_PLACES] = {"places", "word\tfull\tlevel\tcode\tparent",
                         {NULL, NULL, "province|city|county|town|city?|county?|province?"}, true},
    [GX_TABLE_SURNAMES] = {"surnames", "word\tfrequency", {NULL, "common|usual|rare"}, true},
    [GX_TABLE_ORGANIZATION_HEADS] =
        {"organization_heads", "word\tkind\tuse",
         {NULL, "union|party|government|company|team|institution|media|association|committee", "head|department|weak"},
         true},
    [GX_TABLE_ORGANIZATIONS] =
        {"organizations", "word\tfull\tkind",
         {NULL, NULL, "union|party|government|company|team|institution|media|association|committee"}, true},
    [GX_TABLE_ABBREVIATIONS] =
        {"abbreviations", "word\tfull\tkind",
         {NULL, NULL, "union|party|government|company|team|institution|media|association|committee"}, true},
    [GX_TABLE_TITLES] = {"titles", "word\tclass\tbody", {NULL, "post|place_post|modifier|former|job|honorific"}, true},
    [GX_TABLE_EVENT_HEADS] =
        {"event_heads", "word\ttype\tuse",
         {NULL, EVENT_TYPES, "name|loose|none"}, true},
    [GX_TABLE_VERBS] =
        {"verbs", "word\tsubject\tobject\tevent\tuse",
         {NULL, ROLES, ROLES, EVENT_TYPES, "hold|act|say|go|give|win|sign|elect|send|absent|plan|mask"}, true},
    [GX_TABLE_HONOURS] = {"honours", "word\tlevel", {NULL, "person|group|any|rank"}, true},
    [GX_TABLE_NOT_NAMES] = {"not_names", "word\treason", {NULL, "word|ambiguous|doctrine"}, true},
    [GX_TABLE_NAME_PARTS] = {"name_parts", "word\tuse", {NULL, "inside|generic|deictic|and|place|stop"}, true},
    [GX_TABLE_GIVEN_NAMES] = {"given_names", "word\tpeople", {NULL, "mongolian|tibetan|uyghur|yi|other"}, true},
    [GX_TABLE_PEOPLE] = {"people", "word", {NULL}, false},
};

struct word_list {
    gx_word word;
    struct word_list *next; /* the other rows of the same word */
};

struct edge {
    uint64_t key; /* node << 32 | character; 0 = empty (node numbers begin at 1) */
    uint32_t child;
};

struct gx_lexicon {
    gx_arena arena;
    gx_tsv *tables; /* [n_tables] keep the cells alive */
    size_t n_tables, tables_cap;
    struct edge *edges; /* [n_slots] open addressing */
    size_t n_edges, n_slots;
    struct word_list **words; /* [n_nodes] rows that end at the node */
    size_t n_nodes, nodes_cap;
    gx_map place_of_code; /* division code -> index into places */
    const gx_word **places; /* full names only */
    size_t n_places, places_cap;
};

static size_t edge_slot(const gx_lexicon *lexicon, uint64_t key)
{
    size_t mask = lexicon->n_slots - 1;
    uint64_t hash = key * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(hash >> 20) & mask;
    while (lexicon->edges[i].key && lexicon->edges[i].key != key)
        i = (i + 1) & mask;
    return i;
}

static uint32_t step(const gx_lexicon *lexicon, uint32_t node, uint32_t character)
{
    return lexicon->edges[edge_slot(lexicon, (uint64_t)node << 32 | character)].child;
}

static bool more_slots(gx_lexicon *lexicon)
{
    size_t n_old = lexicon->n_slots;
    struct edge *old = lexicon->edges;
    lexicon->n_slots = n_old ? n_old * 2 : 1024;
    lexicon->edges = gx_alloc_zero(lexicon->n_slots, sizeof *lexicon->edges);
    if (!lexicon->edges) {
        lexicon->edges = old;
        lexicon->n_slots = n_old;
        return false;
    }
    for (size_t i = 0; i < n_old; i++)
        if (old[i].key)
            lexicon->edges[edge_slot(lexicon, old[i].key)] = old[i];
    gx_free(old);
    return true;
}

static bool new_node(gx_lexicon *lexicon, uint32_t *node)
{
    if (!gx_grow((void **)&lexicon->words, &lexicon->nodes_cap, lexicon->n_nodes, sizeof *lexicon->words))
        return false;
    lexicon->words[lexicon->n_nodes] = NULL;
    *node = (uint32_t)lexicon->n_nodes++;
    return true;
}

/* Full names of provinces to counties, by code: parents of other places. */
static bool add_place(gx_lexicon *lexicon, const gx_word *word)
{
    bool is_full = strcmp(word->cell[0], word->cell[1]) == 0, has_code = strcmp(word->cell[3], "-") != 0;
    if (!is_full || !has_code || word->code[2] == GX_PLACE_TOWN)
        return true;
    if (!gx_grow((void **)&lexicon->places, &lexicon->places_cap, lexicon->n_places, sizeof *lexicon->places))
        return false;
    lexicon->places[lexicon->n_places++] = word;
    return gx_map_set(&lexicon->place_of_code, word->cell[3], strlen(word->cell[3]), (uint32_t)lexicon->n_places - 1);
}

const gx_word *gx_lexicon_place(const gx_lexicon *lexicon, const char *code)
{
    uint32_t i;
    return gx_map_get(&lexicon->place_of_code, code, strlen(code), &i) ? lexicon->places[i] : NULL;
}

static bool add_word(gx_lexicon *lexicon, const gx_word *word)
{
    uint32_t node = 1;
    const char *text = word->cell[0];
    size_t bytes = strlen(text);
    for (size_t i = 0; i < bytes;) {
        uint32_t character;
        i += gx_utf8_decode(text + i, bytes - i, &character, NULL);
        uint64_t key = (uint64_t)node << 32 | gx_fold(character);
        if ((lexicon->n_edges + 1) * 2 > lexicon->n_slots && !more_slots(lexicon))
            return false;
        size_t slot = edge_slot(lexicon, key);
        if (!lexicon->edges[slot].key) {
            uint32_t child;
            if (!new_node(lexicon, &child))
                return false;
            lexicon->edges[slot] = (struct edge){key, child};
            lexicon->n_edges++;
        }
        node = lexicon->edges[slot].child;
    }
    struct word_list *entry = gx_arena_alloc(&lexicon->arena, sizeof *entry);
    if (!entry)
        return false;
    /* The newest row of a word comes first: a user's row wins over ours. */
    struct word_list **at = &lexicon->words[node];
    if (word->table == GX_TABLE_PLACES) /* 大同市 before 大同区 */
        while (*at && (*at)->word.table == GX_TABLE_PLACES && (*at)->word.code[2] <= word->code[2])
            at = &(*at)->next;
    *entry = (struct word_list){*word, *at};
    *at = entry;
    return word->table != GX_TABLE_PLACES || add_place(lexicon, &entry->word);
}

/* 1 + the position of `cell` among "a|b|c", or 0. */
static uint8_t code_of(const char *values, const char *cell)
{
    size_t n = strlen(cell);
    uint8_t code = 1;
    for (const char *v = values; *v; code++) {
        size_t m = strcspn(v, "|");
        if (m == n && memcmp(v, cell, n) == 0)
            return code;
        v += m + (v[m] == '|');
    }
    return 0;
}

static gx_status add_row(gx_lexicon *lexicon, gx_table table, const gx_tsv *tsv, size_t row, bool user, gx_error *err)
{
    const struct table_spec *spec = &specs[table];
    char **cells = &GX_TSV_CELL(tsv, row, 0);
    uint8_t *codes = gx_arena_alloc(&lexicon->arena, tsv->n_columns);
    if (!codes)
        return gx_fail_at(err, GX_ENOMEM, tsv->name, tsv->lines[row], 0, "out of memory reading the table");
    if (!*cells[0])
        return gx_fail_at(err, GX_EDATA, tsv->name, tsv->lines[row], 1, "expected a word, found an empty cell");
    uint32_t column = 1;
    for (size_t c = 0; c < tsv->n_columns; c++) {
        if (c < COLUMNS_AT_MOST && spec->values[c]) {
            codes[c] = code_of(spec->values[c], cells[c]);
            if (!codes[c])
                return gx_fail_at(err, GX_EDATA, tsv->name, tsv->lines[row], column,
                                  "expected one of %s, found \"%.60s\"", spec->values[c], cells[c]);
        }
        column += (uint32_t)gx_utf8_count(cells[c]) + 1;
    }
    gx_word word = {table, user, (uint32_t)gx_utf8_count(cells[0]), (const char *const *)cells, codes};
    if (!add_word(lexicon, &word))
        return gx_fail_at(err, GX_ENOMEM, tsv->name, tsv->lines[row], 0, "out of memory reading the table");
    return GX_OK;
}

static gx_status add_table(gx_lexicon *lexicon, gx_table table, const char *folder, bool user, gx_error *err)
{
    gx_status status = GX_OK;
    gx_buffer path = {0};
    gx_buffer_printf(&path, "%s/%s.tsv", folder, specs[table].name);
    if (path.failed || !gx_grow((void **)&lexicon->tables, &lexicon->tables_cap, lexicon->n_tables,
                                sizeof *lexicon->tables)) {
        status = gx_fail(err, GX_ENOMEM, "out of memory reading tables");
        goto done;
    }
    if ((user || !specs[table].needed) && access(path.at, F_OK) != 0)
        goto done;
    gx_tsv *tsv = &lexicon->tables[lexicon->n_tables];
    status = gx_tsv_read(tsv, path.at, gx_table_columns(table), err);
    if (status != GX_OK)
        goto done;
    lexicon->n_tables++;
    for (size_t row = 0; row < tsv->n_rows && status == GX_OK; row++)
        status = add_row(lexicon, table, tsv, row, user, err);
done:
    gx_buffer_clear(&path);
    return status;
}

const char *gx_table_columns(gx_table table)
{
    return specs[table].columns;
}

gx_status gx_lexicon_new(gx_lexicon **out, const char *seeds, const char *const *user_seeds, size_t n_user_seeds,
                         gx_error *err)
{
    *out = NULL;
    gx_lexicon *lexicon = gx_alloc_zero(1, sizeof *lexicon);
    uint32_t node;
    if (!lexicon || !more_slots(lexicon) || !new_node(lexicon, &node) || !new_node(lexicon, &node)) {
        gx_lexicon_free(lexicon);
        return gx_fail(err, GX_ENOMEM, "out of memory reading tables");
    }
    gx_status status = GX_OK;
    for (gx_table t = 0; t < GX_TABLES && status == GX_OK; t++)
        status = add_table(lexicon, t, seeds, false, err);
    for (size_t i = 0; i < n_user_seeds && status == GX_OK; i++) {
        if (!gx_path_is_folder(user_seeds[i]))
            status = gx_fail_at(err, GX_EIO, user_seeds[i], 0, 0, "expected a folder of tables");
        for (gx_table t = 0; t < GX_TABLES && status == GX_OK; t++)
            status = add_table(lexicon, t, user_seeds[i], true, err);
    }
    if (status != GX_OK)
        gx_lexicon_free(lexicon);
    else
        *out = lexicon;
    return status;
}

void gx_lexicon_free(gx_lexicon *lexicon)
{
    if (!lexicon)
        return;
    for (size_t i = 0; i < lexicon->n_tables; i++)
        gx_tsv_clear(&lexicon->tables[i]);
    gx_free(lexicon->tables);
    gx_free(lexicon->edges);
    gx_free(lexicon->words);
    gx_free(lexicon->places);
    gx_map_clear(&lexicon->place_of_code);
    gx_arena_clear(&lexicon->arena);
    gx_free(lexicon);
}

/* Dozens of towns are called 太平镇: one of them stands for all. */
static bool same_place(size_t found, const gx_word **out, const gx_word *word)
{
    return found && word->table == GX_TABLE_PLACES && out[found - 1]->table == GX_TABLE_PLACES &&
           out[found - 1]->n == word->n;
}

size_t gx_lexicon_match(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, uint32_t mask,
                        const gx_word *out[GX_WORDS_AT_MOST])
{
    size_t found = 0;
    uint32_t node = 1;
    for (size_t i = 0; i < n && found < GX_WORDS_AT_MOST; i++) {
        node = step(lexicon, node, gx_fold(chars[i]));
        if (!node)
            break;
        for (const struct word_list *w = lexicon->words[node]; w && found < GX_WORDS_AT_MOST; w = w->next)
            if ((mask & 1u << w->word.table) && !same_place(found, out, &w->word))
                out[found++] = &w->word;
    }
    return found;
}

const gx_word *gx_lexicon_longest(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, gx_table table)
{
    const gx_word *words[GX_WORDS_AT_MOST];
    const gx_word *best = NULL;
    size_t found = gx_lexicon_match(lexicon, chars, n, 1u << table, words);
    for (size_t i = 0; i < found; i++)
        if (!best || words[i]->n > best->n)
            best = words[i];
    return best;
}

const gx_word *gx_lexicon_exact(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, gx_table table)
{
    const gx_word *words[GX_WORDS_AT_MOST];
    size_t found = gx_lexicon_match(lexicon, chars, n, 1u << table, words);
    for (size_t i = 0; i < found; i++)
        if (words[i]->n == n)
            return words[i];
    return NULL;
}
