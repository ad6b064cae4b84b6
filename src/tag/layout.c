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

gx_panel gx_layout_panel(const gx_layout *layout, const void *packed, size_t panel)
{
    const char *at = packed;
    for (size_t i = 0; i < panel; i++)
        at += GX_PANEL_BYTES(sizes[i].rows, sizes[i].columns, layout->element_bytes);
    size_t columns = sizes[panel].columns;
    gx_panel found = {.words = at};
    at += sizes[panel].rows * columns * layout->element_bytes;
    found.scale = (const void *)at;
    found.init = (const void *)(at + columns * sizeof(float));
    found.bias = (const void *)(at + 2 * columns * sizeof(float));
    return found;
}

/* The matrix that a panel is made of: one column of it, the factor of its results, and its bias. */
typedef struct gx_column {
    float weights[GX_LAYER + GX_HIDDEN];
    float factor, bias;
} gx_column;

/* Which of update, reset, candidate (0, 1, 2 times GX_HIDDEN) + column stands at a place of the panel. */
static size_t gate_at(const gx_layout *layout, size_t place)
{
    if (place < GX_HIDDEN)
        return GX_HIDDEN + place;
    size_t tile = (place - GX_HIDDEN) / (2 * layout->vector), in_tile = (place - GX_HIDDEN) % (2 * layout->vector);
    size_t column = tile * layout->vector + in_tile % layout->vector;
    return in_tile < layout->vector ? column : 2 * GX_HIDDEN + column;
}

static void unit_column(const gx_layout *layout, const gx_weights *weights, size_t unit, size_t place,
                        gx_column *out)
{
    size_t gate = gate_at(layout, place), n = 0;
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
static float column_scale(const gx_layout *layout, const float *weights, size_t rows)
{
    float largest = 0, sum = 0;
    for (size_t k = 0; k < rows; k++) {
        largest = fmaxf(largest, fabsf(weights[k]));
        sum += fabsf(weights[k]);
    }
    if (!(largest > 0))
        return 1;
    return fminf(layout->weight_limit / largest, layout->sum_limit / layout->activation_scale / sum);
}

static void pack_column(const gx_layout *layout, const gx_panel *panel, size_t rows, size_t place,
                        const gx_column *column)
{
    size_t per_word = 4 / layout->element_bytes, tile = place / (2 * layout->vector);
    size_t in_tile = place % (2 * layout->vector);
    float scale = column_scale(layout, column->weights, rows);
    int32_t sum = 0;
    char *words = (char *)panel->words + tile * rows * 2 * layout->vector * layout->element_bytes;
    for (size_t k = 0; k < rows; k++) {
        int32_t weight = (int32_t)lrintf(column->weights[k] * scale);
        size_t element = ((k / per_word) * 2 * layout->vector + in_tile) * per_word + k % per_word;
        sum += weight;
        if (layout->element_bytes == 1)
            ((int8_t *)words)[element] = (int8_t)weight;
        else
            ((int16_t *)(void *)words)[element] = (int16_t)weight;
    }
    ((float *)panel->scale)[place] = column->factor / (scale * layout->activation_scale);
    ((int32_t *)panel->init)[place] = -sum * layout->activation_zero;
    ((float *)panel->bias)[place] = column->bias * column->factor;
}

void gx_layout_pack(const gx_layout *layout, void *packed, const gx_weights *weights)
{
    for (size_t i = 0; i < GX_PANELS; i++) {
        gx_panel panel = gx_layout_panel(layout, packed, i);
        for (size_t place = 0; place < sizes[i].columns; place++) {
            gx_column column;
            if (i == GX_PANEL_OUTPUT)
                output_column(weights, place, &column);
            else
                unit_column(layout, weights, i, place, &column);
            pack_column(layout, &panel, sizes[i].rows, place, &column);
        }
    }
}
