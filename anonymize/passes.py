"""The steps of one run, in order, over one spill. ``run`` calls them and cleans up after them."""

import importlib.metadata
import shutil
from collections.abc import Iterator
from typing import Final

import msgspec
import polars as pl

from anonymize import consent, limits, quarantine
from anonymize import decide as deciding
from anonymize import source as sources
from anonymize.cohort import Order, Release, Writer, entering, rows_kind, write
from anonymize.consent import Consents
from anonymize.decide import Decided, Deciding
from anonymize.engines import local
from anonymize.engines.choice import chosen
from anonymize.families import month_name
from anonymize.handoff import Staging
from anonymize.ingest import EVENTS, Ingest, Piece, Taken, start, take_in
from anonymize.job import Account, Job
from anonymize.judge import JUDGED, Judging
from anonymize.objections import Objections, Standing
from anonymize.pipeline import EVENT_COLUMNS, TEXT_FIELDS, compactor
from anonymize.progress import Progress, rows_expected
from anonymize.record_key import PIN, WHOLE_SERIES, Mac
from anonymize.resume import Checkpoints
from anonymize.review.desk import FOLDER
from anonymize.review.enqueue import content_of, enqueue
from anonymize.review.generalise import generaliser
from anonymize.review.queue import Queue
from anonymize.sources.batch import Options
from anonymize.spill import Spill
from anonymize.state import EVENTS as REMEMBERED
from anonymize.state import LATE, WAITING, State
from anonymize.texts import Reader
from publish.intake import COLUMNS, FORMAT, Bundle, CohortNote, SourceNote, Tally

CARRIED: Final = 65_535  # the source number of rows that wait since an earlier run
_LIBRARIES: Final = ("gongkai", "polars")


