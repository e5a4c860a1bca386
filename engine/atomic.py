"""Files that are either the old one or the new one, never half of one, whatever happens."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import StorageError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file in the same folder, to write; it takes the place of `path` when the block ends without an error.

    Raises StorageError when the folder is missing or read-only or the disk is full; then nothing is left behind.
    """
    temporary = _temporary_beside(path)
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise refused(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a whole file at once, atomically. Raises StorageError."""
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def refused(path: Path, error: OSError) -> StorageError:
    """The StorageError that says in plain words why a file cannot be written."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return StorageError(
            f"The folder {path.parent} does not exist.", "Choose another folder, or make this one first."
        )
    if isinstance(error, PermissionError) or error.errno == 30:  # EROFS
        return StorageError(f"{path} cannot be written: the folder or file is read-only.", "Choose another folder.")
    if isinstance(error, IsADirectoryError):
        return StorageError(f"{path} is a folder.", "Give the name of a file.")
    return StorageError(
        f"{path} cannot be written: {error.strerror or error}.", "Free some space, or choose another place."
    )


def _temporary_beside(path: Path) -> Path:
    try:
        if path.is_dir():
            raise IsADirectoryError
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise refused(path, error) from error
    os.close(handle)
    return Path(name)
