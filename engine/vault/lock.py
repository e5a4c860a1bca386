"""The passphrase over a person's folder: what is sealed by it, and how it is set, given, changed and taken away.

Sealed are recordings (banks) with their transcripts, voices with their samples and prompts, models fitted to a voice,
what a fit has learnt so far, and kept renderings (phrases).
Not sealed are keys.json, which holds the wrapped key; the database (what was written and said, boards, settings) and
pictures and sounds of boards; of a fit, how far it is, which model was liked better and which speaks; and, while a
fitted model is written, for about a minute, that model: cut short, it lies in models/*/job/bundle until the job goes on
or is cancelled.

Nothing is lost whenever this is cut short: the key is wrapped and on the disk before the first file is sealed, each
file is either the old or the new one, reading takes both, and the next unlock seals what is left over.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from engine.errors import LockedError, VivaError
from engine.vault.keys import Keyring
from engine.vault.vault import Vault, files

SEALED = ("banks", "phrases", "voices")
MODELS = "models"
_MANIFEST = "manifest.json"
_ABANDONED_S = 60.0


class Lock:
    """One for a folder; everything in it is read and written through its vault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.keyring = Keyring(folder / "keys.json")
        self.vault = Vault(locked=self.keyring.exists)

    @property
    def locked(self) -> bool:
        """Whether the passphrase is wanted."""
        return self.vault.locked

    def unlock(self, secret: str, recovery: bool = False) -> None:
        """Open with the passphrase, or with the recovery key. Raises LockedError, StorageError."""
        self.vault.use(self.keyring.unlock_with_recovery(secret) if recovery else self.keyring.unlock(secret))
        self._sweep()
        with suppress(VivaError):  # a full disk must not keep the person out; what is plain is sealed next time
            self.vault.protect(self.paths())

    def set(self, passphrase: str, progress: Callable[[float], None] = lambda _: None) -> str:
        """Seal everything; the recovery key, to be written down. Raises LockedError, StorageError."""
        if self.keyring.exists:
            raise LockedError("There is a passphrase already.", "Change it instead.")
        key, recovery = self.keyring.create(passphrase)
        self.vault.use(key)
        self.vault.protect(self.paths(), progress)
        return recovery

    def change(self, passphrase: str) -> None:
        """Another passphrase; nothing is written anew but the wrapped key. Raises LockedError, StorageError."""
        self.keyring.change(self._key(), passphrase)

    def renew_recovery(self) -> str:
        """A new recovery key; the old one opens nothing any more. Raises LockedError, StorageError."""
        return self.keyring.renew_recovery(self._key())

    def remove(self, progress: Callable[[float], None] = lambda _: None) -> None:
        """Open everything again, and give up the passphrase. Raises LockedError, StorageError."""
        self.stop_sealing()
        try:
            self.vault.unprotect(self.paths(), progress)
        except VivaError:
            self.vault.use(self.vault.key)
            raise
        self.keyring.remove()
        self.vault.use(None)

    def stop_sealing(self) -> None:
        """From now on files are written plain; the first step of removal, for every process that writes."""
        self.vault.use(self._key(), seals=False)

    def paths(self) -> list[Path]:
        """The files that are sealed: of the models those of whole bundles, never of one that is being made."""
        bundles = [p.parent for p in (self.folder / MODELS).glob(f"*/*/{_MANIFEST}") if p.parent.name.isdigit()]
        return files([*(self.folder / name for name in SEALED), *bundles])

    def _key(self) -> bytes:
        if self.vault.key is None:
            raise LockedError("There is no passphrase, or it was not given.", "Enter or set it first.")
        return self.vault.key

    def _sweep(self) -> None:
        """Half-written copies that a power cut left, plain perhaps, are deleted."""
        for path in self.paths():
            if (
                path.name.startswith(".")
                and path.suffix == ".part"
                and time.time() - path.stat().st_mtime > _ABANDONED_S
            ):
                path.unlink(missing_ok=True)
