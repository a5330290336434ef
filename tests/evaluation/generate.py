"""Items by seed: of one class, long ones of many classes, and texts without any secret."""

import json
import zlib
from collections.abc import Iterator
from typing import Final

from tests.evaluation import carriers_read
from tests.evaluation.classes import CLASSES, LONG, PLAIN, VALUES, Class
from tests.evaluation.compose import Page, fields, framed
from tests.evaluation.draw import Draw
from tests.evaluation.item import Item, Span
from tests.lib.shared import SHARED

FEWEST_LONG: Final = 10
_ANY: Final = frozenset(VALUES)
_HARMLESS: Final = ("_plain", "_plain", "_reply")


def names() -> tuple[str, ...]:
    """Return every class that can be asked for, in the order of the report."""
    return (*(one.name for one in CLASSES), *LONG, *families(), PLAIN, *authored_names())


def families() -> tuple[str, ...]:
    """Return the families of sentences in which nothing is secret."""
    return tuple(name for name in carriers_read.carriers() if name[0] == "N" and name[1].isdigit())


def authored_names() -> tuple[str, ...]:
    """Return the class of the authored forms, where they lie beside the checkout."""
    return ("authored",) if SHARED is not None else ()


def items(name: str, n: int, seed: int, part: str = "all") -> Iterator[Item]:
    """Yield *n* items of class *name*, of dev, of held or of all carriers in turn."""
    if name == "authored":
        yield from authored()
        return
    count = max(FEWEST_LONG, n // 3) if name in LONG else n
    for index in range(count):
        whose = part if part != "all" else carriers_read.PARTS[index % 2]
        key = f"{name}/{whose}/{seed}/{index}"
        yield _item(name, whose, key, index // (2 if part == "all" else 1))


def _item(name: str, part: str, key: str, turn: int) -> Item:
    draw = Draw(key)
    for one in CLASSES:
        if one.name == name:
            return _of_class(one, part, key, turn, draw)
    if name in LONG:
        return _long(name, part, key, draw)
    page = Page(draw, part, VALUES, frozenset())
    if name == PLAIN:
        _prose(page, draw, part, draw.number(3, 30))
    else:
        # A carrier after the other, so that a small run sees each of them.
        every = carriers_read.of(name, part)
        framed(page, draw, every[turn % len(every)], part)
    return Item(key, name, "negatives" if name != PLAIN else "plain", part,
                {"text": page.text()}, tuple(page.spans))  # fmt: skip


def _of_class(one: Class, part: str, key: str, turn: int, draw: Draw) -> Item:
    every = carriers_read.of(one.section, part)
    carrier = every[turn % len(every)]
    page = Page(draw, part, one.values, one.focal)
    told = fields(carrier.text)
    if len(told) == 1:
        framed(page, draw, carrier, part)
        text = page.text()
        told_of = tuple(
            draw.memory[f"{slot}:known"]
            for slot in sorted(one.known)
            if f"{slot}:known" in draw.memory
        )
        return Item(
            key, one.name, one.group, part, {"text": text}, tuple(page.spans),
            persons=told_of if "name" in one.known else (),
            organizations=told_of if "firm" in one.known else (),
        )  # fmt: skip
    texts = {}
    for name, template in told:
        page.field(name)
        page.write(template)
        texts[name] = page.text()
    return Item(key, one.name, one.group, part, texts, tuple(page.spans))


def _prose(page: Page, draw: Draw, part: str, sentences: int) -> None:
    """Write *sentences* in which nothing is secret."""
    for _ in range(sentences):
        _harmless(page, draw, part)


def _harmless(page: Page, draw: Draw, part: str) -> None:
    if draw.chance(0.4):
        page.write("{core}。", draw.pick(carriers_read.of(draw.pick(families()), part)).text)
    else:
        page.write(draw.pick(carriers_read.of(draw.pick(_HARMLESS), part)).text)
    if draw.chance(0.1):
        page.add(draw.pick(("\n", "\n\n", "　　")))


def _long(name: str, part: str, key: str, draw: Draw) -> Item:
    """Write 2,000 to 8,000 characters with secrets of every group in them."""
    page = Page(draw, part, VALUES, _ANY)
    length = draw.number(2000, 8000) if draw.chance(0.4) else draw.number(2000, 3500)
    writer = {"long": _narrated, "dialogue": _spoken, "dense": _listed}[name]
    number = 0
    while page.length < length:
        number += 1
        writer(page, draw, part, number)
    return Item(key, name, "long", part, {"text": page.text()}, tuple(page.spans))


def _core(draw: Draw, part: str) -> str:
    """Return a carrier of one class that can stand among others, its keys made its own."""
    while True:
        one = draw.pick(CLASSES)
        carrier = draw.pick(carriers_read.of(one.section, part))
        if carrier.voice != "x" and one.group != "tickets":
            return _rekeyed(draw, carrier.text)


def _rekeyed(draw: Draw, text: str) -> str:
    """{name:a} of one sentence is another person than {name:a} of the next."""
    own = draw.letters(6)
    return text.replace(":a}", f":{own}a}}").replace(":b}", f":{own}b}}")


def _narrated(page: Page, draw: Draw, part: str, _: int) -> None:
    page.write("{core}。", _core(draw, part))
    _prose(page, draw, part, draw.number(1, 4))


def _spoken(page: Page, draw: Draw, part: str, _: int) -> None:
    told = draw.memory
    for who in ("speaker", "citizen"):
        told.setdefault(who, draw.pick(carriers_read.of(who, part)).text)
    page.add(f"{told['speaker']}：")
    page.write(draw.pick(carriers_read.of("question", part)).text)
    page.add(f"\n{told['citizen']}：")
    page.write("{core}。", _core(draw, part))
    _harmless(page, draw, part)
    page.add("\n")


def _listed(page: Page, draw: Draw, part: str, number: int) -> None:
    row = draw.pick(carriers_read.of("dense", part)).text
    page.write(_rekeyed(draw, row.replace("{_n}", str(number))))
    page.add("\n")


def authored() -> Iterator[Item]:
    """Yield the forms of secret_forms.jsonl, which lies beside the checkout or nowhere."""
    if SHARED is None:
        return
    path = SHARED / "authored" / "secret_forms.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple(
            Span("text", one["start"], one["end"], one["label"], focal=True) for one in row["spans"]
        )
        yield Item(f"authored/{row['id']}", "authored", "authored", "held",
                   {"text": row["text"]}, spans)  # fmt: skip


def digest(every: Iterator[Item]) -> int:
    """Return a number that differs when any text or span of *every* does."""
    crc = 0
    for one in every:
        crc = zlib.crc32(repr((one.key, one.texts, one.spans)).encode(), crc)
    return crc
