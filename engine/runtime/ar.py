"""The AR loop: codes of codebook 0, group by group, along the text.

The pointer says which unit is spoken; the model says how far it moves. So nothing can be skipped, repeated or
babbled, and the sentence ends when the text does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import onnxruntime as ort

from engine.runtime.graphs import Cache, Graphs
from engine.sampling.filters import draw, softmax
from engine.sampling.repetition import RepetitionAwareSampler
from engine.text.units import Units
from engine.types import FRAME_RATE_HZ, FloatArray, IntArray

MAX_AGE = 31  # the model counts no further
STUCK_GROUPS = 60  # 1.6 s on one unit with groups of two: it is pushed on
_LONGEST_PIECE_S = 5.0  # a word without end is cut between two units


@dataclass(frozen=True, slots=True)
class ARState:
    """Where the loop stands. Never changed in place: to go back to it is to use it again."""

    cache: Cache
    previous: IntArray  # (G,) codes of the group before
    history: tuple[int, ...]  # the last codes, for the sampler
    pointer: int = 0
    age: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Codes (N * G,) of units first to last (exclusive), and the unit (N * G,) that each frame was spoken for."""

    codes: IntArray
    pointer: IntArray
    first: int
    last: int


class ARLoop:
    """Speaks one sentence in one voice, piece by piece."""

    def __init__(self, graphs: Graphs, units: Units, ends: IntArray, voice: FloatArray) -> None:
        """ends: unit indices, rising, at which a piece may end (the unit after a word); the last one is len(units)."""
        sampling = graphs.config.sampling
        self._graphs = graphs
        self._memory: ort.OrtValue = graphs.ar_memory(units.ids, units.stress)
        self._voice = voice
        self._count = len(units)
        self._ends = ends
        self._group = graphs.config.group
        self._sampler = RepetitionAwareSampler(
            sampling.top_p, sampling.temperature, sampling.window, sampling.threshold
        )

    def finished(self, state: ARState) -> bool:
        """Whether the text has been said."""
        return state.pointer >= self._count

    def piece(
        self, state: ARState, shortest_s: float, rng: np.random.Generator, check: Callable[[], None] = lambda: None
    ) -> tuple[Piece, ARState]:
        """Draw groups until a word ends and shortest_s is reached, or the text ends. check runs before every step."""
        group_rate = FRAME_RATE_HZ / self._group
        enough, most = shortest_s * group_rate, _LONGEST_PIECE_S * group_rate
        first, groups, pointers = state.pointer, [], []
        while not self.finished(state):
            check()
            pointers.append(state.pointer)
            state = self._step(state, rng)
            groups.append(state.previous)
            passed = int(np.searchsorted(self._ends, state.pointer, side="right"))
            word_ended = passed > int(np.searchsorted(self._ends, pointers[-1], side="right"))
            if (word_ended and len(groups) >= enough) or (len(groups) >= most and state.pointer > pointers[-1]):
                break
        codes = np.concatenate(groups)
        return Piece(codes, np.repeat(np.array(pointers), self._group), first, min(state.pointer, self._count)), state

    def _step(self, state: ARState, rng: np.random.Generator) -> ARState:
        logits, advance, cache = self._graphs.ar(
            state.previous[None],
            self._memory,
            np.array([state.pointer]),
            np.array([min(state.age, MAX_AGE)]),
            self._voice,
            state.cache,
        )
        codes = self._sampler.group(logits[0], state.history, rng)
        move = draw(softmax(advance[0]), rng)
        if state.age >= STUCK_GROUPS:
            move = max(move, 1)
        history = (*state.history, *codes)[-self._sampler.window :]
        age = 0 if move else state.age + 1
        return replace(
            state, cache=cache, previous=np.array(codes), history=history, pointer=state.pointer + move, age=age
        )


def ages(pointer: IntArray) -> IntArray:
    """For each group (N,) the groups since the pointer moved, as the model counts them."""
    starts = np.flatnonzero(np.diff(pointer, prepend=-1))
    since = np.arange(len(pointer)) - np.repeat(starts, np.diff(np.append(starts, len(pointer))))
    return np.minimum(since, MAX_AGE)
