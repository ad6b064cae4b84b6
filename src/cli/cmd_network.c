/* rank, explain, path, communities, brokers, compare, figures: what the network tells. */
#include "cli/commands.h"

#include "base/message.h"

#include "graph/brokers.h"
#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/compare.h"
#include "graph/figures.h"
#include "graph/paths.h"
#include "graph/uncertainty.h"

#include <math.h>
#include <string.h>

enum { TOP_USUALLY = 20, DRAWS = 200, SEEDS_TRIED = 50, DATE_BYTES = 11 };

static uint32_t top_of(const gx_options *options)
{
    return options->top ? options->top : TOP_USUALLY;
}

static gx_status rank_of(gx_rank_of *out, const char *text, gx_error *err)
{
    static const struct {
        const char *name;
        gx_rank_of of;
    } names[] = {{"people", GX_RANK_PEOPLE},
                 {"organizations", GX_RANK_ORGANIZATIONS},
                 {"events", GX_RANK_EVENTS},
                 {"all", GX_RANK_ALL}};
    *out = GX_RANK_ALL;
    for (size_t i = 0; text && i < sizeof names / sizeof *names; i++) {
        if (strcmp(text, names[i].name) == 0) {
            *out = names[i].of;
            return GX_OK;
        }
    }
    return text ? gx_fail(err, GX_EINVAL, "--of: expected people, organizations, events or all, found \"%s\"",
                          text)
                : GX_OK;
}

static gx_status open_network(gx_drawn *drawn, gx_store **store, const gx_call *call, gx_error *err)
{
    gx_status status = gx_base_open(store, call, err);
    return status == GX_OK ? gx_drawn_read(drawn, *store, err) : status;
}

/* Write what a command found; the line of progress goes first. */
typedef gx_status write_fn(gx_answer *answer, const gx_drawn *drawn, gx_store *store, const void *found,
                           gx_error *err);

static gx_status answer_with(write_fn *write, const gx_call *call, gx_drawn *drawn, gx_store *store,
                             const void *found, gx_error *err)
{
    gx_answer answer;
    gx_progress_end(&drawn->progress);
    gx_answer_begin(&answer, stdout, &call->options);
    gx_status status = write(&answer, drawn, store, found, err);
    return gx_answer_end(&answer, status, err);
}

/* ---- rank ---- */

struct ranking {
    gx_measure measures[GX_MEASURES_AT_MOST];
    size_t n_measures;
    gx_rank_of of;
    gx_ranking *rows;
    gx_intervals intervals; /* of the first measure; none without --interval */
};

static const gx_kb_type kb_types[] = {[GX_VERTEX_PERSON] = GX_KB_PERSON,
                                      [GX_VERTEX_ORGANIZATION] = GX_KB_ORGANIZATION,
                                      [GX_VERTEX_EVENT] = GX_KB_EVENT};

static gx_status write_ranking(gx_answer *answer, const gx_drawn *drawn, gx_store *store, const void *found,
                               gx_error *err)
{
    const struct ranking *ranking = found;
    gx_column columns[GX_MEASURES_AT_MOST + 8] = {
        {"rank", N_("rank"), false}, {"name", N_("name"), false}, {"type", N_("type"), false}};
    size_t n = 3;
    for (size_t m = 0; m < ranking->n_measures; m++) {
        const gx_measure_info *info = gx_measure_describe(ranking->measures[m]);
        columns[n++] = (gx_column){info->name, info->name, false};
    }
    if (ranking->intervals.n) {
        static const gx_column more[] = {{"score_low", N_("low"), false},
                                         {"score_high", N_("high"), false},
                                         {"rank_low", N_("rank from"), false},
                                         {"rank_high", N_("rank to"), false}};
        memcpy(&columns[n], more, sizeof more);
        n += sizeof more / sizeof *more;
    }
    columns[n++] = (gx_column){"id", N_("id"), true};
    gx_answer_table(answer, "ranking", NULL, columns, n, true);
    gx_status status = GX_OK;
    for (size_t r = 0; r < ranking->rows->n && status == GX_OK; r++) {
        const gx_rank_row *row = &ranking->rows->rows[r];
        const gx_vertex *vertex = gx_network_vertex(drawn->network, row->vertex);
        gx_answer_integer(answer, row->rank);
        gx_answer_text(answer, vertex->name);
        gx_answer_text(answer, gx_vertex_type_name(vertex->type));
        for (size_t m = 0; m < ranking->n_measures; m++) {
            const gx_scores *scores = &ranking->rows->columns[m];
            if (gx_measure_describe(ranking->measures[m])->integral)
                gx_answer_integer(answer, (int64_t)scores->values[row->vertex]);
            else
                gx_answer_number(answer, scores->defined[row->vertex] ? scores->values[row->vertex] : NAN);
        }
        if (ranking->intervals.n) {
            const gx_interval *interval = &ranking->intervals.at[row->vertex];
            gx_answer_number(answer, interval->score_low);
            gx_answer_number(answer, interval->score_high);
            gx_answer_integer(answer, (int64_t)interval->rank_low);
            gx_answer_integer(answer, (int64_t)interval->rank_high);
        }
        char id[GX_PUBLIC_ID_BYTES];
        gx_public_id(id, kb_types[vertex->type], row->entity);
        gx_answer_text(answer, id);
        status = gx_answer_entity_row(answer, store, row->entity, err);
    }
    gx_answer_table_end(answer, "nothing to rank");
    return status;
}

