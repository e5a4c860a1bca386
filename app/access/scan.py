"""Switch scanning as a pure state machine: times and presses in, what to highlight and what to press out.

The vocabulary of settings follows what people know from other programs (AsTeRICS Grid, Grid 3): scan time, first-item
pause, passes, one or two switches, step or automatic.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Switch(StrEnum):
    """SELECT is the only switch of a person with one; NEXT moves on, for two."""

    SELECT = "select"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class ScanRules:
    """rows: rows first, then what is in one; else one after the other. automatic: the highlight moves by itself every
    step_ms, SELECT presses. Otherwise NEXT moves it; with one switch (two_switches False) each press moves and the
    highlight is pressed after it rested for step_ms. first_ms is added on the first of a row or list. passes: rounds
    without a press until scanning goes up a level, at the top until it waits.
    """

    rows: bool = True
    automatic: bool = True
    two_switches: bool = False
    step_ms: int = 1200
    first_ms: int = 600
    passes: int = 3


@dataclass(frozen=True, slots=True)
class Highlight:
    """Show this row, and in it this item; item None is the whole row."""

    row: int
    item: int | None


@dataclass(frozen=True, slots=True)
class Press:
    """The person chose this."""

    row: int
    item: int


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing is highlighted; the next press of any switch begins again."""


Event = Highlight | Press | Rest


class Scanner:
    """Feed it switch() and tick() with a clock that never goes back (ms); next_ms says when to tick, None for never."""

    def __init__(self, rules: ScanRules, lengths: tuple[int, ...] = ()) -> None:
        self.rules = rules
        self.next_ms: int | None = None
        self.paused = False
        self._at: Highlight | None = None
        self._round = 0
        self._lengths: tuple[int, ...] = ()
        self.replace(lengths)

    @property
    def at(self) -> Highlight | None:
        """What is highlighted now."""
        return self._at

    def replace(self, lengths: tuple[int, ...]) -> list[Event]:
        """Other targets: how many there are in each row. Scanning waits, to begin again at the top."""
        self._lengths = tuple(n for n in lengths if n > 0) if self.rules.rows else tuple([1] * sum(lengths))
        return self._rest()

    def start(self, now_ms: int) -> list[Event]:
        """Begin at the top, without a press."""
        self._round = 0
        return self._show(0, None, now_ms) if self._lengths and not self.paused else []

    def pause(self, now_ms: int) -> list[Event]:
        """Stop or go on; while paused no press does anything."""
        self.paused = not self.paused
        return self._rest() if self.paused else self.start(now_ms)

    def switch(self, now_ms: int, switch: Switch) -> list[Event]:
        """A switch was pressed (debounced before)."""
        if self.paused or not self._lengths:
            return []
        if self._at is None:
            return self.start(now_ms)
        if self.rules.automatic:
            return self._choose(now_ms)
        if self.rules.two_switches and switch is Switch.SELECT:
            return self._choose(now_ms)
        return self._advance(now_ms)

    def tick(self, now_ms: int) -> list[Event]:
        """Time has come to next_ms, or past it."""
        if self.next_ms is None or now_ms < self.next_ms:
            return []
        return self._advance(now_ms) if self.rules.automatic else self._choose(now_ms)

    def _choose(self, now_ms: int) -> list[Event]:
        assert self._at is not None
        row, item = self._at.row, self._at.item
        if item is None and self._lengths[row] > 1:
            self._round = 0
            return self._show(row, 0, now_ms)
        self._round = 0
        return [Press(row, item or 0), *self._rest()]

    def _advance(self, now_ms: int) -> list[Event]:
        assert self._at is not None
        row, item = self._at.row, self._at.item
        count = len(self._lengths) if item is None else self._lengths[row]
        following = (row if item is None else item) + 1
        if following < count:
            return self._show(*((following, None) if item is None else (row, following)), now_ms)
        self._round += 1
        if self._round < self.rules.passes:
            return self._show(*((0, None) if item is None else (row, 0)), now_ms)
        self._round = 0
        return self._rest() if item is None else self._show(row, None, now_ms)

    def _show(self, row: int, item: int | None, now_ms: int) -> list[Event]:
        self._at = Highlight(row, item)
        first = (row if item is None else item) == 0
        timed = self.rules.automatic or not self.rules.two_switches
        self.next_ms = now_ms + self.rules.step_ms + (self.rules.first_ms if first else 0) if timed else None
        return [self._at]

    def _rest(self) -> list[Event]:
        self._at, self.next_ms, self._round = None, None, 0
        return [Rest()]
