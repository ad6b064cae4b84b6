#include "cli/pages.h"

#include "base/message.h"

#include "cli/command.h"
#include "cli/page_date.h"
#include "cli/progress.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What a folder holds that is a page. */
static const char *const page_endings[] = {".txt", ".md", NULL};

enum {
    PROBLEMS_AT_MOST = 20, /* of one page, said one by one; enough to see what is wrong with it */
    PIPE_BYTES =
        16 * 1024 * 1024 /* of a page that is no file, whose length nobody knows: all of it is kept */
};

typedef enum slot_state {
    SLOT_FREE,
    SLOT_QUEUED,
    SLOT_RUNNING,
    SLOT_PART, /* facts of a part wait to be taken, and the worker for that */
    SLOT_DONE
} slot_state;

/* One page under way. A slot is touched by one thread at a time: which one, `state` says, under the lock. */
struct slot {
    slot_state state;
    const char *path;              /* borrowed from the paths */
    char date[GX_PAGE_DATE_BYTES]; /* "" = not known */
    gx_stretch file;
    gx_extract_course course;
    gx_facts facts;
    gx_status status;
    gx_error error;
    gx_error *problems; /* [PROBLEMS_AT_MOST] of the part */
    size_t n_problems;
    size_t n_told; /* problems of the parts before */
};

/*
 * The window: slots[ticket % n_slots] for head <= ticket < tail. The calling thread fills at `tail` and takes
 * at `head`; workers take the lowest queued ticket, `next`.
 */
struct run {
    const char *date;
    const gx_pages_use *use;
    struct slot *slots; /* [n_slots] */
    size_t n_slots;
    size_t head, next, tail;
    bool closed; /* nothing more comes: workers end */
    pthread_mutex_t lock;
    pthread_cond_t queued, done, taken;
};

struct thread {
    pthread_t id;
    gx_worker *worker;
    struct run *run;
    bool started;
};

gx_status gx_pages_collect(gx_paths *out, const char *const *arguments, size_t n, gx_error *err)
{
    gx_paths all = {0};
    gx_status status = GX_OK;
    for (size_t i = 0; i < n && status == GX_OK; i++) {
        gx_paths some = {0};
        const char *path = arguments[i];
        if (strcmp(path, "-") != 0 && access(path, F_OK) != 0)
            status = gx_fail_at(err, GX_EIO, path, 0, 0, "no such file or folder");
        else
            status = gx_paths_collect(&some, path, page_endings, err);
        if (status == GX_OK && some.n == 0)
            status = gx_fail_at(err, GX_EDATA, path, 0, 0,
                                "no pages in this folder: expected files in .txt or .md");
        for (size_t k = 0; k < some.n && status == GX_OK; k++) {
            if (gx_grow((void **)&all.at, &all.cap, all.n, sizeof *all.at)) {
                all.at[all.n++] = some.at[k];
                some.at[k] = NULL;
            } else {
                status = gx_fail(err, GX_ENOMEM, "out of memory listing pages");
            }
        }
        gx_paths_clear(&some);
    }
    if (status == GX_OK)
        *out = all;
    else
        gx_paths_clear(&all);
    return status;
}

static void note_problem(void *context, const gx_error *problem)
{
    struct slot *slot = context;
    if (slot->n_told + slot->n_problems < PROBLEMS_AT_MOST)
        slot->problems[slot->n_problems++] = *problem;
}

/* Open the page and read what of it must be there before a worker begins. */
static gx_status open_page(struct slot *slot, const gx_pages_use *use)
{
    gx_error *err = &slot->error;
    gx_status status = gx_stretch_open(&slot->file, slot->path, err);
    uint64_t n_bytes = status == GX_OK ? gx_stretch_file_bytes(&slot->file) : 0;
    size_t most = use->whole_bytes ? use->whole_bytes : n_bytes ? SIZE_MAX - 1 : PIPE_BYTES;
    size_t want = most < SIZE_MAX - 1 ? most + 1 : GX_PART_BYTES + 1;
    if (status == GX_OK)
        status = gx_stretch_fill(&slot->file, slot->path, want, err);
    if (status != GX_OK)
        return status;
    if (slot->file.bytes.n == 0)
        return gx_fail_at(err, GX_EDATA, slot->path, 0, 0, "is empty, expected a page of text");
    if (slot->file.bytes.n > most)
        return gx_fail_at(err, GX_EDATA, slot->path, 0, 0,
                          "has more than %zu MB, expected a page: cut it into pages%s", most >> 20,
                          use->whole_bytes ? "" : _(", or let it be read from a file"));
    slot->course.page.n_bytes = slot->file.ended ? slot->file.bytes.n : n_bytes;
    return GX_OK;
}

static bool is_last(const struct slot *slot)
{
    return slot->status != GX_OK || slot->course.page.byte >= slot->course.page.n_bytes;
}

