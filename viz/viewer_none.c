/*
 * In place of the viewer where the build found no node or npm.
 */
#include "viz/viewer_file.h"

const unsigned char gx_viewer_file[] = "";
const size_t gx_viewer_file_bytes = 0;
