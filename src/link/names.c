#include "link/inside.h"
#include "link/words.h"

#include <stdlib.h>
#include <string.h>

bool gx_is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void gx_strings_settle(gx_strings *strings)
{
    if (!strings->n)
        return;
    qsort(strings->at, strings->n, sizeof *strings->at, by_bytes);
    size_t kept = 1;
    for (size_t i = 1; i < strings->n; i++)
        if (strcmp(strings->at[i], strings->at[kept - 1]) != 0)
            strings->at[kept++] = strings->at[i];
    strings->n = kept;
}

bool gx_strings_have(const gx_strings *sorted, const char *text)
{
    return sorted->n && bsearch(&text, sorted->at, sorted->n, sizeof *sorted->at, by_bytes);
}

const char *gx_signature(gx_arena *arena, const char *head, const gx_strings *const *lists, size_t n_lists)
{
    size_t n = strlen(head) + n_lists + 1;
    for (size_t l = 0; l < n_lists; l++)
        for (size_t i = 0; i < lists[l]->n; i++)
            n += strlen(lists[l]->at[i]) + 1;
    char *out = gx_arena_alloc(arena, n), *at = out;
    memcpy(at, head, strlen(head));
    at += strlen(head);
    for (size_t l = 0; l < n_lists; l++) {
        *at++ = '|';
        for (size_t i = 0; i < lists[l]->n; i++) {
            size_t length = strlen(lists[l]->at[i]);
            memcpy(at, lists[l]->at[i], length);
            at += length;
            *at++ = ';';
        }
    }
    return out;
}

typedef struct numbered {
    const char *text;
    uint32_t index;
} numbered;

