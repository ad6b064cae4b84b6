/**
 * @file src/cli/command.h
 * The commands: their table, one call of one, messages and exit codes.
 */
#ifndef GX_CLI_COMMAND_H
#define GX_CLI_COMMAND_H

#include "cli/options.h"

/** Exit codes. 130 (128 + SIGINT) is what a shell says of a program that was stopped by Ctrl-C. */
typedef enum gx_exit {
    GX_EXIT_DONE = 0,
    GX_EXIT_DATA = 1,
    GX_EXIT_MISUSE = 2,
    GX_EXIT_DEFECT = 3,
    GX_EXIT_STOPPED = 130
} gx_exit;

typedef struct gx_command gx_command;

/** One call of a command. */
typedef struct gx_call {
    const gx_command *command;
    gx_options options;
    const char **arguments; /* [n_arguments] what is no option; borrowed */
    size_t n_arguments;
    size_t n_faults; /* pages or lines that were reported and left out: the exit code is then GX_EXIT_DATA */
} gx_call;

struct gx_command {
    const char *group; /* heading in the list of commands, of the first of a group; else NULL */
    const char *name;
    const char *usage;   /* the arguments, e.g. "PAGES..." */
    const char *summary; /* one line, for the list of commands */
    const char *about;   /* what --help says above the options; may have several lines */
    uint64_t options;    /* GX_HAS(...) */
    size_t least, most;  /* how many arguments */
    gx_status (*run)(gx_call *call, gx_error *err);
};

/** All commands, in the order of `guanxi --help`; the last has no name. */
extern const gx_command gx_commands[];

/** The whole program. @return the exit code */
int gx_cli_run(int argc, char **argv);

/** Say an error on stderr, `guanxi: FILE:LINE:COLUMN: text`, in one write. */
void gx_say_error(const gx_error *error);
/** The same for a remark of no consequence for the exit code. */
void gx_say(const char *format, ...) GX_PRINTF(1, 2);

gx_exit gx_exit_of(gx_status status);

/** Has the user asked to stop (SIGINT, SIGTERM)? */
bool gx_stop_asked(void);

#endif
