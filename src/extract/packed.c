#include "extract/packed.h"

#include "base/checksum.h"
#include "base/utf8.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VERSION = 3, BYTE_ORDER = 0x01020304, SUMMED_FROM = 32 };
static const char magic[8] = {'G', 'X', 'S', 'E', 'E', 'D', 'S', '\n'};

typedef enum section { ROOTS, NODES, ROWS, PLACES, CELLS, CODES, TEXT, SECTIONS } section;

/* The checksum covers every byte from SUMMED_FROM to the end. */
struct header {
    char magic[8];
    uint32_t version, byte_order;
    uint64_t file_bytes, checksum;
    gx_seeds_sums sums;
    uint64_t n[SECTIONS]; /* elements; the sections follow each other, each from a multiple of 8 */
};

/* A row: its word's table and length, and where its cells begin (they end where those of the next row begin).
 */
struct row {
    uint32_t table, n_chars, first_cell;
};

static const size_t element_bytes[SECTIONS] = {
    [ROOTS] = sizeof(uint32_t),
    [NODES] = sizeof(gx_trie_node),
    [ROWS] = sizeof(struct row),
    [PLACES] = sizeof(uint32_t),
    [CELLS] = sizeof(uint32_t), /* offsets into TEXT */
    [CODES] = 1,
    /* [n of CELLS] */[TEXT] = 1 /* the cells, each with a NUL */
};

static uint64_t padded(uint64_t bytes)
{
    return (bytes + 7) / 8 * 8;
}

/* Where the sections lie.  @return bytes of the whole file */
static uint64_t lay_out(const uint64_t n[SECTIONS], uint64_t offsets[SECTIONS])
{
    uint64_t offset = padded(sizeof(struct header));
    for (size_t i = 0; i < SECTIONS; i++) {
        offsets[i] = offset;
        offset += padded(n[i] * element_bytes[i]);
    }
    return offset;
}

static void add_section(gx_buffer *out, const void *bytes, size_t n)
{
    static const char zeros[8] = {0};
    gx_buffer_add(out, bytes, n);
    gx_buffer_add(out, zeros, (size_t)padded(n) - n);
}

void gx_packed_write(gx_buffer *out, const gx_trie *trie, const gx_seeds_sums *sums,
                     const gx_row_shape *shapes)
{
    gx_buffer rows = {0}, cells = {0}, codes = {0}, text = {0};
    for (size_t i = 0; i < trie->n_words; i++) {
        const gx_word *word = &trie->words[i];
        struct row row = {word->table, word->n, (uint32_t)(cells.n / sizeof(uint32_t))};
        gx_buffer_add(&rows, &row, sizeof row);
        for (size_t c = 0; c < shapes[word->table].n_columns; c++) {
            uint32_t offset = (uint32_t)text.n;
            gx_buffer_add(&cells, &offset, sizeof offset);
            gx_buffer_add(&text, word->cell[c], strlen(word->cell[c]) + 1);
        }
        gx_buffer_add(&codes, word->code, shapes[word->table].n_columns);
    }
    struct row end = {0, 0, (uint32_t)(cells.n / sizeof(uint32_t))};
    gx_buffer_add(&rows, &end, sizeof end);
    struct header header = {.version = VERSION,
                            .byte_order = BYTE_ORDER,
                            .sums = *sums,
                            .n = {GX_TRIE_ROOTS, trie->n_nodes + 1, trie->n_words + 1, trie->n_places,
                                  cells.n / sizeof(uint32_t), codes.n, text.n}};
    memcpy(header.magic, magic, sizeof magic);
    uint64_t offsets[SECTIONS];
    header.file_bytes = lay_out(header.n, offsets);
    size_t start = out->n;
    add_section(out, &header, sizeof header);
    const void *sections[SECTIONS] = {trie->roots, trie->nodes, rows.at, trie->places,
                                      cells.at,    codes.at,    text.at};
    for (size_t i = 0; i < SECTIONS; i++)
        add_section(out, sections[i], (size_t)header.n[i] * element_bytes[i]);
    out->failed = out->failed || rows.failed || cells.failed || codes.failed || text.failed;
    if (!out->failed) {
        uint64_t sum = gx_checksum_of(out->at + start + SUMMED_FROM, out->n - start - SUMMED_FROM);
        memcpy(out->at + start + offsetof(struct header, checksum), &sum, sizeof sum);
    }
    gx_buffer_clear(&rows);
    gx_buffer_clear(&cells);
    gx_buffer_clear(&codes);
    gx_buffer_clear(&text);
}

