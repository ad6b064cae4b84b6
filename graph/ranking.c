#include "graph/centrality.h"
#include "graph/engine.h"

#include <stdlib.h>

/* A row with what it is ordered by, for qsort(). */
typedef struct sortable {
    gx_rank_row row;
    gx_vertex_type type;
    double key; /* lowest first */
} sortable;

static int compare_rows(const void *a, const void *b)
{
    const sortable *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return x->row.entity < y->row.entity ? -1 : x->row.entity > y->row.entity;
}

static bool is_listed(gx_vertex_type type, gx_rank_of of)
{
    static const gx_vertex_type types[] = {[GX_RANK_PEOPLE] = GX_VERTEX_PERSON,
                                           [GX_RANK_ORGANIZATIONS] = GX_VERTEX_ORGANIZATION,
                                           [GX_RANK_EVENTS] = GX_VERTEX_EVENT};
    return of == GX_RANK_ALL || types[of] == type;
}

gx_status gx_rank_scores(gx_rank_row **out, size_t *n, const gx_network *net, const gx_scores *scores,
                         gx_rank_of of, gx_error *err)
{
    *out = NULL;
    size_t listed = 0;
    bool low_first = gx_measure_describe(scores->measure)->low_is_strong;
    sortable *sorted = gx_alloc(scores->n * sizeof *sorted);
    gx_rank_row *rows = gx_alloc(scores->n * sizeof *rows);
    if (!sorted || !rows) {
        gx_free(sorted);
        gx_free(rows);
        return gx_fail(err, GX_ENOMEM, "out of memory for a ranking of %zu", scores->n);
    }
    for (uint32_t v = 0; v < scores->n; v++) {
        const gx_vertex *vertex = gx_network_vertex(net, v);
        if (!scores->defined[v] || !is_listed(vertex->type, of))
            continue;
        double score = scores->values[v];
        sorted[listed++] =
            (sortable){{vertex->entity, v, 0, score}, vertex->type, low_first ? score : -score};
    }
    qsort(sorted, listed, sizeof *sorted, compare_rows);
    for (size_t i = 0; i < listed; i++) {
        rows[i] = sorted[i].row;
        rows[i].rank = i && sorted[i].key == sorted[i - 1].key ? rows[i - 1].rank : (uint32_t)(i + 1);
    }
    gx_free(sorted);
    *out = rows;
    *n = listed;
    return GX_OK;
}

gx_status gx_ranking_new(gx_ranking **out, const gx_network *net, const gx_measure *measures,
                         size_t n_measures, gx_rank_of of, size_t top, const gx_work *work, gx_error *err)
{
    *out = NULL;
    if (n_measures == 0)
        return gx_fail(err, GX_EINVAL, "a ranking needs a measure");
    if ((unsigned)of > GX_RANK_ALL)
        return gx_fail(err, GX_EINVAL, "there is no set of vertices %d", (int)of);
    gx_status status = GX_ENOMEM;
    gx_ranking *ranking = gx_alloc_zero(1, sizeof *ranking);
    if (!ranking || !(ranking->columns = gx_alloc_zero(n_measures, sizeof *ranking->columns))) {
        gx_fail(err, GX_ENOMEM, "out of memory for a ranking");
        goto done;
    }
    ranking->measure = measures[0];
    for (; ranking->n_columns < n_measures; ranking->n_columns++) {
        status = gx_scores_init(&ranking->columns[ranking->n_columns], net, measures[ranking->n_columns],
                                work, err);
        if (status != GX_OK)
            goto done;
    }
    if ((status = gx_rank_scores(&ranking->rows, &ranking->n, net, &ranking->columns[0], of, err)) != GX_OK)
        goto done;
    if (top > 0 && ranking->n > top)
        ranking->n = top;
    *out = ranking;
    ranking = NULL;
done:
    gx_ranking_free(ranking);
    return status;
}

void gx_ranking_free(gx_ranking *ranking)
{
    if (!ranking)
        return;
    for (size_t c = 0; c < ranking->n_columns; c++)
        gx_scores_clear(&ranking->columns[c]);
    gx_free(ranking->columns);
    gx_free(ranking->rows);
    gx_free(ranking);
}
