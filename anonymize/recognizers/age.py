"""How old somebody is: 今年73岁, 年近八旬, 六十有三, 7个月大, 刚满月.

An age that a rule sets (60岁以上老人, 年满18周岁, 3至6岁儿童) is nobody's and stays.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.attribute_spans import scan, sentences, words
from anonymize.recognizers.attribute_subject import KIN, belief, has_subject, is_general
from anonymize.recognizers.scan import Sentences

ENTITY: Final = "AGE"
KIND: Final = "rule"
VIEWS: Final = (PLAIN, TIGHT)

_ANCHORS: Final = words(
    """
    岁 旬 月大 半月 周大 今年 现年 年龄 古稀 花甲 耄耋 甲子 个月 多月 满月 周岁 百天 有余 挂零
    开外 出头 好几 多了 十了 奔 十有 十又 出生 天大 十的人 0的人 几了 男 女 百日 而立 不惑 半百
    豆蔻 弱冠 享年 高寿 虚
    """
)
_TENS: Final = (
    r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|一百(?:零?[一二三四五])?|"
    r"[一二三四五六七八九两])"
)
_NUMBER: Final = rf"(?:(?<![0-9.])(?:1[01][0-9]|[1-9][0-9]?)(?![0-9.])|(?<![0-9])[0-9]\.5|{_TENS})"
_ABOUT: Final = r"(?:多|来|几|余|好几|出头|左右|上下)?"
_YEARS: Final = re.compile(
    rf"(?:虚岁|实岁|周岁)?(?:[二三四五六七八九]{{1,2}}十[几来多]|[六七八九]?十几|"
    rf"{_NUMBER})[ ]?{_ABOUT}[ ]?(?:周岁|虚岁|岁)"
    rf"(?:半|多|出头|左右|上下|整|(?:零|又|还差)?{_NUMBER}个?多?月)?(?:高龄)?"
)
_BOUND_AFTER: Final = re.compile(
    r"[ ]?(?:\(含\)|\(不含\))?(?:及)?(?:以上|以下|以内|之间|以前|之前|以后|及其|封顶|"
    r"[至到~\-—](?=[0-9一二三四五六七八九]))|"
    r"的?(?:老人|老年人|儿童|未成年人|适龄|高龄)[^,。;!?]{0,8}?(?:可以|可|免费|能否|能不能|享受|"
    r"乘|优待|办|补贴|津贴|政策|吗|疫苗)|"
    r"[^,。;!?]{0,3}(?:退休年龄|法定)"
)
_BOUND_BEFORE: Final = re.compile(
    r"(?:未满|不满|超过|达到|低于|高于|小于|大于|不足|凡|对|年龄[要限上下须应]|满(?:[0-9]{1,3}|"
    r"[一二三四五六七八九十]{1,4}))"
    r"[^,。;]{0,3}$|(?:(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:周?岁)?[ ]?[至到~\-—、])$|"
    r"退休年龄[^,。;]{0,6}$"
)
_TODAY: Final = re.compile(
    r"(?:今年|现年|现已|目前|虚岁|周岁)(?:已|都|有|是|才|刚|刚满|已经|快|虚岁|满){0,2}$"
)
_FULL: Final = re.compile(r"(?:年满|周满|已满|刚满|满)$")
_PETS: Final = re.compile(r"(?:树|犬|狗|猫|宠物|泰迪|金毛|松柏|槐)[^,。;]{0,6}$")
_DECADES: Final = re.compile(
    r"(?:年(?:近|过|逾|届|将|已|满)|已过|已近|将近|接近|快|过了?|逾|超过)?(?:[五六七八九]|"
    r"[七八]八|九|5|6|7|8|9)旬"
    r"(?:多|有余|开外|左右|高龄|[一二三四五六七八九])?|"
    r"(?:年(?:近|过|逾|届|将|已)|已过|已近|将近|接近|快|过了?|逾|人到|奔)(?:而立|不惑|半百|花甲|"
    r"古稀|耄耋|期颐|一甲子|"
    r"[二三四五六七八九]十(?:岁|有余|多)?)(?:之年)?|(?:古稀|耄耋|花甲|期颐|杖朝|豆蔻)(?:之年|老人)?"
)
_RULE_WORDS: Final = re.compile(r"(?:上|中|下)旬")
_TOLD: Final = re.compile(
    r"(?:今年|现年|年龄|虚岁|实岁|周岁|享年|终年|年方|岁数|高寿|"
    rf"高龄)(?:[:是为约有才刚都已快到近 ]|已经|大约|应该|刚满|将近|马上){{0,3}}"
    rf"(?P<age>{_NUMBER}{_ABOUT}(?:整|了|好几)?)(?=[,.。;!?、)了的多/| \n\ufffc]|"
    r"$)(?![ ]?[个户人次万元年月日天号件%层])"
)
_ALMOST: Final = re.compile(
    r"(?:都|快|已经|已|也|眼看着?|眼瞅着?|马上|奔|往|年纪)(?:都|快|要|奔|要奔|是|有)?"
    r"(?P<age>(?:[二三四五六七八九]十|[2-9]0)(?:[一二三四五六七八九]|多|来|出头|好几|挂零|有余|"
    r"几)?)(?:岁)?(?:的人)?了|"
    r"(?P<more>(?:[三四五六七八九]十|[3-9]0)(?:多岁|来岁|多)(?:岁)?)(?:的人|了|的老|的(?=[,。]))"
)
_ROUND: Final = re.compile(
    r"(?:[二三四五六七八九]十|(?<![0-9])[2-9]0)(?:好几|挂零|开外|有余|出头|"
    r"几岁)(?:岁)?(?![元块米度])|[二三四五六七八九]十[有又][一二三四五六七八九]|"
    rf"(?:虚岁|实岁|周岁)(?:{_NUMBER})(?!岁)"
)
_RELATIVES: Final = tuple("妈爸婆公爷奶母父姥伴夫妻儿女姐哥弟妹人他她我孙舅姑叔姨孩娃")
_TWO_DIGITS: Final = re.compile(r"[1-9][0-9][,。;!?)了]|十[一二三四五六七八九]?[,。;!?)了]")
_BESIDE: Final = re.compile(
    rf"(?:{KIN}|孩子|娃|本人|老人|他|她|我)(?:今年|都|已经|已|快|也)?"
    r"(?P<age>[1-9][0-9]|十[一二三四五六七八九]|"
    r"[二三四五六七八九]十[一二三四五六七八九]?)(?:了)?(?=[,。;!?)]|$)"
)
_BABY: Final = re.compile(
    rf"(?:才|刚|仅|刚满|还不到|不到|未满|不足|满)?(?:{_NUMBER}|半|几)(?:个)?(?:多|"
    rf"半)?(?:个)?(?:月|天|周)(?:零{_NUMBER}天)?(?:大|龄)|"
    rf"月龄[:是为]?{_NUMBER}(?:个)?月?|(?:刚|才|还没|没|未|不|刚刚)(?:满月|满百天|满周岁|出月子)|"
    r"刚出生|刚刚出生|"
    rf"(?:才|刚|仅)?出生(?:才|刚|仅|仅仅|了|不到|不足)?(?:{_NUMBER}|几|半)(?:个)?(?:多)?(?:月|天|"
    r"周)"
)
_CHILD_MONTHS: Final = re.compile(
    r"(?:孩子|宝宝|婴儿|女儿|儿子|孙子|孙女|小孩|娃|幼儿)(?:今年|现在|目前)?(?:已经|已|才|刚|仅|"
    rf"只有|还不到|不到|刚满|有){{0,2}}"
    rf"(?P<age>(?:{_NUMBER}|半|几)(?:个)?(?:多|半)?(?:月|天|周岁|岁)(?:多|半|"
    r"大)?)(?=[,。;!?、)的]|$)"
)
_SEXED: Final = re.compile(
    r"[男女](?:性)?[,、/| ][ ]?(?P<age>[1-9][0-9])(?=[,.。;、)/| ]|"
    r"$)(?![ ]?[个户人次万元年月日天号件%层.])"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each age of a person."""
    near = sentences(text, _ANCHORS)
    for match in scan(_YEARS, text, near):
        score = _believed(text, match)
        if score:
            yield Finding(match.start(), match.end(), ENTITY, score)
    for match in scan(_DECADES, text, near):
        before = text[max(0, match.start() - 1) : match.start()]
        if before not in ("月", "份") and not _RULE_WORDS.search(match[0]):
            yield Finding(match.start(), match.end(), ENTITY, 0.8)
    yield from _told(text, near)
    for pattern in (_ROUND, _BABY):
        for match in scan(pattern, text, near):
            score = belief(text, *match.span(), alone=0.6)
            if score and not _PETS.search(text[max(0, match.start() - 8) : match.start()]):
                yield Finding(match.start(), match.end(), ENTITY, score)


def _told(text: str, near: Sentences) -> Iterator[Finding]:
    """Yield ages without their unit (今年73, 都快七十了), which the words beside them tell."""
    kin = sentences(text, _RELATIVES, _TWO_DIGITS)
    for pattern, where in (
        (_TOLD, near),
        (_ALMOST, near),
        (_CHILD_MONTHS, near),
        (_SEXED, near),
        (_BESIDE, kin),
    ):
        for match in scan(pattern, text, where):
            group = match.lastgroup or 0
            if pattern is not _ALMOST or belief(text, *match.span(), alone=0.0):
                yield Finding(match.start(group), match.end(group), ENTITY, 0.8)


def _believed(text: str, match: re.Match[str]) -> float:
    """Return how surely a number of years is somebody's age."""
    before = text[max(0, match.start() - 8) : match.start()]
    if _BOUND_AFTER.match(text, match.end()) or _BOUND_BEFORE.search(before):
        return 0.0
    if _PETS.search(before):
        return 0.0
    certain = has_subject(text, match.start(), match.end())
    if _TODAY.search(before):
        return 0.85
    if _FULL.search(before):
        return 0.8 if certain else 0.0
    if certain:
        return 0.85
    return 0.0 if is_general(text, match.start(), match.end()) else 0.7
