/**
 * @file tests/unit/store_pages.h
 * What the tests of src/store/ share: pages made of a plan, and knowledge bases of them in a folder of their
 * own. All people are invented.
 */
#ifndef GX_TESTS_STORE_PAGES_H
#define GX_TESTS_STORE_PAGES_H

#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define OK(call)                                                                                             \
    do {                                                                                                     \
        gx_error err = {0};                                                                                  \
        gx_status status_ = (call);                                                                          \
        if (status_ != GX_OK)                                                                                \
            print_error("%s: %s\n", err.file, err.text);                                                     \
        assert_int_equal(status_, GX_OK);                                                                    \
    } while (0)

/** A page; each line of an article is a fact, found again in the text. */
typedef struct plan {
    const char *name, *published;
    const char *articles[4]; /* "title|kind:fields;kind:fields;…", see add_facts() */
} plan;

enum { N_PAGES = 8 };
extern const plan pages[];

/** Set-up and tear-down of a group: a folder for its files. */
int make_folder(void **state);
int remove_folder(void **state);
/** In that folder; valid until the next call. */
char *path_of(const char *name);
/** Remove a knowledge base and what lies beside it. */
void forget(const char *name);

/** The text of a page, and its facts. */
void make_text(gx_buffer *text, const plan *p);
void make_facts(gx_facts *facts, const plan *p, const gx_buffer *text);
gx_status try_add(gx_store *store, const plan *p, bool *changed, gx_error *err);
void add(gx_store *store, const plan *p);
/** New and empty, and with all pages; close with gx_store_close(). */
gx_store *open_new(const char *name);
gx_store *open_with_pages(const char *name);
gx_entity_id id_of(gx_store *store, const char *name, gx_kb_type type);
/** All of it as text, once it is found whole; free with gx_free(). */
char *dump_of(gx_store *store);

#endif
