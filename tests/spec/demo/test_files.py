"""Same order, same bytes; another seed, another city year; four formats, one content."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest

from anonymize.demo import writers
from anonymize.demo.make import make
from publish.profile import Profile
from tests.spec.demo.conftest import plan_of


def digests(directory: Path) -> dict[str, str]:
    return {
        str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def test_made_twice_it_is_the_same_to_the_byte(
    demo: Path, profile: Profile, tmp_path: Path
) -> None:
    make(profile, plan_of(profile), tmp_path)
    assert digests(tmp_path) == digests(demo)
    make(profile, plan_of(profile), tmp_path)  # over itself
    assert digests(tmp_path) == digests(demo)


def test_another_seed_makes_other_tickets(demo: Path, profile: Profile, tmp_path: Path) -> None:
    make(profile, plan_of(profile, seed=8, text_months=1), tmp_path)
    ours, others = digests(tmp_path), digests(demo)
    for name in ("tickets.parquet", "texts.jsonl", "spans.jsonl", "truth.json"):
        assert ours[name] != others[name]


@pytest.mark.parametrize("form", sorted(writers.FORMATS))
def test_formats_agree(form: str, profile: Profile, tmp_path: Path) -> None:
    make(profile, plan_of(profile, tickets=400, text_months=0), tmp_path, form)
    path = tmp_path / f"tickets.{form}"
    reference = tmp_path / "parquet"
    make(profile, plan_of(profile, tickets=400, text_months=0), reference)
    expected = writers.dated(pl.read_parquet(reference / "tickets.parquet")).cast(pl.String)
    if form == "xlsx":
        found = pl.read_excel(path, infer_schema_length=0)
        found = found.select(pl.all().replace("", None))
    elif form == "csv":
        found = pl.read_csv(path, infer_schema=False)
    elif form == "jsonl":
        found = pl.read_ndjson(path, infer_schema_length=None).cast(pl.String)
    else:
        found = writers.dated(pl.read_parquet(path)).cast(pl.String)
    empty = [name for name in expected.columns if expected[name].is_null().all()]
    assert found.drop(empty).to_dicts() == expected.drop(empty).to_dicts()


def test_a_workbook_made_twice_is_the_same(profile: Profile, tmp_path: Path) -> None:
    for name in ("a", "b"):
        make(profile, plan_of(profile, tickets=120, text_months=0), tmp_path / name, "xlsx")
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


def test_a_workbook_cannot_hold_more_than_a_sheet(tmp_path: Path) -> None:
    with pytest.raises(writers.TooManyRows) as refused:
        writers.open_writer(tmp_path, "xlsx", writers.XLSX_ROWS + 1)
    assert "parquet" in refused.value.zh
    writers.open_writer(tmp_path, "xlsx", 10).close()


def test_it_says_what_it_came_from(demo: Path, profile: Profile) -> None:
    truth = json.loads((demo / "truth.json").read_text(encoding="utf-8"))
    assert truth["profile_digest"] == profile.digest
    assert truth["seed"] == 7
    assert (demo / "reference" / "population.csv").read_text(encoding="utf-8").count("\n") == 18


@pytest.mark.parametrize("tickets", [1, 40, 333])
def test_any_number_of_tickets_is_made_exactly(
    tickets: int, profile: Profile, tmp_path: Path
) -> None:
    truth = make(profile, plan_of(profile, tickets=tickets, text_months=1), tmp_path)
    assert truth["rows"] == tickets
    assert pl.read_parquet(tmp_path / "tickets.parquet").height == tickets
