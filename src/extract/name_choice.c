#include "extract/name_finder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static const double ACCEPT = 0.45;  /* above even odds: annotated pages have more names than news at large */
static const double FOR_LIST = 3.0; /* stands in a list beside a name */
static const double FOR_ROLL_LIST = 3.0; /* … in a roll of winners or of the elected */
static const double FOR_WHOLE_ITEM = 2.0;
static const double AGAINST_LONE_ITEM = -3.0;
static const double AGAINST_GOODS = -8.0;             /* 送去白糖 */
static const double FOR_REPEATED = 3.0;               /* accepted elsewhere in the article */
static const double AGAINST_RARER_THAN_PREFIX = -3.0; /* 方正数 where 方正 stands twice */
static const double AGAINST_ALWAYS_LONGER = -8.0;     /* 聂长 where every one is 聂长平 */
static const double CERTAIN = 8.0;

enum { MUCH_NEARER = 50 /* tenths: how much nearer to a name for the tagger a shorter candidate is */ };

/* 选举容学成为常委: 成 belongs to the name. */
static bool elects_as(const gx_name_finder *f, gx_range longer)
{
    const gx_analysis *a = f->a;
    if (!gx_text_before(a, longer.end, "成") || !gx_text_at(a, longer.end, "为"))
        return false;
    for (uint32_t i = gx_sentence_start(f->scan, longer.start); i < longer.start; i++)
        if (gx_text_at(a, i, "选举") || gx_text_at(a, i, "增补") || gx_text_at(a, i, "推选"))
            return true;
    return false;
}

/* One ordinary word for the tagger: 幸福感. */
static bool is_plain_word(const gx_scan *scan, gx_range r)
{
    return scan->word_start[r.start] == r.start && scan->word_end[r.start] == r.end &&
           !gx_is_name_tag(scan->a->tags[r.start].pos);
}

/*
 * Verbs of one character that the tagger takes for the end of the name before them. What tells them apart
 * stands right behind (NULL: anything but a mark), or later in the clause.
 */
static const struct light_verb {
    const char *verb;
    const char *const *behind, *const *later;
} LIGHT_VERBS[] = {
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})
    {"获", NULL, NULL},
    {"赴", NULL, NULL},
    {"夺", NULL, NULL},
    {"赠", NULL, NULL},
    {"率", NULL, NULL},
    {"等", NULL, NULL},
    {"还", NULL, NULL},
    {"对", NULL, NULL},
    {"给", NULL, NULL},
    {"被", NULL, NULL},
    {"把", NULL, NULL},
    {"并", NULL, NULL},
    {"讲", NULL, NULL},
    {"则", NULL, NULL},
    {"也", NULL, NULL},
    {"却", NULL, NULL},
    {"便", NULL, NULL},
    {"仍", NULL, NULL},
    {"发", WORDS("自", "来", "言", "表", "了", "出", "起", "给"), NULL},
    {"犯",
     WORDS("受贿", "行贿", "贪污", "故意", "盗窃", "诈骗", "抢", "挪用", "滥用", "玩忽", "非法", "走私", "贩",
           "强", "过失", "交通肇事", "敲诈", "职务侵占", "组织", "聚众", "寻衅", "妨害", "伪造", "集资",
           "合同", "危险", "拐", "绑架", "放火", "爆炸", "包庇", "窝藏", "杀人", "有"),
     NULL},
    {"代", WORDS("为", "表", "其", "领", "读", "交"), NULL},
    {"独", WORDS("得", "中", "揽", "自"), NULL},
    {"均",
     WORDS("表示", "参加", "出席", "在", "为", "获", "来自", "有", "作", "认为", "未", "不", "没", "已", "将",
           "无", "可"),
     NULL},
    {"都",
     WORDS("表示", "在", "要", "会", "说", "参加", "有", "来自", "认为", "是", "未", "不", "没", "已", "将",
           "能"),
     NULL},
    {"已", WORDS("经", "在", "有", "为", "从", "成", "获", "累计", "连续"), NULL},
    {"称", WORDS(":", ",", "“", "他", "她", "这", "自", "其"), NULL},
    {"列", WORDS("第", "前", "全", "席"), NULL},
    {"居", WORDS("第", "首", "前", "全", "次"), NULL},
    {"带", WORDS("队", "领", "着", "头", "病", "伤", "来", "去", "上", "回", "动", "慰问", "徒"), NULL},
    {"送", WORDS("上", "来", "去", "给", "到", "别", "达", "出", "了", "慰问"), NULL},
    {"时", WORDS(",", "正", "说"), NULL},
    {"念", WORDS("完", "了", "着", "起", "到", "的"), NULL},
    {"一", WORDS("行", "同", "起", "致", "边", "直", "家", "路", "进"), NULL},
    {"原", WORDS("是", "为", "任", "来"), NULL},
    {"分", WORDS("任", "获", "列", "别", "居"), NULL},
    {"和", WORDS("来自", "同", "几", "全体", "广大", "各"), NULL},
    {"谈", WORDS("了", "到", "起", "及", "道", "心", "感", "话", "体"), NULL},
    {"作", WORDS("《", "“", "了", "为", "出", "题", "的关于", "的题为", "的《"),
     WORDS("发言", "报告", "讲话", "讲座", "辅导", "介绍", "动员", "总结", "说明", "宣讲", "表态", "点评",
           "授课", "交流", "述职", "分享", "致辞", "讲授")},
    {"就", WORDS("是", "把", "从", "在", "如何"),
     WORDS("作", "进行", "提出", "发表", "展开", "开展", "讲", "介绍", "交流", "回答", "提问")},
