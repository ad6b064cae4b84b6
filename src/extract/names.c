#include "extract/name_finder.h"

#include "base/utf8.h"
#include "extract/dotted.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/*
 * Every stretch of two to four characters that begins with a surname or comes near to a name for the tagger,
 * every word that it takes for a person, and every foreign name with dots is a candidate. Its traits
 * (traits.c) give log-odds, the article adds what it knows; the best of overlapping ones wins.
 */
static const double FOR_DOT = 24.0;
static const double FOR_TRANSCRIBED = 12.0; /* 才让拉姆: parts of names in a row */
static const double FOR_COURTEOUS = 9.0;    /* 阿尔穆森一行, where the tagger sees a place */
static const double FOR_KNOWN = 4.0;        /* 尼克松, where the tagger sees a person */
static const double FOR_ADDRESSED = 1.0;    /* 石英女士：… */
static const double FOR_USER = 40.0;        /* the user's own people.tsv */

enum {
    NAME_AT_MOST = 20,
    NEAR = 60, /* tenths that the tagger may lose for a candidate without a surname */
    NEAR_BARRED = 30,
    FAR = 130, /* … with one */
    NEARER = 20,
    NEAR_PARTICLE = 10 /* … for one that begins with 代, 来, 和, where a clause begins */
};

/* ---- candidates ---- */

/* 郭清明|荣任, 郭清明|受聘: the first character of a verb is no part of a name. */
static bool ends_in_verb(const gx_analysis *a, gx_range r)
{
    static const char *const verbs[] = {"荣任", "荣膺", "荣升", "现任", "兼任", "出任", "应邀",
                                        "受邀", "受聘", "率队", "率团", "获任", "获聘", "获颁",
                                        "接任", "卸任", "连中", "连得", "连进", "连夺", "连扳",
                                        "连克", "连胜", "连拿", "连追"};
    return r.end > r.start + 2 && gx_any_at(a, r.end - 1, verbs, GX_COUNT(verbs));
}

