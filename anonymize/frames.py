"""Write a frame to disk so that a full disk is told as one, whoever found it full."""

import errno
import os
import re
from pathlib import Path
from typing import Any, Final

import polars as pl

_NUMBER: Final = re.compile(r"\(os error ([0-9]+)\)")


def write_parquet(frame: pl.DataFrame, path: Path, **options: Any) -> None:  # noqa: ANN401 - polars' own
    """Write *frame* to *path*. Raises OSError that bears the system's error number.

    Polars tells what the system said in words of its own, as an error of the Parquet format.
    """
    try:
        frame.write_parquet(path, **options)
    except (pl.exceptions.PolarsError, OSError) as error:
        found = _NUMBER.search(str(error))
        number = int(found[1]) if found else getattr(error, "errno", None) or errno.EIO
        raise OSError(number, os.strerror(number), str(path)) from None
