/**
 * gx_pack_weights DIR OUT: packs the LAC "small" model of Debian's python3-jieba (the folder lac_small)
 * into the one file that the tagger maps.  Runs at build time.
 *
 * A tensor file is: version (uint32), levels of detail (uint64), version (uint32), length of a
 * description (int32), the description, little-endian float32 values.  The description is a protocol
 * buffer: field 1 the type (5 = float32), field 2, repeated, the dimensions.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "tag/weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

typedef struct gx_tensor {
    float *at; /* [rows][columns] new */
    uint32_t rows, columns;
} gx_tensor;

static void tensor_clear(gx_tensor *tensor)
{
    gx_free(tensor->at);
    tensor->at = NULL;
}

/* One number of a protocol buffer, seven bits a byte, lowest first. */
static bool read_varint(const unsigned char **at, const unsigned char *end, uint64_t *value)
{
    *value = 0;
    for (unsigned shift = 0; shift < 63 && *at < end; shift += 7) {
        unsigned char byte = *(*at)++;
        *value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

/* The dimensions, a missing first one being 1. @return false where the description is not understood */
static bool read_shape(const unsigned char *at, const unsigned char *end, uint64_t shape[2])
{
    enum { TYPE_FIELD = 0x08, DIMENSION_FIELD = 0x10, FLOAT32 = 5 };
    uint64_t type = 0, key, value;
    size_t n = 0;
    uint64_t dims[2] = {0, 0};
    while (at < end) {
        if (!read_varint(&at, end, &key) || !read_varint(&at, end, &value))
            return false;
        if (key == TYPE_FIELD)
            type = value;
        else if (key == DIMENSION_FIELD && n < 2)
            dims[n++] = value;
        else
            return false;
    }
    shape[0] = n == 2 ? dims[0] : 1;
    shape[1] = n == 2 ? dims[1] : dims[0];
    return type == FLOAT32 && n > 0;
}

static gx_status tensor_read(gx_tensor *out, const char *folder, const char *name, uint32_t rows,
                             uint32_t columns, gx_error *err)
{
    enum { DESCRIPTION_LENGTH_AT = 16, DESCRIPTION_AT = 20 };
    gx_file file = {0};
    gx_buffer path = {0};
    gx_status status = GX_OK;
    gx_buffer_printf(&path, "%s/model_baseline/%s", folder, name);
    if (path.failed) {
        status = gx_fail(err, GX_ENOMEM, "out of memory");
        goto done;
    }
    status = gx_file_read(&file, path.at, err);
    if (status != GX_OK)
        goto done;
    int32_t length = 0;
    uint64_t shape[2] = {0, 0};
    if (file.n >= DESCRIPTION_AT)
        memcpy(&length, file.bytes + DESCRIPTION_LENGTH_AT, sizeof length);
    const unsigned char *description = (const unsigned char *)file.bytes + DESCRIPTION_AT;
    if (length <= 0 || (size_t)length > file.n - DESCRIPTION_AT ||
        !read_shape(description, description + length, shape)) {
        status = gx_fail_at(err, GX_EDATA, path.at, 0, 0, "is no tensor of float32");
        goto done;
    }
    size_t values_at = DESCRIPTION_AT + (size_t)length, bytes = (size_t)rows * columns * sizeof(float);
    if (shape[0] != rows || shape[1] != columns || file.n - values_at != bytes) {
        status = gx_fail_at(err, GX_EDATA, path.at, 0, 0,
                            "a tensor of %llux%llu in %zu bytes, expected %ux%u in %zu bytes",
                            (unsigned long long)shape[0], (unsigned long long)shape[1], file.n - values_at,
                            rows, columns, bytes);
        goto done;
    }
    float *values = gx_alloc(bytes);
    if (!values) {
        status = gx_fail_at(err, GX_ENOMEM, path.at, 0, 0, "out of memory");
        goto done;
    }
    memcpy(values, file.bytes + values_at, bytes);
    *out = (gx_tensor){values, rows, columns};
    for (size_t i = 0; i < (size_t)rows * columns; i++)
        if (!isfinite(values[i]))
            status = gx_fail_at(err, GX_EDATA, path.at, 0, 0, "value %zu is not a number", i);
done:
    gx_file_clear(&file);
    gx_buffer_clear(&path);
    return status;
}

/* One line of a dictionary: "number TAB word". */
typedef gx_status (*entry_reader)(void *out, unsigned long number, const char *word, const char *path,
                                  uint32_t line, gx_error *err);

static gx_status dictionary_read(const char *folder, const char *name, entry_reader entry, void *out,
                                 gx_error *err)
{
    gx_file file = {0};
    gx_buffer path = {0};
    gx_status status = GX_OK;
    uint32_t line = 0;
    gx_buffer_printf(&path, "%s/%s", folder, name);
    if (path.failed) {
        status = gx_fail(err, GX_ENOMEM, "out of memory");
        goto done;
    }
    status = gx_file_read(&file, path.at, err);
    for (char *at = file.bytes, *end = at ? at + file.n : NULL; status == GX_OK && at < end;) {
        char *stop = memchr(at, '\n', (size_t)(end - at)), *tab;
        line++;
        if (!stop)
            stop = end;
        *stop = '\0';
        unsigned long number = strtoul(at, &tab, 10);
        if (tab == at || *tab != '\t')
            status = gx_fail_at(err, GX_EDATA, path.at, line, 1, "expected a number, a tab and a word");
        else
            status = entry(out, number, tab + 1, path.at, line, err);
        at = stop + 1;
    }
done:
    gx_file_clear(&file);
    gx_buffer_clear(&path);
    return status;
}

/* rows[GX_PLANE]; the model's other unknown classes are never asked for by its own reader. */
static gx_status row_entry(void *out, unsigned long number, const char *word, const char *path, uint32_t line,
                           gx_error *err)
{
    uint16_t *rows = out;
    size_t n = strlen(word);
    if (number >= GX_ROWS)
        return gx_fail_at(err, GX_EDATA, path, line, 1, "row %lu, expected less than %d", number, GX_ROWS);
    if (n >= 3 && memcmp(word, "OOV", 3) == 0)
        return GX_OK;
    uint32_t code_point = 0;
    bool valid = false;
    if (n == 0 || gx_utf8_decode(word, n, &code_point, &valid) != n || !valid || code_point >= GX_PLANE)
        return gx_fail_at(err, GX_EDATA, path, line, 1, "expected one character of the first plane");
    rows[code_point] = (uint16_t)number;
    return GX_OK;
}

/*
 * Characters that the model lacks take the row of what they stand for where that is one character of its
 * own (compatibility normalization, UAX #15: half- and full-width forms, ligatures, CJK compatibility
 * ideographs).
 */
static gx_status fold_rows(uint16_t *rows, gx_error *err)
{
    bool *missing = gx_alloc_zero(GX_PLANE, sizeof *missing);
    if (!missing)
        return gx_fail(err, GX_ENOMEM, "out of memory");
    for (uint32_t i = 0; i < GX_PLANE; i++)
        missing[i] = rows[i] == GX_ROWS - 1;
    for (uint32_t i = 0; i < GX_PLANE; i++) {
        utf8proc_int32_t folded[8];
        int boundary = 0;
        if (!missing[i] || (i >= 0xD800 && i < 0xE000))
            continue;
        utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)i, folded, 8,
                                                     UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &boundary);
        if (n == 1 && folded[0] < GX_PLANE && !missing[folded[0]])
            rows[i] = rows[folded[0]];
    }
    gx_free(missing);
    return GX_OK;
}

