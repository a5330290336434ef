"""Firms by their suffix: 北京某好物业管理有限公司, 廊坊某固建材厂, 某好物业.

Public bodies and utilities stay. A name begins where its sentence ends (clause_words) or at
the region that opens a firm's full name; it must be more than a trade (物业公司 names nobody).
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.clause_words import (
    after_mark,
    bare,
    breaks_after,
    holds_a_word,
    name_start,
    starts,
    with_areas,
)
from anonymize.recognizers.common_prose import IN_FIRMS, IN_TRADES
from anonymize.recognizers.company_brand import own_name
from anonymize.recognizers.public_names import is_public_body
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.trades import TRADE

ENTITY: Final = "COMPANY"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_FORM: Final = (
    "有限责任公司|股份有限公司|股份公司|有限公司(?:司(?![法机]))?|集团公司|总公司|分公司|子公司|公司|集团(?!化|"
    "诉讼)|控股|"
    "(?:建材|加工|制造|食品|家具|服装|印刷|机械|砖|水泥|搅拌|预制|化工|电镀|铸造|塑料|纸|酒|鞋|"
    "玩具|五金|门窗|饲料|屠宰|木材|石材|涂料|制药|药|造纸|纺织|皮革|电子|汽配|修理)厂|厂(?!家|房|"
    "区|商|长|里|内|子|址|门|界|方|外|矿|"
    "名|规|务|价)|律师事务所|会计师事务所|设计事务所|事务所|律所|合作社|合作联社|(?<!工)商行(?!政)|"
    "诊所|平台(?=承诺|不|拒|说|称|客服|商家|退|未|没|的客服|扣|欠|跑路|关闭)|车行|租车行|经营部|"
    "门市部|工作室|个体工商户|商贸行|养殖场|采石场|砂石场|搅拌站|驾校|农家乐|商会|设计院|"
    "旅行社|传媒|文化传播|实业|"
    "俱乐部|健身会所|会所|美容院|搬家队|施工队|装修队|工程队|车队|婚介所|托管班|辅导班|培训班|"
    "培训学校|"
    "培训中心|培训机构|艺术中心|早教中心|托育中心|托育园|养发馆|月子中心|养生馆|信用社|典当行|"
    "拍卖行|渔场|果园|"
    "农场|牧场|林场|茶场|加油站|加气站|充电站|洗车行|修理厂|汽修厂|4S店|4s店|屠宰场"
)
# The legal form with a character wrong, missing or twice: 有限公, 有限公斯, 有线公司, 责任工司.
_LIMITED: Final = "[有友由优又右游][限线现县献先显闲陷]"
_WRONG: Final = "(?:公(?:[ ]{1,2}司|[斯思私丝撕四师可同])|[工供共功攻宫恭会][ ]?司|公公司)"
_DOING: Final = f"(?:{TRADE}|管理|服务|工程|技术|经纪|发展|开发|实业|集团)"
_MISSPELT: Final = (
    rf"{_LIMITED}(?:责任|责认|责人|责仁|则任|责)?(?:公司|{_WRONG})|"
    rf"(?:有限责任?|责任|股份有限|股份|集团有限){_WRONG}|"
    r"有限(?:责任)?公(?![共开里平正安布众园务寓证益示告交厕租积摊民式立职])|(?:有限|股份)司(?!法|机)|"
    rf"{_DOING}(?:{_WRONG}|有?限公司|有限(?=[^{HANZI}]|$))"
)
_FIRM: Final = re.compile(
    rf"(?:{_FORM}|{_MISSPELT})(?:[({{][{HANZI}]{{2,10}}[)}}])?(?:[{HANZI}0-9]{{2,7}}(?:分公司|分店|分号|门店|"
    r"营业部|项目部|服务中心|办事处|分厂|支行|工厂|管理处))?"
)
# 某好物业: without a suffix of law a trade closes the name.
_TRADE: Final = (
    r"物业(?!经理|人员|部门|管理|费|服务|公司|企业|行业|条例|纠纷|用房|合同|协会|委员|问题|投诉|"
    r"单位|市场)|"
    r"置业(?!税)|地产(?!商|类|开发|项目|行业)|房产(?!证|税|局|中介|交易|登记|公司|开发|继承|过户|"
    r"纠纷|买卖|信息|抵押|类|所有|权)|不动产(?!登记|权|证|中心|统一|单元|抵押|交易|局|所有)|"
    r"装饰(?!材料|公司|装修|画|品|板|面|性)|装修(?!公司|期|垃圾|队|款|材料|合同|费|工|时|完|的|噪|"
    r"扰|房|施|设|保|押|风|管|材|许|申|备|人|图|质|改|好|污|纠|后|前|中|了|标|方|不|结|手|规|违)|"
    r"建设集团|建工|城建|路桥|健身(?!器|房里|路|步|设|活|场|广|区|人|馆|卡|会|中心|操|器材|"
    r"公司|的|教|行|苑|房|锻)|"
    r"早教(?!机构|中心|班)|托育(?!机构|中心|园|服)|健身房|超市|便利店|餐厅|饭店|酒店|宾馆|酒楼|"
    r"烧烤|火锅|快餐|药房|药店|大药房|"
    r"洗浴(?!中心)|足疗|网吧|影城|中介|网店|网校|快递站|驿站|教育(?!部|局|机构|厅|系|工|改|行|政|"
    r"培训|公司|平台|资|事|类|管|的|费|附|孩|问|经|学|委|督|程|背|方|理|和|处|教|引|均|公|"
    r"优|水|活|基|集)|传媒|影视|文旅|生物|医美|口腔|齿科|眼镜|家装|家居|家具|家政|保洁|保安|物流|"
    r"速运|快运|速递|货运|冷链|供应链|"
    r"餐饮|食品|酒业|茶业|乳业|粮油|农业|种业|养殖|科技|网络科技|软件|智能|电子|电器|电梯|电气|"
    r"光电|新能源|能源|环保|环境|化工|"
    r"医药|药业|制药|医疗|商贸|贸易|商业|百货|投资|资本|基金|证券|担保|金服|金融|财富|小贷|信贷|"
    r"保险|汽贸|汽车|汽修|"
    r"服饰|制衣|钢构|建材|石材|木业|门窗|园林|消防|机电|机械|重工|轴承|管业|供热|热力|燃气|搬家|"
    r"停车(?!场|位|费|收|难|管|秩|乱|泊|库|不|问|方|时|后|证|卡|点|线|区|楼|票|资|需|计|缴|设|占|"
    r"堵|桩|扰|在|的|入|出|检|规)|"
    r"劳务|人力|咨询|"
    r"旅游|旅行|国旅|航空|体育|文化传媒|广告|印务|印刷|出版"
)
_SHORT: Final = re.compile(rf"(?:{_TRADE})")
# What a firm does, so that 某固建材 说 is a firm and 建材 价格 a good.
_DOES: Final = re.compile(
    r"(?:的)?(?:员工|老板|经理|销售|工作人员|客服|业务员|负责人|项目部|项目经理|施工队|前台|法人|"
    r"会计|人事|店员|经纪人|工人|师傅|"
    r"门店|分店|总部)|"
    r"(?:方面|那边|这边|一方)?(?:仍|却|就|也|还|都|则|又|已经|已|至今|一直|长期|每年|每月|多次|"
    r"单方面|擅自|私自|突然|现在|随后|后来|最后)?"
    r"(?:说|称|不|拒|没|未|答复|答应|答|回复|回应|回访|认为|承诺|跑路|倒闭|关门|关停|失联|拖欠|欠|"
    r"违约|推诿|推脱|退|"
    r"承建|承包|扣|骗|擅自|强制|乱收|负责|协商|赔偿|夜间|施工|排放|交涉|承担|道歉|违法|偷|表示|"
    r"告知|解释|签[的了订]|催|卷款|开具|办[了卡理]|买的|买了|"
    r"充[值了]|交[的了]|订[的了购]|租[的了房]|"
    r"上班|打工|入职|消费|装的|做的|索要|同意|派|安排|上门)"
)
_CUE: Final = re.compile(
    r"(?:投诉|举报|反映|联系|查处|查封|约谈|督促|要求|责令|通知|通过|委托|处罚|起诉|法院判|供货商|"
    r"供应商|开发商|施工方|承包商|总包|分包|"
    r"甲方|乙方|丙方|单位|物业|公司|中介|厂家|名为|楼下|楼上|旁边|对面|附近|隔壁|门口|路边|"
    rf"[方找被由与和跟向对在从给是为叫经及的里内了让将把因判请去到]|[^{HANZI}A-Za-z0-9]|^)$"
)
# Trades that are seldom anything but the end of a name.
_NAMES_ONLY: Final = re.compile(
    r"物业|置业|早教|托育|健身房|便利店|超市|餐厅|饭店|酒店|宾馆|酒楼|药房|药店|大药房|网吧|影城|"
    r"网店|网校|"
    r"驿站|快递站|"
    r"城建|建工|路桥|医美|口腔|齿科|酒业|乳业|药业|国旅|速运|速递|汽贸|金服|小贷|烧烤|火锅|足疗|"
    r"家装|钢构"
)
_GENERIC: Final = re.compile(
    r"(?:[一二三四五六七八九十两几多各0-9]{1,3}(?:家|个|处|间|所)?|第[一二三四五0-9]{1,2}(?:家|"
    r"个)?|国有|私有|大|小|同|跨国|百强|连锁|外卖|"
    r"无人|全日制|乡镇|规模|中小|龙头|高新|科技型|小微|重点|生产|涉事|涉企|优质|问题|空壳|皮包|黑|"
    r"母子|又|由|期限|责任|[一二三四五六七八九0-9]{1,2}[楼层])*"
)
# 国网, 热力集团 and the like are public; so is what only tells an administration.
# 查处某某环保。 A name of two characters that a verb leads to and nothing follows.
_LED: Final = re.compile(
    r"(?:投诉|举报|联系|查处|约谈|督促|责令|委托|处罚|起诉|通过|开发商[是为]|施工方[是为]|"
    r"单位[:是为]|公司[:是叫为]|名为|[找被由判和给对向跟与去]|签约方)$"
)
# Trades that with a name before them are firms, whatever they do.
_OFTEN: Final = re.compile(r"搬家|汽修|货运|快运|早教|影视|物流|装饰|家政|保洁|医美|眼镜|停车")
_ENDS: Final = re.compile(r"[ ]?(?:[,。;!?、\n)”\"]|$)")
_NAMED: Final = 2
_CHARACTER: Final = re.compile(rf"[{HANZI}A-Za-z0-9()·&]")
_HAS_NAME: Final = re.compile(rf"[{HANZI}A-Za-z]")
_FULL: Final = re.compile(rf"{_LIMITED}|股份|责任|{_DOING}")
_REGION: Final = re.compile(
    r"(?:中国|北京|天津|河北|上海|重庆|广东|深圳|广州|浙江|杭州|江苏|南京|苏州|山东|济南|青岛|"
    r"河南|郑州|四川|成都|"
    r"湖北|武汉|湖南|长沙|福建|厦门|安徽|合肥|江西|南昌|陕西|西安|山西|太原|辽宁|沈阳|大连|吉林|"
    r"长春|黑龙江|哈尔滨|"
    r"石家庄|廊坊|保定|唐山|邯郸|沧州|张家口|承德|秦皇岛|衡水|邢台|雄安|内蒙古|新疆|甘肃|宁夏|"
    r"青海|西藏|云南|昆明|"
    r"贵州|贵阳|广西|海南|香港|澳门|台湾)(?:省|市)?"
)
_DISTRICT: Final = re.compile(r"(?:街道|地区|[^古]镇|[区县市乡])$")
_AREA_WORD: Final = re.compile(r"[省市区县镇]$")
_BRACKETED: Final = re.compile(r"\([^()]{1,8}\)")
_TRADES_ONLY: Final = re.compile(rf"(?:{TRADE})+")
_LONGEST: Final = 30
# Firms of one text whose own names are looked for by themselves.
_MOST_CALLED: Final = 12


def find(text: str) -> Iterator[Finding]:
    """Yield each firm by its legal form, and by a trade that closes a name."""
    called: dict[str, float] = {}
    for match in finditer(_FIRM, text):
        start = _start(text, match)
        if start is not None:
            score = 0.9 if _FULL.search(match[0]) else 0.7
            for first in starts(text, start, match.start()):
                yield Finding(first, match.end(), ENTITY, score)
            if len(called) < _MOST_CALLED and (own := own_name(text[start : match.end()])):
                called[own] = score
    for own, score in called.items():  # people call the firm by its own name alone
        at = text.find(own)
        while at >= 0:
            yield Finding(at, at + len(own), ENTITY, score)
            at = text.find(own, at + len(own))
    for match in finditer(_SHORT, text):
        start = _start(text, match)
        if start is not None and _is_firm(text, start, match):
            for first in starts(text, start, match.start()):
                yield Finding(first, match.end(), ENTITY, 0.6)


def _start(text: str, match: re.Match[str]) -> int | None:
    """Return where a firm's name begins, or None where there is only its kind."""
    low = match.start()
    while low > 0 and match.start() - low < _LONGEST and _CHARACTER.match(text[low - 1]):
        low -= 1
    low = after_mark(text, low, match.start())
    end = bare(text, low, match.start())
    brackets = _BRACKETED.search(text, low, end)
    if brackets and brackets.end() == end:
        end = bare(text, low, brackets.start())
    allowed = IN_FIRMS if _FULL.match(match[0]) else IN_TRADES
    start = name_start(text, low, end, allowed)
    name = text[start:end]
    if not name or not _HAS_NAME.search(name) or _GENERIC.fullmatch(name):
        return None
    if _DISTRICT.search(name) or _TRADES_ONLY.fullmatch(name):
        return None
    if _REGION.fullmatch(name) or is_public_body(text[start : match.end()]):
        return None
    return with_areas(text, low, start, _AREA_WORD)


def _is_firm(text: str, start: int, match: re.Match[str]) -> bool:
    before = text[max(0, start - 4) : start]
    if _NAMES_ONLY.fullmatch(match[0]) and _CUE.search(before):
        return True
    if not _CUE.search(before):
        return False
    named = text[start : match.start()]
    if _OFTEN.fullmatch(match[0]) and len(named) >= _NAMED and breaks_after(text, match.end()):
        return not holds_a_word(named)
    return bool(_DOES.match(text, match.end())) or (
        match.start() - start >= _NAMED
        and bool(
            _LED.search(before)
            and (_ENDS.match(text, match.end()) or breaks_after(text, match.end()))
        )
    )
