/* The packed weights with bytes changed, in memory and without their checksum, which would refuse all of
 * them. The input: any number of (where, 1 byte: 0 = the header, then the sections in their order; place in
 * it, 3 bytes little-endian, in units of 4; value, 4 bytes), then bytes to cut off the end (1 byte) where one
 * is left.  Damaged weights are refused with their name, or tag all the same. */
#include "base/file.h"
#include "fuzz.h"
#include "tag/kernels.h"

enum { CHANGE_BYTES = 8, UNIT_BYTES = 4 };

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

/* Where a change goes; sections as they lie in the sound file. */
static size_t place_of(const uint8_t *change)
{
    gx_section sections[GX_SECTIONS];
    gx_weights_layout(sections);
    size_t which = change[0] % (GX_SECTIONS + 1);
    size_t place = ((size_t)change[1] | (size_t)change[2] << 8 | (size_t)change[3] << 16) * UNIT_BYTES;
    size_t from = which ? (size_t)sections[which - 1].offset : 0;
    size_t n = which ? (size_t)sections[which - 1].bytes : sizeof(gx_weights_header);
    return from + place % (n / UNIT_BYTES * UNIT_BYTES);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gx_file sound;
    static char *bytes; /* as `sound`, between two calls */
    gx_error err = {0};
    if (!bytes) {
        HOLDS(gx_file_read(&sound, GX_FUZZ_WEIGHTS, &err) == GX_OK);
        HOLDS((bytes = malloc(sound.n)) != NULL);
        memcpy(bytes, sound.bytes, sound.n);
    }
    size_t cut = size % CHANGE_BYTES ? data[size - 1] : 0;
    for (size_t i = 0; i + CHANGE_BYTES <= size; i += CHANGE_BYTES)
        memcpy(bytes + place_of(data + i), data + i + CHANGE_BYTES - UNIT_BYTES, UNIT_BYTES);
    gx_weights weights;
    gx_tagger *tagger = NULL;
    gx_status status = gx_weights_read(&weights, bytes, sound.n - cut, "tagger.gxw", &err);
    HOLDS(status == GX_OK || (err.text[0] && strcmp(err.file, "tagger.gxw") == 0));
    if (status == GX_OK) {
        HOLDS(gx_tagger_new_of(&tagger, &weights, NULL, &err) == GX_OK);
        tag_something(tagger);
    }
    gx_tagger_free(tagger);
    for (size_t i = 0; i + CHANGE_BYTES <= size; i += CHANGE_BYTES)
        memcpy(bytes + place_of(data + i), sound.bytes + place_of(data + i), UNIT_BYTES);
    return 0;
}
