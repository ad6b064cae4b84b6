/**
 * @file src/store/store.h
 * The knowledge base: one SQLite file that keeps documents, their facts with the words that prove them, who
 * is who across documents, the user's judgements, and that answers questions. Knows SQL (in the .c only).
 * Knows nothing of how facts are found, of igraph, Graphviz or of options.
 *
 * What is kept and what is derived: documents, facts and judgements are kept as they came; entities are
 * derived from them by src/link.  The same documents and judgements give the same entities with the same ids,
 * in whatever order they came: gx_store_dump() is then the same byte for byte.
 *
 * Answers are arrays of plain rows.  Each result struct owns an arena: start it as {0}, free it with its
 * _clear(); all strings and all `const gx_entity *` in its rows live as long as it does.  A query replaces
 * what the result held.  Rows never depend on the order in which documents came.
 *
 * A gx_store belongs to one thread.  One writer and any number of readers may have the file open.
 *
 * Any call may return GX_ENOMEM; GX_ESTORE (the database refused: locked, full disk, read-only folder; the
 * file's name and the reason in err); GX_EDATA (the file is damaged).  Only what goes beyond that is said
 * below.
 */
#ifndef GX_STORE_STORE_H
#define GX_STORE_STORE_H

#include "facts/facts.h"

typedef struct gx_store gx_store;

/* ---- entities --------------------------------------------------------------------------------------------
 */

/** Stable: made from type, name and, where several bear that name, what tells them apart. 0 = none. Positive.
 */
typedef int64_t gx_entity_id;

typedef enum gx_kb_type { GX_KB_ANY, GX_KB_PERSON, GX_KB_ORGANIZATION, GX_KB_EVENT } gx_kb_type;

enum { GX_PUBLIC_ID_BYTES = 16 };

/** The id as people see it, "p-…", "o-…", "e-…" and 12 letters or digits; `out` gets a NUL. */
void gx_public_id(char out[GX_PUBLIC_ID_BYTES], gx_kb_type type, gx_entity_id id);
/** "person", "organization", "event"; "any" for GX_KB_ANY. */
const char *gx_kb_type_name(gx_kb_type type);

typedef struct gx_entity {
    gx_entity_id id;
    gx_kb_type type;
    char public_id[GX_PUBLIC_ID_BYTES];
    const char *name; /* the fullest form, or what `rename` says */
    const char *kind; /* organization: union, party, …; event: meeting, …; person: "newsmaker" or "byline" */
    const char *date;                   /* event: ISO day, month, year or a/b; NULL = unknown */
    const char *place;                  /* event: as printed; organization: province or NULL; person: NULL */
    const char *first_seen, *last_seen; /* dates of publication, ISO day or month; NULL = unknown */
    uint32_t n_documents, n_mentions;   /* documents that speak of it; articles' entries for it */
} gx_entity;

typedef struct gx_entities {
    gx_arena arena;
    gx_entity *at;
    size_t n, cap;
} gx_entities;
void gx_entities_clear(gx_entities *entities);

/* ---- facts between entities
 * --------------------------------------------------------------------------------- */

typedef enum gx_link_type {
    GX_LINK_POST,          /* person -> organization or none; `what` is the title */
    GX_LINK_PARTICIPATION, /* person or organization -> event; `what` is the role */
    GX_LINK_PART_OF,       /* organization -> organization */
    GX_LINK_PARTNER,       /* organization -> organization; without direction */
    GX_LINK_AWARD,         /* person or organization -> event or none; `what` is the honour */
    GX_LINK_TYPES
} gx_link_type;

/** "post", "participation", "part_of", "partner", "award". */
const char *gx_link_type_name(gx_link_type type);

/** Where it says so. */
typedef struct gx_proof {
    const char *document; /* name */
    uint32_t fact;     /* number of the fact in its document, from 1; "document#fact" names it for `drop` */
    uint32_t article;  /* from 1 */
    const char *title; /* of the article, or NULL */
    const char *published; /* of the document, or NULL */
    uint32_t line;         /* from 1; 0 where the page's text is not kept (load) */
    gx_span span;          /* bytes of the file as it was read */
    const char *quotation; /* without white space */
} gx_proof;

