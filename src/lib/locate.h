/**
 * @file src/lib/locate.h
 * Where the program's own data is: the tables of seeds/ and the tagger's weights.
 */
#ifndef GX_LIB_LOCATE_H
#define GX_LIB_LOCATE_H

#include "base/memory.h"

/** Paths, both new; free with gx_locations_clear(). Start with {0}. */
typedef struct gx_locations {
    char *seeds;   /* a folder of tables */
    char *weights; /* a file */
} gx_locations;

/**
 * Find the data folder: the one that is named, else $GUANXI_DATA, else share/guanxi in the folder of the
 * program or shared library that this code is part of (a build folder), or up to two folders above it (bin/,
 * lib/ or lib/<machine>/ of an installed prefix). It holds `seeds/` and `tagger.gxw`.
 * @param named  NULL = none
 * @return GX_OK, GX_ENOMEM, GX_EIO (not there: the places that were tried)
 */
GX_MUST_USE gx_status gx_locate(gx_locations *out, const char *named, gx_error *err);
void gx_locations_clear(gx_locations *locations);

/** Let messages be read in other languages (base/message.h) from share/locale there. Once a process; cheap.
 */
void gx_messages_find(void);

#endif
