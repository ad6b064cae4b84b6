/* gx_pack_seeds SEEDS OUT: pack the tables of a folder into one file that the program maps (packed.h). */
#include "base/file.h"
#include "extract/lexicon.h"

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s SEEDS OUT\n", argv[0]);
        return 2;
    }
    gx_error err = {0};
    gx_buffer bytes = {0};
    gx_output out = {0};
    gx_status status = gx_lexicon_pack(&bytes, argv[1], &err);
    if (status == GX_OK)
        status = gx_output_open(&out, argv[2], &err);
    if (status == GX_OK) {
        fwrite(bytes.at, 1, bytes.n, out.stream); /* closing tells of errors */
        status = gx_output_close(&out, &err);
    }
    if (status != GX_OK)
        fprintf(stderr, "%s:%u:%u: %s\n", err.file, err.line, err.column, err.text);
    gx_buffer_clear(&bytes);
    return status != GX_OK;
}
