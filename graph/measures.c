#include "graph/centrality.h"

#include "base/message.h"
#include "base/buffer.h"

#include <string.h>

static const gx_measure_info measures[GX_MEASURES] = {
    [GX_MEASURE_DEGREE] =
        {.name = "degree",
         .label = "degree",
         .unit = N_("neighbours"),
         .means = N_("A high value means ties to many different people, organizations or events, however strong "
                  "each is."),
         .distrust = N_("It rewards whoever is written about most, and one long list of guests at a single event is "
             "enough to raise it."),
         .source = "Freeman 1979",
         .integral = true},
    [GX_MEASURE_STRENGTH] =
        {.name = "strength",
         .label = "strength",
         .unit = N_("sum of the strengths of its edges"),
         .means = N_("A high value means many ties or often attested ones: the strengths of all edges added up."),
         .distrust = N_("The same happening told on several pages counts several times, so that it follows the "
                     "newspaper's attention."),
         .source = "Barrat, Barthelemy, Pastor-Satorras, Vespignani 2004"},
    [GX_MEASURE_BETWEENNESS] =
        {.name = "betweenness",
         .label = "betweenness",
         .unit = N_("pairs of vertices, whole or in part, whose shortest paths lead through it"),
         .means = N_("A high value means that shortest paths between many others lead through it: it can pass "
                  "on, hold "
                  "back or connect."),
         .distrust = N_("A single missed or wrong edge can move it far, so look at --interval; where it was sampled, "
             "ranks closer than the stated error say nothing."),
         .source = "Freeman 1977; Brandes 2001; sampled: Brandes & Pich 2007, Geisberger et al. 2008"},
    [GX_MEASURE_HARMONIC] =
        {.name = "harmonic",
         .label = "harmonic",
         .unit = N_("mean of 1 / distance to all others, 0 for those out of reach"),
         .means = N_("A high value means few steps to most others; unlike plain closeness it can be compared across "
             "components."),
         .distrust = N_("In a small or dense network nearly all values are alike, and their order then means little."),
         .source = "Marchiori & Latora 2000; Rochat 2009; sampled: Eppstein & Wang 2004"},
    [GX_MEASURE_PAGERANK] =
        {.name = "pagerank",
         .label = "pagerank",
         .unit = N_("share of a random walker's time"),
         .means = N_("A high value means strong ties to others that have strong ties themselves; it stays meaningful "
             "over several components."),
         .distrust = N_("In a network without direction it follows strength closely, and says little that strength "
             "does not say."),
         .source = "Brin & Page 1998, damping 0.85"},
    [GX_MEASURE_EIGENVECTOR] =
        {.name = "eigenvector",
         .label = "eigenvector",
         .unit = N_("1 for the highest of the largest component"),
         .means = N_("A high value means ties to others of high value: membership of the innermost circle."),
         .distrust = N_("It is defined in the largest component only and left empty elsewhere; one large event can draw "
             "all of it to itself."),
         .source = "Bonacich 1972"},
    [GX_MEASURE_CORE] =
        {.name = "core",
         .label = "core",
         .unit = N_("k of the largest k-core that it belongs to"),
         .means = N_("A high value k means membership of a group in which each has at least k ties within the group."),
         .distrust = N_("In projections every event of n makes a group of n, so that the largest event decides who is "
             "in the core."),
         .source = "Seidman 1983",
         .integral = true},
    [GX_MEASURE_CLUSTERING] =
        {.name = "clustering",
         .label = "clustering",
         .unit = N_("share of pairs of its neighbours that are neighbours themselves"),
         .means = N_("A high value means that its neighbours know each other: it sits within a closed circle, not "
             "between circles."),
         .distrust = N_("With two or three neighbours it is chance, in two-mode layers it is always 0, and in "
                     "projections events make it high by themselves."),
         .source = "Watts & Strogatz 1998"},
    [GX_MEASURE_CONSTRAINT] =
        {.name = "constraint",
         .label = "constraint",
         .unit = N_("0 (free) to about 1 (held by one circle), lowest ranked first"),
         .means = N_("A low value means contacts that have no ties with each other, which leaves room to "
                  "broker; a high "
                  "one means that all contacts lead back to the same few."),
         .distrust = N_("It leans on ties that are absent, and what no page reports looks absent; isolates have none."),
         .source = "Burt 1992",
         .low_is_strong = true},
    [GX_MEASURE_EFFECTIVE_SIZE] =
        {.name = "effective-size",
         .label = "effective size",
         .unit = N_("contacts that are not redundant"),
         .means = N_("A high value means many contacts that do not overlap: the number of neighbours less the ties "
             "among them."),
         .distrust = N_("It grows with the number of neighbours, so compare only those with about as many; isolates "
             "have none."),
         .source = "Burt 1992"},
    [GX_MEASURE_ARTICULATION] =
        {.name = "articulation",
         .label = "cut vertex",
         .unit = N_("1 where its loss would part its component, else 0"),
         .means = N_("1 means that without it some could no longer reach each other at all."),
         .distrust = N_("Anyone who alone took a colleague along is one, so look at what hangs behind; one missed edge "
             "makes or unmakes it."),
         .source = "Hopcroft & Tarjan 1973",
         .integral = true},
    [GX_MEASURE_TWO_MODE_DEGREE] =
        {.name = "two-mode-degree",
         .label = "degree (two-mode)",
         .unit = N_("share of the other side that it has ties with"),
         .means = N_("A high value means presence at a large share of all events, or, of an event, of all "
                  "participants."),
         .distrust = N_("The shares of the two sides have different bases, so compare within one side only."),
         .source = "Borgatti & Everett 1997",
         .two_mode = true},
    [GX_MEASURE_TWO_MODE_CLOSENESS] =
        {.name = "two-mode-closeness",
         .label = "closeness (two-mode)",
         .unit = N_("least possible sum of distances over the real one, times the share of the network in reach"),
         .means = N_("A high value means few steps to all others, measured against the best that a two-mode network "
             "allows."),
         .distrust = N_("With many small components the share in reach decides it nearly alone."),
         .source = "Borgatti & Everett 1997",
         .two_mode = true},
    [GX_MEASURE_TWO_MODE_BETWEENNESS] =
        {.name = "two-mode-betweenness",
         .label = "betweenness (two-mode)",
         .unit = N_("share of the highest betweenness that a two-mode network of this size allows"),
         .means = N_("A high value means that shortest paths lead through it, measured against the best that a "
                  "two-mode "
                  "network allows."),
         .distrust = N_("As betweenness: one missed or wrong edge can move it far."),
         .source = "Borgatti & Everett 1997",
         .two_mode = true},
};

const gx_measure_info *gx_measure_describe(gx_measure measure)
{
    return &measures[(unsigned)measure < GX_MEASURES ? measure : GX_MEASURE_DEGREE];
}

gx_status gx_measure_by_name(gx_measure *out, const char *name, gx_error *err)
{
    for (unsigned i = 0; i < GX_MEASURES; i++) {
        if (strcmp(measures[i].name, name) == 0) {
            *out = (gx_measure)i;
            return GX_OK;
        }
    }
    gx_buffer names = {0};
    for (unsigned i = 0; i < GX_MEASURES; i++)
        gx_buffer_printf(&names, "%s%s",
                         i == 0                 ? ""
                         : i + 1 == GX_MEASURES ? _(" or ")
                                                : ", ",
                         measures[i].name);
    gx_status status = gx_fail(err, GX_EINVAL, "there is no measure '%s'; expected %s", name,
                               names.failed ? _("another") : names.at);
    gx_buffer_clear(&names);
    return status;
}
