#include "extract/places.h"

#include "base/utf8.h"
#include "extract/frames.h"
#include "extract/tally.h"

#include <string.h>

enum { PLACE_CHARS_AT_MOST = 12 };

/* The words that a place's full name may end in, and so the bare words that may stand for it. */
static const char *const LEVEL_WORDS[] = {"自治区", "自治州", "自治县", "自治旗", "街道", "地区",
                                          "社区",   "新区",   "省",     "市",     "区",   "县",
                                          "旗",     "盟",     "州",     "镇",     "乡",   "村"};

static bool is_doubtful(const gx_word *place)
{
    return place->code[2] >= GX_PLACE_CITY_DOUBTFUL;
}

static bool is_place_tag(uint8_t pos)
{
    return pos == GX_POS_LOC || pos == GX_POS_NS || pos == GX_POS_ORG || pos == GX_POS_NT;
}

/* Three or four characters that end in 市 or 县 and that the tagger takes for some other name. */
static bool is_city_like(const gx_scan *scan, uint32_t start, uint32_t end)
{
    uint8_t pos = scan->a->tags[start].pos;
    bool name = pos == GX_POS_PER || pos == GX_POS_NR || pos == GX_POS_NZ || pos == GX_POS_NW;
    return name && end - start >= 3 && end - start <= 4 &&
           (gx_text_before(scan->a, end, "市") || gx_text_before(scan->a, end, "县"));
}

/* A place by the tagger alone must at least end like one: 岭川市 of a paper that no table knows. */
static bool looks_like_place(const gx_scan *scan, uint32_t start, uint32_t end)
{
    if (end - start < 2 || end - start > PLACE_CHARS_AT_MOST)
        return false;
    if (!is_place_tag(scan->a->tags[start].pos)) /* 袁川市, taken for a person */
        return is_city_like(scan, start, end);
    for (size_t i = 0; i < sizeof LEVEL_WORDS / sizeof *LEVEL_WORDS; i++) {
        size_t m = gx_utf8_count(LEVEL_WORDS[i]);
        if (end - start > m && gx_text_before(scan->a, end, LEVEL_WORDS[i]))
            return true;
    }
    return false;
}

/* Where a place that the tagger saw ends with its level: 岭川市|总工会 tagged as one organization. */
static uint32_t level_inside(const gx_scan *scan, uint32_t start, uint32_t end)
{
    for (uint32_t k = start + 2; k < end && k < start + 6; k++)
        if (gx_level_word(scan, k) && (scan->head_to[end] || scan->body_to[end]) && k + 1 < end)
            return k + 1;
    return start;
}

/* 来宾|参观了…: an ordinary word that does something. */
static bool is_plain_subject(const gx_scan *scan, uint32_t at, const gx_word *place)
{
    const gx_analysis *a = scan->a;
    uint32_t end = at + place->n;
    bool opens = at == gx_sentence_start(scan, at) || gx_is_punctuation(a->text[at - 1]);
    return opens && end < a->n && a->tags[end].pos == GX_POS_V && gx_word_at(a, at, end, GX_TABLE_NOT_NAMES);
}

void gx_find_places(const gx_scan *scan, gx_places *out)
{
    const gx_analysis *a = scan->a;
    for (uint32_t i = 0; i < a->n;) {
        const gx_word *word = scan->place_at[i];
        bool place_word = a->tags[i].pos == GX_POS_LOC || a->tags[i].pos == GX_POS_NS;
        if (word && is_doubtful(word) && is_plain_subject(scan, i, word)) {
            i += word->n;
            continue;
        }
        if (word && (!is_doubtful(word) || place_word)) {
            bool sure = strcmp(word->cell[0], word->cell[1]) == 0 || is_place_tag(a->tags[i].pos);
            *GX_PUSH(a->arena, out) = (gx_place){{i, i + word->n}, word->cell[1], word, sure};
            i += word->n;
            continue;
        }
        uint32_t end = scan->word_end[i];
        uint32_t glued =
            scan->word_start[i] == i && is_place_tag(a->tags[i].pos) ? gx_without_glue(scan, i, end) : i;
        if (glued > i) {
            i = glued;
            continue;
        }
        bool bare = gx_level_word(scan, i) != NULL; /* 自治区 names none */
        bool here = gx_without_glue(scan, scan->word_start[i], end) == i;
        if (here && (is_place_tag(a->tags[i].pos) || is_city_like(scan, i, end)) && !bare) {
            uint32_t inside = level_inside(scan, i, end);
            gx_range r = {i, inside > i ? inside : end};
            if (inside > i || looks_like_place(scan, i, end)) {
                *GX_PUSH(a->arena, out) = (gx_place){r, gx_text_of(a, r), NULL, true};
                i = r.end;
                continue;
            }
        }
        i++;
    }
}

