/**
 * @file tests/bench/bench.h
 * What the parts of bench_tag share.
 */
#ifndef GX_TESTS_BENCH_H
#define GX_TESTS_BENCH_H

#include "tag/kernels.h"

extern const gx_kernel bench_openblas;

/** Seconds of processor time of this process: what else runs on the machine then disturbs least. */
double bench_seconds(void);
/** Seconds on the clock: where threads are compared. */
double bench_wall(void);

/**
 * Multiply-adds a second that one core can do with the instructions of a kernel, operands in registers.
 * @return 0 where there is no such number for a kernel of that name
 */
double bench_peak(const char *kernel);
/** Multiply-adds a second of int8 products (VNNI) on the shapes of the second layer; 0 where there are none.
 */
double bench_int8_gemm(void);
/** Multiply-adds a second of OpenBLAS sgemm on the shapes of the second layer (64x384 times 384x384). */
double bench_sgemm(void);

#endif
