#include "facts/fields.h"

#include "base/message.h"

#include <jansson.h>
#include <string.h>

/* Where a line comes from and where its values go. */
typedef struct reader {
    gx_facts *facts;
    const char *file;
    uint32_t line;
    gx_error *err;
} reader;

static gx_status no_memory(const reader *r)
{
    return gx_fail_at(r->err, GX_ENOMEM, r->file, r->line, 0, "out of memory while reading a fact");
}

static gx_status wrong(const reader *r, const char *field, const char *expected, const json_t *found)
{
    static const char *const names[] = {
        [JSON_OBJECT] = N_("an object"), [JSON_ARRAY] = N_("a list"),
        [JSON_STRING] = N_("a string"),  [JSON_INTEGER] = N_("a whole number"),
        [JSON_REAL] = N_("a number"),    [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",      [JSON_NULL] = "null",
    };
    return gx_fail_at(r->err, GX_EDATA, r->file, r->line, 0, "field \"%s\": expected %s, found %s", field,
                      _(expected), found ? _(names[json_typeof(found)]) : _("nothing"));
}

static gx_status read_string(const reader *r, const char *field, const json_t *value, const char **out)
{
    if (!json_is_string(value))
        return wrong(r, field, N_("a string"), value);
    size_t n = json_string_length(value);
    if (strlen(json_string_value(value)) != n)
        return gx_fail_at(r->err, GX_EDATA, r->file, r->line, 0, "field \"%s\": a NUL character in it",
                          field);
    *out = gx_arena_text(&r->facts->arena, json_string_value(value), n);
    return *out ? GX_OK : no_memory(r);
}

static gx_status read_strings(const reader *r, const char *field, const json_t *value, gx_strings *out)
{
    if (!json_is_array(value))
        return wrong(r, field, "a list of strings", value);
    size_t n = json_array_size(value);
    *out = (gx_strings){.at = GX_ARENA_ARRAY(&r->facts->arena, const char *, n), .n = n, .cap = n};
    if (!out->at)
        return no_memory(r);
    for (size_t i = 0; i < n; i++) {
        gx_status status = read_string(r, field, json_array_get(value, i), &out->at[i]);
        if (status != GX_OK)
            return status;
    }
    return GX_OK;
}

static gx_status read_byte(const reader *r, const char *field, const json_t *value, uint32_t *out)
{
    if (!json_is_integer(value))
        return wrong(r, field, "a position in bytes", value);
    json_int_t number = json_integer_value(value);
    if (number < 0 || number > (json_int_t)UINT32_MAX)
        return gx_fail_at(r->err, GX_EDATA, r->file, r->line, 0,
                          "field \"%s\": %lld is no position in a file", field, (long long)number);
    *out = (uint32_t)number;
    return GX_OK;
}

static gx_status read_span(const reader *r, const char *field, const json_t *start, const json_t *end,
                           gx_span *out)
{
    gx_status status = read_byte(r, field, start, &out->start);
    if (status == GX_OK)
        status = read_byte(r, field, end, &out->end);
    if (status == GX_OK && out->end < out->start)
        status =
            gx_fail_at(r->err, GX_EDATA, r->file, r->line, 0, "field \"%s\": ends at %u, before its start %u",
                       field, (unsigned)out->end, (unsigned)out->start);
    return status;
}

static gx_status read_spans(const reader *r, const char *field, const json_t *value, gx_spans *out)
{
    if (!json_is_array(value))
        return wrong(r, field, "a list of [start, end]", value);
    size_t n = json_array_size(value);
    *out = (gx_spans){.at = GX_ARENA_ARRAY(&r->facts->arena, gx_span, n), .n = n, .cap = n};
    if (!out->at)
        return no_memory(r);
    for (size_t i = 0; i < n; i++) {
        const json_t *pair = json_array_get(value, i);
        if (!json_is_array(pair) || json_array_size(pair) != 2)
            return wrong(r, field, "[start, end]", pair);
        gx_status status = read_span(r, field, json_array_get(pair, 0), json_array_get(pair, 1), &out->at[i]);
        if (status != GX_OK)
            return status;
    }
    return GX_OK;
}

static gx_status read_evidence(const reader *r, const char *field, const json_t *value, gx_evidence *out)
{
    if (!json_is_object(value))
        return wrong(r, field, "{\"start\", \"end\", \"text\"}", value);
    gx_status status =
        read_span(r, field, json_object_get(value, "start"), json_object_get(value, "end"), &out->span);
    if (status == GX_OK)
        status = read_string(r, "evidence.text", json_object_get(value, "text"), &out->text);
    return status;
}

static gx_status read_share(const reader *r, const char *field, const json_t *value, double *out)
{
    if (!json_is_number(value))
        return wrong(r, field, "a number from 0 to 1", value);
    *out = json_number_value(value);
    if (!(*out >= 0 && *out <= 1))
        return gx_fail_at(r->err, GX_EDATA, r->file, r->line, 0, "field \"%s\": expected 0 to 1, found %g",
                          field, *out);
    return GX_OK;
}

static gx_status read_count(const reader *r, const char *field, const json_t *value, uint64_t *out)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return wrong(r, field, "a count", value);
    *out = (uint64_t)json_integer_value(value);
    return GX_OK;
}

