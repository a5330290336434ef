"""One planted ticket from input to every output: none of its secrets is anywhere but in the input.

The ticket consents, so that its texts go through the engine and not round it. Its secrets
are looked for in UTF-8, GB18030 and UTF-16, in the bundle, the release, everything the
commands printed, temporary files, and every answer of the API.
"""

import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl
import pytest

from tests.lib.consents import record
from tests.lib.pipeline import AS_OF, UNTIL, run
from tests.lib.scan import found_in, needles, scan
from tests.lib.servers import api, free_port, served

pytestmark = pytest.mark.xdist_group("planted")
SECRETS: Final = {
    "ticket_id": "GK20260917X00777313",
    "caller_name": "欧阳葳蕤",
    "caller_phone": "13911874265",
    "caller_account": "weirui_ouyang77",
    "caller_id_no": "110105198703124521",
    "caller_address": "澄晖雅苑19号楼4单元1703室",
    "incident_address": "澄晖雅苑地下二层B区车库",
    "community": "澄晖雅苑",
    "location_point": "澄晖雅苑北门岗亭",
    "call_id": "CALL-99317-88421",
    "company_name": "北京鼎沣骐骥物业服务有限公司",
    "uscc": "91110105MA01KQ7R3X",
    "handler_name": "闻人翊悬",
    "agent_no": "GH0098123",
}
IN_TEXT: Final = {
    "title": "投诉澄晖雅苑物业扣押押金",
    "content": (
        "来电人欧阳葳蕤（电话13911874265，身份证110105198703124521）反映：其住在澄晖雅苑19号楼4单元1703室，"
        "北京鼎沣骐骥物业服务有限公司拒绝退还装修押金8641.37元，合同编号DF-2026-00931，微信weirui_ouyang77。"
    ),
    "handling_result": "经办人闻人翊悬已联系诉求人欧阳葳蕤，企业承诺退还。",
    "reply": "欧阳葳蕤您好，北京鼎沣骐骥物业服务有限公司将于三日内退款，联系电话13911874265。",
}
ALSO: Final = ("8641.37", "DF-2026-00931", "扣押押金")
ALL: Final = (*SECRETS.values(), *ALSO)


class World(NamedTuple):
    """Where the run lies and what it printed."""

    home: Path
    temp: Path
    log: Path
    codes: dict[str, int]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    base = tmp_path_factory.mktemp("planted")
    home, temp, log = base / "home", base / "temp", base / "log.txt"
    temp.mkdir()
    extra = {"TMPDIR": str(temp), "GONGKAI_PROCESSES": "1"}
    raw = base / "input"

    def step(program: str, *words: str | Path) -> int:
        return run(program, *words, home=home, extra=extra, log=log).code

    codes = {
        "demo": step(
            "anonymize", "demo", "--tickets", "3000", "--until", UNTIL, "--as-of", AS_OF,
            "--out", raw, "--format", "csv",
        ),
        "key": step("anonymize", "key", "create"),
    }  # fmt: skip
    _plant(raw)
    bundle = home / "bundles" / "b"
    codes["run"] = step(
        "anonymize", "run", raw / "tickets.csv", "--texts", raw / "texts.jsonl",
        "--consents", raw / "consents.jsonl", "--bundle", bundle, "--as-of", AS_OF,
    )  # fmt: skip
    months = sorted(json.loads((bundle / "bundle.json").read_text())["cohorts"])
    codes["build"] = step(
        "publish", "build", "--bundle", bundle, "--backfill", f"{months[0]}..{months[-1]}",
        "--as-of", AS_OF,
    )  # fmt: skip
    codes["release"] = step("publish", "release")
    return World(home, temp, log, codes)


