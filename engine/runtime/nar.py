"""The NAR window: everything after codebook 0, for one piece with some of what was said before it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import onnxruntime as ort

from engine.runtime.graphs import Cache, Graphs
from engine.text.units import Units
from engine.types import FloatArray, IntArray


class NARWindow:
    """One sentence's codes to latents, piece by piece; each window attends to the prompt and to itself."""

    def __init__(self, graphs: Graphs, units: Units, voice: FloatArray, prompt: tuple[Cache, ...]) -> None:
        """prompt: the cache of each of the bundle's levels."""
        self._graphs = graphs
        self._memory: ort.OrtValue = graphs.nar_memory(units.ids, units.stress)
        self._voice = voice
        self._prompt = prompt
        self._codes = np.zeros(0, np.int64)
        self._pointer = np.zeros(0, np.int64)

    def latents(self, codes: IntArray, pointer: IntArray, check: Callable[[], None] = lambda: None) -> FloatArray:
        """Latents (T, 48) of a piece's codes (T,) and the unit of each frame (T,); nothing is kept.

        check runs before every pass.
        """
        graphs = self._graphs
        known = graphs.codebooks[0][np.concatenate([self._codes, codes])]
        units = np.concatenate([self._pointer, pointer])
        for level, prompt in zip(graphs.config.nar_levels, self._prompt, strict=True):
            check()
            residual, _ = graphs.nar(known, self._memory, units, False, level, self._voice, prompt)
            if level:  # a level a pass (VALL-E 2, 3.4), greedy: the nearest code
                codebook = graphs.codebooks[level]
                residual = codebook[nearest(residual, codebook)]
            known = known + residual
        return known[len(self._codes) :]

    def commit(self, codes: IntArray, pointer: IntArray) -> None:
        """Keep a piece as context of the next."""
        context = self._graphs.config.speaking.nar_context_frames
        self._codes = np.concatenate([self._codes, codes])[-context:]
        self._pointer = np.concatenate([self._pointer, pointer])[-context:]


def nearest(vectors: FloatArray, codebook: FloatArray) -> IntArray:
    """For vectors (T, 48) the indices (T,) of the nearest codes in a codebook (1024, 48)."""
    return ((codebook**2).sum(1) - 2 * vectors @ codebook.T).argmin(1)
