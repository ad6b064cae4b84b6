/*
 * bench_export [EDGES]: how fast each format is written, against formatting the same network with snprintf() and writing
 * it with fwrite(), and against fwrite() of the same bytes, ready in memory, an edge a call; and how much memory an export
 * takes beside the network's own. Each goes to a new file of $TMPDIR; export and fwrite() alternate, and of ROUNDS the
 * best counts. 20,000 people, 8,000 organizations, 30,000 events, by default 200,000 edges, drawn with a fixed seed.
 * Exit 1 where a format is slower than a third of fwrite() alone, or takes more memory than the network.
 */
#include "viz/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { PEOPLE = 20000, ORGANIZATIONS = 8000, EVENTS = 30000, VERTICES = PEOPLE + ORGANIZATIONS + EVENTS, ROUNDS = 7 };

/** Seconds of processor time: others may be at work on the machine. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long peak_kb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % below;
}

static gx_network *build(size_t n_edges, gx_error *err)
{
    static char names[VERTICES][40];
    gx_network *net = NULL;
    gx_vertex *vertices = gx_alloc_zero(VERTICES, sizeof *vertices);
    gx_tie *edges = gx_alloc_zero(n_edges, sizeof *edges);
    uint64_t seed = 1;
    if (!vertices || !edges)
        return NULL;
    for (uint32_t v = 0; v < VERTICES; v++) {
        snprintf(names[v], sizeof names[v], "第%u号总工会活动", (unsigned)v);
        vertices[v] = (gx_vertex){.entity = v + 1, .name = names[v], .kind = v < PEOPLE ? NULL : "union",
            .type = v < PEOPLE ? GX_VERTEX_PERSON : v < PEOPLE + ORGANIZATIONS ? GX_VERTEX_ORGANIZATION : GX_VERTEX_EVENT};
    }
    for (size_t e = 0; e < n_edges; e++) {
        bool post = draw(&seed, 4) == 0;
        edges[e] = (gx_tie){.source = draw(&seed, PEOPLE), .type = post ? GX_TIE_POST : GX_TIE_PARTICIPATION,
            .target = post ? PEOPLE + draw(&seed, ORGANIZATIONS) : PEOPLE + ORGANIZATIONS + draw(&seed, EVENTS),
            .title = post ? "主席" : "attendee", .from = "2019-12-30", .to = "2019-12-30", .confidence = 0.9,
            .document = "2019-12-31.txt", .document_fact = 7, .line = 12, .evidence = "某某出席活动并讲话"};
    }
    const gx_network_input input = {vertices, VERTICES, edges, n_edges};
    if (gx_network_new(&net, &input, err) != GX_OK)
        fprintf(stderr, "bench_export: %s\n", err->text);
    gx_free(vertices);
    gx_free(edges);
    return net;
}

/** Seconds of one export to a new file. `*out`: its bytes where it is not NULL, read back for the caller to free. */
static double export_once(const gx_network *net, gx_export_format format, size_t *bytes, char **out)
{
    gx_error err = {0};
    FILE *stream = tmpfile();
    if (!stream)
        exit(1);
    double started = now();
    if (gx_export_write(stream, net, format, gx_export_describe(format)->parts[0] ? 1 : 0, NULL, &err) != GX_OK) {
        fprintf(stderr, "bench_export: %s\n", err.text);
        exit(1);
    }
    double took = now() - started;
    *bytes = (size_t)ftell(stream);
    if (out) {
        rewind(stream);
        *out = malloc(*bytes + 1);
        if (!*out || fread(*out, 1, *bytes, stream) != *bytes)
            exit(1);
    }
    fclose(stream);
    return took;
}

/** Seconds of handing ready bytes to fwrite(), line by line, into a new file. */
static double write_once(const char *text, size_t bytes)
{
    FILE *out = tmpfile();
    if (!out)
        exit(1);
    double started = now();
    for (size_t from = 0, to; from < bytes; from = to) {
        const char *end = memchr(text + from, '\n', bytes - from);
        to = end ? (size_t)(end - text) + 1 : bytes;
        if (fwrite(text + from, 1, to - from, out) != to - from)
            exit(1);
    }
    fflush(out);
    double took = now() - started;
    fclose(out);
    return took;
}

/** Bytes a second of the plainest way: each edge formatted by snprintf(), handed to fwrite(). */
static double plain_speed(const gx_network *net)
{
    FILE *stream = tmpfile();
    if (!stream)
        exit(1);
    double started = now();
    size_t bytes = 0;
    for (uint32_t e = 0; e < gx_network_edge_count(net); e++) {
        const gx_tie *tie = gx_network_edge(net, e);
        char line[512];
        int n = snprintf(line, sizeof line,
                         "{\"source\":\"%u\",\"target\":\"%u\",\"type\":\"%s\",\"role\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"confidence\":%.15g,"
                         "\"strength\":%.15g,\"document\":\"%s\",\"line\":%u,\"text\":\"%s\"},\n",
                         (unsigned)tie->source, (unsigned)tie->target, gx_tie_type_name(tie->type), tie->title, tie->from, tie->to,
                         tie->confidence, tie->strength, tie->document, (unsigned)tie->line, tie->evidence);
        bytes += fwrite(line, 1, (size_t)n, stream);
    }
    fflush(stream);
    double took = now() - started;
    fclose(stream);
    return (double)bytes / took;
}

int main(int argc, char **argv)
{
    gx_error err = {0};
    int faults = 0;
    size_t n_edges = argc > 1 ? strtoul(argv[1], NULL, 10) : 200000;
    gx_network *net = build(n_edges, &err);
    if (!net)
        return 1;
    /* Memory first: reading the bytes back below would hide what an export takes. */
    long before = peak_kb(), peaks[GX_EXPORT_FACTS];
    for (int i = 0; i < GX_EXPORT_FACTS; i++) {
        size_t bytes;
        export_once(net, (gx_export_format)i, &bytes, NULL);
        peaks[i] = peak_kb();
        if (peaks[i] > 2 * before)
            faults++;
    }
    double plain = plain_speed(net);
    for (int round = 1; round < ROUNDS; round++) {
        double again = plain_speed(net);
        plain = again > plain ? again : plain;
    }
    printf("%-10s %7.1f MB/s            (network: %ld MB)\n", "snprintf", plain / 1e6, before / 1024);
    for (int i = 0; i < GX_EXPORT_FACTS; i++) {
        gx_export_format format = (gx_export_format)i;
        char *text = NULL;
        size_t bytes;
        double took = export_once(net, format, &bytes, &text), raw = write_once(text, bytes);
        for (int round = 1; round < ROUNDS; round++) {
            double again = export_once(net, format, &bytes, NULL), raw_again = write_once(text, bytes);
            took = again < took ? again : took;
            raw = raw_again < raw ? raw_again : raw;
        }
        free(text);
        double speed = (double)bytes / took;
        printf("%-10s %7.1f MB/s %5.2f of snprintf and fwrite, %5.2f of fwrite alone  %6.2f s, peak %ld MB\n",
               gx_export_describe(format)->name, speed / 1e6, speed / plain, raw / took, took, peaks[i] / 1024);
        if (raw / took < 1.0 / 3)
            faults++;
    }
    gx_network_free(net);
    return faults > 0;
}
