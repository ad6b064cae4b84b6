/* Any bytes through the whole extractor, with the real tables and weights: every span lies in the page, quotations and
 * surfaces are the page's own words, whatever is referred to was introduced, and facts survive being written and read. */
#include "base/map.h"
#include "base/utf8.h"
#include "extract/extract.h"
#include "fuzz.h"
#include "text/page.h"

static gx_extractor *extractor;
static gx_worker *worker;

static void start(void)
{
    gx_error err = {0};
    if (!extractor && (gx_extractor_new(&extractor, GX_FUZZ_SEEDS, NULL, 0, GX_FUZZ_WEIGHTS, &err) != GX_OK ||
                       gx_worker_new(&worker, extractor, &err) != GX_OK)) {
        fprintf(stderr, "%s: %s\n", err.file, err.text);
        exit(1);
    }
}

/* Does the article print this text somewhere in just these bytes? */
static bool stands_there(const gx_article *article, gx_span span, const char *text)
{
    gx_arena arena = {0};
    size_t n;
    const uint32_t *chars = gx_utf8_to_chars(&arena, text, &n);
    bool found = false;
    for (size_t i = 0; i + n <= article->n && n && !found; i++) {
        uint32_t start = UINT32_MAX, end = 0;
        found = memcmp(article->text + i, chars, n * sizeof *chars) == 0;
        for (size_t k = i; k < i + n && found; k++) {
            start = article->byte_at[k] < start ? article->byte_at[k] : start;
            end = article->byte_end[k] > end ? article->byte_end[k] : end;
        }
        found = found && start == span.start && end == span.end;
    }
    gx_arena_clear(&arena);
    return found;
}

static void check_span(const gx_page *page, gx_span span)
{
    HOLDS(span.start < span.end && span.end <= page->n_bytes);
}

static void check_mentions(const gx_page *page, uint32_t number, const gx_strings *surfaces, const gx_spans *mentions)
{
    const gx_article *article = &page->articles[number - 1];
    for (size_t i = 0; i < mentions->n; i++)
        check_span(page, mentions->at[i]);
    for (size_t s = 0; s < surfaces->n; s++) {
        bool found = false;
        for (size_t i = 0; i < mentions->n && !found; i++)
            found = stands_there(article, mentions->at[i], surfaces->at[s]);
        HOLDS(found);
    }
}

/* Names and events that the article has introduced so far. */
static void introduce(gx_map *known, char kind, const char *name)
{
    gx_buffer key = {0};
    gx_buffer_printf(&key, "%c%s", kind, name);
    HOLDS(gx_map_set(known, key.at, key.n, 1));
    gx_buffer_clear(&key);
}

static void check_known(const gx_map *known, char kind, const char *name)
{
    gx_buffer key = {0};
    gx_buffer_printf(&key, "%c%s", kind, name);
    HOLDS(gx_map_get(known, key.at, key.n, NULL));
    gx_buffer_clear(&key);
}

static void check_fact(const gx_page *page, const gx_fact *f, gx_map *known)
{
    HOLDS(f->article <= page->n_articles && (f->article > 0) == (f->type != GX_FACT_DOCUMENT));
    HOLDS(f->confidence >= 0 && f->confidence <= 1);
    if (f->evidence.text) {
        check_span(page, f->evidence.span);
        HOLDS(stands_there(&page->articles[f->article - 1], f->evidence.span, f->evidence.text));
    }
    switch (f->type) {
    case GX_FACT_ARTICLE:
        gx_map_clear(known);
        HOLDS(f->as.article.span.start <= f->as.article.span.end && f->as.article.span.end <= page->n_bytes);
        break;
    case GX_FACT_PERSON:
        introduce(known, 'p', f->as.person.name);
        check_mentions(page, f->article, &f->as.person.surfaces, &f->as.person.mentions);
        break;
    case GX_FACT_ORGANIZATION:
        introduce(known, 'o', f->as.organization.name);
        check_mentions(page, f->article, &f->as.organization.surfaces, &f->as.organization.mentions);
        break;
    case GX_FACT_EVENT:
        introduce(known, 'e', f->as.event.id);
        check_mentions(page, f->article, &f->as.event.surfaces, &f->as.event.mentions);
        break;
    case GX_FACT_POST:
        check_known(known, 'p', f->as.post.person);
        if (f->as.post.organization)
            check_known(known, 'o', f->as.post.organization);
        break;
    case GX_FACT_PARTICIPATION:
        check_known(known, f->as.participation.entity_kind[0], f->as.participation.entity);
        check_known(known, 'e', f->as.participation.event);
        break;
    case GX_FACT_ORGANIZATION_RELATION:
        check_known(known, 'o', f->as.relation.subject);
        check_known(known, 'o', f->as.relation.object);
        break;
    case GX_FACT_AWARD:
        check_known(known, f->as.award.recipient_kind[0], f->as.award.recipient);
        if (f->as.award.event)
            check_known(known, 'e', f->as.award.event);
        break;
    default:
        break;
    }
}

/* Written, read and written again: the same bytes. */
static void check_reload(const gx_facts *facts)
{
    gx_error err = {0};
    for (size_t i = 0; i < facts->n; i++) {
        gx_buffer once = {0}, again = {0};
        gx_facts read = {0};
        HOLDS(gx_fact_write(&once, &facts->at[i], &err) == GX_OK);
        HOLDS(gx_fact_read(&read, once.at, once.n - 1, "facts", 1, &err) == GX_OK && read.n == 1);
        HOLDS(gx_fact_write(&again, &read.at[0], &err) == GX_OK);
        HOLDS(once.n == again.n && memcmp(once.at, again.at, once.n) == 0);
        gx_facts_clear(&read);
        gx_buffer_clear(&once);
        gx_buffer_clear(&again);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    start();
    gx_facts facts = {0};
    gx_arena arena = {0};
    gx_page page = {0};
    gx_map known = {0};
    gx_error err = {0}, again = {0};
    gx_page_input input = {.name = "page.txt", .bytes = (const char *)data, .n = size};
    gx_status status = gx_extract_page(&facts, worker, &input, NULL, NULL, &err);
    HOLDS(status == gx_page_read(&page, &arena, "page.txt", input.bytes, size, &again));
    HOLDS(status == GX_OK || facts.n == 0);
    for (size_t i = 0; i < facts.n; i++)
        check_fact(&page, &facts.at[i], &known);
    check_reload(&facts);
    gx_map_clear(&known);
    gx_arena_clear(&arena);
    gx_facts_clear(&facts);
    return 0;
}
