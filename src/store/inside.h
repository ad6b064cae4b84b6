/**
 * @file src/store/inside.h
 * What the files of src/store share.  Internal.
 */
#ifndef GX_STORE_INSIDE_H
#define GX_STORE_INSIDE_H

#include "link/link.h"
#include "store/page.h"
#include "store/sql.h"

#define GX_FEATURE_BREAK "\x1F"

/** Types of entities in the tables are gx_kb_type; profiles of src/link count from 0. */
static inline gx_kb_type gx_kb_type_of(gx_profile_type type)
{
    return (gx_kb_type)(type + 1);
}

gx_status gx_no_memory(gx_error *err);
GX_MUST_USE gx_status gx_need_step(const gx_store *store, gx_error *err);

/** Remember that the entities of a name must be worked out anew. */
GX_MUST_USE gx_status gx_mark_dirty(gx_store *store, gx_kb_type type, const char *block, gx_error *err);
bool gx_is_dirty(const gx_store *store, gx_kb_type type, const char *block);
/** The same for the bodies that share an alias, where that begins or ceases to join them. */
GX_MUST_USE gx_status gx_mark_alias_dirty(gx_store *store, const char *alias, gx_error *err);
/** Work out the entities of all marked names. */
GX_MUST_USE gx_status gx_relink(gx_store *store, gx_error *err);

/** Documents by number. */
GX_MUST_USE gx_status gx_document_remove(gx_store *store, int64_t document, gx_error *err);
GX_MUST_USE gx_status gx_document_facts(gx_facts *out, gx_store *store, int64_t document, gx_error *err);
/** Take a document out and put it in again, for judgements that change how its facts are grouped. */
GX_MUST_USE gx_status gx_document_regroup(gx_store *store, const char *name, gx_error *err);
/** Give each judgement's profiles of one document (or of all: 0) anew. */
GX_MUST_USE gx_status gx_document_judged(gx_store *store, int64_t document, gx_error *err);

/** Is any profile of the knowledge base judged? */
GX_MUST_USE gx_status gx_any_judged(bool *out, gx_store *store, gx_error *err);

/** The profiles joined with one name by aliases and judgements, in their order, and the judgements among
 * them. */
typedef struct gx_component {
    gx_profile *profiles;
    int64_t *ids;      /* [n] rows in `profile` */
    int64_t *entities; /* [n] as they are now; 0 = none yet */
    uint32_t *n_mentions;
    const char **published; /* [n] of the document, or NULL */
    const char **content;   /* [n] what the document is by its content */
    size_t n;
    bool judged; /* there are judgements at all, perhaps on others */
    gx_constraint *constraints;
    size_t n_constraints;
    gx_strings blocks;
} gx_component;
GX_MUST_USE gx_status gx_component_load(gx_component *out, gx_arena *arena, gx_store *store, gx_kb_type type,
                                        const char *block, gx_error *err);

/** Carry out a judgement, or take back one that is undone: regroup its documents or mark its names. Within a
 * step. */
GX_MUST_USE gx_status gx_judgement_apply(gx_store *store, uint32_t number, gx_error *err);

/** A fact between entities as a judgement remembers it: type, who, what, whom as its page names them. False
 * for others. */
bool gx_fact_words(gx_buffer *out, const gx_fact *fact);

/** Put the text of a new document (gx_article_text() of each article, a line break behind each) into the
 * index for finding: it waits for gx_pairs_write(), which must not run within a savepoint that may be rolled
 * back. */
GX_MUST_USE gx_status gx_pairs_put(gx_store *store, int64_t document, const char *text, gx_error *err);
bool gx_pairs_are_many(const gx_store *store);
GX_MUST_USE gx_status gx_pairs_write(gx_store *store, gx_error *err);
/** Of the waiting ones keep the first `n`. */
void gx_pairs_keep(gx_store *store, size_t n);
/** Take a document out of the index. */
GX_MUST_USE gx_status gx_pairs_remove(gx_store *store, int64_t document, gx_error *err);
/** Fill the index, which is empty, with all documents. */
GX_MUST_USE gx_status gx_pairs_fill(gx_store *store, gx_error *err);
/** Append an FTS5 query that a text without white space fits if it contains `word`; nothing where pairs
 * cannot tell. */
void gx_pairs_query(gx_buffer *out, const char *word);

/** What gx_store_find() needs of a new connection. @return false where SQLite says why */
bool gx_find_prepare(gx_store *store);

/** Forget the page that was unpacked last. */
void gx_page_forget(gx_store *store);
/** Text of an article for finding: title, subtitles, body; UTF-8 without white space. */
GX_MUST_USE gx_status gx_article_text(gx_buffer *out, gx_store *store, int64_t article, gx_error *err);

/** Columns of an entity for a SELECT, alias `e`, and the row at `column` into `out`. */
#define GX_ENTITY_COLUMNS                                                                                    \
    "e.id, e.type, e.name, e.kind, e.date, e.place, e.first_seen, e.last_seen, e.n_documents, e.n_mentions"
enum { GX_ENTITY_N_COLUMNS = 10 };
bool gx_entity_read(gx_entity *out, gx_arena *arena, sqlite3_stmt *row, int column);

#endif