/* Extract the next part. */
static void extract(struct slot *slot, gx_worker *worker, const struct run *run)
{
    uint64_t left = slot->course.page.n_bytes - slot->course.page.byte;
    size_t behind = (size_t)(slot->course.page.byte - slot->file.at);
    if (!run->use->whole_bytes) {
        gx_stretch_drop(&slot->file, behind);
        behind = 0;
        slot->status = gx_stretch_fill(&slot->file, slot->path, GX_PART_BYTES + 1, &slot->error);
    }
    size_t n = slot->file.bytes.n - behind;
    if (slot->status == GX_OK && n == 0)
        slot->status =
            gx_fail_at(&slot->error, GX_EIO, slot->path, 0, 0, "cannot read: the file became shorter");
    if (slot->status != GX_OK)
        return;
    gx_page_input part = {slot->path, slot->file.bytes.at + behind, n < left ? n : (size_t)left,
                          *slot->date ? slot->date : NULL};
    slot->status =
        gx_extract_part(&slot->facts, worker, &part, &slot->course, note_problem, slot, &slot->error);
}

/* A page, part by part: each waits until the one before was taken. The run's lock is held before and after.
 */
static void work_on(struct run *run, struct slot *slot, gx_worker *worker)
{
    bool last = false;
    while (!last) {
        slot->state = SLOT_RUNNING;
        pthread_mutex_unlock(&run->lock);
        extract(slot, worker, run);
        last = is_last(slot);
        pthread_mutex_lock(&run->lock);
        slot->state = last ? SLOT_DONE : SLOT_PART;
        pthread_cond_signal(&run->done);
        while (slot->state == SLOT_PART && !run->closed)
            pthread_cond_wait(&run->taken, &run->lock);
        last = last || run->closed;
    }
}

static void *work(void *context)
{
    struct thread *me = context;
    struct run *run = me->run;
    pthread_mutex_lock(&run->lock);
    for (;;) {
        while (run->next < run->tail && run->slots[run->next % run->n_slots].state != SLOT_QUEUED)
            run->next++; /* pages that could not be read have no work in them */
        if (run->next < run->tail)
            work_on(run, &run->slots[run->next++ % run->n_slots], me->worker);
        else if (run->closed)
            break;
        else
            pthread_cond_wait(&run->queued, &run->lock);
    }
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

static void clear_slot(struct slot *slot)
{
    gx_stretch_close(&slot->file);
    gx_facts_clear(&slot->facts);
    slot->course = (gx_extract_course){0};
    slot->error = (gx_error){0};
    slot->n_problems = slot->n_told = 0;
    slot->state = SLOT_FREE;
}

/* Read the page at `path` into the slot at the tail of the window, if it is wanted. */
static gx_status put(struct run *run, const char *path, const gx_pages_use *use, gx_error *err)
{
    struct slot *slot = &run->slots[run->tail % run->n_slots];
    slot->path = path;
    slot->status = gx_date_of_page(slot->date, path, run->date, &slot->error);
    if (slot->status == GX_OK)
        slot->status = open_page(slot, use);
    bool wanted = true;
    if (slot->status == GX_OK && use->want) {
        gx_status status =
            use->want(use->context, path, slot->file.bytes.at, slot->file.bytes.n, &wanted, err);
        if (status != GX_OK)
            return status;
    }
    if (!wanted) {
        clear_slot(slot);
        return GX_OK;
    }
    pthread_mutex_lock(&run->lock);
    slot->state = slot->status == GX_OK ? SLOT_QUEUED : SLOT_DONE;
    run->tail++;
    pthread_cond_signal(&run->queued);
    pthread_mutex_unlock(&run->lock);
    return GX_OK;
}

/* Wait until the page at the head, or its next part, is done; look up now and then whether the user asked to
 * stop. */
static gx_status wait_for(struct run *run, const struct slot *slot, gx_error *err)
{
    enum { LOOK_UP_NANOSECONDS = 100 * 1000 * 1000 };
    gx_status status = GX_OK;
    pthread_mutex_lock(&run->lock);
    while (slot->state != SLOT_DONE && slot->state != SLOT_PART && status == GX_OK) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += LOOK_UP_NANOSECONDS;
        if (until.tv_nsec >= 1000000000) {
            until.tv_sec++;
            until.tv_nsec -= 1000000000;
        }
        pthread_cond_timedwait(&run->done, &run->lock, &until);
        if (gx_stop_asked())
            status = gx_fail(err, GX_EINTERRUPT, "stopped");
    }
    pthread_mutex_unlock(&run->lock);
    return status;
}

/* Hand on what the head has; `goes_on` is its state where that was a part. */
static gx_status take(struct run *run, slot_state goes_on, gx_error *err)
{
    struct slot *slot = &run->slots[run->head % run->n_slots];
    if (slot->status == GX_ENOMEM)
        return gx_fail_at(err, GX_ENOMEM, slot->path, 0, 0, "out of memory reading the page");
    bool last = is_last(slot);
    gx_page_done page = {slot->path,   slot->file.bytes.at, slot->file.bytes.n,
                         last,         slot->status,        slot->error,
                         &slot->facts, slot->problems,      slot->n_problems};
    gx_status status = run->use->take(run->use->context, &page, err);
    if (last) {
        clear_slot(slot);
        run->head++;
        return status;
    }
    gx_facts_clear(&slot->facts);
    slot->n_told += slot->n_problems;
    slot->n_problems = 0;
    pthread_mutex_lock(&run->lock);
    slot->state = goes_on;
    pthread_cond_broadcast(&run->taken);
    pthread_mutex_unlock(&run->lock);
    return status;
}

