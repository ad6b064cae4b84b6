#include "store/inside.h"

#include "base/message.h"

#include <stdlib.h>
#include <string.h>

static const char *const type_names[] = {"merge", "keep", "split", "rename", "kind", "drop"};

const char *gx_judgement_type_name(gx_judgement_type type)
{
    return (unsigned)type < GX_JUDGE_TYPES ? type_names[type] : "unknown";
}

/* Anchors that a judgement keeps of each side: enough to outlive most of the documents, few enough to stay
 * cheap. */
static const int anchors_at_most[GX_JUDGE_TYPES] = {
    [GX_JUDGE_MERGE] = 32, [GX_JUDGE_KEEP] = 8, [GX_JUDGE_RENAME] = 8, [GX_JUDGE_KIND] = 8};

typedef struct judging {
    gx_store *store;
    const gx_judgement *judgement;
    gx_entities a, b;
    uint32_t number;
    gx_error *err;
} judging;

static gx_status refuse(judging *j, const char *format, const char *name)
{
    char text[GX_ERROR_TEXT_BYTES];
    sqlite3_snprintf((int)sizeof text, text, gx_message(format), name);
    return gx_fail(j->err, GX_EINVAL, "%s", text);
}

static gx_status check_kind(judging *j)
{
    static const char *const kinds[][14] = {
        [GX_KB_PERSON] = {NULL},
        [GX_KB_ORGANIZATION] = {"union", "party", "government", "company", "team", "institution", "media",
                                "association", "committee", NULL},
        [GX_KB_EVENT] = {"meeting", "ceremony", "competition", "visit", "inspection", "training", "campaign",
                         "founding", "donation", "exhibition", "performance", "other", NULL},
    };
    for (const char *const *kind = kinds[j->a.at[0].type]; *kind; kind++)
        if (j->judgement->value && strcmp(*kind, j->judgement->value) == 0)
            return GX_OK;
    return refuse(j, "\"%s\" is not a kind of this type of entity",
                  j->judgement->value ? j->judgement->value : "");
}

/* A standing judgement of one type on the profiles of two entities. */
static gx_status find_standing(judging *j, const char *type, int64_t *number)
{
    return gx_sql_number(
        number, 0, j->store, j->err,
        "SELECT j.number FROM judgement j JOIN judged x ON x.judgement = j.number AND x.side = 'a'"
        " JOIN judged y ON y.judgement = j.number AND y.side = 'b' JOIN profile p ON p.id = x.profile"
        " JOIN profile q ON q.id = y.profile WHERE j.type = ?1 AND NOT j.undone"
        " AND ((p.entity = ?2 AND q.entity = ?3) OR (p.entity = ?3 AND q.entity = ?2)) ORDER BY 1 LIMIT 1",
        "tii", type, j->judgement->a, j->judgement->b);
}

static gx_status check_pair(judging *j)
{
    const gx_judgement *given = j->judgement;
    int64_t number = 0;
    gx_status status = gx_store_entity(j->store, given->b, &j->b, j->err);
    if (status != GX_OK)
        return status;
    if (given->a == given->b)
        return refuse(j,
                      given->type == GX_JUDGE_MERGE ? "%s cannot be merged with itself"
                                                    : "%s is one entity here: split it",
                      j->a.at[0].name);
    if (j->a.at[0].type != j->b.at[0].type)
        return gx_fail(j->err, GX_EINVAL, "%.150s is a %s and %.150s is a %s", j->a.at[0].name,
                       gx_kb_type_name(j->a.at[0].type), j->b.at[0].name, gx_kb_type_name(j->b.at[0].type));
    if (given->type == GX_JUDGE_MERGE)
        status = find_standing(j, "keep", &number);
    if (status == GX_OK && number)
        return gx_fail(j->err, GX_EINVAL, "judgement %lld keeps %.150s and %.150s apart; undo it first",
                       (long long)number, j->a.at[0].name, j->b.at[0].name);
    return status;
}

static gx_status check(judging *j)
{
    const gx_judgement *given = j->judgement;
    if ((unsigned)given->type >= GX_JUDGE_TYPES)
        return gx_fail(j->err, GX_EINVAL, "no such judgement");
    if (given->type == GX_JUDGE_DROP)
        return GX_OK;
    gx_status status = gx_store_entity(j->store, given->a, &j->a, j->err);
    if (status != GX_OK)
        return status;
    switch (given->type) {
    case GX_JUDGE_MERGE:
    case GX_JUDGE_KEEP:
        return check_pair(j);
    case GX_JUDGE_KIND:
        return check_kind(j);
    case GX_JUDGE_RENAME:
        return given->value && *given->value
                   ? GX_OK
                   : refuse(j, "%s needs a name that is not empty", j->a.at[0].name);
    default:
        return given->n_mentions
                   ? GX_OK
                   : refuse(j, "splitting %s needs the documents or articles that are about another",
                            j->a.at[0].name);
    }
}

