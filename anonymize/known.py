"""What is known of a ticket's people and firms, searched in all of its texts.

Names and numbers of the structured fields come first; what the recognisers found in one
text is then looked for in the others, replies included, where no cue announces it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from anonymize.findings import SURE, Finding
from anonymize.normalize import CLOSE, HANZI, PLAIN, SLOT_MARK, TIGHT, View, plain
from anonymize.policy import Kept
from anonymize.recognizers.public_names import is_public_body
from anonymize.recognizers.surnames import GIVEN, ORDINARY, is_half_ordinary, is_ordinary

_LEGAL_FORM: Final = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|分公司|公司|集团)$")
_REGION: Final = re.compile(
    r"^(?:中国)?(?:北京市?|天津市?|上海市?|河北省?|[\u4e00-\u9fff]{2}(?:省|市))"
)
_TRADE: Final = re.compile(
    r"(物业|置业|地产|房地产|科技|建筑|工程|装饰|装修|餐饮|商贸|教育|培训|供热|停车|保洁|保安|"
    r"家政|物流|快递|健身|美容|食品|医疗|"
    r"文化|传媒|信息|技术|环保|贸易|投资|旅游|酒店|超市)"
)
_ONLY_TRADE: Final = re.compile(rf"(?:{_TRADE.pattern}|管理|服务|工程|开发|有限|责任|公司)+")
_BRACKETS: Final = re.compile(r"\([^()]{0,12}\)")
_SCORE: Final = 0.9
_TOLD: Final = 0.85
_FEWEST_DIGITS: Final = 5
_SHORT: Final = 2
_TITLES: Final = ("先生", "女士", "小姐", "师傅", "老师", "阿姨", "大爷", "大妈", "某某")
_SPACES: Final = re.compile(r"\s+")
_NAME: Final = re.compile(rf"[{HANZI}·]{{2,16}}|[A-Za-z][A-Za-z .'·\-]{{2,40}}")


class Known(msgspec.Struct, frozen=True):
    """Secrets of a ticket's structured fields. Its repr counts them and shows none."""

    persons: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say how many of each there are."""
        counts = (self.persons, self.organizations, self.numbers, self.places)
        return "Known({}, {}, {}, {})".format(*(len(one) for one in counts))


class Seeds(msgspec.Struct, frozen=True):
    """Folded words to look for, by the entity they are."""

    words: tuple[tuple[str, str], ...] = ()  # (word, entity), sorted
    digits: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"Seeds({len(self.words)}, {len(self.digits)})"


def seeds(known: Known, found: Iterable[tuple[str, Finding]], kept: Kept) -> Seeds:
    """Collect what to look for: *known*, and the words of what was *found* (text, finding)."""
    words: set[tuple[str, str]] = set()
    for person in known.persons:
        words.update((form, "PERSON") for form in called(_folded(person)))
    for place in known.places:
        words.add((_folded(place), "ADDRESS"))
    firms = [_folded(firm) for firm in known.organizations]
    for text, finding in found:
        word = _folded(text[finding.start : finding.end])
        if finding.score < SURE or SLOT_MARK in word:
            continue
        if finding.entity == "PERSON" and _NAME.fullmatch(word) and _is_told(word, finding):
            words.update((form, "PERSON") for form in called(word))
        elif finding.entity == "COMPANY":
            firms.append(word)
        elif finding.entity in ("COMPOUND", "USER_HANDLE", "CHAT_ACCOUNT"):
            words.add((word, finding.entity))
    for firm in firms:
        if not is_public_body(firm) and firm not in kept.bodies:
            words.update((form, "COMPANY") for form in short_forms(firm))
    numbers = (re.sub("[^0-9]", "", _folded(number)) for number in known.numbers)
    return Seeds(
        words=tuple(sorted(one for one in words if len(one[0]) >= _SHORT)),
        digits=tuple(sorted({number for number in numbers if len(number) >= _FEWEST_DIGITS})),
    )


def _is_told(word: str, finding: Finding) -> bool:
    """Tell whether an ordinary word (高兴) was called a name in so many words."""
    return not is_ordinary(word) or finding.score >= _TOLD


def called(name: str) -> Iterator[str]:
    """Yield *name* and what else its bearer is called: 窦文涛 is 文涛, 窦先生 and 老窦 too."""
    yield name
    given = GIVEN.fullmatch(name)
    if given is None:
        return
    surname = given[1]
    yield from (surname + title for title in _TITLES)
    yield from (familiar + surname for familiar in "老小" if not is_ordinary(familiar + surname))
    if len(given[2]) == _SHORT and not (is_ordinary(given[2]) or is_half_ordinary(given[2])):
        yield given[2]


def short_forms(firm: str) -> Iterator[str]:
    """Yield *firm* and the shorter names people use for it.

    北京某好物业管理有限公司 is also 某好物业管理, 某好物业 and 某好.
    """
    yield firm
    name = _BRACKETS.sub("", firm)
    bare = _LEGAL_FORM.sub("", name)
    core = _REGION.sub("", bare)
    yield from (
        one for one in (name, bare, core) if len(one) > _SHORT and not _ONLY_TRADE.fullmatch(one)
    )
    trade = _TRADE.search(core)
    if trade and trade.start() >= _SHORT:
        yield core[: trade.end()]
        if core[: trade.start()] not in ORDINARY:
            yield core[: trade.start()]


def find(views: Sequence[View], looked_for: Seeds) -> list[Finding]:
    """Return every place of *views* where one of the seeds stands, in original positions."""
    findings: set[Finding] = set()
    if looked_for.words:
        entities = dict(looked_for.words)
        # The longest first, so that a full name is not found as its short form.
        ordered = sorted(entities, key=lambda word: (-len(word), word))
        pattern = re.compile("|".join(_pattern(word) for word in ordered))
        for view in _distinct(views, (PLAIN, TIGHT)):
            for match in pattern.finditer(view.text):
                entity = entities.get(_SPACES.sub("", match[0])) or entities.get(match[0], "PERSON")
                findings.add(Finding(*view.span(*match.span()), entity, _SCORE))
    if looked_for.digits:
        pattern = re.compile("|".join(looked_for.digits))
        for view in _distinct(views, (PLAIN, CLOSE)):
            for match in pattern.finditer(view.text):
                findings.add(Finding(*view.span(*match.span()), "LONG_NUMBER", _SCORE))
    return sorted(findings)


def _pattern(word: str) -> str:
    if word.isascii():
        return rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])"
    return re.escape(word)


def _distinct(views: Sequence[View], names: Sequence[str]) -> Iterator[View]:
    seen: set[str] = set()
    for view in views:
        if view.name in names and view.text not in seen:
            seen.add(view.text)
            yield view


def _folded(text: str) -> str:
    folded = plain(text).text.strip()
    return folded if re.search("[A-Za-z]", folded) else _SPACES.sub("", folded)
