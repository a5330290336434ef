"""`make demo`, small: from nothing to four releases and an API that answers, and then again."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.lib.pipeline import Run, demo, run
from tests.lib.servers import BIN, ROOT, environment, free_port

pytestmark = pytest.mark.xdist_group("demo")
TICKETS: Final = 15_000
FINE: Final = 9


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    home = tmp_path_factory.mktemp("demo") / "home"
    return home, demo(home, tickets=TICKETS)


@pytest.fixture(scope="module")
def url(built: tuple[Path, Run]) -> Iterator[str]:
    home, _ = built
    port = free_port()
    process = start(home, port)
    try:
        wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def start(home: Path, port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [ROOT / ".ci" / "demo", BIN, home, str(TICKETS), "1", str(port)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait(port: int) -> None:
    for _ in range(600):
        try:
            get(f"http://127.0.0.1:{port}/v1/health")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the demonstration did not answer")


def get(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  -- loopback
        return json.loads(answer.read())


def releases(home: Path) -> list[Path]:
    return sorted((home / "public" / "releases").iterdir())


def test_it_ends_with_a_backfill_of_34_months_and_three_monthly_releases(
    built: tuple[Path, Run],
) -> None:
    home, done = built
    assert done.code == 0, done.stderr[-3000:]
    months = [
        json.loads((path / "catalogue.json").read_text())["months"] for path in releases(home)
    ]
    assert [len(each) for each in months] == [34, 35, 36, 37]
    assert months[-1][0] == "2023-10"
    assert months[-1][-1] == "2026-10"


def test_every_release_verifies_and_an_altered_copy_does_not(
    built: tuple[Path, Run], tmp_path: Path
) -> None:
    home, _ = built
    for path in releases(home):
        assert run("publish", "verify", path, home=home).code == 0
    subprocess.run(["cp", "-R", releases(home)[0], tmp_path / "copy"], check=True)
    assert run("publish", "verify", tmp_path / "copy", home=home).code == 0
    catalogue = tmp_path / "copy" / "catalogue.json"
    catalogue.chmod(0o644)
    catalogue.write_bytes(catalogue.read_bytes().replace(b"2023-10", b"2023-11", 1))
    refused = run("publish", "verify", tmp_path / "copy", "--lang", "en", home=home)
    assert refused.code == 1
    assert "catalogue.json" in refused.stdout + refused.stderr


def test_a_second_start_serves_the_release_that_stands(built: tuple[Path, Run]) -> None:
    home, _ = built
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}
    again = demo(home, tickets=TICKETS)
    assert again.code == 0
    changed = {
        path.relative_to(home).as_posix()
        for path in home.rglob("*")
        if path.is_file() and before.get(path) != path.stat().st_mtime_ns
    }
    assert changed <= {"demo.txt", "work/demo-months.txt"}


def test_another_size_in_the_same_home_is_refused_with_the_way_out(built: tuple[Path, Run]) -> None:
    home, _ = built
    refused = subprocess.run(
        [ROOT / ".ci" / "demo", BIN, home, "99", "1", "0", "build"],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 2
    assert "GONGKAI_HOME" in refused.stderr


def test_the_api_answers_what_the_tickets_say(built: tuple[Path, Run], url: str) -> None:
    home, _ = built
    bundle = json.loads((home / "bundles" / "demo-1" / "bundle.json").read_text())
    compared = 0
    for month, note in bundle["cohorts"].items():
        page = get(
            f"{url}/v1/datasets/three_rates/observations?view=P2&area=110000&category=_T&time={month}"
        )
        (row,) = page["data"]
        assert row["n"] == note["rows"], month  # the city's n by month is exact in this profile
        compared += 1
    assert compared == 37


def test_rest_graphql_and_csv_give_the_same_digits(url: str) -> None:
    question = "view=P2&area=110105&category=_T&time=2026-09"
    base = f"{url}/v1/datasets/three_rates/observations"
    (row,) = get(f"{base}?{question}")["data"]
    with urllib.request.urlopen(f"{base}?{question}&format=csv", timeout=30) as answer:  # noqa: S310
        header, line = answer.read().decode("utf-8-sig").splitlines()[:2]
    table = dict(zip(header.split(","), line.split(","), strict=True))
    assert int(table["n"]) == row["n"]
    assert int(table["resolution_unresolved"]) == row["resolution_unresolved"]


def test_ctrl_c_stops_it_and_leaves_no_process_and_no_port(built: tuple[Path, Run]) -> None:
    home, _ = built
    port = free_port()
    process = start(home, port)
    wait(port)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(20) in {0, 130, -signal.SIGINT}
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_an_interrupted_first_run_goes_on_to_the_same_bytes(
    built: tuple[Path, Run], tmp_path: Path
) -> None:
    home, _ = built
    other = tmp_path / "home"
    other.mkdir()
    (other / "demo.txt").write_text((home / "demo.txt").read_text())
    process = start(other, free_port())
    for _ in range(600):
        if (other / "raw" / "demo-1" / "truth.json").is_file():
            break
        time.sleep(0.1)
    time.sleep(1.0)  # somewhere inside the anonymising step
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)
    assert demo(other, tickets=TICKETS).code == 0
    assert [path.name for path in releases(other)] == [path.name for path in releases(home)]
