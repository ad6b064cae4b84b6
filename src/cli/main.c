#include "cli/command.h"
#include "store/store.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

int main(int argc, char **argv)
{
#if defined(__GLIBC__)
    /* One heap for all threads: one for each keeps what the others freed. */
    mallopt(M_ARENA_MAX, 1);
#endif
    gx_store_own_process();
    return gx_cli_run(argc, argv);
}
