"""Which unit is spoken when: monotonic alignment of known units, and recognition of unknown ones. Numpy only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.text.units import SILENT, UNIT
from engine.types import FloatArray, IntArray

_SKIP_COST = 1.0  # what leaving out a silent unit costs, in nats
_IMPOSSIBLE = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Alignment:
    """path (T,): unit of each frame; ends (U,): frame after each unit's last (skipped units end where they begin);
    score: mean log-probability per frame."""

    path: IntArray
    ends: IntArray
    score: float


def align(log_probs: FloatArray, ids: IntArray) -> Alignment:
    """Align units ids (U,) to log_probs (T, classes), T >= U. Every sounding unit takes at least one frame.

    The path starts at the first unit or, when that is silent, the second; and ends likewise.
    """
    frames, count = len(log_probs), len(ids)
    emitted = np.ascontiguousarray(log_probs[:, ids], np.float32)
    silent = np.array([UNIT.get(int(i), "_") in SILENT for i in ids])
    skip_cost = np.where(silent[1:-1], np.float32(-_SKIP_COST), _IMPOSSIBLE) if count > 2 else np.empty(0, np.float32)
    best = np.full(count, _IMPOSSIBLE, np.float32)
    best[0] = emitted[0, 0]
    if count > 1 and silent[0]:
        best[1] = emitted[0, 1]
    moves = np.zeros((frames, count), np.int8)
    options = np.full((3, count), _IMPOSSIBLE, np.float32)
    for t in range(1, frames):
        options[0] = best
        options[1, 1:] = best[:-1]
        options[2, 2:] = best[:-2] + skip_cost
        moves[t] = options.argmax(0)
        best = options.max(0) + emitted[t]
    last = count - 1
    if count > 1 and silent[-1] and best[last - 1] > best[last]:
        last -= 1
    path = np.empty(frames, np.int64)
    unit = last
    for t in range(frames - 1, -1, -1):
        path[t] = unit
        unit -= int(moves[t, unit])
    ends = np.searchsorted(path, np.arange(count), side="right")
    return Alignment(path, ends, float(best[last]) / frames)


def recognise(log_probs: FloatArray, shortest_frames: int = 2) -> tuple[IntArray, IntArray]:
    """Units heard in log_probs (T, classes), each at least some frames long, and the unit index of each frame.

    A Viterbi pass over classes with a fixed price for changing class, which drops flickers.
    """
    price = np.float32(2.0 * shortest_frames)
    frames = len(log_probs)
    best = log_probs[0].astype(np.float32)
    came_from = np.empty(log_probs.shape, np.int16)
    own = np.arange(log_probs.shape[1])
    for t in range(1, frames):
        top = int(best.argmax())
        change = best[top] - price > best
        came_from[t] = np.where(change, top, own)
        best = np.where(change, best[top] - price, best) + log_probs[t]
    classes = np.empty(frames, np.int64)
    state = int(best.argmax())
    for t in range(frames - 1, -1, -1):
        classes[t] = state
        if t:
            state = int(came_from[t, state])
    index = np.concatenate([[0], np.cumsum(classes[1:] != classes[:-1])])
    return classes[np.concatenate([[True], classes[1:] != classes[:-1]])], index
