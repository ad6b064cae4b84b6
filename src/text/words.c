#include "text/words.h"

#include "base/utf8.h"

const char *const gx_words_dateline[] = {
    "本报讯",   "本报消息", "本刊讯",     "本网讯",     "本网消息",     "本台讯", "本台消息", "本站讯",
    "本站消息", "本社讯",   "本局讯",     "本院讯",     "本校讯",       "本厂讯", "本公司讯", "本集团讯",
    "本会讯",   "本室讯",   "本中心讯",   "本矿讯",     "本县讯",       "本市讯", "本区讯",   "我院讯",
    "我校讯",   "我局讯",   "央视网消息", "本报综合讯", "本报综合消息", NULL};
const char *const gx_words_dateline_end[] = {"讯", "电", "消息", "专电", "报道", NULL};
static const char *const gx_words_papers[] = {"报",   "网",   "社",     "台",         "融媒体", "新闻",
                                              "在线", "频道", "客户端", "融媒体中心", NULL};
const char *const gx_words_tail[] = {"上接", "紧接", "接上版", "接第", "接１版", "接1版", "接一版", NULL};
const char *const gx_words_advertisement[] = {"广告",     "公益广告", "分类广告", "遗失声明",
                                              "分类信息", "广告信息", NULL};
const char *const gx_words_printer[] = {
    "责任编辑",     "本版编辑", "本版责编",   "版式",     "社址",           "地址",       "邮编",
    "邮政编码",     "本报地址", "本报社址",   "责编",     "编辑",           "美编",       "校对",
    "电话",         "登报",     "订购热线",   "咨询热线", "广告热线",       "热线电话",   "国内统一",
    "国内统一刊号", "邮发代号", "印刷",       "承印",     "广告经营许可证", "广告许可证", "零售",
    "定价",         "投稿邮箱", "投稿信箱",   "电子邮箱", "新闻热线",       "热线",       "准印证号",
    "准印证",       "统一刊号", "总编辑",     "值班编委", "值班主任",       "值班总编",   "主编",
    "组版",         "网址",     "微信公众号", "法律顾问", "版面编辑",       "图片编辑",   "本期编辑",
    "编校",         "发行热线", "发行电话",   "主办",     "出版",           NULL};
const char *const gx_words_notice[] = {"公告",     "通告",     "启事",     "声明",     "遗失声明", "遗失启事",
                                       "注销公告", "清算公告", "招聘启事", "招标公告", "拍卖公告", "减资公告",
                                       "寻人启事", "征稿启事", "征订启事", "致歉声明", "招租启事", "作废声明",
                                       "寻人",     "寻物",     "招领",     "招聘",     "转让",     "求购",
                                       "讣告",     "更正",     "分类广告", "便民信息", "遗失作废", NULL};
const char *const gx_words_masthead[] = {"星期",     "责编", "美编", "版面", "责任编辑",
                                         "综合新闻", "农历", "第",   "要闻", NULL};
const char *const gx_words_masthead_name[] = {"报", "新闻", "要闻", "综合", "专版", "副刊", "周刊", "专刊",
                                              "版", "时讯", "快讯", "简讯", "动态", "导读", NULL};
const char *const gx_words_caption[] = {
    "图为", "图：", "图:",   "图片说明", "图片：", "图片:", "（图片说明", "图说", "上图",
    "下图", "左图", "右图",  "▲",        "△",      "▼",     "▶",          "◀",    "►",
    "◄",    "▽",    "图一",  "图二",     "图1",    "图2",   "图3",        "图１", "图２",
    "图①",  "图②",  "[图片", "【图片",   "（图为", "(图为", "（图：",     "(图:", NULL};
