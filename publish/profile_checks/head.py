"""profile.toml, mechanisms, documents, calendar: is what the city says of itself whole?"""

import re
from typing import Final

from publish.profile_checks.codelists import is_date
from publish.profile_checks.mappings import is_zone
from publish.profile_files import Files
from publish.profile_types import Mechanism, Profile

FILE: Final = "profile.toml"
LANGUAGES: Final = ("zh", "en")
LEAST_K: Final = 20
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")


def check(files: Files, profile: Profile) -> None:
    """Note what is wrong with profile.toml, mechanisms.toml and calendar.toml."""
    _names(files, profile)
    _numbers(files, profile)
    _exact(files, profile)
    _calendar(files, profile)
    seen: set[str] = set()
    for place, mechanism in enumerate(profile.mechanisms):
        _mechanism(files, profile, ("mechanism", str(place)), mechanism, seen)
        seen.add(mechanism.id)


def _note(files: Files, key: str, rule: str, zh: str, en: str, *, warning: bool = False) -> None:
    files.note(FILE, files.line(FILE, key), rule, zh, en, warning=warning)


def _names(files: Files, profile: Profile) -> None:
    for key in ("id", "series"):
        if not _ID.fullmatch(getattr(profile, key)):
            _note(
                files,
                key,
                "bad-id",
                f"{key} 只能用小写字母、数字与 -",
                f"{key} is made of lower case letters, digits and -",
            )
    if not is_zone(profile.timezone):
        _note(
            files,
            "timezone",
            "unknown-timezone",
            "timezone 须为 IANA 时区名，如 Asia/Shanghai",
            "timezone is an IANA name such as Asia/Shanghai",
        )
    if not profile.languages or not set(profile.languages) <= set(LANGUAGES):
        _note(files, "languages", "unknown-value", "languages 为 zh、en", "languages are zh and en")
    texts = {"zh": (profile.zh, profile.en)} | {
        key: (getattr(profile, key).zh, getattr(profile, key).en)
        for key in ("publisher", "contact", "licence", "statement")
    }
    for key, both in texts.items():
        if not all(text.strip() for text in both):
            _note(
                files,
                key,
                "missing-label",
                f"{key} 的中文与英文都要写",
                f"{key} needs both zh and en",
            )


def _numbers(files: Files, profile: Profile) -> None:
    for key in ("final_window_days", "freeze_days"):
        if getattr(profile, key) < 0:
            _note(files, key, "range", f"{key} 不得为负", f"{key} may not be negative")
    if profile.caller_cap < 1:
        _note(files, "caller_cap", "range", "caller_cap 至少为 1", "caller_cap is at least 1")
    if profile.k < LEAST_K:
        _note(
            files,
            "k",
            "low-k",
            f"k 小于 {LEAST_K}：案例的一类中不同诉求人过少",
            f"k is under {LEAST_K}: a class of cases would hold too few callers",
            warning=True,
        )


def _exact(files: Files, profile: Profile) -> None:
    """Check the levels alone. That each of their cells holds 1,000 is checked at build."""
    area = profile.codelists.get("area")
    known = area.levels if area else ()
    if any(len(levels) != 1 or levels[0] not in known for levels in profile.exact):
        _note(
            files,
            "exact",
            "unknown-level",
            f"exact 的每项须为 area 的一个层级：{' '.join(known)}",
            f"each item of exact is one level of area: {' '.join(known)}",
        )


def _calendar(files: Files, profile: Profile) -> None:
    calendar = profile.calendar
    for key in ("holidays", "workdays"):
        if not all(map(is_date, getattr(calendar, key))):
            files.note(
                "calendar.toml",
                files.line("calendar.toml", key),
                "bad-dates",
                f"{key} 须为 YYYY-MM-DD",
                f"{key} are dates YYYY-MM-DD",
            )
    if not 1 <= calendar.release_day <= 28 or calendar.release_months_after < 1:  # noqa: PLR2004
        files.note(
            "calendar.toml",
            files.line("calendar.toml", "release_day"),
            "range",
            "release_day 为 1 至 28，release_months_after 至少为 1",
            "release_day lies from 1 to 28 and release_months_after is at least 1",
        )


def _mechanism(
    files: Files,
    profile: Profile,
    path: tuple[str, ...],
    mechanism: Mechanism,
    seen: set[str],
) -> None:
    file = "mechanisms.toml"
    known: dict[str, set[str]] = {
        "dataset": {dataset.id for dataset in profile.datasets.values()},
        "codelist": set(profile.codelists),
        "document": set(profile.documents),
        "reference": {name for name, one in profile.ledgers.items() if one.kind == "listed"},
    }
    if mechanism.id in seen:
        files.note(
            file,
            files.line(file, *path, "id"),
            "duplicate-mechanism",
            f"机制 {mechanism.id} 重复",
            f"mechanism {mechanism.id} stands twice",
        )
    if not mechanism.title.zh or not mechanism.title.en:
        files.note(
            file,
            files.line(file, *path, "title"),
            "missing-label",
            f"机制 {mechanism.id} 缺中文或英文名称",
            f"mechanism {mechanism.id} lacks its zh or en title",
        )
    absent = [a for a in mechanism.answers if a.id not in known.get(a.kind, set())]
    if absent or not mechanism.answers:
        told = " ".join(f"{answer.kind}:{answer.id}" for answer in absent)
        files.note(
            file,
            files.line(file, *path, "answers"),
            "unknown-answer",
            f"机制 {mechanism.id} 的答案不存在：{told or '（无）'}；"
            "须为已有的 dataset、codelist、reference 或 document",
            f"mechanism {mechanism.id} is answered by nothing that exists: {told or '(none)'}; "
            "name a dataset, codelist, reference or document of this profile",
        )
