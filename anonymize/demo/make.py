"""Make one demo: tickets, texts with their true secrets, reference files and the truth.

All is written beside and moved into place, truth.json last: where it stands, all stands.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl

from anonymize.demo.city import make_city
from anonymize.demo.cohort import cohorts
from anonymize.demo.consents import ConsentFile
from anonymize.demo.frame import to_frame
from anonymize.demo.plan import Plan
from anonymize.demo.reference import write_reference
from anonymize.demo.rows import Rows, count
from anonymize.demo.texts import TextFiles
from anonymize.demo.truth import Truth
from anonymize.demo.writers import open_writer
from publish.profile import Profile

_PARTIAL: Final = ".partial"


def make(
    profile: Profile,
    plan: Plan,
    directory: Path,
    form: str = "parquet",
    progress: Callable[[int], None] = lambda _made: None,
) -> dict[str, Any]:
    """Write the demo of *plan* into *directory* and return what truth.json says.

    Raises NoDemo where the profile cannot carry one, TooManyRows, OSError.
    """
    city = make_city(profile, plan.seed)
    partial = directory / _PARTIAL
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    truth = Truth(city, plan)
    writer = open_writer(partial, form, plan.tickets)
    texts, consents = TextFiles(partial, city, plan), ConsentFile(partial, plan.seed)
    made = 0
    try:
        for month, rows in cohorts(city, plan):
            truth.add(rows)
            frame = to_frame(city, plan, rows)
            writer.write(frame)
            if plan.has_text(month):
                texts.write(month, rows, frame)
                consents.write(month, _flagged(frame, rows))
            made += count(rows)
            progress(made)
    finally:
        writer.close()
        texts.close()
        consents.close()
    write_reference(partial / "reference", city, plan)
    document = truth.document() | {"spans": texts.counts(), "consents": consents.allowing}
    encoded = msgspec.json.encode(document, order="sorted")
    (partial / "truth.json").write_bytes(msgspec.json.format(encoded, indent=1) + b"\n")
    _move(partial, directory)
    return document


def _flagged(frame: pl.DataFrame, rows: Rows) -> list[tuple[str, str]]:
    """Return id and day of receipt of the tickets whose flag says yes, each once."""
    said = rows["publish_consent"] == 1
    chosen = frame.filter(pl.Series(said)).unique("ticket_id", keep="first", maintain_order=True)
    days = chosen.get_column("received_at").cast(pl.String).str.slice(0, 10)
    return list(zip(chosen.get_column("ticket_id").to_list(), days.to_list(), strict=True))


def _move(partial: Path, directory: Path) -> None:
    for path in sorted(partial.iterdir(), key=lambda path: (path.name == "truth.json", path.name)):
        target = directory / path.name
        if target.is_dir():
            shutil.rmtree(target)
        path.replace(target)
    partial.rmdir()
