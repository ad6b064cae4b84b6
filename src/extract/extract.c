#include "extract/extract.h"

#include "base/message.h"

#include "extract/analysis.h"
#include "extract/dates.h"
#include "extract/emit.h"
#include "extract/fold.h"
#include "extract/partners.h"
#include "extract/places.h"
#include "extract/scan.h"
#include "extract/traits.h"

#include <stdio.h>
#include <string.h>

struct gx_extractor {
    gx_lexicon *lexicon;
    gx_tagger *tagger;
};

struct gx_worker {
    const gx_extractor *extractor;
    gx_tag_scratch *scratch;
};

gx_status gx_extractor_new(gx_extractor **out, const char *seeds, const char *const *user_seeds,
                           size_t n_user_seeds, const char *weights, gx_error *err)
{
    *out = NULL;
    gx_extractor *extractor = gx_alloc_zero(1, sizeof *extractor);
    if (!extractor)
        return gx_fail(err, GX_ENOMEM, "out of memory starting the extractor");
    gx_status status = gx_lexicon_new(&extractor->lexicon, seeds, user_seeds, n_user_seeds, err);
    if (status == GX_OK)
        status = gx_tagger_new(&extractor->tagger, weights, err);
    if (status == GX_OK)
        *out = extractor;
    else
        gx_extractor_free(extractor);
    return status;
}

void gx_extractor_free(gx_extractor *extractor)
{
    if (!extractor)
        return;
    gx_lexicon_free(extractor->lexicon);
    gx_tagger_free(extractor->tagger);
    gx_free(extractor);
}

uint64_t gx_extractor_weights(const gx_extractor *extractor)
{
    return gx_tagger_checksum(extractor->tagger);
}

gx_status gx_worker_new(gx_worker **out, const gx_extractor *extractor, gx_error *err)
{
    *out = NULL;
    gx_worker *worker = gx_alloc_zero(1, sizeof *worker);
    if (!worker)
        return gx_fail(err, GX_ENOMEM, "out of memory starting a worker");
    worker->extractor = extractor;
    gx_status status = gx_tag_scratch_new(&worker->scratch, err);
    if (status == GX_OK)
        *out = worker;
    else
        gx_worker_free(worker);
    return status;
}

void gx_worker_free(gx_worker *worker)
{
    if (!worker)
        return;
    gx_tag_scratch_free(worker->scratch);
    gx_free(worker);
}

/* Everything of one page while it is being read. */
struct reading {
    gx_arena arena; /* what the articles share, and what is known of each before the others are read */
    gx_arena article_arena; /* the rest of one article */
    gx_page page;
    gx_analysis *articles; /* [page.n_articles] */
    gx_places *places;     /* [page.n_articles] */
    gx_home home;
    struct gx_known_list known;
};

/* The tagger glues punctuation to words (成功，柳树湾): a mark is a word of its own. */
static uint8_t *marks_of(gx_arena *arena, const uint32_t *text, size_t n)
{
    uint8_t *fixed = GX_ARENA_ARRAY(arena, uint8_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (!gx_is_punctuation(text[i]) || text[i] == 0xB7 || text[i] == '.')
            continue;
        fixed[i] = GX_FIXED_MARK;
        if (fixed[i + 1] == GX_FIXED_NOT)
            fixed[i + 1] = GX_FIXED_BEGINS;
    }
    return fixed;
}

/* Before a name stand the title of an office, a job (if a surname follows it), an age. */
static bool announces_name(const gx_scan *scan, uint32_t at, uint32_t *end)
{
    const gx_word *title = scan->title_at[at], *honour = scan->honour_at[at];
    bool office = title && title->n >= 2 &&
                  (title->code[1] == GX_TITLE_POST || title->code[1] == GX_TITLE_PLACE_POST ||
                   title->code[1] == GX_TITLE_JOB);
    if (office) {
        *end = at + title->n;
        return true;
    }
    if (honour && honour->n >= 3) {
        *end = at + honour->n;
        return true;
    }
    *end = at + 2;
    return gx_text_at(scan->a, at, "岁的");
}

/* 主席|台, 书记|处, 代表|团: surnames that make another word of a title. */
static bool goes_on(uint32_t c)
{
    static const uint32_t chars[] = {0x53F0, 0x56E2, 0x5904, 0x4F1A, 0x5355,
                                     0x961F, 0x5E2D, 0x7EA7, 0x5BA4, 0x5C97};
    for (size_t i = 0; i < sizeof chars / sizeof *chars; i++)
        if (chars[i] == c)
            return true;
    return false;
}

