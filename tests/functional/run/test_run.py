"""The run: it adds up, its bytes depend on nothing but the rows, and no secret stays."""

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl
import pytest

from anonymize import limits
from anonymize import mapping as mappings
from anonymize.errors import Refused, TryAgain
from anonymize.handoff import SCHEMA, file_digest
from anonymize.job import Account, Job
from anonymize.progress import Progress
from anonymize.record_key import SeriesKey
from anonymize.run import run
from anonymize.state import locked
from publish.intake import COLUMNS, Bundle
from publish.profile import Profile, load_profile
from publish.settings import Exit
from tests.functional.run.rows import rows, spoilt, ticket, write_csv
from tests.lib.consents import record, write_consents
from tests.lib.scan import scan

AS_OF: Final = date(2026, 10, 20)
KEY: Final = SeriesKey(bytes(range(32)))
LIMIT: Final = limits.Limit(share=0.02, min_rows=50, min_bad=5)
SECRETS: Final = {
    "ticket_id": "GK20260917X00777313",
    "caller_name": "欧阳葳蕤",
    "caller_phone": "13911874265",
    "caller_account": "weirui_ouyang77",
    "caller_id_no": "110105198703124521",
    "caller_address": "澄晖雅苑19号楼4单元1703室",
    "company_name": "北京鼎沣骐骥物业服务有限公司",
    "uscc": "91110105MA01KQ7R3X",
    "handler_name": "闻人翊悬",
}


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile("beijing-demo")


Go = Callable[..., Account]


@pytest.fixture
def go(tmp_path: Path, profile: Profile) -> Go:
    def call(source: Path, bundle: str = "b", home: str = "home", **changed: Any) -> Account:
        job = Job(
            sources=(str(source),),
            bundle=tmp_path / bundle,
            home=tmp_path / home,
            profile=profile,
            mapping=mappings.load("", profile),
            holder=KEY,
            as_of=AS_OF,
            limit=LIMIT,
            processes=1,
            field_limit=1_000_000,
            ticket_deadline=30.0,
        )
        return run(msgspec.structs.replace(job, **changed), Progress("en"))

    return call


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): file_digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def tickets_of(folder: Path) -> dict[str, str]:
    return {name: sha for name, sha in files(folder).items() if name.endswith(".parquet")}


def test_a_bundle_says_what_it_holds(go: Go, tmp_path: Path) -> None:
    account = go(write_csv(tmp_path / "in.csv", rows()))
    assert account.exit == Exit.DONE
    assert account.tally.read == account.tally.accepted == 400
    bundle = msgspec.json.decode((tmp_path / "b" / "bundle.json").read_bytes(), type=Bundle)
    assert list(bundle.cohorts) == ["2026-08", "2026-09"]
    for month, note in bundle.cohorts.items():
        path = tmp_path / "b" / "cohorts" / month / "tickets.parquet"
        frame = pl.read_parquet(path)
        assert file_digest(path) == note.sha256
        assert frame.schema == SCHEMA
        assert frame.height == note.rows == 200
        assert list(frame.columns) == list(COLUMNS)
        for name, column in COLUMNS.items():
            nulls = frame.get_column(name).null_count()
            if name not in bundle.collected:
                assert nulls == frame.height, name
            elif not column.nullable:
                assert nulls == 0, name
    assert "lag" in bundle.collected
    assert "pre_consulted" not in bundle.collected


@pytest.mark.parametrize("changed", [{"processes": 2}, {"batch_rows": 37}])
def test_bytes_depend_on_neither_processes_nor_batches(
    go: Go, tmp_path: Path, changed: dict[str, Any]
) -> None:
    source = write_csv(tmp_path / "in.csv", rows())
    go(source)
    go(source, bundle="other", home="elsewhere", **changed)
    assert files(tmp_path / "b") == files(tmp_path / "other")


def test_tickets_do_not_depend_on_the_order_of_rows(go: Go, tmp_path: Path) -> None:
    shuffled = rows()
    random.Random(7).shuffle(shuffled)  # noqa: S311 - an order, no secret
    go(write_csv(tmp_path / "in.csv", rows()))
    go(write_csv(tmp_path / "mixed.csv", shuffled), bundle="other", home="elsewhere")
    assert tickets_of(tmp_path / "b") == tickets_of(tmp_path / "other")


