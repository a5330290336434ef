"""The one orchestrator: bundles in, a staged release out.

::

    bundle of a cohort ──count──► frozen cells ──protect, gate──► leaf (an object)
                                     │ twelve of them
                                     └──► year's cells ──protect, gate──► leaf
    leaves of all periods ──► SQLite, whole histories, catalogue, dictionary, manifest

Only the bundles of the cohorts that are built are read; of older cohorts the frozen cells
and the leaves are there. Nothing here reads the wall clock.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

import msgspec

from publish import cohorts, invariants, leaves
from publish.assemble import assemble
from publish.bundles import read_bundle, read_cohort
from publish.calendar import (
    complete_years,
    is_frozen,
    last_frozen,
    month_of,
    next_due,
    number,
    span,
)
from publish.catalogue import catalogue
from publish.cells import cells_path, freeze, load, unfreeze
from publish.counts import count, uncollected, year_cells
from publish.errors import PublishError
from publish.profile import Dataset, Profile, load_profile
from publish.protection.cell import ConfidentialCells
from publish.protection.lattice import lattice_digest
from publish.protection.ptable import DESIGNS, digest
from publish.reference import intake as reference
from publish.reference import listed, stated
from publish.reference.counting import events
from publish.reference.folder import Taken
from publish.reference.lens import ledger_of, seen_by
from publish.release.catalogue import Vocabulary
from publish.release.manifest import FORMAT, read
from publish.release.model import Catalogue, Manifest, Text
from publish.release.product import period_level
from publish.store import locked, release_ids, staging
from publish.versions import versions
from publish.workers import work

Say = Callable[[str, str], None]
_TELL_EVERY: Final = 10


class BuildRefused(PublishError):
    """The cohorts asked for cannot be built; says why."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to build. Without *last*, a backfill ends with the newest frozen cohort."""

    bundles: tuple[Path, ...]
    first: str
    last: str | None
    as_of: date
    not_before: str
    home: Path
    profile: str
    reference: Path | None = None  # the folder of filled reference files
    lang: str = "zh"  # of what is written for people to mend
    processes: int = 1


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What a build staged."""

    release: str
    sequence: int
    staged: str
    cohorts: tuple[str, ...]  # those that are new
    years: tuple[str, ...]  # those that are new
    periods: int
    rows: int
    reference: dict[str, dict[str, int]]  # ledger -> fate -> rows; the fates add up to read


def build(order: Order, say: Say) -> Built:
    """Build and stage a release. The same order over the same state gives the same bytes.

    Raises BuildRefused (a cohort not frozen, released already, or a gap), BundleRefused,
    ReferenceBroken, ReferenceWaits, GateRefused, LatticeRefused, CellsFrozen, Busy,
    NotDurable, ProfileError.
    """
    profile = load_profile(order.profile)
    with locked(order.home):
        before = _newest(order.home)
        released = before[0].cohorts if before else ()
        new = _asked(profile, order, released, say)
        taken = reference.taken(
            profile,
            order.reference,
            new=new,
            released=released,
            as_of=order.as_of,
            lang=order.lang,
            say=say,
        )
        counted = work(partial(_count, order), new, order.processes, taken)
        for done, month in enumerate(counted, start=1):
            say(f"计数 {month}（{done}/{len(new)}）", f"counted {month} ({done}/{len(new)})")
        reference.keep_lists(order.home, profile, taken)
        months = (*released, *new)
        profile = _settled(order, profile, months, say)
        years = complete_years(months)
        words = _words(order, profile, months, years, {})
        notes = _leaves(order, words, say)
        words = _words(order, profile, months, years, leaves.gaps_of(notes))
        sequence = before[0].sequence + 1 if before else 1
        directory = staging(order.home, sequence)
        said = _manifest(order, profile, words, new, before)
        lists = {
            one.ledger: (listed.lines(profile, one), listed.dictionary(profile, one))
            for one in listed.recall(order.home, profile)
        }
        name = assemble(order.home, directory, words, notes, lists=lists, said=said, say=say)
    return Built(
        release=name,
        sequence=sequence,
        staged=str(directory),
        cohorts=new,
        years=tuple(year for year in years if any(month.startswith(year) for month in new)),
        periods=len(months) + len(years),
        rows=sum(note.rows for note in notes),
        reference={name: one.fates for name, one in sorted(taken.items())},
    )


def _settled(order: Order, profile: Profile, months: Sequence[str], say: Say) -> Profile:
    """Return *profile* with the exact totals of its series, and tell where they are fewer."""
    settled = invariants.settle(order.home, profile, months)
    for levels in settled.too_small:
        least = invariants.LEAST_YEAR
        say(
            f"{levels[0]} 一级有地区全年不足 {least} 件：该级件数不作确数公布",
            f"a place of level {levels[0]} has under {least} a year: no exact count at that level",
        )
    return invariants.apply(order.home, profile)


def _newest(home: Path) -> tuple[Manifest, str] | None:
    names = release_ids(home)
    return read(home / "public" / "releases" / names[-1]) if names else None


def _asked(profile: Profile, order: Order, released: Sequence[str], say: Say) -> tuple[str, ...]:
    """Return the cohorts to build; refuse those that are not due, done, or leave a gap."""
    last = order.last or last_frozen(profile, order.as_of)
    months = span(order.first, last)
    if not months:
        raise BuildRefused(
            f"{order.first}..{last} 中没有批次", f"there is no cohort in {order.first}..{last}"
        )
    for month in months:
        if month in released:
            raise BuildRefused(f"批次 {month} 已经发布", f"cohort {month} is released already")
        if not is_frozen(profile, month, order.as_of):
            raise BuildRefused(
                f"批次 {month} 在 {order.as_of} 尚未冻结（月末后 {profile.freeze_days} 天）",
                f"cohort {month} is not frozen at {order.as_of}"
                f" ({profile.freeze_days} days after the month's end)",
            )
    if released and number(months[0]) != number(released[-1]) + 1:
        due = month_of(number(released[-1]) + 1)
        raise BuildRefused(
            f"批次不连续：已发布到 {released[-1]}，下一批次是 {due}",
            f"a gap: released up to {released[-1]}, the next cohort is {due}",
        )
    return _held(profile, order, months, say)


def _held(profile: Profile, order: Order, months: Sequence[str], say: Say) -> tuple[str, ...]:
    """Return those of *months* that a bundle holds.

    A month without a ticket that lies inside one bundle's own span is no forgotten bundle:
    it is told and left out, never published as zeros. Any other month is a gap.
    """
    bundles = [sorted(read_bundle(folder, profile).cohorts) for folder in order.bundles]
    held = {month for cohorts_of in bundles for month in cohorts_of}
    silent = [month for month in months if month not in held]
    for month in silent:
        if not any(one and one[0] < month < one[-1] for one in bundles):
            raise BuildRefused(f"没有交接包含有批次 {month}", f"no bundle holds the cohort {month}")
    if silent:
        say(
            f"{len(silent)} 个月没有任何诉求，不发布（{silent[0]} 起）",
            f"{len(silent)} months without any ticket are not published (from {silent[0]})",
        )
    return tuple(month for month in months if month in held)


def _leaves(order: Order, words: Catalogue, say: Say) -> list[leaves.LeafNote]:
    """Return the note of every leaf; make those that are not there under today's stamp."""
    vocabulary = Vocabulary(words)
    notes: dict[tuple[str, str], leaves.LeafNote] = {}
    missing: list[tuple[str, str]] = []
    for dataset in words.datasets:
        stamp = leaves.stamp(vocabulary, dataset)
        for period in words.periods:
            note = leaves.kept(order.home, dataset.id, period)
            if note is None or note.stamp != stamp:
                missing.append((dataset.id, period))
            else:
                notes[dataset.id, period] = note
    made = work(partial(_leaf, order), missing, order.processes, words)
    for done, note in enumerate(made, start=1):
        notes[note.dataset, note.period] = note
        if done % _TELL_EVERY == 0 or done == len(missing):
            say(f"保护 {done}/{len(missing)}", f"protected {done}/{len(missing)}")
    return [notes[dataset.id, period] for dataset in words.datasets for period in words.periods]