#undef WORDS
};

static bool begins_any(const gx_analysis *a, uint32_t at, const char *const *words)
{
    for (; words && *words; words++)
        if (gx_text_at(a, at, *words))
            return true;
    return false;
}

/* 秦兰|获二等奖, 周丽|作经验交流发言. */
static bool is_light_verb(const gx_scan *scan, uint32_t at)
{
    enum { CLAUSE_CHARS = 24 };
    const gx_analysis *a = scan->a;
    if (gx_elected_at(scan, at))
        return true;
    for (size_t i = 0; i < sizeof LIGHT_VERBS / sizeof *LIGHT_VERBS; i++) {
        const struct light_verb *v = &LIGHT_VERBS[i];
        if (!gx_text_at(a, at, v->verb) || at + 1 >= a->n)
            continue;
        if (!v->behind)
            return gx_is_ideograph(a->text[at + 1]) || a->text[at + 1] == 0x201C ||
                   a->text[at + 1] == 0x300A || (a->text[at + 1] >= '0' && a->text[at + 1] <= '9');
        bool found = begins_any(a, at + 1, v->behind);
        for (uint32_t k = at + 1; !found && k < a->n && k < at + CLAUSE_CHARS && a->text[k] != ',' &&
                                  a->text[k] != 0x3002 && a->text[k] != ';';
             k++)
            found = begins_any(a, k, v->later);
        return found;
    }
    return false;
}

/* 李嘉|和云岭工匠: a name is not followed by a place without a verb. */
static bool is_joint_before_place(const gx_scan *scan, uint32_t at)
{
    const gx_analysis *a = scan->a;
    return a->text[at] == 0x548C && at + 1 < a->n && scan->word_start[at + 1] == at + 1 &&
           scan->place_at[at + 1] && scan->place_at[at + 1]->n >= 2;
}

