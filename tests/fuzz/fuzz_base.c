/* A knowledge base file with bytes changed: refused with its name, or every question has an answer.
 * The input is any number of (offset, 4 bytes little-endian; length, 1 byte; that many bytes). */
#include "base/file.h"
#include "sample.h"

static gx_status count_edge(void *context, const gx_edge *edge, gx_error *err)
{
    (void)err;
    HOLDS(edge->type < GX_LINK_TYPES);
    ++*(size_t *)context;
    return GX_OK;
}

static void damage(char *bytes, size_t n, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i + 5 < size;) {
        uint32_t offset = (uint32_t)data[i] | (uint32_t)data[i + 1] << 8 | (uint32_t)data[i + 2] << 16 |
                          (uint32_t)data[i + 3] << 24;
        size_t length = data[i + 4];
        i += 5;
        for (size_t k = 0; k < length && i < size; k++, i++)
            bytes[(offset + k) % n] = (char)data[i];
    }
}

/* A refusal with a reason is an answer, too. */
static void check(gx_status status)
{
    HOLDS(status == GX_OK || status == GX_EDATA || status == GX_ESTORE || status == GX_ENOTFOUND ||
          status == GX_EAMBIGUOUS || status == GX_EVERSION || status == GX_ENOMEM);
}

static void check_links(gx_status status, const gx_link_rows *rows)
{
    check(status);
    for (size_t i = 0; status == GX_OK && i < rows->n; i++) {
        HOLDS(rows->at[i].type < GX_LINK_TYPES);
        HOLDS(rows->at[i].what && rows->at[i].proof.quotation && rows->at[i].proof.document);
    }
}

static void ask_about(gx_store *store, gx_entity_id id, gx_error *err)
{
    gx_link_rows rows = {0};
    gx_name_rows names = {0};
    gx_with_rows with = {0};
    gx_tree_rows tree = {0};
    gx_reason_rows reasons = {0};
    gx_hits hits = {0};
    check_links(gx_store_who(store, id, NULL, &rows, err), &rows);
    check_links(gx_store_attended(store, id, NULL, &rows, err), &rows);
    check_links(gx_store_posts(store, id, NULL, &rows, err), &rows);
    check_links(gx_store_relations(store, id, NULL, &rows, err), &rows);
    check(gx_store_names(store, id, &names, err));
    check(gx_store_with(store, id, NULL, &with, err));
    check(gx_store_tree(store, id, NULL, &tree, err));
    check(gx_store_why(store, id, &reasons, err));
    check(gx_store_mentions(store, id, NULL, &hits, err));
    gx_link_rows_clear(&rows);
    gx_name_rows_clear(&names);
    gx_with_rows_clear(&with);
    gx_tree_rows_clear(&tree);
    gx_reason_rows_clear(&reasons);
    gx_hits_clear(&hits);
}

static void ask(gx_store *store, gx_error *err)
{
    gx_entities entities = {0}, one = {0};
    gx_link_rows rows = {0};
    gx_document_rows documents = {0};
    gx_judgement_rows judgements = {0};
    gx_reason_rows reasons = {0};
    gx_hits hits = {0};
    gx_buffer text = {0};
    size_t n_edges = 0;
    check_links(gx_store_timeline(store, 0, NULL, &rows, err), &rows);
    check_links(gx_store_awards(store, 0, NULL, &rows, err), &rows);
    check_links(gx_store_links(store, 0, NULL, &rows, err), &rows);
    check_links(gx_store_holders(store, "主席", NULL, &rows, err), &rows);
    check(gx_store_find(store, "云溪", NULL, &hits, err));
    check(gx_store_resolve(store, "云溪", GX_KB_ANY, &one, err));
    check(gx_store_each_edge(store, count_edge, &n_edges, err));
    check(gx_store_documents(store, &documents, err));
    check(gx_store_judgements(store, &judgements, err));
    check(gx_store_review(store, 0, &reasons, err));
    check(gx_store_facts(store, NULL, &text, err));
    check(gx_store_dump(store, &text, err));
    check(gx_store_check(store, err));
    gx_status status = gx_store_entities(store, NULL, &entities, err);
    check(status);
    for (size_t i = 0; status == GX_OK && i < entities.n; i++) {
        HOLDS(entities.at[i].name && entities.at[i].type <= GX_KB_EVENT);
        ask_about(store, entities.at[i].id, err);
    }
    gx_entities_clear(&entities);
    gx_entities_clear(&one);
    gx_link_rows_clear(&rows);
    gx_document_rows_clear(&documents);
    gx_judgement_rows_clear(&judgements);
    gx_reason_rows_clear(&reasons);
    gx_hits_clear(&hits);
    gx_buffer_clear(&text);
}

/* The page taken out, and what is left linked anew. */
static void change(const char *path, gx_error *err)
{
    gx_store *store = NULL;
    gx_status status = gx_store_open(&store, path, GX_STORE_WRITE, err);
    check(status);
    if (status == GX_OK)
        status = gx_store_begin(store, err);
    if (status == GX_OK) {
        check(gx_store_remove(store, "a.txt", err));
        check(gx_store_commit(store, err));
    }
    gx_store_close(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gx_file sample;
    char path[512];
    gx_error err = {0};
    if (!sample.bytes) {
        fuzz_write(path, "sample.db", "", 0);
        sample_write(path);
        HOLDS(gx_file_read(&sample, path, &err) == GX_OK && sample.n);
    }
    char *bytes = malloc(sample.n);
    HOLDS(bytes);
    memcpy(bytes, sample.bytes, sample.n);
    damage(bytes, sample.n, data, size);
    fuzz_write(path, "damaged.db", bytes, sample.n);
    free(bytes);
    gx_store *store = NULL;
    gx_status status = gx_store_open(&store, path, GX_STORE_READ, &err);
    HOLDS(status == GX_OK ? store != NULL : !store && err.text[0]);
    if (status == GX_OK)
        ask(store, &err);
    gx_store_close(store);
    change(path, &err);
    return 0;
}
