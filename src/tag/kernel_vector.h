/**
 * @file src/tag/kernel_vector.h
 * Inside src/tag/: the network for any vector processor.  A kernel defines what is listed here, then includes
 * this file, which defines `run_vector`, `advance_vector` and `largest_sum_vector`, the functions of a
 * gx_kernel.
 *
 *     FLOATS, SUMS        types: a vector of float32; a vector of int32 sums
 *     TILE_LANES          lanes of the batch that are multiplied at once; divides GX_LANE_STEP
 *     VECTOR              32-bit lanes of a vector
 *     load, store         FLOATS from and to aligned memory
 *     broadcast           FLOATS of one number
 *     sums_zero, sums_load  SUMS of zeros; from aligned memory
 *     sums_word           SUMS of one word of states
 *     sums_add            SUMS + products of a word of states and a word of weights, in int16
 *     to_floats           SUMS as FLOATS
 *     multiply_add        a b + c;    add, subtract, multiply, larger
 *     largest             of the numbers of a vector
 *     GROUP, EACH         vectors that are computed side by side, and a loop over them; divides TILE_LANES
 *     logistic2           1 / (1 + 2^x) of GROUP vectors, in place
 *     load_projection     VECTOR int16 as FLOATS
 *     store_elements      FLOATS within -1..1, as int16 in steps of 1/GX_STATE_SCALE
 *     GATES_IN_BYTES      0, or 1: the gates read bytes, and there are also
 *     sums_add_bytes      as sums_add, four bytes a word
 *     store_bytes         FLOATS within -1..1, as bytes in steps of 1/GX_BYTE_SCALE, GX_BYTE_ZERO added
 */

enum { COLUMNS_A_TILE = 2 * VECTOR, WORD = 4 /* bytes */ };
enum { GATE_BYTES = GATES_IN_BYTES ? 1 : 2, ELEMENT_BYTES = 2 };

/* A tile's sums: two vectors of columns for each lane. */
typedef struct tile {
    SUMS at[TILE_LANES][2];
} tile;

/* Rows of states, `bytes` long and one behind the other. */
typedef struct state_rows {
    const void *at;
    size_t bytes;
} state_rows;

/*
 * sums = rows of x and of y, side by side, times a tile of weights.  A function of its own, which keeps its
 * sums in registers: inlined, gcc 12 moves them about.
 */
#define TILE_MULTIPLY(name, sums_add)                                                                        \
    static __attribute__((noinline)) void name(tile *sums, state_rows x, state_rows y, const char *weights)  \
    {                                                                                                        \
        tile s;                                                                                              \
        EACH_LANE(lane) s.at[lane][0] = s.at[lane][1] = sums_zero();                                         \
        for (int part = 0; part < 2; part++, x = y) {                                                        \
            const char *at = x.at;                                                                           \
            for (size_t left = x.bytes; left; left -= WORD, at += WORD) {                                    \
                SUMS first = sums_load(weights), second = sums_load(weights + VECTOR * WORD);                \
                weights += COLUMNS_A_TILE * WORD;                                                            \
                EACH_LANE(lane)                                                                              \
                {                                                                                            \
                    SUMS states = sums_word(at + lane * x.bytes);                                            \
                    s.at[lane][0] = sums_add(s.at[lane][0], states, first);                                  \
                    s.at[lane][1] = sums_add(s.at[lane][1], states, second);                                 \
                }                                                                                            \
            }                                                                                                \
        }                                                                                                    \
        *sums = s;                                                                                           \
    }
#define EACH_LANE(lane) _Pragma("GCC unroll 16") for (size_t lane = 0; lane < TILE_LANES; lane++)

TILE_MULTIPLY(tile_multiply, sums_add)
#if GATES_IN_BYTES
TILE_MULTIPLY(tile_multiply_gates, sums_add_bytes)
#else
#define tile_multiply_gates tile_multiply
#endif

/* One unit at one step, for all lanes. */
typedef struct unit_step {
    gx_panel gates, candidates;
    const gx_logistic *logistic;
    const int16_t *input;      /* [lanes][GX_LAYER], layer 1; NULL in layer 0 */
    const char *gate_input;    /* the same as the gates read it */
    const int16_t *projection; /* [GX_ROWS][GX_GATES], layer 0 */
    const uint32_t *rows;      /* [lanes] */
    float projection_step;
    char *current;      /* [lanes][GX_HIDDEN] */
    int16_t *reset;     /* [lanes][GX_HIDDEN] */
    float *update;      /* [GX_HIDDEN / VECTOR][lanes][VECTOR] */
    float *state;       /* the same */
    int16_t *out;       /* [lanes][GX_LAYER], this unit's half */
    uint8_t *out_bytes; /* the same in bytes: layer 0, where GATES_IN_BYTES */
    size_t lanes;
} unit_step;

/* Rows of the layer below, which layer 0 has not, and of the unit itself. */
static inline state_rows input_rows(bool looked_up, const void *input, size_t lane, size_t bytes)
{
    state_rows rows = {(const char *)input + lane * GX_LAYER * bytes, GX_LAYER * bytes};
    return looked_up ? (state_rows){0} : rows;
}

