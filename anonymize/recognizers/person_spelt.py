"""Names told character by character: 弓长张, 口天吴，春天的春, 三点水的涛, 单名一个亮字.

A character is told by a word that has it (伟大的伟), by its parts (弓长张) or by its radical
(草字头的英). Each of them is a piece; a piece is part of a name where a word of naming
stands right before it, where another piece does, or where it tells a character that the
name before it has (吴春梅（口天吴）).
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.name_shape import FOLLOWS
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.spelt_surnames import SPELT
from anonymize.recognizers.surnames import COMMON, RARE, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"

# 伟大的伟: a word and, after 的, one of its own characters.
_TOLD: Final = re.compile(
    rf"(?<=的)(?:([{HANZI}])(?=[^{HANZI}]|$|字|[这两]个字|[和与加][{HANZI}])|([{HANZI}]{{2}})(?![{HANZI}]))"
)
_WORD: Final = re.compile(rf"[{HANZI}]{{1,7}}$")
_LONGEST: Final = 8
# Where such a word begins, if nothing else tells: after a word of naming.
_STARTS: Final = "是叫姓名为个和字写系与跟念读"
# 三点水的涛, 草字头的英, 单人旁一个韦的伟, 王字旁加一个其他的其.
_RADICAL: Final = re.compile(
    rf"(?:[{HANZI}]字[旁头底框边]|[三两]点水|四点底|(?:单人|双人|提手|绞丝|竖心|反文|立刀|反犬|衣补|示补)旁|"
    r"[单双]立人|[双单带左右]耳[旁刀]|走之[旁底]?|秃?宝盖头|[草竹雨]头(?=的))"
    r"(?:加|一个|带|再|右边|左边|上面|下面|里面|那个|是|个|的){0,4}"
    rf"(?:[{HANZI}]{{1,4}}[的字]的?)?[{HANZI}](?=[^{HANZI}]|字|$|和|的那)"
)
# 弓长张: two or three parts and the character, nothing before it and nothing after.
_PARTS: Final = re.compile(
    rf"(?:^|(?<=[^{HANZI}])|(?<=[姓叫是为写答系念读名的]))"
    rf"(?![姓叫是为])[{HANZI}]{{2,4}}"
    rf"(?=[^{HANZI}]|$|的[那人张]|[女先]|字)"
)
_QUESTION: Final = r"[^\n?]{0,3}[?\n 答:]{1,6}"
_CUED: Final = re.compile(
    rf"(?:(?<!百)姓氏?|免贵姓?|贵姓{_QUESTION}|名字?|叫|称呼|怎么写{_QUESTION}|单名|单字|"
    r"后面|前面|写成?|应为|登记为|答|念|读作?|第[一二三两]个字|中间)"
    r"(?:的?是|为|叫|作|成|里有|里面?|中|的|一个|个|字|就|[ :,(“\"\n])*$"
)
_CUE_REACH: Final = 14
# 苏醒，睡醒的醒: the name whose character is told.
_BEFORE: Final = re.compile(
    rf"(?:^|[^{HANZI}]|[姓叫名是])([{''.join(sorted(COMMON | RARE))}][{HANZI}]{{1,2}})"
    r"[,(、 ]{1,2}$"
)
# After 姓 nothing but a surname is told, whatever its parts say: 姓又耳邓, 姓氏是美女姜.
_AFTER_XING: Final = re.compile(
    rf"(?<![百同])姓氏?[是为]?[ “\"]?([{HANZI}]{{2,3}}[{''.join(sorted(COMMON | RARE))}])"
    rf"(?=[^{HANZI}]|$|的[那人])"
)
_GAP: Final = re.compile(r"[ ,、。和与加是叫(;]{0,3}$|,?(?:名字?|后面)(?:是|叫)?(?:一个)?$")
_REACH: Final = 18
# What a name stands after, told again by its characters: 我叫吕安，双口吕.
_NAMED: Final = "姓叫是名人者户主员民为系"
# 单名一个亮字, 名字是一个强字.
_SINGLE: Final = re.compile(
    rf"(?:单名|单字|名字|名)(?:就?是|叫|为)?一?个?([{HANZI}])字?(?=[,。;、!?)\s]|$)"
)
_SURNAME: Final = re.compile(
    rf"(?<![百贵同何不])姓(?:氏(?:是|为))?([{''.join(sorted(COMMON | RARE))}])"
    r"(?=[,。;、!?)(\s]|$|的)"
)
_ALONE: Final = re.compile(rf"[^{HANZI}]|[姓是叫]")
_STOPS: Final = re.compile(rf"[^{HANZI}]|先生|女士|的")
# No part of a character is called so: 写得很清楚.
_FLAT: Final = re.compile("[的得了很不都要会住在没]")
_NOT_SINGLE: Final = frozenset("是叫为的了吗呢字和与等")


class _Piece(NamedTuple):
    start: int
    end: int
    char: str
    sure: bool


def find(text: str) -> Iterator[Finding]:
    """Yield each piece that tells a character of a name."""
    if "姓" in text:
        for match in finditer(_SURNAME, text):
            yield Finding(*match.span(1), ENTITY, 0.75)
    for match in finditer(_SINGLE, text) if "名" in text or "单字" in text else ():
        if match[1] not in _NOT_SINGLE and _single(match, text):
            yield Finding(*match.span(1), ENTITY, 0.75)
    before: _Piece | None = None
    waiting: _Piece | None = None
    for piece in sorted({*_told(text), *_radicals(text), *_parts(text)}):
        linked = before is not None and (
            piece.start < before.end or bool(_GAP.fullmatch(text[before.end : piece.start]))
        )
        if piece.sure or linked or _is_cued(text, piece):
            if waiting is not None and _GAP.fullmatch(text[waiting.end : piece.start]):
                yield Finding(waiting.start, waiting.end, ENTITY, 0.8)
            yield Finding(piece.start, piece.end, ENTITY, 0.85)
            named = _BEFORE.search(text, max(0, piece.start - 6), piece.start)
            if named and piece.char in named[1]:
                yield Finding(*named.span(1), ENTITY, 0.75)
            before, waiting = piece, None
        elif (
            waiting is not None
            and _pair(text, waiting, piece)
            and _GAP.fullmatch(text[waiting.end : piece.start])
        ):
            # 国家的国、强大的强: two that tell a character each tell a name.
            yield Finding(waiting.start, waiting.end, ENTITY, 0.7)
            yield Finding(piece.start, piece.end, ENTITY, 0.7)
            before, waiting = piece, None
        else:
            waiting = piece


def _pair(text: str, one: _Piece, other: _Piece) -> bool:
    return all("的" in text[piece.start : piece.end] for piece in (one, other))


def _single(match: re.Match[str], text: str) -> bool:
    """Tell whether 名 and one character after it is a name: 单名一个亮, 名字是强字."""
    told = (
        match[0].startswith("单") or "一个" in match[0] or text[match.end(1) : match.end()] == "字"
    )
    return told and not is_ordinary(match[0])


def _told(text: str) -> Iterator[_Piece]:
    if "的" not in text:
        return
    for match in finditer(_TOLD, text):
        char = match[1] or match[2]
        word = _WORD.search(text, max(0, match.start() - _LONGEST), match.start() - 1)
        if word is None or char not in word[0]:
            continue
        start = _start(text, word.start(), word.start() + word[0].rindex(char), match.start() - 1)
        if match.start() - 1 - start > 1:
            yield _Piece(start, match.end(), char, sure=False)


def _start(text: str, first: int, at: int, stop: int) -> int:
    """Return where the word begins that tells the character at *at*, no earlier than *first*."""
    for start in range(first, at + 1):
        if stop - start > 1 and is_ordinary(text[start:stop]):
            return start
    while at > first and text[at - 1] not in _STARTS:
        at -= 1
    return at


def _radicals(text: str) -> Iterator[_Piece]:
    for match in finditer(_RADICAL, text):
        yield _Piece(match.start(), match.end(), match[0][-1], sure=True)


def _parts(text: str) -> Iterator[_Piece]:
    for match in finditer(SPELT, text):
        # 本人可何时领取: what begins like this is told so only where a name could stand.
        if match[0][0] == "人" and not _alone(text, match.start(), match.end()):
            continue
        yield _Piece(match.start(), match.end(), match[0][-1], sure=True)
    for match in finditer(_AFTER_XING, text):
        if not _FLAT.search(match[1]):
            yield _Piece(*match.span(1), match[1][-1], sure=True)
    for match in finditer(_PARTS, text):
        word = match[0]
        if len(word) > 2 and _is_parts(text, match):  # noqa: PLR2004 - two parts and their sum
            yield _Piece(match.start(), match.end(), word[-1], sure=False)


def _alone(text: str, start: int, end: int) -> bool:
    return bool(_ALONE.search(text, max(0, start - 1), start) or not start) and (
        end == len(text) or bool(_STOPS.match(text, end))
    )


def _is_parts(text: str, match: re.Match[str]) -> bool:
    """Tell whether a run of Hanzi may be parts and their sum: no 张先生, no 王住三楼."""
    word = match[0]
    known = word[-1] in COMMON or word[-1] in RARE
    goes_on = word[0] in COMMON and FOLLOWS.match(text, match.start() + 1)
    predicate = FOLLOWS.match(text, match.start())
    return (
        known and not goes_on and not predicate and not _FLAT.search(word) and not is_ordinary(word)
    )


def _is_cued(text: str, piece: _Piece) -> bool:
    before = text[max(0, piece.start - _CUE_REACH) : piece.start]
    if _CUED.search(before):
        return (
            piece.end - piece.start > len("伟的伟")
            or "的" in text[piece.start : piece.end]
            or bool(re.search(r"姓氏?[是为的 :,免贵叫“\"]{0,3}$", before))
        )
    # It tells a character of the name right before it.
    if text[piece.start - 1 : piece.start] not in (",", "(", "、", ":", " "):
        return False
    clause = text[max(0, piece.start - _REACH) : piece.start]
    if "的" in text[piece.start : piece.end]:
        return piece.char in clause
    begins = rf"(?:^|[^{HANZI}]|[{_NAMED}]){piece.char}(?:[{HANZI}]{{0,2}}|先生|女士)[,(、: ]"
    return bool(re.search(begins, clause))
