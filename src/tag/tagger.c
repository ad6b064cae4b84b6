#include "tag/kernels.h"

#include <stdlib.h>
#include <string.h>

enum {
    ALIGN = 64,
    POOL_CHARS = 32768,   /* about so many characters are dealt out to batches */
    BATCH_CHARS = 6144,   /* about so many characters make a batch: some megabytes of arrays */
    WINDOW = 1024,        /* characters; longer sentences are read in windows of this length */
    WINDOW_OVERLAP = 128, /* characters on each side whose tags are left to the neighbouring window */
    STEP_COST = 2         /* lanes that one more step costs beside its own: the weights are read again */
};

struct gx_tagger {
    gx_weights weights;
    const gx_kernel *kernel;
    gx_transitions *transitions; /* [2] forwards and backwards; aligned, in `transitions_memory` */
    gx_word_tags people[2];      /* the tags for names of people */
    void *packed;                /* aligned, in `packed_memory` */
    void *transitions_memory, *packed_memory;
};

/* A stretch of a sentence that is read at once, and the part of it whose tags count. */
typedef struct gx_piece {
    const gx_tag_job *job;
    size_t from, n;           /* characters of the job */
    size_t keep_from, keep_n; /* characters of the job that this piece decides */
    size_t lane, step;        /* where it begins in the batch */
} gx_piece;

/* Memory that grows and is never copied: each batch fills it anew. */
typedef struct gx_room {
    void *memory, *at; /* `at` is aligned */
    size_t bytes;
} gx_room;

typedef enum room_id {
    ROOM_ROWS,
    ROOM_EDGES,
    ROOM_HIDDEN_0,
    ROOM_HIDDEN_1,
    ROOM_BYTES,
    ROOM_CURRENT,
    ROOM_RESET,
    ROOM_UPDATE,
    ROOM_STATE,
    ROOM_EMISSIONS,
    ROOM_SCORES,
    ROOM_BEHIND,
    ROOM_PATH,
    ROOMS
} room_id;

struct gx_tag_scratch {
    gx_room rooms[ROOMS];
    gx_piece *pieces;
    size_t n_pieces, cap_pieces;
    size_t chars; /* in the pieces */
};

static void *aligned(void *memory)
{
    uintptr_t at = (uintptr_t)memory;
    return (void *)((at + ALIGN - 1) / ALIGN * ALIGN);
}

static const gx_kernel *const all_kernels[] = {
#if defined(__x86_64__)
    &gx_kernel_vnni,
    &gx_kernel_avx512,
    &gx_kernel_avx2,
#endif
    &gx_kernel_portable,
};

const gx_kernel *const *gx_kernels(size_t *n)
{
    *n = sizeof all_kernels / sizeof *all_kernels;
    return all_kernels;
}

const gx_kernel *gx_kernel_named(const char *name)
{
    for (size_t i = 0; i < sizeof all_kernels / sizeof *all_kernels; i++)
        if (strcmp(all_kernels[i]->name, name) == 0)
            return all_kernels[i];
    return NULL;
}

static const gx_kernel *best_kernel(void)
{
    const gx_kernel *const *kernel = all_kernels;
    while (!(*kernel)->usable())
        kernel++;
    return *kernel;
}

static gx_word_tags tags_of(const gx_weights *weights, uint8_t pos)
{
    gx_word_tags tags = {0};
    for (uint8_t tag = 0; tag < GX_TAGS; tag++) {
        if (weights->tags[tag].pos == pos && weights->tags[tag].part == GX_PART_BEGIN)
            tags.begin = tag;
        if (weights->tags[tag].pos == pos && weights->tags[tag].part == GX_PART_INSIDE)
            tags.inside = tag;
    }
    return tags;
}

