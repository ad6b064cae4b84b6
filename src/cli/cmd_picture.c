/* export, draw, view: the network as files. */
#include "cli/commands.h"

#include "base/message.h"
#include "base/file.h"
#include "viz/draw.h"
#include "viz/export.h"
#include "viz/view.h"

#include <string.h>

/*
 * The measures that files carry where --by names none.  Those that visit every vertex from every vertex are
 * for networks where that takes some seconds: V (V + E) steps of 25 ns (graph/tuning.h).
 */
static const gx_measure usual[] = {GX_MEASURE_PAGERANK, GX_MEASURE_DEGREE, GX_MEASURE_STRENGTH,
                                   GX_MEASURE_BETWEENNESS, GX_MEASURE_HARMONIC};
enum { USUAL = sizeof usual / sizeof *usual, QUICK = 3 };
static const double usual_steps = 2e8;

struct measured {
    gx_measure measures[GX_MEASURES_AT_MOST];
    gx_scores scores[GX_MEASURES_AT_MOST];
    size_t n;
    gx_communities *communities;
};

/* Which measures, before anything is opened: n is 0 where the network decides. */
static gx_status choose_measures(struct measured *out, const gx_options *options, gx_error *err)
{
    return options->by ? gx_measures_of(out->measures, &out->n, options->by, usual[0], err) : GX_OK;
}

static gx_status measure_all(struct measured *out, const gx_drawn *drawn, const gx_options *options,
                             gx_error *err)
{
    double n = (double)gx_network_vertex_count(drawn->network);
    if (!out->n) {
        bool few = n * (n + (double)gx_network_edge_count(drawn->network)) < usual_steps;
        out->n = few ? USUAL : QUICK;
        memcpy(out->measures, usual, sizeof usual);
        if (!few && !options->quiet)
            gx_say("betweenness and harmonic are left out of a network of %.0f; --by asks for them", n);
    }
    gx_status status = GX_OK;
    for (size_t i = 0; i < out->n && status == GX_OK; i++)
        status = gx_scores_init(&out->scores[i], drawn->network, out->measures[i], &drawn->work, err);
    return status == GX_OK ? gx_communities_new(&out->communities, drawn->network, 1.0, 1, &drawn->work, err)
                           : status;
}

static void clear_measured(struct measured *measured)
{
    for (size_t i = 0; i < GX_MEASURES_AT_MOST; i++)
        gx_scores_clear(&measured->scores[i]);
    gx_communities_free(measured->communities);
}

/* ---- export ---- */

gx_status gx_cmd_export(gx_call *call, gx_error *err)
{
    const gx_options *options = &call->options;
    gx_drawn drawn = {0};
    gx_store *store = NULL;
    struct measured measured = {0};
    gx_filter filter;
    gx_export_format format;
    if (!options->as)
        return gx_fail(err, GX_EINVAL, "expected --as FORMAT");
    gx_status status = gx_export_by_name(&format, options->as, err);
    if (status == GX_OK && gx_export_describe(format)->parts[0] && !options->output)
        status = gx_fail(err, GX_EINVAL, "%s is several files: expected -o FOLDER", options->as);
    if (status == GX_OK)
        status = choose_measures(&measured, options, err);
    if (status == GX_OK)
        status = gx_filter_of(&filter, options, err);
    if (status == GX_OK)
        status = gx_drawn_begin(&drawn, options, err);
    drawn.filter.by_role = true;
    if (status == GX_OK)
        status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status = gx_drawn_read(&drawn, store, err);
    if (status == GX_OK && format != GX_EXPORT_FACTS)
        status = measure_all(&measured, &drawn, options, err);
    gx_progress_end(&drawn.progress);
    if (status == GX_OK) {
        bool scored = format != GX_EXPORT_FACTS;
        gx_export_options how = {.scores = scored ? measured.scores : NULL,
                                 .n_scores = scored ? measured.n : 0,
                                 .communities = measured.communities,
                                 .store = store,
                                 .filter = &filter,
                                 .title = options->title};
        status = gx_export_save(options->output ? options->output : "-", drawn.network, format, &how, err);
    }
    clear_measured(&measured);
    gx_drawn_clear(&drawn);
    gx_store_close(store);
    return status;
}

