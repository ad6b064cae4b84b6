/* Any text as a name or as words to find, asked of a small knowledge base. */
#include "sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gx_store *store;
    gx_error err = {0};
    if (!store) {
        char path[512];
        fuzz_write(path, "names.db", "", 0);
        sample_write(path);
        HOLDS(gx_store_open(&store, path, GX_STORE_READ, &err) == GX_OK);
    }
    char *text = fuzz_text(data, size);
    gx_entities found = {0};
    gx_hits hits = {0};
    gx_link_rows rows = {0};
    gx_status status = gx_store_resolve(store, text, GX_KB_ANY, &found, &err);
    HOLDS(status == GX_OK ? found.n == 1 : status == GX_EAMBIGUOUS ? found.n > 1 : status == (*text ? GX_ENOTFOUND : GX_EINVAL));
    HOLDS(found.n <= 50 && (status == GX_OK || err.text[0]));
    err = (gx_error){0};
    status = gx_store_find(store, text, NULL, &hits, &err);
    HOLDS(status == GX_OK || (status == GX_EINVAL && err.text[0])); /* nothing but white space */
    gx_filter filter = {.role = text, .kind = text, .place = text, .document = text};
    HOLDS(gx_store_timeline(store, 0, &filter, &rows, &err) == GX_OK);
    HOLDS(gx_store_holders(store, text, NULL, &rows, &err) == GX_OK);
    filter = (gx_filter){.from = text, .to = text};
    status = gx_filter_check(&filter, &err);
    HOLDS(status == GX_OK || (status == GX_EINVAL && err.text[0]));
    gx_entities_clear(&found);
    gx_hits_clear(&hits);
    gx_link_rows_clear(&rows);
    free(text);
    return 0;
}
