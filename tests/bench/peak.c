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

enum { ROUNDS = 20 * 1000 * 1000, CHAINS = 16 };

#if defined(__x86_64__)
#include <immintrin.h>

/* CHAINS independent sums, so that the latency of one instruction is hidden behind the others. */
__attribute__((target("avx2"))) static void chains_avx2(void)
{
    __m256i sums[CHAINS] = {0}, a = _mm256_set1_epi16(1), b = _mm256_set1_epi16(2);
    for (int i = 0; i < ROUNDS; i++) {
#pragma GCC unroll 16
        for (int j = 0; j < CHAINS; j++) {
            __asm__ volatile("" : "+x"(b)); /* a new product each time */
            sums[j] = _mm256_add_epi32(sums[j], _mm256_madd_epi16(a, b));
        }
    }
    for (int j = 0; j < CHAINS; j++)
        __asm__ volatile("" : : "x"(sums[j]));
}

__attribute__((target("avx512f,avx512bw"))) static void chains_avx512(void)
{
    __m512i sums[CHAINS] = {0}, a = _mm512_set1_epi16(1), b = _mm512_set1_epi16(2);
    for (int i = 0; i < ROUNDS; i++) {
#pragma GCC unroll 16
        for (int j = 0; j < CHAINS; j++) {
            __asm__ volatile("" : "+v"(b));
            sums[j] = _mm512_add_epi32(sums[j], _mm512_madd_epi16(a, b));
        }
    }
    for (int j = 0; j < CHAINS; j++)
        __asm__ volatile("" : : "v"(sums[j]));
}

__attribute__((target("avx512f,avx512vnni"))) static void chains_vnni(void)
{
    __m512i sums[CHAINS] = {0}, a = _mm512_set1_epi16(1), b = _mm512_set1_epi16(2);
    for (int i = 0; i < ROUNDS; i++) {
#pragma GCC unroll 16
        for (int j = 0; j < CHAINS; j++) {
            __asm__ volatile("" : "+v"(b));
            sums[j] = _mm512_dpwssd_epi32(sums[j], a, b);
        }
    }
    for (int j = 0; j < CHAINS; j++)
        __asm__ volatile("" : : "v"(sums[j]));
}

static const struct {
    const char *kernel;
    void (*chains)(void);
    double multiply_adds; /* of one instruction */
} peaks[] = {
    {"avx2", chains_avx2, 16},
    {"avx512", chains_avx512, 32},
    {"vnni", chains_vnni, 32},
};

double bench_peak(const char *kernel)
{
    for (size_t i = 0; i < sizeof peaks / sizeof *peaks; i++)
        if (strcmp(peaks[i].kernel, kernel) == 0) {
            double start = bench_seconds();
            peaks[i].chains();
            return peaks[i].multiply_adds * ROUNDS * CHAINS / (bench_seconds() - start);
        }
    return 0;
}
#else
double bench_peak(const char *kernel)
{
    (void)kernel;
    return 0;
}
#endif

double bench_sgemm(void)
{
    enum { M = 64, N = GX_GATES, K = GX_LAYER + GX_HIDDEN, TIMES = 2000 };
    static float a[M * K], b[K * N], c[M * N];
    for (size_t i = 0; i < M * K; i++)
        a[i] = 0.5f;
    for (size_t i = 0; i < K * N; i++)
        b[i] = 0.25f;
    double start = bench_seconds();
    for (int i = 0; i < TIMES; i++)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, M, N, K, 1.0f, a, K, b, N, 0.0f, c, N);
    return (double)M * N * K * TIMES / (bench_seconds() - start);
}
