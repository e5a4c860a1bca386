"""Which voice speaks, and from where the last sound came: said small, beside the field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services import Services
from app.speak.ways import STOCK_NAME
from app.widgets import Button, label, row
from engine.types import Source


class VoiceStatus(QWidget):
    """The voice in force (press to choose another), and the source of what was said last."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._voice = Button(
            services.theme, icon="user-round", role="quiet", pressed=lambda: services.go.emit("voices")
        )
        self._source = label("", "caption", wrap=False)
        self.setLayout(row(self._voice, self._source, spacing=4))
        services.voices.changed.connect(self._show_voice)
        services.engine.state_changed.connect(self._show_voice)
        services.voice_out.source.connect(self._show_source)
        self._show_voice()

    def _show_voice(self) -> None:
        voices = self._services.voices
        name = voices.current or self.tr("Stock voice")
        widest = self._services.theme.px(220)
        self._voice.set_text(self._voice.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, widest))
        self._voice.setAccessibleName(self.tr("Voice: {name}. Choose another.").format(name=name))
        if voices.current != STOCK_NAME and self._services.engine.state != "ready":
            waiting = self._services.engine.state == "starting"
            self._source.setText(self.tr("is getting ready") if waiting else self.tr("the stock voice speaks for now"))
        else:
            self._source.setText("")

    def _show_source(self, source: Source) -> None:
        texts = {
            Source.TAKE: self.tr("your own recording"),
            Source.PINNED: self.tr("the version you chose"),
            Source.CACHED: self.tr("ready-made"),
            Source.LIVE: self.tr("spoken live"),
            Source.STOCK: self.tr("stock voice"),
        }
        self._source.setText("" if self._services.voices.current == STOCK_NAME else texts[source])
