#include "graph/uncertainty.h"

#include "graph/engine.h"
#include "graph/random.h"

#include <math.h>
#include <stdlib.h>

#define LEVEL 0.90

/* Scores and ranks of all draws: those of vertex v of the layer begin at v * draws. */
typedef struct sample {
    double *scores, *ranks;
    size_t *present; /* [vertices] in how many draws it has one */
    size_t draws;
} sample;

static void sample_clear(sample *drawn)
{
    gx_free(drawn->scores);
    gx_free(drawn->ranks);
    gx_free(drawn->present);
}

static gx_status rank(gx_rank_row **rows, size_t *n, const gx_network *layer, gx_measure measure,
                      gx_rank_of of, const gx_work *work, gx_error *err)
{
    gx_scores scores = {0};
    gx_status status = gx_scores_init(&scores, layer, measure, work, err);
    if (status == GX_OK)
        status = gx_rank_scores(rows, n, layer, &scores, of, err);
    gx_scores_clear(&scores);
    return status;
}

/* Score and rank one draw, and keep them under the vertices of the whole layer. */
static gx_status note_draw(sample *out, const gx_network *whole, const gx_network *draw, gx_measure measure,
                           gx_rank_of of, const gx_work *work, gx_error *err)
{
    gx_rank_row *rows = NULL;
    size_t n = 0;
    gx_status status = rank(&rows, &n, draw, measure, of, work, err);
    for (size_t i = 0; status == GX_OK && i < n; i++) {
        uint32_t vertex = gx_network_of_base_vertex(whole, gx_network_base_vertex(draw, rows[i].vertex));
        size_t at = vertex * out->draws + out->present[vertex]++;
        out->scores[at] = rows[i].score;
        out->ranks[at] = rows[i].rank;
    }
    gx_free(rows);
    return status;
}

typedef struct question {
    const gx_network *net;
    gx_layer layer;
    const gx_layer_filter *filter;
    gx_measure measure;
    gx_rank_of of;
    const gx_work *work;
} question;

static gx_status draw_all(sample *out, const gx_network *whole, const question *ask, gx_error *err)
{
    gx_random random = {gx_work_seed(ask->work)};
    gx_work quiet = ask->work ? *ask->work : (gx_work){0}; /* the draws' own progress would only confuse */
    quiet.progress = NULL;
    const gx_source *source = ask->net->source;
    bool *kept = gx_alloc(source->n_facts * sizeof *kept);
    if (!kept)
        return gx_fail(err, GX_ENOMEM, "out of memory for a draw of %zu facts", source->n_facts);
    gx_status status = GX_OK;
    for (size_t d = 0; status == GX_OK && d < out->draws; d++) {
        gx_network *draw = NULL;
        for (size_t f = 0; f < source->n_facts; f++)
            kept[f] = gx_random_unit(&random) < source->facts[f].confidence;
        if (gx_work_stopped(ask->work))
            status = gx_work_interrupted(err);
        else if ((status = gx_layer_draw(&draw, ask->net, ask->layer, ask->filter, kept, &quiet, err)) ==
                 GX_OK)
            status = note_draw(out, whole, draw, ask->measure, ask->of, &quiet, err);
        gx_network_free(draw);
        gx_work_progress(ask->work, "intervals", (double)(d + 1) / (double)out->draws);
    }
    gx_free(kept);
    return status;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The nearest-rank percentiles that hold the middle `LEVEL` of n values, which get sorted. */
static void bounds(double *low, double *high, double *values, size_t n)
{
    if (n == 0)
        return;
    qsort(values, n, sizeof *values, compare_doubles);
    double tail = (1 - LEVEL) / 2;
    size_t first = (size_t)fmax(ceil(tail * (double)n), 1), last = (size_t)ceil((1 - tail) * (double)n);
    *low = values[first - 1];
    *high = values[last - 1];
}

static void summarize(gx_intervals *out, sample *drawn, const gx_rank_row *rows, size_t n_rows)
{
    for (size_t i = 0; i < n_rows; i++) {
        gx_interval *to = &out->at[rows[i].vertex];
        to->score = to->score_low = to->score_high = rows[i].score;
        to->rank = to->rank_low = to->rank_high = rows[i].rank;
    }
    for (size_t v = 0; v < out->n; v++) {
        gx_interval *to = &out->at[v];
        size_t n = drawn->present[v];
        to->present = (double)n / (double)drawn->draws;
        bounds(&to->score_low, &to->score_high, drawn->scores + v * drawn->draws, n);
        bounds(&to->rank_low, &to->rank_high, drawn->ranks + v * drawn->draws, n);
    }
}

gx_status gx_intervals_init(gx_intervals *out, const gx_network *net, gx_layer layer,
                            const gx_layer_filter *filter, gx_measure measure, gx_rank_of of, size_t draws,
                            const gx_work *work, gx_error *err)
{
    if (draws == 0)
        return gx_fail(err, GX_EINVAL, "an interval needs at least one draw");
    question ask = {net, layer, filter, measure, of, work};
    gx_network *whole = NULL;
    gx_rank_row *rows = NULL;
    size_t n_rows = 0;
    sample drawn = {.draws = draws};
    gx_intervals made = {.draws = draws, .level = LEVEL};
    gx_status status = gx_layer_new(&whole, net, layer, filter, work, err);
    if (status != GX_OK || (status = rank(&rows, &n_rows, whole, measure, of, work, err)) != GX_OK)
        goto done;
    made.n = whole->n_vertices;
    made.at = gx_alloc_zero(made.n, sizeof *made.at);
    drawn.scores = gx_alloc_zero(made.n, draws * sizeof *drawn.scores);
    drawn.ranks = gx_alloc_zero(made.n, draws * sizeof *drawn.ranks);
    drawn.present = gx_alloc_zero(made.n, sizeof *drawn.present);
    if (!made.at || !drawn.scores || !drawn.ranks || !drawn.present) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for %zu draws of %zu vertices", draws, made.n);
        goto done;
    }
    if ((status = draw_all(&drawn, whole, &ask, err)) != GX_OK)
        goto done;
    summarize(&made, &drawn, rows, n_rows);
    *out = made;
    made = (gx_intervals){0};
done:
    gx_intervals_clear(&made);
    sample_clear(&drawn);
    gx_free(rows);
    gx_network_free(whole);
    return status;
}

void gx_intervals_clear(gx_intervals *intervals)
{
    gx_free(intervals->at);
    *intervals = (gx_intervals){0};
}
