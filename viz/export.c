#include "viz/export.h"

#include "base/file.h"
#include "viz/source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

typedef gx_status write_fn(gx_writer *out, gx_source *source, gx_error *err);

typedef struct format_row {
    gx_export_info info;
    write_fn *write[2]; /* one a part */
} format_row;

static const format_row formats[GX_EXPORT_FORMATS] = {
    [GX_EXPORT_DOT] = {{"dot", "Graphviz DOT", ".dot", {NULL}}, {gx_export_dot}},
    [GX_EXPORT_JSON] = {{"json", "JSON with measures and evidence (viz/network.schema.json)", ".json", {NULL}},
                        {gx_export_json}},
    [GX_EXPORT_NODE_LINK] = {{"node-link", "node-link JSON of NetworkX and D3", ".json", {NULL}}, {gx_export_node_link}},
    [GX_EXPORT_CYTOSCAPE] = {{"cytoscape", "elements of Cytoscape.js and Cytoscape", ".cyjs", {NULL}},
                             {gx_export_cytoscape}},
    [GX_EXPORT_GRAPHML] = {{"graphml", "GraphML for Gephi, igraph, NetworkX, yEd", ".graphml", {NULL}},
                           {gx_export_graphml}},
    [GX_EXPORT_GEXF] = {{"gexf", "GEXF 1.3 for Gephi, with time", ".gexf", {NULL}}, {gx_export_gexf}},
    [GX_EXPORT_CSV] = {{"csv", "two plain tables in a folder", "", {"nodes.csv", "edges.csv", NULL}},
                       {gx_export_csv_nodes, gx_export_csv_edges}},
    [GX_EXPORT_NEO4J] = {{"neo4j", "two tables in a folder for neo4j-admin import", "", {"nodes.csv", "edges.csv", NULL}},
                         {gx_export_neo4j_nodes, gx_export_neo4j_edges}},
    [GX_EXPORT_JSONLD] = {{"jsonld", "JSON-LD in the terms of Popolo and schema.org", ".jsonld", {NULL}},
                          {gx_export_jsonld}},
    [GX_EXPORT_FACTS] = {{"facts", "the facts as NDJSON", ".ndjson", {NULL}}, {gx_export_facts}},
};

const gx_export_info *gx_export_describe(gx_export_format format)
{
    return &formats[format].info;
}

gx_status gx_export_by_name(gx_export_format *out, const char *name, gx_error *err)
{
    char names[200] = "";
    for (size_t i = 0; i < GX_EXPORT_FORMATS; i++) {
        if (strcmp(formats[i].info.name, name) == 0) {
            *out = (gx_export_format)i;
            return GX_OK;
        }
        size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "", formats[i].info.name);
    }
    return gx_fail(err, GX_EINVAL, "no export format \"%s\"; there are: %s", name, names);
}

gx_status gx_export_facts(gx_writer *out, gx_source *source, gx_error *err)
{
    if (!source->options->store)
        return gx_fail(err, GX_EINVAL, "facts are exported from a knowledge base, and none is given");
    return gx_store_facts(source->options->store, source->options->filter, &out->text, err);
}

gx_status gx_export_write(FILE *stream, const gx_network *net, gx_export_format format, size_t part,
                          const gx_export_options *options, gx_error *err)
{
    static const gx_export_options none = {0};
    gx_writer out = {.stream = stream};
    gx_source source = {0};
    if ((unsigned)format >= GX_EXPORT_FORMATS || part >= 2 || !formats[format].write[part])
        return gx_fail(err, GX_EINVAL, "export format %u has no part %zu", (unsigned)format, part);
    gx_status status = gx_source_init(&source, net, options ? options : &none, err);
    if (status == GX_OK)
        status = formats[format].write[part](&out, &source, err);
    gx_status ended = gx_writer_end(&out, status == GX_OK ? err : NULL);
    gx_source_clear(&source);
    return status != GX_OK ? status : ended;
}

static gx_status save_part(const char *path, const gx_network *net, gx_export_format format, size_t part,
                           const gx_export_options *options, gx_error *err)
{
    gx_output out = {0};
    gx_status status = gx_output_open(&out, path, err);
    if (status == GX_OK)
        status = gx_export_write(out.stream, net, format, part, options, err);
    if (status == GX_OK)
        return gx_output_close(&out, err);
    gx_output_abandon(&out);
    return status;
}

gx_status gx_export_save(const char *path, const gx_network *net, gx_export_format format,
                         const gx_export_options *options, gx_error *err)
{
    const gx_export_info *info = gx_export_describe(format);
    if (!info->parts[0])
        return save_part(path, net, format, 0, options, err);
    if (strcmp(path, "-") == 0)
        return gx_fail(err, GX_EINVAL, "%s is several files: name a folder with -o", info->name);
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return gx_fail_at(err, GX_EIO, path, 0, 0, "cannot make the folder: %s", strerror(errno));
    gx_status status = GX_OK;
    for (size_t part = 0; status == GX_OK && info->parts[part]; part++) {
        gx_buffer file = {0};
        gx_buffer_printf(&file, "%s/%s", path, info->parts[part]);
        status = file.failed ? gx_fail(err, GX_ENOMEM, "out of memory for a file name")
                             : save_part(file.at, net, format, part, options, err);
        gx_buffer_clear(&file);
    }
    return status;
}