/* 何静|曾任, 何静|曾获, 何静|因病: the adverb or preposition is no part of a name. */
static bool ends_in_adverb(const gx_analysis *a, gx_range r)
{
    static const char *const reasons[] = {"任职", "年龄", "工作", "身体", "个人", "病",
                                          "公",   "涉",   "违",   "严重", "退休", "到龄"};
    if (a->text[r.end - 1] == U'因' && gx_any_at(a, r.end, reasons, GX_COUNT(reasons)))
        return true;
    static const char *const verbs[] = {"任", "获", "被", "在", "当", "担", "多次", "参", "说", "先后", "两"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (a->text[r.end - 1] == U'曾' && gx_text_at(a, r.end, verbs[i]))
            return true;
    return false;
}

static bool is_free(const gx_name_finder *f, gx_range r)
{
    for (uint32_t i = r.start; i < r.end; i++)
        if (f->taken[i])
            return false;
    return true;
}

/* “王涛班”班长: a crew called after somebody. */
static bool names_crew(const gx_analysis *a, gx_range r)
{
    static const char *const crews[] = {"班”", "组”", "队”"};
    return gx_text_before(a, r.start, "“") && r.end > r.start + 2 &&
           gx_any_at(a, r.end - 1, crews, GX_COUNT(crews));
}

/* 来到|陶四矿, 深入李楼矿、|新庄矿: a mine that somebody goes to. */
static bool names_mine(const gx_analysis *a, gx_range r)
{
    static const char *const goes[] = {"到", "赴", "入", "往", "、", "在"};
    return gx_text_before(a, r.end, "矿") && gx_any_before(a, r.start, goes, GX_COUNT(goes));
}

static bool starts_clause(const gx_name_finder *f, uint32_t at)
{
    return at == gx_sentence_start(f->scan, at) || gx_is_punctuation(f->a->text[at - 1]);
}

/* 石英|女士: a clause begins with a surname, a given name and courtesy, and they are no ordinary word. */
static bool is_addressed(const gx_name_finder *f, gx_range r)
{
    static const char *const courtesy[] = {"女士", "先生", "小姐", "老人", "大爷", "大妈", "老师"};
    const gx_analysis *a = f->a;
    uint32_t surname = gx_surname_chars(a, r.start), n = r.end - r.start;
    const gx_word *bar = gx_word_at(a, r.start, r.end, GX_TABLE_NOT_NAMES);
    return surname && n > surname && n <= surname + 2 && !(bar && bar->code[1] != GX_NOT_NAME_AMBIGUOUS) &&
           starts_clause(f, r.start) && gx_any_at(a, r.end, courtesy, GX_COUNT(courtesy));
}

/* 第三届“蓝思杯”羽毛球赛: what a contest is for. */
static bool names_cup(const gx_analysis *a, gx_range r)
{
    return gx_text_before(a, r.end, "杯") && (gx_text_at(a, r.end, "”") || gx_text_before(a, r.start, "届"));
}

static void consider(gx_name_finder *f, gx_range r, double prior)
{
    const gx_analysis *a = f->a;
    if (r.end - r.start == 3 && gx_text_at(a, r.start, "向") && gx_points_back(f->scan, r.end))
        return; /* 校长|向我校|祝贺 */
    if (names_mine(a, r) || names_cup(a, r))
        return;
    if (ends_in_adverb(a, r) || ends_in_verb(a, r) || !is_free(f, r))
        return;
    bool closed = r.end + 1 >= a->n || gx_is_punctuation(a->text[r.end + 1]) ||
                  a->article->gap[r.end + 1] != GX_GAP_NONE;
    if (gx_text_at(a, r.end, "摄") && closed && gx_sentence_start(f->scan, r.start) == r.start)
        return; /* …颁奖。张三摄 */
    if (gx_is_manager(a, r.start, gx_surname_chars(a, r.start)))
        return; /* 张总: who, the surname tells */
    if (names_crew(a, r))
        return;
    prior += is_addressed(f, r) ? FOR_ADDRESSED : 0;
    for (size_t i = f->candidates.n; i-- > 0 && f->candidates.at[i].range.start == r.start;)
        if (f->candidates.at[i].range.end == r.end) {
            f->candidates.at[i].odds += prior;
            f->candidates.at[i].score = f->candidates.at[i].odds;
            return;
        }
    gx_name_candidate *c = GX_PUSH(f->arena, &f->candidates);
    double odds = gx_name_odds(f->scan, r, prior);
    *c = (gx_name_candidate){.range = r, .odds = odds, .score = odds};
    uint32_t bytes = (r.end - r.start) * (uint32_t)sizeof *a->text;
    const char *key = (const char *)(a->text + r.start);
    c->name = gx_tally_number(f->arena, &f->strings, key, bytes);
}

static bool all_han(const gx_analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (!gx_is_ideograph(a->text[i]) || gx_is_barred(a->text[i]))
            return false;
    return to > from;
}

/* One word for the tagger, and a person. */
static bool is_tagged_person(const gx_scan *scan, gx_range r)
{
    return gx_is_person_tag(scan->a->tags[r.start].pos) && scan->word_start[r.start] == r.start &&
           scan->word_end[r.start] == r.end;
}

/* Most places are far from any name. */
static bool may_begin_name(const gx_analysis *a, uint32_t at)
{
    uint8_t least = GX_LOSS_MOST;
    for (size_t k = 0; k < GX_NAME_LENGTHS; k++)
        least = a->losses[at].tenths[k] < least ? a->losses[at].tenths[k] : least;
    return least <= NEAR || (least < FAR && a->scan->surname_at[at]);
}

/* 王丽, 王丽梅, 欧阳修; and what the tagger nearly takes for a name. */
static void consider_short(gx_name_finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    if (!may_begin_name(a, at))
        return;
    uint32_t most = gx_sentence_end(f->scan, at), surname = gx_surname_chars(a, at);
    bool clean = !gx_is_barred(a->text[at]), near = false;
    for (uint32_t n = GX_NAME_LEAST; n < GX_NAME_LEAST + GX_NAME_LENGTHS && at + n <= most; n++) {
        if (!gx_is_ideograph(a->text[at + n - 1]))
            return;
        clean = clean && !gx_is_barred(a->text[at + n - 1]);
        uint8_t loss = a->losses[at].tenths[n - GX_NAME_LEAST];
        const gx_word *title = f->scan->title_to[at + n];
        if (title && title->code[1] == GX_TITLE_HONORIFIC && title->n >= 2 && title->n + 2 <= n)
            return;                /* 李明|同志 */
        near = near || loss < FAR; /* 路长明 where it reads 路长 */
        bool regular = near && clean && surname && n > surname && n <= surname + 2;
        if (!regular && loss > (clean ? NEAR : NEAR_BARRED))
            continue;
        const gx_word *cue = f->scan->cue_to[at]; /* 夫人|由昆 */
        bool announced = at > 0 && (gx_is_office(f->scan->title_to[at]) || a->text[at - 1] == 0x3001 ||
                                    (cue && cue->code[1] == GX_CUE_ROLE));
        const gx_word *place = at + 1 < a->n ? f->scan->place_at[at + 1] : NULL; /* 和|法国 */
        bool expected = starts_clause(f, at) || (is_tagged_person(f->scan, (gx_range){at, at + n}) && !place);
        if (gx_is_particle(a->text[at]) && !announced && !(expected && loss <= NEAR_PARTICLE))
            continue;
        consider(f, (gx_range){at, at + n}, 0);
    }
}

/* 阿依夏木古丽: a long word that the tagger takes for a person. */
static void consider_tagged(gx_name_finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    uint32_t end = f->scan->word_end[at];
    bool longer = end - at >= GX_NAME_LEAST + GX_NAME_LENGTHS && end - at <= NAME_AT_MOST;
    if (longer && gx_is_person_tag(a->tags[at].pos) && all_han(a, at, end))
        consider(f, (gx_range){at, end}, 0);
}

/* 9号|巴特奈: a player's number. */
static bool is_numbered_player(const gx_analysis *a, uint32_t at)
{
    return at >= 2 && a->text[at - 1] == U'号' && a->text[at - 2] >= '0' && a->text[at - 2] <= '9';
}

/* 科尔塔斯|说, 阿尔穆森|一行, |的律师: what is said only behind a person's name. */
static bool is_told_of_person(const gx_scan *scan, uint32_t end)
{
    static const char *const behind[] = {"一行",   "先生",   "女士",   "夫人",   "小姐",   "阁下",   "殿下",
                                         "陛下",   "说,",    "说:",    "说道",   "认为",   "宣称",   "坦言",
                                         "回忆说", "接着说", "告诉",   "的律师", "的妻子", "的丈夫", "的儿子",
                                         "的女儿", "的父亲", "的母亲", "的家人", "的话",   "的作品", "的小说",
                                         "的诗",   "当选",   "出生",   "生于",   "去世",   "逝世",   "辞职",
                                         "访华",   "的头球", "的射门", "的传球", "的进球"};
    return gx_any_at(scan->a, end, behind, GX_COUNT(behind));
}

/* 总理|科尔塔斯, 来访的|阿尔穆森|说: sounds of a foreign name that the tagger takes for a place or a body,
 * where the words beside it say that it is somebody's. */
static void consider_sounds(gx_name_finder *f, uint32_t at)
{
    enum { SOUNDS_LEAST = 3, SOUNDS_MOST = 7 };
    static const uint8_t names[] = {GX_POS_LOC, GX_POS_NS, GX_POS_ORG, GX_POS_NT, GX_POS_NZ};
    const gx_analysis *a = f->a;
    uint32_t end = f->scan->word_end[at], n = end - at;
    const gx_word *head = f->scan->head_to[end]; /* of more than the 库 of 伊利埃斯库 */
    if (n < SOUNDS_LEAST || n > SOUNDS_MOST || !memchr(names, a->tags[at].pos, sizeof names) ||
        f->scan->place_at[at] || f->scan->body_to[end] || (head && head->n >= 2))
        return;
    const gx_word *cue = f->scan->cue_to[at];
    bool announced = gx_is_office(f->scan->title_to[at]) || (cue && cue->code[1] != GX_CUE_SIGNS) ||
                     is_numbered_player(a, at);
    if (!announced && !is_told_of_person(f->scan, end))
        return;
    for (uint32_t i = at; i < end; i++)
        if (!gx_is_sound(a->text[i]))
            return;
    if (!gx_word_at(a, at, end, GX_TABLE_NOT_NAMES))
        consider(f, (gx_range){at, end}, FOR_COURTEOUS);
}

/* 特雷|则|加特: one name that the tagger cuts at a sound that is also a word. */
static void consider_cut_sounds(gx_name_finder *f, uint32_t at)
{
    enum { WHOLE_MOST = 8 };
    static const char words[] = "则尔以因而却及其与之比对向可能于";
    const gx_analysis *a = f->a;
    uint32_t joint = f->scan->word_end[at];
    if (!gx_is_person_tag(a->tags[at].pos) || joint - at < 2 || joint + 1 >= gx_sentence_end(f->scan, at) ||
        f->scan->word_end[joint] != joint + 1 || !gx_is_person_tag(a->tags[joint + 1].pos))
        return;
    uint32_t end = f->scan->word_end[joint + 1];
    bool sound = strstr(words, gx_text_of(a, (gx_range){joint, joint + 1})) && end - at <= WHOLE_MOST &&
                 end - joint > 1;
    for (uint32_t i = at; sound && i < end; i++)
        sound = i == joint || gx_is_sound(a->text[i]);
    if (sound && !gx_surname_chars(a, at))
        consider(f, (gx_range){at, end}, FOR_COURTEOUS);
}

/* 座谈会, 办公室, 职务: words that follow a title as often as names do. */
static bool ends_in_a_word(const gx_name_finder *f, uint32_t start, uint32_t end)
{
    const gx_scan *scan = f->scan;
    const gx_word *words[] = {scan->head_to[end], scan->event_to[end], scan->title_to[end],
                              scan->part_to[end], scan->verb_to[end]};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i] && words[i]->n >= 2 && words[i]->n <= end - start)
            return true;
    return gx_is_verb_like(f->a->tags[start].pos) && scan->word_end[start] - start > 1;
}

