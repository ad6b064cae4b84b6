#include "viz/draw.h"

#include "base/message.h"
#include "viz/font.h"
#include "viz/pdf.h"
#include "viz/render.h"
#include "viz/views.h"
#include "viz/writer.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

typedef struct view_row {
    gx_view_info info;
    gx_view_fn *fill;
} view_row;

static const view_row views[GX_VIEWS] = {
    [GX_VIEW_NETWORK] = {{"network", "the whole network, or its core", 0, false, GX_KB_ANY, true}, gx_view_network},
    [GX_VIEW_ORGS] = {{"orgs", "which organization belongs to which, with office holders", 0, true, GX_KB_ORGANIZATION, true},
                      gx_view_orgs},
    [GX_VIEW_EVENT] = {{"event", "an event and who took part, as what", 1, false, GX_KB_EVENT, false}, gx_view_event},
    [GX_VIEW_PERSON] = {{"person", "posts and events of a person along time", 1, false, GX_KB_PERSON, false}, gx_view_person},
    [GX_VIEW_ATTENDANCE] = {{"attendance", "people and events as a table", 0, false, GX_KB_ANY, false}, gx_view_attendance},
    [GX_VIEW_EGO] = {{"ego", "what surrounds one person, organization or event", 1, false, GX_KB_ANY, true}, gx_view_ego},
    [GX_VIEW_PATH] = {{"path", "how two are connected", 2, false, GX_KB_ANY, true}, gx_view_path},
    [GX_VIEW_BROKERS] = {{"brokers", "who stands between groups", 0, false, GX_KB_ANY, true}, gx_view_brokers},
};

static const struct format_row {
    const char *name, *graphviz;
} formats[GX_DRAW_FORMATS] = {
    /* The core's own SVG keeps text as text; cairo's would draw outlines. */
    [GX_DRAW_SVG] = {"svg", "svg"},
    [GX_DRAW_PNG] = {"png", "png:cairo"},
    [GX_DRAW_PDF] = {"pdf", "pdf:cairo"},
    [GX_DRAW_DOT] = {"dot", NULL},
};

/* Points; portrait. */
static const struct paper_row {
    const char *name;
    double width, height;
} papers[GX_PAPERS] = {
    [GX_PAPER_FREE] = {"free", 0, 0},
    [GX_PAPER_A4] = {"A4", 595.28, 841.89},
    [GX_PAPER_A3] = {"A3", 841.89, 1190.55},
    [GX_PAPER_A2] = {"A2", 1190.55, 1683.78},
};

enum { SCREEN_DPI = 110, PAPER_DPI = 300, POINTS_AN_INCH = 72, PAPER_MARGIN_POINTS = 36 };

const gx_view_info *gx_view_describe(gx_draw_view view)
{
    return &views[view].info;
}

/** Append `name` to a list of what there is. */
static void list_name(char *names, size_t n, const char *name)
{
    size_t used = strlen(names);
    snprintf(names + used, n - used, "%s%s", used ? ", " : "", name);
}

gx_status gx_view_by_name(gx_draw_view *out, const char *name, gx_error *err)
{
    char names[200] = "";
    for (int i = 0; i < GX_VIEWS; i++) {
        if (strcmp(views[i].info.name, name) == 0) {
            *out = (gx_draw_view)i;
            return GX_OK;
        }
        list_name(names, sizeof names, views[i].info.name);
    }
    return gx_fail(err, GX_EINVAL, "no view \"%s\"; there are: %s", name, names);
}

gx_status gx_draw_format_by_name(gx_draw_format *out, const char *name_or_path, gx_error *err)
{
    char names[100] = "";
    const char *dot = strrchr(name_or_path, '.');
    const char *name = dot ? dot + 1 : name_or_path;
    for (int i = 0; i < GX_DRAW_FORMATS; i++) {
        if (strcasecmp(formats[i].name, name) == 0) {
            *out = (gx_draw_format)i;
            return GX_OK;
        }
        list_name(names, sizeof names, formats[i].name);
    }
    return gx_fail(err, GX_EINVAL, "no picture format for \"%s\"; there are: %s", name_or_path, names);
}

