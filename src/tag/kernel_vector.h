/**
 * @file src/tag/kernel_vector.h
 * Inside src/tag/: the network for any vector processor.  A kernel defines what is listed here, then includes
 * this file, which defines `run_vector` and `advance_vector`, the functions of a gx_kernel.
 *
 *     FLOATS, SUMS        types: a vector of float32; a vector of int32 sums
 *     TILE_LANES          lanes of the batch that are multiplied at once; divides GX_LANE_STEP
 *     VECTOR              32-bit lanes of a vector
 *     load, store         FLOATS from and to aligned memory
 *     broadcast           FLOATS of one number
 *     sums_zero, sums_load  SUMS of zeros; from aligned memory
 *     sums_word           SUMS of one word: two states
 *     sums_add            SUMS + products of a word of states and a word of weights
 *     to_floats           SUMS as FLOATS
 *     multiply_add        a b + c;    add, subtract, multiply, larger
 *     logistic2           1 / (1 + 2^x)
 *     load_projection     VECTOR int16 as FLOATS
 *     store_elements      FLOATS within -1..1, as int16 in steps of 1/GX_STATE_SCALE
 */

enum { WORD_ELEMENTS = 2, COLUMNS_A_TILE = 2 * VECTOR };

/* A tile's sums: two vectors of columns for each lane. */
typedef struct tile {
    SUMS at[TILE_LANES][2];
} tile;

/* sums += rows of x (`stride` elements apart) times a tile of weights; xa and xb differ where gates do. */
static inline __attribute__((always_inline)) void tile_multiply(tile *sums, const int16_t *xa,
                                                                const int16_t *xb, size_t stride,
                                                                size_t elements, const int16_t *weights)
{
    for (size_t k = 0; k < elements; k += WORD_ELEMENTS) {
        SUMS first = sums_load(weights), second = sums_load(weights + COLUMNS_A_TILE);
        weights += (size_t)COLUMNS_A_TILE * WORD_ELEMENTS;
#pragma GCC unroll 16
        for (size_t lane = 0; lane < TILE_LANES; lane++) {
            SUMS a = sums_word(xa + lane * stride + k);
            sums->at[lane][0] = sums_add(sums->at[lane][0], a, first);
            SUMS b = xa == xb ? a : sums_word(xb + lane * stride + k);
            sums->at[lane][1] = sums_add(sums->at[lane][1], b, second);
        }
    }
}

static inline __attribute__((always_inline)) void tile_start(tile *sums)
{
#pragma GCC unroll 16
    for (size_t lane = 0; lane < TILE_LANES; lane++)
        sums->at[lane][0] = sums->at[lane][1] = sums_zero();
}

/* One unit at one step, for all lanes. */
typedef struct unit_step {
    gx_panel panel;
    const int16_t *input;      /* [lanes][GX_LAYER], layer 1; NULL in layer 0 */
    const int16_t *projection; /* [GX_ROWS][GX_GATES], layer 0 */
    const uint32_t *rows;      /* [lanes] */
    float projection_step;
    const int16_t *current; /* [lanes][GX_HIDDEN] */
    int16_t *reset;         /* [lanes][GX_HIDDEN] */
    float *state;           /* [lanes][GX_HIDDEN] */
    int16_t *out;           /* [lanes][GX_LAYER], this unit's half */
    size_t lanes;
} unit_step;

/* What is added to a sum: the bias in layer 1, the looked-up projection in layer 0. */
static inline __attribute__((always_inline)) FLOATS addend(const unit_step *step, bool looked_up, size_t lane,
                                                           size_t gate, float factor, size_t place)
{
    if (!looked_up)
        return load(step->panel.bias + place);
    const int16_t *row = step->projection + (size_t)step->rows[lane] * GX_GATES;
    return multiply(load_projection(row + gate), broadcast(factor * step->projection_step));
}

static inline __attribute__((always_inline)) FLOATS gate_value(const unit_step *step, bool looked_up,
                                                               SUMS sum, size_t lane, size_t gate,
                                                               float factor, size_t place)
{
    return logistic2(multiply_add(to_floats(sum), load(step->panel.scale + place),
                                  addend(step, looked_up, lane, gate, factor, place)));
}