static inline state_rows own_rows(const void *states, size_t lane, size_t bytes)
{
    return (state_rows){(const char *)states + lane * GX_HIDDEN * bytes, GX_HIDDEN * bytes};
}

/* Where the vector of columns that begins with `column` stands in `update` and `state`. */
static inline __attribute__((always_inline)) size_t float_cell(const unit_step *step, size_t lane,
                                                               size_t column)
{
    return column * step->lanes + lane * VECTOR;
}

/*
 * The same gate of GROUP lanes, out of their sums.  `gate` is its first column among GX_GATES, `place` in the
 * panel. A group's chains of instructions run side by side: one alone would wait for itself.
 */
static inline __attribute__((always_inline)) void gate_values(const unit_step *step, bool looked_up,
                                                              const gx_panel *panel, const SUMS sums[][2],
                                                              size_t half, size_t lane, size_t gate,
                                                              size_t place, FLOATS *out)
{
    const FLOATS bias = load(panel->bias + place), scale = load(panel->scale + place);
    if (looked_up) {
        float factor = gate < 2 * GX_HIDDEN ? GX_GATE_FACTOR : GX_CANDIDATE_FACTOR;
        const FLOATS projection_scale = broadcast(factor * step->projection_step);
        EACH(i)
        {
            const int16_t *row = step->projection + (size_t)step->rows[lane + i] * GX_GATES + gate;
            out[i] = multiply_add(load_projection(row), projection_scale, bias);
        }
        EACH(i) out[i] = multiply_add(to_floats(sums[i][half]), scale, out[i]);
    } else {
        EACH(i) out[i] = multiply_add(to_floats(sums[i][half]), scale, bias);
    }
    logistic2(out, step->logistic);
}

/* Reset and update gate of one vector of columns: r h(t-1) and u. */
static inline __attribute__((always_inline)) void gate_tile(const unit_step *step, bool looked_up,
                                                            size_t lane0, size_t column, const char *weights)
{
    tile sums;
    size_t place = 2 * column;
    tile_multiply_gates(&sums, input_rows(looked_up, step->gate_input, lane0, GATE_BYTES),
                        own_rows(step->current, lane0, GATE_BYTES), weights);
    for (size_t lane = 0; lane < TILE_LANES; lane += GROUP) {
        FLOATS r[GROUP], u[GROUP];
        size_t at = float_cell(step, lane0 + lane, column);
        gate_values(step, looked_up, &step->gates, sums.at + lane, 0, lane0 + lane, GX_HIDDEN + column, place,
                    r);
        EACH(i) r[i] = multiply(r[i], load(step->state + at + i * VECTOR));
        EACH(i) store_elements(step->reset + (lane0 + lane + i) * GX_HIDDEN + column, r[i]);
        gate_values(step, looked_up, &step->gates, sums.at + lane, 1, lane0 + lane, column, place + VECTOR,
                    u);
        EACH(i) store(step->update + at + i * VECTOR, u[i]);
    }
}

/* The state that the next step reads. */
static inline __attribute__((always_inline)) void put_current(const unit_step *step, size_t lane,
                                                              size_t column, FLOATS h)
{
    store(step->state + float_cell(step, lane, column), h);
#if GATES_IN_BYTES
    store_bytes((uint8_t *)step->current + lane * GX_HIDDEN + column, h);
#else
    store_elements((int16_t *)(void *)step->current + lane * GX_HIDDEN + column, h);
#endif
}

/* The new state, where all lanes' gates are there. */
static inline __attribute__((always_inline)) void put_state(const unit_step *step, size_t lane, size_t column,
                                                            FLOATS h)
{
    put_current(step, lane, column, h);
    store_elements(step->out + lane * GX_LAYER + column, h);
#if GATES_IN_BYTES
    if (step->out_bytes)
        store_bytes(step->out_bytes + lane * GX_LAYER + column, h);
#endif
}

/* Candidates of two vectors of columns, and with them the new state. */
static inline __attribute__((always_inline)) void
candidate_tile(const unit_step *step, bool looked_up, size_t lane0, size_t column, const char *weights)
{
    tile sums;
    const FLOATS two = broadcast(2), minus_one = broadcast(-1);
    tile_multiply(&sums, input_rows(looked_up, step->input, lane0, ELEMENT_BYTES),
                  own_rows(step->reset, lane0, ELEMENT_BYTES), weights);
    for (size_t lane = 0; lane < TILE_LANES; lane += GROUP)
        for (size_t half = 0; half < 2; half++) {
            FLOATS c[GROUP], h[GROUP];
            size_t own = column + half * VECTOR, at = float_cell(step, lane0 + lane, own);
            gate_values(step, looked_up, &step->candidates, sums.at + lane, half, lane0 + lane,
                        2 * GX_HIDDEN + own, own, c);
            EACH(i) h[i] = load(step->state + at + i * VECTOR);
            EACH(i) c[i] = subtract(multiply_add(c[i], two, minus_one), h[i]);
            EACH(i) h[i] = multiply_add(load(step->update + at + i * VECTOR), c[i], h[i]);
            EACH(i) put_state(step, lane0 + lane + i, own, h[i]);
        }
}

