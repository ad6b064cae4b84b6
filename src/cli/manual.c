/*
 * Writes the manual pages and the completions out of the command table: gx_manual FOLDER.
 * Run by the build; what --help says and what the manual says cannot differ.
 */
#include "base/file.h"
#include "cli/command.h"
#include "lib/version.h"

#include <string.h>

/* Text as paragraphs of man(7): a line that begins with a dot or a quote would be a request. */
static void write_text(FILE *out, const char *text)
{
    bool line_begins = true;
    for (; *text; text++) {
        if (line_begins && (*text == '.' || *text == '\''))
            fputs("\\&", out);
        fprintf(out, *text == '\\' ? "\\\\" : "%c", *text);
        line_begins = *text == '\n';
    }
    fputc('\n', out);
}

static void write_head(FILE *out, const char *name, const char *summary)
{
    fprintf(out, ".TH %s 1 \"\" \"guanxi %s\" \"User Commands\"\n.SH NAME\n%s \\- %s\n", name, GX_VERSION,
            name, summary);
}

static void write_exit_codes(FILE *out)
{
    fputs(
        ".SH EXIT STATUS\n0 done, 1 an error in the input, 2 misuse, 3 a defect or no memory, 130 stopped.\n",
        out);
}

static void write_command(FILE *out, const gx_command *command)
{
    char name[64];
    snprintf(name, sizeof name, "guanxi-%s", command->name);
    write_head(out, name, command->summary);
    fprintf(out, ".SH SYNOPSIS\n.B guanxi %s\n[\\fIOPTIONS\\fR] %s\n.SH DESCRIPTION\n", command->name,
            command->usage);
    write_text(out, command->about);
    fputs(".SH OPTIONS\n", out);
    gx_options_manual(out, command->options | GX_HAS(HELP));
    write_exit_codes(out);
    fputs(".SH SEE ALSO\n.BR guanxi (1)\n", out);
}

static void write_program(FILE *out)
{
    write_head(out, "guanxi", "who is who in newspaper pages, what happened, and who took part");
    fputs(".SH SYNOPSIS\n.B guanxi\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n.SH COMMANDS\n",
          out);
    for (const gx_command *command = gx_commands; command->name; command++) {
        if (command->group)
            fprintf(out, ".SS %s\n", command->group);
        fprintf(out, ".TP\n.BR guanxi\\-%s (1)\n%s\n", command->name, command->summary);
    }
    write_exit_codes(out);
    fputs(".SH ENVIRONMENT\n"
          ".TP\n.B GUANXI_BASE\nthe knowledge base that is asked, where --base is not given\n"
          ".TP\n.B GUANXI_DATA\na folder with seeds/ and tagger.gxw, instead of the program's own\n"
          ".TP\n.B GUANXI_USER\nwho judges, kept with each judgement (default: USER)\n"
          ".TP\n.B NO_COLOR\nno bold headings\n",
          out);
}

/* After the command its options, files and, for those that ask, names out of the knowledge base. */
static void write_completion(FILE *out)
{
    fputs("# bash completion of guanxi; zsh reads it after: autoload -U bashcompinit && bashcompinit\n"
          "_guanxi() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} options='' names=''\n"
          "    COMPREPLY=()\n"
          "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
          "        COMPREPLY=($(compgen -W \"",
          out);
    for (const gx_command *command = gx_commands; command->name; command++)
        fprintf(out, "%s ", command->name);
    fputs("help\" -- \"$word\"))\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n", out);
    for (const gx_command *command = gx_commands; command->name; command++) {
        fprintf(out, "    %s) options='", command->name);
        gx_options_words(out, command->options | GX_HAS(HELP));
        bool names = strstr(command->usage, "NAME") || strstr(command->usage, "EVENT") ||
                     strstr(command->usage, "A B");
        fprintf(out, "'%s ;;\n", names ? " names=yes" : "");
    }
    fputs("    esac\n"
          "    if [[ $word == -* ]]; then\n"
          "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
          "    elif [ -n \"$names\" ] && [ -n \"$word\" ]; then\n"
          "        local IFS=$'\\n'\n"
          "        COMPREPLY=($(guanxi names \"$word\" 2>/dev/null))\n"
          "    fi\n"
          "}\n"
          "complete -o default -F _guanxi guanxi\n",
          out);
}

static gx_status write_file(const char *folder, const char *name, const gx_command *command,
                            void (*program)(FILE *out), gx_error *err)
{
    gx_buffer path = {0};
    gx_output output = {0};
    gx_buffer_printf(&path, "%s/%s", folder, name);
    gx_status status =
        path.failed ? gx_fail(err, GX_ENOMEM, "out of memory") : gx_output_open(&output, path.at, err);
    if (status == GX_OK) {
        if (command)
            write_command(output.stream, command);
        else
            program(output.stream);
        status = gx_output_close(&output, err);
    }
    gx_buffer_clear(&path);
    return status;
}

int main(int argc, char **argv)
{
    gx_error error = {0};
    if (argc != 2) {
        gx_say("usage: gx_manual FOLDER");
        return GX_EXIT_MISUSE;
    }
    gx_status status = write_file(argv[1], "guanxi.1", NULL, write_program, &error);
    for (const gx_command *command = gx_commands; command->name && status == GX_OK; command++) {
        char name[64];
        snprintf(name, sizeof name, "guanxi-%s.1", command->name);
        status = write_file(argv[1], name, command, NULL, &error);
    }
    if (status == GX_OK)
        status = write_file(argv[1], "guanxi.bash", NULL, write_completion, &error);
    if (status != GX_OK)
        gx_say_error(&error);
    return (int)gx_exit_of(status);
}
