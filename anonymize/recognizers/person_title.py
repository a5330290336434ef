"""A surname with a title: 李女士, 王主任, 张建国局长, 赵总, 孔局.

Half a name is a name to whoever knows the street. A bare post (街道主任, 网格员) names
nobody and stays.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.name_shape import ALSO_WORDS
from anonymize.recognizers.person_words import ROLES
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import COMMON, ORDINARY, RARE, SURNAME_COMMON, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_TITLE: Final = (
    "先生|女士|小姐|太太|阿姨|大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|师傅|老师|主任|书记|经理|"
    "局长|所长|科长|处长|"
    "警官|医生|大夫|护士|律师|队长|站长|村长|镇长|区长|校长|园长|院长|院士|教授|班长|组长|老板|"
    "会计|店长|厂长|"
    "主管|总监|厅长|县长|乡长|馆长|段长|行长|大嫂|婶子|嫂子|大伯|大婶|大舅|"
    "董事长|秘书|部长|法官|检察官|庭长|工程师|管家|同志|警员|民警|辅警|保安|专员|助理|指导员|"
    "教导员|教练|理事|监事|支书|顾问|干事|技师|药师|连长|嫂|婶"
)
_POST: Final = re.compile(rf"(?:副|老)?(?:{_TITLE})")
_FULL: Final = re.compile(rf"{SURNAME_COMMON}[{HANZI}]{{0,2}}")
# A name before a title is as long as this, or shorter.
_LENGTHS: Final = (4, 3, 2, 1)
# 向王主任, 任王主任: a word before the surname, though a surname itself.
_BEFORE_NAME: Final = frozenset("向于任")
# After a mark or a calling word any Hanzi before 先生 is a surname, the rarest too.
_BEFORE_TITLE: Final = (
    rf"(?:^|(?<=[\s,。;:!?、(人的是主找和与给对向区系复知访诉请处科室])|"
    rf"(?<=[找给叫问是]我))[{HANZI}]"
)
# No surname right before a post: 物业|部|经理, 学校|代|老师.
_NO_SURNAME: Final = frozenset(
    "部区车楼代师学商家总工项店正初高员里户班房院业消管公司化向老年官来长教生厂队站科处所局主"
) - {"来"}
_BARE: Final = "该此某各位本男女老您你我他她这的等多名为总副经项大客物委支党总县乡镇村街副"
_ADDRESSED: Final = re.compile(
    rf"{_BEFORE_TITLE}(?<![{_BARE}])(?:先生|女士|小姐|同志|经理|阿姨|师傅|书记)"
)
_POSTED: Final = re.compile(
    rf"{_BEFORE_TITLE}(?<![{_BARE}原前正新值代任两二三几数政办班治])"
    r"(?:站长|主任|队长|科长|所长|大爷|大妈|老师|医生|警官|校长|园长|院长)"
)
_SHORT_TITLE: Final = re.compile(
    rf"(?:^|"
    rf"(?<=[\s,。;:、(找和与给问跟是请让向“]))({SURNAME_COMMON})(?:总(?![是支共结体部之会数价额"
    rf"面量公分长站店校院局署])|[哥姐叔姨爷婶嫂伯](?![{HANZI}])|工(?=[,。、 说称(])|"
    rf"[局处所科厅](?=[,。、 说称(批研亲]))"
)
# 物业卫队长, 居委会母主任: after where one works any surname is one.
_WORKS: Final = re.compile(
    r"(?:物业|保安队?|居委会?|村委会|村里|社区|街道|医院|学校|派出所|民警|城管|幼儿园|辖区|"
    r""
    r"车间|工地|班上|公司)的?"
    rf"([{''.join(sorted((COMMON | RARE) - _NO_SURNAME))}])"
    r"(?:队长|主任|书记|经理|科长|所长|警官|医生|大夫|老师|主管|师傅|站长|局长|处长|校长|园长|"
    r"先生|女士|班长)"
)
# 老板来哥希望, 店主宣姐: a trade before a surname and a kinship.
_TRADES: Final = re.compile(
    rf"(?:老板娘?|房东|店主|邻居|保安|司机|中介|摊主|群主|组长|队长|保洁|门卫|收租的)"
    rf"([{''.join(sorted((COMMON | RARE) - _NO_SURNAME))}][哥姐叔姨爷婶嫂伯])(?![哥姐叔姨爷婶嫂伯])"
)
# Patterns whose every match is a person, with their scores.
_PLAIN: Final = ((_ADDRESSED, 0.7), (_POSTED, 0.7), (_SHORT_TITLE, 0.7))


def find(text: str) -> Iterator[Finding]:
    """Yield each surname with its title, as a whole: the two name one person."""
    for pattern, score in _PLAIN:
        for match in finditer(pattern, text):
            if match[0] not in ORDINARY:
                yield Finding(match.start(), match.end(), ENTITY, score)
    for post in finditer(_POST, text):
        start = _start(text, post)
        if start is None and _is_rare(text, post.start() - 1):
            start = post.start() - 1
        if start is not None:
            yield Finding(start, post.end(), ENTITY, 0.8)
    for match in finditer(_WORKS, text):
        yield Finding(match.start(1), match.end(), ENTITY, 0.7)
    for match in finditer(_TRADES, text):
        yield Finding(*match.span(1), ENTITY, 0.65)


def _start(text: str, post: re.Match[str]) -> int | None:
    """Return where the name before *post* begins, the longest there is."""
    for length in _LENGTHS:
        start = post.start() - length
        if start < 0 or not _FULL.fullmatch(text, start, post.start()):
            continue
        word = text[start : post.start()]
        if word[0] in _BEFORE_NAME and word[1:2] in COMMON and length > 1:
            continue
        if not (word + post[0] in ORDINARY or word in ORDINARY or _is_post(text, start, word)):
            return start
    return None


def _is_rare(text: str, at: int) -> bool:
    """Tell whether one rare surname stands at *at*: right after a word that ends there."""
    before = text[max(0, at - 2) : at]
    return (
        at > 0
        and text[at] in RARE - ALSO_WORDS - _NO_SURNAME
        and not is_ordinary(text[at - 1 : at + 1])
        and not is_ordinary(text[at : at + 2])
        and (is_ordinary(before) or before in ROLES)
        and not is_ordinary(before + text[at])
    )


def _is_post(text: str, start: int, name: str) -> bool:
    """Tell whether what looks like a surname is the end of a word: 项目|经理."""
    if text[start : start + 2] in ORDINARY:  # 车主|任意
        return True
    before = text[max(0, start - 1) : start]
    if before in ("副", "正", "总"):
        return True
    given = name[1:]
    return (
        bool(given and given[-1] in "和与及员区道政办会部局所科处队站院校店司室目管产业务委组")
        or (before not in ("老", "小", "大") and is_ordinary(before + name[0]))
        or (len(given) > 1 and is_ordinary(given))
    )
