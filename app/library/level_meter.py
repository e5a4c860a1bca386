"""How loud it is: a bar with the range that is good for a recording marked, and the same said in a word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import Theme

LOW_DB, QUIET_DB, LOUD_DB = -60.0, -30.0, -3.0


class LevelMeter(QWidget):
    """set_level() with the peak of the last block, dB of full scale; falls slowly, so that the eye can read it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._db = theme, LOW_DB
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Level of the recording"))
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(28))

    def set_level(self, peak_db: float) -> None:
        """The level now."""
        self._db = max(peak_db, self._db - 1.5, LOW_DB)
        self.setAccessibleDescription(self.word())
        self.update()

    def word(self) -> str:
        """Too quiet, good, too loud."""
        if self._db > LOUD_DB:
            return self.tr("too loud")
        return self.tr("good") if self._db > QUIET_DB else self.tr("quiet")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, self.height() * 0.25, -0.5, -self.height() * 0.25)
        painter.setPen(self._theme.colour("outline"))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(area, 4, 4)
        good = QRectF(area)
        good.setLeft(area.left() + area.width() * _share(QUIET_DB))
        good.setRight(area.left() + area.width() * _share(LOUD_DB))
        painter.fillRect(good.adjusted(0, 1, 0, -1), self._theme.colour("soft"))
        level = QRectF(area)
        level.setWidth(area.width() * _share(self._db))
        colour = "danger" if self._db > LOUD_DB else "accent"
        painter.setBrush(self._theme.colour(colour))
        painter.drawRoundedRect(level, 4, 4)


def _share(db: float) -> float:
    return (db - LOW_DB) / -LOW_DB
