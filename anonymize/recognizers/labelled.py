"""Values that only the word before them makes secret: ``合同编号HT-2020-0001``.

Not a recogniser: what the recognisers of numbers by label have in common.
"""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding

# A run of letters and digits with at least one digit, dashes and brackets inside.
CODE: Final = r"[A-Za-z0-9](?:[A-Za-z0-9]|[ ]?[\-_/.()#~][ ]?(?=[A-Za-z0-9])){2,40}"
NUMBER: Final = r"[0-9](?:[ \-]{0,2}[0-9]){2,30}"
_BETWEEN: Final = (
    r"(?:号码|编号|编码|代码|账号|帐号|号|码|ID|id)?(?:[:是为#“\"'(\[《]|就是|都是|也是|叫|"
    r"[ ]){0,4}"
)
_DIGIT: Final = re.compile(r"[0-9]")


def pattern(labels: str, value: str = CODE) -> re.Pattern[str]:
    """Compile the pattern of a *value* after one of *labels* (alternatives of a regex)."""
    return re.compile(rf"(?:{labels}){_BETWEEN}(?P<value>{value})")


def find_value(
    compiled: re.Pattern[str], text: str, entity: str, score: float = 0.9
) -> Iterator[Finding]:
    """Yield the value of each match of *compiled*, if it holds a digit."""
    for match in compiled.finditer(text):
        if _DIGIT.search(match["value"]):
            yield Finding(match.start("value"), match.end("value"), entity, score)
