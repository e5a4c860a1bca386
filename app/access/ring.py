"""What is highlighted, drawn over a window: a thick ring, and the progress of a dwell. All input passes through."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme import Theme


class Ring(QWidget):
    """One per window; grows with it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._areas: list[Callable[[], QRect]] = []
        self._share = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def show_areas(self, areas: list[Callable[[], QRect]], share: float = 0.0) -> None:
        """Ring these areas of the window as one group, where they are by then; share 0 to 1 is a dwell's progress."""
        self._areas, self._share = areas, share
        self.setVisible(bool(areas))
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        areas = [area() for area in self._areas]
        if not areas:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = areas[0]
        for area in areas[1:]:
            whole = whole.united(area)
        if self._share > 0:
            self._pie(painter, areas[0])
            return
        self._outline(painter, whole)

    def _outline(self, painter: QPainter, area: QRect) -> None:
        """Dark under light, so that it shows on every colour; its thickness, not its colour, is what tells."""
        wide, radius = self._theme.px(7), self._theme.tokens.radius + 4
        rect = QRectF(area.adjusted(-5, -5, 5, 5).intersected(self.rect().adjusted(4, 4, -4, -4)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#000000"), wide + 4))
        painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(QPen(QColor("#ffe500"), wide))
        painter.drawRoundedRect(rect, radius, radius)

    def _pie(self, painter: QPainter, area: QRect) -> None:
        side = min(self._theme.px(72), area.width() - 4, area.height() - 4)
        circle = QRectF(0, 0, side, side)
        circle.moveCenter(QRectF(area).center())
        inset = circle.adjusted(6, 6, -6, -6)
        painter.setBrush(QColor(0, 0, 0, 90))
        painter.setPen(QPen(QColor("#000000"), 10))
        painter.drawEllipse(inset)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#ffe500"), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(inset, 90 * 16, round(-360 * 16 * min(1.0, self._share)))
