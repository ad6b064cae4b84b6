/**
 * @file src/lib/guanxi.h
 * libguanxi: newspaper pages to facts, facts to a knowledge base, questions to it.
 *
 *     #include <guanxi/guanxi.h>          pkg-config guanxi, or find_package(guanxi) and guanxi::guanxi
 *
 * Ownership.  A `_new` or `_open` call gives a handle that its `_free` or `_close` takes back; both take
 * NULL. What a callback is given is borrowed until it returns.  All strings are UTF-8 and end with a NUL.
 *
 * Errors.  A call returns GUANXI_OK or says in `error` (which may be NULL) what was found and expected, and
 * where. Nothing prints, exits or aborts.  Any call may return GUANXI_ENOMEM; GUANXI_EINVAL (a NULL that is
 * not allowed).
 *
 * Threads.  A handle belongs to one thread at a time; different handles may be used at once.
 *
 * Versions.  Semantic: within one major number (from 1 on; before that, within one minor number) functions,
 * values and fields are only added, fields at the end of a struct that the library fills.
 */
#ifndef GX_LIB_GUANXI_H
#define GX_LIB_GUANXI_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define GUANXI_API __attribute__((visibility("default")))
#define GUANXI_MUST_USE __attribute__((warn_unused_result))
#else
#define GUANXI_API
#define GUANXI_MUST_USE
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum guanxi_status {
    GUANXI_OK = 0,
    GUANXI_ENOMEM = 1,      /* out of memory */
    GUANXI_EINVAL = 2,      /* the caller asked for something that does not exist */
    GUANXI_EIO = 3,         /* the system refused a read or a write */
    GUANXI_EDATA = 4,       /* input that is not what it should be */
    GUANXI_ENOTFOUND = 5,   /* nothing of that name */
    GUANXI_EAMBIGUOUS = 6,  /* several of that name */
    GUANXI_EVERSION = 7,    /* a file written by another version */
    GUANXI_ESTORE = 8,      /* the database refused; its words in the error */
    GUANXI_EINTERRUPT = 11, /* a callback asked to stop */
    GUANXI_EINTERNAL = 12   /* a defect of the library */
} guanxi_status;

/** A plain value that owns nothing; start it as {0}. It is filled on failure and untouched on success. */
typedef struct guanxi_error {
    guanxi_status status;
    uint32_t line, column; /* from 1, columns in characters; 0 where none is concerned */
    char file[256];        /* "" where no file is concerned */
    char text[512];        /* what was found and what was expected */
} guanxi_error;

/** "ok", "no-memory", "not-found", …; static. */
GUANXI_API const char *guanxi_status_name(guanxi_status status);

/** The library's version, "1.2.3"; static. */
GUANXI_API const char *guanxi_version(void);

/* ---- from pages to facts ---- */

/** What reads pages: the tables, the tagger's weights and the scratch of one thread. */
typedef struct guanxi_reader guanxi_reader;

/**
 * @param data    a folder with seeds/ and tagger.gxw; NULL = $GUANXI_DATA, else what was installed with the
 * library
 * @param tables  folders of your own tables, which win over those of `data`; ends with a NULL; may be NULL
 * @param[out] out  new; free with guanxi_reader_free().  NULL after any failure
 * @return also GUANXI_EIO (not there), GUANXI_EDATA (a bad row: file, line, column), GUANXI_EVERSION
 */
GUANXI_API GUANXI_MUST_USE guanxi_status guanxi_reader_new(guanxi_reader **out, const char *data,
                                                           const char *const *tables, guanxi_error *error);
/** Another reader of the same tables for another thread: cheap.  `reader` may be freed before it. */
GUANXI_API GUANXI_MUST_USE guanxi_status guanxi_reader_share(guanxi_reader **out, guanxi_reader *reader,
                                                             guanxi_error *error);
GUANXI_API void guanxi_reader_free(guanxi_reader *reader);

/** FNV-1a of the tagger's weights: equal weights, equal tags. */
GUANXI_API uint64_t guanxi_reader_weights(const guanxi_reader *reader);

typedef struct guanxi_page {
    const char *name;  /* the document's name: in its facts and sources */
    const void *bytes; /* [n] in UTF-8, UTF-16 or GB18030; less than 4 GiB */
    size_t n;
    const char *date; /* ISO date of print where it is known from elsewhere, else NULL */
} guanxi_page;

/** One fact as a JSON object: `line` has `n` bytes and no line break.  @return 0 to go on */
typedef int guanxi_fact_fn(void *context, const char *line, size_t n);

/**
 * Read a page and hand on its facts, in the order of the interchange format.
 * @return also GUANXI_EDATA (not a text), GUANXI_EINTERRUPT (the callback's wish)
 */
GUANXI_API GUANXI_MUST_USE guanxi_status guanxi_read(guanxi_reader *reader, const guanxi_page *page,
                                                     guanxi_fact_fn *fact, void *context,
                                                     guanxi_error *error);

/* ---- the knowledge base ---- */

typedef struct guanxi_base guanxi_base;

