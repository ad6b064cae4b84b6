#include "graph/engine.h"

#include "base/message.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/* igraph keeps its handlers in globals and gives them no argument of ours: so must we. */
static const gx_work *current;
static char words[GX_ERROR_TEXT_BYTES];

static void keep_words(const char *reason, const char *file, int line, igraph_error_t answer)
{
    (void)file;
    (void)line;
    (void)answer;
    snprintf(words, sizeof words, "%s", reason ? reason : "");
    IGRAPH_FINALLY_FREE();
}

static igraph_error_t ask_whether_stopped(void *unused)
{
    (void)unused;
    if (!gx_work_stopped(current))
        return IGRAPH_SUCCESS;
    IGRAPH_FINALLY_FREE();
    return IGRAPH_INTERRUPTED;
}

void gx_engine_enter(const gx_work *work)
{
    static bool installed;
    if (!installed) {
        igraph_set_error_handler(keep_words);
        igraph_set_warning_handler(igraph_warning_handler_ignore);
        igraph_set_interruption_handler(ask_whether_stopped);
        installed = true;
    }
    current = work;
    words[0] = '\0';
}

void gx_engine_leave(void)
{
    current = NULL;
}

gx_status gx_engine_status(igraph_error_t answer, const char *what, gx_error *err)
{
    switch (answer) {
    case IGRAPH_SUCCESS:
        return GX_OK;
    case IGRAPH_ENOMEM:
        return gx_fail(err, GX_ENOMEM, "out of memory in igraph (%s)", _(what));
    case IGRAPH_INTERRUPTED:
        return gx_work_interrupted(err);
    default:
        return gx_fail(err, GX_EGRAPH, "igraph refused %s: %s", _(what),
                       words[0] ? words : igraph_strerror(answer));
    }
}

bool gx_work_stopped(const gx_work *work)
{
    return work && work->stopped && work->stopped(work->context);
}

void gx_work_progress(const gx_work *work, const char *task, double share)
{
    if (work && work->progress)
        work->progress(work->context, task, share);
}

uint64_t gx_work_seed(const gx_work *work)
{
    return work && work->seed ? work->seed : GX_DEFAULT_SEED;
}

gx_status gx_work_interrupted(gx_error *err)
{
    return gx_fail(err, GX_EINTERRUPT, "stopped on request");
}

const char *gx_network_library_version(void)
{
    const char *version = "";
    igraph_version(&version, NULL, NULL, NULL);
    return version;
}

void gx_network_one_thread(void)
{
    static const char *const setters[] = {"openblas_set_num_threads", "omp_set_num_threads"};
    void *program = dlopen(NULL, RTLD_LAZY); /* with all that was loaded with it */
    if (!program)
        return;
    for (size_t i = 0; i < sizeof setters / sizeof *setters; i++) {
        void (*set)(int) = NULL;
        *(void **)&set = dlsym(program, setters[i]);
        if (set)
            set(1);
    }
    int (*end_waiting)(void) = NULL;
    *(void **)&end_waiting = dlsym(program, "blas_thread_shutdown_");
    if (end_waiting)
        end_waiting();
    dlclose(program);
}
