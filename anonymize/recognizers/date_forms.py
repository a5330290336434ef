"""How dates, numbers and spans of time are written. Not a recogniser.

For the plain and the tight view: half-width digits, or Chinese ones. Every part is bounded.
"""

from typing import Final

CHINESE: Final = "零〇○一二三四五六七八九十百两"
# A small number, in digits or in Hanzi.
COUNT: Final = rf"(?:[0-9]{{1,3}}|[{CHINESE}几半]{{1,4}})"

_YEAR: Final = (
    r"(?:(?:19|20)[0-9]{2}|(?<![0-9])[0-9]{2}|[一二][零〇○一二三四五六七八九]{3}|"
    r"(?<![零〇○一二三四五六七八九十])[零〇○一二三四五六七八九]{2})[ ]?年"
)
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九正冬腊])[ ]?月(?:份)?"
_DAY: Final = (
    r"(?:(?:3[01]|[12][0-9]|0?[1-9])[ ]?[日号]|"
    r"(?:三十一?|[二廿]?十[一二三四五六七八九]?|廿[一二三四五六七八九]|[一二三四五六七八九])[日号]|"
    r"初[一二三四五六七八九十]|(?:二十|十|廿)[一二三四五六七八九]|二十|三十|十五)"
)
_WRITTEN: Final = rf"{_YEAR}(?:[ ]?{_MONTH}(?:[ ]?{_DAY})?|[年]?[初底末中])?"
_DASHED: Final = (
    r"(?<![0-9.\-/])(?:19|20)[0-9]{2}(?:[-/.][ ]?(?:1[0-2]|0?[1-9])(?:[-/.][ ]?(?:3[01]|[12][0-9]|"
    r"0?[1-9]))?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9\-/])"
)
_CALENDAR: Final = r"(?:农历|阴历|阳历|公历|旧历)?[ ]?"
# A day, or less of one: 1990年2月3日, 一九九〇年二月, 腊月初八, 1990-02-03, 19900203.
DATE: Final = rf"{_CALENDAR}(?:{_WRITTEN}|{_DASHED}|{_MONTH}[ ]?{_DAY})"
_PART: Final = r"(?:年初|年底|年末|年中|上半年|下半年|春天|夏天|秋天|冬天|春节|国庆|中秋)"
# A time told from today: 前年, 去年3月, 三年前, 上个月.
RELATIVE: Final = (
    rf"(?:大?前年|去年|今年|本年|当年)(?:{_MONTH}(?:[ ]?{_DAY})?|{_PART})?"
    rf"|[上下]个?月(?:{_DAY})?|本月(?:{_DAY})?|[上下]周[一二三四五六日天末]?|前两[年天月]|"
    r"(?:前|昨|大前)天|前几[年天]|"
    rf"{COUNT}(?:个)?(?:多)?(?:年|月|天|周|星期|礼拜)(?:多)?(?:以)?前|{_MONTH}(?:初|中旬|底|上旬|"
    r"下旬)?"
)
