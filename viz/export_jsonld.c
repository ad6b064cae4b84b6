/*
 * JSON-LD: Popolo's classes and properties for people, bodies and posts; schema.org's Role between an event and who
 * took part, which says as what.  The context stands in the file: nothing is fetched to read it.
 */
#include "viz/source.h"

#include "viz/label.h"

#include <string.h>

static const char context[] =
    "{\"@context\":{\"schema\":\"https://schema.org/\",\"org\":\"http://www.w3.org/ns/org#\","
    "\"foaf\":\"http://xmlns.com/foaf/0.1/\",\"popolo\":\"http://www.popoloproject.com/schemas/\","
    "\"gx\":\"urn:guanxi:term:\",\"xsd\":\"http://www.w3.org/2001/XMLSchema#\",\"dct\":\"http://purl.org/dc/terms/\",\n"
    "\"Person\":\"foaf:Person\",\"Organization\":\"org:Organization\",\"Membership\":\"org:Membership\","
    "\"Event\":\"schema:Event\",\"Role\":\"schema:Role\",\n"
    "\"name\":\"schema:name\",\"classification\":\"popolo:classification\",\"place\":\"schema:location\","
    "\"date\":\"schema:startDate\",\"person\":{\"@id\":\"org:member\",\"@type\":\"@id\"},"
    "\"organization\":{\"@id\":\"org:organization\",\"@type\":\"@id\"},\"role\":\"org:role\","
    "\"start_date\":\"schema:startDate\",\"end_date\":\"schema:endDate\",\"roleName\":\"schema:roleName\",\n"
    "\"attendee\":{\"@id\":\"schema:attendee\",\"@type\":\"@id\"},"
    "\"organizer\":{\"@id\":\"schema:organizer\",\"@type\":\"@id\"},"
    "\"performer\":{\"@id\":\"schema:performer\",\"@type\":\"@id\"},"
    "\"parent\":{\"@id\":\"org:subOrganizationOf\",\"@type\":\"@id\"},"
    "\"linkedTo\":{\"@id\":\"org:linkedTo\",\"@type\":\"@id\"},"
    "\"knows\":{\"@id\":\"foaf:knows\",\"@type\":\"@id\"},"
    "\"confidence\":{\"@id\":\"gx:confidence\",\"@type\":\"xsd:double\"},\"inferred\":\"gx:inferred\","
    "\"source\":\"dct:source\",\"line\":\"gx:line\",\"quotation\":\"schema:text\"},\n\"@graph\":[";

static const char *const classes[GX_VERTEX_TYPES] = {
    [GX_VERTEX_PERSON] = "Person", [GX_VERTEX_ORGANIZATION] = "Organization", [GX_VERTEX_EVENT] = "Event"};

/* Which of schema.org's three properties of an event a role comes under. */
static const char *const role_properties[][2] = {
    {"organizer", "organizer"}, {"co_organizer", "organizer"}, {"supporter", "organizer"},
    {"performer", "performer"}, {"speaker", "performer"},      {"host", "performer"},
};

static const char *property_of(const char *role)
{
    for (size_t i = 0; role && i < sizeof role_properties / sizeof *role_properties; i++)
        if (strcmp(role_properties[i][0], role) == 0)
            return role_properties[i][1];
    return "attendee";
}

static void add_iri(gx_buffer *out, bool *first, const char *name, const gx_source *source, uint32_t vertex)
{
    gx_json_name(out, first, name);
    gx_buffer_puts(out, "\"urn:guanxi:");
    gx_source_add_id(out, source, vertex);
    gx_buffer_add(out, "\"", 1);
}

/** `"@id":"urn:guanxi:f-7","@type":"…"` */
static void add_fact(gx_buffer *out, bool *first, uint32_t e, const char *type)
{
    gx_json_name(out, first, "@id");
    gx_buffer_puts(out, "\"urn:guanxi:f-");
    gx_write_int(out, e);
    gx_buffer_add(out, "\"", 1);
    gx_json_word(out, first, "@type", type);
}

