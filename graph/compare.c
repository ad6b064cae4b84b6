#include "graph/compare.h"

#include "graph/engine.h"

#include <math.h>
#include <stdlib.h>

static const char *const change_names[GX_CHANGES] = {"came", "went", "rose", "fell", "stayed"};

const char *gx_change_name(gx_change change)
{
    return (unsigned)change < GX_CHANGES ? change_names[change] : "unknown";
}

/* One window's ranking, by base vertex. */
typedef struct window {
    gx_network *layer;
    gx_rank_row *rows;
    size_t n;
    uint32_t *row_of; /* [base vertices] 1 + index into rows; 0 = not there */
} window;

static void window_clear(window *view)
{
    gx_network_free(view->layer);
    gx_free(view->rows);
    gx_free(view->row_of);
}

static gx_status window_init(window *out, const gx_network *net, gx_layer layer,
                             const gx_layer_filter *filter, gx_measure measure, gx_rank_of of,
                             const gx_work *work, gx_error *err)
{
    gx_layer_filter joined = *filter;
    gx_scores scores = {0};
    joined.no_isolates = true;
    gx_status status = gx_layer_new(&out->layer, net, layer, &joined, work, err);
    if (status == GX_OK)
        status = gx_scores_init(&scores, out->layer, measure, work, err);
    if (status == GX_OK)
        status = gx_rank_scores(&out->rows, &out->n, out->layer, &scores, of, err);
    gx_scores_clear(&scores);
    if (status != GX_OK)
        return status;
    out->row_of = gx_alloc_zero(net->source->n_vertices, sizeof *out->row_of);
    if (!out->row_of)
        return gx_fail(err, GX_ENOMEM, "out of memory for a comparison");
    for (uint32_t i = 0; i < out->n; i++)
        out->row_of[gx_network_base_vertex(out->layer, out->rows[i].vertex)] = i + 1;
    return GX_OK;
}

static gx_change change_of(uint32_t before, uint32_t after)
{
    if (!before || !after)
        return before ? GX_WENT : GX_CAME;
    return after < before ? GX_ROSE : after > before ? GX_FELL : GX_STAYED;
}

/* A row with what it is ordered by besides. */
typedef struct sortable {
    gx_compare_row row;
    gx_vertex_type type;
} sortable;

static uint32_t step_of(const gx_compare_row *row)
{
    if (!row->rank_before || !row->rank_after)
        return 0;
    return row->rank_before > row->rank_after ? row->rank_before - row->rank_after
                                              : row->rank_after - row->rank_before;
}

static uint32_t best_rank(const gx_compare_row *row)
{
    if (!row->rank_before || !row->rank_after)
        return row->rank_before + row->rank_after;
    return row->rank_before < row->rank_after ? row->rank_before : row->rank_after;
}

static int compare_rows(const void *a, const void *b)
{
    const sortable *x = a, *y = b;
    if (x->row.change != y->row.change)
        return x->row.change < y->row.change ? -1 : 1;
    if (step_of(&x->row) != step_of(&y->row))
        return step_of(&x->row) > step_of(&y->row) ? -1 : 1;
    if (best_rank(&x->row) != best_rank(&y->row))
        return best_rank(&x->row) < best_rank(&y->row) ? -1 : 1;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return x->row.entity < y->row.entity ? -1 : x->row.entity > y->row.entity;
}

static gx_status list_changes(gx_comparison *out, const gx_network *net, const window *before,
                              const window *after, gx_error *err)
{
    const gx_source *source = net->source;
    sortable *sorted = gx_alloc(source->n_vertices * sizeof *sorted);
    out->rows = gx_alloc(source->n_vertices * sizeof *out->rows);
    if (!sorted || !out->rows) {
        gx_free(sorted);
        return gx_fail(err, GX_ENOMEM, "out of memory for a comparison");
    }
    for (uint32_t v = 0; v < source->n_vertices; v++) {
        const gx_rank_row *old = before->row_of[v] ? &before->rows[before->row_of[v] - 1] : NULL;
        const gx_rank_row *now = after->row_of[v] ? &after->rows[after->row_of[v] - 1] : NULL;
        if (!old && !now)
            continue;
        gx_compare_row row = {.entity = source->vertices[v].entity,
                              .vertex = v,
                              .rank_before = old ? old->rank : 0,
                              .rank_after = now ? now->rank : 0,
                              .score_before = old ? old->score : 0,
                              .score_after = now ? now->score : 0};
        row.change = change_of(row.rank_before, row.rank_after);
        out->counts[row.change]++;
        sorted[out->n++] = (sortable){row, source->vertices[v].type};
    }
    qsort(sorted, out->n, sizeof *sorted, compare_rows);
    for (size_t i = 0; i < out->n; i++)
        out->rows[i] = sorted[i].row;
    gx_free(sorted);
    return GX_OK;
}

