#include "extract/emit.h"

#include "base/utf8.h"
#include "extract/scan.h"

#include <string.h>

struct emitter {
    gx_facts *out;
    const gx_analysis *a;
    uint32_t number;
};

static const char *copy(gx_facts *out, const char *text)
{
    return text ? gx_arena_text(&out->arena, text, strlen(text)) : NULL;
}

static gx_fact *add(struct emitter *e, gx_fact_type type)
{
    gx_fact *fact = GX_PUSH(&e->out->arena, e->out);
    *fact = (gx_fact){.type = type, .document = e->a->page->name, .article = e->number};
    return fact;
}

/* Text that goes on at the top of the next column stands before its beginning in the file: the span holds
 * both. */
static gx_span span_of(const gx_article *article, gx_range r)
{
    gx_span span = {article->byte_at[r.start], article->byte_end[r.start]};
    for (uint32_t i = r.start + 1; i < r.end; i++) {
        span.start = article->byte_at[i] < span.start ? article->byte_at[i] : span.start;
        span.end = article->byte_end[i] > span.end ? article->byte_end[i] : span.end;
    }
    return span;
}

/* The last stretch of a range that also stands in one stretch on the page: a headline may stand behind its
 * body. */
static gx_range in_one_piece(const gx_article *article, gx_range r)
{
    for (uint32_t i = r.end - 1; i > r.start; i--)
        if (article->byte_at[i] < article->byte_end[i - 1])
            return (gx_range){i, r.end};
    return r;
}

static gx_evidence evidence_of(struct emitter *e, gx_range r)
{
    r = in_one_piece(e->a->article, r);
    return (gx_evidence){span_of(e->a->article, r),
                         gx_utf8_from_chars(&e->out->arena, e->a->article->text + r.start, r.end - r.start)};
}

static void add_string(gx_facts *out, gx_strings *list, const char *text)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->at[i], text) == 0)
            return;
    *GX_PUSH(&out->arena, list) = text;
}

void gx_emit_document(gx_facts *out, const gx_page *page, const char *published, const char *basis)
{
    gx_fact *fact = GX_PUSH(&out->arena, out);
    *fact = (gx_fact){.type = GX_FACT_DOCUMENT, .document = page->name};
    fact->as.document.published = copy(out, published);
    fact->as.document.published_basis = copy(out, basis);
    fact->as.document.encoding = page->encoding;
    fact->as.document.bytes = page->n_bytes;
}

static void emit_header(struct emitter *e)
{
    const gx_article *article = e->a->article;
    gx_fact *fact = add(e, GX_FACT_ARTICLE);
    fact->as.article.span = (gx_span){article->start, article->end};
    fact->as.article.continued = article->continued;
    for (size_t b = 0; b < article->n_blocks; b++) {
        gx_range r = article->blocks[b].range;
        const char *text = gx_utf8_from_chars(&e->out->arena, article->text + r.start, r.end - r.start);
        if (article->blocks[b].kind == GX_BLOCK_TITLE && !fact->as.article.title)
            fact->as.article.title = text;
        else if (article->blocks[b].kind == GX_BLOCK_SUBTITLE)
            add_string(e->out, &fact->as.article.subtitles, text);
    }
    static const char *const roles[] = {"reporter", "correspondent", "photographer"};
    for (size_t b = 0; b < article->n_bylines; b++) {
        gx_fact *byline = add(e, GX_FACT_BYLINE);
        byline->as.byline.name = copy(e->out, article->bylines[b].name);
        byline->as.byline.role = roles[article->bylines[b].role];
        byline->evidence = evidence_of(e, article->bylines[b].range);
    }
}

/* Surfaces and mentions of one entity. */
static void emit_mentions(struct emitter *e, gx_entity_type type, uint32_t entity, gx_strings *surfaces,
                          gx_spans *mentions)
{
    const gx_analysis *a = e->a;
    for (size_t i = 0; i < a->mentions.n; i++) {
        const gx_mention *m = &a->mentions.at[i];
        if (m->type != type || m->entity != entity || m->form == GX_FORM_PRONOUN || m->silent)
            continue;
        add_string(e->out, surfaces, evidence_of(e, m->range).text);
        *GX_PUSH(&e->out->arena, mentions) = span_of(a->article, in_one_piece(a->article, m->range));
    }
}

static void emit_entities(struct emitter *e)
{
    const gx_analysis *a = e->a;
    for (uint32_t i = 0; i < a->people.n; i++) {
        gx_fact *fact = add(e, GX_FACT_PERSON);
        fact->confidence = a->people.at[i].confidence;
        fact->as.person.name = copy(e->out, a->people.at[i].name);
        emit_mentions(e, GX_ENTITY_PERSON, i, &fact->as.person.surfaces, &fact->as.person.mentions);
    }
    for (uint32_t i = 0; i < a->organizations.n; i++) {
        const gx_organization *o = &a->organizations.at[i];
        gx_fact *fact = add(e, GX_FACT_ORGANIZATION);
        fact->confidence = o->confidence;
        fact->as.organization.name = copy(e->out, o->name);
        fact->as.organization.kind = o->kind;
        emit_mentions(e, GX_ENTITY_ORGANIZATION, i, &fact->as.organization.surfaces,
                      &fact->as.organization.mentions);
    }
}

