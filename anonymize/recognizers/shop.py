"""Shops by their trade, quoted or not: “阿春理发”, 老张烤鱼店, 好又多便利店.

A trade alone (楼下烧烤店) names nobody; what stands before it must be a name, and the name must
stand where a clause, a place or a deal leads to it.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.clause_words import (
    after_mark,
    bare,
    ends_a_word,
    follows_break,
    name_start,
    names_nothing,
    starts,
    with_areas,
)
from anonymize.recognizers.company_brand import is_brand
from anonymize.recognizers.public_names import is_known_sight, is_public_body
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import SURNAME_COMMON, is_ordinary
from anonymize.recognizers.trades import TRADE

ENTITY: Final = "COMPANY"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_GOODS: Final = (
    r"理发|美发|美容|造型|养生|推拿|按摩|足疗|足浴|洗浴|汗蒸|美甲|纹身|健身|瑜伽|舞蹈|跆拳道|游泳|"
    r"烧烤|烤鱼|烤鸭|烤肉|烤串|串串|"
    r"火锅|涮肉|涮锅|羊蝎子|小龙虾|海鲜|川菜|湘菜|家常菜|私房菜|饺子|包子|馒头|烧饼|煎饼|早餐|"
    r"早点|面馆|拉面|刀削面|板面|米线|米粉|螺蛳粉|粥铺?|"
    r"麻辣烫|冒菜|盖饭|快餐|小吃|炸鸡|汉堡|披萨|卤味|熟食|鸭脖|豆腐|凉皮|奶茶|茶饮|咖啡|甜品|蛋糕|"
    r"面包|烘焙|冷饮|水果|果蔬|蔬菜|"
    r"生鲜|粮油|肉铺|鲜肉|水产|海产|干果|零食|烟酒|酒水|茶叶|副食|日杂|杂货|百货|五金|建材|灯饰|"
    r"窗帘|家纺|床品|家电|"
    r"家具|橱柜|门窗|瓷砖|地板|装饰|装修|广告|打印|图文|复印|文具|书|花|鲜花|花艺|宠物|母婴|童装|"
    r"服装|服饰|女装|男装|鞋|箱包|珠宝|"
    r"首饰|黄金|眼镜|钟表|手机|数码|电脑|通讯|维修|修车|汽修|汽车|汽车美容|洗车|轮胎|电动车|"
    r"自行车|摩托车|二手车|干洗|洗衣|裁缝|修鞋|开锁|锁|"
    r"照相|摄影|影楼|婚纱|婚庆|口腔|牙科|齿科|中医|艾灸|针灸|药|寿衣|棋牌|麻将|台球|电玩|剧本杀|"
    r"密室|桌游|游戏|轰趴|酒|茶|彩票|快递|快运|家政|月嫂|"
    r"房产|中介|租房|彩钢|铝合金|石材|木材|渔具|体育用品|农资|种子|饲料|化妆品|保健品|古玩|字画|"
    r"乐器|琴|画|玩具|教辅|炒货|修脚|采耳|陶艺|普拉提|体适能|感统|轮滑|击剑|书法|围棋|编程|盲人按摩|"
    r"水煎包|煲仔饭|肉蟹煲|馄饨|卷饼|锅贴|酸辣粉|羊肉?汤|胡辣汤|豆浆|油条|火烧|糕点|点心|鲜奶|水族|"
    r"盆栽|缝纫|便民|羊杂|卤煮|炸串|熏肉|桶装水|煤气|废品|打字|配镜|养发|植发|祛痘|减肥|塑身|产后|儿童|少儿|女子|男士|老年"
)
# What is as often the end of a shop's name as a dish or a service.
_EATEN: Final = (
    r"理发|美发|美容|烧烤|烤鱼|烤鸭|烤肉|火锅|涮肉|麻辣烫|拉面|米线|包子|饺子|冒菜|炸鸡|奶茶|咖啡|"
    r"蛋糕|口腔|棋牌|麻将|足疗|足浴|健身|瑜伽|串串|小龙虾|板面|"
    r"螺蛳粉|黄焖鸡|家常菜|羊蝎子|美甲|汗蒸|酸菜鱼|牛肉面|烩面|凉皮|肉夹馍|大虾|砂锅|家纺|窗帘"
)
_PLACE: Final = (
    r"(?:旗舰|专卖|专营|加盟|连锁|直营|体验|分|总|老|网|小)?店(?!里|内|铺|长|员|主|家|面|外|门|租|"
    r"招|多|少|前|后|庄|镇|村|子)|"
    r"馆(?!内|长|员|里|藏)|铺(?!设|路|面|张|垫|子|开|就|装|砖|沥|完|了|好|位|管|天)|坊|屋|阁|轩|"
    r"斋|楼|厅|吧|城|行|社|会所|工坊|工作室|沙龙|俱乐部|店铺|门市|部"
)
_TRADE: Final = re.compile(
    rf"(?:{TRADE}|日用|副食|水暖|电动车)(?:{TRADE})?(?:用品|品|材料)?"
    rf"(?:商店|店(?![里内铺长员主家面外门租])|设计室|(?:经营|经销|销售|批发|维修|修理|安装|加工|零售|服务)部)|"
    rf"(?:(?:{_GOODS})(?:(?:{_GOODS}))?(?:{_PLACE})|(?:{_GOODS})(?=跑路|关门|倒闭|老板|的?老板|"
    rf"噪音|扰民|油烟|店主|不退|拒)|"
    rf"(?:{_EATEN})(?=(?:的)?(?:员工|老板|经理|工作人员|店长|服务员|收银|会员|办|交|充|买|不|说|称|"
    rf"拒|没|未|夜间|半夜|噪|排|开|营业|赔|施工|一直|至今)|[ ]?(?:[,。;!?、\n)”\"]|$))|"
    r"(?:货运|小吃|零售|缝纫|修理|美食|副食|批零|收购|加工|经销|代销|供应|冷饮|早点|快餐|烟酒|百货)部|"
    r"(?:维修|干洗|修理|美容|按摩|推拿|养生|健身|洗车|采购|批发|托管|早教|摄影|月子|体检)中心|"
    r"门市|配货站|装卸队|搬运队|农家院|渔家乐|采摘园|种植园|养殖园|农庄|生态园|度假村|"
    r"家庭旅馆|(?:早餐|小吃|煎饼|烧烤|水果|夜宵|凉皮|烤冷面|臭豆腐|麻辣烫|蔬菜|快餐|烤红薯|奶茶)(?:摊|车|档)|"
    r"收购站|回收站|检测站|维修站|修理铺|修理厂|代办点|超市|便利店|餐厅|饭店|饭馆|菜馆|酒楼|酒家|"
    r"酒馆|酒吧|饭庄|食庄|宠物医院|动物医院|宠物诊所|裁缝铺|茶楼|茶馆|茶社|宾馆|旅馆|旅店|旅社|酒店|"
    r"民宿|客栈|招待所|网吧|网咖|KTV|ktv|歌厅|歌舞厅|夜总会|影院|影城|"
    r"药房|药店|大药房|诊所|美容院|健身房|瑜伽馆|洗浴中心|浴池|澡堂|水会|汤泉|食堂|食府|食坊|面馆|"
    r"小卖部|小馆|商店|商行|商铺|商场|书屋|书吧|花坊|"
    r"驿站|快递站|快递点|菜鸟驿站|代收点|修理部|修配厂|经销部|经营部|销售部|门市部|售楼处|棋牌室|"
    r"台球厅|游戏厅|电玩城|托管中心|托管班|辅导班|补习班|小饭桌|"
    r"影楼|照相馆|当铺|琴行|车行|房产|不动产|专卖店|专营店|旗舰店|直营店|加盟店|连锁店|烟酒店|"
    r"母婴店|网店|淘宝店|拼多多店|微店|直播间|服务部|加工部|批发部|洗衣店)"
    r"(?:[(](?:[^()\n]{2,10}店|个体(?:工商户)?)[)])?"
)
_QUOTED: Final = re.compile(
    r"[“\"「『《]([^“”\"「」『』【】《》\n。,;:!?\ufffc]{2,18})"
    r"[”\"」』】》](?=[^。\n]{0,6}(?:店|铺|跑路|关门|倒闭|餐|馆|商家?|公司|企业|品牌|"
    r"门店|退款|退费|充值|办卡|办了|会员|油烟|噪音|扰民|老板|客服|平台|APP|App|app|软件|厂|物业|"
    r"装修|中介|"
    r"小程序|消费|预付))"
)
_QUOTED_TRADE: Final = re.compile(
    rf"[“\"「『【]([{HANZI}A-Za-z0-9·&' ]{{1,16}}(?:店|铺|馆|行|坊|屋|吧|城|庄|楼|轩|阁|堂|斋|居|"
    rf"汇|超市|药房|诊所|理发|美发|美容|健身|烧烤|火锅|"
    r"小吃|KTV|幼儿园|培训|教育|装饰|家政|中介|物业|科技|食品|餐饮|公司|集团|平台|商城|优选|严选|"
    r"租房|找房|出行|外卖|买菜|生活|到家))[”\"」』】]"
)
_QUOTED_LED: Final = re.compile(
    r"(?:名叫|名为|店名|品牌|公司|叫做?|叫作|商家|商户|店铺|平台|APP|App|app|小程序|门店|企业|"
    r"物业|中介|厂家|供货商|供应商|开发商|机构|网店|直播间|开的|字号)"
    r"[:是为的叫]{0,2}[“\"「『【]([^“”\"「」『』【】\n。,;:!?\ufffc]{2,18})[”\"」』】]"
)
_LED: Final = re.compile(
    r"(?:投诉|举报|反映|联系|查处|查封|约谈|督促|要求|责令|通知|通过|委托|处罚|起诉|名为|楼下|"
    r"楼上|旁边|对面|附近|隔壁|门口|路边|底商|一层|一楼|"
    rf"[找被由与和跟向对在从给是为叫经及的里内了家开号路街区镇去到让将把因判请于]|"
    rf"[^{HANZI}A-Za-z0-9]|^)$"
)
_NOT_SHOP: Final = re.compile(
    r"(?:里|内)?(?:行业|协会|类|管理条例|许可|面积|标准|从业|人员培训|从事|业态|行为|备案|"
    r"登记|(?:等|、)(?:行业|场所|单位|地))"
)
_GENERIC: Final = re.compile(
    r"(?:[一二三四五六七八九十两几多各某这那0-9]{1,3}(?:家|个|处|间|所)?|"
    r"第[一二三四五0-9]{1,2}(?:家|个)?|家|个|开|卖|做|路边|路口|街边|黑|大|小|老|新|旧|"
    r"夜|早|底|楼|层|号|无|烟|酒|饭|茶|菜|面|书|花|药|车|洗|修|快|网红|特色|家庭|手工|自助|现场|"
    r"校外|课后|机关|单位|学校|医院|工地|地铁|火车|高档|星级|大众|露天|"
    r"室内|全民|网络|无人|深夜|连锁|知名|正规|专业|同城|二手|外卖|堂食|熟人|亲戚|朋友|邻居|自己|"
    r"废品|废旧|再生|幼儿园|小学|中学|大学|高校|企业|公司|政府|敬老院|养老院|部队|职工|二手|流动|私人|本地|附近|网上|线上|品牌|国产|进口)*"
)
_CHARACTER: Final = re.compile(rf"[{HANZI}A-Za-z0-9()·&]")
_HAS_NAME: Final = re.compile(rf"[{HANZI}A-Za-z]")
# 好邻居药房, 姥姥家菜馆: people who do not end the name of a shop.
_IN_SHOPS: Final = frozenset(
    (
        "邻居",
        "朋友",
        "老板",
        "姐姐",
        "哥哥",
        "弟弟",
        "妹妹",
        "爷爷",
        "奶奶",
        "姥姥",
        "姥爷",
        "外婆",
        "外公",
        "妈妈",
        "爸爸",
        "孩子",
        "我家",
        "家里",
        "大家",
        "师傅",
        "老师",
    )
)
_HANZI: Final = re.compile(f"[{HANZI}]")
_SIGN: Final = re.compile(
    rf"{SURNAME_COMMON}(?:记(?!者|录|得|载|忆|号|住|账|下|性|工|分|名|念|在|事)|氏)[{HANZI}]{{1,4}}?"
    r"(?:店|铺|馆|坊|房|庄|摊|档|行|堂|面|粉|饼|包|鸭|鸡|鱼|锅|串|汤|粥|菜|烧烤)"
)
_SHOP: Final = re.compile(r"[店铺馆坊庄](?![里内铺长员主家面外门租招多少前后庄镇村子])")
# A trader is registered with the district before the name: 海淀区某周烟酒经销部.
_AREA_WORD: Final = re.compile(r"[省市区县镇乡]$|街道$|地区$")
_AREAS: Final = 16
_DISTRICT: Final = re.compile(r"(?:街道|地区|[^古]镇|[区县市乡])$")
_LONGEST: Final = 14
_MOST: Final = 10
_FEWEST: Final = 2
_INDICATES: Final = re.compile(
    r"条例|办法|通知|意见|规定|标准|法$|制度|行动|工作|工程|计划|活动|即办|报到|一题|先办|五性|"
    r"负责制|生活圈|示范|专项|行动"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each shop with a name."""
    for pattern in (_QUOTED, _QUOTED_TRADE, _QUOTED_LED):
        for match in finditer(pattern, text):
            word = match[1]
            if names_nothing(word, 0, len(word)):
                continue
            ends = is_ordinary(word[-2:]) and not is_trade(word[-2:])  # 车辆逆行, 无法通行
            if not (
                _INDICATES.search(word)
                or is_public_body(word)
                or (pattern is _QUOTED_TRADE and ends)
            ):
                yield Finding(match.start(1), match.end(1), ENTITY, 0.7)
    yield from _signs(text)
    for match in finditer(_TRADE, text):
        start = _start(text, match)
        if start is not None:
            for first in starts(text, start, match.start()):
                yield Finding(first, match.end(), ENTITY, 0.65)


