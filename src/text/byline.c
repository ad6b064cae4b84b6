#include "text/words.h"

#include "base/utf8.h"

#include <pthread.h>
#include <string.h>

/*
 * Bylines are read from credits: 记者 甲 通讯员 乙 · 供稿：甲 供图：乙 · 甲 摄 · 护理部 甲 文 信息科 乙 图.
 * A credit is a row of labels (words.c), names and offices; anything else makes the row no credit.
 */

enum {
    NAME_CHARS = 5,    /* longest name without a middle dot: 阿依夏木古 and the like */
    DOTTED_CHARS = 20, /* with one: 古丽努尔·依明 */
    OFFICE_CHARS = 30,
    FIELD_CHARS = 6,   /* a field's name before its colon */
    CREDIT_CHARS = 80, /* no row of credits is longer */
    CREDIT_NAMES = 16,
    TAIL_CHARS = 40 /* so far from a paragraph's end a credit may begin */
};

typedef struct credit_name {
    size_t start, end; /* in the run */
    bool writes, photographs, reporter, labelled;
} credit_name;

typedef struct credits {
    credit_name names[CREDIT_NAMES];
    size_t n;
    size_t offices, labels;
    bool other_fields;
    bool all_surnamed; /* every name without a label begins with a surname, or is long */
} credits;

static bool is_separator(uint32_t cp)
{
    return gx_contains_char("、|｜□■●◎○◆▪丨/／－-—", cp);
}

static bool is_colon(uint32_t cp)
{
    return gx_contains_char("：:", cp);
}

static bool has_surname(gx_run name)
{
    return gx_begins_any(name, gx_surnames_of_two) || gx_contains_char(gx_surnames, name.at[0].cp);
}

static gx_firsts label_firsts; /* what labels begin with */

static void find_label_firsts(void)
{
    for (const gx_label *label = gx_labels; label->word; label++)
        gx_firsts_add_word(&label_firsts, label->word);
}

/* A label at the run's beginning; its length in `length`. */
static const gx_label *find_label(gx_run run, size_t *length)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find_label_firsts);
    *length = 0;
    if (!run.n || !gx_may_begin(&label_firsts, run.at[0].cp))
        return NULL;
    for (const gx_label *label = gx_labels; label->word; label++)
        if ((*length = gx_begins(run, label->word)) != 0)
            return label;
    return NULL;
}

static bool may_be_name(gx_run token)
{
    bool dotted = false;
    for (size_t i = 0; i < token.n; i++) {
        bool dot = token.at[i].cp == 0xB7 || token.at[i].cp == 0x2022 || token.at[i].cp == 0x30FB;
        if (!dot && !gx_is_han(token.at[i].cp))
            return false;
        dotted |= dot;
    }
    if (token.n < 2 || token.n > (dotted ? DOTTED_CHARS : NAME_CHARS))
        return false;
    for (const char *const *word = gx_words_not_a_name; *word; word++)
        if (gx_begins(token, *word) == token.n)
            return false;
    return true;
}

static bool is_name(gx_run token)
{
    return may_be_name(token) && !gx_ends_any(token, gx_words_department);
}

/* 记者|董学科: a surname glued to a label for writers, though departments end so too. */
static bool is_glued_name(gx_run token, const gx_label *label)
{
    enum { FULL_NAME_CHARS = 3 };
    return label && label->bare && label->writes && token.n == FULL_NAME_CHARS &&
           token.at[0].gap == GX_GAP_NONE && has_surname(token) && may_be_name(token);
}

static bool is_office(gx_run token)
{
    if (token.n < 2 || token.n > OFFICE_CHARS || !gx_ends_any(token, gx_words_department))
        return false;
    for (size_t i = 0; i < token.n; i++)
        if (gx_contains_char("，。；：！？", token.at[i].cp))
            return false;
    return true;
}

