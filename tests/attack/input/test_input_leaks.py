"""Random damage: no row is lost, no value is told.

Bytes are flipped, cut, doubled and poisoned; whatever happens, either every row is accounted
for or the file is refused, and neither the account nor any message holds what a caller said.
"""

import io
import json
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anonymize import quarantine, source
from anonymize.check_report import as_json, as_text
from anonymize.cli import main
from anonymize.errors import AnonymizeError
from anonymize.source import Options
from anonymize.ticket import FIELDS, RawTicket, Sensitivity, sensitivity
from tests.lib.input import HEADER, as_csv, beijing_mapping, checked, ticket, tickets, write

SECRETS = ("秘密姓名", "机密内容", "13900000", "GD00000")
CALM = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def told_by(act: Callable[[], object]) -> str:
    """Return all that an act tells: its account, or its error with the whole traceback."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            out.write(repr(act()))
        except AnonymizeError as error:
            out.write(f"{error!r}{error}{error.zh}{error.en}{error.args}")
            out.write("".join(traceback.format_exception(error)))
            assert error.__cause__ is None  # noqa: PT017  -- the error is what is looked at
    return out.getvalue()


damages = st.one_of(
    st.tuples(st.just("cut"), st.integers(0, 2_000)),
    st.tuples(st.just("quote"), st.integers(0, 2_000)),
    st.tuples(st.just("nul"), st.integers(0, 2_000)),
    st.tuples(st.just("byte"), st.integers(0, 2_000)),
    st.tuples(st.just("newline"), st.integers(0, 2_000)),
    st.tuples(st.just("comma"), st.integers(0, 2_000)),
)
POISON = {"quote": b'"', "nul": b"\0", "byte": b"\xff", "newline": b"\n", "comma": b","}


def damaged(data: bytes, blows: list[tuple[str, int]], start: int) -> bytes:
    for kind, place in blows:
        at = start + place % max(1, len(data) - start)
        data = data[:at] if kind == "cut" else data[:at] + POISON[kind] + data[at:]
    return data


@CALM
@given(blows=st.lists(damages, min_size=1, max_size=4), batch=st.sampled_from([1, 2, 100]))
def test_csv_loses_no_row_and_tells_no_value(
    tmp_path: Path, blows: list[tuple[str, int]], batch: int
) -> None:
    data = as_csv(tickets(9)).encode()
    path = write(tmp_path / "a.csv", damaged(data, blows, data.index(b"\n") + 1))

    def act() -> str:
        result = checked(path, batch_rows=batch)
        seen = result.rejected.select("source", "row").n_unique()
        assert seen == result.rejected.height == result.quarantined
        newlines = sum(kind == "newline" for kind, _ in blows)
        assert result.read <= 9 + newlines
        return as_json(result, ["a.csv"]) + as_text(result, ["a.csv"], "zh")

    said = told_by(act)
    assert [secret for secret in SECRETS if secret in said] == []


@CALM
@given(blows=st.lists(damages, min_size=1, max_size=3))
def test_json_lines_lose_no_row_and_tell_no_value(
    tmp_path: Path, blows: list[tuple[str, int]]
) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in tickets(9))
    path = write(tmp_path / "a.jsonl", damaged(lines.encode(), blows, 0))
    said = told_by(lambda: as_json(checked(path), ["a.jsonl"]))
    assert [secret for secret in SECRETS if secret in said] == []


words = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)


@CALM
@given(
    rows=st.lists(st.fixed_dictionaries(dict.fromkeys(HEADER, words)), min_size=1, max_size=6),
    mixed=st.lists(st.sampled_from(HEADER), max_size=12),
)
def test_any_text_in_any_field_is_accounted_for(
    tmp_path: Path, rows: list[dict[str, str]], mixed: list[str]
) -> None:
    # Whatever is written, a row that CSV can hold is one row.
    written = [
        ticket(place, **{name: row[name] for name in mixed}) for place, row in enumerate(rows)
    ]
    result = checked(write(tmp_path / "a.csv", as_csv(written)))
    assert result.read == len(written)


@CALM
@given(rows=st.integers(1, 40), sizes=st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_a_reader_with_a_tiny_window_reads_the_same(
    tmp_path: Path, rows: int, sizes: list[int]
) -> None:
    from anonymize.sources import csv_file  # noqa: PLC0415  -- its constants are turned down

    written = [
        ticket(place, 主要内容="长" * sizes[place % len(sizes)] + '"\n,' * (place % 3))
        for place in range(rows)
    ]
    path = write(tmp_path / "a.csv", as_csv(written))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_file, "BLOCK", 64)
        patch.setattr(csv_file, "WINDOW", 16)
        batches = list(source.read(path, Options(mapping=beijing_mapping(), batch_rows=7)))
    assert [row for batch in batches for row in batch.rows.to_list()] == list(range(2, rows + 2))
    texts = [text for batch in batches for text in batch.frame["主要内容"].fill_null("").to_list()]
    assert texts == [row["主要内容"] for row in written]


def test_a_ticket_and_a_batch_show_nothing_of_themselves(tmp_path: Path) -> None:
    raw = RawTicket(row=7, caller_name="秘密姓名", content="机密内容", caller_phone="139")
    assert f"{raw} {raw!r} {[raw]}" == "RawTicket(row=7) RawTicket(row=7) [RawTicket(row=7)]"
    path = write(tmp_path / "a.csv", as_csv(tickets(3)))
    (batch,) = source.read(path, Options(mapping=beijing_mapping()))
    assert repr(batch) == "RawBatch(source=0, rows=3)"


def test_every_field_has_a_class_and_an_unknown_one_counts_as_personal() -> None:
    assert all(isinstance(sensitivity(name), Sensitivity) for name in FIELDS)
    assert sensitivity("caller_phone") is Sensitivity.S2
    assert sensitivity("content") is Sensitivity.T
    assert sensitivity("secrecy_class") is Sensitivity.S3
    assert sensitivity("district_code") is Sensitivity.S0
    assert sensitivity("closed_at") is Sensitivity.S1
    assert sensitivity("nobody_declared_this") is Sensitivity.S2


def test_a_quarantine_file_holds_no_value(tmp_path: Path) -> None:
    rows = tickets(4)
    rows[1]["工单类型"] = "秘密姓名在错误的列"
    result = checked(write(tmp_path / "a.csv", as_csv(rows)))
    quarantine.write(tmp_path / "q" / "rows.jsonl", result.rejected, ["ab" * 32])
    said = (tmp_path / "q" / "rows.jsonl").read_text()
    entry = msgspec.json.decode(said)
    assert set(entry) == {"source", "row", "field", "rule", "district", "month", "name"}
    assert (entry["row"], entry["field"], entry["rule"]) == (3, "demand_type", "unknown_code")
    assert "秘密" not in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_tells_no_value(tmp_path: Path, lang: str) -> None:
    rows = tickets(5)
    rows[1]["被反映区"] = "秘密姓名区"
    rows[2]["来电时间"] = "秘密姓名日"
    path = write(tmp_path / "a.csv", as_csv(rows))
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = main(
            ["check", str(path), "--as-of", "2026-11-24", "--lang", lang, "--home", str(tmp_path)]
        )
    said = out.getvalue()
    assert code == 4
    assert ("待处理" in said) == (lang == "zh")
    assert [secret for secret in SECRETS if secret in said] == []