/* The calling thread's part. `inline_worker` is NULL where there are threads. */
static gx_status drive(struct run *run, const gx_paths *paths, const gx_pages_use *use,
                       gx_worker *inline_worker, gx_error *err)
{
    gx_progress progress;
    gx_progress_start(&progress, use->progress, paths->n, "pages");
    gx_status status = GX_OK;
    size_t n_put = 0;
    while (status == GX_OK && (n_put < paths->n || run->head < run->tail)) {
        if (gx_stop_asked()) {
            status = gx_fail(err, GX_EINTERRUPT, "stopped");
        } else if (n_put < paths->n && run->tail - run->head < run->n_slots) {
            status = put(run, paths->at[n_put++], use, err);
        } else {
            struct slot *slot = &run->slots[run->head % run->n_slots];
            if (inline_worker && slot->state == SLOT_QUEUED) {
                extract(slot, inline_worker, run);
                slot->state = is_last(slot) ? SLOT_DONE : SLOT_PART;
            }
            status = wait_for(run, slot, err);
            if (status == GX_OK)
                status = take(run, inline_worker ? SLOT_QUEUED : SLOT_RUNNING, err);
        }
        gx_progress_show(&progress, n_put - (run->tail - run->head));
    }
    gx_progress_end(&progress);
    return status;
}

static gx_status start_threads(struct thread *threads, uint32_t n, struct run *run, gx_error *err)
{
    /* Signals are the calling thread's business, which looks up in between. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    gx_status status = GX_OK;
    for (uint32_t i = 0; i < n && status == GX_OK; i++) {
        threads[i].run = run;
        threads[i].started = pthread_create(&threads[i].id, NULL, work, &threads[i]) == 0;
        if (!threads[i].started && i == 0)
            status = gx_fail(err, GX_ENOMEM, "the system gives no thread");
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status;
}

static void end_threads(struct thread *threads, uint32_t n, struct run *run)
{
    pthread_mutex_lock(&run->lock);
    run->closed = true;
    run->next = run->tail; /* after a failure: what is queued is not begun */
    pthread_cond_broadcast(&run->queued);
    pthread_cond_broadcast(&run->taken);
    pthread_mutex_unlock(&run->lock);
    for (uint32_t i = 0; i < n; i++)
        if (threads[i].started)
            pthread_join(threads[i].id, NULL);
}

static gx_status prepare(struct run *run, struct thread *threads, uint32_t n_threads,
                         const gx_extractor *extractor, gx_error *err)
{
    run->slots = gx_alloc_zero(run->n_slots, sizeof *run->slots);
    if (!run->slots)
        return gx_fail(err, GX_ENOMEM, "out of memory for pages");
    for (size_t i = 0; i < run->n_slots; i++) {
        run->slots[i].problems = gx_alloc_zero(PROBLEMS_AT_MOST, sizeof *run->slots[i].problems);
        if (!run->slots[i].problems)
            return gx_fail(err, GX_ENOMEM, "out of memory for pages");
    }
    for (uint32_t i = 0; i < n_threads; i++) {
        gx_status status = gx_worker_new(&threads[i].worker, extractor, err);
        if (status != GX_OK)
            return status;
    }
    return GX_OK;
}

gx_status gx_pages_run(const gx_extractor *extractor, const gx_paths *paths, const char *date,
                       uint32_t n_threads, const gx_pages_use *use, gx_error *err)
{
    if (n_threads > paths->n)
        n_threads = paths->n ? (uint32_t)paths->n : 1;
    struct run run = {.date = date, .use = use, .n_slots = n_threads == 1 ? 1 : 2 * n_threads + 2};
    struct thread *threads = gx_alloc_zero(n_threads, sizeof *threads);
    if (!threads)
        return gx_fail(err, GX_ENOMEM, "out of memory for threads");
    pthread_mutex_init(&run.lock, NULL);
    pthread_cond_init(&run.queued, NULL);
    pthread_cond_init(&run.done, NULL);
    pthread_cond_init(&run.taken, NULL);
    gx_status status = prepare(&run, threads, n_threads, extractor, err);
    if (status == GX_OK && n_threads > 1)
        status = start_threads(threads, n_threads, &run, err);
    if (status == GX_OK)
        status = drive(&run, paths, use, n_threads == 1 ? threads[0].worker : NULL, err);
    end_threads(threads, n_threads, &run);
    for (uint32_t i = 0; i < n_threads; i++)
        gx_worker_free(threads[i].worker);
    for (size_t i = 0; run.slots && i < run.n_slots; i++) {
        clear_slot(&run.slots[i]);
        gx_free(run.slots[i].problems);
    }
    gx_free(run.slots);
    gx_free(threads);
    pthread_cond_destroy(&run.done);
    pthread_cond_destroy(&run.taken);
    pthread_cond_destroy(&run.queued);
    pthread_mutex_destroy(&run.lock);
    return status;
}
