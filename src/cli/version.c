#include "cli/version.h"

#include "base/utf8.h"
#include "graph/network.h"
#include "lib/locate.h"
#include "lib/version.h"
#include "store/store.h"
#include "tag/tagger.h"
#include "viz/draw.h"

#include <gnu/libc-version.h>
#include <inttypes.h>

static gx_status print_weights(FILE *out, gx_error *err)
{
    gx_locations places = {0};
    gx_tagger *tagger = NULL;
    gx_status status = gx_locate(&places, NULL, err);
    if (status == GX_OK)
        status = gx_tagger_new(&tagger, places.weights, err);
    if (status == GX_OK)
        fprintf(out, "weights %016" PRIx64 " (LAC small)\n", gx_tagger_checksum(tagger));
    gx_tagger_free(tagger);
    gx_locations_clear(&places);
    return status;
}

gx_status gx_version_print(FILE *out, gx_error *err)
{
    char fontconfig[GX_LIBRARY_VERSION_BYTES];
    gx_draw_fontconfig_version(fontconfig);
    const struct {
        const char *name, *version;
    } libraries[] = {
        {"igraph", gx_network_library_version()},
        {"graphviz", gx_draw_graphviz_version()},
        {"fontconfig", fontconfig},
        {"jansson", gx_facts_library_version()},
        {"sqlite", gx_store_sqlite_version()},
        {"zlib", gx_store_zlib_version()},
        {"utf8proc", gx_utf8_library_version()},
        {"glibc", gnu_get_libc_version()},
    };
    fprintf(out, "guanxi %s\n", GX_VERSION);
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
        fprintf(out, "%s %s\n", libraries[i].name, libraries[i].version);
    return print_weights(out, err);
}