static gx_status read_field(const reader *r, const gx_field *field, const json_t *object, gx_fact *fact)
{
    void *at = (char *)fact + field->offset;
    if (field->type == GX_FIELD_SPAN)
        return read_span(r, "start", json_object_get(object, "start"), json_object_get(object, "end"), at);
    const json_t *value = json_object_get(object, field->name);
    if ((!value && field->optional) || (json_is_null(value) && field->type == GX_FIELD_NULLABLE))
        return GX_OK;
    switch (field->type) {
    case GX_FIELD_STRING:
    case GX_FIELD_NULLABLE:
        return read_string(r, field->name, value, at);
    case GX_FIELD_STRINGS:
        return read_strings(r, field->name, value, at);
    case GX_FIELD_SPANS:
        return read_spans(r, field->name, value, at);
    case GX_FIELD_EVIDENCE:
        return read_evidence(r, field->name, value, at);
    case GX_FIELD_COUNT:
        return read_count(r, field->name, value, at);
    case GX_FIELD_SHARE:
        return read_share(r, field->name, value, at);
    case GX_FIELD_FLAG:
        if (!json_is_boolean(value))
            return wrong(r, field->name, "true or false", value);
        *(bool *)at = json_is_true(value);
        return GX_OK;
    case GX_FIELD_SPAN:
    case GX_FIELD_END:
        break;
    }
    return gx_fail(r->err, GX_EINTERNAL, "a field of no type");
}

static gx_status read_type(const reader *r, const json_t *object, gx_fact *fact)
{
    const json_t *value = json_object_get(object, "fact");
    if (!json_is_string(value))
        return wrong(r, "fact", "the type of the fact", value);
    for (int type = 0; type < GX_FACT_TYPES; type++) {
        if (strcmp(json_string_value(value), gx_fact_type_name((gx_fact_type)type)) == 0) {
            fact->type = (gx_fact_type)type;
            return GX_OK;
        }
    }
    return gx_fail_at(r->err, GX_EDATA, r->file, r->line, 0, "\"%.60s\" is no type of fact",
                      json_string_value(value));
}

static gx_status read_fact(const reader *r, const json_t *object, gx_fact *fact)
{
    if (!json_is_object(object))
        return wrong(r, "(line)", N_("an object"), object);
    gx_status status = read_type(r, object, fact);
    if (status == GX_OK)
        status = read_string(r, "document", json_object_get(object, "document"), &fact->document);
    if (status == GX_OK && fact->type != GX_FACT_DOCUMENT) {
        status = read_byte(r, "article", json_object_get(object, "article"), &fact->article);
        if (status == GX_OK && fact->article == 0)
            status = gx_fail_at(r->err, GX_EDATA, r->file, r->line, 0,
                                "field \"article\": articles are counted from 1");
    }
    for (const gx_field *field = gx_fact_fields(fact->type); status == GX_OK && field->type; field++)
        status = read_field(r, field, object, fact);
    return status;
}

gx_status gx_fact_read(gx_facts *facts, const char *text, size_t n, const char *file, uint32_t line,
                       gx_error *err)
{
    reader r = {facts, file, line, err};
    json_error_t problem;
    json_t *object = json_loadb(text, n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &problem);
    if (!object) {
        if (json_error_code(&problem) == json_error_out_of_memory)
            return no_memory(&r);
        uint32_t column = problem.column > 0 ? (uint32_t)problem.column : 1;
        return gx_fail_at(err, GX_EDATA, file, line, column, "not a line of JSON: %s", problem.text);
    }
    gx_fact fact = {0};
    gx_status status = read_fact(&r, object, &fact);
    gx_fact *kept = status == GX_OK ? GX_PUSH(&facts->arena, facts) : NULL;
    if (kept)
        *kept = fact;
    else if (status == GX_OK)
        status = no_memory(&r);
    json_decref(object);
    return status;
}

const char *gx_facts_library_version(void)
{
    return jansson_version_str();
}