gx_status gx_paper_by_name(gx_paper *out, const char *name, gx_error *err)
{
    char names[100] = "";
    for (int i = 0; i < GX_PAPERS; i++) {
        if (strcasecmp(papers[i].name, name) == 0) {
            *out = (gx_paper)i;
            return GX_OK;
        }
        list_name(names, sizeof names, papers[i].name);
    }
    return gx_fail(err, GX_EINVAL, "no paper \"%s\"; there are: %s", name, names);
}

static gx_status check(const gx_draw_request *request, gx_error *err)
{
    if ((unsigned)request->view >= GX_VIEWS || (unsigned)request->format >= GX_DRAW_FORMATS ||
        (unsigned)request->paper >= GX_PAPERS)
        return gx_fail(err, GX_EINVAL, "no such view, format or paper");
    const gx_view_info *info = &views[request->view].info;
    if (request->view == GX_VIEW_ORGS && !request->store)
        return gx_fail(err, GX_EINVAL, "view orgs needs a knowledge base besides the network");
    if (info->needs_network ? !request->network : !request->store)
        return gx_fail(err, GX_EINVAL, "view %s needs a %s", info->name, info->needs_network ? "network" : "knowledge base");
    if ((info->names > 0 && !request->subject) || (info->names > 1 && !request->other))
        return gx_fail(err, GX_EINVAL, "view %s needs %u name%s", info->name, info->names, info->names > 1 ? "s" : "");
    return GX_OK;
}

static void paper_size(const gx_draw_request *request, double *width, double *height)
{
    const struct paper_row *paper = &papers[request->paper];
    *width = request->landscape ? paper->height : paper->width;
    *height = request->landscape ? paper->width : paper->height;
}

/** Resolution, and for one sheet of paper the size. (PDF is put on sheets afterwards.) */
static void add_size(gx_canvas *canvas, const gx_draw_request *request)
{
    bool on_paper = request->paper != GX_PAPER_FREE;
    if (request->format == GX_DRAW_PNG)
        gx_buffer_printf(&canvas->dot, "dpi=%d;\n", on_paper ? PAPER_DPI : SCREEN_DPI);
    /* Graphviz leaves half an inch around a PDF, besides the pad of all pictures. */
    if (request->format == GX_DRAW_PDF)
        gx_buffer_puts(&canvas->dot, "margin=0;\n");
    if (on_paper && (request->format == GX_DRAW_PNG || request->format == GX_DRAW_SVG)) {
        double width, height;
        paper_size(request, &width, &height);
        gx_buffer_puts(&canvas->dot, "size=\"");
        gx_write_real(&canvas->dot, (width - PAPER_MARGIN_POINTS) / POINTS_AN_INCH);
        gx_buffer_puts(&canvas->dot, ",");
        gx_write_real(&canvas->dot, (height - PAPER_MARGIN_POINTS) / POINTS_AN_INCH);
        gx_buffer_puts(&canvas->dot, "\";\n");
    }
}

static void warn(gx_draw_report *report, const char *text)
{
    size_t used = strlen(report->warning);
    snprintf(report->warning + used, sizeof report->warning - used, "%s%s", used ? "; " : "", text);
}

