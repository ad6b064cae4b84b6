#include "cli/commands.h"

#include "base/message.h"

#define ANSWERS (GX_HAS(BASE) | GX_HAS(JSON))
#define TABLE (ANSWERS | GX_HAS(CSV))
#define PROVEN (TABLE | GX_HAS(EVIDENCE))
#define FILTERED                                                                                             \
    (GX_HAS(FROM) | GX_HAS(TO) | GX_HAS(ROLE) | GX_HAS(KIND) | GX_HAS(PLACE) | GX_HAS(DOCUMENT) |            \
     GX_HAS(MIN_CONFIDENCE) | GX_HAS(LIMIT))
#define LAYERED                                                                                              \
    (GX_HAS(LAYER) | GX_HAS(FROM) | GX_HAS(TO) | GX_HAS(ROLE) | GX_HAS(KIND) | GX_HAS(MIN_CONFIDENCE) |      \
     GX_HAS(NO_INFERRED) | GX_HAS(CHAIN) | GX_HAS(QUIET))
#define JUDGING (TABLE | GX_HAS(WHY) | GX_HAS(DATE) | GX_HAS(DRY_RUN))
#define READING (GX_HAS(SEEDS) | GX_HAS(DATE) | GX_HAS(THREADS) | GX_HAS(QUIET))

enum { MANY = 1 << 30 };

