"""Sentences of our own making: phrases put together by a fixed rule, so that every run has the same ones."""

PEOPLE = """王建国 李晓红 张伟 刘志强 陈静 杨丽华 赵立新 黄国平 周敏 吴海涛 徐文斌 孙秀英 欧阳明 司马长风 阿依努尔·卡德尔
巴特尔 扎西次仁 诸葛云 马胜利 高峰 方正 何家栋 郑爱民 冯远 于建军 董玉梅 萧然 程思远 曹雪 袁野""".split()
TITLES = """主席 副主席 党委书记 总经理 秘书长 常务副主席 工会主席 董事长 院长 校长 主任 经费审查委员会主任 女职工委员会主任
局长 副市长 部长 班组长 首席技师""".split()
BODIES = """全国总工会 北京市总工会 海淀区总工会 广东省教科文卫体工会 长江航运集团工会 市人力资源和社会保障局 第一人民医院
东方机械制造有限公司 中铁某局集团第三工程公司 江宁区东山街道总工会 省财贸轻纺烟草工会 国家电网公司 西南交通大学
职工服务中心 柳林镇总工会 中国海员建设工会 区应急管理局 科技创新产业园区工会联合会""".split()
PLACES = """北京 上海 成都市 武汉 内蒙古自治区 呼和浩特 怀柔区 深圳 浦东新区 人民大会堂 长沙 西宁 昆明市官渡区 石家庄 珠江口
工人文化宫 黄河岸边 体育馆""".split()
TIMES = """昨天 今年3月 2021年5月1日 日前 近日 上午 12月28日下午 去年年底 五一国际劳动节前夕 本周三 9时30分 春节期间
“十四五”期间 同日 上世纪九十年代 两年后""".split()
EVENTS = """职工技能大赛 劳模工匠座谈会 送温暖活动 第十七次代表大会 安全生产知识竞赛 集体合同签约仪式 春季招聘会 读书分享会
法律援助现场咨询 颁奖典礼 工会干部培训班 专题调研 表彰大会 启动仪式 文艺汇演 羽毛球比赛""".split()
VERBS = """出席 主持 参加 宣布 承办 慰问 走访 调研 部署 见证 组织 开展""".split()
NUMBERS = "１２名 30余名 3.5万 百分之八十 120家 近千名 45% 两 五百多名 第3批".split()
CLOSES = """并致辞 并讲话 并为获奖选手颁奖 ，现场气氛热烈 ，要求各级工会做好服务 ，职工们纷纷表示收获很大 ，受到一致好评
，为高质量发展贡献力量 ，切实维护劳动者的合法权益 ，把关怀送到一线""".split()
FRAMES = (
    "{time}，{body}{title}{person}{verb}{event}{close}。",
    "{time}，由{body}主办、{body2}承办的{event}在{place}举行，{number}职工参加。",
    "{body}{title}{person}、{body2}{title2}{person2}{verb}了{event}{close}。",
    "据介绍，{body}已为{number}困难职工发放慰问金{number2}元。",
    "“{event}办得很好！”{person}对记者说，“我们{verb}过{number}次。”",
    "{person}（{body}）荣获“{place}五一劳动奖章”;{person2} won the first prize.",
    "{place}{body2}({time})发布了关于{event}的通知：报名截止{time2}。",
    "本报讯 (记者{person})　{time}{person2}来到{place}，{verb}{body}{close}。",
    "{person}与{person2}、{person3}等{number}代表{time}抵达{place}。",
    "为了{verb}{event}，{body}联合{body2}，投入资金{number}元{close}？",
    "①{event}；②{event2}；③《{place}日报》——{number} {person} 摄",
    "{title}{person}说:\"{time}的{event},{body}要{verb}好.\"",
)


def generator(seed):
    """Numerical Recipes' linear congruential generator; the high bits of each number."""
    state = seed
    while True:
        state = (state * 1664525 + 1013904223) % 2 ** 32
        yield state >> 8


def sentences(count, seed=1):
    numbers = generator(seed)

    def one(of):
        return of[next(numbers) % len(of)]

    return [one(FRAMES).format(
        person=one(PEOPLE), person2=one(PEOPLE), person3=one(PEOPLE), title=one(TITLES), title2=one(TITLES),
        body=one(BODIES), body2=one(BODIES), place=one(PLACES), time=one(TIMES), time2=one(TIMES), event=one(EVENTS),
        event2=one(EVENTS), verb=one(VERBS), number=one(NUMBERS), number2=one(NUMBERS), close=one(CLOSES))
        for _ in range(count)]
