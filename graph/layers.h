/**
 * @file graph/layers.h
 * Layers: a part or a projection of the base network, with one edge a pair of vertices (or one a role).
 */
#ifndef GX_GRAPH_LAYERS_H
#define GX_GRAPH_LAYERS_H

#include "graph/network.h"

typedef enum gx_layer {
    GX_LAYER_WHOLE,                        /* everything */
    GX_LAYER_AFFILIATION,                  /* person - organization, by post; two-mode */
    GX_LAYER_ATTENDANCE,                   /* person or organization - event; two-mode */
    GX_LAYER_HIERARCHY,                    /* organization -> the one above it; directed */
    GX_LAYER_PARTNERSHIP,                  /* organization - organization */
    GX_LAYER_CO_ATTENDANCE,                /* person - person */
    GX_LAYER_CO_ATTENDANCE_ORGANIZATIONS,  /* organization - organization */
    GX_LAYER_CO_AFFILIATION,               /* person - person who hold posts in one organization */
    GX_LAYER_CO_AFFILIATION_ORGANIZATIONS, /* organization - organization that share a person */
    GX_LAYERS
} gx_layer;

typedef struct gx_layer_info {
    const char *name; /* for options: "co-attendance" */
    const char *vertices;
    const char *edge;   /* what an edge means, one sentence */
    const char *weight; /* what its strength means, one sentence */
    bool two_mode, directed;
    bool chained;     /* belongs on a base loaded with the inferred chain of unions (graph/chain.h) */
    gx_length length; /* of an edge where nothing else is asked: hops where strengths are only how sure
                         the reading is, 1/strength where they say how near two are */
} gx_layer_info;

/** Static. */
const gx_layer_info *gx_layer_describe(gx_layer layer);

/** @return GX_OK, GX_EINVAL with the names that there are */
GX_MUST_USE gx_status gx_layer_by_name(gx_layer *out, const char *name, gx_error *err);

/** What facts a layer is drawn from. {0} = all of them. Strings are borrowed for the call. */
typedef struct gx_layer_filter {
    const char *from, *to; /* ISO day, month or year, both inclusive; NULL = open. A fact is in when any day
                              of its own may be: "2019" is in --from 2019-06. A participation without a
                              date has that of its event. */
    bool keep_undated;     /* with from or to: facts without any date stay too. (part_of without a date
                              always stays: a structure, not a happening.) */
    const char *const *kinds; /* of organizations and events; n_kinds 0 = all. Holds for organizations where
                                 one of the kinds is one of theirs, for events likewise: "meeting" leaves
                                 organizations alone. People always stay. */
    size_t n_kinds;
    const char *const *roles; /* roles at events; n_roles 0 = all. Facts of other types stay. */
    size_t n_roles;
    double min_confidence;
    bool no_inferred;      /* leave inferred facts out */
    bool no_isolates;      /* leave out vertices without an edge in the layer */
    bool by_role;          /* an edge for each type and title that a pair has, instead of one for the pair; no
                              difference to measures, which add parallel edges up; projections have one */
    size_t max_event_size; /* of co-attendance: events with more participants of the type are left out,
                              0 = none is */
} gx_layer_filter;

/**
 * Draw a layer.  Vertices are those of the types that the layer names and whose kind the filter lets
 * through, in the order of the base network; an event outside the window is out, and
 * an undated one that no fact puts into the window.  Edges are ordered by their pair of vertices,
 * those of one pair by their first fact.
 *
 * Weights: a merged edge has the sum of its facts' strengths.  A co-attendance has, over the events that
 * both were at, sum of 1 / (n - 1), n being how many people (or organizations) the event had (Newman, Phys.
 * Rev. E 64, 016132, 2001), each times the less sure of the two participations.  A co-affiliation likewise,
 * n being how many people the organization has (or organizations the person).
 *
 * @param net  a base network (a layer is GX_EINVAL); borrowed for the call, the layer outlives it
 * @return GX_OK, GX_ENOMEM, GX_EINVAL (a date that is not one, to before from), GX_EGRAPH, GX_EINTERRUPT
 *
 * Time O(E log E); projections O(sum of n^2 over events).
 */
GX_MUST_USE gx_status gx_layer_new(gx_network **out, const gx_network *net, gx_layer layer,
                                   const gx_layer_filter *filter, const gx_work *work, gx_error *err);

#endif
