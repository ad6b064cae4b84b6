/**
 * @file src/lib/inside.h
 * What the files of libguanxi share: errors and locale on the way in and out.
 */
#ifndef GX_LIB_INSIDE_H
#define GX_LIB_INSIDE_H

#include "extract/extract.h"
#include "lib/guanxi.h"

#include <locale.h>

/** One public call. The host's locale may write 0,5 for 0.5: numbers are those of C until gx_leave(). */
typedef struct gx_visit {
    gx_error error;
    locale_t before, own;
} gx_visit;

void gx_enter(gx_visit *visit);
/** Give the host its locale back and say how the call ended. @return the same as a public status */
guanxi_status gx_leave(gx_visit *visit, gx_status status, guanxi_error *error);

/** Tables and weights that several readers share. */
typedef struct gx_shared {
    gx_extractor *extractor;
    int n_readers; /* atomic */
} gx_shared;

struct guanxi_reader {
    gx_shared *shared;
    gx_worker *worker;
};

/** A page's facts. @param[out] out  start with {0}; free with gx_facts_clear() */
GX_MUST_USE gx_status gx_read_facts(gx_facts *out, guanxi_reader *reader, const guanxi_page *page,
                                    gx_error *err);

#endif
