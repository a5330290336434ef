"""The keys of one cohort, and the one key of a series that they come from.

K = HKDF-SHA256(K_series, series, cohort, purpose), one for each purpose, so that no key of
one cohort or purpose says anything about another. Everything else in the program asks a
series key for two things only, ``derive`` and ``fingerprint``; a holder in hardware offers
the same two. Method: ``protection.md`` §3 rule 1.
"""

import hashlib
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
import polars as pl
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from anonymize.errors import Refused

KEY_BYTES: Final = 32
_BLOCK: Final = 64  # of SHA-256, in bytes
RECORD: Final = "record"
CALLER: Final = "caller"
ENTERPRISE: Final = "enterprise"
CONTENT: Final = "content"
PIN: Final = "pin"
WHOLE_SERIES: Final = ""  # the cohort of keys that are derived once per series


class KeyHolder(Protocol):
    """What holds a series key: a file here, a token or a service elsewhere."""

    def derive(self, series: str, cohort: str, purpose: str) -> bytes:
        """Return the 32 bytes of the key of *cohort* for *purpose*."""
        ...

    def fingerprint(self, series: str, cohort: str) -> str:
        """Return 16 hex digits that tell two keys of one cohort apart and say nothing else."""
        ...


class SeriesKey:
    """A series key read from a file that only its owner may read."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise Refused(
                f"系列密钥应为 {KEY_BYTES} 字节", f"a series key is {KEY_BYTES} bytes long"
            )
        self._secret = secret

    def __repr__(self) -> str:
        """Show nothing of the secret."""
        return "SeriesKey(…)"

    @classmethod
    def load(cls, path: Path) -> "SeriesKey":
        """Read the key in *path*. Raises Refused where it is missing or others can read it."""
        try:
            mode = path.stat().st_mode
            secret = path.read_bytes()
        except OSError:
            raise Refused(
                f"没有系列密钥文件 {path.name}：先运行 gongkai-anonymize key create",
                f"no series key file {path.name}: run gongkai-anonymize key create first",
            ) from None
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise Refused(
                f"{path.name} 可被他人读取：chmod 0400 后再试",
                f"{path.name} is open to others: chmod 0400 and try again",
            )
        return cls(secret)

    @classmethod
    def create(cls, path: Path, *, seed: int | None = None) -> "SeriesKey":
        """Write a new key to *path*, mode 0400; *seed* makes it known, for demonstrations only.

        Raises Refused where a file of that name exists: to lose a key is to lose its series.
        """
        secret = os.urandom(KEY_BYTES) if seed is None else _seeded(seed)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        except FileExistsError:
            raise Refused(
                f"{path.name} 已存在，不会覆盖", f"{path.name} exists and is never overwritten"
            ) from None
        with os.fdopen(handle, "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        return cls(secret)

    def derive(self, series: str, cohort: str, purpose: str) -> bytes:
        """Return the key of *cohort* for *purpose*, 32 bytes."""
        # Each part carries its length, so that no two triples share an encoding.
        parts = [part.encode() for part in ("gongkai/1", series, cohort, purpose)]
        info = b"".join(len(part).to_bytes(2, "big") + part for part in parts)
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self._secret)

    def fingerprint(self, series: str, cohort: str) -> str:
        """Return 16 hex digits of a key that is derived for nothing but to be shown."""
        shown = self.derive(series, cohort, "fingerprint")
        return hashlib.sha256(shown).hexdigest()[:16]


def _seeded(seed: int) -> bytes:
    return hashlib.sha256(f"gongkai demonstration key {seed}".encode()).digest()


class Mac:
    """HMAC-SHA256 under one key with the key's two blocks made ready; half the time a call."""

    __slots__ = ("blocks",)

    def __init__(self, key: bytes) -> None:
        block = key.ljust(_BLOCK, b"\0")
        self.blocks = bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)

    def __call__(self, message: bytes) -> bytes:
        """Return the 32 bytes of the code of *message*."""
        inner, outer = self.blocks
        return hashlib.sha256(outer + hashlib.sha256(inner + message).digest()).digest()


def pins(holder: KeyHolder, series: str, ids: Sequence[str]) -> pl.Series:
    """Return the 128-bit pin key of each ticket id: the one key that lasts a whole series."""
    key = holder.derive(series, WHOLE_SERIES, PIN)
    inner, outer, sha = *Mac(key).blocks, hashlib.sha256
    codes = [sha(outer + sha(inner + text.encode()).digest()).digest()[:16] for text in ids]
    return pl.Series("pin_key", codes, pl.Binary)


def digests(holder: KeyHolder, series: str, contents: Sequence[str]) -> pl.Series:
    """Return 16 keyed bytes that tell whether two rows of one series say the same.

    They meet nothing but each other, inside the restricted zone: BLAKE2's own keyed mode,
    one call where HMAC takes two.
    """
    key = holder.derive(series, WHOLE_SERIES, CONTENT)
    blake = hashlib.blake2b
    codes = [blake(text.encode(), key=key, digest_size=16).digest() for text in contents]
    return pl.Series("content", codes, pl.Binary)


def cohort_codes(
    keys: Callable[[str], bytes], cohorts: pl.Series, values: Sequence[str | None], width: int
) -> list[bytes | None]:
    """Return the first *width* bytes of each value's code under the key of its own cohort.

    ``keys(cohort)`` is a key; it is asked once a cohort. Loops here spare a call a row.
    """
    blocks = {cohort: Mac(keys(cohort)).blocks for cohort in sorted(cohorts.unique().to_list())}
    sha = hashlib.sha256
    codes: list[bytes | None] = []
    for cohort, value in zip(cohorts.to_list(), values, strict=True):
        if value is None:
            codes.append(None)
            continue
        inner, outer = blocks[cohort]
        codes.append(sha(outer + sha(inner + value.encode()).digest()).digest()[:width])
    return codes


def unsigned(name: str, codes: Sequence[bytes | None], width: int) -> pl.Series:
    """Return codes of *width* bytes (1, 4 or 8) as a column of unsigned integers, big-endian."""
    empty = bytes(width)
    joined = b"".join(code if code is not None else empty for code in codes)
    numbers = np.frombuffer(joined, dtype=f">u{width}").astype(f"=u{width}")
    column = pl.Series(name, numbers)
    if any(code is None for code in codes):
        known = pl.Series([code is not None for code in codes], dtype=pl.Boolean)
        return pl.select(pl.when(known).then(column).alias(name)).to_series()
    return column