/* The token at `i`: up to white space, a separator, a colon, or a label with a colon; 张 三 is one token. */
static size_t token_end(gx_run run, size_t i)
{
    size_t end = i + 1;
    while (end < run.n && run.at[end].gap == GX_GAP_NONE && !is_separator(run.at[end].cp) &&
           !is_colon(run.at[end].cp))
        end++;
    size_t length;
    bool single = end == i + 1 && end < run.n && gx_is_han(run.at[i].cp) && gx_is_han(run.at[end].cp) &&
                  run.at[end].gap == GX_GAP_SPACE &&
                  (end + 1 == run.n || run.at[end + 1].gap == GX_GAP_SPACE ||
                   find_label(gx_run_from(run, end + 1), &length)); /* 林 间摄 */
    if (single && !find_label(gx_run_from(run, end), &length))
        end++;
    return end;
}

/* Give the names since the last label what a label behind them says. */
static void label_pending(credits *out, size_t first, const gx_label *label, const gx_label *before)
{
    for (size_t i = first; i < out->n; i++) {
        credit_name *name = &out->names[i];
        name->labelled = true;
        name->photographs = label->photographs;
        name->writes = label->writes;
        name->reporter = before ? before->reporter : label->reporter;
    }
}

/* 李洁|张国强: where the second of two names that lost their space begins, else `end`. */
static size_t second_name(gx_run run, size_t start, size_t end)
{
    enum { TWO_NAMES_LEAST = 4, TWO_NAMES_MOST = 6, NAME_LEAST = 2, NAME_MOST = 3 };
    gx_run both = {run.at + start, end - start};
    if (both.n < TWO_NAMES_LEAST || both.n > TWO_NAMES_MOST || gx_begins_any(both, gx_surnames_of_two) ||
        !gx_contains_char(gx_common_surnames, both.at[0].cp))
        return end;
    for (size_t i = 0; i < both.n; i++)
        if (!gx_is_han(both.at[i].cp))
            return end;
    for (size_t n = NAME_LEAST; n <= NAME_MOST; n++)
        if (both.n >= n + NAME_LEAST && both.n <= n + NAME_MOST &&
            gx_contains_char(gx_common_surnames, both.at[n].cp))
            return start + n;
    return end;
}

static void add_name(credits *out, gx_run run, size_t start, size_t end, const gx_label *label)
{
    size_t second = second_name(run, start, end);
    if (second < end) {
        add_name(out, run, start, second, label);
        start = second;
    }
    if (out->n == CREDIT_NAMES || (label && !label->writes && !label->photographs))
        return;
    gx_run name = {run.at + start, end - start};
    if (!label && !has_surname(name) && name.n < 5)
        out->all_surnamed = false;
    out->names[out->n++] = (credit_name){.start = start,
                                         .end = end,
                                         .labelled = label != NULL,
                                         .writes = !label || label->writes,
                                         .photographs = label && label->photographs,
                                         .reporter = !label || label->reporter};
}

/* A name with a label glued behind it, 于林摄, 于林文/图: where the label begins, else `end`. @param behind
 * out: where it ends */
static size_t glued_label(gx_run run, size_t start, size_t end, const gx_label **label, size_t *behind)
{
    size_t length = 0;
    const gx_label *joint =
        end < run.n && end - start >= 3 ? find_label(gx_run_from(run, end - 1), &length) : NULL;
    gx_run before = {run.at + start, end - 1 - start};
    *behind = end;
    if (joint && joint->after && length >= 3 && is_name(before) && has_surname(before)) {
        *label = joint;
        *behind = end - 1 + length;
        return end - 1;
    }
    for (const gx_label *l = gx_labels; l->word; l++) {
        size_t n = l->after ? gx_ends((gx_run){run.at + start, end - start}, l->word) : 0;
        gx_run name = {run.at + start, end - start - n};
        if (n && (n > 1 || !strcmp(l->word, "摄")) && end - start >= n + 2 && is_name(name) &&
            (has_surname(name) || name.n > 3)) {
            *label = l;
            return end - n;
        }
    }
    return end;
}

