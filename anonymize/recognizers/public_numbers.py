"""Numbers that are public by their form: hotlines, dates, standards, ranges of years.

Not a recogniser: what the recognisers of numbers leave alone unless a label is plain.
"""

import re
from typing import Final

_YEAR: Final = r"(?:19|20)[0-9]{2}"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_DAY: Final = r"(?:0?[1-9]|[12][0-9]|3[01])"
_HOTLINE: Final = re.compile(r"12[0-9]{3}|9[56][0-9]{3,4}|100[0-9]{2}")
_SERVICE: Final = re.compile(rf"{_HOTLINE.pattern}|1[0-2][0-9]")
_DIGITS: Final = re.compile(r"[0-9]+")
# GB/T 2260: province, city, district; and three digits each for a street and a village.
_AREA_CODE: Final = re.compile(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|[78][12])(?:[0-5][0-9]){2}(?:[0-9]{3}){0,2}"
)
_PUBLIC: Final = re.compile(
    rf"1[0-2][0-9]|12[0-9]{{3}}|9[56][0-9]{{3,4}}|100[0-9]{{2}}"
    r"|[48][ \-]?0[ \-]?0(?:[ \-]?[0-9]){7}"
    rf"|{_YEAR}[\-/.]{_MONTH}(?:[\-/.]{_DAY})?(?:[ \-~/].*)?"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    rf"|{_YEAR}(?:[\-~/]{_YEAR}|[\-~/][0-9]{{2}})?"
    r"|[0-9]{1,3}(?:\.[0-9]{1,2})?"
    r"|[0-9]+\.[0-9]{1,2}"
    # Standards: GB/T 33358-2016, DB11/T 2021-2022, ISO 9001, JGJ59-2011, Q/ABC 001-2020.
    r"|(?:GB|DB[0-9]{2}|ISO|IEC|IEEE|EN|ASTM|JGJ|CJJ|CJ|HJ|JB|QB|SB|YY|GA|TSG|CECS|WS|AQ|DL|SL|JT|"
    r"[TQ]/[A-Z]{1,8})"
    r"(?:/[A-Z]{1,6})?[ ]?[0-9]{1,6}(?:\.[0-9]{1,3})?(?:[\-:][0-9]{2,4}){0,2}"
    rf"|[A-Z]{{1,6}}(?:/[A-Z]{{1,6}})?[ ]?[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?-{_YEAR}",
)


def is_hotline(number: str) -> bool:
    """Tell whether *number* has the form of a line of service (12345, 95588, 10086)."""
    return _HOTLINE.fullmatch(number) is not None


def are_hotlines(number: str) -> bool:
    """Tell whether *number* is made of lines of service only: 12345(12315, 110/119."""
    parts = _DIGITS.findall(number)
    return bool(parts) and all(_SERVICE.fullmatch(part) for part in parts)


def is_area_code(number: str) -> bool:
    """Tell whether *number* has the form of the code of a district, street or village."""
    return _AREA_CODE.fullmatch(number) is not None


def is_public(number: str) -> bool:
    """Tell whether *number*, folded to half-width, is one of the public forms."""
    return _PUBLIC.fullmatch(number.strip("- ")) is not None
