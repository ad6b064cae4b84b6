/* Packed tables with bytes changed, the checksum wrong or put right again: the lexicon opens all the same,
 * and says either what the tables say or what is at least consistent. The input: what to do (1 byte: 1 = put
 * the file's length right, 2 = put the checksum right), bytes to cut off the end (1 byte, squared), then any
 * number of (place, 2 bytes little-endian; length, 1 byte; that many bytes).  A place is one of the file
 * without the table of first characters, which is mostly zeros; with 0x8000 one in that table. */
#include "base/checksum.h"
#include "base/file.h"
#include "base/utf8.h"
#include "extract/lexicon.h"
#include "fuzz.h"

#include <sys/stat.h>

/* As packed.c lays them out. */
enum {
    FILE_BYTES_AT = 16,
    CHECKSUM_AT = 24,
    SUMMED_FROM = 32,
    HEADER_BYTES = 200,
    ROOTS_BYTES = 0x10000 * 4
};
enum { FIX_LENGTH = 1, FIX_CHECKSUM = 2, CODES_AT_MOST = 15 };

/* In the order of gx_table. */
static const char *const tables[GX_TABLES][2] = {
    {"places", "云溪区\t云溪区\tcounty\t900101\t9001\n云溪\t云溪区\tcounty?\t900101\t9001\n"
               "湘川市\t湘川市\tcity\t9001\t90\n湘川\t湘川市\tcity\t9001\t90\n"},
    {"surnames", "阮\tusual\n欧阳\trare\n"},
    {"organization_heads", "总工会\tunion\thead\n有限公司\tcompany\thead\n办公室\tinstitution\tdepartment\n"},
    {"organizations", "全总\t中华全国总工会\tunion\n"},
    {"abbreviations", "人社局\t人力资源和社会保障局\tgovernment\n"},
    {"titles", "主席\tpost\t-\n副\tmodifier\t-\n𠮷长\tjob\t-\n"},
    {"event_heads", "座谈会\tmeeting\tname\n"},
    {"verbs", "出席\tattendee\tnone\tmeeting\tgo\n"},
    {"honours", "劳动模范\tperson\n"},
    {"not_names", "和谐\tword\n"},
    {"name_parts", "职工\tinside\n"},
    {"name_cues", "队友\trole\n"},
    {"given_names", "巴特尔\tmongolian\n"},
    {"people", "甘采薇\n"},
};
static const char text[] =
    "云溪区总工会副主席阮和畅、欧阳云起出席湘川市职工座谈会，全总办公室、人社局、青禾有限公司"
    "甘采薇、巴特尔、𠮷长和谐劳动模范";

static gx_file sample;                     /* undamaged */
static gx_lexicon *expected;               /* what the tables say */
static const gx_word *examples[GX_TABLES]; /* a row of each table */

static void find_examples(void)
{
    gx_arena arena = {0};
    size_t n;
    for (gx_table t = 0; t < GX_TABLES; t++) {
        const uint32_t *chars = gx_utf8_to_chars(&arena, tables[t][1], &n);
        examples[t] = gx_lexicon_longest(expected, chars, n, t);
        HOLDS(examples[t]);
    }
    gx_arena_clear(&arena);
}

static void write_seeds(const char *seeds)
{
    char path[512], name[64];
    gx_error err = {0};
    gx_buffer packed = {0};
    HOLDS(mkdir(seeds, 0700) == 0);
    for (gx_table t = 0; t < GX_TABLES; t++) {
        gx_buffer table = {0};
        gx_buffer_printf(&table, "%s\n%s", gx_table_columns(t), tables[t][1]);
        snprintf(name, sizeof name, "seeds/%s.tsv", tables[t][0]);
        fuzz_write(path, name, table.at, table.n);
        gx_buffer_clear(&table);
    }
    HOLDS(gx_lexicon_new(&expected, seeds, NULL, 0, &err) == GX_OK);
    find_examples();
    HOLDS(gx_lexicon_pack(&packed, seeds, &err) == GX_OK && packed.n > HEADER_BYTES + ROOTS_BYTES);
    fuzz_write(path, "sample.gxl", packed.at, packed.n);
    HOLDS(gx_file_read(&sample, path, &err) == GX_OK);
    gx_buffer_clear(&packed);
}

static size_t place_of(uint32_t place, size_t n)
{
    if (place & 0x8000)
        return (HEADER_BYTES + (place & 0x7FFF) * 8) % n;
    size_t other = place % (sample.n - ROOTS_BYTES);
    return (other < HEADER_BYTES ? other : other + ROOTS_BYTES) % n;
}