/* 主席|更巴吉才，主任|阿不都热依木。: a transcribed name up to the mark, of which the tagger sees the
 * beginning. */
static void consider_to_mark(gx_name_finder *f, uint32_t at)
{
    static const double FOR_WHOLE = 8.0;
    static const wchar_t tibetan[] = L"才嘎措央旦增堆次尕曲俄且斗确尖觉嘉";
    enum { LEAST = 3, MOST = 8 };
    const gx_analysis *a = f->a;
    uint32_t end = at, most = gx_sentence_end(f->scan, at);
    if (!gx_is_office(f->scan->title_to[at]) || f->scan->word_end[at] - at < 2 ||
        !gx_is_person_tag(a->tags[at].pos))
        return;
    while (end < most && end - at < MOST &&
           (gx_is_sound(a->text[end]) || wcschr(tibetan, (wchar_t)a->text[end])))
        end++;
    bool cut = f->scan->word_end[at] < end && end - at >= LEAST;
    if (cut && (end == most || gx_is_punctuation(a->text[end])) && !ends_in_a_word(f, at, end))
        consider(f, (gx_range){at, end}, FOR_WHOLE);
}

/* 恩格斯|空军基地, 里根|号, 诺贝尔|奖: what is called after somebody. */
static bool names_a_thing(const gx_analysis *a, gx_range r)
{
    static const char *const behind[] = {
        "空军",   "号",       "奖",       "主义",   "格勒",   "中心",   "机场",   "市",   "州",
        "县",     "大学",     "图书馆",   "级",     "定律",   "定理",   "效应",   "疗法", "杯",
        "山",     "河",       "岛",       "湖",     "街",     "广场",   "公园",   "体育", "文学奖",
        "戏剧奖", "故里",     "祠",       "墓",     "路",     "纪念馆", "纪念堂", "故居", "小学",
        "中学",   "美术学院", "艺术学院", "电影节", "艺术节", "文学馆", "美术馆", "庙",   "书院"};
    static const char *const before[] = {"州", "省", "县"};
    return gx_any_at(a, r.end, behind, GX_COUNT(behind)) ||
           gx_any_before(a, r.start, before, GX_COUNT(before));
}