/* 丰收|发言, 安全|就: the last character begins a verb, or the rest is a word that is also a name. */
static bool ends_in_verb(const gx_name_finder *f, gx_range shorter, gx_range longer)
{
    static const uint32_t particles[] = {0x5C31, 0x521A, 0x539F, 0x53C8, 0x4E5F, 0x66FE, 0x5DF2,
                                         0x5C06, 0x7387, 0x8D74, 0x5230, 0x8BF4, 0x79F0, 0x5728,
                                         0x4E0E, 0x5411, 0x4E3A, 0x88AB, 0x628A, 0x4ECE, 0x5934,
                                         0x4EE3, 0x4E00, 0x5206, 0x4EBA};
    const gx_analysis *a = f->a;
    uint32_t last = longer.end - 1;
    if (longer.end != shorter.end + 1)
        return false;
    const gx_word *verb = gx_longest_at(a, last, a->n, GX_TABLE_VERBS);
    if (verb && verb->n >= 2)
        return true;
    bool word = gx_word_at(a, shorter.start, shorter.end, GX_TABLE_NOT_NAMES);
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (particles[i] == a->text[last])
            return word;
    return false;
}

static uint8_t loss_of(const gx_name_finder *f, gx_range r)
{
    uint32_t n = r.end - r.start;
    bool measured = n >= GX_NAME_LEAST && n < GX_NAME_LEAST + GX_NAME_LENGTHS;
    return measured ? f->a->losses[r.start].tenths[n - GX_NAME_LEAST] : GX_LOSS_MOST;
}

/* 、徐凯添、: all of an item of a list, where a shorter name would leave a character over. */
static bool fills_item(const gx_name_finder *f, gx_range r)
{
    const gx_analysis *a = f->a;
    return r.start > 0 && r.end < a->n && a->text[r.start - 1] == 0x3001 && a->text[r.end] == 0x3001 &&
           !is_plain_word(f->scan, r);
}

/* 薄海平|等参加, where the tagger reads 平等. */
static bool is_behind_others(const gx_analysis *a, uint32_t at)
{
    static const char *const behind[] = {"参加", "出席", "陪同", "人", "同志", "领导", "共同", "分别",
                                         "先后", "一行", "在",   ",",  "。",   "、",   NULL};
    return gx_text_at(a, at, "等") && begins_any(a, at + 1, behind);
}

/* What one character alone may say behind a name: verbs, adverbs and the like. */
static bool follows_names(uint32_t c)
{
    static const wchar_t words[] =
        L"说任发获在有是为到从向对把被给让将已曾也都还又就才却则便仍正未不没等和与及并以因当至于由用按据称道"
        L"讲"
        L"谈问答写看"
        L"听想做作拿带送接走跑坐站打抓见找买卖吃喝住死生办开出进入上下回起过得受犯遇知爱喜怕忙急笑哭叫喊骂教"
        L"学读念唱跳"
        L"演饰攻射踢传罚顶抢断可能会要应该须需宜必愿肯敢欲拟遂即乃亦皆均各共同再更最很太极甚颇尤特只仅单独自"
        L"常总老屡频"
        L"渐刚方始终竟居果真确本原先后前中内外里间时之其所者而且但或若如像似比跟随陪替代领率赴抵达离往来去归"
        L"返投转调升降"
        L"晋免辞聘选荐举提推派驻守护捐赠献赢胜负输平夺摘列居占排名计约近逾超余多几两一二三四五六七八九十半每"
        L"某何这那此我"
        L"你他她它们的地了着吗呢吧啊呀嘛家式案版号组队班部处科室厂店馆派系型级类层届次名位人个等摄文图供绘译"
        L"著编书画题"
        L"蹲趴躺跪立靠倚踩爬推扛抬背抱握捧摸拍敲摆放挂扔捡拾擦洗刷扫浇挖铲砍切剪缝补修装拆焊搬运吊挑担挤盯瞪"
        L"瞧瞅望闻嗅"
        L"尝喂哄逗劝催逼骗瞒赶追逃躲藏翻跨越绕停歇睡醒熬忍挨穿戴披系致贺电函祭悼游吹通程朝篇战别向吁促盼谋拼"
        L"搏扎绑捆插拔点烧煮炒煎蒸泡倒盛端递交收存取花挣赚赔欠";
    return wcschr(words, (wchar_t)c) != NULL;
}

/* 朱邦|造|今天: the tagger leaves a character over that is no word behind a name; what stands behind it
 * begins a predicate. */