const gx_command gx_commands[] = {
    {N_("From pages to a knowledge base"), "build", "PAGES...",
     N_("read pages (files, folders) into a knowledge base"),
     N_("Read pages into a knowledge base.  PAGES are files, or folders with files in .txt and .md.\n"
        "Done again, it reads only what is new or changed.  A page that cannot be read is reported and\n"
        "left out; the exit code is then 1."),
     GX_HAS(BASE_OUT) | GX_HAS(PRUNE) | READING, 1, MANY, gx_cmd_build},
    {NULL, "extract", "PAGES...", N_("print the facts of pages, one JSON object a line"),
     N_("Print what pages say as facts (NDJSON), in page order, the same at every run and with any number\n"
        "of threads.  PAGES are files, folders, or - for standard input."),
     GX_HAS(OUTPUT) | READING, 1, MANY, gx_cmd_extract},
    {NULL, "load", "FACTS...", N_("put facts that `extract` printed into a knowledge base"),
     N_("Put facts into a knowledge base: all of them, or none when one is not well formed.\n"
        "FACTS are files of NDJSON, or - for standard input.  With --pages, sources are lines of the pages "
        "and\n"
        "`find` looks in their text; without, sources are bytes (page.txt@1234)."),
     GX_HAS(BASE_OUT) | GX_HAS(PAGES) | GX_HAS(QUIET), 1, MANY, gx_cmd_load},
    {NULL, "status", "[PAGES...]", N_("list the pages; what a build of PAGES would do"),
     N_("List the pages of a knowledge base.  With PAGES: which of them are the same, new, changed,\n"
        "renamed, unreadable, and which of the knowledge base's are gone."),
     TABLE | GX_HAS(SEEDS) | GX_HAS(DATE), 0, MANY, gx_cmd_status},
    {N_("Questions"), "who", "EVENT", N_("who took part in an event, as what, and where it says so"),
     N_("List the people and organizations that took part in an event, organizers first."),
     PROVEN | FILTERED | GX_HAS(TYPE), 1, 1, gx_cmd_who},
    {NULL, "attended", "NAME", N_("the events of a person or an organization"),
     N_("List the events in which a person or an organization took part, by date."), PROVEN | FILTERED, 1, 1,
     gx_cmd_attended},
    {NULL, "posts", "NAME", N_("posts of a person, holders of posts, over time"),
     N_("NAME is a person (the posts held), an organization (who held its posts) or a title such as\n"
        "副主席 (who holds it anywhere), with the first and the last day on which a page says so."),
     PROVEN | FILTERED, 1, 1, gx_cmd_posts},
    {NULL, "with", "NAME", N_("who is most often at the same events"),
     N_("List who took part in the same events as NAME, most often first."), PROVEN | FILTERED | GX_HAS(TYPE),
     1, 1, gx_cmd_with},
    {NULL, "timeline", "[NAME]", N_("events by date"),
     N_("List events by date: all of them, or those of NAME."), PROVEN | FILTERED, 0, 1, gx_cmd_timeline},
    {NULL, "awards", "[NAME]", N_("honours"), N_("List honours: all of them, or those of NAME."),
     PROVEN | FILTERED, 0, 1, gx_cmd_awards},
    {NULL, "orgs", "[NAME]", N_("which organization belongs to which, as a tree"),
     N_("Print the organizations as a tree: └─ where a page says that it belongs to the one above, ·· where\n"
        "that follows from general rules."),
     PROVEN | FILTERED, 0, 1, gx_cmd_orgs},
    {NULL, "relations", "[NAME]", N_("what ties organizations: part_of and partner"),
     N_("List relations between organizations: all of them, or those of NAME."), PROVEN | FILTERED, 0, 1,
     gx_cmd_relations},
    {NULL, "show", "NAME", N_("everything about a person, an organization or an event"),
     N_("Print all that the knowledge base holds about one entity.  NAME may be a full name, a short form,\n"
        "the beginning of a name, or an id.  --csv gives its facts as one table."),
     PROVEN | FILTERED, 1, 1, gx_cmd_show},
    {NULL, "find", "WORDS...", N_("entities and articles that hold words"),
     N_("Find people, organizations and events whose names hold all of the words, and articles whose text "
        "does."),
     ANSWERS | GX_HAS(EVIDENCE) | FILTERED | GX_HAS(TYPE), 1, MANY, gx_cmd_find},
    {NULL, "names", "BEGINNING", N_("the names that a beginning may stand for"),
     N_("Print the names that a beginning or a short form may stand for, one a line."), GX_HAS(BASE), 1, 1,
     gx_cmd_names},
    {N_("The network"), "rank", "", N_("centrality in the network"),
     N_("Order people, organizations and events by a measure of the network (the usual: pagerank).\n"
        "Several measures: --by degree,betweenness; the first gives the order."),
     PROVEN | LAYERED | GX_HAS(BY) | GX_HAS(OF) | GX_HAS(TOP) | GX_HAS(INTERVAL), 0, 0, gx_cmd_rank},
    {NULL, "path", "A B", N_("how two are connected"),
     N_("Print the shortest path between two, each step with its proof; -k N for the next ones too."),
     PROVEN | LAYERED | GX_HAS(PATHS), 2, 2, gx_cmd_path},
    {NULL, "communities", "", N_("groups that hang together (Leiden)"),
     N_("List communities of the network, the largest first, and how stable they are over 50 seeds."),
     PROVEN | LAYERED | GX_HAS(TOP), 0, 0, gx_cmd_communities},
    {NULL, "brokers", "", N_("who stands between groups (Gould and Fernandez)"),
     N_("List who connects two that have no tie of their own, by the groups of the three."),
     PROVEN | LAYERED | GX_HAS(GROUP) | GX_HAS(TOP), 0, 0, gx_cmd_brokers},
    {NULL, "compare", "", N_("two windows of time: who came, went, rose, fell"),
     N_("Compare the network of --from DATE --to DATE with that of --with DATE/DATE."),
     PROVEN | LAYERED | GX_HAS(WITH) | GX_HAS(BY) | GX_HAS(OF) | GX_HAS(TOP), 0, 0, gx_cmd_compare},
    {NULL, "figures", "", N_("figures of the whole network"),
     N_("Print figures of the whole network and its degrees."), ANSWERS | LAYERED, 0, 0, gx_cmd_figures},
    {NULL, "explain", "[MEASURE|LAYER]",
     N_("what a measure means, and when not to trust it; what a layer is"),
     N_("Say what a high value of a measure means, and when not to trust it; of a layer, what an edge of it\n"
        "and its weight mean."),
     GX_HAS(JSON), 0, 1, gx_cmd_explain},
    {N_("Files and pictures"), "export", "", N_("the network as a file for another program"),
     N_("Write the network: dot, json, node-link, cytoscape, graphml, gexf, csv, neo4j, jsonld, or facts."),
     GX_HAS(BASE) | LAYERED | GX_HAS(BY) | GX_HAS(AS) | GX_HAS(OUTPUT) | GX_HAS(TITLE), 0, 0, gx_cmd_export},
    {NULL, "draw", "[NAME...]", N_("a picture of the network, an event, a person, ..."),
     N_("Draw a picture.  Views: network, orgs [NAME], event NAME, person NAME, attendance, ego NAME,\n"
        "path A B, brokers."),
     GX_HAS(BASE) | LAYERED | GX_HAS(PICTURE) | GX_HAS(AS) | GX_HAS(BY) | GX_HAS(COLOUR) | GX_HAS(VIEW) |
         GX_HAS(STEPS) | GX_HAS(PATHS) | GX_HAS(NODES) | GX_HAS(PAPER) | GX_HAS(LANDSCAPE) | GX_HAS(TITLE),
     0, 2, gx_cmd_draw},
    {NULL, "view", "", N_("an HTML file to explore the network in a browser"),
     N_("Write one HTML file that shows the network in a browser, offline."),
     GX_HAS(BASE) | LAYERED | GX_HAS(BY) | GX_HAS(OUTPUT) | GX_HAS(TITLE), 0, 0, gx_cmd_view},
    {N_("Corrections"), "merge", "A B", N_("two entities are one"),
     N_("Say that two entities are one.  Kept, and replayed at every build."), JUDGING, 2, 2, gx_cmd_merge},
    {NULL, "keep", "A B", N_("two entities are two"),
     N_("Say that two entities are not one; they are then never merged, through others neither."), JUDGING, 2,
     2, gx_cmd_keep},
    {NULL, "split", "NAME MENTION...", N_("some mentions are of another of that name"),
     N_("Say that mentions (PAGE or PAGE#ARTICLE) are not of NAME but of another of that name."), JUDGING, 2,
     MANY, gx_cmd_split},
    {NULL, "rename", "NAME NEW", N_("another name for an entity"), N_("Say how an entity is called."),
     JUDGING, 2, 2, gx_cmd_rename},
    {NULL, "kind", "NAME KIND", N_("another kind for an entity"), N_("Say of which kind an entity is."),
     JUDGING, 2, 2, gx_cmd_kind},
    {NULL, "drop", "PAGE#FACT", N_("a fact is wrong"),
     N_("Say that a fact is wrong.  It stays in the file and counts no more."), JUDGING, 1, 1, gx_cmd_drop},
    {NULL, "undo", "[NUMBER]", N_("take a judgement back"),
     N_("Take back the latest judgement, or that of a number."), GX_HAS(BASE) | GX_HAS(DATE), 0, 1,
     gx_cmd_undo},
    {NULL, "judgements", "[FILE]", N_("list, write (-o) or read judgements"),
     N_("List the judgements; with -o write those that stand to a file; with FILE read such a file."),
     TABLE | GX_HAS(OUTPUT) | GX_HAS(QUIET), 0, 1, gx_cmd_judgements},
    {NULL, "why", "NAME", N_("why mentions were taken for one, or for two"),
     N_("Print each decision that made an entity of mentions, with its reasons."), TABLE, 1, 1, gx_cmd_why},
    {NULL, "review", "", N_("pairs in doubt: one or two?"),
     N_("List pairs that are neither clearly one nor clearly two."), TABLE | GX_HAS(LIMIT), 0, 0,
     gx_cmd_review},
    {N_("Housekeeping"), "remove", "PAGE...", N_("take pages out of a knowledge base"),
     N_("Take pages out of a knowledge base."), GX_HAS(BASE), 1, MANY, gx_cmd_remove},
    {NULL, "dump", "", N_("all of a knowledge base as sorted text"),
     N_("Print a knowledge base as text: equal for equal content."), GX_HAS(BASE) | GX_HAS(OUTPUT), 0, 0,
     gx_cmd_dump},
    {NULL, "check", "", N_("is a knowledge base whole?"), N_("Check a knowledge base file."),
     GX_HAS(BASE) | GX_HAS(QUIET), 0, 0, gx_cmd_check},
    {NULL, NULL, NULL, NULL, NULL, 0, 0, 0, NULL},
};