/* 某区总工会供稿: an office with a label glued behind it. */
static bool is_signed_office(gx_run token)
{
    for (const gx_label *l = gx_labels; l->word; l++) {
        size_t n = l->after ? gx_ends(token, l->word) : 0;
        if (n > 1 && is_office(gx_run_until(token, token.n - n)))
            return true;
    }
    return false;
}

/* 县融媒体中心全媒体记者: where in a token a label that needs no colon stands, behind an office. */
static size_t inner_label(gx_run token, const gx_label **label, size_t *length)
{
    for (size_t i = 2; i + 2 <= token.n; i++) {
        const gx_label *found = find_label(gx_run_from(token, i), length);
        bool writer = found && (gx_ends((gx_run){token.at, i + *length}, "记者") ||
                                gx_ends((gx_run){token.at, i + *length}, "通讯员"));
        if (writer && is_office((gx_run){token.at, i}) && !gx_begins(gx_run_from(token, i + *length), "站")) {
            *label = found;
            return i;
        }
    }
    return SIZE_MAX;
}

/* 更新日期：, 发布：: a field that no table names. */
static const gx_label other_field = {"", false, false, false, false, false};

/* The state of reading a row of credits. */
typedef struct credit_reader {
    gx_run run;
    credits *out;
    bool lenient;
    size_t i;
    const gx_label *label; /* that the next names get; NULL = none */
    size_t group;          /* the first name since the last label */
} credit_reader;

static void set_label(credit_reader *r, const gx_label *label, size_t next)
{
    r->label = label;
    r->group = r->out->n;
    r->i = next;
}

/* The label says something of its names, or nothing that matters here: 来源. */
static bool is_other_field(const gx_label *label)
{
    return label && !label->writes && !label->photographs;
}

/* One name with a surname, and nothing else. */
static bool is_signed_so(gx_run run)
{
    enum { FULL_NAME_CHARS = 4 };
    return run.n <= FULL_NAME_CHARS && is_name(run) && has_surname(run);
}

/* A label at r->i: before its names or behind them.  @return false where there is none; *bad: no credit at
 * all */
static bool read_label(credit_reader *r, bool *bad)
{
    size_t length = 0;
    const gx_label *label = find_label(gx_run_from(r->run, r->i), &length);
    if (!label)
        return false;
    size_t behind = r->i + length;
    bool end = behind >= r->run.n;
    bool colon =
        !end && (is_colon(r->run.at[behind].cp) || gx_contains_char("/／丨|｜", r->run.at[behind].cp));
    bool stops = end || r->run.at[behind].gap == GX_GAP_SPACE || is_separator(r->run.at[behind].cp);
    bool names_follow = label->bare && r->label && !end; /* 通讯员 甲 摄影 乙 */
    if (label->after && r->out->n > r->group && stops && !names_follow && !(colon && behind + 1 < r->run.n)) {
        label_pending(r->out, r->group, label, r->label);
        r->out->labels++;
        set_label(r, NULL, behind);
        return true;
    }
    if (label->bare && !colon && !stops && !r->lenient && !has_surname(gx_run_from(r->run, behind))) {
        *bad = true; /* 记者了解到 */
        return true;
    }
    bool heads = r->i == 0 && label->writes && !end && !colon && stops &&
                 is_signed_so(gx_run_from(r->run, behind)); /* 撰稿 甲 */
    size_t next;
    const gx_label *then = stops && !end ? find_label(gx_run_from(r->run, behind), &next) : NULL;
    bool before_writer = label->after && label->photographs && then && then->bare; /* 文/图 本报记者 甲 */
    if (!colon && !label->bare && !before_writer && !heads && !(r->lenient && stops))
        return false;
    r->out->labels++;
    /* 图/本报记者 甲: who takes pictures, whatever his office */
    bool pictures = r->label && r->label->photographs && r->out->n == r->group && label->writes;
    set_label(r, pictures ? r->label : label, behind + colon);
    return true;
}