typedef struct gx_link_row {
    gx_link_type type;
    const gx_entity *from;
    const gx_entity *to; /* NULL: a post without organization, an award without event */
    const char *what;    /* title, role or honour; the type's name for relations */
    const char *post;    /* participation of a person: posts on that page, "titles, organization"; or NULL */
    const char *date;    /* event's date; for others and undated events NULL */
    const char *first, *last; /* posts and relations that several pages state, in rows that sum them up: dates
                                 of publication; else both are the document's date; NULL = unknown */
    uint32_t n;               /* how many facts the row sums up, at least 1; the proof is that of the best */
    double confidence;        /* of the best */
    bool inferred;            /* follows from general rules, not from the page */
    gx_proof proof;
} gx_link_row;

typedef struct gx_link_rows {
    gx_arena arena;
    gx_link_row *at;
    size_t n, cap;
} gx_link_rows;
void gx_link_rows_clear(gx_link_rows *rows);

/** What to leave out. {0} leaves out nothing but dropped facts. All strings borrowed for the call; NULL =
 * any. */
typedef struct gx_filter {
    const char *from, *to; /* ISO day, month or year, both inclusive. The event's date counts, else the
                              document's; what has neither is left out when one of the two is given */
    const char *role;      /* of participations */
    const char *kind;      /* of the organization or event (gx_entity.kind) */
    gx_kb_type type;       /* of the entity that is listed */
    const char *place;     /* occurs in the event's place or name, or in the organization's name or place */
    const char *document;  /* name */
    double min_confidence; /* 0 to 1 */
    size_t limit;          /* at most so many rows; 0 = all */
} gx_filter;

/** Check dates and numbers of a filter. @return GX_OK, GX_EINVAL saying which field is wrong and how it
 * should be */
GX_MUST_USE gx_status gx_filter_check(const gx_filter *filter, gx_error *err);

/* ---- opening
 * ------------------------------------------------------------------------------------------------ */

typedef enum gx_store_mode {
    GX_STORE_READ,  /* must exist; nothing is written */
    GX_STORE_WRITE, /* must exist */
    GX_STORE_CREATE /* made where it does not exist */
} gx_store_mode;

/**
 * @param[out] out  new; free with gx_store_close()
 * @return GX_OK, GX_EIO (missing, a folder, unreadable), GX_EDATA (not a knowledge base; damaged),
 * GX_EVERSION (from a newer guanxi; an older one is brought up to date in the write modes), GX_ESTORE
 */
GX_MUST_USE gx_status gx_store_open(gx_store **out, const char *path, gx_store_mode mode, gx_error *err);
/** Did gx_store_open() make the file? Then the caller may remove it when nothing comes of it. False for NULL.
 */
bool gx_store_made(const gx_store *store);
/** Takes NULL. What was not committed is undone. */
void gx_store_close(gx_store *store);

/* ---- documents come and go
 * ------------------------------------------------------------------------------------ */

typedef struct gx_document {
    const char *name; /* as in the facts; the key */
    const char *path; /* where it was read, or NULL */
    const char *hash; /* gx_content_hash() of the page; NULL = of the facts (load) */
    const char
        *bytes; /* [n_bytes] the page as it was read; NULL = not known (load): proofs have no lines then */
    size_t n_bytes;
} gx_document;

enum { GX_HASH_BYTES = 40 };
/** A file's content as a short text, for knowing it again. `salt` (may be NULL) is mixed in: --date, program
 * version */
void gx_content_hash(char out[GX_HASH_BYTES], const void *bytes, size_t n, const char *salt);

/**
 * A step of a build: begin, any number of changes, then commit (which links what changed and writes at once)
 * or rollback. A process killed between leaves the knowledge base as before the step.
 */
GX_MUST_USE gx_status gx_store_begin(gx_store *store, gx_error *err);
GX_MUST_USE gx_status gx_store_commit(gx_store *store, gx_error *err);
void gx_store_rollback(gx_store *store);

