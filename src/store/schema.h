/**
 * @file src/store/schema.h
 * The tables of a knowledge base, what each column means, and how an older file is brought up to date.
 * Internal to src/store.
 */
#ifndef GX_STORE_SCHEMA_H
#define GX_STORE_SCHEMA_H

enum {
    GX_APPLICATION_ID = 0x67757869, /* "guxi": PRAGMA application_id, what `file` shows */
    GX_SCHEMA_VERSION = 4           /* PRAGMA user_version */
};

/** Tables, indexes and views of the present version. */
extern const char gx_schema[];

/** migrations[v] brings the tables of version v + 1 to v + 2; NULL at the end. What is derived from documents
 * is then worked out anew. */
extern const char *const gx_migrations[];

#endif
