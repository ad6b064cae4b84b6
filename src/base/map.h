/**
 * @file src/base/map.h
 * Strings to small numbers: a hash map, and interning.  Order of iteration is order of insertion.
 */
#ifndef GX_BASE_MAP_H
#define GX_BASE_MAP_H

#include "base/memory.h"

/** Keys are bytes, copied; values are numbers. Start with {0}; free with gx_map_clear(). */
typedef struct gx_map {
    struct gx_map_entry {
        const char *key; /* NUL-terminated, owned by the map's arena */
        uint32_t key_bytes;
        uint32_t value;
        uint64_t hash;
    } *entries; /* in order of insertion */
    size_t n, cap;
    uint32_t *slots; /* [n_slots] 1 + index into entries; 0 = empty */
    size_t n_slots;  /* a power of two */
    gx_arena arena;
} gx_map;

void gx_map_clear(gx_map *map);

/** The value of a key.  @return false when it is not there (`*value` is then unchanged); value may be NULL */
bool gx_map_get(const gx_map *map, const char *key, size_t key_bytes, uint32_t *value);

/** Set a key's value, new or not.  @return false when memory ran out */
bool gx_map_set(gx_map *map, const char *key, size_t key_bytes, uint32_t value) GX_MUST_USE;

/**
 * The number of a string: the one it got before, or the next free one (0, 1, 2, …).
 * @return false when memory ran out
 */
bool gx_map_intern(gx_map *map, const char *key, uint32_t *id) GX_MUST_USE;

/** The string interned as `id`; borrowed until gx_map_clear(). */
const char *gx_map_key(const gx_map *map, uint32_t id);

/** FNV-1a, 64 bits (Fowler, Noll, Vo 1991); the same on every machine. */
uint64_t gx_hash(const void *bytes, size_t n);

/** For tables in memory only: eight bytes at a time (multiplicative, Knuth 1973, 6.4). */
uint64_t gx_hash_quick(const void *bytes, size_t n);

#endif
