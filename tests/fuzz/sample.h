/**
 * @file tests/fuzz/sample.h
 * A small knowledge base of invented people, for the harnesses that ask it.
 */
#ifndef GX_TESTS_FUZZ_SAMPLE_H
#define GX_TESTS_FUZZ_SAMPLE_H

#include "fuzz.h"
#include "store/store.h"

static const char *const sample_lines[] = {
    "{\"fact\":\"document\",\"document\":\"a.txt\",\"published\":\"2021-03-04\",\"encoding\":\"UTF-8\",\"bytes\":900}",
    "{\"fact\":\"article\",\"document\":\"a.txt\",\"article\":1,\"title\":\"云溪区总工会开会\",\"subtitles\":[],\"start\":0,\"end\":900}",
    "{\"fact\":\"person\",\"document\":\"a.txt\",\"article\":1,\"name\":\"甘采薇\",\"surfaces\":[\"甘采薇\"],\"mentions\":[[9,18]]}",
    "{\"fact\":\"person\",\"document\":\"a.txt\",\"article\":1,\"name\":\"阮和畅\",\"surfaces\":[\"阮和畅\"],\"mentions\":[[30,39]]}",
    "{\"fact\":\"organization\",\"document\":\"a.txt\",\"article\":1,\"name\":\"云溪区总工会\",\"surfaces\":[\"云溪区总工会\",\"区总工会\"],"
    "\"mentions\":[[40,58]],\"kind\":\"union\"}",
    "{\"fact\":\"organization\",\"document\":\"a.txt\",\"article\":1,\"name\":\"青禾纺织有限公司\",\"surfaces\":[\"青禾纺织\"],"
    "\"mentions\":[[60,72]],\"kind\":\"company\"}",
    "{\"fact\":\"post\",\"document\":\"a.txt\",\"article\":1,\"person\":\"甘采薇\",\"title\":\"主席\",\"organization\":\"云溪区总工会\","
    "\"evidence\":{\"start\":9,\"end\":39,\"text\":\"云溪区总工会主席甘采薇\"},\"confidence\":0.9}",
    "{\"fact\":\"event\",\"document\":\"a.txt\",\"article\":1,\"event\":\"e1\",\"name\":\"云溪区职工运动会\",\"surfaces\":[],"
    "\"type\":\"competition\",\"date\":\"2021-03-02\",\"date_text\":\"3月2日\",\"place\":\"云溪区\",\"mentions\":[]}",
    "{\"fact\":\"participation\",\"document\":\"a.txt\",\"article\":1,\"entity\":\"甘采薇\",\"entity_kind\":\"person\",\"event\":\"e1\","
    "\"role\":\"speaker\",\"evidence\":{\"start\":9,\"end\":39,\"text\":\"甘采薇讲话\"},\"confidence\":0.8}",
    "{\"fact\":\"organization_relation\",\"document\":\"a.txt\",\"article\":1,\"subject\":\"云溪区总工会\",\"relation\":\"partner\","
    "\"object\":\"青禾纺织有限公司\",\"evidence\":{\"start\":9,\"end\":39,\"text\":\"与青禾纺织\"},\"confidence\":0.7,\"inferred\":false}",
    "{\"fact\":\"award\",\"document\":\"a.txt\",\"article\":1,\"recipient\":\"阮和畅\",\"recipient_kind\":\"person\","
    "\"award\":\"劳动模范\",\"event\":null,\"evidence\":{\"start\":9,\"end\":39,\"text\":\"阮和畅劳动模范\"},\"confidence\":0.7}",
};

/** Make the knowledge base anew at `path`. */
static inline void sample_write(const char *path)
{
    gx_error err = {0};
    gx_facts facts = {0};
    gx_store *store = NULL;
    for (uint32_t i = 0; i < sizeof sample_lines / sizeof *sample_lines; i++)
        HOLDS(gx_fact_read(&facts, sample_lines[i], strlen(sample_lines[i]), "sample", i + 1, &err) == GX_OK);
    gx_document document = {.name = "a.txt"};
    unlink(path);
    HOLDS(gx_store_open(&store, path, GX_STORE_CREATE, &err) == GX_OK);
    HOLDS(gx_store_begin(store, &err) == GX_OK);
    HOLDS(gx_store_add(store, &document, facts.at, facts.n, NULL, &err) == GX_OK);
    HOLDS(gx_store_commit(store, &err) == GX_OK);
    gx_store_close(store);
    gx_facts_clear(&facts);
}

#endif
