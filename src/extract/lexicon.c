#include "extract/lexicon.h"

#include "base/checksum.h"
#include "base/map.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "extract/fold.h"
#include "extract/packed.h"

#include <string.h>
#include <unistd.h>

#define EVENT_TYPES                                                                                          \
    "meeting|ceremony|competition|visit|inspection|training|campaign|founding|donation|exhibition|"          \
    "performance|other|none"
#define ROLES                                                                                                \
    "organizer|co_organizer|supporter|host|leader|visitor|signatory|speaker|presenter|awardee|recipient|"    \
    "judge|performer|attendee|none"

/* What each table must look like. An enumerated column names its values; code 1 is the first of them. */
static const struct table_spec {
    const char *name;
    const char *columns;
    const char *values[GX_COLUMNS_AT_MOST]; /* NULL = free text */
    bool needed;                            /* the seeds folder must have it */
} specs[GX_TABLES] = {
    [GX_TABLE_PLACES] = {"places",
                         "word\tfull\tlevel\tcode\tparent",
                         {NULL, NULL, "province|city|county|town|city?|county?|province?"},
                         true},
    [GX_TABLE_SURNAMES] = {"surnames", "word\tfrequency", {NULL, "common|usual|rare"}, true},
    [GX_TABLE_ORGANIZATION_HEADS] =
        {"organization_heads",
         "word\tkind\tuse",
         {NULL, "union|party|government|company|team|institution|media|association|committee",
          "head|department|weak"},
         true},
    [GX_TABLE_ORGANIZATIONS] =
        {"organizations",
         "word\tfull\tkind",
         {NULL, NULL, "union|party|government|company|team|institution|media|association|committee"},
         true},
    [GX_TABLE_ABBREVIATIONS] =
        {"abbreviations",
         "word\tfull\tkind",
         {NULL, NULL, "union|party|government|company|team|institution|media|association|committee"},
         true},
    [GX_TABLE_TITLES] = {"titles",
                         "word\tclass\tbody",
                         {NULL, "post|place_post|modifier|former|job|honorific"},
                         true},
    [GX_TABLE_EVENT_HEADS] = {"event_heads", "word\ttype\tuse", {NULL, EVENT_TYPES, "name|loose|none"}, true},
    [GX_TABLE_VERBS] = {"verbs",
                        "word\tsubject\tobject\tevent\tuse",
                        {NULL, ROLES, ROLES, EVENT_TYPES,
                         "hold|act|say|go|give|win|sign|elect|send|absent|plan|mask"},
                        true},
    [GX_TABLE_HONOURS] = {"honours", "word\tlevel", {NULL, "person|group|any|rank"}, true},
    [GX_TABLE_NOT_NAMES] = {"not_names", "word\treason", {NULL, "word|ambiguous|doctrine"}, true},
    [GX_TABLE_NAME_PARTS] = {"name_parts",
                             "word\tuse",
                             {NULL, "inside|generic|deictic|and|place|stop|common"},
                             true},
    [GX_TABLE_NAME_CUES] = {"name_cues", "word\tuse", {NULL, "role|named|signs"}, true},
    [GX_TABLE_GIVEN_NAMES] = {"given_names",
                              "word\tpeople",
                              {NULL, "mongolian|tibetan|uyghur|yi|other|known"},
                              true},
    [GX_TABLE_PEOPLE] = {"people", "word", {NULL}, false},
};

/* Tables that are being read: their rows in order, before they become a trie. */
struct reading {
    gx_arena *arena;
    gx_tsv *tables; /* [n_tables] keep the cells alive */
    size_t n_tables, tables_cap;
    gx_word *words; /* [n_words] */
    size_t n_words, words_cap;
};

struct gx_lexicon {
    gx_arena arena;
    gx_packed packed;
    struct reading seeds; /* empty where they came packed */
    struct reading own;   /* of the user's folders */
    gx_trie tries[2];     /* [n_tries] the user's, if there are any, wins over ours */
    size_t n_tries;
};

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

