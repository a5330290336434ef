"""From a run's sealed proposals to the queue, with what is rare in them marked."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Final

import msgspec
import polars as pl
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from anonymize.cohort import entering
from anonymize.judge import PROPOSALS
from anonymize.record_key import WHOLE_SERIES, KeyHolder
from anonymize.review.generalise import Generaliser
from anonymize.review.item import Item, Proposal, canonical
from anonymize.review.queue import Queue
from anonymize.review.rarity import RARE, VERBATIM, Written, rare_ranges
from anonymize.spill import Spill

_PURPOSE: Final = "review content"
_AT_ONCE: Final = 1_000
ContentOf = Callable[[dict[str, str]], str]


def content_of(holder: KeyHolder, series: str) -> ContentOf:
    """Return what makes the keyed digest of raw texts: a bare one could be guessed at."""
    key = holder.derive(series, WHOLE_SERIES, _PURPOSE)

    def digest(texts: dict[str, str]) -> str:
        mac = HMAC(key, SHA256())
        mac.update(canonical(texts))
        return mac.finalize().hex()

    return digest


def enqueue(
    spill: Spill,
    queue: Queue,
    cohorts: Mapping[bytes, str],
    *,
    content: ContentOf,
    generalise: Generaliser,
) -> int:
    """Put the proposals of *spill* whose pin key is in *cohorts* into *queue*; return how many.

    What is proposed says no more than a row may. The rarity of a run of characters is
    counted over all redactions of the run.
    """
    callers = _callers(spill, sorted(set(cohorts.values())))
    written = [
        Written(proposal.redacted, callers.get(pin, 0))
        for pin, proposal in _proposals(spill, cohorts, generalise)
    ]
    rare, verbatim = rare_ranges(written, RARE), rare_ranges(written, VERBATIM)
    items = (
        Item(
            pin=pin.hex(),
            cohort=cohorts[pin],
            content=content(proposal.texts),
            proposal=proposal,
            rare=some,
            verbatim=same,
        )
        for (pin, proposal), some, same in zip(
            _proposals(spill, cohorts, generalise), rare, verbatim, strict=True
        )
    )
    while batch := list(islice(items, _AT_ONCE)):
        queue.put(batch)
    return len(written)


def _proposals(
    spill: Spill, cohorts: Mapping[bytes, str], generalise: Generaliser
) -> Iterator[tuple[bytes, Proposal]]:
    for part in spill.unsealed(PROPOSALS):
        for pin, said in part:
            if pin in cohorts:
                proposal = msgspec.convert(said, Proposal)
                redacted = generalise(proposal.redacted, cohorts[pin])
                yield pin, msgspec.structs.replace(proposal, redacted=redacted)


def _callers(spill: Spill, months: list[str]) -> dict[bytes, int]:
    """Return the caller key of each entering ticket with text, by pin key."""
    found: dict[bytes, int] = {}
    for month in months:
        rows = entering(spill, month)
        if "may_have_text" not in rows.columns:
            continue
        known = rows.filter(pl.col("may_have_text") & pl.col("caller_key").is_not_null())
        found.update(known.select("pin_key", "caller_key").iter_rows())
    return found
