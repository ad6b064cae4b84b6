#include "store/inside.h"

#include "base/message.h"

#include <string.h>

/* Everything about one document that is being added. */
typedef struct adding {
    gx_store *store;
    const gx_document *document;
    const gx_fact *facts;
    size_t n;
    gx_error *err;
    gx_arena arena;
    gx_lines lines;
    char content[GX_HASH_BYTES]; /* what the page is, whatever it is called and wherever it lies */
    gx_document_profiles grouped;
    int64_t id;        /* of the document */
    int64_t *profiles; /* [grouped.profiles.n] rows */
    gx_map names;      /* "p article name", "o article name", "e article id" -> index of the profile */
    gx_map dropped;    /* "article type from what to" -> number of the judgement */
    gx_buffer text;    /* of all articles, for finding */
} adding;

static gx_status make_key(adding *a, char **out, const char *kind, uint32_t article, const char *name)
{
    *out = gx_arena_printf(&a->arena, "%s %u %s", kind, (unsigned)article, name);
    return *out ? GX_OK : gx_no_memory(a->err);
}

static gx_status wrong(adding *a, size_t fact, const char *what, const char *name)
{
    return gx_fail_at(a->err, GX_EDATA, a->document->name, 0, 0, "fact %zu (%s, article %u): %s \"%.60s\"",
                      fact + 1, gx_fact_type_name(a->facts[fact].type), (unsigned)a->facts[fact].article,
                      _(what), name);
}

static gx_status check_span(adding *a, size_t fact, gx_span span)
{
    uint64_t bytes = a->facts[0].as.document.bytes;
    if (span.end <= bytes && span.start <= span.end)
        return GX_OK;
    return gx_fail_at(a->err, GX_EDATA, a->document->name, 0, 0,
                      "fact %zu (%s): bytes %u to %u, but the page has %llu", fact + 1,
                      gx_fact_type_name(a->facts[fact].type), (unsigned)span.start, (unsigned)span.end,
                      (unsigned long long)bytes);
}

static gx_status check_dates(adding *a, size_t fact, const char *date)
{
    char first[11], last[11];
    return !date || gx_date_bounds(date, first, last) ? GX_OK : wrong(a, fact, "not an ISO date:", date);
}

/* Order, positions and dates; names are checked where they are used. */
static gx_status check(adding *a)
{
    if (!a->n || a->facts[0].type != GX_FACT_DOCUMENT)
        return gx_fail_at(a->err, GX_EDATA, a->document->name, 0, 0, "the first fact is not the document's");
    gx_status status = check_dates(a, 0, a->facts[0].as.document.published);
    uint32_t article = 0;
    for (size_t i = 0; status == GX_OK && i < a->n; i++) {
        const gx_fact *fact = &a->facts[i];
        if (strcmp(fact->document, a->document->name) != 0)
            return wrong(a, i, "belongs to another document,", fact->document);
        if (i && fact->type == GX_FACT_DOCUMENT)
            return wrong(a, i, "a second document fact for", fact->document);
        if (fact->type == GX_FACT_ARTICLE && fact->article <= article)
            return wrong(a, i, "articles out of order in", fact->document);
        if (fact->type == GX_FACT_ARTICLE)
            article = fact->article;
        else if (i && fact->article != article)
            return wrong(a, i, "stands outside of its article in", fact->document);
        status =
            check_span(a, i, fact->type == GX_FACT_ARTICLE ? fact->as.article.span : fact->evidence.span);
        const gx_spans *spans = fact->type == GX_FACT_PERSON         ? &fact->as.person.mentions
                                : fact->type == GX_FACT_ORGANIZATION ? &fact->as.organization.mentions
                                : fact->type == GX_FACT_EVENT        ? &fact->as.event.mentions
                                                                     : NULL;
        for (size_t s = 0; status == GX_OK && spans && s < spans->n; s++)
            status = check_span(a, i, spans->at[s]);
        if (status == GX_OK && fact->type == GX_FACT_EVENT)
            status = check_dates(a, i, fact->as.event.date);
    }
    return status;
}

