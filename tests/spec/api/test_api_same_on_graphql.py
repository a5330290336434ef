"""What REST says of itself, GraphQL says in the same words; and a wrong name is met with a hint."""

import json
from typing import Any

import pytest

from tests.unit.api.client import Client


def ask(api: Client, query: str) -> Any:
    body = json.dumps({"query": query}).encode()
    answer = api.post("/graphql", body, content_type="application/json").json
    assert "errors" not in answer, answer
    return answer["data"]


def test_health_is_the_same(api: Client) -> None:
    told = ask(api, "{health{status release sequence expires demonstration}}")["health"]
    assert told == api.get("/v1/health").json
    assert told["status"] == "ok"


def test_the_configuration_is_the_same(api: Client) -> None:
    names = "licenceUrl languages formats labels months years limits{graphqlCost graphqlDepth}"
    told = ask(api, f"{{config{{{names} city{{zh en}} citation{{zh en}}}}}}")["config"]
    rest = api.get("/v1/config").json["data"]
    assert told["city"] == rest["city"]
    assert told["citation"] == rest["citation"]
    assert told["months"] == rest["months"]
    assert told["licenceUrl"] == rest["licence_url"]
    assert told["limits"]["graphqlCost"] == rest["limits"]["graphql_cost"]


def test_the_documents_are_the_same(api: Client) -> None:
    told = ask(api, "{documents(first:100){nodes{id title{zh en} body{zh en}}}}")
    rest = [
        api.get(f"/v1/documents/{row['id']}").json["data"]
        for row in api.get("/v1/documents").json["data"]
    ]
    assert rest
    assert told["documents"]["nodes"] == rest


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/datasets/zzzz", 404),
        ("/v1/datasets/three_rates/observations?measure=qqqq", 404),
        ("/v1/datasets/three_rates/observations?zzzz=1", 400),
        ("/v1/codelists/zzzz", 404),
        ("/v1/datasets?zzzz=1", 400),
    ],
)
def test_even_a_name_like_no_other_is_refused_with_a_way_on(
    api: Client, path: str, status: int
) -> None:
    answer = api.get(path)
    assert answer.status == status
    assert answer.json["nearest"]
