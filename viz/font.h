/**
 * @file viz/font.h
 * Which installed font can write Chinese.  Knows fontconfig (in the .c only).
 */
#ifndef GX_VIZ_FONT_H
#define GX_VIZ_FONT_H

#include "base/status.h"

#include <stdbool.h>

enum { GX_FONT_BYTES = 256 };

typedef struct gx_font {
    char names[GX_FONT_BYTES]; /* what to ask Graphviz for: the font found, then what readers of an SVG may have */
    bool chinese;              /* false: Chinese will be drawn as boxes */
    char warning[GX_FONT_BYTES]; /* for the user, naming the package; "" where nothing is wrong */
} gx_font;

/**
 * Look for a font with Chinese glyphs: the usual ones in a fixed order, then whatever fontconfig has.
 * @return a plain value; never fails: without fontconfig's help it is "sans-serif" with a warning
 */
gx_font gx_font_probe(void);

#endif
