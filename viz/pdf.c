#include "viz/pdf.h"

#include "base/message.h"
#include "viz/render.h"
#include "viz/writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Points: what printers leave white. Letters of 11 points are still read at 0.55. */
static const double margin = 22, least_scale = 0.55;

/** Find text in bytes that hold NULs; NULL where it is not. The last one where `last`. */
static const char *find(const gx_buffer *pdf, const char *text, bool last)
{
    size_t n = strlen(text);
    const char *found = NULL;
    for (size_t i = 0; i + n <= pdf->n; i++)
        if (memcmp(pdf->at + i, text, n) == 0) {
            found = pdf->at + i;
            if (!last)
                break;
        }
    return found;
}

void gx_pdf_fix_dates(gx_buffer *pdf)
{
    static const char key[] = "/CreationDate (D:", always[] = "20000101000000";
    char *date = (char *)(uintptr_t)find(pdf, key, true);
    size_t from = date ? (size_t)(date - pdf->at) + strlen(key) : 0;
    if (date && from + strlen(always) <= pdf->n)
        memcpy(pdf->at + from, always, strlen(always));
}

/** What of the file the update points to: numbers of objects. */
typedef struct parts {
    long pages, contents, resources, size, root, info, xref;
    double width, height;
} parts;

/** The number behind a key; -1 where it is not there. */
static long number_after(const gx_buffer *pdf, const char *key)
{
    const char *at = find(pdf, key, true);
    return at ? strtol(at + strlen(key), NULL, 10) : -1;
}

static bool read_parts(parts *out, const gx_buffer *pdf)
{
    const char *box = find(pdf, "/MediaBox [ 0 0 ", true);
    out->pages = number_after(pdf, "   /Pages ");
    out->contents = number_after(pdf, "/Contents ");
    out->resources = number_after(pdf, "   /Resources ");
    out->size = number_after(pdf, "/Size ");
    out->root = number_after(pdf, "/Root ");
    out->info = number_after(pdf, "/Info ");
    out->xref = number_after(pdf, "startxref\n");
    if (!box || out->pages < 0 || out->contents < 0 || out->resources < 0 || out->size < 0 || out->root < 0 ||
        out->info < 0 || out->xref < 0)
        return false;
    box += strlen("/MediaBox [ 0 0 ");
    box = gx_read_decimal(box, &out->width);
    gx_read_decimal(box, &out->height);
    return out->width > 0 && out->height > 0;
}

/* ---- where one sheet ends and the next begins ------------------------------------------------------------------- */

/** Boxes along one axis, in points of the picture. */
typedef struct span {
    double low, high;
} span;

enum { CUTS_MOST = 100 };

/** The parts of one axis, [from, to) of the picture each: a sheet shows one of them. */
typedef struct cuts {
    span at[CUTS_MOST];
    size_t n, broken; /* boxes that no cut could spare */
} cuts;

static size_t count_broken(const span *boxes, size_t n, double cut)
{
    size_t broken = 0;
    for (size_t i = 0; i < n; i++)
        broken += boxes[i].low < cut && boxes[i].high > cut;
    return broken;
}

/**
 * Where a sheet that begins at `from` ends: as far as it reaches, or at the edge of a box before that, past its middle,
 * if fewer boxes are broken there.
 */
static double choose_cut(const span *boxes, size_t n, double from, double room)
{
    double best = from + room;
    size_t fewest = count_broken(boxes, n, best);
    if (!fewest)
        return best;
    for (size_t i = 0; i < n; i++) {
        double edge = boxes[i].low - 1;
        if (edge <= from + room / 2 || edge >= from + room)
            continue;
        size_t broken = count_broken(boxes, n, edge);
        if (broken < fewest || (broken == fewest && edge > best)) {
            fewest = broken;
            best = edge;
        }
    }
    return best;
}

/** The next sheet begins where this one ends, or before the boxes that are broken there: it shows them whole. */
static double next_begin(const span *boxes, size_t n, double from, double to)
{
    double begin = to;
    for (size_t i = 0; i < n; i++)
        if (boxes[i].low < to && boxes[i].high > to && boxes[i].low > (from + to) / 2)
            begin = fmin(begin, boxes[i].low);
    return begin;
}

static void cut(cuts *out, const span *boxes, size_t n, double whole, double room)
{
    double from = 0;
    *out = (cuts){.n = 0};
    while (out->n < CUTS_MOST) {
        double to = from + room < whole ? choose_cut(boxes, n, from, room) : whole;
        out->at[out->n++] = (span){from, to};
        if (to >= whole)
            break;
        out->broken += count_broken(boxes, n, to);
        from = next_begin(boxes, n, from, to);
    }
}

/** How the picture lies on sheets. */
typedef struct sheets {
    double scale, width, height; /* of the paper */
    cuts across, down;           /* down counts from the foot of the picture */
} sheets;