/* 尼克松, 成吉思汗: a person to the tagger, or so long that no words of its own make it by chance. */
static bool is_seen_whole(const gx_scan *scan, gx_range r)
{
    enum { LONG = 4 };
    uint32_t n = r.end - r.start;
    bool apart = scan->word_start[r.start] == r.start && scan->word_end[r.end - 1] == r.end;
    uint8_t pos = scan->a->tags[r.start].pos;
    bool one = apart && scan->word_end[r.start] == r.end &&
               (pos == GX_POS_NZ || pos == GX_POS_ORG || pos == GX_POS_LOC);
    bool tail = apart && gx_is_person_tag(scan->a->tags[r.end - 1].pos); /* 差|瓦利 */
    if (n < LONG - 1 && !apart)
        return false; /* 胡适|之 */
    return is_tagged_person(scan, r) || (n == LONG - 1 && (one || tail)) ||
           (n >= LONG && scan->word_end[r.end - 1] == r.end);
}

/* 阿不都|热依木, 买买提|明: where a name that begins with a known part ends, as one word of the tagger or,
 * behind an office, at the mark. */
static uint32_t rest_of_name(const gx_name_finder *f, uint32_t at, uint32_t known)
{
    enum { REST_MOST = 4 };
    const gx_analysis *a = f->a;
    uint32_t end = known, most = gx_sentence_end(f->scan, at);
    while (end < most && end - known < REST_MOST && gx_is_sound(a->text[end]))
        end++;
    bool word = gx_is_person_tag(a->tags[at].pos) && f->scan->word_start[end - 1] <= at;
    bool closed = gx_is_office(f->scan->title_to[at]) && (end == most || gx_is_punctuation(a->text[end])) &&
                  !ends_in_a_word(f, at, end);
    return (word && f->scan->word_end[end - 1] == end) || closed ? end : known;
}

/* 才让|卓玛, 图门|乌力吉: two parts or more, or one of three characters; and the user's own people. */
static void consider_known_parts(gx_name_finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    if (!(f->scan->tables[at] & (1u << GX_TABLE_PEOPLE | 1u << GX_TABLE_GIVEN_NAMES)))
        return;
    uint32_t most = gx_sentence_end(f->scan, at), end = at;
    const gx_word *mine = gx_longest_at(a, at, most, GX_TABLE_PEOPLE);
    if (mine)
        consider(f, (gx_range){at, at + mine->n}, FOR_USER);
    int parts = 0;
    for (const gx_word *part; parts < 4 && (part = gx_longest_at(a, end, most, GX_TABLE_GIVEN_NAMES)) != NULL;
         parts++) {
        if (strcmp(part->cell[1], "known") == 0) {
            gx_range whole = {at, at + part->n};
            if (!parts && is_seen_whole(f->scan, whole) && !names_a_thing(a, whole))
                consider(f, whole, is_tagged_person(f->scan, whole) ? FOR_KNOWN : FOR_COURTEOUS);
            break;
        }
        end += part->n;
    }
    end = parts ? rest_of_name(f, at, end) : end;
    bool dotted = (at > 0 && a->text[at - 1] == 0xB7) || (end < most && a->text[end] == 0xB7);
    if (parts && end - at >= 3 && at >= f->parts_end && !dotted) {
        consider(f, (gx_range){at, end}, FOR_TRANSCRIBED * parts);
        f->parts_end = end;
    }
}

/* Behind a title, up to a mark or a verb: 副主席才让拉姆、 */
static void consider_titled(gx_name_finder *f, uint32_t at)
{
    const gx_analysis *a = f->a;
    if (!at || !gx_is_office(f->scan->title_to[at]) ||
        (f->scan->word_start[at] != at && !gx_is_person_tag(a->tags[at].pos)))
        return;
    if (gx_is_particle(a->text[at]))
        return;
    uint32_t most = gx_sentence_end(f->scan, at);
    for (uint32_t end = at + 1;
         end <= most && end - at <= 5 && gx_is_ideograph(a->text[end - 1]) && !gx_is_barred(a->text[end - 1]);
         end++) {
        uint32_t word = f->scan->word_start[end - 1];
        if (word >= at && f->scan->word_end[word] - word > 1 && !gx_is_name_tag(a->tags[word].pos) &&
            a->tags[word].pos != GX_POS_NZ)
            return;
        if (end - at < 2)
            continue;
        if (ends_in_a_word(f, at, end))
            return;
        if (end == most || gx_is_punctuation(a->text[end]) ||
            (f->scan->word_start[end] == end &&
             (gx_is_verb_like(a->tags[end].pos) || gx_longest_at(a, end, a->n, GX_TABLE_VERBS))))
            consider(f, (gx_range){at, end}, 0);
    }
}