static bool header_fits(const struct header *header, uint64_t file_bytes, const gx_seeds_sums *sums,
                        uint64_t offsets[SECTIONS])
{
    if (memcmp(header->magic, magic, sizeof magic) != 0 || header->version != VERSION ||
        header->byte_order != BYTE_ORDER || memcmp(&header->sums, sums, sizeof *sums) != 0 ||
        header->n[ROOTS] != GX_TRIE_ROOTS || header->n[CODES] != header->n[CELLS] || !header->n[NODES] ||
        !header->n[ROWS])
        return false;
    for (size_t i = 0; i < SECTIONS; i++)
        if (header->n[i] > UINT32_MAX)
            return false;
    if (lay_out(header->n, offsets) != file_bytes || header->file_bytes != file_bytes)
        return false;
    const char *summed = (const char *)header + SUMMED_FROM;
    return gx_checksum_of(summed, (size_t)file_bytes - SUMMED_FROM) == header->checksum;
}

/* A file as it lies in memory, before its words are made. */
struct contents {
    const gx_trie *trie;
    const struct row *rows; /* [n_words + 1] */
    const uint32_t *cells;  /* [n_cells] */
    const uint8_t *codes;   /* [n_cells] */
    const char *text;       /* [n_text] */
    size_t n_cells, n_text;
};

/* A checksum does not make a file honest: what is used as an index or a length is looked at once. */
static bool cells_fit(const struct contents *file, const gx_row_shape *shapes)
{
    const struct row *rows = file->rows;
    if (file->n_text && file->text[file->n_text - 1] != '\0')
        return false;
    for (size_t i = 0; i < file->n_cells; i++)
        if (file->cells[i] >= file->n_text)
            return false;
    if (rows[0].first_cell != 0 || rows[file->trie->n_words].first_cell != file->n_cells)
        return false;
    for (size_t i = 0; i < file->trie->n_words; i++) {
        if (rows[i].table >= GX_TABLES)
            return false;
        const gx_row_shape *shape = &shapes[rows[i].table];
        if (rows[i].first_cell > file->n_cells || file->n_cells - rows[i].first_cell < shape->n_columns ||
            rows[i + 1].first_cell != rows[i].first_cell + shape->n_columns ||
            gx_utf8_count(file->text + file->cells[rows[i].first_cell]) != rows[i].n_chars)
            return false;
        const uint8_t *codes = file->codes + rows[i].first_cell;
        for (size_t c = 0; c < shape->n_columns; c++)
            if (codes[c] > shape->n_values[c] || (codes[c] == 0) != (shape->n_values[c] == 0))
                return false;
    }
    return true;
}

/* All nodes but the root are a child of one before them, all words are of one node: the arrays are cut
 * without gaps. */
static bool nodes_fit(const gx_trie *trie)
{
    const gx_trie_node *nodes = trie->nodes, *last = &nodes[trie->n_nodes];
    if (!trie->n_nodes || nodes[0].first_child != 1 || nodes[0].first_word != 0 || nodes[1].first_word != 0 ||
        last->first_child != trie->n_nodes || last->first_word != trie->n_words)
        return false;
    for (size_t i = 0; i < trie->n_nodes; i++) {
        if (nodes[i].first_child <= i || nodes[i + 1].first_child < nodes[i].first_child ||
            nodes[i + 1].first_child > trie->n_nodes || nodes[i + 1].first_word < nodes[i].first_word ||
            nodes[i + 1].first_word > trie->n_words)
            return false;
        for (size_t k = nodes[i].first_child + 1; k < nodes[i + 1].first_child; k++)
            if (nodes[k - 1].character >= nodes[k].character)
                return false;
    }
    for (size_t c = 0; c < GX_TRIE_ROOTS; c++)
        if (trie->roots[c] &&
            (trie->roots[c] >= nodes[1].first_child || nodes[trie->roots[c]].character != c))
            return false;
    for (size_t k = 1; k < nodes[1].first_child; k++)
        if (nodes[k].character < GX_TRIE_ROOTS && trie->roots[nodes[k].character] != k)
            return false;
    return true;
}

