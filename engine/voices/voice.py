"""A voice as files: what it is called, its sample, what is said in it, and the consent to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from engine.errors import LockedError, StorageError, VoiceError
from engine.types import Audio
from engine.vault.vault import Vault

VERSION = 1
RECORD, SAMPLE, PROMPT = "voice.json", "sample.flac", "prompt.npz"
LONGEST_NAME = 200
MANNERS = ("calm", "glad", "firm")


@dataclass(frozen=True, slots=True)
class Voice:
    """id: hex of a UUID, and the folder's name. created: ISO 8601, UTC. consent: the record as given, or None.

    manners: those of MANNERS that have a sample of their own, with what is said in it. bank: the id of the bank it was
    made of, "" when of none. vault: how its files are read and written.
    """

    folder: Path
    id: str
    name: str
    created: str
    transcript: str | None = None
    consent: Mapping[str, Any] | None = None
    manners: Mapping[str, str | None] = field(default_factory=dict)
    bank: str = ""
    vault: Vault = field(default_factory=Vault, compare=False, repr=False)

    @property
    def sample_path(self) -> Path:
        return self.folder / SAMPLE

    @property
    def prompt_path(self) -> Path:
        return self.folder / PROMPT

    def known(self, manner: str) -> str:
        """The manner, or "" when there is no sample of it."""
        return manner if manner in self.manners else ""

    def sample(self, manner: str = "") -> Audio:
        """The recording the voice is made of, or the one of a manner. Raises VoiceError, LockedError."""
        try:
            flac = self.vault.read(self.folder / of_manner(SAMPLE, manner))
            samples, rate_hz = soundfile.read(BytesIO(flac), dtype="float32")
        except (StorageError, soundfile.LibsndfileError):
            raise VoiceError(
                f"The sample of the voice {self.name} cannot be read.", "Import the voice again."
            ) from None
        return Audio(np.asarray(samples, np.float32), rate_hz)

    def write(self) -> None:
        """Write voice.json. Raises StorageError, LockedError."""
        self.vault.write(self.folder / RECORD, self.record())

    def record(self) -> bytes:
        """What voice.json says."""
        said = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("folder", "vault")}
        return json.dumps({"version": VERSION, **said}, ensure_ascii=False, indent=2).encode()

    @classmethod
    def read(cls, folder: Path, vault: Vault | None = None) -> Voice:
        """The voice in a folder. Raises VoiceError for one that is damaged or of a newer program, LockedError."""
        vault = vault or Vault()
        try:
            data = json.loads(vault.read(folder / RECORD))
            version = data.pop("version")
            if isinstance(version, int) and version > VERSION:
                raise VoiceError("This voice was made by a newer version of the program.", "Update the program.")
            if version != VERSION:
                raise ValueError
            voice = cls(folder, **data, vault=vault)
            if set(voice.manners) - set(MANNERS):
                raise ValueError
            if not (isinstance(voice.id, str) and isinstance(voice.name, str) and voice.name.strip()):
                raise ValueError
        except LockedError:
            raise
        except (StorageError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise VoiceError(f"The voice in {folder.name} is damaged.", "Import it again from its file.") from None
        return voice


def of_manner(file: str, manner: str) -> str:
    """The name of a voice's file for a manner: sample.flac, sample-calm.flac."""
    stem, ending = file.split(".")
    return f"{stem}-{manner}.{ending}" if manner else file
