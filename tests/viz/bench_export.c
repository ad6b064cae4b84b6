/*
 * bench_export [EDGES]: how fast each format is written, against formatting the same network with snprintf() and writing
 * it with fwrite(), and against fwrite() of the same bytes alone; and how much memory the export takes beside the
 * network's own (the first row's: raw copies of the bytes are made between the rows).
 * 20,000 people, 8,000 organizations, 30,000 events, by default 200,000 edges, drawn with a fixed seed.
 */
#include "viz/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { PEOPLE = 20000, ORGANIZATIONS = 8000, EVENTS = 30000, VERTICES = PEOPLE + ORGANIZATIONS + EVENTS };

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

/** Bytes a second of handing what is in a file already to fwrite() again, line by line. */
static double raw_speed(FILE *stream, size_t bytes)
{
    char *text = malloc(bytes + 1);
    FILE *out = tmpfile();
    rewind(stream);
    if (!text || !out || fread(text, 1, bytes, stream) != bytes)
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
    free(text);
    return (double)bytes / took;
}

/** Bytes a second of the plainest way: each edge formatted by snprintf(), handed to fwrite(). */
static double plain_speed(const gx_network *net, FILE *stream)
{
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
    return (double)bytes / (now() - started);
}

int main(int argc, char **argv)
{
    gx_error err = {0};
    size_t n_edges = argc > 1 ? strtoul(argv[1], NULL, 10) : 200000;
    gx_network *net = build(n_edges, &err);
    FILE *stream = tmpfile();
    if (!net || !stream)
        return 1;
    double plain = plain_speed(net, stream);
    long before = peak_kb();
    printf("%-10s %7.1f MB/s            (network: %ld MB)\n", "snprintf", plain / 1e6, before / 1024);
    for (int i = 0; i < GX_EXPORT_FACTS; i++) {
        gx_export_format format = (gx_export_format)i;
        size_t part = gx_export_describe(format)->parts[0] ? 1 : 0;
        rewind(stream);
        double started = now();
        if (gx_export_write(stream, net, format, part, NULL, &err) != GX_OK) {
            fprintf(stderr, "bench_export: %s\n", err.text);
            return 1;
        }
        double took = now() - started, bytes = (double)ftell(stream);
        long peak = peak_kb();
        printf("%-10s %7.1f MB/s %5.2f of snprintf and fwrite, %5.2f of fwrite alone  %6.2f s, peak %ld MB\n",
               gx_export_describe(format)->name, bytes / took / 1e6, bytes / took / plain,
               bytes / took / raw_speed(stream, (size_t)bytes), took, peak / 1024);
    }
    fclose(stream);
    gx_network_free(net);
    return 0;
}
