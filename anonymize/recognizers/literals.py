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

# What ends a sentence: the pieces of a text between them are searched one by one.
MARKS: Final = "。!?;\n"

_IGNORECASE: Final = int(re.IGNORECASE)
# More of them and a pattern is better searched for as it is.
_MOST_STRINGS: Final = 64
_MOST_LITERALS: Final = 6000
# What stands for a run of so many digits, or of letters and digits, among the literals.
RUNS: Final = (("\x00d", re.compile("[0-9]{3,}")), ("\x00a", re.compile("[0-9A-Za-z]{3,}")))
SHORTEST_RUN: Final = 3
LONGEST_RUN: Final = 20
_DIGITS: Final = frozenset("0123456789")
_SIGNS: Final = _DIGITS | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
# Beyond ASCII what Python takes for these letters where case does not count.
_ALSO_CASES: Final = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f"}
_MOST_FIRST: Final = 400
_FEW_WAYS: Final = 8
_MOST_NEEDS: Final = 3
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


class Told(NamedTuple):
    """What is known of every match of a pattern.

    It holds one of the literals (one character or two) of *needs*, and one of each of *also*;
    it begins with a character of *first*, if that is known. *led*: the pattern's own search
    is quick, as it begins with one class of characters. *crosses*: it may match a mark that
    ends a sentence. What it looks at before and after a match are *behind* and *ahead*.
    """

    needs: Needs
    also: tuple[frozenset[str], ...]
    first: frozenset[str] | None
    led: bool
    crosses: bool
    behind: int
    ahead: int


class _Part(NamedTuple):
    """What is known of a piece of a pattern: all it matches if that is little, and its needs."""

    strings: frozenset[str] | None
    needs: tuple[Needs, ...]  # all of them, the cheapest first
    least: int
    most: int
    first: frozenset[str] | None  # what it may begin with, unless it matches nothing


_NOTHING: Final = _Part(frozenset(("",)), (), 0, 0, frozenset())
_ANYTHING: Final = _Part(None, (), 0, ENDLESS, None)
_ONE: Final = _Part(None, (), 1, 1, None)


