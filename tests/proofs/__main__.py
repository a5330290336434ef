"""`make prove PART=…`: the bars at full size, each in a module of its own, resumable and bounded.

Every part writes tests/proofs/<part>.json: commit, parameters, n, failures, wall time. The big
parts of later capabilities (crash, tamper, canary …) join the table when they exist.
"""

import importlib
import sys
from typing import Final

PARTS: Final = ("demo", "spark")


def main() -> int:
    """Run the parts named, or list them."""
    names = sys.argv[1:]
    if not names or not set(names) <= set(PARTS):
        sys.stderr.write(f"make prove PART={'|'.join(PARTS)}\n")
        return 2
    return max(int(importlib.import_module(f"tests.proofs.{name}").prove()) for name in names)


if __name__ == "__main__":
    sys.exit(main())
