"""Numbers, ranges and absences as people read them, in Chinese and English."""

from typing import Final

from api.portal.html import Lang, escape, say
from publish.release.model import Absence, Observation, RateValue

_WAN: Final = 100_000
_ABSENT: Final = {
    Absence.SUPPRESSED: ("隐", "withheld"),
    Absence.NOT_COLLECTED: ("未采集", "not collected"),
    Absence.NOT_APPLICABLE: ("不适用", "n/a"),
    Absence.NOT_YET: ("待发布", "not yet due"),
}
_CODED: Final = {"le5": "≤5%", "ge95": "≥95%"}


def absence(status: Absence | None, lang: Lang) -> str:
    """Return why there is no value, marked so that it is not read as a number."""
    zh, en = _ABSENT.get(status, ("—", "—")) if status else ("—", "—")
    return f'<span class="absent">{say(lang, zh, en)}</span>'


def number(value: int, lang: Lang) -> str:
    """Return *value* shortened for a headline: 18.3万 in Chinese, all digits in English."""
    shown = f"{value / 10000:.1f}万" if lang == "zh" and value >= _WAN else f"{value:,}"
    return f'<data value="{value}">{shown}</data>'


def count(observation: Observation | None, lang: Lang, measure: str = "n") -> str:
    """Return a count with all its digits and the half-width of its error, or why not."""
    if observation is None:
        return absence(None, lang)
    value = observation.values.get(measure)
    if value is None:
        return absence(observation.status.get(measure), lang)
    error = observation.errors.get(measure)
    around = f" <small>±{error.half95:g}</small>" if error is not None and error.half95 else ""
    return f'<data value="{value}">{value:,}</data>{around}'


def rate(value: RateValue | None, lang: Lang) -> str:
    """Return a rate in percent, or its bound, or why there is none."""
    if value is None:
        return absence(None, lang)
    if value.coded:
        return escape(_CODED.get(value.coded, value.coded))
    if value.value is None:
        return absence(value.status, lang) if value.status else small(lang)
    return f'<data value="{value.value}">{value.value:.1f}%</data>'


def small(lang: Lang) -> str:
    """Return the mark of a base that is too small for a rate."""
    return f'<span class="absent">{say(lang, "基数小", "small base")}</span>'


def bounds(value: RateValue | None) -> str:
    """Return the 95 % range of a rate, ``96.0–96.3``, or nothing."""
    if value is None or value.low is None or value.high is None or value.coded:
        return ""
    return f"{value.low:.1f}–{value.high:.1f}"