def _count(order: Order, taken: dict[str, Taken], month: str) -> str:
    profile = _profile(order.profile)
    cohort = read_cohort(order.bundles, month, profile)
    for name in sorted(profile.datasets):
        dataset = profile.datasets[name]
        ledger, counting = ledger_of(profile, dataset), cohort
        if ledger is not None:
            rows = taken[ledger.id].months.get(month)
            # Nothing of this month is published yet: a mended file may replace what was read.
            leaves.forget(order.home, name, month)
            unfreeze(order.home / "work", name, month)
            if ledger.kind == "stated":
                stated.keep(order.home, name, month, rows)
                continue
            counting = events(cohort, ledger, rows)
        lens = seen_by(profile, dataset)
        counted = count(counting, lens, dataset)
        freeze(order.home / "work", counted, lens, key_fingerprint=cohort.key_fingerprint)
    cohorts.keep(
        order.home,
        cohorts.record(
            month, cohort.notes, cohort.key_fingerprint, demonstration=cohort.demonstration
        ),
    )
    return month


def _leaf(order: Order, words: Catalogue, which: tuple[str, str]) -> leaves.LeafNote:
    profile = invariants.apply(order.home, _profile(order.profile))
    vocabulary = Vocabulary(words)
    name, period = which
    dataset, told = profile.datasets[name], vocabulary.dataset(name)
    lens, ledger = seen_by(profile, dataset), ledger_of(profile, dataset)
    if ledger is not None and ledger.kind == "stated":
        said = {month: stated.recall(order.home, name, month) for month in _months(period)}
        return leaves.make_stated(order.home, profile, vocabulary, told, period=period, months=said)
    cells = _cells(order.home, lens, dataset, period)
    return leaves.make(order.home, lens, vocabulary, told, cells)


