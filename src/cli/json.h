/**
 * @file src/cli/json.h
 * Writes JSON (RFC 8259) to a stream, indented by two.  Text is escaped; what is not UTF-8 becomes U+FFFD.
 */
#ifndef GX_CLI_JSON_H
#define GX_CLI_JSON_H

#include "base/memory.h"

#include <stdio.h>

/** Start with {.out = stream}. A value inside an object is given its key; elsewhere key is NULL. */
typedef struct gx_json {
    FILE *out; /* borrowed; its errors are left for whoever closes it */
    uint32_t depth;
    bool not_first; /* of the object or array that is open */
} gx_json;

void gx_json_put_open(gx_json *json, const char *key, char bracket);     /* '{' or '[' */
void gx_json_put_close(gx_json *json, char bracket);                     /* '}' or ']' */
void gx_json_put_text(gx_json *json, const char *key, const char *text); /* NULL is null */
void gx_json_put_number(gx_json *json, const char *key, double number);  /* not finite is null */
void gx_json_put_integer(gx_json *json, const char *key, int64_t number);
void gx_json_put_bool(gx_json *json, const char *key, bool value);

#endif