/* A name, an office, an unknown field at r->i.  @return false where it makes the row no credit */
static bool read_token(credit_reader *r)
{
    size_t end = token_end(r->run, r->i), length;
    gx_run token = {r->run.at + r->i, end - r->i};
    const gx_label *inside = NULL, *glued = NULL;
    size_t inner = is_other_field(r->label) ? SIZE_MAX : inner_label(token, &inside, &length);
    if (inner != SIZE_MAX) {
        r->out->labels++;
        set_label(r, inside, r->i + inner + length);
        return true;
    }
    if (r->i == 0 && token.n <= FIELD_CHARS && gx_ends(token, "记者") &&
        is_signed_so(gx_run_from(r->run, end))) { /* 江声记者 甲: a paper's name that no table holds */
        r->out->labels++;
        set_label(r, find_label((gx_run){token.at + token.n - 2, 2}, &length), end);
        return true;
    }
    if (end < r->run.n && is_colon(r->run.at[end].cp) && token.n <= FIELD_CHARS) {
        r->out->other_fields = true;
        set_label(r, &other_field, end + 1);
        return true;
    }
    size_t behind, name_end = glued_label(r->run, r->i, end, &glued, &behind);
    if (glued) {
        add_name(r->out, r->run, r->i, name_end, r->label ? r->label : glued);
        label_pending(r->out, r->group, glued, r->label);
        r->out->labels++;
        set_label(r, NULL, behind);
        return true;
    }
    size_t label_chars;
    if (find_label(token, &label_chars) && label_chars == token.n && r->out->offices) {
        r->out->labels++; /* 某县总工会　供稿 */
    } else if (is_name(token) || (r->out->n == r->group && r->i > 0 && is_glued_name(token, r->label))) {
        add_name(r->out, r->run, r->i, end, r->label);
    } else if (is_office(token)) {
        r->out->offices++;
    } else if (is_signed_office(token)) {
        r->out->offices++;
        r->out->labels++;
    } else if (!r->lenient && !is_other_field(r->label)) {
        return false;
    } else if (r->lenient) {
        r->group = r->out->n;
        if (!is_other_field(r->label))
            r->label = NULL;
    }
    r->i = end;
    return true;
}

/**
 * Read a row of credits. With `lenient`, tokens that are neither labels, names nor offices are passed over,
 * and only names with a label count (a website's line of fields); without, they make the row no credit.
 */
static bool read_credits(credits *out, gx_run run, bool lenient)
{
    *out = (credits){.all_surnamed = true};
    if (!run.n || (!lenient && run.n > CREDIT_CHARS))
        return false;
    credit_reader r = {.run = run, .out = out, .lenient = lenient};
    while (r.i < run.n) {
        bool bad = false;
        if (is_separator(run.at[r.i].cp))
            r.i++;
        else if (!read_label(&r, &bad) && !read_token(&r))
            return false;
        if (bad)
            return false;
    }
    return out->n || out->labels;
}

/* Within brackets, if they enclose the whole run. */
static gx_run unbracket(gx_run run, bool *bracketed)
{
    *bracketed = run.n > 2 && gx_closer_of(run.at[0].cp) == run.at[run.n - 1].cp &&
                 (run.at[0].cp == 0xFF08 || run.at[0].cp == '(');
    return *bracketed ? (gx_run){run.at + 1, run.n - 2} : run;
}

/* 中　分: two characters set apart, as names are. */
static bool is_parted(gx_run run)
{
    return run.n == 2 && run.at[1].gap == GX_GAP_SPACE;
}

bool gx_is_names(gx_run run)
{
    credits found;
    bool bracketed;
    return read_credits(&found, unbracket(run, &bracketed), false) && found.n;
}

