/**
 * @file src/facts/facts.h
 * Facts: what the extractor says about a page, as values (the field names are those of the interchange
 * format, FACTS.md), and as NDJSON in and out.
 * Knows JSON (in the .c only).  Knows nothing of how facts are found or kept.
 */
#ifndef GX_FACTS_FACTS_H
#define GX_FACTS_FACTS_H

#include "base/buffer.h"

/** Bytes of the file as it was read, end exclusive. */
typedef struct gx_span {
    uint32_t start, end;
} gx_span;

typedef struct gx_spans {
    gx_span *at;
    size_t n, cap;
} gx_spans;

typedef struct gx_strings {
    const char **at;
    size_t n, cap;
} gx_strings;

typedef struct gx_evidence {
    gx_span span;
    const char *text; /* the words, without white space */
} gx_evidence;

typedef enum gx_fact_type {
    GX_FACT_DOCUMENT,
    GX_FACT_ARTICLE,
    GX_FACT_BYLINE,
    GX_FACT_PERSON,
    GX_FACT_ORGANIZATION,
    GX_FACT_POST,
    GX_FACT_EVENT,
    GX_FACT_PARTICIPATION,
    GX_FACT_ORGANIZATION_RELATION,
    GX_FACT_AWARD,
    GX_FACT_TYPES
} gx_fact_type;

/** One fact. All strings are UTF-8 without white space (titles of articles too), owned by the list's arena.
 */
typedef struct gx_fact {
    gx_fact_type type;
    const char *document; /* the page's name as given */
    uint32_t article;     /* from 1; 0 for GX_FACT_DOCUMENT */
    double confidence;    /* 0 to 1; 0 where the type has none */
    gx_evidence evidence; /* text NULL where the type has none */
    union {
        struct {
            const char *published;       /* ISO date or NULL */
            const char *published_basis; /* or NULL */
            const char *encoding;
            uint64_t bytes;
        } document;
        struct {
            const char *title; /* or NULL */
            gx_strings subtitles;
            gx_span span;
            bool continued;
        } article;
        struct {
            const char *name, *role; /* reporter, correspondent, photographer */
        } byline;
        struct {
            const char *name;
            gx_strings surfaces;
            gx_spans mentions;
        } person;
        struct {
            const char *name;
            gx_strings surfaces;
            gx_spans mentions;
            const char *kind; /* union, party, government, company, team, institution, media, association,
                                 committee */
        } organization;
        struct {
            const char *person, *title, *organization; /* organization may be NULL */
        } post;
        struct {
            const char *id; /* e1, e2, … in the article */
            const char *name;
            gx_strings surfaces;
            const char *type, *date, *date_text, *place; /* the last three may be NULL */
            gx_spans mentions;
        } event;
        struct {
            const char *entity, *entity_kind; /* person, organization */
            const char *event, *role;
        } participation;
        struct {
            const char *subject, *relation, *object; /* part_of, partner */
            bool inferred;
        } relation;
        struct {
            const char *recipient, *recipient_kind, *award, *event; /* event may be NULL */
        } award;
    } as;
} gx_fact;

/**
 * Facts of one or more pages in order; `at` and everything that it points to lie in `arena`. Start with {0};
 * append with GX_PUSH(&facts->arena, facts); free with gx_facts_clear().
 */
typedef struct gx_facts {
    gx_arena arena;
    gx_fact *at;
    size_t n, cap;
} gx_facts;

void gx_facts_clear(gx_facts *facts);
/** Append all facts of `from`, which is then empty.  @return false when memory ran out; both are then as before */
bool gx_facts_join(gx_facts *to, gx_facts *from) GX_MUST_USE;

/** Append one fact as a line of NDJSON. A string that is not UTF-8 fails with GX_EDATA. */
GX_MUST_USE gx_status gx_fact_write(gx_buffer *out, const gx_fact *fact, gx_error *err);

/**
 * Read one line of NDJSON (without its line break) and append it to `facts`.
 * Unknown fields are ignored; an unknown type of fact, a missing or ill-typed field is GX_EDATA.
 * @param file, line  where the line stands, for messages
 */
GX_MUST_USE gx_status gx_fact_read(gx_facts *facts, const char *text, size_t n, const char *file,
                                   uint32_t line, gx_error *err);

/** Names used in the format: "document", "article", …; static. */
const char *gx_fact_type_name(gx_fact_type type);

/** Of the jansson that is linked; static. */
const char *gx_facts_library_version(void);

#endif
