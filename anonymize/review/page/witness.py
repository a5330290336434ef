"""The engine of the page, which remembers what it said last: the desk tells only yes or no."""

import threading
from collections.abc import Callable, Mapping

from anonymize.known import Known
from anonymize.review.desk import Engine
from anonymize.verdict import Verdict


class Witness:
    """An engine that is made when first needed; ``said`` is its last verdict."""

    def __init__(self, make: Callable[[], Engine]) -> None:
        self.said: Verdict | None = None
        self._make = make
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    def ready(self) -> Engine:
        """Make the engine, which takes seconds, unless it is there; return it."""
        with self._lock:
            if self._engine is None:
                self._engine = self._make()
            return self._engine

    @property
    def policy_version(self) -> str:
        """The version of the policy."""
        return self.ready().policy_version

    def process(self, texts: Mapping[str, str], known: Known) -> Verdict:
        """Judge texts, and keep the verdict."""
        self.said = None
        verdict: Verdict = self.ready().process(texts, known)
        self.said = verdict
        return verdict
