/**
 * @file src/tag/layout.h
 * Inside src/tag/: the weights as vector kernels want them, in integers.
 *
 * A kernel multiplies hidden states (always within -1..1) that are rounded to 1/GX_STATE_SCALE by weights
 * that are rounded to a scale of their own for each column, both in int16, sums exactly in 32 bits, and
 * returns to float once for each sum.  Elements are taken in pairs (a "word" of 32 bits), because that is
 * what one multiply-add instruction sums into one lane.
 *
 *     panel = [tiles][words][2][vector] words, a tile being two vectors of columns:
 *         first the reset gate, columns in order, then tiles of (update, candidate) for the same columns,
 *         so that r h is complete before the candidate and a tile of the second kind gives the new state.
 *
 * A unit's rows are its input (256 in layer 1, none in layer 0, whose input is looked up), then h(t-1).
 */
#ifndef GX_TAG_LAYOUT_H
#define GX_TAG_LAYOUT_H

#include "tag/kernels.h"

/*
 * A state of 1.0 is stored as this.  The sum of a column's weights times this has to stay within 32 bits, so
 * a finer state means coarser weights; at 4096 both contribute about the same error.
 */
#define GX_STATE_SCALE 4096.0f
#define GX_SUM_LIMIT 2.0e9f

/** One matrix, laid out. Arrays of columns are in the panel's order of columns. */
typedef struct gx_panel {
    const int16_t *words;
    const float *scale; /* [columns] float = sum * scale + bias */
    const float *bias;  /* [columns] */
} gx_panel;

enum { GX_PANEL_OUTPUT = GX_UNITS, GX_PANELS };

/*
 * The gates' scales hold the factor that makes exp(-x) and exp(-2x) powers of two:
 * s(x) = 1 / (1 + 2^(-x log2 e)),  tanh(x) = 2 s(2x) - 1.
 */
#define GX_LOG2_E 1.44269504f
#define GX_GATE_FACTOR (-GX_LOG2_E)
#define GX_CANDIDATE_FACTOR (-2.0f * GX_LOG2_E)

/** Room for all panels. */
#define GX_PANEL_BYTES(rows, columns) ((rows) * (columns) * sizeof(int16_t) + (columns)*2 * sizeof(float))
#define GX_LAYOUT_BYTES                                                                                      \
    (2 * GX_PANEL_BYTES(GX_HIDDEN, GX_GATES) + 2 * GX_PANEL_BYTES(GX_LAYER + GX_HIDDEN, GX_GATES) +          \
     GX_PANEL_BYTES(GX_LAYER, GX_TAG_COLUMNS))

/** Lay out for vectors of so many 32-bit lanes; `packed` has room for GX_LAYOUT_BYTES, aligned to 64. */
void gx_layout_pack(size_t vector, void *packed, const gx_weights *weights);
/** Panel of a unit, or GX_PANEL_OUTPUT; borrowed from `packed`. */
gx_panel gx_layout_panel(const void *packed, size_t panel);

#endif
