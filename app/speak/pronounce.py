"""How a word is said: write it as it sounds, hear it, then keep it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.services import Services
from app.widgets import Button, Sheet, buttons, column, heading, label


class PronunciationDialog(Sheet):
    """It can be saved only after it was heard."""

    def __init__(self, services: Services, word: str = "", parent: QWidget | None = None) -> None:
        super().__init__(services.theme, 600, 430, parent)
        self._services = services
        theme = services.theme
        self.setWindowTitle(self.tr("How a word is said"))
        self.word, self.sounds = QLineEdit(word), QLineEdit(services.lists.pronunciations.get(word, ""))
        self.word.setAccessibleName(self.tr("The word or name"))
        self.sounds.setAccessibleName(self.tr("How it sounds"))
        self.sounds.setPlaceholderText(self.tr("For example: shi vawn"))
        self.hear = Button(theme, self.tr("Hear it"), "ear", pressed=self._hear)
        self.save = Button(theme, self.tr("Keep"), "check", role="primary", pressed=self._keep)
        self.save.setEnabled(False)
        remove = Button(theme, self.tr("Say it as written"), "rotate-ccw", role="quiet", pressed=self._remove)
        for field in (self.word, self.sounds):
            field.textChanged.connect(lambda: self.save.setEnabled(False))
        explain = self.tr("Write the word as it sounds, in pieces if you like. Hear it before you keep it.")
        body = column(
            heading(self.tr("How a word is said")),
            label(explain, "muted"),
            8,
            label(self.tr("The word or name")),
            self.word,
            label(self.tr("How it sounds")),
            self.sounds,
            None,
        )
        self.fill(body, column(buttons(self.hear, remove, self.save)))
        (self.sounds if word else self.word).setFocus()

    def _hear(self) -> None:
        sounds = self.sounds.text().strip() or self.word.text().strip()
        self._services.voice_out.say(sounds)
        self.save.setEnabled(bool(self.word.text().strip() and self.sounds.text().strip()))

    def _keep(self) -> None:
        self._services.lists.set_pronunciation(self.word.text(), self.sounds.text())
        self.accept()

    def _remove(self) -> None:
        self._services.lists.set_pronunciation(self.word.text(), "")
        self.accept()
