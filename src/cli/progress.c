#include "cli/progress.h"

#include "base/message.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double SHOWN_EVERY_SECONDS = 0.2;

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

void gx_progress_start(gx_progress *progress, bool wanted, size_t n_all, const char *what)
{
    *progress = (gx_progress){.shown = wanted && isatty(STDERR_FILENO), .what = what, .n_all = n_all};
    progress->started = progress->last = seconds_now();
}

/* Is it time for another line? *now is set. */
static bool is_due(gx_progress *progress, double *now)
{
    *now = progress->shown ? seconds_now() : 0;
    if (!progress->shown || *now - progress->last < SHOWN_EVERY_SECONDS)
        return false;
    progress->last = *now;
    return true;
}

static void write_left(const gx_progress *progress, double now, double share)
{
    long left = share > 0 ? (long)((now - progress->started) * (1 - share) / share) : 0;
    fprintf(stderr, _(", %ld:%02ld left "), left / 60, left % 60);
    fputs("\033[K", stderr);
    fflush(stderr);
}

void gx_progress_show(gx_progress *progress, size_t n_done)
{
    double now;
    if (!is_due(progress, &now))
        return;
    fputc('\r', stderr);
    fprintf(stderr, _("%zu of %zu %s"), n_done, progress->n_all, _(progress->what));
    write_left(progress, now, (double)n_done / (double)progress->n_all);
}

void gx_progress_share(gx_progress *progress, const char *task, double share)
{
    double now;
    if (!is_due(progress, &now))
        return;
    fprintf(stderr, "\r%s: %.0f %%", _(task), 100 * share);
    write_left(progress, now, share);
}

void gx_progress_end(gx_progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
}
