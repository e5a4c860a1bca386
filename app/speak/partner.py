"""What the partner reads: the text over the whole screen, as large as it fits, turned round on a wish."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.theme import Theme
from app.widgets import Button, column, row

_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter


class PartnerWindow(QWidget):
    """Full screen; Escape closes, F turns it round. show_text() may be called while it stands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._text, self.flipped = theme, "", False
        self.setWindowTitle(self.tr("For your partner"))
        flip = Button(theme, self.tr("Turn round"), "flip-vertical-2", pressed=self.flip)
        close = Button(theme, self.tr("Close"), "x", pressed=self.close)
        self.setLayout(column(None, row(None, flip, close), margin=24))
        close.setFocus()

    def show_text(self, text: str) -> None:
        """Show this, full screen."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def flip(self) -> None:
        """Upside down, or the right way up again."""
        self.flipped = not self.flipped
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F:
            self.flip()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.setPen(self._theme.colour("text"))
        bar = self._theme.px(self._theme.tokens.target) + 40
        room = QRectF(self.rect()).adjusted(40, 40, -40, -bar)
        painter.setFont(self._fitting(room))
        if self.flipped:
            painter.translate(room.center())
            painter.rotate(180)
            painter.translate(-room.center())
        painter.drawText(room, _FLAGS, self._text)

    def _fitting(self, room: QRectF) -> QFont:
        font = self._theme.font("partner", bold=True)
        low, high = 16, 320
        while high - low > 2:
            size = (low + high) // 2
            font.setPixelSize(size)
            needed = QFontMetricsF(font).boundingRect(room, _FLAGS, self._text)
            fits = needed.height() <= room.height() and needed.width() <= room.width()
            low, high = (size, high) if fits else (low, size)
        font.setPixelSize(low)
        return font
