"""Whoever is not the person at the page gets nothing: no text, no list, no decision."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from anonymize.errors import NotAllowed
from anonymize.review.page.files import OPEN
from anonymize.review.page.server import bind
from anonymize.review.page.session import Session
from tests.lib.review_page import NAME, PINS, Client, item, page_of, queue_of, work_of

ANY: Final = ".".join("0000")  # every interface
PIN: Final = PINS[0]
SHOW: Final = f"/items/{PIN}/show"
APPROVE: Final = f"/items/{PIN}/approve"
STATES: Final = ("waiting", "approved")


class Clock:
    """Stands still until told."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(tmp_path: Path, clock: Clock) -> Iterator[Client]:
    queue_of(tmp_path).put([item(PIN)])
    with page_of(work_of(tmp_path), Session(1800, clock)) as made:
        yield made


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def standing(home: Path) -> Iterator[Client]:
    """Yield a session in which the item was shown: for attacks, none of which changes anything."""
    queue_of(home).put([item(PIN)])
    with page_of(work_of(home), Session(1800)) as made:
        made.enter()
        assert made.act(SHOW)[0] == 200
        yield made


def journals(home: Path) -> list[tuple[str, bytes]]:
    return sorted((path.name, path.read_bytes()) for path in home.rglob("*.jsonl"))


def state(client: Client) -> str:
    status, _, said = client.send("GET", "/queue")
    assert status == 200
    return str(json.loads(said)["lines"][0]["state"])


def test_the_right_person_sees_and_decides(client: Client) -> None:
    client.enter()
    status, told = client.act(SHOW)
    assert status == 200
    assert NAME in json.dumps(told, ensure_ascii=False)
    assert client.act(APPROVE)[0] == 200
    assert state(client) == "approved"


def test_a_token_works_once(client: Client) -> None:
    client.enter()
    status, _, said = client.send("POST", "/session", {"token": client.token})
    assert (status, json.loads(said)["code"]) == (403, "token")


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "\ud800"])
def test_another_token_opens_nothing_and_spends_nothing(client: Client, token: str) -> None:
    assert client.send("POST", "/session", {"token": token})[0] in {400, 403}
    client.enter()


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(client: Client) -> None:
    _, headers, said = client.send("POST", "/session", {"token": client.token})
    flags = {flag.strip().lower() for flag in headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/"} <= flags
    assert len(json.loads(said)["csrf"]) >= 43


@pytest.mark.parametrize(("method", "path"), [("GET", "/queue"), ("POST", SHOW), ("POST", APPROVE)])
@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": None},
        {"cookie": "a=b"},
        {"cookie": "\x7f;;=,"},
        {"x-csrf-token": None},
        {"x-csrf-token": "x" * 43},
        {"cookie": None, "x-csrf-token": None},
    ],
)
def test_one_secret_alone_opens_nothing(
    standing: Client, method: str, path: str, headers: Mapping[str, str | None]
) -> None:
    body: dict[str, str] | None = {} if method == "POST" else None
    status, _, said = standing.send(method, path, body, headers)
    assert status == 401
    assert NAME not in said.decode()
    assert state(standing) == "waiting"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": None},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_page_of_another_origin_decides_nothing(
    standing: Client, headers: Mapping[str, str | None]
) -> None:
    status, _, said = standing.send("POST", APPROVE, {}, headers)
    assert (status, json.loads(said)["code"]) == (403, "origin")
    assert state(standing) == "waiting"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_a_form_of_another_site_is_no_request(standing: Client, kind: str | None) -> None:
    assert standing.send("POST", APPROVE, {}, {"content-type": kind})[0] == 415
    assert state(standing) == "waiting"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "", "[::1]", None])
@pytest.mark.parametrize("path", ["/", "/queue", "/page.js"])
def test_a_foreign_name_for_this_machine_is_refused(
    standing: Client, host: str | None, path: str
) -> None:
    named = None if host is None else host
    status, _, said = standing.send("GET", path, None, {"host": named})
    assert status in {400, 403}
    assert b"<html" not in said


def test_localhost_is_this_machine(standing: Client) -> None:
    assert standing.send("GET", "/", None, {"host": f"localhost:{standing.port}"})[0] == 200


@pytest.mark.parametrize("host", [ANY, "::", "", "localhost", "192.0.2.1", "127.0.0.2"])
def test_no_other_interface_is_listened_on(host: str) -> None:
    with pytest.raises(NotAllowed):
        bind(host, 0)
    bind("127.0.0.1", 0).close()


@pytest.mark.parametrize(
    "path",
    [
        "/../page.html", "/static/page.html", "/..%2f..%2fetc%2fpasswd", "//etc/passwd",
        "/page.js/../../app.py", "/%2e%2e/app.py", "/page.js%00", "/words.json/..", "/app.py",
        "/items/../queue", f"/items/{PIN[:8]}/show", "/openapi.json", "/schema", "/docs",
    ],
)  # fmt: skip
def test_no_path_reaches_a_file_that_the_table_lacks(standing: Client, path: str) -> None:
    assert standing.send("GET", path, None, {"cookie": None})[0] == 401
    status, _, said = standing.send("GET", path)
    assert status in {404, 405}
    assert b"import" not in said
    assert b"root:" not in said


@pytest.mark.parametrize("act", ["show", "approve", "reject", "edit", "reopen"])
def test_a_get_changes_nothing(standing: Client, home: Path, act: str) -> None:
    before = journals(home)
    assert standing.send("GET", f"/items/{PIN}/{act}")[0] == 405
    assert journals(home) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"])
def test_there_are_no_other_methods(standing: Client, method: str) -> None:
    assert standing.send(method, "/queue")[0] == 405


@pytest.mark.parametrize("path", ["/", "/page.js", "/words.json", "/queue", "/nothing", SHOW])
def test_every_answer_has_the_same_armour(standing: Client, path: str) -> None:
    _, headers, _ = standing.send("GET", path)
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


def test_a_session_that_rests_too_long_is_over(client: Client, clock: Clock) -> None:
    client.enter()
    clock.at = 1799
    assert client.act(SHOW)[0] == 200
    clock.at = 1799 + 1799
    assert client.act(SHOW)[0] == 200
    clock.at += 1800
    status, told = client.act(SHOW)
    assert (status, told["code"]) == (401, "session")


def test_a_token_that_nobody_used_does_not_wait_for_ever(client: Client, clock: Clock) -> None:
    clock.at = 1800
    assert client.send("POST", "/session", {"token": client.token})[0] == 403


def test_what_a_problem_says_quotes_no_request(standing: Client) -> None:
    bodies: tuple[Any, ...] = (
        {"texts": {"content": 5}},
        {"texts": NAME},
        [NAME],
        {"reason": NAME},
        NAME,
    )
    for body in bodies:
        for act in ("edit", "reject"):
            status, told = standing.act(f"/items/{PIN}/{act}", body)
            assert status == 400
            assert NAME not in json.dumps(told, ensure_ascii=False)
            assert told["status"] == 400
    assert state(standing) == "waiting"


def test_the_files_of_the_page_have_nothing_inline_and_nothing_foreign(standing: Client) -> None:
    for path in sorted(OPEN - {"/words.json", "/icon.svg"}):
        said = standing.send("GET", path)[2].decode()
        for word in ("https://", "innerHTML", "document.write", "eval(", "localStorage", " style=",
                     'onclick="', "insertAdjacentHTML", "@import"):  # fmt: skip
            assert word not in said, (path, word)
