/**
 * @file src/base/file.h
 * Files and folders: read whole, list, write beside and rename.
 */
#ifndef GX_BASE_FILE_H
#define GX_BASE_FILE_H

#include "base/buffer.h"

#include <stdio.h>

/** A whole file or stream in memory; `bytes` has a NUL behind its last byte. Free with gx_file_clear(). */
typedef struct gx_file {
    char *bytes;
    size_t n;
} gx_file;

/**
 * Read a regular file, a pipe, or stdin (path "-").
 * @return GX_OK, GX_EIO (missing, a directory, unreadable: the system's words), GX_ENOMEM
 */
GX_MUST_USE gx_status gx_file_read(gx_file *out, const char *path, gx_error *err);
void gx_file_clear(gx_file *file);

/** A file or stream that is read from its beginning, a stretch at a time. Close with gx_stretch_close(). */
typedef struct gx_stretch {
    FILE *stream;    /* NULL = not open */
    gx_buffer bytes; /* the stretch that is there */
    uint64_t at;     /* where it begins */
    bool ended;      /* nothing follows it */
} gx_stretch;

/** @return GX_OK, GX_EIO (missing, a directory, unreadable: the system's words) */
GX_MUST_USE gx_status gx_stretch_open(gx_stretch *out, const char *path, gx_error *err);
/** Read on until `n` bytes are there, or the file ends.  @return GX_OK, GX_EIO, GX_ENOMEM */
GX_MUST_USE gx_status gx_stretch_fill(gx_stretch *stretch, const char *path, size_t n, gx_error *err);
/** Forget the first `n` bytes. */
void gx_stretch_drop(gx_stretch *stretch, size_t n);
/** How many bytes the file has: 0 where the system cannot say (a pipe). */
uint64_t gx_stretch_file_bytes(const gx_stretch *stretch);
void gx_stretch_close(gx_stretch *stretch);

/** Paths, sorted by bytes; each new. Free with gx_paths_clear(). */
typedef struct gx_paths {
    char **at;
    size_t n, cap;
} gx_paths;

/**
 * All regular files below a folder (names that begin with a dot left out) whose name ends in one of
 * the NULL-terminated `endings` (NULL = any); a path that is a file is taken as it is.
 * Links to folders are not followed.
 */
GX_MUST_USE gx_status gx_paths_collect(gx_paths *out, const char *path, const char *const *endings,
                                       gx_error *err);
void gx_paths_clear(gx_paths *paths);

bool gx_path_is_folder(const char *path);
/** The part behind the last slash; borrowed from `path`. */
const char *gx_path_name(const char *path);

/**
 * Writing: to "-" is stdout, to a device or a pipe is to itself; else to a temporary file in the same folder
 * that gx_output_close() renames, so that the old file or the whole new one is there, never a part.
 */
typedef struct gx_output {
    FILE *stream; /* borrowed by the writer until close */
    char *path, *temporary;
} gx_output;

GX_MUST_USE gx_status gx_output_open(gx_output *out, const char *path, gx_error *err);
/** Flush, check, sync and rename. On failure the temporary file is gone. The output is cleared either way. */
GX_MUST_USE gx_status gx_output_close(gx_output *out, gx_error *err);
/** Give up: remove the temporary file. Takes a cleared output. */
void gx_output_abandon(gx_output *out);

#endif
