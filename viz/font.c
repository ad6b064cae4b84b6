#include "viz/font.h"
#include "viz/draw.h"

#include <fontconfig/fontconfig.h>
#include <stdio.h>
#include <string.h>

/* Sans before Serif before all else: thin strokes vanish in small print. */
static const char *const known_fonts[] = {
    "Noto Sans CJK SC",    "Source Han Sans SC",  "Noto Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    "Droid Sans Fallback", "Noto Serif CJK SC",   "Microsoft YaHei", "PingFang SC", "AR PL UMing CN",
};

/* What stands behind the font found, for whoever opens the SVG elsewhere. */
static const char fallbacks[] = "PingFang SC,Microsoft YaHei,sans-serif";

static bool has_glyphs(FcPattern *font)
{
    static const FcChar32 probes[] = {0x5DE5, 0x4F1A, 0x961F}; /* 工会队 */
    FcCharSet *set = NULL;
    if (FcPatternGetCharSet(font, FC_CHARSET, 0, &set) != FcResultMatch)
        return false;
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
        if (!FcCharSetHasChar(set, probes[i]))
            return false;
    return true;
}

/** The font that fontconfig would take for `family` (NULL = any) and Chinese, if it has the glyphs and the name. */
static bool match(FcConfig *config, const char *family, char *found, size_t n)
{
    bool ok = false;
    FcResult result = FcResultNoMatch;
    FcPattern *best = NULL, *pattern = FcPatternCreate();
    if (!pattern)
        return false;
    if (family)
        FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcPatternAddString(pattern, FC_LANG, (const FcChar8 *)"zh-cn");
    FcConfigSubstitute(config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    best = FcFontMatch(config, pattern, &result);
    FcChar8 *name = NULL;
    for (int i = 0; best && !ok && FcPatternGetString(best, FC_FAMILY, i, &name) == FcResultMatch; i++) {
        ok = has_glyphs(best) && (!family || strcmp((const char *)name, family) == 0);
        if (ok)
            snprintf(found, n, "%s", (const char *)name);
    }
    if (best)
        FcPatternDestroy(best);
    FcPatternDestroy(pattern);
    return ok;
}

gx_font gx_font_probe(void)
{
    gx_font font = {0};
    char found[GX_FONT_BYTES / 2] = "";
    /* A configuration of our own can be given back; the process-wide one is also Graphviz's. */
    FcConfig *config = FcInitLoadConfigAndFonts();
    if (config) {
        for (size_t i = 0; !font.chinese && i < sizeof known_fonts / sizeof *known_fonts; i++)
            font.chinese = match(config, known_fonts[i], found, sizeof found);
        if (!font.chinese)
            font.chinese = match(config, NULL, found, sizeof found);
        FcConfigDestroy(config);
    }
    if (font.chinese) {
        snprintf(font.names, sizeof font.names, "%s,%s", found, fallbacks);
    } else {
        snprintf(font.names, sizeof font.names, "%s", fallbacks);
        snprintf(font.warning, sizeof font.warning,
                 "no font with Chinese characters is installed, names will be drawn as boxes: "
                 "apt-get install fonts-noto-cjk");
    }
    return font;
}

void gx_draw_fontconfig_version(char out[GX_LIBRARY_VERSION_BYTES])
{
    int version = FcGetVersion();
    snprintf(out, GX_LIBRARY_VERSION_BYTES, "%d.%d.%d", version / 10000, version / 100 % 100, version % 100);
}