static const struct {
    const char *name;
    gx_pos pos;
} pos_names[] = {
    {"n", GX_POS_N},     {"nr", GX_POS_NR},   {"ns", GX_POS_NS},     {"nt", GX_POS_NT},   {"nw", GX_POS_NW},
    {"nz", GX_POS_NZ},   {"v", GX_POS_V},     {"vd", GX_POS_VD},     {"vn", GX_POS_VN},   {"a", GX_POS_A},
    {"ad", GX_POS_AD},   {"an", GX_POS_AN},   {"d", GX_POS_D},       {"f", GX_POS_F},     {"m", GX_POS_M},
    {"q", GX_POS_Q},     {"r", GX_POS_R},     {"p", GX_POS_P},       {"c", GX_POS_C},     {"u", GX_POS_U},
    {"s", GX_POS_S},     {"t", GX_POS_T},     {"w", GX_POS_W},       {"xc", GX_POS_XC},   {"PER", GX_POS_PER},
    {"LOC", GX_POS_LOC}, {"ORG", GX_POS_ORG}, {"TIME", GX_POS_TIME}, {"O", GX_POS_OTHER},
};

typedef struct gx_tag_table {
    gx_tag_kind kinds[GX_TAGS];
    uint32_t n;
} gx_tag_table;

static gx_status tag_entry(void *out, unsigned long number, const char *word, const char *path, uint32_t line,
                           gx_error *err)
{
    gx_tag_table *table = out;
    const char *dash = strchr(word, '-');
    size_t n = dash ? (size_t)(dash - word) : strlen(word);
    gx_tag_part part = GX_PART_OUTSIDE;
    if (number != table->n || number >= GX_TAGS)
        return gx_fail_at(err, GX_EDATA, path, line, 1, "tag %lu, expected %u of %d", number, table->n,
                          GX_TAGS);
    if (dash)
        part = strcmp(dash, "-B") == 0 ? GX_PART_BEGIN : GX_PART_INSIDE;
    for (size_t i = 0; i < sizeof pos_names / sizeof *pos_names; i++)
        if (strlen(pos_names[i].name) == n && memcmp(pos_names[i].name, word, n) == 0) {
            table->kinds[table->n++] = (gx_tag_kind){(uint8_t)pos_names[i].pos, (uint8_t)part};
            return GX_OK;
        }
    return gx_fail_at(err, GX_EDATA, path, line, 1, "unknown tag %s", word);
}

