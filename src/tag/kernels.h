/**
 * @file src/tag/kernels.h
 * Inside src/tag/ and its tests: the arithmetic of the network, once for each kind of processor.
 * A kernel turns a batch of characters into scores of tags; viterbi.c makes the best path of them.
 */
#ifndef GX_TAG_KERNELS_H
#define GX_TAG_KERNELS_H

#include "tag/weights.h"

enum {
    GX_LANE_STEP = 8, /* a batch has a multiple of this many lanes */
    GX_MAX_LANES = 64
};

/**
 * A batch: lanes side by side, each a chain of pieces of text one behind the other, all in step.
 * Where a piece begins (read backwards: ends) the state of its lane starts from zero, so that a piece's
 * scores do not depend on its neighbours.  Cells behind the end of a lane hold row 0 and are ignored.
 */
typedef struct gx_batch {
    size_t steps, lanes;
    uint32_t *rows;   /* [steps][lanes] row of the projection */
    uint8_t *edges;   /* [steps][lanes] GX_EDGE_* */
    void *hidden[2];  /* [steps][lanes][GX_LAYER] outputs of both layers, elements of the kernel's own type */
    uint8_t *bytes;   /* [steps][lanes][GX_LAYER] output of layer 0 in bytes, where the kernel wants it */
    void *current;    /* [lanes][GX_HIDDEN] h(t-1) as the gates read it */
    void *reset;      /* [lanes][GX_HIDDEN] r h(t-1), the type of hidden */
    float *update;    /* [lanes][GX_HIDDEN] the update gate */
    float *state;     /* [lanes][GX_HIDDEN] h(t-1) */
    float *emissions; /* [steps][lanes][GX_TAG_COLUMNS] the result */
} gx_batch;

enum { GX_EDGE_FIRST = 1, GX_EDGE_LAST = 2 };

/** Transitions as viterbi.c wants them; columns behind GX_TAGS are never on a path. */
typedef struct gx_transitions {
    _Alignas(64) float from[GX_TAGS][GX_TAG_COLUMNS]; /* [from][to] */
    _Alignas(64) float to[GX_TAGS][GX_TAG_COLUMNS];   /* [to][from] */
    _Alignas(64) float start[GX_TAG_COLUMNS];
    _Alignas(64) float stop[GX_TAG_COLUMNS];
} gx_transitions;

/** One way to compute. `pack` lays the weights out as `run` wants them; both are pure functions. */
typedef struct gx_kernel {
    const char *name;
    bool (*usable)(void);
    size_t packed_bytes; /* aligned to 64 */
    size_t hidden_bytes; /* of one element of `hidden`, `current` and `reset` */
    bool bytes;          /* wants `bytes` of the batch */
    void (*pack)(void *packed, const gx_weights *weights);
    void (*run)(const gx_weights *weights, const void *packed, const gx_batch *batch);
    /* next[to] = emission[to] + max over from of before[from] + transition: the same numbers from every
     * kernel */
    void (*advance)(const gx_transitions *transitions, const float *before, const float *emission,
                    float *next);
    /* The largest sum of two rows, both aligned to 64; columns behind GX_TAGS are never it. */
    float (*largest_sum)(const float *a, const float *b);
} gx_kernel;

extern const gx_kernel gx_kernel_portable;
#if defined(__x86_64__)
extern const gx_kernel gx_kernel_avx2, gx_kernel_avx512, gx_kernel_vnni;
#endif

/** The kernel of that name, or NULL; usable() may still be false. */
const gx_kernel *gx_kernel_named(const char *name);
/** All kernels, best first, the portable one last.  @param[out] n how many */
const gx_kernel *const *gx_kernels(size_t *n);

/**
 * gx_tagger_new() with a kernel of the caller's choice; NULL = the best usable one.
 * gx_tagger_new() itself takes the one named by the environment variable GX_TAG_KERNEL, for tests.
 * @param kernel  borrowed until gx_tagger_free()
 * @return also GX_EINVAL (this processor cannot run it)
 */
GX_MUST_USE gx_status gx_tagger_new_with(gx_tagger **out, const char *path, const gx_kernel *kernel,
                                         gx_error *err);
/** The same of weights that are there. @param weights  consumed */
GX_MUST_USE gx_status gx_tagger_new_of(gx_tagger **out, gx_weights *weights, const gx_kernel *kernel,
                                       gx_error *err);

/** The kernel in use. */
const gx_kernel *gx_tagger_kernel(const gx_tagger *tagger);

void gx_transitions_init(gx_transitions *transitions, const gx_weights *weights);
/** The same chain read backwards. */
void gx_transitions_reverse(gx_transitions *reversed, const gx_transitions *transitions);

/**
 * The best path (Viterbi 1967) through a linear chain (Lafferty et al. 2001); of equal ones the one with
 * the lowest tag, seen from the end.
 * @param emissions  score of tag j at character i: emissions[i * stride + j]
 * @param scores     [n][GX_TAG_COLUMNS] scratch, aligned to 64 like emissions
 * @param[out] path  [n]
 */
void gx_viterbi(const gx_kernel *kernel, const gx_transitions *transitions, const float *emissions,
                size_t stride, size_t n, float *scores, uint8_t *path);

/** The tags of one kind of word. */
typedef struct gx_word_tags {
    uint8_t begin, inside;
} gx_word_tags;

/** The chain of one sentence with the best scores from both ends; see gx_behind(). */
typedef struct gx_lattice {
    const gx_kernel *kernel;
    const gx_transitions *transitions;
    const float *emissions; /* as in gx_viterbi() */
    size_t stride, n;
    const float *scores; /* [n][GX_TAG_COLUMNS] of the best path up to a character, from gx_viterbi() */
    const float *behind; /* [n][GX_TAG_COLUMNS] of the best path from a character on */
} gx_lattice;

/** Fill `behind` (aligned to 64). @param reversed  the transitions read backwards */
void gx_behind(const gx_kernel *kernel, const gx_transitions *reversed, const float *emissions, size_t stride,
               size_t n, float *behind);

/** Score of the best path of all. */
float gx_best_score(const gx_lattice *lattice);

/** Score of the best that can follow a word of these tags, of two characters or more, that ends before `to`.
 */
float gx_score_after(const gx_lattice *lattice, size_t to, gx_word_tags tags);

/**
 * Score of the best path in which [from, to), two characters or more, is exactly one word of these tags.
 * @param after  gx_score_after() of `to`: the same for all words that end there.  O(to - from)
 */
float gx_score_with(const gx_lattice *lattice, size_t from, size_t to, gx_word_tags tags, float after);

#endif