const char *const gx_words_clutter[] = {"打印本页",
                                        "关闭窗口",
                                        "打印",
                                        "关闭",
                                        "分享到",
                                        "分享",
                                        "微信",
                                        "微博",
                                        "QQ空间",
                                        "QQ",
                                        "返回",
                                        "返回顶部",
                                        "收藏",
                                        "字体",
                                        "字号",
                                        "大",
                                        "中",
                                        "小",
                                        "纠错",
                                        "点赞",
                                        "评论",
                                        "朋友圈",
                                        "首页",
                                        "正文",
                                        "复制链接",
                                        "扫一扫",
                                        "手机版",
                                        "登录",
                                        "注册",
                                        "设为首页",
                                        "加入收藏",
                                        "返回列表",
                                        "返回首页",
                                        "【",
                                        "】",
                                        "[",
                                        "]",
                                        "【]",
                                        "|",
                                        "｜",
                                        "A-",
                                        "A+",
                                        "A",
                                        "T",
                                        "+",
                                        "-",
                                        "：",
                                        ":",
                                        "、",
                                        "...",
                                        "→",
                                        "打印文章",
                                        "查看原文",
                                        "阅读原文",
                                        "打印本文",
                                        "关闭本页",
                                        "打印此页",
                                        "保护视力色",
                                        "默认",
                                        "收藏本页",
                                        "我要纠错",
                                        "无障碍",
                                        "推荐",
                                        "给好友",
                                        "T+",
                                        "T-",
                                        "下载",
                                        "阅读全文",
                                        "微信扫一扫",
                                        "(",
                                        ")",
                                        "（",
                                        "）",
                                        "“",
                                        "”",
                                        "/",
                                        "·",
                                        "<",
                                        ">",
                                        "更多",
                                        "查看更多",
                                        "展开全文",
                                        "点击查看",
                                        "图片",
                                        "视频",
                                        "加载中",
                                        "赞",
                                        "在看",
                                        "转发",
                                        "举报",
                                        "新浪微博",
                                        "腾讯微博",
                                        "人人网",
                                        "豆瓣",
                                        "听全文",
                                        "播报",
                                        "暂停",
                                        "收听",
                                        "END",
                                        "完",
                                        "点击上方蓝字关注我们",
                                        "点击上方",
                                        "蓝字",
                                        "关注我们",
                                        "点击蓝字",
                                        "长按识别二维码",
                                        NULL};
const char *const gx_words_field[] = {
    "发布时间", "发布日期", "发布于",   "发表时间", "发表日期",   "更新时间", "更新日期", "创建时间",
    "上传时间", "录入时间", "时间",     "日期",     "信息来源",   "文章来源", "稿件来源", "新闻来源",
    "来源",     "作者",     "浏览次数", "浏览量",   "浏览",       "点击次数", "点击量",   "点击率",
    "点击",     "阅读次数", "阅读量",   "阅读",     "访问量",     "访问次数", "访问",     "人气",
    "字体",     "字号",     "分享到",   "供稿",     "审核",       "责任编辑", "编辑",     "责编",
    "发布人",   "发布者",   "发布单位", "发布部门", "发布机构",   "录入",     "信息员",   "文号",
    "索引号",   "已阅",     "查看",     "查看次数", "撰稿",       "来稿",     "投稿",     "作者单位",
    "供稿单位", "编发",     "通讯员",   "记者",     "名称",       "主题词",   "公开形式", "责任部门",
    "所属栏目", "栏目",     "分类",     "关键词",   "关键字",     "标签",     "摄影",     "图文",
    "文字",     "初审",     "复审",     "终审",     "发稿",       "报送单位", "信息提供", "提供者",
    "浏览数",   "点击数",   "阅读数",   "热度",     "有效性",     "发文机关", "成文日期", "公开日期",
    "主题分类", "来源单位", "撰写",     "主办单位", "全媒体记者", "公众号",   NULL};
const char *const gx_words_navigation[] = {
    "当前位置", "您当前的位置", "您当前位置", "您的位置", "您现在的位置",
    "你的位置", "你当前的位置", "所在位置",   "现在位置", "当前栏目",
    "首页>",    "首页》",       "首页»",      "首页-",    "首页/",
    "首页|",    "首页→",        "网站首页",   "首页·",    "首页›",
    "位置：",   "位置:",        "首页＞",     "首页::",   "首页—",
    NULL};
const char *const gx_words_minutes[] = {
    "会议时间", "会议地点", "会议主持", "会议主题", "会议议题", "时间",     "地点",
    "主持",     "主持人",   "出席",     "出席人员", "列席",     "列席人员", "参会人员",
    "参加人员", "参会",     "参加",     "缺席",     "请假",     "记录",     "记录人",
    "议题",     "活动时间", "活动地点", "参加对象", "主讲人",   "与会人员", NULL};

const char *const gx_words_end[] = {
    "上一篇",     "下一篇",   "上一条",   "下一条",   "上一页",   "下一页",    "相关阅读",   "相关新闻",
    "相关文章",   "相关链接", "相关报道", "相关推荐", "推荐阅读", "延伸阅读",  "热门文章",   "热点新闻",
    "热门推荐",   "最新文章", "友情链接", "版权所有", "版权声明", "Copyright", "主办单位：", "ICP备",
    "网站地图",   "联系我们", "扫一扫",   "扫码",     "长按识别", "点击关注",  "喜欢就点",   "点个“在看”",
    "微信号",     "关注我们", "阅读原文", "主办：",   "免责声明", "技术支持",  "站内搜索",   "精彩推荐",
    "猜你喜欢",   "分享到：", "【打印",   "[打印",    "打印本页", "关闭窗口",  "附件：",     "附件下载",
    "转载请注明", "【关闭",   "[关闭",    "前一篇",   "后一篇",   "上篇：",    "下篇：",     "©",
    "喜欢此内容", NULL};
