"""Views of a text in which secrets look alike, each with a map back to the text itself.

``plain``: marks that do not show (zero-width, bidi, variation selectors) are dropped, and
each character is folded by NFKC, so that full-width digits are digits. ``tight``: spaces,
dots and dashes between two digits or two Hanzi are removed as well. ``digits``: Chinese
digits are digits, in numeric runs only, so that 三里屯 keeps its name; in runs as long as a
telephone number the letters that look like digits (O, l) and the digits as they are called
on the radio (洞, 拐, 勾) are digits too. ``close`` is both.

A slot left by an earlier redaction is one U+FFFC in every view: no pattern crosses it, so
what was redacted is never detected again.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from anonymize.recognizers.scan import finditer

PLAIN: Final = "plain"
TIGHT: Final = "tight"
DIGITS: Final = "digits"
CLOSE: Final = "close"
ALL: Final = (PLAIN, TIGHT, DIGITS, CLOSE)

HANZI: Final = "㐀-䶿一-鿿豈-龎〇\U00020000-\U0003134f"
SLOT_MARK: Final = "\ufffc"
SLOT: Final = re.compile(r"⟦[a-z]{2,12}(?::[A-Z]{1,3})?⟧")

_HAN: Final = "〇零○一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖貳參叄陸"
_CHINESE_DIGITS: Final = str.maketrans(_HAN, "000123456789121234567892336")
_NUMERIC_RUN: Final = re.compile(f"[0-9{_HAN}]{{3,}}")
_ALIKE: Final = "OoIl洞拐勾"
_LOOSE_DIGITS: Final = str.maketrans(_HAN + _ALIKE, "000123456789121234567892336" + "0011079")
_GAP: Final = r"[ \t.\-]{0,2}"
# As long as a telephone number, gaps included, and no part of a word.
_LONG_RUN: Final = re.compile(
    rf"(?<![A-Za-z])[0-9{_HAN}{_ALIKE}](?:{_GAP}[0-9{_HAN}{_ALIKE}]){{6,}}(?![A-Za-z])"
)
_TRUE_DIGIT: Final = re.compile(f"[0-9{_HAN}]")
# A number as long as telephone, identity and card numbers are, and one Chinese digit more.
_BESIDE: Final = re.compile(
    f"[{_HAN}](?:[0-9]{{11}}|[0-9]{{15,19}})|(?:[0-9]{{11}}|[0-9]{{15,19}})[{_HAN}]"
)
# Fewer and it may be a word; so many and the rest was meant as digits as well.
_FEWEST_TRUE: Final = 3
# Between Hanzi only where one of them stands alone: 陈 可 望 is spread, 盼复 孙可盈 is two words.
_BETWEEN: Final = re.compile(
    rf"(?<=[0-9])[ \t.·\-_]{{1,3}}(?=[0-9])"
    rf"|(?<=[{HANZI}])(?<![{HANZI}]{{2}})[ \t.·\-_/]{{1,4}}(?=[{HANZI}])"
    rf"|(?<=[{HANZI}])[ \t.·\-_/]{{1,4}}(?=[{HANZI}](?![{HANZI}]))"
)
# Most of a text is as it should be: ASCII that shows, and plain Hanzi.
_RUNS: Final = re.compile(rf"(?P<inert>[ -~\n一-鿿。、“”]+)|(?P<slot>{SLOT.pattern})|[\s\S]")
_ODD: Final = re.compile("[^ -~\\n一-鿿。、“”]")
# ②400万元 is the second of a list; phones are written ①③⑧ as well, side by side.
_CIRCLED: Final = "①-⑳⓪❶-❿➀-➓"
_LIST_MARK: Final = re.compile(f"(?<![0-9{_CIRCLED}])[{_CIRCLED}](?![{_CIRCLED}])")
# Marks on a digit (keycaps, strokes) and letters that show nothing.
_NO_SHOW: Final = re.compile("[\u0300-\u036f\u115f\u1160\u20d0-\u20f0\u3164\uffa0\ufe00-\ufe0f]")
_SAME_LOOK: Final = {
    **dict.fromkeys("—–―‐‑‒−﹣－⁃", "-"),
    **dict.fromkeys("•・‧∙⋅●", "·"),
    "₀": "0",
}


class View(NamedTuple):
    """A rewriting of a text, and where each of its characters comes from."""

    name: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the outermost range of the original that ``[start, end)`` comes from."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=65536)
def _fold(character: str) -> str:
    if character in _SAME_LOOK:
        return _SAME_LOOK[character]
    if "㐀" <= character <= "鿿":
        return character
    category = unicodedata.category(character)
    if category == "Cf" or _NO_SHOW.match(character):
        return ""
    if character in "\t\n\r" or category != "Cc":
        return "".join(map(_fold_one, unicodedata.normalize("NFKC", character)))
    return "" if character == "\x00" else " "


def _fold_one(character: str) -> str:
    """Fold what NFKC leaves: dashes and dots by their looks, digits of any script (❸, ٣)."""
    if character in _SAME_LOOK:
        return _SAME_LOOK[character]
    if character.isascii() or not character.isdigit():
        return character
    return str(unicodedata.digit(character))


def plain(text: str) -> View:
    """Return the view that folds each character and drops those that do not show."""
    text = _LIST_MARK.sub(" ", text)
    table = {ord(one): _fold(one) for one in _ODD.findall("".join(set(text)))}
    if any(len(folded) != 1 for folded in table.values()):
        return _folded(text)
    if "⟦" not in text:  # most texts: nothing is moved
        return View(PLAIN, text.translate(table), range(len(text)), range(1, len(text) + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end in [*(slot.span() for slot in SLOT.finditer(text)), (len(text), -1)]:
        out.append(text[at:start].translate(table))
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        if end >= 0:
            out.append(SLOT_MARK)
            starts.append(start)
            ends.append(end)
        at = end
    return View(PLAIN, "".join(out), starts, ends)


def _folded(text: str) -> View:
    """Return the plain view of any text, one run or character at a time."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for run in _RUNS.finditer(text):
        start, end = run.span()
        if run["inert"]:  # nothing to fold: the whole run at once
            out.append(run[0])
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            continue
        folded = SLOT_MARK if run["slot"] else _fold(run[0])
        if not folded and ends and _NO_SHOW.match(run[0]):  # a mark belongs to what it is on
            ends[-1] = end
        out.append(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))
    return View(PLAIN, "".join(out), starts, ends)


