"""A network over frames, run piece by piece with the same result as over the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from engine.types import FloatArray

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preview(Generic[T]):
    """What the network gives for [left context | waiting | new], before it is decided whether the new frames stay."""

    inputs: FloatArray
    output: T
    left: int
    waiting: int


class Windowed(Generic[T]):
    """Runs network over [left context | new | look-ahead]; frames that lack look-ahead wait for the next piece.

    context: frames on each side that an output frame depends on.
    """

    def __init__(self, network: Callable[[FloatArray], T], context: int, width: int) -> None:
        self._network = network
        self._context = context
        self._left = np.zeros((0, width), np.float32)
        self._waiting = np.zeros((0, width), np.float32)

    def preview(self, new: FloatArray) -> Preview[T]:
        """Run over new frames (n, width) without keeping them: the next preview starts from the same place."""
        inputs = np.concatenate([self._left, self._waiting, new])
        return Preview(inputs, self._network(inputs), len(self._left), len(self._waiting))

    def commit(self, preview: Preview[T], final: bool = False) -> slice:
        """Keep the previewed frames. Returns which of the preview's output frames are settled and not given before."""
        end = len(preview.inputs)
        settled = end if final else max(preview.left, end - self._context)
        keep_from = max(0, settled - self._context)
        self._left = preview.inputs[keep_from:settled]
        self._waiting = preview.inputs[settled:]
        return slice(preview.left, settled)
