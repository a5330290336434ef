"""Lines of the files beside the tickets: read one by one, none longer than a bound."""

from collections.abc import Iterator
from pathlib import Path

from anonymize.errors import Hopeless


def lines(path: Path, limit: int, *, zh: str, en: str) -> Iterator[bytes]:
    """Yield the lines of a file; of one over *limit* bytes, nothing but its being there (NUL).

    Raises Hopeless, which says *zh* and *en*, where the file cannot be opened.
    """
    try:
        file = path.open("rb")
    except OSError:
        raise Hopeless(zh, en) from None
    with file:
        while line := file.readline(limit):
            if line.endswith(b"\n") or len(line) < limit:
                yield line
                continue
            while (rest := file.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield b"\x00"
