#include "tag/layout.h"

#include <math.h>
#include <string.h>

enum { GATE_COLUMNS = 2 * GX_HIDDEN };

/* Rows and columns of a panel. */
typedef struct gx_size {
    size_t rows, columns;
} gx_size;

static gx_size size_of(size_t panel)
{
    if (panel == GX_PANEL_OUTPUT)
        return (gx_size){GX_LAYER, GX_TAG_COLUMNS};
    return (gx_size){panel < GX_PANEL_GATES(2) ? GX_HIDDEN : GX_LAYER + GX_HIDDEN,
                     panel % 2 ? GX_HIDDEN : GATE_COLUMNS};
}

gx_panel gx_layout_panel(const void *packed, size_t panel)
{
    const char *at = (const char *)packed + sizeof(gx_logistic);
    for (size_t i = 0; i < panel; i++)
        at += GX_PANEL_BYTES(size_of(i).rows, size_of(i).columns);
    gx_size size = size_of(panel);
    const char *columns_at = at + size.rows * size.columns * sizeof(int16_t);
    return (gx_panel){
        .words = at,
        .scale = (const void *)columns_at,
        .bias = (const void *)(columns_at + size.columns * sizeof(float)),
    };
}

/* The matrix that a panel is made of: one column of it, the factor of its results, and its bias. */
typedef struct gx_column {
    float weights[GX_LAYER + GX_HIDDEN];
    float factor, bias;
} gx_column;

/* Which of update, reset, candidate (0, 1, 2 times GX_HIDDEN) + column stands at a place of the panel. */
static size_t gate_at(size_t vector, size_t panel, size_t place)
{
    if (panel % 2)
        return 2 * GX_HIDDEN + place;
    size_t tile = place / (2 * vector), in_tile = place % (2 * vector);
    return tile * vector + in_tile % vector + (in_tile < vector ? GX_HIDDEN : 0);
}

static void unit_column(size_t vector, const gx_weights *weights, size_t panel, size_t place, gx_column *out)
{
    size_t unit = panel / 2, gate = gate_at(vector, panel, place), n = 0;
    out->factor = gate < 2 * GX_HIDDEN ? GX_GATE_FACTOR : GX_CANDIDATE_FACTOR;
    out->bias = 0;
    if (unit >= 2) {
        out->bias = weights->bias[(unit - 2) * GX_GATES + gate];
        for (size_t k = 0; k < GX_LAYER; k++)
            out->weights[n++] = weights->input[((unit - 2) * GX_LAYER + k) * GX_GATES + gate];
    }
    for (size_t k = 0; k < GX_HIDDEN; k++)
        out->weights[n++] = weights->recurrent[(unit * GX_HIDDEN + k) * GX_GATES + gate];
}

static void output_column(const gx_weights *weights, size_t place, gx_column *out)
{
    bool real = place < GX_TAGS;
    out->factor = 1;
    out->bias = real ? weights->output_bias[place] : 0;
    for (size_t k = 0; k < GX_LAYER; k++)
        out->weights[k] = real ? weights->output[k * GX_TAGS + place] : 0;
}

/* Steps a unit of weight: as fine as the element and the 32 bits of a sum allow. */
static float column_scale(const float *weights, size_t rows, bool bytes)
{
    float largest = 0, sum = 0;
    for (size_t k = 0; k < rows; k++) {
        largest = fmaxf(largest, fabsf(weights[k]));
        sum += fabsf(weights[k]);
    }
    if (largest <= 0)
        return 1;
    return bytes ? INT8_MAX / largest : fminf(INT16_MAX / largest, GX_SUM_LIMIT / GX_STATE_SCALE / sum);
}

/* Where a column stands in its panel. */
typedef struct gx_column_place {
    size_t vector, rows, place;
    bool bytes;
} gx_column_place;

static void pack_column(const gx_column_place *at, const gx_panel *panel, const gx_column *column)
{
    size_t per_word = at->bytes ? 4 : 2, tile_columns = 2 * at->vector;
    size_t tile = at->place / tile_columns, in_tile = at->place % tile_columns;
    float scale = column_scale(column->weights, at->rows, at->bytes), bias = column->bias * column->factor;
    float step = column->factor / (scale * (at->bytes ? GX_BYTE_SCALE : GX_STATE_SCALE));
    for (size_t k = 0; k < at->rows; k++) {
        size_t word = (tile * at->rows / per_word + k / per_word) * tile_columns + in_tile;
        long weight = lrintf(column->weights[k] * scale);
        if (at->bytes) {
            ((int8_t *)panel->words)[word * per_word + k % per_word] = (int8_t)weight;
            bias -= step * GX_BYTE_ZERO * (float)weight;
        } else {
            ((int16_t *)panel->words)[word * per_word + k % per_word] = (int16_t)weight;
        }
    }
    ((float *)panel->scale)[at->place] = step;
    ((float *)panel->bias)[at->place] = bias;
}

static double odd_part(double t)
{
    return 1 / (1 + exp2(-t)) - 0.5;
}

/* Each parabola through three points of its segment, at the nodes of Chebyshev. */
static void pack_logistic(gx_logistic *out)
{
    for (size_t i = 0; i < GX_LOGISTIC_SEGMENTS; i++) {
        double middle = (double)i / GX_LOGISTIC_PER_UNIT, reach = sqrt(0.75) / (2 * GX_LOGISTIC_PER_UNIT);
        double low = odd_part(middle - reach), at = odd_part(middle), high = odd_part(middle + reach);
        double slope = (high - low) / (2 * reach), square = (high - 2 * at + low) / (2 * reach * reach);
        out->square[i] = (float)square;
        out->slope[i] = (float)(slope - 2 * square * middle);
        out->start[i] = (float)(at - slope * middle + square * middle * middle);
    }
}

void gx_layout_pack(size_t vector, bool bytes, void *packed, const gx_weights *weights)
{
    pack_logistic(packed);
    for (size_t i = 0; i < GX_PANELS; i++) {
        gx_panel panel = gx_layout_panel(packed, i);
        gx_size size = size_of(i);
        gx_column_place at = {vector, size.rows, 0, bytes && size.columns == GATE_COLUMNS};
        for (; at.place < size.columns; at.place++) {
            gx_column column;
            if (i == GX_PANEL_OUTPUT)
                output_column(weights, at.place, &column);
            else
                unit_column(vector, weights, i, at.place, &column);
            pack_column(&at, &panel, &column);
        }
    }
}
