/**
 * @file viz/viewer_file.h
 * Inside viz/: the page of the viewer, put into the program by the build (viz/viewer/build.mjs), or viewer_none.c.
 */
#ifndef GX_VIZ_VIEWER_FILE_H
#define GX_VIZ_VIEWER_FILE_H

#include <stddef.h>

extern const unsigned char gx_viewer_file[]; /* NUL-terminated HTML */
extern const size_t gx_viewer_file_bytes;    /* 0 = built without it */

#endif
