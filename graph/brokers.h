/**
 * @file graph/brokers.h
 * Brokers (Gould & Fernandez, Sociological Methodology 19, 1989): who stands between two that have no tie.
 *
 * b brokers for a -> b -> c where a -> c is not there.  By the groups of the three:
 *   coordinator AAA, gatekeeper A|BB (lets in), representative AA|B (speaks out), consultant A|B|A, liaison
 * A|B|C. In a network without direction each tie runs both ways, each pair is counted once each way, and
 * gatekeeper equals representative.
 */
#ifndef GX_GRAPH_BROKERS_H
#define GX_GRAPH_BROKERS_H

#include "graph/network.h"

typedef enum gx_broker_role {
    GX_BROKER_COORDINATOR,
    GX_BROKER_GATEKEEPER,
    GX_BROKER_REPRESENTATIVE,
    GX_BROKER_CONSULTANT,
    GX_BROKER_LIAISON,
    GX_BROKER_ROLES
} gx_broker_role;

/** "coordinator", …; static. */
const char *gx_broker_role_name(gx_broker_role role);

typedef enum gx_group_by {
    GX_GROUP_BY_ORGANIZATION, /* a person: the organization of the surest, latest post; an organization:
                                 itself */
    GX_GROUP_BY_LEVEL, /* of an organization (where none was given: its steps up to the top of the hierarchy);
                          of a person, that of the organization above */
    GX_GROUP_BY_PLACE, /* district: likewise; of an event, its place */
    GX_GROUP_BY_KIND,  /* likewise */
    GX_GROUP_BY_COMMUNITY, /* Leiden, fixed seed */
    GX_GROUPINGS
} gx_group_by;

/** "organization", "level", "district", "kind", "community"; static. */
const char *gx_group_by_name(gx_group_by by);
GX_MUST_USE gx_status gx_group_by_by_name(gx_group_by *out, const char *name, gx_error *err);

enum { GX_NO_GROUP = UINT32_MAX };

/** A group for each vertex; start with {0}, free with gx_groups_clear(). */
typedef struct gx_groups {
    uint32_t *of; /* [vertices] or GX_NO_GROUP: where that is any of the three, the triple is not counted */
    size_t n_vertices;
    const char **names; /* [n]; borrowed from the network, NULL for a community */
    size_t n;
} gx_groups;

GX_MUST_USE gx_status gx_groups_init(gx_groups *out, const gx_network *net, gx_group_by by,
                                     const gx_work *work, gx_error *err);
void gx_groups_clear(gx_groups *groups);

typedef struct gx_broker {
    gx_entity_id entity;
    uint32_t vertex;
    uint32_t group;
    uint64_t counts[GX_BROKER_ROLES];
    uint64_t total;
} gx_broker;

typedef struct gx_brokers {
    gx_broker *at; /* highest total first, equal ones by type and entity id; those of total 0 left out */
    size_t n;
} gx_brokers;

/**
 * @param groups    borrowed; made by gx_groups_init() or by hand
 * @param[out] out  new; free with gx_brokers_free()
 * Time O(sum of degree^2).
 */
GX_MUST_USE gx_status gx_brokers_new(gx_brokers **out, const gx_network *net, const gx_groups *groups,
                                     const gx_work *work, gx_error *err);
void gx_brokers_free(gx_brokers *brokers);

#endif
