"""The same tickets from every kind of source are the same rows."""

import datetime as dt
import json
import sqlite3
from pathlib import Path

import msgspec
import polars as pl
import pytest
import sqlalchemy as sa
import xlsxwriter

from anonymize import mapping, source
from anonymize.errors import AnonymizeError, Hopeless, MappingError
from anonymize.source import Options
from anonymize.validation import validate
from tests.lib.input import (
    AS_OF,
    HEADER,
    as_csv,
    beijing,
    beijing_mapping,
    checked,
    faults,
    tickets,
    write,
)

COUNT = 7


def typed(name: Path | str, using: mapping.Mapping | None = None) -> pl.DataFrame:
    """Return the valid rows of a source without their numbers."""
    chosen = using or beijing_mapping()
    parts = [
        validate(batch, chosen, beijing(), AS_OF).frame
        for batch in source.read(name, Options(mapping=chosen, batch_rows=3))
    ]
    return pl.concat(parts).drop("row", "source")


@pytest.fixture
def plain(tmp_path: Path) -> pl.DataFrame:
    return typed(write(tmp_path / "plain.csv", as_csv(tickets(COUNT))))


def test_utf8_with_and_without_mark_and_gb18030(tmp_path: Path, plain: pl.DataFrame) -> None:
    text = as_csv(tickets(COUNT))
    gb = mapping.load("", beijing(), encoding="gb18030")
    assert plain.height == COUNT
    assert typed(write(tmp_path / "b.csv", text, "utf-8-sig")).equals(plain)
    assert typed(write(tmp_path / "g.csv", text, "gb18030"), gb).equals(plain)


def test_an_encoding_is_declared_and_never_guessed(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="encoding"):
        mapping.load("", beijing(), encoding="latin-1")
    # A header in ASCII tells nothing: then every row is quarantined, none is guessed.
    ascii_header = {
        "工单编号": "ticket_id", "来电时间": "received_at", "办结时间": "closed_at",
        "主要内容": "content",
    }  # fmt: skip
    rows = [{ascii_header[key]: row[key] for key in ascii_header} for row in tickets(3)]
    text = as_csv(rows, ascii_header.values())
    result = checked(write(tmp_path / "g.csv", text, "gb18030"))
    assert faults(result) == [(row, "content", "undecodable") for row in (2, 3, 4)]


def test_tabs_and_other_delimiters(tmp_path: Path, plain: pl.DataFrame) -> None:
    rows = as_csv(tickets(COUNT))
    assert "\t" not in rows
    assert typed(write(tmp_path / "a.tsv", rows.replace(",", "\t"))).equals(plain)
    piped = msgspec.structs.replace(beijing_mapping(), delimiter="|")
    assert typed(write(tmp_path / "p.csv", rows.replace(",", "|")), piped).equals(plain)
    toml = write(tmp_path / "m.toml", beijing().mappings["beijing"].read_bytes().replace(
        b"[source]", b"[source]\ndelimiter = '|'"
    ))  # fmt: skip
    with pytest.raises(MappingError, match="delimiter"):
        mapping.load(str(toml), beijing(), encoding="gb18030")


def test_json_lines(tmp_path: Path, plain: pl.DataFrame) -> None:
    # What is empty may be left out or null; a number may be a number.
    lines = []
    for row in tickets(COUNT):
        kept: dict[str, object] = {key: value for key, value in row.items() if value}
        kept["来电人电话"] = int(row["来电人电话"])
        lines.append(json.dumps({**kept, "村/社区": None}, ensure_ascii=False))
    frame = typed(write(tmp_path / "a.jsonl", "\n".join(lines) + "\n"))
    assert frame.drop("community").equals(plain.drop("street_code"))


def test_bad_lines_of_json_are_singled_out(tmp_path: Path) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in tickets(4)]
    lines[1] = "{not json"
    lines[2] = "[1, 2]"
    path = write(tmp_path / "a.jsonl", "\n".join(lines) + "\n")
    assert faults(checked(path)) == [(2, "", "bad_json"), (3, "", "bad_json")]
    damaged = path.read_bytes().replace("机密内容3".encode(), b"\xff")
    result = checked(write(tmp_path / "b.jsonl", damaged))
    assert faults(result)[-1] == (4, "", "undecodable")
    with pytest.raises(Hopeless, match="cut off in row 4"):
        checked(write(tmp_path / "c.jsonl", path.read_bytes()[:-9]))


def test_parquet_with_texts_and_with_its_own_types(tmp_path: Path, plain: pl.DataFrame) -> None:
    texts = pl.DataFrame(tickets(COUNT), schema=dict.fromkeys(HEADER, pl.String))
    texts.write_parquet(tmp_path / "a.parquet")
    assert typed(tmp_path / "a.parquet").equals(plain)
    moments = [name for name in HEADER if name.endswith("时间")]
    native = texts.with_columns(
        *(pl.col(name).str.to_datetime().dt.replace_time_zone("Asia/Shanghai") for name in moments),
        pl.col("来电人电话").cast(pl.Int64),
    )
    native.write_parquet(tmp_path / "n.parquet", row_group_size=2)
    assert typed(tmp_path / "n.parquet").equals(plain)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.5, 0.99])
