#include "base/map.h"

#include <string.h>

uint64_t gx_hash(const void *bytes, size_t n)
{
    const unsigned char *b = bytes;
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < n; i++)
        h = (h ^ b[i]) * 1099511628211u;
    return h;
}

uint64_t gx_hash_quick(const void *bytes, size_t n)
{
    enum { WORD = sizeof(uint64_t) };
    const unsigned char *b = bytes;
    uint64_t h = n, word;
    for (; n >= WORD; b += WORD, n -= WORD) {
        memcpy(&word, b, WORD);
        h = (h ^ word) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    word = 0;
    if (n)
        memcpy(&word, b, n);
    h = (h ^ word) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

void gx_map_clear(gx_map *map)
{
    gx_free(map->entries);
    gx_free(map->slots);
    gx_arena_clear(&map->arena);
    *map = (gx_map){0};
}

/* The slot of a key, or the empty slot where it belongs.  n_slots > n always. */
static size_t slot_of(const gx_map *map, const char *key, size_t key_bytes, uint64_t hash)
{
    size_t mask = map->n_slots - 1;
    for (size_t i = (size_t)(hash ^ hash >> 32) & mask;; i = (i + 1) & mask) {
        if (!map->slots[i])
            return i;
        const struct gx_map_entry *e = &map->entries[map->slots[i] - 1];
        if (e->hash == hash && e->key_bytes == key_bytes &&
            (!key_bytes || memcmp(e->key, key, key_bytes) == 0))
            return i;
    }
}

bool gx_map_get(const gx_map *map, const char *key, size_t key_bytes, uint32_t *value)
{
    if (!map->n_slots)
        return false;
    uint32_t at = map->slots[slot_of(map, key, key_bytes, gx_hash_quick(key, key_bytes))];
    if (at && value)
        *value = map->entries[at - 1].value;
    return at != 0;
}

static bool rehash(gx_map *map)
{
    size_t n_slots = map->n_slots ? map->n_slots * 2 : 32;
    uint32_t *slots = gx_alloc_zero(n_slots, sizeof *slots);
    if (!slots)
        return false;
    gx_free(map->slots);
    map->slots = slots;
    map->n_slots = n_slots;
    for (size_t i = 0; i < map->n; i++) {
        const struct gx_map_entry *e = &map->entries[i];
        map->slots[slot_of(map, e->key, e->key_bytes, e->hash)] = (uint32_t)i + 1;
    }
    return true;
}

bool gx_map_set(gx_map *map, const char *key, size_t key_bytes, uint32_t value)
{
    if (key_bytes > UINT32_MAX || (map->n + 1) * 2 > map->n_slots) {
        if (key_bytes > UINT32_MAX || !rehash(map))
            return false;
    }
    uint64_t hash = gx_hash_quick(key, key_bytes);
    size_t slot = slot_of(map, key, key_bytes, hash);
    if (map->slots[slot]) {
        map->entries[map->slots[slot] - 1].value = value;
        return true;
    }
    char *copy = gx_arena_text(&map->arena, key, key_bytes);
    if (!copy || !gx_grow((void **)&map->entries, &map->cap, map->n, sizeof *map->entries))
        return false;
    map->entries[map->n++] = (struct gx_map_entry){copy, (uint32_t)key_bytes, value, hash};
    map->slots[slot] = (uint32_t)map->n;
    return true;
}

bool gx_map_intern(gx_map *map, const char *key, uint32_t *id)
{
    size_t n = strlen(key);
    if (gx_map_get(map, key, n, id))
        return true;
    *id = (uint32_t)map->n;
    return gx_map_set(map, key, n, *id);
}

const char *gx_map_key(const gx_map *map, uint32_t id)
{
    return map->entries[id].key;
}
