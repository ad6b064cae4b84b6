#include "store/store.h"

#define CLEAR(type)                                                                                          \
    void type##_clear(type *rows)                                                                            \
    {                                                                                                        \
        gx_arena_clear(&rows->arena);                                                                        \
        *rows = (type){.arena = rows->arena};                                                                \
    }

CLEAR(gx_entities)
CLEAR(gx_link_rows)
CLEAR(gx_document_rows)
CLEAR(gx_name_rows)
CLEAR(gx_with_rows)
CLEAR(gx_tree_rows)
CLEAR(gx_hits)
CLEAR(gx_reason_rows)
CLEAR(gx_judgement_rows)