gx_status gx_tagger_new_of(gx_tagger **out, gx_weights *weights, const gx_kernel *kernel, gx_error *err)
{
    *out = NULL;
    gx_tagger *tagger = gx_alloc_zero(1, sizeof *tagger);
    if (!tagger) {
        gx_weights_clear(weights);
        return gx_fail(err, GX_ENOMEM, "out of memory for the tagger");
    }
    tagger->weights = *weights;
    tagger->kernel = kernel ? kernel : best_kernel();
    gx_status status = GX_OK;
    if (!tagger->kernel->usable()) {
        status = gx_fail(err, GX_EINVAL, "this processor cannot run the kernel %s", tagger->kernel->name);
        goto done;
    }
    tagger->transitions_memory = gx_alloc(2 * sizeof *tagger->transitions + ALIGN);
    tagger->packed_memory = gx_alloc(tagger->kernel->packed_bytes + ALIGN);
    if (!tagger->transitions_memory || !tagger->packed_memory) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for the tagger");
        goto done;
    }
    tagger->transitions = aligned(tagger->transitions_memory);
    tagger->packed = aligned(tagger->packed_memory);
    gx_transitions_init(tagger->transitions, &tagger->weights);
    gx_transitions_reverse(tagger->transitions + 1, tagger->transitions);
    tagger->people[0] = tags_of(&tagger->weights, GX_POS_PER);
    tagger->people[1] = tags_of(&tagger->weights, GX_POS_NR);
    tagger->kernel->pack(tagger->packed, &tagger->weights);
done:
    if (status != GX_OK)
        gx_tagger_free(tagger);
    else
        *out = tagger;
    return status;
}

gx_status gx_tagger_new_with(gx_tagger **out, const char *path, const gx_kernel *kernel, gx_error *err)
{
    gx_weights weights;
    *out = NULL;
    gx_status status = gx_weights_map(&weights, path, err);
    return status == GX_OK ? gx_tagger_new_of(out, &weights, kernel, err) : status;
}

gx_status gx_tagger_new(gx_tagger **out, const char *path, gx_error *err)
{
    const char *name = getenv("GX_TAG_KERNEL");
    const gx_kernel *kernel = name ? gx_kernel_named(name) : NULL;
    *out = NULL;
    if (name && !kernel)
        return gx_fail(err, GX_EINVAL, "GX_TAG_KERNEL: there is no kernel \"%s\"", name);
    return gx_tagger_new_with(out, path, kernel, err);
}

void gx_tagger_free(gx_tagger *tagger)
{
    if (!tagger)
        return;
    gx_weights_clear(&tagger->weights);
    gx_free(tagger->transitions_memory);
    gx_free(tagger->packed_memory);
    gx_free(tagger);
}

uint64_t gx_tagger_checksum(const gx_tagger *tagger)
{
    return tagger->weights.checksum;
}

const gx_kernel *gx_tagger_kernel(const gx_tagger *tagger)
{
    return tagger->kernel;
}

gx_status gx_tag_scratch_new(gx_tag_scratch **out, gx_error *err)
{
    *out = gx_alloc_zero(1, sizeof **out);
    return *out ? GX_OK : gx_fail(err, GX_ENOMEM, "out of memory for the tagger");
}

void gx_tag_scratch_free(gx_tag_scratch *scratch)
{
    if (!scratch)
        return;
    for (size_t i = 0; i < ROOMS; i++)
        gx_free(scratch->rooms[i].memory);
    gx_free(scratch->pieces);
    gx_free(scratch);
}

/* Zeroed where it is new, so that no cell without a character holds what is no number. */
static bool room_for(gx_room *room, size_t bytes)
{
    if (bytes <= room->bytes)
        return true;
    void *memory = gx_alloc_zero(bytes + ALIGN, 1);
    if (!memory)
        return false;
    gx_free(room->memory);
    *room = (gx_room){memory, aligned(memory), bytes};
    return true;
}