static void add_proof(gx_buffer *out, bool *first, const gx_tie *tie, const char *words)
{
    gx_json_real(out, first, "confidence", tie->confidence);
    if (tie->inferred)
        gx_json_bool(out, first, "inferred", true);
    gx_json_text(out, first, "source", tie->document);
    if (tie->line)
        gx_json_int(out, first, "line", tie->line);
    gx_json_text(out, first, "quotation", words);
}

static void add_membership(gx_buffer *out, const gx_source *source, const gx_tie *tie, uint32_t e, const char *words)
{
    bool first = true;
    add_fact(out, &first, e, "Membership");
    add_iri(out, &first, "person", source, tie->source);
    add_iri(out, &first, "organization", source, tie->target);
    gx_json_text(out, &first, "role", tie->title);
    gx_json_text(out, &first, "start_date", tie->from);
    gx_json_text(out, &first, "end_date", tie->to);
    add_proof(out, &first, tie, words);
}

static void add_role(gx_buffer *out, const gx_source *source, const gx_tie *tie, uint32_t e, const char *words)
{
    const char *property = property_of(tie->title);
    bool first = true, first_inside = true;
    add_iri(out, &first, "@id", source, tie->target);
    gx_json_name(out, &first, property);
    gx_buffer_add(out, "{", 1);
    add_fact(out, &first_inside, e, "Role");
    gx_json_text(out, &first_inside, "roleName", tie->title);
    add_iri(out, &first_inside, property, source, tie->source);
    add_proof(out, &first_inside, tie, words);
    gx_buffer_puts(out, "}");
}

static const char *const plain_properties[GX_TIE_TYPES] = {
    [GX_TIE_PART_OF] = "parent",
    [GX_TIE_PARTNER] = "linkedTo",
    [GX_TIE_CO_ATTENDANCE] = "knows",
    [GX_TIE_CO_AFFILIATION] = "knows",
};

static void add_node(gx_buffer *out, const gx_source *source, uint32_t vertex)
{
    const gx_vertex *v = gx_network_vertex(source->net, vertex);
    bool first = true;
    add_iri(out, &first, "@id", source, vertex);
    gx_json_word(out, &first, "@type", classes[v->type]);
    gx_json_text(out, &first, "name", v->name);
    gx_json_text(out, &first, "classification", v->kind);
    gx_json_text(out, &first, "date", v->date);
    gx_json_text(out, &first, "place", v->place);
}

static gx_status add_edge(gx_buffer *out, gx_source *source, uint32_t e, gx_error *err)
{
    const gx_tie *tie = gx_network_edge(source->net, e);
    const char *words;
    gx_status status = gx_source_evidence(source, tie, &words, err);
    if (status != GX_OK)
        return status;
    if (tie->type == GX_TIE_POST) {
        add_membership(out, source, tie, e, words);
    } else if (tie->type == GX_TIE_PARTICIPATION) {
        add_role(out, source, tie, e, words);
    } else {
        bool first = true;
        add_iri(out, &first, "@id", source, tie->source);
        add_iri(out, &first, plain_properties[tie->type], source, tie->target);
    }
    return GX_OK;
}

gx_status gx_export_jsonld(gx_writer *out, gx_source *source, gx_error *err)
{
    gx_status status = GX_OK;
    bool first = true;
    gx_buffer_puts(&out->text, context);
    for (uint32_t v = 0; v < gx_network_vertex_count(source->net); v++, first = false) {
        gx_buffer_puts(&out->text, first ? "\n{" : ",\n{");
        add_node(&out->text, source, v);
        gx_buffer_puts(&out->text, "}");
        gx_writer_pass(out);
    }
    for (uint32_t e = 0; status == GX_OK && e < gx_network_edge_count(source->net); e++, first = false) {
        gx_buffer_puts(&out->text, first ? "\n{" : ",\n{");
        status = add_edge(&out->text, source, e, err);
        gx_buffer_puts(&out->text, "}");
        gx_writer_pass(out);
    }
    gx_buffer_puts(&out->text, "\n]}\n");
    return status;
}