static void say_sampled(const struct ranking *ranking)
{
    for (size_t m = 0; m < ranking->n_measures; m++) {
        const gx_scores *scores = &ranking->rows->columns[m];
        if (scores->sampled)
            gx_say("%s was estimated from %zu sources: 95 %% of the scores are within %.1f %% of the highest",
                   gx_measure_describe(ranking->measures[m])->name, scores->sampled, 100 * scores->error);
    }
}

gx_status gx_cmd_rank(gx_call *call, gx_error *err)
{
    gx_drawn drawn = {0};
    gx_store *store = NULL;
    struct ranking ranking = {0};
    gx_status status = gx_drawn_begin(&drawn, &call->options, err);
    if (status == GX_OK)
        status =
            gx_measures_of(ranking.measures, &ranking.n_measures, call->options.by, GX_MEASURE_PAGERANK, err);
    if (status == GX_OK)
        status = rank_of(&ranking.of, call->options.of, err);
    if (status == GX_OK)
        status = open_network(&drawn, &store, call, err);
    if (status == GX_OK)
        status = gx_ranking_new(&ranking.rows, drawn.network, ranking.measures, ranking.n_measures,
                                ranking.of, top_of(&call->options), &drawn.work, err);
    if (status == GX_OK && call->options.interval)
        status = gx_intervals_init(&ranking.intervals, drawn.base, drawn.layer, &drawn.filter,
                                   ranking.measures[0], ranking.of, DRAWS, &drawn.work, err);
    if (status == GX_OK)
        status = answer_with(write_ranking, call, &drawn, store, &ranking, err);
    if (status == GX_OK)
        say_sampled(&ranking);
    gx_intervals_clear(&ranking.intervals);
    gx_ranking_free(ranking.rows);
    gx_drawn_clear(&drawn);
    gx_store_close(store);
    return status;
}

/* ---- explain ---- */

static void explain_measure(gx_answer *answer, gx_measure measure)
{
    const gx_measure_info *info = gx_measure_describe(measure);
    gx_answer_text(answer, info->name);
    gx_answer_text(answer, gx_answer_words(answer, info->means));
    gx_answer_text(answer, gx_answer_words(answer, info->distrust));
    gx_answer_text(answer, gx_answer_words(answer, info->unit));
    gx_answer_text(answer, info->source);
    gx_answer_row(answer, NULL);
}

static void explain_layers(gx_answer *answer)
{
    static const gx_column columns[] = {{"name", N_("layer"), false},
                                        {"vertices", N_("vertices"), true},
                                        {"edge", N_("what an edge means"), false},
                                        {"weight", N_("its weight"), true}};
    gx_answer_table(answer, "layers", "Layers", columns, sizeof columns / sizeof *columns, false);
    for (int l = 0; l < GX_LAYERS; l++) {
        const gx_layer_info *info = gx_layer_describe((gx_layer)l);
        gx_answer_text(answer, info->name);
        gx_answer_text(answer, gx_answer_words(answer, info->vertices));
        gx_answer_text(answer, gx_answer_words(answer, info->edge));
        gx_answer_text(answer, gx_answer_words(answer, info->weight));
        gx_answer_row(answer, NULL);
    }
    gx_answer_table_end(answer, "none");
}

