"""Sound for the rooms: what to play where, recorders, and the list of devices."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from app.audio.backend import Backend, Device
from app.audio.fake import FakeSound
from app.audio.player import Player
from app.audio.recorder import Recorder
from app.audio.track import Track
from app.data import Settings
from app.tasks import Tasks
from engine.errors import VivaError
from engine.types import Audio

Output = Literal["main", "cue", "call"]


@dataclass(frozen=True, slots=True)
class SoundChoices:
    """Devices by name ("" is the computer's default). cue: private cues. call: the cable that speech is sent into."""

    output: str = ""
    cue: str = ""
    call: str = ""
    call_on: bool = False
    input: str = ""


class Playing:
    """One sound on one or two devices (the second is the call's cable)."""

    def __init__(self, tracks: tuple[Track, ...]) -> None:
        self._tracks = tracks

    def feed(self, audio: Audio) -> None:
        """Add a piece; from any thread."""
        for track in self._tracks:
            track.feed(audio)

    def end(self) -> None:
        """No piece comes after this."""
        for track in self._tracks:
            track.end()

    def stop(self) -> None:
        """Fall silent at once."""
        for track in self._tracks:
            track.stop()

    @property
    def played_s(self) -> float:
        """Seconds that have been heard."""
        return self._tracks[0].played_s

    @property
    def started(self) -> bool:
        return self._tracks[0].started.is_set()

    @property
    def finished(self) -> bool:
        return self._tracks[0].finished.is_set()

    @property
    def error(self) -> VivaError | None:
        return self._tracks[0].error


class Sound(QObject):
    """Plays and records on the devices the person chose; they may come and go."""

    devices_changed = Signal()

    def __init__(self, settings: Settings, tasks: Tasks, backend: Backend | None = None) -> None:
        super().__init__()
        self._given, self._finding = backend, threading.Lock()
        self._settings, self._tasks = settings, tasks
        self._devices: tuple[Device, ...] = ()
        self._players = {
            "main": Player(self.backend, lambda: self.choices.output),
            "cue": Player(self.backend, lambda: self.choices.cue or self.choices.output),
            "call": Player(self.backend, lambda: self.choices.call),
        }
        settings.changed.connect(self._changed)
        self._resting = QTimer(self, interval=5000)
        self._resting.timeout.connect(lambda: [p.rest() for p in self._players.values()])
        self._resting.start()

    def backend(self) -> Backend:
        """The sound system, found when first wanted: it takes long to ask the devices."""
        with self._finding:
            self._given = self._given or find_backend()
            return self._given

    @property
    def choices(self) -> SoundChoices:
        return self._settings.get(SoundChoices)

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices at the last count; refresh() counts again."""
        return self._devices

    def refresh(self) -> None:
        """Count the devices again, in the background; devices_changed follows."""

        def counted(devices: tuple[Device, ...]) -> None:
            self._devices = devices
            self.devices_changed.emit()

        self._tasks.run(lambda _job: self.backend().devices(), counted)

    def start(self, output: Output = "main", gain_db: float = 0.0) -> Playing:
        """A sound to be fed piece by piece. Speech on the main device also goes to the call, when that is on."""
        names: list[Output] = [output]
        if output == "main" and self.choices.call_on and self.choices.call:
            names.append("call")
        return Playing(tuple(self._players[name].play(Track(gain_db)) for name in names))

    def prime(self) -> None:
        """Something will be said soon: have the main device open."""
        self._players["main"].prime()

    def play(self, audio: Audio, output: Output = "main", gain_db: float = 0.0) -> Playing:
        """Play a whole sound."""
        playing = self.start(output, gain_db)
        playing.feed(audio)
        playing.end()
        return playing

    def play_on(self, output: Output) -> Track:
        """A sound for one device alone, to be fed."""
        return self._players[output].play(Track())

    def recorder(self, name: str | None = None) -> Recorder:
        """A recorder on the chosen microphone, or on another by name."""
        return Recorder(self.backend(), self.choices.input if name is None else name)

    def close(self) -> None:
        """Fall silent and close the devices."""
        self._resting.stop()
        for player in self._players.values():
            player.close()

    def _changed(self, value: object) -> None:
        if isinstance(value, SoundChoices):
            for player in self._players.values():
                player.reopen()


def find_backend() -> Backend:
    """PortAudio; where its library is missing, or VIVAVOCE_SOUND=fake, the one without devices."""
    if os.environ.get("VIVAVOCE_SOUND") != "fake":
        try:
            from app.audio.portaudio import PortAudio  # noqa: PLC0415 - loads the library, which may not be there

            return PortAudio()
        except OSError:
            return FakeSound(())
    return FakeSound()
