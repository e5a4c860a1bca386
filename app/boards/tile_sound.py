"""How a tile sounds: the voice, a recording of one's own, or the rendering liked best of several."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import soundfile
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.boards.media import Media
from app.boards.model import Tile
from app.boards.renderings import Renderings
from app.services import Services
from app.widgets import Button, FlowLayout, column, label
from engine.errors import StorageError
from engine.types import Audio


class TileSound(QWidget):
    """changed(name in Media), "" for the voice. text gives what the tile says now."""

    changed = Signal(str)

    def __init__(self, services: Services, media: Media, tile: Tile, text: Callable[[], str]) -> None:
        super().__init__()
        self._services, self._media, self._sound, self._text = services, media, tile.sound, text
        theme = services.theme
        self._recorder = services.sound.recorder()
        self._recorder.stopped.connect(self._recorded)
        self._recorder.failed.connect(services.notices.error)
        self._state = label("", "muted")
        self.hear = Button(theme, self.tr("Hear it"), "play", pressed=self._hear)
        self.record = Button(theme, self.tr("Record"), "mic", pressed=self._record)
        self.choose = Button(theme, self.tr("Sound file…"), "folder-open", pressed=self._file)
        self.drop = Button(theme, self.tr("Use the voice"), "rotate-ccw", role="quiet", pressed=lambda: self._set(""))
        self.several = Button(theme, self.tr("Several versions…"), "list-checks", pressed=self._several)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.hear, self.record, self.choose, self.several, self.drop):
            flow.addWidget(button)
        self.setLayout(column(self._state, buttons, spacing=4))
        self._show()

    def stop(self) -> None:
        """The dialogue closes: stop what plays; a recording under way is dropped."""
        self._recorder.blockSignals(True)
        if self._recorder.recording:
            self._recorder.stop()

    def _hear(self) -> None:
        recording = self._media.path(self._sound) if self._sound else None
        self._services.voice_out.say(self._text() or "…", recording=recording)

    def _record(self) -> None:
        if self._recorder.recording:
            self._recorder.stop()
        elif self._recorder.start():
            self.record.set_text(self.tr("Stop"))
            self.record.set_icon("square")
            self._state.setText(self.tr("Recording. Press Stop when you are done."))

    def _recorded(self, audio: Audio) -> None:
        self.record.set_text(self.tr("Record"))
        self.record.set_icon("mic")
        if len(audio.samples):
            buffer = io.BytesIO()
            soundfile.write(buffer, audio.samples, audio.rate_hz, format="FLAC")
            self._set(self._media.add(buffer.getvalue()))
        else:
            self._show()

    def _file(self) -> None:
        kinds = self.tr("Sounds (*.wav *.flac *.mp3 *.ogg *.m4a *.webm)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a sound"), "", kinds)
        if not name:
            return
        try:
            kept = self._media.add(Path(name).read_bytes())
            if not kept:
                raise StorageError(
                    f"{Path(name).name} is no sound this program can play.", "Choose a WAV, FLAC or MP3 file."
                )
            self._set(kept)
        except StorageError as error:
            self._services.notices.error(error)

    def _several(self) -> None:
        if self._text():
            Renderings(self._services, self._text(), self).open()

    def _set(self, name: str) -> None:
        self._sound = name
        self.changed.emit(name)
        self._show()

    def _show(self) -> None:
        own = self.tr("A recording of your own is played.")
        self._state.setText(own if self._sound else self.tr("The voice says the words."))
        self.drop.setVisible(bool(self._sound))
        self.several.setVisible(not self._sound)
