"""Firms that only the words around them tell: 开发商为恒远, 以下简称“某好”, 链家的经纪人.

A form's field (公司名称：), an alias that a text introduces, and what a private firm's people
or dealings are told of. Public bodies stay, and so do ordinary words in those places.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.clause_words import (
    bare,
    holds_a_break,
    holds_a_word,
    name_start,
    names_nothing,
)
from anonymize.recognizers.common_prose import IN_TRADES
from anonymize.recognizers.public_names import is_public_body
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.shop import is_trade

ENTITY: Final = "COMPANY"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_FIELD: Final = re.compile(
    r"(?:公司|企业|单位|商家|店铺|商户|店|厂|机构|品牌|平台|网店|字号|商标|供应商|供货商|客户|"
    r"经营者|个体户|门店|学校|培训机构|中介|物业)(?:的)?(?:全称|名称|名字|名|简称|字号)"
    r"(?:[:是为叫]{1,2}|一栏为)[“\"「]?"
    rf"([{HANZI}A-Za-z0-9()·&]{{2,30}})"
)
_ROLE: Final = (
    r"(?:被投诉|被举报|被反映|涉事|涉案|涉诉|施工|建设|总包|分包|监理|设计|承建|承包|维保|运营|"
    r"产权|用人|用工|劳务|派遣|雇佣|供货|供热|生产|销售|经销|代理|出租|中标|投标|竞标|管理|"
    r"物业服务|物业)"
    r"(?:单位|企业|公司|商家|商户|商铺|方|商|对象|主体|厂家?|店铺?|机构)|"
    r"开发商|供货商|供应商|承包商|承建商|经销商|代理商|加盟商|生产商|制造商|服务商|投资方|施工方|"
    r"总包方|分包方|承租方|出租方|甲方|乙方|丙方|厂家|上游厂家|上家|下家|下游客户|大客户|老客户|"
    r"客户|"
    r"合作方|合作商|合作伙伴|竞争对手|竞品|母公司|子公司|控股股东|股东|中介|中介公司|物业公司|"
    r"装修公司|家政公司|快递公司|保险公司|开发企业|培训机构|教育机构|健身机构|贷款平台|网约车平台|"
    r"平台|商家|店家|APP|App|app|小程序|雇主|东家"
)
_NAMED: Final = re.compile(
    rf"(?:{_ROLE})(?:名称)?(?:[:]|(?:是|为|叫|系|名叫|名为|叫做|主要是|主要有|有|包括|一直是)[:]?)"
    rf"[“\"「]?"
    rf"([{HANZI}A-Za-z0-9()·&]{{2,24}})"
)
_ALIAS: Final = re.compile(
    r"(?:以下简称|下文简称|下文称|以下称|下称|简称为?|又名|又叫|也叫|俗称|别名|曾用名|原名|更名为|"
    r"改名为?|改名叫|现改为|前身(?:是|为)|对外称|招牌(?:是|为|写着)|店名(?:是|为|叫)?|挂牌)"
    rf"[:是为叫]?[“\"「『'‘]?([{HANZI}A-Za-z0-9·&]{{2,20}})[”\"」』'’]?"
)
_PEOPLE: Final = re.compile(
    rf"([{HANZI}A-Za-z0-9·&]{{2,12}}?)(?:的)?(?:经纪人|房产中介|中介小哥|骑手|外卖员|外卖小哥|"
    rf"快递员|快递小哥|加盟商|业务员|售楼(?:员|小姐|处|人员)|销售顾问|销售人员|置业顾问|"
    r"推销员|客服(?:人员|说|称|回复|拒|电话打|不|让)|4S店|门店|旗舰店|专柜|代理点|网点|体验店|"
    r"会员卡|储值卡|充值卡|年卡|健身卡|优惠券|小程序|APP|App|app|平台(?:上|下单|购|买|充|注|订|租|"
    r"预|约))"
)
_DEAL: Final = re.compile(
    rf"(?:在|从|通过|经|跟|和|与|找|向)([{HANZI}A-Za-z0-9·&]{{2,8}}?)(?:办了(?:一张)?(?:卡|年卡|"
    rf"会员)|办的卡|签(?:了|订|的)|买(?:的|了)|租(?:的|了|房)|订(?:的|了|购)|下单|充(?:了|值)|"
    rf"报(?:了)?(?:名|班)|贷(?:了|款)|借(?:了|款)|装修(?:的|了)|装的|做的|定制|购(?:买|入|置)|上班|"
    rf"打工|入职|工作了|任职|供职|当保安|做保洁|进货|拿货|采购|供货)"
)
_STOP: Final = re.compile(
    r"[的等,。;、]|承建|开发|负责|施工|没有|不|一直|已经|公司称|说|称|拖欠|未|进行|提供|供|给"
)
_PLAIN_WORD: Final = re.compile(
    r"(?:不详|未知|不知|不清楚|无|空|同上|见附件|待定|保密|匿名|个人|自己|依法|依照|按|谁|什么|哪|"
    r"如何|怎|是否|这|那|我|你|他|她|本|该|某(?!.)|其|一|两|几|多|某某|"
    r"物业|公司|开发商|中介|施工|政府|社区|街道|居委|村委|国企|央企|民企|私企|外企|骗子|黑|无证|"
    r"有资质|没|不|有|已|正|在|按|负责|责任|同一|另外|别|人|本人|业主|老板|朋友|亲戚|熟人|网络|"
    r"线上)"
)
_DISTRICT: Final = re.compile(r"(?:街道|地区|[区县市省镇乡])$")
_BESIDE: Final = re.compile(
    rf"(?:楼下|楼上|旁边|对面|附近|隔壁|门口|一层|底商|一楼|路边)(?:的|有家|有个|那家|一家|新开的|"
    rf"叫)?([{HANZI}A-Za-z0-9·&]{{2,8}}?)(?:的)?(?:油烟|噪音|噪声|排烟|老板|跑路|占道|扰民|关门|"
    rf"倒闭|营业到|店主|营业执照)"
)
_LONGEST: Final = 20
_FEWEST: Final = 2
_MOST_LOOSE: Final = 6


def find(text: str) -> Iterator[Finding]:
    """Yield each firm that the words around it announce."""
    for match in finditer(_FIELD, text):
        yield from _told(match, 0.8)
    for match in finditer(_ALIAS, text):
        if not names_nothing(match[1], 0, len(match[1])):
            yield from _told(match, 0.75)
    for match in finditer(_NAMED, text):
        if text[match.start(1) - 1] in ':“"「' or not holds_a_break(_value(match[1]), IN_TRADES):
            yield from _told(match, 0.65)
    for match in finditer(_PEOPLE, text):
        end = bare(text, match.start(1), match.end(1))
        yield from _loose(text, name_start(text, match.start(1), end), end, 0.55)
    for match in (*finditer(_DEAL, text), *finditer(_BESIDE, text)):
        if not holds_a_word(match[1]):
            yield from _loose(text, match.start(1), match.end(1), 0.55)


def _value(word: str) -> str:
    stop = _STOP.search(word)
    return word[: stop.start()] if stop else word


def _told(match: re.Match[str], score: float) -> Iterator[Finding]:
    word = _value(match[1])[:_LONGEST]
    if len(word) < _FEWEST or _PLAIN_WORD.match(word) or _is_public(word):
        return
    yield Finding(match.start(1), match.start(1) + len(word), ENTITY, score)


def _loose(text: str, start: int, end: int, score: float) -> Iterator[Finding]:
    word = text[start:end]
    if not _FEWEST <= len(word) <= _MOST_LOOSE or _PLAIN_WORD.match(word) or _is_public(word):
        return
    if not (holds_a_word(word) or is_trade(word)):
        yield Finding(start, end, ENTITY, score)


def _is_public(word: str) -> bool:
    return is_public_body(word) or bool(_DISTRICT.search(word))
