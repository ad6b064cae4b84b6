#include "extract/form_chain.h"
#include "extract/frames.h"
#include "extract/resolver.h"

#include <string.h>

static bool is_given_to(const gx_resolver *r, uint32_t start)
{
    static const char *const words[] = {"为", "向", "给", "走进", "慰问"};
    return gx_any_before(r->a, start, words, GX_COUNT(words));
}

/* 社区, 村, 街道: places, and organizations only where they act. */
static bool is_place_head(const gx_resolver *r, const gx_form *f)
{
    static const char *const heads[] = {"社区",   "村",   "镇", "乡", "街道", "新区",
                                        "开发区", "小区", "县", "区", "市"};
    const gx_word *head = r->scan->head_to[f->range.end];
    bool works = head && head->n >= 3 && head->code[1] == GX_KIND_COMPANY; /* 采油作业区 */
    if (works || gx_text_before(r->a, f->range.end, "工区") || gx_text_before(r->a, f->range.end, "站区"))
        return false; /* of a railway */
    if ((f->body && f->body->table == GX_TABLE_ORGANIZATIONS) || gx_text_before(r->a, f->range.end, "军区") ||
        gx_text_before(r->a, f->range.end, "军分区") || gx_text_before(r->a, f->range.end, "警备区"))
        return false;
    return gx_any_before(r->a, f->range.end, heads, GX_COUNT(heads));
}

static bool acts(const gx_resolver *r, uint32_t at)
{
    static const char *const verbs[] = {"召开",   "举办",     "组织", "开展", "举行",
                                        "负责人", "工作人员", "主办", "承办"};
    return gx_any_at(r->a, at, verbs, GX_COUNT(verbs));
}

/* 朝阳工会, 全国工会: all the unions there, unless a headline shortens a name so. */
static bool is_collective(const gx_resolver *r, const gx_form *f)
{
    gx_analysis *a = r->a;
    if (f->kind != GX_KIND_UNION || !gx_text_before(a, f->range.end, "工会") ||
        gx_text_before(a, f->range.end, "总工会"))
        return false;
    static const char *const nouns[] = {"组织体系", "组织建设", "组织网络",
                                        "组织覆盖", "组织力量", "组织作用"};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (gx_text_before(a, f->range.end, "行业工会") && gx_text_at(a, f->range.end, nouns[i]))
            return true; /* 快递行业工会|组织体系 */
    static const char *const small[] = {"街道", "镇", "乡", "社区", "地区", "村"};
    uint32_t end = f->range.end - 2;
    bool place = f->range.start < end && gx_is_only_place(r->scan, f->range.start, end);
    for (uint32_t k = f->range.start + 2; k <= end && place; k++) { /* 某油田第一采油厂作业二区工会 */
        const gx_word *head = r->scan->head_to[k];
        place = !(head && head->n >= 2 && head->code[1] == GX_KIND_COMPANY) && !r->scan->body_to[k];
    }
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        place = place && !gx_text_before(a, end, small[i]);
    const gx_word *broad = gx_word_at(a, f->range.start, f->range.end - 2, GX_TABLE_NAME_PARTS);
    return (broad && broad->code[1] == GX_PART_PLACE) || (place && !gx_is_headline(a, f->range.start));
}

/* Bare 工会 is a kind of thing; with a title or 负责人 behind it, it is one union. */
static bool is_held(const gx_resolver *r, uint32_t end)
{
    static const char *const many[] = {"新任工会", "基层工会", "专职工会", "兼职工会", "优秀工会", "名工会",
                                       "位工会",   "各级工会", "企业工会", "下属工会", "所属工会"};
    if (gx_any_before(r->a, end, many, GX_COUNT(many)))
        return false; /* 10名新任|工会主席 */
    if (gx_text_at(r->a, end, "会员") || gx_text_at(r->a, end, "工作者"))
        return false; /* 工会会员代表大会 */
    for (uint32_t k = 2; k <= 6 && end + k <= r->a->n; k++) {
        const gx_word *title = r->scan->title_to[end + k];
        if (title && title->n == k && title->code[1] != GX_TITLE_HONORIFIC && title->code[1] != GX_TITLE_JOB)
            return true;
    }
    const gx_word *title = gx_longest_at(r->a, end, r->a->n, GX_TABLE_TITLES);
    return (title && title->code[1] == GX_TITLE_MODIFIER) || gx_text_at(r->a, end, "负责人") ||
           gx_text_at(r->a, end, "相关负责人");
}

