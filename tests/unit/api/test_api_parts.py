"""The small pure parts: formats, encodings, periods, cursors, the cache."""

import gzip

import pytest

from api import cursor, periods
from api.cache import Answer, Cache
from api.negotiation import choose_encoding, choose_format, matches
from api.problems import Refused
from tests.lib.release import catalogue


@pytest.mark.parametrize(
    ("asked", "accept", "expected"),
    [
        (None, None, "json"),
        (None, "*/*", "json"),
        (None, "text/csv", "csv"),
        (None, "text/csv;q=0.5, application/json", "json"),
        (None, "text/html,application/xhtml+xml,*/*;q=0.8", "json"),
        ("csv", "application/json", "csv"),
        ("json", "text/csv", "json"),
    ],
)
def test_format_is_chosen_by_parameter_then_accept(
    asked: str | None, accept: str | None, expected: str
) -> None:
    assert choose_format(asked, accept) == expected


@pytest.mark.parametrize(
    ("asked", "accept"), [("xml", None), (None, "image/png"), (None, "application/json;q=0")]
)
def test_a_format_that_is_not_offered_is_refused(asked: str | None, accept: str | None) -> None:
    with pytest.raises(Refused) as refusal:
        choose_format(asked, accept)
    assert refusal.value.kind.status == 406


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("br, gzip;q=0.1", "gzip"),
        ("gzip;q=0", "identity"),
        ("*", "gzip"),
        ("identity", "identity"),
        ("gzip;q=x", "identity"),
    ],
)
def test_encoding(header: str, expected: str) -> None:
    assert choose_encoding(header) == expected


def test_if_none_match_compares_weakly_and_exactly() -> None:
    assert matches('"a", W/"b"', '"b"')
    assert matches("*", '"b"')
    assert not matches('"b-gzip"', '"b"')


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2026-09", ("2026-09",)),
        ("latest", ("2026-09",)),
        ("last:2", ("2026-08", "2026-09")),
        ("last:99", ("2026-07", "2026-08", "2026-09")),
        ("2026-08..2026-12", ("2026-08", "2026-09")),
        ("2025", ("2025",)),
        ("2024..2026", ("2025",)),
        ("2025,2026-07", ("2026-07", "2025")),
    ],
)
def test_time(asked: str, expected: tuple[str, ...]) -> None:
    assert periods.resolve(asked, catalogue()) == expected


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("2026-10", "no-such-code"),
        ("2030-01..2030-12", "no-such-code"),
        ("2026-13", "bad-parameter"),
        ("2026..2026-09", "bad-parameter"),
        ("last:0", "bad-parameter"),
        ("", "bad-parameter"),
        ("２０２５", "bad-parameter"),
    ],
)
def test_time_that_cannot_be_is_refused(asked: str, slug: str) -> None:
    with pytest.raises(Refused) as refusal:
        periods.resolve(asked, catalogue())
    assert refusal.value.kind.slug == slug


def test_a_period_after_the_last_says_when_the_next_is_due() -> None:
    with pytest.raises(Refused) as refusal:
        periods.resolve("2026-10", catalogue())
    assert "2026-11-20" in refusal.value.zh
    assert "2026-11-20" in refusal.value.en


def test_a_cursor_comes_back() -> None:
    assert cursor.read(cursor.write(12345, "a=1", "r1"), "a=1", "r1") == 12345


@pytest.mark.parametrize(("query", "release"), [("a=2", "r1"), ("a=1", "r2")])
def test_a_cursor_of_another_query_or_release_is_refused(query: str, release: str) -> None:
    with pytest.raises(Refused):
        cursor.read(cursor.write(1, "a=1", "r1"), query, release)


@pytest.mark.parametrize("garbage", ["", "x", "====", "é", "A" * 400, "-_" * 9])
def test_garbage_is_no_cursor(garbage: str) -> None:
    with pytest.raises(Refused):
        cursor.read(garbage, "a=1", "r1")


def test_the_cache_is_bounded_and_drops_the_least_recently_used() -> None:
    cache = Cache(100_000)
    for number in range(10):
        cache.put((0, str(number), b"", b""), Answer(b"x" * 8000, []))
        cache.get((0, "0", b"", b""))
        assert cache.size <= 100_000
    assert cache.get((0, "0", b"", b"")) is not None
    assert cache.get((0, "1", b"", b"")) is None


def test_an_answer_too_large_for_the_cache_is_not_kept() -> None:
    cache = Cache(100_000)
    cache.put((0, "/", b"", b""), Answer(bytes(range(256)) * 400, []))
    assert cache.get((0, "/", b"", b"")) is None
    assert cache.size == 0


def test_the_same_body_has_the_same_bytes_and_tag() -> None:
    one, two = Answer(b"y" * 5000, []), Answer(b"y" * 5000, [])
    one.compress()
    two.compress()
    assert (one.tag, one.gzipped) == (two.tag, two.gzipped)
    assert one.gzipped is not None
    assert gzip.decompress(one.gzipped) == one.identity
    assert one.tag != one.gzipped_tag
