/* AVX2: int16 states and weights, sums of two products in one instruction; as good as float32 and twice as
 * fast. */
#include "tag/layout.h"

#include <string.h>

#include "tag/vector_avx2.h"

enum { TILE_LANES = 4 };

/* In assembler for gcc's sake: see kernel_vnni.c. */
static inline __attribute__((always_inline)) SUMS sums_add(SUMS sums, SUMS states, SUMS weights)
{
    SUMS products = _mm256_madd_epi16(states, weights);
    __asm__("vpaddd %1, %0, %0" : "+x"(sums) : "x"(products));
    return sums;
}

#define GATES_IN_BYTES 0
#include "tag/kernel_vector.h"

static bool usable(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static void pack(void *packed, const gx_weights *weights)
{
    gx_layout_pack(VECTOR, GATES_IN_BYTES, packed, weights);
}

const gx_kernel gx_kernel_avx2 = {
    .name = "avx2",
    .usable = usable,
    .packed_bytes = GX_LAYOUT_BYTES,
    .hidden_bytes = sizeof(int16_t),
    .pack = pack,
    .run = run_vector,
    .advance = advance_vector,
    .largest_sum = largest_sum_vector,
};
