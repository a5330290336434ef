from pathlib import Path

import pytest

from api.app import create_app
from tests.lib.release import fabricate
from tests.unit.api.client import Client


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A public directory with one fabricated release."""
    found = tmp_path_factory.mktemp("public")
    fabricate(found)
    return found


@pytest.fixture(scope="session")
def api(public: Path) -> Client:
    """The application over that release."""
    return Client(create_app(public))
