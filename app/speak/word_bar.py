"""The word bar: completions and next words, on Alt+1 to Alt+5 and under the pointer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.theme import Theme
from app.widgets import Button

WORDS = 5
LEAST_WIDTH = 120  # pixels at 100 % that a word needs


class WordBar(QWidget):
    """Five places that do not move; an empty one stays where it is, so that nothing jumps under a finger."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(self.tr("Suggested words"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._buttons: list[Button] = []
        self._words: list[str] = []
        for number in range(WORDS):
            button = Button(theme, role="word", pressed=lambda number=number: self.choose(number))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            layout.addWidget(button, 1)
            self._buttons.append(button)
            QShortcut(QKeySequence(f"Alt+{number + 1}"), self, lambda number=number: self.choose(number))
        self.show_words([])

    def show_words(self, words: list[str]) -> None:
        """Offer these."""
        self._words = words[:WORDS]
        for number, button in enumerate(self._buttons):
            word = self._words[number] if number < len(self._words) else ""
            button.setText(word)
            button.setEnabled(bool(word))
            button.setAccessibleName(word or self.tr("No suggestion"))
            button.setToolTip(self.tr("Alt+{number}").format(number=number + 1) if word else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = self.width() // self._theme.px(LEAST_WIDTH)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < max(2, fitting))

    def choose(self, number: int) -> None:
        """Take the word at this place."""
        if number < len(self._words):
            self.chosen.emit(self._words[number])
