/* AVX2: int16 states and weights, sums of two products in one instruction; as good as float32 and twice as fast. */
#include "tag/layout.h"

#include <string.h>

#include "tag/vector_avx2.h"

typedef int16_t ELEMENT;
enum { TILE_LANES = 4 };

static const gx_layout layout = {
    .vector = VECTOR,
    .element_bytes = sizeof(ELEMENT),
    .activation_scale = 4096,
    .weight_limit = INT16_MAX,
    .sum_limit = 2.0e9f,
};

static inline SUMS sums_add(SUMS sums, SUMS states, SUMS weights)
{
    return _mm256_add_epi32(sums, _mm256_madd_epi16(states, weights));
}

static inline void store_elements(ELEMENT *at, FLOATS x)
{
    __m256i whole = _mm256_cvtps_epi32(multiply(x, broadcast(layout.activation_scale)));
    __m128i packed = _mm_packs_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1));
    _mm_store_si128((__m128i *)(void *)at, packed);
}

#include "tag/kernel_vector.h"

static bool usable(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static void pack(void *packed, const gx_weights *weights)
{
    gx_layout_pack(&layout, packed, weights);
}

const gx_kernel gx_kernel_avx2 = {
    .name = "avx2",
    .usable = usable,
    .packed_bytes = GX_LAYOUT_BYTES(sizeof(ELEMENT)),
    .hidden_bytes = sizeof(ELEMENT),
    .pack = pack,
    .run = run_vector,
};
