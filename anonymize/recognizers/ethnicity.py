"""The ethnic group of a person: 我是回族, 民族：汉, 维吾尔族小伙.

In the names of places, bodies and festivals (回族自治县, 民族团结) it says nothing of anybody.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences
from anonymize.recognizers.attribute_subject import belief, has_subject

ENTITY: Final = "ETHNICITY"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_LABEL: Final = re.compile(
    r"(?:(?<!少数)(?<!中华)民族|族别|族属|种族)(?:[ ]?(?:[:是为|]|成分[:是为]?)[ ]?|"
    r"[ ]{1,3})(?!团结|政策|"
    rf"事务)([{HANZI}]{{1,5}}?族?)(?=[ ,。;、|)\n]|性别|出生|年龄|住|身份|$)"
)
_TOLD: Final = re.compile(
    r"(?:是|系|为|属于?|作为|名|位|个|族别|的|人|嫁给?|娶了?|[,、:(]|我|家|"
    rf"[子女妻夫亲])(?:一?[名位个])?(?:少数民族[,(中的]?)?([{HANZI}]{{1,4}}族)"
    r"(?!自治|乡|镇|街|小区|村|小?学|中学|幼儿|餐|饭|清真|食品|文化|特色|风情|民居|聚居|群众|同胞|"
    r"公墓|殡|医|节|的?传统|语|舞|服|人群|馆|谱|长|人的|企业|团结|工作|干部|地区|事务|亲|墓|群|式)"
)
_WORD: Final = re.compile(
    r"(?:少数民族|[我他她家本][^,。;!?\n]{0,3}?(?:是|系|为)(?:一?[名位个])?)(?P<kind>少数民族)|"
    r"(?:是|系|为|属于?)(?P<minor>少数民族)(?!地区|自治|乡|政策|文化|学校|食品|特色)"
)
# Groups of life, not of birth: 上班族, 工薪族, 家族.
_NOT_PEOPLES: Final = re.compile(
    r"(?:大|整个|名门|小)?家族|.*(?:上班|打工|工薪|月光|啃老|低头|追星|养[犬狗猫]|骑行|租房|年轻|"
    r"老年|北漂|追梦|有车|通勤|外来|少数民|民|种|贵|宗|氏|皇|亲|遗|全|语|异|同|本|外|各|"
    r"开车|摆摊|暴走|网购|跑步|夜猫|丁克|单身|合租|有房|无房|拼车|飙车|炸街|电动车|自驾|爱车|蚁|"
    r"背包|旅居|候鸟|广场舞|飞车|独居|健身|学生|加班|考研|拆迁|"
    r"手机|游戏|时尚|房奴|[车房狗]|乐|游|驾)族"
)
_PEOPLES: Final = re.compile(
    r"(?<![一-鿿])(?:[一-鿿]{1,4}族)(?=[,。;、) \n]|$|(?:男|女|小伙|姑娘|青年|老人|大爷|大妈|居民|"
    r"学生|员工|妇女|孩子|家庭|店主|商户|业主|村民))"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each ethnic group that a person is said to belong to."""
    near = sentences(text, ("族", "民族"))
    for match in scan(_LABEL, text, near):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
    for pattern in (_TOLD, _PEOPLES):
        for match in scan(pattern, text, near):
            group = pattern.groups
            if _NOT_PEOPLES.fullmatch(match[group]):
                continue
            if belief(text, match.start(group), match.end(group), alone=0.6):
                yield Finding(match.start(group), match.end(group), ENTITY, 0.75)
    for match in scan(_WORD, text, near):
        name = match.lastgroup or 0
        if has_subject(text, match.start(name), match.end(name)):
            yield Finding(match.start(name), match.end(name), ENTITY, 0.75)
