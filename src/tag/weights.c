#include "tag/weights.h"

#include "base/message.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char gx_weights_magic[8] = {'G', 'X', 'T', 'A', 'G', 'W', '\r', '\n'};

const gx_section_shape gx_section_shapes[GX_SECTIONS] = {
    [GX_SECTION_ROWS] = {"rows of code points", sizeof(uint16_t), {1, 1, GX_PLANE}},
    [GX_SECTION_TAGS] = {"tags", sizeof(gx_tag_kind), {1, 1, GX_TAGS}},
    [GX_SECTION_PROJECTION] = {"projections of characters", sizeof(int16_t), {2, GX_ROWS, GX_GATES}},
    [GX_SECTION_RECURRENT] = {"recurrent weights", sizeof(float), {GX_UNITS, GX_HIDDEN, GX_GATES}},
    [GX_SECTION_INPUT] = {"input weights", sizeof(float), {2, GX_LAYER, GX_GATES}},
    [GX_SECTION_BIAS] = {"biases", sizeof(float), {1, 2, GX_GATES}},
    [GX_SECTION_OUTPUT] = {"output weights", sizeof(float), {1, GX_LAYER, GX_TAGS}},
    [GX_SECTION_OUTPUT_BIAS] = {"output bias", sizeof(float), {1, 1, GX_TAGS}},
    [GX_SECTION_CRF] = {"transitions", sizeof(float), {1, GX_CRF_ROWS, GX_TAGS}},
};

static uint64_t aligned(uint64_t offset)
{
    return (offset + GX_WEIGHTS_ALIGN - 1) / GX_WEIGHTS_ALIGN * GX_WEIGHTS_ALIGN;
}

uint64_t gx_weights_layout(gx_section sections[GX_SECTIONS])
{
    uint64_t offset = aligned(sizeof(gx_weights_header));
    for (size_t i = 0; i < GX_SECTIONS; i++) {
        const gx_section_shape *expected = &gx_section_shapes[i];
        gx_section *section = &sections[i];
        section->element_bytes = expected->element_bytes;
        section->bytes = expected->element_bytes;
        for (size_t j = 0; j < 3; j++) {
            section->shape[j] = expected->shape[j];
            section->bytes *= expected->shape[j];
        }
        section->offset = offset;
        offset = aligned(offset + section->bytes);
    }
    return offset;
}

static gx_status check_sections(const gx_weights_header *header, const char *path, gx_error *err)
{
    gx_section expected[GX_SECTIONS];
    gx_weights_layout(expected);
    if (header->n_sections != GX_SECTIONS)
        return gx_fail_at(err, GX_EDATA, path, 0, 0, "damaged weights: %u sections found, %d expected",
                          header->n_sections, GX_SECTIONS);
    for (size_t i = 0; i < GX_SECTIONS; i++) {
        const gx_section *found = &header->sections[i], *want = &expected[i];
        if (found->element_bytes != want->element_bytes ||
            memcmp(found->shape, want->shape, sizeof want->shape) != 0)
            return gx_fail_at(err, GX_EDATA, path, 0, 0,
                              "damaged weights: %s are %ux%ux%u of %u bytes, expected %ux%ux%u of %u bytes",
                              gx_section_shapes[i].name, found->shape[0], found->shape[1], found->shape[2],
                              found->element_bytes, want->shape[0], want->shape[1], want->shape[2],
                              want->element_bytes);
        if (found->offset != want->offset || found->bytes != want->bytes)
            return gx_fail_at(err, GX_EDATA, path, 0, 0,
                              "damaged weights: %s at byte %llu (%llu bytes), expected at %llu (%llu bytes)",
                              gx_section_shapes[i].name, (unsigned long long)found->offset,
                              (unsigned long long)found->bytes, (unsigned long long)want->offset,
                              (unsigned long long)want->bytes);
    }
    if (!(header->projection_step > 0) || !isfinite(header->projection_step))
        return gx_fail_at(err, GX_EDATA, path, 0, 0, "damaged weights: the step of the projections is %g",
                          (double)header->projection_step);
    return GX_OK;
}

static gx_status check_header(const gx_weights_header *header, uint64_t file_bytes, const char *path,
                              gx_error *err)
{
    if (memcmp(header->magic, gx_weights_magic, sizeof header->magic) != 0)
        return gx_fail_at(err, GX_EDATA, path, 0, 0, "is no file of tagger weights (its first bytes differ)");
    if (header->byte_order != GX_WEIGHTS_BYTE_ORDER)
        return gx_fail_at(err, GX_EDATA, path, 0, 0,
                          "weights of another byte order: found %08x, expected %08x", header->byte_order,
                          (unsigned)GX_WEIGHTS_BYTE_ORDER);
    if (header->version != GX_WEIGHTS_VERSION)
        return gx_fail_at(err, GX_EVERSION, path, 0, 0, "weights of version %u, expected version %d",
                          header->version, GX_WEIGHTS_VERSION);
    gx_section expected[GX_SECTIONS];
    uint64_t whole = gx_weights_layout(expected);
    if (header->file_bytes != whole || file_bytes != whole)
        return gx_fail_at(err, GX_EDATA, path, 0, 0,
                          "damaged weights: %llu bytes found, %llu in the header, expected %llu",
                          (unsigned long long)file_bytes, (unsigned long long)header->file_bytes,
                          (unsigned long long)whole);
    return check_sections(header, path, err);
}

