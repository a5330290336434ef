"""Values that only a word beside them makes secret: ``合同编号HT-2020-0001``.

Not a recogniser: what the recognisers of numbers by label have in common. The values of a
text, few in prose, are found first and once for all of them; then each recogniser looks at
the words before and after a value for its own labels.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from anonymize.findings import Finding
from anonymize.recognizers.public_numbers import is_public
from anonymize.recognizers.scan import finditer, places

# Letters and digits with at least one digit; separators inside; masks that a caller left.
_VALUE: Final = re.compile(
    r"[A-Za-z0-9](?<![A-Za-z0-9].)(?:(?<=[0-9])|(?=[A-Za-z*\-_/.()#~ ]{0,16}[0-9]))"
    r"(?:[A-Za-z0-9*×]|[ ]?[\-_/.()#~·][ ]?(?=[A-Za-z0-9*])"
    r"|[)\]〕】]?第?(?<=[)\]〕】第])(?=[0-9])"
    r"|[ ](?=[0-9]{1,20}(?![0-9年月日时分天号楼层元个次人户件:/.\-]))){0,40}"
)
_SUFFIX: Final = (
    r"(?:的|那个|这个|原|旧|新|老|书|证书?|本|卡|单|表|备案|登记|查询|受理|系统|唯一|个人|身份|"
    r"上的?){0,2}"
    r"(?:编号|号码|单号|编码|代码|账号|帐号|证号|卡号|流水号|识别号|序号|号|码|ID|id)"
)
_STRICT: Final = re.compile(
    r"(?:[:是为叫即有#“\"'‘(\[《<=\-_.,/\s]|就是|都是|也是|写着?|显示|分别|N[oO]\.?|№){0,7}"
)
# What officials write before the digits: 京卫公字(2020)第0123号, 朝私12345.
_WRITTEN: Final = re.compile(
    rf"{_STRICT.pattern}(?P<lead>(?![一-鿿]{{0,9}}(?:[发办函规令]|公告)[(\[〔【])"
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
    r"朝海丰石东西通顺昌大房门怀平密延][一-鿿]{0,8}[(\[〔【]?|(?![一-鿿]{0,9}(?:[发办函规令]|公告)"
    r"[(\[〔【])"
    r"[一-鿿]{1,8}(?:字|第|字第)[(\[〔【]?)"
)
# 京政办发〔: the number of a document that is for everybody.
_OFFICIAL: Final = re.compile(r"(?:[发办函规令文]|公告|通告|通知)字?[(\[〔【]$")
_LOOSE: Final = re.compile(r"[^0-9A-Za-z。;!?\ufffc]{0,14}")
_LIST: Final = re.compile(r"(?:[、,/和及与或跟;&+\s]|还有|以及){1,4}")
_ASIDE: Final = r"这个|那个|这|那|该|此|就|是|为|的|我家|我们|我|他们|之前|上次|[,\s]"
_BACK: Final = rf"[\"”’')\]]?(?:号|码)?(?:{_ASIDE}){{0,4}}"
_MEASURE: Final = re.compile(
    r"[ ]?(?:[多余几]?(?:元(?!旦)|块|万|亿|千|百|平|米|㎡|m2|公里|吨|公斤|千瓦|立方|度|℃|%|％)"
    r"|人次?|户|件|个|次|名|条|辆|亩|起|家|台|套|票|张|份|岁|楼|层|年|月|日|天|小时|分钟|点)"
)
# Up to the last digit or end of a sentence.
_ANOTHER: Final = re.compile(r"[\s\S]*[0-9。;!?\ufffc]")
_WINDOW: Final = 32
_AHEAD: Final = 18
_SHORTEST: Final = 3
_LONG: Final = 8
_LETTERED: Final = 4
_CODE_DIGITS: Final = 6
_LOOSE_DIGITS: Final = 5
_LESS: Final = 0.85
_ALIKE: Final = 4


class Value(NamedTuple):
    """A run that may be a number of something: its range, its digits, the words before it."""

    start: int
    end: int
    digits: int
    lettered: bool
    before: str
    measures: bool  # whether a unit follows it
    explained: bool  # whether it is something public: a measure, a date, a hotline, a standard

    @property
    def is_plain(self) -> bool:
        """Whether it may count or measure something: few digits and nothing else."""
        return not self.lettered and self.digits <= _LONG

    @property
    def is_likely(self) -> bool:
        """Whether it is long enough for a number a few words after its label."""
        return self.digits >= (_LETTERED if self.lettered else _LOOSE_DIGITS)

    @property
    def is_code(self) -> bool:
        """Whether it looks like a number of something even beside a vague word."""
        return self.digits >= (_CODE_DIGITS if self.lettered else _LONG)


class Labels(NamedTuple):
    """Compiled labels: those before a value, those after it, and the labels alone."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    alone: re.Pattern[str]