static void explain_one_layer(gx_answer *answer, gx_layer layer)
{
    const gx_layer_info *info = gx_layer_describe(layer);
    gx_answer_field(answer, "name", "layer", info->name);
    gx_answer_field(answer, "vertices", "vertices", gx_answer_words(answer, info->vertices));
    gx_answer_field(answer, "edge", "an edge", gx_answer_words(answer, info->edge));
    gx_answer_field(answer, "weight", "its weight", gx_answer_words(answer, info->weight));
}

static void explain_one_measure(gx_answer *answer, gx_measure measure)
{
    const gx_measure_info *info = gx_measure_describe(measure);
    gx_answer_field(answer, "name", info->name, gx_answer_words(answer, info->means));
    gx_answer_field(answer, "unit", "It counts", gx_answer_words(answer, info->unit));
    gx_answer_field(answer, "distrust", "When not to trust it", gx_answer_words(answer, info->distrust));
    gx_answer_field(answer, "source", "Source", info->source);
}

gx_status gx_cmd_explain(gx_call *call, gx_error *err)
{
    static const gx_column columns[] = {{"name", N_("measure"), false},
                                        {"means", N_("what a high value means"), false},
                                        {"distrust", N_("when not to trust it"), true},
                                        {"unit", N_("unit"), true},
                                        {"source", N_("source"), true}};
    gx_layer layer = GX_LAYERS;
    gx_measure measure = GX_MEASURES;
    if (call->n_arguments && gx_layer_by_name(&layer, call->arguments[0], NULL) != GX_OK) {
        gx_status status = gx_measure_by_name(&measure, call->arguments[0], err);
        if (status != GX_OK)
            return status;
    }
    gx_answer answer;
    gx_answer_begin(&answer, stdout, &call->options);
    if (layer != GX_LAYERS) {
        explain_one_layer(&answer, layer);
    } else if (measure != GX_MEASURES) {
        explain_one_measure(&answer, measure);
    } else {
        gx_answer_table(&answer, "measures", "Measures", columns, sizeof columns / sizeof *columns, false);
        for (int m = 0; m < GX_MEASURES; m++)
            explain_measure(&answer, (gx_measure)m);
        gx_answer_table_end(&answer, "none");
        explain_layers(&answer);
    }
    return gx_answer_end(&answer, GX_OK, err);
}

/* ---- path ---- */

static gx_status vertex_named(uint32_t *out, const gx_drawn *drawn, gx_store *store, const char *name,
                              gx_error *err)
{
    static const gx_vertex_type types[] = {[GX_KB_PERSON] = GX_VERTEX_PERSON,
                                           [GX_KB_ORGANIZATION] = GX_VERTEX_ORGANIZATION,
                                           [GX_KB_EVENT] = GX_VERTEX_EVENT};
    gx_entities found = {0};
    gx_status status = gx_name_one(&found, store, name, GX_NAME_OF_ANY, err);
    if (status == GX_OK) {
        *out = gx_network_find(drawn->network, types[found.at[0].type], found.at[0].id);
        if (*out == GX_NO_VERTEX)
            status = gx_fail(err, GX_ENOTFOUND, "%s is not in this network (%s, with these filters)",
                             found.at[0].name, gx_layer_describe(drawn->layer)->name);
    }
    gx_entities_clear(&found);
    return status;
}

static void write_relation(gx_answer *answer, const gx_tie *tie)
{
    const gx_options *options = answer->options;
    char text[64];
    snprintf(text, sizeof text, "%s%s", gx_tie_type_name(tie->type),
             tie->inferred && !options->json && !options->csv ? ", inferred" : "");
    gx_answer_text(answer, text);
}

/* One step: its surest fact, with the proof out of the knowledge base. */
static gx_status write_step(gx_answer *answer, const gx_drawn *drawn, gx_store *store, size_t number,
                            const gx_path *path, size_t step, gx_error *err)
{
    size_t n;
    const gx_network *net = drawn->network;
    const uint32_t *facts = gx_network_facts(net, path->edges[step], &n);
    const gx_tie *tie = gx_network_edge(net, path->edges[step]);
    const gx_tie *fact = n ? gx_network_fact(net, facts[0]) : tie;
    gx_link_rows rows = {0};
    gx_status status = GX_OK;
    if (fact->document && fact->document_fact)
        status = gx_store_fact(store, fact->document, fact->document_fact, &rows, err);
    if (status == GX_OK) {
        gx_answer_integer(answer, (int64_t)number + 1);
        gx_answer_integer(answer, (int64_t)step + 1);
        gx_answer_text(answer, gx_network_vertex(net, path->vertices[step])->name);
        write_relation(answer, tie);
        gx_answer_text(answer, fact->title);
        gx_answer_text(answer, gx_network_vertex(net, path->vertices[step + 1])->name);
        gx_answer_text(answer, fact->from);
        gx_answer_bool(answer, tie->inferred);
        gx_answer_row(answer, rows.n ? &rows.at[0].proof : NULL);
    }
    gx_link_rows_clear(&rows);
    return status;
}

