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
static uint8_t best_of_sum(const gx_kernel *kernel, const float *a, const float *b)
{
    float best = kernel->largest_sum(a, b);
    uint8_t at = 0;
    while (at + 1 < GX_TAGS && a[at] + b[at] != best)
        at++;
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
    uint8_t tag = best_of_sum(kernel, scores + (n - 1) * GX_TAG_COLUMNS, transitions->stop);
    path[n - 1] = tag;
    for (size_t i = n - 1; i-- > 0;) {
        tag = best_of_sum(kernel, scores + i * GX_TAG_COLUMNS, transitions->to[tag]);
        path[i] = tag;
    }
}

void gx_transitions_reverse(gx_transitions *reversed, const gx_transitions *transitions)
{
    memcpy(reversed->from, transitions->to, sizeof reversed->from);
    memcpy(reversed->to, transitions->from, sizeof reversed->to);
    memcpy(reversed->start, transitions->stop, sizeof reversed->start);
    memcpy(reversed->stop, transitions->start, sizeof reversed->stop);
}

void gx_behind(const gx_kernel *kernel, const gx_transitions *reversed, const float *emissions, size_t stride,
               size_t n, float *behind)
{
    for (size_t j = 0; n && j < GX_TAG_COLUMNS; j++)
        behind[(n - 1) * GX_TAG_COLUMNS + j] = reversed->start[j] + emissions[(n - 1) * stride + j];
    for (size_t i = n; i-- > 1;)
        kernel->advance(reversed, behind + i * GX_TAG_COLUMNS, emissions + (i - 1) * stride,
                        behind + (i - 1) * GX_TAG_COLUMNS);
}

float gx_best_score(const gx_lattice *lattice)
{
    const float *last = lattice->scores + (lattice->n - 1) * GX_TAG_COLUMNS;
    return lattice->kernel->largest_sum(last, lattice->transitions->stop);
}

float gx_score_after(const gx_lattice *lattice, size_t to, gx_word_tags tags)
{
    if (to == lattice->n)
        return lattice->transitions->stop[tags.inside];
    const float *moves = lattice->transitions->from[tags.inside],
                *behind = lattice->behind + to * GX_TAG_COLUMNS;
    float best = lattice->kernel->largest_sum(moves, behind);
    if (best != moves[tags.inside] + behind[tags.inside])
        return best;
    _Alignas(64) float leaving[GX_TAG_COLUMNS]; /* not into more of the same word */
    memcpy(leaving, moves, sizeof leaving);
    leaving[tags.inside] = NEVER;
    return lattice->kernel->largest_sum(leaving, behind);
}

float gx_score_with(const gx_lattice *lattice, size_t from, size_t to, gx_word_tags tags, float after)
{
    const gx_transitions *t = lattice->transitions;
    float score = lattice->scores[from * GX_TAG_COLUMNS + tags.begin];
    uint8_t last = tags.begin;
    for (size_t i = from + 1; i < to; i++) {
        score += t->from[last][tags.inside] + lattice->emissions[i * lattice->stride + tags.inside];
        last = tags.inside;
    }
    return score + after;
}