static void damage(char *bytes, size_t n, const uint8_t *data, size_t size)
{
    for (size_t i = 2; i + 3 < size;) {
        size_t place = place_of((uint32_t)data[i] | (uint32_t)data[i + 1] << 8, n), length = data[i + 2];
        i += 3;
        for (size_t k = 0; k < length && i < size; k++, i++)
            bytes[(place + k) % n] = (char)data[i];
    }
    uint64_t file_bytes = n;
    if ((data[0] & FIX_LENGTH) && n >= HEADER_BYTES)
        memcpy(bytes + FILE_BYTES_AT, &file_bytes, sizeof file_bytes);
    if ((data[0] & FIX_CHECKSUM) && n >= HEADER_BYTES) {
        uint64_t sum = gx_checksum_of(bytes + SUMMED_FROM, n - SUMMED_FROM);
        memcpy(bytes + CHECKSUM_AT, &sum, sizeof sum);
    }
}

static size_t columns_of(gx_table table)
{
    size_t n = 1;
    for (const char *c = gx_table_columns(table); *c; c++)
        n += *c == '\t';
    return n;
}

/* All cells can be read, and codes stand where, and only where, the table has them. */
static void check_word(const gx_word *word, size_t n, uint32_t mask)
{
    HOLDS(word->n && word->n <= n && word->table < GX_TABLES && (mask & 1u << word->table) && !word->user);
    HOLDS(gx_utf8_count(word->cell[0]) == word->n);
    for (size_t c = 0; c < columns_of(word->table); c++) {
        HOLDS(strlen(word->cell[c]) < sample.n);
        HOLDS((word->code[c] != 0) == (examples[word->table]->code[c] != 0) &&
              word->code[c] <= CODES_AT_MOST);
    }
}

static void check_lexicon(const gx_lexicon *lexicon, bool same)
{
    gx_arena arena = {0};
    size_t n;
    const uint32_t *chars = gx_utf8_to_chars(&arena, text, &n);
    for (size_t i = 0; i < n; i++) {
        const gx_word *words[GX_WORDS_AT_MOST], *others[GX_WORDS_AT_MOST];
        size_t found = gx_lexicon_match(lexicon, chars + i, n - i, UINT32_MAX, words);
        HOLDS(found <= GX_WORDS_AT_MOST);
        for (size_t w = 0; w < found; w++)
            check_word(words[w], n - i, UINT32_MAX);
        HOLDS(!same || gx_lexicon_match(expected, chars + i, n - i, UINT32_MAX, others) == found);
        for (size_t w = 0; w < found && same; w++)
            HOLDS(words[w]->table == others[w]->table && strcmp(words[w]->cell[0], others[w]->cell[0]) == 0);
        for (gx_table t = 0; t < GX_TABLES; t++) {
            const gx_word *longest = gx_lexicon_longest(lexicon, chars + i, n - i, t);
            if (longest) {
                check_word(longest, n - i, 1u << t);
                HOLDS(gx_lexicon_exact(lexicon, chars + i, longest->n, t));
            }
        }
    }
    static const char *const codes[] = {"90", "9001", "900101", "", "-"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const gx_word *place = gx_lexicon_place(lexicon, codes[i]);
        HOLDS(!same || (place != NULL) == (gx_lexicon_place(expected, codes[i]) != NULL));
        if (place) {
            check_word(place, SIZE_MAX, 1u << GX_TABLE_PLACES);
            HOLDS(strcmp(place->cell[3], codes[i]) == 0);
        }
    }
    gx_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[512], seeds[512];
    gx_error err = {0};
    if (size < 2)
        return 0;
    snprintf(seeds, sizeof seeds, "%s/seeds", fuzz_folder());
    if (!expected)
        write_seeds(seeds);
    size_t cut = (size_t)data[1] * data[1], n = cut < sample.n ? sample.n - cut : 0;
    char *bytes = malloc(sample.n);
    HOLDS(bytes);
    memcpy(bytes, sample.bytes, sample.n);
    if (n)
        damage(bytes, n, data, size);
    fuzz_write(path, "seeds.gxl", bytes, n);
    bool changed = n != sample.n || memcmp(bytes, sample.bytes, n) != 0;
    free(bytes);
    gx_lexicon *lexicon = NULL;
    HOLDS(gx_lexicon_new(&lexicon, seeds, NULL, 0, &err) == GX_OK && lexicon);
    check_lexicon(lexicon, !changed || !(data[0] & FIX_CHECKSUM));
    gx_lexicon_free(lexicon);
    return 0;
}
