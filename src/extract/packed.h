/**
 * @file src/extract/packed.h
 * The tables of a seeds folder as one file that is mapped, not parsed: `SEEDS.gxl` beside the folder `SEEDS`,
 * written by gx_pack_seeds at build time.  It is a shortcut and decides nothing: it counts only while every
 * table in the folder has the bytes that it was made from.  Internal to the lexicon.
 */
#ifndef GX_EXTRACT_PACKED_H
#define GX_EXTRACT_PACKED_H

#include "base/buffer.h"
#include "extract/trie.h"

/** What the file was made from: one checksum a table (0 = there is none), and what its columns must be. */
typedef struct gx_seeds_sums {
    uint64_t tables[GX_TABLES];
    uint64_t columns;
} gx_seeds_sums;

enum { GX_COLUMNS_AT_MOST = 8 };

/** What a row of a table looks like. */
typedef struct gx_row_shape {
    size_t n_columns;
    uint8_t n_values[GX_COLUMNS_AT_MOST]; /* of an enumerated column, its codes are 1 to n; 0 = free text */
} gx_row_shape;

/** A mapped file; free with gx_packed_clear(). */
typedef struct gx_packed {
    gx_trie trie; /* its arrays point into the map, but for the words, which lie in `words` */
    gx_arena words;
    void *map;
    size_t map_bytes;
} gx_packed;

/**
 * The bytes of the file, appended to `out`.
 * @param shapes  [GX_TABLES]
 */
void gx_packed_write(gx_buffer *out, const gx_trie *trie, const gx_seeds_sums *sums,
                     const gx_row_shape *shapes);

/**
 * Map `path` and check it: magic, version, byte order, checksum, every index, that each word is as long as
 * the way to it, has all cells of its table and only codes that its columns know.
 * @param shapes     [GX_TABLES]
 * @param[out] fits  false where there is no such file, it is damaged, or it was made from other tables;
 *                   `out` is then empty, and the tables have to be read
 * @return GX_OK, GX_ENOMEM
 */
GX_MUST_USE gx_status gx_packed_map(gx_packed *out, const char *path, const gx_seeds_sums *sums,
                                    const gx_row_shape *shapes, bool *fits);
void gx_packed_clear(gx_packed *packed);

#endif
