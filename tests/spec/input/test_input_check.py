"""`check` and `quarantine` as their user sees them: codes, words, limits, mending."""

import json
import os
from pathlib import Path

import pytest

from anonymize import quarantine
from anonymize.cli import main
from anonymize.verbs.quarantine import forget, rows_by_source
from tests.lib.input import AS_OF, as_csv, checked, ticket, tickets, write

DAY = AS_OF.isoformat()


def called(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of the command."""
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


def test_exit_codes_of_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write(tmp_path / "good.csv", as_csv(tickets(60)))
    few = [*tickets(60), ticket(61, 工单类型="胡言")]
    many = [*tickets(60), *(ticket(100 + place, 工单类型="胡言") for place in range(5))]
    quarantined = write(tmp_path / "few.csv", as_csv(few))
    waiting = write(tmp_path / "many.csv", as_csv(many))
    hopeless = write(tmp_path / "none.csv", b"")
    codes = [
        called(capsys, "check", path, "--as-of", DAY, "--home", tmp_path)[0]
        for path in (good, quarantined, waiting, hopeless)
    ]
    assert codes == [0, 4, 5, 3]
    usage = called(capsys, "check", good, "--mapping", "nosuch", "--home", tmp_path)
    assert usage[0] == 2
    assert "nosuch" in usage[2]


def test_a_file_with_no_good_row_waits_whole_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [ticket(n, 来电时间="那天", 办结时间="改天") for n in range(60)]
    path = write(tmp_path / "bad.csv", as_csv(rows))
    words = ("check", path, "--as-of", DAY, "--home", tmp_path)
    code, zh, _ = called(capsys, *words)
    (line,) = [line for line in zh.splitlines() if "超过上限" in line]
    assert code == 5
    assert "；bad.csv 整份文件（没有一行读得出月份） 将等待处理" in line
    _, en, _ = called(capsys, *words, "--lang", "en")
    assert "over the limit; bad.csv (no row of it has a month) will wait" in en


def test_a_missing_input_is_a_mistake_of_usage_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write(tmp_path / "good.csv", as_csv(tickets(3)))
    common = ("--as-of", DAY, "--home", tmp_path / "home", "--lang", "en")
    called(capsys, "key", "create", *common[2:])
    run = ("run", "--bundle", tmp_path / "b")
    for words, missing in (
        (("check", tmp_path / "gone.csv"), "gone.csv"),
        (("check", good, tmp_path / "gone.csv"), "gone.csv"),
        (("check", good, "--aliases", tmp_path / "gone.toml"), "gone.toml"),
        ((*run, tmp_path / "gone.csv"), "gone.csv"),
        ((*run, good, "--texts", tmp_path / "gone.jsonl"), "gone.jsonl"),
    ):
        code, out, err = called(capsys, *words, *common)
        assert (code, out) == (2, "")
        assert err == f"there is no file {missing}: check name and path (relative to this folder)\n"
    assert called(capsys, "check", tmp_path, *common)[0] == 2
    assert called(capsys, "check", good, *common)[0] == 0


def test_a_run_without_a_key_is_a_mistake_of_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write(tmp_path / "good.csv", as_csv(tickets(3)))
    words = ("run", good, "--bundle", tmp_path / "b", "--as-of", DAY, "--home", tmp_path / "home")
    code, _, err = called(capsys, *words)
    assert code == 2
    assert "gongkai-anonymize key create" in err
    assert not (tmp_path / "b").exists()
    called(capsys, "key", "create", "--home", tmp_path / "home")
    assert called(capsys, *words)[0] == 0


def test_check_tells_counts_reasons_and_the_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*tickets(4), ticket(9, 被反映区="老城区"), ticket(10, 工单状态="办理中", 办结时间="")]
    path = write(tmp_path / "a.csv", as_csv(rows))
    words = ("check", path, "--as-of", DAY, "--home", tmp_path)
    code, zh, _ = called(capsys, *words)
    assert code == 4
    assert "读取 6 = 采纳 4 + 搁置 1 + 待处理 1" in zh
    assert "[aliases]" in zh
    _, en, _ = called(capsys, *words, "--lang", "en")
    assert "read 6 = accepted 4 + set aside 1 + quarantined 1" in en
    _, out, _ = called(capsys, *words, "--json")
    told = json.loads(out)
    assert [(item["rule"], item["field"], item["rows"]) for item in told["reasons"]] == [
        ("unknown_code", "district_code", 1)
    ]


def test_an_alias_mends_a_district(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.csv", as_csv([*tickets(4), ticket(9, 被反映区="老城区")]))
    aliases = write(tmp_path / "aliases.toml", '[area]\n"老城区" = "110102"\n')
    words = ("check", path, "--as-of", DAY, "--home", tmp_path)
    assert called(capsys, *words)[0] == 4
    assert called(capsys, *words, "--aliases", aliases)[0] == 0
    wrong = write(tmp_path / "wrong.toml", '[area]\n"老城区" = "999999"\n')
    code, _, err = called(capsys, *words, "--aliases", wrong, "--lang", "en")
    assert code == 2
    assert "not in the codelist area" in err


def test_the_limit_is_by_file_and_district() -> None:
    # Five of 60 in one district pass two in a hundred; in a district of 49 they do not count.
    def blocked(tmp: Path, size: int) -> tuple[str | None, ...]:
        rows = [ticket(n, 被反映区="海淀区") for n in range(size - 5)]
        rows += [ticket(n, 被反映区="海淀区", 工单类型="胡言") for n in range(900, 905)]
        rows += tickets(200)
        for place, row in enumerate(rows):
            row["工单编号"] = f"X{place}"
        path = write(tmp / f"{size}.csv", as_csv(rows))
        return tuple(group.district for group in checked(path).over)

    import tempfile  # noqa: PLC0415  -- two files and no more

    with tempfile.TemporaryDirectory() as folder:
        assert blocked(Path(folder), 60) == ("110108",)
        assert blocked(Path(folder), 49) == ()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    rows = tickets(5)
    rows[1]["工单类型"] = "胡言"
    rows[2]["来电时间"] = "那天"
    rows[3] |= {"被反映区": "海淀区", "工单类型": "乱语"}
    result = checked(write(tmp_path / "a.csv", as_csv(rows)))
    place = tmp_path / "raw" / "quarantine" / "0123456789abcdef" / "rows.jsonl"
    quarantine.write(place, result.rejected, ["ab" * 32])
    return tmp_path


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("reason", {"unknown_code": 2, "unreadable_date": 1}),
        ("field", {"demand_type": 2, "received_at": 1}),
        ("source", {"ab" * 8: 3}),
        ("district", {"110105": 2, "110108": 1}),
    ],
)
def test_quarantine_is_listed_with_counts(
    home: Path, capsys: pytest.CaptureFixture[str], by: str, expected: dict[str, int]
) -> None:
    code, out, _ = called(capsys, "quarantine", "list", "--by", by, "--json", "--home", home)
    told = json.loads(out)
    assert code == 0
    assert told["rows"] == 3
    assert {count["key"]: count["rows"] for count in told["counts"]} == expected
    _, plain, _ = called(capsys, "quarantine", "list", "--by", by, "--home", home, "--lang", "en")
    assert "3 rows in quarantine" in plain


def test_an_empty_quarantine_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "quarantine", "list", "--home", tmp_path, "--lang", "en")
    assert (code, out) == (0, "nothing is in quarantine\n")
    code, _, err = called(
        capsys, "quarantine", "list", "--run", "feed", "--home", tmp_path, "--lang", "en"
    )
    assert code == 1
    assert "no quarantine of that run" in err


def test_only_rows_of_the_same_file_are_run_again(home: Path) -> None:
    from anonymize import source  # noqa: PLC0415  -- for its digest alone
    from anonymize.errors import Refused  # noqa: PLC0415

    place = home / "raw" / "quarantine" / "0123456789abcdef" / "rows.jsonl"
    path = home / "a.csv"
    digest = source.digest(path)
    entries = [
        quarantine.Entry(digest, entry.row, entry.field, entry.rule)
        for entry in quarantine.read(place)
    ]
    assert rows_by_source(entries, [str(path)]) == {0: frozenset({3, 4, 5})}
    path.write_bytes(path.read_bytes() + os.urandom(1))
    with pytest.raises(Refused, match="the file has changed"):
        rows_by_source(entries, [str(path)])


def test_mended_rows_are_forgotten_and_others_kept(home: Path) -> None:
    place = home / "raw" / "quarantine" / "0123456789abcdef" / "rows.jsonl"
    forget(place, {"other"}, ())
    assert len(list(quarantine.read(place))) == 3
    forget(place, {"ab" * 32}, ())
    assert not place.exists()


def test_the_rows_of_a_run_are_run_again_once_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*tickets(80), ticket(90, 被反映区="老城区")]
    path = write(tmp_path / "a.csv", as_csv(rows))
    home = tmp_path / "home"
    common = ("--as-of", DAY, "--home", home, "--json")
    assert called(capsys, "key", "create", "--home", home)[0] == 0
    code, out, err = called(capsys, "run", path, "--bundle", tmp_path / "b1", *common)
    assert code == 4, err
    assert json.loads(out)["accepted"] == 80
    aliases = write(tmp_path / "aliases.toml", '[area]\n"老城区" = "110102"\n')
    again = ("quarantine", "rerun", path, "--bundle", tmp_path / "b2", *common)
    code, out, err = called(capsys, *again, "--aliases", aliases)
    told = json.loads(out)
    assert (code, told["read"], told["accepted"]) == (0, 1, 1), err
    _, listed, _ = called(capsys, "quarantine", "list", "--json", "--home", home)
    assert json.loads(listed)["rows"] == 0