static gx_status write_paths(gx_answer *answer, const gx_drawn *drawn, gx_store *store, const void *found,
                             gx_error *err)
{
    const gx_path_list *paths = found;
    static const gx_column columns[] = {{"path", N_("path"), false}, {"step", N_("step"), false},
                                        {"from", N_("from"), false}, {"relation", N_("relation"), false},
                                        {"as", N_("as"), false},     {"to", N_("to"), false},
                                        {"date", N_("date"), false}, {"inferred", N_("inferred"), true}};
    gx_answer_table(answer, "steps", NULL, columns, sizeof columns / sizeof *columns, true);
    gx_status status = GX_OK;
    for (size_t p = 0; p < paths->n; p++)
        for (size_t s = 0; s < paths->at[p].steps && status == GX_OK; s++)
            status = write_step(answer, drawn, store, p, &paths->at[p], s, err);
    gx_answer_table_end(answer, "one and the same");
    return status;
}

gx_status gx_cmd_path(gx_call *call, gx_error *err)
{
    gx_drawn drawn = {0};
    gx_store *store = NULL;
    gx_path_list *paths = NULL;
    uint32_t from = GX_NO_VERTEX, to = GX_NO_VERTEX;
    gx_status status = gx_drawn_begin(&drawn, &call->options, err);
    if (status == GX_OK)
        status = open_network(&drawn, &store, call, err);
    if (status == GX_OK)
        status = vertex_named(&from, &drawn, store, call->arguments[0], err);
    if (status == GX_OK)
        status = vertex_named(&to, &drawn, store, call->arguments[1], err);
    if (status == GX_OK)
        status = gx_paths_new(&paths, drawn.network, from, to, call->options.paths ? call->options.paths : 1,
                              &drawn.work, err);
    if (status == GX_OK && !paths->n)
        status =
            gx_fail(err, GX_ENOTFOUND, "%s and %s are not connected", call->arguments[0], call->arguments[1]);
    if (status == GX_OK)
        status = answer_with(write_paths, call, &drawn, store, paths, err);
    gx_path_list_free(paths);
    gx_drawn_clear(&drawn);
    gx_store_close(store);
    return status;
}

/* ---- communities ---- */

static void community_label(gx_answer *answer, const gx_network *net, const gx_community *community)
{
    gx_buffer label = {0};
    for (uint32_t i = 0; i < community->n_central; i++)
        gx_buffer_printf(&label, "%s%s", i ? "、" : "", gx_network_vertex(net, community->central[i])->name);
    answer->out_of_memory |= label.failed;
    gx_answer_text(answer, label.n ? label.at : "");
    gx_buffer_clear(&label);
}

static gx_status write_communities(gx_answer *answer, const gx_drawn *drawn, gx_store *store,
                                   const void *found, gx_error *err)
{
    const gx_communities *communities = found;
    static const gx_column columns[] = {
        {"community", N_("community"), false}, {"size", N_("size"), false},
        {"label", N_("most central"), false},  {"inside", N_("ties inside"), false},
        {"outside", N_("ties out"), false},    {"stability", N_("stability"), false}};
    gx_answer_field_number(answer, "modularity", "modularity", communities->modularity);
    gx_answer_field_number(answer, "stability", "stability over seeds", communities->stability);
    gx_answer_field_integer(answer, "seeds", "seeds", (int64_t)communities->seeds);
    gx_answer_table(answer, "communities", NULL, columns, sizeof columns / sizeof *columns, true);
    gx_status status = GX_OK;
    for (size_t i = 0; i < communities->n && i < top_of(answer->options) && status == GX_OK; i++) {
        const gx_community *community = &communities->at[i];
        gx_answer_integer(answer, (int64_t)i + 1);
        gx_answer_integer(answer, community->size);
        community_label(answer, drawn->network, community);
        gx_answer_number(answer, community->inside);
        gx_answer_number(answer, community->outside);
        gx_answer_number(answer, community->stability);
        uint32_t first = communities->members[community->members_from];
        status = gx_answer_entity_row(answer, store, gx_network_vertex(drawn->network, first)->entity, err);
    }
    gx_answer_table_end(answer, "no communities");
    return status;
}

