/**
 * @file src/tag/kernel_vector.h
 * Inside src/tag/: the network for any vector processor.  A kernel defines what is listed here, then includes
 * this file, which defines `static void run_vector(weights, packed, batch)`.
 *
 *     FLOATS, SUMS        types: a vector of float32; a vector of int32 sums
 *     ELEMENT             type of a stored hidden state (uint8_t or int16_t)
 *     TILE_LANES          lanes of the batch that are multiplied at once; divides GX_LANE_STEP
 *     layout              a gx_layout; VECTOR its `vector`, as a constant
 *     load, store         FLOATS from and to aligned memory
 *     broadcast           FLOATS of one number
 *     sums_load           SUMS from aligned memory
 *     sums_word           SUMS of one 32-bit word
 *     sums_add            SUMS + products of a word of states and a word of weights
 *     to_floats           SUMS as FLOATS
 *     multiply_add        a b + c;    subtract, multiply
 *     logistic2           1 / (1 + 2^x)
 *     load_projection     VECTOR int16 as FLOATS
 *     store_elements      FLOATS within -1..1, rounded to ELEMENT
 */

enum { WORD_ELEMENTS = 4 / sizeof(ELEMENT), COLUMNS_A_TILE = 2 * VECTOR };

/* A tile's sums: two vectors of columns for each lane. */
typedef struct tile {
    SUMS at[TILE_LANES][2];
} tile;

/* sums += rows of x (`stride` elements apart) times a tile of weights; xa and xb differ where gates do. */
static inline __attribute__((always_inline)) void tile_multiply(tile *sums, const ELEMENT *xa,
                                                                const ELEMENT *xb, size_t stride,
                                                                size_t elements, const char *weights)
{
    for (size_t k = 0; k < elements; k += WORD_ELEMENTS) {
        SUMS first = sums_load(weights), second = sums_load(weights + VECTOR * 4);
        weights += (size_t)COLUMNS_A_TILE * 4;
#pragma GCC unroll 16
        for (size_t lane = 0; lane < TILE_LANES; lane++) {
            SUMS a = sums_word(xa + lane * stride + k);
            sums->at[lane][0] = sums_add(sums->at[lane][0], a, first);
            SUMS b = xa == xb ? a : sums_word(xb + lane * stride + k);
            sums->at[lane][1] = sums_add(sums->at[lane][1], b, second);
        }
    }
}

static inline __attribute__((always_inline)) void tile_start(tile *sums, const int32_t *init)
{
    SUMS first = sums_load(init), second = sums_load(init + VECTOR);
#pragma GCC unroll 16
    for (size_t lane = 0; lane < TILE_LANES; lane++) {
        sums->at[lane][0] = first;
        sums->at[lane][1] = second;
    }
}

