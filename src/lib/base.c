/* The knowledge base and questions to it. */
#include "lib/inside.h"

#include "store/store.h"

struct guanxi_base {
    gx_store *store;
};

static gx_status need(bool there, const char *what, gx_error *err)
{
    return there ? GX_OK : gx_fail(err, GX_EINVAL, "expected %s, found NULL", what);
}

static gx_status need_base(const guanxi_base *base, gx_error *err)
{
    return need(base != NULL, "a knowledge base", err);
}

guanxi_status guanxi_base_open(guanxi_base **out, const char *path, guanxi_mode mode, guanxi_error *error)
{
    static const gx_store_mode modes[] = {
        [GUANXI_READ] = GX_STORE_READ, [GUANXI_WRITE] = GX_STORE_WRITE, [GUANXI_CREATE] = GX_STORE_CREATE};
    gx_visit visit;
    guanxi_base *base = NULL;
    gx_enter(&visit);
    gx_status status = need(out != NULL, "a place for the knowledge base", &visit.error);
    if (status == GX_OK) {
        *out = NULL;
        status = need(path != NULL, "a path", &visit.error);
    }
    if (status == GX_OK && (unsigned)mode >= sizeof modes / sizeof *modes)
        status = gx_fail(&visit.error, GX_EINVAL, "no such mode: %d", (int)mode);
    if (status == GX_OK && !(base = gx_alloc_zero(1, sizeof *base)))
        status = gx_fail(&visit.error, GX_ENOMEM, "out of memory for a knowledge base");
    if (status == GX_OK)
        status = gx_store_open(&base->store, path, modes[mode], &visit.error);
    if (status == GX_OK)
        *out = base;
    else
        gx_free(base);
    return gx_leave(&visit, status, error);
}

void guanxi_base_close(guanxi_base *base)
{
    if (!base)
        return;
    gx_store_close(base->store);
    gx_free(base);
}

guanxi_status guanxi_base_begin(guanxi_base *base, guanxi_error *error)
{
    gx_visit visit;
    gx_enter(&visit);
    gx_status status = need_base(base, &visit.error);
    if (status == GX_OK)
        status = gx_store_begin(base->store, &visit.error);
    return gx_leave(&visit, status, error);
}

guanxi_status guanxi_base_commit(guanxi_base *base, guanxi_error *error)
{
    gx_visit visit;
    gx_enter(&visit);
    gx_status status = need_base(base, &visit.error);
    if (status == GX_OK)
        status = gx_store_commit(base->store, &visit.error);
    return gx_leave(&visit, status, error);
}

void guanxi_base_rollback(guanxi_base *base)
{
    if (base)
        gx_store_rollback(base->store);
}

guanxi_status guanxi_base_add(guanxi_base *base, guanxi_reader *reader, const guanxi_page *page,
                              guanxi_error *error)
{
    gx_visit visit;
    gx_facts facts = {0};
    gx_enter(&visit);
    gx_status status = need_base(base, &visit.error);
    if (status == GX_OK)
        status = gx_read_facts(&facts, reader, page, &visit.error);
    if (status == GX_OK) {
        gx_document document = {.name = page->name, .bytes = page->bytes, .n_bytes = page->n};
        status = gx_store_add(base->store, &document, facts.at, facts.n, NULL, &visit.error);
    }
    gx_facts_clear(&facts);
    return gx_leave(&visit, status, error);
}

guanxi_status guanxi_base_remove(guanxi_base *base, const char *page, guanxi_error *error)
{
    gx_visit visit;
    gx_enter(&visit);
    gx_status status = need_base(base, &visit.error);
    if (status == GX_OK)
        status = need(page != NULL, "a page's name", &visit.error);
    if (status == GX_OK)
        status = gx_store_remove(base->store, page, &visit.error);
    return gx_leave(&visit, status, error);
}

/* ---- answers ---- */

static guanxi_entity public_entity(const gx_entity *entity)
{
    return (guanxi_entity){.id = entity->public_id,
                           .type = gx_kb_type_name(entity->type),
                           .name = entity->name,
                           .kind = entity->kind,
                           .date = entity->date,
                           .place = entity->place,
                           .first_seen = entity->first_seen,
                           .last_seen = entity->last_seen,
                           .pages = entity->n_documents};
}

static void put_proof(guanxi_row *row, const gx_proof *proof)
{
    row->page = proof->document;
    row->line = proof->line;
    row->article = proof->article;
    row->start = proof->span.start;
    row->end = proof->span.end;
    row->quotation = proof->quotation;
}

static gx_status hand_on(guanxi_row_fn *each, void *context, guanxi_row *row, const gx_entity *from,
                         const gx_entity *to, gx_error *err)
{
    guanxi_entity ends[2];
    if (from) {
        ends[0] = public_entity(from);
        row->from = &ends[0];
    }
    if (to) {
        ends[1] = public_entity(to);
        row->to = &ends[1];
    }
    int stop = each(context, row);
    row->from = row->to = NULL; /* they lie in this frame */
    return stop == 0 ? GX_OK : gx_fail(err, GX_EINTERRUPT, "stopped");
}

