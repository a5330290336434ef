"""Names of people and the handles they use, built from stems of our own."""

from typing import Final

from tests.evaluation.draw import Draw, Value

SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
RARE: Final = "佘逄麴笪禚仉乜亓郄晁宓昝仝佴阚璩郗逯訾缪谌闵蔺郇鄢殳厍衮蒯咸"
COMPOUND: Final = (
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文",
    "端木", "百里", "南宫", "夏侯", "钟离", "濮阳", "澹台", "赫连", "闻人",
)  # fmt: skip
FIRST: Final = "芷沐昊语若梓锦淑桂秀翠玉德振国建永广世文佳晓思雨嘉静雅宏立志守克润丽彦长凤春桐乐"
SECOND: Final = "岚涵轩蓉宁泽萱琪兰英珍芳山亭海林田成辉平远恒阳婷鑫峰娟梅莉强伟民勤安舟溪禾野彤琳"
SINGLE: Final = "睿颖磊倩楠婧翔琛晔毅筠蕾骏昕琼勋霞涛斌晗杰娜敏刚超洋燕莹旭凯"
ODD: Final = "翀彧昶琤烜芃珺玥頔祎堃鋆燚垚犇淼骉喆弋砚樨蘅榷箬嵘沄籁霈杪鹄屿汀檀竺舸牧耘蓼荇苡"
DOTTED: Final = (
    "阿卜杜", "古扎丽", "麦麦提", "图尔荪", "帕提古", "努尔兰", "巴哈尔", "依不拉音", "热孜宛",
    "塔依尔", "安德烈", "玛格丽特", "伊万", "费尔南多", "卡捷琳娜",
)  # fmt: skip
DOTTED_LAST: Final = (
    "艾合买提", "吐尔地", "卡斯木", "斯迪克", "萨吾提", "哈斯木", "依明", "热合曼", "加帕尔",
    "彼得罗夫", "桑切斯", "科瓦奇", "布朗", "罗西",
)  # fmt: skip
TITLES: Final = (
    "先生", "女士", "大姐", "大爷", "阿姨", "师傅", "老师", "经理", "队长", "主任", "书记", "院长",
    "所长", "店长", "律师", "医生", "大夫", "会计", "科长", "工", "总", "老板", "同学", "警官",
    "村长", "大妈", "站长", "处长", "同志", "教练", "奶奶", "叔叔",
)  # fmt: skip
NICK_HEAD: Final = ("大", "二", "三", "老", "小", "阿", "黑", "胖")
NICK_TAIL: Final = (
    "嘎子", "憨子", "虎子", "眼镜", "胡子", "石墩", "豆包", "豁牙", "铁锤", "毛头", "秤砣", "榔头",
    "棉袄", "烟袋", "麻花", "刀疤",
)  # fmt: skip
NICK_WHOLE: Final = "蛮驴蝈蛐崽鲶鲇夯楞憋磙笸糍"
ORDINARY: Final = (
    "柳梢", "柳絮", "花蕾", "路遥", "宋词", "钟意", "冬青", "桑叶", "苏醒", "葛藤", "艾草", "凌霄",
    "晏然", "白鹭", "黄莺", "金蝉", "石竹", "石斛", "苏绣", "唐卡", "宋瓷", "秦俑", "谷穗", "叶脉",
    "蓝莓", "戴胜", "车前草", "常春藤", "易容", "金桔", "江鸥",
    "粟米", "白帆", "方糖", "杨桃", "柳琴",
    "范文", "关雎", "何首乌", "和弦", "洪钟", "连翘", "梁祝",
    "林海", "柳莺", "商陆", "司南", "宋玉",
    "苏铁", "唐装", "陶俑", "文竹", "乌梅", "夏蝉", "徐行",
    "姚黄", "于归", "余晖", "虞美人", "云锦",
    "卓识", "邵乐", "时蔬", "康乃馨",
)  # fmt: skip
TRADITIONAL: Final = "陳張劉黃楊趙吳鄭許鄧葉蘇盧蔣馮韓龍錢湯萬賈羅"
TRADITIONAL_GIVEN: Final = (
    "麗華", "國樑", "志強", "淑貞", "曉東", "鳳儀", "偉傑", "慶雲", "寶瓊", "榮軒", "詠詩", "禮賢",
    "靜嫻", "澤遠", "廣勝", "學禮", "銘瑋", "嘉穎",
)  # fmt: skip
SPLIT: Final = (
    "又耳邓", "丘耳邱", "享耳郭", "女兆姚", "金中钟", "委鬼魏",
    "水王汪", "水番潘", "水共洪", "草重董",
    "厄页顾", "两点马冯", "口口吕", "金戈钱", "干钩于", "早文昌",
    "刍耳邹", "人壬任", "田心思", "白水泉",
    "禾火秋", "人尹伊", "三点水沈", "草头范", "宝盖宋", "走字旁赵",
    "美女姜", "四夕罗", "龙共龚", "加贝贺",
    "工贡项", "广龙庞", "弓长张", "木子李",
)  # fmt: skip
PLACE_NAMES: Final = (
    "邳州", "建湖", "长丰", "乐亭", "万荣", "祁阳", "宝山", "长宁", "南靖", "秀山", "江川", "景东",
    "梁平", "彭水", "范县", "黎平", "雷山", "黄河", "泰山",
)  # fmt: skip
SYLLABLES: Final = (
    "xiao", "zhen", "guo", "mei", "hong", "jian", "rui", "qing", "fang", "lei", "yu", "han", "shu",
    "bo", "ning", "tao", "xin", "jun",
)  # fmt: skip
LATIN_SURNAMES: Final = ("wang", "li", "zhang", "liu", "zhao", "qian", "xu", "gao", "luo", "deng")
ENGLISH: Final = (
    "Oliver", "Harriet", "Pieter", "Ingrid", "Marcus", "Yolanda", "Bjorn", "Camille", "Desmond",
    "Fatima", "Gareth", "Helga", "Ruben", "Sabine", "Tobias", "Ulrike",
)  # fmt: skip
ENGLISH_LAST: Final = (
    "Brandt", "Okafor", "Lindqvist", "Moreau", "Castellano", "Fitzroy", "Novak", "Petersen",
    "Hargreaves", "Ivanova", "Schuster", "Tanaka", "Whitcombe", "Delgado",
)  # fmt: skip
HANDLE_A: Final = (
    "雨后", "晚风里", "半糖", "失眠", "慢半拍", "拧巴", "过期",
    "爱笑", "沉默", "打瞌睡", "北漂", "倒立",
    "三分甜", "爱晒太阳", "不吃香菜", "路过",
)  # fmt: skip
HANDLE_B: Final = (
    "橘子皮", "铅笔头", "柚子茶", "小怪兽", "土豆泥", "长颈鹿",
    "海盐", "螺丝钉", "云朵君", "月牙儿",
)  # fmt: skip