static bool leaves_given_name(const gx_name_finder *f, gx_range shorter, gx_range longer)
{
    const gx_scan *scan = f->scan;
    const gx_analysis *a = f->a;
    uint32_t last = shorter.end, surname = gx_surname_chars(a, shorter.start);
    if (longer.end != last + 1 || longer.end >= a->n || surname != 1 || longer.end - longer.start != 3 ||
        scan->word_end[last] != last + 1 || scan->word_end[shorter.start] != last ||
        !gx_is_person_tag(a->tags[shorter.start].pos) || follows_names(a->text[last]))
        return false;
    uint8_t pos = a->tags[longer.end].pos;
    bool word = scan->word_end[longer.end] - longer.end >= 2;
    return pos == GX_POS_TIME || pos == GX_POS_T || pos == GX_POS_P ||
           (word && (pos == GX_POS_V || pos == GX_POS_D || pos == GX_POS_AD));
}

static void weigh_pair(const gx_name_finder *f, gx_name_candidate *shorter, gx_name_candidate *longer)
{
    if (gx_word_at(f->a, longer->range.start, longer->range.end, GX_TABLE_GIVEN_NAMES))
        return; /* 海米提|到会 */
    if (leaves_given_name(f, shorter->range, longer->range)) {
        longer->score = fmax(longer->score, shorter->score);
        shorter->score += AGAINST_ALWAYS_LONGER;
        return;
    }
    bool next = longer->range.end == shorter->range.end + 1;
    bool elected = next && elects_as(f, longer->range);
    uint32_t last = longer->range.end - 1,
             least = shorter->range.start + gx_surname_chars(f->a, shorter->range.start);
    if (next && least < last && least > shorter->range.start && !longer->shortened &&
        (is_light_verb(f->scan, last) || is_joint_before_place(f->scan, last))) {
        shorter->score = fmax(shorter->score, longer->score); /* somebody is named here, but for the verb */
        longer->score += AGAINST_ALWAYS_LONGER;
        longer->shortened = true;
        return;
    }
    if (!elected && ends_in_verb(f, shorter->range, longer->range) &&
        loss_of(f, longer->range) + MUCH_NEARER >= loss_of(f, shorter->range))
        longer->score += AGAINST_ALWAYS_LONGER;
    if (fills_item(f, longer->range) && !longer->whole_item) {
        longer->score += FOR_WHOLE_ITEM;
        longer->whole_item = true;
    }
    if (elected || (next && is_behind_others(f->a, longer->range.end)))
        shorter->score += AGAINST_ALWAYS_LONGER;
    uint32_t n_shorter = f->counts[shorter->name], n_longer = f->counts[longer->name];
    if (n_shorter > n_longer && longer->score < CERTAIN)
        longer->score += AGAINST_RARER_THAN_PREFIX;
    else if (n_shorter == n_longer && f->varied[longer->name])
        shorter->score += AGAINST_ALWAYS_LONGER;
}

void gx_weigh_prefixes(gx_name_finder *f)
{
    for (size_t i = 1; i < f->candidates.n; i++) {
        gx_name_candidate *c = &f->candidates.at[i];
        for (size_t k = i; k-- > 0 && f->candidates.at[k].range.start == c->range.start;)
            weigh_pair(f, &f->candidates.at[k], c);
    }
}

static int by_pooled(const void *x, const void *y)
{
    const gx_name_candidate *c = *(gx_name_candidate *const *)x, *d = *(gx_name_candidate *const *)y;
    if (c->pooled != d->pooled)
        return c->pooled > d->pooled ? -1 : 1;
    if (c->range.end - c->range.start != d->range.end - d->range.start)
        return c->range.end - c->range.start > d->range.end - d->range.start ? -1 : 1;
    return c->range.start < d->range.start ? -1 : c->range.start > d->range.start;
}

/*
 * Names of different lengths that begin at one place share the evidence for that place: the best of them gets
 * the log-odds that any of them is right.
 */