/* 免去|黄安|同志…职务: whatever words the tagger makes of it. */
static void consider_comrade(gx_name_finder *f, uint32_t at)
{
    static const double FOR_COMRADE = 6.0;
    static const char *const verbs[] = {"免去", "任命", "聘任", "推荐"};
    enum { NAME_CHARS = 3 };
    const gx_analysis *a = f->a;
    uint32_t surname = gx_surname_chars(a, at);
    for (uint32_t n = surname + 1; surname && n <= NAME_CHARS; n++)
        if (gx_text_at(a, at + n, "同志") && gx_any_before(a, at, verbs, GX_COUNT(verbs)) &&
            all_han(a, at, at + n))
            consider(f, (gx_range){at, at + n}, FOR_COMRADE);
}

/* 亚森·卡德尔: Chinese characters on both sides of a dot. */
static void consider_dotted(gx_name_finder *f, uint32_t dot)
{
    const gx_analysis *a = f->a;
    gx_range name = gx_dotted_name(f->scan, dot);
    bool slogan = name.start > 0 && a->text[name.start - 1] == 0x201C; /* “当好主人翁·建功新时代” */
    const gx_word *head = f->scan->head_to[dot]; /* of more than the 班 of 库尔班·… */
    bool event = f->scan->event_to[dot] || (head && head->n >= 2); /* 大会·上海 */
    if (name.end > name.start && !slogan && !event)
        consider(f, name, FOR_DOT);
}

static int by_start(const void *x, const void *y)
{
    const gx_name_candidate *c = x, *d = y;
    if (c->range.start != d->range.start)
        return c->range.start < d->range.start ? -1 : 1;
    return c->range.end < d->range.end ? -1 : c->range.end > d->range.end;
}

/* 方正, where the tagger nearly sees this and no longer name; not 危继 in 危继红. */
static bool stands_alone(const gx_name_finder *f, gx_range r)
{
    const uint8_t *tenths = f->a->losses[r.start].tenths;
    uint32_t n = r.end - r.start;
    if (n >= GX_NAME_LEAST + GX_NAME_LENGTHS)
        return true;
    for (uint32_t k = n - GX_NAME_LEAST + 1; k < GX_NAME_LENGTHS; k++)
        if (tenths[k] + NEARER < tenths[n - GX_NAME_LEAST])
            return false;
    return true;
}

/* ---- rolls ---- */

static const size_t LAST_CELL = SIZE_MAX - 1;

/* Does a title or an honour end before the colon: 副会长|:, 理事|(17人):, 某县先进个人|:? */
static bool labels_roll(const gx_name_finder *f, uint32_t colon)
{
    gx_unit u = colon ? gx_unit_before(f->scan, colon) : (gx_unit){.class = GX_UNIT_STOP};
    uint32_t end = u.class == GX_UNIT_BRACKET ? u.start : colon;
    return end && (f->scan->title_to[end] || f->scan->honour_to[end]);
}

/* One item of a roll from `at`: up to a mark or a gap, 庄　严 with the gap inside; a bracket behind it is
 * skipped.
 * @return where the next one begins */
static uint32_t roll_item(const gx_analysis *a, uint32_t at, uint32_t most, gx_range *item)
{
    *item = (gx_range){at, at};
    while (item->end < most && !gx_is_punctuation(a->text[item->end]) &&
           (item->end == at || a->article->gap[item->end] == GX_GAP_NONE))
        item->end++;
    bool halves = item->end == at + 1 && item->end < most && !gx_is_punctuation(a->text[item->end]) &&
                  (item->end + 1 == most || gx_is_punctuation(a->text[item->end + 1]) ||
                   a->article->gap[item->end + 1] != GX_GAP_NONE);
    item->end += halves;
    uint32_t next = item->end;
    while (next < most && a->text[next] == '(')
        for (next++; next < most && a->text[next - 1] != ')';)
            next++;
    bool mark = next < most && (a->text[next] == 0x3001 || a->text[next] == ',');
    return mark ? next + 1 : next;
}

/* 副会长:马一平　马　腾　王　道: every item of a roll whose items all look like names. */
static void consider_roll(gx_name_finder *f, uint32_t colon)
{
    static const double FOR_ROLL = 9.0, FOR_SHORT_ROLL = 3.0;
    enum { ITEMS_AT_MOST = 200, SURE_ITEMS = 2, ITEM_CHARS = 4 };
    const gx_analysis *a = f->a;
    if (!labels_roll(f, colon))
        return;
    gx_range items[ITEMS_AT_MOST];
    size_t n = 0;
    uint32_t most = gx_sentence_end(f->scan, colon), at = colon + 1;
    while (at < most && n < ITEMS_AT_MOST) {
        gx_range item;
        uint32_t next = roll_item(a, at, most, &item);
        if (next <= at || (item.end < most && a->text[item.end] == ':'))
            break; /* the next label */
        uint32_t chars = item.end - item.start, surname = gx_surname_chars(a, item.start);
        if (chars < 2 || chars > ITEM_CHARS || !surname || surname >= chars ||
            !all_han(a, item.start, item.end))
            return;
        items[n++] = item;
        at = next;
    }
    bool closed = at >= most || a->article->gap[at] != GX_GAP_NONE;
    if (n == 1 && (!closed || items[0].end - items[0].start == ITEM_CHARS))
        return; /* 主任:张口就来。 */
    for (size_t i = 0; i < n; i++)
        consider(f, items[i], n >= SURE_ITEMS ? FOR_ROLL : FOR_SHORT_ROLL);
}