/* 评价组, 服务站: a bare word for something named before; 医院, 公司 are too common to say which. */
static bool points_back(gx_resolver *r, const gx_form *f)
{
    static const char *const works[] = {"厂", "矿", "场", "店", "馆", "站", "社"};
    bool plant = f->kind == GX_KIND_COMPANY && f->range.end - f->range.start >= 3 &&
                 gx_any_before(r->a, f->range.end, works, GX_COUNT(works)); /* 机床厂 */
    bool kind = f->kind == GX_KIND_TEAM || f->kind == GX_KIND_ASSOCIATION || plant ||
                (f->kind == GX_KIND_INSTITUTION && f->range.end - f->range.start >= 3);
    bool group = gx_text_at(r->a, f->range.start, "集团") && f->range.end - f->range.start == 2;
    uint32_t at = gx_is_headline(r->a, f->range.start) ? (uint32_t)r->a->n : f->range.start;
    return (kind || group) && f->range.end - f->range.start >= 2 &&
           gx_pointed_to(r, gx_text_of(r->a, f->range), at, false) != GX_NONE;
}

/* 该集团办公室、党委组织部: a department in a list behind another body. */
static bool joins_list(const gx_resolver *r, const gx_form *f)
{
    uint32_t at = f->range.start;
    if (at < 2 || (r->a->text[at - 1] != 0x3001 && r->a->text[at - 1] != 0x548C))
        return false;
    for (size_t i = 0; i < r->forms->n; i++)
        if (r->forms->at[i].range.end == at - 1 && r->done[i] && r->meaning[i] != GX_NONE &&
            !gx_is_contestant(r, &r->forms->at[i]))
            return f->use == GX_HEAD_DEPARTMENT || f->kind == GX_KIND_UNION || f->kind == GX_KIND_PARTY ||
                   f->kind == GX_KIND_ASSOCIATION;
    return false;
}

/* 昌平区人社局、|工信局、工商联: an office in a list behind one with its place. */
static bool shares_place(const gx_resolver *r, const gx_form *f)
{
    return gx_place_of_mate(r, f) != NULL;
}

static bool is_department(const gx_form *f)
{
    return f->use == GX_HEAD_DEPARTMENT &&
           (f->kind == GX_KIND_INSTITUTION || f->kind == GX_KIND_COMPANY || f->kind == GX_KIND_GOVERNMENT);
}