static void pool_rivals(gx_name_finder *f)
{
    for (size_t i = 0, end; i < f->candidates.n; i = end) {
        size_t best = i;
        double sum = 0;
        for (end = i;
             end < f->candidates.n && f->candidates.at[end].range.start == f->candidates.at[i].range.start;
             end++) {
            if (f->candidates.at[end].score > f->candidates.at[best].score)
                best = end;
            f->candidates.at[end].pooled = f->candidates.at[end].score;
        }
        for (size_t k = i; k < end; k++)
            sum += exp(f->candidates.at[k].score - f->candidates.at[best].score);
        f->candidates.at[best].pooled += log(sum);
    }
}

void gx_accept_best_names(gx_name_finder *f)
{
    pool_rivals(f);
    gx_name_candidate **order = GX_ARENA_ARRAY(f->arena, gx_name_candidate *, f->candidates.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < f->candidates.n; i++)
        if (f->candidates.at[i].pooled >= ACCEPT)
            order[n++] = &f->candidates.at[i];
    if (n > 1)
        qsort(order, n, sizeof *order, by_pooled);
    for (size_t i = 0; i < n; i++) {
        gx_range r = order[i]->range;
        bool is_free = !order[i]->accepted;
        for (uint32_t k = r.start; k < r.end && is_free; k++)
            is_free = !f->taken[k];
        if (!is_free)
            continue;
        order[i]->accepted = true;
        memset(f->taken + r.start, 2, r.end - r.start);
    }
}

enum { CHAINS = 1024 };

/* Where characters stand: chains[c % CHAINS] is 1 + the first position of such a character, next[i] that of
 * the next. */
static uint32_t *chain_positions(const gx_name_finder *f, uint32_t chains[CHAINS])
{
    const gx_analysis *a = f->a;
    uint32_t *next = GX_ARENA_ARRAY(f->arena, uint32_t, a->n + 1);
    memset(chains, 0, CHAINS * sizeof *chains);
    for (uint32_t i = (uint32_t)a->n; i-- > 0;) {
        uint32_t *chain = &chains[a->text[i] % CHAINS];
        next[i] = *chain;
        *chain = i + 1;
    }
    return next;
}

/* The candidate behind the `i`th that begins where it does and whose name is known, or NULL. */
static gx_name_candidate *known_longer(const gx_name_finder *f, size_t i, const uint32_t *known)
{
    for (size_t k = i + 1;
         k < f->candidates.n && f->candidates.at[k].range.start == f->candidates.at[i].range.start; k++)
        if (known[f->candidates.at[k].name])
            return &f->candidates.at[k];
    return NULL;
}

/* 主席张斌盛出席。张斌|盛实地查看: a name that only ever stands at the beginning of one that is known is that
 * one.
 */
static void complete_cut_names(gx_name_finder *f, const uint32_t *known)
{
    uint8_t *alone = GX_ARENA_ARRAY(f->arena, uint8_t, f->strings.n + 1);
    for (size_t i = 0; i < f->candidates.n; i++)
        if (f->candidates.at[i].accepted && !known_longer(f, i, known))
            alone[f->candidates.at[i].name] = 1;
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_name_candidate *c = &f->candidates.at[i];
        gx_name_candidate *longer = c->accepted && !alone[c->name] ? known_longer(f, i, known) : NULL;
        if (longer && !longer->accepted) {
            longer->score = fmax(longer->score, c->score);
            c->score += AGAINST_ALWAYS_LONGER;
        }
    }
}

void gx_reconsider_names(gx_name_finder *f)
{
    uint32_t *accepted = GX_ARENA_ARRAY(f->arena, uint32_t, f->strings.n + 1);
    for (size_t i = 0; i < f->candidates.n; i++)
        accepted[f->candidates.at[i].name] += f->candidates.at[i].accepted;
    complete_cut_names(f, accepted);
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_name_candidate *c = &f->candidates.at[i];
        c->repeated = accepted[c->name] > c->accepted;
        c->score += c->repeated ? FOR_REPEATED : 0;
        if (c->accepted)
            memset(f->taken + c->range.start, 0, c->range.end - c->range.start);
        c->accepted = false;
    }
}