gx_status gx_cmd_communities(gx_call *call, gx_error *err)
{
    gx_drawn drawn = {0};
    gx_store *store = NULL;
    gx_communities *communities = NULL;
    gx_status status = gx_drawn_begin(&drawn, &call->options, err);
    drawn.filter.no_isolates = true;
    if (status == GX_OK)
        status = open_network(&drawn, &store, call, err);
    if (status == GX_OK)
        status = gx_communities_new(&communities, drawn.network, 1.0, SEEDS_TRIED, &drawn.work, err);
    if (status == GX_OK)
        status = answer_with(write_communities, call, &drawn, store, communities, err);
    gx_communities_free(communities);
    gx_drawn_clear(&drawn);
    gx_store_close(store);
    return status;
}

/* ---- brokers ---- */

struct found_brokers {
    gx_groups groups;
    gx_brokers *brokers;
};

static gx_status write_brokers(gx_answer *answer, const gx_drawn *drawn, gx_store *store, const void *found,
                               gx_error *err)
{
    const gx_brokers *brokers = ((const struct found_brokers *)found)->brokers;
    const gx_groups *groups = &((const struct found_brokers *)found)->groups;
    gx_column columns[3 + GX_BROKER_ROLES + 1] = {
        {"name", N_("name"), false}, {"type", N_("type"), false}, {"group", N_("group"), false}};
    size_t n = 3;
    for (int role = 0; role < GX_BROKER_ROLES; role++) {
        const char *name = gx_broker_role_name((gx_broker_role)role);
        columns[n++] = (gx_column){name, name, false};
    }
    columns[n++] = (gx_column){"total", N_("total"), false};
    gx_answer_table(answer, "brokers", NULL, columns, n, true);
    gx_status status = GX_OK;
    for (size_t i = 0; i < brokers->n && i < top_of(answer->options) && status == GX_OK; i++) {
        const gx_broker *broker = &brokers->at[i];
        const gx_vertex *vertex = gx_network_vertex(drawn->network, broker->vertex);
        gx_answer_text(answer, vertex->name);
        gx_answer_text(answer, gx_vertex_type_name(vertex->type));
        gx_answer_text(answer, broker->group == GX_NO_GROUP ? NULL : groups->names[broker->group]);
        for (int role = 0; role < GX_BROKER_ROLES; role++)
            gx_answer_integer(answer, (int64_t)broker->counts[role]);
        gx_answer_integer(answer, (int64_t)broker->total);
        status = gx_answer_entity_row(answer, store, broker->entity, err);
    }
    gx_answer_table_end(answer, "nobody stands between two groups");
    return status;
}

gx_status gx_cmd_brokers(gx_call *call, gx_error *err)
{
    gx_drawn drawn = {0};
    gx_store *store = NULL;
    struct found_brokers found = {0};
    gx_group_by by = GX_GROUP_BY_ORGANIZATION;
    gx_status status = gx_drawn_begin(&drawn, &call->options, err);
    if (status == GX_OK && call->options.group)
        status = gx_group_by_by_name(&by, call->options.group, err);
    if (status == GX_OK)
        status = open_network(&drawn, &store, call, err);
    if (status == GX_OK)
        status = gx_groups_init(&found.groups, drawn.network, by, &drawn.work, err);
    if (status == GX_OK)
        status = gx_brokers_new(&found.brokers, drawn.network, &found.groups, &drawn.work, err);
    if (status == GX_OK)
        status = answer_with(write_brokers, call, &drawn, store, &found, err);
    gx_brokers_free(found.brokers);
    gx_groups_clear(&found.groups);
    gx_drawn_clear(&drawn);
    gx_store_close(store);
    return status;
}

/* ---- compare ---- */

static void rank_cell(gx_answer *answer, uint32_t rank)
{
    if (rank)
        gx_answer_integer(answer, rank);
    else
        gx_answer_text(answer, NULL);
}

