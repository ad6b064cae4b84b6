/* A knowledge base file with bytes changed: refused with its name, or every question has an answer.
 * The input is any number of (offset, 4 bytes little-endian; length, 1 byte; that many bytes). */
#include "base/file.h"
#include "sample.h"

static gx_status count_edge(void *context, const gx_edge *edge, gx_error *err)
{
    (void)err;
    HOLDS(edge->type < GX_LINK_TYPES);
    ++*(size_t *)context;
    return GX_OK;
}

static void damage(char *bytes, size_t n, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i + 5 < size;) {
        uint32_t offset = (uint32_t)data[i] | (uint32_t)data[i + 1] << 8 | (uint32_t)data[i + 2] << 16 |
                          (uint32_t)data[i + 3] << 24;
        size_t length = data[i + 4];
        i += 5;
        for (size_t k = 0; k < length && i < size; k++, i++)
            bytes[(offset + k) % n] = (char)data[i];
    }
}

static void ask(gx_store *store, gx_error *err)
{
    gx_entities entities = {0};
    gx_link_rows rows = {0};
    gx_hits hits = {0};
    gx_buffer text = {0};
    size_t n_edges = 0;
    gx_status statuses[] = {
        gx_store_entities(store, NULL, &entities, err),       gx_store_posts(store, 1, NULL, &rows, err),
        gx_store_timeline(store, 0, NULL, &rows, err),        gx_store_awards(store, 0, NULL, &rows, err),
        gx_store_links(store, 0, NULL, &rows, err),           gx_store_find(store, "云溪", NULL, &hits, err),
        gx_store_each_edge(store, count_edge, &n_edges, err), gx_store_dump(store, &text, err),
    };
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        HOLDS(statuses[i] == GX_OK || statuses[i] == GX_EDATA || statuses[i] == GX_ESTORE || statuses[i] == GX_ENOTFOUND ||
              statuses[i] == GX_EVERSION || statuses[i] == GX_ENOMEM);
    gx_entities_clear(&entities);
    gx_link_rows_clear(&rows);
    gx_hits_clear(&hits);
    gx_buffer_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gx_file sample;
    char path[512];
    gx_error err = {0};
    if (!sample.bytes) {
        fuzz_write(path, "sample.db", "", 0);
        sample_write(path);
        HOLDS(gx_file_read(&sample, path, &err) == GX_OK && sample.n);
    }
    char *bytes = malloc(sample.n);
    HOLDS(bytes);
    memcpy(bytes, sample.bytes, sample.n);
    damage(bytes, sample.n, data, size);
    fuzz_write(path, "damaged.db", bytes, sample.n);
    free(bytes);
    gx_store *store = NULL;
    gx_status status = gx_store_open(&store, path, GX_STORE_READ, &err);
    HOLDS(status == GX_OK ? store != NULL : !store && err.text[0]);
    if (status == GX_OK)
        ask(store, &err);
    gx_store_close(store);
    return 0;
}