/* The reset gate: r h(t-1) of two vectors of columns. */
static inline __attribute__((always_inline)) void
reset_tile(const unit_step *step, bool looked_up, size_t lane0, size_t column, const int16_t *weights)
{
    tile sums;
    tile_start(&sums);
    if (!looked_up) {
        const int16_t *input = step->input + lane0 * GX_LAYER;
        tile_multiply(&sums, input, input, GX_LAYER, GX_LAYER, weights);
        weights += (size_t)GX_LAYER * COLUMNS_A_TILE;
    }
    const int16_t *current = step->current + lane0 * GX_HIDDEN;
    tile_multiply(&sums, current, current, GX_HIDDEN, GX_HIDDEN, weights);
#pragma GCC unroll 16
    for (size_t lane = 0; lane < TILE_LANES; lane++)
#pragma GCC unroll 2
        for (size_t half = 0; half < 2; half++) {
            size_t at = column + half * VECTOR, cell = (lane0 + lane) * GX_HIDDEN + at;
            FLOATS r = gate_value(step, looked_up, sums.at[lane][half], lane0 + lane, GX_HIDDEN + at,
                                  GX_GATE_FACTOR, at);
            store_elements(step->reset + cell, multiply(r, load(step->state + cell)));
        }
}

/* Update gate and candidate of one vector of columns: the new state. */
static inline __attribute__((always_inline)) void
state_tile(const unit_step *step, bool looked_up, size_t lane0, size_t column, const int16_t *weights)
{
    tile sums;
    size_t place = GX_HIDDEN + 2 * column;
    tile_start(&sums);
    if (!looked_up) {
        const int16_t *input = step->input + lane0 * GX_LAYER;
        tile_multiply(&sums, input, input, GX_LAYER, GX_LAYER, weights);
        weights += (size_t)GX_LAYER * COLUMNS_A_TILE;
    }
    tile_multiply(&sums, step->current + lane0 * GX_HIDDEN, step->reset + lane0 * GX_HIDDEN, GX_HIDDEN,
                  GX_HIDDEN, weights);
    const FLOATS two = broadcast(2), one = broadcast(1);
#pragma GCC unroll 16
    for (size_t lane = 0; lane < TILE_LANES; lane++) {
        float *state = step->state + (lane0 + lane) * GX_HIDDEN + column;
        FLOATS u = gate_value(step, looked_up, sums.at[lane][0], lane0 + lane, column, GX_GATE_FACTOR, place);
        FLOATS half = gate_value(step, looked_up, sums.at[lane][1], lane0 + lane, 2 * GX_HIDDEN + column,
                                 GX_CANDIDATE_FACTOR, place + VECTOR);
        FLOATS candidate = subtract(multiply(half, two), one), h = load(state);
        h = multiply_add(u, subtract(candidate, h), h);
        store(state, h);
        store_elements(step->out + (lane0 + lane) * GX_LAYER + column, h);
    }
}

static inline __attribute__((always_inline)) void run_step(const unit_step *step, bool looked_up)
{
    size_t rows = looked_up ? GX_HIDDEN : GX_LAYER + GX_HIDDEN;
    const int16_t *weights = step->panel.words;
    for (size_t column = 0; column < GX_HIDDEN; column += COLUMNS_A_TILE) {
        for (size_t lane = 0; lane < step->lanes; lane += TILE_LANES)
            reset_tile(step, looked_up, lane, column, weights);
        weights += rows * COLUMNS_A_TILE;
    }
    for (size_t column = 0; column < GX_HIDDEN; column += VECTOR) {
        for (size_t lane = 0; lane < step->lanes; lane += TILE_LANES)
            state_tile(step, looked_up, lane, column, weights);
        weights += rows * COLUMNS_A_TILE;
    }
}

