/**
 * @file src/extract/trie.h
 * Rows of tables by their first column, in flat arrays that are built once and only read afterwards: the same
 * arrays in memory and in the file of packed.h.  Internal to the lexicon.
 */
#ifndef GX_EXTRACT_TRIE_H
#define GX_EXTRACT_TRIE_H

#include "extract/lexicon.h"

enum { GX_TRIE_ROOTS = 0x10000, GX_TRIE_EDGE_BITS = 20 };

/** Nodes lie in breadth-first order: the children of a node side by side, by character; so do the rows. */
typedef struct gx_trie_node {
    uint32_t character;   /* folded */
    uint32_t first_child; /* index; they end where those of the next node begin */
    uint32_t first_word;  /* index; they end where those of the next node begin */
    uint32_t tables;      /* of the words here and below, bit 1 << gx_table */
} gx_trie_node;

typedef struct gx_trie {
    const uint32_t *roots;     /* [GX_TRIE_ROOTS] node of each first character; 0 = none */
    const gx_trie_node *nodes; /* [n_nodes + 1] 0 is the root; the last one only ends the others */
    const gx_word *words;      /* [n_words] of one node: the one that wins first */
    const uint32_t *places;    /* [n_places] words that are places with a code, by code */
    const uint8_t *edges;      /* [1 << GX_TRIE_EDGE_BITS bits] see gx_trie_find_edges() */
    size_t n_nodes, n_words, n_places;
} gx_trie;

/**
 * Build a trie.  Of rows of one word, those of another table than the places come first, the newest before
 * the older ones; then places, the higher division first (大同市 before 大同区), and as they were given.
 * @param arena  not guarded; the trie lies in it
 * @param words  [n] in the order in which they were read; copied, their cells and codes are borrowed
 * @return GX_OK, GX_ENOMEM
 */
GX_MUST_USE gx_status gx_trie_build(gx_trie *out, gx_arena *arena, const gx_word *words, size_t n);

/**
 * Fill `edges`: a bit for each node and the character of each of its children, by gx_trie_edge().  Most steps
 * lead nowhere, and most of these are known by their bit without a search among the children (Bloom 1970,
 * with one hash).
 * @return false when memory ran out
 */
GX_MUST_USE bool gx_trie_find_edges(gx_trie *trie, gx_arena *arena);

/** The bit of a node and a character. */
static inline uint32_t gx_trie_edge(uint32_t node, uint32_t character)
{
    return (node * 0x9E3779B1u ^ character * 0x85EBCA77u) >> (32 - GX_TRIE_EDGE_BITS);
}

/** The child of `node` by a folded character, or 0. */
static inline uint32_t gx_trie_step(const gx_trie *trie, uint32_t node, uint32_t character)
{
    if (node == 0 && character < GX_TRIE_ROOTS)
        return trie->roots[character];
    uint32_t edge = gx_trie_edge(node, character);
    if (!(trie->edges[edge / 8] >> edge % 8 & 1))
        return 0;
    uint32_t low = trie->nodes[node].first_child, high = trie->nodes[node + 1].first_child, end = high;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (trie->nodes[middle].character < character)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && trie->nodes[low].character == character ? low : 0;
}

/** The place of this division code, by its full name, or NULL. */
const gx_word *gx_trie_place(const gx_trie *trie, const char *code);

#endif
