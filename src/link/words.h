/**
 * @file src/link/words.h
 * The words that linking knows: general knowledge about how names are made, as tables.  Internal to src/link.
 */
#ifndef GX_LINK_WORDS_H
#define GX_LINK_WORDS_H

/** Provinces by their short names and the endings under which they are written in full; ends with NULLs. */
typedef struct gx_province {
    const char *name, *full;
} gx_province;
extern const gx_province gx_provinces[];

/** One writing of a body and the one it is filed under; ends with NULLs. Applies at the beginning of a name.
 */
typedef struct gx_variant {
    const char *written, *filed;
} gx_variant;
extern const gx_variant gx_openings[];
/** The same anywhere in a name. */
extern const gx_variant gx_inner_variants[];

/** Words that a name is made of when it does not say whose it is; NULL at the end. */
extern const char *const gx_generic_words[];

/** Characters that end the name of a place. */
extern const char *const gx_place_ends[];
/** Peoples that names of autonomous places carry: 长阳土家族自治县. */
extern const char *const gx_peoples[];
/** Words that look like the end of a place and are none: 开发区, 市政. */
extern const char *const gx_not_place_ends[];

/** Offices that one person at a time holds in the whole country. */
extern const char *const gx_single_offices[];
/** Titles that only posts of the state have. */
extern const char *const gx_state_titles[];
/** Bodies of the state that are named without it. */
extern const char *const gx_ministries[];
/** Openings of names that consist of generic words and yet say whose they are. */
extern const char *const gx_national_bodies[];
/** Bodies that a place has one of, in whose head offices the same people sit; the longer before the shorter.
 */
extern const char *const gx_organs[];
/** What titles of those who lead end with. */
extern const char *const gx_leading_endings[];
/** Titles that are held beside another job. */
extern const char *const gx_side_titles[];
/** Openings of bodies so general that sharing them says nothing about a person. */
extern const char *const gx_national_openings[];

#endif
