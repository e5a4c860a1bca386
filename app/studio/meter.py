"""The level meter: how loud the voice arrives, with the range that is good."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import Theme

QUIETEST_DB, LOUDEST_DB = -66.0, 0.0
GOOD_DB = (-36.0, -10.0)
_FALL_DB = 1.5  # a step down for each block, so that the bar does not flicker


class Meter(QWidget):
    """A bar; the frame in it is where speech should be. Says its value to screen readers in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._db = theme, QUIETEST_DB
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Level of your voice"))
        theme.changed.connect(self.updateGeometry)

    def show_level(self, db: float) -> None:
        """dBFS of the last block."""
        self._db = max(QUIETEST_DB, db, self._db - _FALL_DB)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = box.height() / 2
        painter.setPen(self._theme.colour("outline"))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(box, radius, radius)
        good = QRectF(box)
        good.setLeft(box.left() + box.width() * _share(GOOD_DB[0]))
        good.setRight(box.left() + box.width() * _share(GOOD_DB[1]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("soft"))
        painter.drawRect(good)
        filled = QRectF(box.adjusted(5, 5, -5, -5))
        filled.setWidth(max(filled.height(), filled.width() * _share(self._db)))
        painter.setBrush(self._theme.colour("danger" if self._db > GOOD_DB[1] + 4 else "accent"))
        painter.drawRoundedRect(filled, filled.height() / 2, filled.height() / 2)


def _share(db: float) -> float:
    return (min(max(db, QUIETEST_DB), LOUDEST_DB) - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB)