const char *const gx_words_section[] = {"新闻摘要", "详细新闻", "摘要",     "目录",     "导读",
                                        "要目",     "今日导读", "本期导读", "内容提要", "本报导读",
                                        "主要内容", "新闻列表", NULL};
const char *const gx_words_rubric[] = {"图片新闻", "图片报道", "新闻图片", "图片故事", "简讯",
                                       "短讯",     "快讯",     "要闻",     "简明新闻", "一句话新闻",
                                       "工会动态", "读者来信", "来信照登", NULL};
const char *const gx_words_column[] = {"要闻", "动态", "新闻", "快讯", "公告", "通知", "简讯", "专栏",
                                       "专题", "信息", "资讯", "公示", "之家", "园地", "风采", "视窗",
                                       "在线", "聚焦", "天地", "建设", "播报", "工作", "版",   NULL};
const char *const gx_words_column_cell[] = {"体育", "要闻", "新闻", "动态", "时政", "综合", "民生",
                                            "社会", "文化", "教育", "经济", "工会", "职工", "县域",
                                            "镇街", "聚焦", "快讯", "头条", "党建", "群团", "园地",
                                            "专题", "健康", "法治", "财经", "人物", NULL};
const char *const gx_words_banner_end[] = {
    "传真",   "之声",   "短波",   "扫描",   "速递", "集锦", "点击", "广角", "纵横", "论坛",
    "观察",   "时评",   "快递",   "博览",   "连线", "直击", "播报", "专栏", "链接", "视窗",
    "零距离", "风景线", "进行时", "在行动", "看台", "快车", "驿站", "之窗", NULL};
const char *const gx_words_headline_end[] = {
    "召开", "成立",   "闭幕",   "开幕", "举行", "揭晓", "启动", "落幕", "换届", "改期", "延期", "揭牌",
    "表彰", "受表彰", "获表彰", "开班", "开赛", "收官", "结业", "签约", "上线", "启用", "落成", "发布",
    "上岗", "出炉",   "亮相",   "投用", "竣工", "开工", "开讲", "挂牌", "问世", "结束", "举办", "增效",
    "入会", "难题",   "协议",   "安全", "保障", "温暖", "关爱", "服务", "先进", "公布", "开课", "开营",
    "开播", "开业",   "开馆",   "授旗", "授牌", "夺冠", "获奖", "就位", "到位", "登场", "完成", "受捧",
    "走红", "上门",   "牵手",   "结对", "携手", "联手", "结缘", NULL};
const char *const gx_words_headline_verb[] = {"建设", "打造", "助力", "惠及", "覆盖", "带动", "促进", "引领",
                                              "培育", "获评", "荣获", "获得", "送出", "发放", "共建", "共谋",
                                              "服务", "助推", "保障", "推进", "推动", "建成", "建起", "帮助",
                                              "受到", "解决", "让",   "为",   "在",   "向",   "获",   NULL};
const char *const gx_words_department[] = {
    "工会",   "总工会", "联合会", "委员会", "科",   "部",   "处",   "室",   "办",   "办公室", "会",
    "局",     "院",     "校",     "司",     "集团", "队",   "站",   "中心", "社",   "团",     "网",
    "报",     "台",     "组",     "系",     "馆",   "厂",   "矿",   "所",   "县",   "市",     "区",
    "省",     "镇",     "乡",     "街道",   "政府", "学校", "大学", "医院", "小学", "中学",   "公众号",
    "发布",   "媒体",   "融媒",   "党委",   "支部", "团委", "妇联", "工委", "日报", "新闻",   "在线",
    "平台",   "分局",   "支队",   "基地",   "银行", "厅",   "署",   "公司", "店",   "段",     "单位",
    "记者",   "通讯员", "编辑",   "资料",   "供图", "网络", "本网", "本报", "综合", "转载",   "原创",
    "管理员", "联播",   "客户端", "网站",   "官网", "频道", "栏目", "节目", "项目", "车间",   "村民",
    "职工",   "员工",   "教师",   "护士",   "医生", "学生", "队员", "社员", "干事", "网友",   "读者",
    "班",     "班组",   "工段",   NULL};
const char *const gx_words_not_a_name[] = {
    "视频", "完",     "待续", "佚名",     "匿名",   "未知",   "不详", "本站", "网络", "小编",
    "左",   "右",     "中",   "下转",     "上接",   "略",     "书面", "男",   "女",   "化名",
    "节选", "有删节", "全文", "图",       "文",     "资料图", "一",   "二",   "三",   "四",
    "五",   "左一",   "左二", "左三",     "右一",   "右二",   "右三", "前排", "后排", "本报综合",
    "综合", "挂职",   "兼职", "下同",     "图片",   "网络图", "资料", "编者", "详见", "见图",
    "如图", "讲述",   "整理", "据新华社", "新华社", "据央视", "原载", "摘编", "未完", "连载",
    "公示", "附后",   "名单", "人名",     "年月",   "系列",   "之一", "上",   "下",   NULL};
