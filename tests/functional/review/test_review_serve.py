"""`gongkai-anonymize review serve`: what it prints, what it refuses, how it ends."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest

from anonymize.cli import main
from anonymize.record_key import SeriesKey
from publish.profile import load_profile
from tests.lib.review_page import NAME, PINS, Client, item, queue_of
from tests.lib.servers import BIN, ROOT, environment

ANY: Final = ".".join("0000")  # every interface


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    assert main(["key", "create", "--seed", "3", "--home", str(made)]) == 0
    key = SeriesKey.load(made / "raw/keys/series.key")
    queue_of(made, key, load_profile("beijing-demo").series).put([item(PINS[0])])
    return made


@contextmanager
def served(home: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [BIN / "gongkai-anonymize", "review", "serve", "--by", "李审", "--home", home, *words],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_an_address_serves_it_and_ends_cleanly(
    home: Path, number: signal.Signals
) -> None:
    with served(home, "--json") as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        address = urlsplit(told["url"])
        assert (told["by"], address.hostname, address.query) == ("李审", "127.0.0.1", "")
        assert address.port is not None
        client = Client(address.port, address.fragment)
        client.enter()
        status, shown = client.act(f"/items/{PINS[0]}/show")
        assert status == 200
        assert NAME in json.dumps(shown, ensure_ascii=False)
        client.act(f"/items/{PINS[0]}/edit", {"texts": 5})
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert (out, err) == ("", "")


def test_the_address_goes_to_stderr_where_no_json_is_asked_for(home: Path) -> None:
    with served(home) as process:
        assert process.stderr is not None
        process.stderr.readline()
        assert "#" in process.stderr.readline()
        process.terminate()
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "")
    assert NAME not in err


def test_it_ends_when_nobody_does_anything(home: Path) -> None:
    began = time.monotonic()
    with served(home, "--idle", "0.02", "--json") as process:
        out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out.count("\n") == 1
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    "words",
    [("--host", ANY), ("--host", "::"), ("--port", "70000"), ("--idle", "0"),
     ("--idle", "nan"), ("--idle", "481")],
)  # fmt: skip
def test_what_cannot_be_is_refused_before_anything_listens(
    home: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", "serve", "--by", "李审", "--home", str(home), *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "#" not in said.err


def test_a_port_in_use_is_said_to_be(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from anonymize.review.page.server import bind  # noqa: PLC0415 - a socket for this test alone

    taken = bind("127.0.0.1", 0)
    port = str(taken.getsockname()[1])
    try:
        assert main(["review", "serve", "--by", "李", "--home", str(home), "--port", port]) == 75
    finally:
        taken.close()
    assert port in capsys.readouterr().err
