#include "base/file.h"

#include "base/message.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gx_status io_error(gx_error *err, const char *path, const char *what)
{
    return gx_fail_at(err, GX_EIO, path, 0, 0, "%s: %s", _(what), strerror(errno));
}

void gx_file_clear(gx_file *file)
{
    gx_free(file->bytes);
    *file = (gx_file){0};
}

gx_status gx_stretch_open(gx_stretch *out, const char *path, gx_error *err)
{
    *out = (gx_stretch){.stream = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb")};
    if (!out->stream)
        return io_error(err, path, "cannot open");
    struct stat about;
    if (fstat(fileno(out->stream), &about) != 0 || !S_ISDIR(about.st_mode))
        return GX_OK;
    gx_stretch_close(out);
    return gx_fail_at(err, GX_EIO, path, 0, 0, "is a folder, expected a file");
}

gx_status gx_stretch_fill(gx_stretch *stretch, const char *path, size_t n, gx_error *err)
{
    char chunk[64 * 1024];
    while (!stretch->ended && stretch->bytes.n < n && !stretch->bytes.failed) {
        size_t got = fread(chunk, 1, sizeof chunk, stretch->stream);
        gx_buffer_add(&stretch->bytes, chunk, got);
        if (ferror(stretch->stream))
            return io_error(err, path, "cannot read");
        stretch->ended = got < sizeof chunk;
    }
    gx_buffer_add(&stretch->bytes, "", 0);
    return stretch->bytes.failed ? gx_fail_at(err, GX_ENOMEM, path, 0, 0, "out of memory reading the file")
                                 : GX_OK;
}

void gx_stretch_drop(gx_stretch *stretch, size_t n)
{
    gx_buffer *bytes = &stretch->bytes;
    memmove(bytes->at, bytes->at + n, bytes->n - n + 1);
    bytes->n -= n;
    stretch->at += n;
}

uint64_t gx_stretch_file_bytes(const gx_stretch *stretch)
{
    struct stat about;
    bool regular = fstat(fileno(stretch->stream), &about) == 0 && S_ISREG(about.st_mode);
    return regular && about.st_size > 0 ? (uint64_t)about.st_size : 0;
}

void gx_stretch_close(gx_stretch *stretch)
{
    if (stretch->stream && stretch->stream != stdin)
        fclose(stretch->stream);
    gx_buffer_clear(&stretch->bytes);
    *stretch = (gx_stretch){0};
}

gx_status gx_file_read(gx_file *out, const char *path, gx_error *err)
{
    gx_stretch all;
    gx_status status = gx_stretch_open(&all, path, err);
    if (status == GX_OK)
        status = gx_stretch_fill(&all, path, SIZE_MAX, err);
    if (status == GX_OK) {
        *out = (gx_file){all.bytes.at, all.bytes.n};
        all.bytes = (gx_buffer){0};
    }
    gx_stretch_close(&all);
    return status;
}

void gx_paths_clear(gx_paths *paths)
{
    for (size_t i = 0; i < paths->n; i++)
        gx_free(paths->at[i]);
    gx_free(paths->at);
    *paths = (gx_paths){0};
}

bool gx_path_is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

const char *gx_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static bool ends_in(const char *name, const char *const *endings)
{
    if (!endings)
        return true;
    size_t n = strlen(name);
    for (; *endings; endings++) {
        size_t m = strlen(*endings);
        if (n >= m && strcmp(name + n - m, *endings) == 0)
            return true;
    }
    return false;
}

static gx_status add_path(gx_paths *paths, const char *path, gx_error *err)
{
    char *copy = gx_strdup(path);
    if (!copy || !gx_grow((void **)&paths->at, &paths->cap, paths->n, sizeof *paths->at)) {
        gx_free(copy);
        return gx_fail_at(err, GX_ENOMEM, path, 0, 0, "out of memory listing files");
    }
    paths->at[paths->n++] = copy;
    return GX_OK;
}

static gx_status walk(gx_paths *paths, const char *folder, const char *const *endings, gx_error *err)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return io_error(err, folder, "cannot list");
    gx_status status = GX_OK;
    gx_buffer path = {0};
    struct dirent *entry;
    while (status == GX_OK && (errno = 0, entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        path.n = 0;
        gx_buffer_printf(&path, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/",
                         entry->d_name);
        struct stat about;
        if (path.failed)
            status = gx_fail_at(err, GX_ENOMEM, folder, 0, 0, "out of memory listing files");
        else if (lstat(path.at, &about) != 0)
            continue; /* gone meanwhile */
        else if (S_ISDIR(about.st_mode))
            status = walk(paths, path.at, endings, err);
        else if (ends_in(entry->d_name, endings) && stat(path.at, &about) == 0 && S_ISREG(about.st_mode))
            status = add_path(paths, path.at, err);
    }
    closedir(dir);
    gx_buffer_clear(&path);
    return status;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

gx_status gx_paths_collect(gx_paths *out, const char *path, const char *const *endings, gx_error *err)
{
    gx_paths paths = {0};
    gx_status status =
        gx_path_is_folder(path) ? walk(&paths, path, endings, err) : add_path(&paths, path, err);
    if (status != GX_OK) {
        gx_paths_clear(&paths);
        return status;
    }
    if (paths.n > 1)
        qsort(paths.at, paths.n, sizeof *paths.at, by_bytes);
    *out = paths;
    return GX_OK;
}

/* A device or a pipe is written to as it is: a file in its place would be another thing (/dev/null). */
static gx_status open_device(gx_output *out, const char *path, gx_error *err)
{
    char *copy = gx_strdup(path);
    if (!copy)
        return gx_fail_at(err, GX_ENOMEM, path, 0, 0, "out of memory opening the file");
    FILE *stream = fopen(path, "wb");
    if (!stream) {
        gx_status status = io_error(err, path, "cannot write");
        gx_free(copy);
        return status;
    }
    *out = (gx_output){.stream = stream, .path = copy};
    return GX_OK;
}

gx_status gx_output_open(gx_output *out, const char *path, gx_error *err)
{
    if (strcmp(path, "-") == 0) {
        *out = (gx_output){.stream = stdout};
        return GX_OK;
    }
    if (gx_path_is_folder(path))
        return gx_fail_at(err, GX_EIO, path, 0, 0, "is a folder, expected a file to write");
    struct stat about;
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode))
        return open_device(out, path, err);
    gx_buffer name = {0};
    gx_buffer_printf(&name, "%s.XXXXXX", path);
    char *copy = gx_strdup(path);
    if (name.failed || !copy) {
        gx_buffer_clear(&name);
        gx_free(copy);
        return gx_fail_at(err, GX_ENOMEM, path, 0, 0, "out of memory opening the file");
    }
    int fd = mkstemp(name.at);
    FILE *stream = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!stream) {
        gx_status status = io_error(err, path, "cannot write");
        if (fd >= 0) {
            close(fd);
            unlink(name.at);
        }
        gx_buffer_clear(&name);
        gx_free(copy);
        return status;
    }
    mode_t mask = umask(0);
    umask(mask);
    if (fchmod(fd, 0666 & ~mask) != 0)
        errno = 0; /* the file keeps 0600: readable by its owner, which is no reason to fail */
    *out = (gx_output){stream, copy, name.at};
    return GX_OK;
}

static void forget(gx_output *out)
{
    gx_free(out->path);
    gx_free(out->temporary);
    *out = (gx_output){0};
}

gx_status gx_output_close(gx_output *out, gx_error *err)
{
    gx_status status = GX_OK;
    const char *path = out->path ? out->path : "standard output";
    errno = 0;
    if (fflush(out->stream) != 0 || ferror(out->stream))
        status = io_error(err, path, "cannot write");
    if (out->temporary && status == GX_OK && fsync(fileno(out->stream)) != 0)
        status = io_error(err, path, "cannot write");
    if (out->path && fclose(out->stream) != 0 && status == GX_OK)
        status = io_error(err, path, "cannot write");
    if (out->temporary) {
        if (status == GX_OK && rename(out->temporary, out->path) != 0)
            status = io_error(err, path, "cannot rename");
        if (status != GX_OK)
            unlink(out->temporary);
    }
    forget(out);
    return status;
}

void gx_output_abandon(gx_output *out)
{
    if (out->path)
        fclose(out->stream);
    if (out->temporary)
        unlink(out->temporary);
    forget(out);
}
