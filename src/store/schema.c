#include "store/schema.h"

#include <stddef.h>

#define DOCUMENT_PAIRS                                                                                       \
    "CREATE VIRTUAL TABLE document_pairs USING fts5(pairs, content='', detail=none, tokenize=ascii, "        \
    "columnsize=0);"                                                                                         \
    "INSERT INTO document_pairs(document_pairs, rank) VALUES('automerge', 8);"

/* A new profile has no entity until linking is done: what is looked up by it leaves those out. */
#define PROFILE_INDEXES                                                                                      \
    "CREATE INDEX profile_entity ON profile(entity) WHERE entity IS NOT NULL;"                              \
    "CREATE INDEX profile_block ON profile(type, block);"                                                    \
    "CREATE INDEX profile_alike ON profile(type, block, signature, entity, sequence) WHERE entity IS NOT NULL;"

/* Dates are ISO texts of the precision that is known: 2020, 2020-01, 2020-01-09, 2020-01-08/2020-01-15; NULL
 * where nothing is.  *_lo and *_hi are the first and last day that such a date can mean, for comparing only.
 * Positions are bytes of the page as it was read, end exclusive.  Texts carry no white space. */
const char gx_schema[] =
    /* Kept as it came. */
    "CREATE TABLE document("
    "  id INTEGER PRIMARY KEY,"
    "  name TEXT NOT NULL UNIQUE," /* as in the facts */
    "  path TEXT,"                 /* where it was read */
    "  hash TEXT NOT NULL,"        /* of its content, and of what reads it */
    "  content TEXT NOT NULL,"     /* of its content alone: names that say nothing are told apart by it */
    "  encoding TEXT NOT NULL,"
    "  bytes INTEGER NOT NULL,"
    "  published TEXT, published_basis TEXT,"
    "  n_articles INTEGER NOT NULL, n_facts INTEGER NOT NULL,"
    "  text BLOB,"           /* the page, zlib; NULL where only facts were loaded */
    "  text_bytes INTEGER,"  /* its length when unpacked */
    "  facts BLOB NOT NULL," /* NDJSON, zlib */
    "  facts_bytes INTEGER NOT NULL"
    ");"
    "CREATE INDEX document_hash ON document(hash);"
    "CREATE TABLE article("
    "  id INTEGER PRIMARY KEY,"
    "  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
    "  n INTEGER NOT NULL,"         /* from 1, in printed order */
    "  title TEXT, subtitles TEXT," /* subtitles: one a line */
    "  start INTEGER NOT NULL, end INTEGER NOT NULL, line INTEGER NOT NULL,"
    "  continued INTEGER NOT NULL,"
    "  UNIQUE(document, n)"
    ");"
    "CREATE TABLE judgement("
    "  number INTEGER PRIMARY KEY,"
    "  type TEXT NOT NULL CHECK(type IN ('merge','keep','split','rename','kind','drop')),"
    "  value TEXT,"
    "  who TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL,"
    "  undone INTEGER NOT NULL DEFAULT 0"
    ");"
    /* What a judgement is about, in words that outlive a rebuilt base. */
    "CREATE TABLE anchor("
    "  judgement INTEGER NOT NULL REFERENCES judgement ON DELETE CASCADE,"
    "  side TEXT NOT NULL CHECK(side IN ('a','b')),"
    "  document TEXT NOT NULL, article INTEGER NOT NULL," /* article 0 = the whole document */
    "  type INTEGER NOT NULL, name TEXT NOT NULL,"
    "  link TEXT NOT NULL DEFAULT ''," /* drop: type, who, what, whom of the fact */
    "  PRIMARY KEY(judgement, side, document, article, type, name, link)"
    ") WITHOUT ROWID;"
    "CREATE INDEX anchor_document ON anchor(document);"

    /* Derived from documents and judgements. */
    "CREATE TABLE entity("
    "  id INTEGER PRIMARY KEY," /* stable: made from what it is */
    "  public_id TEXT NOT NULL UNIQUE,"
    "  type INTEGER NOT NULL," /* 1 person, 2 organization, 3 event */
    "  name TEXT NOT NULL,"
    "  kind TEXT, date TEXT, date_lo TEXT, date_hi TEXT, place TEXT,"
    "  first_seen TEXT, last_seen TEXT,"
    "  n_documents INTEGER NOT NULL, n_mentions INTEGER NOT NULL"
    ");"
    "CREATE INDEX entity_name ON entity(name, type);"
    "CREATE INDEX entity_date ON entity(date_lo) WHERE date_lo IS NOT NULL;"
    "CREATE INDEX entity_time ON entity(coalesce(date, first_seen) IS NULL, coalesce(date, first_seen), id)"
    "  WHERE type = 3;"     /* events in the order of a timeline */
    "CREATE TABLE profile(" /* one entity as one document shows it */
    "  id INTEGER PRIMARY KEY,"
    "  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
    "  entity INTEGER REFERENCES entity DEFERRABLE INITIALLY DEFERRED,"
    "  type INTEGER NOT NULL, name TEXT NOT NULL,"
    "  block TEXT NOT NULL," /* names that could mean the same */
    "  kind TEXT, date TEXT, place TEXT, region TEXT, mark TEXT NOT NULL,"
    "  features TEXT NOT NULL,"     /* aliases, bodies, titles, context, articles: lists by tabs, elements by
                                       U+001F */
    "  signature INTEGER NOT NULL," /* of all that linking compares: equal for profiles that say the same */
    "  sequence TEXT NOT NULL,"     /* order that does not depend on arrival */
    "  n_mentions INTEGER NOT NULL"
    ");"
    "CREATE INDEX profile_document ON profile(document);"
    PROFILE_INDEXES
    "CREATE TABLE alias(" /* block under which pages also file a body */
    "  alias TEXT NOT NULL, block TEXT NOT NULL, n INTEGER NOT NULL,"
    "  PRIMARY KEY(alias, block)"
    ") WITHOUT ROWID;"
    "CREATE INDEX alias_block ON alias(block);"
    "CREATE TABLE judged(" /* profiles that a judgement is about */
    "  judgement INTEGER NOT NULL REFERENCES judgement ON DELETE CASCADE,"
    "  side TEXT NOT NULL,"
    "  profile INTEGER NOT NULL REFERENCES profile ON DELETE CASCADE,"
    "  PRIMARY KEY(judgement, side, profile)"
    ") WITHOUT ROWID;"
    "CREATE INDEX judged_profile ON judged(profile);"
    "CREATE TABLE mention(" /* an article's entry for a person, an organization, an event, a signature */
    "  id INTEGER PRIMARY KEY,"
    "  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
    "  fact INTEGER NOT NULL," /* number of the fact in its document */
    "  article INTEGER NOT NULL,"
    "  profile INTEGER NOT NULL REFERENCES profile ON DELETE CASCADE,"
    "  name TEXT NOT NULL,"
    "  role TEXT,"                                                          /* of a signature */
    "  date_text TEXT,"                                                     /* of an event, as printed */
    "  start INTEGER NOT NULL, end INTEGER NOT NULL, line INTEGER NOT NULL" /* the first place */
    ");"
    "CREATE INDEX mention_document ON mention(document, fact);"
    "CREATE INDEX mention_profile ON mention(profile);"
    "CREATE TABLE surface(" /* forms under which a document names it */
    "  profile INTEGER NOT NULL REFERENCES profile ON DELETE CASCADE,"
    "  name TEXT NOT NULL, n INTEGER NOT NULL,"
    "  PRIMARY KEY(profile, name)"
    ") WITHOUT ROWID;"
    "CREATE INDEX surface_name ON surface(name);"
    "CREATE TABLE link(" /* a fact between two entities */
    "  id INTEGER PRIMARY KEY,"
    "  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,"
    "  fact INTEGER NOT NULL,"
    "  article INTEGER NOT NULL,"
    "  type INTEGER NOT NULL," /* 0 post, 1 participation, 2 part_of, 3 partner, 4 award */
    "  source INTEGER NOT NULL REFERENCES profile ON DELETE CASCADE,"
    "  target INTEGER REFERENCES profile ON DELETE CASCADE,"
    "  what TEXT NOT NULL," /* title, role, honour */
    "  confidence REAL NOT NULL, inferred INTEGER NOT NULL,"
    "  start INTEGER NOT NULL, end INTEGER NOT NULL, line INTEGER NOT NULL,"
    "  quotation TEXT NOT NULL,"
    "  dropped INTEGER NOT NULL DEFAULT 0" /* number of the judgement */
    ");"
    "CREATE INDEX link_document ON link(document, fact);"
    "CREATE INDEX link_source ON link(source, type);"
    "CREATE INDEX link_target ON link(target, type);"
    "CREATE INDEX link_post ON link(what) WHERE type = 0;"
    "CREATE TABLE known(" /* names that mean one person, whatever one more page adds */
    "  block TEXT PRIMARY KEY,"
    "  entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,"
    "  settled INTEGER NOT NULL" /* gx_settled: by what pages */
    ") WITHOUT ROWID;"
    "CREATE INDEX known_entity ON known(entity);"
    "CREATE TABLE review(" /* pairs that are neither clearly one nor clearly two */
    "  type INTEGER NOT NULL, block TEXT NOT NULL,"
    "  a INTEGER NOT NULL REFERENCES profile ON DELETE CASCADE,"
    "  b INTEGER NOT NULL REFERENCES profile ON DELETE CASCADE,"
    "  score REAL NOT NULL, why TEXT NOT NULL,"
    "  PRIMARY KEY(a, b)"
    ") WITHOUT ROWID;"
    "CREATE INDEX review_b ON review(b);"
    "CREATE INDEX review_block ON review(type, block);"
    "CREATE INDEX review_score ON review(score);"
    /* Pairs of neighbouring characters of every page, so that two characters are found as fast as ten. */
    DOCUMENT_PAIRS

    /* For other tools. */
    "CREATE VIEW entities AS SELECT public_id AS id,"
    "  CASE type WHEN 1 THEN 'person' WHEN 2 THEN 'organization' ELSE 'event' END AS type,"
    "  name, kind, date, place, first_seen, last_seen, n_documents, n_mentions FROM entity;"
    "CREATE VIEW attendance AS SELECT e.public_id AS event_id, e.name AS event, e.date, e.place,"
    "  w.public_id AS entity_id, w.name AS entity, CASE w.type WHEN 1 THEN 'person' ELSE 'organization' END "
    "AS entity_type,"
    "  l.what AS role, l.confidence, d.name AS document, l.article, l.line, l.quotation"
    "  FROM link l JOIN profile s ON s.id = l.source JOIN entity w ON w.id = s.entity"
    "  JOIN profile t ON t.id = l.target JOIN entity e ON e.id = t.entity JOIN document d ON d.id = "
    "l.document"
    "  WHERE l.type = 1 AND NOT l.dropped;"
    "CREATE VIEW posts AS SELECT w.public_id AS person_id, w.name AS person, l.what AS title,"
    "  o.public_id AS organization_id, o.name AS organization, d.published AS seen, l.confidence,"
    "  d.name AS document, l.article, l.line, l.quotation"
    "  FROM link l JOIN profile s ON s.id = l.source JOIN entity w ON w.id = s.entity"
    "  LEFT JOIN profile t ON t.id = l.target LEFT JOIN entity o ON o.id = t.entity JOIN document d ON d.id "
    "= l.document"
    "  WHERE l.type = 0 AND NOT l.dropped;"
    "CREATE VIEW relations AS SELECT a.public_id AS subject_id, a.name AS subject,"
    "  CASE l.type WHEN 2 THEN 'part_of' ELSE 'partner' END AS relation, b.public_id AS object_id, b.name AS "
    "object,"
    "  l.inferred, l.confidence, d.name AS document, l.article, l.line, l.quotation"
    "  FROM link l JOIN profile s ON s.id = l.source JOIN entity a ON a.id = s.entity"
    "  JOIN profile t ON t.id = l.target JOIN entity b ON b.id = t.entity JOIN document d ON d.id = "
    "l.document"
    "  WHERE l.type IN (2, 3) AND NOT l.dropped;"
    "CREATE VIEW awards AS SELECT w.public_id AS recipient_id, w.name AS recipient, l.what AS award,"
    "  e.public_id AS event_id, e.name AS event, d.published AS seen, l.confidence,"
    "  d.name AS document, l.article, l.line, l.quotation"
    "  FROM link l JOIN profile s ON s.id = l.source JOIN entity w ON w.id = s.entity"
    "  LEFT JOIN profile t ON t.id = l.target LEFT JOIN entity e ON e.id = t.entity JOIN document d ON d.id "
    "= l.document"
    "  WHERE l.type = 4 AND NOT l.dropped;";

const char *const gx_migrations[] = {
    /* 2: timelines in order; bodies of people carry their provinces, names that say nothing their page */
    "CREATE INDEX entity_time ON entity(coalesce(date, first_seen) IS NULL, coalesce(date, first_seen), id)"
    "  WHERE type = 3;",
    /* 3: what a page is by its content, names that are known */
    "ALTER TABLE document ADD COLUMN content TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE known(block TEXT PRIMARY KEY,"
    "  entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,"
    "  settled INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX known_entity ON known(entity);"
    "DROP INDEX profile_block;"
    "CREATE INDEX profile_block ON profile(type, block, signature, entity, sequence);",
    /* 4: the index for finding is of pages, no longer of articles; filled anew */
    "DROP TABLE article_pairs;" DOCUMENT_PAIRS
    "DROP INDEX profile_entity; DROP INDEX profile_block;" PROFILE_INDEXES,
    NULL,
};