static gx_status read_judgements(adding *a, gx_split **splits, size_t *n_splits)
{
    struct {
        gx_split *at;
        size_t n, cap;
    } list = {0};
    sqlite3_stmt *row;
    bool more = true;
    gx_status status = gx_sql_take(&row, a->store,
                                   "SELECT x.type, x.name, x.article, x.link, j.number, j.type FROM anchor x"
                                   " JOIN judgement j ON j.number = x.judgement"
                                   " WHERE x.document = ? AND j.type IN ('split', 'drop') AND NOT j.undone"
                                   " ORDER BY j.number",
                                   a->err);
    if (status == GX_OK)
        gx_sql_bind(row, "t", a->document->name);
    while (status == GX_OK && (status = gx_sql_step(a->store, row, &more, a->err)) == GX_OK && more) {
        uint32_t article = (uint32_t)sqlite3_column_int64(row, 2),
                 number = (uint32_t)sqlite3_column_int64(row, 4);
        if (strcmp(gx_sql_kept(row, 5), "drop") == 0) {
            const char *text = gx_sql_text(&a->arena, row, 3);
            char *key = NULL;
            status = text ? make_key(a, &key, "", article, text) : gx_no_memory(a->err);
            if (status == GX_OK && !gx_map_set(&a->dropped, key, strlen(key), number))
                status = gx_no_memory(a->err);
            continue;
        }
        gx_split *split = GX_PUSH(&a->arena, &list);
        if (!split)
            return gx_no_memory(a->err);
        *split = (gx_split){(gx_profile_type)(sqlite3_column_int(row, 0) - 1), gx_sql_text(&a->arena, row, 1),
                            article, gx_arena_printf(&a->arena, "split %u", (unsigned)number)};
        if (!split->name || !split->mark)
            return gx_no_memory(a->err);
    }
    *splits = list.at;
    *n_splits = list.n;
    return status;
}

static gx_status insert_document(adding *a)
{
    gx_buffer lines = {0};
    char *facts = NULL, *text = NULL;
    size_t n_facts = 0, n_text = 0;
    uint32_t articles = 0;
    const gx_document *d = a->document;
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < a->n; i++) {
        articles += a->facts[i].type == GX_FACT_ARTICLE;
        status = gx_fact_write(&lines, &a->facts[i], a->err);
    }
    if (status == GX_OK)
        status = gx_pack(&facts, &n_facts, lines.at, lines.n, a->err);
    if (status == GX_OK && d->bytes)
        status = gx_pack(&text, &n_text, d->bytes, d->n_bytes, a->err);
    if (status == GX_OK) {
        status =
            gx_sql_run(a->store, a->err,
                       "INSERT INTO document(name, path, hash, content, encoding, bytes, published, "
                       "published_basis, n_articles,"
                       " n_facts, text, text_bytes, facts, facts_bytes) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                       "tttttittuibibi", d->name, d->path, d->hash, a->content,
                       a->facts[0].as.document.encoding, (int64_t)a->facts[0].as.document.bytes,
                       a->facts[0].as.document.published, a->facts[0].as.document.published_basis, articles,
                       (int64_t)a->n, text, n_text, (int64_t)d->n_bytes, facts, n_facts, (int64_t)lines.n);
        a->id = sqlite3_last_insert_rowid(a->store->db);
    }
    gx_buffer_clear(&lines);
    gx_free(facts);
    gx_free(text);
    return status;
}

static void add_list(gx_buffer *out, const gx_strings *list, const char *end)
{
    for (size_t i = 0; i < list->n; i++)
        gx_buffer_printf(out, "%s%s", i ? GX_FEATURE_BREAK : "", list->at[i]);
    gx_buffer_puts(out, end);
}

