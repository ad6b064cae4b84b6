#include "viz/pdf.h"

#include "viz/writer.h"

#include <math.h>
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

/** A decimal that cairo wrote, in any locale. */
static double decimal(const char **at)
{
    double value = 0, place = 0;
    while (**at == ' ')
        ++*at;
    for (; (**at >= '0' && **at <= '9') || **at == '.'; ++*at) {
        if (**at == '.')
            place = 1;
        else
            value = value * 10 + (**at - '0'), place *= 10;
    }
    return place > 0 ? value / place : value;
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
    out->width = decimal(&box);
    out->height = decimal(&box);
    return out->width > 0 && out->height > 0;
}

/** How the picture lies on sheets. */
typedef struct sheets {
    double scale, width, height; /* of the paper */
    double left, top;            /* where the first sheet begins, in scaled points; top counts from below */
    unsigned across, down;
} sheets;

static sheets plan(const parts *p, double width, double height)
{
    sheets s = {.width = width, .height = height, .across = 1, .down = 1};
    double room_across = width - 2 * margin, room_down = height - 2 * margin;
    s.scale = fmin(1, fmin(room_across / p->width, room_down / p->height));
    if (s.scale < least_scale) {
        /* As few sheets as keep it readable, then as large as these sheets allow. */
        s.across = (unsigned)ceil(p->width * least_scale / room_across);
        s.down = (unsigned)ceil(p->height * least_scale / room_down);
        s.scale = fmin(1, fmin(s.across * room_across / p->width, s.down * room_down / p->height));
    }
    double total_across = s.across * room_across + 2 * margin, total_down = s.down * room_down + 2 * margin;
    s.left = (p->width * s.scale - total_across) / 2;
    s.top = p->height * s.scale + (total_down - p->height * s.scale) / 2;
    return s;
}

static void add_sheet(gx_buffer *out, const parts *p, const sheets *s, unsigned column, unsigned row)
{
    double x = s->left + column * (s->width - 2 * margin);
    double y = s->top - row * (s->height - 2 * margin) - s->height;
    const double box[] = {x, y, x + s->width, y + s->height};
    gx_buffer_printf(out, "<< /Type /Page /Parent %ld 0 R /MediaBox [", p->pages);
    for (int i = 0; i < 4; i++) {
        gx_buffer_puts(out, " ");
        /* Whole hundredths: some readers take no exponents. */
        gx_write_real(out, round(box[i] * 100) / 100);
    }
    gx_buffer_printf(out, " ] /Contents [ %ld 0 R %ld 0 R ] /Group << /Type /Group /S /Transparency /I true /CS /DeviceRGB >> "
                          "/Resources %ld 0 R >>\nendobj\n", p->size, p->contents, p->resources);
}

static void add_scale(gx_buffer *out, double scale)
{
    gx_buffer stream = {0};
    gx_write_real(&stream, round(scale * 10000) / 10000);
    gx_buffer_puts(&stream, " 0 0 ");
    gx_write_real(&stream, round(scale * 10000) / 10000);
    gx_buffer_puts(&stream, " 0 0 cm\n");
    gx_buffer_printf(out, "<< /Length %zu >>\nstream\n%sendstream\nendobj\n", stream.n, stream.at ? stream.at : "");
    out->failed = out->failed || stream.failed;
    gx_buffer_clear(&stream);
}

gx_status gx_pdf_sheets(gx_buffer *pdf, double width, double height, unsigned *pages, gx_error *err)
{
    parts p;
    if (!read_parts(&p, pdf))
        return gx_fail(err, GX_ERENDER, "a PDF without what cairo writes into one");
    sheets s = plan(&p, width, height);
    unsigned n = s.across * s.down;
    gx_buffer update = {0}, table = {0};
    size_t base = pdf->n;
    /* The list of pages anew, the scale as a stream of its own before the picture's, then the sheets. */
    gx_buffer_printf(&table, "xref\n0 1\n0000000000 65535 f \n%ld 1\n%010zu 00000 n \n%ld %u\n", p.pages, base, p.size, n + 1);
    gx_buffer_printf(&update, "%ld 0 obj\n<< /Type /Pages /Kids [", p.pages);
    for (unsigned i = 0; i < n; i++)
        gx_buffer_printf(&update, " %ld 0 R", p.size + 1 + (long)i);
    gx_buffer_printf(&update, " ] /Count %u >>\nendobj\n", n);
    for (unsigned i = 0; i <= n; i++) {
        gx_buffer_printf(&table, "%010zu 00000 n \n", base + update.n);
        gx_buffer_printf(&update, "%ld 0 obj\n", p.size + (long)i);
        if (i == 0)
            add_scale(&update, s.scale);
        else
            add_sheet(&update, &p, &s, (i - 1) % s.across, (i - 1) / s.across);
    }
    size_t xref = base + update.n;
    gx_buffer_add(pdf, update.at ? update.at : "", update.n);
    gx_buffer_add(pdf, table.at ? table.at : "", table.n);
    gx_buffer_printf(pdf, "trailer\n<< /Size %ld /Root %ld 0 R /Info %ld 0 R /Prev %ld >>\nstartxref\n%zu\n%%%%EOF\n",
                     p.size + 1 + (long)n, p.root, p.info, p.xref, xref);
    bool failed = pdf->failed || update.failed || table.failed;
    gx_buffer_clear(&update);
    gx_buffer_clear(&table);
    *pages = n;
    return failed ? gx_fail(err, GX_ENOMEM, "out of memory for a PDF") : GX_OK;
}
