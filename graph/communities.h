/**
 * @file graph/communities.h
 * Communities: Leiden (Traag, Waltman, van Eck 2019) on modularity, with strengths.
 */
#ifndef GX_GRAPH_COMMUNITIES_H
#define GX_GRAPH_COMMUNITIES_H

#include "graph/network.h"

enum { GX_COMMUNITY_LABELS = 3 };

typedef struct gx_community {
    uint32_t size;
    uint32_t members_from;                 /* its part of gx_communities.members begins here */
    uint32_t central[GX_COMMUNITY_LABELS]; /* vertices of highest strength within it, its label */
    uint32_t n_central;
    double inside;    /* strength of edges within */
    double outside;   /* strength of edges that leave it */
    double stability; /* mean over the other seeds of the share of its pairs that stay together; 1 for one
                         vertex; 1 where no other seed was tried */
} gx_community;

/** Communities in order of size (larger first, then by their first vertex). */
typedef struct gx_communities {
    gx_community *at;
    size_t n;
    uint32_t *of;      /* [vertices] community of each */
    uint32_t *members; /* [vertices] grouped by community, most central first */
    size_t n_vertices;
    double modularity; /* quality; 0 for a network without edges */
    double stability;  /* mean normalised mutual information with the partitions of the other seeds (Danon
                          2005) */
    double modularity_low, modularity_high; /* over all seeds */
    size_t seeds;                           /* how many were tried */
} gx_communities;

/**
 * @param resolution  1 = plain modularity; higher gives smaller communities
 * @param seeds       how many seeds are tried (50 is the usual; 1 = only the fixed one); the partition told
 * is that of the fixed seed
 * @param[out] out    new; free with gx_communities_free()
 */
GX_MUST_USE gx_status gx_communities_new(gx_communities **out, const gx_network *net, double resolution,
                                         size_t seeds, const gx_work *work, gx_error *err);
void gx_communities_free(gx_communities *communities);

#endif
