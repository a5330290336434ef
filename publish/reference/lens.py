"""A profile as one dataset sees it.

A dataset of tickets sees the profile as it is. One that is made from a reference file sees
that file's own dimensions and families in place of the tickets', and no exact total:
what is exact in a series was settled on tickets (``publish.invariants``), and a ledger's
counts are small ones, every one of which is drawn.
"""

from typing import Final

import msgspec

from publish.profile_types import Dataset, Ledger, Profile

_CACHED: Final = 256
# By identity, as plans are kept: a lens must be one object, or no plan would be found again.
_lenses: dict[tuple[int, str], tuple[Profile, Ledger, Profile]] = {}


def ledger_of(profile: Profile, dataset: Dataset) -> Ledger | None:
    """Return the ledger that *dataset* is made from; ``None`` where it is made from tickets."""
    return None if dataset.ledger is None else profile.ledgers.get(dataset.ledger)


def seen_by(profile: Profile, dataset: Dataset) -> Profile:
    """Return *profile* as *dataset* sees it."""
    ledger = ledger_of(profile, dataset)
    if ledger is None:
        return profile
    kept = _lenses.get((id(profile), ledger.id))
    if kept is None or kept[1] is not ledger:
        if len(_lenses) >= _CACHED:
            _lenses.clear()
        lens = msgspec.structs.replace(
            profile, dimensions=ledger.dimensions, families=ledger.families, exact=()
        )
        kept = (profile, ledger, lens)
        _lenses[id(profile), ledger.id] = kept
    return kept[2]
