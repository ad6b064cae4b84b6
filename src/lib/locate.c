#define _GNU_SOURCE /* dladdr */
#include "lib/locate.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/message.h"

#include <dlfcn.h>
#include <libintl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

void gx_locations_clear(gx_locations *locations)
{
    gx_free(locations->seeds);
    gx_free(locations->weights);
    *locations = (gx_locations){0};
}

/* The file of the program that runs; where /proc is not mounted (a chroot), the name that it was started by.
 */
static bool program_file(char out[PATH_MAX])
{
    ssize_t n = readlink("/proc/self/exe", out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = '\0';
    const char *started = (const char *)getauxval(AT_EXECFN);
    return n > 0 || (started && realpath(started, out));
}

/*
 * The folder of the program or shared library that holds this function, without a slash at its end; "" where
 * the system does not say. What dladdr() calls the program is what was typed, so that the system is asked for
 * it.
 */
static void own_folder(char out[PATH_MAX])
{
    Dl_info here, program;
    void *entry = (void *)getauxval(AT_ENTRY);
    bool in_library = dladdr((void *)(uintptr_t)own_folder, &here) && dladdr(entry, &program) &&
                      here.dli_fbase != program.dli_fbase;
    if (!(in_library ? realpath(here.dli_fname, out) != NULL : program_file(out)))
        out[0] = '\0';
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = '\0';
}

/* Where share/ is, seen from there. */
static const char *const shares[] = {"/share", "/../share", "/../../share"};
enum { SHARES = sizeof shares / sizeof *shares };

static char *join(const char *folder, const char *share, const char *name)
{
    gx_buffer path = {0};
    gx_buffer_printf(&path, "%s%s%s%s", folder, share, *share ? "/guanxi/" : "/", name);
    if (path.failed)
        gx_buffer_clear(&path);
    return path.at;
}

/* Set both paths below `folder`; false when they are not there. */
static gx_status try_folder(gx_locations *out, const char *folder, const char *share, bool *there,
                            gx_error *err)
{
    gx_locations_clear(out);
    out->seeds = join(folder, share, "seeds");
    out->weights = join(folder, share, "tagger.gxw");
    if (!out->seeds || !out->weights)
        return gx_fail(err, GX_ENOMEM, "out of memory looking for the program's data");
    *there = gx_path_is_folder(out->seeds) && access(out->weights, R_OK) == 0;
    return GX_OK;
}

gx_status gx_locate(gx_locations *out, const char *named, gx_error *err)
{
    gx_locations found = {0};
    bool there = false;
    gx_status status = GX_OK;
    const char *variable = named ? "" : "$GUANXI_DATA: ";
    char folder[PATH_MAX];
    own_folder(folder);
    named = named ? named : getenv("GUANXI_DATA");
    if (named && *named) {
        status = try_folder(&found, named, "", &there, err);
        if (status == GX_OK && !there)
            status = gx_fail_at(err, GX_EIO, named, 0, 0, "%sexpected a folder with seeds/ and tagger.gxw",
                                variable);
    } else {
        for (size_t i = 0; i < SHARES && status == GX_OK && !there; i++)
            status = try_folder(&found, folder, shares[i], &there, err);
        if (status == GX_OK && !there)
            status =
                gx_fail_at(err, GX_EIO, folder, 0, 0,
                           "the program's data (share/guanxi with seeds/ and tagger.gxw) is neither here nor "
                           "above; set GUANXI_DATA");
    }
    if (status == GX_OK)
        *out = found;
    else
        gx_locations_clear(&found);
    return status;
}

static void bind(void)
{
    char folder[PATH_MAX], path[PATH_MAX + 32];
    own_folder(folder);
    for (size_t i = 0; i < SHARES; i++) {
        snprintf(path, sizeof path, "%s%s/locale", folder, shares[i]);
        if (gx_path_is_folder(path)) {
            bindtextdomain(GX_MESSAGE_DOMAIN, path);
            break;
        }
    }
    bind_textdomain_codeset(GX_MESSAGE_DOMAIN, "UTF-8");
}

void gx_messages_find(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, bind);
}
