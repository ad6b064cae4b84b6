#include "town.h"

#include <math.h>

static const gx_vertex town_vertices[] = {
    {.entity = 11, .type = P, .name = "a"},
    {.entity = 12, .type = P, .name = "b"},
    {.entity = 13, .type = P, .name = "c"},
    {.entity = 14, .type = P, .name = "alone"},
    {.entity = 21, .type = O, .name = "union", .kind = "union", .level = "city", .place = "east"},
    {.entity = 22, .type = O, .name = "company", .kind = "company", .level = "works", .place = "west"},
    {.entity = 31, .type = E, .name = "meeting", .kind = "meeting", .date = "2020-01-10"},
    {.entity = 32, .type = E, .name = "visit", .kind = "visit", .date = "2019-12"},
};
static const gx_tie town_edges[] = {
    {.source = 0,
     .target = 6,
     .type = GX_TIE_PARTICIPATION,
     .title = "speaker",
     .confidence = 0.9,
     .document = "d1",
     .document_fact = 7,
     .line = 3,
     .evidence = "a spoke"},
    {.source = 1,
     .target = 6,
     .type = GX_TIE_PARTICIPATION,
     .title = "attendee",
     .confidence = 0.8,
     .document = "d1"},
    {.source = 2,
     .target = 6,
     .type = GX_TIE_PARTICIPATION,
     .title = "attendee",
     .confidence = 0.5,
     .document = "d1"},
    {.source = 0,
     .target = 7,
     .type = GX_TIE_PARTICIPATION,
     .title = "visitor",
     .confidence = 1,
     .document = "d0"},
    {.source = 1,
     .target = 7,
     .type = GX_TIE_PARTICIPATION,
     .title = "visitor",
     .confidence = 0.6,
     .document = "d0"},
    {.source = 0,
     .target = 4,
     .type = GX_TIE_POST,
     .title = "chair",
     .from = "2018",
     .to = "2019-06",
     .confidence = 0.9},
    {.source = 0, .target = 4, .type = GX_TIE_POST, .title = "member", .confidence = 0.7},
    {.source = 2, .target = 5, .type = GX_TIE_POST, .title = "worker", .from = "2020", .confidence = 0.9},
    {.source = 5, .target = 4, .type = GX_TIE_PART_OF, .confidence = 0.5, .inferred = true},
    {.source = 4, .target = 4, .type = GX_TIE_PARTNER, .confidence = 0.5},
    {.source = 4, .target = 5, .type = GX_TIE_PARTNER, .confidence = 0},
};
const gx_network_input town = {town_vertices, COUNT(town_vertices), town_edges, COUNT(town_edges)};

gx_network *make(const gx_network_input *input)
{
    gx_network *net = NULL;
    gx_error err = {0};
    if (gx_network_new(&net, input, &err) != GX_OK)
        fail_msg("%s", err.text);
    return net;
}

gx_network *layer_of(const gx_network_input *input, gx_layer layer, const gx_layer_filter *filter)
{
    gx_network *net = make(input), *drawn = NULL;
    gx_error err = {0};
    if (gx_layer_new(&drawn, net, layer, filter, NULL, &err) != GX_OK)
        fail_msg("%s", err.text);
    gx_network_free(net);
    return drawn;
}

const gx_tie *edge_between(const gx_network *net, const char *source, const char *target)
{
    for (uint32_t e = 0; e < gx_network_edge_count(net); e++) {
        const gx_tie *edge = gx_network_edge(net, e);
        if (strcmp(gx_network_vertex(net, edge->source)->name, source) == 0 &&
            strcmp(gx_network_vertex(net, edge->target)->name, target) == 0)
            return edge;
    }
    return NULL;
}

void assert_near(double a, double b)
{
    if (fabs(a - b) > 1e-9)
        fail_msg("%.17g is not %.17g", a, b);
}
