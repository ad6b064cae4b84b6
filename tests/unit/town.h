/**
 * @file tests/unit/town.h
 * What the tests of graph/ share: a small network that shows everything, and how to draw it.
 */
#ifndef GX_TESTS_TOWN_H
#define GX_TESTS_TOWN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "graph/layers.h"

#define P GX_VERTEX_PERSON
#define O GX_VERTEX_ORGANIZATION
#define E GX_VERTEX_EVENT
#define COUNT(array) (sizeof(array) / sizeof *(array))

/** Three people at a meeting, two of them also at an earlier visit; two bodies; one who stands alone.
 * 0 a  1 b  2 c  3 alone  4 union  5 company  6 meeting  7 visit */
extern const gx_network_input town;

/** A network, or the test fails; free with gx_network_free(). */
gx_network *make(const gx_network_input *input);
/** A layer of a network that is no longer needed: the layer outlives it. */
gx_network *layer_of(const gx_network_input *input, gx_layer layer, const gx_layer_filter *filter);
/** The edge between two names, or NULL. */
const gx_tie *edge_between(const gx_network *net, const char *source, const char *target);
/** Equal to 1e-9. */
void assert_near(double a, double b);

#endif