static gx_status write_comparison(gx_answer *answer, const gx_drawn *drawn, gx_store *store,
                                  const void *found, gx_error *err)
{
    const gx_comparison *comparison = found;
    uint32_t top = top_of(answer->options);
    static const gx_column columns[] = {{"change", N_("change"), false},
                                        {"name", N_("name"), false},
                                        {"type", N_("type"), false},
                                        {"rank_before", N_("rank before"), false},
                                        {"rank_after", N_("rank after"), false},
                                        {"score_before", N_("before"), false},
                                        {"score_after", N_("after"), false}};
    size_t shown[GX_CHANGES] = {0};
    gx_answer_field_number(answer, "rank_correlation", "rank correlation", comparison->rank_correlation);
    for (int change = 0; change < GX_CHANGES; change++)
        gx_answer_field_integer(answer, gx_change_name((gx_change)change), gx_change_name((gx_change)change),
                                (int64_t)comparison->counts[change]);
    gx_answer_table(answer, "changes", NULL, columns, sizeof columns / sizeof *columns, true);
    gx_status status = GX_OK;
    for (size_t i = 0; i < comparison->n && status == GX_OK; i++) {
        const gx_compare_row *row = &comparison->rows[i];
        if (shown[row->change]++ >= top)
            continue;
        const gx_vertex *vertex = gx_network_vertex(drawn->base, row->vertex);
        gx_answer_text(answer, gx_change_name(row->change));
        gx_answer_text(answer, vertex->name);
        gx_answer_text(answer, gx_vertex_type_name(vertex->type));
        rank_cell(answer, row->rank_before);
        rank_cell(answer, row->rank_after);
        gx_answer_number(answer, row->rank_before ? row->score_before : NAN);
        gx_answer_number(answer, row->rank_after ? row->score_after : NAN);
        status = gx_answer_entity_row(answer, store, row->entity, err);
    }
    gx_answer_table_end(answer, "nothing in either window");
    return status;
}

/* --with DATE or DATE/DATE: the window after. `first` holds the first of two dates. */
static gx_status window_after(gx_layer_filter *after, const char *text, char first[DATE_BYTES], gx_error *err)
{
    size_t n = strcspn(text, "/");
    if (n >= DATE_BYTES)
        return gx_fail(err, GX_EINVAL, "--with: expected DATE or DATE/DATE, found \"%s\"", text);
    memcpy(first, text, n);
    first[n] = '\0';
    after->from = first;
    after->to = text[n] ? text + n + 1 : first;
    gx_filter check = {.from = after->from, .to = after->to};
    return gx_filter_check(&check, err);
}

gx_status gx_cmd_compare(gx_call *call, gx_error *err)
{
    gx_drawn drawn = {0};
    gx_store *store = NULL;
    gx_comparison *comparison = NULL;
    gx_measure measures[GX_MEASURES_AT_MOST];
    size_t n_measures;
    gx_rank_of of;
    gx_layer_filter after;
    char first[DATE_BYTES];
    if (!call->options.from || !call->options.to || !call->options.with)
        return gx_fail(err, GX_EINVAL, "expected two windows: --from DATE --to DATE --with DATE/DATE");
    gx_status status = gx_drawn_begin(&drawn, &call->options, err);
    after = drawn.filter;
    if (status == GX_OK)
        status = window_after(&after, call->options.with, first, err);
    if (status == GX_OK)
        status = gx_measures_of(measures, &n_measures, call->options.by, GX_MEASURE_PAGERANK, err);
    if (status == GX_OK)
        status = rank_of(&of, call->options.of, err);
    if (status == GX_OK)
        status = open_network(&drawn, &store, call, err);
    if (status == GX_OK)
        status = gx_comparison_new(&comparison, drawn.base, drawn.layer, &drawn.filter, &after, measures[0],
                                   of, &drawn.work, err);
    if (status == GX_OK)
        status = answer_with(write_comparison, call, &drawn, store, comparison, err);
    gx_comparison_free(comparison);
    gx_drawn_clear(&drawn);
    gx_store_close(store);
    return status;
}

/* ---- figures ---- */