/* x W + b of every character for one first-layer unit, in doubles: [GX_ROWS][GX_GATES]. */
static void project(float *out, const gx_tensor *embedding, const gx_tensor *weights, const gx_tensor *bias,
                    const gx_tensor *unit_bias)
{
    for (size_t row = 0; row < GX_ROWS; row++) {
        double sums[GX_GATES];
        for (size_t j = 0; j < GX_GATES; j++)
            sums[j] = (double)bias->at[j] + (double)unit_bias->at[j];
        for (size_t k = 0; k < GX_EMBEDDING; k++) {
            double x = (double)embedding->at[row * GX_EMBEDDING + k];
            for (size_t j = 0; j < GX_GATES; j++)
                sums[j] += x * (double)weights->at[k * GX_GATES + j];
        }
        for (size_t j = 0; j < GX_GATES; j++)
            out[row * GX_GATES + j] = (float)sums[j];
    }
}

/* The file's recurrent weights are [128][256] for update and reset, then [128][128] for the candidate. */
static void join_gates(float *out, const float *in)
{
    for (size_t k = 0; k < GX_HIDDEN; k++) {
        memcpy(out + k * GX_GATES, in + k * 2 * GX_HIDDEN, 2 * GX_HIDDEN * sizeof *out);
        memcpy(out + k * GX_GATES + 2 * GX_HIDDEN, in + (2 * GX_HIDDEN + k) * GX_HIDDEN,
               GX_HIDDEN * sizeof *out);
    }
}

/* What is written; `image` is the whole file in memory. */
typedef struct gx_packing {
    char *image;
    gx_weights_header header;
    float *projections; /* [2][GX_ROWS][GX_GATES] before rounding */
} gx_packing;

static void *section(const gx_packing *packing, gx_section_id id)
{
    return packing->image + packing->header.sections[id].offset;
}

static gx_status pack_unit(gx_packing *packing, const char *folder, uint32_t unit, const gx_tensor *embedding,
                           gx_error *err)
{
    gx_tensor input = {0}, bias = {0}, recurrent = {0}, unit_bias = {0};
    char name[32];
    bool first = unit < 2;
    snprintf(name, sizeof name, "fc_%u.w_0", unit);
    gx_status status = tensor_read(&input, folder, name, first ? GX_EMBEDDING : GX_LAYER, GX_GATES, err);
    snprintf(name, sizeof name, "fc_%u.b_0", unit);
    if (status == GX_OK)
        status = tensor_read(&bias, folder, name, 1, GX_GATES, err);
    snprintf(name, sizeof name, "gru_%u.w_0", unit);
    if (status == GX_OK)
        status = tensor_read(&recurrent, folder, name, GX_HIDDEN, GX_GATES, err);
    snprintf(name, sizeof name, "gru_%u.b_0", unit);
    if (status == GX_OK)
        status = tensor_read(&unit_bias, folder, name, 1, GX_GATES, err);
    if (status != GX_OK)
        goto done;
    join_gates((float *)section(packing, GX_SECTION_RECURRENT) + unit * GX_HIDDEN * GX_GATES, recurrent.at);
    if (first) {
        project(packing->projections + unit * GX_ROWS * GX_GATES, embedding, &input, &bias, &unit_bias);
        goto done;
    }
    memcpy((float *)section(packing, GX_SECTION_INPUT) + (unit - 2) * GX_LAYER * GX_GATES, input.at,
           GX_LAYER * GX_GATES * sizeof(float));
    float *sum = (float *)section(packing, GX_SECTION_BIAS) + (unit - 2) * GX_GATES;
    for (size_t j = 0; j < GX_GATES; j++)
        sum[j] = bias.at[j] + unit_bias.at[j];
done:
    tensor_clear(&input);
    tensor_clear(&bias);
    tensor_clear(&recurrent);
    tensor_clear(&unit_bias);
    return status;
}

/* Sixteen bits for each projection: a step of about 0.0006 where sums reach 18, far below what moves a tag.
 */
static void round_projections(gx_packing *packing)
{
    size_t n = (size_t)2 * GX_ROWS * GX_GATES;
    float largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmaxf(largest, fabsf(packing->projections[i]));
    float step = largest > 0 ? largest / INT16_MAX : 1.0f;
    int16_t *out = section(packing, GX_SECTION_PROJECTION);
    for (size_t i = 0; i < n; i++)
        out[i] = (int16_t)lrintf(packing->projections[i] / step);
    packing->header.projection_step = step;
}