def test_the_same_run_twice_changes_nothing(go: Go, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", rows())
    first = go(source)
    before = files(tmp_path / "b")
    assert go(source) == first
    assert files(tmp_path / "b") == before


def test_another_bundle_is_never_overwritten(go: Go, tmp_path: Path) -> None:
    go(write_csv(tmp_path / "in.csv", rows()))
    before = files(tmp_path / "b")
    with pytest.raises(Refused):
        go(write_csv(tmp_path / "more.csv", rows(300)), home="elsewhere")
    assert files(tmp_path / "b") == before
    assert not list(tmp_path.glob(".*.partial"))


def test_every_row_has_one_fate(go: Go, tmp_path: Path) -> None:
    mixed = [
        *rows(100),
        ticket(0),  # repeat
        ticket(200, status="办理中", closed_at="", callback_at=""),
        ticket(201, secrecy_class="涉密"),
        ticket(202, closed_at="2026-10-18 09:00:00", callback_at="", received_at="2026-10-01"),
        ticket(203, closed_at="2026-01-01 09:00:00"),  # before it was received
    ]
    account = go(write_csv(tmp_path / "in.csv", mixed))
    assert account.exit == Exit.QUARANTINED
    assert account.tally.read == 105
    assert account.tally.accepted == 100
    assert account.tally.set_aside == {
        "not_closed": 1,
        "repeat": 1,
        "secrecy": 1,
        "waiting": 1,
    }
    assert account.tally.quarantined == 1


def test_what_waited_enters_by_itself_and_what_comes_again_does_not(go: Go, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", rows())
    first = go(source, as_of=date(2026, 10, 3))
    assert list(first.cohorts) == ["2026-08"]
    assert first.tally.set_aside == {"waiting": 200}
    again = go(source, bundle="second", as_of=AS_OF)
    assert list(again.cohorts) == ["2026-09"]
    assert again.carried == 200
    assert again.tally.accepted == 200
    assert again.tally.set_aside == {"repeat": 400}
    go(source, bundle="whole", home="elsewhere")
    for month, folder in (("2026-08", "b"), ("2026-09", "second")):
        part = Path("cohorts") / month / "tickets.parquet"
        assert file_digest(tmp_path / folder / part) == file_digest(tmp_path / "whole" / part)


def test_what_comes_after_its_cohort_left_is_late(go: Go, tmp_path: Path) -> None:
    go(write_csv(tmp_path / "in.csv", rows(100)))
    account = go(write_csv(tmp_path / "later.csv", [ticket(500)]), bundle="second")
    assert account.tally.set_aside == {"late": 1}
    assert account.bundle is None
    assert not (tmp_path / "second").exists()


def test_a_district_over_the_limit_holds_its_cohort_and_no_other(go: Go, tmp_path: Path) -> None:
    account = go(write_csv(tmp_path / "in.csv", spoilt()))
    assert account.exit == Exit.WAITING
    assert account.blocked == {"2026-08": ("110105",)}
    assert list(account.cohorts) == ["2026-09"]
    assert account.tally.set_aside == {"blocked": 200}


def test_a_named_person_releases_a_cohort_without_the_district(go: Go, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", spoilt())
    account = go(source, without=("110105",), by="王某")
    assert account.exit == Exit.QUARANTINED
    note = account.cohorts["2026-08"]
    assert note.not_collected == ("110105",)
    assert note.not_collected_by == "王某"
    frame = pl.read_parquet(tmp_path / "b" / "cohorts" / "2026-08" / "tickets.parquet")
    assert not frame.get_column("area").str.starts_with("110105").any()
    assert account.cohorts["2026-09"].not_collected == ()


def test_a_blocked_cohort_enters_whole_once_its_rows_are_mended(go: Go, tmp_path: Path) -> None:
    go(write_csv(tmp_path / "in.csv", spoilt()))
    mended = [{**row, "channel": "电话"} for row in spoilt()]
    account = go(write_csv(tmp_path / "mended.csv", mended), bundle="second")
    assert account.exit == Exit.DONE
    assert list(account.cohorts) == ["2026-08"]
    assert account.tally.accepted == 200 + 15


def test_a_second_run_at_once_is_told_to_try_again(go: Go, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", rows(10))
    with locked(tmp_path / "home" / "raw" / "state"), pytest.raises(TryAgain):
        go(source)
    assert go(source).exit == Exit.DONE


def planted(tmp_path: Path) -> tuple[Path, dict[str, Path]]:
    """A ticket with consent and texts full of its secrets, and two without consent."""
    secret = ticket(6, **SECRETS, publish_consent="是")
    source = write_csv(tmp_path / "input" / "in.csv", [*rows(5), secret])
    name, phone = SECRETS["caller_name"], SECRETS["caller_phone"]
    text = f"来电人{name}（{phone}）住{SECRETS['caller_address']}"
    texts = tmp_path / "input" / "texts.jsonl"
    lines = [
        {"ticket_id": SECRETS["ticket_id"], "content": text, "reply": SECRETS["handler_name"]},
        {"ticket_id": "T000001", "content": text},
        {"ticket_id": "T999999", "content": text},
    ]
    texts.write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )
    consents = tmp_path / "input" / "consents.jsonl"
    write_consents(consents, record(SECRETS["ticket_id"]))
    return source, {"texts": texts, "consents": consents}


def test_no_secret_of_a_planted_ticket_is_in_bundle_spill_state_or_output(
    go: Go, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    source, texts = planted(tmp_path)
    # The spill is kept for once, so that it can be searched too.
    monkeypatch.setattr("anonymize.spill.Spill.close", lambda _self: None)
    account = go(source, **texts)
    assert account.tally.accepted == 6
    work = tmp_path / "home" / "raw" / "work"
    assert list(work.rglob("*.sealed")), "nothing was sealed: the search below would prove nothing"
    found = scan([tmp_path / "b", tmp_path / "home"], tuple(SECRETS.values()))
    assert found == {}
    out, err = capfd.readouterr()
    assert not [value for value in SECRETS.values() if value in out + err]
    assert scan([tmp_path / "input"], tuple(SECRETS.values())) != {}


def test_only_texts_that_may_be_read_are_read(go: Go, tmp_path: Path) -> None:
    source, texts = planted(tmp_path)
    account = go(source, **texts)
    assert account.texts["dropped"] == 2
    assert sum(account.texts.values()) == 3
    states = pl.concat(
        pl.read_parquet(path) for path in sorted((tmp_path / "b").rglob("tickets.parquet"))
    ).get_column("text_state")
    assert dict(states.value_counts().iter_rows())["dropped"] == 1
    assert set(states.to_list()) & {"cleared", "review", "quarantined"}


def test_nothing_is_left_in_the_working_folder(go: Go, tmp_path: Path) -> None:
    source, texts = planted(tmp_path)
    go(source, **texts)
    assert not [path for path in (tmp_path / "home" / "raw" / "work").rglob("*") if path.is_file()]