/* ---- draw ---- */

static gx_status check_drawing(gx_draw_request *request, const gx_call *call, gx_measure *by,
                               bool *communities, gx_error *err)
{
    const gx_options *options = &call->options;
    if (!options->output)
        return gx_fail(err, GX_EINVAL, "expected -o FILE: .svg, .png, .pdf or .dot");
    gx_status status =
        gx_draw_format_by_name(&request->format, options->as ? options->as : options->output, err);
    if (status == GX_OK && options->view)
        status = gx_view_by_name(&request->view, options->view, err);
    if (status == GX_OK && options->paper)
        status = gx_paper_by_name(&request->paper, options->paper, err);
    *by = GX_MEASURE_PAGERANK;
    if (status == GX_OK && options->by)
        status = gx_measure_by_name(by, options->by, err);
    *communities = options->colour && strcmp(options->colour, "community") == 0;
    if (status == GX_OK && options->colour && !*communities && strcmp(options->colour, "kind") != 0)
        status =
            gx_fail(err, GX_EINVAL, "--colour: expected kind or community, found \"%s\"", options->colour);
    if (status != GX_OK)
        return status;
    const gx_view_info *info = gx_view_describe(request->view);
    if (call->n_arguments < info->names || call->n_arguments > info->names + info->optional_name)
        return gx_fail(err, GX_EINVAL,
                       info->names == 1 ? N_("--view %s: expected %u name, found %zu")
                                        : N_("--view %s: expected %u names, found %zu"),
                       info->name, info->names, call->n_arguments);
    return GX_OK;
}

static gx_status find_subject(gx_entity_id *id, gx_kb_type *type, gx_store *store, const char *name,
                              gx_kb_type wanted, gx_error *err)
{
    static const gx_name_of of[] = {[GX_KB_ANY] = GX_NAME_OF_ANY,
                                    [GX_KB_PERSON] = GX_NAME_OF_PERSON,
                                    [GX_KB_ORGANIZATION] = GX_NAME_OF_ORGANIZATION,
                                    [GX_KB_EVENT] = GX_NAME_OF_EVENT};
    gx_entities found = {0};
    gx_status status = gx_name_one(&found, store, name, of[wanted], err);
    if (status == GX_OK) {
        *id = found.at[0].id;
        *type = found.at[0].type;
    }
    gx_entities_clear(&found);
    return status;
}

static gx_status find_subjects(gx_draw_request *request, const gx_call *call, gx_store *store, gx_error *err)
{
    gx_kb_type wanted = gx_view_describe(request->view)->name_type;
    gx_status status = GX_OK;
    if (call->n_arguments > 0)
        status =
            find_subject(&request->subject, &request->subject_type, store, call->arguments[0], wanted, err);
    if (status == GX_OK && call->n_arguments > 1)
        status = find_subject(&request->other, &request->other_type, store, call->arguments[1], wanted, err);
    return status;
}

static gx_status save_picture(const gx_options *options, const gx_buffer *picture, gx_error *err)
{
    gx_output output = {0};
    gx_status status = gx_output_open(&output, options->output, err);
    if (status != GX_OK)
        return status;
    if (picture->n && fwrite(picture->at, 1, picture->n, output.stream) != picture->n)
        status = gx_fail_at(err, GX_EIO, options->output, 0, 0, "cannot write");
    if (status == GX_OK)
        return gx_output_close(&output, err);
    gx_output_abandon(&output);
    return status;
}

static void say_report(const gx_options *options, const gx_draw_report *report)
{
    if (*report->warning)
        gx_say("%s", report->warning);
    if (!options->quiet && report->n_left_out)
        gx_say("%s: the %zu most central are drawn, %zu are left out", options->output, report->n_drawn,
               report->n_left_out);
}

