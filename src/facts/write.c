#include "facts/fields.h"

#include "base/utf8.h"

#include <string.h>

/* A JSON string (RFC 8259): quotes, backslashes and controls escaped, all else as it is. */
static gx_status write_string(gx_buffer *out, const char *text, const char *field, gx_error *err)
{
    size_t n = strlen(text);
    gx_buffer_add(out, "\"", 1);
    for (size_t i = 0; i < n;) {
        uint32_t c;
        bool valid;
        size_t took = gx_utf8_decode(text + i, n - i, &c, &valid);
        if (!valid)
            return gx_fail(err, GX_EDATA, "field \"%s\" of a fact is not UTF-8 at byte %zu", field, i + 1);
        if (c == '"' || c == '\\')
            gx_buffer_printf(out, "\\%c", (int)c);
        else if (c < 0x20 || c == 0x7F)
            gx_buffer_printf(out, "\\u%04x", (unsigned)c);
        else
            gx_buffer_add(out, text + i, took);
        i += took;
    }
    gx_buffer_add(out, "\"", 1);
    return GX_OK;
}

static void write_key(gx_buffer *out, const char *name)
{
    gx_buffer_printf(out, ", \"%s\": ", name);
}

static gx_status write_strings(gx_buffer *out, const gx_strings *list, const char *field, gx_error *err)
{
    gx_buffer_puts(out, "[");
    for (size_t i = 0; i < list->n; i++) {
        if (i)
            gx_buffer_puts(out, ", ");
        gx_status status = write_string(out, list->at[i], field, err);
        if (status != GX_OK)
            return status;
    }
    gx_buffer_puts(out, "]");
    return GX_OK;
}

static void write_spans(gx_buffer *out, const gx_spans *list)
{
    gx_buffer_puts(out, "[");
    for (size_t i = 0; i < list->n; i++)
        gx_buffer_printf(out, "%s[%u, %u]", i ? ", " : "", (unsigned)list->at[i].start,
                         (unsigned)list->at[i].end);
    gx_buffer_puts(out, "]");
}

static gx_status write_evidence(gx_buffer *out, const gx_evidence *evidence, gx_error *err)
{
    gx_buffer_printf(out, "{\"start\": %u, \"end\": %u, \"text\": ", (unsigned)evidence->span.start,
                     (unsigned)evidence->span.end);
    gx_status status = write_string(out, evidence->text ? evidence->text : "", "evidence", err);
    gx_buffer_puts(out, "}");
    return status;
}

/* A share of 1 as "0.85": thousandths are more than an extractor knows, and print alike everywhere. */
static void write_share(gx_buffer *out, double share)
{
    double bounded = share > 0 ? (share < 1 ? share : 1) : 0; /* NaN becomes 0 */
    int thousandths = (int)(bounded * 1000 + 0.5);
    if (thousandths == 1000) {
        gx_buffer_puts(out, "1.0");
        return;
    }
    char digits[8] = {'0',
                      '.',
                      (char)('0' + thousandths / 100),
                      (char)('0' + thousandths / 10 % 10),
                      (char)('0' + thousandths % 10),
                      '\0'};
    for (size_t i = 4; i > 2 && digits[i] == '0'; i--)
        digits[i] = '\0';
    gx_buffer_puts(out, digits);
}

static gx_status write_field(gx_buffer *out, const gx_field *field, const gx_fact *fact, gx_error *err)
{
    const void *at = (const char *)fact + field->offset;
    if (field->type == GX_FIELD_SPAN) {
        const gx_span *span = at;
        gx_buffer_printf(out, ", \"start\": %u, \"end\": %u", (unsigned)span->start, (unsigned)span->end);
        return GX_OK;
    }
    if (field->type == GX_FIELD_SHARE && field->optional && *(const double *)at <= 0)
        return GX_OK;
    write_key(out, field->name);
    switch (field->type) {
    case GX_FIELD_STRING:
    case GX_FIELD_NULLABLE: {
        const char *text = *(const char *const *)at;
        if (text)
            return write_string(out, text, field->name, err);
        if (field->type == GX_FIELD_STRING)
            return gx_fail(err, GX_EINTERNAL, "a fact lacks its \"%s\"", field->name);
        gx_buffer_puts(out, "null");
        return GX_OK;
    }
    case GX_FIELD_STRINGS:
        return write_strings(out, at, field->name, err);
    case GX_FIELD_SPANS:
        write_spans(out, at);
        return GX_OK;
    case GX_FIELD_EVIDENCE:
        return write_evidence(out, at, err);
    case GX_FIELD_COUNT:
        gx_buffer_printf(out, "%llu", (unsigned long long)*(const uint64_t *)at);
        return GX_OK;
    case GX_FIELD_SHARE:
        write_share(out, *(const double *)at);
        return GX_OK;
    case GX_FIELD_FLAG:
        gx_buffer_puts(out, *(const bool *)at ? "true" : "false");
        return GX_OK;
    case GX_FIELD_SPAN:
    case GX_FIELD_END:
        break;
    }
    return gx_fail(err, GX_EINTERNAL, "a field of no type");
}

gx_status gx_fact_write(gx_buffer *out, const gx_fact *fact, gx_error *err)
{
    size_t before = out->n;
    gx_status status = GX_OK;
    if ((unsigned)fact->type >= GX_FACT_TYPES)
        return gx_fail(err, GX_EINVAL, "no such type of fact: %d", (int)fact->type);
    gx_buffer_printf(out, "{\"fact\": \"%s\", \"document\": ", gx_fact_type_name(fact->type));
    status = write_string(out, fact->document, "document", err);
    if (status == GX_OK && fact->type != GX_FACT_DOCUMENT)
        gx_buffer_printf(out, ", \"article\": %u", (unsigned)fact->article);
    for (const gx_field *field = gx_fact_fields(fact->type); status == GX_OK && field->type; field++)
        status = write_field(out, field, fact, err);
    gx_buffer_puts(out, "}\n");
    if (out->failed)
        status = gx_fail(err, GX_ENOMEM, "out of memory while writing a fact");
    if (status != GX_OK && out->at) {
        out->n = before;
        out->at[before] = '\0';
    }
    return status;
}
