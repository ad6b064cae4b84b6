#include "viz/palette.h"

#include "base/message.h"

#include <string.h>

/* A type's own look first, then its kinds. */
static const gx_node_look nodes[] = {
    {"person", NULL, "人物", "person", "#ffffff", "#333333", "rounded"},
    {"organization", NULL, "组织", "organization", "#e6e6e6", "#333333", "solid"},
    {"organization", "union", "工会", "union", "#f6b8b0", "#9c2b1c", "bold"},
    {"organization", "party", "党组织", "party body", "#f0d2e2", "#8a3d6b", "solid"},
    {"organization", "government", "政府机关", "government", "#b9d7ea", "#0b5a8a", "solid"},
    {"organization", "company", "企业", "company", "#f8dfa6", "#8a5a00", "solid"},
    {"organization", "team", "班组团队", "team", "#f8f3b0", "#7a7000", "dashed"},
    {"organization", "institution", "事业单位", "institution", "#bfe5d8", "#00694d", "solid"},
    {"organization", "media", "媒体", "media", "#d9d2ec", "#54428c", "dotted"},
    {"organization", "association", "社团协会", "association", "#cdeaf7", "#2a7ba6", "dashed"},
    {"organization", "committee", "委员会", "committee", "#d6d6d6", "#222222", "dashed"},
    {"event", NULL, "活动", "event", "#fbe9d7", "#a24a00", "diagonals"},
};

static const gx_edge_look edges[] = {
    {GX_TIE_PARTICIPATION, "参与", "takes part", "#a24a00", "solid"},
    {GX_TIE_POST, "任职", "holds a post", "#0b5a8a", "bold"},
    {GX_TIE_PART_OF, "隶属", "part of", "#333333", "solid"},
    {GX_TIE_PARTNER, "合作", "partner", "#00694d", "dashed"},
    {GX_TIE_CO_ATTENDANCE, "同场", "at the same events", "#7a7a7a", "solid"},
    {GX_TIE_CO_AFFILIATION, "同单位", "in the same body", "#54428c", "dotted"},
};

static const char *const communities[] = {
    "#9fd0ef", "#f6c77d", "#a5dcc6", "#f3a99b", "#f4efa0", "#c9bfe6",
    "#d9d9d9", "#e6b3cf", "#cfe8a8", "#8fb8c9", "#e0c3a0", "#ffffff",
};

static const char *const community_lines[] = {
    "#2b7bb0", "#a86a00", "#1f8a63", "#b5482f", "#857c00", "#6a55a8",
    "#6b6b6b", "#a3427c", "#5c8a14", "#2f6a80", "#8a5c28", "#333333",
};
_Static_assert(sizeof community_lines == sizeof communities, "a line for each fill");

/* Names and, at the same place, their words. */
static const char *const word_names[] = {
    "organizer", "co_organizer", "supporter", "host", "leader", "visitor", "signatory", "speaker",
    "presenter", "awardee", "recipient", "judge", "performer", "attendee", "meeting", "ceremony",
    "competition", "visit", "inspection", "training", "campaign", "founding", "donation", "exhibition",
    "performance", "other", "part_of", "partner", "post", "participation", "co_attendance", "co_affiliation",
    "degree", "strength", "betweenness", "harmonic", "pagerank", "eigenvector", "core", "clustering", "constraint",
};
static const char *const word_chinese[] = {
    "主办", "承办", "支持", "主持", "带队", "走访", "签约", "发言",
    "颁授", "获奖", "受访", "评委", "参赛参演", "出席", "会议", "仪式",
    "竞赛", "慰问走访", "调研检查", "培训", "活动", "成立", "捐赠", "展览",
    "演出", "其他", "隶属", "合作", "任职", "参与", "同场", "同单位",
    "联系人数", "联系强度", "中介度", "接近度", "影响力 PageRank", "特征向量中心度", "核数", "聚集系数", "约束度",
};
static const char *const word_english[] = {
    "organizer", "co-organizer", "supporter", "host", "leader", "visitor", "signatory", "speaker",
    "presenter", "awardee", "visited", "judge", "performer", "attendee", "meeting", "ceremony",
    "competition", "visit", "inspection", "training", "campaign", "founding", "donation", "exhibition",
    "performance", "other", "part of", "partner", "post", "participation", "at the same events", "in the same body",
    "degree", "strength", "betweenness", "harmonic closeness", "PageRank", "eigenvector", "core number", "clustering",
    "constraint",
};
enum { WORDS = sizeof word_names / sizeof *word_names };
_Static_assert(sizeof word_chinese == sizeof word_names, "a word for each name");
_Static_assert(sizeof word_english == sizeof word_names, "a word for each name");

const gx_node_look *gx_palette_nodes(size_t *n)
{
    *n = sizeof nodes / sizeof *nodes;
    return nodes;
}

const gx_node_look *gx_palette_node(gx_vertex_type type, const char *kind)
{
    const char *name = gx_vertex_type_name(type);
    const gx_node_look *own = nodes;
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) {
        if (strcmp(nodes[i].type, name) != 0)
            continue;
        if (!nodes[i].kind)
            own = &nodes[i];
        else if (kind && strcmp(nodes[i].kind, kind) == 0)
            return &nodes[i];
    }
    return own;
}

const gx_edge_look *gx_palette_edge(gx_tie_type type)
{
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (edges[i].type == type)
            return &edges[i];
    return &edges[0];
}

const char *gx_palette_community(size_t n)
{
    return communities[n % (sizeof communities / sizeof *communities)];
}

gx_language gx_palette_language(void)
{
    /* Translators: which of the languages that pictures have words in, "en" or "zh". */
    return strcmp(_("en"), "zh") == 0 ? GX_CHINESE : GX_ENGLISH;
}

const char *gx_palette_community_line(size_t n)
{
    return community_lines[n % (sizeof community_lines / sizeof *community_lines)];
}

const char *gx_palette_word(const char *name, gx_language language)
{
    for (size_t i = 0; i < WORDS; i++)
        if (strcmp(word_names[i], name) == 0)
            return language == GX_CHINESE ? word_chinese[i] : word_english[i];
    return name;
}

const char *const *gx_palette_word_names(size_t *n)
{
    *n = WORDS;
    return word_names;
}