/* ---- Spearman 1904: Pearson's correlation of mean ranks ---- */

typedef struct value {
    double value;
    size_t index;
} value;

static int compare_values(const void *a, const void *b)
{
    const value *x = a, *y = b;
    return x->value < y->value ? -1 : x->value > y->value;
}

/* Values to ranks from 1, equal ones to their mean. `order` is [n]. */
static void mean_ranks(double *values, size_t n, value *order)
{
    for (size_t i = 0; i < n; i++)
        order[i] = (value){values[i], i};
    qsort(order, n, sizeof *order, compare_values);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && order[to].value == order[from].value; to++)
            ;
        for (size_t i = from; i < to; i++)
            values[order[i].index] = ((double)from + (double)to + 1) / 2;
    }
}

static double correlation(const double *x, const double *y, size_t n)
{
    double mean = ((double)n + 1) / 2, xy = 0, xx = 0, yy = 0; /* of ranks, whatever their ties */
    for (size_t i = 0; i < n; i++) {
        xy += (x[i] - mean) * (y[i] - mean);
        xx += (x[i] - mean) * (x[i] - mean);
        yy += (y[i] - mean) * (y[i] - mean);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : 0;
}

static gx_status correlate(gx_comparison *out, gx_error *err)
{
    double *x = gx_alloc(out->n * sizeof *x), *y = gx_alloc(out->n * sizeof *y);
    value *order = gx_alloc(out->n * sizeof *order);
    gx_status status = GX_ENOMEM;
    size_t n = 0;
    if (!x || !y || !order) {
        gx_fail(err, GX_ENOMEM, "out of memory for a correlation");
        goto done;
    }
    for (size_t i = 0; i < out->n; i++) {
        if (!out->rows[i].rank_before || !out->rows[i].rank_after)
            continue;
        x[n] = out->rows[i].rank_before;
        y[n++] = out->rows[i].rank_after;
    }
    if (n > 1) {
        mean_ranks(x, n, order);
        mean_ranks(y, n, order);
        out->rank_correlation = correlation(x, y, n);
    }
    status = GX_OK;
done:
    gx_free(x);
    gx_free(y);
    gx_free(order);
    return status;
}

gx_status gx_comparison_new(gx_comparison **out, const gx_network *net, gx_layer layer,
                            const gx_layer_filter *before, const gx_layer_filter *after, gx_measure measure,
                            gx_rank_of of, const gx_work *work, gx_error *err)
{
    *out = NULL;
    window first = {0}, second = {0};
    gx_status status = GX_ENOMEM;
    gx_comparison *made = gx_alloc_zero(1, sizeof *made);
    if (!made) {
        gx_fail(err, GX_ENOMEM, "out of memory for a comparison");
        goto done;
    }
    if ((status = window_init(&first, net, layer, before, measure, of, work, err)) != GX_OK ||
        (status = window_init(&second, net, layer, after, measure, of, work, err)) != GX_OK ||
        (status = list_changes(made, net, &first, &second, err)) != GX_OK ||
        (status = correlate(made, err)) != GX_OK)
        goto done;
    *out = made;
    made = NULL;
done:
    window_clear(&first);
    window_clear(&second);
    gx_comparison_free(made);
    return status;
}

void gx_comparison_free(gx_comparison *comparison)
{
    if (!comparison)
        return;
    gx_free(comparison->rows);
    gx_free(comparison);
}