/* ---- what a judgement is about, in words ---- */

static gx_status anchor_entity(judging *j, const char *side, gx_entity_id id)
{
    return gx_sql_run(j->store, j->err,
                      "INSERT OR IGNORE INTO anchor SELECT ?, ?, d.name, m.article, p.type, m.name,"
                      " CASE WHEN m.role IS NULL THEN '' ELSE 'byline' END FROM profile p JOIN document d ON "
                      "d.id = p.document"
                      " JOIN mention m ON m.id = (SELECT m2.id FROM mention m2 WHERE m2.profile = p.id ORDER "
                      "BY m2.fact LIMIT 1)"
                      " WHERE p.entity = ? ORDER BY p.sequence LIMIT ?",
                      "utii", j->number, side, id, (int64_t)anchors_at_most[j->judgement->type]);
}

/* "document" or "document#article"; the number of the article, 0 = the whole document, is cut off. */
static uint32_t cut_number(char *text)
{
    char *mark = strrchr(text, '#'), *end = NULL;
    unsigned long n = mark ? strtoul(mark + 1, &end, 10) : 0;
    if (!mark || !mark[1] || *end || n > UINT32_MAX)
        return 0;
    *mark = '\0';
    return (uint32_t)n;
}

static gx_status anchor_mention(judging *j, const char *where)
{
    int64_t there = 0;
    char *document = gx_strdup(where);
    if (!document)
        return gx_no_memory(j->err);
    uint32_t article = cut_number(document);
    gx_status status = gx_sql_number(&there, 0, j->store, j->err,
                                     "SELECT count(*) FROM profile p JOIN document d ON d.id = p.document "
                                     "JOIN mention m ON m.profile = p.id"
                                     " WHERE p.entity = ?1 AND d.name = ?2 AND (?3 = 0 OR m.article = ?3)",
                                     "itu", j->judgement->a, document, article);
    if (status == GX_OK && !there)
        status =
            gx_fail(j->err, GX_ENOTFOUND, "%.150s is not mentioned in \"%.150s\"", j->a.at[0].name, where);
    if (status == GX_OK)
        status = gx_sql_run(
            j->store, j->err,
            "INSERT OR IGNORE INTO anchor SELECT ?1, 'a', d.name, ?4, p.type, m.name, '' FROM profile p"
            " JOIN document d ON d.id = p.document JOIN mention m ON m.profile = p.id"
            " WHERE p.entity = ?2 AND d.name = ?3 AND (?4 = 0 OR m.article = ?4)",
            "uitu", j->number, j->judgement->a, document, article);
    gx_free(document);
    return status;
}

static gx_status anchor_mentions(judging *j)
{
    int64_t rest = 0;
    gx_status status = GX_OK;
    for (size_t i = 0; status == GX_OK && i < j->judgement->n_mentions; i++)
        status = anchor_mention(j, j->judgement->mentions[i]);
    if (status == GX_OK)
        status = gx_sql_number(&rest, 0, j->store, j->err,
                               "SELECT count(*) FROM profile p JOIN document d ON d.id = p.document JOIN "
                               "mention m ON m.profile = p.id"
                               " WHERE p.entity = ?1 AND NOT EXISTS (SELECT 1 FROM anchor x WHERE "
                               "x.judgement = ?2 AND x.document = d.name"
                               " AND (x.article = 0 OR x.article = m.article))",
                               "iu", j->judgement->a, j->number);
    if (status == GX_OK && !rest)
        status = refuse(j, "these are all the mentions of %s: nothing would stay", j->a.at[0].name);
    return status;
}

static gx_status anchor_fact(judging *j)
{
    const char *given = j->judgement->value ? j->judgement->value : "";
    char *document = gx_strdup(given);
    gx_facts facts = {0};
    gx_buffer words = {0};
    int64_t id = 0;
    if (!document)
        return gx_no_memory(j->err);
    uint32_t number = cut_number(document);
    gx_status status =
        gx_sql_number(&id, 0, j->store, j->err, "SELECT id FROM document WHERE name = ?", "t", document);
    if (status == GX_OK && id)
        status = gx_document_facts(&facts, j->store, id, j->err);
    bool found = number && number <= facts.n && gx_fact_words(&words, &facts.at[number - 1]);
    if (status == GX_OK && !found)
        status = gx_fail(j->err, GX_ENOTFOUND,
                         "there is no fact \"%.200s\" between entities; expected document#number", given);
    if (status == GX_OK && words.failed)
        status = gx_no_memory(j->err);
    if (status == GX_OK)
        status = gx_sql_run(j->store, j->err, "INSERT OR IGNORE INTO anchor VALUES(?, 'a', ?, ?, 0, '', ?)",
                            "utut", j->number, document, facts.at[number - 1].article, words.at);
    gx_facts_clear(&facts);
    gx_buffer_clear(&words);
    gx_free(document);
    return status;
}