const gx_word *gx_place_parent(const gx_lexicon *lexicon, const gx_word *place)
{
    return gx_lexicon_place(lexicon, place->cell[4]);
}

/* 从北京载誉归来, 赴上海学习: where somebody comes from or goes is not where the page is from. */
static bool is_way(const gx_analysis *a, uint32_t at)
{
    static const char *const words[] = {"从", "赴", "前往", "飞往", "抵达", "远赴"};
    return gx_any_before(a, at, words, GX_COUNT(words));
}

/* 台州|湾, 巢|湖: a water or an island called after a place. */
static bool is_called_after(const gx_analysis *a, const gx_place *p)
{
    static const char *const waters[] = {"湾", "湖", "岛", "港", "海峡", "运河"};
    return p->word && strcmp(p->word->cell[0], p->word->cell[1]) != 0 &&
           gx_any_at(a, p->range.end, waters, GX_COUNT(waters));
}

/* 仁和 in 溧水区仁和医院 and 市中 in 市中级人民法院 are places by the table only. */
static bool names_a_place(const gx_analysis *a, const gx_place *p)
{
    uint8_t pos = a->tags[p->range.start].pos;
    if (is_way(a, p->range.start))
        return false;
    if (!p->word || strcmp(p->word->cell[0], p->word->cell[1]) == 0 || pos == GX_POS_LOC || pos == GX_POS_NS)
        return p->sure;
    return p->sure && a->scan->word_start[p->range.start] == p->range.start &&
           !gx_level_word(a->scan, p->range.start);
}

static void count(gx_tally *counts, gx_arena *arena, const char *full, uint32_t weight)
{
    uint32_t i = gx_tally_number(arena, counts, full, strlen(full));
    counts->at[i].count += weight;
}

static const char *most_frequent(const gx_tally *counts)
{
    const struct gx_tally_entry *best = NULL;
    for (size_t i = 0; i < counts->n; i++)
        if (!best || counts->at[i].count > best->count)
            best = &counts->at[i];
    return best ? best->key : NULL;
}

/* A place counts for itself and for the city and the province that contain it. */
static void count_up(const gx_lexicon *lexicon, gx_arena *arena, const gx_place *place, gx_tally *cities,
                     gx_tally *provinces)
{
    if (!place->sure)
        return;
    if (!place->word) {
        if (gx_ends_with(place->full, "市"))
            count(cities, arena, place->full, 2);
        return;
    }
    int depth = 0; /* a user's table may name itself as its parent */
    for (const gx_word *w = place->word; w && depth < 5; w = gx_place_parent(lexicon, w), depth++) {
        uint8_t level = w->code[2];
        if (level == GX_PLACE_PROVINCE) {
            count(provinces, arena, w->cell[1], 1);
            if (gx_ends_with(w->cell[1], "市"))
                count(cities, arena, w->cell[1], 1);
        } else if (level == GX_PLACE_CITY || level == GX_PLACE_CITY_DOUBTFUL)
            count(cities, arena, w->cell[1], 1);
        if (level == GX_PLACE_TOWN)
            return; /* too many share a name to tell where they are */
    }
}

void gx_find_home(gx_home *out, const gx_analysis *articles, size_t n_articles)
{
    gx_arena *arena = articles->arena;
    const gx_lexicon *lexicon = articles->lexicon;
    gx_tally cities = {0}, provinces = {0};
    for (size_t k = 0; k < n_articles; k++)
        for (size_t i = 0; i < articles[k].places->n; i++)
            if (names_a_place(&articles[k], &articles[k].places->at[i]))
                count_up(lexicon, arena, &articles[k].places->at[i], &cities, &provinces);
    for (size_t i = 0; i < out->masthead.places.n; i++) {
        const gx_place p = {.word = out->masthead.places.at[i], .sure = true};
        count_up(lexicon, arena, &p, &cities, &provinces);
    }
    out->city = most_frequent(&cities);
    out->province = most_frequent(&provinces);
}

