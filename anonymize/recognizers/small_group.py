"""So few people that each is known: 4户人家, 我们三家, 班里就两个, 一家五口.

Large counts (涉及37户) and counts of things stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI, PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences, words

ENTITY: Final = "SMALL_GROUP"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_FEW: Final = (
    r"(?:(?<![0-9.])[1-9](?![0-9.])|"
    r"(?<![十百千一二三四五六七八九第])[一二两三四五六七八九][二三四五六七八九]?(?![十"
    r"百千]))"
)
_PEOPLE: Final = (
    r"(?:(?:个|名|位)(?:人(?!行)|女(?:的|生|工|孩|同事|员工)?|男(?:的|生|工|孩|同事|员工)?|孩子|"
    r"学生|老人|小孩|老师|工人|员工|同事|工友|邻居|住户|业主|租户|残疾人|女[一-鿿]{1,2}|"
    r"[一-鿿]{1,3}(?:工|员|师|生|长|人|手))|人|口人)"
)
_COUNTED: Final = re.compile(
    r"[1-9一二两三四五六七八九几][户家口个名位代人]|俩|仨|三代|四代|[两三四五]人"
)
_OF_FEW: Final = words(
    """
    全店 全厂 全校 全院 全楼 全组 全队 全科 户 就 只 仅 我们 咱 俺们 他们 她们 班 科室 车间 村
    全家 一家 我家 家里 家中 家庭 祖孙 老小 剩 余 才 合租 同住 同屋 同寝 同宿舍 同组 夫妻 夫妇 母
    父 姐 兄 老两口 师徒 姊妹 妯娌 爷孙 婆媳 一共 总共 家有 共有 之家 三代 四代 孩 娃 女儿 儿子
    院里 公司 单元 店里
    """
)
# Whom a count of few points at. Staff, officers and things are counted in public.
_WHO: Final = (
    r"(?:住户|租户|居民|村民|业主|商户|人家|老人|老住户|学生|同学|孩子|小孩|女[生工孩的]|"
    r"男[生工孩的]|"
    r"女(?:租客|住户|业主|老师|司机|保安|租户)|女?同事|女?员工|工友|工人|残疾人|邻居|摊主|寡妇|"
    r"家长|租客|房客|室友|党员|社员|学徒|徒弟|后人|"
    r"老太太|老头|老师傅|人(?![员工行才力次均为]))"
)
_JUST: Final = (
    r"(?:就只有|就只剩下?|就剩下?|只剩下?|仅剩下?|还剩下?|剩下?|余下|仅余|只余|尚余|只有|仅有|就有|"
    r"就|只|仅|才)(?:有|住着?|住了|是|了|这|这么|不到)?(?:我们|咱们?)?"
)
_HOUSES: Final = re.compile(
    rf"(?:(?:总共|一共|共|就住了|就住着|就|只|仅|只有|仅有|剩下?|只剩|有|住着?|"
    rf"就剩)(?:了)?)?{_FEW}户(?:人家|人|独居老人|老人|老住户)(?:了)?|"
    rf"{_JUST}{_FEW}(?:户|家(?!公司|单位|企业|医院|银行))(?:{_WHO}|家庭)?(?:了)?|"
    rf"{_JUST}{_FEW}(?:(?:个|名|位)(?!月|小时|星期|"
    rf"[^,。;!?\n]{{0,4}}人)[^,。;!?\n没无不有在]{{0,4}}?{_WHO}|俩人|仨人)(?:了)?|"
    rf"{_JUST}{_FEW}人(?![员工行才次均])|"
    rf"(?:院|层|单元|胡同|排|巷|屋|平房|宿舍|班|组|我们|咱们?)[^,。;!?\n]{{0,5}}?(?:总共|一共|共|"
    rf"全部)"
    rf"(?:只|就|才)?(?:有|住了?|住着|是)?{_FEW}(?:(?:户|家){_WHO}?|(?:个|名|位){_WHO}|人)|"
    rf"还有{_FEW}(?:户|家)(?:{_WHO})?(?=[没未不在还住]|$)|"
    rf"(?:宿舍|寝室|班组|科室|办公室|屋里|组里)(?:里)?(?:总共|一共|共|就|只)?(?:有|住着?|"
    rf"住了)?{_FEW}(?:个)?人(?![员工行才次均])|"
    rf"(?:合租|同住|同屋|同寝|同宿舍|同组|一起住|同吃同住)的?[^,。;!?\n0-9]{{0,4}}?{_FEW}"
    rf"(?:人|(?:个|名|位|户|家){_WHO}?)|"
    rf"(?:夫妻|夫妇|母[子女]|父[子女]|姐[妹弟]|兄[妹弟]|兄弟姐妹|祖孙|婆媳|爷孙|老两口|师徒|姊妹|"
    rf"妯娌)"
    rf"(?:们)?(?:{_FEW}(?:(?:个)?(?:人|口|代人?)|个(?![月小星]))|俩|仨|二人)"
)
_WE: Final = re.compile(
    r"(?:我们|咱们?|俺们|他们|她们)(?:这(?:一)?层|这栋楼?|这个?单元|院里|这|那|就|只有|一共|总共|"
    r"全家|一家|"
    rf"家)?(?:{_FEW}(?:户(?:人家|居民|村民|业主|住户|商户|租户)?|家(?!公司|单位|医院|店|"
    rf"企业)(?:人|住户|商户|邻居)?|口人?|{_PEOPLE}|姐妹|兄弟|(?:个|名|位)(?:姐妹|兄弟|寡妇|妇女|"
    r"家长))|俩|仨)(?![个月])"
)
_WITHIN: Final = re.compile(
    r"(?:全[店厂校院楼组队科]|班里|班上|全班|组里|科室|车间|村里|全村|楼里|整栋楼|单元里?|院里|"
    r"公司里?|店里|办公室|"
    r"部门|宿舍|寝室|队里|胡同里?|小组|班组|这层楼?|本层|一层|年级|厂里|"
    rf"家里)[^,。;!?\n]{{0,6}}?(?:就|只|仅|只有|仅有|一共|总共|就只有|总共就|一共就)(?:有|剩|剩下|"
    r"了)?"
    rf"(?:俩|仨|{_FEW}(?:个|名|位|户|家|口|人))(?:[一-鿿]{{0,4}}(?:工|员|师|生|长|人|手|者|的|女|"
    r"男|孩子|户|"
    r"家))?(?=[,.。;!?、)\s了]|$)"
)
_HOUSEHOLD: Final = re.compile(
    r"(?:一家|全家|我家|家里|家中|家庭|祖孙|老小|家有|共有)(?:老小|老少|三代|人口|共|有|总共|"
    rf"一共|住着?|是)?{_FEW}(?:口(?:人)?|代人?)(?!子)|{_FEW}口之家|(?:祖孙|三代|四代)(?:三代|"
    rf"同堂)|{_FEW}(?:个|名)(?:年幼的?|未成年的?|上学的?)?(?:孩子|小孩|女儿|儿子|娃)(?!们)"
)
_OWN: Final = re.compile(rf"我|本人|俺|其|他|她|家|有|带|育|养|[{HANZI}]{{0,2}}(?:母亲|父亲)")

_LABEL: Final = re.compile(
    r"(?:家庭人口(?:数)?|家庭成员数|同住人数|人口数)[ ]?[:|][ ]?([1-9一二三四五六七八九][人口]?)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each group so small that its members are known."""
    near = sentences(text, _OF_FEW, _COUNTED)
    for match in scan(_LABEL, text, near):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.75)
    for pattern in (_HOUSES, _WE, _WITHIN):
        for match in scan(pattern, text, near):
            yield Finding(match.start(), match.end(), ENTITY, 0.75)
    for match in scan(_HOUSEHOLD, text, near):
        if _OWN.search(text, max(0, match.start() - 16), match.end()):
            yield Finding(match.start(), match.end(), ENTITY, 0.7)
