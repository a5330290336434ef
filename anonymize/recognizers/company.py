"""Firms, by their suffix: 北京某好物业管理有限公司, 廊坊某固建材厂, “阿春理发”.

Public bodies and utilities stay. What stands before the suffix is cut at words no name
holds; what is left must be more than a trade (物业公司 names nobody).
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.public_names import is_public_body

ENTITY: Final = "COMPANY"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_FORM: Final = (
    "有限责任公司|股份有限公司|有限公司|集团公司|总公司|分公司|子公司|公司|集团|建材厂|加工厂|"
    "制造厂|食品厂|家具厂|服装厂|印刷厂|"
    "机械厂|砖厂|厂(?!家|房|区|商|长|里|内)|律师事务所|会计师事务所|事务所|合作社|商行|经营部|"
    "门市部|工作室|个体工商户|商贸行|养殖场|驾校|"
    "农家乐|物业(?=说|称|不|一直|拒|没|未|的|工作人员|答|回|收|要|认|罚)|置业|地产"
)
_FIRM: Final = re.compile(
    rf"[{HANZI}A-Za-z0-9()·&]{{1,26}}?(?P<form>{_FORM})(?:[({{][{HANZI}]{{2,8}}[)}}])?(?:["
    rf"{HANZI}]{{2,6}}(?:分公司|分店|门店|营业部|项目部|服务中心))?"
)
_SHOP: Final = re.compile(
    r"[“\"「『【]([^“”\"「」『』【】\n。,\ufffc]{2,16})[”\"」』】](?=[^。\n]{0,8}(?:店|铺|跑路|"
    r"关门|倒闭|餐|馆|商|公司|企业|品牌|门店|退款|退费|充值|办卡|会员|油烟|噪音|扰民))"
)
_SHOP_FORM: Final = re.compile(
    rf"[“\"「『【]([{HANZI}A-Za-z0-9·&]{{1,14}}(?:店|铺|馆|行|坊|屋|吧|城|庄|楼|轩|阁|堂|斋|居|"
    r"汇|超市|便利店|饭店|餐厅|酒店|宾馆|药房|药店|诊所|理发|美发|美容|健身|烧烤|火锅|面馆|"
    r"小吃|网吧|KTV|幼儿园|培训|教育|装饰|家政|中介))[”\"」』】]"
)
# Without a suffix of law the trade must close the name, and a break must open it.
_SHORT: Final = re.compile(
    r"(?:^|[,。;:!?\s“\"(、]|是|由|被|找|让|对|向|投诉|举报|反映|联系|的|与|和|在|到|给|称|"
    r"通知|督促|要求|责令|约谈)"
    rf"([{HANZI}]{{2,4}}(?:物业|置业|地产|装饰|健身房?|超市|餐厅|饭店|美容院|驾校|酒店|宾馆|"
    r"烧烤|火锅|快餐|药房|药店|洗浴|足疗|网吧|影城|中介|网店|快递站|驿站|教育(?=说|不|拒|没|"
    r"未|承诺|退|跑|倒|关|已经|收|要)))"
    r"(?!管理|费|服务|公司|条例|企业|单位|行业|市场|人员|工作|区|的?小区|项目部?经理|办|"
    r"[委协]|法|所)"
)
_COMMON_BEFORE: Final = re.compile(
    r".*(?:小区|附近|社区|楼下|旁边|对面|大型|连锁|原来|我们|你们|他们|街道|前期|后期|新的|"
    r"这家|那家|一家|某家|一个|这个|那个|几家|多家|有家|政府|相关|周边|"
    r"关于|了解|想|什么|露天|校外|职业|室内|全民|各类|普通|公立|私立|民办|公办|附属|所在|责任|"
    r"开发商|聘请|更换|选聘|老旧|现有|原有|目前|现在|业主|居民|村里|隔壁|"
    r"门口|路边|商业|住宅|单位|部分|无证|非法|违规|家庭|公共|星级|经济型|无人|生鲜|大众|社会|"
    r"学校|机关|协调|督促|约谈|责令|要求|通知|联系|咨询|反映|投诉|举报|"
    r"[的了个是在被由找让对向称与和把给到去请家该本此某各每新旧老原前其])$"
)
_BREAK: Final = re.compile(
    r"反映|投诉|举报|表示|要求|希望|联系|市民|居民|业主|住户|附近|旁边|楼下|小区|街道|社区|"
    r"我们|你们|他们|这个|那个|一家|某家|多家|因为|"
    r"由于|通过|协调|督促|责令|关于|经营者|负责人|属于|供货商|承包商|开发商|施工方|建设单位|"
    r"施工单位|物业单位|甲方|乙方|前期|系|"
    r"[的是由被问找让对向把在称说给请该我本此这那与及或从将已经至为去]"
)
_TRADE: Final = re.compile(
    r"(?:物业|管理|服务|科技|建筑|工程|装修|装饰|开发|房地产|地产|置业|快递|物流|运输|保险|"
    r"家政|中介|餐饮|食品|商贸|贸易|"
    r"投资|教育|培训|咨询|旅游|旅行|网络|通信|电信|供热|热力|供水|供电|燃气|电力|自来水|公交|"
    r"地铁|出租车|保安|保洁|绿化|环卫|劳务|人力资源|"
    r"电梯|维保|搬家|租赁|金融|贷款|证券|基金|销售|销售方|生产|制造|加工|建材|电子|信息|技术|"
    r"文化|传媒|广告|医疗|医药|健身|美容|养老|停车|"
    r"房产|开发商|承建|施工|监理|设计|总包|分包|第三方|外包|平台|国有|私营|民营|大型|上市|母|"
    r"子|总|分|某|该|本|我|各|全|相关|有关|上述|涉事|运营|单位|小区|老|新|旧|原|前|市|区|县|"
    r"街道|国家|地方|中央|北京|北京市|个|家|些|种|是|为){0,5}"
)
_TRADE_END: Final = re.compile(
    r"(?:物业|置业|地产|装饰|健身房?|超市|餐厅|饭店|美容院|驾校|酒店|宾馆|烧烤|火锅|快餐|药房|"
    r"药店|洗浴|足疗|网吧|影城|中介|网店|快递站|驿站|教育)$"
)
_FULL: Final = re.compile(r"有限|股份|责任")


def find(text: str) -> Iterator[Finding]:
    """Yield each firm by its suffix, and each shop in quotation marks."""
    for match in _FIRM.finditer(text):
        start = _name_start(text[match.start() : match.start("form")]) + match.start()
        name = text[start : match.start("form")]
        whole = text[start : match.end()]
        if _TRADE.fullmatch(name) or not re.search(f"[{HANZI}A-Za-z]", name):
            continue
        if is_public_body(whole):
            continue
        yield Finding(start, match.end(), ENTITY, 0.9 if _FULL.search(whole) else 0.7)
    for match in _SHORT.finditer(text):
        trade = _TRADE_END.search(match[1])
        if trade and not _COMMON_BEFORE.match(match[1][: trade.start()]):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.6)
    for pattern in (_SHOP, _SHOP_FORM):
        for match in pattern.finditer(text):
            yield Finding(match.start(1), match.end(1), ENTITY, 0.7)


def _name_start(before: str) -> int:
    start = 0
    for stop in _BREAK.finditer(before):
        start = stop.end()
    # A region opens a firm's full name; what stands before it is the sentence.
    region = re.search(
        r"(?:中国|北京|天津|河北|上海)(?!\)|.*(?:中国|北京|天津|河北|上海)(?!\)))", before[start:]
    )
    return start + (region.start() if region else 0)