/** Cut at a scale: pages, and half a page for each box that is broken. */
static double cut_all(sheets *s, const parts *p, const span *boxes_across, const span *boxes_down, size_t n)
{
    cut(&s->across, boxes_across, n, p->width, (s->width - 2 * margin) / s->scale);
    cut(&s->down, boxes_down, n, p->height, (s->height - 2 * margin) / s->scale);
    return (double)(s->across.n * s->down.n) + 0.5 * (double)(s->across.broken + s->down.broken);
}

static void plan(sheets *s, const parts *p, const span *boxes_across, const span *boxes_down, size_t n)
{
    enum { TRIES = 12 };
    double room_across = s->width - 2 * margin, room_down = s->height - 2 * margin;
    s->scale = fmin(1, fmin(room_across / p->width, room_down / p->height));
    if (s->scale < least_scale) {
        /* As few sheets as keep it readable, as large as these allow; somewhat smaller where that spares boxes. */
        double across = ceil(p->width * least_scale / room_across), down = ceil(p->height * least_scale / room_down);
        double most = fmin(1, fmin(across * room_across / p->width, down * room_down / p->height)), best = 0, cost = 0;
        for (int i = 0; i < TRIES; i++) {
            s->scale = most * (1 - 0.02 * i);
            double now = cut_all(s, p, boxes_across, boxes_down, n);
            if (!i || now < cost) {
                cost = now;
                best = s->scale;
            }
        }
        s->scale = best;
    }
    cut_all(s, p, boxes_across, boxes_down, n);
}

/** The boxes of a layout along both axes: [n] each, new; nothing where there is no layout. @return false: no memory */
static bool read_boxes(span **across, span **down, size_t *n, const char *layout)
{
    enum { AN_INCH = 72 };
    const double pad = 21.6; /* 0.3 inches, as gx_canvas_begin() asks for */
    const double frame = 5;  /* the second line around events, and half of a thick one */
    size_t cap_across = 0, cap_down = 0;
    gx_plain_node node;
    while (gx_plain_next(&layout, &node)) {
        if (!gx_grow((void **)across, &cap_across, *n, sizeof **across) ||
            !gx_grow((void **)down, &cap_down, *n, sizeof **down))
            return false;
        double x = node.x * AN_INCH + pad, y = node.y * AN_INCH + pad;
        double half_width = node.width * AN_INCH / 2 + frame, half_height = node.height * AN_INCH / 2 + frame;
        (*across)[*n] = (span){x - half_width, x + half_width};
        (*down)[(*n)++] = (span){y - half_height, y + half_height};
    }
    return true;
}

/** The same from the head of the picture to its foot. */
static void turn(span *boxes, size_t n, double whole)
{
    for (size_t i = 0; i < n; i++)
        boxes[i] = (span){whole - boxes[i].high, whole - boxes[i].low};
}

/* ---- objects ------------------------------------------------------------------------------------------------------ */

static void add_numbers(gx_buffer *out, const double *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        gx_buffer_puts(out, " ");
        /* Whole hundredths: some readers take no exponents. */
        gx_write_real(out, round(numbers[i] * 100) / 100);
    }
}

/** What of the scaled picture the sheet shows, and the sheet around it. */
static void place_sheet(span *x, span *y, double corner[2], const parts *p, const sheets *s, size_t sheet)
{
    span across = s->across.at[sheet % s->across.n], down = s->down.at[sheet / s->across.n];
    *x = (span){across.low * s->scale, across.high * s->scale};
    *y = (span){(p->height - down.high) * s->scale, (p->height - down.low) * s->scale};
    corner[0] = (x->low + x->high - s->width) / 2;
    corner[1] = (y->low + y->high - s->height) / 2;
}

static void add_sheet(gx_buffer *out, const parts *p, const sheets *s, size_t sheet, long prefix, long resources)
{
    span x, y;
    double corner[2];
    place_sheet(&x, &y, corner, p, s, sheet);
    const double box[] = {corner[0], corner[1], corner[0] + s->width, corner[1] + s->height};
    gx_buffer_printf(out, "<< /Type /Page /Parent %ld 0 R /MediaBox [", p->pages);
    add_numbers(out, box, 4);
    gx_buffer_printf(out, " ] /Contents [ %ld 0 R %ld 0 R ] /Group << /Type /Group /S /Transparency /I true /CS /DeviceRGB >> "
                          "/Resources %ld 0 R >>\nendobj\n", prefix, p->contents, resources);
}

