/*
 * The tagger's network as it is usually run: float32, one OpenBLAS sgemm a layer and step.  Only a yardstick
 * for the benchmark: the same batches, looked-up first layer and fast logistic function as the tagger's own
 * kernels.
 */
#include "bench.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

/* [steps][lanes] of gates before the logistic function, for as many cells as a batch can have. */
enum { MAX_CELLS = 1 << 16 };
static float gates[MAX_CELLS * GX_GATES], reset[GX_MAX_LANES * GX_HIDDEN];

static bool always(void)
{
    return true;
}

static void pack_nothing(void *packed, const gx_weights *weights)
{
    (void)packed;
    (void)weights;
}

/* c [m][n] += a [m][k] b [k][n] */
static void multiply_add(size_t m, size_t n, size_t k, const float *a, size_t a_stride, const float *b,
                         size_t b_stride, float *c, size_t c_stride)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1.0f, a, (int)a_stride, b,
                (int)b_stride, 1.0f, c, (int)c_stride);
}

/* 1 / (1 + e^-x): Schraudolph's (1999) exponent trick with a quadratic, so that the compiler can use vectors.
 */
static inline float logistic(float x)
{
    float y = fminf(fmaxf(-x * 1.44269504f, -64.0f), 64.0f) + 127.0f;
    int32_t whole = (int32_t)y;
    float part = y - (float)whole, power;
    int32_t bits = whole << 23;
    memcpy(&power, &bits, sizeof power);
    power *= 0.99992520f + part * (0.69583363f + part * (0.22606727f + part * 0.07802428f));
    return 1.0f / (1.0f + power);
}

static void start_gates(const gx_weights *weights, const gx_batch *batch, size_t layer, size_t backward)
{
    size_t cells = batch->steps * batch->lanes;
    for (size_t cell = 0; cell < cells; cell++) {
        float *out = gates + cell * GX_GATES;
        const int16_t *row = weights->projection + (backward * GX_ROWS + batch->rows[cell]) * GX_GATES;
        if (layer == 1)
            memcpy(out, weights->bias + backward * GX_GATES, GX_GATES * sizeof *out);
        else
            for (size_t j = 0; j < GX_GATES; j++)
                out[j] = (float)row[j] * weights->projection_step;
    }
    if (layer == 1)
        multiply_add(cells, GX_GATES, GX_LAYER, batch->hidden[0], GX_LAYER,
                     weights->input + backward * GX_LAYER * GX_GATES, GX_GATES, gates, GX_GATES);
}

static void run_step(const gx_batch *batch, const float *recurrent, float *now, float *out)
{
    size_t lanes = batch->lanes;
    multiply_add(lanes, 2 * GX_HIDDEN, GX_HIDDEN, batch->state, GX_HIDDEN, recurrent, GX_GATES, now,
                 GX_GATES);
    for (size_t lane = 0; lane < lanes; lane++)
        for (size_t j = 0; j < GX_HIDDEN; j++)
            reset[lane * GX_HIDDEN + j] =
                logistic(now[lane * GX_GATES + GX_HIDDEN + j]) * batch->state[lane * GX_HIDDEN + j];
    multiply_add(lanes, GX_HIDDEN, GX_HIDDEN, reset, GX_HIDDEN, recurrent + 2 * GX_HIDDEN, GX_GATES,
                 now + 2 * GX_HIDDEN, GX_GATES);
    for (size_t lane = 0; lane < lanes; lane++) {
        float *h = batch->state + lane * GX_HIDDEN, *g = now + lane * GX_GATES;
        for (size_t j = 0; j < GX_HIDDEN; j++) {
            float candidate = 2.0f * logistic(2.0f * g[2 * GX_HIDDEN + j]) - 1.0f;
            h[j] += logistic(g[j]) * (candidate - h[j]);
        }
        memcpy(out + lane * GX_LAYER, h, GX_HIDDEN * sizeof *h);
    }
}

static void run_unit(const gx_weights *weights, const gx_batch *batch, size_t layer, size_t backward)
{
    const float *recurrent = weights->recurrent + (layer * 2 + backward) * GX_HIDDEN * GX_GATES;
    uint8_t edge = backward ? GX_EDGE_LAST : GX_EDGE_FIRST;
    start_gates(weights, batch, layer, backward);
    for (size_t i = 0; i < batch->steps; i++) {
        size_t cell = (backward ? batch->steps - 1 - i : i) * batch->lanes;
        for (size_t lane = 0; lane < batch->lanes; lane++)
            if (i == 0 || (batch->edges[cell + lane] & edge))
                memset(batch->state + lane * GX_HIDDEN, 0, GX_HIDDEN * sizeof *batch->state);
        run_step(batch, recurrent, gates + cell * GX_GATES,
                 (float *)batch->hidden[layer] + cell * GX_LAYER + backward * GX_HIDDEN);
    }
}

static void run(const gx_weights *weights, const void *packed, const gx_batch *batch)
{
    (void)packed;
    size_t cells = batch->steps * batch->lanes;
    for (size_t unit = 0; unit < GX_UNITS; unit++)
        run_unit(weights, batch, unit / 2, unit % 2);
    for (size_t cell = 0; cell < cells; cell++)
        memcpy(batch->emissions + cell * GX_TAG_COLUMNS, weights->output_bias, GX_TAGS * sizeof(float));
    multiply_add(cells, GX_TAGS, GX_LAYER, batch->hidden[1], GX_LAYER, weights->output, GX_TAGS,
                 batch->emissions, GX_TAG_COLUMNS);
}

/* The best path is not what is compared: the same code as the tagger's best kernel. */
static const gx_kernel *best_kernel(void)
{
    size_t n;
    const gx_kernel *const *kernel = gx_kernels(&n);
    while (!(*kernel)->usable())
        kernel++;
    return *kernel;
}

static void advance(const gx_transitions *transitions, const float *before, const float *emission,
                    float *next)
{
    best_kernel()->advance(transitions, before, emission, next);
}

static float largest_sum(const float *a, const float *b)
{
    return best_kernel()->largest_sum(a, b);
}

const gx_kernel bench_openblas = {
    .name = "openblas",
    .usable = always,
    .packed_bytes = 0,
    .hidden_bytes = sizeof(float),
    .pack = pack_nothing,
    .run = run,
    .advance = advance,
    .largest_sum = largest_sum,
};