/* Does the place stand for this bare level word? 区 is also 新区, but 自治区 only itself. */
static bool is_of_level(const gx_place *place, const char *level)
{
    if (!gx_ends_with(place->full, level))
        return false;
    if (strcmp(level, "区") == 0)
        return !gx_ends_with(place->full, "自治区") && !gx_ends_with(place->full, "地区") &&
               !gx_ends_with(place->full, "社区");
    if (strcmp(level, "市") == 0)
        return !place->word || place->word->code[2] != GX_PLACE_TOWN;
    return true;
}

/* In the title, a subtitle or the first sentence of the body? */
static bool is_prominent(const gx_analysis *a, uint32_t at)
{
    for (size_t b = 0; b < a->article->n_blocks; b++) {
        const gx_block *block = &a->article->blocks[b];
        if (at < block->range.start || at >= block->range.end)
            continue;
        if (block->kind == GX_BLOCK_TITLE || block->kind == GX_BLOCK_SUBTITLE)
            return true;
        return block->kind == GX_BLOCK_PARAGRAPH &&
               a->scan->sentence[at] == a->scan->sentence[block->range.start] &&
               (b == 0 || a->article->blocks[b - 1].kind != GX_BLOCK_PARAGRAPH);
    }
    return false;
}

/* What speaks for a place as the one that a bare level means; weights by trial on the annotated pages. */
enum {
    FOR_MENTION = 2,   /* each time it is named, */
    FOR_PART = 2,      /* each different part of it that is named, */
    COUNTED_MOST = 4,  /* … no more than so many of either */
    FOR_PROMINENT = 4, /* in a headline or the lead */
    FOR_SIGNED = 8,    /* in a source, a signature, the masthead of a page with this article only */
    FOR_HOME = 3,      /* the page's city; the masthead of a page with more articles */
    FOR_LAST = 2       /* named last before */
};

struct votes {
    const char *full;
    uint32_t mentions, parts;
    bool prominent, from_source, at_home, last;
    const gx_word *counted[COUNTED_MOST]; /* parts of it that were counted */
};

typedef GX_LIST(struct votes) vote_list;

static struct votes *votes_for(gx_arena *arena, vote_list *list, const char *full)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->at[i].full, full) == 0)
            return &list->at[i];
    struct votes *v = GX_PUSH(arena, list);
    *v = (struct votes){.full = full};
    return v;
}

static bool is_source(const gx_analysis *a, uint32_t at)
{
    const gx_block *block = gx_block_at(a, at);
    return block && block->kind == GX_BLOCK_META;
}

static void count_part(struct votes *v, const gx_word *part)
{
    for (uint32_t i = 0; i < v->parts; i++)
        if (v->counted[i]->cell[1] == part->cell[1])
            return;
    if (v->parts < COUNTED_MOST)
        v->counted[v->parts++] = part;
}

/* A place speaks for itself and for the places of this level that contain it. */
static void vote(const gx_analysis *a, vote_list *list, const gx_place *p, const char *level)
{
    if (is_of_level(p, level)) {
        struct votes *v = votes_for(a->arena, list, p->full);
        v->mentions++;
        v->prominent = v->prominent || is_prominent(a, p->range.start);
        v->from_source = v->from_source || is_source(a, p->range.start);
        return;
    }
    if (!p->word || p->word->code[2] == GX_PLACE_TOWN || strcmp(p->word->cell[0], p->word->cell[1]) != 0)
        return;
    int depth = 0; /* a user's table may name itself as its parent */
    for (const gx_word *w = gx_place_parent(a->lexicon, p->word); w && depth < 4;
         w = gx_place_parent(a->lexicon, w), depth++) {
        const gx_place parent = {.full = w->cell[1], .word = w};
        if (is_of_level(&parent, level))
            count_part(votes_for(a->arena, list, parent.full), p->word);
    }
}

static uint32_t weigh(const struct votes *v)
{
    uint32_t mentions = v->mentions < COUNTED_MOST ? v->mentions : COUNTED_MOST;
    return FOR_MENTION * mentions + FOR_PART * v->parts + (v->prominent ? FOR_PROMINENT : 0) +
           (v->from_source ? FOR_SIGNED : 0) + (v->last ? FOR_LAST : 0) + (v->at_home ? FOR_HOME : 0);
}

/* 甲市总工会在|乙市|举办…,市妇联: where something happens is not whose bodies do it. */
static bool is_venue(const gx_analysis *a, const gx_place *p)
{
    static const char *const to[] = {"在", "到", "赴", "来到", "走进", "前往", "于"};
    return gx_any_before(a, p->range.start, to, GX_COUNT(to));
}

