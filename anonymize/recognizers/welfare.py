"""Welfare status of a household: 低保户、建档立卡户, 五保, 领取失业金, 失独家庭.

低保标准, 特困供养政策 and 低保户如何申请 are rules and stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_clause import clauses
from anonymize.recognizers.attribute_spans import Range, joined, scan, sentences, words
from anonymize.recognizers.attribute_subject import has_subject, is_general, is_of_many
from anonymize.recognizers.scan import Sentences

ENTITY: Final = "WELFARE"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    低保 建档 五保 特困 低收入 贫困 困难 失独 无儿 无依 低边 就业 救助 失业 抚恤 脱贫 孤儿 留守
    无人抚养 空巢 独居 孤寡 公租房 廉租 下岗 无业 三无 特殊家庭 补贴 救济 保障对象 优抚 边缘 贫
    监测 困境 多残 双残 供养 帮扶 资助 扶助 重残 奖扶 定补 优待金 养老金 退休金 养老保险 助学金
    慰问金 工伤待遇 生育津贴 待遇 养残 护理费 生活费 抚养 社保金 补助 低收 临时救助 接济 无收入
    收入来源 津贴 流浪 无劳动能力 丧失劳动 特扶 致贫 直补 粮补 奖励 保障金 劳动力 生活来源 没工作
    没有工作 无工作 养活 破烂 拾荒 乞讨 叮当 揭不开 家徒四壁 吃不上 吃不起 入不敷出 废品 捡垃圾
    类别 类型 经济状况 经济情况 来源 社保 退休 养老 农保 领取 申领 拮据
    """
)
_STATUS: Final = re.compile(
    r"(?:城市|农村|城镇|最低生活保障|享受|吃着?|领着?|靠|全家|一家)?(?:低保(?:边缘)?(?:户|家庭|"
    r"人员|对象|老人|儿童|边缘户)?|低边户?(?:家庭)?|建档立卡(?:贫困)?(?:户|家庭|人口)?|"
    r"五保(?:户|老人|供养(?:对象)?|对象)?|(?:城市|农村)?特困(?:供养)?(?:户|人员|家庭|职工|对象)?|"
    r"分散供养|低收入(?:户|家庭|农户|人群|群体)?|贫困(?:户|家庭|户家庭|生|学生)?|"
    r"困境(?:儿童|家庭|青少年)|(?:残疾人)?(?:一户多残|多残|双残|老养残|依老养残)(?:家庭|户)?|"
    r"[一-鿿]{0,4}(?:保障|救助|供养|帮扶|扶助|抚恤|资助|补助|优抚|特扶|扶贫|照护|优待)对象|"
    r"[一-鿿]{0,3}(?:贫困|困难|残疾|单亲|特殊|失独|特困|边缘|计生|独生子女|重病|大病|因病致贫|"
    r"因病返贫|支出型困难|返贫)(?:母亲|家庭|户|学生|职工|老人|人口)|(?:家庭)?(?:经济)?(?:十分|"
    r"非常|特别|比较)?困难(?:学?生)|特困生|贫困生|困难(?:户|家庭|"
    r"职工|党员)|特困|失独(?:家庭|老人|父母|母亲|父亲)?|零就业家庭|脱贫(?:户|"
    r"监测户|不稳定户)|边缘易致贫户|边缘户|无儿无女|无依无靠|监测户|"
    r"孤儿|事实无人抚养儿童|留守(?:儿童|老人|妇女)|空巢老人|独居老人|孤寡(?:老人)?|"
    r"因[病残灾学]致贫|三无(?:老人|"
    r"人员)|(?:计划生育|计生)?特殊家庭|特扶(?:家庭|对象)?|廉租户|公租房(?:租户|家庭)|"
    r"下岗(?:职工|工人|失业人员|多年)?|失业(?:人员|在家|多年|"
    r"(?:了)?[半一两二三四五六七八0-9]{1,2}(?:个)?(?:多)?(?:年|月|个月)(?:了)?)?|无业(?:人员|"
    r"在家)?|"
    r"重残无业(?:人员)?|优抚对象|临时救助对象|享受(?:国家)?(?:定期)?(?:抚恤|补助|救助)(?:金|待遇)?|"
    r"(?:无|没有|没)(?:任何|固定|稳定)?(?:的)?(?:收入来源|经济来源|收入|劳动能力|劳动力|生活来源|"
    r"积蓄)|"
    r"丧失(?:了)?劳动(?:能)?力)(?:证)?"
)
_BENEFIT: Final = (
    r"(?:补贴|津贴|补助|低保|五保|救助|救济|失业保险|失业|粮食|直补|奖励|生活保障|抚恤|养老|退休|"
    r"生活|护理|扶助|特扶|优待|"
    r"慰问|助学|奖扶|定补|供养|奖励扶助|遗属|工伤|生育|养老保险|丧葬|农保|社保|残补|高龄|保险)"
)
_RECEIVES: Final = re.compile(
    r"(?:领取|申领)(?:了|过)?[一-鿿]{2,10}?(?:金|费)|"
    r"(?:领取?(?:着|了|过|的|到)?|靠(?:着)?|享受(?:着|了|到|过|的)?|吃(?:着|了|过|上)?|"
    r"拿(?:着|了|过|到|的)?|享有|申领(?:了|过|到)?|申请(?:了|过|到)|评上(?:了)?|办(?:了|的)|"
    r"获得(?:了)?|发放(?:了|的)?|发(?:给|了|的|我)|收到(?:了)?|补(?:发|了|给)|只有|仅有|就[有靠])"
    r"(?:[^,。;!?\n]{0,10}?)"
    rf"(?:{_BENEFIT}(?:金|费|款|钱|粮|待遇|保险金?|补助金?|供养金?|补贴|津贴|救济|救助金?)|低保|"
    rf"五保|"
    r"低收入(?:待遇|补助)?|补贴|直补|粮补|津贴|补助(?!对象)|救助(?!站|对象)|救济|定补)"
    r"(?:的(?:家庭|人员|老人|对象|户|人|困难户))?(?:生活|度日|过日子|维持生活|维持|糊口|活着|过活)?"
)
_STOPPED: Final = re.compile(
    rf"[一-鿿]{{0,8}}?(?:{_BENEFIT}(?:金|费|待遇)|补贴|津贴|补助|低保|救济|社保)(?:也|都|就|却|"
    rf"已经?|突然|"
    r"又|今年|去年|上个?月|这个月|从[^,。;!?\n]{1,8}|还)*(?:被)?(?:停发?了?|取消|没发|未发|"
    r"未到账|没到账|"
    r"没了|扣|少发|断了|不发)[^,。;!?\n]{0,8}"
)
_SUM: Final = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{2,6})(?:\.[0-9]{1,2})?(?:多)?(?:元|块钱?)?|"
    r"[一二两三四五六七八九十百千来多几零]{2,8}(?:元|块钱?)?"
)
# 养老金每月只有一百八, 一个月300块的农保: what one person gets.
_GETS: Final = re.compile(
    rf"[一-鿿]{{0,6}}?{_BENEFIT}(?:补助|补贴|津贴|待遇)?(?:金|费|待遇|"
    rf"款)?(?:的)?[ ]?(?:(?:一个月|每个?月|一年|每年|月|"
    r"每季度|才|就|只有|只|仅|有|是|为|共计?|合计|大概|不到|约|到手|标准|领|拿|发|涨到|,每月){0,5})"
    rf"(?:{_SUM})(?=[,。;!?、)]|$|左右|的|[自从被未没停已还却])|"
    rf"(?:(?:一个月|每个?月|一年|每年|才|就|只有|只|仅){{1,3}})(?:{_SUM})(?:的)?[一-鿿]{{0,6}}?"
    rf"(?:{_BENEFIT}(?:金|费)|低保|农保|社保|补助|补贴|津贴)"
)
_NEEDY: Final = re.compile(
    r"(?:都)?(?:没有?|无)工作(?=[,。;!?、]|$)|靠[^,。;!?\n]{1,8}(?:接济|救济|资助|养活|捡破烂|"
    r"拾荒|乞讨)|"
    r"(?:穷得叮当响|揭不开锅|(?:家庭|家里|生活|经济)(?:条件|经济)?(?:十分|非常|特别|比较|很|"
    r"极其)?(?:困难|拮据|贫困)(?!的|户|家庭|群|职|补|救)|家徒四壁|吃不[上起]饭|入不敷出|"
    r"重病重残)|捡(?:破烂|废品|"
    r"垃圾)(?:为生|过活|维生)?"
)
_LABEL: Final = re.compile(
    r"(?:(?:家庭|人员|困难|救助|保障|身份|对象)(?:类别|类型)|(?:家庭)?经济(?:状况|情况)|"
    r"就业(?:情况|状况)|"
    r"(?:主要)?(?:收入|经济|生活)来源)[ ]{0,2}[:|][ ]{0,2}(?!无$|不详)([^,。;!?\n| ]{2,16})"
)
_SUBJECT: Final = re.compile(
    r"(?:是|为|系|属于?|属|作为|列为|评为|认定为|列入|本人|我|他|她|纳入|定为|享受|吃|领|靠|被评|"
    r"成为|家庭情况[:]|"
    r"身份[:]|类别[:]|情况[:]|困难[,]|同时|并且|也是|家|家庭|户|人|个|名|位|"
    r"常年|至今|目前|现在?)$"
)
_RULES: Final = re.compile(
    r"(?:的)?(?:标准|政策|资格(?:认定|审核|条件)|申[请办]|办理|认定|审批|审核|条件|流程|金额|"
    r"补贴(?:标准|政策)|每[人月]|如何|怎|能|可|是否|有(?:什么|哪些)|"
    r"待遇(?:标准|是|有)|保障(?:房|标准|条例)|工作|群体|人群|群众|帮扶|救助(?:政策|标准|站|管理)|"
    r"供养(?:标准|机构)|家庭(?:认定|学生|的?标准|可|如何|能|每|申)|人员(?:供养|认定|可|的?标准|"
    r"救助)|"
    r"金(?:领取条件|标准|申领|怎|如何|能|可)|条例|摘帽|地区|村|县|率|动态|保险|登记|证(?:怎|如何|"
    r"办)|政府|等|和[^,。]{0,6}(?:政策|标准))"
)


