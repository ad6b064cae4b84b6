/* From the knowledge base to the network that a call asks for. */
#include "cli/commands.h"

#include "lib/locate.h"
#include "graph/load.h"

#include <stdio.h>
#include <string.h>

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
    if (status == GX_OK && options->layer)
        status = gx_layer_by_name(&out->layer, options->layer, err);
    out->chain = !options->no_inferred && (options->chain || gx_layer_describe(out->layer)->chained);
    return status;
}

static gx_status load_chained(gx_drawn *drawn, gx_store *store, gx_error *err)
{
    gx_locations locations = {0};
    gx_buffer places = {0};
    gx_status status = gx_locate(&locations, NULL, err);
    if (status == GX_OK) {
        gx_buffer_printf(&places, "%s/places.tsv", locations.seeds);
        status = places.failed ? gx_fail(err, GX_ENOMEM, "out of memory for a path")
                               : gx_network_load_chained(&drawn->base, store, places.at, &drawn->work, err);
    }
    gx_buffer_clear(&places);
    gx_locations_clear(&locations);
    return status;
}

gx_status gx_drawn_read(gx_drawn *drawn, gx_store *store, gx_error *err)
{
    gx_status status = drawn->chain ? load_chained(drawn, store, err)
                                    : gx_network_load(&drawn->base, store, &drawn->work, err);
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

gx_status gx_measures_of(gx_measure out[GX_MEASURES_AT_MOST], size_t *n, const char *text, gx_measure usual,
                         gx_error *err)
{
    *n = 0;
    if (!text) {
        out[(*n)++] = usual;
        return GX_OK;
    }
    for (;;) {
        char name[64];
        size_t bytes = strcspn(text, ",");
        if (*n == GX_MEASURES_AT_MOST)
            return gx_fail(err, GX_EINVAL, "--by: at most %d measures are taken", GX_MEASURES_AT_MOST);
        snprintf(name, sizeof name, "%.*s", (int)bytes, text);
        gx_status status = gx_measure_by_name(&out[(*n)++], name, err);
        if (status != GX_OK || !text[bytes])
            return status;
        text += bytes + 1;
    }
}
