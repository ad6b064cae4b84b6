#include "cli/locate.h"

#include "base/buffer.h"
#include "base/file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void gx_locations_clear(gx_locations *locations)
{
    gx_free(locations->seeds);
    gx_free(locations->weights);
    *locations = (gx_locations){0};
}

/* The folder of the running executable, without a slash at its end; "" where the system does not say. */
static void executable_folder(char out[PATH_MAX])
{
    ssize_t n = readlink("/proc/self/exe", out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = '\0';
}

static char *join(const char *folder, const char *between, const char *name)
{
    gx_buffer path = {0};
    gx_buffer_printf(&path, "%s%s/%s", folder, between, name);
    if (path.failed)
        gx_buffer_clear(&path);
    return path.at;
}

/* Set both paths below `folder`; false when they are not there. */
static gx_status try_folder(gx_locations *out, const char *folder, const char *between, bool *there,
                            gx_error *err)
{
    gx_locations_clear(out);
    out->seeds = join(folder, between, "seeds");
    out->weights = join(folder, between, "tagger.gxw");
    if (!out->seeds || !out->weights)
        return gx_fail(err, GX_ENOMEM, "out of memory looking for the program's data");
    *there = gx_path_is_folder(out->seeds) && access(out->weights, R_OK) == 0;
    return GX_OK;
}

gx_status gx_locate(gx_locations *out, gx_error *err)
{
    gx_locations found = {0};
    bool there = false;
    gx_status status;
    const char *named = getenv("GUANXI_DATA");
    char folder[PATH_MAX];
    executable_folder(folder);
    if (named && *named) {
        status = try_folder(&found, named, "", &there, err);
        if (status == GX_OK && !there)
            status = gx_fail_at(err, GX_EIO, named, 0, 0,
                                "$GUANXI_DATA: expected a folder with seeds/ and tagger.gxw");
        goto done;
    }
    static const char *const between[] = {"/share/guanxi", "/../share/guanxi"};
    status = GX_OK;
    for (size_t i = 0; i < sizeof between / sizeof *between && status == GX_OK && !there; i++)
        status = try_folder(&found, folder, between[i], &there, err);
    if (status == GX_OK && !there)
        status =
            gx_fail_at(err, GX_EIO, folder, 0, 0,
                       "the program's data (share/guanxi with seeds/ and tagger.gxw) is neither here nor one "
                       "folder up; set GUANXI_DATA");
done:
    if (status == GX_OK)
        *out = found;
    else
        gx_locations_clear(&found);
    return status;
}