static bool make_room(gx_tag_scratch *scratch, gx_batch *batch, const gx_kernel *kernel)
{
    size_t cells = batch->steps * batch->lanes, longest = WINDOW;
    const size_t bytes[ROOMS] = {
        [ROOM_ROWS] = cells * sizeof *batch->rows,
        [ROOM_EDGES] = cells * sizeof *batch->edges,
        [ROOM_HIDDEN_0] = cells * GX_LAYER * kernel->hidden_bytes,
        [ROOM_HIDDEN_1] = cells * GX_LAYER * kernel->hidden_bytes,
        [ROOM_BYTES] = kernel->bytes ? cells * GX_LAYER : 0,
        [ROOM_CURRENT] = batch->lanes * GX_HIDDEN * kernel->hidden_bytes,
        [ROOM_RESET] = batch->lanes * GX_HIDDEN * kernel->hidden_bytes,
        [ROOM_UPDATE] = batch->lanes * GX_HIDDEN * sizeof *batch->update,
        [ROOM_STATE] = batch->lanes * GX_HIDDEN * sizeof *batch->state,
        [ROOM_EMISSIONS] = cells * GX_TAG_COLUMNS * sizeof *batch->emissions,
        [ROOM_SCORES] = longest * GX_TAG_COLUMNS * sizeof(float),
        [ROOM_BEHIND] = longest * GX_TAG_COLUMNS * sizeof(float),
        [ROOM_PATH] = longest,
    };
    for (size_t i = 0; i < ROOMS; i++)
        if (!room_for(&scratch->rooms[i], bytes[i]))
            return false;
    batch->rows = scratch->rooms[ROOM_ROWS].at;
    batch->edges = scratch->rooms[ROOM_EDGES].at;
    batch->hidden[0] = scratch->rooms[ROOM_HIDDEN_0].at;
    batch->hidden[1] = scratch->rooms[ROOM_HIDDEN_1].at;
    batch->bytes = scratch->rooms[ROOM_BYTES].at;
    batch->current = scratch->rooms[ROOM_CURRENT].at;
    batch->reset = scratch->rooms[ROOM_RESET].at;
    batch->update = scratch->rooms[ROOM_UPDATE].at;
    batch->state = scratch->rooms[ROOM_STATE].at;
    batch->emissions = scratch->rooms[ROOM_EMISSIONS].at;
    return true;
}

static int longest_first(const void *a, const void *b)
{
    const gx_piece *x = a, *y = b;
    return x->n < y->n ? 1 : x->n > y->n ? -1 : 0;
}

/* Pieces that are read in one batch, longest first: every `stride`th of the pool. */
typedef struct gx_slice {
    gx_piece *pieces;
    size_t stride, n, chars;
} gx_slice;

/* Longest first, each behind the lane that is shortest so far (Graham 1969). @return the longest lane */
static size_t place(const gx_slice *slice, size_t lanes)
{
    size_t ends[GX_MAX_LANES] = {0}, steps = 0;
    for (size_t i = 0; i < slice->n; i++) {
        gx_piece *piece = &slice->pieces[i * slice->stride];
        size_t lane = 0;
        for (size_t j = 1; j < lanes; j++)
            if (ends[j] < ends[lane])
                lane = j;
        piece->lane = lane;
        piece->step = ends[lane];
        ends[lane] += piece->n;
        if (ends[lane] > steps)
            steps = ends[lane];
    }
    return steps;
}

/* As many lanes as waste least. @return steps */
static size_t place_best(const gx_slice *slice, size_t *lanes)
{
    size_t least = SIZE_MAX;
    for (size_t n = GX_LANE_STEP; n <= GX_MAX_LANES; n += GX_LANE_STEP) {
        size_t cost = place(slice, n) * (n + STEP_COST);
        if (cost < least) {
            least = cost;
            *lanes = n;
        }
    }
    return place(slice, *lanes);
}

static void fill(const gx_tagger *tagger, const gx_slice *slice, gx_batch *batch)
{
    size_t cells = batch->steps * batch->lanes;
    memset(batch->rows, 0, cells * sizeof *batch->rows);
    memset(batch->edges, GX_EDGE_FIRST | GX_EDGE_LAST, cells);
    for (size_t i = 0; i < slice->n; i++) {
        const gx_piece *piece = &slice->pieces[i * slice->stride];
        for (size_t j = 0; j < piece->n; j++) {
            uint32_t code_point = piece->job->chars[piece->from + j];
            size_t cell = (piece->step + j) * batch->lanes + piece->lane;
            batch->rows[cell] = code_point < GX_PLANE ? tagger->weights.rows[code_point] : GX_ROWS - 1;
            batch->edges[cell] =
                (uint8_t)((j == 0 ? GX_EDGE_FIRST : 0) | (j + 1 == piece->n ? GX_EDGE_LAST : 0));
        }
    }
}

