#include "facts/fields.h"

#include <stddef.h>

#define AT(member) offsetof(gx_fact, member)
#define EVIDENCE                                                                                             \
    {                                                                                                        \
        "evidence", GX_FIELD_EVIDENCE, AT(evidence), false                                                   \
    }
#define CONFIDENCE                                                                                           \
    {                                                                                                        \
        "confidence", GX_FIELD_SHARE, AT(confidence), false                                                  \
    }
#define SURE                                                                                                 \
    {                                                                                                        \
        "confidence", GX_FIELD_SHARE, AT(confidence), true                                                   \
    }

/* What FACTS.md says; where the extractor is sure of an entity or not, it may add a confidence. */
static const gx_field document_fields[] = {
    {"published", GX_FIELD_NULLABLE, AT(as.document.published), true},
    {"published_basis", GX_FIELD_NULLABLE, AT(as.document.published_basis), true},
    {"encoding", GX_FIELD_STRING, AT(as.document.encoding), false},
    {"bytes", GX_FIELD_COUNT, AT(as.document.bytes), false},
    {0},
};
static const gx_field article_fields[] = {
    {"title", GX_FIELD_NULLABLE, AT(as.article.title), true},
    {"subtitles", GX_FIELD_STRINGS, AT(as.article.subtitles), true},
    {"", GX_FIELD_SPAN, AT(as.article.span), false},
    {"continued", GX_FIELD_FLAG, AT(as.article.continued), true},
    {0},
};
static const gx_field byline_fields[] = {
    {"name", GX_FIELD_STRING, AT(as.byline.name), false},
    {"role", GX_FIELD_STRING, AT(as.byline.role), false},
    {0},
};
static const gx_field person_fields[] = {
    {"name", GX_FIELD_STRING, AT(as.person.name), false},
    {"surfaces", GX_FIELD_STRINGS, AT(as.person.surfaces), false},
    {"mentions", GX_FIELD_SPANS, AT(as.person.mentions), false},
    SURE,
    {0},
};
static const gx_field organization_fields[] = {
    {"name", GX_FIELD_STRING, AT(as.organization.name), false},
    {"surfaces", GX_FIELD_STRINGS, AT(as.organization.surfaces), false},
    {"mentions", GX_FIELD_SPANS, AT(as.organization.mentions), false},
    {"kind", GX_FIELD_STRING, AT(as.organization.kind), false},
    SURE,
    {0},
};
static const gx_field post_fields[] = {
    {"person", GX_FIELD_STRING, AT(as.post.person), false},
    {"title", GX_FIELD_STRING, AT(as.post.title), false},
    {"organization", GX_FIELD_NULLABLE, AT(as.post.organization), true},
    EVIDENCE,
    CONFIDENCE,
    {0},
};
static const gx_field event_fields[] = {
    {"event", GX_FIELD_STRING, AT(as.event.id), false},
    {"name", GX_FIELD_STRING, AT(as.event.name), false},
    {"surfaces", GX_FIELD_STRINGS, AT(as.event.surfaces), false},
    {"type", GX_FIELD_STRING, AT(as.event.type), false},
    {"date", GX_FIELD_NULLABLE, AT(as.event.date), true},
    {"date_text", GX_FIELD_NULLABLE, AT(as.event.date_text), true},
    {"place", GX_FIELD_NULLABLE, AT(as.event.place), true},
    {"mentions", GX_FIELD_SPANS, AT(as.event.mentions), false},
    SURE,
    {0},
};
static const gx_field participation_fields[] = {
    {"entity", GX_FIELD_STRING, AT(as.participation.entity), false},
    {"entity_kind", GX_FIELD_STRING, AT(as.participation.entity_kind), false},
    {"event", GX_FIELD_STRING, AT(as.participation.event), false},
    {"role", GX_FIELD_STRING, AT(as.participation.role), false},
    EVIDENCE,
    CONFIDENCE,
    {0},
};
static const gx_field relation_fields[] = {
    {"subject", GX_FIELD_STRING, AT(as.relation.subject), false},
    {"relation", GX_FIELD_STRING, AT(as.relation.relation), false},
    {"object", GX_FIELD_STRING, AT(as.relation.object), false},
    EVIDENCE,
    CONFIDENCE,
    {"inferred", GX_FIELD_FLAG, AT(as.relation.inferred), true},
    {0},
};
static const gx_field award_fields[] = {
    {"recipient", GX_FIELD_STRING, AT(as.award.recipient), false},
    {"recipient_kind", GX_FIELD_STRING, AT(as.award.recipient_kind), false},
    {"award", GX_FIELD_STRING, AT(as.award.award), false},
    {"event", GX_FIELD_NULLABLE, AT(as.award.event), true},
    EVIDENCE,
    CONFIDENCE,
    {0},
};

static const struct {
    const char *name;
    const gx_field *fields;
} types[GX_FACT_TYPES] = {
    [GX_FACT_DOCUMENT] = {"document", document_fields},
    [GX_FACT_ARTICLE] = {"article", article_fields},
    [GX_FACT_BYLINE] = {"byline", byline_fields},
    [GX_FACT_PERSON] = {"person", person_fields},
    [GX_FACT_ORGANIZATION] = {"organization", organization_fields},
    [GX_FACT_POST] = {"post", post_fields},
    [GX_FACT_EVENT] = {"event", event_fields},
    [GX_FACT_PARTICIPATION] = {"participation", participation_fields},
    [GX_FACT_ORGANIZATION_RELATION] = {"organization_relation", relation_fields},
    [GX_FACT_AWARD] = {"award", award_fields},
};

const gx_field *gx_fact_fields(gx_fact_type type)
{
    return types[type].fields;
}

const char *gx_fact_type_name(gx_fact_type type)
{
    return (unsigned)type < GX_FACT_TYPES ? types[type].name : "unknown";
}

void gx_facts_clear(gx_facts *facts)
{
    gx_arena_clear(&facts->arena);
    *facts = (gx_facts){.arena = facts->arena};
}

bool gx_facts_join(gx_facts *to, gx_facts *from)
{
    size_t n = to->n;
    for (size_t i = 0; i < from->n; i++) {
        gx_fact *fact = GX_PUSH(&to->arena, to);
        if (!fact) {
            to->n = n;
            return false;
        }
        *fact = from->at[i];
    }
    gx_arena_join(&to->arena, &from->arena);
    gx_facts_clear(from);
    return true;
}