static inline __attribute__((always_inline)) void run_step(const unit_step *step, bool looked_up)
{
    size_t rows = looked_up ? GX_HIDDEN : GX_LAYER + GX_HIDDEN;
    const char *weights = step->gates.words;
    for (size_t column = 0; column < GX_HIDDEN; column += VECTOR) {
        for (size_t lane = 0; lane < step->lanes; lane += TILE_LANES)
            gate_tile(step, looked_up, lane, column, weights);
        weights += rows * COLUMNS_A_TILE * GATE_BYTES;
    }
    weights = step->candidates.words;
    for (size_t column = 0; column < GX_HIDDEN; column += COLUMNS_A_TILE) {
        for (size_t lane = 0; lane < step->lanes; lane += TILE_LANES)
            candidate_tile(step, looked_up, lane, column, weights);
        weights += rows * COLUMNS_A_TILE * ELEMENT_BYTES;
    }
}

/* The rows of the next step, which lie anywhere in some 30 MB, on their way while this one is computed. */
static void fetch_rows(const unit_step *step, const uint32_t *rows)
{
    for (size_t lane = 0; lane < step->lanes; lane++) {
        const char *row = (const char *)(step->projection + (size_t)rows[lane] * GX_GATES);
        for (size_t i = 0; i < GX_GATES * sizeof *step->projection; i += 64)
            __builtin_prefetch(row + i, 0, 2);
    }
}

/* h(t-1) = 0 where a piece begins. */
static void start_pieces(const unit_step *step, const uint8_t *edges, uint8_t edge)
{
    for (size_t lane = 0; lane < step->lanes; lane++)
        if (edges[lane] & edge)
            for (size_t column = 0; column < GX_HIDDEN; column += VECTOR)
                put_current(step, lane, column, broadcast(0));
}

static void run_unit(const gx_weights *weights, const void *packed, const gx_batch *batch, size_t unit)
{
    size_t layer = unit / 2, backward = unit % 2, lanes = batch->lanes;
    uint8_t edge = backward ? GX_EDGE_LAST : GX_EDGE_FIRST;
    int16_t *out = (int16_t *)batch->hidden[layer] + backward * GX_HIDDEN;
    unit_step step = {
        .gates = gx_layout_panel(packed, GX_PANEL_GATES(unit)),
        .candidates = gx_layout_panel(packed, GX_PANEL_CANDIDATES(unit)),
        .logistic = packed,
        .projection = weights->projection + backward * GX_ROWS * GX_GATES,
        .projection_step = weights->projection_step,
        .current = batch->current,
        .reset = batch->reset,
        .update = batch->update,
        .state = batch->state,
        .lanes = lanes,
    };
    for (size_t i = 0; i < batch->steps; i++) {
        size_t cell = (backward ? batch->steps - 1 - i : i) * lanes;
        start_pieces(&step, batch->edges + cell, edge);
        step.rows = batch->rows + cell;
        step.out = out + cell * GX_LAYER;
        step.input = (const int16_t *)batch->hidden[0] + cell * GX_LAYER;
        step.gate_input = (const char *)step.input;
        if (GATES_IN_BYTES) {
            step.gate_input = (const char *)batch->bytes + cell * GX_LAYER;
            step.out_bytes = layer == 0 ? batch->bytes + cell * GX_LAYER + backward * GX_HIDDEN : NULL;
        }
        if (layer == 0 && i + 1 < batch->steps)
            fetch_rows(&step, backward ? step.rows - lanes : step.rows + lanes);
        if (layer == 0)
            run_step(&step, true);
        else
            run_step(&step, false);
    }
}

static void run_output(const void *packed, const gx_batch *batch)
{
    gx_panel panel = gx_layout_panel(packed, GX_PANEL_OUTPUT);
    const int16_t *input = batch->hidden[1];
    for (size_t cell = 0; cell < batch->steps * batch->lanes; cell += TILE_LANES) {
        const char *weights = panel.words;
        for (size_t column = 0; column < GX_TAG_COLUMNS; column += COLUMNS_A_TILE) {
            tile sums;
            tile_multiply(&sums, (state_rows){0},
                          (state_rows){input + cell * GX_LAYER, GX_LAYER * ELEMENT_BYTES}, weights);
            weights += (size_t)GX_LAYER * COLUMNS_A_TILE * ELEMENT_BYTES;
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

static float largest_sum_vector(const float *a, const float *b)
{
    FLOATS most = add(load(a), load(b));
#pragma GCC unroll 8
    for (size_t j = 1; j < GX_TAG_COLUMNS / VECTOR; j++)
        most = larger(most, add(load(a + j * VECTOR), load(b + j * VECTOR)));
    return largest(most);
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