/*
 * Words out of a path: one begins at the first character, at each -B, and at O behind what is not O; all its
 * characters get the class of its first (the model's own reading of its tags).
 */
static void write_tags(const gx_tagger *tagger, const gx_piece *piece, const uint8_t *path)
{
    uint8_t pos = GX_POS_OTHER;
    for (size_t i = 0; i < piece->n; i++) {
        gx_tag_kind kind = tagger->weights.tags[path[i]];
        bool begins =
            i == 0 || kind.part == GX_PART_BEGIN ||
            (kind.part == GX_PART_OUTSIDE && tagger->weights.tags[path[i - 1]].part != GX_PART_OUTSIDE);
        if (begins)
            pos = kind.pos;
        size_t at = piece->from + i;
        if (at >= piece->keep_from && at < piece->keep_from + piece->keep_n)
            piece->job->tags[at] = (gx_tag){pos, begins};
    }
}

/* Take from the scores the paths that contradict what the caller knows. */
static void fix(const gx_tagger *tagger, const gx_piece *piece, float *emissions, size_t stride)
{
    static const float RULED_OUT = -1e6f; /* below any sum of real scores, above the Viterbi's own NEVER */
    static const float LIKELY = 4.0f;     /* in the unit of the emissions, set on the annotated pages */
    const uint8_t *fixed = piece->job->fixed;
    for (size_t i = 0; fixed && i < piece->n; i++) {
        uint8_t what = fixed[piece->from + i];
        for (size_t tag = 0; what && tag < GX_TAGS; tag++) {
            gx_tag_kind kind = tagger->weights.tags[tag];
            bool fits = kind.part == GX_PART_BEGIN && (what != GX_FIXED_MARK || kind.pos == GX_POS_W);
            if (!fits)
                emissions[i * stride + tag] += RULED_OUT;
            else if (what == GX_FIXED_PERSON && kind.pos == GX_POS_PER)
                emissions[i * stride + tag] += LIKELY;
        }
    }
}

static uint8_t in_tenths(float loss)
{
    return loss >= GX_LOSS_MOST / 10.0f ? GX_LOSS_MOST : loss <= 0 ? 0 : (uint8_t)(loss * 10.0f + 0.5f);
}

/* How near each short stretch comes to being a name. */
static void write_losses(const gx_tagger *tagger, const gx_piece *piece, const gx_lattice *lattice)
{
    float best = gx_best_score(lattice);
    gx_name_loss *names = piece->job->names;
    for (size_t i = 0; i < piece->keep_n; i++)
        memset(names[piece->keep_from + i].tenths, GX_LOSS_MOST, GX_NAME_LENGTHS);
    for (size_t end = GX_NAME_LEAST; end <= piece->n; end++)
        for (size_t p = 0; p < sizeof tagger->people / sizeof *tagger->people; p++) {
            gx_word_tags tags = tagger->people[p];
            float after = gx_score_after(lattice, end, tags);
            for (size_t k = 0; k < GX_NAME_LENGTHS && GX_NAME_LEAST + k <= end; k++) {
                size_t from = end - GX_NAME_LEAST - k, at = piece->from + from;
                if (at < piece->keep_from || at >= piece->keep_from + piece->keep_n)
                    continue;
                uint8_t tenths = in_tenths(best - gx_score_with(lattice, from, end, tags, after));
                names[at].tenths[k] = tenths < names[at].tenths[k] ? tenths : names[at].tenths[k];
            }
        }
}

