/**
 * bench_tag WEIGHTS MEGABYTES FILE...: how fast each kernel tags text, on one core, in one run.
 * Prints speed, the share of what the kernel's multiply-add instructions could do at most, the ratio to
 * OpenBLAS doing the same arithmetic in the same batches, and on how many characters the tags equal the float
 * reference's.
 */
#include "bench.h"

#include "base/file.h"
#include "base/utf8.h"

#include <cblas.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { JOBS_A_CALL = 512 };

/* Multiply-adds a character once the first layer's input is looked up. */
static const double MULTIPLY_ADDS =
    4.0 * GX_HIDDEN * GX_GATES + 2.0 * GX_LAYER * GX_GATES + (double)GX_LAYER * GX_TAGS;

/* Sentences of all files, one behind the other. */
typedef struct gx_text {
    gx_arena arena;
    struct jobs {
        gx_tag_job *at;
        size_t n, cap;
    } jobs;
    size_t bytes, chars;
} gx_text;

static bool ends_sentence(uint32_t c)
{
    return c == '\n' || c == 0x3002 /* 。 */ || c == 0xFF01 /* ！ */ || c == 0xFF1F /* ？ */ ||
           c == 0xFF1B /* ； */;
}

static bool add_file(gx_text *text, const char *path, size_t most_bytes, gx_error *err)
{
    gx_file file = {0};
    if (gx_file_read(&file, path, err) != GX_OK)
        return false;
    size_t n = 0, from = 0;
    uint32_t *chars = gx_utf8_to_chars(&text->arena, file.bytes, &n);
    for (size_t i = 0; chars && i < n && text->bytes < most_bytes; i++) {
        if (!ends_sentence(chars[i]) && i + 1 < n)
            continue;
        gx_tag_job *job = GX_PUSH(&text->arena, &text->jobs);
        gx_tag *tags = GX_ARENA_ARRAY(&text->arena, gx_tag, i + 1 - from);
        if (!job || !tags)
            break;
        *job = (gx_tag_job){.chars = chars + from, .n = i + 1 - from - (chars[i] == '\n'), .tags = tags};
        for (size_t j = 0; j < job->n; j++) {
            char bytes[4];
            text->bytes += gx_utf8_encode(job->chars[j], bytes);
        }
        text->chars += job->n;
        from = i + 1;
    }
    gx_file_clear(&file);
    return true;
}

static bool tag_all(const gx_tagger *tagger, gx_tag_scratch *scratch, gx_text *text, gx_error *err)
{
    for (size_t i = 0; i < text->jobs.n; i += JOBS_A_CALL) {
        size_t n = text->jobs.n - i < JOBS_A_CALL ? text->jobs.n - i : JOBS_A_CALL;
        if (gx_tagger_tag(tagger, scratch, text->jobs.at + i, n, err) != GX_OK)
            return false;
    }
    return true;
}

/* Tags of the whole text one behind the other, to compare. */
static gx_tag *copy_tags(gx_text *text)
{
    gx_tag *all = GX_ARENA_ARRAY(&text->arena, gx_tag, text->chars + 1), *at = all;
    for (size_t i = 0; i < text->jobs.n; at += text->jobs.at[i++].n)
        memcpy(at, text->jobs.at[i].tags, text->jobs.at[i].n * sizeof *at);
    return all;
}

typedef struct gx_result {
    double seconds; /* of the fastest of some runs */
    gx_tag *tags;
} gx_result;

static bool measure(gx_result *out, const char *weights, const gx_kernel *kernel, gx_text *text, int runs,
                    gx_error *err)
{
    gx_tagger *tagger = NULL;
    gx_tag_scratch *scratch = NULL;
    bool done = gx_tagger_new_with(&tagger, weights, kernel, err) == GX_OK &&
                gx_tag_scratch_new(&scratch, err) == GX_OK;
    out->seconds = 0;
    for (int i = 0; done && i < runs; i++) {
        double start = bench_seconds();
        done = tag_all(tagger, scratch, text, err);
        double took = bench_seconds() - start;
        if (i == 0 || took < out->seconds)
            out->seconds = took;
    }
    out->tags = done ? copy_tags(text) : NULL;
    gx_tag_scratch_free(scratch);
    gx_tagger_free(tagger);
    return done;
}

/* A half of the text on a thread of its own. */
typedef struct half {
    pthread_t thread;
    const gx_tagger *tagger;
    gx_text text; /* shares the jobs of the whole */
    bool done;
} half;

static void *tag_half(void *context)
{
    half *h = context;
    gx_error err = {0};
    gx_tag_scratch *scratch = NULL;
    h->done = gx_tag_scratch_new(&scratch, &err) == GX_OK && tag_all(h->tagger, scratch, &h->text, &err);
    gx_tag_scratch_free(scratch);
    return NULL;
}

