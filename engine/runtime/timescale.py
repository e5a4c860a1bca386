"""Speed: frames drawn at another pace. Pitch and timbre are in the frames, so only time changes."""

from __future__ import annotations

import numpy as np

from engine.types import FloatArray


class TimeScale:
    """Linear resampling of frames, piece by piece; speed 2 gives half as many."""

    def __init__(self, speed: float, width: int) -> None:
        self._speed = speed
        self._next = 0  # index of the next frame to give
        self._first = 0  # number of the first frame held
        self._held = np.zeros((0, width), np.float32)

    def push(self, frames: FloatArray) -> FloatArray:
        """Frames (T, width) to those whose place lies within what is known."""
        if self._speed == 1.0:
            return frames
        self._held = np.concatenate([self._held, frames])
        last = self._first + len(self._held) - 1
        count = max(0, int(np.floor(last / self._speed)) + 1 - self._next)
        place = (self._next + np.arange(count)) * self._speed - self._first
        below = np.clip(np.floor(place).astype(np.int64), 0, max(0, len(self._held) - 1))
        above = np.minimum(below + 1, max(0, len(self._held) - 1))
        part = (place - below)[:, None].astype(np.float32)
        out = self._held[below] * (1 - part) + self._held[above] * part
        self._next += count
        drop = min(max(0, int(np.floor(self._next * self._speed)) - self._first), len(self._held))
        self._held, self._first = self._held[drop:], self._first + drop
        return out.astype(np.float32)
