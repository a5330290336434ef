"""The query grammar, as a table a reader can follow: what is asked, what comes back."""

from typing import Any

import pytest

from tests.lib.release import AREAS, CATEGORIES, MONTHS, count
from tests.unit.api.client import Client

RATES = "/v1/datasets/three_rates/observations"
INTAKE = "/v1/datasets/intake_volume/observations"


@pytest.mark.parametrize(
    ("query", "column", "expected"),
    [
        ("time=2026-09&category=_T", "area", list(AREAS)),
        ("time=2026-09&category=_T&area=110105,110101", "area", ["110101", "110105"]),
        ("time=2026-09&category=_T&area.level=district", "area", ["110101", "110105"]),
        ("time=2026-09&category=_T&area.under=110105", "area", ["110105001", "110105002"]),
        ("time=2026-09&area=110105&category.level=l1", "category", ["heating", "noise"]),
        (
            "time=2026-09&area=110105&category.under=heating",
            "category",
            ["heating-cold", "heating-fee"],
        ),
        ("area=110000&category=_T", "time", list(MONTHS)),
        ("area=110000&category=_T&time=latest", "time", ["2026-09"]),
        ("area=110000&category=_T&time=last:2", "time", ["2026-08", "2026-09"]),
        ("area=110000&category=_T&time=2026-07..2026-08", "time", ["2026-07", "2026-08"]),
        ("area=110000&category=_T&time=2025", "time", ["2025"]),
        ("area=110000&category=_T&time.level=year", "time", ["2025"]),
    ],
)
def test_what_is_asked_is_what_comes(
    api: Client, query: str, column: str, expected: list[str]
) -> None:
    answer = api.get(f"{RATES}?{query}")
    assert answer.status == 200, answer.text
    assert [row[column] for row in answer.json["data"]] == expected
    assert answer.json["meta"]["total"] == len(expected)
    assert answer.json["meta"]["complete"] is True


def test_values_are_those_of_the_release(api: Client) -> None:
    rows = api.get(f"{RATES}?time=2026-09&area=110000,110101&measure=n").json["data"]
    assert len(rows) == 2 * len(CATEGORIES)
    for row in rows:
        assert row["n"] == count("2026-09", row["area"], row["category"])
        assert "resolution_rate" not in row


def test_a_rate_never_travels_alone(api: Client) -> None:
    row = api.get(f"{RATES}?time=latest&area=110000&category=_T").json["data"][0]
    rate = row["resolution_rate"]
    parts = {part: row[f"resolution_{part}"] for part in ("resolved", "partly", "unresolved")}
    assert rate["denominator"] == sum(parts.values())
    assert rate["numerator"] == parts["resolved"] + 0.5 * parts["partly"]
    assert rate["excluded"] == row["resolution_unknown"] + row["resolution_excluded"]
    assert rate["low"] <= rate["value"] <= rate["high"]
    assert rate["rulebook_version"] == "2026.1"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("time=2026-09&area=110101001&category=heating", "suppressed"),
        ("time=2026-08&area=110105002&category=_T", "not_collected"),
        ("time=2026-09&area=110105001&category=noise-night", "not_applicable"),
    ],
)
def test_a_withheld_value_is_null_with_its_reason_in_every_format(
    api: Client, query: str, status: str
) -> None:
    row = api.get(f"{RATES}?{query}").json["data"][0]
    assert row["n"] is None
    assert row["status"]["n"] == status
    text = api.get(f"{RATES}.csv?{query}").text
    header, line = text.split("\r\n")[:2]
    cells = dict(zip(header.split(","), line.split(","), strict=True))
    assert cells["n"] == ""
    assert f"n={status}" in cells["status"].split(";")


def test_zeros_are_values_and_can_be_left_out(api: Client) -> None:
    every = api.get(f"{RATES}?limit=1000").json
    some = api.get(f"{RATES}?limit=1000&zeros=omit").json
    zeros = [row for row in every["data"] if row["n"] == 0]
    assert zeros
    assert all(row["status"] == {} for row in zeros)
    kept = [row for row in every["data"] if row["n"] != 0]
    assert some["data"] == kept