typedef enum guanxi_mode {
    GUANXI_READ,  /* must exist; nothing is written */
    GUANXI_WRITE, /* must exist */
    GUANXI_CREATE /* made where it does not exist */
} guanxi_mode;

/** @return also GUANXI_EIO, GUANXI_EDATA (no knowledge base, or a damaged one), GUANXI_EVERSION,
 * GUANXI_ESTORE */
GUANXI_API GUANXI_MUST_USE guanxi_status guanxi_base_open(guanxi_base **out, const char *path,
                                                          guanxi_mode mode, guanxi_error *error);
/** What was not committed is undone. */
GUANXI_API void guanxi_base_close(guanxi_base *base);

/**
 * A step: begin, any number of changes, then commit, which works out who is who and writes all or nothing.
 * Without a commit, or with a process that dies between, the file is as before.
 */
GUANXI_API GUANXI_MUST_USE guanxi_status guanxi_base_begin(guanxi_base *base, guanxi_error *error);
GUANXI_API GUANXI_MUST_USE guanxi_status guanxi_base_commit(guanxi_base *base, guanxi_error *error);
GUANXI_API void guanxi_base_rollback(guanxi_base *base);

/** Read a page and put its facts in, in place of what was there under its name.  @return also GUANXI_EDATA */
GUANXI_API GUANXI_MUST_USE guanxi_status guanxi_base_add(guanxi_base *base, guanxi_reader *reader,
                                                         const guanxi_page *page, guanxi_error *error);
/** @return also GUANXI_ENOTFOUND */
GUANXI_API GUANXI_MUST_USE guanxi_status guanxi_base_remove(guanxi_base *base, const char *page,
                                                            guanxi_error *error);

/* ---- questions ---- */

typedef struct guanxi_entity {
    const char *id;                     /* stable: "p-…", "o-…" or "e-…" */
    const char *type;                   /* person, organization, event */
    const char *name;                   /* its fullest form */
    const char *kind;                   /* union, company, …; meeting, visit, …; or NULL */
    const char *date, *place;           /* of events; or NULL */
    const char *first_seen, *last_seen; /* dates of print; or NULL */
    uint32_t pages;                     /* so many speak of it */
} guanxi_entity;

/** @return 0 to go on */
typedef int guanxi_entity_fn(void *context, const guanxi_entity *entity);

/**
 * What a name may stand for: an id, a full name, a short form, the beginning or part of a name; at most 50,
 * the most mentioned first.
 * @return GUANXI_OK (exactly one), GUANXI_EAMBIGUOUS (several, all handed on), GUANXI_ENOTFOUND,
 * GUANXI_EINTERRUPT
 */
GUANXI_API GUANXI_MUST_USE guanxi_status guanxi_resolve(guanxi_base *base, const char *name,
                                                        guanxi_entity_fn *entity, void *context,
                                                        guanxi_error *error);

/** One answer, with the words that prove it.  Strings are NULL where nothing is known. */
typedef struct guanxi_row {
    const guanxi_entity *from, *to; /* who, and of or at what; NULL where there is none */
    const char *relation;           /* post, participation, part_of, partner, award; NULL from GUANXI_FIND */
    const char *what;               /* title, role or honour */
    const char *post; /* participation: what the page calls the person, "主席, 云江港务集团工会" */
    const char *date; /* the event's */
    const char *first, *last; /* dates of print of the pages that say so */
    uint32_t n;               /* facts that the row sums up */
    double confidence;        /* 0 to 1 */
    int inferred;             /* follows from general rules, not from a page */
    const char *page;         /* where it says so */
    uint32_t line, article;   /* from 1; 0 = unknown */
    uint32_t start, end;      /* bytes of the page, end exclusive */
    const char *quotation;    /* its words, without white space */
} guanxi_row;

/** @return 0 to go on */
typedef int guanxi_row_fn(void *context, const guanxi_row *row);

typedef enum guanxi_question {
    GUANXI_FIND,      /* words: entities whose names hold them, then articles (from and to NULL) */
    GUANXI_WHO,       /* event: who took part, as what */
    GUANXI_ATTENDED,  /* person or organization: events */
    GUANXI_POSTS,     /* person: posts held; organization: who held its posts */
    GUANXI_RELATIONS, /* organization, or NULL for all: part_of and partner */
    GUANXI_AWARDS,    /* person or organization, or NULL for all: honours */
    GUANXI_TIMELINE   /* person or organization, or NULL for all: events by date */
} guanxi_question;

/**
 * Ask; each answer is handed to `row`.
 * @param name  as for guanxi_resolve(); for GUANXI_FIND words with spaces between
 * @return also GUANXI_ENOTFOUND, GUANXI_EAMBIGUOUS (see guanxi_resolve()), GUANXI_EINTERRUPT
 */
GUANXI_API GUANXI_MUST_USE guanxi_status guanxi_ask(guanxi_base *base, guanxi_question question,
                                                    const char *name, guanxi_row_fn *row, void *context,
                                                    guanxi_error *error);

#ifdef __cplusplus
}
#endif
#endif
