"""Names told by what stands right after them: 顾小米妈妈, 高兴（诉求人）, 平安本人."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from anonymize.findings import Finding
from anonymize.normalize import HANZI
from anonymize.recognizers.person_words import ADVERB, HARDLY, ROLE, ROLES
from anonymize.recognizers.scan import finditer
from anonymize.recognizers.surnames import COMMON, ORDINARY, SURNAME, SURNAME_COMMON, is_ordinary

ENTITY: Final = "PERSON"
KIND: Final = "rule"

_PARENT: Final = re.compile(
    rf"(?:(?<![{HANZI}])|(?<=[和与跟找给]))({SURNAME}[{HANZI}]{{1,2}})的?(?=妈妈|爸爸|家长|母亲|"
    rf"父亲|奶奶|"
    rf"爷爷|姥姥|之[父母子女妻夫兄弟]|妈(?![{HANZI}])|爸(?![{HANZI}]))"
)
_SIGNED: Final = re.compile(
    rf"(?:^|(?<=[\s,。;:!?)]))({SURNAME_COMMON}[{HANZI}]{{1,2}})(?=[ :,(]{{0,4}}(?:电话|手机|"
    rf"联系电话)?[ :]{{0,2}}(?:\+?86)?[ -]?1[3-9][0-9])"
)
# 已电话回复揭静，其表示: what is taken up by 其 is a person.
_ITS: Final = re.compile(
    rf"(?:回复|联系|告知|询问|回访|通知|致电|答复|走访|约谈|[与向和对])({SURNAME}[{HANZI}]{{1,2}})"
    r"(?=,其(?:本人)?(?:表示|称|认可|对|已|未|不|同意|拒绝|承诺|反映|提出))"
)
# 满志反映: at the head of a sentence, before what only people do.
_STARTS: Final = re.compile(
    rf"(?:^|(?<=[\n。;:]))({SURNAME}[{HANZI}]{{1,2}})(?=反映|来电|致电|投诉|举报|咨询)"
)
# A name is what stands right before 您好 at the head of a letter, or before its telephone.
_GREETING: Final = re.compile(
    r"[ ,]?(?:您好|你好)|"
    r"[ ,(:]{1,2}(?:联系)?(?:电话|手机)(?:号码|号)?[:是为 ]{0,2}[+(]?[0-9]{2}"
)
_GREETED: Final = re.compile(rf"(?:^|[\s。;!?,、:(和与])({SURNAME}[{HANZI}]{{1,2}})$")
# 见到了平安本人, 已与高兴（诉求人）会面, 快递是平安签收的.
_IN_PERSON: Final = re.compile(
    rf"(?:见到了?|找到了?|联系到?了?|约见了?|[与和向给对由经])({SURNAME}[{HANZI}]{{1,2}})(?=本人|\((?:{ROLE})\))"
)
_DONE_BY: Final = re.compile(
    rf"[是由被经]({SURNAME}[{HANZI}]{{1,2}})(?=(?:签收|代签|签字|签署|代领|领取|取走|代办|经手|接待|开具|出具)的?[,。;、!\n]|"
    r"(?:签收|代签|签字|经手|接待)的)"
)
# 佴永安这几个字别写错.
_WRITTEN: Final = re.compile(
    rf"(?:^|(?<=[^{HANZI}])|(?<=[叫是名写把]))([{HANZI}]{{2,4}}?)(?=[这那][几两三2-4]个字)"
)


def find(text: str) -> Iterator[Finding]:
    """Yield each name that its right neighbour tells."""
    for pattern, score, holds in _PATTERNS:
        for match in finditer(pattern, text):
            if holds(match[1]):
                yield Finding(*match.span(1), ENTITY, score)
    for after in finditer(_GREETING, text):
        before = _GREETED.search(text, max(0, after.start() - 5), after.start())
        if before and _is_fit(before[1]):
            yield Finding(*before.span(1), ENTITY, 0.8)


def _is_fit(word: str) -> bool:
    return word not in ORDINARY and word[:2] not in ORDINARY and word[-1] not in "人员系"


def _is_person(word: str) -> bool:
    return (
        _is_fit(word)
        and not (word in ROLES or word in ADVERB or HARDLY.search(word))
        and (word[0] in COMMON or not is_ordinary(word[:2]) or len(word) == len(word[:2]))
    )


def _is_new(word: str) -> bool:
    return not (is_ordinary(word) or is_ordinary(word[:2]) or HARDLY.search(word))


_PATTERNS: Final[tuple[tuple[re.Pattern[str], float, Callable[[str], bool]], ...]] = (
    (_STARTS, 0.65, _is_new),
    (_PARENT, 0.8, _is_fit),
    (_SIGNED, 0.8, _is_fit),
    (_ITS, 0.8, _is_fit),
    (_IN_PERSON, 0.7, _is_person),
    (_DONE_BY, 0.7, _is_person),
    (_WRITTEN, 0.7, _is_person),
)
