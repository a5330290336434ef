"""From the model's scores to tags and probabilities, for all chunks of a ticket at once.

The chunks step forward together, longest first, so that the cost of a numpy call is paid
once a step and not once a character. Every chunk's result is that of decoding it alone.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from anonymize.recognizers.lac_model import TAGS, Emissions

# Tags by number (tag.dic): begin and inside of each kind of name.
PERSON: Final = (16, 17)
PLACE: Final = (18, 19)
BODY: Final = (20, 21)
KINDS: Final = (PERSON, PLACE, BODY)
# Inside tags are odd but for those without a pair; 48 (O) and above begin a word.
INSIDE: Final = frozenset(range(1, 48, 2))
_DECIMALS: Final = 9


class Decoded(NamedTuple):
    """One chunk: the best path, and how likely each character is in a name of each kind."""

    tags: list[int]
    likely: npt.NDArray[np.float64]  # (characters, 3), in the order of KINDS


def decode(chunks: Sequence[Emissions], transitions: npt.NDArray[np.float32]) -> list[Decoded]:
    """Decode *chunks*, none of them empty: Viterbi and forward-backward in one pass."""
    if not chunks:
        return []
    order = sorted(range(len(chunks)), key=lambda index: (-len(chunks[index]), index))
    lengths = np.array([len(chunks[index]) for index in order])
    scores = np.zeros((int(lengths[0]), len(order), TAGS), dtype=np.float32)
    for row, index in enumerate(order):
        scores[: lengths[row], row] = chunks[index]
    active = [int((lengths > step).sum()) for step in range(len(scores))]
    paths = _viterbi(scores, active, lengths, transitions)
    likely = _likely(scores, active, transitions)
    decoded: list[Decoded | None] = [None] * len(order)
    for row, index in enumerate(order):
        length = lengths[row]
        # Products of matrices may differ in their last bit with the number of rows.
        rounded = np.round(likely[:length, row], _DECIMALS)
        decoded[index] = Decoded(paths[:length, row].tolist(), rounded)
    return [one for one in decoded if one is not None]


def _viterbi(
    scores: npt.NDArray[np.float32],
    active: list[int],
    lengths: npt.NDArray[np.int64],
    transitions: npt.NDArray[np.float32],
) -> npt.NDArray[np.int64]:
    steps, rows, _ = scores.shape
    into = np.ascontiguousarray(transitions.T)
    # A tag that trails the best by more than the transitions differ can precede nothing.
    margin = float(transitions.max() - transitions.min()) + 1e-3
    back = np.zeros((steps, rows, TAGS), dtype=np.uint8)
    best = scores[0].copy()
    for step in range(1, steps):
        count = active[step]
        ahead = best[:count]
        top = ahead.argmax(axis=1)
        highest = ahead[np.arange(count), top]
        moved = highest[:, None] + transitions[top] + scores[step, :count]
        back[step, :count] = top[:, None]
        close = np.flatnonzero((ahead >= highest[:, None] - margin).sum(axis=1) > 1)
        if len(close):
            through = ahead[close][:, None, :] + into
            came = through.argmax(axis=2)
            back[step, close] = came
            taken = np.take_along_axis(through, came[:, :, None], axis=2)[:, :, 0]
            moved[close] = taken + scores[step, close]
        best[:count] = moved
    paths = np.zeros((steps, rows), dtype=np.int64)
    every = np.arange(rows)
    last = best.argmax(axis=1)
    paths[lengths - 1, every] = last
    for step in range(steps - 1, 0, -1):
        count = active[step]
        here = paths[step, :count]
        paths[step - 1, :count] = back[step, every[:count], here]
    return paths


def _likely(
    scores: npt.NDArray[np.float32],
    active: list[int],
    transitions: npt.NDArray[np.float32],
) -> npt.NDArray[np.float64]:
    steps, rows, _ = scores.shape
    forth = np.exp(transitions.astype(np.float64))
    back = np.ascontiguousarray(forth.T)
    wide = scores.astype(np.float64)
    weight = np.exp(wide - wide.max(axis=2, keepdims=True))
    ahead = np.empty_like(weight)
    ahead[0] = weight[0] / weight[0].sum(axis=1, keepdims=True)
    for step in range(1, steps):
        count = active[step]
        moved = (ahead[step - 1, :count] @ forth) * weight[step, :count]
        ahead[step, :count] = moved / moved.sum(axis=1, keepdims=True)
    behind = np.full((rows, TAGS), 1.0 / TAGS)
    likely = np.zeros((steps, rows, len(KINDS)))
    for step in range(steps - 1, -1, -1):
        count = active[step]
        if step + 1 < steps and active[step + 1]:
            after = active[step + 1]
            moved = (behind[:after] * weight[step + 1, :after]) @ back
            behind[:after] = moved / moved.sum(axis=1, keepdims=True)
        both = ahead[step, :count] * behind[:count]
        total = both.sum(axis=1)
        for kind, tags in enumerate(KINDS):
            likely[step, :count, kind] = both[:, tags].sum(axis=1) / total
    return likely
