/**
 * @file src/tag/vector_avx2.h
 * Inside src/tag/: what kernel_vector.h asks for, in 256-bit vectors (AVX2, FMA); without the products.
 */
#include <immintrin.h>

enum { VECTOR = 8, GROUP = 2 };
#define FLOATS __m256
#define SUMS __m256i
#define EACH(i) _Pragma("GCC unroll 8") for (size_t i = 0; i < GROUP; i++)

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

static inline float largest(FLOATS x)
{
    __m128 half = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    half = _mm_max_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_max_ss(half, _mm_movehdup_ps(half)));
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
 * 2^x = 2^n p(x - n), n the nearest whole, p of degree 4 with relative error 2.6e-6 (own minimax fit); the
 * reciprocal after one step of Newton. Beyond 2^±64 the logistic function is 0 or 1 in float32 all the same.
 */
static inline __attribute__((always_inline)) void logistic2(FLOATS *x, const gx_logistic *table)
{
    (void)table;
    const FLOATS magic = broadcast(GX_ROUNDING);
    FLOATS part[GROUP], p[GROUP];
    __m256i exponent[GROUP];
    EACH(i) x[i] = _mm256_min_ps(_mm256_max_ps(x[i], broadcast(-64)), broadcast(64));
    EACH(i) part[i] = add(x[i], magic);
    EACH(i) exponent[i] = _mm256_slli_epi32(_mm256_castps_si256(part[i]), 23);
    EACH(i) part[i] = subtract(x[i], subtract(part[i], magic));
    EACH(i) p[i] = multiply_add(part[i], broadcast(0.00957010191f), broadcast(0.0559178603f));
    EACH(i) p[i] = multiply_add(part[i], p[i], broadcast(0.240247448f));
    EACH(i) p[i] = multiply_add(part[i], p[i], broadcast(0.693121815f));
    EACH(i) p[i] = multiply_add(part[i], p[i], broadcast(0.999999261f));
    EACH(i) p[i] = _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(p[i]), exponent[i]));
    EACH(i) p[i] = add(p[i], broadcast(1));
    EACH(i) part[i] = _mm256_rcp_ps(p[i]);
    EACH(i) p[i] = _mm256_fnmadd_ps(p[i], part[i], broadcast(2));
    EACH(i) x[i] = multiply(part[i], p[i]);
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
