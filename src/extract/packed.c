#include "extract/packed.h"

#include "base/checksum.h"
#include "base/utf8.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VERSION = 2, BYTE_ORDER = 0x01020304, SUMMED_FROM = 32 };
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

void gx_packed_write(gx_buffer *out, const gx_trie *trie, const gx_seeds_sums *sums, const size_t *n_columns)
{
    gx_buffer rows = {0}, cells = {0}, codes = {0}, text = {0};
    for (size_t i = 0; i < trie->n_words; i++) {
        const gx_word *word = &trie->words[i];
        struct row row = {word->table, word->n, (uint32_t)(cells.n / sizeof(uint32_t))};
        gx_buffer_add(&rows, &row, sizeof row);
        for (size_t c = 0; c < n_columns[word->table]; c++) {
            uint32_t offset = (uint32_t)text.n;
            gx_buffer_add(&cells, &offset, sizeof offset);
            gx_buffer_add(&text, word->cell[c], strlen(word->cell[c]) + 1);
        }
        gx_buffer_add(&codes, word->code, n_columns[word->table]);
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

/* A checksum does not make a file honest: what is used as an index is looked at once. */
static bool indices_fit(const struct header *header, const gx_trie *trie, const struct row *rows,
                        const uint32_t *cells, const char *text)
{
    size_t n_cells = header->n[CELLS], n_text = header->n[TEXT];
    for (size_t i = 0; i < GX_TRIE_ROOTS; i++)
        if (trie->roots[i] >= trie->n_nodes)
            return false;
    for (size_t i = 0; i <= trie->n_nodes; i++) {
        const gx_trie_node *node = &trie->nodes[i];
        bool order =
            i == 0 || (node[-1].first_child <= node->first_child && node[-1].first_word <= node->first_word);
        if (!order || node->first_child > trie->n_nodes || node->first_word > trie->n_words ||
            (i < trie->n_nodes && node->first_child <= i))
            return false;
    }
    for (size_t i = 0; i < trie->n_words; i++)
        if (rows[i].table >= GX_TABLES || rows[i].first_cell >= rows[i + 1].first_cell ||
            rows[i + 1].first_cell > n_cells)
            return false;
    for (size_t i = 0; i < n_cells; i++)
        if (cells[i] >= n_text)
            return false;
    for (size_t i = 0; i < trie->n_places; i++)
        if (trie->places[i] >= trie->n_words)
            return false;
    return n_text == 0 || text[n_text - 1] == '\0';
}

/* Words hold pointers, which no file can: they are made anew. */
static bool make_words(gx_packed *packed, const struct row *rows, const uint32_t *cells, size_t n_cells,
                       const uint8_t *codes, const char *text)
{
    gx_word *words = GX_ARENA_ARRAY(&packed->words, gx_word, packed->trie.n_words + 1);
    const char **pointers = GX_ARENA_ARRAY(&packed->words, const char *, n_cells + 1);
    if (!words || !pointers)
        return false;
    for (size_t i = 0; i < n_cells; i++)
        pointers[i] = text + cells[i];
    for (size_t i = 0; i < packed->trie.n_words; i++)
        words[i] = (gx_word){.table = (gx_table)rows[i].table,
                             .n = rows[i].n_chars,
                             .cell = pointers + rows[i].first_cell,
                             .code = codes + rows[i].first_cell};
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

gx_status gx_packed_map(gx_packed *out, const char *path, const gx_seeds_sums *sums, bool *fits)
{
    gx_packed packed = {0};
    uint64_t at[SECTIONS];
    gx_status status = GX_OK;
    *out = packed;
    *fits = map_file(&packed, path) && header_fits(packed.map, packed.map_bytes, sums, at);
    if (*fits) {
        const struct header *header = packed.map;
        const char *base = packed.map;
        const struct row *rows = (const void *)(base + at[ROWS]);
        const uint32_t *cells = (const void *)(base + at[CELLS]);
        packed.trie = (gx_trie){.roots = (const void *)(base + at[ROOTS]),
                                .nodes = (const void *)(base + at[NODES]),
                                .places = (const void *)(base + at[PLACES]),
                                .n_nodes = header->n[NODES] - 1,
                                .n_words = header->n[ROWS] - 1,
                                .n_places = header->n[PLACES]};
        *fits = indices_fit(header, &packed.trie, rows, cells, base + at[TEXT]);
        if (*fits && !make_words(&packed, rows, cells, header->n[CELLS], (const void *)(base + at[CODES]),
                                 base + at[TEXT]))
            status = GX_ENOMEM;
    }
    if (status == GX_OK && *fits)
        *out = packed;
    else
        gx_packed_clear(&packed);
    return status;
}
