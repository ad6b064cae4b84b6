/**
 * @file src/extract/extract.h
 * A page's bytes -> its facts.  The pure map of the pipeline: no state between pages, any order, any thread.
 * Knows the grammar of news.  Knows nothing of databases, JSON or graphs.
 */
#ifndef GX_EXTRACT_EXTRACT_H
#define GX_EXTRACT_EXTRACT_H

#include "facts/facts.h"
#include "text/page.h"

typedef struct gx_extractor gx_extractor;

/**
 * Load the tables of the seeds folder, those of the user's folders (which win over them and over the model),
 * and the tagger's weights. One extractor serves any number of threads, each with its own worker.
 * @param user_seeds  [n_user_seeds] folders, later ones win; may be NULL when 0
 * @param[out] out    new; free with gx_extractor_free()
 * @return GX_OK, GX_EIO, GX_ENOMEM, GX_EDATA with file:line:column of the bad row, GX_EVERSION (weights)
 */
GX_MUST_USE gx_status gx_extractor_new(gx_extractor **out, const char *seeds, const char *const *user_seeds,
                                       size_t n_user_seeds, const char *weights, gx_error *err);
void gx_extractor_free(gx_extractor *extractor);
/** Checksum of the tagger's weights. */
uint64_t gx_extractor_weights(const gx_extractor *extractor);

/** Scratch of one thread. */
typedef struct gx_worker gx_worker;
GX_MUST_USE gx_status gx_worker_new(gx_worker **out, const gx_extractor *extractor, gx_error *err);
void gx_worker_free(gx_worker *worker);

typedef struct gx_page_input {
    const char *name;  /* the document's name as given */
    const char *bytes; /* [n] borrowed */
    size_t n;
    const char *date; /* ISO date of the page known from elsewhere (option, file name, sidecar), or NULL */
} gx_page_input;

/** Called for each fault of the page that does not stop it (invalid bytes); `problem` is borrowed. */
typedef void gx_problem_fn(void *context, const gx_error *problem);

/**
 * Extract one page's facts, in the order of the interchange format, appended to `out`. A page longer than
 * GX_PART_BYTES is read in parts, so that besides its facts it takes no more memory than a short one.
 * @return GX_OK, GX_ENOMEM, GX_EDATA (not a text); on failure `out` is as before
 */
GX_MUST_USE gx_status gx_extract_page(gx_facts *out, gx_worker *worker, const gx_page_input *page,
                                      gx_problem_fn *on_problem, void *context, gx_error *err);

/** Where a page that is read in parts has got to. Before the first part {0}, but for `page.n_bytes`. */
typedef struct gx_extract_course {
    gx_page_course page;
    uint32_t n_articles;
    char date[16]; /* of the page, found in its first part; "" = none */
} gx_extract_course;

/**
 * The same for one part of a page of any length; the facts of all parts, one behind the other, are the
 * page's. The whole page is read when course->page.byte reaches course->page.n_bytes.
 * @param part    its bytes: the page's from course->page.byte on, more than GX_PART_BYTES or all that are
 * left
 * @param course  moved on to the next part; as it was on failure
 */
GX_MUST_USE gx_status gx_extract_part(gx_facts *out, gx_worker *worker, const gx_page_input *part,
                                      gx_extract_course *course, gx_problem_fn *on_problem, void *context,
                                      gx_error *err);

#endif