@pytest.mark.parametrize("zeros", ["keep", "omit"])
@pytest.mark.parametrize("limit", [1, 7, 50])
def test_pages_joined_are_the_whole(api: Client, limit: int, zeros: str) -> None:
    whole = api.get(f"{RATES}?limit=1000&zeros={zeros}").json["data"]
    url, found, pages = f"{RATES}?limit={limit}&zeros={zeros}", [], 0
    while url:
        answer = api.get(url)
        assert answer.status == 200, answer.text
        found += answer.json["data"]
        assert answer.json["meta"]["complete"] is (
            pages == 0 and "next" not in answer.json["links"]
        )
        url, pages = answer.json["links"].get("next", ""), pages + 1
    assert found == whole


def test_labels(api: Client) -> None:
    asked = f"{RATES}?time=latest&area=110105&category=heating&label="
    assert api.get(asked + "code").json["data"][0]["area"] == "110105"
    assert api.get(asked + "text").json["data"][0]["area"] == "朝阳区"
    both = api.get(asked + "both&lang=en").json["data"][0]
    assert (both["area"], both["area_label"], both["category_label"]) == (
        "110105",
        "Chaoyang",
        "Heating",
    )


def test_csv_by_suffix_parameter_and_accept_is_the_same(api: Client) -> None:
    query = "time=latest&area=110105"
    suffix = api.get(f"{RATES}.csv?{query}")
    assert suffix.body == api.get(f"{RATES}?{query}&format=csv").body
    assert suffix.body == api.get(f"{RATES}?{query}", accept="text/csv").body
    assert suffix.headers["content-type"].startswith("text/csv")
    assert suffix.headers["gongkai-total"] == str(len(CATEGORIES))
    assert suffix.headers["gongkai-complete"] == "true"


def test_csv_is_cut_loudly(api: Client) -> None:
    answer = api.get(f"{RATES}.csv?time=latest&limit=2")
    assert answer.headers["gongkai-complete"] == "false"
    assert 'rel="next"' in answer.headers["link"]
    assert answer.text.count("\r\n") == 3


def test_csv_bom_is_an_option(api: Client) -> None:
    plain = api.get(f"{RATES}.csv?time=latest").body
    assert api.get(f"{RATES}.csv?time=latest&bom=1").body == b"\xef\xbb\xbf" + plain
    assert "合计" in plain.decode("utf-8")


@pytest.mark.parametrize(
    ("url", "status", "slug", "nearest"),
    [
        (f"{RATES}?aera=110105", 400, "unknown-parameter", "area"),
        (f"{RATES}?area.levle=street", 400, "unknown-parameter", "area.level"),
        (f"{RATES}?area=110105&area=110101", 400, "repeated-parameter", None),
        (f"{RATES}?limit=1001", 400, "bad-parameter", None),
        (f"{RATES}?limit=0", 400, "bad-parameter", None),
        (f"{RATES}?limit=１0", 400, "bad-parameter", None),
        (f"{RATES}?zeros=no", 400, "bad-parameter", "omit"),
        (f"{RATES}?area=", 400, "bad-parameter", None),
        (f"{RATES}?lang=de", 400, "bad-parameter", "en"),
        (f"{RATES}?cursor=AAAA", 400, "bad-cursor", None),
        (f"{RATES}?area=11010", 404, "no-such-code", "110105"),
        (f"{RATES}?area.level=distrikt", 404, "no-such-dimension", "district"),
        (f"{RATES}?measure=resolution_rat", 404, "no-such-dimension", "resolution_rate"),
        (f"{RATES}?view=p2", 404, "no-such-dimension", "p1"),
        (f"{RATES}?channel=web", 404, "no-such-dimension", "area"),
        (f"{RATES}?release=000009-0123456789abcdef", 404, "no-such-release", None),
        ("/v1/datasets/three_rate/observations", 404, "no-such-dataset", "three_rates"),
        ("/v1/datasets/three_rate", 404, "no-such-dataset", "three_rates"),
        ("/v1/codelists/arae", 404, "no-such-codelist", "area"),
        ("/v1/regions/110106", 404, "no-such-code", "110105"),
        ("/v1/regions?level=distric", 404, "no-such-dimension", "district"),
        ("/v1/documents/polcy", 404, "no-such-document", "policy"),
        ("/v1/mechanisms/m011", 404, "no-such-code", "m01"),
        (f"{INTAKE}?area=110101001", 422, "not-in-lattice", "i2"),
        (f"{RATES}?format=xml", 406, "not-acceptable", "csv"),
        (f"{RATES}.csv?format=json", 400, "bad-parameter", None),
        ("/v1/health?x=1", 400, "unknown-parameter", None),
        ("/?land=en", 400, "unknown-parameter", "lang"),
        ("/v1/nothing", 404, "not-found", None),
    ],
)
def test_a_mistake_is_told_with_the_nearest_right_thing(
    api: Client, url: str, status: int, slug: str, nearest: str | None
) -> None:
    answer = api.get(url)
    assert answer.status == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["type"] == f"/problems/{slug}"
    assert answer.json["status"] == status
    assert answer.json["messages"]["zh"]
    assert answer.json["messages"]["en"]
    if nearest:
        assert nearest in answer.json["nearest"]
    assert api.get(answer.json["type"]).status == 200


