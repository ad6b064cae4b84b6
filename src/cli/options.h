/**
 * @file src/cli/options.h
 * What can be asked for on a command line: one table of options, from which both the parser and `--help`
 * read. Knows nothing of files, pages or graphs: values are checked for their form only.
 */
#ifndef GX_CLI_OPTIONS_H
#define GX_CLI_OPTIONS_H

#include "base/memory.h"

#include <stdio.h>

/** One constant an option; a command takes a set of them (bits 1 << constant). */
typedef enum gx_option_id {
    GX_OPTION_BASE,
    GX_OPTION_BASE_OUT,
    GX_OPTION_OUTPUT,
    GX_OPTION_PICTURE,
    GX_OPTION_PRUNE,
    GX_OPTION_PAGES,
    GX_OPTION_SEEDS,
    GX_OPTION_DATE,
    GX_OPTION_THREADS,
    GX_OPTION_AS,
    GX_OPTION_LAYER,
    GX_OPTION_BY,
    GX_OPTION_OF,
    GX_OPTION_GROUP,
    GX_OPTION_INTERVAL,
    GX_OPTION_WITH,
    GX_OPTION_VIEW,
    GX_OPTION_COLOUR,
    GX_OPTION_STEPS,
    GX_OPTION_PATHS,
    GX_OPTION_NODES,
    GX_OPTION_PAPER,
    GX_OPTION_LANDSCAPE,
    GX_OPTION_TITLE,
    GX_OPTION_TOP,
    GX_OPTION_LIMIT,
    GX_OPTION_FROM,
    GX_OPTION_TO,
    GX_OPTION_ROLE,
    GX_OPTION_KIND,
    GX_OPTION_TYPE,
    GX_OPTION_PLACE,
    GX_OPTION_DOCUMENT,
    GX_OPTION_MIN_CONFIDENCE,
    GX_OPTION_NO_INFERRED,
    GX_OPTION_CHAIN,
    GX_OPTION_WHY,
    GX_OPTION_DRY_RUN,
    GX_OPTION_EVIDENCE,
    GX_OPTION_JSON,
    GX_OPTION_CSV,
    GX_OPTION_QUIET,
    GX_OPTION_HELP,
    GX_OPTIONS
} gx_option_id;

#define GX_HAS(option) (UINT64_C(1) << GX_OPTION_##option)

enum { GX_SEEDS_AT_MOST = 16 };

/** The values given, or what stands here where none was. All strings are borrowed from the arguments. */
typedef struct gx_options {
    const char *base;
    const char *output;
    const char *pages;
    const char *seeds[GX_SEEDS_AT_MOST]; /* in the order given */
    size_t n_seeds;
    const char *date, *from, *to; /* YYYY, YYYY-MM or YYYY-MM-DD */
    uint32_t threads;             /* 0 = one a core */
    const char *as, *layer, *by, *of, *group, *with, *view, *colour, *paper, *title;
    uint32_t steps, paths, nodes, top, limit; /* 0 = the usual */
    const char *role, *kind, *type, *place, *document, *why;
    double min_confidence;
    bool prune, interval, landscape, no_inferred, chain, dry_run, evidence, json, csv, quiet, help;
} gx_options;

/**
 * Cut a command's arguments into options and the rest.
 * @param arguments  [n_arguments]; the rest is moved to its front
 * @param allowed    which options the command takes
 * @param[out] n_rest  how many arguments are no options
 * @return GX_OK, GX_EINVAL (unknown option, missing or ill-formed value, --json with --csv)
 */
GX_MUST_USE gx_status gx_options_parse(gx_options *out, const char **arguments, size_t n_arguments,
                                       uint64_t allowed, size_t *n_rest, gx_error *err);

/** Print the options of a set, one or two lines each. */
void gx_options_help(FILE *out, uint64_t allowed);
/** The same for a manual page (man(7)), and as words for a shell's completion ("--base -b …", no line break).
 */
void gx_options_manual(FILE *out, uint64_t allowed);
void gx_options_words(FILE *out, uint64_t allowed);

#endif