/**
 * Add a document's facts, in the order of the interchange format, `facts[0]` its document line; a document of
 * that name is replaced. Where name and hash are known already nothing is done.
 * @param[out] changed  may be NULL; false where nothing was done
 * @return GX_OK, GX_EINVAL (no step begun), GX_EDATA (facts that do not belong together: a name that no
 * person or organization fact of that article introduces, an unknown event id, spans outside of the page)
 */
GX_MUST_USE gx_status gx_store_add(gx_store *store, const gx_document *document, const gx_fact *facts,
                                   size_t n_facts, bool *changed, gx_error *err);
/** @return GX_OK, GX_EINVAL (no step begun), GX_ENOTFOUND */
GX_MUST_USE gx_status gx_store_remove(gx_store *store, const char *name, gx_error *err);
/** The same page under a new name; its facts and the judgements on them stay. @return GX_OK, GX_EINVAL,
 * GX_ENOTFOUND */
GX_MUST_USE gx_status gx_store_rename_document(gx_store *store, const char *name, const char *new_name,
                                               const char *new_path, gx_error *err);

typedef enum gx_document_state {
    GX_DOCUMENT_SAME,
    GX_DOCUMENT_NEW,
    GX_DOCUMENT_CHANGED,
    GX_DOCUMENT_RENAMED, /* same content, and its old name is not among the inputs */
    GX_DOCUMENT_GONE     /* kept, and not among the inputs */
} gx_document_state;
/** "same", "new", "changed", "renamed", "gone". */
const char *gx_document_state_name(gx_document_state state);

typedef struct gx_document_row {
    const char *name, *path, *hash, *encoding;
    const char *published, *published_basis; /* or NULL */
    const char *old_name;                    /* RENAMED only */
    gx_document_state state;                 /* SAME from gx_store_documents() */
    uint64_t bytes;
    uint32_t n_articles, n_facts;
    bool has_text;
} gx_document_row;

typedef struct gx_document_rows {
    gx_arena arena;
    gx_document_row *at;
    size_t n, cap;
} gx_document_rows;
void gx_document_rows_clear(gx_document_rows *rows);

/** All documents by name. */
GX_MUST_USE gx_status gx_store_documents(gx_store *store, gx_document_rows *out, gx_error *err);
/** What a build of these inputs (name, path, hash; bytes unused) would do, by name; SAME ones too. */
GX_MUST_USE gx_status gx_store_compare(gx_store *store, const gx_document *inputs, size_t n_inputs,
                                       gx_document_rows *out, gx_error *err);
/** The page as it was read: new, free with gx_file_clear()-like gx_free(*bytes). @return also GX_ENOTFOUND
 * (no such document, or its text is not kept) */
GX_MUST_USE gx_status gx_store_text(gx_store *store, const char *document, char **bytes, size_t *n,
                                    gx_error *err);

typedef struct gx_store_counts {
    uint64_t documents, articles, facts, people, organizations, events, judgements;
    uint64_t file_bytes;
    int schema_version;
} gx_store_counts;
GX_MUST_USE gx_status gx_store_count(gx_store *store, gx_store_counts *out, gx_error *err);

/** Everything that matters, as sorted text without internal numbers: equal for equal content. */
GX_MUST_USE gx_status gx_store_dump(gx_store *store, gx_buffer *out, gx_error *err);
/** The facts as they came, in the interchange format, by document name. */
GX_MUST_USE gx_status gx_store_facts(gx_store *store, const gx_filter *filter, gx_buffer *out, gx_error *err);
/** SQLite's own integrity and foreign key checks. @return GX_EDATA with the first fault */
GX_MUST_USE gx_status gx_store_check(gx_store *store, gx_error *err);

/* ---- names
 * ---------------------------------------------------------------------------------------------------- */

