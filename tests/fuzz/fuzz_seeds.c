/* Any text as a table of a user's folder: the first byte says which table.  What is taken can be looked up. */
#include "base/utf8.h"
#include "extract/lexicon.h"
#include "fuzz.h"

/* In the order of gx_table; `people` may be missing. */
static const char *const names[GX_TABLES] = {"places", "surnames", "organization_heads", "organizations", "abbreviations",
                                             "titles", "event_heads", "verbs", "honours", "not_names", "name_parts", "name_cues",
                                             "given_names", "people"};

static void write_empty_seeds(void)
{
    static bool done;
    for (gx_table t = 0; t < GX_TABLES && !done; t++) {
        char path[512], name[64];
        snprintf(name, sizeof name, "%s.tsv", names[t]);
        gx_buffer text = {0};
        gx_buffer_printf(&text, "%s\n", gx_table_columns(t));
        fuzz_write(path, name, text.at, text.n);
        gx_buffer_clear(&text);
    }
    done = true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    write_empty_seeds();
    gx_table table = (gx_table)(data[0] % GX_TABLES);
    char path[512], name[64];
    snprintf(name, sizeof name, "%s.tsv", names[table]);
    fuzz_write(path, name, data + 1, size - 1);
    gx_lexicon *lexicon = NULL;
    gx_error err = {0};
    gx_status status = gx_lexicon_new(&lexicon, fuzz_folder(), NULL, 0, &err);
    HOLDS(status == GX_OK || (status == GX_EDATA && !lexicon && err.text[0] && strstr(err.file, name)));
    gx_arena arena = {0};
    char *text = fuzz_text(data + 1, size - 1);
    size_t n;
    uint32_t *chars = gx_utf8_to_chars(&arena, text, &n);
    for (size_t i = 0; i < n && status == GX_OK; i++) {
        const gx_word *words[GX_WORDS_AT_MOST];
        size_t found = gx_lexicon_match(lexicon, chars + i, n - i, 1u << table, words);
        HOLDS(found <= GX_WORDS_AT_MOST);
        for (size_t w = 0; w < found; w++)
            HOLDS(words[w]->n && words[w]->n <= n - i && words[w]->table == table && words[w]->cell[0][0]);
    }
    free(text);
    gx_arena_clear(&arena);
    gx_lexicon_free(lexicon);
    gx_buffer header = {0};
    gx_buffer_printf(&header, "%s\n", gx_table_columns(table));
    fuzz_write(path, name, header.at, header.n);
    gx_buffer_clear(&header);
    return 0;
}
