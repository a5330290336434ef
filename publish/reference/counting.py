"""The events of a ledger as a cohort: from here they are counted and protected as tickets are.

A record key is the keyed hash of the event's own key under a secret of its cohort. The
secret is the digest of the cohort's pin keys, which 128 secret bits each make, and which no
release holds; so the same bundles and reference files give the same draws, and nobody
who knows the events can work the draws out.
"""

import hashlib
import hmac
from typing import Final

import polars as pl

from publish.profile import Ledger
from publish.reference.reading import Row
from publish.tickets import Cohort

_PINS: Final = 1024
_BITS: Final = 4  # bytes of a record key


def events(cohort: Cohort, ledger: Ledger, rows: tuple[Row, ...] | None) -> Cohort:
    """Return the *rows* of *ledger* in the month of *cohort* as a cohort of events.

    Nothing is collected where *rows* is None, or where the cohort holds no secret.
    """
    columns = [*ledger.dimensions, *(family.column for family in ledger.families.values())]
    secret = _secret(cohort)
    if rows is None or secret is None:
        return Cohort(
            month=cohort.month,
            tickets=pl.DataFrame({"record_key": pl.Series([], dtype=pl.UInt32)}),
            not_collected=frozenset(columns),
            key_fingerprint=cohort.key_fingerprint,
            demonstration=cohort.demonstration,
        )
    keys = [_record_key(secret, ledger, row) for row in rows]
    return Cohort(
        month=cohort.month,
        tickets=pl.DataFrame(
            [
                pl.Series("record_key", keys, dtype=pl.UInt32),
                *(
                    pl.Series(name, [row[name] for row in rows], dtype=pl.String)
                    for name in columns
                ),
            ]
        ),
        key_fingerprint=cohort.key_fingerprint,
        demonstration=cohort.demonstration,
    )


def _secret(cohort: Cohort) -> bytes | None:
    pins = cohort.tickets.get_column("pin_key")
    if len(pins) == 0:
        return None
    told = hashlib.sha256(f"gongkai reference file\0{cohort.month}\0".encode())
    for pin in pins.sort().head(_PINS).to_list():
        told.update(pin)
    return told.digest()


def _record_key(secret: bytes, ledger: Ledger, row: Row) -> int:
    told = "\0".join([ledger.id, *(str(row[name]) for name in ledger.key)])
    digest = hmac.digest(secret, told.encode(), "sha256")
    return int.from_bytes(digest[:_BITS], "big")
