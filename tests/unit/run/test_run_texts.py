"""Which lines of a file of texts are read, and which are not even decoded."""

from pathlib import Path
from typing import Final

import msgspec
import pytest

from anonymize.errors import Hopeless
from anonymize.record_key import Mac
from anonymize.texts import Reader

MAC: Final = Mac(bytes(32))


def pin(ticket: str) -> bytes:
    return MAC(ticket.encode())[:16]


def read(
    path: Path, lines: list[bytes], *allowed: str
) -> tuple[Reader, dict[bytes, dict[str, str]]]:
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    reader = Reader(MAC, {pin(ticket) for ticket in allowed})
    return reader, dict(reader.texts(path))


def test_only_allowed_tickets_are_read_and_the_rest_is_counted(tmp_path: Path) -> None:
    lines = [
        b'{"ticket_id": "T1", "content": "a", "reply": null}',
        b'{"ticket_id": "T2", "content": "b"}',
    ]
    reader, found = read(tmp_path / "t.jsonl", lines, "T1")
    assert found == {pin("T1"): {"content": "a"}}
    assert (reader.tally.lines, reader.tally.read, reader.tally.dropped) == (2, 1, 1)
    assert reader.dropped == [pin("T2")]


def test_a_line_that_may_not_be_read_is_not_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> object:
        raise AssertionError("decoded")

    monkeypatch.setattr(msgspec.json, "decode", forbidden)
    reader, found = read(tmp_path / "t.jsonl", [b'{"ticket_id": "T2", "content": broken'], "T1")
    assert found == {}
    assert reader.tally.dropped == 1


@pytest.mark.parametrize(
    "line",
    [
        b'{"ticket_id": "T1", "content": ',
        b'{"content": "no id"}',
        b'{"ticket_id": "T1", "content": 7}',
        b'{"ticket_id": "T1", "content": "\xff"}',
        b'[{"ticket_id": "T1"}]',
        b'{"inner": {"ticket_id": "T1"}, "ticket_id": "T2"}',
    ],
)
def test_a_line_that_cannot_be_trusted_is_told_by_its_number(tmp_path: Path, line: bytes) -> None:
    reader, found = read(tmp_path / "t.jsonl", [b'{"ticket_id":"T1"}', line], "T1")
    assert set(found) == {pin("T1")}
    told = reader.tally.bad + reader.tally.repeated
    assert told == 1


def test_an_id_written_with_escapes_is_the_same_id(tmp_path: Path) -> None:
    _, found = read(tmp_path / "t.jsonl", [b'{"ticket_id": "\\u5de51", "title": "x"}'], "工1")
    assert found == {pin("工1"): {"title": "x"}}


def test_an_id_inside_a_text_is_no_id(tmp_path: Path) -> None:
    lines = [b'{"content": "he wrote \\"ticket_id\\": \\"T1\\"", "ticket_id": "T2"}']
    reader, found = read(tmp_path / "t.jsonl", lines, "T1")
    assert found == {}
    assert reader.dropped == [pin("T2")]


def test_a_missing_file_is_hopeless(tmp_path: Path) -> None:
    with pytest.raises(Hopeless):
        list(Reader(MAC, set()).texts(tmp_path / "none.jsonl"))