/**
 * Which entity is meant: by public id; exact name; another form that a page uses; a short form (怀柔总工会
 * for 怀柔区总工会); the unique beginning or part of a name. The first of these that fits anything decides.
 * @param type  GX_KB_ANY or the type wanted
 * @param[out] out  what fits, most mentioned first, at most 50
 * @return GX_OK (exactly one), GX_EAMBIGUOUS (several), GX_ENOTFOUND; the error says so with the name
 */
GX_MUST_USE gx_status gx_store_resolve(gx_store *store, const char *name, gx_kb_type type, gx_entities *out,
                                       gx_error *err);
GX_MUST_USE gx_status gx_store_entity(gx_store *store, gx_entity_id id, gx_entities *out, gx_error *err);

typedef struct gx_name_row {
    const char *name; /* as printed */
    uint32_t n;       /* articles that use it */
    gx_proof proof;   /* first of them */
} gx_name_row;
typedef struct gx_name_rows {
    gx_arena arena;
    gx_name_row *at;
    size_t n, cap;
} gx_name_rows;
void gx_name_rows_clear(gx_name_rows *rows);
/** Every form under which pages name it, most used first. */
GX_MUST_USE gx_status gx_store_names(gx_store *store, gx_entity_id id, gx_name_rows *out, gx_error *err);

/* ---- questions
 * -------------------------------------------------------------------------------------------------- */
/* `filter` may be NULL everywhere. */

/** Entities by name, sorted by mentions (most first), then name, then id. */
GX_MUST_USE gx_status gx_store_entities(gx_store *store, const gx_filter *filter, gx_entities *out,
                                        gx_error *err);

/** Participations of an event: from = who. By role (organizer first), then people before organizations, then
 * name. */
GX_MUST_USE gx_status gx_store_who(gx_store *store, gx_entity_id event, const gx_filter *filter,
                                   gx_link_rows *out, gx_error *err);
/** Participations of a person or an organization: to = the event. By date, undated last. */
GX_MUST_USE gx_status gx_store_attended(gx_store *store, gx_entity_id who, const gx_filter *filter,
                                        gx_link_rows *out, gx_error *err);
/** Posts of a person (a career, by first seen) or of an organization (by title, then first seen). Facts that
 * state the same post are one row with first and last. */
GX_MUST_USE gx_status gx_store_posts(gx_store *store, gx_entity_id who, const gx_filter *filter,
                                     gx_link_rows *out, gx_error *err);
/** Holders of a title in any organization ("工会主席"); rows as gx_store_posts(). */
GX_MUST_USE gx_status gx_store_holders(gx_store *store, const char *title, const gx_filter *filter,
                                       gx_link_rows *out, gx_error *err);
/** part_of and partner of an organization, both directions, summed up. id 0: all. */
GX_MUST_USE gx_status gx_store_relations(gx_store *store, gx_entity_id id, const gx_filter *filter,
                                         gx_link_rows *out, gx_error *err);
/** Honours of one entity, or of all (id 0); by date of publication. */
GX_MUST_USE gx_status gx_store_awards(gx_store *store, gx_entity_id id, const gx_filter *filter,
                                      gx_link_rows *out, gx_error *err);
/** Events by date (of one entity or, with 0, of all): participations of `id`, or for 0 one row an event whose
 * from is the first organizer, or NULL where it has none. Undated events stand at their document's date. */
GX_MUST_USE gx_status gx_store_timeline(gx_store *store, gx_entity_id id, const gx_filter *filter,
                                        gx_link_rows *out, gx_error *err);
/** Every single fact about an entity, or (id 0) all that the filter lets through; nothing summed up. */
GX_MUST_USE gx_status gx_store_links(gx_store *store, gx_entity_id id, const gx_filter *filter,
                                     gx_link_rows *out, gx_error *err);

typedef struct gx_with_row {
    const gx_entity *other;
    uint32_t n;                     /* events that both took part in */
    const gx_entity *const *events; /* [n] by date */
    gx_proof proof;                 /* of the other's part in the latest */
} gx_with_row;
typedef struct gx_with_rows {
    gx_arena arena;
    gx_with_row *at;
    size_t n, cap;
} gx_with_rows;
void gx_with_rows_clear(gx_with_rows *rows);
/** Who is at the same events, most often first. */
GX_MUST_USE gx_status gx_store_with(gx_store *store, gx_entity_id who, const gx_filter *filter,
                                    gx_with_rows *out, gx_error *err);

