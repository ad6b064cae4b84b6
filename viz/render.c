#include "viz/render.h"
#include "viz/draw.h"
#include "viz/writer.h"

#include <errno.h>
#include <graphviz/graphviz_version.h>
#include <graphviz/gvc.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DEFAULT_LIMIT_SECONDS = 60, MESSAGE_BYTES = 400, CHUNK_BYTES = 65536 };

/* ---- the child ------------------------------------------------------------------------------------------------ */

/* Graphviz hands its messages to a plain function: this is the child's own copy, used by one thread. */
static char message[MESSAGE_BYTES];

static int keep_message(char *text)
{
    size_t used = strlen(message);
    if (used + 1 < sizeof message)
        strncat(message, text, sizeof message - used - 1);
    return 0;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

static pointf rounded(pointf p)
{
    enum { STEPS_A_POINT = 64 };
    return (pointf){round(p.x * STEPS_A_POINT) / STEPS_A_POINT, round(p.y * STEPS_A_POINT) / STEPS_A_POINT};
}

static void round_label(textlabel_t *label)
{
    if (label)
        label->pos = rounded(label->pos);
}

/**
 * Put all coordinates on a fine grid.  sfdp adds up in the order of addresses, which differ from run to run: the last
 * bits of its results do too, and with them a digit of a picture now and then.
 */
static void round_layout(Agraph_t *graph)
{
    GD_bb(graph) = (boxf){rounded(GD_bb(graph).LL), rounded(GD_bb(graph).UR)};
    round_label(GD_label(graph));
    for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node)) {
        ND_coord(node) = rounded(ND_coord(node));
        for (Agedge_t *edge = agfstout(graph, node); edge; edge = agnxtout(graph, edge)) {
            splines *line = ED_spl(edge);
            round_label(ED_label(edge));
            for (int i = 0; line && i < line->size; i++) {
                bezier *piece = &line->list[i];
                piece->sp = rounded(piece->sp);
                piece->ep = rounded(piece->ep);
                for (int k = 0; k < piece->size; k++)
                    piece->list[k] = rounded(piece->list[k]);
            }
        }
    }
}

static bool write_as(int fd, GVC_t *gvc, Agraph_t *graph, const char *format, size_t n_nuls)
{
    char *bytes = NULL;
    unsigned n = 0;
    /* The result first: after a failure the pointer may be stale. */
    return gvRenderData(gvc, graph, format, &bytes, &n) == 0 && bytes && agerrors() <= 0 && write_all(fd, bytes, n) &&
           write_all(fd, "", n_nuls);
}

/** Lay out and write to `fd`; what went wrong is in `message`. */
static bool draw_to(int fd, const gx_render_job *job)
{
    agseterrf(keep_message);
    GVC_t *gvc = gvContext();
    Agraph_t *graph = gvc ? agmemread(job->dot) : NULL;
    if (!graph || gvLayout(gvc, graph, job->engine) != 0)
        return false;
    round_layout(graph);
    /* The layout ends with its NUL, so that the parent knows where the picture begins. */
    return (!job->layout || write_as(fd, gvc, graph, "plain", 1)) && write_as(fd, gvc, graph, job->format, 0);
}

static _Noreturn void child(int out, int complaint, const gx_render_job *job, unsigned limit)
{
    /* Should the parent die, nobody else would stop a layout that takes hours. */
    signal(SIGALRM, SIG_DFL);
    alarm(limit + 5);
    /* Pango and failed assertions talk to stderr: to the parent as well. */
    dup2(complaint, STDERR_FILENO);
    bool ok = draw_to(out, job);
    if (!ok) {
        if (!message[0])
            keep_message("no picture came out");
        if (!write_all(complaint, message, strlen(message)))
            _exit(3);
    }
    /* The process ends here: what gvc holds is not freed, and the parent's streams are not flushed. */
    _exit(ok ? 0 : 1);
}

/* ---- the parent ----------------------------------------------------------------------------------------------- */

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/** Read what there is. @return false at the end of the stream */
static bool read_some(int fd, gx_buffer *into)
{
    char chunk[CHUNK_BYTES];
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n > 0)
        gx_buffer_add(into, chunk, (size_t)n);
    return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

