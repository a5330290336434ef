"""The contract is what the code says, others can read it, and answers hold to it."""

import gzip
import re
from pathlib import Path
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openapi_spec_validator import validate

from api import query
from api.app import the_contract
from api.problems import KINDS
from api.verbs.contract import files
from tests.unit.api.client import Client

OPENAPI = Path(__file__).resolve().parents[3] / "openapi"
DOCUMENT: dict[str, Any] = the_contract()
VALUES = {
    "dataset": ("three_rates", "no_such"),
    "codelist": ("area", "no_such"),
    "code": ("110105", "no_such"),
    "mechanism": ("m01", "no_such"),
    "document": ("policy", "no_such"),
    "release_id": ("latest", "no_such"),
    "slug": ("no-such-code", "no_such"),
}
QUERIES = {"/graphql": "?query={datasets(first:1){nodes{id}}}"}
READS = [path for path, methods in DOCUMENT["paths"].items() if "get" in methods]


@pytest.mark.parametrize("name", sorted(files()))
def test_the_committed_contract_is_not_stale(name: str) -> None:
    assert (OPENAPI / name).read_bytes() == files()[name], "run: gongkai-api contract"


def test_every_committed_problem_page_is_of_a_problem() -> None:
    assert {path.stem for path in (OPENAPI / "problems").glob("*.md")} == set(KINDS)


def test_others_can_read_the_document() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    validate(DOCUMENT)


def test_operations_are_named_once_and_told_in_both_languages() -> None:
    operations = [row for methods in DOCUMENT["paths"].values() for row in methods.values()]
    names = [row["operationId"] for row in operations]
    assert len(names) == len(set(names))
    for row in operations:
        assert re.search("[\u4e00-\u9fff]", row["description"]), row["operationId"]
        assert re.search("[A-Za-z]{4}", row["description"]), row["operationId"]
        assert row["tags"]
        for parameter in row.get("parameters", ()):
            if parameter["in"] == "query":
                assert parameter["description"], (row["operationId"], parameter["name"])


def _schema(path: str, status: int, media: str, method: str = "get") -> dict[str, Any]:
    documented = DOCUMENT["paths"][path][method]["responses"]
    assert str(status) in documented, f"{path} does not tell of {status}"
    content = documented[str(status)]["content"]
    assert media in content, f"{path} does not tell of {media} for {status}"
    schema = content[media].get("schema", {})
    return {**schema, "components": DOCUMENT["components"]}


def _check(api: Client, path: str, url: str) -> int:
    answer = api.get(url)
    media = answer.headers["content-type"].split(";")[0]
    schema = _schema(path, answer.status, media)
    if media.endswith("json"):
        Draft202012Validator(schema).validate(answer.json)
    return answer.status


@pytest.mark.parametrize("path", READS)
def test_served_answers_hold_to_the_document(api: Client, path: str) -> None:
    right, wrong = path, path
    for name, (known, unknown) in VALUES.items():
        right = right.replace(f"{{{name}}}", known)
        wrong = wrong.replace(f"{{{name}}}", unknown)
    assert _check(api, path, right + QUERIES.get(path, "")) == 200
    assert _check(api, path, right + "?no_such_parameter=1") == 400
    if wrong != path:
        assert _check(api, path, wrong) == 404


@pytest.mark.parametrize(
    "query",
    [
        "time=latest&label=both",
        "time=2026-08&area=110105002",
        "time=2026-09&zeros=omit&lang=en",
        "view=p9",
        "channel=web",
        "area=110101001&channel=web",
        "format=xml",
        "limit=5&time.level=year",
    ],
)
@pytest.mark.parametrize("dataset", ["three_rates", "intake_volume"])
def test_observations_hold_to_the_document(api: Client, dataset: str, query: str) -> None:
    path = "/v1/datasets/{dataset}/observations"
    _check(api, path, f"/v1/datasets/{dataset}/observations?{query}")


