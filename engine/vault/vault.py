"""Reads and writes the person's files, sealed when there is a passphrase and plain when there is none."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from engine.atomic import replacing, write_bytes
from engine.errors import LockedError, StorageError
from engine.vault import sealing
from engine.vault.sealing import MAGIC


class Vault:
    """key: the data key (keys.Keyring), or None without a passphrase. Reading takes plain files too.

    seals: whether what is written is sealed; not while a passphrase is being taken away. locked: there is a passphrase
    and it was not given yet; nothing sealed can be read, and nothing is written that should be sealed.
    """

    def __init__(self, key: bytes | None = None, *, locked: bool = False) -> None:
        self.key, self.seals, self.locked = key, True, locked
        self._one_at_a_time = threading.RLock()

    def use(self, key: bytes | None, *, seals: bool = True) -> None:
        """From now on: with this key, or with none."""
        self.key, self.seals, self.locked = key, seals, False

    def require(self) -> None:
        """Raises LockedError when the passphrase is wanted."""
        if self.locked:
            raise LockedError("Your voices and recordings are locked.", "Enter the passphrase.")

    def encode(self, data: bytes) -> bytes:
        """As it is stored. Raises LockedError."""
        self.require()
        return data if self.key is None or not self.seals else sealing.seal_bytes(data, self.key)

    def decode(self, data: bytes) -> bytes:
        """As it was. Raises LockedError when it is sealed and the vault has no key, StorageError when damaged."""
        if not data.startswith(MAGIC):
            return data
        if self.key is None:
            raise LockedError("Your voices and recordings are locked.", "Enter the passphrase.")
        return sealing.unseal_bytes(data, self.key)

    def write(self, path: Path, data: bytes) -> None:
        """Write a whole file, atomically. Raises StorageError, LockedError."""
        stored = self.encode(data)
        with suppress(OSError):  # write_bytes says why the folder is not there
            path.parent.mkdir(parents=True, exist_ok=True)
        with self._one_at_a_time:
            write_bytes(path, stored)

    def read(self, path: Path) -> bytes:
        """A whole file's contents. Raises StorageError, LockedError."""
        try:
            return self.decode(path.read_bytes())
        except OSError as error:
            raise StorageError(f"{path.name} cannot be read.", "Restore it from a backup.") from error

    def remove(self, path: Path) -> None:
        """Delete a file for good, also while everything is being sealed."""
        with self._one_at_a_time:
            path.unlink(missing_ok=True)

    def protect(self, paths: Iterable[Path], progress: Callable[[float], None] = lambda _: None) -> int:
        """Seal those files that are not; may be interrupted and called again. How many were."""
        return self._rewrite(list(paths), False, sealing.seal, progress)

    def unprotect(self, paths: Iterable[Path], progress: Callable[[float], None] = lambda _: None) -> int:
        """Open those files that are sealed; the way back from a passphrase. How many were."""
        return self._rewrite(list(paths), True, sealing.unseal, progress)

    def _rewrite(
        self,
        paths: list[Path],
        sealed: bool,
        change: Callable[[BinaryIO, BinaryIO, bytes], None],
        progress: Callable[[float], None],
    ) -> int:
        """Change every file that is sealed, or is not; one that was deleted meanwhile stays deleted."""
        key, count = self.key, 0
        if key is None:
            raise LockedError("Your voices and recordings are locked.", "Enter the passphrase.")
        for done, path in enumerate(paths, 1):
            with self._one_at_a_time:
                if path.exists() and is_sealed(path) is sealed:
                    with replacing(path) as part, path.open("rb") as source, part.open("wb") as target:
                        change(source, target, key)
                    count += 1
            progress(done / len(paths))
        return count


def is_sealed(path: Path) -> bool:
    """Whether a file is sealed."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def files(folders: Iterable[Path]) -> list[Path]:
    """Every file under the folders."""
    return sorted(p for folder in folders if folder.exists() for p in folder.rglob("*") if p.is_file())
