import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.profile import profile_root

Edit = Callable[[str, str, str], str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the demo city, to be spoilt."""
    copy = tmp_path / "own"
    shutil.copytree(profile_root("beijing-demo"), copy)
    return copy


@pytest.fixture
def edit(root: Path) -> Edit:
    """Replace a text of one file, which must hold it exactly once; return the new text."""

    def replace(name: str, old: str, new: str) -> str:
        path = root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old, text.count(old))
        text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return text

    return replace
