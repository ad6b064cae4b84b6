/*
 * AVX-512 VNNI: int8 states and weights, four products summed in one instruction. States are stored as bytes
 * without sign (the instruction wants one side so), 128 standing for zero.
 */
#include "tag/layout.h"

#include <string.h>

#include "tag/vector_avx512.h"

typedef uint8_t ELEMENT;
enum { TILE_LANES = 8 };

static const gx_layout layout = {
    .vector = VECTOR,
    .element_bytes = sizeof(ELEMENT),
    .activation_scale = 127,
    .activation_zero = 128,
    .weight_limit = INT8_MAX,
    .sum_limit = 1.0e9f,
};

static inline SUMS sums_add(SUMS sums, SUMS states, SUMS weights)
{
    return _mm512_dpbusd_epi32(sums, states, weights);
}

static inline void store_elements(ELEMENT *at, FLOATS x)
{
    __m512i whole = _mm512_cvtps_epi32(multiply_add(x, broadcast(layout.activation_scale), broadcast(128)));
    _mm_store_si128((__m128i *)(void *)at, _mm512_cvtepi32_epi8(whole));
}

/* A polynomial of degree 3 (relative error 7.5e-5) and 14 bits of reciprocal: finer than the 8 bits of a state. */
static inline FLOATS logistic2(FLOATS x)
{
    FLOATS part = fraction(x);
    FLOATS p = multiply_add(part, broadcast(0.078024275f), broadcast(0.226067267f));
    p = multiply_add(part, p, broadcast(0.695833627f));
    p = multiply_add(part, p, broadcast(0.999925195f));
    return _mm512_rcp14_ps(_mm512_add_ps(_mm512_scalef_ps(p, x), broadcast(1)));
}

#include "tag/kernel_vector.h"

static bool usable(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni");
}

static void pack(void *packed, const gx_weights *weights)
{
    gx_layout_pack(&layout, packed, weights);
}

const gx_kernel gx_kernel_vnni = {
    .name = "vnni",
    .usable = usable,
    .packed_bytes = GX_LAYOUT_BYTES(sizeof(ELEMENT)),
    .hidden_bytes = sizeof(ELEMENT),
    .pack = pack,
    .run = run_vector,
};