def tight(base: View) -> View:
    """Return *base* without the separators inside numbers and between Hanzi."""
    gaps = [match.span() for match in finditer(_BETWEEN, base.text)]
    if not gaps:
        return View(TIGHT, base.text, base.starts, base.ends)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end in [*gaps, (len(base.text), len(base.text))]:
        out.append(base.text[at:start])
        starts.extend(base.starts[at:start])
        ends.extend(base.ends[at:start])
        at = end
    return View(TIGHT, "".join(out), starts, ends)


def digits(base: View, name: str = DIGITS) -> View:
    """Return *base* with the Chinese digits of numeric runs as digits; no position moves."""
    text = _replaced(_NUMERIC_RUN, _run_digits, base.text)
    return View(name, _replaced(_LONG_RUN, _all_digits, text), base.starts, base.ends)


def _replaced(
    pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str], text: str
) -> str:
    out: list[str] = []
    at = 0
    for match in finditer(pattern, text):
        out += text[at : match.start()], replacement(match)
        at = match.end()
    return "".join((*out, text[at:])) if at else text


def _run_digits(run: re.Match[str]) -> str:
    """Return *run* as digits, but not the word that leans on a whole number (李四110105…)."""
    beside = _BESIDE.fullmatch(run[0])
    if beside is None:
        return run[0].translate(_CHINESE_DIGITS)
    return run[0]


def _all_digits(run: re.Match[str]) -> str:
    """Return *run* as digits where enough of it is digits already."""
    true = len(_TRUE_DIGIT.findall(run[0]))
    letters = sum(character in "OoIl" for character in run[0])
    if true < max(_FEWEST_TRUE, letters) or _BESIDE.fullmatch(run[0]):
        return run[0]
    return run[0].translate(_LOOSE_DIGITS)


def views(text: str) -> tuple[View, View, View, View]:
    """Return the four views of *text*, in the order of ``ALL``."""
    folded = plain(text)
    joined = tight(folded)
    numbered = digits(folded)
    # Digits first: 一三 八零 is no gap between words once it is known to be a number.
    return folded, joined, numbered, digits(tight(numbered), CLOSE)
