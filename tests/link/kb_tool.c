/* A knowledge base by hand, for the tests of linking and of safety:
 *   kb_tool load KB FACTS...      each document of the NDJSON files in a step of its own
 *   kb_tool bulk KB FACTS...      all in one step
 *   kb_tool remove KB DOCUMENT...
 *   kb_tool dump KB | clusters KB | check KB | resolve KB NAME | find KB WORDS */
#include "base/file.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void stop(const gx_error *err)
{
    fprintf(stderr, "kb_tool: %s:%u: %s\n", err->file, (unsigned)err->line, err->text);
    exit(1);
}

#define MUST(call)                                                                                           \
    do {                                                                                                     \
        gx_error err = {0};                                                                                  \
        if ((call) != GX_OK)                                                                                 \
            stop(&err);                                                                                      \
    } while (0)

static void add_file(gx_store *store, const char *path, bool steps)
{
    gx_file file = {0};
    gx_facts facts = {0};
    MUST(gx_file_read(&file, path, &err));
    uint32_t line = 1;
    for (size_t i = 0; i < file.n; line++) {
        const char *end = memchr(file.bytes + i, '\n', file.n - i);
        size_t n = end ? (size_t)(end - (file.bytes + i)) : file.n - i;
        MUST(gx_fact_read(&facts, file.bytes + i, n, path, line, &err));
        i += n + 1;
    }
    for (size_t i = 0, next; i < facts.n; i = next) {
        for (next = i + 1; next < facts.n && facts.at[next].type != GX_FACT_DOCUMENT; next++)
            ;
        gx_document document = {.name = facts.at[i].document};
        if (steps)
            MUST(gx_store_begin(store, &err));
        MUST(gx_store_add(store, &document, &facts.at[i], next - i, NULL, &err));
        if (steps)
            MUST(gx_store_commit(store, &err));
    }
    gx_facts_clear(&facts);
    gx_file_clear(&file);
}

static gx_status print_cluster(void *context, const gx_entity *entity, gx_error *err)
{
    gx_store *store = context;
    gx_hits hits = {0};
    gx_status status = gx_store_mentions(store, entity->id, NULL, &hits, err);
    for (size_t i = 0; i < hits.n; i++)
        printf("%s\t%s\t%s\t%s\t%u\t%s\n", entity->public_id, gx_kb_type_name(entity->type),
               entity->kind ? entity->kind : "-", hits.at[i].proof.document,
               (unsigned)hits.at[i].proof.article, hits.at[i].proof.quotation);
    gx_hits_clear(&hits);
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    const char *verb = argv[1];
    bool writes = strcmp(verb, "load") == 0 || strcmp(verb, "bulk") == 0 || strcmp(verb, "remove") == 0;
    gx_store *store = NULL;
    gx_buffer text = {0};
    MUST(gx_store_open(&store, argv[2], writes ? GX_STORE_CREATE : GX_STORE_READ, &err));
    bool one_step = strcmp(verb, "load") != 0 && writes;
    if (one_step)
        MUST(gx_store_begin(store, &err));
    for (int i = 3; writes && i < argc; i++) {
        if (strcmp(verb, "remove") == 0)
            MUST(gx_store_remove(store, argv[i], &err));
        else
            add_file(store, argv[i], !one_step);
    }
    if (one_step)
        MUST(gx_store_commit(store, &err));
    if (strcmp(verb, "check") == 0)
        MUST(gx_store_check(store, &err));
    if (strcmp(verb, "dump") == 0)
        MUST(gx_store_dump(store, &text, &err));
    if (text.at)
        fputs(text.at, stdout);
    if (strcmp(verb, "clusters") == 0)
        MUST(gx_store_each_entity(store, NULL, print_cluster, store, &err));
    if (strcmp(verb, "resolve") == 0) {
        gx_entities found = {0};
        gx_error err = {0};
        gx_status status = gx_store_resolve(store, argv[3], GX_KB_ANY, &found, &err);
        printf("%s: %s\n", gx_status_name(status), err.text);
        for (size_t i = 0; i < found.n; i++)
            printf("%s\t%s\t%s\n", found.at[i].public_id, found.at[i].name, found.at[i].kind);
        gx_entities_clear(&found);
    }
    if (strcmp(verb, "find") == 0) {
        gx_hits hits = {0};
        MUST(gx_store_find(store, argv[3], NULL, &hits, &err));
        for (size_t i = 0; i < hits.n; i++)
            printf("%s\t%s\n", hits.at[i].entity ? hits.at[i].entity->name : hits.at[i].proof.document,
                   hits.at[i].entity ? "" : hits.at[i].proof.quotation);
        gx_hits_clear(&hits);
    }
    gx_buffer_clear(&text);
    gx_store_close(store);
    return fflush(stdout) == 0 ? 0 : 1;
}
