#include "graph/chain.h"

#include "base/map.h"
#include "base/tsv.h"
#include "graph/tuning.h"

#include <stdlib.h>
#include <string.h>

static const char *const national_names[] = {"中华全国总工会", "全国总工会"};
static const char federation_ending[] = "总工会", union_ending[] = "工会", union_kind[] = "union";

enum { WORD, FULL, LEVEL, CODE, PARENT };
enum { LONGEST_PLACE_BYTES = 60, NO_ROW = UINT32_MAX };

/* The table of places, and who has the federation of each. */
typedef struct chain_tables {
    gx_tsv places;
    gx_map words;   /* place word -> its first row */
    uint32_t *next; /* [rows] further rows of the same word */
    gx_map codes;   /* code -> a row that has it */
    gx_map unions;  /* code -> vertex of the federation */
    uint32_t national;
} chain_tables;

static void tables_clear(chain_tables *tables)
{
    gx_tsv_clear(&tables->places);
    gx_map_clear(&tables->words);
    gx_map_clear(&tables->codes);
    gx_map_clear(&tables->unions);
    gx_free(tables->next);
}

static const char *cell(const chain_tables *tables, uint32_t row, int column)
{
    return GX_TSV_CELL(&tables->places, row, (size_t)column);
}

/* Rows of a word keep the order of the table; those without a code (zones) say nothing of what is above. */
static gx_status index_places(chain_tables *tables, gx_error *err)
{
    if (!(tables->next = gx_alloc(tables->places.n_rows * sizeof *tables->next)))
        goto out_of_memory;
    for (uint32_t row = (uint32_t)tables->places.n_rows; row-- > 0;) {
        const char *word = cell(tables, row, WORD), *code = cell(tables, row, CODE);
        tables->next[row] = NO_ROW;
        if (strcmp(code, "-") == 0)
            continue;
        gx_map_get(&tables->words, word, strlen(word), &tables->next[row]);
        if (!gx_map_set(&tables->words, word, strlen(word), row) ||
            !gx_map_set(&tables->codes, code, strlen(code), row))
            goto out_of_memory;
    }
    return GX_OK;
out_of_memory:
    return gx_fail(err, GX_ENOMEM, "out of memory for the table of places");
}

/* ---- a name and its place ---- */

/* The longest place word that a text begins with. @return its bytes; 0: none */
static size_t place_at(const chain_tables *tables, const char *text, size_t n, uint32_t *row)
{
    for (size_t bytes = n < LONGEST_PLACE_BYTES ? n : LONGEST_PLACE_BYTES; bytes > 0; bytes--)
        if (gx_map_get(&tables->words, text, bytes, row))
            return bytes;
    return 0;
}

/* Codes are nested: a place lies in another whose code its own begins with. */
static bool lies_in(const char *code, const char *larger)
{
    return strncmp(code, larger, strlen(larger)) == 0;
}

/* Whether any meaning of the word that begins at `row` holds the place. */
static bool any_holds(const chain_tables *tables, uint32_t row, const char *code)
{
    for (; row != NO_ROW; row = tables->next[row])
        if (lies_in(code, cell(tables, row, CODE)))
            return true;
    return false;
}

/*
 * The place at the head of a name: the last of the place words in a row there, in the meaning that lies in
 * the one before it and in the province.
 * @param[out] rest  bytes behind it
 * @return its code; NULL: none, or it may be several
 */
static const char *place_of(const chain_tables *tables, const char *name, size_t n, const char *province,
                            size_t *rest)
{
    uint32_t before = NO_ROW, last = NO_ROW, row = NO_ROW;
    for (size_t bytes; (bytes = place_at(tables, name, n, &row)) > 0; name += bytes, n -= bytes) {
        before = last;
        last = row;
    }
    *rest = n;
    uint32_t known_province = NO_ROW;
    if (province)
        gx_map_get(&tables->words, province, strlen(province), &known_province);
    const char *found = NULL;
    for (; last != NO_ROW; last = tables->next[last]) {
        const char *code = cell(tables, last, CODE);
        if ((before != NO_ROW && !any_holds(tables, before, code)) ||
            (known_province != NO_ROW && !any_holds(tables, known_province, code)))
            continue;
        if (found && strcmp(found, code) != 0)
            return NULL;
        found = code;
    }
    return found;
}

/* ---- who has which federation ---- */

static bool is_union(const gx_vertex *vertex)
{
    return vertex->type == GX_VERTEX_ORGANIZATION && vertex->kind && strcmp(vertex->kind, union_kind) == 0;
}

static bool is_national(const char *name)
{
    for (size_t i = 0; i < sizeof national_names / sizeof *national_names; i++)
        if (strcmp(name, national_names[i]) == 0)
            return true;
    return false;
}

