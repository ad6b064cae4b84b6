#include "extract/dotted.h"

#include "extract/traits.h"

#include <pthread.h>
#include <string.h>
#include <wchar.h>

enum {
    PART_AT_MOST = 8,  /* characters between two dots: 阿卜杜热合曼 and longer */
    KNOWN_AT_MOST = 4, /* characters of a known part that words cut off */
    DOT = 0xB7
};

/* What names are transcribed with, from the tables that news agencies keep; own compilation. */
static const wchar_t *const SOUNDS = L"得京生满敖来日琴阿埃艾爱安昂奥巴白拜班邦保鲍贝本比彼毕别宾波伯勃"
                                     L"博布不卜蔡策查茨达大戴丹道德登邓狄迪蒂丁东都杜敦多厄恩尔法凡范菲"
                                     L"费芬丰冯佛夫弗福伏富盖甘冈戈哥格根贡古瓜圭哈海汉汗豪赫黑亨侯胡华"
                                     L"怀霍基吉季加贾简江焦杰金津居喀卡凯坎康考柯科可克肯孔库夸拉莱赖兰"
                                     L"朗劳勒雷累黎里理丽莉利立力良廖列林琳灵留龙隆娄卢鲁吕伦罗洛马玛迈"
                                     L"麦曼芒毛梅门蒙孟米密敏明缪摩莫默姆木穆纳娜乃奈南瑙内嫩尼年涅宁纽"
                                     L"农努诺欧帕派潘庞培佩彭蓬皮珀普齐奇契恰强乔切钦琼丘屈热仁荣如茹儒"
                                     L"瑞若萨撒塞赛桑森沙莎珊绍舍申圣什石史舒朔丝司斯思苏孙索塔泰谈坦汤"
                                     L"唐陶忒特腾滕提田铁廷通图土吐托瓦万旺威韦维伟卫魏温文翁沃乌吾武西"
                                     L"希锡夏香肖谢辛欣兴匈休许逊雅亚延扬尧耶叶伊依怡因英尤于宇约泽扎詹"
                                     L"章哲珍芝朱佐祖宗茵妮蕾薇蓓萝黛露茜苔甸娅婕婷媛琪缇翰蕙绮坤朵荪肉"
                                     L"孜买合则音义玉肃尊俊莹宝瑟何兹甫松顿施猜颂烈荷诗雄差芭碧昌玲莲葛"
                                     L"谬赞赤郎铎霞骆魁麟他披育乍仑汶銮廉治路易历山歇雪汀柳让迭尚沁惠慧"
                                     L"弥滨优罕宰绅泷察诸容帝泥宏萍萄藤迦逸阔陀霸飒冰伍佳倍凌吴埔埜塘夷"
                                     L"孚岑帖庇弼彦彬彻徐惹慕斐斡昆昔晏晖曹朋杉柏桂梯梳楚楠樊歌沛沫泊"
                                     L"洪浦涛淑渥渡滋漠濂炅烨珠璐盛祁窦竺绒翠聂芙芮荻菡菩葆蒲蓝薛蜜衮裕"
                                     L"诃谦赉轲辉连郭郁鑫锦阮陈陆隋雨雯霭韩颇高麻黄鼎端各娃屠久修";

/* One bit a character: it is asked for most characters of a page. */
enum { PLANE = 0x10000 };
static uint64_t sound_bits[PLANE / 64];

static void set_sound_bits(void)
{
    for (const wchar_t *sound = SOUNDS; *sound; sound++)
        sound_bits[(uint32_t)*sound / 64] |= (uint64_t)1 << (uint32_t)*sound % 64;
}

bool gx_is_sound(uint32_t c)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, set_sound_bits);
    return c < PLANE && (sound_bits[c / 64] >> c % 64 & 1);
}

