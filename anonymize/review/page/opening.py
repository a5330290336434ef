"""From settings to one person's work at the page."""

from pathlib import Path

from anonymize.piece import load
from anonymize.record_key import KeyHolder
from anonymize.review.desk import FOLDER, Desk
from anonymize.review.opening import Opened, now
from anonymize.review.page.witness import Witness
from anonymize.review.page.work import Work
from anonymize.review.queue import Queue


def open_work(
    home: Path, holder: KeyHolder, opened: Opened, *, by: str, deadline: float, lang: str
) -> Work:
    """Open the desk of *by* with an engine that tells what it has found. Raises Refused."""
    raw = home / "raw"
    queue = Queue(raw / FOLDER, holder, opened.profile.series)

    witness = Witness(lambda: load(opened.profile, deadline))
    desk = Desk(raw, queue, by=by, clock=now, engine=lambda: witness)
    return Work(desk, queue, witness, clock=now, find=opened.pin_of, lang=lang)