static gx_status find(gx_store *store, const char *words, guanxi_row_fn *each, void *context, gx_error *err)
{
    gx_hits hits = {0};
    gx_status status = gx_store_find(store, words, NULL, &hits, err);
    for (size_t i = 0; i < hits.n && status == GX_OK; i++) {
        guanxi_row row = {.n = 1, .confidence = 1};
        put_proof(&row, &hits.at[i].proof);
        status = hand_on(each, context, &row, hits.at[i].entity, NULL, err);
    }
    gx_hits_clear(&hits);
    return status;
}

typedef gx_status ask_fn(gx_store *store, gx_entity_id id, const gx_filter *filter, gx_link_rows *out,
                         gx_error *err);

/* What each question asks the store; of which type its name is; whether it may be about all. */
static const struct {
    ask_fn *ask;
    gx_kb_type type;
    bool about_all;
} questions[] = {
    [GUANXI_FIND] = {NULL, GX_KB_ANY, false},
    [GUANXI_WHO] = {gx_store_who, GX_KB_EVENT, false},
    [GUANXI_ATTENDED] = {gx_store_attended, GX_KB_ANY, false},
    [GUANXI_POSTS] = {gx_store_posts, GX_KB_ANY, false},
    [GUANXI_RELATIONS] = {gx_store_relations, GX_KB_ORGANIZATION, true},
    [GUANXI_AWARDS] = {gx_store_awards, GX_KB_ANY, true},
    [GUANXI_TIMELINE] = {gx_store_timeline, GX_KB_ANY, true},
};

static gx_status ask_links(gx_store *store, guanxi_question question, const char *name, guanxi_row_fn *each,
                           void *context, gx_error *err)
{
    gx_entities entities = {0};
    gx_link_rows rows = {0};
    gx_status status = name ? gx_store_resolve(store, name, questions[question].type, &entities, err) : GX_OK;
    if (status == GX_OK)
        status = questions[question].ask(store, name ? entities.at[0].id : 0, NULL, &rows, err);
    for (size_t i = 0; i < rows.n && status == GX_OK; i++) {
        const gx_link_row *link = &rows.at[i];
        guanxi_row row = {.relation = gx_link_type_name(link->type),
                          .what = link->what,
                          .post = link->post,
                          .date = link->date,
                          .first = link->first,
                          .last = link->last,
                          .n = link->n,
                          .confidence = link->confidence,
                          .inferred = link->inferred};
        put_proof(&row, &link->proof);
        status = hand_on(each, context, &row, link->from, link->to, err);
    }
    gx_link_rows_clear(&rows);
    gx_entities_clear(&entities);
    return status;
}

guanxi_status guanxi_ask(guanxi_base *base, guanxi_question question, const char *name, guanxi_row_fn *row,
                         void *context, guanxi_error *error)
{
    gx_visit visit;
    gx_enter(&visit);
    gx_status status = need_base(base, &visit.error);
    if (status == GX_OK)
        status = need(row != NULL, "a function for rows", &visit.error);
    if (status == GX_OK && (unsigned)question >= sizeof questions / sizeof *questions)
        status = gx_fail(&visit.error, GX_EINVAL, "no such question: %d", (int)question);
    if (status == GX_OK && !questions[question].about_all)
        status = need(name != NULL, "a name", &visit.error);
    if (status == GX_OK)
        status = question == GUANXI_FIND ? find(base->store, name, row, context, &visit.error)
                                         : ask_links(base->store, question, name, row, context, &visit.error);
    return gx_leave(&visit, status, error);
}

guanxi_status guanxi_resolve(guanxi_base *base, const char *name, guanxi_entity_fn *entity, void *context,
                             guanxi_error *error)
{
    gx_visit visit;
    gx_entities entities = {0};
    gx_enter(&visit);
    gx_status status = need_base(base, &visit.error);
    if (status == GX_OK)
        status = need(name != NULL, "a name", &visit.error);
    if (status == GX_OK)
        status = need(entity != NULL, "a function for entities", &visit.error);
    if (status == GX_OK)
        status = gx_store_resolve(base->store, name, GX_KB_ANY, &entities, &visit.error);
    bool stopped = false;
    for (size_t i = 0; i < entities.n && !stopped; i++) {
        guanxi_entity one = public_entity(&entities.at[i]);
        stopped = entity(context, &one) != 0;
    }
    if (stopped) {
        visit.error = (gx_error){0};
        status = gx_fail(&visit.error, GX_EINTERRUPT, "stopped");
    }
    gx_entities_clear(&entities);
    return gx_leave(&visit, status, error);
}