@pytest.mark.parametrize("path", READS)
def test_head_says_what_get_says(api: Client, path: str) -> None:
    url = path
    for name, (known, _) in VALUES.items():
        url = url.replace(f"{{{name}}}", known)
    url += QUERIES.get(path, "")
    got, head = api.get(url), api.ask("HEAD", url)
    assert head.body == b""
    assert (head.status, head.headers) == (got.status, got.headers)


@pytest.mark.parametrize("path", [path for path in READS if path != "/v1/health"])
def test_an_answer_that_one_has_is_not_sent_again(api: Client, path: str) -> None:
    url = path
    for name, (known, _) in VALUES.items():
        url = url.replace(f"{{{name}}}", known)
    url += QUERIES.get(path, "")
    first = api.get(url)
    assert first.headers["cache-control"] == "public, max-age=300"
    assert first.headers["vary"] == "Accept, Accept-Encoding"
    etag = first.headers["etag"]
    assert not etag.startswith("W/")
    again = api.get(url, if_none_match=etag)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == etag
    assert api.get(url, if_none_match='"another"').status == 200


def test_every_link_of_a_mechanism_answers(api: Client) -> None:
    for item in api.get("/v1/mechanisms").json["data"]:
        assert item["answers"]
        for answer in item["answers"]:
            assert api.get(answer["url"]).status == 200


def test_every_link_of_a_page_answers(api: Client) -> None:
    for page in ("/", "/en", "/docs", "/docs?lang=en", "/problems"):
        for url in set(re.findall(r'(?:href|action)="(/[^"#]*)"', api.get(page).text)):
            if url == "/graphql":  # a form that waits for its query
                continue
            assert api.get(url.replace("&amp;", "&")).status == 200, (page, url)


def test_lists_are_paged_to_the_end(api: Client) -> None:
    found, url = [], "/v1/regions?limit=2"
    while url:
        answer = api.get(url).json
        found += [row["code"] for row in answer["data"]]
        url = answer["links"].get("next", "")
    assert len(found) == answer["meta"]["total"] == len(set(found))


def test_the_feed_is_a_feed(api: Client) -> None:
    parsed = feedparser.parse(api.get("/feeds/releases.atom").body)
    assert parsed.bozo == 0
    assert len(parsed.entries) == 1
    assert parsed.entries[0].summary


def test_health_says_what_scripts_read(api: Client) -> None:
    answer = api.get("/v1/health")
    assert {"status", "release", "sequence", "expires"} <= set(answer.json)
    assert answer.headers["cache-control"] == "no-store"


def test_gzip_is_the_same_answer(api: Client) -> None:
    plain = api.get("/openapi.json")
    packed = api.get("/openapi.json", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]
    assert len(packed.body) < len(plain.body) / 4


def test_the_contract_names_every_parameter_that_is_taken(api: Client) -> None:
    paths = api.get("/openapi.json").json["paths"]

    def named(path: str) -> set[str]:
        return {row["name"] for row in paths[path]["get"]["parameters"]}

    observations = named("/v1/datasets/{dataset}/observations")
    taken = {row.name for row in (*query.FIXED, *query.dimension_parameters())}
    assert observations == taken | {"dataset", "release", "lang"}
    assert named("/v1/datasets") == {"release", "limit", "cursor", "lang"}
    for name in taken:
        url = f"/v1/datasets/three_rates/observations?{name}=,"
        assert api.get(url).json.get("type") != "/problems/unknown-parameter", name


def test_the_contract_tells_both_formats_and_the_body_of_graphql() -> None:
    paths = DOCUMENT["paths"]
    table = paths["/v1/datasets/{dataset}/observations"]["get"]["responses"]["200"]["content"]
    assert set(table) == {"application/json", "text/csv"}
    post = paths["/graphql"]["post"]
    body = post["requestBody"]["content"]["application/json"]["schema"]
    assert body["required"] == ["query"]
    assert "application/graphql-response+json" in post["responses"]["200"]["content"]