const char *const gx_words_image[] = {".jpg", ".JPG", ".jpeg", ".JPEG", ".png", ".PNG", ".gif",
                                      ".GIF", ".bmp", ".BMP",  ".webp", ".mp4", NULL};

/* word, writes, photographs, reporter, bare, after */
const gx_label gx_labels[] = {{"全媒体见习记者", true, false, true, true, false},
                              {"全媒体首席记者", true, false, true, true, false},
                              {"本报摄影记者", false, true, false, true, false},
                              {"本报特约记者", true, false, true, true, false},
                              {"本报见习记者", true, false, true, true, false},
                              {"本报首席记者", true, false, true, true, false},
                              {"本报全媒体记者", true, false, true, true, false},
                              {"本报融媒体记者", true, false, true, true, false},
                              {"特约摄影记者", false, true, false, true, false},
                              {"新闻作者", true, false, false, false, false},
                              {"图片拍摄", false, true, false, false, true},
                              {"文字整理", true, false, false, false, false},
                              {"文字记者", true, false, true, true, false},
                              {"图片提供", false, true, false, false, true},
                              {"图片摄影", false, true, false, false, false},
                              {"图文摄影", true, true, false, false, true},
                              {"全媒体记者", true, false, true, true, false},
                              {"融媒体记者", true, false, true, true, false},
                              {"特约通讯员", true, false, false, true, false},
                              {"本报通讯员", true, false, false, true, false},
                              {"实习通讯员", true, false, false, true, false},
                              {"文/供图", true, true, true, false, true},
                              {"文/视频", true, false, true, true, true},
                              {"文、视频", true, false, true, true, true},
                              {"参与记者", true, false, true, true, false},
                              {"特派记者", true, false, true, true, false},
                              {"摄影记者", false, true, false, true, false},
                              {"摄影通讯员", false, true, false, true, false},
                              {"首席记者", true, false, true, true, false},
                              {"见习记者", true, false, true, true, false},
                              {"实习记者", true, false, true, true, false},
                              {"特约记者", true, false, true, true, false},
                              {"驻地记者", true, false, true, true, false},
                              {"驻站记者", true, false, true, true, false},
                              {"本报记者", true, false, true, true, false},
                              {"本刊记者", true, false, true, true, false},
                              {"本网记者", true, false, true, true, false},
                              {"本台记者", true, false, true, true, false},
                              {"责任编辑", false, false, false, false, false},
                              {"本版编辑", false, false, false, false, false},
                              {"信息审核", false, false, false, false, false},
                              {"信息来源", false, false, false, false, false},
                              {"文章来源", false, false, false, false, false},
                              {"稿件来源", false, false, false, false, false},
                              {"新闻来源", false, false, false, false, false},
                              {"图片来源", false, false, false, false, false},
                              {"图片编辑", false, false, false, false, false},
                              {"发布时间", false, false, false, false, false},
                              {"发布日期", false, false, false, false, false},
                              {"更新时间", false, false, false, false, false},
                              {"浏览次数", false, false, false, false, false},
                              {"点击次数", false, false, false, false, false},
                              {"阅读次数", false, false, false, false, false},
                              {"发布单位", false, false, false, false, false},
                              {"供稿单位", false, false, false, false, false},
                              {"作者单位", false, false, false, false, false},
                              {"报送单位", false, false, false, false, false},
                              {"摄影报道", true, true, true, false, true},
                              {"摄影撰文", true, true, false, false, true},
                              {"图文报道", true, true, true, false, true},
                              {"整理报道", true, false, true, false, true},
                              {"综合报道", true, false, true, false, true},
                              {"采写摄影", true, true, true, false, true},
                              {"文并摄影", true, true, true, false, true},
                              {"文并图", true, true, true, false, true},
                              {"文/图片", true, true, true, false, true},
                              {"文字/图片", true, true, true, false, true},
                              {"图片/文字", true, true, true, false, true},
                              {"撰文/摄影", true, true, true, false, true},
                              {"文/摄影", true, true, true, false, true},
                              {"文并摄", true, true, true, false, true},
                              {"文、图", true, true, true, false, true},
                              {"图、文", true, true, true, false, true},
                              {"文·图", true, true, true, false, true},
                              {"撰稿人", true, false, false, false, false},
                              {"供稿人", true, false, false, false, false},
                              {"投稿人", true, false, false, false, false},
                              {"信息员", true, false, false, false, false},
                              {"执笔人", true, false, false, false, false},
                              {"摄影者", false, true, false, false, false},
                              {"拍摄者", false, true, false, false, false},
                              {"摄影人", false, true, false, false, false},
                              {"供图人", false, true, false, false, false},
                              {"通讯员", true, false, false, true, false},
                              {"实习生", true, false, false, true, false},
                              {"读者", true, false, false, true, false},
                              {"编辑", false, false, false, false, false},
                              {"审核", false, false, false, false, false},
                              {"审稿", false, false, false, false, false},
                              {"审签", false, false, false, false, false},
                              {"审校", false, false, false, false, false},
                              {"责编", false, false, false, false, false},
                              {"美编", false, false, false, false, false},
                              {"校对", false, false, false, false, false},
                              {"校稿", false, false, false, false, false},
                              {"初审", false, false, false, false, false},
                              {"复审", false, false, false, false, false},
                              {"二审", false, false, false, false, false},
                              {"三审", false, false, false, false, false},
                              {"一审", false, false, false, false, false},
                              {"终审", false, false, false, false, false},
                              {"监制", false, false, false, false, false},
                              {"监审", false, false, false, false, false},
                              {"签发", false, false, false, false, false},
                              {"排版", false, false, false, false, false},
                              {"制作", false, false, false, false, false},
                              {"制图", false, false, false, false, false},
                              {"来源", false, false, false, false, false},
                              {"时间", false, false, false, false, false},
                              {"日期", false, false, false, false, false},
                              {"点击", false, false, false, false, false},
                              {"阅读", false, false, false, false, false},
                              {"已阅", false, false, false, false, false},
                              {"浏览", false, false, false, false, false},
                              {"字号", false, false, false, false, false},
                              {"字体", false, false, false, false, false},
                              {"单位", false, false, false, false, false},
                              {"核稿", false, false, false, false, false},
                              {"统筹", false, false, false, false, false},
                              {"策划", false, false, false, false, false},
                              {"总值班", false, false, false, false, false},
                              {"值班", false, false, false, false, false},
                              {"供稿", true, false, false, false, true},
                              {"来稿", true, false, false, false, true},
                              {"投稿", true, false, false, false, true},
                              {"撰稿", true, false, false, false, true},
                              {"执笔", true, false, false, false, false},
                              {"撰写", true, false, false, false, true},
                              {"编写", true, false, false, false, true},
                              {"撰文", true, false, false, false, true},
                              {"采写", true, false, true, false, true},
                              {"整理", true, false, false, false, false},
                              {"报道", true, false, true, false, true},
                              {"作者", true, false, false, false, false},
                              {"文图", true, true, true, false, true},
                              {"图文", true, true, true, false, true},
                              {"文/图", true, true, true, false, true},
                              {"图/文", true, true, true, false, true},
                              {"文/摄", true, true, true, false, true},
                              {"摄/文", true, true, true, false, true},
                              {"文字", true, false, false, false, true},
                              {"文稿", true, false, false, false, true},
                              {"供图", false, true, false, false, true},
                              {"图片", false, true, false, false, true},
                              {"摄影", false, true, false, true, true},
                              {"拍摄", false, true, false, false, true},
                              {"配图", false, true, false, false, true},
                              {"编辑记者", true, false, true, true, false},
                              {"记者", true, false, true, true, false},
                              {"文", true, false, false, false, true},
                              {"图", false, true, false, false, true},
                              {"摄", false, true, false, false, true},
                              {NULL, false, false, false, false, false}};