def surname(draw: Draw) -> str:
    return draw.pick(SURNAMES)


def given(draw: Draw) -> str:
    return draw.pick(FIRST) + draw.pick(SECOND)


def three(draw: Draw, _: str = "") -> str:
    return surname(draw) + given(draw)


def two(draw: Draw, _: str = "") -> str:
    return surname(draw) + draw.pick(SINGLE)


def usual(draw: Draw, _: str = "") -> str:
    return three(draw) if draw.chance(0.75) else two(draw)


def odd(draw: Draw, _: str = "") -> str:
    return surname(draw) + draw.pick(ODD) + (draw.pick(ODD) if draw.chance(0.7) else "")


def rare(draw: Draw, _: str = "") -> str:
    return draw.pick(RARE) + (given(draw) if draw.chance(0.7) else draw.pick(SINGLE))


def compound(draw: Draw, _: str = "") -> str:
    return draw.pick(COMPOUND) + (given(draw) if draw.chance(0.6) else draw.pick(SINGLE))


def dotted(draw: Draw, _: str = "") -> str:
    return draw.pick(DOTTED) + draw.pick("··•・") + draw.pick(DOTTED_LAST)


def titled(draw: Draw, _: str = "") -> str:
    family = draw.pick(COMPOUND) if draw.chance(0.08) else surname(draw)
    return family + draw.pick(TITLES)


def nickname(draw: Draw, _: str = "") -> str:
    forms = (
        draw.pick(NICK_HEAD) + draw.pick(NICK_TAIL),
        draw.pick("阿小大老") + draw.pick(NICK_WHOLE),
        surname(draw) + draw.pick(("大胆", "铁嘴", "半仙", "瘸子", "胖子", "麻子", "大嘴", "秃子")),
        draw.pick(FIRST) + draw.pick(("姐", "哥", "嫂", "婶", "叔", "爷", "妹子")),
    )
    return draw.pick(forms)


def masked(draw: Draw, _: str = "") -> str:
    forms = (
        surname(draw) + "某某",
        surname(draw) + "某",
        f"{surname(draw)}某{draw.pick(SECOND)}",
        f"{surname(draw)}{draw.pick(FIRST)}某",
    )
    return draw.pick(forms)


def spaced(draw: Draw, _: str = "") -> str:
    gap = draw.pick((" ", "  ", "\u3000", " \u3000"))
    return gap.join(usual(draw))


def pinyin(draw: Draw, _: str = "") -> str:
    family, one, other = draw.pick(LATIN_SURNAMES), draw.pick(SYLLABLES), draw.pick(SYLLABLES)
    forms = (
        f"{family} {one}{other}",
        f"{family.title()} {one.title()}{other}",
        f"{family.upper()} {one.title()}",
        f"{family} {one}",
    )
    return draw.pick(forms)


def english(draw: Draw, _: str = "") -> str:
    middle = draw.pick((" ", " ", f" {draw.pick('ABEJMR')}. "))
    return draw.pick(ENGLISH) + middle + draw.pick(ENGLISH_LAST)


def ordinary(draw: Draw, _: str = "") -> str:
    return draw.pick(ORDINARY)


def traditional(draw: Draw, _: str = "") -> str:
    return draw.pick(TRADITIONAL) + draw.pick(TRADITIONAL_GIVEN)


def split(draw: Draw, _: str = "") -> str:
    return draw.pick(SPLIT)


def given_only(draw: Draw, _: str = "") -> str:
    return given(draw)


def place_name(draw: Draw, _: str = "") -> str:
    return draw.pick(PLACE_NAMES) if draw.chance(0.5) else surname(draw) + draw.pick(PLACE_NAMES)


def handle(draw: Draw, _: str = "") -> str:
    forms = (
        f"{draw.pick(HANDLE_A)}的{draw.pick(HANDLE_B)}",
        f"{draw.pick(HANDLE_A)}的{draw.pick(HANDLE_B)}{draw.number(3, 2019)}",
        f"{draw.pick(HANDLE_B)}_{draw.number(10, 999)}",
        f"{draw.letters(5)}_{draw.letters(3)}{draw.number(1, 99)}",
        f"{draw.pick(HANDLE_A)}{draw.pick(HANDLE_B)}",
    )
    return draw.pick(forms)


SLOTS: Final[dict[str, Value]] = {
    "name": usual,
    "titled": titled,
    "nickname": nickname,
    "masked_name": masked,
    "split_name": split,
    "given": given_only,
    "handle": handle,
    "surname_char": lambda draw, _: surname(draw),
}