/* Bytes in front of an ending; 0: it does not end so, or is nothing else. */
static size_t bytes_before(const char *name, const char *ending)
{
    size_t n = strlen(name), m = strlen(ending);
    return n > m && strcmp(name + n - m, ending) == 0 ? n - m : 0;
}

/* The place whose federation this is, NULL where it is none. */
static const char *federation_of(const chain_tables *tables, const gx_vertex *vertex)
{
    size_t rest = 0, n = bytes_before(vertex->name, federation_ending);
    const char *code = n ? place_of(tables, vertex->name, n, vertex->place, &rest) : NULL;
    return rest == 0 ? code : NULL;
}

static gx_status find_federations(chain_tables *tables, const gx_network_input *input, gx_error *err)
{
    for (uint32_t v = 0; v < input->n_vertices; v++) {
        const gx_vertex *vertex = &input->vertices[v];
        if (!is_union(vertex))
            continue;
        if (is_national(vertex->name) && tables->national == GX_NO_VERTEX)
            tables->national = v;
        const char *code = federation_of(tables, vertex);
        if (code && !gx_map_get(&tables->unions, code, strlen(code), NULL) &&
            !gx_map_set(&tables->unions, code, strlen(code), v))
            return gx_fail(err, GX_ENOMEM, "out of memory for the federations of unions");
    }
    return GX_OK;
}

/* The federation of a place, or of the nearest larger one, that is not `self`. */
static uint32_t federation_above(const chain_tables *tables, const char *code, uint32_t self)
{
    uint32_t vertex, row;
    while (gx_map_get(&tables->codes, code, strlen(code), &row)) {
        if (gx_map_get(&tables->unions, code, strlen(code), &vertex) && vertex != self)
            return vertex;
        code = cell(tables, row, PARENT);
    }
    return tables->national != self ? tables->national : GX_NO_VERTEX;
}

/* ---- the edges ---- */

/* Unions that the input puts under another union: what pages say stands. */
static bool *stated(const gx_network_input *input)
{
    bool *has_parent = gx_alloc_zero(input->n_vertices, sizeof *has_parent);
    for (size_t e = 0; has_parent && e < input->n_edges; e++) {
        const gx_tie *edge = &input->edges[e];
        if (edge->type == GX_TIE_PART_OF && edge->source != edge->target &&
            is_union(&input->vertices[edge->target]))
            has_parent[edge->source] = true;
    }
    return has_parent;
}

static gx_status add_link(gx_chain *chain, const chain_tables *tables, const gx_network_input *input,
                          uint32_t v, gx_error *err)
{
    const gx_vertex *vertex = &input->vertices[v];
    size_t rest, n = bytes_before(vertex->name, union_ending);
    const char *federation = federation_of(tables, vertex);
    const char *code = federation ? federation
                       : n        ? place_of(tables, vertex->name, n, vertex->place, &rest)
                                  : NULL;
    if (!code || is_national(vertex->name))
        return GX_OK;
    uint32_t above = federation_above(tables, code, v);
    if (above == GX_NO_VERTEX)
        return GX_OK;
    if (!gx_grow((void **)&chain->at, &chain->cap, chain->n, sizeof *chain->at))
        return gx_fail(err, GX_ENOMEM, "out of memory for the chain of unions");
    chain->at[chain->n++] = (gx_tie){.source = v,
                                     .target = above,
                                     .type = GX_TIE_PART_OF,
                                     .confidence = federation ? GX_CHAIN_FEDERATION : GX_CHAIN_MEMBER,
                                     .inferred = true};
    return GX_OK;
}

gx_status gx_chain_infer(gx_chain *out, const gx_network_input *input, const char *places, gx_error *err)
{
    chain_tables tables = {.national = GX_NO_VERTEX};
    gx_chain made = {0};
    bool *has_parent = NULL;
    gx_status status = gx_tsv_read(&tables.places, places, "word\tfull\tlevel\tcode\tparent", err);
    if (status != GX_OK || (status = index_places(&tables, err)) != GX_OK ||
        (status = find_federations(&tables, input, err)) != GX_OK)
        goto done;
    if (!(has_parent = stated(input))) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for the chain of unions");
        goto done;
    }
    for (uint32_t v = 0; status == GX_OK && v < input->n_vertices; v++)
        if (is_union(&input->vertices[v]) && !has_parent[v])
            status = add_link(&made, &tables, input, v, err);
    if (status != GX_OK)
        goto done;
    *out = made;
    made = (gx_chain){0};
done:
    gx_chain_clear(&made);
    gx_free(has_parent);
    tables_clear(&tables);
    return status;
}

void gx_chain_clear(gx_chain *chain)
{
    gx_free(chain->at);
    *chain = (gx_chain){0};
}