/** Before the picture on a sheet: which of how many it is, what it shows of the picture, and the scale. */
static void add_prefix(gx_buffer *out, const parts *p, const sheets *s, size_t sheet)
{
    span x, y;
    double corner[2];
    size_t n = s->across.n * s->down.n;
    gx_buffer stream = {0};
    place_sheet(&x, &y, corner, p, s, sheet);
    if (n > 1) {
        const double at[] = {corner[0] + margin, corner[1] + margin / 2};
        gx_buffer_puts(&stream, "BT /GxMark 8 Tf 0.4 g");
        add_numbers(&stream, at, 2);
        gx_buffer_puts(&stream, " Td (");
        /* Translators: in ASCII, for it is set in a font that every reader of PDF has; without backslashes. */
        gx_buffer_printf(&stream, _("%zu / %zu   row %zu, column %zu"), sheet + 1, n, sheet / s->across.n + 1,
                         sheet % s->across.n + 1);
        gx_buffer_puts(&stream, ") Tj ET 0 g\n");
        const double shown[] = {x.low, y.low, x.high - x.low, y.high - y.low};
        add_numbers(&stream, shown, 4);
        gx_buffer_puts(&stream, " re W n\n");
    }
    gx_write_real(&stream, round(s->scale * 10000) / 10000);
    gx_buffer_puts(&stream, " 0 0 ");
    gx_write_real(&stream, round(s->scale * 10000) / 10000);
    gx_buffer_puts(&stream, " 0 0 cm\n");
    gx_buffer_printf(out, "<< /Length %zu >>\nstream\n%sendstream\nendobj\n", stream.n, stream.at ? stream.at : "");
    out->failed = out->failed || stream.failed;
    gx_buffer_clear(&stream);
}

/** The picture's resources with the font of the marks among them. */
static void add_resources(gx_buffer *out, const gx_buffer *pdf, const parts *p)
{
    static const char fonts[] = "/Font <<", font[] = " /GxMark << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    char head[40];
    snprintf(head, sizeof head, "\n%ld 0 obj", p->resources);
    const char *from = find(pdf, head, true);
    const char *end = from ? strstr(from, "endobj") : NULL, *list = from ? strstr(from, fonts) : NULL;
    const char *begin = from ? strstr(from, "<<") : NULL;
    if (!end || !begin || begin > end) {
        gx_buffer_printf(out, "<< /Font <<%s >> >>\nendobj\n", font);
        return;
    }
    const char *at = list && list < end ? list + strlen(fonts) : begin + 2;
    gx_buffer_add(out, begin, (size_t)(at - begin));
    gx_buffer_printf(out, at == begin + 2 ? " /Font <<%s >>" : "%s", font);
    gx_buffer_add(out, at, (size_t)(end - at));
    gx_buffer_puts(out, "endobj\n");
}

/** The incremental update: the list of pages anew, the resources, then prefix and page of each sheet. */
static bool add_update(gx_buffer *pdf, const parts *p, const sheets *s)
{
    size_t n = s->across.n * s->down.n, base = pdf->n;
    gx_buffer update = {0}, table = {0};
    gx_buffer_printf(&table, "xref\n0 1\n0000000000 65535 f \n%ld 1\n%010zu 00000 n \n%ld %zu\n", p->pages, base, p->size, 2 * n + 1);
    gx_buffer_printf(&update, "%ld 0 obj\n<< /Type /Pages /Kids [", p->pages);
    for (size_t i = 0; i < n; i++)
        gx_buffer_printf(&update, " %ld 0 R", p->size + 2 + 2 * (long)i);
    gx_buffer_printf(&update, " ] /Count %zu >>\nendobj\n", n);
    for (size_t i = 0; i <= 2 * n; i++) {
        gx_buffer_printf(&table, "%010zu 00000 n \n", base + update.n);
        gx_buffer_printf(&update, "%ld 0 obj\n", p->size + (long)i);
        if (i == 0)
            add_resources(&update, pdf, p);
        else if (i % 2)
            add_prefix(&update, p, s, i / 2);
        else
            add_sheet(&update, p, s, i / 2 - 1, p->size + (long)i - 1, p->size);
    }
    size_t xref = base + update.n;
    gx_buffer_add(pdf, update.at ? update.at : "", update.n);
    gx_buffer_add(pdf, table.at ? table.at : "", table.n);
    gx_buffer_printf(pdf, "trailer\n<< /Size %ld /Root %ld 0 R /Info %ld 0 R /Prev %ld >>\nstartxref\n%zu\n%%%%EOF\n",
                     p->size + 1 + 2 * (long)n, p->root, p->info, p->xref, xref);
    bool ok = !pdf->failed && !update.failed && !table.failed;
    gx_buffer_clear(&update);
    gx_buffer_clear(&table);
    return ok;
}

gx_status gx_pdf_sheets(gx_buffer *pdf, const char *layout, double width, double height, unsigned *pages, gx_error *err)
{
    parts p;
    span *across = NULL, *down = NULL;
    size_t n = 0;
    if (!read_parts(&p, pdf))
        return gx_fail(err, GX_ERENDER, "a PDF without what cairo writes into one");
    sheets s = {.width = width, .height = height};
    bool ok = read_boxes(&across, &down, &n, layout);
    if (ok) {
        turn(down, n, p.height);
        plan(&s, &p, across, down, n);
        ok = add_update(pdf, &p, &s);
        *pages = (unsigned)(s.across.n * s.down.n);
    }
    gx_free(across);
    gx_free(down);
    return ok ? GX_OK : gx_fail(err, GX_ENOMEM, "out of memory for a PDF");
}
