"""The first page a new person sees: three ways to begin, all of them short."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.services import Services
from app.widgets import Button, begin_at, buttons, card, column, heading, label, page, row


class WelcomePage(QWidget):
    """record, bring, stock: what was chosen."""

    record = Signal()
    bring = Signal()
    stock = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._theme = services.theme
        self._pictures: list[tuple[QLabel, str]] = []
        self._first = Button(
            services.theme, self.tr("Start speaking"), "message-circle", role="primary", pressed=self.stock.emit
        )
        begin_at(self, self._first)
        self.setLayout(
            column(
                page(
                    label(self.tr("Welcome"), "display"),
                    label(self.tr("Write, and be heard. Nothing leaves this computer."), "muted"),
                    8,
                    self._way(
                        "message-circle",
                        self.tr("Speak at once"),
                        self.tr("With the built-in voice. Your own can come later."),
                        self._first,
                    ),
                    self._way(
                        "mic",
                        self.tr("Record ten seconds"),
                        self.tr("Read two sentences, and the program speaks in your own voice."),
                        self._button(self.tr("Record now"), "mic", self.record.emit),
                    ),
                    self._way(
                        "folder-open",
                        self.tr("Bring recordings"),
                        self.tr("A voice message, a video, an old tape: ten clear seconds are enough."),
                        self._button(self.tr("Choose a file"), "folder-open", self.bring.emit),
                    ),
                )
            )
        )
        services.theme.changed.connect(self._draw)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for picture, _icon in self._pictures:
            picture.setVisible(self.width() >= self._theme.px(480))

    def _button(self, text: str, icon: str, pressed: Callable[[], object]) -> Button:
        return Button(self._theme, text, icon, pressed=pressed)

    def _way(self, icon: str, title: str, explain: str, button: Button) -> QFrame:
        picture = QLabel()
        self._pictures.append((picture, icon))
        words = column(heading(title), label(explain, "muted"), buttons(button), spacing=8)
        box = row(picture, words, spacing=24)
        box.setStretch(1, 1)
        return card(box)

    def _draw(self) -> None:
        for picture, icon in self._pictures:
            size = self._theme.px(40)
            picture.setPixmap(self._theme.icon(icon, 40, "accent").pixmap(size))
