/**
 * @file src/tag/layout.h
 * Inside src/tag/: the weights as vector kernels want them, in integers.
 *
 * A kernel multiplies hidden states (always within -1..1) that are rounded to `activation_scale` steps by
 * weights that are rounded to a scale of their own for each column, sums exactly in 32 bits, and returns to float
 * once for each sum.  Elements are taken in groups of 32 bits (four int8 or two int16, a "word"), because that
 * is what one multiply-add instruction sums into one lane.
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

/** What differs between kernels. */
typedef struct gx_layout {
    size_t vector;          /* 32-bit lanes of a vector */
    size_t element_bytes;   /* 1 or 2 */
    float activation_scale; /* a state of 1.0 is stored as this */
    int32_t activation_zero; /* added to what is stored, where the instruction wants unsigned bytes */
    float weight_limit;     /* largest size of a stored weight */
    float sum_limit;        /* largest size of a sum of stored weights times activation_scale */
} gx_layout;

/** One matrix, laid out. Arrays of columns are in the panel's order of columns. */
typedef struct gx_panel {
    const char *words;
    const float *scale;  /* [columns] float = sum * scale + bias */
    const int32_t *init; /* [columns] what a sum starts from: takes back activation_zero */
    const float *bias;   /* [columns] */
} gx_panel;

enum { GX_PANEL_OUTPUT = GX_UNITS, GX_PANELS };

/*
 * The gates' scales hold the factor that makes exp(-x) and exp(-2x) powers of two:
 * s(x) = 1 / (1 + 2^(-x log2 e)),  tanh(x) = 2 s(2x) - 1.
 */
#define GX_LOG2_E 1.44269504f
#define GX_GATE_FACTOR (-GX_LOG2_E)
#define GX_CANDIDATE_FACTOR (-2.0f * GX_LOG2_E)

/** Room for all panels, of elements of so many bytes. */
#define GX_PANEL_BYTES(rows, columns, element_bytes) ((rows) * (columns) * (element_bytes) + (columns) * 12)
#define GX_LAYOUT_BYTES(element_bytes)                                                                    \
    ((size_t)(2 * GX_PANEL_BYTES(GX_HIDDEN, GX_GATES, element_bytes) +                                    \
              2 * GX_PANEL_BYTES(GX_LAYER + GX_HIDDEN, GX_GATES, element_bytes) +                         \
              GX_PANEL_BYTES(GX_LAYER, GX_TAG_COLUMNS, element_bytes)))

void gx_layout_pack(const gx_layout *layout, void *packed, const gx_weights *weights);
/** Panel of a unit, or GX_PANEL_OUTPUT; borrowed from `packed`. */
gx_panel gx_layout_panel(const gx_layout *layout, const void *packed, size_t panel);

#endif