def is_trade(word: str) -> bool:
    """Tell whether *word* is a kind of shop and no more (麻将馆)."""
    return bool(_TRADE.fullmatch(word))


def _start(text: str, match: re.Match[str]) -> int | None:
    low = match.start()
    while low > 0 and match.start() - low < _LONGEST and _CHARACTER.match(text[low - 1]):
        low -= 1
    low = after_mark(text, low, match.start())
    end = bare(text, low, match.start())
    start = name_start(text, low, end, _IN_SHOPS)
    name = text[start:end]
    if (
        _DISTRICT.search(name)
        or not name
        or len(name) > _MOST
        or not _HAS_NAME.search(name)
        or _GENERIC.fullmatch(name)
    ):
        return None
    if _NOT_SHOP.match(text, match.end()) or is_public_body(text[start : match.end()]):
        return None
    if ends_a_word(text, start, match.start(), match.end()) or is_known_sight(
        text[start : match.end()]
    ):
        return None
    marked = start == low and text[start - 1 : start].isdigit()  # ②某居烤鸭店
    led = _LED.search(text[max(0, start - 3) : start]) or (
        len(name) >= _FEWEST and not is_ordinary(name) and follows_break(text, start)
    )
    if not (marked or led):
        return None
    low = start
    while low > 0 and start - low < _AREAS and _HANZI.match(text[low - 1]):
        low -= 1
    return with_areas(text, low, start, _AREA_WORD)


def _signs(text: str) -> Iterator[Finding]:
    """Yield the shops called after a surname: 李记炒货店, and 璟禾炒货店 whatever it sells."""
    for match in finditer(_SIGN, text):
        if not is_ordinary(text[match.start() : match.start() + 2]):
            yield Finding(*match.span(), ENTITY, 0.65)
    for match in finditer(_SHOP, text):
        low = match.start()
        while low > 0 and match.start() - low < _LONGEST and _HANZI.match(text[low - 1]):
            low -= 1
        start = name_start(text, after_mark(text, low, match.start()), match.start(), _IN_SHOPS)
        for own in (3, 2):
            sold = text[start + own : match.start()]
            if is_brand(text[start : start + own]) and is_ordinary(sold):
                yield Finding(start, match.end(), ENTITY, 0.6)
                break