# 72岁，低保户，求助: an entry between two commas stands for 是低保户.
_ENTRY: Final = re.compile(r"[,、;:( ]$")
_ENTRY_END: Final = re.compile(r"[,.。;、)]|$")
_EACH: Final = re.compile(r"的?(?:家庭|人员|对象|老人|居民)?(?:每[人户]|均|可|由|按)|(?<=的家庭)每")
_OWN_SUM: Final = re.compile(r"每[月年](?:共|约|才|只)?(?:[0-9]|[一二三四五六七八九][百千])")
_BOUND: Final = re.compile(
    r"以上|以下|符合|可享|可领|可申|可以领|可以享|能享受|每人|各类|凡|年满|人群|对象|的(?:老人|"
    r"人员|居民)$"
)


_BEING: Final = re.compile(r"(?:是|系|属于?|作为)[^,。;!?\n的]{0,8}$")


def find(text: str) -> Iterator[Finding]:
    """Yield each status that a person or a household is said to have."""
    for start, end, score in joined(text, clauses(text, _ranges(text), 0.6)):
        yield Finding(start, end, ENTITY, score)


def _ranges(text: str) -> Iterator[Range]:
    near = sentences(text, _ANCHORS)
    for match in scan(_RECEIVES, text, near):
        if (
            _RULES.match(text, match.end()) and not _OWN_SUM.match(text, match.end())
        ) or _EACH.match(text, match.end()):
            continue
        told = has_subject(text, *match.span())
        if told or not (
            _BOUND.search(text, max(0, match.start() - 20), match.start() + 2)
            or is_general(text, *match.span())
        ):
            yield match.start(), match.end(), 0.85 if told else 0.6
    for match in scan(_LABEL, text, near):
        yield match.start(1), match.end(1), 0.8
    yield from _standing(text, near)


def _standing(text: str, near: Sentences) -> Iterator[Range]:
    """Yield what was stopped, what one gets, and what one is."""
    for pattern in (_STOPPED, _NEEDY, _GETS):
        for match in scan(pattern, text, near):
            if not has_subject(text, *match.span()) or "标准" in match[0] or "最低" in match[0]:
                continue
            if pattern is _GETS or not is_general(text, *match.span()):
                yield match.start(), match.end(), 0.85
    for match in scan(_STATUS, text, near):
        if _RULES.match(text, match.end()):
            continue
        before = text[max(0, match.start() - 4) : match.start()]
        if is_of_many(text, *match.span()):
            continue
        predicate = (
            bool(
                _SUBJECT.search(before)
                or _BEING.search(text, max(0, match.start() - 10), match.start())
            )
            or text[match.start()] in "享吃领靠"
        )
        told = has_subject(text, *match.span())
        if told:
            yield match.start(), match.end(), 0.85
        elif (
            predicate or (_ENTRY.search(before) and _ENTRY_END.match(text, match.end()))
        ) and not is_general(text, *match.span()):
            yield match.start(), match.end(), 0.65