def labels(full: str = "", bare: str = "") -> Labels:
    """Compile labels, both alternatives of a regex.

    *full* say by themselves that a number follows (工号). *bare* do so with a word like 编号
    (工单编号); without it (工单) the value must look like a code.
    """
    named = f"(?:{full})(?:{_SUFFIX})?" if full else ""
    whole = "|".join(part for part in (named, f"(?:{bare}){_SUFFIX}" if bare else "") if part)
    either = f"(?P<full>{whole})" + (f"|(?:{bare})" if bare else "")
    # Labels may overlap (卫生许可 and 许可证): each place of the window is tried.
    return Labels(
        re.compile(f"(?=(?P<label>{either}))"),
        re.compile(f"{_BACK}(?:{either})"),
        re.compile(either),
    )


@lru_cache(maxsize=4)
def values(text: str) -> tuple[Value, ...]:
    """Return the candidates of *text*, by position."""
    found = []
    for match in finditer(_VALUE, text):
        digits = sum(character.isdigit() for character in match[0])
        if digits and match.end() - match.start() >= _SHORTEST:
            lettered = any(character.isalpha() for character in match[0])
            before = _words_before(text, match.start())
            measures = _MEASURE.match(text, match.end()) is not None
            explained = measures or is_public(match[0])
            found.append(Value(*match.span(), digits, lettered, before, measures, explained))
    return tuple(found)


def _words_before(text: str, end: int) -> str:
    """Return the words that may announce what begins at *end*: none of another number's."""
    start = max(0, end - _WINDOW)
    before = text[start:end]
    far = _ANOTHER.match(before)
    return before[far.end() :] if far else before


def find_value(
    wanted: Labels, text: str, entity: str, score: float = 0.9, shortest: int = _SHORTEST
) -> Iterator[Finding]:
    """Yield each value that one of the labels *wanted* announces, with at least *shortest* signs.

    What follows an announced value in a list (编号A1、A2和A3) is announced too.
    """
    last: Value | None = None
    announced = places(wanted.alone, text)
    if announced is not None and not announced:
        return
    for value in values(text):
        if value.end - value.start < shortest:
            continue
        if announced is None or _is_beside(announced, value):
            sure, start = _sureness(wanted, text, value)
        else:
            sure, start = 0.0, value.start
        if not sure and last is not None and _continues(text, last, value):
            sure = 0.95
        if sure:
            last = value
            end = value.end
            if start < value.start and text.startswith("号", end):
                end += 1
            yield Finding(start, end, entity, round(score * sure, 4))


def _is_beside(announced: Sequence[int], value: Value) -> bool:
    """Tell whether one of the places of labels is near enough to *value*."""
    at = bisect_left(announced, value.start - _WINDOW)
    return at < len(announced) and announced[at] < value.end + _AHEAD


def _continues(text: str, last: Value, value: Value) -> bool:
    between = text[last.end : value.start]
    return (
        len(between) <= _ALIKE
        and _LIST.fullmatch(between) is not None
        and abs((value.end - value.start) - (last.end - last.start)) <= _ALIKE
        and not value.explained
    )


def _sureness(wanted: Labels, text: str, value: Value) -> tuple[float, int]:
    """Return how sure the words around *value* make it, from 0 to 1, and where it begins."""
    if _OFFICIAL.search(value.before):
        return 0.0, value.start
    explained = value.explained
    for match in wanted.before.finditer(value.before):
        gap = value.before[match.end("label") :]
        counted = value.is_plain and value.measures
        if _STRICT.fullmatch(gap) and (
            (match["full"] and not counted) or (value.is_code and "," not in gap and not explained)
        ):
            return 1.0, value.start
        written = _WRITTEN.fullmatch(gap)
        if match["full"] and written:
            return 1.0, value.start - len(written["lead"])
        if match["full"] and value.is_likely and _LOOSE.fullmatch(gap) and not explained:
            return _LESS, value.start
    ahead = min(len(text), value.end + _AHEAD)
    if value.is_code and not explained and wanted.after.match(text, value.end, ahead):
        return _LESS, value.start
    return 0.0, value.start
