/**
 * @file src/tag/vector_avx512.h
 * Inside src/tag/: what kernel_vector.h asks for, in 512-bit vectors (AVX-512 F, BW, VL); without the products.
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

/* x - floor(x) */
static inline FLOATS fraction(FLOATS x)
{
    return _mm512_reduce_ps(x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
}
