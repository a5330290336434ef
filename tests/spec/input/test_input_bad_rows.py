"""Every bad input that the issue names, and its positive twin."""

from collections.abc import Callable
from pathlib import Path

import pytest

from anonymize.errors import Hopeless
from tests.lib.input import HEADER, as_csv, checked, faults, ticket, tickets, write

GOOD = 6
# What is changed in ticket 2 (row 4 of the file) -> the field and rule that must be told.
BAD_FIELDS = {
    "unknown type": ({"工单类型": "胡言乱语"}, "demand_type", "unknown_code"),
    "unknown district": ({"被反映区": "不存在区"}, "district_code", "unknown_code"),
    "unknown street": ({"被反映街乡镇": "不存在街道"}, "street_code", "unknown_code"),
    "unknown role": ({"工单性质": "旁观"}, "ticket_role", "unknown_code"),
    "unknown status": ({"工单状态": "搁那儿了"}, "status", "unknown_code"),
    "impossible date": ({"来电时间": "2026-02-30 09:00:00"}, "received_at", "unreadable_date"),
    "undeclared form of date": ({"办结时间": "九月三日"}, "closed_at", "unreadable_date"),
    "closed before received": (
        {"办结时间": "2026-08-01 09:00:00", "回访时间": ""}, "closed_at", "closed_before_received",
    ),
    "called back before closing": (
        {"回访时间": "2026-09-04 09:00:00"}, "callback_at", "callback_before_closing",
    ),
    "closed without a time": (
        {"办结时间": "", "回访时间": ""}, "closed_at", "closed_without_time",
    ),
    "before 2000": ({"来电时间": "1999-12-31 23:59:59"}, "received_at", "date_out_of_range"),
    "after as-of": (
        {"办结时间": "2026-11-25 00:00:00", "回访时间": ""}, "closed_at", "date_out_of_range",
    ),
    "no id": ({"工单编号": " 　"}, "ticket_id", "missing"),
    "never received": ({"来电时间": ""}, "received_at", "missing"),
}  # fmt: skip
GOOD_FIELDS = {
    "a label of the codelist": {"工单类型": "举报"},
    "an alias of a district": {"被反映区": "朝阳"},
    "a code of a district": {"被反映区": "110105"},
    "no district": {"被反映区": ""},
    "no role is the leading one": {"工单性质": "—"},
    "empty status with a closing time is closed": {"工单状态": ""},
    "another declared form of date": {"来电时间": "2026/09/03 09:15"},
    "iso with an offset": {"来电时间": "2026-09-03T01:15:00Z"},
    "closed in the moment of receipt": {"办结时间": "2026-09-03 09:15:00"},
    "called back in the moment of closing": {"回访时间": "2026-09-05 16:40:00"},
    "never called back": {"回访时间": ""},
    "first day of 2000": {"来电时间": "2000-01-01 00:00:00"},
}


def spoilt(changed: dict[str, str]) -> str:
    rows = tickets(GOOD)
    rows[2] |= changed
    return as_csv(rows)


@pytest.mark.parametrize("case", BAD_FIELDS)
def test_a_bad_field_is_told_by_row_field_and_rule(tmp_path: Path, case: str) -> None:
    changed, field, rule = BAD_FIELDS[case]
    result = checked(write(tmp_path / "a.csv", spoilt(changed)))
    assert faults(result) == [(4, field, rule)]
    assert (result.read, result.accepted, result.quarantined) == (GOOD, GOOD - 1, 1)


@pytest.mark.parametrize("case", GOOD_FIELDS)
def test_its_sound_twin_enters(tmp_path: Path, case: str) -> None:
    result = checked(write(tmp_path / "a.csv", spoilt(GOOD_FIELDS[case])))
    assert faults(result) == []
    assert result.accepted == GOOD


def test_a_call_back_before_closing_is_no_fault_of_an_open_ticket(tmp_path: Path) -> None:
    changed = {"工单状态": "办理中", "办结时间": "", "来电时间": "2026-02-30", "工单类型": "待定"}
    result = checked(write(tmp_path / "a.csv", spoilt(changed)))
    assert faults(result) == []
    assert result.set_aside == {"not_closed": 1}


