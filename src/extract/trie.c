#include "extract/trie.h"

#include "base/utf8.h"
#include "extract/fold.h"

#include <stdlib.h>
#include <string.h>

/* A row on its way into the trie. */
struct entry {
    const gx_word *word;
    const uint32_t *chars; /* [word->n] folded */
    uint32_t order;        /* in which it was read */
};

/* The entries below a node: they share its `depth` characters. */
struct span {
    uint32_t start, end, depth;
};

static int by_precedence(const struct entry *x, const struct entry *y)
{
    bool x_place = x->word->table == GX_TABLE_PLACES, y_place = y->word->table == GX_TABLE_PLACES;
    if (x_place != y_place)
        return x_place ? 1 : -1;
    if (x_place && x->word->code[2] != y->word->code[2])
        return x->word->code[2] < y->word->code[2] ? -1 : 1;
    return (x->order < y->order) == x_place ? -1 : 1;
}

static int by_characters(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    size_t n = x->word->n < y->word->n ? x->word->n : y->word->n;
    for (size_t i = 0; i < n; i++)
        if (x->chars[i] != y->chars[i])
            return x->chars[i] < y->chars[i] ? -1 : 1;
    if (x->word->n != y->word->n)
        return x->word->n < y->word->n ? -1 : 1;
    return by_precedence(x, y);
}

static struct entry *sorted(gx_arena *arena, const gx_word *words, size_t n)
{
    struct entry *entries = GX_ARENA_ARRAY(arena, struct entry, n + 1);
    size_t n_chars = 0;
    for (size_t i = 0; i < n; i++)
        n_chars += words[i].n;
    uint32_t *chars = GX_ARENA_ARRAY(arena, uint32_t, n_chars + 1);
    if (!entries || !chars)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        entries[i] = (struct entry){&words[i], chars, (uint32_t)i};
        const char *text = words[i].cell[0];
        for (size_t at = 0, bytes = strlen(text); at < bytes; chars++) {
            at += gx_utf8_decode(text + at, bytes - at, chars, NULL);
            *chars = gx_fold(*chars);
        }
    }
    if (n > 1)
        qsort(entries, n, sizeof *entries, by_characters);
    return entries;
}

/* One node for each beginning: the root, and a new one at each character not shared with the row before. */
static size_t count_nodes(const struct entry *entries, size_t n)
{
    size_t nodes = 1;
    for (size_t i = 0; i < n; i++) {
        uint32_t shared = 0, least = i ? entries[i - 1].word->n : 0;
        while (shared < least && shared < entries[i].word->n &&
               entries[i].chars[shared] == entries[i - 1].chars[shared])
            shared++;
        nodes += entries[i].word->n - shared;
    }
    return nodes;
}

static bool is_full_place(const gx_word *word)
{
    return word->table == GX_TABLE_PLACES && word->code[2] != GX_PLACE_TOWN &&
           strcmp(word->cell[0], word->cell[1]) == 0 && strcmp(word->cell[3], "-") != 0;
}

struct coded {
    const char *code;
    uint32_t word;
};

static int by_code(const void *a, const void *b)
{
    const struct coded *x = a, *y = b;
    int order = strcmp(x->code, y->code);
    return order ? order : x->word < y->word ? -1 : 1;
}

static bool index_places(gx_trie *trie, gx_arena *arena)
{
    size_t n = 0;
    for (size_t i = 0; i < trie->n_words; i++)
        n += is_full_place(&trie->words[i]);
    struct coded *coded = GX_ARENA_ARRAY(arena, struct coded, n + 1);
    uint32_t *places = GX_ARENA_ARRAY(arena, uint32_t, n + 1);
    if (!coded || !places)
        return false;
    n = 0;
    for (uint32_t i = 0; i < trie->n_words; i++)
        if (is_full_place(&trie->words[i]))
            coded[n++] = (struct coded){trie->words[i].cell[3], i};
    if (n > 1)
        qsort(coded, n, sizeof *coded, by_code);
    for (size_t i = 0; i < n; i++)
        places[i] = coded[i].word;
    trie->places = places;
    trie->n_places = n;
    return true;
}

bool gx_trie_find_edges(gx_trie *trie, gx_arena *arena)
{
    uint8_t *edges = GX_ARENA_ARRAY(arena, uint8_t, (1u << GX_TRIE_EDGE_BITS) / 8);
    for (uint32_t node = 0; edges && node < trie->n_nodes; node++)
        for (uint32_t k = trie->nodes[node].first_child; k < trie->nodes[node + 1].first_child; k++) {
            uint32_t edge = gx_trie_edge(node, trie->nodes[k].character);
            edges[edge / 8] |= (uint8_t)(1u << edge % 8);
        }
    trie->edges = edges;
    return edges != NULL;
}

gx_status gx_trie_build(gx_trie *out, gx_arena *arena, const gx_word *words, size_t n)
{
    gx_arena scratch = {0};
    struct entry *entries = sorted(&scratch, words, n);
    size_t n_nodes = entries ? count_nodes(entries, n) : 0;
    struct span *spans = GX_ARENA_ARRAY(&scratch, struct span, n_nodes + 1);
    gx_trie_node *nodes = GX_ARENA_ARRAY(arena, gx_trie_node, n_nodes + 1);
    gx_word *placed = GX_ARENA_ARRAY(arena, gx_word, n + 1);
    uint32_t *roots = GX_ARENA_ARRAY(arena, uint32_t, GX_TRIE_ROOTS);
    gx_status status = entries && spans && nodes && placed && roots ? GX_OK : GX_ENOMEM;
    if (status != GX_OK)
        goto done;
    uint32_t n_made = 1, n_placed = 0;
    spans[0] = (struct span){0, (uint32_t)n, 0};
    for (uint32_t node = 0; node < n_made; node++) {
        struct span span = spans[node];
        nodes[node].first_child = n_made;
        nodes[node].first_word = n_placed;
        for (uint32_t k = span.start; k < span.end; k++)
            nodes[node].tables |= 1u << entries[k].word->table;
        uint32_t i = span.start;
        for (; i < span.end && entries[i].word->n == span.depth; i++)
            placed[n_placed++] = *entries[i].word;
        while (i < span.end) {
            uint32_t character = entries[i].chars[span.depth], start = i;
            while (i < span.end && entries[i].chars[span.depth] == character)
                i++;
            nodes[n_made].character = character;
            spans[n_made] = (struct span){start, i, span.depth + 1};
            if (node == 0 && character < GX_TRIE_ROOTS)
                roots[character] = n_made;
            n_made++;
        }
    }
    nodes[n_made] = (gx_trie_node){0, n_made, n_placed, 0};
    *out = (gx_trie){.roots = roots, .nodes = nodes, .words = placed, .n_nodes = n_made, .n_words = n_placed};
    if (!index_places(out, arena) || !gx_trie_find_edges(out, arena))
        status = GX_ENOMEM;
done:
    gx_arena_clear(&scratch);
    return status;
}

const gx_word *gx_trie_place(const gx_trie *trie, const char *code)
{
    size_t low = 0, high = trie->n_places;
    while (low < high) { /* of two with one code the later */
        size_t middle = low + (high - low) / 2;
        if (strcmp(trie->words[trie->places[middle]].cell[3], code) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    const gx_word *last = low ? &trie->words[trie->places[low - 1]] : NULL;
    return last && strcmp(last->cell[3], code) == 0 ? last : NULL;
}