/* 队长　胸外科副主任医师　上官平, 第三名　赵　亮: a cell of its own behind a cell that ends in a title or an
 * honour. */
static void consider_cell(gx_name_finder *f, uint32_t at)
{
    static const double FOR_CELL = 6.0;
    enum { CELL_CHARS = 3 };
    const gx_analysis *a = f->a;
    uint32_t most = gx_sentence_end(f->scan, at), surname = gx_surname_chars(a, at);
    gx_range cell;
    roll_item(a, at, most, &cell);
    uint32_t end = cell.end, chars = end - at;
    bool closed = end == most || a->text[end] == '(' || a->article->gap[end] != GX_GAP_NONE;
    if (closed && chars >= 2 && chars <= CELL_CHARS && surname && surname < chars && all_han(a, at, end))
        consider(f, cell, FOR_CELL);
}

/* 向前进(苗族)　某合作社技术员, 高　歌:某研究院院长: the first cell of a line that ends in a title. */
static void consider_line(gx_name_finder *f, const gx_block *block)
{
    static const double FOR_LINE = 6.0;
    enum { CELL_CHARS = 3 };
    const gx_analysis *a = f->a;
    uint32_t at = block->range.start, most = block->range.end, surname = gx_surname_chars(a, at);
    gx_range cell;
    if (block->kind != GX_BLOCK_LIST || !gx_is_office(f->scan->title_to[most]))
        return;
    roll_item(a, at, most, &cell);
    uint32_t end = cell.end, chars = end - at;
    bool closed =
        end < most && (a->text[end] == '(' || a->text[end] == ':' || a->article->gap[end] != GX_GAP_NONE);
    if (closed && chars >= 2 && chars <= CELL_CHARS && surname && surname < chars && all_han(a, at, end))
        consider(f, cell, chars == 2 && a->article->gap[at + 1] != GX_GAP_NONE ? 2 * FOR_LINE : FOR_LINE);
}

