"""Where the real input lies, if it lies beside the repository at all."""

from pathlib import Path
from typing import Final

import pytest

_BESIDE: Final = Path(__file__).resolve().parents[3] / "shared" / "data"
SHARED: Final = _BESIDE if _BESIDE.is_dir() else None

needs_shared: Final = pytest.mark.skipif(
    SHARED is None, reason="no shared data beside the checkout"
)
