/* The reference: float32 throughout, the C library's functions, no order of sums but the plain one. */
#include "tag/kernels.h"

#include <math.h>
#include <string.h>

static bool always(void)
{
    return true;
}

static void pack_nothing(void *packed, const gx_weights *weights)
{
    (void)packed;
    (void)weights;
}

/* sums[n] += x[k] W[k][n], the rows of W `stride` apart. */
static void multiply_add(float *sums, const float *x, const float *w, size_t k, size_t n, size_t stride)
{
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < n; j++)
            sums[j] += x[i] * w[i * stride + j];
}

static float logistic(float x)
{
    return 1.0f / (1.0f + expf(-x));
}

/* One unit at one cell: `gates` holds x W + b; `h` goes from h(t-1) to h(t). */
static void unit_step(float *gates, const float *recurrent, float *h)
{
    float reset[GX_HIDDEN];
    multiply_add(gates, h, recurrent, GX_HIDDEN, 2 * GX_HIDDEN, GX_GATES);
    for (size_t j = 0; j < GX_HIDDEN; j++)
        reset[j] = logistic(gates[GX_HIDDEN + j]) * h[j];
    multiply_add(gates + 2 * GX_HIDDEN, reset, recurrent + 2 * GX_HIDDEN, GX_HIDDEN, GX_HIDDEN, GX_GATES);
    for (size_t j = 0; j < GX_HIDDEN; j++) {
        float update = logistic(gates[j]), candidate = tanhf(gates[2 * GX_HIDDEN + j]);
        h[j] += update * (candidate - h[j]);
    }
}

/* x W + b of one cell: looked up in layer 0, multiplied in layer 1. */
static void cell_input(const gx_weights *weights, const gx_batch *batch, size_t layer, size_t backward,
                       size_t cell, float *gates)
{
    if (layer == 0) {
        const int16_t *row = weights->projection + (backward * GX_ROWS + batch->rows[cell]) * GX_GATES;
        for (size_t j = 0; j < GX_GATES; j++)
            gates[j] = (float)row[j] * weights->projection_step;
        return;
    }
    memcpy(gates, weights->bias + backward * GX_GATES, GX_GATES * sizeof *gates);
    multiply_add(gates, (const float *)batch->hidden[0] + cell * GX_LAYER,
                 weights->input + backward * GX_LAYER * GX_GATES, GX_LAYER, GX_GATES, GX_GATES);
}

static void run_unit(const gx_weights *weights, const gx_batch *batch, size_t layer, size_t backward)
{
    const float *recurrent = weights->recurrent + (layer * 2 + backward) * GX_HIDDEN * GX_GATES;
    uint8_t edge = backward ? GX_EDGE_LAST : GX_EDGE_FIRST;
    float *out = (float *)batch->hidden[layer] + backward * GX_HIDDEN;
    for (size_t i = 0; i < batch->steps; i++) {
        size_t step = backward ? batch->steps - 1 - i : i;
        for (size_t lane = 0; lane < batch->lanes; lane++) {
            size_t cell = step * batch->lanes + lane;
            float gates[GX_GATES], *h = batch->state + lane * GX_HIDDEN;
            if (i == 0 || (batch->edges[cell] & edge))
                memset(h, 0, GX_HIDDEN * sizeof *h);
            cell_input(weights, batch, layer, backward, cell, gates);
            unit_step(gates, recurrent, h);
            memcpy(out + cell * GX_LAYER, h, GX_HIDDEN * sizeof *h);
        }
    }
}

static void run(const gx_weights *weights, const void *packed, const gx_batch *batch)
{
    (void)packed;
    for (size_t layer = 0; layer < 2; layer++)
        for (size_t backward = 0; backward < 2; backward++)
            run_unit(weights, batch, layer, backward);
    for (size_t cell = 0; cell < batch->steps * batch->lanes; cell++) {
        float *out = batch->emissions + cell * GX_TAG_COLUMNS;
        memset(out, 0, GX_TAG_COLUMNS * sizeof *out);
        memcpy(out, weights->output_bias, GX_TAGS * sizeof *out);
        multiply_add(out, (const float *)batch->hidden[1] + cell * GX_LAYER, weights->output, GX_LAYER,
                     GX_TAGS, GX_TAGS);
    }
}

static void advance(const gx_transitions *transitions, const float *before, const float *emission,
                    float *next)
{
    float best[GX_TAG_COLUMNS];
    for (size_t j = 0; j < GX_TAG_COLUMNS; j++)
        best[j] = before[0] + transitions->from[0][j];
    for (size_t i = 1; i < GX_TAGS; i++)
        for (size_t j = 0; j < GX_TAG_COLUMNS; j++) {
            float score = before[i] + transitions->from[i][j];
            best[j] = score > best[j] ? score : best[j];
        }
    for (size_t j = 0; j < GX_TAG_COLUMNS; j++)
        next[j] = best[j] + emission[j];
}

static float largest_sum(const float *a, const float *b)
{
    float most = a[0] + b[0];
    for (size_t j = 1; j < GX_TAGS; j++)
        most = a[j] + b[j] > most ? a[j] + b[j] : most;
    return most;
}

const gx_kernel gx_kernel_portable = {
    .name = "portable",
    .usable = always,
    .packed_bytes = 0,
    .hidden_bytes = sizeof(float),
    .pack = pack_nothing,
    .run = run,
    .advance = advance,
    .largest_sum = largest_sum,
};