gx_status gx_cmd_draw(gx_call *call, gx_error *err)
{
    const gx_options *options = &call->options;
    gx_draw_request request = {.steps = options->view && strcmp(options->view, "path") == 0 ? options->paths
                                                                                            : options->steps,
                               .max_nodes = options->nodes,
                               .landscape = options->landscape,
                               .title = options->title,
                               .source = gx_path_name(gx_base_path(options))};
    gx_drawn drawn = {0};
    gx_store *store = NULL;
    gx_scores sizes = {0};
    gx_filter filter;
    gx_measure by;
    bool coloured = false;
    gx_communities *communities = NULL;
    gx_buffer picture = {0};
    gx_draw_report report = {0};
    gx_status status = check_drawing(&request, call, &by, &coloured, err);
    if (status == GX_OK)
        status = gx_filter_of(&filter, options, err);
    if (status == GX_OK)
        status = gx_drawn_begin(&drawn, options, err);
    drawn.filter.no_isolates = true;
    drawn.filter.by_role = request.view == GX_VIEW_EGO;
    if (request.view == GX_VIEW_ORGS) {
        drawn.layer = GX_LAYER_HIERARCHY;
        drawn.chain = !options->no_inferred;
    }
    if (status == GX_OK)
        status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status = find_subjects(&request, call, store, err);
    if (status == GX_OK && gx_view_describe(request.view)->needs_network) {
        status = gx_drawn_read(&drawn, store, err);
        if (status == GX_OK)
            status = gx_scores_init(&sizes, drawn.network, by, &drawn.work, err);
        if (status == GX_OK && coloured)
            status = gx_communities_new(&communities, drawn.network, 1.0, 1, &drawn.work, err);
        request.network = drawn.network;
        request.sizes = &sizes;
        request.communities = communities;
    }
    gx_progress_end(&drawn.progress);
    request.store = store;
    request.filter = &filter;
    if (status == GX_OK)
        status = gx_draw(&picture, &report, &request, err);
    if (status == GX_OK)
        status = save_picture(options, &picture, err);
    if (status == GX_OK)
        say_report(options, &report);
    gx_buffer_clear(&picture);
    gx_scores_clear(&sizes);
    gx_communities_free(communities);
    gx_drawn_clear(&drawn);
    gx_store_close(store);
    return status;
}

/* ---- view ---- */

gx_status gx_cmd_view(gx_call *call, gx_error *err)
{
    const gx_options *options = &call->options;
    gx_drawn drawn = {0};
    gx_store *store = NULL;
    struct measured measured = {0};
    gx_output output = {0};
    if (!gx_view_available())
        return gx_fail(err, GX_EIO, "the viewer was not built in: install nodejs and npm, and build again");
    if (!options->output)
        return gx_fail(err, GX_EINVAL, "expected -o FILE.html");
    gx_status status = choose_measures(&measured, options, err);
    if (status == GX_OK)
        status = gx_drawn_begin(&drawn, options, err);
    drawn.filter.no_isolates = drawn.filter.by_role = true;
    if (status == GX_OK)
        status = gx_base_open(&store, call, err);
    if (status == GX_OK)
        status = gx_drawn_read(&drawn, store, err);
    if (status == GX_OK)
        status = measure_all(&measured, &drawn, options, err);
    gx_progress_end(&drawn.progress);
    if (status == GX_OK)
        status = gx_output_open(&output, options->output, err);
    if (status == GX_OK) {
        gx_view_options how = {.store = store,
                               .scores = measured.scores,
                               .n_scores = measured.n,
                               .communities = measured.communities,
                               .title = options->title};
        status = gx_view_write(output.stream, drawn.network, &how, err);
        if (status == GX_OK)
            status = gx_output_close(&output, err);
        else
            gx_output_abandon(&output);
    }
    clear_measured(&measured);
    gx_drawn_clear(&drawn);
    gx_store_close(store);
    return status;
}
