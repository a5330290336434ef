"""A city is a folder: load its profile, or say what is wrong with it.

A profile holds codelists, measures, datasets, rulebooks, mappings, mechanisms, documents,
calendar, lexicons and names. Shipped ones lie in ``publish/profiles/``; ``--profile DIR``
names a folder of a user's own, which is treated just the same.
"""

from pathlib import Path
from typing import Final

from publish.profile_checks import (
    codelists,
    datasets,
    head,
    mappings,
    measures,
    reference,
    rulebooks,
    siblings,
)
from publish.profile_codelist import (
    GROUP,
    UNLOCATED,
    UNSPECIFIED,
    Code,
    Codelist,
    NoSuchCode,
    fold,
)
from publish.profile_files import Files
from publish.profile_read import read
from publish.profile_types import (
    TOTAL,
    Answer,
    Calendar,
    Dataset,
    Dimension,
    Document,
    Family,
    Ledger,
    LedgerColumn,
    Mechanism,
    Problem,
    Profile,
    ProfileError,
    Rate,
    Rulebook,
    Text,
    View,
)

__all__ = [
    "GROUP",
    "TOTAL",
    "UNLOCATED",
    "UNSPECIFIED",
    "Answer",
    "Calendar",
    "Code",
    "Codelist",
    "Dataset",
    "Dimension",
    "Document",
    "Family",
    "Ledger",
    "LedgerColumn",
    "Mechanism",
    "NoSuchCode",
    "Problem",
    "Profile",
    "ProfileError",
    "Rate",
    "Rulebook",
    "Text",
    "View",
    "check_profile",
    "fold",
    "load_profile",
    "profile_names",
    "profile_root",
]
SHIPPED: Final = Path(__file__).parent / "profiles"
CHECKS: Final = (
    head.check,
    codelists.check,
    measures.check,
    reference.check,
    datasets.check,
    siblings.check,
    rulebooks.check,
    mappings.check,
)


def profile_names() -> tuple[str, ...]:
    """Return the names of the shipped profiles, sorted."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob("*/profile.toml")))


def profile_root(name_or_dir: str) -> Path:
    """Return the folder that *name_or_dir* means: a shipped profile's name, else a folder."""
    shipped = SHIPPED / name_or_dir
    plain = name_or_dir.replace("-", "").replace("_", "").isalnum()
    return shipped if plain and shipped.is_dir() else Path(name_or_dir)


def check_profile(root: Path) -> list[Problem]:
    """Return every problem of the profile in *root*, by file and line; none where it is fit."""
    return _checked(root)[1]


def load_profile(name_or_dir: str) -> Profile:
    """Load the profile *name_or_dir*; raises ProfileError with all problems that bar its use."""
    root = profile_root(name_or_dir)
    if not root.is_dir():
        names = profile_names()
        zh = f"没有这个城市配置，也没有这个目录；随附的有：{'、'.join(names)}"
        en = f"there is no such profile or folder; shipped ones are: {', '.join(names)}"
        raise ProfileError((Problem(file=root.name, line=0, rule="no_profile", zh=zh, en=en),))
    profile, problems = _checked(root)
    bars = tuple(problem for problem in problems if not problem.warning)
    if profile is None or bars:
        raise ProfileError(bars)
    return profile


def _checked(root: Path) -> tuple[Profile | None, list[Problem]]:
    files = Files(root)
    profile = read(files)
    if profile is not None:
        for check in CHECKS:
            check(files, profile)
    problems = dict.fromkeys(files.problems)  # one fault may be met twice
    return profile, sorted(problems, key=lambda one: (one.file, one.line, one.rule, one.en))
