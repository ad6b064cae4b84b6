/* Any text as lines of facts: what is taken is written and read again as the same bytes; a refusal says where. */
#include "facts/facts.h"
#include "fuzz.h"

static void read_line(const char *line, size_t n, uint32_t number)
{
    gx_facts facts = {0}, read = {0};
    gx_buffer once = {0}, again = {0};
    gx_error err = {0};
    gx_status status = gx_fact_read(&facts, line, n, "facts.ndjson", number, &err);
    if (status == GX_OK) {
        HOLDS(facts.n == 1);
        HOLDS(gx_fact_write(&once, &facts.at[0], &err) == GX_OK);
        HOLDS(once.n && once.at[once.n - 1] == '\n' && !memchr(once.at, '\n', once.n - 1));
        HOLDS(gx_fact_read(&read, once.at, once.n - 1, "facts.ndjson", number, &err) == GX_OK);
        HOLDS(gx_fact_write(&again, &read.at[0], &err) == GX_OK);
        HOLDS(once.n == again.n && memcmp(once.at, again.at, once.n) == 0);
    } else {
        HOLDS(status == GX_EDATA && facts.n == 0 && err.line == number && err.text[0]);
    }
    gx_facts_clear(&facts);
    gx_facts_clear(&read);
    gx_buffer_clear(&once);
    gx_buffer_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint32_t number = 1;
    for (size_t i = 0; i < size; number++) {
        const uint8_t *end = memchr(data + i, '\n', size - i);
        size_t n = end ? (size_t)(end - (data + i)) : size - i;
        char *line = fuzz_text(data + i, n); /* on the heap, so that a read behind its end is seen */
        read_line(line, n, number);
        free(line);
        i += n + 1;
    }
    return 0;
}
