/* The knowledge base of a call, and which entity a name stands for. */
#include "cli/commands.h"

#include "base/message.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    NEAR_AT_MOST = 5,    /* names offered for an unknown one */
    LISTED_AT_MOST = 20, /* entities listed for an ambiguous one */
    CHARS_AT_MOST = 64   /* of names that are compared letter by letter */
};

const char *gx_base_path(const gx_options *options)
{
    const char *named = getenv("GUANXI_BASE");
    return options->base ? options->base : named && *named ? named : "kb.db";
}

gx_status gx_base_open(gx_store **out, const gx_call *call, gx_error *err)
{
    return gx_store_open(out, gx_base_path(&call->options), GX_STORE_READ, err);
}

static gx_status type_of_option(gx_kb_type *out, const char *text, gx_error *err)
{
    static const struct {
        const char *one, *many;
        gx_kb_type type;
    } names[] = {{"person", "people", GX_KB_PERSON},
                 {"organization", "organizations", GX_KB_ORGANIZATION},
                 {"event", "events", GX_KB_EVENT}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(text, names[i].one) == 0 || strcmp(text, names[i].many) == 0) {
            *out = names[i].type;
            return GX_OK;
        }
    }
    return gx_fail(err, GX_EINVAL, "--type: expected people, organizations or events, found \"%s\"", text);
}

gx_status gx_filter_of(gx_filter *out, const gx_options *options, gx_error *err)
{
    *out = (gx_filter){.from = options->from,
                       .to = options->to,
                       .role = options->role,
                       .kind = options->kind,
                       .place = options->place,
                       .document = options->document,
                       .min_confidence = options->min_confidence,
                       .limit = options->limit};
    if (options->type) {
        gx_status status = type_of_option(&out->type, options->type, err);
        if (status != GX_OK)
            return status;
    }
    return gx_filter_check(out, err);
}

/* ---- unknown names ---- */

/* Levenshtein (1966), over characters; the lengths are at most CHARS_AT_MOST. */
static size_t distance(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b)
{
    size_t row[CHARS_AT_MOST + 1]; /* [n_b + 1] distances of a's beginning to b's beginnings */
    for (size_t j = 0; j <= n_b; j++)
        row[j] = j;
    for (size_t i = 1; i <= n_a; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n_b; j++) {
            size_t change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            size_t insert = row[j - 1] + 1, drop = row[j] + 1;
            row[j] = change < insert ? change : insert;
            row[j] = row[j] < drop ? row[j] : drop;
        }
    }
    return row[n_b];
}

struct near {
    gx_arena arena;
    const uint32_t *chars; /* [n] of the unknown name */
    size_t n;
    struct near_name {
        const char *name;
        size_t distance;
    } best[NEAR_AT_MOST]; /* nearest first */
    size_t n_best;
};

static gx_status compare_name(void *context, const gx_entity *entity, gx_error *err)
{
    (void)err;
    struct near *near = context;
    uint32_t chars[CHARS_AT_MOST];
    size_t n = 0, bytes = strlen(entity->name);
    for (size_t i = 0; i < bytes && n < CHARS_AT_MOST; n++)
        i += gx_utf8_decode(entity->name + i, bytes - i, &chars[n], NULL);
    size_t far = distance(near->chars, near->n, chars, n);
    /* A third of the letters may differ: one of three in a person's name. */
    if (far * 3 > (near->n > n ? near->n : n))
        return GX_OK;
    size_t at = near->n_best;
    while (at > 0 && near->best[at - 1].distance > far)
        at--;
    if (at == NEAR_AT_MOST)
        return GX_OK;
    if (near->n_best == NEAR_AT_MOST)
        near->n_best--;
    memmove(&near->best[at + 1], &near->best[at], (near->n_best - at) * sizeof *near->best);
    near->best[at] = (struct near_name){gx_arena_text(&near->arena, entity->name, bytes), far};
    near->n_best++;
    return GX_OK;
}

