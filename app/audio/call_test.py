"""Does speech come through the virtual cable? Plays into one end, listens at the other."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.audio.chime import chime
from app.audio.recorder import Recorder
from app.audio.sound import Sound
from app.audio.track import Track

HEARD_DB = -50.0


class CallTest(QObject):
    """finished(sentence) says in plain words what came of it."""

    finished = Signal(str)

    def __init__(self, sound: Sound, cable: str) -> None:
        super().__init__()
        self._sound, self._cable = sound, cable
        self._recorders: list[Recorder] = []
        self._loudest: dict[str, float] = {}

    def start(self) -> None:
        """Begin; it takes two seconds."""
        if not self._cable:
            self.finished.emit(self.tr("Choose the cable first."))
            return
        ends = [d.name for d in self._sound.devices if d.inputs and (d.is_cable or d.name == self._cable)]
        for name in ends:
            recorder = self._sound.recorder(name)
            recorder.level.connect(lambda peak, _rms, name=name: self._heard(name, peak))
            if recorder.start():
                self._recorders.append(recorder)
        if not self._recorders:
            self.finished.emit(self.tr("The other end of the cable was not found among the microphones."))
            return
        track: Track = self._sound.play_on("call")
        track.feed(chime())
        track.end()
        QTimer.singleShot(2000, self, self._end)

    def _heard(self, name: str, peak_db: float) -> None:
        self._loudest[name] = max(self._loudest.get(name, -90.0), peak_db)

    def _end(self) -> None:
        for recorder in self._recorders:
            recorder.stop()
        heard = [name for name, level in self._loudest.items() if level > HEARD_DB]
        if heard:
            words = self.tr("It works: choose “{name}” as the microphone of the call.")
            self.finished.emit(words.format(name=heard[0]))
        else:
            self.finished.emit(self.tr("Nothing came through. Is the cable’s other end another device?"))
