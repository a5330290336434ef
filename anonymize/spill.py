"""What a run keeps between its two passes, in the restricted zone.

Rows lie there generalised, with keyed digests in place of every identity, one Parquet file
a batch and cohort. What must stay readable for the text engine (names to look for, texts of
tickets with consent) is sealed under a key that lives in memory alone and dies with the run.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from anonymize.frames import write_parquet

SEAL_BYTES: Final = 32
_NONCE_BYTES: Final = 12


class Spill:
    """The working folder of one run. Files are named by batch, so any order of work is the same."""

    def __init__(self, root: Path, seal: bytes) -> None:
        self.root = root
        self._seal = seal
        self.share = 0.0  # of the sealed parts of one kind, as they are gone through

    def __repr__(self) -> str:
        """Show the place and not the seal."""
        return f"Spill({self.root.name})"

    def open(self) -> None:
        """Start empty; what an interrupted run left is unreadable and removed."""
        self.close()
        self.root.mkdir(parents=True, mode=0o700)

    def sweep(self) -> None:
        """Remove what runs that were killed left beside our place; we hold the lock."""
        for path in sorted(self.root.parent.glob("[0-9a-f]*")):
            shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.root, ignore_errors=True)

    def write(self, kind: str, batch: int, frame: pl.DataFrame) -> None:
        """Keep *frame* as part *batch* of *kind*."""
        folder = self.root / kind
        folder.mkdir(exist_ok=True, mode=0o700)
        write_parquet(frame, folder / f"{batch:08d}.parquet", compression="lz4", statistics=False)

    def parts(self, kind: str) -> Iterator[pl.DataFrame]:
        """Yield the parts of *kind* in the order of their batches."""
        for path in sorted((self.root / kind).glob("*.parquet")):
            yield pl.read_parquet(path, memory_map=False)

    def whole(self, kind: str) -> pl.DataFrame | None:
        """Return all of *kind* in one frame, ``None`` where there is none."""
        frames = list(self.parts(kind))
        return pl.concat(frames) if frames else None

    def kinds(self, prefix: str) -> list[str]:
        """Return the kinds that begin with *prefix*, sorted."""
        return sorted(path.name for path in self.root.glob(f"{prefix}*") if path.is_dir())

    def seal(self, kind: str, batch: int, value: object) -> None:
        """Keep *value* (what msgpack can say) sealed."""
        folder = self.root / kind
        folder.mkdir(exist_ok=True, mode=0o700)
        name = f"{batch:08d}"
        sealed = AESGCM(self._seal).encrypt(
            _nonce(kind, batch), msgspec.msgpack.encode(value), f"{kind}/{name}".encode()
        )
        (folder / f"{name}.sealed").write_bytes(sealed)

    def unsealed(self, kind: str) -> Iterator[Any]:
        """Yield the sealed values of *kind* in the order of their batches."""
        paths = sorted((self.root / kind).glob("*.sealed"))
        for place, path in enumerate(paths, start=1):
            self.share = place / len(paths)
            plain = AESGCM(self._seal).decrypt(
                _nonce(kind, int(path.stem)), path.read_bytes(), f"{kind}/{path.stem}".encode()
            )
            yield msgspec.msgpack.decode(plain)


def _nonce(kind: str, batch: int) -> bytes:
    """Return a nonce no two sealed files of one run share: the seal is new in every run."""
    return kind.encode()[:4].ljust(4, b"\0") + batch.to_bytes(_NONCE_BYTES - 4, "big")
