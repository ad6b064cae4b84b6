#include "base/status.h"

#include "base/message.h"

#include <stdio.h>
#include <string.h>

static gx_status fail(gx_error *err, gx_status status, const char *file, uint32_t line, uint32_t column,
                      const char *format, va_list args)
{
    if (!err || err->status != GX_OK)
        return status;
    err->status = status;
    err->line = line;
    err->column = column;
    snprintf(err->file, sizeof err->file, "%s", file ? file : "");
    vsnprintf(err->text, sizeof err->text, gx_message(format), args);
    return status;
}

gx_status gx_fail(gx_error *err, gx_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail(err, status, NULL, 0, 0, format, args);
    va_end(args);
    return status;
}

gx_status gx_fail_at(gx_error *err, gx_status status, const char *file, uint32_t line, uint32_t column,
                     const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail(err, status, file, line, column, format, args);
    va_end(args);
    return status;
}

const char *gx_status_name(gx_status status)
{
    static const char *const names[] = {
        [GX_OK] = "ok",
        [GX_ENOMEM] = "no-memory",
        [GX_EINVAL] = "invalid-argument",
        [GX_EIO] = "input-output",
        [GX_EDATA] = "bad-data",
        [GX_ENOTFOUND] = "not-found",
        [GX_EAMBIGUOUS] = "ambiguous",
        [GX_EVERSION] = "other-version",
        [GX_ESTORE] = "store",
        [GX_EGRAPH] = "graph",
        [GX_ERENDER] = "render",
        [GX_EINTERRUPT] = "interrupted",
        [GX_EINTERNAL] = "internal",
    };
    return (size_t)status < sizeof names / sizeof *names ? names[status] : "unknown";
}
