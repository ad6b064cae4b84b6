/*
 * export_sample FOLDER: write a network with hostile names in every format, for tests/viz/readers.py to read with
 * programs that are not ours.
 */
#include "viz/export.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static char long_name[901];

static gx_vertex vertices[] = {
    {.entity = 1, .type = GX_VERTEX_PERSON, .name = "李晓\"钟\\", .kind = NULL},
    {.entity = 2, .type = GX_VERTEX_PERSON, .name = "<b>王</b> & \\N {a|b}"},
    {.entity = 3, .type = GX_VERTEX_ORGANIZATION, .name = "]]><script>alert(1)</script>", .kind = "union", .level = "district"},
    {.entity = 4, .type = GX_VERTEX_ORGANIZATION, .name = "javascript:alert('x')", .kind = "company", .place = "昌平区"},
    {.entity = 5, .type = GX_VERTEX_EVENT, .name = "年会\f\x01会\xE2\x80\xAE倒\xE2\x80\xAC", .kind = "meeting", .date = "2019"},
    {.entity = 6, .type = GX_VERTEX_EVENT, .name = "😀活动,\"名\"\n=1+1", .kind = "ceremony", .date = "2019-12-30", .place = "北京"},
    {.entity = 7, .type = GX_VERTEX_ORGANIZATION, .name = long_name, .kind = "team"},
    {.entity = 8, .type = GX_VERTEX_PERSON, .name = "=cmd|'/c calc'!A1"},
    {.entity = 9, .type = GX_VERTEX_PERSON, .name = "坏\xFF\xC3字&amp;"},
};

static const gx_tie edges[] = {
    {.source = 0, .target = 2, .type = GX_TIE_POST, .title = "主席\\", .from = "2018", .to = "2019-05", .confidence = 0.9, .document = "a<&>.txt", .document_fact = 3, .line = 7, .evidence = "主席\"李晓笛\""},
    {.source = 0, .target = 2, .type = GX_TIE_POST, .title = "党组成员", .confidence = 0.8},
    {.source = 0, .target = 2, .type = GX_TIE_POST, .title = "主席\\", .from = "2020-02-29", .to = "2020-02-29", .confidence = 0.7},
    {.source = 0, .target = 4, .type = GX_TIE_PARTICIPATION, .title = "speaker", .from = "2019", .to = "2019", .confidence = 0.95, .document = "b.txt", .line = 12, .evidence = "</script>致辞\r\n。\n"},
    {.source = 1, .target = 4, .type = GX_TIE_PARTICIPATION, .title = "attendee", .confidence = 0.5},
    {.source = 2, .target = 5, .type = GX_TIE_PARTICIPATION, .title = "organizer", .from = "2019-12-30", .to = "2019-12-31", .confidence = 1},
    {.source = 3, .target = 2, .type = GX_TIE_PART_OF, .confidence = 0.25, .inferred = true},
    {.source = 2, .target = 6, .type = GX_TIE_PARTNER, .confidence = 0.6},
    {.source = 7, .target = 5, .type = GX_TIE_PARTICIPATION, .title = "awardee", .confidence = 0.6},
};

static int complain(const gx_error *err)
{
    fprintf(stderr, "export_sample: %s\n", err->text);
    return 1;
}

int main(int argc, char **argv)
{
    gx_error err = {0};
    gx_network *net = NULL;
    if (argc != 2)
        return 2;
    for (size_t i = 0; i + 3 < sizeof long_name; i += 3)
        memcpy(long_name + i, "长", 3);
    const gx_network_input input = {vertices, sizeof vertices / sizeof *vertices, edges, sizeof edges / sizeof *edges};
    if (gx_network_new(&net, &input, &err) != GX_OK)
        return complain(&err);
    double values[] = {3, 1, 4, 1.5, 0.1, 2, 0, 1e-17, 1.0 / 3};
    bool defined[] = {true, true, true, true, true, true, false, true, true};
    gx_scores scores = {.measure = GX_MEASURE_PAGERANK, .n = 9, .values = values, .defined = defined};
    uint32_t of[] = {0, 1, 0, 0, 1, 0, 1, 0, 2};
    gx_communities communities = {.n = 3, .of = of, .n_vertices = 9};
    gx_export_options options = {.scores = &scores, .n_scores = 1, .communities = &communities, .title = "样\"例"};
    mkdir(argv[1], 0777);
    for (int f = 0; f < GX_EXPORT_FACTS; f++) {
        const gx_export_info *info = gx_export_describe((gx_export_format)f);
        char path[4096];
        snprintf(path, sizeof path, "%s/%s%s", argv[1], info->name, info->ending);
        if (gx_export_save(path, net, (gx_export_format)f, &options, &err) != GX_OK)
            return complain(&err);
    }
    gx_network_free(net);
    return 0;
}
