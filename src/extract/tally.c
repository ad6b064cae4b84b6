#include "extract/tally.h"

#include "base/map.h"

#include <string.h>

uint32_t gx_tally_number(gx_arena *arena, gx_tally *tally, const void *key, size_t bytes)
{
    if (!tally->chains)
        tally->chains = GX_ARENA_ARRAY(arena, uint32_t, GX_TALLY_CHAINS);
    uint64_t hash = gx_hash_quick(key, bytes);
    uint32_t *chain = &tally->chains[(hash ^ hash >> 32) % GX_TALLY_CHAINS];
    for (uint32_t i = *chain; i; i = tally->at[i - 1].next)
        if (tally->at[i - 1].bytes == bytes && memcmp(tally->at[i - 1].key, key, bytes) == 0)
            return i - 1;
    *GX_PUSH(arena, tally) = (struct gx_tally_entry){.key = key, .bytes = bytes, .next = *chain};
    *chain = (uint32_t)tally->n;
    return *chain - 1;
}
