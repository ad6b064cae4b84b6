/**
 * @file tests/fuzz/fuzz.h
 * What all harnesses share.  Each is one file fuzz_<name>.c with LLVMFuzzerTestOneInput(); linked with libFuzzer it
 * searches (run.sh), linked with replay.c it repeats its corpus (ctest).
 */
#ifndef GX_TESTS_FUZZ_H
#define GX_TESTS_FUZZ_H

#include "base/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** What must hold whatever the input; it stops the harness where it does not. */
#define HOLDS(condition)                                                                                  \
    do {                                                                                                  \
        if (!(condition)) {                                                                               \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);               \
            abort();                                                                                      \
        }                                                                                                 \
    } while (0)

static char fuzz_made[256]; /* the folder of this process, or "" */

static inline void fuzz_remove(void)
{
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", fuzz_made);
    if (system(command) != 0)
        fprintf(stderr, "%s: not removed\n", fuzz_made);
}

/** A folder of this process under $TMPDIR or /tmp, made on the first call and removed at the end; static. */
static inline const char *fuzz_folder(void)
{
    char *folder = fuzz_made;
    if (!folder[0]) {
        const char *base = getenv("TMPDIR");
        snprintf(folder, sizeof fuzz_made, "%s/gx-fuzz-XXXXXX", base ? base : "/tmp");
        HOLDS(mkdtemp(folder));
        HOLDS(atexit(fuzz_remove) == 0);
    }
    return folder;
}

/** Write a file into that folder. */
static inline void fuzz_write(char path[512], const char *name, const void *bytes, size_t n)
{
    snprintf(path, 512, "%s/%s", fuzz_folder(), name);
    FILE *file = fopen(path, "wb");
    HOLDS(file);
    HOLDS(fwrite(bytes, 1, n, file) == n);
    HOLDS(fclose(file) == 0);
}

/** The input as text with a NUL behind: bytes up to the first NUL. Free with free(). */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    HOLDS(text);
    memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

#endif
