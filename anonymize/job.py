"""What is asked of a run, and what it tells afterwards."""

from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from anonymize import limits
from anonymize import mapping as mappings
from anonymize.consent import Consents
from anonymize.record_key import KeyHolder
from publish.intake import CohortNote, Tally
from publish.profile import Profile
from publish.settings import Exit

# Large enough for columns to pay, small enough for a few in flight on every core.
BATCH_ROWS: Final = 25_000


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a run."""

    sources: tuple[str, ...]
    bundle: Path
    home: Path
    profile: Profile
    mapping: mappings.Mapping
    holder: KeyHolder
    as_of: date
    limit: limits.Limit
    processes: int
    engine: str = "local"  # who judges the texts: local or spark (anonymize.engines.choice)
    spark_master: str = "local[*]"
    spark_partitions: int = 0  # as many as Spark likes
    field_limit: int
    ticket_deadline: float
    texts: Path | None = None
    consents: Path | None = None  # without the records nobody consented
    accept_truncated: bool = False
    without: tuple[str, ...] = ()
    by: str | None = None
    demonstration: bool = False
    only_rows: dict[int, frozenset[int]] | None = None  # by source; the quarantine's rerun
    batch_rows: int = BATCH_ROWS


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did; the verb prints it."""

    bundle: str | None
    tally: Tally
    carried: int  # of ``tally.read``, rows that waited since an earlier run
    cohorts: dict[str, CohortNote]
    blocked: dict[str, tuple[str, ...]]
    supplement: bool = False  # only mended rows were run; months never handed over are blocked
    over: tuple[limits.Over, ...]
    texts: dict[str, int]
    bad_text_lines: int
    consents: Consents
    quarantine: str | None

    @property
    def bad_lines(self) -> int:
        """Lines of texts and of consent records that could not be read."""
        return self.bad_text_lines + len(self.consents.bad_lines)

    @property
    def exit(self) -> Exit:
        """The command's code: waiting comes before quarantine, since somebody must act."""
        # A file over the limit of which no month is known holds no cohort, and waits all the same.
        if self.blocked or any(not one.months for one in self.over):
            return Exit.WAITING
        return Exit.QUARANTINED if self.tally.quarantined or self.bad_lines else Exit.DONE
