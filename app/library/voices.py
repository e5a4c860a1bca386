"""The voices a person has, which of them speaks, and how each speaks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.data import Database, Settings, Store
from app.engine_process import EngineGone, EngineProcess
from app.speak.phrases import Phrases
from app.speak.ways import STOCK_NAME
from engine.errors import LockedError, VoiceError
from engine.types import Audio
from engine.voices.own import OwnModels
from engine.voices.store import VoiceStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class VoiceInForce:
    """Which voice speaks; "" is the stock voice."""

    name: str = STOCK_NAME


@dataclass(frozen=True, slots=True)
class HowItSpeaks:
    """Of one voice: speed 0.5 to 2, pause_scale 0.5 to 2, volume_db -12 to 12."""

    speed: float = 1.0
    pause_scale: float = 1.0
    volume_db: float = 0.0


class _HowStore(Store):
    name = "voices"
    migrations = ("CREATE TABLE how (voice TEXT PRIMARY KEY, speed REAL, pause REAL, volume REAL)",)


class Voices(QObject):
    """changed after another voice is chosen, or one is added, renamed or removed."""

    changed = Signal()

    def __init__(
        self, database: Database, settings: Settings, phrases: Phrases, engine: EngineProcess, store: VoiceStore
    ) -> None:
        super().__init__()
        self.store = store
        self.manner = ""  # how the next message is said, where the voice has such a sample
        self._models = store.folder.parent / "models"
        self._settings, self._how, self._phrases, self._engine = settings, _HowStore(database), phrases, engine

    @property
    def current(self) -> str:
        """The voice that speaks."""
        return self._settings.get(VoiceInForce).name

    def names(self) -> list[str]:
        """The person's voices; the stock voice, which is always there, is not among them."""
        return [voice.name for voice in self.store.list()]

    def models(self, name: str) -> OwnModels:
        """The models fitted to a voice. Raises VoiceError."""
        return OwnModels(self.store.get(name).id, self._models)

    def manners(self, name: str) -> tuple[str, ...]:
        """The manners that a voice has samples of; the stock voice has none."""
        try:
            return tuple(self.store.get(name).manners) if name != STOCK_NAME else ()
        except (VoiceError, LockedError):
            return ()

    def version(self, name: str) -> str:
        """Of the model that says it: what another one rendered is rendered anew."""
        try:
            return self._engine.version + (self.models(name).chosen and f"+{self.models(name).chosen}")
        except (VoiceError, LockedError):
            return self._engine.version

    def choose(self, name: str) -> None:
        """This voice speaks from now on."""
        self._settings.put(VoiceInForce(name))
        self.changed.emit()

    def how(self, name: str) -> HowItSpeaks:
        """How a voice speaks."""
        row = self._how.row("SELECT * FROM how WHERE voice = ?", name)
        return HowItSpeaks(row["speed"], row["pause"], row["volume"]) if row else HowItSpeaks()

    def set_how(self, name: str, how: HowItSpeaks) -> None:
        """It speaks like this from now on."""
        values = (name, how.speed, how.pause_scale, how.volume_db)
        self._how.write("INSERT OR REPLACE INTO how VALUES (?, ?, ?, ?)", *values)

    def add(
        self, name: str, sample: Audio, transcript: str | None, consent: Mapping[str, Any] | None
    ) -> Callable[[object], str]:
        """An operation for Tasks that makes the voice and returns its name; call added() with it.

        It raises SampleError and VoiceError as the engine. While the engine is not there the voice is kept, and made
        ready when it is.
        """

        def op(_job: object) -> str:
            try:
                return self._engine.call("add_voice", name, sample, transcript, consent)
            except EngineGone:
                log.info("The voice is kept; the engine makes it ready when it is there")
                return self.store.add(name, sample, transcript, consent).name

        return op

    def added(self, name: str) -> None:
        """A voice was made or imported: it speaks from now on."""
        self.choose(name)

    def import_(self, path: Path) -> None:
        """Take a voice from its file. VoiceError, StorageError."""
        self.added(self.store.import_(path).name)

    def rename(self, name: str, new: str) -> None:
        """Call a voice otherwise. VoiceError when the name is taken or empty."""
        new = new.strip()
        if not new or new.casefold() in (n.casefold() for n in self.names() if n != name):
            raise VoiceError("This name is empty or taken.", "Choose another name.")
        replace(self.store.get(name), name=new).write()
        self._phrases.rename_voice(name, new)
        self._how.write("UPDATE OR REPLACE how SET voice = ? WHERE voice = ?", new, name)
        if self.current == name:
            self._settings.put(VoiceInForce(new))
        self.changed.emit()

    def remove(self, name: str) -> None:
        """Delete a voice for good: its sample, and everything rendered in it."""
        self.store.remove(name)
        self._phrases.remove_voice(name)
        self._how.write("DELETE FROM how WHERE voice = ?", name)
        self.choose(STOCK_NAME if self.current == name else self.current)
