/**
 * @file src/cli/locate.h
 * Where the program's own data is: the tables of seeds/ and the tagger's weights.
 */
#ifndef GX_CLI_LOCATE_H
#define GX_CLI_LOCATE_H

#include "base/memory.h"

/** Paths, both new; free with gx_locations_clear(). Start with {0}. */
typedef struct gx_locations {
    char *seeds;   /* a folder of tables */
    char *weights; /* a file */
} gx_locations;

/**
 * Find the data folder: $GUANXI_DATA, else share/guanxi beside the executable (a build folder), else
 * ../share/guanxi from it (an installed prefix). It holds `seeds/` and `tagger.gxw`.
 * @return GX_OK, GX_ENOMEM, GX_EIO (not there: the places that were tried)
 */
GX_MUST_USE gx_status gx_locate(gx_locations *out, gx_error *err);
void gx_locations_clear(gx_locations *locations);

#endif
