/**
 * @file src/tag/vector_avx512.h
 * Inside src/tag/: what kernel_vector.h asks for, in 512-bit vectors (AVX-512 F, BW, VL); without the
 * products.
 */
#include <immintrin.h>

enum { VECTOR = 16, GROUP = 8 };
#define FLOATS __m512
#define SUMS __m512i
#define EACH(i) _Pragma("GCC unroll 8") for (size_t i = 0; i < GROUP; i++)

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

static inline float largest(FLOATS x)
{
    return _mm512_reduce_max_ps(x);
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

static inline FLOATS look_up(const float *table, SUMS index)
{
    return _mm512_permutex2var_ps(load(table), index, load(table + VECTOR));
}

/*
 * Half less the odd part of the function, which is a parabola in each segment; a segment's coefficients come
 * out of two registers at once.  The wholes that GX_ROUNDING leaves in the lowest bits number the segments.
 */
static inline __attribute__((always_inline)) void logistic2(FLOATS *x, const gx_logistic *table)
{
    const FLOATS sign = broadcast(-0.0f), half = broadcast(0.5f), limit = broadcast(GX_LOGISTIC_LIMIT);
    const FLOATS per_segment = broadcast(GX_LOGISTIC_PER_UNIT), magic = broadcast(GX_ROUNDING);
    FLOATS distance[GROUP], odd[GROUP];
    SUMS segment[GROUP];
    EACH(i) distance[i] = _mm512_min_ps(_mm512_andnot_ps(sign, x[i]), limit);
    EACH(i) segment[i] = _mm512_castps_si512(multiply_add(distance[i], per_segment, magic));
    EACH(i)
    odd[i] = multiply_add(look_up(table->square, segment[i]), distance[i], look_up(table->slope, segment[i]));
    EACH(i) odd[i] = multiply_add(odd[i], distance[i], look_up(table->start, segment[i]));
    EACH(i) x[i] = subtract(half, _mm512_or_ps(odd[i], _mm512_and_ps(sign, x[i])));
}

static inline void store_elements(int16_t *at, FLOATS x)
{
    __m512i whole = _mm512_cvtps_epi32(multiply(x, broadcast(GX_STATE_SCALE)));
    _mm256_store_si256((__m256i *)(void *)at, _mm512_cvtepi32_epi16(whole));
}