def _plant(raw: Path) -> None:
    path = raw / "tickets.csv"
    frame = pl.read_csv(path, infer_schema=False)
    # An ordinary ticket, closed and called back in a frozen month; its identity is replaced.
    ordinary = (
        frame.filter(
            pl.col("received_at").str.starts_with("2026-09"),
            pl.col("callback_at").fill_null("").str.starts_with("2026-09"),
            pl.col("secrecy_class").fill_null("").is_in(["", "[]"]),
        )
        .unique("ticket_id", keep="none")
        .sort("ticket_id")
        .head(1)
    )
    assert ordinary.height == 1
    planted = ordinary.with_columns(
        *(pl.lit(value).alias(name) for name, value in SECRETS.items()),
        pl.lit("是").alias("publish_consent"),
        pl.lit("否").alias("confidential_request"),
        pl.lit("投诉").alias("demand_type"),
        pl.lit("主办").alias("ticket_role"),
    )
    pl.concat([frame, planted]).write_csv(path)
    with (raw / "texts.jsonl").open("a", encoding="utf-8") as file:
        row = {"ticket_id": SECRETS["ticket_id"], **IN_TEXT, "callback_note": ""}
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    with (raw / "consents.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(record(SECRETS["ticket_id"]), ensure_ascii=False) + "\n")


def test_the_planted_ticket_goes_all_the_way(world: World) -> None:
    assert world.codes["run"] in {0, 4}
    assert {**world.codes, "run": 0} == dict.fromkeys(world.codes, 0)
    tickets = world.home / "bundles" / "b" / "cohorts" / "2026-09" / "tickets.parquet"
    states = pl.read_parquet(tickets)["text_state"].to_list()
    assert set(states) & {"cleared", "review", "quarantined"}, "no text was read at all"


def test_no_secret_is_in_bundle_release_state_or_temporary_files(world: World) -> None:
    assert scan([world.home, world.temp], ALL) == {}


def test_no_secret_was_printed(world: World) -> None:
    assert world.log.stat().st_size > 500
    assert scan([world.log], ALL) == {}


@pytest.fixture(scope="module")
def answers(world: World) -> Iterator[dict[str, bytes]]:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with served(api(world.home / "public", port), f"{base}/v1/health"):
        document = json.loads(_get(f"{base}/openapi.json")[0])
        dataset = json.loads(_get(f"{base}/v1/datasets")[0])["data"]
        paths = [path for path in document["paths"] if "{" not in path]
        for row in dataset:
            paths += [f"/v1/datasets/{row['id']}"]
            paths += [f"/v1/datasets/{row['id']}/observations?zeros=omit&limit=1000"]
            paths += [f"/v1/datasets/{row['id']}/observations?format=csv&time=2026-09&limit=1000"]
        # What was typed must not come back either, and no error may know more than its question.
        paths += [f"/v1/codelists/{name}" for name in ("area", "category", "unit", "nonsense")]
        yield {path: b"\n".join(_get(base + path)) for path in paths}


def _get(url: str) -> tuple[bytes, bytes]:
    """Return body and headers of any answer, a refusal too."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})  # noqa: S310  -- loopback
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  -- loopback
            return bytes(answer.read()), str(answer.headers).encode()
    except urllib.error.HTTPError as refused:
        return refused.read(), str(refused.headers).encode()


def test_no_secret_is_in_any_answer_of_the_api(answers: dict[str, bytes]) -> None:
    wanted = needles(ALL)
    assert len(answers) > 20
    assert {
        path: found_in(body, wanted) for path, body in answers.items() if found_in(body, wanted)
    } == {}


def test_the_scan_would_have_found_them_in_the_input(world: World) -> None:
    hits = scan([world.home.parent / "input"], ALL)
    names = {Path(name).name for name in hits}
    assert {"tickets.csv", "texts.jsonl"} <= names
    assert len(set.union(*hits.values())) >= len(ALL)


def test_the_released_database_has_no_ticket_column(world: World) -> None:
    newest = max((world.home / "public" / "releases").iterdir())
    database = sqlite3.connect(f"file:{newest}/data/gongkai.sqlite?mode=ro&immutable=1", uri=True)
    try:
        schema = "\n".join(
            row[0] or "" for row in database.execute("select sql from sqlite_master")
        )
    finally:
        database.close()
    assert "CREATE TABLE" in schema
    for column in ("record_key", "caller_key", "pin_key", "enterprise_key", "ticket_id"):
        assert column not in schema
