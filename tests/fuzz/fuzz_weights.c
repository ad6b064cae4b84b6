/* The packed weights with bytes changed: the input is any number of (offset, 4 bytes little-endian; value, 1 byte), then
 * how many bytes to cut off the end (1 byte, times 4096).  A damaged file is refused with its name, or tags all the same. */
#include "base/file.h"
#include "fuzz.h"
#include "tag/tagger.h"

static void tag_something(const gx_tagger *tagger)
{
    static const uint32_t chars[] = {0x5DE5, 0x4F1A, 0x4E3B, 0x5E2D, 0x674E, 0x3002};
    enum { N = sizeof chars / sizeof *chars };
    gx_tag tags[N];
    gx_tag_job job = {.chars = chars, .n = N, .tags = tags};
    gx_tag_scratch *scratch = NULL;
    gx_error err = {0};
    HOLDS(gx_tag_scratch_new(&scratch, &err) == GX_OK);
    HOLDS(gx_tagger_tag(tagger, scratch, &job, 1, &err) == GX_OK);
    for (size_t i = 0; i < N; i++)
        HOLDS(tags[i].pos <= GX_POS_TIME && tags[i].begins <= 1);
    gx_tag_scratch_free(scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { BLOCK_BYTES = 4096 };
    static gx_file weights;
    gx_error err = {0};
    if (!weights.bytes)
        HOLDS(gx_file_read(&weights, GX_FUZZ_WEIGHTS, &err) == GX_OK);
    size_t cut = size % 5 ? (size_t)data[size - 1] * BLOCK_BYTES : 0;
    size_t n = cut < weights.n ? weights.n - cut : 0;
    char path[512];
    fuzz_write(path, "tagger.gxw", weights.bytes, n);
    FILE *file = fopen(path, "r+b");
    HOLDS(file);
    for (size_t i = 0; i + 5 <= size; i += 5) {
        uint32_t offset = (uint32_t)data[i] | (uint32_t)data[i + 1] << 8 | (uint32_t)data[i + 2] << 16 |
                          (uint32_t)data[i + 3] << 24;
        if (n && fseek(file, (long)(offset % n), SEEK_SET) == 0)
            fputc(data[i + 4], file);
    }
    HOLDS(fclose(file) == 0);
    gx_tagger *tagger = NULL;
    gx_status status = gx_tagger_new(&tagger, path, &err);
    HOLDS(status == GX_OK ? tagger != NULL : !tagger && err.text[0] && strstr(err.file, "tagger.gxw"));
    if (status == GX_OK)
        tag_something(tagger);
    gx_tagger_free(tagger);
    return 0;
}
