/*
 * Preloaded into a program: allocations of all its libraries that fail, and another clock.
 *   SHIM_FAIL=N        the N-th allocation after main() begins fails (from 1)
 *   SHIM_FAIL_FROM=N   that one and all after it
 *   SHIM_COUNT=FILE    how many there were is written there at the end
 *   SHIM_TIME=SECONDS  what the system's clock says, always
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t each);
extern void *__libc_realloc(void *old, size_t n);

static long fails_at, fails_from, clock_says = -1, n_allocations;
static const char *count_file;
static int active;
static pid_t started;
static int (*program)(int, char **, char **);

static int must_fail(void)
{
    if (!active)
        return 0;
    long n = __atomic_add_fetch(&n_allocations, 1, __ATOMIC_RELAXED);
    if (n != fails_at && !(fails_from && n >= fails_from))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t n)
{
    return must_fail() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t each)
{
    return must_fail() ? NULL : __libc_calloc(n, each);
}

void *realloc(void *old, size_t n)
{
    return must_fail() ? NULL : __libc_realloc(old, n);
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int answer = real(clock, now);
    if (clock_says >= 0 && clock == CLOCK_REALTIME)
        now->tv_sec = clock_says;
    return answer;
}

time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}

static long number_of(const char *name, long otherwise)
{
    const char *text = getenv(name);
    return text ? atol(text) : otherwise;
}

static void write_count(void)
{
    active = 0;
    if (!count_file || getpid() != started)
        return;
    FILE *out = fopen(count_file, "w");
    if (out) {
        fprintf(out, "%ld\n", n_allocations);
        fclose(out);
    }
}

static int main_watched(int argc, char **argv, char **environment)
{
    fails_at = number_of("SHIM_FAIL", 0);
    fails_from = number_of("SHIM_FAIL_FROM", 0);
    clock_says = number_of("SHIM_TIME", -1);
    count_file = getenv("SHIM_COUNT");
    started = getpid();
    atexit(write_count);
    active = 1;
    return program(argc, argv, environment);
}

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack_end)
{
    typedef int start(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void), void (*)(void), void *);
    start *real = (start *)dlsym(RTLD_NEXT, "__libc_start_main");
    program = main;
    return real(main_watched, argc, argv, init, fini, rtld_fini, stack_end);
}
