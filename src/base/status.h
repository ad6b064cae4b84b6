/**
 * @file src/base/status.h
 * What a call can answer, and where it went wrong.
 * Knows nothing of Chinese text, files or graphs.
 */
#ifndef GX_BASE_STATUS_H
#define GX_BASE_STATUS_H

#include <stdarg.h>
#include <stdint.h>

#if defined(__GNUC__)
#define GX_MUST_USE __attribute__((warn_unused_result))
#define GX_PRINTF(text_index, first) __attribute__((format(printf, text_index, first)))
#else
#define GX_MUST_USE
#define GX_PRINTF(text_index, first)
#endif

typedef enum gx_status {
    GX_OK = 0,
    GX_ENOMEM,     /* out of memory */
    GX_EINVAL,     /* the caller asked for something that does not exist */
    GX_EIO,        /* the system refused a read or a write */
    GX_EDATA,      /* input that is not what it should be */
    GX_ENOTFOUND,  /* nothing of that name */
    GX_EAMBIGUOUS, /* several of that name */
    GX_EVERSION,   /* a file written by another version */
    GX_ESTORE,     /* the database refused; its words in the error */
    GX_EGRAPH,     /* igraph refused; its words in the error */
    GX_ERENDER,    /* Graphviz refused or took too long */
    GX_EINTERRUPT, /* the user asked to stop */
    GX_EINTERNAL   /* a defect of this program */
} gx_status;

enum { GX_ERROR_TEXT_BYTES = 512, GX_ERROR_FILE_BYTES = 256 };

/** A plain value that owns nothing; the caller starts it as `gx_error err = {0}`. */
typedef struct gx_error {
    gx_status status;
    char file[GX_ERROR_FILE_BYTES]; /* "" where no file is concerned; long names are cut */
    uint32_t line;                  /* from 1; 0 where none is concerned */
    uint32_t column;                /* from 1, in characters; 0 where none is concerned */
    char text[GX_ERROR_TEXT_BYTES]; /* what was found and what was expected; no line break at the end */
} gx_error;

/**
 * Fill `err` unless it is NULL or already filled (the first message wins).
 * @return `status`, so that a failing function can say `return gx_fail(err, GX_EIO, ...)`.
 */
gx_status gx_fail(gx_error *err, gx_status status, const char *format, ...) GX_PRINTF(3, 4);

/** The same with a place in a file; `file` may be NULL, `line` and `column` 0. */
gx_status gx_fail_at(gx_error *err, gx_status status, const char *file, uint32_t line, uint32_t column,
                     const char *format, ...) GX_PRINTF(6, 7);

/** The status's name for programs, "ok", "no-memory", …; static. */
const char *gx_status_name(gx_status status);

#endif
