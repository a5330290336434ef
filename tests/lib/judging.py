"""Runs that judge many texts: their input, what they leave for a reviewer, and how to cut them."""

import hashlib
import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl

from anonymize.record_key import PIN, WHOLE_SERIES, Mac, SeriesKey
from anonymize.review.desk import FOLDER
from anonymize.review.queue import Queue
from publish.profile import load_profile
from tests.lib.consents import SCOPE, record, write_consents
from tests.lib.pipeline import AS_OF, run
from tests.lib.servers import BIN, ROOT, environment

SEED: Final = 7
_PIECES: Final = "raw/resume/*/*.sealed"


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """Tickets whose texts may be read, and the texts."""

    tickets: Path
    texts: Path
    consents: Path

    def shuffled(self, seed: int) -> "Input":
        """Return the same tickets with the lines of their texts in another order."""
        lines = self.texts.read_bytes().splitlines(keepends=True)
        random.Random(seed).shuffle(lines)  # noqa: S311 - seeded, not secret
        path = self.texts.with_name(f"texts-{seed}.jsonl")
        path.write_bytes(b"".join(lines))
        return msgspec.structs.replace(self, texts=path)

    def first(self, share: float) -> "Input":
        """Return the same tickets with the first of the texts alone, without the poison."""
        lines = self.texts.read_bytes().splitlines(keepends=True)
        path = self.texts.with_name("texts-first.jsonl")
        path.write_bytes(b"".join(lines[1 : int(len(lines) * share)]))
        return msgspec.structs.replace(self, texts=path)


def invented(folder: Path, tickets: int, *, whole: int, poison: str | None = None) -> Input:
    """Invent *tickets*, all with consent: to the titles, of one in *whole* to all its texts.

    *poison* becomes the content of the first of those.
    """
    made = folder / "demo"
    words = ("--tickets", tickets, "--seed", SEED, "--as-of", AS_OF, "--text-months", 36)
    done = run("anonymize", "demo", *map(str, words), "--out", made, home=folder / "nobody")
    assert done.code == 0, done.stderr
    frame = pl.read_parquet(made / "tickets.parquet")
    frame.with_columns(publish_consent=pl.lit("是")).write_parquet(folder / "tickets.parquet")
    lines = [json.loads(line) for line in (made / "texts.jsonl").read_bytes().splitlines()]
    lines = list({line["ticket_id"]: line for line in lines}.values())
    if poison is not None:
        lines[0]["content"] = poison
    records = [
        record(line["ticket_id"], date="2023-09-02", scope=["title"] if place % whole else SCOPE)
        for place, line in enumerate(lines)
    ]
    texts = folder / "texts.jsonl"
    texts.write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )
    consents = write_consents(folder / "consents.jsonl", *records)
    return Input(tickets=folder / "tickets.parquet", texts=texts, consents=consents)


def command(given: Input, home: Path, *words: str) -> list[str]:
    """Return the command that runs *given* on *home* into the bundle ``home/b``."""
    return [
        str(BIN / "gongkai-anonymize"), "run", str(given.tickets), "--texts", str(given.texts),
        "--consents", str(given.consents), "--mapping", "beijing", "--bundle", str(home / "b"),
        "--as-of", AS_OF, "--home", str(home), "--lang", "en", "--json", *words,
    ]  # fmt: skip


def new_home(home: Path) -> Path:
    """Make a home whose series key everybody knows."""
    SeriesKey.create(home / "raw" / "keys" / "series.key", seed=SEED)
    return home


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How a run ended."""

    code: int
    account: dict[str, Any]
    said: str
    seconds: float


def go(
    given: Input,
    home: Path,
    *words: str,
    extra: Mapping[str, str] | None = None,
    disturb: Callable[[int, Path], None] | None = None,
) -> Ended:
    """Run *given*; *disturb* is called with the run's session and its home once it has begun."""
    begun = time.monotonic()
    process = subprocess.Popen(
        command(given, home, *words),
        cwd=ROOT,
        env=environment(extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    if disturb is not None:
        disturb(process.pid, home)
    out, said = process.communicate()
    account = json.loads(out) if out else {}
    seconds = time.monotonic() - begun
    return Ended(code=process.returncode, account=account, said=said, seconds=seconds)


def pieces_kept(home: Path) -> int:
    """Return how many pieces a run has judged so far."""
    return len(list(home.glob(_PIECES)))


def kill_worker(mark: str, after: int = 1) -> Callable[[int, Path], None]:
    """Return what kills one worker, known by *mark* in its command, after so many pieces."""

    def kill(session: int, home: Path) -> None:
        until = time.monotonic() + 900
        while time.monotonic() < until and _lives(session):
            workers = _workers(session, mark) if pieces_kept(home) >= after else []
            if workers:
                os.kill(workers[0], signal.SIGKILL)
                return
            time.sleep(0.05)
        raise AssertionError("there was no worker to kill")

    return kill


def kill_run(after: int = 1) -> Callable[[int, Path], None]:
    """Return what kills a run and all its workers after so many pieces."""

    def kill(session: int, home: Path) -> None:
        until = time.monotonic() + 900
        while time.monotonic() < until and _lives(session):
            if pieces_kept(home) >= after:
                os.killpg(session, signal.SIGKILL)
                return
            time.sleep(0.02)
        raise AssertionError("the run ended before it could be killed")

    return kill


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _workers(session: int, mark: str) -> list[int]:
    """Return processes of *session* whose command has *mark*, children of their like last."""
    found: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command_line = (path / "cmdline").read_bytes().decode()
            _, parent, _, its_session = (path / "stat").read_text().rpartition(")")[2].split()[:4]
        except (OSError, UnicodeDecodeError):
            continue
        if int(its_session) == session and mark in command_line:
            found[int(path.name)] = int(parent)
    # A daemon forks the workers of Spark; they bear its name, and it bears no work.
    children = [process for process, parent in found.items() if parent in found]
    return sorted(children or found)


def what_a_reviewer_sees(home: Path) -> str:
    """Return a digest of all that waits in the queue, opened."""
    key = SeriesKey.load(home / "raw" / "keys" / "series.key")
    queue = Queue(home / "raw" / FOLDER, key, load_profile("beijing-demo").series)
    total = hashlib.sha256()
    for one in sorted(queue.listed(), key=lambda one: one.pin):
        total.update(msgspec.msgpack.encode((one, queue.open_item(one.pin))))
    return total.hexdigest()


def waits(home: Path, ticket: str) -> bool:
    """Tell whether *ticket* waits in the queue."""
    key = SeriesKey.load(home / "raw" / "keys" / "series.key")
    series = load_profile("beijing-demo").series
    pin = Mac(key.derive(series, WHOLE_SERIES, PIN))(ticket.encode())[:16].hex()
    queue = Queue(home / "raw" / FOLDER, key, series)
    return queue.open_item(pin) is not None


def bundle_digest(home: Path) -> str:
    """Return a digest of a bundle's files, names and bytes."""
    total = hashlib.sha256()
    for path in sorted((home / "b").rglob("*")):
        if path.is_file():
            total.update(f"{path.relative_to(home)}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
