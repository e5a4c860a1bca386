"""What counts as a press of a switch: held long enough, and not a tremor after the last one. A pure state machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class PressRules:
    """hold_ms: how long it must be down to count. ignore_ms: after a press is let go, how long nothing counts."""

    hold_ms: int = 0
    ignore_ms: int = 200


class Debounce(Generic[S]):
    """down, up and tick give the switch that was pressed, or None. Any switch let go starts the time of ignoring."""

    def __init__(self, rules: PressRules) -> None:
        self.rules = rules
        self.next_ms: int | None = None
        self._held: S | None = None
        self._ready_ms: int | None = None

    def down(self, now_ms: int, switch: S) -> S | None:
        if self._held is not None or (self._ready_ms is not None and now_ms < self._ready_ms):
            return None
        self._held = switch
        self.next_ms = now_ms + self.rules.hold_ms
        return self.tick(now_ms)

    def up(self, now_ms: int, switch: S) -> S | None:
        if switch != self._held:
            return None
        pressed = self.tick(now_ms)
        self._held = self.next_ms = None
        self._ready_ms = now_ms + self.rules.ignore_ms
        return pressed

    def tick(self, now_ms: int) -> S | None:
        if self._held is None or self.next_ms is None or now_ms < self.next_ms:
            return None
        self.next_ms = None
        return self._held
