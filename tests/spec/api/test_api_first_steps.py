"""The first requests of somebody new: a browser before any release, GraphQL without a question."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from api.app import create_app
from tests.unit.api.client import Client

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.fixture
def empty(tmp_path: Path) -> Client:
    return Client(create_app(tmp_path))


@pytest.mark.parametrize("path", ["/", "/en", "/?lang=en"])
def test_a_browser_before_any_release_is_shown_a_page_in_both_languages(
    empty: Client, path: str
) -> None:
    answer = empty.get(path, accept=BROWSER)
    assert answer.status == 503
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"
    assert "尚无可用批次" in answer.text
    assert "No release can be served yet" in answer.text
    assert len(answer.body) < 4000


@pytest.mark.parametrize("accept", ["", "*/*", "application/json", "application/json, text/html"])
def test_a_program_before_any_release_is_told_a_problem(empty: Client, accept: str) -> None:
    answer = empty.get("/", accept=accept)
    assert answer.status == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["type"] == "/problems/no-release"


def test_with_a_release_both_are_shown_the_start_page(api: Client) -> None:
    for accept in (BROWSER, "*/*", ""):
        answer = api.get("/", accept=accept)
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("url", ["/graphql", "/graphql?query=", "/graphql?query=%20"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_graphql_without_a_query_says_how_to_ask(api: Client, url: str, lang: str) -> None:
    answer = api.get(url)
    assert answer.status == 400
    assert answer.json["type"] == "/problems/bad-query"
    said = answer.json["messages"][lang]
    assert "/graphql/schema.graphql" in said
    example = re.search(r"/graphql\?query=(\{.*\}\}\})", said)
    assert example is not None
    tried = api.get(f"/graphql?query={quote(example[1])}")
    assert tried.status == 200
    assert tried.json["data"]["datasets"]["nodes"]


def test_an_unknown_parameter_of_graphql_is_still_refused_by_name(api: Client) -> None:
    answer = api.get("/graphql?qurey=1")
    assert answer.json["type"] == "/problems/unknown-parameter"
    assert "query" in answer.json["nearest"]


def test_a_codelist_is_read_by_the_page_like_any_list(api: Client) -> None:
    whole = api.get("/v1/codelists/area").json
    codes = whole["data"]["codes"]
    assert whole["meta"]["total"] == len(codes) > 2
    assert whole["meta"]["complete"]
    assert "next" not in whole["links"]
    found, url = [], "/v1/codelists/area?limit=2"
    while url:
        part = api.get(url).json
        assert part["meta"]["total"] == len(codes)
        assert part["data"]["levels"] == whole["data"]["levels"]
        assert len(part["data"]["codes"]) <= 2
        found += part["data"]["codes"]
        url = part["links"].get("next")
    assert found == codes


@pytest.mark.parametrize("limit", ["0", "1001", "x"])
def test_a_codelist_s_limit_is_bounded(api: Client, limit: str) -> None:
    assert api.get(f"/v1/codelists/area?limit={limit}").status == 400
    assert api.get("/v1/codelists/area?limit=1000").status == 200


def test_a_cursor_of_one_codelist_is_refused_by_another(api: Client) -> None:
    link = api.get("/v1/codelists/area?limit=1").json["links"]["next"]
    other = next(one["id"] for one in api.get("/v1/codelists").json["data"] if one["id"] != "area")
    answer = api.get(link.replace("/codelists/area", f"/codelists/{other}"))
    assert json.loads(answer.body)["type"] == "/problems/bad-cursor"