typedef struct gx_tree_row {
    const gx_entity *organization;
    uint32_t depth; /* 0 = a root; rows in depth-first order */
    bool inferred;  /* the link to the row's parent */
    bool repeated;  /* stands elsewhere too (two parents, a circle); its children are listed there */
    gx_proof proof; /* of the link to the parent; zero for roots */
} gx_tree_row;
typedef struct gx_tree_rows {
    gx_arena arena;
    gx_tree_row *at;
    size_t n, cap;
} gx_tree_rows;
void gx_tree_rows_clear(gx_tree_rows *rows);
/** The hierarchy below `root`, or of all organizations that have a parent or a child (0). */
GX_MUST_USE gx_status gx_store_tree(gx_store *store, gx_entity_id root, const gx_filter *filter,
                                    gx_tree_rows *out, gx_error *err);

typedef struct gx_hit {
    const gx_entity *entity; /* or NULL: an article */
    gx_proof proof;          /* article: its line, and the words around the find */
} gx_hit;
typedef struct gx_hits {
    gx_arena arena;
    gx_hit *at;
    size_t n, cap;
} gx_hits;
void gx_hits_clear(gx_hits *hits);
/** Entities whose name or other form contains every word, then articles whose text does (words separated by
 * spaces; one character is enough). Newest articles first. A limit counts entities and articles each. */
GX_MUST_USE gx_status gx_store_find(gx_store *store, const char *words, const gx_filter *filter, gx_hits *out,
                                    gx_error *err);

/** Where an entity is spoken of: every entry of an article, with the first words as quotation. */
GX_MUST_USE gx_status gx_store_mentions(gx_store *store, gx_entity_id id, const gx_filter *filter,
                                        gx_hits *out, gx_error *err);

/* ---- for the network
 * ---------------------------------------------------------------------------------------------- */

/** A fact without its words: ids only, for reading many. */
typedef struct gx_edge {
    gx_entity_id from, to; /* `to` 0 where there is none */
    gx_link_type type;
    const char *what; /* as gx_link_row; borrowed during the call */
    const char *date; /* event's date, else the document's; NULL = unknown; borrowed during the call */
    double confidence;
    bool inferred;
    const char *document; /* name; borrowed during the call */
    uint32_t fact, line;  /* as gx_proof */
} gx_edge;

/** @return GX_OK to go on; anything else stops the iteration and is returned */
typedef gx_status gx_edge_fn(void *context, const gx_edge *edge, gx_error *err);
typedef gx_status gx_entity_fn(void *context, const gx_entity *entity, gx_error *err);

/** All entities by id; strings borrowed during the call. Constant memory. */
GX_MUST_USE gx_status gx_store_each_entity(gx_store *store, const gx_filter *filter, gx_entity_fn *each,
                                           void *context, gx_error *err);
/** All facts between entities, by document name and number of the fact. Memory: 16 bytes for each of the
 * profiles, 16 and its date for each event. */
GX_MUST_USE gx_status gx_store_each_edge(gx_store *store, gx_edge_fn *each, void *context, gx_error *err);
/** The proof of one fact of gx_store_each_edge(): one row. @return also GX_ENOTFOUND */
GX_MUST_USE gx_status gx_store_fact(gx_store *store, const char *document, uint32_t fact, gx_link_rows *out,
                                    gx_error *err);

/* ---- identity and judgement
 * ------------------------------------------------------------------------------------------ */

