"""Bundles: what is refused, and beside each refusal the bundle that passes."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import polars as pl
import pytest

from publish.bundles import read_bundle, read_cohort
from publish.errors import BundleAltered, BundleRefused, UnknownCode
from publish.intake import (
    COLUMNS,
    FORMAT,
    NAME,
    SEAL,
    Bundle,
    CohortNote,
    Tally,
    canonical,
    seal,
)
from publish.profile import Profile
from tests.unit.protection.city import MONTH, frame, small_city

CITY = small_city()
LACKED = sorted(
    name
    for name, column in COLUMNS.items()
    if column.dtype == "code" and name not in {*CITY.dimensions, *CITY.families, "text_state"}
)
TYPES = {
    "u8": pl.UInt8,
    "u32": pl.UInt32,
    "u64": pl.UInt64,
    "bool": pl.Boolean,
    "bytes16": pl.Binary,
    "code": pl.String,
}
Edit = Callable[[pl.DataFrame], pl.DataFrame]


def tickets(rows: list[dict[str, object]], first: int = 0) -> pl.DataFrame:
    """All the columns that intake lists, in its order."""
    own = frame(CITY, [*({} for _ in range(first)), *rows])[first:]
    full = {"sample": True, "case_row": True, "text_state": "none", "received_day": 1}
    return own.with_columns(
        *(
            pl.lit(full.get(name), dtype=TYPES[column.dtype]).alias(name)
            for name, column in COLUMNS.items()
            if name not in own.columns
        )
    ).select(list(COLUMNS))


def write(folder: Path, table: pl.DataFrame, **said: object) -> Path:
    """Write a bundle that is right but for what is *said* otherwise."""
    cohort = folder / "cohorts" / MONTH
    cohort.mkdir(parents=True)
    table.write_parquet(cohort / "tickets.parquet")
    (cohort / "texts.jsonl").write_bytes(b"")
    note = {
        "rows": table.height,
        "sha256": hashlib.sha256((cohort / "tickets.parquet").read_bytes()).hexdigest(),
        "texts_sha256": hashlib.sha256(b"").hexdigest(),
        "key_fingerprint": "k1",
        "unlocated": 0,
        "quarantined": 0,
        "districts_expected": 4,
        "districts_present": 1,
    }
    bundle = {
        "format": FORMAT,
        "profile": CITY.id,
        "profile_digest": CITY.digest,
        "mapping": "",
        "as_of": "2026-10-20",
        "demonstration": True,
        "collected": tuple(name for name in COLUMNS if name not in LACKED),
        "sources": (),
        "tally": Tally(read=table.height, accepted=table.height, set_aside={}, quarantined=0),
        "versions": {},
    }
    note |= {key: value for key, value in said.items() if key in CohortNote.__struct_fields__}
    bundle |= {key: value for key, value in said.items() if key in Bundle.__struct_fields__}
    made = Bundle(**bundle, cohorts={MONTH: CohortNote(**note)})  # type: ignore[arg-type]
    return put(folder, canonical(made))


def put(folder: Path, said: bytes) -> Path:
    """Write bundle.json and its seal."""
    (folder / NAME).write_bytes(said)
    (folder / SEAL).write_bytes(seal(said))
    return folder


def refused(folders: list[Path], city: Profile = CITY) -> str:
    with pytest.raises(BundleRefused) as caught:
        read_cohort(folders, MONTH, city)
    assert caught.value.__cause__ is None
    assert caught.value.zh != caught.value.en
    return caught.value.en


def test_a_right_bundle_is_read_with_its_columns_and_its_note(tmp_path: Path) -> None:
    cohort = read_cohort([write(tmp_path / "a", tickets([{}, {}, {}]))], MONTH, CITY)
    assert cohort.tickets.height == 3
    assert cohort.month == MONTH
    assert cohort.key_fingerprint == "k1"
    assert cohort.demonstration
    assert cohort.not_collected == set(LACKED)
    assert cohort.tickets.schema["area"] == pl.Enum(
        [code.code for code in CITY.codelists["area"].codes]
    )


def test_two_bundles_of_one_cohort_are_one(tmp_path: Path) -> None:
    one = write(tmp_path / "a", tickets([{}, {}]))
    other = write(tmp_path / "b", tickets([{}], first=2))
    assert read_cohort([one, other], MONTH, CITY).tickets.height == 3
    assert len(read_cohort([other, one], MONTH, CITY).notes) == 2


def test_two_bundles_that_share_a_ticket_are_refused(tmp_path: Path) -> None:
    one, other = (write(tmp_path / name, tickets([{}, {}])) for name in "ab")
    assert "share tickets" in refused([one, other])


def test_two_keys_in_one_cohort_are_refused(tmp_path: Path) -> None:
    one = write(tmp_path / "a", tickets([{}, {}]))
    other = write(tmp_path / "b", tickets([{}], first=2), key_fingerprint="k2")
    assert "two keys" in refused([one, other])


def test_two_versions_of_the_profile_in_one_cohort_are_refused(tmp_path: Path) -> None:
    one = write(tmp_path / "a", tickets([{}, {}]))
    other = write(tmp_path / "b", tickets([{}], first=2), profile_digest="1" * 64)
    assert "different versions" in refused([one, other])


def test_a_column_counts_as_collected_only_where_every_bundle_has_it(tmp_path: Path) -> None:
    one = write(tmp_path / "a", tickets([{}, {}]))
    fewer = tuple(name for name in COLUMNS if name not in {*LACKED, "channel"})
    other = write(tmp_path / "b", tickets([{}], first=2), collected=fewer)
    both = read_cohort([one, other], MONTH, CITY)
    assert "channel" in both.not_collected
    assert "channel" not in both.tickets.columns


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"profile": "elsewhere"}, "another city"),
        ({"format": 2}, "the format"),
        ({"sha256": "0" * 64}, "digest"),
        ({"texts_sha256": "0" * 64}, "digest"),
        ({"rows": 7}, "rows"),
    ],
)
def test_a_bundle_that_is_not_what_it_says_is_refused(
    tmp_path: Path, said: dict[str, object], told: str
) -> None:
    assert told in refused([write(tmp_path / "a", tickets([{}]), **said)])


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda table: table.with_columns(caller_name=pl.lit("张三")), "1 columns"),
        (lambda table: table.drop("unit"), "lacks the columns unit"),
        (lambda table: table.with_columns(pl.col("record_key").cast(pl.UInt64)), "type of column"),
        (lambda table: table.with_columns(pl.lit(b"short").alias("pin_key")), "16 bytes"),
        (lambda table: table.with_columns(pl.lit(None, pl.UInt32).alias("record_key")), "nulls"),
    ],
)
def test_a_table_of_another_form_is_refused(tmp_path: Path, edit: Edit, told: str) -> None:
    said = refused([write(tmp_path / "a", edit(tickets([{}])))])
    assert told in said
    assert "caller_name" not in said  # a foreign name may itself be data


def test_a_code_that_the_profile_lacks_is_refused_and_not_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", tickets([{"category": "secret-category"}, {}]))
    with pytest.raises(UnknownCode) as caught:
        read_cohort([folder], MONTH, CITY)
    assert (caught.value.column, caught.value.rows) == ("category", 1)
    assert "secret" not in f"{caught.value.zh}{caught.value.en}{caught.value.__cause__}"


def test_a_column_said_to_be_collected_without_codes_in_the_profile_is_refused(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "a", tickets([{}]), collected=tuple(COLUMNS))
    assert "no codes for the column" in refused([folder])


def test_a_truncated_table_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", tickets([{}]))
    path = folder / "cohorts" / MONTH / "tickets.parquet"
    path.write_bytes(path.read_bytes()[:-9])
    assert "digest" in refused([folder])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    bundle = msgspec.json.decode((folder / "bundle.json").read_bytes())
    bundle["cohorts"][MONTH]["sha256"] = digest
    put(folder, msgspec.json.encode(bundle))
    assert "no whole Parquet" in refused([folder])


@pytest.mark.parametrize("content", [b"", b"{}", b"[1", b"\xff\xfe", b'{"format": "1"}'])
def test_a_bundle_json_of_another_form_is_refused(tmp_path: Path, content: bytes) -> None:
    put(tmp_path, content)
    with pytest.raises(BundleRefused, match="expected form"):
        read_bundle(tmp_path, CITY)


def test_a_missing_bundle_or_cohort_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleAltered, match="is missing"):
        read_bundle(tmp_path / "nothing", CITY)
    folder = write(tmp_path / "a", tickets([{}]))
    with pytest.raises(BundleRefused, match="no bundle holds"):
        read_cohort([folder], "2026-08", CITY)
    with pytest.raises(BundleRefused, match="has the form"):
        read_cohort([folder], "../../etc", CITY)
    (folder / "cohorts" / MONTH / "texts.jsonl").unlink()
    assert "texts.jsonl: it is missing" in refused([folder])


def test_a_district_released_without_is_left_out_whole(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"area": "S11"}, {"area": "D1U"}, {"area": "S31"}]
    cohort = read_cohort([write(tmp_path / "a", tickets(rows), not_collected=("D1",))], MONTH, CITY)
    assert cohort.tickets["area"].to_list() == ["S31"]
    assert cohort.districts_not_collected == ("D1",)
    unknown = write(tmp_path / "b", tickets(rows), not_collected=("D9",))
    with pytest.raises(UnknownCode):
        read_cohort([unknown], MONTH, CITY)