static gx_status record(judging *j)
{
    const gx_judgement *given = j->judgement;
    int64_t number = 0;
    gx_status status =
        gx_sql_number(&number, 0, j->store, j->err, "SELECT coalesce(max(number), 0) + 1 FROM judgement", "");
    j->number = (uint32_t)number;
    if (status == GX_OK)
        status =
            gx_sql_run(j->store, j->err, "INSERT INTO judgement VALUES(?,?,?,?,?,?,0)", "uttttt", j->number,
                       gx_judgement_type_name(given->type), given->value, given->who ? given->who : "",
                       given->when ? given->when : "", given->why ? given->why : "");
    if (status != GX_OK)
        return status;
    if (given->type == GX_JUDGE_SPLIT)
        return anchor_mentions(j);
    if (given->type == GX_JUDGE_DROP)
        return anchor_fact(j);
    status = anchor_entity(j, "a", given->a);
    if (status == GX_OK && j->b.n)
        status = anchor_entity(j, "b", given->b);
    return status;
}

/* ---- what moves ---- */

static gx_status remember(judging *j)
{
    return gx_sql_run(
        j->store, j->err,
        "INSERT INTO before SELECT d.name, m.fact, e.id, e.name FROM entity e JOIN profile p ON p.entity = "
        "e.id"
        " JOIN mention m ON m.profile = p.id JOIN document d ON d.id = m.document WHERE e.id IN (?, ?)",
        "ii", j->judgement->a, j->judgement->b);
}

static gx_status report(judging *j, gx_reason_rows *out)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_reason_rows_clear(out);
    gx_status status = gx_sql_take(
        &row, j->store,
        "SELECT b.name, e.name, b.entity, e.id, count(*) FROM before b JOIN document d ON d.name = b.document"
        " JOIN mention m ON m.document = d.id AND m.fact = b.fact JOIN profile p ON p.id = m.profile"
        " JOIN entity e ON e.id = p.entity WHERE e.id <> b.entity OR e.name <> b.name"
        " GROUP BY b.entity, e.id ORDER BY b.name, e.name, b.entity, e.id",
        j->err);
    while (status == GX_OK && (status = gx_sql_step(j->store, row, &more, j->err)) == GX_OK && more) {
        gx_reason_row *moved = GX_PUSH(&out->arena, out);
        if (!moved)
            return gx_no_memory(j->err);
        *moved = (gx_reason_row){.left = gx_sql_text(&out->arena, row, 0),
                                 .right = gx_sql_text(&out->arena, row, 1),
                                 .left_entity = sqlite3_column_int64(row, 2),
                                 .right_entity = sqlite3_column_int64(row, 3),
                                 .score = 1};
        moved->same = moved->left_entity == moved->right_entity;
        moved->why = gx_arena_printf(&out->arena,
                                     moved->same ? "%lld mentions bear another name" : "%lld mentions move",
                                     (long long)sqlite3_column_int64(row, 4));
        if (!moved->left || !moved->right || !moved->why)
            return gx_no_memory(j->err);
    }
    return status;
}

static gx_status carry_out(judging *j, bool dry_run, gx_reason_rows *moved)
{
    gx_status status = gx_sql_run(j->store, j->err, "DELETE FROM before", "");
    if (status == GX_OK)
        status = remember(j);
    if (status == GX_OK)
        status = record(j);
    if (status == GX_OK)
        status = gx_judgement_apply(j->store, j->number, j->err);
    if (status == GX_OK)
        status = gx_relink(j->store, j->err);
    if (status == GX_OK && moved)
        status = report(j, moved);
    if (status == GX_OK && !dry_run)
        return gx_store_commit(j->store, j->err);
    gx_store_rollback(j->store);
    return status;
}

gx_status gx_store_judge(gx_store *store, const gx_judgement *judgement, bool dry_run, gx_reason_rows *moved,
                         gx_error *err)
{
    judging j = {.store = store, .judgement = judgement, .err = err};
    gx_status status = gx_store_begin(store, err);
    if (status != GX_OK)
        return status;
    status = check(&j);
    if (status == GX_OK)
        status = carry_out(&j, dry_run, moved);
    else
        gx_store_rollback(store);
    gx_entities_clear(&j.a);
    gx_entities_clear(&j.b);
    return status;
}

