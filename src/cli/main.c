#include "cli/command.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <sqlite3.h>

int main(int argc, char **argv)
{
#if defined(__GLIBC__)
    /* One heap for all threads: one for each keeps what the others freed. */
    mallopt(M_ARENA_MAX, 1);
#endif
    /* Nobody asks SQLite how much it holds: counting takes a lock for every allocation. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return gx_cli_run(argc, argv);
}
