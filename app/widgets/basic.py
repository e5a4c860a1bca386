"""Buttons, labels, cards and boxes in the app's look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.theme import Theme
from app.theme.tokens import Type
from app.widgets.flow import FlowLayout

L = TypeVar("L", bound=QBoxLayout)
_ICON_COLOUR = {"primary": "on_accent", "danger": "danger"}


class Button(QPushButton):
    """A button with words, a drawing, or both. role: "", "primary", "danger", "quiet", "word" (theme/style.py).

    A drawing alone needs `name`, which screen readers say and the tooltip shows.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        icon: str = "",
        *,
        role: str = "",
        name: str = "",
        pressed: Callable[[], object] | None = None,
        size: int = 24,
    ) -> None:
        super().__init__()
        self._theme, self._icon, self._role, self._size = theme, icon, role, size
        if role:
            self.setProperty("role", role)
        self.set_text(text)
        self.setAccessibleName(name or text)
        if name and not text:
            self.setToolTip(name)
        self.setAutoDefault(False)
        if pressed:
            self.clicked.connect(lambda _checked=False: pressed())
        theme.changed.connect(self._draw)
        self._draw()

    def set_text(self, text: str) -> None:
        """Other words on it; an en space keeps them off the drawing, on either side."""
        self.setText(f"\u2002{text}" if text and self._icon else text)
        self.setAccessibleName(text or self.accessibleName())
        if self.property("bare") != (not text):
            self.setProperty("bare", not text)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_icon(self, icon: str) -> None:
        """Another drawing, from assets/icons."""
        self._icon = icon
        self._draw()

    def _draw(self) -> None:
        least = self._theme.px(self._theme.tokens.target)
        self.setMinimumSize(least, least)
        if self._icon:
            self.setIcon(self._theme.icon(self._icon, self._size, _ICON_COLOUR.get(self._role, "text")))
            self.setIconSize(QSize(self._theme.px(self._size), self._theme.px(self._size)))


def label(text: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """Words. role: "", "display", "title", "heading", "muted", "caption"."""
    result = QLabel(text)
    result.setProperty("role", role)
    result.setWordWrap(wrap)
    result.setTextFormat(Qt.TextFormat.PlainText)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        result.setSizePolicy(policy)
    return result


def heading(text: str) -> QLabel:
    """The heading of a card or section."""
    return label(text, "heading")


def line() -> QFrame:
    """A thin line between sections."""
    result = QFrame()
    result.setProperty("role", "line")
    return result


def column(*items: QWidget | QLayout | int | None, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """A column of widgets and layouts; a number is a space of so many pixels, None takes what is left."""
    return _fill(QVBoxLayout(), items, spacing, margin)


def row(*items: QWidget | QLayout | int | None, spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """A row, like column()."""
    return _fill(QHBoxLayout(), items, spacing, margin)


def buttons(*items: QWidget) -> FlowLayout:
    """Buttons side by side, the rest below where the window is small."""
    flow = FlowLayout()
    for item in items:
        flow.addWidget(item)
    return flow


def card(*items: QWidget | QLayout | int | None, spacing: int = 12, margin: int = 24) -> QFrame:
    """A card with a column of items."""
    frame = QFrame()
    frame.setProperty("role", "card")
    frame.setLayout(column(*items, spacing=spacing, margin=margin))
    return frame


def scroll(content: QWidget) -> QScrollArea:
    """A page that scrolls up and down when it does not fit. Never takes the keyboard focus itself."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def page(*items: QWidget | QLayout | int | None, width: int = 880) -> QScrollArea:
    """A scrolling page of one column no wider than `width` pixels at 100 % text, at the reading side of the window."""
    inner = _Measure(width)
    inner.setLayout(column(*items, None, spacing=16))
    outer, beside = QWidget(), row(margin=24, spacing=0)
    beside.addWidget(inner, 1)
    beside.addStretch(0)
    outer.setLayout(beside)
    return scroll(outer)


class _Measure(QWidget):
    """No wider than lines are good to read, in the person's size of text."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.setMaximumWidth(round(self._width * QApplication.font().pixelSize() / Type().body))


def _fill(layout: L, items: tuple[QWidget | QLayout | int | None, ...], spacing: int, margin: int) -> L:
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout
