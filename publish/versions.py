"""The versions on which a release's bytes depend; they stand in its manifest."""

import sqlite3
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import numpy as np
import polars as pl


@cache
def versions() -> dict[str, str]:
    """Return name -> version of ourselves and of what writes the files."""
    try:
        own = version("gongkai")
    except PackageNotFoundError:
        own = "0"
    return {
        "gongkai": own,
        "numpy": np.__version__,
        "polars": pl.__version__,
        "sqlite": sqlite3.sqlite_version,
    }
