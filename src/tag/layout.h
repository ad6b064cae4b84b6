/**
 * @file src/tag/layout.h
 * Inside src/tag/: the weights as vector kernels want them, in integers.
 *
 * A kernel multiplies hidden states (always within -1..1) that are rounded to 1/GX_STATE_SCALE by weights
 * that are rounded to a scale of their own for each column, both in int16, sums exactly in 32 bits, and
 * returns to float once for each sum.  A kernel that has byte products reads the gates' states and weights
 * in bytes (GX_BYTE_SCALE), the candidates', where a rounding error goes straight into the state, in int16.
 * Elements are taken in words of 32 bits (two int16 or four bytes), because that is what one multiply-add
 * instruction sums into one lane.
 *
 *     panel = [tiles][words][2][vector] words, a tile being two vectors of columns:
 *         gates: reset and update gate of the same columns;  candidates and output: columns in order.
 *
 * A unit's rows are its input (256 in layer 1, none in layer 0, whose input is looked up), then h(t-1) for
 * the gates, r h(t-1) for the candidates.
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

/*
 * The same in bytes; a state is stored with this much added, because byte products take one side unsigned.
 * The bias takes it away again.
 */
#define GX_BYTE_SCALE 127.0f
#define GX_BYTE_ZERO 128

/** One matrix, laid out. Arrays of columns are in the panel's order of columns. */
typedef struct gx_panel {
    const void *words;
    const float *scale; /* [columns] float = sum * scale + bias */
    const float *bias;  /* [columns] */
} gx_panel;

enum { GX_PANEL_OUTPUT = 2 * GX_UNITS, GX_PANELS };
#define GX_PANEL_GATES(unit) (2 * (unit))
#define GX_PANEL_CANDIDATES(unit) (2 * (unit) + 1)

/*
 * The gates' scales hold the factor that makes exp(-x) and exp(-2x) powers of two:
 * s(x) = 1 / (1 + 2^(-x log2 e)),  tanh(x) = 2 s(2x) - 1.
 */
#define GX_LOG2_E 1.44269504f
#define GX_GATE_FACTOR (-GX_LOG2_E)
#define GX_CANDIDATE_FACTOR (-2.0f * GX_LOG2_E)

/* 1.5 * 2^23: a float32 of this size added rounds to the nearest whole, which stands in the lowest bits. */
#define GX_ROUNDING 12582912.0f

/**
 * 1 / (1 + 2^-t) - 1/2 for t >= 0 as parabolas: start + slope t + square t^2, one for each t that rounds to
 * the same segment, t GX_LOGISTIC_PER_UNIT.  Its error is at most 3e-5, an eighth of a step of the states.
 */
enum { GX_LOGISTIC_SEGMENTS = 32, GX_LOGISTIC_PER_UNIT = 2 };
#define GX_LOGISTIC_LIMIT 15.5f
typedef struct gx_logistic {
    _Alignas(64) float start[GX_LOGISTIC_SEGMENTS];
    float slope[GX_LOGISTIC_SEGMENTS], square[GX_LOGISTIC_SEGMENTS];
} gx_logistic;

/** Room for the gx_logistic, which stands first, and all panels. */
#define GX_PANEL_BYTES(rows, columns) ((rows) * (columns) * sizeof(int16_t) + (columns)*2 * sizeof(float))
#define GX_LAYOUT_BYTES                                                                                      \
    (sizeof(gx_logistic) + 2 * GX_PANEL_BYTES(GX_HIDDEN, GX_GATES) +                                         \
     2 * GX_PANEL_BYTES(GX_LAYER + GX_HIDDEN, GX_GATES) + GX_PANEL_BYTES(GX_LAYER, GX_TAG_COLUMNS))

/**
 * Lay out for vectors of so many 32-bit lanes; `packed` has room for GX_LAYOUT_BYTES, aligned to 64.
 * @param bytes  the gates' weights in bytes
 */
void gx_layout_pack(size_t vector, bool bytes, void *packed, const gx_weights *weights);
/** That panel; borrowed from `packed`. */
gx_panel gx_layout_panel(const void *packed, size_t panel);

#endif