static void say_near(gx_store *store, const char *name)
{
    struct near near = {0};
    gx_arena_init(&near.arena);
    near.chars = gx_utf8_to_chars(&near.arena, name, &near.n);
    if (near.chars && near.n <= CHARS_AT_MOST &&
        gx_store_each_entity(store, NULL, compare_name, &near, NULL) == GX_OK)
        for (size_t i = 0; i < near.n_best; i++)
            if (near.best[i].name)
                gx_say("did you mean %s?", near.best[i].name);
    gx_arena_clear(&near.arena);
}

/* ---- ambiguous names ---- */

/* What tells an entity from others of its name: its kind or day, how many pages speak of it, and when. */
static void say_candidates(const gx_entities *entities)
{
    for (size_t i = 0; i < entities->n && i < LISTED_AT_MOST; i++) {
        const gx_entity *entity = &entities->at[i];
        const char *first = entity->first_seen ? entity->first_seen : "?";
        const char *last = entity->last_seen ? entity->last_seen : "?";
        bool one_day = strcmp(first, last) == 0;
        char pages[64];
        snprintf(pages, sizeof pages, gx_message_of("%u page", "%u pages", entity->n_documents),
                 entity->n_documents);
        gx_say("  %s  %s  %s  %s, %s, %s%s%s", entity->public_id, gx_kb_type_name(entity->type), entity->name,
               entity->date   ? entity->date
               : entity->kind ? entity->kind
                              : _("no kind"),
               pages, first, one_day ? "" : _(" to "), one_day ? "" : last);
    }
    if (entities->n > LISTED_AT_MOST)
        gx_say("  and %zu more", entities->n - LISTED_AT_MOST);
}

static void drop_events(gx_entities *entities)
{
    size_t kept = 0;
    for (size_t i = 0; i < entities->n; i++)
        if (entities->at[i].type != GX_KB_EVENT)
            entities->at[kept++] = entities->at[i];
    entities->n = kept;
}

/* A person or an organization: events that fit the name are passed over. */
static gx_status resolve_member(gx_entities *out, gx_store *store, const char *name, gx_error *err)
{
    gx_error ignored = {0};
    gx_status status = gx_store_resolve(store, name, GX_KB_ANY, out, &ignored);
    if (status != GX_OK && status != GX_EAMBIGUOUS && status != GX_ENOTFOUND)
        return gx_fail_at(err, status, ignored.file, ignored.line, ignored.column, "%s", ignored.text);
    drop_events(out);
    if (!out->n) /* only events bear it: a person or an organization may still do so in part */
        status = gx_store_resolve(store, name, GX_KB_PERSON, out, NULL);
    if (!out->n)
        status = gx_store_resolve(store, name, GX_KB_ORGANIZATION, out, NULL);
    if (out->n > 1)
        return gx_fail(err, GX_EAMBIGUOUS, "\"%s\" fits %zu entities; say which by its id", name, out->n);
    return out->n ? GX_OK : gx_fail(err, status, "no person or organization is called \"%s\"", name);
}

gx_status gx_name_one(gx_entities *out, gx_store *store, const char *name, gx_name_of of, gx_error *err)
{
    static const gx_kb_type types[] = {[GX_NAME_OF_ANY] = GX_KB_ANY,
                                       [GX_NAME_OF_PERSON] = GX_KB_PERSON,
                                       [GX_NAME_OF_ORGANIZATION] = GX_KB_ORGANIZATION,
                                       [GX_NAME_OF_EVENT] = GX_KB_EVENT};
    gx_error why = {0};
    gx_status status = of == GX_NAME_OF_MEMBER ? resolve_member(out, store, name, &why)
                                               : gx_store_resolve(store, name, types[of], out, &why);
    if (status == GX_OK)
        return GX_OK;
    gx_say_error(&why);
    if (err)
        *err = (gx_error){.status = status}; /* said already: the list comes behind it */
    if (status == GX_EAMBIGUOUS)
        say_candidates(out);
    if (status == GX_ENOTFOUND)
        say_near(store, name);
    return status;
}