/* h(t-1): the last step's output, or zero where a piece begins. */
static void take_current(const gx_batch *batch, const int16_t *before, const uint8_t *edges, uint8_t edge)
{
    int16_t *current = batch->current;
    for (size_t lane = 0; lane < batch->lanes; lane++, current += GX_HIDDEN) {
        if (before && !(edges[lane] & edge)) {
            memcpy(current, before + lane * GX_LAYER, GX_HIDDEN * sizeof *current);
            continue;
        }
        memset(batch->state + lane * GX_HIDDEN, 0, GX_HIDDEN * sizeof *batch->state);
        memset(current, 0, GX_HIDDEN * sizeof *current);
    }
}

static void run_unit(const gx_weights *weights, const void *packed, const gx_batch *batch, size_t unit)
{
    size_t layer = unit / 2, backward = unit % 2, lanes = batch->lanes;
    uint8_t edge = backward ? GX_EDGE_LAST : GX_EDGE_FIRST;
    int16_t *out = (int16_t *)batch->hidden[layer] + backward * GX_HIDDEN;
    const int16_t *before = NULL;
    unit_step step = {
        .panel = gx_layout_panel(packed, unit),
        .projection = weights->projection + backward * GX_ROWS * GX_GATES,
        .projection_step = weights->projection_step,
        .current = batch->current,
        .reset = batch->reset,
        .state = batch->state,
        .lanes = lanes,
    };
    for (size_t i = 0; i < batch->steps; i++) {
        size_t cell = (backward ? batch->steps - 1 - i : i) * lanes;
        take_current(batch, before, batch->edges + cell, edge);
        step.rows = batch->rows + cell;
        step.out = out + cell * GX_LAYER;
        step.input = (const int16_t *)batch->hidden[0] + cell * GX_LAYER;
        if (layer == 0)
            run_step(&step, true);
        else
            run_step(&step, false);
        before = step.out;
    }
}

static void run_output(const void *packed, const gx_batch *batch)
{
    gx_panel panel = gx_layout_panel(packed, GX_PANEL_OUTPUT);
    const int16_t *input = batch->hidden[1];
    for (size_t cell = 0; cell < batch->steps * batch->lanes; cell += TILE_LANES) {
        const int16_t *weights = panel.words;
        for (size_t column = 0; column < GX_TAG_COLUMNS; column += COLUMNS_A_TILE) {
            tile sums;
            tile_start(&sums);
            tile_multiply(&sums, input + cell * GX_LAYER, input + cell * GX_LAYER, GX_LAYER, GX_LAYER,
                          weights);
            weights += (size_t)GX_LAYER * COLUMNS_A_TILE;
            for (size_t lane = 0; lane < TILE_LANES; lane++)
                for (size_t half = 0; half < 2; half++) {
                    size_t at = column + half * VECTOR;
                    store(batch->emissions + (cell + lane) * GX_TAG_COLUMNS + at,
                          multiply_add(to_floats(sums.at[lane][half]), load(panel.scale + at),
                                       load(panel.bias + at)));
                }
        }
    }
}

static void run_vector(const gx_weights *weights, const void *packed, const gx_batch *batch)
{
    for (size_t unit = 0; unit < GX_UNITS; unit++)
        run_unit(weights, packed, batch, unit);
    run_output(packed, batch);
}

static void advance_vector(const gx_transitions *transitions, const float *before, const float *emission,
                           float *next)
{
    enum { VECTORS = GX_TAG_COLUMNS / VECTOR };
    FLOATS best[VECTORS], first = broadcast(before[0]);
#pragma GCC unroll 8
    for (size_t j = 0; j < VECTORS; j++)
        best[j] = add(first, load(transitions->from[0] + j * VECTOR));
    for (size_t i = 1; i < GX_TAGS; i++) {
        FLOATS score = broadcast(before[i]);
#pragma GCC unroll 8
        for (size_t j = 0; j < VECTORS; j++)
            best[j] = larger(best[j], add(score, load(transitions->from[i] + j * VECTOR)));
    }
#pragma GCC unroll 8
    for (size_t j = 0; j < VECTORS; j++)
        store(next + j * VECTOR, add(best[j], load(emission + j * VECTOR)));
}
