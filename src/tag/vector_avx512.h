/**
 * @file src/tag/vector_avx512.h
 * Inside src/tag/: what kernel_vector.h asks for, in 512-bit vectors (AVX-512 F, BW, VL); without the
 * products.
 */
#include <immintrin.h>

enum { VECTOR = 16 };
#define FLOATS __m512
#define SUMS __m512i

static inline FLOATS load(const float *at)
{
    return _mm512_load_ps(at);
}

static inline void store(float *at, FLOATS x)
{
    _mm512_store_ps(at, x);
}

static inline FLOATS broadcast(float x)
{
    return _mm512_set1_ps(x);
}

static inline SUMS sums_load(const void *at)
{
    return _mm512_load_si512(at);
}

static inline SUMS sums_zero(void)
{
    return _mm512_setzero_si512();
}

static inline SUMS sums_word(const void *at)
{
    int32_t word;
    memcpy(&word, at, sizeof word);
    return _mm512_set1_epi32(word);
}

static inline FLOATS to_floats(SUMS x)
{
    return _mm512_cvtepi32_ps(x);
}

static inline FLOATS multiply_add(FLOATS a, FLOATS b, FLOATS c)
{
    return _mm512_fmadd_ps(a, b, c);
}

static inline FLOATS add(FLOATS a, FLOATS b)
{
    return _mm512_add_ps(a, b);
}

static inline FLOATS larger(FLOATS a, FLOATS b)
{
    return _mm512_max_ps(a, b);
}

static inline FLOATS subtract(FLOATS a, FLOATS b)
{
    return _mm512_sub_ps(a, b);
}

static inline FLOATS multiply(FLOATS a, FLOATS b)
{
    return _mm512_mul_ps(a, b);
}

static inline FLOATS load_projection(const int16_t *at)
{
    return _mm512_cvtepi32_ps(_mm512_cvtepi16_epi32(_mm256_load_si256((const __m256i *)(const void *)at)));
}

/* As in vector_avx2.h; the processor's own scaling by 2^floor(x) needs only the upper limit. */
static inline FLOATS logistic2(FLOATS x)
{
    FLOATS part = _mm512_reduce_ps(x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
    FLOATS p = multiply_add(part, broadcast(0.0135341456f), broadcast(0.052011492f));
    p = multiply_add(part, p, broadcast(0.241442746f));
    p = multiply_add(part, p, broadcast(0.693003834f));
    p = multiply_add(part, p, broadcast(1.00000259f));
    FLOATS sum = _mm512_add_ps(_mm512_scalef_ps(p, _mm512_min_ps(x, broadcast(64))), broadcast(1));
    FLOATS rough = _mm512_rcp14_ps(sum);
    return multiply(rough, _mm512_fnmadd_ps(sum, rough, broadcast(2)));
}

static inline void store_elements(int16_t *at, FLOATS x)
{
    __m512i whole = _mm512_cvtps_epi32(multiply(x, broadcast(GX_STATE_SCALE)));
    _mm256_store_si256((__m256i *)(void *)at, _mm512_cvtepi32_epi16(whole));
}
