#include "graph/shares.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { POLL_MILLISECONDS = 100, PROCESSES_MAX = 256 };

/* A child that works on every `processes`-th share and writes, for each: its status, then its sums or its
 * error. */
typedef struct child {
    pid_t pid;  /* 0 = none */
    int answer; /* pipe to read from; -1 = none */
} child;

static size_t share_count(const gx_share_work *shares)
{
    return (shares->n_sources + shares->a_share - 1) / shares->a_share;
}

static gx_status do_share(double *sums, const gx_share_work *shares, size_t number, gx_error *err)
{
    size_t from = number * shares->a_share;
    size_t left = shares->n_sources - from;
    memset(sums, 0, shares->n * sizeof *sums);
    return shares->share(sums, shares->sources + from, left < shares->a_share ? left : shares->a_share,
                         shares->context, err);
}

static void add_share(double *sums, double *squares, const double *share, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sums[i] += share[i];
    if (squares)
        for (size_t i = 0; i < n; i++)
            squares[i] += share[i] * share[i];
}

static unsigned process_count(const gx_work *work, size_t n_shares)
{
    long wanted = work && work->processes ? (long)work->processes : sysconf(_SC_NPROCESSORS_ONLN);
    if (wanted < 1)
        wanted = 1;
    if (wanted > PROCESSES_MAX)
        wanted = PROCESSES_MAX;
    return (size_t)wanted < n_shares ? (unsigned)wanted : (unsigned)n_shares;
}

static gx_status sum_here(double *sums, double *squares, double *buffer, const gx_share_work *shares,
                          const gx_work *work, gx_error *err)
{
    size_t n = share_count(shares);
    for (size_t i = 0; i < n; i++) {
        if (gx_work_stopped(work))
            return gx_work_interrupted(err);
        gx_engine_enter(work);
        gx_status status = do_share(buffer, shares, i, err);
        gx_engine_leave();
        if (status != GX_OK)
            return status;
        add_share(sums, squares, buffer, shares->n);
        gx_work_progress(work, shares->task, (double)(i + 1) / (double)n);
    }
    return GX_OK;
}

/* ---- the child's side ---- */

static bool write_all(int to, const void *bytes, size_t n)
{
    const char *at = bytes;
    while (n > 0) {
        ssize_t written = write(to, at, n);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            at += written;
            n -= (size_t)written;
        }
    }
    return true;
}

/* Never returns: the child must not run the parent's exit handlers or flush its streams. */
static void child_run(int answer, double *buffer, const gx_share_work *shares, size_t first, size_t step)
{
    signal(SIGINT, SIG_IGN); /* Ctrl-C goes to the whole group: the parent hears it and ends us */
    signal(SIGPIPE, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    gx_engine_enter(NULL);
    size_t n = share_count(shares);
    for (size_t i = first; i < n; i += step) {
        gx_error err = {0};
        gx_status status = do_share(buffer, shares, i, &err);
        if (!write_all(answer, &status, sizeof status))
            _exit(1);
        if (status != GX_OK) {
            (void)!write_all(answer, &err, sizeof err); /* the parent sees the end of the pipe in any case */
            _exit(1);
        }
        if (!write_all(answer, buffer, shares->n * sizeof *buffer))
            _exit(1);
    }
    _exit(0);
}

/* ---- the parent's side ---- */

static gx_status start_child(child *out, child *others, size_t n_others, double *buffer,
                             const gx_share_work *shares, size_t step, gx_error *err)
{
    int ends[2];
    if (pipe(ends) != 0)
        return gx_fail(err, GX_EIO, "cannot make a pipe: %s", strerror(errno));
    pid_t pid = fork();
    if (pid < 0) {
        int reason = errno;
        close(ends[0]);
        close(ends[1]);
        return gx_fail(err, GX_EIO, "cannot start a process: %s", strerror(reason));
    }
    if (pid == 0) {
        close(ends[0]);
        for (size_t i = 0; i < n_others; i++)
            close(others[i].answer);
        child_run(ends[1], buffer, shares, n_others, step);
    }
    close(ends[1]);
    *out = (child){pid, ends[0]};
    return GX_OK;
}

/* Read exactly `n` bytes, asking now and then whether to stop. */
static gx_status read_all(int from, void *bytes, size_t n, const gx_work *work, gx_error *err)
{
    char *at = bytes;
    while (n > 0) {
        if (gx_work_stopped(work))
            return gx_work_interrupted(err);
        struct pollfd waiting = {.fd = from, .events = POLLIN};
        int ready = poll(&waiting, 1, POLL_MILLISECONDS);
        if (ready == 0 || (ready < 0 && errno == EINTR))
            continue;
        ssize_t got = ready < 0 ? -1 : read(from, at, n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return gx_fail(err, GX_EIO, "cannot read from a child process: %s", strerror(errno));
        if (got == 0)
            return gx_fail(err, GX_EIO, "a child process ended before it had answered");
        at += got;
        n -= (size_t)got;
    }
    return GX_OK;
}

static gx_status read_share(double *buffer, size_t n, const child *from, const gx_work *work, gx_error *err)
{
    gx_status answer = GX_OK;
    gx_status status = read_all(from->answer, &answer, sizeof answer, work, err);
    if (status != GX_OK)
        return status;
    if (answer == GX_OK)
        return read_all(from->answer, buffer, n * sizeof *buffer, work, err);
    gx_error theirs = {0};
    if ((status = read_all(from->answer, &theirs, sizeof theirs, work, err)) != GX_OK)
        return status;
    return gx_fail(err, answer, "%s", theirs.text);
}

static void end_children(child *children, size_t n, bool kill_them)
{
    for (size_t i = 0; i < n; i++) {
        if (children[i].pid <= 0)
            continue;
        if (kill_them)
            kill(children[i].pid, SIGKILL);
        close(children[i].answer);
        while (waitpid(children[i].pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
}

static gx_status sum_in_children(double *sums, double *squares, double *buffer, const gx_share_work *shares,
                                 unsigned processes, const gx_work *work, gx_error *err)
{
    gx_status status = GX_OK;
    size_t n = share_count(shares), started = 0;
    child *children = gx_alloc_zero(processes, sizeof *children);
    if (!children)
        return gx_fail(err, GX_ENOMEM, "out of memory for %u processes", processes);
    for (; status == GX_OK && started < processes; started += status == GX_OK)
        status = start_child(&children[started], children, started, buffer, shares, processes, err);
    for (size_t i = 0; status == GX_OK && i < n; i++) {
        status = read_share(buffer, shares->n, &children[i % processes], work, err);
        if (status == GX_OK) {
            add_share(sums, squares, buffer, shares->n);
            gx_work_progress(work, shares->task, (double)(i + 1) / (double)n);
        }
    }
    end_children(children, started, status != GX_OK);
    gx_free(children);
    return status;
}

gx_status gx_shares_sum(double *sums, double *squares, const gx_share_work *shares, const gx_work *work,
                        gx_error *err)
{
    double *buffer = gx_alloc(shares->n * sizeof *buffer);
    if (!buffer)
        return gx_fail(err, GX_ENOMEM, "out of memory for %zu sums", shares->n);
    unsigned processes = process_count(work, share_count(shares));
    gx_status status = processes <= 1 ? sum_here(sums, squares, buffer, shares, work, err)
                                      : sum_in_children(sums, squares, buffer, shares, processes, work, err);
    gx_free(buffer);
    return status;
}
