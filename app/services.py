"""The composition root: everything rooms share, made once, in order, and closed in reverse."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.audio.backend import Backend
from app.audio.sound import Sound
from app.data import Database, Settings
from app.engine_process import COMMAND, EngineProcess
from app.library.voices import Voices
from app.notices import Notices
from app.settings.choices import Appearance
from app.speak.choices import SpeakChoices
from app.speak.history import History
from app.speak.lists import Lists
from app.speak.phrases import Phrases
from app.speak.predictor import Predictor, english
from app.speak.stock import Stock
from app.speak.voice_out import VoiceOut
from app.speak.ways import STOCK_NAME, Manner, Ways
from app.tasks import Tasks
from app.theme import Mode, Theme
from engine.paths import ASSETS, data_dir
from engine.vault.lock import Lock
from engine.voices.store import VoiceStore


class Services(QObject):
    """What a room is given; README.md lists it. go(key) opens another room.

    backend: another sound system, for tests. engine: the command of the engine's process; None leaves it out.
    """

    go = Signal(str)
    start_anew = Signal(str)  # leave, put this backup (or nothing: "") in place of the data, and start again

    def __init__(
        self, folder: Path | None = None, backend: Backend | None = None, engine: tuple[str, ...] | None = COMMAND
    ) -> None:
        super().__init__()
        self.folder = folder or data_dir()
        self.lock = Lock(self.folder)
        self.vault = self.lock.vault
        self.notices = Notices()
        self.database = Database(self.folder / "viva.db")
        self.settings = Settings(self.database)
        self.tasks = Tasks(self.notices.error)
        look = self.settings.get(Appearance)
        self.theme = Theme(Mode(look.mode), look.scale)
        self.sound = Sound(self.settings, self.tasks, backend)
        self.phrases = Phrases(self.database, self.folder / "phrases", self.vault)
        self.engine = EngineProcess(self.folder, engine or COMMAND)
        store = VoiceStore(self.folder / "voices", self.vault)
        self.voices = Voices(self.database, self.settings, self.phrases, self.engine, store)
        self.history = History(self.database)
        self.lists = Lists(self.database, self.folder)
        self.stock = Stock()
        self.voice_out = VoiceOut(
            Ways(self.phrases, self.engine, self.stock),
            self.sound,
            self._manner,
            lambda: self.settings.get(SpeakChoices).interrupt,
        )
        self.voice_out.failed.connect(self.notices.error)
        if engine:
            self.engine.start()
            self.tasks.run(lambda _job: self.stock.load())

    @cached_property
    def predictor(self) -> Predictor:
        """Suggests words; has read the history."""
        predictor = english(ASSETS / "words")
        for text in self.history.texts():
            predictor.learn(text)
        return predictor

    def _manner(self) -> Manner:
        """The voice in force, for whatever is said next; called on the threads that speak."""
        name = self.voices.current
        how = self.voices.how(name)
        keep = not self.settings.get(SpeakChoices).private
        version = self.voices.version(name) if name != STOCK_NAME else "stock"
        return Manner(
            name, how.speed, how.pause_scale, how.volume_db, version, self.lists.lexicon, keep, self.voices.manner
        )

    def unlock(self, secret: str, recovery: bool = False) -> None:
        """Open what is sealed with the passphrase, or with the recovery key. Raises LockedError, StorageError."""
        self.lock.unlock(secret, recovery)
        key = self.vault.key
        self.tasks.run(lambda _job: self.engine.use_key(key))
        self.voices.changed.emit()

    def forget_learnt(self) -> None:
        """The predictor begins anew, without what it has learnt."""
        self.__dict__.pop("predictor", None)

    def close(self) -> None:
        """Stop what runs and close the files; call once, at the end."""
        self.voice_out.close()
        self.engine.close()
        self.sound.close()
        self.tasks.close()
        self.database.close()
