/**
 * @file src/tag/weights.h
 * The packed weights: one file, written by pack.c at build time, mapped and checked by weights.c at start.
 * Network: LAC "small" (Jiao, Sun & Sun 2018, arXiv:1807.01882).  With x(t) the input of a layer and
 * h(t-1) its last state, each gated recurrent unit (Cho et al. 2014) computes, s being the logistic function
 *
 *     u = s(x Wu + h Uu + bu)   r = s(x Wr + h Ur + br)   c = tanh(x Wc + (r h) Uc + bc)
 *     h(t) = (1 - u) h(t-1) + u c
 *
 * Units 0 and 1 read the characters forwards and backwards; units 2 and 3 read both their outputs.
 * Because units 0 and 1 see nothing but the character, x W + b is looked up, not computed: `projection`.
 */
#ifndef GX_TAG_WEIGHTS_H
#define GX_TAG_WEIGHTS_H

#include "base/checksum.h"
#include "tag/tagger.h"

enum {
    GX_EMBEDDING = 128,
    GX_HIDDEN = 128,          /* of one unit */
    GX_LAYER = 2 * GX_HIDDEN, /* forward and backward side by side */
    GX_GATES = 3 * GX_HIDDEN, /* update, reset, candidate */
    GX_UNITS = 4,
    GX_ROWS = 20941,           /* characters of the model; the last row is the unknown one */
    GX_PLANE = 0x10000,        /* code points that can have a row of their own */
    GX_CRF_ROWS = GX_TAGS + 2, /* start, stop, then one for each tag */
    GX_TAG_COLUMNS = 64        /* GX_TAGS rounded up to whole vectors */
};

/** How a tag takes part in a word. */
typedef enum gx_tag_part { GX_PART_BEGIN, GX_PART_INSIDE, GX_PART_OUTSIDE, GX_PARTS } gx_tag_part;

typedef struct gx_tag_kind {
    uint8_t pos;  /* gx_pos */
    uint8_t part; /* gx_tag_part */
} gx_tag_kind;

/** The arrays of the file, in its order. */
typedef enum gx_section_id {
    GX_SECTION_ROWS,
    GX_SECTION_TAGS,
    GX_SECTION_PROJECTION,
    GX_SECTION_RECURRENT,
    GX_SECTION_INPUT,
    GX_SECTION_BIAS,
    GX_SECTION_OUTPUT,
    GX_SECTION_OUTPUT_BIAS,
    GX_SECTION_CRF,
    GX_SECTIONS
} gx_section_id;

/** What each section must be; the same table writes the file and checks it. */
typedef struct gx_section_shape {
    const char *name;
    uint32_t element_bytes;
    uint32_t shape[3]; /* [outer][rows][columns]; 1 where there is no such dimension */
} gx_section_shape;
extern const gx_section_shape gx_section_shapes[GX_SECTIONS];

typedef struct gx_section {
    uint32_t element_bytes;
    uint32_t shape[3];
    uint64_t offset, bytes; /* from the start of the file */
} gx_section;

enum {
    GX_WEIGHTS_VERSION = 1,
    GX_WEIGHTS_BYTE_ORDER = 0x01020304,
    GX_WEIGHTS_ALIGN = 64,
    GX_HASHED_FROM = 32
};
extern const char gx_weights_magic[8];

/** The head of the file; the checksum covers every byte from GX_HASHED_FROM to the end. */
typedef struct gx_weights_header {
    char magic[8];
    uint32_t byte_order;
    uint32_t version;
    uint64_t file_bytes;
    uint64_t checksum;
    uint32_t n_sections;
    float projection_step; /* a projection is this times the stored integer */
    gx_section sections[GX_SECTIONS];
} gx_weights_header;

/** A mapped file, or bytes that the caller holds. The arrays are borrowed from these, from a mapping until
 * gx_weights_clear(). */
typedef struct gx_weights {
    const uint16_t *rows;      /* [GX_PLANE] row of each code point, after folding */
    const gx_tag_kind *tags;   /* [GX_TAGS] */
    const int16_t *projection; /* [2][GX_ROWS][GX_GATES] in steps of projection_step; with the bias */
    const float *recurrent;    /* [GX_UNITS][GX_HIDDEN][GX_GATES] */
    const float *input;        /* [2][GX_LAYER][GX_GATES] of units 2 and 3 */
    const float *bias;         /* [2][GX_GATES] of units 2 and 3 */
    const float *output;       /* [GX_LAYER][GX_TAGS] */
    const float *output_bias;  /* [GX_TAGS] */
    const float *crf;          /* [GX_CRF_ROWS][GX_TAGS] start, stop, transitions from row to column */
    float projection_step;
    uint64_t checksum;
    void *map; /* NULL = none */
    size_t map_bytes;
} gx_weights;

/**
 * Map and check a file: magic, byte order, version, size, shapes, checksum, and every index in it.
 * @return GX_OK, GX_EIO, GX_ENOMEM, GX_EDATA, GX_EVERSION
 */
GX_MUST_USE gx_status gx_weights_map(gx_weights *out, const char *path, gx_error *err);
/**
 * The same of bytes in memory, but for the checksum, which is not looked at.
 * @param bytes  aligned as memory of malloc() is
 * @return GX_OK, GX_EDATA, GX_EVERSION
 */
GX_MUST_USE gx_status gx_weights_read(gx_weights *out, const void *bytes, size_t n, const char *path,
                                      gx_error *err);
void gx_weights_clear(gx_weights *weights);

/** Where each section lies when they follow the header in order, aligned.  @return bytes of the whole file */
uint64_t gx_weights_layout(gx_section sections[GX_SECTIONS]);

#endif
