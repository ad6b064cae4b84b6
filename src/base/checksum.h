/**
 * @file src/base/checksum.h
 * A checksum against damage and staleness, not against malice: FNV-1a (Fowler, Noll, Vo 1991) over 64-bit
 * words, in four interleaved streams so that megabytes cost a millisecond; the streams are hashed together at
 * the end.
 */
#ifndef GX_BASE_CHECKSUM_H
#define GX_BASE_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/** A checksum in pieces. Start with gx_checksum_init(). */
typedef struct gx_checksum {
    uint64_t streams[4];
} gx_checksum;

void gx_checksum_init(gx_checksum *sum);
/** `n` is a multiple of 32 but in the last call, where the missing bytes count as zeros. */
void gx_checksum_add(gx_checksum *sum, const void *bytes, size_t n);
uint64_t gx_checksum_end(const gx_checksum *sum);

/** All at once; the length counts too. */
uint64_t gx_checksum_of(const void *bytes, size_t n);

#endif