def told(pattern: re.Pattern[str]) -> Told | None:
    """Return what is known of the matches of *pattern*, or None if nothing is."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    whole = _sequence(tree, pattern.flags)
    found = [one for one in _needs_of(whole) if len(one) <= _MOST_LITERALS]
    if not found:
        return None
    also = tuple(frozenset(one) for one in found[1:])
    first = whole.first if whole.least else None
    return Told(found[0], also, first, _is_led(tree), *_reach(tree))


def _reach(items: Iterable[tuple[Any, Any]]) -> tuple[bool, int, int]:
    """Return whether *items* match a mark of MARKS, and how far they look behind and ahead."""
    crosses, behind, ahead = False, 0, 0
    for code, given in items:
        if code in (codes.ASSERT, codes.ASSERT_NOT):
            direction, body = given
            _, low, high = _reach(body)
            width = body.getwidth()[1]
            if direction < 0:
                behind, ahead = max(behind, low + width), max(ahead, high)
            else:
                behind, ahead = max(behind, low), max(ahead, high + width)
        elif code is codes.AT:
            behind, ahead = max(behind, 1), max(ahead, 1)
        elif code in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
            crosses = crosses or _holds_a_mark(code, given)
        else:
            for inner in _inside(code, given):
                also, low, high = (True, 0, 0) if inner is None else _reach(inner)
                crosses, behind, ahead = crosses or also, max(behind, low), max(ahead, high)
    return crosses, behind, ahead


def _inside(code: object, given: Any) -> Iterable[Any]:  # noqa: ANN401 - as the parser has it
    """Return the sequences inside an item; None stands for what cannot be told."""
    if code is codes.BRANCH:
        return list(given[1])
    if code is codes.SUBPATTERN:
        return [given[3]]
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [given[2]]
    if code is codes.ATOMIC_GROUP:
        return [given]
    return [] if code is codes.GROUPREF else [None]


def _holds_a_mark(code: object, given: Any) -> bool:  # noqa: ANN401 - as the parser has it
    if code is codes.LITERAL:
        return chr(given) in MARKS
    if code is not codes.IN:
        return True
    negated = given[0][0] is codes.NEGATE
    return any(
        any(_is_in(ord(mark), *one) for one in given if one[0] is not codes.NEGATE) != negated
        for mark in MARKS
    )


def _is_in(sign: int, code: object, given: Any) -> bool:  # noqa: ANN401 - as the parser has it
    if code is codes.LITERAL:
        return bool(sign == given)
    if code is codes.RANGE:
        return bool(given[0] <= sign <= given[1])
    if given is codes.CATEGORY_SPACE:
        return chr(sign).isspace()
    return bool(given not in (codes.CATEGORY_DIGIT, codes.CATEGORY_WORD))


def _is_led(items: Sequence[tuple[Any, Any]]) -> bool:
    """Tell whether a pattern begins with a class of characters, which Python looks for first."""
    if not len(items):
        return False
    code, given = items[0]
    if code is codes.SUBPATTERN:
        return not (given[1] or given[2]) and _is_led(given[3])
    if code is codes.BRANCH:
        return len(given[1]) <= _FEW_WAYS and all(
            len(way) and way[0][0] is codes.LITERAL for way in given[1]
        )
    return bool(code is codes.LITERAL or (code is codes.IN and given[0][0] is not codes.NEGATE))


def _needs_of(part: _Part) -> tuple[Needs, ...]:
    return part.needs if part.needs or part.strings is None else _covers(part.strings)


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
    items = list(items)
    if items and not flags & _IGNORECASE and all(code is codes.LITERAL for code, _ in items):
        word = "".join(chr(given) for _, given in items)
        return _Part(frozenset((word,)), (), len(word), len(word), frozenset(word[0]))
    found: list[Needs] = []
    run = frozenset(("",))
    begun = (0, 0)  # where the run of known strings begins
    least = most = 0
    whole = True
    first: frozenset[str] | None = frozenset()

    def take(some: Iterable[Needs], low: int, high: int) -> None:
        found.extend(
            {
                literal: (least + low, min(most + high, ENDLESS))
                for literal, (least, most) in one.items()
            }
            for one in some
        )

    for item in items:
        part = _part(item, flags)
        if not least and first is not None:
            first = None if part.first is None else first | part.first
        joined = _product(run, part.strings)
        if joined is None:
            take(_covers(run), *begun)
            whole = False
            if part.strings is None:
                take(part.needs, least, most)
                run = frozenset(("",))
                begun = (least + part.least, most + part.most)
            else:
                run = part.strings
                begun = (least, most)
        else:
            run = joined
        least += part.least
        most = min(most + part.most, ENDLESS)
    if whole:  # its strings tell all
        return _Part(run, (), least, most, first)
    take(_covers(run), *begun)
    found.sort(key=_cost)
    best = [one for one in found if not _is_run(one)][:_MOST_NEEDS]
    best += [one for one in found if _is_run(one)][:_MOST_NEEDS]
    if first is not None and len(first) > _MOST_FIRST:
        first = None
    return _Part(None, tuple(best), least, most, first)


def _is_run(found: Needs) -> bool:
    return any(literal[0] == "\x00" for literal in found)


def _covers(strings: frozenset[str]) -> tuple[Needs, ...]:
    cover = _cover(strings)
    return () if cover is None else (cover,)


def _product(one: frozenset[str], other: frozenset[str] | None) -> frozenset[str] | None:
    if other is None or len(one) * len(other) > _MOST_STRINGS:
        return None
    joined = frozenset(first + second for first in one for second in other)
    return joined if max(map(len, joined)) <= _LONGEST or len(joined) == 1 else None


def _part(item: tuple[Any, Any], flags: int) -> _Part:
    code, given = item
    reader = _READERS.get(code)
    return _ANYTHING if reader is None else reader(given, flags)


def _literal(given: int, flags: int) -> _Part:
    return _of_signs(frozenset(chr(given)), flags)


def _of_signs(signs: frozenset[str], flags: int) -> _Part:
    """Return what is known of a class of *signs*, in both cases where case does not count."""
    if flags & _IGNORECASE:
        cased = {sign for sign in signs if sign.lower() != sign.upper()}
        if not all(sign.isascii() for sign in cased):
            return _ONE
        both = {case for sign in cased for case in (sign.lower(), sign.upper())}
        signs |= both.union(*(_ALSO_CASES.get(sign, ()) for sign in both))
    if len(signs) > _MOST_STRINGS:
        return _ONE
    return _Part(signs, (), 1, 1, signs)


def _class(given: Sequence[tuple[Any, Any]], flags: int) -> _Part:
    signs: set[str] = set()
    for code, one in given:
        if code is codes.LITERAL:
            first = last = one
        elif code is codes.RANGE:
            first, last = one
        else:
            return _ONE
        if last - first >= _MOST_STRINGS:
            return _ONE
        signs.update(map(chr, range(first, last + 1)))
    return _of_signs(frozenset(signs), flags)


def _any(_given: object, _flags: int) -> _Part:
    return _ONE


def _no_width(_given: object, _flags: int) -> _Part:
    return _NOTHING


def _branch(given: tuple[Any, Sequence[Any]], flags: int) -> _Part:
    parts = [_sequence(one, flags) for one in given[1]]
    strings: frozenset[str] | None = frozenset().union(*(one.strings or () for one in parts))
    if any(one.strings is None for one in parts) or len(strings or ()) > _MOST_STRINGS:
        strings = None
    return _Part(
        strings,
        () if strings is not None else _either([_needs_of(one) for one in parts]),
        min(one.least for one in parts),
        max(one.most for one in parts),
        _any_first(parts),
    )


def _either(ways: Sequence[tuple[Needs, ...]]) -> tuple[Needs, ...]:
    """Return what is needed where one of several *ways* is gone: the cheapest of each."""
    found: dict[str, tuple[int, int]] = {}
    for needed in ways:
        if not needed:
            return ()
        for literal, (least, most) in needed[0].items():
            _note(found, literal, least, most)
    return () if len(found) > _MOST_LITERALS else (found,)


def _any_first(parts: Sequence[_Part]) -> frozenset[str] | None:
    first: frozenset[str] = frozenset()
    for one in parts:
        if one.first is None:
            return None
        first |= one.first
    return first


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
    needed = (*_needs_of(part), *_run(part, fewest)) if fewest else ()
    return _Part(strings, needed, part.least * fewest, most, part.first)


def _run(part: _Part, fewest: int) -> tuple[Needs, ...]:
    """Return the run of digits, or of letters and digits, that a repeated class must match."""
    one = part.strings
    if one is None or part.most != 1 or part.least != 1 or fewest < SHORTEST_RUN:
        return ()
    for (mark, _), signs in zip(RUNS, (_DIGITS, _SIGNS), strict=True):
        if one <= signs:
            return ({f"{mark}{min(fewest, LONGEST_RUN)}": (0, ENDLESS)},)
    return ()


def _group(given: tuple[Any, int, int, Any], flags: int) -> _Part:
    _, added, removed, body = given
    part = _sequence(body, flags)
    return _ANYTHING if added or removed else part


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
