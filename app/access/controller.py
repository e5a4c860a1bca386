"""Access under the whole app: switches and pointer in, highlights and presses out, in the window in front."""

from __future__ import annotations

import time
from collections.abc import Callable
from weakref import WeakKeyDictionary

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from app.access.choices import AccessChoices
from app.access.debounce import Debounce
from app.access.dwell import Dwell, Dwelt, Progress
from app.access.panel import Panel, add_panel
from app.access.ring import Ring
from app.access.scan import Event, Highlight, Press, Scanner, Switch
from app.access.targets import Target, active_window, rows
from app.services import Services

LOOK_MS = 40  # how often the pointer is looked at while dwell is on
COLLECT_MS = 300  # how old the list of targets may be then
MOUSE = {"Left button": Qt.MouseButton.LeftButton, "Right button": Qt.MouseButton.RightButton}
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_BUTTONS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)


def attach(window: QMainWindow, services: Services) -> AccessController:
    """Give the whole app scanning and dwell, as the person chose. Call once, after the window is built."""
    return AccessController(window, services)


def _clock() -> int:
    return time.monotonic_ns() // 1_000_000


class AccessController(QObject):
    """clock: milliseconds. pointer: where the pointer is on the screen. Both can be given by tests."""

    def __init__(
        self,
        window: QMainWindow,
        services: Services,
        clock: Callable[[], int] = _clock,
        pointer: Callable[[], QPoint] = QCursor.pos,
    ) -> None:
        super().__init__(window)
        self._main, self._services, self._clock, self._pointer = window, services, clock, pointer
        self._rings: WeakKeyDictionary[QWidget, Ring] = WeakKeyDictionary()
        self._panels: WeakKeyDictionary[QWidget, Panel | None] = WeakKeyDictionary()
        self._rows: list[list[Target]] = []
        self._collected_ms = -COLLECT_MS
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self.choices = AccessChoices()
        self._build()
        services.settings.changed.connect(self._settings_changed)
        self._apply(services.settings.get(AccessChoices))

    @property
    def paused(self) -> bool:
        return self.scanner.paused or self.dwell.paused

    def pause(self) -> None:
        """Pause, or go on."""
        if self.choices.mode == "scan":
            self._carry_out(self.scanner.pause(self._clock()))
        else:
            self.dwell.paused = not self.dwell.paused
        for panel in self._panels.values():
            if panel is not None and isValid(panel):
                panel.show_paused(self.paused, self.choices.mode)

    def tick(self) -> None:
        """Look at the clock, and in dwell at the pointer."""
        now = self._clock()
        if self.choices.mode == "dwell":
            self._look(now)
            return
        if pressed := self.debounce.tick(now):
            self._switch(pressed)
        elif self.scanner.next_ms is not None and now >= self.scanner.next_ms:
            if self._collect():
                self._carry_out(self.scanner.start(now))
            else:
                self._carry_out(self.scanner.tick(now))
        self._wake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self.choices.mode == "scan" and kind in _KEYS and isinstance(event, QKeyEvent) and event.spontaneous():
            return self._input(event, self._key_switch(event), kind == QEvent.Type.KeyRelease, event.isAutoRepeat())
        if self.choices.mode == "scan" and kind in _BUTTONS and isinstance(event, QMouseEvent) and event.spontaneous():
            return self._input(event, self._mouse_switch(event), kind == QEvent.Type.MouseButtonRelease, False)
        if kind in (QEvent.Type.Show, QEvent.Type.Hide) and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, self, self._window_changed)
        return False

    def _input(self, event: QEvent, switch: Switch | None, released: bool, repeated: bool) -> bool:
        """Take a switch's events away from everybody else; True when it was one."""
        if switch is None:
            return False
        event.accept()
        if event.type() != QEvent.Type.ShortcutOverride and not repeated:
            now = self._clock()
            pressed = self.debounce.up(now, switch) if released else self.debounce.down(now, switch)
            if pressed:
                self._switch(pressed)
            self._wake()
        return True

    def _key_switch(self, event: QKeyEvent) -> Switch | None:
        name = QKeySequence(event.key()).toString()
        if self.choices.two_switches and name == self.choices.next:
            return Switch.NEXT
        if self.choices.select in (name, "Any key"):
            return Switch.SELECT
        return None

    def _mouse_switch(self, event: QMouseEvent) -> Switch | None:
        if self.choices.two_switches and MOUSE.get(self.choices.next) == event.button():
            return Switch.NEXT
        return Switch.SELECT if MOUSE.get(self.choices.select) == event.button() else None

    def _switch(self, switch: Switch) -> None:
        now = self._clock()
        if self.scanner.paused and switch is Switch.SELECT:
            self.pause()  # with one switch alone nobody else could end the pause
            return
        others = self._collect()
        if not self._rows and (popup := QApplication.activePopupWidget()):
            popup.close()  # nothing in it can be reached
        elif others:
            self._carry_out(self.scanner.start(now))
        else:
            self._carry_out(self.scanner.switch(now, switch))

    def _carry_out(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, Press):
                target = self._row(event.row)[event.item]
                QTimer.singleShot(0, target.widget, target.press)  # a press may open a dialogue and not come back
                if self.choices.starts_alone:
                    QTimer.singleShot(120, self, self._begin)
            elif isinstance(event, Highlight):
                row = self._row(event.row)
                self._highlight(row if event.item is None else [row[event.item]])
            else:
                self._highlight([])
        self._wake()

    def _begin(self) -> None:
        if self.choices.mode == "scan" and self.scanner.at is None:
            self._collect()
            self._carry_out(self.scanner.start(self._clock()))

    def _row(self, number: int) -> list[Target]:
        if self.choices.rows:
            return self._rows[number]
        return [[target] for row in self._rows for target in row][number]

    def _collect(self) -> bool:
        """Read the targets anew; True when they are others than before."""
        found = rows(active_window(self._main))
        if found == self._rows:
            return False
        self._rows = found
        self.scanner.replace(tuple(len(row) for row in found))
        return True

    def _highlight(self, targets: list[Target], share: float = 0.0) -> None:
        window = active_window(self._main)
        for other, ring in self._rings.items():
            if other is not window and isValid(ring):
                ring.show_areas([])
        targets = [target for target in targets if isValid(target.widget)]
        if share == 0.0:
            for target in targets[:1]:
                target.reveal()
        self._ring(window).show_areas([target.area for target in targets], share)

    def _ring(self, window: QWidget) -> Ring:
        ring = self._rings.get(window)
        if ring is None or not isValid(ring):
            ring = self._rings[window] = Ring(self._services.theme, window)
        return ring

    def _look(self, now: int) -> None:
        window = active_window(self._main)
        if now - self._collected_ms >= COLLECT_MS:
            self._rows, self._collected_ms = rows(window), now
        place = window.mapFromGlobal(self._pointer())
        under = [t for row in self._rows for t in row if isValid(t.widget) and t.area().contains(place)]
        target = min(under, key=lambda t: t.area().width() * t.area().height(), default=None)
        always = target is not None and bool(target.widget.property("accessAlways"))
        for event in self.dwell.point(now, target, always):
            if isinstance(event, Dwelt):
                self._collected_ms = now - COLLECT_MS
                QTimer.singleShot(0, event.target.widget, event.target.press)
            elif isinstance(event, Progress):
                self._highlight([event.target] if event.target else [], max(event.share, 0.01) if event.target else 0.0)

    def _wake(self) -> None:
        """Run the timer only while something is due."""
        if self.choices.mode == "dwell":
            self._timer.start(LOOK_MS)
            return
        due = [ms for ms in (self.scanner.next_ms, self.debounce.next_ms) if ms is not None]
        if self.choices.mode == "scan" and due:
            self._timer.start(max(1, min(due) - self._clock()))
        else:
            self._timer.stop()

    def _settings_changed(self, value: object) -> None:
        if isinstance(value, AccessChoices):
            self._apply(value)

    def _apply(self, choices: AccessChoices) -> None:
        was_on, self.choices = self.choices.mode != "off", choices
        self._highlight([])
        self._build()
        self._rows = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        on = choices.mode != "off"
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on)
        if on and not was_on:
            app.installEventFilter(self)
            app.focusChanged.connect(self._focus_changed)
        elif was_on and not on:
            app.removeEventFilter(self)
            app.focusChanged.disconnect(self._focus_changed)
        self._window_changed()
        self._wake()
        if choices.mode == "scan" and choices.starts_alone:
            QTimer.singleShot(120, self, self._begin)

    def _build(self) -> None:
        self.scanner = Scanner(self.choices.scan_rules)
        self.debounce = Debounce[Switch](self.choices.press_rules)
        self.dwell = Dwell[Target](self.choices.dwell_rules)

    def _window_changed(self) -> None:
        """Another window is in front: it gets its panel, and scanning begins there."""
        on, window = self.choices.mode != "off", active_window(self._main)
        if on and window not in self._panels:
            self._panels[window] = add_panel(window, self._services, self.pause)
        for panel in self._panels.values():
            if panel is not None and isValid(panel):
                panel.setVisible(on)
                panel.show_paused(self.paused, self.choices.mode)
                if (dock := panel.parentWidget()) is not None and dock.objectName() == "access":
                    dock.setVisible(on)
        self._focus_changed(None, QApplication.focusWidget())
        if on and self.choices.mode == "scan" and self.choices.starts_alone and self._collect():
            self._carry_out(self.scanner.start(self._clock()))

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for panel in self._panels.values():
            if panel is not None and isValid(panel):
                panel.follow(new)
