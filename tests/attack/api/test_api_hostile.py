"""What somebody could send on purpose: each attempt refused, each twin of it answered."""

import json
from pathlib import Path

import pytest
from graphql import get_introspection_query

from api.app import create_app
from api.graphql import limits
from tests.lib.release import fabricate
from tests.unit.api.client import Answer, Client

RATES = "/v1/datasets/three_rates/observations"
MARK = "canary-7f3a"


def ask(api: Client, query: str, **headers: str) -> Answer:
    body = json.dumps({"query": query}).encode()
    return api.post("/graphql", body, content_type="application/json", **headers)


ALIASES = "{" + " ".join(f"a{n}:codelists(first:1){{totalCount}}" for n in range(16)) + "}"
SPREADS = (
    "{codelists(first:1){nodes{...f0}}}"
    + "".join(f"fragment f{n} on Codelist{{...f{n + 1} ...f{n + 1}}}" for n in range(30))
    + "fragment f30 on Codelist{id}"
)
WIDE = "{codelists(first:100){nodes{entries(first:100){nodes{code}}}}}"


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(ALIASES, id="aliases"),
        pytest.param(WIDE, id="cost"),
        pytest.param("{" + " ".join(["__typename"] * 1001) + "}", id="tokens"),
        pytest.param("{datasets(first:101){totalCount}}", id="first too large"),
        pytest.param("{datasets(first:0){totalCount}}", id="first zero"),
        pytest.param("{datasets(first:-1){totalCount}}", id="first negative"),
        pytest.param("{" + "__typename @skip(if:false) " * 21 + "}", id="directives"),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
def test_a_query_past_a_limit_is_400_in_both_media_types(
    api: Client, query: str, accept: str
) -> None:
    answer = ask(api, query, accept=accept)
    assert answer.status == 400, answer.text[:300]
    assert answer.json["errors"]
    assert "data" not in answer.json


def test_the_dearest_query_that_is_allowed_runs(api: Client) -> None:
    answer = ask(api, "{codelists(first:10){nodes{entries(first:100){totalCount}}}}")
    assert answer.status == 200
    assert answer.json["extensions"]["cost"]["objects"] <= limits.COST


def test_fragments_that_double_are_cheap_to_refuse_or_answer(api: Client) -> None:
    assert ask(api, SPREADS).status == 400
    shared = "{codelists(first:1){nodes{...f}}} fragment f on Codelist{id}"
    assert ask(api, shared).status == 200


def test_cost_is_told_when_it_is_the_reason(api: Client) -> None:
    cost = ask(api, WIDE).json["errors"][0]["extensions"]["cost"]
    assert cost["objects"] > cost["limit"] == limits.COST


def test_deep_introspection_is_refused(api: Client) -> None:
    deep = "{__schema{types{fields{type{fields{type{fields{type{fields{name}}}}}}}}}}"
    answer = ask(api, deep, accept="application/graphql-response+json")
    assert answer.status == 400


def test_the_standard_introspection_is_answered(api: Client) -> None:
    answer = ask(api, get_introspection_query())
    assert answer.status == 200
    assert "errors" not in answer.json
    assert answer.json["data"]["__schema"]["mutationType"] is None


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b'[{"query":"{__typename}"}]', "application/json", 400),
        (b'{"query":"mutation{x}"}', "application/json", 200),
        (b'{"query":1}', "application/json", 400),
        (b"{", "application/json", 400),
        (b'{"query":"{__typename}"}', "text/plain", 415),
        (b'{"query":"{__typename}"}', "multipart/form-data; boundary=x", 415),
        (b'{"query":"{__typename}"}', "application/json; charset=gbk", 415),
        (b'{"query":"' + b" " * 70_000 + b'{__typename}"}', "application/json", 413),
        (b"[" * 60_000, "application/json", 400),
    ],
)
def test_batches_writes_and_other_bodies_are_refused(
    api: Client, body: bytes, media: str, status: int
) -> None:
    answer = api.post("/graphql", body, content_type=media)
    assert answer.status == status
    assert "data" not in answer.json


def test_parse_errors_follow_the_media_type(api: Client) -> None:
    assert ask(api, "{").status == 200
    assert ask(api, "{", accept="application/graphql-response+json").status == 400
    assert ask(api, "{nothing}", accept="application/graphql-response+json").status == 400


@pytest.mark.parametrize(
    "url",
    [
        f"{RATES}?area=%ff",
        f"{RATES}?area=%00",
        f"{RATES}?area=1'%20OR%20'1'='1",
        f'{RATES}?measure=n"%20FROM%20sqlite_master--',
        f'{RATES}?view=p1";DROP',
        f"{RATES}?%0d%0aset-cookie:x=1",
        f"{RATES}?cursor=%0d%0a",
        f"{RATES}?" + "&".join(f"x{n}=1" for n in range(100)),
        f"{RATES}?area=" + ",".join(["1"] * 600),
        f"{RATES}?area=" + "a" * 9000,
        "/v1/datasets/..%2f..%2fetc%2fpasswd",
        "/v1/releases/..%2f..%2f",
        "/v1/releases/000001-7feb809552bc7d0b%00",
        "/problems/..%2findex",
        "/v1/datasets/<script>alert(1)</script>",
    ],
)
def test_a_strange_address_is_a_client_mistake(api: Client, url: str) -> None:
    answer = api.get(url)
    assert 400 <= answer.status < 500, answer.text[:200]
    assert answer.headers["content-type"] == "application/problem+json"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "url",
    [
        f"{RATES}?{MARK}=1",
        f"{RATES}?area={MARK}",
        f"/v1/datasets/{MARK}",
        f"/{MARK}",
        f"/graphql?query={{{MARK}}}",
    ],
)
def test_what_people_type_is_in_no_log(
    api: Client, url: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    api.get(url)
    ask(api, f'{{dataset(id:"{MARK}"){{id}}}}')
    written = "".join(capfd.readouterr()) + caplog.text
    assert MARK not in written


@pytest.mark.parametrize("path", ["/", "/en", "/docs", "/problems", "/problems/no-such-code"])
def test_pages_hold_no_script_and_ask_nobody_else(api: Client, path: str) -> None:
    answer = api.get(path)
    assert answer.status == 200
    for forbidden in ("<script", "style=", "onclick", "javascript:", "<iframe", "@import"):
        assert forbidden not in answer.text
    for attribute in ('src="http', 'href="//', 'src="//'):
        assert attribute not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_every_answer_may_be_read_from_anywhere_and_sets_nothing(api: Client) -> None:
    for url in ("/v1/datasets", "/v1/nothing", "/", "/graphql?query={__typename}"):
        headers = api.get(url).headers
        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
        assert "set-cookie" not in headers
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(api: Client, method: str) -> None:
    answer = api.ask(method, "/v1/datasets")
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_release_that_is_altered_is_not_served(tmp_path: Path) -> None:
    first = fabricate(tmp_path, sequence=1)
    second = fabricate(tmp_path, sequence=2)
    app = Client(create_app(tmp_path))
    assert app.get("/v1/health").json["release"] == second.name
    catalogue = second / "catalogue.json"
    catalogue.write_bytes(catalogue.read_bytes().replace(b"Test City", b"Fake City"))
    again = Client(create_app(tmp_path))
    assert again.get("/v1/health").json["release"] == first.name
    assert again.get(f"/v1/datasets?release={second.name}").status == 503