const char gx_common_surnames[] =
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾"
    "夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const char gx_surnames[] =
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马"
    "苗凤花方俞任"
    "袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝"
    "明臧计伏成戴"
    "谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "经房裘缪干解应"
    "宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山"
    "谷车侯宓蓬全郗"
    "班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍"
    "双闻莘党翟谭贡"
    "劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居"
    "衡步都耿满弘匡国"
    "文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益"
    "桓公仉督岳帅缑亢"
    "况郈有琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖闫付代仝佀揭占涂邝冼区麦岑覃韦零闭盘妥冶撒虎锁者拜逯才普和阿杞"
    "矣沐施鄢昝亓"
    "敬苟辜苑腊旷青奉库原由来信苏肇税荘粟但宾官冒腾闪字茶厉木刀岩门户税訚芦栗亚央尼次达多益索"
    "兰隋丛丘晋畅邸迟楚谌银庹鹿赫矫楼练衣战展郄郐褟麴禤甯郇幺翦檀蹇仵芈郅骞邾尉眭萨蔄虢迮邗镡雒顿颉冮咎圭爨贠"
    "隽靖俸鄯綦缐苌茆菅鄞荔";
const char *const gx_surnames_of_two[] = {
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒",
    "端木", "夏侯", "南宫", "完颜", "宇文", "长孙", "鲜于", "闻人", "轩辕", "独孤", "申屠",
    "公冶", "澹台", "万俟", "太史", "钟离", "呼延", "赫连", "濮阳", "淳于", "单于", NULL};