bool gx_is_surnamed(gx_run run)
{
    credits found;
    bool bracketed;
    return read_credits(&found, unbracket(run, &bracketed), false) && found.n && found.all_surnamed &&
           !found.offices && !found.labels;
}

bool gx_is_signature(gx_run run, bool last)
{
    enum { SIGNED_CHARS = 12, LONG_NAME_CHARS = 4 };
    credits found;
    bool bracketed;
    if (run.n > SIGNED_CHARS && gx_begins(run, "——"))
        return false; /* the second line of a title */
    gx_run inner = unbracket(run, &bracketed);
    if (!read_credits(&found, inner, false))
        return false;
    if (found.labels)
        return true;
    bool marked = gx_contains_char("□◎■○●◇◆", run.at[0].cp) && run.n <= SIGNED_CHARS;
    for (size_t i = 0; i < found.n && !found.offices; i++)
        marked &= found.names[i].end - found.names[i].start < LONG_NAME_CHARS; /* ●安全生产 */
    return found.n && ((bracketed && is_parted(inner)) ||
                       (found.all_surnamed && (bracketed || marked || (last && found.offices))));
}

/* ---- into the article ---- */

typedef struct collector {
    gx_article *article;
    gx_arena *arena;
    gx_run text; /* the article's text; .at is unused */
    struct {
        gx_byline *at;
        size_t n, cap;
    } list;
} collector;

static gx_byline *find_byline(collector *c, const char *name, bool photographer)
{
    for (size_t i = 0; i < c->list.n; i++)
        if (!strcmp(c->list.at[i].name, name) &&
            (c->list.at[i].role == GX_BYLINE_PHOTOGRAPHER) == photographer)
            return &c->list.at[i];
    return NULL;
}

static void add_byline(collector *c, const char *name, gx_byline_role role, gx_range range)
{
    gx_byline *old = find_byline(c, name, role == GX_BYLINE_PHOTOGRAPHER);
    if (!old)
        *GX_PUSH(c->arena, &c->list) = (gx_byline){name, role, range};
    else if (role == GX_BYLINE_REPORTER)
        old->role = role;
}

/* The words [start, end) begin the name of an office in the article before: 裕溪口|港务公司. */
static bool begins_office(const collector *c, size_t start, size_t end)
{
    enum { WITHIN = 2000, OFFICE_LEAST = 2, OFFICE_MOST = 8 };
    const uint32_t *text = c->article->text;
    size_t n = end - start;
    for (size_t i = 0; i + n + OFFICE_MOST <= start && i < WITHIN; i++)
        for (size_t more = OFFICE_LEAST;
             !memcmp(text + i, text + start, n * sizeof *text) && more <= OFFICE_MOST; more++)
            if (is_office((gx_run){c->text.at + i, n + more}))
                return true;
    return false;
}

/* `at` is where the run that was read begins in the article's text. */
static void take(collector *c, const credits *found, size_t at, bool labelled_only)
{
    for (size_t i = 0; i < found->n; i++) {
        const credit_name *name = &found->names[i];
        bool surname = has_surname((gx_run){c->text.at + at + name->start, name->end - name->start});
        if (!name->labelled && (labelled_only || (found->labels && !surname)))
            continue;
        if (!i && found->n > 1 && !found->labels && begins_office(c, at + name->start, at + name->end))
            continue; /* （裕溪口　宛如）: where the writer works */
        gx_range range = {(uint32_t)(at + name->start), (uint32_t)(at + name->end)};
        const char *text =
            gx_utf8_from_chars(c->arena, c->article->text + range.start, range.end - range.start);
        if (name->writes)
            add_byline(c, text, name->reporter ? GX_BYLINE_REPORTER : GX_BYLINE_CORRESPONDENT, range);
        if (name->photographs)
            add_byline(c, text, GX_BYLINE_PHOTOGRAPHER, range);
    }
}

static size_t find_char(gx_run run, size_t from, size_t until, uint32_t cp)
{
    for (size_t i = from; i < run.n && i < until; i++)
        if (run.at[i].cp == cp)
            return i;
    return SIZE_MAX;
}