/* 义乌市总工会、婺城区总工会、|市教育工会: the city that both are in, where another part of it stands between
 * the county's city and `at`; else `city`. */
static const gx_place *whole_city(const gx_analysis *a, const gx_places *places, const gx_place *city,
                                  uint32_t at)
{
    const gx_word *whole = city->word ? gx_place_parent(a->lexicon, city->word) : NULL;
    if (!whole || !gx_ends_with(whole->cell[1], "市"))
        return city;
    for (size_t i = 0; i < places->n; i++) {
        const gx_place *p = &places->at[i];
        bool between = p->range.start >= city->range.end && p->range.end <= at;
        if (!between || !p->word || p->word == city->word || gx_place_parent(a->lexicon, p->word) != whole)
            continue;
        gx_place *found = gx_arena_alloc(a->arena, sizeof *found);
        *found = (gx_place){.range = p->range, .full = whole->cell[1], .word = whole, .sure = true};
        return found;
    }
    return city;
}

static const char *place_meant(const gx_analysis *a, const gx_places *places, const gx_home *home,
                               uint32_t at, const char *level)
{
    const gx_place *same_sentence = NULL, *last = NULL;
    vote_list list = {0};
    for (size_t i = 0; i < places->n; i++) {
        const gx_place *p = &places->at[i];
        if (is_called_after(a, p) || strcmp(p->full, "台湾省") == 0)
            continue; /* whose 省政府 no article means by that word alone */
        bool fits = is_of_level(p, level) && p->range.end <= at;
        if (fits && a->scan->sentence[p->range.start] == a->scan->sentence[at] &&
            !(same_sentence && is_venue(a, p)))
            same_sentence = p;
        if (!names_a_place(a, p))
            continue;
        if (fits)
            last = p;
        vote(a, &list, p, level);
    }
    if (same_sentence)
        return whole_city(a, places, same_sentence, at)->full;
    if (last)
        votes_for(a->arena, &list, last->full)->last = true;
    for (size_t i = 0; i < home->masthead.places.n; i++) {
        const gx_word *word = home->masthead.places.at[i];
        const gx_place p = {.full = word->cell[1], .word = word};
        if (!is_of_level(&p, level))
            continue;
        struct votes *v = votes_for(a->arena, &list, p.full);
        *(a->page->n_articles == 1 ? &v->from_source : &v->at_home) = true;
    }
    for (size_t i = 0; i < list.n; i++)
        list.at[i].at_home = list.at[i].at_home || (home->city && strcmp(home->city, list.at[i].full) == 0);
    const struct votes *best = NULL;
    for (size_t i = 0; i < list.n; i++)
        if (!best || weigh(&list.at[i]) > weigh(best))
            best = &list.at[i];
    if (best)
        return best->full;
    if (strcmp(level, "市") == 0 && home->city)
        return home->city;
    if (strcmp(level, "省") == 0 && home->province && gx_ends_with(home->province, "省"))
        return home->province;
    if (strcmp(level, "自治区") == 0 && home->province && gx_ends_with(home->province, "自治区"))
        return home->province;
    return NULL;
}

/* 德宏州 where the article says 德宏州 or 德宏 and nowhere 德宏傣族景颇族自治州. */
static const char *as_article_says(const gx_analysis *a, const gx_places *places, const char *full)
{
    static const char *const levels[][2] = {{"自治州", "州"}, {"自治县", "县"}};
    for (size_t l = 0; full && l < sizeof levels / sizeof *levels; l++) {
        if (!gx_ends_with(full, levels[l][0]))
            continue;
        const gx_place *first = NULL;
        uint32_t n = (uint32_t)gx_utf8_count(full);
        for (size_t i = 0; i < places->n; i++) {
            const gx_place *p = &places->at[i];
            if (strcmp(p->full, full) != 0)
                continue;
            if (p->range.end - p->range.start == n && gx_text_at(a, p->range.start, full))
                return full;
            first = first ? first : p;
        }
        if (!first)
            return full;
        const char *said = gx_text_of(a, first->range);
        return gx_ends_with(said, levels[l][1]) ? said
                                                : gx_arena_printf(a->arena, "%s%s", said, levels[l][1]);
    }
    return full;
}

const char *gx_place_meant(const gx_analysis *a, const gx_places *places, const gx_home *home, uint32_t at,
                           const char *level)
{
    return as_article_says(a, places, place_meant(a, places, home, at, level));
}
