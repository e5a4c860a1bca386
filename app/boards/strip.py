"""The sentence strip: what is being built, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from app.boards.press import TilePress
from app.boards.sentence import Sentence
from app.services import Services
from app.widgets import Button, row


class SentenceStrip(QFrame):
    """The words in large type; the end of a long sentence is what shows. Pressing the words says them too."""

    def __init__(self, services: Services, sentence: Sentence, press: TilePress) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setProperty("scanRegion", True)
        self._theme, self._sentence = services.theme, sentence
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("role", "display")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.setAccessibleName(self.tr("Your sentence"))
        theme = services.theme
        self.back = Button(
            theme, icon="undo-2", role="quiet", name=self.tr("Take the last word away"), pressed=sentence.back
        )
        self.clear = Button(theme, icon="x", role="quiet", name=self.tr("Clear"), pressed=self._clear_or_restore)
        self.speak = Button(theme, self.tr("Speak"), "volume-2", role="primary", pressed=press.speak_sentence)
        self.setLayout(row(8, self._words, self.back, self.clear, self.speak, spacing=4, margin=4))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        sentence.changed.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(520)
        self.speak.set_text("" if narrow else self.tr("Speak"))
        self._words.setProperty("role", "heading" if narrow else "display")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self.speak.setAccessibleName(self.tr("Speak"))
        self._show()

    def _clear_or_restore(self) -> None:
        if self._sentence.can_restore:
            self._sentence.restore()
        else:
            self._sentence.clear()

    def _show(self) -> None:
        text = self._sentence.text
        metrics = self._words.fontMetrics()
        self._words.setText(metrics.elidedText(text, Qt.TextElideMode.ElideLeft, max(40, self._words.width() - 8)))
        self._words.setAccessibleDescription(text)
        restore = self._sentence.can_restore
        self.clear.set_icon("rotate-ccw" if restore else "x")
        self.clear.setAccessibleName(self.tr("Bring it back") if restore else self.tr("Clear"))
        self.clear.setToolTip(self.clear.accessibleName())
        self.clear.setEnabled(bool(text) or restore)
        self.back.setEnabled(bool(text))
        self.speak.setEnabled(bool(text))
