"""Signs that no text of a person holds: NUL and lone surrogates.

They come of damage on the way, or of somebody who hopes to part a number or a name where no
recogniser looks. Such a text is never fit to leave as it stands: a person looks at it first.
"""

import re
from typing import Final

NOT_TEXT: Final = "not_text"
"""The reason that is given for holding such a text back."""
_SIGNS: Final = re.compile("[\x00\ud800-\udfff]")


def not_text(text: str) -> bool:
    """Tell whether *text* holds NUL or a lone surrogate."""
    return _SIGNS.search(text) is not None