/* One unit at one step, for all lanes. */
typedef struct unit_step {
    gx_panel panel;
    const ELEMENT *input;      /* [lanes][GX_LAYER], layer 1; NULL in layer 0 */
    const int16_t *projection; /* [GX_ROWS][GX_GATES], layer 0 */
    const uint32_t *rows;      /* [lanes] */
    float projection_step;
    const ELEMENT *current; /* [lanes][GX_HIDDEN] */
    ELEMENT *reset;         /* [lanes][GX_HIDDEN] */
    float *state;           /* [lanes][GX_HIDDEN] */
    ELEMENT *out;           /* [lanes][GX_LAYER], this unit's half */
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

static inline __attribute__((always_inline)) FLOATS gate_value(const unit_step *step, bool looked_up, SUMS sum,
                                                               size_t lane, size_t gate, float factor,
                                                               size_t place)
{
    return logistic2(multiply_add(to_floats(sum), load(step->panel.scale + place),
                                  addend(step, looked_up, lane, gate, factor, place)));
}

/* The reset gate: r h(t-1) of two vectors of columns. */
static inline __attribute__((always_inline)) void reset_tile(const unit_step *step, bool looked_up,
                                                             size_t lane0, size_t column, const char *weights)
{
    tile sums;
    tile_start(&sums, step->panel.init + column);
    if (!looked_up) {
        const ELEMENT *input = step->input + lane0 * GX_LAYER;
        tile_multiply(&sums, input, input, GX_LAYER, GX_LAYER, weights);
        weights += (size_t)GX_LAYER * COLUMNS_A_TILE * sizeof(ELEMENT);
    }
    const ELEMENT *current = step->current + lane0 * GX_HIDDEN;
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
static inline __attribute__((always_inline)) void state_tile(const unit_step *step, bool looked_up,
                                                             size_t lane0, size_t column, const char *weights)
{
    tile sums;
    size_t place = GX_HIDDEN + 2 * column;
    tile_start(&sums, step->panel.init + place);
    if (!looked_up) {
        const ELEMENT *input = step->input + lane0 * GX_LAYER;
        tile_multiply(&sums, input, input, GX_LAYER, GX_LAYER, weights);
        weights += (size_t)GX_LAYER * COLUMNS_A_TILE * sizeof(ELEMENT);
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
    const char *weights = step->panel.words;
    for (size_t column = 0; column < GX_HIDDEN; column += COLUMNS_A_TILE) {
        for (size_t lane = 0; lane < step->lanes; lane += TILE_LANES)
            reset_tile(step, looked_up, lane, column, weights);
        weights += rows * COLUMNS_A_TILE * sizeof(ELEMENT);
    }
    for (size_t column = 0; column < GX_HIDDEN; column += VECTOR) {
        for (size_t lane = 0; lane < step->lanes; lane += TILE_LANES)
            state_tile(step, looked_up, lane, column, weights);
        weights += rows * COLUMNS_A_TILE * sizeof(ELEMENT);
    }
}

/* h(t-1): the last step's output, or zero where a piece begins. */
static void take_current(const gx_batch *batch, const ELEMENT *before, const uint8_t *edges, uint8_t edge)
{
    ELEMENT *current = batch->current;
    for (size_t lane = 0; lane < batch->lanes; lane++, current += GX_HIDDEN) {
        if (before && !(edges[lane] & edge)) {
            memcpy(current, before + lane * GX_LAYER, GX_HIDDEN * sizeof *current);
            continue;
        }
        memset(batch->state + lane * GX_HIDDEN, 0, GX_HIDDEN * sizeof *batch->state);
        for (size_t j = 0; j < GX_HIDDEN; j++)
            current[j] = (ELEMENT)layout.activation_zero;
    }
}

static void run_unit(const gx_weights *weights, const void *packed, const gx_batch *batch, size_t unit)
{
    size_t layer = unit / 2, backward = unit % 2, lanes = batch->lanes;
    uint8_t edge = backward ? GX_EDGE_LAST : GX_EDGE_FIRST;
    ELEMENT *out = (ELEMENT *)batch->hidden[layer] + backward * GX_HIDDEN;
    const ELEMENT *before = NULL;
    unit_step step = {
        .panel = gx_layout_panel(&layout, packed, unit),
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
        step.input = (const ELEMENT *)batch->hidden[0] + cell * GX_LAYER;
        if (layer == 0)
            run_step(&step, true);
        else
            run_step(&step, false);
        before = step.out;
    }
}

static void run_output(const void *packed, const gx_batch *batch)
{
    gx_panel panel = gx_layout_panel(&layout, packed, GX_PANEL_OUTPUT);
    const ELEMENT *input = batch->hidden[1];
    for (size_t cell = 0; cell < batch->steps * batch->lanes; cell += TILE_LANES) {
        const char *weights = panel.words;
        for (size_t column = 0; column < GX_TAG_COLUMNS; column += COLUMNS_A_TILE) {
            tile sums;
            tile_start(&sums, panel.init + column);
            tile_multiply(&sums, input + cell * GX_LAYER, input + cell * GX_LAYER, GX_LAYER, GX_LAYER, weights);
            weights += (size_t)GX_LAYER * COLUMNS_A_TILE * sizeof(ELEMENT);
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