static gx_status add_row(struct reading *to, gx_table table, const gx_tsv *tsv, size_t row, bool user,
                         gx_error *err)
{
    const struct table_spec *spec = &specs[table];
    char **cells = &GX_TSV_CELL(tsv, row, 0);
    uint8_t *codes = gx_arena_alloc(to->arena, tsv->n_columns);
    if (!codes || !gx_grow((void **)&to->words, &to->words_cap, to->n_words, sizeof *to->words))
        return gx_fail_at(err, GX_ENOMEM, tsv->name, tsv->lines[row], 0, "out of memory reading the table");
    if (!*cells[0])
        return gx_fail_at(err, GX_EDATA, tsv->name, tsv->lines[row], 1,
                          "expected a word, found an empty cell");
    uint32_t column = 1;
    for (size_t c = 0; c < tsv->n_columns; c++) {
        if (c < GX_COLUMNS_AT_MOST && spec->values[c]) {
            codes[c] = code_of(spec->values[c], cells[c]);
            if (!codes[c])
                return gx_fail_at(err, GX_EDATA, tsv->name, tsv->lines[row], column,
                                  "expected one of %s, found \"%.60s\"", spec->values[c], cells[c]);
        }
        column += (uint32_t)gx_utf8_count(cells[c]) + 1;
    }
    to->words[to->n_words++] =
        (gx_word){table, user, (uint32_t)gx_utf8_count(cells[0]), (const char *const *)cells, codes};
    return GX_OK;
}

static void table_path(gx_buffer *path, const char *folder, gx_table table)
{
    path->n = 0;
    gx_buffer_printf(path, "%s/%s.tsv", folder, specs[table].name);
}

static gx_status add_table(struct reading *to, gx_table table, const char *folder, bool user, gx_error *err)
{
    gx_status status = GX_OK;
    gx_buffer path = {0};
    table_path(&path, folder, table);
    if (path.failed || !gx_grow((void **)&to->tables, &to->tables_cap, to->n_tables, sizeof *to->tables)) {
        status = gx_fail(err, GX_ENOMEM, "out of memory reading tables");
        goto done;
    }
    if ((user || !specs[table].needed) && access(path.at, F_OK) != 0)
        goto done;
    gx_tsv *tsv = &to->tables[to->n_tables];
    status = gx_tsv_read(tsv, path.at, gx_table_columns(table), err);
    if (status != GX_OK)
        goto done;
    to->n_tables++;
    for (size_t row = 0; row < tsv->n_rows && status == GX_OK; row++)
        status = add_row(to, table, tsv, row, user, err);
done:
    gx_buffer_clear(&path);
    return status;
}

/* All rows are there: sort them into a trie of the lexicon. */
static gx_status end_reading(gx_lexicon *lexicon, struct reading *read, gx_error *err)
{
    gx_status status =
        gx_trie_build(&lexicon->tries[lexicon->n_tries], &lexicon->arena, read->words, read->n_words);
    lexicon->n_tries += status == GX_OK;
    gx_free(read->words);
    read->words = NULL;
    return status == GX_OK ? GX_OK : gx_fail(err, status, "out of memory reading tables");
}

const char *gx_table_columns(gx_table table)
{
    return specs[table].columns;
}

static gx_status read_own(gx_lexicon *lexicon, const char *const *folders, size_t n, gx_error *err)
{
    gx_status status = GX_OK;
    lexicon->own.arena = &lexicon->arena;
    for (size_t i = 0; i < n && status == GX_OK; i++) {
        if (!gx_path_is_folder(folders[i]))
            status = gx_fail_at(err, GX_EIO, folders[i], 0, 0, "expected a folder of tables");
        for (gx_table t = 0; t < GX_TABLES && status == GX_OK; t++)
            status = add_table(&lexicon->own, t, folders[i], true, err);
    }
    return status == GX_OK && n ? end_reading(lexicon, &lexicon->own, err) : status;
}

static gx_status read_seeds(gx_lexicon *lexicon, const char *folder, gx_error *err)
{
    gx_status status = GX_OK;
    lexicon->seeds.arena = &lexicon->arena;
    for (gx_table t = 0; t < GX_TABLES && status == GX_OK; t++)
        status = add_table(&lexicon->seeds, t, folder, false, err);
    return status == GX_OK ? end_reading(lexicon, &lexicon->seeds, err) : status;
}

