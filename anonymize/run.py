"""The orchestration of one run: sources in, a bundle out, and an account that adds up.

Pass one takes in batches on every core and spills compact rows by cohort. Fates are decided
over keyed digests. Texts that may be read are judged. Pass two writes the cohorts. Same
input, key, profile and as-of give the same bytes whatever the processes, batches or order.
"""

import errno
import hashlib
import os
from pathlib import Path
from typing import Final

import msgspec

from anonymize import handoff
from anonymize import source as sources
from anonymize.errors import NotAllowed, Refused, TryAgain
from anonymize.job import Account, Job
from anonymize.objections import Objections
from anonymize.passes import Work
from anonymize.progress import Progress
from anonymize.record_key import WHOLE_SERIES
from anonymize.resume import Checkpoints
from anonymize.sources.batch import Options
from anonymize.spill import SEAL_BYTES, Spill
from anonymize.state import State, locked

_DISK: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG)
_RIGHTS: Final = (errno.EACCES, errno.EPERM)


def run(job: Job, progress: Progress) -> Account:
    """Do the job. Raises AnonymizeError; leaves nothing half done."""
    try:
        with locked(job.home / "raw" / "state"):
            return _run(job, progress)
    except OSError as error:
        if error.errno in _DISK:
            raise TryAgain(
                "磁盘已满或不可写：腾出空间后再运行同一命令",
                "the disk is full or cannot be written: make room and run the same command again",
            ) from None
        # The message of an operating system's error holds paths alone, but not ours to trust.
        name = Path(str(error.filename or "")).name
        if error.errno in _RIGHTS:
            raise NotAllowed(
                f"没有读写 {name} 的权限：核对 --home 与 --bundle 所在目录的属主与权限",
                f"no right to read or write {name}: check who owns the folders of --home and "
                "--bundle, and their modes",
            ) from None
        raise Refused(f"无法读写 {name}", f"cannot read or write {name}") from None


def _run(job: Job, progress: Progress) -> Account:
    progress.step("核对来源", "checking the sources")
    options = [_options(job, number, progress) for number in range(len(job.sources))]
    fields = tuple(
        sources.fields(source, option) for source, option in zip(job.sources, options, strict=True)
    )
    digests = [sources.digest(source) for source in job.sources]
    identity = run_id(job, digests)
    state = State(job.home / "raw" / "state", identity)
    spill = Spill(job.home / "raw" / "work" / identity[:16], os.urandom(SEAL_BYTES))
    staging = handoff.Staging(job.bundle)
    checkpoints = Checkpoints(
        job.home,
        holder=job.holder,
        series=job.profile.series,
        run_id=identity,
        deadline=job.ticket_deadline,
    )
    # Under the lock: whatever stands there was left by a run that was killed.
    spill.sweep()
    checkpoints.sweep()
    try:
        spill.open()
        staging.open()
        work = Work(
            job=job,
            progress=progress,
            options=options,
            digests=digests,
            fields=fields,
            spill=spill,
            state=state,
            staging=staging,
            checkpoints=checkpoints,
        )
        account = work.through()
        # Not where it failed: the same command, run again, goes on from there.
        checkpoints.remove()
        return account
    finally:
        spill.close()
        staging.discard()


def _options(job: Job, number: int, progress: Progress) -> Options:
    rows = None if job.only_rows is None else job.only_rows.get(number, frozenset())
    return Options(
        mapping=job.mapping,
        number=number,
        batch_rows=job.batch_rows,
        field_limit=job.field_limit,
        accept_truncated=job.accept_truncated,
        only_rows=rows,
        note=progress.note,
    )


def run_id(job: Job, digests: list[str]) -> str:
    """Return a digest of all that a run's bytes depend on."""
    said = msgspec.json.encode(
        {
            "sources": digests,
            "texts": None if job.texts is None else sources.digest(job.texts),
            "consents": None if job.consents is None else sources.digest(job.consents),
            "objections": Objections(job.home / "raw").digest(),
            "mapping": hashlib.sha256(job.mapping.text.encode()).hexdigest(),
            "reading": [job.mapping.encoding, job.mapping.table, job.mapping.aliases],
            "profile": job.profile.digest,
            "key": job.holder.fingerprint(job.profile.series, WHOLE_SERIES),
            "as_of": job.as_of.isoformat(),
            "truncated": job.accept_truncated,
            "without": sorted(job.without),
            "by": job.by,
            "rows": None
            if job.only_rows is None
            else {str(source): sorted(rows) for source, rows in job.only_rows.items()},
        },
        order="deterministic",
    )
    return hashlib.sha256(said).hexdigest()