/* A word is as long as its node is deep: level by level, each the children of the one before. */
static bool words_fit(const struct contents *file)
{
    const gx_trie_node *nodes = file->trie->nodes;
    uint32_t depth = 0;
    for (size_t start = 0, end = 1; start < end; depth++) {
        for (size_t word = nodes[start].first_word; word < nodes[end].first_word; word++)
            if (file->rows[word].n_chars != depth)
                return false;
        size_t next = nodes[end].first_child;
        start = end;
        end = next;
    }
    for (size_t i = file->trie->n_nodes; i-- > 0;) {
        uint32_t tables = 0;
        for (size_t word = nodes[i].first_word; word < nodes[i + 1].first_word; word++)
            tables |= 1u << file->rows[word].table;
        for (size_t child = nodes[i].first_child; child < nodes[i + 1].first_child; child++)
            tables |= nodes[child].tables;
        if (tables != nodes[i].tables)
            return false;
    }
    for (size_t i = 0; i < file->trie->n_places; i++)
        if (file->trie->places[i] >= file->trie->n_words ||
            file->rows[file->trie->places[i]].table != GX_TABLE_PLACES)
            return false;
    return true;
}

/* Words hold pointers, which no file can: they are made anew. */
static bool make_words(gx_packed *packed, const struct contents *file)
{
    gx_word *words = GX_ARENA_ARRAY(&packed->words, gx_word, packed->trie.n_words + 1);
    const char **pointers = GX_ARENA_ARRAY(&packed->words, const char *, file->n_cells + 1);
    if (!words || !pointers)
        return false;
    for (size_t i = 0; i < file->n_cells; i++)
        pointers[i] = file->text + file->cells[i];
    for (size_t i = 0; i < packed->trie.n_words; i++)
        words[i] = (gx_word){.table = (gx_table)file->rows[i].table,
                             .n = file->rows[i].n_chars,
                             .cell = pointers + file->rows[i].first_cell,
                             .code = file->codes + file->rows[i].first_cell};
    packed->trie.words = words;
    return true;
}

void gx_packed_clear(gx_packed *packed)
{
    if (packed->map)
        munmap(packed->map, packed->map_bytes);
    gx_arena_clear(&packed->words);
    *packed = (gx_packed){0};
}

static bool map_file(gx_packed *out, const char *path)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
              about.st_size >= (off_t)sizeof(struct header);
    if (ok) {
        out->map_bytes = (size_t)about.st_size;
        void *map = mmap(NULL, out->map_bytes, PROT_READ, MAP_SHARED, fd, 0);
        ok = map != MAP_FAILED;
        out->map = ok ? map : NULL;
    }
    if (fd >= 0)
        close(fd);
    return ok;
}

gx_status gx_packed_map(gx_packed *out, const char *path, const gx_seeds_sums *sums,
                        const gx_row_shape *shapes, bool *fits)
{
    gx_packed packed = {0};
    uint64_t at[SECTIONS];
    gx_status status = GX_OK;
    *out = packed;
    *fits = map_file(&packed, path) && header_fits(packed.map, packed.map_bytes, sums, at);
    if (*fits) {
        const struct header *header = packed.map;
        const char *base = packed.map;
        packed.trie = (gx_trie){.roots = (const void *)(base + at[ROOTS]),
                                .nodes = (const void *)(base + at[NODES]),
                                .places = (const void *)(base + at[PLACES]),
                                .n_nodes = header->n[NODES] - 1,
                                .n_words = header->n[ROWS] - 1,
                                .n_places = header->n[PLACES]};
        struct contents file = {.trie = &packed.trie,
                                .rows = (const void *)(base + at[ROWS]),
                                .cells = (const void *)(base + at[CELLS]),
                                .codes = (const void *)(base + at[CODES]),
                                .text = base + at[TEXT],
                                .n_cells = header->n[CELLS],
                                .n_text = header->n[TEXT]};
        *fits = cells_fit(&file, shapes) && nodes_fit(&packed.trie) && words_fit(&file);
        if (*fits && (!make_words(&packed, &file) || !gx_trie_find_edges(&packed.trie, &packed.words)))
            status = GX_ENOMEM;
    }
    if (status == GX_OK && *fits)
        *out = packed;
    else
        gx_packed_clear(&packed);
    return status;
}