/** Render; a layout that takes too long or that Graphviz cannot do is replaced by the one that always ends. */
static gx_status render(gx_buffer *out, gx_buffer *layout, const gx_canvas *canvas, const gx_draw_request *request,
                        gx_draw_report *report, gx_error *err)
{
    bool on_sheets = request->format == GX_DRAW_PDF && request->paper != GX_PAPER_FREE;
    gx_render_job job = {.dot = canvas->dot.at,
                         .engine = canvas->engine,
                         .format = formats[request->format].graphviz,
                         .time_limit_seconds = request->time_limit_seconds,
                         .layout = on_sheets ? layout : NULL};
    gx_error first = {0};
    gx_status status = gx_render(out, &job, NULL, &first);
    if (status != GX_ERENDER || strcmp(job.engine, "sfdp") == 0) {
        if (status != GX_OK)
            return gx_fail(err, status, "%s", first.text);
        return GX_OK;
    }
    job.engine = "sfdp";
    if (gx_render(out, &job, NULL, NULL) != GX_OK)
        return gx_fail(err, status, "%s", first.text);
    gx_buffer text = {0};
    gx_buffer_printf(&text, "%s; drawn with sfdp instead", first.text);
    warn(report, text.at ? text.at : first.text);
    gx_buffer_clear(&text);
    return GX_OK;
}

static gx_status finish(gx_buffer *out, const gx_buffer *layout, const gx_draw_request *request, gx_draw_report *report,
                        gx_error *err)
{
    if (request->format != GX_DRAW_PDF)
        return GX_OK;
    gx_pdf_fix_dates(out);
    if (request->paper == GX_PAPER_FREE)
        return GX_OK;
    double width, height;
    paper_size(request, &width, &height);
    return gx_pdf_sheets(out, layout->at ? layout->at : "", width, height, &report->pages, err);
}

/** "kb.db (7 pages, 1,200 facts), drawn by guanxi" */
static void add_source(gx_buffer *out, const char *name, const gx_store_counts *counts)
{
    char pages[64], facts[64];
    snprintf(pages, sizeof pages, gx_message_of("%zu page", "%zu pages", (unsigned long)counts->documents),
             (size_t)counts->documents);
    snprintf(facts, sizeof facts, gx_message_of("%zu fact", "%zu facts", (unsigned long)counts->facts), (size_t)counts->facts);
    gx_buffer_printf(out, _("%s (%s, %s), drawn by guanxi"), name, pages, facts);
}

/** The title block, whose source line says how much was read. */
static gx_status end_canvas(gx_canvas *canvas, const gx_draw_request *request, gx_error *err)
{
    gx_draw_request ended = *request;
    gx_store_counts counts;
    gx_buffer source = {0};
    gx_status status = GX_OK;
    if (request->source && request->store) {
        status = gx_store_count(request->store, &counts, err);
        if (status == GX_OK)
            add_source(&source, request->source, &counts);
        ended.source = source.at ? source.at : request->source;
    }
    if (status == GX_OK)
        gx_canvas_end(canvas, &ended);
    gx_buffer_clear(&source);
    return status;
}

gx_status gx_draw(gx_buffer *out, gx_draw_report *report, const gx_draw_request *request, gx_error *err)
{
    gx_draw_report own = {0};
    gx_canvas canvas = {0};
    gx_buffer layout = {0};
    if (!report)
        report = &own;
    *report = (gx_draw_report){.pages = 1};
    gx_status status = check(request, err);
    if (status != GX_OK)
        return status;
    gx_font font = gx_font_probe();
    if (font.warning[0])
        warn(report, font.warning);
    status = views[request->view].fill(&canvas, request, font.names, err);
    if (status != GX_OK)
        goto done;
    add_size(&canvas, request);
    status = end_canvas(&canvas, request, err);
    if (status != GX_OK)
        goto done;
    if (canvas.dot.failed) {
        status = gx_fail(err, GX_ENOMEM, "out of memory for a picture");
        goto done;
    }
    report->n_drawn = canvas.n_drawn;
    report->n_left_out = canvas.n_left_out;
    if (request->format == GX_DRAW_DOT) {
        gx_buffer_add(out, canvas.dot.at, canvas.dot.n);
        status = out->failed ? gx_fail(err, GX_ENOMEM, "out of memory for a picture") : GX_OK;
        goto done;
    }
    status = render(out, &layout, &canvas, request, report, err);
    if (status == GX_OK)
        status = finish(out, &layout, request, report, err);
done:
    gx_buffer_clear(&layout);
    gx_canvas_clear(&canvas);
    return status;
}
