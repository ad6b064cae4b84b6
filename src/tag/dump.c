/**
 * gx_tag_dump [--chars] WEIGHTS: tags each line of standard input and prints it as word/tag word/tag …, or as
 * one tag a character, -B where a word begins. For those who work on the program; not installed.
 */
#include "base/file.h"
#include "base/utf8.h"
#include "tag/kernels.h"

#include <string.h>

static const char *const names[] = {
    [GX_POS_OTHER] = "O",   [GX_POS_N] = "n",     [GX_POS_NR] = "nr",   [GX_POS_NS] = "ns",
    [GX_POS_NT] = "nt",     [GX_POS_NW] = "nw",   [GX_POS_NZ] = "nz",   [GX_POS_V] = "v",
    [GX_POS_VD] = "vd",     [GX_POS_VN] = "vn",   [GX_POS_A] = "a",     [GX_POS_AD] = "ad",
    [GX_POS_AN] = "an",     [GX_POS_D] = "d",     [GX_POS_F] = "f",     [GX_POS_M] = "m",
    [GX_POS_Q] = "q",       [GX_POS_R] = "r",     [GX_POS_P] = "p",     [GX_POS_C] = "c",
    [GX_POS_U] = "u",       [GX_POS_S] = "s",     [GX_POS_T] = "t",     [GX_POS_W] = "w",
    [GX_POS_XC] = "xc",     [GX_POS_PER] = "PER", [GX_POS_LOC] = "LOC", [GX_POS_ORG] = "ORG",
    [GX_POS_TIME] = "TIME",
};

enum { BATCH_LINES = 1024 };

static void print_chars(const gx_tag_job *job)
{
    for (size_t i = 0; i < job->n; i++)
        printf("%s%s-%c", i ? " " : "", names[job->tags[i].pos], job->tags[i].begins ? 'B' : 'I');
    putchar('\n');
}

static void print_words(const gx_tag_job *job)
{
    for (size_t i = 0; i < job->n; i++) {
        char bytes[4];
        if (job->tags[i].begins && i > 0)
            printf("/%s ", names[job->tags[i - 1].pos]);
        fwrite(bytes, 1, gx_utf8_encode(job->chars[i], bytes), stdout);
    }
    if (job->n > 0)
        printf("/%s", names[job->tags[job->n - 1].pos]);
    putchar('\n');
}

/* Tag and print up to BATCH_LINES lines. @return where the next one begins; NULL after a failure */
static char *dump_lines(const gx_tagger *tagger, gx_tag_scratch *scratch, bool chars, char *at, char *end,
                        gx_error *err)
{
    gx_tag_job jobs[BATCH_LINES];
    size_t n = 0;
    gx_arena arena;
    gx_arena_init(&arena);
    while (at < end && n < BATCH_LINES) {
        char *stop = memchr(at, '\n', (size_t)(end - at));
        if (stop)
            *stop = '\0';
        gx_tag_job *job = &jobs[n++];
        *job = (gx_tag_job){0};
        job->chars = gx_utf8_to_chars(&arena, at, &job->n);
        job->tags = job->chars ? GX_ARENA_ARRAY(&arena, gx_tag, job->n + 1) : NULL;
        if (!job->tags) {
            gx_fail(err, GX_ENOMEM, "out of memory");
            at = NULL;
            goto done;
        }
        at = stop ? stop + 1 : end;
    }
    if (gx_tagger_tag(tagger, scratch, jobs, n, err) != GX_OK) {
        at = NULL;
        goto done;
    }
    for (size_t i = 0; i < n; i++)
        (chars ? print_chars : print_words)(&jobs[i]);
done:
    gx_arena_clear(&arena);
    return at;
}

int main(int argc, char **argv)
{
    gx_error err = {0};
    gx_tagger *tagger = NULL;
    gx_tag_scratch *scratch = NULL;
    gx_file input = {0};
    bool chars = argc == 3 && strcmp(argv[1], "--chars") == 0;
    if (argc != (chars ? 3 : 2)) {
        fputs("usage: gx_tag_dump [--chars] tagger.gxw < sentences\n", stderr);
        return 2;
    }
    gx_status status = gx_tagger_new(&tagger, argv[argc - 1], &err);
    if (status == GX_OK)
        status = gx_tag_scratch_new(&scratch, &err);
    if (status == GX_OK)
        status = gx_file_read(&input, "-", &err);
    for (char *at = input.bytes, *end = at ? at + input.n : NULL; status == GX_OK && at < end;) {
        at = dump_lines(tagger, scratch, chars, at, end, &err);
        status = err.status;
    }
    if (status != GX_OK)
        fprintf(stderr, "gx_tag_dump: %s: %s\n", err.file, err.text);
    gx_file_clear(&input);
    gx_tag_scratch_free(scratch);
    gx_tagger_free(tagger);
    return status == GX_OK && fflush(stdout) == 0 ? 0 : 1;
}