static gx_status insert_aliases(adding *a, const gx_profile *p)
{
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < p->aliases.n; i++) {
        status = gx_sql_run(a->store, a->err, "UPDATE alias SET n = n + 1 WHERE alias = ? AND block = ?",
                            "tt", p->aliases.at[i], p->block);
        if (status != GX_OK || sqlite3_changes(a->store->db))
            continue;
        status = gx_sql_run(a->store, a->err, "INSERT INTO alias VALUES(?, ?, 1)", "tt", p->aliases.at[i],
                            p->block);
        if (status == GX_OK)
            status = gx_mark_alias_dirty(a->store, p->aliases.at[i], a->err);
    }
    return status;
}

/* The entity that a new profile surely belongs to: that of those who say the same, if they are enough, one
 * entity, earlier in order, and not on this page. 0 = linking must tell. */
static gx_status find_alike(adding *a, const gx_profile *p, int64_t signature, int64_t *entity)
{
    uint32_t enough = gx_link_quick(p);
    *entity = 0;
    if (!enough || gx_is_dirty(a->store, gx_kb_type_of(p->type), p->block))
        return GX_OK;
#define THOSE_ALIKE                                                                                          \
    "FROM profile WHERE type = ?1 AND block = ?2 AND signature = ?3 AND entity IS NOT NULL ORDER BY entity"
    gx_status status =
        gx_sql_number(entity, 0, a->store, a->err,
                      "SELECT entity FROM (SELECT entity, sequence " THOSE_ALIKE ", sequence LIMIT 1)"
                      " WHERE sequence < ?5 AND entity = (SELECT entity " THOSE_ALIKE " DESC LIMIT 1)"
                      " AND (SELECT entity " THOSE_ALIKE " LIMIT 1 OFFSET ?4 - 1) IS NOT NULL",
                      "utiut", (uint32_t)gx_kb_type_of(p->type), p->block, signature, enough, p->order);
#undef THOSE_ALIKE
    int64_t fits = 0;
    if (status == GX_OK && *entity)
        status = gx_sql_number(&fits, 0, a->store, a->err,
                               "SELECT 1 FROM entity e WHERE e.id = ?1 AND e.kind IS ?2 AND NOT EXISTS"
                               " (SELECT 1 FROM profile p WHERE p.document = ?3 AND +p.entity = ?1)",
                               "iti", *entity, p->kind, a->id);
    if (!fits)
        *entity = 0;
    return status;
}

/* The one whom all pages mean by the name, if this one cannot mean another. */
static gx_status find_known(adding *a, const gx_profile *p, int64_t *entity)
{
    gx_settled settled = gx_link_settles(p);
    *entity = 0;
    if (!settled || gx_is_dirty(a->store, GX_KB_PERSON, p->block))
        return GX_OK;
    return gx_sql_number(entity, 0, a->store, a->err,
                         "SELECT entity FROM known WHERE block = ?1 AND settled >= ?2 AND NOT EXISTS"
                         " (SELECT 1 FROM profile WHERE document = ?3 AND +entity = known.entity)",
                         "tui", p->block, (uint32_t)settled, a->id);
}

/* One more page that changes nothing but numbers is counted in, and its block left as it is. @param entity
 * where 0, linking must tell */
static gx_status link_quickly(adding *a, const gx_profile *p, int64_t signature, uint32_t mentions,
                              int64_t *entity)
{
    const char *published = a->facts[0].as.document.published;
    gx_status status = find_known(a, p, entity);
    if (status == GX_OK && !*entity)
        status = find_alike(a, p, signature, entity);
    if (status != GX_OK || !*entity)
        return status != GX_OK ? status : gx_mark_dirty(a->store, gx_kb_type_of(p->type), p->block, a->err);
    return gx_sql_run(a->store, a->err,
                      "UPDATE entity SET n_documents = n_documents + 1, n_mentions = n_mentions + ?2,"
                      " first_seen = coalesce(min(first_seen, ?3), first_seen, ?3),"
                      " last_seen = coalesce(max(last_seen, ?3), last_seen, ?3) WHERE id = ?1",
                      "iut", *entity, mentions, published);
}

