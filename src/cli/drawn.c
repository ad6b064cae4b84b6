/* From the knowledge base to the network that a call asks for. */
#include "cli/commands.h"

#include "base/map.h"

#include <string.h>

/* A network's input while it is read. */
struct reading {
    gx_map strings;  /* texts, each once */
    gx_map vertices; /* the bytes of an id -> index into `at` */
    gx_vertex *at;
    size_t n, cap;
    gx_tie *ties;
    size_t n_ties, ties_cap;
};

static void clear_reading(struct reading *reading)
{
    gx_map_clear(&reading->strings);
    gx_map_clear(&reading->vertices);
    gx_free(reading->at);
    gx_free(reading->ties);
}

static gx_status no_memory(gx_error *err)
{
    return gx_fail(err, GX_ENOMEM, "out of memory reading the network");
}

/* A text that lives as long as the reading; NULL stays NULL. */
static bool keep(struct reading *reading, const char *text, const char **kept)
{
    uint32_t id;
    *kept = NULL;
    if (!text)
        return true;
    if (!gx_map_intern(&reading->strings, text, &id))
        return false;
    *kept = gx_map_key(&reading->strings, id);
    return true;
}

static gx_status read_entity(void *context, const gx_entity *entity, gx_error *err)
{
    static const gx_vertex_type types[] = {[GX_KB_PERSON] = GX_VERTEX_PERSON,
                                           [GX_KB_ORGANIZATION] = GX_VERTEX_ORGANIZATION,
                                           [GX_KB_EVENT] = GX_VERTEX_EVENT};
    struct reading *to = context;
    if (!gx_grow((void **)&to->at, &to->cap, to->n, sizeof *to->at))
        return no_memory(err);
    gx_vertex *vertex = &to->at[to->n];
    *vertex = (gx_vertex){.entity = entity->id, .type = types[entity->type]};
    bool person = entity->type == GX_KB_PERSON;
    if (!keep(to, entity->name, &vertex->name) || !keep(to, person ? NULL : entity->kind, &vertex->kind) ||
        !keep(to, entity->date, &vertex->date) || !keep(to, entity->place, &vertex->place) ||
        !gx_map_set(&to->vertices, (const char *)&entity->id, sizeof entity->id, (uint32_t)to->n))
        return no_memory(err);
    to->n++;
    return GX_OK;
}

static bool vertex_of(const struct reading *reading, gx_entity_id id, uint32_t *vertex)
{
    return id != 0 && gx_map_get(&reading->vertices, (const char *)&id, sizeof id, vertex);
}

/* Honours, and posts without an organization, join no two vertices. */
static gx_status read_edge(void *context, const gx_edge *edge, gx_error *err)
{
    static const gx_tie_type types[GX_LINK_TYPES] = {[GX_LINK_POST] = GX_TIE_POST,
                                                     [GX_LINK_PARTICIPATION] = GX_TIE_PARTICIPATION,
                                                     [GX_LINK_PART_OF] = GX_TIE_PART_OF,
                                                     [GX_LINK_PARTNER] = GX_TIE_PARTNER};
    struct reading *to = context;
    gx_tie tie = {.type = types[edge->type],
                  .confidence = edge->confidence,
                  .inferred = edge->inferred,
                  .document_fact = edge->fact,
                  .line = edge->line};
    if (edge->type == GX_LINK_AWARD || !vertex_of(to, edge->from, &tie.source) ||
        !vertex_of(to, edge->to, &tie.target))
        return GX_OK;
    bool titled = edge->type == GX_LINK_POST || edge->type == GX_LINK_PARTICIPATION;
    if (!keep(to, titled ? edge->what : NULL, &tie.title) || !keep(to, edge->date, &tie.from) ||
        !keep(to, edge->document, &tie.document) ||
        !gx_grow((void **)&to->ties, &to->ties_cap, to->n_ties, sizeof *to->ties))
        return no_memory(err);
    tie.to = tie.from;
    to->ties[to->n_ties++] = tie;
    return GX_OK;
}

static bool is_stopped(void *context)
{
    (void)context;
    return gx_stop_asked();
}

static void tell(void *context, const char *task, double share)
{
    gx_progress_share(context, task, share);
}

gx_status gx_drawn_begin(gx_drawn *out, const gx_options *options, gx_error *err)
{
    out->filter = (gx_layer_filter){.from = options->from,
                                    .to = options->to,
                                    .min_confidence = options->min_confidence,
                                    .no_inferred = options->no_inferred};
    if (options->kind) {
        out->kinds[0] = options->kind;
        out->filter.kinds = out->kinds;
        out->filter.n_kinds = 1;
    }
    if (options->role) {
        out->roles[0] = options->role;
        out->filter.roles = out->roles;
        out->filter.n_roles = 1;
    }
    gx_progress_start(&out->progress, !options->quiet, 1, "");
    out->work = (gx_work){.stopped = is_stopped, .progress = tell, .context = &out->progress};
    gx_filter dates = {.from = options->from, .to = options->to, .min_confidence = options->min_confidence};
    gx_status status = gx_filter_check(&dates, err);
    return status == GX_OK && options->layer ? gx_layer_by_name(&out->layer, options->layer, err) : status;
}

gx_status gx_drawn_read(gx_drawn *drawn, gx_store *store, gx_error *err)
{
    struct reading reading = {0};
    gx_status status = gx_store_each_entity(store, NULL, read_entity, &reading, err);
    if (status == GX_OK)
        status = gx_store_each_edge(store, NULL, read_edge, &reading, err);
    if (status == GX_OK) {
        gx_network_input input = {reading.at, reading.n, reading.ties, reading.n_ties};
        status = gx_network_new(&drawn->base, &input, err);
    }
    clear_reading(&reading);
    if (status == GX_OK)
        status = gx_layer_new(&drawn->network, drawn->base, drawn->layer, &drawn->filter, &drawn->work, err);
    return status;
}

void gx_drawn_clear(gx_drawn *drawn)
{
    gx_progress_end(&drawn->progress);
    gx_network_free(drawn->network);
    gx_network_free(drawn->base);
    drawn->network = drawn->base = NULL;
}