class Work(msgspec.Struct, kw_only=True):
    """One run under way."""

    job: Job
    progress: Progress
    options: list[Options]
    digests: list[str]
    fields: tuple[frozenset[str], ...]
    spill: Spill
    state: State
    staging: Staging
    checkpoints: Checkpoints
    rows: list[int] = []  # read, by source
    carried: int = 0
    pieces: int = 0

    def through(self) -> Account:
        """Go through all steps; the bundle stands, or nothing does."""
        rejected = self._take_in()
        self._bring_forward()
        decided = deciding.decide(self._deciding())
        rejected = pl.concat([rejected, _conflicts(decided)]).sort("source", "row")
        over, held = self._limits(decided, rejected)
        gone = limits.let_go(over, self.job.without)
        mac = Mac(self.job.holder.derive(self.job.profile.series, WHOLE_SERIES, PIN))
        consents = consent.read(self.job.consents, mac, self.job.as_of)
        objected = Objections(self.job.home / "raw").standing()
        allowed = _may_be_read(decided.allowed, consents, objected)
        texts, bad_lines = self._judge(allowed, mac)
        notes = self._write(decided, held, gone, rejected, objected.without_row)
        kept = self._quarantine(rejected)
        tally = self._tally(decided, held, notes, rejected)
        bundle = self._hand_off(notes, tally)
        self._enqueue(decided.allowed, notes)
        self._remember(decided, held, notes)
        return Account(
            bundle=bundle,
            tally=tally,
            carried=self.carried,
            cohorts=notes,
            blocked=held,
            supplement=self.supplement,
            over=tuple(over),
            texts=texts,
            bad_text_lines=bad_lines,
            consents=consents,
            quarantine=kept,
        )

    @property
    def supplement(self) -> bool:
        """Whether only rows that were mended are run."""
        return self.job.only_rows is not None

    @property
    def collected(self) -> tuple[str, ...]:
        """The columns that every source has."""
        each = [
            set(compactor(self.job.profile, self.job.holder, fields).collected)
            for fields in self.fields
        ]
        common = set.intersection(*each)
        return tuple(name for name in COLUMNS if name in common)

    @property
    def has_texts(self) -> bool:
        """Whether the run has texts, beside the tickets or among their columns."""
        return self.job.texts is not None or any(
            not fields.isdisjoint(TEXT_FIELDS) for fields in self.fields
        )

    def _take_in(self) -> pl.DataFrame:
        self.progress.step("读取与校验", "reading and checking")
        state = Ingest(
            profile=self.job.profile,
            mapping=self.job.mapping,
            holder=self.job.holder,
            spill=self.spill,
            as_of=self.job.as_of,
            field_limit=self.job.field_limit,
            fields=self.fields,
            texts=self.has_texts,
        )
        total = rows_expected(self.job.sources)
        self.rows = [0] * len(self.job.sources)
        rejected = [quarantine.empty()]
        taken: Taken
        for taken in local.results(
            take_in,
            self._read(),
            start=start,
            arguments=(state,),
            processes=self.job.processes,
        ):
            self.rows[taken.source] += taken.read
            rejected.append(taken.rejected)
            self.progress.at(sum(self.rows), total)
        return pl.concat(rejected)

    def _read(self) -> Iterator[Piece]:
        for source, options in zip(self.job.sources, self.options, strict=True):
            for batch in sources.read(source, options):
                yield Piece(self.pieces, batch)
                self.pieces += 1

    def _bring_forward(self) -> None:
        """Add the rows that waited; they are counted as read again."""
        frame = self.state.waiting()
        if frame is None or not frame.height or self.supplement:
            return
        self.carried = frame.height
        frame = frame.with_columns(
            source=pl.lit(CARRIED, pl.UInt16),
            row=pl.int_range(1, frame.height + 1, dtype=pl.UInt64),
            carried=pl.lit(value=True),
        )
        self.spill.write(EVENTS, self.pieces, frame.select(EVENT_COLUMNS))
        rows = frame.drop("carried").sort("cohort")
        for (index,), part in rows.group_by("cohort", maintain_order=True):
            self.spill.write(rows_kind(month_name(int(str(index)))), self.pieces, part)

    def _deciding(self) -> Deciding:
        self.progress.step("判定每行的去向", "deciding the fate of every row")
        return Deciding(
            spill=self.spill,
            state=self.state,
            as_of=self.job.as_of,
            freeze_days=self.job.profile.freeze_days,
            supplement=self.supplement,
        )

    def _limits(
        self, decided: Decided, rejected: pl.DataFrame
    ) -> tuple[list[limits.Over], dict[str, tuple[str, ...]]]:
        """Return the groups over the limit, and by month what holds its cohort."""
        if self.supplement:
            # The share of a whole file was judged when it was run. What is added here to a
            # cohort that never left would pass for all of it.
            apart = [month for month in decided.entered if month not in self.state.handed_over]
            return [], dict.fromkeys(apart, (limits.WHOLE,))
        over = limits.over(_known(decided.valid), rejected, self.job.limit)
        return over, limits.blocked(over, self.job.without)

    def _judge(self, allowed: dict[bytes, frozenset[str]], mac: Mac) -> tuple[dict[str, int], int]:
        if not self.has_texts:
            return dict.fromkeys(JUDGED, 0), 0
        self.progress.step("处理获准公开的文本", "reading the texts that may be read")
        reader = Reader(mac, allowed)
        judging = Judging(
            spill=self.spill,
            profile=self.job.profile,
            engine=chosen(self.job, self.spill.root),
            checkpoints=self.checkpoints,
            deadline=self.job.ticket_deadline,
            reader=reader,
            path=self.job.texts,
            allowed=allowed,
            progress=self.progress,
        )
        return judging.run(), reader.tally.bad

    def _write(
        self,
        decided: Decided,
        held: dict[str, tuple[str, ...]],
        gone: dict[str, tuple[str, ...]],
        rejected: pl.DataFrame,
        without_row: frozenset[bytes],
    ) -> dict[str, CohortNote]:
        months = [month for month in decided.entered if month not in held]
        self.progress.step("写出各月", "writing the cohorts")
        writer = Writer(
            spill=self.spill,
            folder=self.staging.path,
            profile=self.job.profile,
            holder=self.job.holder,
            collected=self.collected,
            without_row=without_row,
        )
        orders = [
            Order(
                month=month,
                quarantined=_quarantined(rejected, month),
                release=Release(districts=gone.get(month, ()), by=self.job.by),
            )
            for month in months
        ]
        done = local.results(
            write, orders, start=_same, arguments=(writer,), processes=self.job.processes
        )
        return dict(done)

    def _enqueue(self, cohorts: dict[bytes, str], notes: dict[str, CohortNote]) -> None:
        """Put what a person is to see into the review queue, of the cohorts that leave."""
        spoken = {pin: month for pin, month in cohorts.items() if month in notes}
        enqueue(
            self.spill,
            Queue(self.job.home / "raw" / FOLDER, self.job.holder, self.job.profile.series),
            spoken,
            content=content_of(self.job.holder, self.job.profile.series),
            generalise=generaliser(self.job.profile),
        )

    def _tally(
        self,
        decided: Decided,
        held: dict[str, tuple[str, ...]],
        notes: dict[str, CohortNote],
        rejected: pl.DataFrame,
    ) -> Tally:
        """Account for every row read; Tally itself refuses an account that does not add up."""
        counts = dict(decided.counts)
        entered = counts.pop("accepted", 0)
        counts.pop("conflict", 0)
        blocked = sum(rows for month, rows in decided.entered.items() if month in held)
        written = sum(note.rows for note in notes.values())
        aside = counts | {"blocked": blocked, "without_district": entered - blocked - written}
        return Tally(
            read=sum(self.rows) + self.carried,
            accepted=written,
            set_aside={fate: aside[fate] for fate in sorted(aside) if aside[fate]},
            quarantined=rejected.select("source", "row").n_unique(),
        )

    def _quarantine(self, rejected: pl.DataFrame) -> str | None:
        folder = self.job.home / "raw" / "quarantine" / self.state.run_id[:16]
        shutil.rmtree(folder, ignore_errors=True)
        if not rejected.height:
            return None
        known = rejected.filter(pl.col("source") != CARRIED)
        names = [sources.name(source) for source in self.job.sources]
        quarantine.write(folder / "rows.jsonl", known, self.digests, names)
        return str(folder)

    def _hand_off(self, notes: dict[str, CohortNote], tally: Tally) -> str | None:
        if not notes:
            return None
        self.staging.close(
            Bundle(
                format=FORMAT,
                profile=self.job.profile.id,
                profile_digest=self.job.profile.digest,
                mapping=self.job.mapping.id,
                as_of=self.job.as_of.isoformat(),
                demonstration=self.job.demonstration or self.job.profile.demonstration,
                collected=self.collected,
                sources=tuple(
                    SourceNote(sha256=digest, rows=rows)
                    for digest, rows in zip(self.digests, self.rows, strict=True)
                ),
                cohorts=notes,
                tally=tally,
                versions={name: importlib.metadata.version(name) for name in _LIBRARIES},
            )
        )
        return str(self.job.bundle)

    def _remember(
        self,
        decided: Decided,
        held: dict[str, tuple[str, ...]],
        notes: dict[str, CohortNote],
    ) -> None:
        blocked = [deciding.month_number(month) for month in held]
        gone = pl.col("cohort").is_in(blocked)
        self.state.record(
            self.job.as_of.isoformat(),
            tuple(notes),
            {
                REMEMBERED: decided.events.filter(~gone),
                WAITING: self._waiting(blocked),
                LATE: deciding.kept_rows(self.spill, deciding.LATE),
            },
            self.job.bundle.name if notes else None,
        )

    def _waiting(self, blocked: list[int]) -> pl.DataFrame:
        """Return the rows that wait for a later run: not frozen, or carried into a held month."""
        kept = deciding.kept_rows(self.spill, deciding.WAITING)
        before = self.state.waiting()
        if before is None or not before.height:
            return kept
        if not self.supplement:
            before = self._carried_into(blocked)
        return pl.concat([frame for frame in (kept, before) if frame.height] or [kept])

    def _carried_into(self, blocked: list[int]) -> pl.DataFrame:
        """Return the rows that waited, enter now, and are held: their file may not come again."""
        found = [pl.DataFrame()]
        for month in map(month_name, blocked):
            enters = entering(self.spill, month)
            found.append(enters.filter(pl.col("source") == CARRIED) if enters.height else enters)
        kept = [frame for frame in found if frame.height]
        return pl.concat(kept) if kept else pl.DataFrame()


def _may_be_read(
    cohorts: dict[bytes, str], consents: Consents, objected: Standing
) -> dict[bytes, frozenset[str]]:
    """Return the fields that may be read: the flag, the record, and no objection since."""
    return {
        pin: consents.allowed[pin]
        for pin in cohorts
        if pin in consents.allowed and pin not in objected.without_text
    }


def _same(state: object) -> object:
    return state


def _known(valid: pl.DataFrame) -> pl.DataFrame:
    return valid.filter(pl.col("source") != CARRIED)


def _conflicts(decided: Decided) -> pl.DataFrame:
    """Return conflicting rows as rows of the quarantine: of field ticket_id, rule conflict."""
    return decided.conflicts.with_columns(
        field=pl.lit("ticket_id"), rule=pl.lit("conflict")
    ).select(pl.col(name).cast(dtype) for name, dtype in quarantine.SCHEMA.items())


def _quarantined(rejected: pl.DataFrame, month: str) -> int:
    mine = rejected.filter(pl.col("month") == deciding.month_number(month))
    return mine.select("source", "row").n_unique()