typedef struct gx_reason_row {
    const char *left, *right; /* the two appearances that were compared: "name (document, article n)" */
    bool same;                /* what was decided */
    double score;             /* 0 to 1: how sure that they are the same; judgements: 1 or 0 */
    const char *why;          /* "same organization 怀柔区总工会; …", "judgement 3 by …" */
    gx_entity_id left_entity, right_entity;
} gx_reason_row;
typedef struct gx_reason_rows {
    gx_arena arena;
    gx_reason_row *at;
    size_t n, cap;
} gx_reason_rows;
void gx_reason_rows_clear(gx_reason_rows *rows);
/** Each decision that made this entity or kept another one apart from it. */
GX_MUST_USE gx_status gx_store_why(gx_store *store, gx_entity_id id, gx_reason_rows *out, gx_error *err);
/** Pairs of entities that are neither clearly one nor clearly two, most likely one first. */
GX_MUST_USE gx_status gx_store_review(gx_store *store, size_t limit, gx_reason_rows *out, gx_error *err);

typedef enum gx_judgement_type {
    GX_JUDGE_MERGE,  /* a and b are one */
    GX_JUDGE_KEEP,   /* a and b are two: never merged, not through third parties either */
    GX_JUDGE_SPLIT,  /* the mentions listed are not a */
    GX_JUDGE_RENAME, /* a is called value */
    GX_JUDGE_KIND,   /* a's kind is value */
    GX_JUDGE_DROP,   /* the fact value ("document#number") is wrong */
    GX_JUDGE_TYPES
} gx_judgement_type;
/** "merge", "keep", "split", "rename", "kind", "drop". */
const char *gx_judgement_type_name(gx_judgement_type type);

typedef struct gx_judgement {
    gx_judgement_type type;
    gx_entity_id a, b;           /* b: merge and keep */
    const char *value;           /* rename, kind, drop */
    const char *const *mentions; /* [n_mentions] split: "document" or "document#article" */
    size_t n_mentions;
    const char *who, *when, *why; /* when: ISO; none is made up here; NULL = "" */
} gx_judgement;

/**
 * Record a judgement and link anew what it touches, in a step of its own.
 * @param dry_run  only say what would move: nothing is written
 * @param[out] moved  may be NULL: one row for each entity that disappears, appears or changes, in words
 * @return GX_OK, GX_EINVAL (an entity merged with itself, two types, no such kind, a name that is empty, a
 * contradiction with a judgement that stands: which one), GX_ENOTFOUND (no such fact, mention or entity)
 */
GX_MUST_USE gx_status gx_store_judge(gx_store *store, const gx_judgement *judgement, bool dry_run,
                                     gx_reason_rows *moved, gx_error *err);
/** Take a judgement back; it stays in the history as undone. number 0: the latest that stands. */
GX_MUST_USE gx_status gx_store_undo(gx_store *store, uint32_t number, const char *who, const char *when,
                                    gx_error *err);

typedef struct gx_judgement_row {
    uint32_t number; /* from 1 */
    gx_judgement_type type;
    const char *text; /* as a line of the export: type, subjects, value */
    const char *who, *when, *why;
    bool undone;
    bool idle; /* its documents are not in the base at present */
} gx_judgement_row;
typedef struct gx_judgement_rows {
    gx_arena arena;
    gx_judgement_row *at;
    size_t n, cap;
} gx_judgement_rows;
void gx_judgement_rows_clear(gx_judgement_rows *rows);
GX_MUST_USE gx_status gx_store_judgements(gx_store *store, gx_judgement_rows *out, gx_error *err);
/** Judgements that stand, as a text file that gx_store_judgements_read() takes, one a line (TSV). */
GX_MUST_USE gx_status gx_store_judgements_write(gx_store *store, gx_buffer *out, gx_error *err);
/** Add those that are not there yet, in one step. @return also GX_EDATA with file:line */
GX_MUST_USE gx_status gx_store_judgements_read(gx_store *store, const char *text, size_t n, const char *file,
                                               uint32_t *added, gx_error *err);

/** Of the SQLite and the zlib that are linked; static. */
const char *gx_store_sqlite_version(void);
/** For a program that nothing else uses SQLite in, before its first base: SQLite need not count its memory,
 * which takes a lock for every allocation. */
void gx_store_own_process(void);
const char *gx_store_zlib_version(void);

#endif
