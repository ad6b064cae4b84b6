/**
 * @file src/cli/commands.h
 * What the commands share: the knowledge base that is asked, names, filters, the network.
 */
#ifndef GX_CLI_COMMANDS_H
#define GX_CLI_COMMANDS_H

#include "cli/answer.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "graph/centrality.h"
#include "graph/layers.h"
#include "store/store.h"

/** The knowledge base of a call: --base, else $GUANXI_BASE, else kb.db; borrowed. */
const char *gx_base_path(const gx_options *options);

/** Open it for reading. @param[out] out  new; free with gx_store_close() */
GX_MUST_USE gx_status gx_base_open(gx_store **out, const gx_call *call, gx_error *err);

/** The options' filter, checked. Strings are borrowed from the options. */
GX_MUST_USE gx_status gx_filter_of(gx_filter *out, const gx_options *options, gx_error *err);

/** Which entities a name may stand for. */
typedef enum gx_name_of {
    GX_NAME_OF_NOTHING, /* it is no name */
    GX_NAME_OF_ANY,
    GX_NAME_OF_PERSON,
    GX_NAME_OF_ORGANIZATION,
    GX_NAME_OF_EVENT,
    GX_NAME_OF_MEMBER
} gx_name_of;

/**
 * The one entity that a name stands for; GX_NAME_OF_MEMBER: a person or an organization.
 * Otherwise that is said on stderr, with those that fit or (unknown) that are spelt nearly so; err then has
 * no text.
 * @param[out] out  at[0] is the entity; free with gx_entities_clear()
 * @return GX_OK, GX_ENOTFOUND, GX_EAMBIGUOUS
 */
GX_MUST_USE gx_status gx_name_one(gx_entities *out, gx_store *store, const char *name, gx_name_of of,
                                  gx_error *err);

/**
 * The network that a call's --layer and filters ask for.
 * Start with {0}; free with gx_drawn_clear().
 */
typedef struct gx_drawn {
    gx_layer layer;
    gx_layer_filter filter;
    const char *kinds[1], *roles[1]; /* what the filter points to */
    gx_progress progress;
    gx_work work;
    bool chain;                 /* with the inferred chain of unions (graph/chain.h) */
    gx_network *base, *network; /* all facts; the layer */
} gx_drawn;

/** Check the options, before anything is opened. @return GX_OK, GX_EINVAL */
GX_MUST_USE gx_status gx_drawn_begin(gx_drawn *out, const gx_options *options, gx_error *err);
/** Read the knowledge base and draw the layer. */
GX_MUST_USE gx_status gx_drawn_read(gx_drawn *drawn, gx_store *store, gx_error *err);
void gx_drawn_clear(gx_drawn *drawn);

enum { GX_MEASURES_AT_MOST = 8 };
/** "degree,pagerank" -> measures; NULL gives `usual`. @return GX_OK, GX_EINVAL */
GX_MUST_USE gx_status gx_measures_of(gx_measure out[GX_MEASURES_AT_MOST], size_t *n, const char *text,
                                     gx_measure usual, gx_error *err);

/** One function a command; the table that names them is in commands.c. */
typedef gx_status gx_command_fn(gx_call *call, gx_error *err);

/* cmd_pages.c: from pages to a knowledge base */
gx_command_fn gx_cmd_build, gx_cmd_extract, gx_cmd_load, gx_cmd_status;
/* cmd_ask.c: questions to the knowledge base */
gx_command_fn gx_cmd_who, gx_cmd_attended, gx_cmd_posts, gx_cmd_timeline, gx_cmd_awards, gx_cmd_relations,
    gx_cmd_with, gx_cmd_orgs, gx_cmd_find, gx_cmd_names, gx_cmd_show;
/* cmd_network.c: measures and files of the network */
gx_command_fn gx_cmd_rank, gx_cmd_explain, gx_cmd_path, gx_cmd_communities, gx_cmd_brokers, gx_cmd_compare,
    gx_cmd_figures;
/* cmd_picture.c: files of the network */
gx_command_fn gx_cmd_export, gx_cmd_draw, gx_cmd_view;
/* cmd_judge.c: corrections */
gx_command_fn gx_cmd_merge, gx_cmd_keep, gx_cmd_split, gx_cmd_rename, gx_cmd_kind, gx_cmd_drop, gx_cmd_undo,
    gx_cmd_why, gx_cmd_review, gx_cmd_judgements, gx_cmd_dump, gx_cmd_remove, gx_cmd_check;

#endif
