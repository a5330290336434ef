"""Cursors: the place to go on from, bound to one query and one release.

A cursor holds no secret and gives no right: it is a cell number that the reader could
ask for anyway. What is bound is its meaning, so that a page of one table is never
continued with another.
"""

import base64
import binascii
import hashlib
from typing import Final

from api.problems import Refused

_TAG: Final = 6
_NUMBER: Final = 8


def write(after: int, query: str, release: str) -> str:
    """Return the cursor that goes on after *after* in *query* (canonical) of *release*."""
    raw = _tag(query, release) + after.to_bytes(_NUMBER, "big")
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def read(cursor: str, query: str, release: str) -> int:
    """Return the place that *cursor* holds; raises Refused (bad-cursor) if it is another's."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise _bad() from None
    if len(raw) != _TAG + _NUMBER or raw[:_TAG] != _tag(query, release):
        raise _bad()
    return int.from_bytes(raw[_TAG:], "big")


def _tag(query: str, release: str) -> bytes:
    return hashlib.sha256(f"{release}\n{query}".encode()).digest()[:_TAG]


def _bad() -> Refused:
    return Refused(
        "bad-cursor",
        "游标不属于这次查询或这个批次；请用 links.next，或从第一页重新开始",
        "the cursor belongs to another query or release; follow links.next or start again",
    )
