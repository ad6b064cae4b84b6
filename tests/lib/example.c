/* Pages into a knowledge base, and who held which post there: example KB.db NAME PAGES... */
#include <guanxi/guanxi.h>
#include <stdio.h>
#include <stdlib.h>

static int print_post(void *context, const guanxi_row *row)
{
    const char *where = row->to ? row->to->name : "";
    return fprintf(context, "%s\t%s\t%s\t%s:%u\n", row->from->name, row->what, where, row->page, row->line) < 0;
}

static guanxi_status add_file(guanxi_base *base, guanxi_reader *reader, const char *path, guanxi_error *error)
{
    static char bytes[1 << 20];
    FILE *in = fopen(path, "rb");
    if (!in)
        return GUANXI_EIO;
    guanxi_page page = {.name = path, .bytes = bytes, .n = fread(bytes, 1, sizeof bytes, in)};
    fclose(in);
    return guanxi_base_add(base, reader, &page, error);
}

int main(int argc, char **argv)
{
    guanxi_error error = {0};
    guanxi_reader *reader = NULL;
    guanxi_base *base = NULL;
    if (argc < 4)
        return 2;
    guanxi_status status = guanxi_reader_new(&reader, NULL, NULL, &error);
    if (status == GUANXI_OK)
        status = guanxi_base_open(&base, argv[1], GUANXI_CREATE, &error);
    if (status == GUANXI_OK)
        status = guanxi_base_begin(base, &error);
    for (int i = 3; i < argc && status == GUANXI_OK; i++)
        status = add_file(base, reader, argv[i], &error);
    if (status == GUANXI_OK)
        status = guanxi_base_commit(base, &error);
    if (status == GUANXI_OK)
        status = guanxi_ask(base, GUANXI_POSTS, argv[2], print_post, stdout, &error);
    if (status != GUANXI_OK)
        fprintf(stderr, "%s: %s %s\n", guanxi_status_name(status), error.file, error.text);
    guanxi_base_close(base);
    guanxi_reader_free(reader);
    return status == GUANXI_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
