#include "tag/kernels.h"

#include <string.h>

/* No sum of scores comes near: emissions and transitions stay below 1000 in size. */
static const float NEVER = -1e30f;

void gx_transitions_init(gx_transitions *transitions, const gx_weights *weights)
{
    const float *start = weights->crf, *stop = start + GX_TAGS, *moves = stop + GX_TAGS;
    for (size_t j = 0; j < GX_TAG_COLUMNS; j++) {
        bool real = j < GX_TAGS;
        transitions->start[j] = real ? start[j] : NEVER;
        transitions->stop[j] = real ? stop[j] : NEVER;
        for (size_t i = 0; i < GX_TAGS; i++) {
            transitions->from[i][j] = real ? moves[i * GX_TAGS + j] : NEVER;
            transitions->to[i][j] = real ? moves[j * GX_TAGS + i] : NEVER;
        }
    }
}

/* The lowest index of the largest sum of two rows. */
static uint8_t best_of_sum(const float *a, const float *b)
{
    float best = a[0] + b[0];
    uint8_t at = 0;
    for (size_t i = 1; i < GX_TAGS; i++)
        if (a[i] + b[i] > best) {
            best = a[i] + b[i];
            at = (uint8_t)i;
        }
    return at;
}

void gx_viterbi(const gx_kernel *kernel, const gx_transitions *transitions, const float *emissions,
                size_t stride, size_t n, float *scores, uint8_t *path)
{
    if (n == 0)
        return;
    for (size_t j = 0; j < GX_TAG_COLUMNS; j++)
        scores[j] = transitions->start[j] + emissions[j];
    for (size_t i = 1; i < n; i++)
        kernel->advance(transitions, scores + (i - 1) * GX_TAG_COLUMNS, emissions + i * stride,
                        scores + i * GX_TAG_COLUMNS);
    /* Only scores are kept on the way: recomputing the choice for the one path taken is cheaper. */
    uint8_t tag = best_of_sum(scores + (n - 1) * GX_TAG_COLUMNS, transitions->stop);
    path[n - 1] = tag;
    for (size_t i = n - 1; i-- > 0;) {
        tag = best_of_sum(scores + i * GX_TAG_COLUMNS, transitions->to[tag]);
        path[i] = tag;
    }
}