/* 车间, 病房: words for a kind of unit, or for a place, that name none. */
static bool is_common_unit(const gx_analysis *a, const gx_form *f)
{
    static const char *const words[] = {"车间",     "科室",     "工区",   "总部",     "分部",   "病区",
                                        "病房",     "网点",     "护士站", "值班室",   "办公室", "收费站",
                                        "指挥中心", "监控中心", "手术室", "实训中心", "调度室", "门诊"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (gx_utf8_count(words[i]) == f->range.end - f->range.start &&
            gx_text_at(a, f->range.start, words[i]))
            return true;
    return f->range.end - f->range.start < 2;
}

static bool is_list_mark(uint32_t c)
{
    return c == 0x3001 /* 、 */ || c == 0x548C /* 和 */ || c == 0x4E0E /* 与 */;
}

/* Does another department stand in the list beside it? */
static bool has_neighbour(const gx_resolver *r, const gx_form *f)
{
    const gx_analysis *a = r->a;
    for (size_t i = 0; i < r->forms->n; i++) {
        const gx_form *g = &r->forms->at[i];
        bool before = g->range.end + 1 == f->range.start && is_list_mark(a->text[g->range.end]);
        bool behind = f->range.end + 1 == g->range.start && is_list_mark(a->text[f->range.end]);
        if ((before || behind) && is_department(g))
            return true;
    }
    return false;
}

/* 急诊科、儿科获奖; 人事科牵头; 由财务处承办: a department that a clause or list begins with, and that acts.
 */
static bool stands_alone(gx_resolver *r, const gx_form *f)
{
    static const char *const before[] = {"由", "授予", "来自", "和", "与"};
    const gx_analysis *a = r->a;
    uint32_t start = f->range.start, end = f->range.end;
    if (!is_department(f) || (is_common_unit(a, f) && !gx_text_before(a, start, "授予")))
        return false;
    bool opens = start == gx_sentence_start(r->scan, start) || gx_is_punctuation(a->text[start - 1]);
    for (size_t i = 0; i < sizeof before / sizeof *before && !opens; i++)
        opens = gx_text_before(a, start, before[i]);
    if (!opens)
        return false;
    bool acting = end < a->n && (gx_longest_at(a, end, a->n, GX_TABLE_VERBS) || gx_text_at(a, end, "等") ||
                                 gx_text_at(a, end, "被"));
    acting = acting || (end < a->n && r->scan->in_name[end]); /* 一等奖：急诊科余音 */
    return (acting || has_neighbour(r, f)) && gx_main_host(r) != GX_NONE;
}

/* Does a form with a name of its own stand beside it in a list? */
static bool has_named_neighbour(const gx_resolver *r, const gx_form *f)
{
    const gx_analysis *a = r->a;
    for (size_t i = 0; i < r->forms->n; i++) {
        const gx_form *g = &r->forms->at[i];
        bool before = g->range.end + 1 == f->range.start && is_list_mark(a->text[g->range.end]);
        bool behind = f->range.end + 1 == g->range.start && is_list_mark(a->text[f->range.end]);
        if ((before || behind) && g->type == GX_NAMED && !g->generic && g->use == GX_HEAD_FULL)
            return true;
    }
    return false;
}

/* How often its words stand in the article. */
static size_t times_told(const gx_analysis *a, gx_range r)
{
    size_t times = 0, n = r.end - r.start;
    for (uint32_t i = 0; i + n <= a->n; i++)
        times += memcmp(a->text + i, a->text + r.start, n * sizeof *a->text) == 0;
    return times;
}

/* Heads before which an unknown word is a name: there is no other reason to say 青石崖 before 机务段. */
static bool ends_tellingly(const gx_analysis *a, uint32_t end)
{
    static const char *const heads[] = {
        "机务段", "工务段", "车务段", "电务段", "供电段", "车辆段", "动车段", "客运段",  "煤矿", "小学",
        "中学",   "幼儿园", "卫生院", "发电厂", "电厂",   "水电站", "风电场", "油田",    "监狱", "林场",
        "农场",   "船厂",   "纱厂",   "钢厂",   "糖厂",   "茶场",   "火车站", "航运公司"};
    return gx_any_before(a, end, heads, GX_COUNT(heads));
}

bool gx_stands_as_name(const gx_resolver *r, const gx_form *f)
{
    enum { CHARS_LEAST = 4 };
    bool bears = f->kind == GX_KIND_COMPANY || f->kind == GX_KIND_INSTITUTION;
    gx_unit first = gx_unit_at(r->scan, f->range.start);
    if (!bears || f->use != GX_HEAD_FULL || f->range.end - f->range.start < CHARS_LEAST || first.word ||
        first.end > f->head || first.end - first.start < 2)
        return false;
    return ends_tellingly(r->a, f->range.end) || has_named_neighbour(r, f) || times_told(r->a, f->range) >= 2;
}

bool gx_is_numbered(const gx_analysis *a, const gx_form *f)
{
    static const char *const numerals = "一二三四五六七八九十";
    if (f->kind != GX_KIND_TEAM || f->range.end < f->range.start + 2 || gx_text_before(a, f->range.end, "组"))
        return false;
    uint32_t at = f->range.end - 2, c = a->text[at];
    char utf8[5] = {0};
    gx_utf8_encode(c, utf8);
    bool numeral = (c >= '0' && c <= '9') || (c >= 0x80 && strstr(numerals, utf8));
    return numeral && !(at > f->range.start && gx_text_at(a, at - 1, "第"));
}

/* 保安|局: one character behind a word that is no part of the form. */
static bool is_cut_off(const gx_resolver *r, const gx_form *f)
{
    static const char *const before[] = {"由", "在", "到", "向", "与", "和", "经", "受",
                                         "原", "现", "对", "为", "是", "任", "了"};
    uint32_t start = f->range.start;
    if (f->type != GX_BARE || f->range.end - start != 1 || start == gx_sentence_start(r->scan, start) ||
        gx_is_punctuation(r->a->text[start - 1]))
        return false;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (gx_text_before(r->a, start, before[i]))
            return false;
    return true;
}

/* 公司为职工送去清凉; 由医院承办: the plain word for the body that was named, where it acts. */
static bool acts_again(gx_resolver *r, const gx_form *f)
{
    static const char *const words[] = {"公司",   "医院", "学校", "企业", "集团公司", "法院",
                                        "检察院", "电厂", "协会", "学院", "银行",     "商会"};
    static const char *const before[] = {"由", "代表", "给", "为", "向"};
    const gx_analysis *a = r->a;
    uint32_t start = f->range.start, end = f->range.end;
    bool word = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !word; i++)
        word = gx_utf8_count(words[i]) == end - start && gx_text_at(a, start, words[i]);
    if (!word || gx_is_headline(a, start))
        return false;
    bool opens =
        start == gx_sentence_start(r->scan, start) || a->text[start - 1] == ',' || a->text[start - 1] == ';';
    for (size_t i = 0; i < sizeof before / sizeof *before && !opens; i++)
        opens = gx_text_before(a, start, before[i]);
    bool acting = end < a->n && (gx_longest_at(a, end, a->n, GX_TABLE_VERBS) || gx_text_at(a, end, "将") ||
                                 gx_text_at(a, end, "向") || gx_text_at(a, end, "为"));
    return opens && acting && gx_pointed_to(r, gx_text_of(a, f->range), start, false) != GX_NONE;
}