/* A table that cannot be read has no sum: reading it as a table says why. */
static gx_status sum_seeds(gx_seeds_sums *out, const char *folder, gx_error *err)
{
    gx_buffer path = {0};
    *out = (gx_seeds_sums){0};
    for (gx_table t = 0; t < GX_TABLES; t++) {
        gx_file file = {0};
        out->columns = out->columns * 31 + gx_hash(specs[t].columns, strlen(specs[t].columns));
        for (size_t c = 0; c < GX_COLUMNS_AT_MOST; c++)
            if (specs[t].values[c])
                out->columns = out->columns * 31 + gx_hash(specs[t].values[c], strlen(specs[t].values[c]));
        table_path(&path, folder, t);
        if (!path.failed && access(path.at, F_OK) == 0 && gx_file_read(&file, path.at, NULL) == GX_OK)
            out->tables[t] = gx_checksum_of(file.bytes, file.n);
        gx_file_clear(&file);
    }
    gx_status status = path.failed ? gx_fail(err, GX_ENOMEM, "out of memory reading tables") : GX_OK;
    gx_buffer_clear(&path);
    return status;
}

static void find_shapes(gx_row_shape shapes[GX_TABLES])
{
    for (gx_table t = 0; t < GX_TABLES; t++) {
        shapes[t] = (gx_row_shape){.n_columns = gx_tsv_columns(specs[t].columns)};
        for (size_t c = 0; c < GX_COLUMNS_AT_MOST; c++)
            for (const char *v = specs[t].values[c]; v; v = strchr(v, '|') ? strchr(v, '|') + 1 : NULL)
                shapes[t].n_values[c]++;
    }
}

static gx_status map_seeds(gx_lexicon *lexicon, const char *folder, bool *fits, gx_error *err)
{
    gx_buffer path = {0};
    gx_seeds_sums sums;
    gx_row_shape shapes[GX_TABLES];
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/')
        n--;
    gx_buffer_printf(&path, "%.*s.gxl", (int)n, folder);
    gx_status status = path.failed ? gx_fail(err, GX_ENOMEM, "out of memory reading tables") : GX_OK;
    *fits = status == GX_OK && access(path.at, F_OK) == 0;
    if (*fits)
        status = sum_seeds(&sums, folder, err);
    if (*fits && status == GX_OK) {
        find_shapes(shapes);
        status = gx_packed_map(&lexicon->packed, path.at, &sums, shapes, fits);
        if (status != GX_OK)
            status = gx_fail(err, status, "out of memory reading tables");
    }
    if (*fits && status == GX_OK)
        lexicon->tries[lexicon->n_tries++] = lexicon->packed.trie;
    gx_buffer_clear(&path);
    return status;
}

static void clear_reading(struct reading *read)
{
    for (size_t i = 0; i < read->n_tables; i++)
        gx_tsv_clear(&read->tables[i]);
    gx_free(read->tables);
    gx_free(read->words);
}

static void clear(gx_lexicon *lexicon)
{
    clear_reading(&lexicon->seeds);
    clear_reading(&lexicon->own);
    gx_packed_clear(&lexicon->packed);
    gx_arena_clear(&lexicon->arena);
}

gx_status gx_lexicon_new(gx_lexicon **out, const char *seeds, const char *const *user_seeds,
                         size_t n_user_seeds, gx_error *err)
{
    *out = NULL;
    gx_lexicon *lexicon = gx_alloc_zero(1, sizeof *lexicon);
    if (!lexicon)
        return gx_fail(err, GX_ENOMEM, "out of memory reading tables");
    bool packed = false;
    gx_status status = read_own(lexicon, user_seeds, n_user_seeds, err);
    if (status == GX_OK)
        status = map_seeds(lexicon, seeds, &packed, err);
    if (status == GX_OK && !packed)
        status = read_seeds(lexicon, seeds, err);
    if (status != GX_OK)
        gx_lexicon_free(lexicon);
    else
        *out = lexicon;
    return status;
}