static gx_status insert_profile(adding *a, size_t index, uint32_t mentions)
{
    const gx_profile *p = &a->grouped.profiles.at[index];
    gx_buffer features = {0};
    add_list(&features, &p->aliases, "\t");
    add_list(&features, &p->bodies, "\t");
    add_list(&features, &p->titles, "\t");
    add_list(&features, &p->context, "\t");
    gx_buffer compared = {0};
    gx_buffer_printf(&compared, "%s|%s|%s|%s|%s", p->name, p->mark,
                     p->type == GX_PROFILE_PERSON ? p->kind : "", p->region ? p->region : "",
                     features.at ? features.at : "");
    int64_t signature = (int64_t)(gx_hash(compared.at, compared.n) >> 1), entity = 0;
    add_list(&features, &p->articles, "");
    gx_status status = features.failed || compared.failed ? gx_no_memory(a->err) : GX_OK;
    gx_buffer_clear(&compared);
    if (status == GX_OK)
        status = insert_aliases(a, p);
    if (status == GX_OK)
        status = link_quickly(a, p, signature, mentions, &entity);
    if (status == GX_OK)
        status = gx_sql_run(
            a->store, a->err,
            "INSERT INTO profile(document, entity, type, name, block, kind, date, place, region, mark,"
            " features, signature, sequence, n_mentions) VALUES(?,nullif(?,0),?,?,?,?,?,?,?,?,?,?,?,?)",
            "iiuttttttttitu", a->id, entity, (uint32_t)gx_kb_type_of(p->type), p->name, p->block, p->kind,
            p->date, p->place, p->region, p->mark, features.at, signature, p->order, mentions);
    a->profiles[index] = sqlite3_last_insert_rowid(a->store->db);
    gx_buffer_clear(&features);
    return status;
}

static gx_status insert_profiles(adding *a)
{
    const size_t n = a->grouped.profiles.n;
    gx_status status = GX_OK;
    uint32_t *mentions = GX_ARENA_ARRAY(&a->arena, uint32_t, n);
    a->profiles = GX_ARENA_ARRAY(&a->arena, int64_t, n);
    if (!a->profiles || !mentions)
        return gx_no_memory(a->err);
    for (size_t i = 0; i < a->n; i++)
        if (a->grouped.of_fact[i] < n)
            mentions[a->grouped.of_fact[i]]++;
    for (size_t i = 0; status == GX_OK && i < n; i++)
        status = insert_profile(a, i, mentions[i]);
    return status;
}

static gx_status insert_surface(adding *a, int64_t profile, const char *name)
{
    return gx_sql_run(a->store, a->err,
                      "INSERT INTO surface VALUES(?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1", "it",
                      profile, name);
}

/* What an article's entry for an entity has in each type of fact. */
typedef struct entry {
    const char *key, *name, *id; /* kind of key, name, and what the article's other facts call it */
    const gx_strings *surfaces;
    const gx_spans *spans;
    const char *role, *date_text;
} entry;

static bool entry_of(entry *out, const gx_fact *fact)
{
    switch (fact->type) {
    case GX_FACT_PERSON:
        *out = (entry){"p",
                       fact->as.person.name,
                       fact->as.person.name,
                       &fact->as.person.surfaces,
                       &fact->as.person.mentions,
                       NULL,
                       NULL};
        return true;
    case GX_FACT_ORGANIZATION:
        *out = (entry){"o",
                       fact->as.organization.name,
                       fact->as.organization.name,
                       &fact->as.organization.surfaces,
                       &fact->as.organization.mentions,
                       NULL,
                       NULL};
        return true;
    case GX_FACT_EVENT:
        *out = (entry){"e",
                       fact->as.event.name,
                       fact->as.event.id,
                       &fact->as.event.surfaces,
                       &fact->as.event.mentions,
                       NULL,
                       fact->as.event.date_text};
        return true;
    case GX_FACT_BYLINE:
        *out =
            (entry){"b", fact->as.byline.name, fact->as.byline.name, NULL, NULL, fact->as.byline.role, NULL};
        return true;
    default:
        return false;
    }
}