static gx_status pack_tensor(gx_packing *packing, gx_section_id id, const char *folder, const char *name,
                             gx_error *err)
{
    gx_tensor tensor = {0};
    const uint32_t *shape = gx_section_shapes[id].shape;
    gx_status status = tensor_read(&tensor, folder, name, shape[1], shape[2], err);
    if (status == GX_OK)
        memcpy(section(packing, id), tensor.at, (size_t)packing->header.sections[id].bytes);
    tensor_clear(&tensor);
    return status;
}

static gx_status pack_dictionaries(gx_packing *packing, const char *folder, gx_error *err)
{
    uint16_t *rows = section(packing, GX_SECTION_ROWS);
    gx_tag_table tags = {.n = 0};
    for (size_t i = 0; i < GX_PLANE; i++)
        rows[i] = GX_ROWS - 1;
    gx_status status = dictionary_read(folder, "word.dic", row_entry, rows, err);
    if (status == GX_OK)
        status = fold_rows(rows, err);
    if (status == GX_OK)
        status = dictionary_read(folder, "tag.dic", tag_entry, &tags, err);
    if (status == GX_OK && tags.n != GX_TAGS)
        status = gx_fail_at(err, GX_EDATA, "tag.dic", 0, 0, "%u tags found, expected %d", tags.n, GX_TAGS);
    if (status == GX_OK)
        memcpy(section(packing, GX_SECTION_TAGS), tags.kinds, sizeof tags.kinds);
    return status;
}

static gx_status pack_network(gx_packing *packing, const char *folder, gx_error *err)
{
    gx_tensor embedding = {0};
    gx_status status = tensor_read(&embedding, folder, "word_emb", GX_ROWS, GX_EMBEDDING, err);
    for (uint32_t unit = 0; status == GX_OK && unit < GX_UNITS; unit++)
        status = pack_unit(packing, folder, unit, &embedding, err);
    tensor_clear(&embedding);
    if (status == GX_OK)
        status = pack_tensor(packing, GX_SECTION_OUTPUT, folder, "fc_4.w_0", err);
    if (status == GX_OK)
        status = pack_tensor(packing, GX_SECTION_OUTPUT_BIAS, folder, "fc_4.b_0", err);
    if (status == GX_OK)
        status = pack_tensor(packing, GX_SECTION_CRF, folder, "crfw", err);
    if (status == GX_OK)
        round_projections(packing);
    return status;
}

static gx_status pack(const char *folder, const char *path, gx_error *err)
{
    gx_packing packing = {0};
    gx_weights_header *header = &packing.header;
    gx_output output = {0};
    memcpy(header->magic, gx_weights_magic, sizeof header->magic);
    header->byte_order = GX_WEIGHTS_BYTE_ORDER;
    header->version = GX_WEIGHTS_VERSION;
    header->n_sections = GX_SECTIONS;
    header->file_bytes = gx_weights_layout(header->sections);
    packing.image = gx_alloc_zero(header->file_bytes, 1);
    packing.projections = gx_alloc_zero((size_t)2 * GX_ROWS * GX_GATES, sizeof(float));
    gx_status status = GX_OK;
    if (!packing.image || !packing.projections)
        status = gx_fail(err, GX_ENOMEM, "out of memory");
    if (status == GX_OK)
        status = pack_dictionaries(&packing, folder, err);
    if (status == GX_OK)
        status = pack_network(&packing, folder, err);
    if (status != GX_OK)
        goto done;
    memcpy(packing.image, header, sizeof *header);
    gx_checksum hash;
    gx_checksum_init(&hash);
    gx_checksum_add(&hash, packing.image + GX_HASHED_FROM, header->file_bytes - GX_HASHED_FROM);
    header->checksum = gx_checksum_end(&hash);
    memcpy(packing.image, header, sizeof *header);
    status = gx_output_open(&output, path, err);
    if (status != GX_OK)
        goto done;
    fwrite(packing.image, 1, header->file_bytes, output.stream); /* its error is seen at the close */
    status = gx_output_close(&output, err);
done:
    gx_free(packing.image);
    gx_free(packing.projections);
    return status;
}

int main(int argc, char **argv)
{
    gx_error err = {0};
    if (argc != 3) {
        fputs("usage: gx_pack_weights FOLDER-OF-LAC-SMALL OUT\n", stderr);
        return 2;
    }
    if (pack(argv[1], argv[2], &err) == GX_OK)
        return 0;
    fprintf(stderr, "gx_pack_weights: %s:%u: %s (the model is part of Debian's python3-jieba)\n", err.file,
            err.line, err.text);
    return 1;
}
