"""The carriers: sentences around a slot, in text files that a person can read and extend.

A line is ``set voice text``; ``[section]`` heads begin a section. ``{slot}`` is a secret,
``{slot:a}`` the same secret again, ``{_filler}`` harmless words, ``{{`` a brace, ``\\n`` a
line break, ``field=…||field=…`` several fields of one ticket.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = Path(__file__).with_name("carriers")
PARTS: Final = ("dev", "held")
VOICES: Final = "13rax"


class Carrier(NamedTuple):
    """One sentence: whose (*part*), who speaks (*voice*), and the template."""

    part: str
    voice: str
    text: str


class CarrierFault(ValueError):
    """A carrier file that cannot be read: file and line."""


_LINE: Final = re.compile(r"(dev|held) (?:([13rax]) )?(.+)")


@lru_cache(maxsize=1)
def carriers() -> dict[str, tuple[Carrier, ...]]:
    """Return every section's carriers. Raises CarrierFault."""
    found: dict[str, list[Carrier]] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        section = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            if line.startswith("[") and line.endswith("]") and " " not in line:
                section = line[1:-1]
                if section in found:
                    raise CarrierFault(f"{path.name}:{number}: {section} stands twice")
                found[section] = []
                continue
            match = _LINE.fullmatch(line)
            if match is None or not section:
                raise CarrierFault(f"{path.name}:{number}")
            found[section].append(Carrier(match[1], match[2] or "a", match[3]))
    return {section: tuple(some) for section, some in found.items()}


def of(section: str, part: str) -> tuple[Carrier, ...]:
    """Return the carriers of *section* that belong to *part*. Raises KeyError without any."""
    some = tuple(one for one in carriers()[section] if one.part == part)
    if not some:
        raise KeyError(f"{section}: no {part} carrier")
    return some