/* Wherever the characters of `known` stand again, they are the `k`th candidate's name too. */
static void repeat_name(gx_name_finder *f, size_t k, gx_range known, const uint32_t *chains,
                        const uint32_t *next)
{
    const gx_analysis *a = f->a;
    uint32_t chars = known.end - known.start;
    for (uint32_t at = chains[a->text[known.start] % CHAINS], i; at && (i = at - 1) + chars <= a->n;
         at = next[i]) {
        if (a->text[i] != a->text[known.start] || f->taken[i] || f->taken[i + chars - 1] ||
            memcmp(a->text + i, a->text + known.start, chars * sizeof *a->text) != 0)
            continue;
        gx_name_candidate *c = GX_PUSH(f->arena, &f->candidates);
        *c = (gx_name_candidate){.range = {i, i + chars},
                                 .score = f->candidates.at[k].score,
                                 .pooled = f->candidates.at[k].pooled,
                                 .accepted = true,
                                 .name = f->candidates.at[k].name};
        memset(f->taken + i, 2, chars);
    }
}

/* The part behind the last dot: 基莫尼奥 of 詹姆斯·基莫尼奥; empty where there is no dot. */
static gx_range last_part(const gx_analysis *a, gx_range name)
{
    enum { DOT = 0xB7 };
    for (uint32_t i = name.end; i-- > name.start;)
        if (a->text[i] == DOT)
            return (gx_range){i + 1, name.end};
    return (gx_range){name.end, name.end};
}

void gx_repeat_names(gx_name_finder *f)
{
    enum { PART_LEAST = 3 /* characters that are no word by chance */ };
    const gx_analysis *a = f->a;
    size_t n = f->candidates.n;
    uint32_t chains[CHAINS];
    const uint32_t *next = chain_positions(f, chains);
    uint8_t *seen = GX_ARENA_ARRAY(f->arena, uint8_t, f->strings.n + 1);
    for (size_t k = 0; k < n; k++) {
        gx_range known = f->candidates.at[k].range;
        uint32_t name = f->candidates.at[k].name;
        if (!f->candidates.at[k].accepted || seen[name] ||
            (known.end - known.start < 3 && gx_surname_chars(a, known.start)))
            continue;
        seen[name] = 1;
        repeat_name(f, k, known, chains, next);
        gx_range part = last_part(a, known);
        if (part.end - part.start >= PART_LEAST)
            repeat_name(f, k, part, chains, next);
    }
}

/* Behind the bracket that begins at `at`, or `at`. */
static uint32_t note_end(const gx_analysis *a, uint32_t at)
{
    for (uint32_t k = at; at < a->n && a->text[at] == '(' && k < a->n && k - at < 30; k++)
        if (a->text[k] == ')')
            return k + 1;
    return at;
}

/* Does a name stand before, behind the joint that ends, begins at the edge of a candidate? */
static bool name_on_left(const gx_name_finder *f, uint32_t start)
{
    const gx_analysis *a = f->a;
    uint32_t at = start >= 2 ? start - 1 : 0;
    if (!at || (a->text[at] != 0x3001 && a->text[at] != 0x548C))
        return false;
    if (a->text[at - 1] == ')') { /* A(焊工)、B */
        gx_unit bracket = gx_unit_before(f->scan, at);
        at = bracket.class == GX_UNIT_BRACKET ? bracket.start : at;
    }
    return at > 0 && f->taken[at - 1] == 2;
}

static bool name_on_right(const gx_name_finder *f, uint32_t end)
{
    const gx_analysis *a = f->a;
    uint32_t at = note_end(a, end);
    bool joined = at + 1 < a->n && (a->text[at] == 0x3001 || (at == end && a->text[at] == 0x548C));
    return joined && f->taken[at + 1] == 2;
}

