/**
 * @file src/cli/version.h
 * What `guanxi --version` says: what an answer depends on.
 */
#ifndef GX_CLI_VERSION_H
#define GX_CLI_VERSION_H

#include "base/status.h"

#include <stdio.h>

/**
 * Print the program's version, those of all libraries that it is linked with, and the checksum of the
 * tagger's weights, which are read and checked for it.
 * @return GX_OK, or why the weights cannot be used; the versions are printed all the same
 */
GX_MUST_USE gx_status gx_version_print(FILE *out, gx_error *err);

#endif
