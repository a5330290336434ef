"""Everything readable in anonymize/: its rules, lexicons, demo words and examples.

A value that stands in it word for word may have been looked at by the rules' authors: recall
on such *listed* values is told apart.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

import anonymize

FOLDER: Final = Path(anonymize.__file__).parent
READABLE: Final = frozenset(
    (".py", ".toml", ".txt", ".json", ".jsonl", ".csv", ".tsv", ".md", ".html", ".js")
)


@lru_cache(maxsize=1)
def corpus() -> str:
    """Return all of it as one string, in the order of the paths."""
    return "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in READABLE and "__pycache__" not in path.parts
    )