/* An entry without places of its own (an implied body, a signature) stands where its article begins. */
static gx_span first_place(const adding *a, size_t fact, const entry *e)
{
    if (e->spans && e->spans->n) {
        gx_span first = e->spans->at[0];
        for (size_t i = 1; i < e->spans->n; i++)
            if (e->spans->at[i].start < first.start)
                first = e->spans->at[i];
        return first;
    }
    while (a->facts[fact].type != GX_FACT_ARTICLE)
        fact--;
    return (gx_span){a->facts[fact].as.article.span.start, a->facts[fact].as.article.span.start};
}

static gx_status insert_mention(adding *a, size_t i, const entry *e)
{
    int64_t profile = a->profiles[a->grouped.of_fact[i]];
    gx_span place = first_place(a, i, e);
    char *key = NULL;
    gx_status status = make_key(a, &key, e->key, a->facts[i].article, e->id);
    if (status == GX_OK && strcmp(e->key, "b") != 0 && gx_map_get(&a->names, key, strlen(key), NULL))
        return wrong(a, i, "stands twice in the article:", e->id);
    if (status == GX_OK && !gx_map_set(&a->names, key, strlen(key), a->grouped.of_fact[i]))
        status = gx_no_memory(a->err);
    if (status == GX_OK)
        status = gx_sql_run(
            a->store, a->err,
            "INSERT INTO mention(document, fact, article, profile, name, role, date_text, start, end, line)"
            " VALUES(?,?,?,?,?,?,?,?,?,?)",
            "iiuitttuuu", a->id, (int64_t)i + 1, a->facts[i].article, profile, e->name, e->role, e->date_text,
            place.start, place.end, gx_lines_of(&a->lines, place.start));
    if (status == GX_OK)
        status = insert_surface(a, profile, e->name);
    for (size_t s = 0; status == GX_OK && e->surfaces && s < e->surfaces->n; s++)
        if (strcmp(e->surfaces->at[s], e->name) != 0)
            status = insert_surface(a, profile, e->surfaces->at[s]);
    return status;
}

static gx_status insert_article(adding *a, const gx_fact *fact)
{
    gx_buffer subtitles = {0}, *text = &a->text;
    for (size_t i = 0; i < fact->as.article.subtitles.n; i++)
        gx_buffer_printf(&subtitles, "%s%s", i ? "\n" : "", fact->as.article.subtitles.at[i]);
    gx_span span = fact->as.article.span;
    gx_status status = subtitles.failed ? gx_no_memory(a->err) : GX_OK;
    if (status == GX_OK)
        status =
            gx_sql_run(a->store, a->err,
                       "INSERT INTO article(document, n, title, subtitles, start, end, line, continued)"
                       " VALUES(?,?,?,?,?,?,?,?)",
                       "iuttuuuf", a->id, fact->article, fact->as.article.title, subtitles.at, span.start,
                       span.end, gx_lines_of(&a->lines, span.start), (int)fact->as.article.continued);
    if (fact->as.article.title)
        gx_buffer_printf(text, "%s\n", fact->as.article.title);
    gx_buffer_printf(text, "%s\n", subtitles.at ? subtitles.at : "");
    if (a->document->bytes)
        gx_page_text(text, a->document->bytes + span.start, span.end - span.start,
                     a->facts[0].as.document.encoding);
    gx_buffer_puts(text, "\n");
    gx_buffer_clear(&subtitles);
    return status;
}

/* The two ends of a fact between entities; `to` NULL where there is none. */
typedef struct ends {
    gx_link_type type;
    const char *from_key, *from, *what, *to_key, *to;
    bool inferred;
} ends;

static const char *key_of(const char *kind)
{
    return strcmp(kind, "person") == 0 ? "p" : "o";
}