def lines(count: int = GOOD) -> list[bytes]:
    return as_csv(tickets(count)).encode().splitlines(keepends=True)


Damage = Callable[[bytes], bytes]
# Row 4 (line 3 from 0) of the file with other bytes -> field and rule.
BAD_BYTES: dict[str, tuple[Damage, str, str]] = {
    "undecodable": (
        lambda line: line.replace("机密".encode(), b"\xff\xfe"), "content", "undecodable",
    ),
    "gb18030 among utf-8": (
        lambda line: line.replace("朝阳区".encode(), "朝阳区".encode("gb18030")),
        "district_code", "undecodable",
    ),
    "nul": (lambda line: line.replace("机密".encode(), b"\0"), "content", "nul"),
    "10 MB": (lambda line: line.replace("机密".encode(), b"x" * 10_000_000), "content", "too_long"),
    "one column too few": (lambda line: line.replace(b",", b"", 1), "", "column_count"),
    "one column too many": (lambda line: line.replace(b",", b",,", 1), "", "column_count"),
    "unclosed quote": (
        lambda line: line.replace("秘密姓名".encode(), '"秘密姓名'.encode()), "caller_name",
        "unclosed_quote",
    ),
    "text after a closing quote": (
        lambda line: line.replace("秘密姓名2".encode(), '"秘密"姓名2'.encode()), "caller_name",
        "unclosed_quote",
    ),
}  # fmt: skip
GOOD_BYTES: dict[str, Damage] = {
    "a quote inside a field that began without one": lambda line: line.replace(
        "秘密姓名".encode(), '秘密"姓名'.encode()
    ),
    "a quoted field over two lines": lambda line: line.replace(
        "秘密姓名2".encode(), '"秘密\n姓名2"'.encode()
    ),
    "two quotes for one": lambda line: line.replace(
        "秘密姓名2".encode(), '"秘密""姓名"""'.encode()
    ),
    "carriage return": lambda line: line.replace(b"\n", b"\r\n"),
    "900,000 characters": lambda line: line.replace("机密".encode(), b"x" * 900_000),
    "a blank line before": lambda line: b"\n" + line,
}


@pytest.mark.parametrize("case", BAD_BYTES)
def test_a_damaged_record_is_singled_out(tmp_path: Path, case: str) -> None:
    damage, field, rule = BAD_BYTES[case]
    content = lines()
    content[3] = damage(content[3])
    result = checked(write(tmp_path / "a.csv", b"".join(content)))
    assert faults(result) == [(4, field, rule)]
    assert (result.read, result.accepted) == (GOOD, GOOD - 1)


@pytest.mark.parametrize("case", GOOD_BYTES)
def test_what_only_looks_damaged_is_read(tmp_path: Path, case: str) -> None:
    content = lines()
    content[3] = GOOD_BYTES[case](content[3])
    result = checked(write(tmp_path / "a.csv", b"".join(content)))
    assert faults(result) == []
    assert (result.read, result.accepted) == (GOOD, GOOD)


def test_an_unclosed_quote_without_a_whole_row_after_it_refuses_the_file(tmp_path: Path) -> None:
    content = lines()
    content[-1] = content[-1].replace("秘密姓名".encode(), '"秘密姓名'.encode())
    with pytest.raises(Hopeless, match=f"row {GOOD + 1} \\(caller_name\\)"):
        checked(write(tmp_path / "a.csv", b"".join(content)))


def test_a_file_cut_in_mid_row_is_refused_whole_unless_accepted(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b"".join(lines())[:-70])
    with pytest.raises(Hopeless, match=f"cut off in row {GOOD + 1}"):
        checked(path)
    result = checked(path, accept_truncated=True)
    assert faults(result) == [(GOOD + 1, "", "truncated")]
    assert result.accepted == GOOD - 1