static bool is_initial(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

/* A word of grammar of one character, or an ordinary word of two or more. */
static bool is_no_part(const gx_scan *scan, uint32_t start, uint32_t end)
{
    static const uint8_t grammar[] = {GX_POS_P, GX_POS_C, GX_POS_U, GX_POS_D, GX_POS_R, GX_POS_V};
    static const uint8_t names[] = {GX_POS_PER, GX_POS_NR, GX_POS_LOC, GX_POS_NS,
                                    GX_POS_ORG, GX_POS_NT, GX_POS_NZ,  GX_POS_NW};
    uint8_t pos = scan->a->tags[start].pos;
    if (end - start == 1)
        return memchr(grammar, pos, sizeof grammar) != NULL;
    return memchr(names, pos, sizeof names) == NULL;
}

/* 努尔|提|说: does a verb of speech begin at `at`? */
static bool is_speech(const gx_scan *scan, uint32_t at)
{
    const gx_analysis *a = scan->a;
    const gx_word *verb = gx_longest_at(a, at, a->n, GX_TABLE_VERBS);
    return verb && strcmp(verb->cell[4], "say") == 0;
}

/* Where the part before the dot begins. */
static uint32_t part_before(const gx_scan *scan, uint32_t dot, uint32_t least)
{
    const gx_analysis *a = scan->a;
    uint32_t at = dot;
    while (at > least && dot - at < PART_AT_MOST) {
        uint32_t word = scan->word_start[at - 1];
        bool joint = a->text[at - 1] == '-' && at < dot && at - 1 > least && gx_is_sound(a->text[at - 2]);
        const gx_word *head = scan->head_to[at];
        bool first = word > least && gx_is_office(scan->title_to[word]); /* 主教练|让-皮埃尔 */
        if (at < dot && (gx_is_office(scan->title_to[at]) || (head && head->n >= 2) ||
                         (scan->word_end[at - 1] == at && !first && a->tags[word].pos != GX_POS_N &&
                          is_no_part(scan, word, at)) ||
                         (scan->place_to[at] && scan->word_start[at] == at && scan->place_to[at]->n >= 2)))
            break;
        if (!joint && !gx_is_sound(a->text[at - 1]) && !is_initial(a->text[at - 1]))
            break;
        at--;
    }
    for (uint32_t k = KNOWN_AT_MOST; k > 0; k--) { /* 热合|曼·吐尔地: a known part is never cut */
        const gx_word *known = at >= least + k ? gx_lexicon_longest(a->lexicon, a->text + at - k,
                                                                    dot - at + k, GX_TABLE_GIVEN_NAMES)
                                               : NULL;
        if (known && known->n > k)
            return at - k;
    }
    return at;
}

/* A surname that the name of somebody abroad may end in, with nothing of a word behind it. */
static bool is_family(const gx_scan *scan, uint32_t at)
{
    const gx_analysis *a = scan->a;
    uint32_t behind = at + 1;
    return gx_surname_chars(a, at) == 1 &&
           (behind >= a->n || gx_is_punctuation(a->text[behind]) || scan->title_at[behind]);
}

/* Where the part that begins at `start` ends. */
static uint32_t part_behind(const gx_scan *scan, uint32_t start, uint32_t most)
{
    const gx_analysis *a = scan->a;
    uint32_t at = start;
    while (at < most && at - start < PART_AT_MOST) {
        const gx_word *known = gx_longest_at(a, at, most, GX_TABLE_GIVEN_NAMES);
        if (known) {
            at += known->n;
            continue;
        }
        bool joint = a->text[at] == '-' && at > start && at + 1 < most && gx_is_sound(a->text[at + 1]);
        if (!joint && !gx_is_sound(a->text[at]) && !is_initial(a->text[at])) {
            at += at == start && is_family(scan, at); /* 史密斯·李 */
            break;
        }
        if (at > start + 1 && scan->word_start[at] == at && is_no_part(scan, at, scan->word_end[at]) &&
            !(at + 1 < most && is_speech(scan, at + 1)))
            break;
        const gx_word *verb = gx_longest_at(a, at, most, GX_TABLE_VERBS);
        if (at > start + 1 && verb && verb->n >= 2)
            break;
        at++;
    }
    return at;
}

gx_range gx_dotted_name(const gx_scan *scan, uint32_t dot)
{
    const gx_analysis *a = scan->a;
    uint32_t least = gx_sentence_start(scan, dot), most = gx_sentence_end(scan, dot);
    gx_range name = {part_before(scan, dot, least), dot};
    while (name.end < most && a->text[name.end] == DOT) {
        uint32_t end = part_behind(scan, name.end + 1, most);
        if (end == name.end + 1)
            break;
        name.end = end;
    }
    bool further = name.start > least && a->text[name.start - 1] == DOT; /* told from its first dot on */
    if (name.start == dot || name.end == dot || further)
        return (gx_range){dot, dot};
    return name;
}
