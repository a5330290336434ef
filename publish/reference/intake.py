"""What a build takes of a folder of reference files, told as it is taken."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path

from publish.profile import Profile
from publish.reference import listed
from publish.reference.folder import (
    Folder,
    Taken,
    check_limit,
    read_folder,
    take,
    write_quarantine,
)

Say = Callable[[str, str], None]


def taken(
    profile: Profile,
    directory: Path | None,
    *,
    new: Collection[str],
    released: Collection[str],
    as_of: date,
    lang: str,
    say: Say,
) -> dict[str, Taken]:
    """Read and check *directory*; return by ledger what the cohorts *new* take of it.

    Without a directory nothing is collected. Rows that are not good are written beside
    their file; raises ReferenceBroken, and ReferenceWaits where they are too many.
    """
    folder = Folder(tables={}, signed={})
    if directory is not None:
        folder = read_folder(directory, profile, as_of)
        write_quarantine(directory, folder, lang)
        check_limit(folder)
    found = {
        name: take(folder, profile.ledgers[name], new, released, as_of)
        for name in sorted(profile.ledgers)
    }
    for name, one in found.items():
        if name in folder.tables:
            _tell(name, one, folder.tables[name].read, say)
    return found


def keep_lists(home: Path, profile: Profile, found: Mapping[str, Taken]) -> None:
    """Remember the lists that were signed for; one that was not keeps what it said before."""
    for name, one in sorted(found.items()):
        if profile.ledgers[name].kind == "listed" and one.fates["used"]:
            listed.keep(home, profile.ledgers[name], one.rows)


def _tell(name: str, one: Taken, read: int, say: Say) -> None:
    fates = one.fates
    if sum(fates.values()) != read:
        message = f"{name}: the fates do not add up to the rows read"
        raise AssertionError(message)
    zh = (
        f"参考文件 {name}.csv：读入 {read} = 采用 {fates['used']} + 已发布 {fates['released']}"
        f" + 待期 {fates['waiting']} + 期外 {fates['outside']} + 未签核 {fates['unsigned']}"
        f" + 待改正 {fates['quarantined']}"
    )
    en = (
        f"reference file {name}.csv: {read} read = {fates['used']} used + {fates['released']}"
        f" released + {fates['waiting']} waiting + {fates['outside']} outside"
        f" + {fates['unsigned']} unsigned + {fates['quarantined']} quarantined"
    )
    say(zh, en)