/* 送去|绿豆、白糖和毛巾: what is brought is nobody. @return [n] 1 where it may stand */
static uint8_t *find_brought(const gx_analysis *a)
{
    enum { GOODS_CHARS = 30 };
    static const char *const brings[] = {"送去", "送上", "送来", "送了",   "带去",
                                         "发放", "赠送", "送出", "准备了", "购买了"};
    uint8_t *brought = GX_ARENA_ARRAY(a->arena, uint8_t, a->n + 1);
    gx_range rest = {0, (uint32_t)a->n};
    while ((rest.start = gx_next_of(a, rest, brings, GX_COUNT(brings))) < rest.end) {
        uint32_t from = rest.start + 2 + gx_text_at(a, rest.start + 2, "了");
        for (uint32_t at = from; at < from + GOODS_CHARS && at < a->n; at++) {
            uint32_t c = a->text[at];
            brought[at] = 1;
            if (c == U'给' || c == U'的' || (gx_is_punctuation(c) && c != U'、' && c != U'“' && c != U'”'))
                break;
        }
        rest.start++;
    }
    return brought;
}

/* 运检、安监、科技: an ordinary word behind an item that is neither a name nor a title. */
void gx_weigh_lone_items(gx_name_finder *f)
{
    const gx_analysis *a = f->a;
    const uint8_t *brought = find_brought(a);
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_name_candidate *c = &f->candidates.at[i];
        uint32_t at = c->range.start;
        bool item =
            at >= 2 && a->text[at - 1] == 0x3001 && a->text[at - 2] != ')' && a->text[at - 2] != 0x201D;
        if (item && is_plain_word(f->scan, c->range) && !name_on_left(f, at) && !f->scan->title_to[at - 1])
            c->score += AGAINST_LONE_ITEM;
        if (brought[at])
            c->score += AGAINST_GOODS;
    }
}

/* Can the last name of a list end here? */
static bool closes_name(const gx_name_finder *f, uint32_t end)
{
    static const char *const words[] = {"等", "和", "为"};
    const gx_analysis *a = f->a;
    return end >= a->n || gx_is_punctuation(a->text[end]) || gx_any_at(a, end, words, GX_COUNT(words)) ||
           gx_elected_at(f->scan, end);
}

/* 记者李明|王晓红: somebody behind the name of a reporter, without a mark. */
static bool signs_beside(const gx_name_finder *f, gx_range r)
{
    static const char *const roles[] = {"记者", "通讯员", "实习生"};
    enum { NAMES_CHARS = 20 };
    const gx_analysis *a = f->a;
    uint32_t at = r.start;
    if (f->scan->word_start[at] != at || f->scan->word_end[at] != r.end ||
        !gx_is_person_tag(a->tags[at].pos) || a->article->gap[at] != GX_GAP_NONE)
        return false;
    while (at > 0 && f->taken[at - 1] == 2 && r.start - at < NAMES_CHARS)
        at--;
    return at < r.start && gx_any_before(a, at, roles, GX_COUNT(roles));
}

void gx_spread_names(gx_name_finder *f)
{
    uint8_t *known = GX_ARENA_ARRAY(f->arena, uint8_t, f->strings.n + 1);
    for (size_t i = 0; i < f->candidates.n; i++)
        if (f->candidates.at[i].accepted)
            known[f->candidates.at[i].name] = 1;
    for (size_t i = 0; i < f->candidates.n; i++) {
        gx_name_candidate *c = &f->candidates.at[i];
        if (c->accepted)
            continue;
        if (known[c->name] && !c->repeated) {
            c->score += FOR_REPEATED;
            c->repeated = true;
        }
        if (!c->neighbours && signs_beside(f, c->range)) {
            c->score += FOR_LIST;
            c->neighbours = 1;
        }
        uint32_t e = c->range.end;
        bool listed = name_on_left(f, c->range.start) && closes_name(f, e);
        int neighbours = listed + name_on_right(f, e);
        if (neighbours > c->neighbours) {
            c->score += FOR_LIST * (neighbours - c->neighbours);
            c->score +=
                !c->neighbours && f->scan->roll[f->scan->sentence[c->range.start]] ? FOR_ROLL_LIST : 0;
            c->neighbours = neighbours;
        }
    }
}
