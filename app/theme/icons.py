"""Icons: the line drawings of assets/icons, coloured by the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from engine.paths import ASSETS

ICONS = ASSETS / "icons"


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The drawing `name` in a colour (#rrggbb), size in logical pixels."""
    svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str, disabled: str, size: int, ratio: float = 1.0) -> QIcon:
    """The drawing as an icon, with a paler one for what cannot be used now."""
    result = QIcon(pixmap(name, colour, size, ratio))
    result.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return result
