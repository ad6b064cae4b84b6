#include "base/memory.h"

#include "base/format.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined __has_feature
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER
#endif
#elif defined __SANITIZE_ADDRESS__
#define ADDRESS_SANITIZER
#endif

enum { ARENA_BLOCK_BYTES = 64 * 1024 };

/* The sanitizer sees one large block where there are many small pieces: behind each lies a gap that it knows.
 */
#ifdef ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
enum { ARENA_GAP_BYTES = sizeof(max_align_t) };
#else
#define ASAN_POISON_MEMORY_REGION(memory, bytes) ((void)(memory), (void)(bytes))
enum { ARENA_GAP_BYTES = 0 };
#endif

static _Thread_local long fail_after = -1;

static bool must_fail(void)
{
    if (fail_after < 0)
        return false;
    if (fail_after > 0) {
        fail_after--;
        return false;
    }
    return true;
}

void gx_alloc_fail_after(long n)
{
    fail_after = n;
}

void *gx_alloc(size_t bytes)
{
    return must_fail() ? NULL : malloc(bytes ? bytes : 1);
}

void *gx_alloc_zero(size_t count, size_t bytes_each)
{
    return must_fail() ? NULL : calloc(count ? count : 1, bytes_each ? bytes_each : 1);
}

void *gx_realloc(void *old, size_t bytes)
{
    return must_fail() ? NULL : realloc(old, bytes ? bytes : 1);
}

void gx_free(void *memory)
{
    free(memory);
}

char *gx_strdup(const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = gx_alloc(n);
    if (copy)
        memcpy(copy, text, n);
    return copy;
}

bool gx_grow(void **array, size_t *cap, size_t n, size_t bytes_each)
{
    if (n < *cap)
        return true;
    size_t more = *cap ? *cap * 2 : 16;
    if (more > SIZE_MAX / bytes_each)
        return false;
    void *bigger = gx_realloc(*array, more * bytes_each);
    if (!bigger)
        return false;
    *array = bigger;
    *cap = more;
    return true;
}

struct gx_arena_block {
    struct gx_arena_block *next;
    size_t size_bytes;
    max_align_t data[];
};

void gx_arena_init(gx_arena *arena)
{
    *arena = (gx_arena){0};
}

void gx_arena_clear(gx_arena *arena)
{
    for (struct gx_arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        gx_free(block);
    }
    *arena = (gx_arena){.guard = arena->guard};
}

void gx_arena_join(gx_arena *to, gx_arena *from)
{
    struct gx_arena_block **end = &from->blocks;
    while (*end)
        end = &(*end)->next;
    if (!to->blocks) {
        to->blocks = from->blocks;
        to->used_bytes = from->used_bytes;
    } else { /* behind the newest block, which goes on being filled */
        *end = to->blocks->next;
        to->blocks->next = from->blocks;
    }
    to->total_bytes += from->total_bytes;
    *from = (gx_arena){.guard = from->guard};
}

static void *out_of_memory(gx_arena *arena)
{
    if (arena->guard)
        longjmp(*arena->guard, 1);
    return NULL;
}

void *gx_arena_alloc(gx_arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX / 2)
        return out_of_memory(arena);
    size_t taken =
        (bytes + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t) + ARENA_GAP_BYTES;
    if (!arena->blocks || arena->blocks->size_bytes - arena->used_bytes < taken) {
        bool large =
            taken > ARENA_BLOCK_BYTES; /* memory fresh from the system is zero, and not there until used */
        size_t size = large ? taken : ARENA_BLOCK_BYTES;
        struct gx_arena_block *block =
            large ? gx_alloc_zero(1, sizeof *block + size) : gx_alloc(sizeof *block + size);
        if (!block)
            return out_of_memory(arena);
        *block = (struct gx_arena_block){.next = arena->blocks, .size_bytes = size};
        arena->blocks = block;
        arena->used_bytes = 0;
        arena->total_bytes += size;
    }
    char *memory = (char *)arena->blocks->data + arena->used_bytes;
    arena->used_bytes += taken;
    if (taken <= ARENA_BLOCK_BYTES)
        memset(memory, 0, taken);
    ASAN_POISON_MEMORY_REGION(memory + bytes, taken - bytes);
    return memory;
}

void *gx_arena_array(gx_arena *arena, size_t count, size_t bytes_each)
{
    if (bytes_each && count > SIZE_MAX / 4 / bytes_each)
        return out_of_memory(arena);
    return gx_arena_alloc(arena, count * bytes_each);
}

char *gx_arena_text(gx_arena *arena, const char *text, size_t n)
{
    char *copy = gx_arena_alloc(arena, n + 1);
    if (copy && n)
        memcpy(copy, text, n);
    return copy;
}

char *gx_arena_printf(gx_arena *arena, const char *format, ...)
{
    char usual[256];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = gx_format(usual, sizeof usual, format, args);
    va_end(args);
    char *text = n < 0 ? NULL : gx_arena_alloc(arena, (size_t)n + 1);
    if (text && (size_t)n < sizeof usual)
        memcpy(text, usual, (size_t)n);
    else if (text)
        gx_format(text, (size_t)n + 1, format, again);
    va_end(again);
    return text;
}

bool gx_arena_grow(gx_arena *arena, void **array, size_t *cap, size_t n, size_t bytes_each)
{
    if (n < *cap)
        return true;
    size_t more = *cap ? *cap * 2 : 8;
    void *bigger = gx_arena_array(arena, more, bytes_each);
    if (!bigger)
        return false;
    if (n)
        memcpy(bigger, *array, n * bytes_each);
    *array = bigger;
    *cap = more;
    return true;
}