/* Reads instead of touching the mapping: the pages of rare characters then never count as memory in use. */
static gx_status check_sum(int fd, const gx_weights_header *header, const char *path, gx_error *err)
{
    enum { CHUNK_BYTES = 256 * 1024 };
    char *chunk = gx_alloc(CHUNK_BYTES);
    if (!chunk)
        return gx_fail_at(err, GX_ENOMEM, path, 0, 0, "out of memory reading the weights");
    gx_status status = GX_OK;
    gx_checksum hash;
    gx_checksum_init(&hash);
    uint64_t at = GX_HASHED_FROM;
    while (status == GX_OK && at < header->file_bytes) {
        uint64_t left = header->file_bytes - at;
        size_t want = left < CHUNK_BYTES ? (size_t)left : CHUNK_BYTES, have = 0;
        while (have < want) {
            ssize_t n = pread(fd, chunk + have, want - have, (off_t)(at + have));
            if (n < 0 && errno == EINTR)
                continue;
            if (n <= 0) {
                status = gx_fail_at(err, GX_EIO, path, 0, 0, "cannot read: %s",
                                    n < 0 ? strerror(errno) : _("the file became shorter"));
                break;
            }
            have += (size_t)n;
        }
        gx_checksum_add(&hash, chunk, have);
        at += want;
    }
    if (status == GX_OK && gx_checksum_end(&hash) != header->checksum)
        status =
            gx_fail_at(err, GX_EDATA, path, 0, 0, "damaged weights: checksum %016llx found, %016llx expected",
                       (unsigned long long)gx_checksum_end(&hash), (unsigned long long)header->checksum);
    gx_free(chunk);
    return status;
}

/* A checksum does not make a file honest: what is used as an index is looked at once. */
static gx_status check_indices(const gx_weights *weights, const char *path, gx_error *err)
{
    for (uint32_t i = 0; i < GX_PLANE; i++)
        if (weights->rows[i] >= GX_ROWS)
            return gx_fail_at(err, GX_EDATA, path, 0, 0, "damaged weights: U+%04X has row %u of %d", i,
                              weights->rows[i], GX_ROWS);
    for (uint32_t i = 0; i < GX_TAGS; i++)
        if (weights->tags[i].pos > GX_POS_TIME || weights->tags[i].part >= GX_PARTS)
            return gx_fail_at(err, GX_EDATA, path, 0, 0, "damaged weights: tag %u is unknown", i);
    return GX_OK;
}

static void point_at_sections(gx_weights *weights, const gx_weights_header *header)
{
    const char *base = (const char *)header;
    const void *at[GX_SECTIONS];
    for (size_t i = 0; i < GX_SECTIONS; i++)
        at[i] = base + header->sections[i].offset;
    weights->rows = at[GX_SECTION_ROWS];
    weights->tags = at[GX_SECTION_TAGS];
    weights->projection = at[GX_SECTION_PROJECTION];
    weights->recurrent = at[GX_SECTION_RECURRENT];
    weights->input = at[GX_SECTION_INPUT];
    weights->bias = at[GX_SECTION_BIAS];
    weights->output = at[GX_SECTION_OUTPUT];
    weights->output_bias = at[GX_SECTION_OUTPUT_BIAS];
    weights->crf = at[GX_SECTION_CRF];
    weights->projection_step = header->projection_step;
    weights->checksum = header->checksum;
}

gx_status gx_weights_read(gx_weights *out, const void *bytes, size_t n, const char *path, gx_error *err)
{
    gx_weights weights = {0};
    const gx_weights_header *header = bytes;
    if (n < sizeof *header)
        return gx_fail_at(err, GX_EDATA, path, 0, 0, "is no file of tagger weights (%s)", _("too short"));
    gx_status status = check_header(header, n, path, err);
    if (status != GX_OK)
        return status;
    point_at_sections(&weights, header);
    status = check_indices(&weights, path, err);
    if (status == GX_OK)
        *out = weights;
    return status;
}

void gx_weights_clear(gx_weights *weights)
{
    if (weights->map)
        munmap(weights->map, weights->map_bytes);
    *weights = (gx_weights){0};
}

gx_status gx_weights_map(gx_weights *out, const char *path, gx_error *err)
{
    gx_weights weights = {0};
    gx_status status = GX_OK;
    struct stat about;
    void *map = MAP_FAILED;
    size_t n = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &about) != 0) {
        status = gx_fail_at(err, GX_EIO, path, 0, 0, "cannot open the tagger's weights: %s", strerror(errno));
        goto done;
    }
    if (!S_ISREG(about.st_mode) || about.st_size == 0) {
        status = gx_fail_at(err, GX_EDATA, path, 0, 0, "is no file of tagger weights (%s)",
                            S_ISREG(about.st_mode) ? _("too short") : _("not a regular file"));
        goto done;
    }
    n = (size_t)about.st_size;
    map = mmap(NULL, n, PROT_READ, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED) {
        status = gx_fail_at(err, GX_EIO, path, 0, 0, "cannot map: %s", strerror(errno));
        goto done;
    }
    status = gx_weights_read(&weights, map, n, path, err);
    if (status == GX_OK)
        status = check_sum(fd, map, path, err);
done:
    if (fd >= 0)
        close(fd);
    weights.map = map == MAP_FAILED ? NULL : map;
    weights.map_bytes = n;
    if (status != GX_OK)
        gx_weights_clear(&weights);
    else
        *out = weights;
    return status;
}
