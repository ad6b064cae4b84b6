/* AVX-512 without VNNI: int16 states and weights, as in kernel_avx2.c, twice as wide. */
#include "tag/layout.h"

#include <string.h>

#include "tag/vector_avx512.h"

enum { TILE_LANES = 8 };

/* In assembler for gcc's sake: see kernel_vnni.c. */
static inline __attribute__((always_inline)) SUMS sums_add(SUMS sums, SUMS states, SUMS weights)
{
    SUMS products = _mm512_madd_epi16(states, weights);
    __asm__("vpaddd %1, %0, %0" : "+v"(sums) : "v"(products));
    return sums;
}

#define GATES_IN_BYTES 0
#include "tag/kernel_vector.h"

static bool usable(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

static void pack(void *packed, const gx_weights *weights)
{
    gx_layout_pack(VECTOR, GATES_IN_BYTES, packed, weights);
}

const gx_kernel gx_kernel_avx512 = {
    .name = "avx512",
    .usable = usable,
    .packed_bytes = GX_LAYOUT_BYTES,
    .hidden_bytes = sizeof(int16_t),
    .pack = pack,
    .run = run_vector,
    .advance = advance_vector,
    .largest_sum = largest_sum_vector,
};
