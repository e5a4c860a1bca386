"""Pictures of tiles at the size they are shown, and kept at it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from app.boards import emoji
from app.boards.media import Media
from app.boards.model import Tile

MAX_SIDE = 8000  # a picture larger than this is not opened: its pixels alone would fill the memory


def picture(tile: Tile, media: Media, side: int, ratio: float = 1.0) -> QPixmap | None:
    """The tile's emoji or picture within side x side logical pixels; None when it has none that can be read."""
    source = tile.emoji or tile.picture
    if not source or side < 8:
        return None
    key = f"tile {source} {side} {ratio}"
    result = QPixmap()
    if not QPixmapCache.find(key, result):
        data = emoji.svg(tile.emoji) if tile.emoji else media.read(tile.picture)
        vector = bool(tile.emoji) or tile.picture.endswith(".svg")
        image = (_drawn if vector else _photographed)(data, round(side * ratio))
        if image.isNull():
            return None
        result = QPixmap.fromImage(image)
        result.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, result)
    return result


def _drawn(svg: bytes, side: int) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return QImage()
    image = QImage(
        size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def _photographed(data: bytes, side: int) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MAX_SIDE:
        return QImage()
    reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
