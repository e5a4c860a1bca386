"""A dialogue with a size of its own, kept within the screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from app.theme import Theme


class Sheet(QDialog):
    """width and height in pixels at 100 % text."""

    def __init__(self, theme: Theme, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._wanted = theme, QSize(width, height)

    def sizeHint(self) -> QSize:
        room = self.screen().availableGeometry().size() * 0.95
        wanted = QSize(self._theme.px(self._wanted.width()), self._theme.px(self._wanted.height()))
        return wanted.boundedTo(room)