gx_run gx_run_from(gx_run run, size_t from)
{
    return from < run.n ? (gx_run){run.at + from, run.n - from} : (gx_run){run.at + run.n, 0};
}

gx_run gx_run_until(gx_run run, size_t until)
{
    return (gx_run){run.at, until < run.n ? until : run.n};
}

size_t gx_ends(gx_run run, const char *word)
{
    size_t n = 0;
    for (const char *at = word; *at; at++)
        n += ((unsigned char)*at & 0xC0) != 0x80;
    return n <= run.n ? gx_begins(gx_run_from(run, run.n - n), word) : 0;
}

size_t gx_begins_any(gx_run run, const char *const *words)
{
    size_t best = 0;
    for (; *words; words++) {
        size_t n = gx_begins(run, *words);
        best = n > best ? n : best;
    }
    return best;
}

bool gx_is_minutes(gx_run run)
{
    size_t label = gx_begins_any(run, gx_words_minutes);
    return label && label < run.n && gx_contains_char("：:", run.at[label].cp);
}

size_t gx_ends_any(gx_run run, const char *const *words)
{
    size_t best = 0;
    for (; *words; words++) {
        size_t n = gx_ends(run, *words);
        best = n > best ? n : best;
    }
    return best;
}

size_t gx_finds(gx_run run, const char *word, size_t within)
{
    for (size_t i = 0; i < run.n && i < within; i++)
        if (gx_begins(gx_run_from(run, i), word))
            return i;
    return SIZE_MAX;
}

size_t gx_finds_any(gx_run run, const char *const *words, size_t within, size_t *length)
{
    for (size_t i = 0; i < run.n && i < within; i++) {
        size_t n = gx_begins_any(gx_run_from(run, i), words);
        if (n) {
            if (length)
                *length = n;
            return i;
        }
    }
    return SIZE_MAX;
}

bool gx_contains_char(const char *characters, uint32_t cp)
{
    while (*characters)
        if (gx_utf8_next(&characters) == cp)
            return true;
    return false;
}

bool gx_is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp < 0xA000) || (cp >= 0x3400 && cp < 0x4DC0) ||
           (cp >= 0x20000 && cp < 0x32000) || cp == 0x3007;
}

bool gx_is_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

bool gx_is_end_mark(uint32_t cp)
{
    return gx_contains_char("。！？；!?;", cp);
}

static const struct {
    uint32_t open, close;
} brackets[] = {{0x201C, 0x201D}, {0x2018, 0x2019}, {0xFF08, 0xFF09}, {'(', ')'},
                {0x300A, 0x300B}, {0x3010, 0x3011}, {0x300C, 0x300D}, {0x300E, 0x300F},
                {0x3008, 0x3009}, {'[', ']'},       {0x3014, 0x3015}};

uint32_t gx_closer_of(uint32_t cp)
{
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
        if (brackets[i].open == cp)
            return brackets[i].close;
    return 0;
}

bool gx_is_closer(uint32_t cp)
{
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
        if (brackets[i].close == cp)
            return true;
    return false;
}

bool gx_ends_sentence(gx_run run)
{
    size_t n = run.n;
    while (n && (gx_is_closer(run.at[n - 1].cp) || run.at[n - 1].cp == '"'))
        n--;
    if (!n)
        return false;
    uint32_t last = run.at[n - 1].cp;
    return gx_is_end_mark(last) || (n == run.n && gx_contains_char("：:…", last));
}

static bool begins_with_writer(gx_run run)
{
    for (const gx_label *label = gx_labels; label->word; label++)
        if (label->bare && gx_begins(run, label->word))
            return true;
    return false;
}

/* 记者, or behind the papers that it is of: 工人日报-中工网记者 */
static bool writer_behind_papers(gx_run run)
{
    enum { PAPERS_CHARS = 16 };
    for (size_t i = 0; i < run.n && i < PAPERS_CHARS; i++) {
        if (begins_with_writer(gx_run_from(run, i)))
            return i == 0 || gx_ends_any((gx_run){run.at, i}, gx_words_papers);
        if (!gx_is_han(run.at[i].cp) && !gx_contains_char("-—－–", run.at[i].cp))
            return false;
    }
    return false;
}

/* 中国某某讯（甲 乙报道）: the bracket holds names and ends in 报道. */
static bool signs_report(gx_run bracketed)
{
    enum { NAMES_CHARS = 24 };
    for (size_t i = 1; i < bracketed.n && i < NAMES_CHARS; i++)
        if (gx_is_closer(bracketed.at[i].cp))
            return i > 4 && gx_ends((gx_run){bracketed.at, i}, "报道");
    return false;
}

