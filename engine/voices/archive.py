"""A voice as one ZIP, to be backed up or moved. What comes from outside is trusted in nothing."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine import atomic
from engine.errors import StorageError, VoiceError
from engine.voices.voice import MANNERS, RECORD, SAMPLE, Voice, of_manner

_SAMPLES = [of_manner(SAMPLE, manner) for manner in ("", *MANNERS)]
_LARGEST = {RECORD: 1 << 20} | dict.fromkeys(_SAMPLES, 256 << 20)
_UUID = re.compile(r"[0-9a-f]{32}")
_ANOTHER = "Choose another file, or export the voice again."


def write(voice: Voice, path: Path) -> None:
    """voice.json and the sample; the prompt is left out, as it is made anew. Raises StorageError, VoiceError."""
    for manner in ("", *voice.manners):
        voice.sample(manner)
    with atomic.replacing(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as file:
        for name in _files(voice):
            file.writestr(name, voice.vault.read(voice.folder / name))


@contextmanager
def opened(path: Path) -> Iterator[tuple[Voice, dict[str, bytes]]]:
    """The voice in a ZIP and its files but the record. Raises VoiceError for anything that is not such a file."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {entry.filename for entry in archive.infolist()} | {RECORD, SAMPLE}
            files = {name: _entry(archive, name) for name in _LARGEST if name in names}
            if names != set(files):
                raise VoiceError(f"{path.name} holds files that a voice does not have.", _ANOTHER)
    except FileNotFoundError:
        raise StorageError(f"There is no file {path}.", "Check the name and the folder.") from None
    except (OSError, zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise VoiceError(f"{path.name} is not a voice file, or it is damaged.", _ANOTHER) from None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / RECORD).write_bytes(files.pop(RECORD))
        voice = Voice.read(Path(folder))
        # The id becomes a folder's name.
        if not _UUID.fullmatch(voice.id) or set(files) != set(_files(voice)) - {RECORD}:
            raise VoiceError(f"{path.name} is not a voice file, or it is damaged.", _ANOTHER)
        yield voice, files


def _files(voice: Voice) -> list[str]:
    return [RECORD, *(of_manner(SAMPLE, manner) for manner in ("", *voice.manners))]


def _entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file's bytes, never more than a voice can have, whatever the ZIP says of their size."""
    with archive.open(name) as file:
        data = file.read(_LARGEST[name] + 1)
    if len(data) > _LARGEST[name]:
        raise VoiceError("This file is larger than a voice can be.", _ANOTHER)
    return data
