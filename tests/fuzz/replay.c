/* Runs a harness once on each file of the folders named: what libFuzzer found once must not come back. */
#include "base/file.h"
#include "fuzz.h"

int main(int argc, char **argv)
{
    size_t n = 0;
    for (int i = 1; i < argc; i++) {
        gx_paths paths = {0};
        gx_error err = {0};
        if (gx_paths_collect(&paths, argv[i], NULL, &err) != GX_OK) {
            fprintf(stderr, "%s: %s\n", argv[i], err.text);
            return 1;
        }
        for (size_t k = 0; k < paths.n; k++, n++) {
            gx_file file = {0};
            HOLDS(gx_file_read(&file, paths.at[k], &err) == GX_OK);
            fprintf(stderr, "%s\n", paths.at[k]);
            LLVMFuzzerTestOneInput((const uint8_t *)file.bytes, file.n);
            gx_file_clear(&file);
        }
        gx_paths_clear(&paths);
    }
    printf("%zu inputs\n", n);
    return n > 0 ? 0 : 1;
}