/* 明玉,男,满族,…; 谷山一郎先生,1951年出生: who a paragraph of a career begins with. */
static void consider_profile(gx_name_finder *f, uint32_t at)
{
    static const double FOR_PROFILE = 12.0;
    enum { NAME_CHARS = 5 };
    static const char *const marks[] = {",男,",    ",女,",    ":男,",    ":女,",    "(男,",     "(女,",
                                        "先生,19", "女士,19", "先生:19", "女士:19", ",中国国籍"};
    const gx_analysis *a = f->a;
    uint32_t end = at + 2;
    for (; end < a->n && end - at <= NAME_CHARS && all_han(a, at, end); end++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (gx_text_at(a, end, marks[i])) {
                consider(f, (gx_range){at, end}, FOR_PROFILE);
                return;
            }
    for (end = at + 2; end + 1 < a->n && end - at <= NAME_CHARS && all_han(a, at, end); end++)
        for (uint32_t k = end + 3; (a->text[end] == ',' || a->text[end] == ':') && k < end + 6; k++)
            if (gx_text_at(a, k, "国籍")) { /* 宫本雅也:日本国籍 */
                consider(f, (gx_range){at, end}, FOR_PROFILE);
                return;
            }
}

/* The cell of a row at `column` from the left, or the last one; empty = none. */
static gx_range row_cell(const gx_analysis *a, gx_range row, size_t column)
{
    gx_range cell = {row.start, row.start};
    uint32_t at = row.start;
    for (size_t n = 0; at < row.end && n <= column; n++) {
        uint32_t next = roll_item(a, at, row.end, &cell);
        if (next <= at)
            break; /* a mark: no cell */
        at = next;
        if (n == column || (column == LAST_CELL && at == row.end))
            return cell;
    }
    return (gx_range){row.start, row.start};
}

static bool looks_like_name(const gx_analysis *a, gx_range cell)
{
    static const uint32_t ends[] = U"区县市镇乡村部科室处局院厂队组站班段社司";
    enum { CHARS = 3 };
    uint32_t chars = cell.end - cell.start, surname = chars ? gx_surname_chars(a, cell.start) : 0;
    for (const uint32_t *end = ends; chars && *end; end++)
        if (a->text[cell.end - 1] == *end)
            return false;
    return chars >= 2 && chars <= CHARS && surname && surname < chars && all_han(a, cell.start, cell.end);
}

/* Rows under one another of which one column holds nothing but names: 某镇总工会　　余　欢. */
static void consider_column(gx_name_finder *f, size_t first, size_t last, size_t column)
{
    static const double FOR_COLUMN = 8.0;
    enum { LEAST_ROWS = 3 };
    const gx_block *blocks = f->a->article->blocks;
    size_t rows = 0, names = 0;
    for (size_t b = first; b < last; b++) {
        gx_range cell = row_cell(f->a, blocks[b].range, column);
        rows += cell.end > cell.start;
        names += looks_like_name(f->a, cell);
    }
    if (names < LEAST_ROWS || names * 5 < rows * 4)
        return;
    for (size_t b = first; b < last; b++) {
        gx_range cell = row_cell(f->a, blocks[b].range, column);
        if (looks_like_name(f->a, cell))
            consider(f, cell, FOR_COLUMN);
    }
}

static void consider_tables(gx_name_finder *f)
{
    static const size_t columns[] = {0, 1, 2, SIZE_MAX - 1};
    const gx_article *article = f->a->article;
    for (size_t b = 0, last; b < article->n_blocks; b = last) {
        for (last = b; last < article->n_blocks && article->blocks[last].kind == GX_BLOCK_LIST;)
            last++;
        for (size_t i = 0; last > b + 2 && i < sizeof columns / sizeof *columns; i++)
            consider_column(f, b, last, columns[i]);
        last += last == b;
    }
}

static void gather(gx_name_finder *f)
{
    const gx_analysis *a = f->a;
    for (uint32_t i = 0; i < a->n; i++) {
        if (a->text[i] == 0xB7) {
            consider_dotted(f, i);
            continue;
        }
        if (a->text[i] == ':')
            consider_roll(f, i);
        else if (i && a->article->gap[i] == GX_GAP_SPACE && (f->scan->title_to[i] || f->scan->honour_to[i]))
            consider_cell(f, i);
        if (!gx_is_ideograph(a->text[i]) || f->taken[i])
            continue;
        consider_short(f, i);
        consider_known_parts(f, i);
        consider_comrade(f, i);
        if (f->scan->word_start[i] == i) {
            consider_tagged(f, i);
            consider_sounds(f, i);
            consider_cut_sounds(f, i);
            consider_to_mark(f, i);
        }
        consider_titled(f, i);
    }
    for (size_t b = 0; b < a->article->n_blocks; b++) {
        consider_line(f, &a->article->blocks[b]);
        consider_profile(f, a->article->blocks[b].range.start);
    }
    consider_tables(f);
    bool sorted = true;
    for (size_t i = 1; sorted && i < f->candidates.n; i++)
        sorted = by_start(&f->candidates.at[i - 1], &f->candidates.at[i]) <= 0;
    if (!sorted)
        qsort(f->candidates.at, f->candidates.n, sizeof *f->candidates.at, by_start);
}

/* How often each string stands, and before what. */
static void count_strings(gx_name_finder *f)
{
    const gx_analysis *a = f->a;
    f->counts = GX_ARENA_ARRAY(f->arena, uint32_t, f->strings.n + 1);
    f->follower = GX_ARENA_ARRAY(f->arena, uint32_t, f->strings.n + 1);
    f->varied = GX_ARENA_ARRAY(f->arena, uint8_t, f->strings.n + 1);
    for (size_t i = 0; i < f->candidates.n; i++) {
        const gx_name_candidate *c = &f->candidates.at[i];
        uint32_t behind_it = c->range.end < a->n ? a->text[c->range.end] : 0;
        if (f->follower[c->name] && f->follower[c->name] != behind_it)
            f->varied[c->name] = 1;
        f->follower[c->name] = behind_it ? behind_it : f->follower[c->name];
        f->counts[c->name] += stands_alone(f, c->range);
    }
}

/* The candidates outside the forms, as before anything was weighed against anything. */
static void begin_again(gx_name_finder *f, const gx_forms *forms)
{
    memcpy(f->taken, f->scan->no_name, f->a->n);
    for (size_t i = 0; i < forms->n; i++)
        if (!forms->at[i].generic)
            memset(f->taken + forms->at[i].range.start, 1, forms->at[i].range.end - forms->at[i].range.start);
    size_t kept = 0;
    for (size_t i = 0; i < f->candidates.n; i++) {
        const gx_name_candidate *c = &f->candidates.at[i];
        if (is_free(f, c->range))
            f->candidates.at[kept++] =
                (gx_name_candidate){.range = c->range, .odds = c->odds, .score = c->odds, .name = c->name};
    }
    f->candidates.n = kept;
}

/* ---- what holds no names ---- */

static void bar(gx_scan *scan, gx_range r)
{
    memset(scan->no_name + r.start, 1, r.end - r.start);
}

/* 制作:张三, 编发:李四: who made the page, told by a word at the end of the text. */
static void bar_credits(gx_scan *scan)
{
    static const char *const labels[] = {"制作", "编发", "编审", "审校", "排版", "美编", "监制", "责编",
                                         "校对", "编辑", "审核", "初审", "复审", "终审", "签发", "审稿"};
    enum { NAME_MOST = 4 };
    const gx_analysis *a = scan->a;
    for (uint32_t i = 2; i + 1 < a->n; i++) {
        if (a->text[i] != ':' || !gx_any_before(a, i, labels, GX_COUNT(labels)))
            continue;
        uint32_t end = i + 1;
        while (end < a->n && end <= i + NAME_MOST && gx_is_ideograph(a->text[end]))
            end++;
        bar(scan, (gx_range){i + 1, end});
    }
}

/* 参赛队|伍|均分为: no surname; but 消防大队|伍某. */
static void bar_teams(gx_scan *scan)
{
    static const char *const units[] = {"大", "中", "支", "总", "车", "分"};
    const gx_analysis *a = scan->a;
    for (uint32_t i = 1; i + 1 < a->n; i++)
        if (gx_text_at(a, i, "队伍") && !gx_any_before(a, i, units, GX_COUNT(units)))
            bar(scan, (gx_range){i, i + 2});
}

static void find_what_holds_no_names(gx_scan *scan)
{
    enum { BODY_CHARS = 3 }; /* a shorter one may be a part of somebody's name */
    const gx_analysis *a = scan->a;
    for (uint32_t end = BODY_CHARS; end <= a->n; end++) { /* 国家|杜马 */
        const gx_word *body = scan->body_to[end];
        if (body && body->table == GX_TABLE_ORGANIZATIONS && body->n >= BODY_CHARS)
            bar(scan, (gx_range){end - body->n, end});
    }
    for (uint32_t i = 0; i < a->n; i++) {
        const gx_word *word = gx_longest_at(a, i, a->n, GX_TABLE_NOT_NAMES);
        if (word && word->code[1] == GX_NOT_NAME_DOCTRINE)
            bar(scan, (gx_range){i, i + word->n});
        if (a->text[i] == 0x300A)
            for (uint32_t k = i; k < gx_sentence_end(scan, i); k++)
                if (a->text[k] == 0x300B) {
                    bar(scan, (gx_range){i, k + 1});
                    break;
                }
    }
    bar_credits(scan);
    bar_teams(scan);
    for (size_t b = 0; b < a->article->n_blocks; b++)
        if (a->article->blocks[b].kind == GX_BLOCK_META)
            bar(scan, a->article->blocks[b].range);
    for (size_t b = 0; b < a->article->n_bylines; b++)
        bar(scan, a->article->bylines[b].range);
    for (uint32_t i = 0; i < a->n; i++) {   /* 作者：甲 above, 某某网讯 记者甲报道 here */
        bool shot = gx_text_at(a, i, "摄"); /* 甲 摄, below the second picture too */
        for (size_t b = 0; shot && b < a->article->n_bylines; b++)
            if (gx_text_before(a, i, a->article->bylines[b].name))
                bar(scan, (gx_range){i - (uint32_t)gx_utf8_count(a->article->bylines[b].name), i});
        if (!gx_text_before(a, i, "记者") && !gx_text_before(a, i, "通讯员"))
            continue;
        for (size_t b = 0; b < a->article->n_bylines; b++)
            if (gx_text_at(a, i, a->article->bylines[b].name))
                bar(scan, (gx_range){i, i + (uint32_t)gx_utf8_count(a->article->bylines[b].name)});
    }
}

static void find_rolls(gx_scan *scan)
{
    static const char *const words[] = {"等奖",   "第一名", "二、三名", "冠军", "依次", "分列",
                                        "前三名", "先进",   "优秀",     "获奖", "选举", "当选",
                                        "增补",   "替补",   "推选",     "授予", "分获", "列前三"};
    gx_firsts firsts = {0};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        gx_firsts_add_word(&firsts, words[w]);
    for (uint32_t i = 0; i < scan->a->n; i++)
        for (size_t w = 0; gx_may_begin(&firsts, scan->a->text[i]) && w < sizeof words / sizeof *words; w++)
            if (gx_text_at(scan->a, i, words[w]))
                scan->roll[scan->sentence[i]] = 1;
}

static void write_names(const gx_name_finder *f, gx_names *out)
{
    for (size_t i = 0; i < f->candidates.n; i++) {
        const gx_name_candidate *c = &f->candidates.at[i];
        double confidence = c->score >= 8 ? 0.98 : c->score >= 4 ? 0.95 : c->score >= 2 ? 0.85 : 0.78;
        if (c->accepted)
            *GX_PUSH(f->arena, out) = (gx_name){c->range, confidence};
    }
}

gx_name_finder *gx_find_likely_names(gx_scan *scan)
{
    const gx_analysis *a = scan->a;
    gx_name_finder *f = gx_arena_alloc(a->arena, sizeof *f);
    *f = (gx_name_finder){
        .scan = scan, .a = a, .arena = a->arena, .taken = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1)};
    find_what_holds_no_names(scan);
    find_rolls(scan);
    memcpy(f->taken, scan->no_name, a->n);
    gather(f);
    count_strings(f);
    gx_weigh_prefixes(f);
    gx_accept_best_names(f);
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_range r = f->candidates.at[i].range;
        if (!f->candidates.at[i].accepted)
            continue;
        scan->name_to[r.end] = r.start + 1;
        memset(scan->in_name + r.start, 1, r.end - r.start);
    }
    return f;
}

void gx_find_names(gx_name_finder *f, const gx_forms *forms, gx_names *out)
{
    begin_again(f, forms);
    count_strings(f);
    gx_weigh_prefixes(f);
    gx_accept_best_names(f);
    gx_weigh_lone_items(f);
    gx_reconsider_names(f);
    for (int round = 0; round < 3; round++) {
        gx_accept_best_names(f);
        gx_repeat_names(f);
        gx_spread_names(f);
    }
    gx_accept_best_names(f);
    write_names(f, out);
}
