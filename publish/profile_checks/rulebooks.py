"""Does every rate have a base and a credit for each part of its family?"""

from pathlib import PurePath
from typing import Final

from publish.profile_checks.codelists import is_date
from publish.profile_files import Files
from publish.profile_types import Profile, Rate, Rulebook

FLOOR: Final = 30
"""No rate stands on a smaller base."""


def check(files: Files, profile: Profile) -> None:
    """Note what is wrong with each rulebook."""
    for stem, rulebook in profile.rulebooks.items():
        file = f"rulebooks/{stem}.toml"
        _rulebook(files, profile, file, rulebook)
        for place, rate in enumerate(rulebook.rates):
            _rate(files, profile, file, ("rates", str(place)), rate)


def _rulebook(files: Files, profile: Profile, file: str, rulebook: Rulebook) -> None:
    if rulebook.id != PurePath(file).stem:
        files.note(
            file,
            files.line(file, "id"),
            "id-differs",
            "id 须与文件名相同",
            "id must be the file's name",
        )
    ids = [rate.id for rate in rulebook.rates]
    if not ids or len(set(ids)) != len(ids):
        files.note(
            file,
            files.line(file, "rates"),
            "rates",
            "须有至少一个率，id 不得重复",
            "needs a rate, each under an id of its own",
        )
    dates = [rulebook.valid_from, *([rulebook.valid_to] if rulebook.valid_to else [])]
    if not all(map(is_date, dates)) or dates != sorted(dates):
        files.note(
            file,
            files.line(file, "valid_from"),
            "bad-dates",
            "valid_from、valid_to 须为先后有序的 YYYY-MM-DD",
            "valid_from and valid_to are dates YYYY-MM-DD in this order",
        )
    reasons = profile.codelists.get("exclusion_reason")
    unknown = [code for code in rulebook.exclusions if reasons is None or code not in reasons]
    if unknown:
        files.note(
            file,
            files.line(file, "exclusions"),
            "unknown-code",
            f"代码表 exclusion_reason 没有 {' '.join(unknown)}",
            f"codelist exclusion_reason has no {' '.join(unknown)}",
        )


def _rate(files: Files, profile: Profile, file: str, path: tuple[str, ...], rate: Rate) -> None:
    def note(key: str, rule: str, zh: str, en: str) -> None:
        line = files.line(file, *path, key)
        files.note(file, line, rule, f"率 {rate.id}：{zh}", f"rate {rate.id}: {en}")

    family = profile.families.get(rate.family)
    if family is None:
        note("family", "unknown-family", "没有这个指标族", "there is no such family")
        return
    if sorted((*rate.credit, *rate.base_excludes)) != sorted(family.parts):
        note(
            "credit",
            "credit-parts",
            f"每个分项须恰在 credit 或 base_excludes 之一：{' '.join(family.parts)}",
            f"each part stands once, in credit or base_excludes: {' '.join(family.parts)}",
        )
    if not all(0 <= credit <= 1 for credit in rate.credit.values()):
        note("credit", "credit-range", "分值须在 0 至 1 之间", "credits lie from 0 to 1")
    if rate.min_n < FLOOR or rate.coded_below < rate.min_n:
        note(
            "min_n",
            "floor",
            f"min_n 不得小于 {FLOOR}，coded_below 不得小于 min_n",
            f"min_n is at least {FLOOR} and coded_below at least min_n",
        )
    if rate.interval != "wilson95":
        note("interval", "unknown-value", "interval 只能为 wilson95", "interval is wilson95")
