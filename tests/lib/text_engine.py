"""The text engine and its model, loaded once for all tests that read text."""

from functools import lru_cache

from anonymize.findings import Finding
from anonymize.known import Known
from anonymize.policy import Kept, load_policy
from anonymize.recognizers.lac_model import Model
from anonymize.recognizers.presidio import Detector
from anonymize.text_pipeline import TextEngine
from anonymize.verdict import Cleared, ForReview, Verdict

FIELD = "content"
NOBODY = Known()
OFFICE = "010-65590000"


@lru_cache(maxsize=1)
def model() -> Model:
    return Model()


@lru_cache(maxsize=1)
def engine() -> TextEngine:
    kept = Kept(
        numbers=frozenset(("01065590000", "96116")),
        bodies=frozenset(("首创水务", "北京城建集团")),
        places=frozenset(("望京街道", "潘家园街道", "房山区", "李遂镇")),
    )
    return TextEngine(model(), Detector(), kept=kept, policy=load_policy())


def read(text: str, known: Known = NOBODY) -> Verdict:
    return engine().process({FIELD: text}, known)


def found(text: str, known: Known = NOBODY) -> list[Finding]:
    return list(read(text, known).findings.get(FIELD, ()))


def words(text: str, known: Known = NOBODY) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.entity) for one in found(text, known)]


def redacted(text: str, known: Known = NOBODY) -> str:
    verdict = read(text, known)
    assert isinstance(verdict, Cleared | ForReview)
    return verdict.texts[FIELD]
