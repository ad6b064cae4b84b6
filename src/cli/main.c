#include "cli/command.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

int main(int argc, char **argv)
{
#if defined(__GLIBC__)
    /* One heap: threads take memory in large pieces (gx_arena), and a heap for each keeps what another freed.
     */
    mallopt(M_ARENA_MAX, 1);
#endif
    return gx_cli_run(argc, argv);
}