gx_status gx_lexicon_pack(gx_buffer *out, const char *seeds, gx_error *err)
{
    gx_lexicon lexicon = {0};
    gx_seeds_sums sums;
    gx_row_shape shapes[GX_TABLES];
    find_shapes(shapes);
    gx_status status = sum_seeds(&sums, seeds, err);
    if (status == GX_OK)
        status = read_seeds(&lexicon, seeds, err);
    if (status == GX_OK)
        gx_packed_write(out, &lexicon.tries[0], &sums, shapes);
    if (status == GX_OK && out->failed)
        status = gx_fail(err, GX_ENOMEM, "out of memory packing tables");
    clear(&lexicon);
    return status;
}

void gx_lexicon_free(gx_lexicon *lexicon)
{
    if (!lexicon)
        return;
    clear(lexicon);
    gx_free(lexicon);
}

const gx_word *gx_lexicon_place(const gx_lexicon *lexicon, const char *code)
{
    const gx_word *place = NULL;
    for (size_t i = 0; i < lexicon->n_tries && !place; i++)
        place = gx_trie_place(&lexicon->tries[i], code);
    return place;
}

/* Dozens of towns are called 太平镇: one of them stands for all. */
static bool same_place(size_t found, const gx_word **out, const gx_word *word)
{
    return found && word->table == GX_TABLE_PLACES && out[found - 1]->table == GX_TABLE_PLACES &&
           out[found - 1]->n == word->n;
}

/* Where a walk along some characters is in each trie; 0 = it has ended there, or not begun. */
typedef struct walk {
    uint32_t nodes[2];
    bool begun;
} walk;

/* One character on, as long as words of the tables in `mask` may follow.  @return false where none can */
static inline bool advance(const gx_lexicon *lexicon, walk *w, uint32_t character, uint32_t mask)
{
    bool goes_on = false;
    for (size_t t = 0; t < lexicon->n_tries; t++) {
        const gx_trie *trie = &lexicon->tries[t];
        if (w->begun && !w->nodes[t])
            continue;
        w->nodes[t] = gx_trie_step(trie, w->nodes[t], character);
        if (!(trie->nodes[w->nodes[t]].tables & mask))
            w->nodes[t] = 0;
        goes_on = goes_on || w->nodes[t];
    }
    w->begun = true;
    return goes_on;
}

/* The first word of a table that ends where the walk is, or NULL. */
static const gx_word *word_here(const gx_lexicon *lexicon, const walk *w, gx_table table)
{
    for (size_t t = 0; t < lexicon->n_tries; t++) {
        const gx_trie *trie = &lexicon->tries[t];
        for (uint32_t i = trie->nodes[w->nodes[t]].first_word;
             w->nodes[t] && i < trie->nodes[w->nodes[t] + 1].first_word; i++)
            if (trie->words[i].table == table)
                return &trie->words[i];
    }
    return NULL;
}

size_t gx_lexicon_match(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, uint32_t mask,
                        const gx_word *out[GX_WORDS_AT_MOST])
{
    size_t found = 0;
    walk w = {0};
    for (size_t i = 0; i < n && found < GX_WORDS_AT_MOST && advance(lexicon, &w, gx_fold(chars[i]), mask);
         i++)
        for (size_t t = 0; t < lexicon->n_tries; t++) {
            const gx_trie *trie = &lexicon->tries[t];
            if (!w.nodes[t])
                continue;
            const gx_word *word = trie->words + trie->nodes[w.nodes[t]].first_word;
            const gx_word *end = trie->words + trie->nodes[w.nodes[t] + 1].first_word;
            for (; word < end && found < GX_WORDS_AT_MOST; word++)
                if ((mask & 1u << word->table) && !same_place(found, out, word))
                    out[found++] = word;
        }
    return found;
}

const gx_word *gx_lexicon_longest(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, gx_table table)
{
    const gx_word *best = NULL;
    walk w = {0};
    for (size_t i = 0; i < n && advance(lexicon, &w, gx_fold(chars[i]), 1u << table); i++) {
        const gx_word *word = word_here(lexicon, &w, table);
        best = word ? word : best;
    }
    return best;
}

const gx_word *gx_lexicon_exact(const gx_lexicon *lexicon, const uint32_t *chars, size_t n, gx_table table)
{
    walk w = {0};
    size_t i = 0;
    while (i < n && advance(lexicon, &w, gx_fold(chars[i]), 1u << table))
        i++;
    return n && i == n ? word_here(lexicon, &w, table) : NULL;
}
