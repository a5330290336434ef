"""What every match of a pattern must hold, read from the pattern itself. Not a recogniser.

``(?:因)?(?:被)?判(?:处|刑)`` cannot match without 判处 or 判刑, which begin at most two
characters after the match does. Most texts hold neither, and need not be searched. This is
the prefilter of RE2 and of code search engines (R. Cox, "Regular Expression Matching with a
Trigram Index"), with pairs of characters, and with the places where a match may begin.

What is told is always true; where nothing can be told, nothing is.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final, NamedTuple

# Literals, each with how many characters of a match come before it, at least and at most.
Needs = Mapping[str, tuple[int, int]]

# More of them and a pattern is better searched for as it is.
_MOST_STRINGS: Final = 64
_MOST_LITERALS: Final = 6000
_LONGEST: Final = 6
ENDLESS: Final = 1 << 30
_PAIR: Final = 2
# How often a character is met in prose, by the strings it stands in; others are rare.
_SHARES: Final = (
    ("的,", 0.04),
    ("一是在不了有人我。:0123456789", 0.01),
    ("年月日号区市来电话到时小个大上中下为以要他这和地没出业元路家里请求反映现问题公司", 0.004),
    ("也可就对说都去生活物后工电水车门楼住户理", 0.004),
    ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -.()/、", 0.002),
)
_SHARE: Final = {sign: share for signs, share in _SHARES for sign in signs}
_RARE: Final = 0.0004
# What one place to try costs beside finding the literal.
_FIXED: Final = 6
_WIDEST: Final = 200


class _Part(NamedTuple):
    """What is known of a piece of a pattern: all it matches if that is little, and its needs."""

    strings: frozenset[str] | None
    needs: Needs | None
    least: int
    most: int


_NOTHING: Final = _Part(frozenset(("",)), None, 0, 0)


def needs(pattern: re.Pattern[str]) -> Needs | None:
    """Return what every match of *pattern* holds one of, or None if that cannot be told.

    The literals have one character or two.
    """
    whole = _sequence(parser.parse(pattern.pattern, pattern.flags), pattern.flags)
    found = _needs_of(whole)
    return found if found and len(found) <= _MOST_LITERALS else None


def _needs_of(part: _Part) -> Needs | None:
    if part.needs is not None or part.strings is None:
        return part.needs
    return _cover(part.strings)


def _cover(strings: frozenset[str]) -> Needs | None:
    """Return pairs of characters, or single ones, of which each of *strings* holds one."""
    if not strings or "" in strings:
        return None
    shared = Counter(one[at : at + _PAIR] for one in sorted(strings) for at in range(len(one) - 1))
    found: dict[str, tuple[int, int]] = {}
    for one in sorted(strings):
        pairs = [(one[at : at + _PAIR], at) for at in range(len(one) - 1)] or [(one, 0)]
        literal, at = min(pairs, key=lambda pair: (_often(pair[0]) / (shared[pair[0]] or 1), pair))
        _note(found, literal, at, at)
    return _without_longer(found)


def _without_longer(found: dict[str, tuple[int, int]]) -> Needs:
    """Return *found* without the pairs that hold a single character of it."""
    kept: dict[str, tuple[int, int]] = {}
    for literal, (least, most) in found.items():
        at = next((at for at, sign in enumerate(literal) if sign in found), 0)
        shorter = literal[at] if literal[at] in found else literal
        _note(kept, shorter, least + at, most + at)
    return kept


def _note(found: dict[str, tuple[int, int]], literal: str, least: int, most: int) -> None:
    low, high = found.get(literal, (least, most))
    found[literal] = min(low, least), max(high, most)


def _often(literal: str) -> float:
    share = 1.0
    for sign in literal:
        share *= _SHARE.get(sign, _RARE) * 10
    return share / 10


def _cost(found: Needs) -> float:
    return sum(
        _often(literal) * (_FIXED + min(most - least, _WIDEST))
        for literal, (least, most) in found.items()
    )


def _sequence(items: Iterable[tuple[Any, Any]], flags: int) -> _Part:
    """Return what is known of *items*, one after the other."""
    best: Needs | None = None
    run = frozenset(("",))
    begun = (0, 0)  # where the run of known strings begins
    least = most = 0
    whole = True

    def take(found: Needs | None, first: int, last: int) -> None:
        nonlocal best
        if found is None:
            return
        moved = {
            literal: (low + first, min(high + last, ENDLESS))
            for literal, (low, high) in found.items()
        }
        if best is None or _cost(moved) < _cost(best):
            best = moved

    for item in items:
        part = _part(item, flags)
        joined = _product(run, part.strings)
        if joined is None:
            take(_cover(run), *begun)
            whole = False
            take(part.needs, least, most)
            after = part.strings is None
            run = frozenset(("",)) if part.strings is None else part.strings
            begun = (least + part.least, most + part.most) if after else (least, most)
        else:
            run = joined
        least += part.least
        most = min(most + part.most, ENDLESS)
    take(_cover(run), *begun)
    return _Part(run if whole else None, best, least, most)


def _product(one: frozenset[str], other: frozenset[str] | None) -> frozenset[str] | None:
    if other is None or len(one) * len(other) > _MOST_STRINGS:
        return None
    joined = frozenset(first + second for first in one for second in other)
    return joined if max(map(len, joined)) <= _LONGEST or len(joined) == 1 else None


def _part(item: tuple[Any, Any], flags: int) -> _Part:
    code, given = item
    reader = _READERS.get(code)
    return _Part(None, None, 0, ENDLESS) if reader is None else reader(given, flags)


def _literal(given: int, flags: int) -> _Part:
    signs = _cases(chr(given), flags)
    return _Part(None if signs is None else frozenset(signs), None, 1, 1)


def _cases(sign: str, flags: int) -> str | None:
    """Return what *sign* matches: itself, or None where case does not count and it has one."""
    return None if flags & re.IGNORECASE and sign.lower() != sign.upper() else sign


def _class(given: Sequence[tuple[Any, Any]], flags: int) -> _Part:
    signs: set[str] = set()
    for code, one in given:
        if code is codes.LITERAL:
            first = last = one
        elif code is codes.RANGE:
            first, last = one
        else:
            return _Part(None, None, 1, 1)
        if last - first >= _MOST_STRINGS:
            return _Part(None, None, 1, 1)
        signs.update(map(chr, range(first, last + 1)))
    if len(signs) > _MOST_STRINGS or any(_cases(sign, flags) is None for sign in signs):
        return _Part(None, None, 1, 1)
    return _Part(frozenset(signs), None, 1, 1)


def _any(_given: object, _flags: int) -> _Part:
    return _Part(None, None, 1, 1)


def _no_width(_given: object, _flags: int) -> _Part:
    return _NOTHING


def _branch(given: tuple[Any, Sequence[Any]], flags: int) -> _Part:
    parts = [_sequence(one, flags) for one in given[1]]
    strings: frozenset[str] | None = frozenset().union(*(one.strings or () for one in parts))
    if any(one.strings is None for one in parts) or len(strings or ()) > _MOST_STRINGS:
        strings = None
    found: dict[str, tuple[int, int]] | None = {}
    for one in parts:
        theirs = _needs_of(one)
        if theirs is None or found is None:
            found = None
            continue
        for literal, (least, most) in theirs.items():
            _note(found, literal, least, most)
    if found is not None and len(found) > _MOST_LITERALS:
        found = None
    return _Part(strings, found, min(one.least for one in parts), max(one.most for one in parts))


def _repeat(given: tuple[int, int, Any], flags: int) -> _Part:
    fewest, often, body = given
    part = _sequence(body, flags)
    most = ENDLESS if part.most and often is codes.MAXREPEAT else min(part.most * often, ENDLESS)
    strings: frozenset[str] | None = frozenset(("",) if fewest == 0 else ())
    power: frozenset[str] | None = frozenset(("",))
    for turn in range(1, min(often, _LONGEST + 2) + 1):
        power = _product(power, part.strings) if power is not None else None
        if power is None or strings is None or turn > _LONGEST:
            strings = None
            break
        if turn >= fewest:
            strings |= power
    if strings is not None and len(strings) > _MOST_STRINGS:
        strings = None
    return _Part(strings, _needs_of(part) if fewest else None, part.least * fewest, most)


def _group(given: tuple[Any, int, int, Any], flags: int) -> _Part:
    _, added, removed, body = given
    part = _sequence(body, flags)
    return part if not (added or removed) else _Part(None, None, 0, ENDLESS)


def _atomic(given: object, flags: int) -> _Part:
    return _sequence(given, flags)  # type: ignore[arg-type]


_READERS: Final[dict[Any, Callable[[Any, int], _Part]]] = {
    codes.LITERAL: _literal,
    codes.NOT_LITERAL: _any,
    codes.ANY: _any,
    codes.IN: _class,
    codes.BRANCH: _branch,
    codes.SUBPATTERN: _group,
    codes.ATOMIC_GROUP: _atomic,
    codes.MAX_REPEAT: _repeat,
    codes.MIN_REPEAT: _repeat,
    codes.POSSESSIVE_REPEAT: _repeat,
    codes.AT: _no_width,
    codes.ASSERT: _no_width,
    codes.ASSERT_NOT: _no_width,
}
