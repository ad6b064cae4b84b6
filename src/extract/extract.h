/**
 * @file src/extract/extract.h
 * A page's bytes -> its facts.  The pure map of the pipeline: no state between pages, any order, any thread.
 * Knows the grammar of news.  Knows nothing of databases, JSON or graphs.
 */
#ifndef GX_EXTRACT_EXTRACT_H
#define GX_EXTRACT_EXTRACT_H

#include "facts/facts.h"

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
    const char *date;  /* ISO date of the page known from elsewhere (option, file name, sidecar), or NULL */
} gx_page_input;

/** Called for each fault of the page that does not stop it (invalid bytes); `problem` is borrowed. */
typedef void gx_problem_fn(void *context, const gx_error *problem);

/**
 * Extract one page's facts, in the order of the interchange format, appended to `out`.
 * @return GX_OK, GX_ENOMEM, GX_EDATA (not a text); on failure `out` is as before
 */
GX_MUST_USE gx_status gx_extract_page(gx_facts *out, gx_worker *worker, const gx_page_input *page,
                                      gx_problem_fn *on_problem, void *context, gx_error *err);

#endif
