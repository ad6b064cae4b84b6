#include "cli/command.h"

#include "base/buffer.h"
#include "base/message.h"
#include "cli/answer.h"
#include "cli/version.h"
#include "graph/network.h"
#include "lib/locate.h"

#include <errno.h>
#include <fcntl.h>
#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t stop_asked;

/* The first Ctrl-C asks; the handler is then gone, and a second one ends the program at once. */
static void on_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

bool gx_stop_asked(void)
{
    return stop_asked != 0;
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_stop, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/*
 * A stream that the caller closed must not become a file that is opened here: what is printed would be
 * written into it. The place is taken by what cannot be read or written, so that its use is still an error.
 */
static void hold_closed_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) == -1)
            return; /* no /dev/null: nothing is lost but this care */
}

gx_exit gx_exit_of(gx_status status)
{
    static const gx_exit codes[] = {
        [GX_OK] = GX_EXIT_DONE,          [GX_ENOMEM] = GX_EXIT_DEFECT, [GX_EINVAL] = GX_EXIT_MISUSE,
        [GX_EIO] = GX_EXIT_DATA,         [GX_EDATA] = GX_EXIT_DATA,    [GX_ENOTFOUND] = GX_EXIT_DATA,
        [GX_EAMBIGUOUS] = GX_EXIT_DATA,  [GX_EVERSION] = GX_EXIT_DATA, [GX_ESTORE] = GX_EXIT_DATA,
        [GX_EGRAPH] = GX_EXIT_DEFECT,    [GX_ERENDER] = GX_EXIT_DATA,  [GX_EINTERRUPT] = GX_EXIT_STOPPED,
        [GX_EINTERNAL] = GX_EXIT_DEFECT,
    };
    return codes[status];
}

void gx_say(const char *format, ...)
{
    char text[GX_ERROR_TEXT_BYTES + GX_ERROR_FILE_BYTES + 64];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, gx_message(format), args);
    va_end(args);
    fputs("guanxi: ", stderr);
    gx_write_plain(stderr, text);
    fputc('\n', stderr);
}

void gx_say_error(const gx_error *error)
{
    if (!*error->file)
        gx_say("%s", error->text);
    else if (!error->line)
        gx_say("%s: %s", error->file, error->text);
    else if (!error->column)
        gx_say("%s:%u: %s", error->file, error->line, error->text);
    else
        gx_say("%s:%u:%u: %s", error->file, error->line, error->column, error->text);
}

static void print_commands(FILE *out)
{
    fputs(_("guanxi (关系) reads newspaper pages and answers who is who, what happened and who took part.\n\n"
            "usage: guanxi COMMAND [OPTIONS] [ARGUMENTS]\n"
            "       guanxi COMMAND --help\n\n"),
          out);
    for (const gx_command *command = gx_commands; command->name; command++) {
        if (command->group)
            fprintf(out, "%s\n", _(command->group));
        fprintf(out, "  %-12s %s\n", command->name, _(command->summary));
    }
    fputs(_("\nExit codes: 0 done, 1 an error in the input, 2 misuse, 3 a defect, 130 stopped.\n"), out);
}

static void print_help(FILE *out, const gx_command *command)
{
    fprintf(out, _("usage: guanxi %s [OPTIONS]%s%s\n\n%s\n\n"), command->name, *command->usage ? " " : "",
            command->usage, _(command->about));
    gx_options_help(out, command->options | GX_HAS(HELP));
}

static const gx_command *find_command(const char *name)
{
    for (const gx_command *command = gx_commands; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

static gx_status check_count(const gx_call *call, gx_error *err)
{
    const gx_command *command = call->command;
    if (call->n_arguments < command->least)
        return gx_fail(err, GX_EINVAL, "expected %s, found %s", command->usage,
                       call->n_arguments ? _("too little") : _("nothing"));
    if (call->n_arguments > command->most)
        return gx_fail(err, GX_EINVAL, "expected %s, found \"%s\" too",
                       *command->usage ? command->usage : _("no argument"), call->arguments[command->most]);
    return GX_OK;
}

/* Whatever was printed must have arrived: a full disk under `guanxi … > file` is an error. */
static gx_status check_stdout(gx_error *err)
{
    errno = 0;
    if (fflush(stdout) != 0 || ferror(stdout))
        return gx_fail_at(err, GX_EIO, _("standard output"), 0, 0,
                          errno ? N_("cannot write: %s") : N_("cannot write"), strerror(errno));
    return GX_OK;
}

static gx_status run_command(gx_call *call, const char **arguments, size_t n, gx_error *err)
{
    gx_status status = gx_options_parse(&call->options, arguments, n, call->command->options | GX_HAS(HELP),
                                        &call->n_arguments, err);
    call->arguments = arguments;
    if (status == GX_OK && call->options.help)
        print_help(stdout, call->command);
    else if (status == GX_OK) {
        status = check_count(call, err);
        if (status == GX_OK)
            status = call->command->run(call, err);
    }
    gx_status at_end = check_stdout(err);
    return status != GX_OK ? status : at_end;
}

static int misuse(const char *text, const char *what)
{
    gx_say("%s%s (guanxi --help)", text, what);
    return GX_EXIT_MISUSE;
}

static int run_named(const char *name, const char **arguments, size_t n)
{
    gx_call call = {.command = find_command(name)};
    if (!call.command)
        return misuse(_("no such command: "), name);
    gx_error error = {0};
    gx_status status = run_command(&call, arguments, n, &error);
    if (status != GX_OK && *error.text)
        gx_say_error(&error);
    if (status == GX_EINVAL)
        gx_say("see guanxi %s --help", name);
    if (status != GX_OK)
        return (int)gx_exit_of(status);
    return call.n_faults ? GX_EXIT_DATA : GX_EXIT_DONE;
}

int gx_cli_run(int argc, char **argv)
{
    hold_closed_streams();
    gx_network_one_thread();
    catch_signals();
    setlocale(LC_MESSAGES,
              ""); /* of all that a locale is only the language: numbers and order stay as they are */
    gx_messages_find();
    bind_textdomain_codeset("libc", "UTF-8"); /* what strerror() says */
    if (argc < 2) {
        print_commands(stderr);
        return GX_EXIT_MISUSE;
    }
    const char *first = argv[1];
    bool help = strcmp(first, "help") == 0 || strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0;
    if (help && argc > 2) {
        const char *ask[] = {"--help"};
        return run_named(argv[2], ask, 1);
    }
    if (help || strcmp(first, "--version") == 0) {
        gx_error error = {0};
        gx_status status = GX_OK;
        if (help)
            print_commands(stdout);
        else
            status = gx_version_print(stdout, &error);
        gx_status at_end = check_stdout(&error);
        status = status != GX_OK ? status : at_end;
        if (status != GX_OK)
            gx_say_error(&error);
        return (int)gx_exit_of(status);
    }
    if (first[0] == '-')
        return misuse(_("expected a command, found "), first);
    return run_named(first, (const char **)(argv + 2), (size_t)argc - 2);
}