/* 某某网记者|熊某5月26日报道：…: the name behind 记者, perhaps a day, and 报道. */
static bool reports_by_name(gx_run behind)
{
    enum { NAME_LEAST = 2, REPORT_CHARS = 14 };
    for (size_t i = NAME_LEAST; i + 1 < behind.n && i < REPORT_CHARS; i++) {
        size_t end = gx_begins(gx_run_from(behind, i), "报道");
        if (end)
            return i + end < behind.n && (gx_contains_char("：:，,", behind.at[i + end].cp) ||
                                          behind.at[i + end].gap == GX_GAP_SPACE);
        if (!gx_is_han(behind.at[i].cp) && !gx_is_digit(behind.at[i].cp))
            return false;
    }
    return false;
}

enum { DATELINE_CHARS = 24 }; /* 中工网北京2月15日电, with room for longer places */

size_t gx_dateline(gx_run run)
{
    if (run.n && run.at[0].cp == 0x3010) { /* 【本报讯】 */
        size_t boxed = gx_begins_any(gx_run_from(run, 1), gx_words_dateline);
        return boxed && boxed + 1 < run.n && run.at[boxed + 1].cp == 0x3011 ? boxed + 2 : 0;
    }
    size_t skip = run.n && (run.at[0].cp == 0xFF08 || run.at[0].cp == '(') ? 1 : 0;
    gx_run inner = gx_run_from(run, skip);
    enum { TEXT_CHARS = 20 }; /* behind the writers: （通讯员 甲）责编：乙 begins no article */
    if (skip && writer_behind_papers(inner))
        for (size_t i = 1; i < run.n; i++)
            if (gx_is_closer(run.at[i].cp))
                return i + TEXT_CHARS < run.n;
    size_t n = gx_begins_any(inner, gx_words_dateline);
    if (n)
        return skip + n;
    bool dated = false;
    for (size_t i = 0; i < inner.n && i < DATELINE_CHARS; i++) {
        uint32_t cp = inner.at[i].cp;
        if (!gx_is_han(cp) && !gx_is_digit(cp) && !gx_contains_char("·-—－", cp))
            return 0;
        dated |= cp == 0x65E5 && i && gx_is_digit(inner.at[i - 1].cp); /* …15日 */
        gx_run rest = gx_run_from(inner, i + 1);
        size_t writer = gx_begins(rest, "记者");
        if (writer && gx_ends_any((gx_run){inner.at, i + 1}, gx_words_papers) &&
            reports_by_name(gx_run_from(rest, writer)))
            return skip + i + 1;
        size_t end = i ? gx_begins_any(rest, gx_words_dateline_end) : 0;
        if (!end)
            continue;
        gx_run behind = gx_run_from(rest, end);
        bool colon = behind.n && gx_contains_char("：:", behind.at[0].cp); /* 某某网报道：（记者 甲）… */
        if (colon)
            behind = gx_run_from(behind, 1);
        bool bracket = behind.n && (behind.at[0].cp == 0xFF08 || behind.at[0].cp == '(');
        bool spaced = behind.n && behind.at[0].gap == GX_GAP_SPACE;
        bool written = begins_with_writer(behind) && gx_ends_any((gx_run){inner.at, i + 1}, gx_words_papers);
        bool own = bracket && gx_ends_any((gx_run){inner.at, i + 1}, gx_words_papers); /* 某频道消息（甲） */
        if (written || own || (bracket && signs_report(behind)) || (dated && (bracket || spaced)) ||
            (bracket && writer_behind_papers(gx_run_from(behind, 1))))
            return skip + i + 1 + end + colon;
    }
    return 0;
}

bool gx_is_image_name(gx_run run, size_t *length)
{
    size_t i = 0;
    while (i < run.n && i < 60 && (i == 0 || run.at[i].gap == GX_GAP_NONE)) {
        size_t n = gx_begins_any(gx_run_from(run, i), gx_words_image);
        if (n) {
            *length = i + n;
            return i > 0;
        }
        if (gx_contains_char("。，；！？：", run.at[i].cp))
            return false;
        i++;
    }
    return false;
}

bool gx_is_tail(gx_run run)
{
    size_t skip = run.n && gx_contains_char("（(▲◀◆【[", run.at[0].cp) ? 1 : 0;
    size_t n = gx_begins_any(gx_run_from(run, skip), gx_words_tail);
    return n && gx_finds(gx_run_from(run, skip + n), "版", 10) != SIZE_MAX;
}

bool gx_is_printer(gx_run run)
{
    size_t word = gx_begins_any(run, gx_words_printer);
    if (!word || word >= run.n)
        return false;
    const gx_glyph *next = &run.at[word];
    return next->gap == GX_GAP_SPACE || gx_contains_char("：:/／", next->cp);
}

enum { FIELDS_CHARS = 120, STAMP_CHARS = 60 };

