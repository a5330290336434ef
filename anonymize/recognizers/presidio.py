"""The one module that knows presidio: it dresses every ``find`` as an EntityRecognizer.

The registry is built by hand; no YAML, no stock recogniser, no language model of presidio's
own. Its decision log, which writes words of the text, stays off. Exceptions pass through:
a recogniser that fails stops the ticket, it does not quietly find nothing.
"""

import logging
import re
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any, Final, NamedTuple

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NoOpNlpEngine

from anonymize.findings import SURE, Finding
from anonymize.normalize import PLAIN, SLOT_MARK, View, views
from anonymize.recognizers import declared
from anonymize.recognizers.lac import Span

LANGUAGE: Final = "zh"
# Words this far before a finding count as its context, in characters of the text.
NEAR: Final = 12
_WITH_CONTEXT: Final = 0.85
_BETWEEN_SLOTS: Final = re.compile(
    rf"[^{SLOT_MARK}]*[^{SLOT_MARK}\W][^{SLOT_MARK}]*|[^{SLOT_MARK}\w\s]{{2,}}"
)

# Presidio tells what it loads at level INFO and warns of entities by their names: not ours
# to print, and below WARNING nothing of it may reach a log.
logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)


class EngineMisbuilt(Exception):
    """What was loaded is not what was declared: nothing may be read with this engine."""


class Reading(NamedTuple):
    """One text, its views, and the model's names in the plain one."""

    text: str
    views: Sequence[View]
    spans: Sequence[Span]


class _Artifacts(NlpArtifacts):
    """Carries our reading through presidio in the place of tokens and lemmas."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._distinct: dict[frozenset[str], list[View]] = {}

    def distinct(self, names: frozenset[str]) -> list[View]:
        """Return the views of these *names* without those that read like an earlier one."""
        if names not in self._distinct:
            by_text: dict[str, View] = {}
            for view in self.reading.views:
                if view.name in names:
                    by_text.setdefault(view.text, view)
            self._distinct[names] = list(by_text.values())
        return self._distinct[names]


class _Dressed(EntityRecognizer):
    """One module of ours as presidio wants it."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self._views = frozenset(getattr(module, "VIEWS", (PLAIN,)))
        super().__init__(
            supported_entities=[module.ENTITY],
            name=module.__name__.rsplit(".", 1)[-1],
            supported_language=LANGUAGE,
            context=list(getattr(module, "CONTEXT", ())),
        )

    def load(self) -> None:
        """Nothing to load: a module is ready when imported."""

    def analyze(
        self,
        text: str,  # noqa: ARG002 - the reading holds it
        entities: list[str],  # noqa: ARG002 - always all
        nlp_artifacts: Any,  # noqa: ANN401 - presidio's type
    ) -> list[RecognizerResult]:
        """Find in every view of the reading."""
        found = self._find(nlp_artifacts)
        if not found:
            return []
        return [
            RecognizerResult(one.entity, one.start, one.end, one.score)
            for one in sorted(set(found))
        ]

    def _find(self, artifacts: _Artifacts) -> list[Finding]:
        if self._module.KIND == declared.MODEL:
            plain = artifacts.reading.views[0]
            return list(_mapped(plain, self._module.find(plain.text, artifacts.reading.spans)))
        found: list[Finding] = []
        for view in artifacts.distinct(self._views):
            here = list(self._module.find(view.text))
            if here:
                found.extend(_mapped(view, here))
        return found


class _Nearby(ContextAwareEnhancer):
    """Raises the score of a finding that one of its words stands before.

    Presidio's own enhancer compares lemmas, of which Chinese has none here.
    """

    def __init__(self) -> None:
        super().__init__(
            context_similarity_factor=0.0,
            min_score_with_context_similarity=0.0,
            context_prefix_count=0,
            context_suffix_count=0,
        )

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: Any,  # noqa: ANN401, ARG002
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,  # noqa: ARG002
    ) -> list[RecognizerResult]:
        """Return the results, with better scores where words speak for them."""
        if not raw_results:
            return raw_results
        words = {one.supported_entities[0]: one.context for one in recognizers if one.context}
        for result in raw_results:
            near = words.get(result.entity_type)
            if near and result.score < SURE:
                before = text[max(0, result.start - NEAR) : result.start]
                if any(word in before for word in near):
                    result.score = _WITH_CONTEXT
        return raw_results


class _Analyzer(AnalyzerEngine):
    """Presidio's engine without the pass in which every recogniser may raise its own scores.

    None of ours does, and the pass costs every recogniser a look at every finding.
    """

    def _enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        return self.context_aware_enhancer.enhance_using_context(
            text=text,
            raw_results=raw_results,
            nlp_artifacts=nlp_artifacts,
            recognizers=recognizers,
            context=context,
        )


class Detector:
    """All recognisers behind one presidio engine."""

    def __init__(self, modules: Sequence[ModuleType] = declared.MODULES) -> None:
        """Build the engine. Raises EngineMisbuilt if it is not the one declared."""
        nlp_engine = NoOpNlpEngine(models=[{"lang_code": LANGUAGE, "model_name": "none"}])
        nlp_engine.load()
        registry = RecognizerRegistry(
            recognizers=[_Dressed(module) for module in modules], supported_languages=[LANGUAGE]
        )
        self._engine = _Analyzer(
            registry=registry,
            nlp_engine=nlp_engine,
            supported_languages=[LANGUAGE],
            log_decision_process=False,
            context_aware_enhancer=_Nearby(),
        )
        self._check()
        # Once for nothing: what each pattern needs is found out when it is first looked for.
        self.find(Reading("。", views("。"), ()))

    def _check(self) -> None:
        loaded = self._engine.registry.get_recognizers(language=LANGUAGE, all_fields=True)
        names: list[str] = sorted(one.name for one in loaded)  # type: ignore[has-type]
        if names != sorted(module.__name__.rsplit(".", 1)[-1] for module in declared.MODULES):
            raise EngineMisbuilt("recognisers loaded differ from those declared")
        if {one.supported_entities[0] for one in loaded} != set(declared.ENTITIES):
            raise EngineMisbuilt("an entity has no recogniser")

    def find(self, reading: Reading) -> list[Finding]:
        """Return every detection in *reading*, by position; they may overlap."""
        results = self._engine.analyze(
            reading.text, language=LANGUAGE, nlp_artifacts=_Artifacts(reading)
        )
        return sorted(
            Finding(one.start, one.end, one.entity_type, round(float(one.score), 4))
            for one in results
        )


def _mapped(view: View, findings: Iterable[Finding]) -> Iterable[Finding]:
    for found in findings:
        # A slot is no value: what a finding holds on either side of one is found by itself.
        for word in _BETWEEN_SLOTS.finditer(view.text, found.start, found.end):
            yield Finding(*view.span(*word.span()), found.entity, found.score)
