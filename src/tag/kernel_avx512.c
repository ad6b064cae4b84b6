/* AVX-512 without VNNI: int16 states and weights, as in kernel_avx2.c, twice as wide. */
#include "tag/layout.h"

#include <string.h>

#include "tag/vector_avx512.h"

typedef int16_t ELEMENT;
enum { TILE_LANES = 8 };

static const gx_layout layout = {
    .vector = VECTOR,
    .element_bytes = sizeof(ELEMENT),
    .activation_scale = 4096,
    .weight_limit = INT16_MAX,
    .sum_limit = 2.0e9f,
};

static inline SUMS sums_add(SUMS sums, SUMS states, SUMS weights)
{
    return _mm512_add_epi32(sums, _mm512_madd_epi16(states, weights));
}

static inline void store_elements(ELEMENT *at, FLOATS x)
{
    __m512i whole = _mm512_cvtps_epi32(multiply(x, broadcast(layout.activation_scale)));
    _mm256_store_si256((__m256i *)(void *)at, _mm512_cvtepi32_epi16(whole));
}

/* As in vector_avx2.h: a polynomial of degree 4 and one step of Newton; scaling by 2^floor(x) never overflows here. */
static inline FLOATS logistic2(FLOATS x)
{
    FLOATS part = fraction(x);
    FLOATS p = multiply_add(part, broadcast(0.0135341456f), broadcast(0.052011492f));
    p = multiply_add(part, p, broadcast(0.241442746f));
    p = multiply_add(part, p, broadcast(0.693003834f));
    p = multiply_add(part, p, broadcast(1.00000259f));
    FLOATS sum = _mm512_add_ps(_mm512_scalef_ps(p, _mm512_min_ps(x, broadcast(64))), broadcast(1));
    FLOATS rough = _mm512_rcp14_ps(sum);
    return multiply(rough, _mm512_fnmadd_ps(sum, rough, broadcast(2)));
}

#include "tag/kernel_vector.h"

static bool usable(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

static void pack(void *packed, const gx_weights *weights)
{
    gx_layout_pack(&layout, packed, weights);
}

const gx_kernel gx_kernel_avx512 = {
    .name = "avx512",
    .usable = usable,
    .packed_bytes = GX_LAYOUT_BYTES(sizeof(ELEMENT)),
    .hidden_bytes = sizeof(ELEMENT),
    .pack = pack,
    .run = run_vector,
};
