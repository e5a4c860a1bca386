"""Colours of tiles: by word class (modified Fitzgerald key), read from files, and fitted to the theme."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QColor

from app.theme.tokens import Tokens, contrast

WORD_CLASSES: dict[str, object] = {
    "#fff3a3": QT_TRANSLATE_NOOP("WordClass", "People"),
    "#bfe6b0": QT_TRANSLATE_NOOP("WordClass", "Doing"),
    "#b9d9f5": QT_TRANSLATE_NOOP("WordClass", "Describing"),
    "#ffd3a1": QT_TRANSLATE_NOOP("WordClass", "Things"),
    "#f8c6da": QT_TRANSLATE_NOOP("WordClass", "Social words"),
    "#d9c7f0": QT_TRANSLATE_NOOP("WordClass", "Questions"),
    "#f6b4ad": QT_TRANSLATE_NOOP("WordClass", "No, stop, important"),
    "#dcd8cf": QT_TRANSLATE_NOOP("WordClass", "Small words"),
    "#ffffff": QT_TRANSLATE_NOOP("WordClass", "Plain"),
}
_RGB = re.compile(
    r"rgba?\(\s*([\d.]+)(%?)\s*,\s*([\d.]+)%?\s*,\s*([\d.]+)%?\s*(?:,\s*([\d.]+)(%?)\s*)?\)", re.IGNORECASE
)


class Look(NamedTuple):
    """How a tile is painted in a theme, as #rrggbb. band: the strip that tells its colour where the fill cannot."""

    fill: str
    edge: str
    text: str
    band: str


def read_colour(value: object) -> str:
    """A colour of a file ("#abc", "rgb(1, 2, 3)", "rgba(0, 255, 0, 0.5)", a name) as #rrggbb on white, or ""."""
    if not isinstance(value, str) or not value.strip():
        return ""
    if match := _RGB.fullmatch(value.strip()):
        factor = 2.55 if match[2] else 1.0
        channels = [min(255.0, float(match[i]) * factor) for i in (1, 3, 4)]
        alpha = min(1.0, float(match[5]) / (100 if match[6] else 1)) if match[5] else 1.0
        return "#{:02x}{:02x}{:02x}".format(*(round(255 + (c - 255) * alpha) for c in channels))
    colour = QColor.fromString(value.strip())
    return colour.name() if colour.isValid() else ""


def look(colour: str, border: str, tokens: Tokens) -> Look:
    """The tile's colours in a theme: as they are in light, deep tints in dark, a band on black in high contrast."""
    palette = tokens.colour
    if tokens.name == "contrast":
        return Look(palette.background, palette.outline, palette.text, colour)
    fill = colour or palette.surface
    edge = border or (QColor(fill).darker(118).name() if colour else palette.outline)
    if tokens.name == "dark":
        fill = _deep(fill) if colour else palette.raised
        edge = _deep(colour, 0.42) if colour else palette.outline
    return Look(fill, edge, _ink(fill), "")


def _ink(fill: str) -> str:
    """The app's own near-black where it is legible, else black or white: files bring fills of any colour."""
    if contrast("#1b2326", fill) >= 4.5:
        return "#1b2326"
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, fill))


def _deep(colour: str, lightness: float = 0.25) -> str:
    tint = QColor(colour)
    return QColor.fromHslF(max(tint.hslHueF(), 0.0), min(tint.hslSaturationF(), 0.34), lightness).name()
