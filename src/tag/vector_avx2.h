/**
 * @file src/tag/vector_avx2.h
 * Inside src/tag/: what kernel_vector.h asks for, in 256-bit vectors (AVX2, FMA); without the products.
 */
#include <immintrin.h>

enum { VECTOR = 8 };
#define FLOATS __m256
#define SUMS __m256i

static inline FLOATS load(const float *at)
{
    return _mm256_load_ps(at);
}

static inline void store(float *at, FLOATS x)
{
    _mm256_store_ps(at, x);
}

static inline FLOATS broadcast(float x)
{
    return _mm256_set1_ps(x);
}

static inline SUMS sums_load(const void *at)
{
    return _mm256_load_si256(at);
}

static inline SUMS sums_zero(void)
{
    return _mm256_setzero_si256();
}

static inline SUMS sums_word(const void *at)
{
    int32_t word;
    memcpy(&word, at, sizeof word);
    return _mm256_set1_epi32(word);
}

static inline FLOATS to_floats(SUMS x)
{
    return _mm256_cvtepi32_ps(x);
}

static inline FLOATS multiply_add(FLOATS a, FLOATS b, FLOATS c)
{
    return _mm256_fmadd_ps(a, b, c);
}

static inline FLOATS add(FLOATS a, FLOATS b)
{
    return _mm256_add_ps(a, b);
}

static inline FLOATS larger(FLOATS a, FLOATS b)
{
    return _mm256_max_ps(a, b);
}

static inline FLOATS subtract(FLOATS a, FLOATS b)
{
    return _mm256_sub_ps(a, b);
}

static inline FLOATS multiply(FLOATS a, FLOATS b)
{
    return _mm256_mul_ps(a, b);
}

/*
 * 2^x = 2^floor(x) p(x - floor(x)), p of degree 4 with relative error 2.6e-6 (own minimax fit); the
 * reciprocal after one step of Newton. Beyond 2^±64 the logistic function is 0 or 1 in float32 all the same.
 */
static inline FLOATS logistic2(FLOATS x)
{
    x = _mm256_min_ps(_mm256_max_ps(x, broadcast(-64)), broadcast(64));
    FLOATS whole = _mm256_floor_ps(x), part = subtract(x, whole);
    FLOATS p = multiply_add(part, broadcast(0.0135341456f), broadcast(0.052011492f));
    p = multiply_add(part, p, broadcast(0.241442746f));
    p = multiply_add(part, p, broadcast(0.693003834f));
    p = multiply_add(part, p, broadcast(1.00000259f));
    __m256i exponent = _mm256_slli_epi32(_mm256_cvtps_epi32(whole), 23);
    FLOATS power = _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(p), exponent));
    FLOATS sum = _mm256_add_ps(power, broadcast(1)), rough = _mm256_rcp_ps(sum);
    return multiply(rough, _mm256_fnmadd_ps(sum, rough, broadcast(2)));
}

static inline FLOATS load_projection(const int16_t *at)
{
    return _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(_mm_load_si128((const __m128i *)(const void *)at)));
}

static inline void store_elements(int16_t *at, FLOATS x)
{
    __m256i whole = _mm256_cvtps_epi32(multiply(x, broadcast(GX_STATE_SCALE)));
    __m128i packed = _mm_packs_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1));
    _mm_store_si128((__m128i *)(void *)at, packed);
}