def test_truncated_parquet_is_hopeless(tmp_path: Path, share: float) -> None:
    whole = tmp_path / "a.parquet"
    pl.DataFrame(tickets(50)).write_parquet(whole)
    data = whole.read_bytes()
    with pytest.raises(Hopeless, match=r"b\.parquet"):
        checked(write(tmp_path / "b.parquet", data[: int(len(data) * share)]))


def test_a_parquet_damaged_inside_is_hopeless_and_says_from_where(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame(tickets(200)).write_parquet(path, compression="zstd")
    data = bytearray(path.read_bytes())
    data[4:2000] = bytes(1996)
    with pytest.raises(Hopeless, match="export or copy it again"):
        checked(write(path, bytes(data)))


def test_xlsx_with_numbers_and_dates_of_its_own(tmp_path: Path, plain: pl.DataFrame) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("工单")
    date_format = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.write_row(0, 0, HEADER)
    # Row 3 is blank: no row, but it keeps its number.
    for place, row in enumerate(tickets(COUNT)):
        number = place + 1 if place == 0 else place + 2
        for column, name in enumerate(HEADER):
            if name.endswith("时间"):
                moment = dt.datetime.fromisoformat(row[name])
                sheet.write_datetime(number, column, moment, date_format)
            elif name == "来电人电话":
                sheet.write_number(number, column, int(row[name]))
            else:
                sheet.write_string(number, column, row[name])
    book.close()
    assert typed(path).equals(plain)
    rows = [batch.rows.to_list() for batch in source.read(path, Options(mapping=beijing_mapping()))]
    assert rows == [[2, 4, 5, 6, 7, 8, 9]]
    with pytest.raises(Hopeless, match="not a whole XLSX"):
        checked(write(tmp_path / "b.xlsx", path.read_bytes()[:900]))
    other = msgspec.structs.replace(beijing_mapping(), sheet="别的表")
    with pytest.raises(Hopeless, match="no sheet"):
        checked(path, using=other)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "tickets.db"
    engine = sa.create_engine(f"sqlite:///{path}")
    columns: list[sa.Column[str]] = [sa.Column(name, sa.String) for name in HEADER]
    table = sa.Table("工单", sa.MetaData(), *columns)
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), tickets(COUNT))
    engine.dispose()
    return path


def test_a_database_by_table_and_by_query(database: Path, plain: pl.DataFrame) -> None:
    assert typed(f"sqlite:///{database}?table=工单").equals(plain)
    assert typed(f"sqlite:///{database}", beijing_mapping().at_table("工单")).equals(plain)
    query = "select * from 工单 where 工单编号 < 'GD000003'"
    some = typed(f"sqlite:///{database}?query={query}")
    assert some.equals(plain.head(3))


@pytest.mark.parametrize(
    "statement",
    ["delete from 工单", "select 1; delete from 工单", "with a as (select 1) delete from 工单"],
)
def test_a_database_is_never_written(database: Path, statement: str) -> None:
    before = database.read_bytes()
    with pytest.raises(AnonymizeError):
        typed(f"sqlite:///{database}?query={statement}")
    assert database.read_bytes() == before
    assert list(database.parent.glob("*-journal")) == []


def test_database_faults_are_told_without_their_words(database: Path, tmp_path: Path) -> None:
    with pytest.raises(Hopeless, match="no table"):
        typed(f"sqlite:///{database}?table=nothing")
    with pytest.raises(MappingError, match="name the table"):
        typed(f"sqlite:///{database}")
    with pytest.raises(Hopeless, match=r"no database file nowhere\.db"):
        typed(f"sqlite:///{tmp_path}/nowhere.db?table=工单")
    assert not (tmp_path / "nowhere.db").exists()
    with pytest.raises(MappingError, match="driver"):
        typed("nosuch://user:hunter2@host/db?table=t")
    with sqlite3.connect(database) as connection:
        connection.execute("delete from 工单")
    connection.close()
    with pytest.raises(Hopeless, match="no rows"):
        typed(f"sqlite:///{database}?table=工单")


def test_only_the_rows_asked_for(tmp_path: Path) -> None:
    content = as_csv(tickets(COUNT)).encode().splitlines(keepends=True)
    content[4] = content[4].replace(b",", b"", 1)
    path = write(tmp_path / "a.csv", b"".join(content))
    options = Options(mapping=beijing_mapping(), only_rows=frozenset({3, 5}))
    batches = list(source.read(path, options))
    assert [row for batch in batches for row in batch.rows.to_list()] == [3]
    assert [row for batch in batches for row in batch.rejected["row"].to_list()] == [5]