enum { DATELINE_BRACKET_CHARS = 4, HEAD_CREDIT_CHARS = 60 };

/* 本报讯（记者 甲 通讯员 乙）…, and 本报讯 记者 甲 乙 报道 … */
static void read_head(collector *c, gx_range block)
{
    gx_run run = {c->text.at + block.start, block.end - block.start};
    size_t dateline = gx_dateline(run);
    if (!dateline)
        return;
    size_t open = dateline == 1 ? 0 : SIZE_MAX;
    for (size_t i = dateline == 1 ? 0 : dateline;
         open == SIZE_MAX && i < run.n && i < dateline + DATELINE_BRACKET_CHARS; i++)
        if (run.at[i].cp == 0xFF08 || run.at[i].cp == '(')
            open = i;
    /* （本网讯 甲）: the dateline is itself within the bracket */
    bool inside = open == SIZE_MAX && (run.at[0].cp == 0xFF08 || run.at[0].cp == '(');
    size_t from = inside ? dateline : open == SIZE_MAX ? dateline : open + 1, close = SIZE_MAX;
    if (inside || open != SIZE_MAX) {
        close = find_char(run, from, from + HEAD_CREDIT_CHARS,
                          run.at[inside ? 0 : open].cp == '(' ? ')' : 0xFF09);
    } else {
        /* without brackets: as far as the names go */
        size_t length;
        const gx_label *label = find_label(gx_run_from(run, from), &length);
        if (!label || !label->bare)
            return;
        for (size_t end = from + length + 2; end <= run.n && end < from + HEAD_CREDIT_CHARS / 2; end++) {
            credits found;
            bool stops = end == run.n || run.at[end].gap == GX_GAP_SPACE || gx_is_digit(run.at[end].cp) ||
                         gx_begins(gx_run_from(run, end), "报道");
            if (stops && read_credits(&found, (gx_run){run.at + from, end - from}, false) && found.n)
                close = end;
        }
    }
    credits found;
    if (close == SIZE_MAX || close <= from ||
        !read_credits(&found, (gx_run){run.at + from, close - from}, false) ||
        (!found.labels && !found.all_surnamed))
        return;
    take(c, &found, block.start + from, false);
    /* （记者 甲）（通讯员 乙） */
    from = close + 2;
    if (from >= run.n || gx_closer_of(run.at[close + 1].cp) != run.at[close].cp)
        return;
    close = find_char(run, from, from + HEAD_CREDIT_CHARS, run.at[close].cp);
    if (close != SIZE_MAX && read_credits(&found, (gx_run){run.at + from, close - from}, false) &&
        found.labels)
        take(c, &found, block.start + from, false);
}

/* A lead that was set as a headline, and the dateline behind its full stop: …举办。江声新闻网讯（记者 甲）…
 */
static void read_inner_heads(collector *c, gx_range block)
{
    enum { FULL_STOP = 0x3002 };
    for (uint32_t i = block.start; i + 1 < block.end; i++) {
        gx_run rest = {c->text.at + i + 1, block.end - i - 1};
        if (c->text.at[i].cp == FULL_STOP && gx_dateline(rest) > 1)
            read_head(c, (gx_range){i + 1, block.end});
    }
}

static bool ends_with_label(gx_run run)
{
    for (const gx_label *label = gx_labels; label->word; label++)
        if (label->after && gx_ends(run, label->word))
            return true;
    return false;
}

/*
 * …。于林 摄 · …握手　林间 摄 · …（郑芸 李昱川） · …（图片说明：…。 图/小林）
 * @return where the bracket that was read begins, if another ends right before it; else the block's start
 */
