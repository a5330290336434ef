"""What a person does and learnt: 我是一名环卫工, 在某厂当焊工, 担任会计, 毕业于某大学, 职业：裁缝.

Parts that many have (业主, 市民, 租户) and offices (街道主任, 网格员) stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences, words
from anonymize.recognizers.attribute_subject import KIN, has_subject
from anonymize.recognizers.date_forms import COUNT

ENTITY: Final = "OCCUPATION"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    我是 本人 当 担任 任职 从事 职业 职务 毕业 学历 专业 岗位 做 干 是一名 是个 是位 名 硕士 博士
    本科 大专 工种 退休 开出租 开网约车 跑 送外卖 送快递 摆摊 打工
    """
)
_TRADE: Final = (
    r"(?:[^分化施职员农人民手志]工(?!程师?$)|员|师|医生|护士|教师|老师|教授|会计|出纳|司机|保安|"
    r"保洁|保姆|厨师|律师|记者|法官|检察官|民警|消防员|匠|裁缝|翻译|演员|歌手|画家|作家|骑手|"
    r"快递员|主播|经理|主管|总监|助理|秘书|店长|组长|班长|"
    r"车间主任|工程师|程序员|护工|月嫂|渔民|船员|矿工|农民|导游|教练|编辑|设计师|研究员|公务员|"
    r"飞行员|乘务员|空姐|网红|个体户|中介|店员|文员|前台|客服|收银员|柜员|老板娘?|包工头|大夫|"
    r"药师|兽医|牙医|医师|手|商贩|菜农|果农)"
)
_IS: Final = re.compile(
    rf"(?:我|本人|{KIN})(?:本人)?(?:是|系|就是|原是|以前是|曾是|现为|曾为|"
    rf"为)(?:一?[名个位])?(?P<what>(?:[{HANZI}A-Za-z0-9]{{0,12}}?){_TRADE})(?=[,.。;!?、)\s,]|$|"
    r"每|平时|在|因|被|月)"
)
_ONE: Final = re.compile(
    rf"(?:是|作为|系)一?[名个位](?P<what>[{HANZI}A-Za-z0-9]{{0,12}}?{_TRADE})(?=[,.。;!?、)\s,]|$|"
    r"每|平时|在|因|被|月)"
)
_WORKS: Final = re.compile(
    rf"(?:在[^,。;!?\n]{{2,14}}?)(?P<what>(?:担任|当|做|任|干|从事)(?:了|过|"
    rf"着)?(?:{COUNT}(?:多)?年(?:的)?)?(?:[{HANZI}]{{0,6}}?){_TRADE})(?=[,.。;!?、)\s]|$|的|工作|"
    rf"{COUNT}年|多年|每|已)|(?P<job>(?:担任|从事|任职(?:于)?)[{HANZI}]{{1,10}}?(?:{_TRADE}|工作|"
    rf"行业|职业|职务))(?=[,.。;!?、)\s]|$|{COUNT}年|多年)|"
    r"(?P<retired>退休(?:教师|工人|老师|医生|护士|干部|职工|民警|司机|工程师|教授))|"
    r"(?P<runs>(?:开|跑)(?:出租|网约车|滴滴|货车|大车|公交|长途|外卖|快递)(?:的)?|送(?:外卖|快递|"
    r"水|奶)的?|摆(?:地)?摊(?:卖[^,。;!?\n]{1,6})?)(?=[,.。;!?、)\s为谋]|$)"
)
_LABEL: Final = re.compile(
    r"(?:职业|职务|工种|岗位|职称|文化程度|学历|专业|毕业院校|毕业学校|"
    r"工作岗位)(?:[ ]{0,2}[:|][ ]{0,2}|(?<=[务种称度历])[ ]{1,3}|(?<=职业)[ ]{1,3})(?!\n)"
    rf"([{HANZI}A-Za-z0-9]{{2,16}})"
)
_STUDIED: Final = re.compile(
    rf"(?:{COUNT}{{0,1}})(?:毕业于|就读于|考入|考上了?|在读于)(?P<what>[{HANZI}A-Za-z]{{2,16}}?(?:"
    rf"大学|学院|职业技术学院|研究院|党校|师专|医专)(?:[{HANZI}]{{1,10}}?(?:专业|系|学院))?)|"
    rf"(?P<degree>(?:[{HANZI}]{{2,14}}?(?:大学|学院))?(?:[{HANZI}]{{0,8}}专业)?(?:本科|硕士|博士|"
    r"大专|研究生|中专|专科|初中|小学)(?:毕业生?|学历|文化|在读|学位))"
)
_PARTS: Final = re.compile(
    r".*(?:业主|居民|市民|住户|租户|租客|村民|消费者|乘客|学生|家长|车主|患者|人员|成员|党员|团员|"
    r"会员|网格员|社区书记|工作人员|负责人|代表|当事人|受害者|志愿者|使用者|投诉人|群众|顾客|客户|"
    r"诉求人|楼长|物业|业委会成员|房主|用户|高手|对手|一手|二手|学员|"
    r"店长|女店长|职员|员工|职工|人手|动手|新手)$"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each trade, post and degree that is told of a person."""
    near = sentences(text, _ANCHORS)
    for match in scan(_LABEL, text, near):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.8)
    for pattern in (_IS, _ONE, _WORKS, _STUDIED):
        for match in scan(pattern, text, near):
            group = match.lastgroup or 0
            if _PARTS.fullmatch(match[group]) and pattern in (_IS, _ONE):
                continue
            if has_subject(text, match.start(group), match.end(group)):
                yield Finding(match.start(group), match.end(group), ENTITY, 0.7)
