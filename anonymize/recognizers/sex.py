"""Sex where a form asks for it (性别：男): with an age and a street it points at somebody."""

import re
from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import PLAIN, TIGHT
from anonymize.recognizers.scan import finditer

ENTITY: Final = "SEX"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, TIGHT)

_LABEL: Final = re.compile(
    r"性别(?:[ ]{0,2}[:|][ ]{0,2}|[ ]{1,3}|[是为])([男女]性?)(?![一-鿿]{0,2}(?:不限|平等))"
)


def find(text: str) -> Iterator[Finding]:
    """Yield the answer to each question for the sex."""
    for match in finditer(_LABEL, text):
        yield Finding(match.start(1), match.end(1), ENTITY, 0.85)
