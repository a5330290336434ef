"""What each fate of a row is called, in both languages."""

from typing import Final

NAMES: Final = {
    "waiting": ("未定稿，留待以后", "not frozen yet, kept for later"),
    "late": ("月份已移交，留待年度修订", "cohort handed over, kept for the annual revision"),
    "not_closed": ("未办结", "not closed"),
    "copy": ("协办或转办件", "assisting or forwarded copy"),
    "repeat": ("内容相同的重复行", "the same row again"),
    "superseded": ("同月再次办结，以最后为准", "closed again in the same month"),
    "secrecy": ("涉密或涉军，只计总数", "state or military secret, told as a number alone"),
    "blocked": ("所在月份等待处理", "its cohort waits for people"),
    "without_district": ("所在区不随该月放行", "its district is released without"),
}
