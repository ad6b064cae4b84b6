#include "cli/options.h"

#include "cli/page_date.h"

#include "base/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef enum value_kind { FLAG, TEXT, LIST, DATE, COUNT, SHARE } value_kind;

struct option {
    char letter; /* 0 = none */
    const char *name;
    const char *value; /* what --help calls the value; NULL for a flag */
    value_kind kind;
    size_t offset; /* of the field in gx_options */
    const char *help;
};

#define AT(field) offsetof(gx_options, field)
#define NAMED(letter, name, value, kind, field, help)                                                        \
    {                                                                                                        \
        letter, name, value, kind, AT(field), help                                                           \
    }

static const struct option table[GX_OPTIONS] = {
    [GX_OPTION_BASE] = NAMED('b', "base", "FILE", TEXT, base,
                             "the knowledge base to ask (default: $GUANXI_BASE, else kb.db here)"),
    [GX_OPTION_BASE_OUT] = NAMED('o', "output", "FILE", TEXT, output,
                                 "the knowledge base to write (default: $GUANXI_BASE, else kb.db here)"),
    [GX_OPTION_OUTPUT] = NAMED('o', "output", "FILE", TEXT, output, "write to FILE, complete or not at all"),
    [GX_OPTION_PICTURE] =
        NAMED('o', "output", "FILE", TEXT, output, "the picture to write: .svg, .png, .pdf or .dot"),
    [GX_OPTION_PRUNE] =
        NAMED(0, "prune", NULL, FLAG, prune, "forget pages of the knowledge base that are not named"),
    [GX_OPTION_PAGES] = NAMED(0, "pages", "DIR", TEXT, pages,
                              "where the pages are that the facts were read from: their text is kept too"),
    [GX_OPTION_SEEDS] = NAMED('s', "seeds", "DIR", LIST, seeds,
                              "a folder of your own tables, which win over all else; may be repeated"),
    [GX_OPTION_DATE] =
        NAMED('d', "date", "DATE", DATE, date,
              "when the pages were printed (default: what PAGE.date beside each says, or its name)"),
    [GX_OPTION_THREADS] =
        NAMED('j', "threads", "N", COUNT, threads, "pages to read at once (default: one a core)"),
    [GX_OPTION_AS] = NAMED('a', "as", "FORMAT", TEXT, as, "the format to write: dot, json, ..."),
    [GX_OPTION_LAYER] =
        NAMED('l', "layer", "LAYER", TEXT, layer, "which network: whole (the default), attendance, ..."),
    [GX_OPTION_BY] = NAMED(0, "by", "MEASURES", TEXT, by,
                           "degree, strength, betweenness, harmonic, pagerank, ...; several with commas"),
    [GX_OPTION_OF] = NAMED(0, "of", "TYPE", TEXT, of, "only people, organizations or events"),
    [GX_OPTION_GROUP] =
        NAMED('g', "group", "BY", TEXT, group, "groups by organization, level, district, kind or community"),
    [GX_OPTION_INTERVAL] = NAMED(0, "interval", NULL, FLAG, interval,
                                 "how sure scores and ranks are: 90 % of 200 draws of the facts"),
    [GX_OPTION_WITH] = NAMED(0, "with", "WINDOW", TEXT, with, "the other window: DATE or DATE/DATE"),
    [GX_OPTION_VIEW] = NAMED(0, "view", "VIEW", TEXT, view, "what to draw (default: network)"),
    [GX_OPTION_COLOUR] = NAMED(0, "colour", "BY", TEXT, colour, "colours by kind (the default) or community"),
    [GX_OPTION_STEPS] = NAMED(0, "steps", "N", COUNT, steps, "how far from the named one to go (default: 1)"),
    [GX_OPTION_PATHS] = NAMED('k', "paths", "N", COUNT, paths, "so many paths, shortest first (default: 1)"),
    [GX_OPTION_NODES] = NAMED(0, "nodes", "N", COUNT, nodes, "draw the N most central at most"),
    [GX_OPTION_PAPER] = NAMED(0, "paper", "SIZE", TEXT, paper, "A4, A3 or A2"),
    [GX_OPTION_LANDSCAPE] = NAMED(0, "landscape", NULL, FLAG, landscape, "the paper's long side across"),
    [GX_OPTION_TITLE] = NAMED(0, "title", "TEXT", TEXT, title, "a title instead of the usual one"),
    [GX_OPTION_TOP] = NAMED('n', "top", "N", COUNT, top, "how many rows"),
    [GX_OPTION_LIMIT] = NAMED('n', "limit", "N", COUNT, limit, "at most N rows"),
    [GX_OPTION_FROM] = NAMED(0, "from", "DATE", DATE, from, "not before DATE: 2020, 2020-01 or 2020-01-08"),
    [GX_OPTION_TO] = NAMED(0, "to", "DATE", DATE, to, "not after DATE"),
    [GX_OPTION_ROLE] =
        NAMED(0, "role", "ROLE", TEXT, role, "only this role: organizer, speaker, attendee, ..."),
    [GX_OPTION_KIND] =
        NAMED(0, "kind", "KIND", TEXT, kind, "only this kind: union, company, ..., meeting, visit, ..."),
    [GX_OPTION_TYPE] = NAMED(0, "type", "TYPE", TEXT, type, "only people, organizations or events"),
    [GX_OPTION_PLACE] = NAMED(0, "place", "PLACE", TEXT, place,
                              "only events or organizations with this in their place or name"),
    [GX_OPTION_DOCUMENT] = NAMED(0, "document", "NAME", TEXT, document, "only this page"),
    [GX_OPTION_MIN_CONFIDENCE] = NAMED(0, "min-confidence", "C", SHARE, min_confidence,
                                       "only facts held for at least this certain, 0 to 1"),
    [GX_OPTION_NO_INFERRED] = NAMED(0, "no-inferred", NULL, FLAG, no_inferred,
                                    "only what pages say, without what follows from general rules"),
    [GX_OPTION_CHAIN] =
        NAMED(0, "chain", NULL, FLAG, chain,
              "in any layer: add, as inferred, which union stands above which where no page says so"),
    [GX_OPTION_WHY] = NAMED(0, "why", "TEXT", TEXT, why, "the reason, kept with the judgement"),
    [GX_OPTION_DRY_RUN] = NAMED(0, "dry-run", NULL, FLAG, dry_run, "only say what would change"),
    [GX_OPTION_EVIDENCE] = NAMED('e', "evidence", NULL, FLAG, evidence, "quote the page below each row"),
    [GX_OPTION_JSON] = NAMED(0, "json", NULL, FLAG, json, "answer in JSON"),
    [GX_OPTION_CSV] = NAMED(0, "csv", NULL, FLAG, csv, "answer in comma-separated values"),
    [GX_OPTION_QUIET] = NAMED('q', "quiet", NULL, FLAG, quiet, "no progress, no summary"),
    [GX_OPTION_HELP] = NAMED('h', "help", NULL, FLAG, help, "say this"),
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static gx_status set_count(const struct option *option, const char *text, uint32_t *field, gx_error *err)
{
    char *end;
    errno = 0;
    unsigned long count = strtoul(text, &end, 10);
    if (!is_digit(*text) || *end || errno || count < 1 || count > 1000000)
        return gx_fail(err, GX_EINVAL, "--%s: expected a number from 1 to 1000000, found \"%s\"",
                       option->name, text);
    *field = (uint32_t)count;
    return GX_OK;
}

static gx_status set_share(const struct option *option, const char *text, double *field, gx_error *err)
{
    char *end;
    double share = strtod(text, &end);
    if ((!is_digit(*text) && *text != '.') || *end || !(share >= 0 && share <= 1))
        return gx_fail(err, GX_EINVAL, "--%s: expected a number from 0 to 1, found \"%s\"", option->name,
                       text);
    *field = share;
    return GX_OK;
}

static gx_status set_value(gx_options *out, const struct option *option, const char *text, gx_error *err)
{
    void *field = (char *)out + option->offset;
    if (option->kind != FLAG && !*text)
        return gx_fail(err, GX_EINVAL, "--%s: expected %s, found nothing", option->name, option->value);
    switch (option->kind) {
    case FLAG:
        *(bool *)field = true;
        return GX_OK;
    case LIST:
        if (out->n_seeds == GX_SEEDS_AT_MOST)
            return gx_fail(err, GX_EINVAL, "--%s: at most %d are taken", option->name, GX_SEEDS_AT_MOST);
        out->seeds[out->n_seeds++] = text;
        return GX_OK;
    case DATE:
        if (!gx_is_iso_date(text))
            return gx_fail(err, GX_EINVAL, "--%s: expected YYYY, YYYY-MM or YYYY-MM-DD, found \"%s\"",
                           option->name, text);
        *(const char **)field = text;
        return GX_OK;
    case TEXT:
        *(const char **)field = text;
        return GX_OK;
    case COUNT:
        return set_count(option, text, field, err);
    case SHARE:
        return set_share(option, text, field, err);
    }
    return gx_fail(err, GX_EINTERNAL, "an option of no kind");
}

/* The option of `allowed` that an argument names; n is the length of the name. */
static const struct option *find_long(const char *name, size_t n, uint64_t allowed)
{
    for (size_t i = 0; i < GX_OPTIONS; i++)
        if (allowed >> i & 1 && strlen(table[i].name) == n && memcmp(table[i].name, name, n) == 0)
            return &table[i];
    return NULL;
}

static const struct option *find_letter(char letter, uint64_t allowed)
{
    for (size_t i = 0; i < GX_OPTIONS; i++)
        if (allowed >> i & 1 && table[i].letter == letter)
            return &table[i];
    return NULL;
}

/*
 * One argument that begins with a dash: --name, --name=value, -x, -xvalue, or several flags in one (-eq).
 * @param next  the argument behind it, or NULL; *took_next tells whether it was the value
 */
static gx_status parse_one(gx_options *out, const char *argument, const char *next, uint64_t allowed,
                           bool *took_next, gx_error *err)
{
    bool is_long = argument[1] == '-';
    const char *at = argument + 1 + is_long;
    do {
        size_t n = is_long ? strcspn(at, "=") : 1;
        const struct option *option = is_long ? find_long(at, n, allowed) : find_letter(*at, allowed);
        if (!option)
            return gx_fail(err, GX_EINVAL, "unknown option %s%.*s", is_long ? "--" : "-", (int)n, at);
        at += n;
        if (option->kind == FLAG) {
            if (is_long && *at)
                return gx_fail(err, GX_EINVAL, "--%s takes no value", option->name);
            gx_status status = set_value(out, option, "", err);
            if (status != GX_OK)
                return status;
            continue;
        }
        if (*at)
            return set_value(out, option, at + is_long, err);
        if (!next)
            return gx_fail(err, GX_EINVAL, "--%s: expected %s, found the end of the line", option->name,
                           option->value);
        *took_next = true;
        return set_value(out, option, next, err);
    } while (*at);
    return GX_OK;
}

gx_status gx_options_parse(gx_options *out, const char **arguments, size_t n_arguments, uint64_t allowed,
                           size_t *n_rest, gx_error *err)
{
    *out = (gx_options){0};
    *n_rest = 0;
    bool options_end = false;
    for (size_t i = 0; i < n_arguments; i++) {
        const char *argument = arguments[i];
        if (options_end || argument[0] != '-' || !argument[1]) {
            arguments[(*n_rest)++] = argument;
        } else if (strcmp(argument, "--") == 0) {
            options_end = true;
        } else {
            bool took_next = false;
            const char *next = i + 1 < n_arguments ? arguments[i + 1] : NULL;
            gx_status status = parse_one(out, argument, next, allowed, &took_next, err);
            if (status != GX_OK)
                return status;
            i += took_next;
        }
    }
    if (out->json && out->csv)
        return gx_fail(err, GX_EINVAL, "--json and --csv: expected one of them");
    return GX_OK;
}

void gx_options_help(FILE *out, uint64_t allowed)
{
    enum { HELP_COLUMN = 27 };
    for (size_t i = 0; i < GX_OPTIONS; i++) {
        if (!(allowed >> i & 1))
            continue;
        const struct option *option = &table[i];
        int column = option->letter ? fprintf(out, "  -%c, --%s", option->letter, option->name)
                                    : fprintf(out, "      --%s", option->name);
        if (option->value)
            column += fprintf(out, " %s", option->value);
        if (column < HELP_COLUMN)
            fprintf(out, "%*s%s\n", HELP_COLUMN - column, "", _(option->help));
        else
            fprintf(out, "\n%*s%s\n", HELP_COLUMN, "", _(option->help));
    }
}

/* Hyphens of options are to be copied from a manual page as they are: \\- in man(7). */
static void write_hyphens(FILE *out, const char *text)
{
    for (; *text; text++)
        fprintf(out, *text == '-' ? "\\-" : "%c", *text);
}

void gx_options_manual(FILE *out, uint64_t allowed)
{
    for (size_t i = 0; i < GX_OPTIONS; i++) {
        if (!(allowed >> i & 1))
            continue;
        fputs(".TP\n\\fB", out);
        if (table[i].letter)
            fprintf(out, "\\-%c\\fR, \\fB", table[i].letter);
        fputs("\\-\\-", out);
        write_hyphens(out, table[i].name);
        fprintf(out, "\\fR%s%s%s\n%s\n", table[i].value ? " \\fI" : "", table[i].value ? table[i].value : "",
                table[i].value ? "\\fR" : "", _(table[i].help));
    }
}

void gx_options_words(FILE *out, uint64_t allowed)
{
    for (size_t i = 0; i < GX_OPTIONS; i++) {
        if (!(allowed >> i & 1))
            continue;
        fprintf(out, "--%s ", table[i].name);
        if (table[i].letter)
            fprintf(out, "-%c ", table[i].letter);
    }
}
