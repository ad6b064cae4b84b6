/* Pages to facts, and what all public calls have in common. */
#include "lib/inside.h"

#include "lib/locate.h"
#include "lib/version.h"

#include <stdio.h>

/* The numbers of the two are the same: what is public is a part of what there is inside. */
_Static_assert((int)GUANXI_EDATA == GX_EDATA && (int)GUANXI_ESTORE == GX_ESTORE &&
                   (int)GUANXI_EINTERRUPT == GX_EINTERRUPT && (int)GUANXI_EINTERNAL == GX_EINTERNAL,
               "public and inner statuses are numbered alike");

void gx_enter(gx_visit *visit)
{
    gx_messages_find();
    *visit = (gx_visit){.before = uselocale((locale_t)0)};
    locale_t copy = duplocale(visit->before);
    visit->own = copy ? newlocale(LC_NUMERIC_MASK, "C", copy) : copy;
    if (visit->own)
        uselocale(visit->own);
    else if (copy)
        freelocale(copy);
}

guanxi_status gx_leave(gx_visit *visit, gx_status status, guanxi_error *error)
{
    if (visit->own) {
        uselocale(visit->before);
        freelocale(visit->own);
    }
    if (status != GX_OK && error) {
        *error = (guanxi_error){
            .status = (guanxi_status)status, .line = visit->error.line, .column = visit->error.column};
        snprintf(error->file, sizeof error->file, "%s", visit->error.file);
        snprintf(error->text, sizeof error->text, "%s", visit->error.text);
    }
    return (guanxi_status)status;
}

const char *guanxi_status_name(guanxi_status status)
{
    return gx_status_name((gx_status)status);
}

const char *guanxi_version(void)
{
    return GX_VERSION;
}

static void shared_release(gx_shared *shared)
{
    if (!shared || __atomic_sub_fetch(&shared->n_readers, 1, __ATOMIC_ACQ_REL) > 0)
        return;
    gx_extractor_free(shared->extractor);
    gx_free(shared);
}

/* A reader of tables that are there. On failure `shared` is as before. */
static gx_status reader_of(guanxi_reader **out, gx_shared *shared, gx_error *err)
{
    guanxi_reader *reader = gx_alloc_zero(1, sizeof *reader);
    if (!reader)
        return gx_fail(err, GX_ENOMEM, "out of memory for a reader");
    gx_status status = gx_worker_new(&reader->worker, shared->extractor, err);
    if (status != GX_OK) {
        gx_free(reader);
        return status;
    }
    __atomic_add_fetch(&shared->n_readers, 1, __ATOMIC_RELAXED);
    reader->shared = shared;
    *out = reader;
    return GX_OK;
}

static gx_status shared_new(gx_shared **out, const char *data, const char *const *tables, gx_error *err)
{
    gx_locations places = {0};
    size_t n_tables = 0;
    while (tables && tables[n_tables])
        n_tables++;
    gx_shared *shared = gx_alloc_zero(1, sizeof *shared);
    gx_status status =
        shared ? gx_locate(&places, data, err) : gx_fail(err, GX_ENOMEM, "out of memory for a reader");
    if (status == GX_OK)
        status = gx_extractor_new(&shared->extractor, places.seeds, tables, n_tables, places.weights, err);
    gx_locations_clear(&places);
    if (status == GX_OK)
        *out = shared;
    else
        gx_free(shared);
    return status;
}

guanxi_status guanxi_reader_new(guanxi_reader **out, const char *data, const char *const *tables,
                                guanxi_error *error)
{
    gx_visit visit;
    gx_shared *shared = NULL;
    gx_enter(&visit);
    gx_status status =
        out ? GX_OK : gx_fail(&visit.error, GX_EINVAL, "expected a place for the reader, found NULL");
    if (status == GX_OK) {
        *out = NULL;
        status = shared_new(&shared, data, tables, &visit.error);
    }
    if (status == GX_OK) {
        shared->n_readers = 1; /* held here until the reader holds it */
        status = reader_of(out, shared, &visit.error);
        shared_release(shared);
    }
    return gx_leave(&visit, status, error);
}

guanxi_status guanxi_reader_share(guanxi_reader **out, guanxi_reader *reader, guanxi_error *error)
{
    gx_visit visit;
    gx_enter(&visit);
    gx_status status = GX_OK;
    if (out)
        *out = NULL;
    if (!out || !reader)
        status = gx_fail(&visit.error, GX_EINVAL, "expected a reader, found NULL");
    else
        status = reader_of(out, reader->shared, &visit.error);
    return gx_leave(&visit, status, error);
}

void guanxi_reader_free(guanxi_reader *reader)
{
    if (!reader)
        return;
    gx_worker_free(reader->worker);
    shared_release(reader->shared);
    gx_free(reader);
}

uint64_t guanxi_reader_weights(const guanxi_reader *reader)
{
    return reader ? gx_extractor_weights(reader->shared->extractor) : 0;
}

gx_status gx_read_facts(gx_facts *out, guanxi_reader *reader, const guanxi_page *page, gx_error *err)
{
    if (!reader || !page || !page->name || !page->bytes)
        return gx_fail(err, GX_EINVAL, "expected a reader and a page with a name and bytes, found NULL");
    gx_page_input input = {page->name, page->bytes, page->n, page->date};
    return gx_extract_page(out, reader->worker, &input, NULL, NULL, err);
}

static gx_status hand_on(const gx_facts *facts, guanxi_fact_fn *fact, void *context, gx_error *err)
{
    gx_buffer line = {0};
    gx_status status = GX_OK;
    for (size_t i = 0; i < facts->n && status == GX_OK; i++) {
        line.n = 0;
        status = gx_fact_write(&line, &facts->at[i], err);
        if (status != GX_OK)
            break;
        line.at[--line.n] = '\0'; /* the line break */
        if (fact(context, line.at, line.n) != 0)
            status = gx_fail(err, GX_EINTERRUPT, "stopped");
    }
    gx_buffer_clear(&line);
    return status;
}

guanxi_status guanxi_read(guanxi_reader *reader, const guanxi_page *page, guanxi_fact_fn *fact, void *context,
                          guanxi_error *error)
{
    gx_visit visit;
    gx_facts facts = {0};
    gx_enter(&visit);
    gx_status status = fact ? gx_read_facts(&facts, reader, page, &visit.error)
                            : gx_fail(&visit.error, GX_EINVAL, "expected a function for facts, found NULL");
    if (status == GX_OK)
        status = hand_on(&facts, fact, context, &visit.error);
    gx_facts_clear(&facts);
    return gx_leave(&visit, status, error);
}