/* ---- why, and what to look at ---- */

static const char *appearance(gx_arena *arena, const gx_profile *p)
{
    gx_buffer articles = {0};
    for (size_t i = 0; i < p->articles.n; i++)
        gx_buffer_printf(&articles, "%s%s", i ? "," : "", p->articles.at[i]);
    const char *text = articles.failed ? NULL
                                       : gx_arena_printf(arena, "%s (%s, article %s)", p->name, p->document,
                                                         articles.at ? articles.at : "?");
    gx_buffer_clear(&articles);
    return text;
}

static gx_status explain(gx_reason_rows *out, const gx_component *c, const gx_clusters *clusters,
                         gx_entity_id id, gx_error *err)
{
    for (size_t i = 0; i < clusters->decisions.n; i++) {
        const gx_decision *d = &clusters->decisions.at[i];
        if (c->entities[d->a] != id && c->entities[d->b] != id)
            continue;
        gx_reason_row *row = GX_PUSH(&out->arena, out);
        if (!row)
            return gx_no_memory(err);
        *row = (gx_reason_row){.left = appearance(&out->arena, &c->profiles[d->a]),
                               .right = appearance(&out->arena, &c->profiles[d->b]),
                               .same = d->same,
                               .score = d->score,
                               .why = gx_arena_text(&out->arena, d->why, strlen(d->why)),
                               .left_entity = c->entities[d->a],
                               .right_entity = c->entities[d->b]};
        if (!row->left || !row->right || !row->why)
            return gx_no_memory(err);
    }
    return GX_OK;
}

gx_status gx_store_why(gx_store *store, gx_entity_id id, gx_reason_rows *out, gx_error *err)
{
    gx_arena arena = {0};
    gx_component component = {0};
    gx_clusters clusters = {0};
    sqlite3_stmt *row;
    bool there = false;
    const char *block = NULL;
    gx_reason_rows_clear(out);
    gx_status status = gx_sql_take(
        &row, store, "SELECT type, block FROM profile WHERE entity = ? ORDER BY sequence LIMIT 1", err);
    if (status == GX_OK) {
        gx_sql_bind(row, "i", id);
        status = gx_sql_step(store, row, &there, err);
    }
    if (status == GX_OK && !there)
        status = gx_fail_at(err, GX_ENOTFOUND, store->path, 0, 0, "there is no entity of that number");
    if (status == GX_OK) {
        gx_kb_type type = gx_sql_kb_type(row, 0);
        block = gx_sql_text(&arena, row, 1);
        sqlite3_reset(row);
        status = block ? gx_component_load(&component, &arena, store, type, block, err) : gx_no_memory(err);
    }
    if (status == GX_OK && component.n)
        status = gx_link_block(&clusters, &arena, component.profiles, component.n, component.constraints,
                               component.n_constraints, err);
    if (status == GX_OK)
        status = explain(out, &component, &clusters, id, err);
    gx_arena_clear(&arena);
    return status;
}

gx_status gx_store_review(gx_store *store, size_t limit, gx_reason_rows *out, gx_error *err)
{
    sqlite3_stmt *row;
    bool more = true;
    gx_reason_rows_clear(out);
    gx_status status =
        gx_sql_take(&row, store,
                    "SELECT p.name || ' (' || d.name || ')', q.name || ' (' || f.name || ')', r.score, "
                    "r.why, p.entity, q.entity"
                    " FROM review r JOIN profile p ON p.id = r.a JOIN document d ON d.id = p.document"
                    " JOIN profile q ON q.id = r.b JOIN document f ON f.id = q.document"
                    " ORDER BY r.score DESC, p.sequence, p.name, q.sequence, q.name LIMIT ?",
                    err);
    if (status == GX_OK)
        gx_sql_bind(row, "i", limit ? (int64_t)limit : (int64_t)-1);
    while (status == GX_OK && (status = gx_sql_step(store, row, &more, err)) == GX_OK && more) {
        gx_reason_row *made = GX_PUSH(&out->arena, out);
        if (!made)
            return gx_no_memory(err);
        *made = (gx_reason_row){.left = gx_sql_text(&out->arena, row, 0),
                                .right = gx_sql_text(&out->arena, row, 1),
                                .score = sqlite3_column_double(row, 2),
                                .why = gx_sql_text(&out->arena, row, 3),
                                .left_entity = sqlite3_column_int64(row, 4),
                                .right_entity = sqlite3_column_int64(row, 5)};
        if (!made->left || !made->right || !made->why)
            return gx_no_memory(err);
    }
    return status;
}
