"""Numbers of insurance policies and claims (保单号, 理赔案号)."""

from collections.abc import Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import DIGITS, PLAIN
from anonymize.recognizers.labelled import find_value, labels

ENTITY: Final = "CN_POLICY_NUMBER"
KIND: Final = "pattern"
VIEWS: Final = (PLAIN, DIGITS)

_NUMBER: Final = labels(
    full=r"保单|赔案号|报案号|保险号|投保号",
    bare=r"保单|投保单?|保险单?|理赔|赔案|报案|承保|批单|交强险|商业险",
)


def find(text: str) -> Iterator[Finding]:
    """Yield each number after one of the words that announce it, or before one."""
    return find_value(_NUMBER, text, ENTITY)
