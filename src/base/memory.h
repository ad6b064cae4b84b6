/**
 * @file src/base/memory.h
 * Memory: the one door to the heap (so that a test can make any allocation fail) and arenas.
 */
#ifndef GX_BASE_MEMORY_H
#define GX_BASE_MEMORY_H

#include "base/status.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

/** New memory, or NULL.  `gx_free` takes NULL.  Sizes of 0 give a unique pointer. */
void *gx_alloc(size_t bytes) GX_MUST_USE;
void *gx_alloc_zero(size_t count, size_t bytes_each) GX_MUST_USE;
void *gx_realloc(void *old, size_t bytes) GX_MUST_USE;
void gx_free(void *memory);

/** New copy of a string, or NULL; free with gx_free(). */
char *gx_strdup(const char *text) GX_MUST_USE;

/**
 * Make room for one more element in a growable array: doubles `*cap` when `n == *cap`.
 * @return false when memory ran out; the array is then unchanged.
 */
bool gx_grow(void **array, size_t *cap, size_t n, size_t bytes_each) GX_MUST_USE;

/** For tests: let the n-th allocation from now (0 = the next) and all after it fail; -1 = none. */
void gx_alloc_fail_after(long n);

/**
 * An arena: memory of one lifetime (a page), freed at once.
 *
 * Failure: where `guard` is set, running out of memory jumps there (longjmp), so that code which
 * builds a page's worth of values in one arena, and owns nothing else, need not check each call.
 * Without a guard the calls return NULL.
 */
typedef struct gx_arena {
    struct gx_arena_block *blocks; /* newest first */
    size_t used_bytes;             /* of the newest block */
    size_t total_bytes;            /* of all blocks */
    jmp_buf *guard;                /* borrowed; NULL = return NULL on failure */
} gx_arena;

void gx_arena_init(gx_arena *arena);
void gx_arena_clear(gx_arena *arena);

/** Give all memory of `from` to `to`: it lives as long as that; `from` is then empty. */
void gx_arena_join(gx_arena *to, gx_arena *from);

/** Zeroed memory aligned for any type, valid until gx_arena_clear(). */
void *gx_arena_alloc(gx_arena *arena, size_t bytes);
#define GX_ARENA_ARRAY(arena, type, count) ((type *)gx_arena_array((arena), (count), sizeof(type)))
void *gx_arena_array(gx_arena *arena, size_t count, size_t bytes_each);

/** Copy of `n` bytes with a NUL behind. */
char *gx_arena_text(gx_arena *arena, const char *text, size_t n);
char *gx_arena_printf(gx_arena *arena, const char *format, ...) GX_PRINTF(2, 3);

/** gx_grow() for arrays in an arena; the old array stays until the arena is cleared. */
bool gx_arena_grow(gx_arena *arena, void **array, size_t *cap, size_t n, size_t bytes_each);

/** Append to an arena-backed list {T *at; size_t n, cap;}; gives a pointer to the new zeroed element. */
#define GX_PUSH(arena, list)                                                                              \
    (gx_arena_grow((arena), (void **)&(list)->at, &(list)->cap, (list)->n, sizeof *(list)->at)            \
         ? &(list)->at[(list)->n++]                                                                       \
         : NULL)

#endif
