#include "base/checksum.h"

#include <string.h>

static const uint64_t FNV_BASIS = 0xcbf29ce484222325u, FNV_PRIME = 0x100000001b3u;

void gx_checksum_init(gx_checksum *sum)
{
    for (size_t i = 0; i < 4; i++)
        sum->streams[i] = FNV_BASIS + i;
}

void gx_checksum_add(gx_checksum *sum, const void *bytes, size_t n)
{
    const char *at = bytes;
    uint64_t words[4];
    for (; n > 0; at += sizeof words) {
        size_t take = n < sizeof words ? n : sizeof words;
        if (take < sizeof words)
            memset(words, 0, sizeof words);
        memcpy(words, at, take);
        for (size_t i = 0; i < 4; i++)
            sum->streams[i] = (sum->streams[i] ^ words[i]) * FNV_PRIME;
        n -= take;
    }
}

uint64_t gx_checksum_end(const gx_checksum *sum)
{
    uint64_t all = FNV_BASIS;
    for (size_t i = 0; i < 4; i++)
        all = (all ^ sum->streams[i]) * FNV_PRIME;
    return all;
}

uint64_t gx_checksum_of(const void *bytes, size_t n)
{
    gx_checksum sum;
    gx_checksum_init(&sum);
    sum.streams[0] ^= n;
    gx_checksum_add(&sum, bytes, n);
    return gx_checksum_end(&sum);
}
