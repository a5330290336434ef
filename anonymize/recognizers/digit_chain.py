"""Numbers told in pieces: 138，后面是0000，再0000; 前三位139，中间四个8，最后1234.

Not a recogniser: the recognisers of telephone and identity numbers read their numbers in
these chains. A chain is groups of digits with nothing between them but the words people
say while they dictate, echoes of the other side included (138。—— 138，您说。—— 0000。).
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from anonymize.recognizers.public_numbers import is_hotline
from anonymize.recognizers.scan import finditer

_TIMES: Final = {name: at for at, name in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_NAMES: Final = {name: str(at) for at, name in enumerate("零一二三四五六七八九")} | {"幺": "1"}
_TIMES_OF: Final = r"[一二两三四五六七八九2-9]个[0-9零一二三四五六七八九幺]"
_GROUP: Final = rf"(?:[0-9]{{1,17}}[Xx]?(?![0-9A-Za-z]|\.[0-9])|{_TIMES_OF}|[Xx](?![0-9A-Za-z]))"
# The same for the first group, which begins with one class of characters: that is found fast.
_FIRST: Final = (
    r"[0-9Xx一二两三四五六七八九](?<![0-9A-Za-z.].)(?:(?<=[0-9])[0-9]{0,16}[Xx]?(?![0-9A-Za-z]|"
    r"\.[0-9])"
    r"|(?<=[2-9一二两三四五六七八九])个[0-9零一二三四五六七八九幺]|(?<=[Xx])(?![0-9A-Za-z]))"
)
# No alternative is made of others, and none gives back what it took.
_FILLER: Final = (
    r"(?:出生年月日|出生日期|出生年月|年月日|生日|校验码|顺序码|"
    r"[前后末中][间]?[0-9一二三四五六七八]位|最后|然后|接着|接下来|紧接着|跟着|后面|后边|后头|"
    r"下面|前面|中间|"
    r"还有|之后|结尾|尾号|号码|字母|数字|四位|三位|两位|四个数|坐席|话务员|接线员|来电人|市民|"
    r"诉求人|客服|用户|您说|继续|请讲|没错|那个|这个|停顿|横杠|横线|短横|杠|加上|分别|"
    r"[再是为的就对嗯呃额啊哦噢哎嘛吧呢和又下来答问好记先跟加您你我他她了]"
    r"|[\s,.;:!?、。…\"“”'()\-~/<>\[\]·]){1,16}+"
)
_CHAIN: Final = re.compile(rf"{_FIRST}(?:{_FILLER}{_GROUP}|{_TIMES_OF}){{1,14}}+")
# With any words between, where the digits make up a number to the last one.
_FREE: Final = re.compile(
    rf"{_FIRST}(?:[^0-9A-Za-z\ufffc]{{1,14}}+[0-9]{{2,12}}(?![0-9A-Za-z])){{1,14}}+"
)
_COUNTED: Final = re.compile(r"[ ]?[个件次元年月日号楼层户人万分米平天岁时%]|\.[0-9]")
_PART: Final = re.compile(_GROUP)
_SAID: Final = re.compile(r"[一-鿿]")
_ECHO: Final = 3
_MOST: Final = 18


class Piece(NamedTuple):
    """A group of digits where it stands."""

    start: int
    end: int
    digits: str


class Told(NamedTuple):
    """A number put together: its range, its digits, how many pieces, whether words join them."""

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    said: bool


@lru_cache(maxsize=4)
def _chains(text: str) -> tuple[tuple[Piece, ...], ...]:
    return tuple(_pieces(text, match) for match in finditer(_CHAIN, text))


@lru_cache(maxsize=4)
def _free_chains(text: str) -> tuple[tuple[Piece, ...], ...]:
    """Return the runs of pieces without those that count or measure something."""
    chains: list[tuple[Piece, ...]] = []
    for match in finditer(_FREE, text):
        run: list[Piece] = []
        for piece in _pieces(text, match):
            if _COUNTED.match(text, piece.end):
                chains.append(tuple(run))
                run = []
            else:
                run.append(piece)
        chains.append(tuple(run))
    return tuple(chain for chain in chains if len(chain) > 1)


def _pieces(text: str, chain: re.Match[str]) -> tuple[Piece, ...]:
    pieces = tuple(
        Piece(*part.span(), _digits(part[0]))
        for part in _PART.finditer(text, *chain.span())
        if not _is_position(text, part.end())
    )
    # 12345、12315、12328 are three numbers.
    hotlines = sum(is_hotline(piece.digits) for piece in pieces)
    return pieces if hotlines <= 1 else ()


def _is_position(text: str, end: int) -> bool:
    """Tell whether the digits before *end* count places (后4位)."""
    return text.startswith("位", end)


def _digits(group: str) -> str:
    if "个" not in group:
        return group.upper()
    times, digit = group.split("个")
    count = int(times) if times.isdigit() else _TIMES[times]
    return _NAMES.get(digit, digit) * count


def told(text: str, wanted: Callable[[str], bool]) -> Iterator[Told]:
    """Yield each number of two pieces or more whose digits are *wanted*."""
    for pieces in _chains(text):
        for some in (pieces, _without_echoes(pieces)):
            at = 0
            while at < len(some):
                one = _from(text, some, at, wanted)
                if one is None:
                    at += 1
                else:
                    yield one
                    at += len(one.sizes)


def told_freely(text: str, wanted: Callable[[str], bool]) -> Iterator[Told]:
    """Yield each number that a whole run of pieces makes up, whatever words stand between.

    Only for who has another reason to look for one here.
    """
    for pieces in _free_chains(text):
        at = 0
        while at < len(pieces):
            one = _from(text, pieces, at, wanted)
            if one is not None:
                yield one
            at += len(one.sizes) if one is not None else 1


def _from(
    text: str, pieces: tuple[Piece, ...], first: int, wanted: Callable[[str], bool]
) -> Told | None:
    digits = pieces[first].digits
    best: Told | None = None
    for last in range(first + 1, len(pieces)):
        digits += pieces[last].digits
        if len(digits) > _MOST + 1:
            break
        if wanted(digits):
            start, end = pieces[first].start, pieces[last].end
            sizes = tuple(len(piece.digits) for piece in pieces[first : last + 1])
            best = Told(start, end, digits, sizes, _is_said(text, pieces[first : last + 1]))
    return best


def _is_said(text: str, pieces: tuple[Piece, ...]) -> bool:
    """Tell whether words stand between the *pieces*, or a 四个8 is among them."""
    gaps = (text[one.end : two.start] for one, two in pairwise(pieces))
    return any(_SAID.search(gap) for gap in gaps) or any(
        "个" in text[piece.start : piece.end] for piece in pieces
    )


def _without_echoes(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    kept: list[Piece] = []
    for piece in pieces:
        if kept and piece.digits == kept[-1].digits and len(piece.digits) >= _ECHO:
            kept[-1] = Piece(kept[-1].start, piece.end, piece.digits)
        else:
            kept.append(piece)
    return tuple(kept)