static uint32_t read_tail(collector *c, gx_range block, bool last)
{
    gx_run run = {c->text.at + block.start, block.end - block.start};
    bool bracket = run.n && (run.at[run.n - 1].cp == 0xFF09 || run.at[run.n - 1].cp == ')');
    size_t end = bracket ? run.n - 1 : run.n, first = end > TAIL_CHARS ? end - TAIL_CHARS : 0, from = first;
    bool opened = false, begins = first == 0, after_stop = false;
    for (size_t i = first; i < end; i++) {
        uint32_t cp = run.at[i].cp;
        if (gx_is_end_mark(cp) || cp == 0xFF08 || cp == '(' || (gx_is_closer(cp) && i && from == i)) {
            from = i + 1;
            begins = true;
            opened = cp == 0xFF08 || cp == '(';
            after_stop = opened && i && (gx_is_end_mark(run.at[i - 1].cp) || gx_is_closer(run.at[i - 1].cp));
        }
    }
    credits found;
    gx_run tail = {run.at + from, end - from};
    bool reads = begins && read_credits(&found, tail, false);
    bool signature =
        opened && bracket && (last ? after_stop || found.all_surnamed : after_stop && found.all_surnamed);
    if (reads && (found.labels || signature)) {
        take(c, &found, block.start + from, false);
        bool another = opened && from > 2 && run.at[from - 2].cp == run.at[run.n - 1].cp;
        return another ? (uint32_t)(block.start + from - 1) : block.start;
    }
    if (!ends_with_label(tail))
        return block.start;
    for (size_t i = from; i < end; i++)
        if (run.at[i].gap != GX_GAP_NONE && read_credits(&found, (gx_run){run.at + i, end - i}, false) &&
            found.labels) {
            if (found.n && found.all_surnamed)
                take(c, &found, block.start + i, true);
            break;
        }
    return block.start;
}

/* （记者 甲）（通讯员 乙） */
static void read_tails(collector *c, gx_range block, bool last)
{
    enum { CREDITS_IN_A_ROW = 4 };
    for (int i = 0; i < CREDITS_IN_A_ROW && block.end > block.start; i++)
        block.end = read_tail(c, block, last);
}

static void read_meta(collector *c, gx_range block)
{
    gx_run run = {c->text.at + block.start, block.end - block.start}, inner;
    bool bracketed;
    credits found;
    inner = unbracket(run, &bracketed);
    bool strict = read_credits(&found, inner, false);
    if (strict && (found.labels || ((found.all_surnamed || is_parted(inner)) && !found.other_fields)))
        take(c, &found, block.start + bracketed, !bracketed && found.labels);
    else if (read_credits(&found, inner, true))
        take(c, &found, block.start + bracketed, true);
}

void gx_bylines_make(gx_article *article, gx_arena *arena)
{
    collector c = {.article = article, .arena = arena};
    gx_glyph *glyphs = GX_ARENA_ARRAY(arena, gx_glyph, article->n);
    for (size_t i = 0; i < article->n; i++)
        glyphs[i] = (gx_glyph){.cp = article->text[i],
                               .gap = article->gap[i] == GX_GAP_SPACE ? GX_GAP_SPACE : GX_GAP_NONE};
    c.text = (gx_run){glyphs, article->n};
    size_t last_body = 0;
    for (size_t b = 0; b < article->n_blocks; b++)
        if (article->blocks[b].kind >= GX_BLOCK_PARAGRAPH && article->blocks[b].kind != GX_BLOCK_META)
            last_body = b;
    for (size_t b = 0; b < article->n_blocks; b++) {
        gx_range range = article->blocks[b].range;
        switch (article->blocks[b].kind) {
        case GX_BLOCK_META:
            read_meta(&c, range);
            break;
        case GX_BLOCK_TITLE:
        case GX_BLOCK_SUBTITLE:
        case GX_BLOCK_HEADING:
            break;
        default:
            read_head(&c, range);
            read_inner_heads(&c, range);
            read_tails(&c, range, b == last_body);
        }
    }
    article->bylines = c.list.at;
    article->n_bylines = c.list.n;
}
