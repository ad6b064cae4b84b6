/**
 * @file src/extract/forms.h
 * Where names of organizations stand in an article, by their grammar: [places][words][head]([words][head])*,
 * read leftwards from each head.  Forms only; which organization each means is resolve.c's business.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_FORMS_H
#define GX_EXTRACT_FORMS_H

#include "extract/scan.h"

typedef enum gx_form_type {
    GX_NAMED,   /* carries a name or place of its own: 昌平区总工会, 首钢 */
    GX_LEVELED, /* begins with a bare level: 区总工会, 省教科文卫体工会 */
    GX_BARE,    /* head or department without a name: 工会, 办公室, 党委组织部, 中医医院 */
    GX_DEICTIC  /* 该公司, 我院, 本局 */
} gx_form_type;

typedef struct gx_form {
    gx_range range;
    gx_form_type type;
    uint8_t kind;  /* code of organization_heads.kind; 0 = unknown */
    uint8_t use;   /* gx_head_use of the last head */
    uint32_t head; /* where the last head begins */
    uint32_t
        inner; /* end of the longest shorter form with the same start, or 0: 通州区新华街道总工会|代表队 */
    uint32_t shared_from; /* where the head that several places share begins, if counted */
    uint32_t counted; /* where 三县 begins in 甲、乙、丙三县总工会, or 0; the form is then generic itself */
    bool generic;          /* 各级…, 优秀…: makes no organization */
    bool tagged;           /* the tagger, too, sees an organization or place here */
    const gx_known *known; /* the page's own short form that it is or ends in, or NULL */
    const gx_word *body;   /* the row of organizations or abbreviations that it begins or is, or NULL */
} gx_form;

typedef GX_LIST(gx_form) gx_forms;

/** Is the stretch nothing but places and levels, so that it names no body? */
bool gx_is_only_place(const gx_scan *scan, uint32_t start, uint32_t end);

/** All forms by start, the longer first; shorter ones with the same start included, crossing ones not. */
void gx_find_forms(const gx_scan *scan, gx_forms *out);

#endif
