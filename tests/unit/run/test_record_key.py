"""Keys: what they are made of, that files of them are guarded, and known answers."""

import hashlib
import hmac
import stat
from pathlib import Path

import polars as pl
import pytest

from anonymize.errors import Refused
from anonymize.record_key import (
    PIN,
    RECORD,
    WHOLE_SERIES,
    Mac,
    SeriesKey,
    cohort_codes,
    pins,
    unsigned,
)

SECRET = bytes(range(32))


def hkdf(secret: bytes, info: bytes) -> bytes:
    """RFC 5869 for one block of output, written out."""
    extracted = hmac.digest(bytes(32), secret, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def test_a_key_is_hkdf_of_series_cohort_and_purpose() -> None:
    info = b"".join(
        len(part).to_bytes(2, "big") + part for part in (b"gongkai/1", b"bj", b"2026-09", b"record")
    )
    assert SeriesKey(SECRET).derive("bj", "2026-09", RECORD) == hkdf(SECRET, info)


def test_no_two_purposes_cohorts_or_series_share_a_key() -> None:
    key = SeriesKey(SECRET)
    triples = [
        (series, cohort, purpose)
        for series in ("a", "ab")
        for cohort in ("", "2026-09", "b2026-09")
        for purpose in (RECORD, PIN, "caller", "enterprise", "sample", "fingerprint")
    ]
    assert len({key.derive(*triple) for triple in triples}) == len(triples)


@pytest.mark.parametrize("message", ["", "a", "工单20260917", "x" * 200])
def test_mac_is_hmac_sha256(message: str) -> None:
    expected = hmac.digest(SECRET, message.encode(), hashlib.sha256)
    assert Mac(SECRET)(message.encode()) == expected


def test_record_key_is_the_first_four_bytes_under_the_key_of_the_row_s_own_cohort() -> None:
    key = SeriesKey(SECRET)
    cohorts = pl.Series(["2026-08", "2026-09", "2026-09"])
    codes = cohort_codes(
        lambda cohort: key.derive("bj", cohort, RECORD), cohorts, ["T1", "T1", None], 4
    )
    assert codes.pop() is None
    for code, cohort in zip(codes, ("2026-08", "2026-09"), strict=True):
        assert code == hmac.digest(key.derive("bj", cohort, RECORD), b"T1", "sha256")[:4]
    assert codes[0] != codes[1]


def test_a_pin_is_the_same_in_every_cohort_and_128_bits_long() -> None:
    key = SeriesKey(SECRET)
    column = pins(key, "bj", ["T1", "T2", "T1"])
    expected = hmac.digest(key.derive("bj", WHOLE_SERIES, PIN), b"T1", "sha256")[:16]
    assert column.dtype == pl.Binary
    assert column.to_list()[0] == column.to_list()[2] == expected != column.to_list()[1]


@pytest.mark.parametrize(("width", "dtype"), [(1, pl.UInt8), (4, pl.UInt32), (8, pl.UInt64)])
def test_codes_become_unsigned_integers_and_null_stays_null(width: int, dtype: pl.DataType) -> None:
    column = unsigned("k", [b"\xff" * width, None, bytes(width)], width)
    assert column.dtype == dtype
    assert column.to_list() == [256**width - 1, None, 0]


def test_create_writes_32_bytes_that_only_the_owner_may_read(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "series.key"
    SeriesKey.create(path)
    assert len(path.read_bytes()) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    loaded = SeriesKey.load(path)
    assert loaded.fingerprint("bj", "") == SeriesKey(path.read_bytes()).fingerprint("bj", "")


def test_create_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "series.key"
    SeriesKey.create(path)
    before = path.read_bytes()
    with pytest.raises(Refused):
        SeriesKey.create(path)
    assert path.read_bytes() == before


def test_two_keys_differ_unless_seeded(tmp_path: Path) -> None:
    for name, seed in (("a", None), ("b", None), ("c", 7), ("d", 7), ("e", 8)):
        SeriesKey.create(tmp_path / name, seed=seed)
    a, b, c, d, e = (path.read_bytes() for path in sorted(tmp_path.iterdir()))
    assert c == d
    assert len({a, b, c, e}) == 4


def test_a_key_that_others_can_read_is_refused_and_one_that_they_cannot_is_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "series.key"
    SeriesKey.create(path)
    SeriesKey.load(path)
    path.chmod(0o440)
    with pytest.raises(Refused):
        SeriesKey.load(path)


def test_missing_and_short_keys_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        SeriesKey.load(tmp_path / "none.key")
    short = tmp_path / "short.key"
    short.write_bytes(b"too short")
    short.chmod(0o400)
    with pytest.raises(Refused):
        SeriesKey.load(short)


def test_neither_repr_nor_fingerprint_shows_the_secret() -> None:
    key = SeriesKey(SECRET)
    shown = repr(key) + key.fingerprint("bj", "2026-09")
    assert SECRET.hex()[:8] not in shown
    assert len(key.fingerprint("bj", "2026-09")) == 16
