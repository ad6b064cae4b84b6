/*
 * name_candidates SEEDS WEIGHTS [PAGE...]: every stretch of text that the extractor weighs as the name of a
 * person, for fit_names.py; without pages the names of the traits, one a line, in the order of their bits.
 *
 * Linked with --wrap=gx_name_odds, so that each call of names.c comes here first and the extractor itself knows
 * nothing of being watched. Tab-separated, with a header line:
 *   document, article (from 1, within its part of the page), start, end (characters of the article), text,
 *   prior (what made it a candidate), doubts, odds, traits (names joined with |)
 * A stretch is weighed when names are found and again with the organizations known: it can stand there twice.
 * Exit 1 on a page that cannot be read.
 */
#include "base/file.h"
#include "extract/extract.h"
#include "extract/trait_weights.h"
#include "extract/traits.h"

#include <stdio.h>
#include <stdlib.h>

#define QUOTED_NAME(trait, weight) #trait,
static const char *const NAMES[] = {GX_TRAITS(QUOTED_NAME)};

enum { N_TRAITS = sizeof NAMES / sizeof *NAMES };

/* By the linker: the first is what names.c calls, the second what traits.c defines. */
double __wrap_gx_name_odds(const gx_scan *scan, gx_range range, double prior);
double __real_gx_name_odds(const gx_scan *scan, gx_range range, double prior);

double __wrap_gx_name_odds(const gx_scan *scan, gx_range range, double prior)
{
    const gx_analysis *a = scan->a;
    gx_traits traits = gx_name_traits(scan, range);
    double odds = __real_gx_name_odds(scan, range, prior);
    printf("%s\t%zu\t%u\t%u\t%s\t%g\t%g\t%g\t", a->page->name, (size_t)(a->article - a->page->articles) + 1,
           range.start, range.end, gx_text_of(a, range), prior, gx_name_doubts(scan, range, traits), odds);
    const char *joint = "";
    for (size_t i = 0; i < N_TRAITS; i++)
        if (traits >> i & 1) {
            printf("%s%s", joint, NAMES[i]);
            joint = "|";
        }
    printf("\n");
    return odds;
}

static gx_status read_page(gx_worker *worker, const char *path, gx_error *err)
{
    gx_file file = {0};
    gx_facts facts = {0};
    gx_status status = gx_file_read(&file, path, err);
    gx_page_input page = {.name = gx_path_name(path), .bytes = file.bytes, .n = file.n};
    if (status == GX_OK)
        status = gx_extract_page(&facts, worker, &page, NULL, NULL, err);
    gx_facts_clear(&facts);
    gx_file_clear(&file);
    return status;
}

int main(int argc, char **argv)
{
    gx_error err = {0};
    gx_extractor *extractor = NULL;
    gx_worker *worker = NULL;
    if (argc < 3) {
        fputs("usage: name_candidates SEEDS WEIGHTS [PAGE...]\n", stderr);
        return 2;
    }
    for (size_t i = 0; argc == 3 && i < N_TRAITS; i++)
        printf("%s\n", NAMES[i]);
    gx_status status = gx_extractor_new(&extractor, argv[1], NULL, 0, argv[2], &err);
    if (status == GX_OK)
        status = gx_worker_new(&worker, extractor, &err);
    if (argc > 3)
        printf("document\tarticle\tstart\tend\ttext\tprior\tdoubts\todds\ttraits\n");
    for (int i = 3; i < argc && status == GX_OK; i++)
        status = read_page(worker, argv[i], &err);
    if (status != GX_OK)
        fprintf(stderr, "name_candidates: %s:%u: %s\n", err.file, err.line, err.text);
    gx_worker_free(worker);
    gx_extractor_free(extractor);
    return status == GX_OK && fflush(stdout) == 0 ? 0 : 1;
}