static gx_status run_slice(const gx_tagger *tagger, gx_tag_scratch *scratch, gx_slice *slice, gx_error *err)
{
    gx_batch batch = {0};
    batch.steps = place_best(slice, &batch.lanes);
    if (!make_room(scratch, &batch, tagger->kernel))
        return gx_fail(err, GX_ENOMEM, "out of memory tagging %zu characters", slice->chars);
    fill(tagger, slice, &batch);
    tagger->kernel->run(&tagger->weights, tagger->packed, &batch);
    uint8_t *path = scratch->rooms[ROOM_PATH].at;
    for (size_t i = 0; i < slice->n; i++) {
        const gx_piece *piece = &slice->pieces[i * slice->stride];
        size_t cell = piece->step * batch.lanes + piece->lane;
        fix(tagger, piece, batch.emissions + cell * GX_TAG_COLUMNS, batch.lanes * GX_TAG_COLUMNS);
        const float *emissions = batch.emissions + cell * GX_TAG_COLUMNS;
        size_t stride = batch.lanes * GX_TAG_COLUMNS;
        float *scores = scratch->rooms[ROOM_SCORES].at, *behind = scratch->rooms[ROOM_BEHIND].at;
        gx_viterbi(tagger->kernel, tagger->transitions, emissions, stride, piece->n, scores, path);
        write_tags(tagger, piece, path);
        if (!piece->job->names)
            continue;
        gx_behind(tagger->kernel, tagger->transitions + 1, emissions, stride, piece->n, behind);
        write_losses(
            tagger, piece,
            &(gx_lattice){tagger->kernel, tagger->transitions, emissions, stride, piece->n, scores, behind});
    }
    return GX_OK;
}

static gx_status run_pool(const gx_tagger *tagger, gx_tag_scratch *scratch, gx_error *err)
{
    gx_status status = GX_OK;
    if (scratch->n_pieces > 1)
        qsort(scratch->pieces, scratch->n_pieces, sizeof *scratch->pieces, longest_first);
    /* Dealt out in turn, so that each batch has short ones to fill up the lanes beside the long. */
    size_t slices = (scratch->chars + BATCH_CHARS - 1) / BATCH_CHARS;
    for (size_t i = 0; status == GX_OK && i < slices && i < scratch->n_pieces; i++) {
        gx_slice slice = {.pieces = scratch->pieces + i, .stride = slices};
        for (size_t j = i; j < scratch->n_pieces; j += slices) {
            slice.chars += scratch->pieces[j].n;
            slice.n++;
        }
        status = run_slice(tagger, scratch, &slice, err);
    }
    scratch->n_pieces = 0;
    scratch->chars = 0;
    return status;
}

static gx_status add_piece(const gx_tagger *tagger, gx_tag_scratch *scratch, gx_piece piece, gx_error *err)
{
    if (!gx_grow((void **)&scratch->pieces, &scratch->cap_pieces, scratch->n_pieces, sizeof piece))
        return gx_fail(err, GX_ENOMEM, "out of memory for the tagger");
    scratch->pieces[scratch->n_pieces++] = piece;
    scratch->chars += piece.n;
    return scratch->chars >= POOL_CHARS ? run_pool(tagger, scratch, err) : GX_OK;
}

/* A sentence in windows: each decides what is at least the overlap away from its ends inside the sentence. */
static gx_status add_job(const gx_tagger *tagger, gx_tag_scratch *scratch, const gx_tag_job *job,
                         gx_error *err)
{
    size_t decided = 0;
    gx_status status = GX_OK;
    while (status == GX_OK && decided < job->n) {
        size_t from = decided < WINDOW_OVERLAP ? 0 : decided - WINDOW_OVERLAP;
        size_t n = job->n - from < WINDOW ? job->n - from : WINDOW;
        size_t until = from + n == job->n ? job->n : from + n - WINDOW_OVERLAP;
        status = add_piece(tagger, scratch, (gx_piece){job, from, n, decided, until - decided, 0, 0}, err);
        decided = until;
    }
    return status;
}

gx_status gx_tagger_tag(const gx_tagger *tagger, gx_tag_scratch *scratch, gx_tag_job *jobs, size_t n_jobs,
                        gx_error *err)
{
    gx_status status = GX_OK;
    scratch->n_pieces = 0;
    scratch->chars = 0;
    for (size_t i = 0; status == GX_OK && i < n_jobs; i++)
        status = add_job(tagger, scratch, &jobs[i], err);
    return status == GX_OK ? run_pool(tagger, scratch, err) : status;
}
