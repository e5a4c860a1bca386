"""The theme that widgets read: which tokens, at which text size; says when either changes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from app.theme import icons
from app.theme.style import style_sheet
from app.theme.tokens import CONTRAST, DARK, LIGHT, Tokens
from engine.paths import ASSETS

FAMILY = "Atkinson Hyperlegible Next"


class Mode(StrEnum):
    """What the person chose; SYSTEM follows the computer's own setting."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Theme(QObject):
    """Read tokens, px() and font(); paint again on changed. One per app, made by Services."""

    changed = Signal()

    def __init__(self, mode: Mode = Mode.SYSTEM, scale: float = 1.0, reduced_motion: bool = True) -> None:
        super().__init__()
        self.mode, self.scale, self.reduced_motion = mode, scale, reduced_motion
        self._images = QTemporaryDir()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        for path in sorted((ASSETS / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """The tokens now in force."""
        if self.mode is Mode.SYSTEM:
            return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return {Mode.LIGHT: LIGHT, Mode.DARK: DARK, Mode.CONTRAST: CONTRAST}[self.mode]

    def set(self, mode: Mode | None = None, scale: float | None = None) -> None:
        """Change the look of the whole app; scale is 1 to 2 (100 to 200 % text)."""
        before = self.mode, self.scale
        self.mode = mode or self.mode
        self.scale = min(2.0, max(1.0, scale or self.scale))
        if (self.mode, self.scale) != before:  # every widget is styled anew, which takes long
            self._refresh()

    def px(self, size: float) -> int:
        """A size given at 100 %, at the person's text size."""
        return round(size * self.scale)

    def font(self, role: str = "body", bold: bool = False) -> QFont:
        """The font of a role of the type scale (tokens.Type)."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(getattr(self.tokens.type, role)))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def colour(self, name: str) -> QColor:
        """A colour of the palette by its job, for painting."""
        return QColor(getattr(self.tokens.colour, name))

    def icon(self, name: str, size: int = 24, colour: str = "text") -> QIcon:
        """A drawing of assets/icons in a colour of the palette; size at 100 %."""
        palette = self.tokens.colour
        return icons.icon(name, getattr(palette, colour), palette.disabled, self.px(size), self._ratio())

    def image_file(self, name: str, colour: str) -> str:
        """A drawing as a file, for style sheets, which take nothing else."""
        path = Path(self._images.path()) / f"{name}-{self.tokens.name}-{self.scale}.png"
        if not path.exists():
            icons.pixmap(name, getattr(self.tokens.colour, colour), self.px(24)).save(str(path))
        return path.as_posix()

    def _ratio(self) -> float:
        screen = QGuiApplication.primaryScreen()
        return screen.devicePixelRatio() if screen else 1.0

    def _system_changed(self) -> None:
        if self.mode is Mode.SYSTEM:
            self._refresh()

    def _refresh(self) -> None:
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setFont(self.font())
        app.setPalette(self._palette())
        tick, arrow = self.image_file("check", "on_accent"), self.image_file("chevron-down", "text")
        app.setStyleSheet(style_sheet(self.tokens, self.scale, tick, arrow))

    def _palette(self) -> QPalette:
        role, palette = QPalette.ColorRole, QPalette()
        for target, name in {
            role.Window: "background",
            role.Base: "surface",
            role.AlternateBase: "raised",
            role.Button: "raised",
            role.WindowText: "text",
            role.Text: "text",
            role.ButtonText: "text",
            role.PlaceholderText: "muted",
            role.Highlight: "accent",
            role.HighlightedText: "on_accent",
            role.ToolTipBase: "raised",
            role.ToolTipText: "text",
            role.Link: "accent",
        }.items():
            palette.setColor(target, self.colour(name))
        return palette
