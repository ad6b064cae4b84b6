/**
 * @file src/extract/roles.h
 * Who took part in which event, and as what.
 * Internal to src/extract.
 */
#ifndef GX_EXTRACT_ROLES_H
#define GX_EXTRACT_ROLES_H

#include "extract/events.h"

/** Once all else is known (awards too): who was merely present, and that whoever did more was not merely so.
 */
void gx_settle_roles(gx_analysis *a);

#endif
