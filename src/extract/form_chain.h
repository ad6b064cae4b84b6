/**
 * @file src/extract/form_chain.h
 * Inside forms.c: the units of a name, taken from its head leftwards for as long as the grammar lets them
 * belong to it.
 */
#ifndef GX_EXTRACT_FORM_CHAIN_H
#define GX_EXTRACT_FORM_CHAIN_H

#include "extract/scan.h"

enum { GX_CHAIN_UNITS = 24 /* of one name at most */ };

/** The units of one candidate; the first is the one next to its head. */
typedef struct gx_chain {
    gx_unit units[GX_CHAIN_UNITS];
    size_t n;
    uint32_t end;
    uint32_t shared_from; /* where the head that they share begins */
    uint32_t counted;     /* where 三(个)县 begins, or 0 */
    uint32_t from;        /* where its head begins */
    bool weak;            /* its head is a weak one */
    const gx_word *body;  /* what it ends in, where a table has that whole */
    bool generic, deictic;
} gx_chain;

/** Does a head, or a body that a table has whole, end at `at`? */
bool gx_is_head_end(const gx_scan *scan, uint32_t at);
/** Is it a verb, to the tagger? */
bool gx_is_verb_pos(uint8_t pos);
/** 两 to 十, 2 to 9: of several. */
bool gx_is_numeral(uint32_t c);
/** 三县, 三个盟市, 两地: several places at once. Moves the unit's start to the numeral. */
bool gx_is_counted(const gx_scan *scan, gx_unit *u);
/** Does the unit make a name of what holds it? */
bool gx_is_proper_unit(const gx_unit *u);
/** Take the units before `from`, where the head of that kind begins. */
void gx_grow_chain(const gx_scan *scan, gx_chain *chain, uint32_t from, uint8_t kind);
/** Drop what stands before the name: common nouns before an inner place or body (职工代表|北京市总工会),
 * verbs, marks of conjunction and brackets at the edge. */
void gx_trim_chain(const gx_scan *scan, gx_chain *chain, uint8_t kind);

#endif
