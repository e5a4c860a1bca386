"""Speak, and what belongs to it; gives way to the text on a small window."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.theme import Theme
from app.widgets import Button, FlowLayout


class Room(Enum):
    """How much room there is for what is not the text."""

    ROOMY = 0
    COMPACT = 1
    TINY = 2

    @staticmethod
    def of(width: float, height: float) -> Room:
        """Of a view of this size, in pixels at 100 % text."""
        if height >= 640 and width >= 560:
            return Room.ROOMY
        return Room.COMPACT if height >= 380 and width >= 520 else Room.TINY


class ActionBar(QWidget):
    """Speak over a row of actions; beside drawings alone when compact; beside Stop alone when tiny (the rest: More)."""

    def __init__(self, theme: Theme, speak: Button, actions: tuple[Button, ...], after: Callable[[], None]) -> None:
        super().__init__()
        self._theme, self._speak, self._actions = theme, speak, actions
        self._words = [button.accessibleName() for button in actions]
        box = QWidget()
        flow = FlowLayout(box)
        for button in actions:
            flow.addWidget(button)
            button.clicked.connect(after)
            button.setToolTip(button.toolTip() or button.accessibleName())
        speak.clicked.connect(after)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._box.addWidget(speak)
        self._box.addWidget(box)
        self._actions_box = box
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        self.setSizePolicy(policy)

    def fit(self, room: Room) -> None:
        """Arrange for this much room."""
        roomy = room is Room.ROOMY
        self._speak.setMinimumHeight(self._theme.px(72 if roomy else 48))
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if roomy else QBoxLayout.Direction.LeftToRight)
        self._box.setStretch(0, 0 if roomy else 1)
        for number, (button, words) in enumerate(zip(self._actions, self._words, strict=True)):
            button.set_text(words if roomy else "")
            button.setVisible(number == 0 or room is not Room.TINY)
        shown = [button for button in self._actions if not button.isHidden()]
        width = sum(max(button.sizeHint().width(), button.minimumWidth()) + 8 for button in shown)
        self._actions_box.setMinimumWidth(0 if roomy else width)
