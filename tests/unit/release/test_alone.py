"""The API's machine has no data-frame engine: a release is read without one."""

import subprocess
import sys
from pathlib import Path

from tests.lib.release import fabricate

READING = """
import sys
for absent in ("polars", "numpy", "pyarrow"):
    sys.modules[absent] = None
from pathlib import Path
from publish.release.model import Query
from publish.release.shelf import Shelf
release = Shelf(Path(sys.argv[1])).newest()
print(release.observations("three_rates", Query(limit=1)).total)
"""


def test_a_release_is_read_without_what_made_it(tmp_path: Path) -> None:
    fabricate(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", READING, tmp_path], check=True, capture_output=True, text=True
    )
    assert done.stdout == "144\n"