/* 供暖工|程建成: the work, not somebody who does it. */
static bool is_works(const uint32_t *text, size_t n, size_t at)
{
    static const uint32_t behind[][2] = {{0x5EFA, 0x6210}, {0x5EFA, 0x8BBE}, {0x7AE3, 0x5DE5},
                                         {0x9879, 0x76EE}, {0x65BD, 0x5DE5}, {0x8D28, 0x91CF},
                                         {0x6280, 0x672F}, {0x8FDB, 0x5EA6}, {0x5B8C, 0x5DE5},
                                         {0x5F00, 0x5DE5}}; /* 建成 建设 竣工 项目 … */
    if (at + 2 >= n || text[at - 1] != 0x5DE5 || text[at] != 0x7A0B)
        return false;
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        if (text[at + 1] == behind[i][0] && text[at + 2] == behind[i][1])
            return true;
    return false;
}

/* 职工|家庭, 主席|任期|的: what belongs to many or has something itself, hardly a name. */
static bool is_thing_of(const gx_scan *scan, uint32_t title, uint32_t end)
{
    const gx_analysis *a = scan->a;
    const gx_word *word = gx_longest_at(a, end, gx_sentence_end(scan, end), GX_TABLE_NOT_NAMES);
    if (!word || word->code[1] != GX_NOT_NAME_WORD)
        return false;
    return gx_is_group(scan->title_at[title]) || (end + word->n < a->n && a->text[end + word->n] == 0x7684);
}

/* There the tagger expects a name, and finds where it ends. */
static void expect_names(const gx_scan *scan, uint8_t *fixed)
{
    const gx_analysis *a = scan->a;
    const uint32_t *text = a->text, n = (uint32_t)a->n;
    for (uint32_t i = 0, end; i + 2 < n; i++) {
        /* 东河站|站长, 焊工班|班长: the unit and its head */
        if (i > 0 && text[i] == text[i - 1] && text[i + 1] == 0x957F && fixed[i] == GX_FIXED_NOT)
            fixed[i] = GX_FIXED_BEGINS;
        if (gx_ends_party(text, i) && fixed[i] == GX_FIXED_NOT)
            fixed[i] = GX_FIXED_BEGINS;
        if (!announces_name(scan, i, &end))
            continue;
        if (end < n && (goes_on(text[end]) || is_works(text, n, end)))
            continue;
        if (end < n && fixed[end] == GX_FIXED_NOT && scan->surname_at[end])
            fixed[end] = is_thing_of(scan, i, end) ? GX_FIXED_BEGINS : GX_FIXED_PERSON;
        i = end - 1;
    }
}

static void prepare(struct reading *r, const gx_lexicon *lexicon)
{
    r->articles = GX_ARENA_ARRAY(&r->arena, gx_analysis, r->page.n_articles + 1);
    r->places = GX_ARENA_ARRAY(&r->arena, gx_places, r->page.n_articles + 1);
    for (size_t i = 0; i < r->page.n_articles; i++) {
        const gx_article *article = &r->page.articles[i];
        uint32_t *text = GX_ARENA_ARRAY(&r->arena, uint32_t, article->n + 1);
        for (size_t c = 0; c < article->n; c++)
            text[c] = gx_fold(article->text[c]);
        r->articles[i] = (gx_analysis){.arena = &r->arena,
                                       .lexicon = lexicon,
                                       .page = &r->page,
                                       .article = article,
                                       .text = text,
                                       .tags = GX_ARENA_ARRAY(&r->arena, gx_tag, article->n + 1),
                                       .losses = GX_ARENA_ARRAY(&r->arena, gx_name_loss, article->n + 1),
                                       .n = article->n,
                                       .places = &r->places[i],
                                       .home = &r->home,
                                       .known = &r->known};
        r->articles[i].scan = gx_scan_new(&r->articles[i]);
    }
}

/* One job a sentence, over all articles of the page, so that the tagger can batch them. */
static gx_status tag(struct reading *r, gx_worker *worker, gx_error *err)
{
    size_t n = 0, k = 0;
    for (size_t i = 0; i < r->page.n_articles; i++)
        n += r->page.articles[i].n_sentences;
    gx_tag_job *jobs = GX_ARENA_ARRAY(&r->arena, gx_tag_job, n + 1);
    for (size_t i = 0; i < r->page.n_articles; i++) {
        const gx_article *article = &r->page.articles[i];
        uint8_t *fixed = marks_of(&r->arena, r->articles[i].text, article->n);
        for (uint32_t c = 0; c < article->n; c++)
            if (fixed[c] == GX_FIXED_NOT && gx_is_parted(&r->articles[i], c))
                fixed[c] = GX_FIXED_BEGINS;
        expect_names(r->articles[i].scan, fixed);
        for (size_t s = 0; s < article->n_sentences; s++) {
            gx_range range = article->sentences[s];
            jobs[k++] = (gx_tag_job){article->text + range.start, range.end - range.start,
                                     (gx_tag *)r->articles[i].tags + range.start, fixed + range.start,
                                     (gx_name_loss *)r->articles[i].losses + range.start};
        }
    }
    return gx_tagger_tag(worker->extractor->tagger, worker->scratch, jobs, k, err);
}

