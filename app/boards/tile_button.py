"""A tile on the screen: a large calm button with a picture and a word; one that opens a page looks like a folder."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy

from app.boards.colours import look
from app.boards.media import Media
from app.boards.model import Cell, Tile
from app.boards.pictures import picture
from app.theme import Theme

PAPER = "#f5f3ee"
TILE_MIME = "application/x-vivavoce-tile"
LEFT_TO_GRID = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete,
}  # fmt: skip
COMMAND_ICONS = {
    ":back": "arrow-left", ":home": "house", ":clear": "x", ":backspace": "arrow-left", ":speak": "volume-2",
    ":space": "minus",
}  # fmt: skip
LEAST_WIDTH, LEAST_HEIGHT = 50, 36  # pixels at 100 % text: seven small letters
_WORDS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter


class TileButton(QAbstractButton):
    """Shows a tile, or an empty cell: a quiet plus while editing, else nothing. dropped(cell): another tile came."""

    dropped = Signal(tuple)

    def __init__(self, theme: Theme, media: Media) -> None:
        super().__init__()
        self._theme, self._media = theme, media
        self.cell: Cell = (0, 0)
        self.tile: Tile | None = None
        self.editing = False
        self._speaking = self._over = False
        self._grabbed = QPoint()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._grow)
        self._grow()

    def show_tile(self, tile: Tile | None, editing: bool) -> None:
        """Show a tile; None is an empty cell."""
        self.tile, self.editing = tile, editing
        present = tile is not None and (editing or not tile.hidden)
        usable = present or editing
        self.setEnabled(usable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if usable else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self._name())
        self.setToolTip(tile.says if tile and present and tile.says != tile.label else "")
        self.update()

    def set_speaking(self, speaking: bool) -> None:
        """Marked while what it says is heard."""
        if speaking != self._speaking:
            self._speaking = speaking
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(96))

    def _grow(self) -> None:
        """Never smaller than a word in the person's size of text: then the page scrolls."""
        self.setMinimumSize(self._theme.px(LEAST_WIDTH), self._theme.px(LEAST_HEIGHT))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in LEFT_TO_GRID:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._grabbed).manhattanLength() >= QApplication.startDragDistance()
        if self.editing and self.tile and event.buttons() & Qt.MouseButton.LeftButton and far:
            self.setDown(False)
            drag, mime = QDrag(self), QMimeData()
            mime.setData(TILE_MIME, b"%d,%d" % self.cell)
            drag.setMimeData(mime)
            drag.setPixmap(self.grab())
            drag.setHotSpot(self._grabbed)
            drag.exec(Qt.DropAction.MoveAction)
            return
        super().mouseMoveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.editing and event.mimeData().hasFormat(TILE_MIME):
            self._set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        event.acceptProposedAction()
        row, column = bytes(event.mimeData().data(TILE_MIME).data()).split(b",")
        self.dropped.emit((int(row), int(column)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = self._theme.tokens.focus_width
        area = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        if self.tile is None or (self.tile.hidden and not self.editing):
            if self.editing:
                self._paint_empty(painter, area)
        else:
            self._paint_tile(painter, area, self.tile)
        if self.hasFocus() and self.isEnabled():
            self._ring(painter, "focus")

    def _paint_tile(self, painter: QPainter, area: QRectF, tile: Tile) -> None:
        colours = look(tile.colour, tile.border, self._theme.tokens)
        if tile.hidden:
            painter.setOpacity(0.4)
        fill = QColor(colours.fill)
        shape = _folder(area, self._theme.tokens.radius) if tile.link else _plate(area, self._theme.tokens.radius)
        edge = QPen(QColor(colours.edge), 2 if tile.link or self._theme.tokens.name == "contrast" else 1)
        painter.setPen(edge)
        painter.setBrush(fill.darker(112) if self.isDown() or self._over else fill)
        painter.drawPath(shape)
        if colours.band:
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(QRectF(area.left(), area.bottom() - 8, area.width(), 8), QColor(colours.band))
            painter.restore()
            area = area.adjusted(0, 0, 0, -6)
        self._paint_inside(painter, area, tile, QColor(colours.text))
        painter.setOpacity(1.0)
        if self._speaking:
            self._ring(painter, "accent")

    def _paint_inside(self, painter: QPainter, area: QRectF, tile: Tile, ink: QColor) -> None:
        pad = max(6.0, min(area.width(), area.height()) * 0.07)
        inner = area.adjusted(pad, pad + (8 if tile.link else 0), -pad, -pad)
        line = QFontMetrics(self._theme.font("caption", bold=True)).height() + 4 if tile.label else 0
        side = int(min(inner.height() * (0.56 if line else 1.0), inner.height() - line, inner.width() * 0.7))
        drawing = None  # where both do not fit, the word stays
        if side >= 16:
            drawing = picture(tile, self._media, side, self.devicePixelRatioF()) or self._command_icon(tile, side)
        words = None
        if tile.label:
            room = inner.adjusted(0, side + 4, 0, 0).toRect()
            words = _fit(self._theme, self._theme.scale, tile.label, room.width(), room.height(), 2.6)
        painter.setPen(ink)
        if drawing is None or (words and not words.whole):
            _write(painter, self._theme, tile.label or tile.says, inner.toRect())
            return
        size = drawing.deviceIndependentSize()
        height = size.height() + (words.height + 4 if words else 0)
        top = inner.top() + (inner.height() - height) / 2
        corner = QPointF(inner.center().x() - size.width() / 2, top)
        if self._theme.tokens.name != "light":  # symbols are drawn for light paper: black lines would be lost
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(PAPER))
            edge = min(pad, max(3.0, size.height() * 0.06))
            radius = self._theme.tokens.radius
            painter.drawRoundedRect(QRectF(corner, size).adjusted(-edge, -edge, edge, edge), radius, radius)
            painter.restore()
        painter.drawPixmap(corner, drawing)
        if words:
            rest = QRectF(inner.left(), top + size.height() + 4, inner.width(), words.height + 2).toRect()
            painter.setFont(words.font)
            painter.drawText(rest, _WORDS, words.text)

    def _command_icon(self, tile: Tile, side: int):
        name = next((COMMAND_ICONS[a] for a in tile.actions if a in COMMAND_ICONS), "")
        return self._theme.icon(name, 24).pixmap(QSize(side // 2, side // 2)) if name and side > 16 else None

    def _paint_empty(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(self._theme.colour("outline"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(self._theme.colour("soft") if self._over else Qt.BrushStyle.NoBrush)
        painter.drawPath(_plate(area, self._theme.tokens.radius))
        side = self._theme.px(24)
        corner = area.center() - QPointF(side / 2, side / 2)
        painter.drawPixmap(corner, self._theme.icon("plus", 24, "muted").pixmap(side, side))

    def _ring(self, painter: QPainter, colour: str) -> None:
        width = self._theme.tokens.focus_width + 1
        painter.setPen(QPen(self._theme.colour(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        rect = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(rect, self._theme.tokens.radius + 2, self._theme.tokens.radius + 2)

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def _name(self) -> str:
        tile = self.tile
        if tile is None:
            return self.tr("Empty, row {row}, column {column}").format(row=self.cell[0] + 1, column=self.cell[1] + 1)
        words = tile.label or tile.says or self.tr("Tile without words")
        return self.tr("{words}, opens a page").format(words=words) if tile.link else words


def _plate(area: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    return path


def _folder(area: QRectF, radius: float) -> QPainterPath:
    """A plate with a tab at its top, as a folder in a drawer."""
    tab = QPainterPath()
    tab.addRoundedRect(QRectF(area.left(), area.top(), area.width() * 0.46, 24), radius * 0.8, radius * 0.8)
    return _plate(area.adjusted(0, 8, 0, 0), radius).united(tab).simplified()


class _Fitted(NamedTuple):
    text: str
    font: QFont
    height: int
    whole: bool = False


@lru_cache(maxsize=2000)
def _fit(theme: Theme, _scale: float, text: str, width: int, height: int, lines: float) -> _Fitted:
    """The text, wrapped between words, in the largest type of the scale at which it fits; cut off when in none.

    lines: how many lines of a type have to fit before it is tried, so that tiles alike get words alike. _scale is the
    theme's, for the cache.
    """
    area = QRect(0, 0, width, height)
    fitted = _Fitted(text, theme.font("caption", bold=True), 0)
    for font in _fonts(theme, height / lines):
        metrics = QFontMetrics(font)
        longest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
        needed = metrics.boundingRect(area, _WORDS, text).height()
        fitted = _Fitted(text, font, min(needed, height))
        if longest <= width and needed <= height:
            return fitted._replace(whole=True)
    if height < 2 * QFontMetrics(fitted.font).height():
        cut = QFontMetrics(fitted.font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        return fitted._replace(text=cut)
    return fitted


def _fonts(theme: Theme, room: float) -> list[QFont]:
    """The type scale from the size that suits the room; the last are under the smallest, before cutting off."""
    usual, small = _scale(theme, theme.scale)
    return [*([font for font in usual if font.pixelSize() < room] or usual[-2:]), *small]


@lru_cache(maxsize=8)
def _scale(theme: Theme, _scale: float) -> tuple[list[QFont], list[QFont]]:
    """The fonts of tiles, largest first, and smaller ones: a small whole word says more than the beginning of one."""
    usual = [theme.font(role, bold=True) for role in ("write", "title", "large", "body", "caption")]
    small = [QFont(usual[-1]) for _ in range(3)]
    for font, share in zip(small, (0.8, 0.6, 0.45), strict=True):
        font.setPixelSize(max(11, round(font.pixelSize() * share)))
    return usual, small


def _write(painter: QPainter, theme: Theme, text: str, area: QRect) -> None:
    fitted = _fit(theme, theme.scale, text, area.width(), area.height(), 1.9)
    painter.setFont(fitted.font)
    painter.drawText(area, _WORDS | Qt.AlignmentFlag.AlignVCenter, fitted.text)
