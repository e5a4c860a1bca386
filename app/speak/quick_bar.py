"""Quick phrases on the function keys, and to press."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.services import Services
from app.speak.action_bar import Room
from app.speak.choices import SpeakChoices
from app.widgets import Button, FlowLayout


class QuickBar(QWidget):
    """F1 holds the floor; F2 to F12 say what the person put there."""

    pressed = Signal(int)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services, self._room = services, Room.ROOMY
        self._flow = FlowLayout(self, spacing=8)
        self.setAccessibleName(self.tr("Quick phrases"))
        services.lists.changed.connect(self._fill)
        services.settings.changed.connect(lambda value: isinstance(value, SpeakChoices) and self._fill())
        self._fill()

    def fit(self, room: Room) -> None:
        """All of them; one row on a small window; none on a very small one, where the keys still work."""
        self._room = room
        self.setVisible(room is not Room.TINY)
        used = 0
        for button in self._buttons:
            used += button.sizeHint().width() + self._flow.spacing()
            button.setVisible(room is Room.ROOMY or used <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self._room)

    def _fill(self) -> None:
        self._flow.clear()
        self._buttons: list[Button] = []
        phrases = {1: self._services.settings.get(SpeakChoices).hold, **self._services.lists.quick}
        for key, text in sorted(phrases.items()):
            if text:
                self._buttons.append(self._button(key, text))
                self._flow.addWidget(self._buttons[-1])

    def _button(self, key: int, text: str) -> Button:
        icon = "hand" if key == 1 else ""
        short = text if len(text) <= 28 else f"{text[:27]}…"
        apart = f"\u2068{short}\u2069"  # an English phrase keeps its order between Arabic words
        button = Button(self._services.theme, f"F{key}  {apart}", icon, name=text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(text)
        button.clicked.connect(lambda: self.pressed.emit(key))
        return button
