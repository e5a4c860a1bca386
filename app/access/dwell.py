"""Dwelling as a pure state machine: which target the pointer rests on, and when, in; progress and presses out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DwellRules:
    """dwell_ms: rest until it presses. grace_ms: leaving for less than this does not begin anew (eye trackers jump).
    rest_ms: after a press nothing else is pressed for so long, and the same target only after the pointer left it.
    """

    dwell_ms: int = 1000
    grace_ms: int = 150
    rest_ms: int = 500


@dataclass(frozen=True, slots=True)
class Progress(Generic[T]):
    """How far the rest on a target has come, 0 to 1; None when on none."""

    target: T | None
    share: float


@dataclass(frozen=True, slots=True)
class Dwelt(Generic[T]):
    """The target is pressed."""

    target: T


class Dwell(Generic[T]):
    """Feed it point() as often as the pointer is looked at. While paused only targets in `always` are pressed."""

    def __init__(self, rules: DwellRules) -> None:
        self.rules = rules
        self.paused = False
        self._target: T | None = None
        self._rested_ms = 0
        self._last_ms: int | None = None
        self._left_ms = 0
        self._ready_ms: int | None = None
        self._spent: T | None = None

    def point(self, now_ms: int, target: T | None, always: bool = False) -> list[Progress[T] | Dwelt[T]]:
        """The pointer is on this target now (None: on none). always: it works while paused (the pause button)."""
        elapsed = 0 if self._last_ms is None else now_ms - self._last_ms
        self._last_ms = now_ms
        if self.paused and not always:
            target = None
        if target != self._spent:
            self._spent = None
        if target is None or target != self._target:
            return self._away(target, elapsed)
        self._left_ms = 0
        if target == self._spent or (self._ready_ms is not None and now_ms < self._ready_ms):
            return []
        self._rested_ms += elapsed
        if self._rested_ms < self.rules.dwell_ms:
            return [Progress(target, self._rested_ms / self.rules.dwell_ms)]
        self._spent, self._rested_ms, self._ready_ms = target, 0, now_ms + self.rules.rest_ms
        return [Dwelt(target), Progress(None, 0.0)]

    def _away(self, target: T | None, elapsed: int) -> list[Progress[T] | Dwelt[T]]:
        self._left_ms += elapsed
        if self._target is not None and self._rested_ms and self._left_ms < self.rules.grace_ms:
            return []
        had = self._target is not None
        self._target, self._rested_ms, self._left_ms = target, 0, 0
        if target is None:
            return [Progress(None, 0.0)] if had else []
        return [Progress(target, 0.0)]