static const char *organization_name(struct emitter *e, uint32_t i)
{
    return i == GX_NONE ? NULL : copy(e->out, e->a->organizations.at[i].name);
}

static const char *entity_name(struct emitter *e, gx_entity_type type, uint32_t i)
{
    return type == GX_ENTITY_PERSON ? copy(e->out, e->a->people.at[i].name) : organization_name(e, i);
}

static const char *type_name(gx_entity_type type)
{
    return type == GX_ENTITY_PERSON ? "person" : "organization";
}

static const char *event_id(struct emitter *e, uint32_t i)
{
    return i == GX_NONE ? NULL : gx_arena_printf(&e->out->arena, "e%u", i + 1);
}

static void emit_posts(struct emitter *e)
{
    for (size_t i = 0; i < e->a->posts.n; i++) {
        const gx_post *post = &e->a->posts.at[i];
        gx_fact *fact = add(e, GX_FACT_POST);
        fact->confidence = post->confidence;
        fact->evidence = evidence_of(e, post->evidence);
        fact->as.post.person = copy(e->out, e->a->people.at[post->person].name);
        fact->as.post.title = copy(e->out, post->title);
        fact->as.post.organization = organization_name(e, post->organization);
    }
}

/* An opening, or a name that little speaks for, at which nobody does anything. */
static bool is_empty(const gx_analysis *a, uint32_t event)
{
    bool empty = a->events.at[event].whole != GX_NONE || a->events.at[event].weak;
    for (size_t i = 0; i < a->participations.n && empty; i++)
        empty = a->participations.at[i].event != event;
    for (size_t i = 0; i < a->awards.n && empty; i++)
        empty = a->awards.at[i].event != event;
    return empty;
}

static void emit_events(struct emitter *e)
{
    const gx_analysis *a = e->a;
    for (uint32_t i = 0; i < a->events.n; i++) {
        const gx_event *event = &a->events.at[i];
        if (is_empty(a, i))
            continue;
        gx_fact *fact = add(e, GX_FACT_EVENT);
        fact->confidence = event->confidence;
        fact->as.event.id = event_id(e, i);
        fact->as.event.name = copy(e->out, event->name);
        fact->as.event.type = event->type;
        fact->as.event.date = copy(e->out, event->date);
        fact->as.event.date_text = copy(e->out, event->date_text);
        fact->as.event.place = copy(e->out, event->place);
        for (size_t k = 0; k < event->mentions.n; k++) {
            add_string(e->out, &fact->as.event.surfaces, evidence_of(e, event->mentions.at[k]).text);
            *GX_PUSH(&e->out->arena, &fact->as.event.mentions) =
                span_of(a->article, in_one_piece(a->article, event->mentions.at[k]));
        }
    }
}

static void emit_participations(struct emitter *e)
{
    for (size_t i = 0; i < e->a->participations.n; i++) {
        const gx_participation *p = &e->a->participations.at[i];
        gx_fact *fact = add(e, GX_FACT_PARTICIPATION);
        fact->confidence = p->confidence;
        fact->evidence = evidence_of(e, p->evidence);
        fact->as.participation.entity = entity_name(e, p->type, p->entity);
        fact->as.participation.entity_kind = type_name(p->type);
        fact->as.participation.event = event_id(e, p->event);
        fact->as.participation.role = p->role;
    }
}

static void emit_relations(struct emitter *e)
{
    for (size_t i = 0; i < e->a->relations.n; i++) {
        const gx_relation *r = &e->a->relations.at[i];
        gx_fact *fact = add(e, GX_FACT_ORGANIZATION_RELATION);
        fact->confidence = r->confidence;
        fact->evidence = evidence_of(e, r->evidence);
        fact->as.relation.subject = organization_name(e, r->subject);
        fact->as.relation.relation = r->partner ? "partner" : "part_of";
        fact->as.relation.object = organization_name(e, r->object);
        fact->as.relation.inferred = r->inferred;
    }
}

static void emit_awards(struct emitter *e)
{
    for (size_t i = 0; i < e->a->awards.n; i++) {
        const gx_award *award = &e->a->awards.at[i];
        gx_fact *fact = add(e, GX_FACT_AWARD);
        fact->confidence = award->confidence;
        fact->evidence = evidence_of(e, award->evidence);
        fact->as.award.recipient = entity_name(e, award->type, award->entity);
        fact->as.award.recipient_kind = type_name(award->type);
        fact->as.award.award = copy(e->out, award->award);
        fact->as.award.event = event_id(e, award->event);
    }
}

void gx_emit_article(gx_facts *out, const gx_analysis *a, uint32_t number)
{
    struct emitter e = {out, a, number};
    emit_header(&e);
    emit_entities(&e);
    emit_posts(&e);
    emit_events(&e);
    emit_participations(&e);
    emit_relations(&e);
    emit_awards(&e);
}
