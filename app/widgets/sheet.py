"""A dialogue with a size of its own, kept within the screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from app.theme import Theme
from app.widgets.basic import column, scroll


class Sheet(QDialog):
    """width and height in pixels at 100 % text. Filled with fill(), it scrolls where the screen is too small for it."""

    def __init__(self, theme: Theme, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._wanted = theme, QSize(width, height)

    def fill(self, body: QLayout, footer: QLayout) -> None:
        """body scrolls; footer, with the buttons that end the dialogue, is always in sight."""
        body.setContentsMargins(24, 24, 24, 8)
        footer.setContentsMargins(24, 8, 24, 24)
        inner = QWidget()
        inner.setLayout(body)
        self.setLayout(column(scroll(inner), footer, spacing=0))

    def sizeHint(self) -> QSize:
        room = self.screen().availableGeometry().size() * 0.95
        wanted = QSize(self._theme.px(self._wanted.width()), self._theme.px(self._wanted.height()))
        return wanted.boundedTo(room)

    def setVisible(self, visible: bool) -> None:
        """Qt itself would take at most two thirds of the screen."""
        if visible and not self.isVisible():
            self.resize(self.sizeHint().expandedTo(self.minimumSizeHint()))
        super().setVisible(visible)
