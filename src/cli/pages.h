/**
 * @file src/cli/pages.h
 * Many pages through the extractor: read in turn, extracted on several threads, handed on in their order.
 * Memory is bounded by a window of pages under way, however many there are, and by parts of pages, however
 * long.
 */
#ifndef GX_CLI_PAGES_H
#define GX_CLI_PAGES_H

#include "base/file.h"
#include "extract/extract.h"

/** What came of one page, or of one part of a long page. Everything is borrowed for the call. */
typedef struct gx_page_done {
    const char *path;
    const char *bytes; /* [n] the file, where gx_pages_use.whole_bytes asked for it; else of no use */
    size_t n;
    bool last;                /* nothing more comes of this page */
    gx_status status;         /* GX_OK, or why there are no facts */
    gx_error error;           /* filled where status is not GX_OK */
    gx_facts *facts;          /* of this part */
    const gx_error *problems; /* [n_problems] faults that did not stop the page */
    size_t n_problems;
} gx_page_done;

/** What to do with pages; called from the thread that called gx_pages_run() only. */
typedef struct gx_pages_use {
    void *context;
    /** 0 = pages of any length are handed on in parts; else pages are read whole, and a longer one is not
     * read. */
    size_t whole_bytes;
    /** Is this page to be extracted? NULL = all are. A page that is not wanted is not handed on.
     * Needs whole pages. */
    gx_status (*want)(void *context, const char *path, const char *bytes, size_t n, bool *wanted,
                      gx_error *err);
    /** Take a page or its next part, in the order of the paths. A failure stops the run. */
    gx_status (*take)(void *context, const gx_page_done *page, gx_error *err);
    bool progress; /* show how far it is on stderr */
} gx_pages_use;

/**
 * Collect the pages that arguments name: files as they are, folders' files in .txt and .md.
 * @return GX_OK, GX_EIO (a missing file), GX_EDATA (a folder without pages), GX_ENOMEM
 */
GX_MUST_USE gx_status gx_pages_collect(gx_paths *out, const char *const *arguments, size_t n, gx_error *err);

/**
 * Run all pages. A page that cannot be read or is no text is handed on with its status and stops nothing.
 * @param date     of the pages; NULL = that beside each or in its name, if any (cli/page_date.h)
 * @param threads  at least 1; with 1 everything happens in the calling thread
 * @return GX_OK, GX_ENOMEM, GX_EINTERRUPT (the user asked to stop), or what `use` returned
 */
GX_MUST_USE gx_status gx_pages_run(const gx_extractor *extractor, const gx_paths *paths, const char *date,
                                   uint32_t threads, const gx_pages_use *use, gx_error *err);

#endif
