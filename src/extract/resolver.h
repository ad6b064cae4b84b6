/**
 * @file src/extract/resolver.h
 * The state of one article's resolution, and what its parts ask of each other:
 * keys.c (one entry for all forms of a name), view.c (who is spoken of at a position), credible.c (which
 * forms are names at all), short_forms.c, shared.c (several places, one head), joining.c (names that turn out
 * to be one), resolve.c (what each form means). Internal to these; the rest of src/extract uses resolve.h.
 */
#ifndef GX_EXTRACT_RESOLVER_H
#define GX_EXTRACT_RESOLVER_H

#include "base/utf8.h"
#include "extract/resolve.h"

/* Reliability of an organization whose owner comes from context, and of one that no form vouches for. */
static const double CONFIDENCE_BARE = 0.57;

struct organization {
    const char *name;
    const char *key;   /* what two forms of one name share */
    uint8_t kind, use; /* of the first form that named it */
    uint32_t parent;
    uint32_t first, last; /* positions of mentions */
    uint32_t count;
    double confidence;
    uint32_t same_as; /* after joining: the index that stands for it */
};

/* One of several organizations that share a head. */
struct shared {
    uint32_t entity;
    gx_range range;
    gx_mention_form form;
    bool silent; /* see gx_mention */
};

struct gx_resolver {
    const gx_scan *scan;
    gx_analysis *a;
    const gx_forms *forms;
    const gx_places *places;
    const gx_home *home;
    uint32_t *meaning; /* [forms->n] */
    uint8_t *done;     /* [forms->n] */
    uint8_t *asked;    /* [forms->n] its meaning is being looked for: who asks again gets none */
    uint8_t *meets;    /* [forms->n] a session or an election follows */
    GX_LIST(struct organization) organizations;
    GX_LIST(struct shared) shared;
    uint32_t host; /* see gx_main_host() */
    bool host_known;
    bool own_voice; /* the page speaks of its own body as 我院, 集团 */
    bool voice_known;
    bool trusting; /* the grammar around the form vouches for it */
};

/* ---- keys.c ---- */

/** How many bytes of a place begin a name, 0 for none; *full gets the place's full name. */
size_t gx_place_prefix(const gx_resolver *r, const char *name, const char **full);

/** What two forms of one name share: 怀柔 for 怀柔区, abbreviations written out, 总工会 as 工会.  In the
 * arena. */
const char *gx_key_of(const gx_resolver *r, const char *name);

/** Count a mention of an organization at a position. */
void gx_note_mention(gx_resolver *r, uint32_t entity, uint32_t at);

/** The organization that stands for this one after joining; GX_NONE for GX_NONE. */
uint32_t gx_final_of(const gx_resolver *r, uint32_t entity);

/* ---- view.c ---- */

/** The company, institution or office mentioned last before `at`, else the one that the article is about. */
uint32_t gx_company_before(gx_resolver *r, uint32_t at);

/* ---- credible.c ---- */

/** Does the form name an organization of its own, by what it is and what stands around it? */
bool gx_is_credible(gx_resolver *r, const gx_form *f);

/** 陶四矿, 八矿: a mine by its short name, where somebody goes to it or where it is told again. */
bool gx_is_mine(const gx_resolver *r, const gx_form *f);

/** 内科队, 安装公司代表队: a side that wins or plays in a contest, called after where it is from. */
bool gx_is_contestant(const gx_resolver *r, const gx_form *f);

/**
 * Is a head behind words that nobody knows a name all the same: 青石崖工务段 in a list of names, or again and
 * again? 民营医院 and 物流公司 say only what kind of body it is.
 */
bool gx_stands_as_name(const gx_resolver *r, const gx_form *f);

/** 人民医院, 疾控中心: a body that every city or county has one of, so that its place need not be said. */
bool gx_is_civic(const char *text);

/** 运维三班, 综采二队: a number makes one unit of many; 第一组 of a conference is none. */
bool gx_is_numbered(const gx_analysis *a, const gx_form *f);

/* ---- resolve.c ---- */

/** The place of the office that stands before a bare office in a list (衡水市桃城区人社局、工信局), as its
 * name says it; NULL = no such list. */
const char *gx_place_of_mate(const gx_resolver *r, const gx_form *f);

/** The organization that form `i` means, credible or not. */
uint32_t gx_mean_form(gx_resolver *r, size_t i, uint32_t base, bool trusted);

/* ---- shared.c, joining.c: steps of gx_resolve_all(), in this order ---- */

void gx_expand_shared_heads(gx_resolver *r);
void gx_join_forms(gx_resolver *r);
void gx_rename_children(gx_resolver *r);
void gx_adopt_by_name(gx_resolver *r);
/** Write a->organizations; index[i] gets the place there of organization i. */
void gx_write_organizations(gx_resolver *r, uint32_t *index);

/** 林学院, 机械工程学院, without a place: a school's part sooner than a school. */
bool gx_is_faculty(const gx_resolver *r, const char *name);

#endif
