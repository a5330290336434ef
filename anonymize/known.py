"""What is known of a ticket's people and firms, searched in all of its texts.

Names and numbers of the structured fields come first; what the recognisers found in one
text is then looked for in the others, replies included, where no cue announces it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from anonymize.findings import SURE, Finding
from anonymize.firm_names import TAIL, short_forms
from anonymize.normalize import CLOSE, HANZI, PLAIN, SLOT_MARK, TIGHT, View, plain
from anonymize.policy import Kept
from anonymize.recognizers.public_names import is_public_body
from anonymize.recognizers.surnames import GIVEN, is_half_ordinary, is_ordinary

_SCORE: Final = 0.9
_TOLD: Final = 0.85
_FEWEST_DIGITS: Final = 5
_SHORT: Final = 2
_TITLES: Final = ("先生", "女士", "小姐", "师傅", "老师", "阿姨", "大爷", "大妈", "某某")
_LETTER: Final = re.compile("[A-Za-z0-9]")
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

    words: tuple[tuple[str, str, float], ...] = ()  # (word, entity, score), sorted
    digits: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"Seeds({len(self.words)}, {len(self.digits)})"


def seeds(known: Known, found: Iterable[tuple[str, Finding]], kept: Kept) -> Seeds:
    """Collect what to look for: *known*, and the words of what was *found* (text, finding).

    A seed is as sure as what it comes from: a doubtful name stays doubtful everywhere, and
    is looked for as it stands, not in other forms.
    """
    words: set[tuple[str, str, float]] = set()
    for person in known.persons:
        words.update((form, "PERSON", _SCORE) for form in called(_folded(person)))
    words.update((_folded(place), "ADDRESS", _SCORE) for place in known.places)
    firms = [(_folded(firm), _SCORE) for firm in known.organizations]
    for text, finding in found:
        word = _folded(text[finding.start : finding.end])
        if SLOT_MARK in word:
            continue
        score = min(_SCORE, finding.score)
        if finding.entity == "PERSON" and _NAME.fullmatch(word) and _is_told(word, finding):
            forms = called(word) if score >= SURE else (word,)
            words.update((form, "PERSON", score) for form in forms)
        elif finding.entity == "COMPANY" and score >= SURE:
            firms.append((word, score))
        elif finding.entity in ("COMPOUND", "USER_HANDLE", "CHAT_ACCOUNT") and score >= SURE:
            words.add((word, finding.entity, score))
    for firm, score in firms:
        if not is_public_body(firm) and firm not in kept.bodies:
            words.update((form, "COMPANY", score) for form in short_forms(firm))
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


def find(views: Sequence[View], looked_for: Seeds) -> list[Finding]:
    """Return every place of *views* where one of the seeds stands, in original positions."""
    findings: set[Finding] = set()
    if looked_for.words:
        # Of two scores for one word the higher counts: sorted, it comes last.
        told = {word: (entity, score) for word, entity, score in _by_score(looked_for.words)}
        for view in _distinct(views, (PLAIN, TIGHT)):
            for start, stop, found in _places(view.text, told):
                entity, score = told.get(_SPACES.sub("", found)) or told[found]
                end = stop
                if entity == "COMPANY" and (tail := TAIL.match(view.text, stop)):
                    end = tail.end()
                findings.add(Finding(*view.span(start, end), entity, score))
    if looked_for.digits:
        pattern = re.compile("|".join(looked_for.digits))
        for view in _distinct(views, (PLAIN, CLOSE)):
            for match in pattern.finditer(view.text):
                findings.add(Finding(*view.span(*match.span()), "LONG_NUMBER", _SCORE))
    return sorted(findings)


def _by_score(words: Iterable[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    return sorted(words, key=lambda one: (one[2], one))


def _places(text: str, words: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where one of *words* stands, none over another: of two the earlier, then the longer.

    A full name is not found as its short form, and no word of letters within a longer one.
    """
    found: list[tuple[int, int, str]] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            if not (word.isascii() and _is_joined(text, at, at + len(word))):
                found.append((at, -len(word), word))
            at = text.find(word, at + 1)
    free = 0
    for start, less, word in sorted(found):
        if start >= free:
            free = start - less
            yield start, free, word


def _is_joined(text: str, start: int, end: int) -> bool:
    return bool(_LETTER.search(text, max(0, start - 1), start) or _LETTER.match(text, end))


def _distinct(views: Sequence[View], names: Sequence[str]) -> Iterator[View]:
    seen: set[str] = set()
    for view in views:
        if view.name in names and view.text not in seen:
            seen.add(view.text)
            yield view


def _folded(text: str) -> str:
    folded = plain(text).text.strip()
    return folded if re.search("[A-Za-z]", folded) else _SPACES.sub("", folded)