bool gx_is_civic(const char *text)
{
    static const char *const bodies[] = {"人民医院",
                                         "中医院",
                                         "中医医院",
                                         "妇幼保健院",
                                         "妇幼保健计划生育服务中心",
                                         "疾控中心",
                                         "疾病预防控制中心",
                                         "卫生监督所",
                                         "卫生监督中心",
                                         "融媒体中心",
                                         "卫生健康服务中心",
                                         "电视台",
                                         "广播电视台",
                                         "文化馆",
                                         "职教中心",
                                         "职业教育中心",
                                         "实验小学",
                                         "实验中学",
                                         "特殊教育学校",
                                         "教师进修学校",
                                         "党校",
                                         "工人文化宫",
                                         "职工服务中心",
                                         "政务服务中心",
                                         "青少年活动中心",
                                         "应急管理局"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (strcmp(bodies[i], text) == 0)
            return true;
    return false;
}

/* 授予“明星护士站”: an honour, though it is called after a kind of body. */
static bool is_honour(const gx_resolver *r, const gx_form *f)
{
    static const char *const before[] = {"授予", "荣获",   "评为",   "获评", "获",
                                         "获得", "命名为", "被评为", "申报"};
    const gx_analysis *a = r->a;
    static const char *const behind[] = {"称号",   "荣誉",   "牌匾",   "奖牌",   "锦旗",
                                         "的称号", "的荣誉", "的牌匾", "的奖牌", "的锦旗"};
    enum { VERB_CHARS = 4 };
    uint32_t open = f->range.start;
    if (!open || !gx_text_at(a, f->range.end, "”") || a->text[open - 1] != 0x201C)
        return false;
    if (gx_any_at(a, f->range.end + 1, behind, GX_COUNT(behind)))
        return true;
    for (uint32_t i = f->range.start; i < f->range.end; i++)
        if (r->scan->in_name[i])
            return false; /* 命名为“某某劳模工作室” */
    for (uint32_t k = 1; k < VERB_CHARS && k < open && !f->inner; k++)
        for (size_t i = 0; i < sizeof before / sizeof *before; i++)
            if (gx_text_before(a, open - k, before[i]))
                return true;
    return false;
}

/* 全国班组, 首届影响力班组: kinds of teams; a team that is somebody's, or bears a name, is one. */
static bool is_kind_of_team(const gx_resolver *r, const gx_form *f)
{
    if (f->kind != GX_KIND_TEAM || f->inner || !gx_text_before(r->a, f->range.end, "班组"))
        return false;
    for (uint32_t i = f->range.start; i < f->range.end; i++)
        if (r->scan->in_name[i])
            return false;
    return f->type == GX_NAMED;
}

/* 第九届工会|会员代表大会: the term of a congress. */
static bool is_term_of_congress(const gx_resolver *r, const gx_form *f)
{
    return gx_text_before(r->a, f->range.end, "届工会") && gx_text_at(r->a, f->range.end, "会员");
}

/* 来自市五中的李某、人民医院林某获三等奖: a body of the place that the article is about, before who comes
 * from it. */
static bool heads_roll(const gx_resolver *r, const gx_form *f)
{
    const gx_analysis *a = r->a;
    uint32_t start = f->range.start, end = f->range.end;
    if (!gx_is_civic(gx_text_of(r->a, f->range)))
        return false;
    bool opens = start == gx_sentence_start(r->scan, start) || gx_is_punctuation(a->text[start - 1]) ||
                 gx_text_before(a, start, "来自");
    bool named = end < a->n && (r->scan->in_name[end] ||
                                (gx_text_at(a, end, "的") && end + 1 < a->n && r->scan->in_name[end + 1]));
    return opens && named;
}

/* 安宁三小: a numbered school right behind its place; 安宁区职工援助中心: a centre of a place told in full.
 */
static bool is_of_place(const gx_resolver *r, const gx_form *f)
{
    enum { PLACE_LEAST = 3, PURPOSE_LEAST = 4, PRODUCT_LEAST = 2 };
    const gx_word *place = r->scan->place_at[f->range.start];
    if (!place)
        return false;
    uint32_t behind = f->range.start + place->n;
    bool plant = f->kind == GX_KIND_COMPANY && gx_text_before(r->a, f->range.end, "厂") &&
                 !gx_text_before(r->a, f->range.end, "大厂");
    if (f->kind == GX_KIND_MEDIA)
        return behind == f->head; /* 宝鸡|电视台 */
    if (f->kind != GX_KIND_INSTITUTION)
        return plant && f->head >= behind + PRODUCT_LEAST; /* 云江柴油机厂 */
    bool full = place->n >= PLACE_LEAST && strcmp(place->cell[0], place->cell[1]) == 0;
    bool centre =
        full && gx_text_before(r->a, f->range.end, "中心") && f->range.end >= behind + 2 + PURPOSE_LEAST;
    return behind == f->head || centre;
}

/* 各市|县教育工会, 各区|县总工会: all of them. */
static bool is_one_of_all(const gx_resolver *r, const gx_form *f)
{
    uint32_t at = f->range.start;
    if (f->type == GX_LEVELED && gx_text_before(r->a, at, "各地"))
        return true;
    if (f->type != GX_LEVELED || at < 2 || !gx_level_word(r->scan, at - 1))
        return false;
    return gx_text_before(r->a, at - 1, "各") || gx_text_before(r->a, at - 1, "全") ||
           gx_text_before(r->a, at - 1, "各级");
}

/* 各区（市）|县总工会: a level in a bracket before a level makes a group. */
static bool is_of_levels(const gx_resolver *r, const gx_form *f)
{
    uint32_t at = f->range.start;
    if (f->type != GX_LEVELED || at < 3 || r->a->text[at - 1] != ')')
        return false;
    for (uint32_t n = 1; n <= 4 && at >= n + 2; n++)
        if (r->a->text[at - 1 - n] == '(')
            return true;
        else if (r->a->text[at - 1 - n] != 0x3001 && !gx_level_word(r->scan, at - 1 - n))
            return false;
    return false;
}

/* 某县各镇区总工会, 县（市、区）总工会, 市直单位工会: in the name itself, a word for all or any of them. */
static bool names_group(const gx_resolver *r, const gx_form *f)
{
    static const char *const groups[] = {"直单位", "直属单位", "直部门", "直各"};
    static const char *const kinds[] = {"产业工会", "直属工会", "基层工会", "系统工会"};
    const gx_analysis *a = r->a;
    uint32_t behind_level = f->range.start + 1;
    if (f->type == GX_LEVELED && gx_any_at(a, behind_level, kinds, GX_COUNT(kinds)))
        return true;
    if (f->range.end - f->range.start == 2 && gx_text_at(a, f->range.start, "区队"))
        return true; /* of a mine */
    for (uint32_t i = f->range.start; i < f->head; i++) {
        uint32_t k = i + 1;
        if (i > f->range.start && a->text[i] == U'各' && gx_level_word(r->scan, i - 1))
            return true;
        if (i && gx_any_at(a, i, groups, GX_COUNT(groups)) && gx_level_word(r->scan, i - 1))
            return true;
        while (a->text[i] == '(' && k < f->head && (a->text[k] == 0x3001 || gx_level_word(r->scan, k)))
            k++;
        if (k > i + 1 && a->text[k] == ')')
            return true;
    }
    return false;
}

/* 中工网讯 8月15日,…: where the report is from, at the head of a paragraph. */
static bool opens_report(const gx_resolver *r, const gx_form *f)
{
    return !f->kind && gx_text_before(r->a, f->range.end, "讯") &&
           !gx_text_before(r->a, f->range.end, "通讯") &&
           gx_sentence_start(r->scan, f->range.start) == f->range.start;
}

/* 推进|智慧工会|建设: a kind of body that is being made. */
static bool is_being_made(const gx_resolver *r, const gx_form *f)
{
    bool alliance = f->kind == GX_KIND_ASSOCIATION && gx_text_before(r->a, f->range.end, "联盟");
    bool kind = f->type == GX_BARE && f->kind == GX_KIND_UNION && f->range.start < f->head;
    return ((kind || alliance) && gx_text_at(r->a, f->range.end, "建设")) ||
           (alliance && gx_text_at(r->a, f->range.end, "签约"));
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* 国营738工厂: a plant known by its number. */
static bool is_numbered_plant(const gx_resolver *r, const gx_form *f)
{
    enum { DIGITS_LEAST = 3 };
    uint32_t digits = 0;
    while (f->head > f->range.start + digits && is_digit(r->a->text[f->head - 1 - digits]))
        digits++;
    return digits >= DIGITS_LEAST && (gx_text_at(r->a, f->head, "厂") || gx_text_at(r->a, f->head, "工厂"));
}

/* 12支|代表队, 3家|银行: several of a kind, whatever the tagger makes of them. */
static bool counts_bodies(const gx_analysis *a, const gx_form *f)
{
    static const char *const measures[] = {"支", "家", "个", "名", "所", "座"};
    uint32_t at = f->range.start;
    while (at < f->range.end && is_digit(a->text[at]))
        at++;
    if (at > f->range.start && at < f->range.end && gx_any_at(a, at, measures, GX_COUNT(measures)))
        return true;
    return f->head >= f->range.start + 2 && gx_is_numeral(a->text[f->head - 2]) &&
           gx_any_at(a, f->head - 1, measures, 2); /* 光大、民生|三家银行 */
}

/* 伊斯兰教: an organization to the tagger. */
static bool is_religion(const gx_scan *scan, const gx_form *f)
{
    uint32_t end = f->range.end;
    return gx_text_before(scan->a, end, "教") && !scan->head_to[end] && !scan->body_to[end];
}

/* 柳坪乡大树村4组: where somebody lives. */
static bool is_part_of_village(const gx_analysis *a, const gx_form *f)
{
    uint32_t at = f->range.end - 1;
    if (!gx_text_before(a, f->range.end, "组"))
        return false;
    while (at > f->range.start && (is_digit(a->text[at - 1]) || gx_is_numeral(a->text[at - 1])))
        at--;
    return at < f->range.end - 1 && (gx_text_before(a, at, "村") || gx_text_before(a, at, "社区"));
}

/* 俄军|弹药库, 以军|基地: things of an army; its commands and fleets are bodies. */
static bool is_army_thing(const gx_resolver *r, const gx_form *f)
{
    static const char *const bodies[] = {"司令部", "舰队", "集团军", "联队", "大学", "学校", "学院", "医院"};
    uint32_t n = 2;
    while (n < 4 && !gx_text_before(r->a, f->range.start + n, "军"))
        n++;
    const gx_word *army = f->range.end > f->range.start + n ? r->scan->body_to[f->range.start + n] : NULL;
    bool service = n == 2 || gx_text_before(r->a, f->range.start + n, "空军") ||
                   gx_text_before(r->a, f->range.start + n, "海军"); /* not 八路军|联络处 */
    return army && army->n == n && n < 4 && service && army->table == GX_TABLE_ORGANIZATIONS &&
           !gx_any_before(r->a, f->range.end, bodies, GX_COUNT(bodies));
}

/* 主办的“缘来是你”青年职工|联谊会|在公园举行: what is held, no society. */
static bool is_party(const gx_resolver *r, const gx_form *f)
{
    static const char *const held[] = {"在",   "于",   "上",   "现场", "举行",
                                       "活动", "启动", "火热", "圆满", "暨"};
    static const char *const holds[] = {"办的", "举办", "主办", "承办", "开展", "举行", "组织", "参加"};
    const gx_analysis *a = r->a;
    uint32_t start = f->range.start, end = f->range.end;
    if (!gx_text_before(a, end, "联谊会") || f->kind != GX_KIND_ASSOCIATION)
        return false;
    start -= start && (a->text[start - 1] == 0x201C || a->text[start - 1] == 0x300A);
    bool dated = end < a->n && a->text[end] >= '0' && a->text[end] <= '9';
    return dated || gx_any_at(a, end, held, GX_COUNT(held)) ||
           gx_any_before(a, start, holds, GX_COUNT(holds));
}

/* “建行|杯”, “圆梦大学”|助学金: in the quoted name of a contest, of what is given. */
static bool is_in_motto(const gx_resolver *r, const gx_form *f)
{
    static const char *const gifts[] = {"”助学", "”行动", "”计划", "”奖学金", "”资助", "”圆梦"};
    const gx_analysis *a = r->a;
    uint32_t start = f->range.start, end = f->range.end;
    if (!start || a->text[start - 1] != 0x201C)
        return false;
    return gx_text_at(a, end, "杯”") || gx_any_at(a, end, gifts, GX_COUNT(gifts));
}

/* 江北机场|改扩建工程: what is built is no body that acts. */
static bool is_built(const gx_analysis *a, const gx_form *f)
{
    static const char *const owners[] = {"公司", "集团", "局", "银行"};
    uint32_t end = f->range.end;
    static const char *const works[] = {"改扩建",   "扩建",     "新建",     "迁建",     "改造",
                                        "二期",     "三期",     "一期",     "工程建设", "建设工程",
                                        "建设工地", "建设项目", "施工现场", "施工工地"};
    bool works_there = f->kind == GX_KIND_INSTITUTION || f->kind == GX_KIND_COMPANY;
    return works_there && !f->inner && !gx_any_before(a, end, owners, GX_COUNT(owners)) &&
           gx_any_at(a, end, works, GX_COUNT(works));
}

/* 签署“某某专科联盟|协议”: a paper called after what it is to make. */
static bool is_paper(const gx_resolver *r, const gx_form *f)
{
    static const char *const papers[] = {"协议", "方案", "计划", "办法", "条例",
                                         "规划", "章程", "公约", "倡议"};
    enum { FURTHER_CHARS = 6 }; /* 合作框架 */
    const gx_analysis *a = r->a;
    uint32_t start = f->range.start, end = f->range.end;
    if (!start || (a->text[start - 1] != U'“' && a->text[start - 1] != U'《'))
        return false;
    for (uint32_t i = end; i + 2 < a->n && i < end + FURTHER_CHARS && !gx_is_punctuation(a->text[i]); i++)
        if (gx_any_at(a, i, papers, GX_COUNT(papers)))
            return a->text[i + 2] == U'”' || a->text[i + 2] == U'》';
    return false;
}

bool gx_is_mine(const gx_resolver *r, const gx_form *f)
{
    static const char *const goes[] = {"到", "赴", "入", "往", "、", "和", "进"};
    static const char *const plain[] = {"煤矿", "厂矿", "工矿", "采矿", "开矿", "下矿", "井矿",
                                        "本矿", "全矿", "该矿", "各矿", "探矿", "选矿"};
    const gx_analysis *a = r->a;
    uint32_t own = f->head - f->range.start;
    bool mine = f->kind == GX_KIND_COMPANY && f->range.end - f->head == 1 && gx_text_at(a, f->head, "矿") &&
                own >= 1 && own <= 3 && !gx_any_before(a, f->range.end, plain, GX_COUNT(plain));
    return mine && (gx_any_before(a, f->range.start, goes, GX_COUNT(goes)) ||
                    (own >= 2 && times_told(a, f->range) >= 2));
}

/* Sides that a contest has anyway. */
static const char *const counted_sides[] = {
    "参赛队", "参赛代表队", "支队", "获奖队", "优胜队", "各队",   "两队",   "夺冠队", "红队", "蓝队",
    "强队",   "弱队",       "主队", "客队",   "对手队", "冠军队", "亚军队", "季军队", "男队", "女队"};

/* Does what stands at `at` tell that those before it won, lost or play? */
static bool contends(const gx_analysis *a, uint32_t at)
{
    static const char *const verbs[] = {
        "获",   "荣获",     "喜获",     "夺",   "勇夺",     "包揽",     "摘",     "斩获",  "捧",
        "分获", "分别获",   "分别夺",   "分列", "名列",     "位列",     "位居",   "力压",  "力克",
        "战胜", "击败",     "问鼎",     "折桂", "拔得头筹", "技高一筹", "蝉联",   "并列",  "以总分",
        "凭借", "脱颖而出", "后来居上", "对阵", "险胜",     "并获",     "最终获", "依次获"};
    return gx_any_at(a, at, verbs, GX_COUNT(verbs));
}

bool gx_is_contestant(const gx_resolver *r, const gx_form *f)
{
    static const char *const parted[] = {"分为", "分成", "组成", "组建"};
    enum { ITEM_CHARS = 16, LIST_CHARS = 60 };
    const gx_analysis *a = r->a;
    uint32_t end = f->range.end, start = f->range.start;
    bool side = f->kind == GX_KIND_TEAM && f->type == GX_BARE && f->head > start &&
                gx_text_before(a, end, "队") && (end - f->head == 1 || gx_text_at(a, f->head, "代表队"));
    if (!side || gx_is_numbered(a, f) || gx_any_before(a, end, counted_sides, GX_COUNT(counted_sides)))
        return false;
    while (!contends(a, end) && end < a->n && is_list_mark(a->text[end])) { /* A队、|B队获得二等奖 */
        uint32_t next = end + 1;
        while (next < a->n && next - end < ITEM_CHARS && !is_list_mark(a->text[next]) && !contends(a, next) &&
               !gx_is_punctuation(a->text[next]))
            next++;
        if (next >= a->n || (!is_list_mark(a->text[next]) && !contends(a, next)))
            break;
        end = next;
    }
    if (contends(a, end))
        return true;
    for (uint32_t i = start; i > 0 && start - i < LIST_CHARS && !gx_breaks_clause(a, i - 1); i--)
        if (gx_any_before(a, i, parted, GX_COUNT(parted))) /* 参赛队伍分为内科队、|外科队 */
            return i < start ? is_list_mark(a->text[start - 1]) : is_list_mark(a->text[f->range.end]);
    return false;
}

/* 锦云路总站, 某某体育场|总站: where a bus stops. */
static bool is_bus_stop(const gx_analysis *a, const gx_form *f)
{
    static const char *const stops[] = {"总站", "公交站", "地铁站", "站台", "路口", "路段"};
    static const char *const streets[] = {"路总站", "街总站", "村总站", "城总站", "居总站", "苑总站",
                                          "里总站", "园总站", "桥总站", "场总站", "门总站", "口总站"};
    return gx_any_at(a, f->range.end, stops, GX_COUNT(stops)) ||
           gx_any_before(a, f->range.end, streets, GX_COUNT(streets));
}

/* 推动|我区工会|工作: the unions of a place together. */
static bool is_union_work(const gx_analysis *a, const gx_form *f)
{
    static const char *const ours[] = {"我", "本", "该"};
    static const char *const works[] = {"工作", "事业", "系统", "干部"};
    return gx_any_at(a, f->range.start, ours, GX_COUNT(ours)) && gx_text_before(a, f->range.end, "工会") &&
           !gx_text_before(a, f->range.end, "总工会") && gx_any_at(a, f->range.end, works, GX_COUNT(works));
}

bool gx_is_credible(gx_resolver *r, const gx_form *f)
{
    if (gx_text_at(r->a, f->range.start, "其") && f->head <= f->range.start + 1)
        return false; /* 免去其|中心主任职务 */
    if (f->generic || is_collective(r, f) || is_kind_of_team(r, f) || is_term_of_congress(r, f) ||
        is_one_of_all(r, f) || opens_report(r, f) || is_of_levels(r, f) || is_being_made(r, f) ||
        names_group(r, f) || counts_bodies(r->a, f) || is_part_of_village(r->a, f) ||
        is_religion(r->scan, f) || is_army_thing(r, f) || is_paper(r, f) || is_bus_stop(r->a, f) ||
        is_union_work(r->a, f) || is_built(r->a, f) || is_party(r, f) || is_in_motto(r, f))
        return false;
    if (gx_is_contestant(r, f))
        return true;
    if (is_place_head(r, f))
        return f->type == GX_NAMED && !gx_text_before(r->a, f->range.start, "在") &&
               (acts(r, f->range.end) || is_given_to(r, f->range.start));
    if (f->type == GX_NAMED && f->use == GX_HEAD_WEAK && f->kind == GX_KIND_COMPANY &&
        f->head > f->range.start && gx_level_word(r->scan, f->head - 1) &&
        gx_is_only_place(r->scan, f->range.start, f->head))
        return false;                                  /* 云安区|外卖 */
    if (f->type == GX_NAMED && f->use == GX_HEAD_WEAK) /* wants something proper or the tagger's word */
        return f->tagged || f->inner || is_of_place(r, f) || is_numbered_plant(r, f) || gx_is_mine(r, f);
    if (is_cut_off(r, f) || is_honour(r, f))
        return false;
    bool small = f->use == GX_HEAD_DEPARTMENT && f->range.end - f->head == 1;
    if (f->type == GX_BARE && f->range.start == f->head && gx_text_before(r->a, f->range.end, "班组"))
        return false; /* any of them */
    if (f->type == GX_BARE && (f->range.start == f->head || small))
        return is_held(r, f->range.end) || f->kind == GX_KIND_COMMITTEE || points_back(r, f) ||
               joins_list(r, f) || shares_place(r, f) || stands_alone(r, f) || heads_roll(r, f) ||
               acts_again(r, f) || gx_is_numbered(r->a, f);
    return true;
}