static void write_numbers(gx_answer *answer, const gx_figures *figures)
{
    const struct {
        const char *key, *heading;
        double value;
    } rows[] = {
        {"vertices", N_("vertices"), (double)figures->vertices},
        {"people", N_("people"), (double)figures->by_type[GX_VERTEX_PERSON]},
        {"organizations", N_("organizations"), (double)figures->by_type[GX_VERTEX_ORGANIZATION]},
        {"events", N_("events"), (double)figures->by_type[GX_VERTEX_EVENT]},
        {"edges", N_("edges"), (double)figures->edges},
        {"isolates", N_("isolates"), (double)figures->isolates},
        {"components", N_("components"), (double)figures->components},
        {"largest_component", N_("largest component"), (double)figures->largest},
        {"density", N_("density"), figures->density},
        {"diameter", figures->diameter_exact ? N_("diameter") : N_("diameter, at least"), figures->diameter},
        {"mean_degree", N_("mean degree"), figures->mean_degree},
        {"transitivity", N_("transitivity"), figures->transitivity},
        {"degree_centralization", N_("degree centralization"), figures->degree_centralization},
        {"assortativity_type", N_("assortativity by type"), figures->assortativity_type},
        {"assortativity_kind", N_("assortativity by kind"), figures->assortativity_kind},
        {"assortativity_degree", N_("assortativity by degree"), figures->assortativity_degree},
        {"articulation_points", N_("articulation points"), (double)figures->articulation_points},
        {"bridges", N_("bridges"), (double)figures->bridges},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        gx_answer_field_number(answer, rows[i].key, rows[i].heading, rows[i].value);
}

enum { BAR_COLUMNS = 40, SINGLE_DEGREES = 16 };

/* The last degree of the bin that begins with `from`: for people each of the low ones is its own, and then
 * each bin is twice as wide as the one before, so that the chart of a large network is one screen; for
 * programs each is its own. */
static size_t bin_end(size_t from, bool plain)
{
    size_t width = 1;
    for (size_t at = SINGLE_DEGREES; plain && from >= at; at *= 2)
        width = at;
    return from + width - 1;
}

static size_t count_bin(const gx_figures *figures, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t d = from; d <= to && d <= figures->max_degree; d++)
        n += figures->degrees[d];
    return n;
}

/* Degrees and how many have each; for people a bar beside the number. */
static void write_degrees(gx_answer *answer, const gx_figures *figures)
{
    static const gx_column columns[] = {
        {"degree", N_("degree"), false}, {"n", N_("vertices"), false}, {"bar", "", false}};
    bool plain = !answer->options->json && !answer->options->csv;
    size_t most = 1, end;
    for (size_t d = 0; figures->degrees && d <= figures->max_degree; d = end + 1) {
        end = bin_end(d, plain);
        size_t n = count_bin(figures, d, end);
        most = n > most ? n : most;
    }
    gx_answer_table(answer, "degrees", NULL, columns, plain ? 3 : 2, false);
    for (size_t d = 0; figures->degrees && d <= figures->max_degree; d = end + 1) {
        end = bin_end(d, plain);
        size_t n = count_bin(figures, d, end);
        if (!n)
            continue;
        char bar[3 * BAR_COLUMNS + 1] = "", degrees[48];
        for (size_t i = 0; i < (n * BAR_COLUMNS + most - 1) / most; i++)
            memcpy(bar + 3 * i, "█", 4);
        snprintf(degrees, sizeof degrees, "%zu-%zu", d, end);
        if (end > d)
            gx_answer_text(answer, degrees);
        else
            gx_answer_integer(answer, (int64_t)d);
        gx_answer_integer(answer, (int64_t)n);
        if (plain)
            gx_answer_text(answer, bar);
        gx_answer_row(answer, NULL);
    }
    gx_answer_table_end(answer, "no vertices");
}

static gx_status write_figures(gx_answer *answer, const gx_drawn *drawn, gx_store *store, const void *found,
                               gx_error *err)
{
    (void)drawn, (void)store, (void)err;
    write_numbers(answer, found);
    write_degrees(answer, found);
    return GX_OK;
}

gx_status gx_cmd_figures(gx_call *call, gx_error *err)
{
    gx_drawn drawn = {0};
    gx_store *store = NULL;
    gx_figures figures = {0};
    gx_status status = gx_drawn_begin(&drawn, &call->options, err);
    if (status == GX_OK)
        status = open_network(&drawn, &store, call, err);
    if (status == GX_OK)
        status = gx_figures_init(&figures, drawn.network, &drawn.work, err);
    if (status == GX_OK)
        status = answer_with(write_figures, call, &drawn, store, &figures, err);
    gx_figures_clear(&figures);
    gx_drawn_clear(&drawn);
    gx_store_close(store);
    return status;
}
