"""The service as a process: it refuses, starts, serves, stops, and sees nothing but releases."""

import http.client
import json
import os
import pwd
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.lib.release import fabricate

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-m", "api.cli"]
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root to give it up")


def environment(**extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI")}
    return {**kept, **extra}


def run(*arguments: str, cwd: Path = ROOT, **extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=environment(**extra),
        timeout=60,
        check=False,
    )


@contextmanager
def serving(public: Path, *extra: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    process = subprocess.Popen(
        [
            *COMMAND,
            "serve",
            "--releases",
            str(public),
            "--port",
            "0",
            "--isolation",
            "demo",
            *extra,
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    try:
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 60)
        assert ready, "the service did not become ready"
        line = process.stdout.readline()
        match = re.search(r"^Serving http://127\.0\.0\.1:(\d+)/", line)
        assert match, (line, process.stderr.read() if process.stderr and not line else "")
        yield process, int(match[1])
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def get(port: int, url: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", url)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.fixture
def open_public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    found = tmp_path_factory.mktemp("served")
    found.chmod(0o755)  # as any umask but pytest's own would have it
    fabricate(found)
    yield found
    shutil.rmtree(found)


def test_strict_refuses_an_open_layer_in_the_language_asked_for(public: Path) -> None:
    arguments = ("serve", "--releases", str(public), "--port", "0", "--isolation", "strict")
    zh = run(*arguments, GONGKAI_SERIES_KEY_FILE="/secret-place")
    assert zh.returncode == 1
    assert "拒绝启动" in zh.stderr
    assert "GONGKAI_SERIES_KEY_FILE" in zh.stderr
    assert "secret-place" not in zh.stderr
    en = run(*arguments, "--lang", "en")
    assert en.returncode == 1
    assert "create a file in releases" in en.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_demo_serves_says_so_and_stops_cleanly(open_public: Path, number: int) -> None:
    with serving(open_public) as (process, port):
        status, body = get(port, "/v1/health")
        assert status == 200
        assert json.loads(body)["demonstration"] is True
        assert "演示" in get(port, "/")[1].decode()
        process.send_signal(number)
        _, told = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "演示模式" in told
        assert "Traceback" not in told
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", port), timeout=2).close()


def test_a_busy_port_is_told_and_may_be_tried_again(public: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("serve", "--releases", str(public), "--port", port, "--isolation", "demo")
    assert done.returncode == 75
    assert port in done.stderr


def test_an_empty_shelf_is_served_as_empty_and_fills_without_a_restart(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    with serving(tmp_path) as (_, port):
        assert json.loads(get(port, "/v1/health")[1])["status"] == "empty"
        status, body = get(port, "/v1/datasets")
        assert status == 503
        assert json.loads(body)["type"] == "/problems/no-release"
        fabricate(tmp_path)
        until = time.monotonic() + 10
        while get(port, "/v1/datasets")[0] != 200:
            assert time.monotonic() < until
        assert json.loads(get(port, "/v1/health")[1])["status"] == "ok"


@contextmanager
def as_nobody(
    python: str, public: Path, *extra: str
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Serve *public* under strict as a user without rights, from code that it may read."""
    code = public.parent / "code"
    code.mkdir()
    for package in ("api", "publish"):
        shutil.copytree(ROOT / package, code / package)
    nobody = pwd.getpwnam("nobody")
    process = subprocess.Popen(
        [python, "-m", "api.cli", "serve", "--releases", str(public), "--port", "0", *extra],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=code,
        env=environment(PYTHONPATH=LIBRARIES, PYTHONDONTWRITEBYTECODE="1"),
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 60)
        line = process.stdout.readline() if ready else ""
        match = re.search(r"^Serving http://127\.0\.0\.1:(\d+)/", line)
        assert match, (line, process.poll(), process.stderr.read() if process.stderr else "")
        yield process, int(match[1])
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def members(session: int) -> list[int]:
    """Return the processes of a session that are still there."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


LIBRARIES = os.pathsep.join(entry for entry in sys.path if entry.endswith("-packages"))


def python_of_nobody() -> str | None:
    """Return a Python of our version that a user without rights can run, with our libraries."""
    system = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    for path in (sys.executable, system):
        try:
            asked = subprocess.run(
                [path, "-c", "import litestar, uvicorn, msgspec, sqlalchemy, httptools, uvloop"],
                user="nobody",
                extra_groups=[],
                cwd="/",
                env=environment(PYTHONPATH=LIBRARIES, PYTHONDONTWRITEBYTECODE="1"),
                capture_output=True,
                check=False,
            )
        except OSError:
            continue
        if asked.returncode == 0:
            return path
    return None


@pytest.fixture
def nobodys() -> Iterator[Path]:
    """A folder that every user may enter, and nobody but us may write."""
    found = Path(tempfile.mkdtemp(prefix="gongkai-strict-"))
    found.chmod(0o755)
    yield found
    shutil.rmtree(found)


@needs_root
@pytest.mark.parametrize("workers", [1, 2])
def test_strict_serves_as_a_user_without_rights_and_leaves_no_process(
    open_public: Path, nobodys: Path, workers: int
) -> None:
    python = python_of_nobody()
    if python is None:
        pytest.skip("this Python lies where another user cannot read it")
    shelf = nobodys / "public"
    shutil.copytree(open_public, shelf)
    with as_nobody(python, shelf, "--isolation", "strict", "--workers", str(workers)) as (
        process,
        port,
    ):
        assert get(port, "/v1/datasets")[0] == 200
        assert json.loads(get(port, "/v1/health")[1])["status"] == "ok"
        assert len(members(process.pid)) >= workers
        process.terminate()
        _, told = process.communicate(timeout=30)
        assert process.returncode == 0, told
        assert "Traceback" not in told
    until = time.monotonic() + 5  # Python's own tracker of resources ends after its parent
    while (left := members(process.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    assert left == []


@needs_root
def test_under_root_the_demo_is_nobody_and_sees_only_the_public_directory(
    open_public: Path,
) -> None:
    with serving(open_public) as (process, port):
        assert get(port, "/v1/datasets")[0] == 200
        status = Path(f"/proc/{process.pid}/status").read_text()
        uid = pwd.getpwnam("nobody").pw_uid
        assert re.search(rf"^Uid:\s+{uid}\s+{uid}\s+{uid}\s+{uid}$", status, re.MULTILINE)
        assert Path(f"/proc/{process.pid}/root").readlink() == open_public
        for url in (
            "/",
            "/docs",
            "/openapi.json",
            "/graphql?query={nothing}",
            "/v1/x",
            "/problems",
        ):
            assert get(port, url)[0] in {200, 404}, url


def test_the_report_tries_every_act(public: Path, tmp_path: Path) -> None:
    done = run("isolation-report", "--releases", str(public), "--home", str(tmp_path), "--json")
    acts = {row["act"]: row["verdict"] for row in json.loads(done.stdout)["acts"]}
    for blocked in (
        "write to the SQLite",
        "ATTACH another database",
        "loosen a PRAGMA",
        "load an extension",
    ):
        assert acts[blocked] == "BLOCKED"
    # The twin: this checkout has everything installed and its releases can be written.
    assert acts["import anonymize"] == "ALLOWED"
    assert acts["create a file in releases of the public directory"] == "ALLOWED"
    assert done.returncode == 1


PROGRAM = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"presidio_analyzer", "faker", "polars", "numpy", "anonymize"}:
            raise ImportError("blocked: " + name)

sys.meta_path.insert(0, Blocked())
sys.path[:] = [entry for entry in sys.path if entry != sys.argv[3]]
sys.path.insert(0, sys.argv[1])
import api.app
assert api.app.__file__.startswith(sys.argv[1]), api.app.__file__
import pathlib
opened = []
from api.app import ROUTES, create_app
from api.privileges import _QUESTIONS
import asyncio

async def ask(app, url):
    path, _, query = url.partition("?")
    got = []
    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}
    async def send(message):
        got.append(message)
    await app({"type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
        "query_string": query.encode(), "headers": [], "root_path": "", "scheme": "http",
        "http_version": "1.1", "asgi": {"version": "3.0"}, "client": None, "server": None},
        receive, send)
    return got[0]["status"]

def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened.append(arguments[0])
    if event in {"socket.connect", "subprocess.Popen", "os.system"}:
        opened.append("FORBIDDEN " + event)

sys.addaudithook(hook)
app = create_app(pathlib.Path(sys.argv[2]))

async def main():
    statuses = {}
    values = {"{dataset:str}": "three_rates", "{codelist:str}": "area", "{code:str}": "110105",
        "{mechanism:str}": "m01", "{document:str}": "policy", "{release_id:str}": "latest",
        "{slug:str}": "no-such-code"}
    for route in ROUTES:
        for path in route.paths:
            for name, value in values.items():
                path = path.replace(name, value)
            statuses[path] = await ask(app, path)
    for url in _QUESTIONS:
        await ask(app, url)
    return statuses

statuses = asyncio.run(main())
import json
print(json.dumps({"statuses": statuses, "opened": opened,
    "modules": sorted({name.split(".")[0] for name in sys.modules})}))
"""


def test_a_copy_of_two_folders_answers_and_opens_nothing_but_releases(
    public: Path, tmp_path: Path
) -> None:
    for folder in ("api", "publish"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), str(public), str(ROOT)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {path: status for path, status in told["statuses"].items() if status != 200} == {
        "/graphql": 400  # no query was given
    }
    assert not {"presidio_analyzer", "faker", "polars", "numpy", "anonymize"} & set(told["modules"])
    allowed = (
        str(public),
        str(tmp_path),
        sys.prefix,
        sys.base_prefix,
        "/etc/mime.types",
        "/usr/lib",
    )
    outside = [name for name in told["opened"] if not name.startswith(allowed)]
    assert [name for name in outside if not name.startswith("file:")] == []
    assert any(name.startswith(str(public)) for name in told["opened"])


def test_json_says_where_it_serves_in_one_object(tmp_path: Path) -> None:
    command = [*COMMAND, "--json", "serve", "--releases", str(tmp_path), "--port", "0"]
    with subprocess.Popen(
        [*command, "--isolation", "demo"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT, env=environment(),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 60)
        assert ready, "the service did not become ready"
        url = json.loads(process.stdout.readline())["url"]
        match = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", url)
        assert match
        assert json.loads(get(int(match[1]), "/v1/health")[1])["status"] == "empty"
        process.terminate()
        assert process.stdout.read() == ""