/* What one article says depends on what all of them name: that is found first. */
static void survey(struct reading *r)
{
    for (size_t i = 0; i < r->page.n_articles; i++) {
        gx_analysis *a = &r->articles[i];
        gx_scan_add_tags(a->scan);
        gx_find_places(a->scan, &r->places[i]);
    }
    gx_read_masthead(&r->home.masthead, &r->arena, r->articles[0].lexicon, &r->page);
    gx_find_home(&r->home, r->articles, r->page.n_articles);
    gx_find_short_forms(r->articles, r->page.n_articles);
}

static void analyse(struct reading *r, gx_analysis *a, const char *page_date)
{
    a->arena = &r->article_arena;
    a->page_date = page_date;
    gx_find_mentions(a);
    gx_find_dates(a);
    gx_find_events(a);
    gx_find_roles(a);
    gx_find_relations(a);
    gx_find_partners(a);
    gx_find_awards(a);
}

static void report_problems(const gx_page *page, gx_problem_fn *on_problem, void *context)
{
    for (size_t i = 0; on_problem && i < page->n_problems; i++) {
        gx_error problem = {0};
        gx_fail_at(&problem, GX_EDATA, page->name, page->problems[i].line, page->problems[i].column, "%s",
                   _(page->problems[i].text));
        on_problem(context, &problem);
    }
}

/* The document's own fact, with the first part only, which knows the date for all of them. */
static void begin_page(struct reading *r, gx_facts *out, const char *known_date, gx_extract_course *course)
{
    const char *basis = known_date ? "given" : NULL;
    const char *date = known_date ? known_date : gx_page_date(&r->arena, &r->page, &basis);
    gx_emit_document(out, &r->page, date, basis);
    snprintf(course->date, sizeof course->date, "%s", date ? date : "");
}

gx_status gx_extract_part(gx_facts *out, gx_worker *worker, const gx_page_input *part,
                          gx_extract_course *course, gx_problem_fn *on_problem, void *context, gx_error *err)
{
    struct reading *r = gx_alloc_zero(1, sizeof *r);
    if (!r)
        return gx_fail_at(err, GX_ENOMEM, part->name, 0, 0, "out of memory reading the page");
    const size_t facts_before = out->n;
    const gx_extract_course before = *course;
    jmp_buf no_memory, *outer_guard = out->arena.guard;
    volatile gx_status status = GX_OK;
    if (setjmp(no_memory)) {
        status = gx_fail_at(err, GX_ENOMEM, part->name, 0, 0, "out of memory reading the page");
        goto done;
    }
    r->arena.guard = r->article_arena.guard = out->arena.guard = &no_memory;
    const char *name = gx_arena_text(&out->arena, part->name, strlen(part->name));
    status = gx_page_read_part(&r->page, &r->arena, name, part->bytes, part->n, &course->page, err);
    if (status != GX_OK)
        goto done;
    r->page.name = name; /* facts point to it after the page is gone */
    report_problems(&r->page, on_problem, context);
    if (before.page.byte == 0)
        begin_page(r, out, part->date, course);
    prepare(r, worker->extractor->lexicon);
    status = tag(r, worker, err);
    if (status != GX_OK || !r->page.n_articles)
        goto done;
    survey(r);
    for (size_t i = 0; i < r->page.n_articles; i++) {
        analyse(r, &r->articles[i], *course->date ? course->date : NULL);
        gx_emit_article(out, &r->articles[i], ++course->n_articles);
        gx_arena_clear(&r->article_arena);
    }
done:
    out->arena.guard = outer_guard;
    if (status != GX_OK) {
        out->n = facts_before;
        *course = before;
    }
    gx_arena_clear(&r->arena);
    gx_arena_clear(&r->article_arena);
    gx_free(r);
    return status;
}

gx_status gx_extract_page(gx_facts *out, gx_worker *worker, const gx_page_input *input,
                          gx_problem_fn *on_problem, void *context, gx_error *err)
{
    const size_t facts_before = out->n;
    gx_extract_course course = {.page = {.n_bytes = input->n}};
    gx_status status = GX_OK;
    do {
        gx_page_input part = *input;
        part.bytes += course.page.byte;
        part.n -= (size_t)course.page.byte;
        status = gx_extract_part(out, worker, &part, &course, on_problem, context, err);
    } while (status == GX_OK && course.page.byte < input->n);
    if (status != GX_OK)
        out->n = facts_before;
    return status;
}