@lru_cache(maxsize=4)
def _profile(name: str) -> Profile:
    """Load a profile once in a worker; ``build`` itself always reads it anew."""
    return load_profile(name)


def _cells(home: Path, profile: Profile, dataset: Dataset, period: str) -> ConfidentialCells:
    found = [_load(home / "work", profile, dataset, month) for month in _months(period)]
    return found[0] if period_level(period) == "month" else year_cells(found)


def _load(work: Path, profile: Profile, dataset: Dataset, month: str) -> ConfidentialCells:
    if dataset.ledger is not None and not cells_path(work, dataset.id, month).exists():
        # A cohort from before the profile had this ledger: nobody collected it.
        return uncollected(profile, dataset, month)
    return load(work, profile, dataset, month)


def _months(period: str) -> tuple[str, ...]:
    return (period,) if period_level(period) == "month" else span(f"{period}-01", f"{period}-12")


def _words(
    order: Order,
    profile: Profile,
    months: Sequence[str],
    years: Sequence[str],
    gaps: dict[str, dict[str, tuple[str, ...]]],
) -> Catalogue:
    known = [cohorts.recall(order.home, month) for month in months]
    coverage = cohorts.with_silent_months([one.coverage for one in known])
    return catalogue(
        profile,
        months=months,
        years=years,
        coverage=coverage,
        as_of=order.as_of.isoformat(),
        next_due=next_due(profile, months[-1]),
        demonstration=profile.demonstration or any(one.demonstration for one in known),
        gaps=gaps,
        lists=listed.recall(order.home, profile),
    )


def _manifest(
    order: Order,
    profile: Profile,
    words: Catalogue,
    new: Sequence[str],
    before: tuple[Manifest, str] | None,
) -> Manifest:
    told = f"{new[0]}..{new[-1]}" if len(new) > 1 else new[0]
    return Manifest(
        format=FORMAT,
        sequence=before[0].sequence + 1 if before else 1,
        kind="new",
        supersedes=before[1] if before else None,
        profile=profile.id,
        profile_digest=profile.digest,
        cohorts=words.months,
        as_of=words.as_of,
        not_before=order.not_before,
        demonstration=words.demonstration,
        rulebook_version=",".join(
            sorted({rate.version for dataset in words.datasets for rate in dataset.rates})
        ),
        ptables={name: digest(name) for name in sorted(DESIGNS)},
        lattice=lattice_digest(profile),
        key_fingerprints={
            month: cohorts.recall(order.home, month).key_fingerprint for month in words.months
        },
        verdicts={"gates": "pass"},
        versions=versions(),
        reasons=(Text(zh=f"新批次 {told}", en=f"new cohorts {told}"),),
        files={},
    )