def test_a_file_cut_inside_a_quoted_field_is_refused_whole_unless_accepted(tmp_path: Path) -> None:
    content = lines()
    content[-1] = content[-1].split("秘密姓名".encode())[0] + '"长文\n第二行'.encode()
    path = write(tmp_path / "a.csv", b"".join(content))
    with pytest.raises(Hopeless):
        checked(path)
    assert faults(checked(path, accept_truncated=True)) == [(GOOD + 1, "", "truncated")]


def test_a_last_row_without_a_line_end_is_whole(tmp_path: Path) -> None:
    result = checked(write(tmp_path / "a.csv", b"".join(lines()).rstrip(b"\n")))
    assert (result.accepted, result.quarantined) == (GOOD, 0)


def test_one_id_with_other_content_conflicts_and_with_the_same_repeats(tmp_path: Path) -> None:
    rows = [*tickets(3), ticket(1), ticket(2, 主要内容="别的内容")]
    result = checked(write(tmp_path / "a.csv", as_csv(rows)))
    assert result.set_aside == {"repeat": 1}
    assert faults(result) == [(4, "ticket_id", "conflict"), (6, "ticket_id", "conflict")]


HOPELESS = {
    "empty": (b"", "is empty"),
    "blank": (b"\n\n", "is empty"),
    "header only": (",".join(HEADER).encode() + b"\n", "no rows"),
    "no header": (b"".join(lines()[1:]), "--mapping"),
    "another table": (b"a,b\n1,2\n", "--mapping"),
    "utf-16": (as_csv(tickets(3)).encode("utf-16"), "UTF-16"),
    "gb18030 read as utf-8": (as_csv(tickets(3)).encode("gb18030"), "--encoding"),
    "a workbook named csv": (b"PK\x03\x04 and so on", ".xlsx"),
    "a parquet file named csv": (b"PAR1 and so on", ".parquet"),
}


@pytest.mark.parametrize("case", HOPELESS)
def test_a_hopeless_file_is_refused_with_the_way_to_mend_it(tmp_path: Path, case: str) -> None:
    content, told = HOPELESS[case]
    with pytest.raises(Hopeless) as caught:
        checked(write(tmp_path / "a.csv", content))
    assert told in caught.value.en
    assert "a.csv" in caught.value.zh or "--mapping" in caught.value.zh
    assert "秘密" not in caught.value.zh + caught.value.en


def test_a_missing_or_unknown_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(Hopeless, match=r"cannot read nowhere\.csv"):
        checked(tmp_path / "nowhere.csv")
    with pytest.raises(Hopeless, match="unknown ending"):
        checked(write(tmp_path / "a.docx", b"x"))


@pytest.mark.parametrize("batch_rows", [1, 3, 100])
def test_batches_do_not_matter(tmp_path: Path, batch_rows: int) -> None:
    content = lines(12)
    content[3] = content[3].replace(b",", b"", 1)
    content[5] = content[5].replace("秘密姓名".encode(), '"秘密姓名'.encode())
    result = checked(write(tmp_path / "a.csv", b"".join(content)), batch_rows=batch_rows)
    assert [row for row, _, _ in faults(result)] == [4, 6]
    assert result.accepted == 10


def test_two_lost_quotes_that_look_like_one_long_field_swallow_no_row(tmp_path: Path) -> None:
    rows = tickets(9)
    for place in (2, 6):
        rows[place]["来电人"] = ""
    content = as_csv(rows).encode().splitlines(keepends=True)
    for place in (3, 7):
        # The empty caller becomes a quote alone: it opens in one row and closes in the other.
        content[place] = content[place].replace(b",,139", b',",139')
    result = checked(write(tmp_path / "a.csv", b"".join(content)))
    assert faults(result) == [
        (4, "caller_name", "unclosed_quote"),
        (8, "caller_name", "unclosed_quote"),
    ]
    assert (result.read, result.accepted) == (9, 7)


def test_a_long_text_with_lines_and_commas_is_one_field(tmp_path: Path) -> None:
    rows = tickets(5)
    rows[2]["主要内容"] = "一,二,三\n四,五\n\n六,七,八,九"
    rows[3]["来电人"] = "甲\n乙"
    result = checked(write(tmp_path / "a.csv", as_csv(rows)))
    assert (result.read, result.accepted) == (5, 5)
