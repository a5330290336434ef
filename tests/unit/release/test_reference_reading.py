# ruff: noqa: E501 -- one row a fault reads as a table
"""Reference files: every fault by row, column and rule, never a value; good rows go on."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from publish.profile import Ledger, load_profile
from publish.reference.faults import RULES, ReferenceBroken, ReferenceWaits
from publish.reference.folder import check_limit, read_folder, take, write_quarantine
from publish.reference.reading import read_table
from publish.reference.signatures import SIGNED
from publish.reference.template import write_templates

CITY = load_profile("beijing-demo")
AS_OF = dt.date(2026, 10, 20)
HEADS = {name: [column.zh for column in one.columns] for name, one in CITY.ledgers.items()}
WHISTLE = ["W1", "2026-09-03", "东城区", "市级部门", "按时报到", "2026-09-05", "已解决"]
CONSULTATION = [
    "Z1", "口径", "Rules", "2026-01-05", "2026-02-05", "https://example.invalid/z1", "9", "3", "3", "3", "",
]  # fmt: skip
SECRET = "张三丰"


def fill(
    folder: Path,
    name: str,
    *rows: list[str],
    heads: list[str] | None = None,
    encoding: str = "utf-8",
) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([heads or HEADS[name], *rows])
    return path


def sign(folder: Path, *rows: tuple[str, str, str]) -> None:
    heads = [column.zh for column in SIGNED.columns]
    told = [[file, first, last, "统计科", "2026-10-03"] for file, first, last in rows]
    fill(folder, "signed", *told, heads=heads)


def ledger(name: str) -> Ledger:
    return CITY.ledgers[name]


def changed(row: list[str], place: int, cell: str) -> list[str]:
    return [*row[:place], cell, *row[place + 1 :]]


def test_a_right_row_is_read_with_codes_for_labels_and_iso_dates(tmp_path: Path) -> None:
    row = changed(changed(WHISTLE, 1, "2026/9/3"), 5, "2026年9月5日")
    table = read_table(fill(tmp_path, "whistle", row), ledger("whistle"), CITY)
    assert table.faults == ()
    assert table.rows == (
        (
            2,
            {
                "whistle_no": "W1", "whistled_on": "2026-09-03", "area": "110101",
                "unit": "department", "arrival": "on_time", "arrived_on": "2026-09-05",
                "solved": "yes",
            },
        ),
    )  # fmt: skip


def test_headings_may_stand_in_any_order_language_and_with_excels_mark(tmp_path: Path) -> None:
    columns = ledger("whistle").columns[::-1]
    path = fill(
        tmp_path,
        "whistle",
        WHISTLE[::-1],
        heads=[column.en if place % 2 else column.name for place, column in enumerate(columns)],
        encoding="utf-8-sig",
    )
    assert len(read_table(path, ledger("whistle"), CITY).rows) == 1


FAULTS = [
    ("whistle", changed(WHISTLE, 0, ""), "whistle_no", "required", changed(WHISTLE, 5, "")),
    ("whistle", changed(WHISTLE, 0, f"{SECRET}\x07"), "whistle_no", "control", changed(WHISTLE, 0, "W 7")),
    ("whistle", changed(WHISTLE, 0, SECRET * 30), "whistle_no", "too-long", changed(WHISTLE, 0, "W" * 64)),
    ("whistle", changed(WHISTLE, 1, "2026-02-30"), "whistled_on", "date", changed(WHISTLE, 1, "2026-02-28")),
    ("whistle", changed(WHISTLE, 1, "03/09/2026"), "whistled_on", "date", changed(WHISTLE, 1, "2026.9.3")),
    ("whistle", changed(WHISTLE, 5, "2026-09-02"), "arrived_on", "order", changed(WHISTLE, 5, "2026-09-03")),
    ("whistle", changed(WHISTLE, 2, SECRET), "area", "code", changed(WHISTLE, 2, "东城")),
    ("whistle", changed(WHISTLE, 2, "东华门街道"), "area", "code", changed(WHISTLE, 2, "110101")),
    ("whistle", changed(WHISTLE, 4, SECRET), "arrival", "code", changed(WHISTLE, 4, "LATE")),
    ("whistle", [*WHISTLE, SECRET], "*", "cells", WHISTLE),
    ("scheduling", ["2026-13", "市级", "1", "2", "3"], "month", "month", ["2026年9月", "市级", "1", "2", "3"]),
    ("scheduling", ["2026-09", "市级", "-1", "2", "3"], "meetings", "count", ["2026-09", "市级", "1,000", "2", "3"]),
    ("scheduling", ["2026-09", "市级", "1.5", "2", "3"], "meetings", "count", ["2026-09", "市级", "０", "2", "3"]),
    ("scheduling", ["2026-09", "市级", "10001", "2", "3"], "meetings", "too-large", ["2026-09", "市级", "10000", "2", "3"]),
    ("consultations", changed(CONSULTATION, 1, "=HYPERLINK(A1)"), "subject", "formula", changed(CONSULTATION, 1, "一加一 = 二")),
    ("consultations", changed(CONSULTATION, 1, "＝口径"), "subject", "formula", changed(CONSULTATION, 1, "口径＝解决率")),
    ("consultations", changed(CONSULTATION, 1, "请致电 138 0013 8000"), "subject", "personal", changed(CONSULTATION, 1, "2026 年 12345 选题")),
    ("consultations", changed(CONSULTATION, 1, "寄至 a@b.cn"), "subject", "personal", changed(CONSULTATION, 1, "寄至信箱")),
    ("consultations", changed(CONSULTATION, 1, "题" * 81), "subject", "too-long", changed(CONSULTATION, 1, "题" * 80)),
    ("consultations", changed(CONSULTATION, 5, "javascript:alert(1)"), "take_part_url", "url", changed(CONSULTATION, 5, "https://example.invalid/")),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{one[3]}-{one[2]}" for one in FAULTS])
def test_a_fault_is_told_by_row_column_and_rule_and_the_other_rows_go_on(
    tmp_path: Path, fault: tuple[str, list[str], str, str, list[str]]
) -> None:
    name, bad, column, rule, good = fault
    key = [column.name for column in ledger(name).columns].index(ledger(name).key[0])
    other = {"whistle": "W2", "scheduling": "2025-01", "consultations": "Z2"}[name]
    table = read_table(fill(tmp_path, name, changed(good, key, other), bad), ledger(name), CITY)
    assert [(one.row, one.column, one.rule) for one in table.faults] == [(3, column, rule)]
    assert (table.read, len(table.rows), table.quarantined) == (2, 1, 1)
    write_quarantine(tmp_path, read_folder(tmp_path, CITY, AS_OF), "zh")
    kept = (tmp_path / f"{name}.quarantine.csv").read_text(encoding="utf-8-sig")
    said = kept + "".join(one.say(lang) for one in table.faults for lang in ("zh", "en"))
    assert RULES[rule][0] in kept
    assert SECRET not in said
    assert "138" not in said
    # The same row mended: nothing is in the way, and the quarantine file goes.
    assert read_table(fill(tmp_path, name, good), ledger(name), CITY).faults == ()
    write_quarantine(tmp_path, read_folder(tmp_path, CITY, AS_OF), "zh")
    assert not (tmp_path / f"{name}.quarantine.csv").exists()


def test_rows_with_one_key_are_all_in_quarantine(tmp_path: Path) -> None:
    rows = [WHISTLE, changed(WHISTLE, 0, "W2"), changed(WHISTLE, 2, "西城区")]
    table = read_table(fill(tmp_path, "whistle", *rows), ledger("whistle"), CITY)
    assert [(fault.row, fault.rule) for fault in table.faults] == [
        (2, "duplicate"),
        (4, "duplicate"),
    ]
    assert [line for line, _ in table.rows] == [3]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xb4\xb5", "UTF-8"),
        (b'a,"b\n', "no valid CSV"),
        ("编号,姓名\n".encode(), "heading (column 1)"),
        ("吹哨编号\n".encode(), "lacking: Whistled on"),
        ("吹哨编号,吹哨编号\n".encode(), "twice"),
        (b"", "lacking"),
    ],
)
def test_a_hopeless_file_is_refused_whole(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "whistle.csv").write_bytes(content)
    with pytest.raises(ReferenceBroken) as caught:
        read_table(tmp_path / "whistle.csv", ledger("whistle"), CITY)
    assert told in caught.value.en
    assert "姓名" not in caught.value.zh
    assert caught.value.__cause__ is None


def test_a_file_that_no_schema_knows_is_refused_and_notes_are_not(tmp_path: Path) -> None:
    fill(tmp_path, "whistle", WHISTLE)
    (tmp_path / "README.md").write_text("how to", encoding="utf-8")
    (tmp_path / "~$whistle.xlsx").write_bytes(b"")
    assert set(read_folder(tmp_path, CITY, AS_OF).tables) == {"whistle"}
    (tmp_path / "whisle.csv").write_text("x\n", encoding="utf-8")
    with pytest.raises(ReferenceBroken, match=r"whisle\.csv, which no schema knows"):
        read_folder(tmp_path, CITY, AS_OF)


def test_a_link_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    real = fill(tmp_path / "elsewhere", "whistle", WHISTLE)
    folder = tmp_path / "reference"
    folder.mkdir()
    (folder / "whistle.csv").symlink_to(real)
    with pytest.raises(ReferenceBroken, match="regular file"):
        read_folder(folder, CITY, AS_OF)


def test_every_row_has_one_fate_and_the_fates_add_up(tmp_path: Path) -> None:
    days = ["2026-06-30", "2026-07-01", "2026-08-01", "2026-09-01", "2026-10-01", "nonsense"]
    rows = [
        changed(changed(changed(WHISTLE, 0, f"W{place}"), 1, day), 5, "")
        for place, day in enumerate(days)
    ]
    fill(tmp_path, "whistle", *rows)
    sign(tmp_path, ("whistle.csv", "2026-01", "2026-08"))
    folder = read_folder(tmp_path, CITY, AS_OF)
    taken = take(folder, ledger("whistle"), ("2026-08", "2026-09"), ("2026-07",), AS_OF)
    assert taken.fates == {
        "used": 1, "released": 1, "waiting": 1, "outside": 1, "unsigned": 1, "quarantined": 1,
    }  # fmt: skip
    assert sum(taken.fates.values()) == folder.tables["whistle"].read
    # A signed month without a row is there, and empty; an unsigned one is not there.
    assert {month: len(found) for month, found in taken.months.items()} == {"2026-08": 1}


def test_a_signature_counts_from_the_day_it_was_given_and_for_a_known_file(tmp_path: Path) -> None:
    fill(tmp_path, "whistle", WHISTLE)
    sign(tmp_path, ("whistle.csv", "2026-09", "2026-09"), ("whisle.csv", "2026-09", "2026-09"))
    before = read_folder(tmp_path, CITY, dt.date(2026, 10, 2))
    after = read_folder(tmp_path, CITY, dt.date(2026, 10, 3))
    assert [fault.rule for fault in after.faults] == ["unknown-file"]
    fates = [
        take(folder, ledger("whistle"), ("2026-09",), (), AS_OF).fates for folder in (before, after)
    ]
    assert [(one["used"], one["unsigned"]) for one in fates] == [(0, 1), (1, 0)]


def test_too_many_rows_in_quarantine_wait_for_a_person(tmp_path: Path) -> None:
    good = [changed(WHISTLE, 0, f"W{place}") for place in range(200)]
    bad = [changed(changed(WHISTLE, 0, f"X{place}"), 2, SECRET) for place in range(5)]
    fill(tmp_path, "whistle", *good, *bad[:4])
    check_limit(read_folder(tmp_path, CITY, AS_OF))
    fill(tmp_path, "whistle", *good, *bad)
    with pytest.raises(ReferenceWaits, match="5 of 205"):
        check_limit(read_folder(tmp_path, CITY, AS_OF))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_templates_are_empty_files_that_pass_the_check(tmp_path: Path, lang: str) -> None:
    written = write_templates(tmp_path, CITY, lang)
    assert written == [*(f"{name}.csv" for name in sorted(CITY.ledgers)), "signed.csv"]
    folder = read_folder(tmp_path, CITY, AS_OF)
    assert folder.faults == ()
    assert {table.read for table in folder.tables.values()} == {0}
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert all(column.name in page for one in CITY.ledgers.values() for column in one.columns)
    # A filled file is never written over.
    fill(tmp_path, "whistle", WHISTLE)
    assert write_templates(tmp_path, CITY, lang) == []
    assert read_folder(tmp_path, CITY, AS_OF).tables["whistle"].read == 1
