#include "tag/layout.h"

#include <math.h>
#include <string.h>

/* Rows and columns of a panel. */
static const struct {
    size_t rows, columns;
} sizes[GX_PANELS] = {
    {GX_HIDDEN, GX_GATES},
    {GX_HIDDEN, GX_GATES},
    {GX_LAYER + GX_HIDDEN, GX_GATES},
    {GX_LAYER + GX_HIDDEN, GX_GATES},
    {GX_LAYER, GX_TAG_COLUMNS},
};

gx_panel gx_layout_panel(const void *packed, size_t panel)
{
    const char *at = packed;
    for (size_t i = 0; i < panel; i++)
        at += GX_PANEL_BYTES(sizes[i].rows, sizes[i].columns);
    size_t columns = sizes[panel].columns;
    const char *columns_at = at + sizes[panel].rows * columns * sizeof(int16_t);
    return (gx_panel){
        .words = (const void *)at,
        .scale = (const void *)columns_at,
        .bias = (const void *)(columns_at + columns * sizeof(float)),
    };
}

/* The matrix that a panel is made of: one column of it, the factor of its results, and its bias. */
typedef struct gx_column {
    float weights[GX_LAYER + GX_HIDDEN];
    float factor, bias;
} gx_column;

/* Which of update, reset, candidate (0, 1, 2 times GX_HIDDEN) + column stands at a place of the panel. */
static size_t gate_at(size_t vector, size_t place)
{
    if (place < GX_HIDDEN)
        return GX_HIDDEN + place;
    size_t tile = (place - GX_HIDDEN) / (2 * vector), in_tile = (place - GX_HIDDEN) % (2 * vector);
    size_t column = tile * vector + in_tile % vector;
    return in_tile < vector ? column : 2 * GX_HIDDEN + column;
}

static void unit_column(size_t vector, const gx_weights *weights, size_t unit, size_t place, gx_column *out)
{
    size_t gate = gate_at(vector, place), n = 0;
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
static float column_scale(const float *weights, size_t rows)
{
    float largest = 0, sum = 0;
    for (size_t k = 0; k < rows; k++) {
        largest = fmaxf(largest, fabsf(weights[k]));
        sum += fabsf(weights[k]);
    }
    return largest > 0 ? fminf(INT16_MAX / largest, GX_SUM_LIMIT / GX_STATE_SCALE / sum) : 1;
}

static void pack_column(size_t vector, const gx_panel *panel, size_t rows, size_t place,
                        const gx_column *column)
{
    enum { PER_WORD = 2 };
    size_t tile = place / (2 * vector), in_tile = place % (2 * vector);
    float scale = column_scale(column->weights, rows);
    int16_t *words = (int16_t *)panel->words + tile * rows * 2 * vector;
    for (size_t k = 0; k < rows; k++)
        words[((k / PER_WORD) * 2 * vector + in_tile) * PER_WORD + k % PER_WORD] =
            (int16_t)lrintf(column->weights[k] * scale);
    ((float *)panel->scale)[place] = column->factor / (scale * GX_STATE_SCALE);
    ((float *)panel->bias)[place] = column->bias * column->factor;
}

void gx_layout_pack(size_t vector, void *packed, const gx_weights *weights)
{
    for (size_t i = 0; i < GX_PANELS; i++) {
        gx_panel panel = gx_layout_panel(packed, i);
        for (size_t place = 0; place < sizes[i].columns; place++) {
            gx_column column;
            if (i == GX_PANEL_OUTPUT)
                output_column(weights, place, &column);
            else
                unit_column(vector, weights, i, place, &column);
            pack_column(vector, &panel, sizes[i].rows, place, &column);
        }
    }
}