/** Collect both streams until they end or the time is over. @return false when it is over */
static bool collect(int out_fd, int complaint_fd, gx_buffer *out, gx_buffer *complaint, unsigned limit)
{
    struct pollfd fds[2] = {{.fd = out_fd, .events = POLLIN}, {.fd = complaint_fd, .events = POLLIN}};
    gx_buffer *into[2] = {out, complaint};
    int64_t deadline = now_ms() + (int64_t)limit * 1000;
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        int64_t left = deadline - now_ms();
        if (left <= 0)
            return false;
        int ready = poll(fds, 2, (int)left);
        if (ready < 0 && errno != EINTR)
            return false;
        for (int i = 0; ready > 0 && i < 2; i++)
            if (fds[i].fd >= 0 && fds[i].revents && !read_some(fds[i].fd, into[i]))
                fds[i].fd = -1;
    }
    return true;
}

static void close_pair(int pair[2])
{
    for (int i = 0; i < 2; i++)
        if (pair[i] >= 0)
            close(pair[i]);
}

static void tidy_line(gx_buffer *text)
{
    for (size_t i = 0; i < text->n; i++)
        if ((unsigned char)text->at[i] < 0x20)
            text->at[i] = ' ';
    while (text->n && text->at[text->n - 1] == ' ')
        text->at[--text->n] = '\0';
}

/** What the child's end means. */
static gx_status verdict(int state, gx_buffer *complaint, const gx_buffer *picture, const char *engine, gx_error *err)
{
    tidy_line(complaint);
    if (WIFSIGNALED(state))
        return gx_fail(err, GX_ERENDER, "Graphviz (%s) was ended by signal %d %s", engine, WTERMSIG(state),
                       complaint->n ? complaint->at : "");
    if (!WIFEXITED(state) || WEXITSTATUS(state) != 0)
        return gx_fail(err, GX_ERENDER, "Graphviz (%s): %s", engine, complaint->n ? complaint->at : "failed without a word");
    if (picture->failed || complaint->failed)
        return gx_fail(err, GX_ENOMEM, "out of memory while reading a picture");
    return GX_OK;
}

gx_status gx_render(gx_buffer *out, const gx_render_job *job, bool *too_slow, gx_error *err)
{
    gx_status status = GX_OK;
    unsigned limit = job->time_limit_seconds ? job->time_limit_seconds : DEFAULT_LIMIT_SECONDS;
    int data[2] = {-1, -1}, words[2] = {-1, -1}, state = 0;
    gx_buffer picture = {0}, complaint = {0};
    pid_t pid = -1;
    if (too_slow)
        *too_slow = false;
    if (pipe(data) != 0 || pipe(words) != 0 || (pid = fork()) < 0) {
        status = gx_fail(err, GX_EIO, "cannot start a process for drawing: %s", strerror(errno));
        goto done;
    }
    if (pid == 0) {
        close(data[0]);
        close(words[0]);
        child(data[1], words[1], job, limit);
    }
    close(data[1]);
    close(words[1]);
    data[1] = words[1] = -1;
    bool in_time = collect(data[0], words[0], &picture, &complaint, limit);
    if (!in_time)
        kill(pid, SIGKILL);
    while (waitpid(pid, &state, 0) < 0 && errno == EINTR) {
    }
    if (!in_time) {
        if (too_slow)
            *too_slow = true;
        status = gx_fail(err, GX_ERENDER, "Graphviz (%s) took more than %u s", job->engine, limit);
        goto done;
    }
    status = verdict(state, &complaint, &picture, job->engine, err);
    if (status != GX_OK)
        goto done;
    size_t layout = 0;
    if (job->layout && picture.n) {
        layout = strlen(picture.at) + 1;
        gx_buffer_puts(job->layout, picture.at);
    }
    if (layout <= picture.n)
        gx_buffer_add(out, picture.at ? picture.at + layout : "", picture.n - layout);
    if (out->failed || (job->layout && job->layout->failed))
        status = gx_fail(err, GX_ENOMEM, "out of memory while reading a picture");
done:
    close_pair(data);
    close_pair(words);
    gx_buffer_clear(&picture);
    gx_buffer_clear(&complaint);
    return status;
}


/* ---- reading a layout ----------------------------------------------------------------------------------------- */

bool gx_plain_next(const char **at, gx_plain_node *out)
{
    const char *line = *at;
    while (strncmp(line, "node ", 5) != 0) {
        line = strchr(line, '\n');
        if (!line)
            return false;
        line++;
    }
    line += strlen("node ");
    bool quoted = *line == '"';
    out->name = line + quoted;
    const char *end = strchr(out->name, quoted ? '"' : ' ');
    if (!end)
        return false;
    double *numbers[] = {&out->x, &out->y, &out->width, &out->height};
    end += quoted;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        end = gx_read_decimal(end, numbers[i]);
    *at = end;
    return true;
}

const char *gx_draw_graphviz_version(void)
{
    return PACKAGE_VERSION;
}
