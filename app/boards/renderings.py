"""Several renderings of one phrase: listen, and pin the best. A pinned one stays when the model is updated."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.services import Services
from app.speak.phrases import KeptSound
from app.widgets import Button, Sheet, column, heading, label, row
from engine.errors import VivaError
from engine.types import Source


class Renderings(Sheet):
    """The renderings kept of a phrase in the voice in force, and a button for one more."""

    def __init__(self, services: Services, text: str, parent: QWidget | None = None) -> None:
        super().__init__(services.theme, 620, 520, parent)
        self._services, self.text = services, text
        self.setWindowTitle(self.tr("Several versions"))
        theme = services.theme
        self._rows = QWidget()
        self._rows.setLayout(column(spacing=8))
        self._state = label("", "muted")
        self.more = Button(theme, self.tr("Make another"), "plus", pressed=self._make)
        close = Button(theme, self.tr("Done"), "check", role="primary", pressed=self.accept)
        explain = label(self.tr("Listen, and pin the one you like: it is what is heard from then on."), "muted")
        body = column(heading(f"“{text}”"), explain, self._rows, self._state, None, spacing=12)
        self.fill(body, row(self.more, None, close))
        services.voice_out.rendered.connect(self._made)
        services.voice_out.render_failed.connect(self._failed)
        self.finished.connect(self._leave)
        self._show()

    @property
    def kept(self) -> list[KeptSound]:
        """What there is to choose from."""
        return self._services.phrases.renderings(self._services.voices.current, self.text)

    def _make(self) -> None:
        self.more.setEnabled(False)
        self._state.setText(self.tr("One more is being made …"))
        seeds = [sound.seed for sound in self.kept]
        self._services.voice_out.render(self.text, max(seeds, default=0) + 1)

    def _made(self, text: str, _sound: KeptSound) -> None:
        if text == self.text:
            self._show()

    def _failed(self, text: str, error: VivaError) -> None:
        if text == self.text:
            self._show()
            self._state.setText(f"{error.message} {error.remedy}")

    def _pin(self, sound: KeptSound) -> None:
        if sound.source is Source.PINNED:
            self._services.phrases.unpin(sound.id)
        else:
            self._services.phrases.pin(sound.id)
        self._show()

    def _leave(self) -> None:
        self._services.voice_out.rendered.disconnect(self._made)
        self._services.voice_out.render_failed.disconnect(self._failed)

    def _show(self) -> None:
        self.more.setEnabled(True)
        layout = self._rows.layout()
        assert layout is not None
        while item := layout.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        kept = self.kept
        for number, sound in enumerate(kept, 1):
            layout.addWidget(self._row(number, sound))
        self._state.setText("" if kept else self.tr("There is none yet."))

    def _row(self, number: int, sound: KeptSound) -> QWidget:
        theme, pinned = self._services.theme, sound.source is Source.PINNED
        name = self.tr("Version {number}").format(number=number)
        if sound.source is Source.TAKE:
            name = self.tr("Your own recording")
        play = Button(theme, self.tr("Listen"), "play", pressed=lambda: self._play(sound))
        play.setAccessibleName(f"{self.tr('Listen')}: {name}")
        pin = Button(theme, self.tr("Pinned") if pinned else self.tr("Pin"), "pin", pressed=lambda: self._pin(sound))
        pin.setAccessibleName(f"{pin.text().strip()}: {name}")
        pin.setCheckable(True)
        pin.setChecked(pinned)
        pin.setVisible(sound.source is not Source.TAKE)
        widget = QWidget()
        widget.setLayout(row(label(name, wrap=False), None, play, pin))
        return widget

    def _play(self, sound: KeptSound) -> None:
        try:
            self._services.sound.play(sound.audio())
        except VivaError as error:
            self._services.notices.error(error)