static int by_text(const void *a, const void *b)
{
    const numbered *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

uint32_t *gx_first_of_each(gx_arena *arena, const char *const *texts, size_t n)
{
    numbered *sorted = GX_ARENA_ARRAY(arena, numbered, n);
    uint32_t *first = GX_ARENA_ARRAY(arena, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        sorted[i] = (numbered){texts[i], i};
    if (n)
        qsort(sorted, n, sizeof *sorted, by_text);
    for (size_t i = 0; i < n; i++) {
        bool same = i && strcmp(sorted[i].text, sorted[i - 1].text) == 0;
        first[sorted[i].index] = same ? first[sorted[i - 1].index] : sorted[i].index;
    }
    return first;
}

/* The bytes of the first `n` characters of a valid UTF-8 text. */
static size_t bytes_of(const char *text, size_t n)
{
    size_t at = 0;
    for (; n && text[at]; n--) {
        at++;
        while (((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

const char *gx_name_region(const char *name)
{
    for (const gx_province *p = gx_provinces; p->name; p++)
        if (gx_starts_with(name, p->name))
            return p->name;
    return NULL;
}

/* The longest word of a list that begins (or ends) here, in bytes; 0 = none. */
static size_t longest_opening(const char *text, const char *const *words)
{
    size_t longest = 0;
    for (; *words; words++) {
        const char *word = *words;
        size_t n = 0;
        while (word[n] && word[n] == text[n])
            n++;
        if (!word[n] && n > longest)
            longest = n;
    }
    return longest;
}

bool gx_name_is_generic(const char *name)
{
    if (longest_opening(name, gx_national_bodies))
        return false;
    while (*name) {
        size_t n = longest_opening(name, gx_generic_words);
        if (!n)
            return false;
        name += n;
    }
    return true;
}

/* Does a word that only looks like a place's ending cover the byte range [at, end) of the name? */
static bool only_looks_like_place(const char *name, size_t at, size_t end)
{
    for (const char *const *word = gx_not_place_ends; *word; word++) {
        size_t n = strlen(*word);
        for (size_t start = end > n ? end - n : 0; start <= at; start++)
            if (start + n >= end && gx_starts_with(name + start, *word))
                return true;
    }
    return false;
}

/* How many bytes of the beginning name a place: two to ten characters and an ending (怀柔区, 三江侗族自治县).
 * 0 = none.  The ending is the first that fits, but 自治… wins over a 区 or 县 that it contains. */
static size_t place_at(const char *name)
{
    const char *region = gx_name_region(name);
    if (region)
        for (const gx_province *p = gx_provinces; p->name; p++)
            if (p->name == region && gx_starts_with(name, p->full) &&
                !only_looks_like_place(name, strlen(p->name), strlen(p->full)))
                return strlen(p->full);
    for (size_t chars = 2; chars <= 11; chars++) {
        size_t at = bytes_of(name, chars);
        size_t end = longest_opening(name + at, gx_place_ends);
        if (!name[at])
            return 0;
        if (end && !only_looks_like_place(name, at, at + end))
            return at + end;
    }
    return 0;
}

static const char *without_opening(gx_arena *arena, const char *name)
{
    for (const gx_variant *v = gx_openings; v->written; v++) {
        size_t n = strlen(v->written);
        if (gx_starts_with(name, v->written) && name[n])
            return gx_arena_printf(arena, "%s%s", v->filed, name + n);
        if (strcmp(name, v->written) == 0 && *v->filed)
            return v->filed;
    }
    return name;
}

/* 内蒙古自治区总工会 is no body of a place 自治区 in 内蒙古. */
static bool opens_with_full_region(const char *name)
{
    for (const gx_province *p = gx_provinces; p->name; p++)
        if (strcmp(p->name, p->full) != 0 && gx_starts_with(name, p->full))
            return true;
    return false;
}

gx_organization_name gx_name_take_apart(gx_arena *arena, const char *name)
{
    gx_organization_name out = {.region = gx_name_region(name)};
    const char *core = without_opening(arena, name), *start = core;
    if (!out.region)
        out.region = gx_name_region(core);
    for (;;) {
        size_t place = place_at(core);
        const char *region = gx_name_region(core);
        if (region && !opens_with_full_region(core) && !(place && place_at(core + place)) &&
            place_at(core + strlen(region)))
            place = strlen(region); /* 西藏山南市…, 广西三江…县: a province's short name before a place */
        if (!place || !place_at(core + place) || gx_name_is_generic(core + place))
            break; /* 宜昌市|高新区总工会 needs its city */
        core += place;
    }
    out.core = core;
    out.generic = gx_name_is_generic(core);
    if (core > start)
        out.place = gx_arena_text(arena, start, (size_t)(core - start));
    return out;
}

gx_status gx_organization_name_parse(gx_organization_name *out, gx_arena *arena, const char *name,
                                     gx_error *err)
{
    jmp_buf guard, *before = arena->guard;
    arena->guard = &guard;
    bool done = setjmp(guard) == 0;
    if (done)
        *out = gx_name_take_apart(arena, name);
    arena->guard = before;
    return done ? GX_OK : gx_fail(err, GX_ENOMEM, "out of memory while reading a name");
}

/* Quotation marks, brackets, dots and spaces say nothing about identity. */
static bool is_decoration(uint32_t c)
{
    static const uint32_t marks[] = {0x201C, 0x201D, 0x2018, 0x2019, 0x300A, 0x300B, 0x3008, 0x3009,
                                     0xFF08, 0xFF09, '(',    ')',    '"',    '\'',   0xB7,   0x2022,
                                     0x30FB, 0x3000, ' ',    0x300C, 0x300D, '-'};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == c)
            return true;
    return false;
}

/* The length of `text` (n bytes) without the longest of the words that end it, if two characters stay. */
static size_t without_ending(const char *text, size_t n, const char *const *words)
{
    size_t least = n;
    for (; *words; words++) {
        size_t m = strlen(*words);
        if (n >= m + 6 && memcmp(text + n - m, *words, m) == 0 && n - m < least)
            least = n - m;
    }
    return least;
}

/* 怀柔区 -> 怀柔, 长阳土家族自治县 -> 长阳: the bytes of a place that stay. */
static size_t place_stem(const char *text, size_t place)
{
    size_t stem = without_ending(text, place, gx_place_ends), before;
    do {
        before = stem;
        stem = without_ending(text, stem, gx_peoples);
    } while (stem < before);
    return stem;
}

const char *gx_name_block(gx_arena *arena, const gx_organization_name *name)
{
    const char *core = name->core;
    size_t n = strlen(core), kept = 0;
    char *out = gx_arena_alloc(arena, n * 2 + 1); /* no variant is filed longer than it is written */
    size_t place = place_at(core), i = 0;
    if (place && core[place]) {
        kept = place_stem(core, place);
        memcpy(out, core, kept);
        i = place;
    }
    while (i < n) {
        const gx_variant *v = gx_inner_variants;
        while (v->written && !gx_starts_with(core + i, v->written))
            v++;
        uint32_t c;
        size_t took = gx_utf8_decode(core + i, n - i, &c, NULL);
        if (v->written) {
            memcpy(out + kept, v->filed, strlen(v->filed));
            kept += strlen(v->filed);
            i += strlen(v->written);
            continue;
        }
        if (!is_decoration(c)) {
            memcpy(out + kept, core + i, took);
            kept += took;
        }
        i += took;
    }
    out[kept] = '\0';
    return kept ? out : core;
}

bool gx_name_shortens(const char *query, const char *name)
{
    size_t n = strlen(query), m = strlen(name), i = 0;
    if (!n || n >= m)
        return false;
    for (size_t j = 0; j < m && i < n;) {
        uint32_t q, c;
        size_t took = gx_utf8_decode(query + i, n - i, &q, NULL);
        j += gx_utf8_decode(name + j, m - j, &c, NULL);
        if (q == c)
            i += took;
        else if (i == 0)
            return false; /* a short form keeps the first character */
    }
    return i == n;
}

gx_status gx_organization_block(const char **out, gx_arena *arena, const char *name, gx_error *err)
{
    jmp_buf guard, *before = arena->guard;
    arena->guard = &guard;
    bool done = setjmp(guard) == 0;
    if (done) {
        gx_organization_name parts = gx_name_take_apart(arena, name);
        *out = gx_name_block(arena, &parts);
    }
    arena->guard = before;
    return done ? GX_OK : gx_fail(err, GX_ENOMEM, "out of memory while reading a name");
}
