"""Someone with one switch: waits for the ring, presses, and again for the one thing in the row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.access.choices import AccessChoices
from app.access.controller import AccessController
from app.main_window import MainWindow
from app.services import Services

_STEP_MS = 100
_PRESS_MS = 500  # between two presses: what comes sooner is taken for a tremor


class OneSwitch:
    """Scans a window on a clock of its own; done() turns scanning off."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        self._window, self._services, self._now_ms = window, services, 0
        services.settings.put(AccessChoices(mode="scan", step_ms=_STEP_MS, first_ms=0, ignore_ms=0))
        self._access = AccessController(window, services, lambda: self._now_ms)

    def press(self, name: str) -> None:
        """Press what has this accessible name."""
        for _ in range(200):
            at = self._access.scanner.at
            if at is None:
                self._press()
                continue
            row = self._access._rows[at.row]
            here = row if at.item is None else [row[at.item]]
            if name in [target.widget.accessibleName() for target in here]:
                self._press()
                if self._access.scanner.at is None:  # it was pressed, and scanning rests
                    return
            else:
                self._now_ms += _STEP_MS
                self._access.tick()
        raise AssertionError(f"{name} was not reached")

    def _press(self) -> None:
        self._now_ms += _PRESS_MS
        QTest.keyClick(self._window, Qt.Key.Key_Space)

    def done(self) -> None:
        self._services.settings.put(AccessChoices())
