"""Read the carriers: sentences with slots, from the text files in ``words``.

A line is one carrier; ``[name]`` begins a section; ``#`` begins a comment. A carrier is
kept as its pieces: literals at even places, names of slots at odd ones.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final

Carrier = tuple[str, ...]
_SLOT: Final = re.compile(r"\{(\w+)\}")
EVERYWHERE: Final = "*"


@cache
def read(name: str) -> dict[str, tuple[Carrier, ...]]:
    """Return the sections of ``words/<name>.txt``, in the order of the file."""
    text = files("anonymize.demo").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    sections: dict[str, list[Carrier]] = {}
    here: list[Carrier] = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            here = sections.setdefault(line.strip("[]"), [])
        else:
            here.append(tuple(_SLOT.split(line)))
    return {section: tuple(carriers) for section, carriers in sections.items()}


def slots() -> set[str]:
    """Return the names of all slots of all carriers."""
    found: set[str] = set()
    for name in ("matter", "request", "negatives", "secrets", "answer"):
        for carriers in read(name).values():
            found.update(slot for carrier in carriers for slot in carrier[1::2])
    return found