static bool ends_of(ends *out, const gx_fact *fact)
{
    switch (fact->type) {
    case GX_FACT_POST:
        *out = (ends){
            GX_LINK_POST, "p", fact->as.post.person, fact->as.post.title, "o", fact->as.post.organization,
            false};
        return true;
    case GX_FACT_PARTICIPATION:
        *out = (ends){GX_LINK_PARTICIPATION,
                      key_of(fact->as.participation.entity_kind),
                      fact->as.participation.entity,
                      fact->as.participation.role,
                      "e",
                      fact->as.participation.event,
                      false};
        return true;
    case GX_FACT_ORGANIZATION_RELATION:
        *out = (ends){strcmp(fact->as.relation.relation, "part_of") == 0 ? GX_LINK_PART_OF : GX_LINK_PARTNER,
                      "o",
                      fact->as.relation.subject,
                      fact->as.relation.relation,
                      "o",
                      fact->as.relation.object,
                      fact->as.relation.inferred};
        return true;
    case GX_FACT_AWARD:
        *out = (ends){GX_LINK_AWARD,
                      key_of(fact->as.award.recipient_kind),
                      fact->as.award.recipient,
                      fact->as.award.award,
                      "e",
                      fact->as.award.event,
                      false};
        return true;
    default:
        return false;
    }
}

bool gx_fact_words(gx_buffer *out, const gx_fact *fact)
{
    ends e;
    if (!ends_of(&e, fact))
        return false;
    gx_buffer_printf(out, "%s|%s|%s|%s", gx_link_type_name(e.type), e.from, e.what, e.to ? e.to : "");
    return true;
}

static gx_status end_of(adding *a, size_t fact, const char *key, const char *name, int64_t *profile)
{
    char *text = NULL;
    uint32_t index;
    gx_status status = make_key(a, &text, key, a->facts[fact].article, name);
    if (status != GX_OK)
        return status;
    if (!gx_map_get(&a->names, text, strlen(text), &index))
        return wrong(a, fact, "no earlier fact of the article introduces", name);
    *profile = a->profiles[index];
    return GX_OK;
}

static gx_status insert_link(adding *a, size_t i, const ends *e)
{
    const gx_fact *fact = &a->facts[i];
    int64_t from = 0, to = 0;
    uint32_t dropped = 0;
    gx_status status = end_of(a, i, e->from_key, e->from, &from);
    if (status == GX_OK && e->to)
        status = end_of(a, i, e->to_key, e->to, &to);
    if (status != GX_OK)
        return status;
    if (a->dropped.n) {
        gx_buffer key = {0};
        gx_buffer_printf(&key, " %u ", (unsigned)fact->article);
        gx_fact_words(&key, fact);
        if (!key.failed)
            gx_map_get(&a->dropped, key.at, key.n, &dropped);
        status = key.failed ? gx_no_memory(a->err) : GX_OK;
        gx_buffer_clear(&key);
        if (status != GX_OK)
            return status;
    }
    return gx_sql_run(
        a->store, a->err,
        "INSERT INTO link(document, fact, article, type, source, target, what, confidence, inferred, start,"
        " end, line, quotation, dropped) VALUES(?1,?2,?3,?4,?5,nullif(?6,0),?7,?8,?9,?10,?11,?12,?13,?14)",
        "iiuuiitdfuuutu", a->id, (int64_t)i + 1, fact->article, (uint32_t)e->type, from, to, e->what,
        fact->confidence, (int)e->inferred, fact->evidence.span.start, fact->evidence.span.end,
        gx_lines_of(&a->lines, fact->evidence.span.start), fact->evidence.text ? fact->evidence.text : "",
        dropped);
}

static gx_status insert_facts(adding *a)
{
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < a->n; i++) {
        entry e;
        ends l;
        if (a->facts[i].type == GX_FACT_ARTICLE)
            status = insert_article(a, &a->facts[i]);
        else if (entry_of(&e, &a->facts[i]))
            status = insert_mention(a, i, &e);
        else if (ends_of(&l, &a->facts[i]))
            status = insert_link(a, i, &l);
    }
    if (status == GX_OK)
        status = a->text.failed ? gx_no_memory(a->err)
                                : gx_pairs_put(a->store, a->id, a->text.at ? a->text.at : "", a->err);
    return status;
}