/* 18.03.2024: how long it is, else 0. */
static size_t day_first_stamp(gx_run run)
{
    enum { YEAR_DIGITS = 4, PART_DIGITS = 2, PARTS = 3 };
    size_t i = 0;
    for (size_t part = 0; part < PARTS; part++) {
        size_t from = i, most = part + 1 == PARTS ? YEAR_DIGITS : PART_DIGITS;
        while (i < run.n && i < from + most && gx_is_digit(run.at[i].cp))
            i++;
        if (i == from || (part + 1 == PARTS && i < from + YEAR_DIGITS))
            return 0;
        if (part + 1 < PARTS && (i >= run.n || !gx_contains_char(".．", run.at[i++].cp)))
            return 0;
    }
    bool ends = i == run.n || run.at[i].gap == GX_GAP_SPACE || !gx_is_digit(run.at[i].cp);
    return ends ? i : 0;
}

/* 2024-03-18, 2024年3月18日, ２０２４．５．１４, 18.03.2024, with letters for digits too: how long it is,
 * else 0.
 */
size_t gx_date_stamp(gx_run run)
{
    size_t day_first = day_first_stamp(run);
    if (day_first)
        return day_first;
    size_t i = 0, digits = 0, marks = 0;
    for (; i < run.n && i < 12; i++) {
        uint32_t cp = run.at[i].cp;
        if (i && run.at[i].gap == GX_GAP_SPACE && digits > 5)
            break;
        if (gx_is_digit(cp) || cp == 'O' || cp == 'l')
            digits++;
        else if (gx_contains_char("-/.年月．－／", cp) && digits >= 4)
            marks++;
        else
            break;
    }
    if (i < run.n && marks == 2 && run.at[i].cp == 0x65E5)
        return i + 1;
    return digits >= 6 && marks == 2 && digits <= 8 ? i : 0;
}

bool gx_is_fields(gx_run run)
{
    if (!run.n || run.n > FIELDS_CHARS)
        return false;
    size_t skip = gx_contains_char("【[（(", run.at[0].cp) ? 1 : 0;
    gx_run inner = gx_run_from(run, skip);
    size_t word = gx_begins_any(inner, gx_words_field);
    if (word && word < inner.n && gx_contains_char("：:", inner.at[word].cp))
        return true;
    /* 2024-03-18 10:15　来源：… */
    size_t stamp = 0, length;
    for (size_t i = 0; !stamp && i < run.n && run.n <= STAMP_CHARS && !gx_ends_sentence(run); i++)
        if (!i || run.at[i].gap == GX_GAP_SPACE) /* also 当前栏目：安全文化　2019-01-24　来源：… */
            stamp = gx_date_stamp(gx_run_from(run, i)) ? i + gx_date_stamp(gx_run_from(run, i)) : 0;
    for (size_t i = stamp; stamp && i < run.n; i++)
        if ((length = gx_begins_any(gx_run_from(run, i), gx_words_field)) != 0 && i + length < run.n &&
            gx_contains_char("：:", run.at[i + length].cp))
            return true;
    return false;
}

bool gx_is_date(gx_run run)
{
    size_t stamp = gx_date_stamp(run);
    if (!stamp || run.n > STAMP_CHARS || gx_ends_sentence(run))
        return false;
    for (size_t i = stamp; i < run.n; i++)
        if (gx_contains_char("，。、；", run.at[i].cp))
            return false;
    return true;
}

bool gx_is_rule(gx_run run)
{
    for (size_t i = 0; i < run.n; i++)
        if (gx_is_han(run.at[i].cp) || gx_is_digit(run.at[i].cp) || (run.at[i].cp | 32) - 'a' < 26u)
            return false;
    return true;
}

bool gx_is_buttons(gx_run run)
{
    size_t i = 0;
    bool word = false;
    while (i < run.n) {
        size_t n = gx_begins_any(gx_run_from(run, i), gx_words_clutter);
        word |= n > 0;
        if (!n && !gx_is_digit(run.at[i].cp))
            return false;
        i += n ? n : 1;
    }
    return word || run.n <= 4; /* a page number, 01 */
}

bool gx_is_masthead(gx_run run)
{
    size_t words = 0, digits = 0;
    if (run.n > 60 || gx_ends_sentence(run) || gx_dateline(run))
        return false;
    for (const char *const *word = gx_words_masthead; *word; word++)
        words += gx_finds(run, *word, run.n) != SIZE_MAX;
    for (size_t i = 0; i < run.n; i++)
        digits += gx_is_digit(run.at[i].cp);
    size_t stamp = 0;
    for (size_t i = 0; i < run.n && !stamp; i++)
        stamp = gx_date_stamp(gx_run_from(run, i));
    return words && digits >= 4 && stamp;
}
