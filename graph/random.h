/**
 * @file graph/random.h
 * Random numbers that are the same everywhere: SplitMix64 (Steele, Lea, Flood 2014).
 */
#ifndef GX_GRAPH_RANDOM_H
#define GX_GRAPH_RANDOM_H

#include <stdint.h>

typedef struct gx_random {
    uint64_t state; /* any value is a seed */
} gx_random;

static inline uint64_t gx_random_next(gx_random *random)
{
    uint64_t z = (random->state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/** In [0, 1), 53 bits. */
static inline double gx_random_unit(gx_random *random)
{
    return (double)(gx_random_next(random) >> 11) * 0x1.0p-53;
}

/** In [0, n), n > 0; the bias of the remainder is below n / 2^64. */
static inline uint64_t gx_random_below(gx_random *random, uint64_t n)
{
    return gx_random_next(random) % n;
}

#endif