/* Of the page's bytes; where only facts are loaded, of these without the document's name. */
static gx_status note_content(adding *a)
{
    gx_buffer lines = {0};
    gx_status status = GX_OK;
    for (size_t i = 0; !a->document->bytes && status == GX_OK && i < a->n; i++) {
        gx_fact fact = a->facts[i];
        fact.document = "";
        status = gx_fact_write(&lines, &fact, a->err);
    }
    if (status == GX_OK && lines.failed)
        status = gx_no_memory(a->err);
    if (status == GX_OK && a->document->bytes)
        gx_content_hash(a->content, a->document->bytes, a->document->n_bytes, NULL);
    else if (status == GX_OK)
        gx_content_hash(a->content, lines.at, lines.n, NULL);
    gx_buffer_clear(&lines);
    return status;
}

static gx_status insert_all(adding *a)
{
    gx_split *splits = NULL;
    size_t n_splits = 0;
    gx_status status = check(a);
    if (status == GX_OK)
        status = read_judgements(a, &splits, &n_splits);
    if (status == GX_OK && a->document->bytes)
        status = gx_lines_find(&a->lines, a->document->bytes, a->document->n_bytes,
                               a->facts[0].as.document.encoding, a->err);
    if (status == GX_OK)
        status = note_content(a);
    if (status == GX_OK)
        status =
            gx_link_document(&a->grouped, &a->arena, a->facts, a->n, a->content, splits, n_splits, a->err);
    if (status == GX_OK)
        status = insert_document(a);
    if (status == GX_OK)
        status = insert_profiles(a);
    if (status == GX_OK)
        status = insert_facts(a);
    return status == GX_OK ? gx_document_judged(a->store, a->id, a->err) : status;
}

/* A document of the same name and content is there already. @return its number in *old, 0 = no document of
 * the name */
static gx_status is_known(gx_store *store, const gx_document *document, int64_t *old, bool *same,
                          gx_error *err)
{
    gx_status status =
        gx_sql_number(old, 0, store, err, "SELECT id FROM document WHERE name = ?", "t", document->name);
    int64_t n = 0;
    if (status == GX_OK && *old && document->hash)
        status = gx_sql_number(&n, 0, store, err, "SELECT 1 FROM document WHERE id = ? AND hash = ?", "it",
                               *old, document->hash);
    *same = n == 1;
    return status;
}

gx_status gx_store_add(gx_store *store, const gx_document *document, const gx_fact *facts, size_t n_facts,
                       bool *changed, gx_error *err)
{
    int64_t old = 0;
    bool same = false;
    gx_document given = *document;
    char hash[GX_HASH_BYTES];
    gx_status status = gx_need_step(store, err);
    if (status == GX_OK && !given.hash) {
        gx_buffer lines = {0};
        for (size_t i = 0; status == GX_OK && i < n_facts; i++)
            status = gx_fact_write(&lines, &facts[i], err);
        gx_content_hash(hash, lines.at, lines.n, "facts");
        given.hash = hash;
        gx_buffer_clear(&lines);
    }
    if (status == GX_OK)
        status = is_known(store, &given, &old, &same, err);
    if (changed)
        *changed = !same;
    if (status != GX_OK || same)
        return status;
    adding a = {.store = store, .document = &given, .facts = facts, .n = n_facts, .err = err};
    if (old || gx_pairs_are_many(store))
        status = gx_pairs_write(store, err);
    size_t waiting = store->n_waiting;
    if (status == GX_OK)
        status = gx_sql_script(store, "SAVEPOINT adding", err);
    if (status != GX_OK)
        return status;
    if (old)
        status = gx_document_remove(store, old, err);
    if (status == GX_OK)
        status = insert_all(&a);
    if (status == GX_OK)
        status = gx_sql_script(store, "RELEASE adding", err);
    if (status != GX_OK) {
        gx_sql_reset(store);
        sqlite3_exec(store->db, "ROLLBACK TO adding; RELEASE adding", NULL, NULL, NULL);
        gx_pairs_keep(store, waiting);
    }
    gx_buffer_clear(&a.text);
    gx_lines_clear(&a.lines);
    gx_map_clear(&a.names);
    gx_map_clear(&a.dropped);
    gx_arena_clear(&a.arena);
    return status;
}
