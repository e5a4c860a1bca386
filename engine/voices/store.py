"""All voices of a person: data_dir()/voices, a folder each, complete or not there at all."""

from __future__ import annotations

import itertools
import shutil
import unicodedata
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from engine import atomic
from engine.errors import VivaError, VoiceError
from engine.paths import data_dir
from engine.types import Audio
from engine.vault.vault import Vault
from engine.voices import archive
from engine.voices.own import OwnModels
from engine.voices.voice import LONGEST_NAME, PROMPT, SAMPLE, Voice, of_manner

_LONGEST_SAMPLE_S = 600.0


class VoiceStore:
    """Voices by name or id. Names may be in any script; two of one name are refused, in whatever case.

    While the vault is locked there are none, and every method but list raises LockedError.
    """

    def __init__(self, folder: Path | None = None, vault: Vault | None = None) -> None:
        self.folder = folder or data_dir() / "voices"
        self.vault = vault or Vault()

    def list(self) -> list[Voice]:
        """The voices that can be read, by name. A damaged one hides none of the others."""
        found = []
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            if folder.is_dir() and not folder.name.startswith("."):
                try:
                    found.append(Voice.read(folder, self.vault))
                except VivaError:
                    continue
        return sorted(found, key=lambda voice: (voice.name.casefold(), voice.id))

    def get(self, name: str) -> Voice:
        """The voice of this name or id. Raises VoiceError, naming those there are."""
        self.vault.require()
        voices = self.list()
        for voice in voices:
            if name == voice.id or _same(name, voice.name):
                return voice
        names = ", ".join(voice.name for voice in voices) or "none yet"
        raise VoiceError(f"There is no voice named {name}.", f"The voices are: {names}.")

    def of_bank(self, bank: str) -> Voice | None:
        """The voice that is made of the bank of this id, whatever it is called; None when there is none."""
        return next((voice for voice in self.list() if bank and voice.bank == bank), None)

    def free_name(self, name: str) -> str:
        """This name, or with a number behind it when it is taken."""
        taken = [voice.name for voice in self.list()]
        names = (f"{name} {number}" if number > 1 else name for number in itertools.count(1))
        return next(free for free in names if not any(_same(free, other) for other in taken))

    def add(
        self,
        name: str,
        sample: Audio,
        transcript: str | None = None,
        consent: Mapping[str, Any] | None = None,
        prepare: Callable[[Voice], None] = lambda _: None,
        bank: str = "",
    ) -> Voice:
        """Keep a new voice. prepare runs before it is in its place: if it fails, there is no voice.

        bank: the id of the bank it is made of. Raises VoiceError for a name that cannot be used, StorageError,
        LockedError.
        """
        name = self._free(name)
        created = datetime.now(UTC).isoformat(timespec="seconds")
        voice = Voice(Path(), uuid.uuid4().hex, name, created, transcript, consent, bank=bank, vault=self.vault)
        with self._new_folder(voice.id) as folder:
            self.vault.write(folder / SAMPLE, _flac(sample))
            made = replace(voice, folder=folder)
            made.write()
            prepare(made)
        return replace(voice, folder=self.folder / voice.id)

    def set_sample(self, name: str, sample: Audio, transcript: str | None, manner: str = "") -> Voice:
        """Another sample for a voice, or one for a manner of it. Raises VoiceError, StorageError."""
        voice = self.get(name)
        (voice.folder / of_manner(PROMPT, manner)).unlink(missing_ok=True)  # made of the sample before
        self.vault.write(voice.folder / of_manner(SAMPLE, manner), _flac(sample))
        if manner:
            voice = replace(voice, manners={**voice.manners, manner: transcript})
        else:
            voice = replace(voice, transcript=transcript)
        voice.write()
        return voice

    def remove(self, name: str) -> None:
        """Delete a voice for good, samples, models fitted to it and all. Raises VoiceError, StorageError."""
        voice = self.get(name)
        doomed = voice.folder.with_name(f".removed-{voice.id}")
        try:
            voice.folder.rename(doomed)  # gone at once, even if deleting is cut short
            shutil.rmtree(doomed)
        except OSError as error:
            raise atomic.refused(voice.folder, error) from error
        OwnModels(voice.id, self.folder.parent / "models").delete_all()

    def export(self, name: str, path: Path) -> None:
        """Write a voice to one ZIP. Raises VoiceError, StorageError."""
        archive.write(self.get(name), path)

    def import_(self, path: Path, name: str | None = None) -> Voice:
        """Take a voice from its ZIP, under its own name or another. Raises VoiceError for one not to be trusted."""
        with archive.opened(path) as (record, files):
            chosen = self._free(name or record.name)
            taken = {voice.id for voice in self.list()}
            id_ = uuid.uuid4().hex if record.id in taken else record.id
            voice = replace(record, id=id_, name=chosen, vault=self.vault)
            with self._new_folder(voice.id) as folder:
                for file, data in files.items():
                    self.vault.write(folder / file, data)
                made = replace(voice, folder=folder)
                made.write()
                made.sample()
        return replace(voice, folder=self.folder / voice.id)

    def _free(self, name: str) -> str:
        self.vault.require()
        name = unicodedata.normalize("NFC", "".join(c for c in name if c.isprintable())).strip()
        if not name or len(name) > LONGEST_NAME:
            raise VoiceError("A voice needs a name of at most 200 letters.", "Give it a name.")
        if any(_same(name, voice.name) for voice in self.list()):
            raise VoiceError(f"There is already a voice named {name}.", "Choose another name, or remove that one.")
        return name

    @contextmanager
    def _new_folder(self, id_: str) -> Iterator[Path]:
        """A folder that takes its place when the block ends well, and is gone otherwise. Raises StorageError."""
        making, place = self.folder / f".new-{id_}", self.folder / id_
        try:
            making.mkdir(parents=True)
            yield making
            making.rename(place)
        except (OSError, soundfile.LibsndfileError) as error:
            raise atomic.refused(place, error if isinstance(error, OSError) else OSError(str(error))) from error
        finally:
            shutil.rmtree(making, ignore_errors=True)


def _flac(sample: Audio) -> bytes:
    samples = np.clip(sample.samples[: round(_LONGEST_SAMPLE_S * sample.rate_hz)], -1, 1)
    out = BytesIO()
    soundfile.write(out, samples, sample.rate_hz, format="FLAC", subtype="PCM_24")
    return out.getvalue()


def _same(a: str, b: str) -> bool:
    return unicodedata.normalize("NFC", a).casefold() == unicodedata.normalize("NFC", b).casefold()