/* Seconds on the clock of the fastest of some runs on `n_threads` (1 or 2) threads; 0 = it failed. */
static double measure_threads(const gx_tagger *tagger, const gx_text *text, size_t n_threads)
{
    enum { RUNS = 3 };
    double best = 0;
    for (int run = 0; run < RUNS; run++) {
        half halves[2] = {0};
        size_t each = (text->jobs.n + n_threads - 1) / n_threads, n_done = 0;
        double start = bench_wall();
        for (size_t i = 0; i < n_threads; i++) {
            size_t first = i * each, n = text->jobs.n - first < each ? text->jobs.n - first : each;
            halves[i].tagger = tagger;
            halves[i].text.jobs.at = text->jobs.at + first;
            halves[i].text.jobs.n = n;
            if (pthread_create(&halves[i].thread, NULL, tag_half, &halves[i]) != 0)
                return 0;
        }
        for (size_t i = 0; i < n_threads; i++) {
            pthread_join(halves[i].thread, NULL);
            n_done += halves[i].done;
        }
        double took = bench_wall() - start;
        if (n_done != n_threads)
            return 0;
        best = run == 0 || took < best ? took : best;
    }
    return best;
}

static bool compare_threads(const char *weights, const gx_text *text, gx_error *err)
{
    gx_tagger *tagger = NULL;
    if (gx_tagger_new_with(&tagger, weights, NULL, err) != GX_OK)
        return false;
    double one = 0;
    for (size_t n = 1; n <= 2; n++) {
        double took = measure_threads(tagger, text, n);
        one = n == 1 ? took : one;
        printf("%zu thread%s, by the clock: %.3f MB/s, %.0f characters/s, %.2f times one thread\n", n,
               n > 1 ? "s" : "", 1e-6 * (double)text->bytes / took, (double)text->chars / took, one / took);
    }
    gx_tagger_free(tagger);
    return one > 0;
}

static double agreement(const gx_result *a, const gx_result *b, size_t n)
{
    size_t same = 0;
    for (size_t i = 0; i < n; i++)
        same += a->tags[i].pos == b->tags[i].pos && a->tags[i].begins == b->tags[i].begins;
    return n ? 100.0 * (double)same / (double)n : 100.0;
}

static void print_row(const gx_kernel *kernel, const gx_result *result, const gx_result *reference,
                      double openblas_seconds, const gx_text *text)
{
    double peak = bench_peak(kernel->name), work = MULTIPLY_ADDS * (double)text->chars / result->seconds;
    if (kernel == &bench_openblas)
        peak = bench_sgemm();
    printf("%-9s %8.3f %10.0f %9.1f ", kernel->name, 1e-6 * (double)text->bytes / result->seconds,
           (double)text->chars / result->seconds, 1e-9 * work);
    if (peak > 0)
        printf("%7.1f %5.1f%% ", 1e-9 * peak, 100.0 * work / peak);
    else
        printf("%7s %6s ", "-", "-");
    printf("%8.2f %9.3f%%\n", openblas_seconds / result->seconds, agreement(result, reference, text->chars));
}

static bool compare(const char *weights, gx_text *text, gx_error *err)
{
    size_t n_kernels;
    const gx_kernel *const *kernels = gx_kernels(&n_kernels);
    gx_result reference, openblas, result;
    double fastest = INFINITY;
    if (!measure(&reference, weights, &gx_kernel_portable, text, 1, err) ||
        !measure(&openblas, weights, &bench_openblas, text, 3, err))
        return false;
    printf("%.2f MB, %zu characters, %zu sentences; %.3f million multiply-adds a character\n",
           1e-6 * (double)text->bytes, text->chars, text->jobs.n, 1e-6 * MULTIPLY_ADDS);
    printf("kernel        MB/s    chars/s  G mad/s    peak  share  /openblas equal tags\n");
    for (size_t i = 0; i < n_kernels; i++)
        if (kernels[i] != &gx_kernel_portable && kernels[i]->usable()) {
            if (!measure(&result, weights, kernels[i], text, 5, err))
                return false;
            print_row(kernels[i], &result, &reference, openblas.seconds, text);
            fastest = result.seconds < fastest ? result.seconds : fastest;
        }
    print_row(&bench_openblas, &openblas, &reference, openblas.seconds, text);
    print_row(&gx_kernel_portable, &reference, &reference, openblas.seconds, text);
    double best = MULTIPLY_ADDS * (double)text->chars / fastest, int8 = bench_int8_gemm(),
           floats = bench_sgemm();
    if (int8 > 0)
        printf("int8 GEMM of the same shapes: %.1f G mad/s; the fastest kernel reaches %.1f%% of it\n",
               1e-9 * int8, 100.0 * best / int8);
    printf("float GEMM of the same shapes (OpenBLAS sgemm): %.1f G mad/s; the fastest kernel reaches %.1f%% "
           "of it\n",
           1e-9 * floats, 100.0 * best / floats);
    if (!compare_threads(weights, text, err))
        return false;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak memory of this benchmark, text and tags included: %ld MiB\n", usage.ru_maxrss / 1024);
    return true;
}

int main(int argc, char **argv)
{
    gx_error err = {0};
    gx_text text = {0};
    if (argc < 4) {
        fputs("usage: bench_tag tagger.gxw MEGABYTES FILE...\n", stderr);
        return 2;
    }
    openblas_set_num_threads(1);
    gx_arena_init(&text.arena);
    double most = 1e6 * strtod(argv[2], NULL);
    bool done = most > 0;
    for (int i = 3; done && i < argc && (double)text.bytes < most; i++)
        done = add_file(&text, argv[i], (size_t)most, &err);
    done = done && compare(argv[1], &text, &err);
    if (!done)
        fprintf(stderr, "bench_tag: %s: %s\n", err.file, err.text);
    gx_arena_clear(&text.arena);
    return done ? 0 : 1;
}