def test_a_problem_speaks_the_language_asked_for(api: Client) -> None:
    url = f"{RATES}?area=11010"
    zh, en = api.get(url).json, api.get(f"{url}&lang=en").json
    assert zh["detail"] == zh["messages"]["zh"] != en["detail"]
    assert en["detail"] == en["messages"]["en"]


def test_a_cursor_goes_with_its_query_and_release_only(api: Client) -> None:
    following = api.get(f"{RATES}?limit=2").json["links"]["next"]
    assert api.get(following).status == 200
    assert api.get(following.replace("limit=2", "limit=3")).status == 200
    refused = api.get(following + "&area=110105")
    assert (refused.status, refused.json["type"]) == (400, "/problems/bad-cursor")


@pytest.mark.parametrize("zeros", ["true", "false"])
def test_every_cursor_in_graphql_goes_on_right_after_its_edge(api: Client, zeros: str) -> None:
    def edges(first: int, after: str | None) -> list[dict[str, Any]]:
        rest = f',after:"{after}"' if after else ""
        text = (
            f'{{observations(dataset:"three_rates",first:{first}{rest},where:'
            f'{{zeros:{zeros},time:"last:2"}})'
            "{edges{cursor node{time key{code}}}}}"
        )
        body = f'{{"query":{_quoted(text)}}}'.encode()
        answer = api.post("/graphql", body, content_type="application/json").json
        found: list[dict[str, Any]] = answer["data"]["observations"]["edges"]
        return found

    listed = edges(8, None)
    assert len(listed) == 8
    for number, edge in enumerate(listed[:-1]):
        assert edges(1, edge["cursor"])[0]["node"] == listed[number + 1]["node"]


def test_rest_csv_and_graphql_give_the_same_digits(api: Client) -> None:
    rest = api.get(f"{RATES}?time=last:2&area.level=district&limit=50").json
    query = (
        '{observations(dataset:"three_rates",first:50,where:{time:"last:2",filters:'
        '[{dimension:"area",level:"district"}]}){totalCount complete nodes{time key{dimension code}'
        "values{measure value status se half95} rates{rate value numerator low high}}}}"
    )
    graph = api.post(
        "/graphql",
        (f'{{"query":{_quoted(query)}}}').encode(),
        content_type="application/json",
    ).json["data"]["observations"]
    assert graph["totalCount"] == rest["meta"]["total"]
    assert graph["complete"] is rest["meta"]["complete"]
    for row, node in zip(rest["data"], graph["nodes"], strict=True):
        assert row["time"] == node["time"]
        assert {part["dimension"]: part["code"] for part in node["key"]} == {
            "area": row["area"],
            "category": row["category"],
        }
        for value in node["values"]:
            assert row[value["measure"]] == value["value"]
            assert row["se"][value["measure"]] == value["se"]
            assert row["half95"][value["measure"]] == value["half95"]
            assert row["status"].get(value["measure"], "").upper() == (value["status"] or "")
        for rate in node["rates"]:
            for part in ("value", "numerator", "low", "high"):
                assert row[rate["rate"]][part] == rate[part]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'
