"""Sounds kept for phrases: takes the person recorded, renderings they pinned, renderings made ahead."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from io import BytesIO
from pathlib import Path
from sqlite3 import Row

import numpy as np
import soundfile

from app.data import Database, Store
from engine.errors import StorageError
from engine.types import Audio, Source, WordTime
from engine.vault.vault import Vault

MOST_CACHED_BYTES = 300_000_000
_RANK = {Source.TAKE: 0, Source.PINNED: 1, Source.CACHED: 2}


@dataclass(frozen=True, slots=True)
class KeptSound:
    """One sound of one phrase in one voice. words: when each sounds. style: how it was made (speed, pauses, model)."""

    id: int
    voice: str
    text: str
    source: Source
    path: Path
    seed: int
    style: str
    words: tuple[WordTime, ...]
    vault: Vault = field(default_factory=Vault, compare=False, repr=False)

    def audio(self) -> Audio:
        """Read the sound. StorageError when the file is gone or damaged, LockedError."""
        try:
            samples, rate_hz = soundfile.read(BytesIO(self.vault.read(self.path)), dtype="float32")
        except (StorageError, soundfile.LibsndfileError) as error:
            raise StorageError(f"The sound of “{self.text}” cannot be read.", "It will be made anew.") from error
        mono = np.asarray(samples, np.float32)
        return Audio(mono if mono.ndim == 1 else mono.mean(axis=1), rate_hz)


def key_of(text: str) -> str:
    """What makes two phrases the same: case, spaces and final punctuation aside (a question stays one)."""
    words = re.sub(r"\s+", " ", text).strip().casefold()
    return words.rstrip(".!… ") or words


class Phrases(Store):
    """The kept sounds; each a FLAC file in folder, listed in the database."""

    name = "phrases"
    migrations = (
        """CREATE TABLE sound (id INTEGER PRIMARY KEY, voice TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL,
           source TEXT NOT NULL, file TEXT NOT NULL, seed INTEGER NOT NULL, style TEXT NOT NULL, words TEXT NOT NULL,
           bytes INTEGER NOT NULL, used REAL NOT NULL);
           CREATE INDEX sound_key ON sound (voice, key)""",
    )

    def __init__(self, database: Database, folder: Path, vault: Vault | None = None) -> None:
        super().__init__(database)
        self.folder, self._vault = folder, vault or Vault()

    def keep(
        self,
        voice: str,
        text: str,
        source: Source,
        audio: Audio,
        words: Iterable[WordTime] = (),
        seed: int = 0,
        style: str = "",
    ) -> KeptSound:
        """Keep a sound; voice: of a take, whose it is (the id of the bank). A cached one replaces that of the same seed
        and style. StorageError when the disk refuses, LockedError.
        """
        path = self._save(audio)
        times = json.dumps([astuple(w) for w in words])
        if source is Source.CACHED:
            self._drop(
                self.rows(
                    "SELECT * FROM sound WHERE voice = ? AND key = ? AND source = ? AND seed = ? AND style = ?",
                    voice, key_of(text), source, seed, style,
                )
            )  # fmt: skip
        number = self.write(
            "INSERT INTO sound VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            voice, key_of(text), text, source, path.name, seed, style, times, path.stat().st_size, time.time(),
        )  # fmt: skip
        if source is Source.CACHED:
            self._make_room()
        return self.get(number)

    def get(self, number: int) -> KeptSound:
        """The sound of this id; StorageError when it was removed."""
        row = self.row("SELECT * FROM sound WHERE id = ?", number)
        if row is None:
            raise StorageError("This sound was removed.", "Choose another.")
        return self._kept(row)

    def find(self, voice: str, text: str, style: str = "") -> KeptSound | None:
        """The best kept sound of exactly this phrase: a take, one pinned, or one cached in this style (the newest).

        A take is the person, whichever voice speaks and whatever it is called.
        """
        found = [s for s in self.renderings(voice, text) if s.source is not Source.CACHED or s.style == style]
        if not found:
            return None
        now = time.time()  # once an hour is enough: a write waits for the disk, and so would the sound
        self.write("UPDATE sound SET used = ? WHERE id = ? AND used < ?", now, found[0].id, now - 3600)
        return found[0]

    def renderings(self, voice: str, text: str) -> list[KeptSound]:
        """All sounds of a phrase in a voice, best first, then newest first."""
        rows = self.rows(
            "SELECT * FROM sound WHERE (voice = ? OR source = ?) AND key = ? ORDER BY id DESC",
            voice, Source.TAKE, key_of(text),
        )  # fmt: skip
        kept = [self._kept(row) for row in rows]
        return sorted((s for s in kept if s.path.exists()), key=lambda s: _RANK[s.source])

    def pin(self, number: int) -> None:
        """This rendering is what is heard from now on, also after the model changed. One is pinned at a time."""
        sound = self.get(number)
        with self.database.transaction():
            self.write(
                "UPDATE sound SET source = ? WHERE voice = ? AND key = ? AND source = ?",
                Source.CACHED, sound.voice, key_of(sound.text), Source.PINNED,
            )  # fmt: skip
            self.write("UPDATE sound SET source = ? WHERE id = ?", Source.PINNED, number)

    def unpin(self, number: int) -> None:
        """It is one rendering among others again."""
        self.write("UPDATE sound SET source = ? WHERE id = ? AND source = ?", Source.CACHED, number, Source.PINNED)

    def remove(self, number: int) -> None:
        """Delete a sound and its file."""
        self._drop(self.rows("SELECT * FROM sound WHERE id = ?", number))

    def remove_voice(self, voice: str) -> None:
        """Delete every sound of a voice."""
        self._drop(self.rows("SELECT * FROM sound WHERE voice = ?", voice))

    def rename_voice(self, voice: str, name: str) -> None:
        """The voice has another name now."""
        self.write("UPDATE sound SET voice = ? WHERE voice = ?", name, voice)

    def _kept(self, row: Row) -> KeptSound:
        words = tuple(WordTime(*w) for w in json.loads(row["words"]))
        path = self.folder / row["file"]
        source = Source(row["source"])
        return KeptSound(
            row["id"], row["voice"], row["text"], source, path, row["seed"], row["style"], words, self._vault
        )

    def _save(self, audio: Audio) -> Path:
        path, flac = self.folder / f"sound-{uuid.uuid4().hex}.flac", BytesIO()
        soundfile.write(flac, audio.samples, audio.rate_hz, format="FLAC", subtype="PCM_16")
        self._vault.write(path, flac.getvalue())
        return path

    def _make_room(self) -> None:
        rows = self.rows("SELECT * FROM sound WHERE source = ? ORDER BY used DESC", Source.CACHED)
        total = 0
        for row in rows:
            total += row["bytes"]
            if total > MOST_CACHED_BYTES:
                self._drop([row])

    def _drop(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.write("DELETE FROM sound WHERE id = ?", row["id"])
            self._vault.remove(self.folder / row["file"])
