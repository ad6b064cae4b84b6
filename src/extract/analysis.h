/**
 * @file src/extract/analysis.h
 * What the passes of the extractor know of one article, each filling its part for the next:
 * mentions.c (people, organizations, posts) -> dates.c -> events.c -> roles.c (participation) -> awards.c,
 * relations.c -> emit.c (facts).  Internal to src/extract.
 * Everything lies in the page's arena, whose guard jumps out of memory: no call here can fail.
 */
#ifndef GX_EXTRACT_ANALYSIS_H
#define GX_EXTRACT_ANALYSIS_H

#include "extract/lexicon.h"
#include "facts/facts.h"
#include "tag/tagger.h"
#include "text/page.h"

enum { GX_NONE = UINT32_MAX };

typedef enum gx_entity_type { GX_ENTITY_PERSON, GX_ENTITY_ORGANIZATION } gx_entity_type;

/** How a mention names its entity. */
typedef enum gx_mention_form {
    GX_FORM_NAME,   /* 樊晓芸; 怀柔区总工会; a short form: 区总工会 */
    GX_FORM_TITLED, /* 刘主席 */
    GX_FORM_PRONOUN /* 他, 该公司, 我院: no surface */
} gx_mention_form;

typedef struct gx_mention {
    gx_range range;  /* characters of the article's text */
    gx_range phrase; /* the whole noun phrase: of a person with organizations and titles before the name and
                        brackets behind it; of an organization with 负责人, 代表 behind it */
    gx_entity_type type;
    uint32_t entity; /* index into people or organizations */
    gx_mention_form form;
    bool modifier; /* stands inside a person's phrase or a longer name: takes no role in an event itself */
    bool acting;   /* an organization for which an unnamed person acts: 街道工会负责人表示 */
    bool silent; /* the words name several bodies at once, and none by itself: 甲、乙两县总工会; or they only
                    say whose a longer name is: 中国科学院植物研究所 */
    bool former; /* the phrase says 原, 前任, 时任 */
} gx_mention;

typedef struct gx_person {
    const char *name; /* UTF-8 */
    double confidence;
} gx_person;

typedef struct gx_organization {
    const char *name; /* fullest form */
    const char *kind;
    double confidence;
    uint32_t
        parent; /* index, or GX_NONE: the organization that its own name contains or that context gives */
    bool place_only; /* only implied (the government of 副区长): no surfaces */
} gx_organization;

typedef struct gx_post {
    uint32_t person, organization; /* organization may be GX_NONE */
    const char *title;
    gx_range evidence;
    double confidence;
} gx_post;

typedef struct gx_date {
    gx_range range;  /* the words, e.g. 12月28日下午 */
    const char *iso; /* day, month, year, or a/b; NULL where it cannot be worked out (近日) */
} gx_date;

typedef struct gx_event {
    const char *name;
    const char *type;
    gx_range head; /* where it is named best */
    struct gx_ranges {
        gx_range *at;
        size_t n, cap;
    } mentions;                           /* all expressions for it */
    const char *date, *date_text, *place; /* or NULL */
    double salience;                      /* the article's main event highest */
    bool aside;                           /* told by the way: over with its sentence */
    bool weak;                            /* an event only if somebody takes part in it */
    uint32_t whole; /* the contest, training, … whose opening, closing or prize-giving it is, or GX_NONE */
    double confidence;
} gx_event;

typedef struct gx_participation {
    gx_entity_type type;
    uint32_t entity, event;
    const char *role;
    gx_range evidence;
    double confidence;
} gx_participation;

typedef struct gx_relation {
    uint32_t subject, object; /* organizations */
    bool partner;             /* else part_of */
    bool inferred;
    gx_range evidence;
    double confidence;
} gx_relation;

typedef struct gx_award {
    gx_entity_type type;
    uint32_t entity;
    uint32_t event; /* or GX_NONE */
    const char *award;
    gx_range evidence;
    double confidence;
} gx_award;

#define GX_LIST(type)                                                                                        \
    struct {                                                                                                 \
        type *at;                                                                                            \
        size_t n, cap;                                                                                       \
    }

typedef struct gx_analysis {
    gx_arena *arena; /* guarded */
    const gx_lexicon *lexicon;
    const gx_page *page;
    const gx_article *article;
    const uint32_t
        *text;          /* [n] the article's characters, full-width letters, digits and punctuation folded to
                           half-width: （ → ( ， → , ： → : etc.; Chinese quotation marks and 、 。 stay */
    const gx_tag *tags; /* [n] */
    const gx_name_loss *losses; /* [n] how near a stretch comes to being a name, by the tagger */
    size_t n;
    struct gx_scan *scan;        /* words, places, heads, titles by position: scan.h */
    const char *page_date;       /* ISO day or month, or NULL */
    struct gx_places *places;    /* of the article: places.h */
    const struct gx_home *home;  /* of the page: places.h */
    struct gx_known_list *known; /* short forms that the page introduces: scan.h */

    GX_LIST(gx_mention) mentions; /* by range.start, the longer first */
    GX_LIST(gx_person) people;
    GX_LIST(gx_organization) organizations;
    GX_LIST(gx_post) posts;
    GX_LIST(gx_date) dates; /* in order */
    GX_LIST(gx_event) events;
    GX_LIST(gx_participation) participations;
    GX_LIST(gx_relation) relations;
    GX_LIST(gx_award) awards;
    struct gx_news *news; /* verbs' frames and words for events: events.h */
} gx_analysis;

/* The passes, in the order in which they run. */
void gx_find_short_forms(gx_analysis *articles,
                         size_t n_articles); /* first; a->known serves the whole page */
void gx_find_mentions(gx_analysis *a);
void gx_find_dates(gx_analysis *a);
void gx_find_events(gx_analysis *a);
void gx_find_roles(gx_analysis *a);
void gx_find_relations(gx_analysis *a);
void gx_find_awards(gx_analysis *a);
void gx_find_partners(gx_analysis *a);

#endif
