"""A person's own models: bundles fitted to one voice, which of them speaks, and their removal.

models/VOICE/NAME/            a bundle
models/VOICE/NAME.votes.json  how it was compared with the one before (adaptation/comparison.py)
models/VOICE/chosen           the name of the bundle that speaks; without it, the shipped one does
"""

from __future__ import annotations

import shutil
from pathlib import Path

from engine import atomic
from engine.errors import VoiceError
from engine.paths import data_dir
from engine.runtime.bundle import MANIFEST

_CHOSEN = "chosen"


class OwnModels:
    """The fitted bundles of one voice, by its id."""

    def __init__(self, voice_id: str, models: Path | None = None) -> None:
        self.folder = (models or data_dir() / "models") / voice_id

    def names(self) -> list[str]:
        """The bundles there are, oldest first."""
        found = self.folder.glob(f"*/{MANIFEST}") if self.folder.is_dir() else ()
        return sorted((p.parent.name for p in found if p.parent.name.isdigit()), key=int)

    def new(self) -> Path:
        """Where the next bundle belongs."""
        return self.folder / str(max((int(n) for n in self.names()), default=0) + 1)

    def path(self, name: str) -> Path:
        """The folder of a bundle. Raises VoiceError."""
        if name not in self.names():
            raise VoiceError("This fine-tuned voice is not there.", "Fine-tune it again.")
        return self.folder / name

    @property
    def chosen(self) -> str:
        """The bundle that speaks; "" is the shipped one."""
        try:
            name = (self.folder / _CHOSEN).read_text(encoding="utf-8").strip()
        except OSError:
            return ""
        return name if name in self.names() else ""

    @property
    def bundle(self) -> Path | None:
        """The folder of the bundle that speaks; None is the shipped one."""
        return self.folder / self.chosen if self.chosen else None

    def choose(self, name: str) -> None:
        """This bundle speaks from now on; "" is the shipped one. Raises VoiceError, StorageError."""
        if name:
            self.path(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        atomic.write_bytes(self.folder / _CHOSEN, name.encode())

    def delete(self, name: str) -> None:
        """Delete a bundle for good; if it spoke, the shipped one does. Raises VoiceError, StorageError."""
        path = self.path(name)
        if self.chosen == name:
            self.choose("")
        _remove(path)
        path.with_name(f"{name}.votes.json").unlink(missing_ok=True)

    def delete_all(self) -> None:
        """Delete everything fitted to this voice, for good. Raises StorageError."""
        _remove(self.folder)


def _remove(folder: Path) -> None:
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise atomic.refused(folder, error) from error
