"""What can go wrong with raw tickets, said in two languages and never with a value of theirs.

Errors of foreign libraries carry the values that they choked on. They are caught where they
arise, dropped (``raise … from None``) and told again by one of these, which names a file, a
row number, a field, a rule, and how to mend it.
"""

from publish.settings import Exit


class AnonymizeError(Exception):
    """Anything this process tells its user without a traceback; ``exit`` is the command's code."""

    exit: Exit = Exit.REFUSED

    def __init__(self, zh: str, en: str) -> None:
        """Keep the message in both languages."""
        super().__init__(en)
        self.zh = zh
        self.en = en

    def __reduce__(self) -> tuple[type["AnonymizeError"], tuple[str, str]]:
        """Come whole from a process that works for us."""
        return type(self), (self.zh, self.en)

    def say(self, lang: str) -> str:
        """Return the message in *lang*, ``zh`` or ``en``."""
        return self.en if lang == "en" else self.zh


class Refused(AnonymizeError):
    """A check or a gate says no."""

    exit = Exit.REFUSED


class MappingError(AnonymizeError):
    """A mapping or an alias file cannot be used as it stands."""

    exit = Exit.USAGE


class Hopeless(AnonymizeError):
    """An input that cannot be read row by row, or whose rows would be silently incomplete."""

    exit = Exit.HOPELESS


class NotAllowed(AnonymizeError):
    """A file or folder may not be read or written by whoever runs the command."""

    exit = Exit.USAGE


class LimitPassed(AnonymizeError):
    """Too large a share of one district lies in quarantine: the cohort waits for people."""

    exit = Exit.WAITING


class TryAgain(AnonymizeError):
    """Disk, lock or database: the same command may succeed later."""

    exit = Exit.TRY_AGAIN
