#include "cli/command.h"

int main(int argc, char **argv)
{
    return gx_cli_run(argc, argv);
}
