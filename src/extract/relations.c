#include "extract/scan.h"

static const double CONFIDENCE_NAME = 0.73; /* the name itself carries its parent, as measured */

/* part_of: an organization whose own name contains its parent, or that context gives one. */
void gx_find_relations(gx_analysis *a)
{
    for (uint32_t i = 0; i < a->organizations.n; i++) {
        if (a->organizations.at[i].parent == GX_NONE)
            continue;
        for (size_t k = 0; k < a->mentions.n; k++) {
            const gx_mention *m = &a->mentions.at[k];
            if (m->type != GX_ENTITY_ORGANIZATION || m->entity != i)
                continue;
            *GX_PUSH(a->arena, &a->relations) = (gx_relation){.subject = i,
                                                              .object = a->organizations.at[i].parent,
                                                              .evidence = m->range,
                                                              .confidence = CONFIDENCE_NAME};
            break;
        }
    }
}
