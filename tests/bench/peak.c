#include "bench.h"

#include <cblas.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double bench_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double bench_wall(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Lanes, columns and rows of the second layer's products. */
enum { M = 64, N = GX_GATES, K = GX_LAYER + GX_HIDDEN, GEMMS = 2000 };

enum { ROUNDS = 20 * 1000 * 1000, CHAINS = 16 };

#if defined(__x86_64__)
#include <immintrin.h>

/* CHAINS independent sums, so that the latency of one instruction is hidden behind the others; a new product
 * each time. */
#define CHAINS_OF(name, isa, vector, set1, add)                                                              \
    __attribute__((target(isa))) static void name(void)                                                      \
    {                                                                                                        \
        vector sums[CHAINS] = {0}, a = set1(1), b = set1(2);                                                 \
        for (int i = 0; i < ROUNDS; i++) {                                                                   \
            _Pragma("GCC unroll 16") for (int j = 0; j < CHAINS; j++)                                        \
            {                                                                                                \
                __asm__ volatile("" : "+v"(b));                                                              \
                sums[j] = add(sums[j], a, b);                                                                \
            }                                                                                                \
        }                                                                                                    \
        for (int j = 0; j < CHAINS; j++)                                                                     \
            __asm__ volatile("" : : "v"(sums[j]));                                                           \
    }
#define ADD_AVX2(sum, a, b) _mm256_add_epi32(sum, _mm256_madd_epi16(a, b))
#define ADD_AVX512(sum, a, b) _mm512_add_epi32(sum, _mm512_madd_epi16(a, b))

CHAINS_OF(chains_avx2, "avx2", __m256i, _mm256_set1_epi16, ADD_AVX2)
CHAINS_OF(chains_avx512, "avx512f,avx512bw", __m512i, _mm512_set1_epi16, ADD_AVX512)
CHAINS_OF(chains_vnni, "avx512f,avx512vnni", __m512i, _mm512_set1_epi16, _mm512_dpwssd_epi32)
CHAINS_OF(chains_bytes, "avx512f,avx512vnni", __m512i, _mm512_set1_epi8, _mm512_dpbusd_epi32)

static const struct {
    const char *kernel;
    void (*chains)(void), (*gates)(void); /* for the gates' part, where another; NULL = the same */
    double multiply_adds;                 /* of one instruction; twice as many of one in bytes */
} peaks[] = {
    {"avx2", chains_avx2, NULL, 16},
    {"avx512", chains_avx512, NULL, 32},
    {"vnni", chains_vnni, chains_bytes, 32},
};

/* Of the network's multiply-adds, the reset and update gates' (see MULTIPLY_ADDS of bench_tag.c). */
static const double GATES_SHARE =
    (4.0 * GX_HIDDEN * 2 * GX_HIDDEN + 2.0 * GX_LAYER * 2 * GX_HIDDEN) /
    (4.0 * GX_HIDDEN * GX_GATES + 2.0 * GX_LAYER * GX_GATES + (double)GX_LAYER * GX_TAGS);

/* Seconds that a multiply-add takes at best. */
static double seconds_of(void (*chains)(void), double multiply_adds)
{
    double start = bench_seconds();
    chains();
    return (bench_seconds() - start) / (multiply_adds * ROUNDS * CHAINS);
}

double bench_peak(const char *kernel)
{
    for (size_t i = 0; i < sizeof peaks / sizeof *peaks; i++)
        if (strcmp(peaks[i].kernel, kernel) == 0) {
            double each = seconds_of(peaks[i].chains, peaks[i].multiply_adds);
            double gate = peaks[i].gates ? seconds_of(peaks[i].gates, 2 * peaks[i].multiply_adds) : each;
            return 1 / (GATES_SHARE * gate + (1 - GATES_SHARE) * each);
        }
    return 0;
}

/* c = a b of M x K unsigned and K x N signed bytes, b as [N / 32][K / 4][2][16] words of four: all operands
 * fit the nearest caches, as the tagger's weights and states do. */
__attribute__((target("avx512f,avx512bw,avx512vnni"))) static void gemm_int8(const uint8_t *a,
                                                                             const int8_t *b, int32_t *c)
{
    enum { ROWS = 8, COLUMNS = 32 };
    for (size_t column = 0; column < N; column += COLUMNS)
        for (size_t row = 0; row < M; row += ROWS) {
            __m512i sums[ROWS][2] = {0};
            const int8_t *words = b + column * K;
            for (size_t k = 0; k < K; k += 4, words += COLUMNS * 4) {
                __m512i first = _mm512_loadu_si512(words), second = _mm512_loadu_si512(words + 64);
#pragma GCC unroll 8
                for (size_t i = 0; i < ROWS; i++) {
                    int32_t word;
                    memcpy(&word, a + (row + i) * K + k, sizeof word);
                    __m512i states = _mm512_set1_epi32(word);
                    __asm__("vpdpbusd %2, %1, %0" : "+v"(sums[i][0]) : "v"(states), "v"(first));
                    __asm__("vpdpbusd %2, %1, %0" : "+v"(sums[i][1]) : "v"(states), "v"(second));
                }
            }
            for (size_t i = 0; i < ROWS; i++)
                for (size_t half = 0; half < 2; half++)
                    _mm512_storeu_si512(c + (row + i) * N + column + half * 16, sums[i][half]);
        }
}

double bench_int8_gemm(void)
{
    static uint8_t a[M * K];
    static int8_t b[K * N];
    static int32_t c[M * N];
    if (!__builtin_cpu_supports("avx512vnni") || !__builtin_cpu_supports("avx512bw"))
        return 0;
    memset(a, 3, sizeof a);
    memset(b, 2, sizeof b);
    double start = bench_seconds();
    for (int i = 0; i < GEMMS; i++)
        gemm_int8(a, b, c);
    double took = bench_seconds() - start;
    return c[M * N - 1] == 6 * K ? (double)M * N * K * GEMMS / took : 0;
}
#else
double bench_int8_gemm(void)
{
    return 0;
}

double bench_peak(const char *kernel)
{
    (void)kernel;
    return 0;
}
#endif

double bench_sgemm(void)
{
    static float a[M * K], b[K * N], c[M * N];
    for (size_t i = 0; i < M * K; i++)
        a[i] = 0.5f;
    for (size_t i = 0; i < K * N; i++)
        b[i] = 0.25f;
    double start = bench_seconds();
    for (int i = 0; i < GEMMS; i++)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, M, N, K, 1.0f, a, K, b, N, 0.0f, c, N);
    return (double)M * N * K * GEMMS / (bench_seconds() - start);
}
